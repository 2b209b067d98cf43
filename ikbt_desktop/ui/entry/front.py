"""The one window of the program: whatever is shown, it is shown in here."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ikbt_desktop.errors import BrokenResource
from ikbt_desktop.ui.entry.demo_page import DemoPage
from ikbt_desktop.ui.entry.logo import window_icon
from ikbt_desktop.ui.entry.sign_in_page import SignInPage
from ikbt_desktop.ui.kit import fault_words, language
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.demo_band import DemoBand, DemoFrame
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column

SMALLEST = QSize(1024, 640)


def settings() -> QSettings:
    """What belongs to this machine: window size, last user's name. Never a patient."""
    return QSettings("iKBT", "iKBT Desktop")


class Front(QWidget):
    """Sign-in, first start, the shell or the lock, one at a time, under the training band."""

    close_asked = Signal()

    def __init__(self, *, demo: bool) -> None:
        super().__init__()
        self.demo = demo
        self._subtitle = ""
        self.may_close: Callable[[], bool] = lambda: True
        self.setObjectName("front")
        self.setMinimumSize(SMALLEST)
        self.resize(1366, 720)
        self.setWindowIcon(window_icon())
        self._stack = QStackedWidget()
        whole = Column(self, gap=0)
        if demo:
            self._band = DemoBand()
            whole.addWidget(self._band)
            self._frame = DemoFrame(self)
        whole.addWidget(self._stack, 1)
        self.sign_in: SignInPage | DemoPage = self._entry_page()
        self._stack.addWidget(self.sign_in)
        language.follow(self, self.retranslate)
        self.sign_in.focus_first()

    def _entry_page(self) -> SignInPage | DemoPage:
        if self.demo:
            return DemoPage()
        kept = settings()
        page = SignInPage(clinic=str(kept.value("clinic", "")), login=str(kept.value("login", "")))
        page.show_last(str(kept.value("person", "")), str(kept.value("signed_in", "")))
        page.show_read_back(str(kept.value("read_back", "")))
        return page

    def retranslate(self) -> None:
        """Title of the window: the program and the clinic, never a patient."""
        parts = ["iKBT", self.tr("TRAINING") if self.demo else self._subtitle]
        self.setWindowTitle(" – ".join(part for part in parts if part))

    def set_subtitle(self, text: str) -> None:
        """The clinic's name, or that the program is locked."""
        self._subtitle = text
        self.retranslate()

    @property
    def shown(self) -> QWidget | None:
        """What now fills the window."""
        return self._stack.currentWidget()

    def cover(self, page: QWidget) -> None:
        """Draw a page over everything now; `show_page` gives it its place a moment later."""
        page.setParent(self)
        page.setGeometry(self.rect())
        page.show()
        page.raise_()
        page.repaint()

    def show_page(self, page: QWidget, *, keeping: bool = False) -> None:
        """Fill the window with a page; the one before is forgotten unless it is the sign-in.

        `keeping`: nor is it where one comes back to it.
        """
        before = self._stack.currentWidget()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None and before not in {page, self.sign_in} and not keeping:
            self._stack.removeWidget(before)
            before.deleteLater()

    def show_broken_installation(self, module: str) -> None:
        """A part of the program is not there: say which, and what to do."""
        ground = Ground("canvas")
        message = InlineMessage(
            Tone.TROUBLE,
            self.tr("The program is not whole"),
            self.tr(
                "A part is missing ({part}). Install it again; the clinic's data are untouched."
            ).format(part=module),
        )
        Column(ground, margins=(24, 24, 24, 24)).put(message, None)
        self.show_page(ground)

    def show_broken_file(self, fault: BrokenResource) -> None:
        """A data file of the program is broken: which one, which line, and what is wrong."""
        ground = Ground("canvas")
        message = InlineMessage(
            Tone.TROUBLE,
            self.tr("The program cannot start: one of its data files is broken"),
            fault_words.sentence(fault),
        )
        message.setObjectName("broken_file")
        help_ = Label(
            self.tr(
                "Install the program again, or put the file back as it was. The clinic's data are"
                " untouched."
            ),
            "small",
            wrap=True,
        )
        Column(ground, gap=12, margins=(24, 24, 24, 24)).put(message, help_, None)
        self.show_page(ground)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.close_asked.emit()
        super().closeEvent(event)


class FirstPicture(QObject):
    """Says once when the window has been shown on the screen."""

    shown = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._window = front.windowHandle()
        self._window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Expose:
            self._window.removeEventFilter(self)
            # The window paints while it takes in this event; what is queued now comes after.
            QTimer.singleShot(0, self.shown.emit)
        return False
