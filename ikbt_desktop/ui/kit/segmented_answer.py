"""One choice of a few in one control, such as Ja / Nej / Oklart; no part filled means no answer."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import icons, paint, theme, tokens


class _Segment(QRadioButton):
    """One part; a radio button to the keyboard and to screen readers."""

    def __init__(self, text: str, parent: "SegmentedAnswer") -> None:
        super().__init__(text, parent)
        self._whole = parent
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.current()
        font = look.font("small", 600)
        words = paint.text_size(font, self.text()).width()
        room = words + look.icon_size(14) + look.px(4) + 2 * look.px(10)
        return QSize(max(look.wide(80), room), look.tall(self._whole.tallness, 18))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._whole.clear()
            self._whole.answered.emit(None)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._whole.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._whole.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        rect = QRectF(self.rect())
        ink = "text" if self.isEnabled() else "disabled"
        if self.isChecked():
            fill, ink = ("accent", "on_accent") if self.isEnabled() else ("sunken", "disabled")
            paint.box(painter, rect, fill=fill, radius=look.px(3))
        elif self.underMouse() and self.isEnabled():
            paint.box(painter, rect, fill="hover", radius=look.px(3))
        font = look.font("small", 600 if self.isChecked() else 500)
        words = paint.text_size(font, self.text()).width()
        left = (rect.width() - words) / 2
        if self.isChecked():
            tick = look.icon_size(14)
            left = (rect.width() - words - tick - look.px(4)) / 2
            where = QRectF(left, (rect.height() - tick) / 2, tick, tick)
            icons.paint(painter, where, "check", ink, stroke=3)
            left += tick + look.px(4)
        room = QRectF(left, 0, words + 4, rect.height())
        flags = paint.LEFT | paint.mnemonic_flag()
        paint.words(painter, room, self.text(), font=font, ink=ink, flags=flags)
        if self.hasFocus() and not self.isChecked():
            paint.box(painter, rect.adjusted(3, 3, -3, -3), outline="focus", radius=2)
        painter.end()


class SegmentedAnswer(QWidget):
    """``SegmentedAnswer([("yes", "Ja"), ("no", "Nej"), ("unsure", "Oklart")])``.

    `answered(value)` is emitted when the person answers (None when Backspace takes the answer
    back), not when the program sets `value`.
    """

    answered = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        *,
        name: str = "",
        tallness: int = tokens.CONTROL_SMALL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.tallness = tallness
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(1)
        for place, (_, text) in enumerate(options):
            segment = _Segment(text, self)
            self._group.addButton(segment, place)
            row.addWidget(segment)
        self._group.idClicked.connect(self._clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if self._group.buttons():
            self.setFocusProxy(self._group.buttons()[0])
        self.set_name(name)
        theme.current().changed.connect(self.updateGeometry)

    def set_name(self, name: str) -> None:
        """What is asked, for screen readers."""
        self.setAccessibleName(name)
        for button in self._group.buttons():
            button.setAccessibleName(f"{name}: {paint.plain(button.text())}" if name else "")

    def setObjectName(self, name: str, /) -> None:
        super().setObjectName(name)
        for button, value in zip(self._group.buttons(), self._values, strict=True):
            button.setObjectName(f"{name}_{value}")

    def set_texts(self, texts: Sequence[str]) -> None:
        """New words for the same options, after a change of language."""
        for button, text in zip(self._group.buttons(), texts, strict=True):
            button.setText(text)
        self.set_name(self.accessibleName())
        self.updateGeometry()

    @property
    def value(self) -> object:
        """The chosen option, or None."""
        chosen = self._group.checkedId()
        return None if chosen < 0 else self._values[chosen]

    def set_value(self, value: object) -> None:
        """Show an answer without telling anyone; None shows none."""
        if value is None:
            self.clear()
            return
        self._group.button(self._values.index(value)).setChecked(True)

    def answer(self, value: object) -> None:
        """Answer as if clicked: the row that owns J, N and O calls this."""
        self.set_value(value)
        self.answered.emit(value)

    def clear(self) -> None:
        """Show no answer."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def _clicked(self, place: int) -> None:
        self.answered.emit(self._values[place])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        focused = any(button.hasFocus() for button in self._group.buttons())
        paint.box(
            painter,
            self.rect(),
            fill="surface",
            outline="focus" if focused else "line2",
            radius=look.px(tokens.RADIUS_CONTROL),
            width=2 if focused else 1,
        )
        self._paint_joints(painter)
        painter.end()

    def _paint_joints(self, painter: QPainter) -> None:
        buttons = self._group.buttons()
        inset = theme.current().px(5)
        for before, after in pairwise(buttons):
            if not before.isChecked() and not after.isChecked():
                x = before.geometry().right() + 1
                joint = QRectF(x, inset, 1, self.height() - 2 * inset)
                painter.fillRect(joint, theme.current().color("line"))
