"""What a computer does to a clinic that is open: the disk is full, read-only, or the file goes.

Each is what the program really meets. Where nothing may be mounted, the system's own limit lets no
file grow, so that SQLite's writes fail; for a read-only folder the program's other calls are
refused as well (tests/storage/test_read_only_disk.py does it on a disk that turns read-only).
"""

import errno
import hashlib
import os
import resource
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.vault import ClinicKeys

_CHANGES = ("replace", "rename", "mkdir", "unlink", "rmdir")


@contextmanager
def full(folder: DataFolder) -> Iterator[None]:
    """No file may grow any more, as when the disk has no room left."""
    journal = folder.database.with_name(f"{folder.database.name}-wal")
    size = journal.stat().st_size if journal.exists() else 0
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limit[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)


@contextmanager
def read_only(folder: DataFolder) -> Iterator[None]:
    """Nothing in the folder can be written, made, renamed or removed."""
    root = str(folder.root)

    def _refusing(real: Callable[..., Any], *, always: bool) -> Callable[..., Any]:
        def _call(path: Any, *rest: Any, **more: Any) -> Any:
            flags = rest[0] if rest and isinstance(rest[0], int) else 0
            if str(path).startswith(root) and (always or flags & (os.O_WRONLY | os.O_RDWR)):
                raise OSError(errno.EROFS, os.strerror(errno.EROFS))
            return real(path, *rest, **more)

        return _call

    with full(folder), pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", _refusing(os.open, always=False))
        for name in _CHANGES:
            patch.setattr(os, name, _refusing(getattr(os, name), always=True))
        yield


@contextmanager
def vanished(folder: DataFolder) -> Iterator[None]:
    """Somebody moves the file away while it is open, and puts it back."""
    elsewhere = folder.root.parent / "flyttad.db"
    folder.database.rename(elsewhere)
    try:
        yield
    finally:
        elsewhere.rename(folder.database)


FAULTS: Mapping[str, tuple[Callable[[DataFolder], Any], tuple[str, ...]]] = {
    "full": (full, ("Disken är full", "Gör plats")),
    "read-only": (read_only, ("går inte att skriva i mappen", "läsa men inte spara")),
    "vanished": (vanished, ("flyttades eller togs bort",)),
}
"""Each with the words of which one must stand on the screen."""


def kept(folder: DataFolder, keys: ClinicKeys) -> dict[str, str]:
    """Every table and the key file as a new reader finds them: rows, and a sum over all of it."""
    bare = connect(folder.database, keys, reading=True)
    try:
        tables = bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {}
        for name in (str(row[0]) for row in tables):
            rows = bare.execute(f'SELECT * FROM "{name}"').fetchall()
            text = "\n".join(sorted(map(repr, rows)))
            found[name] = f"{len(rows)} {hashlib.sha256(text.encode()).hexdigest()[:16]}"
        assert bare.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        bare.close()
    return found | {"clinic.keys": hashlib.sha256(folder.keys.read_bytes()).hexdigest()[:16]}
