"""How persons, numbers and ages are written, the same in every list and banner."""

from datetime import date

from ikbt_desktop.clinic.identity import Kind


def listed_name(*, family_name: str, given_name: str) -> str:
    """The name as in lists: "Efternamn, Förnamn"; a protected person's initials stand alone."""
    return f"{family_name}, {given_name}" if family_name else given_name


def identity(*, kind: str, digits: str) -> str:
    """The number with its hyphen; a regional reserve number as written; a hidden one is empty."""
    return digits if kind == Kind.RESERVNUMMER or not digits else f"{digits[:8]}-{digits[8:]}"


def age(born: date | None, *, on: date) -> int | None:
    """Whole years on that day; None when the birth date is not known."""
    if born is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
