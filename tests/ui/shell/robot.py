"""The whole program in one window, over a real clinic, with a clock that the test moves."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.demo.robot import strike
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage.keyring_access import DeviceCodes
from ikbt_desktop.ui.application import Application
from ikbt_desktop.ui.entry.front import Front
from ikbt_desktop.ui.entry.lock_page import LockPage
from ikbt_desktop.ui.entry.new_password_page import NewPasswordPage
from ikbt_desktop.ui.entry.sign_in_page import SignInPage
from ikbt_desktop.ui.main_window import MainWindow
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.watch.computer import Computer
from tests.clinics import NO_KEYRING, PASSWORD, Clock, entry
from tests.ui.robots import named, type_text


class SetComputer(Computer):
    """A computer whose idle time the test sets; None as where the system tells nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: float | None = None

    def idle(self) -> float | None:
        return self.seconds


@dataclass
class Program:
    """What a person does with the program as a whole."""

    qtbot: QtBot
    front: Front
    application: Application
    clock: Clock
    computer: SetComputer
    passwords: dict[str, str] = field(default_factory=dict)
    login: str = ""

    @classmethod
    def start(
        cls,
        qtbot: QtBot,
        folder: DataFolder,
        clock: Clock,
        device_codes: DeviceCodes = NO_KEYRING,
    ) -> "Program":
        front = Front(demo=False)
        qtbot.addWidget(front)
        front.resize(1366, 689)
        front.show()
        computer = SetComputer()
        application = Application(
            front,
            entry(folder, clock, device_codes=device_codes),
            clock=clock,
            computer=computer,
            wall=clock,
            monotonic=clock.monotonic,
        )
        application.begin()
        return cls(qtbot, front, application, clock, computer)

    # --- the way in --------------------------------------------------------------------------

    @property
    def sign_in_page(self) -> SignInPage:
        assert isinstance(self.front.sign_in, SignInPage)
        return self.front.sign_in

    def try_password(self, login: str, password: str) -> None:
        page = self.sign_in_page
        page.login.setText(login)
        page.password.setText(password)
        page.submit()
        self.until(lambda: not page.button._busy or self.window_is_open)

    def sign_in(self, login: str) -> MainWindow:
        """Sign in; a one-time password is changed on the way, as the program asks."""
        self.try_password(login, self.passwords.get(login, PASSWORD))
        self.until(lambda: self.window_is_open or isinstance(self.front.shown, NewPasswordPage))
        if not self.window_is_open:
            self.choose_password(f"{PASSWORD} för {login}")
            self.passwords[login] = f"{PASSWORD} för {login}"
        self.login = login
        return self.window

    def choose_password(self, new: str) -> None:
        page = self.front.shown
        assert isinstance(page, NewPasswordPage)
        for line, text in ((page.key, PASSWORD), (page.password, new), (page.again, new)):
            line.setText(text)
        page.submit()
        self.until(lambda: self.window_is_open)

    @property
    def window_is_open(self) -> bool:
        return self.application.window is not None

    @property
    def window(self) -> MainWindow:
        assert self.application.window is not None
        return self.application.window

    @property
    def lock_page(self) -> LockPage:
        assert isinstance(self.front.shown, LockPage)
        return self.front.shown

    def press_lock(self) -> None:
        self.key(Qt.Key.Key_L, ctrl=True)
        self.until(lambda: isinstance(self.front.shown, LockPage))

    def unlock(self, password: str | None = None) -> None:
        self.lock_page.password.setText(password or self.passwords.get(self.login, PASSWORD))
        self.lock_page.submit()

    def wait(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass as it does for the program, which looks every five seconds."""
        left = minutes * 60 + seconds
        while left > 0:
            step = min(left, 5)
            self.clock.move(seconds=step)
            if self.computer.seconds is not None:
                self.computer.seconds += step
            self.application._watch.look()
            left -= step

    # --- inside ------------------------------------------------------------------------------

    def go(self, view: View) -> None:
        self.window.go(Place(view))

    def field(self, name: str) -> QWidget:
        return named(self.window, name)

    def write(self, name: str, text: str) -> None:
        widget = self.field(name)
        widget.setFocus()
        type_text(widget, text)

    @property
    def focus(self) -> str:
        """The object name of what has the focus."""
        focused = QApplication.focusWidget()
        return focused.objectName() if focused is not None else ""

    def key(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        """Press a key where the focus is."""
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        for _ in range(4):  # a window just opened has the focus first when the system says so
            QApplication.processEvents()
        focused: QWindow | None = QGuiApplication.focusWindow()  # none where a dialog just went
        strike(focused if focused is not None else self.front.windowHandle(), key, held)
        for _ in range(4):
            QApplication.processEvents()

    def typed(self, text: str) -> None:
        """Type where the focus is."""
        focused = QApplication.focusWidget()
        assert focused is not None
        type_text(focused, text)

    def text_of(self, name: str) -> str:
        widget = self.field(name)
        assert isinstance(widget, QLineEdit)
        return widget.text()

    def rooms(self) -> list[str]:
        return [item.text() for item in self.window.navigation._items]

    def until(self, happened: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(happened, timeout=20_000)
