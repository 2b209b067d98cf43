"""The door of a record: who it is about, why it is closed, and the reason that opens it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.care_relation import Ground, Reason, Why
from ikbt_desktop.errors import IkbtError, InvalidValue
from ikbt_desktop.services.doors import ClosedDoor
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import person, problems, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, Card
from ikbt_desktop.ui.kit.choices import RadioButton
from ikbt_desktop.ui.kit.edits import TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll
from ikbt_desktop.ui.pages import Page, Place, Shortcut
from ikbt_desktop.ui.record import door_words

_WIDTH = 620


class DoorPage(Page):
    """Stands in the place of a page until a reason is given, and then goes on to it."""

    def __init__(self, services: Services, place: Place, door: ClosedDoor) -> None:
        super().__init__()
        self.setObjectName("door_page")
        self._services, self._place, self._door = services, place, door
        self._title = Label("", "h2", wrap=True)
        self._who = Label("", "body", weight=600, wrap=True)
        self._sentence = Label("", "body", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._why = Label("", "small", weight=500)
        self.choices = {reason.ground: RadioButton() for reason in door.reasons}
        self._condition = Label("", "small", ink="muted", wrap=True)
        self.words = TextEdit(lines=2)
        self.words.setObjectName("door_words")
        self._words_block = FieldBlock("", self.words)
        self.open = Button("", Kind.PRIMARY, icon="lock-open", key="Ctrl+Enter")
        self.open.setObjectName("open_door")
        self.back = Button("", icon="arrow-left")
        self.back.setObjectName("leave_door")
        self._build()
        for radio in self.choices.values():
            radio.toggled.connect(self._chosen)
        self.open.clicked.connect(self._open)
        self.back.clicked.connect(self.returned)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._open)
        self.retranslate()
        self._chosen()

    def _build(self) -> None:
        card = Card(gap=12)
        head = Row(gap=10)
        icon = "ban" if Why.BLOCKED in self._door.why else "shield-alert"
        head.addWidget(IconMark(icon, "muted", size=24))
        head.addWidget(self._title, 1)
        card.body.addLayout(head)
        card.body.put(self._who, self._sentence, self._trouble)
        self._asked = QWidget()
        asked = Column(self._asked, gap=6)
        asked.addWidget(self._why)
        for ground, radio in self.choices.items():
            radio.setObjectName(f"ground_{ground.value}")
            asked.addWidget(radio)
        asked.put(self._condition, self._words_block)
        card.body.addWidget(self._asked)
        scroll = Scroll(gap=0, margins=(24, 24, 24, 24))
        middle = Row(gap=0)
        middle.addWidget(card, 1)
        middle.addStretch(0)
        scroll.body.addLayout(middle)
        scroll.body.addStretch(1)
        self._card = card
        self.bar = ActionBar()
        self.bar.add_left(self.open, self.back)
        whole = Column(self, gap=0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.bar)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the width at the present scale."""
        self._card.setMaximumWidth(theme.current().wide(_WIDTH))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        door = self._door
        self._title.setText(door_words.title(door.why))
        told = [person.first_line(door), person.second_line(door)] if door.name else []
        self._who.setText("  ·  ".join(filter(None, told)))
        self._who.setVisible(bool(door.name))
        self._sentence.setText(door_words.sentence(door.why))
        self._why.setText(self.tr("Reason"))
        for ground, radio in self.choices.items():
            radio.setText(door_words.ground(ground))
        self._condition.setText(
            self.tr(
                "Emergency access is for when the patient cannot be asked now and what stands here"
                " may matter to care that cannot wait."
            )
        )
        self._words_block.set_label(self.tr("In your own words"))
        self.open.setText(self.tr("Open the record"))
        self.back.setText(self.tr("&Back"))
        if not door.reasons:
            self._trouble.say(
                self.tr("You cannot open it."),
                self.tr("Ask a clinician or the head of unit if it cannot wait."),
            )
            self._trouble.show()
        self._asked.setVisible(bool(door.reasons))
        self.open.setVisible(bool(door.reasons))

    # --- choosing ----------------------------------------------------------------------------

    def _reason(self) -> Reason | None:
        return next(
            (one for one in self._door.reasons if self.choices[one.ground].isChecked()), None
        )

    def _chosen(self) -> None:
        reason = self._reason()
        self._condition.setVisible(reason is not None and reason.ground is Ground.EMERGENCY)
        self._words_block.setVisible(reason is None or reason.words)
        self._words_block.set_error("")
        self._trouble.setVisible(not self._door.reasons)

    def _open(self) -> None:
        reason, doors, patient = self._reason(), self._services.doors, self._door.patient_id
        if reason is None:
            self._trouble.say(
                self.tr("Choose a reason first."), self.tr("The record is still closed.")
            )
            self._trouble.show()
            self.focus_first()
            return
        words = self.words.toPlainText() if reason.words else ""
        try:
            if Why.BLOCKED in self._door.why:
                doors.pass_block(patient, reason.ground, words)
            else:
                doors.open(patient, reason.ground, words)
        except InvalidValue as error:
            if words.strip():
                self._words_block.show_problem(error)
            else:
                self._words_block.set_error(
                    self.tr("Write why, in your own words. It stands in the log.")
                )
            self.words.setFocus()
            return
        except IkbtError as error:
            problem = problems.describe(error)
            self._trouble.say(problem.title, problem.sentence)
            self._trouble.show()
            return
        # This page is gone when the next one is shown: after its own say is said.
        QTimer.singleShot(0, lambda: self.went.emit(self._place))

    # --- the page ----------------------------------------------------------------------------

    def focus_first(self) -> None:
        """The first reason."""
        first = next(iter(self.choices.values()), None)
        (first or self.back).setFocus()

    def place(self) -> Place:
        """What lies behind the door."""
        return self._place

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The keys of this page."""
        return (
            Shortcut("↑ ↓", self.tr("Choose a reason")),
            Shortcut("Ctrl+Enter", self.tr("Open the record")),
        )
