"""What a contact costs the patient, counted from what the clinic has kept."""

from collections.abc import Iterable
from datetime import date

from ikbt_desktop.clinic import fees
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.fees import Charge, FeeProfile, Paid, Period
from ikbt_desktop.clinic.workdays import iso_week
from ikbt_desktop.models import CareContact, ClinicProfile, FeePeriod, Patient, Treatment
from ikbt_desktop.services import shown
from ikbt_desktop.storage.unit_of_work import UnitOfWork

PROFILE = "fee_profile"
"""The key of the clinic's settings that names the fee profile."""
NO_FEE = "no-fee"


def profile(work: UnitOfWork, catalogue: Catalogue) -> FeeProfile:
    """The clinic's profile; until it has chosen one no fee is charged."""
    clinic = work.first(ClinicProfile)
    code = clinic.settings.get(PROFILE, NO_FEE) if clinic is not None else NO_FEE
    return catalogue.fee_profile(code)


def next_charge(
    work: UnitOfWork, treatment: Treatment, catalogue: Catalogue, *, on: date
) -> Charge:
    """The fee of one more contact on that day."""
    patient = work.get(Patient, treatment.patient_id)
    contacts = work.find(CareContact, patient_id=patient.id, order_by=("on",))
    return fees.charge(
        profile(work, catalogue),
        _period(work, patient.id, on),
        history(contacts),
        on,
        age=shown.age(patient.birth_date, on=on),
        earlier_in_week=sum(iso_week(contact.on) == iso_week(on) for contact in contacts),
    )


def ensure_period(work: UnitOfWork, patient_id: str, charged: Charge) -> None:
    """Keep the twelve months that the first charged contact begins, a new row for each."""
    kept = work.first(FeePeriod, patient_id=patient_id, starts_on=charged.period.starts_on)
    if charged.amount and kept is None:
        work.add(
            FeePeriod(
                patient_id=patient_id,
                starts_on=charged.period.starts_on,
                free_card_until=charged.period.free_card_until,
            )
        )


def _period(work: UnitOfWork, patient_id: str, on: date) -> Period | None:
    rows = work.find(FeePeriod, patient_id=patient_id, order_by=("-starts_on",))
    begun = next((row for row in rows if row.starts_on <= on), None)
    if begun is None:
        return None
    return Period(begun.starts_on, begun.opening_sum, begun.free_card_until)


def history(contacts: Iterable[CareContact]) -> list[Paid]:
    """What the contacts have cost."""
    return [Paid(contact.on, contact.fee) for contact in contacts if contact.fee]
