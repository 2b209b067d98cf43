"""A row of digit keys: the answer to one item of a questionnaire."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ikbt_desktop.clinic.instruments import Level
from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.layouts import Row


class _Key(QRadioButton):
    """One digit."""

    def __init__(self, value: int, parent: "DigitRow") -> None:
        super().__init__(str(value), parent)
        self._row = parent
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.tall(36, 16), look.tall(tokens.CONTROL_SMALL + 1, 20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        radius = look.px(tokens.RADIUS_CONTROL)
        rect = QRectF(self.rect())
        ink, weight = ("text" if self.isEnabled() else "disabled"), 400
        if self.isChecked():
            fill, ink = self._row.chosen_tones
            weight = 600
            paint.box(painter, rect, fill=fill, radius=radius)
        else:
            hovered = self.underMouse() and self.isEnabled()
            fill = "hover" if hovered else "surface"
            paint.box(painter, rect, fill=fill, outline="line2", radius=radius)
        font = look.font("body", weight)
        paint.words(painter, rect, self.text(), font=font, ink=ink, flags=paint.CENTRE)
        painter.end()


_TONES: Mapping[Level | None, tuple[str, str]] = {
    Level.RED: ("acute_bg", "acute"),
    Level.SOFT: ("review_bg", "review"),
    None: ("accent", "on_accent"),
}


class DigitRow(QWidget):
    """``DigitRow(range(7))``; a digit answers, Backspace takes back, empty is not zero.

    `answered(value)` is emitted for what the person does: an int, or None when taken back.
    A digit that is not allowed changes nothing and emits `refused(digit)`.
    """

    answered = Signal(object)
    refused = Signal(int)

    def __init__(
        self, allowed: Sequence[int], *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.allowed = tuple(allowed)
        self._flag: Level | None = None
        self._group = QButtonGroup(self)
        row = Row(self, gap=4, margins=(2, 2, 2, 2))
        for value in self.allowed:
            key = _Key(value, self)
            self._group.addButton(key, value)
            row.addWidget(key)
        self._group.idClicked.connect(self.answered.emit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    @property
    def chosen_tones(self) -> tuple[str, str]:
        """Ground and ink of the chosen digit: red for contact today, yellow for a softer flag."""
        if not self.isEnabled():
            return "sunken", "disabled"
        return _TONES[self._flag]

    def set_name(self, name: str) -> None:
        """What is asked, for screen readers; each key adds its digit."""
        self.setAccessibleName(name)
        for button in self._group.buttons():
            button.setAccessibleName(f"{name}: {button.text()}" if name else button.text())

    def set_flag(self, flag: Level | None) -> None:
        """Paint the chosen digit as what it has raised; None is an answer like another."""
        self._flag = flag
        for button in self._group.buttons():
            button.update()

    @property
    def value(self) -> int | None:
        """The chosen digit; None is no answer."""
        chosen = self._group.checkedId()
        return None if chosen < 0 else chosen

    def set_value(self, value: int | None) -> None:
        """Show an answer without telling anyone."""
        if value is None:
            self._group.setExclusive(False)
            for button in self._group.buttons():
                button.setChecked(False)
            self._group.setExclusive(True)
        else:
            self._group.button(value).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text in {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"} and text:
            self.press(int(text))
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.set_value(None)
            self.answered.emit(None)
        else:
            super().keyPressEvent(event)

    def press(self, digit: int) -> None:
        """Answer as if the key had been pressed."""
        if digit in self.allowed:
            self.set_value(digit)
            self.answered.emit(digit)
        else:
            self.refused.emit(digit)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = paint.begin(self)
            radius = theme.current().px(tokens.RADIUS_CARD)
            paint.box(painter, self.rect(), outline="focus", radius=radius, width=2)
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
