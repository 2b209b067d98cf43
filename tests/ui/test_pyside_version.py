"""PySide6 6.12.0 on Python 3.11 lost a reference to None in every call that returns nothing."""

import sys

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot


def test_calls_that_return_nothing_lose_no_reference_to_none(
    qtbot: QtBot, qapp: QApplication
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    before = sys.getrefcount(None)
    for _ in range(2_000):
        field.setObjectName("a")
        field.update()
    assert sys.getrefcount(None) > before - 500
