"""Saving what can be read: a new clinic out of a damaged file's good pages, and a backup's rows.

Every row whose pages prove true comes over as it is. A row that lies in a lost page is taken from
the newest backup, where it has it; what neither has is named by table and number, as far as the
indexes, which lie in other pages, still know of it. The log keeps its chain: rows after a gap are
written anew behind an entry that names the gap, each with its old number and seal.

The damaged files are only read. What is made stands beside them, as a restore's does, and is moved
in by one rename after another when somebody has seen what it holds (`restore.finish`).
"""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnClause, column, delete, insert, select, table, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import bindparam
from sqlcipher3 import dbapi2

from ikbt_desktop.errors import ClinicDamaged, ClinicMissing, NewerClinic
from ikbt_desktop.models import PastKey, Patient, PatientWord
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import new_id, utc_moment
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import (
    backup,
    container,
    damaged_file,
    durable,
    key_file,
    list_patients,
    migrate,
    restore,
    vault,
)
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.audit_trail import EPOCH_BEGIN, EPOCH_END, AuditTrail, Entry
from ikbt_desktop.storage.b_tree import Forest, Hole, TableTree, Values
from ikbt_desktop.storage.backup import Proof, Share
from ikbt_desktop.storage.connection import connect, told_plainly
from ikbt_desktop.storage.container import Told, untold
from ikbt_desktop.storage.damaged_file import Proved
from ikbt_desktop.storage.database import application_of
from ikbt_desktop.storage.rotation import Turn
from ikbt_desktop.storage.vault import ClinicKeys

LOG = "audit_entry"
GAP = "gap"
"""The log's record of numbers that are lost."""
_SQLITE = sqlite.dialect()
# Made anew: the schema's own mark, and the words of the search, which follow from the patients.
_REVISION_TABLE = "alembic_version"
_OWN = frozenset({_REVISION_TABLE, PatientWord.__tablename__})
_SCHEMA_COLUMNS = 5
_USER_VERSION, _FIRST_FREE = 60, 32
_CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")
_TOLD_EACH = 500
_ID = 32


# --- what is found -------------------------------------------------------------------------------


@dataclass(frozen=True)
class TableFinding:
    """One table: rows read from the file, and the ids of those that were not."""

    name: str
    whole: int
    borrowed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    """Rows that were read and cannot stand: what they belong to is lost."""
    unlinked: tuple[str, ...] = ()
    """Rows that stand without a link that they had: what it led to is lost."""
    at_least: bool = False
    """More may be lost than is known: the table's indexes are damaged too."""


@dataclass(frozen=True)
class Findings:
    """What saving gives, before anybody decides. No value of any row is in it."""

    pages: int
    lost_pages: int
    tables: tuple[TableFinding, ...]
    unplaced: int
    """Rows that were read and belong to no table for certain."""
    head: Anchor | None
    """The newest row of the log that the damaged clinic is known to have had."""
    gaps: tuple[tuple[int, int], ...]
    """The log's numbers that are lost, from and to."""
    carried: int
    """Rows of the log that stand after a gap, written anew with their old number and seal."""

    def _sum(self, count: Callable[[TableFinding], int]) -> int:
        return sum(count(one) for one in self.tables)

    @property
    def whole(self) -> int:
        """Rows read from the damaged file itself."""
        return self._sum(lambda one: one.whole)

    @property
    def borrowed(self) -> int:
        """Rows taken from the backup."""
        return self._sum(lambda one: len(one.borrowed))

    @property
    def lost(self) -> int:
        """Rows known to be lost, those that cannot stand alone among them."""
        return self._sum(lambda one: len(one.lost) + len(one.apart))

    @property
    def at_least(self) -> bool:
        """Whether more may be lost than is known."""
        return any(one.at_least for one in self.tables)


@dataclass(frozen=True, repr=False)
class Saved:
    """A clinic made ready beside the damaged one; `restore.forget` takes it away again."""

    folder: DataFolder
    keys: ClinicKeys
    findings: Findings
    proof: Proof | None
    fingerprint: str

    @property
    def n(self) -> int:
        """The number of the backup that gave rows; 0 without one."""
        return 0 if self.proof is None else self.proof.header.n


# --- how a file is laid out ----------------------------------------------------------------------


@dataclass(frozen=True)
class _Layout:
    """A table as its revision made it: every file of that revision has the same columns."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    required: frozenset[int]
    added: frozenset[int]
    """Columns with a value of their own where an older row holds none."""
    key: int | None
    numbered_by: int | None
    """The column that is the row's own number, and is not stored a second time."""
    indexes: Mapping[str, tuple[int | None, bool]]
    """By name: where among its values the row's id stands, and whether it knows every row."""

    def full(self, rowid: int, values: Values) -> Values:
        """The values with the row's number in its place."""
        if self.numbered_by is None:
            return values
        return (*values[: self.numbered_by], rowid, *values[self.numbered_by + 1 :])

    def name_of(self, rowid: int, values: Values | None) -> str:
        """By which a row is named to people: its id, else its number."""
        if values is not None and self.key is not None and self.key < len(values):
            return str(values[self.key])
        return f"#{rowid}"

    def fits(self, rowid: int, values: Values) -> bool:
        """Whether a row that nothing leads to could be of this table."""
        later = set(range(len(values), len(self.columns)))
        if len(values) > len(self.columns) or later & (self.required - self.added):
            return False
        for place, value in enumerate(self.full(rowid, values)):
            if value is None:
                if place in self.required:
                    return False
            elif not isinstance(value, _STORED[self.kinds[place]]):
                return False
        if self.key is None:
            return True
        return len(values) > self.key and _is_id(values[self.key])


_STORED: Mapping[str, type | tuple[type, ...]] = {
    "text": str,
    "number": (int, float),
    "blob": bytes,
    "any": object,
}


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == _ID and value.isalnum()


def _kind(declared: str) -> str:
    upper = declared.upper()
    if any(word in upper for word in ("CHAR", "TEXT", "CLOB")) or upper in {"DATE", "JSON"}:
        return "text"
    if any(word in upper for word in ("INT", "BOOL", "REAL", "FLOA", "DOUB", "NUM")):
        return "number"
    return "blob" if "BLOB" in upper else "any"


def _layout(connection: dbapi2.Connection, name: str) -> _Layout:
    rows = connection.execute(
        'SELECT name, type, "notnull", pk, dflt_value FROM pragma_table_info(?) ORDER BY cid',
        (name,),
    ).fetchall()
    columns = tuple(row[0] for row in rows)
    numbered = [place for place, row in enumerate(rows) if row[3] and row[1].upper() == "INTEGER"]
    key = columns.index("id") if "id" in columns else None
    indexes = {}
    for index, partial in connection.execute(
        "SELECT name, partial FROM pragma_index_list(?)", (name,)
    ).fetchall():
        of = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM pragma_index_info(?) ORDER BY seqno", (index,)
            ).fetchall()
        ]
        indexes[index] = (of.index("id") if "id" in of else None, not partial)
    return _Layout(
        name=name,
        columns=columns,
        kinds=tuple(_kind(row[1]) for row in rows),
        required=frozenset(place for place, row in enumerate(rows) if row[2]),
        added=frozenset(place for place, row in enumerate(rows) if row[4] is not None),
        key=key,
        numbered_by=numbered[0] if numbered else None,
        indexes=indexes,
    )


def _tables(connection: dbapi2.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    names = [name for (name,) in found.fetchall()]
    return [name for name in names if not name.startswith("sqlite_") and name not in _OWN]


# --- reading the damaged file --------------------------------------------------------------------


@dataclass
class _Read:
    """One table as far as it was read. `known` are the numbers its indexes tell of, with ids."""

    layout: _Layout
    tree: TableTree
    known: dict[int, str | None] = field(default_factory=dict)
    complete: bool = False
    borrowed: dict[int, Values] = field(default_factory=dict)
    clashed: set[int] = field(default_factory=set)
    """Rows that were read and contradict others, which a page out of its place could hold."""

    @property
    def missing(self) -> dict[int, str | None]:
        """Rows that the file had, and that were not read."""
        gone = set(self.known) | self.tree.cut
        return {n: self.known.get(n) for n in sorted(gone) if n not in self.tree.rows}

    def ids(self) -> set[str]:
        """The ids of the rows that were read."""
        place = self.layout.key
        rows = self.tree.rows.values()
        return set() if place is None else {str(one[place]) for one in rows if place < len(one)}


class _Roots:
    """Where each table and index begins: from the file, else from a backup of the same revision.

    Where the first page is lost, pages that hold a part of the schema are still known by what is in
    them; what two of them say differently is believed of neither. A file that was written anew
    since begins its tables elsewhere: the backup, which then differs where both are known, tells
    nothing.
    """

    def __init__(self, forest: Forest, names: frozenset[str], older: Mapping[str, int]) -> None:
        schema = forest.table(1)
        self._pages = _schema_of(schema.rows.values())
        if not schema.whole:
            found = _schema_of(row for leaf in forest.leaves() for row in leaf.rows.values())
            self._pages = {**found, **self._pages}
        taken = set(self._pages.values())
        self.borrowed = frozenset[str]()
        if all(older.get(name, root) == root for name, root in self._pages.items()):
            lacking = names - set(self._pages)
            self.borrowed = frozenset(n for n in lacking if older.get(n, 0) not in {0, *taken})
            self._pages |= {name: older[name] for name in self.borrowed}

    def of(self, name: str) -> int | None:
        """The first page; None where nothing tells."""
        return self._pages.get(name)


def _schema_of(rows: Iterable[Values]) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for row in rows:
        if len(row) == _SCHEMA_COLUMNS and row[0] in {"table", "index"}:
            name, root = row[1], row[3]
            if isinstance(name, str) and isinstance(root, int) and root > 1:
                found.setdefault(name, set()).add(root)
    return {name: roots.pop() for name, roots in found.items() if len(roots) == 1}


def _revision_in(image: Proved) -> int | None:
    """The schema's revision, from the first page or from the one row that names it."""
    said = image.number_at(_USER_VERSION)
    if said is not None:
        return said
    forest = Forest(image.pages, image.count)
    root = _Roots(forest, frozenset(), {}).of(_REVISION_TABLE)
    rows = [] if root is None else list(forest.table(root).rows.values())
    named = str(rows[0][0]) if len(rows) == 1 and rows[0] else ""
    return int(named) if named.isdecimal() else None


def _read_tables(
    image: Proved, layouts: Mapping[str, _Layout], older: Mapping[str, int], told: Told
) -> tuple[dict[str, _Read], int]:
    """Every table as far as its pages go, and how many rows were left without a place."""
    forest = Forest(image.pages, image.count)
    names = {*layouts, *(name for one in layouts.values() for name in one.indexes)}
    roots = _Roots(forest, frozenset(names), older)
    own = roots.of(_REVISION_TABLE)
    if own is not None:
        forest.table(own)  # read, so that its page is nobody else's
    free = forest.free_pages(image.number_at(_FIRST_FREE))
    found = {}
    for step, (name, layout) in enumerate(layouts.items()):
        told(step, len(layouts))
        root = roots.of(name)
        tree = TableTree(holes=[Hole(0, None, None)]) if root is None else forest.table(root)
        if name in roots.borrowed and not all(layout.fits(*row) for row in tree.rows.items()):
            tree = TableTree(holes=[Hole(0, None, None)])
        found[name] = _Read(layout, tree)
    for read in found.values():
        for index, (place, all_rows) in read.layout.indexes.items():
            root = roots.of(index)
            if root is None:
                continue
            entries = forest.index(root)
            for entry in entries.entries:
                rowid = entry[-1]
                if isinstance(rowid, int):
                    name_ = None if place is None else str(entry[place])
                    read.known[rowid] = name_ or read.known.get(rowid)
            read.complete = read.complete or (all_rows and entries.whole)
        read.complete = read.complete or read.tree.whole
    return found, 0 if free is None else _placed(forest, free, found)


def _placed(forest: Forest, free: frozenset[int], found: Mapping[str, _Read]) -> int:
    """Give leaves that nothing leads to back to their table, where it can only be that one."""
    unplaced = 0
    for _number, leaf in forest.strays(free):
        homes = [read for read in found.values() if _is_home(read, leaf)]
        if len(homes) == 1:
            homes[0].tree.rows |= leaf.rows
            homes[0].tree.cut |= leaf.cut
        else:
            unplaced += len(leaf.rows)
    return unplaced


def _is_home(read: _Read, leaf: TableTree) -> bool:
    """It has a hole for these numbers, its columns fit, and its own index says nothing else."""
    layout = read.layout
    for rowid, values in leaf.rows.items():
        if rowid in read.tree.rows or not layout.fits(rowid, values):
            return False
        if not any(hole.covers(rowid) for hole in read.tree.holes):
            return False
        told = read.known.get(rowid)
        if told is not None and told != layout.name_of(rowid, values):
            return False
        if read.complete and rowid not in read.known:
            return False
    return bool(leaf.rows)


# --- the backup ----------------------------------------------------------------------------------


@dataclass(frozen=True, repr=False)
class Unpacked:
    """A backup that was proved, lying unpacked under the keys of its own epoch."""

    path: Path
    keys: ClinicKeys
    proof: Proof


def unpack(path: Path, keys: ClinicKeys, room: Path, told: Told = untold) -> Unpacked:
    """Prove a backup for its rows. Raises `BackupUnusable`, `NewerClinic`."""
    target = room / "older.db"
    proof = backup.prove(path, keys, target, told=told)
    return Unpacked(target, backup.keys_for(proof.header, keys), proof)


class _Older:
    """The backup's rows, brought to the revision of the damaged file."""

    def __init__(self, unpacked: Unpacked | None, revision: int) -> None:
        self._connection: dbapi2.Connection | None = None
        self.roots: dict[str, int] = {}
        if unpacked is None or unpacked.proof.manifest.schema > revision:
            return
        self._connection = connect(unpacked.path, unpacked.keys, walled=False)
        if unpacked.proof.manifest.schema == revision:
            rows = self._connection.execute("SELECT name, rootpage FROM sqlite_master")
            self.roots = {name: root for name, root in rows.fetchall() if root}
        else:
            migrate.to_revision(self._connection, revision)

    def rows(self, layout: _Layout) -> Iterator[tuple[int, Values]]:
        """Every row of a table with its number."""
        if self._connection is None:
            return
        columns: list[ColumnClause[Any]] = [column(name) for name in ("rowid", *layout.columns)]
        query = _bare(select(*columns).select_from(table(layout.name)))
        for row in self._connection.execute(query).fetchall():
            yield int(row[0]), tuple(row[1:])

    def close(self) -> None:
        """Let go of the copy."""
        if self._connection is not None:
            self._connection.close()


def _destroyed(found: Mapping[str, _Read]) -> frozenset[str]:
    """Patients whose records were destroyed since: no backup brings them back."""
    read = found.get("destruction")
    if read is None:
        return frozenset()
    place = read.layout.columns.index("destroyed_id")
    return frozenset(str(values[place]) for values in read.tree.rows.values())


def _borrow(read: _Read, older: _Older, destroyed: frozenset[str]) -> None:
    """Rows that the damaged file had and that only the backup can give; newer ones win."""
    missing, have = read.missing, read.ids()
    if not missing and read.complete:
        return
    ids = {name for name in missing.values() if name is not None}
    layout = read.layout
    whose = layout.columns.index("patient_id") if "patient_id" in layout.columns else layout.key
    for rowid, values in older.rows(layout):
        name = layout.name_of(rowid, values)
        if layout.name != LOG and whose is not None and values[whose] in destroyed:
            continue
        if name in have or (layout.key is None and rowid in read.tree.rows):
            continue
        wanted = name in ids or (rowid in missing and missing[rowid] is None)
        hidden = not read.complete and any(hole.covers(rowid) for hole in read.tree.holes)
        if wanted or hidden:
            read.borrowed[rowid] = values


# --- the new file --------------------------------------------------------------------------------


def _bare(statement: Any) -> str:
    return str(statement.compile(dialect=_SQLITE))


class _Writer:
    """Fills an empty file of the right revision, without walls and links until all is in."""

    def __init__(self, connection: dbapi2.Connection) -> None:
        self._connection = connection
        self._statements: dict[tuple[str, int, bool], str] = {}

    def _insertion(self, layout: _Layout, width: int, *, numbered: bool) -> str:
        """A row written before a column was added holds fewer values: the rest is its default."""
        kind = (layout.name, width, numbered)
        if kind not in self._statements:
            names = [*(("rowid",) if numbered else ()), *layout.columns[:width]]
            target = table(layout.name, *map(column, names))
            self._statements[kind] = _bare(insert(target).values(dict.fromkeys(names)))
        return self._statements[kind]

    def add(self, layout: _Layout, rowid: int, values: Values) -> bool:
        """Write a row under its own number; False where it clashes with one that is there."""
        full = layout.full(rowid, values)
        try:
            if layout.numbered_by is not None:
                sql = self._insertion(layout, len(full), numbered=False)
                self._connection.execute(sql, full)
            else:
                sql = self._insertion(layout, len(full), numbered=True)
                self._connection.execute(sql, (rowid, *full))
        except dbapi2.IntegrityError:
            return False
        return True

    def add_borrowed(self, layout: _Layout, rowid: int, values: Values) -> bool:
        """A row of the backup; its number may have been given to another since."""
        if self.add(layout, rowid, values):
            return True
        if layout.numbered_by is not None:
            return False
        try:
            self._connection.execute(self._insertion(layout, len(values), numbered=False), values)
        except dbapi2.IntegrityError:
            return False
        return True


@dataclass
class _Links:
    """What was done so that no row leads to one that is lost."""

    apart: dict[str, list[str]] = field(default_factory=dict)
    unlinked: dict[str, list[str]] = field(default_factory=dict)


def _mend_links(connection: dbapi2.Connection, layouts: Mapping[str, _Layout]) -> _Links:
    """A row whose parent is lost keeps standing where the link may be empty; else it stands apart.

    It is named in both cases, and stays readable in the files that are moved aside.
    """
    done = _Links()
    while faults := connection.execute("PRAGMA foreign_key_check").fetchall():
        for name, rowid, _parent, link in {tuple(fault) for fault in faults}:
            layout = layouts[name]
            row = connection.execute(
                _bare(
                    select(*map(column, layout.columns))
                    .select_from(table(name))
                    .where(column("rowid") == bindparam(None))
                ),
                (rowid,),
            ).fetchone()
            if row is None:  # went with another of its links
                continue
            held = _column_of(connection, name, link)
            who = layout.name_of(rowid, tuple(row))
            if layout.columns.index(held) in layout.required:
                statement = delete(table(name)).where(column("rowid") == bindparam(None))
                connection.execute(_bare(statement), (rowid,))
                done.apart.setdefault(name, []).append(who)
            else:
                statement_ = (
                    update(table(name, column(held)))
                    .where(column("rowid") == bindparam(None))
                    .values({held: None})
                )
                connection.execute(_bare(statement_), (None, rowid))
                done.unlinked.setdefault(name, []).append(who)
    return done


def _column_of(connection: dbapi2.Connection, name: str, link: int) -> str:
    query = 'SELECT "from" FROM pragma_foreign_key_list(?) WHERE id = ?'
    return str(connection.execute(query, (name, link)).fetchone()[0])


# --- the log -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Log:
    """The log's rows: those that still make one chain from the first on, and those after a gap."""

    chained: Sequence[int]
    after: Sequence[int]
    gaps: tuple[tuple[int, int], ...]
    last_epoch: int | None


def _as_entry(layout: _Layout, rowid: int, values: Values) -> dict[str, Any]:
    named: dict[str, Any] = dict(zip(layout.columns, layout.full(rowid, values), strict=True))
    return named | {"utc": utc_moment(named["utc"]), "details": json.loads(named["details"])}


def _sorted_log(read: _Read, keys: ClinicKeys, newest: int) -> _Log:
    """Which rows hold together. `newest` is the greatest number that the log is known to have."""
    rows = {**read.borrowed, **read.tree.rows}
    trail = AuditTrail.of(keys)
    in_order = (_as_entry(read.layout, n, rows[n]) for n in _unbroken(sorted(rows)))
    chained = trail.fitting(in_order)
    after = [n for n in sorted(rows) if n > chained]
    known = {*rows}
    top = max([newest, *known, *read.known], default=0)
    gaps = _ranges([n for n in range(chained + 1, top + 1) if n not in known])
    epoch = None
    if chained:
        epoch = _as_entry(read.layout, chained, rows[chained])["epoch"]
    return _Log(range(1, chained + 1), after, gaps, epoch)


def _unbroken(numbers: Sequence[int]) -> Iterator[int]:
    for expected, number in enumerate(numbers, start=1):
        if number != expected:
            return
        yield number


def _ranges(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def _write_on(
    session: Session, reading: "Reading", keys: ClinicKeys, turn: Turn, told: Told
) -> None:
    """Go on after the whole part of the chain: the gaps by name, and what was read behind them."""
    read, log, trail = reading.tables[LOG], reading.log, AuditTrail.of(keys)
    if log.last_epoch is not None and log.last_epoch != keys.epoch:
        before = vault.of_epoch(keys, log.last_epoch)
        assert before is not None  # its rows were found to fit with it
        ending = AuditTrail.of(before)
        ending.append(session, turn.entry(EPOCH_END, ending.change_to(trail)))
        trail.append(session, turn.entry(EPOCH_BEGIN, {"epoch": keys.epoch}))
    rows = {**read.borrowed, **read.tree.rows}
    gaps = list(log.gaps)
    for done, number in enumerate(log.after):
        while gaps and gaps[0][0] < number:
            trail.append(session, _gap(turn, *gaps.pop(0)))
        values = _as_entry(read.layout, number, rows[number])
        trail.append(session, _carried(values, proved=trail.is_sealed(values)))
        if done % _TOLD_EACH == 0:
            told(done, len(log.after))
    for one in gaps:
        trail.append(session, _gap(turn, *one))


def _gap(turn: Turn, first: int, last: int) -> Entry:
    return replace(
        turn.entry(GAP, {"what": GAP, "from": first, "to": last}), action=Action.RESTORE, kind="log"
    )


def _carried(values: Mapping[str, Any], *, proved: bool) -> Entry:
    """An old row, written anew: whose it was, when and what, with its old number and seal."""
    old = {"old_seq": values["seq"], "old_mac": str(values["mac"])[:20], "old_seal": proved}
    return Entry(
        utc=values["utc"],
        user_id=values["user_id"],
        user_name=values["user_name"],
        role=values["role"],
        unit=values["unit"],
        workstation=values["workstation"],
        action=Action(values["action"]),
        kind=values["kind"],
        record_id=values["record_id"],
        version=values["version"],
        patient_id=values["patient_id"],
        reason=values["reason"],
        details={**values["details"], **old},
    )


# --- the whole -----------------------------------------------------------------------------------


def _masters(found: Mapping[str, _Read], keys: ClinicKeys) -> dict[int, bytes]:
    """The master keys of epochs that are over: read, borrowed, or known to whoever came in."""
    masters = dict(keys.past)
    read = found.get("past_key")
    if read is not None:
        places = [read.layout.columns.index(name) for name in ("epoch", "master")]
        for values in (*read.borrowed.values(), *read.tree.rows.values()):
            epoch, master = (values[place] for place in places)
            if isinstance(epoch, int) and isinstance(master, bytes):
                masters[epoch] = master
    return {epoch: master for epoch, master in masters.items() if epoch != keys.epoch}


@dataclass(frozen=True, repr=False)
class Reading:
    """The damaged file and the backup, read; in memory alone."""

    keys: ClinicKeys
    """Those that open the damaged pages, with every older master key that was found."""
    revision: int
    image: Proved
    tables: Mapping[str, _Read]
    unplaced: int
    proof: Proof | None
    log: _Log
    fingerprint: str

    def person(self, slot_id: str) -> backup.Person | None:
        """The active person of a slot, as the file or else the backup knows them."""
        read = self.tables["user"]
        for values in (*read.tree.rows.values(), *read.borrowed.values()):
            row = dict(zip(read.layout.columns, values, strict=False))
            if row.get("slot_id") == slot_id and row.get("active") == 1:
                return backup.Person(
                    *(str(row.get(name) or "") for name in ("id", "name", "role", "title"))
                )
        return None

    @property
    def head(self) -> Anchor | None:
        """The newest row of the log that could be read from the file itself."""
        read = self.tables[LOG]
        if not read.tree.rows:
            return None
        newest = max(read.tree.rows)
        values = _as_entry(read.layout, newest, read.tree.rows[newest])
        return Anchor(newest, str(values["mac"]))


def read(
    folder: DataFolder,
    keys: ClinicKeys,
    *,
    older: Unpacked | None,
    anchor: Anchor | None,
    told: Told = untold,
) -> Reading:
    """Read what can be read, and take from the backup what cannot. Nothing is written.

    The clinic must be closed and held. `anchor` is the log's head as it was kept outside.

    Raises:
        ClinicMissing: there is no file. ClinicDamaged: not one of its pages proves true.
        NewerClinic: it was made by a newer program.

    """
    if not folder.database.exists():
        raise ClinicMissing("database")
    fingerprint = damaged_file.fingerprint(folder)
    image, opening = _opened(folder, keys, Share(told, 0, 400))
    revision = _revision_in(image)
    if revision is None:
        revision = migrate.HEAD if older is None else older.proof.manifest.schema
    if revision > migrate.HEAD:
        raise NewerClinic
    laid_out = layouts(revision)
    with told_plainly():
        source = _Older(older, revision)
        try:
            tables, unplaced = _read_tables(image, laid_out, source.roots, Share(told, 400, 700))
            gone = _destroyed(tables)
            for step, one in enumerate(tables.values()):
                Share(told, 700, 900)(step, len(tables))
                _borrow(one, source, gone)
        finally:
            source.close()
    known = replace(opening, past=_masters(tables, opening))
    newest = 0 if anchor is None else anchor.seq
    log = _sorted_log(tables[LOG], known, newest)
    told(1000, 1000)
    return Reading(
        keys=known,
        revision=revision,
        image=image,
        tables=tables,
        unplaced=unplaced,
        proof=None if older is None else older.proof,
        log=log,
        fingerprint=fingerprint,
    )


def _opened(folder: DataFolder, keys: ClinicKeys, told: Told) -> tuple[Proved, ClinicKeys]:
    """With the keys that open it: during a change of keys it may be under either."""
    for one in filter(None, (keys, keys.coming)):
        image = damaged_file.read(folder, one, told)
        if image.pages:
            return image, replace(one, past=keys.past) if one is keys.coming else one
    raise ClinicDamaged("database", "pages")


@cache
def layouts(revision: int) -> Mapping[str, _Layout]:
    """As the revision lays every file out, made in memory."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    try:
        migrate.to_revision(connection, revision)
        return {name: _layout(connection, name) for name in _tables(connection)}
    finally:
        connection.close()


def stage(
    folder: DataFolder, reading: Reading, turn: Turn, *, key_text: bytes, told: Told = untold
) -> Saved:
    """Make a new clinic of what was read, beside the damaged one.

    Raises:
        ClinicDamaged: what was made does not pass its own check. DiskFull, FolderReadOnly: and
        nothing is left.

    """
    staged, keys = restore.staging(folder), _target(reading, key_text)
    with told_plainly(), durable.told_plainly():
        shutil.rmtree(staged.root, ignore_errors=True)
        staged.root.mkdir(mode=0o700)
        try:
            backup.ensure_room(folder.root, 2 * len(reading.image.pages) * damaged_file.USABLE)
            if keys.demo:
                staged.demo_mark.touch(mode=0o600)
            durable.write(staged.keys, key_text)
            if folder.attempts.exists():
                shutil.copyfile(folder.attempts, staged.attempts)
            container.new_file(staged.database).close()
            connection = connect(staged.database, keys, walled=False)
            try:
                findings = _fill(connection, reading, keys, turn, told)
                _ensure_sound(connection, keys, Share(told, 850, 1000))
            finally:
                connection.close()
            restore.make_live(staged, keys)
        except BaseException:
            shutil.rmtree(staged.root, ignore_errors=True)
            raise
    return Saved(staged, keys, findings, reading.proof, reading.fingerprint)


def _target(reading: Reading, key_text: bytes) -> ClinicKeys:
    """The keys of the key file that will lie beside it."""
    epoch = key_file.parsed(key_text).epoch
    known = vault.of_epoch(reading.keys, epoch)
    if known is None:
        raise ClinicDamaged("keys", "epoch")
    masters = {**reading.keys.past, **known.past, reading.keys.epoch: reading.keys.master}
    past = {number: master for number, master in masters.items() if number != epoch}
    return replace(known, past=past, coming=None)


def _fill(
    connection: dbapi2.Connection, reading: Reading, keys: ClinicKeys, turn: Turn, told: Told
) -> Findings:
    connection.execute(f"PRAGMA application_id = {application_of(keys)}")
    connection.execute("PRAGMA foreign_keys = OFF")
    migrate.to_revision(connection, reading.revision)
    layouts = {name: read.layout for name, read in reading.tables.items()}
    writer = _Writer(connection)
    connection.execute("BEGIN IMMEDIATE")
    refused = {
        name: _write_table(writer, read, reading.log, Share(told, 600 * step // len(layouts), 600))
        for step, (name, read) in enumerate(reading.tables.items())
    }
    links = _mend_links(connection, layouts)
    connection.execute("COMMIT")
    migrate.to_head(connection)
    with Session(migrate.engine_over(connection)) as session:
        _keep_masters(session, keys, turn)
        _make_findable(session, Share(told, 600, 750))
        _write_on(session, reading, keys, turn, Share(told, 750, 850))
        session.commit()
    connection.execute("PRAGMA foreign_keys = ON")
    return _findings(reading, refused, links)


def _write_table(writer: _Writer, read: _Read, log: _Log, told: Told) -> set[int]:
    """Rows of the file, then those of the backup; gives the numbers of these that clashed."""
    if read.layout.name == LOG:
        rows = {**read.borrowed, **read.tree.rows}
        for number in log.chained:
            writer.add(read.layout, number, rows[number])
        return set()
    for step, (rowid, values) in enumerate(sorted(read.tree.rows.items())):
        if not writer.add(read.layout, rowid, values):
            read.clashed.add(rowid)
        if step % _TOLD_EACH == 0:
            told(0, 1)
    return {
        rowid
        for rowid, values in sorted(read.borrowed.items())
        if not writer.add_borrowed(read.layout, rowid, values)
    }


def _keep_masters(session: Session, keys: ClinicKeys, turn: Turn) -> None:
    kept = set(session.execute(select(PastKey.epoch)).scalars())
    for epoch in sorted(set(keys.past) - kept - {keys.epoch}):
        session.execute(
            insert(PastKey).values(
                id=new_id(), created_at=turn.at, epoch=epoch, master=keys.past[epoch]
            )
        )


def _make_findable(session: Session, told: Told) -> None:
    """The words of the search follow from what stands with each patient."""
    columns = Patient.__table__.columns
    query = select(columns["id"], columns["search_key"], columns["sort_key"])
    patients = session.execute(query).all()
    for done, (patient_id, search_key, sort_key) in enumerate(patients):
        rows = [
            {"word": word, "sort_key": sort_key, "patient_id": patient_id}
            for word in sorted(list_patients.rows_of(search_key.split()))
        ]
        if rows:
            session.execute(insert(PatientWord), rows)
        if done % _TOLD_EACH == 0:
            told(done, len(patients))


def _ensure_sound(connection: dbapi2.Connection, keys: ClinicKeys, told: Told) -> None:
    """What was made is proved as a backup is, before anybody may choose it."""
    for step, pragma in enumerate(_CHECKS):
        told(step, len(_CHECKS))
        if any(row[0] != "ok" for row in connection.execute(f"PRAGMA {pragma}").fetchall()):
            raise ClinicDamaged("database", pragma)
    with Session(migrate.engine_over(connection)) as session:
        if not AuditTrail.of(keys).verify(session).whole:
            raise ClinicDamaged("database", "chain")


def _findings(reading: Reading, refused: Mapping[str, set[int]], links: _Links) -> Findings:
    log = reading.log
    tables = [
        _finding(read, refused[name], links) for name, read in reading.tables.items() if name != LOG
    ]
    own = reading.tables[LOG]
    tables.insert(
        0,
        TableFinding(
            name=LOG,
            whole=len(own.tree.rows),
            borrowed=tuple(
                f"#{number}" for number in sorted(set(own.borrowed) - set(own.tree.rows))
            ),
            lost=tuple(f"#{n}" for first, last in log.gaps for n in range(first, last + 1)),
        ),
    )
    return Findings(
        pages=reading.image.count,
        lost_pages=len(reading.image.lost),
        tables=tuple(tables),
        unplaced=reading.unplaced,
        head=reading.head,
        gaps=log.gaps,
        carried=len(log.after),
    )


def _finding(read: _Read, refused: set[int], links: _Links) -> TableFinding:
    layout = read.layout
    came = {
        layout.name_of(rowid, values): rowid
        for rowid, values in read.borrowed.items()
        if rowid not in refused
    }
    lost = [
        name or f"#{rowid}"
        for rowid, name in read.missing.items()
        if (name or f"#{rowid}") not in came and rowid not in came.values()
    ]
    clashed = [layout.name_of(rowid, read.tree.rows[rowid]) for rowid in sorted(read.clashed)]
    apart = (*links.apart.get(layout.name, ()), *clashed)
    return TableFinding(
        name=layout.name,
        whole=len(read.tree.rows) - len([one for one in apart if one not in came]),
        borrowed=tuple(sorted(set(came) - set(apart))),
        lost=tuple(lost),
        apart=apart,
        unlinked=tuple(one for one in links.unlinked.get(layout.name, ()) if one not in apart),
        at_least=not read.complete,
    )
