"""The key file and the database change together: refused by the disk, both are what they were."""

from collections.abc import Callable

import pytest

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.errors import ClinicMissing, DiskFull
from ikbt_desktop.services.administration import NewUser, UserChanges, UserView
from ikbt_desktop.services.keys import RotationOrder
from ikbt_desktop.services.menu import Services
from ikbt_desktop.storage import durable, key_file, vault
from tests.clinics import PASSWORD, Clinic, Clock
from tests.journeys.refusals import full, kept, vanished
from tests.services.test_paper import Coded, Drawer, clock, coded, coded_template, drawer

__all__ = ["Clock", "Drawer", "clock", "coded", "coded_template", "drawer"]

_NEW = "en alldeles ny fras 4"


def _user(services: Services, login: str) -> UserView:
    return next(user for user in services.administration.users() if user.login == login)


def _add(services: Services) -> None:
    new = NewUser("vera", "Vera Ny", Role.RECEPTIONIST, "", PASSWORD)
    services.administration.add_user(new)


def _shut(services: Services) -> None:
    user = _user(services, "maria")
    changes = UserChanges(
        name=user.name,
        role=user.role,
        title=user.title,
        active=False,
        basic_cbt=user.basic_cbt,
        ikbt_course_on=user.ikbt_course_on,
        weekly_minutes=user.weekly_minutes,
        programs=user.programs,
    )
    services.administration.change_user(user.id, changes, version=user.version)


def _reissue(services: Services) -> None:
    services.administration.reissue(_user(services, "maria").id, _NEW)


def _own_password(services: Services) -> None:
    services.administration.change_own_password(PASSWORD, _NEW)


def _renew_paper(services: Services) -> None:
    services.administration.renew_recovery_key()


def _prepare(services: Services) -> None:
    me, maria = services.actor.user_id, _user(services, "maria").id
    services.keys.prepare(
        RotationOrder(
            reason="En dator är borta.",
            removed=(),
            exposed=(me, maria),
            own_password=_NEW,
            device_exposed=False,
            paper_exposed=True,
        )
    )


ACTS: dict[str, Callable[[Services], None]] = {
    "a new colleague": _add,
    "a way in shut": _shut,
    "a password given anew": _reissue,
    "one's own password": _own_password,
    "a new recovery key": _renew_paper,
}


def _holds(clinic: Clinic) -> None:
    """Nothing is in doubt: the next change of keys is taken."""
    clinic.administrator.administration.renew_recovery_key()


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_keys_that_the_database_could_not_take_are_as_before_and_change_at_the_next_try(
    clinic: Clinic, act: Callable[[Services], None]
) -> None:
    folder, keys = clinic.folder, clinic.database.keys
    alva = clinic.administrator
    before = kept(folder, keys)
    with full(folder), pytest.raises(DiskFull):
        act(alva)
    assert kept(folder, keys) == before
    with vanished(folder), pytest.raises(ClinicMissing):
        act(alva)
    assert kept(folder, keys) == before
    act(alva)
    assert kept(folder, keys)["clinic.keys"] != before["clinic.keys"]
    if act is not _own_password:
        _holds(clinic)


def test_a_typed_recovery_key_counts_only_when_the_database_knows_of_it(clinic: Clinic) -> None:
    alva, folder = clinic.administrator.administration, clinic.folder
    paper = alva.renew_recovery_key().recovery_key
    with full(folder), pytest.raises(DiskFull):
        alva.confirm_recovery_key(paper)
    assert not alva.recovery_tested()
    alva.confirm_recovery_key(paper)
    assert alva.recovery_tested()


def test_a_device_code_that_could_not_be_kept_leaves_the_old_one_to_come_in_with(
    coded: Coded,
) -> None:
    alva = coded.way_in.sign_in("alva", PASSWORD)
    keys, folder = alva.workplace.database.keys, coded.folder
    new = alva.keys.new_device_code()
    before = kept(folder, keys)
    with full(folder), pytest.raises(DiskFull):
        alva.keys.take_device_code(new, new.code)
    assert kept(folder, keys) == before
    assert alva.workplace.database.keys is keys
    vault.test_device_code(folder, keys, coded.founded.device_code or "")
    assert alva.keys.take_device_code(new, new.code)
    alva.close()
    coded.way_in.sign_in("maria", PASSWORD).close()


def test_a_change_of_all_keys_that_is_refused_half_way_leaves_every_way_in(
    coded: Coded, monkeypatch: pytest.MonkeyPatch
) -> None:
    alva = coded.way_in.sign_in("alva", PASSWORD)
    keys, folder = alva.workplace.database.keys, coded.folder
    lying = folder.keys.read_bytes()

    def _no_copy(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr("ikbt_desktop.services.keys.copy_keys", _no_copy)
        with pytest.raises(DiskFull):
            _prepare(alva)
    assert folder.keys.read_bytes() == lying
    vault.unlock(folder, login="alva", password=PASSWORD, device_code=coded.founded.device_code)
    vault.test_recovery_key(folder, coded.founded.recovery_key)
    _prepare(alva)
    assert key_file.load(folder).sealed_by(keys.slots_mac)
    alva.close()


@pytest.mark.parametrize("beside", [True, False], ids=["one of before", "none of before"])
def test_without_room_the_file_of_before_comes_back_if_it_lies_beside(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, *, beside: bool
) -> None:
    folder, keys = clinic.folder, clinic.database.keys
    before = folder.keys.read_bytes()
    vault.renew_recovery(folder, keys)
    after = folder.keys.read_bytes()
    if not beside:
        key_file.previous_of(folder).unlink()

    def _no_room(*_: object, **__: object) -> None:
        raise DiskFull

    monkeypatch.setattr(durable, "write", _no_room)
    if beside:
        vault.put_back(folder, before)
    else:
        with pytest.raises(DiskFull):
            vault.put_back(folder, before)
    assert folder.keys.read_bytes() == (before if beside else after)
