import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import (
    ClinicDamaged,
    ClinicMissing,
    DiskFull,
    NewerClinic,
    UnsafeSetup,
    UnsuitableFolder,
)
from ikbt_desktop.models import Base, Patient
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import connection, migrate, revisions
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import Workplace, open_reading, open_work
from tests.storage.clinics import Clinic, StandingClock, add_document, add_patient, at_work


def test_every_safety_setting_is_on_and_read_back(database: Database) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "application_id": 0x694B4254,
        "user_version": migrate.HEAD,
    }
    for reading in (False, True):
        with database.session(reading=reading) as session:
            found = {name: session.scalar(text(f"PRAGMA {name}")) for name in wanted}
            assert found == wanted
            assert session.scalar(text("PRAGMA query_only")) == int(reading)


_MACOS = ("fullfsync", "checkpoint_fullfsync")


@pytest.mark.parametrize(("system", "on"), [("darwin", 1), ("linux", 0), ("win32", 0)])
def test_on_macos_the_disk_itself_is_asked_to_keep_each_commit(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, system: str, on: int
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    for reading in (False, True):
        opened = connect(clinic.folder.database, clinic.new.keys, reading=reading)
        found = [opened.execute(f"PRAGMA {name}").fetchone()[0] for name in _MACOS]
        opened.close()
        assert found == [on, on]


def test_on_macos_a_setting_that_does_not_take_opens_nothing(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(connection, "_MACOS_SETTINGS", (("fullfsync", "OFF", 1),))
    with pytest.raises(UnsafeSetup):
        connect(clinic.folder.database, clinic.new.keys)


@pytest.mark.parametrize("reading", [False, True], ids=["writing", "reading"])
def test_every_connection_of_the_pool_has_the_settings_and_the_walls(
    database: Database, reading: bool
) -> None:
    wanted = {"synchronous": 2, "foreign_keys": 1, "temp_store": 2, "recursive_triggers": 1}
    with ExitStack() as open_at_once:
        engine = database.session(reading=reading).get_bind()
        assert isinstance(engine, Engine)
        assert type(engine.pool) is QueuePool
        pooled = [engine.raw_connection() for _ in range(7)]
        for one in pooled:
            open_at_once.callback(one.close)
        assert len({id(one.dbapi_connection) for one in pooled}) == 7  # three kept, four beyond
        for one in pooled:
            cursor = one.cursor()
            found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
            assert found == wanted
            with pytest.raises(dbapi2.DatabaseError, match="not authorized"):
                cursor.execute("ATTACH DATABASE ':memory:' AS beside")


@pytest.mark.parametrize(("key", "salt"), [(31, 16), (33, 16), (32, 15), (0, 0)])
def test_a_key_of_another_length_is_never_taken_for_a_passphrase(
    clinic: Clinic, key: int, salt: int
) -> None:
    keys = replace(clinic.new.keys, database=b"k" * key, database_salt=b"s" * salt)
    with pytest.raises(UnsafeSetup):
        connect(clinic.folder.database, keys)


def test_connections_say_nothing_of_themselves_on_the_screen(
    clinic: Clinic, database: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    database.dispose()
    stranger = replace(clinic.new.keys, database=b"k" * 32)
    with pytest.raises(dbapi2.DatabaseError):
        connect(clinic.folder.database, stranger)
    assert capfd.readouterr() == ("", "")


def test_a_library_error_comes_as_the_wrapping_librarys_own(database: Database) -> None:
    with (
        pytest.raises(IntegrityError),
        database.session(reading=False) as session,
    ):
        session.execute(text("INSERT INTO clinic_profile (id) VALUES (NULL)"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards by account, not by mode")
def test_the_file_is_readable_by_its_owner_alone(clinic: Clinic) -> None:
    for path in (clinic.folder.database, clinic.folder.keys):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert clinic.folder.database.read_bytes()[:15] != b"SQLite format 3"


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH ':memory:' AS other KEY ''",
        "DETACH main",
        "PRAGMA rekey = 'x'",
        "PRAGMA key = 'x'",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA writable_schema = ON",
        "PRAGMA query_only = 0",
        "SELECT sqlcipher_export('main')",
        "DROP TABLE patient",
        "DROP TRIGGER wall_audit_entry_update",
        "CREATE TABLE other (a)",
        "ALTER TABLE patient ADD COLUMN a",
        "CREATE TEMP TRIGGER t BEFORE INSERT ON audit_entry BEGIN SELECT 1; END",
        "UPDATE audit_entry SET user_name = 'x'",
        "DELETE FROM audit_entry",
        "DELETE FROM patient",
        "VACUUM INTO 'elsewhere.db'",
        "UPDATE alembic_version SET version_num = '0'",
    ],
)
def test_the_authorizer_refuses(database: Database, statement: str) -> None:
    connection = connect(database.folder.database, database.keys)
    try:
        with pytest.raises(dbapi2.DatabaseError, match=r"not authorized|authorization denied"):
            connection.execute(statement)
    finally:
        connection.close()


UPSERT = (
    "INSERT INTO document SELECT * FROM document WHERE true"
    " ON CONFLICT (id) DO UPDATE SET text = 'x'"
)


def keep_something(workplace: Workplace) -> None:
    with open_work(workplace, Permission.REGISTER_REFERRAL) as work:
        add_document(work, add_patient(work), signed=True)
        work.commit()


@pytest.mark.parametrize(
    ("statement", "answer"),
    [
        ("UPDATE audit_entry SET user_name = 'x'", "ikbt:log"),
        ("DELETE FROM audit_entry", "ikbt:log"),
        ("INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry", "ikbt:log"),
        ("UPDATE document SET text = 'x'", "ikbt:signed:document"),
        ("UPDATE document SET signed_at = NULL", "ikbt:signed:document"),
        ("DELETE FROM document", "ikbt:signed:document"),
        ("INSERT OR REPLACE INTO document SELECT * FROM document", "ikbt:signed:document"),
        (UPSERT, "ikbt:signed:document"),
    ],
)
def test_the_file_itself_refuses_to_change_the_log_and_signed_rows(
    workplace: Workplace, statement: str, answer: str
) -> None:
    keep_something(workplace)
    # Without the authorizer, as a stranger's program with the key would come.
    bare = connect(workplace.database.folder.database, workplace.database.keys, walled=False)
    try:
        with pytest.raises(dbapi2.DatabaseError, match=answer):
            bare.execute(statement)
        assert bare.execute("SELECT text FROM document").fetchall() == [("hemligtext",)]
        assert bare.execute("SELECT count(*) FROM audit_entry").fetchone() == (2,)
    finally:
        bare.close()


def test_a_removed_wall_is_noticed_when_opening(clinic: Clinic) -> None:
    bare = connect(clinic.folder.database, clinic.new.keys, walled=False)
    bare.execute("DROP TRIGGER wall_document_update")
    bare.close()
    with pytest.raises(ClinicDamaged) as refused:
        Database.open(clinic.folder, clinic.new.keys)
    assert refused.value.detail == "walls"


def open_again(clinic: Clinic) -> None:
    Database.open(clinic.folder, clinic.new.keys).dispose()


@pytest.mark.parametrize("size", [0, 1, 15, 100, 4095])
def test_a_truncated_file_never_opens_as_an_empty_clinic(clinic: Clinic, size: int) -> None:
    content = clinic.folder.database.read_bytes()
    clinic.folder.database.write_bytes(content[:size])
    with pytest.raises(ClinicDamaged):
        open_again(clinic)
    assert clinic.folder.database.stat().st_size == size


@pytest.mark.parametrize("place", [0, 20, 4000])
def test_a_damaged_first_page_is_told_as_damage(clinic: Clinic, place: int) -> None:
    content = bytearray(clinic.folder.database.read_bytes())
    content[place] ^= 1
    clinic.folder.database.write_bytes(bytes(content))
    if place < 16:  # the salt is known from the key file: its loss alone costs nothing
        open_again(clinic)
        return
    with pytest.raises(ClinicDamaged) as refused:
        open_again(clinic)
    assert refused.value.what == "database"


def test_a_cut_or_bent_page_further_in_is_found_by_the_full_check(clinic: Clinic) -> None:
    content = bytearray(clinic.folder.database.read_bytes())
    content[len(content) // 2] ^= 1
    clinic.folder.database.write_bytes(bytes(content))
    try:
        database = Database.open(clinic.folder, clinic.new.keys)
    except ClinicDamaged:
        return
    assert database.damage()
    database.dispose()


def test_a_sound_file_has_no_damage(database: Database) -> None:
    assert database.damage() == ()


def test_a_missing_database_is_never_made_by_opening(clinic: Clinic) -> None:
    clinic.folder.database.unlink()
    with pytest.raises(ClinicMissing) as refused:
        open_again(clinic)
    assert refused.value.what == "database"
    assert not clinic.folder.database.exists()


def test_a_plaintext_file_in_its_place_is_refused(clinic: Clinic) -> None:
    clinic.folder.database.unlink()
    plain = dbapi2.connect(str(clinic.folder.database))
    plain.execute("CREATE TABLE patient (a)")
    plain.commit()
    plain.close()
    with pytest.raises(ClinicDamaged):
        open_again(clinic)


def edited(clinic: Clinic, statement: str) -> None:
    bare = connect(clinic.folder.database, clinic.new.keys, walled=False)
    bare.execute(statement)
    bare.close()


def test_a_file_from_a_newer_program_is_refused(clinic: Clinic) -> None:
    edited(clinic, f"PRAGMA user_version = {migrate.HEAD + 1}")
    with pytest.raises(NewerClinic):
        open_again(clinic)


def test_another_programs_file_is_refused(clinic: Clinic) -> None:
    edited(clinic, "PRAGMA application_id = 1")
    with pytest.raises(ClinicDamaged):
        open_again(clinic)


def test_a_real_file_marked_as_demo_does_not_open(clinic: Clinic) -> None:
    edited(clinic, f"PRAGMA application_id = {0x694B4244}")
    with pytest.raises(UnsuitableFolder):
        open_again(clinic)


def test_a_journal_mode_that_loses_commits_is_refused(clinic: Clinic) -> None:
    edited(clinic, "PRAGMA journal_mode = DELETE")
    with pytest.raises(UnsafeSetup):
        open_again(clinic)


def test_an_existing_clinic_is_never_overwritten(clinic: Clinic) -> None:
    before = clinic.folder.database.read_bytes()
    with pytest.raises(FileExistsError):
        Database.create(clinic.folder, clinic.new.keys)
    assert clinic.folder.database.read_bytes() == before


def test_the_revisions_make_exactly_what_the_models_say(clinic: Clinic) -> None:
    assert revisions.count() == migrate.HEAD
    bare = connect(clinic.folder.database, clinic.new.keys, walled=False)
    try:
        with migrate.engine_over(bare).begin() as opened:
            differences = compare_metadata(MigrationContext.configure(opened), Base.metadata)
    finally:
        bare.close()
    assert differences == []


def test_no_name_or_text_lies_readable_in_any_file(workplace: Workplace) -> None:
    keep_something(workplace)
    with open_reading(workplace, Permission.OPEN_PATIENT) as work:
        assert work.find(Patient)[0].given_name == "Åsa"
        markers = [
            m
            for w in ("hemligtext", "Öberg", "Åsa", "191212121212")
            for m in forms(w)
            if len(m) > 4
        ]  # fewer may come about by chance
        for path in workplace.database.folder.root.iterdir():
            if path.is_file() and path != workplace.database.folder.keys:
                content = by_another_process(path)
                assert not [m for m in markers if m in content], path.name


def forms(word: str) -> list[bytes]:
    return [
        word.encode(),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        word.encode("cp1252"),
    ]


def by_another_process(path: Path) -> bytes:
    """Reading it here would drop SQLite's locks (trust.md D7)."""
    code = "import pathlib, sys; sys.stdout.buffer.write(pathlib.Path(sys.argv[1]).read_bytes())"
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=True)
    return done.stdout


def test_a_failing_statement_shows_no_values(workplace: Workplace) -> None:
    keep_something(workplace)
    with (
        pytest.raises(Exception, match="UNIQUE") as refused,
        open_work(workplace, Permission.REGISTER_REFERRAL) as work,
    ):
        add_patient(work)
    assert "191212121212" not in str(refused.value)


def test_two_writers_wait_for_each_other_and_lose_nothing(
    clinic: Clinic, clock: StandingClock
) -> None:
    def write(database: Database, first: int) -> None:
        for number in range(first, first + 20):
            with open_work(at_work(database, clock), Permission.REGISTER_REFERRAL) as work:
                add_patient(work, digits=f"R{number}")
                work.commit()

    databases = [Database.open(clinic.folder, clinic.new.keys) for _ in range(2)]
    threads = [
        threading.Thread(target=write, args=(databases[place % 2], place * 100))
        for place in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_reading(at_work(databases[0], clock), Permission.LIST_PATIENTS) as work:
        assert work.count(Patient) == 80
        assert work.verify_log().whole
        assert work.verify_log().entries == 80
    for database in databases:
        database.dispose()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of file sizes to set")
def test_a_full_disk_is_told_and_nothing_is_half_written(
    workplace: Workplace, clinic: Clinic
) -> None:
    import resource

    keep_something(workplace)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    wal = Path(f"{clinic.folder.database}-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal + 8192, limit[1]))
    try:

        def attempt() -> None:
            with open_work(workplace, Permission.REGISTER_REFERRAL) as work:
                add_patient(work, digits="R2", name="x" * 200_000)
                work.commit()

        with pytest.raises(DiskFull):
            attempt()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    with open_work(workplace, Permission.REGISTER_REFERRAL) as work:
        assert work.count(Patient) == 1
        add_patient(work, digits="R3")
        work.commit()
    assert workplace.database.damage() == ()


READ_ONLY = """
import os, sys
from pathlib import Path
from ikbt_desktop.errors import FolderReadOnly
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.database import Database

folder, recovery, new = DataFolder(Path(sys.argv[1])), sys.argv[2], DataFolder(Path(sys.argv[3]))
keys = vault.unlock_with_recovery(folder, recovery)
if os.geteuid() == 0:
    os.setuid(65534)
for attempt in (
    lambda: Database.open(folder, keys).dispose(),
    lambda: vault.mark_recovery_tested(folder, keys),
    lambda: vault.create(new, login="a", password="tre grodor hoppar", device=False,
                         cost=vault.LIGHT_COST),
):
    try:
        attempt()
    except FolderReadOnly:
        print("read-only")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no such bits")
def test_a_read_only_folder_is_told_as_such(clinic: Clinic) -> None:
    # Apart from pytest's own folders: the child gives up root's rights, and must reach it.
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = DataFolder(place / "clinic")
        shutil.copytree(clinic.folder.root, folder.root)
        for path in (folder.database, folder.keys):
            path.chmod(0o444)
        for path in (folder.root, place):
            path.chmod(0o555)
        arguments = [str(folder.root), clinic.new.recovery_key, str(place / "new")]
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parents[2],
        )
        for path in (place, folder.root):
            path.chmod(0o755)
    assert done.stdout == "read-only\n" * 3, done.stderr


def test_a_database_that_could_not_be_finished_leaves_nothing(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.folder.database.unlink()

    def fail(_: dbapi2.Connection) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(migrate, "to_head", fail)
    with pytest.raises(DiskFull):
        Database.create(clinic.folder, clinic.new.keys)
    assert sorted(p.name for p in clinic.folder.root.iterdir()) == ["clinic.keys"]


def test_a_reading_unit_cannot_write(workplace: Workplace) -> None:
    with (
        pytest.raises(Exception, match=r"readonly|") as refused,
        open_reading(workplace, Permission.LIST_PATIENTS) as work,
    ):
        add_patient(work)
    assert type(refused.value).__name__ == "FolderReadOnly"


def test_disposing_lets_the_folder_go(clinic: Clinic) -> None:
    database = Database.open(clinic.folder, clinic.new.keys)
    database.dispose()
    assert not Path(f"{clinic.folder.database}-wal").exists()
