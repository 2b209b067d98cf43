"""A change of all keys: a new master key, and the whole file written anew under it.

The file is copied by SQLite under the new key, proved, and put in the old one's place by one rename
(trust.md §2.9 measured both ways and neither lost anything; `PRAGMA rekey` is the other). Copying
is the choice because the copy is read back and counted while the old file is still whole, a full
disk stops it with nothing changed, no page under the old key stays behind in the live file or its
WAL, and the old master key and the seal of the change stand in the new file from its first moment.

The salt stays what the key file says: it is no secret, and with it unchanged either epoch's key
opens the file at any moment. A start that finds two epochs in the key file tries the new key, then
the old one, and ends the change before anybody works.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from ikbt_desktop.clinic.roles import Actor
from ikbt_desktop.errors import ClinicDamaged, ClinicInUse, ClinicMissing
from ikbt_desktop.models import KeyFileCopy, PastKey
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import new_id
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, container, durable, migrate, past_keys, vault
from ikbt_desktop.storage.audit_trail import EPOCH_BEGIN, EPOCH_END, AuditTrail, Entry
from ikbt_desktop.storage.backup import Share
from ikbt_desktop.storage.connection import PAGE, connect, told_plainly
from ikbt_desktop.storage.container import Told, untold
from ikbt_desktop.storage.vault import ClinicKeys

_NEXT = "clinic.db.next"
_COMPANIONS = ("", "-wal", "-shm", "-journal")
_CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")


@dataclass(frozen=True)
class Turn:
    """Who changes the keys, when and where; `details` go into both rows of the log."""

    actor: Actor
    at: datetime
    workstation: str
    unit: str = ""
    details: Mapping[str, str | int | bool | None] = field(default_factory=dict)

    def entry(self, kind: str, details: Mapping[str, str | int | bool | None]) -> Entry:
        """A row of the log."""
        return Entry(
            utc=self.at,
            user_id=self.actor.user_id,
            user_name=self.actor.name,
            role=self.actor.role.value,
            unit=self.unit,
            workstation=self.workstation,
            action=Action.KEY,
            kind=kind,
            record_id=kind,
            version=None,
            patient_id=None,
            reason=None,
            details={**self.details, **details},
        )


def finish(folder: DataFolder, keys: ClinicKeys, turn: Turn, *, told: Told = untold) -> ClinicKeys:
    """End a change of keys that the key file tells of, wherever it was left; gives the new keys.

    The clinic must be closed and held. Safe to repeat after any crash.

    Raises:
        ClinicInUse: a connection is still open. ClinicDamaged: neither key opens the file.
        DiskFull, FolderReadOnly: and everything stands as before, to be ended later.

    """
    coming = keys.coming
    if coming is None:
        raise RuntimeError("no change of keys is under way")
    part = folder.root / _NEXT
    remove(part)
    with told_plainly(), durable.told_plainly():
        opening = _opening(folder, keys)
        if opening is not coming:
            try:
                _carry(folder, part, keys, turn, told)
            finally:
                remove(part)
        vault.end_epoch(folder, keys)
        told(1000, 1000)
    return replace(coming, past={**keys.past, keys.epoch: keys.master}, coming=None)


def remove(part: Path) -> None:
    """Take away a half-made file and what SQLite laid beside it."""
    for ending in _COMPANIONS:
        part.with_name(part.name + ending).unlink(missing_ok=True)


def _opening(folder: DataFolder, keys: ClinicKeys) -> ClinicKeys:
    """Which of the two epochs the file is under."""
    if not folder.database.exists():
        raise ClinicMissing("database")
    if folder.database.stat().st_size < PAGE:
        raise ClinicDamaged("database", "size")
    for one in (keys.coming, keys):
        if one is not None and _opens(folder.database, one):
            return one
    raise ClinicDamaged("database", "keys")


def _opens(path: Path, keys: ClinicKeys) -> bool:
    try:
        connection = connect(path, keys, walled=False)
    except dbapi2.DatabaseError as error:
        return _reraised_unless_locked(error)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as error:
        return _reraised_unless_locked(error)
    finally:
        connection.close()
    return True


def _reraised_unless_locked(error: dbapi2.DatabaseError) -> bool:
    """Not this key, or something that a key cannot help."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == _NOT_A_DATABASE:
        return False
    raise error


_NOT_A_DATABASE = 26


def _carry(folder: DataFolder, part: Path, keys: ClinicKeys, turn: Turn, told: Told) -> None:
    coming = keys.coming
    assert coming is not None
    backup.ensure_room(folder.root, 2 * folder.database.stat().st_size)
    # The copy of the key file that the new file keeps is the one that lies there in the end.
    text = vault.ended(folder, keys).written().decode()
    source = connect(folder.database, keys, walled=False)
    try:
        _be_alone(source)
        try:
            carry_over(source, part, keys, coming, turn, key_text=text, told=told)
            ensure_no_companions(folder)
            durable.sync_folder(folder.root)
        except BaseException:
            if source.in_transaction:
                source.execute("ROLLBACK")
            source.execute("PRAGMA journal_mode = WAL")
            raise
    finally:
        source.close()
    durable.replace(part, folder.database)


def _be_alone(connection: dbapi2.Connection) -> None:
    """Leave WAL: SQLite does so for the only connection alone, and no companion file stays."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
        raise ClinicInUse


def ensure_no_companions(folder: DataFolder) -> None:
    """A WAL of the old file beside the new one would be taken for its own."""
    for ending in _COMPANIONS[1:]:
        if folder.database.with_name(folder.database.name + ending).exists():
            raise ClinicInUse


def carry_over(
    source: dbapi2.Connection,
    target: Path,
    old: ClinicKeys,
    new: ClinicKeys,
    turn: Turn,
    *,
    key_text: str,
    told: Told = untold,
) -> None:
    """Write the open file anew under other keys, seal the change in its log, and prove it.

    The target is in WAL mode, without companions, and on the disk when this returns.

    Raises:
        ClinicDamaged: the copy is not what the original is, or the original is damaged.

    """
    container.new_file(target).close()
    copy = connect(target, new, walled=False)
    try:
        _copy(source, copy, Share(told, 0, 400))
        if int(copy.execute("PRAGMA user_version").fetchone()[0]) < migrate.HEAD:
            migrate.to_head(copy)
        before = backup.rows_of(copy)
        _seal_change(copy, past_keys.known(source, old), new, turn, key_text)
        _ensure_same(copy, before, new, Share(told, 400, 900))
    finally:
        copy.close()
    make_ready(target, new)
    told(900, 1000)


def _copy(source: dbapi2.Connection, copy: dbapi2.Connection, told: Told) -> None:
    """As SQLite itself copies; then both hold the same rows, or it is no copy."""
    source.execute("BEGIN")
    rows, head = backup.rows_of(source), backup.head_of(source)
    backup.let_copy(source, copy, told)
    source.execute("COMMIT")
    if (backup.rows_of(copy), backup.head_of(copy)) != (rows, head):
        raise ClinicDamaged("database", "copy")


def _seal_change(
    copy: dbapi2.Connection, old: ClinicKeys, new: ClinicKeys, turn: Turn, key_text: str
) -> None:
    """In one transaction: the old master keys, the last row of the old epoch, the first of the new.

    `old` knows what the file itself keeps; `new` may know more, from the live clinic.
    """
    masters = {**new.past, **old.past, old.epoch: old.master}
    kept = past_keys.kept_in(copy)
    ending = AuditTrail.of(old)
    beginning = AuditTrail.of(replace(new, past=masters))
    with _session(copy) as session:
        for epoch in sorted(set(masters) - set(kept)):
            session.execute(
                insert(PastKey).values(
                    id=new_id(), created_at=turn.at, epoch=epoch, master=masters[epoch]
                )
            )
        ending.append(session, turn.entry(EPOCH_END, ending.change_to(beginning)))
        beginning.append(session, turn.entry(EPOCH_BEGIN, {"epoch": new.epoch}))
        session.execute(
            insert(KeyFileCopy).values(
                id=new_id(), created_at=turn.at, epoch=new.epoch, content=key_text
            )
        )
        session.commit()


def _session(connection: dbapi2.Connection) -> Session:
    return Session(migrate.engine_over(connection))


def _ensure_same(
    copy: dbapi2.Connection, before: Mapping[str, int], new: ClinicKeys, told: Told
) -> None:
    for step, pragma in enumerate(_CHECKS):
        told(step, len(_CHECKS) + 1)
        rows = copy.execute(f"PRAGMA {pragma}").fetchall()
        if any(row[0] != "ok" for row in rows):
            raise ClinicDamaged("database", pragma)
    grown = {"audit_entry", "past_key", "key_file_copy"}
    after = backup.rows_of(copy)
    if any(after[name] != count for name, count in before.items() if name not in grown):
        raise ClinicDamaged("database", "copy")
    with _session(copy) as session:
        if not AuditTrail.of(past_keys.known(copy, new)).verify(session).whole:
            raise ClinicDamaged("database", "chain")


def make_ready(target: Path, keys: ClinicKeys) -> None:
    """In WAL mode, without companions, and on the disk: it may take the live file's place."""
    connection = connect(target, keys, walled=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    for ending in _COMPANIONS[1:]:
        if target.with_name(target.name + ending).exists():
            raise ClinicDamaged("database", "companions")
    _sync(target)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
