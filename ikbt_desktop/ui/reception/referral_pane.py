"""One referral to the right of the list: what is asked, where it stands, and the one next step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.lifecycles import ReferralState
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day, parse_clock, parse_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import IkbtError, InvalidValue, StaleRecord
from ikbt_desktop.services.documents import DocumentRow
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import (
    AttachmentRow,
    NewAttachment,
    NewVisit,
    ReferralDetail,
    ReferralRow,
)
from ikbt_desktop.ui.kit import background, language, person, problems
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.edits import ComboBox, DateField, LineEdit, TextEdit
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.keycap import KeyCap
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row, Scroll
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.reception import words
from ikbt_desktop.ui.reception.act_form import ActForm
from ikbt_desktop.ui.reception.scan_drop import ChooseFile, read_scan

_R = ReferralState
Undo = Callable[[], None]


@dataclass(frozen=True)
class _Step:
    """One thing that this person may do with the referral now."""

    key: str
    text: str
    act: Callable[[], None]


class ReferralPane(Ground):
    """Shows a `ReferralDetail`; every step asks the service, and tells what was done."""

    went = Signal(object)
    said = Signal(str, object)
    changed = Signal()
    """The record is another now: the list reads afresh."""
    closed = Signal()
    paper_wanted = Signal(object)
    """A paper is to be shown: its `AttachmentRow`."""

    def __init__(self, services: Services, *, choose_file: ChooseFile) -> None:
        super().__init__("surface", lines="left")
        self._services, self._choose_file = services, choose_file
        self._detail: ReferralDetail | None = None
        self._form: ActForm | None = None
        self._again: Callable[[], None] | None = None
        self._name = Label("", "h2", wrap=True)
        self._who = Label("", "small", ink="muted", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("referral_trouble")
        self._trouble.acted.connect(self._try_again)
        self._trouble.hide()
        self._pills = QWidget()
        self._pill_flow = Flow(self._pills, gap=8)
        self._next = Label("", "h3", wrap=True)
        self._why = Label("", "body", wrap=True)
        self._facts = Column(gap=6)
        self._papers = Column(gap=4)
        self._steps = QWidget()
        self._step_flow = Flow(self._steps, gap=8)
        self._more = QWidget()
        self._more_flow = Flow(self._more, gap=4)
        self._form_room = Column(gap=0)
        self._build()
        language.follow(self, self.retranslate)

    def _build(self) -> None:
        head = Ground("surface", lines="bottom")
        row = Row(head, gap=8, margins=(24, 11, 20, 11))
        who = Column(gap=0)
        who.put(self._name, self._who)
        row.addLayout(who, 1)
        row.addWidget(KeyCap("Esc"), 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = Scroll(gap=12, margins=(24, 14, 24, 18))
        body = self._scroll.body
        body.put(self._trouble, self._pills, self._next, self._why)
        body.put(self._steps, self._form_room, self._more, Line(), self._facts, self._papers)
        body.addStretch(1)
        whole = Column(self, gap=0, margins=(1, 0, 0, 0))
        whole.addWidget(head)
        whole.addWidget(self._scroll, 1)
        self._foot_room = Column(gap=0)
        whole.addLayout(self._foot_room)

    # --- showing -----------------------------------------------------------------------------

    @property
    def referral_id(self) -> str | None:
        """The referral that is shown."""
        return None if self._detail is None else self._detail.row.id

    def open(self, referral_id: str) -> None:
        """Open a referral. Raises what the service raises."""
        self.keep()
        self._show(self._services.referrals.detail(referral_id))
        self._drop_form()
        self._trouble.hide()

    def refresh(self) -> None:
        """Read the referral afresh; a step that is being written stays."""
        if self._detail is not None:
            self._show(self._services.referrals.detail(self._detail.row.id))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        if self._detail is not None:
            self._show(self._detail)

    def _today(self) -> date:
        return local_day(self._services.workplace.clock())

    def _show(self, detail: ReferralDetail) -> None:
        self._detail = detail
        row = detail.row
        self._name.setText(person.first_line(row))
        self._who.setText(
            words.DOT.join(
                [person.second_line(row), *words.age_and_sex(row.identity, today=self._today())]
            )
        )
        self._show_pills(row)
        self._next.setText(words.next_step(row, today=self._today()))
        self._why.setText(self._whose_turn(row))
        self._why.setVisible(bool(self._why.text()))
        self._show_steps(detail)
        self._show_facts(detail)
        self._show_papers(detail)

    def _show_pills(self, row: ReferralRow) -> None:
        _empty(self._pill_flow)
        if row.contact_today:
            self._pill_flow.addWidget(Pill(self.tr("Needs contact today"), State.ACUTE))
        if row.follow_up_today:
            self._pill_flow.addWidget(Pill(self.tr("To follow up today"), State.REVIEW))
        guarantee = words.guarantee_pill(row)
        if guarantee is not None:
            self._pill_flow.addWidget(Pill(guarantee.text, guarantee.state, icon=guarantee.icon))
        self._pill_flow.addWidget(
            Pill(words.state_word(row.state), State.NEUTRAL, icon="clipboard-list")
        )
        if row.protected:
            self._pill_flow.addWidget(
                Pill(self.tr("Protected identity"), State.NEUTRAL, icon="shield-alert")
            )

    def _whose_turn(self, row: ReferralRow) -> str:
        due = "" if row.due_on is None else words.near_day(row.due_on, today=self._today())
        if row.owner and due:
            return self.tr("{owner} has the next step, due {day}.").format(owner=row.owner, day=due)
        if due:
            return self.tr("Nobody has it yet. Due {day}.").format(day=due)
        return self.tr("{owner} has the next step.").format(owner=row.owner) if row.owner else ""

    def _show_facts(self, detail: ReferralDetail) -> None:
        _empty(self._facts)
        for name, text in self._fact_lines(detail):
            holder = QWidget()
            line = Row(holder, gap=12)
            head = Label(name, "small", ink="muted", wrap=True)
            line.addWidget(head, 2, Qt.AlignmentFlag.AlignTop)
            value = Label(text, "small", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line.addWidget(value, 5, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(holder)

    def _fact_lines(self, detail: ReferralDetail) -> list[tuple[str, str]]:
        row = detail.row
        lines = [
            (self.tr("Received"), row.received_on.isoformat()),
            (self.tr("From"), words.from_whom(row)),
        ]
        if row.visit_at is not None:
            local = row.visit_at.astimezone(LOCAL)
            when = f"{words.spoken(local.date())} {local:%H:%M}"
            lines.append((self.tr("Visit"), when))
        if row.source == "referral":
            lines.append((self.tr("Confirmation"), _day_or(detail.acknowledged_on, self._not_yet)))
            lines.append((self.tr("Reply"), _day_or(detail.answered_on, self._not_yet)))
        if row.own_wait_until is not None:
            until = words.near_day(row.own_wait_until, today=self._today())
            lines.append(
                (
                    self.tr("Own wait"),
                    self.tr("until {day}: {reason}").format(
                        day=until, reason=detail.own_wait_reason
                    ),
                )
            )
        if detail.withheld:
            lines.append((self.tr("Question"), self.tr("Only those who treat read it.")))
            return lines
        lines.append((self.tr("Question"), detail.question or "–"))
        if detail.diagnosis_code:
            lines.append((self.tr("Diagnosis"), self._diagnosis(detail.diagnosis_code)))
        if detail.closing_note:
            lines.append((self.tr("Note"), detail.closing_note))
        return lines

    @property
    def _not_yet(self) -> str:
        return self.tr("not sent yet")

    def _diagnosis(self, code: str) -> str:
        known = self._services.catalogue.diagnoses.by_code.get(code)
        return code if known is None else known.shown

    def _show_papers(self, detail: ReferralDetail) -> None:
        _empty(self._papers)
        if detail.attachments:
            self._papers.addWidget(Label(self.tr("Papers"), "small", ink="muted"))
        for place, paper in enumerate(detail.attachments):
            self._papers.addWidget(self._paper(place, paper, may_open=not detail.withheld))

    def _paper(self, place: int, paper: AttachmentRow, *, may_open: bool) -> QWidget:
        holder = QWidget()
        row = Row(holder, gap=8)
        row.put(
            Label(f"{paper.title}, {words.file_size(paper.size)}", "small", wrap=True), stretch=1
        )
        if may_open:
            opener = Button(self.tr("Show"), Kind.TEXT, icon="file-text", small=True)
            opener.setObjectName(f"paper_{place}")
            opener.setAccessibleName(self.tr("Show {title}").format(title=paper.title))
            opener.clicked.connect(lambda: self.paper_wanted.emit(paper))
            row.addWidget(opener)
        return holder

    # --- steps -------------------------------------------------------------------------------

    def _show_steps(self, detail: ReferralDetail) -> None:
        for flow in (self._step_flow, self._more_flow):
            _empty(flow)
        primary = self._primary(detail)
        patient = _Step("patient", self.tr("Open &patient"), self._open_patient)
        if primary is not None:
            self._step_flow.addWidget(_button(primary, Kind.PRIMARY))
        self._step_flow.addWidget(_button(patient, Kind.SECONDARY))
        taken = "" if primary is None else primary.key
        for step in self._others(detail):
            if step.key != taken:
                self._more_flow.addWidget(_button(step, Kind.TEXT))

    def _primary(self, detail: ReferralDetail) -> _Step | None:
        """The one next step of the state, if this role takes it."""
        row, possible = detail.row, detail.possible_moves
        may = self._services.actor.may
        book = _Step("book", self.tr("&Book assessment"), self._ask_visit)
        match row.state:
            case _R.RECEIVED if _R.REVIEWING in possible:
                return _Step("review", self.tr("&Review"), lambda: self._move(_R.REVIEWING))
            case _R.REVIEWING if may(Permission.BOOK_VISIT):
                return book
            case _R.VISIT_BOOKED if may(Permission.SCREEN):
                begun = row.screening_id is not None
                text = self.tr("&Continue assessment") if begun else self.tr("&Begin assessment")
                return _Step("screen", text, self._screen)
            case _R.VISIT_BOOKED if may(Permission.BOOK_VISIT):
                return _Step("book", self.tr("Re&book"), self._ask_visit)
            case _R.ASSESSED if _R.WAITING in possible:
                return _Step("queue", self.tr("Put in &queue"), lambda: self._move(_R.WAITING))
            case _R.WAITING if may(Permission.ASSIGN_PROGRAM):
                return _Step("assign", self.tr("&Assign program"), self._assign)
        return self._answer_step(detail)

    def _answer_step(self, detail: ReferralDetail) -> _Step | None:
        decided = detail.row.state not in {
            _R.RECEIVED,
            _R.REVIEWING,
            _R.VISIT_BOOKED,
            _R.WITHDRAWN,
        }
        if decided and detail.row.source == "referral" and detail.answered_on is None:
            return _Step("answered", self.tr("Reply is &sent"), self._answered)
        return None

    def _others(self, detail: ReferralDetail) -> list[_Step]:
        row, possible = detail.row, detail.possible_moves
        may = self._services.actor.may
        is_open = bool(row.next_action)
        steps: list[_Step] = []
        answer = self._answer_step(detail)
        if answer is not None:
            steps.append(answer)
        if row.source == "referral" and detail.acknowledged_on is None and is_open:
            steps.append(_Step("confirm", self.tr("Con&firmation to referrer"), self._confirm))
        if row.screening_id is not None and may(Permission.READ_CLINICAL):
            decided = self._services.decisions.of_patient(row.patient_id)
            steps += [
                _Step(
                    "decision",
                    self.tr("Show the decision as it was &taken"),
                    partial(self._open_decision, line.screening_id),
                )
                for line in decided
                if line.referral_id == row.id
            ][:1]
        if may(Permission.BOOK_VISIT) and row.state in {_R.VISIT_BOOKED, _R.ASSESSED}:
            steps.append(_Step("book", self.tr("Re&book"), self._ask_visit))
        if row.state == _R.VISIT_BOOKED and _R.REVIEWING in possible:
            steps.append(
                _Step("unbook", self.tr("Cancel &visit"), lambda: self._move(_R.REVIEWING))
            )
        if may(Permission.MOVE_REFERRAL) and is_open:
            steps.append(_Step("delegate", self.tr("&Hand over"), self._ask_owner))
        if may(Permission.MOVE_REFERRAL) and is_open and row.state != _R.RUNNING:
            steps.append(_Step("own_wait", self.tr("&Own wait"), self._ask_own_wait))
        steps += self._ends(possible)
        if may(Permission.REGISTER_REFERRAL):
            steps.append(_Step("attach", self.tr("Attac&h paper"), self._attach))
        return steps

    def _ends(self, possible: tuple[str, ...]) -> list[_Step]:
        ends = (
            (_R.REDIRECTED, self.tr("Re&direct")),
            (_R.WITHDRAWN, self.tr("&Withdraw")),
            (_R.CLOSED, self.tr("C&lose referral")),
        )
        return [
            _Step(state.value, text, partial(self._ask_note, state))
            for state, text in ends
            if state in possible
        ]

    def focus_first(self) -> None:
        """The field that is asked for, else the next step."""
        if self._form is not None:
            self._form.begin()
            return
        first = self._step_flow.itemAt(0)
        widget = None if first is None else first.widget()
        if widget is not None:
            widget.setFocus()

    def _open_patient(self) -> None:
        self.went.emit(Place(View.PATIENT, patient_id=self._row.patient_id))

    def _screen(self) -> None:
        row = self._row
        self.went.emit(
            Place(
                View.SCREENING,
                patient_id=row.patient_id,
                record_id=row.screening_id,
                referral_id=row.id,
            )
        )

    def _open_decision(self, screening_id: str) -> None:
        self.went.emit(
            Place(View.DECISION, patient_id=self._row.patient_id, record_id=screening_id)
        )

    def _assign(self) -> None:
        row = self._row
        self.went.emit(
            Place(View.ASSIGNMENT, patient_id=row.patient_id, record_id=row.id, referral_id=row.id)
        )

    @property
    def _row(self) -> ReferralRow:
        assert self._detail is not None
        return self._detail.row

    # --- steps without fields ----------------------------------------------------------------

    def _move(self, state: ReferralState) -> None:
        self._moved(state, note="")

    def _moved(self, state: ReferralState, *, note: str) -> None:
        def step() -> None:
            row = self._row
            earlier = row.state
            after = self._services.referrals.move(row.id, state, version=row.version, note=note)
            sentence = self.tr("The referral is moved to {state}.").format(
                state=words.state_word(after.state)
            )
            self._done(sentence, lambda: self._take_back(after, earlier))

        self._attempt(step)

    def _take_back(self, after: ReferralRow, earlier: str) -> None:
        self._services.referrals.undo_move(after.id, earlier, version=after.version)
        self._show_again()

    def _answered(self) -> None:
        def step() -> None:
            self._services.referrals.tick_answered(self._row.id, version=self._row.version)
            self._done(self.tr("The reply is noted as sent."), None)

        self._attempt(step)

    def _confirm(self) -> None:
        """The letter is made beside the window; then the day is noted."""
        row = self._row
        for place in range(self._more_flow.count()):
            item = self._more_flow.itemAt(place)
            button = item.widget() if item is not None else None
            if isinstance(button, Button) and button.objectName() == "step_confirm":
                button.set_busy(self.tr("Making the letter …"))
        background.run(
            self,
            lambda _: self._services.documents.acknowledgement(row.id),
            done=lambda document: self._confirmed(row, document),
            failed=self._letter_failed,
        )

    def _confirmed(self, row: ReferralRow, _document: DocumentRow) -> None:
        def step() -> None:
            self._services.referrals.acknowledge(row.id, version=row.version)
            self._done(self.tr("The confirmation lies in the outbox, ready to print."), None)

        self._attempt(step)

    def _letter_failed(self, error: IkbtError) -> None:
        self._tell(error, None)
        if self._detail is not None:
            self._show(self._detail)

    def _attach(self) -> None:
        chosen = self._choose_file(self)
        if chosen:
            self.attach(Path(chosen))

    def attach(self, path: Path) -> None:
        """Keep a paper with the referral."""

        def step() -> None:
            scan: NewAttachment = read_scan(path)
            self._services.referrals.attach(self._row.id, scan)
            self._done(self.tr("The paper is kept with the referral."), None)

        self._attempt(step)

    # --- steps with fields -------------------------------------------------------------------

    def _ask(self, key: str, *, heading: str, go: str) -> ActForm:
        self._drop_form()
        form = ActForm(
            self._services, subject=f"{self._row.id}/{key}", patient_id=self._row.patient_id
        )
        form.setObjectName(f"act_{key}")
        form.set_words(heading=heading, go=go)
        form.cancelled.connect(self._cancel_form)
        self._form = form
        return form

    def _begin(self, form: ActForm) -> None:
        self._form_room.addWidget(form)
        self._foot_room.addWidget(form.verbs)
        form.show()
        form.verbs.show()
        for part in (self._next, self._steps, self._more):
            part.hide()
        form.begin()
        self._scroll.ensureWidgetVisible(form)

    def _drop_form(self) -> None:
        form, self._form = self._form, None
        if form is not None:
            form.keep()
            self._form_room.removeWidget(form)
            self._foot_room.removeWidget(form.verbs)
            for gone in (form, form.verbs):
                gone.hide()
                gone.deleteLater()
        for part in (self._next, self._steps, self._more):
            part.show()

    def _cancel_form(self) -> None:
        self._drop_form()
        self._trouble.hide()
        self.focus_first()

    def _parse_day(self, text: str) -> date:
        return parse_day(text, today=self._today(), field="day")

    def _ask_visit(self) -> None:
        form = self._ask(
            "visit", heading=self.tr("Book the assessment visit"), go=self.tr("&Book assessment")
        )
        form.ask("day", self.tr("Date"), DateField(self._parse_day, words.spoken))
        form.ask("time", self.tr("Time"), LineEdit(width=100, placeholder="09:00"))
        people = self._services.referrals.clinicians()
        choice = ComboBox([(person.id, f"{person.name}, {person.title}") for person in people])
        choice.set_value(self._services.actor.user_id)
        form.ask("clinician_id", self.tr("Clinician"), choice)
        how = SegmentedAnswer(words.visit_forms())
        how.set_value("physical")
        form.ask("form", self.tr("Form of visit"), how)
        form.submitted.connect(lambda: self._book(form))
        self._begin(form)

    def _book(self, form: ActForm) -> None:
        def step() -> None:
            row = self._row
            day = self._parse_day(form.text("day"))
            if day < self._today():
                raise InvalidValue("day", "past")
            starts = datetime.combine(day, parse_clock(form.text("time")), tzinfo=LOCAL)
            if not form.text("clinician_id"):
                raise InvalidValue("clinician_id", "unknown")
            visit = NewVisit(
                referral_id=row.id,
                clinician_id=form.text("clinician_id"),
                starts_at=starts,
                form=form.text("form"),
            )
            after = self._services.referrals.book_visit(visit, version=row.version)
            undo = None
            if row.state == _R.REVIEWING:
                undo = self._unbooking(after)
            when = f"{words.spoken(day)} {starts:%H:%M}"
            self._done(self.tr("The assessment is booked for {when}.").format(when=when), undo)

        self._attempt(step, form)

    def _unbooking(self, after: ReferralRow) -> Undo:
        def undo() -> None:
            self._services.referrals.move(after.id, _R.REVIEWING, version=after.version)
            self._show_again()

        return undo

    def _ask_note(self, state: ReferralState) -> None:
        headings: Mapping[ReferralState, tuple[str, str]] = {
            _R.REDIRECTED: (self.tr("Redirect to other care"), self.tr("&Redirect")),
            _R.WITHDRAWN: (self.tr("Withdraw the referral"), self.tr("&Withdraw")),
            _R.CLOSED: (self.tr("Close the referral"), self.tr("C&lose referral")),
        }
        heading, go = headings[state]
        form = self._ask(state.value, heading=heading, go=go)
        label = self.tr("Where to, and why") if state is _R.REDIRECTED else self.tr("Why")
        form.ask("note", label, TextEdit(lines=3))
        form.submitted.connect(lambda: self._end(form, state))
        self._begin(form)

    def _end(self, form: ActForm, state: ReferralState) -> None:
        def step() -> None:
            row = self._row
            earlier = row.state
            after = self._services.referrals.move(
                row.id, state, version=row.version, note=form.text("note")
            )
            sentence = self.tr("The referral is moved to {state}.").format(
                state=words.state_word(after.state)
            )
            self._done(sentence, lambda: self._take_back(after, earlier))

        self._attempt(step, form)

    def _ask_own_wait(self) -> None:
        form = self._ask(
            "own_wait", heading=self.tr("The patient chooses to wait"), go=self.tr("&Save wait")
        )
        form.ask("until", self.tr("Until"), DateField(self._parse_day, words.spoken))
        form.ask("reason", self.tr("Reason"), LineEdit())
        if self._row.own_wait_until is not None:
            form.set_words(
                heading=self.tr("The patient waits; leave the date empty to end the wait"),
                go=self.tr("&Save wait"),
            )
        form.submitted.connect(lambda: self._wait(form))
        self._begin(form)

    def _wait(self, form: ActForm) -> None:
        def step() -> None:
            row = self._row
            written = form.text("until").strip()
            if not written and row.own_wait_until is None:
                raise InvalidValue("until", "empty")
            until = parse_day(written, today=self._today(), field="until") if written else None
            after = self._services.referrals.set_own_wait(
                row.id, until=until, reason=form.text("reason"), version=row.version
            )
            undo = self._ending_wait(after) if row.own_wait_until is None else None
            self._done(self.tr("The wait is saved; its days are not counted."), undo)

        self._attempt(step, form)

    def _ending_wait(self, after: ReferralRow) -> Undo:
        def undo() -> None:
            self._services.referrals.set_own_wait(
                after.id, until=None, reason="", version=after.version
            )
            self._show_again()

        return undo

    def _ask_owner(self) -> None:
        form = self._ask("delegate", heading=self.tr("Hand over"), go=self.tr("&Hand over"))
        people = self._services.referrals.clinicians()
        choice = ComboBox([(person.id, f"{person.name}, {person.title}") for person in people])
        form.ask("clinician_id", self.tr("Who has the next step"), choice)
        form.submitted.connect(lambda: self._hand_over(form))
        self._begin(form)

    def _hand_over(self, form: ActForm) -> None:
        def step() -> None:
            row = self._row
            ids = {person.name: person.id for person in self._services.referrals.clinicians()}
            after = self._services.referrals.delegate(
                row.id, form.text("clinician_id"), version=row.version
            )
            before = ids.get(row.owner or "")
            undo = None if before is None else self._handing_back(after, before)
            self._done(self.tr("{owner} has the next step.").format(owner=after.owner), undo)

        self._attempt(step, form)

    def _handing_back(self, after: ReferralRow, before: str) -> Undo:
        def undo() -> None:
            self._services.referrals.delegate(after.id, before, version=after.version)
            self._show_again()

        return undo

    # --- outcomes ----------------------------------------------------------------------------

    def _attempt(self, step: Callable[[], None], form: ActForm | None = None) -> None:
        self._trouble.hide()
        if form is not None:
            form.clear_errors()
        try:
            step()
        except StaleRecord as error:
            self._compare(error, step, form)
        except IkbtError as error:
            if form is None or not form.show_error(error):
                self._tell(error, None)

    def _compare(self, error: StaleRecord, step: Callable[[], None], form: ActForm | None) -> None:
        """Somebody was first: theirs is shown, what is typed stays, and one may go on."""
        try:
            self.refresh()
        except IkbtError as gone:
            self._tell(gone, None)
            return
        self._again = lambda: self._attempt(step, form)
        problem = problems.describe(error)
        sentence = self.tr("Below it stands as it is now. What you wrote is still here.")
        self._trouble.say(
            problem.title, f"{problem.sentence} {sentence}", button=self.tr("&Keep mine")
        )
        self._trouble.reveal()
        self.changed.emit()

    def _tell(self, error: IkbtError, again: Callable[[], None] | None) -> None:
        problem = problems.describe(error)
        self._again = again
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.reveal()

    def _try_again(self) -> None:
        again, self._again = self._again, None
        self._trouble.hide()
        if again is not None:
            again()

    def _done(self, sentence: str, undo: Undo | None) -> None:
        if self._form is not None:
            self._form.discard()
        self._drop_form()
        self._show_again()
        self.said.emit(sentence, undo)
        self.focus_first()

    def _show_again(self) -> None:
        self.refresh()
        self.changed.emit()

    # --- keys --------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is typed, at once."""
        if self._form is not None:
            self._form.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keep()
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _button(step: _Step, kind: Kind) -> Button:
    button = Button(step.text, kind, small=kind is Kind.TEXT)
    button.setObjectName(f"step_{step.key}")
    # A lambda lives as long as the button; a method of the step would go with the step.
    button.clicked.connect(lambda _checked=False: step.act())
    return button


def _day_or(day: date | None, otherwise: str) -> str:
    return otherwise if day is None else day.isoformat()


def _empty(layout: Column | Flow) -> None:
    while layout.count():
        item = layout.takeAt(0)
        old = item.widget() if item is not None else None
        if old is not None:
            old.hide()
            old.deleteLater()
