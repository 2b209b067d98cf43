"""The one table of the house: rows are fetched as they are shown, never more.

    columns = (
        Column("due", self.tr("Due"), Cell.PILL, width=130, sort="due"),
        Column("patient", self.tr("Patient"), Cell.TWO_LINES, width=170, sort="name"),
        Column("what", self.tr("To do"), Cell.TWO_LINES),
    )
    table = PagedTable(columns, fetch=lambda offset, limit, order: rows)
    view = TableView(table)

`fetch(offset, limit, order)` returns `RowValue`s: the key of the row, one value per column (a str,
`Two`, a `PillValue`, an `IconValue`, or None), and whether it is flagged or a group head. Searching
and filtering are the caller's: change what `fetch` asks for and call `table.restart()`;
after a change in the records call `table.reload()`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ikbt_desktop.ui.kit.pill import PillValue

PAGE = 100
MOST_KEPT = 1_000
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
# Put together once: the model is asked at each step of a key and each stroke of the pen.
_INERT, _LIVE = Qt.ItemFlag.NoItemFlags, Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Cell(StrEnum):
    """How a column is painted."""

    TEXT = "text"
    TWO_LINES = "two_lines"
    PILL = "pill"
    NUMBER = "number"
    ICON = "icon"


@dataclass(frozen=True)
class Column:
    """One column. `width` in pixels at 100 %, None takes what is left; `sort` names the order."""

    key: str
    title: str
    cell: Cell = Cell.TEXT
    width: int | None = None
    sort: str = ""
    strong_when_flagged: bool = False


@dataclass(frozen=True, slots=True)
class Two:
    """What on the first line, why or from where on the second; `strong` is for names."""

    first: str
    second: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class IconValue:
    """An icon with the words that a screen reader says."""

    icon: str
    words: str
    tone: str = "muted"


CellValue = str | Two | PillValue | IconValue | None


@dataclass(frozen=True, slots=True)
class RowValue:
    """One row. `key` is what the page knows it by; a group head has `group` and no values."""

    key: Any
    values: tuple[CellValue, ...] = ()
    flagged: bool = False
    group: str = ""


@dataclass(frozen=True)
class Order:
    """The chosen order: a `Column.sort`, or the empty word for the list's own order."""

    sort: str = ""
    descending: bool = False


Fetch = Callable[[int, int, Order], Sequence[RowValue]]


def said(value: CellValue) -> str:
    """A cell in words."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Two():
            return f"{value.first}, {value.second}" if value.second else value.first
        case PillValue():
            return value.text
        case IconValue():
            return value.words


class PagedTable(QAbstractTableModel):
    """Rows by the hundred, as the view comes to them."""

    # While a window ends, a view may ask once more after what was here is let go of.
    columns: tuple[Column, ...] = ()

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        *,
        order: Order | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._order = order or Order()
        self._rows: list[RowValue] = []
        self._is_complete = False

    @property
    def order(self) -> Order:
        """The order in which rows are asked for."""
        return self._order

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns (after a change of language or width) and all rows anew."""
        self._take_first(PAGE, columns)

    def reload(self) -> None:
        """Ask anew for what was fetched; the view keeps its selection by key."""
        self._take_first(min(max(len(self._rows), PAGE), MOST_KEPT))

    def restart(self) -> None:
        """Ask for the first page alone: another search, filter or order."""
        self._take_first(PAGE)

    def _take_first(self, limit: int, columns: Sequence[Column] | None = None) -> None:
        """What cannot be read leaves the rows as they were, and the view none the wiser."""
        known = self.columns
        self.beginResetModel()
        try:
            self.columns = known if columns is None else tuple(columns)  # rows are read for them
            rows = list(self._fetch(0, limit, self._order))
            self._rows, self._is_complete = rows, len(rows) < limit
        except BaseException:
            self.columns = known
            raise
        finally:
            self.endResetModel()

    def row_value(self, row: int) -> RowValue | None:
        """The row as it was fetched."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: Any) -> int:
        """Where a key stands among the rows fetched so far; -1 when it is not there."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._is_complete

    def fetchMore(self, _parent: Index) -> None:
        start = len(self._rows)
        page = list(self._fetch(start, PAGE, self._order))
        self._is_complete = len(page) < PAGE
        if page:
            self.beginInsertRows(QModelIndex(), start, start + len(page) - 1)
            self._rows += page
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(row, index.column())
        return None

    def _words(self, row: RowValue, column: int) -> str:
        if row.group:
            return row.group if column == 0 else ""
        return said(row.values[column])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = "AlignRight" if column.cell is Cell.NUMBER else "AlignLeft"
            return Qt.AlignmentFlag[side] | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._rows[index.row()] if index.isValid() else None
        return _INERT if row is None or row.group else _LIVE

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        word = self.columns[column].sort if 0 <= column < len(self.columns) else ""
        wanted = Order(word, descending=order == Qt.SortOrder.DescendingOrder)
        if word and wanted != self._order:
            self._order = wanted
            self.restart()
