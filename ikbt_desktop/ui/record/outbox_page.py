"""What is made and not yet in the record (Att föra in i journalen), oldest first."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.documents import DocumentRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import person, theme, tokens
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import EmptyState, Ground
from ikbt_desktop.ui.kit.edits import ComboBox
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll
from ikbt_desktop.ui.kit.paged_table import Cell, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.documents_tab import DocumentPane

_NARROW = 900


class _Rows(TableView):
    """A table that also stands in a narrow column."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().wide(220), theme.current().wide(120))


class OutboxPage(Page):
    """The list to the left, the chosen document to the right; Space ticks, with undo.

    Where it is narrow there is one of them: Enter opens the document, Escape the list.
    """

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        self.setObjectName("outbox_page")
        self._services = services
        self._rows: dict[str, DocumentRow] = {}
        self._wanted = place.record_id
        self._title = Label("", "h1", wrap=True)
        self._line = Label("", "small", ink="muted", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._kind = ComboBox(small=True)
        self._kind.setObjectName("outbox_kind")
        self._back = Button("", Kind.TEXT, icon="arrow-left", small=True)
        self._back.setObjectName("back_to_list")
        self._is_narrow = self._is_reading = False
        self.pane = DocumentPane(services)
        self.pane.on_said = self.said.emit
        self.pane.on_changed = self._changed_here
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = _Rows(self.table, tall=tokens.ROW_REFERRAL)
        self.list.setObjectName("outbox")
        self._empty = EmptyState("file-check", "")
        self._build()
        self.list.row_selected.connect(self._select)
        self.list.row_activated.connect(self._read_pages)
        self.list.space_pressed.connect(self._tick)
        self._kind.currentIndexChanged.connect(self._kind_chosen)
        self._back.clicked.connect(self._back_to_list)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._back_to_list)
        self.retranslate()

    def _build(self) -> None:
        head = Column(gap=2, margins=(24, 18, 24, 12))
        top = Row(gap=12)
        top.addWidget(self._title, 1)
        top.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignVCenter)
        head.put(top, self._line, self._trouble)
        self._left = Ground("surface")
        column = Column(self._left, gap=0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        scroll, both = Scroll(gap=0), QWidget()
        scroll.body.addWidget(both, 1)
        whole = Column(self, gap=0)
        whole.addWidget(scroll)
        self._right = Ground("surface")
        beside = Column(self._right, gap=0)
        beside.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addWidget(self.pane, 1)
        self._halves = Row(both, gap=0)
        self._halves.addWidget(self._left, 6)
        self._halves.addWidget(self._right, 5)

    # --- rows --------------------------------------------------------------------------------

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("made", self.tr("Made"), Cell.TWO_LINES, width=124),
            TableColumn("patient", self.tr("Patient"), Cell.TWO_LINES, width=180),
            TableColumn("document", self.tr("Document"), Cell.TWO_LINES),
        )

    def _fetch(self, offset: int, limit: int, _order: Order) -> list[RowValue]:
        try:
            rows = self._services.documents.outbox(
                offset=offset, limit=limit, kind=self._chosen_kind
            )
        except IkbtError as error:
            self._trouble.say(self.tr("The list could not be read."), words.problem(error))
            self._trouble.show()
            return []
        if offset == 0:
            self._rows.clear()
        self._rows.update({row.id: row for row in rows})
        return [self._line_of(row) for row in rows]

    def _line_of(self, row: DocumentRow) -> RowValue:
        version = self.tr("version {number}").format(number=row.version_number)
        told = [version, row.number]
        if row.replaced:
            told.append(self.tr("replaced by a newer version"))
        return RowValue(
            row.id,
            (
                Two(words.written_day(row.made_at), row.made_by),
                Two(person.first_line(row), person.second_line(row), strong=True),
                Two(words.document(row.kind), "  ·  ".join(told)),
            ),
        )

    # --- doing -------------------------------------------------------------------------------

    def _select(self, key: str | None) -> None:
        self.pane.show_row(self._rows.get(key) if key is not None else None)

    def _read_pages(self) -> None:
        self._is_reading = self._is_narrow
        self._show_halves()
        (self.pane.pages if self.pane.pages.isVisibleTo(self) else self.pane.tick).setFocus()

    def _back_to_list(self) -> None:
        self._is_reading = False
        self._show_halves()
        self.list.setFocus()

    @property
    def _chosen_kind(self) -> str | None:
        return str(self._kind.value) if self._kind.value else None

    def _kind_chosen(self, *_: object) -> None:
        self.table.reload()
        self._select(self.list.selected_key)

    def _tick(self, key: str) -> None:
        if key in self._rows:
            self.pane.toggle_filed(self._rows[key])

    def _changed_here(self) -> None:
        self.refresh()
        self.changed.emit()

    # --- the page ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read afresh; after a tick the next document is chosen."""
        self._trouble.hide()
        self._count()
        self.table.reload()
        if self._wanted is not None:
            self.list.select_key(self._wanted)
            self._wanted = None
        self._select(self.list.selected_key)
        self._is_reading = self._is_reading and self.pane.row is not None
        self._show_halves()

    def _count(self) -> None:
        """Offer the kinds that wait, with their numbers; one that has run out is let go."""
        try:
            counts = self._services.documents.waiting()
        except IkbtError:
            return  # the list itself says it
        all_of_them = self.tr("All kinds, {number}").format(number=sum(counts.values()))
        options: list[tuple[object, str]] = [("", all_of_them)]
        options += [(kind, f"{words.document(kind)}, {n}") for kind, n in counts.items()]
        kept = self._kind.value
        self._kind.blockSignals(True)
        self._kind.set_options(options)
        self._kind.set_value(kept if kept in counts else "")
        self._kind.blockSignals(False)
        self._kind.setVisible(len(counts) > 1)

    def _show_halves(self) -> None:
        waiting = self.table.rowCount() > 0
        self.list.setVisible(waiting)
        self._empty.setVisible(not waiting)
        self._left.setVisible(not (self._is_narrow and self._is_reading))
        self._right.setVisible(waiting and (self._is_reading or not self._is_narrow))
        self._back.setVisible(self._is_narrow)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("To file in the record"))
        self._line.setText(self.tr("Oldest first. Export, put it in the record, tick it."))
        self._empty.set_texts(
            self.tr("Everything is filed in the record."),
            self.tr("A signed document waits here until somebody ticks it as filed."),
        )
        self.list.setAccessibleName(self.tr("Documents to file"))
        self._kind.setAccessibleName(self.tr("Kind of document"))
        self._back.setText(self.tr("&Back to the list"))
        self.table.set_columns(self._columns())
        self.pane.retranslate()
        self.refresh()

    def focus_first(self) -> None:
        """The oldest document."""
        self.list.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """List and document."""
        return tuple(half for half in (self._left, self._right) if half.isVisibleTo(self))

    def place(self) -> Place:
        """The chosen document."""
        return Place(View.OUTBOX, record_id=self.list.selected_key)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The keys of this page."""
        return (
            Shortcut(self.tr("Space"), self.tr("Tick as filed")),
            Shortcut("Enter", self.tr("Read the document")),
            Shortcut("Esc", self.tr("Back to the list")),
            Shortcut("Ctrl+Shift+E", self.tr("Export the document")),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_narrow = self.width() / theme.current().scale < _NARROW - 54
        self._is_reading = self._is_reading and self._is_narrow
        self._show_halves()
