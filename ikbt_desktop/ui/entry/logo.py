"""The program's mark: a plus in a rounded square, with its name beside it."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Row

_SIDE = 30


class _Mark(QWidget):
    """The square alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = theme.current().icon_size(_SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        _draw(painter, self.width())
        painter.end()


def _draw(painter: QPainter, side: int) -> None:
    paint.box(painter, QRectF(0, 0, side, side), fill="accent", radius=side * 0.22)
    paint.mark(painter, QPointF(side * 0.18, side / 2), round(side * 0.64), "plus", "on_accent")


class Logo(QWidget):
    """The mark and the word, for sign-in and first start."""

    def __init__(self) -> None:
        super().__init__()
        row = Row(self, gap=10)
        row.put(_Mark(), Label("iKBT", "h2"), None)


def window_icon() -> QIcon:
    """The mark for the title bar and the task switcher."""
    icon = QIcon()
    for side in (16, 24, 32, 48, 64):
        picture = QPixmap(side, side)
        picture.fill(theme.current().color("surface"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw(painter, side)
        painter.end()
        icon.addPixmap(picture)
    return icon
