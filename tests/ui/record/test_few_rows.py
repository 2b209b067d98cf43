"""A table above its details: its rows stand whole where the page scrolls anyway."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import tokens
from ikbt_desktop.ui.kit.layouts import Column as Layout
from ikbt_desktop.ui.kit.paged_table import Column, Order, PagedTable, RowValue
from ikbt_desktop.ui.record.few_rows import FewRows


def shown(qtbot: QtBot, rows: list[str]) -> tuple[QWidget, FewRows]:
    def fetch(offset: int, limit: int, _order: Order) -> list[RowValue]:
        return [RowValue(row, (row,)) for row in rows[offset : offset + limit]]

    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 900)
    view = FewRows(PagedTable((Column("what", "Vad"),), fetch), tall=tokens.ROW_WORKLIST, least=120)
    Layout(window).put(view, None)
    window.show()
    QApplication.processEvents()
    return window, view


def last_whole(view: FewRows) -> int:
    """The last row that is seen to its lower edge."""
    return view.rowAt(view.viewport().height() - 1)


def test_a_short_list_does_not_scroll_and_a_long_one_shows_its_first_rows(qtbot: QtBot) -> None:
    rows = ["a", "b", "c"]
    window, view = shown(qtbot, rows)
    view.fit_rows(whole=True)
    QApplication.processEvents()
    assert last_whole(view) == 2
    assert view.verticalScrollBar().maximum() == 0
    rows += ["d", "e", "f", "g"]
    view.table.restart()
    QApplication.processEvents()
    assert last_whole(view) == 4
    assert view.verticalScrollBar().maximum() > 0
    view.fit_rows(whole=False)
    assert view.maximumHeight() > window.height()
