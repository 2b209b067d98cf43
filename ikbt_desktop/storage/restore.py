"""Bringing a backup back: whole and proved in a folder of its own, then moved in, nothing deleted.

What was there is moved aside, never written over. Once the staged clinic is sealed a crash finishes
the move at the next start; before that it leaves the live files untouched.
"""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ikbt_desktop.errors import BackupUnusable, ClinicDamaged, ClinicMissing, NewerClinic
from ikbt_desktop.models.base import canonical_json
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, durable, key_file, rotation, vault
from ikbt_desktop.storage.attempts import Anchor, Clocks
from ikbt_desktop.storage.backup import Proof
from ikbt_desktop.storage.connection import connect, told_plainly
from ikbt_desktop.storage.container import Container, Told, untold
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.rotation import Turn
from ikbt_desktop.storage.vault import ClinicKeys

_STAGING = "restoring"
_COMPLETE = "COMPLETE"
_ASIDE = re.compile(r"replaced-(\d{8}T\d{6}Z)-n(\d{4,9})", re.ASCII)
# Moved aside in this order: the database's companions never stand beside another database.
_LIVE = ("clinic.db", "clinic.db-wal", "clinic.db-shm", "clinic.db-journal", "clinic.keys.bak")
# Moved in, the database last: with it the clinic is there.
_MOVED_IN = ("clinic.auth", "clinic.keys", "DEMO", "clinic.db")


class Ready(Protocol):
    """A clinic that waits in its own folder to be moved in, and the number of its backup."""

    @property
    def folder(self) -> DataFolder:
        """Where it lies."""

    @property
    def keys(self) -> ClinicKeys:
        """Those of the key file that lies beside it."""

    @property
    def n(self) -> int:
        """The backup's number; 0 where it comes from none."""


@dataclass(frozen=True)
class Staged:
    """A backup unpacked, proved and brought up to date, waiting to be moved in.

    `keys` are those of the key file that lies beside it: the live clinic's, or the backup's own.
    """

    folder: DataFolder
    proof: Proof
    keys: ClinicKeys = field(repr=False)

    @property
    def n(self) -> int:
        """The backup's number."""
        return self.proof.header.n


def staging(folder: DataFolder) -> DataFolder:
    """Where a restored clinic is made ready."""
    return DataFolder(folder.root / _STAGING)


@contextmanager
def keys_inside(path: Path, room: Path) -> Iterator[DataFolder]:
    """A folder that holds a backup's key file alone, to open it with a person's password.

    Raises:
        BackupUnusable, NewerClinic: the file.

    """
    with durable.told_plainly(), Container(path) as opened:
        folder = DataFolder(room / "keys")
        shutil.rmtree(folder.root, ignore_errors=True)
        folder.root.mkdir(parents=True, mode=0o700)
        try:
            durable.write(folder.keys, opened.keys)
            if opened.header.demo:
                folder.demo_mark.touch(mode=0o600)
            yield folder
        finally:
            shutil.rmtree(folder.root, ignore_errors=True)


def stage(
    folder: DataFolder,
    keys: ClinicKeys,
    path: Path,
    *,
    turn: Turn | None = None,
    told: Told = untold,
) -> Staged:
    """Unpack and prove a backup beside the live files, and bring its schema up to date.

    The live key file is kept when it is whole, so that newer passwords stay and who was shut out
    stays out; a backup of older keys is then written anew under the present ones, in `turn`'s name.
    Else the backup's own key file comes back.

    Raises:
        BackupUnusable, NewerClinic, DiskFull, FolderReadOnly: and nothing is left.

    """
    staged = staging(folder)
    with told_plainly(), durable.told_plainly():
        folder.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.rmtree(staged.root, ignore_errors=True)
        staged.root.mkdir(mode=0o700)
        try:
            backup.ensure_room(folder.root, 2 * path.stat().st_size)
            proof = backup.prove(path, keys, staged.database, told=told)
            if keys.demo:
                staged.demo_mark.touch(mode=0o600)
            durable.write(staged.keys, _keys_to_use(folder, keys, path))
            if folder.attempts.exists():
                shutil.copyfile(folder.attempts, staged.attempts)
            now = _brought_up_to_date(staged, backup.keys_for(proof.header, keys), keys, turn)
        except BaseException:
            shutil.rmtree(staged.root, ignore_errors=True)
            raise
    return Staged(staged, proof, now)


def _brought_up_to_date(
    staged: DataFolder, then: ClinicKeys, known: ClinicKeys, turn: Turn | None
) -> ClinicKeys:
    """The present schema, and the keys of the key file that lies beside it."""
    make_live(staged, then)
    file = key_file.load(staged)
    now = vault.of_epoch(known, file.epoch)
    if now is None:
        raise BackupUnusable("older_keys")
    if now.epoch == then.epoch:
        return now
    if turn is None:
        raise RuntimeError("a change of keys stands in somebody's name")
    part = staged.root / "clinic.db.next"
    source = connect(staged.database, then, walled=False)
    try:
        source.execute("PRAGMA journal_mode = DELETE")
        rotation.carry_over(source, part, then, now, turn, key_text=file.written().decode())
    finally:
        source.close()
    durable.replace(part, staged.database)
    make_live(staged, now)
    return now


def _keys_to_use(folder: DataFolder, keys: ClinicKeys, path: Path) -> bytes:
    try:
        live = key_file.load(folder)
        if live.db_id == keys.db_id and live.sealed_by(keys.slots_mac):
            return live.written()
    except (ClinicMissing, ClinicDamaged, NewerClinic):
        pass
    with Container(path) as opened:
        return opened.keys


def make_live(staged: DataFolder, keys: ClinicKeys) -> None:
    """Let a file that was made aside be one that people work in, at the present schema."""
    connection = connect(staged.database, keys, walled=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    Database.open(staged, keys).dispose()


def keep_anchor(staged: Ready, keys: ClinicKeys, head: Anchor, *, clocks: Clocks) -> None:
    """Let the head kept outside the file be the restored log's."""
    book = vault.attempts_book(staged.folder, db_id=keys.db_id, device=keys.device, clocks=clocks)
    book.keep_anchor(head)


def seal(staged: Ready, keys: ClinicKeys, *, at: datetime) -> None:
    """From here on a crash finishes the restore instead of forgetting it."""
    folder = staged.folder
    with told_plainly(), durable.told_plainly():
        connection = connect(folder.database, keys, walled=False)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()  # the last one out takes the companions along
        if any(folder.root.glob("clinic.db-*")):
            raise BackupUnusable("damaged", "companions")
        aside = f"replaced-{at:%Y%m%dT%H%M%SZ}-n{staged.n:04d}"
        durable.write(folder.root / _COMPLETE, canonical_json({"aside": aside}).encode())


def forget(folder: DataFolder) -> None:
    """Take away what was staged and not sealed."""
    shutil.rmtree(staging(folder).root, ignore_errors=True)


def is_under_way(folder: DataFolder) -> bool:
    """Whether a staged clinic waits, sealed or half-made."""
    return staging(folder).root.exists()


def finish(folder: DataFolder) -> Path | None:
    """Move a sealed clinic in, or take a half-made one away; safe to repeat after any crash.

    The clinic must be locked and closed. Gives the folder that holds what was there before.
    """
    staged = staging(folder)
    if not staged.root.exists():
        return None
    mark = staged.root / _COMPLETE
    if not mark.exists():
        with durable.told_plainly():
            shutil.rmtree(staged.root)
        return None
    with durable.told_plainly():
        aside = folder.root / str(json.loads(mark.read_bytes())["aside"])
        aside.mkdir(exist_ok=True, mode=0o700)
        if staged.database.exists():
            for name in _LIVE:
                _move(folder.root / name, aside / name)
            for name in ("clinic.keys", "clinic.auth"):
                _copy_aside(folder.root / name, aside / name)
            for name in _MOVED_IN:
                if (staged.root / name).exists():
                    durable.replace(staged.root / name, folder.root / name)
        shutil.rmtree(staged.root)
        durable.sync_folder(folder.root)
    return aside


@dataclass(frozen=True)
class Aside:
    """What stood in the clinic's place before a restore: the whole of it, still encrypted."""

    path: Path
    moved_at: datetime
    n: int
    size: int


def set_aside(folder: DataFolder) -> tuple[Aside, ...]:
    """Everything that restores moved aside, the newest first."""
    found = []
    with durable.told_plainly():
        for path in folder.root.glob("replaced-*"):
            match = _ASIDE.fullmatch(path.name)
            if match is not None and path.is_dir():
                moved = datetime.strptime(f"{match[1]}+0000", "%Y%m%dT%H%M%SZ%z")
                size = sum(one.stat().st_size for one in path.iterdir())
                found.append(Aside(path, moved, int(match[2]), size))
    return tuple(sorted(found, key=lambda one: one.moved_at, reverse=True))


def epochs_aside(folder: DataFolder) -> tuple[int, ...]:
    """The epochs of the key files that lie aside, or that the present one replaced."""
    paths = [key_file.previous_of(folder)]
    for aside in set_aside(folder):
        kept = DataFolder(aside.path)
        paths += [kept.keys, key_file.previous_of(kept)]
    found = set()
    for path in paths:
        with suppress(ClinicMissing, ClinicDamaged, NewerClinic):
            file = key_file.parsed(key_file.content_of(path))
            found |= {file.epoch, *key_file.master_epochs(file.recovery.boxes)}
    return tuple(sorted(found))


def destroy_aside(aside: Aside) -> None:
    """Remove it for good; what a crash leaves of it is still listed, and can be removed again.

    Raises:
        FolderReadOnly, DiskFailing: and the rest of it is still there.

    """
    with durable.told_plainly():
        shutil.rmtree(aside.path)
        durable.sync_folder(aside.path.parent)


def _move(source: Path, target: Path) -> None:
    if source.exists() and not target.exists():
        durable.replace(source, target)


def _copy_aside(source: Path, target: Path) -> None:
    """The key file stays where it is until the new one takes its place in one rename."""
    if source.exists() and not target.exists():
        durable.write(target, source.read_bytes())
