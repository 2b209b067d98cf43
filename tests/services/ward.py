"""A real clinic with people at work, one patient and one referral with its visit booked."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from ikbt_desktop.clinic import catalogue
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.lifecycles import ReferralState
from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.models import (
    AuditEntry,
    ClinicProfile,
    Patient,
    Referral,
    Referrer,
    User,
    Visit,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.measurements import Measurements
from ikbt_desktop.services.risk_cases import RiskCases
from ikbt_desktop.services.screenings import Screenings
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_work
from ikbt_desktop.storage.vault import ClinicKeys

HANNA, TORE, RUT, SARA, ADA = "hanna", "tore", "rut", "sara", "ada"
PASSWORD = {HANNA: "kaffekopp blå hatt 7", TORE: "regnrock i hallen 3"}
BEGINNING = datetime(2026, 10, 8, 8, 0, tzinfo=UTC)  # ten o'clock in Stockholm
TODAY = date(2026, 10, 8)
PATIENT, REFERRAL = "p" * 32, "r" * 32


class Clock:
    """Time that stands until a test moves it."""

    def __init__(self) -> None:
        self.moment = BEGINNING

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **span: float) -> None:
        self.moment += timedelta(**span)


def _actor(login: str, name: str, role: Role, title: str) -> Actor:
    return Actor(login * 4, name, role, title)


ACTORS = {
    HANNA: _actor(HANNA, "Hanna Testmark", Role.CLINICIAN, "leg. psykolog"),
    TORE: _actor(TORE, "Tore Fantasén", Role.CLINICIAN, "leg. psykolog"),
    RUT: _actor(RUT, "Rut Påhitt", Role.RECEPTIONIST, "vårdadministratör"),
    SARA: _actor(SARA, "Sara Samordh", Role.COORDINATOR, "samordnare"),
    ADA: _actor(ADA, "Ada Admin", Role.ADMINISTRATOR, "administratör"),
}


@dataclass
class Ward:
    """The opened clinic: ask it for a person's services."""

    folder: DataFolder
    database: Database
    clock: Clock
    catalogue: Catalogue

    def workplace(self, login: str) -> Workplace:
        return Workplace(self.database, ACTORS[login], self.clock, "ws-1", "Kvarnbacken")

    def risk_cases(self, login: str = HANNA) -> RiskCases:
        return RiskCases(self.workplace(login), self.catalogue)

    def measurements(self, login: str = HANNA) -> Measurements:
        return Measurements(self.workplace(login), self.catalogue)

    def screenings(self, login: str = HANNA) -> Screenings:
        return Screenings(self.workplace(login), self.catalogue)

    def records(self) -> UnitOfWork:
        """A look at the records themselves."""
        return UnitOfWork(self.workplace(HANNA), reading=True)

    def change(self) -> UnitOfWork:
        """Work that a test does behind the services' back."""
        return open_work(self.workplace(HANNA), Permission.SCREEN)

    def log(self) -> list[AuditEntry]:
        """The whole access log, oldest first."""
        with self.records() as work:
            return list(work.session.query(AuditEntry).order_by(AuditEntry.seq))


@cache
def _catalogue() -> Catalogue:
    return catalogue.load()


def _people(folder: DataFolder, keys: ClinicKeys, slot_id: str) -> dict[str, str]:
    slots = {login: login * 8 for login in ACTORS} | {HANNA: slot_id}
    slots[TORE] = vault.add_slot(
        folder,
        keys,
        login=TORE,
        one_time_password=PASSWORD[TORE],
        role_hint="clinician",
        cost=vault.LIGHT_COST,
        must_change=False,
    )
    return slots


def _furnish(database: Database, slots: dict[str, str]) -> None:
    workplace = Workplace(database, ACTORS[HANNA], Clock(), "ws-1")
    with UnitOfWork(workplace, reading=False) as work:
        for login, actor in ACTORS.items():
            work.add(
                User(
                    id=actor.user_id,
                    slot_id=slots[login],
                    login=login,
                    name=actor.name,
                    role=actor.role,
                    title=actor.title,
                )
            )
        work.add(
            ClinicProfile(
                name="Kvarnbackens psykologmottagning",
                address="Kvarnbacken 1, 621 00 Almö",
                phone="0498-00 00 10",
                crisis_unit="Psykakuten, Almö sjukhus",
                crisis_phone="0498-00 00 00",
                crisis_text="Vid fara för liv, ring 112. Psykakuten nås på 0498-00 00 00.",
                escalation_text="Ring samordnaren efter två försök.",
            )
        )
        work.flush()
        _patient(work)
        work.log(Action.CREATE, kind="clinic")
        work.commit()


def _patient(work: UnitOfWork) -> None:
    work.add(
        Patient(
            id=PATIENT,
            identity_kind="personnummer",
            identity_digits="199302122388",
            family_name="Skenström",
            given_name="Amira",
            search_key="skenström amira",
            sort_key="skenström amira",
            birth_date=date(1993, 2, 12),
            legal_sex="female",
        )
    )
    referrer = work.add(Referrer(name="Vårdcentralen Ekliden", address="Ekliden 2"))
    work.flush()
    work.add(
        Referral(
            id=REFERRAL,
            patient_id=PATIENT,
            source="referral",
            referrer_id=referrer.id,
            received_on=date(2026, 8, 17),
            question="iKBT för depression?",
            state=ReferralState.VISIT_BOOKED,
            state_since=BEGINNING,
        )
    )
    work.flush()
    work.add(
        Visit(
            referral_id=REFERRAL,
            patient_id=PATIENT,
            clinician_id=ACTORS[HANNA].user_id,
            starts_at=BEGINNING,
            form="physical",
            state="booked",
        )
    )


@dataclass(frozen=True)
class Template:
    """A furnished clinic, closed, to be copied for each test."""

    folder: DataFolder
    keys: ClinicKeys


def found(root: Path) -> Template:
    folder = DataFolder(root / "clinic")
    new = vault.create(
        folder, login=HANNA, password=PASSWORD[HANNA], device=False, cost=vault.LIGHT_COST
    )
    database = Database.create(folder, new.keys)
    _furnish(database, _people(folder, new.keys, new.slot_id))
    database.dispose()
    return Template(folder, new.keys)


@contextmanager
def opened(template: Template, root: Path) -> Iterator[Ward]:
    folder = DataFolder(root / "clinic")
    shutil.copytree(template.folder.root, folder.root)
    database = Database.open(folder, template.keys)
    try:
        yield Ward(folder, database, Clock(), _catalogue())
    finally:
        database.dispose()
