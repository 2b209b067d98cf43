"""Draws the course chart of `clinic.chart` and shows the same points as a table (key T)."""

from functools import lru_cache

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ikbt_desktop.clinic import chart
from ikbt_desktop.clinic.chart import (
    Band,
    Box,
    Chart,
    CourseFacts,
    CourseTable,
    Dot,
    EventMark,
    EventShape,
    Gap,
    Hair,
    HeatCell,
    Line,
    Mark,
    Shape,
    Text,
)
from ikbt_desktop.ui.kit import language, paint, theme, tokens
from ikbt_desktop.ui.kit.label import as_plain_tip
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Scroll, thin_bars

_WEIGHTS = {
    chart.Weight.REGULAR: 400,
    chart.Weight.MEDIUM: 500,
    chart.Weight.SEMIBOLD: 600,
}
_REACH = 14
_NOWHERE = QModelIndex()
_LEAST = (480, 300)
_MOST_KNOWN = 8
_FIRST_CELL, _CELL = 24, 12  # as the heads in the style sheet


class _Pen:
    """Draws shapes on the screen."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter

    def draw(self, shape: Shape) -> None:
        """Draw one shape."""
        match shape:
            case Band():
                self._painter.fillRect(_rect(shape.box), theme.current().color(shape.token))
            case Hair():
                style = Qt.PenStyle.DashLine if shape.dashed else Qt.PenStyle.SolidLine
                self._line(shape, style)
            case Line():
                style = Qt.PenStyle.DotLine if shape.dotted else Qt.PenStyle.SolidLine
                self._line(shape, style)
            case Dot():
                self._dot(shape)
            case Gap():
                self._gap(shape)
            case HeatCell():
                self._cell(shape)
            case EventMark():
                self._event(shape)
            case Text():
                self._text(shape)

    def _line(self, shape: Hair | Line, style: Qt.PenStyle) -> None:
        colour = theme.current().color(shape.token)
        self._painter.setPen(QPen(colour, shape.width, style, Qt.PenCapStyle.FlatCap))
        self._painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))

    def _dot(self, dot: Dot) -> None:
        look = theme.current()
        self._painter.setPen(QPen(look.color("surface"), dot.halo * 2))
        self._mark(dot)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(look.color(dot.token))
        self._mark(dot)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _mark(self, dot: Dot) -> None:
        rect = _rect(dot.box)
        match dot.mark:
            case Mark.ROUND:
                self._painter.drawEllipse(rect)
            case Mark.SQUARE:
                self._painter.drawRect(rect)
            case Mark.TRIANGLE:
                top = QPointF(rect.center().x(), rect.top())
                self._painter.drawPolygon(QPolygonF([top, rect.bottomRight(), rect.bottomLeft()]))

    def _gap(self, gap: Gap) -> None:
        look = theme.current()
        self._painter.setPen(QPen(look.color(gap.token), 1.4, Qt.PenStyle.DashLine))
        self._painter.setBrush(look.color("surface"))
        self._painter.drawEllipse(_rect(gap.box))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _cell(self, cell: HeatCell) -> None:
        look = theme.current()
        if cell.missing:
            self._painter.setPen(QPen(look.color("line2"), 1, Qt.PenStyle.DashLine))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(look.color(cell.token))
        self._painter.drawRoundedRect(_rect(cell.box), cell.radius, cell.radius)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _event(self, event: EventMark) -> None:
        self._painter.setPen(QPen(theme.current().color(event.token), event.stroke))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = _rect(event.box)
        middle = rect.center()
        match event.shape:
            case EventShape.TICK:
                top = QPointF(middle.x(), rect.top())
                self._painter.drawLine(top, QPointF(middle.x(), rect.bottom()))
            case EventShape.SQUARE:
                self._painter.drawRect(rect)
            case EventShape.DIAMOND:
                corners = [
                    QPointF(middle.x(), rect.top()),
                    QPointF(rect.right(), middle.y()),
                    QPointF(middle.x(), rect.bottom()),
                    QPointF(rect.left(), middle.y()),
                ]
                self._painter.drawPolygon(QPolygonF(corners))
            case EventShape.TRIANGLE:
                tip = QPointF(rect.right(), middle.y())
                self._painter.drawPolygon(QPolygonF([rect.topLeft(), tip, rect.bottomLeft()]))

    def _text(self, text: Text) -> None:
        look = theme.current()
        font = look.font("cap", _WEIGHTS[text.weight])
        sized = type(font)(font)
        sized.setPixelSize(max(1, round(text.size)))
        self._painter.setFont(sized)
        self._painter.setPen(look.color(text.token))
        self._painter.drawText(QPointF(text.box.left, text.y), text.words)


def _rect(box: Box) -> QRectF:
    return QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom))


def text_width(words: str, size: float) -> float:
    """How wide words are on the screen, in the heaviest weight of the chart."""
    return _advance(words, max(1, round(size)))


@lru_cache(maxsize=4096)
def _advance(words: str, pixels: int) -> float:
    return _metrics(pixels).horizontalAdvance(words)


@lru_cache(maxsize=64)
def _metrics(pixels: int) -> QFontMetricsF:
    look = theme.current()
    font = type(look.font())(look.font("cap", 600))
    font.setPixelSize(pixels)
    return QFontMetricsF(font)


class _Canvas(QWidget):
    """The drawn chart; resting on a mark says its value."""

    def __init__(self) -> None:
        super().__init__()
        self.facts: CourseFacts | None = None
        self.room = 0
        self._chart: Chart | None = None
        self._known_of: CourseFacts | None = None
        self._known: dict[tuple[int, int, float], Chart] = {}
        self.setMouseTracking(True)
        theme.current().changed.connect(self.lay_out)

    @property
    def chart(self) -> Chart | None:
        """The shapes now shown."""
        return self._chart

    def lay_out(self) -> None:
        """Ask the geometry for shapes of this size."""
        look = theme.current()
        self.setMinimumWidth(look.wide(_LEAST[0]))
        if self.facts is None:
            return
        self._chart = self._laid(self.facts, max(self.room, look.wide(_LEAST[1])))
        self.setMinimumHeight(round(self._chart.height))
        self.update()

    def least_height(self) -> int:
        """What the chart needs to be seen whole at this width."""
        if self.facts is None:
            return 0
        return round(self._laid(self.facts, theme.current().wide(_LEAST[1])).height)

    def _laid(self, facts: CourseFacts, height: int) -> Chart:
        """The geometry of a size, remembered: layouts ask for the same few again and again."""
        look = theme.current()
        width = max(self.width(), look.wide(_LEAST[0]))
        if self._known_of is not facts or len(self._known) > _MOST_KNOWN:
            self._known_of = facts
            self._known.clear()
        key = (width, height, look.scale)
        if key not in self._known:
            self._known[key] = chart.layout(
                facts,
                width=width,
                height=height,
                text_width=text_width,
                caption=12 * look.scale,
                words=chart_words(),
            )
        return self._known[key]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        words = self._chart.caption_at(at.x(), at.y(), _REACH) if self._chart else None
        if words:
            QToolTip.showText(event.globalPosition().toPoint(), as_plain_tip(words), self)
        else:
            QToolTip.hideText()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = _Pen(painter)
        for shape in self._chart.shapes if self._chart else ():
            pen.draw(shape)
        painter.end()


class _Twin(QAbstractTableModel):
    """The same points in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = CourseTable((), ())

    def show(self, table: CourseTable) -> None:
        """Show other points."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.head)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.table.head[section]
        return None


def chart_words() -> chart.ChartWords:
    """What the chart says, in the language of the screen."""
    return chart.ChartWords(
        week=say("CourseChart", "Week"),
        week_of=say("CourseChart", "Week {week}"),
        start=say("CourseChart", "start"),
        start_of=say("CourseChart", "Start"),
        end_of=say("CourseChart", "End"),
        pause_of=say("CourseChart", "Pause: {words}"),
        today=say("CourseChart", "Today"),
        events=say("CourseChart", "Events"),
        sections=say("CourseChart", "Sections"),
        section=say("CourseChart", "Section {number}"),
        question=say("CourseChart", "Question {item}"),
        question_of=say("CourseChart", "{measure} question {item}"),
        flag_from=say("CourseChart", "Flag from {limit}"),
        missing=say("CourseChart", "missing"),
        missing_mark=say("CourseChart", "Missing"),
        none_yet=say("CourseChart", "No measurement yet"),
        guidance=say("CourseChart", "levels for guidance"),
        decimal=QLocale().decimalPoint(),
        in_english=language.chosen() == "en",
    )


class _Cells(QStyledItemDelegate):
    """Draws the cells below their heads, with a ring around the current one."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = theme.current()
        room = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(room.left(), room.bottom(), room.width(), 1), look.color("line"))
        if self._table.hasFocus() and index == self._table.currentIndex():
            ring = room.adjusted(2, 2, -2, -3)
            paint.box(painter, ring, outline="focus", radius=tokens.RADIUS_CONTROL, width=2)
        words = room.adjusted(self._indent(index.column()), 0, 0, 0)
        paint.words(painter, words, str(index.data() or ""), font=look.font("body"), ink="text")
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        look = theme.current()
        words = paint.text_size(look.font("body"), str(index.data() or ""))
        wide = words.width() + self._indent(index.column()) + look.px(_CELL)
        return QSize(wide, look.tall(30, 20))

    def _indent(self, column: int) -> int:
        return theme.current().px(_FIRST_CELL if column == 0 else _CELL)


class ChartView(QWidget):
    """``show_course(facts)``; T or `set_table` changes between the picture and the table.

    `resized` tells that `least_height()` may be another one.
    """

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = _Canvas()
        self._scroll = Scroll(gap=0)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setWidget(self._canvas)
        self._canvas.setAutoFillBackground(False)
        self._twin = _Twin(self)
        self.table = QTableView()
        self.table.setModel(self._twin)
        self.table.setItemDelegate(_Cells(self.table))
        self.table.setShowGrid(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        thin_bars(self.table)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.table)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.table.installEventFilter(self)
        self.setAccessibleName(self.tr("Course chart"))
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the look of the table's head."""
        look = theme.current()
        theme.shape(self.table.horizontalHeader(), "head")
        self.table.horizontalHeader().setFixedHeight(look.tall(32, 16))
        self.table.verticalHeader().setDefaultSectionSize(look.tall(30, 20))

    @property
    def is_table(self) -> bool:
        """Whether the table twin is shown."""
        return self._stack.currentWidget() is self.table

    @property
    def chart(self) -> Chart | None:
        """The shapes now shown."""
        return self._canvas.chart

    def show_course(self, facts: CourseFacts) -> None:
        """Show a course, as picture and as table."""
        self._canvas.facts = facts
        self._canvas.lay_out()
        self._twin.show(chart.table(facts, chart_words()))
        rows = (". ".join(filter(None, row)) for row in self._twin.table.rows)
        self.setAccessibleDescription("\n".join(rows))

    def least_height(self) -> int:
        """What the picture needs so that it does not scroll inside its page."""
        return self._canvas.least_height()

    def set_table(self, *, table: bool) -> None:
        """Show the table, or the picture."""
        self._stack.setCurrentWidget(self.table if table else self._scroll)
        (self.table if table else self).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._canvas.room != self.height():
            self._canvas.room = self.height()
            self._canvas.lay_out()
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.wide(720), look.wide(400))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.set_table(table=not self.is_table)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() != Qt.Key.Key_T or event.modifiers():
            return False
        self.set_table(table=False)
        return True
