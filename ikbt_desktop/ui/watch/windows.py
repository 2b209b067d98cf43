"""Windows: the last input of the session, and its messages of lock, another's turn and sleep."""

import ctypes
from contextlib import suppress
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtWidgets import QApplication

from ikbt_desktop.ui.watch.computer import Computer

SESSION_CHANGE, POWER_BROADCAST = 0x02B1, 0x0218
# Console or remote disconnected, logged off, locked (WTS_…); suspending (PBT_APMSUSPEND).
SESSION_LEFT, SUSPEND = frozenset({2, 4, 6, 7}), 4
_THIS_SESSION_ONLY = 0
_KIND = b"windows_generic_MSG"


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("time", ctypes.c_uint32))


class _Messages(QAbstractNativeEventFilter):
    """Hears what the system sends to the program's windows.

    Nothing may be raised in here: what C raises within an overridden method ends the process.
    """

    def __init__(self, computer: Computer) -> None:
        super().__init__()
        self._computer = computer

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if kind == _KIND and message:
            why = reason(wintypes.MSG.from_address(int(message)))
            if why:
                self._computer.left.emit(why)
        return False, 0


def reason(message: wintypes.MSG) -> str:
    """Whether a message says that nobody is before the screen any more, and why."""
    if message.message == SESSION_CHANGE and message.wParam in SESSION_LEFT:
        return "session"
    if message.message == POWER_BROADCAST and message.wParam == SUSPEND:
        return "sleep"
    return ""


class WindowsDesktop(Computer):
    """Counts by GetLastInputInfo; session changes are sent to the window that asked for them."""

    def __init__(self, parent: QObject | None, *, user32: Any, kernel32: Any, wts: Any) -> None:
        super().__init__(parent)
        self._user32, self._kernel32, self._wts = user32, kernel32, wts
        self._messages = _Messages(self)
        self._window = 0

    def begin(self) -> None:
        """Let the session's changes be sent to the program's window."""
        application = QCoreApplication.instance()
        shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        if self._window or application is None or not shown:
            return
        application.installNativeEventFilter(self._messages)
        self._window = int(shown[0].window().winId())
        self._wts.WTSRegisterSessionNotification(
            wintypes.HWND(self._window), wintypes.DWORD(_THIS_SESSION_ONLY)
        )

    def end(self) -> None:
        """No more."""
        application = QCoreApplication.instance()
        if self._window and application is not None:
            application.removeNativeEventFilter(self._messages)
            self._wts.WTSUnRegisterSessionNotification(wintypes.HWND(self._window))
        self._window = 0

    def idle(self) -> float | None:
        """Both ticks are of 32 bits and begin anew after 49 days."""
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not self._user32.GetLastInputInfo(ctypes.byref(last)):
            return None
        ticks: int = self._kernel32.GetTickCount()
        since: int = (ticks - last.time) & 0xFFFFFFFF
        return since / 1000


def computer(parent: QObject) -> Computer:
    """This computer; one without these libraries tells nothing."""
    load = getattr(ctypes, "WinDLL", None)
    if load is not None:
        with suppress(OSError):
            return WindowsDesktop(
                parent, user32=load("user32"), kernel32=load("kernel32"), wts=load("wtsapi32")
            )
    return Computer(parent)
