"""A new password: after a one-time password, after the recovery key, or by one's own wish."""

from dataclasses import replace

from PySide6.QtCore import Signal

from ikbt_desktop.errors import (
    DeviceCodeNeeded,
    IkbtError,
    MistypedKey,
    WeakPassword,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.services.password_rules import PasswordRules
from ikbt_desktop.ui.entry.password_hint import PasswordHint
from ikbt_desktop.ui.kit import language, problems, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card, Ground
from ikbt_desktop.ui.kit.edits import LineEdit, PasswordEdit
from ikbt_desktop.ui.kit.eye import Eye
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll

_CARD = 460


class NewPasswordPage(Ground):
    """One card. With `recovery` the key from the paper and the administrator's name come first."""

    chosen = Signal(str, str, str, str)
    """The new password; the old one, or the recovery key; with `recovery` the user name, and the
    device code where it was asked for."""
    given_up = Signal()

    def __init__(
        self, rules: PasswordRules, *, recovery: bool = False, one_time: bool = False
    ) -> None:
        super().__init__("canvas")
        self._rules, self._recovery, self._one_time = rules, recovery, one_time
        self._head, self._lead = (
            Label("", "h1", wrap=True),
            Label("", "body", ink="muted", wrap=True),
        )
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.key = LineEdit() if recovery else PasswordEdit()
        self.login, self.device_code = LineEdit(), LineEdit()
        self.password, self.again = PasswordEdit(), PasswordEdit()
        shown = [self.password, self.again]
        if isinstance(self.key, PasswordEdit):
            shown.append(self.key)
        self._blocks = {
            "proof": FieldBlock("", self.key),
            "device_code": FieldBlock("", self.device_code),
            "login": FieldBlock("", self.login),
            "new_password": FieldBlock("", self.password, aside=Eye(*shown)),
            "again": FieldBlock("", self.again),
        }
        self._hint = PasswordHint(self._blocks["new_password"], self._now_rules)
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
        for name, block in self._blocks.items():
            self._card.body.addWidget(block)
            block.setVisible(name != "device_code" and (self._recovery or name != "login"))
            if isinstance(block.field, LineEdit):
                block.field.returnPressed.connect(self.submit)
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
        if self._recovery:
            self._head.setText(self.tr("Open with the recovery key"))
            self._lead.setText(
                self.tr("Type the key from the sealed envelope. The use is written in the log.")
            )
        elif self._one_time:
            self._head.setText(self.tr("Choose a password of your own"))
            self._lead.setText(
                self.tr("You signed in with a one-time password. Nobody else sees the new one.")
            )
        else:
            self._head.setText(self.tr("Change your password"))
            self._lead.setText(self.tr("The database is untouched; only your way in changes."))
        labels = {
            "proof": self._proof(),
            "device_code": self.tr("The device code from its paper"),
            "login": self.tr("The administrator's user name"),
            "new_password": self.tr("New password"),
            "again": self.tr("The password once more"),
        }
        for name, label in labels.items():
            self._blocks[name].set_label(label)
        self._hint.retranslate()
        self.button.setText(self.tr("&Save and go on"))
        self.back.setText(self.tr("&Back"))

    def _now_rules(self) -> PasswordRules:
        return replace(self._rules, login=self.login.text() or self._rules.login)

    def _proof(self) -> str:
        if self._recovery:
            return self.tr("The recovery key from the paper")
        return self.tr("The one-time password") if self._one_time else self.tr("Your password now")

    def focus_first(self) -> None:
        """The first field."""
        self.key.setFocus()

    def submit(self) -> None:
        """Hand the new password over, unless something is missing or the two differ."""
        shown = {name: block for name, block in self._blocks.items() if not block.isHidden()}
        first = None
        for block in shown.values():
            assert isinstance(block.field, LineEdit)
            empty = not block.field.text().strip()
            block.set_error(self.tr("Fill this in to go on.") if empty else "")
            first = first or (block if empty else None)
        if first is None and self.password.text() != self.again.text():
            first = self._blocks["again"]
            first.set_error(self.tr("The two passwords differ."))
        if first is not None:
            first.field.setFocus()
            return
        self.button.set_busy(self.tr("Saving …"))
        proof = self.key.text()
        self.chosen.emit(
            self.password.text(),
            proof.strip() if self._recovery else proof,
            self.login.text().strip(),
            self.device_code.text().strip(),
        )

    def show_error(self, error: IkbtError) -> None:
        """Say what is wrong at its field; what was typed stays."""
        self.button.set_busy("")
        if isinstance(error, DeviceCodeNeeded):
            self._blocks["device_code"].show()
            self.device_code.setFocus()
        elif isinstance(error, WeakPassword):
            self._blocks["new_password"].show_problem(error)
            self.password.setFocus()
        elif isinstance(error, MistypedKey | WrongRecoveryKey | WrongCredentials):
            self._blocks["proof"].show_problem(error)
            self.key.setFocus()
        else:
            problem = problems.describe(error)
            self._trouble.say(problem.title, problem.sentence)
            self._trouble.show()
