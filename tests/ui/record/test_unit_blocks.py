"""Blocks between units and the move of the care, set on the patient's card in the real window."""

import pytest
from pytestqt.qtbot import QtBot

from ikbt_desktop.services.administration import UserChanges
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import turns
from ikbt_desktop.ui.main_window import MainWindow
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record.door_page import DoorPage
from ikbt_desktop.ui.record.patient_page import PatientPage
from tests.doors import let_in
from tests.ui.record.robot import Robot

WISH = "Vill inte att Södra läser."


@pytest.fixture
def divided(robot: Robot) -> Robot:
    """Maria and the patient at the clinic's own unit; Hanna and Rut at Södra."""
    admin = robot.ward.clinic.administrator
    admin.units.add("Södra")
    south = next(row.id for row in admin.units.rows() if row.name == "Södra")
    for user in admin.administration.users():
        if user.login in {"hanna", "rut"}:
            wanted = UserChanges(
                name=user.name,
                role=user.role,
                title=user.title,
                active=True,
                basic_cbt=user.basic_cbt,
                ikbt_course_on=user.ikbt_course_on,
                weekly_minutes=user.weekly_minutes,
                programs=user.programs,
                unit_id=south,
            )
            admin.administration.change_user(user.id, wanted, version=user.version)
    return robot


def block_for_the_other_unit(robot: Robot, page: PatientPage, *, asked: str = "Patienten") -> None:
    robot.press(page, "new_block")
    robot.choose(page, "block_form_asked", asked)
    assert robot.choices(page, "block_form_choice")[0] == "Den andra enheten: Södra"
    robot.choose(page, "block_form_choice", "Den andra enheten: Södra")
    robot.type(page, "block_form_reason", WISH)
    robot.press(page, "block_form_save")


def window(qtbot: QtBot, services: Services) -> MainWindow:
    made = MainWindow(services)
    qtbot.addWidget(made)
    made.resize(1366, 900)
    made.show()
    return made


def test_the_card_names_the_unit_and_offers_the_other_one(divided: Robot) -> None:
    page = divided.patient()
    assert "Vårdas vid Kvarnbackens psykologmottagning" in divided.seen(page)
    block_for_the_other_unit(divided, page)
    assert divided.said[-1][0] == "Journalen är spärrad."
    assert "Spärrad för alla vid andra enheter" in divided.seen(page)
    assert WISH in divided.seen(page)
    assert divided.ward.clinic.colleague.caseload.count() == 0
    assert divided.ward.clinic.reception.caseload.count() == 0
    assert divided.ward.clinic.coordinator.caseload.count() == 1


def test_a_guardian_cannot_block_and_the_words_stay(divided: Robot) -> None:
    page = divided.patient()
    block_for_the_other_unit(divided, page, asked="En vårdnadshavare")
    seen = divided.seen(page)
    assert "En vårdnadshavare kan inte spärra" in seen
    assert WISH in seen
    assert divided.ward.clinic.colleague.caseload.count() == 1


def test_the_care_is_moved_with_a_reason_and_not_over_a_block(divided: Robot) -> None:
    page = divided.patient()
    block_for_the_other_unit(divided, page)
    divided.press(page, "move_unit")
    divided.choose(page, "unit_of_patient_form_choice", "Södra")
    divided.press(page, "unit_of_patient_form_save")
    assert "Skriv något här." in divided.seen(page)
    divided.type(page, "unit_of_patient_form_reason", "Flyttar dit.")
    divided.press(page, "unit_of_patient_form_save")
    assert "Fråga patienten, häv spärren" in divided.seen(page)
    clinic = divided.ward.clinic
    (row,) = clinic.clinician.blocks.of_patient(divided.ward.patient_id)
    clinic.clinician.blocks.lift(row.id, "Vill inte längre.", version=row.version)
    divided.press(page, "unit_of_patient_form_save")
    assert divided.said[-1][0] == "Södra vårdar patienten från och med nu."
    assert "Vårdas vid Södra" in divided.seen(page)


def test_who_blocks_for_their_own_unit_stands_before_the_door_at_once(
    divided: Robot, qtbot: QtBot
) -> None:
    clinic, patient = divided.ward.clinic, divided.ward.patient_id
    let_in(clinic.workplace("rut"), patient)
    shown = window(qtbot, clinic.reception)
    shown.go(Place(View.PATIENT, patient_id=patient))
    turns.finish()
    page = shown.page
    assert isinstance(page, PatientPage)
    block_for_the_other_unit(divided, page)
    qtbot.waitUntil(lambda: isinstance(shown.page, DoorPage))
    assert "Provberg" not in divided.seen(shown)
    assert "Provberg" not in shown.windowTitle()


def test_a_clinic_that_is_one_unit_never_sees_the_word(robot: Robot) -> None:
    page = robot.patient()
    seen = robot.seen(page)
    assert "enhet" not in seen.lower()
    robot.press(page, "new_block")
    assert not [one for one in robot.choices(page, "block_form_choice") if "enhet" in one]
