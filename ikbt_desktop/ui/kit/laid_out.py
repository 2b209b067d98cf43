"""Texts of a list, measured once and laid out once: most of painting a text is laying it out."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTransform

from ikbt_desktop.ui.kit import theme

Face = tuple[str, int]
"""A text role and a weight."""

_MOST_KNOWN = 4_000
_MOST_LAID_OUT = 600  # some screens full


class Texts:
    """What one list has measured and painted since the look changed."""

    def __init__(self) -> None:
        self._fonts: dict[Face, tuple[QFont, QFontMetricsF]] = {}
        self._widths: dict[Face, dict[str, int]] = {}
        self._laid_out: dict[tuple[Face, str, int], QStaticText] = {}

    def forget(self) -> None:
        """The look has changed: every font is another."""
        self._fonts.clear()
        self._widths.clear()
        self._laid_out.clear()

    def width(self, face: Face, text: str) -> int:
        """How much room a text takes."""
        known = self._widths.setdefault(face, {})
        width = known.get(text)
        if width is None:
            if len(known) > _MOST_KNOWN:
                known.clear()
            advance = self._font(face)[1].horizontalAdvance(text)
            width = known[text] = round(advance) + 1
        return width

    def draw(
        self, painter: QPainter, face: Face, text: str, room: QRectF, *, to_right: bool = False
    ) -> None:
        """Paint a text in the middle of the room's height; one that is too long ends in …"""
        font, metrics = self._font(face)
        laid_out = self._text(face, text, int(room.width()))
        left = room.right() - laid_out.size().width() if to_right else room.left()
        top = room.top() + (room.height() - metrics.height()) / 2
        painter.setFont(font)
        painter.drawStaticText(QPointF(left, top), laid_out)

    def _text(self, face: Face, text: str, width: int) -> QStaticText:
        fits = self.width(face, text) <= width
        key = (face, text, 0 if fits else width)
        found = self._laid_out.get(key)
        if found is None:
            if len(self._laid_out) >= _MOST_LAID_OUT:
                self._laid_out.clear()
            font, metrics = self._font(face)
            right = Qt.TextElideMode.ElideRight
            shown = text if fits else metrics.elidedText(text, right, width)
            found = self._laid_out[key] = _laid_out(font, shown)
        return found

    def _font(self, face: Face) -> tuple[QFont, QFontMetricsF]:
        found = self._fonts.get(face)
        if found is None:
            font = theme.current().font(*face)
            found = self._fonts[face] = font, QFontMetricsF(font)
        return found


def _laid_out(font: QFont, text: str) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), font)
    return made
