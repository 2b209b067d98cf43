"""Pages of the access log, newest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from ikbt_desktop.models import AuditEntry, Patient
from ikbt_desktop.storage.collation import ESCAPE, like_literal
from ikbt_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class LogLine:
    """One row of the log with the patient's name of today."""

    seq: int
    utc: datetime
    user_name: str
    role: str
    action: str
    kind: str
    family_name: str | None
    given_name: str | None
    reason: str | None
    permission: str | None
    workstation: str


def page(
    work: UnitOfWork,
    *,
    text: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    offset: int = 0,
    limit: int = 100,
    with_reasons: bool = True,
) -> tuple[LogLine, ...]:
    """Rows whose person, patient, action or kind holds the text, within [since, until).

    Without `with_reasons`, what was written about a patient is neither given nor searched.
    """
    query = (
        select(AuditEntry, Patient.family_name, Patient.given_name)
        .outerjoin(Patient, Patient.id == AuditEntry.patient_id)
        .order_by(AuditEntry.seq.desc())
        .offset(offset)
        .limit(limit)
    )
    if since is not None:
        query = query.where(AuditEntry.utc >= since)
    if until is not None:
        query = query.where(AuditEntry.utc < until)
    for word in text.split():
        pattern = f"%{like_literal(word)}%"
        searched = (AuditEntry.user_name, AuditEntry.action, AuditEntry.kind)
        names = (Patient.family_name, Patient.given_name)
        told = AuditEntry.reason.ilike(pattern, escape=ESCAPE)
        query = query.where(
            or_(
                *(column.ilike(pattern, escape=ESCAPE) for column in (*searched, *names)),
                told if with_reasons else and_(told, AuditEntry.patient_id.is_(None)),
            )
        )
    return tuple(
        LogLine(
            seq=entry.seq,
            utc=entry.utc,
            user_name=entry.user_name,
            role=entry.role,
            action=entry.action,
            kind=entry.kind,
            family_name=family_name,
            given_name=given_name,
            reason=entry.reason if with_reasons or entry.patient_id is None else None,
            permission=entry.details.get("permission"),
            workstation=entry.workstation,
        )
        for entry, family_name, given_name in work.session.execute(query)
    )


def newest_moment(work: UnitOfWork) -> datetime | None:
    """When the last row was written, by the clock of that time."""
    query = select(AuditEntry.utc).order_by(AuditEntry.seq.desc()).limit(1)
    return work.session.scalar(query)
