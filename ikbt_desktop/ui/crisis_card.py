"""F9: whom to call, for the patient at hand; one key away from everywhere."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ikbt_desktop.services.caseload import CrisisCard
from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row


class CrisisDialog(QDialog):
    """112 and the clinic's number first, then the patient's and the next of kin's."""

    def __init__(self, parent: QWidget, card: CrisisCard) -> None:
        super().__init__(parent)
        self.setObjectName("crisis")
        self.setWindowTitle(self.tr("Crisis numbers"))
        whole = Column(self, gap=12, margins=(20, 18, 20, 18))
        whole.addWidget(Label(card.name, "h3", wrap=True))
        whole.addWidget(
            InlineMessage(
                Tone.ACUTE,
                self.tr("Acute danger to life: call 112"),
                f"{card.crisis_unit}, {card.crisis_phone}",
                icon="phone-call",
            )
        )
        whole.addWidget(Label(card.crisis_text, "small", wrap=True))
        if card.protected:  # said before a number is read aloud
            whole.addWidget(
                Label(self.tr("Protected identity: check who is listening."), "small", ink="error")
            )
        for head, value in (
            (self.tr("The patient"), card.phone),
            (self.tr("Next of kin"), " ".join(filter(None, (card.kin_name, card.kin_phone)))),
        ):
            row = Row(gap=12)
            row.addWidget(Label(head, "small", ink="muted"))
            number = Label(value or self.tr("No number is registered"), "body", weight=600)
            number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.put(number, None)
            whole.addLayout(row)
        close = Button(self.tr("&Close"), Kind.PRIMARY, hint="Esc")
        close.setObjectName("close_crisis")
        close.clicked.connect(self.accept)
        foot = Row()
        foot.put(None, close)
        whole.addLayout(foot)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the width at the present scale."""
        self.setMinimumWidth(theme.current().wide(440))
