"""Works at the four pages as a clinician does: by keys and clicks, and reads what stands there."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import turns
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.inline_message import InlineMessage
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.pages import Page, Place, View
from ikbt_desktop.ui.treatment.assignment_page import AssignmentPage
from ikbt_desktop.ui.treatment.closing_page import ClosingPage
from ikbt_desktop.ui.treatment.feedback_desk import FeedbackDesk
from ikbt_desktop.ui.treatment.measure_page import MeasurePage
from tests.ui.treatment.ward import Ward

PAGES: dict[View, Callable[[Services, Place], Page]] = {
    View.ASSIGNMENT: AssignmentPage,
    View.FEEDBACK: FeedbackDesk,
    View.MEASURE: MeasurePage,
    View.CLOSING: ClosingPage,
}


class Robot:
    """One page of one patient, open in front of a person."""

    def __init__(
        self,
        qtbot: QtBot,
        ward: Ward,
        view: View,
        *,
        services: Services | None = None,
        detail: str | None = None,
        size: tuple[int, int] = (1312, 571),
    ) -> None:
        self.qtbot, self.ward, self.view = qtbot, ward, view
        self.services = services or ward.clinic.clinician
        record = ward.referral_id if view is View.ASSIGNMENT else ward.treatment_id or None
        self.opened_at = Place(view, patient_id=ward.patient_id, record_id=record, detail=detail)
        self._went: list[Place] = []
        self._said: list[tuple[str, Callable[[], None] | None]] = []
        self._returns = 0
        self.page = self._open(size)

    def _open(self, size: tuple[int, int]) -> Page:
        page = PAGES[self.view](self.services, self.opened_at)
        self.qtbot.addWidget(page)
        page.went.connect(self._went.append)
        page.said.connect(lambda text, undo: self._said.append((text, undo)))
        page.returned.connect(self._returned)
        page.resize(*size)
        page.show()
        page.activateWindow()
        page.focus_first()
        self.settle()
        return page

    def _returned(self) -> None:
        self._returns += 1

    def killed_and_opened_again(self) -> "Robot":
        """The page is gone without a word, as when the power fails; another one is opened."""
        self.page.blockSignals(True)
        self.page.deleteLater()
        self.page.setParent(None)
        return Robot(self.qtbot, self.ward, self.view, services=self.services)

    def settle(self) -> None:
        turns.finish()
        for _ in range(4):
            QApplication.processEvents()

    # --- hands -------------------------------------------------------------------------------

    def widget(self, name: str) -> QWidget:
        found = self.page.findChild(QWidget, name)
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        """Click a button by its object name."""
        button = self.widget(name)
        assert isinstance(button, QAbstractButton)
        assert button.isVisibleTo(self.page), name
        button.click()
        self.settle()

    def press_message(self) -> None:
        """Click the button of the message that is shown."""
        messages = [m for m in self.page.findChildren(InlineMessage) if m.isVisibleTo(self.page)]
        button = messages[-1].findChild(QPushButton)
        assert isinstance(button, Button)
        button.click()
        self.settle()

    def type(self, text: str, into: str | None = None) -> None:
        """Type where the focus is, or into a named field."""
        if into is not None:
            self.widget(into).setFocus()
        target = QApplication.focusWidget()
        assert target is not None
        for sign in text:
            send(sign, target)
        self.settle()

    def key(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        """One key where the focus is."""
        target = QApplication.focusWidget() or self.page
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(target, key, held)
        self.settle()

    def write_date(self, name: str, day: date | str) -> None:
        field = self.widget(name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(day if isinstance(day, str) else day.isoformat())
        self.settle()

    # --- eyes --------------------------------------------------------------------------------

    @property
    def went(self) -> list[Place]:
        """Where the page has asked to go, once it has done what it began."""
        turns.finish()
        return self._went

    @property
    def returned(self) -> int:
        """How often the page has asked to go back."""
        turns.finish()
        return self._returns

    @property
    def said(self) -> list[tuple[str, Callable[[], None] | None]]:
        """What the page has told, with what takes it back."""
        turns.finish()
        return self._said

    def reads(self) -> str:
        """Every word that is shown: labels, buttons, messages."""
        turns.finish()
        shown = [w for w in self.page.findChildren(QWidget) if w.isVisibleTo(self.page)]
        texts = [w.text() for w in shown if isinstance(w, QLabel)]
        texts += [w.text().replace("&", "") for w in shown if isinstance(w, QAbstractButton)]
        texts += [w.accessibleName() for w in shown if isinstance(w, InlineMessage | Pill)]
        return "\n".join(texts)

    @property
    def focus(self) -> str:
        """The object name of what has the focus."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    @staticmethod
    def clipboard() -> str:
        return QGuiApplication.clipboard().text()


def send(sign: str, target: QWidget) -> None:
    """One typed sign; QTest itself aborts at å, ä and ö."""
    key = Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(QApplication.focusWidget() or target, event)


def clipped(page: QWidget) -> list[str]:
    """Labels and buttons that are shown smaller than their words need."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page) or widget.width() == 0:
            continue
        if isinstance(widget, QLabel) and widget.text():
            wanted = widget.minimumSizeHint().width()
            if widget.wordWrap():
                tall = widget.heightForWidth(widget.width())
                if widget.height() + 2 < tall:
                    found.append(f"{widget.text()!r}: {widget.height()} of {tall} high")
            elif wanted and widget.width() + 1 < widget.sizeHint().width():
                found.append(f"{widget.text()!r}: {widget.width()} of {widget.sizeHint().width()}")
        elif isinstance(widget, Button) and widget.width() + 1 < widget.sizeHint().width():
            found.append(f"{widget.text()!r}")
    return found


def unnamed(page: QWidget) -> list[str]:
    """What can hold the focus and lacks an object name or an accessible name."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page) or not widget.isEnabled():
            continue
        policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not policy or widget.focusProxy() is not None:
            continue
        spoken = widget.accessibleName() or (
            widget.text() if isinstance(widget, QAbstractButton) else ""
        )
        if not spoken:
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found
