"""The clinic itself and the people who work in it."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Discardable, Json, Versioned


class ClinicProfile(Versioned, Base):
    """The one row that says which clinic this is, and what it has decided."""

    __tablename__ = "clinic_profile"

    name: Mapped[str] = mapped_column(CleanText)
    address: Mapped[str] = mapped_column(CleanText, default="")
    phone: Mapped[str] = mapped_column(CleanText, default="")
    email: Mapped[str] = mapped_column(CleanText, default="")
    crisis_unit: Mapped[str] = mapped_column(CleanText)
    crisis_phone: Mapped[str] = mapped_column(CleanText)
    crisis_text: Mapped[str] = mapped_column(CleanText)
    escalation_text: Mapped[str] = mapped_column(CleanText, default="")
    escalation_after: Mapped[int] = mapped_column(default=2)
    is_demo: Mapped[bool] = mapped_column(default=False)
    settings: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class User(Versioned, Base):
    """A person with a way in. The role that counts is this one, found by slot."""

    __tablename__ = "user"

    slot_id: Mapped[str] = mapped_column(CleanText, unique=True)
    login: Mapped[str] = mapped_column(CleanText, unique=True)
    name: Mapped[str] = mapped_column(CleanText)
    role: Mapped[str] = mapped_column(CleanText)
    title: Mapped[str] = mapped_column(CleanText, default="")
    active: Mapped[bool] = mapped_column(default=True)
    basic_cbt: Mapped[bool] = mapped_column(default=False)
    ikbt_course_on: Mapped[date | None] = mapped_column(default=None)
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"), default=None)
    supervisor_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"), default=None)
    weekly_minutes: Mapped[int] = mapped_column(default=0)
    preferences: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class Competence(Discardable, Base):
    """A clinician's recorded training in one program (COMP-1)."""

    __tablename__ = "competence"

    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    program_code: Mapped[str] = mapped_column(CleanText)
    trained_on: Mapped[date | None] = mapped_column(default=None)


class Phrase(Discardable, Versioned, Base):
    """A ready sentence for feedback; without an owner it is the clinic's."""

    __tablename__ = "phrase"

    name: Mapped[str] = mapped_column(CleanText)
    text: Mapped[str] = mapped_column(CleanText)
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"), default=None)


class KeyFileCopy(Base):
    """A copy of the slot file inside the database, to compare with and to come back from."""

    __tablename__ = "key_file_copy"

    epoch: Mapped[int]
    content: Mapped[str] = mapped_column(CleanText)


class PastKey(Base):
    """The master key of an epoch that is over: it opens that epoch's backups and seals of the log.

    It is readable with the present keys alone, and stands as it was written.
    """

    __tablename__ = "past_key"

    epoch: Mapped[int] = mapped_column(unique=True)
    master: Mapped[bytes] = mapped_column(LargeBinary)
