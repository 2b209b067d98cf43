"""What the course of several treatments rests on, one query a kind however many there are."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import String, func, select

from ikbt_desktop.clinic.lifecycles import TreatmentState
from ikbt_desktop.models import (
    Base,
    ContactAttempt,
    Measurement,
    Patient,
    RiskCase,
    Screening,
    Treatment,
    User,
)
from ikbt_desktop.storage.unit_of_work import UnitOfWork

_Row = TypeVar("_Row", bound=Base)


def going(work: UnitOfWork) -> Sequence[tuple[Treatment, Patient, User]]:
    """Every running or paused treatment with its patient and its clinician."""
    rows = work.session.execute(
        select(Treatment, Patient, User)
        .join(Patient, Patient.id == Treatment.patient_id)
        .join(User, User.id == Treatment.clinician_id)
        .where(Treatment.state.in_((TreatmentState.RUNNING, TreatmentState.PAUSED)))
        .order_by(Treatment.id)
    )
    return [(treatment, patient, user) for treatment, patient, user in rows]


def of_treatments(
    work: UnitOfWork, model: type[_Row], ids: Collection[str], *, order_by: str
) -> Mapping[str, list[_Row]]:
    """The rows that name one of the treatments, by treatment, in the order of a column."""
    columns: Any = model
    rows = work.session.scalars(
        select(model)
        .where(columns.treatment_id.in_(ids))
        .order_by(getattr(model, order_by), columns.created_at)
    )
    found: dict[str, list[_Row]] = {}
    for row in rows:
        key: Any = row
        found.setdefault(key.treatment_id, []).append(row)
    return found


def measurements(work: UnitOfWork, patients: Collection[str]) -> Mapping[str, list[Measurement]]:
    """The valid measurements of the patients, in order of day."""
    rows = work.session.scalars(
        select(Measurement)
        .where(Measurement.patient_id.in_(patients), Measurement.is_current)
        .order_by(Measurement.answered_on, Measurement.created_at)
    )
    found: dict[str, list[Measurement]] = {}
    for row in rows:
        found.setdefault(row.patient_id, []).append(row)
    return found


def diagnoses(work: UnitOfWork, screenings: Collection[str]) -> Mapping[str, str | None]:
    """The diagnosis that each screening was answered with."""
    code = func.json_extract(Screening.content, "$.answers.diagnosis", type_=String)
    rows = work.session.execute(select(Screening.id, code).where(Screening.id.in_(screenings)))
    return {str(screening): diagnosis for screening, diagnosis in rows}


def answered(work: UnitOfWork, patients: Collection[str]) -> Mapping[str, list[datetime]]:
    """When a try to reach the patient about a risk was answered."""
    rows = work.session.execute(
        select(RiskCase.patient_id, ContactAttempt.at)
        .join(ContactAttempt, ContactAttempt.risk_case_id == RiskCase.id)
        .where(RiskCase.patient_id.in_(patients), ContactAttempt.kind == "answered")
    )
    found: dict[str, list[datetime]] = {}
    for patient, at in rows:
        found.setdefault(patient, []).append(at)
    return found
