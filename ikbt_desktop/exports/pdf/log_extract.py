"""The patient's extract of the access log: when, from which unit, by whose role, and what."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from ikbt_desktop.exports.log_facts import LogExtractFacts
from ikbt_desktop.exports.log_wording import deed, role
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import WIDTH, Sheet, compose, ruled, stamp, title_block
from ikbt_desktop.exports.pdf.words import ensure_printable, text
from ikbt_desktop.exports.wording import Labels, shipped

_COLUMNS = ("at", "unit", "role", "what")
_WIDTHS = (86.0, 130.0, 96.0)


def render(facts: LogExtractFacts) -> bytes:
    """The extract as PDF/A-1b. Raises `UnprintableText` with every sign the font lacks."""
    ensure_printable(facts)
    labels = shipped().of("log-extract")
    sheet = Sheet(facts.letterhead, facts.patient, facts.imprint, labels("title"), signable=False)
    return compose(sheet, list(_story(facts, sheet, labels)))


def _story(facts: LogExtractFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    days = {"first": facts.first_day.isoformat(), "last": facts.last_day.isoformat()}
    yield from title_block(sheet, labels("title"), labels("period", **days))
    if facts.destroyed:
        yield text(labels("destroyed", id=facts.destroyed), style.BODY_BOLD)
    yield text(labels("intro"), style.BODY)
    if facts.lines:
        yield text(labels("count", count=str(len(facts.lines))), style.BODY_BOLD)
        yield _table(facts, labels)
    else:
        yield text(labels("none"), style.BODY_BOLD)
    yield text(labels("words_heading"), style.HEADING)
    yield text(labels("words"), style.BODY)
    yield text(labels("questions_heading"), style.HEADING)
    yield text(labels("questions"), style.BODY)


def _table(facts: LogExtractFacts, labels: Labels) -> Flowable:
    rows = [[[text(labels(key), style.CELL_HEAD)] for key in _COLUMNS]]
    for line in facts.lines:
        what = deed(line.action, line.kind)
        words = (stamp(line.at), line.unit or "–", role(line.role), what)
        rows.append([[text(word, style.CELL)] for word in words])
    return ruled(rows, [*_WIDTHS, WIDTH - sum(_WIDTHS)])
