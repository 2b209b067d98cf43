"""Keeps a finished document with its place in the outbox, and the facts that every paper shows."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from ikbt_desktop.clinic.identity import Sex
from ikbt_desktop.clinic.lifecycles import DocumentState
from ikbt_desktop.clinic.roles import Actor
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.facts import Imprint, Letterhead, PatientHead, Signature
from ikbt_desktop.models import ClinicProfile, Document, Filing, Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import new_id
from ikbt_desktop.services import shown
from ikbt_desktop.storage.unit_of_work import UnitOfWork

_SEX_WORDS = {Sex.MALE: "man", Sex.FEMALE: "kvinna"}


@dataclass(frozen=True)
class NewDocument:
    """A finished paper: its words, its bytes, and what it belongs to."""

    kind: str
    number: str
    patient_id: str
    text: str
    content: bytes
    referral_id: str | None = None
    treatment_id: str | None = None
    screening_id: str | None = None
    risk_case_id: str | None = None
    version_number: int = 1
    replaces_id: str | None = None
    replaces_reason: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signed what the paper repeats, when that is not the person who makes it."""

    id: str | None
    name: str | None
    role: str | None


def new_number() -> str:
    """A page identity such as "7F3A-92C1"; the database refuses one that is taken."""
    sign = new_id().upper()
    return f"{sign[:4]}-{sign[4:8]}"


def keep(
    work: UnitOfWork, new: NewDocument, *, signed_at: datetime | None, signer: Signer | None = None
) -> Document:
    """Keep the document and put it in the outbox; logged with its hash."""
    actor = work.actor
    by = signer or Signer(actor.user_id, actor.name, actor.role)
    kept = work.add(
        Document(
            patient_id=new.patient_id,
            referral_id=new.referral_id,
            treatment_id=new.treatment_id,
            screening_id=new.screening_id,
            risk_case_id=new.risk_case_id,
            kind=new.kind,
            number=new.number,
            version_number=new.version_number,
            replaces_id=new.replaces_id,
            replaces_reason=new.replaces_reason,
            text=new.text,
            sha256=hashlib.sha256(new.content).hexdigest(),
            pages=printing.page_count(new.content),
            content=new.content,
            signed_at=signed_at,
            signed_by_id=by.id if signed_at else None,
            signed_by_name=by.name if signed_at else None,
            signed_role=by.role if signed_at else None,
        )
    )
    work.flush()
    work.add(Filing(document_id=kept.id, patient_id=new.patient_id, state=DocumentState.MADE))
    work.log(
        Action.CREATE,
        kind="document",
        record_id=kept.id,
        patient_id=new.patient_id,
        version=new.version_number,
        details={"kind": new.kind, "sha256": kept.sha256},
    )
    return kept


def letterhead(clinic: ClinicProfile) -> Letterhead:
    """The clinic as its documents show it."""
    # Two ways fill the line beside the name; a third would be cut off.
    contact = " · ".join(part for part in (clinic.address, clinic.phone or clinic.email) if part)
    return Letterhead(clinic.name, contact)


def patient_head(patient: Patient, *, on: date) -> PatientHead:
    """Who the document is about, as old as they are on the day."""
    return PatientHead(
        surname=patient.family_name,
        given_name=patient.given_name,
        identity_number=shown.identity(kind=patient.identity_kind, digits=patient.identity_digits),
        age=shown.age(patient.birth_date, on=on),
        sex=_SEX_WORDS[Sex(patient.legal_sex)] if patient.legal_sex else "",
        protected=patient.protected_identity,
    )


def imprint(
    number: str,
    *,
    actor: Actor,
    at: datetime,
    signed: bool,
    demo: bool,
    version: int = 1,
) -> Imprint:
    """What stands at the foot: made now, by this person, signed or not."""
    signature = Signature(actor.name, actor.title, at) if signed else None
    return Imprint(
        document_id=number,
        version=version,
        printed_at=at,
        printed_by=actor.name,
        signature=signature,
        demo=demo,
    )
