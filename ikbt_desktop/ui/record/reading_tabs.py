"""What has been decided, given and written: the tabs that are read and never edited."""

from collections.abc import Callable

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.decisions import DecisionLine, TakenDecision, TakenForm, TakenRule
from ikbt_desktop.services.feedback_notes import NoteView
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import ReferralRow
from ikbt_desktop.services.screenings import BrokenOff, ScreeningView
from ikbt_desktop.services.treatments import TreatmentView, WeekReportView
from ikbt_desktop.ui.kit import problems
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import EmptyState
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.act_forms import BreakOffForm, ReasonForm, VoidForm
from ikbt_desktop.ui.record.leaf import Leaf
from ikbt_desktop.ui.record.tab import Tab

_STANDING = frozenset({"planned", "running", "paused"})


class ReadingTab(Tab):
    """A leaf that is written anew at each reading; `write` fills it."""

    def __init__(self, services: Services, patient_id: str, name: str) -> None:
        super().__init__(services, patient_id)
        self.leaf = Leaf(name)
        Column(self).addWidget(self.leaf)

    def refresh(self) -> None:
        """Read and write the leaf; what cannot be read is said in its place."""
        place = self.leaf.verticalScrollBar().value()
        self.leaf.begin()
        try:
            self.write()
        except IkbtError as error:
            message = InlineMessage(Tone.TROUBLE, "", words.problem(error))
            self.leaf.loose()
            self.leaf.put(message)
        self.leaf.end()
        self.leaf.verticalScrollBar().setValue(place)

    def write(self) -> None:
        """Fill the leaf."""

    def focus_first(self) -> None:
        """What is read."""
        self.leaf.setFocus()

    def panes(self) -> tuple[Leaf, ...]:
        """The leaf."""
        return (self.leaf,)

    def empty(self, icon: str, fact: str, line: str) -> None:
        """Nothing to read, and what fills it."""
        self.leaf.loose()
        self.leaf.put(EmptyState(icon, fact, line))

    def referrals(self) -> tuple[ReferralRow, ...]:
        """The patient's referrals, newest first."""
        if self.banner is None:
            return ()
        found = self.services.referrals.page(chosen="all", text=self.banner.identity)
        own = [row for row in found if row.patient_id == self.patient_id]
        return tuple(sorted(own, key=lambda row: row.received_on, reverse=True))


class ActingTab(ReadingTab):
    """A leaf on which one act may ask for its reason, in the place of the button that opens it."""

    def __init__(self, services: Services, patient_id: str, name: str) -> None:
        super().__init__(services, patient_id, name)
        self._asking = ""
        self._act: ReasonForm | None = None

    def refresh(self) -> None:
        """Written anew; a reason that is being written stays."""
        writes = self._act is not None and self._act.reason.hasFocus()
        self.keep()
        self._act = None
        super().refresh()
        if writes and self._act is not None:
            self._act.reason.setFocus()

    def keep(self) -> None:
        """Keep a reason that is being written."""
        if self._act is not None:
            self._act.keep()

    def offer(self, subject_id: str, name: str, verb: str, make: Callable[[], ReasonForm]) -> None:
        """The button that asks for the reason, or the form that it has opened."""
        if self._asking == subject_id:
            form = self._act = make()
            form.done.connect(self._acted)
            form.closed.connect(lambda: self._ask(""))
            self.leaf.put(form)
            return
        button = Button(verb, Kind.TEXT, small=True)
        button.setObjectName(name)
        button.clicked.connect(lambda: self._ask(subject_id))
        self.leaf.put(button)

    def _ask(self, subject_id: str) -> None:
        self._asking = subject_id
        self.refresh()
        if self._act is not None:
            self._act.reason.setFocus()
            self.leaf.ensureWidgetVisible(self._act)
        else:
            self.leaf.setFocus()

    def _acted(self, said: str) -> None:
        self._asking, self._act = "", None
        self.said.emit(said, None)
        self.changed.emit()
        self.leaf.setFocus()


class DecisionTab(ActingTab):
    """The decision as it was taken: rules, reason, versions and texts of that day."""

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__(services, patient_id, "decision_leaf")

    def write(self) -> None:
        """One part for each referral that has an assessment."""
        decided = {
            line.screening_id: line for line in self.services.decisions.of_patient(self.patient_id)
        }
        rows = [row.screening_id for row in self.referrals() if row.screening_id is not None]
        for screening_id in rows:
            if screening_id in decided:
                self._signed(self.services.decisions.open(screening_id))
            else:
                self._unsigned(self.services.screenings.open(screening_id))
        for line in decided.values():
            if line.screening_id not in rows:
                self._earlier(line)
        broken = self.services.screenings.broken_off(self.patient_id)
        for ended in broken:
            self._broken_off(ended)
        if not rows and not broken:
            self.empty(
                "clipboard-check",
                self.tr("No assessment yet."),
                self.tr("It is begun from the referral and stands here as it was signed."),
            )

    def _unsigned(self, view: ScreeningView) -> None:
        self.leaf.card()
        self.leaf.title(self.tr("Assessment under way"))
        self.leaf.fact(self.tr("Clinician"), view.clinician)
        if not self.services.actor.may(Permission.SCREEN):
            return
        button = Button(self.tr("&Continue the assessment"), Kind.PRIMARY)
        button.setObjectName("continue_assessment")
        button.clicked.connect(lambda: self._open(view.id))
        self.leaf.put(button)
        self.offer(
            view.id,
            "break_off_assessment",
            self.tr("Break &off the assessment …"),
            lambda: BreakOffForm(self.services, view),
        )

    def _broken_off(self, ended: BrokenOff) -> None:
        self.leaf.card()
        self.leaf.title(self.tr("Assessment broken off"))
        self.leaf.fact(self.tr("Clinician"), ended.clinician)
        self.leaf.fact(self.tr("Broken off"), words.moment(ended.at))
        self.leaf.fact(self.tr("Reason"), ended.reason)

    def _open(self, screening_id: str) -> None:
        self.went.emit(Place(View.SCREENING, patient_id=self.patient_id, record_id=screening_id))

    def _earlier(self, line: DecisionLine) -> None:
        """A decision that another one followed."""
        self.leaf.card()
        self.leaf.title(
            self.tr("Earlier decision: {decision}").format(decision=words.decision(line.decision))
        )
        self.leaf.fact(self.tr("Signed"), f"{words.moment(line.decided_at)}, {line.clinician}")
        self._replay(line.screening_id)

    def _replay(self, screening_id: str) -> None:
        button = Button(self.tr("Show the decision as it was &taken"), icon="clipboard-check")
        button.setObjectName(f"replay_{screening_id[:8]}")
        button.clicked.connect(lambda: self._open_taken(screening_id))
        self.leaf.put(button)

    def _open_taken(self, screening_id: str) -> None:
        self.went.emit(Place(View.DECISION, patient_id=self.patient_id, record_id=screening_id))

    def _signed(self, taken: TakenDecision) -> None:
        leaf, state = self.leaf, taken.state
        leaf.card()
        decided = words.decision(taken.decision)
        leaf.title(
            self.tr("Decision: {decision}").format(decision=decided),
            pill=words.outcome(taken.outcome),
        )
        leaf.fact(self.tr("Signed"), f"{words.moment(taken.decided_at)}, {taken.clinician}")
        leaf.fact(self.tr("Assessment visit"), state.visit_on or "")
        leaf.fact(self.tr("Contact reason"), state.contact_reason)
        leaf.fact(self.tr("Diagnosis"), taken.diagnosis)
        leaf.fact(self.tr("Program"), taken.program)
        leaf.fact(self.tr("Reason"), taken.reason)
        leaf.fact(
            self.tr("Criteria"),
            self.tr("version {version}").format(version=taken.criteria_version),
        )
        for form in taken.forms:
            self._form(form)
        self._replay(taken.screening_id)
        leaf.card()
        leaf.title(self.tr("The rules, as they were judged"))
        for rule in taken.rules:
            self._rule(rule)
        names = {
            "record_text": self.tr("Record text"),
            "patient_letter": self.tr("Letter to the patient"),
            "referrer_reply": self.tr("Reply to the referrer"),
        }
        for kind, text in taken.texts.items():
            leaf.card()
            leaf.title(names.get(kind, kind))
            leaf.text(text)

    def _form(self, form: TakenForm) -> None:
        parts = [f"{words.figure(form.total)}\N{NO-BREAK SPACE}p", words.written(form.answered_on)]
        if form.band:
            parts.append(form.band)
            if form.guidance:
                parts.append(self.tr("guidance"))
        self.leaf.fact(words.unbroken(form.name), ", ".join(parts))

    def _rule(self, rule: TakenRule) -> None:
        judgement = rule.judgement
        lines = [judgement.text, *(detail.text for detail in judgement.details)]
        if rule.written:
            lines.append(self.tr("Judgement: {text}").format(text=rule.written))
        reason = " ".join(dict.fromkeys(line for line in lines if line))
        hinders = rule.kind == "exclusion"
        title = f"{rule.rule}  {rule.title}"
        self.leaf.outcome(words.outcome(judgement.outcome, hinders=hinders), title, reason)


class TreatmentTab(ActingTab):
    """Every treatment that was assigned, the voided ones with their state, and its plan."""

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__(services, patient_id, "treatment_leaf")

    def write(self) -> None:
        """Newest first."""
        views = self.services.treatments.of_patient(self.patient_id)
        for view in views:
            self._treatment(view)
        if not views:
            self.empty(
                "library",
                self.tr("No treatment yet."),
                self.tr("A program is assigned after a signed decision."),
            )

    def _treatment(self, view: TreatmentView) -> None:
        leaf = self.leaf
        leaf.card()
        leaf.title(view.program.name, pill=words.treatment_pill(view.state))
        leaf.fact(self.tr("Program version"), f"{view.program.version}, {view.program.publisher}")
        leaf.fact(self.tr("Guardian who works in it"), view.guardian)
        leaf.fact(self.tr("Clinician"), view.clinician)
        leaf.fact(self.tr("Start"), words.written(view.starts_on))
        leaf.fact(self.tr("Planned end"), words.written(view.planned_end_on))
        leaf.fact(
            self.tr("Sections"), say("ReadingTabs", "%n section(s), one a week", view.section_count)
        )
        leaf.fact(self.tr("Paused until"), words.written(view.paused_until))
        leaf.fact(self.tr("Ended"), words.written(view.ended_on))
        leaf.fact(self.tr("Reason"), words.end_reason(view.end_reason) if view.end_reason else "")
        if view.guardian and view.state == "running":
            self._guardians_verbs(view)
        if view.state in _STANDING and self.services.actor.may(Permission.ASSIGN_PROGRAM):
            if view.can_undo:
                self._undo_button(view)
            self.offer(
                view.id,
                f"void_{view.id[:8]}",
                self.tr("&Void the assignment …"),
                lambda: VoidForm(self.services, view),
            )
        if view.state == "voided":
            leaf.fact(self.tr("Reason"), view.void_reason)
            leaf.note(self.tr("The assignment was a mistake and stays here as history."))
        else:
            self._plan(view)

    def _undo_button(self, view: TreatmentView) -> None:
        """The same day, before anything was done: taken back without a reason."""
        button = Button(self.tr("&Undo the assignment"), Kind.TEXT, icon="undo-2", small=True)
        button.setObjectName(f"undo_assignment_{view.id[:8]}")
        button.clicked.connect(lambda: self._undo(view))
        self.leaf.put(button)

    def _undo(self, view: TreatmentView) -> None:
        try:
            self.services.treatments.undo(view.id, version=view.version)
        except IkbtError as error:
            self._acted(problems.describe(error).sentence)
        else:
            self._acted(self.tr("The assignment is undone."))

    def _guardians_verbs(self, view: TreatmentView) -> None:
        """A guardian's program is worked with from here: the overview is the patient's own."""
        if not self.services.actor.may(Permission.WRITE_FEEDBACK):
            return
        for name, text, place in (
            ("guardian_feedback", self.tr("Write &feedback to the guardian"), View.FEEDBACK),
            ("guardian_closing", self.tr("&End the guardian's program"), View.CLOSING),
        ):
            button = Button(text, small=True)
            button.setObjectName(f"{name}_{view.id[:8]}")
            button.clicked.connect(lambda _on=False, place=place: self._go(place, view.id))
            self.leaf.put(button)

    def _go(self, view: View, treatment_id: str) -> None:
        self.went.emit(Place(view, patient_id=self.patient_id, record_id=treatment_id))

    def _plan(self, view: TreatmentView) -> None:
        reports = {report.section: report for report in self.services.treatments.reports(view.id)}
        self.leaf.card()
        self.leaf.title(self.tr("Plan and what was sent in"))
        for section in view.sections:
            days = [words.week(section.week)]
            if section.opened_on is not None:
                opened = self.tr("opened {day}")
                days.append(opened.format(day=words.written(section.opened_on)))
            if section.done_on is not None:
                days.append(self.tr("done {day}").format(day=words.written(section.done_on)))
            self.leaf.fact(f"{section.number}. {section.title}", "  ·  ".join(days))
            if section.number in reports:
                self._report(reports[section.number])

    def _report(self, report: WeekReportView) -> None:
        homework = words.homework(report.homework)
        note = f"{homework}: {report.homework_note}" if report.homework_note else homework
        self.leaf.fact(self.tr("Homework"), note)
        self.leaf.fact(self.tr("In the patient's words"), report.reflection)
        for what, done in report.agreed:
            self.leaf.fact(
                self.tr("Agreed"),
                f"{what} ({self.tr('done') if done else self.tr('not yet')})",
            )


class FeedbackTab(ReadingTab):
    """Every version of every week's feedback; what was corrected is struck through."""

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__(services, patient_id, "feedback_leaf")

    def write(self) -> None:
        """Newest week first, its newest version first."""
        found = False
        for view in self.services.treatments.of_patient(self.patient_id):
            notes = self.services.feedback_notes.history(view.id)
            for section in dict.fromkeys(note.section for note in notes):
                found = True
                self._section(view, [note for note in notes if note.section == section])
        if not found:
            self.empty(
                "message-square",
                self.tr("No feedback yet."),
                self.tr("Signed feedback stands here, every version of it."),
            )

    def _section(self, view: TreatmentView, notes: list[NoteView]) -> None:
        leaf = self.leaf
        leaf.card()
        title = self.tr("Section {number}, {program}")
        leaf.title(title.format(number=notes[0].section, program=view.program.name))
        for note in notes:
            version = self.tr("version {number}").format(number=note.version_number)
            minutes = say("ReadingTabs", "%n minute(s)", note.minutes) if note.minutes else ""
            line = (
                words.channel(note.channel),
                version,
                words.moment(note.signed_at),
                note.author,
                minutes,
            )
            leaf.note("  ·  ".join(part for part in line if part))
            if note.correction_reason:
                leaf.note(self.tr("Corrected: {reason}").format(reason=note.correction_reason))
            if note.replaced:
                newer = self._newer(note, notes)
                leaf.note(newer)
            leaf.text(note.text, role="editor", struck=note.replaced)
        if self._may_amend(view):
            button = Button(self.tr("&Correct …"), small=True)
            button.setObjectName(f"correct_feedback_{notes[0].section}")
            button.clicked.connect(lambda: self._correct(view.id, notes[0].section))
            leaf.put(button)

    def _newer(self, note: NoteView, notes: list[NoteView]) -> str:
        newer = next((other for other in notes if other.replaces_id == note.id), None)
        if newer is None:
            return ""
        return self.tr("Struck through {day} by {author}").format(
            day=words.moment(newer.signed_at), author=newer.author
        )

    def _may_amend(self, view: TreatmentView) -> bool:
        return self.services.actor.may(Permission.WRITE_FEEDBACK) and view.state != "voided"

    def _correct(self, treatment_id: str, section: int) -> None:
        self.went.emit(
            Place(
                View.FEEDBACK,
                patient_id=self.patient_id,
                record_id=treatment_id,
                detail=str(section),
            )
        )
