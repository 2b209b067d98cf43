"""The safety plan: one sheet with the patient's own words, for the pocket and the journal."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from ikbt_desktop.exports.facts import SafetyPlanFacts
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import (
    WIDTH,
    Sheet,
    boxed,
    compose,
    title_block,
)
from ikbt_desktop.exports.pdf.words import ensure_printable, text, texts
from ikbt_desktop.exports.wording import Labels, shipped

_STEPS = ("warning_signs", "own_ways", "places", "people", "care", "surroundings", "reasons")


def render(facts: SafetyPlanFacts) -> bytes:
    """The plan as PDF/A-1b. Raises `UnprintableText` with every sign the font lacks."""
    ensure_printable(facts)
    labels = shipped().of("safety-plan")
    sheet = Sheet(facts.letterhead, facts.patient, facts.imprint, labels("title"))
    return compose(sheet, list(_story(facts, sheet, labels)))


def _story(facts: SafetyPlanFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    agreed = labels("agreed", day=facts.agreed_on.isoformat(), name=facts.agreed_with)
    yield from title_block(sheet, labels("title"), agreed)
    yield text(labels("intro"), style.BODY)
    for step in _STEPS:
        yield text(labels(step), style.HEADING)
        words: tuple[str, ...] = getattr(facts, step)
        filled = [item for item in words if item.strip()]
        if not filled:
            yield text(labels("empty"), style.BODY_MUTED)
        for item in filled:
            yield from texts(item, style.ITEM, bullet="–")
    yield Spacer(0, 10)
    yield _acute(facts, labels)


def _acute(facts: SafetyPlanFacts, labels: Labels) -> Flowable:
    cell = [
        text(labels("acute_title"), style.CELL_MUTED),
        text(labels("acute"), style.LARGE),
        *texts(facts.crisis, style.BODY),
    ]
    return boxed([[cell]], [WIDTH])
