"""Patient fees: what a feedback or contact costs under the clinic's profile and the cost ceiling.

Whole kronor. The ceiling (högkostnadsskydd) is applied exactly: the last fee may be smaller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ikbt_desktop.clinic.reading import Table


class Unit(StrEnum):
    """What is charged for."""

    FEEDBACK = "feedback"
    CONTACT = "contact"


class Reason(StrEnum):
    """Why the fee is what it is; each but the first three belongs on the list "ej debiterad"."""

    ORDINARY = "ordinary"
    LAST_PART = "last_part"
    WEEK_LEAST = "week_least"
    CEILING_REACHED = "ceiling_reached"
    FREE_CARD = "free_card"
    NO_FEE = "no_fee"
    CORRECTION = "correction"
    AGE = "age"
    WEEK_COVERED = "week_covered"
    WAIVED = "waived"


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
        row = self.ceiling_row(day)
        return None if row is None else row.amount

    def ceiling_row(self, day: date) -> Ceiling | None:
        """The row in force with its source; None where the fee does not count to a ceiling."""
        if not self.counts_to_ceiling:
            return None
        known = [ceiling for ceiling in self.ceilings if ceiling.year <= day.year]
        return known[-1] if known else self.ceilings[0]


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
    earlier_in_week: int = 0,
) -> Charge:
    """The fee of one feedback or contact on a day (FEE-1, FEE-2).

    `history` may hold older payments: only those of the period count. A corrected feedback is
    never charged a second time. `earlier_in_week` is the number of contacts that the week already
    had: a profile with a least sum for the week takes it with the first of them.
    """
    current = period_on(period, on)
    free = Reason.CORRECTION if correction else _exemption(profile, age)
    wanted = _cost_of_week(profile, earlier_in_week + 1) - _cost_of_week(profile, earlier_in_week)
    if free is None and not wanted:
        free = Reason.WEEK_COVERED
    return _capped(profile, current, history, on, wanted=wanted, free=free)


def _cost_of_week(profile: FeeProfile, contacts: int) -> int:
    """What a week with so many contacts costs before any ceiling; one without costs nothing."""
    return max(contacts * profile.amount, profile.least_per_week) if contacts else 0


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
    reason = free or _why(profile, wanted=wanted, amount=amount)
    return Charge(amount, reason, period, total + amount, ceiling)


def _why(profile: FeeProfile, *, wanted: int, amount: int) -> Reason:
    if amount < wanted:
        return Reason.LAST_PART
    return Reason.WEEK_LEAST if wanted > profile.amount else Reason.ORDINARY


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


@dataclass(frozen=True)
class Standing:
    """A period as it stands on a day: sum, ceiling, what is over, and until when it is free.

    `over` is what was paid beyond the ceiling, when fees of elsewhere are told afterwards.
    """

    period: Period
    total: int
    ceiling: int | None
    over: int
    free_until: date | None


def standing(profile: FeeProfile, period: Period, history: Sequence[Paid], on: date) -> Standing:
    """The period's sum and what follows from it."""
    counted = sorted((one for one in history if period.covers(one.on)), key=lambda paid: paid.on)
    total = period.opening_sum + sum(one.amount for one in counted)
    ceiling = profile.ceiling_on(on)
    free = (
        period.free_card_until if period.free_card_until and period.free_card_until >= on else None
    )
    if _freed(profile, period, counted, on) is Reason.CEILING_REACHED:
        free = max(period.last_day, free or period.last_day)
    over = max(total - ceiling, 0) if ceiling is not None else 0
    return Standing(period, total, ceiling, over, free)


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
