"""The questions of each criterion as a table: which answers, in which order, and when asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ikbt_desktop.clinic.screening import UNCLEAR_NOTE, Step
from ikbt_desktop.ui.kit.language import mark, say

_HERE = "Asks"
UNCLEAR = "unclear"
"""The answer that is no answer yet: it is noted as something to find out, never as yes or no."""


class Kind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    MOTIVATION = "motivation"
    DEVICE = "device"
    HOURS = "hours"
    MINUTES = "minutes"


@dataclass(frozen=True)
class Ask:
    """One answer of a criterion. `only_if` is the key that must be yes before this is asked."""

    key: str
    kind: Kind = Kind.YES_NO
    words: str = ""
    only_if: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it is typed rather than chosen."""
        return self.kind in {Kind.HOURS, Kind.MINUTES}

    @property
    def label(self) -> str:
        """What is asked, where the criterion's own title does not say it."""
        return say(_HERE, self.words) if self.words else ""

    def applies(self, answers: Mapping[str, Any]) -> bool:
        """Whether the answers so far call for this one."""
        return not self.only_if or answers.get(self.only_if) is True


ASKED: Mapping[Step, Mapping[str, tuple[Ask, ...]]] = {
    Step.INCLUSION: {
        "INC-1": (Ask("cbt_suitable", words=mark("Asks", "CBT suitable")),),
        "INC-2": (
            Ask("somatic_suspicion", words=mark("Asks", "Suspicion")),
            Ask(
                "somatic_investigated",
                words=mark("Asks", "Investigated"),
                only_if="somatic_suspicion",
            ),
        ),
        "INC-3": (Ask("hours_per_week", Kind.HOURS),),
        "INC-4": (Ask("concentration_minutes", Kind.MINUTES),),
        "INC-5": (
            Ask("swedish_text", words=mark("Asks", "Text")),
            Ask("swedish_speech", words=mark("Asks", "Speech")),
        ),
        "INC-6": (
            Ask("device", Kind.DEVICE),
            Ask("connection", words=mark("Asks", "Connection")),
        ),
        "INC-7": (Ask("motivation", Kind.MOTIVATION),),
    },
    Step.EXCLUSION: {
        "EXC-1": (
            Ask("hindering_condition", words=mark("Asks", "Present")),
            Ask("condition_hinders", words=mark("Asks", "Hinders"), only_if="hindering_condition"),
        ),
        "EXC-2": (Ask("substance_abuse"),),
        "EXC-3": (Ask("acutely_suicidal"),),
        "EXC-5": (
            Ask("other_treatment", words=mark("Asks", "Present")),
            Ask("other_disturbs", words=mark("Asks", "Disturbs"), only_if="other_treatment"),
        ),
        "SEV-1": (Ask("severe_complex_longstanding"),),
    },
}
_CHOICES: Mapping[Kind, tuple[tuple[object, str], ...]] = {
    Kind.YES_NO: (
        (True, mark("Asks", "Yes")),
        (False, mark("Asks", "No")),
        (UNCLEAR, mark("Asks", "Unclear")),
    ),
    Kind.MOTIVATION: (
        ("yes", mark("Asks", "Yes")),
        ("no", mark("Asks", "No")),
        ("unsure", mark("Asks", "Unclear")),
    ),
    Kind.DEVICE: (
        ("computer", mark("Asks", "Computer")),
        ("none", mark("Asks", "None")),
        ("phone", mark("Asks", "Phone or tablet only")),
    ),
}
JNO = {"j": 0, "y": 0, "n": 1, "o": 2, "u": 2}
"""Which part of an answer each letter chooses, in Swedish and in English."""


def choices(kind: Kind) -> tuple[tuple[object, str], ...]:
    """The parts of an answer, in the language of the screen."""
    return tuple((value, say(_HERE, text)) for value, text in _CHOICES[kind])


def note_of(key: str) -> str:
    """Where the notes keep that an answer has to be found out."""
    return f"{UNCLEAR_NOTE}{key}"


def value_of(ask: Ask, answers: Mapping[str, Any], notes: Mapping[str, str]) -> object:
    """The answer as the screen shows it: also "unclear", which the rules count as no answer."""
    value = answers.get(ask.key)
    return UNCLEAR if value is None and notes.get(note_of(ask.key)) else value


def unclear_rules(notes: Mapping[str, str], answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The criteria with an answer to find out, in the order of the screen."""
    return tuple(
        rule
        for rules in ASKED.values()
        for rule, asks in rules.items()
        if any(ask.applies(answers) and value_of(ask, answers, notes) == UNCLEAR for ask in asks)
    )
