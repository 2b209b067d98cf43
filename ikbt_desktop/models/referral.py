"""The referral, its sender, its papers and the visit booked from it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, UtcDateTime, Versioned


class Referrer(Versioned, Base):
    """Who sends patients and wants an answer."""

    __tablename__ = "referrer"

    name: Mapped[str] = mapped_column(CleanText, unique=True)
    address: Mapped[str] = mapped_column(CleanText, default="")
    phone: Mapped[str] = mapped_column(CleanText, default="")


class Referral(Versioned, Base):
    """One request for care, from another unit or from the patient."""

    __tablename__ = "referral"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    source: Mapped[str] = mapped_column(CleanText)
    referrer_id: Mapped[str | None] = mapped_column(ForeignKey("referrer.id"), default=None)
    received_on: Mapped[date]
    question: Mapped[str] = mapped_column(CleanText, default="")
    diagnosis_code: Mapped[str | None] = mapped_column(CleanText, default=None)
    state: Mapped[str] = mapped_column(CleanText)
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"), default=None)
    due_on: Mapped[date | None] = mapped_column(default=None)
    own_wait_from: Mapped[date | None] = mapped_column(default=None)
    own_wait_until: Mapped[date | None] = mapped_column(default=None)
    own_wait_reason: Mapped[str] = mapped_column(CleanText, default="")
    acknowledged_on: Mapped[date | None] = mapped_column(default=None)
    answered_on: Mapped[date | None] = mapped_column(default=None)
    closing_note: Mapped[str] = mapped_column(CleanText, default="")

    __table_args__ = (
        Index("ix_referral_state_received", "state", "received_on"),
        Index("ix_referral_answered", "answered_on", "referrer_id"),
    )


class Attachment(Base):
    """A scanned paper, kept whole inside the encrypted file."""

    __tablename__ = "attachment"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    referral_id: Mapped[str | None] = mapped_column(ForeignKey("referral.id"), default=None)
    title: Mapped[str] = mapped_column(CleanText)
    media_type: Mapped[str] = mapped_column(CleanText)
    sha256: Mapped[str] = mapped_column(CleanText)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Visit(Versioned, Base):
    """An assessment visit: booked, held, missed or cancelled."""

    __tablename__ = "visit"

    referral_id: Mapped[str] = mapped_column(ForeignKey("referral.id"), index=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    clinician_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    form: Mapped[str] = mapped_column(CleanText)
    state: Mapped[str] = mapped_column(CleanText)
