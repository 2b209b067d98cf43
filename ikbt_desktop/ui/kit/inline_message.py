"""A sentence between the lines of a page: it pushes content down and never covers it."""

from enum import StrEnum

from PySide6 import QtGui
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme, tokens, turns
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row


class Tone(StrEnum):
    """What a message is about; the values are tokens."""

    PROPOSAL = "obs"
    WARNING = "review"
    TROUBLE = "notmet"
    DONE = "ok"
    ACUTE = "acute"


_ICONS = {
    Tone.PROPOSAL: "lightbulb",
    Tone.WARNING: "triangle-alert",
    Tone.TROUBLE: "unplug",
    Tone.DONE: "circle-check",
    Tone.ACUTE: "siren",
}
_A_TURN_MS = 10


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say something that is not in the focused widget."""
    # Asked for here and not above: their many words would delay the first window.
    event = QtGui.QAccessibleAnnouncementEvent(widget, text)
    QtGui.QAccessible.updateAccessibility(event)


class InlineMessage(QWidget):
    """Tint, icon, bold lead, one sentence and at most one button (`acted`)."""

    acted = Signal()

    def __init__(
        self,
        tone: Tone,
        lead: str = "",
        sentence: str = "",
        *,
        button: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._mark = IconMark(icon or _ICONS[tone], tone, size=18)
        self._lead = Label("", "small", ink=tone, weight=600, wrap=True)
        body = "acute" if tone is Tone.ACUTE else "text"
        self._sentence = Label("", "small", ink=body, wrap=True)
        self._button = Button(button)
        self._button.clicked.connect(self.acted)
        self.body = Column(gap=1)
        self.body.put(self._lead, self._sentence)
        row = Row(self, gap=10, margins=(13, 10, 13, 10))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.body, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.say(lead, sentence, button=button)

    def say(self, lead: str, sentence: str = "", *, button: str = "") -> None:
        """Change the words; a shown message is also spoken."""
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(f"{lead} {sentence}".strip())
        if self.isVisible():
            announce(self, self.accessibleName())

    def reveal(self) -> None:
        """Show it where the person looks: what somebody pressed for is answered in sight."""
        self.show()
        QTimer.singleShot(0, self, self._come_into_sight)  # after the page is laid out anew

    def _come_into_sight(self) -> None:
        if not turns.are_done():  # what is still made above it would push it away
            QTimer.singleShot(_A_TURN_MS, self, self._come_into_sight)
            return
        holder = self.parentWidget()
        while holder is not None:
            if isinstance(holder, QScrollArea):
                holder.ensureWidgetVisible(self, 0, theme.current().px(8))
            holder = holder.parentWidget()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.box(
            painter,
            self.rect(),
            fill=f"{self._tone}_bg",
            outline=f"{self._tone}_line",
            radius=theme.current().px(tokens.RADIUS_CARD),
        )
        painter.end()
