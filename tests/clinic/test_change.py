"""The course says what is known about a change, names its figure, and never says more."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikbt_desktop.clinic import catalogue
from ikbt_desktop.clinic.change import (
    Course,
    Gap,
    GapReason,
    Outcome,
    Point,
    Reliability,
    Trend,
    between,
    course,
)
from ikbt_desktop.clinic.instruments import ChangeFigure, Instrument

INSTRUMENTS = catalogue.load().instruments
PHQ = INSTRUMENTS["phq-9"]
START = date(2026, 9, 1)
OWN = ChangeFigure(value=3, basis="own", study="the clinic", chosen=True, uncertain=False, note="")


def point(instrument: Instrument, week: int, total: int | float | None) -> Point:
    empty = (None,) * len(instrument.items)
    return Point(on=START + timedelta(weeks=week), week=week, total=total, items=empty)


def course_of(instrument: Instrument, *totals: int | float | None) -> Course:
    return course(instrument, [point(instrument, week, t) for week, t in enumerate(totals)])


def words(instrument: Instrument, first: int, last: int) -> tuple[Reliability, Outcome]:
    change = course_of(instrument, first, last).since_start
    assert change is not None
    return change.reliability, change.outcome


# --- change and its words -----------------------------------------------------------------------


def test_change_is_counted_since_start_and_since_last() -> None:
    found = course_of(PHQ, 16, 13, 8)
    assert found.since_start is not None
    assert found.since_last is not None
    assert (found.since_start.points, found.since_last.points) == (-8, -5)
    assert found.since_start.earlier.week == 0
    assert found.since_last.earlier.week == 1


def test_the_figure_and_its_study_come_with_the_word() -> None:
    change = course_of(PHQ, 16, 8).since_start
    assert change is not None
    assert change.reliability == "reliable_improvement"
    assert change.figure is not None
    assert (change.figure.points, change.figure.basis) == (6, "IAPT-manualen")


# The suggested figures of the instrument reference, section 3, at both sides of each.
@pytest.mark.parametrize(
    ("code", "points"),
    [("phq-9", 6), ("gad-7", 4), ("isi", 8), ("pdss-sr", 8), ("pswq", 10), ("core-10", 6)],
)
def test_a_change_is_reliable_from_the_figure_on_and_not_below_it(code: str, points: int) -> None:
    found = INSTRUMENTS[code]
    middle = 40 if code == "pswq" else 14
    assert words(found, middle, middle - points)[0] is Reliability.IMPROVEMENT
    assert words(found, middle, middle - points + 1)[0] is Reliability.NONE
    assert words(found, middle, middle)[0] is Reliability.NONE
    assert words(found, middle, middle + points - 1)[0] is Reliability.NONE
    assert words(found, middle, middle + points)[0] is Reliability.DETERIORATION


@pytest.mark.parametrize(
    "code", ["madrs-s", "keds", "lsas-sr", "dudit", "whodas-12", "nsesss", "rcads-47", "pss-10"]
)
def test_without_an_established_figure_only_points_are_given(code: str) -> None:
    change = course_of(INSTRUMENTS[code], 30, 10).since_start
    assert change is not None
    assert (change.points, change.trend, change.figure) == (-20, Trend.BETTER, None)
    assert (change.reliability, change.outcome) == (Reliability.UNKNOWN, Outcome.UNKNOWN)


def test_a_figure_chosen_by_the_clinic_takes_the_place_of_the_shipped_one() -> None:
    madrs = INSTRUMENTS["madrs-s"]
    points = [point(madrs, 0, 14), point(madrs, 1, 11)]
    change = course(madrs, points, figure=OWN).since_start
    assert change is not None
    assert (change.reliability, change.figure) == (Reliability.IMPROVEMENT, OWN)
    assert change.outcome is Outcome.RECOVERED  # below 13


@pytest.mark.parametrize(
    ("first", "last", "outcome"),
    [
        (16, 9, Outcome.RECOVERED),
        (16, 10, Outcome.NOT_RECOVERED),  # reliably better, but not below the cut-off
        (10, 9, Outcome.NOT_RECOVERED),  # below it, but not reliably better
        (10, 4, Outcome.RECOVERED),
        (9, 0, Outcome.BELOW_AT_START),
        (9, 20, Outcome.BELOW_AT_START),
        (16, 22, Outcome.NOT_RECOVERED),
    ],
)
def test_recovery_is_reliable_and_ends_below_the_cut_off(
    first: int, last: int, outcome: Outcome
) -> None:
    assert words(PHQ, first, last)[1] is outcome


def test_recovery_is_unknown_where_no_cut_off_is() -> None:
    assert words(INSTRUMENTS["pswq"], 60, 40) == (Reliability.IMPROVEMENT, Outcome.UNKNOWN)


@pytest.mark.parametrize(
    ("code", "first", "last", "trend"),
    [
        ("phq-9", 10, 12, Trend.WORSE),
        ("phq-9", 12, 10, Trend.BETTER),
        ("phq-9", 10, 10, Trend.SAME),
        ("csq-8", 20, 24, Trend.BETTER),
        ("csq-8", 24, 20, Trend.WORSE),
    ],
)
def test_the_direction_of_the_measure_is_minded(
    code: str, first: int, last: int, trend: Trend
) -> None:
    change = course_of(INSTRUMENTS[code], first, last).since_start
    assert change is not None
    assert change.trend is trend
    assert change.points == last - first


def test_on_a_measure_where_more_is_better_a_fall_is_the_deterioration() -> None:
    csq = INSTRUMENTS["csq-8"]
    points = [point(csq, 0, 30), point(csq, 1, 20)]
    change = course(csq, points, figure=OWN).since_start
    assert change is not None
    assert change.reliability is Reliability.DETERIORATION


def test_totals_of_different_ranges_are_not_subtracted() -> None:
    wsas = INSTRUMENTS["wsas"]
    whole = Point(on=START, week=0, total=30, items=(6, 6, 6, 6, 6))
    without_work = Point(on=START + timedelta(7), week=1, total=16, items=(None, 4, 4, 4, 4))
    change = course(wsas, [whole, without_work], figure=OWN).since_start
    assert change is not None
    assert (change.points, change.trend) == (None, None)
    assert (change.reliability, change.outcome) == (Reliability.UNKNOWN, Outcome.UNKNOWN)


@settings(max_examples=100, deadline=None)
@given(first=st.integers(0, 27), last=st.integers(0, 27))
def test_turning_the_course_round_turns_the_word_round(first: int, last: int) -> None:
    opposite = {
        Reliability.IMPROVEMENT: Reliability.DETERIORATION,
        Reliability.DETERIORATION: Reliability.IMPROVEMENT,
        Reliability.NONE: Reliability.NONE,
    }
    assert words(PHQ, last, first)[0] is opposite[words(PHQ, first, last)[0]]


# --- what is not there --------------------------------------------------------------------------


@pytest.mark.parametrize("totals", [(), (16,), (16, None), (None, None)])
def test_one_total_is_no_change(totals: tuple[int | None, ...]) -> None:
    found = course_of(PHQ, *totals)
    assert (found.since_start, found.since_last) == (None, None)
    assert len(found.points) == len(totals)


def test_an_incomplete_measurement_is_passed_over_but_kept() -> None:
    found = course_of(PHQ, 16, None, 8)
    assert found.since_last is not None
    assert found.since_last.points == -8
    assert [one.total for one in found.points] == [16, None, 8]


def test_nothing_is_said_of_a_change_to_an_incomplete_measurement() -> None:
    change = between(PHQ, point(PHQ, 0, 16), point(PHQ, 1, None), PHQ.change_figure)
    assert (change.points, change.trend) == (None, None)
    assert (change.reliability, change.outcome) == (Reliability.UNKNOWN, Outcome.UNKNOWN)


def test_a_week_without_a_total_is_a_gap_and_says_why() -> None:
    points = [point(PHQ, 0, 16), point(PHQ, 2, None), point(PHQ, 4, 8)]
    found = course(PHQ, points, expected_weeks=range(6))
    assert found.gaps == (
        Gap(1, GapReason.MISSING),
        Gap(2, GapReason.INCOMPLETE),
        Gap(3, GapReason.MISSING),
        Gap(5, GapReason.MISSING),
    )


def test_a_week_measured_twice_is_no_gap_if_one_has_a_total() -> None:
    points = [point(PHQ, 1, None), replace(point(PHQ, 1, 9), on=START + timedelta(9))]
    assert course(PHQ, points, expected_weeks=[1]).gaps == ()


def test_without_a_plan_nothing_is_called_missing() -> None:
    assert course_of(PHQ, 16, None, 8).gaps == ()


def test_points_stand_in_order_of_day_however_they_come() -> None:
    points = [point(PHQ, week, 10 + week) for week in (3, 0, 2)]
    found = course(PHQ, points)
    assert [one.week for one in found.points] == [0, 2, 3]
    assert found.since_start is not None
    assert found.since_start.points == 3


# --- items --------------------------------------------------------------------------------------


def test_the_risk_item_stands_first_and_its_gaps_stay_gaps() -> None:
    madrs = INSTRUMENTS["madrs-s"]
    weeks = [(2, 2), (1, None), (0, 1)]
    points = [
        Point(START + timedelta(weeks=n), n, None, (mood, *[0] * 7, life))
        for n, (mood, life) in enumerate(weeks)
    ]
    items = course(madrs, points).items
    assert [item.number for item in items] == [9, 1, 2, 3, 4, 5, 6, 7, 8]
    assert (items[0].risk, items[0].answers) == (True, (2, None, 1))
    assert (items[1].risk, items[1].answers) == (False, (2, 1, 0))
    assert items[0].topic == "Livslust"


@pytest.mark.parametrize(
    ("first", "last", "trend"),
    [(10, 11, Trend.WORSE), (11, 10, Trend.BETTER), (10, 10, Trend.SAME), (10, 10.5, Trend.WORSE)],
)
def test_the_smallest_change_has_its_direction(first: float, last: float, trend: Trend) -> None:
    change = course_of(PHQ, first, last).since_start
    assert change is not None
    assert change.trend is trend


@pytest.mark.parametrize(
    ("first", "last", "reliability"),
    [
        (10, 11, Reliability.DETERIORATION),
        (11, 10, Reliability.IMPROVEMENT),
        (10, 10, Reliability.NONE),
    ],
)
def test_a_figure_of_one_point_is_reached_by_one_point(
    first: int, last: int, reliability: Reliability
) -> None:
    figure = replace(OWN, value=1)
    points = [point(PHQ, 0, first), point(PHQ, 1, last)]
    change = course(PHQ, points, figure=figure).since_start
    assert change is not None
    assert change.reliability is reliability
