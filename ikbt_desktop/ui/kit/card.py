"""Grounds that hold other things: card, side pane, action bar, painted by token."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Margins, Row


class Ground(QWidget):
    """A widget filled with one token; `lines` names the sides that have a hairline."""

    def __init__(
        self, fill: str = "surface", *, lines: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fill, self._lines = fill, frozenset(lines.split())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        painter.fillRect(self.rect(), look.color(self._fill))
        edges = {
            "left": (0, 0, 1, self.height()),
            "right": (self.width() - 1, 0, 1, self.height()),
            "top": (0, 0, self.width(), 1),
            "bottom": (0, self.height() - 1, self.width(), 1),
        }
        for side in self._lines:
            painter.fillRect(*edges[side], look.color("line"))
        painter.end()


class Card(QWidget):
    """A group that moves as one. Put things into `body`; never a card inside a card."""

    def __init__(
        self,
        *,
        gap: int = 8,
        margins: Margins = (16, 14, 16, 14),
        selected: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._selected = selected
        self.body = Column(self, gap=gap, margins=margins)

    def set_selected(self, *, selected: bool) -> None:
        """Paint it as the chosen one."""
        self._selected = selected
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.box(
            painter,
            self.rect(),
            fill="sel" if self._selected else "surface",
            outline="accent" if self._selected else "line",
            radius=theme.current().px(tokens.RADIUS_CARD),
            width=2 if self._selected else 1,
        )
        painter.end()


class ActionBar(Ground):
    """The bar at the bottom of a page: things to the left, what is missing, the primary right."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("surface", lines="top", parent=parent)
        row = Row(self, gap=8, margins=(24, 9, 24, 9))
        self._left, self._right = Row(gap=8), Row(gap=8)
        self._mark = IconMark("circle-dashed", "missing")
        self._note = Label("", "small", ink="muted", weight=500)
        row.put(self._left, None, self._mark, self._note)
        row.room(8)
        row.put(self._right)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say("")

    def add_left(self, *widgets: QWidget) -> None:
        """Back, and what is reversible."""
        self._left.put(*widgets)

    def add_right(self, *widgets: QWidget) -> None:
        """The primary last."""
        self._right.put(*widgets)

    def say(self, text: str, *, icon: str = "circle-dashed", ink: str = "muted") -> None:
        """What is missing or saved, beside the primary; empty for nothing."""
        self._note.setText(text)
        self._note.set_ink(ink)
        self._mark.set_icon(icon, ink)
        self._note.setVisible(bool(text))
        self._mark.setVisible(bool(text) and bool(icon))


class EmptyState(QWidget):
    """Nothing to show: the fact, what fills the list, and at most one button."""

    def __init__(
        self,
        icon: str,
        headline: str,
        line: str = "",
        *,
        button: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._headline = Label(headline, "h3", wrap=True)
        self._line = Label(line, "small", ink="muted", wrap=True)
        column = Column(self, gap=8, margins=(24, 24, 24, 24))
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconMark(icon, "muted", size=32), 0, centre)
        for label in (self._headline, self._line):
            label.setAlignment(centre)
            column.addWidget(label)
        if button is not None:
            column.addWidget(button, 0, centre)
        column.addStretch(1)

    def set_texts(self, headline: str, line: str) -> None:
        """Say something else."""
        self._headline.setText(headline)
        self._line.setText(line)
