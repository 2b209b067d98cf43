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
        r"missing: (.*)": mark("FaultWords", "{0} is missing"),
        r"unknown": mark("FaultWords", "no such name is known; it may be misspelt"),
        r"none opens (.*)": mark("FaultWords", "no reason opens the door {0}"),
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
        r"no instrument is called (\S+)": mark("FaultWords", "no questionnaire is called {0}"),
        r"must be (\S+), as the file is called": mark(
            "FaultWords", "it must be {0}, as the file is called"
        ),
        r"names no instrument": mark("FaultWords", "it names no questionnaire"),
        r"must be (.+), each once": mark("FaultWords", "it must be {0}, each once"),
        r"lacks the row (\S+)": mark("FaultWords", "the row {0} is missing"),
        r"must be kinds of medicine": mark("FaultWords", "it must be kinds of medicine"),
        r"is not a condition": mark("FaultWords", "no such condition is known"),
        r"is not an outcome": mark("FaultWords", "no such outcome is known"),
        r"is not a rule": mark("FaultWords", "no such rule is known"),
        r"is not a source of this file": mark("FaultWords", "this file has no such source"),
        r"has a brace that does not close": mark(
            "FaultWords", "a brace is opened and never closed"
        ),
        r"names an unknown fact: (.+)": mark(
            "FaultWords", "it names facts that are not known: {0}"
        ),
        r"must be there, each code once": mark(
            "FaultWords", "the list must be there, each code once"
        ),
        r"must be feedback or contact": mark("FaultWords", "it must be feedback or contact"),
        r"years must rise from row to row": mark(
            "FaultWords", "the years must rise from row to row"
        ),
        r"is needed when the fee counts to it": mark(
            "FaultWords", "it is needed where the fee counts towards it"
        ),
        r"a profile is no total: write it as a subscale": mark(
            "FaultWords", "a profile is no total: write it as a part of its own"
        ),
        r"names an item that is not there": mark(
            "FaultWords", "it names a question that the form does not have"
        ),
        r"names an item twice": mark("FaultWords", "it names a question twice"),
        r"must leave an answered item": mark(
            "FaultWords", "at least one question must be answered"
        ),
        r"names no item, or a reversed one": mark(
            "FaultWords", "it names no question, or a reversed one"
        ),
        r"a rule on the total needs a sum": mark(
            "FaultWords", "a rule on the total needs a form with a sum"
        ),
        r"must leave an item that concerns everybody": mark(
            "FaultWords", "at least one question must concern everybody"
        ),
        r"must be answered items beside the skipped ones": mark(
            "FaultWords", "it must be answered questions beside those left out"
        ),
        r"a profile needs answers from 0 to 8": mark(
            "FaultWords", "a profile needs answers from 0 to 8"
        ),
        r"the items have different ranges: a missing one cannot be made up for": mark(
            "FaultWords",
            "the questions have different ranges: a missing answer cannot be made up for",
        ),
        r"at most one figure is in use": mark("FaultWords", "at most one figure may be in use"),
        r"at most one limit is in use for each sex": mark(
            "FaultWords", "at most one cut-off may be in use for each sex"
        ),
        r"bands need a sum": mark("FaultWords", "levels need a form with a sum"),
        r"uncertain bands need a sentence that says so": mark(
            "FaultWords", "uncertain levels need a sentence that says so"
        ),
        r"none at (\S+), where the rule (\S+) alone begins": mark(
            "FaultWords", "no worked example stands at {0}, where the risk rule {1} alone begins"
        ),
        r"none shows that the total is rounded": mark(
            "FaultWords", "no worked example shows that the total is rounded"
        ),
        r"none skips the items (.+)": mark(
            "FaultWords", "no worked example leaves out the questions {0}"
        ),
        r"none leaves item (\S+), which may not concern the patient": mark(
            "FaultWords",
            "no worked example leaves out question {0}, which may not concern the patient",
        ),
        r"none with (\S+) of (\S+) unanswered": mark(
            "FaultWords", "no worked example has {0} unanswered in the part {1}"
        ),
        r"must be above minimum, and both at least 0": mark(
            "FaultWords", "it must be above the minimum, and both at least 0"
        ),
        r"must rise from 0 or more": mark("FaultWords", "the values must rise from 0 or more"),
        r"exactly one of at_least, more_than and rise": mark(
            "FaultWords", "exactly one of at_least, more_than and rise must be there"
        ),
        r"must be 1 or more": mark("FaultWords", "it must be 1 or more"),
        r"must be above 0": mark("FaultWords", "it must be above 0"),
        r"an uncertain figure is listed, never in use": mark(
            "FaultWords", "an uncertain figure may be listed, never in use"
        ),
        r"either a total or unscored = true": mark(
            "FaultWords", "an example has either a total or unscored = true"
        ),
        r"must be male or female": mark("FaultWords", "it must be male or female"),
        r"must be patient or guardian": mark("FaultWords", "it must be patient or guardian"),
        r"a program has one column of the medicine table": mark(
            "FaultWords", "a program is exposure or sleep treatment, never both"
        ),
        r"must be above 0 and not above minutes_high": mark(
            "FaultWords", "it must be above 0 and not above minutes_high"
        ),
        r"names a diagnosis that the program does not have": mark(
            "FaultWords", "it names a diagnosis that the program does not have"
        ),
        r"must be (.+), in this order": mark("FaultWords", "it must be {0}, in this order"),
        r"must be states of a referral": mark("FaultWords", "it must be states of a referral"),
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
