"""The safety plan as a paper for the pocket and the journal, one document a version."""

from dataclasses import dataclass
from datetime import datetime

from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.facts import SafetyPlanFacts
from ikbt_desktop.models import ClinicProfile, Document, Patient, SafetyPlan
from ikbt_desktop.services import kept_documents
from ikbt_desktop.services.kept_documents import NewDocument
from ikbt_desktop.storage.unit_of_work import UnitOfWork

KIND = "safety_plan"


@dataclass(frozen=True)
class Paper:
    """What the paper tells, and where it belongs."""

    facts: SafetyPlanFacts
    patient_id: str
    version: int
    text: str
    at: datetime


def gather(work: UnitOfWork, patient_id: str, plan: SafetyPlan) -> Paper:
    """The facts of one version of the plan."""
    clinic, patient, at = work.first(ClinicProfile), work.get(Patient, patient_id), work.now()
    assert clinic is not None  # a clinic is founded with its profile
    steps = {
        step: tuple(line.strip() for line in words.splitlines() if line.strip())
        for step, words in plan.content.items()
    }
    facts = SafetyPlanFacts(
        letterhead=kept_documents.letterhead(clinic),
        patient=kept_documents.patient_head(patient, on=local_day(at)),
        imprint=kept_documents.imprint(
            kept_documents.new_number(),
            actor=work.actor,
            at=at,
            signed=True,
            demo=clinic.is_demo,
            version=plan.version_number,
        ),
        agreed_on=local_day(plan.created_at),
        agreed_with=plan.written_by_name,
        crisis=clinic.crisis_text,
        **steps,
    )
    text = "\n\n".join("\n".join(lines) for lines in steps.values())
    return Paper(facts, patient_id, plan.version_number, text, at)


def render(paper: Paper) -> bytes:
    """The PDF. Raises `UnprintableText` with every sign that the font lacks."""
    return printing.printed(paper.facts)


def keep(work: UnitOfWork, paper: Paper, content: bytes) -> str:
    """Keep the paper in the outbox; a version that is there already is not made twice."""
    made = work.find(Document, patient_id=paper.patient_id, kind=KIND, order_by=("version_number",))
    for document in made:
        if document.version_number == paper.version:
            return document.id
    kept = kept_documents.keep(
        work,
        NewDocument(
            kind=KIND,
            number=paper.facts.imprint.document_id,
            patient_id=paper.patient_id,
            text=paper.text,
            content=content,
            version_number=paper.version,
            replaces_id=made[-1].id if made else None,
            replaces_reason="ny version av planen" if made else "",
        ),
        signed_at=paper.at,
    )
    return kept.id
