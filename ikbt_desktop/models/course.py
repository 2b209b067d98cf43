"""What was done about a treatment: checks with their action, the inactivity ladder, pauses."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Json, Signed, Versioned


class CourseCheck(Signed, Base):
    """The one action chosen when the course was below what was expected, or had become worse.

    `facts` are the signs of that day with the rule's parameters and version, so that it can be
    read as it was. Signed as it is written.
    """

    __tablename__ = "course_check"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    treatment_id: Mapped[str] = mapped_column(ForeignKey("treatment.id"), index=True)
    kind: Mapped[str] = mapped_column(CleanText)
    noticed_on: Mapped[date]
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    answers: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    action: Mapped[str] = mapped_column(CleanText)
    note: Mapped[str] = mapped_column(CleanText, default="")
    follow_up_on: Mapped[date | None] = mapped_column(default=None)


class CourseCheckResult(Signed, Base):
    """What became of the action."""

    __tablename__ = "course_check_result"

    check_id: Mapped[str] = mapped_column(ForeignKey("course_check.id"), index=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"))
    treatment_id: Mapped[str] = mapped_column(ForeignKey("treatment.id"), index=True)
    result: Mapped[str] = mapped_column(CleanText)


class InactivityRecord(Signed, Base):
    """One step of the inactivity ladder as it was taken, and what came of it."""

    __tablename__ = "inactivity_record"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    treatment_id: Mapped[str] = mapped_column(ForeignKey("treatment.id"), index=True)
    step: Mapped[str] = mapped_column(CleanText)
    step_days: Mapped[int]
    inactive_since: Mapped[date]
    done_on: Mapped[date]
    text: Mapped[str] = mapped_column(CleanText, default="")
    result: Mapped[str] = mapped_column(CleanText)
    note: Mapped[str] = mapped_column(CleanText, default="")
    next_on: Mapped[date | None] = mapped_column(default=None)


class TreatmentPause(Versioned, Base):
    """One pause, first day included. `last` is the day that the treatment went on, not included."""

    __tablename__ = "treatment_pause"

    treatment_id: Mapped[str] = mapped_column(ForeignKey("treatment.id"), index=True)
    first: Mapped[date]
    planned_until: Mapped[date | None] = mapped_column(default=None)
    last: Mapped[date | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(CleanText, default="")
