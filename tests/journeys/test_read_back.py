"""The sign-in page says when a backup was last read back, and nothing of how many patients."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.entry.front import Front, settings
from ikbt_desktop.ui.kit import background, language
from tests.journeys.robot import settle
from tests.ui.shell.robot import Program


def said(front: Front) -> str:
    return " ".join(label.text() for label in front.findChildren(QLabel) if label.isVisible())


def opened(qtbot: QtBot) -> Front:
    front = Front(demo=False)
    qtbot.addWidget(front)
    front.resize(1366, 689)
    front.show()
    return front


def test_the_day_of_the_last_rehearsal_stands_beside_the_sign_in(
    qtbot: QtBot, program: Program
) -> None:
    settings().remove("read_back")
    program.sign_in("alva")
    assert "senast återläst" not in said(opened(qtbot))
    services = program.application.services
    assert services is not None
    services.backups.make()
    services.backups.drill()
    program.application.switch_user()
    program.sign_in("alva")
    front = opened(qtbot)
    assert "Säkerhetskopian är senast återläst 2026-10-05." in said(front)
    assert "patient" not in said(front)
    language.install("en")
    settle()
    assert "The backup was last read back 2026-10-05." in said(front)
    background.wait()
