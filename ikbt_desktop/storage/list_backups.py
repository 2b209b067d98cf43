"""What the access log tells of backups: the last one, and what was written since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from ikbt_desktop.models import AuditEntry
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage.unit_of_work import UnitOfWork

# What changes nothing that a backup would have to bring back.
_QUIET = frozenset(
    {Action.SIGN_IN, Action.SIGN_OUT, Action.LOCK, Action.UNLOCK, Action.BACKUP, Action.VERIFY}
)
_LOOKS = frozenset({Action.READ, Action.LIST, Action.SEARCH, Action.DENIED, Action.FAILED_SIGN_IN})


@dataclass(frozen=True)
class Told:
    """One row of the log that tells of a backup."""

    seq: int
    utc: datetime
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One row that a restore would lose; without a patient's name."""

    seq: int
    utc: datetime
    user_name: str
    action: str
    kind: str


def newest(work: UnitOfWork, record_id: str) -> Told | None:
    """The last row of this subject."""
    query = (
        select(AuditEntry.seq, AuditEntry.utc, AuditEntry.details)
        .where(AuditEntry.record_id == record_id)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    )
    row = work.session.execute(query).first()
    return None if row is None else Told(row.seq, row.utc, row.details)


def changed_since(work: UnitOfWork, seq: int) -> bool:
    """Whether anything but coming, going and backing up was written after this row."""
    query = select(AuditEntry.seq).where(
        AuditEntry.seq > seq, AuditEntry.action.not_in([action.value for action in _QUIET])
    )
    return work.session.execute(query.limit(1)).first() is not None


def written_since(work: UnitOfWork, seq: int, *, limit: int) -> tuple[int, tuple[Line, ...]]:
    """How many rows stand after this one, and the newest of those that changed something."""
    after = AuditEntry.seq > seq
    count = work.session.scalar(select(func.count()).select_from(AuditEntry).where(after)) or 0
    changes = [action.value for action in _QUIET | _LOOKS]
    query = (
        select(
            AuditEntry.seq,
            AuditEntry.utc,
            AuditEntry.user_name,
            AuditEntry.action,
            AuditEntry.kind,
        )
        .where(after, AuditEntry.action.not_in(changes))
        .order_by(AuditEntry.seq.desc())
        .limit(limit)
    )
    lines = (
        Line(row.seq, row.utc, row.user_name, row.action, row.kind)
        for row in work.session.execute(query)
    )
    return count, tuple(lines)
