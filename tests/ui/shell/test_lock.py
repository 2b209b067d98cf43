"""The lock: what cannot stop it, and what it leaves behind, which is nothing."""

import gc
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import DiskFull
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.backups import Backups, Why
from ikbt_desktop.services.documents import Documents
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.storage.unit_of_work import UnitOfWork, open_reading
from ikbt_desktop.ui.entry.first_start import FirstStart
from ikbt_desktop.ui.entry.lock_page import LockPage
from ikbt_desktop.ui.entry.new_password_page import NewPasswordPage
from ikbt_desktop.ui.entry.rescue_page import RescuePage
from ikbt_desktop.ui.entry.sign_in_page import SignInPage
from ikbt_desktop.ui.kit import background, language, theme
from ikbt_desktop.ui.kit.dialog import Dialog
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.main_window import MainWindow
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.paper_page import PaperPage
from tests.clinics import PASSWORD, Clock, Template, invented_number, open_copy
from tests.ui.robots import in_sight, named, press, type_text
from tests.ui.shell.robot import Program

_AT_MOST = 1.0
"""Seconds from the word to a screen that shows nothing."""


@pytest.fixture
def program(qtbot: QtBot, clinic_template: Template, tmp_path: Path) -> Iterator[Program]:
    copy = open_copy(clinic_template, tmp_path)
    copy.close()
    running = Program.start(qtbot, copy.folder, Clock())
    yield running
    running.application.end()
    background.wait()
    QApplication.processEvents()


def shown(program: Program) -> list[QWidget]:
    """Every window of the program that somebody could see, but the locked one."""
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and widget is not program.front
    ]


def open_files(program: Program) -> list[str]:
    """The clinic's files that this process has open."""
    if sys.platform != "linux":
        pytest.skip("asks /proc which files are open")
    root = str(program.application._entry.folder.root)
    found = []
    for link in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the one that lists them is gone by now
            found.append(str(link.readlink()))
    return [name for name in found if name.startswith(root)]


def locks(program: Program) -> None:
    """Lock, and see that nothing is seen within the second."""
    begun = time.monotonic()
    program.application.lock()
    took = time.monotonic() - begun
    assert isinstance(program.front.shown, LockPage)
    assert shown(program) == []
    assert program.application.services is None
    assert took < _AT_MOST, took


def idle(program: Program) -> None:
    """A last backup may go on behind the lock; then the file is let go of."""
    program.until(lambda: not background.is_busy())


# --- what cannot stop it -------------------------------------------------------------------------


def kit_dialog(parent: QWidget) -> QWidget:
    dialog = Dialog(parent, "Ta bort?", "Det går inte att ångra.", safe="Behåll", act="Ta bort")
    dialog.open()
    return dialog


def message_box(parent: QWidget) -> QWidget:
    box = QMessageBox(parent)
    box.setText("Zebrina Markörsson")
    box.setModal(True)
    box.open()
    return box


def file_dialog(parent: QWidget) -> QWidget:
    dialog = QFileDialog(parent)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    return dialog


class _Stubborn(QDialog):
    """Does not go when it is told to."""

    def reject(self) -> None:
        raise ValueError("no")


def stubborn(parent: QWidget) -> QWidget:
    dialog = _Stubborn(parent)
    dialog.setModal(True)
    dialog.show()
    return dialog


class _Again(QDialog):
    """Opens another one when it is told to go."""

    def done(self, result: int) -> None:
        super().done(result)
        QDialog(self.parentWidget()).open()


def opens_another(parent: QWidget) -> QWidget:
    dialog = _Again(parent)
    dialog.open()
    return dialog


def menu(parent: QWidget) -> QWidget:
    opened = QMenu(parent)
    opened.addAction("Zebrina")
    opened.popup(parent.mapToGlobal(QPoint(20, 20)))
    return opened


def choices(parent: QWidget) -> QWidget:
    box = QComboBox(parent)
    box.addItems(["Zebrina", "Markörsson"])
    box.show()
    box.showPopup()
    return box.view().window()


def completer(parent: QWidget) -> QWidget:
    field = QLineEdit(parent)
    field.show()
    field.setFocus()
    helper = QCompleter(["Zebrina", "Zebran"], field)
    field.setCompleter(helper)
    helper.setCompletionPrefix("Ze")
    helper.complete()
    popup = helper.popup()
    assert popup is not None
    return popup


def tooltip(parent: QWidget) -> QWidget:
    QToolTip.showText(parent.mapToGlobal(QPoint(20, 20)), "Zebrina Markörsson", parent)
    return next(top for top in QApplication.topLevelWidgets() if top.inherits("QTipLabel"))


@pytest.mark.qt_log_ignore("does not support grabbing", extend=True)
@pytest.mark.parametrize(
    "opened",
    [
        *(kit_dialog, message_box, file_dialog, stubborn, opens_another),
        *(menu, choices, completer, tooltip),
    ],
)
def test_no_window_of_any_kind_stays_in_sight(
    program: Program, opened: Callable[[QWidget], QWidget]
) -> None:
    window = program.sign_in("maria")
    extra = opened(window)
    program.until(extra.isVisible)
    locks(program)
    QApplication.processEvents()
    assert shown(program) == []
    program.unlock()
    program.until(lambda: program.window_is_open)


def test_a_loop_within_the_loop_does_not_hold_it_up(program: Program) -> None:
    program.sign_in("maria")
    loop, seen = QEventLoop(), []

    def look() -> None:
        seen.append(isinstance(program.front.shown, LockPage) and not shown(program))
        loop.quit()

    QTimer.singleShot(50, lambda: program.application._watch.computer.left.emit("session"))
    QTimer.singleShot(300, look)
    loop.exec()
    assert seen == [True]


def test_the_system_s_own_file_dialog_ends_and_nothing_is_done_with_its_no(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The static ones run a loop of their own; the code behind them goes on after the lock."""
    window = program.sign_in("rut")
    window.new_referral()
    plain = QFileDialog.getOpenFileName

    def not_native(parent: QWidget, title: str, folder: str, kinds: str) -> tuple[str, str]:
        QTimer.singleShot(200, program.application.lock)
        option = QFileDialog.Option.DontUseNativeDialog
        return plain(parent, title, folder, kinds, "", option)

    monkeypatch.setattr(QFileDialog, "getOpenFileName", not_native)
    pick = program.field("scan_pick")
    QTest.mouseClick(pick, Qt.MouseButton.LeftButton)
    assert isinstance(program.front.shown, LockPage)
    assert shown(program) == []
    assert program.application.services is None


def test_a_page_with_a_bug_cannot_keep_it_open(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.sign_in("maria")

    def broken(_self: MainWindow) -> bool:
        raise KeyError

    monkeypatch.setattr(MainWindow, "keep", broken)
    locks(program)
    assert "gick inte att spara" in program.lock_page._note.text()
    assert window is not program.application.window


def test_words_that_no_disk_would_take_come_back_to_their_writer_alone(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.sign_in("rut")
    program.window.new_referral()
    program.write("family_name", "Exempelsson")
    with monkeypatch.context() as full:
        full.setattr(MainWindow, "keep", lambda _: False)
        locks(program)
    program.lock_page.switch.click()
    program.sign_in("maria")
    assert program.window.place.view is View.TODAY
    program.application.switch_user()
    program.sign_in("rut")
    field = program.field("family_name")
    assert isinstance(field, QLineEdit)
    assert field.text() == "Exempelsson"


def test_a_full_disk_does_not_hold_the_door(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.sign_in("maria")

    def full(*_: object, **__: object) -> None:
        raise DiskFull

    monkeypatch.setattr("ikbt_desktop.services.menu.Door._log", full)
    locks(program)
    idle(program)
    assert open_files(program) == []


def test_a_backup_under_way_does_not_hold_it_up(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_self: Backups, _why: Why, told: Callable[[int, int], None]) -> None:
        while True:
            told(1, 2)
            time.sleep(0.02)

    program.sign_in("maria")
    program.application._keeper._since -= 3 * 60 * 60
    monkeypatch.setattr(Backups, "make_by_itself", endless)
    monkeypatch.setattr(Backups, "is_due", lambda _self, why: why is Why.HOURS)
    program.application._keeper.look()
    program.until(background.is_busy)
    locks(program)
    idle(program)
    assert open_files(program) == []


def test_a_paper_under_way_is_finished_behind_the_lock_and_opens_nothing_anew(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, done = threading.Event(), []

    def slow(self: Documents, treatment_id: str) -> bytes:
        go_on.wait(10)
        done.append(self._workplace.database)
        with open_reading_of(self):
            return b""

    window = program.sign_in("maria")
    monkeypatch.setattr(Documents, "preview_summary", slow)
    documents = window._services.documents
    told: list[object] = []
    background.run(
        program.application,
        lambda _: documents.preview_summary("any"),
        done=told.append,
        failed=told.append,
    )
    locks(program)
    assert program.application._keeper.is_leaving
    go_on.set()
    program.until(lambda: not program.application._keeper.is_leaving)
    idle(program)
    assert len(done) == 1
    assert told == []
    assert open_files(program) == []
    program.unlock()
    program.until(lambda: program.window_is_open)


def test_what_is_being_saved_when_the_lock_falls_is_saved(program: Program) -> None:
    window = program.sign_in("maria")
    go_on, administration = threading.Event(), window._services.administration

    def save(_: object) -> None:
        go_on.wait(10)
        administration.set_preference("scale", 1.25)

    background.run(program.application, save, done=lambda _: None, failed=lambda _: None)
    locks(program)
    assert open_files(program), "what is under way still has it"
    go_on.set()
    idle(program)
    assert open_files(program) == []
    program.unlock()
    program.until(lambda: program.window_is_open)
    assert program.window._services.administration.preference("scale", 1.0) == 1.25


def open_reading_of(documents: Documents) -> UnitOfWork:
    return open_reading(documents._workplace, Permission.READ_CLINICAL)


def test_an_open_wizard_is_left_as_it_stands_and_found_again(program: Program) -> None:
    window = program.sign_in("maria")
    row = window._services.referrals.register(
        NewReferral(
            identity=invented_number(date(1993, 2, 12)),
            family_name="Provberg",
            given_name="Åsa",
            source="self_referral",
            received_on=program.clock.today,
        )
    )
    place = Place(View.SCREENING, referral_id=row.id, detail="reason")
    window.go(place)
    program.write("contact_reason", "Lyktstolpen blinkar")
    editor = program.field("contact_reason")
    assert isinstance(editor, QPlainTextEdit)
    cursor = editor.textCursor()
    cursor.setPosition(5)
    editor.setTextCursor(cursor)
    locks(program)
    program.unlock()
    program.until(lambda: program.window_is_open)
    QApplication.processEvents()
    back = program.field("contact_reason")
    assert isinstance(back, QPlainTextEdit)
    assert back.toPlainText() == "Lyktstolpen blinkar"
    assert back.textCursor().position() == 5
    assert program.front.focusWidget() is back


# --- before and beside the window ----------------------------------------------------------------


def test_a_one_time_password_that_was_never_changed_does_not_stay_signed_in(
    program: Program,
) -> None:
    program.try_password("maria", PASSWORD)
    program.until(lambda: isinstance(program.front.shown, NewPasswordPage))
    page = program.front.shown
    assert isinstance(page, NewPasswordPage)
    page.password.setText("halvskrivet lösenord")
    program.wait(minutes=10, seconds=5)
    assert isinstance(program.front.shown, SignInPage)
    assert program.application.services is None
    assert open_files(program) == []


def test_somebody_who_left_while_changing_the_password_comes_back_to_the_page_before(
    program: Program,
) -> None:
    program.sign_in("rut")
    program.window.new_referral()
    program.write("family_name", "Exempelsson")
    program.window.password_asked.emit()
    assert isinstance(program.front.shown, NewPasswordPage)
    locks(program)
    idle(program)
    assert open_files(program) == []
    program.unlock()
    program.until(lambda: program.window_is_open)
    field = program.field("family_name")
    assert isinstance(field, QLineEdit)
    assert field.text() == "Exempelsson"


@pytest.mark.parametrize(("button", "kind"), [("recover", PaperPage), ("rescue", RescuePage)])
def test_a_key_half_typed_does_not_wait_for_whoever_comes_by(
    program: Program, button: str, kind: type[QWidget]
) -> None:
    {"recover": program.application._ask_recovery, "rescue": program.application._ask_rescue}[
        button
    ]()
    assert isinstance(program.front.shown, kind)
    program.wait(minutes=10, seconds=5)
    assert isinstance(program.front.shown, SignInPage)
    assert program.sign_in_page.password.text() == ""


def test_a_password_half_typed_at_the_sign_in_goes_with_ctrl_l(program: Program) -> None:
    program.sign_in_page.password.setText("halvskrivet")
    press(program.front, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    program.until(lambda: program.sign_in_page.password.text() == "")


def test_a_lock_while_the_door_is_being_opened_keeps_it_shut(program: Program) -> None:
    program.sign_in("maria")
    program.press_lock()
    for _ in range(2):
        program.unlock()
        program.application.lock()
        idle(program)
        assert not program.window_is_open
        assert open_files(program) == []
        assert not program.lock_page.button._busy
        assert program.lock_page.password.text() == ""
    program.unlock()
    program.until(lambda: program.window_is_open)
    program.application.switch_user()
    program.sign_in_page.login.setText("maria")
    program.sign_in_page.password.setText(program.passwords["maria"])
    program.sign_in_page.submit()
    program.application.lock()
    idle(program)
    assert not program.window_is_open
    assert program.sign_in_page.password.text() == ""
    assert not program.sign_in_page.button._busy


def test_the_keys_of_a_new_clinic_are_covered_until_its_first_password(
    qtbot: QtBot, tmp_path: Path
) -> None:
    program = Program.start(qtbot, DataFolder(tmp_path / "new"), Clock())
    first = program.front.shown
    assert isinstance(first, FirstStart)
    program.application.lock()
    assert program.front.shown is first, "there is nothing to cover yet"
    _found(program, first)
    key = first._key.text()
    program.wait(minutes=10, seconds=5)
    page = program.lock_page
    assert not first.isVisible()
    assert key not in [widget.property("text") for widget in page.findChildren(QWidget)]
    page.password.setText("fel lösenord som är långt")
    page.submit()
    assert program.lock_page is page
    assert page._block.error
    page.password.setText(PASSWORD)
    page.submit()
    assert first.isVisible()
    assert first._key.text() == key
    program.application.end()


def _found(program: Program, first: FirstStart) -> None:
    texts = {
        "name": "Kvarnbackens psykologmottagning",
        "crisis_unit": "Psykakuten",
        "crisis_phone": "08-465 004 99",
        "person": "Alva Påhittsson",
        "login": "alva",
        "password": PASSWORD,
        "again": PASSWORD,
    }
    for names in (("name",), ("crisis_unit", "crisis_phone"), (), ("person", "login", "password")):
        for name in (*names, *(["again"] if "password" in names else [])):
            type_text(named(first, name), texts[name])
        first.next.press()
    program.until(lambda: bool(first._key.text()))


# --- nothing left behind -------------------------------------------------------------------------


def test_a_locked_program_holds_neither_the_file_nor_anybody_s_services(program: Program) -> None:
    window = program.sign_in("maria")
    for room in window.rooms:
        window.go(Place(room.view))
    assert open_files(program)
    services = weakref.ref(window._services)
    database = weakref.ref(window._services.workplace.database)
    del window
    locks(program)
    idle(program)
    assert open_files(program) == []
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert services() is None
    assert database() is None


def test_no_dialog_can_take_the_lock_s_key_for_one_of_its_own(program: Program) -> None:
    window = program.sign_in("maria")
    dialog = kit_dialog(window)
    taken: list[str] = []
    QShortcut(QKeySequence("Ctrl+L"), dialog, lambda: taken.append("taken"))
    program.press_lock()
    assert taken == []


# --- the warning ---------------------------------------------------------------------------------


def warning(program: Program) -> str:
    shown_now = program.application._warning
    return shown_now.words if shown_now.isVisible() else ""


def test_a_minute_before_it_is_said_over_everything_and_any_key_goes_on(program: Program) -> None:
    window = program.sign_in("maria")
    dialog = kit_dialog(window)
    program.wait(minutes=8, seconds=55)
    assert warning(program) == ""
    program.wait(seconds=10)
    assert warning(program) == "Låser om 55 sekunder"
    assert program.application._warning.parentWidget() is dialog, "or the dialog would shut it"
    press(dialog, Qt.Key.Key_Shift)
    program.until(lambda: warning(program) == "")
    program.wait(minutes=9, seconds=30)
    assert program.window_is_open


def test_a_key_that_is_a_shortcut_and_a_movement_of_the_mouse_are_work_too(
    program: Program,
) -> None:
    program.sign_in("maria")
    program.wait(minutes=9)
    program.key(Qt.Key.Key_K, ctrl=True)
    program.wait(minutes=9)
    QTest.mouseMove(program.front.windowHandle(), QPoint(9, 9))
    QApplication.processEvents()
    program.wait(minutes=8)
    assert program.window_is_open


def test_the_button_of_the_warning_goes_on_too(program: Program) -> None:
    program.sign_in("maria")
    program.wait(minutes=9, seconds=5)
    button = program.application._warning.button
    assert button.text() == "&Fortsätt arbeta"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    program.until(lambda: warning(program) == "")
    program.wait(minutes=9, seconds=30)
    assert program.window_is_open


def test_the_warning_is_read_whole_when_the_text_grows_while_it_stands(program: Program) -> None:
    program.sign_in("maria")
    program.wait(minutes=9, seconds=5)
    shown = program.application._warning
    theme.current().choose(scale=2.0)
    labels = shown.findChildren(Label)
    program.until(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in labels))
    assert all(map(in_sight, [*labels, shown.button]))


def test_a_key_in_another_program_ends_the_warning_too(program: Program) -> None:
    program.computer.seconds = 0.0
    program.sign_in("maria")
    program.wait(minutes=9, seconds=5)
    assert warning(program)
    program.computer.seconds = 0.0
    program.wait(seconds=1)
    assert warning(program) == ""


def test_the_warning_goes_with_the_lock_and_outlives_the_dialog_it_stood_over(
    program: Program,
) -> None:
    window = program.sign_in("maria")
    dialog = kit_dialog(window)
    program.wait(minutes=10, seconds=5)
    assert isinstance(program.front.shown, LockPage)
    assert shown(program) == []
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    program.unlock()
    program.until(lambda: program.window_is_open)
    program.wait(minutes=9, seconds=5)
    assert warning(program)


@pytest.mark.parametrize("why", ["session", "sleep"])
def test_the_system_s_own_lock_and_sleep_lock_it(program: Program, why: str) -> None:
    program.sign_in("maria")
    program.computer.left.emit(why)
    assert isinstance(program.front.shown, LockPage)


def test_the_clinic_s_minutes_hold_within_their_bounds(program: Program) -> None:
    program.sign_in("alva")
    services = program.window._services
    view = services.administration.clinic()
    services.administration.change_clinic(replace(view, settings={"lock_minutes": 3}))
    program.press_lock()
    program.unlock()
    program.until(lambda: program.window_is_open)
    program.wait(minutes=2, seconds=50)
    assert program.window_is_open
    program.wait(seconds=15)
    assert isinstance(program.front.shown, LockPage)


# --- another person ------------------------------------------------------------------------------


def test_a_colleague_takes_over_at_the_lock_and_the_draft_stays_its_writer_s(
    program: Program,
) -> None:
    program.sign_in("rut")
    program.window.new_referral()
    program.write("family_name", "Exempelsson")
    program.press_lock()
    program.lock_page.switch.click()
    page = program.sign_in_page
    assert program.front.focusWidget() is page.login
    assert page.login.selectedText() == page.login.text()
    program.sign_in("tore")
    program.window.new_referral()
    field = program.field("family_name")
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
    program.application.switch_user()
    program.sign_in("rut")
    program.window.new_referral()
    field = program.field("family_name")
    assert isinstance(field, QLineEdit)
    assert field.text() == "Exempelsson"


def test_a_window_that_is_about_to_go_asks_for_nothing_any_more(program: Program) -> None:
    window = program.sign_in("rut")
    window.go(Place(View.REFERRALS))
    del window
    locks(program)
    language.install("en")
    language.install("sv")
    idle(program)
    assert open_files(program) == []
