"""Hands in the administration: fields by their names, rooms by their keys."""

from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration.administration_page import AdministrationPage
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.kit import background, turns
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.pages import Place, View
from tests.ui.robots import named, type_text


class Steward:
    """One person in one room."""

    def __init__(self, qtbot: QtBot, services: Services, room: str | None) -> None:
        self.qtbot, self.services = qtbot, services
        self.page = AdministrationPage(services, Place(View.ADMINISTRATION, detail=room))
        self.told: list[str] = []
        self.page.said.connect(lambda text, _undo: self.told.append(text))
        qtbot.addWidget(self.page)
        self.page.resize(1312, 613)
        self.page.show()
        QApplication.processEvents()

    def settle(self) -> None:
        """Until all is read and shown that was asked for."""
        for _ in range(3):
            QApplication.processEvents()
            turns.finish()
        QApplication.processEvents()

    @property
    def room(self) -> Room:
        room = self.page.room
        assert room is not None
        return room

    def field(self, name: str) -> QWidget:
        return named(self.page, name)

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            field = self.field(name)
            assert isinstance(field, QLineEdit | QPlainTextEdit)
            field.clear()
            type_text(field, text)

    def read(self, name: str) -> str:
        field = self.field(name)
        assert isinstance(field, QLineEdit | QPlainTextEdit | Label)
        return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()

    def choose(self, name: str, value: object) -> None:
        field = self.field(name)
        assert isinstance(field, QComboBox)
        field.setCurrentIndex(field.findData(value))
        field.activated.emit(field.currentIndex())
        self.settle()

    def press(self, name: str) -> None:
        button = self.field(name)
        assert isinstance(button, Button)
        button.press()
        background.wait()
        self.settle()

    def words(self) -> str:
        """Everything that stands on the page."""
        self.settle()
        labels = self.page.findChildren(Label)
        return "\n".join(label.text() for label in labels if label.isVisibleTo(self.page))

    def rooms(self) -> list[str]:
        items = self.page.navigation.findChildren(QWidget)
        return [w.objectName() for w in items if w.objectName().startswith("room_")]
