"""The command: brings in the program, whose window stands before its heavy floors are there."""

import importlib
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from ikbt_desktop import lean

COMMANDS = ("backup", "verify", "restore", "salvage", "self-check")


class Commands(Protocol):
    """What `ikbt_desktop.commands` gives."""

    def main(self, argv: Sequence[str] | None = None) -> int:
        """Do one command."""
        ...


class Program(Protocol):
    """What `ikbt_desktop.start` gives."""

    def main(self, argv: Sequence[str] | None = None) -> int:
        """Run it."""
        ...

    def import_floors(self, *, demo: bool = False) -> None:
        """Import what comes after the sign-in window."""
        ...


def program() -> Program:
    """The program, with the window's parts alone; PySide comes with it, and so not at the top."""
    with lean.importing():
        return cast("Program", importlib.import_module("ikbt_desktop.start"))


def is_command(argv: Sequence[str]) -> bool:
    """Whether these arguments ask for a command without a window; then nothing of Qt comes in."""
    return bool(argv) and argv[0] in COMMANDS


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program or a command; gives the exit code."""
    given = sys.argv[1:] if argv is None else argv
    if is_command(given):
        commands = cast("Commands", importlib.import_module("ikbt_desktop.commands"))
        return commands.main(given)
    return program().main(argv)


if __name__ == "__main__":
    sys.exit(main())
