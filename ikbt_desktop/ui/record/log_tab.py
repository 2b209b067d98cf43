"""The patient's rows of the access log: who, when, what, by what right; fetched as one scrolls."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.administration import LogFilter, LogRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration import log_words
from ikbt_desktop.ui.kit.card import EmptyState
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow
from ikbt_desktop.ui.kit.paged_table import Cell, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.tab import Tab

_PAGE = 100
_NARROW = 760


class LogTab(Tab):
    """For those who read the log: this patient's rows, newest first, with filters above."""

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__(services, patient_id)
        self._rows: list[LogRow] = []
        self._asked, self._is_complete, self._is_narrow = 0, False, False
        self.only = ComboBox(width=240)
        self.only.setObjectName("patient_log_only")
        self._only_block = FieldBlock("", self.only)
        self.text = LineEdit(width=240)
        self.text.setObjectName("patient_log_text")
        self.text.setMaxLength(100)
        self._text_block = FieldBlock("", self.text)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = TableView(self.table)
        self.list.setObjectName("patient_log")
        self._empty = EmptyState("list", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._row_words = Label("", "small", wrap=True)
        filters = QWidget()
        flow = Flow(filters, gap=16)
        flow.addWidget(self._text_block)
        flow.addWidget(self._only_block)
        whole = Column(self, gap=10, margins=(16, 12, 16, 12))
        whole.put(self._trouble, filters)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self._row_words)
        self._say()
        self.only.currentIndexChanged.connect(self._again)
        self.text.editingFinished.connect(self._again)
        self.list.row_selected.connect(self._show_row)

    def _say(self) -> None:
        self._only_block.set_label(self.tr("Show"))
        self.only.blockSignals(True)  # the choice stays, only its words are others
        self.only.set_options(
            [
                ("", self.tr("All rows")),
                ("no_relation", self.tr("Without care relation")),
                ("emergency", self.tr("Emergency access")),
            ]
        )
        self.only.blockSignals(False)
        self._text_block.set_label(self.tr("Person or reason"))
        self.list.setAccessibleName(self.tr("Access log of the patient"))
        self._empty.set_texts(
            self.tr("No rows match"), self.tr("Write something else, or show all rows.")
        )

    def _columns(self) -> tuple[TableColumn, ...]:
        if self._is_narrow:
            return (
                TableColumn("who", self.tr("When and who"), Cell.TWO_LINES),
                TableColumn("what", self.tr("What"), Cell.TWO_LINES),
            )
        return (
            TableColumn("at", self.tr("Time"), width=150),
            TableColumn("who", self.tr("Who"), Cell.TWO_LINES, width=190),
            TableColumn("what", self.tr("What"), Cell.TWO_LINES, width=260),
            TableColumn("by", self.tr("By what right"), Cell.TWO_LINES),
        )

    # --- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the newest rows; that is itself a row."""
        self._trouble.hide()
        self._rows, self._asked, self._is_complete = [], 0, False
        try:
            self._read_until(_PAGE)
        except IkbtError as error:
            self._tell(error)
        self.table.restart()
        self._stack.setCurrentWidget(self.list if self._rows else self._empty)
        self._show_row(self.list.selected_key)

    def _again(self) -> None:
        if self.banner is not None:
            self.refresh()

    def _read_until(self, count: int) -> None:
        chosen = LogFilter(text=self.text.text(), only=str(self.only.value or ""))
        while len(self._rows) < count and not self._is_complete:
            page = self.services.administration.patient_log(
                self.patient_id, chosen, offset=self._asked, limit=_PAGE
            )
            self._asked += len(page)
            self._is_complete = len(page) < _PAGE
            oldest = self._rows[-1].seq if self._rows else None
            self._rows += [row for row in page if oldest is None or row.seq < oldest]

    def _fetch(self, offset: int, limit: int, _order: Order) -> Sequence[RowValue]:
        try:
            self._read_until(offset + limit)
        except IkbtError as error:
            self._tell(error)
        return [self._line(row) for row in self._rows[offset : offset + limit]]

    def _tell(self, error: IkbtError) -> None:
        self._trouble.say(self.tr("The log could not be read."), words.problem(error))
        self._trouble.show()

    def _line(self, row: LogRow) -> RowValue:
        at, role = (
            log_words.moment(row.at, today=self.today()),
            log_words.role_at(row.role, row.unit),
        )
        what, part = log_words.action_word(row.action), log_words.kind_word(row.kind)
        by, reason = log_words.by_word(row.by), self._reason(row)
        if self._is_narrow:
            told = "  ·  ".join(filter(None, (by, reason)))
            return RowValue(
                row.seq, (Two(f"{at}  ·  {row.who}", role), Two(f"{what}: {part}", told))
            )
        return RowValue(row.seq, (at, Two(row.who, role), Two(what, part), Two(by, reason)))

    def _reason(self, row: LogRow) -> str:
        return log_words.reason_words(row.reason, may_read_text=True)

    def _show_row(self, key: object) -> None:
        """The chosen row in full."""
        row = next((one for one in self._rows if one.seq == key), None)
        if row is None:
            self._row_words.setText("")
            return
        at = log_words.moment(row.at, today=self.today())
        what = f"{log_words.action_word(row.action)}: {log_words.kind_word(row.kind)}"
        who = ", ".join(filter(None, (row.who, log_words.role_at(row.role, row.unit))))
        parts = (at, who, what, log_words.by_word(row.by), self._reason(row))
        self._row_words.setText("  ·  ".join(filter(None, parts)))

    # --- the tab -----------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._say()
        self.table.set_columns(self._columns())
        self.table.restart()  # other words for the rows that are here; nothing is read anew

    def focus_first(self) -> None:
        """The newest row."""
        (self.list if self._rows else self.text).setFocus()

    def fit(self, width: float) -> None:
        """Four columns, or two."""
        narrow = width < _NARROW
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.table.set_columns(self._columns())
