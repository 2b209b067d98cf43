"""The evidence of a month's log check: what was drawn and why, each verdict, who signed."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from ikbt_desktop.exports.log_facts import CheckedLine, LogCheckFacts
from ikbt_desktop.exports.log_wording import deed, role
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import (
    WIDTH,
    Sheet,
    SignedEnding,
    compose,
    ruled,
    signature_box,
    stamp,
    title_block,
)
from ikbt_desktop.exports.pdf.words import ensure_printable, text, texts
from ikbt_desktop.exports.wording import Labels, shipped

_COLUMNS = ("row", "reading", "patient", "points", "finding")
_WIDTHS = (44.0, 120.0, 88.0, 96.0)


def render(facts: LogCheckFacts) -> bytes:
    """The evidence as PDF/A-1b. Raises `UnprintableText` with every sign the font lacks."""
    ensure_printable(facts)
    labels = shipped().of("log-check")
    sheet = Sheet(facts.letterhead, None, facts.imprint, labels("title"))
    return compose(sheet, list(_story(facts, sheet, labels)))


def _story(facts: LogCheckFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    days = {"first": facts.first_day.isoformat(), "last": facts.last_day.isoformat()}
    yield from title_block(sheet, labels("title"), labels("period", **days))
    drawn = labels(
        "drawn",
        occasions=str(facts.occasions),
        rows=str(len(facts.lines)),
        moment=stamp(facts.drawn_at),
        name=facts.drawn_by,
        head=str(facts.head_seq),
    )
    yield text(drawn, style.BODY)
    for point, count in facts.found:
        yield text(f" {count}", style.CELL, lead=f"{labels(f'point_{point}')}:")
    yield text(labels("method"), style.NOTE)
    yield text(labels("rows_heading"), style.HEADING)
    yield _table(facts, labels) if facts.lines else text(labels("no_rows"), style.BODY)
    yield text(labels("conclusion_heading"), style.HEADING)
    *before, last = texts(facts.conclusion or labels("nothing_found"), style.BODY)
    yield from before
    yield SignedEnding(last, signature_box(sheet, filed=False, note=labels("signed_note")))


def _table(facts: LogCheckFacts, labels: Labels) -> Flowable:
    rows: list[list[list[Flowable]]] = [[[text(labels(key), style.CELL_HEAD)] for key in _COLUMNS]]
    rows += [_row(line, labels) for line in facts.lines]
    return ruled(rows, [*_WIDTHS, WIDTH - sum(_WIDTHS)])


def _row(line: CheckedLine, labels: Labels) -> list[list[Flowable]]:
    found = labels(f"verdict_{line.verdict}") if line.verdict else labels("not_judged")
    judged = labels("judged_by", name=line.judged_by) if line.judged_by else ""
    reader = ", ".join(filter(None, (line.reader, role(line.role), line.unit)))
    cells: tuple[tuple[str, ...], ...] = (
        (str(line.seq),),
        (stamp(line.at), reader, deed(line.action, line.kind)),
        (labels("destroyed", id=line.destroyed) if line.destroyed else line.patient,),
        tuple(labels(f"point_{point}") for point in line.points),
        (found, line.note, judged),
    )
    return [[part for word in words if word for part in texts(word, style.CELL)] for words in cells]
