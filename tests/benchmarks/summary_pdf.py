"""How long a treatment summary takes, against the same pages in bare ReportLab."""

import io
import itertools
from collections.abc import Sequence
from html import escape
from statistics import median

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from ikbt_desktop.clinic import chart
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.treatment_summary import render
from tests.benchmarks.timing import Figure, in_turn
from tests.exports.invented import SUMMARY

_BODY = ParagraphStyle("bare", fontName=style.Font.REGULAR.value, fontSize=9.6, leading=13.8)


def bare() -> bytes:
    """The same words, tables and lines in two pages, with no care taken: no archive, no checks."""
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, initialFontName=style.Font.REGULAR.value)
    prose = [SUMMARY.background, SUMMARY.assessment, SUMMARY.result, *SUMMARY.risk]
    weeks = [[w.week, w.section, w.feedback, str(w.totals[0]), w.homework] for w in SUMMARY.weeks]
    totals = [[m.name, m.before, m.after, m.change, m.interpretation] for m in SUMMARY.measures]
    document.build(
        [
            *(Paragraph(escape(words), _BODY) for words in prose),
            *(_table(rows) for rows in (weeks, totals)),
            PageBreak(),
            *(Paragraph(escape(words), _BODY) for words in SUMMARY.plan),
        ],
        onLaterPages=_lines,
    )
    return out.getvalue()


def _table(rows: Sequence[Sequence[str | None]]) -> Table:
    cells = [[Paragraph(escape(cell or ""), _BODY) for cell in row] for row in rows]
    return Table(cells, style=[("FONTNAME", (0, 0), (-1, -1), style.Font.REGULAR.value)])


def _lines(canvas: Canvas, document: SimpleDocTemplate) -> None:
    for measure in SUMMARY.course.measures:
        points = measure.in_order
        for a, b in itertools.pairwise(points):
            canvas.line(a.week * 40, a.value * 5, b.week * 40, b.value * 5)
        for point in points:
            canvas.circle(point.week * 40, point.value * 5, 3)
            canvas.drawString(point.week * 40, point.value * 5 + 6, f"{point.value:g}")


def measure(*, rounds: int = 30) -> tuple[Figure, ...]:
    """Our document with its chart and the archive step, and the bare pages, by turns."""
    style.register_fonts()
    pairs = in_turn(lambda: render(SUMMARY), bare, rounds=rounds)
    weeks = len(chart.table(SUMMARY.course).rows)
    return (
        Figure(
            f"treatment summary with chart of {weeks} weeks, archive step included",
            f"{median(pairs.ours):.0f} ms",
            f"{median(pairs.bare):.0f} ms",
            f"{pairs.ratio:.2f}",
            "5 × bare ReportLab",
        ),
    )
