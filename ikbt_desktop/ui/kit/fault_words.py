"""What is wrong with a data file, in words: which file, which line, which key, and why."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from ikbt_desktop.errors import BrokenResource
from ikbt_desktop.ui.kit.language import mark, say

_HERE = "FaultWords"

# What the readers in clinic/ say, and the sentence for it; {0} and {1} are what stands in brackets.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        r"missing": mark("FaultWords", "it is missing"),
        r"must not be empty": mark("FaultWords", "it must not be empty"),
        r"must be a text": mark("FaultWords", "it must be a text between quotation marks"),
        r"must be a whole number": mark("FaultWords", "it must be a whole number"),
        r"must be a number": mark("FaultWords", "it must be a number"),
        r"must be true or false": mark("FaultWords", "it must be true or false"),
        r"must be a date": mark("FaultWords", "it must be a date, as 2026-10-08"),
        r"must be a list of .*": mark("FaultWords", "it must be a list in square brackets"),
        r"must be a table": mark("FaultWords", "it must be a part of its own in square brackets"),
        r"must be written as (.*)": mark("FaultWords", "it must be written as {0}"),
        r"unknown key": mark("FaultWords", "no such key is known; it may be misspelt"),
        r"not TOML: .*": mark(
            "FaultWords", "the line cannot be read: a quotation mark, = or bracket may be missing"
        ),
        r"cannot be read": mark("FaultWords", "the file is missing, empty or no text file"),
        r"no files": mark("FaultWords", "the folder holds no files"),
        r"must be one of (.*)": mark("FaultWords", "it must be one of: {0}"),
        r"must be (\S+): no gap, no overlap": mark(
            "FaultWords", "it must be {0}: levels meet without gap or overlap"
        ),
        r"must be (\d+): items stand in order from 1": mark(
            "FaultWords", "it must be {0}: the questions stand in order from 1"
        ),
        r"must be (\d+) items, .*": mark("FaultWords", "there must be {0} questions"),
        r"must be (\S+)": mark("FaultWords", "it must be {0}"),
        r"must be (\S+) to (\S+)": mark("FaultWords", "it must be {0} to {1}"),
        r"the rules give another figure": mark(
            "FaultWords", "the file's own rules give another figure for this example"
        ),
        r"the rules give (.*)": mark("FaultWords", "by the file's own rules it gives {0}"),
        r"the items give (.*)": mark("FaultWords", "the questions give {0}"),
        r"item (\S+): .*": mark("FaultWords", "the form cannot hold the answer to question {0}"),
        r"none at (\S+), an edge .*": mark(
            "FaultWords", "no worked example has the total {0}, where a level begins or ends"
        ),
        r"none reaches the limit (\S+)": mark(
            "FaultWords", "no worked example reaches the limit {0}"
        ),
        r"none just under the limit (\S+)": mark(
            "FaultWords", "no worked example stands just under the limit {0}"
        ),
        r"none at (\S+), where the rule (\S+) begins": mark(
            "FaultWords", "no worked example stands at {0}, where the risk rule {1} begins"
        ),
        r"none at (\S+), just below the rule (\S+)": mark(
            "FaultWords", "no worked example stands at {0}, just below the risk rule {1}"
        ),
        r"none with (\S+) unanswered, .*": mark(
            "FaultWords", "no worked example has {0} unanswered questions"
        ),
        r"no pair shows that item (\S+) is reversed": mark(
            "FaultWords", "no two worked examples show that question {0} is reversed"
        ),
        r"none works the subscale (\S+)": mark("FaultWords", "no worked example has the part {0}"),
        r"the shipped rule (\S+) is missing or looser": mark(
            "FaultWords",
            "the risk rule {0} of the program is missing or looser; it may only be stricter",
        ),
        r"must not be above (\S+), the shipped limit": mark(
            "FaultWords", "it must not be above {0}, the limit of the program; it may be lower"
        ),
        r"must not be below (\S+)": mark("FaultWords", "it must not be below {0}"),
        r"must not be above (\S+)": mark("FaultWords", "it must not be above {0}"),
        r"(\S+) is kept already with another content": mark(
            "FaultWords", "version {0} is kept already with another content: give it a new version"
        ),
        r"has a hidden sign in a text": mark("FaultWords", "a text holds a hidden sign"),
        r"has a text of more than (\d+) signs": mark(
            "FaultWords", "a text has more than {0} signs"
        ),
        r"must not be longer than (\d+) signs": mark(
            "FaultWords", "the file has more than {0} signs"
        ),
        r"must be small letters a to z, digits and -": mark(
            "FaultWords", "it must be small letters a to z, digits and hyphens"
        ),
        r"must begin with https.*": mark(
            "FaultWords", "a link begins with https:// or file:/// and holds no spaces"
        ),
        r"the same name twice": mark("FaultWords", "the same name stands twice"),
        r"unknown: (\S+)": mark("FaultWords", "no form in use has the code {0}"),
        r"is not an instrument in use": mark("FaultWords", "no form in use has this code"),
        r"lies outside the totals": mark("FaultWords", "no total can reach it, or all do"),
        r"an uncertain figure needs a note": mark(
            "FaultWords", "an uncertain figure needs a note that says why"
        ),
        r"days must rise from step to step": mark(
            "FaultWords", "the days must rise from step to step"
        ),
    }
)
_PATTERNS = tuple((re.compile(pattern), words) for pattern, words in REASONS.items())


def reason_words(reason: str) -> str:
    """The reason in the language that holds; one without words of its own as the reader says it."""
    for pattern, words in _PATTERNS:
        found = pattern.fullmatch(reason)
        if found is not None:
            return say(_HERE, words).format(*found.groups())
    return reason


def sentence(fault: BrokenResource) -> str:
    """One sentence: the file, the line, the key, and what is wrong there."""
    where = [fault.file]
    if fault.line is not None:
        where.append(say("FaultWords", "line {line}").format(line=fault.line))
    if fault.key:
        where.append(fault.key)
    return f"{', '.join(where)}: {reason_words(fault.reason)}."
