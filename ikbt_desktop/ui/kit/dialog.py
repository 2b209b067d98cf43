"""The question before what cannot be undone; everything else is a pane, not a dialog."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row


class Dialog(QDialog):
    """Question, consequence in one sentence, and two verbs.

    `safe` is primary, default and what Esc does (`rejected`); `act` is the danger (`accepted`).
    Show it with ``open()`` and listen; widgets may be put into `body`.
    """

    def __init__(
        self, parent: QWidget | None, question: str, consequence: str, *, safe: str, act: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setAccessibleDescription(consequence)
        self.question = Label(question, "h3", wrap=True)
        self.consequence = Label(consequence, "small", wrap=True)
        self.safe = Button(safe, Kind.PRIMARY)
        self.act = Button(act, Kind.DANGER)
        self.safe.setDefault(True)
        self.safe.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self.body = Column(gap=8)
        buttons = Row(gap=8)
        buttons.put(None, self.safe, self.act)
        self._whole = whole = Column(self, gap=10, margins=(20, 18, 20, 18))
        whole.put(self.question, self.consequence, self.body, buttons)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the width at the present scale."""
        self.setMinimumWidth(theme.current().wide(400))

    def sizeHint(self) -> QSize:
        width = theme.current().wide(455)
        whole = self._whole
        return QSize(width, max(whole.heightForWidth(width), whole.minimumSize().height()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.safe.setFocus()
