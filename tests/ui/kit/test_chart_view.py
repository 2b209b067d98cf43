"""The chart is drawn from the shared geometry, and its table says the same."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.chart import (
    BandFact,
    CourseFacts,
    Event,
    EventKind,
    MeasureCourse,
    Point,
    RiskStrip,
    Text,
)
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.chart_view import ChartView

_FACTS = CourseFacts(
    first_week=0,
    last_week=7,
    today=5.2,
    measures=(
        MeasureCourse(
            "madrs-s",
            "MADRS‑S",
            0,
            54,
            bands=(BandFact(0, 12, "ingen"), BandFact(13, 54, "svår")),
            points=(Point(0, 26), Point(1, 25), Point(4, 19)),
            missing=(3,),
            guidance_only=True,
        ),
    ),
    strips=(RiskStrip(9, ((0, 2), (1, 5), (3, None)), 4, 4),),
    events=(Event(0, EventKind.START, "Start"), Event(2.5, EventKind.MEDICINE, "Sertralin 50 mg")),
)


def test_the_course_is_drawn_in_both_themes(qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(760, 420)
    view.show_course(_FACTS)
    view.show()
    QApplication.processEvents()
    shown = view.chart
    assert shown is not None
    assert len(shown.shapes) > 20
    empty = ChartView()
    qtbot.addWidget(empty)
    empty.resize(view.size())
    assert view.grab().toImage() != empty.grab().toImage()
    light = view.grab().toImage()
    theme.current().choose(scheme=theme.Scheme.DARK)
    assert view.grab().toImage() != light
    theme.current().choose(scheme=theme.Scheme.LIGHT)


@pytest.mark.parametrize(
    ("tongue", "words"),
    [("sv", {"Vecka", "Idag", "Fråga 9"}), ("en", {"Week", "Today", "Question 9"})],
)
def test_the_chart_speaks_the_language_of_the_screen(
    qtbot: QtBot, tongue: str, words: set[str]
) -> None:
    language.install(tongue)
    try:
        view = ChartView()
        qtbot.addWidget(view)
        view.resize(760, 420)
        view.show_course(_FACTS)
        assert view.chart is not None
        assert words <= {one.words for one in view.chart.shapes if isinstance(one, Text)}
        assert view.table.model().headerData(0, Qt.Orientation.Horizontal) in words
    finally:
        language.install("sv")


def test_t_changes_between_the_picture_and_its_table(qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.show_course(_FACTS)
    with qtbot.waitActive(view):
        view.show()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_T)
    assert view.is_table
    words = [
        view.table.model().index(row, 1).data() for row in range(view.table.model().rowCount())
    ]
    assert "26, svår" in words
    assert "saknas" in words
    QTest.keyClick(view.table, Qt.Key.Key_T)
    assert not view.is_table


def test_a_screen_reader_hears_every_point(qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.show_course(_FACTS)
    assert "26, svår" in view.accessibleDescription()
    assert "Sertralin 50 mg" in view.accessibleDescription()
