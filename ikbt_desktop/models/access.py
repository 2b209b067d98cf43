"""Who may come near a patient: units, blocks that a patient asked for, and opened doors."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Json, UtcDateTime, Versioned


class Unit(Versioned, Base):
    """A care unit of the clinic. A clinic without any is one unit: itself."""

    __tablename__ = "unit"

    name: Mapped[str] = mapped_column(CleanText, unique=True)
    # What it was called before, oldest first: {"name", "until"}. Log and papers keep those names.
    former_names: Mapped[list[Any]] = mapped_column(Json, default=list)
    # A unit is never removed: old rows point at it. Nobody and nothing new comes to a retired one.
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)


class AccessBlock(Versioned, Base):
    """What a patient asked for (PDL 4:4): other units do not see the record, or one person.

    It is never removed. When it is lifted, who did it and why stand beside it.
    """

    __tablename__ = "access_block"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"))
    # The person who must not see the record; without one, everybody of another unit.
    user_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"), default=None)
    wish: Mapped[str] = mapped_column(CleanText, default="")
    placed_by_name: Mapped[str] = mapped_column(CleanText)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    lifted_by_name: Mapped[str] = mapped_column(CleanText, default="")
    lift_reason: Mapped[str] = mapped_column(CleanText, default="")

    __table_args__ = (
        Index("ix_access_block_standing", "patient_id", sqlite_where=text("lifted_at IS NULL")),
    )


class Opening(Base):
    """Somebody gave a reason before a record that would not open without one, until a moment."""

    __tablename__ = "opening"

    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"))
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    ground: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(CleanText, default="")
    through_block: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_opening_user_patient", "user_id", "patient_id", "until"),)
