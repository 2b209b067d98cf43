"""A filter that can be on or off, with its count."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens


class Chip(QPushButton):
    """``Chip("Försenat", 1, icon="clock-alert")``; checkable, exclusive within its parent."""

    def __init__(
        self,
        text: str,
        count: int | None = None,
        *,
        icon: str = "",
        icon_tone: str = "notmet",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._count, self._icon, self._icon_tone = count, icon, icon_tone
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count)
        theme.follow(self.restyle)

    def set_count(self, count: int | None) -> None:
        """The number of rows behind the filter."""
        self._count = count
        self.setAccessibleName(f"{self.text()} {'' if count is None else count}".strip())
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take the font at the present scale."""
        self.setFont(theme.current().font("small", 600))
        self.updateGeometry()

    def _width(self) -> int:
        look = theme.current()
        width = paint.text_size(self.font(), self.text()).width()
        width += look.icon_size(14) + look.px(6) if self._icon else 0
        count = paint.text_size(look.font("small", 600), str(self._count)).width()
        return width + (count + look.px(8) if self._count is not None else 0)

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(self._width() + 2 * look.px(11), look.tall(tokens.CONTROL_SMALL, 18))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        on, focused = self.isChecked(), self.hasFocus()
        edge = "focus" if focused else ("accent" if on else "line2")
        fill = "accent_soft" if on else ("hover" if self.underMouse() else "surface")
        radius = look.px(tokens.RADIUS_CONTROL)
        width = 2 if focused else 1
        paint.box(painter, self.rect(), fill=fill, outline=edge, radius=radius, width=width)
        left = (self.width() - self._width()) / 2
        if self._icon:
            side = look.icon_size(14)
            at = QPointF(left, self.height() / 2)
            paint.mark(painter, at, side, self._icon, self._icon_tone)
            left += side + look.px(6)
        words = paint.text_size(self.font(), self.text()).width()
        ink = "sel_text" if on else "text"
        room = QRectF(left, 0, words + 2, self.height())
        flags = paint.LEFT | paint.mnemonic_flag()
        paint.words(painter, room, self.text(), font=self.font(), ink=ink, flags=flags)
        if self._count is not None:
            rest = QRectF(left + words + look.px(8), 0, self.width(), self.height())
            font = look.font("small", 600 if on else 400)
            tone = ink if on else "muted"
            paint.words(painter, rest, str(self._count), font=font, ink=tone)
        painter.end()
