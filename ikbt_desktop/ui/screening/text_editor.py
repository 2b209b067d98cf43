"""One of the three texts, opened to be read and changed before the decision is signed."""

from PySide6.QtCore import Signal

from ikbt_desktop.ui.kit.autosave import Autosave
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.edits import TextEdit
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Row
from ikbt_desktop.ui.screening import words
from ikbt_desktop.ui.screening.desk import Desk, show_text


class TextEditor(Card):
    """`read(kind, is_read)` when the tick is set or taken away; `closed` goes back to the list."""

    read = Signal(str, bool)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=10, margins=(20, 16, 20, 16))
        self.setObjectName("text_editor")
        self._desk, self.kind = desk, ""
        self._title, self._lead = Label("", "h3"), Label("", "small", ink="muted", wrap=True)
        self.editor = TextEdit(lines=9, role="editor")
        self.editor.setObjectName("decision_text")
        self._saving: Autosave = desk.follow_text(self.editor, self._wrap)
        self.tick = CheckBox("")
        self.tick.setObjectName("text_read")
        self.tick.clicked.connect(self._ticked)
        self.close_button = Button("", hint="Esc")
        self.close_button.setObjectName("close_text")
        self.close_button.clicked.connect(self.closed)
        foot = Row(gap=8)
        foot.put(self.tick, None, self.close_button)
        self.body.put(self._title, self._lead, self.editor)
        self.body.addLayout(foot)

    def _wrap(self, text: str) -> dict[str, dict[str, str]]:
        return {"texts": {self.kind: text}}

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._lead.setText(
            self.tr(
                "Written from what is entered. Change it as you like; a change is kept at once."
            )
        )
        self.tick.setText(self.tr("I have &read the text"))
        self.close_button.setText(self.tr("&Close"))
        if self.kind:
            self._title.setText(words.text_name(self.kind))
            self.editor.setAccessibleName(self._title.text())

    def open_text(self, kind: str) -> None:
        """Show one of the texts."""
        if kind != self.kind:
            self._saving.flush()
            self._saving.forget()
            self.kind = kind
        self.retranslate()
        self.refresh()
        self.show()
        self.editor.setFocus()

    def refresh(self) -> None:
        """Show what is kept, unless it is being typed."""
        view = self._desk.view
        show_text(self.editor, self._saving, view.texts.get(self.kind, ""))
        self.tick.setChecked(self.kind in view.state.drafts_read)
        self.editor.setReadOnly(self._desk.is_signed)
        self.tick.setEnabled(not self._desk.is_signed)

    def _ticked(self, on: bool) -> None:
        if self._saving.flush():
            self.read.emit(self.kind, on)
        else:
            self.tick.setChecked(False)
