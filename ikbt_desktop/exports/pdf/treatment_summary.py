"""The treatment summary: the whole treatment on one or two pages, ready for the journal."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table, TableStyle

from ikbt_desktop.clinic.workdays import MONTHS
from ikbt_desktop.exports.facts import TreatmentSummaryFacts
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.course_chart import CourseChart
from ikbt_desktop.exports.pdf.page import (
    WIDTH,
    Sheet,
    SignedEnding,
    compose,
    plain_cells,
    ruled,
    signature_box,
    title_block,
)
from ikbt_desktop.exports.pdf.style import colour
from ikbt_desktop.exports.pdf.words import ensure_printable, naming_signs, text, texts
from ikbt_desktop.exports.wording import Labels, shipped

_CHART_HEIGHT = 330.0


def render(facts: TreatmentSummaryFacts) -> bytes:
    """The document as PDF/A-1b.

    Raises `UnprintableText` with every sign the font lacks in what can still be written otherwise;
    in what was signed or noted before, such a sign is named in its place.
    """
    facts = replace(
        facts,
        assessment=naming_signs(facts.assessment),
        rules=naming_signs(facts.rules),
        risk=naming_signs(facts.risk),
        checks=naming_signs(facts.checks),
        course=naming_signs(facts.course),
    )
    ensure_printable(facts)
    labels = shipped().of("treatment-summary")
    sheet = Sheet(facts.letterhead, facts.patient, facts.imprint, labels("title"))
    return compose(sheet, [*_first_part(facts, sheet, labels), *_second_part(facts, sheet, labels)])


def _first_part(facts: TreatmentSummaryFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    subtitle = labels(
        "subtitle",
        program=facts.program,
        start=_spoken(facts.start, with_year=facts.start.year != facts.end.year),
        end=_spoken(facts.end, with_year=True),
        closing=facts.closing,
    )
    yield from title_block(sheet, labels("title"), subtitle)
    yield _facts_box(facts, labels)
    yield from _section(labels("background_heading"), facts.background)
    yield from _section(labels("assessment_heading"), facts.assessment)
    for rule in facts.rules:
        yield from texts(f" {rule.outcome}. {rule.reason}", style.CELL, lead=f"{rule.rule}:")
    yield text(labels("weeks_heading"), style.HEADING)
    yield _weeks(facts, labels) if facts.weeks else text(labels("no_weeks"), style.BODY)
    yield text(labels("measures_heading"), style.HEADING)
    yield _measures(facts, labels) if facts.measures else text(labels("no_measures"), style.BODY)
    yield from _section(labels("risk_heading"), "\n\n".join(facts.risk))
    yield from _section(labels("result_heading"), facts.result)


def _second_part(facts: TreatmentSummaryFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    yield KeepTogether(
        [
            text(labels("course_heading"), style.HEADING),
            CourseChart(facts.course, width=WIDTH, height=_CHART_HEIGHT),
            *(part for note in facts.course_notes for part in texts(note, style.NOTE)),
        ]
    )
    if facts.checks:
        yield from _section(labels("checks_heading"), "\n\n".join(facts.checks))
    yield text(labels("plan_heading"), style.HEADING)
    items = list(_numbered(facts.plan)) or [text(labels("no_plan"), style.BODY)]
    yield from items[:-1]
    yield SignedEnding(items[-1], signature_box(sheet))


def _spoken(day: date, *, with_year: bool) -> str:
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if with_year else words


def _section(heading: str, words: str) -> Iterator[Flowable]:
    yield text(heading, style.HEADING)
    yield from texts(words, style.BODY) or [text("–", style.BODY)]


def _numbered(items: Sequence[str]) -> Iterator[Paragraph]:
    for number, words in enumerate(items, start=1):
        yield from texts(words, style.LIST, bullet=f"{number}.")


def _facts_box(facts: TreatmentSummaryFacts, labels: Labels) -> Table:
    pairs = (
        (("referrer", facts.referrer), ("clinician", facts.clinician)),
        (("diagnosis", facts.diagnosis), ("contacts", facts.contacts)),
        (
            ("assessment", facts.assessment_and_decision),
            ("procedure_codes", ", ".join(facts.procedure_codes)),
        ),
    )
    rows = [
        [
            cell
            for key, words in pair
            for cell in ([text(labels(key), style.CELL_MUTED)], texts(words or "–", style.CELL))
        ]
        for pair in pairs
    ]
    label = 62.0
    half = (WIDTH - 2 * label) / 2
    table = Table(rows, colWidths=[label, half + 8, label, half - 8], splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                *plain_cells(),
                ("BACKGROUND", (0, 0), (-1, -1), colour("canvas")),
                ("BOX", (0, 0), (-1, -1), 0.6, colour("line")),
                ("LEFTPADDING", (0, 0), (-1, -1), 7),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return table


def _cells(words: Sequence[str], looks: Sequence[ParagraphStyle]) -> list[list[Paragraph]]:
    return [texts(word, look) for word, look in zip(words, looks, strict=True)]


def _weeks(facts: TreatmentSummaryFacts, labels: Labels) -> Table:
    measured = len(facts.week_measures)
    left, right = [style.CELL], [style.CELL_RIGHT]
    head = [
        labels("week"),
        labels("section"),
        labels("feedback"),
        *facts.week_measures,
        labels("homework"),
    ]
    looks = left * 3 + right * measured + left
    head_looks = [
        style.CELL_HEAD_RIGHT if look is style.CELL_RIGHT else style.CELL_HEAD for look in looks
    ]
    rows = [_cells(head, head_looks)]
    for line in facts.weeks:
        totals = [labels("missing") if total is None else total for total in line.totals]
        words = [line.week, line.section, line.feedback, *totals, line.homework]
        rows.append(_cells(words, looks))
    fixed = [40.0, 129.0, *([58.0] * measured), 68.0]
    widths = [fixed[0], WIDTH - sum(fixed), *fixed[1:]]
    return ruled(rows, widths)


def _measures(facts: TreatmentSummaryFacts, labels: Labels) -> Table:
    looks = [style.CELL, style.CELL_RIGHT, style.CELL_RIGHT, style.CELL_RIGHT, style.CELL]
    head_looks = [
        style.CELL_HEAD_RIGHT if look is style.CELL_RIGHT else style.CELL_HEAD for look in looks
    ]
    keys = ("measure", "before", "after", "change", "interpretation")
    rows = [_cells([labels(key) for key in keys], head_looks)]
    for measure in facts.measures:
        before = labels("missing") if measure.before is None else measure.before
        after = labels("missing") if measure.after is None else measure.after
        words = [measure.name, before, after, measure.change or "–", measure.interpretation]
        rows.append(_cells(words, looks))
    fixed = [78.0, 33.0, 34.0, 48.0]
    return ruled(rows, [*fixed, WIDTH - sum(fixed)])
