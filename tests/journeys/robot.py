"""A walk through every page of the program, as the training clinic's people may see them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.worklist import Task
from ikbt_desktop.ui.administration.administration_page import ROOMS
from ikbt_desktop.ui.application import Application
from ikbt_desktop.ui.entry.demo_page import DemoPage
from ikbt_desktop.ui.entry.front import Front
from ikbt_desktop.ui.kit import turns
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.main_window import MainWindow
from ikbt_desktop.ui.pages import Place, View
from tests.clinics import Clock, entry
from tests.doors import let_in

_Row = TypeVar("_Row")
PATIENT_TABS = (
    "overview",
    "referral",
    "assessment",
    "treatment",
    "feedback",
    "measures",
    "course",
    "documents",
    "fees",
)
MAY_OPEN = {
    View.SCREENING: Permission.READ_CLINICAL,
    View.DECISION: Permission.READ_CLINICAL,
    View.ASSIGNMENT: Permission.ASSIGN_PROGRAM,
    View.FEEDBACK: Permission.READ_CLINICAL,
    View.MEASURE: Permission.READ_CLINICAL,
    View.RISK: Permission.SEE_RISK,
    View.CLOSING: Permission.CLOSE_TREATMENT,
}
"""What a person needs who wants to work on one patient."""


@dataclass
class Tour:
    """The program over the training clinic."""

    qtbot: QtBot
    front: Front
    application: Application
    clock: Clock

    @classmethod
    def start(cls, qtbot: QtBot, folder: DataFolder, clock: Clock) -> "Tour":
        front = Front(demo=True)
        qtbot.addWidget(front)
        front.resize(1366, 689)
        front.show()
        way_in = entry(folder, clock, demo=True)
        return cls(qtbot, front, Application(front, way_in, clock=clock), clock)

    def be(self, login: str) -> MainWindow:
        """Sign in as one of the training clinic's people."""
        if self.application.window is not None:
            self.application.switch_user()
        page = self.front.sign_in
        assert isinstance(page, DemoPage)
        page.person_chosen.emit(login)
        self.qtbot.waitUntil(lambda: self.application.window is not None, timeout=20_000)
        return self.window

    @property
    def window(self) -> MainWindow:
        assert self.application.window is not None
        return self.application.window

    @property
    def services(self) -> Services:
        assert self.application.services is not None
        return self.application.services

    def go(self, place: Place) -> None:
        """Open a place and let it be laid out."""
        self.window.go(place)
        settle()

    def trouble(self) -> str:
        """What the window says over its page, or nothing."""
        notice = self.window._notice
        return notice.accessibleName() if notice.isVisible() else ""


def settle() -> None:
    """Let everything be made and laid out, and let go of what was closed."""
    turns.finish()
    for _ in range(4):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# --- where one can go ------------------------------------------------------------------------


def places(services: Services) -> Iterator[Place]:
    """A place of every view that this person may see, on patients in every state."""
    may = services.actor.may
    if may(Permission.READ_REFERRAL):
        yield from _of_the_front(services)
    if may(Permission.READ_CLINICAL):
        yield from _of_treatment(services)
    for room, (_, needed) in ROOMS.items():
        if may(needed):
            yield Place(View.ADMINISTRATION, detail=room)


def _of_the_front(services: Services) -> Iterator[Place]:
    for view in list(View)[: list(View).index(View.PROGRAMS)]:
        yield Place(view)
    yield Place(View.REFERRALS, detail="new")
    for row in _one_of_each(services.referrals.page(), lambda row: row.state):
        yield Place(View.REFERRALS, record_id=row.id)
    for patient in _one_of_each(services.caseload.page(), lambda row: (row.state, row.protected)):
        let_in(services.workplace, patient.id)
        for tab in PATIENT_TABS:
            yield Place(View.PATIENT, patient_id=patient.id, detail=tab)


def _of_treatment(services: Services) -> Iterator[Place]:
    may = services.actor.may
    yield from (Place(View.PROGRAMS, detail=code) for code in ("", "instruments"))
    for patient in services.caseload.page():
        let_in(services.workplace, patient.id)
        for line in services.decisions.of_patient(patient.id)[:1]:
            yield Place(View.DECISION, patient_id=patient.id, record_id=line.screening_id)
    tasks = services.worklist.tasks()
    for task in _one_of_each(tasks, lambda task: task.kind):
        for place in _of_task(task):
            if may(MAY_OPEN[place.view]):
                yield place


def _of_task(task: Task) -> Iterator[Place]:
    who, what = task.patient_id, task.subject_id
    if task.kind == "risk":
        yield Place(View.RISK, patient_id=who, record_id=what)
    elif task.kind == "assign":
        yield Place(View.ASSIGNMENT, patient_id=who, record_id=what, referral_id=what)
    elif task.kind == "screening":
        for step in Step:
            yield Place(View.SCREENING, patient_id=who, record_id=what, detail=step)
    elif task.kind in {"feedback", "measure"}:
        for view in (View.FEEDBACK, View.MEASURE, View.CLOSING):
            yield Place(view, patient_id=who, record_id=what)
    elif task.kind == "summary":
        yield Place(View.CLOSING, patient_id=who, record_id=what)


def _one_of_each(rows: tuple[_Row, ...], kind: Callable[[_Row], object]) -> list[_Row]:
    found: dict[object, _Row] = {}
    for row in rows:
        found.setdefault(kind(row), row)
    return list(found.values())


# --- what is seen ----------------------------------------------------------------------------


def shown(whole: QWidget) -> list[QWidget]:
    """Every widget that is on the screen now."""
    return [widget for widget in whole.findChildren(QWidget) if widget.isVisible()]


def clipped(whole: QWidget) -> list[str]:
    """Labels and buttons that are smaller than their words need."""
    found = []
    for widget in shown(whole):
        if isinstance(widget, QLabel) and widget.text():
            found += _cut_label(widget)
        elif isinstance(widget, Button) and _short_of(widget.width(), widget.sizeHint().width()):
            found.append(
                f"button {widget.text()!r}: {widget.width()} < {widget.sizeHint().width()}"
            )
    return found


def _cut_label(label: QLabel) -> list[str]:
    where = f"label {label.text()[:60]!r}"
    if label.wordWrap():
        tall = label.heightForWidth(label.width())
        return (
            [f"{where}: {label.height()} < {tall} high"] if _short_of(label.height(), tall) else []
        )
    if label.minimumSizeHint().width() == 0:
        return []  # it ends in … by design and holds the whole in its tooltip
    wide = label.sizeHint().width()
    return [f"{where}: {label.width()} < {wide} wide"] if _short_of(label.width(), wide) else []


def _short_of(has: int, needs: int) -> bool:
    return has + 2 < needs


def outside(whole: QWidget) -> list[str]:
    """Buttons that lie wholly or partly beyond the right edge of what holds them."""
    found = []
    for widget in shown(whole):
        if isinstance(widget, Button):
            right = widget.mapTo(whole, widget.rect().topRight()).x()
            if right > whole.width() and not widget.visibleRegion().isEmpty():
                found.append(f"button {widget.text()!r} ends at {right} of {whole.width()}")
    return found


def nameless(whole: QWidget) -> list[str]:
    """What can hold the focus but has no name for ears, or none to return to after a lock."""
    found = []
    for widget in shown(whole):
        if not widget.isEnabled() or widget.focusProxy() is not None:
            continue
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        spoken = widget.accessibleName()
        if not spoken and isinstance(widget, QAbstractButton):
            spoken = widget.text()
        if not (spoken and widget.objectName()):
            found.append(f"{type(widget).__name__} spoken={spoken!r} name={widget.objectName()!r}")
    return found
