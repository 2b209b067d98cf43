"""The receipt of a destroyed record: by whose decision, what went in numbers, and what is left."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from ikbt_desktop.exports.destruction_facts import DestructionFacts, OlderCopies
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import WIDTH, Sheet, compose, ruled, stamp, title_block
from ikbt_desktop.exports.pdf.words import ensure_printable, text
from ikbt_desktop.exports.wording import Labels, shipped

_COUNTS = 90.0


def render(facts: DestructionFacts) -> bytes:
    """The receipt as PDF/A-1b. Raises `UnprintableText` with every sign the font lacks."""
    ensure_printable(facts)
    labels = shipped().of("destruction")
    sheet = Sheet(facts.letterhead, None, facts.imprint, labels("title"), signable=False)
    return compose(sheet, list(_story(facts, sheet, labels)))


def _story(facts: DestructionFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    yield from title_block(sheet, labels("title"), labels("subtitle", id=facts.record_id))
    yield text(labels("what"), style.BODY)
    for key, words in _acts(facts, labels):
        yield text(f" {words}", style.BODY, lead=f"{labels(key)}:")
    yield text(labels("removed_heading"), style.HEADING)
    counted = [(labels(f"kind_{kind}"), str(count)) for kind, count in facts.removed]
    total = str(sum(count for _, count in facts.removed))
    rows = [(labels("kind"), labels("count")), *counted, (labels("total"), total)]
    yield _table(rows)
    yield text(labels("left_heading"), style.HEADING)
    for words in _left(facts, labels):
        yield text(words, style.ITEM, bullet="–")


def _acts(facts: DestructionFacts, labels: Labels) -> Iterator[tuple[str, str]]:
    day = facts.decided_on.isoformat()
    yield "decision", labels("decision_words", number=facts.decision_number, day=day)
    yield "destroyed", stamp(facts.destroyed_at)
    for key, name, role in (
        ("asked", facts.asked_by, facts.asked_role),
        ("confirmed", facts.confirmed_by, facts.confirmed_role),
    ):
        yield key, labels("person", name=name, role=labels(f"role_{role}"))
    yield "log_row", str(facts.log_row)


def _table(rows: list[tuple[str, str]]) -> Flowable:
    looks = [style.CELL_HEAD, *[style.CELL] * (len(rows) - 1)]
    cells = [[[text(word, look)] for word in row] for row, look in zip(rows, looks, strict=True)]
    return ruled(cells, [WIDTH - _COUNTS, _COUNTS])


def _left(facts: DestructionFacts, labels: Labels) -> Iterator[str]:
    yield labels("left_log", rows=str(facts.log_rows), reasons=str(facts.log_reasons))
    yield labels("left_register")
    for place in facts.older:
        yield from _left_in(place, labels)
    if facts.set_aside:
        yield labels("left_aside", count=str(facts.set_aside))
    if not facts.older and not facts.set_aside:
        yield labels("left_no_copies")
    yield labels("left_outside")


def _left_in(place: OlderCopies, labels: Labels) -> Iterator[str]:
    named = place.place or labels("own_place")
    if place.copies and place.until is not None:
        day = place.until.isoformat()
        yield labels("left_copies", place=named, count=str(place.copies), day=day)
    elif place.copies:
        yield labels("left_copies_unknown", place=named, count=str(place.copies))
    if place.unreadable:
        yield labels("left_unreadable", place=named, count=str(place.unreadable))
    if not place.copies and not place.unreadable:
        yield labels("left_absent", place=named)
