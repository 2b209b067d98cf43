"""What stood in the clinic's place before a restore, and a deliberate way to be rid of it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.backups import AsideView
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row

_FIELD = 480


class AsideRow(QWidget):
    """Nothing is removed before a reason is written and the danger button pressed."""

    removal_asked = Signal(object, str)
    """The row itself, and the reason."""

    def __init__(self, aside: AsideView, number: int, *, size: str, today: date) -> None:
        super().__init__()
        self.aside = aside
        self._size, self._today = size, today
        self._name = Label("", "body", weight=500, wrap=True)
        self._facts = Label("", "small", ink="muted", wrap=True)
        self.ask = Button("", small=True)
        self.ask.setObjectName(f"ask_remove_aside_{number}")
        self.reason = LineEdit(width=_FIELD)
        self.reason.setObjectName(f"aside_reason_{number}")
        self.reason.setMaxLength(200)
        self._block = FieldBlock("", self.reason)
        self.remove = Button("", Kind.DANGER, small=True)
        self.remove.setObjectName(f"remove_aside_{number}")
        self.keep = Button("", small=True)
        self.keep.setObjectName(f"keep_aside_{number}")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        words, row, acts = Column(gap=0), Row(gap=8), QWidget()
        words.put(self._name, self._facts)
        row.addLayout(words, 1)
        row.addWidget(self.ask)
        flow = Flow(acts, gap=8)
        flow.addWidget(self.keep)
        flow.addWidget(self.remove)
        self._question = QWidget()
        Column(self._question, gap=6).put(self._block, acts)
        self._question.hide()
        whole = Column(self, gap=8)
        whole.addLayout(row)
        whole.addWidget(self._question)
        self.ask.setEnabled(self.aside.may_go_on <= self._today)
        self.ask.clicked.connect(self._open)
        self.keep.clicked.connect(self._close)
        self.remove.clicked.connect(self._confirm)
        self.reason.returnPressed.connect(self.reason.focusNextChild)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        moved = self.aside.moved_at.astimezone(LOCAL)
        name = self.tr("The clinic as it stood before the restore of {when}")
        self._name.setText(name.format(when=f"{moved:%Y-%m-%d %H:%M}"))
        facts = self.tr("{size}, encrypted. It may be removed from {date}.")
        self._facts.setText(facts.format(size=self._size, date=self.aside.may_go_on.isoformat()))
        self.ask.setText(self.tr("Re&move …"))
        self.ask.setAccessibleName(f"{self.tr('Remove')}: {self._name.text()}")
        self._block.set_label(self.tr("Why it may go"))
        self._block.set_help(
            self.tr("It cannot be undone. The reason, your name and the time stand in the log.")
        )
        self.remove.setText(self.tr("Remove for good"))
        self.keep.setText(self.tr("Keep it"))

    def show_error(self, error: IkbtError) -> None:
        """Say why it is still there; the reason stays."""
        self._block.show_problem(error)
        self.reason.setFocus()

    def _open(self) -> None:
        self._question.show()
        self.ask.hide()
        self.reason.setFocus()

    def _close(self) -> None:
        self._question.hide()
        self._block.set_error("")
        self.ask.show()
        self.ask.setFocus()

    def _confirm(self) -> None:
        if not self.reason.text().strip():
            self._block.set_error(self.tr("Write why it may go."))
            self.reason.setFocus()
            return
        self._block.set_error("")
        self.removal_asked.emit(self, self.reason.text())
