"""What hands do, and which windows come, told before any widget hears of it.

A key, a click or a touch reaches a window first, and the window passes it on to its widgets: so
the windows are listened at, never the whole application. A filter in Python on the application is
called for every event of every object, a fifth of the time that a page takes to be built. And it
makes PySide take up what Qt has not finished yet, for what it is at that moment.

``listen(ear)`` lets ``ear.hear(event)`` hear, the newest first; ``True`` keeps the event from all
others. ``look(eye)`` tells ``eye.window_shown(window)`` of each window before it is seen. Both
last as long as the one who asked. The style attends to each window when Qt makes it ready.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from weakref import ref

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,  # all that is ever heard of a key that is a shortcut
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
"""Signs that somebody is there."""
DONE_BY_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.Drop,
    }
)
"""What a person does. A window that ends closes its lists by itself: that is none of it."""
_HEARD = ACTIVITY | DONE_BY_HANDS


class Ear(Protocol):
    """A QObject that hears what hands do."""

    def hear(self, event: QEvent) -> bool:
        """Whether nobody after it shall hear this."""
        ...


class Eye(Protocol):
    """A QObject that sees windows come."""

    def window_shown(self, window: QWidget) -> None:
        """A window, a dialog, a menu or a tip is about to be seen."""
        ...


_Kind = TypeVar("_Kind")
_ears: list[ref[Ear]] = []
_eyes: list[ref[Eye]] = []


def listen(ear: Ear) -> None:
    """Let it hear from now on, before anybody else."""
    leave(ear)
    _ears.append(ref(ear))


def leave(ear: Ear) -> None:
    """It need not hear any more."""
    _ears[:] = [each for each in _ears if each() not in {ear, None}]


def look(eye: Eye) -> None:
    """Let it see from now on."""
    look_away(eye)
    _eyes.append(ref(eye))


def look_away(eye: Eye) -> None:
    """It need not see any more."""
    _eyes[:] = [each for each in _eyes if each() not in {eye, None}]


class _Doors(QObject):
    """Stands at each window, and at the widget that fills it for when it is shown."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _HEARD:
            return isinstance(watched, QWindow) and _is_kept_back(event)
        if kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            attend_window(watched.windowHandle())
            for eye in _alive(_eyes):
                eye.window_shown(watched)
        return False


def _is_kept_back(event: QEvent) -> bool:
    return any(ear.hear(event) for ear in reversed(_alive(_ears)))


def _alive(kept: Sequence[ref[_Kind]]) -> list[_Kind]:
    found = (each() for each in kept)
    return [each for each in found if each is not None and isValid(each)]


_doors: list[_Doors] = []


def attend(window: QWidget) -> None:
    """Stand at this window from before it is first seen; asked again, it stands there once."""
    window.installEventFilter(_door())


def attend_window(window: QWindow | None) -> None:
    """Stand at a window of the system."""
    if window is not None:
        window.installEventFilter(_door())


def _door() -> _Doors:
    if not _doors or not isValid(_doors[0]):
        _doors[:] = [_Doors(QApplication.instance())]
    return _doors[0]
