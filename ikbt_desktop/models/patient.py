"""The patient: identity and ways to reach them. No clinical text lies here."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from ikbt_desktop.models.base import Base, CleanText, Discardable, Registry, Versioned


class Patient(Versioned, Base):
    """One person. `identity_digits` is 12 signs (or the reserve number as written)."""

    __tablename__ = "patient"

    identity_kind: Mapped[str] = mapped_column(CleanText)
    identity_digits: Mapped[str] = mapped_column(CleanText, unique=True)
    family_name: Mapped[str] = mapped_column(CleanText)
    given_name: Mapped[str] = mapped_column(CleanText)
    # Folded for searching and for the Swedish order; storage.list_patients makes both.
    search_key: Mapped[str] = mapped_column(CleanText)
    sort_key: Mapped[str] = mapped_column(CleanText)
    birth_date: Mapped[date | None] = mapped_column(default=None)
    legal_sex: Mapped[str | None] = mapped_column(CleanText, default=None)
    phone: Mapped[str] = mapped_column(CleanText, default="")
    email: Mapped[str] = mapped_column(CleanText, default="")
    address: Mapped[str] = mapped_column(CleanText, default="")
    postcode: Mapped[str] = mapped_column(CleanText, default="")
    city: Mapped[str] = mapped_column(CleanText, default="")
    kin_name: Mapped[str] = mapped_column(CleanText, default="")
    kin_phone: Mapped[str] = mapped_column(CleanText, default="")
    # Whether `protection` says any kind at all; lists ask for this, letters for the kind.
    protected_identity: Mapped[bool] = mapped_column(default=False)
    protection: Mapped[str] = mapped_column(CleanText, default="")
    # Which unit cares for the patient; none in a clinic that is one unit.
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"), default=None)
    # Where the person is registered (REG-1); asked for only where the clinic leaves a region out.
    region: Mapped[str | None] = mapped_column(CleanText, default=None)

    @property
    def identity_shown(self) -> str:
        """As people read it: ÅÅÅÅMMDD-XXXX; a regional reserve number as it is kept."""
        digits = self.identity_digits
        return f"{digits[:8]}-{digits[8:]}" if len(digits) == 12 else digits

    @property
    def name(self) -> str:
        """As in lists: "Efternamn, Förnamn"."""
        return f"{self.family_name}, {self.given_name}"

    __table_args__ = (
        Index("ix_patient_sort_key", "sort_key", "id"),
        Index("ix_patient_birth_date", "birth_date"),
    )


class PatientWord(Discardable, Registry):
    """One word by which a patient is found, in the order of the list that it opens.

    Short beginnings have rows of their own, so that each key typed in the search is one walk along
    the primary key, however many patients there are. `storage.list_patients` keeps them.
    """

    __tablename__ = "patient_word"
    __table_args__ = ({"sqlite_with_rowid": False},)

    word: Mapped[str] = mapped_column(CleanText, primary_key=True)
    sort_key: Mapped[str] = mapped_column(CleanText, primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), primary_key=True)
