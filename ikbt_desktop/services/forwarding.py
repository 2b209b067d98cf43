"""Letters to a protected person by way of the tax agency: the sheets, without where they live."""

from dataclasses import dataclass

from ikbt_desktop.clinic.identity import Kind
from ikbt_desktop.clinic.protection import MEDIATION
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import RuleRefused
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.facts import ForwardingFacts
from ikbt_desktop.models import ClinicProfile, Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import kept_documents, shown
from ikbt_desktop.storage.unit_of_work import UnitOfWork

KIND = "forwarding"


@dataclass(frozen=True)
class ForwardingSheets:
    """The finished sheets. The name of their file tells neither who nor which number."""

    content: bytes
    file_name: str


def sheets(work: UnitOfWork, patient_id: str, action: Action) -> ForwardingSheets:
    """Inner and outer envelope, made now and kept nowhere; the log tells that they were made.

    Raises:
        RuleRefused: "FORWARD": "not_protected", "reserve" (the agency knows no such number),
            "no_address" (the clinic has not written where the agency takes letters).
        UnprintableText, ReasonNeeded, NotFound.

    """
    patient, clinic = work.get(Patient, patient_id), work.first(ClinicProfile)
    assert clinic is not None  # a clinic is founded with its profile
    if not patient.protected_identity:
        raise RuleRefused("FORWARD", "not_protected")
    if patient.identity_kind == Kind.RESERVNUMMER:
        raise RuleRefused("FORWARD", "reserve")
    agency = tuple(filter(str.strip, str(clinic.settings.get(MEDIATION, "")).splitlines()))
    if not agency:
        raise RuleRefused("FORWARD", "no_address")
    at = work.now()
    facts = ForwardingFacts(
        letterhead=kept_documents.letterhead(clinic),
        imprint=kept_documents.imprint(
            kept_documents.new_number(),
            actor=work.actor,
            at=at,
            signed=False,
            demo=clinic.is_demo,
        ),
        identity_number=shown.identity(kind=patient.identity_kind, digits=patient.identity_digits),
        sender=(clinic.name, *clinic.address.splitlines()),
        mediation=agency,
        uncertain_number=patient.identity_kind == Kind.SAMORDNINGSNUMMER,
    )
    work.log(action, kind=KIND, record_id=patient.id, patient_id=patient.id)
    content = printing.printed(facts)
    return ForwardingSheets(
        content, f"Brev-via-formedling-{at.astimezone(LOCAL):%Y-%m-%d-%H%M}.pdf"
    )
