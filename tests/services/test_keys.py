"""The life of keys after the first day, as an administrator meets it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ikbt_desktop.errors import (
    ClinicDamaged,
    DeviceCodeNeeded,
    DiskFull,
    InvalidValue,
    KeysInDoubt,
    MistypedKey,
    NotFound,
    NotPermitted,
    WeakPassword,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.administration import UserChanges
from ikbt_desktop.services.key_copies import State
from ikbt_desktop.services.key_file_check import Difference, What, differences
from ikbt_desktop.services.keys import RotationOrder, Step
from ikbt_desktop.services.menu import Services
from ikbt_desktop.storage import backup, key_file, rotation, vault
from tests.clinics import PASSWORD, Clock, Template, entry
from tests.services.test_paper import CODES, Coded, Drawer, clock, coded, coded_template, drawer

__all__ = ["clock", "coded", "coded_template", "drawer"]

NEW_PASSWORD = "en alldeles ny fras 4"


@pytest.fixture
def folder(clinic_template: Template, tmp_path: Path) -> DataFolder:
    copied = DataFolder(tmp_path / "resting")
    shutil.copytree(clinic_template.folder.root, copied.root)
    return copied


@pytest.fixture
def admin(folder: DataFolder, clock: Clock) -> Services:
    return entry(folder, clock).sign_in("alva", PASSWORD)


def ids(services: Services) -> dict[str, str]:
    return {user.login: user.id for user in services.administration.users()}


# --- a change of all keys -----------------------------------------------------------------------


def test_a_colleague_left_in_anger_and_a_laptop_is_lost(
    admin: Services, folder: DataFolder, clock: Clock
) -> None:
    who = ids(admin)
    told: list[int] = []
    rotated = admin.change_keys(
        RotationOrder("Maria slutade, datorn är borta", (who["maria"],), (who["rut"],)),
        lambda done, total: told.append(1000 * done // total),
    )
    assert told == sorted(told)
    assert told[-1] == 1000
    assert rotated.epoch == 2
    assert rotated.prepared.removed == ("Maria Skenfors",)
    (one_time,) = rotated.prepared.one_time
    assert one_time.login == "rut"
    assert rotated.backup is not None
    way_in = entry(folder, clock)
    with pytest.raises(WrongCredentials):
        way_in.sign_in("maria", PASSWORD)
    with pytest.raises(WrongCredentials):
        way_in.sign_in("rut", PASSWORD)
    rut = way_in.sign_in("rut", one_time.password)
    assert rut.must_change_password
    rut.administration.change_own_password(one_time.password, NEW_PASSWORD)
    rut.close()
    way_in.sign_in("hanna", PASSWORD).close()
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.notices.keys_as_kept
    assert alva.notices.log_whole
    assert alva.notices.file_as_left
    assert alva.administration.verify_log().whole
    rows = alva.administration.log_page()
    begun = next(row for row in rows if row.kind == "rotation")
    assert begun.reason == "Maria slutade, datorn är borta"
    assert [row.who for row in rows if row.kind == "epoch_begin"] == ["Alva Påhittsson"]
    assert not next(u for u in alva.administration.users() if u.login == "maria").active
    epochs = [backup.peek(copy.path, None).header.epoch for copy in alva.backups.copies()]
    assert epochs == [2, 1], "one before, one after"
    for copy in alva.backups.copies():
        assert alva.backups.check(copy.path).signed_texts == 0
    assert alva.keys.overview().todo == (Step.ONE_TIME,), "as all who never signed in"
    alva.close()


def test_what_was_exposed_stays_on_the_list_until_it_is_done(coded: Coded, drawer: Drawer) -> None:
    alva = coded.way_in.sign_in("alva", PASSWORD)
    who = ids(alva)
    rotated = alva.change_keys(
        RotationOrder(
            "stöld",
            exposed=(who["maria"], who["alva"]),
            own_password=NEW_PASSWORD,
            device_exposed=True,
            paper_exposed=True,
        )
    )
    paper = rotated.prepared.paper
    assert paper is not None
    with pytest.raises(WrongRecoveryKey):
        coded.way_in.look_with_paper(coded.founded.recovery_key)
    with pytest.raises(WrongCredentials):
        coded.way_in.sign_in("alva", PASSWORD)
    alva = coded.way_in.sign_in("alva", NEW_PASSWORD)
    assert not alva.must_change_password
    view = alva.keys.overview()
    assert view.todo == (Step.TEST_PAPER, Step.RENEW_DEVICE, Step.ONE_TIME)
    assert view.one_time == ("Maria S",)
    alva.administration.confirm_recovery_key(paper.recovery_key)
    new = alva.keys.new_device_code()
    assert alva.keys.take_device_code(new, new.code)
    assert alva.keys.overview().todo == (Step.ONE_TIME,)
    alva.close()


def test_nobody_is_shut_out_by_mistake_and_a_reason_is_asked_for(
    admin: Services, folder: DataFolder
) -> None:
    who, before = ids(admin), folder.keys.read_bytes()
    for order, error in (
        (RotationOrder("  "), InvalidValue),
        (RotationOrder("x", removed=(who["alva"],)), InvalidValue),
        (RotationOrder("x", exposed=(who["alva"],), own_password="alva"), WeakPassword),
        (RotationOrder("x", removed=("nobody",)), NotFound),
    ):
        with pytest.raises(error):
            admin.change_keys(order)
        assert admin.door.is_open
    assert folder.keys.read_bytes() == before
    assert not admin.backups.copies()
    admin.close()


def test_without_a_backup_before_nothing_is_changed(
    admin: Services, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _full(*_: object) -> None:
        raise DiskFull

    before = folder.keys.read_bytes()
    monkeypatch.setattr(backup, "ensure_room", _full)
    with pytest.raises(DiskFull):
        admin.change_keys(RotationOrder("x"))
    assert admin.door.is_open
    assert folder.keys.read_bytes() == before
    admin.close()


def test_a_disk_that_fills_up_meanwhile_closes_the_clinic_and_the_next_sign_in_ends_it(
    admin: Services, folder: DataFolder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _full(*_: object, **__: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(rotation, "carry_over", _full)
        with pytest.raises(DiskFull):
            admin.change_keys(RotationOrder("x"))
        assert not admin.door.is_open
        with pytest.raises(DiskFull):
            entry(folder, clock).sign_in("hanna", PASSWORD)
    hanna = entry(folder, clock).sign_in("hanna", PASSWORD)
    assert hanna.workplace.database.keys.epoch == 2
    assert hanna.backups.standing().keys_newer
    hanna.close()


def test_a_backup_that_fails_afterwards_is_told_and_still_to_be_made(
    admin: Services, folder: DataFolder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., object] = backup.make

    def _once(*arguments: object, **named: object) -> object:
        monkeypatch.setattr(backup, "make", _never)
        return real(*arguments, **named)

    def _never(*_: object, **__: object) -> object:
        raise DiskFull

    monkeypatch.setattr(backup, "make", _once)
    assert admin.change_keys(RotationOrder("x")).backup is None
    alva = entry(folder, clock).sign_in("alva", PASSWORD)
    assert Step.BACK_UP in alva.keys.overview().todo
    alva.close()


def test_whoever_is_told_cannot_stop_it_half_way(
    admin: Services, folder: DataFolder, clock: Clock
) -> None:
    def _cancel(done: int, total: int) -> None:
        if done > total * 4 // 10:
            raise RuntimeError("cancelled")

    assert admin.change_keys(RotationOrder("x"), _cancel).epoch == 2
    entry(folder, clock).sign_in("alva", PASSWORD).close()


def test_an_older_backup_is_restored_under_the_new_keys(
    admin: Services, folder: DataFolder, clock: Clock
) -> None:
    admin.backups.make()
    admin.change_keys(RotationOrder("x"))
    alva = entry(folder, clock).sign_in("alva", PASSWORD)
    oldest = min(alva.backups.copies(), key=lambda copy: copy.n)
    assert alva.backups.compare(oldest.path).same_chain
    alva.backups.restore(oldest.path, "prov")
    alva.close()
    alva = entry(folder, clock).sign_in("alva", PASSWORD)
    assert alva.workplace.database.keys.epoch == 2
    assert alva.notices.log_whole
    assert alva.notices.keys_as_kept
    assert alva.administration.verify_log().whole
    alva.close()


def test_the_keys_are_the_administrators(
    clinic_template: Template, folder: DataFolder, clock: Clock
) -> None:
    rut = entry(folder, clock).sign_in("rut", PASSWORD)
    for verb in (
        rut.keys.overview,
        rut.keys.must_renew_paper,
        rut.keys.new_device_code,
        lambda: rut.change_keys(RotationOrder("x")),
        rut.key_file.compare,
        lambda: rut.key_file.put_back("x"),
        lambda: rut.key_file.accept("x"),
    ):
        with pytest.raises(NotPermitted):
            verb()
    rut.close()


# --- a new device code --------------------------------------------------------------------------


def test_a_new_device_code_needs_nobodys_password_and_the_old_one_opens_nothing(
    coded: Coded, drawer: Drawer
) -> None:
    alva = coded.way_in.sign_in("alva", PASSWORD)
    new = alva.keys.new_device_code()
    assert new.sheet.startswith(b"%PDF")
    with pytest.raises(MistypedKey):
        alva.keys.take_device_code(new, new.code[:-1])
    with pytest.raises(WrongRecoveryKey):
        alva.keys.take_device_code(new, vault.new_device_code())
    assert alva.keys.take_device_code(new, new.code.lower().replace("-", " "))
    assert alva.keys.overview().device_since == alva.workplace.clock()
    # The session goes on: a way in given now lies under the new code.
    alva.administration.reissue(ids(alva)["maria"], "regnrock i hallen 3")
    alva.close()
    coded.way_in.sign_in("maria", "regnrock i hallen 3").close()
    assert coded.founded.device_code is not None
    with pytest.raises(WrongRecoveryKey):
        coded.way_in.sign_in("alva", PASSWORD, device_code=coded.founded.device_code)


def test_another_workstation_asks_once_for_the_new_code(coded: Coded, drawer: Drawer) -> None:
    alva = coded.way_in.sign_in("alva", PASSWORD)
    new = alva.keys.new_device_code()
    alva.keys.take_device_code(new, new.code)
    alva.close()
    assert coded.founded.device_code is not None
    CODES.keep(vault.identity_of(coded.folder), coded.founded.device_code)  # the other computer
    with pytest.raises(DeviceCodeNeeded):
        coded.way_in.sign_in("maria", PASSWORD)
    coded.way_in.sign_in("maria", PASSWORD, device_code=new.code).close()
    coded.way_in.sign_in("maria", PASSWORD).close()


def test_failed_sign_ins_and_the_anchor_outlive_a_new_code(coded: Coded, drawer: Drawer) -> None:
    alva = coded.way_in.sign_in("alva", PASSWORD)
    new = alva.keys.new_device_code()
    alva.close()
    with pytest.raises(WrongCredentials):
        coded.way_in.sign_in("alva", "fel lösenord igen")
    keys = vault.unlock_with_recovery(
        coded.folder, coded.founded.recovery_key, device_code=coded.founded.device_code
    )
    before = vault.attempts_book(coded.folder, db_id=keys.db_id, device=keys.device)
    failures, anchor = before.failures(), before.anchor()
    keys = vault.renew_device(coded.folder, keys, new.code)
    after = vault.attempts_book(coded.folder, db_id=keys.db_id, device=keys.device)
    assert (after.failures(), after.anchor()) == (failures, anchor)
    assert anchor is not None
    assert [one.reason for one in failures] == ["credentials"]


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_new_code_that_was_cut_off_leaves_a_book_that_either_code_reads(
    coded: Coded, drawer: Drawer, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = vault.unlock_with_recovery(
        coded.folder, coded.founded.recovery_key, device_code=coded.founded.device_code
    )
    anchor = vault.attempts_book(coded.folder, db_id=keys.db_id, device=keys.device).anchor()
    real, code = key_file.save, vault.new_device_code()

    def _save(*arguments: Any) -> None:
        if cut == "after":
            real(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(key_file, "save", _save)
    with pytest.raises(KeyboardInterrupt):
        vault.renew_device(coded.folder, keys, code)
    monkeypatch.undo()
    holds = code if cut == "after" else coded.founded.device_code
    coded.way_in.sign_in("alva", PASSWORD, device_code=holds).close()
    keys = vault.unlock_with_recovery(coded.folder, coded.founded.recovery_key, device_code=holds)
    book = vault.attempts_book(coded.folder, db_id=keys.db_id, device=keys.device)
    assert anchor is not None
    assert not book.failures()
    assert book.anchor() is not None
    assert not list(coded.folder.root.glob("clinic.auth.next"))


def test_a_clinic_without_a_device_code_has_none_to_renew(admin: Services) -> None:
    with pytest.raises(NotFound):
        admin.keys.new_device_code()
    assert not admin.keys.overview().has_device_code
    admin.close()


# --- the paper ----------------------------------------------------------------------------------


def test_who_used_the_paper_owes_a_new_one(
    clinic_template: Template, folder: DataFolder, clock: Clock
) -> None:
    paper = clinic_template.founded.recovery_key
    alva = entry(folder, clock).recover(paper, login="alva", new_password=NEW_PASSWORD)
    assert alva.keys.must_renew_paper()
    assert alva.keys.overview().todo[0] is Step.RENEW_PAPER
    founded = alva.administration.renew_recovery_key()
    assert not alva.keys.must_renew_paper()
    assert alva.keys.overview().todo[0] is Step.TEST_PAPER
    with pytest.raises(WrongRecoveryKey):
        alva.administration.confirm_recovery_key(paper)
    alva.administration.confirm_recovery_key(founded.recovery_key)
    assert alva.keys.overview().todo == (Step.ONE_TIME,)
    file = key_file.load(folder)
    assert len(file.recovery.boxes) == 1, "the old paper's box is gone"
    alva.close()


# --- the key file against the copy inside ---------------------------------------------------------


def test_an_older_key_file_is_shown_as_set_back_and_put_right_with_a_reason(
    folder: DataFolder, clock: Clock
) -> None:
    older = folder.keys.read_bytes()
    way_in = entry(folder, clock)
    alva = way_in.sign_in("alva", PASSWORD)
    maria = next(u for u in alva.administration.users() if u.login == "maria")
    alva.administration.change_user(
        maria.id,
        UserChanges(
            name=maria.name,
            role=maria.role,
            title=maria.title,
            active=False,
            basic_cbt=maria.basic_cbt,
            ikbt_course_on=maria.ikbt_course_on,
            weekly_minutes=maria.weekly_minutes,
            programs=maria.programs,
        ),
        version=maria.version,
    )
    alva.close()
    newest = folder.keys.read_bytes()
    folder.keys.write_bytes(older)
    with pytest.raises(WrongCredentials):
        way_in.sign_in("maria", PASSWORD)
    rut = way_in.sign_in("rut", PASSWORD)
    with pytest.raises(KeysInDoubt):
        rut.administration.change_own_password(PASSWORD, NEW_PASSWORD)
    rut.close()
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.notices.key_file is State.SET_BACK
    shown = alva.key_file.compare()
    assert shown.differences == (Difference(What.ADDED, "maria"),)
    assert shown.may_put_back
    assert shown.may_accept
    with pytest.raises(KeysInDoubt):
        alva.administration.reissue(ids(alva)["rut"], NEW_PASSWORD)
    assert folder.keys.read_bytes() == older, "nothing is repaired by itself"
    with pytest.raises(InvalidValue):
        alva.key_file.put_back(" ")
    alva.key_file.put_back("någon lade dit en gammal fil")
    assert folder.keys.read_bytes() == newest
    assert alva.key_file.compare().state is State.KEPT
    alva.close()
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.notices.keys_as_kept
    kinds = [(row.kind, row.reason) for row in alva.administration.log_page()]
    assert ("key_file", "någon lade dit en gammal fil") in kinds
    alva.close()


def test_a_change_that_was_cut_off_before_the_copy_is_shown_and_accepted(
    folder: DataFolder, clock: Clock, clinic_template: Template
) -> None:
    vault.change_password(
        folder, login="rut", old=PASSWORD, new=NEW_PASSWORD, cost=vault.LIGHT_COST
    )
    way_in = entry(folder, clock)
    rut = way_in.sign_in("rut", NEW_PASSWORD)
    assert rut.notices.key_file is State.AHEAD, "the work goes on, with a banner"
    rut.close()
    hanna = way_in.sign_in("hanna", PASSWORD)
    hanna.administration.change_own_password(PASSWORD, NEW_PASSWORD)
    hanna.close()
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.key_file.compare().differences == (
        Difference(What.WRAP, "hanna"),
        Difference(What.WRAP, "rut"),
    )
    alva.key_file.accept("Rut bytte lösenord när datorn stängdes av")
    assert alva.key_file.compare().state is State.KEPT
    alva.close()
    assert way_in.sign_in("rut", NEW_PASSWORD).notices.keys_as_kept


def test_a_file_that_somebody_changed_lets_only_an_administrator_in_to_put_it_right(
    folder: DataFolder, clock: Clock
) -> None:
    file = key_file.load(folder)
    ours = folder.keys.read_bytes()
    slots = {
        key: replace(slot, login={"rut": "maria", "maria": "rut"}.get(slot.login, slot.login))
        for key, slot in file.slots.items()
    }
    touched = replace(file, slots=slots).written()
    folder.keys.write_bytes(touched)
    way_in = entry(folder, clock)
    for login in ("rut", "maria", "hanna"):
        with pytest.raises(ClinicDamaged) as refused:
            way_in.sign_in(login, PASSWORD)
        assert refused.value.detail == "seal"
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.notices.key_file is State.BROKEN_SEAL
    shown = alva.key_file.compare()
    assert not shown.may_accept
    assert shown.differences == (Difference(What.LOGIN, "maria"), Difference(What.LOGIN, "rut"))
    with pytest.raises(ClinicDamaged):
        alva.key_file.accept("x")
    alva.key_file.put_back("inloggningsnamnen var omkastade")
    assert folder.keys.read_bytes() == ours
    alva.close()
    way_in.sign_in("hanna", PASSWORD).close()


def test_each_kind_of_difference_has_its_name(
    folder: DataFolder, clinic_template: Template
) -> None:
    kept = key_file.load(folder)
    key = kept.slot_of("rut") or ""
    slot = kept.slots[key]

    def _named(**changes: Any) -> set[What]:
        touched = replace(slot, **changes)
        lying = replace(kept, slots={**kept.slots, key: touched})
        return {one.what for one in differences(kept, lying)}

    assert _named(wrap=b"x") == {What.WRAP}
    assert _named(pub=b"x" * 32, wrap=b"x") == {What.NEW_PAIR}
    assert _named(boxes={}) == {What.BOXES}
    assert _named(login="ruth") == {What.LOGIN}
    assert What.CHEAPER in _named(kdf=replace(slot.kdf, t=1))
    dear = replace(kept, slots={**kept.slots, key: replace(slot, needs_device=True)})
    assert {one.what for one in differences(dear, kept)} == {What.NO_DEVICE}
    for changed, what in (
        (replace(kept, recovery=replace(kept.recovery, pub=b"x" * 32)), What.PAPER),
        (replace(kept, recovery=replace(kept.recovery, tested=None)), What.PAPER_TESTED),
        (replace(kept, epoch=2), What.EPOCH),
        (kept, What.OTHER),
    ):
        assert [one.what for one in differences(kept, changed)] == [what]
    fewer = {name: slot for name, slot in kept.slots.items() if name != key}
    assert differences(kept, replace(kept, slots=fewer)) == (Difference(What.MISSING, "rut"),)


ROUNDS = max(5, int(os.environ.get("IKBT_KILLS", "50")) // 5)


def test_whenever_the_whole_change_is_killed_people_come_in_and_nothing_told_is_lost(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.killed_change", str(ROUNDS), str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    seen = json.loads(done.stdout)
    assert seen["killed"] + seen["finished"] == ROUNDS
    assert seen["killed"] > 0
