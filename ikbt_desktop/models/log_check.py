"""A month's check of the access log: the rows that were drawn, and what the reviewer found."""

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Json, Signed, SignedWith, Versioned


class LogCheck(Signed, Versioned, Base):
    """One month. `found` counts the points over all occasions; `seed` is the log's head then."""

    __tablename__ = "log_check"

    month: Mapped[str] = mapped_column(CleanText, unique=True)
    occasions: Mapped[int]
    found: Mapped[dict[str, Any]] = mapped_column(Json)
    head_seq: Mapped[int]
    seed: Mapped[str] = mapped_column(CleanText)
    drawn_by_name: Mapped[str] = mapped_column(CleanText)
    conclusion: Mapped[str] = mapped_column(CleanText, default="")


class LogCheckRow(SignedWith, Versioned, Base):
    """One drawn row of the log, by its number; the verdict is empty until somebody has judged."""

    __tablename__ = "log_check_row"
    __table_args__ = (UniqueConstraint("log_check_id", "seq"),)

    signed_with: ClassVar[str] = "log_check"

    log_check_id: Mapped[str] = mapped_column(ForeignKey("log_check.id"), index=True)
    seq: Mapped[int] = mapped_column(ForeignKey("audit_entry.seq"))
    points: Mapped[list[Any]] = mapped_column(Json)
    verdict: Mapped[str | None] = mapped_column(CleanText, default=None)
    note: Mapped[str] = mapped_column(CleanText, default="")
    judged_by_name: Mapped[str | None] = mapped_column(CleanText, default=None)
