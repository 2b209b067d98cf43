"""What a computer tells of the person before it; by itself, nothing."""

import importlib
import sys
from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtCore import QObject, Signal

_UNITS = (1.0, 0.001)
"""Seconds or milliseconds: services of one name answer in either."""
_SLACK = 0.5


class Computer(QObject):
    """A computer that tells nothing: what it does not know, the program measures by itself."""

    left = Signal(str)
    """Nobody is before the screen any more: "sleep" or "session" (locked, or another's turn)."""

    def begin(self) -> None:
        """Listen from now on."""

    def end(self) -> None:
        """Listen no more."""

    def look(self) -> None:
        """Ask how long nobody touched the computer; the answer may come a little later."""

    def idle(self) -> float | None:
        """Seconds since anybody touched the computer, in any program; None when it cannot tell."""
        return None


@dataclass
class Counter:
    """An idle time is believed once it was seen to count as fast as the clock does.

    A service that is there but always says nought would keep the window open for ever.
    """

    unit: float | None = None
    _value: float = 0.0
    _at: float | None = None

    def told(self, value: float, at: float) -> None:
        """The source said `value` at the monotonic moment `at`."""
        passed = 0.0 if self._at is None else at - self._at
        if passed > 0 and value > self._value:
            rate = (value - self._value) / passed
            fitting = (unit for unit in _UNITS if abs(rate * unit - 1) <= _SLACK)
            self.unit = next(fitting, self.unit)
        self._value, self._at = value, at

    def idle(self, now: float, *, newest: float) -> float | None:
        """Seconds idle by the latest answer, unless that is older than `newest` seconds."""
        if self.unit is None or self._at is None or now - self._at > newest:
            return None
        return self._value * self.unit + (now - self._at)


class _System(Protocol):
    """What each system's module gives."""

    def computer(self, parent: QObject) -> Computer:
        """The computer that the program runs on."""
        ...


_MODULES = {"linux": "linux", "win32": "windows", "darwin": "macos"}


def of_this_machine(parent: QObject) -> Computer:
    """The computer that the program runs on, with what its system can tell."""
    name = _MODULES.get(sys.platform)
    if name is None:
        return Computer(parent)
    # By name: what only one system has is imported on it alone, and when somebody is let in.
    module = cast("_System", importlib.import_module(f"ikbt_desktop.ui.watch.{name}"))
    return module.computer(parent)
