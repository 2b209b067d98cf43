"""A full clinic to damage page by page, with a backup of half its work, and what it holds."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.models import Document, Draft, Patient, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, damaged_file, salvage
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.b_tree import Forest, Values, cells, kind_of
from ikbt_desktop.storage.backup import Order
from ikbt_desktop.storage.connection import PAGE, connect
from ikbt_desktop.storage.damaged_file import Proved
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.rotation import Turn
from ikbt_desktop.storage.salvage import Reading, Saved
from ikbt_desktop.storage.unit_of_work import UnitOfWork, open_work
from ikbt_desktop.storage.vault import ClinicKeys
from tests.storage.clinics import StandingClock, add_patient, at_work
from tests.storage.old_files import KEPT, laid_out

AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
TURN = Turn(Actor("1" * 32, "Alva Ek", Role.ADMINISTRATOR, ""), AT, "ws-1")
MARKER = "ögonblicksbildmarkör"
Rows = Mapping[str, Mapping[int, Values]]
DERIVED = frozenset({"patient_word", "alembic_version"})


@dataclass(frozen=True)
class Ward:
    """A closed clinic that is whole, its rows, and the backup that was made half-way."""

    folder: DataFolder
    keys: ClinicKeys
    rows: Rows
    older: Rows
    copy: Path
    image: Proved

    def pages(self, name: str, *kinds: int) -> list[int]:
        """The pages of a table or index that are of these kinds."""
        forest = Forest(self.image.pages, self.image.count)
        root = 1 if name == "sqlite_schema" else roots(self.folder, self.keys)[name]
        (forest.table if kinds[0] in {5, 13} else forest.index)(root)
        return [n for n in sorted(forest.used) if kind_of(self.image.pages[n], n) in kinds]

    def on_page(self, number: int) -> set[int]:
        """The numbers of the rows on a leaf."""
        forest = Forest(self.image.pages, self.image.count)
        tree = forest.table(number)
        return set(tree.rows) | tree.cut

    def owners(self) -> dict[int, set[tuple[str, int]]]:
        """For each page the rows that lie on it, whole or in part: what its loss costs at most."""
        found: dict[int, set[tuple[str, int]]] = {}
        for name in self.rows:
            for leaf in self.pages(name, 13):
                for cell in cells(self.image.pages[leaf], leaf):
                    chain = Forest(self.image.pages, self.image.count)
                    for page in (leaf, *chain.chain_of(cell)):
                        found.setdefault(page, set()).add((name, cell.rowid))
        return found

    def free(self) -> set[int]:
        """The pages that nothing uses."""
        forest = Forest(self.image.pages, self.image.count)
        return set(forest.free_pages(self.image.number_at(32)) or ())

    def long_text(self) -> int:
        """A page on which a document's text goes on."""
        for leaf in self.pages("document", 13):
            for cell in cells(self.image.pages[leaf], leaf):
                chain = list(Forest(self.image.pages, self.image.count).chain_of(cell))
                if chain:
                    return chain[0]
        raise AssertionError("a text that is longer than a page")

    def harmed(self, place: Path, pages: Iterable[int]) -> "Harmed":
        """A copy in which one bit of each of these pages is turned."""
        folder = DataFolder(place / "harmed")
        shutil.rmtree(folder.root, ignore_errors=True)
        shutil.copytree(self.folder.root, folder.root)
        content = bytearray(folder.database.read_bytes())
        for page in pages:
            content[(page - 1) * PAGE + 1000] ^= 1
        folder.database.write_bytes(bytes(content))
        return Harmed(self, folder)


@dataclass(frozen=True)
class Harmed:
    """A damaged copy, to be read and saved."""

    ward: Ward
    folder: DataFolder

    def read(self, *, backup_too: bool = True, anchor: Anchor | None = None) -> Reading:
        room = self.folder.root.parent / "room"
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir()
        keys = self.ward.keys
        older = salvage.unpack(self.ward.copy, keys, room) if backup_too else None
        return salvage.read(self.folder, keys, older=older, anchor=anchor)

    def saved(self, reading: Reading) -> Saved:
        return salvage.stage(self.folder, reading, TURN, key_text=self.folder.keys.read_bytes())


def rows_of(folder: DataFolder, keys: ClinicKeys) -> dict[str, dict[int, Values]]:
    """Every row of every table, as SQLite itself reads it."""
    connection = connect(folder.database, keys, walled=False)
    try:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            ).fetchall()
            if name not in DERIVED
        ]
        found = {}
        for name in names:
            rows = connection.execute(f'SELECT rowid, * FROM "{name}"').fetchall()
            found[name] = {int(row[0]): tuple(row[1:]) for row in rows}
        return found
    finally:
        connection.close()


def roots(folder: DataFolder, keys: ClinicKeys) -> dict[str, int]:
    connection = connect(folder.database, keys, walled=False)
    try:
        return dict(connection.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    finally:
        connection.close()


def make(root: Path) -> Ward:
    """The newest kept clinic, and sixty more patients with their papers; drafts came and went."""
    old = laid_out(KEPT[-1], root)
    folder, keys = old.folder, old.keys
    clock = StandingClock()
    _work(folder, keys, lambda work: _write(work, 0, 30), clock)
    made = backup.make(folder, keys, Order(1, "Alva Ek", "ws-1", AT, "hand"))
    older = rows_of(folder, keys)
    _work(folder, keys, lambda work: _write(work, 30, 60), clock)
    _work(folder, keys, _change, clock)
    _work(folder, keys, _tidy, clock)
    rows = rows_of(folder, keys)
    return Ward(folder, keys, rows, older, made.path, damaged_file.read(folder, keys))


def _work(
    folder: DataFolder, keys: ClinicKeys, act: Callable[[UnitOfWork], None], clock: StandingClock
) -> None:
    database = Database.open(folder, keys)
    with open_work(at_work(database, clock), Permission.EDIT_PATIENT) as work:
        act(work)
        work.commit()
    database.dispose()


def _write(work: UnitOfWork, first: int, last: int) -> None:
    user = work.find(User)[0]
    for n in range(first, last):
        patient = add_patient(work, name=f"{MARKER} {n}", digits=f"{n:012d}")
        work.flush()
        work.add(
            Document(
                patient_id=patient.id,
                kind="summary",
                number=f"N-{n}",
                text=f"{MARKER} {n} " * (400 if n % 5 == 0 else 3),
                sha256="0" * 64,
                pages=1,
                content=b"%PDF" + bytes(n % 7 * 2000),
                signed_at=work.now() if n % 2 else None,
            )
        )
        work.add(_draft(user.id, n, work.now()))
        work.log(Action.CREATE, kind="document", patient_id=patient.id)


def _draft(user_id: str, n: int, at: datetime) -> Draft:
    text = f"{MARKER} {n} " * 60
    return Draft(user_id=user_id, kind="note", subject_id=str(n), text=text, changed_at=at)


def _change(work: UnitOfWork) -> None:
    for patient in work.find(Patient)[:20]:
        patient.phone = "070-000 00 00"
        work.flush()
        work.log(Action.CHANGE, kind="patient", record_id=patient.id, patient_id=patient.id)


def _tidy(work: UnitOfWork) -> None:
    """Two of three drafts go; whole pages of them end on the list of free ones."""
    for n, draft in enumerate(work.find(Draft, order_by=("created_at", "subject_id"))):
        if 10 < n < 50:
            work.discard(draft)
    work.log(Action.DISCARD, kind="draft")
