"""One sentence about what was done, and the way back, in the lower right of a pane."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import announce
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Row

STAYS_MS = 10_000
_WIDTH = 352


class Toast(QWidget):
    """``Toast(pane)`` once per pane, then ``say(text)``; the next one replaces it. `undone`."""

    undone = Signal()

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = Label("", "small", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._undo = Button("", Kind.TEXT, hint="Ctrl+Z", small=True)
        self._undo.clicked.connect(self._undo_now)
        self._undo.installEventFilter(self)
        self._row = row = Row(self, gap=10, margins=(14, 5, 6, 5))
        row.addWidget(IconMark("check", "ok"))
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self.hide)
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._place)
        pane.installEventFilter(self)
        theme.current().changed.connect(self._place)
        self.hide()

    @property
    def is_paused(self) -> bool:
        """Whether it waits because someone points at it or has the focus in it."""
        return self.isVisible() and not self._timer.isActive()

    def say(self, text: str, *, undo: bool = True) -> None:
        """Show a sentence for ten seconds, and speak it."""
        self._text.setText(text)
        self._undo.setText(self.tr("Undo"))
        self._undo.setVisible(undo)
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self._place()
        announce(self, text)
        self._timer.start()
        # Once more when the page below has taken its places.
        self._settle.start()

    def _undo_now(self) -> None:
        self.hide()
        self.undone.emit()

    def _place(self) -> None:
        look = theme.current()
        gap = look.px(12)
        width = min(look.wide(_WIDTH), self._pane.width() - 2 * gap)
        tall = self._row.heightForWidth(width) if self._row.hasHeightForWidth() else 0
        height = max(look.tall(40), tall)
        left = self._pane.width() - width - gap
        # Above the bar at the foot of the page: what one wants to press next stays free.
        foot = look.tall(tokens.ACTION_BAR) + gap
        low = QRect(left, self._pane.height() - height - foot, width, height)
        self.setGeometry(self._clear_of_buttons(low, gap))

    def _clear_of_buttons(self, low: QRect, gap: int) -> QRect:
        """``low``, or the nearest place above it that covers no button; never the upper half."""
        buttons = [
            QRect(button.mapTo(self._pane, QPoint(0, 0)), button.size())
            for button in self._pane.findChildren(QPushButton)
            if button.isVisible() and not self.isAncestorOf(button)
        ]
        spot = QRect(low)
        while covered := [each.top() for each in buttons if each.intersects(spot)]:
            spot.moveBottom(min(covered) - gap)
            if spot.top() < self._pane.height() // 2:
                return low
        return spot

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._go_on()

    def _go_on(self) -> None:
        if self.isVisible() and not self._undo.hasFocus() and not self.underMouse():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Resize if watched is self._pane:
                self._place()
            case QEvent.Type.FocusIn if watched is self._undo:
                self._timer.stop()
            case QEvent.Type.FocusOut if watched is self._undo:
                self._go_on()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        radius = theme.current().px(tokens.RADIUS_CARD)
        paint.box(painter, self.rect(), fill="surface", outline="line2", radius=radius)
        painter.end()
