"""The ways into the clinic, walked in the real window from an empty folder on."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import self_test
from ikbt_desktop.storage.keyring_access import DeviceCodes
from ikbt_desktop.ui.entry.first_start import FirstStart
from ikbt_desktop.ui.entry.new_password_page import NewPasswordPage
from ikbt_desktop.ui.key_file_page import KeyFilePage
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.status_row import StatusItem
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.pages import Place, View
from tests.clinics import NO_KEYRING, PASSWORD, Clock, Template, open_copy
from tests.ui.robots import named, type_text
from tests.ui.shell.robot import Program

SHORT = "blå hatt 71"
CHOSEN = "en alldeles egen fras 9"


class Drawer(KeyringBackend):
    """An account's keyring that lies in memory."""

    priority = 1

    hang: threading.Event | None = None

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.hang is not None:
            self.hang.wait(30)
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    before, own = keyring.get_keyring(), Drawer()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


class Walker:
    """Starts the program on one folder as often as a test wants."""

    def __init__(self, qtbot: QtBot, folder: DataFolder) -> None:
        self.qtbot, self.folder, self.clock = qtbot, folder, Clock()
        self.codes = NO_KEYRING
        self.running: Program | None = None

    def start(self) -> Program:
        """A new start of the program."""
        self.end()
        self.running = Program.start(self.qtbot, self.folder, self.clock, self.codes)
        return self.running

    def end(self) -> None:
        """The window closes."""
        if self.running is not None:
            background.wait()
            self.running.application.end()
            self.running = None

    def print_papers(self, *, alone: bool = False) -> FirstStart:
        """First start by its fields' names, until both papers stand on the screen."""
        program = self.start()
        page = program.front.shown
        assert isinstance(page, FirstStart)
        program.until(lambda: page._protection is not None)
        for texts in (
            {"name": "Kvarnbackens psykologmottagning"},
            {"crisis_unit": "Psykakuten", "crisis_phone": "08-465 004 99"},
            {"backup_place": ""},
            {"person": "Alva Påhittsson", "login": "alva"},
        ):
            for name, text in texts.items():
                self.write(page, name, text)
            if "login" not in texts:
                page.next.press()
        if alone:
            page.alone.click()
        password = PASSWORD if alone else SHORT
        for name in ("password", "again"):
            self.write(page, name, password)
        page.next.press()
        program.until(lambda: bool(page._key.text()))
        return page

    def found(self, *, alone: bool = False) -> str:
        """First start to its end; the device code, "" where there is none."""
        page = self.print_papers(alone=alone)
        code = page._device.text()
        self.write(page, "typed", page._key.text())
        if code:
            self.write(page, "typed_device", code)
        page.next.press()
        assert self.running is not None
        front = self.running.front
        self.running.until(lambda: front.shown is front.sign_in)
        return code

    def write(self, page: FirstStart, name: str, text: str) -> None:
        field = named(page, name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.clear()
        type_text(field, text)


@pytest.fixture
def walker(qtbot: QtBot, tmp_path: Path) -> Iterator[Walker]:
    walker = Walker(qtbot, DataFolder(tmp_path / "clinic"))
    yield walker
    walker.end()


@pytest.fixture
def established(clinic_template: Template, walker: Walker, tmp_path: Path) -> Walker:
    """A clinic of five people, with passwords alone."""
    copy = open_copy(clinic_template, tmp_path / "made")
    copy.close()
    walker.folder = copy.folder
    return walker


def test_without_a_keyring_the_code_is_typed_at_each_start_and_not_at_each_lock(
    walker: Walker,
) -> None:
    code = walker.found()
    program = walker.start()
    page = program.sign_in_page
    program.until(page.device_code.isVisible)
    page.device_code.setText(code[:-1] + "!")
    program.try_password("alva", SHORT)
    assert "8" in page._device_block.error
    assert not program.window_is_open
    page.device_code.setText(code.lower().replace("-", " "))
    program.try_password("alva", SHORT)
    program.until(lambda: program.window_is_open)
    assert program.front.findChild(StatusItem, "password_only") is None
    program.login = "alva"
    program.press_lock()
    program.unlock(SHORT)
    program.until(lambda: program.window_is_open)
    again = walker.start().sign_in_page
    walker.qtbot.waitUntil(again.device_code.isVisible, timeout=20_000)


def test_a_keyring_that_was_lost_is_met_by_the_paper_and_filled_again(
    walker: Walker, drawer: Drawer
) -> None:
    walker.codes = DeviceCodes(allowed=frozenset({f"{Drawer.__module__}.{Drawer.__qualname__}"}))
    code = walker.found()
    program = walker.start()
    program.try_password("alva", SHORT)
    program.until(lambda: program.window_is_open)
    drawer.kept.clear()
    program = walker.start()
    program.until(program.sign_in_page.device_code.isVisible)
    program.sign_in_page.device_code.setText(code)
    program.try_password("alva", SHORT)
    program.until(lambda: program.window_is_open)
    assert list(drawer.kept.values()) == [code]
    program = walker.start()
    program.try_password("alva", SHORT)
    program.until(lambda: program.window_is_open)
    assert not program.sign_in_page.device_code.isVisible()


def test_a_keyring_that_hangs_holds_neither_the_window_nor_anybody_up(
    walker: Walker, drawer: Drawer
) -> None:
    trusted = frozenset({f"{Drawer.__module__}.{Drawer.__qualname__}"})
    walker.codes = DeviceCodes(allowed=trusted)
    code = walker.found()
    let_go = drawer.hang = threading.Event()
    walker.codes = DeviceCodes(allowed=trusted, patience=1.5)
    began = time.monotonic()
    program = walker.start()
    assert time.monotonic() - began < 1.4
    page = program.sign_in_page
    assert not page.device_code.isVisible()
    program.until(page.device_code.isVisible)
    page.device_code.setText(code)
    program.try_password("alva", SHORT)
    program.until(lambda: program.window_is_open)
    program.login = "alva"
    program.press_lock()
    program.unlock(SHORT)
    program.until(lambda: program.window_is_open)
    assert walker.codes._is_hanging  # it was waited for once
    let_go.set()


def test_passwords_alone_are_a_choice_that_the_status_bar_keeps_saying(walker: Walker) -> None:
    code = walker.found(alone=True)
    assert code == ""
    program = walker.start()
    program.try_password("alva", PASSWORD)
    program.until(lambda: program.window_is_open)
    item = named(program.window, "password_only")
    assert isinstance(item, StatusItem)
    assert item.isVisible()
    assert item._text.text() == "Endast lösenord"


def test_papers_lost_before_they_were_typed_are_printed_anew_by_whoever_signs_in(
    walker: Walker,
) -> None:
    walker.print_papers(alone=True)
    program = walker.start()  # nobody typed anything
    resumed = program.front.shown
    assert isinstance(resumed, FirstStart)
    resumed.lost.click()
    program.try_password("alva", PASSWORD)
    program.until(lambda: program.window_is_open)


def test_a_new_colleague_and_a_forgotten_password_go_by_a_one_time_password(
    established: Walker,
) -> None:
    program = established.start()
    program.sign_in("alva")

    def users() -> dict[str, str]:
        services = program.application.services
        assert services is not None
        return {user.login: user.id for user in services.administration.users()}

    def room(user: str) -> None:
        program.window.go(Place(View.ADMINISTRATION, detail="users"))
        if user:
            table = named(program.window, "users")
            assert isinstance(table, TableView)
            table.select_key(users()[user])

    def press(name: str) -> None:
        button = named(program.window, name)
        assert isinstance(button, QAbstractButton)
        button.click()
        background.wait()

    def suggested() -> str:
        press("suggest_password")
        field = named(program.window, "user_password")
        assert isinstance(field, QLineEdit)
        assert field.echoMode() == QLineEdit.EchoMode.Normal  # to be written down and told
        return field.text()

    def change_to_own(login: str, one_time: str, own: str) -> None:
        program.application.switch_user()
        program.try_password(login, one_time)
        program.until(lambda: isinstance(program.front.shown, NewPasswordPage))
        page = program.front.shown
        assert isinstance(page, NewPasswordPage)
        for line, text in ((page.key, one_time), (page.password, own), (page.again, own)):
            line.setText(text)
        page.submit()
        program.until(lambda: program.window_is_open)

    room("")
    press("add_user")
    for name, text in (("user_login", "siv"), ("user_name", "Siv Exempelberg")):
        program.write(name, text)
    role = named(program.window, "user_role")
    assert isinstance(role, QComboBox)
    role.setCurrentIndex(role.findData(Role.RECEPTIONIST))
    first = suggested()
    assert len(first) == 19
    press("save_user")
    program.until(lambda: "siv" in users())
    change_to_own("siv", first, CHOSEN)

    program.application.switch_user()
    program.try_password("alva", PASSWORD)
    program.until(lambda: program.window_is_open)
    room("siv")
    second = suggested()
    press("reissue_password")
    program.until(lambda: not program.text_of("user_password"))
    program.application.switch_user()
    program.try_password("siv", CHOSEN)
    assert "Kontrollera användarnamn och lösenord" in program.sign_in_page._trouble.accessibleName()
    program.clock.move(minutes=10)
    change_to_own("siv", second, CHOSEN + " igen")
    assert program.window.rooms


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("OLDEST_SQLITE", (99, 0, 0), "Installera den senaste versionen av programmet."),
        ("OLDEST_CIPHER", (99, 0, 0), "Installera programmet igen."),
    ],
)
def test_a_failed_self_test_keeps_the_clinic_shut_and_says_what_to_do(
    established: Walker, monkeypatch: pytest.MonkeyPatch, name: str, value: object, sentence: str
) -> None:
    monkeypatch.setattr(self_test, name, value)
    program = established.start()
    program.try_password("alva", PASSWORD)
    assert not program.window_is_open
    told = program.sign_in_page._trouble.accessibleName()
    assert "Datorn klarade inte säkerhetsprovet" in told
    assert sentence in told


# --- the key file is lost ------------------------------------------------------------------------


def offered(program: Program) -> QAbstractButton:
    button = named(program.sign_in_page, "keys_back")
    assert isinstance(button, QAbstractButton)
    return button


@pytest.mark.parametrize("cut", [False, True])
def test_a_lost_or_cut_key_file_is_replaced_by_the_one_before_it(
    established: Walker, cut: bool
) -> None:
    program = established.start()
    established.clock.move(minutes=5)
    program.sign_in("maria")  # her own password is chosen on the way: the file is changed
    folder, whole = established.folder, established.folder.keys.read_bytes()
    established.end()
    if cut:
        folder.keys.write_bytes(whole[: len(whole) // 2])
    else:
        folder.keys.unlink()
    program = established.start()
    assert offered(program).isVisible()
    assert "Databasen är orörd" in program.sign_in_page._trouble.accessibleName()
    offered(program).click()
    program.until(program.sign_in_page._restored.isVisible)
    assert not offered(program).isVisible()
    program.try_password("alva", PASSWORD)
    program.until(lambda: isinstance(program.front.shown, KeyFilePage))
    page = program.front.shown
    assert isinstance(page, KeyFilePage)
    assert "maria" in page._list.text(), "her password is the older one in this file"
    page.reason.setText("filen var borta")
    page.put_back.click()
    program.until(lambda: program.window_is_open)
    assert folder.keys.read_bytes() == whole, "the database's copy knows her new password"
    aside = [path.read_bytes() for path in folder.root.glob("clinic.keys.damaged-*")]
    assert aside == ([whole[: len(whole) // 2]] if cut else [])


def test_with_both_key_files_gone_the_newest_backup_has_one(established: Walker) -> None:
    program = established.start()
    program.sign_in("alva")
    assert program.application.services is not None
    made = program.application.services.backups.make()
    established.end()
    folder = established.folder
    for path in folder.root.glob("clinic.keys*"):
        path.unlink()
    program = established.start()
    offered(program).click()
    program.until(program.sign_in_page._restored.isVisible)
    assert f"säkerhetskopia {made.n}" in program.sign_in_page._restored.accessibleName()
    program.try_password("alva", program.passwords.get("alva", PASSWORD))
    program.until(lambda: program.window_is_open)


def test_with_no_other_key_file_only_a_backup_from_elsewhere_helps(established: Walker) -> None:
    folder = established.folder
    for path in folder.root.glob("clinic.keys*"):
        path.unlink()
    program = established.start()
    offered(program).click()
    background.wait()
    told = program.sign_in_page._trouble
    program.until(lambda: "Återställ en säkerhetskopia" in told.accessibleName())
    assert program.sign_in_page.rescue.isVisible()
    assert not folder.keys.exists()
