"""A change of all keys: what opens afterwards, what does not, and what a crash leaves."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.errors import (
    BackupUnusable,
    ClinicDamaged,
    ClinicInUse,
    ClinicMissing,
    DiskFull,
    WrongCredentials,
)
from ikbt_desktop.models import AuditEntry, KeyFileCopy, PastKey, Patient
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, durable, key_file, restore, rotation, vault
from ikbt_desktop.storage.audit_trail import EPOCH_BEGIN, EPOCH_END
from ikbt_desktop.storage.backup import Order
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.rotation import Turn
from ikbt_desktop.storage.unit_of_work import open_reading, open_work
from ikbt_desktop.storage.vault import LIGHT_COST, ClinicKeys
from tests.storage.clinics import (
    LOGIN,
    OTHER_PASSWORD,
    PASSWORD,
    Clinic,
    StandingClock,
    add_patient,
    at_work,
)
from tests.storage.older import at_revision

AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
ALVA = Actor(user_id="1" * 32, name="Alva Ek", role=Role.ADMINISTRATOR, title="")
TURN = Turn(ALVA, AT, "ws-1")
ORDER = Order(1, "Alva Ek", "ws-1", AT, "hand")


def come_in(folder: DataFolder, clinic: Clinic, *, password: str = PASSWORD) -> ClinicKeys:
    return vault.unlock(
        folder, login=LOGIN, password=password, device_code=clinic.new.device_code
    ).keys


def register(folder: DataFolder, keys: ClinicKeys, clock: StandingClock, digits: str) -> None:
    database = Database.open(folder, keys)
    with open_work(at_work(database, clock), Permission.EDIT_PATIENT) as work:
        add_patient(work, digits=digits)
        work.commit()
    database.dispose()


def rotated(folder: DataFolder, keys: ClinicKeys) -> ClinicKeys:
    return rotation.finish(folder, vault.begin_epoch(folder, keys), TURN)


def ensure_whole(folder: DataFolder, keys: ClinicKeys, clock: StandingClock, patients: int) -> None:
    database = Database.open(folder, keys)
    with open_reading(at_work(database, clock), Permission.EDIT_PATIENT) as work:
        assert work.count(Patient) == patients
        assert work.verify_log().whole
        assert work.verify_log(1).whole
        newest = work.first(KeyFileCopy, order_by=("-created_at",), epoch=keys.epoch)
        assert newest is not None
    assert not database.damage()
    database.dispose()
    assert not list(folder.root.glob("clinic.db.next*"))


def test_after_a_change_everybody_comes_in_and_the_old_key_opens_nothing(
    clinic: Clinic, clock: StandingClock
) -> None:
    folder, old = clinic.folder, clinic.new.keys
    vault.add_slot(
        folder, old, login="bo", one_time_password=OTHER_PASSWORD, role_hint="", cost=LIGHT_COST
    )
    register(folder, old, clock, "1" * 12)
    new = rotated(folder, old)
    assert new.epoch == 2
    assert new.master != old.master
    assert come_in(folder, clinic).database == new.database
    bo = vault.unlock(
        folder, login="bo", password=OTHER_PASSWORD, device_code=clinic.new.device_code
    )
    assert bo.keys.database == new.database
    assert vault.unlock_with_recovery(folder, clinic.new.recovery_key).database == new.database
    ensure_whole(folder, new, clock, 1)
    with pytest.raises(ClinicDamaged):
        Database.open(folder, old)
    file = key_file.load(folder)
    assert file.epoch == 2
    assert not file.is_between_epochs
    assert {name for slot in file.slots.values() for name in slot.boxes} == {"master/2"}
    assert set(file.recovery.boxes) == {"master/2"}
    assert file.db_salt == old.database_salt


def test_who_was_removed_first_opens_nothing_of_the_new_epoch(
    clinic: Clinic, clock: StandingClock
) -> None:
    folder, old = clinic.folder, clinic.new.keys
    bo = vault.add_slot(
        folder, old, login="bo", one_time_password=OTHER_PASSWORD, role_hint="", cost=LIGHT_COST
    )
    taken = clinic.folder.root.parent / "stolen"
    shutil.copytree(folder.root, taken)
    vault.remove_slot(folder, old, slot_id=bo)
    new = rotated(folder, old)
    with pytest.raises(WrongCredentials):
        vault.unlock(
            folder, login="bo", password=OTHER_PASSWORD, device_code=clinic.new.device_code
        )
    theirs = vault.unlock(
        DataFolder(taken),
        login="bo",
        password=OTHER_PASSWORD,
        device_code=clinic.new.device_code,
    ).keys
    with pytest.raises(ClinicDamaged):
        Database.open(folder, theirs)
    # Their old key file put in the place of the new one brings nobody in either.
    shutil.copyfile(DataFolder(taken).keys, folder.keys)
    with pytest.raises(ClinicDamaged):
        Database.open(folder, come_in(folder, clinic))
    assert new.epoch == 2


def test_the_log_names_the_new_key_and_goes_on_under_it(
    clinic: Clinic, clock: StandingClock
) -> None:
    new = rotated(clinic.folder, clinic.new.keys)
    database = Database.open(clinic.folder, new)
    with open_reading(at_work(database, clock), Permission.EDIT_PATIENT) as work:
        ending, beginning = work.find(AuditEntry, order_by=("seq",))[-2:]
        (kept,) = work.find(PastKey)
    database.dispose()
    assert (ending.kind, ending.epoch, ending.user_name) == (EPOCH_END, 1, "Alva Ek")
    assert ending.details["epoch"] == 2
    assert new.audit_mac.hex() not in str(ending.details)
    assert (beginning.kind, beginning.epoch) == (EPOCH_BEGIN, 2)
    assert (kept.epoch, kept.master) == (1, clinic.new.keys.master)


def test_the_chain_holds_over_three_epochs_and_notices_a_row_under_an_old_key(
    clinic: Clinic, clock: StandingClock
) -> None:
    folder, keys = clinic.folder, clinic.new.keys
    for digits in ("1" * 12, "2" * 12, "3" * 12):
        register(folder, keys, clock, digits)
        keys = rotated(folder, come_in(folder, clinic))
    assert keys.epoch == 4
    ensure_whole(folder, keys, clock, 3)
    database = Database.open(folder, keys)
    first = vault.of_epoch(database.keys, 1)
    assert first is not None
    assert first.master == clinic.new.keys.master
    forger = replace(database.trail, key=first.audit_mac, epoch=1)
    with open_work(at_work(database, clock), Permission.EDIT_PATIENT) as work:
        entry = TURN.entry("user", {})
        forger.append(work.session, entry)
        seq = work.log_head()
        work.session.commit()
    assert seq is not None
    with open_reading(at_work(database, clock), Permission.EDIT_PATIENT) as work:
        assert work.verify_log().broken_at == seq.seq
        assert work.verify_log(1).broken_at == seq.seq
    database.dispose()


def test_a_kept_key_is_never_changed_or_taken_away(clinic: Clinic) -> None:
    new = rotated(clinic.folder, clinic.new.keys)
    for statement in ("UPDATE past_key SET master = x'00'", "DELETE FROM past_key"):
        for walled in (True, False):
            connection = connect(clinic.folder.database, new, walled=walled)
            with pytest.raises(dbapi2.DatabaseError):
                connection.execute(statement)
            connection.close()


def test_older_backups_open_through_the_kept_keys_and_nothing_else(
    clinic: Clinic, clock: StandingClock
) -> None:
    folder = clinic.folder
    register(folder, clinic.new.keys, clock, "1" * 12)
    made = backup.make(folder, clinic.new.keys, ORDER)
    second = rotated(folder, clinic.new.keys)
    register(folder, second, clock, "2" * 12)
    third = rotated(folder, come_in(folder, clinic))
    database = Database.open(folder, third)
    known = database.keys
    database.dispose()
    with backup.work_folder(folder) as work:
        proof = backup.prove(made.path, known, work / "proof.db")
    assert (proof.patients, proof.header.epoch) == (1, 1)
    with pytest.raises(BackupUnusable) as refused:
        backup.peek(made.path, come_in(folder, clinic))
    assert refused.value.reason == "older_keys"


def test_an_older_backup_comes_back_under_the_present_keys(
    clinic: Clinic, clock: StandingClock
) -> None:
    folder = clinic.folder
    register(folder, clinic.new.keys, clock, "1" * 12)
    kept = folder.root.parent / "kept.ikbtbackup"
    backup.make(folder, clinic.new.keys, ORDER).path.rename(kept)
    rotated(folder, clinic.new.keys)
    third = rotated(folder, come_in(folder, clinic))
    register(folder, third, clock, "2" * 12)
    database = Database.open(folder, third)
    known = database.keys
    database.dispose()
    with pytest.raises(RuntimeError):
        restore.stage(folder, known, kept)
    staged = restore.stage(folder, known, kept, turn=TURN)
    restore.seal(staged, staged.keys, at=AT)
    restore.finish(folder)
    assert come_in(folder, clinic).epoch == 3
    ensure_whole(folder, known, clock, 1)
    database = Database.open(folder, come_in(folder, clinic))
    assert set(database.keys.past) == {1, 2}, "the backups between stay readable too"
    database.dispose()


def test_an_older_backup_without_its_key_file_comes_back_with_its_own(
    clinic: Clinic, clock: StandingClock
) -> None:
    folder = clinic.folder
    register(folder, clinic.new.keys, clock, "1" * 12)
    kept = backup.make(folder, clinic.new.keys, ORDER).path
    rotated(folder, clinic.new.keys)
    folder.keys.unlink()
    staged = restore.stage(folder, clinic.new.keys, kept, turn=TURN)
    restore.seal(staged, staged.keys, at=AT)
    restore.finish(folder)
    assert come_in(folder, clinic).epoch == 1
    database = Database.open(folder, clinic.new.keys)
    with open_reading(at_work(database, clock), Permission.EDIT_PATIENT) as work:
        assert work.count(Patient) == 1
        assert work.verify_log().whole
    database.dispose()


# --- interrupted ---------------------------------------------------------------------------------


class Cut(Exception):
    """The power goes."""


def _cut_at(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    where, name = {
        "before": (rotation, "_carry"),
        "copied": (rotation, "_seal_change"),
        "sealed": (rotation, "_ensure_same"),
        "proved": (durable, "replace"),
        "moved": (vault, "end_epoch"),
    }[place]

    def _stop(*_: object, **__: object) -> None:
        raise Cut

    monkeypatch.setattr(where, name, _stop)


@pytest.mark.parametrize("place", ["before", "copied", "sealed", "proved", "moved"])
def test_wherever_it_was_cut_off_the_next_who_comes_in_ends_it(
    clinic: Clinic, clock: StandingClock, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    folder = clinic.folder
    register(folder, clinic.new.keys, clock, "1" * 12)
    begun = vault.begin_epoch(folder, clinic.new.keys)
    with monkeypatch.context() as patch:
        _cut_at(patch, place)
        with pytest.raises(Cut):
            rotation.finish(folder, begun, TURN)
    keys = come_in(folder, clinic)
    assert keys.coming is not None
    paper = vault.unlock_with_recovery(folder, clinic.new.recovery_key)
    assert paper.coming is not None
    assert paper.coming.master == keys.coming.master
    new = rotation.finish(folder, keys, TURN)
    assert come_in(folder, clinic).coming is None
    ensure_whole(folder, new, clock, 1)


def test_a_program_that_was_upgraded_meanwhile_brings_the_schema_along(
    clinic: Clinic, clock: StandingClock
) -> None:
    at_revision(clinic, 9).close()
    begun = vault.begin_epoch(clinic.folder, clinic.new.keys)
    ensure_whole(clinic.folder, rotation.finish(clinic.folder, begun, TURN), clock, 0)


def test_a_file_of_the_revision_before_is_carried_over_and_has_kept_no_key_yet(
    clinic: Clinic,
) -> None:
    at_revision(clinic, 9).close()
    database = Database.open(clinic.folder, clinic.new.keys)
    assert database.keys.past == {}
    database.dispose()


def test_a_connection_that_is_still_open_stops_it_and_nothing_is_lost(
    clinic: Clinic, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ikbt_desktop.storage.connection.BUSY_SECONDS", 0.2)
    database = Database.open(clinic.folder, clinic.new.keys)
    begun = vault.begin_epoch(clinic.folder, clinic.new.keys)
    with open_reading(at_work(database, clock), Permission.EDIT_PATIENT) as work:
        work.count(Patient)
        with pytest.raises(ClinicInUse):
            rotation.finish(clinic.folder, begun, TURN)
    database.dispose()
    ensure_whole(clinic.folder, rotation.finish(clinic.folder, begun, TURN), clock, 0)


def test_a_full_disk_leaves_the_old_file_open_to_everybody(
    clinic: Clinic, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = vault.begin_epoch(clinic.folder, clinic.new.keys)

    def _full(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(backup, "let_copy", _full)
        with pytest.raises(DiskFull):
            rotation.finish(clinic.folder, begun, TURN)
    Database.open(clinic.folder, clinic.new.keys).dispose()
    ensure_whole(clinic.folder, rotation.finish(clinic.folder, begun, TURN), clock, 0)


def gone(folder: DataFolder) -> None:
    folder.database.unlink()


def emptied(folder: DataFolder) -> None:
    folder.database.write_bytes(b"")


def overwritten(folder: DataFolder) -> None:
    folder.database.write_bytes(b"x" * 8192)


@pytest.mark.parametrize(
    ("harm", "error"),
    [(gone, ClinicMissing), (emptied, ClinicDamaged), (overwritten, ClinicDamaged)],
)
def test_a_file_that_neither_key_opens_is_told_and_the_keys_stay(
    clinic: Clinic, harm: Callable[[DataFolder], None], error: type[Exception]
) -> None:
    begun = vault.begin_epoch(clinic.folder, clinic.new.keys)
    harm(clinic.folder)
    with pytest.raises(error):
        rotation.finish(clinic.folder, begun, TURN)
    assert key_file.load(clinic.folder).is_between_epochs


def test_nothing_else_is_changed_while_two_epochs_stand(clinic: Clinic) -> None:
    begun = vault.begin_epoch(clinic.folder, clinic.new.keys)
    with pytest.raises(RuntimeError):
        vault.renew_recovery(clinic.folder, begun)
    with pytest.raises(RuntimeError):
        vault.begin_epoch(clinic.folder, begun)
    with pytest.raises(RuntimeError):
        rotation.finish(clinic.folder, clinic.new.keys, TURN)
    with pytest.raises(RuntimeError):
        vault.ended(clinic.folder, clinic.new.keys)


def test_a_wal_of_the_old_file_never_stands_beside_the_new_one(
    clinic: Clinic, clock: StandingClock, tmp_path: Path
) -> None:
    """A program that was killed leaves its WAL: it is brought in before the copy is made."""
    folder = DataFolder(tmp_path / "killed" / "clinic")
    database = Database.open(clinic.folder, clinic.new.keys)
    with open_work(at_work(database, clock), Permission.EDIT_PATIENT) as work:
        add_patient(work)
        work.commit()
    shutil.copytree(clinic.folder.root, folder.root)
    database.dispose()
    assert (folder.root / "clinic.db-wal").stat().st_size > 0
    new = rotated(folder, clinic.new.keys)
    ensure_whole(folder, new, clock, 1)


KILLS = int(os.environ.get("IKBT_KILLS", "50"))


@pytest.mark.parametrize("kind", ["rotation", "password"])
def test_whenever_it_is_killed_nobody_is_locked_out_and_nothing_told_is_lost(
    kind: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.killed_keys", kind, str(KILLS), str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    seen = json.loads(done.stdout)
    assert seen["killed"] + seen["finished"] == KILLS
    assert seen["killed"] > KILLS * 0.2, "the rest came to their end before the moment"
    if kind == "rotation" and KILLS >= 20:
        assert seen["cut_off"] > 0, "no kill met the two epochs"
        assert seen["epoch"] > 2
