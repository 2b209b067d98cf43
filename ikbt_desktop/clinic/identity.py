"""Swedish identity numbers: read as people write them, kept as twelve signs, shown in one way."""

import calendar
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NoReturn

from personnummer import personnummer

from ikbt_desktop.clinic.identity_problems import Problem
from ikbt_desktop.errors import InvalidIdentity

__all__ = [
    "LONGEST_PASTE",
    "Identity",
    "Kind",
    "Problem",
    "Sex",
    "mask",
    "neighbours",
    "one_digit_off",
    "parse",
    "parse_reserve",
    "typed_digits",
]

LONGEST_PASTE = 200
"""Signs that are looked at; a longer paste is not a number, and is not worth the time."""


class Kind(StrEnum):
    """Which register the number comes from."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    RESERVNUMMER = "reservnummer"
    NRID = "nrid"


class Sex(StrEnum):
    """The legal sex that a number carries; not a person's gender."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True)
class Identity:
    """A valid number. Its repr shows the kind alone, so that no log line can carry the rest."""

    kind: Kind
    digits: str = field(repr=False)
    formatted: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    legal_sex: Sex | None = field(repr=False)

    def age(self, *, on: date) -> int | None:
        """Whole years on that day; None when the number holds no birth date."""
        born = self.birth_date
        if born is None:
            return None
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

    @property
    def masked(self) -> str:
        """The number without its last four signs, for lists that others may see."""
        return mask(self.formatted)


def parse(text: str, *, today: date) -> Identity:
    """Read a personnummer, samordningsnummer or national reserve number in any written form.

    Raises `InvalidIdentity`, whose reason is a `Problem`.
    """
    written = _clean(text)
    if any(sign.isalpha() for sign in written):
        return _parse_lettered(written, today=today)
    digits = _twelve_digits(written, today=today)
    _check_birth(digits, today=today)
    return _ordinary(digits)


def parse_reserve(text: str, *, today: date) -> Identity:
    """Read a number that a person says is a reserve number.

    The regions' series differ and their rules are not published: letters, digits and hyphens are
    kept as written (capitals), 6 to 20 of them with at least one digit. A number that is an
    ordinary one is refused, since it would hide its owner from the duplicate search.
    """
    written = _clean(text).upper()
    if _NRID.match(written):
        return parse(written, today=today)
    if _is_ordinary(written, today=today):
        _refuse(Problem.ORDINARY_NUMBER)
    if not re.fullmatch(r"(?=.*[0-9])[0-9A-ZÅÄÖ-]{6,20}", written):
        _refuse(Problem.RESERVE_FORMAT)
    return Identity(Kind.RESERVNUMMER, written.replace("-", ""), written, None, None)


def mask(formatted: str) -> str:
    """The shown form with its last four signs replaced by dots."""
    return formatted[:-4] + "••••"


def typed_digits(text: str, *, today: date) -> str | None:
    """The twelve digits as typed, wrong check digit or date included; None when it is no such form.

    For the duplicate search while the number is still wrong.
    """
    try:
        written = _clean(text)
        return None if any(map(str.isalpha, written)) else _twelve_digits(written, today=today)
    except InvalidIdentity:
        return None


def one_digit_off(a: str, b: str) -> bool:
    """Whether two numbers of twelve digits differ by one slip of the hand.

    One digit wrong, two neighbours swapped, or the same ten digits in another century. Since the
    check digit catches the first kind, it is met while one of the two is still mistyped.
    """
    if a == b or len(a) != len(b):
        return False
    if len(a) == 12 and a[2:] == b[2:]:
        return True
    wrong = [place for place, (left, right) in enumerate(zip(a, b, strict=True)) if left != right]
    if len(wrong) == 1:
        return True
    first, *rest = wrong
    swapped = rest == [first + 1]
    return swapped and a[first] == b[first + 1] and a[first + 1] == b[first]


def neighbours(digits: str, *, today: date) -> frozenset[str]:
    """Every valid number of twelve digits that is one slip away from these: what to search for."""
    candidates = {
        digits[:place] + other + digits[place + 1 :]
        for place in range(len(digits))
        for other in "0123456789"
    }
    candidates |= {
        digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        for place in range(len(digits) - 1)
    }
    candidates |= {century + digits[2:] for century in ("18", "19", "20")}
    candidates.discard(digits)
    return frozenset(number for number in candidates if _is_ordinary(number, today=today))


# --- the written form ------------------------------------------------------------------------

# Signs that word processors and web pages put where a person typed a hyphen.
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-") | {"＋": "+"})
_SHORT_OR_LONG = re.compile(r"([0-9]+)([-+]?)([0-9]*)")
_NRID = re.compile(r"([0-9]{8})-?([A-Z]{2}[0-9A-Z])([0-9])$")
_INTERIM = re.compile(r"(?:[0-9]{2})?[0-9]{6}[-+]?[A-Z][0-9]{3}$")


def _refuse(problem: Problem, **facts: int) -> NoReturn:
    raise InvalidIdentity(problem, facts)


def _clean(text: str) -> str:
    """Without spaces, control and invisible signs; refuses what no number is written with."""
    if len(text) > LONGEST_PASTE:
        _refuse(Problem.TOO_LONG)
    seen = "".join(sign for sign in text if unicodedata.category(sign)[0] not in "ZC")
    written = seen.translate(_HYPHENS)
    if not written:
        _refuse(Problem.EMPTY)
    if any(sign.isnumeric() and not sign.isascii() for sign in written):
        _refuse(Problem.FOREIGN_DIGITS)
    if any(not sign.isalnum() and sign not in "-+" for sign in written):
        _refuse(Problem.SIGNS)
    return written


def _twelve_digits(written: str, *, today: date) -> str:
    """Twelve digits, whichever of the written forms it was."""
    match = _SHORT_OR_LONG.fullmatch(written)
    if match is None:
        _refuse(Problem.SEPARATOR)
    before, separator, after = match.groups()
    digits = before + after
    if separator:
        _check_parts(before, after)
    if len(digits) < 10:
        _refuse(Problem.TOO_SHORT, digits=len(digits))
    if len(digits) > 12:
        _refuse(Problem.TOO_LONG, digits=len(digits))
    if len(digits) == 11:
        _refuse(Problem.ELEVEN_DIGITS)
    if len(digits) == 12:
        return digits
    return _with_century(digits, separator, today=today)


def _check_parts(before: str, after: str) -> None:
    """Refuse a separator that does not part the birth date from four digits."""
    if len(before) not in {6, 8}:
        _refuse(Problem.SEPARATOR)
    if len(after) != 4:
        problem = Problem.TOO_SHORT if len(after) < 4 else Problem.TOO_LONG
        _refuse(problem, digits=len(before) + len(after))


def _with_century(digits: str, separator: str, *, today: date) -> str:
    """The century in front of ten digits.

    A hyphen means fewer than 100 years between the years, a plus 100 or more. Without a separator
    the latest date that is not to come is meant.
    """
    latest = today.year - 100 if separator == "+" else today.year
    year = latest - (latest - int(digits[:2])) % 100
    if not separator and (year, digits[2:6]) > (
        today.year,
        f"{today:%m}{_day_like(digits, today)}",
    ):
        year -= 100
    return f"{year}{digits[2:]}"


def _day_like(digits: str, today: date) -> str:
    """Today's day as this number writes days: a samordningsnummer adds 60."""
    return f"{today.day + (60 if int(digits[4:6]) > 60 else 0):02}"


# --- what twelve digits say ------------------------------------------------------------------


def _check_birth(digits: str, *, today: date) -> None:
    """Refuse a century, month, day or birth number that no person has, the leftmost first."""
    century, year, month = int(digits[:2]), int(digits[:4]), int(digits[4:6])
    if month >= 20:  # the third digit of an organisation number is always 2 or more
        _refuse(Problem.ORGANISATION_NUMBER)
    if not 18 <= century <= today.year // 100:
        _refuse(Problem.CENTURY, century=century)
    if not 1 <= month <= 12:
        _refuse(Problem.MONTH, month=month)
    day = int(digits[6:8])
    born_on = day - 60 if day > 60 else day
    last_day = calendar.monthrange(year, month)[1]
    if not 1 <= born_on <= last_day:
        _refuse(Problem.DAY, day=born_on, month=month, year=year, last_day=last_day)
    if date(year, month, born_on) > today:
        _refuse(Problem.FUTURE)
    if digits[8:11] == "000":
        _refuse(Problem.BIRTH_NUMBER_000)


def _ordinary(digits: str) -> Identity:
    """Twelve digits whose parts are possible. Raises when the check digit is wrong."""
    try:
        number = personnummer.parse(digits)
    except personnummer.PersonnummerException as fault:
        raise InvalidIdentity(Problem.CHECK_DIGIT) from fault
    return Identity(
        Kind.SAMORDNINGSNUMMER if int(digits[6:8]) > 60 else Kind.PERSONNUMMER,
        digits,
        f"{digits[:8]}-{digits[8:]}",
        number.get_date(),
        Sex.MALE if number.is_male() else Sex.FEMALE,
    )


def _is_ordinary(written: str, *, today: date) -> bool:
    try:
        kind = parse(written, today=today).kind
    except InvalidIdentity:
        return False
    return kind in {Kind.PERSONNUMMER, Kind.SAMORDNINGSNUMMER}


# --- national reserve numbers ----------------------------------------------------------------

# Rule: SwedishIdentifier project, "Nationellt reservnummer" (rules.md E.3).
_RESERVE_LETTERS_NOT_USED = set("IOQVW")


def _parse_lettered(written: str, *, today: date) -> Identity:
    """Read `XXYYMMDDNNGC`; say what else a number with letters may be."""
    capitals = written.upper()
    match = _NRID.match(capitals)
    if match is None:
        _refuse(Problem.INTERIM_NUMBER if _INTERIM.match(capitals) else Problem.LETTERS)
    birth, serial, check = match.groups()
    if _RESERVE_LETTERS_NOT_USED & set(serial):
        _refuse(Problem.RESERVE_LETTERS)
    birth_date = _reserve_birth_date(birth, today=today)
    if _reserve_check_digit(birth + serial) != int(check):
        _refuse(Problem.RESERVE_CHECK_DIGIT)
    sex = None if serial[2].isalpha() else Sex.MALE if int(serial[2]) % 2 else Sex.FEMALE
    return Identity(Kind.NRID, birth + serial + check, f"{birth}-{serial}{check}", birth_date, sex)


def _reserve_birth_date(birth: str, *, today: date) -> date | None:
    """The birth date of a reserve number; None when it says that the date is unknown."""
    marker, year, month, day = (int(birth[place : place + 2]) for place in (0, 2, 4, 6))
    if marker == 0:
        if month < 20 or not 40 <= day <= 59:
            _refuse(Problem.RESERVE_DATE)
        return None
    if not 22 <= marker <= 99:
        _refuse(Problem.RESERVE_CENTURY)
    century = 19 + (marker - 19) % 3  # the marker is the century, plus a multiple of three
    try:
        born = date(century * 100 + year, month, day)
    except ValueError:
        _refuse(Problem.RESERVE_DATE)
    if born > today:
        _refuse(Problem.FUTURE)
    return born


def _reserve_check_digit(signs: str) -> int:
    """Luhn over eleven signs, a letter counting as its ASCII code."""
    total = 0
    for place, sign in enumerate(signs):
        value = int(sign) if sign.isdigit() else ord(sign)
        total += sum(int(figure) for figure in str(value * (1 if place % 2 else 2)))
    return (10 - total % 10) % 10
