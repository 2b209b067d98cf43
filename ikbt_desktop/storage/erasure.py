"""Destroying one patient's record: the whole file written anew without it (PDL 8:4).

Nothing is deleted in the clinic's file, whose walls refuse that; its rows are read one by one into
a new file, and those of the patient are not. So no page of the new file ever held them. The copy is
compared row by row with what it was made from, its log is checked from end to end, and then it
takes the old file's place in one rename, as after a change of keys (`rotation`). A crash leaves the
old file or the new one; what it may leave beside them is swept at the next sign-in.

Which rows are the patient's is not listed anywhere: they are those that point at the patient, or at
a row that does, as the file itself says by its foreign keys. The log points at nobody and stays.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Text,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy import column as named
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from ikbt_desktop.errors import ClinicDamaged, IkbtError, NotFound, UnsafeSetup
from ikbt_desktop.models import Destruction
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import (
    backup,
    container,
    durable,
    migrate,
    past_keys,
    register,
    rotation,
)
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.audit_trail import AuditTrail, Entry
from ikbt_desktop.storage.backup import Share
from ikbt_desktop.storage.connection import PAGE, connect, told_plainly
from ikbt_desktop.storage.container import Told, untold
from ikbt_desktop.storage.register import Line, Reapplied
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from ikbt_desktop.storage.vault import ClinicKeys

_PART = "clinic.db.tmp"  # of the names that are swept at sign-in
_PATIENT, _DRAFT, _LOG = "patient", "draft", "audit_entry"
_GROWN = frozenset({_LOG, "destruction"})
_CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")
_STEP = 500  # rows between two looks at how far it is
_SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
_IS_THERE = "SELECT 1 FROM patient WHERE id = ?"
_NUMBER = "SELECT identity_digits FROM patient WHERE id = ?"
_LOGGED = """
SELECT count(*), count(nullif(reason, '')) FROM audit_entry
WHERE patient_id IN (SELECT value FROM json_each(:gone, '$.patient'))
"""
_SQLITE = sqlite.dialect()


@dataclass(frozen=True)
class Belongings:
    """What hangs on some patients: how many rows of each table, and how many rows of the log."""

    rows: Mapping[str, int]
    log_rows: int
    log_reasons: int
    """How many of those rows of the log hold a reason that somebody typed."""


Write = Callable[[Session, Belongings], None]
"""Writes into the new file, in one transaction, what is to be known of the destruction."""


def erase(
    folder: DataFolder,
    keys: ClinicKeys,
    patients: Sequence[str],
    write: Write,
    *,
    told: Told = untold,
) -> Belongings:
    """Write the clinic's file anew without these patients. The clinic must be closed and held.

    Raises:
        NotFound: one of them is not there. ClinicInUse: a connection is still open.
        ClinicDamaged, DiskFull, FolderReadOnly: and everything stands as before.

    """
    part = folder.root / _PART
    with told_plainly(), durable.told_plainly():
        rotation.remove(part)
        backup.ensure_room(folder.root, 2 * folder.database.stat().st_size)
        try:
            found = _carried_over(folder, keys, patients, write, told)
            # The last one out took them along; whoever is still in would lose what he writes.
            rotation.ensure_no_companions(folder)
            durable.sync_folder(folder.root)
        except BaseException:
            rotation.remove(part)
            raise
        durable.replace(part, folder.database)
    told(1000, 1000)
    return found


def _carried_over(
    folder: DataFolder,
    keys: ClinicKeys,
    patients: Sequence[str],
    write: Write,
    told: Told,
) -> Belongings:
    """Nobody writes meanwhile, and the old file keeps its mode: a crash leaves it as it is."""
    source = connect(folder.database, keys, walled=False)
    try:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        source.execute("BEGIN IMMEDIATE")
        shape = _Shape.of(source)
        shape.mark(patients)
        return _write_anew(shape, folder.root / _PART, keys, write, told)
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")
        source.close()


def destroy(
    folder: DataFolder,
    keys: ClinicKeys,
    line: Destruction,
    entry: Callable[[Belongings], Entry],
    *,
    told: Told = untold,
) -> Belongings:
    """Erase the patient of this line, and enter it in the register with its row of the log.

    Raises as `erase`.
    """

    def _enter(session: Session, gone: Belongings) -> None:
        line.log_seq = AuditTrail.of(keys).append(session, entry(gone)).seq
        line.removed = dict(gone.rows)
        line.log_rows, line.log_reasons = gone.log_rows + 1, gone.log_reasons + 1
        session.add(line)

    return erase(folder, keys, (line.destroyed_id,), _enter, told=told)


def belongings_of(work: UnitOfWork, patient_id: str) -> Belongings:
    """What would go with a patient, and what would stay: only looked at."""
    with told_plainly():
        bare: Any = work.session.connection().connection.dbapi_connection
        return belongings(bare, (patient_id,))


def known_register(folder: DataFolder, keys: ClinicKeys, places: Sequence[Path]) -> dict[str, Line]:
    """Every destruction that anything at hand tells of: the live file, and each backup's manifest.

    What cannot be opened tells nothing; it is not needed as long as something else can.
    """
    found = [_live_register(folder, keys)]
    for path in (path for place in places for path in backup.found_in(place)):
        with suppress(IkbtError):
            manifest = backup.peek(path, keys).manifest
            found.append(() if manifest is None else manifest.destroyed)
    return register.joined(*found)


def _live_register(folder: DataFolder, keys: ClinicKeys) -> tuple[Line, ...]:
    if not folder.database.exists() or folder.database.stat().st_size < PAGE:
        return ()
    try:
        connection = connect(folder.database, keys, reading=True, walled=False)
    except (dbapi2.Error, UnsafeSetup):
        return ()
    try:
        return register.kept_in(connection)
    except dbapi2.Error:
        return ()
    finally:
        connection.close()


def reapply(
    staged: DataFolder,
    keys: ClinicKeys,
    known: Mapping[str, Line],
    log: Callable[[Reapplied], Entry],
) -> Reapplied:
    """Leave out again, in a clinic that is being restored, whatever was destroyed since.

    The lines of the register come along, so that the next backup and the next restore know them.

    Raises:
        ClinicDamaged, DiskFull, FolderReadOnly: and the staged clinic must not be used.

    """
    with told_plainly():
        connection = connect(staged.database, keys, walled=False)
        try:
            there = register.joined(register.kept_in(connection))
            every = {**known, **there}
            ids = [one for one in every if connection.execute(_IS_THERE, (one,)).fetchone()]
            lacking = [line for whose, line in every.items() if whose not in there]
            done = Reapplied(len(ids), len(lacking))

            def _write(session: Session, _found: Belongings) -> None:
                bare: Any = session.connection().connection.dbapi_connection
                register.put_in(bare, lacking)
                AuditTrail.of(past_keys.known(bare, keys)).append(session, log(done))

            if lacking and not ids:
                with Session(migrate.engine_over(connection)) as session:
                    _write(session, Belongings({}, 0, 0))
                    session.commit()
        finally:
            connection.close()
    if ids:
        erase(staged, keys, ids, _write)
    return done


def belongings(connection: dbapi2.Connection, patients: Sequence[str]) -> Belongings:
    """What would go and what would stay: only looked at."""
    shape = _Shape.of(connection)
    shape.mark(patients)
    return shape.belongings()


# --- which rows ------------------------------------------------------------------------------


# The ids that are known to go, as one JSON object of lists by table: however many, one value.
_GONE: ColumnElement[str] = literal_column(":gone", Text())
_EVERY = "every"


def _said(query: Any) -> str:
    return str(query.compile(dialect=_SQLITE, compile_kwargs={"literal_binds": True}))


def _gone(kind: str) -> Any:
    listed = func.json_each(_GONE, f'$."{kind}"').table_valued("value")
    return select(listed.c.value)


@dataclass(frozen=True)
class _Table:
    name: str
    sql: str
    columns: tuple[str, ...]
    points_at: tuple[tuple[str, str], ...]  # (column, table)

    @property
    def has_id(self) -> bool:
        return "id" in self.columns

    @cached_property
    def _from(self) -> Any:
        return table(self.name, *(named(one) for one in self.columns))

    def theirs(self, numbers: Sequence[str]) -> ColumnElement[bool]:
        """Whether a row is one of the marked patients', true or not, never unknown."""
        points: list[ColumnElement[bool]] = [
            named(column).in_(_gone(parent)) for column, parent in self.points_at
        ]
        if self.name == _PATIENT:
            points.append(named("id").in_(_gone(_PATIENT)))
        if self.name == _DRAFT:
            # A draft may be of something that was not there yet: a referral with its number.
            points.append(named("subject_id").in_(_gone(_EVERY)))
            points += [func.instr(named("text"), literal(one)) > 0 for one in numbers]
        return func.coalesce(or_(*points), False) if points else literal(False)

    def all(self, where: ColumnElement[bool] | None = None) -> str:
        """Its rows in the order in which they lie."""
        query = select(*self._from.c).select_from(self._from)
        if where is not None:
            query = query.where(where)
        by_number = "WITHOUT ROWID" not in self.sql.upper()
        return _said(query.order_by(named("rowid")) if by_number else query)

    def counted(self, where: ColumnElement[bool]) -> str:
        return _said(select(func.count()).select_from(self._from).where(where))

    def ids(self, where: ColumnElement[bool]) -> str:
        """The ids of the rows for which this is so."""
        return _said(select(self._from.c.id).select_from(self._from).where(where))

    def taken_in(self) -> str:
        return str(insert(self._from).compile(dialect=_SQLITE))


class _Shape:
    """The tables of one open file, and which of their rows are the marked patients'."""

    def __init__(self, connection: dbapi2.Connection, tables: tuple[_Table, ...]) -> None:
        self.connection, self.tables = connection, tables
        self.numbers: tuple[str, ...] = ()
        self._gone: dict[str, set[str]] = {one.name: set() for one in tables}

    @classmethod
    def of(cls, connection: dbapi2.Connection) -> "_Shape":
        """As the file itself tells."""
        found = connection.execute(_SCHEMA).fetchall()
        return cls(
            connection,
            tuple(
                _Table(
                    name,
                    sql,
                    tuple(row[1] for row in _about(connection, "table_info", name)),
                    tuple((row[3], row[2]) for row in _about(connection, "foreign_key_list", name)),
                )
                for kind, name, sql in found
                if kind == "table"
            ),
        )

    def mark(self, patients: Sequence[str]) -> None:
        """Note the patients, and then again and again what points at what is noted."""
        numbers: list[str] = []
        for patient in patients:
            row = self.connection.execute(_NUMBER, (patient,)).fetchone()
            if row is None:
                raise NotFound("patient")
            numbers += _ways_to_write(str(row[0]))
            self._gone[_PATIENT].add(patient)
        self.numbers = tuple(numbers)
        before = -1
        while before != (before := sum(map(len, self._gone.values()))):
            for one in self.tables:
                if one.has_id and one.name != _LOG:
                    found = self.ask(one.ids(one.theirs(self.numbers))).fetchall()
                    self._gone[one.name].update(str(number) for (number,) in found)

    def ask(self, query: str) -> dbapi2.Cursor:
        """Ask what may depend on which rows go."""
        gone = {name: sorted(ids) for name, ids in self._gone.items()}
        gone[_EVERY] = sorted(set().union(*self._gone.values()))
        return self.connection.execute(query, {"gone": json.dumps(gone)})

    def belongings(self) -> Belongings:
        """How many rows of each table are theirs; tables without any are left out."""
        found = {
            one.name: int(self.ask(one.counted(one.theirs(self.numbers))).fetchone()[0])
            for one in self.tables
        }
        row = self.ask(_LOGGED).fetchone()
        rows = {name: count for name, count in found.items() if count}
        return Belongings(rows, int(row[0]), int(row[1]))


def _about(connection: dbapi2.Connection, pragma: str, name: str) -> list[Any]:
    quoted = name.replace('"', '""')
    return list(connection.execute(f'PRAGMA {pragma}("{quoted}")').fetchall())


def _ways_to_write(digits: str) -> list[str]:
    """The number as somebody may have typed it into a draft."""
    if len(digits) != 12 or not digits.isdecimal():
        return [digits]
    return [digits, f"{digits[:8]}-{digits[8:]}", f"{digits[2:8]}-{digits[8:]}", digits[2:]]


# --- the new file ----------------------------------------------------------------------------


def _write_anew(
    shape: _Shape, target: Path, keys: ClinicKeys, write: Write, told: Told
) -> Belongings:
    source, found = shape.connection, shape.belongings()
    before, head = backup.rows_of(source), backup.head_of(source)
    container.new_file(target).close()
    copy = connect(target, keys, walled=False)
    try:
        copy.execute("PRAGMA foreign_keys = OFF")  # parents and children come in any order
        for pragma in ("application_id", "user_version"):
            number = int(source.execute(f"PRAGMA {pragma}").fetchone()[0])
            copy.execute(f"PRAGMA {pragma} = {number}")
        _take_over(shape, copy, sum(before.values()), Share(told, 0, 400))
        with Session(migrate.engine_over(copy)) as session:
            write(session, found)
            session.commit()
    finally:
        copy.close()
    copy = connect(target, keys, walled=False)  # anew: what is compared comes from the disk
    try:
        _ensure_rows(shape, copy, before, found, Share(told, 400, 700))
        _ensure_sound(copy, keys, head, Share(told, 700, 980))
    finally:
        copy.close()
    rotation.make_ready(target, keys)
    return found


def _take_over(shape: _Shape, copy: dbapi2.Connection, total: int, told: Told) -> None:
    """All tables without the patients' rows, then the indexes, then the walls."""
    source, done = shape.connection, _Count(told, total)
    copy.execute("BEGIN")
    for one in shape.tables:
        copy.execute(one.sql)
        staying = one.theirs(shape.numbers).is_(False)
        copy.executemany(one.taken_in(), done.of(iter(shape.ask(one.all(staying)))))
    for kind in ("index", "trigger"):
        for made, _name, sql in source.execute(_SCHEMA).fetchall():
            if made == kind:
                copy.execute(sql)
    copy.execute("COMMIT")


class _Count:
    """Rows as they go by."""

    def __init__(self, told: Told, total: int) -> None:
        self._told, self._total, self._done = told, total, 0

    def of(self, rows: Iterator[Any]) -> Iterator[Any]:
        for row in rows:
            self._done += 1
            if self._done % _STEP == 0:
                self._told(min(self._done, self._total), self._total)
            yield row


# --- proving it ------------------------------------------------------------------------------


def _ensure_rows(
    shape: _Shape,
    copy: dbapi2.Connection,
    before: Mapping[str, int],
    found: Belongings,
    told: Told,
) -> None:
    """The same schema, every other row as it was, and as many fewer as are to go."""
    source = shape.connection
    if copy.execute(_SCHEMA).fetchall() != source.execute(_SCHEMA).fetchall():
        raise ClinicDamaged("database", "schema")
    done, after = _Count(told, sum(before.values())), backup.rows_of(copy)
    for one in shape.tables:
        kept = done.of(iter(shape.ask(one.all(one.theirs(shape.numbers).is_(False)))))
        there = iter(copy.execute(one.all()))
        if any(_differs(row, next(there, None)) for row in kept):
            raise ClinicDamaged("database", "copy")
        left = before[one.name] - found.rows.get(one.name, 0)
        if after[one.name] != left and one.name not in _GROWN:
            raise ClinicDamaged("database", "copy")


def _differs(row: tuple[Any, ...], other: tuple[Any, ...] | None) -> bool:
    return other is None or row != other or tuple(map(type, row)) != tuple(map(type, other))


def _ensure_sound(
    copy: dbapi2.Connection, keys: ClinicKeys, head: Anchor | None, told: Told
) -> None:
    """It is whole, nothing in it points at what is gone, and the log goes on from its head."""
    for step, pragma in enumerate(_CHECKS):
        told(step, len(_CHECKS) + 1)
        if any(row[0] != "ok" for row in copy.execute(f"PRAGMA {pragma}").fetchall()):
            raise ClinicDamaged("database", pragma)
    trail = AuditTrail.of(past_keys.known(copy, keys))
    with Session(migrate.engine_over(copy)) as session:
        goes_on = head is None or trail.holds(session, head)
        if not goes_on or not trail.verify(session).whole:
            raise ClinicDamaged("database", "chain")
