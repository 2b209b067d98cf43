"""macOS: the last input of the session, and the notice that its screen is locked.

A sleep without a locked screen is noticed on waking, by the time that is missing.
"""

import ctypes
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject

from ikbt_desktop.ui.watch.computer import Computer

_GRAPHICS = "/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics"
_FOUNDATION = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
_ANY_INPUT, _THIS_SESSION = 0xFFFFFFFF, 0
_UTF8, _AT_ONCE = 0x08000100, 4
_NOTICES = (b"com.apple.screenIsLocked", b"com.apple.screensaver.didstart")
_Heard = ctypes.CFUNCTYPE(
    *(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
)


class MacDesktop(Computer):
    """Counts by CGEventSource; hears the distributed notices of the session."""

    def __init__(self, parent: QObject | None, *, graphics: Any, foundation: Any) -> None:
        super().__init__(parent)
        self._since: Callable[[int, int], float]
        self._since = graphics.CGEventSourceSecondsSinceLastEventType
        graphics.CGEventSourceSecondsSinceLastEventType.restype = ctypes.c_double
        graphics.CGEventSourceSecondsSinceLastEventType.argtypes = (
            *(ctypes.c_int32, ctypes.c_uint32),
        )
        pointer = ctypes.c_void_p
        self._foundation = foundation
        foundation.CFNotificationCenterGetDistributedCenter.restype = pointer
        foundation.CFStringCreateWithCString.restype = pointer
        foundation.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
        foundation.CFNotificationCenterAddObserver.argtypes = (
            *(pointer, pointer, _Heard, pointer, pointer, ctypes.c_long),
        )
        foundation.CFNotificationCenterRemoveEveryObserver.argtypes = (pointer, pointer)
        # Held as long as the observer: the system calls it by its address.
        self._heard = _Heard(self._hear)
        self._centre: int | None = None

    def begin(self) -> None:
        """Hear of it, whatever program is in front."""
        if self._centre is not None:
            return
        self._centre = self._foundation.CFNotificationCenterGetDistributedCenter()
        for notice in _NOTICES:
            name = self._foundation.CFStringCreateWithCString(None, notice, _UTF8)
            self._foundation.CFNotificationCenterAddObserver(
                *(self._centre, id(self), self._heard, name, None, _AT_ONCE)
            )

    def end(self) -> None:
        """No more."""
        if self._centre is not None:
            self._foundation.CFNotificationCenterRemoveEveryObserver(self._centre, id(self))
        self._centre = None

    def idle(self) -> float | None:
        """Of keys, mouse and all else."""
        return max(0.0, float(self._since(_THIS_SESSION, _ANY_INPUT)))

    def _hear(self, *_told: object) -> None:
        self.left.emit("session")


def computer(parent: QObject) -> Computer:
    """This computer; one without these libraries tells nothing."""
    with suppress(OSError, AttributeError):
        return MacDesktop(
            parent, graphics=ctypes.CDLL(_GRAPHICS), foundation=ctypes.CDLL(_FOUNDATION)
        )
    return Computer(parent)
