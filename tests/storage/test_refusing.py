"""SQLite's own writes and syncs refused one by one: told in words, and old or new stands whole.

A few of them in every run; `IKBT_KILLS=200` tries each.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.test_power import recorded

ROOT = Path(__file__).resolve().parents[2]
_LONG = int(os.environ.get("IKBT_KILLS", "50")) > 50
_CALLS = {"fsync": 10, "pwrite64": 120}
"""How many there are in one try, about."""


@recorded
@pytest.mark.parametrize(
    ("call", "error"), [("fsync", "EIO"), ("pwrite64", "ENOSPC"), ("pwrite64", "EIO")]
)
def test_whichever_write_or_sync_the_disk_refuses_nothing_told_as_saved_is_lost(
    call: str, error: str, tmp_path: Path
) -> None:
    tries = _CALLS[call] if _LONG else 6
    step = max(1, _CALLS[call] // tries)
    done = subprocess.run(
        [
            *("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"),
            *("-e", f"inject={call}:error={error}:when=2000"),
            *(sys.executable, "-m", "tests.storage.refusing"),
            *(call, str(tries), str(step), str(tmp_path)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    seen = json.loads(done.stdout)
    assert seen["tries"] == tries
    assert seen["refused"] >= tries // 4, "else nothing was tried"
