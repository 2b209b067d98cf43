"""A page of facts that is read rather than worked, and the row of tabs above such pages."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.card import Card, Ground
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll, clear
from ikbt_desktop.ui.kit.pill import Pill, PillValue


class FocusRing(QWidget):
    """The focus ring over something that scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.box(painter, self.rect(), outline="focus", radius=2, width=2)
        painter.end()


class Struck(Label):
    """A text that no longer holds: struck through, and said to be so."""

    def restyle(self) -> None:
        """Take font and colour from the theme, and the line through it."""
        super().restyle()
        font = self.font()
        font.setStrikeOut(True)
        self.setFont(font)


class _FactName(Label):
    """What a fact is; as wide as its words need, also when the text is made larger meanwhile."""

    def restyle(self) -> None:
        """Take font and width at the present scale."""
        super().restyle()
        self.setFixedWidth(theme.current().wide(150))


class Leaf(Scroll):
    """Facts below each other, written anew at each refresh; the arrows scroll it.

    ``begin()`` empties it, then ``title``, ``fact``, ``text`` … go into the card at hand, and
    ``card()`` begins the next one.
    """

    def __init__(self, name: str) -> None:
        super().__init__(gap=12, margins=(16, 12, 16, 16))
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ring = FocusRing(self)
        self._into: Column = self.body

    def begin(self) -> None:
        """Start over."""
        clear(self.body)
        self._into = self.body

    def end(self) -> None:
        """No more: what is left of the height stays empty."""
        self.body.addStretch(1)

    def card(self) -> Card:
        """What follows stands in a card of its own."""
        card = Card(gap=6)
        self.body.addWidget(card)
        self._into = card.body
        return card

    def loose(self) -> None:
        """What follows stands outside of the cards."""
        self._into = self.body

    def put(self, widget: QWidget) -> None:
        """Add a widget."""
        self._into.addWidget(widget)

    def title(self, text: str, *, role: str = "h3", pill: PillValue | None = None) -> None:
        """A heading, with a state beside it."""
        if pill is None:
            self.put(Label(text, role, wrap=True))
            return
        holder = QWidget()
        row = Row(holder, gap=10)
        row.addWidget(Label(text, role, wrap=True), 1)
        row.addWidget(Pill(pill.text, pill.state, icon=pill.icon), 0, Qt.AlignmentFlag.AlignTop)
        self.put(holder)

    def fact(self, label: str, value: str) -> None:
        """What it is, and how it is. Nothing is written for an empty value."""
        if not value:
            return
        holder = QWidget()
        row = Row(holder, gap=12)
        name = _FactName(label, "small", ink="muted", wrap=True)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(value, "body", wrap=True), 1)
        self.put(holder)

    def text(
        self, text: str, *, role: str = "body", ink: str = "text", struck: bool = False
    ) -> None:
        """A paragraph as it was written."""
        if not text:
            return
        label = (Struck if struck else Label)(text, role, ink="muted" if struck else ink, wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setMaximumWidth(theme.current().wide(760))
        self.put(label)

    def note(self, text: str) -> None:
        """A quiet line."""
        if text:
            self.put(Label(text, "cap", ink="muted", wrap=True))

    def outcome(self, pill: PillValue, title: str, reason: str) -> None:
        """A judged line: the word, what was judged, and why."""
        holder = QWidget()
        row = Row(holder, gap=10)
        words = Column(gap=0)
        words.addWidget(Label(title, "body", weight=500, wrap=True))
        if reason:
            words.addWidget(Label(reason, "small", ink="muted", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(Pill(pill.text, pill.state, icon=pill.icon, height=22), 0, _TOP)
        self.put(holder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ring.setGeometry(self.rect())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring.show()
        self._ring.raise_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring.hide()


_TOP = Qt.AlignmentFlag.AlignTop


_AIR, _TIGHT = 9, 4  # to each side of a tab's words, where there is room and where there is not


class _Tab(QPushButton):
    """One tab: words, and a line under the chosen one."""

    def __init__(self, key: str, parent: "TabRow") -> None:
        super().__init__("", parent)
        self.key = key
        self.air = _AIR
        self.setObjectName(f"tab_{key}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme.current()
        words = paint.text_size(look.font("body", 600), self.text()).width()
        return QSize(words + 2 * look.px(self.air), look.tall(tokens.TABS))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        on = self.isChecked()
        if self.underMouse() and not on:
            painter.fillRect(self.rect(), look.color("hover"))
        words = paint.text_size(look.font("body", 600 if on else 400), self.text()).width()
        room = QRectF((self.width() - words) / 2, 0, words + 4, self.height())
        font = look.font("body", 600 if on else 400)
        flags = paint.LEFT | paint.mnemonic_flag()
        paint.words(
            painter, room, self.text(), font=font, ink="accent" if on else "text", flags=flags
        )
        if on:
            tall = look.px(3)
            painter.fillRect(0, self.height() - tall, self.width(), tall, look.color("accent"))
        if self.hasFocus():
            paint.box(
                painter, self.rect().adjusted(1, 3, -1, -5), outline="focus", radius=4, width=2
            )
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        row = self.parent()
        if step is None or not isinstance(row, TabRow):
            super().keyPressEvent(event)
        else:
            row.step(step)


class TabRow(Ground):
    """The tabs of a page; the arrows and Ctrl+Tab go through them. `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__("surface", lines="bottom")
        self._row = Row(self, gap=2, margins=(16, 0, 16, 0))
        self._tabs = [_Tab(key, self) for key in keys]
        for tab in self._tabs:
            tab.clicked.connect(self._clicked)
            self._row.addWidget(tab)
        self._row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        # While the text scale changes the row must not push the window wider than the screen.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        loose = sum(
            tab.sizeHint().width() + 2 * look.px(_AIR - tab.air) + look.px(2) for tab in self._tabs
        )
        air = _AIR if loose + look.px(32) <= self.width() else _TIGHT
        for tab in self._tabs:
            if tab.air != air:
                tab.air = air
                tab.updateGeometry()

    def add_right(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._row.addWidget(widget)

    def set_names(self, name: Callable[[str], str]) -> None:
        """Set every tab's words."""
        for tab in self._tabs:
            tab.setText(name(tab.key))
            tab.setAccessibleName(name(tab.key).replace("&", ""))
            tab.updateGeometry()

    @property
    def current(self) -> str:
        """The key of the chosen tab."""
        return next((tab.key for tab in self._tabs if tab.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Mark a tab as chosen without telling."""
        for tab in self._tabs:
            tab.setChecked(tab.key == key)
            tab.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if tab.key == key else Qt.FocusPolicy.ClickFocus
            )

    def step(self, step: int) -> None:
        """Go to the next tab, round the end."""
        places = [place for place, tab in enumerate(self._tabs) if tab.isChecked()]
        tab = self._tabs[((places or [0])[0] + step) % len(self._tabs)]
        tab.setFocus(Qt.FocusReason.TabFocusReason)
        self.set_current(tab.key)
        self.chosen.emit(tab.key)

    def _clicked(self) -> None:
        tab = self.sender()
        if isinstance(tab, _Tab):
            self.set_current(tab.key)
            self.chosen.emit(tab.key)
