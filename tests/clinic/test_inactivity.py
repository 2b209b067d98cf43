"""The ladder takes one step after the other, and a pause stops it (ACT-1: days suggested)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic import catalogue, inactivity
from ikbt_desktop.clinic.inactivity import StepResult, Taken, Waiting, waiting
from ikbt_desktop.clinic.programs import read_program
from ikbt_desktop.clinic.reading import read_file
from ikbt_desktop.clinic.workdays import InactivityStep, Span, day_when
from ikbt_desktop.errors import BrokenResource
from ikbt_desktop.paths import resources

STEPS = catalogue.load().limits.inactivity
SINCE = date(2026, 9, 1)


def day(number: int) -> date:
    return SINCE + timedelta(days=number)


def took(step: str, on: int, result: StepResult = StepResult.SENT, next_on: int = 0) -> Taken:
    return Taken(step, day(on), result, day(next_on) if next_on else None)


def waits(on: int, *taken: Taken, pauses: tuple[Span, ...] = ()) -> Waiting:
    found = waiting(STEPS, taken, since=SINCE, on=day(on), pauses=pauses)
    assert found is not None
    return found


def test_the_shipped_ladder_has_the_days_of_the_product() -> None:
    assert [(step.code, step.days) for step in STEPS] == [
        ("reminder", 7),
        ("phone", 10),
        ("letter", 14),
        ("proposal_to_close", 21),
    ]


def test_the_first_step_waits_for_its_day() -> None:
    found = waits(3)
    assert (found.step.code, found.due_on, found.days) == ("reminder", day(7), 3)
    assert not found.is_last


def test_a_step_that_was_not_taken_stays_the_next_one() -> None:
    """Nobody is closed without having been asked, however long the clinic was away."""
    assert waits(40).step.code == "reminder"


def test_each_step_leads_to_the_next() -> None:
    taken = [took("reminder", 7), took("phone", 10, StepResult.NO_ANSWER), took("letter", 14)]
    codes = [waits(22, *taken[:count]).step.code for count in range(4)]
    assert codes == ["reminder", "phone", "letter", "proposal_to_close"]
    assert waits(22, *taken).is_last


def test_the_day_that_was_set_is_waited_for() -> None:
    assert waits(12, took("reminder", 9, next_on=13)).due_on == day(13)
    assert waits(8, took("reminder", 7, next_on=8)).due_on == day(10)


def test_a_patient_who_is_reached_begins_a_new_ladder() -> None:
    found = waits(20, took("reminder", 7), took("phone", 11, StepResult.REACHED))
    assert (found.step.code, found.since, found.due_on) == ("reminder", day(11), day(18))
    assert found.taken == ()


def test_steps_of_an_earlier_silence_do_not_count() -> None:
    earlier = Taken("reminder", day(-20), StepResult.SENT, None)
    assert waits(8, earlier).step.code == "reminder"


def test_going_on_against_the_proposal_brings_it_back_on_its_day() -> None:
    every = [took(step.code, step.days) for step in STEPS[:-1]]
    found = waits(25, *every, took("proposal_to_close", 21, StepResult.GOES_ON, next_on=35))
    assert (found.step.code, found.due_on) == ("proposal_to_close", day(35))


def test_days_of_a_pause_are_not_counted() -> None:
    found = waits(20, pauses=(Span(day(3), day(12)),))
    assert (found.days, found.due_on) == (10, day(17))


def test_a_pause_that_goes_on_puts_every_day_far_away() -> None:
    assert waits(20, pauses=(Span(day(3), None),)).due_on > day(3_000)


def test_a_clinic_without_a_ladder_has_no_step() -> None:
    assert waiting((), (), since=SINCE, on=day(90)) is None


@pytest.mark.parametrize(
    ("step", "on", "proposed"),
    [(0, 7, 10), (0, 9, 12), (1, 10, 14), (2, 14, 21), (2, 30, 37), (3, 21, 28)],
)
def test_the_next_day_is_never_closer_than_the_ladder_has_them(
    step: int, on: int, proposed: int
) -> None:
    found = inactivity.next_day(STEPS, STEPS[step], since=SINCE, on=day(on))
    assert found == day(proposed)


@given(st.integers(0, 60), st.integers(0, 40), st.integers(0, 40))
def test_a_pause_never_brings_a_step_closer(days: int, first: int, length: int) -> None:
    pause = (Span(day(first), day(first + length)),)
    assert day_when(SINCE, days, left_out=pause) >= day_when(SINCE, days)


def test_a_program_may_have_a_ladder_of_its_own() -> None:
    file = read_file(resources() / "programs" / "sovhjalpen.toml")
    own = {**file.values, "inactivity": [{"code": "phone", "days": 5}]}
    table = type(file)(file.file, file.path, own)
    assert read_program(table).inactivity == (InactivityStep("phone", 5),)


def test_a_ladder_whose_days_do_not_rise_is_refused() -> None:
    file = read_file(resources() / "programs" / "sovhjalpen.toml")
    steps = [{"code": "phone", "days": 5}, {"code": "letter", "days": 5}]
    table = type(file)(file.file, file.path, {**file.values, "inactivity": steps})
    with pytest.raises(BrokenResource) as caught:
        read_program(table)
    assert caught.value.key == "inactivity"
