"""The door of a record in the real window: what is asked, what opens, what never waits."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.care_relation import rules
from ikbt_desktop.clinic.protection import Protection
from ikbt_desktop.services.blocks import NewBlock
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.choices import RadioButton
from ikbt_desktop.ui.main_window import MainWindow
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record.door_page import DoorPage
from ikbt_desktop.ui.record.patient_page import PatientPage
from ikbt_desktop.ui.record.patients_page import PatientsPage
from tests.ui.record.robot import Robot
from tests.ui.robots import in_sight


def window(qtbot: QtBot, services: Services) -> MainWindow:
    made = MainWindow(services)
    qtbot.addWidget(made)
    made.resize(1366, 689)
    made.show()
    made.go(Place(View.PATIENTS))
    return made


def door_of(shown: MainWindow, robot: Robot) -> DoorPage:
    shown.go(Place(View.PATIENT, patient_id=robot.ward.patient_id))
    assert isinstance(shown.page, DoorPage)
    return shown.page


def choose(door: DoorPage, ground: str) -> None:
    radio = door.findChild(RadioButton, f"ground_{ground}")
    assert radio is not None
    radio.setChecked(True)


def protect(robot: Robot) -> None:
    caseload = robot.ward.clinic.coordinator.caseload
    version = caseload.details(robot.ward.patient_id).version
    caseload.protect(robot.ward.patient_id, Protection.MARKED, reason="Hot.", version=version)


def words_on(shown: MainWindow) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in shown.findChildren(QLabel) if label.isVisible())


def test_at_large_text_the_way_in_and_the_way_back_stay_in_sight(
    robot: Robot, qtbot: QtBot
) -> None:
    shown = window(qtbot, robot.ward.clinic.colleague)
    theme.current().choose(scale=2.0)
    door = door_of(shown, robot)
    qtbot.waitUntil(lambda: in_sight(door.open) and in_sight(door.back))


def test_a_colleague_gives_a_reason_and_the_banner_keeps_it(robot: Robot, qtbot: QtBot) -> None:
    shown = window(qtbot, robot.ward.clinic.colleague)
    door = door_of(shown, robot)
    assert "Du har ingen vårdrelation till patienten" in words_on(shown)
    assert not shown.banner.isVisible()
    robot.press(door, "open_door")
    assert "Välj ett skäl först." in robot.seen(door)
    choose(door, "emergency")
    assert "inte kan tillfrågas nu" in words_on(shown)
    robot.press(door, "open_door")
    assert shown.page is door
    assert "Skriv varför, med egna ord. Det står i loggen." in robot.seen(door)
    robot.type(door, "door_words", "Ringde i kris, Maria är ledig.")
    robot.press(door, "open_door")
    qtbot.waitUntil(lambda: isinstance(shown.page, PatientPage))
    assert "nödåtkomst" in robot.seen(shown)
    assert shown.banner.isVisible()
    shown.go(Place(View.PATIENTS))
    shown.go(Place(View.PATIENT, patient_id=robot.ward.patient_id, detail="measures"))
    assert isinstance(shown.page, PatientPage)


def test_who_goes_back_has_read_nothing(robot: Robot, qtbot: QtBot) -> None:
    clinic = robot.ward.clinic
    shown = window(qtbot, clinic.colleague)
    before = len([line for line in clinic.log() if line.family_name])
    robot.press(door_of(shown, robot), "leave_door")
    assert isinstance(shown.page, PatientsPage)
    assert len([line for line in clinic.log() if line.family_name]) == before


def test_the_protected_are_named_nowhere_before_the_door_opens(robot: Robot, qtbot: QtBot) -> None:
    protect(robot)
    shown = window(qtbot, robot.ward.clinic.clinician)
    door = door_of(shown, robot)
    assert "Provberg" not in words_on(shown)
    assert "Provberg" not in shown.windowTitle()
    assert door.choices.keys() == {"care", "office", "emergency"}
    choose(door, "care")
    assert not door.words.isVisible()
    robot.press(door, "open_door")
    qtbot.waitUntil(lambda: isinstance(shown.page, PatientPage))
    assert "Provberg" in words_on(shown)


def test_the_crisis_numbers_are_one_key_away_before_the_door(robot: Robot, qtbot: QtBot) -> None:
    shown = window(qtbot, robot.ward.clinic.colleague)
    door_of(shown, robot)
    shown.show_crisis()
    assert any(widget.objectName() == "crisis" for widget in shown.findChildren(QWidget))


@pytest.mark.parametrize("login", ["hanna", "rut"])
def test_a_typed_number_leads_to_the_blocked_record(robot: Robot, qtbot: QtBot, login: str) -> None:
    clinic, patient = robot.ward.clinic, robot.ward.patient_id
    number = clinic.clinician.caseload.details(patient).identity
    user = clinic.actor(login).user_id
    clinic.clinician.blocks.place(patient, NewBlock("patient", "Granne.", user))
    shown = window(qtbot, clinic.services(login))
    page = shown.page
    assert isinstance(page, PatientsPage)
    page.search.setText(number[:8])
    assert "spärrad" not in robot.seen(page)
    page.search.setText(number)
    assert "den är spärrad" in robot.seen(page)
    assert "Provberg" not in robot.seen(page)
    assert shown._palette.find(number)[0].text == "En spärrad journal har det här numret"
    robot.press(page, "open_blocked")
    door = shown.page
    if login == "rut":
        qtbot.waitUntil(lambda: isinstance(shown.page, DoorPage))
        assert "Du kan inte öppna den." in robot.seen(shown)
        return
    assert isinstance(door, DoorPage)
    choose(door, "consent")
    robot.type(door, "door_words", "Säger ja i telefon.")
    robot.press(door, "open_door")
    qtbot.waitUntil(lambda: isinstance(shown.page, PatientPage))
    assert "patientens samtycke" in robot.seen(shown)


def test_when_the_reason_is_over_the_open_record_gives_way_to_its_door(
    robot: Robot, qtbot: QtBot
) -> None:
    clinic = robot.ward.clinic
    shown = window(qtbot, clinic.colleague)
    door = door_of(shown, robot)
    choose(door, "emergency")
    robot.type(door, "door_words", "Ringde i kris.")
    robot.press(door, "open_door")
    qtbot.waitUntil(lambda: isinstance(shown.page, PatientPage))
    clinic.clock.move(hours=rules().visit_hours)
    page = shown.page
    assert page is not None
    page.refresh()
    qtbot.waitUntil(lambda: isinstance(shown.page, DoorPage))
    assert not shown.banner.isVisible()
    assert "Provberg" not in shown.windowTitle()
