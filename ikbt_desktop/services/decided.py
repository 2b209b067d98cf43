"""A decision as it was taken: its judgements kept and read again, and what it moves."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ikbt_desktop.clinic import eligibility, screening
from ikbt_desktop.clinic.criteria import Criteria, Criterion, Outcome
from ikbt_desktop.clinic.eligibility import Assessment, Judgement
from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.lifecycles import Lifecycle, ReferralState, ensure_move, stage
from ikbt_desktop.clinic.roles import Actor
from ikbt_desktop.clinic.screening import Decision, ScreeningState
from ikbt_desktop.clinic.workdays import Limits, add_working_days, local_day
from ikbt_desktop.models import Referral, Screening, User, Visit
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import screening_texts, shown, waiting
from ikbt_desktop.services.screening_texts import Case
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


def plain_judgements(
    found: Assessment, state: ScreeningState, criteria: Criteria
) -> dict[str, Any]:
    """Every rule's judgement of that day with the clinician's own words, for JSON.

    The rule's title and its line in the source are kept beside it: later criteria change nothing.
    """
    return {
        rule: {
            **_plain(judgement),
            "written": state.judgements.get(rule, ""),
            "criterion": _plain_criterion(criteria.by_id[rule]),
        }
        for rule, judgement in found.by_rule.items()
    }


def _plain_criterion(criterion: Criterion) -> dict[str, str]:
    return {
        "kind": criterion.kind,
        "title": criterion.title,
        "met_title": criterion.met_title,
        "line": criterion.line,
        "related": criterion.related,
        "source": criterion.source.name,
        "source_day": criterion.source.updated.isoformat(),
    }


def plain_form(entered: Mapping[str, Any], form: Instrument, sex: str | None) -> dict[str, Any]:
    """A questionnaire as it was entered, with the version and the words of the form of that day."""
    score = form.score(entered["answers"], sex=sex)
    return {
        **entered,
        "form": {
            "name": form.name,
            "version": form.version,
            "source": form.source,
            "topics": [[item.number, item.topic] for item in form.items],
            "lowest": form.minimum,
            "highest": form.maximum,
            "band": score.band.word if score.band else "",
            "guidance": bool(score.band and score.band.guidance_only),
        },
    }


def plain_surroundings(case: Case, signer: Actor) -> dict[str, Any]:
    """What stood around the answers that day and may be written otherwise later."""
    state, patient, referral = case.state, case.patient, case.referral
    intake = screening.intake(state, case.catalogue)
    program = eligibility.chosen_program(intake, case.catalogue)
    diagnosis = case.catalogue.diagnoses.by_code.get(intake.diagnosis or "")
    return {
        "signer_title": signer.title,
        "patient": {
            "name": patient.name,
            "identity": patient.identity_shown,
            "age": shown.age(patient.birth_date, on=case.today),
            "sex": patient.legal_sex,
        },
        "referral": {
            "source": referral.source,
            "received_on": referral.received_on.isoformat(),
            "referrer": case.referrer.name if case.referrer else "",
            "question": referral.question,
        },
        "diagnosis": diagnosis.shown if diagnosis else intake.diagnosis or "",
        "program": program.name if program else "",
        "risk": screening_texts.risk_line(case),
        "needed_forms": list(screening.needed_measures(state, case.catalogue)),
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
