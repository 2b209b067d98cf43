"""The paper's pen: draws the shapes of clinic.chart on a page."""

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.platypus import Flowable

from ikbt_desktop.clinic import chart
from ikbt_desktop.clinic.chart import (
    Anchor,
    Band,
    Box,
    CourseFacts,
    Dot,
    EventMark,
    EventShape,
    Gap,
    Hair,
    HeatCell,
    Line,
    Mark,
    Shape,
    Text,
    Weight,
)
from ikbt_desktop.exports.pdf import style
from ikbt_desktop.exports.pdf.style import Font, colour
from ikbt_desktop.exports.pdf.words import line

_CAPTION = 7.6
_HIGHEST = 560.0  # leaves room on the page for the heading and the notes
_FONTS = {
    Weight.REGULAR: Font.REGULAR,
    Weight.MEDIUM: Font.MEDIUM,
    Weight.SEMIBOLD: Font.SEMIBOLD,
}


class CourseChart(Flowable):
    """The course as one picture. It is never split; what is higher than a page is drawn smaller."""

    def __init__(self, course: CourseFacts, *, width: float, height: float) -> None:
        super().__init__()
        style.register_fonts()
        self._chart = chart.layout(
            course, width=width, height=height, text_width=_text_width, caption=_CAPTION
        )
        self._scale = min(1.0, _HIGHEST / self._chart.height)

    def wrap(self, *available: float) -> tuple[float, float]:  # noqa: ARG002 — ReportLab's form
        """As large as its facts need, whatever is available."""
        return self._chart.width * self._scale, self._chart.height * self._scale

    def draw(self) -> None:
        """Shape by shape, y turned upwards."""
        canvas: Canvas = self.canv
        canvas.saveState()
        canvas.scale(self._scale, self._scale)
        for shape in self._chart.shapes:
            _draw(canvas, shape, self._chart.height)
        canvas.restoreState()


def _text_width(words: str, size: float) -> float:
    return float(stringWidth(words, Font.SEMIBOLD.value, size))


def _draw(canvas: Canvas, shape: Shape, height: float) -> None:
    match shape:
        case Band():
            _rectangle(canvas, shape.box, height, fill=shape.token)
        case Hair():
            canvas.setDash([3, 2] if shape.dashed else [])
            _stroke(canvas, shape, height)
        case Line():
            canvas.setDash([1.6, 1.6] if shape.dotted else [])
            _stroke(canvas, shape, height)
        case Dot():
            _dot(canvas, shape, height)
        case Gap():
            canvas.setFillColor(colour("surface"))
            canvas.setStrokeColor(colour(shape.token))
            canvas.setLineWidth(0.9)
            canvas.setDash([1.8, 1.4])
            canvas.circle(shape.x, height - shape.y, shape.diameter / 2 - 0.4, fill=1)
        case HeatCell():
            _cell(canvas, shape, height)
        case EventMark():
            _event(canvas, shape, height)
        case Text():
            _text(canvas, shape, height)


def _rectangle(canvas: Canvas, box: Box, height: float, *, fill: str) -> None:
    canvas.setFillColor(colour(fill))
    canvas.rect(
        box.left,
        height - box.bottom,
        box.right - box.left,
        box.bottom - box.top,
        stroke=0,
        fill=1,
    )


def _stroke(canvas: Canvas, shape: Hair | Line, height: float) -> None:
    canvas.setStrokeColor(colour(shape.token))
    canvas.setLineWidth(shape.width)
    canvas.line(shape.x1, height - shape.y1, shape.x2, height - shape.y2)


def _dot(canvas: Canvas, dot: Dot, height: float) -> None:
    for half, token in (
        (dot.diameter / 2 + dot.halo, "surface"),
        (dot.diameter / 2 - dot.halo / 2, dot.token),
    ):
        canvas.setFillColor(colour(token))
        x, y = dot.x, height - dot.y
        if dot.mark is Mark.ROUND:
            canvas.circle(x, y, half, stroke=0, fill=1)
        elif dot.mark is Mark.SQUARE:
            side = half * 0.9
            canvas.rect(x - side, y - side, 2 * side, 2 * side, stroke=0, fill=1)
        else:
            corners = [(x, y + half * 1.15), (x + half, y - half * 0.8), (x - half, y - half * 0.8)]
            canvas.drawPath(_polygon(canvas, corners), stroke=0, fill=1)


def _cell(canvas: Canvas, cell: HeatCell, height: float) -> None:
    box = cell.box
    canvas.setFillColor(colour("surface" if cell.missing else cell.token))
    canvas.setStrokeColor(colour("muted"))
    canvas.setLineWidth(0.8)
    canvas.setDash([1.8, 1.4] if cell.missing else [])
    canvas.roundRect(
        box.left,
        height - box.bottom,
        box.right - box.left,
        box.bottom - box.top,
        cell.radius,
        stroke=int(cell.missing),
        fill=1,
    )


def _event(canvas: Canvas, event: EventMark, height: float) -> None:
    x, y, half = event.x, height - event.y, event.size / 2
    canvas.setDash([])
    canvas.setStrokeColor(colour(event.token))
    canvas.setLineWidth(event.stroke)
    if event.shape is EventShape.TICK:
        canvas.line(x, y + half, x, y - half)
        return
    corners = {
        EventShape.TRIANGLE: [
            (x - half * 0.8, y + half),
            (x + half, y),
            (x - half * 0.8, y - half),
        ],
        EventShape.DIAMOND: [(x, y + half), (x + half, y), (x, y - half), (x - half, y)],
        EventShape.SQUARE: [
            (x - half, y + half),
            (x + half, y + half),
            (x + half, y - half),
            (x - half, y - half),
        ],
    }[event.shape]
    canvas.drawPath(_polygon(canvas, corners), stroke=1, fill=0)


def _polygon(canvas: Canvas, corners: list[tuple[float, float]]) -> PDFPathObject:
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    return path


def _text(canvas: Canvas, shape: Text, height: float) -> None:
    font = _FONTS[shape.weight]
    words = line(shape.words)
    drawn = float(stringWidth(words, font.value, shape.size))
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[shape.anchor]
    canvas.setFont(font.value, shape.size)
    canvas.setFillColor(colour(shape.token))
    canvas.drawString(shape.x - drawn * shift, height - shape.y, words)
