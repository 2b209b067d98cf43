"""What is made and not yet in the record (Att föra in i journalen), oldest first."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.documents import DocumentRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import theme, tokens
from ikbt_desktop.ui.kit.card import EmptyState
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
    """The list to the left, the chosen document to the right; Space ticks, with undo."""

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
        self.retranslate()

    def _build(self) -> None:
        head = Column(gap=2, margins=(24, 18, 24, 12))
        head.put(self._title, self._line, self._trouble)
        self._left = QWidget()
        column = Column(self._left, gap=0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        scroll, both = Scroll(gap=0), QWidget()
        scroll.body.addWidget(both, 1)
        whole = Column(self, gap=0)
        whole.addWidget(scroll)
        self._halves = Row(both, gap=0)
        self._halves.addWidget(self._left, 6)
        self._halves.addWidget(self.pane, 5)

    # --- rows --------------------------------------------------------------------------------

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("made", self.tr("Made"), Cell.TWO_LINES, width=124),
            TableColumn("patient", self.tr("Patient"), Cell.TWO_LINES, width=180),
            TableColumn("document", self.tr("Document"), Cell.TWO_LINES),
        )

    def _fetch(self, offset: int, limit: int, _order: Order) -> list[RowValue]:
        try:
            rows = self._services.documents.outbox(offset=offset, limit=limit)
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
        return RowValue(
            row.id,
            (
                Two(words.written_day(row.made_at), row.made_by),
                Two(row.name, row.identity, strong=True),
                Two(words.document(row.kind), f"{version}  ·  {row.number}"),
            ),
        )

    # --- doing -------------------------------------------------------------------------------

    def _select(self, key: str | None) -> None:
        self.pane.show_row(self._rows.get(key) if key is not None else None)

    def _read_pages(self) -> None:
        self.pane.pages.setFocus()

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
        self.table.reload()
        if self._wanted is not None:
            self.list.select_key(self._wanted)
            self._wanted = None
        self._select(self.list.selected_key)
        waiting = self.table.rowCount() > 0
        self.list.setVisible(waiting)
        self.pane.setVisible(waiting)
        self._empty.setVisible(not waiting)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("To file in the record"))
        self._line.setText(self.tr("Oldest first. Export, put it in the record, tick it."))
        self._empty.set_texts(
            self.tr("Everything is filed in the record."),
            self.tr("A signed document waits here until somebody ticks it as filed."),
        )
        self.list.setAccessibleName(self.tr("Documents to file"))
        self.table.set_columns(self._columns())
        self.pane.retranslate()
        self.refresh()

    def focus_first(self) -> None:
        """The oldest document."""
        self.list.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """List and document."""
        return (self._left, self.pane)

    def place(self) -> Place:
        """The chosen document."""
        return Place(View.OUTBOX, record_id=self.list.selected_key)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The keys of this page."""
        return (
            Shortcut(self.tr("Space"), self.tr("Tick as filed")),
            Shortcut("Enter", self.tr("Read the document")),
            Shortcut("Ctrl+Shift+E", self.tr("Export the document")),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() / theme.current().scale < _NARROW - 54
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(down if narrow else right)
        look = theme.current()
        self.pane.setMinimumHeight(look.wide(300) if narrow else 0)
        self._left.setMinimumHeight(look.wide(220) if narrow else 0)
