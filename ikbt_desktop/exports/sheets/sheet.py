"""The one place that writes tables: a file that Excel in Swedish opens and runs nothing of.

UTF-8 with BOM, semicolons, CRLF, decimal comma, `"` doubled inside quotes. A text whose first sign
a spreadsheet would take for a formula (OWASP: = + - @, tab, line ends, and the wide forms) gets an
apostrophe before it, and so does one that begins with an apostrophe: whoever reads the file takes
one away where there is one, and has the text again. Numbers and days are written by us and need no
guard. What works unseen is cleaned away as on paper.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from ikbt_desktop.exports.cleaning import clean

Cell = str | int | Decimal | date
GUARD = "'"
_FORMULA = frozenset("=+-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}") | frozenset(
    "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
)


def guarded(words: str) -> str:
    """The words, cleaned, with an apostrophe before them where one is needed."""
    cleaned = clean(words)
    first = cleaned.lstrip()[:1]
    return GUARD + cleaned if first in _FORMULA or cleaned.startswith(GUARD) else cleaned


def written(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The file: a line of heads, and a line for each row."""
    content = io.BytesIO()
    with io.TextIOWrapper(content, encoding="utf-8-sig", newline="", write_through=True) as text:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow([guarded(head) for head in heads])
        writer.writerows([_cell(cell) for cell in row] for row in rows)
        return content.getvalue()


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    return str(cell) if isinstance(cell, int) else cell.isoformat()
