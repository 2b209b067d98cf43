"""Starts the program: the sign-in window first, the heavy floors while the user types."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QApplication

from ikbt_desktop import __version__, diagnostics, lean, running
from ikbt_desktop.paths import DataFolder, default_data_folder, log_folder
from ikbt_desktop.ui.doorbell import Doorbell
from ikbt_desktop.ui.entry.front import FirstPicture, Front, settings
from ikbt_desktop.ui.kit import background, collector, language, theme


class _Started(Protocol):
    """What `ikbt_desktop.ui.application` gives: it takes over the shown window."""

    def run(
        self, front: Front, folder: DataFolder, *, demo: bool, make_training: object, known: object
    ) -> QObject | None: ...


_FLOORS = (
    *("ikbt_desktop.models", "ikbt_desktop.storage.database", "ikbt_desktop.services.papers"),
    *("ikbt_desktop.services.menu", "ikbt_desktop.ui.main_window", "ikbt_desktop.ui.application"),
)
_TRAINING = "ikbt_desktop.demo.clinic"


def import_floors(*, demo: bool = False) -> None:
    """Import what comes after the sign-in window, floor by floor."""
    with lean.importing():
        for name in (*_FLOORS, _TRAINING) if demo else _FLOORS:
            importlib.import_module(name)


def read_files() -> object:
    """The clinic's rules and lists; None when a file is broken: whoever takes over says which."""
    with suppress(Exception):  # read once more there, it is raised where it can be shown
        return importlib.import_module("ikbt_desktop.clinic.catalogue").load()
    return None


class _Loader(QObject):
    """Imports the heavy floors and reads the data files off the screen's thread."""

    loaded = Signal()
    failed = Signal(str)

    def __init__(self, *, demo: bool) -> None:
        super().__init__()
        self._demo = demo
        self.known: object = None

    def start(self) -> None:
        """Begin importing."""
        QThreadPool.globalInstance().start(self._load)

    def _load(self) -> None:
        try:
            import_floors(demo=self._demo)
            self.known = read_files()
        except ImportError as fault:
            self.failed.emit(fault.name or "")
        else:
            self.loaded.emit()


def arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Read the command line. Exits with 2 and a sentence when it is wrong."""
    parser = argparse.ArgumentParser(
        prog="ikbt-desktop",
        description="iKBT Desktop: internet-based CBT in a small clinic.",
        epilog="Without a window: ikbt-desktop backup | verify | restore | self-check --help",
    )
    parser.add_argument("--version", action="version", version=f"iKBT Desktop {__version__}")
    parser.add_argument("--demo", action="store_true", help="start the training clinic")
    parser.add_argument("--data-dir", type=Path, help="the folder where the clinic's data lie")
    parser.add_argument("--language", choices=("sv", "en"), help="language of the screen")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit code."""
    chosen = arguments(sys.argv[1:] if argv is None else argv)
    diagnostics.keep_files_private()
    diagnostics.set_up_logging(log_folder())
    diagnostics.forbid_core_dumps()
    folder = (
        DataFolder(chosen.data_dir.expanduser().resolve())
        if chosen.data_dir
        else default_data_folder(demo=chosen.demo)
    )
    first = running.begin(folder)
    if first is None and running.ring(folder):
        return 0  # the window that is there already has come forward
    application = QApplication(sys.argv[:1])
    application.setApplicationName("iKBT")
    application.setApplicationVersion(__version__)
    collector.begin()
    background.give_way()
    theme.current()
    language.install(chosen.language or str(settings().value("language", "sv")))
    front = Front(demo=chosen.demo)
    front.show()
    if first is not None:
        Doorbell(front, first)
    loader = _Loader(demo=chosen.demo)
    kept: list[QObject] = []

    def take_over() -> None:
        started = cast("_Started", importlib.import_module("ikbt_desktop.ui.application"))
        training = importlib.import_module(_TRAINING).ensure if chosen.demo else None
        program = started.run(
            front, folder, demo=chosen.demo, make_training=training, known=loader.known
        )
        if program is not None:
            kept.append(program)

    loader.loaded.connect(take_over)
    loader.failed.connect(front.show_broken_installation)
    # After the first picture: nothing of the import may delay the window.
    first_picture = FirstPicture(front)
    first_picture.shown.connect(loader.start)
    code = application.exec()
    background.wait()
    collector.end()
    return code
