"""One connection to the encrypted file, with every safety setting made and read back."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm.exc import StaleDataError
from sqlcipher3 import dbapi2

from ikbt_desktop.errors import (
    AlreadySigned,
    ClinicDamaged,
    ClinicInUse,
    DiskFailing,
    DiskFull,
    FolderReadOnly,
    IkbtError,
    StaleRecord,
    UnsafeSetup,
)
from ikbt_desktop.models import AuditEntry, Base
from ikbt_desktop.models.base import Discardable
from ikbt_desktop.storage import self_test
from ikbt_desktop.storage.audit_trail import SIGNED_MARK
from ikbt_desktop.storage.vault import ClinicKeys

PAGE = 4096
BUSY_SECONDS = 15
_CACHE_KIB = 4 * 1024  # twice as much gains a slow search one millisecond with 100 000 patients

# Named, made and read back on every connection (trust.md D4, D5): (pragma, wanted, read back as).
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
)
# On macOS a plain fsync leaves the words in the disk's own memory.
_MACOS_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
)
# Pragmas that only look, or that lessen what the connection may do.
_HARMLESS_PRAGMAS = frozenset(
    {"cipher_integrity_check", "integrity_check", "quick_check", "foreign_key_check"}
    | {"wal_checkpoint", "table_info", "table_xinfo", "index_list", "index_info"}
    | {"foreign_key_list"}
)
_READABLE_PRAGMAS = _HARMLESS_PRAGMAS | {
    *("cipher_version", "cipher_provider_version", "journal_mode", "page_count", "page_size"),
    *("application_id", "user_version", "read_uncommitted", "freelist_count", "query_only"),
    *("busy_timeout", "data_version"),
    *(name for name, _, _ in (*_SETTINGS, *_MACOS_SETTINGS)),
}
_PLAIN_ACTIONS = frozenset(
    {dbapi2.SQLITE_SELECT, dbapi2.SQLITE_READ, dbapi2.SQLITE_TRANSACTION}
    | {dbapi2.SQLITE_SAVEPOINT, dbapi2.SQLITE_RECURSIVE}
)
_REFUSED_FUNCTIONS = frozenset({"load_extension", "sqlcipher_export", "writefile", "readfile"})
_NEVER_WRITTEN = frozenset(
    {"sqlite_master", "sqlite_schema", "sqlite_temp_master", "alembic_version"}
)


def _removable() -> frozenset[str]:
    return frozenset(
        mapper.local_table.description
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Discardable)
    )


def _authorizer() -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    """Allow what the program does, refuse all else: ATTACH, rekey, schema changes, the log."""
    removable = _removable()
    log = AuditEntry.__tablename__

    def _allowed(action: int, first: str | None, second: str | None) -> bool:
        if action in _PLAIN_ACTIONS:
            return True
        if action == dbapi2.SQLITE_INSERT:
            return first not in _NEVER_WRITTEN
        if action == dbapi2.SQLITE_UPDATE:
            return first != log and first not in _NEVER_WRITTEN
        if action == dbapi2.SQLITE_DELETE:
            return first in removable
        if action == dbapi2.SQLITE_FUNCTION:
            return (second or "").lower() not in _REFUSED_FUNCTIONS
        if action == dbapi2.SQLITE_PRAGMA:
            name = (first or "").lower()
            return name in _HARMLESS_PRAGMAS or (second is None and name in _READABLE_PRAGMAS)
        return False

    def _decide(
        action: int, first: str | None, second: str | None, _schema: str | None, _by: str | None
    ) -> int:
        return dbapi2.SQLITE_OK if _allowed(action, first, second) else dbapi2.SQLITE_DENY

    return _decide


def _key_literal(keys: ClinicKeys) -> str:
    """The raw key with its salt. A wrong length would silently be taken for a passphrase."""
    literal = f"x'{keys.database.hex()}{keys.database_salt.hex()}'"
    if len(literal) != 3 + 64 + 32:
        raise UnsafeSetup
    return literal


def _ensure_settings(connection: dbapi2.Connection) -> None:
    settings = (*_SETTINGS, *(_MACOS_SETTINGS if sys.platform == "darwin" else ()))
    for name, wanted, _read in settings:
        connection.execute(f"PRAGMA {name} = {wanted}")
    for name, _wanted, read in settings:
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != read:
            raise UnsafeSetup("settings")


def connect(
    path: Path,
    keys: ClinicKeys,
    *,
    reading: bool = False,
    walled: bool = True,
    frozen: bool = False,
) -> dbapi2.Connection:
    """Open a file that exists; `walled=False` only for making and migrating the schema.

    `frozen` is for a copy that nobody writes: it is opened where nothing beside it can be written.

    Raises:
        UnsafeSetup: a setting did not take. The library's own errors pass through.

    """
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?{'mode=ro&immutable=1' if frozen else 'mode=rw'}",
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{_key_literal(keys)}"')
        self_test.ensure_recent(self_test.versions(connection))
        _ensure_settings(connection)
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if reading:
            connection.execute("PRAGMA query_only = ON")
        if walled:
            if not frozen and connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                raise UnsafeSetup("settings")
            connection.set_authorizer(_authorizer())
    except BaseException:
        connection.close()
        raise
    return connection


# SQLite result codes: what the operating system or the file said.
# FULL; IOERR as a failing commit gives it; IOERR_WRITE, _TRUNCATE, _SHMSIZE (trust.md §2.7).
_FULL_CODES = frozenset({13, 10, 778, 1546, 4874})
_READ_ONLY, _BUSY, _LOCKED, _CORRUPT, _NOT_A_DATABASE, _CANNOT_OPEN, _IO = 8, 5, 6, 11, 26, 14, 10


# IOERR_FSYNC, _DIR_FSYNC, _CLOSE, _DELETE: what was written may not have reached the disk.
_FAILING_CODES = frozenset({1034, 1290, 4106, 2570})


def plain_error(error: BaseException) -> Exception | None:
    """The error of `errors.py` that this database error means; None when it is a bug."""
    if isinstance(error, StatementError) and error.orig is not None:
        return plain_error(error.orig)
    if isinstance(error, IkbtError):
        return error
    if isinstance(error, StaleDataError):
        return StaleRecord("record")
    if not isinstance(error, dbapi2.Error):
        return None
    code = getattr(error, "sqlite_errorcode", 0)
    text = str(error)
    if text.startswith(SIGNED_MARK):
        return AlreadySigned(text.removeprefix(SIGNED_MARK))
    if code in _FULL_CODES:
        return DiskFull()
    if code in _FAILING_CODES:
        return DiskFailing()
    return _by_primary_code(code & 0xFF)


def _by_primary_code(code: int) -> Exception | None:
    if code in {_READ_ONLY, _CANNOT_OPEN}:
        return FolderReadOnly()
    if code in {_BUSY, _LOCKED}:
        return ClinicInUse()
    if code in {_CORRUPT, _NOT_A_DATABASE, _IO}:
        return ClinicDamaged("database", f"sqlite {code}")
    return None


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn database errors that a person can act upon into errors of `errors.py`."""
    try:
        yield
    except (DBAPIError, StatementError, StaleDataError, dbapi2.Error) as error:
        plain = plain_error(error)
        if plain is None:
            raise
        raise plain from error
