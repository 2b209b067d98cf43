"""Two people wrote the same thing: both are shown side by side, and the person chooses."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from ikbt_desktop.errors import StaleRecord
from ikbt_desktop.ui.kit import problems
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.inline_message import announce
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, clear


@dataclass(frozen=True)
class Difference:
    """One field as I wrote it and as the other person did."""

    name: str
    mine: str
    theirs: str


class ConflictBox(Card):
    """`mine_chosen` and `theirs_chosen`; nothing is dropped before one of them."""

    mine_chosen = Signal()
    theirs_chosen = Signal()

    def __init__(self) -> None:
        super().__init__(gap=8)
        self.setObjectName("conflict")
        self._lead = Label("", "body", weight=600, wrap=True)
        self._sentence = Label("", "small", wrap=True)
        self._rows = Column(gap=6)
        self.mine = Button("")
        self.mine.setObjectName("keep_mine")
        self.theirs = Button("")
        self.theirs.setObjectName("take_theirs")
        self.mine.clicked.connect(self.mine_chosen)
        self.theirs.clicked.connect(self.theirs_chosen)
        buttons = Flow(gap=8)
        buttons.addWidget(self.mine)
        buttons.addWidget(self.theirs)
        self.body.put(self._lead, self._sentence)
        self.body.addLayout(self._rows)
        self.body.addLayout(buttons)
        self.hide()

    def show_conflict(self, error: StaleRecord, differences: Sequence[Difference]) -> None:
        """Say who changed it, and show both."""
        problem = problems.describe(error)
        self._lead.setText(problem.title)
        self._sentence.setText(problem.sentence)
        self.mine.setText(self.tr("&Keep mine"))
        self.theirs.setText(self.tr("Take &theirs"))
        clear(self._rows)
        for each in differences:
            self._rows.addLayout(self._row(each))
        self.show()
        announce(self, f"{problem.title} {problem.sentence}")

    def _row(self, each: Difference) -> Row:
        row = Row(gap=16)
        nothing = self.tr("nothing")
        for text in (
            self.tr("Yours, {field}: {text}").format(field=each.name, text=each.mine or nothing),
            self.tr("Theirs, {field}: {text}").format(field=each.name, text=each.theirs or nothing),
        ):
            row.addWidget(Label(text, "small", wrap=True), 1)
        return row
