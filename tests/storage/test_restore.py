"""Bringing a backup back: the old clinic or the restored one, and never neither."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import BackupUnusable, DiskFailing, DiskFull
from ikbt_desktop.models import Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, connection, durable, key_file, migrate, restore, vault
from ikbt_desktop.storage.backup import Order
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import open_reading, open_work
from ikbt_desktop.storage.vault import ClinicKeys
from tests.storage.clinics import (
    LOGIN,
    OTHER_PASSWORD,
    PASSWORD,
    Clinic,
    StandingClock,
    add_patient,
    at_work,
)

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
KILLS = int(os.environ.get("IKBT_KILLS", "50"))
"""How often the loops below kill; more in a longer run."""


def add(folder: DataFolder, keys: ClinicKeys, digits: str) -> None:
    database = Database.open(folder, keys)
    with open_work(at_work(database, StandingClock()), Permission.EDIT_PATIENT) as work:
        add_patient(work, digits=digits)
        work.commit()
    database.dispose()


def patients(folder: DataFolder, keys: ClinicKeys) -> int:
    database = Database.open(folder, keys)
    with open_reading(at_work(database, StandingClock()), Permission.EDIT_PATIENT) as work:
        count = work.count(Patient)
    database.dispose()
    return count


@pytest.fixture
def kept(clinic: Clinic, tmp_path: Path) -> Path:
    """A backup of one patient; the clinic went on and has two."""
    add(clinic.folder, clinic.new.keys, "191212121212")
    made = backup.make(clinic.folder, clinic.new.keys, Order(7, "Anna Ek", "ws-1", AT, "exit"))
    add(clinic.folder, clinic.new.keys, "191212121213")
    return made.path.rename(tmp_path / made.path.name)


def bring_back(clinic: Clinic, path: Path, clock: StandingClock) -> Path | None:
    keys = clinic.new.keys
    staged = restore.stage(clinic.folder, keys, path)
    database = Database.open(staged.folder, keys)
    with open_work(at_work(database, clock), Permission.EDIT_PATIENT) as work:
        work.log(Action.RESTORE, kind="backup", reason="disken gick sönder")
        work.commit()
        head = work.log_head()
    database.dispose()
    assert head is not None
    restore.keep_anchor(staged, keys, head, clocks=clock.clocks)
    restore.seal(staged, keys, at=AT)
    return restore.finish(clinic.folder)


def test_what_was_backed_up_is_back_and_what_was_there_is_kept(
    clinic: Clinic, kept: Path, clock: StandingClock
) -> None:
    aside = bring_back(clinic, kept, clock)
    keys = clinic.new.keys
    assert patients(clinic.folder, keys) == 1
    assert aside == clinic.folder.root / "replaced-20261122T101500Z-n0007"
    assert patients(DataFolder(aside), keys) == 2
    assert not restore.is_under_way(clinic.folder)
    assert clinic.folder.root.stat().st_mode & 0o077 == 0


def test_the_anchor_moves_along_so_that_the_log_is_found_whole(
    clinic: Clinic, kept: Path, clock: StandingClock
) -> None:
    keys = clinic.new.keys
    bring_back(clinic, kept, clock)
    book = vault.attempts_book(clinic.folder, db_id=keys.db_id, device=keys.device)
    database = Database.open(clinic.folder, keys)
    with open_reading(at_work(database, clock), Permission.EDIT_PATIENT) as work:
        found = work.verify_log(anchor=book.anchor())
    database.dispose()
    assert found.whole
    assert book.anchor() == found.head


def test_newer_passwords_stay_when_the_key_file_is_whole(
    clinic: Clinic, kept: Path, clock: StandingClock
) -> None:
    code = clinic.new.device_code
    vault.change_password(
        clinic.folder,
        login=LOGIN,
        old=PASSWORD,
        new=OTHER_PASSWORD,
        device_code=code,
        cost=vault.LIGHT_COST,
    )
    bring_back(clinic, kept, clock)
    vault.unlock(clinic.folder, login=LOGIN, password=OTHER_PASSWORD, device_code=code)


def test_a_lost_or_damaged_key_file_comes_back_with_the_backup(
    clinic: Clinic, kept: Path, clock: StandingClock
) -> None:
    clinic.folder.keys.write_bytes(b"{}")
    bring_back(clinic, kept, clock)
    clinic.folder.keys.unlink()
    bring_back(clinic, kept, clock)
    code = clinic.new.device_code
    vault.unlock(clinic.folder, login=LOGIN, password=PASSWORD, device_code=code)
    assert key_file.load(clinic.folder).db_id == clinic.new.keys.db_id


def test_a_clinic_that_is_gone_comes_back_in_an_empty_folder(
    clinic: Clinic, kept: Path, clock: StandingClock, tmp_path: Path
) -> None:
    new = Clinic(DataFolder(tmp_path / "new machine"), clinic.new)
    with restore.keys_inside(kept, tmp_path) as room:
        keys = vault.unlock_with_recovery(room, clinic.new.recovery_key)
    assert keys.db_id == clinic.new.keys.db_id
    bring_back(new, kept, clock)
    assert patients(new.folder, clinic.new.keys) == 1
    assert not (tmp_path / "keys").exists()


def test_a_backup_of_an_older_schema_is_carried_over_before_it_counts(
    clinic: Clinic, kept: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = connection.connect(clinic.folder.database, clinic.new.keys, walled=False)
    raw.execute("PRAGMA user_version = 0")
    raw.close()
    older = backup.make(clinic.folder, clinic.new.keys, Order(8, "Anna", "ws", AT, "hand"))
    assert older.proof.manifest.schema == 0
    carried: list[int] = []

    def _carry(opened: dbapi2.Connection) -> None:
        carried.append(1)
        opened.execute(f"PRAGMA user_version = {migrate.HEAD}")

    monkeypatch.setattr(migrate, "to_head", _carry)
    bring_back(clinic, older.path, clock)
    assert carried == [1]
    assert patients(clinic.folder, clinic.new.keys) == 2


def test_a_damaged_backup_touches_nothing(clinic: Clinic, kept: Path) -> None:
    content = bytearray(kept.read_bytes())
    content[50_000] ^= 1
    kept.write_bytes(content)
    with pytest.raises(BackupUnusable):
        restore.stage(clinic.folder, clinic.new.keys, kept)
    assert not restore.is_under_way(clinic.folder)
    assert patients(clinic.folder, clinic.new.keys) == 2


def test_no_room_for_it_is_told_before_anything_is_unpacked(
    clinic: Clinic, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(backup, "ensure_room", _full)
    with pytest.raises(DiskFull):
        restore.stage(clinic.folder, clinic.new.keys, kept)
    assert not restore.is_under_way(clinic.folder)


def test_what_was_staged_and_not_sealed_is_forgotten_at_the_next_start(
    clinic: Clinic, kept: Path
) -> None:
    restore.stage(clinic.folder, clinic.new.keys, kept)
    assert restore.is_under_way(clinic.folder)
    assert restore.finish(clinic.folder) is None
    assert not restore.is_under_way(clinic.folder)
    assert patients(clinic.folder, clinic.new.keys) == 2


def test_whichever_rename_fails_the_next_start_ends_it_well(
    clinic: Clinic, kept: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes at the n-th rename of the move; what stands then is finished later."""
    staged = restore.stage(clinic.folder, clinic.new.keys, kept)
    restore.seal(staged, clinic.new.keys, at=AT)
    real: Callable[[Path, Path], None] = durable.replace
    for at in range(1, 10):
        calls = 0

        def _replace(source: Path, target: Path, at: int = at) -> None:
            nonlocal calls
            calls += 1
            if calls == 2:
                raise OSError(5, "power cut", at)
            real(source, target)

        monkeypatch.setattr(durable, "replace", _replace)
        try:
            aside = restore.finish(clinic.folder)
        except DiskFailing:
            continue
        break
    monkeypatch.undo()
    assert aside is not None
    assert at > 2
    assert patients(clinic.folder, clinic.new.keys) == 1
    assert patients(DataFolder(aside), clinic.new.keys) == 2


@pytest.mark.parametrize(
    "kind", ["commit", "backup", "restore", "salvage", "migration", "together"]
)
def test_a_killed_program_leaves_whole_backups_and_a_whole_clinic(
    kind: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.killed", kind, str(KILLS), str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    seen = json.loads(done.stdout)
    assert seen["killed"] + seen["finished"] == KILLS
    assert seen["killed"] > KILLS * 0.2, "the rest came to their end before the moment"
