"""Which page is opened for a place: the only file that knows every room."""

from collections.abc import Callable, Mapping
from datetime import datetime

from ikbt_desktop.clinic.workdays import LOCAL
from ikbt_desktop.services.caseload import PatientRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration.administration_page import AdministrationPage
from ikbt_desktop.ui.administration.programs_page import ProgramsPage
from ikbt_desktop.ui.pages import Page, Place, View
from ikbt_desktop.ui.reception.referrals_page import ReferralsPage
from ikbt_desktop.ui.record.outbox_page import OutboxPage
from ikbt_desktop.ui.record.patient_page import PatientPage
from ikbt_desktop.ui.record.patients_page import PatientsPage
from ikbt_desktop.ui.screening.risk_page import RiskPage
from ikbt_desktop.ui.screening.taken_page import TakenPage
from ikbt_desktop.ui.screening.wizard import ScreeningWizard
from ikbt_desktop.ui.today.worklist_page import WorklistPage
from ikbt_desktop.ui.treatment.assignment_page import AssignmentPage
from ikbt_desktop.ui.treatment.closing_page import ClosingPage
from ikbt_desktop.ui.treatment.feedback_desk import FeedbackDesk
from ikbt_desktop.ui.treatment.measure_page import MeasurePage

__all__ = ["PatientRow", "local_time", "open_page"]

_PAGES: Mapping[View, Callable[[Services, Place], Page]] = {
    View.REFERRALS: ReferralsPage,
    View.QUEUE: ReferralsPage,
    View.PATIENTS: PatientsPage,
    View.TODAY: WorklistPage,
    View.OUTBOX: OutboxPage,
    View.PROGRAMS: ProgramsPage,
    View.ADMINISTRATION: AdministrationPage,
    View.PATIENT: PatientPage,
    View.SCREENING: ScreeningWizard,
    View.DECISION: TakenPage,
    View.ASSIGNMENT: AssignmentPage,
    View.FEEDBACK: FeedbackDesk,
    View.MEASURE: MeasurePage,
    View.RISK: RiskPage,
    View.CLOSING: ClosingPage,
}


def open_page(services: Services, place: Place) -> Page:
    """A fresh page for the place. Raises what its services raise, e.g. `NotPermitted`."""
    return _PAGES[place.view](services, place)


def local_time(services: Services) -> datetime:
    """The clinic's clock in Swedish time."""
    return services.workplace.clock().astimezone(LOCAL)
