"""Opens the pages of the record as a person does, and reads what is on the screen."""

from typing import TypeVar

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import turns
from ikbt_desktop.ui.kit.edits import ComboBox
from ikbt_desktop.ui.kit.paint import plain
from ikbt_desktop.ui.pages import Page, Place, View
from ikbt_desktop.ui.record.outbox_page import OutboxPage
from ikbt_desktop.ui.record.patient_page import PatientPage
from ikbt_desktop.ui.record.patients_page import PatientsPage
from tests.ui.treatment.ward import Ward

_Kind = TypeVar("_Kind", bound=QWidget)


class Robot:
    """One person before the window."""

    def __init__(self, ward: Ward, qtbot: QtBot) -> None:
        self.ward, self._qtbot = ward, qtbot
        self.went: list[Place] = []
        self.said: list[tuple[str, object]] = []

    # --- opening -----------------------------------------------------------------------------

    def patient(self, tab: str = "overview", services: Services | None = None) -> PatientPage:
        place = Place(View.PATIENT, patient_id=self.ward.patient_id, detail=tab)
        page = PatientPage(services or self.ward.clinic.clinician, place)
        self._show(page)
        return page

    def patients(self, services: Services | None = None) -> PatientsPage:
        page = PatientsPage(services or self.ward.clinic.clinician, Place(View.PATIENTS))
        self._show(page)
        return page

    def outbox(self, services: Services | None = None) -> OutboxPage:
        page = OutboxPage(services or self.ward.clinic.clinician, Place(View.OUTBOX))
        self._show(page)
        return page

    def _show(self, page: Page) -> None:
        self._qtbot.addWidget(page)
        page.went.connect(self.went.append)
        page.said.connect(lambda text, undo: self.said.append((text, undo)))
        page.resize(1312, 571)
        page.show()
        page.refresh()
        page.focus_first()

    # --- finding and doing -------------------------------------------------------------------

    @staticmethod
    def find(page: QWidget, name: str, kind: type[_Kind]) -> _Kind:
        found = page.findChildren(kind, name)
        assert found, name
        # What was written anew may still have its forerunner waiting to end.
        return next((one for one in found if one.isVisible()), found[0])

    def press(self, page: QWidget, name: str) -> None:
        QApplication.processEvents()
        button = self.find(page, name, QAbstractButton)
        assert button.isVisible(), f"{name} is not on the screen"
        button.click()

    def type(self, page: QWidget, name: str, text: str) -> None:
        field = page.findChild(QWidget, name)
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(text)
            field.textEdited.emit(text)
            field.editingFinished.emit()

    def choose(self, page: QWidget, name: str, text: str) -> None:
        self.find(page, name, ComboBox).setCurrentText(text)

    def choices(self, page: QWidget, name: str) -> list[str]:
        combo = self.find(page, name, ComboBox)
        return [combo.itemText(place) for place in range(combo.count())]

    # --- reading -----------------------------------------------------------------------------

    @staticmethod
    def seen(page: QWidget) -> str:
        """Every word that a visible widget says or speaks."""
        turns.finish()
        QApplication.processEvents()  # what was just laid out is shown with the next event
        words: list[str] = []
        for widget in page.findChildren(QWidget):
            if not widget.isVisibleTo(page):
                continue
            words += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            if isinstance(widget, QLabel | QLineEdit):
                words.append(widget.text())
            elif isinstance(widget, QAbstractButton):
                words.append(plain(widget.text()))
            elif isinstance(widget, QPlainTextEdit):
                words.append(widget.toPlainText())
            elif isinstance(widget, QTableView):
                words += table_words(widget)
        return "\n".join(filter(None, words))


def picture() -> bytes:
    """A small blue scan."""
    scan = QImage(400, 500, QImage.Format.Format_RGB32)
    scan.fill(Qt.GlobalColor.blue)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"PNG")
    assert writer.write(scan)
    return bytes(buffer.data().data())


def table_words(view: QTableView) -> list[str]:
    model = view.model()
    return [
        str(model.index(row, column).data() or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
