"""A month of the log is drawn, judged by somebody else than the reader, and signed for good."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ikbt_desktop.clinic.care_relation import Ground
from ikbt_desktop.clinic.log_checks import Month, Point, Verdict
from ikbt_desktop.errors import (
    AlreadySigned,
    FolderReadOnly,
    Incomplete,
    InvalidValue,
    NotFound,
    NotPermitted,
    RuleRefused,
    StaleRecord,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.log_checks import CheckView, LogChecks
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.clinics import Clinic
from tests.exports import reading
from tests.services.walk import Walk

OCTOBER = Month.read("2026-10")


def of(clinic: Clinic, login: str) -> LogChecks:
    return LogChecks(clinic.workplace(login))


@pytest.fixture
def november(running: Walk) -> Walk:
    """Everybody has opened the patient in October; it is now November."""
    for login in ("rut", "maria", "tore"):
        running.clinic.services(login).caseload.banner(running.patient_id)
    clock = running.clinic.clock
    clock.move(days=(datetime(2026, 11, 3, 9, tzinfo=UTC) - clock()).days + 1)
    return running


def judged(clinic: Clinic, view: CheckView) -> CheckView:
    """Every row judged: Alva's by Tore, all others by Alva."""
    for row in view.rows:
        by = of(clinic, "tore" if row.reader == "Alva Påhittsson" else "alva")
        view = by.judge(row.id, Verdict.EXPECTED, "", version=row.version)
    return view


def test_a_month_that_is_not_over_cannot_be_drawn(running: Walk) -> None:
    with pytest.raises(InvalidValue) as refused:
        of(running.clinic, "tore").draw(Month.of(running.today))
    assert (refused.value.field, refused.value.reason) == ("month", "not_over")


def test_the_months_that_are_over_wait_with_the_newest_first(november: Walk) -> None:
    months = of(november.clinic, "tore").months()
    assert months[0].month == OCTOBER
    assert not months[0].drawn
    assert of(november.clinic, "tore").waiting() == len(months) == 1
    assert not months[0].late(november.today)
    assert months[0].late(november.today + timedelta(days=30))


def test_a_drawn_month_stays_as_it_was_drawn(november: Walk) -> None:
    checks = of(november.clinic, "tore")
    first = checks.draw(OCTOBER)
    assert {"Maria Skenfors", "Rut Låtsasdal", "Tore Fantasén"} >= {r.reader for r in first.rows}
    assert first.occasions == len(first.rows) > 0
    november.clinic.services("rut").caseload.banner(november.patient_id)
    again = of(november.clinic, "alva").draw(OCTOBER)
    assert [row.seq for row in again.rows] == [row.seq for row in first.rows]
    assert again.drawn_by == "Tore Fantasén"


def test_who_read_without_a_care_relation_is_pointed_at(running: Walk) -> None:
    clinic = running.clinic
    clinic.colleague.doors.open(running.patient_id, Ground.EMERGENCY, "Patienten ringde, rädd.")
    for login in ("hanna", "maria", "tore", "rut"):
        clinic.services(login).caseload.banner(running.patient_id)
    clinic.clock.move(days=30)
    rows = {row.reader: row.points for row in of(clinic, "tore").draw(OCTOBER).rows}
    assert {Point.NO_RELATION, Point.EMERGENCY} <= set(rows["Hanna Testmark"])
    for related in ("Maria Skenfors", "Tore Fantasén", "Rut Låtsasdal"):
        assert Point.NO_RELATION not in rows[related]


def test_a_reading_of_before_the_door_is_judged_by_the_same_rule(running: Walk) -> None:
    """Its line does not say by what the record was open."""
    clinic = running.clinic
    for login in ("hanna", "maria"):
        with UnitOfWork(clinic.workplace(login), reading=False) as work:
            work.log(Action.READ, kind="patient", patient_id=running.patient_id)
            work.commit()
    clinic.clock.move(days=30)
    rows = {row.reader: row.points for row in of(clinic, "tore").draw(OCTOBER).rows}
    assert Point.NO_RELATION in rows["Hanna Testmark"]
    assert Point.NO_RELATION not in rows["Maria Skenfors"]


def test_nobody_judges_what_they_read_themselves(november: Walk) -> None:
    checks = of(november.clinic, "tore")
    own = next(row for row in checks.draw(OCTOBER).rows if row.own)
    with pytest.raises(RuleRefused) as refused:
        checks.judge(own.id, Verdict.EXPECTED, "", version=own.version)
    assert (refused.value.rule, refused.value.reason) == ("LOG", "own_reading")
    view = of(november.clinic, "alva").judge(own.id, Verdict.EXPECTED, "", version=own.version)
    kept = next(row for row in view.rows if row.id == own.id)
    assert (kept.verdict, kept.judged_by) == (Verdict.EXPECTED, "Alva Påhittsson")


@pytest.mark.parametrize("verdict", [Verdict.EXPLAINED, Verdict.FOLLOW_UP])
def test_what_is_explained_or_followed_up_says_how(november: Walk, verdict: Verdict) -> None:
    checks = of(november.clinic, "alva")
    row = checks.draw(OCTOBER).rows[0]
    with pytest.raises(InvalidValue) as refused:
        checks.judge(row.id, verdict, "  ", version=row.version)
    assert (refused.value.field, refused.value.reason) == ("note", "empty")
    assert checks.check(OCTOBER).rows[0].verdict is None


def test_two_reviewers_do_not_write_over_each_other(november: Walk) -> None:
    checks = of(november.clinic, "alva")
    row = next(row for row in checks.draw(OCTOBER).rows if row.reader == "Rut Låtsasdal")
    checks.judge(row.id, Verdict.EXPECTED, "", version=row.version)
    with pytest.raises(StaleRecord):
        of(november.clinic, "tore").judge(
            row.id, Verdict.FOLLOW_UP, "Fråga Rut.", version=row.version
        )


def test_a_month_is_signed_when_every_row_is_judged_and_then_stands(november: Walk) -> None:
    checks = of(november.clinic, "alva")
    view = checks.draw(OCTOBER)
    with pytest.raises(Incomplete) as refused:
        checks.sign(OCTOBER, "", version=view.version)
    assert refused.value.missing == ("rows",)
    view = judged(november.clinic, view)
    assert view.unjudged == 0
    signed = checks.sign(OCTOBER, "", version=view.version)
    assert signed.signed_by == "Alva Påhittsson"
    assert checks.waiting() == 0
    assert checks.months()[0].signed_at == signed.signed_at
    with pytest.raises(AlreadySigned):
        checks.sign(OCTOBER, "En gång till.", version=signed.version)
    row = signed.rows[0]
    with pytest.raises(AlreadySigned):
        checks.judge(row.id, Verdict.EXPECTED, "", version=row.version)


def test_what_is_followed_up_needs_a_conclusion(november: Walk) -> None:
    checks = of(november.clinic, "alva")
    view = judged(november.clinic, checks.draw(OCTOBER))
    row = view.rows[0]
    view = checks.judge(row.id, Verdict.FOLLOW_UP, "Samtal med chefen.", version=row.version)
    with pytest.raises(Incomplete) as refused:
        checks.sign(OCTOBER, " ", version=view.version)
    assert refused.value.missing == ("conclusion",)
    assert checks.sign(OCTOBER, "Samtal hölls.", version=view.version).signed_at is not None


def test_a_stale_window_cannot_sign(november: Walk) -> None:
    checks = of(november.clinic, "alva")
    view = judged(november.clinic, checks.draw(OCTOBER))
    with pytest.raises(StaleRecord):
        checks.sign(OCTOBER, "", version=view.version + 7)


def test_the_evidence_is_a_file_and_its_saving_stands_in_the_log(
    november: Walk, tmp_path: Path
) -> None:
    checks = of(november.clinic, "alva")
    view = judged(november.clinic, checks.draw(OCTOBER))
    checks.sign(OCTOBER, "", version=view.version)
    target = checks.save_evidence(OCTOBER, tmp_path / "Loggkontroll-2026-10.pdf")
    text = reading.whole(target.read_bytes())
    assert "Loggkontroll" in text
    assert "Inget att anmärka." in text
    assert "Alva Påhittsson, administratör" in text
    last = november.clinic.log()[0]
    assert (last.action, last.kind) == ("export", "log_check")


def test_evidence_that_cannot_be_written_leaves_no_half_file(
    november: Walk, tmp_path: Path
) -> None:
    checks = of(november.clinic, "alva")
    checks.draw(OCTOBER)
    with pytest.raises(FolderReadOnly):
        checks.save_evidence(OCTOBER, tmp_path / "saknas" / "fil.pdf")
    assert list(tmp_path.glob("*.part")) == []


def test_the_administrator_checks_without_the_patients_names(november: Walk) -> None:
    assert {row.patient for row in of(november.clinic, "alva").draw(OCTOBER).rows} == {None}
    assert None not in {row.patient for row in of(november.clinic, "tore").draw(OCTOBER).rows}


def test_a_month_that_was_never_drawn_is_not_there(november: Walk) -> None:
    with pytest.raises(NotFound):
        of(november.clinic, "tore").check(OCTOBER)


@pytest.mark.parametrize("login", ["rut", "maria"])
def test_others_neither_see_nor_make_checks(november: Walk, login: str) -> None:
    checks = of(november.clinic, login)
    before = november.clinic.refusals()
    for verb in (checks.months, lambda: checks.draw(OCTOBER), lambda: checks.check(OCTOBER)):
        with pytest.raises(NotPermitted):
            verb()
    assert november.clinic.refusals() == before + 3
