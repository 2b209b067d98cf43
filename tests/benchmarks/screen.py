"""What the benchmarks of lists share: a painted page, and the same SELECT done bare."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from sqlalchemy import Connection, Engine, event
from sqlcipher3 import dbapi2

from ikbt_desktop.services.menu import Services
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.ui.kit import language, theme

Statement = tuple[str, Any]
_PATIENCE = 10.0


def application() -> QApplication:
    """The running application, in the look and language of the house."""
    running = QApplication.instance()
    found = running if isinstance(running, QApplication) else QApplication(["ikbt-desktop"])
    theme.current()
    language.install("sv")
    return found


class Painted(QObject):
    """Notes that a list was painted, or when it is hidden, what stands around it."""

    def __init__(self, view: QAbstractItemView, around: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._seen = False
        for widget in (view.viewport(), around):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, happened: QEvent) -> bool:
        if happened.type() == QEvent.Type.Paint:
            self._seen |= watched is self._view.viewport() or self._view.isHidden()
        return False

    def milliseconds_after(self, act: Callable[[], object]) -> float:
        """From the act until the widget has been painted and nothing waits to be painted."""
        start = time.perf_counter()
        self._seen = False
        act()
        while not self._seen:
            QApplication.processEvents()
            if time.perf_counter() - start > _PATIENCE:
                raise TimeoutError("the list was never painted")
        return (time.perf_counter() - start) * 1000


@contextmanager
def heard_selects() -> Iterator[list[Statement]]:
    """The SELECTs that the program sends meanwhile; clear the list when you like."""
    heard: list[Statement] = []

    def hear(
        _connection: Connection, _cursor: Any, text: str, values: Any, _context: Any, _many: bool
    ) -> None:
        if text.lstrip().upper().startswith("SELECT"):
            heard.append((text, values))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


@contextmanager
def bare_connection(services: Services) -> Iterator[dbapi2.Connection]:
    """sqlcipher3 without more, on the same file, with the same key and pragmas."""
    database = services.workplace.database
    connection = connect(database.folder.database, database.keys, reading=True)
    try:
        yield connection
    finally:
        connection.close()


def run_bare(connection: dbapi2.Connection, statements: list[Statement]) -> int:
    """The statements and all their rows, nothing done with them; how many rows came."""
    return sum(len(connection.execute(text, values).fetchall()) for text, values in statements)
