"""Somebody who is removed, or given another role, while the window stands open is put out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.pages import View
from tests.clinics import Clinic, Clock, Template, open_copy
from tests.services.test_shut_out import change
from tests.ui.shell.robot import Program


@pytest.fixture
def elsewhere(qtbot: QtBot, clinic_template: Template, tmp_path: Path) -> Iterator[Clinic]:
    """The clinic's file in another process: an administrator at work."""
    opened = open_copy(clinic_template, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def program(qtbot: QtBot, elsewhere: Clinic) -> Iterator[Program]:
    running = Program.start(qtbot, elsewhere.folder, Clock())
    yield running
    background.wait()
    running.application.end()


def is_out(program: Program) -> bool:
    return program.front.shown is program.front.sign_in and not program.window_is_open


def test_a_removed_colleague_is_put_out_at_the_next_look(
    program: Program, elsewhere: Clinic
) -> None:
    program.sign_in("hanna")
    change(elsewhere, "hanna", active=False)
    program.window.refresh()
    program.until(lambda: is_out(program))
    assert "Du är inte längre inloggad" in program.sign_in_page._trouble.accessibleName()
    assert program.application.services is None
    assert program.application._left is None


def test_what_no_disk_took_is_not_held_for_whoever_was_removed(
    program: Program, elsewhere: Clinic
) -> None:
    program.sign_in("hanna")
    program.press_lock()
    left = program.application._left
    assert left is not None
    program.application._unsaved[left.user_id] = left
    program.unlock()
    program.until(lambda: program.window_is_open)
    program.application._unsaved[left.user_id] = left
    change(elsewhere, "hanna", active=False)
    program.window.refresh()
    program.until(lambda: is_out(program))
    assert program.application._unsaved == {}


def test_a_lock_of_whoever_was_removed_is_opened_by_no_password(
    program: Program, elsewhere: Clinic
) -> None:
    program.sign_in("hanna")
    program.press_lock()
    change(elsewhere, "hanna", active=False)
    program.unlock()
    program.until(lambda: not program.lock_page.button.is_busy)
    assert not program.window_is_open
    program.application.switch_user()
    program.sign_in("tore")
    assert program.application._left is None


def test_another_role_does_not_come_back_to_the_page_of_the_old_one(
    program: Program, elsewhere: Clinic
) -> None:
    program.sign_in("tore")
    program.go(View.ADMINISTRATION)
    program.press_lock()
    change(elsewhere, "tore", role=Role.RECEPTIONIST)
    program.unlock()
    program.until(lambda: program.window_is_open)
    assert program.window.place.view is View.TODAY
    log = elsewhere.administrator.administration.log_page()
    assert Action.DENIED not in {row.action for row in log}
