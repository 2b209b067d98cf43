"""Pages of referrals by days left in the care guarantee, counted by the database itself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Float,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

from ikbt_desktop.clinic.instruments import Level
from ikbt_desktop.clinic.lifecycles import ReferralState, RiskCaseState, ScreeningState
from ikbt_desktop.clinic.workdays import Limits
from ikbt_desktop.models import (
    Attachment,
    Patient,
    PatientWord,
    Referral,
    Referrer,
    RiskCase,
    Screening,
    User,
    Visit,
)
from ikbt_desktop.models.base import UtcDateTime
from ikbt_desktop.storage import masked
from ikbt_desktop.storage.list_patients import matching, of_protected
from ikbt_desktop.storage.unit_of_work import UnitOfWork

_R = ReferralState
BEFORE_TREATMENT = (_R.RECEIVED, _R.REVIEWING, _R.VISIT_BOOKED, _R.ASSESSED, _R.WAITING)
_ENDED = (_R.CLOSED, _R.REDIRECTED, _R.WITHDRAWN)
# Decided, so that the sender can be told.
_ANSWERABLE = (_R.ASSESSED, _R.WAITING, _R.RUNNING, _R.CLOSED, _R.REDIRECTED)
_NO_LIMIT = 1_000_000.0  # days: sorts after every clock
BOOKED = "booked"
CANCELLED = "cancelled"


@dataclass(frozen=True)
class ListedReferral:
    """One line of the list as the database tells it."""

    id: str
    version: int
    patient_id: str
    family_name: str
    given_name: str
    identity_kind: str
    identity_digits: str
    protected: bool
    state: str
    owner: str | None
    due_on: date | None
    received_on: date
    own_wait_from: date | None
    own_wait_until: date | None
    referrer: str | None
    source: str
    visit_at: datetime | None
    risk_urgency: str | None
    screening_id: str | None


@dataclass(frozen=True)
class ReferralFigures:
    """How many lie in each selection."""

    open: int
    unanswered: int
    waiting: int
    running: int
    closed: int


@dataclass(frozen=True)
class KeptPaper:
    """An attachment without its bytes."""

    id: str
    title: str
    media_type: str
    size: int
    added_at: datetime


def _unanswered() -> ColumnElement[bool]:
    return and_(
        Referral.state.in_(_ANSWERABLE),
        Referral.referrer_id.is_not(None),
        Referral.answered_on.is_(None),
    )


def _selection(chosen: str) -> ColumnElement[bool]:
    return {
        "open": Referral.state.in_(BEFORE_TREATMENT),
        "unanswered": _unanswered(),
        "waiting": Referral.state == _R.WAITING,
        "running": Referral.state == _R.RUNNING,
        "closed": Referral.state.in_(_ENDED),
        "all": literal(value=True),
    }[chosen]


def _day(
    value: InstrumentedAttribute[date] | InstrumentedAttribute[date | None],
) -> ColumnElement[float]:
    return func.julianday(value, type_=Float())


def _days_left(limits: Limits, on: date) -> ColumnElement[float]:
    """As `clinic.workdays.care_clock`: the nearest limit, less the days that have counted."""
    nearest = [
        (Referral.state == state, float(min(days)))
        for state in ReferralState
        if (days := [limit.days for limit in limits.waiting if state in limit.states])
    ]
    if not nearest:
        return literal(_NO_LIMIT)
    today = func.julianday(on.isoformat(), type_=Float())
    first = func.max(_day(Referral.own_wait_from), _day(Referral.received_on) + 1, type_=Float())
    last = func.min(func.coalesce(_day(Referral.own_wait_until), today), today, type_=Float())
    waited = func.coalesce(func.max(last - first + 1, 0.0, type_=Float()), 0.0)
    gone = func.max(today - _day(Referral.received_on), 0.0, type_=Float()) - waited
    return case(*nearest, else_=_NO_LIMIT) - gone


def _risk_urgency() -> ScalarSelect[str]:
    """That of the patient's open risk case."""
    return (
        select(RiskCase.urgency)
        .where(RiskCase.patient_id == Referral.patient_id, RiskCase.state == RiskCaseState.OPEN)
        .correlate(Referral)
        .scalar_subquery()
    )


def _lines() -> Select[*tuple[Any, ...]]:
    visit = (
        select(func.max(Visit.starts_at))
        .where(Visit.referral_id == Referral.id, Visit.state == BOOKED)
        .correlate(Referral)
        .scalar_subquery()
    )
    screening = (
        select(Screening.id)
        .where(Screening.referral_id == Referral.id, Screening.state != ScreeningState.DISCONTINUED)
        .order_by(Screening.created_at.desc(), Screening.id)
        .limit(1)
        .correlate(Referral)
        .scalar_subquery()
    )
    return (
        select(
            Referral.id,
            Referral.version,
            Referral.patient_id,
            masked.family_name,
            masked.given_name,
            Patient.identity_kind,
            masked.identity_digits,
            Patient.protected_identity,
            Referral.state,
            User.name,
            _due(),
            Referral.received_on,
            Referral.own_wait_from,
            Referral.own_wait_until,
            Referrer.name,
            Referral.source,
            # When a protected person can be met is told to nobody who only looks at a list.
            case((Patient.protected_identity, literal(None, UtcDateTime())), else_=visit),
            _risk_urgency(),
            screening,
        )
        .join(Patient, Patient.id == Referral.patient_id)
        .outerjoin(User, User.id == Referral.owner_id)
        .outerjoin(Referrer, Referrer.id == Referral.referrer_id)
    )


def _due() -> ColumnElement[date | None]:
    """Until when; of a protected person's booked visit that would be its day, and is not told."""
    is_visit = and_(Patient.protected_identity, Referral.state == _R.VISIT_BOOKED)
    return case((is_visit, literal(None, Date())), else_=Referral.due_on)


def page(
    work: UnitOfWork,
    *,
    chosen: str,
    text: str,
    limits: Limits,
    on: date,
    risk_first: bool,
    offset: int,
    limit: int,
) -> tuple[ListedReferral, ...]:
    """Fewest days left first; ended ones by the day that they came, newest first.

    `risk_first`: before all of them those who need contact today, then those to be followed up.
    `chosen`: "open", "unanswered", "waiting", "running", "closed", "all".
    """
    query = _lines().where(_selection(chosen))
    if text.strip():
        found = [matching(text), matching(text, fallback=True)]
        ids = [hits.with_only_columns(PatientWord.patient_id) for hits in found if hits is not None]
        ids += [hidden for hidden in [of_protected(text)] if hidden is not None]
        query = query.where(or_(literal(value=False), *map(Referral.patient_id.in_, ids)))
    if risk_first:
        order = {Level.RED.value: 0, Level.SOFT.value: 1}
        query = query.order_by(case(order, value=_risk_urgency(), else_=2))
    if chosen != "closed":
        query = query.order_by(_days_left(limits, on), Referral.received_on, Referral.id)
    else:
        query = query.order_by(Referral.received_on.desc(), Referral.id)
    rows = work.session.execute(query.offset(offset).limit(limit))
    return tuple(ListedReferral(*row) for row in rows)


def line(work: UnitOfWork, referral_id: str) -> ListedReferral | None:
    """One line of the list."""
    row = work.session.execute(_lines().where(Referral.id == referral_id)).first()
    return None if row is None else ListedReferral(*row)


def figures(work: UnitOfWork) -> ReferralFigures:
    """How many lie in each selection: one pass over the states."""
    counted = select(Referral.state, func.count()).group_by(Referral.state)
    states = {row[0]: row[1] for row in work.session.execute(counted)}
    unanswered = work.session.scalar(
        select(func.count()).select_from(Referral).where(_unanswered())
    )
    return ReferralFigures(
        open=sum(states.get(state, 0) for state in BEFORE_TREATMENT),
        unanswered=unanswered or 0,
        waiting=states.get(_R.WAITING, 0),
        running=states.get(_R.RUNNING, 0),
        closed=sum(states.get(state, 0) for state in _ENDED),
    )


def papers(work: UnitOfWork, referral_id: str) -> tuple[KeptPaper, ...]:
    """The attachments of a referral without their bytes, in the order that they came."""
    rows = work.session.execute(
        select(
            Attachment.id,
            Attachment.title,
            Attachment.media_type,
            Attachment.size,
            Attachment.created_at,
        )
        .where(Attachment.referral_id == referral_id)
        .order_by(Attachment.created_at, Attachment.id)
    )
    return tuple(KeptPaper(*row) for row in rows)
