"""The training clinic's way in: persons as large choices, no password."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QPushButton, QSizePolicy, QWidget

from ikbt_desktop import __version__
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.ui.entry.logo import Logo
from ikbt_desktop.ui.entry.sign_in_page import EntryFrame, Fact, LanguageButton
from ikbt_desktop.ui.kit import language, paint, problems, theme, tokens
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Row

_ROLES = {
    "receptionist": ("clipboard-list", mark("DemoPage", "Reception – referrals, visits, fees")),
    "clinician": ("stethoscope", mark("DemoPage", "Clinician – assessment and feedback")),
    "coordinator": ("users", mark("DemoPage", "Head of unit – spreads cases and co-signs")),
    "administrator": ("settings", mark("DemoPage", "Administrator – users, clinic profile, log")),
}


class PersonCard(QPushButton):
    """One person to be; Enter is that person at once."""

    entered = Signal()

    def __init__(self, login: str, name: str, role: str) -> None:
        super().__init__()
        self.login, self._name = login, name
        self._icon, self._role = _ROLES[role]
        self.setObjectName(f"person_{login}")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)
        language.follow(self, self.retranslate)

    def retranslate(self) -> None:
        """Say who it is in the language that now holds."""
        self.setAccessibleName(f"{self._name}, {say('DemoPage', self._role)}")
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.wide(408), look.tall(56, 40))

    def minimumSizeHint(self) -> QSize:
        return QSize(look_wide(220), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.setChecked(True)
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        on = self.isChecked()
        edge = "focus" if on or self.hasFocus() else "line"
        fill = "sel" if on else "hover" if self.underMouse() else "surface"
        paint.box(
            painter,
            self.rect(),
            fill=fill,
            outline=edge,
            radius=look.px(tokens.RADIUS_CARD),
            width=2 if edge == "focus" else 1,
        )
        side = look.icon_size(18)
        paint.mark(painter, QPointF(look.px(16), self.height() / 2), side, self._icon, "muted")
        left = look.px(16) + side + look.px(12)
        half = self.height() / 2
        room = self.width() - left - look.px(44)
        body, small = look.line("body"), look.line("small")
        name = QRectF(left, half - (body + small) / 2, room, body)
        role = QRectF(left, name.bottom(), room, small)
        ink = "sel_text" if on else "text"
        paint.words(painter, name, self._name, font=look.font("body", 600), ink=ink)
        quiet = "sel_text" if on else "muted"
        paint.words(painter, role, say("DemoPage", self._role), font=look.font("small"), ink=quiet)
        at = QPointF(self.width() - look.px(14) - look.icon_size(16), half)
        paint.mark(painter, at, look.icon_size(16), "chevron-right", "muted")
        painter.end()


def look_wide(width: int) -> int:
    """A width at the present scale."""
    return theme.current().wide(width)


class DemoPage(EntryFrame):
    """Choose who to be and begin."""

    person_chosen = Signal(str)
    reset_asked = Signal()
    clinic_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._lead = Label("", "h1", wrap=True), Label("", "body", ink="muted")
        self._persons = Column(gap=8)
        self._group = QButtonGroup(self)
        self._waiting = Label("", "small", ink="muted", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.button = Button("", Kind.PRIMARY, hint="Enter")
        self.button.setObjectName("begin_training")
        self.reset = Button("", Kind.TEXT, icon="rotate-ccw")
        self.reset.setObjectName("reset_training")
        self.clinic = Button("", Kind.SECONDARY, icon="arrow-left")
        self.clinic.setObjectName("to_clinic")
        self.clinic_below = Button("", Kind.SECONDARY, icon="arrow-left")
        self.clinic_below.setObjectName("to_clinic_below")
        self._build()
        self.button.clicked.connect(self._begin)
        self.reset.clicked.connect(self.reset_asked)
        for button in (self.clinic, self.clinic_below):
            button.clicked.connect(self.clinic_asked)
        language.follow(self, self.retranslate)

    def _build(self) -> None:
        form = self.form
        form.addStretch(2)
        for widget, room in ((Logo(), 20), (self._title, 4), (self._lead, 12)):
            form.addWidget(widget)
            form.room(room)
        form.addWidget(self._trouble)
        form.addWidget(self._waiting)
        form.addLayout(self._persons)
        form.room(12)
        self._verbs = QWidget()
        Row(self._verbs, gap=12).put(self.button, self.reset, None)
        self._verbs_room = Column(gap=0)
        self._verbs_room.addWidget(self._verbs)
        form.addLayout(self._verbs_room)
        form.addStretch(3)
        language_below = LanguageButton()
        below = Row(gap=12)
        below.put(self.clinic_below, None, language_below)
        form.addLayout(below)
        self.instead += [self.clinic_below, language_below]
        self._foot = Ground("surface", lines="top")
        self._foot_room = Column(self._foot, gap=0, margins=(56, 9, 56, 9))
        self._foot.hide()
        self.left_column.addWidget(self._foot)
        self._head = Label("", "h3")
        self._lines = [Fact("circle-check", "demo_text") for _ in range(4)]
        self._version = Label("", "cap", ink="muted")
        facts = self.facts
        facts.addStretch(2)
        facts.put(self._head, *self._lines)
        facts.room(12)
        facts.addWidget(self.clinic)
        facts.addStretch(4)
        foot = Row()
        foot.put(self._version, None, LanguageButton())
        facts.addLayout(foot)

    def _place_verbs(self, *, roomy: bool) -> None:
        # Taken out of one layout and into another the button would lose the focus.
        if roomy != self._foot.isHidden():
            focused = QApplication.focusWidget()
            (self._verbs_room if roomy else self._foot_room).addWidget(self._verbs)
            self._foot.setVisible(not roomy)
            if focused is not None and self._verbs.isAncestorOf(focused):
                focused.setFocus()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Practise without real patients"))
        self._lead.setText(self.tr("Choose who to be. No password is needed."))
        self._waiting.setText(self.tr("Getting the training clinic ready …"))
        self.button.setText(self.tr("&Begin"))
        self.reset.setText(self.tr("&Reset the training"))
        for button in (self.clinic, self.clinic_below):
            button.setText(self.tr("To the &clinic's sign-in"))
        self._head.setText(self.tr("This is training mode"))
        for line, text in zip(
            self._lines,
            (
                self.tr("25 invented patients at every stage, from referral to follow-up."),
                self.tr("Every identity number is a test number. Prints are marked TRAINING."),
                self.tr("The database is a file of its own and cannot mix with the clinic's."),
                self.tr("Reset whenever you like: everything becomes as it was at first."),
            ),
            strict=True,
        ):
            line.say(text)
        self._version.setText(self.tr("Version {version}").format(version=__version__))

    def show_waiting(self) -> None:
        """The training clinic is being made: there is nobody to be yet."""
        self._empty()
        self._waiting.show()

    def _empty(self) -> None:
        for card in self._group.buttons():
            self._group.removeButton(card)
            self._persons.removeWidget(card)
            card.deleteLater()

    def show_persons(self, persons: Sequence[tuple[str, str, str]]) -> None:
        """Offer these (login, name, role); the clinician is chosen first."""
        self._empty()
        self._waiting.hide()
        for login, name, role in persons:
            card = PersonCard(login, name, role)
            card.entered.connect(self._begin)
            self._group.addButton(card)
            self._persons.addWidget(card)
            if role == "clinician" and self._group.checkedButton() is None:
                card.setChecked(True)
        self.focus_first()

    def focus_first(self) -> None:
        """The chosen person."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """While the door opens."""
        self.button.set_busy(self.tr("Opening …") if busy else "")
        for card in self._group.buttons():
            card.setEnabled(not busy)

    def show_error(self, error: IkbtError) -> None:
        """Say why it did not work."""
        self.set_busy(busy=False)
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()

    def clear(self) -> None:
        """Ready for the next person."""
        self._trouble.hide()
        self.set_busy(busy=False)

    def show_last(self, name: str, when: str) -> None:
        """Nobody's name is kept in training."""

    def _begin(self) -> None:
        chosen = self._group.checkedButton()
        if isinstance(chosen, PersonCard):
            self.set_busy(busy=True)
            self.person_chosen.emit(chosen.login)
