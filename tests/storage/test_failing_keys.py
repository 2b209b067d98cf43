"""Whichever call fails while keys are changed: the old file or the new one stands, never a half."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ikbt_desktop.errors import IkbtError, WrongCredentials, WrongRecoveryKey
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import key_file, rotation, vault
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.vault import LIGHT_COST, ClinicKeys
from tests.faults import failures
from tests.storage.clinics import LOGIN, OTHER_PASSWORD, PASSWORD, Clinic, StandingClock
from tests.storage.test_rotation import TURN, ensure_whole, register

NEW_CODE = vault.new_device_code()


def _new_password(folder: DataFolder, keys: ClinicKeys) -> None:
    vault.change_password(
        folder,
        login=LOGIN,
        old=PASSWORD,
        new=OTHER_PASSWORD,
        device_code=vault.device_code_of(keys),
        cost=LIGHT_COST,
    )


def _new_colleague(folder: DataFolder, keys: ClinicKeys) -> None:
    vault.add_slot(
        folder, keys, login="bo", one_time_password=OTHER_PASSWORD, role_hint="", cost=LIGHT_COST
    )


def _new_way_in(folder: DataFolder, keys: ClinicKeys) -> None:
    slot = key_file.load(folder).slot_of(LOGIN)
    assert slot is not None
    vault.reissue(folder, keys, slot_id=slot, one_time_password=OTHER_PASSWORD, cost=LIGHT_COST)


def _new_paper(folder: DataFolder, keys: ClinicKeys) -> None:
    vault.renew_recovery(folder, keys)


def _new_code(folder: DataFolder, keys: ClinicKeys) -> None:
    vault.renew_device(folder, keys, NEW_CODE)


def _new_epoch(folder: DataFolder, keys: ClinicKeys) -> None:
    vault.begin_epoch(folder, keys)


def _comes_in(folder: DataFolder, clinic: Clinic) -> ClinicKeys:
    """With the old password or the new, under the old code or the new; nobody is shut out."""
    for code in (clinic.new.device_code, NEW_CODE):
        for password in (PASSWORD, OTHER_PASSWORD):
            with suppress(WrongCredentials, WrongRecoveryKey):
                return vault.unlock(folder, login=LOGIN, password=password, device_code=code).keys
    raise AssertionError("locked out")


@pytest.mark.parametrize(
    "change", [_new_password, _new_colleague, _new_way_in, _new_paper, _new_code, _new_epoch]
)
def test_a_change_of_the_key_file_stands_whole_or_not_at_all(
    clinic: Clinic, tmp_path: Path, change: Callable[[DataFolder, ClinicKeys], None]
) -> None:
    folder, before = DataFolder(tmp_path / "try"), clinic.folder.keys.read_bytes()
    told = []
    for failing in failures(tmp_path):
        shutil.rmtree(folder.root, ignore_errors=True)
        shutil.copytree(clinic.folder.root, folder.root)
        refused = False
        with failing:
            try:
                change(folder, clinic.new.keys)
            except (OSError, IkbtError):
                refused = True
        told.append(refused)
        file = key_file.load(folder)
        assert refused or folder.keys.read_bytes() != before, "told as done, and not done"
        assert file.sealed_by(clinic.new.keys.slots_mac)
        keys = _comes_in(folder, clinic)
        assert keys.database == clinic.new.keys.database
        book = vault.attempts_book(folder, db_id=keys.db_id, device=keys.device)
        assert not [one for one in book.failures() if one.reason == "attempts_file_damaged"]
    assert told[-1] is False
    assert any(told)


def test_a_change_of_all_keys_is_ended_by_the_next_one_whichever_call_failed(
    clinic: Clinic, clock: StandingClock, tmp_path: Path
) -> None:
    register(clinic.folder, clinic.new.keys, clock, "1" * 12)
    folder = DataFolder(tmp_path / "try")
    epochs = set()
    for failing in failures(tmp_path, slow=True):
        shutil.rmtree(folder.root, ignore_errors=True)
        shutil.copytree(clinic.folder.root, folder.root)
        with failing, suppress(OSError, IkbtError):
            begun = vault.begin_epoch(folder, clinic.new.keys)
            rotation.finish(folder, begun, TURN)
        keys = _comes_in(folder, clinic)
        if keys.coming is not None:
            keys = rotation.finish(folder, keys, TURN)
        epochs.add(keys.epoch)
        assert not key_file.load(folder).is_between_epochs
        if keys.epoch == 2:
            ensure_whole(folder, keys, clock, 1)
        else:
            Database.open(folder, keys).dispose()
    assert epochs == {1, 2}
