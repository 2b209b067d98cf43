"""Questionnaires are keyed in by digits alone, and empty is never zero."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit.answer_grid import AnswerGrid, GridItem


@pytest.fixture
def grid(qtbot: QtBot) -> AnswerGrid:
    found = AnswerGrid()
    qtbot.addWidget(found)
    found.set_items([GridItem(n, f"ämne {n}", range(7), previous=2) for n in range(1, 10)])
    found.resize(800, 420)
    found.show()
    QApplication.processEvents()
    found.start()
    return found


def _type(qtbot: QtBot, keys: str) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, key)


def test_nine_digits_answer_nine_items(qtbot: QtBot, grid: AnswerGrid) -> None:
    told: list[tuple[int, object]] = []
    grid.answered.connect(lambda item, value: told.append((item, value)))
    with qtbot.waitSignal(grid.finished):
        _type(qtbot, "434233244")
    assert list(grid.answers.values()) == [4, 3, 4, 2, 3, 3, 2, 4, 4]
    assert told[-1] == (9, 4)


def test_a_skipped_item_is_unanswered_and_never_zero(qtbot: QtBot, grid: AnswerGrid) -> None:
    _type(qtbot, "1 3")
    assert [grid.answers[item] for item in (1, 2, 3, 4)] == [1, None, 3, None]
    assert grid.current == 4


def test_backspace_goes_back_and_the_next_digit_corrects(qtbot: QtBot, grid: AnswerGrid) -> None:
    _type(qtbot, "15")
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Backspace)
    assert grid.current == 2
    assert grid.answers[2] == 5
    _type(qtbot, "0")
    assert grid.answers[2] == 0


def test_a_digit_outside_the_scale_changes_nothing_and_is_said(
    qtbot: QtBot, grid: AnswerGrid
) -> None:
    with qtbot.waitSignal(grid.refused) as said:
        _type(qtbot, "7")
    assert grid.answers[1] is None
    assert grid.current == 1
    assert "0, 1, 2, 3, 4, 5, 6" in said.args[0]


def test_digits_of_other_scripts_answer_nothing(qtbot: QtBot, grid: AnswerGrid) -> None:
    key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "٣")
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, key)
    assert set(grid.answers.values()) == {None}


def test_a_second_entry_stops_where_it_differs(qtbot: QtBot, grid: AnswerGrid) -> None:
    _type(qtbot, "111111111")
    grid.begin_second_entry()
    assert set(grid.answers.values()) == {None}
    with qtbot.waitSignal(grid.refused):
        _type(qtbot, "12")
    assert grid.current == 2
    assert 2 in grid.differences()


def test_forty_eight_rows_scroll_to_the_one_that_has_the_focus(qtbot: QtBot) -> None:
    grid = AnswerGrid()
    qtbot.addWidget(grid)
    items = [
        GridItem(n, f"ämne {n}", range(4), group="Rädsla" if n <= 24 else "Undvikande")
        for n in range(1, 49)
    ]
    grid.set_items(items)
    grid.resize(800, 400)
    grid.show()
    QApplication.processEvents()
    grid.start()
    _type(qtbot, "1" * 40)
    assert grid.current == 41
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not focused.visibleRegion().isEmpty()


def test_the_printed_question_is_said_as_plain_text_where_the_clinic_keeps_it(
    qtbot: QtBot,
) -> None:
    grid = AnswerGrid()
    qtbot.addWidget(grid)
    grid.set_items([GridItem(1, "sömn", range(4), wording="Hur <b>sover</b> du?")])
    row = grid.findChild(QWidget, "item_1")
    assert row is not None
    assert row.accessibleDescription() == "Hur <b>sover</b> du?"
    assert "<b>" not in row.toolTip()
