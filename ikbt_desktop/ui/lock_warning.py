"""The minute before the window locks: a small window over every dialog, ended by any key."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import announce
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Row

_WIDTH = 420
_FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)


class LockWarning(Ground):
    """Takes no focus: the key that ends it still goes where the person is writing.

    It belongs to the dialog that is open, if any; what belongs to another would be shut by it.
    """

    went_on = Signal()

    def __init__(self, front: QWidget) -> None:
        super().__init__("review_bg", lines="left right top bottom")
        self._front = front
        self.setObjectName("lock_warning")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowFlags(_FLAGS)
        self._words = Label("", "body", weight=600, wrap=True)
        self._hint = Label("", "small", wrap=True)
        self.button = Button("", Kind.PRIMARY)
        self.button.setObjectName("go_on_working")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.went_on)
        text = Column(gap=2)
        text.put(self._words, self._hint)
        self._row = row = Row(self, gap=12, margins=(16, 12, 16, 12))
        row.addWidget(IconMark("lock", "review", size=22), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the width at the present scale."""
        self.setFixedWidth(theme.current().wide(_WIDTH))
        if self.isVisible():  # its words take their new room first
            QTimer.singleShot(0, self, self._place)

    @property
    def words(self) -> str:
        """What it now says."""
        return self._words.text()

    def count(self, seconds: int) -> None:
        """Show how long is left; spoken once, when it comes."""
        words = say("LockWarning", "Locks in %n second(s)", seconds)
        self._words.setText(words)
        self._hint.setText(self.tr("What you wrote is kept. Press any key to go on."))
        self.button.setText(self.tr("&Go on working"))
        self.setAccessibleName(words)
        over = QApplication.activeModalWidget() or self._front
        if self.isVisible() and self.parentWidget() is over:
            return
        self.setParent(over, _FLAGS)
        self._place()
        self.show()
        announce(self, f"{words}. {self._hint.text()}")

    def _place(self) -> None:
        """As high as its words are, in the middle of the window."""
        self._row.invalidate()
        self.setFixedHeight(self._row.totalHeightForWidth(self.width()))
        middle = (self._front.width() - self.width()) // 2
        self.move(self._front.mapToGlobal(QPoint(max(0, middle), theme.current().tall(56))))

    def put_away(self) -> None:
        """Somebody is here, or it is locked. No dialog may take it along when it ends."""
        if self.isVisible():
            self.hide()
        if self.parentWidget() not in {None, self._front}:
            self.setParent(self._front, _FLAGS)
