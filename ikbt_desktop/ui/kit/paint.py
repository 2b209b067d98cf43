"""The few strokes that every painted part shares."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ikbt_desktop.ui.kit import icons, theme

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
WRAP_LOW = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)


def begin(widget: QWidget) -> QPainter:
    """A smooth painter for a widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    *,
    fill: str | None = None,
    outline: str | None = None,
    radius: float = 0,
    width: float = 1,
    dashed: bool = False,
) -> None:
    """A rounded box whose outline lies wholly inside `rect`."""
    half = width / 2 if outline else 0.0
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    pen = QPen(Qt.PenStyle.NoPen)
    if outline:
        pen = QPen(theme.current().color(outline), width)
        if dashed:
            pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(theme.current().color(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius, radius)


def words(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    *,
    font: QFont,
    ink: str,
    flags: int = LEFT,
) -> None:
    """Plain text in the colour of a token."""
    painter.setFont(font)
    painter.setPen(theme.current().color(ink))
    painter.drawText(QRectF(rect), flags, text)


def mnemonic_flag() -> int:
    """Whether the underlined letter shows now: only while Alt is down."""
    shown = theme.current().shows_mnemonics
    return int(Qt.TextFlag.TextShowMnemonic if shown else Qt.TextFlag.TextHideMnemonic)


def text_size(font: QFont, text: str) -> QSize:
    """How much room a text takes, without its mnemonic sign."""
    metrics = QFontMetrics(font)
    return QSize(metrics.horizontalAdvance(plain(text)) + 1, metrics.height())


def plain(text: str) -> str:
    """A button's text as it is read: without the sign that marks its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def mark(painter: QPainter, at: QPointF, size: int, name: str, tone: str) -> None:
    """An icon whose left edge and vertical middle are at a point."""
    icons.paint(painter, QRectF(at.x(), at.y() - size / 2, size, size), name, tone)


def elided(font: QFont, text: str, width: float) -> str:
    """The text, ended in … where it is longer than `width`."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(width))
