"""The whole range of a form with its bands, and where the total stands."""

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.clinic.instruments import Band, Instrument
from ikbt_desktop.ui.kit import paint, theme


class BandScale(QWidget):
    """Grey steps, since a band is guidance and not an alarm; the limits stand below."""

    def __init__(self) -> None:
        super().__init__()
        self._bands: tuple[Band, ...] = ()
        self._low, self._high = 0.0, 1.0
        self._total: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def show_total(self, instrument: Instrument, total: float | None) -> None:
        """Show another form or total; a form without bands or range has no scale."""
        low, high = instrument.minimum, instrument.maximum
        self.setVisible(bool(instrument.bands) and low is not None and high is not None)
        if low is not None and high is not None:
            self._bands, self._total = instrument.bands, total
            self._low, self._high = float(low), float(max(high, low + 1))
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.wide(160), look.px(18) + look.line("cap"))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _x(self, value: float) -> float:
        edge = theme.current().px(6)
        share = (value - self._low) / (self._high - self._low)
        return edge + share * (self.width() - 2 * edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        middle, thick = look.px(8), look.px(8)
        font = look.font("cap")
        last = -1.0
        for place, band in enumerate(self._bands):
            until = self._bands[place + 1].low if place + 1 < len(self._bands) else self._high
            left, right = self._x(band.low), self._x(until)
            rect = QRectF(left, middle - thick / 2, right - left - 1, thick)
            painter.fillRect(rect, look.color(f"band{min(5, place + 2)}"))
            last = self._limit(painter, str(band.low), left, last, font)
        highest = QLocale().toString(self._high, "g", 4)
        self._limit(painter, highest, self._x(self._high), last, font)
        if self._total is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("surface"))
            painter.drawEllipse(QPointF(self._x(self._total), middle), look.px(7), look.px(7))
            painter.setBrush(look.color("accent"))
            painter.drawEllipse(QPointF(self._x(self._total), middle), look.px(5), look.px(5))
        painter.end()

    def _limit(self, painter: QPainter, text: str, at: float, last: float, font: QFont) -> float:
        """One figure below the scale, unless it would run into the one before."""
        look = theme.current()
        wide = paint.text_size(font, text).width()
        left = min(max(0.0, at - wide / 2), self.width() - wide)
        if left <= last:
            return last
        room = QRectF(left, look.px(16), wide + 2, look.line("cap"))
        paint.words(painter, room, text, font=font, ink="muted")
        return left + wide + look.px(3)
