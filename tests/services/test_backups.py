"""Backups by hand and by themselves, rehearsed and brought back, in a signed-in session."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import (
    BackupUnusable,
    DiskFailing,
    DiskFull,
    InvalidValue,
    NotFound,
    NotPermitted,
    StaleRecord,
)
from ikbt_desktop.models import AuditEntry
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.backup_places import PLACES
from ikbt_desktop.services.backups import State, Why
from ikbt_desktop.storage import backup, location, migrate
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.unit_of_work import open_reading
from tests.clinics import PASSWORD, Clinic, entry
from tests.services.walk import Walk


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "usb"
    place.mkdir()
    return place


@pytest.fixture
def other_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the stick is another disk."""
    monkeypatch.setattr(location, "_same_disk", lambda *_: False)


def change(clinic: Clinic) -> None:
    clinic.administrator.administration.set_preference("language", str(clinic.clock.moment))


# --- making ----------------------------------------------------------------------------------


def test_a_backup_by_hand_lies_in_every_place_and_in_the_log(clinic: Clinic, stick: Path) -> None:
    admin = clinic.administrator.backups
    admin.add_place(stick)
    made = admin.make()
    assert (made.n, made.placed, made.missed) == (1, 2, ())
    assert [copy.n for copy in admin.copies()] == [1, 1]
    assert {copy.state for copy in admin.copies()} == {State.READABLE}
    assert admin.copies()[0].made_by == "Alva Påhittsson"
    newest = clinic.log()[0]
    assert (newest.action, newest.kind) == (Action.BACKUP, "backup")


def test_numbers_rise_even_when_the_log_was_set_back_or_a_place_was_emptied(
    clinic: Clinic, stick: Path
) -> None:
    admin = clinic.administrator.backups
    admin.add_place(stick)
    numbers = [admin.make().n]
    shutil.rmtree(clinic.folder.backups)
    numbers.append(admin.make().n)
    for path in stick.iterdir():
        path.unlink()
    shutil.rmtree(clinic.folder.backups)
    numbers.append(admin.make().n)
    assert numbers == [1, 2, 3]


def test_a_place_that_is_not_there_holds_up_no_other(clinic: Clinic, stick: Path) -> None:
    admin = clinic.administrator.backups
    admin.add_place(stick)
    stick.rmdir()
    made = admin.make()
    assert made.placed == 1
    assert [(one.path, one.error) for one in made.missed] == [
        (stick, BackupUnusable("missing", ""))
    ]
    assert admin.standing().missed == 1
    assert admin.standing().failed is None


@pytest.mark.parametrize("login", ["rut", "maria", "tore"])
def test_only_the_administrator_keeps_backups(clinic: Clinic, login: str, stick: Path) -> None:
    theirs = clinic.services(login).backups
    before = clinic.refusals()
    for verb in (
        theirs.make,
        theirs.places,
        theirs.copies,
        lambda: theirs.add_place(stick),
        lambda: theirs.remove_place(stick),
        lambda: theirs.look_at(stick),
        lambda: theirs.check(stick),
        lambda: theirs.compare(stick),
        lambda: theirs.restore(stick, "för att"),
    ):
        with pytest.raises(NotPermitted) as refusal:
            verb()
        assert refusal.value.permission == Permission.KEEP_BACKUPS
    assert clinic.refusals() == before + 9


def test_what_goes_by_itself_goes_in_anybodys_session(clinic: Clinic) -> None:
    theirs = clinic.reception.backups
    made = theirs.make_by_itself(Why.EXIT)
    assert clinic.administrator.backups.copies()[0].why == Why.EXIT
    assert theirs.standing().made_at == made.made_at
    assert theirs.drill().whole


def test_a_backup_is_due_when_something_changed_and_at_a_lock_not_too_often(
    clinic: Clinic,
) -> None:
    admin = clinic.administrator.backups
    assert admin.is_due(Why.LOCK), "the founding was never backed up"
    admin.make()
    assert not admin.is_due(Why.EXIT)
    clinic.clinician.door.say_goodbye(Action.LOCK)
    clinic.clock.move(hours=3)
    assert not admin.is_due(Why.EXIT), "coming and going is no change"
    admin.make()
    clinic.clock.move(minutes=5)
    change(clinic)
    assert not admin.is_due(Why.LOCK)
    assert admin.is_due(Why.HOURS)
    assert admin.is_due(Why.EXIT)
    clinic.clock.move(minutes=30)
    assert admin.is_due(Why.LOCK)
    clinic.clock.move(days=-3)
    assert admin.is_due(Why.LOCK), "a clock set back makes no backup wait"


def test_a_backup_that_failed_is_told_until_one_succeeds(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _full(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(backup, "ensure_room", _full)
        with pytest.raises(DiskFull):
            clinic.clinician.backups.make_by_itself(Why.HOURS)
    standing = clinic.clinician.backups.standing()
    assert (standing.failed, standing.failed_at) == ("DiskFull", clinic.clock.moment)
    assert not standing.trusted
    clinic.administrator.backups.make()
    assert clinic.clinician.backups.standing().failed is None


def test_without_a_backup_for_days_of_work_it_is_late(clinic: Clinic) -> None:
    admin = clinic.administrator.backups
    admin.make()
    clinic.clock.move(days=4)
    assert not admin.standing().late, "nothing changed"
    change(clinic)
    assert admin.standing().late


def test_old_copies_go_in_each_place_and_a_clock_set_back_stops_that(
    clinic: Clinic, stick: Path
) -> None:
    admin = clinic.administrator.backups
    admin.add_place(stick)
    for _ in range(6):
        clinic.clock.move(minutes=10)
        admin.make()
    assert [len(backup.found_in(place)) for place in (clinic.folder.backups, stick)] == [3, 3]
    clinic.clock.move(days=-400)
    admin.make()
    assert [backup.number_of(path) for path in backup.found_in(stick)] == [7, 6, 5, 4]
    for _ in range(3):
        admin.make()
    assert 6 in [backup.number_of(path) for path in backup.found_in(stick)], "of the right day"


def test_files_that_are_not_this_clinics_are_never_removed(clinic: Clinic, stick: Path) -> None:
    admin = clinic.administrator.backups
    admin.add_place(stick)
    strangers = [
        stick / "semesterbilder.zip",
        stick / "clinic-20200101T000000Z-e1-n0000.ikbtbackup",
    ]
    for path in strangers:
        path.write_bytes(b"PK")
    for _ in range(6):
        clinic.clock.move(minutes=10)
        admin.make()
    assert all(path.exists() for path in strangers)
    assert [copy.state for copy in admin.copies()].count(State.DAMAGED) == 1


# --- places ----------------------------------------------------------------------------------


def test_a_place_is_told_what_it_is(
    clinic: Clinic, stick: Path, tmp_path: Path, other_disk: None
) -> None:
    admin = clinic.administrator.backups
    synced = tmp_path / "OneDrive - Kliniken" / "kopior"
    synced.mkdir(parents=True)
    assert admin.look_at(synced).synced
    assert not admin.look_at(stick).synced
    assert not admin.look_at(tmp_path / "not there").is_there
    admin.add_place(stick)
    own, chosen = admin.places()
    assert chosen.elsewhere
    assert (own.own, own.path, chosen.own, chosen.path) == (
        True,
        clinic.folder.backups,
        False,
        stick,
    )


def test_a_place_on_the_same_disk_is_known_as_such(clinic: Clinic, stick: Path) -> None:
    admin = clinic.administrator.backups
    admin.add_place(stick)
    assert admin.places()[1].facts.same_disk
    assert not any(place.elsewhere for place in admin.places())


def test_a_place_that_cannot_be_one_is_refused(clinic: Clinic, stick: Path) -> None:
    admin = clinic.administrator.backups
    admin.add_place(stick)
    for path, reason in (
        (stick, "taken"),
        (stick / "none", "place_not_there"),
        (clinic.folder.root, "place_inside"),
    ):
        with pytest.raises(InvalidValue) as refusal:
            admin.add_place(path)
        assert refusal.value.reason == reason
    admin.make()
    admin.remove_place(stick)
    assert len(admin.places()) == 1
    assert len(backup.found_in(stick)) == 1, "what is there stays"


def test_a_profile_that_is_being_edited_never_loses_a_place(clinic: Clinic, stick: Path) -> None:
    administration = clinic.administrator.administration
    old = administration.clinic()
    clinic.administrator.backups.add_place(stick)
    with pytest.raises(StaleRecord):
        administration.change_clinic(old)
    assert administration.clinic().settings[PLACES] == [str(stick)]


# --- proving ---------------------------------------------------------------------------------


def test_a_drill_reads_the_newest_back_and_counts_it(running: Walk) -> None:
    clinic = running.clinic
    admin = clinic.administrator.backups
    with pytest.raises(BackupUnusable):
        admin.drill()
    admin.make()
    assert admin.standing().drill_due
    drill = admin.drill()
    assert (drill.n, drill.whole, drill.patients) == (1, True, 1)
    assert drill.signed_texts > 0
    standing = admin.standing()
    assert standing.drill == drill
    assert not standing.drill_due
    clinic.clock.move(days=7)
    assert admin.standing().drill_due
    clinic.clock.move(days=-30)
    assert admin.standing().drill_due, "a wrong clock makes no drill wait"


def test_a_drill_of_a_damaged_copy_says_so_and_stands_in_the_log(clinic: Clinic) -> None:
    admin = clinic.administrator.backups
    admin.make()
    path = admin.copies()[0].path
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert not admin.drill().whole
    assert not admin.standing().trusted
    with pytest.raises(BackupUnusable):
        admin.check(path)
    assert [line.action for line in clinic.log()[:2]] == [Action.VERIFY, Action.VERIFY]


# --- bringing back ---------------------------------------------------------------------------


def test_a_restore_tells_first_what_would_be_lost(clinic: Clinic) -> None:
    admin = clinic.administrator.backups
    admin.make()
    clinic.clock.move(hours=1)
    change(clinic)
    loss = admin.compare(admin.copies()[0].path)
    assert loss.same_chain
    assert (loss.n, loss.rows) == (1, 3), "the backup's own row, the change and the check"
    assert [(line.user_name, line.kind) for line in loss.lines] == [
        ("Alva Påhittsson", "preference")
    ]


def test_a_restore_needs_a_reason(clinic: Clinic) -> None:
    admin = clinic.administrator.backups
    admin.make()
    with pytest.raises(InvalidValue) as missing:
        admin.restore(admin.copies()[0].path, "  ")
    assert missing.value.field == "restore_reason"


def test_after_a_restore_the_clinic_is_as_it_was_and_both_heads_stand_in_the_log(
    clinic: Clinic,
) -> None:
    admin = clinic.administrator
    before = len(clinic.log())
    admin.backups.make()
    clinic.clock.move(hours=1)
    admin.administration.set_preference("language", "en")
    admin.backups.restore(admin.backups.copies()[0].path, "fel patient hade slagits ihop")
    admin.close()
    way_in = entry(clinic.folder, clinic.clock)
    assert way_in.state() == "ready"
    back = way_in.sign_in("alva", PASSWORD)
    assert back.notices.log_whole
    assert back.notices.keys_as_kept
    assert back.administration.preference("language") is None
    with open_reading(back.workplace, Permission.READ_LOG) as work:
        (entry_of_it,) = work.find(AuditEntry, action=Action.RESTORE.value)
    live_head = int(str(entry_of_it.details["before"]).split()[0])
    assert live_head > int(str(entry_of_it.details["head"]).split()[0]) == before
    rows = back.administration.log_page(limit=500)
    restored = next(row for row in rows if row.action == Action.RESTORE)
    assert restored.reason == "fel patient hade slagits ihop"
    assert restored.seq == before + 1, "it follows the last row that was backed up"
    back.close()
    assert len(list(clinic.folder.root.glob("replaced-*"))) == 1


def test_a_restore_that_fails_leaves_the_clinic_as_it_is(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = clinic.administrator
    admin.backups.make()
    path = admin.backups.copies()[0].path

    def _full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(backup, "ensure_room", _full)
    with pytest.raises(DiskFull):
        admin.backups.restore(path, "prov")
    admin.close()
    monkeypatch.undo()
    way_in = entry(clinic.folder, clinic.clock)
    way_in.sign_in("alva", PASSWORD).close()
    assert not list(clinic.folder.root.glob("replaced-*"))


def test_an_older_schema_is_backed_up_on_the_way_in(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.close()
    opened = connect(clinic.folder.database, clinic.template.keys, walled=False)
    head = migrate.HEAD
    opened.execute(f"PRAGMA user_version = {head - 1}")
    opened.close()
    monkeypatch.setattr(
        migrate, "to_head", lambda raw: raw.execute(f"PRAGMA user_version = {head}")
    )
    back = entry(clinic.folder, clinic.clock).sign_in("alva", PASSWORD)
    (copy,) = back.backups.copies()
    assert copy.why == Why.MIGRATION
    assert any(row.action == Action.MIGRATE for row in back.administration.log_page())
    back.close()


def test_the_training_clinic_backs_nothing_up_by_itself(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = clinic.administrator.backups
    assert admin.is_due(Why.EXIT)
    training = dataclasses.replace(clinic.template.keys, demo=True)
    monkeypatch.setattr(clinic.database, "keys", training)
    assert not admin.is_due(Why.EXIT)


# --- what was set aside ----------------------------------------------------------------------


def aside_of(clinic: Clinic) -> Path:
    path = clinic.folder.root / "replaced-20261005T073000Z-n0007"
    path.mkdir()
    (path / "clinic.db").write_bytes(b"x" * 100)
    return path


def test_what_was_set_aside_is_never_removed_early_without_a_reason_or_by_others(
    clinic: Clinic,
) -> None:
    path, backups = aside_of(clinic), clinic.administrator.backups
    (view,) = backups.set_aside()
    assert (view.path, view.size) == (path, 100)
    for days, reason, refusal in ((0, "onödig", "too_early"), (31, " ", "empty")):
        clinic.clock.move(days=days)
        clinic.administrator.administration.set_preference("language", f"s{days}")
        with pytest.raises(InvalidValue) as refused:
            backups.destroy_aside(path, reason)
        assert refused.value.reason == refusal
    for login in ("rut", "maria", "tore"):
        with pytest.raises(NotPermitted):
            clinic.services(login).backups.destroy_aside(path, "onödig")
    with pytest.raises(NotFound):
        backups.destroy_aside(clinic.folder.root / "backups", "onödig")
    assert path.exists()
    backups.destroy_aside(path, "onödig")
    assert not path.exists()


def test_a_clock_set_ahead_of_all_work_does_not_make_it_old(clinic: Clinic) -> None:
    path = aside_of(clinic)
    clinic.administrator.administration.set_preference("language", "sv")
    clinic.clock.move(days=400)
    with pytest.raises(InvalidValue):
        clinic.administrator.backups.destroy_aside(path, "onödig")
    assert path.exists()


def test_a_failing_disk_leaves_the_rest_listed(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, backups = aside_of(clinic), clinic.administrator.backups
    clinic.clock.move(days=31)
    clinic.administrator.administration.set_preference("language", "sv")

    def _broken(*_: object) -> None:
        raise OSError(5, "broken")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", _broken)
        with pytest.raises(DiskFailing):
            backups.destroy_aside(path, "onödig")
    assert [one.path for one in backups.set_aside()] == [path]
    backups.destroy_aside(path, "onödig")
    assert backups.set_aside() == ()
