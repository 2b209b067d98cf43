"""The lock: one card and nothing of the record behind it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent

from ikbt_desktop.errors import IkbtError, TooManyAttempts, WrongCredentials
from ikbt_desktop.ui.entry.waiting import Waiting
from ikbt_desktop.ui.kit import language, problems, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card, Ground
from ikbt_desktop.ui.kit.edits import PasswordEdit
from ikbt_desktop.ui.kit.eye import Eye
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Line, Row, Scroll
from ikbt_desktop.ui.kit.progress import Progress
from ikbt_desktop.ui.kit.status_row import StatusItem, StatusRow

_CARD, _NARROW = 420, 900


class LockPage(Ground):
    """Password, unlock, or another user. In training no password is asked for."""

    unlock_asked = Signal(str)
    switch_asked = Signal()
    backup_given_up = Signal()

    def __init__(
        self,
        *,
        person: str,
        title: str,
        clinic: str,
        saved_at: str,
        locked_at: str,
        contacts: int,
        training: bool,
        follow_ups: int = 0,
    ) -> None:
        super().__init__("canvas")
        self._facts = (person, title, clinic, saved_at, locked_at)
        self._contacts, self._training = contacts, training
        self._follow_ups = follow_ups
        self._head = Label("", "h1")
        self._who = Label("", "body", ink="muted", wrap=True)
        self.password = PasswordEdit()
        self.password.setObjectName("password")
        self._block = FieldBlock("", self.password, aside=Eye(self.password))
        self.button = Button("", Kind.PRIMARY, hint="Enter")
        self.button.setObjectName("unlock")
        self.switch = Button("", Kind.TEXT, icon="users")
        self.switch.setObjectName("switch_user")
        self._note = Label("", "small", ink="muted", wrap=True)
        self._backup = Progress(can_cancel=True)
        self._backup.setObjectName("lock_backup")
        self._backup.hide()
        self._backup.cancelled.connect(self.backup_given_up)
        self._waiting = Waiting(self)
        self._waiting.left.connect(self._count_down)
        self._status = StatusRow()
        self._danger = Label("", "cap", weight=600)
        self._clinic = StatusItem("building-2")
        self._locked = StatusItem("lock", rank=1)
        self._build()
        self.password.returnPressed.connect(self.submit)
        self.password.caps_lock_noticed.connect(self._note_caps)
        self.button.clicked.connect(self.submit)
        self.switch.clicked.connect(self.switch_asked)
        theme.follow(self.restyle)
        language.follow(self, self.retranslate)

    def _build(self) -> None:
        self._card = Card(gap=10, margins=(36, 32, 36, 28))
        centre = Qt.AlignmentFlag.AlignHCenter
        body = self._card.body
        body.addWidget(IconMark("lock", "accent", size=32), 0, centre)
        self._head.setAlignment(centre)
        self._who.setAlignment(centre)
        buttons = Row(gap=12)
        buttons.put(self.button, self.switch, None)
        body.put(self._head, self._who)
        body.room(10)
        body.put(self._block, buttons, Line(), self._note, self._backup)
        self._block.setVisible(not self._training)
        middle = Scroll(margins=(16, 16, 16, 16))
        middle.body.addStretch(1)
        across = Row()
        across.put(None, self._card, None)
        middle.body.addLayout(across)
        middle.body.addStretch(1)
        self._status.add_left(self._danger)
        self._status.add_right(self._clinic, self._locked)
        whole = Column(self, gap=0)
        whole.addWidget(middle, 1)
        whole.addWidget(self._status)

    def restyle(self) -> None:
        """Take the card's width at the present scale."""
        self._card.setFixedWidth(theme.current().wide(_CARD))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """An icon alone would say nothing: where there is no room the clinic's name goes."""
        narrow = self.width() / theme.current().scale < _NARROW
        self._clinic.setVisible(bool(self._facts[2]) and not narrow)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        person, title, clinic, saved_at, locked_at = self._facts
        self._head.setText(self.tr("Locked"))
        self._who.setText(" · ".join(part for part in (person, title) if part))
        self._block.set_label(self.tr("Password"))
        self.button.setText(self.tr("&Unlock"))
        self.switch.setText(self.tr("&Switch user"))
        if saved_at:
            self._note.setText(
                self.tr("Your text was saved {time}, and the cursor is where you left it.").format(
                    time=saved_at
                )
            )
        else:
            self._note.set_ink("error")
            self._note.setText(self.tr("The last words could not be saved before the lock."))
        self._danger.setText(self.tr("Acute danger to life: call 112"))
        self._clinic.say(clinic)
        self._fit()
        self._locked.say(self.tr("Locked {time}").format(time=locked_at))
        self._status.show_contacts(
            say("LockPage", "%n case(s) need(s|) contact today", self._contacts)
            if self._contacts
            else "",
            follow_ups=say("LockPage", "%n to follow up today", self._follow_ups)
            if self._follow_ups
            else "",
        )

    def tell(self, *, saved_at: str, contacts: int, follow_ups: int) -> None:
        """What is known only when the page already covers the window."""
        person, title, clinic, _, locked_at = self._facts
        self._facts = (person, title, clinic, saved_at, locked_at)
        self._contacts, self._follow_ups = contacts, follow_ups
        self.retranslate()

    def _note_caps(self, is_on: bool) -> None:
        self._block.set_help(self.tr("Caps Lock is on") if is_on else "")

    def show_backup(self, done: int, total: int) -> None:
        """How far the backup is that goes on behind the lock."""
        self._backup.show_count(self.tr("Backing up"), done=done, total=total)
        self._backup.show()

    def hide_backup(self) -> None:
        """It is over, one way or the other."""
        self._backup.hide()

    def focus_first(self) -> None:
        """The password."""
        (self.button if self._training else self.password).setFocus()

    def submit(self) -> None:
        """Ask to be let in again."""
        if not self._training and not self.password.text():
            self._block.set_error(self.tr("Write your password."))
            return
        self._waiting.stop()
        self._block.set_error("")
        self.button.set_busy(self.tr("Unlocking …"))
        self.unlock_asked.emit(self.password.text())

    def show_error(self, error: IkbtError) -> None:
        """Say why it did not work."""
        self.button.set_busy("")
        self._say_problem(error)
        self.password.selectAll()
        self.password.setFocus()
        if isinstance(error, TooManyAttempts):
            self._waiting.begin(error.seconds)

    def _say_problem(self, error: IkbtError) -> None:
        # Who is meant stands above: there is no user name to check.
        self._block.set_error(
            self.tr("The password is not right. Type it again.")
            if isinstance(error, WrongCredentials)
            else problems.alone(error)
        )

    def _count_down(self, seconds: int) -> None:
        if seconds:
            self._say_problem(TooManyAttempts(seconds))
        else:
            self._block.set_error("")
