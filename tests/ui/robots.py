"""Hands for the tests: keys and clicks on real widgets."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ikbt_desktop.demo.robot import strike
from ikbt_desktop.ui.kit import turns


def type_text(widget: QWidget, text: str) -> None:
    """Type the text key by key, å ä ö too (QTest knows only ASCII)."""
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = Qt.Key.Key_Return if sign == "\n" else Qt.Key.Key_unknown
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(widget, event)


def press(
    widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """One key as the system brings it: to the window, which gives it to what has its focus."""
    strike(widget.window().windowHandle(), key, held)


def named(window: QWidget, name: str) -> QWidget:
    """The widget with this object name inside the window, once it is whole."""
    turns.finish()
    found = window.findChild(QWidget, name)
    assert isinstance(found, QWidget), f"there is no {name}"
    return found


def in_sight(widget: QWidget) -> bool:
    """Whether the whole of it is seen: nothing scrolls or cuts a part of it away."""
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()
