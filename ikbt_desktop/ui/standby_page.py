"""While the program works and nobody is signed in: how far it is; then what came of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.services.backups import BackupMade
from ikbt_desktop.ui.key_pages import SecretPage
from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll
from ikbt_desktop.ui.kit.progress import Progress

_CARD = 620


class StandbyPage(SecretPage):
    """A card with `head`, `lead`, `progress` and what follows, and `button` in a card below.

    `name` begins the object names. Nobody is signed in meanwhile, so that no lock and no second
    thought leaves it half done.
    """

    ended = Signal()

    def __init__(self, name: str, icon: str) -> None:
        super().__init__("canvas")
        self.setObjectName(f"{name}_page")
        self.head = Label("", "h1", wrap=True)
        self.lead = Label("", "body", ink="muted", wrap=True)
        self.progress = Progress()
        self.progress.setObjectName(f"{name}_progress")
        self._missed = InlineMessage(Tone.WARNING)
        self._missed.setObjectName(f"{name}_missed")
        self._missed.hide()
        self.button = Button("", Kind.PRIMARY)
        self.button.setObjectName(f"{name}_ended")
        self.card = Card(gap=10, margins=(36, 32, 36, 28))
        self.foot = Card(margins=(36, 14, 36, 14))
        self._icon = icon

    def build(self, *told: QWidget, between: tuple[Card, ...] = ()) -> None:
        """Lay it out: `told` in the card, `between` as cards of their own above the button."""
        body = self.card.body
        body.addWidget(IconMark(self._icon, "accent", size=32), 0, Qt.AlignmentFlag.AlignLeft)
        body.put(self.head, self.lead)
        body.room(6)
        body.put(self.progress, self._missed, *told)
        buttons = Row()
        buttons.put(self.button, None)
        self.foot.body.put(buttons)
        self._cards = (self.card, *between, self.foot)
        column = Column(gap=12)
        column.put(*self._cards)
        across = Row()
        across.put(None, column, None)
        middle = Scroll(gap=12, margins=(16, 16, 16, 16))
        middle.body.addStretch(1)
        middle.body.addLayout(across)
        middle.body.addStretch(1)
        Column(self, gap=0).addWidget(middle)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the cards' width at the present scale."""
        wide = theme.current().wide(_CARD)
        for card in self._cards:
            card.setMinimumWidth(0)
            card.setMaximumWidth(wide)
            card.setMinimumWidth(min(wide, 640))

    def show_stage(self, words: tuple[str, ...], ends: tuple[int, ...], at: int, of: int) -> None:
        """How far it is, and at which of the stages, each until so many thousandths."""
        thousandths = 1000 * at // max(1, of)
        stage = sum(thousandths >= end for end in ends[:-1])
        self.progress.show_count(words[stage], done=at, total=of)

    def say_missed(self, backup: BackupMade | None, *, head: str) -> None:
        """What became of the backup that follows; `head` where there is none."""
        if backup is None:
            self._missed.say(
                head,
                say(
                    "StandbyPage",
                    "It is tried again when somebody works. See to the room on the disk.",
                ),
            )
        elif backup.missed:
            places = ", ".join(str(one.path) for one in backup.missed)
            self._missed.say(say("StandbyPage", "A place got no new backup"), places)
        self._missed.setVisible(backup is None or bool(backup.missed))
