from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ikbt_desktop.models import User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.measurements import NewMeasurement
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.treatment.assignment_page import AssignmentPage
from tests.clinics import Clinic, Template, open_copy
from tests.ui.treatment.robot import Robot, clipped, unnamed
from tests.ui.treatment.ward import ANSWERS, RED, Stages, Ward, assess, register


@pytest.fixture
def robot(qtbot: QtBot, assessed: Ward) -> Robot:
    return Robot(qtbot, assessed, View.ASSIGNMENT)


def page(robot: Robot) -> AssignmentPage:
    assert isinstance(robot.page, AssignmentPage)
    return robot.page


def choose(robot: Robot, *, program: str = "depressionshjalpen") -> None:
    page(robot).choose_program(program)
    robot.settle()
    robot.press("clinician_0")
    robot.press("agreed")


def treatments(robot: Robot) -> tuple[Any, ...]:
    return robot.services.treatments.of_patient(robot.ward.patient_id)


def test_every_program_stands_in_catalogue_order_and_none_is_chosen(robot: Robot) -> None:
    assert page(robot).matrix.codes == (
        "depressionshjalpen",
        "oroshjalpen",
        "stresshjalpen",
        "sovhjalpen",
        "angesthjalpen",
        "angesthjalpen-ung",
    )
    assert page(robot).matrix.chosen is None
    assert "program" in page(robot).gaps()
    assert not page(robot).weeks.boxes


def test_the_best_fit_stands_first_and_the_others_as_in_the_catalogue(
    qtbot: QtBot, stages: Stages, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANSWERS, "diagnosis", "G47.0")
    clinic = open_copy(_founded(stages), tmp_path)
    try:
        ward = register(clinic)
        assess(ward, programme="sovhjalpen", decision="not_suitable")  # the forms are not all in
        robot = Robot(qtbot, ward, View.ASSIGNMENT)
        assert page(robot).matrix.codes == (
            "sovhjalpen",
            "depressionshjalpen",
            "oroshjalpen",
            "stresshjalpen",
            "angesthjalpen",
            "angesthjalpen-ung",
        )
        assert "Passar bäst" in robot.reads()
        assert page(robot).matrix.chosen is None
    finally:
        clinic.close()


@pytest.mark.parametrize(("born", "said"), [(date(2010, 3, 4), True), (date(1993, 2, 12), False)])
def test_where_the_guardians_program_is_assigned_is_said_for_a_minor(
    qtbot: QtBot, stages: Stages, tmp_path: Any, born: date, said: bool
) -> None:
    clinic = open_copy(_founded(stages), tmp_path)
    try:
        robot = Robot(qtbot, register(clinic, born=born), View.ASSIGNMENT)
        told = "Ångesthjälpen ung föräldrastöd är för vårdnadshavare"
        assert (told in robot.reads()) is said
    finally:
        clinic.close()


def test_the_focused_cell_gives_its_reason_and_source(robot: Robot) -> None:
    for _ in range(3):
        robot.key(Qt.Key.Key_Down)
    for _ in range(4):
        robot.key(Qt.Key.Key_Right)
    read = robot.reads()
    assert "Ångesthjälpen, läkemedel: Används vid enstaka tillfällen." in read
    assert "REVIEW" not in read
    assert "Källa: samtal 2026-10-05, regel EXC-4" in read


def test_a_program_is_assigned_by_the_keyboard_alone(robot: Robot) -> None:
    robot.key(Qt.Key.Key_Return)
    assert page(robot).matrix.chosen == "depressionshjalpen"
    robot.widget("clinician_0").setFocus()
    robot.key(Qt.Key.Key_Space)
    robot.widget("agreed").setFocus()
    robot.key(Qt.Key.Key_Space)
    robot.key(Qt.Key.Key_Return, ctrl=True)
    (view,) = treatments(robot)
    assert (view.program.code, view.clinician) == ("depressionshjalpen", "Maria Skenfors")
    assert view.planned_end_on == robot.ward.today + timedelta(days=49)
    assert robot.went == [Place(View.PATIENT, patient_id=robot.ward.patient_id)]
    assert robot.said[0][0] == "Depressionshjälpen är tilldelat, behandlare Maria Skenfors."


def test_the_toast_undoes_the_assignment_and_the_patient_waits_again(robot: Robot) -> None:
    choose(robot)
    robot.press("assign")
    undo = robot.said[0][1]
    assert undo is not None
    undo()
    (view,) = treatments(robot)
    assert view.state == "voided"
    assert robot.services.treatments.board(robot.ward.referral_id).refusals == ()


def test_the_weeks_are_drawn_and_a_program_without_sections_asks_for_them(robot: Robot) -> None:
    page(robot).choose_program("depressionshjalpen")
    boxes = page(robot).weeks.boxes
    assert [box.title for box in boxes] == [f"Avsnitt {number}" for number in range(1, 8)]
    assert (boxes[0].caption, boxes[0].note) == ("v. 41 · 5 okt", "svar mån")
    assert "7 avsnitt, ett i veckan. Planerat slut måndag 23 november." in robot.reads()
    page(robot).choose_program("stresshjalpen")
    assert page(robot).weeks.boxes == []
    assert "Ingen källa anger hur många avsnitt" in robot.reads()
    robot.type("11", into="sections")
    assert len(page(robot).weeks.boxes) == 11
    assert "Planen är längre än 9 veckor." in robot.reads()


def test_a_program_that_fits_less_asks_for_a_reason(robot: Robot) -> None:
    choose(robot, program="oroshjalpen")
    robot.press("assign")
    assert treatments(robot) == ()
    assert "Skriv varför programmet väljs ändå" in robot.reads()
    robot.type("Oron är det som hindrar mest.", into="fit_reason")
    robot.press("assign")
    assert [view.program.code for view in treatments(robot)] == ["oroshjalpen"]


def test_nothing_is_assigned_without_the_patients_agreement(robot: Robot) -> None:
    page(robot).choose_program("depressionshjalpen")
    robot.settle()
    robot.press("clinician_0")
    robot.press("assign")
    assert treatments(robot) == ()
    assert "Patientens överenskommelse saknas" in robot.reads()
    assert robot.focus == "agreed"


def test_a_start_before_the_decision_is_refused_in_words(robot: Robot) -> None:
    choose(robot)
    robot.write_date("starts_on", robot.ward.today - timedelta(days=1))
    robot.press("assign")
    assert treatments(robot) == ()
    assert "Starten ligger före beslutet." in robot.reads()


def test_a_referral_without_a_visit_is_refused_and_shows_the_way(
    qtbot: QtBot, stages: Stages, tmp_path: Any
) -> None:
    clinic = open_copy(_founded(stages), tmp_path)
    try:
        ward = register(clinic)
        robot = Robot(qtbot, ward, View.ASSIGNMENT)
        assert "Inget bedömningssamtal är registrerat." in robot.reads()
        language.install("en")
        robot.settle()
        assert "There is no assessment visit yet." in robot.reads()
        assert "Inget bedömningssamtal" not in robot.reads()
        language.install("sv")
        robot.settle()
        robot.press("assign")
        assert treatments(robot) == ()
        robot.press_message()
        assert robot.went == [
            Place(View.SCREENING, patient_id=ward.patient_id, referral_id=ward.referral_id)
        ]
    finally:
        clinic.close()


def test_who_writes_no_assessment_is_shown_the_way_to_the_patient(
    qtbot: QtBot, stages: Stages, tmp_path: Any
) -> None:
    clinic = open_copy(_founded(stages), tmp_path)
    try:
        ward = register(clinic)
        robot = Robot(qtbot, ward, View.ASSIGNMENT, services=clinic.coordinator)
        robot.press("assign")
        robot.press_message()
        assert robot.went == [Place(View.PATIENT, patient_id=ward.patient_id)]
    finally:
        clinic.close()


def test_a_decision_not_to_treat_is_refused(qtbot: QtBot, stages: Stages, tmp_path: Any) -> None:
    clinic = open_copy(_founded(stages), tmp_path)
    try:
        ward = register(clinic)
        assess(ward, decision="not_suitable")
        robot = Robot(qtbot, ward, View.ASSIGNMENT)
        choose(robot)
        robot.press("assign")
        assert treatments(robot) == ()
        assert "Beslutet var att inte starta behandling." in robot.reads()
    finally:
        clinic.close()


def _founded(stages: Stages) -> Template:
    """The clinic as it was before anybody was registered."""
    return stages.founded


@pytest.mark.parametrize(
    ("field", "years", "said"),
    [
        ("starts_on", 10, "Datumet ligger mer än ett år framåt."),
        ("agreed_on", -10, "Datumet ligger för långt tillbaka."),
    ],
)
def test_a_mistyped_year_is_refused_at_its_field(
    robot: Robot, field: str, years: int, said: str
) -> None:
    choose(robot)
    day = robot.ward.today
    robot.write_date(field, day.replace(year=day.year + years))
    robot.press("assign")
    assert said in robot.reads()
    assert robot.focus == field
    assert treatments(robot) == ()


def test_a_soft_case_does_not_stop_the_assignment(robot: Robot) -> None:
    robot.services.measurements.record(
        NewMeasurement(
            patient_id=robot.ward.patient_id,
            instrument="phq-9",
            answers=(1, 1, 1, 1, 1, 1, 1, 1, 1),
            answered_on=robot.ward.today - timedelta(days=1),
        )
    )
    page(robot).refresh()
    assert "Det finns en öppen risk." not in robot.reads()
    choose(robot)
    robot.press("assign")
    assert len(treatments(robot)) == 1


def test_an_open_risk_stops_the_assignment_and_leads_to_the_case(robot: Robot) -> None:
    recorded = robot.services.measurements.record(
        NewMeasurement(
            patient_id=robot.ward.patient_id,
            instrument="madrs-s",
            answers=RED,
            answered_on=robot.ward.today - timedelta(days=1),
        )
    )
    page(robot).refresh()
    assert "Det finns en öppen risk." in robot.reads()
    choose(robot)
    robot.press("assign")
    assert treatments(robot) == ()
    robot.press_message()
    assert robot.went == [
        Place(View.RISK, patient_id=robot.ward.patient_id, record_id=recorded.risk_case_id)
    ]


def test_a_clinician_without_training_is_greyed_with_the_reason(
    qtbot: QtBot, assessed: Ward
) -> None:
    _forget_training(assessed.clinic, "hanna")
    robot = Robot(qtbot, assessed, View.ASSIGNMENT)
    page(robot).choose_program("depressionshjalpen")
    robot.settle()
    radio = robot.widget("clinician_1")
    assert not radio.isEnabled()
    assert "grundläggande psykoterapiutbildning i KBT" in radio.accessibleDescription()
    assert "Inte behörig" in radio.accessibleDescription()


def _forget_training(clinic: Clinic, login: str) -> None:
    with UnitOfWork(clinic.workplace("alva"), reading=False) as work:
        work.get(User, clinic.actor(login).user_id).basic_cbt = False
        work.log(Action.CHANGE, kind="user")
        work.commit()


def test_what_is_chosen_is_found_again_after_a_crash(robot: Robot) -> None:
    choose(robot, program="oroshjalpen")
    robot.type("Oron hindrar mest.", into="fit_reason")
    robot.qtbot.waitUntil(lambda: "hindrar" in _kept(robot), timeout=2_500)
    again = robot.killed_and_opened_again()
    assert page(again).matrix.chosen == "oroshjalpen"
    assert page(again).gaps() == ()
    again.press("assign")
    assert [view.clinician for view in treatments(again)] == ["Maria Skenfors"]


def _kept(robot: Robot) -> str:
    draft = robot.services.drafts.find("assignment", robot.ward.referral_id)
    return draft.text if draft is not None else ""


def test_matrix_and_plan_stand_in_sight_together_on_the_smallest_usual_screen(
    qtbot: QtBot, assessed: Ward
) -> None:
    robot = Robot(qtbot, assessed, View.ASSIGNMENT, size=(1312, 566))
    choose(robot)
    assert page(robot).weeks.isVisible()
    assert page(robot).sheet.verticalScrollBar().maximum() == 0


def test_only_possible_hides_the_programs_that_do_not_fit(robot: Robot) -> None:
    robot.press("only_possible")
    assert "angesthjalpen-ung" not in page(robot).matrix.codes
    assert "depressionshjalpen" in page(robot).matrix.codes


@pytest.mark.parametrize(
    ("size", "scale"), [((1312, 571), 1.0), ((970, 522), 1.0), ((1293, 440), 2.0)]
)
@pytest.mark.parametrize("chosen", ["sv", "en"])
def test_nothing_is_clipped_and_everything_has_a_name(
    qtbot: QtBot, assessed: Ward, size: tuple[int, int], scale: float, chosen: str
) -> None:
    language.install(chosen)
    theme.current().choose(scale=scale)
    robot = Robot(qtbot, assessed, View.ASSIGNMENT, size=size)
    choose(robot)
    assert (robot.page.width(), robot.page.height()) == size
    assert clipped(robot.page) == []
    assert unnamed(robot.page) == []
    if chosen == "en":
        assert "Tilldela" not in robot.reads()
