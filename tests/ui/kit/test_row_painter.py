"""Rows are painted whole, each thing within its column, and texts are laid out once."""

from collections.abc import Sequence

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import laid_out, theme
from ikbt_desktop.ui.kit.laid_out import Texts
from ikbt_desktop.ui.kit.paged_table import Cell, Column, IconValue, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.row_painter import BODY, NAME
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.kit.tokens import State

EMPTY = Column("empty", "", width=100)
WIDE = (Column("first", "", width=150), EMPTY, Column("rest", ""))


def shown(qtbot: QtBot, columns: Sequence[Column], rows: Sequence[RowValue]) -> TableView:
    table = PagedTable(columns, lambda offset, limit, _order: rows[offset : offset + limit])
    view = TableView(table)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    QApplication.processEvents()
    return view


def colours(view: TableView, row: int, column: int) -> set[str]:
    """The colours inside a cell, away from its joints."""
    image = view.viewport().grab().toImage()
    left, top = view.columnViewportPosition(column), view.rowViewportPosition(row)
    across = range(left + 5, left + view.columnWidth(column) - 1)
    down = range(top + 3, top + view.rowHeight(row) - 3)
    return {image.pixelColor(x, y).name() for x in across for y in down}


def named(token: str) -> str:
    return QColor(theme.current().color(token)).name()


@pytest.mark.parametrize(
    "value",
    [
        "W" * 60,
        Two("W" * 60),
        Two("W" * 60, "w" * 80),
        "ש" * 60,
        "<b>" * 30,
    ],
)
def test_a_long_text_ends_in_its_own_column(qtbot: QtBot, value: str | Two) -> None:
    row = RowValue(0, (value, "", ""))
    view = shown(qtbot, WIDE, [RowValue(1, ("", "", "")), row])
    assert len(colours(view, 1, 0)) > 2
    assert colours(view, 1, 1) == {named("surface")}


def test_a_pill_wider_than_any_of_the_first_rows_is_cut_off_at_its_column(qtbot: QtBot) -> None:
    columns = (Column("state", "", Cell.PILL, width=80), EMPTY, Column("rest", ""))
    rows = [RowValue(n, (PillValue("Nu"), "", "")) for n in range(200)]
    rows.append(RowValue("late", (PillValue("Väntar på svar sedan länge", State.REVIEW), "", "")))
    view = shown(qtbot, columns, rows)
    for _ in range(3):
        view.scrollToBottom()
        QApplication.processEvents()
    assert colours(view, 200, 0) > {named("surface")}
    assert colours(view, 200, 1) == {named("surface")}


def test_a_flagged_row_stands_on_its_own_ground_and_the_chosen_one_on_another(
    qtbot: QtBot,
) -> None:
    rows = [RowValue(n, ("", "", ""), flagged=n == 1) for n in range(3)]
    view = shown(qtbot, WIDE, rows)
    assert view.selected_key == 0
    grounds = [colours(view, row, 1) for row in range(3)]
    assert grounds == [{named("sel")}, {named("error_bg")}, {named("surface")}]


def test_every_kind_of_cell_leaves_its_mark(qtbot: QtBot) -> None:
    columns = (
        Column("pill", "", Cell.PILL, width=90),
        Column("two", "", Cell.TWO_LINES, width=120),
        Column("number", "", Cell.NUMBER, width=60),
        Column("icon", "", Cell.ICON, width=50),
        Column("none", "", width=40),
        Column("rest", ""),
    )
    values = (PillValue("Nu"), Two("Ek, Bo", "19", strong=True), "7", IconValue("siren", ""), None)
    view = shown(qtbot, columns, [RowValue(0, (*values, "ord")), RowValue(1, (*values, "ord"))])
    assert [len(colours(view, 1, column)) > 1 for column in range(6)] == [True] * 4 + [False, True]


def test_a_row_that_is_half_out_of_sight_is_painted(qtbot: QtBot) -> None:
    rows = [RowValue(n, (f"Ord {n}", "", ""), flagged=True) for n in range(60)]
    view = shown(qtbot, WIDE, rows)
    view.verticalScrollBar().setValue(view.rowHeight(0) // 2)
    QApplication.processEvents()
    image = view.viewport().grab().toImage()
    top, bottom = (image.pixelColor(230, y).name() for y in (0, view.viewport().height() - 1))
    assert top == named("sel")
    assert bottom in {named("error_bg"), named("line")}


@pytest.mark.usefixtures("qapp")
def test_a_text_is_laid_out_once_and_anew_after_a_change_of_look() -> None:
    texts = Texts()
    before = texts.width(BODY, "Åsa Örn")
    made = texts._text(BODY, "Åsa Örn", 300)
    assert texts._text(BODY, "Åsa Örn", 200) is made
    assert texts._text(NAME, "Åsa Örn", 300) is not made
    try:
        theme.current().choose(scale=2.0)
        texts.forget()
        assert texts.width(BODY, "Åsa Örn") > 1.8 * before
        assert texts._text(BODY, "Åsa Örn", 300) is not made
    finally:
        theme.current().choose(scale=1.0)


@pytest.mark.usefixtures("qapp")
def test_a_text_that_does_not_fit_is_cut_to_each_room_and_whole_in_a_wide_one() -> None:
    texts = Texts()
    words = "En lång rad som inte får plats"
    widths = [texts._text(BODY, words, room).size().width() for room in (60, 120, 400)]
    assert widths[0] <= 60 < widths[1] <= 120 < widths[2] <= texts.width(BODY, words)


@pytest.mark.usefixtures("qapp")
def test_what_is_kept_of_a_list_without_end_has_an_end() -> None:
    texts = Texts()
    for number in range(laid_out._MOST_LAID_OUT * 8):
        texts._text(BODY, str(number), 300)
    assert len(texts._laid_out) <= laid_out._MOST_LAID_OUT
    assert all(len(known) <= laid_out._MOST_KNOWN + 1 for known in texts._widths.values())
