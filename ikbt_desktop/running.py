"""One program a clinic and account: who starts a second one sees the first come forward.

`clinic.running` is locked by the kernel for the life of the program; in it stand the account, how
often somebody has rung, and how often that was answered. No Qt and no storage: it is asked before
the first window.
"""

import contextlib
import getpass
import json
import os
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from ikbt_desktop.paths import DataFolder

_LOCKED_AT = 4096  # behind what is written, so that Windows lets others read and ring
_LARGEST = 1024
_PATIENCE_SECONDS = 1.5
_LOOK_SECONDS = 0.05

if sys.platform == "win32":
    import msvcrt

    def take(descriptor: int) -> None:
        """Lock the file for this process, or raise `OSError` at once."""
        os.lseek(descriptor, _LOCKED_AT, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def take(descriptor: int) -> None:
        """Lock the file for this process, or raise `OSError` at once."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True)
class _Bell:
    account: str
    rung: int = 0
    answered: int = 0


def _read(path: Path) -> _Bell | None:
    try:
        with path.open("rb") as file:
            tree = json.loads(file.read(_LARGEST))
        return _Bell(str(tree["account"]), int(tree["rung"]), int(tree["answered"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, bell: _Bell) -> None:
    """In place: the lock is on this very file. A torn one is read as none, and rung anew."""
    with contextlib.suppress(OSError), path.open("r+b") as file:
        file.truncate(0)
        file.write(json.dumps(bell.__dict__).encode())


def account() -> str:
    """The operating system's name of whoever sits here; "" where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


class Running:
    """This program runs with the clinic; held until `release` or the end of the process."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        _write(path, _Bell(account()))

    def was_rung(self) -> bool:
        """Whether somebody started a second program since; it is answered by asking."""
        bell = _read(self.path)
        if bell is None or bell.rung == bell.answered:
            return False
        _write(self.path, replace(bell, answered=bell.rung))
        return True

    def release(self) -> None:
        """Let another program be the first."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def begin(folder: DataFolder) -> Running | None:
    """Be the program of this clinic; None when another one is, or where there is no clinic yet."""
    if not folder.root.is_dir():
        return None
    try:
        descriptor = os.open(folder.running, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:  # a folder that cannot be written is told at the sign-in
        return None
    try:
        take(descriptor)
    except OSError:
        os.close(descriptor)
        return None
    return Running(folder.running, descriptor)


def elsewhere(folder: DataFolder) -> str:
    """The other account of this computer in which the program runs; "" when it is one's own."""
    bell = _read(folder.running)
    return "" if bell is None or bell.account == account() else bell.account


def ring(folder: DataFolder) -> bool:
    """Ask the program that runs here to come forward; False when it does not answer.

    It is not asked across accounts: its window is on another desktop, and the sign-in says so.
    """
    bell = _read(folder.running)
    if bell is None or bell.account != account():
        return False
    rung = bell.rung + 1
    _write(folder.running, replace(bell, rung=rung))
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        time.sleep(_LOOK_SECONDS)
        bell = _read(folder.running)
        if bell is not None and bell.answered >= rung:
            return True
    return False
