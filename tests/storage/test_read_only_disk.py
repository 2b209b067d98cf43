"""A disk that turns read-only under the open file: told as such, nothing half-written, and mended.

Where a disk may be made (root on Linux) it is a real one, whose file system is told of an error;
elsewhere the same story is played in this process, with every write refused by the system.
"""

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from ikbt_desktop.errors import DiskFailing, DiskFull, FolderReadOnly
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import ballast
from tests.faults import failures
from tests.journeys.refusals import read_only
from tests.storage import turned

ROOT = Path(__file__).resolve().parents[2]
STEPS = (
    *("told-as-read-only", "told-again", "still-read"),
    *("nothing-half-written", "saved-when-mended", "whole"),
)
_TOOLS = ("unshare", "mkfs.ext4", "e2fsck", "findmnt", "mount")
_TRY = """
truncate -s 8M "$0/tried" && mkfs.ext4 -q -F "$0/tried" && mkdir -p "$0/disk" &&
mount -o loop,errors=remount-ro "$0/tried" "$0/disk" &&
test -w /sys/fs/ext4/$(basename "$(findmnt -no SOURCE "$0/disk")")/trigger_fs_error
found=$?; umount "$0/disk"; exit $found
"""


def _may_make_a_disk(folder: Path) -> bool:
    if os.name != "posix" or os.geteuid() != 0 or not all(map(shutil.which, _TOOLS)):
        return False
    tried = subprocess.run(
        ["unshare", "--mount", "sh", "-c", _TRY, str(folder)], capture_output=True, check=False
    )
    return tried.returncode == 0


def _on_a_disk(folder: Path) -> str:
    disk = folder / "clinic"
    disk.mkdir()
    done = subprocess.run(
        ["unshare", "--mount", sys.executable, "-m", "tests.storage.turned", str(disk)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def _in_this_process(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    with ExitStack() as refused:
        turned.until_it_turns(folder, lambda data: refused.enter_context(read_only(data)))
    (folder / "clinic" / "clinic.lock").unlink()  # held by this process for its own first try
    turned.once_it_is_mended(folder)
    return capsys.readouterr().out


@pytest.mark.parametrize("real", [True, False])
def test_a_disk_that_turns_read_only_under_the_open_file_costs_no_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, real: bool
) -> None:
    if real and _may_make_a_disk(tmp_path):
        told = _on_a_disk(tmp_path)
    else:
        told = _in_this_process(tmp_path, capsys)
    assert tuple(told.split()) == STEPS


def test_what_refuses_a_write_is_found_out_by_writing(tmp_path: Path) -> None:
    seen = set()
    for failing in failures(tmp_path):
        with failing:
            seen.add(type(ballast.refusal(DataFolder(tmp_path))))
    assert {type(None), DiskFull, FolderReadOnly, DiskFailing} >= seen
    assert len(seen) > 2
    assert not list(tmp_path.glob("*.tmp"))
