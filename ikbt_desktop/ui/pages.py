"""What every page of the main window promises, and the places one can go to."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.services.caseload import PatientBanner


class View(StrEnum):
    """A page of the main window. The first ones stand in the navigation, in this order."""

    REFERRALS = "referrals"
    QUEUE = "queue"
    PATIENTS = "patients"
    TODAY = "today"
    OUTBOX = "outbox"
    FEES = "fees"
    PROGRAMS = "programs"
    ADMINISTRATION = "administration"
    # One patient's work: navigation shrinks to the rail.
    PATIENT = "patient"
    SCREENING = "screening"
    DECISION = "decision"
    ASSIGNMENT = "assignment"
    FEEDBACK = "feedback"
    MEASURE = "measure"
    RISK = "risk"
    CLOSING = "closing"


@dataclass(frozen=True)
class Place:
    """Where to go. `patient_id` names whose work it is; `record_id` the thing to open.

    record_id: screening → the screening (or, with `referral_id` alone, begin one); decision → the
    signed screening; assignment → the referral; feedback, measure, closing → the treatment; risk →
    the case; patient → none.
    `detail` is a tab, a section number or an instrument code.
    """

    view: View
    patient_id: str | None = None
    record_id: str | None = None
    referral_id: str | None = None
    detail: str | None = None


@dataclass(frozen=True)
class Shortcut:
    """One line of the F1 list: the keys as printed, and what they do."""

    keys: str
    words: str


class Page(QWidget):
    """One page, made as `SomePage(services, place)`; it knows nothing of the main window.

    Whatever can hold the focus has an object name, so that unlocking returns to the same field.
    """

    went = Signal(object)
    """Asks to go to a `Place`."""
    said = Signal(str, object)
    """Tells what was done (one sentence), with a callable that undoes it, or None."""
    changed = Signal()
    """Something was saved: counters, banner and status row want fresh figures."""
    destruction_asked = Signal(object)
    """A record is to be destroyed, by this work upon the services: everybody out."""
    keys_change_asked = Signal(object)
    """All keys are to be changed, in this order: everybody out."""
    replaced = Signal(object)
    """The clinic's file is about to be replaced by a backup: everybody out; tells of when it is."""
    catalogue_changed = Signal()
    """Other programs, forms or rules are in force: services and pages are made anew."""
    returned = Signal()
    """Done here: back to where one came from."""

    def refresh(self) -> None:
        """Read afresh. Called when the page is shown and on F5; keeps selection and text."""

    def reopen(self, _place: Place) -> bool:
        """Go to another place of this page as it stands; False when it is to be made for it."""
        return False

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""

    def focus_first(self) -> None:
        """Put the focus on the first thing to do, not on the first widget."""

    def keep(self) -> None:
        """Keep what is being written, at once. Called before lock, exit and leaving."""

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """What F1 lists for this page."""
        return ()

    def place(self) -> Place | None:
        """Where this page stands now (chosen tab, section …), to come back to; None: as made."""
        return None

    def banner(self) -> PatientBanner | None:
        """What the page itself has just read of its patient, or None: it is read apart."""
        return None

    def panes(self) -> tuple[QWidget, ...]:
        """The panes that F6 steps through, in reading order; none means the page as a whole."""
        return ()

    def bring_pane(self, pane: QWidget) -> None:
        """F6 comes to a pane that is not seen: show it, if it stands behind a tab."""

    def undo(self) -> Callable[[], None] | None:
        """What Ctrl+Z would take back here, or None."""
        return None
