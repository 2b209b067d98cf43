"""What waits in the whole clinic, asked afresh each time: one query a kind, none of them stored.

The cost grows with what is open, not with what is kept: every query runs on an index of open states.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from ikbt_desktop.clinic.lifecycles import (
    DocumentState,
    ReferralState,
    RiskCaseState,
    ScreeningState,
    TreatmentState,
)
from ikbt_desktop.models import (
    CareContact,
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
    family_name: str
    given_name: str
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


@dataclass(frozen=True)
class RunningTreatment:
    """A running or paused treatment and where its week stands."""

    whose: Whose
    treatment_id: str
    program: str
    state: str
    starts_on: date
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
    referrer: str | None
    acknowledged: bool


@dataclass(frozen=True)
class OpenScreening:
    """A screening that is begun and not signed."""

    whose: Whose
    screening_id: str
    step: str
    changed_at: datetime


@dataclass(frozen=True)
class UnansweredReferral:
    """A referral whose sender still waits for the reply."""

    whose: Whose
    referral_id: str
    referrer: str
    received_on: date


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
    """An ended treatment: its follow-up dates, and whether its summary is signed."""

    whose: Whose
    treatment_id: str
    program: str
    ended_on: date
    follow_up_on: tuple[date, ...]
    has_summary: bool


def _whose(patient: Patient, owner: User | None) -> Whose:
    return Whose(
        patient_id=patient.id,
        family_name=patient.family_name,
        given_name=patient.given_name,
        identity=patient.identity_digits,
        protected=patient.protected_identity,
        owner_id=owner.id if owner else None,
        owner=owner.name if owner else None,
    )


def open_risks(work: UnitOfWork) -> tuple[OpenRisk, ...]:
    """Every open risk case, nearest deadline first."""
    from_cases = (
        select(RiskCase, Patient, User)
        .join(Patient, Patient.id == RiskCase.patient_id)
        .outerjoin(User, User.id == RiskCase.owner_id)
        .where(RiskCase.state == RiskCaseState.OPEN)
        .order_by(RiskCase.deadline_at, RiskCase.id)
    )
    counts = work.attempts_by_case()
    return tuple(
        OpenRisk(
            whose=_whose(patient, owner),
            case_id=case.id,
            opened_at=case.opened_at,
            deadline_at=case.deadline_at,
            attempts=counts.get(case.id, 0),
        )
        for case, patient, owner in work.session.execute(from_cases)
    )
