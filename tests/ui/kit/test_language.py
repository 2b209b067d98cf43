"""The screen changes language while it runs."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.label import Label


@pytest.mark.parametrize(("n", "text"), [(0, "0 days are left"), (1, "1 day is left")])
def test_english_plurals_take_their_ending_from_the_source(n: int, text: str) -> None:
    assert language.english_form("%n day(s) (is|are) left", n) == text


def test_a_widget_that_follows_is_told_of_the_new_language(qtbot: QtBot) -> None:
    language.install("en")
    label = Label()
    qtbot.addWidget(label)
    language.follow(label, lambda: label.setText(language.say("Toast", "Undo")))
    assert label.text() == "Undo"
    language.install("sv")
    QApplication.processEvents()
    assert label.text() == "Ångra"
    assert QLocale().decimalPoint() == ","


def test_an_unknown_language_is_a_bug(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="no"):
        language.install("no")
