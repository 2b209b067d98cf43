"""Lines of documents with their filing, never with their bytes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, Text, exists, func, select
from sqlalchemy.orm import aliased, defer

from ikbt_desktop.clinic.lifecycles import DocumentState
from ikbt_desktop.models import AuditEntry, Document, Filing, Patient
from ikbt_desktop.storage.unit_of_work import UnitOfWork

_Newer = aliased(Document)


@dataclass(frozen=True)
class DocumentLine:
    """One document, where it stands, whose it is, and whether a newer version exists."""

    document: Document
    filing: Filing
    patient: Patient
    replaced: bool


_Rows = Select[Document, Filing, Patient, bool]


def _lines() -> _Rows:
    newer = exists().where(_Newer.replaces_id == Document.id)
    return (
        select(Document, Filing, Patient, newer)
        .join(Filing, Filing.document_id == Document.id)
        .join(Patient, Patient.id == Document.patient_id)
        .options(defer(Document.content), defer(Document.text))
    )


def _read(work: UnitOfWork, query: _Rows) -> tuple[DocumentLine, ...]:
    return tuple(
        DocumentLine(document, filing, patient, newer)
        for document, filing, patient, newer in work.session.execute(query)
    )


def one(work: UnitOfWork, document_id: str) -> DocumentLine:
    """The line of one document that is there."""
    work.flush()
    return _read(work, _lines().where(Document.id == document_id))[0]


def of_patient(work: UnitOfWork, patient_id: str) -> tuple[DocumentLine, ...]:
    """A patient's documents, newest first."""
    query = _lines().where(Document.patient_id == patient_id)
    return _read(work, query.order_by(Document.created_at.desc(), Document.id))


def waiting(
    work: UnitOfWork, *, offset: int, limit: int, kind: str | None = None
) -> tuple[DocumentLine, ...]:
    """The outbox: made and not filed, oldest first; of one kind when that is given."""
    query = _lines().where(Filing.state == DocumentState.MADE)
    if kind is not None:
        query = query.where(Document.kind == kind)
    query = query.order_by(Document.created_at, Document.id).offset(offset).limit(limit)
    return _read(work, query)


def protected_since(work: UnitOfWork, patient_id: str) -> datetime | None:
    """When the person was protected, by the log; None for who was so from the beginning."""
    before = func.json_extract(AuditEntry.details, "$.from", type_=Text())
    query = select(func.max(AuditEntry.utc)).where(
        AuditEntry.patient_id == patient_id, AuditEntry.kind == "protection", before == ""
    )
    return work.session.scalar(query)


def waiting_by_kind(work: UnitOfWork) -> dict[str, int]:
    """How many documents of each kind wait in the outbox."""
    rows = work.session.execute(
        select(Document.kind, func.count())
        .join(Filing, Filing.document_id == Document.id)
        .where(Filing.state == DocumentState.MADE)
        .group_by(Document.kind)
        .order_by(Document.kind)
    )
    return dict(rows.all())
