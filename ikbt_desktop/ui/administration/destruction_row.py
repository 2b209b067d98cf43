"""One destroyed record: by whose decision, its receipt, and where it can still be read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.destruction import Line, Remaining, Removed
from ikbt_desktop.ui.administration import destruction_words
from ikbt_desktop.ui.kit import problems
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.dialog import Dialog
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow


class DestroyedRow(QWidget):
    """It asks; the room looks, writes and removes."""

    receipt_asked = Signal(object)
    look_asked = Signal(object)
    removal_asked = Signal(object)

    def __init__(self, line: Line, number: int, *, may_remove: bool) -> None:
        super().__init__()
        self.line, self._may_remove = line, may_remove
        self._remaining: Remaining | None = None
        self._removed: Removed | None = None
        self._name = Label("", "body", weight=500, wrap=True)
        self._facts = Label("", "small", ink="muted", wrap=True)
        self._gone = Label("", "small", ink="muted", wrap=True)
        self.receipt = Button("", icon="printer", small=True)
        self.receipt.setObjectName(f"destruction_receipt_{number}")
        self.look = Button("", small=True)
        self.look.setObjectName(f"destruction_look_{number}")
        self.remove = Button("", Kind.DANGER, small=True)
        self.remove.setObjectName(f"destruction_remove_{number}")
        self._left = Label("", "small", wrap=True)
        self._left.setObjectName(f"destruction_left_{number}")
        self._done = InlineMessage(Tone.DONE)
        self._done.setObjectName(f"destruction_removed_{number}")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName(f"destruction_row_trouble_{number}")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        acts = QWidget()
        flow = Flow(acts, gap=8)
        for button in (self.receipt, self.look, self.remove):
            flow.addWidget(button)
        for widget in (self.remove, self._left, self._done, self._trouble):
            widget.hide()
        column = Column(self, gap=6)
        column.put(self._name, self._facts, self._gone, acts)
        column.put(self._left, self._done, self._trouble)
        self.receipt.clicked.connect(lambda: self.receipt_asked.emit(self))
        self.look.clicked.connect(lambda: self.look_asked.emit(self))
        self.remove.clicked.connect(self._ask)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        line = self.line
        at = f"{line.destroyed_at.astimezone(LOCAL):%Y-%m-%d %H:%M}"
        self._name.setText(
            self.tr("Destroyed {when}, IVO {number} of {day}").format(
                when=at, number=line.decision_number, day=line.decided_on.isoformat()
            )
        )
        self._facts.setText(
            self.tr(
                "Record (id {id}). Asked by {asked}, confirmed by {confirmed}. Row {row} of the"
                " access log."
            ).format(
                id=line.record_id,
                asked=line.asked_by,
                confirmed=line.confirmed_by,
                row=line.log_seq,
            )
        )
        self._gone.setText(destruction_words.counts(line.counts))
        self.receipt.setText(self.tr("Save the receipt …"))
        self.receipt.setAccessibleName(f"{self.tr('Save the receipt')}: {self._name.text()}")
        self.look.setText(self.tr("Where it still lies"))
        self.look.setAccessibleName(f"{self.tr('Where it still lies')}: {self._name.text()}")
        self.remove.setText(self.tr("Remove the older copies now …"))
        self._say_left()

    def _say_left(self) -> None:
        left = self._remaining
        if left is None:
            return
        lines = [destruction_words.place(one) for one in left.places]
        if left.set_aside:
            lines.append(
                say(
                    "DestroyedRow",
                    "%n database(s) with the record, set aside by a restore.",
                    left.set_aside,
                )
            )
        if left.copies and not self._may_remove:
            lines.append(self.tr("An administrator can remove them here now."))
        lines.append(
            self.tr(
                "Prints, saved files, what was filed in another system, and copies that somebody"
                " carried elsewhere are not known to the program."
            )
        )
        self._left.setText("\n".join(lines))
        self._left.show()
        self.remove.setVisible(self._may_remove and left.removable)

    def show_remaining(self, left: Remaining) -> None:
        """Tell place by place what still holds the record."""
        self._remaining = left
        self._trouble.hide()
        self._say_left()

    def show_removed(self, removed: Removed) -> None:
        """Tell what is gone, and which place was left as it is."""
        self._done.say(
            say("DestroyedRow", "%n older file(s) removed.", removed.copies),
            self.tr("The receipt says it too: save it anew."),
        )
        self._done.setVisible(bool(removed.copies))
        if removed.missed:
            path, error = removed.missed[0]
            self._trouble.say(
                self.tr("A place was left as it is: {path}").format(path=path),
                problems.describe(error).sentence,
            )
        self._trouble.setVisible(bool(removed.missed))

    def show_error(self, error: IkbtError) -> None:
        """Say why not; everything is as before."""
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.show()

    def _ask(self) -> None:
        dialog = Dialog(
            self,
            self.tr("Remove every older backup that holds the record?"),
            self.tr(
                "In each place the newest backup of after the destruction is proved first; the"
                " older ones then go, also those that thinning would keep. A mistake of before"
                " cannot be undone by a restore any more."
            ),
            safe=self.tr("&Leave it to thinning"),
            act=self.tr("&Remove them now"),
        )
        dialog.setObjectName("remove_older_dialog")
        dialog.act.setObjectName("remove_older_act")
        dialog.accepted.connect(lambda: self.removal_asked.emit(self))
        dialog.open()
