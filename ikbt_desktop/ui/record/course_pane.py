"""The course of one treatment: the chart, its table, and what may be said of the change."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ikbt_desktop.services.measurements import Course
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.chart_view import ChartView
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Line, Row, clear
from ikbt_desktop.ui.record import words


class CoursePane(Card):
    """``show_course(course)``; T or the button changes between picture and table."""

    def __init__(self, services: Services) -> None:
        super().__init__(gap=8)
        self._services = services
        self._course: Course | None = None
        self._title = Label("", "h3")
        self.table_button = Button("", Kind.TEXT, icon="table", hint="T", small=True)
        self.table_button.setObjectName("course_table")
        self.table_button.clicked.connect(self._turn)
        self.chart = ChartView()
        self.chart.setObjectName("course_chart")
        self.chart.table.setObjectName("course_table_view")
        self._nothing = Label("", "small", ink="muted", wrap=True)
        self._sentences = Column(gap=4)
        head = Row(gap=8)
        head.put(self._title, None, self.table_button)
        self.body.addLayout(head)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(Line())
        holder = QWidget()
        holder.setLayout(self._sentences)
        self.body.addWidget(holder)

    def show_course(self, course: Course) -> None:
        """Show a course."""
        self._course = course
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Course"))
        self.table_button.setText(self.tr("Ta&ble"))
        self._nothing.setText(self.tr("No measurement yet: the first one draws the curve."))
        course = self._course
        if course is None:
            return
        drawn = bool(course.facts.measures)
        self.chart.setVisible(drawn)
        self.table_button.setVisible(drawn)
        self._nothing.setVisible(not drawn)
        if drawn:
            self.chart.show_course(course.facts)
        clear(self._sentences)
        guided = {measure.code for measure in course.facts.measures if measure.guidance_only}
        for change in course.changes:
            instrument = self._services.catalogue.instrument(change.instrument)
            text = words.change_sentences(change, instrument, guidance=change.instrument in guided)
            known = change.since_start is not None
            since = change.since_start
            icon, tone = ("info", "muted")
            if since is not None:
                icon, tone = words.change_icon(since.reliability, since.points)
            holder = QWidget()
            row = Row(holder, gap=8)
            row.addWidget(IconMark(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(text, "small", weight=500 if known else 400, wrap=True), 1)
            self._sentences.addWidget(holder)

    def _turn(self) -> None:
        self.chart.set_table(table=not self.chart.is_table)
