"""Backups that nobody has to think of: at lock and exit, after hours, each week, and told of."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import DiskFull
from ikbt_desktop.services.backups import Backups, Why
from ikbt_desktop.storage import backup, vault
from ikbt_desktop.storage.unit_of_work import open_reading
from ikbt_desktop.ui.administration.administration_page import AdministrationPage
from ikbt_desktop.ui.administration.backups_room import BackupsRoom
from ikbt_desktop.ui.entry.closing_page import ClosingPage
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.label import Label
from tests.clinics import Clock, Template, open_copy
from tests.ui.shell.robot import Program


@pytest.fixture
def program(qtbot: QtBot, clinic_template: Template, tmp_path: Path) -> Iterator[Program]:
    copy = open_copy(clinic_template, tmp_path)
    copy.close()
    running = Program.start(qtbot, copy.folder, Clock())
    yield running
    running.application.end()
    background.wait()
    QApplication.processEvents()


def copies(program: Program) -> list[Path]:
    return backup.found_in(program.application._entry.folder.backups)


def status(program: Program) -> str:
    return program.window._backups.findChildren(Label)[0].text()


def notice(program: Program) -> str:
    shown = program.window._notice
    return shown.accessibleName() if shown.isVisibleTo(program.window) else ""


def fail(*_: object) -> None:
    raise DiskFull


def endless(_self: Backups, _why: Why, told: Callable[[int, int], None]) -> None:
    """A backup onto a very slow disk; the telling raises when it is cancelled."""
    while True:
        told(1, 2)
        time.sleep(0.02)


def idle(program: Program) -> None:
    program.until(lambda: not background.is_busy())


def test_the_lock_comes_at_once_and_the_backup_behind_it(program: Program) -> None:
    program.sign_in("maria")
    program.press_lock()
    assert program.application.services is None
    idle(program)
    assert len(copies(program)) == 1
    assert not program.lock_page._backup.isVisible()
    program.unlock()
    program.until(lambda: program.window_is_open)
    assert status(program) == "Senaste säkerhetskopia idag 09:30"


def test_unlocking_ends_a_backup_that_goes_on_and_waits_for_nothing_else(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.sign_in("maria")
    monkeypatch.setattr(Backups, "make_by_itself", endless)
    program.press_lock()
    program.until(program.lock_page._backup.isVisible)
    program.unlock()
    program.until(lambda: program.window_is_open)
    assert copies(program) == []


def test_the_backup_behind_the_lock_can_be_given_up(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.sign_in("maria")
    monkeypatch.setattr(Backups, "make_by_itself", endless)
    program.press_lock()
    program.until(program.lock_page._backup.isVisible)
    program.lock_page._backup._cancel.click()
    program.until(lambda: not program.lock_page._backup.isVisible())
    idle(program)


def test_closing_makes_a_last_backup_and_closes_by_itself(program: Program) -> None:
    program.sign_in("maria")
    program.front.close()
    page = program.front.shown
    assert isinstance(page, ClosingPage)
    assert program.front.isVisible()
    program.until(lambda: not program.front.isVisible())
    assert len(copies(program)) == 1


def test_closing_twice_closes_without_a_backup(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.sign_in("maria")
    monkeypatch.setattr(Backups, "make_by_itself", endless)
    program.front.close()
    assert program.front.isVisible()
    program.front.close()
    program.until(lambda: not program.front.isVisible())
    assert copies(program) == []


def test_closing_with_nothing_new_closes_at_once(program: Program) -> None:
    program.sign_in("maria")
    program.press_lock()
    idle(program)
    program.unlock()
    program.until(lambda: program.window_is_open)
    program.application.end()
    program.front.close()
    assert not program.front.isVisible()


def test_two_hours_of_work_are_backed_up_and_the_copy_rehearsed(program: Program) -> None:
    program.sign_in("maria")
    keeper = program.application._keeper
    keeper.look()
    idle(program)
    assert copies(program) == []
    keeper._since -= 2 * 60 * 60
    keeper.look()
    idle(program)
    assert len(copies(program)) == 1
    keeper.look()
    idle(program)
    program.until(lambda: "Senast återläst" in status(program))
    assert status(program) == "Senast återläst 2026-10-05, 0 patienter"


def kept_outside(program: Program) -> int:
    services = program.application.services
    assert services is not None
    keys = services.workplace.database.keys
    folder = services.workplace.database.folder
    anchor = vault.attempts_book(folder, db_id=keys.db_id, device=keys.device).anchor()
    return 0 if anchor is None else anchor.seq


def test_each_minute_of_work_the_logs_head_is_kept_outside_the_file(program: Program) -> None:
    """So that commits which a crash loses with the WAL are noticed afterwards."""
    program.sign_in("maria")
    idle(program)
    services = program.application.services
    assert services is not None
    services.administration.set_preference("language", "sv")
    with open_reading(services.workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
        head = work.log_head()
    assert head is not None
    assert kept_outside(program) < head.seq
    program.application._keeper.look()
    assert kept_outside(program) == head.seq


def test_a_failed_backup_stays_in_front_of_the_administrator_until_one_succeeds(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.sign_in("maria")
    with monkeypatch.context() as patch:
        patch.setattr(backup, "ensure_room", fail)
        program.press_lock()
        idle(program)
    program.lock_page.switch.click()
    program.sign_in("rut")
    assert status(program) == "Säkerhetskopian misslyckades idag 09:30"
    assert program.window._backups._mark._name == "triangle-alert", "not by its words alone"
    assert notice(program) == "", "reception is not asked to mend it"
    program.application.switch_user()
    program.sign_in("alva")
    assert "Det fanns ingen plats på disken." in notice(program)
    assert program.application.services is not None
    program.application.services.backups.make()
    program.window.refresh_figures()
    assert notice(program) == ""


def test_a_restore_from_the_window_sends_everybody_out_and_the_old_state_comes_back(
    program: Program,
) -> None:
    program.sign_in("alva")
    services = program.application.services
    assert services is not None
    services.backups.make()
    services.administration.set_preference("language", "en")
    services.backups.restore(services.backups.copies()[0].path, "prov av återställning")
    program.window.replaced.emit(program.clock.moment)
    program.until(lambda: program.front.shown is program.sign_in_page)
    restored = program.sign_in_page._restored
    assert "2026-10-05 09:30" in restored.accessibleName()
    program.sign_in("alva")
    again = program.application.services
    assert again is not None
    assert again.notices.log_whole
    assert again.administration.preference("language") is None


# --- a second place ------------------------------------------------------------------------------


def test_who_keeps_backups_is_reminded_of_a_second_place_until_there_is_one(
    program: Program, tmp_path: Path
) -> None:
    window = program.sign_in("alva")
    reminder = window.status.reminder
    program.until(reminder.isVisible)
    assert reminder.text() == "Välj en andra plats för säkerhetskopior"
    reminder.click()
    program.until(lambda: window.place.detail == "backups")
    room = window.page.room if isinstance(window.page, AdministrationPage) else None
    assert isinstance(room, BackupsRoom)
    other = tmp_path / "andra disken"
    other.mkdir()
    room.choose_folder = lambda _: str(other)
    room.add_place.click()
    program.until(lambda: not reminder.isVisible())
    idle(program)


def test_nobody_else_is_reminded(program: Program) -> None:
    for login in ("rut", "maria", "tore"):
        window = program.sign_in(login)
        window.refresh_figures()
        assert not window.status.reminder.isVisible()
        program.application.switch_user()
