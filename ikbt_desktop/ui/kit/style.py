"""What Fusion does otherwise than the look wants: focus rings, mnemonics only while Alt is down.

Little of a style may be Python: Qt asks thousands of times while a page is built, also for objects
that it has not finished. So only menus, which Qt itself letters, have a style that is asked for
hints; what the kit letters asks `shows_mnemonics`.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QWindow,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QMenuBar,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from ikbt_desktop.ui.kit import ear

LETTERED = "lettered"
"""The property of a label that names a field, and may have its letter underlined."""


class _Attentive(QProxyStyle):
    """Fusion; the ear is told of each window before it is shown for the first time."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, polished: QWidget | QPalette | Qt.GlobalColor | QColor | QApplication) -> None:
        super().polish(polished)
        if isinstance(polished, QWidget) and polished.isWindow():
            ear.attend(polished)


class _MenuStyle(_Attentive):
    """Underlines the letters of menus only while Alt is down."""

    def __init__(self, alt: "_AltWatcher") -> None:
        super().__init__()
        self._alt = alt

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_UnderlineShortcut:
            return int(self._alt.is_down)
        return super().styleHint(hint, option, widget, returnData)


class HouseStyle(_Attentive):
    """Fusion with our focus ring and a calm tooltip; it tells the ear of each window."""

    def __init__(self, color: Callable[[str], QColor]) -> None:
        super().__init__()
        self._color = color
        self._alt = _AltWatcher()
        self.of_menus = _MenuStyle(self._alt)
        self.of_menus.setParent(self)  # it ends with this one, after every menu

    @property
    def shows_mnemonics(self) -> bool:
        """Whether Alt is down."""
        return self._alt.is_down

    def watch(self, window: QWindow | None) -> None:
        """Follow the Alt key of the window that has the focus."""
        self._alt.watch(window)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            _ring(painter, QRectF(option.rect), self._color("focus"))
        elif element == QStyle.PrimitiveElement.PE_PanelTipLabel:
            painter.fillRect(option.rect, self._color("line2"))
            painter.fillRect(option.rect.adjusted(1, 1, -1, -1), self._color("surface"))
        else:
            super().drawPrimitive(element, option, painter, widget)


def _ring(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
    painter.restore()


class _AltWatcher(QObject):
    """Sees the Alt key of one window and repaints it; watching the window alone costs nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.is_down = False
        self._window: QWindow | None = None

    def watch(self, window: QWindow | None) -> None:
        """Move to another window."""
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = window
        self._set(down=False)
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._window = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
            self._set(down=event.type() == QEvent.Type.KeyPress)
        elif event.type() == QEvent.Type.FocusOut:
            self._set(down=False)
        return False

    def _set(self, *, down: bool) -> None:
        if down == self.is_down or not isinstance(QGuiApplication.instance(), QApplication):
            return
        self.is_down = down
        window = QApplication.activeWindow()
        if window is not None:
            for widget in _lettered(window):
                widget.update()


def _lettered(window: QWidget) -> Iterator[QWidget]:
    """What may have an underlined letter: to paint the whole window again takes far longer."""
    yield from window.findChildren(QMenuBar)
    for button in window.findChildren(QAbstractButton):
        if "&" in button.text():
            yield button
    for label in window.findChildren(QFrame):
        if label.property(LETTERED):
            yield label
