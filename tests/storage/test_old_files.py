"""Clinics as earlier programs wrote them: each opens, loses nothing, and its backup comes back.

The files were made by the programs of their time (`tools/keep_old_file.py`), not by ours.
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import NewerClinic
from ikbt_desktop.models import Document
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, migrate, restore
from ikbt_desktop.storage.backup import Made, Order
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import open_reading
from ikbt_desktop.storage.vault import ClinicKeys
from tests.clinics import Clock, entry
from tests.storage.old_files import KEPT, OldFile, laid_out
from tools.keep_old_file import FOLDER, START, PageKeys, opened

AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
LARGEST = 300_000


@pytest.fixture(params=KEPT)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> OldFile:
    return laid_out(request.param, tmp_path)


def counted(folder: DataFolder, keys: ClinicKeys) -> dict[str, int]:
    bare = connect(folder.database, keys, walled=False)
    names = bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {
        name: int(bare.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in names
    }
    bare.close()
    return found


def carried_over(old: OldFile) -> tuple[Database, list[Made]]:
    """Open it as the program does: a backup first, when it is of an older schema."""
    made: list[Made] = []
    order = Order(1, "Alva Påhittsson", "ws-1", AT, "migration")
    database = Database.open(
        old.folder,
        old.keys,
        before_migration=lambda: made.append(backup.make(old.folder, old.keys, order)),
    )
    return database, made


def test_each_revision_but_the_newest_has_its_file() -> None:
    """Keep one with tools/keep_old_file.py before a revision is added."""
    expected = {f"r{number:04d}" for number in range(1, migrate.HEAD)}
    assert expected - set(KEPT) == set()


def test_the_kept_files_are_small() -> None:
    for path in FOLDER.iterdir():
        assert path.stat().st_size < LARGEST, path.name


def test_a_kept_file_is_the_very_one_that_the_older_program_wrote(old: OldFile) -> None:
    content = old.folder.database.read_bytes()
    assert hashlib.sha256(content).hexdigest() == old.facts["sha256"]
    starts, _ = opened(content, PageKeys.of(old.keys.database, old.keys.database_salt))
    each = {starts[at : at + START] for at in range(0, len(starts), START)}
    assert len(each) == old.facts["pages"], "each page has a start of its own"


def test_an_older_programs_clinic_opens_with_every_row_and_an_unbroken_log(old: OldFile) -> None:
    before = counted(old.folder, old.keys)
    assert before == old.rows
    database, made = carried_over(old)
    try:
        older = int(old.facts["revision"]) < migrate.HEAD
        assert [one.proof.manifest.schema for one in made] == [old.facts["revision"]] * older
        assert database.damage() == ()
        with open_reading(old.workplace(database), Permission.CHANGE_OWN_SIGN_IN) as work:
            found = work.verify_log(anchor=old.head)
            assert found.whole
            assert found.entries == old.rows["audit_entry"]
            for document in work.find(Document):
                assert hashlib.sha256(document.content).hexdigest() == document.sha256
    finally:
        database.dispose()
    after = counted(old.folder, old.keys)
    assert {name: after[name] for name in before} == before


def test_a_backup_of_an_older_program_comes_back_on_a_new_machine(
    old: OldFile, tmp_path: Path
) -> None:
    made = backup.make(old.folder, old.keys, Order(7, "Alva", "ws-1", AT, "hand"))
    assert made.proof.manifest.schema == old.facts["revision"]
    assert made.proof.manifest.head == old.head
    new = DataFolder(tmp_path / "new machine")
    staged = restore.stage(new, old.keys, made.path)
    restore.seal(staged, old.keys, at=AT)
    restore.finish(new)
    database = Database.open(new, old.keys)
    try:
        with open_reading(old.workplace(database), Permission.CHANGE_OWN_SIGN_IN) as work:
            assert work.verify_log(anchor=old.head).whole
        assert database.damage() == ()
    finally:
        database.dispose()
    after = counted(new, old.keys)
    assert all(after[name] >= count for name, count in old.rows.items())
    assert counted(old.folder, old.keys) == old.rows, "what was copied was not touched"


@pytest.mark.parametrize("stem", KEPT[:1])
def test_somebody_of_then_signs_in_now_and_works_on(stem: str, tmp_path: Path) -> None:
    old, clock = laid_out(stem, tmp_path), Clock()
    clock.move(days=60)
    way_in = entry(old.folder, clock)
    alva = way_in.sign_in(str(old.facts["login"]), str(old.facts["password"]))
    try:
        assert alva.notices.log_whole
        assert alva.notices.keys_as_kept
        told = [line.action for line in alva.administration.log_page()]
        assert told[0] == Action.SIGN_IN
        assert Action.MIGRATE in told
        assert [copy.why for copy in alva.backups.copies()] == ["migration"]
    finally:
        alva.close()


def test_a_file_of_a_later_program_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = laid_out(KEPT[-1], tmp_path)
    monkeypatch.setattr(migrate, "HEAD", int(old.facts["revision"]) - 1)
    with pytest.raises(NewerClinic):
        carried_over(old)
    content = old.folder.database.read_bytes()
    assert hashlib.sha256(content).hexdigest() == old.facts["sha256"]
