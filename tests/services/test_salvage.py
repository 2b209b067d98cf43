"""Saving what can be read at the door: both ways shown, a reason, the log, nothing deleted."""

import shutil
from pathlib import Path

import pytest

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import (
    BackupUnusable,
    ClinicInUse,
    ClinicMissing,
    InvalidValue,
    NotPermitted,
    StaleRecord,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.models import AuditEntry, FeedbackNote, Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.keys import RotationOrder
from ikbt_desktop.services.rescue import Credentials
from ikbt_desktop.services.salvage import KIND, Salvage
from ikbt_desktop.storage import backup, printed_keys, restore, vault
from ikbt_desktop.storage.b_tree import Forest
from ikbt_desktop.storage.connection import PAGE, connect
from ikbt_desktop.storage.damaged_file import read as read_image
from ikbt_desktop.storage.single_instance import ClinicLock
from ikbt_desktop.storage.unit_of_work import open_reading
from ikbt_desktop.storage.vault import ClinicKeys
from tests.clinics import PASSWORD, Clinic, entry
from tests.services.test_destruction import Scene, scene
from tests.services.walk import Walk

__all__ = ["scene"]

ALVA = Credentials(login="alva", password=PASSWORD)


@pytest.fixture
def walked(running: Walk) -> Walk:
    """A patient in treatment; a backup after the first week, a feedback text signed since."""
    running.report(1)
    running.clinic.administrator.backups.make()
    running.sign(1)
    running.clinic.close()
    return running


def leaves(folder: DataFolder, keys: ClinicKeys, table: str) -> list[int]:
    connection = connect(folder.database, keys, walled=False)
    roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    connection.close()
    image = read_image(folder, keys)
    forest = Forest(image.pages, image.count)
    forest.table(roots[table])
    return [page for page in sorted(forest.used) if image.pages[page][0] == 13]


def harm(folder: DataFolder, keys: ClinicKeys, *tables: str) -> bytes:
    """Turn a bit in the last leaf of each table; gives the file as it lies then."""
    return turn(folder, [leaves(folder, keys, table)[-1] for table in tables])


def indexes(folder: DataFolder, keys: ClinicKeys, table: str) -> list[int]:
    """The first pages of a table's indexes."""
    connection = connect(folder.database, keys, walled=False)
    query = "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
    rows = connection.execute(query, (table,)).fetchall()
    connection.close()
    return [int(row[0]) for row in rows]


def turn(folder: DataFolder, pages: list[int]) -> bytes:
    """One bit in each of these pages."""
    content = bytearray(folder.database.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + 777] ^= 1
    folder.database.write_bytes(bytes(content))
    return bytes(content)


def door(clinic: Clinic) -> Salvage:
    return Salvage(entry(clinic.folder, clinic.clock).rescue())


def newest(clinic: Clinic) -> Path:
    return backup.found_in(clinic.folder.backups)[0]


@pytest.mark.parametrize("paper", [False, True])
def test_both_ways_are_told_and_the_chosen_one_keeps_the_newer_text(
    walked: Walk, paper: bool
) -> None:
    clinic, keys = walked.clinic, walked.clinic.template.keys
    lying = harm(clinic.folder, keys, "patient", "measurement")
    who = Credentials(recovery_key=clinic.template.founded.recovery_key) if paper else ALVA
    saving = door(clinic)
    savable = saving.look(who, newest(clinic))
    found = savable.findings
    assert savable.lacking is not None
    assert savable.lacking > 0, "the backup is older than the signed text"
    assert found.lost == 0
    assert found.borrowed >= 2
    assert {one.name for one in found.tables if one.borrowed} == {"patient", "measurement"}
    assert clinic.folder.database.read_bytes() == lying, "nothing was touched yet"
    with pytest.raises(InvalidValue):
        saving.save(savable, " ")
    saving.save(savable, "disken går sönder")
    assert not restore.is_under_way(clinic.folder)
    (aside,) = clinic.folder.root.glob("replaced-*")
    assert (aside / "clinic.db").read_bytes() == lying
    alva = entry(clinic.folder, clinic.clock).sign_in("alva", PASSWORD)
    assert alva.notices.log_whole
    assert alva.notices.file_sound
    assert alva.administration.verify_log().whole
    with open_reading(alva.workplace, Permission.READ_LOG) as work:
        rows = work.find(AuditEntry, kind=KIND, order_by=("seq",))
        head, *fates = rows
        assert (head.action, head.reason) == (Action.RESTORE, "disken går sönder")
        assert head.details["before"].startswith(f"{found.head.seq} " if found.head else "")
        assert head.details["head"]
        assert head.details["borrowed"] == found.borrowed
        assert {(one.details["what"], one.details["table"]) for one in fates} == {
            ("borrowed", "patient"),
            ("borrowed", "measurement"),
        }
        notes = [one.text for one in work.find(FeedbackNote) if one.signed_at is not None]
        assert notes == ["Hej Åsa! Bra gjort."], "what was signed after the backup"
    alva.backups.make()
    alva.close()


def test_without_any_backup_what_is_left_is_saved_and_what_is_lost_is_named(walked: Walk) -> None:
    clinic, keys = walked.clinic, walked.clinic.template.keys
    harm(clinic.folder, keys, "feedback_note")
    saving = door(clinic)
    savable = saving.look(ALVA, None)
    assert (savable.backup_made_at, savable.lacking) == (None, None)
    (table,) = [one for one in savable.findings.tables if one.lost]
    assert table.name == "feedback_note"
    saving.save(savable, "disken går sönder")
    alva = entry(clinic.folder, clinic.clock).sign_in("alva", PASSWORD)
    with open_reading(alva.workplace, Permission.READ_LOG) as work:
        named = {one.record_id for one in work.find(AuditEntry, kind=KIND)}
    assert set(table.lost) <= named
    alva.close()


def test_a_lost_page_of_the_log_leaves_a_log_that_says_so(walked: Walk) -> None:
    clinic, keys = walked.clinic, walked.clinic.template.keys
    harm(clinic.folder, keys, "audit_entry")
    saving = door(clinic)
    savable = saving.look(ALVA, newest(clinic))
    assert savable.findings.gaps, "newer than the backup"
    saving.save(savable, "disken går sönder")
    alva = entry(clinic.folder, clinic.clock).sign_in("alva", PASSWORD)
    assert alva.notices.log_whole
    with open_reading(alva.workplace, Permission.READ_LOG) as work:
        gaps = work.find(AuditEntry, kind="log", record_id="gap")
    assert [(one.details["from"], one.details["to"]) for one in gaps] == list(savable.findings.gaps)
    alva.close()


def test_nobody_but_an_administrator_or_the_paper_sees_or_saves_anything(walked: Walk) -> None:
    clinic = walked.clinic
    harm(clinic.folder, clinic.template.keys, "user")
    saving = door(clinic)
    for login in ("rut", "maria", "tore"):
        with pytest.raises(NotPermitted):
            saving.look(Credentials(login=login, password=PASSWORD), newest(clinic))
    with pytest.raises(WrongCredentials):
        saving.look(Credentials(login="alva", password="fel lösenord som är långt"), None)
    with pytest.raises(WrongCredentials):
        saving.look(ALVA, None)  # nothing tells who she is
    with pytest.raises(WrongRecoveryKey):
        saving.look(Credentials(recovery_key=printed_keys.printed(bytes(32))), None)
    assert not restore.is_under_way(clinic.folder)
    with ClinicLock(clinic.folder), pytest.raises(ClinicInUse):
        door(clinic).look(ALVA, newest(clinic))


def test_files_that_changed_meanwhile_are_looked_at_again(walked: Walk) -> None:
    clinic = walked.clinic
    harm(clinic.folder, clinic.template.keys, "patient")
    saving = door(clinic)
    savable = saving.look(ALVA, newest(clinic))
    content = clinic.folder.database.read_bytes()
    clinic.folder.database.write_bytes(content[:-PAGE])
    with pytest.raises(StaleRecord):
        saving.save(savable, "disken går sönder")
    assert not restore.is_under_way(clinic.folder)
    again = saving.look(ALVA, newest(clinic))
    saving.forget()
    assert not restore.is_under_way(clinic.folder)
    with pytest.raises(StaleRecord):
        saving.save(again, "disken går sönder")


def test_a_save_that_was_cut_off_is_finished_when_somebody_comes(
    walked: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = walked.clinic
    harm(clinic.folder, clinic.template.keys, "patient")
    saving = door(clinic)
    savable = saving.look(ALVA, newest(clinic))
    monkeypatch.setattr(restore, "finish", lambda _folder: None)
    saving.save(savable, "disken går sönder")
    monkeypatch.undo()
    way_in = entry(clinic.folder, clinic.clock)
    assert way_in.state() == "ready"
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.notices.file_sound
    alva.close()


def test_a_backup_of_before_the_keys_were_changed_gives_rows_too(walked: Walk) -> None:
    clinic = walked.clinic
    path = newest(clinic)
    way_in = entry(clinic.folder, clinic.clock)
    way_in.sign_in("alva", PASSWORD).change_keys(RotationOrder("prov"))
    keys = way_in.sign_in("alva", PASSWORD)
    opened = keys.workplace.database.keys
    keys.close()
    harm(clinic.folder, opened, "patient")
    saving = door(clinic)
    savable = saving.look(ALVA, path)
    assert savable.findings.lost == 0
    assert savable.findings.borrowed >= 1
    saving.save(savable, "disken går sönder")
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.workplace.database.keys.epoch == 2
    assert alva.administration.verify_log().whole
    alva.close()


def test_without_the_live_key_file_the_backups_own_opens_the_damaged_one(walked: Walk) -> None:
    clinic = walked.clinic
    harm(clinic.folder, clinic.template.keys, "patient")
    clinic.folder.keys.unlink()
    saving = door(clinic)
    with pytest.raises(ClinicMissing):
        saving.look(ALVA, None)
    saving.save(saving.look(ALVA, newest(clinic)), "disken går sönder")
    entry(clinic.folder, clinic.clock).sign_in("alva", PASSWORD).close()


def test_a_backup_that_is_none_is_refused_and_nothing_is_made(walked: Walk, tmp_path: Path) -> None:
    clinic = walked.clinic
    harm(clinic.folder, clinic.template.keys, "patient")
    other = tmp_path / "x.ikbtbackup"
    shutil.copy(clinic.folder.database, other)
    with pytest.raises(BackupUnusable):
        door(clinic).look(ALVA, other)
    clinic.folder.database.write_bytes(b"")
    assert not door(clinic).is_possible()
    assert not restore.is_under_way(clinic.folder)
    assert vault.exists(clinic.folder)


def test_a_destroyed_record_does_not_come_back_with_the_rows_of_an_older_backup(
    scene: Scene,
) -> None:
    """Patients, their indexes and the register itself are lost; the backup of before has them."""
    alva = scene.come_in()
    before = alva.backups.make()
    older = next(one.path for one in alva.backups.copies() if one.n == before.n)
    kept = scene.folder.root.parent / older.name
    shutil.copy(older, kept)
    alva.close()
    scene.destroy()
    alva = scene.come_in()
    alva.backups.make()
    opened = alva.workplace.database.keys
    alva.close()
    pages = [
        page for one in ("patient", "destruction") for page in leaves(scene.folder, opened, one)
    ]
    turn(scene.folder, [*pages, *indexes(scene.folder, opened, "patient")])
    saving = Salvage(entry(scene.folder, scene.clock).rescue())
    savable = saving.look(ALVA, kept)
    assert savable.findings.at_least, "nothing in the file tells who was there"
    saving.save(savable, "disken går sönder")
    alva = scene.come_in()
    with open_reading(alva.workplace, Permission.READ_LOG) as work:
        ids = [one.id for one in work.find(Patient)]
    assert scene.patient_id not in ids
    assert len(ids) == 1, "the other patient is back"
    assert alva.administration.verify_log().whole
    alva.close()
