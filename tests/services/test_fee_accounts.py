from datetime import date, timedelta

import pytest

from ikbt_desktop.clinic.fees import Reason
from ikbt_desktop.models import CareContact, ClinicProfile, FeePeriod
from ikbt_desktop.models.audit_entry import Action
from tests.services.walk import Walk


def charged(walk: Walk, count: int, *, days: int = 7) -> list[int]:
    """A feedback for each section, one a week; what each cost."""
    fees = []
    for number in range(1, count + 1):
        walk.clinic.clock.move(days=days)
        shown = walk.clinic.clinician.feedback_notes.desk(walk.treatment_id, section=number).fee
        fees.append(walk.sign(number).fee)
        assert shown == fees[-1]  # the desk promised what the signature charged
    return fees


def reasons(walk: Walk) -> list[str]:
    with walk.records() as work:
        return [row.fee_reason for row in work.find(CareContact, order_by=("on",))]


def keep_period(walk: Walk, starts_on: date, **facts: object) -> None:
    with walk.change() as work:
        work.add(FeePeriod(patient_id=walk.patient_id, starts_on=starts_on, **facts))
        work.log(Action.CREATE, kind="fee_period", patient_id=walk.patient_id)
        work.commit()


def choose(walk: Walk, profile: str) -> None:
    with walk.change() as work:
        clinic = work.find(ClinicProfile)[0]
        clinic.settings = {**clinic.settings, "fee_profile": profile}
        work.log(Action.CHANGE, kind="clinic")
        work.commit()


def test_the_sixth_feedback_costs_what_is_left_and_the_seventh_nothing(running: Walk) -> None:
    assert charged(running, 7) == [250, 250, 250, 250, 250, 200, 0]
    assert reasons(running)[-2:] == [Reason.LAST_PART, Reason.CEILING_REACHED]
    with running.records() as work:
        (period,) = work.find(FeePeriod)
        assert period.starts_on == date(2026, 10, 12)


def test_what_was_paid_elsewhere_counts(running: Walk) -> None:
    keep_period(running, running.today, opening_sum=300)
    assert charged(running, 7) == [250, 250, 250, 250, 150, 0, 0]


def test_a_free_card_is_free_to_its_last_day(running: Walk) -> None:
    keep_period(running, running.today, free_card_until=running.today + timedelta(days=14))
    assert charged(running, 3) == [0, 0, 250]
    assert reasons(running) == [Reason.FREE_CARD, Reason.FREE_CARD, Reason.ORDINARY]


def test_a_new_period_begins_after_twelve_months_and_is_kept(running: Walk) -> None:
    keep_period(running, running.today - timedelta(days=368), opening_sum=1450)
    assert charged(running, 7) == [250, 250, 250, 250, 250, 200, 0]
    with running.records() as work:
        kept = [row.starts_on for row in work.find(FeePeriod, order_by=("starts_on",))]
    assert kept == [date(2025, 10, 2), date(2026, 10, 12)]


def test_two_feedbacks_in_one_week_are_charged_twice(running: Walk) -> None:
    assert charged(running, 2, days=2) == [250, 250]


@pytest.mark.parametrize(
    ("profile", "fees"), [("no-fee", [0, 0]), ("per-contact", [275, 275]), (None, [250, 250])]
)
def test_the_clinics_profile_decides(running: Walk, profile: str | None, fees: list[int]) -> None:
    if profile is not None:
        choose(running, profile)
    assert charged(running, 2) == fees


def test_a_contact_the_day_after_another_costs_its_full_fee(running: Walk) -> None:
    """A week's least sum tops the week up; it is never what one more contact costs."""
    choose(running, "per-contact")
    assert charged(running, 3, days=1) == [275, 275, 275]


def test_a_clinic_that_has_chosen_nothing_charges_nothing(running: Walk) -> None:
    with running.change() as work:
        work.find(ClinicProfile)[0].settings = {}
        work.log(Action.CHANGE, kind="clinic")
        work.commit()
    assert charged(running, 1) == [0]
    assert reasons(running) == [Reason.NO_FEE]
