"""A change of theme or scale reaches everything at once."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontInfo
from PySide6.QtWidgets import QApplication, QMenu, QScrollBar
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import theme, tokens
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit, TextEdit
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import ScrollBar
from ikbt_desktop.ui.kit.pill import Pill


@pytest.fixture
def look(qapp: QApplication) -> theme.Theme:
    found = theme.current()
    found.choose(scheme=theme.Scheme.LIGHT, scale=1.0)
    return found


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_the_shipped_font_is_the_one_that_is_drawn(look: theme.Theme, weight: int) -> None:
    info = QFontInfo(look.font("body", weight))
    assert (info.family(), info.weight()) == ("IBM Plex Sans", weight)


def test_dark_changes_what_is_painted_and_back(qtbot: QtBot, look: theme.Theme) -> None:
    pill = Pill("Uppfyllt", tokens.State.OK)
    qtbot.addWidget(pill)
    light = pill.grab().toImage()
    look.choose(scheme=theme.Scheme.DARK)
    dark = pill.grab().toImage()
    assert dark != light
    look.choose(scheme=theme.Scheme.LIGHT)
    assert pill.grab().toImage() == light


def test_the_text_scale_reaches_labels_that_already_stand(qtbot: QtBot, look: theme.Theme) -> None:
    label = Label("Att göra", "h1")
    qtbot.addWidget(label)
    before = label.sizeHint().width()
    look.choose(scale=2.0)
    assert label.sizeHint().width() >= 1.9 * before
    look.choose(scale=1.0)


def test_focus_and_error_do_not_move_the_form(qtbot: QtBot, look: theme.Theme) -> None:
    field = LineEdit("2026-11-31")
    qtbot.addWidget(field)
    field.show()
    at_rest = field.sizeHint()
    theme.set_invalid(field, invalid=True)
    assert field.sizeHint() == at_rest
    field.setFocus()
    assert field.sizeHint() == at_rest


def test_a_scale_between_the_steps_is_refused(look: theme.Theme) -> None:
    with pytest.raises(ValueError, match=r"1\.1"):
        look.choose(scale=1.1)


def test_no_sheet_lies_over_the_whole_program(qtbot: QtBot, look: theme.Theme) -> None:
    """It would be asked at every widget that is made: pages took twice as long to open."""
    label, field = Label("Namn"), LineEdit("Disa")
    for widget in (label, field):
        qtbot.addWidget(widget)
    program = QApplication.instance()
    assert isinstance(program, QApplication)
    assert not program.styleSheet()
    assert not label.styleSheet()
    assert field.styleSheet() == look.sheet("line")


def test_a_part_of_the_sheet_follows_the_theme(qtbot: QtBot, look: theme.Theme) -> None:
    fields = (LineEdit(), TextEdit(), ComboBox())
    for field in fields:
        qtbot.addWidget(field)
    light = [field.styleSheet() for field in fields]
    look.choose(scheme=theme.Scheme.DARK)
    dark = [field.styleSheet() for field in fields]
    assert all(one != other for one, other in zip(light, dark, strict=True))
    look.choose(scheme=theme.Scheme.LIGHT)
    assert [field.styleSheet() for field in fields] == light


def test_a_scroll_bar_asks_for_the_same_room_before_it_is_seen_as_after(
    qtbot: QtBot, look: theme.Theme
) -> None:
    for orientation in Qt.Orientation:
        bar = ScrollBar(orientation)
        qtbot.addWidget(bar)
        before = bar.sizeHint()
        bar.show()
        assert bar.styleSheet() == look.sheet("scroll")
        assert QScrollBar.sizeHint(bar) == before


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("make", [LineEdit, TextEdit])
def test_the_menu_of_a_field_looks_like_the_others(
    qtbot: QtBot, look: theme.Theme, make: type[LineEdit | TextEdit]
) -> None:
    field = make("Disa")
    qtbot.addWidget(field)
    field.show()
    at = QPoint(5, 5)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, field.mapToGlobal(at))
    QApplication.sendEvent(field.viewport() if isinstance(field, TextEdit) else field, asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.styleSheet() == look.sheet("menu")
    menu.close()
