"""A minor's guardians: persons of their own, and who has said what about the treatment."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Signed, Versioned


class Guardian(Versioned, Base):
    """One guardian of one patient. Never removed: one who no longer is has an end and a reason."""

    __tablename__ = "guardian"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    family_name: Mapped[str] = mapped_column(CleanText)
    given_name: Mapped[str] = mapped_column(CleanText)
    relation: Mapped[str] = mapped_column(CleanText)
    phone: Mapped[str] = mapped_column(CleanText, default="")
    email: Mapped[str] = mapped_column(CleanText, default="")
    address: Mapped[str] = mapped_column(CleanText, default="")
    postcode: Mapped[str] = mapped_column(CleanText, default="")
    city: Mapped[str] = mapped_column(CleanText, default="")
    # Whether the program for guardians is offered or declined; an assignment of it says the rest.
    support: Mapped[str] = mapped_column(CleanText, default="")
    support_on: Mapped[date | None] = mapped_column(default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    ended_reason: Mapped[str] = mapped_column(CleanText, default="")


class Consent(Signed, Base):
    """What one person said on one day. A change of mind is a new row; both stay readable.

    Without a guardian it is the young patient's own word.
    """

    __tablename__ = "consent"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    guardian_id: Mapped[str | None] = mapped_column(ForeignKey("guardian.id"), default=None)
    stance: Mapped[str] = mapped_column(CleanText)
    form: Mapped[str] = mapped_column(CleanText)
    on: Mapped[date]
    note: Mapped[str] = mapped_column(CleanText, default="")
