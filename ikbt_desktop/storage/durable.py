"""Writes a small file so that a crash leaves the old one or the new one, never a half."""

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ikbt_desktop.errors import DiskFailing, DiskFull, FolderReadOnly

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
BROKEN = frozenset({errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE})
"""The disk gave up, or was pulled out."""
_NO_SUCH_THING = frozenset({errno.EINVAL, errno.ENOTSUP})
WORK = "backup-work"
"""The room beside the live files in which backups are made and proved."""
_REPLACE_TRIES = 10  # Windows: a virus scanner may hold the file for a moment


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the system's refusals into `DiskFull`, `FolderReadOnly` and `DiskFailing`."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull from error
        if error.errno in _READ_ONLY:
            raise FolderReadOnly from error
        if error.errno in BROKEN:
            raise DiskFailing from error
        raise


def sync_folder(folder: Path) -> None:
    """Make renames in the folder outlive a power cut (Windows does so by itself)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_THING:  # some network shares cannot sync a folder
            raise
    finally:
        os.close(descriptor)


def replace(source: Path, target: Path) -> None:
    """Rename over `target` and sync the folder."""
    for attempt in range(1, _REPLACE_TRIES + 1):
        try:
            source.replace(target)
            break
        except PermissionError:
            if sys.platform != "win32" or attempt == _REPLACE_TRIES:
                raise
            time.sleep(0.1)
    sync_folder(target.parent)


def sweep(folder: Path) -> None:
    """Take away the halves that a crash left; nothing of them was ever told as written."""
    with told_plainly():
        for pattern in ("clinic.*.tmp", "clinic.*.tmp-*"):
            for path in folder.glob(pattern):
                path.unlink(missing_ok=True)
        shutil.rmtree(folder / WORK, ignore_errors=True)


def _write_synced(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write(
    path: Path,
    content: bytes,
    *,
    check: Callable[[bytes], object] | None = None,
    previous: Path | None = None,
) -> None:
    """Write `path` whole: temporary file, sync, read back, keep the previous, rename, sync.

    `check` reads the written bytes and raises if they are not what was meant.

    Raises:
        DiskFull, FolderReadOnly, DiskFailing: and the old file stands untouched.

    """
    fresh = path.with_name(path.name + ".tmp")
    with told_plainly():
        try:
            _write_synced(fresh, content)
            if check is not None:
                check(fresh.read_bytes())
            if previous is not None and path.exists():
                older = previous.with_name(previous.name + ".tmp")
                _write_synced(older, path.read_bytes())
                replace(older, previous)
            replace(fresh, path)
        except BaseException:
            with suppress(OSError):  # what cannot be removed now goes when somebody signs in
                fresh.unlink(missing_ok=True)
            raise
