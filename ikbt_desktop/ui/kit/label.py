"""Text on the screen, always plain: what a patient is called is never markup."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme
from ikbt_desktop.ui.kit.style import LETTERED


class Label(QLabel):
    """A plain text in one of the type roles (h1, h2, h3, body, editor, small, cap, num).

    `ink` is a colour token. `wrap` breaks lines, `elide` ends a long text in … and puts the whole
    in the tooltip.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        ink: str = "text",
        weight: int | None = None,
        italic: bool = False,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._ink, self._weight, self._italic = role, ink, weight, italic
        self._elide, self._has_key = elide, False
        self._tall: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)
        theme.follow(self.restyle)

    def setText(self, text: str) -> None:
        self._tall.clear()
        super().setText(text)
        if self._elide:
            self.setToolTip(as_plain_tip(text))

    def setWordWrap(self, on: bool) -> None:
        self._tall.clear()
        super().setWordWrap(on)

    def set_ink(self, ink: str) -> None:
        """Change the colour token."""
        self._ink = ink
        self.restyle()

    def set_weight(self, weight: int) -> None:
        """Change the weight: 400, 500 or 600."""
        self._weight = weight
        self.restyle()

    def set_role(self, role: str, weight: int | None = None) -> None:
        """Change the type role."""
        self._role, self._weight = role, weight
        self.restyle()

    def restyle(self) -> None:
        """Take font and colour from the theme."""
        look = theme.current()
        self._tall.clear()
        self.setFont(look.font(self._role, self._weight, italic=self._italic))
        self.setPalette(look.ink(self._ink))

    def heightForWidth(self, width: int) -> int:
        # A layout asks for all the width that it has; lines break where the label itself ends.
        # It asks for the same few widths again and again.
        width = min(width, self.maximumWidth())
        if width not in self._tall:
            self._tall[width] = super().heightForWidth(width)
        return self._tall[width]

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(0, size.height()) if self._elide else size

    def setBuddy(self, field: QWidget) -> None:
        super().setBuddy(field)
        self._has_key = True
        self.setProperty(LETTERED, True)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self._elide or self._has_key):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        room = self.contentsRect()
        text, flags = self.text(), int(self.alignment())
        if self._elide:
            text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        if self._has_key:
            flags |= paint.mnemonic_flag()
        if self.wordWrap():
            flags |= int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, text)
        painter.end()


def as_plain_tip(text: str) -> str:
    """A tooltip guesses at markup; with its angle brackets escaped it cannot."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text if escaped == text else "<span>" + escaped.replace("\n", "<br>") + "</span>"
