"""The program itself, ended as soon as its sign-in window has been painted."""

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent

from ikbt_desktop.__main__ import main
from ikbt_desktop.ui.entry.front import Front


def _end(_front: Front, _event: QPaintEvent) -> None:
    QTimer.singleShot(0, lambda: os._exit(0))


if __name__ == "__main__":
    setattr(Front, "paintEvent", _end)  # noqa: B010 - a plain assignment is refused by mypy
    sys.exit(main([]))
