"""A record is destroyed in the real window by two persons, and nobody is in meanwhile."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.errors import DiskFull
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import erasure
from ikbt_desktop.ui.administration.destruction_room import DestructionRoom
from ikbt_desktop.ui.destruction_page import DestructionPage
from ikbt_desktop.ui.entry.sign_in_page import SignInPage
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.dialog import Dialog
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.pages import Place, View
from tests.clinics import PASSWORD, Clock, Template, entry, invented_number, open_copy
from tests.services.walk import register
from tests.storage import belongings
from tests.ui.robots import named, type_text
from tests.ui.shell.robot import Program

TORES = f"{PASSWORD} och en halv"
ASA = invented_number(date(1993, 2, 12))


@pytest.fixture
def folder(clinic_template: Template, tmp_path: Path) -> DataFolder:
    clinic = open_copy(clinic_template, tmp_path / "made")
    register(clinic)
    clinic.close()
    copied = DataFolder(tmp_path / "clinic")
    shutil.copytree(clinic.folder.root, copied.root)
    tore = entry(copied, Clock()).sign_in("tore", PASSWORD)
    tore.administration.change_own_password(PASSWORD, TORES)
    tore.close()
    return copied


@pytest.fixture
def program(qtbot: QtBot, folder: DataFolder) -> Program:
    return Program.start(qtbot, folder, Clock())


def words(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(Label) if one.isVisibleTo(page))


def write(page: QWidget, name: str, text: str) -> None:
    field = named(page, name)
    assert isinstance(field, QLineEdit)
    type_text(field, text)


def press(page: QWidget, name: str) -> None:
    button = named(page, name)
    assert isinstance(button, Button)
    button.press()
    QApplication.processEvents()


def ordered(program: Program) -> None:
    """Alva looks Åsa up, Tore types his password, and the question is answered."""
    program.sign_in("alva")
    program.window.go(Place(View.ADMINISTRATION, detail="destruction"))
    program.until(lambda: program.window.findChild(DestructionRoom) is not None)
    room = program.window.findChild(DestructionRoom)
    assert room is not None
    write(room, "destruction_number", ASA.digits)
    press(room, "destruction_look")
    program.until(lambda: room.act.isVisibleTo(room))
    write(room, "destruction_decision", "3.4.2-12345/2026")
    write(room, "destruction_decided", "2026-09-30")
    write(room, "destruction_again", ASA.digits)
    write(room, "destruction_password", TORES)
    press(room, "destroy_record")
    dialog = room.findChild(Dialog)
    assert dialog is not None
    dialog.act.press()


def test_two_persons_destroy_a_record_and_nobody_is_in_meanwhile(
    program: Program, folder: DataFolder, clinic_template: Template, tmp_path: Path
) -> None:
    ordered(program)
    program.until(lambda: isinstance(program.front.shown, DestructionPage))
    page = program.front.shown
    assert isinstance(page, DestructionPage)
    assert program.application.services is None
    QTest.keyClick(program.front, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    program.front.close()
    program.until(lambda: not page.is_at_work)
    assert program.front.isVisible(), "neither a lock nor a close left it half done"
    assert "Journalen är förstörd" in words(page)
    press(page, "destruction_ended")
    program.until(lambda: isinstance(program.front.shown, SignInPage))
    plain = belongings.opened_pages(folder, clinic_template.founded.recovery_key, tmp_path)
    assert not belongings.holds(plain, "Provberg")
    window = program.sign_in("alva")
    window.go(Place(View.ADMINISTRATION, detail="destruction"))
    program.until(lambda: "3.4.2-12345/2026" in words(window))


def test_what_fails_leaves_the_record_and_the_sign_in_says_why(
    program: Program, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(erasure, "_take_over", full)
    ordered(program)
    program.until(lambda: isinstance(program.front.shown, SignInPage))
    program.until(lambda: "full" in words(program.front))
    assert not list(folder.root.glob("clinic.db.tmp*"))
    window = program.sign_in("alva")
    window.go(Place(View.ADMINISTRATION, detail="destruction"))
    program.until(lambda: "Inga hittills." in words(window))
