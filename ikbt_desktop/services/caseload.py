"""The patients: finding them, opening them, and what stands in the banner above them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ikbt_desktop.clinic import identity as numbers
from ikbt_desktop.clinic import phone, protection
from ikbt_desktop.clinic.care_relation import Ground
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.identity import Identity, Kind
from ikbt_desktop.clinic.instruments import Level
from ikbt_desktop.clinic.lifecycles import TreatmentState
from ikbt_desktop.clinic.protection import Protection
from ikbt_desktop.clinic.roles import Actor, Permission
from ikbt_desktop.clinic.workdays import Limits, local_day
from ikbt_desktop.errors import NotFound
from ikbt_desktop.models import ClinicProfile, Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fields, regions, shown, waiting
from ikbt_desktop.services.doors import OpenedDoor, opened
from ikbt_desktop.storage import list_patients, list_units
from ikbt_desktop.storage.list_patients import (
    FoundPatient,
    History,
    ListedPatient,
    Seam,
    Standing,
    TreatmentNow,
)
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work


@dataclass(frozen=True, slots=True)
class PatientRow:
    """One line of the patient list. `name` is "Efternamn, Förnamn".

    `state` is that of the treatment while one is planned, running or paused, else that of the
    newest referral. `contact_today` (a red case) and `follow_up_today` (a soft one) are told only
    to those who may see risk.
    """

    id: str
    name: str
    identity: str
    age: int | None
    program: str | None
    week: int | None
    weeks: int | None
    state: str | None
    clinician: str | None
    contact_today: bool
    protected: bool
    follow_up_today: bool = False


@dataclass(frozen=True)
class PatientBanner:
    """What stands above every window of one patient; the same everywhere."""

    id: str
    family_name: str
    given_name: str
    identity: str
    age: int | None
    legal_sex: str | None
    protected: bool
    contact_today: bool
    follow_up_today: bool
    risk_case_id: str | None
    program: str | None
    week: int | None
    weeks: int | None
    treatment_id: str | None
    treatment_state: str | None
    feedback_late_days: int | None
    feedback_due_on: date | None
    referral_id: str | None
    referral_state: str | None
    referral_received_on: date | None
    guarantee_days_left: int | None
    opened: OpenedDoor | None = None
    """The reason for which the record is open to this person, where one was asked for."""

    @property
    def name(self) -> str:
        """As in lists: "Efternamn, Förnamn"."""
        return f"{self.family_name}, {self.given_name}"


@dataclass(frozen=True)
class PatientDetails:
    """Identity and contact ways, to read and to edit. `version` guards against two editors."""

    id: str
    version: int
    identity_kind: str
    identity: str
    family_name: str
    given_name: str
    birth_date: date | None
    legal_sex: str | None
    phone: str
    email: str
    address: str
    postcode: str
    city: str
    kin_name: str
    kin_phone: str
    protected: bool
    protection: Protection = Protection.NONE
    region: str = ""
    region_left_out: bool = False  # REG-1: the clinic treats nobody who is registered there
    unit_id: str | None = None
    unit: str = ""  # which cares for the patient; nothing in a clinic that is one unit


@dataclass(frozen=True)
class PatientChanges:
    """The editable part of a patient."""

    family_name: str
    given_name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    kin_name: str = ""
    kin_phone: str = ""
    region: str = ""


@dataclass(frozen=True)
class Duplicate:
    """Somebody who may be the same person. `reason`: "same_number", "one_digit", "same_name"."""

    patient_id: str
    name: str
    identity: str
    reason: str
    registered_on: date
    open_referral_since: date | None
    protected: bool = False


@dataclass(frozen=True)
class CrisisCard:
    """One key away (F9): how to reach the patient, next of kin and the emergency unit."""

    name: str
    phone: str
    kin_name: str
    kin_phone: str
    protected: bool
    crisis_unit: str
    crisis_phone: str
    crisis_text: str


_RECENT = 10
_MOST_DUPLICATES = 5
_SAME_WINDOW = timedelta(minutes=15)
_LONGEST_SEARCH = 200
_UNDER_WAY = frozenset({TreatmentState.PLANNED, TreatmentState.RUNNING, TreatmentState.PAUSED})
_DAYS_A_WEEK = 7


class Caseload:
    """Find, open and correct patients. Opening is logged; a list is not an opening."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue
        # Where the pages of the list met: scrolling on needs no counting from the top.
        self._seams: dict[int, Seam] = {}
        self._seams_of: tuple[str, bool] = ("", False)
        self._last_opened: tuple[str, datetime] | None = None

    # --- lists -------------------------------------------------------------------------------

    def page(self, *, text: str = "", offset: int = 0, limit: int = 100) -> tuple[PatientRow, ...]:
        """Patients in Swedish order whose name or number matches `text` (folded, prefix words).

        å, ä and ö are themselves; "asa" finds Åsa only when nobody is called Asa. A protected
        person is masked, and found by the whole number alone.
        """
        if len(text) > _LONGEST_SEARCH:
            return ()
        with open_reading(self._workplace, Permission.LIST_PATIENTS) as work:
            fallback = offset > 0 and self._seams_of == (text, True)
            found = self._found(work, text, fallback=fallback, offset=offset, limit=limit)
            if not found and offset == 0:
                found = self._found(work, text, fallback=True, offset=0, limit=limit)
            if not found and offset == 0:
                found = list_patients.protected(work, text)
            return self._rows(found)

    def _found(
        self, work: UnitOfWork, text: str, *, fallback: bool, offset: int, limit: int
    ) -> tuple[ListedPatient, ...]:
        if offset == 0 or self._seams_of != (text, fallback):
            self._seams, self._seams_of = {}, (text, fallback)
        seam = self._seams.get(offset)
        found = list_patients.page(
            work, text, fallback=fallback, after=seam, offset=offset, limit=limit
        )
        if found:
            self._seams[offset + len(found)] = found[-1].patient.seam
        return found

    def count(self, *, text: str = "") -> int:
        """How many there are."""
        if len(text) > _LONGEST_SEARCH:
            return 0
        with open_reading(self._workplace, Permission.LIST_PATIENTS) as work:
            found = list_patients.count(work, text)
            found = found or list_patients.count(work, text, fallback=True)
            return found or len(list_patients.protected(work, text))

    def recent(self) -> tuple[PatientRow, ...]:
        """The last ten patients that this person opened, newest first."""
        with open_reading(self._workplace, Permission.LIST_PATIENTS) as work:
            ids = list_patients.recently_opened(
                work, user_id=self._workplace.actor.user_id, limit=_RECENT
            )
            return self._rows(list_patients.by_ids(work, ids))

    def _rows(self, found: tuple[ListedPatient, ...]) -> tuple[PatientRow, ...]:
        today, sees_risk = self._today(), self._sees_risk()
        return tuple(
            self._row(line.patient, line.standing, today, sees_risk=sees_risk) for line in found
        )

    def _row(
        self, patient: FoundPatient, standing: Standing, today: date, *, sees_risk: bool
    ) -> PatientRow:
        treatment = _under_way(standing)
        referral = standing.referral
        return PatientRow(
            id=patient.id,
            name=shown.listed_name(family_name=patient.family_name, given_name=patient.given_name),
            identity=shown.identity(kind=patient.identity_kind, digits=patient.identity_digits),
            age=shown.age(patient.birth_date, on=today),
            program=None if treatment is None else self._program(treatment),
            week=None if treatment is None else week_of(treatment, today),
            weeks=None if treatment is None else treatment.section_count,
            state=treatment.state if treatment else None if referral is None else referral.state,
            clinician=None if treatment is None else treatment.clinician,
            contact_today=sees_risk and standing.risk_urgency == Level.RED,
            protected=patient.protected,
            follow_up_today=sees_risk and standing.risk_urgency == Level.SOFT,
        )

    # --- duplicates --------------------------------------------------------------------------

    def duplicates(
        self, *, identity: Identity | None, family_name: str = "", given_name: str = ""
    ) -> tuple[Duplicate, ...]:
        """Same number, one digit off, or same name and birth date; at most five, nearest first.

        Without a number: everybody of the same name.
        """
        with open_reading(self._workplace, Permission.REGISTER_REFERRAL) as work:
            found: dict[str, tuple[FoundPatient, str]] = {}
            for reason, patients in (
                ("same_number", same_number(work, identity)),
                ("one_digit", self._one_digit_off(work, identity)),
                ("same_name", _same_name(work, identity, family_name, given_name)),
            ):
                for patient in patients:
                    found.setdefault(patient.id, (patient, reason))
            nearest = list(found.values())[:_MOST_DUPLICATES]
            known = list_patients.histories(work, [patient.id for patient, _ in nearest])
            return tuple(
                _duplicate(patient, reason, known[patient.id], identity)
                for patient, reason in nearest
            )

    def _one_digit_off(
        self, work: UnitOfWork, identity: Identity | None
    ) -> tuple[FoundPatient, ...]:
        if identity is None or identity.kind not in {Kind.PERSONNUMMER, Kind.SAMORDNINGSNUMMER}:
            return ()
        near = numbers.neighbours(identity.digits, today=self._today())
        found = list_patients.with_numbers(work, near)
        return tuple(patient for patient in found if not patient.protected)

    # --- one patient -------------------------------------------------------------------------

    def banner(self, patient_id: str) -> PatientBanner:
        """What stands above the patient's windows. Logs the opening once per window."""
        with open_work(self._workplace, Permission.OPEN_PATIENT) as work:
            patient = work.get(Patient, patient_id)
            (line,) = list_patients.by_ids(work, [patient_id])
            limits = waiting.limits(work, self._catalogue.limits)
            banner = self._banner(patient, line.standing, limits)
            if work.admit(patient_id) in set(Ground):
                banner = replace(banner, opened=opened(work, patient_id))
            self._log_opening(work, patient)
            return banner

    def _log_opening(self, work: UnitOfWork, patient: Patient) -> None:
        """Once a window: not again while the same patient stays open, unless time has gone."""
        last, now = self._last_opened, work.now()
        if last is not None and last[0] == patient.id and now - last[1] < _SAME_WINDOW:
            return
        kind = "protected" if patient.protected_identity else "patient"
        work.log(Action.READ, kind=kind, record_id=patient.id, patient_id=patient.id)
        work.commit()
        self._last_opened = (patient.id, now)

    def _banner(self, patient: Patient, standing: Standing, limits: Limits) -> PatientBanner:
        today = self._today()
        treatment, referral = standing.treatment, standing.referral
        under_way = _under_way(standing)
        due_on = None if under_way is None else _feedback_due(under_way)
        late = 0 if due_on is None else (today - due_on).days
        left = None
        if referral is not None:
            left = waiting.guarantee(
                limits,
                state=referral.state,
                received=referral.received_on,
                own_wait_from=referral.own_wait_from,
                own_wait_until=referral.own_wait_until,
                on=today,
            ).days_left
        return PatientBanner(
            id=patient.id,
            family_name=patient.family_name,
            given_name=patient.given_name,
            identity=shown.identity(kind=patient.identity_kind, digits=patient.identity_digits),
            age=shown.age(patient.birth_date, on=today),
            legal_sex=patient.legal_sex,
            protected=patient.protected_identity,
            contact_today=self._sees_risk() and standing.risk_urgency == Level.RED,
            follow_up_today=self._sees_risk() and standing.risk_urgency == Level.SOFT,
            risk_case_id=standing.risk_case_id if self._sees_risk() else None,
            program=None if treatment is None else self._program(treatment),
            week=None if under_way is None else week_of(under_way, today),
            weeks=None if treatment is None else treatment.section_count,
            treatment_id=None if treatment is None else treatment.id,
            treatment_state=None if treatment is None else treatment.state,
            feedback_late_days=late if late > 0 else None,
            feedback_due_on=due_on,
            referral_id=None if referral is None else referral.id,
            referral_state=None if referral is None else referral.state,
            referral_received_on=None if referral is None else referral.received_on,
            guarantee_days_left=left,
        )

    def details(self, patient_id: str) -> PatientDetails:
        """Identity and contact ways."""
        with open_work(self._workplace, Permission.OPEN_PATIENT) as work:
            patient = work.get(Patient, patient_id)
            kind = "protected" if patient.protected_identity else "contact_details"
            work.log(Action.READ, kind=kind, record_id=patient.id, patient_id=patient.id)
            work.commit()
            return _details(work, patient)

    def change(self, patient_id: str, changes: PatientChanges, *, version: int) -> PatientDetails:
        """Save edited contact ways. Raises `StaleRecord`, `InvalidValue`."""
        contact = checked_contact(
            phone_number=changes.phone,
            email=changes.email,
            address=changes.address,
            postcode=changes.postcode,
            city=changes.city,
        )
        names = checked_names(family_name=changes.family_name, given_name=changes.given_name)
        kin_name = fields.line(changes.kin_name, "kin_name", length=fields.NAME)
        kin_phone = phone.stored(changes.kin_phone, field="kin_phone")
        region = fields.line(changes.region, "region", length=fields.NAME)
        with open_work(self._workplace, Permission.EDIT_PATIENT) as work:
            patient = work.get(Patient, patient_id, version=version)
            protection.ensure_no_address(patient.protection, **contact)
            renamed = (patient.family_name, patient.given_name) != tuple(names.values())
            for field, value in {**names, **contact}.items():
                setattr(patient, field, value)
            patient.kin_name = kin_name
            patient.kin_phone = kin_phone
            patient.region = region or None
            if renamed:
                list_patients.enter(work, patient)
            work.flush()
            work.log(
                Action.CHANGE,
                kind="patient",
                record_id=patient.id,
                patient_id=patient.id,
                version=patient.version,
                details={"renamed": renamed},
            )
            work.commit()
            return _details(work, patient)

    def protect(
        self, patient_id: str, kind: Protection, *, reason: str, version: int
    ) -> PatientDetails:
        """Set, change or lift the protection, with the reason in the log.

        Everybody who may edit may protect at once. What takes protection away is for the head of
        unit (`NotPermitted`). With protected population registration the address is not kept.
        Raises `InvalidValue` ("reason", "empty"), `StaleRecord`.
        """
        words = fields.prose(reason, "reason", length=fields.LINE * 5, required=True)
        with open_reading(self._workplace, Permission.EDIT_PATIENT) as work:
            now = Protection(work.get(Patient, patient_id).protection)
        milder = protection.is_milder(kind, now)
        needed = Permission.LIFT_PROTECTION if milder else Permission.EDIT_PATIENT
        with open_work(self._workplace, needed) as work:
            patient = work.get(Patient, patient_id, version=version)
            set_protection(work, patient, kind)
            work.log(
                Action.CHANGE,
                kind="protection",
                record_id=patient.id,
                patient_id=patient.id,
                version=patient.version,
                reason=words,
                details={"from": now.value, "to": kind.value},
            )
            work.commit()
            return _details(work, patient)

    def crisis_card(self, patient_id: str) -> CrisisCard:
        """Crisis numbers for this patient (F9); logged."""
        with open_work(self._workplace, Permission.OPEN_PATIENT) as work:
            patient = work.glance(Patient, patient_id)
            profile = work.first(ClinicProfile)
            if profile is None:
                raise NotFound("clinic_profile")
            kind = "protected" if patient.protected_identity else "crisis_card"
            work.log(
                Action.READ, kind=kind, record_id=patient.id, patient_id=patient.id, waits=False
            )
            work.commit()
            return CrisisCard(
                name=shown.listed_name(
                    family_name=patient.family_name, given_name=patient.given_name
                ),
                phone=phone.shown(patient.phone),
                kin_name=patient.kin_name,
                kin_phone=phone.shown(patient.kin_phone),
                protected=patient.protected_identity,
                crisis_unit=profile.crisis_unit,
                crisis_phone=profile.crisis_phone,
                crisis_text=profile.crisis_text,
            )

    # --- small things ------------------------------------------------------------------------

    def _today(self) -> date:
        return local_day(self._workplace.clock())

    def _sees_risk(self) -> bool:
        """Reception knows how many need contact today, not who."""
        return sees_risk(self._workplace.actor)

    def _program(self, treatment: TreatmentNow) -> str:
        return self._catalogue.program(treatment.program_code).name


def sees_risk(actor: Actor) -> bool:
    """Whether the person may know which patient needs contact today."""
    return actor.may(Permission.SEE_RISK)


def week_of(treatment: TreatmentNow, on: date) -> int | None:
    """The week of the program that the patient is in; None before it starts.

    It is that of the open section, as the worklist says it: a late answer does not move it on.
    """
    days = (on - treatment.starts_on).days
    if days < 0:
        return None
    return treatment.open_section or min(days // _DAYS_A_WEEK + 1, treatment.section_count)


def _under_way(standing: Standing) -> TreatmentNow | None:
    treatment = standing.treatment
    return treatment if treatment is not None and treatment.state in _UNDER_WAY else None


def _feedback_due(treatment: TreatmentNow) -> date | None:
    return treatment.next_feedback_on if treatment.state == TreatmentState.RUNNING else None


def same_number(work: UnitOfWork, identity: Identity | None) -> tuple[FoundPatient, ...]:
    """The patients who have this number; a reserve number however it was parted."""
    if identity is None:
        return ()
    if identity.kind is Kind.RESERVNUMMER:
        return list_patients.with_number_written(work, identity.formatted)
    return list_patients.with_numbers(work, [identity.digits])


def _same_name(
    work: UnitOfWork, identity: Identity | None, family_name: str, given_name: str
) -> tuple[FoundPatient, ...]:
    family, given = " ".join(family_name.split()), " ".join(given_name.split())
    if not family or not given or max(len(family), len(given)) > fields.NAME:
        return ()
    born = None if identity is None else identity.birth_date
    if identity is not None and born is None:
        return ()
    return list_patients.with_name(work, family_name=family, given_name=given, born=born)


def _duplicate(
    patient: FoundPatient, reason: str, known: History, typed: Identity | None
) -> Duplicate:
    """A protected person is masked; the number that found them was typed, and is no news."""
    number = shown.identity(kind=patient.identity_kind, digits=patient.identity_digits)
    return Duplicate(
        patient_id=patient.id,
        name=shown.listed_name(family_name=patient.family_name, given_name=patient.given_name),
        identity=number or ("" if typed is None else typed.formatted),
        reason=reason,
        registered_on=local_day(known.registered_at),
        open_referral_since=known.open_referral_since,
        protected=patient.protected,
    )


def _details(work: UnitOfWork, patient: Patient) -> PatientDetails:
    return PatientDetails(
        id=patient.id,
        version=patient.version,
        identity_kind=patient.identity_kind,
        identity=shown.identity(kind=patient.identity_kind, digits=patient.identity_digits),
        family_name=patient.family_name,
        given_name=patient.given_name,
        birth_date=patient.birth_date,
        legal_sex=patient.legal_sex,
        phone=phone.shown(patient.phone),
        email=patient.email,
        address=patient.address,
        postcode=patient.postcode,
        city=patient.city,
        kin_name=patient.kin_name,
        kin_phone=phone.shown(patient.kin_phone),
        protected=patient.protected_identity,
        protection=Protection(patient.protection),
        region=patient.region or "",
        region_left_out=regions.is_left_out(work, patient),
        unit_id=patient.unit_id,
        unit=list_units.name_of(work, patient.unit_id),
    )


def set_protection(work: UnitOfWork, patient: Patient, kind: Protection) -> None:
    """Write the kind, mask or unmask the person in the search, and drop what may not be kept."""
    patient.protection, patient.protected_identity = kind.value, kind is not Protection.NONE
    if kind is Protection.POPULATION:
        for name in protection.ADDRESS:
            setattr(patient, name, "")
    list_patients.enter(work, patient)


def checked_names(*, family_name: str, given_name: str) -> dict[str, str]:
    """Both names as they are kept. Raises `InvalidValue`."""
    return {
        "family_name": fields.line(family_name, "family_name", length=fields.NAME, required=True),
        "given_name": fields.line(given_name, "given_name", length=fields.NAME, required=True),
    }


def checked_contact(
    *, phone_number: str, email: str, address: str, postcode: str, city: str
) -> dict[str, str]:
    """Ways to reach a patient as they are kept. Raises `InvalidValue`."""
    return {
        "phone": phone.stored(phone_number, field="phone"),
        "email": fields.email(email),
        "address": fields.line(address, "address"),
        "postcode": fields.postcode(postcode),
        "city": fields.line(city, "city", length=fields.NAME),
    }
