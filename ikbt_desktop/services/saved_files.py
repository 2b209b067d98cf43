"""A document that leaves the program as a file: whole or not at all."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from ikbt_desktop.errors import DiskFull, FolderReadOnly


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
            raise DiskFull from fault
        raise FolderReadOnly from fault
