"""The recovery key: whether it was test-typed, and a new one to print when it is lost."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ikbt_desktop.errors import IkbtError, MistypedKey, WrongRecoveryKey
from ikbt_desktop.services import saved_files
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.papers import Founded
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.kit import background, problems
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.dialog import Dialog
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Scroll
from ikbt_desktop.ui.record.documents_tab import SaveAs, ask_where


class RecoveryRoom(Room):
    """A new key is shown once; it counts when it has been typed from the paper."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.save_as: SaveAs = ask_where
        self._founded: Founded | None = None
        self._title = Label("", "h1")
        self._state = InlineMessage(Tone.DONE)
        self._state.setObjectName("recovery_state")
        self._untested = InlineMessage(Tone.WARNING)
        self._untested.setObjectName("recovery_untested")
        self._used = InlineMessage(Tone.WARNING)
        self._used.setObjectName("recovery_used")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._about = Label("", "body", wrap=True)
        self.renew = Button("", Kind.DANGER)
        self.renew.setObjectName("renew_key")
        self._card = Card(gap=10)
        self._once = Label("", "small", ink="muted", wrap=True)
        self._key = Label("", "h3", wrap=True)
        self._key.setObjectName("new_recovery_key")
        self.save_sheet = Button("", icon="printer")
        self.save_sheet.setObjectName("save_sheet")
        self._saved = Label("", "small", ink="ok", weight=500, wrap=True)
        self.typed = LineEdit()
        self.typed.setObjectName("typed_key")
        self.typed_block = FieldBlock("", self.typed)
        self.device = LineEdit()
        self.device.setObjectName("typed_device")
        self.device_block = FieldBlock("", self.device)
        self.confirm = Button("", Kind.PRIMARY)
        self.confirm.setObjectName("confirm_key")
        self._test = Card(gap=10)
        self._build()
        self.renew.clicked.connect(self._ask)
        self.save_sheet.clicked.connect(self._save_sheet)
        self.confirm.clicked.connect(self._confirm)
        self.typed.returnPressed.connect(self._confirm)
        self.device.returnPressed.connect(self._confirm)
        self.retranslate()

    def _build(self) -> None:
        scroll = Scroll(gap=12, margins=(24, 16, 24, 16))
        Column(self).addWidget(scroll)
        sheet, acts = QWidget(), QWidget()
        Flow(sheet).addWidget(self.save_sheet)
        Flow(acts).addWidget(self.renew)
        self._card.body.put(self._once, self._key, sheet, self._saved)
        again = QWidget()
        Flow(again).addWidget(self.confirm)
        self._test.body.put(self.typed_block, self.device_block, again)
        scroll.body.put(
            self._title,
            self._state,
            self._untested,
            self._used,
            self._trouble,
            self._about,
            self._card,
            self._test,
            acts,
            None,
        )

    # --- renewing ----------------------------------------------------------------------------

    def _ask(self) -> None:
        dialog = Dialog(
            self,
            self.tr("Make a new recovery key?"),
            self.tr("The old paper then opens nothing. It cannot be undone."),
            safe=self.tr("&Keep the old one"),
            act=self.tr("&Make a new key"),
        )
        dialog.setObjectName("renew_dialog")
        dialog.safe.setObjectName("renew_keep")
        dialog.act.setObjectName("renew_act")
        dialog.accepted.connect(self._renew)
        dialog.open()

    def _renew(self) -> None:
        self._trouble.hide()
        self.renew.set_busy(self.tr("Making the key …"))
        background.run(
            self,
            lambda _: self.services.administration.renew_recovery_key(),
            done=self._renewed,
            failed=self._refused,
        )

    def _renewed(self, founded: Founded) -> None:
        self.renew.set_busy("")
        self._founded = founded
        self._saved.setText("")
        self.typed.clear()
        self._key.setText(founded.recovery_key)
        self.refresh()
        self.save_sheet.setFocus()
        self.changed.emit()

    def _refused(self, error: IkbtError) -> None:
        self.renew.set_busy("")
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.reveal()

    def _save_sheet(self) -> None:
        if self._founded is None:
            return
        target = self.save_as(self, self.tr("Recovery sheet.pdf"))
        if not target:
            return
        try:
            saved_files.write(Path(target), self._founded.recovery_sheet)
        except IkbtError as error:
            self._saved.set_ink("error")
            self._saved.setText(problems.alone(error))
            return
        self._saved.set_ink("ok")
        self._saved.setText(
            self.tr("Saved. Print it, then delete the file: whoever has it can open the clinic.")
        )

    # --- test-typing -------------------------------------------------------------------------

    def _confirm(self) -> None:
        typed = self.typed.text()
        if not typed.strip():
            self.typed_block.set_error(self.tr("Type the key from the paper."))
            self.typed.setFocus()
            return
        self.typed_block.set_error("")
        code = "" if self.device_block.isHidden() else self.device.text().strip()
        if not code and not self.device_block.isHidden():
            self.device_block.set_error(self.tr("Type the device code from its paper too."))
            self.device.setFocus()
            return
        self.device_block.set_error("")
        self.confirm.set_busy(self.tr("Trying the key …"))
        background.run(
            self,
            lambda _: self._try_both(typed, code),
            done=self._tried,
            failed=self._mistyped,
        )

    def _try_both(self, typed: str, code: str) -> IkbtError | None:
        """What is wrong with the device code is told apart from what is wrong with the key."""
        verbs = self.services.administration
        if code:
            try:
                verbs.try_device_code(code)
            except (MistypedKey, WrongRecoveryKey) as error:
                return error
        verbs.confirm_recovery_key(typed, device_code=code)
        return None

    def _tried(self, wrong_device: IkbtError | None) -> None:
        if wrong_device is None:
            self._confirmed()
            return
        self.confirm.set_busy("")
        self.device_block.show_problem(wrong_device)
        self.device.setFocus()

    def _mistyped(self, error: IkbtError) -> None:
        self.confirm.set_busy("")
        self.typed_block.show_problem(error)
        self.typed.setFocus()

    def _confirmed(self) -> None:
        self.confirm.set_busy("")
        self._founded = None
        self._key.setText("")
        self.typed.clear()
        self.device.clear()
        self.refresh()
        self.said.emit(self.tr("The recovery key opens the clinic. Seal the paper."), None)
        self.changed.emit()

    # --- the room ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read whether the key has been test-typed."""
        tested = self.services.administration.recovery_tested()
        used = self.services.keys.must_renew_paper()
        self._state.setVisible(tested and not used)
        self._untested.setVisible(not tested and not used)
        self._used.setVisible(used)
        self._test.setVisible(not used)
        self.device_block.setVisible(self.services.administration.owes_device_test())
        self._card.setVisible(self._founded is not None)
        self.renew.setVisible(self._founded is None)
        self.confirm.set_kind(Kind.SECONDARY if tested else Kind.PRIMARY)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Recovery key"))
        self._state.say(
            self.tr("The key has been test-typed."),
            self.tr("If every password is lost, the sealed paper opens the clinic."),
        )
        self._untested.say(
            self.tr("The key has not been test-typed."),
            self.tr("Until it is, no new patient is registered. Type it from the paper below."),
        )
        self._used.say(
            self.tr("The key has been used, so its envelope is open."),
            self.tr("Make a new key, print it, and seal the new paper."),
        )
        self._about.setText(
            self.tr(
                "Make a new key when the paper is lost, or when somebody who should not have "
                "read it. Two persons keep one sealed envelope each."
            )
        )
        self._once.setText(self.tr("It is shown now and never again."))
        self.save_sheet.setText(self.tr("&Save the recovery sheet as PDF …"))
        self.typed_block.set_label(self.tr("The recovery key, typed from the paper"))
        self.device_block.set_label(self.tr("The device code, typed from its paper"))
        self.device_block.set_help(
            self.tr("It was never typed: the clinic is ready when both papers have been tried.")
        )
        self.confirm.setText(self.tr("&Try the key"))
        self.renew.setText(self.tr("Make a &new key …"))
        self.refresh()

    def focus_first(self) -> None:
        """The field to type the key in."""
        self.typed.setFocus()
