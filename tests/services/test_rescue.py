"""The way back when nobody can sign in: damaged, gone, or on a new machine."""

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from ikbt_desktop.errors import (
    BackupUnusable,
    ClinicInUse,
    DeviceCodeNeeded,
    InvalidValue,
    NotPermitted,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.keys import RotationOrder
from ikbt_desktop.services.rescue import Credentials
from ikbt_desktop.services.sign_in import Protection
from ikbt_desktop.storage import printed_keys, restore, vault
from ikbt_desktop.storage.keyring_access import DeviceCodes
from ikbt_desktop.storage.single_instance import ClinicLock
from tests.clinics import NEW_CLINIC, PASSWORD, Clinic, Clock, entry

ALVA = Credentials(login="alva", password=PASSWORD)


@pytest.fixture
def lost(clinic: Clinic) -> Clinic:
    """A clinic with one backup and one change since, closed."""
    admin = clinic.administrator
    admin.backups.make()
    clinic.clock.move(hours=1)
    admin.administration.set_preference("language", "en")
    admin.close()
    return clinic


def the_only(clinic: Clinic) -> Path:
    (candidate,) = entry(clinic.folder, clinic.clock).rescue().candidates()
    return candidate.path


def gone(folder: DataFolder) -> None:
    folder.database.unlink()


def emptied(folder: DataFolder) -> None:
    folder.database.write_bytes(b"")


def damaged(folder: DataFolder) -> None:
    size = folder.database.stat().st_size
    with folder.database.open("r+b") as file:
        file.write(bytes(size))


def without_keys(folder: DataFolder) -> None:
    folder.keys.unlink()
    folder.keys.with_name("clinic.keys.bak").unlink(missing_ok=True)


def everything(folder: DataFolder) -> None:
    gone(folder)
    without_keys(folder)


@pytest.mark.parametrize("harm", [gone, emptied, damaged, without_keys, everything])
@pytest.mark.parametrize("paper", [False, True])
def test_whatever_was_lost_comes_back_by_password_or_paper(
    lost: Clinic, harm: Callable[[DataFolder], None], paper: bool
) -> None:
    path = the_only(lost)
    harm(lost.folder)
    way_in = entry(lost.folder, lost.clock)
    rescue = way_in.rescue()
    who = Credentials(recovery_key=lost.template.founded.recovery_key) if paper else ALVA
    found = rescue.open(path, who)
    assert (found.n, found.patients, found.made_by) == (1, 0, "Alva Påhittsson")
    assert found.lost is not None
    assert found.lost > 0
    rescue.restore(found, "disken gick sönder")
    assert way_in.state() == "ready"
    back = way_in.sign_in("alva", PASSWORD)
    assert back.notices.log_whole
    row = next(r for r in back.administration.log_page() if r.action == Action.RESTORE)
    assert row.reason == "disken gick sönder"
    back.close()


def test_a_new_machine_needs_nothing_but_the_file_and_the_password(
    lost: Clinic, tmp_path: Path
) -> None:
    path = Path(shutil.copy(the_only(lost), tmp_path / "kopia.ikbtbackup"))
    folder = DataFolder(tmp_path / "ny dator" / "clinic")
    way_in = entry(folder, lost.clock)
    found = way_in.rescue().open(path, ALVA)
    assert found.lost is None, "nothing tells what was written after it"
    way_in.rescue().restore(found, "ny dator")
    way_in.sign_in("alva", PASSWORD).close()


@pytest.mark.parametrize("login", ["rut", "maria", "tore"])
def test_only_an_administrator_brings_a_backup_back(lost: Clinic, login: str) -> None:
    gone_file = the_only(lost)
    gone(lost.folder)
    rescue = entry(lost.folder, lost.clock).rescue()
    with pytest.raises(NotPermitted):
        rescue.open(gone_file, Credentials(login=login, password=PASSWORD))


def test_a_wrong_password_or_paper_opens_no_backup(lost: Clinic) -> None:
    path = the_only(lost)
    rescue = entry(lost.folder, lost.clock).rescue()
    with pytest.raises(WrongCredentials):
        rescue.open(path, Credentials(login="alva", password="fel lösenord som är långt"))
    with pytest.raises(WrongRecoveryKey):
        rescue.open(path, Credentials(recovery_key=printed_keys.printed(bytes(32))))
    with pytest.raises(InvalidValue):
        rescue.restore(rescue.open(path, ALVA), "")


def test_somebody_shut_out_since_stays_out_while_the_key_file_is_whole(lost: Clinic) -> None:
    way_in = entry(lost.folder, lost.clock)
    admin = way_in.sign_in("alva", PASSWORD)
    admin.administration.change_own_password(PASSWORD, "åtta röda hattar på rad")
    admin.close()
    gone(lost.folder)
    with pytest.raises(WrongCredentials):
        way_in.rescue().open(the_only(lost), ALVA)
    way_in.rescue().open(
        the_only(lost), Credentials(login="alva", password="åtta röda hattar på rad")
    )


def test_a_clinic_that_is_open_is_not_replaced_under_anybodys_hands(lost: Clinic) -> None:
    path = the_only(lost)
    with ClinicLock(lost.folder), pytest.raises(ClinicInUse):
        entry(lost.folder, lost.clock).rescue().open(path, ALVA)


def test_files_that_only_look_like_backups_are_not_offered(lost: Clinic, tmp_path: Path) -> None:
    (lost.folder.backups / "clinic-20261122T101500Z-e1-n0099.ikbtbackup").write_bytes(b"PK")
    rescue = entry(lost.folder, lost.clock).rescue()
    assert [one.n for one in rescue.candidates([tmp_path])] == [1]
    live = lost.folder.database
    with pytest.raises(BackupUnusable) as refusal:
        rescue.open(live, ALVA)
    assert refusal.value.reason == "not_a_backup"


def test_a_restore_that_was_cut_off_is_finished_when_somebody_comes(
    lost: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = the_only(lost)
    damaged(lost.folder)
    way_in = entry(lost.folder, lost.clock)
    found = way_in.rescue().open(path, ALVA)
    monkeypatch.setattr(restore, "finish", lambda _folder: None)
    way_in.rescue().restore(found, "strömmen gick")
    monkeypatch.undo()
    assert way_in.state() == "ready"
    assert not list(lost.folder.root.glob("restoring"))
    way_in.sign_in("alva", PASSWORD).close()


# --- a new workstation ---------------------------------------------------------------------------


class Drawer(KeyringBackend):
    """An account's keyring that lies in memory."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    before, own = keyring.get_keyring(), Drawer()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.mark.parametrize("kept", ["", "rubbish", "an older code"])
@pytest.mark.parametrize("paper", [False, True])
def test_on_a_new_workstation_the_device_code_is_typed_once(
    tmp_path: Path, drawer: Drawer, kept: str, paper: bool
) -> None:
    clock = Clock()
    founding = entry(DataFolder(tmp_path / "old"), clock)
    founded = founding.found(dataclasses.replace(NEW_CLINIC, protection=Protection.DEVICE_CODE))
    assert founded.device_code is not None
    admin = founding.sign_in("alva", PASSWORD)
    admin.backups.make()
    admin.close()
    path = founding.rescue().candidates()[0].path
    db_id = vault.identity_of(DataFolder(tmp_path / "old"))
    if kept:
        other = printed_keys.printed(bytes(20)) if kept == "an older code" else kept
        drawer.kept["ikbt-desktop", db_id] = other
    codes = DeviceCodes(allowed=frozenset({f"{Drawer.__module__}.{Drawer.__qualname__}"}))
    new = entry(DataFolder(tmp_path / "new"), clock, device_codes=codes)
    rescue = new.rescue()
    if paper:
        rescue.open(path, Credentials(recovery_key=founded.recovery_key))
    with pytest.raises(DeviceCodeNeeded):
        rescue.open(path, ALVA)
    found = rescue.open(path, dataclasses.replace(ALVA, device_code=founded.device_code))
    rescue.restore(found, "ny dator")
    assert drawer.kept["ikbt-desktop", db_id] == founded.device_code
    assert not new.needs_device_code()
    new.sign_in("alva", PASSWORD).close()


# --- after a change of all keys -------------------------------------------------------------------


@pytest.mark.parametrize("harm", [gone, damaged])
@pytest.mark.parametrize("paper", [False, True])
def test_a_backup_of_before_the_keys_were_changed_comes_back_under_the_present_ones(
    lost: Clinic, harm: Callable[[DataFolder], None], paper: bool
) -> None:
    """The same password or paper opens the box that lies in the backup's own key file."""
    path = the_only(lost)
    way_in = entry(lost.folder, lost.clock)
    alva = way_in.sign_in("alva", PASSWORD)
    hanna = next(user for user in alva.administration.users() if user.login == "hanna")
    alva.change_keys(RotationOrder("prov", removed=(hanna.id,)))
    harm(lost.folder)
    who = Credentials(recovery_key=lost.template.founded.recovery_key) if paper else ALVA
    found = way_in.rescue().open(path, who)
    assert found.older_keys
    assert not found.own_keys
    way_in.rescue().restore(found, "disken gick sönder")
    with pytest.raises(WrongCredentials):
        way_in.sign_in("hanna", PASSWORD)
    back = way_in.sign_in("alva", PASSWORD)
    assert back.workplace.database.keys.epoch == 2
    assert back.administration.verify_log().whole
    back.close()


def test_without_the_live_key_file_the_backups_own_keys_hold_and_that_is_said(
    lost: Clinic,
) -> None:
    path = the_only(lost)
    way_in = entry(lost.folder, lost.clock)
    way_in.sign_in("alva", PASSWORD).change_keys(RotationOrder("prov"))
    everything(lost.folder)
    found = way_in.rescue().open(path, ALVA)
    assert found.own_keys
    assert not found.older_keys
    way_in.rescue().restore(found, "allt är borta")
    back = way_in.sign_in("alva", PASSWORD)
    assert back.workplace.database.keys.epoch == 1
    back.close()


def test_who_got_a_new_key_pair_opens_the_newer_backup_and_is_told_so_at_the_older(
    lost: Clinic,
) -> None:
    path = the_only(lost)
    way_in = entry(lost.folder, lost.clock)
    alva = way_in.sign_in("alva", PASSWORD)
    me = alva.actor.user_id
    alva.change_keys(RotationOrder("prov", exposed=(me,), own_password="en alldeles ny fras 4"))
    gone(lost.folder)
    who = Credentials(login="alva", password="en alldeles ny fras 4")
    with pytest.raises(BackupUnusable) as refused:
        way_in.rescue().open(path, who)
    assert refused.value.reason == "older_keys"
    newest = way_in.rescue().candidates()[0]
    assert not way_in.rescue().open(newest.path, who).older_keys
