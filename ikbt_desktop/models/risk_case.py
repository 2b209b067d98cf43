"""The case that a risk flag opens, and that only a signed assessment closes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Json, Signed, UtcDateTime, Versioned


class RiskCase(Signed, Versioned, Base):
    """One open loop for one patient; a new flag joins it."""

    __tablename__ = "risk_case"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    screening_id: Mapped[str | None] = mapped_column(ForeignKey("screening.id"), default=None)
    treatment_id: Mapped[str | None] = mapped_column(ForeignKey("treatment.id"), default=None)
    state: Mapped[str] = mapped_column(CleanText, index=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deadline_at: Mapped[datetime] = mapped_column(UtcDateTime)
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"), default=None)
    flags: Mapped[list[Any]] = mapped_column(Json, default=list)
    assessment: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    level: Mapped[str] = mapped_column(CleanText, default="")
    plan: Mapped[str] = mapped_column(CleanText, default="")
    informed: Mapped[str] = mapped_column(CleanText, default="")
    next_contact_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    action_note: Mapped[str] = mapped_column(CleanText, default="")
    mistake_reason: Mapped[str] = mapped_column(CleanText, default="")


class ContactAttempt(Base):
    """One try to reach the patient: answered, no answer, or a message left."""

    __tablename__ = "contact_attempt"

    risk_case_id: Mapped[str] = mapped_column(ForeignKey("risk_case.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(CleanText)
    note: Mapped[str] = mapped_column(CleanText, default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    by_name: Mapped[str] = mapped_column(CleanText)


class SafetyPlan(Base):
    """One version of the plan, in the patient's own words."""

    __tablename__ = "safety_plan"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    risk_case_id: Mapped[str | None] = mapped_column(ForeignKey("risk_case.id"), default=None)
    version_number: Mapped[int] = mapped_column(default=1)
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    written_by_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    written_by_name: Mapped[str] = mapped_column(CleanText)
