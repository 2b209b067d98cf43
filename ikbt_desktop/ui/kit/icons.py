"""Lucide icons that ask the theme for their colour when they are painted.

``icon("siren")`` gives a QIcon for actions and buttons, ``paint(painter, rect, "siren", "text")``
draws one inside a painted widget. An unknown name raises KeyError.
"""

import re
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ikbt_desktop import paths
from ikbt_desktop.ui.kit import theme

_WIDTH = re.compile(r'stroke-width="[\d.]+"')


@cache
def _source(name: str) -> str:
    file = paths.resources() / "icons" / f"{name}.svg"
    if not file.is_file():
        raise KeyError(name)
    return file.read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str, stroke: float) -> QSvgRenderer:
    text = _source(name).replace("currentColor", colour)
    return QSvgRenderer(QByteArray(_WIDTH.sub(f'stroke-width="{stroke}"', text).encode()))


def paint(
    painter: QPainter, rect: QRect | QRectF, name: str, tone: str, *, stroke: float | None = None
) -> None:
    """Draw an icon in the colour of a token; small icons get a heavier stroke."""
    small = rect.height() <= 14 * theme.current().scale
    width = stroke if stroke is not None else (2.2 if small else 1.9)
    _renderer(name, theme.current().color(tone).name(), width).render(painter, QRectF(rect))


class _Engine(QIconEngine):
    """Paints an icon in the colour that the theme has at that moment."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        _source(name)
        self._name, self._tone = name, tone

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        mode: QIcon.Mode,
        _state: QIcon.State,
    ) -> None:
        paint(painter, rect, self._name, "disabled" if mode == QIcon.Mode.Disabled else self._tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return QPixmap.fromImage(image)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone)


def icon(name: str, tone: str = "text") -> QIcon:
    """An icon for actions and native widgets; it follows the theme."""
    return QIcon(_Engine(name, tone))
