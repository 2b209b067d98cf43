"""The door of a record: open by a care relation, else by a reason that was given, else closed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ikbt_desktop.clinic import care_relation
from ikbt_desktop.clinic.care_relation import Tie, Why
from ikbt_desktop.clinic.roles import Actor, Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import ReasonNeeded
from ikbt_desktop.models import Opening, Patient
from ikbt_desktop.storage import list_ties

_P = Permission
# What belongs to the record itself. Lists, bookings, letters, fees and risk have no such door: a
# risk is never delayed by it, and who may do the rest does it for every patient.
RECORD = frozenset(
    {
        _P.OPEN_PATIENT,
        _P.EDIT_PATIENT,
        _P.READ_CLINICAL,
        _P.SCREEN,
        _P.DECIDE,
        _P.COSIGN,
        _P.ASSIGN_PROGRAM,
        _P.RECORD_MEASUREMENT,
        _P.WRITE_FEEDBACK,
        _P.CLOSE_TREATMENT,
        _P.MAKE_DOCUMENT,
        _P.READ_PATIENT_LOG,
    }
)


def ties_of(session: Session, actor: Actor, patient_id: str, *, now: datetime) -> tuple[Tie, ...]:
    """The actor's ties to the patient today, the closest first."""
    bonds, rules = list_ties.of(session, actor, patient_id), care_relation.rules()
    return care_relation.relations(actor.role, bonds, rules, on=local_day(now))


def standing(session: Session, actor: Actor, patient_id: str, *, now: datetime) -> Opening | None:
    """The newest reason that the actor gave for this record and that still holds."""
    query = (
        select(Opening)
        .where(
            Opening.user_id == actor.user_id,
            Opening.patient_id == patient_id,
            Opening.until > now,
        )
        .order_by(Opening.until.desc())
        .limit(1)
    )
    return session.scalar(query)


def closed(session: Session, patient_id: str, ties: tuple[Tie, ...]) -> frozenset[Why]:
    """Why a reason is asked for, whether or not one was given."""
    protected = session.scalar(select(Patient.protected_identity).where(Patient.id == patient_id))
    found = (
        (not ties, Why.NO_RELATION),
        # An open risk case comes before everything: nobody writes a reason first.
        (bool(protected) and Tie.OPEN_RISK not in ties, Why.PROTECTED),
    )
    return frozenset(why for is_so, why in found if is_so)


def admitted(session: Session, actor: Actor, patient_id: str, *, now: datetime) -> str:
    """By what the actor may read the record: the closest tie, or the ground that was given.

    Raises:
        ReasonNeeded: there is neither, or the person is protected and no reason was given.

    """
    ties = ties_of(session, actor, patient_id, now=now)
    if not closed(session, patient_id, ties):
        return ties[0].value
    opening = standing(session, actor, patient_id, now=now)
    if opening is None:
        raise ReasonNeeded(patient_id)
    return opening.ground
