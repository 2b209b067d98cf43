"""One sentence about what was done, and the way back, in the lower right of a pane."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import announce
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Row

STAYS_MS = 10_000
_LOOKS_MS = 200
_WIDTH = 352
_CONTROLS = (QAbstractButton, QComboBox, QLineEdit)


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
        # The page below takes its places afterwards, and what is done next may open a form there.
        self._looks = QTimer(self, interval=_LOOKS_MS)
        self._looks.timeout.connect(self._place)
        pane.installEventFilter(self)
        theme.current().changed.connect(self._place)
        self.hide()

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

    def _undo_now(self) -> None:
        self.hide()
        self.undone.emit()

    def _place(self) -> None:
        look = theme.current()
        gap = look.px(12)
        wanted = max(look.wide(_WIDTH), self._row.minimumSize().width())  # a file's name, say
        width = min(wanted, self._pane.width() - 2 * gap)
        tall = self._row.heightForWidth(width) if self._row.hasHeightForWidth() else 0
        height = max(look.tall(40), tall)
        left = self._pane.width() - width - gap
        # Above the bar at the foot of the page: what one wants to press next stays free.
        foot = look.tall(tokens.ACTION_BAR) + gap
        low = QRect(left, self._pane.height() - height - foot, width, height)
        spot = self._clear_of_controls(low, gap)
        if spot != self.geometry():
            self.setGeometry(spot)

    def _clear_of_controls(self, low: QRect, gap: int) -> QRect:
        """``low``, or the nearest place above it that covers no control; never the upper third."""
        controls = [
            self._seen_of(each)
            for kind in _CONTROLS
            for each in self._pane.findChildren(kind)
            if each.isVisible() and not self.isAncestorOf(each)
        ]
        spot = QRect(low)
        while covered := [each.top() for each in controls if each.intersects(spot)]:
            spot.moveBottom(min(covered) - gap)
            if spot.top() < self._pane.height() // 3:
                return low
        return spot

    def _seen_of(self, control: QWidget) -> QRect:
        """The part of a control that no scroll area cuts off, as the pane counts."""
        seen, holder = control.geometry(), control.parentWidget()
        while holder is not None and holder is not self._pane:
            seen = (seen & holder.rect()).translated(holder.pos())
            holder = holder.parentWidget()
        return seen

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._looks.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looks.stop()

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
