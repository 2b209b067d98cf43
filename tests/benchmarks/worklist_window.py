"""Starts `worklist_shown` as the program starts: the heavy floors after the window's parts."""

import importlib
import sys

from ikbt_desktop import lean
from ikbt_desktop.__main__ import program

if __name__ == "__main__":
    program().import_floors()
    with lean.importing():  # the program has no such modules: they shall not weigh either
        shown = importlib.import_module("tests.benchmarks.worklist_shown")
    sys.exit(shown.main())
