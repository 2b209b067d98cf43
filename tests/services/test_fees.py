"""What contacts cost, through the service: rules.md D to the krona, and every change kept."""

import dataclasses
import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ikbt_desktop.clinic.fees import Reason
from ikbt_desktop.errors import (
    AlreadySigned,
    FolderReadOnly,
    Incomplete,
    InvalidValue,
    NotPermitted,
    RuleRefused,
    StaleRecord,
)
from ikbt_desktop.models import CareContact, FeeChange, Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.fees import FeeAccount, NewPeriod
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests import dangerous
from tests.exports import table_reading
from tests.services.test_fee_accounts import charged, choose
from tests.services.walk import Walk, register


def account(walk: Walk, login: str = "rut") -> FeeAccount:
    return walk.clinic.services(login).fees.account(walk.patient_id)


def keep(walk: Walk, starts_on: date, **facts: Any) -> FeeAccount:
    new = NewPeriod(starts_on=starts_on, **({"opening_sum": 0} | facts))
    return walk.clinic.reception.fees.keep_period(walk.patient_id, new)


def feedback(walk: Walk) -> list[tuple[int, int]]:
    """(charged, sum) of each contact, oldest first."""
    return [(row.fee, row.sum_after) for row in reversed(account(walk).rows)]


# --- rules.md D ------------------------------------------------------------------------------


def test_the_table_of_the_rules_comes_out_to_the_krona(running: Walk) -> None:
    """rules.md D: ceiling 1 450, fee 250."""
    charged(running, 7)
    assert feedback(running) == [
        (250, 250),
        (250, 500),
        (250, 750),
        (250, 1000),
        (250, 1250),
        (200, 1450),
        (0, 1450),
    ]
    (period,) = account(running).periods
    assert (period.total, period.ceiling, period.over) == (1450, 1450, 0)
    assert period.starts_on == date(2026, 10, 12)
    assert period.free_until == period.last_day == date(2027, 10, 11)


def test_with_a_ceiling_of_fourteen_hundred_the_sixth_costs_what_is_left(running: Walk) -> None:
    """rules.md D: with ceiling 1 400 the sixth costs 150."""
    clinic = running.clinic
    profile = clinic.catalogue.fees["per-feedback"]
    ceilings = tuple(dataclasses.replace(one, amount=1400) for one in profile.ceilings)
    lower = dataclasses.replace(profile, ceilings=ceilings)
    clinic.catalogue = dataclasses.replace(clinic.catalogue, fees={"per-feedback": lower})
    charged(running, 7)
    assert [fee for fee, _ in feedback(running)] == [250, 250, 250, 250, 250, 150, 0]


def test_three_hundred_paid_elsewhere_come_out_to_the_krona(running: Walk) -> None:
    """rules.md D: 250, 250, 250, 250, 150, 0, 0."""
    keep(running, running.today, opening_sum=300)
    charged(running, 7)
    assert [fee for fee, _ in feedback(running)] == [250, 250, 250, 250, 150, 0, 0]
    assert feedback(running)[0] == (250, 550)


def test_twelve_months_run_to_the_day_before_the_same_date(running: Walk) -> None:
    """rules.md D: free through 2027-02-01 from 2026-02-02; then a new period begins."""
    keep(running, date(2026, 2, 2), opening_sum=1450)
    (period,) = account(running).periods
    assert (period.last_day, period.free_until) == (date(2027, 2, 1), date(2027, 2, 1))
    running.clinic.clock.move(days=(date(2027, 2, 1) - running.today).days)
    assert running.sign(1).fee == 0
    running.clinic.clock.move(days=1)
    assert running.sign(2).fee == 250
    assert [one.starts_on for one in account(running).periods] == [
        date(2027, 2, 2),
        date(2026, 2, 2),
    ]


def test_a_ceiling_that_was_computed_and_not_read_says_so(running: Walk) -> None:
    ceiling = account(running).ceiling
    assert ceiling is not None
    assert (ceiling.amount, ceiling.uncertain) == (1450, True)
    assert "ej läst" in ceiling.source


# --- what the patient shows ------------------------------------------------------------------


def test_receipts_that_come_late_change_no_fee_and_tell_what_is_over(running: Walk) -> None:
    charged(running, 3)
    (period,) = account(running).periods
    after = keep(
        running,
        period.starts_on - timedelta(days=30),
        opening_sum=1000,
        period_id=period.id,
        version=period.version,
    )
    assert [fee for fee, _ in feedback(running)] == [250, 250, 250]
    assert (after.periods[0].total, after.periods[0].over) == (1750, 300)
    running.clinic.clock.move(days=7)
    assert running.sign(4).fee == 0


def test_a_free_card_shown_at_the_desk_is_free_to_its_last_day(running: Walk) -> None:
    keep(running, running.today, free_card_until=running.today + timedelta(days=14))
    assert charged(running, 3) == [0, 0, 250]


@pytest.mark.parametrize(
    ("starts", "facts", "field"),
    [
        (1, {}, "starts_on"),
        (-800, {}, "starts_on"),
        (0, {"opening_sum": -1}, "opening_sum"),
        (0, {"opening_sum": 100_001}, "opening_sum"),
        (0, {"free_card_until": date(2026, 10, 1)}, "free_card_until"),
        (0, {"free_card_until": date(2040, 1, 1)}, "free_card_until"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    running: Walk, starts: int, facts: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        keep(running, running.today + timedelta(days=starts), **facts)
    assert caught.value.field == field
    assert account(running).periods == ()


def test_two_periods_never_share_a_day(running: Walk) -> None:
    keep(running, running.today - timedelta(days=10))
    with pytest.raises(InvalidValue) as caught:
        keep(running, running.today)
    assert caught.value.reason == "period_overlaps"


def test_nobody_writes_over_a_period_that_was_not_seen(running: Walk) -> None:
    (period,) = keep(running, running.today).periods
    keep(running, running.today, opening_sum=100, period_id=period.id, version=period.version)
    with pytest.raises(StaleRecord):
        keep(running, running.today, opening_sum=200, period_id=period.id, version=period.version)


def test_another_patients_period_is_not_changed(running: Walk) -> None:
    (period,) = keep(running, running.today).periods
    other = register(running.clinic, born=date(1980, 5, 5), referrer=False)
    with pytest.raises(InvalidValue):
        keep(other, running.today, period_id=period.id, version=period.version)


# --- "ej debiterad" --------------------------------------------------------------------------


def test_a_fee_is_taken_away_with_a_reason_and_both_stay(running: Walk) -> None:
    charged(running, 2)
    newest = account(running).rows[0]
    fees = running.clinic.reception.fees
    with pytest.raises(Incomplete):
        fees.waive(newest.contact_id, " ")
    row = fees.waive(newest.contact_id, "Samtalet bröts, tekniken").rows[0]
    assert (row.fee, row.reason, row.is_waived) == (0, Reason.WAIVED, True)
    (change,) = row.changes
    assert (change.before, change.after, change.by) == (250, 0, "Rut Låtsasdal")
    assert account(running).periods[0].total == 250
    with pytest.raises(RuleRefused):
        fees.waive(newest.contact_id, "En gång till")
    with running.change() as work:
        work.find(FeeChange)[0].reason = "Annat"
        with pytest.raises(AlreadySigned):
            work.log(Action.CHANGE, kind="fee_change")


def test_a_fee_taken_away_by_mistake_comes_back(running: Walk) -> None:
    charged(running, 6)
    newest = account(running).rows[0]
    fees = running.clinic.reception.fees
    with pytest.raises(RuleRefused):
        fees.charge_again(newest.contact_id, "Fel")
    fees.waive(newest.contact_id, "Fel patient")
    row = fees.charge_again(newest.contact_id, "Rätt patient").rows[0]
    assert (row.fee, row.reason) == (200, Reason.LAST_PART)
    assert [(one.before, one.after) for one in row.changes] == [(200, 0), (0, 200)]
    other = account(running).rows[-1]
    fees.waive(other.contact_id, "Fel")
    assert fees.charge_again(other.contact_id, "Rätt").rows[-1].reason == Reason.ORDINARY


def test_what_was_not_charged_cannot_be_taken_away(running: Walk) -> None:
    choose(running, "no-fee")
    charged(running, 1)
    with pytest.raises(RuleRefused):
        running.clinic.reception.fees.waive(account(running).rows[0].contact_id, "Fel")


def test_a_corrected_feedback_never_bills_twice(running: Walk) -> None:
    note = running.sign(1).note
    running.clinic.clinician.feedback_notes.amend(note.id, "Hej Åsa! Rättat.", reason="Stavfel")
    assert [fee for fee, _ in feedback(running)] == [250]
    month = running.clinic.reception.fees.month(2026, 10)
    assert (len(month.rows), month.total) == (1, 250)


# --- the month -------------------------------------------------------------------------------


def test_a_month_lists_every_contact_by_day_with_its_sum(running: Walk) -> None:
    charged(running, 6)  # 12, 19, 26 October; 2, 9, 16 November
    october = running.clinic.reception.fees.month(2026, 10)
    november = running.clinic.reception.fees.month(2026, 11)
    assert [row.on.day for row in october.rows] == [12, 19, 26]
    assert (october.total, october.charged, october.uncharged) == (750, 3, 0)
    assert [row.sum_after for row in november.rows] == [1000, 1250, 1450]
    assert november.rows[0].name == "Provberg, Åsa"
    running.clinic.reception.fees.waive(november.rows[0].contact_id, "Bröts")
    november = running.clinic.reception.fees.month(2026, 11)
    assert (november.total, november.charged, november.uncharged) == (450, 2, 1)
    assert running.clinic.reception.fees.month(2026, 12).rows == ()


def test_a_protected_patient_is_marked_in_the_month(running: Walk) -> None:
    charged(running, 1)
    with running.change() as work:
        work.get(Patient, running.patient_id).protected_identity = True
        work.log(Action.CHANGE, kind="patient", patient_id=running.patient_id)
        work.commit()
    (row,) = running.clinic.reception.fees.month(2026, 10).rows
    assert row.protected


def test_a_contact_outside_every_period_has_its_own_fee_as_sum(running: Walk) -> None:
    choose(running, "no-fee")
    charged(running, 1)
    assert feedback(running) == [(0, 0)]
    assert account(running).ceiling is None


# --- who may, and the log --------------------------------------------------------------------


def test_reception_and_clinicians_keep_fees_and_the_administrator_sees_none(
    running: Walk,
) -> None:
    running.sign(1)
    fees = running.clinic.administrator.fees
    tries: tuple[Callable[[], object], ...] = (
        lambda: fees.account(running.patient_id),
        lambda: fees.month(2026, 10),
        fees.profile,
        lambda: fees.keep_period(running.patient_id, NewPeriod(running.today, 0)),
        lambda: fees.waive("x", "y"),
    )
    for act in tries:
        with pytest.raises(NotPermitted):
            act()
    assert running.clinic.refusals() == len(tries)
    assert account(running, "maria").editable
    assert account(running, "rut").editable


def test_looking_at_fees_stands_in_the_log(running: Walk) -> None:
    account(running)
    assert running.clinic.log()[0].kind == "fee_account"
    running.clinic.reception.fees.month(2026, 10)
    assert running.clinic.log()[0].kind == "fee_month"


def test_a_second_contact_of_the_week_counts_those_before_it(running: Walk) -> None:
    with running.records() as work:
        assert work.count(CareContact) == 0
    choose(running, "per-contact")
    assert charged(running, 3, days=1) == [275, 275, 275]
    assert running.clinic.reception.fees.profile().code == "per-contact"


# --- the month as a table --------------------------------------------------------------------


def test_the_month_as_a_table_holds_what_the_list_holds(running: Walk, tmp_path: Path) -> None:
    charged(running, 3)
    fees, target = running.clinic.reception.fees, tmp_path / "Avgiftsunderlag.csv"
    rows = fees.month(2026, 10).rows
    fees.waive(rows[0].contact_id, "=Samtalet; bröts")
    made = fees.save_month(2026, 10, target)
    assert (made.path, made.rows) == (target, len(rows))
    lines = table_reading.columns(target.read_bytes())
    assert [line["Kontakt-id"] for line in lines] == [row.contact_id for row in rows]
    assert sum(int(line["Avgift (kr)"]) for line in lines) == fees.month(2026, 10).total
    assert lines[0]["Debiteras"] == "nej"
    assert "=Samtalet; bröts" in lines[0]["Ändringar"]
    assert made.columns.name == "Avgiftsunderlag-kolumner.csv"
    assert table_reading.columns(made.columns.read_bytes())


def test_the_table_of_a_month_is_logged_with_its_seal(running: Walk, tmp_path: Path) -> None:
    made = running.clinic.reception.fees.save_month(2026, 9, tmp_path / "a.csv")
    assert made.rows == 0
    entry = running.clinic.log()[0]
    assert (entry.action, entry.kind) == (Action.EXPORT, "fee_month")
    details = running.clinic.details(entry.seq)
    assert details["month"] == "2026-09"
    assert details["sha256"] == hashlib.sha256(made.path.read_bytes()).hexdigest()


def test_a_protected_person_has_initials_and_no_number_in_the_table(
    running: Walk, tmp_path: Path
) -> None:
    charged(running, 1)
    with UnitOfWork(running.clinic.workplace("maria"), reading=False) as work:
        work.get(Patient, running.patient_id).protected_identity = True
        work.log(Action.CHANGE, kind="patient", patient_id=running.patient_id)
        work.commit()
    made = running.clinic.reception.fees.save_month(2026, 10, tmp_path / "a.csv")
    (line,) = table_reading.columns(made.path.read_bytes())
    assert line["Personnummer"] == ""
    assert line["Skyddade personuppgifter"] == "ja"
    assert len(line["Patient"]) < len("X. Y..")


def test_a_table_that_cannot_be_written_leaves_no_file(running: Walk, tmp_path: Path) -> None:
    fees = running.clinic.reception.fees
    (tmp_path / "a.csv").mkdir()  # where the table should go; the file beside it could be written
    for target in (tmp_path / "gone" / "a.csv", tmp_path / "a.csv"):
        with pytest.raises(FolderReadOnly):
            fees.save_month(2026, 10, target)
    assert [path.name for path in tmp_path.glob("*.csv")] == ["a.csv"]
    assert list(tmp_path.glob(".*")) == []


def test_the_administrator_saves_no_fees(running: Walk, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        running.clinic.administrator.fees.save_month(2026, 10, tmp_path / "a.csv")
    assert list(tmp_path.glob("*.csv")) == []


def test_dangerous_reasons_come_back_from_the_table_as_they_were_kept(
    running: Walk, tmp_path: Path
) -> None:
    charged(running, 1)
    fees = running.clinic.reception.fees
    (row,) = fees.month(2026, 10).rows
    for text in dangerous.KEPT.values():
        fees.waive(row.contact_id, text[:200])
        fees.charge_again(row.contact_id, "Åter.")
    made = fees.save_month(2026, 10, tmp_path / "a.csv")
    (line,) = table_reading.columns(made.path.read_bytes())
    (kept,) = fees.month(2026, 10).rows
    assert len(kept.changes) == 2 * len(dangerous.KEPT)
    assert all(change.reason in line["Ändringar"] for change in kept.changes)
