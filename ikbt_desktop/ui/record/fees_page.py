"""A month's contacts with their fees, as the basis of what is billed."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.fees import FeeMonth, FeeRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.saved_files import SavedTable
from ikbt_desktop.ui.kit import background, person, theme, tokens
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, EmptyState, Ground
from ikbt_desktop.ui.kit.edits import ComboBox
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow
from ikbt_desktop.ui.kit.paged_table import Cell, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.record import fee_words, words
from ikbt_desktop.ui.record.documents_tab import SaveAs, ask_where

_MONTHS = 24
_NARROW = 900


class _Rows(TableView):
    """A table that also stands in a narrow window."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().wide(220), theme.current().wide(120))


class FeesPage(Page):
    """Every contact of the chosen month by day; Enter opens the patient's own fees.

    `place.detail` is the month, e.g. 2026-10. A protected patient is named on the own page only.
    """

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        self.setObjectName("fees_page")
        self._services = services
        self._month: FeeMonth | None = None
        self._is_narrow = False
        self.save_as: SaveAs = ask_where
        self._title = Label("", "h1", wrap=True)
        self._line = Label("", "small", ink="muted", wrap=True)
        self._line.setObjectName("fee_sums")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.month = ComboBox(width=220)
        self.month.setObjectName("fee_month")
        self.shown = SegmentedAnswer([("all", ""), ("charged", ""), ("uncharged", "")])
        self.shown.setObjectName("fee_shown")
        self.shown.set_value("all")
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = _Rows(self.table, tall=tokens.ROW_REFERRAL)
        self.list.setObjectName("fee_list")
        self._empty = EmptyState("receipt", "")
        self.open = Button("", Kind.PRIMARY, hint="Enter")
        self.open.setObjectName("open_fees")
        self._bar = ActionBar()
        self.save = Button("", icon="file-down")
        self.save.setObjectName("save_fee_basis")
        self._bar.add_left(self.save)
        self._bar.add_right(self.open)
        self._build()
        self._fill_months()
        self.month.set_value(place.detail or self._months()[0])
        if self.month.value is None:
            self.month.set_value(self._months()[0])
        self.month.currentIndexChanged.connect(lambda _: self.refresh())
        self.shown.answered.connect(lambda _: self._show_rows())
        self.list.row_activated.connect(self._open)
        self.open.clicked.connect(lambda: self._open(self.list.selected_key))
        self.save.clicked.connect(self._save)
        self.retranslate()

    def _build(self) -> None:
        upper = Ground("surface")
        head = Column(upper, gap=8, margins=(24, 18, 24, 12))
        tools = QWidget()
        flow = Flow(tools, gap=12)
        flow.addWidget(self.month)
        flow.addWidget(self.shown)
        head.put(self._title, self._line, tools, self._trouble)
        whole = Column(self, gap=0)
        whole.addWidget(upper)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._bar)

    # --- months ------------------------------------------------------------------------------

    def _months(self) -> list[str]:
        """The present month and those before it, newest first."""
        day = local_day(self._services.workplace.clock()).replace(day=1)
        found = []
        for _ in range(_MONTHS):
            found.append(day.strftime("%Y-%m"))
            day = (day - timedelta(days=1)).replace(day=1)
        return found

    def _fill_months(self) -> None:
        chosen = self.month.value
        self.month.blockSignals(True)
        self.month.set_options([(month, _spelled(month)) for month in self._months()])
        self.month.set_value(chosen)
        self.month.blockSignals(False)

    # --- rows --------------------------------------------------------------------------------

    def _columns(self) -> tuple[TableColumn, ...]:
        day = TableColumn("day", self.tr("Date"), width=128)
        patient = TableColumn("patient", self.tr("Patient"), Cell.TWO_LINES)
        fee = TableColumn("fee", self.tr("Fee"), Cell.NUMBER, width=84)
        total = TableColumn("sum", self.tr("Sum"), Cell.NUMBER, width=94)
        if self._is_narrow:
            return (patient, fee)
        kind = TableColumn("kind", self.tr("Contact"), width=200)
        state = TableColumn("state", self.tr("State"), Cell.PILL, width=230)
        return (day, patient, kind, fee, total, state)

    def _rows(self) -> list[FeeRow]:
        rows = () if self._month is None else self._month.rows
        match self.shown.value:
            case "charged":
                return [row for row in rows if row.fee]
            case "uncharged":
                return [row for row in rows if not row.fee]
        return list(rows)

    def _fetch(self, offset: int, limit: int, _order: Order) -> list[RowValue]:
        return [self._line_of(row) for row in self._rows()[offset : offset + limit]]

    def _line_of(self, row: FeeRow) -> RowValue:
        fee = fee_words.kronor(row.fee)
        name, identity = person.first_line(row), person.second_line(row)
        if self._is_narrow:
            told = f"{words.written(row.on)}  ·  {fee_words.reason(row.reason)}"
            return RowValue(row.contact_id, (Two(name, told, strong=True), fee))
        values = (
            words.written(row.on),
            Two(name, identity, strong=True),
            fee_words.kind(row),
            fee,
            fee_words.kronor(row.sum_after),
            fee_words.pill(row),
        )
        return RowValue(row.contact_id, values)

    def _open(self, key: object) -> None:
        rows = {row.contact_id: row for row in self._rows()}
        row = rows.get(str(key))
        if row is not None:
            self.went.emit(Place(View.PATIENT, patient_id=row.patient_id, detail="fees"))

    # --- the file ----------------------------------------------------------------------------

    def _save(self) -> None:
        """The whole month, whatever part is shown: half a basis would be billed as a whole."""
        month = str(self.month.value)
        target = self.save_as(self, self.tr("Fee basis {month}.csv").format(month=month))
        if not target:
            return
        year, _, number = month.partition("-")
        self._trouble.hide()
        self.save.set_busy(self.tr("Writing …"))
        background.run(
            self,
            lambda _: self._services.fees.save_month(int(year), int(number), Path(target)),
            done=self._saved,
            failed=self._not_saved,
        )

    def _saved(self, made: SavedTable) -> None:
        self.save.set_busy("")
        told = say("FeesPage", "Saved as {name}, %n contact(s).", made.rows)
        self.said.emit(told.format(name=made.path.name), None)

    def _not_saved(self, error: IkbtError) -> None:
        self.save.set_busy("")
        self._trouble.say(self.tr("The file could not be saved."), words.problem(error))
        self._trouble.show()

    # --- the page ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the month afresh."""
        self._trouble.hide()
        year, _, month = str(self.month.value).partition("-")
        try:
            self._month = self._services.fees.month(int(year), int(month))
        except IkbtError as error:
            self._month = None
            self._trouble.say(self.tr("The month could not be read."), words.problem(error))
            self._trouble.show()
        self._show_rows()

    def _show_rows(self) -> None:
        self.table.set_columns(self._columns())
        found = self._month
        if found is not None:
            self._line.setText(
                self.tr(
                    "{sum} in all  ·  {charged} charged, {uncharged} not charged. "
                    "A corrected text is never billed again."
                ).format(
                    sum=fee_words.kronor(found.total),
                    charged=found.charged,
                    uncharged=found.uncharged,
                )
            )
        has_rows = bool(self._rows())
        self.list.setVisible(has_rows)
        self._bar.setVisible(has_rows)
        self._empty.setVisible(not has_rows)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Fees"))
        self._fill_months()
        self.month.setAccessibleName(self.tr("Month"))
        self.shown.set_texts([self.tr("All"), self.tr("Charged ones"), self.tr("Not charged ones")])
        self.shown.set_name(self.tr("Shown"))
        self.list.setAccessibleName(self.tr("Contacts and fees"))
        self._empty.set_texts(
            self.tr("No such contact in this month."),
            self.tr("Each signed feedback stands here with its fee. Choose another month above."),
        )
        self.open.setText(self.tr("&Open the patient's fees"))
        self.save.setText(self.tr("&Save the month as CSV …"))
        self.refresh()

    def focus_first(self) -> None:
        """The list, or the month while it is empty."""
        (self.list if self.list.isVisibleTo(self) else self.month).setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """The list."""
        return (self.list,) if self.list.isVisibleTo(self) else (self,)

    def place(self) -> Place:
        """The chosen month."""
        return Place(View.FEES, detail=str(self.month.value))

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The keys of this page."""
        return (
            Shortcut("↑ ↓", self.tr("Choose a contact")),
            Shortcut("Enter", self.tr("Open the patient's fees")),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() / theme.current().scale < _NARROW - 54
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._show_rows()


def _spelled(month: str) -> str:
    """``oktober 2026``."""
    year, _, number = month.partition("-")
    day = date(int(year), int(number), 1)
    return QLocale().toString(QDate(day.year, day.month, day.day), "MMMM yyyy")
