"""Somebody at work in a process of its own, until the power goes.

    python -m tests.journeys.typist FOLDER PASSWORD WORK PLACE LOCK

Says `ready` when all is typed and two seconds have passed, and the window's title; then it waits
to be killed. Everything it leaves lies where its environment says.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ikbt_desktop import diagnostics
from ikbt_desktop.demo.robot import Robot
from ikbt_desktop.paths import DataFolder, log_folder
from ikbt_desktop.ui.application import Application
from ikbt_desktop.ui.entry.front import Front
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.watch import computer as computers
from tests.clinics import Clock, entry, invented_number

LOGIN = "maria"
FAMILY, GIVEN = "Markörsson", "Zebrina"
QUESTION = "Kvastskaftet står i hallen."
FEEDBACK = "Zebrafisken sjunger om natten."
REASON = "Lyktstolpen blinkar sedan i våras."
SEARCHED = "Zebrina"
CTRL = Qt.KeyboardModifier.ControlModifier


class Typist:
    """One pair of hands on the whole program."""

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        self.clock = clock
        self.front = Front(demo=False)
        self.front.resize(1366, 720)
        self.front.show()
        self.front.activateWindow()
        assert QTest.qWaitForWindowActive(self.front)
        self.application = Application(
            self.front,
            entry(folder, clock),
            clock=clock,
            computer=computers.of_this_machine(self.front),
        )
        self.application.begin()
        self.robot = Robot(self.front, Path())

    def sign_in(self, password: str) -> None:
        """Through the sign-in window."""
        self.robot.type_into("login", LOGIN)
        self.robot.type_into("password", password)
        self.robot.press(Qt.Key.Key_Return, on="password")
        self.robot.wait(lambda: self.application.window is not None, "the window")
        self.robot.settle(0.3)

    def register(self) -> None:
        """A referral with words that can be looked for."""
        self.robot.press(Qt.Key.Key_R, modifier=CTRL)
        self.robot.wait(lambda: self.robot.sees("identity"), "the form")
        born = self.clock.today.replace(year=1987)
        self.robot.type_into("identity", invented_number(born).formatted)
        self.robot.type_into("family_name", FAMILY)
        self.robot.type_into("given_name", GIVEN)
        self.robot.type_into("referrer", "Vårdcentralen Ekliden")
        self.robot.type_into("received_on", "igår")
        self.robot.type_into("question", QUESTION)
        self.robot.press(Qt.Key.Key_Return, modifier=CTRL)
        self.robot.type_into("search_everything", SEARCHED)
        self.robot.press(Qt.Key.Key_Escape)

    def write_feedback(self, treatment: str) -> None:
        """Some words at the desk, and nothing more."""
        self.register()
        self._go(Place(View.FEEDBACK, record_id=treatment))
        self.robot.type_into("feedback_text", FEEDBACK)

    def screen(self, referral: str) -> None:
        """Some words in the wizard, and nothing more."""
        self._go(Place(View.SCREENING, referral_id=referral, detail="reason"))
        self.robot.type_into("contact_reason", REASON)

    def _go(self, place: Place) -> None:
        window = self.application.window
        assert window is not None
        window.go(place)
        self.robot.settle(0.2)


def main(folder: str, password: str, work: str, place: str, lock: str) -> None:
    """Sign in, work, say `ready`, and wait for the end."""
    diagnostics.set_up_logging(log_folder())
    application = QApplication(["ikbt-desktop"])
    theme.current()
    language.install("sv")
    clock = Clock()
    clock.move(days=14)
    typist = Typist(DataFolder(Path(folder)), clock)
    typist.sign_in(password)
    works: Mapping[str, Callable[[str], None]] = {
        "feedback": typist.write_feedback,
        "screening": typist.screen,
    }
    works[work](place)
    typist.robot.settle(2.2)
    titles = [typist.front.windowTitle()]
    if lock:
        typist.robot.press(Qt.Key.Key_L, modifier=CTRL)
        typist.robot.wait(lambda: typist.application.window is None, "the lock")
        titles.append(typist.front.windowTitle())
    _say(f"ready {titles}")
    typist.application.locked.connect(lambda: _say("locked"))
    application.exec()


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
