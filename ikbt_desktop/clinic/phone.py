"""Phone numbers: kept as +46…, shown as Swedes write them."""

import re

from ikbt_desktop.errors import InvalidValue

_SHORTEST, _LONGEST = 7, 15  # signs of an international number (ITU E.164)
_WRITTEN = re.compile(r"\+?[0-9][0-9 ()/.-]*")
# Area codes of two and three digits; all others have four. 010 and 07 belong to no place.
_TWO_DIGITS = ("08",)
_THREE_DIGITS = (
    *("010", "011", "013", "016", "018", "019", "020", "021", "023", "026", "031", "033", "035"),
    *("036", "040", "042", "044", "046", "054", "060", "063", "070", "072", "073", "076", "077"),
    *("079", "090"),
)
_GROUPS = {5: (3, 2), 6: (2, 2, 2), 7: (3, 2, 2), 8: (3, 3, 2)}


def stored(text: str, *, field: str) -> str:
    """The number as it is kept, e.g. "+46701740605"; "" stays "".

    Raises:
        InvalidValue: "no_phone" when it is none; hyphens, spaces and brackets may stand.

    """
    written = " ".join(text.split()).replace("\u2011", "-").replace("–", "-")
    if not written:
        return ""
    if len(written) > 40 or not _WRITTEN.fullmatch(written):
        raise InvalidValue(field, "no_phone")
    digits = re.sub("[^0-9]", "", written.replace("(0)", ""))
    if written.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00") if not written.startswith("+") else digits
    elif digits.startswith("0"):
        digits = "46" + digits[1:]
    else:  # a local number without its area code cannot be dialled from elsewhere
        raise InvalidValue(field, "area_code")
    if not _SHORTEST <= len(digits) <= _LONGEST:
        raise InvalidValue(field, "no_phone")
    return "+" + digits


def shown(number: str) -> str:
    """The stored number as people write it: "070-174 06 05", or "+47…" for other countries."""
    if not number.startswith("+46"):
        return number
    national = "0" + number[3:]
    size = 2 if national.startswith(_TWO_DIGITS) else 4
    size = 3 if national.startswith(_THREE_DIGITS) else size
    area, rest = national[:size], national[size:]
    parts, place = [], 0
    for length in _GROUPS.get(len(rest), (len(rest),)):
        parts.append(rest[place : place + length])
        place += length
    return f"{area}-{' '.join(parts)}"
