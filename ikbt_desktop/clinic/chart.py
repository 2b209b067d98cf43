"""The course chart as geometry: facts in, frozen shapes out, for the screen's pen and the paper's.

Lengths are in the caller's unit (pixels, points); y grows downwards. A colour is a token's name
("chart1", "band2", "heat4", "muted" …), never a value: look.md §2 holds the values, §7 the rules.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ikbt_desktop.clinic import figures

TextWidth = Callable[[str, float], float]

_ASCENT = 0.76  # of the size: letters, digits and å above the baseline
_DESCENT = 0.22
_BANDS = 5  # tokens band1 … band5
_MEASURES = 3  # tokens chart1 … chart3
_FIRST_SHARE = 1.36  # the first measure is the program's own and is drawn higher
_ROUNDING = 1e-6  # a word exactly as wide as the room made for it is not cut
_HEADROOM = 20  # over a plot: the value of a mark at its top edge, or "Idag"
_STEPS = (1, 2, 4, 5, 10, 13, 26, 52)


# --- facts -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class BandFact:
    """A level of a scale: `low` to `high`, both counted in, and its word in both languages."""

    low: float
    high: float
    word: str
    english: str = ""


@dataclass(frozen=True)
class Point:
    """One measurement: weeks since start, and the total."""

    week: float
    value: float


@dataclass(frozen=True)
class MeasureCourse:
    """One scale through the weeks. `missing` are the weeks where a measurement was due."""

    code: str
    name: str
    minimum: float
    maximum: float
    bands: tuple[BandFact, ...] = ()
    points: tuple[Point, ...] = ()
    missing: tuple[float, ...] = ()
    guidance_only: bool = False

    @property
    def in_order(self) -> tuple[Point, ...]:
        """The points by week."""
        return tuple(sorted(self.points, key=lambda point: point.week))

    def band_of(self, value: float) -> BandFact | None:
        """The level that the value lies in."""
        reached = [band for band in self.bands if band.low <= value]
        return max(reached, key=lambda band: band.low, default=None)


@dataclass(frozen=True)
class RiskStrip:
    """A single item shown by its digit at every measurement; None where the answer is missing.

    An answer from `flag_from` on asks for attention; only from `acute_from` on, where the form has
    such a limit, does it ask for contact the same day. `measure` names the form where the item's
    number alone would not tell which one it is.
    """

    item: int
    cells: tuple[tuple[float, int | None], ...]
    flag_from: int
    acute_from: int | None = None
    measure: str = ""

    def token(self, value: int) -> str:
        """heat0 … heat3 under the flag; heat4 … heat6 where it is acute, between them review."""
        if self.acute_from is not None and value >= self.acute_from:
            return f"heat{min(6, 4 + value - self.acute_from)}"
        if value >= self.flag_from:
            return "review_bg"
        return f"heat{min(3, max(0, value))}"

    def ink(self, value: int | None) -> str:
        """The colour of the digit on that ground."""
        if value is None or value < min(self.flag_from, self.acute_from or self.flag_from):
            return "text"
        is_acute = self.acute_from is not None and value >= self.acute_from
        return "on_accent" if is_acute else "review"


class EventKind(StrEnum):
    """What happened in a week; each kind has a shape of its own."""

    START = "start"
    END = "end"
    MEDICINE = "medicine"
    PAUSE = "pause"
    OTHER = "other"


@dataclass(frozen=True)
class Event:
    """Something that may explain the course."""

    week: float
    kind: EventKind
    words: str = ""
    """What somebody wrote; start and end are told in the chart's own words."""


@dataclass(frozen=True)
class CourseFacts:
    """All that the chart and its table twin show. Weeks are counted from the start, which is 0.

    `sections`: the week in which each section was opened, with its number.
    """

    first_week: int
    last_week: int
    today: float | None = None
    measures: tuple[MeasureCourse, ...] = ()
    strips: tuple[RiskStrip, ...] = ()
    events: tuple[Event, ...] = ()
    sections: tuple[tuple[float, int], ...] = ()

    def __post_init__(self) -> None:
        if len(self.measures) > _MEASURES:
            raise ValueError("a chart holds at most three measures")
        for measure in self.measures:
            if not measure.minimum < measure.maximum:
                raise ValueError(f"{measure.code}: the scale has no length")

    def weeks(self) -> set[float]:
        """Every week in which something stands."""
        found: set[float] = {event.week for event in self.events}
        found.update(week for week, _ in self.sections)
        for measure in self.measures:
            found.update(point.week for point in measure.points)
            found.update(measure.missing)
        for strip in self.strips:
            found.update(week for week, _ in strip.cells)
        return found

    def span(self) -> tuple[int, int]:
        """First and last week of the axis: as asked, and never leaving out anything."""
        weeks = self.weeks() | ({self.today} if self.today is not None else set())
        first = min([self.first_week, *(math.floor(week) for week in weeks)])
        last = max([self.last_week, *(math.ceil(week) for week in weeks)])
        return first, max(last, first + 1)


@dataclass(frozen=True)
class ChartWords:
    """What the chart and its table say of their own; in Swedish, as the documents are."""

    week: str = "Vecka"
    week_of: str = "Vecka {week}"
    start: str = "start"
    start_of: str = "Start"
    end_of: str = "Avslut"
    pause_of: str = "Paus: {words}"
    today: str = "Idag"
    events: str = "Händelser"
    sections: str = "Avsnitt"
    section: str = "Avsnitt {number}"
    question: str = "Fråga {item}"
    question_of: str = "{measure} fråga {item}"
    flag_from: str = "Flagga från {limit}"
    missing: str = "saknas"
    missing_mark: str = "Saknas"
    none_yet: str = "Ingen mätning än"
    guidance: str = "nivåer vägledande"
    decimal: str = ","
    in_english: bool = False

    def level(self, band: BandFact) -> str:
        """The word of a level."""
        return band.english if self.in_english and band.english else band.word

    def number(self, value: float) -> str:
        """A figure with the decimal sign of the language and a true minus."""
        return figures.written(value, self.decimal)

    def week_number(self, week: float) -> str:
        """Weeks since the start; a day within one is told by a tenth."""
        return self.number(round(week, 1))

    def week_word(self, week: float) -> str:
        """A week as the axis writes it."""
        return self.start if week == 0 else self.week_number(week)

    def week_sentence(self, week: float) -> str:
        """A week as a sentence begins with it."""
        return self.start_of if week == 0 else self.week_of.format(week=self.week_number(week))

    def event(self, event: Event) -> str:
        """What happened."""
        if event.kind is EventKind.PAUSE and event.words:
            return self.pause_of.format(words=event.words)
        if event.words:
            return event.words
        return self.end_of if event.kind is EventKind.END else self.start_of

    def strip(self, strip: RiskStrip) -> str:
        """Which item it is."""
        if strip.measure:
            return self.question_of.format(measure=strip.measure, item=strip.item)
        return self.question.format(item=strip.item)

    def measure(self, measure: MeasureCourse) -> str:
        """The scale with its range, as a head of the table."""
        note = f", {self.guidance}" if measure.guidance_only and measure.bands else ""
        low, high = self.number(measure.minimum), self.number(measure.maximum)
        return f"{measure.name} ({low}–{high}{note})"


SWEDISH = ChartWords()


# --- shapes ----------------------------------------------------------------------------------


class Weight(StrEnum):
    """Weight of a text."""

    REGULAR = "regular"
    MEDIUM = "medium"
    SEMIBOLD = "semibold"


class Anchor(StrEnum):
    """Which part of the text stands at its x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Mark(StrEnum):
    """Shape of a measurement's mark: it tells the measures apart without colour."""

    ROUND = "round"
    SQUARE = "square"
    TRIANGLE = "triangle"


class EventShape(StrEnum):
    """Shape of an event's mark, drawn as an outline."""

    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    SQUARE = "square"
    TICK = "tick"


@dataclass(frozen=True)
class Box:
    """A rectangle; `top` is smaller than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share any surface."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class Band:
    """A filled level of a scale."""

    box: Box
    token: str


@dataclass(frozen=True)
class Hair:
    """A thin straight line: limit, axis, tick, or today's dashed vertical."""

    x1: float
    y1: float
    x2: float
    y2: float
    token: str
    width: float
    dashed: bool = False


@dataclass(frozen=True)
class Line:
    """A measure's line between two measurements; dotted where one is missing between them."""

    x1: float
    y1: float
    x2: float
    y2: float
    token: str
    width: float
    dotted: bool


@dataclass(frozen=True)
class Dot:
    """A measurement. A ring of the surface, `halo` wide, frees the mark of its line."""

    x: float
    y: float
    diameter: float
    mark: Mark
    token: str
    halo: float
    caption: str

    @property
    def box(self) -> Box:
        """The mark's surface."""
        half = self.diameter / 2
        return Box(self.x - half, self.y - half, self.x + half, self.y + half)


@dataclass(frozen=True)
class Gap:
    """A missing measurement: a dashed ring, filled with the surface."""

    x: float
    y: float
    diameter: float
    token: str
    caption: str

    @property
    def box(self) -> Box:
        """The ring's surface."""
        half = self.diameter / 2
        return Box(self.x - half, self.y - half, self.x + half, self.y + half)


@dataclass(frozen=True)
class HeatCell:
    """The ground of one digit of a strip (the digit is a `Text`); `missing` has an outline only."""

    box: Box
    radius: float
    token: str
    missing: bool
    caption: str


@dataclass(frozen=True)
class EventMark:
    """An event's outline."""

    x: float
    y: float
    size: float
    shape: EventShape
    token: str
    stroke: float
    caption: str

    @property
    def box(self) -> Box:
        """The mark's surface."""
        half = self.size / 2
        return Box(self.x - half, self.y - half, self.x + half, self.y + half)


@dataclass(frozen=True)
class Text:
    """Words on one line; `y` is the baseline, `width` as measured by the caller's own measure."""

    x: float
    y: float
    words: str
    size: float
    token: str
    anchor: Anchor
    weight: Weight
    width: float

    @cached_property
    def box(self) -> Box:
        """The surface of the letters."""
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[self.anchor]
        left = self.x - self.width * shift
        return Box(
            left,
            self.y - self.size * _ASCENT,
            left + self.width,
            self.y + self.size * _DESCENT,
        )


Shape = Band | Hair | Line | Dot | Gap | HeatCell | EventMark | Text


@dataclass(frozen=True)
class Chart:
    """The shapes in painting order. `height` exceeds what was asked when the facts need it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    def caption_at(self, x: float, y: float, reach: float) -> str | None:
        """What the mark nearest to a place says, within `reach`; None when there is none."""
        found = [(math.hypot(x - cx, y - cy), caption) for cx, cy, caption in self._captions()]
        near = min(found, default=None)
        return near[1] if near is not None and near[0] <= reach else None

    def _captions(self) -> Iterator[tuple[float, float, str]]:
        for shape in self.shapes:
            match shape:
                case Dot() | Gap() | EventMark():
                    yield shape.x, shape.y, shape.caption
                case HeatCell(box=box):
                    yield (box.left + box.right) / 2, (box.top + box.bottom) / 2, shape.caption
                case _:
                    pass


# --- layout ----------------------------------------------------------------------------------


def layout(
    course: CourseFacts,
    *,
    width: float,
    height: float,
    text_width: TextWidth,
    caption: float = 12.0,
    words: ChartWords = SWEDISH,
) -> Chart:
    """The chart in `width` × at least `height`.

    `text_width(words, size)` measures in the heaviest weight in use. `caption` is the size of the
    smallest text; every other length follows it, so that larger text never meets its neighbour.
    """
    return _Sheet(course, width, height, text_width, caption, said=words).draw()


@dataclass(frozen=True)
class _Frame:
    """The plot of one measure."""

    measure: MeasureCourse
    token: str
    mark: Mark
    top: float
    bottom: float

    def y(self, value: float) -> float:
        measure = self.measure
        part = (value - measure.minimum) / (measure.maximum - measure.minimum)
        return self.bottom - min(1.0, max(0.0, part)) * (self.bottom - self.top)


@dataclass(frozen=True)
class _Caption:
    """Words that look for a place beside their mark."""

    words: str
    size: float
    token: str
    weight: Weight


@dataclass(frozen=True)
class _Placed:
    """An event with the row and side of its words."""

    event: Event
    row: int
    words: str
    words_left: bool


class _Sheet:
    """One drawing under way."""

    def __init__(
        self,
        course: CourseFacts,
        width: float,
        height: float,
        text_width: TextWidth,
        caption: float,
        *,
        said: ChartWords,
    ) -> None:
        self.course = course
        self.said = said
        self.width = width
        self.asked_height = height
        self.text_width = text_width
        self.caption = caption
        self.unit = caption / 12
        self.first, self.last = course.span()
        self.shapes: list[Shape] = []
        self.words: list[Box] = []
        self._widths: dict[tuple[str, float], float] = {}
        self.left = self._left_gutter()
        self.right = self.width - self._right_gutter()

    def draw(self) -> Chart:
        u = self.unit
        strips = [self._strip_rows(strip) for strip in self.course.strips]
        events = self._placed_events()
        rows = 1 + max((placed.row for placed in events), default=-1)
        below = (
            28 * u
            + (22 * u if self.course.sections else 0.0)
            + sum(26 * u * (1 + max((row for _, _, row in cells), default=0)) for cells in strips)
            + 28 * u * rows
        )
        frames = self._frames(self.asked_height - below)
        bottom = frames[-1].bottom if frames else 8 * u
        for frame in frames:
            self._ground(frame)
        self._today(frames)
        self._axis(bottom)
        y = self._sections(bottom + 28 * u)
        for strip, cells in zip(self.course.strips, strips, strict=True):
            y = self._strip(strip, cells, y)
        self._events(events, y)
        for frame in frames:
            self._curve(frame)
        return Chart(self.width, max(self.asked_height, bottom + below), tuple(self.shapes))

    # the place of things

    def _left_gutter(self) -> float:
        u, measures = self.unit, self.course.measures
        heads = [self._measure_text(m.name, 13 * u) for m in measures]
        heads += [self._measure_text(self._range(m), self.caption) for m in measures]
        scale = [
            self._measure_text(self.said.number(limit), self.caption)
            for measure in measures
            for limit in self._limits(measure)
        ]
        said = self.said
        heads_below = [said.week, said.events, *map(said.strip, self.course.strips)]
        heads_below += [said.sections] if self.course.sections else []
        titles = [self._measure_text(word, self.caption) for word in heads_below]
        start = max(self._measure_text(said.start, self.caption), self._cell_width) / 2
        wanted = max(
            max(heads, default=0.0) + 6 * u + max(scale, default=0.0) + 14 * u,
            max(titles) + 6 * u + start,
        )
        return min(wanted, 0.4 * self.width)

    def _right_gutter(self) -> float:
        u = self.unit
        bands = [band for measure in self.course.measures for band in measure.bands]
        words = [self.said.level(band) for band in bands]
        wide = max((self._measure_text(word, self.caption) for word in words), default=0.0)
        flags = max(
            (self._measure_text(self._flag(s), self.caption) for s in self.course.strips),
            default=0.0,
        )
        wanted = max(wide + 10 * u, flags + self._cell_width / 2 + 10 * u if flags else 0.0, 20 * u)
        return min(wanted, 0.3 * self.width)

    @property
    def _cell_width(self) -> float:
        return 26 * self.unit

    def _x(self, week: float) -> float:
        part = (week - self.first) / (self.last - self.first)
        return self.left + part * (self.right - self.left)

    def _frames(self, room: float) -> list[_Frame]:
        u, measures = self.unit, self.course.measures
        if not measures:
            return []
        top, gap = _HEADROOM * u, 25 * u
        room -= top + gap * (len(measures) - 1)
        shares = [_FIRST_SHARE, *(1.0 for _ in measures[1:])]
        if len(measures) == 1:
            shares = [1.0]
        frames = []
        leasts = [self._least(measure) for measure in measures]
        heights = _shared(room, shares, leasts)
        for number, (measure, tall) in enumerate(zip(measures, heights, strict=True), start=1):
            bottom = top + tall
            mark = list(Mark)[number - 1]
            frames.append(_Frame(measure, f"chart{number}", mark, top, bottom))
            top = bottom + gap
        return frames

    def _least(self, measure: MeasureCourse) -> float:
        """Room for every level's word, and for the limits of all but very thin levels."""
        u, limits = self.unit, sorted(set(self._limits(measure)))
        thinnest = min(high - low for low, high in itertools.pairwise(limits))
        apart = 12.5 * u * (measure.maximum - measure.minimum) / thinnest
        return max(72 * u, 14 * u * (len(measure.bands) + 1), min(apart, 98 * u))

    # ground of one measure

    def _range(self, measure: MeasureCourse) -> str:
        return f"{self.said.number(measure.minimum)}–{self.said.number(measure.maximum)} p"

    @staticmethod
    def _limits(measure: MeasureCourse) -> list[float]:
        inner = sorted(
            (band.low for band in measure.bands if measure.minimum < band.low < measure.maximum),
            reverse=True,
        )
        return [measure.maximum, measure.minimum, *inner]

    def _ground(self, frame: _Frame) -> None:
        u, measure = self.unit, frame.measure
        self._band_fills(frame)
        column = self.left - 14 * u
        for limit in self._limits(measure):
            y = frame.y(limit)
            if limit != measure.maximum:
                self.shapes.append(Hair(self.left, y, self.right, y, "line", 1 * u))
            limit_words = self.said.number(limit)
            self._write_if_free(column, self._middle(y), limit_words, "muted", Anchor.END)
        room = (
            column
            - 6 * u
            - max(
                self._measure_text(self.said.number(limit), self.caption)
                for limit in self._limits(measure)
            )
        )
        name = self._fit(measure.name, 13 * u, room)
        self._write(0, frame.top + 13 * u, name, frame.token, size=13 * u, weight=Weight.SEMIBOLD)
        self._write(
            0, frame.top + 29 * u, self._fit(self._range(measure), self.caption, room), "muted"
        )
        self._band_words(frame)

    def _band_fills(self, frame: _Frame) -> None:
        bands = sorted(frame.measure.bands, key=lambda band: band.low)
        if not bands:
            self._fill(frame.top, frame.bottom, 1)
        for number, band in enumerate(bands, start=1):
            bottom = frame.bottom if number == 1 else frame.y(band.low)
            top = frame.top if number == len(bands) else frame.y(bands[number].low)
            self._fill(top, bottom, number)

    def _fill(self, top: float, bottom: float, number: int) -> None:
        token = f"band{min(number, _BANDS)}"
        self.shapes.append(Band(Box(self.left, top, self.right, bottom), token))

    def _band_words(self, frame: _Frame) -> None:
        """Each word at the middle of its band, pushed apart where bands are thin."""
        bands = sorted(frame.measure.bands, key=lambda band: band.low, reverse=True)
        if not bands:
            return
        lows = [frame.bottom if band is bands[-1] else frame.y(band.low) for band in bands]
        tops = [frame.top, *lows[:-1]]
        middles = [(top + low) / 2 for top, low in zip(tops, lows, strict=True)]
        step = 13 * self.unit
        half = step / 2
        spread = _spread(middles, step, frame.top + half, frame.bottom - half)
        left = self.right + 10 * self.unit
        for band, middle in zip(bands, spread, strict=True):
            words = self._fit(self.said.level(band), self.caption, self.width - left)
            self._write(left, self._middle(middle), words, "muted")

    # week axis

    def _today(self, frames: Sequence[_Frame]) -> None:
        if self.course.today is None or not frames:
            return
        u, x = self.unit, self._x(self.course.today)
        top, bottom = frames[0].top, frames[-1].bottom
        self.shapes.append(Hair(x, top, x, bottom, "text", 1 * u, dashed=True))
        half = self._measure_text(self.said.today, self.caption) / 2
        x = min(max(x, self.left + half), self.width - half)
        self._write(x, top - 5 * u, self.said.today, "text", anchor=Anchor.MIDDLE)

    def _axis(self, y: float) -> None:
        u = self.unit
        base = self._middle(y + 15 * u)
        self._write(0, base, self.said.week, "muted")
        self.shapes.append(Hair(self.left, y, self.right, y, "line2", 1 * u))
        for week in self._ticks():
            x = self._x(week)
            self.shapes.append(Hair(x, y, x, y + 5 * u, "line2", 1 * u))
            self._write_if_free(x, base, self.said.week_word(week), "muted", Anchor.MIDDLE)

    def _ticks(self) -> list[int]:
        """The start and every n-th week from it, n as small as the words allow."""
        weeks = range(self.first, self.last + 1)
        for step in _STEPS:
            ticks = [week for week in weeks if week % step == 0]
            widths = [self._measure_text(self.said.week_word(week), self.caption) for week in ticks]
            room = step * (self.right - self.left) / (self.last - self.first)
            if max(widths, default=0.0) + 4 * self.unit <= room:
                return ticks
        return [week for week in weeks if week % _STEPS[-1] == 0]

    # sections, strips and events

    def _sections(self, top: float) -> float:
        """A tick where each section was opened, its number beside it where there is room."""
        if not self.course.sections:
            return top
        u = self.unit
        y = top + 6 * u
        self._write(0, self._middle(y), self.said.sections, "muted")
        for week, number in sorted(self.course.sections):
            x = self._x(week)
            told = self.said.section.format(number=number)
            caption = f"{self.said.week_sentence(week)}: {told}"
            self.shapes.append(EventMark(x, y, 12 * u, EventShape.TICK, "line2", 1 * u, caption))
            digits = self.said.number(number)
            self._write_if_free(x + 4 * u, self._middle(y), digits, "text", Anchor.START)
        return top + 22 * u

    def _strip_rows(self, strip: RiskStrip) -> list[tuple[float, int | None, int]]:
        """Each cell with a row in which it meets no other: no risk answer is ever hidden."""
        rows: list[float] = []
        cells = []
        for week, value in sorted(strip.cells, key=lambda cell: cell[0]):
            x, half = self._x(week), self._strip_cell(strip) / 2
            row = _first_free(rows, x - half)
            rows[row] = x + half + 1 * self.unit
            cells.append((week, value, row))
        return cells

    def _strip_cell(self, strip: RiskStrip) -> float:
        """The width of a cell: narrower when weeks stand close, never under its digit."""
        digits = [self._measure_text(_digit(value), self.caption) for _, value in strip.cells]
        least = max(digits, default=0.0) + 2 * self.unit
        week = (self.right - self.left) / (self.last - self.first) - 2 * self.unit
        return max(least, min(self._cell_width, week))

    def _flag(self, strip: RiskStrip) -> str:
        return self.said.flag_from.format(limit=strip.flag_from)

    def _strip(
        self, strip: RiskStrip, cells: list[tuple[float, int | None, int]], top: float
    ) -> float:
        u = self.unit
        width = self._strip_cell(strip)
        half, tall = width / 2, 20 * u
        base = self._middle(top + tall / 2)
        room = self.left - self._cell_width / 2 - 4 * u
        name = self.said.strip(strip)
        title = self._fit(name, self.caption, room)
        self._write(0, base, title, "text", weight=Weight.SEMIBOLD)
        for week, value, row in cells:
            x, y = self._x(week), top + row * 26 * u
            box = Box(x - half, y, x + half, y + tall)
            digit = _digit(value, self.said.missing)
            caption = f"{self.said.week_sentence(week)}: {name} {digit}"
            token = "muted" if value is None else strip.token(value)
            self.shapes.append(HeatCell(box, 4 * u, token, value is None, caption))
            middle, ink = self._middle(y + tall / 2), strip.ink(value)
            self._write(x, middle, _digit(value), ink, anchor=Anchor.MIDDLE, weight=Weight.SEMIBOLD)
        left = self.right + self._cell_width / 2 + 10 * u
        flag = self._fit(self._flag(strip), self.caption, self.width - left)
        self._write(left, base, flag, "muted")
        return top + 26 * u * (1 + max((row for _, _, row in cells), default=0))

    def _placed_events(self) -> list[_Placed]:
        u = self.unit
        rows: list[float] = []
        placed = []
        for event in sorted(self.course.events, key=lambda event: event.week):
            x = self._x(event.week)
            after, before = self.width - x - 14 * u, x - 14 * u - self.left
            told = self.said.event(event)
            wide = self._measure_text(told, self.caption)
            left_side = wide > after and before > after
            words = self._fit(told, self.caption, before if left_side else after)
            wide = self._measure_text(words, self.caption) + 14 * u
            start = x - wide if left_side else x - 7 * u
            row = _first_free(rows, start)
            rows[row] = (x + 7 * u if left_side else x + wide) + 8 * u
            placed.append(_Placed(event, row, words, left_side))
        return placed

    def _events(self, events: list[_Placed], top: float) -> None:
        if not events:
            return
        u = self.unit
        self._write(0, self._middle(top + 14 * u), self.said.events, "muted")
        for placed in events:
            event, x = placed.event, self._x(placed.event.week)
            y = top + 14 * u + placed.row * 28 * u
            caption = f"{self.said.week_sentence(event.week)}: {self.said.event(event)}"
            self.shapes.append(
                EventMark(x, y, 12 * u, _EVENT_SHAPES[event.kind], "text", 1.4 * u, caption)
            )
            side = -14 * u if placed.words_left else 14 * u
            anchor = Anchor.END if placed.words_left else Anchor.START
            self._write(x + side, self._middle(y), placed.words, "text", anchor=anchor)

    # the measurements

    def _curve(self, frame: _Frame) -> None:
        points = frame.measure.in_order
        lines = [
            Line(
                self._x(a.week),
                frame.y(a.value),
                self._x(b.week),
                frame.y(b.value),
                frame.token,
                2.2 * self.unit,
                any(a.week < week < b.week for week in frame.measure.missing),
            )
            for a, b in itertools.pairwise(points)
        ]
        gaps = [self._gap(frame, points, week) for week in sorted(set(frame.measure.missing))]
        dots = [self._dot(frame, point) for point in points]
        self.shapes += [*lines, *gaps, *dots]
        marks = [*(gap.box for gap in gaps), *(dot.box for dot in dots)]
        for index in _by_importance(len(points)):
            value = _Caption(
                self.said.number(points[index].value), 13 * self.unit, frame.token, Weight.SEMIBOLD
            )
            self._label(frame, dots[index].box, value, marks, lines)
        for gap in gaps:
            word = _Caption(self.said.missing_mark, self.caption, "text", Weight.REGULAR)
            self._label(frame, gap.box, word, marks, lines)
        if not points and not gaps:
            middle = (self.left + self.right) / 2
            base = self._middle((frame.top + frame.bottom) / 2)
            self._write(middle, base, self.said.none_yet, "muted", anchor=Anchor.MIDDLE)

    def _dot(self, frame: _Frame, point: Point) -> Dot:
        band = frame.measure.band_of(point.value)
        level = f", {self.said.level(band)}" if band else ""
        week, total = self.said.week_sentence(point.week), self.said.number(point.value)
        caption = f"{week}: {frame.measure.name} {total}{level}"
        u = self.unit
        return Dot(
            self._x(point.week),
            frame.y(point.value),
            11 * u,
            frame.mark,
            frame.token,
            1.5 * u,
            caption,
        )

    def _gap(self, frame: _Frame, points: Sequence[Point], week: float) -> Gap:
        """A ring on the line between its neighbours; beside the nearest one at either end."""
        before = [point for point in points if point.week <= week]
        after = [point for point in points if point.week > week]
        if before and after:
            a, b = before[-1], after[0]
            part = (week - a.week) / (b.week - a.week)
            y = frame.y(a.value) + part * (frame.y(b.value) - frame.y(a.value))
        elif before or after:
            y = frame.y((before[-1] if before else after[0]).value)
        else:
            y = (frame.top + frame.bottom) / 2
        caption = f"{self.said.week_sentence(week)}: {frame.measure.name} {self.said.missing}"
        return Gap(self._x(week), y, 11 * self.unit, "muted", caption)

    def _label(
        self,
        frame: _Frame,
        mark: Box,
        label: _Caption,
        marks: Sequence[Box],
        lines: Sequence[Line],
    ) -> None:
        """Put the words at the best free place around the mark; nowhere when there is none.

        What finds no room is still in the mark's caption and in the table twin.
        """
        best: tuple[float, Text] | None = None
        for cost, (x, y, anchor) in enumerate(self._places(mark, label.size)):
            text = self._text(
                x, y, label.words, label.token, size=label.size, anchor=anchor, weight=label.weight
            )
            if best is not None and cost >= best[0]:
                break  # every place further on costs more
            if not self._inside(text.box, frame) or not self._is_free(text.box):
                continue
            hidden = sum(map(text.box.meets, marks))
            crossed = sum(_crosses(line, text.box) for line in lines)
            price = cost + 10 * hidden + 4 * crossed + 8 * self._meets_today(text.box)
            if best is None or price < best[0]:
                best = (price, text)
        if best is not None:
            self._keep(best[1])

    def _places(self, mark: Box, size: float) -> Iterator[tuple[float, float, Anchor]]:
        u = self.unit
        x = (mark.left + mark.right) / 2
        above = mark.top - 3 * u
        below = mark.bottom + 3 * u + size * _ASCENT
        aside = 3 * u  # clear of what stands straight above the mark: today's line
        yield x, above, Anchor.MIDDLE
        yield x + aside, above, Anchor.START
        yield x, below, Anchor.MIDDLE
        yield x - aside, above, Anchor.END
        yield x + aside, below, Anchor.START
        yield x - aside, below, Anchor.END

    def _meets_today(self, box: Box) -> bool:
        """Whether today's dashed line runs through the box."""
        if self.course.today is None:
            return False
        return box.left - self.unit < self._x(self.course.today) < box.right + self.unit

    def _inside(self, box: Box, frame: _Frame) -> bool:
        return (
            box.left >= 0
            and box.right <= self.width
            and box.top >= frame.top - _HEADROOM * self.unit
            and box.bottom <= frame.bottom
        )

    # words

    def _measure_text(self, words: str, size: float) -> float:
        asked = (words, size)
        if asked not in self._widths:
            self._widths[asked] = self.text_width(words, size)
        return self._widths[asked]

    def _middle(self, y: float) -> float:
        """The baseline of a caption whose letters stand around `y`."""
        return y + self.caption * 0.35

    def _fit(self, words: str, size: float, room: float) -> str:
        """The words, cut with … where they do not fit; the table twin has them whole."""
        if self._measure_text(words, size) <= room + _ROUNDING:
            return words
        for length in range(len(words) - 1, 0, -1):
            short = words[:length].rstrip() + "…"
            if self._measure_text(short, size) <= room:
                return short
        return ""

    def _text(
        self,
        x: float,
        y: float,
        words: str,
        token: str,
        *,
        size: float,
        anchor: Anchor,
        weight: Weight,
    ) -> Text:
        return Text(x, y, words, size, token, anchor, weight, self._measure_text(words, size))

    def _write(
        self,
        x: float,
        y: float,
        words: str,
        token: str,
        *,
        size: float | None = None,
        anchor: Anchor = Anchor.START,
        weight: Weight = Weight.REGULAR,
    ) -> None:
        if words:
            size = self.caption if size is None else size
            self._keep(self._text(x, y, words, token, size=size, anchor=anchor, weight=weight))

    def _write_if_free(self, x: float, y: float, words: str, token: str, anchor: Anchor) -> None:
        text = self._text(
            x, y, words, token, size=self.caption, anchor=anchor, weight=Weight.REGULAR
        )
        if self._is_free(text.box):
            self._keep(text)

    def _keep(self, text: Text) -> None:
        self.shapes.append(text)
        self.words.append(text.box)

    def _is_free(self, box: Box) -> bool:
        return not any(map(box.meets, self.words))


_EVENT_SHAPES = {
    EventKind.START: EventShape.TRIANGLE,
    EventKind.END: EventShape.TRIANGLE,
    EventKind.MEDICINE: EventShape.DIAMOND,
    EventKind.PAUSE: EventShape.SQUARE,
    EventKind.OTHER: EventShape.SQUARE,
}


def _digit(value: int | None, missing: str = "–") -> str:
    return missing if value is None else str(value)


def _first_free(rows: list[float], start: float) -> int:
    """The first row that ends before `start`; a new one when all are taken."""
    for number, end in enumerate(rows):
        if end <= start:
            return number
    rows.append(start)
    return len(rows) - 1


def _by_importance(count: int) -> Iterable[int]:
    """The first and the last point get their place before the others."""
    ends = [0, count - 1] if count > 1 else list(range(count))
    return [*ends, *range(1, count - 1)]


def _shared(room: float, shares: Sequence[float], leasts: Sequence[float]) -> list[float]:
    """`room` by shares, nobody below its least; what one takes beyond its share the others lack."""
    given = [0.0] * len(shares)
    open_ones = set(range(len(shares)))
    while open_ones:
        rest = room - sum(given[place] for place in range(len(shares)) if place not in open_ones)
        whole = sum(shares[place] for place in open_ones)
        short = {p for p in open_ones if rest * shares[p] / whole < leasts[p]}
        for place in short or open_ones:
            given[place] = leasts[place] if short else rest * shares[place] / whole
        open_ones -= short or set(open_ones)
    return given


def _spread(wanted: Sequence[float], step: float, low: float, high: float) -> list[float]:
    """Places at least `step` apart in `low`…`high`, near the wanted ones, which are in order."""
    placed: list[float] = []
    for place in wanted:
        floor = placed[-1] + step if placed else low
        placed.append(max(place, floor))
    ceiling = high
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - step
    return placed


def _crosses(line: Line, box: Box) -> bool:
    """Whether the line runs through the box (parameter clipping, Liang and Barsky 1984)."""
    dx, dy = line.x2 - line.x1, line.y2 - line.y1
    start, end = 0.0, 1.0
    for slope, distance in (
        (-dx, line.x1 - box.left),
        (dx, box.right - line.x1),
        (-dy, line.y1 - box.top),
        (dy, box.bottom - line.y1),
    ):
        if slope == 0:
            if distance < 0:
                return False
        elif slope < 0:
            start = max(start, distance / slope)
        else:
            end = min(end, distance / slope)
    return start < end


# --- the table twin --------------------------------------------------------------------------


@dataclass(frozen=True)
class CourseTable:
    """The same facts as rows, for the keyboard, the screen reader and copying."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(course: CourseFacts, words: ChartWords = SWEDISH) -> CourseTable:
    """One row a week in which something stands; every value with its level in words."""
    head = (
        words.week,
        *map(words.measure, course.measures),
        *map(words.strip, course.strips),
        words.events,
    )
    return CourseTable(head, tuple(_row(course, week, words) for week in sorted(course.weeks())))


def _row(course: CourseFacts, week: float, words: ChartWords) -> tuple[str, ...]:
    events = [words.section.format(number=n) for at, n in sorted(course.sections) if at == week]
    events += [words.event(event) for event in course.events if event.week == week]
    return (
        words.week_word(week),
        *(_measured(measure, week, words) for measure in course.measures),
        *(_answered(strip, week, words) for strip in course.strips),
        "; ".join(events),
    )


def _measured(measure: MeasureCourse, week: float, words: ChartWords) -> str:
    found = []
    for point in measure.points:
        if point.week == week:
            band = measure.band_of(point.value)
            total = words.number(point.value)
            found.append(f"{total}, {words.level(band)}" if band else total)
    if not found and week in measure.missing:
        return words.missing
    return "; ".join(found)


def _answered(strip: RiskStrip, week: float, words: ChartWords) -> str:
    values = [value for at, value in strip.cells if at == week]
    return "; ".join(_digit(value, words.missing) for value in values)
