"""Says how the checks before the tests went, just above pytest's own closing line."""

import os
from pathlib import Path

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write what dev.py noted; without dev.py there is nothing to say."""
    notes = os.environ.get("IKBT_CHECKS")
    if notes is not None:
        terminalreporter.section("checks")
        terminalreporter.write_line(Path(notes).read_text(encoding="utf-8"))
