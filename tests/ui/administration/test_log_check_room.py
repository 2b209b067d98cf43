"""The monthly log check and the papers of the log, as the coordinator meets them."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.log_checks import Month, Verdict
from ikbt_desktop.ui.administration.log_check_room import LogCheckRoom
from ikbt_desktop.ui.administration.log_papers_room import LogPapersRoom
from ikbt_desktop.ui.kit.edits import TextEdit
from ikbt_desktop.ui.kit.table_view import TableView
from tests.exports import reading
from tests.services.walk import Stages, Walk, make_stages
from tests.ui.administration.robot import Steward

OCTOBER = Month.read("2026-10")


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return make_stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def november(stages: Stages, tmp_path: Path) -> Iterator[Walk]:
    """Rut, Maria and Tore have read in October; it is November."""
    walk = stages.open("running", tmp_path)
    for login in ("rut", "maria", "tore"):
        walk.clinic.services(login).caseload.banner(walk.patient_id)
    clock = walk.clinic.clock
    clock.move(days=(datetime(2026, 11, 3, 9, tzinfo=UTC) - clock()).days + 1)
    yield walk
    walk.clinic.close()


def saving_to(target: Path) -> Callable[..., str]:
    return lambda *_: str(target)


@pytest.fixture
def checker(qtbot: QtBot, november: Walk) -> Steward:
    steward = Steward(qtbot, november.clinic.coordinator, "log_check")
    steward.press("draw_rows")
    return steward


def rows(steward: Steward) -> TableView:
    table = steward.field("check_rows")
    assert isinstance(table, TableView)
    return table


def choose(steward: Steward, reader: str) -> None:
    view = steward.services.log_checks.check(OCTOBER)
    assert rows(steward).select_key(next(row.id for row in view.rows if row.reader == reader))
    QApplication.processEvents()


def test_the_first_month_that_waits_is_drawn_by_one_button(checker: Steward) -> None:
    assert isinstance(checker.room, LogCheckRoom)
    assert "3 tillfällen" in checker.read("check_sum")
    month = checker.field("check_month")
    assert isinstance(month, QComboBox)
    assert month.currentText() == "oktober 2026, 0 av 3 bedömda"


def test_before_a_month_is_over_the_room_says_when_it_will_be(
    qtbot: QtBot, stages: Stages, tmp_path: Path
) -> None:
    walk = stages.open("running", tmp_path)
    steward = Steward(qtbot, walk.clinic.coordinator, "log_check")
    assert "Ingen månad är slut än" in steward.read("check_nothing")
    assert not steward.field("draw_rows").isVisible()
    steward.page.close()
    walk.clinic.close()


def test_a_row_is_judged_by_one_key_and_the_next_is_chosen(checker: Steward) -> None:
    choose(checker, "Rut Låtsasdal")
    QTest.keyClick(rows(checker), Qt.Key.Key_1)
    view = checker.services.log_checks.check(OCTOBER)
    assert {row.reader: row.verdict for row in view.rows}["Rut Låtsasdal"] is Verdict.EXPECTED
    assert "Maria Skenfors" in checker.read("check_chosen")


def test_what_is_explained_asks_for_its_words_and_keeps_the_row(checker: Steward) -> None:
    choose(checker, "Rut Låtsasdal")
    checker.press("verdict_explained")
    assert "Skriv hur den förklaras" in checker.words()
    assert checker.field("check_note").hasFocus()
    checker.write(check_note="Ringde in besöket.")
    checker.press("verdict_explained")
    view = checker.services.log_checks.check(OCTOBER)
    assert {row.reader: row.note for row in view.rows}["Rut Låtsasdal"] == "Ringde in besöket."


def test_digits_in_the_note_are_words_and_no_verdicts(checker: Steward) -> None:
    choose(checker, "Rut Låtsasdal")
    checker.write(check_note="123")
    assert checker.read("check_note") == "123"
    assert checker.services.log_checks.check(OCTOBER).unjudged == 3


def test_ones_own_reading_offers_no_verdict(checker: Steward) -> None:
    choose(checker, "Tore Fantasén")
    assert checker.field("check_own").isVisible()
    assert not checker.field("verdict_expected").isVisible()


def test_a_note_waits_for_its_row_over_other_rows_rooms_and_a_restart(
    checker: Steward, qtbot: QtBot
) -> None:
    choose(checker, "Rut Låtsasdal")
    checker.write(check_note="Frågar Rut i morgon", check_conclusion="Hittills inget")
    choose(checker, "Maria Skenfors")
    assert not checker.read("check_note")
    checker.page.keep()
    again = Steward(qtbot, checker.services, "log_check")
    choose(again, "Rut Låtsasdal")
    assert again.read("check_note") == "Frågar Rut i morgon"
    assert again.read("check_conclusion") == "Hittills inget"


def test_a_month_with_rows_left_is_not_signed_and_says_why(checker: Steward) -> None:
    checker.press("sign_check")
    assert "kan inte signeras än" in checker.words()
    assert checker.services.log_checks.check(OCTOBER).signed_at is None


def test_the_month_is_signed_its_evidence_saved_and_nothing_can_be_changed(
    checker: Steward, november: Walk, tmp_path: Path
) -> None:
    for login in ("tore", "alva"):
        checks = november.clinic.services(login).log_checks
        for row in checks.check(OCTOBER).rows:
            if not row.own and row.verdict is None:
                checks.judge(row.id, Verdict.EXPECTED, "", version=row.version)
    checker.page.refresh()
    checker.write(check_conclusion="Allt hörde till arbetet.")
    checker.press("sign_check")
    assert checker.told == ["Loggkontrollen är signerad. Spara beviset."]
    conclusion = checker.field("check_conclusion")
    assert isinstance(conclusion, TextEdit)
    assert conclusion.isReadOnly()
    assert not checker.field("sign_check").isVisible()
    room, target = checker.room, tmp_path / "bevis.pdf"
    assert isinstance(room, LogCheckRoom)
    room.save_as = saving_to(target)
    checker.press("save_evidence")
    assert "Allt hörde till arbetet." in reading.whole(target.read_bytes())


def test_evidence_that_cannot_be_written_is_said_in_the_room(
    checker: Steward, tmp_path: Path
) -> None:
    room = checker.room
    assert isinstance(room, LogCheckRoom)
    room.save_as = saving_to(tmp_path / "saknas" / "bevis.pdf")
    checker.press("save_evidence")
    assert checker.field("check_trouble").isVisible()


# --- papers ----------------------------------------------------------------------------------


@pytest.fixture
def papers(qtbot: QtBot, november: Walk) -> Steward:
    return Steward(qtbot, november.clinic.coordinator, "log_papers")


def save_as(steward: Steward, target: Path) -> None:
    room = steward.room
    assert isinstance(room, LogPapersRoom)
    room.save_as = saving_to(target)


def test_a_receipt_is_saved_and_its_code_compared(papers: Steward, tmp_path: Path) -> None:
    save_as(papers, tmp_path / "kvitto.pdf")
    papers.press("save_receipt")
    text = reading.whole((tmp_path / "kvitto.pdf").read_bytes())
    code = re.search(r"(?:[0-9A-Z]{5} ){3}[0-9A-Z]{5}", text)
    assert code is not None
    papers.write(receipt_code=code[0].lower())
    papers.press("compare_receipt")
    assert papers.field("receipt_holds").isVisible()
    assert not papers.field("receipt_fails").isVisible()


def test_a_mistyped_code_is_said_at_its_field_with_the_group(papers: Steward) -> None:
    papers.press("compare_receipt")
    assert "Skriv koden från kvittot." in papers.words()
    papers.write(receipt_code="AAAAA BBBBB CCCCC DDDDD")
    papers.press("compare_receipt")
    assert "Jämför grupp 1 med papperet" in papers.words()
    assert papers.read("receipt_code") == "AAAAA BBBBB CCCCC DDDDD"


def test_the_patients_extract_is_saved_from_the_number_alone(
    papers: Steward, november: Walk, tmp_path: Path
) -> None:
    number = november.clinic.coordinator.caseload.banner(november.patient_id).identity
    save_as(papers, tmp_path / "utdrag.pdf")
    papers.write(extract_number=number)
    papers.press("save_extract")
    assert "Utdrag ur loggen" in reading.whole((tmp_path / "utdrag.pdf").read_bytes())
    assert not papers.read("extract_number")
    assert papers.field("extract_saved").isVisible()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("", "Skriv patientens personnummer."), ("190905271474", "Ingen här har det numret.")],
)
def test_a_number_that_leads_nowhere_is_said_at_its_field(
    papers: Steward, tmp_path: Path, number: str, sentence: str
) -> None:
    save_as(papers, tmp_path / "utdrag.pdf")
    papers.write(extract_number=number)
    papers.press("save_extract")
    assert sentence in papers.words()
    assert not (tmp_path / "utdrag.pdf").exists()
    assert papers.read("extract_number") == number
