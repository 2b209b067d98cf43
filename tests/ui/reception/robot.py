"""A receptionist's hands: keys into the page of referrals, and what its widgets then say."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.services.referrals import NewReferral, ReferralRow
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.edits import LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.reception.referral_form import ReferralForm
from ikbt_desktop.ui.reception.referrals_page import ReferralsPage
from tests.clinics import Clinic, invented_number
from tests.ui.robots import named, type_text

WIDE = (1182, 617)  # what the page has in a window of 1366×689


def register(
    clinic: Clinic,
    family: str = "Provberg",
    given: str = "Åsa",
    *,
    born: date = date(1988, 5, 12),
    days_ago: int = 1,
    **changes: object,
) -> ReferralRow:
    """A referral put in by the service, for what a test begins with."""
    source = str(changes.get("source", "referral"))
    return clinic.reception.referrals.register(
        NewReferral(
            identity=invented_number(born),
            family_name=family,
            given_name=given,
            source=source,
            received_on=clinic.clock.today - timedelta(days=days_ago),
            referrer="Vårdcentralen Ekliden" if source == "referral" else "",
            question="Önskar bedömning och KBT via internet.",
        )
    )


class Reception(QObject):
    """The page in a window, as one person sees it."""

    def __init__(
        self,
        qtbot: QtBot,
        clinic: Clinic,
        *,
        who: Role = Role.RECEPTIONIST,
        place: Place | None = None,
        size: tuple[int, int] = WIDE,
        file: Path | None = None,
    ) -> None:
        super().__init__()
        services = {
            Role.RECEPTIONIST: clinic.reception,
            Role.CLINICIAN: clinic.clinician,
            Role.COORDINATOR: clinic.coordinator,
        }[who]
        self.file = file
        self.went: list[Place] = []
        self.said: list[tuple[str, object]] = []
        self.page = ReferralsPage(
            services,
            place or Place(View.REFERRALS),
            choose_file=lambda _parent: "" if self.file is None else str(self.file),
        )
        self.page.went.connect(self.went.append)
        self.page.said.connect(lambda sentence, undo: self.said.append((sentence, undo)))
        qtbot.addWidget(self.page)
        self.page.resize(*size)
        self.page.show()
        self.page.activateWindow()
        assert QTest.qWaitForWindowActive(self.page)
        self.page.focus_first()
        QApplication.processEvents()

    # --- keys --------------------------------------------------------------------------------

    @property
    def focused(self) -> QWidget:
        """Where a key goes."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        times: int = 1,
    ) -> None:
        """Press a key where the focus is."""
        for _ in range(times):
            QTest.keyClick(self.focused, key, modifier)
            QApplication.processEvents()

    def ctrl(self, key: Qt.Key) -> None:
        """Ctrl and a key."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def tab_to(self, name: str) -> None:
        """Tab until the named field has the focus, as a person without a mouse does."""
        for _ in range(40):
            if self.focused.objectName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reached {name}")

    def type(self, text: str) -> None:
        """Type where the focus is."""
        type_text(self.focused, text)
        QApplication.processEvents()

    def fill(self, name: str, text: str) -> None:
        """Tab to a field and type."""
        self.tab_to(name)
        self.type(text)

    def paste(self, name: str, text: str) -> None:
        """Put a text in at once and leave the field, as pasting does."""
        field = named(self.form, name)
        field.setFocus()
        if isinstance(field, TextEdit):
            field.setPlainText(text)
        else:
            assert isinstance(field, LineEdit)
            field.setText(text)
            field.editingFinished.emit()
        QApplication.processEvents()

    def click(self, name: str) -> None:
        """Press a button."""
        button = named(self.page, name)
        assert isinstance(button, Button)
        assert button.isVisible(), f"{name} is not shown"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def wait_for_work(self) -> None:
        """Let what runs beside the window end."""
        background.wait()
        QApplication.processEvents()

    # --- what is seen ------------------------------------------------------------------------

    @property
    def form(self) -> ReferralForm:
        """The form, which must be open."""
        form = self.page.findChild(ReferralForm)
        assert isinstance(form, ReferralForm)
        return form

    def text(self, name: str) -> str:
        """What stands in a field."""
        field = named(self.page, name)
        if isinstance(field, TextEdit):
            return field.toPlainText()
        assert isinstance(field, LineEdit)
        return field.text()

    def block(self, name: str) -> FieldBlock:
        """The field with its label and error."""
        widget: QWidget | None = named(self.page, name)
        while widget is not None and not isinstance(widget, FieldBlock):
            widget = widget.parentWidget()
        assert isinstance(widget, FieldBlock)
        return widget

    def error(self, name: str) -> str:
        """The sentence under a field."""
        return self.block(name).error

    def trouble(self, name: str) -> str:
        """A message over the fields, or nothing."""
        message = named(self.page, name)
        assert isinstance(message, InlineMessage)
        return message.accessibleName() if message.isVisible() else ""

    def words(self, inside: QWidget | None = None) -> str:
        """Every word that is shown, labels and buttons."""
        whole = inside or self.page
        labels = [label.text() for label in whole.findChildren(Label) if label.isVisible()]
        buttons = [button.text() for button in whole.findChildren(Button) if button.isVisible()]
        return "\n".join([*labels, *(text.replace("&", "") for text in buttons)])

    def rows(self) -> list[str]:
        """The rows of the list, each as a screen reader says it."""
        table = self.page.table
        return [
            " | ".join(
                str(table.index(row, column).data()) for column in range(table.columnCount())
            )
            for row in range(table.rowCount())
        ]

    def select(self, row: ReferralRow) -> None:
        """Choose a row of the list."""
        self.page.view.setFocus()
        assert self.page.view.select_key(row.id)

    def open(self, row: ReferralRow) -> None:
        """Choose a row and press Enter."""
        self.select(row)
        self.press(Qt.Key.Key_Return)

    def look_for_duplicates(self) -> None:
        """The pause that a person makes; the search waits for it."""
        QTest.qWait(200)
