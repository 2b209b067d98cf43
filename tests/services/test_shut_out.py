"""Whoever is removed, or given another role, is out at the next thing that is asked for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.errors import ShutOut, WrongCredentials
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.administration import UserChanges, UserView
from ikbt_desktop.services.backups import Why
from ikbt_desktop.services.menu import Services
from ikbt_desktop.storage.database import Database
from tests.clinics import PASSWORD, Clinic, entry


def change(clinic: Clinic, login: str, **changed: Any) -> UserView:
    """What an administrator does about a colleague."""
    administration = clinic.administrator.administration
    user = next(user for user in administration.users() if user.login == login)
    wanted = UserChanges(
        name=user.name,
        role=user.role,
        title=user.title,
        active=user.active,
        basic_cbt=user.basic_cbt,
        ikbt_course_on=user.ikbt_course_on,
        weekly_minutes=user.weekly_minutes,
        programs=user.programs,
    )
    return administration.change_user(user.id, replace(wanted, **changed), version=user.version)


ASKED: tuple[Callable[[Services], object], ...] = (
    lambda services: services.worklist.tasks(),
    lambda services: services.caseload.page(),
    lambda services: services.drafts.keep("feedback", "x", "Halvskrivet."),
    lambda services: services.drafts.all(),
    lambda services: services.administration.preference("scale"),
    lambda services: services.backups.is_due(Why.LOCK),
)


@pytest.mark.parametrize("ask", ASKED)
def test_a_removed_colleague_is_refused_whatever_is_asked_for_and_the_log_says_so(
    clinic: Clinic, ask: Callable[[Services], object]
) -> None:
    hanna = clinic.services("hanna")
    ask(hanna)
    change(clinic, "hanna", active=False)
    with pytest.raises(ShutOut):
        ask(hanna)
    newest = clinic.log()[0]
    assert (newest.user_name, newest.action, newest.what) == (
        "Hanna Testmark",
        Action.DENIED,
        "shut_out",
    )


def test_an_open_door_of_another_process_is_shut_too(clinic: Clinic) -> None:
    beside = Database.open(clinic.folder, clinic.template.keys)
    try:
        workplace = replace(clinic.workplace("hanna"), database=beside)
        hanna = Services.of(workplace, clinic.catalogue)
        assert hanna.caseload.count() == 0
        change(clinic, "hanna", active=False)
        with pytest.raises(ShutOut):
            hanna.caseload.count()
    finally:
        beside.dispose()


def test_another_role_holds_at_once_and_the_old_one_no_more(clinic: Clinic) -> None:
    maria = clinic.services("maria")
    maria.screenings.unfinished()
    change(clinic, "maria", role=Role.RECEPTIONIST, programs=())
    with pytest.raises(ShutOut):
        maria.screenings.unfinished()


def test_an_administrator_who_gives_up_the_role_gives_it_up_at_once(clinic: Clinic) -> None:
    change(clinic, "tore", role=Role.ADMINISTRATOR)
    change(clinic, "alva", role=Role.RECEPTIONIST)
    with pytest.raises(ShutOut):
        clinic.administrator.administration.users()


def test_a_new_name_or_title_puts_nobody_out(clinic: Clinic) -> None:
    hanna = clinic.services("hanna")
    change(clinic, "hanna", name="Hanna Ek", title="psykolog")
    assert hanna.caseload.count() == 0


def test_a_removed_colleague_can_still_go_and_that_is_logged(clinic: Clinic) -> None:
    hanna = clinic.services("hanna")
    change(clinic, "hanna", active=False)
    hanna.door.say_goodbye(Action.SIGN_OUT)
    assert (clinic.log()[0].user_name, clinic.log()[0].action) == (
        "Hanna Testmark",
        Action.SIGN_OUT,
    )


def test_what_a_removed_colleague_had_begun_is_offered_to_nobody(clinic: Clinic) -> None:
    clinic.services("hanna").drafts.keep("feedback", "x", "Halvskrivet.")
    change(clinic, "hanna", active=False)
    for login in ("rut", "maria", "tore", "alva"):
        drafts = clinic.services(login).drafts
        assert drafts.all() == ()
        assert drafts.find("feedback", "x") is None
    clinic.close()
    with pytest.raises(WrongCredentials):
        entry(clinic.folder, clinic.clock).sign_in("hanna", PASSWORD)
