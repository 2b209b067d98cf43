"""The screening wizard: the rail, one page at a time, and the bar that says what is missing."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from ikbt_desktop.clinic import screening
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.screening import Decision, Progress, Step, StepLine
from ikbt_desktop.errors import IkbtError, StaleRecord
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.risk_cases import RiskCaseView
from ikbt_desktop.services.screenings import CRITERIA, ScreeningView, SignedScreening
from ikbt_desktop.ui.kit import paint, problems, tab_order, theme, turns
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, EmptyState, Ground
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import follow, say
from ikbt_desktop.ui.kit.layouts import Column, Row, thin_bars
from ikbt_desktop.ui.kit.menus import Menu
from ikbt_desktop.ui.kit.wizard_rail import RailStep, StepState, WizardRail
from ikbt_desktop.ui.pages import Page, Place, Shortcut, View
from ikbt_desktop.ui.screening import asks, words
from ikbt_desktop.ui.screening.conflict import ConflictBox, Difference
from ikbt_desktop.ui.screening.criteria_page import ExclusionPage, InclusionPage
from ikbt_desktop.ui.screening.decision_page import DecisionPage
from ikbt_desktop.ui.screening.desk import Desk
from ikbt_desktop.ui.screening.medicines_page import MedicinesPage
from ikbt_desktop.ui.screening.program_page import ProgramPage
from ikbt_desktop.ui.screening.questionnaires_page import QuestionnairesPage
from ikbt_desktop.ui.screening.reason_page import ReasonPage
from ikbt_desktop.ui.screening.risk_step import AssessedRisk, ByHand, CalmRisk, open_by_hand
from ikbt_desktop.ui.screening.step_page import StepPage
from ikbt_desktop.ui.screening.visit_page import VisitPage

_PAGES: Mapping[Step, type[StepPage]] = {
    Step.VISIT: VisitPage,
    Step.REASON: ReasonPage,
    Step.INCLUSION: InclusionPage,
    Step.EXCLUSION: ExclusionPage,
    Step.MEDICINES: MedicinesPage,
    Step.QUESTIONNAIRES: QuestionnairesPage,
    Step.PROGRAM: ProgramPage,
    Step.DECISION: DecisionPage,
}
_STATES = {
    Progress.UNTOUCHED: StepState.UNTOUCHED,
    Progress.BEGUN: StepState.BEGUN,
    Progress.DONE: StepState.DONE,
    Progress.LOCKED: StepState.LOCKED,
}
_RAIL_FROM = 900
_TELL_MS = 400
_STANDS_MS = 40
"""When the layouts have come to rest after a change of width, scale or rows."""


class ScreeningWizard(Page):
    """`place.record_id` is the screening; with `referral_id` alone it is begun or resumed."""

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__()
        self._services, self._place_asked = services, place
        self.desk: Desk | None = None
        may = services.actor.may
        if may(Permission.READ_CLINICAL) and not may(Permission.SCREEN):
            self._say_whose_it_is()
            return
        try:
            view = self._opened(place)
        except IkbtError as error:
            problem = problems.describe(error)
            empty = EmptyState("circle-alert", problem.title, problem.sentence)
            Column(self, gap=0).addWidget(empty)
            return
        self.desk = Desk(services, view, self)
        self._pages: dict[Step, StepPage] = {}
        self._warned: tuple[Step, tuple[str, ...]] | None = None
        self._case: RiskCaseView | None = None
        self._moving = False
        self._turns = turns.Turns(self, failed=self._show_trouble)
        self._tell = QTimer(self, singleShot=True, interval=_TELL_MS)
        self._tell.timeout.connect(self.changed)
        self._told_risk = _risk_of(view)
        # Rows come and the pane moves; Tab follows once everything stands.
        self._read_again = QTimer(self, singleShot=True, interval=_STANDS_MS)
        self._read_again.timeout.connect(lambda: tab_order.follow_reading(self))
        self._in_sight = QTimer(self, singleShot=True, interval=_STANDS_MS)
        self._in_sight.timeout.connect(self._show_focused)
        self._build()
        self._connect(self.desk)
        follow(self, self.retranslate)
        wanted = place.detail if place.detail in set(Step) else view.step
        self._show_step(self._allowed(Step(wanted or Step.VISIT)))
        turns.part(lambda: theme.current().changed.connect(self._fit))

    def _say_whose_it_is(self) -> None:
        """What is not decided yet is its clinician's; the decision is read on a page of its own."""
        patient = self._place_asked.patient_id
        to_patient = Button(self.tr("Open the &patient"))
        to_patient.setObjectName("to_patient")
        to_patient.clicked.connect(
            lambda: self.went.emit(Place(View.PATIENT, patient_id=patient, detail="assessment"))
        )
        told = EmptyState(
            "clipboard-check",
            self.tr("This assessment is under way."),
            self.tr(
                "Clinicians write it. The decision stands with the patient as soon as it is signed."
            ),
            button=to_patient if patient is not None else None,
        )
        Column(self, gap=0).addWidget(told)

    def _opened(self, place: Place) -> ScreeningView:
        if place.record_id is not None:
            return self._services.screenings.open(place.record_id)
        return self._services.screenings.begin(place.referral_id or "")

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        self.rail = WizardRail()
        self._rail_scroll = QScrollArea()
        thin_bars(self._rail_scroll)
        self._rail_scroll.setWidgetResizable(True)
        self._rail_scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._rail_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rail_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rail_scroll.setWidget(self.rail)
        self.steps_button = Button("", icon="list", small=True)
        self.steps_button.setObjectName("steps")
        self.steps_button.clicked.connect(self._open_steps)
        self._steps_row = Ground("nav", lines="bottom")
        self._narrow_note = Label("", "small", ink="muted", weight=500, elide=True)
        self._narrow_note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        steps = Row(self._steps_row, gap=12, margins=(24, 6, 24, 6))
        steps.addWidget(self.steps_button)
        steps.addWidget(self._narrow_note, 1)
        self.flag = InlineMessage(Tone.ACUTE)
        self.flag.setObjectName("open_flag")
        self.flag.acted.connect(lambda: self.go(Step.RISK))
        self.trouble = InlineMessage(Tone.TROUBLE, icon="circle-alert")
        self.trouble.setObjectName("trouble")
        self.newer = InlineMessage(Tone.PROPOSAL)
        self.newer.setObjectName("judged_anew")
        self._newer: dict[str, str] = {}
        self.conflict = ConflictBox()
        messages = QWidget()
        self._messages = Column(messages, gap=8, margins=(24, 8, 24, 0))
        self._messages.put(self.flag, self.newer, self.trouble, self.conflict)
        self._message_box = messages
        for message in (self.flag, self.newer, self.trouble):
            message.hide()
        self._stack = QStackedWidget()
        self._bar = ActionBar()
        self.back = Button("", icon="arrow-left")
        self.back.setObjectName("back")
        self.later = Button("", Kind.TEXT)
        self.later.setObjectName("later")
        self.next = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self.next.setObjectName("next")
        self._bar.add_left(self.back, self.later)
        self._bar.add_right(self.next)
        right = Column(gap=0)
        right.put(self._steps_row, messages)
        right.addWidget(self._stack, 1)
        right.addWidget(self._bar)
        whole = Row(self, gap=0)
        whole.addWidget(self._rail_scroll)
        whole.addLayout(right, 1)

    def _connect(self, desk: Desk) -> None:
        desk.shown.connect(self._show_view)
        desk.failed.connect(self._show_trouble)
        desk.stale.connect(self._show_conflict)
        self.conflict.mine_chosen.connect(self._keep_mine)
        self.conflict.theirs_chosen.connect(self._take_theirs)
        self.rail.step_chosen.connect(lambda key: self.go(Step(key)))
        self.back.clicked.connect(self._back)
        self.later.clicked.connect(self._later)
        self.next.clicked.connect(self._next)

    def _make_page(self, step: Step) -> None:
        """Make the page of a step, in parts, unless it is there."""
        if step is Step.RISK:
            self._make_risk_page()
        elif step not in self._pages:
            page = _PAGES[step](self._the_desk)
            turns.part(lambda: self._add_page(step, page))

    def _add_page(self, step: Step, page: StepPage) -> None:
        page.gone.connect(self._gone)
        page.finished.connect(self.next.setFocus)
        if isinstance(page, DecisionPage):
            page.signed.connect(self._signed)
            page.signing_changed.connect(self._signing)
        self._pages[step] = page
        self._stack.addWidget(page)
        page.retranslate()
        turns.part(lambda: page.show_view(self._the_desk.view))
        turns.part(lambda: page.fit_pane(self._page_width()))

    def _make_risk_page(self) -> None:
        """The page that belongs to how it stands: with a case, or without."""
        desk = self._the_desk
        case_id, kept = desk.view.risk_case_id, self._pages.get(Step.RISK)
        if case_id is None:
            if not isinstance(kept, CalmRisk):
                self._drop_risk()
                page = CalmRisk(desk)
                page.by_hand.open_case.clicked.connect(lambda: self._open_case(page.by_hand))
                turns.part(lambda: self._add_page(Step.RISK, page))
        elif not isinstance(kept, AssessedRisk) or kept.panel.case.id != case_id:
            self._drop_risk()
            assessed = AssessedRisk(desk, desk.services.risk_cases.view(case_id))
            assessed.panel.changed.connect(self._case_changed)
            assessed.panel.signed.connect(self._case_signed)
            assessed.panel.went.connect(self.went)
            assessed.by_hand.open_case.clicked.connect(lambda: self._open_case(assessed.by_hand))
            turns.part(lambda: self._add_page(Step.RISK, assessed))

    def _drop_risk(self) -> None:
        old = self._pages.pop(Step.RISK, None)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()

    @property
    def _the_desk(self) -> Desk:
        assert self.desk is not None
        return self.desk

    @property
    def page(self) -> StepPage:
        """The page that is shown; one that is gone to is there first."""
        self._turns.finish()
        page = self._stack.currentWidget()
        assert isinstance(page, StepPage)
        return page

    # --- the page's contract -----------------------------------------------------------------

    def refresh(self) -> None:
        """Read afresh; what is being typed is left alone."""
        if self.desk is not None and self.desk.flush():
            self.page.keep_typed()
            self._case = None  # a colleague may have gone on with it
            page = self._pages.get(Step.RISK)
            if isinstance(page, AssessedRisk):
                page.panel.show_case(self._services.risk_cases.view(page.panel.case.id))
            self.desk.reload()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.rail.set_title(self.tr("Assessment"))
        self.rail.set_foot(self.tr("Everything is saved while you write."))
        self.back.setText(self.tr("&Back"))
        self.later.setText(self.tr("&Save and continue later"))
        for page in self._pages.values():
            page.retranslate()
        if self._pages:
            self._show_frame()

    def focus_first(self) -> None:
        """Where the cursor stood last; the first time the first thing to do."""
        if self.desk is None:
            return
        name = self.desk.kept_place()
        field = self.page.findChild(QWidget, name) if name else None
        if field is not None and field.isVisibleTo(self) and field.isEnabled():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(field, QPlainTextEdit):
                cursor = field.textCursor()
                cursor.movePosition(cursor.MoveOperation.End)
                field.setTextCursor(cursor)
            return
        self.page.focus_first()

    def keep(self) -> None:
        """Keep what is being typed, and where; nothing is finished by it.

        Raises what the file said when an answer or a text could not be kept.
        """
        desk = self.desk
        if desk is None:
            return
        desk.all_kept()
        self.page.keep_typed()
        desk.keep_place()
        if not desk.is_kept and not isinstance(desk.refused_by, StaleRecord | None):
            raise desk.refused_by

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """What F1 lists."""
        if self.desk is None:
            return ()
        return (
            Shortcut("Ctrl+Enter", self.tr("On, or sign on the last page")),
            *self.page.shortcuts(),
            Shortcut("F6", self.tr("Between the rail, the page and the pane")),
        )

    def place(self) -> Place | None:
        """This screening and step."""
        if self.desk is None:
            return None
        view = self.desk.view
        return Place(
            View.SCREENING,
            patient_id=view.patient_id,
            record_id=view.id,
            referral_id=view.referral_id,
            detail=self.desk.step,
        )

    # --- going -------------------------------------------------------------------------------

    def _allowed(self, step: Step) -> Step:
        """The step itself, or the one that must be done first."""
        view = self._the_desk.view
        if step in view.reachable:
            return step
        return Step.RISK if view.risk_required else Step.DECISION

    def go(self, step: Step, word: str = "") -> None:
        """Leave this page with everything kept, and open another, in several turns of the loop."""
        self.trouble.hide()
        self._turns.run(
            lambda: self._moved(self._keep_page),
            lambda: self._if_kept(
                lambda: self._moved(lambda: self._the_desk.move_to(self._allowed(step)))
            ),
            lambda: self._if_kept(lambda: self._show_step(self._allowed(step))),
            lambda: self._if_kept(lambda: self._focus_there(word)),
        )

    def _if_kept(self, act: Callable[[], None]) -> None:
        """Words that the file did not take are left on the screen, and nobody is led away."""
        if self._the_desk.is_kept:
            act()

    def _moved(self, act: Callable[[], None]) -> None:
        """What is kept on the way is shown once, on the page gone to."""
        self._moving = True
        try:
            act()
        finally:
            self._moving = False

    def _keep_page(self) -> None:
        self._the_desk.all_kept()
        self.page.keep()

    def _focus_there(self, word: str) -> None:
        if not (word and self.page.focus_missing(word)):
            self.page.focus_first()

    def _gone(self, target: object) -> None:
        if isinstance(target, Step):
            self.go(target)
        elif isinstance(target, tuple):
            self.go(target[0], target[1])

    def _show_step(self, step: Step) -> None:
        self._the_desk.step = step
        self._warned = None
        known = self._pages.get(step)
        self._make_page(step)
        turns.part(lambda: self._show_made(step, known))

    def _show_made(self, step: Step, known: StepPage | None) -> None:
        page = self._pages[step]
        if page is known:  # a new one shows it already
            page.show_view(self._the_desk.view)
        self._stack.setCurrentWidget(page)
        page.fit_pane(self._page_width())
        self._show_frame()

    def _back(self) -> None:
        desk = self._the_desk
        self.go(screening.previous_step(desk.view.state, desk.cat, desk.step))

    def _later(self) -> None:
        desk = self._the_desk
        desk.all_kept()
        self.page.keep()
        desk.keep_place()
        if not desk.is_kept:
            return
        self.said.emit(self.tr("The assessment is saved. Continue it from To do."), None)
        self.returned.emit()

    def _next(self) -> None:
        """On; first to what is missing here, the second time past it. Risk comes before all."""
        desk = self._the_desk
        if desk.is_signed:
            self._assign()
            return
        self.trouble.hide()
        if not desk.all_kept():
            return
        if self.page.primary():
            self.page.press_primary()
            self._show_frame()
            return
        self.page.keep()
        if not desk.is_kept:
            return
        gaps = self._open_gaps()
        told = (desk.step, gaps)
        view = desk.view
        if (
            gaps
            and self._warned != told
            and not (view.risk_required and desk.step is not Step.RISK)
        ):
            self._warned = told
            self.page.focus_missing(gaps[0])
            self._show_frame()
            return
        target = screening.next_step(view.state, desk.cat, desk.step, flag_open=view.risk_required)
        if target is not desk.step:
            self.go(target)
        elif gaps:
            self.page.focus_missing(gaps[0])

    def _open_gaps(self) -> tuple[str, ...]:
        """What is missing here, but for what the person has noted as something to find out."""
        view = self._the_desk.view
        unclear = set(asks.unclear_rules(view.state.notes, view.state.answers))
        return tuple(word for word in self.page.gaps() if word not in unclear)

    def _open_steps(self) -> None:
        menu = Menu(self)
        for step in Step:
            action = menu.addAction(words.step_name(step))
            action.setEnabled(step in self._the_desk.view.reachable)
            action.triggered.connect(lambda _on=False, step=step: self.go(step))
        menu.popup(self.steps_button.mapToGlobal(self.steps_button.rect().bottomLeft()))

    # --- showing -----------------------------------------------------------------------------

    def _show_view(self, view: ScreeningView) -> None:
        if not self._moving:
            self.trouble.hide()
            if self.desk is not None and self.desk.step is Step.RISK:
                self._make_risk_page()
                turns.part(lambda: self._stack.setCurrentWidget(self._pages[Step.RISK]))
            turns.part(lambda: self.page.show_view(view))
            turns.part(self._show_frame)
        if _risk_of(view) != self._told_risk:
            self._told_risk = _risk_of(view)
            self._tell.stop()
            self.changed.emit()  # the red counter and the banner never wait
        else:
            self._tell.start()

    def _show_newer(self, view: ScreeningView) -> None:
        """What holds in another version since it was last written in; said until it closes."""
        self._newer.update(view.newer)
        if not self._newer:
            return
        known = self._the_desk.cat
        lines = [
            self.tr("The rules: version {version}.").format(version=version)
            if code == CRITERIA
            else self.tr("{program}: version {version}.").format(
                program=known.program(code).name, version=version
            )
            if version
            else self.tr("{program} is out of use. Choose another program.").format(
                program=known.program(code).name
            )
            for code, version in self._newer.items()
        ]
        self.newer.say(
            self.tr("Something else holds now. Your answers are kept and judged anew."),
            " ".join(lines),
        )
        self.newer.show()

    def _show_frame(self) -> None:
        desk = self._the_desk
        view = desk.view
        self._show_newer(view)
        lines = self._lines(view)
        self.rail.set_steps([self._rail_step(line) for line in lines])
        self.rail.set_current(desk.step)
        order = list(Step)
        self.steps_button.setText(
            self.tr("Step {number} of {total}: {name}").format(
                number=order.index(desk.step) + 1, total=len(order), name=words.step_name(desk.step)
            )
        )
        self._show_flag(view)
        self._fit_messages()
        self._show_bar(view)

    def _show_flag(self, view: ScreeningView) -> None:
        """What stands above every page but that of the risk: 112 as long as the case is acute."""
        step = self._the_desk.step
        is_acute = view.acute and view.signed_at is None and step is not Step.RISK
        required = view.risk_required and step not in {Step.RISK, Step.QUESTIONNAIRES}
        self.flag.setVisible(is_acute or required)
        case = self._case_of(view) if is_acute else None
        if (is_acute or required) and screening.is_contradicted(view.state):
            self.flag.say(
                self.tr("Acutely suicidal: yes. The signed assessment says otherwise."),
                self.tr("Change the answer, or assess anew if it is acute now."),
                button=self.tr("&Go to the in-depth assessment"),
            )
        elif case is not None:
            self.flag.say(
                self.tr("Danger to life: call 112"),
                f"{case.crisis_unit}, {case.crisis_phone}",
                button=self.tr("&Go to the in-depth assessment"),
            )
        elif required:
            self.flag.say(
                self.tr("Contact is needed today."),
                self.tr("An in-depth assessment is required before you go on."),
                button=self.tr("&Go to the in-depth assessment"),
            )

    def _fit_messages(self) -> None:
        messages = (self.flag, self.newer, self.trouble, self.conflict)
        self._message_box.setVisible(any(not message.isHidden() for message in messages))

    def _lines(self, view: ScreeningView) -> tuple[StepLine, ...]:
        return screening.step_lines(view.state, self._the_desk.cat, flag_open=view.risk_required)

    def _rail_step(self, line: StepLine) -> RailStep:
        view = self._the_desk.view
        state = _STATES[line.progress]
        risk_open = line.step is Step.RISK and (view.risk_required or view.acute)
        if risk_open:
            state = StepState.ACUTE
        elif line.step is Step.RISK and not self._risk_line(view):
            state = StepState.UNTOUCHED
        elif line.step is Step.RISK and self._is_open(view):
            state = StepState.BEGUN
        if view.signed_at is not None:
            state = StepState.DONE
        return RailStep(line.step, words.step_name(line.step), self._truth(line), state)

    def _truth(self, line: StepLine) -> str:
        """The one line of truth under a step's name."""
        view = self._the_desk.view
        if line.progress is Progress.LOCKED:
            return (
                self.tr("Locked: acute risk")
                if view.acute
                else self.tr("Locked until risk is assessed")
            )
        told = {
            Step.VISIT: self._visit_line(view),
            Step.REASON: str(view.state.answers.get("diagnosis") or ""),
            Step.MEDICINES: self._medicines_line(view),
            Step.QUESTIONNAIRES: self._forms_line(line),
            Step.RISK: self._risk_line(view),
            Step.PROGRAM: self._program_line(view),
            Step.DECISION: self._decision_line(view),
        }
        if told.get(line.step):
            return told[line.step]
        if line.progress is Progress.UNTOUCHED or not line.asked:
            return self.tr("Not begun")
        if line.answered < line.asked:
            text = self.tr("{answered} of {asked} answered")
        elif line.missing:
            text = self.tr("{answered} of {asked}, judge")
        else:
            text = self.tr("{done} of {asked} done")
        done = line.answered - len(line.waiting)
        return text.format(answered=line.answered, asked=line.asked, done=done)

    def _visit_line(self, view: ScreeningView) -> str:
        if view.state.visit_on is None:
            return ""
        name = words.short_name(view.state.visit_clinician)
        return f"{view.state.visit_on}, {name}".rstrip(", ")

    def _medicines_line(self, view: ScreeningView) -> str:
        medicines = view.state.answers.get("medicines")
        if medicines is None:
            return ""
        if not medicines:
            return self.tr("None")
        judgement = view.assessment.by_rule["EXC-4"]
        names = ", ".join(str(one.get("name") or "") for one in medicines if one.get("name"))
        shown = names or say("ScreeningWizard", "%n medicine(s)", len(medicines))
        if judgement.reason == "program_first":
            return self.tr("{names}: the program decides").format(names=shown)
        return f"{shown}: {words.outcome_word(judgement.outcome, barrier=True)}"

    def _forms_line(self, line: StepLine) -> str:
        if line.progress is Progress.UNTOUCHED:
            return ""
        return self.tr("{answered} of {asked} forms").format(
            answered=line.answered, asked=line.asked
        )

    def _risk_line(self, view: ScreeningView) -> str:
        case = self._case_of(view)
        if screening.is_contradicted(view.state):
            return self.tr("Contradicted by an answer")
        if view.risk_required:
            when = words.moment(case.deadline_at, today=self._the_desk.today()) if case else ""
            text = (
                self.tr("Under way, {when}") if case and case.level else self.tr("Required, {when}")
            )
            return text.format(when=when or self.tr("today"))
        if view.acute:
            return self.tr("Acute")
        if case is not None and self._is_open(view):
            when = words.moment(case.deadline_at, today=self._the_desk.today())
            return self.tr("To follow up, {when}").format(when=when)
        if case is not None:
            levels = self._the_desk.cat.risk.levels
            word = next((words.choice_word(each) for each in levels if each.code == case.level), "")
            return self.tr("{level}, plan is there").format(level=word) if word else ""
        if view.assessment.by_rule["EXC-3"].outcome is Outcome.OK:
            return self.tr("No flag")
        return ""

    def _case_of(self, view: ScreeningView) -> RiskCaseView | None:
        """The case that the screening rests on, read once as long as no page shows it."""
        page = self._pages.get(Step.RISK)
        if isinstance(page, AssessedRisk):
            self._case = page.panel.case
        elif view.risk_case_id is None:
            self._case = None
        elif self._case is None or self._case.id != view.risk_case_id:
            self._case = self._services.risk_cases.view(view.risk_case_id)
        return self._case

    def _is_open(self, view: ScreeningView) -> bool:
        case = self._case_of(view)
        return case is not None and case.state == "open"

    def _program_line(self, view: ScreeningView) -> str:
        code = str(view.state.answers.get("programme") or "")
        if not code:
            return ""
        program = self._the_desk.cat.programs.get(code)
        return program.name if program else self.tr("No program fits")

    def _decision_line(self, view: ScreeningView) -> str:
        if view.state.decision is None:
            return ""
        word = words.decision_word(Decision(view.state.decision))
        return self.tr("{decision}, signed").format(decision=word) if view.signed_at else word

    def _show_bar(self, view: ScreeningView) -> None:
        desk = self._the_desk
        page = self.page
        page_words = page.primary()
        self.back.setEnabled(desk.step is not Step.VISIT)
        self._read_again.start()
        if desk.is_signed:
            suitable = view.state.decision == Decision.SUITABLE
            self.next.setVisible(suitable)
            self.next.setText(self.tr("&Assign program"))
            self._say_missing(())
            return
        gaps = self._gaps_of(page)
        self.next.setText(page_words or self._next_words(view, gaps))
        self._say_missing(gaps)

    def _say_missing(self, gaps: tuple[str, ...]) -> None:
        """Beside the primary; beside the step's name where the bar has no room for it."""
        narrow = not self._has_rail()
        text = words.missing_line(gaps, self._the_desk.cat)
        look = theme.current()
        others = sum(button.sizeHint().width() for button in (self.back, self.later, self.next))
        room = self._page_width() - others - look.px(24 + 24 + 5 * 8) - look.icon_size(16)
        if not narrow and paint.text_size(look.font("small", 500), text).width() > room:
            text = words.missing_count(len(gaps))
        self._narrow_note.setText(text)
        self._bar.say("" if narrow else text)

    def _gaps_of(self, page: StepPage) -> tuple[str, ...]:
        if isinstance(page, AssessedRisk) and page.panel.case.state == "open":
            return page.panel.case.missing
        return page.gaps()

    def _next_words(self, view: ScreeningView, gaps: tuple[str, ...]) -> str:
        desk = self._the_desk
        if view.risk_required and desk.step is not Step.RISK:
            return self.tr("&Next: {step}").format(step=words.step_name(Step.RISK))
        if gaps and self._warned == (desk.step, self._open_gaps()):
            return self.tr("&Next anyway")
        return self.tr("&Next")

    def _show_trouble(self, error: object) -> None:
        if isinstance(error, IkbtError):
            problem = problems.describe(error)
            self.trouble.say(problem.title, problem.sentence)
            self.trouble.show()
            self._fit_messages()

    # --- changed elsewhere -------------------------------------------------------------------

    def _show_conflict(self, error: object, theirs: object) -> None:
        if not isinstance(error, StaleRecord) or not isinstance(theirs, ScreeningView):
            return
        self.conflict.show_conflict(error, self._differences(theirs))
        self._fit_messages()

    def _differences(self, theirs: ScreeningView) -> list[Difference]:
        other = theirs.state.plain()
        found = []
        for key, value in self._the_desk.refused.items():
            if isinstance(value, Mapping):
                kept = other.get(key) or {}
                found += [
                    Difference(
                        words.missing_word(name, self._the_desk.cat),
                        _said(mine),
                        _said(kept.get(name)),
                    )
                    for name, mine in value.items()
                    if mine != kept.get(name)
                ]
            elif value != other.get(key):
                name = words.missing_word(key, self._the_desk.cat)
                found.append(Difference(name, _said(value), _said(other.get(key))))
        return found

    def _keep_mine(self) -> None:
        self.conflict.hide()
        self._the_desk.keep_mine()
        self._fit_messages()

    def _take_theirs(self) -> None:
        self.conflict.hide()
        self._the_desk.take_theirs()
        self._fit_messages()

    # --- risk --------------------------------------------------------------------------------

    def _open_case(self, card: ByHand) -> None:
        if open_by_hand(self._the_desk, card):
            self.trouble.hide()
            self._show_step(Step.RISK)
            self.page.focus_first()

    def _case_changed(self, _case: object) -> None:
        self._the_desk.reload()

    def _case_signed(self, _case: object) -> None:
        """What is signed was told as a change before."""
        self.said.emit(self.tr("The risk assessment is signed. The case is closed."), None)
        self.next.setFocus()

    # --- signing -----------------------------------------------------------------------------

    def _signing(self, on: bool) -> None:
        self.next.set_busy(self.tr("Signing …") if on else "")

    def _signed(self, _result: SignedScreening) -> None:
        self._show_frame()
        self.next.setFocus()

    def _assign(self) -> None:
        view = self._the_desk.view
        self.went.emit(
            Place(
                View.ASSIGNMENT,
                patient_id=view.patient_id,
                record_id=view.referral_id,
                referral_id=view.referral_id,
            )
        )

    # --- width and focus ---------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.desk is not None:
            self._fit()

    def _fit(self) -> None:
        has_rail = self._has_rail()
        self._rail_scroll.setVisible(has_rail)
        self._rail_scroll.setFixedWidth(self.rail.width() if has_rail else 0)
        self._steps_row.setVisible(not has_rail)
        for page in self._pages.values():
            page.fit_pane(self._page_width())
        self._show_bar(self._the_desk.view)
        self._in_sight.start()

    def _show_focused(self) -> None:
        """After a change of size the row that one is at is still in sight."""
        focused = QApplication.focusWidget()
        if focused is not None and self.page.sheet.isAncestorOf(focused):
            self.page.sheet.ensureWidgetVisible(focused, 0, theme.current().px(48))

    def _has_rail(self) -> bool:
        return self.width() / theme.current().scale >= _RAIL_FROM

    def _page_width(self) -> int:
        return self.width() - (self.rail.width() if self._has_rail() else 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        application = QApplication.instance()
        if isinstance(application, QApplication) and self.desk is not None:
            application.focusChanged.connect(self._focus_moved, Qt.ConnectionType.UniqueConnection)

    def _focus_moved(self, _old: QObject | None, now: QObject | None) -> None:
        if self.desk is None or not isinstance(now, QWidget) or not self.isAncestorOf(now):
            return
        if not self._stack.isAncestorOf(now):
            return
        self._show_focused()
        if not now.objectName():
            return
        cursor = 0
        if isinstance(now, QPlainTextEdit):
            cursor = now.textCursor().position()
        elif isinstance(now, QLineEdit):
            cursor = now.cursorPosition()
        self.desk.note_focus(now.objectName(), cursor)


def _risk_of(view: ScreeningView) -> tuple[object, ...]:
    return (view.risk_case_id, view.risk_required, view.acute)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return say("ScreeningWizard", "Yes") if value else say("ScreeningWizard", "No")
    return "" if value is None else str(value)
