"""All patients, found while one types."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.caseload import PatientRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import person, theme
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.card import EmptyState, Ground
from ikbt_desktop.ui.kit.edits import SearchField
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Row
from ikbt_desktop.ui.kit.paged_table import Cell, CellValue, Order, PagedTable, RowValue, Two
from ikbt_desktop.ui.kit.paged_table import Column as TableColumn
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.table_view import TableView
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.record import words

_NARROW, _ROOMY = 760, 1000


class _Search(SearchField):
    """Arrow down goes to the list, Enter opens what is chosen there."""

    def __init__(self) -> None:
        super().__init__(width=380)
        self.list: TableView | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.list is not None and event.key() == Qt.Key.Key_Down:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.list is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.list.selected_key is not None:
                self.list.row_activated.emit(self.list.selected_key)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class PatientsPage(Page):
    """A list that is fetched as it is scrolled; Enter opens."""

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        del place
        self.setObjectName("patients_page")
        self._services = services
        self._sees_risk = services.actor.may(Permission.SEE_RISK)
        self._wide = 0
        self._title = Label("", "h1")
        self._count = Label("", "small", ink="muted")
        self.search = _Search()
        self.search.setObjectName("patient_search")
        self.search.setMaxLength(200)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self.table = PagedTable(self._columns(), self._fetch)
        self.list = TableView(self.table)
        self.list.setObjectName("patients")
        self.search.list = self.list
        self.show_all = Button("")
        self.show_all.setObjectName("show_all")
        self._empty = EmptyState("users", "", button=self.show_all)
        self.blocked = Button("", icon="ban")
        self.blocked.setObjectName("open_blocked")
        self.blocked.hide()
        self._blocked: str | None = None
        self._build()
        self.search.textChanged.connect(self._search)
        self.show_all.clicked.connect(self._clear)
        self.blocked.clicked.connect(self._open_blocked)
        self.list.row_activated.connect(self._open)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.focus_first)
        self.retranslate()

    def _build(self) -> None:
        upper = Ground("surface")
        head = Column(upper, gap=8, margins=(24, 18, 24, 12))
        top = Row(gap=12)
        top.put(self._title, None)
        head.addLayout(top)
        row = Row(gap=12)
        row.put(self.search, self._count, None)
        head.addLayout(row)
        head.put(self.blocked, self._trouble)
        whole = Column(self, gap=0)
        whole.addWidget(upper)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._empty, 1)

    # --- rows --------------------------------------------------------------------------------

    def _columns(self) -> tuple[TableColumn, ...]:
        patient = TableColumn(
            "patient", self.tr("Patient"), Cell.TWO_LINES, width=None if self._wide == 0 else 230
        )
        age = TableColumn("age", self.tr("Age"), Cell.NUMBER, width=58)
        program = TableColumn("program", self.tr("Program, week"), Cell.TWO_LINES)
        clinician = TableColumn("clinician", self.tr("Clinician"), width=170)
        state = TableColumn("state", self.tr("State"), Cell.PILL, width=150)
        return {
            0: (patient, state),
            1: (patient, age, program, state),
            2: (patient, age, program, clinician, state),
        }[self._wide]

    def _fetch(self, offset: int, limit: int, _order: Order) -> list[RowValue]:
        try:
            found = self._services.caseload.page(
                text=self.search.text(), offset=offset, limit=limit
            )
        except IkbtError as error:
            self._trouble.say(self.tr("The list could not be read."), words.problem(error))
            self._trouble.show()
            return []
        pills: dict[str, PillValue] = {}  # a hundred rows have three states between them
        return [self._line(row, pills) for row in found]

    def _line(self, row: PatientRow, pills: dict[str, PillValue]) -> RowValue:
        flagged = self._sees_risk and row.contact_today
        week = ""
        if row.week is not None and row.weeks is not None:
            week = self.tr("week {week} of {weeks}").format(week=row.week, weeks=row.weeks)
        values: dict[str, CellValue] = {
            "patient": Two(person.first_line(row), person.second_line(row), strong=True),
            "age": "" if row.age is None else str(row.age),
            "program": Two(row.program or "", week),
            "clinician": row.clinician or "",
            "state": self._state(row, pills, flagged=flagged),
        }
        return RowValue(
            row.id, tuple(values[column.key] for column in self.table.columns), flagged=flagged
        )

    def _state(
        self, row: PatientRow, pills: dict[str, PillValue], *, flagged: bool
    ) -> PillValue | None:
        if flagged:
            return PillValue(self.tr("Needs contact today"), State.ACUTE)
        if self._sees_risk and row.follow_up_today:
            return PillValue(self.tr("To follow up today"), State.REVIEW)
        if row.state is not None and row.state not in pills:
            pills[row.state] = words.treatment_pill(row.state)
        return None if row.state is None else pills[row.state]

    # --- doing -------------------------------------------------------------------------------

    def _search(self) -> None:
        self._trouble.hide()
        self.table.restart()
        self._show_empty()

    def _clear(self) -> None:
        self.search.clear()
        self.search.setFocus()

    def _open_blocked(self) -> None:
        if self._blocked is not None:
            self._open(self._blocked)

    def _open(self, patient_id: str) -> None:
        self.went.emit(Place(View.PATIENT, patient_id=patient_id))

    def _show_empty(self) -> None:
        text, count = self.search.text().strip(), self.table.rowCount()
        self.list.setVisible(bool(count))
        self._empty.setVisible(not count)
        self.show_all.setVisible(bool(text))
        blocked = self._services.doors.behind(text) if text and not count else None
        self._blocked = None if blocked is None else blocked.patient_id
        self.blocked.setVisible(blocked is not None)
        if blocked is not None:
            self._empty.set_texts(
                self.tr("A record with this number is here, and it is blocked."),
                self.tr("It opens with the patient's consent or in an emergency."),
            )
        elif text:
            self._empty.set_texts(
                self.tr("Nobody matches the search."),
                self.tr("Search by name or by the beginning of the number."),
            )
        else:
            self._empty.set_texts(
                self.tr("No patients yet."),
                self.tr("A patient is registered together with the first referral."),
            )

    # --- the page ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what was fetched afresh."""
        self._trouble.hide()
        self.table.reload()
        self._show_empty()
        self._say_count()

    def _say_count(self) -> None:
        try:
            count = self._services.caseload.count()
        except IkbtError:
            count = 0  # the list itself says what is wrong
        self._count.setText(say("PatientsPage", "%n patient(s)", count))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Patients"))
        self.search.setPlaceholderText(self.tr("Name or personal number"))
        self.search.setAccessibleName(self.tr("Search patients"))
        self.show_all.setText(self.tr("&Show all"))
        self.blocked.setText(self.tr("Open the &blocked record"))
        self.list.setAccessibleName(self.tr("Patients"))
        self.table.set_columns(self._columns())
        self._show_empty()
        self._say_count()

    def focus_first(self) -> None:
        """The search."""
        self.search.setFocus()
        self.search.selectAll()

    def panes(self) -> tuple[QWidget, ...]:
        """Search and list."""
        return (self.search, self.list)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The keys of this page."""
        return (
            Shortcut("Ctrl+F", self.tr("Search here")),
            Shortcut("↓", self.tr("From the search to the list")),
            Shortcut("Enter", self.tr("Open the patient")),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width() / theme.current().scale
        wide = 0 if width < _NARROW else 1 if width < _ROOMY else 2
        if wide != self._wide:
            self._wide = wide
            self.table.set_columns(self._columns())
