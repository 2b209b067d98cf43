"""Names of persons: tidied, shown, sorted the Swedish way and compared."""

import unicodedata

from ikbt_desktop.errors import InvalidValue

LONGEST_NAME = 100

# Å, ä and ö come after z, each in its own place; the Danish, Norwegian and German signs with them.
_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y", "ß": "ss"})
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "ð": "d", "þ": "th", "ł": "l"})


def tidy(text: str, *, field: str) -> str:
    """The name as it is kept: one space between words, no control or invisible signs.

    Letters are never changed. Raises `InvalidValue` of the field: "empty", "too_long".
    """
    spaced = "".join(" " if sign.isspace() else sign for sign in text[: LONGEST_NAME * 10])
    seen = "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C")
    name = unicodedata.normalize("NFC", " ".join(seen.split()))
    if not name:
        raise InvalidValue(field, "empty")
    if len(name) > LONGEST_NAME or len(text) > LONGEST_NAME * 10:
        raise InvalidValue(field, "too_long", {"longest": LONGEST_NAME})
    return name


def in_lists(*, last: str, first: str) -> str:
    """Efternamn, Förnamn."""
    return f"{last}, {first}"


def in_sentences(*, last: str, first: str) -> str:
    """Förnamn Efternamn."""
    return f"{first} {last}"


def sort_key(name: str) -> str:
    """A text that sorts as the name does in a Swedish register, whatever the machine's language."""
    swedish = unicodedata.normalize("NFC", name.lower()).translate(_AFTER_Z)
    return _without_marks(swedish)


def folded(text: str) -> str:
    """The text without case and marks (å and ä as a, ö as o): the fallback of a search."""
    return _without_marks(text.casefold().translate(_FOLDED))


def could_be_same(a: str, b: str) -> bool:
    """Whether two names are equal but for case, marks, hyphens and spaces."""
    return _letters(a) == _letters(b)


def _letters(name: str) -> str:
    return "".join(sign for sign in folded(name) if sign.isalnum())


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
