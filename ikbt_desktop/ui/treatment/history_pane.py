"""All feedback of a treatment, every version; a signed text is corrected here by a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import AlreadySigned, IkbtError, StaleRecord
from ikbt_desktop.services.feedback_notes import NoteView
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import meanwhile, theme
from ikbt_desktop.ui.kit.autosave import Autosave
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, Scroll
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.treatment import words
from ikbt_desktop.ui.treatment.sheet import Notice, clear

AMEND_DRAFT = "feedback_amendment"
REASON_DRAFT = "feedback_amendment_reason"


class StruckLabel(Label):
    """A text that has been replaced: struck through, and said so in words beside it."""

    def restyle(self) -> None:
        super().restyle()
        font = theme.current().font("body")
        struck = type(font)(font)
        struck.setStrikeOut(True)
        self.setFont(struck)


class AmendForm(Card):
    """The corrected text and why."""

    amended = Signal(object)
    left = Signal()
    overtaken = Signal(object)
    """Somebody else corrected this note meanwhile."""

    def __init__(self, services: Services) -> None:
        super().__init__(gap=8)
        self._services = services
        self._note: NoteView | None = None
        self._title = Label("", "h3", wrap=True)
        self.notice = Notice("amend_notice")
        self._text = TextEdit(lines=6, role="editor")
        self._text.setObjectName("amended_text")
        self._text_block = FieldBlock("", self._text)
        self._why = LineEdit()
        self._why.setMaxLength(500)
        self._why.setObjectName("amend_reason")
        self._why_block = FieldBlock("", self._why)
        self._sign = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self._sign.setObjectName("sign_amendment")
        self._sign.clicked.connect(self.sign)
        self._cancel = Button("", Kind.TEXT)
        self._cancel.setObjectName("cancel_amendment")
        self._cancel.clicked.connect(self._leave)
        buttons = Row(gap=8)
        buttons.put(self._sign, self._cancel, None)
        self.body.put(self._title, self.notice, self._text_block, self._why_block, buttons)
        self.saving = Autosave(self._text, save=self._keep_now, clock=services.workplace.clock)
        self._why_saving = Autosave(
            self._why, save=self._keep_why, clock=services.workplace.clock, text=self._why.text
        )
        self._why.textEdited.connect(self._why_saving.changed)
        self._why.editingFinished.connect(self.keep)
        self._why_saving.failed.connect(self._failed)
        self.saving.failed.connect(self._failed)
        self.hide()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Correct a signed text: both versions stay readable"))
        self._text_block.set_label(self.tr("Corrected &text"))
        self._why_block.set_label(self.tr("What was &wrong"))
        self._sign.setText(self.tr("S&ign the correction"))
        self._cancel.setText(self.tr("Leave it"))

    def open_for(self, note: NoteView) -> None:
        """Begin with the signed text, or with what was half corrected."""
        self._note = note
        draft = self._services.drafts.find(AMEND_DRAFT, note.id)
        self._text.blockSignals(True)
        self._text.setPlainText(draft.text if draft is not None else note.text)
        self._text.blockSignals(False)
        why = self._services.drafts.find(REASON_DRAFT, note.id)
        self._why.setText(why.text if why is not None else "")
        self.show()
        self._text.setFocus()

    def _keep_now(self, text: str) -> None:
        if self._note is not None:
            self._services.drafts.keep(AMEND_DRAFT, self._note.id, text)

    def _keep_why(self, text: str) -> None:
        if self._note is not None:
            self._services.drafts.keep(REASON_DRAFT, self._note.id, text)

    def keep(self) -> bool:
        """Keep the text and the reason as they stand."""
        text, reason = self.saving.flush(), self._why_saving.flush()
        return text and reason

    def _failed(self, error: IkbtError) -> None:
        self._text_block.set_error(words.sentence_of(error))

    def sign(self) -> None:
        """Sign the new version."""
        if self._note is None:
            return
        self._text_block.set_error("")
        self._why_block.set_error("")
        self.notice.silence()
        if not self._text.toPlainText().strip():
            self._text_block.set_error(f"{words.missing('text')}.")
            self._text.setFocus()
            return
        if not self._why.text().strip():
            self._why_block.set_error(f"{words.missing('correction_reason')}.")
            self._why.setFocus()
            return
        notes = self._services.feedback_notes
        try:
            new = notes.amend(self._note.id, self._text.toPlainText(), reason=self._why.text())
        except AlreadySigned:
            self.overtaken.emit(self._note)
            return
        except IkbtError as error:
            refusal = words.of_error(error)
            self._text_block.set_error(f"{refusal.lead}. {refusal.sentence}")
            return
        self.saving.forget()
        self._why_saving.forget()
        for kind in (AMEND_DRAFT, REASON_DRAFT):
            self._services.drafts.discard(kind, self._note.id)
        self._note = None
        self.hide()
        self.amended.emit(new)

    def go_on_from(self, newer: NoteView) -> None:
        """A colleague corrected the same text: mine may be the next correction, of theirs."""
        old, self._note = self._note, newer
        if old is not None:
            self._services.drafts.discard(AMEND_DRAFT, old.id)
        self._keep_now(self._text.toPlainText())
        told = meanwhile.lines(
            [(self._text_block.label.text(), newer.text, self._text.toPlainText())]
        )
        stale = StaleRecord("feedback_note", newer.author, newer.signed_at)
        self._text_block.set_error(meanwhile.sentence(stale, told))
        self._text.setFocus()

    def _leave(self) -> None:
        self.keep()
        self.hide()
        self.left.emit()


class HistoryPane(QWidget):
    """`amended(NoteView)` after a correction, `closed` when the person is done reading."""

    amended = Signal(object)
    closed = Signal()

    def __init__(self, services: Services, treatment_id: str) -> None:
        super().__init__()
        self.setObjectName("feedback_history")
        self._services, self._treatment = services, treatment_id
        self._title = Label("", "h2")
        self._close = Button("", Kind.SECONDARY, icon="arrow-left")
        self._close.setObjectName("close_history")
        self._close.clicked.connect(self._leave)
        self.form = AmendForm(services)
        self.form.amended.connect(self._amended)
        self.form.overtaken.connect(self._overtaken)
        self.scroller = Scroll(gap=12, margins=(24, 14, 24, 14))
        head = Row(gap=8)
        head.put(self._title, None, self._close)
        self._notes = Column(gap=12)
        self.scroller.body.addLayout(head)
        self.scroller.body.addWidget(self.form)
        self.scroller.body.addLayout(self._notes)
        self.scroller.body.addStretch(1)
        Column(self, gap=0).addWidget(self.scroller)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("All feedback"))
        self._close.setText(self.tr("&Back"))
        self.form.retranslate()

    def show_notes(self) -> None:
        """Read every version; the reading is logged."""
        self._show(self._services.feedback_notes.history(self._treatment))

    def _show(self, notes: Sequence[NoteView]) -> None:
        clear(self._notes)
        for note in notes:
            self._notes.addWidget(self._card(note))
        if not notes:
            text = self.tr("No feedback is signed yet.")
            self._notes.addWidget(Label(text, "body", ink="muted", wrap=True))

    def _card(self, note: NoteView) -> Card:
        card = Card(gap=6)
        head = Flow(gap=10)
        title = self.tr("Week {number}, version {version}")
        head.addWidget(Label(title.format(number=note.section, version=note.version_number), "h3"))
        if note.replaced:
            head.addWidget(Pill(self.tr("Replaced"), State.NEUTRAL, icon="history", height=20))
        elif self._services.actor.may(Permission.WRITE_FEEDBACK):
            button = Button(self.tr("Correct"), Kind.TEXT, icon="pencil", small=True)
            button.setObjectName(f"amend_{note.section}")
            button.setAccessibleName(
                self.tr("Correct the feedback of week {number}").format(number=note.section)
            )
            button.clicked.connect(lambda: self.begin(note))
            head.addWidget(button)
        card.body.addLayout(head)
        card.body.addWidget(Label(self._who(note), "small", ink="muted", wrap=True))
        if note.correction_reason:
            why = self.tr("Corrected: {reason}").format(reason=note.correction_reason)
            card.body.addWidget(Label(why, "small", weight=500, wrap=True))
        text = StruckLabel if note.replaced else Label
        card.body.addWidget(text(note.text, "body", wrap=True))
        return card

    def _who(self, note: NoteView) -> str:
        at = words.clock_of(note.signed_at) if note.signed_at is not None else None
        moment = at.strftime("%Y-%m-%d %H:%M") if at is not None else ""
        way = self.tr("by phone") if note.channel == "phone" else self.tr("as a message")
        return self.tr("Signed {moment} by {name}, {way}").format(
            moment=moment, name=note.author, way=way
        )

    def begin(self, note: NoteView) -> None:
        """Open the form for one signed text."""
        self.form.open_for(note)
        self.scroller.verticalScrollBar().setValue(0)

    def _amended(self, note: object) -> None:
        self.show_notes()
        self.amended.emit(note)

    def _overtaken(self, note: NoteView) -> None:
        notes = self._services.feedback_notes.history(self._treatment)
        self._show(notes)
        newest = [one for one in notes if one.section == note.section and not one.replaced]
        for one in newest[:1]:
            self.form.go_on_from(one)

    def keep(self) -> bool:
        """Keep what is being corrected."""
        return self.form.keep()

    def _leave(self) -> None:
        self.keep()
        self.closed.emit()
