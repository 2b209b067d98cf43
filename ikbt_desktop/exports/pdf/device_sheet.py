"""The paper with the code of the clinic's computers: the second factor against copied files."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether, Spacer

from ikbt_desktop.exports.facts import DeviceSheetFacts
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.key_box import key_box
from ikbt_desktop.exports.pdf.page import WIDTH, Sheet, boxed, compose, title_block
from ikbt_desktop.exports.pdf.words import ensure_printable, text
from ikbt_desktop.exports.wording import Labels, shipped

_PEN = 20.0  # room to write by hand


def render(facts: DeviceSheetFacts) -> bytes:
    """The sheet as PDF/A-1b, to be printed and not kept."""
    ensure_printable(facts)
    labels = shipped().of("device-sheet")
    sheet = Sheet(facts.letterhead, None, facts.imprint, labels("title"), signable=False)
    return compose(sheet, list(_story(facts, sheet, labels)))


def _story(facts: DeviceSheetFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    made = labels("for_clinic", clinic=facts.letterhead.name, day=facts.created.isoformat())
    number = labels("number", number=facts.code_number)
    yield from title_block(sheet, labels("title"), f"{made} · {number}")
    for key in ("what", "why", "lost"):
        yield text(labels(key), style.LETTER)
    yield KeepTogether(
        [
            text(labels("code_title"), style.HEADING),
            key_box(facts.groups, labels("code_note")),
            text(labels("check"), style.NOTE),
        ]
    )
    line = text(labels("test_line"), style.WRITING_LINE)
    yield KeepTogether(
        [
            text(labels("test_title"), style.HEADING),
            text(labels("test"), style.BODY),
            boxed([[[Spacer(0, _PEN), line]]], [WIDTH]),
        ]
    )
    cells = [
        [Spacer(0, _PEN), text(labels(key), style.WRITING_LINE)]
        for key in ("keep_place", "keep_sealed")
    ]
    yield KeepTogether(
        [
            text(labels("keep_title"), style.HEADING),
            text(labels("keep"), style.BODY),
            boxed([cells], [WIDTH / 2, WIDTH / 2]),
        ]
    )
