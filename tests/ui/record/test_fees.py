"""The fees on the patient's page and the month's list, as reception works with them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.models import Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from ikbt_desktop.ui.kit import background, language
from ikbt_desktop.ui.kit.edits import ComboBox
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record.fees_page import FeesPage
from tests.exports import table_reading
from tests.ui.record.robot import Robot, table_words


def month(robot: Robot, qtbot: QtBot, detail: str | None = None) -> FeesPage:
    page = FeesPage(robot.ward.clinic.reception, Place(View.FEES, detail=detail))
    qtbot.addWidget(page)
    page.went.connect(robot.went.append)
    page.resize(1182, 620)
    page.show()
    page.focus_first()
    return page


@pytest.fixture
def three(robot: Robot) -> Robot:
    """Three feedbacks in October: one by phone."""
    ward = robot.ward
    ward.sign(2)
    ward.clinic.clock.move(days=7)
    ward.clinic.clinician.feedback_notes.sign(
        ward.treatment_id, 3, "Vi pratade om veckan.", channel="phone", minutes=9
    )
    return robot


# --- the patient's page ----------------------------------------------------------------------


def test_reception_sees_what_each_contact_cost_and_where_the_ceiling_comes_from(
    three: Robot,
) -> None:
    page = three.patient("fees", three.ward.clinic.reception)
    seen = three.seen(page)
    for words in (
        "250\N{NO-BREAK SPACE}kr",
        "750\N{NO-BREAK SPACE}kr",
        "Återkoppling, telefon",
        "Debiterad",
        "Tolv månader: 2026-10-12 till 2027-10-11.",
        "Tak 2026: 1\N{NO-BREAK SPACE}450\N{NO-BREAK SPACE}kr, inte säkert.",
    ):
        assert words in seen
    assert "Vi pratade om veckan" not in seen


def test_an_opening_sum_and_a_free_card_are_entered_and_said(three: Robot) -> None:
    page = three.patient("fees", three.ward.clinic.reception)
    three.type(page, "fee_opening_sum", "700 kr")
    three.press(page, "fee_period_save")
    assert "Summa: 1\N{NO-BREAK SPACE}450\N{NO-BREAK SPACE}kr av" in three.seen(page)
    assert "Fritt till och med 2027-10-11." in three.seen(page)
    three.type(page, "fee_opening_sum", "1000")
    three.press(page, "fee_period_save")
    assert "300\N{NO-BREAK SPACE}kr mer än taket är betalt." in three.seen(page)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("fee_opening_sum", "tre", "Det är inte skrivet"),
        ("fee_card_until", "2019-01-01", "Ett frikort slutar efter sin första dag"),
        ("fee_starts_on", "", "Fyll i detta"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_kept(
    three: Robot, field: str, text: str, said: str
) -> None:
    page = three.patient("fees", three.ward.clinic.reception)
    three.type(page, field, text)
    three.press(page, "fee_period_save")
    assert said in three.seen(page)
    assert three.find(page, field, QLineEdit).text() == text


def test_a_fee_is_taken_away_with_its_reason_and_put_back(three: Robot) -> None:
    page = three.patient("fees", three.ward.clinic.reception)
    three.press(page, "fee_waive_save")
    assert "Fyll i detta" in three.seen(page)
    three.type(page, "fee_reason", "Samtalet bröts")
    three.press(page, "fee_waive_save")
    seen = three.seen(page)
    assert "Ej debiterad" in seen
    assert "250\N{NO-BREAK SPACE}kr blev 0\N{NO-BREAK SPACE}kr: Samtalet bröts" in seen
    three.type(page, "fee_reason", "Fel rad")
    three.press(page, "fee_again_save")
    assert three.said[-1][0] == "Kontakten debiteras ändå."


def test_a_half_typed_reason_is_there_when_one_comes_back(three: Robot) -> None:
    page = three.patient("fees", three.ward.clinic.reception)
    three.type(page, "fee_reason", "Samtalet b")
    page.keep()
    again = three.patient("fees", three.ward.clinic.reception)
    assert three.find(again, "fee_reason", QLineEdit).text() == "Samtalet b"


def test_the_tab_speaks_english_too(three: Robot) -> None:
    page = three.patient("fees")
    language.install("en")
    page.retranslate()
    seen = three.seen(page)
    for words in ("High-cost protection", "not certain", "Do not charge", "Charged"):
        assert words in seen


# --- the month -------------------------------------------------------------------------------


def test_the_month_lists_contacts_with_fee_and_sum(three: Robot, qtbot: QtBot) -> None:
    page = month(three, qtbot)
    seen = three.seen(page)
    assert "750\N{NO-BREAK SPACE}kr totalt  ·  3 debiterade, 0 ej debiterade." in seen
    assert "Provberg, Åsa" in seen
    assert page.place() == Place(View.FEES, detail="2026-10")


def test_another_month_is_chosen_and_an_empty_one_says_so(three: Robot, qtbot: QtBot) -> None:
    page = month(three, qtbot)
    page.month.set_value("2026-09")
    assert "Ingen sådan kontakt i månaden." in three.seen(page)
    three.find(page, "fee_month", ComboBox).set_value("2026-10")
    assert "Provberg, Åsa" in three.seen(page)


def test_what_is_not_charged_has_a_list_of_its_own(three: Robot, qtbot: QtBot) -> None:
    fees = three.ward.clinic.reception.fees
    fees.waive(fees.month(2026, 10).rows[0].contact_id, "Samtalet bröts")
    page = month(three, qtbot)
    shown = three.find(page, "fee_shown", SegmentedAnswer)
    for choice, count in (("uncharged", 1), ("charged", 2), ("all", 3)):
        shown.set_value(choice)
        shown.answered.emit(choice)
        assert page.table.rowCount() == count


def test_enter_opens_the_patients_own_fees(three: Robot, qtbot: QtBot) -> None:
    page = month(three, qtbot)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    place = three.went[-1]
    assert (place.view, place.patient_id, place.detail) == (
        View.PATIENT,
        three.ward.patient_id,
        "fees",
    )


def test_a_protected_patient_is_not_named_in_the_month(three: Robot, qtbot: QtBot) -> None:
    with UnitOfWork(three.ward.clinic.workplace("maria"), reading=False) as work:
        work.get(Patient, three.ward.patient_id).protected_identity = True
        work.log(Action.CHANGE, kind="patient", patient_id=three.ward.patient_id)
        work.commit()
    page = month(three, qtbot)
    told = "".join(table_words(page.findChildren(QTableView)[0]))
    assert "Skyddade personuppgifter" in told
    assert "Provberg" not in told
    assert "19930212" not in told


def test_a_narrow_window_joins_the_columns(three: Robot, qtbot: QtBot) -> None:
    page = month(three, qtbot)
    page.resize(620, 500)
    three.seen(page)
    assert page.table.columnCount() == 2
    assert page.panes() == (page.list,)
    assert {shortcut.keys for shortcut in page.shortcuts()} == {"↑ ↓", "Enter"}


def test_a_month_long_ago_falls_back_to_the_present_one(robot: Robot, qtbot: QtBot) -> None:
    page = month(robot, qtbot, "1999-01")
    assert page.month.value == "2026-10"


# --- the file --------------------------------------------------------------------------------


def test_the_month_is_saved_whole_whatever_part_of_it_is_shown(
    three: Robot, qtbot: QtBot, tmp_path: Path
) -> None:
    page, target = month(three, qtbot), tmp_path / "underlag.csv"
    said: list[str] = []
    page.said.connect(lambda text, _undo: said.append(text))
    asked: list[str] = []

    def _ask(_parent: QWidget, name: str) -> str:
        asked.append(name)
        return str(target)

    page.save_as = _ask
    shown = three.find(page, "fee_shown", SegmentedAnswer)
    shown.set_value("charged")
    shown.answered.emit("charged")
    three.press(page, "save_fee_basis")
    background.wait()
    three.seen(page)
    assert asked == ["Avgiftsunderlag 2026-10.csv"]
    assert said == ["Sparad som underlag.csv, 3 kontakter."]
    lines = table_reading.columns(target.read_bytes())
    assert [line["Avgift (kr)"] for line in lines] == ["250", "250", "250"]


def test_a_month_that_cannot_be_saved_says_so_and_nothing_is_written(
    three: Robot, qtbot: QtBot, tmp_path: Path
) -> None:
    page = month(three, qtbot)
    page.save_as = lambda *_: str(tmp_path / "gone" / "underlag.csv")
    three.press(page, "save_fee_basis")
    background.wait()
    assert "Filen kunde inte sparas." in three.seen(page)
    assert "Välj en annan mapp." in three.seen(page)
    assert page.save.isEnabled()
    page.save_as = lambda *_: ""  # the user thinks better of it
    three.press(page, "save_fee_basis")
    assert list(tmp_path.glob("*.csv")) == []
