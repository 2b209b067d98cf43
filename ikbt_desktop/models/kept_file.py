"""Data files that the clinic keeps, version by version, and which of them holds."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Signed


class KeptFile(Signed, Base):
    """One version of a data file, word for word; signed when it is kept, so never overwritten.

    The shipped versions are kept too: a decision is shown by them when the program has moved on.
    """

    __tablename__ = "kept_file"

    kind: Mapped[str] = mapped_column(CleanText)
    code: Mapped[str] = mapped_column(CleanText)
    file_version: Mapped[str] = mapped_column(CleanText)
    text: Mapped[str] = mapped_column(CleanText)
    digest: Mapped[str] = mapped_column(CleanText)
    own: Mapped[bool]
    based_on: Mapped[str] = mapped_column(CleanText, default="")
    number: Mapped[int]

    __table_args__ = (
        UniqueConstraint("kind", "code", "file_version", "digest"),
        Index("ix_kept_file_own", "own", "number"),
    )


class FileOrder(Signed, Base):
    """From now on this version holds, or none, or the shipped one. The newest order decides."""

    __tablename__ = "file_order"

    kind: Mapped[str] = mapped_column(CleanText)
    code: Mapped[str] = mapped_column(CleanText)
    act: Mapped[str] = mapped_column(CleanText)
    kept_file_id: Mapped[str | None] = mapped_column(ForeignKey("kept_file.id"), default=None)
    reason: Mapped[str] = mapped_column(CleanText)
    number: Mapped[int]

    __table_args__ = (Index("ix_file_order_code", "kind", "code", "number"),)
