from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.protection import Protection
from ikbt_desktop.services.guardians import GuardianChanges, NewConsent
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import background, language
from ikbt_desktop.ui.kit.edits import ComboBox
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record.patient_page import PatientPage
from ikbt_desktop.ui.treatment.assignment_page import AssignmentPage
from tests.clinics import Template, make_template, open_copy
from tests.doors import let_in
from tests.services.walk import Walk, register
from tests.ui.record.robot import Robot
from tests.ui.treatment.ward import Ward

MOTHER = GuardianChanges("Provberg", "Mona", "mother", phone="070-174 06 35")
FATHER = GuardianChanges("Påhittsson", "Per", "father")


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("founded"))


@pytest.fixture
def young(founded: Template, tmp_path: Path) -> Iterator[Walk]:
    """Åsa, who is fifteen."""
    clinic = open_copy(founded, tmp_path)
    yield register(clinic, born=date(2011, 5, 4))
    assert background.wait()
    clinic.close()


def open_page(
    walk: Walk, qtbot: QtBot, services: Services | None = None
) -> tuple[Robot, PatientPage]:
    robot = Robot(Ward(walk.clinic, walk.patient_id, walk.referral_id), qtbot)
    return robot, robot.patient(services=services)


def answer(page: PatientPage, name: str, value: object) -> None:
    field = Robot.find(page, name, SegmentedAnswer)
    field.set_value(value)
    field.answered.emit(value)


def key(walk: Walk, place: int = 0) -> str:
    people = walk.clinic.reception.guardians.agreement(walk.patient_id).guardians
    return people[place].id[:8]


def test_a_guardian_is_added_and_consent_noted_by_reception(young: Walk, qtbot: QtBot) -> None:
    robot, page = open_page(young, qtbot, young.clinic.reception)
    assert "Ingen vårdnadshavare är registrerad." in robot.seen(page)
    robot.press(page, "add_guardian")
    robot.type(page, "guardian_given_name", "Mona")
    robot.type(page, "guardian_family_name", "Provberg")
    robot.press(page, "guardian_form_save")
    assert "Mamma" not in robot.seen(page)  # the relation is missing: nothing is saved
    Robot.find(page, "guardian_relation", ComboBox).set_value("mother")
    robot.press(page, "guardian_form_save")
    seen = robot.seen(page)
    assert "Mona Provberg, mamma" in seen
    assert "En vårdnadshavare har inte svarat ja eller nej än." in seen
    assert "Föräldrastöd" not in seen  # that is for those who treat
    robot.press(page, f"consent_{key(young)}")
    answer(page, "consent_stance", "agrees")
    answer(page, "consent_how", "written")
    robot.press(page, "consent_form_save")
    seen = robot.seen(page)
    assert "Samtycker 2026-10-05, skriftligt, antecknat av Rut Låtsasdal" in seen
    assert "oense" not in seen


def test_a_guardian_is_changed_in_place(young: Walk, qtbot: QtBot) -> None:
    young.clinic.reception.guardians.add(young.patient_id, MOTHER)
    robot, page = open_page(young, qtbot, young.clinic.reception)
    robot.press(page, f"edit_{key(young)}")
    robot.type(page, "guardian_phone", "070-174 06 42")
    robot.press(page, "guardian_form_save")
    assert "070-174 06 42" in robot.seen(page)
    (kept,) = young.clinic.reception.guardians.of_patient(young.patient_id).guardians
    assert (kept.name, kept.phone) == ("Mona Provberg", "070-174 06 42")


def test_disagreement_is_said_on_the_page_and_where_the_program_is_assigned(
    young: Walk, qtbot: QtBot
) -> None:
    desk = young.clinic.reception.guardians
    for person, stance in ((MOTHER, "agrees"), (FATHER, "declines")):
        guardian = desk.add(young.patient_id, person).guardians[-1]
        said = NewConsent(stance, "oral", young.today, guardian.id)
        desk.record_consent(young.patient_id, said)
    told = "Vårdnadshavarna är oense (Mona Provberg: samtycker, Per Påhittsson: samtycker inte)."
    robot, page = open_page(young, qtbot)
    assert told in robot.seen(page)
    young.screen(programme="angesthjalpen-ung", diagnosis="F40.1", judged={"rcads-25": "Sedan."})
    panel = AssignmentPage(
        young.clinic.clinician,
        Place(View.ASSIGNMENT, patient_id=young.patient_id, record_id=young.referral_id),
    )
    qtbot.addWidget(panel)
    panel.show()
    assert told in robot.seen(panel)


def test_an_adult_has_no_such_card(young: Walk, qtbot: QtBot) -> None:
    adult = register(young.clinic)
    robot, page = open_page(adult, qtbot)
    assert "Vårdnadshavare" not in robot.seen(page)


def test_a_protected_patients_guardians_are_masked_until_asked_for(
    young: Walk, qtbot: QtBot
) -> None:
    desk = young.clinic.reception.guardians
    for person, stance in ((MOTHER, "agrees"), (FATHER, "declines")):
        guardian = desk.add(young.patient_id, person).guardians[-1]
        said = NewConsent(stance, "oral", young.today, guardian.id)
        desk.record_consent(young.patient_id, said)
    caseload = young.clinic.reception.caseload
    details = caseload.details(young.patient_id)
    caseload.protect(young.patient_id, Protection.MARKED, reason="Hot.", version=details.version)
    let_in(young.clinic.workplace("rut"), young.patient_id)
    robot, page = open_page(young, qtbot, young.clinic.reception)
    seen = robot.seen(page)
    assert "oense (mamma: samtycker, pappa: samtycker inte)" in seen
    assert "Mona" not in seen
    assert "070-174 06 35" not in seen
    robot.press(page, "reveal_family")
    assert "Mona Provberg, mamma" in robot.seen(page)
    assert young.clinic.log()[0].kind == "protected"


def test_parent_support_is_assigned_beside_the_treatment(young: Walk, qtbot: QtBot) -> None:
    young.screen(programme="angesthjalpen-ung", diagnosis="F40.1", judged={"rcads-25": "Sedan."})
    young.assign(program="angesthjalpen-ung", reason="Formulären fylls i vid start.")
    young.clinic.reception.guardians.add(young.patient_id, MOTHER)
    robot, page = open_page(young, qtbot)
    robot.press(page, f"support_{key(young)}")
    answer(page, "support_what", "assign")
    robot.press(page, "support_form_save")  # the sections are asked for
    assert len(young.clinic.clinician.treatments.of_patient(young.patient_id)) == 1
    robot.type(page, "support_sections", "4")
    robot.press(page, "support_form_save")
    assert "Ångesthjälpen ung föräldrastöd är tilldelat, för Mona Provberg." in robot.said[-1][0]
    assert "Föräldrastöd: pågår" in robot.seen(page)
    page.show_tab("treatment")
    seen = robot.seen(page)
    assert "Vårdnadshavare i programmet" in seen
    support = next(
        one
        for one in young.clinic.clinician.treatments.of_patient(young.patient_id)
        if one.guardian
    )
    robot.press(page, f"guardian_feedback_{support.id[:8]}")
    assert robot.went[-1] == Place(View.FEEDBACK, patient_id=young.patient_id, record_id=support.id)


def test_what_is_typed_stands_there_again_after_escape(young: Walk, qtbot: QtBot) -> None:
    robot, page = open_page(young, qtbot)
    robot.press(page, "add_guardian")
    robot.type(page, "guardian_given_name", "Mona")
    page.keep()
    robot, page = open_page(young, qtbot)
    robot.press(page, "add_guardian")
    assert "Mona" in robot.seen(page)


def test_the_card_changes_its_language(young: Walk, qtbot: QtBot) -> None:
    young.clinic.reception.guardians.add(young.patient_id, MOTHER)
    robot, page = open_page(young, qtbot)
    robot.press(page, f"consent_{key(young)}")
    language.install("en")
    page.retranslate()
    seen = robot.seen(page)
    assert "What Mona Provberg says" in seen
    assert "Mona Provberg, mother" in seen


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2014, 5, 4), "Vid 12 år passar inget program; lägsta ålder är 13 år."),
        (date(2008, 5, 4), "Vid 18 år passar både ungdomsprogrammet och vuxenprogrammen."),
    ],
)
def test_gaps_and_overlaps_of_age_are_said_where_the_program_is_assigned(
    young: Walk, qtbot: QtBot, born: date, words: str
) -> None:
    walk = register(young.clinic, born=born)
    panel = AssignmentPage(
        walk.clinic.clinician,
        Place(View.ASSIGNMENT, patient_id=walk.patient_id, record_id=walk.referral_id),
    )
    qtbot.addWidget(panel)
    panel.show()
    assert words in Robot.seen(panel)
