"""While a record is destroyed: how far it is; then what came of it, and what is still to do."""

from PySide6.QtCore import QLocale, Qt, Signal

from ikbt_desktop.services.destruction import Destroyed
from ikbt_desktop.ui.key_pages import SecretPage
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll
from ikbt_desktop.ui.kit.progress import Progress

_CARD = 620
_STAGES = (500, 950, 1000)
"""In thousandths: the database anew, the backup after, the receipt."""


class DestructionPage(SecretPage):
    """Nobody is signed in while it works, so that no lock and no second thought leaves it half."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__("canvas")
        self.setObjectName("destruction_page")
        self._done: Destroyed | None = None
        self._so_far = (0, 1000)
        self._head = Label("", "h1", wrap=True)
        self._lead = Label("", "body", ink="muted", wrap=True)
        self.progress = Progress()
        self.progress.setObjectName("destruction_progress")
        self._missed = InlineMessage(Tone.WARNING)
        self._missed.setObjectName("destruction_missed")
        self._missed.hide()
        self._next = Label("", "body", wrap=True)
        self._next.setObjectName("destruction_next")
        self._next.hide()
        self.button = Button("", Kind.PRIMARY)
        self.button.setObjectName("destruction_ended")
        self.button.clicked.connect(self.ended)
        self._card = Card(gap=10, margins=(36, 32, 36, 28))
        self._foot = Card(margins=(36, 14, 36, 14))
        self._foot.hide()
        self._build()
        theme.follow(self.restyle)
        language.follow(self, self.retranslate)

    def _build(self) -> None:
        body = self._card.body
        body.addWidget(IconMark("shield-alert", "accent", size=32), 0, Qt.AlignmentFlag.AlignLeft)
        body.put(self._head, self._lead)
        body.room(6)
        body.put(self.progress, self._missed, self._next)
        buttons = Row()
        buttons.put(self.button, None)
        self._foot.body.put(buttons)
        middle = Scroll(gap=12, margins=(16, 16, 16, 16))
        middle.body.addStretch(1)
        column = Column(gap=12)
        column.put(self._card, self._foot)
        across = Row()
        across.put(None, column, None)
        middle.body.addLayout(across)
        middle.body.addStretch(1)
        Column(self, gap=0).addWidget(middle)

    def restyle(self) -> None:
        """Take the cards' width at the present scale."""
        for card in (self._card, self._foot):
            card.setMinimumWidth(0)
            card.setMaximumWidth(theme.current().wide(_CARD))
            card.setMinimumWidth(min(theme.current().wide(_CARD), 640))

    @property
    def is_at_work(self) -> bool:
        """Whether it is being done now: nothing may end the program by itself."""
        return self._done is None

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        done = self._done
        if done is None:
            self._head.setText(self.tr("The record is being destroyed"))
            self._lead.setText(
                self.tr(
                    "Leave the computer on. If it stops all the same the record is either whole or"
                    " wholly gone; look under Administration, Destruction."
                )
            )
            self.show_progress(*self._so_far)
            return
        self._head.setText(self.tr("The record is destroyed"))
        self._lead.setText(
            self.tr(
                "{rows} rows are gone from the database. Every other row was compared and is as it"
                " was; the access log stands."
            ).format(rows=QLocale().toString(done.rows))
        )
        self._say_missed(done)
        self._next.setText(
            self.tr(
                "1. Sign in, open Administration, Destruction, and save the receipt.\n"
                "2. See there which older backups still hold the record, and until when.\n"
                "3. Destroy prints and saved files, and do the same in other systems."
            )
        )
        self.button.setText(self.tr("&Sign in"))

    def _say_missed(self, done: Destroyed) -> None:
        if done.backup is None:
            self._missed.say(
                self.tr("The backup after it could not be made"),
                self.tr("It is tried again when somebody works. See to the room on the disk."),
            )
        elif done.backup.missed:
            self._missed.say(
                self.tr("A place got no new backup"),
                ", ".join(str(one.path) for one in done.backup.missed),
            )
        self._missed.setVisible(done.backup is None or bool(done.backup.missed))

    def show_progress(self, at: int, total: int) -> None:
        """How far it is, and at what."""
        self._so_far = (at, total)
        thousandths = 1000 * at // max(1, total)
        stage = sum(thousandths >= end for end in _STAGES[:-1])
        words = (
            self.tr("The database, without the record"),
            self.tr("Backup after, in every place"),
            self.tr("The receipt"),
        )[stage]
        self.progress.show_count(words, done=at, total=total)

    def show_destroyed(self, done: Destroyed) -> None:
        """It is done."""
        self._done = done
        self.progress.hide()
        self._next.show()
        self._foot.show()
        self.retranslate()
        self.button.setFocus()
