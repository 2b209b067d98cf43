"""Patient fees: what a feedback or contact costs under the clinic's profile and the cost ceiling.

Whole kronor. The ceiling (högkostnadsskydd) is applied exactly: the last fee may be smaller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ikbt_desktop.clinic.reading import Table
from ikbt_desktop.clinic.workdays import iso_week


class Unit(StrEnum):
    """What is charged for."""

    FEEDBACK = "feedback"
    CONTACT = "contact"


class Reason(StrEnum):
    """Why the fee is what it is; each but the first two belongs on the list "ej debiterad"."""

    ORDINARY = "ordinary"
    LAST_PART = "last_part"
    CEILING_REACHED = "ceiling_reached"
    FREE_CARD = "free_card"
    NO_FEE = "no_fee"
    CORRECTION = "correction"
    AGE = "age"
    WEEK_COVERED = "week_covered"


@dataclass(frozen=True)
class Ceiling:
    """The ceiling from a year on. `uncertain`: computed from the base amount, not read."""

    year: int
    amount: int
    source: str
    uncertain: bool


@dataclass(frozen=True)
class FeeProfile:
    """One fee regime. Without ceilings nothing is capped."""

    code: str
    name: str
    source: str
    valid_from: date
    amount: int
    unit: Unit
    least_per_week: int
    free_under_age: int
    counts_to_ceiling: bool
    ceilings: tuple[Ceiling, ...]
    version: str

    def ceiling_on(self, day: date) -> int | None:
        """The amount in force; a year without a row has that of the year before it."""
        if not self.counts_to_ceiling:
            return None
        known = [ceiling for ceiling in self.ceilings if ceiling.year <= day.year]
        return (known[-1] if known else self.ceilings[0]).amount


@dataclass(frozen=True)
class Period:
    """Twelve months from the first visit, with what was paid or shown elsewhere."""

    starts_on: date
    opening_sum: int = 0
    free_card_until: date | None = None

    @property
    def last_day(self) -> date:
        """The day before the same date next year; 29 February counts as 1 March then."""
        try:
            again = self.starts_on.replace(year=self.starts_on.year + 1)
        except ValueError:
            again = date(self.starts_on.year + 1, 3, 1)
        return again - timedelta(days=1)

    def covers(self, day: date) -> bool:
        """Whether the day lies in the twelve months."""
        return self.starts_on <= day <= self.last_day


@dataclass(frozen=True)
class Paid:
    """A fee that has been charged, by this clinic or another, paid or invoiced."""

    on: date
    amount: int


@dataclass(frozen=True)
class Charge:
    """What to charge and why. `period` is the one that the fee belongs to, new when need be."""

    amount: int
    reason: Reason
    period: Period
    sum_after: int
    ceiling: int | None


def charge(
    profile: FeeProfile,
    period: Period | None,
    history: Sequence[Paid],
    on: date,
    *,
    age: int | None = None,
    correction: bool = False,
) -> Charge:
    """The fee of one feedback or contact on a day (FEE-1, FEE-2).

    `history` may hold older payments: only those of the period count. A corrected feedback is
    never charged a second time.
    """
    current = period_on(period, on)
    free = Reason.CORRECTION if correction else _exemption(profile, age)
    return _capped(profile, current, history, on, wanted=profile.amount, free=free)


def charge_week(
    profile: FeeProfile,
    period: Period | None,
    history: Sequence[Paid],
    on: date,
    *,
    age: int | None = None,
) -> Charge:
    """What is left to the profile's least sum of a week, charged at the end of it."""
    week = iso_week(on)
    paid = sum(one.amount for one in history if iso_week(one.on) == week)
    left = max(profile.least_per_week - paid, 0)
    free = _exemption(profile, age) or (None if left else Reason.WEEK_COVERED)
    return _capped(profile, period_on(period, on), history, on, wanted=left, free=free)


def period_on(period: Period | None, on: date) -> Period:
    """The period of the day; a new one begins with the first visit after the last one's end.

    A free card that is still valid goes along.
    """
    if period is not None and period.covers(on):
        return period
    return Period(on, free_card_until=None if period is None else period.free_card_until)


def _exemption(profile: FeeProfile, age: int | None) -> Reason | None:
    if profile.amount == 0 and profile.least_per_week == 0:
        return Reason.NO_FEE
    if age is not None and age < profile.free_under_age:
        return Reason.AGE
    return None


def _capped(
    profile: FeeProfile,
    period: Period,
    history: Sequence[Paid],
    on: date,
    *,
    wanted: int,
    free: Reason | None,
) -> Charge:
    counted = sorted((one for one in history if period.covers(one.on)), key=lambda paid: paid.on)
    total = period.opening_sum + sum(one.amount for one in counted)
    ceiling = profile.ceiling_on(on)
    if free is None:
        free = _freed(profile, period, counted, on)
    left = wanted if ceiling is None else max(ceiling - total, 0)
    amount = 0 if free is not None else min(wanted, left)
    reason = free or (Reason.ORDINARY if amount == wanted else Reason.LAST_PART)
    return Charge(amount, reason, period, total + amount, ceiling)


def _freed(profile: FeeProfile, period: Period, counted: Sequence[Paid], on: date) -> Reason | None:
    """Why nothing more is paid in the period.

    A ceiling that rises later does not take a free card back: each day's own ceiling decides.
    """
    if period.free_card_until is not None and on <= period.free_card_until:
        return Reason.FREE_CARD
    total = period.opening_sum
    for paid in (Paid(period.starts_on, 0), *counted):
        total += paid.amount
        ceiling = profile.ceiling_on(paid.on)
        if ceiling is not None and total >= ceiling:
            return Reason.CEILING_REACHED
    return None


def free_until(charged: Charge) -> date | None:
    """The last day of the free card that this charge completes; None while there is none."""
    reached = charged.ceiling is not None and charged.sum_after >= charged.ceiling
    return charged.period.last_day if reached else charged.period.free_card_until


# --- reading ---------------------------------------------------------------------------------


def read_profile(table: Table) -> FeeProfile:
    """The fee profile of a file. Raises `BrokenResource` naming file and key."""
    unit = table.text("unit")
    if unit not in set(Unit):
        table.refuse("unit", "must be feedback or contact")
    profile = FeeProfile(
        code=table.text("code"),
        name=table.text("name"),
        source=table.text("source"),
        valid_from=table.day("valid_from"),
        amount=_kronor(table, "amount"),
        unit=Unit(unit),
        least_per_week=_kronor(table, "least_per_week"),
        free_under_age=_kronor(table, "free_under_age"),
        counts_to_ceiling=table.flag("counts_to_ceiling"),
        ceilings=tuple(map(_ceiling, table.tables("ceiling"))),
        version=table.text("version", table.day("valid_from").isoformat()),
    )
    table.finish()
    years = [ceiling.year for ceiling in profile.ceilings]
    if years != sorted(set(years)):
        table.refuse("ceiling", "years must rise from row to row")
    if profile.counts_to_ceiling and not years:
        table.refuse("ceiling", "is needed when the fee counts to it")
    return profile


def _kronor(table: Table, key: str) -> int:
    value = table.integer(key)
    if value < 0:
        table.refuse(key, "must not be below 0")
    return value


def _ceiling(table: Table) -> Ceiling:
    ceiling = Ceiling(
        table.integer("year"),
        _kronor(table, "amount"),
        table.text("source"),
        table.flag("uncertain", default=False),
    )
    table.finish()
    return ceiling
