"""Nytt sedan sist: measures, homework, what was agreed, and the feedback before."""

import json
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.instruments import Direction
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError, InvalidValue, StaleRecord
from ikbt_desktop.services.feedback_notes import Desk, NewSince, NoteView
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.treatments import WeekReportView
from ikbt_desktop.ui.kit import meanwhile, theme
from ikbt_desktop.ui.kit.autosave import Autosave
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.edits import DateField, LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row, Scroll
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.treatment import words
from ikbt_desktop.ui.treatment.change_pill import change_pill
from ikbt_desktop.ui.treatment.sheet import clear

_HERE = "NewSincePane"
REPORT_DRAFT = "week_report"
_HOMEWORK = {
    "done": (mark("NewSincePane", "Done"), State.OK, "calendar-check"),
    "partly": (mark("NewSincePane", "Partly done"), State.OBS, "circle-dashed"),
    "not_done": (mark("NewSincePane", "Not done"), State.NOT_MET, ""),
}


class ReportForm(QWidget):
    """What the patient sent in, written down: homework, words, and what was agreed."""

    saved = Signal()

    def __init__(self, services: Services, date_field: DateField) -> None:
        super().__init__()
        self.setObjectName("report_form")
        self._services = services
        self._desk: Desk | None = None
        self._is_loading = False
        self._on = date_field
        self._on_block = FieldBlock("", self._on)
        options = [(value, say(_HERE, row[0])) for value, row in _HOMEWORK.items()]
        self._homework = SegmentedAnswer(options)
        self._homework.setObjectName("homework")
        self._homework_block = FieldBlock("", self._homework)
        self._note = LineEdit()
        self._note.setMaxLength(300)
        self._note.setObjectName("homework_note")
        self._note_block = FieldBlock("", self._note, optional=True)
        self._reflection = TextEdit(lines=3)
        self._reflection.setObjectName("reflection")
        self._reflection_block = FieldBlock("", self._reflection, optional=True)
        self._agreed = TextEdit(lines=2)
        self._agreed.setObjectName("agreed_lines")
        self._agreed_block = FieldBlock("", self._agreed, optional=True)
        self._save = Button("", Kind.SECONDARY)
        self._save.setObjectName("save_report")
        self._save.clicked.connect(self.save)
        self._cancel = Button("", Kind.TEXT)
        self._cancel.setObjectName("hide_report")
        self._cancel.clicked.connect(self.hide)
        buttons = Row(gap=8)
        buttons.put(self._save, self._cancel, None)
        column = Column(self, gap=8)
        column.put(self._on_block, self._homework_block, self._note_block)
        column.put(self._reflection_block, self._agreed_block, buttons)
        self._saving = Autosave(
            self._reflection,
            save=lambda _text: self._keep_now(),
            clock=services.workplace.clock,
            text=lambda: "",
        )
        self._saving.failed.connect(self._tell)
        for editor in (self._reflection, self._agreed):
            editor.textChanged.connect(self._changed)
            editor.left.connect(self._saving.flush)
        self._note.textEdited.connect(self._changed)
        self._note.editingFinished.connect(self._saving.flush)
        self._on.textEdited.connect(self._changed)
        self._homework.answered.connect(self._changed)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._on_block.set_label(self.tr("&Sent in on"))
        self._homework_block.set_label(self.tr("&Homework"))
        self._homework.set_texts([say(_HERE, row[0]) for row in _HOMEWORK.values()])
        self._note_block.set_label(self.tr("&What it was"))
        self._reflection_block.set_label(self.tr("The patient's own wor&ds"))
        self._agreed_block.set_label(self.tr("Agreed &until next time"))
        self._agreed_block.set_help(self.tr("One line for each point."))
        self._save.setText(self.tr("&Keep what was sent in"))
        self._cancel.setText(self.tr("&Fold"))

    def open_for(self, desk: Desk, *, today: date) -> None:
        """Show the form for a section, with what is kept or half written."""
        self._desk, self._is_loading = desk, True
        kept = self._kept() or _plain(desk.report, today)
        self._on.setText(kept["reported_on"])
        self._homework.set_value(kept["homework"] or None)
        self._note.setText(kept["homework_note"])
        self._reflection.setPlainText(kept["reflection"])
        self._agreed.setPlainText(kept["agreed"])
        self._saving.forget()  # what is shown is not what somebody writes
        self._is_loading = False

    @property
    def has_draft(self) -> bool:
        """Whether something is half written."""
        return self._kept() is not None

    def _subject(self) -> str:
        assert self._desk is not None
        return f"{self._desk.treatment_id}/{self._desk.section}"

    def _kept(self) -> dict[str, Any] | None:
        if self._desk is None:
            return None
        draft = self._services.drafts.find(REPORT_DRAFT, self._subject())
        if draft is None or not draft.text:
            return None
        kept: dict[str, Any] = json.loads(draft.text)
        return kept

    def _changed(self, *_: object) -> None:
        if not self._is_loading:
            self._saving.changed()

    def _keep_now(self) -> None:
        if self._desk is None:
            return
        content = {
            "reported_on": self._on.text(),
            "homework": self._homework.value,
            "homework_note": self._note.text(),
            "reflection": self._reflection.toPlainText(),
            "agreed": self._agreed.toPlainText(),
        }
        self._services.drafts.keep(
            REPORT_DRAFT,
            self._subject(),
            json.dumps(content),
            patient_id=self._desk.patient_id,
        )

    def keep(self) -> bool:
        """Keep what is being written, at once."""
        return self._saving.flush()

    def _blocks(self) -> dict[str, FieldBlock]:
        return {
            "reported_on": self._on_block,
            "homework": self._homework_block,
            "homework_note": self._note_block,
            "reflection": self._reflection_block,
            "agreed": self._agreed_block,
        }

    def _tell(self, error: IkbtError) -> None:
        """What cannot be kept is said at its field; nothing of it is cut off to make it fit."""
        if isinstance(error, StaleRecord):
            self._say_overtaken(error)
            return
        field = error.field if isinstance(error, InvalidValue) else "reported_on"
        block = self._blocks().get(field, self._reflection_block)
        block.set_error(words.sentence_of(error))

    def _say_overtaken(self, error: StaleRecord) -> None:
        """A colleague wrote the same week: theirs is told beside mine, and mine may hold."""
        desk = self._desk
        if desk is None:
            return
        notes = self._services.feedback_notes
        try:
            self._desk = desk = notes.desk(desk.treatment_id, section=desk.section)
        except IkbtError as gone:
            self._tell(gone)
            return
        theirs = desk.report
        told = [] if theirs is None else self._compared(theirs)
        self._reflection_block.set_error(meanwhile.sentence(error, told))
        self._reflection.setFocus()

    def _compared(self, theirs: WeekReportView) -> list[str]:
        names = {code: say(_HERE, row[0]) for code, row in _HOMEWORK.items()}
        mine = str(self._homework.value or "")
        agreed = " ".join(what for what, _ in theirs.agreed)
        return meanwhile.lines(
            (block.label.text(), written, typed)
            for block, written, typed in (
                (self._on_block, theirs.reported_on.isoformat(), self._day()),
                (self._homework_block, names.get(theirs.homework, ""), names.get(mine, "")),
                (self._note_block, theirs.homework_note, self._note.text()),
                (self._reflection_block, theirs.reflection, self._reflection.toPlainText()),
                (self._agreed_block, agreed, " ".join(self._agreed.toPlainText().split("\n"))),
            )
        )

    def _day(self) -> str:
        return "" if self._on.date is None else self._on.date.isoformat()

    def save(self) -> None:
        """Keep the report; what is wrong is said at its field."""
        desk = self._desk
        if desk is None:
            return
        for block in self._blocks().values():
            block.set_error("")
        if self._homework.value is None:
            self._homework_block.set_error(self.tr("Say whether the homework was done."))
            self._homework.setFocus()
            return
        if self._on.date is None:
            self._on_block.show_problem(InvalidValue("reported_on", "not_a_date"))
            self._on.setFocus()
            return
        ticked = dict(desk.report.agreed) if desk.report is not None else {}
        lines = [line.strip() for line in self._agreed.toPlainText().splitlines()]
        report = WeekReportView(
            section=desk.section,
            reported_on=self._on.date,
            homework=str(self._homework.value),
            homework_note=self._note.text().strip(),
            reflection=self._reflection.toPlainText().strip(),
            agreed=tuple((line, ticked.get(line, False)) for line in lines if line),
            version=desk.report.version if desk.report is not None else 0,
        )
        try:
            self._services.treatments.report_week(desk.treatment_id, report)
        except IkbtError as error:
            self._tell(error)
            return
        self._saving.forget()
        self._services.drafts.discard(REPORT_DRAFT, self._subject())
        self.hide()
        self.saved.emit()


class NewSincePane(Ground):
    """The left half of the desk; nothing in it is lost when it is shown afresh."""

    measure_asked = Signal()
    history_asked = Signal()
    report_saved = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, date_field: DateField) -> None:
        super().__init__("surface", lines="right")
        self.setObjectName("new_since")
        self._services = services
        self._desk: Desk | None = None
        self._is_open = False
        self._today = date.min
        self.scroller = Scroll(gap=10, margins=(24, 14, 20, 14))
        Column(self, gap=0).addWidget(self.scroller)
        self._title = Label("", "h2")
        self._since = Label("", "small", ink="muted", wrap=True)
        self._measures = Column(gap=6)
        self._homework = Column(gap=6)
        self.form = ReportForm(services, date_field)
        self.form.saved.connect(self.report_saved)
        self.form.hide()
        self._agreed = Column(gap=2)
        self._previous = Column(gap=6)
        body = self.scroller.body
        body.put(self._title, self._since, Line(), self._measures, Line(), self._homework)
        body.put(self.form, Line(), self._agreed, Line(), self._previous)
        body.addStretch(1)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("New since last time"))
        self.form.retranslate()
        if self._desk is not None:
            self.show_desk(self._desk, today=self._today)

    def show_desk(self, desk: Desk, *, today: date) -> None:
        """Show what is new."""
        first = self._desk is None
        self._desk, self._today = desk, today
        days = (today - desk.since).days
        length = say("NewSincePane", "%n day(s)", days)
        since = self.tr("{length}, since {day}").format(
            length=length, day=words.day_spoken(desk.since)
        )
        self._since.setText(since)
        self._show_measures(desk)
        self._show_homework(desk)
        self._show_agreed(desk)
        self._show_previous(desk.previous)
        if first and self._writes:
            self.form.open_for(desk, today=today)
            self.form.setVisible(self.form.has_draft)

    @property
    def _writes(self) -> bool:
        return self._services.actor.may(Permission.RECORD_MEASUREMENT)

    # --- measures ----------------------------------------------------------------------------

    def _show_measures(self, desk: Desk) -> None:
        clear(self._measures)
        self._measures.addWidget(Label(self.tr("Measures"), "h3"))
        for new in desk.measures:
            self._add_measure(new)
        for code in desk.missing_measures:
            self._measures.addWidget(self._missing_line(code))
        if not desk.measures and not desk.missing_measures:
            text = self.tr("No questionnaire since last time.")
            self._measures.addWidget(Label(text, "small", ink="muted", wrap=True))

    def _add_measure(self, new: NewSince) -> None:
        instrument = self._services.catalogue.instrument(new.instrument, new.now.version)
        name = words.code_name(instrument.name)
        head = f"{name} · {words.day_short(new.now.answered_on)}"
        self._measures.addWidget(Label(head, "small", ink="muted"))
        worse_up = instrument.direction is Direction.WORSE
        last = new.last.total if new.last is not None else None
        self._measures.addWidget(
            _figure_line(self.tr("Total"), last, new.now.total, worse_up=worse_up)
        )
        missing = sum(answer is None for answer in new.now.answers)
        if missing and new.now.total is not None:
            text = say("NewSincePane", "%n answer(s) missing, the total is prorated.", missing)
            self._measures.addWidget(Label(text, "small", ink="missing", wrap=True))
        for number in instrument.risk_items:
            before = None
            if new.last is not None and len(new.last.answers) >= number:
                before = new.last.answers[number - 1]
            title = self.tr("Item {number}").format(number=number)
            line = _figure_line(title, before, new.now.answers[number - 1], worse_up=True)
            self._measures.addWidget(line)
        if new.most_changed:
            listed = ", ".join(
                f"{topic} {words.signed(change)}" for topic, change in new.most_changed
            )
            text = self.tr("Most changed: {topics}").format(topics=listed)
            self._measures.addWidget(Label(text, "small", ink="muted", wrap=True))

    def _missing_line(self, code: str) -> QWidget:
        line = QWidget()
        name = words.code_name(self._services.catalogue.instrument(code).name)
        flow = Flow(line, gap=8)
        pill = Pill("", State.MISSING, height=22)
        pill.show_value(
            type(pill.value)(self.tr("{name} missing").format(name=name), State.MISSING)
        )
        flow.addWidget(pill)
        if self._writes:
            button = Button(self.tr("&Enter it"), Kind.TEXT, small=True)
            button.setObjectName("enter_measure")
            button.setAccessibleName(self.tr("Enter {name}").format(name=name))
            button.clicked.connect(self.measure_asked)
            flow.addWidget(button)
        return line

    # --- homework ----------------------------------------------------------------------------

    def _show_homework(self, desk: Desk) -> None:
        clear(self._homework)
        holder = QWidget()
        head = Row(holder, gap=12)
        head.put(Label(self.tr("Homework"), "h3"), None)
        report = desk.report
        pill = Pill("", State.MISSING, height=22)
        word, state, icon = _HOMEWORK[report.homework] if report else ("", State.MISSING, "")
        text = say(_HERE, word) if word else self.tr("Nothing sent in")
        pill.show_value(type(pill.value)(text, state, icon))
        head.addWidget(pill)
        self._homework.addWidget(holder)
        if report is not None:
            self._add_report(report)
        if self._writes:
            words_ = self.tr("Change &what was sent in") if report else ""
            button = Button(
                words_ or self.tr("Write down &what was sent in"), Kind.TEXT, small=True
            )
            button.setObjectName("open_report")
            button.clicked.connect(self.open_form)
            self._homework.addWidget(button)

    def _add_report(self, report: WeekReportView) -> None:
        day = words.day_spoken(report.reported_on)
        section = self.tr("section {number}").format(number=report.section)
        parts = [part for part in (report.homework_note, section) if part]
        line = self.tr("{what}. Sent in {day}.").format(what=", ".join(parts), day=day)
        line = line[:1].upper() + line[1:]
        self._homework.addWidget(Label(line, "small", ink="muted", wrap=True))
        if report.reflection:
            self._homework.addWidget(_quote(report.reflection))

    def open_form(self) -> None:
        """Open the small form."""
        if self._desk is not None:
            self.form.open_for(self._desk, today=self._today)
            self.form.show()
            self.scroller.ensureWidgetVisible(self.form)

    # --- agreed ------------------------------------------------------------------------------

    def _show_agreed(self, desk: Desk) -> None:
        clear(self._agreed)
        previous = desk.section - 1
        title = self.tr("Agreed last time")
        self._agreed.addWidget(Label(title, "h3"))
        if not desk.agreed_before:
            text = self.tr("Nothing was written down as agreed.")
            self._agreed.addWidget(Label(text, "small", ink="muted", wrap=True))
        for place, (what, done) in enumerate(desk.agreed_before):
            tick = CheckBox(what, wrap=True)
            tick.setObjectName(f"agreed_{place}")
            tick.setChecked(done)
            tick.setEnabled(self._writes)
            tick.toggled.connect(lambda on, place=place: self._tick(previous, place, done=bool(on)))
            self._agreed.addWidget(tick)

    def _tick(self, section: int, place: int, *, done: bool) -> None:
        desk = self._desk
        if desk is None:
            return
        treatments = self._services.treatments
        try:
            reports = treatments.reports(desk.treatment_id)
            report = next(one for one in reports if one.section == section)
            agreed = list(report.agreed)
            agreed[place] = (agreed[place][0], done)
            treatments.report_week(
                desk.treatment_id,
                WeekReportView(
                    section=section,
                    reported_on=report.reported_on,
                    homework=report.homework,
                    homework_note=report.homework_note,
                    reflection=report.reflection,
                    agreed=tuple(agreed),
                    version=report.version,
                ),
            )
        except IkbtError as error:
            self.failed.emit(error)

    # --- the feedback before -----------------------------------------------------------------

    def _show_previous(self, note: NoteView | None) -> None:
        clear(self._previous)
        if note is None:
            text = self.tr("This is the first feedback.")
            self._previous.addWidget(Label(text, "small", ink="muted", wrap=True))
            return
        title = self.tr("Last feedback, week {number}").format(number=note.section)
        fold = Button(title, Kind.TEXT, icon="chevron-down" if self._is_open else "chevron-right")
        fold.setObjectName("previous_feedback")
        fold.clicked.connect(self._fold)
        history = Button(self.tr("All feedbac&k"), Kind.TEXT, icon="history", small=True)
        history.setObjectName("open_history")
        history.clicked.connect(self.history_asked)
        head = Flow(gap=8)
        head.addWidget(fold)
        head.addWidget(history)
        holder = QWidget()
        holder.setLayout(head)
        self._previous.addWidget(holder)
        if self._is_open:
            self._previous.addWidget(_quote(note.text))
        else:
            first = " ".join(note.text.split())
            short = first if len(first) <= 70 else f"{first[:69]}…"
            self._previous.addWidget(Label(f"”{short}”", "small", ink="muted", wrap=True))

    def _fold(self) -> None:
        self._is_open = not self._is_open
        if self._desk is not None:
            self._show_previous(self._desk.previous)
            button = self.findChild(Button, "previous_feedback")
            if button is not None:
                button.setFocus()


def _figure_line(title: str, before: float | None, now: float | None, *, worse_up: bool) -> QWidget:
    line = QWidget()
    flow = Row(line, gap=12)
    name = Label(title, "small", weight=500)
    name.setMinimumWidth(theme.current().wide(72))
    flow.addWidget(name)
    figures = (
        words.figure(now) if before is None else f"{words.figure(before)} → {words.figure(now)}"
    )
    flow.addWidget(Label(figures, "small", weight=600))
    if before is not None and now is not None:
        flow.addWidget(change_pill(now - before, worse_up=worse_up))
    elif now is None:
        pill = Pill(say("NewSincePane", "answers missing"), State.MISSING, height=20)
        flow.addWidget(pill)
    flow.addStretch(1)
    line.setAccessibleName(f"{title}: {figures}")
    return line


def _quote(text: str) -> QWidget:
    ground, bar = Ground("sunken"), Ground("line2")
    bar.setFixedWidth(3)
    row = Row(ground, gap=12)
    row.addWidget(bar)
    words_of_patient = Column(gap=0, margins=(0, 8, 10, 8))
    words_of_patient.addWidget(Label(text, "small", wrap=True))
    row.addLayout(words_of_patient, 1)
    return ground


def _plain(report: WeekReportView | None, today: date) -> dict[str, Any]:
    if report is None:
        return {
            "reported_on": today.isoformat(),
            "homework": None,
            "homework_note": "",
            "reflection": "",
            "agreed": "",
        }
    return {
        "reported_on": report.reported_on.isoformat(),
        "homework": report.homework,
        "homework_note": report.homework_note,
        "reflection": report.reflection,
        "agreed": "\n".join(what for what, _ in report.agreed),
    }
