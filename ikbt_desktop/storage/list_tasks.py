"""What waits in the whole clinic, asked afresh each time: one query a kind, none of them stored.

The cost grows with what is open, not with what is kept: each query runs on open states.
"""

import contextlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from ikbt_desktop.clinic.lifecycles import (
    DocumentState,
    ReferralState,
    RiskCaseState,
    ScreeningState,
    TreatmentState,
)
from ikbt_desktop.clinic.risk import Attempt
from ikbt_desktop.clinic.screening import UNCLEAR_NOTE, Decision
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.models import (
    CareContact,
    ContactAttempt,
    Document,
    Draft,
    Filing,
    Measurement,
    Patient,
    Referral,
    Referrer,
    RiskCase,
    Screening,
    Section,
    Treatment,
    User,
    Visit,
    WeekReport,
)
from ikbt_desktop.storage import masked
from ikbt_desktop.storage.unit_of_work import UnitOfWork

_ANSWERABLE = (
    ReferralState.ASSESSED,
    ReferralState.WAITING,
    ReferralState.RUNNING,
    ReferralState.CLOSED,
    ReferralState.REDIRECTED,
)
_OPEN_REFERRAL = (
    ReferralState.RECEIVED,
    ReferralState.REVIEWING,
    ReferralState.VISIT_BOOKED,
    ReferralState.ASSESSED,
    ReferralState.WAITING,
)


@dataclass(frozen=True)
class Whose:
    """The patient and the owner of a task."""

    patient_id: str
    name: str
    identity: str
    protected: bool
    owner_id: str | None
    owner: str | None


@dataclass(frozen=True)
class OpenRisk:
    """An open risk case with its last attempt."""

    whose: Whose
    case_id: str
    opened_at: datetime
    deadline_at: datetime
    attempts: int
    urgency: str


@dataclass(frozen=True)
class PromisedContact:
    """The next contact that a closed assessment promised, until the patient has answered."""

    whose: Whose
    case_id: str
    next_contact_at: datetime
    attempts: int


@dataclass(frozen=True)
class RunningTreatment:
    """A running or paused treatment and where its week stands."""

    whose: Whose
    treatment_id: str
    program: str
    state: str
    starts_on: date
    planned_end_on: date
    section_count: int
    next_feedback_on: date | None
    paused_until: date | None
    open_section: int | None
    report_on: date | None
    draft_at: datetime | None
    measures: tuple[tuple[str, date], ...]  # (instrument, latest day)


@dataclass(frozen=True)
class OpenReferral:
    """A referral that has not reached its end."""

    whose: Whose
    referral_id: str
    state: str
    due_on: date | None
    received_on: date
    own_wait_until: date | None
    visit_at: datetime | None
    visit_day: date | None  # to compute with; of a protected person it is told to nobody
    referrer: str | None
    acknowledged: bool


@dataclass(frozen=True)
class OpenScreening:
    """A screening that is begun and not signed."""

    whose: Whose
    screening_id: str
    referral_id: str
    step: str
    changed_at: datetime
    unclear: int
    """Answers that are noted as something to find out."""


@dataclass(frozen=True)
class UnclearAnswers:
    """What somebody noted as something to find out; without a screening it is to be begun anew."""

    whose: Whose
    referral_id: str
    screening_id: str | None
    keys: tuple[str, ...]
    noted_on: date


@dataclass(frozen=True)
class UnansweredReferral:
    """A referral whose sender still waits for the reply."""

    whose: Whose
    referral_id: str
    referrer: str
    received_on: date
    decided_at: datetime


@dataclass(frozen=True)
class UnfiledDocument:
    """A document that is made and not yet in the journal."""

    whose: Whose
    document_id: str
    kind: str
    version_number: int
    made_at: datetime


@dataclass(frozen=True)
class UnsentText:
    """A signed message that nobody has ticked as sent."""

    whose: Whose
    contact_id: str
    treatment_id: str
    on: date


@dataclass(frozen=True)
class EndedTreatment:
    """An ended treatment: its follow-up dates, whether its summary is signed, the newest form."""

    whose: Whose
    treatment_id: str
    program: str
    ended_on: date
    follow_up_on: tuple[date, ...]
    has_summary: bool
    measured_on: date | None


def whose_is(patient: Patient, owner: User | None) -> Whose:
    """The patient and the owner, as a task names them; a protected person by initials."""
    return Whose(
        patient_id=patient.id,
        name=masked.listed_name(patient),
        identity=masked.listed_identity(patient),
        protected=patient.protected_identity,
        owner_id=owner.id if owner is not None else None,
        owner=owner.name if owner is not None else None,
    )


def stamp(work: UnitOfWork) -> tuple[int, int, datetime | None]:
    """Changes whenever anything here may have: each change has its row in the log, but drafts."""
    head = work.log_head()
    drafts, newest = work.session.execute(select(func.count(), func.max(Draft.changed_at))).one()
    return (0 if head is None else head.seq, drafts, newest)


def open_risks(work: UnitOfWork) -> tuple[OpenRisk, ...]:
    """Every open risk case, nearest deadline first."""
    attempts = (
        select(func.count())
        .where(ContactAttempt.risk_case_id == RiskCase.id)
        .correlate(RiskCase)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(RiskCase, Patient, User, attempts)
        .join(Patient, Patient.id == RiskCase.patient_id)
        .outerjoin(User, User.id == RiskCase.owner_id)
        .where(RiskCase.state == RiskCaseState.OPEN)
        .order_by(RiskCase.deadline_at, RiskCase.id)
    )
    return tuple(
        OpenRisk(
            whose_is(patient, owner),
            case.id,
            case.opened_at,
            case.deadline_at,
            tried,
            case.urgency,
        )
        for case, patient, owner, tried in rows
    )


def promised_contacts(work: UnitOfWork) -> tuple[PromisedContact, ...]:
    """What the patient's newest assessment promised and nobody has kept yet, nearest first."""
    tries = (
        select(func.count())
        .where(ContactAttempt.risk_case_id == RiskCase.id, ContactAttempt.follow_up)
        .correlate(RiskCase)
    )
    answered = tries.where(ContactAttempt.kind == Attempt.ANSWERED).scalar_subquery()
    other = aliased(RiskCase)
    newest = (
        select(func.max(other.number))
        .where(other.patient_id == RiskCase.patient_id)
        .correlate(RiskCase)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(RiskCase, Patient, User, tries.scalar_subquery())
        .join(Patient, Patient.id == RiskCase.patient_id)
        .outerjoin(User, User.id == RiskCase.owner_id)
        .where(
            RiskCase.state == RiskCaseState.CLOSED,
            RiskCase.next_contact_at.is_not(None),
            answered == 0,
            RiskCase.number == newest,
        )
        .order_by(RiskCase.next_contact_at, RiskCase.id)
    )
    return tuple(
        PromisedContact(whose_is(patient, owner), case.id, case.next_contact_at, tried)
        for case, patient, owner, tried in rows
        if case.next_contact_at is not None
    )


def running_treatments(work: UnitOfWork) -> tuple[RunningTreatment, ...]:
    """Every running or paused treatment with its open section and latest measures."""
    rows = work.session.execute(
        select(Treatment, Patient, User)
        .join(Patient, Patient.id == Treatment.patient_id)
        .join(User, User.id == Treatment.clinician_id)
        .where(Treatment.state.in_((TreatmentState.RUNNING, TreatmentState.PAUSED)))
        .order_by(Treatment.next_feedback_on, Treatment.id)
    ).all()
    ids = [treatment.id for treatment, _, _ in rows]
    sections = _open_sections(work, ids)
    reports = _latest_reports(work, ids)
    measures = _latest_measures(work, ids)
    drafts = _feedback_drafts(work)
    return tuple(
        RunningTreatment(
            whose=whose_is(patient, owner),
            treatment_id=treatment.id,
            program=treatment.program_code,
            state=treatment.state,
            starts_on=treatment.starts_on,
            planned_end_on=treatment.planned_end_on,
            section_count=treatment.section_count,
            next_feedback_on=treatment.next_feedback_on,
            paused_until=treatment.paused_until,
            open_section=sections.get(treatment.id),
            report_on=reports.get(treatment.id),
            draft_at=drafts.get(treatment.id),
            measures=measures.get(treatment.id, ()),
        )
        for treatment, patient, owner in rows
    )


def _open_sections(work: UnitOfWork, ids: list[str]) -> dict[str, int]:
    rows = work.session.execute(
        select(Section.treatment_id, func.max(Section.number))
        .where(Section.treatment_id.in_(ids), Section.opened_on.is_not(None))
        .group_by(Section.treatment_id)
    )
    return dict(rows.all())


def _latest_reports(work: UnitOfWork, ids: list[str]) -> dict[str, date]:
    rows = work.session.execute(
        select(WeekReport.treatment_id, func.max(WeekReport.reported_on))
        .where(WeekReport.treatment_id.in_(ids))
        .group_by(WeekReport.treatment_id)
    )
    return dict(rows.all())


def _latest_measures(work: UnitOfWork, ids: list[str]) -> dict[str, tuple[tuple[str, date], ...]]:
    found: dict[str, list[tuple[str, date]]] = {}
    rows = work.session.execute(
        select(Measurement.treatment_id, Measurement.instrument, func.max(Measurement.answered_on))
        .where(Measurement.treatment_id.in_(ids), Measurement.is_current)
        .group_by(Measurement.treatment_id, Measurement.instrument)
        .order_by(Measurement.instrument)
    )
    for treatment, instrument, day in rows:
        found.setdefault(str(treatment), []).append((instrument, day))
    return {treatment: tuple(pairs) for treatment, pairs in found.items()}


def _feedback_drafts(work: UnitOfWork) -> dict[str, datetime]:
    """When a feedback draft was last changed, by treatment (its subject is "treatment/section")."""
    rows = work.session.execute(
        select(Draft.subject_id, Draft.changed_at).where(Draft.kind == "feedback")
    )
    return {subject.partition("/")[0]: changed for subject, changed in rows}


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else local_day(moment)


def open_referrals(work: UnitOfWork) -> tuple[OpenReferral, ...]:
    """Every referral before its treatment, oldest first, with its next visit."""
    visit = (
        select(func.max(Visit.starts_at))
        .where(and_(Visit.referral_id == Referral.id, Visit.state == "booked"))
        .correlate(Referral)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(Referral, Patient, User, Referrer.name, visit)
        .join(Patient, Patient.id == Referral.patient_id)
        .outerjoin(User, User.id == Referral.owner_id)
        .outerjoin(Referrer, Referrer.id == Referral.referrer_id)
        .where(Referral.state.in_(_OPEN_REFERRAL))
        .order_by(Referral.received_on, Referral.id)
    )
    return tuple(
        OpenReferral(
            whose=whose_is(patient, owner),
            referral_id=referral.id,
            state=referral.state,
            due_on=referral.due_on,
            received_on=referral.received_on,
            own_wait_until=referral.own_wait_until,
            visit_at=None if patient.protected_identity else visit_at,
            visit_day=_day(visit_at),
            referrer=referrer,
            acknowledged=referral.acknowledged_on is not None,
        )
        for referral, patient, owner, referrer, visit_at in rows
    )


def open_screenings(work: UnitOfWork) -> tuple[OpenScreening, ...]:
    """Every begun screening, the one left longest first."""
    rows = work.session.execute(
        select(Screening, Patient, User)
        .join(Patient, Patient.id == Screening.patient_id)
        .join(User, User.id == Screening.clinician_id)
        .where(Screening.state.in_((ScreeningState.OPEN, ScreeningState.AWAITING_COSIGNATURE)))
        .order_by(Screening.changed_at, Screening.id)
    )
    return tuple(
        OpenScreening(
            whose_is(patient, owner),
            screening.id,
            screening.referral_id,
            screening.step,
            screening.changed_at,
            _unclear(screening.content),
        )
        for screening, patient, owner in rows
    )


def _unclear(content: Mapping[str, Any]) -> int:
    return len(_unclear_days(content))


def _unclear_days(content: Mapping[str, Any]) -> dict[str, str]:
    """The answers to find out, each with the day on which that was noted."""
    answers, notes = content.get("answers") or {}, content.get("notes") or {}
    asked = (key.removeprefix(UNCLEAR_NOTE) for key in notes if key.startswith(UNCLEAR_NOTE))
    return {
        key: notes[UNCLEAR_NOTE + key]
        for key in asked
        if answers.get(key) is None and notes[UNCLEAR_NOTE + key]
    }


def unclear_answers(work: UnitOfWork) -> tuple[UnclearAnswers, ...]:
    """What is to be found out: in begun screenings, and after a decision to wait for it."""
    people = (
        select(Screening, Patient, User)
        .join(Patient, Patient.id == Screening.patient_id)
        .join(User, User.id == Screening.clinician_id)
        .order_by(Screening.created_at.desc(), Screening.id)
    )
    begun = people.where(
        Screening.state.in_((ScreeningState.OPEN, ScreeningState.AWAITING_COSIGNATURE))
    )
    waited = people.join(Referral, Referral.id == Screening.referral_id).where(
        Referral.state == ReferralState.ASSESSED,
        Screening.state == ScreeningState.SIGNED,
        Screening.decision == Decision.WAIT,
    )
    # The newest of a referral counts: one begun after the decision took its questions over.
    newest: dict[str, UnclearAnswers] = {}
    for query, is_open in ((begun, True), (waited, False)):
        for screening, patient, owner in work.session.execute(query):
            days = _unclear_days(screening.content)
            found = UnclearAnswers(
                whose=whose_is(patient, owner),
                referral_id=screening.referral_id,
                screening_id=screening.id if is_open else None,
                keys=tuple(days),
                noted_on=_earliest(days.values(), local_day(screening.changed_at)),
            )
            newest.setdefault(screening.referral_id, found)
    return tuple(found for found in newest.values() if found.keys)


def _earliest(noted: Iterable[str], otherwise: date) -> date:
    days = []
    for text in noted:
        with contextlib.suppress(ValueError):
            days.append(date.fromisoformat(text))
    return min(days, default=otherwise)


def unanswered_referrals(work: UnitOfWork) -> tuple[UnansweredReferral, ...]:
    """Decided referrals from another unit whose reply is not ticked as sent, oldest first."""
    decided = (
        select(func.min(Screening.signed_at))
        .where(Screening.referral_id == Referral.id)
        .correlate(Referral)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(Referral, Patient, User, Referrer, decided)
        .join(Patient, Patient.id == Referral.patient_id)
        .join(Referrer, Referrer.id == Referral.referrer_id)
        .outerjoin(User, User.id == Referral.owner_id)
        .where(
            Referral.state.in_(_ANSWERABLE),
            Referral.answered_on.is_(None),
            Referral.referrer_id.is_not(None),  # joined anyway: said for the index
        )
        .order_by(Referral.received_on, Referral.id)
    )
    return tuple(
        UnansweredReferral(
            whose_is(patient, owner),
            referral.id,
            referrer.name,
            referral.received_on,
            signed_at or referral.state_since,
        )
        for referral, patient, owner, referrer, signed_at in rows
    )


def unfiled_documents(work: UnitOfWork) -> tuple[UnfiledDocument, ...]:
    """Documents in the outbox, oldest first, without their bytes."""
    rows = work.session.execute(
        select(
            Document.id, Document.kind, Document.version_number, Document.created_at, Patient, User
        )
        .join(Filing, Filing.document_id == Document.id)
        .join(Patient, Patient.id == Document.patient_id)
        .outerjoin(User, User.id == Document.signed_by_id)
        .where(Filing.state == DocumentState.MADE)
        .order_by(Document.created_at, Document.id)
    )
    return tuple(
        UnfiledDocument(whose_is(patient, owner), document_id, kind, version, made)
        for document_id, kind, version, made, patient, owner in rows
    )


def unsent_texts(work: UnitOfWork) -> tuple[UnsentText, ...]:
    """Signed messages that nobody has ticked as pasted into the platform, oldest first."""
    rows = work.session.execute(
        select(CareContact, Patient, User)
        .join(Patient, Patient.id == CareContact.patient_id)
        .join(Treatment, Treatment.id == CareContact.treatment_id)
        .join(User, User.id == Treatment.clinician_id)
        .where(CareContact.channel == "message", CareContact.sent_at.is_(None))
        .order_by(CareContact.on, CareContact.id)
    )
    return tuple(
        UnsentText(whose_is(patient, owner), contact.id, contact.treatment_id, contact.on)
        for contact, patient, owner in rows
    )


def _open_follow_ups(treatment: Treatment) -> tuple[date, ...]:
    if treatment.follow_up_until is None:
        return ()
    return tuple(date.fromisoformat(day) for day in treatment.closing.get("follow_up_on", ()))


def count_ended(work: UnitOfWork) -> int:
    """How many treatments have ended, ever."""
    ended = select(func.count()).where(Treatment.state == TreatmentState.ENDED)
    return work.session.scalar(ended) or 0


def unsummed_treatments(work: UnitOfWork, *, before: date) -> frozenset[str]:
    """Treatments that ended before that day and whose summary nobody has signed.

    A summary is kept only when it is signed: the index of its kind answers, no page of it is read.
    """
    summary = exists().where(
        Document.treatment_id == Treatment.id, Document.kind == "treatment_summary"
    )
    rows = work.session.scalars(
        select(Treatment.id).where(
            Treatment.state == TreatmentState.ENDED, Treatment.ended_on < before, ~summary
        )
    )
    return frozenset(rows)


def ended_treatments(
    work: UnitOfWork, *, since: date, older: Collection[str] = ()
) -> tuple[EndedTreatment, ...]:
    """Treatments that ended on or after `since`, the `older` ones, and all with an open follow-up.

    `measured_on` is the day of the patient's newest form after the end.
    """
    summary = (
        select(func.count())
        .where(
            Document.treatment_id == Treatment.id,
            Document.kind == "treatment_summary",
            Document.signed_at.is_not(None),
        )
        .correlate(Treatment)
        .scalar_subquery()
    )
    measured = (
        select(func.max(Measurement.answered_on))
        .where(
            Measurement.patient_id == Treatment.patient_id,
            Measurement.is_current,
            Measurement.answered_on > Treatment.ended_on,
        )
        .correlate(Treatment)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(Treatment, Patient, User, summary, measured)
        .join(Patient, Patient.id == Treatment.patient_id)
        .join(User, User.id == Treatment.clinician_id)
        .where(
            Treatment.state == TreatmentState.ENDED,
            or_(
                Treatment.ended_on >= since,
                Treatment.follow_up_until.is_not(None),
                Treatment.id.in_(older),
            ),
        )
        .order_by(Treatment.ended_on, Treatment.id)
    )
    return tuple(
        EndedTreatment(
            whose=whose_is(patient, owner),
            treatment_id=treatment.id,
            program=treatment.program_code,
            ended_on=treatment.ended_on or since,
            follow_up_on=_open_follow_ups(treatment),
            has_summary=made > 0,
            measured_on=measured_on,
        )
        for treatment, patient, owner, made, measured_on in rows
    )


def given_names_of_others(
    work: UnitOfWork, *, clinician_id: str, patient_id: str
) -> frozenset[str]:
    """First names of the clinician's other running patients, to notice a mix-up."""
    rows = work.session.scalars(
        select(Patient.given_name)
        .join(Treatment, Treatment.patient_id == Patient.id)
        .where(
            Treatment.clinician_id == clinician_id,
            Treatment.state == TreatmentState.RUNNING,
            Patient.id != patient_id,
        )
    )
    return frozenset(name.split()[0] for name in rows if name.strip())
