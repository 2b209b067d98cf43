"""A grid of worded states, programs against criteria; every cell is focusable and spoken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ikbt_desktop.ui.kit import paint, pill, theme, tokens
from ikbt_desktop.ui.kit.layouts import thin_bars
from ikbt_desktop.ui.kit.paged_table import Two
from ikbt_desktop.ui.kit.pill import PillValue

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class MatrixCell:
    """A word with its state, and the reason that is said with it."""

    pill: PillValue
    reason: str = ""


@dataclass(frozen=True)
class MatrixValue:
    """Heads (name, second line), rows (name, fact), and one cell for each pair, row by row."""

    heads: tuple[Two, ...]
    rows: tuple[Two, ...]
    cells: tuple[tuple[MatrixCell, ...], ...]


class _Model(QAbstractTableModel):
    """The first column is the row's name, the rest are cells."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = MatrixValue((), (), ())

    def show(self, value: MatrixValue) -> None:
        """Show other cells."""
        self.beginResetModel()
        self.value = value
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.value.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.value.heads) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        row = self.value.rows[index.row()]
        if index.column() == 0:
            return f"{row.first}, {row.second}" if row.second else row.first
        head = self.value.heads[index.column() - 1]
        cell = self.value.cells[index.row()][index.column() - 1]
        return ", ".join(filter(None, (head.first, row.first, cell.pill.text, cell.reason)))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.value.heads[section - 1].first if section else ""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.column() == 0:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    """Paints names and cells."""

    def __init__(self, matrix: "Matrix") -> None:
        super().__init__(matrix)
        self._matrix = matrix

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        value = self._matrix.value
        rect = QRectF(option.rect)
        look = theme.current()
        painter.fillRect(rect, look.color("surface"))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        if index.column() == 0:
            _two_lines(painter, rect.adjusted(2, 0, -6, 0), value.rows[index.row()], weight=500)
        else:
            self._paint_cell(painter, rect, value.cells[index.row()][index.column() - 1], index)
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRectF, cell: MatrixCell, index: Index) -> None:
        look = theme.current()
        radius = look.px(tokens.RADIUS_CONTROL)
        box = rect.adjusted(4, 3, -4, -4)
        current = self._matrix.currentIndex()
        if (index.row(), index.column()) == (current.row(), current.column()):
            ring = box.adjusted(-3, -2, 3, 2)
            paint.box(painter, ring, outline="focus", radius=radius + 2, width=2)
        pill.draw_shape(painter, box, cell.pill.state, radius=radius)
        painter.setClipRect(box)
        pill.draw_words(painter, box, cell.pill, 22)


class _Head(QHeaderView):
    """Names of the columns on two or three lines; the chosen column is tinted."""

    def __init__(self, matrix: "Matrix") -> None:
        super().__init__(Qt.Orientation.Horizontal, matrix)
        self._matrix = matrix
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        chosen = section > 0 and section - 1 == self._matrix.chosen_column
        painter.fillRect(rect, look.color("sel" if chosen else "surface"))
        if section:
            head = self._matrix.value.heads[section - 1]
            room = QRectF(rect).adjusted(6, 2, -4, -4)
            cap = look.line("cap")
            upper = room.adjusted(0, 0, 0, -cap if head.second else 0)
            ink = "sel_text" if chosen else "text"
            font = look.font("small", 600)
            # Above the second line, so that a mark has room over the shorter names.
            paint.words(painter, upper, head.first, font=font, ink=ink, flags=paint.WRAP_LOW)
            lower = QRectF(room.left(), room.bottom() - cap, room.width(), cap)
            ink = "sel_text" if chosen else "muted"
            text = paint.elided(look.font("cap"), head.second, lower.width())
            paint.words(painter, lower, text, font=look.font("cap"), ink=ink)
        painter.restore()


def _two_lines(painter: QPainter, room: QRectF, value: Two, *, weight: int) -> None:
    look = theme.current()
    small, cap = look.line("small"), look.line("cap")
    top = room.top() + (room.height() - small - (cap if value.second else 0)) / 2
    font = look.font("small", weight)
    first = QRectF(room.left(), top, room.width(), small)
    paint.words(
        painter, first, paint.elided(font, value.first, room.width()), font=font, ink="text"
    )
    font = look.font("cap")
    second = QRectF(room.left(), top + small - 2, room.width(), cap)
    text = paint.elided(font, value.second, room.width())
    paint.words(painter, second, text, font=font, ink="muted")


class Matrix(QTableView):
    """`cell_focused(row, column)`, `column_chosen(column)` on Enter or a click on its head."""

    cell_focused = Signal(int, int)
    column_chosen = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen_column = -1
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalHeader(_Head(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        thin_bars(self)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().sectionClicked.connect(self._head_clicked)
        theme.follow(self.restyle)

    @property
    def value(self) -> MatrixValue:
        """What is shown."""
        return self._model.value

    def show_value(self, value: MatrixValue) -> None:
        """Show other cells; the focused cell stays where it was."""
        at = self.currentIndex()
        place = (at.row(), at.column())
        self._model.show(value)
        self.restyle()
        if place[0] >= 0 and place[0] < len(value.rows) and place[1] <= len(value.heads):
            self.setCurrentIndex(self._model.index(*place))
        elif value.rows and value.heads:
            self.setCurrentIndex(self._model.index(0, 1))

    def set_chosen(self, column: int) -> None:
        """Tint a column's head; -1 for none."""
        self.chosen_column = column
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def restyle(self) -> None:
        """Take heights at the present scale."""
        look = theme.current()
        lines = look.line("small") + look.line("cap")
        theme.shape(self.horizontalHeader(), "head")
        self.verticalHeader().setDefaultSectionSize(lines)
        head = 2 * look.line("small") + look.line("cap") + look.px(12)
        self.horizontalHeader().setFixedHeight(head)
        rows = self.verticalHeader().defaultSectionSize() * max(1, len(self.value.rows))
        self.setMinimumHeight(head + rows + 2)
        self.viewport().update()

    def _head_clicked(self, section: int) -> None:
        if section > 0:
            self.column_chosen.emit(section - 1)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid() and current.column() > 0:
            self.cell_focused.emit(current.row(), current.column() - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and at.column() > 0:
            self.column_chosen.emit(at.column() - 1)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Home} and at.column() == 1:
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()


def of_cells(
    heads: Sequence[Two], rows: Sequence[Two], cells: Sequence[Sequence[MatrixCell]]
) -> MatrixValue:
    """The value of a matrix; refuses a ragged one."""
    if len(cells) != len(rows) or any(len(row) != len(heads) for row in cells):
        raise ValueError("one cell for each row and head")
    return MatrixValue(tuple(heads), tuple(rows), tuple(tuple(row) for row in cells))
