"""Swedish days: working days, week numbers, due dates, the care guarantee, and dates as typed."""

import calendar
import importlib.util
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import ModuleType
from typing import NamedTuple, NoReturn, cast

from ikbt_desktop.clinic.lifecycles import ReferralState
from ikbt_desktop.clinic.reading import Table
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import InvalidValue

SECTION_DAYS = 7
SATURDAY = 5
_FARTHEST = 3_660  # ten years of days
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)

_PARSER = "dateutil.parser"
_PACKAGES = ("holidays", "holidays.calendars", "holidays.groups", "holidays.countries")


@contextmanager
def _bare_packages(root: Path) -> Iterator[None]:
    """The library's folders without what each brings in; whatever was there before comes back."""
    before = {name: sys.modules.pop(name) for name in [*sys.modules] if _is_replaced(name)}
    for name in _PACKAGES:
        sys.modules[name] = package = ModuleType(name)
        package.__path__ = [str(root.joinpath(*name.split(".")[1:]))]
    sys.modules[_PARSER] = parser = ModuleType(_PARSER)
    parser.__dict__["parse"] = _parse
    try:
        yield
    finally:
        for name in [*filter(_is_replaced, sys.modules)]:
            del sys.modules[name]
        sys.modules.update(before)


def _is_replaced(name: str) -> bool:
    return name == _PARSER or name.split(".", maxsplit=1)[0] == "holidays"


def _parse(written: str, **asked: object) -> datetime:
    """A day written in words: the library takes such ones too, and nobody here gives it any."""
    found = importlib.import_module(_PARSER).parse(written, **asked)
    return cast("datetime", found)


def _swedish_holidays() -> dict[date, str]:
    """The library's Sweden alone: with every country and calendar of the world it is 20 megabytes.

    It says a year's days when one of them is first asked for.
    """
    spec = importlib.util.find_spec("holidays")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(name="holidays")
    with _bare_packages(Path(spec.submodule_search_locations[0])):
        groups = sys.modules["holidays.groups"].__dict__
        for part, name in (("christian", "Christian"), ("international", "International")):
            module = importlib.import_module(f"holidays.groups.{part}")
            groups[f"{name}Holidays"] = getattr(module, f"{name}Holidays")
        sweden = importlib.import_module("holidays.countries.sweden")
    # DE_FACTO adds the eves of midsummer, Christmas and New Year: the annual leave act (1977:480,
    # 7 §) counts them as Sundays, and no clinic is staffed on them. Sundays are told by the
    # weekday, so that a plain Sunday has no holiday name.
    categories = (sweden.PUBLIC, sweden.DE_FACTO)
    return cast("dict[date, str]", sweden.Sweden(categories=categories, language="sv"))


_RED_DAYS = _swedish_holidays()


# --- days ------------------------------------------------------------------------------------


class Week(NamedTuple):
    """An ISO week; the year is the week's own, which differs around New Year."""

    year: int
    number: int


def iso_week(day: date) -> Week:
    """The ISO week of the day."""
    year, number, _ = day.isocalendar()
    return Week(year, number)


def local_day(moment: datetime) -> date:
    """The Swedish date of an aware moment."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no Swedish date")
    return moment.astimezone(LOCAL).date()


def red_day(day: date) -> str | None:
    """The Swedish name of a holiday or of an eve that counts as one; None on other days."""
    return _RED_DAYS.get(day)


def is_working_day(day: date) -> bool:
    """Monday to Friday and not a red day."""
    return day.weekday() < SATURDAY and red_day(day) is None


def add_working_days(day: date, count: int) -> date:
    """The working day that lies `count` working days after `day`; the day itself is not counted.

    With a count of 0: the day itself, or the next working day when it is not one.
    """
    if count < 0:
        raise ValueError("working days are counted forwards")
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start`, up to and including `end`; 0 when `end` is not later."""
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in days)


# --- limits (resources/criteria/limits.toml, editable by the clinic) --------------------------


@dataclass(frozen=True)
class WaitingLimit:
    """One limit of the care guarantee: days from the referral's arrival, while in some states."""

    code: str
    days: int
    states: tuple[ReferralState, ...]


@dataclass(frozen=True)
class InactivityStep:
    """What is done when so many days have gone without any activity."""

    code: str
    days: int


@dataclass(frozen=True)
class Limits:
    """Every limit counted in days, with the version that a decision keeps."""

    version: str
    source: str
    warn_days: int
    feedback_days: int
    response_working_days: int
    waiting: tuple[WaitingLimit, ...]
    inactivity: tuple[InactivityStep, ...]


def read_limits(table: Table) -> Limits:
    """The limits of a data file. Raises `BrokenResource`."""
    limits = Limits(
        version=table.text("version"),
        source=table.text("source"),
        warn_days=_positive(table, "warn_days"),
        feedback_days=_positive(table, "feedback_days"),
        response_working_days=_positive(table, "response_working_days"),
        waiting=tuple(map(_read_waiting, table.tables("waiting"))),
        inactivity=read_steps(table),
    )
    table.finish()
    return limits


def read_steps(table: Table) -> tuple[InactivityStep, ...]:
    """The inactivity ladder of a data file, or none. Raises `BrokenResource`."""
    steps = tuple(map(_read_step, table.tables("inactivity")))
    days = [step.days for step in steps]
    if days != sorted(set(days)):
        table.refuse("inactivity", "days must rise from step to step")
    return steps


def _positive(table: Table, key: str) -> int:
    value = table.integer(key)
    if value < 1:
        table.refuse(key, "must be 1 or more")
    return value


def _read_waiting(table: Table) -> WaitingLimit:
    states = table.texts("states")
    if not states or not set(states) <= set(ReferralState):
        table.refuse("states", "must be states of a referral")
    limit = WaitingLimit(
        table.text("code"), _positive(table, "days"), tuple(map(ReferralState, states))
    )
    table.finish()
    return limit


def _read_step(table: Table) -> InactivityStep:
    step = InactivityStep(table.text("code"), _positive(table, "days"))
    table.finish()
    return step


# --- due dates -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """A day by which something is done, seen from another day."""

    day: date
    days_left: int

    @property
    def is_late(self) -> bool:
        """Whether the day has gone by."""
        return self.days_left < 0


def due(day: date, *, on: date) -> Due:
    """The due day as seen on a day; `days_left` is below 0 when it has gone by."""
    return Due(day, (day - on).days)


def feedback_due(limits: Limits, *, start: date, given: Sequence[date], on: date) -> Due:
    """When the next feedback is due: so many days after the last one, or after the start (FB-1)."""
    return due(max([start, *given]) + timedelta(days=limits.feedback_days), on=on)


def response_due(limits: Limits, *, written: date, on: date) -> Due:
    """When a patient's message should be answered, in Swedish working days."""
    return due(add_working_days(written, limits.response_working_days), on=on)


def inactivity_step(limits: Limits, *, days: int) -> InactivityStep | None:
    """The last step of the ladder that so many days without activity have reached."""
    reached = [step for step in limits.inactivity if step.days <= days]
    return reached[-1] if reached else None


class Span(NamedTuple):
    """Days in a row, both included; an open end means that it goes on."""

    first: date
    last: date | None


def counted_days(start: date, on: date, *, left_out: Sequence[Span] = ()) -> int:
    """Days from `start` to `on` without those of the spans, which may overlap."""
    length = max((on - start).days, 0)
    outside: set[date] = set()
    for first, last in left_out:
        begin, end = max(first, start + timedelta(days=1)), min(last or on, on)
        outside |= {begin + timedelta(days=step) for step in range((end - begin).days + 1)}
    return length - len(outside)


def day_when(start: date, days: int, *, left_out: Sequence[Span] = ()) -> date:
    """The first day on which `counted_days` is so many; a span without an end puts it far away."""
    day, left, farthest = start, days, start + timedelta(days=_FARTHEST)
    spans = (span for span in left_out if span.last is None or span.first <= span.last)
    for first, last in sorted(spans, key=lambda span: span.first):
        free = max((first - day).days - 1, 0)
        if free >= left:
            break
        left -= free
        day = farthest if last is None else max(day, last)
    return min(day + timedelta(days=left), farthest)


@dataclass(frozen=True)
class Clock:
    """What is left of the care guarantee. `limit` is the code of the limit that counts now."""

    limit: str
    days_left: int
    due: date
    warns: bool
    patient_waits: bool

    @property
    def is_over(self) -> bool:
        """Whether the limit has been passed."""
        return self.days_left < 0


def care_clock(
    limits: Limits,
    *,
    state: ReferralState,
    received: date,
    on: date,
    own_waits: Sequence[Span] = (),
) -> Clock | None:
    """The limit with the fewest days left, or None when the referral's state has none.

    Days that the patient chose to wait are not counted. While such a wait goes on, `due` is the
    day that the limit would fall on if it ended today.
    """
    gone = counted_days(received, on, left_out=own_waits)
    left = [(limit.days - gone, limit.code) for limit in limits.waiting if state in limit.states]
    if not left:
        return None
    days_left, code = min(left)
    waits = any(first <= on and (last is None or on <= last) for first, last in own_waits)
    return Clock(
        code, days_left, on + timedelta(days=days_left), days_left <= limits.warn_days, waits
    )


# --- dates and times as typed ----------------------------------------------------------------

_WORDS = {
    "idag": 0,
    "i dag": 0,
    "igår": -1,
    "i går": -1,
    "imorgon": 1,
    "i morgon": 1,
    "imorron": 1,
    "i förrgår": -2,
    "förrgår": -2,
    "i övermorgon": 2,
    "övermorgon": 2,
}
_UNITS = {"dag": 1, "dagar": 1, "vecka": 7, "veckor": 7}
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DIGITS = re.compile(r"((?:[0-9]{2})?[0-9]{2})([0-9]{2})([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:[-/ ]((?:[0-9]{2})?[0-9]{2}))?")
_SIGNED = re.compile(r"([-+])([0-9]{1,4})")
_AHEAD = re.compile(r"om ([0-9]{1,4}|en) (dag|dagar|vecka|veckor)")
_AGO = re.compile(r"(?:för )?([0-9]{1,4}|en) (dag|dagar|vecka|veckor) sedan")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?")
_LONGEST_DATE = 40


def parse_day(text: str, *, today: date, field: str = "date") -> date:
    """The day that a person means. Raises `InvalidValue` of the field.

    Reasons: "empty", "no_day", "month", "day_of_month" (with day, month, year and last_day).
    A day without a year is the one nearest to today.
    """
    written = _tidy(text, field, "no_day")
    if written in _WORDS:
        return today + timedelta(days=_WORDS[written])
    if match := _SIGNED.fullmatch(written):
        return today + timedelta(days=int(match[1] + match[2]))
    if match := _AHEAD.fullmatch(written):
        return today + timedelta(days=_days(match))
    if match := _AGO.fullmatch(written):
        return today - timedelta(days=_days(match))
    if match := _YEAR_FIRST.fullmatch(written):
        return _day(int(match[1]), int(match[3]), int(match[4]), field)
    if match := _DIGITS.fullmatch(written):
        return _day(_full_year(match[1], today), int(match[2]), int(match[3]), field)
    match = _DAY_FIRST.fullmatch(written)
    if match is None:
        _refuse(field, "no_day")
    return _day_first(match, today=today, field=field)


def parse_clock(text: str, *, field: str = "time") -> time:
    """The time as typed (9, 9:30, 9.30, 0930). Raises `InvalidValue`: empty, no_time, range."""
    match = _CLOCK.fullmatch(_tidy(text, field, "no_time"))
    if match is None:
        _refuse(field, "no_time")
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        _refuse(field, "range")
    return time(hour, minute)


def _refuse(field: str, reason: str, **facts: int) -> NoReturn:
    raise InvalidValue(field, reason, facts)


def _tidy(text: str, field: str, fault: str) -> str:
    written = " ".join(text[: _LONGEST_DATE + 1].split()).lower().replace("−", "-")
    if not written:
        _refuse(field, "empty")
    if len(text) > _LONGEST_DATE:
        _refuse(field, fault)
    return written


def _days(match: re.Match[str]) -> int:
    return (1 if match[1] == "en" else int(match[1])) * _UNITS[match[2]]


def _full_year(written: str, today: date) -> int:
    """Four digits as they are; two mean the latest such year that is at most 20 years ahead."""
    if len(written) == 4:
        return int(written)
    latest = today.year + 20
    return latest - (latest - int(written)) % 100


def _day(year: int, month: int, day: int, field: str) -> date:
    if not 1 <= month <= 12:
        _refuse(field, "month", month=month)
    if year == 0:
        _refuse(field, "no_day")
    last_day = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last_day:
        _refuse(field, "day_of_month", day=day, month=month, year=year, last_day=last_day)
    return date(year, month, day)


def _day_first(match: re.Match[str], *, today: date, field: str) -> date:
    day, month = int(match[1]), int(match[2])
    if match[3]:
        return _day(_full_year(match[3], today), month, day, field)
    this_year = _day(today.year, month, day, field)
    others = (
        date(year, month, day)
        for year in (today.year - 1, today.year + 1)
        if (month, day) != (2, 29) or calendar.isleap(year)
    )
    return min([this_year, *others], key=lambda near: abs((near - today).days))
