"""Instrument, its items, bands and rules; `score` turns a patient's raw answers into a Score.

Answers stand in item order as the patient gave them, before any reversal. None means unanswered and
is never counted as zero. An answer that the form cannot hold is refused, never clipped. Risk rules
are evaluated on whatever was answered.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ikbt_desktop.errors import InvalidAnswers, InvalidValue

SEXES = ("male", "female")
"""The legal sexes that a limit may depend on."""


class Scoring(StrEnum):
    """How the answers of a scale become one figure."""

    SUM = "sum"
    MEAN = "mean"
    PROFILE = "profile"  # the digits side by side, 9 for an unanswered one (EQ-5D)
    NONE = "none"  # the form has no total


class FlagWord(StrEnum):
    """The words that a score may carry."""

    RISK_ITEM = "risk_item"
    DEEPENED_ASSESSMENT = "deepened_assessment"
    INCOMPLETE = "incomplete"
    PRORATED = "prorated"
    ABOVE_CUTOFF = "above_cutoff"
    REDUCED_RANGE = "reduced_range"


class Level(StrEnum):
    """How urgent a risk rule is: red needs contact the same day, soft asks the clinician to ask."""

    RED = "red"
    SOFT = "soft"


class Direction(StrEnum):
    """What a higher total means."""

    WORSE = "worse"
    BETTER = "better"


@dataclass(frozen=True)
class Item:
    """One question, known by its number and a topic word of our own; never by its wording."""

    number: int
    topic: str
    values: tuple[int, ...]
    reverse: bool = False
    printed: str = ""
    wording: str = ""
    """As printed on the form, where the clinic holds the rights and keeps it."""

    @property
    def low(self) -> int:
        """The lowest answer."""
        return self.values[0]

    @property
    def high(self) -> int:
        """The highest answer."""
        return self.values[-1]

    def value(self, answer: int) -> int:
        """What the answer counts: `max + min - answer` on a reversed item."""
        return self.low + self.high - answer if self.reverse else answer


@dataclass(frozen=True)
class Subscale:
    """A part of the form with a figure of its own; `most_missing` items may be prorated."""

    name: str
    word: str
    items: tuple[int, ...]
    scoring: Scoring
    most_missing: int


@dataclass(frozen=True)
class Band:
    """A range of totals with a name. Guidance bands support a judgement and are never a finding."""

    name: str
    low: int
    high: int
    word: str = ""
    guidance_only: bool = False
    uncertain: bool = False
    english_word: str = ""

    @property
    def english(self) -> str:
        """The level in English: the data file's word, else its name, written with underscores."""
        return self.english_word or self.name.replace("_", " ")


@dataclass(frozen=True)
class Cutoff:
    """A published limit. Only those `chosen` raise `above_cutoff`; the others are listed."""

    at_least: int | float
    sex: str | None
    chosen: bool
    uncertain: bool
    source: str
    note: str


@dataclass(frozen=True)
class Skip:
    """When every item of `zero` is answered 0, those of `skipped` may be left and count 0."""

    zero: tuple[int, ...]
    skipped: tuple[int, ...]


@dataclass(frozen=True)
class MissingRule:
    """What is done about unanswered items; `most` = 0 refuses a total.

    Items `not_applicable` may be left because they do not concern the patient: the total then has
    another range.
    """

    most: int = 0
    rounded: bool = False
    skips: tuple[Skip, ...] = ()
    not_applicable: tuple[int, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class RiskRule:
    """An answer or total that must not wait. `item` None means the total.

    Exactly one of `at_least`, `more_than` and `rise` (since the previous measurement) is set.
    """

    name: str
    item: int | None
    at_least: int | None
    more_than: int | None
    rise: int | None
    flag: FlagWord
    level: Level
    uncertain: bool
    source: str
    note: str

    def fires(self, value: int | float | None, previous: int | float | None = None) -> bool:
        """Whether the value (and the one before it) breaks the rule; nothing known never does."""
        if value is None:
            return False
        if self.at_least is not None:
            return value >= self.at_least
        if self.more_than is not None:
            return value > self.more_than
        assert self.rise is not None
        return previous is not None and value - previous >= self.rise


@dataclass(frozen=True)
class ChangeFigure:
    """How large a change must be to be reliable, in points, and the study that says so."""

    value: float
    basis: str
    study: str
    chosen: bool
    uncertain: bool
    note: str

    @property
    def points(self) -> int:
        """The figure rounded up to the next whole point, after Jacobson & Truax."""
        return math.ceil(self.value)


@dataclass(frozen=True)
class Recovery:
    """The cut-off under which a reliably better patient counts as recovered."""

    below: int
    source: str
    guidance_only: bool


@dataclass(frozen=True)
class Example:
    """A case worked by hand from the source; the loader and the tests work it again.

    `previous` are the answers of the measurement before, where the case shows a rise.
    """

    answers: tuple[int | None, ...]
    total: int | float | None
    band: str | None
    flags: frozenset[str]
    subscales: Mapping[str, int | float]
    sex: str | None
    previous: tuple[int | None, ...] | None = None


@dataclass(frozen=True)
class Score:
    """What the answers come to. `total` is None when the form cannot be scored."""

    total: int | float | None
    subscales: dict[str, int | float]
    band: Band | None
    flags: frozenset[str]
    answered: int
    missing_items: tuple[int, ...]
    low: int | float | None
    high: int | float | None


@dataclass(frozen=True)
class Instrument:
    """A questionnaire as checked data: everything needed to enter, score and explain it."""

    code: str
    name: str
    full_name: str
    version: str
    source: str
    rights: str
    scoring: Scoring
    direction: Direction
    lookback_days: int | None
    interval_days: int | None
    items: tuple[Item, ...]
    subscales: tuple[Subscale, ...]
    bands: tuple[Band, ...]
    band_source: str
    cutoffs: tuple[Cutoff, ...]
    missing: MissingRule
    risks: tuple[RiskRule, ...]
    changes: tuple[ChangeFigure, ...]
    recovery: Recovery | None
    cautions: tuple[str, ...]
    doubts: tuple[str, ...]
    examples: tuple[Example, ...]

    @property
    def minimum(self) -> int | float | None:
        """The lowest total there can be."""
        return self._range(self.items)[0]

    @property
    def maximum(self) -> int | float | None:
        """The highest total there can be."""
        return self._range(self.items)[1]

    @property
    def change_figure(self) -> ChangeFigure | None:
        """The figure in use for reliable change; None where none is established."""
        return next((figure for figure in self.changes if figure.chosen), None)

    @property
    def risk_items(self) -> tuple[int, ...]:
        """The items that some risk rule looks at, in order."""
        return tuple(sorted({rule.item for rule in self.risks if rule.item is not None}))

    def limit(self, item: int, *levels: Level) -> int | None:
        """The lowest answer to the item that a rule of these levels asks for."""
        asked = [
            rule.at_least
            for rule in self.risks
            if rule.item == item and rule.level in levels and rule.at_least is not None
        ]
        return min(asked, default=None)

    def cutoff(self, *, sex: str | None = None) -> int | float | None:
        """The limit in use. When it depends on a sex that is not known, the most careful one.

        Raises `InvalidValue` for a word that is no sex: it would find no limit and say nothing.
        """
        if sex is not None and sex not in SEXES:
            raise InvalidValue("sex", "unknown_word")
        limits = [
            limit.at_least
            for limit in self.cutoffs
            if limit.chosen and (sex is None or limit.sex in {None, sex})
        ]
        return min(limits, default=None)

    def check(self, answers: Sequence[int | None]) -> tuple[int | None, ...]:
        """The answers, all of which the form can hold. Raises `InvalidAnswers`.

        A set or a mapping has no order of its own and is no list of answers.
        """
        if not _is_list(answers) or len(answers) != len(self.items):
            raise InvalidAnswers(self.code, None, "length")
        given = tuple(answers)
        for item, answer in zip(self.items, given, strict=True):
            if answer is None:
                continue
            if type(answer) is not int:
                raise InvalidAnswers(self.code, item.number, "not_a_whole_number")
            if answer not in item.values:
                raise InvalidAnswers(self.code, item.number, "range")
        return given

    def left_out(self, answers: Sequence[int | None]) -> frozenset[int]:
        """The items that do not concern the patient, so that the total has another range."""
        return frozenset(n for n in self.missing.not_applicable if answers[n - 1] is None)

    def score(self, answers: Sequence[int | None], *, sex: str | None = None) -> Score:
        """Total, subscales, band and flags. Raises `InvalidAnswers`.

        `sex` ("male" or "female") only chooses between cut-offs that differ by sex; another word
        raises `InvalidValue`.
        """
        given = self.check(answers)
        left_out = self.left_out(given)
        asked = tuple(item for item in self.items if item.number not in left_out)
        values = self._values(given)
        missing = tuple(item.number for item in asked if item.number not in values)
        total = _scale(
            [item.number for item in asked],
            values,
            self.scoring,
            most_missing=self.missing.most,
            rounded=self.missing.rounded,
        )
        low, high = self._range(asked)
        return Score(
            total=total,
            subscales=self._subscales(values),
            band=None if left_out else self._band(total),
            flags=frozenset(
                self._state_flags(total, missing, left_out)
                | self._cutoff_flags(total, sex)
                | {str(rule.flag) for rule in self.fired(given, None)}
            ),
            answered=sum(answer is not None for answer in given),
            missing_items=missing,
            low=low,
            high=high,
        )

    def fired(
        self, answers: Sequence[int | None], previous: Sequence[int | None] | None
    ) -> tuple[RiskRule, ...]:
        """The risk rules that these answers break, partial ones included.

        A rule on the total looks at what is answered so far: the finished total can only be
        higher (rule EXC-3: "incomplete, answered items already sum > 41").
        """
        now = self.risk_values(answers)
        before = self.risk_values(previous) if previous is not None else {}
        return tuple(
            rule for rule in self.risks if rule.fires(now[rule.item], before.get(rule.item))
        )

    def is_judged(
        self,
        rule: RiskRule,
        answers: Sequence[int | None],
        previous: Sequence[int | None] | None,
    ) -> bool:
        """Whether the rule has its answer: an empty item is no "no", nor is half a total."""
        now = self.risk_values(answers)[rule.item]
        before = self.risk_values(previous)[rule.item] if previous is not None else None
        if rule.fires(now, before):
            return True
        if rule.rise is not None and before is None:
            return False
        return None not in answers if rule.item is None else now is not None

    def risk_values(self, answers: Sequence[int | None]) -> dict[int | None, int | None]:
        """The raw answer of each item and, under None, the sum of what is answered."""
        by_item: dict[int | None, int | None] = dict(enumerate(answers, start=1))
        by_item[None] = sum(self._values(answers).values())
        return by_item

    def _values(self, answers: Sequence[int | None]) -> dict[int, int]:
        values = {
            item.number: item.value(answer)
            for item, answer in zip(self.items, answers, strict=True)
            if answer is not None
        }
        for skip in self.missing.skips:
            if all(answers[number - 1] == 0 for number in skip.zero):
                values = dict.fromkeys(skip.skipped, 0) | values
        return values

    def _subscales(self, values: Mapping[int, int]) -> dict[str, int | float]:
        figures = {
            scale.name: _scale(
                scale.items, values, scale.scoring, most_missing=scale.most_missing, rounded=False
            )
            for scale in self.subscales
        }
        return {name: figure for name, figure in figures.items() if figure is not None}

    def _band(self, total: int | float | None) -> Band | None:
        """The last band that the total reaches; a prorated 9.6 has not reached 10."""
        if total is None:
            return None
        return next((band for band in reversed(self.bands) if total >= band.low), None)

    def _state_flags(
        self, total: int | float | None, missing: tuple[int, ...], left_out: frozenset[int]
    ) -> set[str]:
        flags: set[str] = set()
        if missing:
            flags.add(FlagWord.INCOMPLETE if total is None else FlagWord.PRORATED)
        if left_out:
            flags.add(FlagWord.REDUCED_RANGE)
        return flags

    def _cutoff_flags(self, total: int | float | None, sex: str | None) -> set[str]:
        limit = self.cutoff(sex=sex)
        reached = total is not None and limit is not None and total >= limit
        return {FlagWord.ABOVE_CUTOFF} if reached else set()

    def _range(self, items: Collection[Item]) -> tuple[int | float | None, int | float | None]:
        if self.scoring is Scoring.NONE:
            return None, None
        low, high = sum(item.low for item in items), sum(item.high for item in items)
        if self.scoring is Scoring.MEAN:
            return _quotient(low, len(items)), _quotient(high, len(items))
        return low, high


def _is_list(answers: object) -> bool:
    """Whatever a caller's types promised: a set has no order, a mapping gives its keys."""
    return isinstance(answers, Sequence)


def _scale(
    numbers: Sequence[int],
    values: Mapping[int, int],
    scoring: Scoring,
    *,
    most_missing: int,
    rounded: bool,
) -> int | float | None:
    """One figure of these items, or None when more than `most_missing` of them are unanswered."""
    if scoring is Scoring.NONE:
        return None
    if scoring is Scoring.PROFILE:
        return int("".join(str(values.get(number, 9)) for number in numbers))
    present = [values[number] for number in numbers if number in values]
    if len(numbers) - len(present) > most_missing:
        return None
    if scoring is Scoring.MEAN:
        return _quotient(sum(present), len(present))
    share = sum(present) * len(numbers)
    if rounded:  # halves upward, which Python's own round does not do
        return (2 * share + len(present)) // (2 * len(present))
    return _quotient(share, len(present))


def _quotient(share: int, parts: int) -> int | float:
    """A whole number stays whole, so that a complete form never shows decimals."""
    return share // parts if share % parts == 0 else share / parts
