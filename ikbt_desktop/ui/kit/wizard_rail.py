"""The steps of a long piece of work: name, one line of truth, and an icon for where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column


class StepState(StrEnum):
    """How far a step has come."""

    DONE = "done"
    BEGUN = "begun"
    UNTOUCHED = "untouched"
    ACUTE = "acute"
    LOCKED = "locked"


_MARKS = {
    StepState.DONE: ("circle-check", "ok"),
    StepState.BEGUN: ("circle-dashed", "accent"),
    StepState.UNTOUCHED: ("circle", "line2"),
    StepState.ACUTE: ("siren", "error"),
    StepState.LOCKED: ("lock", "muted"),
}


@dataclass(frozen=True)
class RailStep:
    """One step; `line` says the truth about it: ``6 av 7 besvarade``."""

    key: str
    name: str
    line: str
    state: StepState = StepState.UNTOUCHED


class _Step(QPushButton):
    """One row of the rail."""

    def __init__(self, step: RailStep, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"step_{step.key}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(step)
        theme.current().changed.connect(self.updateGeometry)

    def show_step(self, step: RailStep) -> None:
        """Show the same step's new truth."""
        self.step = step
        self.setText(step.name)
        self.setAccessibleName(f"{step.name}. {step.line}")
        self.setEnabled(step.state is not StepState.LOCKED)
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.wide(180), look.line("body") + look.line("cap") + look.px(12))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        on = self.isChecked()
        radius = look.px(tokens.RADIUS_CONTROL)
        if on or (self.underMouse() and self.isEnabled()):
            fill = "nav_sel" if on else "hover"
            paint.box(painter, self.rect(), fill=fill, radius=radius)
        if self.hasFocus():
            paint.box(painter, self.rect(), outline="focus", radius=radius, width=2)
        icon, tone = _MARKS[self.step.state]
        side = look.icon_size(18)
        paint.mark(painter, QPointF(look.px(10), self.height() / 2), side, icon, tone)
        left = look.px(10) + side + look.px(10)
        self._paint_words(painter, QRectF(left, 0, self.width() - left - look.px(6), self.height()))
        painter.end()

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        look = theme.current()
        on, acute = self.isChecked(), self.step.state is StepState.ACUTE
        locked = self.step.state is StepState.LOCKED
        body, cap = look.line("body"), look.line("cap")
        top = (room.height() - body - cap) / 2
        name_ink = "sel_text" if on else ("muted" if locked else "text")
        line_ink = "error" if acute else ("sel_text" if on else "muted")
        name_font = look.font("body", 600 if on else 400)
        line_font = look.font("cap", 600 if acute else 400)
        first = QRectF(room.x(), top, room.width(), body)
        second = QRectF(room.x(), top + body, room.width(), cap)
        for where, text, font, ink in (
            (first, self.step.name, name_font, name_ink),
            (second, self.step.line, line_font, line_ink),
        ):
            shown = paint.elided(font, text, where.width())
            paint.words(painter, where, shown, font=font, ink=ink)


class WizardRail(Ground):
    """``set_steps(...)``, ``set_current(key)``; a click or Enter emits `step_chosen(key)`."""

    step_chosen = Signal(str)

    def __init__(self, title: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__("nav", lines="right", parent=parent)
        self._title = Label(title, "small", ink="muted", weight=600)
        self._foot = Label("", "cap", ink="muted", wrap=True)
        self._steps: list[_Step] = []
        self._column = Column(gap=0)
        whole = Column(self, gap=8, margins=(12, 14, 12, 12))
        whole.put(self._title, self._column, None, self._foot)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the width at the present scale."""
        self.setFixedWidth(theme.current().wide(tokens.WIZARD_RAIL))

    def set_title(self, title: str) -> None:
        """The word above the steps."""
        self._title.setText(title)

    def set_foot(self, text: str) -> None:
        """The quiet line at the bottom: ``Allt sparas medan du skriver.``"""
        self._foot.setText(text)

    def set_steps(self, steps: Sequence[RailStep]) -> None:
        """Show the steps; the same keys in the same order are only brought up to date."""
        if [row.step.key for row in self._steps] != [step.key for step in steps]:
            self._make(steps)
        for row, step in zip(self._steps, steps, strict=True):
            row.show_step(step)

    def _make(self, steps: Sequence[RailStep]) -> None:
        for row in self._steps:
            self._column.removeWidget(row)
            row.deleteLater()
        self._steps = [_Step(step, self) for step in steps]
        for row in self._steps:
            row.clicked.connect(self._clicked)
            self._column.addWidget(row)

    def _clicked(self) -> None:
        row = self.sender()
        if isinstance(row, _Step):
            self.step_chosen.emit(row.step.key)

    def set_current(self, key: str) -> None:
        """Mark the step that is shown."""
        for row in self._steps:
            row.setChecked(row.step.key == key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = [place for place, row in enumerate(self._steps) if row.hasFocus()]
        if down is None or not focused:
            super().keyPressEvent(event)
            return
        place = focused[0] + down
        while 0 <= place < len(self._steps) and not self._steps[place].isEnabled():
            place += down
        if 0 <= place < len(self._steps):
            self._steps[place].setFocus()
