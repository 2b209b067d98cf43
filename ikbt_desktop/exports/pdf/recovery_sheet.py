"""The paper with the clinic's recovery key: the second way in when nobody can sign in."""

from collections.abc import Iterator

from reportlab.graphics.barcode.qr import QrCode
from reportlab.platypus import Flowable, KeepTogether, Table, TableStyle

from ikbt_desktop.exports.facts import RecoverySheetFacts
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import (
    WIDTH,
    Sheet,
    boxed,
    compose,
    plain_cells,
    title_block,
)
from ikbt_desktop.exports.pdf.words import ensure_printable, text
from ikbt_desktop.exports.wording import Labels, shipped

_COLUMNS = 4
_CODE = 120.0


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
    for key in ("what", "danger", "lost"):
        yield text(labels(key), style.LETTER)
    yield KeepTogether([text(labels("key_title"), style.HEADING), _key(facts, labels)])
    if facts.device_groups:
        yield KeepTogether([text(labels("device_title"), style.HEADING), *_device(facts, labels)])
    yield KeepTogether([text(labels("test_title"), style.HEADING), *_test(labels)])
    yield KeepTogether([text(labels("envelopes_title"), style.HEADING), _envelopes(labels)])


def _key(facts: RecoverySheetFacts, labels: Labels) -> Table:
    """The groups with their numbers, beside the same key as a code."""
    groups = [
        [text(str(number), style.CELL_MUTED), text(group, style.KEY)]
        for number, group in enumerate(facts.groups, start=1)
    ]
    while len(groups) % _COLUMNS:
        groups.append([])
    rows = [groups[start : start + _COLUMNS] for start in range(0, len(groups), _COLUMNS)]
    room = WIDTH - _CODE - 4 * 9
    letters = Table(rows, colWidths=[room / _COLUMNS] * _COLUMNS)
    letters.setStyle(TableStyle(plain_cells()))
    code = QrCode("-".join(facts.groups), width=_CODE, height=_CODE, qrBorder=4, qrLevel="M")
    beside = [code, text(labels("code_note"), style.NOTE)]
    return boxed([[letters, beside]], [room + 18, _CODE + 18])


def _device(facts: RecoverySheetFacts, labels: Labels) -> list[Flowable]:
    """The code of the computers: asked for once at each new workstation."""
    code = text("  ".join(facts.device_groups), style.KEY)
    return [text(labels("device"), style.BODY), boxed([[code]], [WIDTH])]


def _test(labels: Labels) -> list[Flowable]:
    line = text(labels("test_line"), style.WRITING_LINE)
    return [text(labels("test"), style.BODY), boxed([[line]], [WIDTH])]


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
