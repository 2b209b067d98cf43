"""The paper with the clinic's recovery key: the second way in when nobody can sign in."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from ikbt_desktop.exports.facts import RecoverySheetFacts
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.key_box import key_box
from ikbt_desktop.exports.pdf.page import WIDTH, Sheet, boxed, compose, title_block
from ikbt_desktop.exports.pdf.words import ensure_printable, text
from ikbt_desktop.exports.wording import Labels, shipped

_PEN = 20.0  # room to write by hand


def render(facts: RecoverySheetFacts) -> bytes:
    """The sheet as PDF/A-1b, to be printed and not kept."""
    ensure_printable(facts)
    labels = shipped().of("recovery-sheet")
    sheet = Sheet(facts.letterhead, None, facts.imprint, labels("title"), signable=False)
    return compose(sheet, list(_story(facts, sheet, labels)))


def _story(facts: RecoverySheetFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    made = labels("for_clinic", clinic=facts.letterhead.name, day=facts.created.isoformat())
    number = labels("number", number=facts.key_number)
    yield from title_block(sheet, labels("title"), f"{made} · {number}")
    for key in ("what", "danger", "lost", "replaced"):
        yield text(labels(key), style.LETTER)
    yield KeepTogether(
        [
            text(labels("key_title"), style.HEADING),
            key_box(facts.groups, labels("code_note")),
            text(labels("check"), style.NOTE),
        ]
    )
    yield KeepTogether([text(labels("test_title"), style.HEADING), *_test(labels)])
    yield KeepTogether([text(labels("envelopes_title"), style.HEADING), _envelopes(labels)])


def _test(labels: Labels) -> list[Flowable]:
    line = text(labels("test_line"), style.WRITING_LINE)
    return [text(labels("test"), style.BODY), boxed([[[Spacer(0, _PEN), line]]], [WIDTH])]


def _envelopes(labels: Labels) -> Table:
    cells = [
        [
            text(labels("envelope", number=number), style.BODY_BOLD),
            text(labels("envelope_place"), style.WRITING_LINE),
            text(labels("envelope_sealed"), style.WRITING_LINE),
        ]
        for number in ("1", "2")
    ]
    return boxed([cells], [WIDTH / 2, WIDTH / 2])
