"""The care units with who and what belongs to them, and the one move that fills the first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, update

from ikbt_desktop.clinic.lifecycles import ReferralState, RiskCaseState, TreatmentState
from ikbt_desktop.models import AccessBlock, Patient, Referral, RiskCase, Treatment, Unit, User
from ikbt_desktop.storage.unit_of_work import UnitOfWork

_OVER = (ReferralState.CLOSED, ReferralState.REDIRECTED, ReferralState.WITHDRAWN)
_UNDER_WAY = (TreatmentState.PLANNED, TreatmentState.RUNNING, TreatmentState.PAUSED)


@dataclass(frozen=True)
class Standing:
    """What hangs on a unit: working colleagues, patients, those in care, those blocked for others.

    A clinic without units is one: its standing is told under the id None.
    """

    colleagues: int = 0
    patients: int = 0
    in_care: int = 0
    blocked: int = 0


def _in_care() -> ColumnElement[bool]:
    return or_(
        exists().where(Referral.patient_id == Patient.id, Referral.state.not_in(_OVER)),
        exists().where(Treatment.patient_id == Patient.id, Treatment.state.in_(_UNDER_WAY)),
        exists().where(RiskCase.patient_id == Patient.id, RiskCase.state == RiskCaseState.OPEN),
    )


def _blocked() -> ColumnElement[bool]:
    return exists().where(
        AccessBlock.patient_id == Patient.id,
        AccessBlock.user_id.is_(None),
        AccessBlock.lifted_at.is_(None),
    )


def _patients(*where: ColumnElement[bool]) -> Select[str | None, int]:
    return select(Patient.unit_id, func.count()).where(*where).group_by(Patient.unit_id)


def standing(work: UnitOfWork) -> Mapping[str | None, Standing]:
    """By unit id, for each that anything hangs on."""
    working = select(User.unit_id, func.count()).where(User.active.is_(True)).group_by(User.unit_id)
    queries = {
        "colleagues": working,
        "patients": _patients(),
        "in_care": _patients(_in_care()),
        "blocked": _patients(_blocked()),
    }
    found: dict[str | None, dict[str, int]] = {}
    for name, query in queries.items():
        for unit, count in work.session.execute(query):
            found.setdefault(unit, {})[name] = count
    return {unit: Standing(**counts) for unit, counts in found.items()}


def settle(work: UnitOfWork, unit_id: str) -> None:
    """Everybody and everything without a unit belongs to this one from now on.

    It happens once in a clinic's life and touches every patient, so it counts as no save of theirs:
    whoever has a form open keeps it.
    """
    for record in (User, Patient):
        query = update(record).where(record.unit_id.is_(None)).values(unit_id=unit_id)
        work.session.execute(query, execution_options={"synchronize_session": False})


def name_of(work: UnitOfWork, unit_id: str | None) -> str:
    """What the unit is called; nothing in a clinic that is one unit."""
    if unit_id is None:
        return ""
    return work.session.scalar(select(Unit.name).where(Unit.id == unit_id)) or ""


def of_patients(work: UnitOfWork, patients: Collection[str]) -> Mapping[str, str | None]:
    """Which unit cares for each of these; a clinic has few blocked records."""
    query = select(Patient.id, Patient.unit_id).where(Patient.id.in_(sorted(patients)))
    return {row.id: row.unit_id for row in work.session.execute(query)}
