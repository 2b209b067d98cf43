"""Measurements in the order of their days: the one before, the one after, and those of a course."""

from datetime import date, timedelta

from sqlalchemy import and_, or_, select, true

from ikbt_desktop.models import Measurement, Treatment
from ikbt_desktop.storage.unit_of_work import UnitOfWork

START_WINDOW = timedelta(days=28)
"""A form filled in so shortly before the start is the start's measurement."""


END_WINDOW = timedelta(days=14)
"""A form filled in so shortly after the end is still the end's; a follow-up comes months later."""


def before(
    work: UnitOfWork,
    *,
    patient_id: str,
    instrument: str,
    day: date,
    outside_screening: str | None = None,
) -> Measurement | None:
    """The latest valid measurement before the day; of one screening none, when it is named."""
    elsewhere = or_(
        Measurement.screening_id.is_(None), Measurement.screening_id != outside_screening
    )
    return work.session.scalar(
        select(Measurement)
        .filter_by(patient_id=patient_id, instrument=instrument, is_current=True)
        .where(Measurement.answered_on < day)
        .where(elsewhere if outside_screening else true())
        .order_by(Measurement.answered_on.desc(), Measurement.created_at.desc())
        .limit(1)
    )


def after(work: UnitOfWork, *, patient_id: str, instrument: str, day: date) -> Measurement | None:
    """The earliest valid measurement after the day."""
    return work.session.scalar(
        select(Measurement)
        .filter_by(patient_id=patient_id, instrument=instrument, is_current=True)
        .where(Measurement.answered_on > day)
        .order_by(Measurement.answered_on, Measurement.created_at)
        .limit(1)
    )


def of_course(work: UnitOfWork, treatment: Treatment) -> list[Measurement]:
    """The valid measurements of a treatment, of its screening, and loose ones around it."""
    loose = and_(
        Measurement.treatment_id.is_(None),
        Measurement.screening_id.is_(None),
        Measurement.answered_on >= treatment.starts_on - START_WINDOW,
    )
    if treatment.ended_on is not None:
        loose = and_(loose, Measurement.answered_on <= treatment.ended_on)
    return list(
        work.session.scalars(
            select(Measurement)
            .filter_by(patient_id=treatment.patient_id, is_current=True)
            .where(
                or_(
                    Measurement.treatment_id == treatment.id,
                    Measurement.screening_id == treatment.screening_id,
                    loose,
                )
            )
            .order_by(Measurement.answered_on, Measurement.created_at)
        )
    )


def is_of_course(kept: Measurement, treatment: Treatment) -> bool:
    """Whether `of_course` would give the measurement of the patient: the same rule for many."""
    if kept.treatment_id is not None or kept.screening_id is not None:
        own = kept.treatment_id == treatment.id
        return own or kept.screening_id == treatment.screening_id
    ended = treatment.ended_on
    begun = kept.answered_on >= treatment.starts_on - START_WINDOW
    return begun and (ended is None or kept.answered_on <= ended)
