"""The recovery key from its envelope: where passwords, administrators or the code are lost."""

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.errors import (
    DeviceCodeNeeded,
    InvalidValue,
    WeakPassword,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.administration import NewUser
from ikbt_desktop.services.sign_in import Entry, Founded
from ikbt_desktop.storage import rotation, vault
from ikbt_desktop.storage.keyring_access import DeviceCodes
from tests.clinics import NEW_CLINIC, PASSWORD, Clock, Template, entry

NEW_PASSWORD = "en alldeles ny fras 4"


class Drawer(KeyringBackend):
    """An account's keyring that lies in memory."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


CODES = DeviceCodes(allowed=frozenset({f"{Drawer.__module__}.{Drawer.__qualname__}"}))


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    before, own = keyring.get_keyring(), Drawer()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@dataclasses.dataclass(frozen=True)
class Coded:
    """A clinic with a device code, at rest: alva is administrator, maria clinician."""

    folder: DataFolder
    founded: Founded
    way_in: Entry


@pytest.fixture(scope="session")
def coded_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataFolder, Founded]:
    folder = DataFolder(tmp_path_factory.mktemp("coded") / "clinic")
    before = keyring.get_keyring()
    keyring.set_keyring(Drawer())
    try:
        way_in = entry(folder, Clock(), device_codes=CODES)
        founded = way_in.found(NEW_CLINIC)
        assert founded.device_code is not None
        way_in.try_device_code(founded.device_code)
        way_in.confirm_recovery_key(founded.recovery_key)
        alva = way_in.sign_in("alva", PASSWORD)
        alva.administration.add_user(NewUser("maria", "Maria S", Role.CLINICIAN, "", PASSWORD))
        alva.close()
    finally:
        keyring.set_keyring(before)
    return folder, founded


@pytest.fixture
def coded(
    coded_template: tuple[DataFolder, Founded], tmp_path: Path, drawer: Drawer, clock: Clock
) -> Coded:
    source, founded = coded_template
    folder = DataFolder(tmp_path / "coded")
    shutil.copytree(source.root, folder.root)
    assert founded.device_code is not None
    CODES.keep(vault.identity_of(folder), founded.device_code)
    return Coded(folder, founded, entry(folder, clock, device_codes=CODES))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(clinic_template: Template, tmp_path: Path) -> DataFolder:
    copied = DataFolder(tmp_path / "resting")
    shutil.copytree(clinic_template.folder.root, copied.root)
    return copied


# --- administrators gone ------------------------------------------------------------------------


def test_the_paper_shows_who_works_here_and_changes_nothing(
    clinic_template: Template, folder: DataFolder, clock: Clock
) -> None:
    before = folder.keys.read_bytes()
    view = entry(folder, clock).look_with_paper(clinic_template.founded.recovery_key)
    assert [person.login for person in view.people] == ["alva", "hanna", "maria", "rut", "tore"]
    assert not view.device_code_lost
    assert folder.keys.read_bytes() == before


def test_all_administrators_gone_the_paper_makes_a_colleague_one(
    clinic_template: Template, folder: DataFolder, clock: Clock
) -> None:
    way_in, paper = entry(folder, clock), clinic_template.founded.recovery_key
    services = way_in.recover(paper, login="tore", new_password=NEW_PASSWORD, appointed="")
    assert services.actor.role is Role.ADMINISTRATOR
    assert services.actor.name == "Tore Fantasén"
    assert services.notices.keys_as_kept
    services.close()
    way_in.sign_in("alva", PASSWORD).close()


def test_or_somebody_who_never_worked_here(
    clinic_template: Template, folder: DataFolder, clock: Clock
) -> None:
    way_in, paper = entry(folder, clock), clinic_template.founded.recovery_key
    with pytest.raises(InvalidValue):
        way_in.recover(paper, login="vera", new_password=NEW_PASSWORD, appointed=" ")
    with pytest.raises(WeakPassword):
        way_in.recover(paper, login="vera", new_password="vera", appointed="Vera Ny")
    services = way_in.recover(paper, login="Vera", new_password=NEW_PASSWORD, appointed="Vera Ny")
    assert (services.actor.name, services.actor.role) == ("Vera Ny", Role.ADMINISTRATOR)
    assert services.notices.keys_as_kept
    assert not services.must_change_password
    services.close()
    way_in.sign_in("vera", NEW_PASSWORD).close()


# --- the device code ----------------------------------------------------------------------------


def test_with_code_and_keyring_lost_the_paper_makes_a_new_code_and_all_need_a_way_in(
    coded: Coded, drawer: Drawer
) -> None:
    drawer.kept.clear()
    paper = coded.founded.recovery_key
    assert coded.way_in.look_with_paper(paper).device_code_lost
    with pytest.raises(DeviceCodeNeeded):
        coded.way_in.recover(paper, login="alva", new_password=NEW_PASSWORD)
    code = vault.new_device_code()
    alva = coded.way_in.recover(paper, login="alva", new_password=NEW_PASSWORD, new_code=code)
    assert list(drawer.kept.values()) == [code], "this account's keyring has it at once"
    assert alva.notices.keys_as_kept
    users = {user.login: user for user in alva.administration.users()}
    alva.administration.reissue(users["maria"].id, "regnrock i hallen 3")
    alva.close()
    maria = coded.way_in.sign_in("maria", "regnrock i hallen 3")
    assert maria.must_change_password
    maria.close()
    with pytest.raises(WrongCredentials):
        coded.way_in.sign_in("alva", PASSWORD)
    assert coded.founded.device_code is not None
    with pytest.raises(WrongRecoveryKey):
        coded.way_in.sign_in("alva", NEW_PASSWORD, device_code=coded.founded.device_code)


def test_a_code_that_the_keyring_kept_too_long_is_asked_for_anew(
    coded: Coded, drawer: Drawer
) -> None:
    (place,) = drawer.kept
    for stale in (vault.new_device_code(), "rubbish"):
        drawer.kept[place] = stale
        with pytest.raises(DeviceCodeNeeded):
            coded.way_in.sign_in("alva", PASSWORD)
        assert coded.way_in.look_with_paper(coded.founded.recovery_key).device_code_lost
    coded.way_in.sign_in("alva", PASSWORD, device_code=coded.founded.device_code).close()
    assert drawer.kept[place] == coded.founded.device_code
    with pytest.raises(WrongRecoveryKey):
        coded.way_in.look_with_paper(
            coded.founded.recovery_key, device_code=vault.new_device_code()
        )


# --- a change of keys that was cut off ----------------------------------------------------------


@pytest.mark.parametrize("by_paper", [False, True])
def test_whoever_comes_first_ends_a_change_of_keys_and_the_log_tells(
    clinic_template: Template,
    folder: DataFolder,
    clock: Clock,
    by_paper: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vault.begin_epoch(folder, clinic_template.keys)
    way_in, paper = entry(folder, clock), clinic_template.founded.recovery_key
    if by_paper:
        services = way_in.recover(paper, login="alva", new_password=NEW_PASSWORD)
    else:
        way_in.sign_in("rut", PASSWORD).close()
        services = way_in.sign_in("alva", PASSWORD)
    assert services.workplace.database.keys.epoch == 2
    assert services.notices.keys_as_kept
    assert services.notices.log_whole
    rows = {row.kind: row for row in services.administration.log_page()}
    assert rows["epoch_begin"].who == ("återställningsnyckel" if by_paper else "rut")
    assert services.backups.standing().keys_newer
    services.backups.make()
    assert not services.backups.standing().keys_newer
    services.close()
    monkeypatch.setattr(rotation, "finish", None)
    way_in.sign_in("maria", PASSWORD).close()


# --- both papers ---------------------------------------------------------------------------------


@pytest.fixture
def unready(tmp_path: Path, drawer: Drawer, clock: Clock) -> Coded:
    """Founded with a device code; the papers were lost before either was typed."""
    folder = DataFolder(tmp_path / "unready")
    way_in = entry(folder, clock, device_codes=CODES)
    return Coded(folder, way_in.found(NEW_CLINIC), way_in)


def test_the_clinic_is_ready_when_both_papers_were_typed_also_while_signed_in(
    unready: Coded,
) -> None:
    alva = unready.way_in.sign_in("alva", PASSWORD)
    assert alva.administration.owes_device_test()
    key, code = unready.founded.recovery_key, unready.founded.device_code
    assert code is not None
    with pytest.raises(DeviceCodeNeeded):
        alva.administration.confirm_recovery_key(key)
    with pytest.raises(WrongRecoveryKey):
        alva.administration.confirm_recovery_key(key, device_code=vault.new_device_code())
    assert unready.way_in.state() == "untested_key"
    assert not alva.administration.recovery_tested()
    alva.administration.confirm_recovery_key(key, device_code=code)
    assert alva.administration.recovery_tested()
    assert not alva.administration.owes_device_test()
    paper = alva.administration.renew_recovery_key()
    alva.administration.confirm_recovery_key(paper.recovery_key)
    alva.close()
    assert unready.way_in.state() == "ready"


def test_at_the_door_both_are_typed_and_none_is_owed_afterwards(unready: Coded) -> None:
    code = unready.founded.device_code
    assert code is not None
    unready.way_in.try_device_code(code)
    unready.way_in.confirm_recovery_key(unready.founded.recovery_key)
    alva = unready.way_in.sign_in("alva", PASSWORD)
    assert not alva.administration.owes_device_test()
    alva.close()
