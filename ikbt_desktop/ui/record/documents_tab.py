"""The patient's documents: every version shown inside the program, exported, filed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError, StaleRecord
from ikbt_desktop.services.documents import DocumentRow
from ikbt_desktop.services.forwarding import ForwardingSheets
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.treatments import TreatmentView
from ikbt_desktop.ui.kit import background, problems, theme, tokens
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import EmptyState, Ground
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label, as_plain_tip
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, Scroll
from ikbt_desktop.ui.kit.paged_table import Cell, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.pdf_view import PdfView
from ikbt_desktop.ui.record.tab import Tab

SaveAs = Callable[[QWidget, str], str]
"""Asks where to write a file of that name; the empty word is a no."""


def ask_where(parent: QWidget, name: str) -> str:
    """The system's own dialog; the kind of file is that of the name."""
    kind = Path(name).suffix
    shown = f"{kind.removeprefix('.').upper()} (*{kind})"
    chosen, _ = QFileDialog.getSaveFileName(parent, name, name, shown)
    return chosen


def filed_pill(row: DocumentRow) -> PillValue:
    """Whether a document is in the record."""
    if row.state == "filed":
        return PillValue(words.filed(filed=True), State.OK)
    return PillValue(words.filed(filed=False), State.MISSING)


@dataclass(frozen=True)
class Passing:
    """Pages that nothing keeps: the name to propose for their file, and what writes it."""

    file_name: str
    write: Callable[[Path], object]


class DocumentPane(Ground):
    """One document: what it is, its pages, export and the tick."""

    def __init__(self, services: Services) -> None:
        super().__init__("surface", lines="left")
        self._services = services
        self._row: DocumentRow | None = None
        self._passing: Passing | None = None
        self.save_as: SaveAs = ask_where
        self.on_said: Callable[[str, Callable[[], None] | None], None] = lambda *_: None
        self.on_changed: Callable[[], None] = lambda: None
        self._name = Label("", "h3", wrap=True)
        self._facts = Label("", "cap", ink="muted", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.export = Button("", icon="file-down", key="Ctrl+Shift+E", small=True)
        self.export.setObjectName("export_document")
        self.tick = Button("", icon="file-check", small=True)
        self.tick.setObjectName("tick_filed")
        self.pages = PdfView()
        self._closed = EmptyState("lock", "")
        buttons = QWidget()
        flow = Flow(buttons, gap=8)
        flow.addWidget(self.export)
        flow.addWidget(self.tick)
        head = Column(gap=4, margins=(16, 12, 16, 8))
        head.put(self._name, self._facts, buttons, self._trouble)
        whole = Column(self, gap=0)
        whole.addLayout(head)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self._closed, 1)
        self.export.clicked.connect(self._export)
        self.tick.clicked.connect(self._tick)
        self.show_row(None)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.export.setText(self.tr("&Export"))
        self._show_words()

    @property
    def row(self) -> DocumentRow | None:
        """The document that is shown."""
        return self._row

    def show_row(self, row: DocumentRow | None) -> None:
        """Show a document; its pages are read only when it is another one."""
        before, self._row, self._passing = self._row, row, None
        self._trouble.hide()
        if row is not None and row.may_hold_address:
            self._warn()
        self._show_words()
        may = row is not None and self._services.documents.may_open(row.kind)
        self.export.setVisible(may)
        self.tick.setVisible(row is not None and self._services.actor.may(Permission.FILE_DOCUMENT))
        self.pages.setVisible(row is None or may)
        self._closed.setVisible(row is not None and not may)
        if row is None:
            self.pages.clear()
        elif may and (before is None or before.id != row.id):
            self._open(row)

    def _warn(self) -> None:
        self._trouble.say(
            self.tr("An address may stand on it."),
            self.tr(
                "The letter is older than the person's protection. Try each time whether it is"
                " given out."
            ),
        )
        self._trouble.show()

    def show_draft(self, content: bytes, name: str, passing: Passing | None = None) -> None:
        """Show pages that are not kept; with `passing` they may be written to a file."""
        self.show_row(None)
        self._name.setText(name)
        self.pages.show_pdf(content, name=name)
        self._passing = passing
        self.export.setVisible(passing is not None)
        if passing is not None:
            told = self.tr("Kept nowhere here: export, print, and destroy the file afterwards.")
            self._facts.setText(told)

    def _open(self, row: DocumentRow) -> None:
        try:
            content = self._services.documents.content(row.id)
        except IkbtError as error:
            self.say_problem(error)
            return
        self.pages.show_pdf(content, name=words.document(row.kind))

    def _show_words(self) -> None:
        row = self._row
        self.export.setText(self.tr("&Export"))
        self._closed.set_texts(
            self.tr("Not for your role"),
            self.tr("It can be ticked as filed without being opened."),
        )
        if row is None:
            self._name.setText("")
            self._facts.setText("")
            return
        self._name.setText(words.document(row.kind))
        facts = [
            self.tr("version {number}").format(number=row.version_number),
            row.number,
            words.moment(row.made_at),
            row.made_by,
            f"SHA\N{NON-BREAKING HYPHEN}256\N{NO-BREAK SPACE}{row.sha256[:8]}…",
        ]
        if row.filed_at is not None:
            filed = self.tr("filed {moment}, {name}")
            facts.append(filed.format(moment=words.moment(row.filed_at), name=row.filed_by))
        self._facts.setText("  ·  ".join(part for part in facts if part))
        self._facts.setToolTip(as_plain_tip(row.sha256))
        done = row.state == "filed"
        self.tick.setText(self.tr("Take back ”&filed”") if done else self.tr("Mark as &filed"))

    # --- acts --------------------------------------------------------------------------------

    def _export(self) -> None:
        if not self.export.isVisibleTo(self):
            return
        try:
            target = self._written()
            if not target:
                return
        except IkbtError as error:
            self.say_problem(error)
            return
        self._trouble.hide()
        self.on_said(self.tr("Saved as {name}.").format(name=Path(target).name), None)
        self.on_changed()

    def _written(self) -> str:
        """Where the shown document was written to; nothing when nobody chose a place."""
        row, passing, documents = self._row, self._passing, self._services.documents
        if row is not None:
            target = self.save_as(self, documents.file_name(row.id))
            if target:
                documents.export(row.id, Path(target))
            return target
        if passing is None:
            return ""
        target = self.save_as(self, passing.file_name)
        if target:
            passing.write(Path(target))
        return target

    def _tick(self) -> None:
        if self._row is not None:
            self.toggle_filed(self._row)

    def toggle_filed(self, row: DocumentRow) -> None:
        """Tick, or take the tick back; a tick can be undone."""
        documents = self._services.documents
        try:
            if row.state == "filed":
                documents.untick_filed(row.id)
                said, undo = self.tr("The document waits for the record again."), None
            else:
                documents.tick_filed(row.id)
                said = self.tr("{document} is filed in the record.").format(
                    document=words.document(row.kind)
                )
                undo = self._untick(row.id)
        except IkbtError as error:
            self.on_changed()  # a colleague may have ticked it meanwhile
            self.say_problem(error)
            return
        self.on_changed()
        self.on_said(said, undo)

    def _untick(self, document_id: str) -> Callable[[], None]:
        def undo() -> None:
            self._services.documents.untick_filed(document_id)
            self.on_changed()

        return undo

    def say_problem(self, error: IkbtError) -> None:
        """Say what could not be done."""
        self._trouble.say(self.tr("It could not be done."), words.problem(error))
        self._trouble.reveal()


class _Rows(TableView):
    """A table that also stands in a narrow column."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().wide(200), theme.current().wide(120))


class DocumentsTab(Tab):
    """The list to the left, the chosen document to the right; the summary is signed here."""

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__(services, patient_id)
        self._rows: tuple[DocumentRow, ...] = ()
        self._ended: TreatmentView | None = None
        self._going: TreatmentView | None = None
        self.pane = DocumentPane(services)
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = _Rows(self.table, tall=tokens.ROW_WORKLIST)
        self.list.setObjectName("documents")
        self.list.row_selected.connect(self._select)
        self.list.row_activated.connect(lambda _: self._read_pages())
        self.list.space_pressed.connect(lambda _: self._tick())
        self.pane.on_said = self.said.emit
        self.pane.on_changed = self.changed.emit
        self.preview = Button("", icon="eye", small=True)
        self.preview.setObjectName("preview_summary")
        self.sign = Button("", Kind.PRIMARY, small=True)
        self.sign.setObjectName("sign_summary")
        self.rewrite = Button("", icon="pencil", small=True)
        self.rewrite.setObjectName("rewrite_summary")
        self.rewrite.clicked.connect(self._rewrite)
        self.forwarding = Button("", icon="mail", small=True)
        self.forwarding.setObjectName("forwarding")
        self.reason = LineEdit()
        self.reason.setObjectName("correction_reason")
        self.reason_block = FieldBlock("", self.reason)
        self._empty = EmptyState("file-text", "")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._build()
        self.preview.clicked.connect(self.show_preview)
        self.sign.clicked.connect(self._sign)
        self.forwarding.clicked.connect(self.show_forwarding)

    def _build(self) -> None:
        left = QWidget()
        column = Column(left, gap=8)
        acts = QWidget()
        flow = Flow(acts, gap=8)
        flow.addWidget(self.preview)
        flow.addWidget(self.sign)
        flow.addWidget(self.rewrite)
        flow.addWidget(self.forwarding)
        foot = Column(gap=8, margins=(16, 8, 16, 12))
        foot.put(self._trouble, self.reason_block, acts)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(foot)
        self._left = left
        scroll, both = Scroll(gap=0), QWidget()
        scroll.body.addWidget(both, 1)
        whole = Column(self, gap=0)
        whole.addWidget(scroll)
        self._halves = Row(both, gap=0)
        self._halves.addWidget(left, 5)
        self._halves.addWidget(self.pane, 7)

    # --- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list; the chosen document stays chosen."""
        documents = self.services.documents
        self._rows = documents.of_patient(self.patient_id)
        if self.services.actor.may(Permission.MAKE_DOCUMENT):
            every = self.services.treatments.of_patient(self.patient_id)
            # A guardian's summary is signed where that program is closed.
            views = [view for view in every if not view.guardian]
            self._ended = next((view for view in views if view.state == "ended"), None)
            self._going = next(
                (view for view in views if view.state in {"running", "paused"}), None
            )
        self.table.set_columns(self._columns())
        self._say()
        self._select(self.list.selected_key)

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("document", self.tr("Document"), Cell.TWO_LINES),
            TableColumn("state", self.tr("In the record"), Cell.PILL, width=120),
        )

    def _fetch(self, offset: int, limit: int, _order: object) -> list[RowValue]:
        found = []
        for row in self._rows[offset : offset + limit]:
            version = self.tr("version {number}").format(number=row.version_number)
            second = [version, row.number, words.written_day(row.made_at)]
            if row.replaced:
                second.append(self.tr("replaced"))
            if not row.signed:
                second.append(self.tr("unsigned"))
            what = Two(words.document(row.kind), "  ·  ".join(second))
            found.append(RowValue(row.id, (what, filed_pill(row))))
        return found

    def _say(self) -> None:
        self.pane.retranslate()
        self._empty.set_texts(
            self.tr("No documents yet."),
            self.tr("Letters are made by the decision, the summary when the treatment ends."),
        )
        self._empty.setVisible(not self._rows)
        self.list.setVisible(bool(self._rows))
        self.list.setAccessibleName(self.tr("Documents"))
        signed = self._signed_summary() is not None
        shown = self._ended or self._going
        self.preview.setVisible(shown is not None)
        self.preview.setText(self.tr("&Preview the summary"))
        self.sign.setVisible(self._ended is not None)
        self.sign.setText(self.tr("&Sign the summary"))
        self.rewrite.setVisible(self._ended is not None)
        self.rewrite.setText(self.tr("Change the te&xts"))
        self.forwarding.setText(self.tr("&Letter by the tax agency"))
        self.forwarding.setVisible(self.banner is not None and self.banner.protected)
        self.reason_block.setVisible(self._ended is not None and signed)
        self.reason_block.set_label(self.tr("Reason of the correction"))
        self.reason_block.set_help(self.tr("It stands under the title of the new version."))
        if signed:
            newest = self._signed_summary()
            assert newest is not None
            self.sign.setText(
                self.tr("Sign &version {number}").format(number=newest.version_number + 1)
            )

    def _signed_summary(self) -> DocumentRow | None:
        if self._ended is None:
            return None
        found = [
            row
            for row in self._rows
            if row.kind == "treatment_summary" and row.treatment_id == self._ended.id
        ]
        return max(found, key=lambda row: row.version_number, default=None)

    def _select(self, key: object) -> None:
        self.pane.show_row(next((row for row in self._rows if row.id == key), None))

    def _read_pages(self) -> None:
        self._select(self.list.selected_key)  # a draft may stand in its place
        self.pane.pages.setFocus()

    def _tick(self) -> None:
        if self.pane.row is not None:
            self.pane.toggle_filed(self.pane.row)

    # --- the summary -------------------------------------------------------------------------

    def show_preview(self) -> None:
        """The summary as it would be signed now; nothing is kept."""
        view = self._ended or self._going
        if view is None:
            return
        name = self.tr("Treatment summary, draft")
        self.preview.set_busy(self.tr("Drawing …"))

        def done(content: bytes) -> None:
            self.preview.set_busy("")
            self.pane.show_draft(content, name)

        background.run(
            self,
            lambda _: self.services.documents.preview_summary(view.id),
            done=done,
            failed=self._refused,
        )

    def _rewrite(self) -> None:
        """To the closing form: there the texts are written anew, and the version is signed."""
        if self._ended is not None:
            self.went.emit(
                Place(View.CLOSING, patient_id=self.patient_id, record_id=self._ended.id)
            )

    def show_forwarding(self) -> None:
        """The envelope sheets of a protected person's letter; nothing is kept but the log."""
        documents, patient = self.services.documents, self.patient_id
        self._trouble.hide()
        self.forwarding.set_busy(self.tr("Drawing …"))

        def done(made: ForwardingSheets) -> None:
            self.forwarding.set_busy("")
            write = Passing(
                made.file_name, lambda target: documents.export_forwarding(patient, target)
            )
            self.pane.show_draft(made.content, self.tr("Letter by the tax agency"), write)

        background.run(
            self, lambda _: documents.forwarding(patient), done=done, failed=self._refused
        )

    def _sign(self) -> None:
        view = self._ended
        if view is None:
            return
        signed = self._signed_summary() is not None
        reason = self.reason.text().strip() if signed else ""
        self.reason_block.set_error("")
        if signed and not reason:
            self.reason_block.set_error(self.tr("Write what is corrected, then sign."))
            self.reason.setFocus()
            return
        self._trouble.hide()
        self.sign.set_busy(self.tr("Signing …"))
        newest = self._signed_summary()
        seen = 0 if newest is None else newest.version_number
        documents = self.services.documents
        background.run(
            self,
            lambda _: documents.sign_summary(view.id, correction_reason=reason, seen=seen),
            done=self._signed,
            failed=self._refused,
        )

    def _signed(self, row: DocumentRow) -> None:
        self.sign.set_busy("")
        self.reason.clear()
        self.changed.emit()
        self.refresh()
        self.list.select_key(row.id)
        self.said.emit(self.tr("The summary is signed and waits in the outbox."), None)

    def _refused(self, error: IkbtError) -> None:
        for button in (self.preview, self.sign, self.forwarding):
            button.set_busy("")
        if isinstance(error, StaleRecord):
            self._say_overtaken(error)
            return
        self._trouble.say(self.tr("It could not be done."), words.problem(error))
        self._trouble.reveal()

    def _say_overtaken(self, error: StaleRecord) -> None:
        """A colleague signed a version meanwhile, or its facts are others now: read it first."""
        self.refresh()
        newest = self._signed_summary()
        if newest is not None:
            self.list.select_key(newest.id)
        told = self.tr("Read it as it is now. If it needs a correction, write why and sign again.")
        self._trouble.say(problems.who_was_first(error), told)
        self._trouble.reveal()

    # --- the page's wishes -------------------------------------------------------------------

    def export_summary(self) -> None:
        """From the page's head: export the signed summary, or show how it would look."""
        newest = self._signed_summary()
        if newest is None:
            self.show_preview()
            return
        self.list.select_key(newest.id)
        self._select(newest.id)
        self.pane.export.click()

    def focus_first(self) -> None:
        """The list."""
        (self.list if self._rows else self.preview).setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """List and document."""
        return (self._left, self.pane)

    def fit(self, width: float) -> None:
        """The document below the list where it is narrow."""
        down, right = Column.Direction.TopToBottom, Column.Direction.LeftToRight
        narrow = width < 900
        self._halves.setDirection(down if narrow else right)
        look = theme.current()
        self.list.setMaximumHeight(look.wide(150) if narrow else 16_777_215)
        self.pane.setMinimumHeight(look.wide(300) if narrow else 0)
