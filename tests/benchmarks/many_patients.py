"""Makes a real encrypted clinic with as many invented patients as one asks for, quickly."""

import hashlib
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.lifecycles import (
    DocumentState,
    ReferralState,
    ScreeningState,
    TreatmentState,
)
from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.models import (
    Document,
    Filing,
    Patient,
    PatientWord,
    Referral,
    Referrer,
    Screening,
    Section,
    Treatment,
    User,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import Registry, new_id
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.menu import Services
from ikbt_desktop.storage import list_patients, vault
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work
from tests.clinics import NEW_CLINIC, Clinic, Clock, make_template, open_copy, shipped

MANY = 100_000
CLINICIAN = "maria"
UNDER_WAY = 300
"""Treatments that run; as many referrals are open. All other patients have ended theirs."""

_PAGE = 5_000
_FIRST, _LAST = date(1940, 1, 1), date(2009, 12, 31)
_FAMILY = ("Sken", "Låts", "Test", "Påhitt", "Fantas", "Tänk", "Dikt", "Gisse", "Hitte", "Sagen")
_FAMILY_ENDS = ("ström", "mark", "lund", "berg", "dal", "sson", "gren", "ås", "quist", "én")
_GIVEN = ("Amira", "Åsa", "Örjan", "Lo", "Kim", "Inger", "Abdi", "Ylva", "Zoë", "Märta", "Bo")
_GIVEN_TOO = ("", "-Lisa", "-Karin", " Erik", " Noor", "-Maj", " Alex", "-Britt", " Sol", " Tage")
Row = dict[str, Any]
_SEXES = ("female", "male")


@dataclass(frozen=True)
class Crowd:
    """Where the clinic lies and what opens it again, in any process."""

    root: Path
    recovery_key: str
    count: int


def check_digit(nine: str) -> str:
    """The tenth digit of an identity number, by the formula of Luhn."""
    doubled = (int(sign) * (2 - place % 2) for place, sign in enumerate(nine))
    return str(-sum(sum(divmod(number, 10)) for number in doubled) % 10)


def numbers() -> Iterator[tuple[str, str, date, str]]:
    """Kind, digits, birth date and sex: the tax agency's birth numbers 238 and 239, each day."""
    days = (_FIRST + timedelta(days=n) for n in range((_LAST - _FIRST).days + 1))
    for day, (kind, more), (sex, serial) in itertools.product(
        days,
        (("personnummer", 0), ("samordningsnummer", 60)),
        zip(_SEXES, ("238", "239"), strict=True),
    ):
        written = f"{day:%Y%m}{day.day + more:02d}{serial}"
        yield kind, written + check_digit(written[2:]), day, sex


def _names() -> Iterator[tuple[str, str]]:
    lists = (_FAMILY, _FAMILY_ENDS, _GIVEN, _GIVEN_TOO)
    for parts in itertools.cycle(itertools.product(*lists)):
        yield parts[0] + parts[1], parts[2] + parts[3]


def _patient(made: datetime, name: tuple[str, str], number: tuple[str, str, date, str]) -> Row:
    kind, digits, born, sex = number
    family, given = name
    words = list_patients.words_of(family_name=family, given_name=given, identity_digits=digits)
    return {
        "id": new_id(),
        "created_at": made,
        "version": 1,
        "identity_kind": kind,
        "identity_digits": digits,
        "family_name": family,
        "given_name": given,
        "search_key": "".join(f" {word}" for word in sorted(words)),
        "sort_key": list_patients.name_key(family_name=family, given_name=given),
        "birth_date": born,
        "legal_sex": sex,
    }


def _words(patient: Row) -> Iterator[Row]:
    for word in list_patients.rows_of(patient["search_key"].split()):
        yield {"word": word, "sort_key": patient["sort_key"], "patient_id": patient["id"]}


@dataclass(frozen=True)
class _Course:
    """What a patient has besides a name: a referral, and for every second one a treatment."""

    made: datetime
    clinician_id: str
    referrer_id: str
    catalogue: Catalogue

    def referral(self, patient: Row, *, is_open: bool, runs: bool) -> Row:
        state = ReferralState.WAITING if is_open else ReferralState.CLOSED
        received = self._day(patient, self.made.date() if is_open or runs else date(2020, 1, 1))
        sent = not is_open and not runs and int(patient["identity_digits"][-2]) % 2 == 1
        return {
            "id": new_id(),
            "created_at": self.made,
            "version": 1,
            "patient_id": patient["id"],
            "source": "referral" if sent else "self",
            "referrer_id": self.referrer_id if sent else None,
            "answered_on": received + timedelta(days=30) if sent else None,
            "received_on": received,
            "question": "iKBT?",
            "state": ReferralState.RUNNING if runs else state,
            "state_since": self.made,
        }

    def _day(self, patient: Row, latest: date) -> date:
        return latest - timedelta(days=int(patient["identity_digits"][-4:]) % 60)

    def screening(self, referral: Row) -> Row:
        return {
            "id": new_id(),
            "created_at": self.made,
            "version": 1,
            "referral_id": referral["id"],
            "patient_id": referral["patient_id"],
            "clinician_id": self.clinician_id,
            "state": ScreeningState.SIGNED,
            "step": "decision",
            "changed_at": self.made,
            "signed_at": self.made,
            "signed_by_id": self.clinician_id,
            "signed_by_name": "Maria Skenfors",
            "signed_role": "clinician",
            # About as much as a real one: answers, notes and judgements.
            "content": {"reason": "påhittat " * 120},
        }

    def treatment(self, screening: Row, *, runs: bool, starts_on: date) -> Row:
        program = next(iter(self.catalogue.programs.values()))
        return {
            "id": new_id(),
            "created_at": self.made,
            "version": 1,
            "patient_id": screening["patient_id"],
            "referral_id": screening["referral_id"],
            "screening_id": screening["id"],
            "program_code": program.code,
            "program_version": program.version,
            "clinician_id": self.clinician_id,
            "state": TreatmentState.RUNNING if runs else TreatmentState.ENDED,
            "section_count": 8,
            "agreed_on": starts_on,
            "starts_on": starts_on,
            "planned_end_on": starts_on + timedelta(weeks=8),
            "next_feedback_on": starts_on + timedelta(weeks=3) if runs else None,
            "assigned_by_id": self.clinician_id,
            "assigned_at": self.made,
            "ended_on": None if runs else starts_on + timedelta(weeks=8),
        }

    def summary(self, treatment: Row, place: int) -> Row:
        """What ended has its summary, signed and filed in the journal."""
        content = f"%PDF-1.4 påhittat {place}".encode()
        return {
            "id": new_id(),
            "created_at": self.made,
            "patient_id": treatment["patient_id"],
            "treatment_id": treatment["id"],
            "kind": "treatment_summary",
            "number": f"{place:08X}",
            "sha256": hashlib.sha256(content).hexdigest(),
            "pages": 2,
            "content": content,
            "signed_at": self.made,
            "signed_by_id": self.clinician_id,
            "signed_by_name": "Maria Skenfors",
            "signed_role": "clinician",
        }

    def filing(self, document: Row) -> Row:
        return {
            "id": new_id(),
            "created_at": self.made,
            "version": 1,
            "document_id": document["id"],
            "patient_id": document["patient_id"],
            "state": DocumentState.FILED,
            "filed_at": self.made,
            "filed_by_id": self.clinician_id,
            "filed_by_name": "Maria Skenfors",
        }

    def sections(self, treatment: Row) -> Iterator[Row]:
        opened = treatment["starts_on"]
        for number in range(1, 3):
            yield {
                "id": new_id(),
                "created_at": self.made,
                "version": 1,
                "treatment_id": treatment["id"],
                "number": number,
                "title": f"Avsnitt {number}",
                "opened_on": opened + timedelta(weeks=number - 1),
            }


def _insert(work: UnitOfWork, model: type[Registry], rows: list[Row]) -> None:
    for start in range(0, len(rows), _PAGE):
        work.session.execute(insert(model), rows[start : start + _PAGE])


def fill(clinic: Clinic, count: int) -> None:
    """Register `count` invented patients in one transaction with one row in the log."""
    made = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)
    workplace = clinic.workplace(CLINICIAN)
    referrer: Row = {"id": new_id(), "created_at": made, "version": 1, "name": "VC Påhittet"}
    course = _Course(made, workplace.actor.user_id, referrer["id"], clinic.catalogue)
    patients = [
        _patient(made, name, number)
        for name, number in zip(_names(), itertools.islice(numbers(), count), strict=False)
    ]
    patients.sort(key=lambda row: row["sort_key"])
    words = [row for patient in patients for row in _words(patient)]
    # In the order of the key, so that the tree grows at its end.
    words.sort(key=lambda row: (row["word"], row["sort_key"], row["patient_id"]))
    apart = max(1, count // UNDER_WAY)
    referrals: list[Row] = []
    screenings: list[Row] = []
    treatments: list[Row] = []
    sections: list[Row] = []
    summaries: list[Row] = []
    for place, patient in enumerate(patients):
        runs, is_open = place % apart == 0, place % apart == 1
        referral = course.referral(patient, runs=runs, is_open=is_open)
        referrals.append(referral)
        if place % 2 == 0:
            screening = course.screening(referral)
            treatment = course.treatment(screening, runs=runs, starts_on=referral["received_on"])
            screenings.append(screening)
            treatments.append(treatment)
            sections += course.sections(treatment) if runs else ()
            summaries += () if runs else (course.summary(treatment, place),)
    filings = [course.filing(document) for document in summaries]
    with open_work(workplace, Permission.REGISTER_REFERRAL) as work:
        for model, rows in (
            (Patient, patients),
            (PatientWord, words),
            (Referrer, [referrer]),
            (Referral, referrals),
            (Screening, screenings),
            (Treatment, treatments),
            (Section, sections),
            (Document, summaries),
            (Filing, filings),
        ):
            _insert(work, model, rows)
        work.log(Action.IMPORT, kind="patient", details={"count": count})
        work.commit()


def build(root: Path, *, count: int = MANY) -> Crowd:
    """Found a clinic in an empty folder and fill it."""
    template = make_template(root / "template")
    clinic = open_copy(template, root)
    try:
        fill(clinic, count)
    finally:
        clinic.close()
    return Crowd(root, template.founded.recovery_key, count)


@contextmanager
def opened(crowd: Crowd) -> Iterator[Services]:
    """A clinician's verbs in that clinic; in any process."""
    folder = DataFolder(crowd.root / "clinic")
    keys = vault.unlock_with_recovery(folder, crowd.recovery_key)
    database = Database.open(folder, keys)
    try:
        nobody = Actor("", "", Role.RECEPTIONIST, "")
        outside = Workplace(database, nobody, Clock(), "ws-1")
        with open_reading(outside, Permission.CHANGE_OWN_SIGN_IN) as work:
            (user,) = work.find(User, login=CLINICIAN)
        actor = Actor(user.id, user.name, Role(user.role), user.title)
        workplace = Workplace(database, actor, Clock(), "ws-1", NEW_CLINIC.name)
        yield Services.of(workplace, shipped(), cost=vault.LIGHT_COST)
    finally:
        database.dispose()
