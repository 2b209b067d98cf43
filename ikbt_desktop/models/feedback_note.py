"""The clinician's weekly text to the patient."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Signed, Versioned


class FeedbackNote(Signed, Versioned, Base):
    """One version of one week's feedback. Signed texts are locked; a correction is a new row."""

    __tablename__ = "feedback_note"

    treatment_id: Mapped[str] = mapped_column(ForeignKey("treatment.id"), index=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    section_number: Mapped[int]
    author_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    channel: Mapped[str] = mapped_column(CleanText)
    text: Mapped[str] = mapped_column(CleanText)
    state: Mapped[str] = mapped_column(CleanText)
    written_on: Mapped[date]
    minutes: Mapped[int] = mapped_column(default=0)
    version_number: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("feedback_note.id"), default=None)
    correction_reason: Mapped[str] = mapped_column(CleanText, default="")
