"""Backups: a copy that SQLite itself makes, sealed in one container, and proved before it counts.

The copy is taken inside the read transaction in which the log's head and the rows were counted, so
that it can be compared with them. Copies that somebody made of the live files have no manifest and
are never taken for a backup: SQLite's own checks cannot tell a torn copy (trust.md §2.8).
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Select, column, create_engine, func, select, table
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from ikbt_desktop import __version__
from ikbt_desktop.errors import (
    BackupUnusable,
    ClinicDamaged,
    DiskFailing,
    DiskFull,
    IkbtError,
    NewerClinic,
    UnsafeSetup,
)
from ikbt_desktop.models.base import Registry, Signed, canonical_json, utc_moment, utc_text
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import (
    container,
    durable,
    key_file,
    migrate,
    past_keys,
    register,
    vault,
)
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.audit_trail import AuditTrail
from ikbt_desktop.storage.connection import PAGE, connect, told_plainly
from ikbt_desktop.storage.container import Container, Header, Told, untold
from ikbt_desktop.storage.database import Database, application_of
from ikbt_desktop.storage.register import Line
from ikbt_desktop.storage.vault import ClinicKeys

ENDING = ".ikbtbackup"
_NAME = re.compile(r"clinic-(\d{8}T\d{6}Z)-e(\d{1,6})-n(\d{4,9})\.ikbtbackup", re.ASCII)
_PAGES = 1024  # at a time, within one snapshot; between them the work may be cancelled
_CHAIN_ROWS = 1_000
_CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")
_SQLITE = sqlite.dialect()
_NONCE, _SEAL = 12, 12 + 16
_STEPS_BETWEEN_LOOKS = 100_000
_SPARE = 64 * 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What is sealed inside: what the copy must hold, and how it came about."""

    head: Anchor | None
    rows: Mapping[str, int]
    schema: int
    program: str
    made_by: str
    made_on: str
    made_at: datetime
    why: str
    destroyed: tuple[Line, ...] = ()
    """The register of destroyed records: what a restore must leave out again."""

    def written(self) -> bytes:
        """The bytes before they are sealed."""
        return canonical_json(
            {
                "head": None if self.head is None else [self.head.seq, self.head.mac],
                "rows": dict(self.rows),
                "schema": self.schema,
                "program": self.program,
                "made_by": self.made_by,
                "made_on": self.made_on,
                "made_at": utc_text(self.made_at),
                "why": self.why,
                "destroyed": [dict(line) for line in self.destroyed],
            }
        ).encode()


def _parsed_manifest(content: bytes) -> Manifest:
    tree: Any = json.loads(content)
    head = tree["head"]
    return Manifest(
        head=None if head is None else Anchor(int(head[0]), str(head[1])),
        rows={str(name): int(count) for name, count in tree["rows"].items()},
        schema=int(tree["schema"]),
        program=str(tree["program"]),
        made_by=str(tree["made_by"]),
        made_on=str(tree["made_on"]),
        made_at=utc_moment(tree["made_at"]),
        why=str(tree["why"]),
        destroyed=register.read(tree.get("destroyed")),
    )


@dataclass(frozen=True)
class Order:
    """Who asks for a backup, when and why: a word of `services.backups.Why`."""

    n: int
    by: str
    on: str
    at: datetime
    why: str


@dataclass(frozen=True)
class Stored:
    """A container as it lies somewhere. `manifest` is None where the keys do not open it."""

    path: Path
    header: Header
    manifest: Manifest | None
    size: int


@dataclass(frozen=True)
class Proof:
    """A copy that was unpacked, opened, checked and counted."""

    header: Header
    manifest: Manifest
    size: int
    patients: int
    signed_texts: int


@dataclass(frozen=True)
class Made:
    """A new backup in its first place."""

    path: Path
    sha256: str
    proof: Proof


# --- names and places ------------------------------------------------------------------------


def name_of(keys: ClinicKeys, order: Order) -> str:
    """The file's name; what counts in it is the number, the time is a label."""
    return f"clinic-{order.at:%Y%m%dT%H%M%SZ}-e{keys.epoch}-n{order.n:04d}{ENDING}"


def number_of(path: Path) -> int | None:
    """The number in a backup's name, or None when it is not the name of one."""
    match = _NAME.fullmatch(path.name)
    return None if match is None else int(match[3])


def label_of(path: Path) -> datetime | None:
    """The time in a backup's name: what a clock said when it was made."""
    match = _NAME.fullmatch(path.name)
    try:
        return None if match is None else datetime.strptime(f"{match[1]}+0000", "%Y%m%dT%H%M%SZ%z")
    except ValueError:
        return None


def found_in(place: Path) -> list[Path]:
    """The files that bear a backup's name, the newest number first."""
    try:
        paths = [path for path in place.iterdir() if number_of(path) is not None]
    except OSError:  # a stick that is not plugged in holds none
        return []
    return sorted(paths, key=lambda path: (number_of(path) or 0, path.name), reverse=True)


def remove(path: Path) -> None:
    """Remove a backup for good.

    Raises:
        FolderReadOnly, DiskFailing: and it is still there.

    """
    with durable.told_plainly():
        path.unlink(missing_ok=True)
        durable.sync_folder(path.parent)


def highest_number(places: list[Path]) -> int:
    """The greatest number used in any of the places; 0 when there is none."""
    return max((number_of(path) or 0 for place in places for path in found_in(place)), default=0)


def epochs_in(places: list[Path], db_id: str) -> tuple[int, ...]:
    """The epochs of the clinic's keys under which something in these places was sealed."""
    found = set()
    for place in places:
        for path in found_in(place):
            with suppress(IkbtError):  # what is no whole container was sealed under none
                header = peek(path, None).header
                if header.db_id == db_id:
                    found.add(header.epoch)
    return tuple(sorted(found))


@dataclass(frozen=True)
class KeyLine:
    """With which keys a container was sealed, as far as it tells without any of them."""

    epoch: int
    same_paper: bool
    """The recovery key that now holds opens it."""
    paper_tested: datetime | None


def line_of(path: Path, folder: DataFolder) -> KeyLine:
    """Whose keys a container needs, for one that the present keys do not open.

    Raises:
        BackupUnusable: not a whole container. ClinicDamaged, ClinicMissing, NewerClinic: keys.

    """
    with _read_plainly(), Container(path) as opened:
        theirs = key_file.parsed(opened.keys)
    ours = key_file.load(folder)
    same = (theirs.db_id, theirs.recovery.pub) == (ours.db_id, ours.recovery.pub)
    return KeyLine(theirs.epoch, same, theirs.recovery.tested)


def peek(path: Path, keys: ClinicKeys | None) -> Stored:
    """What a container says of itself: quick, for lists; nothing of it is proved.

    Raises:
        BackupUnusable: not a whole container, or, with keys, not one of this clinic's.

    """
    with _read_plainly(), Container(path) as opened:
        known = None if keys is None else keys_for(opened.header, keys)
        manifest = None if known is None else _opened_manifest(opened, known)
        return Stored(path, opened.header, manifest, opened.size)


@contextmanager
def _read_plainly() -> Iterator[None]:
    """A disk that cannot give back what was written to it holds a damaged backup."""
    with durable.told_plainly():
        try:
            yield
        except OSError as error:
            if error.errno not in durable.BROKEN:
                raise
            raise BackupUnusable("damaged", "reading") from error


# --- the work folder -------------------------------------------------------------------------


@contextmanager
def work_folder(folder: DataFolder) -> Iterator[Path]:
    """A private room beside the live files; what a crash left there goes first."""
    root = folder.root / durable.WORK
    with durable.told_plainly():
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(mode=0o700)
        try:
            yield root
        finally:
            shutil.rmtree(root, ignore_errors=True)


def ensure_room(place: Path, wanted: int) -> None:
    """Raise `DiskFull` when the disk would be filled: care comes before copies."""
    if shutil.disk_usage(place).free < wanted + _SPARE:
        raise DiskFull


# --- making ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Share:
    """One part of the work, told as a part of the whole in thousandths."""

    told: Told
    start: int
    end: int

    def __call__(self, done: int, total: int) -> None:
        """Tell how far this part is."""
        self.told(self.start + (self.end - self.start) * done // max(1, total), 1000)


def make(folder: DataFolder, keys: ClinicKeys, order: Order, *, told: Told = untold) -> Made:
    """Make a backup in the clinic's own folder, and prove it before it is named so.

    Raises:
        DiskFull, FolderReadOnly, ClinicDamaged, BackupUnusable: and nothing half-made is left.

    """
    with told_plainly(), work_folder(folder) as work:
        copy, part = work / "copy.db", work / "container"
        ensure_room(folder.root, 3 * folder.database.stat().st_size)
        manifest = _snapshot(folder, keys, copy, order, Share(told, 0, 300))
        key_text = vault.key_file_text(folder).encode()
        weighed = container.weigh(copy, Share(told, 300, 380))
        header = Header(
            db_id=keys.db_id,
            epoch=keys.epoch,
            demo=keys.demo,
            n=order.n,
            database_size=weighed.size,
            database_sha256=weighed.sha256,
            keys_size=len(key_text),
            keys_sha256=container.sha256_of(key_text),
            manifest_size=len(manifest.written()) + _SEAL,
        )
        container.write(
            part,
            header=header,
            database=copy,
            database_crc=weighed.crc,
            keys=key_text,
            manifest=_sealed_manifest(manifest, header, keys),
            told=Share(told, 380, 500),
        )
        copy.unlink()
        proof = _proof_of(folder, keys, part, work / "proof.db", Share(told, 500, 900))
        sha256 = container.weigh(part, Share(told, 900, 1000)).sha256
        folder.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = folder.backups / name_of(keys, order)
        durable.replace(part, target)
        return Made(target, sha256, proof)


def _proof_of(
    folder: DataFolder, keys: ClinicKeys, part: Path, unpacked: Path, told: Told
) -> Proof:
    """A copy that does not pass may be a true copy of a damaged clinic: say which of the two."""
    try:
        return prove(part, keys, unpacked, told=told)
    except BackupUnusable as error:
        found = Database(folder, keys).damage()
        if found:
            raise ClinicDamaged("database", found[0]) from error
        raise


def _snapshot(
    folder: DataFolder, keys: ClinicKeys, target: Path, order: Order, told: Told
) -> Manifest:
    """Let SQLite copy the file as it stands in one moment, however people work meanwhile."""
    container.new_file(target).close()
    source = connect(folder.database, keys, reading=True)
    try:
        copy = connect(target, keys, walled=False)
        try:
            source.execute("BEGIN")
            manifest = Manifest(
                head=head_of(source),
                rows=rows_of(source),
                schema=int(source.execute("PRAGMA user_version").fetchone()[0]),
                program=__version__,
                made_by=order.by,
                made_on=order.on,
                made_at=order.at,
                why=order.why,
                destroyed=register.kept_in(source),
            )
            let_copy(source, copy, told)
            source.execute("COMMIT")
            # So that it opens from a disk that cannot be written.
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
    finally:
        source.close()
    return manifest


def let_copy(source: dbapi2.Connection, copy: dbapi2.Connection, told: Told) -> None:
    """Copy page by page within the source's transaction, to whatever key the copy has."""
    try:
        source.backup(
            copy, pages=_PAGES, progress=lambda _status, left, total: told(total - left, total)
        )
    except dbapi2.OperationalError as error:
        if hasattr(error, "sqlite_errorcode"):
            raise
        # The copying verb gives no code with its error: a copy fails when it cannot be written.
        raise DiskFull from error


def head_of(connection: dbapi2.Connection) -> Anchor | None:
    """The log's newest row, asked on a bare connection."""
    found = connection.execute("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1")
    row = found.fetchone()
    return None if row is None else Anchor(seq=int(row[0]), mac=str(row[1]))


def _tables(connection: dbapi2.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found.fetchall() if not name.startswith("sqlite_")]


def _count(connection: dbapi2.Connection, query: Select[int]) -> int:
    """Asked on the bare connection: a session would end the transaction of the snapshot."""
    return int(connection.execute(str(query.compile(dialect=_SQLITE))).fetchone()[0])


def rows_of(connection: dbapi2.Connection) -> dict[str, int]:
    """Rows of each table that the file has, whatever revision made it."""
    return {
        name: _count(connection, select(func.count()).select_from(table(name)))
        for name in _tables(connection)
    }


def _sealed_manifest(manifest: Manifest, header: Header, keys: ClinicKeys) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(keys.backup).encrypt(nonce, manifest.written(), header.written())


def keys_for(header: Header, keys: ClinicKeys) -> ClinicKeys:
    """The keys of the backup's epoch, from those that are known.

    Raises:
        BackupUnusable: another clinic's, another kind's, or of an epoch whose key is not known.

    """
    if header.db_id != keys.db_id:
        raise BackupUnusable("other_clinic")
    if header.demo != keys.demo:
        raise BackupUnusable("demo")
    found = vault.of_epoch(keys, header.epoch)
    if found is None:
        raise BackupUnusable("older_keys")
    return found


def _opened_manifest(opened: Container, keys: ClinicKeys) -> Manifest:
    header, sealed = opened.header, opened.manifest
    try:
        plain = AESGCM(keys.backup).decrypt(sealed[:_NONCE], sealed[_NONCE:], header.written())
        return _parsed_manifest(plain)
    except InvalidTag as error:
        raise BackupUnusable(*_why_sealed_otherwise(opened, keys)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupUnusable("damaged", "manifest") from error


def _why_sealed_otherwise(opened: Container, keys: ClinicKeys) -> tuple[str, str]:
    """Damage, unless the key file inside is whole and these keys did not seal it either.

    A clinic brought back without its key file starts again from an older epoch: backups of the line
    that was left may bear the number of a present one, and are whole all the same.
    """
    with suppress(ClinicDamaged, NewerClinic):
        if not key_file.parsed(opened.keys).sealed_by(keys.slots_mac):
            return "other_keys", ""
    return "damaged", "manifest"


# --- proving ---------------------------------------------------------------------------------


def prove(path: Path, keys: ClinicKeys, unpacked: Path, *, told: Told = untold) -> Proof:
    """Unpack to `unpacked`, open and check everything; the unpacked file stays.

    It lies there under the keys of its own epoch (`keys_for`).

    Raises:
        BackupUnusable: what is wrong. NewerClinic: made by a newer program.

    """
    with told_plainly(), _read_plainly(), Container(path) as opened:
        keys = keys_for(opened.header, keys)
        manifest = _opened_manifest(opened, keys)
        if manifest.schema > migrate.HEAD:
            raise NewerClinic
        opened.unpack_database(unpacked, Share(told, 0, 400))
        patients, signed = _checked_copy(unpacked, keys, manifest, Share(told, 400, 1000))
        return Proof(opened.header, manifest, opened.size, patients, signed)


class _Watch:
    """Looks now and then, within one long statement too, whether the work is still wanted."""

    def __init__(self, told: Told) -> None:
        self._told, self._done = told, 0
        self.stopped: BaseException | None = None

    def reached(self, done: int) -> None:
        """Tell how far it is, in thousandths."""
        self._done = done
        self._told(done, 1000)

    def look(self) -> int:
        """Asked by SQLite, which lets no exception through: anything but 0 ends the statement."""
        try:
            self._told(self._done, 1000)
        except BaseException as stop:  # noqa: BLE001 - raised again when SQLite has let go
            self.stopped = stop
            return 1
        return 0


def _checked_copy(
    unpacked: Path, keys: ClinicKeys, manifest: Manifest, told: Told
) -> tuple[int, int]:
    """Both libraries' checks, then our own: the two alone find no torn copy (trust.md §2.5)."""
    watch = _Watch(told)
    try:
        connection = connect(unpacked, keys, reading=True, frozen=True)
    except dbapi2.Error as error:
        raise BackupUnusable("damaged", "database") from error
    try:
        connection.set_progress_handler(watch.look, _STEPS_BETWEEN_LOOKS)
        _ensure_undamaged(connection, watch)
        _ensure_as_sealed(connection, keys, manifest)
        watch.reached(900)
        return _counted(connection)
    except (dbapi2.Error, SQLAlchemyError) as error:
        if watch.stopped is not None:
            raise watch.stopped from error
        raise BackupUnusable("damaged", "database") from error
    finally:
        connection.close()


def _ensure_undamaged(connection: dbapi2.Connection, watch: _Watch) -> None:
    for step, pragma in enumerate(_CHECKS):
        watch.reached(250 * step)
        rows = connection.execute(f"PRAGMA {pragma}").fetchall()
        if any(row[0] != "ok" for row in rows):
            raise BackupUnusable("damaged", pragma)


def _ensure_as_sealed(connection: dbapi2.Connection, keys: ClinicKeys, manifest: Manifest) -> None:
    if int(connection.execute("PRAGMA application_id").fetchone()[0]) != application_of(keys):
        raise BackupUnusable("damaged", "application")
    if int(connection.execute("PRAGMA user_version").fetchone()[0]) != manifest.schema:
        raise BackupUnusable("damaged", "schema")
    if rows_of(connection) != dict(manifest.rows):
        raise BackupUnusable("damaged", "rows")
    if head_of(connection) != manifest.head:
        raise BackupUnusable("damaged", "head")
    _ensure_chained(connection, keys)


def _ensure_chained(connection: dbapi2.Connection, keys: ClinicKeys) -> None:
    engine = create_engine(
        "sqlite:///copy",
        module=dbapi2,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    known = past_keys.known(connection, keys)
    with Session(engine) as session:
        if not AuditTrail.of(known).verify(session, _CHAIN_ROWS).whole:
            raise BackupUnusable("damaged", "chain")


def _counted(connection: dbapi2.Connection) -> tuple[int, int]:
    """Patients, and what was signed about them, of every kind that the file has."""
    signed = {
        str(mapper.local_table.description)
        for mapper in Registry.registry.mappers
        if issubclass(mapper.class_, Signed) and "patient_id" in mapper.local_table.columns
    }
    texts = sum(
        _count(
            connection,
            select(func.count()).select_from(table(name)).where(column("signed_at").is_not(None)),
        )
        for name in _tables(connection)
        if name in signed
    )
    return _count(connection, select(func.count()).select_from(table("patient"))), texts


@dataclass(frozen=True)
class Person:
    """Somebody as an unpacked copy knows them."""

    id: str
    name: str
    role: str
    title: str


def person_in(unpacked: Path, keys: ClinicKeys, slot_id: str) -> Person | None:
    """The active person of a slot, as a proved and unpacked copy has it."""
    query = 'SELECT id, name, role, title FROM "user" WHERE slot_id = ? AND active = 1'
    with told_plainly():
        connection = connect(unpacked, keys, reading=True, frozen=True)
        try:
            row = connection.execute(query, (slot_id,)).fetchone()
        finally:
            connection.close()
    return None if row is None else Person(*map(str, row))


def live_head(folder: DataFolder, keys: ClinicKeys) -> Anchor | None:
    """The log's head in the live file; None where the file is missing or cannot be read."""
    if not folder.database.exists() or folder.database.stat().st_size < PAGE:
        return None
    try:
        connection = connect(folder.database, keys, reading=True)
    except (dbapi2.Error, UnsafeSetup):
        return None
    try:
        return head_of(connection)
    except dbapi2.Error:
        return None
    finally:
        connection.close()


def knowing_live(folder: DataFolder, keys: ClinicKeys) -> ClinicKeys:
    """The keys with those of before that the live file keeps, where that can still be read."""
    if not folder.database.exists() or folder.database.stat().st_size < PAGE:
        return keys
    try:
        connection = connect(folder.database, keys, reading=True, walled=False)
    except (dbapi2.Error, UnsafeSetup):
        return keys
    try:
        return past_keys.known(connection, keys)
    except dbapi2.Error:
        return keys
    finally:
        connection.close()


# --- placing ---------------------------------------------------------------------------------


def _near(folder: Path, other: Path) -> bool:
    return folder.stat().st_dev == other.stat().st_dev


def copy_to(folder: DataFolder, made: Made, place: Path, *, told: Told = untold) -> Path:
    """A second copy in another place, read back there and compared.

    It appears under its name when it is whole. Where the place is on the same file system as the
    clinic it is written aside, so that nothing that watches the place (a sync client) sees a half.

    Raises:
        BackupUnusable: "missing" when the place is not there (any more), "damaged" when what was
        read back differs. DiskFull, FolderReadOnly.

    """
    if not place.is_dir():
        raise BackupUnusable("missing")
    with work_folder(folder) as work, _written_plainly():
        ensure_room(place, made.proof.size)
        target = place / made.path.name
        for left in place.glob(f".*{ENDING}.part"):
            left.unlink()
        part = work / "copy" if _near(work, place) else place / f".{target.name}.part"
        try:
            _copy(made.path, part, Share(told, 0, 600))
            if container.weigh(part, Share(told, 600, 1000)).sha256 != made.sha256:
                raise BackupUnusable("damaged", "copying")
            durable.replace(part, target)
        finally:
            part.unlink(missing_ok=True)
    return target


@contextmanager
def _written_plainly() -> Iterator[None]:
    """In another place, what is neither full nor read-only means that the stick was pulled out."""
    try:
        with durable.told_plainly():
            yield
    except (OSError, DiskFailing) as error:
        raise BackupUnusable("missing") from error


def _copy(source: Path, target: Path, told: Told) -> None:
    size = source.stat().st_size
    with source.open("rb") as read, container.new_file(target) as written:
        for chunk in container.chunks(read, size, told):
            written.write(chunk)
        written.flush()
        os.fsync(written.fileno())
