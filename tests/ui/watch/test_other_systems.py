"""Windows and macOS: the code that asks their systems, over stand-ins for the system's calls.

Neither was run on a real one; what is shown here is what is asked and what is made of the answer.
"""

import ctypes
import sys
from ctypes import wintypes
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.watch import computer, macos, windows
from ikbt_desktop.ui.watch.macos import MacDesktop
from ikbt_desktop.ui.watch.windows import POWER_BROADCAST, SESSION_CHANGE, WindowsDesktop


class _User32:
    last, works = 1_000, True

    def GetLastInputInfo(self, pointer: Any) -> int:
        found = pointer._obj
        assert found.size == ctypes.sizeof(found) == 8
        found.time = self.last
        return int(self.works)


class _Kernel32:
    ticks = 61_000

    def GetTickCount(self) -> int:
        return self.ticks


class _Wts:
    def __init__(self) -> None:
        self.calls: list[str] = []

    def WTSRegisterSessionNotification(self, window: wintypes.HWND, flags: wintypes.DWORD) -> int:
        assert window.value
        assert flags.value == 0
        self.calls.append("register")
        return 1

    def WTSUnRegisterSessionNotification(self, window: wintypes.HWND) -> int:
        assert window.value
        self.calls.append("unregister")
        return 1


@pytest.fixture
def wts() -> _Wts:
    return _Wts()


@pytest.fixture
def desktop(qapp: object, wts: _Wts) -> WindowsDesktop:
    return WindowsDesktop(None, user32=_User32(), kernel32=_Kernel32(), wts=wts)


def test_windows_counts_from_the_last_input(desktop: WindowsDesktop) -> None:
    assert desktop.idle() == 60.0


def test_windows_counts_on_when_the_ticks_begin_anew(desktop: WindowsDesktop) -> None:
    desktop._user32.last = 0xFFFFFFFF - 999
    desktop._kernel32.ticks = 4_000
    assert desktop.idle() == 5.0


def test_windows_that_does_not_answer_tells_nothing(desktop: WindowsDesktop) -> None:
    desktop._user32.works = False
    assert desktop.idle() is None


@pytest.mark.parametrize(
    ("number", "what", "why"),
    [
        (SESSION_CHANGE, 7, ["session"]),  # locked
        (SESSION_CHANGE, 2, ["session"]),  # another account's turn at the screen
        (SESSION_CHANGE, 4, ["session"]),  # the remote window was closed
        (SESSION_CHANGE, 8, []),  # unlocked
        (POWER_BROADCAST, 4, ["sleep"]),
        (POWER_BROADCAST, 7, []),  # woken
        (0x0100, 7, []),  # a key
    ],
)
def test_windows_messages_that_say_that_nobody_is_there(
    desktop: WindowsDesktop, number: int, what: int, why: list[str]
) -> None:
    heard: list[str] = []
    desktop.left.connect(heard.append)
    message = wintypes.MSG(None, number, what, 0, 0)
    answer = desktop._messages.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message))
    assert answer == (False, 0)
    assert heard == why


def test_messages_of_another_kind_are_not_read(desktop: WindowsDesktop) -> None:
    assert desktop._messages.nativeEventFilter(b"xcb_generic_event_t", 1) == (False, 0)
    assert desktop._messages.nativeEventFilter(b"windows_generic_MSG", 0) == (False, 0)


def test_windows_sends_its_sessions_changes_while_somebody_is_in(
    qtbot: QtBot, desktop: WindowsDesktop, wts: _Wts
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    desktop.begin()
    desktop.begin()
    desktop.end()
    desktop.end()
    assert wts.calls == ["register", "unregister"]


class _Call:
    """A C function: takes its types, and does what the test says."""

    def __init__(self, act: Any) -> None:
        self._act = act
        self.restype: object = None
        self.argtypes: object = None

    def __call__(self, *arguments: object) -> object:
        return self._act(*arguments)


class _Graphics:
    def __init__(self) -> None:
        self.CGEventSourceSecondsSinceLastEventType = _Call(self._since)

    def _since(self, state: int, kind: int) -> float:
        assert (state, kind) == (0, 0xFFFFFFFF)
        return 42.5


class _Foundation:
    def __init__(self) -> None:
        self.observers: list[tuple[object, bytes]] = []
        self.CFNotificationCenterGetDistributedCenter = _Call(lambda: 7)
        self.CFStringCreateWithCString = _Call(lambda _, text, encoding: text)
        self.CFNotificationCenterAddObserver = _Call(self._add)
        self.CFNotificationCenterRemoveEveryObserver = _Call(self._remove)

    def _add(self, centre: int, who: int, heard: object, name: bytes, *rest: object) -> None:
        assert (centre, rest) == (7, (None, 4))
        self.observers.append((heard, name))

    def _remove(self, centre: int, who: int) -> None:
        self.observers.clear()


def test_macos_counts_and_hears_that_the_screen_is_locked(qapp: object) -> None:
    foundation = _Foundation()
    heard: list[str] = []
    mac = MacDesktop(None, graphics=_Graphics(), foundation=foundation)
    mac.left.connect(heard.append)
    assert mac.idle() == 42.5
    mac.begin()
    mac.begin()
    names = [name for _, name in foundation.observers]
    assert names == [b"com.apple.screenIsLocked", b"com.apple.screensaver.didstart"]
    told: Any = foundation.observers[0][0]
    told(7, 0, 0, 0, 0)  # through C, as the system calls it
    assert heard == ["session"]
    mac.end()
    mac.end()
    assert foundation.observers == []


@pytest.mark.parametrize("system", [windows, macos])
def test_a_computer_without_the_libraries_tells_nothing(qapp: object, system: Any) -> None:
    made = system.computer(None)
    made.begin()
    made.look()
    assert made.idle() is None
    made.end()


@pytest.mark.parametrize("name", ["linux", "win32", "darwin", "plan9"])
def test_every_system_gives_some_computer(
    qapp: object, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "platform", name)
    parent = QObject()
    made = computer.of_this_machine(parent)
    assert isinstance(made, computer.Computer)
