"""The papers of a signed decision: record text, letter to the patient, reply to the referrer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ikbt_desktop.clinic.protection import MEDIATION
from ikbt_desktop.clinic.roles import Actor
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.facts import LetterFacts, LetterKind
from ikbt_desktop.services import kept_documents
from ikbt_desktop.services.screening_texts import Case


@dataclass(frozen=True)
class Paper:
    """One finished paper, not yet kept."""

    kind: str
    number: str
    text: str
    content: bytes


def render(
    case: Case, texts: Mapping[str, str], *, signer: Actor, at: datetime
) -> tuple[Paper, ...]:
    """The papers as PDF/A. Raises `UnprintableText` with every sign that the font lacks."""
    return tuple(_paper(case, kind, texts[kind], signer=signer, at=at) for kind in case.kinds)


def _paper(case: Case, kind: str, text: str, *, signer: Actor, at: datetime) -> Paper:
    number = kept_documents.new_number()
    recipient, address = _recipient(case, kind)
    facts = LetterFacts(
        letterhead=kept_documents.letterhead(case.clinic),
        patient=kept_documents.patient_head(case.patient, on=local_day(at)),
        imprint=kept_documents.imprint(
            number, actor=signer, at=at, signed=True, demo=case.clinic.is_demo
        ),
        kind=LetterKind(kind),
        body=text,
        recipient=recipient,
        address=address,
        mediation=tuple(str(case.clinic.settings.get(MEDIATION, "")).splitlines()),
    )
    return Paper(kind, number, text, printing.printed(facts))


def _recipient(case: Case, kind: str) -> tuple[str, tuple[str, ...]]:
    patient, referrer = case.patient, case.referrer
    if kind == LetterKind.REFERRER_REPLY and referrer is not None:
        return referrer.name, tuple(referrer.address.splitlines())
    if kind == LetterKind.PATIENT_LETTER:
        town = f"{patient.postcode} {patient.city}".strip()
        hidden = patient.protected_identity
        name = f"{patient.given_name} {patient.family_name}"
        return name, () if hidden else tuple(filter(None, (patient.address, town)))
    return "", ()
