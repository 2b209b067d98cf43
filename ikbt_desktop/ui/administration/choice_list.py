"""A column of names of which one is chosen: the rooms of administration, the programs."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.layouts import Column, Margins

_PAD = 10


class _Choice(QPushButton):
    """One name; a long one breaks over lines."""

    def __init__(self, key: str, name: str, *, width: int) -> None:
        super().__init__(name)
        self.key, self._width = key, width
        self.setObjectName(f"choice_{key}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the size at the present scale."""
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = theme.current()
        room = QRect(0, 0, max(1, width - 2 * look.px(_PAD)), 10_000)
        metrics = QFontMetrics(look.font("body", 600))  # as wide as when it is chosen
        told = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text())
        return max(look.tall(tokens.CONTROL), told.height() + look.px(14))

    def sizeHint(self) -> QSize:
        width = theme.current().wide(self._width)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().wide(96), theme.current().tall(tokens.CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look, chosen = theme.current(), self.isChecked()
        radius = look.px(tokens.RADIUS_CONTROL)
        fill = "sel" if chosen else ("hover" if self.underMouse() else None)
        paint.box(painter, self.rect(), fill=fill, radius=radius)
        if self.hasFocus():
            paint.box(painter, self.rect(), outline="focus", radius=radius, width=2)
        side = look.px(_PAD)
        paint.words(
            painter,
            QRectF(self.rect()).adjusted(side, 0, -side, 0),
            self.text(),
            font=look.font("body", 600 if chosen else 400),
            ink="sel_text" if chosen else "text",
            flags=paint.WRAP,
        )
        painter.end()


class ChoiceList(QWidget):
    """`chosen(key)` on a click, Enter or Space; the arrows move through the names.

    `follows` chooses with the arrows too: for things that only show something.
    """

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        *,
        width: int = 190,
        follows: bool = False,
        margins: Margins = (16, 8, 12, 16),
    ) -> None:
        super().__init__()
        self._follows = follows
        column = Column(self, gap=2, margins=margins)
        self._choices = [_Choice(key, name, width=width) for key, name in choices]
        for choice in self._choices:
            choice.clicked.connect(self._clicked)
            column.addWidget(choice)
        column.addStretch(1)
        self._keep_one_stop()

    @property
    def current(self) -> str:
        """The chosen key, or nothing."""
        return next((choice.key for choice in self._choices if choice.isChecked()), "")

    def set_names(self, names: Sequence[tuple[str, str]]) -> None:
        """New names by key, after a change of language."""
        told = dict(names)
        for choice in self._choices:
            choice.setText(told[choice.key])
            choice.updateGeometry()

    def set_current(self, key: str) -> None:
        """Mark the chosen one."""
        for choice in self._choices:
            if choice.key == key:
                choice.setChecked(True)
        self._keep_one_stop()

    def focus_first(self) -> None:
        """The chosen name, else the first."""
        self._stop().setFocus()

    def _stop(self) -> _Choice:
        return next((choice for choice in self._choices if choice.isChecked()), self._choices[0])

    def _keep_one_stop(self) -> None:
        """Tab comes to the list once; inside it the arrows move."""
        stop = self._stop()
        for choice in self._choices:
            here = choice is stop
            policy = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            choice.setFocusPolicy(policy)

    def _clicked(self) -> None:
        choice = self.sender()
        if isinstance(choice, _Choice):
            self._keep_one_stop()
            self.chosen.emit(choice.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        places = [place for place, choice in enumerate(self._choices) if choice.hasFocus()]
        last = len(self._choices) - 1
        if not places or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        here = places[0]
        targets = {
            Qt.Key.Key_Down: min(here + 1, last),
            Qt.Key.Key_Up: max(here - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choices[here].click()
        elif key in targets:
            target = self._choices[targets[key]]
            target.setFocus()
            if self._follows and target.key != self.current:
                target.click()
        else:
            super().keyPressEvent(event)
