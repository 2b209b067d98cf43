"""The yardstick: a PySide6 window with one button, and nothing of ours."""

import json
import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget


class Window(QWidget):
    """Ends the process as soon as it has been painted."""

    def __init__(self, *, weighed: bool) -> None:
        super().__init__()
        self._weighed = weighed
        QVBoxLayout(self).addWidget(QPushButton("Sign in"))
        self.resize(1366, 720)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QTimer.singleShot(0, self._end)

    def _end(self) -> None:
        if self._weighed:
            # Not before it is needed: the start is measured without it.
            from tests.benchmarks.timing import own_memory

            sys.stdout.write(json.dumps(own_memory()) + "\n")
            sys.stdout.flush()
        os._exit(0)  # the end of the process is not what is measured


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    window = Window(weighed="weighed" in sys.argv)
    window.show()
    sys.exit(application.exec())
