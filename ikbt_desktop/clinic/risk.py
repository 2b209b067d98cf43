"""The answers that must not wait: which rules a measurement breaks, and what closes a risk case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum

from ikbt_desktop.clinic.instruments import Instrument, Level
from ikbt_desktop.clinic.reading import Table
from ikbt_desktop.clinic.workdays import SATURDAY, red_day
from ikbt_desktop.clinic.zone import LOCAL

CONTACT_BY = time(16, 0)
"""Contact the same day, while the clinic is still open."""
END_OF_DAY = time(23, 59)

KVA_CODE = "AU118"
"""Structured suicide-risk assessment, proposed when the assessment is signed."""


class RiskLevel(StrEnum):
    """The judgement of a clinician after the in-depth assessment."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    ACUTE = "acute"


ACUTE = RiskLevel.ACUTE
"""Rule ACU-1: 112 and the psychiatric emergency unit, and no programme."""


@dataclass(frozen=True)
class Flag:
    """One broken rule and the facts behind it; the screen finds the words.

    `item` None means the total, and `value` is then the sum of what is answered. `total` is None
    for an incomplete form. `previous` is the value at the measurement before, where it is known.
    """

    rule: str
    instrument: str
    item: int | None
    value: int
    previous: int | None
    total: int | float | None
    level: Level
    uncertain: bool
    is_rise: bool = False
    """It is not the value itself that broke the rule, but that it was lower before."""


def find(
    instrument: Instrument,
    answers: Sequence[int | None],
    previous_answers: Sequence[int | None] | None = None,
) -> tuple[Flag, ...]:
    """The rules that this measurement breaks, red ones first. Raises `InvalidAnswers`.

    To be asked at every measurement. Partial answers count. A rise is counted from
    `previous_answers`, the measurement before; without it, or where the item was left out then,
    there is no rise to judge.
    """
    total = instrument.score(answers).total
    previous = None if previous_answers is None else instrument.check(previous_answers)
    now = instrument.risk_values(answers)
    before = {} if previous is None else instrument.risk_values(previous)
    flags = []
    for rule in instrument.fired(answers, previous):
        value = now[rule.item]
        assert value is not None  # a rule never fires on an unanswered item
        flags.append(
            Flag(
                rule=rule.name,
                instrument=instrument.code,
                item=rule.item,
                value=value,
                previous=before.get(rule.item),
                total=total,
                level=rule.level,
                uncertain=rule.uncertain,
                is_rise=rule.rise is not None,
            )
        )
    return tuple(sorted(flags, key=lambda flag: flag.level is not Level.RED))


def by_item(flags: Sequence[Flag]) -> dict[int, Level]:
    """The items that have raised a flag, each with its gravest; the total is no item."""
    return {flag.item: flag.level for flag in reversed(flags) if flag.item is not None}


def deadline(raised: datetime) -> datetime:
    """When contact must have been taken, in UTC: the same day, weekday or not.

    Before 16:00 in Stockholm it is 16:00; later it is the end of the day. A day when the clinic is
    closed gives no respite: `off_hours` tells the screen to say so.
    """
    local = _local(raised)
    limit = CONTACT_BY if local.time() < CONTACT_BY else END_OF_DAY
    return datetime.combine(local.date(), limit, LOCAL).astimezone(UTC)


class OffHours(StrEnum):
    """Why a flag came when the clinic may be empty."""

    EVENING = "evening"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


def off_hours(raised: datetime) -> OffHours | None:
    """Whether the flag came outside working hours, when somebody else may have to be reached."""
    local = _local(raised)
    if red_day(local.date()) is not None:
        return OffHours.HOLIDAY
    if local.weekday() >= SATURDAY:
        return OffHours.WEEKEND
    return OffHours.EVENING if local.time() >= CONTACT_BY else None


def _local(raised: datetime) -> datetime:
    if raised.tzinfo is None:
        raise ValueError("a time without a zone")
    return raised.astimezone(LOCAL)


class Attempt(StrEnum):
    """What came of a try to reach the patient."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    MESSAGE = "message"


def unreached(attempts: Sequence[str]) -> int:
    """How many tries have gone without an answer since the patient last answered."""
    count = 0
    for attempt in attempts:
        count = 0 if attempt == Attempt.ANSWERED else count + 1
    return count


@dataclass(frozen=True)
class Assessment:
    """The in-depth assessment under the headings of Vård och insats.

    The factors are None until somebody has gone through them; an empty tuple says that none was
    found, which is another thing.
    """

    questions_asked: str = ""
    risk_factors: tuple[str, ...] | None = None
    protective_factors: tuple[str, ...] | None = None
    scales: str = ""
    level: RiskLevel | None = None
    plan: str = ""
    informed: str = ""
    next_contact: datetime | None = None
    signed_by: str = ""


_REQUIRED: tuple[tuple[str, Callable[[Assessment], bool]], ...] = (
    ("questions_asked", lambda done: bool(done.questions_asked.strip())),
    ("risk_factors", lambda done: done.risk_factors is not None),
    ("protective_factors", lambda done: done.protective_factors is not None),
    ("scales", lambda done: bool(done.scales.strip())),
    ("level", lambda done: done.level is not None),
    ("plan", lambda done: bool(done.plan.strip())),
    ("informed", lambda done: bool(done.informed.strip())),
    ("next_contact", lambda done: done.next_contact is not None),
    ("signature", lambda done: bool(done.signed_by.strip())),
)


def missing_for_closing(assessment: Assessment) -> tuple[str, ...]:
    """What is still needed before the case may be closed, in the order of the screen."""
    return tuple(word for word, is_there in _REQUIRED if not is_there(assessment))


@dataclass(frozen=True)
class Choice:
    """One row of a list that a clinician ticks: the code is kept, the word is shown.

    Papers are in Swedish; `word_en` is for the screen and may be left out.
    """

    code: str
    word: str
    word_en: str = ""


@dataclass(frozen=True)
class RiskLists:
    """Headings, factors and levels of the in-depth assessment, as data."""

    version: str
    source: str
    headings: tuple[Choice, ...]
    risk_factors: tuple[Choice, ...]
    protective_factors: tuple[Choice, ...]
    levels: tuple[Choice, ...]


def read_lists(table: Table) -> RiskLists:
    """The lists of a file. Raises `BrokenResource`."""
    lists = RiskLists(
        version=table.text("version"),
        source=table.text("source"),
        headings=_choices(table, "heading"),
        risk_factors=_choices(table, "risk_factor"),
        protective_factors=_choices(table, "protective_factor"),
        levels=_choices(table, "level"),
    )
    table.finish()
    if [choice.code for choice in lists.levels] != list(RiskLevel):
        table.refuse("level", f"must be {', '.join(RiskLevel)}, in this order")
    return lists


def _choices(table: Table, key: str) -> tuple[Choice, ...]:
    choices = []
    for row in table.tables(key):
        choices.append(Choice(row.text("code"), row.text("word"), row.text("word_en", "")))
        row.finish()
    codes = [choice.code for choice in choices]
    if not codes or len(set(codes)) != len(codes):
        table.refuse(key, "must be there, each code once")
    return tuple(choices)
