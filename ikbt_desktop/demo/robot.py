"""Hands that drive the real windows: keys and clicks on widgets found by their names."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ikbt_desktop.ui.kit import theme, turns
from ikbt_desktop.ui.kit.theme import Scheme
from ikbt_desktop.ui.kit.toast import Toast

_PATIENCE = 30.0
_Kind = TypeVar("_Kind", bound=QWidget)


class WalkStopped(Exception):
    """A widget was not there, or nothing happened in time: the walk cannot go on."""


def _process() -> None:
    """One turn of the event loop; without exec() Qt keeps what was to be deleted."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _window_of(widget: QWidget) -> QWindow:
    """Where the system brings the keys of this widget, which has the focus then."""
    if widget is not widget.window() and not widget.hasFocus():
        widget.setFocus()
    return widget.window().windowHandle()


def strike(
    window: QWindow,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """A key down and up as the system brings it; its going down may end the window."""
    QTest.keyPress(window, key, modifier)
    for _ in range(2):  # hands come up later, and QTest holds on to a window that ends meanwhile
        _process()
    if window in QGuiApplication.allWindows():  # its wrapper does not hear that Qt ended it
        QTest.keyRelease(window, key, modifier)


@dataclass(frozen=True)
class Picture:
    """One screenshot with the sentence that belongs to it."""

    file: str
    words: str


@dataclass
class Robot:
    """One pair of hands on one window. Every step can leave a numbered picture."""

    window: QWidget
    folder: Path
    pictures: list[Picture] = field(default_factory=list)
    said: Callable[[str], None] = print

    # --- waiting -----------------------------------------------------------------------------

    def settle(self, seconds: float = 0.05) -> None:
        """Let the window do what it has to do, and finish what it has begun."""
        end = time.monotonic() + seconds
        while True:
            _process()
            if time.monotonic() >= end and turns.are_done():
                return
            time.sleep(0.005)

    def wait(self, happened: Callable[[], bool], what: str) -> None:
        """Until it has happened; stop the walk when it never does."""
        end = time.monotonic() + _PATIENCE
        while not happened():
            _process()
            if time.monotonic() > end:
                raise WalkStopped(what)
            time.sleep(0.005)
        self.settle()

    # --- finding -----------------------------------------------------------------------------

    def find(self, name: str, kind: type[_Kind] | type[QWidget] = QWidget) -> QWidget:
        """The visible widget with this object name, in the window or in a dialog over it."""
        for top in self._tops():
            for widget in [top, *top.findChildren(QWidget)]:
                if widget.objectName() == name and isinstance(widget, kind) and widget.isVisible():
                    return widget
        raise WalkStopped(f"there is no {name}")

    def sees(self, name: str) -> bool:
        """Whether a widget with this name is visible."""
        try:
            self.find(name)
        except WalkStopped:
            return False
        return True

    def _tops(self) -> list[QWidget]:
        dialogs = [
            top
            for top in QApplication.topLevelWidgets()
            if top is not self.window and top.isVisible()
        ]
        return [*dialogs, self.window]

    # --- doing -------------------------------------------------------------------------------

    def type_into(self, name: str, text: str, *, clear: bool = True) -> None:
        """Put the cursor in a field and type."""
        widget = self.find(name)
        widget.setFocus()
        if clear and isinstance(widget, QLineEdit | QPlainTextEdit):
            widget.selectAll()
            self._key(widget, Qt.Key.Key_Delete)
        self.keys(widget, text)

    def keys(self, widget: QWidget, text: str) -> None:
        """Type the text key by key into the widget, by way of its window."""
        window = _window_of(widget)
        for sign in text:
            key = Qt.Key.Key_Return if sign == "\n" else Qt.Key.Key_unknown
            if sign.isascii() and (sign.isdigit() or sign.isalpha()):
                key = Qt.Key(ord(sign.upper()))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(window, event)
        self.settle(0.01)

    def digits(self, text: str) -> None:
        """Type where the focus is; each key goes to whatever has the focus by then."""
        for sign in text:
            widget = QApplication.focusWidget() or self.window
            self.keys(widget, sign)

    def press(
        self,
        key: Qt.Key,
        *,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: str = "",
    ) -> None:
        """One key on a named widget, or where the focus is."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window)
        widget = self.find(on) if on else QApplication.focusWidget() or self.window
        self._key(widget, key, modifier)
        self.settle()

    def _key(
        self,
        widget: QWidget,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        strike(_window_of(widget), key, modifier)

    def click(self, name: str) -> None:
        """Click in the middle of a widget, when it has come."""
        self.wait(lambda: self.sees(name), f"{name} to be there")
        self.click_widget(self.find(name))

    def click_words(self, words: str) -> None:
        """Click the visible button that says these words."""
        self.wait(lambda: self.button(words) is not None, f"a button that says {words}")
        button = self.button(words)
        assert button is not None
        self.click_widget(button)

    def button(self, words: str) -> QAbstractButton | None:
        """The visible button that says these words, or None."""
        for top in self._tops():
            for button in top.findChildren(QAbstractButton):
                said = button.text().replace("&", "")
                if button.isVisible() and button.isEnabled() and said.startswith(words):
                    return button
        return None

    def click_widget(self, widget: QWidget) -> None:
        """Click in the middle of this widget."""
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(widget.width() // 2, widget.height() // 2),
        )
        self.settle(0.1)

    def choose_words(self, name: str, words: str) -> None:
        """Choose the line of a list that begins so, with the arrow keys."""
        box = self.find(name, QComboBox)
        assert isinstance(box, QComboBox)
        place = next((n for n in range(box.count()) if box.itemText(n).startswith(words)), -1)
        if place < 0:
            raise WalkStopped(f"{name} does not offer {words}")
        box.setFocus()
        while box.currentIndex() != place:
            down = box.currentIndex() < place
            self._key(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)
        self.settle()

    def choose_first(self, name: str, place: int = 0) -> None:
        """Choose one part of a segmented answer by its place."""
        parts = self.find(name).findChildren(QAbstractButton)
        self.click_widget(parts[place])

    def open_row(self, name: str, words: str) -> None:
        """Go to the row that holds the words, and press Enter."""
        self.go_to_row(name, words)
        self.press(Qt.Key.Key_Return, on=name)
        self.settle(0.15)

    def go_to_row(self, name: str, *words: str) -> None:
        """Go to the row that holds all the words."""
        view = self.find(name, QAbstractItemView)
        assert isinstance(view, QAbstractItemView)
        view.setFocus()
        self._key(view, Qt.Key.Key_Home)
        model = view.model()
        for row in range(model.rowCount()):
            texts = [
                str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole) or "")
                for column in range(model.columnCount())
            ]
            if all(word in " ".join(texts) for word in words):
                view.setCurrentIndex(model.index(row, 0))
                self.settle()
                return
        raise WalkStopped(f"no row of {name} holds {', '.join(words)}")

    # --- pictures ----------------------------------------------------------------------------

    def picture(self, name: str, words: str) -> None:
        """Save what the window shows, dialogs over it included, under the next number."""
        self.settle(0.25)  # past the search that waits for a pause in the typing
        self.window.grab()  # takes the places that the settling asked for
        self.settle()
        shot = self.window.grab()
        file = f"{len(self.pictures) + 1:02d}-{name}.png"
        shot.save(str(self.folder / file))
        self.pictures.append(Picture(file, words))
        self.said(f"{file}  {words}")
        for toast in self.window.findChildren(Toast):
            toast.hide()  # whoever works by hand is slower than the ten seconds that it stands

    def picture_of(self, widget: QWidget, name: str, words: str) -> None:
        """Save what one widget shows, e.g. a dialog."""
        self.settle(0.12)
        file = f"{len(self.pictures) + 1:02d}-{name}.png"
        widget.grab().save(str(self.folder / file))
        self.pictures.append(Picture(file, words))
        self.said(f"{file}  {words}")

    @contextmanager
    def looking(self, *, scale: float = 1.0, scheme: Scheme = Scheme.LIGHT) -> Iterator[None]:
        """Another text size or theme for a while."""
        look = theme.current()
        before = (look.scheme, look.scale)
        look.choose(scheme=scheme, scale=scale)
        self.settle(0.1)
        yield
        look.choose(scheme=before[0], scale=before[1])
        self.settle(0.1)
