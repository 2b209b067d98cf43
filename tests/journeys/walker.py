"""The main job in a process of its own, every word of it a marker, until the power goes.

    python -m tests.journeys.walker HOME CHOSEN

HOME holds the training clinic; CHOSEN is the folder that the user picks for exports. Says `ready`
with every title that a window had, and waits to be killed.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from ikbt_desktop import diagnostics
from ikbt_desktop.demo.robot import Robot
from ikbt_desktop.demo.walk import CTRL, Walk
from ikbt_desktop.paths import DataFolder, log_folder
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.reception.referral_form import ReferralForm

DRAFT = "Utkastet om den randiga sälen blir liggande."
SEARCHED = "Pumpkarneval"
SCANNED = "Inskannad Kardemummavers"
COPIED = "Urklippets Trollsländor"


@dataclass
class Hands(Robot):
    """Takes no pictures: they would show the markers. Hears what the windows call themselves."""

    titles: set[str] = field(default_factory=set)
    meanwhile: dict[str, Callable[[], None]] = field(default_factory=dict)

    def picture(self, file: str, _words: str) -> None:
        """A moment to do something of one's own."""
        self.titles |= {window.title() for window in QGuiApplication.allWindows()}
        self.meanwhile.pop(file, lambda: None)()


class Marked(Walk):
    """The walk, with a scan, a search, a copy and a draft on the way."""

    robot: Hands

    def start(self) -> None:
        """As the walk does, with other hands."""
        super().start()
        self.robot = Hands(self.front, self.out, said=self.say)
        self.robot.meanwhile = {"referral-form": self.attach, "visit-booked": self.search}

    def attach(self) -> None:
        """The paper itself, scanned."""
        scan = self.out / "skannad.png"
        picture = QImage(8, 8, QImage.Format.Format_RGB32)
        picture.setText("Comment", SCANNED)
        assert picture.save(str(scan))
        form = self.front.findChild(ReferralForm)
        assert form is not None
        form.scan.take(scan)
        self.robot.settle(2.2)

    def search(self) -> None:
        """Words that are found nowhere."""
        self.robot.press(Qt.Key.Key_K, modifier=CTRL)
        self.robot.type_into("search_everything", SEARCHED)
        self.robot.settle(0.5)
        self.robot.press(Qt.Key.Key_Escape, on="search_everything")

    def leave_a_draft(self) -> None:
        """Words that are neither signed nor thrown away, and a copy on the clipboard."""
        robot, window = self.robot, self.application.window
        assert window is not None
        window.go(Place(View.REFERRALS, detail="new"))
        robot.wait(lambda: robot.sees("question"), "the form")
        robot.type_into("question", DRAFT)
        QApplication.clipboard().setText(COPIED)
        robot.settle(2.5)


def main(home: str, chosen: str) -> None:
    """Walk, and be killed."""
    diagnostics.set_up_logging(log_folder())
    diagnostics.forbid_core_dumps()
    QApplication(["ikbt-desktop"])
    theme.current()
    language.install("sv")
    walk = Marked(Path(chosen), DataFolder(Path(home)), say=lambda _: None)
    walk.run()
    walk.be("rut")
    walk.leave_a_draft()
    sys.stdout.write(f"ready {sorted(walk.robot.titles)}\n")
    sys.stdout.flush()
    QApplication.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
