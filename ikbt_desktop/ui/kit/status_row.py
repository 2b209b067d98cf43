"""The row at the bottom of the window: who, where, saved, locked when."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Line, Row
from ikbt_desktop.ui.kit.tokens import State


class ContactCounter(QPushButton):
    """``1 behöver kontakt idag``: solid red, opens the list; hidden when there is none.

    In the tone of `REVIEW`: ``2 att följa upp idag``.
    """

    def __init__(self, state: State = State.ACUTE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the font at the present scale."""
        self.setFont(theme.current().font("cap", 600))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = theme.current()
        words = paint.text_size(self.font(), self.text()).width()
        width = words + look.icon_size(14) + look.px(6) + 2 * look.px(8)
        return QSize(width, look.tall(20, 16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        rect = QRectF(self.rect())
        radius = look.px(tokens.RADIUS_KEY)
        if self.hasFocus():
            paint.box(painter, rect, fill="surface", outline="text", radius=radius, width=2)
            rect = rect.adjusted(3, 3, -3, -3)
        ink = self._state.value
        paint.box(painter, rect, fill=f"{ink}_bg", radius=radius)
        side, icon = look.icon_size(14), tokens.STATE_ICONS[self._state]
        paint.mark(painter, QPointF(look.px(8), self.height() / 2), side, icon, ink)
        room = QRectF(self.rect()).adjusted(look.px(8) + side + look.px(6), 0, 0, 0)
        paint.words(painter, room, self.text(), font=self.font(), ink=ink)
        painter.end()


class StatusItem(QWidget):
    """An icon and a few quiet words."""

    def __init__(
        self, icon: str, text: str = "", *, tone: str = "muted", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mark = IconMark(icon, tone, size=14)
        self._text = Label(text, "cap", ink="muted")
        Row(self, gap=6).put(self._mark, self._text)

    def say(self, text: str) -> None:
        """Change the words; empty hides the item."""
        self._text.setText(text)
        self.setVisible(bool(text))

    def set_icon(self, icon: str, tone: str) -> None:
        """Change the icon."""
        self._mark.set_icon(icon, tone)


class StatusRow(Ground):
    """Items to the left and right, each behind a hairline, and the contact counter first."""

    contact_asked = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("surface", lines="top", parent=parent)
        self.contact = ContactCounter()
        self.contact.setObjectName("contacts")
        self.contact.clicked.connect(self.contact_asked)
        self.contact.hide()
        self.follow = ContactCounter(State.REVIEW)
        self.follow.setObjectName("follow_ups")
        self.follow.clicked.connect(self.contact_asked)
        self.follow.hide()
        self._left, self._right = Row(gap=9), Row(gap=9)
        row = Row(self, gap=9, margins=(12, 4, 12, 4))
        row.put(self.contact, self.follow, self._left, None, self._right)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the height at the present scale."""
        self.setMinimumHeight(theme.current().tall(tokens.STATUS_ROW, 16))

    def show_contacts(self, text: str, *, follow_ups: str = "") -> None:
        """The words of the counters; empty when nobody needs contact or is to be followed up."""
        for counter, words in ((self.contact, text), (self.follow, follow_ups)):
            counter.setText(words)
            counter.updateGeometry()
            counter.setVisible(bool(words))

    def add_left(self, *widgets: QWidget) -> None:
        """User, clinic, database."""
        self._add(self._left, widgets)

    def add_right(self, *widgets: QWidget) -> None:
        """Saved, last restore test, lock countdown."""
        self._add(self._right, widgets)

    def _add(self, row: Row, widgets: tuple[QWidget, ...]) -> None:
        for widget in widgets:
            if row.count():
                line = Line(upright=True)
                row.addWidget(line)
                _Beside(line, widget)
            row.addWidget(widget)


class _Beside(QObject):
    """A hairline that is there only while its item is."""

    def __init__(self, line: QWidget, item: QWidget) -> None:
        super().__init__(line)
        self._line, self._item = line, item
        item.installEventFilter(self)
        line.setVisible(not item.isHidden())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HideToParent, QEvent.Type.ShowToParent}:
            self._line.setVisible(not self._item.isHidden())
        return False
