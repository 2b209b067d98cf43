"""Memory at the worklist of a clinic with many patients, against a bare PySide6 window."""

import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.many_patients import Crowd
from tests.benchmarks.timing import BARE_WINDOW, Figure, process, told

WORKLIST = "tests.benchmarks.worklist_window"


def measure(crowd: Crowd, *, rounds: int = 5) -> tuple[Figure, ...]:
    """Resident memory and the part that no other process shares, each as a ratio."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        pairs = [(_ours(crowd, there), _bare(there)) for _ in range(rounds)]
    return tuple(
        Figure(
            f"memory at the worklist, {crowd.count:,} patients ({name})".replace(",", " "),
            f"{median(a[key] for a, _ in pairs):.0f} MiB",
            f"{median(b[key] for _, b in pairs):.0f} MiB",
            f"{median(a[key] / b[key] for a, b in pairs):.2f}",
            "2.5 ×",
        )
        for key, name in (("rss", "resident"), ("uss", "unshared"))
    )


def _ours(crowd: Crowd, folder: Path) -> dict[str, float]:
    arguments = (str(crowd.root), str(crowd.count))
    return told(process(WORKLIST, *arguments, folder=folder, asked=crowd.recovery_key + "\n"))


def _bare(folder: Path) -> dict[str, float]:
    return told(process(BARE_WINDOW, "weighed", folder=folder))
