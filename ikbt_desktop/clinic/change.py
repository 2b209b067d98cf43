"""The course of one measure over the weeks: change, reliable change, recovery, and what is missing.

Facts only: the screen and the documents find the words. A change is reliable when its size reaches
the figure rounded up to a whole point (Jacobson & Truax); recovery is a reliable improvement that
ends below the cut-off from at or above it. Without an established figure only points are given.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikbt_desktop.clinic.instruments import ChangeFigure, Direction, Instrument


class Reliability(StrEnum):
    """What may be said of a change; `unknown` where no figure is established."""

    IMPROVEMENT = "reliable_improvement"
    NONE = "no_reliable_change"
    DETERIORATION = "reliable_deterioration"
    UNKNOWN = "unknown"


class Trend(StrEnum):
    """Which way the points went, whatever their size."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Outcome(StrEnum):
    """Recovery, in the sense of the IAPT manual."""

    RECOVERED = "recovered"
    NOT_RECOVERED = "not_recovered"
    BELOW_AT_START = "below_at_start"
    UNKNOWN = "unknown"


class GapReason(StrEnum):
    """Why a week has no point on the line."""

    MISSING = "missing"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True)
class Point:
    """One measurement as it was kept: never rescored by a later version of the instrument.

    `week` counts from the start of treatment (0), None outside it. `items` are the raw answers.
    """

    on: date
    week: int | None
    total: int | float | None
    items: tuple[int | None, ...]


@dataclass(frozen=True)
class Gap:
    """A week that ought to have a total and has none."""

    week: int
    reason: GapReason


@dataclass(frozen=True)
class Change:
    """From one point to a later one. `figure` names the limit and study behind `reliability`.

    `points` is later minus earlier, and None where the two totals have different ranges.
    """

    earlier: Point
    later: Point
    points: int | float | None
    trend: Trend | None
    reliability: Reliability
    outcome: Outcome
    figure: ChangeFigure | None


@dataclass(frozen=True)
class ItemCourse:
    """One question over the measurements, in step with `Course.points`."""

    number: int
    topic: str
    risk: bool
    answers: tuple[int | None, ...]


@dataclass(frozen=True)
class Course:
    """Everything that a chart, a table or a summary says about one measure."""

    instrument: str
    points: tuple[Point, ...]
    gaps: tuple[Gap, ...]
    since_start: Change | None
    since_last: Change | None
    items: tuple[ItemCourse, ...]


def course(
    instrument: Instrument,
    points: Iterable[Point],
    *,
    expected_weeks: Collection[int] = (),
    figure: ChangeFigure | None = None,
) -> Course:
    """The course of `points`, put in order of day.

    `expected_weeks` are those with a planned measurement up to today; `figure` is the clinic's own
    choice in place of the shipped one.
    """
    ordered = tuple(sorted(points, key=lambda point: point.on))
    scored = [point for point in ordered if point.total is not None]
    in_use = figure or instrument.change_figure
    several = len(scored) > 1
    return Course(
        instrument=instrument.code,
        points=ordered,
        gaps=_gaps(ordered, expected_weeks),
        since_start=between(instrument, scored[0], scored[-1], in_use) if several else None,
        since_last=between(instrument, scored[-2], scored[-1], in_use) if several else None,
        items=_items(instrument, ordered),
    )


def between(
    instrument: Instrument, earlier: Point, later: Point, figure: ChangeFigure | None
) -> Change:
    """The change between two points that both have a total."""
    points = _points(instrument, earlier, later)
    worse = None if points is None else _worsening(instrument, points)
    reliability = _reliability(worse, figure)
    return Change(
        earlier=earlier,
        later=later,
        points=points,
        trend=None if worse is None else _trend(worse),
        reliability=reliability,
        outcome=_outcome(instrument, earlier, later, reliability),
        figure=figure,
    )


def _points(instrument: Instrument, earlier: Point, later: Point) -> int | float | None:
    """The difference, unless a question that does not concern the patient changed the range."""
    if earlier.total is None or later.total is None:
        return None
    if instrument.left_out(earlier.items) != instrument.left_out(later.items):
        return None
    return later.total - earlier.total


def _worsening(instrument: Instrument, points: int | float) -> int | float:
    return points if instrument.direction is Direction.WORSE else -points


def _trend(worse: int | float) -> Trend:
    if worse == 0:
        return Trend.SAME
    return Trend.WORSE if worse > 0 else Trend.BETTER


def _reliability(worse: int | float | None, figure: ChangeFigure | None) -> Reliability:
    if worse is None or figure is None:
        return Reliability.UNKNOWN
    if abs(worse) < figure.points:
        return Reliability.NONE
    return Reliability.DETERIORATION if worse > 0 else Reliability.IMPROVEMENT


def _outcome(
    instrument: Instrument, earlier: Point, later: Point, reliability: Reliability
) -> Outcome:
    limit = instrument.recovery
    if limit is None or reliability is Reliability.UNKNOWN:
        return Outcome.UNKNOWN
    assert earlier.total is not None
    assert later.total is not None
    if earlier.total < limit.below:
        return Outcome.BELOW_AT_START
    if reliability is Reliability.IMPROVEMENT and later.total < limit.below:
        return Outcome.RECOVERED
    return Outcome.NOT_RECOVERED


def _gaps(points: Collection[Point], expected_weeks: Collection[int]) -> tuple[Gap, ...]:
    """A week that was measured without a total is a gap of another kind than one left out."""
    measured = {point.week for point in points}
    scored = {point.week for point in points if point.total is not None}
    return tuple(
        Gap(week, GapReason.INCOMPLETE if week in measured else GapReason.MISSING)
        for week in sorted(expected_weeks)
        if week not in scored
    )


def _items(instrument: Instrument, points: tuple[Point, ...]) -> tuple[ItemCourse, ...]:
    """Risk items first, so that nobody has to look for them."""
    courses = (
        ItemCourse(
            number=item.number,
            topic=item.topic,
            risk=item.number in instrument.risk_items,
            answers=tuple(point.items[item.number - 1] for point in points),
        )
        for item in instrument.items
    )
    return tuple(sorted(courses, key=lambda one: not one.risk))
