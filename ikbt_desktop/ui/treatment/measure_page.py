"""A paper form keyed in: which one, of which day, its digits, and what they add up to."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QWidget
from shiboken6 import isValid

from ikbt_desktop.clinic import risk
from ikbt_desktop.clinic.instruments import Instrument, Level
from ikbt_desktop.clinic.lifecycles import TreatmentState
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError, InvalidValue, StaleRecord
from ikbt_desktop.services.measurements import (
    DueMeasure,
    MeasurementRow,
    NewMeasurement,
    Recorded,
)
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.treatments import TreatmentView
from ikbt_desktop.ui.kit import language, meanwhile, theme, turns
from ikbt_desktop.ui.kit.answer_grid import AnswerGrid, GridItem
from ikbt_desktop.ui.kit.autosave import Autosave
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Flow
from ikbt_desktop.ui.pages import Place, Shortcut, View
from ikbt_desktop.ui.treatment import words
from ikbt_desktop.ui.treatment.score_pane import ScorePane, previous_by_item
from ikbt_desktop.ui.treatment.sheet import Notice, Sheet

DRAFT = "measurement"
_MOST_WEEKS = 104


class MeasurePage(Sheet):
    """Digits only. What is keyed in is kept at every digit and found again."""

    side_width = 300
    needs = 780

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__(services, place)
        self.setObjectName("measure_page")
        self._treatment: TreatmentView | None = None
        if place.record_id is not None:
            self._treatment = services.treatments.view(place.record_id)
        self._patient = self._treatment.patient_id if self._treatment else place.patient_id or ""
        self._rows: tuple[MeasurementRow, ...] = ()
        self._due: tuple[DueMeasure, ...] = ()
        self._code = ""
        self._corrected: MeasurementRow | None = None
        self._is_loading = True
        self._is_second = False
        self._last_row: QWidget | None = None
        for build in (
            *(self._build, self._read, lambda: language.follow(self, self.retranslate)),
            *(self._choose_first, self._listen),
        ):
            turns.part(build)

    # --- building ----------------------------------------------------------------------------

    def _listen(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _build(self) -> None:
        self._title = Label("", "h1")
        self._which = ComboBox(width=300)
        self._which.setObjectName("instrument")
        self._which.currentIndexChanged.connect(self._which_changed)
        self._which.installEventFilter(self)
        self._which_block = FieldBlock("", self._which)
        self._on = self.date_field("answered_on")
        self._on.date_changed.connect(self._day_changed)
        self._on_block = FieldBlock("", self._on)
        self._week = LineEdit(width=64)
        self._week.setObjectName("week")
        self._week.textEdited.connect(self._changed_something)
        self._week_block = FieldBlock("", self._week)
        self._earlier = ComboBox(width=210)
        self._earlier.setObjectName("correct_which")
        self._earlier.currentIndexChanged.connect(self._earlier_changed)
        self._earlier_block = FieldBlock("", self._earlier)
        head = Flow(gap=16)
        for block in (self._which_block, self._on_block, self._week_block):
            block.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
            head.addWidget(block)
        self._why = LineEdit()
        self._why.setObjectName("correction_reason")
        self._why.setMaxLength(500)
        self._why.textEdited.connect(self._changed_something)
        self._why_block = FieldBlock("", self._why)
        self.grid = AnswerGrid(topic_width=180)
        self.grid.setObjectName("answers")
        self.grid.answered.connect(self._answered)
        self.grid.finished.connect(self._finished)
        self._card = Card(gap=0, margins=(2, 4, 2, 4))
        self._card.body.addWidget(self.grid)
        self._card.setFixedHeight(theme.current().tall(150, 120))
        self._foot = Label("", "cap", ink="muted", wrap=True)
        self.main.addWidget(self._title)
        self.main.addLayout(head)
        self.main.put(self._why_block, self._card, self._foot)
        # A flag stays in sight whatever row is keyed in: it stands above what scrolls.
        self.notice = Notice("notice", margins=(0, 10, 0, 0))
        self.above.put(self.notice)
        self.score = ScorePane()
        self._twice = CheckBox(wrap=True)
        self._twice.setObjectName("second_entry")
        self._twice.toggled.connect(self._second_entry)
        self.side_body.put(self.score, self._twice, self._earlier_block)
        self._back = Button("", Kind.SECONDARY, icon="arrow-left")
        self._back.setObjectName("back")
        self._back.clicked.connect(self._leave)
        self._save = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self._save.setObjectName("save_measure")
        self._save.clicked.connect(self.save)
        self.bar.add_left(self._back)
        self.bar.add_right(self._save)
        self.primary = self._save
        self._saving = Autosave(
            self.grid, save=lambda _text: self._keep_now(), clock=self.now, text=lambda: ""
        )

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Enter a questionnaire"))
        self._which_block.set_label(self.tr("&Questionnaire"))
        self._on_block.set_label(self.tr("Filled in on &paper"))
        self._week_block.set_label(self.tr("&Week"))
        self._earlier_block.set_label(self.tr("&Correct an earlier one"))
        self._why_block.set_label(self.tr("What was &wrong"))
        self._twice.setText(self.tr("&Enter once more as a check"))
        self._back.setText(self.tr("&Back"))
        self.score.retranslate()
        self._fill_lists()
        if self._code:
            self._show_form(self._answers())
        self._say_state()

    # --- what there is -----------------------------------------------------------------------

    def _read(self) -> None:
        measurements = self.services.measurements
        self._rows = measurements.of_patient(self._patient)
        self._due = measurements.due(self._treatment.id) if self._treatment else ()

    @property
    def instrument(self) -> Instrument:
        """The form now on the page; a correction has the version that was filled in."""
        version = self._corrected.version if self._corrected else None
        return self.services.catalogue.instrument(self._code, version)

    def _codes(self) -> list[str]:
        """Those that are due first, then the program's battery, then all others by name."""
        known = self.services.catalogue.instruments
        newest = sorted(self._due, key=lambda due: due.due_on, reverse=True)
        found = [due.instrument for due in newest]
        if self._treatment is not None:
            found += self._treatment.program.battery(None)
        rest = sorted(known, key=lambda code: known[code].name.casefold())
        return [code for code in dict.fromkeys([*found, *rest]) if code in known]

    def _fill_lists(self) -> None:
        self._is_loading, was = True, self._is_loading
        waiting = {due.instrument: due for due in self._due}
        options: list[tuple[object, str]] = []
        for code in self._codes():
            name = words.code_name(self.services.catalogue.instrument(code).name)
            if code in waiting and waiting[code].week is not None:
                pattern = self.tr("{name}, due week {week}")
                name = pattern.format(name=name, week=waiting[code].week)
            options.append((code, name))
        self._which.set_options(options)
        if self._code:
            self._which.set_value(self._code)
        self._fill_earlier()
        self._is_loading = was

    def _fill_earlier(self) -> None:
        earlier = [row for row in self._of_form() if not row.corrected]
        options: list[tuple[object, str]] = [("", self.tr("No, a new form"))]
        options += [(row.id, self._line_of(row)) for row in earlier]
        self._earlier.set_options(options)
        self._earlier.set_value(self._corrected.id if self._corrected else "")
        self._earlier_block.setVisible(bool(earlier))

    def _line_of(self, row: MeasurementRow) -> str:
        total = self.tr("{total} p").format(total=words.figure(row.total))
        return f"{row.answered_on.isoformat()} · {total}"

    def _of_form(self) -> Sequence[MeasurementRow]:
        return [row for row in self._rows if row.instrument == self._code]

    def _previous(self) -> MeasurementRow | None:
        """The one before the day on the page."""
        day = self._on.date or self.today()
        own = self._corrected.id if self._corrected else None
        earlier = [
            row
            for row in self._of_form()
            if not row.corrected and row.id != own and row.answered_on < day
        ]
        return max(earlier, key=lambda row: row.answered_on, default=None)

    # --- choosing ----------------------------------------------------------------------------

    def _choose_first(self) -> None:
        self._is_loading = False
        wanted = self.opened.detail
        codes = self._codes()
        self.open_form(wanted if wanted in codes else codes[0])

    def open_form(self, code: str) -> None:
        """Show a form, with the digits that were keyed in and not saved."""
        self._saving.flush()
        self._is_loading = True
        self._code, self._corrected = code, None
        self._which.set_value(code)
        self._stop_second()
        self._why.clear()
        kept = self._kept()
        self._on.setText(str(kept.get("answered_on", self.today().isoformat())))
        self._week.setText(str(kept.get("week", self._proposed_week())))
        answers = kept.get("answers", [])
        self._fill_earlier()
        self._show_form(dict(enumerate(answers, start=1)) if isinstance(answers, list) else {})
        self._is_loading = False
        self._say_state()

    def _proposed_week(self) -> str:
        if self._treatment is None:
            return ""
        due = next((due for due in self._due if due.instrument == self._code), None)
        if due is not None and due.week is not None and not due.late:
            return str(due.week)
        days = (self.today() - self._treatment.starts_on).days
        return str(days // 7) if days >= 0 else ""

    def _show_form(self, answers: Mapping[int, int | None]) -> None:
        instrument = self.instrument
        previous = self._previous()
        before = previous_by_item(previous, len(instrument.items))
        items = [
            GridItem(
                number=item.number,
                topic=item.topic,
                wording=item.wording,
                allowed=item.values,
                previous=before.get(item.number),
                label=item.printed,
            )
            for item in instrument.items
        ]
        head = ""
        if previous is not None:
            head = self.tr("Last {day}").format(day=words.day_short(previous.answered_on))
        self.grid.set_items(items, answers=answers, previous_head=head)
        self._say_foot(instrument.lookback_days)
        self._on_block.set_help("")  # nine rows want the room
        self._week_block.setVisible(self._treatment is not None and self._corrected is None)
        self._on_block.setEnabled(self._corrected is None)
        self._why_block.setVisible(self._corrected is not None)
        self._score()

    def _say_foot(self, lookback: int | None) -> None:
        about = say("MeasurePage", "It is about the last %n day(s).", lookback) if lookback else ""
        paper = self.tr(
            "The questions themselves are not in the program. Read them on the paper form; "
            "the numbers are the same."
        )
        self._foot.setText(f"{about} {paper}".strip())

    def _which_changed(self) -> None:
        code = self._which.value
        if not self._is_loading and isinstance(code, str) and code != self._code:
            self.open_form(code)

    def _earlier_changed(self) -> None:
        if self._is_loading:
            return
        chosen = self._earlier.value
        row = next((row for row in self._of_form() if row.id == chosen), None)
        if row is None:
            self.open_form(self._code)
            return
        self._saving.flush()
        self.correct(row)

    def correct(self, row: MeasurementRow) -> None:
        """Show an earlier form to be corrected; it stays readable as it was."""
        self._is_loading = True
        self._corrected = row
        self._earlier.set_value(row.id)
        self._on.setText(row.answered_on.isoformat())
        self._show_form(dict(enumerate(row.answers, start=1)))
        self._is_loading = False
        self.notice.say(
            Tone.PROPOSAL,
            self.tr("You are correcting the form of {day}.").format(
                day=words.day_spoken(row.answered_on)
            ),
            self.tr("The old digits stay readable with your reason, and the flags are run again."),
        )
        self._say_state()
        self.grid.start()

    def _day_changed(self, _day: object) -> None:
        if self._is_loading or not self._code:
            return
        self._on_block.set_error("")
        self._show_form(self._answers())
        self._changed_something()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit typed at the list of forms answers the form: no form's name begins with one."""
        if (
            watched is self._which
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.text().isdigit()
        ):
            self.grid.start()
            focused = QApplication.focusWidget()
            if focused is not None and self.grid.isAncestorOf(focused):
                QApplication.sendEvent(focused, event)
                return True
        return super().eventFilter(watched, event)

    # --- digits ------------------------------------------------------------------------------

    def _answers(self) -> dict[int, int | None]:
        return self.grid.answers

    def _listed(self) -> tuple[int | None, ...]:
        answers = self.grid.answers
        return tuple(answers[item.number] for item in self.instrument.items)

    def _answered(self, _number: int, _value: object) -> None:
        self._score()
        self._changed_something()

    def _changed_something(self, *_: object) -> None:
        if not self._is_loading:
            self._saving.changed()
        self._say_state()

    def _score(self) -> None:
        answers, previous = self._listed(), self._previous()
        self.score.show_answers(self.instrument, answers, previous)
        before = None
        if previous is not None and len(previous.answers) == len(self.instrument.items):
            before = previous.answers
        flags = risk.find(self.instrument, answers, before)
        self.grid.set_flags(risk.by_item(flags))
        if flags and self._corrected is None and not self._is_second:
            self._warn(flags[0])  # red ones come first
        elif self._corrected is None:
            self.notice.silence()
        QTimer.singleShot(0, self, self._fit_grid)

    def _warn(self, flag: risk.Flag) -> None:
        if flag.level is Level.SOFT:
            self._tell_soft(flag)
            return
        if flag.is_rise:
            lead = self.tr(
                "Item {number} has risen from {before} to {value}. An in-depth assessment is "
                "required."
            ).format(number=flag.item, before=flag.previous, value=flag.value)
        elif flag.item is not None:
            lead = self.tr("Item {number} is {value}. An in-depth assessment is required.")
            lead = lead.format(number=flag.item, value=flag.value)
        else:
            lead = self.tr("The total is {value}. An in-depth assessment is required.")
            lead = lead.format(value=flag.value)
        self.notice.say(
            Tone.ACUTE,
            lead,
            self.tr("Saving shows the flag to every clinician. Contact is to be taken today."),
            button=self.tr("Save and assess the &risk"),
            act=self.save,
        )

    def _tell_soft(self, flag: risk.Flag) -> None:
        """A soft flag is a thing to follow up, without a hurry away from the forms."""
        lead = self.tr("Item {number} is {value}. To follow up today.")
        if flag.item is None:
            lead = self.tr("The total is {value}. To follow up today.")
        self.notice.say(
            Tone.WARNING,
            lead.format(number=flag.item, value=flag.value),
            self.tr("Saving opens a case, or joins the open one, for every clinician to see."),
        )

    def _finished(self) -> None:
        self._save.setFocus()

    def _second_entry(self, on: bool) -> None:
        if on and not self._is_second:
            self._saving.flush()
            self._is_second = True
            self.grid.begin_second_entry()
        elif not on and self._is_second:
            self.open_form(self._code)

    def _stop_second(self) -> None:
        self._is_second = False
        self._twice.blockSignals(True)
        self._twice.setChecked(False)
        self._twice.blockSignals(False)

    # --- what is missing ---------------------------------------------------------------------

    def _say_state(self) -> None:
        if not self._code:
            return
        correcting = self._corrected is not None
        self._save.setText(
            self.tr("&Save the correction") if correcting else self.tr("&Save the form")
        )
        self._twice.setVisible(not correcting)
        if not self.services.actor.may(Permission.RECORD_MEASUREMENT):
            self._save.setEnabled(False)
            self.bar.say(self.tr("Only clinicians enter questionnaires"), icon="lock")
            return
        missing = sum(value is None for value in self._listed())
        if missing:
            self.bar.say(say("MeasurePage", "%n answer(s) missing", missing))
        else:
            total = self.tr("{total} p").format(total=self.score.total_words)
            self.bar.say(total, icon="check", ink="ok")

    def _week_number(self) -> int | None:
        text = self._week.text().strip()
        if not text or self._treatment is None:
            return None
        if not (text.isascii() and text.isdigit()) or int(text) > _MOST_WEEKS:
            raise InvalidValue("week", "range")
        return int(text)

    # --- saving ------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the form as a measurement; a red flag leads to the risk page at once."""
        for block in (self._on_block, self._week_block, self._why_block):
            block.set_error("")
        if self._is_second and self.grid.differences():
            numbers = ", ".join(map(str, self.grid.differences()))
            self.notice.say(
                Tone.WARNING,
                self.tr("The two entries differ."),
                self.tr("Compare item {numbers} with the paper.").format(numbers=numbers),
            )
            self.grid.start()
            return
        try:
            recorded = self._record()
        except IkbtError as error:
            self._show_refused(error)
            return
        if recorded is not None:
            self._saved(recorded)

    def _record(self) -> Recorded | None:
        measurements = self.services.measurements
        if self._corrected is not None:
            if not self._why.text().strip():
                self._why_block.set_error(f"{words.missing('correction_reason')}.")
                self._why.setFocus()
                return None
            return measurements.correct(self._corrected.id, self._listed(), reason=self._why.text())
        if self._on.date is None:
            self._on_block.set_error(f"{words.missing('answered_on')}.")
            self._on.setFocus()
            return None
        treatment = self._treatment
        running = treatment is not None and treatment.state != TreatmentState.VOIDED
        return measurements.record(
            NewMeasurement(
                patient_id=self._patient,
                instrument=self._code,
                answers=self._listed(),
                answered_on=self._on.date,
                treatment_id=treatment.id if treatment is not None and running else None,
                week=self._week_number(),
            )
        )

    def _show_refused(self, error: IkbtError) -> None:
        blocks = {"answered_on": self._on_block, "week": self._week_block}
        if isinstance(error, InvalidValue) and error.field in blocks:
            block = blocks[error.field]
            block.set_error(words.sentence_of(error))
            block.field.setFocus()
            return
        if isinstance(error, StaleRecord) and self._corrected is not None:
            self._say_overtaken(error, self._corrected)
        else:
            self.tell(error)
        self.grid.start()

    def _say_overtaken(self, error: StaleRecord, newest: MeasurementRow) -> None:
        """A colleague corrected the same form: theirs beside mine, which may correct theirs."""
        self._rows = self.services.measurements.of_patient(self._patient)
        after = {row.replaces_id: row for row in self._rows if row.replaces_id is not None}
        while newest.id in after:
            newest = after[newest.id]
        self._corrected, self._is_loading = newest, True
        self._fill_earlier()
        self._is_loading = False
        told = meanwhile.lines(
            [(self.tr("Answers"), _digits(newest.answers), _digits(self._listed()))]
        )
        sentence = meanwhile.sentence(error, told)
        self.reveal(self.notice.say(Tone.TROUBLE, self.tr("Not saved yet."), sentence))

    def _saved(self, recorded: Recorded) -> None:
        self._saving.forget()
        self.services.drafts.discard(DRAFT, self._subject())
        name = words.code_name(self.instrument.name)
        total = words.figure(recorded.row.total)
        sentence = self.tr("{name} is saved: {total} p.").format(name=name, total=total)
        if recorded.row.total is None:
            sentence = self.tr("{name} is saved, without a total: answers are missing.")
            sentence = sentence.format(name=name)
        self.changed.emit()
        self.turns.run(self._read, lambda: self._go_on(recorded, sentence))

    def _go_on(self, recorded: Recorded, sentence: str) -> None:
        """To the risk, to the next form that is due, or back."""
        self._stop_second()
        if recorded.risk_case_id is not None and recorded.is_pressing:
            self.said.emit(" ".join(filter(None, (sentence, self._risen(recorded)))), None)
            self.went.emit(
                Place(View.RISK, patient_id=self._patient, record_id=recorded.risk_case_id)
            )
            return
        if recorded.risk_case_id is not None:
            sentence += " " + self.tr("A case is open: to follow up today.")
        upcoming = next((code for code in self._codes() if self._is_due(code)), None)
        if upcoming is None or self._corrected is not None:
            self._corrected = None
            self.said.emit(sentence, None)
            self.returned.emit()
            return
        self._fill_lists()
        self.open_form(upcoming)
        self.notice.say(
            Tone.DONE,
            sentence,
            self.tr("Next: {name}.").format(name=words.code_name(self.instrument.name)),
        )
        self.grid.start()

    def _risen(self, recorded: Recorded) -> str:
        """A calm form may make a later one a rise: say which, or nobody knows why one is here."""
        days = ", ".join(day.isoformat() for day in recorded.risen_on)
        return (
            self.tr("Compared with it, the form of {days} is a rise.").format(days=days)
            if days
            else ""
        )

    def _is_due(self, code: str) -> bool:
        return any(due.instrument == code and not due.late for due in self._due)

    # --- kept --------------------------------------------------------------------------------

    def _subject(self) -> str:
        return f"{self._patient}/{self._code}"

    def _kept(self) -> dict[str, Any]:
        draft = self.services.drafts.find(DRAFT, self._subject())
        if draft is None or not draft.text:
            return {}
        kept: dict[str, Any] = json.loads(draft.text)
        if len(kept["answers"]) != len(self.instrument.items):
            return {}
        return kept

    def _keep_now(self) -> None:
        if not self._code or self._corrected is not None or self._is_second:
            return
        content = {
            "answers": list(self._listed()),
            "answered_on": self._on.text(),
            "week": self._week.text(),
        }
        self.services.drafts.keep(
            DRAFT, self._subject(), json.dumps(content), patient_id=self._patient
        )

    def keep(self) -> None:
        self.turns.finish()
        self._saving.flush()

    def _leave(self) -> None:
        self.keep()
        self.returned.emit()

    # --- the page ----------------------------------------------------------------------------

    def patient_id(self) -> str | None:
        return self._patient

    def refresh(self) -> None:
        """Read afresh what is due and measured; the digits on the page stay."""
        self._read()
        self._fill_lists()
        self._score()

    def _fit_grid(self) -> None:
        """The grid takes the height that is left, never less than a few rows."""
        look = theme.current()
        roomy = self.height() >= look.tall(640, 20)
        self._title.setVisible(roomy and not self.notice.isVisibleTo(self))
        self.main.invalidate()
        whole = self.main.heightForWidth(self.sheet.viewport().width() - look.px(48))
        others = whole - self._card.minimumHeight()
        room = self.sheet.viewport().height() - look.px(24) - others
        self._card.setFixedHeight(max(look.tall(150, 120), room))
        QTimer.singleShot(0, self, self._show_last_row)

    def _show_last_row(self) -> None:
        """The row last keyed in stays in sight when a message takes room."""
        if self._last_row is not None and isValid(self._last_row):
            self.grid.show_row(self._last_row)
            for area in self.grid.findChildren(QScrollArea):
                area.horizontalScrollBar().setValue(0)
            self.sheet.ensureWidgetVisible(self._last_row, 0, theme.current().px(24))
            self.sheet.horizontalScrollBar().setValue(0)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """The grid keeps its row in sight within itself; the page does the same with the grid."""
        if now is not None and self.grid.isAncestorOf(now):
            self._last_row = now
            self.sheet.ensureWidgetVisible(now, 0, theme.current().px(48))

    def fit(self) -> None:
        """Lay out for the width there is."""
        super().fit()
        if hasattr(self, "_card"):
            self._fit_grid()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_grid()

    def focus_first(self) -> None:
        self.grid.start()

    def place(self) -> Place | None:
        return Place(
            View.MEASURE,
            patient_id=self._patient,
            record_id=self.opened.record_id,
            detail=self._code,
        )

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (
            Shortcut("0–9", self.tr("Answer the item and move on")),
            Shortcut(self.tr("Backspace"), self.tr("Go back one item")),
            Shortcut(self.tr("Space"), self.tr("Skip the item: it counts as missing")),
            Shortcut("Ctrl+Enter", self.tr("Save the form")),
        )


def _digits(answers: Sequence[int | None]) -> str:
    return " ".join("–" if one is None else str(one) for one in answers)
