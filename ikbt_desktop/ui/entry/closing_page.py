"""The last step of a day: a backup before the window closes, unless one would rather not."""

from PySide6.QtCore import Qt, Signal

from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.card import Card, Ground
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll
from ikbt_desktop.ui.kit.progress import Progress

_CARD = 420


class ClosingPage(Ground):
    """How far it is, and a button that closes at once."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__("canvas")
        self.setObjectName("closing_page")
        self._head = Label("", "h1", wrap=True)
        self._lead = Label("", "body", ink="muted", wrap=True)
        self.progress = Progress()
        self.progress.setObjectName("closing_progress")
        self.close_now = Button("")
        self.close_now.setObjectName("close_now")
        self.close_now.clicked.connect(self._give_up)
        self._card = Card(gap=10, margins=(36, 32, 36, 28))
        body = self._card.body
        body.addWidget(
            IconMark("archive-restore", "accent", size=32), 0, Qt.AlignmentFlag.AlignLeft
        )
        buttons = Row()
        buttons.put(self.close_now, None)
        body.put(self._head, self._lead)
        body.room(8)
        body.put(self.progress)
        body.room(8)
        body.put(buttons)
        middle = Scroll(margins=(16, 16, 16, 16))
        middle.body.addStretch(1)
        across = Row()
        across.put(None, self._card, None)
        middle.body.addLayout(across)
        middle.body.addStretch(1)
        Column(self, gap=0).addWidget(middle)
        self._done, self._total = 0, 1000
        theme.follow(self.restyle)
        language.follow(self, self.retranslate)

    def restyle(self) -> None:
        """Take the card's width at the present scale."""
        self._card.setFixedWidth(theme.current().wide(_CARD))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._head.setText(self.tr("Backing up before closing"))
        self._lead.setText(
            self.tr("All is saved. The window closes by itself when the backup has been checked.")
        )
        self.close_now.setText(self.tr("&Close without a backup"))
        self.show_progress(self._done, self._total)

    def show_progress(self, done: int, total: int) -> None:
        """How far the backup is."""
        self._done, self._total = done, total
        self.progress.show_count(self.tr("Backing up"), done=done, total=total)

    def _give_up(self) -> None:
        self.close_now.set_busy(self.tr("Closing …"))
        self.given_up.emit()

    def focus_first(self) -> None:
        """The one thing that can be done."""
        self.close_now.setFocus()
