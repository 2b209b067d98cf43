"""The main window at the worklist of a clinic whose key comes in on standard input; weighed."""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.entry.front import Front
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.main_window import MainWindow
from ikbt_desktop.ui.pages import Place, View
from tests.benchmarks import many_patients
from tests.benchmarks.many_patients import Crowd
from tests.benchmarks.timing import own_memory


def show(services: Services) -> Front:
    """The window as it is after signing in, with the worklist open."""
    front = Front(demo=False)
    window = MainWindow(services)
    front.show_page(window)
    front.show()
    window.go(Place(View.TODAY))
    return front


def _weigh() -> None:
    sys.stdout.write(json.dumps(own_memory()) + "\n")
    sys.stdout.flush()
    os._exit(0)


def main() -> int:
    """Show, settle, weigh, end."""
    root, count = Path(sys.argv[1]), int(sys.argv[2])
    crowd = Crowd(root, sys.stdin.readline().strip(), count)
    application = QApplication(sys.argv[:1])
    theme.current()
    language.install("sv")
    with many_patients.opened(crowd) as services:
        front = show(services)
        QTimer.singleShot(1_500, _weigh)
        code = application.exec()
        front.close()
    return code
