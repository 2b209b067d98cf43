"""What a lock does to the screen: nothing stays visible, nothing stays on the clipboard."""

import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QDrag
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

_log = logging.getLogger(__name__)
_ROUNDS = 5
Outcome = TypeVar("Outcome")


def certainly(step: Callable[[], Outcome]) -> Outcome | None:
    """Take one step of a lock. What goes wrong is noted, and may not hold a door open."""
    try:
        return step()
    except Exception as fault:  # noqa: BLE001 - an edge: a bug in a page may not keep it unlocked
        _log.error("a step of the lock failed", exc_info=fault)
        return None


def hide_windows(front: QWidget) -> None:
    """Every window but `front` goes: dialogs, menus, lists of a field, tooltips, and what is drawn.

    A dialog is hidden first and told afterwards. What it opens when it is told goes as well.
    """
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:  # else nothing is being drawn
        certainly(QDrag.cancel)
    certainly(QToolTip.hideText)
    for _ in range(_ROUNDS):
        popup = QApplication.activePopupWidget()
        shown = [
            widget
            for widget in (popup, *QApplication.topLevelWidgets())
            if widget is not None and widget is not front and widget.isVisible()
        ]
        if not shown:
            return
        for widget in shown:
            if isValid(widget):
                certainly(widget.hide)
        for widget in shown:
            if isValid(widget) and isinstance(widget, QDialog):
                certainly(widget.reject)
            elif isValid(widget):
                certainly(widget.close)


def clear_clipboard() -> None:
    """What was copied out of the program does not outlive the session; others' copies stay."""
    clipboard = QApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


# --- where the cursor was ----------------------------------------------------------------------


def cursor(widget: QWidget | None) -> int:
    """Where it stands in a text, else nought."""
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    return 0


def words(widget: QWidget | None) -> str:
    """What a field holds."""
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def write_again(widget: QWidget, text: str) -> None:
    """As if typed, so that it is saved like everything that is."""
    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)
        widget.textEdited.emit(text)


def set_cursor(widget: QWidget, position: int) -> None:
    """Put it back."""
    if isinstance(widget, QPlainTextEdit):
        found = widget.textCursor()
        found.setPosition(min(position, len(widget.toPlainText())))
        widget.setTextCursor(found)
    elif isinstance(widget, QLineEdit):
        widget.setCursorPosition(position)
