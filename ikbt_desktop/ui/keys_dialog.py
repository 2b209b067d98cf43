"""F1: the keys of the view and of the window."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.keycap import KeyCap
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row, Scroll
from ikbt_desktop.ui.pages import Shortcut


class KeysDialog(QDialog):
    """Two short lists; Esc closes."""

    def __init__(
        self, parent: QWidget, page: Sequence[Shortcut], window: Sequence[Shortcut]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle(self.tr("Keys"))
        scroll = Scroll(gap=8, margins=(20, 18, 20, 12))
        for title, rows in ((self.tr("In this view"), page), (self.tr("Everywhere"), window)):
            if rows:
                scroll.body.addWidget(Label(title, "h3"))
                scroll.body.addLayout(self._list(rows))
        scroll.body.addStretch(1)
        close = Button(self.tr("&Close"), Kind.PRIMARY, hint="Esc")
        close.setObjectName("close_keys")
        close.clicked.connect(self.accept)
        foot = Row(margins=(20, 4, 20, 14))
        foot.put(None, close)
        whole = Column(self, gap=0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        theme.follow(self.restyle)

    def _list(self, rows: Sequence[Shortcut]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().px(16))
        grid.setColumnStretch(1, 1)
        for place, row in enumerate(rows):
            cap = KeyCap(row.keys)
            grid.addWidget(cap, place, 0)
            grid.addWidget(Label(row.words, "small", wrap=True), place, 1)
        return grid

    def restyle(self) -> None:
        """Take the size at the present scale."""
        look = theme.current()
        self.setMinimumSize(look.wide(460), look.px(420))
