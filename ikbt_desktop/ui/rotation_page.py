"""While all keys are changed: how far it is; then what came of it, and who must do what."""

from ikbt_desktop.services.keys import OneTime, Rotated
from ikbt_desktop.ui.administration.code_card import CodeCard
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.dialog import Dialog
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.standby_page import StandbyPage

_STAGES = (400, 760, 1000)
"""In thousandths: the backup and the ways in, the database, the backup after."""


class RotationPage(StandbyPage):
    """The keys are changed; then the new paper, the one-time passwords and what is left to do."""

    def __init__(self) -> None:
        super().__init__("rotation", "key-round")
        self._rotated: Rotated | None = None
        self._so_far = (0, 1000)
        self._next_head = Label("", "h3")
        self._next = Label("", "body", wrap=True)
        self._next.setObjectName("rotation_next")
        self._passwords_head = Label("", "h3", wrap=True)
        self._passwords = Label("", "h3", wrap=True)
        self._passwords.setObjectName("one_time_passwords")
        self._once = Label("", "small", ink="muted", wrap=True)
        self.paper = CodeCard("recovery", tested=False, margins=(36, 20, 36, 20))
        self.button.clicked.connect(self._leave)
        passwords = (self._passwords_head, self._passwords, self._once)
        self.build(*passwords, self._next_head, self._next, between=(self.paper,))
        language.follow(self, self.retranslate)
        self._show_state()

    @property
    def is_at_work(self) -> bool:
        """Whether the keys are being changed now: nothing may end the program by itself."""
        return self._rotated is None

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        rotated = self._rotated
        self.paper.set_title(self.tr("The new recovery key"))
        self.paper.retranslate()
        if rotated is None:
            self.head.setText(self.tr("The keys are being changed"))
            self.lead.setText(
                self.tr(
                    "Leave the computer on. If it stops all the same nothing is lost: the next who "
                    "signs in ends the change."
                )
            )
            self.show_progress(*self._so_far)
            return
        self.head.setText(self.tr("All keys are changed"))
        self.lead.setText(
            self.tr("Master key number {number} holds. The old keys open nothing new.").format(
                number=rotated.epoch
            )
        )
        missed = self.tr("The backup after the change could not be made")
        self.say_missed(rotated.backup, head=missed)
        self._say_passwords(rotated.prepared.one_time)
        self._next_head.setText(self.tr("This is left to do"))
        lines = self._steps(rotated)
        self._next.setText("\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1)))
        self.button.setText(self.tr("&Sign in"))

    def _say_passwords(self, one_time: tuple[OneTime, ...]) -> None:
        for label in (self._passwords_head, self._passwords, self._once):
            label.setVisible(bool(one_time))
        self._passwords_head.setText(self.tr("One-time passwords, to be told in person"))
        self._passwords.setText(
            "\n".join(f"{one.name} ({one.login}):  {one.password}" for one in one_time)
        )
        self._once.setText(
            self.tr(
                "They are shown now and never again. Lost ones are replaced under Administration, "
                "Users."
            )
        )

    def _steps(self, rotated: Rotated) -> list[str]:
        prepared, order = rotated.prepared, rotated.prepared.order
        lines = []
        if prepared.one_time:
            names = ", ".join(one.name for one in prepared.one_time)
            lines.append(
                self.tr(
                    "{names}: sign in with the one-time password and choose a password of their "
                    "own."
                ).format(names=names)
            )
        if prepared.paper is not None:
            lines.append(
                self.tr(
                    "You: save and print the new recovery key below, type it from the paper, and "
                    "seal two envelopes. Destroy the old sheets."
                )
            )
        if order.device_exposed:
            lines.append(
                self.tr("You: sign in, open Administration, Keys, and make a new device code.")
            )
        if prepared.removed:
            names = ", ".join(prepared.removed)
            lines.append(self.tr("Shut out, with nothing to do: {names}.").format(names=names))
        lines.append(self.tr("All others: sign in as usual, with the password they have."))
        return lines

    def show_progress(self, done: int, total: int) -> None:
        """How far it is, and at what."""
        self._so_far = (done, total)
        stages = (
            self.tr("Backup before, and the ways in"),
            self.tr("The database under the new key"),
            self.tr("Backup after, in every place"),
        )
        self.show_stage(stages, _STAGES, done, total)

    def show_rotated(self, rotated: Rotated) -> None:
        """It is done."""
        self._rotated = rotated
        paper = rotated.prepared.paper
        if paper is not None:
            file = self.tr("Recovery sheet.pdf")
            self.paper.show_code(paper.recovery_key, paper.recovery_sheet, file=file)
        self._show_state()
        self.retranslate()
        self.focus_first()

    def _show_state(self) -> None:
        done = self._rotated is not None
        self.progress.setVisible(not done)
        for widget in (self._next_head, self._next, self.foot):
            widget.setVisible(done)
        for label in (self._passwords_head, self._passwords, self._once):
            label.setVisible(done)
        paper = None if self._rotated is None else self._rotated.prepared.paper
        self.paper.setVisible(paper is not None)

    def _leave(self) -> None:
        if self.paper.isHidden() or self.paper.is_saved:
            self.ended.emit()
            return
        dialog = Dialog(
            self,
            self.tr("Leave without the new recovery key?"),
            self.tr("Its sheet is not saved and is not shown again. The old key opens nothing."),
            safe=self.tr("&Stay here"),
            act=self.tr("&Leave it"),
        )
        dialog.setObjectName("leave_paper_dialog")
        dialog.accepted.connect(self.ended)
        dialog.open()

    def focus_first(self) -> None:
        """What is to be done here."""
        if self._rotated is not None:
            (self.paper.save if self.paper.isVisibleTo(self) else self.button).setFocus()
