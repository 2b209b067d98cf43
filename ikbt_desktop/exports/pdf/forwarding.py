"""The sheets of a letter that the tax agency forwards: the inner envelope, and the outer one."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from ikbt_desktop.exports.facts import ForwardingFacts
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import WIDTH, Sheet, boxed, compose, title_block
from ikbt_desktop.exports.pdf.words import ensure_printable, text
from ikbt_desktop.exports.wording import Labels, shipped

_ROUTINE = ("routine_several", "routine_registered", "routine_trace", "routine_destroy")
_LABEL = WIDTH * 0.62
_AIR = 10.0


def render(facts: ForwardingFacts) -> bytes:
    """Two sheets as PDF/A-1b; the head names nobody, and the second sheet tells of nobody.

    Raises `UnprintableText` with every sign the font lacks.
    """
    ensure_printable(facts)
    labels = shipped().of("forwarding")
    sheet = Sheet(facts.letterhead, None, facts.imprint, labels("title"), signable=False)
    return compose(sheet, [*_inner(facts, sheet, labels), PageBreak(), *_outer(facts, labels)])


def _inner(facts: ForwardingFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    yield from title_block(sheet, labels("inner_title"), labels("title"))
    yield text(labels("inner_lead"), style.LETTER)
    yield _label(labels("front"), [text(facts.identity_number, style.KEY)])
    if facts.uncertain_number:
        yield text(labels("uncertain"), style.BODY_BOLD)
    yield _label(labels("back"), _lines(facts.sender))


def _outer(facts: ForwardingFacts, labels: Labels) -> Iterator[Flowable]:
    yield text(labels("outer_title"), style.TITLE)
    yield Spacer(0, _AIR)
    yield text(labels("outer_lead"), style.LETTER)
    yield _label(labels("address"), _lines(facts.mediation))
    yield text(labels("routine_title"), style.HEADING)
    for key in _ROUTINE:
        yield text(labels(key), style.BODY)
        yield Spacer(0, 3)
    yield text(labels("source"), style.NOTE)


def _lines(words: Sequence[str]) -> list[Flowable]:
    return [text(line, style.LETTER) for line in words if line.strip()]


def _label(heading: str, words: Sequence[Flowable]) -> Flowable:
    """A frame to cut out, under a line that says where it goes."""
    box = boxed([[[Spacer(0, _AIR), *words, Spacer(0, _AIR)]]], [_LABEL])
    box.hAlign = "LEFT"
    return KeepTogether([text(heading, style.HEADING), box, Spacer(0, _AIR)])
