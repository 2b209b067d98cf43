"""Fields that one types in: lines, texts, lists, dates, search."""

import datetime
import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from ikbt_desktop.errors import IkbtError
from ikbt_desktop.ui.kit import paint, theme
from ikbt_desktop.ui.kit.keycap import KeyCap
from ikbt_desktop.ui.kit.layouts import thin_bars
from ikbt_desktop.ui.kit.menus import popup

_LONG_WORD = re.compile(r"\S{5000}")


class LineEdit(QLineEdit):
    """One line of text. `width` is in pixels at 100 %: as wide as what goes in it."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        width: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._width = width
        self.setPlaceholderText(placeholder)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take font and width at the present scale."""
        look = theme.current()
        theme.shape(self, "line")
        self.setFont(look.font("body"))
        if self._width is not None:
            self.setFixedWidth(look.wide(self._width))
        self.updateGeometry()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        popup(self.createStandardContextMenu(), event.globalPos())


class PasswordEdit(LineEdit):
    """A line that hides what is typed; its menu offers to paste, never to copy."""

    caps_lock_noticed = Signal(bool)

    def __init__(self, *, width: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(width=width, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def set_shown(self, *, shown: bool) -> None:
        """Show or hide the letters."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("&Paste"), self.paste).setEnabled(not self.isReadOnly())
        popup(menu, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if letter.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_noticed.emit(letter.isupper() != shift)
        super().keyPressEvent(event)


class TextEdit(QPlainTextEdit):
    """Several lines of plain text; Tab leaves the field. `lines` sets its least height.

    A page that scrolls follows the line that is being written.
    """

    left = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        lines: int = 3,
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        thin_bars(self)
        self.setPlainText(text)
        self._lines, self._role = lines, role
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._moved = QTimer(self, singleShot=True, interval=0)  # until the page is laid out anew
        self._moved.timeout.connect(self._bring_line_into_sight)
        self.cursorPositionChanged.connect(self._moved.start)
        theme.follow(self.restyle)

    def _bring_line_into_sight(self) -> None:
        if not self.hasFocus():
            return
        line, holder = self.cursorRect(), self.parentWidget()
        while holder is not None:
            content = holder.widget() if isinstance(holder, QScrollArea) else None
            if isinstance(holder, QScrollArea) and content is not None:
                place = self.viewport().mapTo(content, line.center())
                holder.ensureVisible(place.x(), place.y(), 0, line.height())
            holder = holder.parentWidget()

    def restyle(self) -> None:
        """Take font and height at the present scale."""
        look = theme.current()
        theme.shape(self, "text")
        self.setFont(look.font(self._role))
        self.setMinimumHeight(self._lines * look.line(self._role) + 2 * look.px(8))
        self.updateGeometry()

    def setPlainText(self, text: str) -> None:
        self._mind_long_words(text)
        super().setPlainText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._mind_long_words(source.text())
        super().insertFromMimeData(source)

    def _mind_long_words(self, text: str) -> None:
        """Breaking a word over its lines takes its length squared: a minute for a megabyte."""
        if _LONG_WORD.search(text):
            self.setWordWrapMode(QTextOption.WrapMode.WordWrap)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        popup(self.createStandardContextMenu(), event.globalPos())

    def sizeHint(self) -> QSize:
        return QSize(theme.current().wide(240), self.minimumHeight())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class ComboBox(QComboBox):
    """A list to choose from; the wheel scrolls the page, never the answer."""

    def __init__(
        self,
        options: Sequence[tuple[object, str]] = (),
        *,
        small: bool = False,
        width: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._width, self._small = width, small
        if small:
            self.setObjectName("small")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options)
        theme.follow(self.restyle)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Fill the list with (value, text); the chosen value stays if it is still there."""
        chosen = self.value
        self.clear()
        for value, text in options:
            self.addItem(text, value)
        if chosen is not None:
            self.set_value(chosen)

    @property
    def value(self) -> object:
        """The chosen value, or None."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose a value; one that is not there chooses nothing."""
        places = [place for place in range(self.count()) if self.itemData(place) == value]
        self.setCurrentIndex(places[0] if places else -1)

    def restyle(self) -> None:
        """Take font and width at the present scale."""
        look = theme.current()
        theme.shape(self, "list", "scroll")
        self.setFont(look.font("small" if self._small else "body"))
        if self._width is not None:
            self.setFixedWidth(look.wide(self._width))
        self.updateGeometry()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        look = theme.current()
        side = look.icon_size(14)
        at = QPointF(self.width() - look.px(10) - side, self.height() / 2)
        paint.mark(painter, at, side, "chevron-down", "muted" if self.isEnabled() else "disabled")
        painter.end()


class DateField(LineEdit):
    """A date as people write it: `parse` reads it, `spell` says it out under the field.

    `parse` raises an IkbtError for what is no date. `understood` gives the spelled-out date,
    `refused` the error; an empty field gives an empty `understood`. Both come when the text
    changes, errors only when the field is left.
    """

    date_changed = Signal(object)
    understood = Signal(str)
    refused = Signal(object)

    def __init__(
        self,
        parse: Callable[[str], datetime.date],
        spell: Callable[[datetime.date], str],
        *,
        placeholder: str = "",
        width: int | None = 150,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, width=width, parent=parent)
        self._parse, self._spell = parse, spell
        self._date: datetime.date | None = None
        self.textChanged.connect(self._typed)
        self.editingFinished.connect(self._left)

    @property
    def date(self) -> datetime.date | None:
        """The date now understood, or None."""
        return self._date

    def set_date(self, value: datetime.date | None) -> None:
        """Show a date in figures."""
        self.setText(value.isoformat() if value else "")

    def _typed(self, text: str) -> None:
        try:
            self._set(self._parse(text.strip()) if text.strip() else None)
        except IkbtError:
            self._set(None)

    def _left(self) -> None:
        text = self.text().strip()
        if not text:
            return
        try:
            self._parse(text)
        except IkbtError as error:
            self.refused.emit(error)

    def _set(self, value: datetime.date | None) -> None:
        self.understood.emit(self._spell(value) if value else "")
        if value != self._date:
            self._date = value
            self.date_changed.emit(value)


class SearchField(LineEdit):
    """The search in the menu row: an icon to the left, its key to the right."""

    def __init__(
        self,
        placeholder: str = "",
        *,
        key: str = "",
        width: int | None = 330,
        parent: QWidget | None = None,
    ) -> None:
        self._cap: KeyCap | None = None
        super().__init__(placeholder=placeholder, width=width, parent=parent)
        self.setObjectName("search")
        self.setAccessibleName(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if key:
            self._cap = KeyCap(key, self)
        self.restyle()
        self.textChanged.connect(self._place_cap)

    def restyle(self) -> None:
        """Make room for icon and key."""
        super().restyle()
        look = theme.current()
        right = self._cap.sizeHint().width() + look.px(6) if self._cap else 0
        self.setTextMargins(look.icon_size(16) + look.px(10), 0, right, 0)
        self._place_cap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cap()

    def _place_cap(self) -> None:
        if self._cap is not None:
            size = self._cap.sizeHint()
            self._cap.resize(size)
            left = self.width() - size.width() - theme.current().px(8)
            self._cap.move(left, (self.height() - size.height()) // 2)
            self._cap.setVisible(not self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        look = theme.current()
        at = QPointF(look.px(10), self.height() / 2)
        paint.mark(painter, at, look.icon_size(16), "search", "muted")
        painter.end()
