"""A key file that is lost or cut, while the database stands: the newest other one takes its place.

It is the one before the last change, else the one in the newest backup. Passwords changed since are
then the older ones; whoever signs in next sees that the file differs from what the clinic kept.
Putting a file back opens nothing: it still takes a password, or the recovery key.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ikbt_desktop.errors import ClinicDamaged, ClinicMissing, IkbtError
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, durable, key_file, restore
from ikbt_desktop.storage.connection import PAGE
from ikbt_desktop.storage.single_instance import ClinicLock


@dataclass(frozen=True)
class OtherKeys:
    """Another key file of the clinic: when it was written, and in which backup it lies, if any."""

    written: datetime
    backup: int | None
    content: bytes = field(repr=False)


def is_needed(folder: DataFolder) -> bool:
    """Whether the key file is lost or unreadable while the database stands."""
    if not folder.database.exists() or folder.database.stat().st_size < PAGE:
        return False
    try:
        key_file.load(folder)
    except (ClinicMissing, ClinicDamaged):
        return True
    return False


def newest(folder: DataFolder) -> OtherKeys:
    """The key file to take. Raises `ClinicMissing` where none lies here any more."""
    before = key_file.previous_of(folder)
    with suppress(IkbtError):
        content = key_file.content_of(before)
        key_file.parsed(content)
        return OtherKeys(datetime.fromtimestamp(before.stat().st_mtime, UTC), None, content)
    with backup.work_folder(folder) as room:
        for path in backup.found_in(folder.backups):
            with suppress(IkbtError), restore.keys_inside(path, room) as inside:
                content = key_file.content_of(inside.keys)
                key_file.parsed(content)
                made = backup.label_of(path) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
                return OtherKeys(made, backup.number_of(path), content)
    raise ClinicMissing("keys")


def bring_back(folder: DataFolder) -> OtherKeys:
    """Put it in the lost one's place; what was there is moved aside, never written over.

    Raises `ClinicMissing`, `ClinicInUse`, `DiskFull`, `FolderReadOnly`.
    """
    with ClinicLock(folder), durable.told_plainly():
        found = newest(folder)
        if not is_needed(folder):  # somebody was quicker
            return found
        if folder.keys.exists():
            durable.replace(folder.keys, _aside(folder))
        durable.write(folder.keys, found.content, check=key_file.parsed)
        return found


def _aside(folder: DataFolder) -> Path:
    number = 1
    while (path := folder.root / f"clinic.keys.damaged-{number}").exists():
        number += 1
    return path
