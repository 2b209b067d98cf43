"""While the whole program listens, nobody in Python is told of a part that Qt has not finished.

Who is told takes it up as what it is at that moment: a header is an abstract view first. Kept by
anything (a traceback, a thread that looks on), that is handed out for the finished part later.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QTableView,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.turns import Turns
from ikbt_desktop.ui.watch.screen_guard import ScreenGuard
from tests.clinics import Clock, Template, open_copy
from tests.ui.shell.robot import Program


@pytest.fixture
def program(qtbot: QtBot, clinic_template: Template, tmp_path: Path) -> Iterator[Program]:
    """All that ever listens does: the program, the guard of pictures, a page that is awaited."""
    copy = open_copy(clinic_template, tmp_path)
    copy.close()
    started = Program.start(qtbot, copy.folder, Clock())
    guard = ScreenGuard(started.front, lambda _window, _hidden: None)
    guard.set_on(on=True)
    waiting = Turns(started.front, failed=lambda _: None)
    waiting.run(lambda: None)
    yield started
    guard.set_on(on=False)
    started.application.end()
    background.wait()


@contextmanager
def _all_is_kept() -> Iterator[None]:
    """As by a traceback: what any function of Python is given lives on."""
    kept: list[object] = []

    def keep(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            kept.extend(frame.f_locals.values())

    sys.setprofile(keep)
    try:
        yield
    finally:
        sys.setprofile(None)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        (lambda within: QTableView(within).horizontalHeader(), QHeaderView),
        (lambda within: QTableView(within).verticalHeader(), QHeaderView),
        (lambda within: QTreeView(within).header(), QHeaderView),
        (lambda within: QPlainTextEdit(within).verticalScrollBar(), QScrollBar),
        (lambda within: QMenuBar(within).addMenu("Arkiv"), QMenu),
        (lambda within: QLineEdit(within).createStandardContextMenu(), QMenu),
        (lambda within: QComboBox(within).view(), QAbstractItemView),
    ],
)
def test_what_qt_made_is_handed_out_as_what_it_became(
    program: Program, part: Callable[[QWidget], QWidget], kind: type[QWidget]
) -> None:
    with _all_is_kept():
        made = part(program.front)
    assert isinstance(made, kind)
