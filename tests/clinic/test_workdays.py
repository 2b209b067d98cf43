import importlib.util
from datetime import UTC, date, datetime, time, timedelta
from importlib.machinery import ModuleSpec
from typing import cast

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop import paths
from ikbt_desktop.clinic import workdays
from ikbt_desktop.clinic.lifecycles import ReferralState
from ikbt_desktop.clinic.reading import read_file, read_text
from ikbt_desktop.clinic.workdays import Limits, Span, Week
from ikbt_desktop.errors import BrokenResource, InvalidValue

TODAY = date(2026, 10, 8)
LIMITS_FILE = paths.resources() / "criteria" / "limits.toml"


@pytest.fixture(scope="module")
def limits() -> Limits:
    return workdays.read_limits(read_file(LIMITS_FILE))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Nyårsdagen"),
        (date(2026, 1, 6), "Trettondedag jul"),
        (date(2026, 4, 3), "Långfredagen"),
        (date(2026, 4, 6), "Annandag påsk"),
        (date(2026, 5, 1), "Första maj"),
        (date(2026, 5, 14), "Kristi himmelsfärdsdag"),
        (date(2027, 6, 6), "Nationaldagen"),
        (date(2026, 6, 19), "Midsommarafton"),
        (date(2026, 12, 24), "Julafton"),
        (date(2026, 12, 25), "Juldagen"),
        (date(2026, 12, 31), "Nyårsafton"),
    ],
)
def test_red_days_have_names_and_no_work(day: date, name: str) -> None:
    found = workdays.red_day(day)
    assert found == name
    assert not workdays.is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 4, 30), date(2026, 1, 5), date(2026, 10, 8)])
def test_half_days_and_plain_weekdays_are_working_days(day: date) -> None:
    assert workdays.is_working_day(day)
    assert workdays.red_day(day) is None


def test_the_library_still_reads_a_day_in_words_should_anybody_ask() -> None:
    known = cast("holidays.HolidayBase", workdays._RED_DAYS)
    assert known.get("25 December 2026") == known.get(date(2026, 12, 25)) == "Juldagen"


def test_a_plain_sunday_is_no_working_day_and_has_no_name() -> None:
    assert workdays.red_day(date(2026, 10, 11)) is None
    assert not workdays.is_working_day(date(2026, 10, 11))
    assert not workdays.is_working_day(date(2026, 10, 10))


@pytest.mark.parametrize(
    ("day", "count", "wanted"),
    [
        (date(2026, 10, 8), 2, date(2026, 10, 12)),
        (date(2026, 10, 9), 2, date(2026, 10, 13)),
        (date(2026, 4, 1), 2, date(2026, 4, 7)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 12, 30), 1, date(2027, 1, 4)),
        (date(2026, 10, 10), 0, date(2026, 10, 12)),
        (date(2026, 10, 8), 0, date(2026, 10, 8)),
    ],
)
def test_working_days_step_over_weekends_and_red_days(day: date, count: int, wanted: date) -> None:
    assert workdays.add_working_days(day, count) == wanted


def test_working_days_are_counted_forwards_only() -> None:
    with pytest.raises(ValueError, match="forwards"):
        workdays.add_working_days(TODAY, -1)


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 30))
def test_adding_and_counting_working_days_agree(day: date, count: int) -> None:
    later = workdays.add_working_days(day, count)
    assert workdays.is_working_day(later)
    assert workdays.working_days_between(day, later) == count
    assert workdays.working_days_between(later, day) == 0


def test_the_week_of_new_year_belongs_to_its_own_year() -> None:
    assert workdays.iso_week(date(2027, 1, 3)) == Week(2026, 53)
    assert workdays.iso_week(date(2026, 10, 8)) == Week(2026, 41)


def test_the_local_day_follows_stockholm_through_summer_time() -> None:
    assert workdays.local_day(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert workdays.local_day(datetime(2026, 12, 1, 22, 30, tzinfo=UTC)) == date(2026, 12, 1)
    with pytest.raises(ValueError, match="time zone"):
        workdays.local_day(datetime.fromisoformat("2026-07-01 22:30"))


def test_feedback_is_late_only_after_seven_days(limits: Limits) -> None:
    start = date(2026, 10, 1)
    on_the_day = workdays.feedback_due(limits, start=start, given=[], on=date(2026, 10, 8))
    assert (on_the_day.days_left, on_the_day.is_late) == (0, False)
    after = workdays.feedback_due(limits, start=start, given=[], on=date(2026, 10, 9))
    assert (after.days_left, after.is_late) == (-1, True)
    given_once = workdays.feedback_due(
        limits, start=start, given=[date(2026, 10, 6), date(2026, 10, 5)], on=date(2026, 10, 9)
    )
    assert given_once.day == date(2026, 10, 13)


def test_a_message_is_answered_within_two_working_days(limits: Limits) -> None:
    found = workdays.response_due(limits, written=date(2026, 12, 23), on=date(2026, 12, 28))
    assert (found.day, found.days_left) == (date(2026, 12, 29), 1)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (0, None),
        (6, None),
        (7, "reminder"),
        (9, "reminder"),
        (10, "phone"),
        (14, "letter"),
        (20, "letter"),
        (21, "proposal_to_close"),
        (400, "proposal_to_close"),
    ],
)
def test_the_inactivity_ladder_has_four_steps(limits: Limits, days: int, code: str | None) -> None:
    step = workdays.inactivity_step(limits, days=days)
    assert (step and step.code) == code


def clock(
    limits: Limits, state: ReferralState, received: date, *waits: Span
) -> tuple[str, int, bool]:
    found = workdays.care_clock(limits, state=state, received=received, on=TODAY, own_waits=waits)
    assert found is not None
    assert found.due == TODAY + timedelta(days=found.days_left)
    assert found.is_over is (found.days_left < 0)
    return found.limit, found.days_left, found.warns


def test_the_care_guarantee_counts_three_days_then_ninety(limits: Limits) -> None:
    state = ReferralState
    assert clock(limits, state.REVIEWING, date(2026, 10, 6)) == ("first_assessment", 1, True)
    assert clock(limits, state.WAITING, date(2026, 8, 17)) == ("treatment_start", 38, False)
    assert clock(limits, state.ASSESSED, date(2026, 7, 6)) == ("treatment_start", -4, True)
    assert clock(limits, state.VISIT_BOOKED, date(2026, 7, 24))[1:] == (14, True)
    assert clock(limits, state.VISIT_BOOKED, date(2026, 7, 25))[1:] == (15, False)


def test_a_wait_that_the_patient_chose_is_not_counted(limits: Limits) -> None:
    waiting, received = ReferralState.WAITING, date(2026, 7, 2)
    over = clock(limits, waiting, received)
    assert over == ("treatment_start", -8, True)
    ended = Span(date(2026, 9, 1), date(2026, 9, 10))
    overlapping = Span(date(2026, 9, 6), date(2026, 9, 12))
    assert clock(limits, waiting, received, ended)[1] == 2
    assert clock(limits, waiting, received, ended, overlapping)[1] == 4
    goes_on = Span(date(2026, 9, 1), None)
    found = workdays.care_clock(
        limits, state=waiting, received=received, on=TODAY, own_waits=[goes_on]
    )
    assert found is not None
    assert found.patient_waits
    assert found.days_left == 30
    before = Span(date(2026, 6, 1), date(2026, 6, 20))
    assert clock(limits, waiting, received, before) == over


def test_a_started_or_final_referral_has_no_clock(limits: Limits) -> None:
    for state in (ReferralState.RUNNING, ReferralState.CLOSED, ReferralState.WITHDRAWN):
        assert workdays.care_clock(limits, state=state, received=TODAY, on=TODAY) is None


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(0, 400))
def test_a_left_out_span_never_counts_below_zero_or_adds_days(
    start: date, length: int, offset: int
) -> None:
    on = start + timedelta(days=length)
    span = Span(start + timedelta(days=offset - 200), start + timedelta(days=offset))
    assert 0 <= workdays.counted_days(start, on, left_out=[span]) <= length


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-08", TODAY),
        ("2026-1-5", date(2026, 1, 5)),
        ("2026/10/08", TODAY),
        ("261008", TODAY),
        ("20261008", TODAY),
        ("560823", date(1956, 8, 23)),
        ("460823", date(2046, 8, 23)),
        ("8/10", TODAY),
        ("28/12", date(2026, 12, 28)),
        ("5/1", date(2027, 1, 5)),
        ("8/10-25", date(2025, 10, 8)),
        ("8/10 2025", date(2025, 10, 8)),
        ("8/10/2025", date(2025, 10, 8)),
        ("idag", TODAY),
        (" I dag ", TODAY),
        ("igår", date(2026, 10, 7)),
        ("imorgon", date(2026, 10, 9)),
        ("övermorgon", date(2026, 10, 10)),
        ("i övermorgon", date(2026, 10, 10)),
        ("i morgon", date(2026, 10, 9)),
        ("imorron", date(2026, 10, 9)),
        ("i går", date(2026, 10, 7)),
        ("förrgår", date(2026, 10, 6)),
        ("i förrgår", date(2026, 10, 6)),
        ("om 1 dag", date(2026, 10, 9)),
        ("2026-10-08" + " " * 30, TODAY),
        ("+7", date(2026, 10, 15)),
        ("-3", date(2026, 10, 5)),
        ("−3", date(2026, 10, 5)),
        ("om 3 dagar", date(2026, 10, 11)),
        ("om en vecka", date(2026, 10, 15)),
        ("3 dagar sedan", date(2026, 10, 5)),
        ("för 2 veckor sedan", date(2026, 9, 24)),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, day: date) -> None:
    assert workdays.parse_day(text, today=TODAY) == day


def test_a_day_without_a_year_is_the_nearest_one() -> None:
    assert workdays.parse_day("28/12", today=date(2027, 1, 8)) == date(2026, 12, 28)
    assert workdays.parse_day("29/2", today=date(2028, 1, 8)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("snart", "no_day"),
        ("٢٠٢٦-١٠-٠٨", "no_day"),
        ("2026-13-01", "month"),
        ("2026-00-01", "month"),
        ("2026-02-29", "day_of_month"),
        ("31/11", "day_of_month"),
        ("29/2", "day_of_month"),
        ("0000-01-01", "no_day"),
        ("+99999", "no_day"),
        ("om 3 år", "no_day"),
        ("2026-10/08", "no_day"),
        ("1" * 1_000_000, "no_day"),
    ],
)
def test_a_date_that_is_none_says_why(text: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        workdays.parse_day(text, today=TODAY, field="received")
    assert (caught.value.field, caught.value.reason) == ("received", reason)


def test_an_impossible_day_says_how_long_the_month_is() -> None:
    with pytest.raises(InvalidValue) as caught:
        workdays.parse_day("2026-11-31", today=TODAY)
    assert caught.value.facts == {"day": 31, "month": 11, "year": 2026, "last_day": 30}


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_a_reason(text: str) -> None:
    try:
        read: date | None = workdays.parse_day(text, today=TODAY)
    except InvalidValue:
        read = None
    assert read is None or abs((read - TODAY).days) < 3_000_000


@given(st.dates(date(1950, 1, 1), date(2045, 12, 31)))
def test_a_date_reads_back_from_every_written_form(day: date) -> None:
    for written in (f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.day}/{day.month} {day.year}"):
        assert workdays.parse_day(written, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "clock_time"),
    [
        ("9", time(9)),
        ("23:59", time(23, 59)),
        ("9:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("13.05", time(13, 5)),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, clock_time: time) -> None:
    assert workdays.parse_clock(text) == clock_time


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), ("9:3", "no_time"), ("24:00", "range"), ("12:60", "range"), ("nio", "no_time")],
)
def test_a_time_that_is_none_says_why(text: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        workdays.parse_clock(text)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("warn_days = 14", "warn_days = 0", "warn_days"),
        ('states = ["received", "reviewing"]', 'states = ["lost"]', "waiting[1].states"),
        ('states = ["received", "reviewing"]', "states = []", "waiting[1].states"),
        ("days = 14\n", "days = 10\n", "inactivity"),
        ("days = 90", "days = -1", "waiting[2].days"),
        ("feedback_days = 7 ", "feedbak_days = 7 ", "feedback_days"),
    ],
)
def test_a_broken_limits_file_names_its_key(old: str, new: str, key: str) -> None:
    content = LIMITS_FILE.read_text(encoding="utf-8")
    assert old in content
    with pytest.raises(BrokenResource) as caught:
        workdays.read_limits(read_text("limits.toml", content.replace(old, new, 1)))
    assert caught.value.key == key


def test_a_library_without_sweden_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A packed program that lacks the file must not start with no red days at all."""
    spec = ModuleSpec("holidays", None, is_package=True)
    spec.submodule_search_locations = ["/nowhere"]
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: spec)
    with pytest.raises(ImportError):
        workdays._swedish_holidays()
    assert date(2026, 6, 6) in holidays.country_holidays("SE"), "the library is left as it was"


def test_a_program_packed_without_the_library_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ImportError):
        workdays._swedish_holidays()


def test_the_last_day_of_a_limit_is_not_over_and_the_next_is(limits: Limits) -> None:
    for received, over in ((date(2026, 7, 10), False), (date(2026, 7, 9), True)):
        found = workdays.care_clock(
            limits, state=ReferralState.WAITING, received=received, on=TODAY
        )
        assert found is not None
        assert (found.is_over, found.days_left) == (over, -1 if over else 0)


@pytest.mark.parametrize(
    ("wait", "waits"),
    [
        (Span(TODAY, None), True),
        (Span(TODAY, TODAY), True),
        (Span(TODAY - timedelta(days=5), TODAY), True),
        (Span(TODAY - timedelta(days=5), TODAY - timedelta(days=1)), False),
        (Span(TODAY + timedelta(days=1), None), False),
        (Span(TODAY + timedelta(days=1), TODAY + timedelta(days=9)), False),
    ],
)
def test_a_patient_waits_from_the_first_to_the_last_day_of_the_wait(
    limits: Limits, wait: Span, waits: bool
) -> None:
    found = workdays.care_clock(
        limits,
        state=ReferralState.WAITING,
        received=date(2026, 9, 1),
        on=TODAY,
        own_waits=[wait],
    )
    assert found is not None
    assert found.patient_waits is waits


@given(
    st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    st.integers(0, 60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=3),
)
def test_the_day_of_a_count_is_the_first_that_has_it(
    start: date, days: int, spans: list[tuple[int, int]]
) -> None:
    left_out = [
        Span(start + timedelta(days=first), start + timedelta(days=first + length))
        for first, length in spans
    ]
    day = workdays.day_when(start, days, left_out=left_out)
    assert workdays.counted_days(start, day, left_out=left_out) == days
    if days:
        before = day - timedelta(days=1)
        assert workdays.counted_days(start, before, left_out=left_out) == days - 1


def test_a_count_begins_at_once_where_nothing_is_to_be_counted() -> None:
    through = Span(TODAY - timedelta(days=2), TODAY + timedelta(days=2))
    assert workdays.day_when(TODAY, 0, left_out=[through]) == TODAY


def test_a_span_that_ends_before_it_begins_leaves_nothing_out() -> None:
    backwards = Span(TODAY + timedelta(days=3), TODAY + timedelta(days=1))
    assert workdays.day_when(TODAY, 5, left_out=[backwards]) == TODAY + timedelta(days=5)


def test_a_count_inside_a_wait_without_an_end_lies_far_away() -> None:
    far = workdays.day_when(TODAY, 3, left_out=[Span(TODAY + timedelta(days=2), None)])
    assert far > TODAY + timedelta(days=300)


def test_a_limit_of_one_day_may_count_in_every_state(limits: Limits) -> None:
    content = LIMITS_FILE.read_text(encoding="utf-8")
    every = ", ".join(f'"{state}"' for state in ReferralState)
    content = content.replace('states = ["received", "reviewing"]', f"states = [{every}]", 1)
    found = workdays.read_limits(
        read_text("limits.toml", content.replace("warn_days = 14", "warn_days = 1"))
    )
    assert found.warn_days == 1
    assert set(found.waiting[0].states) == set(ReferralState)
