"""The safety plan: one sheet with the patient's own words, for the pocket and the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, Spacer

from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import (
    WIDTH,
    Imprint,
    Letterhead,
    PatientHead,
    Sheet,
    boxed,
    compose,
    title_block,
)
from ikbt_desktop.exports.pdf.words import ensure_printable, text, texts
from ikbt_desktop.exports.wording import Labels, shipped


@dataclass(frozen=True)
class SafetyPlanFacts:
    """The steps in their order, each a list in the patient's words; `crisis` is the clinic's text.

    An empty step is printed as not filled in: nobody shall believe that it was forgotten.
    """

    letterhead: Letterhead
    patient: PatientHead
    imprint: Imprint
    agreed_on: date
    agreed_with: str
    crisis: str
    warning_signs: tuple[str, ...] = ()
    own_ways: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    surroundings: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


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
