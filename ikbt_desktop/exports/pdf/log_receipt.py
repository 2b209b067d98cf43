"""The log's head on paper: an older or shorter file is known when it is compared with this."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether

from ikbt_desktop.exports.log_facts import LogReceiptFacts
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import WIDTH, Sheet, boxed, compose, stamp, title_block
from ikbt_desktop.exports.pdf.words import ensure_printable, text
from ikbt_desktop.exports.wording import Labels, shipped


def render(facts: LogReceiptFacts) -> bytes:
    """The receipt as PDF/A-1b. Raises `UnprintableText` with every sign the font lacks."""
    ensure_printable(facts)
    labels = shipped().of("log-receipt")
    sheet = Sheet(facts.letterhead, None, facts.imprint, labels("title"), signable=False)
    return compose(sheet, list(_story(facts, sheet, labels)))


def _story(facts: LogReceiptFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    taken = labels("taken", moment=stamp(facts.taken_at), rows=str(facts.rows))
    yield from title_block(sheet, labels("title"), taken)
    yield text(labels("what"), style.LETTER)
    code = text("  ".join(facts.groups), style.KEY)
    heading = text(labels("code_heading"), style.HEADING)
    yield KeepTogether([heading, boxed([[code]], [WIDTH])])
    yield text(labels("how_heading"), style.HEADING)
    yield text(labels("how"), style.LETTER)
    yield text(labels("limits"), style.NOTE)
    line = text(labels("kept_line"), style.WRITING_LINE)
    yield boxed([[line]], [WIDTH])
