import itertools

import pytest

from ikbt_desktop.clinic.lifecycles import (
    STAGES,
    DocumentState,
    FeedbackState,
    Lifecycle,
    ReferralState,
    RiskCaseState,
    ScreeningState,
    TreatmentState,
    ensure_move,
    ensure_undo,
    stage,
)
from ikbt_desktop.errors import MoveRefused

STATES = {
    Lifecycle.REFERRAL: ReferralState,
    Lifecycle.SCREENING: ScreeningState,
    Lifecycle.TREATMENT: TreatmentState,
    Lifecycle.FEEDBACK: FeedbackState,
    Lifecycle.DOCUMENT: DocumentState,
    Lifecycle.RISK_CASE: RiskCaseState,
}
EVERY_STATE = [(lifecycle, state) for lifecycle, states in STATES.items() for state in states]


def reachable(lifecycle: Lifecycle, start: str) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        for wanted in STAGES[lifecycle][waiting.pop()].moves:
            if wanted not in seen:
                seen.add(wanted)
                waiting.append(wanted)
    return seen


def test_every_life_cycle_has_a_row_for_exactly_its_states() -> None:
    assert set(STAGES) == set(Lifecycle)
    for lifecycle, states in STATES.items():
        assert set(STAGES[lifecycle]) == set(states)


@pytest.mark.parametrize(("lifecycle", "state"), EVERY_STATE)
def test_no_state_is_a_dead_end(lifecycle: Lifecycle, state: str) -> None:
    assert any(stage(lifecycle, other).is_final for other in reachable(lifecycle, state))


@pytest.mark.parametrize(("lifecycle", "state"), EVERY_STATE)
def test_a_state_names_its_action_and_owner_until_it_is_final(
    lifecycle: Lifecycle, state: str
) -> None:
    here = stage(lifecycle, state)
    named = (here.next_action is not None, here.owner is not None)
    assert named == ((False, False) if here.is_final else (True, True))


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
def test_every_state_can_be_reached_from_the_first(lifecycle: Lifecycle) -> None:
    first = next(iter(STATES[lifecycle]))
    assert reachable(lifecycle, first) == set(STATES[lifecycle])


@pytest.mark.parametrize(("lifecycle", "state"), EVERY_STATE)
def test_only_the_moves_of_the_table_are_made(lifecycle: Lifecycle, state: str) -> None:
    for wanted in STATES[lifecycle]:
        if wanted in stage(lifecycle, state).moves:
            ensure_move(lifecycle, state, wanted)
        else:
            with pytest.raises(MoveRefused) as caught:
                ensure_move(lifecycle, state, wanted)
            assert caught.value == MoveRefused(lifecycle, state, wanted)


def test_the_way_of_a_referral_is_the_one_on_the_screen() -> None:
    way = list(ReferralState)[:7]
    for state, wanted in itertools.pairwise(way):
        ensure_move(Lifecycle.REFERRAL, state, wanted)


@pytest.mark.parametrize(
    ("lifecycle", "state"),
    [
        (Lifecycle.FEEDBACK, FeedbackState.SIGNED),
        (Lifecycle.SCREENING, ScreeningState.SIGNED),
        (Lifecycle.RISK_CASE, RiskCaseState.CLOSED),
        (Lifecycle.TREATMENT, TreatmentState.VOIDED),
    ],
)
def test_what_is_signed_or_closed_stays_so(lifecycle: Lifecycle, state: str) -> None:
    assert stage(lifecycle, state).is_final


def test_a_referral_is_moved_back_only_the_way_it_came() -> None:
    ensure_undo(Lifecycle.REFERRAL, ReferralState.REDIRECTED, ReferralState.ASSESSED)
    ensure_undo(Lifecycle.DOCUMENT, DocumentState.FILED, DocumentState.MADE)
    with pytest.raises(MoveRefused):
        ensure_undo(Lifecycle.REFERRAL, ReferralState.RUNNING, ReferralState.RECEIVED)
    with pytest.raises(MoveRefused):
        ensure_undo(Lifecycle.FEEDBACK, FeedbackState.SIGNED, FeedbackState.DRAFT)


def test_an_unknown_state_is_a_bug() -> None:
    with pytest.raises(KeyError):
        ensure_move(Lifecycle.REFERRAL, "lost", ReferralState.CLOSED)
