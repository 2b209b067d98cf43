"""The table asks for what it shows, and keeps its place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.errors import ClinicLocked
from ikbt_desktop.ui.kit.paged_table import (
    PAGE,
    Cell,
    Column,
    Order,
    PagedTable,
    RowValue,
    Two,
)
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.kit.tokens import State

_COLUMNS = (
    Column("due", "Förfaller", Cell.PILL, width=120, sort="due"),
    Column("patient", "Patient", Cell.TWO_LINES, sort="name"),
)


class _List:
    """A list of rows that remembers what was asked."""

    def __init__(self, count: int) -> None:
        self.keys = list(range(count))
        self.asked: list[tuple[int, int, Order]] = []

    def fetch(self, offset: int, limit: int, order: Order) -> list[RowValue]:
        self.asked.append((offset, limit, order))
        keys = sorted(self.keys, reverse=order.descending)
        pill = PillValue("Idag", State.REVIEW, "clock")
        return [
            RowValue(key, (pill, Two(f"Testsson, {key}", "19840615-2382")))
            for key in keys[offset : offset + limit]
        ]


def test_only_the_first_hundred_of_many_rows_are_fetched(qtbot: QtBot) -> None:
    rows = _List(100_000)
    view = TableView(PagedTable(_COLUMNS, rows.fetch))
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    QApplication.processEvents()
    assert [(offset, limit) for offset, limit, _ in rows.asked] == [(0, PAGE)]
    view.scrollToBottom()
    QApplication.processEvents()
    assert [offset for offset, _, _ in rows.asked] == [0, PAGE]
    assert view.table.rowCount() == 2 * PAGE


def test_rows_that_cannot_be_read_leave_those_that_stand(qtbot: QtBot) -> None:
    rows = _List(3)
    view = TableView(PagedTable(_COLUMNS, rows.fetch))
    qtbot.addWidget(view)
    view.show()

    def refuse(_offset: int, _limit: int, _order: Order) -> list[RowValue]:
        raise ClinicLocked

    view.table._fetch = refuse
    for again in (view.table.reload, lambda: view.table.set_columns(_COLUMNS[:1])):
        with pytest.raises(ClinicLocked):
            again()
    assert view.table.rowCount() == 3
    assert view.table.columns == _COLUMNS
    view.table._fetch = rows.fetch
    view.table.reload()
    assert view.table.rowCount() == 3


def test_the_bar_leads_to_the_last_row_of_all(qtbot: QtBot) -> None:
    rows = _List(5 * PAGE)
    view = TableView(PagedTable(_COLUMNS, rows.fetch))
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    QApplication.processEvents()
    for pages in range(2, 6):
        bar = view.verticalScrollBar()
        bar.setValue(bar.maximum())
        QApplication.processEvents()
        assert view.table.rowCount() == pages * PAGE


def test_after_reload_the_same_row_is_chosen_or_the_one_that_took_its_place(qtbot: QtBot) -> None:
    rows = _List(10)
    view = TableView(PagedTable(_COLUMNS, rows.fetch))
    qtbot.addWidget(view)
    assert view.select_key(4)
    rows.keys.remove(2)
    view.table.reload()
    assert view.selected_key == 4
    rows.keys.remove(4)
    view.table.reload()
    assert view.selected_key == 5


def test_enter_and_space_tell_the_key_of_the_chosen_row(qtbot: QtBot) -> None:
    rows = _List(3)
    view = TableView(PagedTable(_COLUMNS, rows.fetch))
    qtbot.addWidget(view)
    view.select_key(1)
    with qtbot.waitSignal(view.row_activated) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.space_pressed) as marked:
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert (opened.args, marked.args) == ([1], [1])


def test_sorting_is_asked_of_the_list_and_not_done_over_half_of_it(qtbot: QtBot) -> None:
    rows = _List(300)
    view = TableView(PagedTable(_COLUMNS, rows.fetch))
    qtbot.addWidget(view)
    view.table.sort(1, Qt.SortOrder.DescendingOrder)
    assert rows.asked[-1] == (0, PAGE, Order("name", descending=True))
    first = view.table.row_value(0)
    assert first is not None
    assert first.key == 299


def test_a_group_head_is_read_but_never_chosen(qtbot: QtBot) -> None:
    def fetch(offset: int, _limit: int, _order: Order) -> list[RowValue]:
        pill = PillValue("Idag", State.REVIEW)
        rows = [RowValue("g", group="IDAG · 1"), RowValue(7, (pill, Two("Testsson, Bo")))]
        return rows[offset:]

    view = TableView(PagedTable(_COLUMNS, fetch))
    qtbot.addWidget(view)
    assert view.selected_key == 7
    model = view.table
    assert model.data(model.index(0, 0)) == "IDAG · 1"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_every_cell_says_what_it_shows(qtbot: QtBot) -> None:
    view = TableView(PagedTable(_COLUMNS, _List(1).fetch))
    qtbot.addWidget(view)
    spoken = [
        view.table.data(view.table.index(0, column), Qt.ItemDataRole.AccessibleTextRole)
        for column in range(2)
    ]
    assert spoken == ["Idag", "Testsson, 0, 19840615-2382"]


def test_a_group_head_is_read_whole_over_a_narrow_first_column(qtbot: QtBot) -> None:
    columns = (Column("due", "", width=60), Column("what", ""))
    head = RowValue("late", group="W" * 30)
    view = TableView(PagedTable(columns, lambda offset, _limit, _order: [] if offset else [head]))
    qtbot.addWidget(view)
    view.resize(600, 200)
    view.show()
    QApplication.processEvents()
    image = view.viewport().grab().toImage()
    row = view.rowViewportPosition(0)
    ground = image.pixelColor(590, row + 4)
    beyond = range(view.columnWidth(0) + 20, view.columnWidth(0) + 60)
    tall = range(row + 2, row + view.rowHeight(0) - 2)
    assert any(image.pixelColor(x, y) != ground for x in beyond for y in tall)


class _Folding(QWidget):
    """A page that shows fewer columns when it is narrow, decided while it is resized."""

    def __init__(self) -> None:
        super().__init__()
        self.wide = [Column(str(place), f"Column {place}", Cell.TEXT) for place in range(5)]
        rows = [RowValue(key, tuple(str(key) for _ in range(5))) for key in range(300)]
        self.table = PagedTable(self.wide, lambda offset, limit, _: rows[offset : offset + limit])
        self.view = TableView(self.table)
        QVBoxLayout(self).addWidget(self.view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.set_columns(self.wide if self.width() > 700 else self.wide[:2])


def test_columns_may_come_and_go_while_the_window_is_resized(qtbot: QtBot) -> None:
    page = _Folding()
    qtbot.addWidget(page)
    page.show()
    for width in (900, 400, 1000, 300, 701, 700, 1200, 250) * 6:
        page.resize(width, 400)
        QApplication.processEvents()
        page.view.setCurrentIndex(page.table.index(0, page.table.columnCount() - 1))
    qtbot.waitUntil(lambda: page.table.columnCount() == 2)
