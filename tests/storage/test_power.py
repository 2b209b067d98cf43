"""What a power cut leaves on a disk that keeps its word: everything that was told as saved.

A few images of each work in every run; `IKBT_POWER_IMAGES=2000` looks at as many.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.power import simulate

IMAGES = int(os.environ.get("IKBT_POWER_IMAGES", "50"))
# Of each hundred images. A commit is what happens all day long.
_SHARES = {"commits": 60, "backups": 16, "restores": 12, "passwords": 12}


def _records() -> bool:
    """Whether strace is there and may watch: some containers forbid it."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], check=False)
    return tried.returncode == 0


recorded = pytest.mark.skipif(
    not _records(), reason="strace is not there or may not watch: no power cut was simulated"
)


@recorded
@pytest.mark.parametrize("kind", _SHARES)
def test_whatever_a_power_cut_leaves_holds_all_that_was_told_as_saved(
    kind: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    images = max(6, IMAGES * _SHARES[kind] // 100)
    seen = simulate(kind, images, tmp_path)
    for name, figure in seen.__dict__.items():
        record_property(name, figure)
    assert seen.examples == []
    assert (seen.images, seen.complete) == (images, images)


@recorded
def test_the_images_tell_a_program_that_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    """Without this the test above could not fail."""
    seen = simulate("careless", 12, tmp_path)
    assert seen.lost + seen.corrupt > 3
