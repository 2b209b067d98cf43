"""The one place where words become paragraphs: user text is text, never markup (trust.md D12)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from ikbt_desktop.errors import UnprintableText
from ikbt_desktop.exports.cleaning import clean
from ikbt_desktop.exports.pdf import style

_LONGEST_WORD = 80  # letters; ReportLab's own breaking takes time with the square of the length
_LONG_WORD = re.compile(rf"(\S{{{_LONGEST_WORD}}})(?=\S)")
_SPACES = re.compile("[ \n]+")
_PORTION, _PORTION_LINES = 3000, 60
_BLANK_LINES = re.compile(r"\n[ \u00a0]*\n")


def unprintable(words: str) -> str:
    """The signs, each once and in order, that the document's font cannot draw."""
    known = style.register_fonts()
    return "".join(
        dict.fromkeys(sign for sign in clean(words) if sign != "\n" and ord(sign) not in known)
    )


def ensure_printable(facts: object) -> None:
    """Raise `UnprintableText` with every sign of the facts that the font lacks, all at once."""
    signs = "".join(dict.fromkeys("".join(unprintable(words) for words in _texts(facts))))
    if signs:
        raise UnprintableText(signs)


def _texts(value: object) -> Iterator[str]:
    """Every text inside frozen facts."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, Iterable):
        for part in value:
            yield from _texts(part)


def named_signs(words: str) -> str:
    """The words with each sign that the font lacks named in brackets, as "[tecknet U+1F48A]".

    Only for what is signed or kept and can be written anew by nobody: a document with a sign that
    is told by its number is better than none. What can still be changed is refused instead.
    """
    told = words
    for sign in unprintable(words):
        name = "" if "\ufe00" <= sign <= "\ufe0f" else f"[tecknet U+{ord(sign):04X}]"
        told = told.replace(sign, name)
    return told


_Value = TypeVar("_Value")


def naming_signs(value: _Value) -> _Value:
    """The same frozen value with `named_signs` in every text of it."""
    return cast("_Value", _named(value))


def _named(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Enum):
        return named_signs(value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: _named(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **parts)
    if isinstance(value, tuple):
        return tuple(_named(part) for part in value)
    return value


def line(words: str) -> str:
    """The words as one line for drawing straight on a page; refuses what the font lacks."""
    cleaned = _SPACES.sub(" ", clean(words)).strip()
    signs = unprintable(cleaned)
    if signs:
        raise UnprintableText(signs)
    return cleaned


def _markup(words: str) -> str:
    cleaned = clean(words).strip("\n")
    signs = unprintable(cleaned)
    if signs:
        raise UnprintableText(signs)
    return escape(_LONG_WORD.sub(r"\1 ", cleaned)).replace("\n", "<br/>")


def text(words: str, look: ParagraphStyle, *, lead: str = "", bullet: str = "") -> Paragraph:
    """A paragraph of the words, with a lead in semi-bold and a bullet when given.

    Raises `UnprintableText`: a document never shows a box in place of a sign.
    """
    style.register_fonts()
    markup = _markup(words)
    if lead:
        markup = f'<font name="{style.Font.SEMIBOLD.value}">{_markup(lead)}</font>{markup}'
    return Paragraph(markup, look, bulletText=line(bullet) if bullet else None)


def texts(words: str, look: ParagraphStyle, *, lead: str = "", bullet: str = "") -> list[Paragraph]:
    """The paragraphs that blank lines part, the first with the lead and the bullet.

    A portion without blank lines is cut as well when it is very long: ReportLab's time grows with
    the square of a paragraph's length, and a pasted page must not hold up the document.
    """
    portions = [part for block in _BLANK_LINES.split(clean(words)) for part in _portions(block)]
    first = [text(part, look, lead=lead, bullet=bullet) for part in portions[:1]]
    return first + [text(part, look) for part in portions[1:]]


def _portions(block: str) -> Iterator[str]:
    """The block in parts of bearable length, cut where white space stands if there is any."""
    rest = block.strip("\n")
    while len(rest) > _PORTION or rest.count("\n") > _PORTION_LINES:
        end = _after_lines(rest)
        cut = max(rest.rfind(" ", 1, end), rest.rfind("\n", 1, end))
        cut = end if cut < 0 else cut
        yield rest[:cut]
        rest = rest[cut:].lstrip(" \n")
    if rest.strip():
        yield rest


def _after_lines(words: str) -> int:
    """Where the portion ends at the latest."""
    end = -1
    for _ in range(_PORTION_LINES):
        found = words.find("\n", end + 1, _PORTION)
        if found < 0:
            return _PORTION
        end = found
    return end + 1
