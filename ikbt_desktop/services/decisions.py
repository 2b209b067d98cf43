"""Decisions: opened as they were taken, and put on one paper."""

from dataclasses import dataclass
from datetime import datetime

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.lifecycles import ScreeningState as Stage
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import NotFound
from ikbt_desktop.models import Document, Screening
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import replay_paper, taken_decision
from ikbt_desktop.services.documents import DocumentRow
from ikbt_desktop.services.taken_decision import (
    LaterJudgement,
    TakenDecision,
    TakenForm,
    TakenRule,
    Today,
)
from ikbt_desktop.storage import list_documents
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

__all__ = [
    "DecisionLine",
    "Decisions",
    "LaterJudgement",
    "TakenDecision",
    "TakenForm",
    "TakenRule",
    "Today",
]


@dataclass(frozen=True)
class DecisionLine:
    """One signed decision in a list."""

    screening_id: str
    referral_id: str
    decision: str
    decided_at: datetime
    clinician: str


class Decisions:
    """Open what was decided, and put it on paper."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    def of_patient(self, patient_id: str) -> tuple[DecisionLine, ...]:
        """Every signed decision about the patient, newest first."""
        with open_reading(self._workplace, Permission.READ_CLINICAL) as work:
            rows = work.find(
                Screening, patient_id=patient_id, state=Stage.SIGNED, order_by=("-signed_at",)
            )
            return tuple(
                DecisionLine(
                    row.id,
                    row.referral_id,
                    row.decision,
                    row.signed_at or row.changed_at,
                    row.signed_by_name or "",
                )
                for row in rows
            )

    def open(self, screening_id: str) -> TakenDecision:
        """One decision; logged. Raises `NotFound` for a screening that nobody signed."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            record = _signed(work, screening_id)
            taken = self._taken(work, record)
            work.log(
                Action.READ,
                kind="decision",
                record_id=record.id,
                patient_id=record.patient_id,
                version=record.version,
            )
            work.commit()
        return taken

    def export(self, screening_id: str) -> DocumentRow:
        """The decision as one PDF in the outbox; what is made already is not made twice.

        Slow (some tenths of a second): run it off the screen's thread. Raises `UnprintableText`.
        """
        with open_reading(self._workplace, Permission.MAKE_DOCUMENT) as work:
            record = _signed(work, screening_id)
            made = _document(work, record)
            if made is not None:
                return DocumentRow.of(list_documents.one(work, made.id))
            paper = replay_paper.gather(work, record, self._taken(work, record))
        content = replay_paper.render(paper)
        with open_work(self._workplace, Permission.MAKE_DOCUMENT) as work:
            record = _signed(work, screening_id)
            made = _document(work, record)
            document = made or replay_paper.keep(work, record, paper, content)
            row = DocumentRow.of(list_documents.one(work, document.id))
            work.commit()
        return row

    def _taken(self, work: UnitOfWork, record: Screening) -> TakenDecision:
        document = _document(work, record)
        return taken_decision.read(
            record, self._catalogue, document_id=document.id if document else None
        )


def _signed(work: UnitOfWork, screening_id: str) -> Screening:
    record = work.get(Screening, screening_id)
    if record.signed_at is None:
        raise NotFound("decision")
    return record


def _document(work: UnitOfWork, record: Screening) -> Document | None:
    return work.first(Document, screening_id=record.id, kind=replay_paper.KIND)
