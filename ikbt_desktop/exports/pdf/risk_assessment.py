"""A signed in-depth assessment for the journal: why, what was found, and what was done."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus import Flowable

from ikbt_desktop.exports.facts import RiskAssessmentFacts
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import (
    WIDTH,
    Sheet,
    SignedEnding,
    boxed,
    compose,
    signature_box,
    title_block,
)
from ikbt_desktop.exports.pdf.words import ensure_printable, naming_signs, text, texts
from ikbt_desktop.exports.wording import Labels, shipped


def render(facts: RiskAssessmentFacts) -> bytes:
    """The document as PDF/A-1b. Raises `UnprintableText` and `DocumentTooLong`.

    A sign that the font lacks is named in its place: the assessment is signed.
    """
    facts = replace(
        facts, judgement=naming_signs(facts.judgement), sections=naming_signs(facts.sections)
    )
    ensure_printable(facts)
    labels = shipped().of("risk-assessment")
    sheet = Sheet(facts.letterhead, facts.patient, facts.imprint, labels("title"))
    return compose(sheet, list(_story(facts, sheet, labels)))


def _story(facts: RiskAssessmentFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    yield from title_block(sheet, labels("title"), facts.subtitle)
    judged = [text(labels("judgement"), style.CELL_MUTED), text(facts.judgement, style.BODY_BOLD)]
    yield boxed([[judged]], [WIDTH])
    story: list[Flowable] = []
    for heading, lines in facts.sections:
        story.append(text(heading, style.HEADING))
        for words in lines or (labels("nothing"),):
            story += texts(words, style.ITEM if len(lines) > 1 else style.BODY, bullet=_mark(lines))
    last = story.pop()
    yield from story
    yield SignedEnding(last, signature_box(sheet))


def _mark(lines: tuple[str, ...]) -> str:
    return "–" if len(lines) > 1 else ""
