"""The column of rooms to the left: words with counts, or a rail of icons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.label import as_plain_tip
from ikbt_desktop.ui.kit.layouts import Column


@dataclass(frozen=True)
class NavItem:
    """A room: its key, its name on the screen and its icon."""

    key: str
    name: str
    icon: str


class _Item(QPushButton):
    """One room in the column."""

    def __init__(self, item: NavItem, key_hint: str, column: "NavigationColumn") -> None:
        super().__init__(item.name, column)
        self.item, self._column, self._hint = item, column, key_hint
        self.count = 0
        self.setObjectName(f"room_{item.key}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rename(item.name)
        theme.current().changed.connect(self.updateGeometry)

    def rename(self, name: str) -> None:
        """Name, count and key for the tooltip and for screen readers."""
        self.setText(name)
        counted = f"{name} {self.count}" if self.count else name
        self.setAccessibleName(counted)
        self.setToolTip(as_plain_tip(f"{counted} ({self._hint})" if self._hint else counted))
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        if self._column.is_rail:
            side = look.tall(38, 20)
            return QSize(side, side + look.px(4))
        return QSize(look.wide(140), look.tall(tokens.CONTROL))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        look = theme.current()
        on = self.isChecked()
        radius = look.px(tokens.RADIUS_CONTROL)
        if on or self.underMouse():
            fill = "nav_sel" if on else "hover"
            paint.box(painter, self.rect(), fill=fill, radius=radius)
        if self.hasFocus():
            paint.box(painter, self.rect(), outline="focus", radius=radius, width=2)
        ink = "sel_text" if on else "text"
        tone = "sel_text" if on else "muted"
        rail = self._column.is_rail
        side = look.icon_size(20 if rail else 18)
        left = (self.width() - side) / 2 if rail else look.px(10)
        paint.mark(painter, QPointF(left, self.height() / 2), side, self.item.icon, tone)
        if not rail:
            left += side + look.px(10)
            room = QRectF(left, 0, self.width() - left - look.px(10), self.height())
            font = look.font("body", 600 if on else 400)
            flags = paint.LEFT | paint.mnemonic_flag()
            paint.words(painter, room, self.text(), font=font, ink=ink, flags=flags)
            if self.count:
                font = look.font("small", 600 if on else 400)
                text = str(self.count)
                paint.words(painter, room, text, font=font, ink=tone, flags=paint.RIGHT)
        painter.end()


class NavigationColumn(Ground):
    """Rooms with Alt+1 … Alt+9; `chosen(key)`. `set_rail` folds it to icons."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[NavItem], *, parent: QWidget | None = None) -> None:
        super().__init__("nav", lines="right", parent=parent)
        self.is_rail = False
        column = Column(self, gap=2, margins=(8, 12, 8, 12))
        self._items: list[_Item] = []
        for place, item in enumerate(items, start=1):
            hint = f"Alt+{place}" if place <= 9 else ""
            button = _Item(item, hint, self)
            button.clicked.connect(self._clicked)
            if hint:
                QShortcut(QKeySequence(hint), self).activated.connect(button.click)
            self._items.append(button)
            column.addWidget(button)
        column.addStretch(1)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the width at the present scale."""
        look = theme.current()
        rail = look.tall(38, 20) + 2 * look.px(8)
        self.setFixedWidth(rail if self.is_rail else look.wide(tokens.NAVIGATION))

    def set_rail(self, *, rail: bool) -> None:
        """Icons alone, or words too."""
        self.is_rail = rail
        self.restyle()
        for item in self._items:
            item.updateGeometry()
            item.update()

    def set_names(self, names: Mapping[str, str]) -> None:
        """New names by key, after a change of language."""
        for item in self._items:
            item.rename(names[item.item.key])

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How many wait in each room; a room left out shows none."""
        for item in self._items:
            item.count = counts.get(item.item.key, 0)
            item.rename(item.text())

    def set_current(self, key: str) -> None:
        """Mark the room that is shown; the empty key marks none."""
        for item in self._items:
            item.setAutoExclusive(False)
            item.setChecked(item.item.key == key)
            item.setAutoExclusive(True)

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, _Item):
            self.chosen.emit(item.item.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = [place for place, item in enumerate(self._items) if item.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
        elif 0 <= focused[0] + step < len(self._items):
            self._items[focused[0] + step].setFocus()
