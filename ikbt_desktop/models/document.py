"""Made documents, waiting in the outbox until somebody says that they are in the journal."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Signed, UtcDateTime, Versioned


class Document(Signed, Base):
    """One version of one PDF: the bytes never change; a correction is a new version."""

    __tablename__ = "document"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    referral_id: Mapped[str | None] = mapped_column(ForeignKey("referral.id"), default=None)
    treatment_id: Mapped[str | None] = mapped_column(ForeignKey("treatment.id"), default=None)
    screening_id: Mapped[str | None] = mapped_column(ForeignKey("screening.id"), default=None)
    risk_case_id: Mapped[str | None] = mapped_column(ForeignKey("risk_case.id"), default=None)
    kind: Mapped[str] = mapped_column(CleanText)
    number: Mapped[str] = mapped_column(CleanText, unique=True)
    version_number: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("document.id"), default=None)
    replaces_reason: Mapped[str] = mapped_column(CleanText, default="")
    text: Mapped[str] = mapped_column(CleanText, default="")
    sha256: Mapped[str] = mapped_column(CleanText)
    pages: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index("ix_document_treatment_kind", "treatment_id", "kind"),)


class Filing(Versioned, Base):
    """Where one document stands on its way into the journal."""

    __tablename__ = "filing"

    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), unique=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    state: Mapped[str] = mapped_column(CleanText, index=True)
    filed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    filed_by_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"), default=None)
    filed_by_name: Mapped[str] = mapped_column(CleanText, default="")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
