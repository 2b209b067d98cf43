"""The register of destroyed records as rows: carried in each backup, put back where it lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlcipher3 import dbapi2

Line = Mapping[str, str | int | None]
"""One row of the register, column by column, as it lies."""
_THERE = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'destruction'"
_LINES = "SELECT * FROM destruction ORDER BY destroyed_id"
_ID, _WHOSE = "id", "destroyed_id"


@dataclass(frozen=True)
class Reapplied:
    """What a restored clinic was rid of, and how many lines of the register it lacked."""

    patients: int
    lines: int


def kept_in(connection: dbapi2.Connection) -> tuple[Line, ...]:
    """The register of an open file; one of before there was a register has none."""
    if not connection.execute(_THERE).fetchone()[0]:
        return ()
    found = connection.execute(_LINES)
    names = [str(column[0]) for column in found.description]
    return tuple(dict(zip(names, row, strict=True)) for row in found.fetchall())


def read(tree: Any) -> tuple[Line, ...]:
    """The register as a manifest has it; a manifest of before has none."""
    lines: list[Line] = []
    for line in tree or ():
        plain = {str(name): value for name, value in line.items()}
        if not {_ID, _WHOSE} <= set(plain):
            raise ValueError("a line of the register without its ids")
        if not all(value is None or isinstance(value, str | int) for value in plain.values()):
            raise ValueError("a line of the register holds what is no value")
        lines.append(plain)
    return tuple(lines)


def of(line: Line) -> str:
    """Whose record it tells of: the id that the log names."""
    return str(line[_WHOSE])


def joined(*registers: Iterable[Line]) -> dict[str, Line]:
    """Several registers as one, by whose record it was."""
    return {of(line): line for register in registers for line in register}


def put_in(connection: dbapi2.Connection, lines: Iterable[Line]) -> None:
    """Add lines that lack, within the connection's transaction."""
    for line in lines:
        names = [f'"{name}"' for name in _columns(connection) if name in line]
        values = [line[name] for name in _columns(connection) if name in line]
        holders = ", ".join("?" for _ in values)
        statement = " ".join(
            ("INSERT INTO destruction", f"({', '.join(names)})", f"VALUES ({holders})")
        )
        connection.execute(statement, values)


def _columns(connection: dbapi2.Connection) -> list[str]:
    return [str(row[1]) for row in connection.execute("PRAGMA table_info(destruction)").fetchall()]
