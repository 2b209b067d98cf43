"""Whichever call to the system fails, the old state or the new one stands whole, and it is told.

The next start finds a clinic that opens, a log that holds, keys that are sealed, and no halves.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.errors import DeviceCodeNeeded, IkbtError, TooLittleMemory
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.sign_in import Entry
from ikbt_desktop.storage import backup, ballast, durable, erasure, key_file, restore, vault
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.backup import Order
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.keyring_access import DeviceCodes
from ikbt_desktop.storage.unit_of_work import Workplace, open_reading
from ikbt_desktop.storage.vault import ClinicKeys
from tests.clinics import NEW_CLINIC, PASSWORD, Clock, Template, entry
from tests.faults import Failing, failures
from tests.storage import belongings
from tests.storage.old_files import OldFile, laid_out

ALVA = Actor("0" * 32, "Alva Påhittsson", Role.ADMINISTRATOR, "")
LIVE = frozenset(
    {"clinic.db", "clinic.keys", "clinic.keys.bak", "clinic.auth", "clinic.lock"}
    | {"backups", "clinic.ballast"}
)


@dataclass(frozen=True)
class Place:
    """A copy of the clinic for one try, and a stick beside it."""

    folder: DataFolder
    keys: ClinicKeys
    stick: Path

    @property
    def workplace(self) -> Callable[[Database], Workplace]:
        return lambda database: Workplace(database, ALVA, Clock(), "ws-1")


@pytest.fixture
def copies(clinic_template: Template, tmp_path: Path) -> Callable[[], Place]:
    made = 0

    def _copy() -> Place:
        nonlocal made
        made += 1
        root = tmp_path / f"try{made}"
        shutil.rmtree(tmp_path / f"try{made - 1}", ignore_errors=True)
        folder, stick = DataFolder(root / "clinic"), root / "stick"
        shutil.copytree(clinic_template.folder.root, folder.root)
        stick.mkdir()
        return Place(folder, clinic_template.keys, stick)

    return _copy


def next_start(place: Place) -> None:
    """What the program does when somebody comes again, and what it must find."""
    folder, keys = place.folder, place.keys
    restore.finish(folder)
    durable.sweep(folder.root)
    assert key_file.load(folder).sealed_by(keys.slots_mac)
    book = vault.attempts_book(folder, db_id=keys.db_id, device=keys.device)
    assert not [one for one in book.failures() if one.reason == "attempts_file_damaged"]
    database = Database.open(folder, keys)
    try:
        with open_reading(place.workplace(database), Permission.CHANGE_OWN_SIGN_IN) as work:
            assert work.verify_log().whole
        assert database.damage() == ()
    finally:
        database.dispose()
    found = {path.name for path in folder.root.iterdir()}
    strange = {name for name in found - LIVE if not name.startswith("replaced-")}
    assert strange == set()


def tried(failing: Failing, act: Callable[[], object]) -> bool:
    """Do it; True when it came to its end. Any other error than one with words is a bug."""
    with failing:
        try:
            act()
        except IkbtError:
            return False
    return True


# --- the small files -------------------------------------------------------------------------


def test_a_new_anchor_stands_or_the_old_one_does(
    copies: Callable[[], Place], tmp_path: Path
) -> None:
    for failing in failures(tmp_path):
        place = copies()
        book = vault.attempts_book(place.folder, db_id=place.keys.db_id, device=place.keys.device)
        old, new = Anchor(1, "aa"), Anchor(2, "bb")
        book.keep_anchor(old)
        done = tried(failing, partial(book.keep_anchor, new))
        assert book.anchor() in ({new} if done else {old, new})
        assert done or failing.met
        next_start(place)


def test_a_recovery_paper_is_marked_as_tested_or_is_not(
    copies: Callable[[], Place], tmp_path: Path
) -> None:
    for failing in failures(tmp_path):
        place = copies()
        before = place.folder.keys.read_bytes()
        tried(failing, partial(vault.renew_recovery, place.folder, place.keys))
        after = place.folder.keys.read_bytes()
        assert (after == before) or key_file.load(place.folder).sealed_by(place.keys.slots_mac)
        next_start(place)


def test_a_password_change_leaves_one_password_that_opens(
    copies: Callable[[], Place], tmp_path: Path
) -> None:
    new = "en alldeles ny fras 4"
    for failing in failures(tmp_path, slow=True):
        place = copies()
        before = place.folder.keys.read_bytes()

        def change(place: Place = place) -> None:
            vault.change_password(
                place.folder, login="alva", old=PASSWORD, new=new, cost=vault.LIGHT_COST
            )

        done = tried(failing, change)
        changed = place.folder.keys.read_bytes() != before
        assert changed or not done
        opens = new if changed else PASSWORD
        vault.unlock(place.folder, login="alva", password=opens)
        next_start(place)


def test_the_reserve_is_there_or_not_and_never_half(
    copies: Callable[[], Place], tmp_path: Path
) -> None:
    for failing in failures(tmp_path):
        place = copies()
        done = tried(failing, partial(ballast.ensure, place.folder, size=100_000))
        assert place.folder.ballast.exists() or not done
        next_start(place)


# --- backups and restores --------------------------------------------------------------------


def test_a_backup_in_two_places_is_whole_or_is_not_called_one(
    copies: Callable[[], Place], tmp_path: Path
) -> None:
    for failing in failures(tmp_path, slow=True):
        place = copies()

        def keep(place: Place = place) -> None:
            order = Order(1, "Alva", "ws-1", Clock()(), "hand")
            made = backup.make(place.folder, place.keys, order)
            backup.copy_to(place.folder, made, place.stick)

        done = tried(failing, keep)
        named = [*backup.found_in(place.folder.backups), *backup.found_in(place.stick)]
        for path in named:
            backup.prove(path, place.keys, tmp_path / "proof.db")
            (tmp_path / "proof.db").unlink()
        assert len(named) == 2 if done else len(named) <= 2
        next_start(place)


def test_a_restore_brings_the_backup_back_or_leaves_the_clinic(
    copies: Callable[[], Place], tmp_path: Path
) -> None:
    for failing in failures(tmp_path, slow=True):
        place = copies()
        order = Order(7, "Alva", "ws-1", Clock()(), "hand")
        path = backup.make(place.folder, place.keys, order).path.rename(place.stick / "kept")

        def bring_back(place: Place = place, path: Path = path) -> None:
            staged = restore.stage(place.folder, place.keys, path)
            restore.seal(staged, place.keys, at=Clock()())
            restore.finish(place.folder)

        done = tried(failing, bring_back)
        next_start(place)
        aside = list(place.folder.root.glob("replaced-*"))
        assert aside or not done
        assert all((one / "clinic.db").exists() for one in aside)


def test_a_destruction_leaves_the_record_whole_or_gone(
    copies: Callable[[], Place], tmp_path: Path
) -> None:
    for failing in failures(tmp_path, slow=True):
        place = copies()
        patient = belongings.fill(place.folder, place.keys, "går", digits="193002122389")

        def destroy(place: Place = place, patient: str = patient) -> None:
            erasure.erase(place.folder, place.keys, (patient,), lambda _session, _gone: None)

        done = tried(failing, destroy)
        next_start(place)
        rows = belongings.everything(place.folder, place.keys)
        there = {table.name: len(rows[table.name]) for table in belongings.hanging()}
        assert set(there.values()) in ({0}, {1})
        assert not done or set(there.values()) == {0}


# --- coming in -------------------------------------------------------------------------------


def test_a_sign_in_that_fails_anywhere_is_told_and_the_next_one_works(
    copies: Callable[[], Place], tmp_path: Path
) -> None:
    for failing in failures(tmp_path, slow=True):
        place = copies()
        way_in = entry(place.folder, Clock())

        def come_and_go(way_in: Entry = way_in) -> None:
            way_in.sign_in("alva", PASSWORD).close()

        tried(failing, come_and_go)
        alva = way_in.sign_in("alva", PASSWORD)
        assert alva.notices.log_whole
        assert alva.notices.keys_as_kept
        alva.close()
        next_start(place)


def test_founding_leaves_a_clinic_or_an_empty_folder(tmp_path: Path) -> None:
    for number, failing in enumerate(failures(tmp_path, slow=True)):
        folder = DataFolder(tmp_path / f"new{number}" / "clinic")
        way_in = entry(folder, Clock())
        done = tried(failing, partial(way_in.found, NEW_CLINIC))
        state = way_in.state()
        assert state == "untested_key" if done else state in {"first_start", "untested_key"}
        assert not (folder.root / "founding").exists()
        left = {path.name for path in folder.root.iterdir()} if folder.root.exists() else set()
        assert left <= {"clinic.lock"} if state == "first_start" else left >= {"clinic.keys"}


def carry_over(old: OldFile, order: Order) -> None:
    def _keep() -> None:
        backup.make(old.folder, old.keys, order)

    Database.open(old.folder, old.keys, before_migration=_keep).dispose()


def test_an_older_clinic_is_carried_over_or_stays_as_it_was(tmp_path: Path) -> None:
    for number, failing in enumerate(failures(tmp_path, slow=True)):
        old = laid_out("r0001", tmp_path / f"old{number}")

        order = Order(1, "Alva", "ws-1", Clock()(), "migration")
        tried(failing, partial(carry_over, old, order))
        next_start(Place(old.folder, old.keys, tmp_path))


# --- the keyring, and memory -----------------------------------------------------------------


class Sometimes(DeviceCodes):
    """An account's keyring whose n-th call fails."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self.at, self.calls = at, 0

    def _fails(self) -> bool:
        self.calls += 1
        return self.calls == self.at

    def read(self, clinic_id: str) -> str | None:
        return None if self._fails() else self.kept.get(clinic_id)

    def keep(self, clinic_id: str, code: str) -> bool:
        if self._fails():
            return False
        self.kept[clinic_id] = code
        return True

    def available(self) -> bool:
        return not self._fails()


def test_a_keyring_that_fails_at_any_call_stops_nobody(tmp_path: Path) -> None:
    """Founding, leaving and coming back: the code is then typed from the paper."""
    at = 0
    while True:
        at += 1
        folder, ring = DataFolder(tmp_path / f"ring{at}" / "clinic"), Sometimes(at)
        way_in = entry(folder, Clock(), device_codes=ring)
        founded = way_in.found(NEW_CLINIC)
        if founded.device_code is not None:
            way_in.try_device_code(founded.device_code)
        way_in.confirm_recovery_key(founded.recovery_key)
        code = founded.device_code if way_in.needs_device_code() else None
        try:
            way_in.sign_in("alva", PASSWORD, device_code=code).close()
        except DeviceCodeNeeded:
            way_in.sign_in("alva", PASSWORD, device_code=founded.device_code).close()
        if ring.calls < at:
            break
    assert at > 4


def test_too_little_memory_is_told_at_whichever_guess_and_nothing_is_changed(
    copies: Callable[[], Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The n-th Argon2 finds no memory: sign-in, its second guess, a password change."""
    real = Argon2id.derive
    for at in range(1, 10):
        place, calls = copies(), 0

        def derive(self: Argon2id, secret: bytes, at: int = at) -> bytes:
            nonlocal calls
            calls += 1
            if calls == at:
                raise MemoryError
            return real(self, secret)

        before = place.folder.keys.read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr("ikbt_desktop.storage.vault.Argon2id.derive", derive)
            try:
                vault.change_password(
                    place.folder,
                    login="alva",
                    old=PASSWORD,
                    new="en alldeles ny fras 4",
                    cost=vault.LIGHT_COST,
                )
            except TooLittleMemory:
                assert place.folder.keys.read_bytes() == before
            else:
                break
        next_start(place)
    assert at > 2
