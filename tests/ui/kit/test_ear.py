"""What hears everything is silent only while a page is built."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import ear
from ikbt_desktop.ui.kit.edits import LineEdit


class _Ear(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.keys = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.keys += event.type() == QEvent.Type.KeyPress
        return False


def test_keys_are_heard_before_and_after_a_page_is_built(qtbot: QtBot) -> None:
    field = LineEdit()
    qtbot.addWidget(field)
    heard = _Ear(field)
    ear.listen(heard)
    QTest.keyClick(field, Qt.Key.Key_A)
    assert heard.keys == 1
    with ear.aside():
        QTest.keyClick(field, Qt.Key.Key_B)
    assert heard.keys == 1
    QTest.keyClick(field, Qt.Key.Key_C)
    assert heard.keys == 2


def test_an_error_while_building_does_not_leave_it_deaf(qtbot: QtBot) -> None:
    field = LineEdit()
    qtbot.addWidget(field)
    heard = _Ear(field)
    ear.listen(heard)
    try:
        with ear.aside():
            raise KeyError
    except KeyError:
        QTest.keyClick(field, Qt.Key.Key_A)
    assert heard.keys == 1
