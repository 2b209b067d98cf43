"""What every room of the administration promises, and the column that leads to them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column

_WIDTH = 220


class Room(QWidget):
    """One room. It reads when it is shown."""

    said = Signal(str, object)
    changed = Signal()
    replaced = Signal(object)
    """A backup is ready to be the clinic: everybody out; tells when it was made."""
    destruction_asked = Signal(object)
    """A record is to be destroyed, by this work upon the services: everybody out."""
    keys_change_asked = Signal(object)
    """All keys are to be changed, in this order: everybody out."""
    catalogue_changed = Signal()
    """Something else is in force now: every page is made anew."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def refresh(self) -> None:
        """Read and show; keeps selection and text."""

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""

    def focus_first(self) -> None:
        """The first thing to do."""

    def keep(self) -> None:
        """Keep what is being written."""

    def fit(self, width: float) -> None:
        """Lay out for a width in pixels at 100 %."""


class _Item(QPushButton):
    """One room in the column."""

    def __init__(self, key: str, parent: "SubNavigation") -> None:
        super().__init__("", parent)
        self.key = key
        self.setObjectName(f"room_{key}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme.current()
        words = paint.text_size(look.font("body", 600), self.text()).width()
        return QSize(words + 2 * look.px(11), look.tall(tokens.CONTROL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        radius = look.px(tokens.RADIUS_CONTROL)
        on = self.isChecked()
        if on or self.underMouse():
            paint.box(painter, self.rect(), fill="sel" if on else "hover", radius=radius)
        if self.hasFocus():
            paint.box(painter, self.rect(), outline="focus", radius=radius, width=2)
        room = QRectF(self.rect()).adjusted(look.px(10), 0, 0, 0)
        font = look.font("body", 600 if on else 400)
        flags = paint.LEFT | paint.mnemonic_flag()
        ink = "sel_text" if on else "text"
        paint.words(painter, room, self.text(), font=font, ink=ink, flags=flags)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        column = self.parent()
        if step is None or not isinstance(column, SubNavigation):
            super().keyPressEvent(event)
        else:
            column.step(step)


class SubNavigation(Ground):
    """The rooms below each other, 220 wide; `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__("surface", lines="right")
        self.title = Label("", "h2")
        column = Column(self, gap=2, margins=(16, 16, 12, 12))
        column.addWidget(self.title)
        column.room(6)
        self._items = [_Item(key, self) for key in keys]
        for item in self._items:
            item.clicked.connect(self._clicked)
            column.addWidget(item)
        column.addStretch(1)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the width at the present scale."""
        self.setFixedWidth(theme.current().wide(_WIDTH))

    def set_names(self, name: Callable[[str], str]) -> None:
        """Set every room's words."""
        for item in self._items:
            item.setText(name(item.key))
            item.setAccessibleName(paint.plain(name(item.key)))

    @property
    def current(self) -> str:
        """The key of the chosen room."""
        return next((item.key for item in self._items if item.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Mark a room without telling."""
        for item in self._items:
            item.setChecked(item.key == key)
            item.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if item.key == key else Qt.FocusPolicy.ClickFocus
            )

    def step(self, step: int) -> None:
        """Go to the room above or below."""
        places = [place for place, item in enumerate(self._items) if item.isChecked()]
        target = (places or [0])[0] + step
        if 0 <= target < len(self._items):
            item = self._items[target]
            item.setFocus(Qt.FocusReason.TabFocusReason)
            self.set_current(item.key)
            self.chosen.emit(item.key)

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, _Item):
            self.set_current(item.key)
            self.chosen.emit(item.key)
