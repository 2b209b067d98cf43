"""What ties people to patients, as the records show it: who treats, screens, handles risk."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Text,
    and_,
    bindparam,
    case,
    func,
    literal,
    not_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from ikbt_desktop.clinic.care_relation import SHARED, Bond, Tie
from ikbt_desktop.clinic.lifecycles import (
    ReferralState,
    RiskCaseState,
    ScreeningState,
    TreatmentState,
)
from ikbt_desktop.clinic.roles import Actor, Role
from ikbt_desktop.models import (
    ContactAttempt,
    FeedbackNote,
    Referral,
    RiskCase,
    Screening,
    Treatment,
    User,
    Visit,
)

_OVER = (ReferralState.CLOSED, ReferralState.REDIRECTED, ReferralState.WITHDRAWN)
_NEW = (ReferralState.RECEIVED, ReferralState.REVIEWING)
_TURNED_AWAY = (ReferralState.REDIRECTED, ReferralState.WITHDRAWN)


@dataclass(frozen=True)
class _Arm:
    """One kind of tie: whose it is (None: everybody's who may), to whom, from when to when."""

    tie: Tie
    user: Any
    patient: Any
    since: Any
    until: ColumnElement[Any] | Any = None
    where: ColumnElement[bool] | None = None


def _ended(is_over: ColumnElement[bool], when: Any) -> ColumnElement[Any]:
    return case((is_over, _day(when)))


def _day(moment: Any) -> ColumnElement[str]:
    """The day in the beginning of a stored day or moment."""
    return func.substr(moment, 1, 10, type_=Text())


def _arms() -> Iterator[_Arm]:
    # A follow-up that waits stays in Att göra, however late it is: its clinician may still do it.
    given_up = func.json_extract(Treatment.follow_up_end, "$.on", type_=Text())
    last = func.max(_day(Treatment.ended_on), func.coalesce(given_up, ""), type_=Text())
    ended = case((Treatment.follow_up_until.is_(None), last))
    treated = (Treatment.patient_id, Treatment.assigned_at, ended)
    stands = Treatment.state != TreatmentState.VOIDED
    yield _Arm(Tie.TREATMENT, Treatment.clinician_id, *treated, stands)
    supervised = and_(stands, User.id == Treatment.clinician_id)
    yield _Arm(Tie.SUPERVISION, User.supervisor_id, *treated, supervised)
    note = FeedbackNote
    yield _Arm(
        Tie.FEEDBACK, note.author_id, note.patient_id, note.created_at, _day(note.written_on)
    )
    open_screening = (ScreeningState.OPEN, ScreeningState.AWAITING_COSIGNATURE)
    screened = (
        Screening.patient_id,
        Screening.created_at,
        _ended(Screening.state.not_in(open_screening), Screening.changed_at),
    )
    yield _Arm(Tie.SCREENING, Screening.clinician_id, *screened)
    yield _Arm(Tie.COSIGNATURE, Screening.cosigner_id, *screened)
    over = _ended(Referral.state.in_(_OVER), Referral.state_since)
    yield _Arm(Tie.REFERRAL, Referral.owner_id, Referral.patient_id, Referral.created_at, over)
    yield _Arm(
        Tie.VISIT,
        Visit.clinician_id,
        Visit.patient_id,
        Visit.created_at,
        _day(Visit.starts_at),
        Visit.state != "cancelled",
    )
    closed = _ended(RiskCase.state != RiskCaseState.OPEN, RiskCase.signed_at)
    yield _Arm(Tie.RISK_CASE, RiskCase.owner_id, RiskCase.patient_id, RiskCase.opened_at, closed)
    yield _Arm(
        Tie.RISK_CASE,
        ContactAttempt.by_id,
        RiskCase.patient_id,
        ContactAttempt.at,
        _day(ContactAttempt.at),
        ContactAttempt.risk_case_id == RiskCase.id,
    )
    is_open = RiskCase.state == RiskCaseState.OPEN
    nobody = literal(None, Text())
    yield _Arm(Tie.OPEN_RISK, nobody, RiskCase.patient_id, RiskCase.opened_at, None, is_open)
    clinicians = select(User.id).where(User.role == Role.CLINICIAN)
    taken = func.coalesce(Referral.owner_id, "").in_(clinicians)
    new = and_(Referral.state.in_((*_NEW, *_TURNED_AWAY)), not_(taken))
    away = _ended(Referral.state.in_(_TURNED_AWAY), Referral.state_since)
    yield _Arm(Tie.NEW_REFERRAL, nobody, Referral.patient_id, Referral.created_at, away, new)
    waits = Referral.state == ReferralState.WAITING
    yield _Arm(Tie.QUEUE, nobody, Referral.patient_id, Referral.state_since, None, waits)


def _select(arm: _Arm, *where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    query = select(
        literal(arm.tie.value, Text()).label("tie"),
        arm.user.label("who"),
        arm.patient.label("patient"),
        _day(arm.since).label("since"),
        (literal(None, Text()) if arm.until is None else arm.until).label("until"),
    ).where(*where)
    return query if arm.where is None else query.where(arm.where)


@cache
def _of_one() -> CompoundSelect[*tuple[Any, ...]]:
    user, patient = bindparam("user", type_=Text()), bindparam("patient", type_=Text())
    return union_all(
        *(
            _select(arm, arm.patient == patient)
            if arm.tie in SHARED
            else _select(arm, arm.patient == patient, arm.user == user)
            for arm in _arms()
        )
    )


@cache
def _of_many() -> CompoundSelect[*tuple[Any, ...]]:
    patients = bindparam("patients", type_=Text(), expanding=True)
    return union_all(*(_select(arm, arm.patient.in_(patients)) for arm in _arms()))


def _bond(tie: str, since: str, until: str | None) -> Bond:
    last = date.fromisoformat(until) if until else None
    return Bond(Tie(tie), date.fromisoformat(since), last)


def of(session: Session, actor: Actor, patient_id: str) -> tuple[Bond, ...]:
    """The actor's bonds to the patient, those included that everybody with the right has."""
    values = {"user": actor.user_id, "patient": patient_id}
    rows = session.connection().execute(_of_one(), values)
    # What stands there has begun, however the computer's clock is set.
    return tuple(
        replace(_bond(tie, since, until), since=date.min)
        for tie, _, _, since, until in rows
        if _counts(actor, Tie(tie))
    )


def _counts(actor: Actor, tie: Tie) -> bool:
    needed = SHARED.get(tie)
    return needed is None or actor.may(needed)


def of_patients(
    session: Session, patients: Collection[str]
) -> Mapping[tuple[str | None, str], list[Bond]]:
    """Everybody's bonds to these patients, by person and patient; None for those all share."""
    found: dict[tuple[str | None, str], list[Bond]] = {}
    ids = sorted(patients)
    for first in range(0, len(ids), 500):
        rows = session.connection().execute(_of_many(), {"patients": ids[first : first + 500]})
        for tie, who, patient, since, until in rows:
            if who is None and Tie(tie) not in SHARED:
                continue  # a referral without an owner, a decision without a second signature
            found.setdefault((who, patient), []).append(_bond(tie, since, until))
    return found
