"""One line of the access log: what was done, to whose data, by whom, sealed to the line before."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import CleanText, Json, Registry, UtcDateTime


class Action(StrEnum):
    """What can be done to data; the list is closed."""

    READ = "read"
    LIST = "list"
    SEARCH = "search"
    CREATE = "create"
    CHANGE = "change"
    SIGN = "sign"
    CORRECT = "correct"
    VOID = "void"
    DISCARD = "discard"
    PRINT = "print"
    EXPORT = "export"
    IMPORT = "import"
    EXTRACT = "extract"
    SIGN_IN = "sign_in"
    FAILED_SIGN_IN = "failed_sign_in"
    SIGN_OUT = "sign_out"
    LOCK = "lock"
    UNLOCK = "unlock"
    DENIED = "denied"
    ROLE = "role"
    KEY = "key"
    BACKUP = "backup"
    RESTORE = "restore"
    MIGRATE = "migrate"
    DESTROY = "destroy"
    CLOCK = "clock"
    VERIFY = "verify"


class AuditEntry(Registry):
    """A log line. Names are copied in: it is readable when the user is gone."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_patient_id_seq", "patient_id", "seq"),
        Index("ix_audit_entry_record_id_seq", "record_id", "seq"),
        Index("ix_audit_entry_utc", "utc"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    utc: Mapped[datetime] = mapped_column(UtcDateTime())
    monotonic_ms: Mapped[int] = mapped_column()
    boot_id: Mapped[str] = mapped_column(String(32))
    user_id: Mapped[str] = mapped_column(String(32))
    user_name: Mapped[str] = mapped_column(CleanText())
    role: Mapped[str] = mapped_column(String(32))
    unit: Mapped[str] = mapped_column(CleanText())
    action: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int | None] = mapped_column()
    patient_id: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[str | None] = mapped_column(CleanText())
    workstation: Mapped[str] = mapped_column(CleanText())
    details: Mapped[dict[str, Any]] = mapped_column(Json())
    epoch: Mapped[int] = mapped_column()
    alg: Mapped[str] = mapped_column(String(16))
    prev: Mapped[str] = mapped_column(String(64))
    mac: Mapped[str] = mapped_column(String(64))
