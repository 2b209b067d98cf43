"""Who the work is about: one row across the window, the same in every room."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import follow
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row
from ikbt_desktop.ui.kit.pill import Pill, PillValue


class Banner(Ground):
    """Name, age, number, pills; flags and other parts to the right, Kris (F9) always last.

    Where they do not fit on one line, pills and flags go below: a name is never cut.
    """

    crisis_asked = Signal()

    def __init__(self, *, training: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("surface", lines="bottom", parent=parent)
        self._edge = "demo_bg" if training else "accent"
        self._name = Label("", "h2")
        self._age = Label("", "body")
        self._number = Label("", "body", weight=500)
        self._pills, self._flags = Row(gap=8), Row(gap=8)
        self.crisis = Button("", Kind.TEXT, icon="phone", key="F9", small=True)
        self.crisis.clicked.connect(self.crisis_asked)
        self._values: tuple[Sequence[PillValue], Sequence[PillValue]] = ((), ())
        self._is_folded = False
        self._first = Row(gap=14)
        self._first.put(self._name, self._age, self._number, self._pills, None)
        self._first.put(self._flags, self.crisis)
        self._below = QWidget()
        self._second = Flow(self._below, gap=8)
        self._below.hide()
        whole = Column(self, gap=6, margins=(24, 6, 12, 6))
        whole.put(self._first, self._below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)
        follow(self, self.retranslate)

    def retranslate(self) -> None:
        """Say Kris in the language of the screen."""
        self.crisis.setText(self.tr("Crisis"))

    def restyle(self) -> None:
        """Take the height at the present scale."""
        self.setMinimumHeight(theme.current().tall(46, 24))
        QTimer.singleShot(0, self, self._fit)  # when the pills have taken their size too

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
        self._values = (pills, flags)
        self._show_pills(folded=False)
        self._fit()
        self.setAccessibleName(" ".join([name, age, number, *(pill.text for pill in pills)]))

    def _show_pills(self, *, folded: bool) -> None:
        self._is_folded = folded
        pills, flags = self._values
        for row in (self._pills, self._flags, self._second):
            _empty(row)
        for row, values in (
            (self._second if folded else self._pills, pills),
            (self._second if folded else self._flags, flags),
        ):
            for value in values:
                pill = Pill(value.text, value.state, icon=value.icon, height=20)
                row.addWidget(pill)
                pill.show()  # what is not yet shown takes no room, and `_fit` measures
        self._below.setVisible(folded and bool([*pills, *flags]))

    def _fit(self) -> None:
        """Pills and flags below when the line is too narrow for them, and back when it is not."""
        if self._is_folded:
            self._show_pills(folded=False)
        if self._first.minimumSize().width() > self.contentsRect().width() - _margins():
            self._show_pills(folded=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        painter.fillRect(0, 0, 4, self.height(), theme.current().color(self._edge))
        painter.end()


def _margins() -> int:
    return theme.current().px(24) + theme.current().px(12)


def _empty(row: QLayout) -> None:
    while row.count():
        item = row.takeAt(0)
        old = item.widget() if item is not None else None
        if old is not None:
            old.hide()
            old.deleteLater()
