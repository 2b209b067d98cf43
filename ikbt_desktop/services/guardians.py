"""A minor's guardians as persons of their own, and what each has said about the treatment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from ikbt_desktop.clinic import guardians, phone
from ikbt_desktop.clinic.guardians import (
    Agreement,
    ConsentForm,
    Relation,
    Stance,
    Support,
)
from ikbt_desktop.clinic.lifecycles import TreatmentState
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import InvalidValue, RuleRefused
from ikbt_desktop.models import Consent, Guardian, Patient, Treatment
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fields, shown
from ikbt_desktop.services.caseload import checked_contact, checked_names
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True)
class ConsentLine:
    """One thing that was said; the newest of a person counts, all stay readable."""

    stance: Stance
    form: ConsentForm
    on: date
    note: str
    recorded_by: str


@dataclass(frozen=True)
class GuardianView:
    """One guardian. `said` is newest first."""

    id: str
    version: int
    family_name: str
    given_name: str
    relation: Relation
    phone: str
    email: str
    address: str
    postcode: str
    city: str
    support: Support
    support_treatment_id: str | None
    ended_on: date | None
    ended_reason: str
    said: tuple[ConsentLine, ...]

    @property
    def name(self) -> str:
        """As it is spoken."""
        return f"{self.given_name} {self.family_name}"

    @property
    def stance(self) -> Stance | None:
        """What the person says now."""
        return self.said[0].stance if self.said else None


@dataclass(frozen=True)
class Family:
    """Everything about a young patient's guardians."""

    patient_id: str
    age: int | None
    is_minor: bool
    protected: bool
    guardians: tuple[GuardianView, ...]
    former: tuple[GuardianView, ...]
    own_word: tuple[ConsentLine, ...]  # what the young patient says, newest first
    agreement: Agreement


@dataclass(frozen=True)
class GuardianChanges:
    """The editable part of a guardian."""

    family_name: str
    given_name: str
    relation: str
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""


@dataclass(frozen=True)
class NewConsent:
    """What somebody said. Without a guardian it is the young patient's own word."""

    stance: str
    form: str
    on: date
    guardian_id: str | None = None
    note: str = ""


class Guardians:
    """Register guardians, keep what they say, and show whether they agree."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def of_patient(self, patient_id: str) -> Family:
        """The guardians with their contact ways; logged."""
        with open_work(self._workplace, Permission.OPEN_PATIENT) as work:
            patient = work.get(Patient, patient_id)
            family = family_of(work, patient)
            kind = "protected" if patient.protected_identity else "guardian"
            work.log(Action.READ, kind=kind, record_id=patient.id, patient_id=patient.id)
            work.commit()
        return family

    def agreement(self, patient_id: str) -> Family:
        """As `of_patient` for a note beside a decision: without contact ways, and not logged."""
        with open_reading(self._workplace, Permission.OPEN_PATIENT) as work:
            return family_of(work, work.get(Patient, patient_id))

    def add(self, patient_id: str, new: GuardianChanges) -> Family:
        """Register a guardian. Raises `InvalidValue`, `RuleRefused` for an adult patient."""
        values = checked(new)
        with open_work(self._workplace, Permission.EDIT_PATIENT) as work:
            patient = work.get(Patient, patient_id)
            register(work, patient, values)
            family = family_of(work, patient)
            work.commit()
            return family

    def change(self, guardian_id: str, changes: GuardianChanges, *, version: int) -> Family:
        """Save edited names and contact ways. Raises `InvalidValue`, `StaleRecord`."""
        values = checked(changes)
        with open_work(self._workplace, Permission.EDIT_PATIENT) as work:
            guardian = work.get(Guardian, guardian_id, version=version)
            for field, value in values.items():
                setattr(guardian, field, value)
            work.flush()
            return self._kept(work, guardian, Action.CHANGE)

    def end(self, guardian_id: str, *, reason: str, version: int) -> Family:
        """The person is guardian no longer; what was said stays readable."""
        words = fields.prose(reason, "ended_reason", required=True)
        with open_work(self._workplace, Permission.EDIT_PATIENT) as work:
            guardian = work.get(Guardian, guardian_id, version=version)
            guardian.ended_on, guardian.ended_reason = local_day(work.now()), words
            work.flush()
            return self._kept(work, guardian, Action.CHANGE)

    def offer_support(self, guardian_id: str, support: str, *, version: int) -> Family:
        """The program for guardians was offered, or declined; assigning it says the rest."""
        word = _member(Support, support, "support")
        if word in {Support.ACTIVE, Support.ENDED}:
            raise InvalidValue("support", "unknown_word")
        with open_work(self._workplace, Permission.ASSIGN_PROGRAM) as work:
            guardian = work.get(Guardian, guardian_id, version=version)
            guardian.support, guardian.support_on = word.value, local_day(work.now())
            work.flush()
            return self._kept(work, guardian, Action.CHANGE)

    def record_consent(self, patient_id: str, new: NewConsent) -> Family:
        """Keep what somebody said; nobody can change it afterwards, only say something new."""
        stance = _member(Stance, new.stance, "stance")
        form = _member(ConsentForm, new.form, "form")
        note = fields.prose(new.note, "note")
        with open_work(self._workplace, Permission.EDIT_PATIENT) as work:
            patient, now = work.get(Patient, patient_id), work.now()
            _ensure_minor(work, patient)
            if new.on > local_day(now):
                raise InvalidValue("on", "future")
            if patient.birth_date is not None and new.on < patient.birth_date:
                raise InvalidValue("on", "before_birth")
            if new.guardian_id is not None:
                _ensure_own(work.get(Guardian, new.guardian_id), patient)
            consent = work.add(
                Consent(
                    patient_id=patient.id,
                    guardian_id=new.guardian_id,
                    stance=stance.value,
                    form=form.value,
                    on=new.on,
                    note=note,
                    signed_at=now,
                    signed_by_id=work.actor.user_id,
                    signed_by_name=work.actor.name,
                    signed_role=work.actor.role.value,
                )
            )
            work.flush()
            work.log(
                Action.CREATE,
                kind="consent",
                record_id=consent.id,
                patient_id=patient.id,
                details={"stance": stance.value, "form": form.value},
            )
            family = family_of(work, patient)
            work.commit()
        return family

    def _kept(self, work: UnitOfWork, guardian: Guardian, action: Action) -> Family:
        work.log(
            action,
            kind="guardian",
            record_id=guardian.id,
            patient_id=guardian.patient_id,
            version=guardian.version,
        )
        family = family_of(work, work.get(Patient, guardian.patient_id))
        work.commit()
        return family


# --- inside ----------------------------------------------------------------------------------


def family_of(work: UnitOfWork, patient: Patient) -> Family:
    """The patient's guardians, those of today apart from former ones."""
    age = shown.age(patient.birth_date, on=local_day(work.now()))
    said = work.find(Consent, patient_id=patient.id, order_by=("-on", "-created_at"))
    beside = work.find(Treatment, patient_id=patient.id, order_by=("-assigned_at",))
    rows = [
        _view(guardian, said, beside)
        for guardian in work.find(Guardian, patient_id=patient.id, order_by=("created_at",))
    ]
    present = tuple(row for row in rows if row.ended_on is None)
    return Family(
        patient_id=patient.id,
        age=age,
        is_minor=guardians.is_minor(age),
        protected=patient.protected_identity,
        guardians=present,
        former=tuple(row for row in rows if row.ended_on is not None),
        own_word=tuple(_line(row) for row in said if row.guardian_id is None),
        agreement=guardians.agreement(row.stance for row in present),
    )


def _view(guardian: Guardian, said: Sequence[Consent], beside: Sequence[Treatment]) -> GuardianView:
    own = next(
        (
            row
            for row in beside
            if row.guardian_id == guardian.id and row.state != TreatmentState.VOIDED
        ),
        None,
    )
    support = Support(guardian.support)
    if own is not None:
        support = Support.ENDED if own.state == TreatmentState.ENDED else Support.ACTIVE
    return GuardianView(
        id=guardian.id,
        version=guardian.version,
        family_name=guardian.family_name,
        given_name=guardian.given_name,
        relation=Relation(guardian.relation),
        phone=phone.shown(guardian.phone),
        email=guardian.email,
        address=guardian.address,
        postcode=guardian.postcode,
        city=guardian.city,
        support=support,
        support_treatment_id=own.id if own is not None else None,
        ended_on=guardian.ended_on,
        ended_reason=guardian.ended_reason,
        said=tuple(_line(row) for row in said if row.guardian_id == guardian.id),
    )


def _line(row: Consent) -> ConsentLine:
    return ConsentLine(
        Stance(row.stance), ConsentForm(row.form), row.on, row.note, row.signed_by_name or ""
    )


def register(work: UnitOfWork, patient: Patient, values: dict[str, str]) -> Guardian:
    """One more guardian of a minor, logged. Raises `RuleRefused` for an adult patient."""
    _ensure_minor(work, patient)
    guardian = work.add(Guardian(patient_id=patient.id, **values))
    work.flush()
    work.log(
        Action.CREATE,
        kind="guardian",
        record_id=guardian.id,
        patient_id=patient.id,
        version=guardian.version,
    )
    return guardian


def checked(changes: GuardianChanges) -> dict[str, str]:
    """What is kept of a guardian. Raises `InvalidValue`."""
    names = checked_names(family_name=changes.family_name, given_name=changes.given_name)
    contact = checked_contact(
        phone_number=changes.phone,
        email=changes.email,
        address=changes.address,
        postcode=changes.postcode,
        city=changes.city,
    )
    relation = _member(Relation, changes.relation, "relation")
    return {**names, **contact, "relation": relation.value}


def _member(words: type[_Word], text: str, field: str) -> _Word:
    if text not in set(words):
        raise InvalidValue(field, "unknown_word")
    return words(text)


def _ensure_minor(work: UnitOfWork, patient: Patient) -> None:
    if not guardians.is_minor(shown.age(patient.birth_date, on=local_day(work.now()))):
        raise RuleRefused("MINOR", "adult")


def _ensure_own(guardian: Guardian, patient: Patient) -> None:
    if guardian.patient_id != patient.id:
        raise InvalidValue("guardian", "unknown_word")
    if guardian.ended_on is not None:
        raise RuleRefused("MINOR", "guardian_ended")
