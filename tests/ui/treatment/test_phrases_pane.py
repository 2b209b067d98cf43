"""One's own phrases: made, changed, removed and brought back beside the feedback; never lost."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from ikbt_desktop.services.feedback_notes import PhraseView
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.pages import View
from ikbt_desktop.ui.treatment.feedback_desk import FeedbackDesk
from tests.ui.treatment.robot import Robot, clipped, unnamed
from tests.ui.treatment.ward import Ward


@pytest.fixture
def robot(qtbot: QtBot, treated: Ward) -> Robot:
    return Robot(qtbot, treated, View.FEEDBACK)


def desk(robot: Robot) -> FeedbackDesk:
    assert isinstance(robot.page, FeedbackDesk)
    return robot.page


def text_of(robot: Robot, name: str) -> str:
    field = robot.widget(name)
    assert isinstance(field, QPlainTextEdit)
    return field.toPlainText()


def own(robot: Robot) -> dict[str, str]:
    found = robot.services.feedback_notes.phrases()
    return {phrase.name: phrase.text for phrase in found if phrase.own}


def make(robot: Robot, name: str, text: str) -> None:
    robot.type(name, into="phrase_name")
    robot.type(text, into="phrase_text")
    robot.key(Qt.Key.Key_Return, ctrl=True)


def test_a_phrase_is_made_by_keyboard_and_then_found_behind_the_semicolon(robot: Robot) -> None:
    robot.type("Hej! ")
    robot.press("own_phrases")
    assert robot.focus == "phrase_name"
    make(robot, "Öva", "Öva på samma sätt, {förnamn}.")
    assert own(robot) == {"öva": "Öva på samma sätt, {förnamn}."}
    assert robot.said[-1][0] == "Frasen ;öva är sparad."
    robot.key(Qt.Key.Key_Escape)
    assert robot.returned == 0  # Esc closed the pane, not the page
    assert robot.focus == "feedback_text"
    robot.type(";öv")
    robot.key(Qt.Key.Key_Tab)
    assert text_of(robot, "feedback_text") == "Hej! Öva på samma sätt, Åsa."


def test_a_phrase_is_changed_under_another_name_and_the_old_one_is_gone(robot: Robot) -> None:
    robot.press("own_phrases")
    make(robot, "a", "Första.")
    robot.press("change_a")
    robot.type("b", into="phrase_name")
    robot.type(" Andra.", into="phrase_text")
    robot.press("save_phrase")
    assert own(robot) == {"ab": "Första. Andra."}


def test_no_phrase_takes_the_place_of_another_of_the_same_name(robot: Robot) -> None:
    robot.press("own_phrases")
    make(robot, "bra", "Bra jobbat.")
    make(robot, "bra", "Något annat.")
    assert own(robot) == {"bra": "Bra jobbat."}
    assert "Du har redan en fras med det kortnamnet." in robot.reads()
    assert text_of(robot, "phrase_text") == "Något annat."
    assert robot.focus == "phrase_name"


def test_what_is_missing_or_wrong_is_said_at_its_field(robot: Robot) -> None:
    robot.press("own_phrases")
    make(robot, "två ord", "Text")
    assert "utan mellanslag" in robot.reads()
    robot.press("empty_phrase")
    robot.type("tom", into="phrase_name")
    robot.press("save_phrase")
    assert robot.focus == "phrase_text"
    assert own(robot) == {}


def test_a_removed_phrase_can_be_brought_back(robot: Robot) -> None:
    robot.press("own_phrases")
    make(robot, "hej", "Hej {förnamn}!")
    robot.press("remove_hej")
    assert own(robot) == {}
    told, undo = robot.said[-1]
    assert told == "Frasen ;hej är borttagen."
    assert undo is not None
    undo()
    robot.settle()
    assert own(robot) == {"hej": "Hej {förnamn}!"}
    assert ";hej" in robot.reads()


def test_the_clinics_phrase_is_copied_and_never_changed(robot: Robot) -> None:
    shared = robot.services.feedback_notes.phrases("bokad")[0]
    robot.press("own_phrases")
    assert "Klinikens" in robot.reads()
    robot.press("copy_bokad")
    robot.type(" Hälsningar!", into="phrase_text")
    robot.press("save_phrase")
    assert own(robot) == {"bokad": f"{shared.text} Hälsningar!"}
    assert shared in robot.services.feedback_notes.phrases()


def test_a_variable_is_inserted_by_a_click(robot: Robot) -> None:
    robot.press("own_phrases")
    robot.type("Hej ", into="phrase_text")
    robot.press("variable_0")
    assert text_of(robot, "phrase_text") == "Hej {förnamn}"


def test_a_half_written_phrase_is_there_again_after_a_kill(robot: Robot) -> None:
    robot.press("own_phrases")
    robot.type("hälsn", into="phrase_name")
    robot.type("Med vänlig", into="phrase_text")
    desk(robot).phrases.keep()
    again = robot.killed_and_opened_again()
    again.press("own_phrases")
    assert text_of(again, "phrase_text") == "Med vänlig"
    again.press("save_phrase")
    assert own(again) == {"hälsn": "Med vänlig"}
    after = again.killed_and_opened_again()
    after.press("own_phrases")
    assert text_of(after, "phrase_text") == ""


def test_the_pane_is_whole_in_both_languages(qtbot: QtBot, treated: Ward) -> None:
    for chosen in ("sv", "en"):
        language.install(chosen)
        one = Robot(qtbot, treated, View.FEEDBACK)
        one.services.feedback_notes.save_phrase(name=chosen, text="Text " * 60, own=True)
        one.press("own_phrases")
        assert clipped(one.page) == []
        assert unnamed(one.page) == []
    language.install("sv")


def test_more_phrases_than_there_is_room_for_are_reached_with_the_arrow(robot: Robot) -> None:
    for number in range(9):
        robot.services.feedback_notes.save_phrase(name=f"x{number}", text=f"T{number}", own=True)
    robot.type(";x")
    popup = desk(robot).editor.popup
    assert len(popup.phrases) == 9
    for _ in range(7):
        robot.key(Qt.Key.Key_Down)
    marked = popup.marked
    assert isinstance(marked, PhraseView)
    assert marked.name == "x7"
    robot.key(Qt.Key.Key_Down)
    row = popup.height() - 8  # the last row that is shown is the last phrase now
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(20, row))
    assert text_of(robot, "feedback_text") == "T8"


def test_the_list_of_phrases_is_never_taller_than_the_window(qtbot: QtBot, treated: Ward) -> None:
    theme.current().choose(scale=2.0)
    for number in range(9):
        treated.clinic.clinician.feedback_notes.save_phrase(name=f"x{number}", text="T", own=True)
    robot = Robot(qtbot, treated, View.FEEDBACK, size=(1312, 420))
    robot.type(";x")
    popup = desk(robot).editor.popup
    assert popup.isVisible()
    assert popup.geometry().top() >= 0
    assert popup.geometry().bottom() <= robot.page.height()
    robot.key(Qt.Key.Key_Up)
    assert popup.marked is not None
    assert popup.marked.name == "x8"


def test_the_semicolon_is_heard_behind_signs_that_count_twice(robot: Robot) -> None:
    robot.services.feedback_notes.save_phrase(name="bo", text="Vi hörs.", own=True)
    editor = desk(robot).editor
    editor.setPlainText("😀😀 ; slut")
    cursor = editor.textCursor()
    cursor.setPosition(6)  # behind the ";": each face counts as two
    editor.setTextCursor(cursor)
    robot.type("bo")
    robot.key(Qt.Key.Key_Tab)
    assert editor.toPlainText() == "😀😀 Vi hörs. slut"
