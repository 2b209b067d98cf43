"""An icon that stands alone beside words; the words carry the meaning."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.ui.kit import icons, paint, theme


class IconMark(QWidget):
    """A decorative icon of 14, 16, 18, 20 or 32 pixels at 100 %."""

    def __init__(
        self, name: str, tone: str = "muted", *, size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def set_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().icon_size(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        icons.paint(painter, QRectF(self.rect()), self._name, self._tone)
        painter.end()
