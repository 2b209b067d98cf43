"""Measures two pieces of work in turn, A B A B …, so that a busy machine slows both alike."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BARE_WINDOW = "tests.benchmarks.bare_window"


@dataclass(frozen=True)
class Figure:
    """One line of the table; `bare` and `ratio` are empty where there is nothing to compare."""

    what: str
    measured: str
    bare: str
    ratio: str
    limit: str


@dataclass(frozen=True)
class Pairs:
    """Milliseconds of our work and of the bare work, taken in turn."""

    ours: tuple[float, ...]
    bare: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median of the ratios, pair by pair."""
        return median(a / b for a, b in zip(self.ours, self.bare, strict=True))


def slow_end(times: Sequence[float]) -> float:
    """The time that 95 of 100 keep (p95)."""
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def in_turn(
    ours: Callable[[], object], bare: Callable[[], object], *, rounds: int, warm: int = 1
) -> Pairs:
    """Measure both by turns after some uncounted rounds."""
    for _ in range(warm):
        ours()
        bare()
    pairs = [(milliseconds(ours), milliseconds(bare)) for _ in range(rounds)]
    return Pairs(tuple(a for a, _ in pairs), tuple(b for _, b in pairs))


def surroundings(folder: Path, *, cold: bool = False) -> Mapping[str, str]:
    """What a measured process is started in: no display, compiled modules kept apart.

    `cold` leaves out the compiled modules of the project and of everything else.
    """
    environment = dict(os.environ)
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
        environment.pop(name, None)
    environment |= {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "QT_LOGGING_RULES": "qt.qpa.*=false",
    }
    if cold:
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "nothing compiled")
    return environment


def process(module: str, *arguments: str, folder: Path, cold: bool = False, asked: str = "") -> str:
    """Run a module as a process of its own to its end; what it printed."""
    ended = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=surroundings(folder, cold=cold),
        input=asked,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"{module} ended with {ended.returncode}: {ended.stderr[-2000:]}")
    return ended.stdout


def told(output: str) -> dict[str, Any]:
    """The last line of a process, which is JSON."""
    answer: dict[str, Any] = json.loads(output.splitlines()[-1])
    return answer


def own_memory() -> dict[str, float]:
    """This process's memory in MiB: resident, and what it shares with nobody (Linux only)."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    return {"rss": sizes["Rss"], "uss": sizes["Private_Clean"] + sizes["Private_Dirty"]}
