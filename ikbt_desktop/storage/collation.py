"""Swedish searching and sorting, as keys that are stored, so that any engine orders alike."""

import unicodedata

_SWEDISH = {"å": "{", "ä": "|", "ö": "}"}  # the three signs after z: å, ä, ö come last
_AS_WRITTEN = str.maketrans({"æ": "ä", "ø": "ö", "ð": "d", "þ": "th", "ł": "l", "đ": "d"})
_AS_SORTED = str.maketrans({"ü": "y"})
_ESCAPE = "\\"


def _folded(sign: str) -> str:
    if sign in _SWEDISH:
        return sign
    return "".join(part for part in unicodedata.normalize("NFD", sign) if not _is_mark(part))


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"


def search_key(text: str) -> str:
    """The text as it is searched: small letters, single spaces, no accents, but å ä ö kept."""
    if text.isascii():
        return " ".join(text.lower().split())
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join("".join(_folded(sign) for sign in small.translate(_AS_WRITTEN)).split())


def sort_key(text: str) -> str:
    """The text as it is ordered: å, ä and ö after z, ü as y, other accents as if absent."""
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    key = search_key(small.translate(_AS_SORTED))
    return "".join(_SWEDISH.get(sign, sign) for sign in key)


def like_literal(text: str) -> str:
    """The text with LIKE's own signs made plain; use it with `escape=ESCAPE`."""
    for sign in (_ESCAPE, "%", "_"):
        text = text.replace(sign, _ESCAPE + sign)
    return text


def like_containing(text: str) -> str:
    """A LIKE pattern for the folded text anywhere."""
    return f"%{like_literal(search_key(text))}%"


def like_beginning(text: str) -> str:
    """A LIKE pattern for the folded text at the beginning."""
    return f"{like_literal(search_key(text))}%"


ESCAPE = _ESCAPE
