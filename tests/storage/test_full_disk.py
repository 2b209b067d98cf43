"""A disk that is really full: told, the reserve given up, saved again, and nothing lost."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ikbt_desktop.errors import DiskFull
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import ballast

ROOT = Path(__file__).resolve().parents[2]
STEPS = (
    *("reserve", "backups-stop-first", "told", "given-up", "saved-again", "nothing-half-written"),
    *("made-again", "opened-on-a-full-disk", "nothing-lost", "whole"),
)
_APART = ("unshare", "--mount", *(() if os.geteuid() == 0 else ("--user", "--map-root-user")))


def _may_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        [*_APART, "mount", "-t", "tmpfs", "-o", "size=1m", "ikbt", "/mnt"],
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


@pytest.mark.skipif(not _may_mount(), reason="no disk may be mounted here: none was really filled")
def test_a_disk_that_is_full_to_the_last_byte_costs_no_word(tmp_path: Path) -> None:
    done = subprocess.run(
        [*_APART, sys.executable, "-m", "tests.storage.filled", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert tuple(done.stdout.split()) == STEPS


def test_the_reserve_is_real_and_private_and_gone_when_it_is_needed(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert ballast.ensure(folder, size=3_000_000)
    assert folder.ballast.stat().st_size == 3_000_000
    assert folder.ballast.stat().st_blocks * 512 >= 3_000_000, "no hole"
    assert folder.ballast.stat().st_mode & 0o077 == 0
    assert ballast.room(folder).reserve
    assert ballast.give_up(folder)
    assert not ballast.give_up(folder)
    assert not list(tmp_path.iterdir())


def test_no_reserve_is_made_where_room_is_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    free = ballast.WARN_BELOW + 1_000_000
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free))
    folder = DataFolder(tmp_path)
    assert not ballast.ensure(folder, size=2_000_000)
    assert not ballast.room(folder).low
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free - 2_000_000))
    assert ballast.room(folder).low
    assert not list(tmp_path.iterdir())


def test_a_reserve_that_could_not_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _full(*_: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(os, "posix_fallocate", _full)
    with pytest.raises(DiskFull):
        ballast.ensure(DataFolder(tmp_path), size=1_000_000)
    assert not list(tmp_path.iterdir())
