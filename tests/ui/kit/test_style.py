"""Underlined letters show while Alt is down, and only what has one is painted for it."""

import subprocess
import sys
from pathlib import Path

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

ROOT = Path(__file__).resolve().parents[3]


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


_LEFT_OPEN = """
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
application = QApplication([])
from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.menus import Menu, MenuBar
theme.current()
window = QWidget()
bar = MenuBar()
QVBoxLayout(window).addWidget(bar)
menu = Menu(bar)
bar.addMenu(menu)
window.show()
application.processEvents()
"""


def test_a_program_that_ends_with_a_menu_in_its_window_ends_in_order() -> None:
    for _ in range(4):  # Python ends its objects in another order each time
        ended = subprocess.run([sys.executable, "-c", _LEFT_OPEN], cwd=ROOT, check=False)
        assert ended.returncode == 0
