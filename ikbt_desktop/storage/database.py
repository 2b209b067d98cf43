"""The encrypted file: made whole or not at all, opened only when it proves to be the clinic's."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from ikbt_desktop.errors import (
    ClinicDamaged,
    ClinicLocked,
    ClinicMissing,
    NewerClinic,
    UnsafeSetup,
    UnsuitableFolder,
)
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import durable, migrate, past_keys, self_test
from ikbt_desktop.storage.audit_trail import AuditTrail, walls
from ikbt_desktop.storage.connection import PAGE, connect, plain_error, told_plainly
from ikbt_desktop.storage.location import ensure_suitable
from ikbt_desktop.storage.self_test import Versions
from ikbt_desktop.storage.vault import ClinicKeys

_APPLICATION = 0x694B4254  # "iKBT"
_DEMO_APPLICATION = 0x694B4244  # "iKBD"
_PLAINTEXT = b"SQLite format 3\x00"
_NOT_A_DATABASE = 26
# What the walls must refuse. None of them does harm, should a wall be missing: EXPLAIN only plans,
# and the rest dies with its connection. (A rekey would not; it falls under the same decision.)
_REFUSED = (
    *("ATTACH ':memory:' AS other KEY ''", "PRAGMA writable_schema = ON"),
    *("EXPLAIN DROP TABLE patient", "EXPLAIN DELETE FROM audit_entry"),
)


def application_of(keys: ClinicKeys) -> int:
    """The number by which a file says that it is a clinic, real or training."""
    return _DEMO_APPLICATION if keys.demo else _APPLICATION


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _remove_part(part: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def _make(part: Path, keys: ClinicKeys) -> None:
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    connection = connect(part, keys, walled=False)
    try:
        connection.execute(f"PRAGMA application_id = {application_of(keys)}")
        if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            raise UnsafeSetup("settings")
        migrate.to_head(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _ensure_encrypted(part: Path) -> None:
    """Look at the first bytes, before the file is anybody's database (trust.md D7)."""
    with part.open("rb") as file:
        first = file.read(len(_PLAINTEXT))
        os.fsync(file.fileno())
    if len(first) != len(_PLAINTEXT) or first == _PLAINTEXT:
        raise UnsafeSetup("plaintext")


def _ensure_there(folder: DataFolder) -> None:
    """SQLite would open a missing or empty file as an empty clinic: look first (trust.md §2.5)."""
    if not folder.database.exists():
        raise ClinicMissing("database")
    if folder.database.stat().st_size < PAGE:
        raise ClinicDamaged("database", "size")


def _file_of(folder: DataFolder) -> tuple[int, int] | None:
    """Which file lies there, whatever it is called; None when there is none."""
    try:
        found = folder.database.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _number(connection: dbapi2.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _ensure_ours(connection: dbapi2.Connection, keys: ClinicKeys) -> None:
    found = _number(connection, "application_id")
    if found != application_of(keys):
        if found in {_APPLICATION, _DEMO_APPLICATION}:
            raise UnsuitableFolder("demo")
        raise ClinicDamaged("database", "application")
    if _number(connection, "user_version") > migrate.HEAD:
        raise NewerClinic


def _ensure_walls(connection: dbapi2.Connection) -> None:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    if dict(rows.fetchall()) != walls():
        raise ClinicDamaged("database", "walls")


def _engine(path: Path, keys: ClinicKeys, *, reading: bool) -> Engine:
    engine = create_engine(
        "sqlite:///clinic",
        module=dbapi2,
        creator=lambda: connect(path, keys, reading=reading),
        poolclass=QueuePool,
        pool_size=3,
        max_overflow=10,
        hide_parameters=True,
    )
    begin = "BEGIN" if reading else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


class Database:
    """The opened clinic. Sessions of it may be used from any thread, one thread each."""

    def __init__(self, folder: DataFolder, keys: ClinicKeys) -> None:
        self.folder = folder
        self.keys = keys
        self.trail = AuditTrail.of(keys)
        self._writer = _engine(folder.database, keys, reading=False)
        self._reader = _engine(folder.database, keys, reading=True)
        self._is_shut = False
        self._file = _file_of(folder)
        self.clock_fault = ""
        """What was seen of the computer's clock since it was opened: "behind", "ahead" or ""."""

    @classmethod
    def create(cls, folder: DataFolder, keys: ClinicKeys) -> "Database":
        """Make the empty clinic beside its keys; a crash half-way leaves no database at all.

        Raises:
            FileExistsError: there is one already. DiskFull, FolderReadOnly, UnsuitableFolder.

        """
        ensure_suitable(folder, demo=keys.demo)
        if folder.database.exists():
            raise FileExistsError(folder.database)
        part = _part(folder.database)
        with durable.told_plainly(), told_plainly():
            try:
                _remove_part(part)
                _make(part, keys)
                _ensure_encrypted(part)
                durable.replace(part, folder.database)
            finally:
                _remove_part(part)
        return cls.open(folder, keys)

    @classmethod
    def open(
        cls,
        folder: DataFolder,
        keys: ClinicKeys,
        *,
        before_migration: Callable[[], None] | None = None,
    ) -> "Database":
        """Open the clinic, bringing an older schema up to date after `before_migration`.

        Raises:
            ClinicMissing, ClinicDamaged, NewerClinic, UnsuitableFolder, UnsafeSetup, DiskFull,
            FolderReadOnly.

        """
        ensure_suitable(folder, demo=keys.demo)
        _ensure_there(folder)
        self_test.ensure_nothing_dumped()
        self_test.ensure_private(folder)
        with told_plainly():
            connection = connect(folder.database, keys, walled=False)
            try:
                _ensure_ours(connection, keys)
                if _number(connection, "user_version") < migrate.HEAD:
                    if before_migration is not None:
                        before_migration()
                    migrate.to_head(connection)
                _ensure_walls(connection)
                keys = past_keys.known(connection, keys)
            finally:
                connection.close()
        database = cls(folder, keys)
        try:
            database.trust_self_test()
        except BaseException:
            database.dispose()
            raise
        return database

    def session(self, *, reading: bool) -> Session:
        """A session of one unit of work; only `unit_of_work` calls this."""
        if self._is_shut:  # an engine would open the file anew, behind the lock
            raise ClinicLocked
        engine = self._reader if reading else self._writer
        return Session(engine, expire_on_commit=False, info={"trail": self.trail})

    def ensure_in_place(self) -> None:
        """Raise `ClinicMissing` when the file that is open no longer lies where it was opened.

        A system that lets an open file be removed goes on writing into it, and with the last
        connection everything that was saved since would be gone.
        """
        with durable.told_plainly():
            if _file_of(self.folder) != self._file:
                raise ClinicMissing("vanished")

    def dispose(self) -> None:
        """Close every connection and drop the pools; what is asked later opens new ones."""
        self._writer.dispose()
        self._reader.dispose()

    def shut(self) -> None:
        """Let go of the file for good (lock, exit): nobody opens it anew by this."""
        self._is_shut = True
        self.dispose()

    def trust_self_test(self) -> None:
        """Raise `UnsafeSetup` unless the walls really stand on a connection of the pool."""
        with told_plainly():
            connection = connect(self.folder.database, self.keys)
            try:
                for statement in _REFUSED:
                    _ensure_refused(connection, statement)
                _ensure_unreadable(self.folder.database)  # with the true one open: no locks drop
            finally:
                connection.close()

    def versions(self) -> Versions:
        """What the file is written with."""
        with told_plainly():
            connection = connect(self.folder.database, self.keys, reading=True)
            try:
                return self_test.versions(connection)
            finally:
                connection.close()

    def damage(self) -> tuple[str, ...]:
        """What SQLite's and SQLCipher's own checks find; reads the whole file, so run it aside."""
        found: list[str] = []
        connection = connect(self.folder.database, self.keys, reading=True)
        try:
            for pragma in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
                rows = connection.execute(f"PRAGMA {pragma}").fetchall()
                found += [f"{pragma}: {row[0]}" for row in rows if row[0] != "ok"]
        except dbapi2.Error as error:
            plain = plain_error(error)
            if not isinstance(plain, ClinicDamaged):
                raise
            found.append(plain.detail)
        finally:
            connection.close()
        return tuple(found)


def _ensure_refused(connection: dbapi2.Connection, statement: str) -> None:
    try:
        connection.execute(statement)
    except dbapi2.DatabaseError as error:
        if "not authorized" in str(error):
            return
        raise
    raise UnsafeSetup("walls")


def _ensure_unreadable(path: Path) -> None:
    """Without the key SQLite must find no database there: the first page is not plaintext."""
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) == _NOT_A_DATABASE:
            return
        raise
    finally:
        connection.close()
    raise UnsafeSetup("plaintext")
