"""Underlined letters show while Alt is down, and only what has one is painted for it."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column


class _Painted(QObject):
    """Which widgets are painted."""

    def __init__(self, *watched: QWidget) -> None:
        super().__init__()
        self.widgets: set[QObject] = set()
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.widgets.add(watched)
        return False


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = Column(made)
    column.put(Button("&Spara"), FieldBlock("&Namn", LineEdit()), Label("Ingen bokstav"))
    made.resize(300, 160)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


def test_letters_are_underlined_while_alt_is_down_and_nothing_else_is_painted(
    window: QWidget,
) -> None:
    button = window.findChild(Button)
    block = window.findChild(FieldBlock)
    assert isinstance(button, Button)
    assert isinstance(block, FieldBlock)
    quiet = window.findChildren(Label)[-1]
    assert quiet.text() == "Ingen bokstav"
    before = [one.grab().toImage() for one in (button, block.label)]
    painted = _Painted(button, block.label, quiet)
    QTest.keyPress(window.windowHandle(), Qt.Key.Key_Alt)
    QApplication.processEvents()
    assert painted.widgets == {button, block.label}
    shown = [one.grab().toImage() for one in (button, block.label)]
    assert all(a != b for a, b in zip(before, shown, strict=True))
    QTest.keyRelease(window.windowHandle(), Qt.Key.Key_Alt)
    QApplication.processEvents()
    assert [one.grab().toImage() for one in (button, block.label)] == before
