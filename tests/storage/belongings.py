"""Patients with one row in every table that hangs on a patient, each text of it told apart."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Table
from sqlcipher3 import dbapi2

from ikbt_desktop.models import Base, Patient
from ikbt_desktop.models.base import Json, Registry, canonical_json
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.vault import ClinicKeys
from tools import read_backup

MARK = "Märkord"
LONG = 6_000  # more than a page, so that the text goes on elsewhere
_LONG = frozenset({"text", "content", "note", "question", "assessment"})
# Wholes whose parts are written below them: signed ones would refuse that.
_OPEN = frozenset({"risk_case"})


def hanging() -> tuple[Table, ...]:
    """Every table that points at the patient, or at one that does, parents first."""
    found: list[Table] = []
    for table in Registry.metadata.sorted_tables:
        parents = {key.column.table for key in table.foreign_keys}
        if table is Patient.__table__ or parents & set(found):
            found.append(table)
    return tuple(found)


def mark(who: str, table: str, column: str) -> str:
    """What stands in this text of this person, and nowhere else."""
    return f"{MARK} {who} {table}.{column} "


def fill(folder: DataFolder, keys: ClinicKeys, who: str, *, digits: str) -> str:
    """Put a whole record there, past the program; gives the patient's id."""
    bare = connect(folder.database, keys, walled=False)
    bare.execute("BEGIN")
    ids = {
        table.name: f"{number:02d}{who}".ljust(32, "f") for number, table in enumerate(hanging())
    }
    for table in hanging():
        row = dict(_values(bare, table, who, ids))
        if table is Patient.__table__:
            row |= {"identity_digits": digits, "identity_kind": "personnummer"}
        if table.name == "patient_word":
            row["patient_id"] = ids["patient"]
        _insert(bare, table.name, row)
    bare.execute("COMMIT")
    bare.close()
    return ids["patient"]


def _values(
    bare: dbapi2.Connection, table: Table, who: str, ids: dict[str, str]
) -> Iterator[tuple[str, object]]:
    for column in table.columns:
        pointed = next((key.column.table.name for key in column.foreign_keys), None)
        kind = str(column.type).upper()
        if pointed == table.name:
            continue
        if pointed is not None:
            yield column.name, ids.get(pointed) or _somebody(bare, pointed)
        elif column.name == "id":
            yield "id", ids[table.name]
        elif column.name == "signed_by_id":
            yield column.name, "s" * 32
        elif column.name == "signed_at":
            yield column.name, None if table.name in _OPEN else "2026-10-08T08:00:00.000000Z"
        elif kind == "VARCHAR(27)":
            yield column.name, "2026-10-08T08:00:00.000000Z"
        elif kind == "DATE":
            yield column.name, "2026-10-08"
        elif kind in {"INTEGER", "BOOLEAN"}:
            yield column.name, 1
        elif kind == "FLOAT":
            yield column.name, 2.5
        elif kind == "BLOB":
            told = mark(who, table.name, column.name)
            yield column.name, told.encode() + told.encode("utf-16-le") * 400
        else:
            times = LONG // 40 if column.name in _LONG else 1
            told = mark(who, table.name, column.name) * times
            yield column.name, canonical_json([told]) if isinstance(column.type, Json) else told


def _somebody(bare: dbapi2.Connection, table: str) -> str:
    """A row that is no patient's, made when it is first asked for."""
    found = bare.execute(f'SELECT id FROM "{table}"').fetchone()
    if found is None:
        model = Base.metadata.tables[table]
        row = {
            column.name: _plain(str(column.type).upper())
            for column in model.columns
            if not column.nullable
        }
        _insert(bare, table, row)
        return "x"
    return str(found[0])


def _plain(kind: str) -> object:
    if kind in {"INTEGER", "BOOLEAN"}:
        return 1
    if kind == "VARCHAR(27)":
        return "2026-10-08T08:00:00.000000Z"
    return "2026-10-08" if kind == "DATE" else "x"


def _insert(bare: dbapi2.Connection, table: str, row: dict[str, object]) -> None:
    names, holders = ", ".join(f'"{name}"' for name in row), ", ".join("?" for _ in row)
    bare.execute(f'INSERT INTO "{table}" ({names}) VALUES ({holders})', tuple(row.values()))


def everything(folder: DataFolder, keys: ClinicKeys) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as it lies."""
    bare = connect(folder.database, keys, walled=False)
    names = bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {name: bare.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names}
    bare.close()
    return found


def opened_pages(folder: DataFolder, paper: str, room: Path) -> bytes:
    """The closed live file in the clear, free pages too, by the reader that knows no program."""
    packed = room / "packed.zip"
    with zipfile.ZipFile(packed, "w") as container:
        container.write(folder.database, "clinic.db")
        container.write(folder.keys, "clinic.keys")
    return read_backup.read(packed, paper)


def holds(content: bytes, words: str) -> bool:
    """Whether the words stand there, however they are written."""
    return any(words.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be"))
