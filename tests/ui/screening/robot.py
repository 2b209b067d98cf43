"""The clinician's hands in the wizard: what is pressed, typed and read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewReferral, NewVisit
from ikbt_desktop.services.screenings import ScreeningView
from ikbt_desktop.ui.kit import turns
from ikbt_desktop.ui.kit.inline_message import InlineMessage
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.screening.criterion_row import CriterionRow
from ikbt_desktop.ui.screening.wizard import ScreeningWizard
from tests.clinics import Clinic, invented_number
from tests.ui.robots import named, type_text


@dataclass(frozen=True)
class Referred:
    """A patient on the way in."""

    patient_id: str
    referral_id: str


def refer(clinic: Clinic, *, booked: bool = True) -> Referred:
    """A referral that reception has registered, with the visit that was held an hour ago."""
    desk = clinic.reception.referrals
    row = desk.register(
        NewReferral(
            identity=invented_number(date(1993, 2, 12)),
            family_name="Skenström",
            given_name="Amira",
            source="referral",
            received_on=clinic.clock.today - timedelta(days=20),
            referrer="Vårdcentralen Ekliden",
            question="Nedstämd sedan våren. iKBT för depression?",
        )
    )
    row = desk.move(row.id, "reviewing", version=row.version)
    if booked:
        maria = clinic.actor("maria").user_id
        visit = NewVisit(row.id, maria, clinic.clock() + timedelta(minutes=30), "physical")
        row = desk.book_visit(visit, version=row.version)
        clinic.clock.move(hours=2)
    return Referred(row.patient_id, row.id)


class Wizard:
    """One open wizard, driven by keys."""

    def __init__(
        self,
        qtbot: QtBot,
        services: Services,
        referral_id: str,
        *,
        step: Step | None = None,
        size: tuple[int, int] = (1366, 571),
    ) -> None:
        self._qtbot, self.services, self._referral_id = qtbot, services, referral_id
        self.page = ScreeningWizard(
            services, Place(View.SCREENING, referral_id=referral_id, detail=step)
        )
        qtbot.addWidget(self.page)
        self.went: list[Place] = []
        self.page.went.connect(self.went.append)
        self.page.resize(*size)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.page.focus_first()

    # --- reading -----------------------------------------------------------------------------

    @property
    def view(self) -> ScreeningView:
        """What is kept, read afresh."""
        return self.services.screenings.begin(self._referral_id)

    @property
    def step(self) -> str:
        """The page that is shown."""
        return self.page.page.step.value

    @property
    def focus(self) -> str:
        """The object name of what has the focus."""
        focused: QWidget | None = self.page.window().focusWidget()
        return focused.objectName() if focused is not None else ""

    def rail_line(self, step: Step) -> str:
        """The line of truth under a step."""
        for button in self.page.rail.findChildren(QAbstractButton):
            key = getattr(getattr(button, "step", None), "key", "")
            if key == step:
                return button.accessibleName().partition(". ")[2]
        raise AssertionError(step)

    def may_go(self, step: Step) -> bool:
        """Whether the rail lets one click the step."""
        for button in self.page.rail.findChildren(QAbstractButton):
            if getattr(getattr(button, "step", None), "key", "") == step:
                return button.isEnabled()
        raise AssertionError(step)

    def outcome(self, rule: str) -> str:
        """The word on a criterion's pill."""
        row = named(self.page, f"row_{rule}")
        assert isinstance(row, CriterionRow)
        return row.pill.value.text

    def is_folded(self, rule: str) -> bool:
        """Whether a criterion shows its one line."""
        row = named(self.page, f"row_{rule}")
        assert isinstance(row, CriterionRow)
        return row.is_folded

    def message(self, name: str) -> str:
        """What a message says, or nothing while it is hidden."""
        found = named(self.page.page, name)
        assert isinstance(found, InlineMessage)
        return found.accessibleName() if found.isVisible() else ""

    def message_above(self, name: str) -> str:
        """What a message above every page says, or nothing while it is hidden."""
        found = named(self.page, name)
        assert isinstance(found, InlineMessage)
        return found.accessibleName() if found.isVisible() else ""

    def reads(self, words: str) -> bool:
        """Whether the words stand somewhere on the page that is shown."""
        turns.finish()
        QApplication.processEvents()
        labels = [label.text() for label in self.page.findChildren(Label) if label.isVisible()]
        pills = [pill.value.text for pill in self.page.findChildren(Pill) if pill.isVisible()]
        return any(words in text for text in [*labels, *pills])

    # --- keys --------------------------------------------------------------------------------

    def key(self, *keys: Qt.Key) -> None:
        """Press keys where the focus is."""
        for key in keys:
            focused = self.page.window().focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key)

    def letters(self, text: str) -> None:
        """Type where the focus is, å ä ö too."""
        for sign in text:
            focused = self.page.window().focusWidget()
            assert focused is not None
            type_text(focused, sign)

    def digits(self, text: str) -> None:
        """Key in a form; a space skips."""
        for sign in text:
            focused = self.page.window().focusWidget()
            assert focused is not None
            QTest.keyClick(focused, Qt.Key(ord(sign)))
            QApplication.processEvents()

    def on(self) -> None:
        """Ctrl+Enter."""
        focused: QWidget | None = self.page.window().focusWidget()
        QTest.keyClick(
            focused if focused is not None else self.page,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.ControlModifier,
        )

    def focus_on(self, name: str) -> QWidget:
        """Put the focus on a field by its name, as Tab would."""
        found = named(self.page.page, name)
        assert found.isVisibleTo(self.page), f"{name} is hidden"
        found.setFocus(Qt.FocusReason.TabFocusReason)
        return found

    def press(self, name: str) -> None:
        """Press a button by its name with the space bar."""
        found = named(self.page, name)
        assert found.isVisible(), f"{name} is hidden"
        found.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(found, Qt.Key.Key_Space)

    def wait(self, truth: Callable[[], bool]) -> None:
        """Wait for something slow."""
        self._qtbot.waitUntil(truth, timeout=10_000)
