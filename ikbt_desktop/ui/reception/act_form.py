"""A few fields below a referral, asked when a step needs them; what is typed is kept as a draft."""

import json
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from ikbt_desktop.errors import IkbtError, InvalidValue
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit.autosave import Autosave
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.edits import ComboBox, DateField, LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer

_KIND = "referral_step"


class _Verbs(Ground):
    """The foot of a form: Esc means the same there as in its fields."""

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__("surface", lines="top")
        self._leave = leave

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)


class ActForm(QWidget):
    """Heading and fields, and `verbs` for the foot of the pane.

    `submitted` on Ctrl+Enter; `cancelled` on Esc.

    Put fields in with `ask`, then call `begin`, which finds an earlier draft again.
    """

    submitted = Signal()
    cancelled = Signal()

    def __init__(self, services: Services, *, subject: str, patient_id: str) -> None:
        super().__init__()
        self._services, self._subject, self._patient_id = services, subject, patient_id
        self._blocks: dict[str, FieldBlock] = {}
        self._heading = Label("", "h3", wrap=True)
        self._fields = Column(gap=10)
        self.go = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self.go.setObjectName("act_go")
        self.stop = Button("", Kind.SECONDARY)
        self.stop.setObjectName("act_cancel")
        self.go.clicked.connect(self.submitted)
        self.stop.clicked.connect(self.cancelled)
        self._note = Label("", "small", ink="error", weight=500, wrap=True)
        self.verbs = _Verbs(self.cancelled.emit)
        """The two buttons, for the foot that stays in sight however far the fields are scrolled."""
        Row(self.verbs, gap=8, margins=(24, 9, 24, 9)).put(self.go, self.stop, None)
        whole = Column(self, gap=10)
        whole.put(self._heading, self._fields, self._note)
        self._autosave = Autosave(
            self, save=self._save, clock=services.workplace.clock, text=self._as_text
        )
        self._autosave.failed.connect(self._not_kept)
        self._not_kept(None)

    def set_words(self, *, heading: str, go: str) -> None:
        """What is asked, and the verb that answers."""
        self._heading.setText(heading)
        self.go.setText(go)
        self.stop.setText(self.tr("&Cancel"))

    def ask(self, key: str, label: str, field: QWidget, *, optional: bool = False) -> FieldBlock:
        """Add a field."""
        field.setObjectName(f"act_{key}")
        block = FieldBlock(label, field, optional=optional)
        self._blocks[key] = block
        self._fields.addWidget(block)
        _on_change(field, self._changed)
        field.installEventFilter(self._autosave)
        return block

    def begin(self) -> None:
        """Show what was typed here earlier, and put the focus on the first field."""
        draft = self._services.drafts.find(_KIND, self._subject)
        if draft is not None and draft.text:
            for key, text in json.loads(draft.text).items():
                if key in self._blocks:
                    _write(self._blocks[key].field, text)
        self._autosave.forget()
        next(iter(self._blocks.values())).field.setFocus()

    def text(self, key: str) -> str:
        """A field as it was typed."""
        return _read(self._blocks[key].field)

    def field(self, key: str) -> QWidget:
        """A field itself."""
        return self._blocks[key].field

    def day(self, key: str) -> DateField:
        """A field that holds a day."""
        field = self._blocks[key].field
        assert isinstance(field, DateField)
        return field

    def show_error(self, error: IkbtError) -> bool:
        """Say it at its field and go there; False when it belongs to none."""
        if isinstance(error, InvalidValue) and error.field in self._blocks:
            block = self._blocks[error.field]
            block.show_problem(error)
            block.field.setFocus()
            return True
        return False

    def clear_errors(self) -> None:
        """Before a new try."""
        for block in self._blocks.values():
            block.set_error("")

    def keep(self) -> None:
        """Keep what is typed, at once."""
        self._autosave.flush()

    def discard(self) -> None:
        """The step is taken: the draft is no longer wanted."""
        self._autosave.forget()
        self._services.drafts.discard(_KIND, self._subject)

    def _changed(self) -> None:
        self._autosave.changed()
        for block in self._blocks.values():
            if block.field.hasFocus() and block.error:
                block.set_error("")

    def _as_text(self) -> str:
        return json.dumps({key: self.text(key) for key in self._blocks}, ensure_ascii=False)

    def _save(self, text: str) -> None:
        self._services.drafts.keep(_KIND, self._subject, text, patient_id=self._patient_id)
        self._not_kept(None)

    def _not_kept(self, error: IkbtError | None) -> None:
        words = self.tr("The draft could not be kept. What you wrote is still here.")
        self._note.setText(words if error is not None else "")
        self._note.setVisible(error is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)


def _on_change(field: QWidget, act: Callable[[], None]) -> None:
    match field:
        case LineEdit() | TextEdit():
            field.textChanged.connect(act)
        case ComboBox():
            field.currentIndexChanged.connect(act)
        case SegmentedAnswer():
            field.answered.connect(act)


def _read(field: QWidget) -> str:
    match field:
        case TextEdit():
            return field.toPlainText()
        case LineEdit():
            return field.text()
        case ComboBox() | SegmentedAnswer():
            return "" if field.value is None else str(field.value)
    raise TypeError(type(field))


def _write(field: QWidget, text: str) -> None:
    match field:
        case TextEdit():
            field.setPlainText(text)
        case LineEdit():
            field.setText(text)
        case ComboBox() | SegmentedAnswer():
            field.set_value(text or None)
