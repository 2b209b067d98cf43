"""A drawn key, for the foot of a detail pane and beside a search field."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens


class KeyCap(QWidget):
    """One key with its name."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme.current()
        words = paint.text_size(look.font("cap"), self._key)
        return QSize(words.width() + 2 * look.px(8), look.tall(20, 16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter: QPainter = paint.begin(self)
        look = theme.current()
        radius = look.px(tokens.RADIUS_KEY)
        paint.box(painter, self.rect(), fill="sunken", outline="line", radius=radius)
        font = look.font("cap")
        paint.words(painter, self.rect(), self._key, font=font, ink="muted", flags=paint.CENTRE)
        painter.end()
