"""The check of a feedback text before it is signed: it advises and never stops anything."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from ikbt_desktop.clinic.reading import Table

_VARIABLE = re.compile(r"\{[^{}\n]*\}")
_DAY = re.compile(
    r"\b(?:[12][0-9]{3}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}|[0-9]{1,2} (?:jan|feb|mar|apr|maj"
    r"|jun|jul|aug|sep|okt|nov|dec)[a-zåäö]*)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-zÅÄÖåäöÉéÜü]+")


@dataclass(frozen=True)
class AdviceWords:
    """Word beginnings that show that a text has the trait, in lower case."""

    version: str
    source: str
    praise: tuple[str, ...]
    next_step: tuple[str, ...]
    weekday: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """One line of the check: `ok`, or what could be better; `facts` are names or variables."""

    check: str
    ok: bool
    facts: tuple[str, ...] = ()


def read_words(table: Table) -> AdviceWords:
    """The word lists of a file. Raises `BrokenResource`."""
    words = AdviceWords(
        version=table.text("version"),
        source=table.text("source"),
        praise=table.texts("praise"),
        next_step=table.texts("next_step"),
        weekday=table.texts("weekday"),
    )
    table.finish()
    for key in ("praise", "next_step", "weekday"):
        if not getattr(words, key):
            table.refuse(key, "must not be empty")
    return words


def check(
    text: str, words: AdviceWords, *, given_name: str, other_names: Collection[str]
) -> tuple[Advice, ...]:
    """The checks in the order of the screen.

    `other_names` are first names of the clinician's other patients: the wrong name in a text is
    the error that patients remember.
    """
    found = {word.casefold() for word in _WORD.findall(text)}
    own = {part.casefold() for part in _WORD.findall(given_name)}
    others = {name for name in other_names if name.casefold() not in own}
    wrong = tuple(sorted(name for name in others if name.casefold() in found))
    empty = tuple(dict.fromkeys(_VARIABLE.findall(text)))
    return (
        Advice("first_name", not own or bool(own & found), (given_name,)),
        Advice("other_name", not wrong, wrong),
        Advice("praise", _begins(found, words.praise)),
        Advice("next_step", _begins(found, words.next_step)),
        Advice("next_date", bool(_DAY.search(text)) or _begins(found, words.weekday)),
        Advice("empty_variable", not empty, empty),
    )


def _begins(found: Collection[str], beginnings: Collection[str]) -> bool:
    return any(word.startswith(beginning) for word in found for beginning in beginnings)
