"""When the clinic's files are damaged or gone: the way back from the sign-in window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.entry.rescue_page import RescuePage
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.label import Label
from tests.clinics import PASSWORD, Clock, Template, open_copy
from tests.ui.shell.robot import Program


@pytest.fixture
def lost(qtbot: QtBot, clinic_template: Template, tmp_path: Path) -> Iterator[Program]:
    """One backup was made; then somebody's disk lost the database."""
    copy = open_copy(clinic_template, tmp_path)
    copy.administrator.backups.make()
    copy.administrator.administration.set_preference("language", "en")
    copy.close()
    copy.folder.database.unlink()
    running = Program.start(qtbot, copy.folder, Clock())
    yield running
    background.wait()
    running.application.end()
    QApplication.processEvents()


def page_of(program: Program) -> RescuePage:
    program.sign_in_page.rescue.click()
    assert isinstance(program.front.shown, RescuePage)
    return program.front.shown


def settled(program: Program) -> None:
    program.until(lambda: not background.is_busy())


def words(page: RescuePage) -> str:
    return "\n".join(one.text() for one in page.findChildren(Label) if one.isVisibleTo(page))


def test_the_sign_in_window_offers_a_backup_when_the_database_is_gone(lost: Program) -> None:
    assert lost.sign_in_page.rescue.isVisible()
    page = page_of(lost)
    assert page.files.count() == 1
    assert not page.restore.isVisibleTo(page)


def test_an_administrator_brings_the_clinic_back_and_everybody_may_sign_in(lost: Program) -> None:
    page = page_of(lost)
    page.login.setText("alva")
    page.password.setText(PASSWORD)
    page.submit()
    settled(lost)
    assert "0 patienter, 0 signerade texter. Gjord av Alva Påhittsson." in words(page)
    page.restore.click()
    assert "Skriv varför. Det står i loggen." in words(page)
    page.reason.setText("disken gick sönder")
    page.restore.click()
    lost.until(lambda: lost.front.shown is lost.sign_in_page)
    assert "är återställd" in lost.sign_in_page._restored.accessibleName()
    assert not lost.sign_in_page.rescue.isVisible()
    lost.sign_in("maria")


def test_the_paper_opens_it_too(lost: Program, clinic_template: Template) -> None:
    page = page_of(lost)
    page.paper.click()
    page.key.setText(clinic_template.founded.recovery_key)
    page.submit()
    settled(lost)
    assert page.restore.isVisibleTo(page)


@pytest.mark.parametrize(
    ("login", "password", "told"),
    [
        ("alva", "fel lösenord som är långt", "Inloggningen gick inte"),
        ("rut", PASSWORD, "Din roll omfattar inte detta"),
    ],
)
def test_nobody_else_brings_anything_back(
    lost: Program, login: str, password: str, told: str
) -> None:
    page = page_of(lost)
    page.login.setText(login)
    page.password.setText(password)
    page.submit()
    settled(lost)
    assert page._trouble.isVisibleTo(page)
    assert not page.restore.isVisibleTo(page)
    assert told[:12] in page._trouble.accessibleName()


def test_back_closes_what_was_opened_and_changes_nothing(lost: Program) -> None:
    page = page_of(lost)
    page.login.setText("alva")
    page.password.setText(PASSWORD)
    page.submit()
    settled(lost)
    assert page.restore.isVisibleTo(page)
    assert not page.password.isVisibleTo(page)
    page.cancel.click()
    assert not page.restore.isVisibleTo(page)
    assert page.login.text() == "alva"
    page.cancel.click()
    assert lost.front.shown is lost.sign_in_page


def test_a_file_that_is_no_backup_is_said_so(lost: Program, tmp_path: Path) -> None:
    page = page_of(lost)
    other = tmp_path / "x.ikbtbackup"
    other.write_bytes(b"nothing")
    page.choose_file = lambda _: str(other)
    page.other.click()
    page.login.setText("alva")
    page.password.setText(PASSWORD)
    page.submit()
    settled(lost)
    assert "ingen säkerhetskopia" in page._trouble.accessibleName()
    page.cancel.click()
    assert lost.front.shown is lost.sign_in_page
