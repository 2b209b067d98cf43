"""A questionnaire keyed in by digits alone, read from the paper.

    grid = AnswerGrid()
    grid.set_items([GridItem(1, "sinnesstämning", range(7), previous=4), ...])
    grid.answered.connect(lambda item, value: ...)      # value: int or None (taken back, skipped)

A digit answers and moves on, Backspace goes back, Space skips (the item stays unanswered), the
arrows move. Empty is never zero. A digit that the item does not have changes nothing and is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.clinic.instruments import Level
from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.digit_row import DigitRow
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import announce
from ikbt_desktop.ui.kit.label import Label, as_plain_tip
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.kit.tokens import State

_DIGITS = frozenset("0123456789")


@dataclass(frozen=True)
class GridItem:
    """One item: its number on the paper, our topic word, the digits it allows, the last answer."""

    number: int
    topic: str
    allowed: Sequence[int]
    previous: int | None = None
    group: str = ""
    label: str = ""
    wording: str = ""
    """As printed, where the clinic holds the rights: said when one points at the item."""

    @property
    def shown_number(self) -> str:
        """What stands in the number column: its label on paper, or the number."""
        return self.label or str(self.number)


_INKS: Mapping[Level | None, str] = {Level.RED: "error", Level.SOFT: "review", None: "muted"}


class _ItemRow(QWidget):
    """One item's line; the focus is the row, the digits are its keys."""

    def __init__(self, item: GridItem, grid: "AnswerGrid") -> None:
        super().__init__(grid)
        self.item, self._grid = item, grid
        self.setObjectName(f"item_{item.number}")
        self.flag: Level | None = None
        self.digits = DigitRow(item.allowed, name=f"{item.shown_number} {item.topic}")
        self.digits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.digits.answered.connect(self._clicked)
        self._number = Label(item.shown_number, "small", ink="muted")
        self._topic = Label(item.topic, "body")
        if item.wording:
            self.setToolTip(as_plain_tip(item.wording))
            self.setAccessibleDescription(item.wording)
        self._previous = Label("", "small", ink="muted")
        self._change = Label("", "small", ink="muted")
        self._red = Pill(self.tr("Flag"), State.ERROR, icon="flag", height=20)
        self._soft = Pill(self.tr("Flag"), State.REVIEW, icon="flag", height=20)
        for pill in (self._red, self._soft):
            pill.hide()
        row = Row(self, gap=12, margins=(20, 0, 16, 0))
        row.put(self._number, self._topic, self.digits, self._previous, self._change, None)
        row.put(self._red, self._soft)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)
        self.refresh()

    def restyle(self) -> None:
        """Take the column widths at the present scale."""
        look = theme.current()
        self._number.setFixedWidth(look.wide(24))
        self._topic.setMinimumWidth(look.wide(self._grid.topic_width))
        self._previous.setFixedWidth(look.wide(16))
        self._change.setMinimumWidth(look.wide(72))
        self.updateGeometry()

    def refresh(self) -> None:
        """Show the last answer, the change since then, and say it all to screen readers."""
        value, previous = self.digits.value, self.item.previous
        self._previous.setText("" if previous is None else str(previous))
        self._change.setText(self._change_words(value, previous))
        answer = self.tr("no answer") if value is None else str(value)
        self.setAccessibleName(f"{self.item.shown_number} {self.item.topic}: {answer}")
        weight = 400 if self.flag is None else 600
        for label in (self._previous, self._change):
            label.set_ink(_INKS[self.flag])
            label.set_weight(weight)
        self._topic.set_weight(weight)
        self._red.setVisible(self.flag is Level.RED)
        self._soft.setVisible(self.flag is Level.SOFT)
        self.digits.set_flag(self.flag)
        self.update()

    def _change_words(self, value: int | None, previous: int | None) -> str:
        if value is None or previous is None:
            return ""
        change = value - previous
        if change == 0:
            return self.tr("unchanged")
        return f"+{change}" if change > 0 else f"\u2212{-change}"

    def set_flag(self, flag: Level | None) -> None:
        """Mark the item as one that must not wait, or is to be followed up."""
        if flag is not self.flag:
            self.flag = flag
            self.refresh()

    def _clicked(self, value: object) -> None:
        self._grid.take(self.item.number, value if isinstance(value, int) else None)
        self.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._grid.press(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._grid.show_row(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect()).adjusted(2, 0, -2, 0)
        radius = theme.current().px(tokens.RADIUS_CONTROL)
        if self.flag is Level.RED:
            paint.box(painter, rect, fill="error_bg", radius=radius)
        if self.hasFocus():
            fill = None if self.flag is Level.RED else "sel"
            paint.box(painter, rect, fill=fill, outline="focus", radius=radius, width=2)
        painter.end()


class AnswerGrid(QWidget):
    """All items of one form. `answered(number, value)` is emitted for what the person does.

    `refused(sentence)` comes when a digit is not allowed; the page shows it under the grid.
    `finished` comes when the last item was answered and the focus has nowhere further to go.
    """

    answered = Signal(int, object)
    refused = Signal(str)
    finished = Signal()

    def __init__(self, *, topic_width: int = 200, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.topic_width = topic_width
        self._rows: list[_ItemRow] = []
        self._first_entry: Mapping[int, int | None] | None = None
        self._scroll = Scroll(gap=0, margins=(0, 1, 0, 1))
        head = Row(gap=12, margins=(20, 6, 16, 6))
        self._heads = [Label("", "cap", ink="muted", weight=500) for _ in range(4)]
        head.put(*self._heads, None)
        self._problem = Label("", "small", ink="error", weight=500, wrap=True)
        self._problem_mark = IconMark("circle-alert", "error")
        self._foot = QWidget()
        foot = Row(self._foot, gap=6, margins=(20, 2, 16, 6))
        foot.addWidget(self._problem_mark, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._problem, 1)
        column = Column(self, gap=0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._foot)
        self._say("")
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the head's column widths at the present scale."""
        look = theme.current()
        self._heads[0].setFixedWidth(look.wide(24))
        self._heads[1].setMinimumWidth(look.wide(self.topic_width))

    def set_items(
        self,
        items: Sequence[GridItem],
        *,
        answers: Mapping[int, int | None] | None = None,
        previous_head: str = "",
    ) -> None:
        """Show a form, with the answers that it already has (by item number)."""
        for row in self._rows:
            row.hide()  # Qt may still mean to show it, and without a parent that is a window
            row.setParent(None)
            row.deleteLater()
        while self._scroll.body.count():
            item = self._scroll.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._rows = []
        group = ""
        for each in items:
            if each.group != group:
                group = each.group
                self._scroll.body.addWidget(Label(group, "cap", ink="muted", weight=600))
            row = _ItemRow(each, self)
            row.digits.set_value((answers or {}).get(each.number))
            row.refresh()
            self._rows.append(row)
            self._scroll.body.addWidget(row)
        self._scroll.body.addStretch(1)
        self._show_heads(items, previous_head)
        self._chain()

    def _show_heads(self, items: Sequence[GridItem], previous_head: str) -> None:
        digits = [digit for item in items for digit in item.allowed]
        low, high = min(digits, default=0), max(digits, default=0)
        answer = self.tr("Answer {low}–{high}, the digit moves on").format(low=low, high=high)
        texts = (self.tr("No."), self.tr("Topic"), answer, previous_head)
        for label, text in zip(self._heads, texts, strict=True):
            label.setText(text)
        if self._rows:
            self._heads[2].setMinimumWidth(self._rows[0].digits.sizeHint().width())

    def _chain(self) -> None:
        for before, after in pairwise(self._rows):
            QWidget.setTabOrder(before, after)

    # --- what is known --------------------------------------------------------------------

    @property
    def answers(self) -> dict[int, int | None]:
        """All answers by item number; None is unanswered."""
        return {row.item.number: row.digits.value for row in self._rows}

    @property
    def current(self) -> int | None:
        """The number of the item that has the focus."""
        return next((row.item.number for row in self._rows if row.hasFocus()), None)

    def set_flags(self, flags: Mapping[int, Level]) -> None:
        """Mark the items whose answers have raised a flag, by item number."""
        for row in self._rows:
            row.set_flag(flags.get(row.item.number))

    def start(self) -> None:
        """Put the focus on the first item without an answer, else on the last."""
        if self._rows:
            empty = (row for row in self._rows if row.digits.value is None)
            next(empty, self._rows[-1]).setFocus()

    def begin_second_entry(self) -> None:
        """Empty the grid and compare what is now typed with the first time, item by item."""
        self._first_entry = self.answers
        for row in self._rows:
            row.digits.set_value(None)
            row.refresh()
        self.start()

    def differences(self) -> tuple[int, ...]:
        """The items whose second entry differs from the first; empty without a second entry."""
        if self._first_entry is None:
            return ()
        first = self._first_entry
        return tuple(number for number, value in self.answers.items() if value != first[number])

    # --- what is typed --------------------------------------------------------------------

    def press(self, row: _ItemRow, event: QKeyEvent) -> bool:
        """Take one key for the row that has the focus; False when it is not for the grid."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        text = event.text()
        if text and text in _DIGITS:
            self._digit(row, int(text))
            return True
        match event.key():
            case Qt.Key.Key_Backspace:
                self._move(row, -1)
            case Qt.Key.Key_Delete:
                row.digits.set_value(None)
                self.take(row.item.number, None)
            case Qt.Key.Key_Space:
                row.digits.set_value(None)
                self.take(row.item.number, None)
                self._move(row, 1)
            case Qt.Key.Key_Down:
                self._move(row, 1)
            case Qt.Key.Key_Up:
                self._move(row, -1)
            case _:
                return False
        return True

    def _digit(self, row: _ItemRow, digit: int) -> None:
        if digit not in row.digits.allowed:
            allowed = ", ".join(map(str, row.digits.allowed))
            sentence = self.tr("Item {number} has the answers {allowed}. Nothing was changed.")
            self._say(sentence.format(number=row.item.shown_number, allowed=allowed))
            return
        row.digits.set_value(digit)
        if self.take(row.item.number, digit):
            self._move(row, 1)

    def take(self, number: int, value: int | None) -> bool:
        """Keep an answer and tell it; False when the second entry differs from the first."""
        row = next(row for row in self._rows if row.item.number == number)
        row.refresh()
        self._say("")
        self.answered.emit(number, value)
        if self._first_entry is None or value is None or value == self._first_entry[number]:
            return True
        first = self._first_entry[number]
        said = self.tr("no answer") if first is None else str(first)
        sentence = self.tr("Item {number} was {first} the first time. Compare with the paper.")
        self._say(sentence.format(number=row.item.shown_number, first=said))
        return False

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._foot.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
            self.refused.emit(sentence)

    def _move(self, row: _ItemRow, step: int) -> None:
        place = self._rows.index(row) + step
        if 0 <= place < len(self._rows):
            self._rows[place].setFocus()
        elif step > 0:
            self.finished.emit()

    def show_row(self, row: QWidget) -> None:
        """Keep the row in the middle of what is seen."""
        self._scroll.ensureWidgetVisible(row, 0, self._scroll.viewport().height() // 3)
