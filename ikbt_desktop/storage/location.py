"""Whether a folder can hold a live clinic: on this machine's own disk, and not being synced."""

import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from ikbt_desktop.errors import UnsuitableFolder
from ikbt_desktop.paths import DataFolder

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "davfs"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "lustre"}
)
_SYNCED_NAMES: tuple[str, ...] = (
    *("onedrive", "dropbox", "google drive", "googledrive", "icloud drive", "nextcloud"),
    *("owncloud", "mobile documents", "cloudstorage", "pcloud", "box sync", "my drive"),
)
_SYNC_MARKS = (".dropbox", ".stfolder", ".owncloudsync.log", ".sync_folder")
_MACOS_FLAGS_OFFSET = 64  # struct statfs, 64-bit inodes
_MACOS_LOCAL = 0x1000
_WINDOWS_REMOTE = 4


def _existing(path: Path) -> Path:
    path = path.absolute()
    while not path.exists():
        path = path.parent
    return path.resolve()


def file_system_of(path: Path, mounts: str) -> str:
    """The file system that holds `path`, by the text of Linux' /proc/self/mountinfo."""
    best, found = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = before.split(" ")[4].encode().decode("unicode_escape")
        if path.is_relative_to(point) and len(point) >= best:
            best, found = len(point), after.split(" ")[0]
    return found


def _on_network(path: Path) -> bool:
    if sys.platform == "win32":
        drive = path.anchor
        if drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == _WINDOWS_REMOTE)
    if sys.platform == "darwin":
        libc = ctypes.CDLL(None)
        call = getattr(libc, "statfs$INODE64", None) or libc.statfs
        answer = ctypes.create_string_buffer(4096)
        if call(str(path).encode(), answer) != 0:
            return False
        flags = int.from_bytes(answer.raw[_MACOS_FLAGS_OFFSET : _MACOS_FLAGS_OFFSET + 4], "little")
        return not flags & _MACOS_LOCAL
    mounts = Path("/proc/self/mountinfo")
    return mounts.exists() and file_system_of(path, mounts.read_text("utf-8")) in _NETWORK


def _synced(path: Path) -> bool:
    named = any(part.casefold().startswith(_SYNCED_NAMES) for part in path.parts)
    return named or any(
        (parent / mark).exists() for parent in (path, *path.parents) for mark in _SYNC_MARKS
    )


@dataclass(frozen=True)
class PlaceFacts:
    """What may be said of a folder that is to hold backups."""

    is_there: bool
    is_writable: bool
    same_disk: bool
    synced: bool
    network: bool


def about_place(place: Path, folder: DataFolder) -> PlaceFacts:
    """Look at a folder for backups: is it there, and does it go when the clinic's disk goes?"""
    place = place.absolute()
    if not place.is_dir():
        return PlaceFacts(
            is_there=False,
            is_writable=False,
            same_disk=False,
            synced=_synced(place),
            network=False,
        )
    real = place.resolve()
    network = _on_network(real)
    return PlaceFacts(
        is_there=True,
        is_writable=os.access(real, os.W_OK | os.X_OK),
        same_disk=not network and _same_disk(real, _existing(folder.root)),
        synced=_synced(place) or _synced(real),
        network=network,
    )


def _same_disk(place: Path, data: Path) -> bool:
    if sys.platform == "win32":
        return place.drive.casefold() == data.drive.casefold()
    return place.stat().st_dev == data.stat().st_dev


def ensure_suitable(folder: DataFolder, *, demo: bool) -> None:
    """Raise `UnsuitableFolder` for a network share, a synced folder, or the other kind of clinic.

    A new folder carries no mark yet: `vault.create` sets it.
    """
    path = _existing(folder.root)
    if _on_network(path):
        raise UnsuitableFolder("network")
    if _synced(folder.root.absolute()) or _synced(path):
        raise UnsuitableFolder("synced")
    started = folder.keys.exists() or folder.database.exists()
    if (started or folder.demo_mark.exists()) and folder.demo_mark.exists() != demo:
        raise UnsuitableFolder("demo")
