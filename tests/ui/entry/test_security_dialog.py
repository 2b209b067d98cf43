"""About security: the same statements everywhere, in both languages, in reach of everybody."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.entry.front import Front
from ikbt_desktop.ui.entry.security_dialog import DUTIES, LIMITS, PROMISES, SecurityDialog
from ikbt_desktop.ui.entry.sign_in_page import SignInPage
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.main_window import MainWindow
from tests.clinics import Clinic
from tests.ui.robots import named

ROOT = Path(__file__).resolve().parents[3]
EVERYTHING = (*PROMISES, *LIMITS, *DUTIES)


@pytest.fixture
def dialog(qtbot: QtBot) -> SecurityDialog:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(1366, 689)
    ground.show()
    found = SecurityDialog(ground)
    found.open()
    return found


def words(dialog: SecurityDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_every_statement_says_who_stands_for_it(dialog: SecurityDialog) -> None:
    told = words(dialog)
    assert told.count("Står för det: ") == len(PROMISES) + len(LIMITS)
    assert told.count("Står för det: ingenting") == 3
    for part in ("kryptografi", "disken håller vad den lovar", "kvitto", "skadlig programvara"):
        assert part in told


def test_the_page_changes_language_with_the_program(dialog: SecurityDialog) -> None:
    language.install("en")
    QApplication.processEvents()
    told = words(dialog)
    for statement in EVERYTHING:
        assert statement.words in told


def test_the_readme_promises_the_same_and_no_more() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = readme.partition("## Security")[2].partition("\n## ")[0].splitlines()
    rows = [line for line in lines if line.startswith("| ")][1:]
    assert rows == [f"| {one.words} | {one.kept_by} |" for one in (*PROMISES, *LIMITS)]
    advice = [line for line in lines if line.startswith("- ")]
    assert advice == [f"- {one.words}" for one in DUTIES]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_fits_the_window_and_esc_closes_it(qtbot: QtBot, scale: float) -> None:
    theme.current().choose(scale=scale)
    front = Front(demo=False)
    qtbot.addWidget(front)
    front.resize(1024, 640)
    front.show()
    dialog = SecurityDialog(front)
    dialog.open()
    assert dialog.width() <= front.width()
    assert dialog.height() <= front.height()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("login", ["rut", "maria", "tore", "alva"])
def test_every_role_reaches_it_from_the_menu_of_help(
    qtbot: QtBot, clinic: Clinic, login: str
) -> None:
    window = MainWindow(clinic.services(login))
    qtbot.addWidget(window)
    window.show()
    window._menus.actions["Om säkerheten"].trigger()
    assert named(window, "about_security").isVisible()


def test_the_sign_in_window_asks_for_it(qtbot: QtBot) -> None:
    front = Front(demo=False)
    qtbot.addWidget(front)
    front.resize(1366, 720)
    front.show()
    page = front.sign_in
    assert isinstance(page, SignInPage)
    button = named(front, "security")
    assert isinstance(button, QAbstractButton)
    assert button.isVisible()
    with qtbot.waitSignal(page.security_asked):
        button.click()


def test_the_swedish_of_every_statement_is_written() -> None:
    language.install("sv")
    swedish = {language.say("SecurityDialog", statement.words) for statement in EVERYTHING}
    assert len(swedish) == len(EVERYTHING)
    assert not swedish & {statement.words for statement in EVERYTHING}
