"""Thinning out: what is kept, and that no clock can talk it into a loss."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.storage.thinning import NEVER_FEWER, Copy, superfluous

START = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)
MOMENTS = st.integers(0, 36_500 * 24).map(lambda hours: START + timedelta(hours=hours - 300_000))
HISTORIES = st.lists(MOMENTS, max_size=40).map(
    lambda moments: [Copy(n, moment) for n, moment in enumerate(moments, start=1)]
)


def kept(copies: list[Copy], now: datetime | None = None) -> list[Copy]:
    now = now or max(copy.made_at for copy in copies)
    gone = superfluous(copies, now=now, log_head=now)
    return [copy for copy in copies if copy.n not in gone]


def test_a_year_of_days_leaves_seven_days_five_weeks_and_twelve_months() -> None:
    copies: list[Copy] = []
    for day in range(400):
        copies = kept([*copies, Copy(day + 1, START + timedelta(days=day))])
    days = {copy.made_at.date() for copy in copies}
    last = START.date() + timedelta(days=399)
    assert {last - timedelta(days=back) for back in range(7)} <= days
    assert len({copy.made_at.isocalendar()[:2] for copy in copies[-20:]}) >= 5
    months = {(copy.made_at.year, copy.made_at.month) for copy in copies}
    assert len(months) == 12
    assert len(copies) <= 7 + 5 + 12
    assert min(days) > last - timedelta(days=366), "what was destroyed leaves the backups too"


def test_many_copies_of_one_day_leave_its_newest_and_the_newest_three() -> None:
    copies = [Copy(n, START + timedelta(minutes=n)) for n in range(1, 30)]
    assert [copy.n for copy in kept(copies)] == [27, 28, 29]


@given(HISTORIES, MOMENTS, MOMENTS)
def test_the_newest_three_stay_whatever_any_clock_says(
    copies: list[Copy], now: datetime, head: datetime
) -> None:
    gone = superfluous(copies, now=now, log_head=head)
    assert gone <= {copy.n for copy in copies}
    assert not gone & {copy.n for copy in copies[-NEVER_FEWER:]}


@given(HISTORIES, MOMENTS, MOMENTS)
def test_nothing_goes_while_the_clock_stands_before_what_is_known(
    copies: list[Copy], now: datetime, head: datetime
) -> None:
    if now < head or (copies and now < copies[-1].made_at):
        assert not superfluous(copies, now=now, log_head=head)


@given(HISTORIES, MOMENTS)
def test_one_more_backup_of_any_date_costs_at_most_one_of_each_row(
    copies: list[Copy], moment: datetime
) -> None:
    settled = kept(copies, now=datetime(2099, 1, 1, tzinfo=UTC)) if copies else []
    new = Copy(len(copies) + 1, moment)
    after = kept([*settled, new], now=datetime(2099, 1, 1, tzinfo=UTC))
    # One each of the days, weeks and months, and the one that was third newest.
    assert len(after) >= len(settled) + 1 - 4
    assert new in after


def test_a_clock_that_ran_ahead_for_a_week_costs_no_month() -> None:
    months = [Copy(n, START + timedelta(days=30 * n)) for n in range(1, 12)]
    ahead = [Copy(12 + day, START + timedelta(days=3650 + day)) for day in range(7)]
    back = Copy(30, START + timedelta(days=30 * 12))
    left = kept([*months, *ahead, back], now=back.made_at)
    assert {copy.n for copy in months[-8:]} <= {copy.n for copy in left}
