"""A reserve beside the encrypted file: given up when the disk is full, so that care can be saved.

With no byte left SQLite cannot even open a file to read it (trust.md §2.7). The reserve is for what
people write; a backup that finds no room never touches it.
"""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass

from ikbt_desktop.errors import DiskFailing, IkbtError
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import durable

SIZE = 32 * 1024 * 1024
WARN_BELOW = 500 * 1024 * 1024
_CHUNK = 1024 * 1024
_PROBE = 4096


@dataclass(frozen=True)
class Room:
    """How much the clinic's disk still takes, and whether the reserve is there."""

    free: int
    reserve: bool

    @property
    def low(self) -> bool:
        """Whether somebody should make room before the disk is full."""
        return self.free < WARN_BELOW


def room(folder: DataFolder) -> Room:
    """Look at the disk that holds the clinic."""
    return Room(shutil.disk_usage(folder.root).free, folder.ballast.exists())


def ensure(folder: DataFolder, *, size: int = SIZE) -> bool:
    """Have the reserve ready, unless that would make the room short; False when it is not."""
    if folder.ballast.exists():
        return True
    part = folder.ballast.with_name(folder.ballast.name + ".tmp")
    with durable.told_plainly():
        if shutil.disk_usage(folder.root).free < WARN_BELOW + size:
            return False
        try:
            _fill(part, size)
            durable.replace(part, folder.ballast)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    return True


def refusal(folder: DataFolder) -> IkbtError | None:
    """Why nothing can be written beside the database now; None when something can.

    SQLite says of a write only that it failed.
    """
    probe = folder.root / "clinic.probe.tmp"
    try:
        with durable.told_plainly():
            try:
                _fill(probe, _PROBE)
            finally:
                probe.unlink(missing_ok=True)
    except IkbtError as refused:
        return refused
    except OSError:
        return DiskFailing()
    return None


def _fill(part: os.PathLike[str], size: int) -> None:
    """Take the room for certain: a file that is only as long as that would hold nothing free."""
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(descriptor, 0, size)
        else:
            left = size
            while left > 0:
                left -= os.write(descriptor, os.urandom(min(left, _CHUNK)))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def give_up(folder: DataFolder) -> bool:
    """Let the room go to what is being saved; False when there was no reserve."""
    with suppress(OSError):
        folder.ballast.unlink()
        return True
    return False
