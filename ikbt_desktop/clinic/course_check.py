"""The course check: a plain rule that marks a course as below what was expected, and never blocks.

It looks at three things on a day that the clinic has set: how far the main measure has moved, how
many sections are done, and how long ago the patient was heard of. It foretells nothing. A course
that has become worse opens the same short list of actions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ikbt_desktop.clinic import change
from ikbt_desktop.clinic.change import Point, Reliability
from ikbt_desktop.clinic.instruments import ChangeFigure, Direction, Instrument
from ikbt_desktop.clinic.reading import Table


class CheckKind(StrEnum):
    """Why the short list is opened."""

    WEEK = "week"
    DETERIORATION = "deterioration"


class Action(StrEnum):
    """The short list (product.md, story 3): exactly one is chosen."""

    CALL = "call"
    SIMPLIFY = "simplify"
    CHANGE_PROGRAM = "change_program"
    MEETING = "meeting"
    END = "end"
    NONE = "none"


NEEDS_NOTE = frozenset({Action.NONE})
"""Doing nothing is a decision too, and says why."""


class Question(StrEnum):
    """What is thought through before the choice (product.md F59); none of them must be answered."""

    HOMEWORK = "homework"
    ALLIANCE = "alliance"
    LIFE_EVENT = "life_event"
    PROGRAM = "program"


class Sign(StrEnum):
    """What the rule looks at."""

    CHANGE = "change"
    SECTIONS = "sections"
    CONTACT = "contact"


class Verdict(StrEnum):
    """How one of them turned out."""

    BELOW = "below"
    AS_EXPECTED = "as_expected"
    UNKNOWN = "unknown"


# --- the rule (resources/criteria/course_check.toml, editable by the clinic) ------------------


@dataclass(frozen=True)
class Parameter:
    """One limit with where it comes from; `clinic_choice` when no source gives the figure."""

    limit: float
    source: str
    clinic_choice: bool


@dataclass(frozen=True)
class CheckRule:
    """Every figure of the rule, with the version that a recorded check keeps."""

    version: str
    source: str
    week: int
    limits: Mapping[Sign, Parameter]
    worse: Mapping[str, Parameter] = field(default_factory=dict)
    """By instrument: the points that count as worse where no reliable change is established."""


def read_rule(table: Table) -> CheckRule:
    """The rule of a data file. Raises `BrokenResource`."""
    rule = CheckRule(
        version=table.text("version"),
        source=table.text("source"),
        week=table.integer("week"),
        limits={sign: _parameter(table.table(sign)) for sign in Sign},
        worse={row.text("instrument"): _parameter(row) for row in table.tables("deterioration")},
    )
    if not 1 <= rule.week <= 52:
        table.refuse("week", "must be 1 to 52")
    table.finish()
    return rule


def _parameter(table: Table) -> Parameter:
    parameter = Parameter(
        table.number("limit"), table.text("source"), table.flag("clinic_choice", default=False)
    )
    if parameter.limit < 0:
        table.refuse("limit", "must not be below 0")
    table.finish()
    return parameter


# --- the week's check ------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """What the rule is asked about. `improvement` is in points, None when it is not known.

    `sections` is how many the treatment has, `days_silent` the days since the patient was last
    heard of, pauses not counted.
    """

    improvement: float | None
    sections_done: int
    sections: int
    days_silent: int


@dataclass(frozen=True)
class Finding:
    """One of the three: what was found, what was wanted, and how it turned out."""

    sign: Sign
    verdict: Verdict
    value: float | None
    wanted: float
    parameter: Parameter


def findings(rule: CheckRule, standing: Standing) -> tuple[Finding, ...]:
    """The three findings, in the order of the rule. One that is not known is said to be so."""
    least = rule.limits[Sign.CHANGE]
    behind = rule.limits[Sign.SECTIONS]
    silent = rule.limits[Sign.CONTACT]
    expected = max(min(rule.week, standing.sections) - behind.limit, 0)
    improved = standing.improvement
    return (
        Finding(
            Sign.CHANGE,
            Verdict.UNKNOWN if improved is None else _verdict(below=improved < least.limit),
            improved,
            least.limit,
            least,
        ),
        Finding(
            Sign.SECTIONS,
            _verdict(below=standing.sections_done < expected),
            standing.sections_done,
            expected,
            behind,
        ),
        Finding(
            Sign.CONTACT,
            _verdict(below=standing.days_silent > silent.limit),
            standing.days_silent,
            silent.limit,
            silent,
        ),
    )


def _verdict(*, below: bool) -> Verdict:
    return Verdict.BELOW if below else Verdict.AS_EXPECTED


def is_below(found: Sequence[Finding]) -> bool:
    """One finding below is enough: the rule errs towards a look at the patient."""
    return any(one.verdict is Verdict.BELOW for one in found)


# --- deterioration ---------------------------------------------------------------------------


class Since(StrEnum):
    """From which total the change is counted."""

    START = "start"
    LAST = "last"


@dataclass(frozen=True)
class Worsening:
    """A total that is worse than an earlier one by at least the limit.

    `source` names the study of the reliable change, or where the clinic's own limit comes from.
    """

    instrument: str
    on: date
    since: Since
    points: float
    limit: float
    source: str
    clinic_choice: bool


@dataclass(frozen=True)
class Episode:
    """Totals in a row that are worse; it is looked at once, from its first day on."""

    instrument: str
    worsenings: tuple[Worsening, ...]

    @property
    def begun_on(self) -> date:
        """The day of the first of them."""
        return self.worsenings[0].on

    @property
    def newest(self) -> Worsening:
        """The last of them."""
        return self.worsenings[-1]


def episodes(rule: CheckRule, instrument: Instrument, points: Sequence[Point]) -> list[Episode]:
    """Every stretch of totals that are worse than at the start or than the one before."""
    limit = _limit(rule, instrument)
    if limit is None:
        return []
    scored = sorted((p for p in points if p.total is not None), key=lambda point: point.on)
    found: list[list[Worsening]] = []
    unbroken = False
    for place in range(1, len(scored)):
        worse = next(_worse(instrument, scored, place, limit), None)
        if worse is None:
            unbroken = False
        elif unbroken:
            found[-1].append(worse)
        else:
            found.append([worse])
            unbroken = True
    return [Episode(instrument.code, tuple(row)) for row in found]


@dataclass(frozen=True)
class _Limit:
    points: float
    source: str
    clinic_choice: bool
    figure: ChangeFigure | None


def _limit(rule: CheckRule, instrument: Instrument) -> _Limit | None:
    figure = instrument.change_figure
    if figure is not None:
        return _Limit(figure.points, figure.study, clinic_choice=False, figure=figure)
    own = rule.worse.get(instrument.code)
    if own is None:
        return None
    return _Limit(own.limit, own.source, clinic_choice=own.clinic_choice, figure=None)


def _worse(
    instrument: Instrument, scored: Sequence[Point], place: int, limit: _Limit
) -> Iterator[Worsening]:
    """Against the start first: that is what the treatment is measured by."""
    for since, earlier in ((Since.START, scored[0]), (Since.LAST, scored[place - 1])):
        found = change.between(instrument, earlier, scored[place], limit.figure)
        if found.points is None:
            continue
        points = found.points if instrument.direction is Direction.WORSE else -found.points
        reliable = found.reliability is Reliability.DETERIORATION
        if reliable or (limit.figure is None and points >= limit.points):
            yield Worsening(
                instrument=instrument.code,
                on=scored[place].on,
                since=since,
                points=points,
                limit=limit.points,
                source=limit.source,
                clinic_choice=limit.clinic_choice,
            )


def improvement(found: change.Change | None, instrument: Instrument) -> float | None:
    """How many points better the later total is; below 0 when it is worse."""
    if found is None or found.points is None:
        return None
    return -found.points if instrument.direction is Direction.WORSE else found.points
