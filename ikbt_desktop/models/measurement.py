"""One filled-in questionnaire, with the score that it had on its day."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Json


class Measurement(Base):
    """Raw answers in item order; a corrected one is replaced, never overwritten."""

    __tablename__ = "measurement"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"))
    screening_id: Mapped[str | None] = mapped_column(ForeignKey("screening.id"), default=None)
    treatment_id: Mapped[str | None] = mapped_column(ForeignKey("treatment.id"), default=None)
    instrument: Mapped[str] = mapped_column(CleanText)
    instrument_version: Mapped[str] = mapped_column(CleanText)
    answers: Mapped[list[Any]] = mapped_column(Json)
    total: Mapped[float | None] = mapped_column(default=None)
    subscales: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    band: Mapped[str | None] = mapped_column(CleanText, default=None)
    flags: Mapped[list[Any]] = mapped_column(Json, default=list)
    answered_on: Mapped[date]
    week: Mapped[int | None] = mapped_column(default=None)
    entered_by_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    entered_by_name: Mapped[str] = mapped_column(CleanText)
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("measurement.id"), default=None)
    correction_reason: Mapped[str] = mapped_column(CleanText, default="")
    is_current: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (Index("ix_measurement_patient", "patient_id", "instrument", "answered_on"),)
