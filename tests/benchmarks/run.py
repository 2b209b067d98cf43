"""The command: `python tests/benchmarks/run.py [NAME ...]`; `table` says what it prints."""

import importlib
import sys
from pathlib import Path

if __name__ == "__main__":
    # Started as a file, Python looks in this folder and not in the project's.
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    sys.exit(importlib.import_module("tests.benchmarks.table").main())
