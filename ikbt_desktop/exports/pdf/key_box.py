"""A key on paper: its groups with their numbers, beside the same key as a code."""

from collections.abc import Sequence

from reportlab.graphics.barcode.qr import QrCode
from reportlab.platypus import Table, TableStyle

from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.page import WIDTH, boxed, plain_cells
from ikbt_desktop.exports.pdf.words import text

_COLUMNS = 4
_CODE = 120.0


def key_box(groups: Sequence[str], note: str) -> Table:
    """The box; `note` stands under the code."""
    cells = [
        [text(str(number), style.CELL_MUTED), text(group, style.KEY)]
        for number, group in enumerate(groups, start=1)
    ]
    while len(cells) % _COLUMNS:
        cells.append([])
    rows = [cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS)]
    room = WIDTH - _CODE - 4 * 9
    letters = Table(rows, colWidths=[room / _COLUMNS] * _COLUMNS)
    letters.setStyle(TableStyle(plain_cells()))
    code = QrCode("-".join(groups), width=_CODE, height=_CODE, qrBorder=4, qrLevel="M")
    return boxed([[letters, [code, text(note, style.NOTE)]]], [room + 18, _CODE + 18])
