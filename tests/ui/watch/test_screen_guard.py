"""Windows kept out of pictures of the screen: what the systems are told, over stand-ins.

Neither Windows nor macOS was run; Linux has no such thing, and says so.
"""

import ctypes
import sys
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.watch import screen_guard
from ikbt_desktop.ui.watch.screen_guard import ScreenGuard


class _User32:
    def __init__(self, *, old: bool = False) -> None:
        self.old, self.calls = old, []  # type: tuple[bool, list[tuple[int, int]]]

    def SetWindowDisplayAffinity(self, handle: ctypes.c_void_p, kind: int) -> int:
        self.calls.append((handle.value or 0, kind))
        return int(not (self.old and kind == 0x11))


def test_windows_is_told_to_leave_a_window_out_and_to_show_it_again() -> None:
    user32 = _User32()
    hide = screen_guard.on_windows(user32)
    hide(7, True)
    hide(7, False)
    assert user32.calls == [(7, 0x11), (7, 0x0)]


def test_an_older_windows_shows_black_instead() -> None:
    user32 = _User32(old=True)
    screen_guard.on_windows(user32)(7, True)
    assert user32.calls == [(7, 0x11), (7, 0x1)]


class _Told:
    """What the guard tells the system."""

    def __init__(self) -> None:
        self.hidden: dict[int, bool] = {}

    def __call__(self, window: int, hidden: bool) -> None:
        self.hidden[window] = hidden


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_shown_already_and_every_dialog_after_it_is_hidden(
    qtbot: QtBot, window: QWidget
) -> None:
    told = _Told()
    guard = ScreenGuard(window, told)
    guard.set_on(on=True)
    assert told.hidden[int(window.winId())]
    dialog = QDialog(window)
    dialog.open()
    assert told.hidden[int(dialog.winId())]
    guard.set_on(on=False)
    assert not told.hidden[int(window.winId())]
    assert not told.hidden[int(dialog.winId())]
    later = QDialog(window)
    later.open()
    assert int(later.winId()) not in told.hidden
    assert not guard.is_on


def test_where_the_system_has_no_such_thing_nothing_is_promised(window: QWidget) -> None:
    guard = ScreenGuard(window, None)
    guard.set_on(on=True)
    assert (guard.is_possible, guard.is_on) == (False, False)


def test_macos_is_asked_for_the_window_of_the_view_and_told_its_sharing() -> None:
    calls: list[tuple[object, ...]] = []

    class _Objc:
        """Selectors are numbers here; the messages themselves are C functions."""

        def __init__(self) -> None:
            self.sel_registerName: Any = _Selectors()

    class _Selectors:
        def __call__(self, name: bytes) -> int:
            return {b"window": 1, b"setSharingType:": 2}[name]

    def asked(view: int, selector: int) -> int:
        calls.append((view, selector))
        return 99

    def told(window: int, selector: int, kind: int) -> None:
        calls.append((window, selector, kind))

    hide = screen_guard.on_macos(_Objc(), asked=asked, told=told)
    hide(5, True)
    hide(5, False)
    assert calls == [(5, 1), (99, 2, 0), (5, 1), (99, 2, 1)]


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_no_system_breaks_for_want_of_its_library(
    monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert screen_guard.of_this_system() is None
