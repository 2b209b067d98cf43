"""One risk case on its own page, reached from the worklist, a measure or the patient."""

from PySide6.QtGui import QResizeEvent

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.risk_cases import RiskCaseView
from ikbt_desktop.ui.kit import problems, theme, turns
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, EmptyState
from ikbt_desktop.ui.kit.language import follow
from ikbt_desktop.ui.kit.layouts import Column
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.screening import words
from ikbt_desktop.ui.screening.risk_panel import RiskPanel
from ikbt_desktop.ui.screening.step_page import TwoPanes


class RiskPage(Page):
    """`place.record_id` is the case; with a patient alone it is that patient's latest one."""

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        self._services, self._place = services, place
        self.panel: RiskPanel | None = None
        self._panes = TwoPanes()
        self._panes.needs = 480
        self._panes.pane_first = True
        self._bar = ActionBar()
        self.back = Button("", icon="arrow-left")
        self.back.setObjectName("back")
        self.back.clicked.connect(self._leave)
        self.sign = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self.sign.setObjectName("sign_assessment")
        self.sign.clicked.connect(self._sign)
        self._bar.add_left(self.back)
        self._bar.add_right(self.sign)
        self._whole = Column(self, gap=0)
        try:
            case = self._find()
        except IkbtError as error:
            self._show_nothing(problems.describe(error).title, problems.describe(error).sentence)
        else:
            self._show_case(case)
        turns.part(lambda: follow(self, self.retranslate))
        turns.part(lambda: theme.current().changed.connect(self._fit))

    def _find(self) -> RiskCaseView | None:
        cases = self._services.risk_cases
        if self._place.record_id is not None:
            return cases.view(self._place.record_id)
        return cases.of_patient(self._place.patient_id or "")

    def _show_nothing(self, headline: str, line: str) -> None:
        self._whole.addWidget(EmptyState("circle-check", headline, line))

    def _show_case(self, case: RiskCaseView | None) -> None:
        if case is None:
            self._show_nothing(self.tr("No risk case"), self.tr("No flag has been raised."))
            return
        self.panel = RiskPanel(self._services, case, self._panes)
        self.panel.changed.connect(self._told)
        self.panel.signed.connect(self._signed)
        self.panel.went.connect(self.went)
        self._whole.addWidget(self._panes, 1)
        self._whole.addWidget(self._bar)

    # --- the page's contract -----------------------------------------------------------------

    def refresh(self) -> None:
        """Read afresh; what is being typed is left alone."""
        if self.panel is not None:
            self.panel.show_case(self._services.risk_cases.view(self.panel.case.id))
            self._show_bar()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.back.setText(self.tr("&Back"))
        self.sign.setText(self.tr("&Sign assessment"))
        if self.panel is not None:
            self.panel.retranslate()
            self._show_bar()

    def focus_first(self) -> None:
        """The first thing that is left before the case can be closed."""
        if self.panel is not None:
            self.panel.focus_first()

    def keep(self) -> None:
        """Keep every text that is being typed."""
        if self.panel is not None and self.panel.case.state == "open":
            self.panel.keep()

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """What F1 lists."""
        return (
            Shortcut("Ctrl+Enter", self.tr("Sign the assessment")),
            Shortcut("Tab", self.tr("Next field; headings fold when they are done")),
        )

    def place(self) -> Place | None:
        """This very case."""
        case = self.panel.case if self.panel is not None else None
        if case is None:
            return None
        return Place(View.RISK, patient_id=case.patient_id, record_id=case.id)

    # --- inside ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._panes.fit_pane(self.width())
        if self.panel is not None:
            self.panel.fit(self.width())

    def _show_bar(self) -> None:
        assert self.panel is not None
        case = self.panel.case
        is_open = case.state == "open"
        may = self._services.actor.may(Permission.HANDLE_RISK)
        self.sign.setVisible(is_open and may)
        self._bar.say(words.missing_line(case.missing, self._services.catalogue) if is_open else "")

    def _told(self, _case: object) -> None:
        self._show_bar()
        self.changed.emit()

    def _signed(self, _case: object) -> None:
        self._show_bar()
        self.said.emit(self.tr("The risk assessment is signed. The case is closed."), None)
        assert self.panel is not None
        self.panel.focus_first()  # what is left: the paper for the journal

    def _sign(self) -> None:
        if self.panel is not None:
            self.panel.sign()

    def _leave(self) -> None:
        self.keep()
        self.returned.emit()
