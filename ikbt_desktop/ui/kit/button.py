"""Buttons of the four kinds, with the key painted as a quiet hint behind the words."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens
from ikbt_desktop.ui.kit.label import as_plain_tip


class Kind(StrEnum):
    """Primary: one per surface. Text: reversible and rare. Danger: cannot be undone."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TEXT = "text"
    DANGER = "danger"


_INK = {
    Kind.PRIMARY: "on_accent",
    Kind.SECONDARY: "text",
    Kind.TEXT: "link",
    Kind.DANGER: "error",
}


class Button(QPushButton):
    """A verb. ``key="Ctrl+Enter"`` both shows and listens; ``hint="Enter"`` only shows."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        key: str = "",
        hint: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind, self._icon, self._small = kind, icon, small
        self._hint = hint or key
        self._busy = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if key:
            self._listen(key)
        theme.follow(self.restyle)

    @property
    def kind(self) -> Kind:
        """Which of the four kinds it is."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Change its weight: of two primaries on a page, one steps back."""
        self._kind = kind
        self.restyle()

    def _listen(self, key: str) -> None:
        keys = {key, key.replace("Enter", "Return")}
        for each in sorted(keys):
            shortcut = QShortcut(QKeySequence(each), self)
            shortcut.activated.connect(self.press)

    def press(self) -> None:
        """Click, unless the button is busy or off."""
        if not self._busy:
            self.click()

    def set_hint(self, hint: str) -> None:
        """Change the painted key."""
        self._hint = hint
        self._remeasure()

    def set_icon(self, icon: str) -> None:
        """Change the icon by name; empty for none."""
        self._icon = icon
        self._remeasure()

    @property
    def is_busy(self) -> bool:
        """Whether it says that its work goes on."""
        return bool(self._busy)

    def set_busy(self, text: str) -> None:
        """Show ``Signing …`` and ignore presses; the empty text makes it ready again."""
        self._busy = text
        self.setAccessibleDescription(text)
        self._remeasure()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._remeasure()

    def restyle(self) -> None:
        """Take the font at the present scale."""
        weight = 500 if self._kind in {Kind.SECONDARY, Kind.TEXT} else 600
        self.setFont(theme.current().font("small" if self._small else "body", weight))
        self._remeasure()

    def _remeasure(self) -> None:
        self.updateGeometry()
        self.update()

    def _parts(self) -> list[tuple[str, str]]:
        shown = self._busy or self.text()
        parts = [("icon", self._icon)] if self._icon else []
        parts += [("text", shown)] if shown else []
        parts += [("hint", self._hint)] if self._hint and not self._busy else []
        return parts

    def _part_width(self, part: tuple[str, str]) -> int:
        look = theme.current()
        match part[0]:
            case "icon":
                return look.icon_size(16)
            case "hint":
                return paint.text_size(look.font("cap"), part[1]).width()
            case _:
                return paint.text_size(self.font(), part[1]).width()

    def _content_width(self) -> int:
        parts = self._parts()
        return sum(map(self._part_width, parts)) + theme.current().px(8) * (len(parts) - 1)

    def sizeHint(self) -> QSize:
        look = theme.current()
        height = look.tall(tokens.CONTROL_SMALL if self._small else tokens.CONTROL)
        if not self.text() and self._icon:
            return QSize(height, height)
        pad = 10 if self._small or self._kind is Kind.TEXT else 13
        return QSize(self._content_width() + 2 * look.px(pad), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._busy:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._busy:
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.press()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        self._paint_ground(painter)
        look = theme.current()
        ink = self._ink()
        left = (self.width() - self._content_width()) / 2
        flags = paint.LEFT | paint.mnemonic_flag()
        for part in self._parts():
            width = self._part_width(part)
            if part[0] == "icon":
                paint.mark(painter, QPointF(left, self.height() / 2), width, part[1], ink)
            else:
                quiet = part[0] == "hint"
                font = look.font("cap") if quiet else self.font()
                tone = self._hint_ink(ink) if quiet else ink
                room = QRectF(left, 0, width + 2, self.height())
                paint.words(painter, room, part[1], font=font, ink=tone, flags=flags)
            left += width + look.px(8)
        painter.end()

    def _ink(self) -> str:
        return _INK[self._kind] if self.isEnabled() else "disabled"

    def _hint_ink(self, ink: str) -> str:
        return ink if self._kind is Kind.PRIMARY or not self.isEnabled() else "muted"

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme.current()
        radius = look.px(tokens.RADIUS_CONTROL)
        rect = QRectF(self.rect())
        focused = self.hasFocus()
        hovered = self.underMouse() or self.isDown()
        if self._kind is Kind.TEXT:
            if hovered and self.isEnabled():
                paint.box(painter, rect, fill="hover", radius=radius)
            if focused:
                paint.box(painter, rect, outline="focus", radius=radius, width=2)
        elif not self.isEnabled():
            paint.box(painter, rect, fill="sunken", outline="line", radius=radius)
        elif self._kind is Kind.PRIMARY:
            fill = "accent_hover" if hovered else "accent"
            if focused:
                paint.box(painter, rect, fill="surface", outline="text", radius=radius, width=2)
                rect = rect.adjusted(4, 4, -4, -4)
                radius = max(2, radius - 3)
            paint.box(painter, rect, fill=fill, radius=radius)
        else:
            outline = "error" if self._kind is Kind.DANGER else "line2"
            fill = "hover" if hovered else "surface"
            if self.isChecked():
                fill = "accent_soft"
            width = 2 if focused else 1
            edge = "focus" if focused else outline
            paint.box(painter, rect, fill=fill, outline=edge, radius=radius, width=width)


class IconButton(Button):
    """A square button with an icon alone: its name and key stand in the tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        key: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", icon=icon, key=key, small=small, parent=parent)
        self._hint = ""
        self._key = key
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """The accessible name; shown with the key when the pointer rests."""
        self.setAccessibleName(name)
        self.setToolTip(as_plain_tip(f"{name} ({self._key})" if self._key else name))
