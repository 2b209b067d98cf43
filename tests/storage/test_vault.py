import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ikbt_desktop.errors import (
    ClinicDamaged,
    ClinicMissing,
    DeviceCodeNeeded,
    InvalidValue,
    MistypedKey,
    NewerClinic,
    TooManyAttempts,
    UnsuitableFolder,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import key_file, printed_keys, vault
from ikbt_desktop.storage.attempts import Anchor, wait_after
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.vault import LIGHT_COST, Unlocked
from tests.storage.clinics import LOGIN, OTHER_PASSWORD, PASSWORD, Clinic, StandingClock


def come_in(
    clinic: Clinic, *, login: str = LOGIN, password: str = PASSWORD, clock: StandingClock
) -> Unlocked:
    return vault.unlock(
        clinic.folder,
        login=login,
        password=password,
        device_code=clinic.new.device_code,
        clocks=clock.clocks,
    )


def test_the_right_password_opens_the_same_keys(clinic: Clinic, clock: StandingClock) -> None:
    opened = come_in(clinic, login=" ANNA ", clock=clock)
    assert opened.slot_id == clinic.new.slot_id
    assert opened.keys.database == clinic.new.keys.database
    assert not opened.must_change


def test_keys_show_nothing_of_themselves(clinic: Clinic) -> None:
    keys = clinic.new.keys
    for shown in (repr(keys), repr(clinic.new), str(keys)):
        assert keys.master.hex() not in shown
        assert repr(keys.master) not in shown
        assert clinic.new.recovery_key not in shown


def test_ten_wrong_passwords_cost_growing_waits_but_never_lock_anyone_out(
    clinic: Clinic, clock: StandingClock
) -> None:
    for failures in range(1, 11):
        with pytest.raises(WrongCredentials):
            come_in(clinic, password="fel lösenord igen", clock=clock)
        if wait_after(failures):
            with pytest.raises(TooManyAttempts) as refused:
                come_in(clinic, clock=clock)
            assert refused.value.seconds == wait_after(failures)
        clock.move(wait_after(failures))
    assert come_in(clinic, clock=clock).slot_id == clinic.new.slot_id


def test_guessing_at_many_logins_makes_the_whole_machine_wait(
    clinic: Clinic, clock: StandingClock
) -> None:
    for number in range(4):
        with pytest.raises(WrongCredentials):
            come_in(clinic, login=f"okänd {number}", password="fel lösenord igen", clock=clock)
        clock.move(wait_after(number + 1) if number < 3 else 0)
    with pytest.raises(TooManyAttempts) as refused:
        come_in(clinic, clock=clock)  # somebody who never failed
    assert refused.value.seconds == wait_after(4)
    clock.move(wait_after(4))
    assert come_in(clinic, clock=clock).slot_id == clinic.new.slot_id


def test_waits_are_those_of_the_design() -> None:
    waits = [wait_after(n) for n in range(1, 15)]
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_the_wait_does_not_end_sooner_when_the_clock_is_set_back(
    clinic: Clinic, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        with pytest.raises(WrongCredentials):
            come_in(clinic, password="fel lösenord igen", clock=clock)
        clock.move(0 if _ == 3 else 5)
    monkeypatch.setattr("ikbt_desktop.storage.attempts._last_in_this_run", {})  # a new start
    clock.moment = clock.moment.replace(year=2020)
    with pytest.raises(TooManyAttempts) as refused:
        come_in(clinic, clock=clock)
    assert refused.value.seconds == 2


def test_an_unknown_login_gets_the_same_answer_and_the_same_work(
    clinic: Clinic, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[tuple[object, ...]] = []

    def counting(*, salt: bytes, length: int, iterations: int, lanes: int, memory_cost: int) -> Any:
        costs.append((length, iterations, lanes, memory_cost))
        return Argon2id(
            salt=salt, length=length, iterations=iterations, lanes=lanes, memory_cost=memory_cost
        )

    monkeypatch.setattr("ikbt_desktop.storage.vault.Argon2id", counting)
    answers = []
    for login in (LOGIN, "ingen", ""):
        with pytest.raises(WrongCredentials) as refused:
            come_in(clinic, login=login, password="fel lösenord igen", clock=clock)
        answers.append(str(refused.value))
        clock.move(400)
    assert costs == [(32, LIGHT_COST.t, LIGHT_COST.p, LIGHT_COST.m_kib)] * 3
    assert len(set(answers)) == 1
    book = vault.attempts_book(
        clinic.folder, db_id=clinic.new.keys.db_id, device=clinic.new.keys.device
    )
    assert [f.login for f in book.failures()] == [LOGIN, "", ""]
    assert b"ingen" not in clinic.folder.attempts.read_bytes()


def test_a_password_typed_as_the_login_is_not_kept_in_the_open(
    clinic: Clinic, clock: StandingClock
) -> None:
    with pytest.raises(WrongCredentials):
        come_in(clinic, login=PASSWORD, password="x", clock=clock)
    assert PASSWORD.encode() not in clinic.folder.attempts.read_bytes()


def test_a_changed_attempts_file_is_told_to_the_log(clinic: Clinic, clock: StandingClock) -> None:
    book = vault.attempts_book(
        clinic.folder, db_id=clinic.new.keys.db_id, device=clinic.new.keys.device
    )
    book.keep_anchor(Anchor(7, "ab"))
    assert book.anchor() == Anchor(7, "ab")
    text = clinic.folder.attempts.read_text().replace('"seq":7', '"seq":6')
    clinic.folder.attempts.write_text(text)
    assert book.anchor() is None
    assert [f.reason for f in book.failures()] == ["attempts_file_damaged"]


def test_without_the_device_code_nothing_is_even_tried(clinic: Clinic) -> None:
    with pytest.raises(DeviceCodeNeeded):
        vault.unlock(clinic.folder, login=LOGIN, password=PASSWORD)
    assert not clinic.folder.attempts.exists()


def test_another_clinics_device_code_is_refused(clinic: Clinic) -> None:
    other = printed_keys.printed(bytes(20))
    with pytest.raises(WrongRecoveryKey):
        vault.unlock(clinic.folder, login=LOGIN, password=PASSWORD, device_code=other)


def test_the_recovery_paper_opens_the_clinic_without_password_or_device_code(
    clinic: Clinic,
) -> None:
    keys = vault.unlock_with_recovery(clinic.folder, clinic.new.recovery_key.lower())
    assert keys.database == clinic.new.keys.database


def test_the_recovery_paper_is_tested_and_remembered(clinic: Clinic, clock: StandingClock) -> None:
    assert vault.recovery_tested(clinic.folder) is None
    vault.test_recovery_key(clinic.folder, clinic.new.recovery_key)
    with pytest.raises(MistypedKey):
        vault.test_recovery_key(clinic.folder, clinic.new.recovery_key[:-1] + "!")
    with pytest.raises(WrongRecoveryKey):
        vault.test_recovery_key(clinic.folder, printed_keys.printed(bytes(32)))
    vault.mark_recovery_tested(clinic.folder, clinic.new.keys, clocks=clock.clocks)
    assert vault.recovery_tested(clinic.folder) == clock.moment


def test_a_renewed_recovery_paper_makes_the_old_one_worthless(clinic: Clinic) -> None:
    fresh = vault.renew_recovery(clinic.folder, clinic.new.keys)
    vault.test_recovery_key(clinic.folder, fresh)
    with pytest.raises(WrongRecoveryKey):
        vault.unlock_with_recovery(clinic.folder, clinic.new.recovery_key)


def add_bo(clinic: Clinic) -> str:
    return vault.add_slot(
        clinic.folder,
        clinic.new.keys,
        login="Bo",
        one_time_password=OTHER_PASSWORD,
        role_hint="receptionist",
        cost=LIGHT_COST,
    )


def test_a_new_colleague_comes_in_and_must_choose_a_password(
    clinic: Clinic, clock: StandingClock
) -> None:
    slot_id = add_bo(clinic)
    opened = come_in(clinic, login="bo", password=OTHER_PASSWORD, clock=clock)
    assert (opened.slot_id, opened.must_change) == (slot_id, True)
    assert opened.keys.database == clinic.new.keys.database
    with pytest.raises(InvalidValue):
        add_bo(clinic)


def test_a_one_time_password_runs_out(clinic: Clinic, clock: StandingClock) -> None:
    vault.add_slot(
        clinic.folder,
        clinic.new.keys,
        login="Bo",
        one_time_password=OTHER_PASSWORD,
        role_hint="receptionist",
        cost=LIGHT_COST,
        expires=clock.moment + timedelta(days=1),
    )
    assert come_in(clinic, login="bo", password=OTHER_PASSWORD, clock=clock).must_change
    clock.move(86_401)
    with pytest.raises(WrongCredentials):
        come_in(clinic, login="bo", password=OTHER_PASSWORD, clock=clock)


def test_unlocking_works_on_any_thread(clinic: Clinic, clock: StandingClock) -> None:
    with ThreadPoolExecutor() as pool:
        opened = pool.submit(come_in, clinic, clock=clock).result()
    database = Database.open(clinic.folder, opened.keys)
    assert database.damage() == ()
    database.dispose()


def test_a_slot_that_somebody_adds_from_outside_breaks_the_seal(
    clinic: Clinic, clock: StandingClock
) -> None:
    tree = tree_of(clinic)
    tree["slots"]["f" * 32] = tree["slots"][clinic.new.slot_id] | {"login": "eve"}
    put(clinic, tree)
    with pytest.raises(ClinicDamaged):
        come_in(clinic, clock=clock)


def test_a_changed_password_opens_and_the_old_one_no_more(
    clinic: Clinic, clock: StandingClock
) -> None:
    changed = vault.change_password(
        clinic.folder,
        login=LOGIN,
        old=PASSWORD,
        new=OTHER_PASSWORD,
        device_code=clinic.new.device_code,
        cost=LIGHT_COST,
        clocks=clock.clocks,
    )
    assert changed.keys.database == clinic.new.keys.database
    assert come_in(clinic, password=OTHER_PASSWORD, clock=clock).must_change is False
    with pytest.raises(WrongCredentials):
        come_in(clinic, clock=clock)


def test_a_reissued_way_in_replaces_the_forgotten_password(
    clinic: Clinic, clock: StandingClock
) -> None:
    keys, slot_id = clinic.new.keys, clinic.new.slot_id
    vault.reissue(
        clinic.folder, keys, slot_id=slot_id, one_time_password=OTHER_PASSWORD, cost=LIGHT_COST
    )
    assert come_in(clinic, password=OTHER_PASSWORD, clock=clock).must_change
    with pytest.raises(WrongCredentials):
        come_in(clinic, clock=clock)


def test_a_removed_colleague_stays_outside_and_the_last_one_cannot_go(
    clinic: Clinic, clock: StandingClock
) -> None:
    slot_id = add_bo(clinic)
    vault.remove_slot(clinic.folder, clinic.new.keys, slot_id=slot_id)
    with pytest.raises(WrongCredentials):
        come_in(clinic, login="bo", password=OTHER_PASSWORD, clock=clock)
    with pytest.raises(InvalidValue):
        vault.remove_slot(clinic.folder, clinic.new.keys, slot_id=clinic.new.slot_id)


def tree_of(clinic: Clinic) -> Any:
    return json.loads(clinic.folder.keys.read_bytes())


def put(clinic: Clinic, tree: Any) -> None:
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    clinic.folder.keys.write_text(text, "utf-8")


def test_swapped_logins_are_noticed_by_the_seal(clinic: Clinic, clock: StandingClock) -> None:
    bo = add_bo(clinic)
    tree = tree_of(clinic)
    tree["slots"][bo]["login"], tree["slots"][clinic.new.slot_id]["login"] = LOGIN, "bo"
    put(clinic, tree)
    with pytest.raises(ClinicDamaged):
        come_in(clinic, login=LOGIN, password=OTHER_PASSWORD, clock=clock)


def test_a_lowered_cost_does_not_open(clinic: Clinic, clock: StandingClock) -> None:
    tree = tree_of(clinic)
    tree["slots"][clinic.new.slot_id]["kdf"]["t"] = 1
    put(clinic, tree)
    with pytest.raises(WrongCredentials):
        come_in(clinic, clock=clock)


def bad(tree: Any, slot_id: str, what: str) -> bytes:
    slot = tree["slots"][slot_id]
    match what:
        case "huge memory":
            slot["kdf"]["m_kib"] = 16 * 1024 * 1024
        case "little memory":
            slot["kdf"]["m_kib"] = 8
        case "unknown field":
            slot["nickname"] = "x"
        case "missing field":
            del slot["pub"]
        case "flag as text":
            slot["must_change"] = "no"
        case "true as number":
            slot["kdf"]["t"] = True
        case "short salt":
            slot["kdf"]["salt"] = "ab"
        case "no date":
            slot["created"] = "yesterday"
        case "a fraction":
            tree["epoch"] = 1.5
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    match what:
        case "twice":
            text = text.replace('"epoch":1', '"epoch":1,"epoch":1')
        case "spaces":
            text = text.replace(":", ": ")
        case "NaN":
            text = text.replace('"epoch":1', '"epoch":NaN')
        case "endless digits":
            text = text.replace('"epoch":1', '"epoch":' + "1" * 5000)
        case "deep":
            text = "[" * 100_000
        case "empty":
            text = ""
        case "cut":
            text = text[: len(text) // 2]
        case "large":
            text += " " * key_file.LARGEST
        case "surrogate":
            text = text.replace(LOGIN, "\\ud800")
    return text.encode()


@pytest.mark.parametrize(
    "what",
    [
        *("huge memory", "little memory", "unknown field", "missing field", "flag as text"),
        *("true as number", "short salt", "no date", "a fraction", "twice", "spaces", "NaN"),
        *("endless digits", "deep", "empty", "cut", "large", "surrogate"),
    ],
)
def test_a_bad_key_file_is_refused_before_any_work(
    clinic: Clinic, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_work(*_: object, **__: object) -> None:
        raise AssertionError("Argon2 ran")

    monkeypatch.setattr(vault, "Argon2id", no_work)
    clinic.folder.keys.write_bytes(bad(tree_of(clinic), clinic.new.slot_id, what))
    with pytest.raises(ClinicDamaged) as refused:
        come_in(clinic, clock=StandingClock())
    assert refused.value.what == "keys"


def test_a_newer_key_file_is_left_alone(clinic: Clinic, clock: StandingClock) -> None:
    tree = tree_of(clinic)
    tree["version"] = 2
    put(clinic, tree)
    with pytest.raises(NewerClinic):
        come_in(clinic, clock=clock)


def test_missing_keys_are_told_as_missing(clinic: Clinic, clock: StandingClock) -> None:
    clinic.folder.keys.unlink()
    with pytest.raises(ClinicMissing) as refused:
        come_in(clinic, clock=clock)
    assert refused.value.what == "keys"


def test_the_previous_key_file_is_kept(clinic: Clinic) -> None:
    before = clinic.folder.keys.read_bytes()
    add_bo(clinic)
    assert key_file.previous_of(clinic.folder).read_bytes() == before


def test_a_demo_clinic_never_opens_as_a_real_one_nor_the_reverse(
    clinic: Clinic, tmp_path: Path, clock: StandingClock
) -> None:
    demo = DataFolder(tmp_path / "demo")
    vault.create(demo, login="demo", password="demo", device=False, cost=LIGHT_COST, demo=True)
    assert vault.unlock(demo, login="demo", password="demo", demo=True).keys.demo
    with pytest.raises(UnsuitableFolder):
        vault.unlock(demo, login="demo", password="demo")
    with pytest.raises(UnsuitableFolder):
        vault.unlock(clinic.folder, login=LOGIN, password=PASSWORD, demo=True)


def test_a_synced_folder_is_refused(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "OneDrive - Kliniken" / "ikbt")
    with pytest.raises(UnsuitableFolder) as refused:
        vault.create(folder, login="a", password=PASSWORD, device=False, cost=LIGHT_COST)
    assert refused.value.reason == "synced"
    assert not folder.root.exists()


CHILD = """
import sys
from pathlib import Path
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import vault

folder, code = DataFolder(Path(sys.argv[1])), sys.argv[2]
old, new = sys.argv[3], sys.argv[4]
print("ready", flush=True)
while True:
    vault.change_password(folder, login="anna", old=old, new=new, device_code=code,
                          cost=vault.LIGHT_COST)
    print(new, flush=True)
    old, new = new, old
"""


def test_a_kill_during_a_password_change_leaves_the_old_or_the_new_one(
    clinic: Clinic, clock: StandingClock
) -> None:
    current = PASSWORD
    for kill in range(5):
        other = OTHER_PASSWORD if current == PASSWORD else PASSWORD
        arguments = [str(clinic.folder.root), str(clinic.new.device_code), current, other]
        with subprocess.Popen(
            [sys.executable, "-c", CHILD, *arguments], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(0.19 + 0.041 * kill)
            child.kill()
            told = child.stdout.read().split("\n")[:-1]
        acknowledged = told[-1] if told else current
        opened = [p for p in (PASSWORD, OTHER_PASSWORD) if opens(clinic, p, clock)]
        assert len(opened) == 1
        # What was acknowledged stands, unless a later change was written and not yet told.
        following = OTHER_PASSWORD if acknowledged == PASSWORD else PASSWORD
        assert opened[0] in {acknowledged, following}
        current = opened[0]


def opens(clinic: Clinic, password: str, clock: StandingClock) -> bool:
    try:
        come_in(clinic, password=password, clock=clock)
    except WrongCredentials:
        clock.move(400)
        return False
    return True


def test_a_seal_is_of_one_file_only(clinic: Clinic) -> None:
    file = key_file.load(clinic.folder)
    key = clinic.new.keys.slots_mac
    assert file.sealed_by(key)
    assert not replace(file, epoch=2).sealed_by(key)


# --- the reserved second key ----------------------------------------------------------------------

CLINICAL = {"clinical/1": b"\x11" * 80, "clinical/12": b"\x22" * 80}


def with_clinical(clinic: Clinic) -> None:
    """As a later program may write it: a box of the second key for each slot and for the paper."""
    file = key_file.load(clinic.folder)
    slots = {
        key: replace(slot, boxes={**slot.boxes, **CLINICAL}) for key, slot in file.slots.items()
    }
    paper = replace(file.recovery, boxes={**file.recovery.boxes, **CLINICAL})
    changed = replace(file, slots=slots, recovery=paper).sealed(clinic.new.keys.slots_mac)
    key_file.save(clinic.folder, changed)


def clinical_of(clinic: Clinic) -> dict[str, dict[str, bytes]]:
    file = key_file.load(clinic.folder)
    owners = {slot.login: slot.boxes for slot in file.slots.values()}
    owners["the paper"] = file.recovery.boxes
    return {
        owner: {name: box for name, box in boxes.items() if name.startswith("clinical/")}
        for owner, boxes in owners.items()
    }


def test_boxes_of_the_second_key_are_kept_through_every_rewrite(
    clinic: Clinic, clock: StandingClock
) -> None:
    add_bo(clinic)
    with_clinical(clinic)
    folder, everybody = clinic.folder, {LOGIN: CLINICAL, "bo": CLINICAL, "the paper": CLINICAL}
    keys = come_in(clinic, clock=clock).keys
    vault.change_password(
        folder,
        login=LOGIN,
        old=PASSWORD,
        new=OTHER_PASSWORD,
        device_code=clinic.new.device_code,
        cost=LIGHT_COST,
    )
    assert clinical_of(clinic) == everybody
    eva = vault.add_slot(
        folder, keys, login="eva", one_time_password=PASSWORD, role_hint="x", cost=LIGHT_COST
    )
    assert clinical_of(clinic) == everybody | {"eva": {}}, "nothing was sealed for her"
    vault.remove_slot(folder, keys, slot_id=eva)
    vault.mark_recovery_tested(folder, keys)
    begun = vault.begin_epoch(folder, keys)
    assert clinical_of(clinic) == everybody
    vault.end_epoch(folder, begun)
    assert clinical_of(clinic) == everybody
    assert key_file.load(folder).epoch == 2
    code = vault.new_device_code()
    assert begun.coming is not None
    vault.renew_device(folder, begun.coming, code)
    assert clinical_of(clinic) == everybody
    opened = vault.unlock(folder, login=LOGIN, password=OTHER_PASSWORD, device_code=code)
    assert opened.sealed


def test_a_new_key_pair_leaves_behind_what_was_sealed_to_the_old_one(clinic: Clinic) -> None:
    """A box of the second key opens with the pair it was sealed to: it is given anew, not kept."""
    with_clinical(clinic)
    vault.reissue(
        clinic.folder,
        clinic.new.keys,
        slot_id=clinic.new.slot_id,
        one_time_password=OTHER_PASSWORD,
        cost=LIGHT_COST,
    )
    assert clinical_of(clinic) == {LOGIN: {}, "the paper": CLINICAL}


def test_boxes_of_the_second_key_stand_under_the_seal(clinic: Clinic, clock: StandingClock) -> None:
    with_clinical(clinic)
    tree = tree_of(clinic)
    del tree["slots"][clinic.new.slot_id]["boxes"]["clinical/1"]
    put(clinic, tree)
    with pytest.raises(ClinicDamaged):
        come_in(clinic, clock=clock)


@pytest.mark.parametrize(
    "name",
    [
        *("clinical", "clinical/", "clinical/0", "clinical/01", "clinical/1/2", "clinical/-1"),
        *("Clinical/1", "other/1", "master", "master/0", "master/x", "master/1 ", "", "clinical/é"),
        *("clinical/1234567", "clinical/٢"),
    ],
)
def test_boxes_of_any_other_name_are_refused(
    clinic: Clinic, clock: StandingClock, name: str
) -> None:
    tree = tree_of(clinic)
    boxes = tree["recovery"]["boxes"]
    boxes[name] = next(iter(boxes.values()))
    put(clinic, tree)
    with pytest.raises(ClinicDamaged) as refused:
        come_in(clinic, clock=clock)
    assert refused.value.detail == "recovery.boxes names"
