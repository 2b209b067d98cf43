"""The trust self-test: what must be so before patient data are opened (trust.md §4.1).

Each fault is an `UnsafeSetup` with a short word, and `ui.kit.problems` has a sentence for each that
says what to do. Nothing here is trusted because it was set: it is read back.
"""

import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ikbt_desktop import diagnostics
from ikbt_desktop.errors import FolderReadOnly, UnsafeSetup
from ikbt_desktop.paths import DataFolder

OLDEST_CIPHER = (4, 19, 0)
OLDEST_PROVIDER = (3, 6, 0)
OLDEST_SQLITE = (3, 51, 3)  # the first without the WAL-reset bug that damaged files
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)+", re.ASCII)
_OTHERS = 0o077


class _Answers(Protocol):
    def fetchone(self) -> tuple[object, ...] | None: ...


class _Connection(Protocol):
    """What is asked of an open connection."""

    def execute(self, sql: str) -> _Answers: ...


@dataclass(frozen=True)
class Versions:
    """What the encrypted file is written with, as the library itself tells it; "" for nothing."""

    cipher: str
    provider: str
    sqlite: str


def versions(connection: _Connection) -> Versions:
    """Ask the library. A plain SQLite knows no cipher and answers nothing."""

    def _told(question: str) -> str:
        row = connection.execute(question).fetchone()
        return "" if row is None else str(row[0])

    return Versions(
        cipher=_told("PRAGMA cipher_version"),
        provider=_told("PRAGMA cipher_provider_version"),
        sqlite=_told("SELECT sqlite_version()"),
    )


def _at_least(text: str, oldest: tuple[int, ...]) -> bool:
    found = _NUMBER.search(text)
    return found is not None and tuple(map(int, found[0].split("."))) >= oldest


def ensure_recent(found: Versions) -> None:
    """Raise `UnsafeSetup` ("cipher", "provider", "sqlite") for a library that may do harm."""
    for reason, text, oldest in (
        ("cipher", found.cipher, OLDEST_CIPHER),
        ("provider", found.provider, OLDEST_PROVIDER),
        ("sqlite", found.sqlite, OLDEST_SQLITE),
    ):
        if not _at_least(text, oldest):
            raise UnsafeSetup(reason)


def ensure_private(folder: DataFolder) -> None:
    """Keep the folder to this account, and read back that it is so.

    Windows has no such bits: there the folder lies within the account's own.

    Raises:
        UnsafeSetup: ("folder") it is another account's, or its disk keeps no rights (FAT).
        FolderReadOnly: nothing can be written there at all.

    """
    if sys.platform == "win32":
        return
    if folder.root.stat().st_mode & _OTHERS:
        try:
            folder.root.chmod(0o700)
        except OSError as error:
            if not os.access(folder.root, os.W_OK):
                raise FolderReadOnly from error
            raise UnsafeSetup("folder") from error
    if folder.root.stat().st_mode & _OTHERS:
        raise UnsafeSetup("folder")
    _keep_inside_private(folder.root)


def _keep_inside_private(root: Path) -> None:
    """What lies inside too: it may be copied or moved out. Names and rights alone are touched."""
    for path in root.rglob("*"):
        if path.is_symlink() or not path.lstat().st_mode & _OTHERS:
            continue
        with suppress(OSError):  # the folder keeps others out all the same
            path.chmod(0o700 if path.is_dir() else 0o600)


def ensure_nothing_dumped() -> None:
    """Raise `UnsafeSetup` ("core_dumps") where a crash would write the keys to the disk."""
    diagnostics.forbid_core_dumps()
    if not diagnostics.core_dumps_are_forbidden():
        raise UnsafeSetup("core_dumps")
