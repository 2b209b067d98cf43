"""For each table of the clinic's file: nothing is written, changed or removed without the log."""

from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy import Executable, Table, delete, text, update
from sqlcipher3 import dbapi2

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import AlreadySigned, UnloggedChange
from ikbt_desktop.models import AuditEntry, Base, PastKey
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import Discardable
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import Workplace, open_work
from tests.storage.clinics import Clinic, StandingClock, at_work

# The log itself, and the keys that were, are never changed at all: they have walls of their own.
_FIXED = frozenset({AuditEntry.__tablename__, PastKey.__tablename__})
TABLES = sorted(
    (table for table in Base.metadata.sorted_tables if table.name not in _FIXED),
    key=lambda table: table.name,
)
REMOVABLE = frozenset(
    mapper.local_table.description
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Discardable)
)


@pytest.fixture
def work_place(clinic: Clinic, clock: StandingClock) -> Iterator[Workplace]:
    """Rows may point at nothing here: each table is looked at by itself."""
    database = Database.open(clinic.folder, clinic.new.keys)
    yield at_work(database, clock)
    database.dispose()


def a_row(connection: dbapi2.Connection, table: Table) -> dict[str, object]:
    columns = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
    return {name: _filling(name, kind) for _, name, kind, needed, _, _ in columns if needed}


def _filling(name: str, kind: str) -> object:
    if kind in {"INTEGER", "BOOLEAN", "FLOAT"}:
        return 1
    if kind == "DATE":
        return "2026-10-08"
    if kind == "BLOB":
        return b"x"
    return "2026-10-08T08:00:00.000000Z" if name.endswith("_at") else "x"


def put(clinic: Clinic, table: Table) -> None:
    """A row that is there already, put past all walls."""
    bare = connect(clinic.folder.database, clinic.new.keys, walled=False)
    bare.execute("PRAGMA foreign_keys = OFF")
    bare.execute("PRAGMA ignore_check_constraints = ON")
    row = a_row(bare, table)
    names, holders = ", ".join(f'"{name}"' for name in row), ", ".join("?" for _ in row)
    bare.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({holders})', tuple(row.values()))
    bare.close()


def refused(
    workplace: Workplace, statement: Executable, values: Mapping[str, object] | None = None
) -> None:
    def _attempt() -> None:
        with open_work(workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            work.session.execute(statement, values)
            work.commit()

    with pytest.raises((UnloggedChange, AlreadySigned)):
        _attempt()


def count(clinic: Clinic, table: Table) -> int:
    bare = connect(clinic.folder.database, clinic.new.keys, walled=False)
    found = bare.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
    bare.close()
    return int(found)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_change_without_a_line_in_the_log_does_not_stand(
    clinic: Clinic, work_place: Workplace, table: Table
) -> None:
    put(clinic, table)
    column = next(one for one in table.columns if not one.foreign_keys)
    # To itself: it is the writing that counts, not what is written.
    refused(work_place, update(table).values({column.name: column}))
    assert count(clinic, table) == 1


@pytest.mark.parametrize(
    "table",
    [table for table in TABLES if table.name in REMOVABLE],
    ids=lambda table: table.name,
)
def test_a_removal_without_a_line_in_the_log_does_not_stand(
    clinic: Clinic, work_place: Workplace, table: Table
) -> None:
    put(clinic, table)
    refused(work_place, delete(table))
    assert count(clinic, table) == 1


def parents_of(table: Table) -> list[Table]:
    """The tables that a row of this one must point into, the eldest first."""
    needed = [
        key.column.table
        for column in table.columns
        if not column.nullable
        for key in column.foreign_keys
        if key.column.table not in {table, AuditEntry.__table__}
    ]
    return list(dict.fromkeys(one for each in needed for one in (*parents_of(each), each)))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_new_row_without_a_line_in_the_log_does_not_stand(
    clinic: Clinic, work_place: Workplace, table: Table
) -> None:
    with open_work(work_place, Permission.CHANGE_OWN_SIGN_IN) as work:
        work.log(Action.READ, kind="log")  # a log of one row, which a row may name
        work.commit()
    for parent in parents_of(table):
        put(clinic, parent)
    bare = connect(clinic.folder.database, clinic.new.keys, walled=False)
    row = a_row(bare, table)
    bare.close()
    names, holders = ", ".join(f'"{name}"' for name in row), ", ".join(f":{name}" for name in row)
    statement = text(f'INSERT INTO "{table.name}" ({names}) VALUES ({holders})')
    refused(work_place, statement, row)
    assert count(clinic, table) == 0
    with open_work(work_place, Permission.CHANGE_OWN_SIGN_IN) as work:
        work.session.execute(statement, row)
        work.log(Action.CREATE, kind=table.name)
        work.commit()
    assert count(clinic, table) == 1
