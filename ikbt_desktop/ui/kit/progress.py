"""Longer work with counts: a bar, what is counted, and what cancelling does."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ikbt_desktop.ui.kit import paint, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row

_WHOLE_WAY = "100\u00a0%"


class Bar(QWidget):
    """A filled part of a whole, 8 high (6 in cards)."""

    def __init__(self, *, height: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height, self._share = height, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def set_share(self, share: float) -> None:
        """From 0 to 1."""
        self._share = min(1.0, max(0.0, share))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().wide(120), theme.current().px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        paint.box(painter, rect, fill="line", radius=radius)
        if self._share > 0:
            filled = QRectF(rect)
            filled.setWidth(max(rect.height(), rect.width() * self._share))
            paint.box(painter, filled, fill="accent", radius=radius)
        painter.end()


class Progress(QWidget):
    """``show_count("Återläser kopian: 148 av 212 patienter", done=148, total=212)``."""

    cancelled = Signal()

    def __init__(
        self, *, note: str = "", can_cancel: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = Label("", "small", weight=500)
        self._percent = Label("", "small", ink="muted")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._bar = Bar()
        self._note = Label(note, "cap", ink="muted", wrap=True)
        self._note.setVisible(bool(note))
        self._cancel = Button(self.tr("Cancel"), Kind.TEXT, small=True)
        self._cancel.setVisible(can_cancel)
        self._cancel.clicked.connect(self.cancelled)
        head, foot = Row(gap=8), Row(gap=8)
        head.put(self._title, None, self._percent)
        foot.addWidget(self._note, 1)
        foot.addWidget(self._cancel)
        Column(self, gap=6).put(head, self._bar, foot)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Keep room for the whole way, so that no figure is cut while it grows."""
        room = paint.text_size(self._percent.font(), _WHOLE_WAY).width()
        self._percent.setMinimumWidth(room)

    def show_count(self, text: str, *, done: int, total: int) -> None:
        """Say how far it is; the words hold the counts."""
        share = done / total if total else 0.0
        self._title.setText(text)
        self._percent.setText(f"{round(share * 100)}\u00a0%")
        self._bar.set_share(share)
        self.setAccessibleName(text)
