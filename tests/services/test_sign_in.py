"""The way in: founding, the test-typed paper, passwords, and files that somebody touched."""

import dataclasses
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.errors import (
    ClinicDamaged,
    ClinicInUse,
    ClinicLocked,
    ClinicMissing,
    DeviceCodeNeeded,
    IkbtError,
    InvalidValue,
    MistypedKey,
    NotPermitted,
    RuleRefused,
    TooManyAttempts,
    UnsuitableFolder,
    WeakPassword,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services import training
from ikbt_desktop.services.administration import NewUser, UserChanges
from ikbt_desktop.services.backups import Backups
from ikbt_desktop.services.menu import Notices, Services
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.services.sign_in import Entry, Founded, NewClinic, Protection
from ikbt_desktop.storage import key_file, printed_keys, vault
from ikbt_desktop.storage.keyring_access import DeviceCodes
from tests.clinics import (
    NEW_CLINIC,
    NO_KEYRING,
    PASSWORD,
    Clinic,
    Clock,
    Template,
    entry,
    invented_number,
    make_template,
    shipped,
)
from tests.exports import reading

NEW_PASSWORD = "en alldeles ny fras 4"


@pytest.fixture(scope="session")
def founded_only(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataFolder, str]:
    folder = DataFolder(tmp_path_factory.mktemp("founded") / "clinic")
    return folder, entry(folder, Clock()).found(NEW_CLINIC).recovery_key


@pytest.fixture
def untested(founded_only: tuple[DataFolder, str], tmp_path: Path) -> tuple[DataFolder, str]:
    """A clinic just founded, whose recovery paper nobody has typed yet."""
    source, recovery_key = founded_only
    folder = DataFolder(tmp_path / "clinic")
    shutil.copytree(source.root, folder.root)
    return folder, recovery_key


@pytest.fixture
def folder(clinic_template: Template, tmp_path: Path) -> DataFolder:
    """A clinic with five people, at rest."""
    copied = DataFolder(tmp_path / "resting")
    shutil.copytree(clinic_template.folder.root, copied.root)
    return copied


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def signed_in(folder: DataFolder, clock: Clock) -> Iterator[Services]:
    services = entry(folder, clock).sign_in("alva", PASSWORD)
    yield services
    services.close()


def actions(services: Services, kind: str) -> list[str]:
    return [row.action for row in services.administration.log_page(limit=500) if row.kind == kind]


def answered(**other: Any) -> NewClinic:
    return dataclasses.replace(NEW_CLINIC, **other)


# --- first start -----------------------------------------------------------------------------


def test_an_empty_folder_asks_for_first_start(tmp_path: Path, clock: Clock) -> None:
    assert entry(DataFolder(tmp_path / "new"), clock).state() == "first_start"
    assert not (tmp_path / "new").exists()


def test_a_founded_clinic_lies_encrypted_and_waits_for_its_paper(
    untested: tuple[DataFolder, str], clock: Clock
) -> None:
    folder, _ = untested
    assert entry(folder, clock).state() == "untested_key"
    assert {path.name for path in folder.root.iterdir()} == {
        "clinic.db",
        "clinic.keys",
        "clinic.lock",
    }
    for secret in (NEW_CLINIC.crisis_phone, NEW_CLINIC.name, "SQLite format 3"):
        assert secret.encode() not in folder.database.read_bytes()


def test_the_paper_is_a_pdf_and_shows_the_key_in_groups(tmp_path: Path, clock: Clock) -> None:
    founded = entry(DataFolder(tmp_path / "new"), clock).found(NEW_CLINIC)
    assert founded.recovery_sheet.startswith(b"%PDF-")
    assert founded.device_code is None
    assert len(founded.recovery_key.split("-")) == 13
    assert founded.recovery_key not in repr(founded)


def test_typing_the_paper_makes_the_clinic_ready(
    untested: tuple[DataFolder, str], clock: Clock
) -> None:
    folder, recovery_key = untested
    way_in = entry(folder, clock)
    way_in.confirm_recovery_key(recovery_key.replace("-", " ").lower())
    assert way_in.state() == "ready"
    services = way_in.sign_in("alva", PASSWORD)
    assert services.notices.keys_as_kept
    assert services.administration.recovery_tested()
    services.close()


def test_a_mistyped_paper_names_the_group_and_anothers_paper_is_refused(
    untested: tuple[DataFolder, str], clinic_template: Template, clock: Clock
) -> None:
    folder, recovery_key = untested
    way_in = entry(folder, clock)
    groups = recovery_key.split("-")
    groups[4] = ("3" if groups[4][0] == "2" else "2") + groups[4][1:]  # one sign, always noticed
    with pytest.raises(MistypedKey) as mistyped:
        way_in.confirm_recovery_key("-".join(groups))
    assert mistyped.value.group == 5
    with pytest.raises(WrongRecoveryKey):
        way_in.confirm_recovery_key(clinic_template.founded.recovery_key)
    assert way_in.state() == "untested_key"


def test_no_patient_is_registered_before_the_paper_is_typed(
    untested: tuple[DataFolder, str], clock: Clock
) -> None:
    folder, recovery_key = untested
    way_in = entry(folder, clock)
    admin = way_in.sign_in("ALVA ", PASSWORD)
    admin.administration.add_user(NewUser("rut", "Rut Låtsasdal", Role.RECEPTIONIST, "", PASSWORD))
    admin.close()
    rut = way_in.sign_in("rut", PASSWORD)
    new = NewReferral(
        identity=invented_number(date(1984, 6, 15)),
        family_name="Exempelsson",
        given_name="Karin",
        source="self_referral",
        received_on=clock.today,
    )
    with pytest.raises(RuleRefused) as refused:
        rut.referrals.register(new)
    assert (refused.value.rule, refused.value.reason) == ("START", "recovery_key_untested")
    assert rut.caseload.count() == 0
    rut.close()
    way_in.confirm_recovery_key(recovery_key)
    rut = way_in.sign_in("rut", PASSWORD)
    assert rut.referrals.register(new).name == "Exempelsson, Karin"
    rut.close()


def test_a_lost_paper_is_replaced_by_a_new_one_while_signed_in(
    untested: tuple[DataFolder, str], clock: Clock
) -> None:
    folder, old_key = untested
    way_in = entry(folder, clock)
    admin = way_in.sign_in("alva", PASSWORD)
    renewed = admin.administration.renew_recovery_key()
    with pytest.raises(WrongRecoveryKey):
        admin.administration.confirm_recovery_key(old_key)
    admin.administration.confirm_recovery_key(renewed.recovery_key)
    assert actions(admin, "recovery_key") == [Action.KEY, Action.KEY]
    admin.close()
    assert way_in.state() == "ready"


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("name", "  ", "empty"),
        ("crisis_phone", "", "empty"),
        ("crisis_phone", "ring oss", "no_phone"),
        ("crisis_unit", "", "empty"),
        ("crisis_text", "\n", "empty"),
        ("person", "", "empty"),
        ("login", "", "empty"),
        ("email", "inte en adress", "no_email"),
        ("name", "x" * 1_000_000, "too_long"),
        ("name", "Klinik\x00en", "control_sign"),
        ("person", "Alva \u202enossttihåP", "control_sign"),
    ],
)
def test_a_wrong_answer_of_first_start_is_named_and_leaves_nothing(
    tmp_path: Path, clock: Clock, field: str, value: str, reason: str
) -> None:
    folder = DataFolder(tmp_path / "new")
    way_in = entry(folder, clock)
    with pytest.raises(InvalidValue) as refused:
        way_in.found(answered(**{field: value}))
    assert (refused.value.field, refused.value.reason) == (field, reason)
    assert way_in.state() == "first_start"
    assert not folder.keys.exists()


def test_a_weak_first_password_leaves_nothing(tmp_path: Path, clock: Clock) -> None:
    folder = DataFolder(tmp_path / "new")
    way_in = entry(folder, clock)
    assert way_in.password_minimum() == 15
    with pytest.raises(WeakPassword) as weak:
        way_in.found(dataclasses.replace(NEW_CLINIC, password="kort fras 12"))
    assert weak.value.minimum == 15
    assert way_in.state() == "first_start"
    assert [path.name for path in folder.root.iterdir()] == ["clinic.lock"]


def test_a_clinic_is_never_founded_over_another(folder: DataFolder, clock: Clock) -> None:
    before = folder.database.read_bytes()
    with pytest.raises(FileExistsError):
        entry(folder, clock).found(NEW_CLINIC)
    assert folder.database.read_bytes() == before


FOUNDING = """
import sys
from pathlib import Path
from ikbt_desktop.paths import DataFolder
from tests.clinics import NEW_CLINIC, Clock, entry
entry(DataFolder(Path(sys.argv[1])), Clock()).found(NEW_CLINIC)
"""


@pytest.mark.parametrize("killed_at", ["founding/clinic.keys", "founding/clinic.db", "clinic.keys"])
def test_a_kill_while_founding_leaves_nothing_or_a_whole_clinic(
    tmp_path: Path, clock: Clock, killed_at: str
) -> None:
    folder = DataFolder(tmp_path / "new")
    process = subprocess.Popen([sys.executable, "-c", FOUNDING, str(folder.root)])
    while not (folder.root / killed_at).exists() and process.poll() is None:
        time.sleep(0.0005)
    process.kill()
    process.wait()
    way_in = entry(folder, clock)
    if way_in.state() == "first_start":
        way_in.found(NEW_CLINIC)
    assert way_in.state() == "untested_key"
    way_in.sign_in("alva", PASSWORD).close()
    assert not (folder.root / "founding").exists()


def test_a_whole_staged_clinic_is_moved_to_its_place_and_a_half_one_thrown_away(
    untested: tuple[DataFolder, str], clock: Clock
) -> None:
    folder, _ = untested
    staging = folder.root / "founding"
    staging.mkdir()
    shutil.move(folder.database, staging / "clinic.db")
    (staging / "COMPLETE").touch()
    assert entry(folder, clock).state() == "untested_key"
    assert not staging.exists()
    staging.mkdir()
    (staging / "clinic.db").write_bytes(b"half")
    assert entry(folder, clock).state() == "untested_key"
    assert not staging.exists()
    entry(folder, clock).sign_in("alva", PASSWORD).close()


# --- signing in ------------------------------------------------------------------------------


def test_a_person_comes_in_with_the_role_of_the_database(signed_in: Services) -> None:
    assert signed_in.actor.name == "Alva Påhittsson"
    assert signed_in.actor.role is Role.ADMINISTRATOR
    assert signed_in.clinic_name == NEW_CLINIC.name
    assert not signed_in.demo
    assert not signed_in.must_change_password
    assert signed_in.notices == Notices()
    assert actions(signed_in, "sign_in") == [Action.SIGN_IN]


def test_wrong_password_and_unknown_login_get_the_same_answer(
    folder: DataFolder, clock: Clock
) -> None:
    way_in = entry(folder, clock)
    answers = set()
    for login, password in (("alva", "fel lösenord helt"), ("ingen", PASSWORD), ("", "")):
        with pytest.raises(IkbtError) as refused:
            way_in.sign_in(login, password)
        answers.add((type(refused.value), str(refused.value)))
        clock.move(hours=1)
    assert answers == {(WrongCredentials, "")}


def test_ten_mistyped_passwords_cost_growing_waits_and_stand_in_the_log(
    folder: DataFolder, clock: Clock
) -> None:
    way_in = entry(folder, clock)
    waits = []
    for _ in range(10):
        try:
            way_in.sign_in("maria", "sju gröna hattar på rag")
        except TooManyAttempts as wait:
            waits.append(wait.seconds)
            clock.move(seconds=wait.seconds)
            with pytest.raises(WrongCredentials):
                way_in.sign_in("maria", "sju gröna hattar på rag")
        except WrongCredentials:
            continue
    assert waits == [1, 2, 4, 8, 16, 32, 64]
    with pytest.raises(TooManyAttempts) as told:
        way_in.sign_in("maria", PASSWORD)
    clock.move(seconds=told.value.seconds)
    way_in.sign_in("maria", PASSWORD).close()
    alva = way_in.sign_in("alva", PASSWORD)
    assert actions(alva, "sign_in").count(Action.FAILED_SIGN_IN) == 10
    alva.close()


def test_nobody_else_opens_a_clinic_that_is_open(
    signed_in: Services, folder: DataFolder, clock: Clock
) -> None:
    with pytest.raises(ClinicInUse):
        entry(folder, clock).sign_in("maria", PASSWORD)
    signed_in.close()
    maria = entry(folder, clock).sign_in("maria", PASSWORD)
    assert maria.actor.role is Role.CLINICIAN
    maria.close()


def test_a_failed_sign_in_lets_go_of_the_clinic(folder: DataFolder, clock: Clock) -> None:
    way_in = entry(folder, clock)
    with pytest.raises(WrongCredentials):
        way_in.sign_in("maria", "fel fras helt och hållet")
    way_in.sign_in("maria", PASSWORD).close()


def test_locking_and_leaving_are_logged_once_each(folder: DataFolder, clock: Clock) -> None:
    way_in = entry(folder, clock)
    first = way_in.sign_in("alva", PASSWORD)
    first.close(locking=True)
    first.close()
    second = way_in.sign_in("alva", PASSWORD)
    assert actions(second, "sign_in") == [Action.SIGN_IN, Action.LOCK, Action.SIGN_IN]
    second.close()


def test_a_one_time_password_must_be_changed_and_then_opens_nothing(
    folder: DataFolder, clock: Clock
) -> None:
    way_in = entry(folder, clock)
    maria = way_in.sign_in("maria", PASSWORD)
    assert maria.must_change_password
    with pytest.raises(WrongCredentials):
        maria.administration.change_own_password("fel fras helt och hållet", NEW_PASSWORD)
    with pytest.raises(WeakPassword):
        maria.administration.change_own_password(PASSWORD, "sommar2026")
    with pytest.raises(WeakPassword):
        maria.administration.change_own_password(PASSWORD, PASSWORD)
    maria.administration.change_own_password(PASSWORD, NEW_PASSWORD)
    maria.close()
    with pytest.raises(WrongCredentials):
        way_in.sign_in("maria", PASSWORD)
    maria = way_in.sign_in("maria", NEW_PASSWORD)
    assert not maria.must_change_password
    assert maria.notices.keys_as_kept
    maria.close()


def test_whoever_is_shut_out_does_not_come_in_and_another_role_counts_at_once(
    signed_in: Services, folder: DataFolder, clock: Clock
) -> None:
    users = {user.login: user for user in signed_in.administration.users()}
    for login, changed in (
        ("maria", {"active": False}),
        ("hanna", {"role": Role.RECEPTIONIST, "programs": ()}),
    ):
        user = users[login]
        names = [field.name for field in dataclasses.fields(UserChanges)]
        kept = {name: getattr(user, name) for name in names} | changed
        signed_in.administration.change_user(user.id, UserChanges(**kept), version=user.version)
    signed_in.close()
    way_in = entry(folder, clock)
    with pytest.raises(WrongCredentials):
        way_in.sign_in("maria", PASSWORD)
    hanna = way_in.sign_in("hanna", PASSWORD)
    assert hanna.actor.role is Role.RECEPTIONIST
    assert not hanna.actor.may(Permission.SCREEN)
    hanna.close()


def test_an_old_key_file_does_not_bring_back_whoever_was_shut_out(
    signed_in: Services, folder: DataFolder, clock: Clock
) -> None:
    before = folder.keys.read_bytes()
    clock.move(minutes=1)
    user = next(user for user in signed_in.administration.users() if user.login == "maria")
    names = [field.name for field in dataclasses.fields(UserChanges)]
    kept = {name: getattr(user, name) for name in names} | {"active": False}
    signed_in.administration.change_user(user.id, UserChanges(**kept), version=user.version)
    signed_in.close()
    assert key_file.load(folder).slot_of("maria") is None
    folder.keys.write_bytes(before)
    with pytest.raises(WrongCredentials):
        entry(folder, clock).sign_in("maria", PASSWORD)
    alva = entry(folder, clock).sign_in("alva", PASSWORD)
    assert not alva.notices.keys_as_kept
    assert Action.KEY in actions(alva, "key_file")
    assert actions(alva, "sign_in").count(Action.FAILED_SIGN_IN) == 1
    alva.close()


def test_a_way_in_of_earlier_days_is_made_dearer_at_the_next_sign_in_and_logged(
    folder: DataFolder, clock: Clock
) -> None:
    dearer = dataclasses.replace(vault.LIGHT_COST, t=5)
    way_in = Entry(
        folder,
        demo=False,
        clock=clock,
        catalogue=shipped(),
        workstation="ws-1",
        device_codes=NO_KEYRING,
        cost=dearer,
    )
    way_in.sign_in("alva", PASSWORD).close()
    again = way_in.sign_in("alva", PASSWORD)
    assert again.notices.keys_as_kept
    assert actions(again, "slot") == [Action.KEY]
    again.administration.add_user(NewUser("ny", "Ny Påhitt", Role.RECEPTIONIST, "", PASSWORD))
    again.close()
    slots = key_file.load(folder).slots.values()
    assert {slot.login: slot.kdf.t for slot in slots if slot.kdf.t == 5} == {"alva": 5, "ny": 5}


# --- the paper instead of a password -----------------------------------------------------------


def test_the_paper_gives_an_administrator_a_new_password(
    clinic_template: Template, folder: DataFolder, clock: Clock
) -> None:
    way_in = entry(folder, clock)
    paper = clinic_template.founded.recovery_key
    for login in ("maria", "ingen"):
        with pytest.raises(WrongCredentials):
            way_in.recover(paper, login=login, new_password=NEW_PASSWORD)
    with pytest.raises(WeakPassword):
        way_in.recover(paper, login="alva", new_password="alva")
    services = way_in.recover(paper, login="alva", new_password=NEW_PASSWORD)
    assert services.actor.role is Role.ADMINISTRATOR
    assert not services.must_change_password
    assert Action.KEY in actions(services, "user")
    services.close()
    with pytest.raises(WrongCredentials):
        way_in.sign_in("alva", PASSWORD)


# --- files that are not as they were -----------------------------------------------------------


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def _blot(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[2000:2100] = b"\xff" * 100
    path.write_bytes(content)


@dataclasses.dataclass(frozen=True)
class Harm:
    """What somebody or something did to a file, and what must be told."""

    which: str
    done: Callable[[Path], None]
    error: type[IkbtError]


@pytest.mark.parametrize(
    "harm",
    [
        Harm("database", Path.unlink, ClinicMissing),
        Harm("keys", Path.unlink, ClinicMissing),
        Harm("database", _cut, ClinicDamaged),
        Harm("database", _blot, ClinicDamaged),
        Harm("keys", _cut, ClinicDamaged),
        Harm("keys", _blot, ClinicDamaged),
    ],
)
def test_a_missing_or_damaged_file_is_told_and_nothing_is_made_anew(
    folder: DataFolder, clock: Clock, harm: Harm
) -> None:
    path: Path = getattr(folder, harm.which)
    harm.done(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(harm.error) as told:
        entry(folder, clock).sign_in("alva", PASSWORD)
    assert getattr(told.value, "what", None) == harm.which
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_changed_slot_breaks_the_seal(folder: DataFolder, clock: Clock) -> None:
    content = folder.keys.read_bytes()
    folder.keys.write_bytes(content.replace(b'"must_change":true', b'"must_change":false', 1))
    with pytest.raises(ClinicDamaged) as told:
        entry(folder, clock).sign_in("hanna", PASSWORD)
    assert told.value.what == "keys"


def test_a_database_that_was_set_back_is_noticed(folder: DataFolder, clock: Clock) -> None:
    way_in = entry(folder, clock)
    older = folder.database.read_bytes()
    way_in.sign_in("alva", PASSWORD).close()
    folder.database.write_bytes(older)
    alva = way_in.sign_in("alva", PASSWORD)
    assert not alva.notices.log_whole
    assert not alva.administration.verify_log().whole
    assert Action.VERIFY in actions(alva, "log")
    alva.close()


@pytest.mark.parametrize(("hours", "fault"), [(23, ""), (25, "ahead")])
def test_a_clock_that_went_further_than_time_did_is_noticed(
    folder: DataFolder, clock: Clock, hours: int, fault: str
) -> None:
    way_in = entry(folder, clock)
    way_in.sign_in("alva", PASSWORD).close()
    clock.move(days=3)  # a weekend, by the computer's own ticks too
    way_in.sign_in("alva", PASSWORD).close()
    clock.moment += timedelta(hours=hours)
    alva = way_in.sign_in("alva", PASSWORD)
    assert (alva.notices.clock, alva.clock_fault) == (fault, fault)
    assert actions(alva, "clock") == ([Action.CLOCK] if fault else [])
    alva.close()


@pytest.mark.parametrize(("days", "fault"), [(30, ""), (32, "ahead")])
def test_a_program_started_anew_doubts_only_a_very_long_time(
    folder: DataFolder, clock: Clock, days: int, fault: str
) -> None:
    entry(folder, clock).sign_in("alva", PASSWORD).close()
    clock.move(days=days)
    alva = entry(folder, clock).sign_in("alva", PASSWORD)
    assert alva.notices.clock == fault
    alva.close()


def test_a_clock_that_is_set_back_while_one_works_is_in_the_log_before_the_next_row(
    folder: DataFolder, clock: Clock
) -> None:
    alva = entry(folder, clock).sign_in("alva", PASSWORD)
    clock.move(minutes=-1)
    alva.administration.log_page()
    assert alva.clock_fault == ""
    clock.move(minutes=-3)
    alva.administration.log_page()
    assert alva.clock_fault == "behind"
    alva.administration.log_page()
    assert actions(alva, "clock") == [Action.CLOCK], "once, not with every row"
    alva.close()


def test_no_backup_is_thinned_out_by_a_clock_that_is_doubted(
    folder: DataFolder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(Backups, "_thin", lambda *_, **__: asked.append(None))
    alva = entry(folder, clock).sign_in("alva", PASSWORD)
    alva.backups.make()
    assert len(asked) == 1
    alva.workplace.database.clock_fault = "ahead"
    alva.backups.make()
    assert len(asked) == 1
    alva.close()


def test_what_was_let_go_of_opens_for_nobody(folder: DataFolder, clock: Clock) -> None:
    alva = entry(folder, clock).sign_in("alva", PASSWORD)
    alva.close()
    with pytest.raises(ClinicLocked):
        alva.administration.clinic()


def test_a_clock_that_stands_before_the_log_is_noticed(folder: DataFolder, clock: Clock) -> None:
    way_in = entry(folder, clock)
    way_in.sign_in("alva", PASSWORD).close()
    clock.move(days=-2)
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.notices.clock == "behind"
    assert actions(alva, "clock") == [Action.CLOCK]
    alva.close()


# --- the device code ---------------------------------------------------------------------------


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


def of_drawer() -> DeviceCodes:
    return DeviceCodes(allowed=frozenset({f"{Drawer.__module__}.{Drawer.__qualname__}"}))


def test_with_a_keyring_ten_signs_do_and_a_copied_folder_asks_for_the_device_code(
    tmp_path: Path, clock: Clock, drawer: Drawer
) -> None:
    folder = DataFolder(tmp_path / "new")
    way_in = entry(folder, clock, device_codes=of_drawer())
    assert way_in.password_minimum() == 10
    founded = way_in.found(dataclasses.replace(NEW_CLINIC, password="blå hatt 71"))
    assert founded.device_code is not None
    assert founded.device_sheet is not None
    sheet, device_sheet = map(reading.whole, (founded.recovery_sheet, founded.device_sheet))
    for group in founded.recovery_key.split("-"):
        assert group in sheet
    for group in founded.device_code.split("-"):
        assert group in device_sheet
        assert group not in sheet
    assert not way_in.needs_device_code()
    way_in.sign_in("alva", "blå hatt 71").close()

    drawer.kept.clear()
    elsewhere = entry(folder, clock, device_codes=of_drawer())
    assert elsewhere.needs_device_code()
    with pytest.raises(DeviceCodeNeeded):
        elsewhere.sign_in("alva", "blå hatt 71")
    elsewhere.sign_in("alva", "blå hatt 71", device_code=founded.device_code.lower()).close()
    assert not entry(folder, clock, device_codes=of_drawer()).needs_device_code()
    elsewhere.sign_in("alva", "blå hatt 71").close()


@pytest.fixture
def with_device(tmp_path: Path, clock: Clock) -> tuple[DataFolder, Founded]:
    """A clinic with a device code on a computer without any keyring, both papers untested."""
    folder = DataFolder(tmp_path / "new")
    founded = entry(folder, clock).found(
        answered(password="blå hatt 71", protection=Protection.DEVICE_CODE)
    )
    return folder, founded


def test_without_a_keyring_the_code_is_asked_for_once_at_each_start(
    with_device: tuple[DataFolder, Founded], clock: Clock
) -> None:
    folder, founded = with_device
    assert founded.device_code is not None
    start = entry(folder, clock)
    assert start.needs_device_code()
    start.sign_in("alva", "blå hatt 71", device_code=founded.device_code).close(locking=True)
    assert not start.needs_device_code()
    start.sign_in("alva", "blå hatt 71").close()  # unlocking: the password alone
    assert entry(folder, clock).needs_device_code()  # the next start
    for file in folder.root.rglob("*"):
        assert not file.is_file() or founded.device_code.encode() not in file.read_bytes()


def test_both_papers_are_test_typed_before_the_clinic_is_ready(
    with_device: tuple[DataFolder, Founded], clock: Clock
) -> None:
    folder, founded = with_device
    assert founded.device_code is not None
    way_in = entry(folder, clock)
    with pytest.raises(DeviceCodeNeeded):
        way_in.confirm_recovery_key(founded.recovery_key)
    with pytest.raises(MistypedKey):
        way_in.try_device_code(founded.device_code[:-1] + "!")
    with pytest.raises(WrongRecoveryKey):
        way_in.try_device_code(printed_keys.printed(bytes(20)))
    with pytest.raises(DeviceCodeNeeded):
        way_in.confirm_recovery_key(founded.recovery_key)
    way_in.try_device_code(founded.device_code.replace("-", " ").lower())
    way_in.confirm_recovery_key(founded.recovery_key)
    assert way_in.state() == "ready"


@pytest.mark.parametrize("kept", ["0" * 47, "inget som liknar en kod", ""])
def test_a_keyring_that_gives_an_old_code_or_rubbish_is_as_one_without(
    with_device: tuple[DataFolder, Founded], clock: Clock, drawer: Drawer, kept: str
) -> None:
    folder, founded = with_device
    db_id = key_file.load(folder).db_id
    drawer.kept["ikbt-desktop", db_id] = kept or printed_keys.printed(bytes(20))
    way_in = entry(folder, clock, device_codes=of_drawer())
    assert way_in.needs_device_code()
    with pytest.raises(DeviceCodeNeeded):
        way_in.sign_in("alva", "blå hatt 71")
    way_in.sign_in("alva", "blå hatt 71", device_code=founded.device_code).close()
    assert drawer.kept["ikbt-desktop", db_id] == founded.device_code


def test_a_keyring_that_forgets_at_once_still_lets_the_day_go_on(
    with_device: tuple[DataFolder, Founded], clock: Clock, drawer: Drawer
) -> None:
    folder, founded = with_device

    class Sieve(dict[tuple[str, str], str]):
        def __setitem__(self, _key: tuple[str, str], _value: str) -> None:
            """Takes everything, keeps nothing."""

    drawer.kept = Sieve()
    way_in = entry(folder, clock, device_codes=of_drawer())
    way_in.sign_in("alva", "blå hatt 71", device_code=founded.device_code).close()
    way_in.sign_in("alva", "blå hatt 71").close()


def test_the_paper_opens_without_keyring_once_the_device_code_is_typed(
    with_device: tuple[DataFolder, Founded], clock: Clock
) -> None:
    folder, founded = with_device
    way_in = entry(folder, clock)
    paper = founded.recovery_key
    with pytest.raises(DeviceCodeNeeded):
        way_in.recover(paper, login="alva", new_password=NEW_PASSWORD)
    with pytest.raises(WrongRecoveryKey):
        way_in.recover(
            paper,
            login="alva",
            new_password=NEW_PASSWORD,
            device_code=printed_keys.printed(bytes(20)),
        )
    services = way_in.recover(
        paper, login="alva", new_password=NEW_PASSWORD, device_code=founded.device_code
    )
    assert not services.password_only
    services.close()


def test_a_clinic_with_passwords_alone_asks_fifteen_signs_says_so_and_logs_it(
    tmp_path: Path, clock: Clock, drawer: Drawer
) -> None:
    folder = DataFolder(tmp_path / "new")
    way_in = entry(folder, clock, device_codes=of_drawer())
    assert drawer.kept == {}
    with pytest.raises(WeakPassword) as weak:
        way_in.found(answered(password="blå hatt 71", protection=Protection.ALONE))
    assert weak.value.minimum == 15
    founded = way_in.found(answered(protection=Protection.ALONE))
    assert (founded.device_code, founded.device_sheet) == (None, None)
    assert drawer.kept == {}
    assert way_in.password_minimum() == 15
    services = way_in.sign_in("alva", PASSWORD)
    assert services.password_only
    log = services.administration.log_page(limit=50)
    assert [row.reason for row in log if row.kind == "key_file"] == ["password_only"]
    services.close()


# --- the training clinic -----------------------------------------------------------------------


def test_the_training_clinic_lets_one_be_anybody_and_never_mixes_with_a_real_one(
    tmp_path: Path, folder: DataFolder, clock: Clock
) -> None:
    practice = DataFolder(tmp_path / "practice")
    way_in = entry(practice, clock, demo=True)
    alva = training.ADMINISTRATOR
    way_in.found(dataclasses.replace(NEW_CLINIC, login=alva.login, person=alva.name, password=""))
    assert way_in.state() == "ready"
    admin = way_in.sign_in_demo("alva")
    assert admin.demo
    admin.administration.add_user(
        NewUser("rut", training.RECEPTIONIST.name, Role.RECEPTIONIST, "", training.PASSWORD)
    )
    admin.close()
    assert [person.login for person in way_in.demo_persons()] == ["rut", "alva"]
    rut = way_in.sign_in_demo("rut")
    assert not rut.must_change_password
    rut.close()

    with pytest.raises(UnsuitableFolder) as real_program:
        entry(practice, clock).sign_in("alva", training.PASSWORD)
    with pytest.raises(UnsuitableFolder) as practice_program:
        entry(folder, clock, demo=True).sign_in_demo("alva")
    assert real_program.value.reason == practice_program.value.reason == "demo"


def test_a_refusal_is_raised_and_logged(clinic: Clinic) -> None:
    with pytest.raises(NotPermitted):
        clinic.clinician.administration.users()
    assert clinic.refusals() == 1


def test_the_template_is_like_a_founded_clinic(tmp_path: Path, clock: Clock) -> None:
    template = make_template(tmp_path)
    assert entry(template.folder, clock).state() == "ready"
    assert set(template.people) == {"alva", "rut", "maria", "hanna", "tore"}
