"""What tests of the storage share: a clinic in a folder, a clock that stands, a person at work."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ikbt_desktop.clinic.roles import Actor, Role
from ikbt_desktop.models import Document, Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage.attempts import Clocks
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace
from ikbt_desktop.storage.vault import NewVault

LOGIN = "anna"
PASSWORD = "kaffekopp blå hatt 7"
OTHER_PASSWORD = "regnrock i hallen 3"


@dataclass
class StandingClock:
    """Time that stands until a test moves it."""

    moment: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    ticks: float = 1000.0
    clocks: Clocks = field(init=False)

    def __post_init__(self) -> None:
        self.clocks = Clocks(now=self.now, monotonic=lambda: self.ticks)

    def now(self) -> datetime:
        return self.moment

    def move(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.ticks += seconds


@dataclass(frozen=True)
class Clinic:
    """A folder with keys and an empty database, closed."""

    folder: DataFolder
    new: NewVault


def at_work(database: Database, clock: StandingClock, role: Role = Role.CLINICIAN) -> Workplace:
    actor = Actor(user_id="0" * 32, name="Anna Ek", role=role, title="leg. psykolog")
    return Workplace(database, actor, clock.now, "ws-1")


def add_patient(work: UnitOfWork, *, name: str = "Åsa", digits: str = "191212121212") -> Patient:
    patient = work.add(
        Patient(
            identity_kind="personnummer",
            identity_digits=digits,
            family_name="Öberg",
            given_name=name,
            search_key="öberg",
            sort_key="}berg",
        )
    )
    work.log(Action.CREATE, kind="patient", record_id=patient.id, patient_id=patient.id)
    return patient


def add_document(work: UnitOfWork, patient: Patient, *, signed: bool) -> Document:
    document = work.add(
        Document(
            patient_id=patient.id,
            kind="summary",
            number=f"N-{patient.identity_digits}",
            text="hemligtext",
            sha256="0" * 64,
            pages=1,
            content=b"%PDF",
        )
    )
    if signed:
        document.signed_at, document.signed_by_id = work.now(), work.actor.user_id
        document.signed_by_name, document.signed_role = work.actor.name, work.actor.role.value
    work.log(Action.SIGN, kind="document", record_id=document.id, patient_id=patient.id)
    return document
