"""Starts `worklist_shown` as the program starts: the heavy floors after the window's parts."""

import importlib
import sys

from ikbt_desktop.__main__ import import_floors

if __name__ == "__main__":
    import_floors()
    sys.exit(importlib.import_module("tests.benchmarks.worklist_shown").main())
