"""Somebody at the worklist: keys, and what is then seen."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.today.worklist_page import WorklistPage
from tests.clinics import Clinic
from tests.ui.robots import named

WIDE = (1182, 617)  # what the page has in a window of 1366×689


class AtWork(QObject):
    """The page in a window, as one person sees it."""

    def __init__(
        self,
        qtbot: QtBot,
        clinic: Clinic,
        login: str = "maria",
        *,
        place: Place | None = None,
        size: tuple[int, int] = WIDE,
    ) -> None:
        super().__init__()
        self.went: list[Place] = []
        self.said: list[tuple[str, object]] = []
        self.page = WorklistPage(clinic.services(login), place or Place(View.TODAY))
        self.page.went.connect(self.went.append)
        self.page.said.connect(lambda sentence, undo: self.said.append((sentence, undo)))
        qtbot.addWidget(self.page)
        self.page.resize(*size)
        self.page.show()
        self.page.activateWindow()
        assert QTest.qWaitForWindowActive(self.page)
        self.page.focus_first()
        QApplication.processEvents()

    @property
    def focused(self) -> QWidget:
        """Where a key goes."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focused, key)
        QApplication.processEvents()

    def click(self, name: str) -> None:
        """Press a button."""
        button = named(self.page, name)
        assert button.isVisible(), f"{name} is not shown"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def go_to(self, words: str) -> None:
        """Arrow down to the row that holds these words."""
        for _ in range(self.page.table.rowCount()):
            row = self.page.view.currentIndex().row()
            if words in self.rows()[row]:
                return
            self.press(Qt.Key.Key_Down)
        raise AssertionError(f"no row says {words}: {self.rows()}")

    def rows(self) -> list[str]:
        """The rows, each as a screen reader says it; a group head is its words alone."""
        table = self.page.table
        found = []
        for row in range(table.rowCount()):
            cells = [str(table.index(row, column).data()) for column in range(table.columnCount())]
            found.append(" | ".join(cell for cell in cells if cell))
        return found

    def words(self, inside: QWidget | None = None) -> str:
        """Every word that is shown: labels, pills and buttons."""
        whole = inside or self.page
        found = [label.text() for label in whole.findChildren(Label) if label.isVisible()]
        found += [pill.value.text for pill in whole.findChildren(Pill) if pill.isVisible()]
        buttons = [button for button in whole.findChildren(Button) if button.isVisible()]
        return "\n".join([*found, *(button.text().replace("&", "") for button in buttons)])
