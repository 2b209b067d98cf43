"""A heading that folds to one line when it is done, and opens again with a press."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row


class FoldingCard(Card):
    """Done: tick, heading, summary, *Change*. Open: dashed ring, heading, its number, content.

    Signed: *Show* and *Hide*, for then nothing can be changed.
    """

    opened = Signal()

    def __init__(self, key: str) -> None:
        super().__init__(gap=8, margins=(16, 3, 12, 4))
        self.key = key
        self._is_open = True
        self._is_locked = False
        self.mark = IconMark("circle-dashed", "accent", size=18)
        self._title = Label("", "body", weight=600)
        self._summary = Label("", "small", ink="muted", elide=True)
        self._number = Label("", "small", ink="muted")
        self.change = Button("", Kind.TEXT, small=True)
        self.change.setObjectName(f"open_{key}")
        self.change.clicked.connect(self._open)
        head = Row(gap=10)
        head.put(self.mark, self._title)
        head.addWidget(self._summary, 1)
        head.addStretch(0)
        head.put(self._number, self.change)
        self.content = QWidget()
        self.inside = Column(self.content, gap=8, margins=(0, 0, 4, 10))
        self.body.addLayout(head)
        self.body.addWidget(self.content)

    def set_words(self, title: str, number: str) -> None:
        """The heading and which of how many it is."""
        self._title.setText(title)
        self._number.setText(number)
        self._name_button()

    def _name_button(self) -> None:
        verb = self.tr("Change")
        if self._is_locked:
            verb = self.tr("Hide") if self._is_open else self.tr("Show")
        self.change.setText(verb)
        self.change.setAccessibleName(f"{verb}: {self._title.text()}")

    def show_state(
        self, *, done: bool, summary: str, is_open: bool, is_locked: bool = False
    ) -> None:
        """Fold or open, and say how far it is; what is signed can only be shown."""
        self._is_open, self._is_locked = is_open, is_locked
        self._name_button()
        self.mark.set_icon("circle-check" if done else "circle-dashed", "ok" if done else "accent")
        self._summary.setText(summary)
        self._summary.setVisible(not is_open)
        self.content.setVisible(is_open)
        self._number.setVisible(is_open)
        self.change.setVisible(is_locked or not is_open)
        self._title.set_role("h3" if is_open else "body", 600)

    @property
    def is_open(self) -> bool:
        """Whether its content shows."""
        return self._is_open

    def _open(self) -> None:
        self.opened.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._is_open and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()
        event.accept()
