"""The ids of past cases, without their contents, to go through them one by one."""

from sqlalchemy import select

from ikbt_desktop.clinic.lifecycles import ScreeningState, TreatmentState
from ikbt_desktop.models import CareContact, Screening, Treatment
from ikbt_desktop.storage.connection import told_plainly
from ikbt_desktop.storage.unit_of_work import UnitOfWork


def signed_screenings(work: UnitOfWork) -> tuple[str, ...]:
    """Every signed decision, in the order of signing."""
    query = select(Screening.id).filter_by(state=ScreeningState.SIGNED)
    with told_plainly():
        return tuple(work.session.scalars(query.order_by(Screening.signed_at)))


def treatments(work: UnitOfWork) -> tuple[str, ...]:
    """Every treatment that was not made by mistake, in the order of its start."""
    query = select(Treatment.id).where(Treatment.state != TreatmentState.VOIDED)
    with told_plainly():
        return tuple(work.session.scalars(query.order_by(Treatment.starts_on, Treatment.id)))


def patients_with_contacts(work: UnitOfWork) -> tuple[str, ...]:
    """Everybody who has had a contact that may cost."""
    query = select(CareContact.patient_id).distinct().order_by(CareContact.patient_id)
    with told_plainly():
        return tuple(work.session.scalars(query))
