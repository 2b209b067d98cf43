"""A program given to a patient: its plan, its weeks and what the patient reported."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Json, Signed, UtcDateTime, Versioned


class Treatment(Versioned, Base):
    """One assignment, from the day it was made to the day it was closed."""

    __tablename__ = "treatment"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    referral_id: Mapped[str] = mapped_column(ForeignKey("referral.id"))
    screening_id: Mapped[str] = mapped_column(ForeignKey("screening.id"))
    program_code: Mapped[str] = mapped_column(CleanText)
    program_version: Mapped[str] = mapped_column(CleanText)
    clinician_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    state: Mapped[str] = mapped_column(CleanText)
    section_count: Mapped[int]
    agreed_on: Mapped[date]
    starts_on: Mapped[date]
    planned_end_on: Mapped[date]
    next_feedback_on: Mapped[date | None] = mapped_column(default=None)
    assigned_by_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    fit_reason: Mapped[str] = mapped_column(CleanText, default="")
    paused_from: Mapped[date | None] = mapped_column(default=None)
    paused_until: Mapped[date | None] = mapped_column(default=None)
    pause_reason: Mapped[str] = mapped_column(CleanText, default="")
    ended_on: Mapped[date | None] = mapped_column(default=None)
    end_reason: Mapped[str] = mapped_column(CleanText, default="")
    closing: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    void_reason: Mapped[str] = mapped_column(CleanText, default="")
    # Set where a guardian works in a program of their own beside the young patient's treatment.
    guardian_id: Mapped[str | None] = mapped_column(ForeignKey("guardian.id"), default=None)
    beside_id: Mapped[str | None] = mapped_column(ForeignKey("treatment.id"), default=None)
    # The last follow-up of the closing form, until its form is entered or somebody gives it up.
    follow_up_until: Mapped[date | None] = mapped_column(default=None)
    # Who gave the follow-ups up, when and why: {"on", "by", "reason"}; empty as long as nobody did.
    follow_up_end: Mapped[dict[str, Any]] = mapped_column(Json, default=dict, server_default="{}")

    __table_args__ = (
        Index("ix_treatment_state_feedback", "state", "next_feedback_on"),
        Index("ix_treatment_state_ended", "state", "ended_on"),
        Index("ix_treatment_state_follow_up", "state", "follow_up_until"),
    )


class Section(Versioned, Base):
    """One section of the program: locked, open or done."""

    __tablename__ = "section"

    treatment_id: Mapped[str] = mapped_column(ForeignKey("treatment.id"), index=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(CleanText)
    opened_on: Mapped[date | None] = mapped_column(default=None)
    done_on: Mapped[date | None] = mapped_column(default=None)


class WeekReport(Versioned, Base):
    """What the patient sent in or told for one section: homework and reflections."""

    __tablename__ = "week_report"

    treatment_id: Mapped[str] = mapped_column(ForeignKey("treatment.id"), index=True)
    section_number: Mapped[int]
    reported_on: Mapped[date]
    homework: Mapped[str] = mapped_column(CleanText)
    homework_note: Mapped[str] = mapped_column(CleanText, default="")
    reflection: Mapped[str] = mapped_column(CleanText, default="")
    agreed: Mapped[list[Any]] = mapped_column(Json, default=list)
    entered_by_name: Mapped[str] = mapped_column(CleanText)


class CourseEvent(Base):
    """Something to stand under the curve: start, pause, medicine, life event, end."""

    __tablename__ = "course_event"

    treatment_id: Mapped[str] = mapped_column(ForeignKey("treatment.id"), index=True)
    on: Mapped[date]
    kind: Mapped[str] = mapped_column(CleanText)
    words: Mapped[str] = mapped_column(CleanText)


class CareContact(Versioned, Base):
    """A contact to account for: which day, by which way, how long, what fee."""

    __tablename__ = "care_contact"

    treatment_id: Mapped[str] = mapped_column(ForeignKey("treatment.id"), index=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    feedback_note_id: Mapped[str | None] = mapped_column(
        ForeignKey("feedback_note.id"), default=None
    )
    on: Mapped[date]
    channel: Mapped[str] = mapped_column(CleanText)
    minutes: Mapped[int] = mapped_column(default=0)
    fee: Mapped[int] = mapped_column(default=0)
    fee_reason: Mapped[str] = mapped_column(CleanText, default="")
    kva_codes: Mapped[list[Any]] = mapped_column(Json, default=list)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)

    __table_args__ = (Index("ix_care_contact_channel_sent", "channel", "sent_at"),)


class FeePeriod(Versioned, Base):
    """Twelve months of high-cost protection, with what was paid elsewhere."""

    __tablename__ = "fee_period"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    starts_on: Mapped[date]
    opening_sum: Mapped[int] = mapped_column(default=0)
    free_card_until: Mapped[date | None] = mapped_column(default=None)


class FeeChange(Signed, Base):
    """Why a contact's fee was taken away: who decided it, and what it was before."""

    __tablename__ = "fee_change"

    contact_id: Mapped[str] = mapped_column(ForeignKey("care_contact.id"), index=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    fee_before: Mapped[int]
    fee_after: Mapped[int]
    reason: Mapped[str] = mapped_column(CleanText)
