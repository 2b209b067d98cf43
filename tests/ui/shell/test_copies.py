"""What is copied and what is drawn, on an X server, where the clipboard has an owner."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[3]
_OTHER = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
QApplication.clipboard().setText("another program's")
print("copied", flush=True)
application.exec()
"""
_PROGRAM = """
import subprocess, sys, time
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QClipboard, QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from ikbt_desktop.ui import leaving
from ikbt_desktop.ui.copies import CopyMarker

application = QApplication([])
front = QLineEdit("Zebrafisken")
front.show()
QTest.qWait(200)
clipboard = QApplication.clipboard()
marker = CopyMarker(front)
front.selectAll()
front.copy()
QTest.qWait(100)
lying = clipboard.mimeData()
print("copied", lying.text(), lying.hasFormat("x-kde-passwordManagerHint"))
leaving.clear_clipboard()
QTest.qWait(100)
print("cleared", repr(clipboard.text()), repr(clipboard.text(QClipboard.Mode.Selection)))

with subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE) as other:
    other.stdout.readline()
    until = time.monotonic() + 10
    while clipboard.text() != "another program's" and time.monotonic() < until:
        QTest.qWait(50)
    leaving.clear_clipboard()
    QTest.qWait(100)
    print("theirs", clipboard.text(), clipboard.mimeData().hasFormat("x-kde-passwordManagerHint"))
    other.kill()

hidden = []
drag, carried = QDrag(front), QMimeData()
carried.setText("Zebrafisken")
drag.setMimeData(carried)
QTest.mousePress(front, Qt.MouseButton.LeftButton)

def lock():
    leaving.hide_windows(front)
    hidden.append(True)

QTimer.singleShot(300, lock)
QTimer.singleShot(8000, lambda: (print("the drag went on", flush=True), sys.exit(1)))
drag.exec(Qt.DropAction.CopyAction)
print("drag", hidden, flush=True)
"""


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="needs an X server")
def test_own_copies_are_marked_and_cleared_others_stay_and_a_drag_ends() -> None:
    told = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", _PROGRAM, _OTHER],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert told.stdout.splitlines() == [
        "copied Zebrafisken True",
        "cleared '' ''",
        "theirs another program's False",
        "drag [True]",
    ], told.stderr
