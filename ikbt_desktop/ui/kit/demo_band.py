"""The mark of training on every window: a solid band on top and a frame around."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.ui.kit import language, paint
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Row


class DemoBand(Ground):
    """Graduation cap, the word, and that nothing here is real."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("demo_bg", parent=parent)
        self._lead = Label("", "small", ink="demo", weight=600)
        self._words = Label("", "small", ink="demo")
        row = Row(self, gap=11, margins=(20, 8, 20, 8))
        row.put(IconMark("graduation-cap", "demo", size=18), self._lead, self._words, None)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        language.follow(self, self.retranslate)

    def retranslate(self) -> None:
        """Say it in the language that now holds."""
        self._lead.setText(self.tr("TRAINING"))
        self._words.setText(self.tr("Invented patients. Nothing you do here affects the clinic."))
        self.setAccessibleName(f"{self._lead.text()} {self._words.text()}")


class DemoFrame(QWidget):
    """``DemoFrame(window)`` draws three coloured pixels around a window, over everything in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self.resize(window.size())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        elif kind in {QEvent.Type.Show, QEvent.Type.LayoutRequest}:
            self.raise_()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        paint.box(painter, self.rect(), outline="demo_bg", width=3)
        painter.end()
