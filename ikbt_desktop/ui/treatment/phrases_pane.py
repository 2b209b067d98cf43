"""One's own phrases behind `;`: made, changed and removed; the clinic's can be read and copied."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from ikbt_desktop.errors import IkbtError, InvalidValue
from ikbt_desktop.services.feedback_notes import VARIABLES, PhraseView
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, Scroll
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.record.kept_form import KeptForm, Values
from ikbt_desktop.ui.treatment import words
from ikbt_desktop.ui.treatment.sheet import clear

_DRAFT = "phrase_form"


class PhraseForm(Card):
    """A short name and a text. What is typed is kept until it is saved or emptied."""

    saved = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(gap=8)
        self._services = services
        self._changing: PhraseView | None = None
        self._title = Label("", "h3", wrap=True)
        self.name = LineEdit(width=210)
        self.name.setObjectName("phrase_name")
        self.name.setMaxLength(40)
        self._name_block = FieldBlock("", self.name)
        self.text = TextEdit(lines=4, role="editor")
        self.text.setObjectName("phrase_text")
        self._text_block = FieldBlock("", self.text)
        self._fills = Label("", "small", ink="muted", wrap=True)
        self._variables = QWidget()
        Flow(self._variables, gap=4)
        self.save = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self.save.setObjectName("save_phrase")
        self.save.clicked.connect(self.keep_phrase)
        self.empty = Button("", Kind.TEXT)
        self.empty.setObjectName("empty_phrase")
        self.empty.clicked.connect(self.begin_new)
        buttons = Row(gap=8)
        buttons.put(self.save, self.empty, None)
        self.body.put(self._title, self._name_block, self._text_block, self._fills)
        self.body.put(self._variables, buttons)
        self._add_variables()
        self.draft = KeptForm(self, services, kind=_DRAFT, subject_id="own", read=self._read)

    def _add_variables(self) -> None:
        flow = self._variables.layout()
        assert flow is not None
        for place, name in enumerate(VARIABLES):
            button = Button("{" + name + "}", Kind.TEXT, small=True)
            button.setObjectName(f"variable_{place}")
            button.clicked.connect(lambda _on=False, name=name: self._insert(name))
            flow.addWidget(button)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._show_title()
        self._name_block.set_label(self.tr("Short &name"))
        self._name_block.set_help(self.tr("Letters and digits without spaces, typed after ;"))
        self._text_block.set_label(self.tr("&Text"))
        self._fills.setText(
            self.tr("The program fills these in when the phrase is used; click to insert one.")
        )
        self.save.setText(self.tr("&Save the phrase"))
        self.empty.setText(self.tr("&Empty the form"))

    def _show_title(self) -> None:
        changing = self._changing
        if changing is None:
            self._title.setText(self.tr("New phrase"))
        else:
            self._title.setText(self.tr("Change ;{name}").format(name=changing.name))

    # --- filling in --------------------------------------------------------------------------

    def _read(self) -> Values | None:
        return {
            "changing": self._changing.id if self._changing is not None else "",
            "name": self.name.text(),
            "text": self.text.toPlainText(),
        }

    def restore(self, phrases: tuple[PhraseView, ...]) -> None:
        """What was typed before the clinic was locked, or the machine died."""
        kept = self.draft.kept()
        if kept is None:
            return
        own = {phrase.id: phrase for phrase in phrases if phrase.own}
        self._show(own.get(str(kept["changing"])), str(kept["name"]), str(kept["text"]))

    def begin_new(self) -> None:
        """An empty form."""
        self._show(None, "", "")
        self.draft.forget()
        self.name.setFocus()

    def change(self, phrase: PhraseView) -> None:
        """One of one's own."""
        self._show(phrase, phrase.name, phrase.text)
        self.text.setFocus()

    def copy(self, phrase: PhraseView) -> None:
        """A new one that begins as one of the clinic's."""
        self._show(None, phrase.name, phrase.text)
        self.text.setFocus()

    def _show(self, phrase: PhraseView | None, name: str, text: str) -> None:
        self._changing = phrase
        self._name_block.set_error("")
        self._text_block.set_error("")
        self.name.setText(name)
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._show_title()

    def _insert(self, name: str) -> None:
        self.text.insertPlainText("{" + name + "}")
        self.text.setFocus()

    # --- saving ------------------------------------------------------------------------------

    def keep_phrase(self) -> None:
        """Save it, or say at the field what is wrong."""
        self._name_block.set_error("")
        self._text_block.set_error("")
        try:
            saved = self._services.feedback_notes.save_phrase(
                name=self.name.text(),
                text=self.text.toPlainText(),
                own=True,
                phrase_id=self._changing.id if self._changing is not None else None,
            )
        except IkbtError as error:
            self.draft.keep()
            at_text = not (isinstance(error, InvalidValue) and error.field == "name")
            block, field = (
                (self._text_block, self.text) if at_text else (self._name_block, self.name)
            )
            field.setFocus()
            block.show_problem(error)
            return
        self.begin_new()
        self.saved.emit(saved)


class PhrasesPane(QWidget):
    """`closed` when the person is done, `said(text, undo)` after what was done."""

    closed = Signal()
    said = Signal(str, object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("phrases_pane")
        self._services = services
        self._title = Label("", "h2")
        self._close = Button("", Kind.SECONDARY, icon="arrow-left")
        self._close.setObjectName("close_phrases")
        self._close.clicked.connect(self.leave)
        self._about = Label("", "small", ink="muted", wrap=True)
        self.form = PhraseForm(services)
        self.form.saved.connect(self._saved)
        self._trouble = Label("", "small", ink="error", wrap=True)
        self._trouble.hide()
        self._list = Column(gap=12)
        self.scroller = Scroll(gap=12, margins=(24, 14, 24, 14))
        head = Row(gap=8)
        head.put(self._title, None, self._close)
        body = self.scroller.body
        body.addLayout(head)
        body.put(self._about, self.form, self._trouble)
        body.addLayout(self._list)
        body.addStretch(1)
        Column(self, gap=0).addWidget(self.scroller)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("My phrases"))
        self._close.setText(self.tr("&Back"))
        self._about.setText(
            self.tr(
                "Type ; and the beginning of the name in the feedback, then Tab. Only you see your "
                "own phrases; the clinic's can be copied."
            )
        )
        self.form.retranslate()

    def open_pane(self) -> None:
        """Show the phrases, and what was half written."""
        self.form.restore(self._show_list())
        self.scroller.verticalScrollBar().setValue(0)
        self.form.name.setFocus()

    def _show_list(self) -> tuple[PhraseView, ...]:
        clear(self._list)
        self._trouble.hide()
        try:
            phrases = self._services.feedback_notes.phrases()
        except IkbtError as error:
            self._tell(error)
            return ()
        for phrase in phrases:
            self._list.addWidget(self._card(phrase))
        if not phrases:
            text = self.tr("No phrase yet. Write the first one above.")
            self._list.addWidget(Label(text, "body", ink="muted", wrap=True))
        return phrases

    def _card(self, phrase: PhraseView) -> Card:
        card = Card(gap=4)
        head = Flow(gap=10)
        head.addWidget(Label(f";{phrase.name}", "h3"))
        if phrase.own:
            change = Button(self.tr("Change"), Kind.TEXT, icon="pencil", small=True)
            change.setObjectName(f"change_{phrase.name}")
            change.setAccessibleName(self.tr("Change ;{name}").format(name=phrase.name))
            change.clicked.connect(lambda: self._begin(phrase))
            remove = Button(self.tr("Remove"), Kind.TEXT, icon="trash-2", small=True)
            remove.setObjectName(f"remove_{phrase.name}")
            remove.setAccessibleName(self.tr("Remove ;{name}").format(name=phrase.name))
            remove.clicked.connect(lambda: self._remove(phrase))
            head.addWidget(change)
            head.addWidget(remove)
        else:
            head.addWidget(Pill(self.tr("The clinic's"), State.NEUTRAL, icon="users", height=20))
            copy = Button(self.tr("Make my own"), Kind.TEXT, icon="copy", small=True)
            copy.setObjectName(f"copy_{phrase.name}")
            copy.setAccessibleName(self.tr("Make my own of ;{name}").format(name=phrase.name))
            copy.clicked.connect(lambda: self._begin(phrase))
            head.addWidget(copy)
        card.body.addLayout(head)
        card.body.addWidget(Label(phrase.text, "body", wrap=True))
        return card

    def _begin(self, phrase: PhraseView) -> None:
        if phrase.own:
            self.form.change(phrase)
        else:
            self.form.copy(phrase)
        self.scroller.verticalScrollBar().setValue(0)

    def _saved(self, phrase: object) -> None:
        assert isinstance(phrase, PhraseView)
        self._show_list()
        self.said.emit(self.tr("The phrase ;{name} is saved.").format(name=phrase.name), None)

    def _remove(self, phrase: PhraseView) -> None:
        notes = self._services.feedback_notes
        try:
            notes.discard_phrase(phrase.id)
        except IkbtError as error:
            self._tell(error)
            return

        def bring_back() -> None:
            notes.save_phrase(name=phrase.name, text=phrase.text, own=True)
            self._show_list()

        self._show_list()
        self.form.name.setFocus()
        told = self.tr("The phrase ;{name} is removed.").format(name=phrase.name)
        self.said.emit(told, bring_back)

    def _tell(self, error: IkbtError) -> None:
        self._trouble.setText(words.sentence_of(error))
        self._trouble.show()

    # --- going -------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is half written."""
        self.form.draft.keep()

    def leave(self) -> None:
        """Back to the feedback; what is half written is kept."""
        self.keep()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the pane, not the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
