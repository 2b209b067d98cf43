"""A real clinic to test in: an encrypted file, real keys, four people at work, and a set clock."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ikbt_desktop.clinic import catalogue, identity
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.identity import Identity
from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import InvalidIdentity
from ikbt_desktop.models import AuditEntry, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.administration import Administration, NewUser
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.sign_in import Entry, Founded, NewClinic
from ikbt_desktop.storage import list_log, vault
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.keyring_access import DeviceCodes
from ikbt_desktop.storage.list_log import LogLine
from ikbt_desktop.storage.unit_of_work import Workplace, open_reading
from ikbt_desktop.storage.vault import ClinicKeys

MONDAY = datetime(2026, 10, 5, 7, 30, tzinfo=UTC)
"""09:30 in Sweden, an ordinary Monday."""

PASSWORD = "sju gröna hattar på rad"
NEW_CLINIC = NewClinic(
    name="Kvarnbackens psykologmottagning",
    address="Exempelgatan 0, 000 00 Exempelstad",
    phone="08-465 004 00",
    email="kontakt@kvarnbacken.example",
    crisis_unit="Psykiatriska akutmottagningen",
    crisis_phone="08-465 004 99",
    crisis_text="Ring 112 vid fara för livet. Psykiatriska akuten tar emot dygnet runt.",
    login="alva",
    person="Alva Påhittsson",
    title="administratör",
    password=PASSWORD,
)
NO_KEYRING = DeviceCodes(allowed=frozenset())
"""As on a machine whose keyring nobody trusts: the clinic is founded with a password only."""


@dataclass
class Clock:
    """Time that stands until a test moves it."""

    moment: datetime = MONDAY
    ticks: float = 1_000.0

    def monotonic(self) -> float:
        """Seconds that no change of the date can move."""
        return self.ticks

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **lengths: float) -> None:
        """Go on by days, hours, minutes …"""
        self.moment += timedelta(**lengths)
        self.ticks += timedelta(**lengths).total_seconds()

    @property
    def today(self) -> date:
        """The Swedish date."""
        return local_day(self.moment)


@dataclass(frozen=True)
class Template:
    """A closed clinic to copy, since founding one costs a second."""

    folder: DataFolder
    founded: Founded
    keys: ClinicKeys
    people: Mapping[str, Actor]  # by login: alva, rut, maria, hanna, tore


@dataclass
class Clinic:
    """An open copy of the template in a folder of its own. Nobody's password is needed."""

    folder: DataFolder
    template: Template
    database: Database
    catalogue: Catalogue
    clock: Clock = field(default_factory=Clock)

    def actor(self, login: str) -> Actor:
        """One of the people."""
        return self.template.people[login]

    def workplace(self, login: str) -> Workplace:
        """The person at work, as a service is given it."""
        return Workplace(self.database, self.actor(login), self.clock, "ws-1", NEW_CLINIC.name)

    def services(self, login: str) -> Services:
        """All verbs of the person."""
        return Services.of(self.workplace(login), self.catalogue, cost=vault.LIGHT_COST)

    @cached_property
    def reception(self) -> Services:
        """Rut Låtsasdal, receptionist."""
        return self.services("rut")

    @cached_property
    def clinician(self) -> Services:
        """Maria Skenfors, clinician with training in every program."""
        return self.services("maria")

    @cached_property
    def colleague(self) -> Services:
        """Hanna Testmark, another clinician with the same training."""
        return self.services("hanna")

    @cached_property
    def coordinator(self) -> Services:
        """Tore Fantasén, head of unit."""
        return self.services("tore")

    @cached_property
    def administrator(self) -> Services:
        """Alva Påhittsson, administrator."""
        return self.services("alva")

    def own_password(self, login: str) -> str:
        """The password that the person chose at the first sign-in; without it nobody co-signs."""
        chosen = f"{PASSWORD} och en halv"
        vault.change_password(
            self.folder,
            login=login,
            old=PASSWORD,
            new=chosen,
            device_code=vault.device_code_of(self.database.keys),
            cost=vault.LIGHT_COST,
        )
        return chosen

    def log(self) -> tuple[LogLine, ...]:
        """The newest 500 rows of the access log, newest first."""
        with open_reading(self.workplace("tore"), Permission.READ_LOG) as work:
            return list_log.page(work, limit=500)

    def details(self, seq: int) -> dict[str, Any]:
        """What a row of the log tells beside its columns."""
        with open_reading(self.workplace("tore"), Permission.READ_LOG) as work:
            (entry,) = work.find(AuditEntry, seq=seq)
            return dict(entry.details)

    def refusals(self) -> int:
        """How many refusals stand in the log."""
        return sum(line.action == Action.DENIED for line in self.log())

    def close(self) -> None:
        """Let go of the file."""
        self.database.dispose()


@cache
def shipped() -> Catalogue:
    """The shipped data files, read once for all tests."""
    return catalogue.load()


def entry(
    folder: DataFolder,
    clock: Clock,
    *,
    demo: bool = False,
    device_codes: DeviceCodes = NO_KEYRING,
) -> Entry:
    """The way in, with a cheap password cost; without more, no keyring is trusted."""
    return Entry(
        folder,
        demo=demo,
        clock=clock,
        catalogue=shipped(),
        workstation="ws-1",
        device_codes=device_codes,
        cost=vault.LIGHT_COST,
        monotonic=clock.monotonic,
        reserve=0,
        steady=clock.monotonic,
    )


def make_template(root: Path) -> Template:
    """Found a clinic with five people, its recovery key test-typed."""
    folder, clock = DataFolder(root / "clinic"), Clock()
    way_in = entry(folder, clock)
    founded = way_in.found(NEW_CLINIC)
    way_in.confirm_recovery_key(founded.recovery_key)
    keys = vault.unlock_with_recovery(folder, founded.recovery_key)
    database = Database.open(folder, keys)
    try:
        people = _hire(database, clock)
    finally:
        database.dispose()
    return Template(folder, founded, keys, people)


def _hire(database: Database, clock: Clock) -> Mapping[str, Actor]:
    stranger = Workplace(database, Actor("", "", Role.RECEPTIONIST, ""), clock, "ws-1")
    with open_reading(stranger, Permission.CHANGE_OWN_SIGN_IN) as work:
        first = work.find(User)[0]
    admin = Actor(first.id, first.name, Role.ADMINISTRATOR, first.title)
    administration = Administration(
        Workplace(database, admin, clock, "ws-1"), shipped(), cost=vault.LIGHT_COST
    )
    people = {first.login: admin}
    for login, name, role, title in (
        ("rut", "Rut Låtsasdal", Role.RECEPTIONIST, "vårdadministratör"),
        ("maria", "Maria Skenfors", Role.CLINICIAN, "leg. psykolog"),
        ("hanna", "Hanna Testmark", Role.CLINICIAN, "leg. psykolog"),
        ("tore", "Tore Fantasén", Role.COORDINATOR, "verksamhetschef"),
    ):
        clinical = role is Role.CLINICIAN
        user = administration.add_user(
            NewUser(
                login=login,
                name=name,
                role=role,
                title=title,
                one_time_password=PASSWORD,
                basic_cbt=clinical,
                ikbt_course_on=date(2024, 3, 1) if clinical else None,
                weekly_minutes=600 if clinical else 0,
                programs=tuple(shipped().programs) if clinical else (),
            )
        )
        people[login] = Actor(user.id, user.name, user.role, user.title)
    return people


def open_copy(template: Template, root: Path) -> Clinic:
    """A clinic of its own for one test; close it afterwards."""
    folder = DataFolder(root / "clinic")
    shutil.copytree(template.folder.root, folder.root)
    return Clinic(folder, template, Database.open(folder, template.keys), shipped())


def invented_number(born: date, *, serial: int = 238) -> Identity:
    """A number of the tax agency's test series (birth numbers 238 and 239), valid and nobody's."""
    digits = f"{born:%Y%m%d}{serial:03d}"
    today = MONDAY.date()
    for check in "0123456789":
        try:
            return identity.parse(digits + check, today=today)
        except InvalidIdentity:
            continue
    raise AssertionError("one of ten check digits fits")
