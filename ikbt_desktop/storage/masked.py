"""What a list may say of a protected person: two initials and no number, from the database on."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Text, case, func, literal
from sqlalchemy.orm import InstrumentedAttribute

from ikbt_desktop.models import Patient

BEHIND = "\uffff"
"""Before the sort key of a protected person: they come last, in no order that tells a name."""


def initials(patient: Patient) -> str:
    """As `given_name` of a list says it: "K. E."."""
    return f"{patient.given_name[:1].upper()}. {patient.family_name[:1].upper()}."


def listed_name(patient: Patient) -> str:
    """ "Efternamn, Förnamn"; of a protected person the initials."""
    return initials(patient) if patient.protected_identity else patient.name


def listed_identity(patient: Patient) -> str:
    """The number with its hyphen; nothing of a protected person's."""
    return "" if patient.protected_identity else patient.identity_shown


def _hidden(column: InstrumentedAttribute[Any], instead: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((Patient.protected_identity, instead), else_=column)


def _initial(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    return func.upper(func.substr(column, 1, 1), type_=Text())


family_name: ColumnElement[str] = _hidden(Patient.family_name, literal("", Text()))
given_name: ColumnElement[str] = _hidden(
    Patient.given_name,
    _initial(Patient.given_name) + ". " + _initial(Patient.family_name) + ".",
)
identity_digits: ColumnElement[str] = _hidden(Patient.identity_digits, literal("", Text()))
birth_date: ColumnElement[date | None] = case(
    (Patient.protected_identity, literal(None, Date())), else_=Patient.birth_date
)
