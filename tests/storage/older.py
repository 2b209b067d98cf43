"""A clinic's file as an earlier revision of the schema left it."""

from alembic import command
from sqlcipher3 import dbapi2

from ikbt_desktop.storage import migrate, revisions
from ikbt_desktop.storage.connection import connect
from tests.storage.clinics import Clinic


def at_revision(clinic: Clinic, number: int) -> dbapi2.Connection:
    """Make the clinic's file anew at that revision; the connection is bare and to be closed."""
    path = clinic.folder.database
    before = connect(path, clinic.new.keys, walled=False)
    application = before.execute("PRAGMA application_id").fetchone()[0]
    before.close()
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.touch()
    bare = connect(path, clinic.new.keys, walled=False)
    bare.execute(f"PRAGMA application_id = {application}")
    bare.execute("PRAGMA journal_mode = WAL")
    with migrate.engine_over(bare).begin() as opened:
        command.upgrade(revisions.config_for(opened), f"{number:04d}")
        opened.exec_driver_sql(f"PRAGMA user_version = {number}")
    return bare


def insert(bare: dbapi2.Connection, table: str, **values: object) -> None:
    """Put a row there as the older program did; what it needs and is not given is plain filling."""
    columns = bare.execute(f"PRAGMA table_info({table})").fetchall()
    filled = {name: _filling(name, kind) for _, name, kind, needed, _, _ in columns if needed}
    row = filled | values
    names, holders = ", ".join(f'"{name}"' for name in row), ", ".join("?" for _ in row)
    bare.execute(f'INSERT INTO "{table}" ({names}) VALUES ({holders})', tuple(row.values()))


def _filling(name: str, kind: str) -> object:
    if kind in {"INTEGER", "BOOLEAN", "FLOAT"}:
        return 1
    if kind == "DATE":
        return "2026-10-08"
    return "2026-10-08T08:00:00.000000Z" if name.endswith("_at") else ""
