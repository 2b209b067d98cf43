"""A new password: after a one-time password, or by one's own wish."""

from PySide6.QtCore import Signal

from ikbt_desktop.errors import IkbtError, WeakPassword, WrongCredentials
from ikbt_desktop.services.password_rules import PasswordRules
from ikbt_desktop.ui.entry.password_hint import PasswordHint
from ikbt_desktop.ui.kit import language, problems, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card, Ground
from ikbt_desktop.ui.kit.edits import PasswordEdit
from ikbt_desktop.ui.kit.eye import Eye
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll

_CARD = 460


class NewPasswordPage(Ground):
    """One card: the password that holds, and the new one twice."""

    chosen = Signal(str, str)
    """The new password, and the old one."""
    given_up = Signal()

    def __init__(self, rules: PasswordRules, *, one_time: bool = False) -> None:
        super().__init__("canvas")
        self._one_time = one_time
        self._head, self._lead = (
            Label("", "h1", wrap=True),
            Label("", "body", ink="muted", wrap=True),
        )
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.key, self.password, self.again = PasswordEdit(), PasswordEdit(), PasswordEdit()
        eye = Eye(self.password, self.again, self.key)
        self._blocks = {
            "proof": FieldBlock("", self.key),
            "new_password": FieldBlock("", self.password, aside=eye),
            "again": FieldBlock("", self.again),
        }
        self._hint = PasswordHint(self._blocks["new_password"], lambda: rules)
        for name, block in self._blocks.items():
            block.field.setObjectName(name)
        self.button = Button("", Kind.PRIMARY, hint="Enter")
        self.button.setObjectName("save_password")
        self.back = Button("", Kind.SECONDARY)
        self.back.setObjectName("give_up")
        self._build()
        theme.follow(self.restyle)
        language.follow(self, self.retranslate)

    def _build(self) -> None:
        self._card = Card(gap=12, margins=(32, 28, 32, 28))
        self._card.body.put(self._head, self._lead, self._trouble)
        self._card.body.put(*self._blocks.values())
        for field in (self.key, self.password, self.again):
            field.returnPressed.connect(self.submit)
        buttons = Row(gap=8)
        buttons.put(self.button, self.back, None)
        self._card.body.addLayout(buttons)
        scroll = Scroll(margins=(16, 16, 16, 16))
        scroll.body.addStretch(1)
        across = Row()
        across.put(None, self._card, None)
        scroll.body.addLayout(across)
        scroll.body.addStretch(1)
        Column(self).addWidget(scroll)
        self.button.clicked.connect(self.submit)
        self.back.clicked.connect(self.given_up)

    def restyle(self) -> None:
        """Take the card's width at the present scale."""
        self._card.setFixedWidth(theme.current().wide(_CARD))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        if self._one_time:
            self._head.setText(self.tr("Choose a password of your own"))
            self._lead.setText(
                self.tr("You signed in with a one-time password. Nobody else sees the new one.")
            )
        else:
            self._head.setText(self.tr("Change your password"))
            self._lead.setText(self.tr("The database is untouched; only your way in changes."))
        labels = {
            "proof": self.tr("The one-time password")
            if self._one_time
            else self.tr("Your password now"),
            "new_password": self.tr("New password"),
            "again": self.tr("The password once more"),
        }
        for name, label in labels.items():
            self._blocks[name].set_label(label)
        self._hint.retranslate()
        self.button.setText(self.tr("&Save and go on"))
        self.back.setText(self.tr("&Back"))

    def focus_first(self) -> None:
        """The first field."""
        self.key.setFocus()

    def submit(self) -> None:
        """Hand the new password over, unless something is missing or the two differ."""
        first = None
        for field, block in zip(
            (self.key, self.password, self.again), self._blocks.values(), strict=True
        ):
            empty = not field.text().strip()
            block.set_error(self.tr("Fill this in to go on.") if empty else "")
            first = first or (block if empty else None)
        if first is None and self.password.text() != self.again.text():
            first = self._blocks["again"]
            first.set_error(self.tr("The two passwords differ."))
        if first is not None:
            first.field.setFocus()
            return
        self.button.set_busy(self.tr("Saving …"))
        self.chosen.emit(self.password.text(), self.key.text())

    def show_error(self, error: IkbtError) -> None:
        """Say what is wrong at its field; what was typed stays."""
        self.button.set_busy("")
        if isinstance(error, WeakPassword):
            self._blocks["new_password"].show_problem(error)
            self.password.setFocus()
        elif isinstance(error, WrongCredentials):
            self._blocks["proof"].show_problem(error)
            self.key.setFocus()
        else:
            problem = problems.describe(error)
            self._trouble.say(problem.title, problem.sentence)
            self._trouble.show()
