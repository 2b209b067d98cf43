"""What people type, checked before anything is kept: length, hidden signs, what may be empty."""

import re
import unicodedata

from ikbt_desktop.errors import InvalidValue
from ikbt_desktop.models.base import clean_text

NAME = 100
LINE = 200
NOTE = 4_000
QUESTION = 20_000

# They turn the order of what is read, so that a text shows other than it says.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_POSTCODE = re.compile(r"[0-9]{3} ?[0-9]{2}")
_DIAGNOSIS = re.compile(r"[A-Z][0-9]{2}(?:\.?[0-9A-Z]{1,3})?")


def _bounded(text: str, field: str, length: int) -> str:
    if len(text) > length:
        raise InvalidValue(field, "too_long", {"length": len(text), "limit": length})
    return text


def _checked(text: str, field: str, length: int) -> str:
    clean = clean_text(_bounded(text.strip(), field, length), field=field)
    for sign in clean:
        if sign in _BIDI or (unicodedata.category(sign) == "Cc" and sign not in "\n\t"):
            raise InvalidValue(field, "control_sign")
    return _bounded(clean, field, length)


def _present(text: str, field: str, required: bool) -> str:
    if required and not text:
        raise InvalidValue(field, "empty")
    return text


def line(text: str, field: str, *, length: int = LINE, required: bool = False) -> str:
    """A text of one line: spaces made single, invisible signs taken away.

    Raises:
        InvalidValue: "empty", "too_long" (with length and limit), "control_sign".

    """
    checked = _checked(text, field, length)
    seen = "".join(sign for sign in checked if unicodedata.category(sign) != "Cf")
    return _present(" ".join(seen.split()), field, required)


def prose(text: str, field: str, *, length: int = NOTE, required: bool = False) -> str:
    """A text of several lines, kept as written. Raises as `line`."""
    return _present(_checked(text, field, length), field, required)


def email(text: str, field: str = "email") -> str:
    """A mail address or nothing. Raises `InvalidValue` "no_email"."""
    written = line(text, field)
    if written and not _EMAIL.fullmatch(written):
        raise InvalidValue(field, "no_email")
    return written


def postcode(text: str, field: str = "postcode") -> str:
    """A Swedish postcode as "621 57", a foreign one as written, or nothing."""
    written = line(text, field, length=20)
    if _POSTCODE.fullmatch(written):
        return f"{written[:3]} {written[-2:]}"
    return written


def diagnosis_code(text: str | None, field: str = "diagnosis_code") -> str | None:
    """An ICD-10-SE code in capitals with its point, or None. Raises `InvalidValue` "no_code"."""
    written = line(text or "", field, length=20).upper()
    if not written:
        return None
    if not _DIAGNOSIS.fullmatch(written):
        raise InvalidValue(field, "no_code")
    plain = written.replace(".", "")
    return plain if len(plain) == 3 else f"{plain[:3]}.{plain[3:]}"
