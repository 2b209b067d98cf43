"""Runs the benchmarks that are asked for and prints one table.

    python tests/benchmarks/run.py                 all of them
    python tests/benchmarks/run.py search scroll   some of them
    python tests/benchmarks/run.py --patients 2000 with a smaller clinic

Ratios are what counts: both sides of each are measured by turns in the same run. A number of
milliseconds is true of this machine at this hour. Nothing here passes or fails.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import PySide6
from sqlcipher3 import dbapi2

from tests.benchmarks import (
    blocked,
    many_patients,
    memory,
    scrolling,
    search,
    start_up,
    summary_pdf,
)
from tests.benchmarks.many_patients import Crowd
from tests.benchmarks.timing import Figure


class Ground:
    """What the benchmarks share: a clinic with many patients, built when the first asks for it."""

    def __init__(self, folder: Path, patients: int) -> None:
        self._folder, self._patients = folder, patients

    @cached_property
    def crowd(self) -> Crowd:
        """The clinic, once a run."""
        _say(f"Making a clinic with {self._patients} invented patients …")
        return many_patients.build(self._folder / "crowd", count=self._patients)


BENCHMARKS: Mapping[str, Callable[[Ground], tuple[Figure, ...]]] = {
    "start": lambda _: start_up.measure(),
    "memory": lambda ground: memory.measure(ground.crowd),
    "search": lambda ground: search.measure(ground.crowd),
    "scroll": lambda ground: scrolling.measure(ground.crowd),
    "summary": lambda _: summary_pdf.measure(),
    "blocked": lambda _: blocked.measure(),
}


def machine() -> str:
    """On what the figures were measured."""
    cores = os.cpu_count() or 1
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores{load}; "
        f"Python {platform.python_version()}, Qt and PySide6 {PySide6.__version__}, "
        f"SQLite {dbapi2.sqlite_version}"
    )


def as_table(figures: Sequence[Figure]) -> str:
    """A table in Markdown, ready for the README."""
    head = ("what", "measured", "bare", "ratio", "at most")
    rows = [head, *((f.what, f.measured, f.bare, f.ratio, f.limit) for f in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    lines = ["| " + " | ".join(_padded(row, widths)) + " |" for row in rows]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; what fails to run ends with its error."""
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--patients", type=int, default=many_patients.MANY)
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="ikbt-benchmarks-") as folder:
        ground = Ground(Path(folder), chosen.patients)
        for name in chosen.names or BENCHMARKS:
            _say(f"Measuring {name} …")
            found = BENCHMARKS[name](ground)
            _say("".join(f"   {f.what}: {f.measured} {f.ratio}\n" for f in found).rstrip())
            figures += found
    _say(f"\n{machine()}\n\n{as_table(figures)}")
    return 0
