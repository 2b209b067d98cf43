"""Which page is opened for a place: the only file that knows every room."""

import importlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from threading import Thread

from PySide6.QtCore import QTimer

from ikbt_desktop import lean
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.services.caseload import PatientRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.pages import Page, Place, View

__all__ = ["PatientRow", "local_time", "open_page"]

_SOON_MS = 300  # the page that was just entered is painted first

# Module and class. At the first page no other room is in memory.
_PAGES: Mapping[View, tuple[str, str]] = {
    View.REFERRALS: ("reception.referrals_page", "ReferralsPage"),
    View.QUEUE: ("reception.referrals_page", "ReferralsPage"),
    View.PATIENTS: ("record.patients_page", "PatientsPage"),
    View.TODAY: ("today.worklist_page", "WorklistPage"),
    View.OUTBOX: ("record.outbox_page", "OutboxPage"),
    View.FEES: ("record.fees_page", "FeesPage"),
    View.PROGRAMS: ("administration.programs_page", "ProgramsPage"),
    View.ADMINISTRATION: ("administration.administration_page", "AdministrationPage"),
    View.PATIENT: ("record.patient_page", "PatientPage"),
    View.SCREENING: ("screening.wizard", "ScreeningWizard"),
    View.DECISION: ("screening.taken_page", "TakenPage"),
    View.ASSIGNMENT: ("treatment.assignment_page", "AssignmentPage"),
    View.FEEDBACK: ("treatment.feedback_desk", "FeedbackDesk"),
    View.MEASURE: ("treatment.measure_page", "MeasurePage"),
    View.RISK: ("screening.risk_page", "RiskPage"),
    View.CLOSING: ("treatment.closing_page", "ClosingPage"),
}


def page_for(view: View) -> Callable[[Services, Place], Page]:
    """What makes the page of a view."""
    module, name = _PAGES[view]
    with lean.importing():
        room = importlib.import_module(f"ikbt_desktop.ui.{module}")
    page: Callable[[Services, Place], Page] = getattr(room, name)
    return page


def door_before(services: Services, place: Place) -> Page | None:
    """The page that asks for a reason before the place of a patient; None when it is open.

    An assessment of risk has no door: nothing delays it.
    """
    may = services.actor.may(Permission.OPEN_PATIENT)
    if place.patient_id is None or place.view is View.RISK or not may:
        return None
    door = services.doors.at(place.patient_id)
    if door is None:
        return None
    with lean.importing():
        room = importlib.import_module("ikbt_desktop.ui.record.door_page")
    page: Page = room.DoorPage(services, place, door)
    return page


def _import_all() -> None:
    for view in _PAGES:
        page_for(view)


@cache
def _bring_in_the_rest() -> None:
    """Who leaves the first page will soon need other rooms: import them aside, once."""
    # A thread of Python's own: the program waits for it before it ends.
    QTimer.singleShot(_SOON_MS, lambda: Thread(target=_import_all, name="rooms").start())


def open_page(services: Services, place: Place) -> Page:
    """A fresh page for the place. Raises what its services raise, e.g. `NotPermitted`."""
    page = page_for(place.view)(services, place)
    if place.view is not View.TODAY:
        _bring_in_the_rest()
    return page


def local_time(services: Services) -> datetime:
    """The clinic's clock in Swedish time."""
    return services.workplace.clock().astimezone(LOCAL)
