"""The view of a PagedTable: rows painted in one go, worked by keyboard."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ikbt_desktop.ui.kit import pill, theme, tokens
from ikbt_desktop.ui.kit.label import as_plain_tip
from ikbt_desktop.ui.kit.laid_out import Texts
from ikbt_desktop.ui.kit.layouts import thin_bars
from ikbt_desktop.ui.kit.paged_table import Cell, CellValue, PagedTable, Two, said
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.row_painter import (
    BODY,
    NAME,
    PAD,
    PILL,
    SMALL,
    Line,
    Place,
    RowPainter,
)

_MARGIN = 24  # as the first head in the style sheet
_MEASURED = 200  # rows whose contents decide how wide a column is
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Says in a tooltip what a cell may have cut off; the rows are painted by `row_painter`."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = view.table.row_value(index.row()) if isinstance(view, TableView) else None
        if event.type() != QEvent.Type.ToolTip or row is None or row.group:
            return super().helpEvent(event, view, option, index)
        words = _tip(row.values[index.column()])
        QToolTip.showText(event.globalPos(), as_plain_tip(words), view)
        return True


def _pills(cells: Sequence[CellValue]) -> Iterator[PillValue]:
    return (cell for cell in cells if isinstance(cell, PillValue))


def _tip(value: CellValue) -> str:
    if isinstance(value, Two):
        return "\n".join(filter(None, (value.first, value.second)))
    return said(value)


class TableView(QTableView):
    """`row_activated(key)` on Enter or double click, `row_selected(key)`, `space_pressed(key)`.

    `tall` is a row height of `tokens` (ROW_WORKLIST and so on). After `table.reload()` the same key
    is selected again, or the row that took its place.
    """

    row_activated = Signal(object)
    row_selected = Signal(object)
    space_pressed = Signal(object)

    def __init__(
        self,
        table: PagedTable,
        *,
        tall: int = tokens.ROW_WORKLIST,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.hovered_row = -1
        self._tall = tall
        self._kept: tuple[Any, int] = (None, -1)
        self._needed: list[int] = [0] * len(table.columns)
        self._texts = Texts()
        self._measured = 0
        self.setItemDelegate(RowDelegate(self))
        self.setModel(table)
        self._set_up()
        table.modelAboutToBeReset.connect(self._keep)
        table.modelReset.connect(self._restore)
        table.rowsInserted.connect(self._rows_came)
        theme.follow(self.restyle)
        if not table.rowCount():
            table.restart()
        self._restore()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        thin_bars(self)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(24)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self._head_clicked)

    @property
    def margin(self) -> int:
        """Where the first column's text starts."""
        return theme.current().px(_MARGIN)

    def restyle(self) -> None:
        """Take heights and widths at the present scale."""
        look = theme.current()
        two = look.line("body") + look.line("cap")
        base = two if self._tall >= tokens.ROW_WORKLIST else look.line("body")
        at_100 = 36 if self._tall >= tokens.ROW_WORKLIST else 20
        theme.shape(self.horizontalHeader(), "head")
        self.verticalHeader().setDefaultSectionSize(base + look.px(self._tall - at_100))
        self.horizontalHeader().setFixedHeight(look.tall(32, 16))
        self._heights(0, self.table.rowCount() - 1)
        self._texts.forget()
        self._forget_measures()
        self._widths()
        self.viewport().update()

    # --- selection ------------------------------------------------------------------------

    @property
    def selected_key(self) -> Any:
        """The key of the chosen row, or None."""
        row = self.table.row_value(self.currentIndex().row())
        return row.key if row is not None and not row.group else None

    def select_key(self, key: Any) -> bool:
        """Choose a row among those fetched so far."""
        place = self.table.row_of(key)
        if place >= 0:
            self.setCurrentIndex(self.table.index(place, 0))
        return place >= 0

    def _keep(self) -> None:
        self._kept = (self.selected_key, self.currentIndex().row())

    def _restore(self) -> None:
        self._heights(0, self.table.rowCount() - 1)
        self._forget_measures()
        self._widths()
        key, place = self._kept
        if key is None or not self.select_key(key):
            self._select_near(max(place, 0))

    def _select_near(self, place: int) -> None:
        count = self.table.rowCount()
        after = list(range(min(place, count), count))
        before = list(range(min(place, count) - 1, -1, -1))
        for row in after + before:
            value = self.table.row_value(row)
            if value is not None and not value.group:
                self.setCurrentIndex(self.table.index(row, 0))
                return

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.row() != previous.row() or not previous.isValid():
            self.row_selected.emit(self.selected_key)

    # --- sizes ----------------------------------------------------------------------------

    def _rows_came(self, _parent: Index, first: int, last: int) -> None:
        self._heights(first, last)
        self._widths()

    def _heights(self, first: int, last: int) -> None:
        group = theme.current().tall(tokens.ROW_GROUP, 16)
        for row in range(first, last + 1):
            value = self.table.row_value(row)
            if value is not None and value.group:
                self.setRowHeight(row, group)

    def _widths(self) -> None:
        self._measure()
        look = theme.current()
        columns = self.table.columns
        widths = [
            max(look.wide(column.width or 0), needed)
            for column, needed in zip(columns, self._needed, strict=True)
        ]
        self._share(widths, [place for place, column in enumerate(columns) if column.width is None])

    def _measure(self) -> None:
        """What the first rows need; each row is measured once, each value once."""
        if len(self._needed) != len(self.table.columns):
            # A resize in the middle of a reset: the columns are new, the measures still old. An
            # error here would not be told: inside an overridden method it ends the process.
            self._forget_measures()
        first, last = self._measured, min(self.table.rowCount(), _MEASURED)
        rows = [self.table.row_value(row) for row in range(first, last)]
        values = [row.values for row in rows if row is not None and not row.group]
        for place, cells in enumerate(list(zip(*values, strict=True))[: len(self._needed)]):
            self._needed[place] = max(self._needed[place], self._needed_by(cells, place))
        self._measured = max(first, last)

    def _needed_by(self, cells: Sequence[CellValue], place: int) -> int:
        """The room of what never elides: pills, numbers, and the two lines of a name."""
        look, width = theme.current(), self._texts.width
        names = [cell for cell in cells if isinstance(cell, Two) and cell.strong]
        needed = [
            *(width(NAME, cell.first) for cell in names),
            *(width(SMALL, cell.second) for cell in names),
            *(pill.size(cell, PILL).width() for cell in set(_pills(cells))),
        ]
        if self.table.columns[place].cell is Cell.NUMBER:
            needed += [width(BODY, cell) for cell in cells if isinstance(cell, str)]
        pad = (self.margin if place == 0 else look.px(PAD)) + look.px(6)
        return max(needed, default=-pad) + pad

    def _forget_measures(self) -> None:
        self._measured, self._needed = 0, [0] * len(self.table.columns)

    def _share(self, widths: list[int], open_places: list[int]) -> None:
        look = theme.current()
        fixed = sum(width for place, width in enumerate(widths) if place not in open_places)
        left = self.viewport().width() - fixed
        for place in open_places:
            widths[place] = max(widths[place], look.wide(96), left // len(open_places))
        if not open_places and widths:
            widths[-1] += max(0, left)
        for place, width in enumerate(widths):
            if self.columnWidth(place) != width:
                self.setColumnWidth(place, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widths()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().wide(480), theme.current().wide(320))

    # --- painting -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        columns = self.table.columns
        if not columns:
            return
        places = [
            Place(column, self.columnViewportPosition(place), self.columnWidth(place))
            for place, column in enumerate(columns)
        ]
        painter = QPainter(self.viewport())
        rows = RowPainter(painter, self._texts, places, margin=self.margin, focused=self.hasFocus())
        rows.paint(self._lines(event.rect()))
        painter.end()

    def _lines(self, shown: QRect) -> Iterator[Line]:
        """The rows that a part of the viewport shows."""
        row, chosen = self.rowAt(shown.top()), self.currentIndex().row()
        top = self.rowViewportPosition(row)
        while top <= shown.bottom():
            value = self.table.row_value(row)
            if value is None:
                return
            height = self.rowHeight(row)
            yield Line(value, top, height, row == chosen, row == self.hovered_row)
            row, top = row + 1, top + height

    # --- keys and mouse -------------------------------------------------------------------

    def _head_clicked(self, column: int) -> None:
        word = self.table.columns[column].sort
        if not word:
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        now = self.table.order
        down = now.sort == word and not now.descending
        direction = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, direction)
        self.table.sort(column, direction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.selected_key
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key is not None and plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.row_activated.emit(key)
        elif key is not None and plain and event.key() == Qt.Key.Key_Space:
            self.space_pressed.emit(key)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Typing letters does not jump: only fetched rows could be found."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.table.row_value(self.rowAt(int(event.position().y())))
        if row is not None and not row.group:
            self.row_activated.emit(row.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
