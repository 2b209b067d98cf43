"""Text that is being written: kept within seconds, discarded when it is signed."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Discardable, UtcDateTime


class Draft(Discardable, Base):
    """One person's unfinished text about one thing."""

    __tablename__ = "draft"

    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str] = mapped_column(CleanText)
    subject_id: Mapped[str] = mapped_column(CleanText)
    patient_id: Mapped[str | None] = mapped_column(ForeignKey("patient.id"), default=None)
    text: Mapped[str] = mapped_column(CleanText)
    cursor: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("user_id", "kind", "subject_id"),)
