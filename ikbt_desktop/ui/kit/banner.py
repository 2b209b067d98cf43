"""Who the work is about: one row across the window, the same in every room."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import follow
from ikbt_desktop.ui.kit.layouts import Row
from ikbt_desktop.ui.kit.pill import Pill, PillValue


class Banner(Ground):
    """Name, age, number, pills; flags and other parts to the right, Kris (F9) always last."""

    crisis_asked = Signal()

    def __init__(self, *, training: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("surface", lines="bottom", parent=parent)
        self._edge = "demo_bg" if training else "accent"
        self._name = Label("", "h2")
        self._age = Label("", "body")
        self._number = Label("", "body", weight=500)
        self._pills, self._flags, self._parts = Row(gap=8), Row(gap=8), Row(gap=8)
        self.crisis = Button("", Kind.TEXT, icon="phone", key="F9", small=True)
        self.crisis.clicked.connect(self.crisis_asked)
        row = Row(self, gap=14, margins=(24, 6, 12, 6))
        row.put(self._name, self._age, self._number, self._pills, None)
        row.put(self._flags, self._parts, self.crisis)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)
        follow(self, self.retranslate)

    def retranslate(self) -> None:
        """Say Kris in the language of the screen."""
        self.crisis.setText(self.tr("Crisis"))

    def restyle(self) -> None:
        """Take the height at the present scale."""
        self.setMinimumHeight(theme.current().tall(46, 24))

    def show_patient(
        self,
        *,
        name: str,
        age: str,
        number: str,
        pills: Sequence[PillValue] = (),
        flags: Sequence[PillValue] = (),
    ) -> None:
        """*Efternamn, Förnamn · ålder · personnummer*, program after, flags to the right."""
        self._name.setText(name)
        self._age.setText(age)
        self._number.setText(number)
        self._show_pills(self._pills, pills)
        self._show_pills(self._flags, flags)
        self.setAccessibleName(" ".join([name, age, number, *(pill.text for pill in pills)]))

    def _show_pills(self, row: Row, pills: Sequence[PillValue]) -> None:
        while row.count():
            item = row.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        for value in pills:
            row.addWidget(Pill(value.text, value.state, icon=value.icon, height=20))

    def add_part(self, widget: QWidget) -> None:
        """Something of the page to the left of Kris: a date, a button."""
        self._parts.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        painter.fillRect(0, 0, 4, self.height(), theme.current().color(self._edge))
        painter.end()
