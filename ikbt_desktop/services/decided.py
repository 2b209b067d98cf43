"""A decision as it was taken: its judgements kept and read again, and what it moves."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import Assessment, Judgement
from ikbt_desktop.clinic.lifecycles import Lifecycle, ReferralState, ensure_move, stage
from ikbt_desktop.clinic.screening import Decision, ScreeningState
from ikbt_desktop.clinic.workdays import Limits, add_working_days, local_day
from ikbt_desktop.models import Referral, Screening, User, Visit
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import waiting
from ikbt_desktop.storage.list_referrals import BOOKED
from ikbt_desktop.storage.unit_of_work import UnitOfWork

VISIT_HELD = "held"
WAIT_WORKING_DAYS = 10
"""A decision to wait is looked at again within two weeks."""

_TO_ASSESSED = (
    ReferralState.RECEIVED,
    ReferralState.REVIEWING,
    ReferralState.VISIT_BOOKED,
    ReferralState.ASSESSED,
)
_AFTER = {
    Decision.SUITABLE: ReferralState.WAITING,
    Decision.NOT_SUITABLE: ReferralState.REDIRECTED,
}


# --- judgements ------------------------------------------------------------------------------


def plain_judgements(found: Assessment, state: ScreeningState) -> dict[str, Any]:
    """Every rule's judgement of that day with the clinician's own words, for JSON."""
    return {
        rule: {**_plain(judgement), "written": state.judgements.get(rule, "")}
        for rule, judgement in found.by_rule.items()
    }


def _plain(judgement: Judgement) -> dict[str, Any]:
    return {
        "outcome": judgement.outcome,
        "reason": judgement.reason,
        "note": judgement.note,
        "text": judgement.text,
        "details": [_plain(detail) for detail in judgement.details],
    }


def assessment(record: Screening) -> Assessment:
    """The judgements as they were signed; never judged again by later criteria."""
    return Assessment(
        outcome=Outcome(record.outcome),
        by_rule={rule: _judgement(kept) for rule, kept in record.judgements.items()},
        version=record.criteria_version,
    )


def _judgement(kept: Mapping[str, Any]) -> Judgement:
    return Judgement(
        outcome=Outcome(kept["outcome"]),
        reason=kept["reason"],
        note=kept["note"],
        text=kept["text"],
        details=tuple(map(_judgement, kept["details"])),
    )


# --- what a decision moves -------------------------------------------------------------------


def move_referral(
    work: UnitOfWork, referral: Referral, record: Screening, *, limits: Limits, at: datetime
) -> None:
    """Walk the referral by its own moves to where the decision puts it; each must be allowed.

    A visit held without a booking passes the booked state, since it is held.
    """
    for state in _way(ReferralState(referral.state), Decision(record.decision)):
        ensure_move(Lifecycle.REFERRAL, referral.state, state)
        referral.state = state
    referral.state_since = at
    referral.owner_id, referral.due_on = _turn(work, referral, limits, on=local_day(at))
    if referral.state == ReferralState.REDIRECTED:
        referral.closing_note = record.reason
    work.flush()
    work.log(
        Action.CHANGE,
        kind="referral",
        record_id=referral.id,
        patient_id=referral.patient_id,
        version=referral.version,
        details={"state": referral.state},
    )


def _turn(
    work: UnitOfWork, referral: Referral, limits: Limits, *, on: date
) -> tuple[str | None, date | None]:
    """Whose turn it is and by when; a role with one person in it names that person."""
    here = stage(Lifecycle.REFERRAL, referral.state)
    if here.owner is None:
        return None, None
    if referral.state == ReferralState.ASSESSED:
        return work.actor.user_id, add_working_days(on, WAIT_WORKING_DAYS)
    people = work.find(User, role=here.owner, active=True)
    due = waiting.guarantee(
        waiting.limits(work, limits),
        state=referral.state,
        received=referral.received_on,
        own_wait_from=referral.own_wait_from,
        own_wait_until=referral.own_wait_until,
        on=on,
    ).due
    return people[0].id if len(people) == 1 else None, due


def _way(state: ReferralState, decision: Decision) -> tuple[ReferralState, ...]:
    if state in _TO_ASSESSED:
        before = _TO_ASSESSED[_TO_ASSESSED.index(state) + 1 :]
    else:
        before = (ReferralState.ASSESSED,)
    after = _AFTER.get(decision)
    return before if after is None else (*before, after)


def hold_visit(work: UnitOfWork, record: Screening, state: ScreeningState) -> None:
    """The booked visit of that day has been held."""
    for visit in work.find(Visit, referral_id=record.referral_id, state=BOOKED):
        if local_day(visit.starts_at).isoformat() == state.visit_on:
            visit.state = VISIT_HELD
            work.log(Action.CHANGE, kind="visit", record_id=visit.id, patient_id=record.patient_id)
