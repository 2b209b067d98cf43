import dataclasses
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop import paths
from ikbt_desktop.clinic import catalogue, fees
from ikbt_desktop.clinic.fees import FeeProfile, Paid, Period, Reason
from ikbt_desktop.clinic.reading import read_text
from ikbt_desktop.errors import BrokenResource

CAT = catalogue.load()
PER_FEEDBACK = CAT.fees["per-feedback"]
PER_CONTACT = CAT.fees["per-contact"]
NO_FEE = CAT.fees["no-fee"]
FIRST = date(2026, 2, 2)


def weekly(
    profile: FeeProfile, period: Period | None, count: int, *, first: date = FIRST
) -> list[fees.Charge]:
    """A feedback every week, each charge kept as the next one's history."""
    charges: list[fees.Charge] = []
    paid: list[Paid] = []
    for week in range(count):
        on = first + timedelta(days=7 * week)
        charged = fees.charge(profile, period, paid, on)
        period = charged.period
        paid.append(Paid(on, charged.amount))
        charges.append(charged)
    return charges


def amounts(charges: Sequence[fees.Charge]) -> list[int]:
    return [charged.amount for charged in charges]


def test_the_sixth_feedback_costs_what_is_left_and_the_seventh_nothing() -> None:
    charges = weekly(PER_FEEDBACK, None, 7)
    assert amounts(charges) == [250, 250, 250, 250, 250, 200, 0]
    assert [one.sum_after for one in charges] == [250, 500, 750, 1000, 1250, 1450, 1450]
    assert [one.reason for one in charges[4:]] == [
        Reason.ORDINARY,
        Reason.LAST_PART,
        Reason.CEILING_REACHED,
    ]
    assert {one.period.starts_on for one in charges} == {FIRST}
    assert fees.free_until(charges[4]) is None
    assert fees.free_until(charges[5]) == date(2027, 2, 1)


def test_what_was_paid_elsewhere_counts() -> None:
    assert amounts(weekly(PER_FEEDBACK, Period(FIRST, 300), 7)) == [250, 250, 250, 250, 150, 0, 0]


def test_a_lower_ceiling_is_applied_exactly() -> None:
    lower = dataclasses.replace(
        PER_FEEDBACK, ceilings=(dataclasses.replace(PER_FEEDBACK.ceilings[-1], amount=1400),)
    )
    assert amounts(weekly(lower, None, 7)) == [250, 250, 250, 250, 250, 150, 0]


def test_the_free_year_ends_the_day_before_the_first_visits_date() -> None:
    period = Period(FIRST, 1450)
    last = fees.charge(PER_FEEDBACK, period, [], date(2027, 2, 1))
    assert (last.amount, last.reason) == (0, Reason.CEILING_REACHED)
    after = fees.charge(PER_FEEDBACK, period, [], date(2027, 2, 2))
    assert (after.amount, after.period.starts_on) == (250, date(2027, 2, 2))
    assert Period(date(2026, 4, 25)).last_day == date(2027, 4, 24)
    assert Period(date(2028, 2, 29)).last_day == date(2029, 2, 28)


def test_older_payments_do_not_count_in_a_new_period() -> None:
    old = [Paid(date(2025, 1, 10), 1450)]
    assert fees.charge(PER_FEEDBACK, Period(date(2025, 1, 10)), old, FIRST).amount == 250


def test_a_free_card_entered_by_hand_holds_until_its_day() -> None:
    period = Period(FIRST, free_card_until=date(2026, 6, 30))
    on_the_day = fees.charge(PER_FEEDBACK, period, [], date(2026, 6, 30))
    assert (on_the_day.amount, on_the_day.reason) == (0, Reason.FREE_CARD)
    assert fees.charge(PER_FEEDBACK, period, [], date(2026, 7, 1)).amount == 250
    longer = Period(date(2025, 3, 1), free_card_until=date(2026, 3, 31))
    assert fees.charge(PER_FEEDBACK, longer, [], date(2026, 3, 15)).reason is Reason.FREE_CARD


def test_a_corrected_feedback_never_bills_twice() -> None:
    charged = fees.charge(PER_FEEDBACK, Period(FIRST), [Paid(FIRST, 250)], FIRST, correction=True)
    assert (charged.amount, charged.reason, charged.sum_after) == (0, Reason.CORRECTION, 250)


def test_two_feedbacks_in_one_week_are_charged_twice() -> None:
    second = fees.charge(PER_FEEDBACK, Period(FIRST), [Paid(FIRST, 250)], FIRST + timedelta(days=2))
    assert second.amount == 250


def test_no_fee_is_charged_where_the_contact_is_administrative() -> None:
    charged = fees.charge(NO_FEE, None, [], FIRST)
    assert (charged.amount, charged.reason, charged.ceiling) == (0, Reason.NO_FEE, None)


def test_the_young_pay_nothing_where_the_profile_says_so() -> None:
    young = dataclasses.replace(PER_FEEDBACK, free_under_age=20)
    assert fees.charge(young, None, [], FIRST, age=19).reason is Reason.AGE
    assert fees.charge(young, None, [], FIRST, age=20).amount == 250
    assert fees.charge(young, None, [], FIRST).amount == 250


def test_a_contact_costs_what_the_profile_says_however_many_the_week_has() -> None:
    for earlier in range(3):
        charged = fees.charge(PER_CONTACT, Period(FIRST), [], FIRST, earlier_in_week=earlier)
        assert (charged.amount, charged.reason) == (275, Reason.ORDINARY)


def test_the_first_contact_of_a_week_takes_the_least_sum_and_the_next_what_is_above_it() -> None:
    cheap = dataclasses.replace(PER_CONTACT, amount=100, least_per_week=275)
    charged = [
        fees.charge(cheap, Period(FIRST), [], FIRST, earlier_in_week=earlier)
        for earlier in range(4)
    ]
    assert [one.amount for one in charged] == [275, 0, 25, 100]
    assert [one.reason for one in charged] == [
        Reason.WEEK_LEAST,
        Reason.WEEK_COVERED,
        Reason.ORDINARY,
        Reason.ORDINARY,
    ]
    almost = fees.charge(cheap, Period(FIRST, 1300), [], FIRST)
    assert (almost.amount, almost.reason) == (100, Reason.LAST_PART)


@pytest.mark.parametrize(
    ("opening", "card", "paid", "told"),
    [
        (0, None, [], (0, 0, None)),
        (300, None, [250], (550, 0, None)),
        (1200, None, [250], (1450, 0, date(2027, 2, 1))),
        (1450, None, [250], (1700, 250, date(2027, 2, 1))),  # the receipts came after the fee
        (0, date(2026, 6, 30), [], (0, 0, date(2026, 6, 30))),
        (0, date(2026, 2, 1), [], (0, 0, None)),  # a card that has run out
        (1450, date(2027, 5, 1), [], (1450, 0, date(2027, 5, 1))),
    ],
)
def test_a_period_tells_its_sum_and_until_when_it_is_free(
    opening: int, card: date | None, paid: list[int], told: tuple[int, int, date | None]
) -> None:
    period = Period(FIRST, opening, card)
    found = fees.standing(PER_FEEDBACK, period, [Paid(FIRST, kronor) for kronor in paid], FIRST)
    assert (found.total, found.over, found.free_until) == told
    assert found.ceiling == 1450


def test_without_a_ceiling_nothing_is_over_and_nothing_is_free() -> None:
    found = fees.standing(NO_FEE, Period(FIRST, 5000), [], FIRST)
    assert (found.over, found.ceiling, found.free_until) == (0, None, None)


def test_a_ceiling_that_rises_is_used_unless_the_free_card_was_already_reached() -> None:
    running = Period(date(2024, 6, 1), 1000)
    assert fees.charge(PER_FEEDBACK, running, [], date(2025, 2, 1)).ceiling == 1450
    paid = [Paid(date(2024, 7, 1), 250), Paid(date(2025, 1, 10), 180)]
    raised = fees.charge(PER_FEEDBACK, running, paid, date(2025, 2, 1))
    assert (raised.amount, raised.reason) == (20, Reason.LAST_PART)
    reached = [Paid(date(2024, 7, 1), 250), Paid(date(2024, 8, 1), 150)]
    kept = fees.charge(PER_FEEDBACK, running, reached, date(2025, 2, 1))
    assert (kept.amount, kept.reason) == (0, Reason.CEILING_REACHED)


@pytest.mark.parametrize(
    ("year", "ceiling"),
    [(2018, 1150), (2019, 1150), (2022, 1200), (2023, 1200), (2024, 1400), (2025, 1450)],
)
def test_a_year_without_a_row_has_the_ceiling_before_it(year: int, ceiling: int) -> None:
    assert PER_FEEDBACK.ceiling_on(date(year, 6, 1)) == ceiling


@given(st.integers(0, 3000), st.lists(st.integers(0, 60), max_size=20))
def test_a_year_never_costs_more_than_the_ceiling(opening: int, gaps: list[int]) -> None:
    period, on, paid = Period(FIRST, opening), FIRST, list[Paid]()
    for gap in gaps:
        on = min(on + timedelta(days=gap), period.last_day)
        charged = fees.charge(PER_FEEDBACK, period, paid, on)
        assert 0 <= charged.amount <= 250
        paid.append(Paid(on, charged.amount))
    assert sum(one.amount for one in paid) <= max(1450 - opening, 0)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('unit = "feedback"', 'unit = "hour"', "unit"),
        ("amount = 250", "amount = -1", "amount"),
        ("year = 2022", "year = 2019", "ceiling"),
        ("counts_to_ceiling = true", "counts_to_ceiling = 1", "counts_to_ceiling"),
        ("amount = 1200", "amount = 12.5", "ceiling[2].amount"),
    ],
)
def test_a_broken_fee_file_names_its_key(old: str, new: str, key: str) -> None:
    content = (paths.resources() / "fees" / "per-feedback.toml").read_text(encoding="utf-8")
    assert old in content
    with pytest.raises(BrokenResource) as caught:
        fees.read_profile(read_text("per-feedback.toml", content.replace(old, new, 1)))
    assert caught.value.key == key


def test_a_fee_that_counts_to_a_ceiling_needs_one() -> None:
    content = (paths.resources() / "fees" / "no-fee.toml").read_text(encoding="utf-8")
    with pytest.raises(BrokenResource) as caught:
        fees.read_profile(read_text("x.toml", content.replace("ceiling = false", "ceiling = true")))
    assert caught.value.key == "ceiling"


def test_the_last_krona_below_the_ceiling_is_charged_and_no_more() -> None:
    charged = fees.charge(PER_FEEDBACK, Period(FIRST, 1449), [], FIRST)
    assert (charged.amount, charged.reason, charged.sum_after) == (1, Reason.LAST_PART, 1450)


def test_a_ceiling_that_falls_below_what_is_paid_asks_for_nothing() -> None:
    newest = PER_FEEDBACK.ceilings[-1]
    lower = dataclasses.replace(newest, year=newest.year + 1, amount=1400)
    falling = dataclasses.replace(PER_FEEDBACK, ceilings=(*PER_FEEDBACK.ceilings, lower))
    charged = fees.charge(falling, Period(FIRST), [Paid(FIRST, 1420)], date(2027, 1, 10))
    assert (charged.amount, charged.sum_after, charged.ceiling) == (0, 1420, 1400)


@pytest.mark.parametrize(("day", "until"), [(30, date(2026, 6, 30)), (29, date(2026, 6, 30))])
def test_a_free_card_stands_through_its_last_day(day: int, until: date) -> None:
    period = Period(FIRST, free_card_until=until)
    assert fees.standing(PER_FEEDBACK, period, [], date(2026, 6, day)).free_until == until
    assert fees.standing(PER_FEEDBACK, period, [], date(2026, 7, 1)).free_until is None
