"""The course chart: nothing hidden, nothing on top of another, the same facts as a table."""

import dataclasses
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikbt_desktop.clinic import chart
from ikbt_desktop.clinic.chart import (
    BandFact,
    CourseFacts,
    Dot,
    Event,
    EventKind,
    EventMark,
    Gap,
    HeatCell,
    Line,
    MeasureCourse,
    Point,
    RiskStrip,
    Text,
)


def text_width(words: str, size: float) -> float:
    """A plain measure: every letter a little wider than IBM Plex Sans SemiBold has it."""
    return len(words) * size * 0.6


def points(*values: tuple[float, int]) -> tuple[Point, ...]:
    return tuple(Point(week, value) for week, value in values)


MADRS = MeasureCourse(
    code="madrs-s",
    name="MADRS-S",
    minimum=0,
    maximum=54,
    bands=(
        BandFact(0, 12, "ingen eller mycket lätt"),
        BandFact(13, 19, "lätt"),
        BandFact(20, 34, "måttlig"),
        BandFact(35, 54, "svår"),
    ),
    points=points((0, 26), (1, 25), (2, 22), (4, 19), (5, 15)),
    missing=(3,),
    guidance_only=True,
)
PHQ = MeasureCourse(
    code="phq-9",
    name="PHQ-9",
    minimum=0,
    maximum=27,
    bands=(
        BandFact(0, 4, "minimal"),
        BandFact(5, 9, "lindrig"),
        BandFact(10, 14, "måttlig"),
        BandFact(15, 19, "medelsvår"),
        BandFact(20, 27, "svår"),
    ),
    points=points((0, 16), (2, 13), (4, 8)),
)
ITEM_9 = RiskStrip(
    9, ((0, 2), (1, 2), (2, 1), (3, None), (4, 4), (5, 1)), flag_from=4, acute_from=4
)
COURSE = CourseFacts(
    first_week=0,
    last_week=7,
    today=5.2,
    measures=(MADRS, PHQ),
    strips=(ITEM_9,),
    events=(
        Event(0, EventKind.START, "Start"),
        Event(2.5, EventKind.MEDICINE, "Sertralin 50 mg"),
    ),
)


def drawn(course: CourseFacts, *, width: float = 834, height: float = 380) -> chart.Chart:
    return chart.layout(course, width=width, height=height, text_width=text_width)


def words(picture: chart.Chart) -> list[str]:
    return [shape.words for shape in picture.shapes if isinstance(shape, Text)]


def overlapping(picture: chart.Chart) -> list[tuple[str, str]]:
    texts = [shape for shape in picture.shapes if isinstance(shape, Text)]
    return [(a.words, b.words) for a, b in itertools.combinations(texts, 2) if a.box.meets(b.box)]


def test_every_value_of_the_example_stands_above_its_mark() -> None:
    picture = drawn(COURSE)
    dots = [shape for shape in picture.shapes if isinstance(shape, Dot)]
    assert len(dots) == 8
    for value in ("26", "25", "22", "19", "15", "16", "13", "8"):
        assert value in words(picture)
    for dot in dots:
        value = dot.caption.split()[-1] if "," not in dot.caption else dot.caption.split(",")[0]
        label = value.split()[-1]
        assert any(
            isinstance(shape, Text) and shape.words == label and shape.y < dot.y
            for shape in picture.shapes
        )


def test_the_example_has_no_label_on_top_of_another() -> None:
    assert overlapping(drawn(COURSE)) == []


def test_a_scale_shows_its_whole_range_from_the_minimum() -> None:
    picture = drawn(COURSE)
    for limit in ("0", "13", "20", "35", "54", "27"):
        assert limit in words(picture)
    top = MeasureCourse("t", "T", 0, 10, points=points((0, 10), (1, 0)))
    high, low = (
        shape
        for shape in drawn(CourseFacts(0, 1, measures=(top,))).shapes
        if isinstance(shape, Dot)
    )
    bands = [
        shape.box
        for shape in drawn(CourseFacts(0, 1, measures=(top,))).shapes
        if isinstance(shape, chart.Band)
    ]
    assert high.y == min(box.top for box in bands)
    assert low.y == max(box.bottom for box in bands)


def test_the_highest_value_of_a_scale_has_its_label_above_like_every_other() -> None:
    full = MeasureCourse("m", "M", 0, 54, points=points((0, 54), (1, 54), (2, 0)))
    picture = drawn(CourseFacts(0, 2, measures=(full, full)))
    labels = [shape for shape in picture.shapes if isinstance(shape, Text) and shape.size == 13]
    dots = {shape.y for shape in picture.shapes if isinstance(shape, Dot)}
    values = [label for label in labels if label.words in {"54", "0"}]
    assert len(values) == 6
    assert all(min(abs(label.y - y) for y in dots) < 10 for label in values)
    assert all(any(label.y < y < label.y + 10 for y in dots) for label in values)


def test_the_limits_of_a_scale_stand_there_also_where_the_chart_is_as_low_as_can_be() -> None:
    texts = words(drawn(COURSE, height=10))
    assert {"0", "13", "20", "35", "54"} <= set(texts)


def test_a_missing_week_is_a_ring_with_its_word_and_a_dotted_line_across() -> None:
    picture = drawn(COURSE)
    gap = next(shape for shape in picture.shapes if isinstance(shape, Gap))
    assert gap.caption == "Vecka 3: MADRS-S saknas"
    assert "Saknas" in words(picture)
    across = [s for s in picture.shapes if isinstance(s, Line) and s.x1 < gap.x < s.x2]
    madrs = [line for line in across if line.token == "chart1"]
    assert [line.dotted for line in madrs] == [True]
    others = [s for s in picture.shapes if isinstance(s, Line) and s not in madrs]
    assert not any(line.dotted for line in others)


def test_a_missing_week_is_never_counted_as_a_measurement() -> None:
    dots = [s for s in drawn(COURSE).shapes if isinstance(s, Dot) and s.token == "chart1"]
    assert len(dots) == len(MADRS.points)


def test_the_measures_differ_in_shape_and_not_only_in_colour() -> None:
    third = MeasureCourse("gad-7", "GAD-7", 0, 21, points=points((0, 9)))
    picture = drawn(CourseFacts(0, 7, measures=(MADRS, PHQ, third)), height=600)
    marks = {shape.token: shape.mark for shape in picture.shapes if isinstance(shape, Dot)}
    assert len(set(marks.values())) == 3


def test_item_9_shows_every_digit_and_jumps_in_tone_at_the_flag() -> None:
    cells = [shape for shape in drawn(COURSE).shapes if isinstance(shape, HeatCell)]
    assert [cell.token for cell in cells] == ["heat2", "heat2", "heat1", "muted", "heat4", "heat1"]
    assert [cell.missing for cell in cells] == [False, False, False, True, False, False]
    assert "Flagga från 4" in words(drawn(COURSE))


def test_a_soft_flag_is_never_painted_in_the_tone_of_an_acute_one() -> None:
    soft = RiskStrip(9, tuple((week, week) for week in range(4)), flag_from=1)
    picture = drawn(CourseFacts(0, 4, measures=(PHQ,), strips=(soft,)))
    cells = [shape for shape in picture.shapes if isinstance(shape, HeatCell)]
    assert [cell.token for cell in cells] == ["heat0", "review_bg", "review_bg", "review_bg"]
    digits = [
        s for s in picture.shapes if isinstance(s, Text) and s.weight is chart.Weight.SEMIBOLD
    ]
    inks = {s.words: s.token for s in digits if s.words in {"0", "1", "2", "3"}}
    assert inks == {"0": "text", "1": "review", "2": "review", "3": "review"}


def test_an_item_with_both_limits_is_yellow_between_them_and_acute_above() -> None:
    both = RiskStrip(11, ((0, 0), (1, 1), (2, 3), (3, 4), (4, 6)), flag_from=1, acute_from=4)
    assert [both.token(value) for value in (0, 1, 3, 4, 6)] == [
        *("heat0", "review_bg", "review_bg", "heat4", "heat6")
    ]
    assert [both.ink(value) for value in (None, 0, 3, 4)] == [
        *("text", "text", "review", "on_accent")
    ]


def test_two_risk_answers_of_one_week_both_stand_there() -> None:
    twice = RiskStrip(9, ((0, 1), (3, 4), (3, 1)), flag_from=4, acute_from=4)
    course = CourseFacts(0, 7, measures=(MADRS,), strips=(twice,))
    cells = [s for s in drawn(course).shapes if isinstance(s, HeatCell)]
    assert [cell.token for cell in cells] == ["heat1", "heat4", "heat1"]
    assert not cells[1].box.meets(cells[2].box)
    assert {row[0]: row[2] for row in chart.table(course).rows}["3"] == "4; 1"


def test_a_pause_is_called_a_pause_and_not_by_its_reason_alone() -> None:
    course = dataclasses.replace(COURSE, events=(Event(3, EventKind.PAUSE, "Semester"),))
    assert "Paus: Semester" in words(drawn(course))
    assert chart.table(course).rows[3][-1] == "Paus: Semester"


def test_a_strip_says_its_form_where_the_number_alone_would_not_tell() -> None:
    two = (
        dataclasses.replace(ITEM_9, measure="MADRS-S"),
        RiskStrip(9, ((0, 1),), 1, None, "PHQ-9"),
    )
    course = dataclasses.replace(COURSE, strips=two)
    assert {"MADRS-S fråga 9", "PHQ-9 fråga 9"} <= set(words(drawn(course)))
    assert chart.table(course).head[3:5] == ("MADRS-S fråga 9", "PHQ-9 fråga 9")
    captions = {s.caption for s in drawn(course).shapes if isinstance(s, HeatCell)}
    assert "Vecka 4: MADRS-S fråga 9 4" in captions


def test_each_section_has_a_tick_where_it_was_opened_and_is_told_in_the_table() -> None:
    opened = ((0.0, 1), (1.0, 2), (15 / 7, 3))
    course = dataclasses.replace(COURSE, sections=opened)
    picture = drawn(course)
    ticks = [s for s in picture.shapes if isinstance(s, EventMark) and s.shape == "tick"]
    assert [tick.caption for tick in ticks] == [
        "Start: Avsnitt 1",
        "Vecka 1: Avsnitt 2",
        "Vecka 2,1: Avsnitt 3",
    ]
    assert "Avsnitt" in words(picture)
    assert picture.caption_at(ticks[2].x, ticks[2].y, reach=4) == "Vecka 2,1: Avsnitt 3"
    rows = {row[0]: row[-1] for row in chart.table(course).rows}
    assert (rows["start"], rows["1"], rows["2,1"]) == ("Avsnitt 1; Start", "Avsnitt 2", "Avsnitt 3")


def test_no_value_is_crossed_by_the_line_of_today() -> None:
    for today in (5.0, 5.2, 5.4):
        picture = drawn(dataclasses.replace(COURSE, today=today))
        line = next(s for s in picture.shapes if isinstance(s, chart.Hair) and s.dashed)
        values = [s for s in picture.shapes if isinstance(s, Text) and s.size == 13]
        assert "15" in {value.words for value in values}
        crossed = [v.words for v in values if v.box.left < line.x1 < v.box.right]
        assert crossed == []


def test_english_figures_and_levels_are_english() -> None:
    mean = MeasureCourse(
        "smbm",
        "SMBM",
        1,
        7,
        bands=(BandFact(1, 4.4, "låg", "low"), BandFact(4.4, 7, "hög", "high")),
    )
    measured = dataclasses.replace(mean, points=(Point(0, 4.25), Point(3 / 7, 2.5)))
    course = CourseFacts(0, 4, measures=(measured,))
    english = chart.ChartWords(week_of="Week {week}", decimal=".", in_english=True)
    picture = chart.layout(course, width=834, height=380, text_width=text_width, words=english)
    assert {"4.25", "2.5", "4.4", "high", "low"} <= set(words(picture))
    assert chart.table(course, english).rows[1][:2] == ("0.4", "2.5, low")
    assert chart.table(course).rows[1][:2] == ("0,4", "2,5, låg")
    assert chart.ChartWords(in_english=True).level(BandFact(0, 1, "egen")) == "egen"


def test_a_year_of_weekly_risk_answers_hides_none() -> None:
    strip = RiskStrip(9, tuple((week, week % 7) for week in range(105)), flag_from=4, acute_from=4)
    picture = drawn(CourseFacts(0, 104, measures=(MADRS,), strips=(strip,)), width=350)
    cells = [shape.box for shape in picture.shapes if isinstance(shape, HeatCell)]
    assert len(cells) == 105
    assert not any(a.meets(b) for a, b in itertools.combinations(cells, 2))
    assert overlapping(picture) == []


def test_nothing_falls_outside_the_axis_even_when_it_was_asked_shorter() -> None:
    late = CourseFacts(
        0, 2, today=9.4, measures=(MADRS,), events=(Event(-1, EventKind.OTHER, "x"),)
    )
    assert late.span() == (-1, 10)


def test_an_event_at_the_last_week_has_its_words_inside_the_picture() -> None:
    long = "Telefon i stället för meddelande därför att patienten var bortrest"
    course = CourseFacts(0, 7, measures=(MADRS,), events=(Event(7, EventKind.OTHER, long),))
    picture = drawn(course)
    assert long in words(picture)
    assert all(s.box.right <= picture.width for s in picture.shapes if isinstance(s, Text))


def test_what_fits_into_the_height_that_was_asked_for_is_not_drawn_higher() -> None:
    """A scale with many levels takes its least height from the other scale, not from the page."""
    least = drawn(COURSE, height=10).height
    for height in range(round(least) + 1, round(least) + 300, 7):
        assert drawn(COURSE, height=height).height == height


def test_hovering_a_mark_says_week_value_and_level() -> None:
    picture = drawn(COURSE)
    dot = next(shape for shape in picture.shapes if isinstance(shape, Dot))
    assert picture.caption_at(dot.x + 3, dot.y, reach=8) == "Start: MADRS-S 26, måttlig"
    assert picture.caption_at(dot.x, dot.y - 60, reach=8) is None


def test_a_course_without_measurements_says_so() -> None:
    empty = MeasureCourse("isi", "ISI", 0, 28)
    assert "Ingen mätning än" in words(drawn(CourseFacts(0, 7, measures=(empty,))))


def test_larger_text_scales_everything_with_it() -> None:
    small = chart.layout(COURSE, width=400, height=200, text_width=text_width, caption=12)
    large = chart.layout(COURSE, width=800, height=400, text_width=text_width, caption=24)
    assert large.height == 2 * small.height
    assert len(large.shapes) == len(small.shapes)


def test_the_table_twin_says_the_same_in_words() -> None:
    twin = chart.table(COURSE)
    assert twin.head == (
        "Vecka",
        "MADRS-S (0–54, nivåer vägledande)",
        "PHQ-9 (0–27)",
        "Fråga 9",
        "Händelser",
    )
    assert twin.rows[0] == ("start", "26, måttlig", "16, medelsvår", "2", "Start")
    assert ("2,5", "", "", "", "Sertralin 50 mg") in twin.rows
    assert ("3", "saknas", "", "saknas", "") in twin.rows


def test_chart_and_table_speak_with_the_words_that_they_are_given() -> None:
    marked: dict[str, Any] = {
        field.name: f"<{field.default}>"
        for field in dataclasses.fields(chart.ChartWords)
        if isinstance(field.default, str)
    }
    spoken = chart.ChartWords(**marked)
    ended = dataclasses.replace(
        COURSE, events=(Event(0, EventKind.START), Event(7, EventKind.END)), today=5
    )
    own = {event.words for event in ended.events} | {m.name for m in ended.measures}
    picture = chart.layout(ended, width=900, height=420, text_width=text_width, words=spoken)
    texts = {shape.words for shape in picture.shapes if isinstance(shape, Text)}
    assert {"<Start>", "<Avslut>", "<Idag>", "<Vecka>", "<Händelser>", "<Fråga 9>"} <= texts
    twin = chart.table(ended, spoken)
    assert (twin.head[0], twin.head[-1]) == ("<Vecka>", "<Händelser>")
    assert [twin.rows[0][-1], twin.rows[-1][-1]] == ["<Start>", "<Avslut>"]
    assert own.isdisjoint({"Start", "Avslut"})


# --- any course ------------------------------------------------------------------------------

_word = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30
)


@st.composite
def measures(draw: st.DrawFn) -> MeasureCourse:
    maximum = draw(st.integers(4, 144))
    limits = draw(st.sets(st.integers(1, maximum), max_size=5))
    lows = [0, *sorted(limits)]
    highs = [*(low - 1 for low in lows[1:]), maximum]
    weeks = draw(st.sets(st.integers(0, 60), max_size=30))
    split = draw(st.integers(0, len(weeks)))
    ordered = draw(st.permutations(sorted(weeks)))
    return MeasureCourse(
        code="m",
        name=draw(_word),
        minimum=0,
        maximum=maximum,
        bands=tuple(
            BandFact(low, high, draw(_word)) for low, high in zip(lows, highs, strict=True)
        ),
        points=tuple(
            Point(week, value)
            for week in ordered[:split]
            for value in (draw(st.integers(0, maximum)),)
        ),
        missing=tuple(ordered[split:]),
    )


_events = st.builds(
    Event,
    week=st.floats(0, 60).map(lambda week: round(week, 1)),
    kind=st.sampled_from(EventKind),
    words=st.text("abcåäö ", max_size=60).map(lambda words: f"x{words}"),
)
_strips = st.builds(
    RiskStrip,
    item=st.just(9),
    cells=st.lists(
        st.tuples(st.integers(0, 60), st.none() | st.integers(0, 6)),
        max_size=40,
        unique_by=lambda cell: cell[0],
    ).map(tuple),
    flag_from=st.integers(1, 4),
    acute_from=st.none() | st.integers(1, 6),
    measure=st.sampled_from(("", "MADRS-S")),
)
_courses = st.builds(
    CourseFacts,
    first_week=st.just(0),
    last_week=st.integers(1, 60),
    today=st.none() | st.floats(0, 60),
    measures=st.lists(measures(), max_size=3).map(tuple),
    strips=st.lists(_strips, max_size=2).map(tuple),
    events=st.lists(_events, max_size=15).map(tuple),
    sections=st.lists(
        st.tuples(st.floats(0, 60).map(lambda week: round(week, 1)), st.integers(1, 30)),
        max_size=15,
    ).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(course=_courses, width=st.integers(320, 1600), height=st.integers(50, 1200))
def test_no_course_puts_words_on_words_or_hides_anything(
    course: CourseFacts, width: int, height: int
) -> None:
    picture = drawn(course, width=width, height=height)
    assert overlapping(picture) == []
    boxes = [
        s.box for s in picture.shapes if isinstance(s, Text | Dot | Gap | HeatCell | EventMark)
    ]
    assert all(box.left >= -14 and box.right <= width + 14 for box in boxes)
    assert all(box.top >= 0 and box.bottom <= picture.height for box in boxes)
    assert picture.height >= height
    count = {
        kind: sum(isinstance(shape, kind) for shape in picture.shapes)
        for kind in (Dot, Gap, HeatCell, EventMark)
    }
    assert count[Dot] == sum(len(measure.points) for measure in course.measures)
    assert count[Gap] == sum(len(measure.missing) for measure in course.measures)
    assert count[HeatCell] == sum(len(strip.cells) for strip in course.strips)
    assert count[EventMark] == len(course.events) + len(course.sections)
    assert len(chart.table(course).rows) == len(course.weeks())


def test_a_fourth_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="at most three"):
        CourseFacts(first_week=0, last_week=7, measures=(MADRS, PHQ, MADRS, PHQ))


def test_a_scale_without_length_is_refused() -> None:
    flat = dataclasses.replace(PHQ, minimum=27)
    with pytest.raises(ValueError, match="phq-9: the scale has no length"):
        CourseFacts(first_week=0, last_week=7, measures=(flat,))


def test_a_course_of_many_years_keeps_a_mark_for_each_year() -> None:
    picture = drawn(CourseFacts(0, 1040, measures=(PHQ,)), width=420)
    weeks = [shape for shape in picture.shapes if isinstance(shape, Text) and shape.words == "0"]
    assert weeks
    assert overlapping(picture) == []


def test_where_no_letter_fits_nothing_is_written_over_the_picture() -> None:
    wide = chart.layout(COURSE, width=834, height=380, text_width=lambda words, _: 1e5 * len(words))
    assert all(shape.words for shape in wide.shapes if isinstance(shape, Text))
