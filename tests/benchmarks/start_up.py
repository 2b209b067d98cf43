"""From the command to the visible sign-in window, against a bare PySide6 window."""

import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.timing import BARE_WINDOW, Figure, in_turn, process

SIGN_IN = "tests.benchmarks.sign_in_window"


def measure(*, rounds: int = 20) -> tuple[Figure, ...]:
    """Whole processes, warm (compiled modules there) and cold (Python compiles them)."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(_figure(Path(folder), cold=cold, rounds=rounds) for cold in (False, True))


def _figure(folder: Path, *, cold: bool, rounds: int) -> Figure:
    pairs = in_turn(
        lambda: process(SIGN_IN, folder=folder, cold=cold),
        lambda: process(BARE_WINDOW, folder=folder, cold=cold),
        rounds=rounds,
        warm=2,
    )
    kind = "nothing compiled" if cold else "modules compiled"
    return Figure(
        f"start to visible sign-in window ({kind})",
        f"{median(pairs.ours):.0f} ms",
        f"{median(pairs.bare):.0f} ms",
        f"{pairs.ratio:.2f}",
        "for knowledge" if cold else "2.0 ×",
    )
