"""The view of a PagedTable: rows painted by one delegate, worked by keyboard."""

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
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

from ikbt_desktop.ui.kit import paint, pill, theme, tokens
from ikbt_desktop.ui.kit.layouts import thin_bars
from ikbt_desktop.ui.kit.paged_table import (
    Cell,
    CellValue,
    IconValue,
    PagedTable,
    RowValue,
    Two,
    said,
)
from ikbt_desktop.ui.kit.pill import PillValue

_PAD = 12
_MEASURED = 200  # rows whose contents decide how wide a column is
_MOST_KNOWN = 4_000
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints every cell kind; the whole row is one thing, so that no joints show."""

    def __init__(self, view: "TableView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.table.row_value(index.row())
        if row is None:
            return
        painter.save()
        rect: QRect = option.rect
        if row.group:
            self._paint_group(painter, rect, row)
        else:
            chosen = index.row() == self._view.currentIndex().row()
            self._paint_ground(painter, rect, index, row, chosen=chosen)
            self._paint_cell(painter, rect, index, row, chosen=chosen)
            if chosen:
                self._paint_chosen(painter, rect, index.column())
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, row: RowValue) -> None:
        look = theme.current()
        painter.fillRect(rect, look.color("sunken"))
        bottom = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(bottom, look.color("line"))
        # Each cell paints its own part of the words, which run on under the columns beside.
        whole = QRectF(rect)
        whole.setLeft(self._view.columnViewportPosition(0) + self._view.margin)
        whole.setRight(self._view.viewport().width())
        painter.setClipRect(rect)
        paint.words(painter, whole, row.group, font=look.font("cap", 600), ink="muted")

    def _paint_ground(
        self, painter: QPainter, rect: QRect, index: Index, row: RowValue, *, chosen: bool
    ) -> None:
        look = theme.current()
        hovered = index.row() == self._view.hovered_row
        fill = (
            "sel"
            if chosen
            else ("error_bg" if row.flagged else ("hover" if hovered else "surface"))
        )
        painter.fillRect(rect, look.color(fill))
        bottom = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(bottom, look.color("line"))

    def _paint_chosen(self, painter: QPainter, rect: QRect, column: int) -> None:
        colour = theme.current().color("focus")
        first = column == 0
        last = column == len(self._view.table.columns) - 1
        if first:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), colour)
        if not self._view.hasFocus():
            return
        painter.fillRect(rect.left(), rect.top(), rect.width(), 2, colour)
        painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, colour)
        if last:
            painter.fillRect(rect.right() - 1, rect.top(), 2, rect.height(), colour)

    def _room(self, rect: QRect, column: int) -> QRectF:
        look = theme.current()
        left = self._view.margin if column == 0 else look.px(_PAD)
        return QRectF(rect).adjusted(left, 0, -look.px(4), 0)

    def _paint_cell(
        self, painter: QPainter, rect: QRect, index: Index, row: RowValue, *, chosen: bool
    ) -> None:
        column = index.column()
        room = self._room(rect, column)
        value = row.values[column]
        ink = "sel_text" if chosen else "text"
        strong = row.flagged and self._view.table.columns[column].strong_when_flagged
        match value:
            case PillValue():
                pill.stamp(painter, QPointF(room.left(), room.center().y()), value, 22)
            case IconValue():
                side = theme.current().icon_size(18)
                at = QPointF(room.left(), room.center().y())
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint.mark(painter, at, side, value.icon, value.tone)
            case Two():
                self._paint_two(painter, room, value, ink=ink, chosen=chosen)
            case str():
                self._paint_text(painter, room, value, ink=ink, column=column, strong=strong)

    def _paint_text(
        self, painter: QPainter, room: QRectF, value: str, *, ink: str, column: int, strong: bool
    ) -> None:
        font = theme.current().font("body", 600 if strong else 400)
        is_number = self._view.table.columns[column].cell is Cell.NUMBER
        flags = paint.RIGHT if is_number else paint.LEFT
        shown = value if is_number else paint.elided(font, value, room.width())
        paint.words(painter, room, shown, font=font, ink=ink, flags=flags)

    def _paint_two(
        self, painter: QPainter, room: QRectF, value: Two, *, ink: str, chosen: bool
    ) -> None:
        look = theme.current()
        first_font = look.font("body", 500 if value.strong else 400)
        if not value.second:
            paint.words(
                painter,
                room,
                paint.elided(first_font, value.first, room.width()),
                font=first_font,
                ink=ink,
            )
            return
        body, cap = look.line("body"), look.line("cap")
        top = room.top() + (room.height() - body - cap) / 2
        first = QRectF(room.left(), top, room.width(), body)
        second = QRectF(room.left(), top + body - 1, room.width(), cap)
        shown = paint.elided(first_font, value.first, room.width())
        paint.words(painter, first, shown, font=first_font, ink=ink)
        font = look.font("cap")
        shown = paint.elided(font, value.second, room.width())
        paint.words(painter, second, shown, font=font, ink=ink if chosen else "muted")

    def needed_width(self, value: CellValue, column: int) -> int:
        """How wide a cell must be for what never elides: pills, numbers, names, dates."""
        look = theme.current()
        pad = (self._view.margin if column == 0 else look.px(_PAD)) + look.px(6)
        match value:
            case PillValue():
                return pill.size(value, 22).width() + pad
            case Two() if value.strong:
                first = paint.text_size(look.font("body", 500), value.first).width()
                second = paint.text_size(look.font("cap"), value.second).width()
                return max(first, second) + pad
            case str() if self._view.table.columns[column].cell is Cell.NUMBER:
                return paint.text_size(look.font("body"), value).width() + pad
            case _:
                return 0

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = self._view.table.row_value(index.row())
        if event.type() != QEvent.Type.ToolTip or row is None or row.group:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), _tip(row.values[index.column()]), view)
        return True


def _tip(value: CellValue) -> str:
    lines = (
        "\n".join(filter(None, (value.first, value.second)))
        if isinstance(value, Two)
        else said(value)
    )
    # a tooltip guesses at markup; a text with escaped brackets inside a span is always plain
    escaped = lines.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return lines if escaped == lines else "<span>" + escaped.replace("\n", "<br>") + "</span>"


class TableView(QTableView):
    """`row_activated(key)` on Enter or double click, `row_selected(key)`, `space_pressed(key)`.

    `tall` is a row height of `tokens` (ROW_WORKLIST and so on); `margin` the page margin that the
    first column starts at. After `table.reload()` the same key is selected again, or the row that
    took its place.
    """

    row_activated = Signal(object)
    row_selected = Signal(object)
    space_pressed = Signal(object)

    def __init__(
        self,
        table: PagedTable,
        *,
        tall: int = tokens.ROW_WORKLIST,
        margin: int = 24,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = table
        self.hovered_row = -1
        self._tall, self._margin = tall, margin
        self._kept: tuple[Any, int] = (None, -1)
        self._needed: list[int] = [0] * len(table.columns)
        self._known: dict[tuple[int, CellValue], int] = {}
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
        return theme.current().px(self._margin)

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
        self._known.clear()
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
        delegate = self.itemDelegate()
        if values and isinstance(delegate, RowDelegate):
            for place, cells in enumerate(list(zip(*values, strict=True))[: len(self._needed)]):
                widest = max(self._width(delegate, cell, place) for cell in set(cells))
                self._needed[place] = max(self._needed[place], widest)
        self._measured = max(first, last)

    def _width(self, delegate: RowDelegate, cell: CellValue, place: int) -> int:
        """The needed width, remembered: while one types, most rows have just been measured."""
        known = self._known
        if (place, cell) not in known:
            if len(known) > _MOST_KNOWN:
                known.clear()
            known[place, cell] = delegate.needed_width(cell, place)
        return known[place, cell]

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
