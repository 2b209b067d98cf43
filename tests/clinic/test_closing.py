"""Follow-up days after the end of a treatment."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic.closing import follow_ups, meets, months_later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 10, 5), 3, date(2027, 1, 5)),
        (date(2026, 10, 5), 6, date(2027, 4, 5)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
    ],
)
def test_a_follow_up_falls_on_the_same_day_or_the_last_there_is(
    day: date, months: int, later: date
) -> None:
    assert months_later(day, months) == later


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 24))
def test_months_later_always_lands_in_the_wanted_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_two_follow_ups_are_proposed() -> None:
    assert follow_ups(date(2026, 10, 5)) == (date(2027, 1, 5), date(2027, 4, 5))


@pytest.mark.parametrize(("days", "met"), [(-15, False), (-14, True), (0, True), (400, True)])
def test_a_form_from_two_weeks_before_is_the_follow_ups(days: int, met: bool) -> None:
    day = date(2026, 12, 1)
    assert meets(day + timedelta(days=days), day) is met
