"""Where copies go besides the clinic's own folder: what a folder must be, and which is proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ikbt_desktop.errors import InvalidValue
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services import fields
from ikbt_desktop.storage import durable, location
from ikbt_desktop.storage.location import PlaceFacts

PLACES = "backup_places"
"""The clinic's setting: the folders that get a copy besides the clinic's own."""
FIELD = "backup_place"
_PROPOSED = "iKBT-säkerhetskopior"
_LONGEST = 1_000


@dataclass(frozen=True)
class Chosen:
    """A folder that may hold copies; `is_new` when it was made for them."""

    path: Path
    is_new: bool

    def take_back(self) -> None:
        """Nothing came of it: a folder that was made for it goes again."""
        if self.is_new:
            self.path.rmdir()


def proposed(roots: Iterable[str], folder: DataFolder) -> str:
    """A folder on the first of these disks that outlives the clinic's own; or nothing."""
    for root in roots:
        facts = location.about_place(Path(root), folder)
        elsewhere = facts.is_writable and not (facts.same_disk or facts.synced or facts.network)
        if elsewhere:
            return str(Path(root) / _PROPOSED)
    return ""


def about(written: str, folder: DataFolder) -> PlaceFacts:
    """What may be said of it; of a folder that is not made yet, what is true of where it will lie.

    Raises `InvalidValue`.
    """
    path = _path(written)
    return location.about_place(path if path.exists() else path.parent, folder)


def chosen(written: str, folder: DataFolder) -> Chosen | None:
    """The folder, made where only its last part is missing; None when nothing is written.

    Raises `InvalidValue`: "place_not_there", "place_read_only", "place_inside"; `DiskFull`.
    """
    if not written.strip():
        return None
    path = _path(written)
    _ensure_outside(path, folder)
    is_new = not path.exists() and path.parent.is_dir()
    if is_new:
        if not location.about_place(path.parent, folder).is_writable:
            raise InvalidValue(FIELD, "place_read_only")
        with durable.told_plainly():
            path.mkdir()
    return Chosen(fit(path, folder), is_new)


def fit(path: Path, folder: DataFolder) -> Path:
    """The real path of a folder that can take copies.

    Raises `InvalidValue`: "place_not_there", "place_read_only", "place_inside".
    """
    facts = location.about_place(path, folder)
    if not facts.is_there:
        raise InvalidValue(FIELD, "place_not_there")
    if not facts.is_writable:
        raise InvalidValue(FIELD, "place_read_only")
    _ensure_outside(path, folder)
    return path.resolve()


def _ensure_outside(path: Path, folder: DataFolder) -> None:
    if path.resolve().is_relative_to(folder.root.resolve()):
        raise InvalidValue(FIELD, "place_inside")


def _path(written: str) -> Path:
    path = Path(fields.line(written, FIELD, length=_LONGEST)).expanduser()
    if not path.is_absolute():
        raise InvalidValue(FIELD, "place_not_there")
    return path
