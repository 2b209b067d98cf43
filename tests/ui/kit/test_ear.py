"""The ear hears what comes to any window, popups and dialogs too, before a widget does."""

import gc

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import ear
from ikbt_desktop.ui.kit.edits import LineEdit


class _Ear(QObject):
    def __init__(self, parent: QObject, *, keeps: bool = False) -> None:
        super().__init__(parent)
        self.heard: list[QEvent.Type] = []
        self._keeps = keeps
        ear.listen(self)

    def hear(self, event: QEvent) -> bool:
        self.heard.append(event.type())
        return self._keeps

    @property
    def keys(self) -> int:
        return self.heard.count(QEvent.Type.KeyPress)


class _Eye(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.seen: list[QWidget] = []
        self.visible: list[bool] = []
        ear.look(self)

    def window_shown(self, window: QWidget) -> None:
        self.seen.append(window)
        self.visible.append(window.windowHandle().isVisible())


@pytest.fixture
def field(qtbot: QtBot) -> LineEdit:
    made = LineEdit()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_key_is_heard_once_before_the_field_has_it(field: LineEdit) -> None:
    heard = _Ear(field)
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert (heard.keys, field.text()) == (1, "a")


def test_what_is_kept_back_reaches_neither_the_field_nor_who_listened_before(
    field: LineEdit,
) -> None:
    first = _Ear(field)
    second = _Ear(field, keeps=True)
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert (first.keys, second.keys, field.text()) == (0, 1, "")


def test_who_leaves_hears_no_more_and_who_ended_is_forgotten(field: LineEdit) -> None:
    heard, ended = _Ear(field), _Ear(field)
    ear.leave(heard)
    ended.deleteLater()
    del ended
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert (heard.keys, field.text()) == (0, "a")


@pytest.mark.qt_log_ignore("does not support grabbing", extend=True)
def test_a_movement_over_a_menu_or_an_open_list_is_heard_too(qtbot: QtBot, field: LineEdit) -> None:
    heard = _Ear(field)
    window = QWidget()
    qtbot.addWidget(window)
    listed = QComboBox()
    listed.addItems(["en", "två"])
    QVBoxLayout(window).addWidget(listed)
    window.show()
    listed.showPopup()
    menu = QMenu(window)
    menu.addAction("En")
    menu.popup(QPoint(5, 5))
    for popup in (listed.view().window(), menu):
        heard.heard.clear()
        assert popup.isVisible()
        QTest.mouseMove(popup.windowHandle(), QPoint(4, 4))
        QApplication.processEvents()
        assert QEvent.Type.MouseMove in heard.heard
    menu.close()
    listed.hidePopup()


def test_a_dialog_is_listened_at_from_its_first_key(qtbot: QtBot, field: LineEdit) -> None:
    heard = _Ear(field)
    dialog = QDialog(field)
    dialog.open()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    assert heard.keys == 1


def test_a_window_made_anew_is_listened_at_again(field: LineEdit) -> None:
    heard = _Ear(field)
    field.setWindowFlag(Qt.WindowType.Tool)  # the system gives it another window for that
    field.show()
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert heard.keys == 1


@pytest.mark.qt_log_ignore("does not support grabbing", extend=True)
def test_every_window_is_seen_before_the_system_shows_it(qtbot: QtBot, field: LineEdit) -> None:
    eye = _Eye(field)
    dialog, menu = QDialog(field), QMenu(field)
    dialog.open()
    menu.addAction("En")
    menu.popup(QPoint(5, 5))
    tip = QWidget(None, Qt.WindowType.ToolTip)
    qtbot.addWidget(tip)
    tip.show()
    assert eye.seen == [dialog, menu, tip]
    assert eye.visible == [False] * 3
    menu.close()
    ear.look_away(eye)
    dialog.hide()
    dialog.show()
    assert len(eye.seen) == 3
