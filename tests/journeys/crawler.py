"""Somebody who goes everywhere, fills in what can be filled in, and presses all that is offered."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.edits import DateField
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.pages import Place, View
from tests.clinics import invented_number
from tests.doors import let_in
from tests.ear import Heard
from tests.journeys.robot import Tour, places, settle
from tests.ui.robots import type_text

_OWN = re.compile(r"[0-9a-f]{8,}|\d+")
_MOST_STEPS = 80
_MOST_ROWS = 40
_ADULT = 18
# Many controls of one kind do one thing: the first of them tells of all.
_KINDS = re.compile(
    r"^(choice|risk_factor|protective_factor|program|note_button|fold|replay|open_referral)_.+"
)
_AWAY = re.compile(
    r": (tab_|room_|chip_|back$|later$|done$|close|hide|new_referral|open_course|show_course)"
    r"|cancel|^screening: step_"
)
# What lets everybody out is walked in tests/ui/shell: test_backups and test_key_flows.
_LEADING_OUT = frozenset({"administration: restore_now", "administration: change_keys"})
_COURSE_KINDS = frozenset({"week_check", "deterioration_check", "check_result", "inactivity"})
_WORDS = (
    ("identity", invented_number(date(1991, 5, 20)).formatted),
    ("time", "10:00"),
    ("minutes", "15"),
    ("hours", "2"),
    ("phone", "070-174 06 60"),
    ("email", "prov@exempel.example"),
    ("login", "provperson"),
    ("sections", "7"),
    ("postcode", "000 00"),
    ("fee", "100"),
    ("next_contact", "2026-10-09 10:00"),
)
_OUT = ("Lås", "Byt användare", "Byt lösenord", "Avsluta", "English")
_SEARCHES = ("search", "find", "filter", "log_text")


@dataclass
class Crawler:
    """One person in every window. `offered` are the controls that could be pressed."""

    tour: Tour
    control: str = ""
    """What was pressed last."""
    heard: dict[str, set[str]] = field(default_factory=dict)
    """By verb, the controls after which a window asked for it."""
    offered: set[str] = field(default_factory=set)
    pressed: set[str] = field(default_factory=set)

    def hear(self, asked: Heard) -> None:
        """A window asked for a verb."""
        self.heard.setdefault(asked.verb, set()).add(self.control)

    def crawl(self, place: Place, *, rows: int = 3) -> None:
        """Press everything at a place, and on each of the first rows of its lists."""
        if place.view is View.PATIENT:  # another patient's tabs hold other things
            self.pressed = {name for name in self.pressed if ": tab_" not in name}
        self._go(place)
        self._press_all(place)
        for name in [self.name_of(table) for table in self._tables()]:
            for row in range(rows):
                if self._choose(place, name, row):
                    self._press_all(place)

    def _go(self, place: Place) -> None:
        self.control = place.view.value
        self._close_dialogs()
        self.tour.go(place)
        self._settle()

    # --- pressing ----------------------------------------------------------------------------

    def _press_all(self, place: Place) -> None:
        for _ in range(_MOST_STEPS):
            found = self._next()
            if found is None:
                return
            self._fill()
            name, button = found
            if not (isValid(button) and button.isVisible() and button.isEnabled()):
                self.pressed.add(name)
                continue
            self._press(name, button)
            if self.tour.window.place.view is not place.view:
                self._go(place)

    def _press(self, name: str, button: QAbstractButton) -> None:
        self.pressed.add(name)
        self.control = name
        button.click()
        self._settle()
        assert self.tour.application.window is not None, f"{name} leads out of the window"

    def _next(self) -> tuple[str, QAbstractButton] | None:
        found = list(self._controls())
        self.offered |= {name for name, _ in found}
        waiting = [one for one in found if one[0] not in self.pressed | _LEADING_OUT]
        # What leads away from here comes last.
        return min(waiting, key=lambda one: bool(_AWAY.search(one[0])), default=None)

    def _controls(self) -> Iterator[tuple[str, QAbstractButton]]:
        view = self.tour.window.place.view.value
        for button in self._top().findChildren(QAbstractButton):
            if not (button.isVisible() and button.isEnabled()):
                continue
            if isinstance(button, Button) and button.is_busy:
                continue
            if not isinstance(button.parent(), SegmentedAnswer):
                yield f"{view}: {self.name_of(button)}", button

    def name_of(self, widget: QWidget) -> str:
        """What it is called, whichever row or record it belongs to."""
        name = widget.objectName()
        if not name and isinstance(widget, QAbstractButton):
            name = widget.text().replace("&", "") or widget.accessibleName()
        return _KINDS.sub(r"\1_", _OWN.sub("#", name))

    def _top(self) -> QWidget:
        page = self.tour.window.page
        assert page is not None
        return next(iter(_dialogs()), page)

    def _close_dialogs(self) -> None:
        for dialog in _dialogs():
            dialog.reject()
        settle()

    # --- by words ----------------------------------------------------------------------------

    def find_by_words(self) -> None:
        """Whatever Ctrl+K and the menus offer, but for what leads out or changes the language."""
        window = self.tour.window
        self.control = "menu: search"
        QTest.keyClick(window.search, Qt.Key.Key_Down)
        QTest.keyClick(window.search, Qt.Key.Key_Escape)
        for words, action in tuple(window._menus.actions.items()):
            if not any(out in words for out in _OUT):
                self.control = f"menu: {words.replace('&', '')}"
                action.trigger()
                self._settle()
                self._close_dialogs()

    # --- lists -------------------------------------------------------------------------------

    def _tables(self) -> list[QAbstractItemView]:
        return [
            one
            for one in self._top().findChildren(QAbstractItemView)
            if one.isVisible() and one.model() is not None and one.model().rowCount()
        ]

    def _choose(self, place: Place, name: str, row: int) -> bool:
        if self.tour.window.place.view is not place.view:
            self._go(place)
        for table in self._tables():
            if self.name_of(table) == name and row < table.model().rowCount():
                self.control = f"{place.view.value}: {name}"
                table.setCurrentIndex(table.model().index(row, 0))
                self._settle()
                return True
        return False

    # --- filling in --------------------------------------------------------------------------

    def _fill(self) -> None:
        self.control = f"{self.tour.window.place.view.value}: typing"
        for widget in self._top().findChildren(QWidget):
            if isValid(widget) and widget.isVisible() and widget.isEnabled():
                self._fill_one(widget)
        settle()

    def _fill_one(self, widget: QWidget) -> None:
        match widget:
            case QLineEdit() if not widget.isReadOnly() and not widget.text():
                widget.setFocus()
                type_text(widget, "idag" if isinstance(widget, DateField) else _words_for(widget))
                widget.clearFocus()
            case QPlainTextEdit() if not widget.isReadOnly() and not widget.toPlainText():
                type_text(widget, "Prov.")
            case QComboBox() if widget.currentIndex() <= 0 and widget.count() > 1:
                QTest.keyClick(widget, Qt.Key.Key_Down)
            case SegmentedAnswer() if widget.value is None:
                widget.answer(widget._values[0])
            case _:
                return

    def _settle(self) -> None:
        settle()
        while background.is_busy():
            background.wait()
            settle()


def _dialogs() -> list[QDialog]:
    return [
        top
        for top in QApplication.topLevelWidgets()
        if isinstance(top, QDialog) and top.isVisible()
    ]


def _words_for(field_: QWidget) -> str:
    name = field_.objectName()
    if any(word in name for word in _SEARCHES):
        return ""
    return next((words for word, words in _WORDS if word in name), "Prov")


# --- where to go -----------------------------------------------------------------------------


def stops(services: Services) -> Iterator[tuple[Place, int]]:
    """Every view that this person may see, and how many rows of the lists there to choose."""
    of_a_kind: Counter[View] = Counter()
    for place in places(services):
        of_a_kind[place.view] += 1
        if place.view is View.PATIENT and place.detail != "overview":
            continue  # the crawler presses the tabs
        if place.view is View.DECISION and of_a_kind[place.view] > 2:
            continue
        whole = place in {Place(View.TODAY), Place(View.REFERRALS)}
        yield place, _MOST_ROWS if whole else 1
    if services.actor.may(Permission.READ_REFERRAL):
        yield from _more_patients(services)


def _more_patients(services: Services) -> Iterator[tuple[Place, int]]:
    """The minor with her guardians, and one patient of each thing that is to be done."""
    minors = [row.id for row in services.caseload.page() if (row.age or _ADULT) < _ADULT]
    tasks = {task.kind: task.patient_id for task in services.worklist.tasks() if task.patient_id}
    courses = [who for kind, who in tasks.items() if kind in _COURSE_KINDS]
    for patient in dict.fromkeys([*minors, *courses]):
        let_in(services.workplace, patient)
        yield Place(View.PATIENT, patient_id=patient), 1
        if patient in courses and services.actor.may(Permission.READ_CLINICAL):
            yield Place(View.PATIENT, patient_id=patient, detail="course"), 1
