"""What the pages of this room share: a scrolling body, a pane beside or below it, and a notice."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day, parse_day
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import theme, turns
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.card import ActionBar, Ground
from ikbt_desktop.ui.kit.edits import DateField
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.layouts import Column, Margins, Row, Scroll
from ikbt_desktop.ui.pages import Page, Place, View
from ikbt_desktop.ui.treatment import words

ROOMY, NARROW = 1240, 900
"""Effective widths, the rail included, of three panes and of one: look.md §4."""
_RAIL = 54


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout; the widgets end."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            end(widget)
        elif isinstance(inner, QBoxLayout):
            clear(inner)


def end(widget: QWidget) -> None:
    """Let a widget end when its own click is over; until then nobody finds it by name."""
    widget.hide()
    for each in (widget, *widget.findChildren(QWidget)):
        each.setObjectName("")
    widget.deleteLater()


class Notice(QWidget):
    """At most one inline message; the next replaces it."""

    def __init__(self, name: str, *, margins: Margins = (0, 0, 0, 0)) -> None:
        super().__init__()
        self.setObjectName(name)
        self._column = Column(self, gap=0, margins=margins)
        self._act: Callable[[], None] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, lead and sentence; empty when it is not shown."""
        item = self._column.itemAt(0)
        widget = item.widget() if item is not None else None
        return widget.accessibleName() if widget is not None else ""

    def say(
        self,
        tone: Tone,
        lead: str,
        sentence: str = "",
        *,
        button: str = "",
        act: Callable[[], None] | None = None,
    ) -> InlineMessage:
        """Show a message; `act` is what its button does."""
        clear(self._column)
        message = InlineMessage(tone, lead, sentence, button=button)
        if act is not None:
            message.acted.connect(act)
        for inner in message.findChildren(QPushButton):
            inner.setObjectName(f"{self.objectName()}_button")
        self._column.addWidget(message)
        self.show()
        message.say(lead, sentence, button=button)
        return message

    def silence(self) -> None:
        """Say nothing."""
        clear(self._column)
        self.hide()


class Leaf(Page):
    """One page of this room: its services and place, its clock, and how it says no."""

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        self.services = services
        self.opened = place
        self.notice = Notice("notice")
        self.turns = turns.Turns(self, failed=self.tell)

    def reveal(self, widget: QWidget) -> None:
        """Bring something into sight."""
        del widget

    @property
    def effective_width(self) -> float:
        """The window's width as if the text were at 100 %, the rail included."""
        return self.width() / theme.current().scale + _RAIL

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one pane only."""
        return self.effective_width < NARROW

    # --- shared facts ------------------------------------------------------------------------

    def now(self) -> datetime:
        """The clinic's clock."""
        return self.services.workplace.clock()

    def today(self) -> date:
        """The Swedish date."""
        return local_day(self.now())

    def date_field(self, name: str) -> DateField:
        """A field that takes a date as people write it."""
        field = DateField(
            lambda text: parse_day(text, today=self.today(), field=name), words.day_full
        )
        field.setObjectName(name)
        return field

    # --- telling -----------------------------------------------------------------------------

    def tell(self, error: IkbtError) -> None:
        """Say in words why something was refused, and offer the way on."""
        self.show_refusal(words.of_error(error))

    def show_refusal(self, refusal: words.Refusal) -> None:
        """Show a refusal with its button, and bring it into sight."""
        if not self.services.actor.may(Permission.SCREEN):
            refusal = words.for_readers(refusal)
        tone = Tone.ACUTE if refusal.way == "risk" else Tone.TROUBLE
        message = self.notice.say(
            tone,
            refusal.lead,
            refusal.sentence,
            button=refusal.button,
            act=lambda: self.follow_way(refusal.way),
        )
        self.reveal(message)

    def follow_way(self, way: str) -> None:
        """Go where the refusal can be mended."""
        patient = self.patient_id()
        if way == "risk":
            case = self.services.risk_cases.of_patient(patient) if patient else None
            self.keep()
            if case is not None:
                self.went.emit(Place(View.RISK, patient_id=patient, record_id=case.id))
        elif way == "screening":
            self.keep()
            self.went.emit(
                Place(View.SCREENING, patient_id=patient, referral_id=self.referral_id())
            )
        elif way == "patient":
            self.keep()
            self.went.emit(Place(View.PATIENT, patient_id=patient))

    def patient_id(self) -> str | None:
        """Whose work it is."""
        return self.opened.patient_id

    def referral_id(self) -> str | None:
        """The referral behind it, where there is one."""
        return self.opened.referral_id


class Sheet(Leaf):
    """`main` is the page, `side` what stands to its right, or below it where it is narrow.

    `side_width` is in pixels at 100 %; `needs` what the main part wants before there is a side.
    """

    side_width = 340
    needs = 640
    gap = 12

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__(services, place)
        self.sheet = Scroll(gap=self.gap, margins=(24, self.gap, 24, self.gap))
        self.main = Column(gap=self.gap)
        self.sheet.body.addLayout(self.main)
        self.sheet.body.addStretch(1)
        self.side = QWidget()
        self.side_body = Column(self.side, gap=10)
        self.beside = Ground("surface", lines="left")
        self.beside_scroll = Scroll(gap=0, margins=(20, self.gap, 20, self.gap))
        Column(self.beside, gap=0).addWidget(self.beside_scroll)
        self.bar = ActionBar()
        self.primary: Button | None = None
        self._is_beside: bool | None = None
        panes = Row(gap=0)
        panes.addWidget(self.sheet, 1)
        panes.addWidget(self.beside)
        self.above = Column(gap=0, margins=(24, 0, 24, 0))
        whole = Column(self, gap=0)
        whole.addLayout(self.above)
        whole.addLayout(panes, 1)
        whole.addWidget(self.bar)
        theme.current().changed.connect(self.fit)

    # --- fitting -----------------------------------------------------------------------------

    def reveal(self, widget: QWidget) -> None:
        self.sheet.ensureWidgetVisible(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Put the side beside the main part, or below it."""
        if self.primary is not None:
            self.primary.set_hint("" if self.is_narrow else "Ctrl+Enter")
        look = theme.current()
        width = look.wide(self.side_width)
        self.beside.setFixedWidth(width)
        beside = not self.is_narrow and self.width() - width >= look.wide(self.needs)
        if beside == self._is_beside:
            return
        self._is_beside = beside
        self.beside.setVisible(beside)
        self.side.setParent(None)
        if beside:
            clear_stretch(self.beside_scroll.body)
            self.beside_scroll.body.addWidget(self.side)
            self.beside_scroll.body.addStretch(1)
        else:
            self.sheet.body.insertWidget(1, self.side)
        self.side.show()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.sheet, self.beside, self.bar) if self._is_beside else (self.sheet, self.bar)


def clear_stretch(layout: QBoxLayout) -> None:
    """Take out what a layout holds without ending the widgets."""
    while layout.count():
        layout.takeAt(0)
