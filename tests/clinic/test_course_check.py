"""The course check is a plain rule: each finding by its limit, and nothing is foretold."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic import catalogue, change, course_check
from ikbt_desktop.clinic.change import Point
from ikbt_desktop.clinic.course_check import (
    CheckRule,
    Episode,
    Sign,
    Since,
    Standing,
    Verdict,
    findings,
    is_below,
    read_rule,
)
from ikbt_desktop.clinic.instruments import Direction, Instrument
from ikbt_desktop.clinic.reading import read_text
from ikbt_desktop.errors import BrokenResource

CATALOGUE = catalogue.load()
RULE = CATALOGUE.course_check
START = date(2026, 9, 1)
AS_PLANNED = Standing(improvement=4, sections_done=4, sections=7, days_silent=3)
PARAMETER = "limit = 1\nsource = 'x'\n"
FILE = f"""
version = "1"
source = "x"
week = 4
[change]
{PARAMETER}
[sections]
{PARAMETER}
[contact]
{PARAMETER}
"""


def verdicts(**changes: Any) -> dict[Sign, Verdict]:
    found = findings(RULE, replace(AS_PLANNED, **changes))
    return {one.sign: one.verdict for one in found}


def episodes(code: str, *totals: int | None, rule: CheckRule = RULE) -> list[Episode]:
    instrument = CATALOGUE.instruments[code]
    return course_check.episodes(rule, instrument, points(instrument, *totals))


def points(instrument: Instrument, *totals: int | None) -> list[Point]:
    empty = (None,) * len(instrument.items)
    return [
        Point(START + timedelta(weeks=week), week, total, empty)
        for week, total in enumerate(totals)
    ]


# --- the rule as data ------------------------------------------------------------------------


def test_each_limit_says_where_it_comes_from_and_that_the_clinic_chose_it() -> None:
    for parameter in (*RULE.limits.values(), *RULE.worse.values()):
        assert parameter.source
        assert parameter.clinic_choice  # no source page gives any of them


def test_the_shipped_rule_looks_at_week_four() -> None:
    assert RULE.week == 4
    assert {sign: one.limit for sign, one in RULE.limits.items()} == {
        Sign.CHANGE: 1,
        Sign.SECTIONS: 1,
        Sign.CONTACT: 14,
    }


def test_a_limit_for_deterioration_stands_only_where_no_reliable_change_is_known() -> None:
    for code in RULE.worse:
        assert CATALOGUE.instruments[code].change_figure is None


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        (FILE.replace("week = 4", "week = 0"), "week"),
        (FILE.replace("week = 4", "week = 53"), "week"),
        (FILE.replace("limit = 1", "limit = -1", 1), "change.limit"),
        (FILE.replace("[contact]", "[contcat]"), "contact"),
        (FILE + "\nlimits = 3", "contact.limits"),
    ],
)
def test_a_broken_rule_is_refused_with_its_key(changed: str, key: str) -> None:
    with pytest.raises(BrokenResource) as caught:
        read_rule(read_text("course_check.toml", changed))
    assert caught.value.key == key


def test_a_rule_without_limits_for_deterioration_is_a_rule() -> None:
    assert read_rule(read_text("course_check.toml", FILE)).worse == {}


# --- the week's findings ---------------------------------------------------------------------


def test_a_course_as_planned_is_as_expected() -> None:
    assert set(verdicts().values()) == {Verdict.AS_EXPECTED}
    assert not is_below(findings(RULE, AS_PLANNED))


@pytest.mark.parametrize(
    ("improvement", "verdict"),
    [
        (1, Verdict.AS_EXPECTED),
        (0, Verdict.BELOW),
        (-3, Verdict.BELOW),
        (None, Verdict.UNKNOWN),
    ],
)
def test_the_change_so_far(improvement: float | None, verdict: Verdict) -> None:
    assert verdicts(improvement=improvement)[Sign.CHANGE] is verdict


@pytest.mark.parametrize(
    ("done", "sections", "verdict"),
    [
        (3, 7, Verdict.AS_EXPECTED),
        (2, 7, Verdict.BELOW),
        (2, 3, Verdict.AS_EXPECTED),  # a short program does not ask for more than it has
        (0, 1, Verdict.AS_EXPECTED),
    ],
)
def test_the_sections_done(done: int, sections: int, verdict: Verdict) -> None:
    assert verdicts(sections_done=done, sections=sections)[Sign.SECTIONS] is verdict


@pytest.mark.parametrize(("days", "verdict"), [(14, Verdict.AS_EXPECTED), (15, Verdict.BELOW)])
def test_the_days_since_contact(days: int, verdict: Verdict) -> None:
    assert verdicts(days_silent=days)[Sign.CONTACT] is verdict


def test_one_finding_below_is_enough_and_an_unknown_one_is_not() -> None:
    assert is_below(findings(RULE, replace(AS_PLANNED, days_silent=30)))
    assert not is_below(findings(RULE, replace(AS_PLANNED, improvement=None)))


@given(
    st.builds(
        Standing,
        improvement=st.none() | st.integers(-54, 54),
        sections_done=st.integers(0, 30),
        sections=st.integers(1, 30),
        days_silent=st.integers(0, 400),
    )
)
def test_a_better_course_is_never_marked_where_a_worse_one_is_not(standing: Standing) -> None:
    better = replace(
        standing,
        improvement=None if standing.improvement is None else standing.improvement + 1,
        sections_done=standing.sections_done + 1,
        days_silent=max(standing.days_silent - 1, 0),
    )
    assert is_below(findings(RULE, standing)) or not is_below(findings(RULE, better))


# --- deterioration ---------------------------------------------------------------------------


def test_a_reliable_deterioration_names_its_study() -> None:
    """PHQ-9: 6 points (IAPT manual)."""
    (found,) = episodes("phq-9", 10, 15, 16)
    worse = found.newest
    assert (worse.since, worse.points, worse.limit) == (Since.START, 6, 6)
    assert "IAPT" in worse.source
    assert not worse.clinic_choice
    assert worse.on == found.begun_on == START + timedelta(weeks=2)


def test_a_fall_back_counts_from_the_last_total_too() -> None:
    (found,) = episodes("phq-9", 20, 8, 15, 15)
    assert (found.newest.since, found.newest.points) == (Since.LAST, 7)
    assert len(found.worsenings) == 1


def test_totals_that_stay_worse_are_one_stretch_and_a_new_fall_is_another() -> None:
    first, second = episodes("phq-9", 10, 17, 18, 12, None, 19)
    assert [one.on for one in first.worsenings] == [START + timedelta(weeks=n) for n in (1, 2)]
    assert second.begun_on == START + timedelta(weeks=5)


def test_where_no_change_is_reliable_the_clinics_own_limit_counts_and_says_so() -> None:
    assert episodes("madrs-s", 20, 28) == []
    (found,) = episodes("madrs-s", 20, 29)
    assert (found.newest.points, found.newest.limit, found.newest.clinic_choice) == (9, 9, True)


def test_without_any_limit_nothing_is_called_worse() -> None:
    assert episodes("keds", 0, 54) == []


def test_totals_of_different_ranges_are_not_compared() -> None:
    wsas = CATALOGUE.instruments["wsas"]
    rule = replace(RULE, worse={"wsas": RULE.worse["madrs-s"]})
    shorter = Point(START, 0, 4, (None, 1, 1, 1, 1))
    longer = Point(START + timedelta(weeks=1), 1, 30, (6, 6, 6, 6, 6))
    assert course_check.episodes(rule, wsas, [shorter, longer]) == []


def test_a_total_that_means_better_when_it_is_higher_is_read_the_other_way() -> None:
    phq = replace(CATALOGUE.instruments["phq-9"], direction=Direction.BETTER)
    (found,) = course_check.episodes(RULE, phq, points(phq, 20, 12))
    assert found.newest.points == 8
    assert course_check.episodes(RULE, phq, points(phq, 12, 20)) == []


def test_improvement_is_told_in_points_and_only_where_it_is_known() -> None:
    phq = CATALOGUE.instruments["phq-9"]
    found = change.course(phq, points(phq, 20, 12)).since_start
    assert course_check.improvement(found, phq) == 8
    assert course_check.improvement(found, replace(phq, direction=Direction.BETTER)) == -8
    assert course_check.improvement(None, phq) is None
    assert found is not None
    assert course_check.improvement(replace(found, points=None), phq) is None
