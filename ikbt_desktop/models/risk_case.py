"""The case that a risk flag opens, and that only a signed assessment closes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.attributes import flag_modified

from ikbt_desktop.models.base import (
    Base,
    CleanText,
    Json,
    Signed,
    SignedWith,
    UtcDateTime,
    Versioned,
)


class RiskCase(Signed, Versioned, Base):
    """One open loop for one patient; a new flag joins it. The file refuses a second open one.

    `number` counts the patient's cases: their order does not hang on a clock. `urgency` is that
    of its gravest flag (`instruments.Level`); it is raised and never lowered.
    """

    __tablename__ = "risk_case"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    number: Mapped[int] = mapped_column(default=1)
    screening_id: Mapped[str | None] = mapped_column(ForeignKey("screening.id"), default=None)
    treatment_id: Mapped[str | None] = mapped_column(ForeignKey("treatment.id"), default=None)
    state: Mapped[str] = mapped_column(CleanText, index=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deadline_at: Mapped[datetime] = mapped_column(UtcDateTime)
    urgency: Mapped[str] = mapped_column(CleanText, default="red", server_default="red")
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"), default=None)
    assessment: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    level: Mapped[str] = mapped_column(CleanText, default="")
    plan: Mapped[str] = mapped_column(CleanText, default="")
    informed: Mapped[str] = mapped_column(CleanText, default="")
    next_contact_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    action_note: Mapped[str] = mapped_column(CleanText, default="")
    mistake_reason: Mapped[str] = mapped_column(CleanText, default="")
    kva_codes: Mapped[list[Any]] = mapped_column(Json, default=list)

    __table_args__ = (
        Index("uq_risk_case_open", "patient_id", unique=True, sqlite_where=text("state = 'open'")),
        Index("uq_risk_case_number", "patient_id", "number", unique=True),
    )

    def touch(self) -> None:
        """Count a change of its flags as a change of the case: who has not seen it is stale."""
        flag_modified(self, "state")


class RiskFlag(SignedWith, Base):
    """One broken rule behind a case: which form, of which day, and when it was seen.

    It is never removed. When the answer is corrected it is retracted; both stay to be read.
    """

    __tablename__ = "risk_flag"
    signed_with = "risk_case"

    risk_case_id: Mapped[str] = mapped_column(ForeignKey("risk_case.id"))
    number: Mapped[int]
    origin: Mapped[str] = mapped_column(CleanText)
    measurement_id: Mapped[str | None] = mapped_column(ForeignKey("measurement.id"), default=None)
    measured_on: Mapped[date | None] = mapped_column(default=None)
    instrument: Mapped[str] = mapped_column(CleanText, default="")
    name: Mapped[str] = mapped_column(CleanText)
    rule: Mapped[str] = mapped_column(CleanText)
    urgency: Mapped[str] = mapped_column(CleanText, default="red", server_default="red")
    item: Mapped[int | None] = mapped_column(default=None)
    value: Mapped[int | None] = mapped_column(default=None)
    previous: Mapped[int | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(CleanText, default="")
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    retracted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)

    __table_args__ = (Index("uq_risk_flag_number", "risk_case_id", "number", unique=True),)


class ContactAttempt(Base):
    """One try to reach the patient: answered, no answer, or a message left.

    `follow_up`: it belongs to the contact that the closed assessment promised.
    """

    __tablename__ = "contact_attempt"

    risk_case_id: Mapped[str] = mapped_column(ForeignKey("risk_case.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(CleanText)
    note: Mapped[str] = mapped_column(CleanText, default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    by_name: Mapped[str] = mapped_column(CleanText)
    follow_up: Mapped[bool] = mapped_column(default=False)


class SafetyPlan(Base):
    """One version of the plan, in the patient's own words."""

    __tablename__ = "safety_plan"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    risk_case_id: Mapped[str | None] = mapped_column(ForeignKey("risk_case.id"), default=None)
    version_number: Mapped[int] = mapped_column(default=1)
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    written_by_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    written_by_name: Mapped[str] = mapped_column(CleanText)
