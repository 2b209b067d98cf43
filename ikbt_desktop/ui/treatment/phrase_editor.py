"""The editor of the weekly feedback: plain text, phrases behind `;`, and the minutes it takes."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.services.feedback_notes import PhraseView
from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.edits import TextEdit
from ikbt_desktop.ui.kit.inline_message import announce
from ikbt_desktop.ui.kit.language import say

_TRIGGER = re.compile(r"(?:^|(?<=\s));([0-9a-zåäöéü_-]*)$", re.IGNORECASE)
_MOST = 6
_TICK_MS = 1_000


class PhrasePopup(QWidget):
    """The phrases that fit what is typed after `;`. It never takes the focus."""

    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("phrases")
        self.phrases: tuple[PhraseView, ...] = ()
        self.place = 0
        self._first = 0
        self._typed = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_phrases(self, phrases: Sequence[PhraseView], typed: str) -> None:
        """Show a choice, or hide when there is none."""
        self.phrases, self._typed = tuple(phrases), typed
        self.place = min(self.place, max(0, len(self.phrases) - 1))
        self._first = 0
        self.move_by(0)
        self.setVisible(bool(self.phrases))
        self.resize(self.sizeHint())
        self.update()
        self._speak()

    def move_by(self, step: int) -> None:
        """Mark another one."""
        self.place = (self.place + step) % max(1, len(self.phrases))
        self._first = min(max(self._first, self.place - self._most() + 1), self.place)
        self.update()
        self._speak()

    @property
    def marked(self) -> PhraseView | None:
        """The one that Tab inserts."""
        return self.phrases[self.place] if self.phrases else None

    def _speak(self) -> None:
        if self.marked is not None and self.isVisible():
            self.setAccessibleName(f"{self.marked.name}: {self.marked.text}")
            announce(self, self.accessibleName())

    def _row(self) -> int:
        look = theme.current()
        return look.line("small") + look.line("cap") + look.px(9)

    def _most(self) -> int:
        """How many rows there is room for: large text in a small window has fewer."""
        parent = self.parentWidget()
        room = parent.height() if parent is not None else self._row() * _MOST
        return max(1, min(_MOST, (room - self._head() - theme.current().px(14)) // self._row()))

    def _head(self) -> int:
        return theme.current().line("cap") + theme.current().px(12)

    def sizeHint(self) -> QSize:
        look = theme.current()
        parent = self.parentWidget()
        most = parent.width() - look.px(24) if parent is not None else look.wide(420)
        tall = self._head() + self._row() * min(self._most(), len(self.phrases)) + look.px(6)
        return QSize(min(look.wide(420), most), tall)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._first + (int(event.position().y()) - self._head()) // self._row()
        if self._first <= place < len(self.phrases):
            self.place = place
            self.picked.emit(self.phrases[place].id)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        radius = look.px(tokens.RADIUS_CARD)
        paint.box(painter, self.rect(), fill="surface", outline="line2", radius=radius)
        left, cap = look.px(14), look.font("cap", 500)
        room = QRectF(left, look.px(4), self.width() - 2 * left, self._head() - look.px(6))
        head = say("PhraseEditor", "Phrases: {typed}").format(typed=self._typed or ";")
        if len(self.phrases) > self._most():
            of = say("PhraseEditor", "{place} of {all}")
            head += "  ·  " + of.format(place=self.place + 1, all=len(self.phrases))
        paint.words(painter, room, head, font=cap, ink="muted")
        hint = say("PhraseEditor", "Tab inserts")
        wide = paint.text_size(look.font("cap"), hint).width()
        room = QRectF(self.width() - left - wide, room.top(), wide + 4, room.height())
        paint.words(painter, room, hint, font=look.font("cap"), ink="muted")
        for row, phrase in enumerate(self.phrases[self._first : self._first + self._most()]):
            self._paint_row(painter, row, phrase)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, phrase: PhraseView) -> None:
        look = theme.current()
        top = self._head() + row * self._row()
        chosen = self._first + row == self.place
        if chosen:
            ground = QRectF(1, top, self.width() - 2, self._row())
            paint.box(painter, ground, fill="sel")
            painter.fillRect(QRectF(1, top, 3, self._row()), look.color("accent"))
        left, ink = look.px(14), "sel_text" if chosen else "text"
        room = QRectF(left, top + look.px(4), self.width() - 2 * left, look.line("small"))
        paint.words(painter, room, phrase.name, font=look.font("small", 600), ink=ink)
        room = QRectF(left, room.bottom(), room.width(), look.line("cap"))
        text = paint.elided(look.font("cap"), " ".join(phrase.text.split()), room.width())
        quiet = "sel_text" if chosen else "muted"
        paint.words(painter, room, text, font=look.font("cap"), ink=quiet)


class PhraseEditor(TextEdit):
    """`minutes_changed` while the editor has the focus; `escaped` when Esc has nothing to close."""

    minutes_changed = Signal(int)
    escaped = Signal()

    def __init__(
        self,
        *,
        find: Callable[[str], tuple[PhraseView, ...]],
        fill: Callable[[str], str],
    ) -> None:
        super().__init__(lines=5, role="editor")
        self._find, self._fill = find, fill
        self.popup = PhrasePopup(self)
        self.popup.picked.connect(self.insert_phrase)
        self.seconds = 0
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.tick)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.cursorPositionChanged.connect(self._look_for_phrase)

    # --- minutes -----------------------------------------------------------------------------

    @property
    def minutes(self) -> int:
        """Whole minutes begun."""
        return -(-self.seconds // 60)

    def set_minutes(self, minutes: int) -> None:
        """What the person says that it took."""
        self.seconds = minutes * 60

    def tick(self) -> None:
        """One second more with the focus in the editor."""
        if self.isReadOnly():
            return
        before = self.minutes
        self.seconds += 1
        if self.minutes != before:
            self.minutes_changed.emit(self.minutes)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._clock.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._clock.stop()
        self.popup.hide()

    # --- phrases -----------------------------------------------------------------------------

    def typed(self) -> str | None:
        """What stands after the `;` before the cursor; None where there is no `;`."""
        found = _TRIGGER.search(self._before())
        return None if found is None else found[1]

    def _before(self) -> str:
        """The paragraph up to the cursor, whose place Qt counts in halves of signs such as 😀."""
        cursor = self.textCursor()
        halves = cursor.block().text().encode("utf-16-le", "surrogatepass")
        return halves[: 2 * cursor.positionInBlock()].decode("utf-16-le", "replace")

    def _look_for_phrase(self) -> None:
        typed = None if self.isReadOnly() or not self.hasFocus() else self.typed()
        if typed is None:
            self.popup.hide()
            return
        self.popup.show_phrases(self._find(typed), typed)
        self._place_popup()

    def open_phrases(self) -> None:
        """As if `;` were typed: the button above the editor."""
        self.setFocus()
        before = self._before()
        self.insertPlainText(";" if not before or before[-1].isspace() else " ;")

    def float_over(self, ground: QWidget) -> None:
        """Show the phrases over the whole of `ground`, an ancestor, and not only in the editor."""
        self.popup.setParent(ground)
        self.popup.hide()

    def _place_popup(self) -> None:
        ground = self.popup.parentWidget() or self
        gap = theme.current().px(4)
        cursor = self.cursorRect()
        under = self.viewport().mapTo(ground, cursor.bottomLeft() + QPoint(0, gap))
        over = self.viewport().mapTo(ground, cursor.topLeft() - QPoint(0, gap))
        left = max(2, min(under.x(), ground.width() - self.popup.width() - 2))
        top = under.y()
        if top + self.popup.height() > ground.height():
            top = max(2, over.y() - self.popup.height())
        self.popup.move(left, top)
        self.popup.raise_()

    def insert_phrase(self, phrase_id: str) -> None:
        """Replace `;name` by the filled phrase, as one step of undo."""
        typed = self.typed()
        if typed is None:
            return
        text = self._fill(phrase_id)
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(typed) + 1
        )
        cursor.insertText(text)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.popup.hide()

    def append_sentence(self, sentence: str) -> None:
        """Put a sentence at the end, as one step of undo."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        text = self.toPlainText()
        space = "" if not text or text[-1].isspace() else " "
        cursor.insertText(f"{space}{sentence}")
        self.setTextCursor(cursor)
        self.setFocus()

    # --- keys --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Tab inserts while the phrases are shown; otherwise it leaves the editor as ever."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and not event.modifiers()
            and self.popup.isVisible()
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.popup.isVisible() and not event.modifiers() and self._popup_key(event.key()):
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def _popup_key(self, key: int) -> bool:
        match key:
            case Qt.Key.Key_Down:
                self.popup.move_by(1)
            case Qt.Key.Key_Up:
                self.popup.move_by(-1)
            case Qt.Key.Key_Escape:
                self.popup.hide()
            case Qt.Key.Key_Tab:
                if self.popup.marked is not None:
                    self.insert_phrase(self.popup.marked.id)
            case _:
                return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.popup.isVisible():
            self.popup.resize(self.popup.sizeHint())
            self._place_popup()
