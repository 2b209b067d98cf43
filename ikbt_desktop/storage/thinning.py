"""Which old backups may go: by number and date together, and never because of the clock alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ikbt_desktop.clinic.workdays import local_day

NEVER_FEWER = 3
DAILY, WEEKLY, MONTHLY = 7, 5, 12
_FORESEEN = 800


@dataclass(frozen=True)
class Copy:
    """A backup as thinning sees it: its number rises always, its time is what a clock said."""

    n: int
    made_at: datetime


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


_PERIODS: tuple[tuple[Callable[[date], object], int], ...] = (
    (lambda day: day, DAILY),
    (_week, WEEKLY),
    (_month, MONTHLY),
)


def superfluous(copies: Sequence[Copy], *, now: datetime, log_head: datetime) -> frozenset[int]:
    """The numbers that may be removed from one place.

    Kept are the newest 3 whatever their dates, and the newest of each of the last 7 days, 5 weeks
    and 12 months that have a backup, counted by number. Periods are those of the copies, not of
    today: one wrong date costs at most one place in each row. If the clock stands before the newest
    copy or the log's newest row, nothing goes.
    """
    newest_first = sorted(copies, key=lambda copy: copy.n, reverse=True)
    if not newest_first or now < newest_first[0].made_at or now < log_head:
        return frozenset()
    kept = {copy.n for copy in newest_first[:NEVER_FEWER]}
    for period, most in _PERIODS:
        seen: set[object] = set()
        for copy in newest_first:
            name = period(local_day(copy.made_at))
            if name not in seen and len(seen) < most:
                seen.add(name)
                kept.add(copy.n)
    return frozenset(copy.n for copy in copies) - kept


def foreseen(copies: Sequence[Copy], *, now: datetime) -> dict[int, date]:
    """On which day each copy of a place goes, if from now on one is made there every day.

    Where fewer are made each stays longer: what is kept is counted in copies, not in days.
    """
    left, ends = list(copies), dict[int, date]()
    newest = max((copy.n for copy in copies), default=0)
    waited = {copy.n for copy in copies}
    for step in range(1, _FORESEEN):
        if not waited:
            break
        day = now + timedelta(days=step)
        left.append(Copy(newest + step, day))
        gone = superfluous(left, now=day, log_head=day)
        left = [copy for copy in left if copy.n not in gone]
        ends |= dict.fromkeys(gone & waited, local_day(day))
        waited -= gone
    return ends
