"""The recovery key from its envelope: who comes in with it, and a new device code if need be."""

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.errors import (
    IkbtError,
    InvalidValue,
    MistypedKey,
    WeakPassword,
    WrongRecoveryKey,
)
from ikbt_desktop.services.keys import NewDeviceCode
from ikbt_desktop.services.password_rules import PasswordRules
from ikbt_desktop.services.sign_in import PaperView
from ikbt_desktop.ui.administration import words
from ikbt_desktop.ui.administration.code_card import CodeCard
from ikbt_desktop.ui.entry.password_hint import PasswordHint
from ikbt_desktop.ui.key_pages import SecretPage
from ikbt_desktop.ui.kit import background, language, problems, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit, PasswordEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, Scroll

_CARD = 520
_NEW = "new"


class Way(Protocol):
    """What the page asks of the way in; slow verbs, asked aside."""

    def look_with_paper(self, recovery_key: str, *, device_code: str | None = None) -> PaperView:
        """Who works here."""

    def new_device_paper(self, view: PaperView) -> NewDeviceCode:
        """A new device code and its sheet."""

    def test_device_paper(self, new: NewDeviceCode, typed: str) -> None:
        """Raises `MistypedKey` or `WrongRecoveryKey` unless it is the code from the sheet."""


@dataclass(frozen=True, repr=False)
class Chosen:
    """Who comes in by the paper, and how from now on."""

    recovery_key: str
    device_code: str | None
    login: str
    password: str
    appointed: str | None
    new_code: str | None


class PaperPage(SecretPage):
    """First the key; then who comes in, the password, and the new code where the old is lost."""

    chosen = Signal(object)
    """A `Chosen`: the rest of what `Entry.recover` needs."""
    given_up = Signal()

    def __init__(self, way: Way, rules: PasswordRules) -> None:
        super().__init__("canvas")
        self.setObjectName("paper_page")
        self._way, self._rules = way, rules
        self._view: PaperView | None = None
        self._new: NewDeviceCode | None = None
        self._head, self._lead = Label("", "h1", wrap=True), Label("", "body", wrap=True)
        self._lead.set_ink("muted")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("paper_trouble")
        self._trouble.hide()
        self._lost = InlineMessage(Tone.WARNING)
        self._lost.setObjectName("paper_lost")
        self.key, self.device_code = LineEdit(), LineEdit()
        self.who = ComboBox()
        self.login, self.name = LineEdit(), LineEdit()
        self.password, self.again = PasswordEdit(), PasswordEdit()
        self._blocks = {
            "paper_key": FieldBlock("", self.key),
            "paper_device_code": FieldBlock("", self.device_code, optional=True),
            "paper_who": FieldBlock("", self.who),
            "paper_login": FieldBlock("", self.login),
            "paper_name": FieldBlock("", self.name),
            "paper_password": FieldBlock("", self.password),
            "paper_again": FieldBlock("", self.again),
        }
        for name, block in self._blocks.items():
            block.field.setObjectName(name)
        self._hint = PasswordHint(self._blocks["paper_password"], self._now_rules)
        self._role_note = Label("", "small", ink="muted", wrap=True)
        self.code = CodeCard("device", margins=(32, 20, 32, 20))
        self.button = Button("", Kind.PRIMARY)
        self.button.setObjectName("paper_go_on")
        self.back = Button("")
        self.back.setObjectName("paper_back")
        self._card = Card(gap=12, margins=(32, 28, 32, 28))
        self._build()
        theme.follow(self.restyle)
        language.follow(self, self.retranslate)
        self._show_state()

    def _build(self) -> None:
        acts = QWidget()
        flow = Flow(acts)
        flow.addWidget(self.button)
        flow.addWidget(self.back)
        self._card.body.put(self._head, self._lead, self._trouble, self._lost)
        for name, block in self._blocks.items():
            self._card.body.addWidget(block)
            if name == "paper_who":
                self._card.body.addWidget(self._role_note)
            if isinstance(block.field, LineEdit):
                block.field.returnPressed.connect(self.submit)
        self._acts = acts
        below = Card(gap=10, margins=(32, 16, 32, 16))
        below.body.put(acts)
        scroll = self._scroll = Scroll(margins=(16, 16, 16, 16))
        scroll.body.addStretch(1)
        column = Column(gap=12)
        column.put(self._card, self.code, below)
        across = Row()
        across.put(None, column, None)
        self._below = below
        scroll.body.addLayout(across)
        scroll.body.addStretch(1)
        Column(self).addWidget(scroll)
        self.button.clicked.connect(self.submit)
        self.back.clicked.connect(self._go_back)
        self.who.activated.connect(lambda _: self._show_state())
        self.code.typed.returnPressed.connect(self.submit)

    def restyle(self) -> None:
        """Take the cards' width at the present scale."""
        wide = theme.current().wide(_CARD)
        for card in (self._card, self.code, self._below):
            card.setMaximumWidth(wide)
            card.setMinimumWidth(min(wide, 640))

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._head.setText(self.tr("Open with the recovery key"))
        self._lead.setText(
            self.tr("Type the key from the sealed envelope. The use is written in the log.")
            if self._view is None
            else self.tr("The key fits. Choose who comes in with it, and a password.")
        )
        labels = {
            "paper_key": self.tr("The recovery key from the paper"),
            "paper_device_code": self.tr("Device code, if its paper is at hand"),
            "paper_who": self.tr("Who comes in as administrator?"),
            "paper_login": self.tr("User name"),
            "paper_name": self.tr("Name"),
            "paper_password": self.tr("New password"),
            "paper_again": self.tr("The password once more"),
        }
        for name, label in labels.items():
            self._blocks[name].set_label(label)
        self._blocks["paper_device_code"].set_help(
            self.tr("Not needed where this computer keeps it. Leave it empty if it is lost.")
        )
        self._hint.retranslate()
        self._lost.say(
            self.tr("The device code is lost"),
            self.tr(
                "If another computer of the clinic still opens, make a new code there instead: "
                "then everybody keeps the password. Here a new code closes every other way in: "
                "you give each colleague a one-time password afterwards."
            ),
        )
        self.back.setText(self.tr("&Back"))
        self.button.setText(self.tr("&Try the key") if self._view is None else self.tr("&Come in"))
        self.code.set_title(self.tr("The new device code"))
        self.code.retranslate()
        self._say_people()
        self._show_state()

    def _say_people(self) -> None:
        view = self._view
        if view is None:
            return
        kept = self.who.value
        admins = [one for one in view.people if one.role == Role.ADMINISTRATOR]
        others = [one for one in view.people if one.role != Role.ADMINISTRATOR]
        options: list[tuple[object, str]] = [
            (one.login, f"{one.name}, {words.role(one.role)}") for one in (*admins, *others)
        ]
        self.who.set_options([*options, (_NEW, self.tr("Somebody new …"))])
        self.who.set_value(kept if kept is not None else options[0][0] if options else _NEW)

    def _now_rules(self) -> PasswordRules:
        """The rules for whoever is chosen now."""
        new = self.who.value in {_NEW, None}
        login = self.login.text() if new else str(self.who.value)
        clinic = "" if self._view is None else self._view.clinic
        return replace(self._rules, login=login.strip(), clinic_name=clinic)

    @property
    def _chosen_is_administrator(self) -> bool:
        people = () if self._view is None else self._view.people
        return any(one.login == self.who.value and one.role == Role.ADMINISTRATOR for one in people)

    def _show_state(self) -> None:
        found = self._view is not None
        new = found and self.who.value == _NEW
        shown = {
            "paper_key": not found,
            "paper_device_code": not found,
            "paper_who": found,
            "paper_login": new,
            "paper_name": new,
            "paper_password": found,
            "paper_again": found,
        }
        for name, visible in shown.items():
            self._blocks[name].setVisible(visible)
        self._role_note.setText(
            ""
            if not found or self._chosen_is_administrator
            else self.tr("Becomes administrator of the clinic, and gives up another role.")
        )
        self._role_note.setVisible(bool(self._role_note.text()))
        self._lost.setVisible(self._new is not None)
        self.code.setVisible(self._new is not None)

    def focus_first(self) -> None:
        """The first field."""
        (self.key if self._view is None else self.who).setFocus()

    # --- the key -----------------------------------------------------------------------------

    def submit(self) -> None:
        """Try the key; or come in."""
        self._trouble.hide()
        if self._view is None:
            self._try_key()
        else:
            self._come_in()

    def _try_key(self) -> None:
        key, code = self.key.text().strip(), self.device_code.text().strip()
        self._blocks["paper_key"].set_error("" if key else self.tr("Fill this in to go on."))
        self._blocks["paper_device_code"].set_error("")
        if not key:
            self.key.setFocus()
            return
        self.button.set_busy(self.tr("Trying the key …"))

        def _look() -> tuple[PaperView, NewDeviceCode | None]:
            view = self._way.look_with_paper(key, device_code=code or None)
            return view, self._way.new_device_paper(view) if view.device_code_lost else None

        background.run(self, lambda _: _look(), done=self._found, failed=self._key_refused)

    def _found(self, found: tuple[PaperView, NewDeviceCode | None]) -> None:
        self.button.set_busy("")
        self._view, self._new = found
        if self._new is not None:
            file = self.tr("Device code sheet.pdf")
            self.code.show_code(self._new.code, self._new.sheet, file=file)
        self.retranslate()
        self.focus_first()

    def _key_refused(self, error: IkbtError) -> None:
        self.button.set_busy("")
        if isinstance(error, MistypedKey | WrongRecoveryKey):
            with_code = bool(self.device_code.text().strip())
            if with_code and isinstance(error, WrongRecoveryKey):
                self._say_trouble(error)
            else:
                self._blocks["paper_key"].show_problem(error)
            self.key.setFocus()
            return
        self._say_trouble(error)

    def _say_trouble(self, error: IkbtError) -> None:
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()
        self._scroll.ensureWidgetVisible(self._trouble)

    # --- coming in ---------------------------------------------------------------------------

    def _come_in(self) -> None:
        for block in (*self._blocks.values(), self.code.block):
            block.set_error("")
        missing = self._missing()
        if missing is not None:
            block, words_ = missing
            block.set_error(words_)
            block.field.setFocus()
            self._scroll.ensureWidgetVisible(block)
            return
        new = self.who.value == _NEW
        appointed = None if self._chosen_is_administrator else self.name.text() if new else ""
        self.button.set_busy(self.tr("Opening …"))
        self.chosen.emit(
            Chosen(
                recovery_key=self.key.text().strip(),
                device_code=self.device_code.text().strip() or None,
                login=self.login.text().strip() if new else str(self.who.value),
                password=self.password.text(),
                appointed=appointed,
                new_code=None if self._new is None else self._new.code,
            )
        )

    def _missing(self) -> tuple[FieldBlock, str] | None:
        for name, block in self._blocks.items():
            if block.isHidden() or name in {"paper_who", "paper_device_code"}:
                continue
            assert isinstance(block.field, LineEdit)
            if not block.field.text().strip():
                return block, self.tr("Fill this in to go on.")
        if self.password.text() != self.again.text():
            return self._blocks["paper_again"], self.tr("The two passwords differ.")
        return self._untyped()

    def _untyped(self) -> tuple[FieldBlock, str] | None:
        if self._new is None:
            return None
        try:
            self._way.test_device_paper(self._new, self.code.typed.text())
        except MistypedKey as error:
            if self.code.typed.text().strip():
                return self.code.block, problems.alone(error)
            return self.code.block, self.tr("Print the sheet, then type the code from the paper.")
        except WrongRecoveryKey:
            return self.code.block, self.tr(
                "That is another code. Type the one from the new sheet."
            )
        return None

    def show_error(self, error: IkbtError) -> None:
        """Say what is wrong at its field; what was typed stays."""
        self.button.set_busy("")
        fields = {"login": "paper_login", "name": "paper_name"}
        if isinstance(error, WeakPassword):
            self._blocks["paper_password"].show_problem(error)
            self.password.setFocus()
        elif isinstance(error, InvalidValue) and error.field in fields:
            self._blocks[fields[error.field]].show_problem(error)
        else:
            self._say_trouble(error)

    def _go_back(self) -> None:
        if self._view is None:
            self.given_up.emit()
            return
        self._view = self._new = None
        self.code.forget()
        self.retranslate()
        self.focus_first()
