"""The recovery key was used: before anything else a new one is made, printed and typed."""

from PySide6.QtCore import Signal

from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration.recovery_room import RecoveryRoom
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, Ground
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.layouts import Column


class NewPaperPage(Ground):
    """The administration's own room, with no way past it but out."""

    done = Signal()
    given_up = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__("canvas")
        self.setObjectName("new_paper_page")
        self._services = services
        self._why = InlineMessage(Tone.WARNING)
        self._why.setObjectName("new_paper_why")
        self.room = RecoveryRoom(services)
        self.leave = Button("")
        self.leave.setObjectName("new_paper_leave")
        self.go_on = Button("", Kind.PRIMARY)
        self.go_on.setObjectName("new_paper_go_on")
        bar = self._bar = ActionBar()
        bar.add_left(self.leave)
        bar.add_right(self.go_on)
        whole = Column(self, gap=0)
        top = Column(margins=(24, 16, 24, 0))
        top.put(self._why)
        whole.addLayout(top)
        whole.addWidget(self.room, 1)
        whole.addWidget(bar)
        self.room.changed.connect(self._look)
        self.leave.clicked.connect(self.given_up)
        self.go_on.clicked.connect(self.done)
        theme.current().changed.connect(self._look)
        language.follow(self, self.retranslate)
        self._look()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._why.say(
            self.tr("The recovery key has been used"),
            self.tr(
                "Its envelope is open, so it protects nothing any more. Make a new key, print it "
                "and type it from the paper; then go on."
            ),
        )
        self.leave.setText(self.tr("&Sign out"))
        self.go_on.setText(self.tr("&Go on"))
        self.room.retranslate()
        self._look()

    def _look(self) -> None:
        keys, administration = self._services.keys, self._services.administration
        ready = not keys.must_renew_paper() and administration.recovery_tested()
        self.go_on.setEnabled(ready)
        self._why.setVisible(not ready)
        self._bar.say("" if ready else self.tr("The new key has not been typed yet"))

    def focus_first(self) -> None:
        """Making the key."""
        self.room.renew.setFocus()
