"""The one listener that hears every event of the program, and the while when it need not.

While one turn of the loop builds a page no key and no click can come, but thousands of other
events do; to hear each of them takes a fifth of the building.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

_ears: list[QObject] = []


def listen(ear: QObject) -> None:
    """Let `ear.eventFilter` hear every event from now on, before anybody else."""
    _ears[:] = [ear]
    _application().installEventFilter(ear)


@contextmanager
def aside() -> Iterator[None]:
    """For building in one turn: what is within may neither wait nor turn the loop."""
    ears = [ear for ear in _ears if isValid(ear)]
    for ear in ears:
        _application().removeEventFilter(ear)
    try:
        yield
    finally:
        for ear in ears:
            _application().installEventFilter(ear)


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
