"""What every tab of the patient page promises."""

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.workdays import local_day, parse_day
from ikbt_desktop.services.caseload import PatientBanner
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit.edits import DateField
from ikbt_desktop.ui.record import words


class Tab(QWidget):
    """One tab. It reads when it is shown, and writes its texts anew with what it read."""

    went = Signal(object)
    said = Signal(str, object)
    changed = Signal()

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__()
        self.services, self.patient_id = services, patient_id
        self.banner: PatientBanner | None = None

    def show_patient(self, banner: PatientBanner) -> None:
        """Read afresh for the patient as she now stands; keeps selection and text."""
        self.banner = banner
        self.refresh()

    def refresh(self) -> None:
        """Read and show."""

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        if self.banner is not None:
            self.refresh()

    def focus_first(self) -> None:
        """The first thing to do, or what is read."""

    def keep(self) -> None:
        """Keep what is being written."""

    def fit(self, width: float) -> None:
        """Lay out for an effective width."""

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 steps through."""
        return (self,)

    def today(self) -> datetime.date:
        """The Swedish date by the clinic's clock."""
        return local_day(self.services.workplace.clock())

    def date_field(self, name: str) -> DateField:
        """A field that reads days as people write them."""
        field = DateField(lambda text: parse_day(text, today=self.today()), words.spelled)
        field.setObjectName(name)
        return field
