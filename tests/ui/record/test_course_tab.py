"""The course tab: the check with its one action, the ladder with its step, both by keyboard."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.course_check import Action
from ikbt_desktop.clinic.inactivity import StepResult
from ikbt_desktop.services.inactivity import TakenStep
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.edits import ComboBox
from ikbt_desktop.ui.pages import View
from ikbt_desktop.ui.record.patient_page import PatientPage
from ikbt_desktop.ui.record.waits_message import WaitsMessage
from tests.ui.record.robot import Robot

WORSE = (4, 4, 4, 5, 4, 5, 4, 4, 3)


@pytest.fixture
def late(robot: Robot) -> Robot:
    """Day 38: below expectation, and not heard of for a month."""
    robot.ward.clinic.clock.move(days=24)
    return robot


def choose(page: PatientPage, robot: Robot, name: str, value: object) -> None:
    robot.find(page, name, ComboBox).set_value(value)


def test_before_the_day_the_rule_stands_there_with_its_date(robot: Robot) -> None:
    seen = robot.seen(robot.patient("course"))
    assert "Kontrollen görs 2026-11-02, 4 veckor in i behandlingen." in seen
    assert "Gränserna är klinikens val: ingen källa anger dem." in seen
    assert "förutsäger inget" in seen


def test_every_state_is_said_in_words(late: Robot) -> None:
    seen = late.seen(late.patient("course"))
    for words in (
        "Under förväntan",
        "Gjorda avsnitt",
        "1 gjorda; minst 3 väntas.",
        "Dagar sedan kontakt",
        "Dag 7: Påminnelse",
        "Dag 21: Förslag till avslut",
        "Hej Åsa,",
    ):
        assert words in seen


def test_the_action_is_chosen_and_signed_by_keyboard(late: Robot, qtbot: QtBot) -> None:
    page = late.patient("course")
    with qtbot.waitActive(page):
        page.activateWindow()
    action = late.find(page, "week_action", ComboBox)
    assert page.focusWidget() is action
    QTest.keyClick(action, Qt.Key.Key_Down)
    assert action.value == Action.CALL
    QTest.keyClick(action, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert late.said[-1][0] == "Åtgärden är signerad och står i behandlingssammanfattningen."
    seen = late.seen(page)
    assert "Åtgärd: Ring patienten" in seen
    assert "Ska ses över igen 2026-11-19." in seen
    state = late.ward.clinic.clinician.course_checks.state(late.ward.treatment_id)
    assert state.recorded[0].follow_up_on == late.ward.today + timedelta(days=7)


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(late: Robot) -> None:
    page = late.patient("course")
    late.press(page, "week_check_save")
    assert "Fyll i detta innan du signerar." in late.seen(page)
    choose(page, late, "week_action", Action.NONE)
    late.press(page, "week_check_save")
    assert "Fyll i detta innan du signerar." in late.seen(page)
    late.type(page, "week_note", "Patienten är på resa till fredag.")
    page.keep()
    again = late.patient("course")
    assert late.find(again, "week_action", ComboBox).value == Action.NONE
    assert "Patienten är på resa till fredag." in late.seen(again)
    late.press(again, "week_check_save")
    assert late.ward.clinic.clinician.course_checks.state(late.ward.treatment_id).open == ()


def test_what_became_of_it_is_signed_too(late: Robot) -> None:
    page = late.patient("course")
    choose(page, late, "week_action", Action.SIMPLIFY)
    late.press(page, "week_check_save")
    late.type(page, "check_result_text", "En övning i veckan gick bra.")
    late.press(page, "check_result_save")
    assert "En övning i veckan gick bra." in late.seen(page)
    assert (
        page.findChild(QWidget, "check_result_save") is None
        or not late.find(page, "check_result", QWidget).isVisible()
    )


def test_a_deterioration_names_its_limit_and_whose_choice_it_is(late: Robot) -> None:
    late.ward.measure(WORSE, week=5)
    seen = late.seen(late.patient("course"))
    assert "10 p sämre än vid start (2026-11-12)." in seen
    assert "Gräns 9 p, klinikens val:" in seen


def test_a_step_of_the_ladder_is_signed_with_its_text(late: Robot) -> None:
    page = late.patient("course")
    late.type(page, "ladder_text", "Hej Åsa, hur går det?")
    choose(page, late, "ladder_result", StepResult.SENT)
    late.press(page, "ladder_step_save")
    (row,) = late.ward.clinic.clinician.inactivity.state(late.ward.treatment_id).rows
    assert (row.text, row.result) == ("Hej Åsa, hur går det?", StepResult.SENT)
    assert row.next_on == late.ward.today + timedelta(days=3)
    assert "Tagna steg" in late.seen(page)
    assert (
        page.findChild(QWidget, "ladder_step_save") is None
        or not late.find(page, "ladder_step", QWidget).isVisible()
    )


def test_the_last_step_leads_to_the_closing_with_its_reason(late: Robot) -> None:
    ladder = late.ward.clinic.clinician.inactivity
    for step in ("reminder", "phone", "letter"):
        tomorrow = late.ward.today + timedelta(days=1)
        ladder.take(late.ward.treatment_id, TakenStep(step, StepResult.SENT, next_on=tomorrow))
        late.ward.clinic.clock.move(days=1)
    page = late.patient("course")
    late.press(page, "ladder_end")
    place = late.went[-1]
    assert (place.view, place.record_id, place.detail) == (
        View.CLOSING,
        late.ward.treatment_id,
        "inactive",
    )


def test_the_overview_says_that_something_waits_and_leads_there(late: Robot) -> None:
    page = late.patient()
    seen = late.seen(page)
    assert "Kurskontroll vecka 4: under förväntan." in seen
    assert "Inaktivitetstrappa: Påminnelse." in seen
    late.find(page, "course_waits", WaitsMessage).acted.emit()
    assert (late.went[-1].view, late.went[-1].detail) == (View.PATIENT, "course")


def test_the_coordinator_reads_and_has_no_form(late: Robot) -> None:
    page = late.patient("course", late.ward.clinic.coordinator)
    assert "Under förväntan" in late.seen(page)
    assert page.findChild(QWidget, "week_check_save") is None
    assert page.findChild(QWidget, "ladder_step_save") is None


def test_the_tab_turns_to_english_with_what_is_written(late: Robot) -> None:
    page = late.patient("course")
    late.type(page, "week_note", "Ringer på tisdag.")
    language.install("en")
    page.retranslate()
    seen = late.seen(page)
    for words in ("Below expectation", "Inactivity ladder", "Sign the action", "Ringer på tisdag."):
        assert words in seen
    assert "Signera åtgärden" not in seen


def test_a_patient_without_treatment_says_so(robot: Robot) -> None:
    treatments = robot.ward.clinic.clinician.treatments
    view = robot.ward.treatment()
    treatments.void(view.id, reason="Fel program", version=view.version)
    assert "Ingen behandling än." in robot.seen(robot.patient("course"))
