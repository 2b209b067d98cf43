"""Works in a clinic on a disk of its own, 48 MB small, until the disk is full and after.

    python -m tests.storage.filled FOLDER       (in a name space where FOLDER may be mounted)

It is started by test_full_disk.py. Each step prints a word when it has gone as it should.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import DiskFull
from ikbt_desktop.models import Phrase
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.sign_in import Entry
from ikbt_desktop.storage import ballast, vault
from ikbt_desktop.storage.unit_of_work import open_reading, open_work
from tests.clinics import NEW_CLINIC, NO_KEYRING, PASSWORD, Clock, shipped

MEGABYTE = 1024 * 1024
RESERVE = 8 * MEGABYTE


def _entry(folder: DataFolder, clock: Clock) -> Entry:
    return Entry(
        folder,
        demo=False,
        clock=clock,
        catalogue=shipped(),
        workstation="ws-1",
        device_codes=NO_KEYRING,
        cost=vault.LIGHT_COST,
        monotonic=clock.monotonic,
        reserve=RESERVE,
    )


def _fill(disk: Path) -> Path:
    """Somebody's film takes all that is left, to the last byte."""
    film = disk / "film"
    descriptor = os.open(film, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for size in (MEGABYTE, 4096, 512, 1):
        try:
            while os.write(descriptor, bytes(size)) == size:
                pass
        except OSError:
            continue
    os.close(descriptor)
    return film


def _refused(act: Callable[[], object]) -> DiskFull:
    try:
        act()
    except DiskFull as full:
        return full
    sys.exit("the disk took what it had no room for")


def _expect(fact: bool, step: str) -> None:
    if not fact:
        sys.exit(f"not as it should be: {step}")
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()


def main(disk: Path) -> None:
    """The whole story of one full disk."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "ikbt", str(disk)], check=True)
    ballast.WARN_BELOW = 4 * MEGABYTE
    folder, clock = DataFolder(disk / "clinic"), Clock()
    way_in = _entry(folder, clock)
    way_in.confirm_recovery_key(way_in.found(NEW_CLINIC).recovery_key)
    alva = way_in.sign_in("alva", PASSWORD)
    _expect(folder.ballast.stat().st_blocks * 512 >= RESERVE, "reserve")

    written = 0

    def write() -> None:
        nonlocal written
        with open_work(alva.workplace, Permission.EDIT_CLINIC) as work:
            work.add(Phrase(name=f"fras {written}", text="ord " * 2000, owner_id=None))
            work.log(Action.CREATE, kind="phrase")
            work.commit()
        written += 1

    def rows() -> int:
        with open_reading(alva.workplace, Permission.EDIT_CLINIC) as work:
            return work.count(Phrase)

    write()
    film = _fill(disk)
    backup = _refused(alva.backups.make)
    _expect(backup.reason == "" and folder.ballast.exists(), "backups-stop-first")
    first = None
    for _ in range(2000):
        try:
            write()
        except DiskFull as full:
            first = full
            break
    _expect(first is not None and first.reason == "reserve", "told")
    _expect(not folder.ballast.exists() and alva.backups.room().low is False, "given-up")
    before = written
    write()
    _expect(written == before + 1, "saved-again")
    _expect(rows() == written, "nothing-half-written")
    film.unlink()
    alva.close()

    # Everything is full when the program is started: even reading would fail.
    alva = way_in.sign_in("alva", PASSWORD)
    _expect(folder.ballast.exists(), "made-again")
    alva.close()
    film = _fill(disk)
    alva = way_in.sign_in("alva", PASSWORD)
    _expect(rows() == written, "opened-on-a-full-disk")
    _expect(alva.notices.log_whole and alva.notices.file_as_left, "nothing-lost")
    alva.close()
    film.unlink()
    alva = way_in.sign_in("alva", PASSWORD)
    _expect(not alva.workplace.database.damage() and folder.ballast.exists(), "whole")
    alva.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
