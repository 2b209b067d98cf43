"""Documents are read, exported without a number in their name, signed anew and ticked as filed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.services.documents import DocumentRow
from ikbt_desktop.services.treatments import Closing
from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.edits import ComboBox
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.record.documents_tab import DocumentPane, DocumentsTab
from ikbt_desktop.ui.record.patient_page import PatientPage
from tests.ui.record.robot import Robot, table_words


def _tab(page: PatientPage) -> DocumentsTab:
    tab = page.tab
    assert isinstance(tab, DocumentsTab)
    return tab


def _kept(robot: Robot) -> dict[str, DocumentRow]:
    documents = robot.ward.clinic.clinician.documents
    return {row.kind: row for row in documents.of_patient(robot.ward.patient_id)}


def _choose(page: QWidget, name: str, key: str) -> None:
    view = page.findChild(TableView, name)
    assert view is not None
    assert view.select_key(key)


def _end(robot: Robot) -> None:
    ward = robot.ward
    closing = Closing("as_planned", ward.today, "Nedstämd", "Bättre", (), ())
    version = ward.treatment().version
    ward.clinic.clinician.treatments.close(ward.treatment_id, closing, version=version)


def test_a_letter_opens_inside_the_program(robot: Robot, qtbot: QtBot) -> None:
    page = robot.patient("documents")
    pane = _tab(page).pane
    with qtbot.waitSignal(pane.pages.shown, timeout=5_000):
        _choose(page, "documents", _kept(robot)["record_text"].id)
    assert pane.pages.page_count >= 1
    assert "Journaltext" in robot.seen(page)
    assert robot.ward.clinic.log()[0].kind == "document"


def test_an_export_has_no_personal_number_in_its_name(robot: Robot, tmp_path: Path) -> None:
    page = robot.patient("documents")
    row = _kept(robot)["patient_letter"]
    _choose(page, "documents", row.id)
    offered: list[str] = []

    def save_as(_parent: QWidget, name: str) -> str:
        offered.append(name)
        return str(tmp_path / name)

    _tab(page).pane.save_as = save_as
    robot.press(page, "export_document")
    assert (tmp_path / offered[0]).read_bytes().startswith(b"%PDF-")
    assert "2388" not in offered[0]
    assert "Provberg" not in offered[0]
    assert robot.said[-1][0] == f"Sparad som {offered[0]}."


def test_an_export_to_a_closed_folder_says_so(robot: Robot, tmp_path: Path) -> None:
    page = robot.patient("documents")
    _tab(page).pane.save_as = lambda _parent, name: str(tmp_path / "nowhere" / name)
    robot.press(page, "export_document")
    assert "Det gick inte." in robot.seen(page)


def test_a_no_in_the_file_dialog_does_nothing(robot: Robot) -> None:
    page = robot.patient("documents")
    _tab(page).pane.save_as = lambda _parent, _name: ""
    before = len(robot.ward.clinic.log())
    robot.press(page, "export_document")
    assert len(robot.ward.clinic.log()) == before
    assert robot.said == []


def test_a_tick_can_be_undone(robot: Robot) -> None:
    page = robot.patient("documents")
    row = _kept(robot)["record_text"]
    _choose(page, "documents", row.id)
    robot.press(page, "tick_filed")
    assert _kept(robot)["record_text"].state == "filed"
    assert "införd" in robot.seen(page)
    said, undo = robot.said[-1]
    assert said == "Journaltext: införd i journalen."
    assert callable(undo)
    undo()
    assert _kept(robot)["record_text"].state == "made"


def test_reception_may_tick_but_not_open_clinical_documents(robot: Robot) -> None:
    page = robot.patient("documents", robot.ward.clinic.reception)
    pane = _tab(page).pane
    _choose(page, "documents", _kept(robot)["record_text"].id)
    assert not robot.find(page, "export_document", Button).isVisible()
    assert not pane.pages.isVisible()
    assert "Inte för din roll" in robot.seen(page)
    assert page.findChild(Button, "sign_summary") is not None
    assert not robot.find(page, "sign_summary", Button).isVisible()
    robot.press(page, "tick_filed")
    assert _kept(robot)["record_text"].state == "filed"
    assert robot.ward.clinic.refusals() == 0


def test_a_running_treatment_shows_its_summary_as_a_draft(robot: Robot, qtbot: QtBot) -> None:
    page = robot.patient()
    with qtbot.waitSignal(page.export.clicked):
        page.export.click()
    pane = _tab(page).pane
    qtbot.waitUntil(lambda: "utkast" in robot.seen(pane), timeout=10_000)
    qtbot.waitUntil(lambda: pane.pages.page_count > 0, timeout=10_000)
    assert "treatment_summary" not in _kept(robot)
    QTest.keyClick(robot.find(page, "documents", TableView), Qt.Key.Key_Return)
    assert pane.row is not None
    assert "utkast" not in robot.seen(pane)


def test_the_summary_is_signed_and_corrected_by_a_second_version(
    robot: Robot, qtbot: QtBot
) -> None:
    _end(robot)
    page = robot.patient("documents")
    robot.press(page, "sign_summary")
    qtbot.waitUntil(lambda: "treatment_summary" in _kept(robot), timeout=10_000)
    qtbot.waitUntil(lambda: "Signera version 2" in robot.seen(page), timeout=5_000)
    robot.press(page, "sign_summary")
    assert "Skriv vad som rättas och signera sedan." in robot.seen(page)
    robot.type(page, "correction_reason", "Fel slutdatum")
    robot.press(page, "sign_summary")

    def versions() -> list[int]:
        rows = robot.ward.clinic.clinician.documents.of_patient(robot.ward.patient_id)
        return sorted(row.version_number for row in rows if row.kind == "treatment_summary")

    qtbot.waitUntil(lambda: versions() == [1, 2], timeout=10_000)
    qtbot.waitUntil(lambda: "ersatt" in "\n".join(_words(page)), timeout=5_000)


def _words(page: QWidget) -> list[str]:
    view = page.findChild(TableView, "documents")
    assert view is not None
    return table_words(view)


# --- the outbox ------------------------------------------------------------------------------


def test_the_outbox_lists_what_waits_and_space_ticks_it(robot: Robot) -> None:
    page = robot.outbox()
    view = robot.find(page, "outbox", TableView)
    assert view.table.rowCount() == 3
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert robot.ward.clinic.clinician.documents.outbox() == ()
    assert "Allt är infört i journalen." in robot.seen(page)
    undo = robot.said[-1][1]
    assert callable(undo)
    undo()
    assert view.table.rowCount() == 1


def test_one_kind_can_be_chosen_and_is_let_go_when_nothing_of_it_is_left(robot: Robot) -> None:
    page = robot.outbox()
    view = robot.find(page, "outbox", TableView)
    kinds = robot.find(page, "outbox_kind", ComboBox)
    assert [kinds.itemText(place) for place in range(kinds.count())] == [
        "Alla slag, 3",
        "Brev till patienten, 1",
        "Journaltext, 1",
        "Remissvar, 1",
    ]
    kinds.set_value("referrer_reply")
    assert [words for words in table_words(view) if "Remissvar" in words]
    assert view.table.rowCount() == 1
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.table.rowCount() == 2
    assert kinds.currentText() == "Alla slag, 2"


def test_where_it_is_narrow_enter_opens_the_document_and_escape_the_list(robot: Robot) -> None:
    theme.current().choose(scale=2.0)
    page = robot.outbox()
    view = robot.find(page, "outbox", TableView)
    assert not page.pane.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.pane.isVisible()
    assert not view.isVisible()
    page.activateWindow()
    robot.press(page, "back_to_list")
    assert view.isVisible()
    assert not page.pane.isVisible()


def test_a_replaced_version_says_so_in_the_outbox(robot: Robot) -> None:
    _end(robot)
    documents, treatment = robot.ward.clinic.clinician.documents, robot.ward.treatment_id
    documents.sign_summary(treatment)
    documents.sign_summary(treatment, correction_reason="Fel slutdatum")
    view = robot.find(robot.outbox(), "outbox", TableView)
    told = [line for line in table_words(view) if "version" in line]
    assert sum("ersatt av en nyare version" in line for line in told) == 1
    assert not any("version 2" in line and "ersatt" in line for line in told)


def test_reception_sees_no_clinical_text_in_the_outbox(robot: Robot) -> None:
    page = robot.outbox(robot.ward.clinic.reception)
    view = robot.find(page, "outbox", TableView)
    for row in range(view.table.rowCount()):
        view.setCurrentIndex(view.table.index(row, 0))
        seen = robot.seen(page)
        assert not [word for word in ("MADRS", "Nedstämd", "F32", "Sobril") if word in seen]
    assert robot.ward.clinic.refusals() == 0


def test_the_outbox_asks_only_for_what_the_role_may_open(robot: Robot) -> None:
    page = robot.outbox(robot.ward.clinic.reception)
    pane = page.findChild(DocumentPane)
    assert pane is not None
    may = robot.ward.clinic.reception.documents.may_open
    view = robot.find(page, "outbox", TableView)
    for row in range(view.table.rowCount()):
        view.setCurrentIndex(view.table.index(row, 0))
        shown = pane.row
        assert shown is not None
        assert robot.find(page, "export_document", Button).isVisible() == may(shown.kind)


# --- the list of patients --------------------------------------------------------------------


def test_patients_are_found_while_typing_and_enter_opens(robot: Robot) -> None:
    page = robot.patients()
    view = robot.find(page, "patients", TableView)
    QTest.keyClicks(page.search, "prov")
    assert view.table.rowCount() == 1
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert [place.patient_id for place in robot.went] == [robot.ward.patient_id]


def test_a_search_that_finds_nobody_says_so_and_shows_all_again(robot: Robot) -> None:
    page = robot.patients()
    QTest.keyClicks(page.search, 'zz%"')
    assert "Ingen matchar sökningen." in robot.seen(page)
    robot.press(page, "show_all")
    assert robot.find(page, "patients", TableView).table.rowCount() == 1


def test_the_list_says_program_week_and_clinician(robot: Robot) -> None:
    words = table_words(robot.find(robot.patients(), "patients", TableView))
    assert "Depressionshjälpen, vecka 2 av 7" in words
    assert "Maria Skenfors" in words
    assert "Pågår" in words


def test_contact_today_is_told_to_those_who_may_see_risk(robot: Robot) -> None:
    robot.ward.clinic.clock.move(days=1)
    robot.ward.measure((2, 2, 2, 2, 2, 2, 1, 1, 4), week=2)
    clinical = table_words(robot.find(robot.patients(), "patients", TableView))
    assert "Behöver kontakt idag" in clinical
    reception = robot.patients(robot.ward.clinic.reception)
    assert "Behöver kontakt idag" not in table_words(robot.find(reception, "patients", TableView))
