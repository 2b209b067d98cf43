"""Contacts with their fees: those of some days, with whom they concern and what came before."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select

from ikbt_desktop.models import CareContact, FeePeriod, Patient
from ikbt_desktop.storage.unit_of_work import UnitOfWork


def contacts_between(
    work: UnitOfWork, first: date, last: date
) -> Sequence[tuple[CareContact, Patient]]:
    """Every contact of the days, both included, by day and then by name."""
    rows = work.session.execute(
        select(CareContact, Patient)
        .join(Patient, Patient.id == CareContact.patient_id)
        .where(CareContact.on >= first, CareContact.on <= last)
        .order_by(CareContact.on, Patient.sort_key, CareContact.created_at)
    )
    return [(contact, patient) for contact, patient in rows]


def contacts_of(work: UnitOfWork, patients: Collection[str]) -> Sequence[CareContact]:
    """All contacts of the patients, in order of day."""
    return list(
        work.session.scalars(
            select(CareContact)
            .where(CareContact.patient_id.in_(patients))
            .order_by(CareContact.on, CareContact.created_at)
        )
    )


def periods_of(work: UnitOfWork, patients: Collection[str]) -> Sequence[FeePeriod]:
    """All fee periods of the patients, oldest first."""
    return list(
        work.session.scalars(
            select(FeePeriod)
            .where(FeePeriod.patient_id.in_(patients))
            .order_by(FeePeriod.starts_on, FeePeriod.created_at)
        )
    )
