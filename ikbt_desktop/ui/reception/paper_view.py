"""A scanned paper over the referral's pane; Esc goes back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ikbt_desktop.services.referrals import AttachmentRow
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row
from ikbt_desktop.ui.record.pdf_view import PdfView


class PaperView(Ground):
    """The paper's name, the way back, and its pages."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__("surface", lines="left")
        self._name = Label("", "h3", wrap=True)
        self.back = Button("", Kind.SECONDARY, icon="arrow-left", hint="Esc", small=True)
        self.back.setObjectName("paper_back")
        self.back.clicked.connect(self.closed)
        self.pages = PdfView()
        head = Ground("surface", lines="bottom")
        row = Row(head, gap=8, margins=(24, 11, 20, 11))
        row.addWidget(self._name, 1)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        room = Column(gap=0, margins=(16, 12, 16, 12))
        room.addWidget(self.pages, 1)
        whole = Column(self, gap=0, margins=(1, 0, 0, 0))
        whole.addWidget(head)
        whole.addLayout(room, 1)
        self.setFocusProxy(self.pages)
        language.follow(self, self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.back.setText(self.tr("&Back to the referral"))

    def show_paper(self, paper: AttachmentRow, content: bytes) -> None:
        """Show a paper that was opened, which is logged."""
        self._name.setText(paper.title)
        self.pages.show_content(content, paper.media_type, name=paper.title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
