from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.instruments import Level
from ikbt_desktop.services.measurements import NewMeasurement
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.pages import View
from ikbt_desktop.ui.treatment.measure_page import MeasurePage
from tests.ui.treatment.robot import Robot, clipped, unnamed
from tests.ui.treatment.ward import Ward


@pytest.fixture
def robot(qtbot: QtBot, treated: Ward) -> Robot:
    return Robot(qtbot, treated, View.MEASURE, detail="madrs-s")


def page(robot: Robot) -> MeasurePage:
    assert isinstance(robot.page, MeasurePage)
    return robot.page


def rows(robot: Robot, code: str = "madrs-s") -> list[Any]:
    found = robot.services.measurements.of_patient(robot.ward.patient_id)
    return [row for row in found if row.instrument == code]


def key_in(robot: Robot, digits: str) -> None:
    robot.page.focus_first()
    robot.settle()
    for digit in digits:
        robot.key(Qt.Key.Key_Space if digit == " " else Qt.Key(ord(digit)))


def test_nine_digits_and_ctrl_enter_keep_a_form(robot: Robot) -> None:
    key_in(robot, "343234231")
    assert page(robot).score.total_words == "25"
    assert "−2 p sedan 12 okt." in robot.reads()
    assert "Vägledande nivå: måttlig (20–34)" in robot.reads()
    robot.key(Qt.Key.Key_Return, ctrl=True)
    newest = rows(robot)[0]
    assert (newest.total, newest.week, newest.answered_on) == (25, 2, robot.ward.today)
    assert "MADRS‑S är sparad: 25 p." in robot.reads()
    assert "Nästa: PHQ‑9." in robot.reads()


def test_forms_that_are_due_stand_first(qtbot: QtBot, treated: Ward) -> None:
    robot = Robot(qtbot, treated, View.MEASURE)
    assert page(robot).instrument.code in {"madrs-s", "phq-9"}
    assert "väntas vecka 2" in page(robot)._which.itemText(0)


def test_a_skipped_item_is_missing_and_never_zero(robot: Robot) -> None:
    key_in(robot, "3 2222221")
    assert page(robot).score.total_words == "–"
    assert "1 svar saknas" in robot.reads()
    page(robot).save()
    newest = rows(robot)[0]
    assert (newest.answers[1], newest.total) == (None, None)
    assert "utan summa" in robot.reads()


def test_a_red_flag_is_shown_at_once_and_leads_to_the_risk_page(robot: Robot) -> None:
    key_in(robot, "        4")
    assert "Fråga 9 är 4. Fördjupad bedömning krävs." in robot.reads()
    robot.press_message()
    assert robot.went[0].view is View.RISK
    case = robot.services.risk_cases.of_patient(robot.ward.patient_id)
    assert case is not None
    assert robot.went[0].record_id == case.id
    assert rows(robot)[0].answers == (None,) * 8 + (4,)


def test_a_soft_flag_is_told_and_the_next_form_stands_ready(robot: Robot) -> None:
    page(robot).open_form("phq-9")
    key_in(robot, "100000001")
    assert "Fråga 9 är 1. Att följa upp idag." in robot.reads()
    page(robot).save()
    assert [place for place in robot.went if place.view is View.RISK] == []
    assert "Ett ärende är öppet: att följa upp idag." in robot.reads()
    assert robot.services.risk_cases.open_count() == 1


def test_a_rise_of_two_on_item_nine_is_a_flag(robot: Robot) -> None:
    key_in(robot, "333333334")
    assert "Fråga 9 har ökat med 2 eller mer" in robot.reads()
    page(robot).save()
    assert robot.services.risk_cases.open_count() == 1


def test_a_calm_form_that_makes_a_later_one_a_rise_says_so_and_leads_there(robot: Robot) -> None:
    ward = robot.ward
    calm = (2, 2, 2, 2, 2, 2, 2, 2)
    nine = rows(robot)[0].answers[8]
    assert nine is not None
    new = NewMeasurement(ward.patient_id, "madrs-s", (*calm, nine + 1), ward.today)
    assert robot.services.measurements.record(new).risk_case_id is None
    key_in(robot, "222222220")
    robot.write_date("answered_on", ward.today - timedelta(days=1))
    page(robot).save()
    assert rows(robot)[1].answers == (*calm, 0)
    assert [place.view for place in robot.went] == [View.RISK]
    assert f"Jämfört med det är formuläret {ward.today} en ökning." in robot.said[-1][0]


def test_digits_are_found_again_after_a_kill(robot: Robot) -> None:
    key_in(robot, "3434")
    robot.qtbot.waitUntil(
        lambda: (
            robot.services.drafts.find("measurement", f"{robot.ward.patient_id}/madrs-s")
            is not None
        ),
        timeout=2_500,
    )
    again = robot.killed_and_opened_again()
    page(again).open_form("madrs-s")
    assert list(page(again).grid.answers.values()) == [3, 4, 3, 4, None, None, None, None, None]
    key_in(again, "33333")
    page(again).save()
    assert rows(again)[0].answers == (3, 4, 3, 4, 3, 3, 3, 3, 3)


def test_an_empty_form_is_not_kept(robot: Robot) -> None:
    before = len(rows(robot))
    page(robot).save()
    assert len(rows(robot)) == before
    assert "Inget svar är inmatat ännu." in robot.reads()


def test_a_date_ahead_is_refused_at_its_field_and_the_digits_stay(robot: Robot) -> None:
    key_in(robot, "333333331")
    robot.write_date("answered_on", robot.ward.today + timedelta(days=1))
    page(robot).save()
    assert "Datumet ligger framåt" in robot.reads()
    assert page(robot).score.total_words == "25"


def test_a_date_before_birth_is_refused_at_its_field_and_the_digits_stay(robot: Robot) -> None:
    before = len(rows(robot))
    key_in(robot, "333333331")
    robot.write_date("answered_on", robot.ward.today - timedelta(days=60 * 365))
    page(robot).save()
    assert "Datumet ligger före patientens födelse" in robot.reads()
    assert page(robot).score.total_words == "25"
    assert len(rows(robot)) == before


def test_a_second_form_of_the_same_day_can_only_be_a_correction(robot: Robot) -> None:
    key_in(robot, "333333331")
    robot.write_date("answered_on", robot.ward.today - timedelta(days=7))
    page(robot).save()
    assert "Formuläret är redan inmatat för dagen." in robot.reads()
    assert page(robot).score.total_words == "25"


def test_an_earlier_form_is_corrected_with_a_reason_and_both_stay(robot: Robot) -> None:
    row = rows(robot)[0]
    page(robot).correct(row)
    robot.settle()
    assert "Du rättar formuläret från måndag 12 oktober." in robot.reads()
    page(robot).grid.take(1, None)
    page(robot).save()
    assert "Skriv vad som var fel." in robot.reads()
    assert len(rows(robot)) == 2
    robot.type("Fel rad", into="correction_reason")
    page(robot).save()
    corrected = [each for each in rows(robot) if each.replaces_id == row.id]
    assert corrected[0].correction_reason == "Fel rad"
    assert next(each for each in rows(robot) if each.id == row.id).corrected


def test_a_second_entry_that_differs_is_not_kept(robot: Robot) -> None:
    key_in(robot, "333333331")
    before = len(rows(robot))
    robot.press("second_entry")
    key_in(robot, "33333333")
    robot.key(Qt.Key.Key_2)
    page(robot).save()
    assert len(rows(robot)) == before
    assert "De två inmatningarna skiljer sig." in robot.reads()


def test_a_coordinator_cannot_save_and_reads_why(qtbot: QtBot, treated: Ward) -> None:
    robot = Robot(
        qtbot, treated, View.MEASURE, services=treated.clinic.coordinator, detail="madrs-s"
    )
    assert not robot.widget("save_measure").isEnabled()
    assert "Bara behandlare matar in formulär" in robot.reads()


def test_without_a_treatment_a_form_is_kept_for_the_patient(qtbot: QtBot, assessed: Ward) -> None:
    assessed.clinic.clock.move(days=1)
    robot = Robot(qtbot, assessed, View.MEASURE, detail="gad-7")
    assert not robot.widget("week").isVisibleTo(robot.page)
    key_in(robot, "1111111")
    page(robot).save()
    assert [row.total for row in rows(robot, "gad-7")] == [7]
    assert robot.returned == 1


@pytest.mark.parametrize(
    ("size", "scale"), [((1312, 571), 1.0), ((970, 522), 1.0), ((1293, 440), 2.0)]
)
@pytest.mark.parametrize("chosen", ["sv", "en"])
def test_nothing_is_clipped_and_everything_has_a_name(
    qtbot: QtBot, treated: Ward, size: tuple[int, int], scale: float, chosen: str
) -> None:
    language.install(chosen)
    theme.current().choose(scale=scale)
    robot = Robot(qtbot, treated, View.MEASURE, detail="madrs-s", size=size)
    key_in(robot, "333333334")
    assert (robot.page.width(), robot.page.height()) == size
    assert clipped(robot.page) == []
    assert unnamed(robot.page) == []


def test_a_digit_typed_at_the_list_of_forms_answers_the_form(robot: Robot) -> None:
    """One chooses the form and goes on typing, without a Tab between."""
    form = page(robot)
    form._which.setFocus()
    form._which.set_value("phq-9")
    robot.settle()
    for digit in "123":
        robot.key(Qt.Key(ord(digit)))
    assert [form.grid.answers[number] for number in (1, 2, 3, 4)] == [1, 2, 3, None]
    assert robot.focus == "item_4"


def test_a_rule_says_no_only_when_its_answer_is_there(robot: Robot) -> None:
    form = page(robot)
    told = form.score.flags_told
    assert set(told.values()) == {"okänt"}
    key_in(robot, "33333333")
    assert form.score.flags_told["Fråga 9 är 4 eller mer"] == "okänt"
    assert form.score.flags_told["Summan är över 41"] == "okänt"
    key_in(robot, "2")
    assert set(form.score.flags_told.values()) == {"nej"}


def test_a_soft_flag_is_yellow_in_the_grid_and_never_the_red_of_an_acute_one(
    robot: Robot,
) -> None:
    form = page(robot)
    form.open_form("phq-9")
    key_in(robot, "111111112")
    row = next(row for row in form.grid._rows if row.item.number == 9)
    assert row.flag is Level.SOFT
    assert row.digits.chosen_tones == ("review_bg", "review")
    form.open_form("madrs-s")
    key_in(robot, "111111115")
    row = next(row for row in form.grid._rows if row.item.number == 9)
    assert row.digits.chosen_tones == ("acute_bg", "acute")


def test_a_total_that_flags_marks_no_item_that_does_not(robot: Robot) -> None:
    key_in(robot, "555555553")
    assert "Summan är 43" in robot.reads()
    assert all(row.flag is None for row in page(robot).grid._rows)


def test_a_rise_says_that_it_is_the_rise_that_flags(robot: Robot) -> None:
    robot.ward.measure((2, 2, 2, 2, 2, 2, 2, 2, 1), week=1)
    robot.ward.clinic.clock.move(days=1)
    page(robot).refresh()
    page(robot).open_form("madrs-s")
    key_in(robot, "222222223")
    assert "Fråga 9 har ökat från 1 till 3. Fördjupad bedömning krävs." in robot.reads()
