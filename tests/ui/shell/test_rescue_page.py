"""When the clinic's files are damaged or gone: the way back from the sign-in window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.storage.connection import PAGE
from ikbt_desktop.ui.entry.rescue_page import RescuePage
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.pages import Place, View
from tests.clinics import PASSWORD, Clock, Template, entry, open_copy
from tests.services.test_salvage import leaves
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


# --- saving what can be read ---------------------------------------------------------------------


@pytest.fixture
def damaged(qtbot: QtBot, clinic_template: Template, tmp_path: Path) -> Iterator[Program]:
    """One backup; then the page with the people on it was hit, and the clinic does not open."""
    copy = open_copy(clinic_template, tmp_path)
    copy.administrator.backups.make()
    copy.administrator.administration.set_preference("language", "en")
    copy.close()
    for page in leaves(copy.folder, clinic_template.keys, "user"):
        content = bytearray(copy.folder.database.read_bytes())
        content[(page - 1) * PAGE + 777] ^= 1
        copy.folder.database.write_bytes(bytes(content))
    running = Program.start(qtbot, copy.folder, Clock())
    yield running
    background.wait()
    running.application.end()
    QApplication.processEvents()


def asked(program: Program) -> RescuePage:
    program.try_password("alva", PASSWORD)
    settled(program)
    page = page_of(program)
    page.login.setText("alva")
    page.password.setText(PASSWORD)
    return page


def test_both_ways_stand_beside_each_other_before_anybody_chooses(damaged: Program) -> None:
    page = asked(damaged)
    page.look_closer.click()
    settled(damaged)
    told = words(page)
    assert "Återställa: kliniken som den var 2026-10-05 09:30" in told
    assert "rader i åtkomstloggen är nyare och förloras." in told
    assert "Rädda: " in told
    assert "1 sida i filen är skadad. 5 rader tas ur säkerhetskopian." in told
    assert "Ingen känd rad är förlorad." in told
    assert "Användare: ur säkerhetskopian 5 (" in told
    assert page.restore.isVisibleTo(page)
    assert page.save.isVisibleTo(page)
    page.save.click()
    assert "Skriv varför. Det står i loggen." in words(page)
    page.reason.setText("disken går sönder")
    page.save.click()
    damaged.until(lambda: damaged.front.shown is damaged.sign_in_page)
    assert "Det som gick att läsa är räddat" in damaged.sign_in_page._restored.accessibleName()
    assert not damaged.sign_in_page.rescue.isVisible()
    damaged.sign_in("maria")


def test_going_back_forgets_what_was_made_ready_and_touches_nothing(damaged: Program) -> None:
    page = asked(damaged)
    page.look_closer.click()
    settled(damaged)
    root = damaged.application._entry.folder.root
    assert (root / "restoring").exists()
    page.cancel.click()
    assert not (root / "restoring").exists()
    assert page.restore.isVisibleTo(page), "the backup that was opened is still shown"
    assert not page.save.isVisibleTo(page)
    page.cancel.click()
    page.cancel.click()
    assert damaged.front.shown is damaged.sign_in_page


def test_restoring_after_the_comparison_brings_the_backup_back(damaged: Program) -> None:
    page = asked(damaged)
    page.look_closer.click()
    settled(damaged)
    page.reason.setText("disken går sönder")
    page.restore.click()
    damaged.until(lambda: damaged.front.shown is damaged.sign_in_page)
    assert "är återställd" in damaged.sign_in_page._restored.accessibleName()
    damaged.sign_in("maria")


def test_the_file_alone_may_be_read_where_no_backup_is_wanted(
    damaged: Program, clinic_template: Template
) -> None:
    page = asked(damaged)
    page.files.set_value(page.files.count() - 1)
    page.submit()
    assert "Ingen säkerhetskopia är vald" in page._trouble.accessibleName()
    page.paper.click()
    page.look_closer.click()
    assert "Skriv vem som frågar" in words(page)
    page.key.setText(clinic_template.founded.recovery_key)
    page.look_closer.click()
    settled(damaged)
    told = words(page)
    assert "Det finns ingen säkerhetskopia att återställa" in told
    assert "Användare: förlorade 5 (" in told
    assert not page.restore.isVisibleTo(page)
    page.cancel.click()


def test_from_the_backups_room_one_goes_on_at_the_door(
    qtbot: QtBot, clinic_template: Template, tmp_path: Path
) -> None:
    copy = open_copy(clinic_template, tmp_path)
    copy.administrator.backups.make()
    copy.close()
    entry(copy.folder, Clock()).sign_in("alva", PASSWORD).close()
    for page_number in leaves(copy.folder, clinic_template.keys, "competence"):
        content = bytearray(copy.folder.database.read_bytes())
        content[(page_number - 1) * PAGE + 777] ^= 1
        copy.folder.database.write_bytes(bytes(content))
    program = Program.start(qtbot, copy.folder, Clock())
    window = program.sign_in("alva")
    window.go(Place(View.ADMINISTRATION, detail="backups"))
    assert window.page is not None
    program.until(lambda: not background.is_busy())
    button = next(
        one for one in window.findChildren(Button) if one.text().startswith("Logga ut och jämför")
    )
    button.press()
    program.until(lambda: isinstance(program.front.shown, RescuePage))
    page = program.front.shown
    assert isinstance(page, RescuePage)
    page.login.setText("alva")
    page.password.setText(PASSWORD)
    page.look_closer.click()
    settled(program)
    assert "Behandlares utbildning: ur säkerhetskopian" in words(page)
    page.cancel.click()
    background.wait()
    program.application.end()
    QApplication.processEvents()
