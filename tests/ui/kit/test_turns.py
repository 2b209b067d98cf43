"""What is done in turns is done in order, one step a turn, and whole before the next key."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.errors import IkbtError, NotFound
from ikbt_desktop.ui.kit import theme, turns
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.turns import Turns


class _Work:
    """A window with one field, its turns, and what happened in order."""

    def __init__(self, qtbot: QtBot, *, idle: bool = False) -> None:
        self.field = LineEdit()
        qtbot.addWidget(self.field)
        self.field.show()
        self.happened: list[str] = []
        self.turns = Turns(self.field, failed=self._fail, idle=idle)

    def _fail(self, error: IkbtError) -> None:
        self.happened.append(type(error).__name__)

    def step(self, name: str, *parts: str) -> Callable[[], None]:
        def act() -> None:
            for part in parts:
                turns.part(partial(self.happened.append, part))
            self.happened.append(name)

        return act


@pytest.fixture
def work(qtbot: QtBot) -> _Work:
    return _Work(qtbot)


def _turn() -> None:
    QApplication.processEvents()


def test_each_step_has_a_turn_of_its_own_in_which_timers_come_too(work: _Work) -> None:
    beat = QTimer(work.field, interval=0)
    beat.timeout.connect(lambda: work.happened.append("beat"))
    work.turns.run(work.step("one"), work.step("two"), work.step("three"))
    beat.start()
    while not work.turns.is_done:
        _turn()
    said = [word for word in work.happened if word != "beat"]
    assert said == ["one", "two", "three"]
    one, two, three = (work.happened.index(word) for word in said)
    assert "beat" in work.happened[one:two]
    assert "beat" in work.happened[two:three]


def test_nothing_is_done_in_the_turn_that_asks(work: _Work) -> None:
    work.turns.run(work.step("one"))
    assert work.happened == []
    assert not work.turns.is_done


def test_the_parts_of_a_step_come_in_order_before_the_next_step(work: _Work) -> None:
    def nested() -> None:
        turns.part(work.step("inner", "innermost"))
        work.happened.append("outer")

    work.turns.run(nested, work.step("last"))
    work.turns.finish()
    assert work.happened == ["outer", "inner", "innermost", "last"]


def test_a_part_outside_of_a_step_is_done_at_once(work: _Work) -> None:
    turns.part(work.step("now", "before"))
    assert work.happened == ["before", "now"]


def test_a_key_finds_everything_done(work: _Work) -> None:
    work.field.textEdited.connect(lambda text: work.happened.append(f"typed {text}"))
    work.turns.run(work.step("one", "part"), work.step("two"))
    QTest.keyClick(work.field.windowHandle(), Qt.Key.Key_A)
    assert work.happened == ["one", "part", "two", "typed a"]


def test_a_key_that_comes_to_the_window_is_heard_where_the_last_step_put_the_focus(
    work: _Work, qtbot: QtBot
) -> None:
    other = LineEdit()
    qtbot.addWidget(other)
    other.show()
    work.turns.run(work.step("one"), other.setFocus, other.activateWindow)
    window = work.field.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_B)
    assert work.happened == ["one"]
    assert work.turns.is_done


def test_a_key_finds_done_what_the_last_step_began(work: _Work) -> None:
    onwards = Turns(work.field, failed=work._fail)
    work.turns.run(work.step("one"), lambda: onwards.run(work.step("two"), work.step("three")))
    QTest.keyClick(work.field.windowHandle(), Qt.Key.Key_A)
    assert work.happened == ["one", "two", "three"]


def test_a_composed_sign_finds_everything_done(work: _Work) -> None:
    work.turns.run(work.step("one"), work.step("two"))
    composed = QInputMethodEvent()
    composed.setCommitString("å")
    QApplication.sendEvent(work.field, composed)
    assert work.happened == ["one", "two"]
    assert work.field.text() == "å"


def test_a_click_finds_everything_done(work: _Work) -> None:
    work.turns.run(work.step("one"), work.step("two"))
    QTest.mouseClick(work.field.windowHandle(), Qt.MouseButton.LeftButton)
    assert work.happened == ["one", "two"]


def test_a_movement_alone_hurries_nobody(work: _Work) -> None:
    work.turns.run(work.step("one"))
    QApplication.sendEvent(work.field, QEvent(QEvent.Type.Enter))
    QApplication.sendEvent(work.field, QEvent(QEvent.Type.HoverMove))
    assert work.happened == []


def test_hands_are_not_waited_for_while_a_step_is_done(work: _Work, qtbot: QtBot) -> None:
    other = _Work(qtbot)
    heard: list[bool] = []
    other.turns.run(other.step("one"))
    assert turns._hands[0]._hears
    work.turns.run(lambda: heard.append(turns._hands[0]._hears))
    work.turns.finish()
    assert heard == [False]
    assert turns._hands[0]._hears
    other.turns.finish()
    assert not turns._hands[0]._hears


def test_hands_do_not_wait_for_what_is_idle(qtbot: QtBot) -> None:
    work = _Work(qtbot, idle=True)
    work.turns.run(work.step("one"), work.step("two"))
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(work.field.windowHandle(), key)
    assert work.field.text() == "a"
    assert work.happened == []
    qtbot.waitUntil(lambda: work.turns.is_done)
    assert work.happened == ["one", "two"]


def test_the_last_ones_are_done_before_new_ones_begin(work: _Work) -> None:
    work.turns.run(work.step("one"), work.step("two"))
    work.turns.run(work.step("three"))
    assert work.happened == ["one", "two"]
    work.turns.finish()
    assert work.happened == ["one", "two", "three"]


def test_what_comes_after_waits_for_the_rest_and_for_nothing_else(work: _Work) -> None:
    work.turns.after(work.step("at once"))
    work.turns.run(work.step("one"))
    work.turns.after(work.step("after"))
    assert work.happened == ["at once"]
    work.turns.finish()
    assert work.happened == ["at once", "one", "after"]


def test_an_error_is_told_and_ends_the_row(work: _Work) -> None:
    def refuse() -> None:
        turns.part(work.step("a part of it"))
        raise NotFound("treatment")

    work.turns.run(work.step("one"), refuse, work.step("never"))
    work.turns.finish()
    assert work.happened == ["one", "NotFound"]
    assert work.turns.is_done
    work.turns.run(work.step("again"))
    work.turns.finish()
    assert work.happened[-1] == "again"


def test_a_bug_ends_the_row_and_is_no_secret(work: _Work) -> None:
    def stumble() -> None:
        raise ZeroDivisionError

    work.turns.run(stumble, work.step("never"))
    with pytest.raises(ZeroDivisionError):
        work.turns.finish()
    assert work.turns.is_done
    work.turns.run(work.step("again"))
    work.turns.finish()
    assert work.happened == ["again"]


def test_to_finish_within_a_step_does_nothing_for_it_is_being_done(work: _Work) -> None:
    work.turns.run(work.turns.finish, work.step("two"))
    work.turns.finish()
    assert work.happened == ["two"]


def test_whoever_looks_at_a_window_as_a_whole_finishes_what_is_left_anywhere(
    work: _Work, qtbot: QtBot
) -> None:
    other = _Work(qtbot, idle=True)
    work.turns.run(work.step("one"))
    other.turns.run(other.step("two"))
    assert not turns.are_done()
    work.turns.finish()
    assert turns.are_done()  # but for what is idle
    turns.finish()
    assert (work.happened, other.happened) == (["one"], ["two"])


def test_a_new_look_finds_everything_done(work: _Work) -> None:
    work.turns.run(work.step("one"), work.step("two"))
    theme.current().choose(scale=1.5)
    assert work.happened == ["one", "two"]


def test_what_is_dropped_is_not_done(work: _Work) -> None:
    work.turns.run(work.step("never"))
    work.turns.drop()
    _turn()
    assert work.happened == []
    assert work.turns.is_done
