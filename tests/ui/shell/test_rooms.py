"""Each view has a page, found by a name that nobody else checks, and imported in good time."""

import subprocess
import sys
from pathlib import Path

import pytest

from ikbt_desktop.ui import rooms
from ikbt_desktop.ui.pages import Page, View

ROOT = Path(__file__).resolve().parents[3]
_LEFT = """
import sys
from threading import enumerate as threads
from PySide6.QtCore import QCoreApplication, QTimer
from ikbt_desktop.__main__ import program
program().import_floors()
from ikbt_desktop.ui import rooms
from ikbt_desktop.ui.pages import Place, View
application = QCoreApplication([])
rooms.page_for = lambda view, found=rooms.page_for: found(view) and (lambda *_: view)
def there():
    return "ikbt_desktop.ui.screening.wizard" in sys.modules
rooms.open_page(None, Place(View.TODAY))
rooms.open_page(None, Place(View.TODAY))
QTimer.singleShot(600, application.quit)
application.exec()
print(there(), len(threads()))
rooms.open_page(None, Place(View.OUTBOX))
print(there())
QTimer.singleShot(600, application.quit)
application.exec()
for thread in threads()[1:]:
    thread.join()
print(there())
"""


@pytest.mark.parametrize("view", View)
def test_every_view_has_its_page(view: View) -> None:
    page = rooms.page_for(view)
    assert isinstance(page, type)
    assert issubclass(page, Page)


def test_the_other_rooms_come_aside_when_the_first_page_is_left() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _LEFT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["False", "1", "False", "True"]
