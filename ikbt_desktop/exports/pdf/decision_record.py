"""A decision as it was taken: the whole intake in one document, for whoever asks years later."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether, Table, TableStyle

from ikbt_desktop.exports.facts import DecisionRecordFacts, FilledForm, JudgedRule
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import (
    WIDTH,
    Sheet,
    SignedEnding,
    boxed,
    compose,
    plain_cells,
    signature_box,
    title_block,
)
from ikbt_desktop.exports.pdf.style import colour
from ikbt_desktop.exports.pdf.words import ensure_printable, text, texts
from ikbt_desktop.exports.wording import Labels, shipped

_LABEL = 104.0
_HEAD = 108.0


def render(facts: DecisionRecordFacts) -> bytes:
    """The document as PDF/A-1b. Raises `UnprintableText` with every sign the font lacks."""
    ensure_printable(facts)
    labels = shipped().of("decision-record")
    sheet = Sheet(facts.letterhead, facts.patient, facts.imprint, labels("title"))
    return compose(sheet, list(_story(facts, sheet, labels)))


def _story(facts: DecisionRecordFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    yield from title_block(sheet, labels("title"), facts.subtitle)
    yield boxed([[[text(labels("why_heading"), style.CELL_MUTED), _bold(facts.why)]]], [WIDTH])
    yield text(labels("decision"), style.HEADING)
    yield _pairs(facts.facts)
    for heading, lines in (
        ("for_heading", facts.speaks_for),
        ("against_heading", facts.speaks_against),
    ):
        yield text(labels(heading), style.HEADING)
        yield from _listed(lines or (labels("none"),))
    yield text(labels("rules_heading"), style.HEADING)
    for rule in facts.rules:
        yield _rule(rule)
    yield text(labels("forms_heading"), style.HEADING)
    for form in facts.forms:
        yield _form(form, labels)
    yield from _listed(facts.left_out or (() if facts.forms else (labels("no_forms"),)))
    yield text(labels("risk_heading"), style.HEADING)
    yield from texts(facts.risk or "–", style.BODY)
    yield from _decided(facts, sheet)


def _bold(words: str) -> Flowable:
    return text(words, style.BODY_BOLD)


def _listed(lines: Sequence[str]) -> Iterator[Flowable]:
    for words in lines:
        yield from texts(words, style.ITEM, bullet="–")


def _pairs(pairs: Sequence[tuple[str, str]]) -> Table:
    """What it is to the left, what was said to the right; a long row goes on over the page."""
    rows = [
        [[text(name, style.CELL_MUTED)], texts(words, style.CELL) or [text("–", style.CELL)]]
        for name, words in pairs
    ]
    table = Table(rows, colWidths=[_LABEL, WIDTH - _LABEL], splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                *plain_cells(),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
            ]
        )
    )
    return table


def _rule(rule: JudgedRule) -> Flowable:
    """The rule's name with its outcome at the right, what was said of it below."""
    head = Table(
        [[[text(rule.heading, style.CELL_BOLD)], [text(rule.outcome, style.CELL_HEAD_RIGHT)]]],
        colWidths=[WIDTH - _HEAD, _HEAD],
    )
    head.setStyle(TableStyle([*plain_cells(), ("LINEABOVE", (0, 0), (-1, 0), 0.5, colour("line"))]))
    return KeepTogether([head, _pairs(rule.lines)])


def _form(form: FilledForm, labels: Labels) -> Flowable:
    return KeepTogether(
        [
            text(form.heading, style.CELL_BOLD),
            *texts(form.result, style.CELL),
            *texts(f" {form.answers}", style.CELL_MUTED, lead=f"{labels('form_answers')}:"),
        ]
    )


def _decided(facts: DecisionRecordFacts, sheet: Sheet) -> Iterator[Flowable]:
    """The texts of the decision, the signature under the last of them."""
    story: list[Flowable] = []
    for name, words in facts.texts:
        story.append(text(name, style.HEADING))
        story += texts(words, style.BODY)
    last = story.pop() if story else text("–", style.BODY)
    yield from story
    yield SignedEnding(last, signature_box(sheet))
