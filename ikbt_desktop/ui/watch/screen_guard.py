"""Keeps the program's windows out of screenshots and shared screens, where the system can."""

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ikbt_desktop.ui.kit import ear

Hide = Callable[[int, bool], None]
"""Told a window's number, and whether it shall be left out of pictures of the screen."""
_SHOWN, _MONITOR_ONLY, _EXCLUDED = 0x0, 0x1, 0x11  # WDA_…
_SHARING_NONE, _SHARING_READ_ONLY = 0, 1  # NSWindowSharing…


def on_windows(user32: Any) -> Hide:
    """Left out; on a Windows older than 2004 black instead."""

    def hide(window: int, hidden: bool) -> None:
        handle = ctypes.c_void_p(window)
        if not hidden:
            user32.SetWindowDisplayAffinity(handle, _SHOWN)
        elif not user32.SetWindowDisplayAffinity(handle, _EXCLUDED):
            user32.SetWindowDisplayAffinity(handle, _MONITOR_ONLY)

    return hide


_POINTER = ctypes.c_void_p
Asked = Callable[[int, int], int | None]
Told = Callable[[int, int, int], None]


def on_macos(objc: Any, *, asked: Asked, told: Told) -> Hide:
    """`[[view window] setSharingType: …]`, by the runtime's own functions."""

    def hide(view: int, hidden: bool) -> None:
        window = asked(view, objc.sel_registerName(b"window"))
        if window:
            kind = _SHARING_NONE if hidden else _SHARING_READ_ONLY
            told(window, objc.sel_registerName(b"setSharingType:"), kind)

    return hide


def _runtime() -> Hide:
    objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
    objc.sel_registerName.restype, objc.sel_registerName.argtypes = _POINTER, (ctypes.c_char_p,)
    # One function of the runtime under two forms: a message that answers, one that is told.
    return on_macos(
        objc,
        asked=ctypes.CFUNCTYPE(_POINTER, _POINTER, _POINTER)(("objc_msgSend", objc)),
        told=ctypes.CFUNCTYPE(None, _POINTER, _POINTER, ctypes.c_ulong)(("objc_msgSend", objc)),
    )


def of_this_system() -> Hide | None:
    """How windows are hidden here; None where the system has no such thing (Linux)."""
    load = getattr(ctypes, "WinDLL", None)
    with suppress(OSError, AttributeError):
        if sys.platform == "win32" and load is not None:
            return on_windows(load("user32"))
        if sys.platform == "darwin":
            return _runtime()
    return None


class ScreenGuard(QObject):
    """Hides every window that is shown, dialogs and menus too, while it is on."""

    def __init__(self, parent: QObject, hide: Hide | None) -> None:
        super().__init__(parent)
        self._hide = hide
        self.is_on = False

    @property
    def is_possible(self) -> bool:
        """Whether this system can hide windows at all."""
        return self._hide is not None

    def set_on(self, *, on: bool) -> None:
        """From now on; windows that are shown already take it at once."""
        if self._hide is None or on == self.is_on:
            return
        self.is_on = on
        if on:
            ear.look(self)
        else:
            ear.look_away(self)
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible():
                self._hide(int(widget.winId()), on)

    def window_shown(self, window: QWidget) -> None:
        """Hide it before it is seen."""
        if self._hide is not None:
            self._hide(int(window.winId()), True)
