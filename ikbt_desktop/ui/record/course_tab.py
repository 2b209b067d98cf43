"""How the treatment goes: the course check with its one action, and the inactivity ladder."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.course_check import CheckKind, Question
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.course_checks import CourseState, OpenCheck, RecordedCheck, WeekCheck
from ikbt_desktop.services.inactivity import LadderState, StepRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import turns
from ikbt_desktop.ui.kit.card import Card, EmptyState
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Line, Row, Scroll, clear
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record import course_words, words
from ikbt_desktop.ui.record.check_form import CheckForm, ResultForm
from ikbt_desktop.ui.record.ladder_form import LadderForm
from ikbt_desktop.ui.record.signed_form import SignedForm
from ikbt_desktop.ui.record.tab import Tab

_OK, _REVIEW, _NEUTRAL, _MISSING = State.OK, State.REVIEW, State.NEUTRAL, State.MISSING
_GOING = frozenset({"running", "paused", "planned"})
_TOP = Qt.AlignmentFlag.AlignTop
_NARROW = 900


class CourseTab(Tab):
    """Checks to the left, the ladder to the right; a form stays as it is while it is written."""

    def __init__(self, services: Services, patient_id: str) -> None:
        super().__init__(services, patient_id)
        self._treatment_id = ""
        self._forms: dict[str, SignedForm] = {}
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._empty = EmptyState("chart-column", "")
        self._scroll = Scroll(gap=12, margins=(16, 12, 16, 16))
        Column(self, gap=0).addWidget(self._scroll)
        self.checks, self.ladder = QWidget(), QWidget()
        self.checks.setObjectName("course_checks")
        self.ladder.setObjectName("course_ladder")
        self._left, self._right = Column(self.checks, gap=12), Column(self.ladder, gap=12)
        self._both = QWidget()
        self._halves = Row(self._both, gap=12)
        self._halves.addWidget(self.checks, 1)
        self._halves.addWidget(self.ladder, 1)
        self._scroll.body.put(self._trouble, self._empty, self._both, None)

    # --- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read both; what is being written stays."""
        self._trouble.hide()
        try:
            views = self.services.treatments.of_patient(self.patient_id)
            held = [view for view in views if view.state != "voided"]
            going = [view for view in held if view.state in _GOING]
            view = next(iter(going or held), None)
            self._treatment_id = "" if view is None else view.id
            if view is not None:
                checks, ladder = self.services.inactivity.with_checks(view.id)
                turns.part(lambda: self._show_checks(checks))
                turns.part(lambda: self._show_ladder(ladder))
        except IkbtError as error:
            self._trouble.say(self.tr("The course could not be read."), words.problem(error))
            self._trouble.show()
        self._empty.set_texts(
            self.tr("No treatment yet."),
            self.tr("The course check and the inactivity ladder begin with the treatment."),
        )
        self._empty.setVisible(not self._treatment_id)
        self._both.setVisible(bool(self._treatment_id))

    def _form(self, key: str, made: SignedForm) -> SignedForm:
        made.done.connect(self._done)
        self._forms[key] = made
        return made

    def _let_go(self, part: str, wanted: set[str]) -> None:
        """Forms whose matter is settled go; the others are only taken out of their old cards."""
        for key in [key for key in self._forms if key.startswith(part)]:
            form = self._forms[key]
            form.setParent(self)
            form.hide()
            if key not in wanted:
                del self._forms[key]
                form.deleteLater()

    # --- checks ------------------------------------------------------------------------------

    def _show_checks(self, state: CourseState) -> None:
        waits = {f"check/{check.kind}": check for check in state.open if state.editable}
        untold = {
            f"check/result/{check.id}": check
            for check in state.recorded
            if state.editable and check.follow_up_on is not None and not check.results
        }
        self._let_go("check/", {*waits, *untold})
        clear(self._left)
        for check in state.open:
            if check.kind is CheckKind.DETERIORATION:
                self._left.addWidget(self._worse_card(check, state))
        self._left.addWidget(self._week_card(state))
        for recorded in reversed(state.recorded):
            self._left.addWidget(self._recorded_card(recorded, state))
        self._left.addStretch(1)

    def _worse_card(self, check: OpenCheck, state: CourseState) -> Card:
        card = Card(gap=10)
        title = course_words.check_title(check.kind, state.rule.week)
        card.body.addWidget(_head(title, PillValue(self.tr("Waits for an action"), _REVIEW)))
        for found in check.worsenings:
            text = course_words.worsening(found, self.services.catalogue)
            card.body.addWidget(Label(text, "body", wrap=True))
        self._add_check_form(card, check, state)
        return card

    def _week_card(self, state: CourseState) -> Card:
        card = Card(gap=10)
        title = course_words.check_title(CheckKind.WEEK, state.rule.week)
        week = state.week
        card.body.addWidget(_head(title, course_words.week_pill(week, state.week_day)))
        if week is None:
            text = self.tr("The check is made {day}, {week} weeks into the treatment.")
            told = text.format(day=words.written(state.week_day), week=state.rule.week)
            card.body.addWidget(Label(told, "body", wrap=True))
        else:
            self._add_findings(card, week)
        rule = Label(course_words.rule_text(state), "cap", ink="muted", wrap=True)
        rule.setObjectName("course_rule")
        card.body.addWidget(rule)
        waiting = next((one for one in state.open if one.kind is CheckKind.WEEK), None)
        if waiting is not None:
            self._add_check_form(card, waiting, state)
        return card

    def _add_findings(self, card: Card, week: WeekCheck) -> None:
        name = ""
        if week.measure:
            name = words.unbroken(self.services.catalogue.instrument(week.measure).name)
        for found in week.findings:
            pill = course_words.verdict(found.verdict)
            title = course_words.finding_title(found.sign, name)
            card.body.addWidget(_outcome(pill, title, course_words.finding_reason(found)))
        text = self.tr("As it stood {day}.").format(day=words.written(week.as_of))
        card.body.addWidget(Label(text, "cap", ink="muted", wrap=True))

    def _add_check_form(self, card: Card, check: OpenCheck, state: CourseState) -> None:
        if not state.editable:
            return
        key = f"check/{check.kind}"
        form = self._forms.get(key) or self._form(
            key,
            CheckForm(
                self.services,
                treatment_id=state.treatment_id,
                patient_id=state.patient_id,
                check=check,
            ),
        )
        card.body.addWidget(Line())
        card.body.addWidget(form)
        form.show()

    def _recorded_card(self, check: RecordedCheck, state: CourseState) -> Card:
        card = Card(gap=6)
        title = course_words.check_title(check, check.facts.get("week", state.rule.week))
        card.body.addWidget(_head(title, PillValue(words.written(check.noticed_on), _NEUTRAL)))
        for line in course_words.kept_findings(check.facts, self.services.catalogue):
            card.body.addWidget(Label(line, "small", ink="muted", wrap=True))
        said = course_words.action(check.action)
        card.body.addWidget(Label(self.tr("Action: {action}").format(action=said), weight=500))
        for answered in self._answers(check):
            card.body.addWidget(Label(answered, "small", wrap=True))
        if check.note:
            card.body.addWidget(Label(check.note, "body", wrap=True))
        signed = self.tr("Signed {moment} by {name}").format(
            moment=words.moment(check.at), name=check.by
        )
        card.body.addWidget(Label(signed, "cap", ink="muted", wrap=True))
        for told in check.results:
            card.body.addWidget(Line())
            card.body.addWidget(Label(told.text, "body", wrap=True))
            by = self.tr("What became of it, {moment}, {name}")
            line = by.format(moment=words.moment(told.at), name=told.by)
            card.body.addWidget(Label(line, "cap", ink="muted", wrap=True))
        if state.editable and check.follow_up_on is not None and not check.results:
            self._add_result_form(card, check)
        return card

    def _answers(self, check: RecordedCheck) -> list[str]:
        yes_no = {"yes": self.tr("Yes"), "no": self.tr("No")}
        return [
            f"{course_words.question(one)} {yes_no[check.answers[one]]}"
            for one in Question
            if one in check.answers
        ]

    def _add_result_form(self, card: Card, check: RecordedCheck) -> None:
        key = f"check/result/{check.id}"
        form = self._forms.get(key) or self._form(
            key, ResultForm(self.services, patient_id=self.patient_id, check=check)
        )
        assert check.follow_up_on is not None
        again = self.tr("To be looked at again {day}.").format(
            day=words.written(check.follow_up_on)
        )
        card.body.addWidget(Line())
        card.body.addWidget(Label(again, "small", wrap=True))
        card.body.addWidget(form)
        form.show()

    # --- the ladder --------------------------------------------------------------------------

    def _show_ladder(self, state: LadderState) -> None:
        waiting = state.waiting
        shown = state.editable and state.is_due and waiting is not None
        key = f"ladder/{waiting.step.code}/{len(state.rows)}" if waiting is not None else ""
        self._let_go("ladder/", {key} if shown else set())
        clear(self._right)
        card = Card(gap=8)
        pill = course_words.ladder_pill(state, today=self.today())
        card.body.addWidget(_head(self.tr("Inactivity ladder"), pill))
        if waiting is not None:
            counted = course_words.silent(waiting.days).rstrip(".")
            line = f"{counted} ({words.written(waiting.since)})."
            card.body.addWidget(Label(line, "body", wrap=True))
        else:
            card.body.addWidget(Label(course_words.stopped(state.stopped), "body", wrap=True))
        self._add_steps(card, state)
        note = self.tr("A clinician confirms the end; answers about risk come first.")
        card.body.addWidget(Label(note, "cap", ink="muted", wrap=True))
        if shown:
            form = self._forms.get(key)
            if form is None:
                made = LadderForm(self.services, state)
                made.ending.connect(self._end)
                form = self._form(key, made)
            assert waiting is not None
            card.body.addWidget(Line())
            card.body.addWidget(Label(course_words.step(waiting.step.code), "h3"))
            card.body.addWidget(form)
            form.show()
        self._right.addWidget(card)
        if state.rows:
            self._right.addWidget(self._history(state))
        self._right.addStretch(1)

    def _add_steps(self, card: Card, state: LadderState) -> None:
        """The steps in their order, and how each stands in this silence."""
        waiting = state.waiting
        taken = {one.step: one for one in waiting.taken} if waiting is not None else {}
        for step in state.steps:
            title = say("CourseTab", "Day {days}: {step}").format(
                days=step.days, step=course_words.step(step.code)
            )
            done = taken.get(step.code)
            if done is not None:
                text = f"{course_words.result(done.result)}, {words.short(done.done_on)}"
                pill = PillValue(text, _OK)
            elif waiting is not None and step == waiting.step:
                pill = course_words.ladder_pill(state, today=self.today())
            else:
                pill = PillValue(self.tr("Later"), _MISSING, "circle-dashed")
            card.body.addWidget(_outcome(pill, title, ""))

    def _history(self, state: LadderState) -> Card:
        card = Card(gap=6)
        card.body.addWidget(Label(self.tr("Steps that were taken"), "h3"))
        for row in reversed(state.rows):
            card.body.addWidget(_outcome(_result_pill(row), self._row_title(row), row.note))
            signed = self.tr("Signed {moment} by {name}").format(
                moment=words.moment(row.at), name=row.by
            )
            if row.next_on is not None:
                following = self.tr("next step {day}").format(day=words.written(row.next_on))
                signed = f"{signed}  ·  {following}"
            card.body.addWidget(Label(signed, "cap", ink="muted", wrap=True))
        return card

    def _row_title(self, row: StepRow) -> str:
        return f"{words.written(row.done_on)}  {course_words.step(row.step)}"

    # --- doing -------------------------------------------------------------------------------

    def _done(self, sentence: str) -> None:
        self.said.emit(sentence, None)
        self.changed.emit()
        self.focus_first()

    def _end(self) -> None:
        self.keep()
        self.went.emit(
            Place(
                View.CLOSING,
                patient_id=self.patient_id,
                record_id=self._treatment_id,
                detail="inactive",
            )
        )

    # --- the page's wishes -------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        super().retranslate()
        for form in self._forms.values():
            if isinstance(form, CheckForm | ResultForm | LadderForm):
                form.retranslate()

    def keep(self) -> None:
        """Keep what is typed."""
        for form in self._forms.values():
            form.keep()

    def focus_first(self) -> None:
        """The first thing that waits, or what is read."""
        for form in self._forms.values():
            if isinstance(form, CheckForm):
                form.action.setFocus()
                return
            if isinstance(form, LadderForm):
                form.result.setFocus()
                return
            if isinstance(form, ResultForm):
                form.result.setFocus()
                return
        self._scroll.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Checks and ladder."""
        return (self.checks, self.ladder)

    def fit(self, width: float) -> None:
        """The ladder below the checks where it is narrow."""
        down, right = Column.Direction.TopToBottom, Column.Direction.LeftToRight
        self._halves.setDirection(down if width < _NARROW else right)


def _head(title: str, pill: PillValue) -> QWidget:
    holder = QWidget()
    row = Row(holder, gap=10)
    row.addWidget(Label(title, "h3", wrap=True), 1)
    row.addWidget(Pill(pill.text, pill.state, icon=pill.icon, height=22), 0, _TOP)
    return holder


def _outcome(pill: PillValue, title: str, reason: str) -> QWidget:
    holder = QWidget()
    row = Row(holder, gap=10)
    said = Column(gap=0)
    said.addWidget(Label(title, "body", weight=500, wrap=True))
    if reason:
        said.addWidget(Label(reason, "small", ink="muted", wrap=True))
    row.addLayout(said, 1)
    row.addWidget(Pill(pill.text, pill.state, icon=pill.icon, height=22), 0, _TOP)
    return holder


def _result_pill(row: StepRow) -> PillValue:
    return PillValue(course_words.result(row.result), _NEUTRAL, "check")
