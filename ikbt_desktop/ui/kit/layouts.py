"""Rows and columns whose gaps follow the text scale."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QBoxLayout,
    QFrame,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QWidget,
)

from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.label import Label

_LAID_OUT_MS = 300  # after which a page has taken its new places
Margins = tuple[int, int, int, int]
_NONE: Margins = (0, 0, 0, 0)


class _Scaled(QBoxLayout):
    """A box layout given in pixels at 100 %."""

    def __init__(
        self,
        direction: QBoxLayout.Direction,
        parent: QWidget | None,
        gap: int,
        margins: Margins,
    ) -> None:
        super().__init__(direction, parent)
        self._gap, self._margins = gap, margins
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the gaps at the present scale."""
        look = theme.current()
        self.setSpacing(look.px(self._gap))
        left, top, right, bottom = (look.px(side) for side in self._margins)
        self.setContentsMargins(left, top, right, bottom)

    def put(self, *items: QWidget | QLayout | None, stretch: int = 0) -> None:
        """Add widgets and layouts in order; None is a stretch."""
        for item in items:
            if item is None:
                self.addStretch(1)
            elif isinstance(item, QWidget):
                self._take(item, stretch)
            else:
                self.addLayout(item, stretch)

    def _take(self, item: QWidget, stretch: int) -> None:
        self.addWidget(item, stretch)

    def room(self, distance: int) -> None:
        """Add a fixed distance."""
        self.addSpacing(theme.current().px(distance))


class Column(_Scaled):
    """Things below each other."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, margins: Margins = _NONE
    ) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, parent, gap, margins)


class Row(_Scaled):
    """Things beside each other."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, margins: Margins = _NONE
    ) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, parent, gap, margins)

    def _take(self, item: QWidget, stretch: int) -> None:
        """A text that may break stands level with what is beside it, not at the upper edge."""
        super()._take(item, stretch)
        if isinstance(item, Label) and item.wordWrap():
            item.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Flow(QLayout):
    """Things beside each other that go on below when the width ends.

    `level`: words stand at the middle of the buttons of their line.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, level: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._level = gap, level
        self.setContentsMargins(0, 0, 0, 0)
        theme.current().changed.connect(self.invalidate)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        gap = theme.current().px(self._gap)
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, rect: QRect, *, move: bool) -> int:
        gap = theme.current().px(self._gap)
        top = rect.y()
        for line in self._lines(rect.width(), gap):
            tallest = max(size.height() for _, size in line)
            x = rect.x()
            for item, size in line:
                down = (tallest - size.height()) // 2 if self._level else 0
                if move:
                    item.setGeometry(QRect(QPoint(x, top + down), size))
                x += size.width() + gap
            top += tallest + gap
        return max(0, top - gap - rect.y())

    def _lines(self, width: int, gap: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = -1
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if size.width() > left:
                lines.append([])
                left = width
            lines[-1].append((item, size))
            left -= size.width() + gap
        return lines


class ScrollBar(QScrollBar):
    """A thin bar; it takes its look when it is first seen, for most never are."""

    _THICK, _LEAST = 10, 56

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Vertical) -> None:
        super().__init__(orientation)
        self._seen = False

    def sizeHint(self) -> QSize:
        upright = QSize(self._THICK, self._LEAST)
        return upright if self.orientation() == Qt.Orientation.Vertical else upright.transposed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take colour and shape."""
        theme.shape(self, "scroll")


def thin_bars(area: QAbstractScrollArea) -> None:
    """Let an area scroll by bars of ours."""
    area.setVerticalScrollBar(ScrollBar())
    area.setHorizontalScrollBar(ScrollBar(Qt.Orientation.Horizontal))
    if isinstance(area, QAbstractItemView):
        # A list listens to the bar that it was made with, and asks for more rows at its end.
        area.verticalScrollBar().valueChanged.connect(area.verticalScrollbarValueChanged)


class Scroll(QScrollArea):
    """A page or pane that scrolls; sideways only when its content cannot get narrower.

    Where the text grows, the field that one is at stays in sight.
    """

    def __init__(self, *, gap: int = 12, margins: Margins = _NONE) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        thin_bars(self)
        # A viewport of our own: asked for Qt's, PySide first makes Python classes of all widgets.
        viewport = QWidget()
        viewport.setAutoFillBackground(False)
        self.setViewport(viewport)
        content = QWidget()
        content.setAutoFillBackground(False)
        self.body = Column(content, gap=gap, margins=margins)
        self.setWidget(content)
        content.setAutoFillBackground(False)  # QScrollArea has just set it
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._growing = QTimer(self, singleShot=True, interval=_LAID_OUT_MS)
        theme.current().changed.connect(self._growing.start)
        # The page takes its new places in several rounds; each of them may push the field away.
        self._moved = QTimer(self, singleShot=True, interval=0)
        self._moved.timeout.connect(self._keep_focus_in_sight)
        self._growing.timeout.connect(self._keep_focus_in_sight)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)

    def _range_changed(self) -> None:
        if self._growing.isActive():
            self._moved.start()

    def _keep_focus_in_sight(self) -> None:
        focused, content = QApplication.focusWidget(), self.widget()
        if focused is None or content is None or not content.isAncestorOf(focused):
            return
        around = theme.current().px(8)
        if focused.height() + 2 * around > self.viewport().height():
            self.ensureWidgetVisible(focused, 0, around)  # the line of its cursor
            return
        middle = focused.mapTo(content, focused.rect().center())
        self.ensureVisible(middle.x(), middle.y(), 0, focused.height() // 2 + around)


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout; the widgets end."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            clear(inner)


class Line(QFrame):
    """A hairline across; it separates and means nothing else."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self._upright = upright
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        self.setAutoFillBackground(True)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the line's colour."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.current().color("line"))
        self.setPalette(palette)
