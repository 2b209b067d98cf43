"""Record texts and letters: edited words in the house's frame."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from ikbt_desktop.exports.facts import LetterFacts, LetterKind
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import (
    Sheet,
    SignedEnding,
    compose,
    day,
    signature_box,
    title_block,
)
from ikbt_desktop.exports.pdf.words import ensure_printable, text, texts
from ikbt_desktop.exports.wording import Labels, shipped


def render(facts: LetterFacts) -> bytes:
    """The letter as PDF/A-1b. Raises `UnprintableText` with every sign the font lacks."""
    ensure_printable(facts)
    labels = shipped().of("letters", facts.language)
    sheet = Sheet(
        facts.letterhead, facts.patient, facts.imprint, labels(facts.kind.value), facts.language
    )
    return compose(sheet, list(_story(facts, sheet, labels)))


def _story(facts: LetterFacts, sheet: Sheet, labels: Labels) -> Iterator[Flowable]:
    signed = facts.imprint.signature
    yield from _recipient(facts, labels)
    written = day(signed.at if signed else facts.imprint.printed_at)
    yield from title_block(sheet, facts.subject or sheet.document_type, written)
    if facts.kind is not LetterKind.PATIENT_LETTER:
        patient = f" {facts.patient.list_name}, {facts.patient.identity_number}"
        yield text(patient, style.BODY, lead=labels("concerns"))
        yield Spacer(0, 6)
    body: list[Flowable] = [*texts(facts.body, style.LETTER)]
    if not body:
        raise ValueError("a letter without words")
    filed = facts.kind is LetterKind.RECORD_TEXT
    yield from body[:-1]
    yield SignedEnding(body[-1], signature_box(sheet, filed=filed))


def _recipient(facts: LetterFacts, labels: Labels) -> Iterator[Flowable]:
    if not facts.recipient:
        return
    hidden = facts.patient.protected and facts.kind is LetterKind.PATIENT_LETTER
    yield text(labels("to"), style.CELL_MUTED)
    yield text(facts.recipient, style.BODY)
    if hidden:
        yield text(labels("protected_address"), style.NOTE)
        outer = [line for line in facts.mediation if line.strip()]
        yield text(labels("outer" if outer else "no_mediation"), style.CELL_MUTED)
        yield from (text(line, style.BODY) for line in outer)
    else:
        yield from (text(line, style.BODY) for line in facts.address if line.strip())
    yield Spacer(0, 18)
