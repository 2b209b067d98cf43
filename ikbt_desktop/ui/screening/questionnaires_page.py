"""The questionnaires of the battery, keyed in from paper by digits alone."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic import risk
from ikbt_desktop.clinic.instruments import Instrument, Level, RiskRule, Score
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.clinic.workdays import parse_day
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.screenings import EnteredForm, ScreeningView
from ikbt_desktop.ui.kit import paint, theme
from ikbt_desktop.ui.kit.answer_grid import AnswerGrid, GridItem
from ikbt_desktop.ui.kit.band_scale import BandScale
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.edits import DateField, TextEdit
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.keycap import KeyCap
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, clear
from ikbt_desktop.ui.kit.levels import level_word
from ikbt_desktop.ui.kit.menus import Menu
from ikbt_desktop.ui.pages import Shortcut
from ikbt_desktop.ui.screening import words
from ikbt_desktop.ui.screening.desk import Desk, show_text
from ikbt_desktop.ui.screening.step_page import StepPage, divider

Answers = tuple[int | None, ...]
_ROWS_SHOWN = 9


class RuleLine(QWidget):
    """One flag rule and whether it holds now."""

    def __init__(
        self, text: str, verdict: str, *, fires: bool, known: bool, soft: bool = False
    ) -> None:
        super().__init__()
        row = Row(self, gap=8)
        broken = "review" if soft else "error"
        icon, tone = ("flag", broken) if fires else ("check", "ok")
        mark = IconMark(*((icon, tone) if known else ("circle-dashed", "missing")), size=14)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(text, "small", wrap=True), 1)
        ink = broken if fires else "muted"
        row.addWidget(Label(verdict, "small", ink=ink, weight=600), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{text}: {verdict}")


class QuestionnairesPage(StepPage):
    """One form at a time; the digits are kept at once and the risk rules run on each of them."""

    step = Step.QUESTIONNAIRES
    needs = 760

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._code = ""
        self._answers: Answers = ()
        self._previous: Answers | None = None
        self._previous_total: float | None = None
        self._previous_on: date | None = None
        self._day = desk.today()
        self._second = False
        self._added: list[str] = []
        # Kept in the moment after the digit is painted: keying in never waits for the disk.
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._keep_due)
        self._title = Label("", "h1")
        self._filled = Label("", "small", ink="muted")
        self.day = DateField(
            lambda text: parse_day(text, today=desk.today(), field="answered_on"),
            words.spelled,
            width=124,
        )
        self.day.setObjectName("answered_on")
        self.day.date_changed.connect(self._dated)
        self.day.refused.connect(self._show_problem)
        self._lookback = Label("", "small", ink="muted")
        self._tabs = QWidget()
        self._tab_row = Flow(self._tabs, gap=8)
        self.tabs: dict[str, Button] = {}
        head = Row(gap=8)
        head.put(self._title, None, self._filled, self.day, self._lookback)
        self.flag = InlineMessage(Tone.ACUTE)
        self.flag.setObjectName("flag")
        self.flag.acted.connect(lambda: self.gone.emit(Step.RISK))
        self.soft = InlineMessage(Tone.WARNING, icon="pen-line")
        self.soft.setObjectName("soft_flag")
        self.soft.acted.connect(lambda: self.gone.emit(Step.RISK))
        self.problem = InlineMessage(Tone.TROUBLE, icon="circle-alert")
        self.problem.hide()
        self.check = InlineMessage(Tone.WARNING)
        self.check.acted.connect(self._take_second)
        self.check.hide()
        self._grid_card = Card(gap=0, margins=(1, 1, 1, 1))
        self.grid = AnswerGrid()
        self._wire_grid()
        self._foot = Label("", "cap", ink="muted", wrap=True)
        self.body.addLayout(head)
        self.body.put(self._tabs, self.flag, self.soft, self.problem, self.check)
        self.body.put(self._grid_card, self._foot)
        self._build_pane()
        theme.current().changed.connect(self._restyle)

    def _wire_grid(self) -> None:
        self.grid.answered.connect(self._answered)
        self.grid.finished.connect(self._last_answered)
        self._grid_card.body.addWidget(self.grid)

    def _build_pane(self) -> None:
        self._total_head = Label("", "small", ink="muted", weight=600)
        self._total, self._of = Label("", "num"), Label("", "body", ink="muted")
        total = Row(gap=8)
        total.addWidget(self._total)
        total.addWidget(self._of, 0, Qt.AlignmentFlag.AlignBottom)
        total.addStretch(1)
        self._change = Label("", "small", wrap=True)
        self._scale = BandScale()
        self._band = Label("", "small", weight=600, wrap=True)
        self._caution = Label("", "small", ink="muted", wrap=True)
        self._flag_head = Label("", "small", ink="muted", weight=600)
        self._rules = Column(gap=5)
        keys = QWidget()
        self._keys = Flow(keys, gap=6)
        self.twice = CheckBox("", wrap=True)
        self.twice.setObjectName("second_entry")
        self.twice.clicked.connect(self._second_entry)
        self.leave_out = Button("", Kind.TEXT, small=True)
        self.leave_out.setObjectName("leave_out")
        self.leave_out.clicked.connect(self._open_reason)
        self.add_form = Button("", Kind.TEXT, icon="plus", small=True)
        self.add_form.setObjectName("add_form")
        self.add_form.clicked.connect(self._offer_others)
        self.why = TextEdit(lines=2)
        self.why.setObjectName("leave_out_reason")
        self._why_saving = self.desk.follow_text(
            self.why, lambda text: {"judgements": {self._code: text}}
        )
        self.side.put(self._total_head)
        self.side.addLayout(total)
        self.side.put(self._change, self._scale, self._band, self._caution, divider())
        self.side.put(self._flag_head)
        self.side.addLayout(self._rules)
        self.side.put(divider(), keys, self.twice, self.leave_out, self.why, self.add_form)

    def _restyle(self) -> None:
        look = theme.current()
        rows = min(_ROWS_SHOWN, max(1, len(self._instrument().items))) if self._code else 1
        tall = look.tall(35, 20) + look.px(3)
        self.grid.setMinimumHeight(rows * tall + look.line("cap") + look.px(18))

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._filled.setText(self.tr("Filled in on paper"))
        self.day.setAccessibleName(self.tr("Day when the form was filled in"))
        self._total_head.setText(self.tr("Total score"))
        self._flag_head.setText(self.tr("Flag"))
        self._foot.setText(
            self.tr(
                "The wording of the questions is not part of the program. Read it on the paper; "
                "the numbers are the same."
            )
        )
        self.twice.setText(self.tr("Key it in once &more as a check"))
        self.leave_out.setText(self.tr("&Leave the form out, with a reason …"))
        self.add_form.setText(self.tr("A&nother form …"))
        self.why.setPlaceholderText(self.tr("Why is it left out?"))
        self.why.setAccessibleName(self.tr("Why the form is left out"))
        if self._code:
            self._choose(self._code, again=True)

    def _show_keys(self) -> None:
        clear_flow(self._keys)
        for key, text in (
            (digits_of(self._instrument()), self.tr("answer")),
            (self.tr("Backspace"), self.tr("go back")),
            (self.tr("Space"), self.tr("skip, counts as missing")),
        ):
            pair = QWidget()
            Row(pair, gap=5).put(KeyCap(key), Label(text, "small", ink="muted"))
            self._keys.addWidget(pair)

    # --- which form --------------------------------------------------------------------------

    def _instrument(self) -> Instrument:
        form = self._form(self._code)
        return self.desk.cat.instrument(self._code, form.version if form else None)

    def _form(self, code: str) -> EnteredForm | None:
        return next((form for form in self.desk.view.forms if form.instrument == code), None)

    def _codes(self) -> tuple[str, ...]:
        entered = (form.instrument for form in self.desk.view.forms)
        return tuple(dict.fromkeys((*self.desk.view.battery, *entered, *self._added)))

    def _others(self) -> list[Instrument]:
        """What the clinic can key in beside the battery, by name: AUDIT and DUDIT, for example."""
        shown = set(self._codes())
        known = self.desk.cat.instruments.values()
        others = (one for one in known if one.code not in shown)
        return sorted(others, key=lambda one: one.name.casefold())

    def other_forms(self) -> Menu:
        """The menu of what can be added."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for other in self._others():
            action = menu.addAction(words.shown_code(other.name))
            action.triggered.connect(lambda _on=False, code=other.code: self.add(code))
        return menu

    def _offer_others(self) -> None:
        self.other_forms().popup(self.add_form.mapToGlobal(self.add_form.rect().bottomLeft()))

    def add(self, code: str) -> None:
        """Open a form that the battery does not hold; it stays once a digit is kept."""
        self._added.append(code)
        self.show_view(self.desk.view)
        self._switch(code)

    def show_view(self, view: ScreeningView) -> None:
        codes = self._codes()
        if tuple(self.tabs) != codes:
            self._make_tabs(codes)
        for code, tab in self.tabs.items():
            self._show_tab(code, tab)
        if self._code not in codes:
            self._choose(self._first_open())
        else:
            form = self._form(self._code)
            kept = form.answers if form else self._empty()
            if kept != self._answers and not self._second and not self._due.isActive():
                self._choose(self._code, again=True)
        self._show_figures()
        show_text(self.why, self._why_saving, view.state.judgements.get(self._code, ""))
        left_out = bool(view.state.judgements.get(self._code, ""))
        self.why.setVisible(left_out or self.why.isVisibleTo(self.pane))

    def _first_open(self) -> str:
        written = self.desk.view.state.judgements
        for code in self._codes():
            form = self._form(code)
            if (form is None or form.total is None) and not written.get(code, "").strip():
                return code
        return self._codes()[0]

    def _make_tabs(self, codes: Sequence[str]) -> None:
        clear_flow(self._tab_row)
        self.tabs = {}
        for code in codes:
            tab = Button(words.shown_code(self.desk.cat.instrument(code).name), small=True)
            tab.setCheckable(True)
            tab.setObjectName(f"form_{code}")
            tab.clicked.connect(lambda _on, code=code: self._switch(code))
            self.tabs[code] = tab
            self._tab_row.addWidget(tab)
        self._tabs.setVisible(len(codes) > 1)

    def _show_tab(self, code: str, tab: Button) -> None:
        form = self._form(code)
        name = words.shown_code(self.desk.cat.instrument(code).name)
        if form is not None and form.total is not None:
            said, icon = self.tr("{total} p").format(total=words.figure(form.total)), "check"
        elif self.desk.view.state.judgements.get(code, "").strip():
            said, icon = self.tr("left out"), "minus"
        else:
            said, icon = (self.tr("begun") if form else self.tr("missing")), "circle-dashed"
        tab.set_icon(icon)
        tab.setText(f"{name}  {said}")
        tab.setChecked(code == self._code)

    def _switch(self, code: str) -> None:
        """To another form, once the digits of this one are kept."""
        self._finish()
        if self.desk.all_kept():
            try:
                self._choose(code)
            except IkbtError as error:
                self.desk.report(error)
        self._show_figures()
        for each, tab in self.tabs.items():
            tab.setChecked(each == self._code)
        self.grid.start()

    def _empty(self) -> Answers:
        return (None,) * len(self._instrument().items)

    def _choose(self, code: str, *, again: bool = False) -> None:
        if code != self._code:
            self._why_saving.flush()
            self._why_saving.forget()
            self.why.hide()
        self._code, self._second = code, False
        self.twice.setChecked(False)
        self.check.hide()
        self.problem.hide()
        instrument, form = self._instrument(), self._form(code)
        self._answers = form.answers if form else self._empty()
        self._remember_previous(form, again=again)
        self._day = form.answered_on if form else self.desk.today()
        if not self.day.hasFocus():
            self.day.set_date(self._day)
        focused = self.grid.current
        self._fill_grid(instrument)
        if again and focused is not None:
            self.grid.start()
        self._title.setText(words.shown_code(instrument.name))
        self._title.setAccessibleName(instrument.full_name)
        days = instrument.lookback_days
        self._lookback.setText(
            say("QuestionnairesPage", "about the last %n day(s)", days) if days else ""
        )
        self._show_keys()
        self._restyle()

    def _remember_previous(self, form: EnteredForm | None, *, again: bool) -> None:
        if form is not None:
            self._previous = form.previous_answers
            self._previous_total, self._previous_on = form.previous_total, form.previous_on
        elif not again:
            earlier = self.desk.services.measurements.previous(
                self.desk.view.patient_id, self._code
            )
            same = earlier is not None and len(earlier.answers) == len(self._instrument().items)
            self._previous = earlier.answers if earlier is not None and same else None
            self._previous_total = earlier.total if earlier else None
            self._previous_on = earlier.answered_on if earlier else None

    def _fill_grid(self, instrument: Instrument) -> None:
        before = self._previous or (None,) * len(instrument.items)
        items = [
            GridItem(
                item.number,
                item.topic,
                item.values,
                previous=last,
                label=item.printed,
                wording=item.wording,
            )
            for item, last in zip(instrument.items, before, strict=True)
        ]
        font = theme.current().font("body", 600)
        wide = max(paint.text_size(font, item.topic).width() for item in items)
        width = round(wide / theme.current().scale) + 6
        if width != self.grid.topic_width:
            old = self.grid
            self._grid_card.body.removeWidget(old)
            old.hide()
            old.deleteLater()
            self.grid = AnswerGrid(topic_width=width)
            self._wire_grid()
        self.grid.setObjectName("grid")
        day = self._previous_on
        head = self.tr("Last {day}").format(day=day.isoformat()) if day else ""
        answers = dict(zip((item.number for item in items), self._answers, strict=True))
        self.grid.set_items(items, answers=answers, previous_head=head)
        for number, row in enumerate(self._grid_rows(), start=1):
            row.setObjectName(f"item_{self._code}_{number}")

    def _grid_rows(self) -> list[QWidget]:
        return [
            child
            for child in self.grid.findChildren(QWidget)
            if child.focusPolicy() == Qt.FocusPolicy.StrongFocus
        ]

    # --- answering ---------------------------------------------------------------------------

    def _typed(self) -> Answers:
        by_number = self.grid.answers
        return tuple(by_number[item.number] for item in self._instrument().items)

    def _answered(self, _number: int, _value: object) -> None:
        if self._second or self.desk.is_signed:
            return
        self._answers = self._typed()
        self._mark_flags()
        self._due.start()

    def _keep_due(self) -> None:
        self._keep_digits(self._answers)

    def _keep_now(self) -> None:
        if self._due.isActive():
            self._due.stop()
            self._keep_due()

    def _keep_digits(self, answers: Answers) -> bool:
        return self.desk.keep_answers(self._code, answers, answered_on=self._day)

    def _last_answered(self) -> None:
        if self._second:
            self._compare()
            return
        if None not in self._answers:
            self.finished.emit()
        else:
            self.grid.start()

    def _finish(self) -> None:
        """Make the digits a measurement when every item is answered and one goes on."""
        self._keep_now()
        form = self._form(self._code) if self._code else None
        if form is None or form.measurement_id is not None or self.desk.is_signed:
            return
        if form.total is not None and not self._second:
            self.desk.finish_form(self._code)

    def _dated(self, day: object) -> None:
        if not isinstance(day, date) or day == self._day or self.desk.is_signed:
            return
        if day > self.desk.today():
            self.problem.say(self.tr("The day lies ahead. Check the date on the paper."))
            self.problem.show()
            return
        self.problem.hide()
        self._keep_now()
        self._day = day
        if any(answer is not None for answer in self._answers):
            self._keep_digits(self._answers)

    def _show_problem(self, error: object) -> None:
        if isinstance(error, IkbtError):
            self.problem.say(self.tr("Write the day like 2026-10-08."))
            self.problem.show()

    # --- the second entry --------------------------------------------------------------------

    def _second_entry(self) -> None:
        if not self.twice.isChecked():
            self._choose(self._code, again=True)
            self._show_figures()
            self.grid.start()
            return
        self._keep_now()
        self._second = True
        self.grid.begin_second_entry()

    def _compare(self) -> None:
        differing = self.grid.differences()
        if not differing:
            self._second = False
            self.twice.setChecked(False)
            self.check.hide()
            self.problem.hide()
            self._foot.setText(self.tr("Both entries are the same."))
            self.finished.emit()
            return
        listed = ", ".join(map(str, differing))
        self.check.say(
            self.tr("The entries differ on item {items}.").format(items=listed),
            self.tr("The first entry stands until you choose the second."),
            button=self.tr("Use the second entry"),
        )
        self.check.show()

    def _take_second(self) -> None:
        answers = self._typed()
        self._second = False
        self._answers = answers
        if self._keep_digits(answers):
            self.twice.setChecked(False)
            self.check.hide()
            self._choose(self._code, again=True)
            self._show_figures()
            self.finished.emit()

    # --- figures and flags -------------------------------------------------------------------

    def _flags(self) -> tuple[risk.Flag, ...]:
        return risk.find(self._instrument(), self._answers, self._previous)

    def _mark_flags(self) -> None:
        """Mark what must not wait in the same frame as the digit, before anything is kept."""
        self.grid.set_flags(risk.by_item(self._flags()))

    def _show_figures(self) -> None:
        instrument = self._instrument()
        score = instrument.score(self._answers, sex=self.desk.view.patient_sex)
        self._mark_flags()
        self._show_total(instrument, score)
        self._show_band(instrument, score)
        self._show_rules(instrument)
        self._show_flag()
        complete = None not in self._answers
        self.twice.setVisible(complete or self._second)
        self.leave_out.setVisible(not complete)
        self.add_form.setVisible(not self.desk.is_signed)

    def _show_total(self, instrument: Instrument, score: Score) -> None:
        maximum = instrument.maximum
        self._total.setText(words.figure(score.total))
        self._of.setText(
            self.tr("of {most} p").format(most=words.figure(maximum)) if maximum is not None else ""
        )
        self._total.setAccessibleName(self.tr("Total {total}").format(total=self._total.text()))
        missing = len(score.missing_items)
        parts = []
        if score.total is not None and self._previous_total is not None and self._previous_on:
            change = score.total - self._previous_total
            since = self._previous_on.isoformat()
            if change == 0:
                parts.append(self.tr("Unchanged since {day}.").format(day=since))
            else:
                parts.append(
                    self.tr("{change} p since {day}.").format(
                        change=words.signed(change), day=since
                    )
                )
        parts.append(
            say("QuestionnairesPage", "%n answer(s) (is|are) missing.", missing)
            if missing
            else self.tr("All answers are there.")
        )
        self._change.setText(" ".join(parts))

    def _show_band(self, instrument: Instrument, score: Score) -> None:
        self._scale.show_total(instrument, score.total)
        band = score.band
        if band is None:
            self._band.setText("")
        else:
            facts = {"word": level_word(band), "low": band.low, "high": band.high}
            text = (
                self.tr("Guidance level: {word} ({low}–{high})")
                if band.guidance_only
                else self.tr("Level: {word} ({low}–{high})")
            )
            self._band.setText(text.format(**facts))
        self._band.setVisible(band is not None)
        guidance = any(each.guidance_only or each.uncertain for each in instrument.bands)
        caution = instrument.cautions[0] if guidance and instrument.cautions else ""
        name = words.shown_code(instrument.name)
        self._caution.setText(caution.replace(instrument.name, name))
        self._caution.setVisible(bool(self._caution.text()))

    def _show_rules(self, instrument: Instrument) -> None:
        clear(self._rules)
        self._flag_head.setVisible(bool(instrument.risks))
        now = instrument.risk_values(self._answers)
        before = instrument.risk_values(self._previous) if self._previous else {}
        for rule in instrument.risks:
            value, last = now[rule.item], before.get(rule.item)
            fires = rule.fires(value, last)
            known = instrument.is_judged(rule, self._answers, self._previous)
            self._rules.addWidget(
                RuleLine(
                    rule_words(instrument, rule),
                    self._verdict(rule, value, last, known=known),
                    fires=fires,
                    known=known,
                    soft=rule.level is Level.SOFT,
                )
            )

    def _verdict(self, rule: RiskRule, value: int | None, last: int | None, *, known: bool) -> str:
        if rule.rise is not None:
            if value is None or last is None:
                return self.tr("not known")
            return words.signed(value - last)
        if value is None:
            return self.tr("missing")
        if not known:
            return self.tr("not known")
        return self.tr("yes") if rule.fires(value, last) else self.tr("no")

    def _show_flag(self) -> None:
        flags = self._flags()
        red = [flag for flag in flags if flag.level == "red"]
        required = self.desk.view.risk_required
        came = required and self.flag.isHidden()
        self.flag.setVisible(required)
        if came:  # it takes its place first; what is red is read at once, however far one scrolled
            QTimer.singleShot(0, self, lambda: self.sheet.ensureWidgetVisible(self.flag))
        self._show_soft(flags, shown=bool(flags) and not red and not required)
        if not required:
            return
        lead = flag_words(self._instrument(), red[0]) if red else self.tr("A flag stands open.")
        self.flag.say(
            self.tr("{flag} An in-depth assessment is required before you go on.").format(
                flag=lead
            ),
            self.tr("Every clinician and the coordinator see it. Contact is needed today."),
            button=self.tr("&Go to the in-depth assessment"),
        )

    def _show_soft(self, flags: tuple[risk.Flag, ...], *, shown: bool) -> None:
        """A soft flag opens the case too and stops nothing: the wizard goes on as before."""
        self.soft.setVisible(shown)
        if not shown:
            return
        self.soft.say(
            self.tr("{flag} To follow up today.").format(
                flag=flag_words(self._instrument(), flags[0])
            ),
            self.tr("Every clinician and the coordinator see it until it is assessed and signed."),
            button=self.tr("&Go to the in-depth assessment"),
        )

    # --- leaving it out ----------------------------------------------------------------------

    def _open_reason(self) -> None:
        self.why.show()
        self.why.setFocus()

    # --- the wizard's questions --------------------------------------------------------------

    def keep_typed(self) -> None:
        """Keep the digits that stand, now."""
        self._keep_now()

    def keep(self) -> None:
        """Keep the digits that stand; a complete form becomes a measurement when one goes on."""
        self._finish()

    def focus_first(self) -> None:
        self.grid.start()

    def focus_missing(self, word: str) -> bool:
        if word not in self.tabs:
            return False
        if word != self._code:
            self._switch(word)
        self.grid.start()
        return True

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (
            Shortcut(digits_of(self._instrument()), self.tr("Answer the item and move on")),
            Shortcut(self.tr("Backspace"), self.tr("Back to the item before")),
            Shortcut(self.tr("Space"), self.tr("Skip the item; it counts as missing")),
        )


def digits_of(instrument: Instrument) -> str:
    """The keys that answer this form: ``0–6``, ``0–3``."""
    values = [value for item in instrument.items for value in item.values]
    return f"{min(values)}–{max(values)}"


def clear_flow(flow: Flow) -> None:
    """Take everything out of a flow."""
    while flow.count():
        item = flow.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def rule_words(instrument: Instrument, rule: RiskRule) -> str:
    """A flag rule in words: ``Fråga 9 är 4 eller mer``."""
    name = next(
        (item.printed or str(item.number) for item in instrument.items if item.number == rule.item),
        "",
    )
    if rule.item is None:
        if rule.more_than is not None:
            return say("QuestionnairesPage", "The total is above {limit}").format(
                limit=rule.more_than
            )
        if rule.at_least is not None:
            return say("QuestionnairesPage", "The total is {limit} or more").format(
                limit=rule.at_least
            )
        return say("QuestionnairesPage", "The total has risen by {limit} or more").format(
            limit=rule.rise
        )
    if rule.rise is not None:
        return say("QuestionnairesPage", "Item {item} has risen by {limit} or more").format(
            item=name, limit=rule.rise
        )
    if rule.more_than is not None:
        return say("QuestionnairesPage", "Item {item} is above {limit}").format(
            item=name, limit=rule.more_than
        )
    return say("QuestionnairesPage", "Item {item} is {limit} or more").format(
        item=name, limit=rule.at_least
    )


def flag_words(instrument: Instrument, flag: risk.Flag) -> str:
    """A raised flag in words: ``Fråga 9 är 4.``"""
    if flag.item is None:
        return say("QuestionnairesPage", "The total is {value}.").format(value=flag.value)
    name = next(
        (item.printed or str(item.number) for item in instrument.items if item.number == flag.item),
        "",
    )
    if flag.is_rise:
        return say("QuestionnairesPage", "Item {item} has risen from {before} to {value}.").format(
            item=name, before=flag.previous, value=flag.value
        )
    return say("QuestionnairesPage", "Item {item} is {value}.").format(item=name, value=flag.value)
