"""The safety plan: one sheet with the patient's own words, for the pocket and the journal."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from ikbt_desktop.errors import DocumentTooLong
from ikbt_desktop.exports.facts import SafetyPlanFacts
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.counted import page_count
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


# Down to 7.7 points; smaller type nobody reads who is upset (look.md §8 stops at 7.6).
_SHARES = (1.0, 0.9, 0.8)


def render(facts: SafetyPlanFacts) -> bytes:
    """The plan as PDF/A-1b on one A4; a long one in smaller type.

    Raises `UnprintableText` with every sign the font lacks, `DocumentTooLong` past one page.
    """
    ensure_printable(facts)
    labels = shipped().of("safety-plan")
    sheet = Sheet(facts.letterhead, facts.patient, facts.imprint, labels("title"))
    for share in _SHARES:
        content = compose(sheet, list(_story(facts, sheet, labels, share)))
        if page_count(content) == 1:
            return content
    raise DocumentTooLong(1)


def _story(
    facts: SafetyPlanFacts, sheet: Sheet, labels: Labels, share: float
) -> Iterator[Flowable]:
    body, heading = style.smaller(style.BODY, share), style.smaller(style.HEADING, share)
    muted, item = style.smaller(style.BODY_MUTED, share), style.smaller(style.ITEM, share)
    agreed = labels("agreed", day=facts.agreed_on.isoformat(), name=facts.agreed_with)
    yield from title_block(sheet, labels("title"), agreed)
    yield text(labels("intro"), body)
    for step in _STEPS:
        yield text(labels(step), heading)
        words: tuple[str, ...] = getattr(facts, step)
        filled = [each for each in words if each.strip()]
        if not filled:
            yield text(labels("empty"), muted)
        for each in filled:
            yield from texts(each, item, bullet="–")
    yield Spacer(0, 10 * share)
    yield _acute(facts, labels)


def _acute(facts: SafetyPlanFacts, labels: Labels) -> Flowable:
    cell = [
        text(labels("acute_title"), style.CELL_MUTED),
        text(labels("acute"), style.LARGE),
        *texts(facts.crisis, style.BODY),
    ]
    return boxed([[cell]], [WIDTH])
