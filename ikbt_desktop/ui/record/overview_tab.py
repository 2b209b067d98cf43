"""The patient at a glance: the course, the weeks with the next thing to do, and contact ways."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.treatments import TreatmentView
from ikbt_desktop.ui.kit import theme, turns
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, Scroll
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.access_card import AccessCard
from ikbt_desktop.ui.record.act_forms import ActForm, EventForm, FollowUpEndForm, PauseForm
from ikbt_desktop.ui.record.contact_card import ContactCard
from ikbt_desktop.ui.record.course_pane import CoursePane
from ikbt_desktop.ui.record.family_card import FamilyCard
from ikbt_desktop.ui.record.kept_form import KeptForm
from ikbt_desktop.ui.record.tab import Tab
from ikbt_desktop.ui.record.waits_message import WaitsMessage
from ikbt_desktop.ui.record.weeks_pane import WeeksPane

_GOING = frozenset({"running", "paused", "planned"})
_WEEKS_WIDTH = 392
_NARROW = 900
_PASSES = 4
"""Turns of the loop after which nothing of the page moves any more."""


class OverviewTab(Tab):
    """Reception sees the contact ways and where the referral stands; a clinician the course too."""

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__(services, patient_id)
        self._clinical = services.actor.may(Permission.READ_CLINICAL)
        self.view: TreatmentView | None = None
        self._form: ActForm | None = None
        self._scroll = Scroll(gap=12, margins=(16, 12, 16, 16))
        Column(self).addWidget(self._scroll)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._risk = InlineMessage(Tone.ACUTE)
        self._risk.setObjectName("risk_message")
        self._risk.hide()
        self._risk.acted.connect(self._to_risk)
        self._soft = InlineMessage(Tone.WARNING, icon="pen-line")
        self._soft.setObjectName("follow_up_message")
        self._soft.hide()
        self._soft.acted.connect(self._to_risk)
        self.waits = WaitsMessage(services)
        self.waits.acted.connect(lambda: self._go(View.PATIENT, None, detail="course"))
        self.course = CoursePane(services)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle_on)
        self._passes = 0
        self.course.chart.resized.connect(self._fit_height)
        self.course.chart.resized.connect(self._settle)
        self.weeks = WeeksPane()
        self._upper = QWidget()
        self._beside = Row(self._upper, gap=12)
        self._beside.addWidget(self.course, 1)
        self._beside.addWidget(self.weeks)
        self.standing = Card(gap=8)
        self._standing_words = Label("", "h3", wrap=True)
        self._standing_pill = Pill("", height=22)
        self._next = Button("", Kind.PRIMARY)
        self._next.setObjectName("next_step")
        self._next.clicked.connect(self._take_next)
        head = Row(gap=10)
        head.addWidget(self._standing_words, 1)
        head.addWidget(self._standing_pill)
        self.standing.body.addLayout(head)
        self.standing.body.addWidget(self._next)
        self.contact = ContactCard(services, patient_id)
        self.contact.setObjectName("contact_card")
        self.contact.changed.connect(self._contact_saved)
        self._contact_draft = KeptForm(
            self.contact,
            services,
            kind="contact_form",
            subject_id=patient_id,
            patient_id=patient_id,
            read=self.contact.unsaved,
        )
        self.contact.form_made.connect(lambda: self._contact_draft.listen(self.contact))
        self.contact.given_up.connect(self._contact_draft.forget)
        self.family = FamilyCard(services, patient_id)
        self.family.said.connect(lambda text: self.said.emit(text, None))
        self.family.changed.connect(self.changed)
        self._scroll.body.put(
            self._trouble, self._risk, self._soft, self.waits, self._upper, self.standing
        )
        self.access = AccessCard(services, patient_id)
        self.access.said.connect(lambda text: self.said.emit(text, None))
        self.access.changed.connect(self.changed)
        self._scroll.body.put(self.contact, self.family, self.access, None)
        self._build_foot()
        self._upper.hide()
        self._restored = False

    def _build_foot(self) -> None:
        self.feedback = Button("", Kind.PRIMARY, key="Ctrl+J")
        self.end = Button("", Kind.PRIMARY)
        self.measure = Button("")
        self.note_event = Button("", Kind.TEXT, icon="diamond", small=True)
        self.pause = Button("", Kind.TEXT, icon="pause", small=True)
        self.resume = Button("", Kind.TEXT, icon="rotate-ccw", small=True)
        self.close_treatment = Button("", Kind.TEXT, icon="check", small=True)
        self.end_follow_ups = Button("", Kind.TEXT, icon="calendar", small=True)
        for button, name, act in (
            (self.feedback, "write_feedback", self._to_feedback),
            (self.end, "end_treatment", self._to_closing),
            (self.measure, "new_measurement", self._to_measure),
            (self.note_event, "add_event", self._open_event),
            (self.pause, "pause_treatment", self._open_pause),
            (self.resume, "resume_treatment", self._resume),
            (self.close_treatment, "close_treatment", self._to_closing),
            (self.end_follow_ups, "end_follow_ups", self._open_follow_up_end),
        ):
            button.setObjectName(name)
            button.clicked.connect(act)
        self._buttons = QWidget()
        column = Column(self._buttons, gap=6)
        for row in (
            (self.feedback, self.end, self.measure),
            (
                self.note_event,
                self.pause,
                self.resume,
                self.close_treatment,
                self.end_follow_ups,
            ),
        ):
            holder = QWidget()
            flow = Flow(holder, gap=8)
            for button in row:
                flow.addWidget(button)
            column.addWidget(holder)
        self.weeks.foot.addWidget(self._buttons)
        QShortcut(QKeySequence("Ctrl+M"), self).activated.connect(self._press_measure)

    # --- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read contact ways, and for those who treat the newest treatment."""
        self._trouble.hide()
        self._read(self._read_contact)
        if self._clinical:
            for read in (self._read_treatment, self._read_course, self._read_waits):
                self._read(read)
        self._read(self._read_family)
        turns.part(self._restore)
        turns.part(self._say)

    def _read(self, read: Callable[[], None]) -> None:
        """One thing read and shown, in a turn of its own where the page is made in turns."""

        def told() -> None:
            try:
                read()
            except IkbtError as error:
                self._trouble.say(self.tr("The record could not be read."), words.problem(error))
                self._trouble.show()

        turns.part(told)

    def _read_contact(self) -> None:
        self.contact.refresh()
        self.access.show_details(self.contact.details)

    def _restore(self) -> None:
        if self._restored:
            return
        self._restored = True
        kept = self._contact_draft.kept()
        if kept is not None and self.services.actor.may(Permission.EDIT_PATIENT):
            self.contact.restore(dict(kept))

    def _read_family(self) -> None:
        going = self.view is not None and self.view.state in _GOING
        self.family.treatment_id = self.view.id if going and self.view else None
        self.family.refresh()

    def _read_treatment(self) -> None:
        views = self.services.treatments.of_patient(self.patient_id)
        held = [view for view in views if view.state != "voided" and not view.guardian]
        going = [view for view in held if view.state in _GOING]
        self.view = next(iter(going or held), None)
        self._upper.setVisible(self.view is not None)
        if self.view is not None:
            self.weeks.show_treatment(self.view)

    def _read_course(self) -> None:
        if self.view is not None:
            self.course.show_course(self.services.measurements.course(self.view.id))
            self._settle()

    def _read_waits(self) -> None:
        if self.view is not None:
            self.waits.show_treatment(self.view.id)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.contact.retranslate()
        self.family.retranslate()
        self.access.retranslate()
        self.course.retranslate()
        self.weeks.retranslate()
        self.waits.retranslate()
        if self._form is not None:
            self._form.retranslate()
        self._say()

    def _say(self) -> None:
        self.feedback.setText(self.tr("Write &feedback"))
        self.measure.setText(self.tr("New &measurement"))
        self.note_event.setText(self.tr("&Event"))
        self.pause.setText(self.tr("&Pause"))
        self.resume.setText(self.tr("&Resume"))
        self.end.setText(self.tr("En&d the treatment"))
        self.close_treatment.setText(self.tr("En&d"))
        self.end_follow_ups.setText(self.tr("End the &follow-ups"))
        self._show_risk()
        self._show_buttons()
        self._show_standing()

    def _show_risk(self) -> None:
        banner = self.banner
        shown = banner is not None and banner.contact_today
        soft = banner is not None and banner.follow_up_today
        button = self.tr("Open &assessment") if self._may(Permission.HANDLE_RISK) else ""
        if soft:
            self._soft.say(
                self.tr("To follow up today."),
                self.tr("The flag stands until it is assessed, planned and signed."),
                button=button,
            )
        self._soft.setVisible(soft)
        if shown:
            self._risk.say(
                self.tr("Needs contact today."),
                self.tr("The flag stands until it is assessed, planned and signed."),
                button=button,
            )
        self._risk.setVisible(shown)

    def _may(self, permission: Permission) -> bool:
        return self.services.actor.may(permission)

    def _show_buttons(self) -> None:
        state = self.view.state if self.view is not None else ""
        writes = self._may(Permission.WRITE_FEEDBACK)
        closes = self._may(Permission.CLOSE_TREATMENT) and state in {"running", "paused"}
        # When every section has its feedback, what is left is to end and to sum up.
        at_end = closes and self._is_answered
        self.end.setVisible(at_end)
        self.feedback.setVisible(writes and state == "running" and not self._is_answered)
        self.measure.setVisible(
            self._may(Permission.RECORD_MEASUREMENT) and state in {"running", "paused"}
        )
        self.note_event.setVisible(
            self._may(Permission.RECORD_MEASUREMENT) and state in {"running", "paused"}
        )
        self.pause.setVisible(writes and state == "running")
        self.resume.setVisible(writes and state == "paused")
        self.close_treatment.setVisible(closes and not at_end)
        follows = self.view is not None and self.view.follow_up_until is not None
        self.end_follow_ups.setVisible(follows and self._may(Permission.CLOSE_TREATMENT))
        self._buttons.setVisible(self._form is None)
        self._fit_height()

    @property
    def _is_answered(self) -> bool:
        """Whether every section of the treatment has its feedback."""
        sections = self.view.sections if self.view is not None else ()
        return bool(sections) and all(section.done_on is not None for section in sections)

    def _show_standing(self) -> None:
        banner = self.banner
        going = self.view is not None and self.view.state in _GOING
        state = banner.referral_state if banner is not None else None
        shown = state is not None and not going
        self.standing.setVisible(shown)
        if not shown or state is None:
            return
        self._standing_words.setText(
            self.tr("No treatment is running.") if self._clinical else self.tr("Referral")
        )
        self._standing_pill.show_value(words.treatment_pill(state))
        verb = self._next_verb(state)
        self._next.setText(verb)
        self._next.setVisible(bool(verb))

    def _next_verb(self, state: str) -> str:
        screened = {"received", "reviewing", "visit_booked", "assessed"}
        if state in screened and self._may(Permission.SCREEN):
            return self.tr("&Assess")
        if state == "waiting" and self._may(Permission.ASSIGN_PROGRAM):
            return self.tr("&Assign program")
        return ""

    # --- going -------------------------------------------------------------------------------

    def _go(
        self,
        view: View,
        record_id: str | None,
        *,
        referral_id: str | None = None,
        detail: str | None = None,
    ) -> None:
        self.keep()
        place = Place(
            view,
            patient_id=self.patient_id,
            record_id=record_id,
            referral_id=referral_id,
            detail=detail,
        )
        self.went.emit(place)

    def _take_next(self) -> None:
        banner = self.banner
        if banner is None or banner.referral_id is None:
            return
        if banner.referral_state == "waiting":
            self._go(View.ASSIGNMENT, banner.referral_id)
        else:
            self._go(View.SCREENING, None, referral_id=banner.referral_id)

    def _to_risk(self) -> None:
        if self.banner is not None and self.banner.risk_case_id is not None:
            self._go(View.RISK, self.banner.risk_case_id)

    def _to_feedback(self) -> None:
        if self.view is not None:
            self._go(View.FEEDBACK, self.view.id)

    def _to_measure(self) -> None:
        if self.view is not None:
            self._go(View.MEASURE, self.view.id)

    def _press_measure(self) -> None:
        if self.measure.isVisible():
            self._to_measure()

    def _to_closing(self) -> None:
        if self.view is not None:
            self._go(View.CLOSING, self.view.id)

    # --- small acts --------------------------------------------------------------------------

    def _open_event(self) -> None:
        if self.view is not None:
            self._open(EventForm(self.services, self.view))

    def _open_pause(self) -> None:
        if self.view is not None:
            self._open(PauseForm(self.services, self.view))

    def _open_follow_up_end(self) -> None:
        if self.view is not None:
            self._open(FollowUpEndForm(self.services, self.view))

    def _open(self, form: ActForm) -> None:
        self._close_form()
        self._form = form
        form.done.connect(self._form_done)
        form.closed.connect(self._form_closed)
        form.overtaken.connect(self.changed)
        self.weeks.list.hide()
        self.weeks.body.insertWidget(self.weeks.body.indexOf(self.weeks.list), form, 1)
        form.show()
        self._show_buttons()
        if isinstance(form, FollowUpEndForm):
            form.reason.setFocus()
            return
        first = form.day if isinstance(form, PauseForm) else form.findChildren(QWidget)[0]
        (form.words if isinstance(form, EventForm) else first).setFocus()

    def _close_form(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        self.weeks.list.show()
        self._show_buttons()

    def _form_closed(self) -> None:
        back = self.pause if isinstance(self._form, PauseForm) else self.note_event
        if isinstance(self._form, FollowUpEndForm):
            back = self.end_follow_ups
        self._close_form()
        back.setFocus()

    def _form_done(self, said: str) -> None:
        self._close_form()
        self.said.emit(said, None)
        self.changed.emit()
        self.weeks.list.setFocus()

    def _resume(self) -> None:
        if self.view is None:
            return
        try:
            self.services.treatments.resume(self.view.id, version=self.view.version)
        except IkbtError as error:
            self._trouble.say(self.tr("The treatment could not be resumed."), words.problem(error))
            self._trouble.reveal()
            return
        self.said.emit(self.tr("The treatment goes on; feedback is due in a week."), None)
        self.changed.emit()

    def _contact_saved(self) -> None:
        self._contact_draft.forget()
        self.said.emit(self.tr("The contact ways are saved."), None)
        self.changed.emit()

    # --- the page's wishes -------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is typed in a form."""
        self._contact_draft.keep()
        self.family.keep()
        self.access.keep()
        if self._form is not None:
            self._form.keep()

    def focus_first(self) -> None:
        """The next thing to do."""
        for widget in (self.feedback, self.end, self.resume, self._next, self.contact.edit):
            if widget.isVisibleTo(self):
                widget.setFocus()
                return

    def panes(self) -> tuple[QWidget, ...]:
        """Chart, weeks, contact ways, guardians, protection."""
        return (self.course, self.weeks, self.contact, self.family, self.access)

    def fit(self, width: float) -> None:
        """Weeks beside the chart where there is room, else below."""
        narrow = width < _NARROW
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(down if narrow else right)
        look = theme.current()
        wide = 16_777_215 if narrow else look.wide(_WEEKS_WIDTH if width >= 1240 else 330)
        self.weeks.setMaximumWidth(wide)
        self.weeks.setMinimumWidth(0 if narrow else wide)
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _settle(self) -> None:
        """Widths reach what lies inside a turn later each, and heights follow from widths."""
        self._passes = _PASSES
        self._settling.start()

    def _settle_on(self) -> None:
        self._fit_height()
        self._passes -= 1
        if self._passes:
            self._settling.start()

    def _fit_height(self) -> None:
        """The chart takes what the window gives, never less than it needs."""
        look = theme.current()
        beside = self._beside.direction() == QBoxLayout.Direction.LeftToRight
        self.weeks.fit_list(whole=not beside)
        self.course.chart.setMinimumHeight(self.course.chart.least_height())
        layout = self._beside
        wide = self._upper.width()
        needed = layout.minimumHeightForWidth(wide) if layout.hasHeightForWidth() else 0
        needed = max(needed, layout.minimumSize().height())
        self._upper.setFixedHeight(max(self.height() - look.px(28), needed) if beside else needed)
