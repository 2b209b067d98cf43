"""Check boxes and radio buttons as the look draws them."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import icons, paint, theme

_MARK = 18


def _hint(button: QAbstractButton) -> QSize:
    look = theme.current()
    words = paint.text_size(look.font("body", 500), button.text())
    mark = look.icon_size(_MARK)
    return QSize(mark + look.px(9) + words.width() + look.px(12), look.tall(26))


def _wrapped_height(button: QAbstractButton, width: int) -> int:
    look = theme.current()
    room = width - look.icon_size(_MARK) - look.px(21)
    metrics = button.fontMetrics()
    flags = int(Qt.TextFlag.TextWordWrap)
    words = metrics.boundingRect(0, 0, max(room, 1), 10_000, flags, button.text())
    return max(look.tall(26), words.height() + look.px(6))


def _mark_rect(button: QAbstractButton) -> QRectF:
    look = theme.current()
    side = look.icon_size(_MARK)
    one_line = button.height() <= look.tall(26) + 2
    middle = button.height() / 2 if one_line else look.tall(26) / 2
    return QRectF(look.px(3), middle - side / 2, side, side)


def _paint_words(painter: QPainter, button: QAbstractButton) -> None:
    look = theme.current()
    left = look.px(3) + look.icon_size(_MARK) + look.px(9)
    room = QRectF(left, 0, button.width() - left, button.height())
    font = look.font("body", 500 if button.isChecked() else 400)
    ink = "text" if button.isEnabled() else "disabled"
    flags = paint.WRAP | paint.mnemonic_flag()
    paint.words(painter, room, button.text(), font=font, ink=ink, flags=flags)
    if button.hasFocus():
        # Round the box and its words: a ring as wide as the card would look like a field.
        wide = min(button.width(), _hint(button).width())
        ring = QRectF(0, 0, wide, button.height())
        paint.box(painter, ring, outline="focus", radius=look.px(5), width=2)


class CheckBox(QCheckBox):
    """A box with a tick. `wrap` breaks a long sentence over lines."""

    def __init__(
        self, text: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._wrap = wrap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the font at the present scale."""
        self.setFont(theme.current().font("body"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        hint = _hint(self)
        return (
            QSize(min(hint.width(), theme.current().wide(120)), hint.height())
            if self._wrap
            else hint
        )

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        return _wrapped_height(self, width)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        box = _mark_rect(self)
        on = self.isChecked() and self.isEnabled()
        outline = "line" if not self.isEnabled() else ("accent" if on else "line2")
        fill = "accent" if on else "surface"
        paint.box(painter, box, fill=fill, outline=outline, radius=look.px(4), width=1.4)
        if self.isChecked():
            inset = box.width() * 0.14
            tick = box.adjusted(inset, inset, -inset, -inset)
            ink = "on_accent" if self.isEnabled() else "disabled"
            icons.paint(painter, tick, "check", ink, stroke=3)
        _paint_words(painter, self)
        painter.end()


class RadioButton(QRadioButton):
    """One of several; the group is that of its parent."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the font at the present scale."""
        self.setFont(theme.current().font("body"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        return _hint(self)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        ring = _mark_rect(self)
        on = self.isChecked() and self.isEnabled()
        outline = "line" if not self.isEnabled() else ("accent" if on else "line2")
        paint.box(
            painter, ring, fill="surface", outline=outline, radius=ring.width() / 2, width=1.6
        )
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent" if self.isEnabled() else "disabled"))
            dot = ring.width() * 0.27
            painter.drawEllipse(QPointF(ring.center()), dot, dot)
        _paint_words(painter, self)
        painter.end()
