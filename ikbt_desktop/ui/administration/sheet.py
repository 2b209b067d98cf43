"""A page of facts to read: headings, rows of label and value, statements with their source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ikbt_desktop.clinic.programs import is_link
from ikbt_desktop.ui.kit import theme, turns
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.dialog import Dialog
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, Scroll
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.tokens import State

_LABEL = 190
_NARROW = 520


@dataclass(frozen=True)
class Fact:
    """A label, its value, and where the value comes from when that is known by itself."""

    label: str
    value: str
    source: str = ""
    uncertain: bool = False
    link: str = ""


def uncertain_pill() -> PillValue:
    """The mark of what no source settles."""
    return PillValue(say("Sheet", "Uncertain"), State.REVIEW, icon="circle-question-mark")


class _FactRow(QWidget):
    """One fact: beside each other where there is room, else below each other."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self._label = Label(fact.label, "small", ink="muted", wrap=True)
        self._is_narrow: bool | None = None
        self._row = Row(self, gap=8)
        self._row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(_statement(fact), 1)
        self._label.setVisible(bool(fact.label))

    def set_narrow(self, *, narrow: bool) -> None:
        """Label above the value, or to its left."""
        if narrow is self._is_narrow:
            return
        self._is_narrow = narrow
        down = QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else QBoxLayout.Direction.LeftToRight)
        wide = theme.current().wide(_LABEL)
        self._label.setMinimumWidth(0 if narrow else wide)
        self._label.setMaximumWidth(16_777_215 if narrow else wide)


class _LinkRow(QWidget):
    """An address as text. It is opened by a press only, after it was shown in full once more."""

    def __init__(self, link: str) -> None:
        super().__init__()
        self._link = link
        address = Label(link, "small", ink="muted", wrap=True)
        address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open = Button(say("Sheet", "Open …"), Kind.TEXT, small=True)
        self.open.setObjectName("open_link")
        self.open.setAccessibleDescription(link)
        self.open.clicked.connect(self.ask)
        row = Row(self, gap=8)
        row.addWidget(address, 1)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)

    def ask(self) -> None:
        """Show the whole address; only then may it be opened outside the program."""
        question = say("Sheet", "Open this address outside the program?")
        keep, act = say("Sheet", "Do &not open"), say("Sheet", "&Open")
        dialog = Dialog(self.window(), question, self._link, safe=keep, act=act)
        dialog.setObjectName("link_dialog")
        dialog.accepted.connect(lambda: open_outside(self._link))
        dialog.open()


def open_outside(link: str) -> bool:
    """Hand a link to the system, if it is one that may be opened."""
    return is_link(link) and QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))


def _statement(fact: Fact) -> QWidget:
    """The value, its source in small letters, and whether it is uncertain."""
    told = QWidget()
    column = Column(told, gap=2)
    value = Label(fact.value, "body", wrap=True)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(value)
    if fact.uncertain:
        column.addWidget(Pill(uncertain_pill().text, State.REVIEW, icon="circle-question-mark"))
    if fact.link:
        column.addWidget(_LinkRow(fact.link))
    if fact.source:
        source = say("Sheet", "Source: {source}").format(source=fact.source)
        column.addWidget(Label(source, "cap", ink="muted", wrap=True))
    return told


class FactList(QWidget):
    """Facts under a heading, shown anew as they change; nothing where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._column = Column(self, gap=8)
        self.hide()

    def show_facts(self, facts: Sequence[Fact], *, heading: str = "") -> None:
        """Show these instead of the ones before."""
        while self._column.count():
            item = self._column.takeAt(0)
            old = None if item is None else item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.setVisible(bool(facts))
        if not facts:
            return
        if heading:
            self._column.addWidget(Label(heading, "h3", wrap=True))
        card = Card(gap=10)
        for fact in facts:
            card.body.addWidget(_FactRow(fact))
        self._column.addWidget(card)


class Sheet(Scroll):
    """What is shown of one thing; `begin` clears it for another.

    `show_in_turns` fills it a section a turn, the top first: a long one holds no window. `failed`
    tells an `IkbtError` of what fills it.
    """

    failed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(gap=0)
        whole, self.body = self.body, Column(gap=12, margins=(24, 20, 24, 24))
        self.above, self.below = Column(gap=0), Column(gap=0)
        """What scrolls along with the facts, and is left alone when they are shown anew."""
        whole.addLayout(self.above)
        whole.addLayout(self.body, 1)
        whole.addLayout(self.below)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the keys scroll it
        self._rows: list[_FactRow] = []
        # Only to be read: nobody's key waits for the end of it.
        self._filling = turns.Turns(self, failed=self.failed.emit, idle=True)

    @property
    def is_whole(self) -> bool:
        """Whether all of it stands there."""
        return self._filling.is_done

    def show_in_turns(self, fill: Callable[[], None]) -> None:
        """Fill it anew; what was still left of the last filling is not done any more."""
        self._filling.drop()
        self._filling.run(fill)

    def begin(self, title: str, line: str, pills: Sequence[PillValue]) -> None:
        """Start anew with a title, a line below it and its marks."""
        self._rows.clear()
        while self.body.count():
            item = self.body.takeAt(0)
            old = None if item is None else item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.setAccessibleName(title)
        self.body.addWidget(Label(title, "h2", wrap=True))
        if line:
            self.body.addWidget(Label(line, "body", ink="muted", wrap=True))
        if pills:
            room = QWidget()
            flow = Flow(room, gap=8)
            for value in pills:
                flow.addWidget(Pill(value.text, value.state, icon=value.icon))
            self.body.addWidget(room)
        self.verticalScrollBar().setValue(0)

    def section(self, heading: str, facts: Sequence[Fact]) -> None:
        """A card of facts under a heading; nothing where there are none."""
        if facts:
            turns.part(lambda: self._add(heading, facts))

    def _add(self, heading: str, facts: Sequence[Fact]) -> None:
        card = Card(gap=10)
        narrow = self._is_narrow()
        for fact in facts:
            row = _FactRow(fact)
            row.set_narrow(narrow=narrow)
            self._rows.append(row)
            card.body.addWidget(row)
        if heading:
            self.body.addWidget(Label(heading, "h3", wrap=True))
        self.body.addWidget(card)

    def end(self) -> None:
        """Everything is there."""
        turns.part(lambda: self.body.addStretch(1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self._is_narrow()
        for row in self._rows:
            row.set_narrow(narrow=narrow)

    def _is_narrow(self) -> bool:
        return self.width() / theme.current().scale < _NARROW
