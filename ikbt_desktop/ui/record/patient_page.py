"""One patient's record in tabs; what a role may not see is not there."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError, NotFound, ReasonNeeded
from ikbt_desktop.services.caseload import PatientBanner
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import theme, turns
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.course_tab import CourseTab
from ikbt_desktop.ui.record.documents_tab import DocumentsTab
from ikbt_desktop.ui.record.fees_tab import FeesTab
from ikbt_desktop.ui.record.leaf import Leaf, TabRow
from ikbt_desktop.ui.record.log_tab import LogTab
from ikbt_desktop.ui.record.measures_tab import MeasuresTab
from ikbt_desktop.ui.record.overview_tab import OverviewTab
from ikbt_desktop.ui.record.reading_tabs import DecisionTab, FeedbackTab, TreatmentTab
from ikbt_desktop.ui.record.referral_tab import ReferralTab
from ikbt_desktop.ui.record.tab import Tab

_HERE = "PatientPage"
OVERVIEW, REFERRAL, DOCUMENTS, FEES = "overview", "referral", "documents", "fees"
LOG = "log"
_NAMES = {
    OVERVIEW: mark("PatientPage", "Overview"),
    REFERRAL: mark("PatientPage", "Referral"),
    "assessment": mark("PatientPage", "Assessment"),
    "treatment": mark("PatientPage", "Treatment"),
    "feedback": mark("PatientPage", "Feedback"),
    "measures": mark("PatientPage", "Measures"),
    "course": mark("PatientPage", "Course"),
    DOCUMENTS: mark("PatientPage", "Documents"),
    FEES: mark("PatientPage", "Fees"),
    LOG: mark("PatientPage", "Log"),
}
_TABS: dict[str, Callable[[Services, str], Tab]] = {
    OVERVIEW: OverviewTab,
    REFERRAL: ReferralTab,
    "assessment": DecisionTab,
    "treatment": TreatmentTab,
    "feedback": FeedbackTab,
    "measures": MeasuresTab,
    "course": CourseTab,
    DOCUMENTS: DocumentsTab,
    FEES: FeesTab,
    LOG: LogTab,
}
_NARROW = 900
_FOR_EVERYBODY = (OVERVIEW, REFERRAL, DOCUMENTS, FEES)


class PatientPage(Page):
    """`place.detail` is the tab: overview, referral, assessment, treatment, feedback, measures,
    course, documents, fees, log. A tab reads when it is first shown and at each refresh."""

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        assert place.patient_id is not None
        self.setObjectName("patient_page")
        self._services, self._patient_id = services, place.patient_id
        clinical = services.actor.may(Permission.READ_CLINICAL)
        own = tuple(_TABS) if clinical else _FOR_EVERYBODY
        reads_log = services.actor.may(Permission.READ_PATIENT_LOG)
        self._keys = tuple(key for key in own if key != LOG or reads_log)
        self.tabs = TabRow(self._keys)
        self.tabs.setObjectName("patient_tabs")
        self.export = Button("", icon="file-down", small=True)
        self.export.setObjectName("export_pdf")
        self.tabs.add_right(self.export)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._stack = QStackedWidget()
        self._made: dict[str, Tab] = {}
        self._turns = turns.Turns(self, failed=self._not_read)
        whole = Column(self, gap=0)
        whole.put(self.tabs, self._trouble)
        whole.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self.show_tab)
        self.export.clicked.connect(self._export)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.tabs.step(step))
        wanted = place.detail if place.detail in self._keys else OVERVIEW
        self._say()
        for act in self._steps(wanted or OVERVIEW):
            turns.part(act)
        turns.part(lambda: theme.current().changed.connect(self._fit))

    # --- tabs --------------------------------------------------------------------------------

    @property
    def tab(self) -> Tab:
        """The tab that is shown, once it is whole."""
        self._turns.finish()
        return self._made[self.tabs.current]

    def show_tab(self, key: str) -> None:
        """Show a tab, read afresh; one that is new is made in turns."""
        self._turns.finish()
        self.tab_now_kept()
        self._turns.run(*self._steps(key))

    def _steps(self, key: str) -> tuple[turns.Act, ...]:
        self.tabs.set_current(key)
        return (lambda: self._make(key), lambda: self._show(key), lambda: self._read(key))

    def _make(self, key: str) -> None:
        if key in self._made:
            return
        tab = self._made[key] = _TABS[key](self._services, self._patient_id)
        tab.setObjectName(f"{key}_tab")
        tab.went.connect(self.went)
        tab.said.connect(self.said)
        tab.changed.connect(self._changed_here)
        turns.part(self._name_leaves)

    def _show(self, key: str) -> None:
        if self._stack.indexOf(self._made[key]) < 0:
            self._stack.addWidget(self._made[key])
        self._stack.setCurrentWidget(self._made[key])
        self._fit()

    def tab_now_kept(self) -> None:
        """Keep what is typed in the tab that is left."""
        shown = self._stack.currentWidget()
        if isinstance(shown, Tab):
            shown.keep()

    def _changed_here(self) -> None:
        self.refresh()
        self.changed.emit()

    def _export(self) -> None:
        self.show_tab(DOCUMENTS)
        tab = self.tab
        if isinstance(tab, DocumentsTab):
            tab.export_summary()

    # --- the page ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the patient and the tab that is shown."""
        self._turns.finish()
        self._read(self.tabs.current)

    def _read(self, key: str) -> None:
        try:
            banner = self._services.caseload.banner(self._patient_id)
            self._made[key].show_patient(banner)
        except (NotFound, ReasonNeeded) as error:
            self._shut(error)
            return
        except IkbtError as error:
            self._not_read(error)
            return
        self._trouble.hide()
        self._stack.show()

    def _not_read(self, error: IkbtError) -> None:
        self._trouble.say(self.tr("The record could not be read."), words.problem(error))
        self._trouble.show()

    def _shut(self, error: IkbtError) -> None:
        """What was open is not any more: nothing of it stays, its door is shown in its place."""
        was_open, self.tab.banner = self.tab.banner is not None, None
        if was_open:
            self._stack.hide()
            # This page is gone when the next one is shown: after its own say is said.
            QTimer.singleShot(0, lambda: self.went.emit(self.place()))
        self._not_read(error)

    def _say(self) -> None:
        self.tabs.set_names(lambda key: say(_HERE, _NAMES[key]))
        self.export.setText(self.tr("E&xport PDF"))
        self._name_leaves()

    def _name_leaves(self) -> None:
        """What is only read can be scrolled by keys, so a screen reader hears where it is."""
        for key, tab in self._made.items():
            for leaf in tab.findChildren(Leaf):
                leaf.setAccessibleName(say(_HERE, _NAMES[key]).replace("&", ""))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._turns.finish()
        self._say()
        for tab in self._made.values():
            tab.retranslate()

    def focus_first(self) -> None:
        """What the tab wants done."""
        self.tab.focus_first()

    def keep(self) -> None:
        """Keep what is typed in any tab."""
        self._turns.finish()
        for tab in self._made.values():
            tab.keep()

    def place(self) -> Place:
        """The patient and the tab."""
        return Place(View.PATIENT, patient_id=self._patient_id, detail=self.tabs.current)

    def banner(self) -> PatientBanner | None:
        """The patient as the shown tab has it."""
        return self.tab.banner

    def panes(self) -> tuple[QWidget, ...]:
        """The tabs and the panes of the one that is shown."""
        return (self.tabs, *self.tab.panes())

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """The keys of this page."""
        rows = [Shortcut("Ctrl+Tab", self.tr("Next tab"))]
        if self._services.actor.may(Permission.READ_CLINICAL):
            rows.append(Shortcut("T", self.tr("Chart or table")))
        if self._services.actor.may(Permission.WRITE_FEEDBACK):
            rows.append(Shortcut("Ctrl+J", self.tr("Write feedback")))
        rows.append(Shortcut("Ctrl+Shift+E", self.tr("Export the document")))
        rows.append(Shortcut(self.tr("Space"), self.tr("Tick the document as filed")))
        return tuple(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # The page stands right of the rail: the window is that much wider than the page.
        look = theme.current()
        width = (self.width() + look.px(54)) / look.scale
        # Where it is narrow the documents' own tab has the same verb.
        self.export.setVisible(
            width >= _NARROW and self._services.actor.may(Permission.MAKE_DOCUMENT)
        )
        for tab in self._made.values():
            tab.fit(width)
