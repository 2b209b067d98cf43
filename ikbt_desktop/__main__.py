"""The command: brings in the program, whose window stands before its heavy floors are there."""

import importlib
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from ikbt_desktop import lean


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


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit code."""
    return program().main(argv)


if __name__ == "__main__":
    sys.exit(main())
