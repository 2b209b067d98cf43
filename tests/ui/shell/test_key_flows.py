"""Keys in the real window: a change of all, a file that differs, and the paper of the envelope."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.errors import DiskFull
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, key_file, rotation, vault
from ikbt_desktop.ui.administration.keys_room import KeysRoom
from ikbt_desktop.ui.entry.sign_in_page import SignInPage
from ikbt_desktop.ui.key_file_page import KeyFilePage
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.dialog import Dialog
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.new_paper_page import NewPaperPage
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.paper_page import PaperPage
from ikbt_desktop.ui.rotation_page import RotationPage
from tests.clinics import PASSWORD, Clock, Template, entry
from tests.services.test_paper import (
    CODES,
    Coded,
    Drawer,
    clock,
    coded,
    coded_template,
    drawer,
    unready,
)
from tests.ui.administration.robot import Steward
from tests.ui.robots import named, type_text
from tests.ui.shell.robot import Program

__all__ = ["Drawer", "clock", "coded", "coded_template", "drawer", "unready"]


@pytest.fixture
def folder(clinic_template: Template, tmp_path: Path) -> DataFolder:
    copied = DataFolder(tmp_path / "clinic")
    shutil.copytree(clinic_template.folder.root, copied.root)
    return copied


@pytest.fixture
def program(qtbot: QtBot, folder: DataFolder) -> Program:
    return Program.start(qtbot, folder, Clock())


def words(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(Label) if one.isVisibleTo(page))


def press(page: QWidget, name: str) -> None:
    button = named(page, name)
    assert isinstance(button, Button)
    button.press()
    QApplication.processEvents()


def write(page: QWidget, name: str, text: str) -> None:
    field = named(page, name)
    assert isinstance(field, QLineEdit)
    field.clear()
    type_text(field, text)


def shown(program: Program, kind: type[QWidget]) -> QWidget:
    program.until(lambda: isinstance(program.front.shown, kind))
    page = program.front.shown
    assert page is not None
    return page


def open_guide(program: Program) -> KeysRoom:
    program.sign_in("alva")
    program.window.go(Place(View.ADMINISTRATION, detail="keys"))
    program.until(lambda: program.window.findChild(KeysRoom) is not None)
    room = program.window.findChild(KeysRoom)
    assert room is not None
    program.until(lambda: room._view is not None)
    press(room, "rotate")
    return room


def order(program: Program, room: KeysRoom) -> None:
    press(room, "rotate_now")
    dialog = room.findChild(Dialog)
    assert dialog is not None
    dialog.act.press()
    QApplication.processEvents()


# --- a change of all keys -------------------------------------------------------------------------


def test_an_administrator_changes_all_keys_and_sees_who_must_do_what(
    program: Program, folder: DataFolder
) -> None:
    room = open_guide(program)
    press(room, "rotate_now")
    assert room.findChild(Dialog) is None, "first a reason"
    assert room.pane._reason_block.error
    write(room, "rotate_reason", "Maria slutade, en dator är borta")
    for login, what in (("maria", "removed"), ("rut", "exposed")):
        choice = next(row.choice for row in room.pane._rows if row.way.login == login)
        choice.set_value(what)
    order(program, room)
    page = shown(program, RotationPage)
    assert isinstance(page, RotationPage)
    assert program.application.services is None, "nobody is signed in meanwhile"
    program.key(Qt.Key.Key_L, ctrl=True)
    QApplication.processEvents()
    program.front.close()
    program.until(lambda: not page.is_at_work)
    assert program.front.isVisible(), "neither a lock nor a close left it half done"
    told = words(page)
    assert "Rut Låtsasdal (rut):" in told
    assert "Maria Skenfors" in told
    password = told.split("(rut):")[1].split()[0]
    press(page, "rotation_ended")
    shown(program, SignInPage)
    assert password not in words(program.front)
    assert key_file.load(folder).epoch == 2
    program.try_password("maria", PASSWORD)
    assert isinstance(program.front.shown, SignInPage)
    program.wait(minutes=5)
    program.try_password("rut", password)
    program.until(lambda: program.application.services is not None)
    assert program.application.services is not None
    assert program.application.services.must_change_password


def test_what_fails_before_anything_is_changed_leads_back_to_the_window(
    program: Program, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_guide(program)
    before = folder.keys.read_bytes()

    def _full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(backup, "ensure_room", _full)
    write(room, "rotate_reason", "x")
    order(program, room)
    program.until(lambda: program.window_is_open)
    assert folder.keys.read_bytes() == before
    program.press_lock()


def test_what_fails_half_way_is_said_at_the_sign_in_and_ended_by_the_next_one(
    program: Program, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_guide(program)
    write(room, "rotate_reason", "x")

    def _full(*_: object, **__: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(rotation, "carry_over", _full)
        order(program, room)
        shown(program, RotationPage)
        page = shown(program, SignInPage)
    assert key_file.load(folder).is_between_epochs
    assert words(page)
    program.passwords.pop("alva", None)
    program.passwords["alva"] = f"{PASSWORD} för alva"
    program.try_password("hanna", PASSWORD)
    program.until(lambda: program.application.services is not None)
    assert not key_file.load(folder).is_between_epochs


def test_passwords_that_were_left_on_the_screen_go_with_the_lock(
    program: Program, folder: DataFolder
) -> None:
    room = open_guide(program)
    write(room, "rotate_reason", "x")
    next(row.choice for row in room.pane._rows if row.way.login == "rut").set_value("exposed")
    order(program, room)
    page = shown(program, RotationPage)
    assert isinstance(page, RotationPage)
    program.until(lambda: not page.is_at_work)
    program.wait(minutes=10, seconds=5)
    assert isinstance(program.front.shown, SignInPage)


# --- a file that differs --------------------------------------------------------------------------


def test_an_older_key_file_stops_the_administrator_before_anything_else(
    program: Program, folder: DataFolder
) -> None:
    older = folder.keys.read_bytes()
    program.sign_in("rut")
    program.application.switch_user()
    newest = folder.keys.read_bytes()
    folder.keys.write_bytes(older)
    program.try_password("alva", PASSWORD)
    page = shown(program, KeyFilePage)
    assert "rut" in words(page)
    press(page, "key_file_put_back")
    assert folder.keys.read_bytes() == older, "first a reason"
    write(page, "key_file_reason", "en gammal fil låg där")
    press(page, "key_file_put_back")
    program.until(lambda: folder.keys.read_bytes() == newest)
    program.until(lambda: program.application.window is not None)
    assert not program.window._notice.isVisible(), "what was decided is told no more"


def test_whoever_does_not_want_to_decide_signs_out(program: Program, folder: DataFolder) -> None:
    vault.change_password(
        folder, login="rut", old=PASSWORD, new="en alldeles ny fras 4", cost=vault.LIGHT_COST
    )
    program.try_password("alva", PASSWORD)
    page = shown(program, KeyFilePage)
    press(page, "key_file_leave")
    shown(program, SignInPage)
    program.try_password("alva", PASSWORD)
    page = shown(program, KeyFilePage)
    write(page, "key_file_reason", "strömmen gick när Rut bytte")
    press(page, "key_file_accept")
    program.until(lambda: program.application.window is not None)


# --- the paper ------------------------------------------------------------------------------------


def test_with_the_paper_a_colleague_becomes_administrator_and_owes_a_new_paper(
    program: Program, clinic_template: Template
) -> None:
    program.application._ask_recovery()
    page = shown(program, PaperPage)
    assert isinstance(page, PaperPage)
    press(page, "paper_go_on")
    write(page, "paper_key", "FEL")
    press(page, "paper_go_on")
    program.until(lambda: not page.button._busy)
    write(page, "paper_key", clinic_template.founded.recovery_key)
    press(page, "paper_go_on")
    program.until(lambda: page._view is not None)
    page.who.set_value("tore")
    page.who.activated.emit(0)
    write(page, "paper_password", "en alldeles ny fras 4")
    write(page, "paper_again", "en alldeles annan fras")
    press(page, "paper_go_on")
    assert program.application.services is None
    write(page, "paper_again", "en alldeles ny fras 4")
    press(page, "paper_go_on")
    due = shown(program, NewPaperPage)
    assert isinstance(due, NewPaperPage)
    assert not due.go_on.isEnabled()
    assert due._why.isVisible()
    due.room._renew()
    program.until(lambda: bool(due.room._key.text()))
    write(due, "typed_key", due.room._key.text())
    press(due, "confirm_key")
    program.until(due.go_on.isEnabled)
    assert not due._why.isVisible(), "what is done is no longer asked for"
    assert due.room.confirm.kind is Kind.SECONDARY, "only one way on is the first"
    press(due, "new_paper_go_on")
    program.until(lambda: program.window_is_open)
    assert program.application.services is not None
    assert program.application.services.actor.role is Role.ADMINISTRATOR


def test_a_paper_that_was_not_replaced_is_asked_for_at_the_next_sign_in_too(
    program: Program, clinic_template: Template
) -> None:
    program.application._ask_recovery()
    page = shown(program, PaperPage)
    assert isinstance(page, PaperPage)
    write(page, "paper_key", clinic_template.founded.recovery_key)
    press(page, "paper_go_on")
    program.until(lambda: page._view is not None)
    page.who.set_value("new")
    page.who.activated.emit(0)
    for name, text in (
        ("paper_login", "vera"),
        ("paper_name", "Vera Ny"),
        ("paper_password", "en alldeles ny fras 4"),
        ("paper_again", "en alldeles ny fras 4"),
    ):
        write(page, name, text)
    press(page, "paper_go_on")
    due = shown(program, NewPaperPage)
    press(due, "new_paper_leave")
    shown(program, SignInPage)
    program.try_password("vera", "en alldeles ny fras 4")
    shown(program, NewPaperPage)


def test_with_code_and_keyring_lost_the_paper_makes_a_new_code_in_the_same_window(
    qtbot: QtBot, coded: Coded
) -> None:
    program = Program.start(qtbot, coded.folder, Clock())  # an account without any keyring
    program.application._ask_recovery()
    page = shown(program, PaperPage)
    assert isinstance(page, PaperPage)
    write(page, "paper_key", coded.founded.recovery_key)
    press(page, "paper_go_on")
    program.until(lambda: page._view is not None)
    assert "Enhetskoden är borta" in words(page)
    page.who.set_value("alva")
    write(page, "paper_password", "en alldeles ny fras 4")
    write(page, "paper_again", "en alldeles ny fras 4")
    press(page, "paper_go_on")
    assert page.code.block.error, "first the new code is typed from its sheet"
    assert coded.founded.device_code is not None
    write(page, "device_typed", coded.founded.device_code)
    press(page, "paper_go_on")
    assert page.code.block.error
    write(page, "device_typed", page.code.code.text())
    press(page, "paper_go_on")
    shown(program, NewPaperPage)


# --- both papers ----------------------------------------------------------------------------------


def test_the_recovery_room_asks_for_the_device_paper_where_it_was_never_typed(
    qtbot: QtBot, unready: Coded
) -> None:
    alva = entry(unready.folder, Clock(), device_codes=CODES).sign_in("alva", PASSWORD)
    steward = Steward(qtbot, alva, "recovery")
    assert steward.field("typed_device").isVisible()
    steward.write(typed_key=unready.founded.recovery_key)
    steward.press("confirm_key")
    assert "Skriv enhetskoden från sitt blad också." in steward.words()
    steward.write(typed_device=vault.new_device_code())
    steward.press("confirm_key")
    assert not alva.administration.recovery_tested()
    assert steward.read("typed_key") == unready.founded.recovery_key, "nothing typed is lost"
    steward.write(typed_device=unready.founded.device_code or "")
    steward.press("confirm_key")
    assert alva.administration.recovery_tested()
    assert not steward.field("typed_device").isVisible()
    assert "Nyckeln är inskriven från papperet och fungerar." in steward.words()
    alva.close()


def test_work_lost_with_the_wal_is_told_over_every_page(qtbot: QtBot, folder: DataFolder) -> None:
    alva = entry(folder, Clock()).sign_in("alva", PASSWORD)
    lying = folder.root.parent / "killed"
    shutil.copytree(folder.root, lying)
    alva.close()
    for name in ("clinic.db-wal", "clinic.db-shm"):
        (lying / name).unlink()
    program = Program.start(qtbot, DataFolder(lying), Clock())
    window = program.sign_in("tore")
    told = window._notice.accessibleName()
    assert window._notice.isVisible()
    assert "Det sista arbetet innan programmet stannade är borta." in told
    assert "saknas i slutet av åtkomstloggen" in told
    assert "clinic.db-wal" in told
