"""Tab follows what the eye sees, whatever was made first."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import tab_order
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.layouts import Column, Row
from tests.ui.reading_order import tab_chain


def button(name: str) -> Button:
    made = Button(name)
    made.setObjectName(name)
    return made


def shown(qtbot: QtBot, page: QWidget) -> None:
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def chain(page: QWidget, first: Button) -> list[str]:
    return [widget.objectName() for widget in tab_chain(page, first)]


def test_tab_goes_down_a_column_before_the_pane_beside_it(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    foot, pane, second, first = map(button, ("foot", "pane", "second", "first"))
    left, both = Column(), Row()
    left.put(first, second)
    both.addLayout(left)
    beside = QWidget()
    inside = Column(beside)
    inside.addWidget(pane)
    both.addWidget(beside)
    whole = Column(page)
    whole.addLayout(both)
    whole.addWidget(foot)
    shown(qtbot, page)
    tab_order.follow_reading(page)
    assert chain(page, first) == ["first", "second", "pane", "foot"]


def test_a_part_that_came_last_is_reached_where_it_stands(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    first, last = button("first"), button("last")
    whole = Column(page)
    whole.put(first, last)
    shown(qtbot, page)
    tab_order.follow_reading(page)
    whole.insertWidget(1, button("new"))
    qtbot.wait(5)
    tab_order.follow_reading(page)
    assert chain(page, first) == ["first", "new", "last"]
    whole.removeWidget(last)
    whole.insertWidget(0, last)
    qtbot.wait(5)
    tab_order.follow_reading(page)
    assert chain(page, last) == ["last", "first", "new"]


def test_a_hidden_field_is_reached_after_its_neighbour_once_it_shows(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    first, note, last = button("first"), button("note"), button("last")
    whole = Column(page)
    whole.put(first, note, last)
    note.hide()
    shown(qtbot, page)
    tab_order.follow_reading(page)
    note.show()
    assert chain(page, first) == ["first", "note", "last"]
