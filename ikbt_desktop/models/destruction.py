"""The register of destroyed records: one was here, and by whose decision it went. Nothing else."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Json, Signed


class Destruction(Signed, Base):
    """One patient's record that was destroyed (PDL 8:4); signed as it is written.

    `destroyed_id` is the patient's id inside the program, which the log goes on naming: no name and
    no number. `asked_*` is the one who asked, the signature is that of the one who confirmed.
    """

    __tablename__ = "destruction"

    destroyed_id: Mapped[str] = mapped_column(String(32), unique=True)
    decision_number: Mapped[str] = mapped_column(CleanText)
    decided_on: Mapped[date]
    asked_by_id: Mapped[str] = mapped_column(String(32))
    asked_by_name: Mapped[str] = mapped_column(CleanText)
    asked_role: Mapped[str] = mapped_column(String(32))
    # How many rows of each table went.
    removed: Mapped[dict[str, Any]] = mapped_column(Json)
    # The row of the log that tells of it; how many about the patient stay, and how many of those
    # hold a reason that somebody typed.
    log_seq: Mapped[int]
    log_rows: Mapped[int]
    log_reasons: Mapped[int]


class DestructionPaper(Signed, Base):
    """The receipt of a destruction: a document without a patient. A later one is a new row."""

    __tablename__ = "destruction_paper"

    destruction_id: Mapped[str] = mapped_column(ForeignKey("destruction.id"), index=True)
    number: Mapped[str] = mapped_column(CleanText, unique=True)
    version_number: Mapped[int]
    sha256: Mapped[str] = mapped_column(CleanText)
    pages: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
