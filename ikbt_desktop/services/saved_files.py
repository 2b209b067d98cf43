"""What leaves the program as a file: whole or not at all."""

import contextlib
import errno
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ikbt_desktop.errors import DiskFull, FolderReadOnly
from ikbt_desktop.exports.table_facts import Tables


@dataclass(frozen=True)
class SavedTable:
    """A table that was written: its rows, and the file beside it that explains the columns."""

    path: Path
    columns: Path
    rows: int


def write_table(target: Path, tables: Tables, *, rows: int) -> SavedTable:
    """Both files, or neither: the explanation goes again when the table could not be written.

    Raises `DiskFull`, `FolderReadOnly`.
    """
    columns = target.with_name(f"{target.stem}-kolumner.csv")
    was_there = columns.exists()
    write(columns, tables.columns)
    try:
        write(target, tables.table)
    except (DiskFull, FolderReadOnly):
        if not was_there:
            with contextlib.suppress(OSError):
                columns.unlink()
        raise
    return SavedTable(target, columns, rows)


def write(target: Path, content: bytes) -> None:
    """Written beside, brought to the disk, then renamed.

    Raises `DiskFull`, `FolderReadOnly`; then no file is left behind.
    """
    place = ""
    try:
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=".", suffix=".part", delete=False
        ) as part:
            place = part.name
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(place).replace(target)
    except OSError as fault:
        if place:
            with contextlib.suppress(OSError):
                Path(place).unlink()
        if fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise DiskFull("file") from fault
        raise FolderReadOnly("file") from fault
