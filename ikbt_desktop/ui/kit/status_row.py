"""The row at the bottom of the window: who, where, saved, locked when."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label, as_plain_tip
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


_GAP, _BETWEEN, _EDGE = 6, 9, 12


class StatusItem(QWidget):
    """An icon and a few quiet words.

    Where the row is short of room the words go into the tooltip, those of the lowest `rank` first.
    """

    def __init__(
        self,
        icon: str,
        text: str = "",
        *,
        tone: str = "muted",
        rank: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rank = rank
        self._mark = IconMark(icon, tone, size=14)
        self._text = Label(text, "cap", ink="muted")
        Row(self, gap=_GAP).put(self._mark, self._text)
        self._name()

    def say(self, text: str) -> None:
        """Change the words; empty hides the item."""
        self._text.setText(text)
        self._name()
        self.setVisible(bool(text))

    def _name(self) -> None:
        self.setAccessibleName(self._text.text())
        self.setToolTip(as_plain_tip("" if self.has_words else self._text.text()))

    @property
    def has_words(self) -> bool:
        """Whether the words stand beside the icon."""
        return not self._text.isHidden()

    def words_room(self) -> int:
        """What the words take beside the icon, whether they are shown or not."""
        return theme.current().px(_GAP) + self._text.sizeHint().width()

    def whole_width(self) -> int:
        """What icon and words take, whether the words are shown or not."""
        return self._mark.sizeHint().width() + self.words_room()

    def show_words(self, *, shown: bool) -> None:
        """With its words, or the icon alone."""
        if shown != self.has_words:
            self._text.setVisible(shown)
            self._name()

    def set_icon(self, icon: str, tone: str) -> None:
        """Change the icon."""
        self._mark.set_icon(icon, tone)


class StatusRow(Ground):
    """Items to the left and right, each behind a hairline, and the contact counter first."""

    contact_asked = Signal()
    reminder_asked = Signal()

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
        self.reminder = ContactCounter(State.REVIEW)
        self.reminder.setObjectName("status_reminder")
        self.reminder.clicked.connect(self.reminder_asked)
        self.reminder.hide()
        self._left, self._right = Row(gap=_BETWEEN), Row(gap=_BETWEEN)
        self._added: list[QWidget] = []
        row = Row(self, gap=_BETWEEN, margins=(_EDGE, 4, _EDGE, 4))
        row.put(self.contact, self.follow, self._left, None, self.reminder, self._right)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the height at the present scale."""
        self.setMinimumHeight(theme.current().tall(tokens.STATUS_ROW, 16))

    def show_contacts(self, text: str, *, follow_ups: str = "") -> None:
        """The words of the counters; empty when nobody needs contact or is to be followed up."""
        _say(self.contact, text)
        _say(self.follow, follow_ups)

    def remind(self, text: str) -> None:
        """Of what somebody put off; empty when it is done."""
        _say(self.reminder, text)

    def add_left(self, *widgets: QWidget) -> None:
        """User, clinic, database."""
        self._add(self._left, widgets)

    def add_right(self, *widgets: QWidget) -> None:
        """Saved, last restore test, lock countdown."""
        self._add(self._right, widgets)

    def event(self, event: QEvent) -> bool:
        told = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._fit()
        return told

    def _fit(self) -> None:
        """Cut no word: the icons of the least needed items stand alone until all has room."""
        counters = (self.contact, self.follow, self.reminder)
        stands = [one for one in (*counters, *self._added) if not one.isHidden()]
        items = sorted((one for one in stands if isinstance(one, StatusItem)), key=_rank)
        # Counted here: the layouts tell a change of their widths one turn later, level by level.
        lines = sum(not one.isHidden() for one in self.findChildren(Line))
        gaps = theme.current().px(_BETWEEN) * (len(stands) + lines) + lines
        edges = 2 * theme.current().px(_EDGE)
        over = sum(_whole(one) for one in stands) + gaps + edges - self.width()
        for item in items:
            item.show_words(shown=over <= 0)
            over -= item.words_room() if over > 0 else 0

    def _add(self, row: Row, widgets: tuple[QWidget, ...]) -> None:
        self._added += widgets
        for widget in widgets:
            if row.count():
                line = Line(upright=True)
                row.addWidget(line)
                _Beside(line, widget)
            row.addWidget(widget)


def _rank(item: StatusItem) -> int:
    return item.rank


def _whole(widget: QWidget) -> int:
    return widget.whole_width() if isinstance(widget, StatusItem) else widget.sizeHint().width()


def _say(counter: ContactCounter, words: str) -> None:
    counter.setText(words)
    counter.updateGeometry()
    counter.setVisible(bool(words))


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
