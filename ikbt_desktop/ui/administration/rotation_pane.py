"""The guide to a change of all keys: who and what was exposed, and why."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.errors import IkbtError, InvalidValue, WeakPassword
from ikbt_desktop.services.keys import KeysView, RotationOrder, WayIn
from ikbt_desktop.services.password_rules import PasswordRules
from ikbt_desktop.ui.administration import words
from ikbt_desktop.ui.entry.password_hint import PasswordHint
from ikbt_desktop.ui.kit import problems
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, Card
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.dialog import Dialog
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit, PasswordEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll, clear

_KEEPS, _EXPOSED, _REMOVED = "keeps", "exposed", "removed"


class _Colleague(QWidget):
    """One person and what is to become of their way in."""

    changed = Signal()

    def __init__(self, way: WayIn, *, oneself: bool) -> None:
        super().__init__()
        self.way, self._oneself = way, oneself
        self._name = Label(way.name, "body", weight=500, wrap=True)
        self._role = Label("", "small", ink="muted", wrap=True)
        self.choice = ComboBox(width=300)
        self.choice.setObjectName(f"rotate_{way.login}")
        self.choice.activated.connect(lambda _: self.changed.emit())
        named = Column(gap=0)
        named.put(self._name, self._role)
        row = Row(self, gap=12)
        row.addLayout(named, 1)
        row.addWidget(self.choice)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        role = words.role(self.way.role)
        self._role.setText(f"{role}  ·  {self.tr('you')}" if self._oneself else role)
        chosen = self.choice.value or _KEEPS
        options: list[tuple[object, str]] = [(_KEEPS, self.tr("Keeps the password"))]
        if self._oneself:
            options.append((_EXPOSED, self.tr("My password may be known")))
        else:
            options.append((_EXPOSED, self.tr("The password may be known")))
            options.append((_REMOVED, self.tr("Is shut out")))
        self.choice.set_options(options)
        self.choice.set_value(chosen)
        self.choice.setAccessibleName(f"{self.way.name}, {role}")


class RotationPane(QWidget):
    """Nothing happens before a reason is written and the question answered."""

    given_up = Signal()
    ordered = Signal(object)

    def __init__(self, rules: Callable[[], PasswordRules]) -> None:
        super().__init__()
        self._rows: list[_Colleague] = []
        self._view: KeysView | None = None
        self._title, self._about = Label("", "h1", wrap=True), Label("", "body", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("rotate_trouble")
        self._trouble.hide()
        self._who = Label("", "h3")
        self._card = Card(gap=10)
        self.own = PasswordEdit(width=300)
        self.own.setObjectName("rotate_own_password")
        self._own_block = FieldBlock("", self.own)
        self._hint = PasswordHint(self._own_block, rules)
        self.again = PasswordEdit(width=300)
        self.again.setObjectName("rotate_own_again")
        self._again_block = FieldBlock("", self.again)
        self._what = Label("", "h3")
        self.device = CheckBox("", wrap=True)
        self.device.setObjectName("rotate_device")
        self.paper = CheckBox("", wrap=True)
        self.paper.setObjectName("rotate_paper")
        self.reason = LineEdit(width=480)
        self.reason.setObjectName("rotate_reason")
        self.reason.setMaxLength(200)
        self._reason_block = FieldBlock("", self.reason)
        self._steps_head = Label("", "h3")
        self._steps = Label("", "body", wrap=True)
        self._limits = Label("", "small", ink="muted", wrap=True)
        self.cancel = Button("")
        self.cancel.setObjectName("rotate_cancel")
        self.act = Button("", Kind.DANGER)
        self.act.setObjectName("rotate_now")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        scroll = self._scroll = Scroll(gap=12, margins=(24, 18, 24, 14))
        scroll.body.put(
            self._title,
            self._about,
            self._trouble,
            self._reason_block,
            self._who,
            self._card,
            self._own_block,
            self._again_block,
            self._what,
            self.device,
            self.paper,
            self._steps_head,
            self._steps,
            self._limits,
            None,
        )
        bar = ActionBar()
        bar.add_left(self.cancel)
        bar.add_right(self.act)
        whole = Column(self, gap=0)
        whole.addWidget(scroll, 1)
        whole.addWidget(bar)
        self.cancel.clicked.connect(self.given_up)
        self.act.clicked.connect(self._ask)

    def begin(self, view: KeysView, *, me: str) -> None:
        """Start afresh with those who can come in now."""
        self._view = view
        clear(self._card.body)
        self._rows = [
            _Colleague(way, oneself=way.user_id == me)
            for way in view.ways
            if way.active and way.is_open
        ]
        for row in self._rows:
            row.changed.connect(self._fit)
            self._card.body.addWidget(row)
        for field in (self.reason, self.own, self.again):
            field.clear()
        for box in (self.device, self.paper):
            box.setChecked(False)
        self._say_errors({})
        self._trouble.hide()
        self._fit()
        self.act.setEnabled(not view.demo)
        if view.demo:
            self._trouble.say(
                self.tr("Not in the training clinic"),
                self.tr("Everybody has the same password here: there is nothing to protect."),
            )
            self._trouble.show()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Change all keys"))
        self._about.setText(
            self.tr(
                "For when somebody left and is not trusted, or when a computer, a copy of the "
                "files or a password has come into other hands. Everything written from now on is "
                "then closed to whoever has the old keys."
            )
        )
        self._reason_block.set_label(self.tr("Why are the keys changed?"))
        self._reason_block.set_help(self.tr("It stands in the access log."))
        self._who.setText(self.tr("Whose way in was exposed?"))
        self._own_block.set_label(self.tr("Your new password"))
        self._hint.retranslate()
        self._again_block.set_label(self.tr("The password once more"))
        self._what.setText(self.tr("What else may be in other hands?"))
        self.device.setText(self.tr("The device code: its paper, or a computer that was signed in"))
        self.paper.setText(self.tr("The recovery key: an envelope is missing or was opened"))
        self._steps_head.setText(self.tr("This happens"))
        self._limits.setText(
            self.tr(
                "Backups made before are still opened by the old keys: who already has a copy can "
                "read it. The clinic opens them with the new keys too. If the computer stops "
                "half-way nothing is lost: the next who signs in ends the change."
            )
        )
        self.cancel.setText(self.tr("&Cancel"))
        self.act.setText(self.tr("C&hange all keys …"))
        for row in self._rows:
            row.retranslate()
        self._fit()

    def _fit(self) -> None:
        mine = any(row.choice.value == _EXPOSED and row._oneself for row in self._rows)
        self._own_block.setVisible(mine)
        self._again_block.setVisible(mine)
        self.device.setVisible(self._view is not None and self._view.has_device_code)
        lines = [
            self.tr("A backup is made and checked."),
            self.tr("Whoever is shut out loses the way in; whoever was exposed gets a new one."),
            self.tr("A new master key is made, and the whole database is written anew under it."),
            self.tr("The copy is read back and counted before it takes the old one's place."),
            self.tr("A new backup is made in every place."),
            self.tr("Everybody signs in anew. You are shown who must do what."),
        ]
        self._steps.setText("\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1)))

    # --- ordering ----------------------------------------------------------------------------

    @property
    def order(self) -> RotationOrder:
        """What is wanted, as it now stands."""
        chosen = {row.way.user_id: row.choice.value for row in self._rows}
        return RotationOrder(
            reason=self.reason.text(),
            removed=tuple(key for key, what in chosen.items() if what == _REMOVED),
            exposed=tuple(key for key, what in chosen.items() if what == _EXPOSED),
            own_password=self.own.text(),
            device_exposed=self.device.isVisibleTo(self) and self.device.isChecked(),
            paper_exposed=self.paper.isChecked(),
        )

    def _say_errors(self, errors: dict[FieldBlock, str]) -> None:
        for block in (self._reason_block, self._own_block, self._again_block):
            block.set_error(errors.get(block, ""))

    def _ask(self) -> None:
        errors: dict[FieldBlock, str] = {}
        if not self.reason.text().strip():
            errors[self._reason_block] = self.tr("Write why. It stands in the log.")
        if not self._own_block.isHidden():
            if not self.own.text():
                errors[self._own_block] = self.tr("Choose a new password of your own.")
            elif self.own.text() != self.again.text():
                errors[self._again_block] = self.tr("The two passwords differ.")
        self._say_errors(errors)
        if errors:
            first = next(iter(errors))
            first.field.setFocus()
            self._scroll.ensureWidgetVisible(first)
            return
        dialog = Dialog(
            self,
            self.tr("Change all keys now?"),
            self.tr("Everybody is signed out, you too. It takes a minute and is not broken off."),
            safe=self.tr("&Not now"),
            act=self.tr("Change all &keys"),
        )
        dialog.setObjectName("rotate_dialog")
        dialog.act.setObjectName("rotate_act")
        dialog.accepted.connect(lambda: self.ordered.emit(self.order))
        dialog.open()

    def show_error(self, error: IkbtError) -> None:
        """Say why not; the keys are as before and what was typed stays."""
        problem = problems.describe(error)
        if isinstance(error, WeakPassword):
            self._own_block.show_problem(error)
            self.own.setFocus()
            self._scroll.ensureWidgetVisible(self._own_block)
            return
        if isinstance(error, InvalidValue) and error.field == "key_reason":
            self._reason_block.set_error(problem.sentence)
            self.reason.setFocus()
            return
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()
        self._scroll.ensureWidgetVisible(self._trouble)

    def focus_first(self) -> None:
        """The reason."""
        self.reason.setFocus()
