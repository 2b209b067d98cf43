"""A change of theme or scale reaches everything at once."""

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import theme, tokens
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.label import Label
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
