"""The intake: what was asked, answered, judged and decided, with the versions of that day."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Json, Signed, UtcDateTime, Versioned


class Screening(Signed, Versioned, Base):
    """One run of the wizard. Open while it is written, locked when it is signed."""

    __tablename__ = "screening"

    referral_id: Mapped[str] = mapped_column(ForeignKey("referral.id"), index=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    clinician_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    state: Mapped[str] = mapped_column(CleanText)
    step: Mapped[str] = mapped_column(CleanText)
    content: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Kept at signing, so that the decision can be read as it was taken.
    criteria_version: Mapped[str] = mapped_column(CleanText, default="")
    program_code: Mapped[str | None] = mapped_column(CleanText, default=None)
    program_version: Mapped[str] = mapped_column(CleanText, default="")
    outcome: Mapped[str] = mapped_column(CleanText, default="")
    judgements: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    decision: Mapped[str] = mapped_column(CleanText, default="")
    reason: Mapped[str] = mapped_column(CleanText, default="")
    cosigner_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"), default=None)
    cosigner_name: Mapped[str] = mapped_column(CleanText, default="")

    __table_args__ = (Index("ix_screening_state_changed", "state", "changed_at"),)
