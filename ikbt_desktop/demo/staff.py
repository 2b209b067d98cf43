"""Who works in the training clinic: each with the services of the program, by one moved clock."""

from dataclasses import dataclass, replace
from datetime import date

from ikbt_desktop.clinic.roles import Actor, Role
from ikbt_desktop.demo.people import STAFF
from ikbt_desktop.services import training
from ikbt_desktop.services.administration import NewUser
from ikbt_desktop.services.menu import Services

_PTP = "ivar"
_MINUTES = {"maria": 600, "hanna": 420, _PTP: 240}


@dataclass(frozen=True)
class Staff:
    """Everybody at work, by login."""

    services: dict[str, Services]

    def __getitem__(self, login: str) -> Services:
        """All verbs of one person."""
        return self.services[login]

    def id_of(self, login: str) -> str:
        """The person's record."""
        return self[login].actor.user_id


def hire(first: Services) -> Staff:
    """Everybody but the first administrator is added by her, with what they are trained in."""
    programs = tuple(first.catalogue.programs)
    found = {training.ADMINISTRATOR.login: first}
    for person in STAFF:
        if person.login in found:
            continue
        clinical = person.role is Role.CLINICIAN
        user = first.administration.add_user(
            NewUser(
                login=person.login,
                name=person.name,
                role=person.role,
                title=person.title,
                one_time_password=training.PASSWORD,
                basic_cbt=clinical and person.login != _PTP,
                ikbt_course_on=date(2024, 3, 1) if clinical and person.login != _PTP else None,
                weekly_minutes=_MINUTES.get(person.login, 0),
                programs=programs if clinical and person.login != _PTP else (),
            )
        )
        actor = Actor(user.id, user.name, user.role, user.title)
        found[person.login] = Services.of(
            replace(first.workplace, actor=actor), first.catalogue, cost=None
        )
    return Staff(found)
