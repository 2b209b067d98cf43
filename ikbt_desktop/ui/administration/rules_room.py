"""The figures of the rules: changed, tried on past cases, and only then put in force."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.data_files import INTAKE, FileKind, Key
from ikbt_desktop.clinic.rule_figures import RuleFigure
from ikbt_desktop.errors import (
    BrokenResource,
    IkbtError,
    Incomplete,
    InvalidValue,
    StaleRecord,
)
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.own_files import Read
from ikbt_desktop.services.rule_trials import FigureView, Moved, Trial
from ikbt_desktop.ui.administration.knowledge_room import ChooseFile, ask_for_data_file
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.administration.sheet import Fact, FactList
from ikbt_desktop.ui.kit import background, fault_words, problems, turns
from ikbt_desktop.ui.kit.background import Job, Reporter
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import ActionBar, Card
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Scroll
from ikbt_desktop.ui.kit.progress import Progress
from ikbt_desktop.ui.record import words as record_words
from ikbt_desktop.ui.record.kept_form import KeptForm, Values

_HERE = "RulesRoom"
_REASON, _BASED_ON = "reason", "based_on"
_FIGURE = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_NAMES: Mapping[str, str] = {
    "hours_at_least": mark("RulesRoom", "Hours a week, at least"),
    "hours_noted_below": mark("RulesRoom", "A note below so many hours"),
    "minutes_at_least": mark("RulesRoom", "Minutes of concentration, at least"),
    "minutes_noted_below": mark("RulesRoom", "A note below so many minutes"),
    "audit_male": mark("RulesRoom", "AUDIT, limit for men"),
    "audit_female": mark("RulesRoom", "AUDIT, limit for women"),
    "audit_c_male": mark("RulesRoom", "AUDIT-C, limit for men"),
    "audit_c_female": mark("RulesRoom", "AUDIT-C, limit for women"),
    "dudit_male": mark("RulesRoom", "DUDIT, limit for men"),
    "dudit_female": mark("RulesRoom", "DUDIT, limit for women"),
    "madrs_above": mark("RulesRoom", "MADRS-S above so many points"),
    "madrs_item_at_least": mark("RulesRoom", "MADRS-S question 9, from"),
    "madrs-s": mark("RulesRoom", "MADRS-S, severe from"),
    "phq-9": mark("RulesRoom", "PHQ-9, severe from"),
    "gad-7": mark("RulesRoom", "GAD-7, severe from"),
    "isi": mark("RulesRoom", "ISI, severe from"),
    "weeks_low": mark("RulesRoom", "Weeks, usually from"),
    "weeks_high": mark("RulesRoom", "Weeks, usually to"),
    "sections_low": mark("RulesRoom", "Sections, usually from"),
    "sections_high": mark("RulesRoom", "Sections, usually to"),
    "feedback_days": mark("RulesRoom", "Days to the next feedback"),
    "reminder": mark("RulesRoom", "Days of silence to a reminder"),
    "phone": mark("RulesRoom", "Days of silence to a phone call"),
    "letter": mark("RulesRoom", "Days of silence to a letter"),
    "proposal_to_close": mark("RulesRoom", "Days of silence to the proposal to close"),
    "check_week": mark("RulesRoom", "The check is made after so many weeks"),
    "check_change": mark("RulesRoom", "Points better since the start, at least"),
    "check_sections": mark("RulesRoom", "Sections behind the plan, at most"),
    "check_contact": mark("RulesRoom", "Days since the patient was heard of, at most"),
    "check_worse": mark("RulesRoom", "MADRS-S, points that count as worse"),
    "amount": mark("RulesRoom", "Kronor for each"),
    "least_per_week": mark("RulesRoom", "Least kronor for a week with a contact"),
    "free_under_age": mark("RulesRoom", "Free below the age of"),
}
_OUTCOMES: Mapping[str, str] = {
    "ACUTE": mark("RulesRoom", "acute"),
    "EXCLUDE": mark("RulesRoom", "excludes"),
    "NOT_MET": mark("RulesRoom", "not met"),
    "REVIEW": mark("RulesRoom", "judge"),
    "MISSING": mark("RulesRoom", "missing"),
    "OBS": mark("RulesRoom", "observandum"),
    "OK": mark("RulesRoom", "met"),
    "in_time": mark("RulesRoom", "in time"),
    "late": mark("RulesRoom", "late"),
    "nothing": mark("RulesRoom", "nothing said"),
    "noted": mark("RulesRoom", "a note"),
    "reminder": mark("RulesRoom", "reminder"),
    "phone": mark("RulesRoom", "phone call"),
    "letter": mark("RulesRoom", "letter"),
    "proposal_to_close": mark("RulesRoom", "proposal to close"),
    "below": mark("RulesRoom", "below what was expected"),
    "as_expected": mark("RulesRoom", "as expected"),
    "worse": mark("RulesRoom", "worse"),
}
_RULES: Mapping[str, str] = {
    "CHECK": mark("RulesRoom", "Course check"),
    "CHECK-WORSE": mark("RulesRoom", "Deterioration"),
}


def _rule_name(rule: str, cat: Catalogue) -> str:
    """The rule's id with the criterion that it judges, or words for a rule of this house's own."""
    if rule in _RULES:
        return say(_HERE, _RULES[rule])
    criterion = cat.criteria.by_id.get(rule)
    return rule if criterion is None else f"{rule}  ·  {criterion.title}"


class RulesRoom(Room):
    """One file of rules at a time. Nothing holds before it was tried."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._title, self._line = Label("", "h1"), Label("", "small", ink="muted", wrap=True)
        self.which = ComboBox(width=420)
        self.which.setObjectName("rule_file")
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.hide()
        self._held = Label("", "small", ink="muted", wrap=True)
        self._form = QWidget()
        self._fields: dict[RuleFigure, FieldBlock] = {}
        self.blocks: dict[str, FieldBlock] = {}
        self._cards: dict[str, Label] = {}
        self._reason = LineEdit()
        self._reason.setObjectName("rule_reason")
        self.reason = FieldBlock("", self._reason)
        self.attempt = Button("", Kind.SECONDARY)
        self.attempt.setObjectName("try_rules")
        self.again = Button("", Kind.TEXT)
        self.again.setObjectName("try_shipped")
        self.whole = Button("", Kind.TEXT)
        self.whole.setObjectName("try_file")
        self.choose_file: ChooseFile = ask_for_data_file
        self.enforce = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self.enforce.setObjectName("enforce_rules")
        self.progress = Progress(can_cancel=True)
        self.progress.hide()
        self.found = FactList()
        self._trial: Trial | None = None
        self._job: Job | None = None
        self._key: Key = (FileKind.CRITERIA, INTAKE)
        self._build()
        self._draft: KeptForm | None = None
        self._views: tuple[FigureView, ...] = ()
        turns.part(lambda: self._show_file(self._key))
        turns.part(self.retranslate)

    def _build(self) -> None:
        scroll = Scroll(gap=12, margins=(24, 16, 24, 16))
        ways = QWidget()
        flow = Flow(ways, gap=8)
        for button in (self.whole, self.again):
            flow.addWidget(button)
        self._figures = Column(self._form, gap=12)
        scroll.body.put(self._title, self._line, self.which, self._held, self._trouble, self._form)
        scroll.body.put(ways, self.progress, self.found, self.reason, None)
        self._bar = ActionBar()
        self._bar.add_left(self.attempt)  # what comes first is in sight, however long the page
        self._bar.add_right(self.enforce)
        self._scroll = scroll
        whole = Column(self, gap=0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._bar)
        self.which.activated.connect(lambda _: self._chosen())
        self.attempt.clicked.connect(self.try_figures)
        self.again.clicked.connect(self.try_shipped)
        self.whole.clicked.connect(self.try_file)
        self.enforce.clicked.connect(self.put_in_force)
        self.progress.cancelled.connect(self.cancel)
        self._trouble.acted.connect(self._read_anew)

    # --- the file ----------------------------------------------------------------------------

    def _keys(self) -> list[tuple[object, str]]:
        fees = self.services.catalogue.fees.values()
        return [
            ("criteria:intake", self.tr("Intake: INC, EXC, SEV and LEN")),
            ("limits:limits", self.tr("Days: FB-1 and ACT-1")),
            ("course_check:course-check", self.tr("Course check: week, limits, deterioration")),
            *((f"fees:{one.code}", self.tr("Fee: {name}").format(name=one.name)) for one in fees),
        ]

    def _chosen(self) -> None:
        kind, _, code = str(self.which.value).partition(":")
        if (FileKind(kind), code) != self._key:
            self.keep()
            self._show_file((FileKind(kind), code))
            self.retranslate()

    def _show_file(self, key: Key) -> None:
        self.cancel()
        self._key, self._trial = key, None
        self._form.hide()
        while self._figures.count():
            item = self._figures.takeAt(0)
            old = None if item is None else item.widget()
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        self._fields.clear()
        self.blocks.clear()
        self._cards.clear()
        self._views = self.services.rule_trials.figures(key)
        for _, views in groupby(self._views, key=lambda view: view.figure.rule):
            turns.part(partial(self._show_rule, tuple(views)))
        turns.part(self._show_typed)

    def _show_rule(self, views: Sequence[FigureView]) -> None:
        card = Card(gap=10)
        rule = views[0].figure.rule
        self._cards[rule] = Label(_rule_name(rule, self.services.catalogue), "h3", wrap=True)
        card.body.addWidget(self._cards[rule])
        for view in views:
            field = LineEdit(width=110)
            field.setObjectName(f"figure_{view.figure.name}")
            field.setText("" if view.value is None else _written(view.value))
            field.textEdited.connect(lambda _text: self._untried())
            block = self.blocks[view.figure.name] = FieldBlock("", field)
            self._fields[view.figure] = block
            card.body.addWidget(block)
        self._figures.addWidget(card)

    def _show_typed(self) -> None:
        """What was typed before and not put in force, over the figures that hold."""
        key = self._key
        self._form.show()
        if self._draft is not None:
            self._draft.let_go()
        self._draft = KeptForm(
            self._form,
            self.services,
            kind="rule_form",
            subject_id=f"{key[0]}:{key[1]}",
            read=self._typed,
        )
        self._draft.listen(self.reason)
        kept = self._draft.kept()
        self._reason.setText("" if kept is None else str(kept.get(_REASON, "")))
        if kept is not None:
            self._say_newer(kept)
        for figure, block in self._fields.items():
            text = None if kept is None else kept.get(figure.name)
            if isinstance(text, str) and isinstance(block.field, LineEdit):
                block.field.setText(text)
        self._untried()

    def _typed(self) -> Values | None:
        typed = {figure.name: _text(block) for figure, block in self._fields.items()}
        held = {one.figure.name: _written(one.value or 0) for one in self._views}
        reason = self._reason.text().strip()
        if typed == held and not reason:
            return None
        return {**typed, _REASON: reason, _BASED_ON: self._held_version}

    @property
    def _held_version(self) -> str:
        return self.services.catalogue.files[self._key].version

    def _say_newer(self, kept: Values) -> None:
        """What was typed before a colleague put another version in force is compared first."""
        if kept.get(_BASED_ON, self._held_version) == self._held_version:
            return
        told = self.tr(
            "Version {version} holds since you wrote. Your figures are still here: compare them, "
            "and try them again."
        )
        self._trouble.say(
            self.tr("Somebody changed these rules meanwhile."),
            told.format(version=self._held_version),
        )
        self._trouble.reveal()

    def _untried(self) -> None:
        """What was tried is no longer what stands here."""
        self._trial = None
        self.found.show_facts(())
        self.enforce.setEnabled(False)
        self._bar.say(self.tr("Try it first; then it can be put in force."))

    def _show_in_page(self, part: QWidget) -> None:
        """Scroll to what the buttons below have brought about."""
        self._scroll.ensureWidgetVisible(part, 0, part.height())

    # --- trying ------------------------------------------------------------------------------

    def try_figures(self) -> None:
        """Judge the past by the figures as typed; nothing is changed by it."""
        self._clear()
        try:
            changes = {figure: _number(block, figure) for figure, block in self._fields.items()}
            read = self.services.rule_trials.drafted(self._key, changes)
        except InvalidValue as error:
            self._point_at(error)
        except IkbtError as error:
            self._say(error)
        else:
            self._run(read)

    def try_shipped(self) -> None:
        """Judge the past by the figures that came with the program."""
        self._clear()
        try:
            self._run(self.services.rule_trials.shipped_again(self._key))
        except IkbtError as error:
            self._say(error)

    def try_file(self) -> None:
        """Judge the past by a whole file: medicine table, diagnoses, quoted lines and figures."""
        self._clear()
        chosen = self.choose_file(self)
        if not chosen:
            return
        kind, code = self._key
        try:
            self._run(self.services.own_files.read_path(kind, Path(chosen), code=code))
        except IkbtError as error:
            self._say(error)

    def _run(self, read: Read) -> None:
        trials = self.services.rule_trials
        self.progress.show()
        self._progressed(0, 0)
        for button in (self.attempt, self.again, self.whole):
            button.setEnabled(False)

        def job(reporter: Reporter) -> Trial:
            return trials.run(read, reporter.report)

        QTimer.singleShot(0, self, lambda: self._show_in_page(self.progress))
        self._job = background.run(
            self, job, done=self._tried, failed=self._failed, progressed=self._progressed
        )

    def _progressed(self, done: int, total: int) -> None:
        text = self.tr("Trying on past cases: {done} of {total}").format(done=done, total=total)
        self.progress.show_count(text, done=done, total=total)

    def cancel(self) -> None:
        """End the trial; nothing is kept of it."""
        if self._job is not None:
            self._job.cancel()
        self._ended()

    def _ended(self) -> None:
        self._job = None
        self.progress.hide()
        for button in (self.attempt, self.again, self.whole):
            button.setEnabled(True)

    def _failed(self, error: IkbtError) -> None:
        self._ended()
        self._say(error)

    def _tried(self, trial: Trial) -> None:
        self._ended()
        self._trial = trial
        self._show_trial()
        QTimer.singleShot(0, self, lambda: self._show_in_page(self.found))

    def _show_trial(self) -> None:
        trial = self._trial
        if trial is None:
            return
        facts = [self._moved(row) for row in trial.moved]
        if trial.cases == 0:
            facts = [Fact("", self.tr("There are no past cases to try it on."))]
        elif not facts:
            facts = [Fact("", self.tr("No past case would have come out otherwise."))]
        heading = self.tr("Past cases tried: {cases}; would have come out otherwise: {moved}")
        self.found.show_facts(
            facts, heading=heading.format(cases=trial.cases, moved=trial.cases_moved)
        )
        self.enforce.setEnabled(True)
        self._bar.say(
            self.tr("Version {version} can be put in force.").format(
                version=trial.read.file.version
            ),
            icon="check",
            ink="ok",
        )

    def _moved(self, row: Moved) -> Fact:
        rule = _rule_name(row.rule, self.services.catalogue) or self.tr("The whole")
        change = say("RulesRoom", "{before} → {after}: %n case(s)", row.count)
        if row.rule == "FEE-1":
            kronor = self.tr("{amount} kr")
            before, after = kronor.format(amount=row.before), kronor.format(amount=row.after)
        else:
            before, after = (say(_HERE, _OUTCOMES.get(one, one)) for one in (row.before, row.after))
        return Fact(rule, change.format(before=before, after=after))

    # --- in force ----------------------------------------------------------------------------

    def put_in_force(self) -> None:
        """The tried rules hold from now on; earlier decisions keep theirs."""
        if self._trial is None:
            return
        self._clear()
        try:
            file = self.services.rule_trials.put_in_force(self._trial, reason=self._reason.text())
        except Incomplete:
            self.reason.set_error(self.tr("Write why; it stands in the history."))
            self._reason.setFocus()
            return
        except StaleRecord as error:
            self._say_overtaken(error)
            return
        except IkbtError as error:
            self._say(error)
            return
        if self._draft is not None:
            self._draft.forget()
        self._reason.clear()
        text = self.tr("Version {version} of the rules is in force.")
        self.said.emit(text.format(version=file.version), None)
        self.catalogue_changed.emit()

    def _clear(self) -> None:
        self._trouble.hide()
        self.reason.set_error("")
        for block in self._fields.values():
            block.set_error("")

    def _point_at(self, error: InvalidValue) -> None:
        block = self.blocks.get(error.field)
        if block is None:
            self._say(error)
            return
        if error.reason == "range" and error.facts:
            text = self.tr("Write a figure from {low} to {high}.")
            block.set_error(text.format(low=error.facts["low"], high=error.facts["high"]))
        else:
            block.show_problem(error)
        block.field.setFocus()
        self._scroll.ensureWidgetVisible(block)

    def _say(self, error: IkbtError) -> None:
        told = (
            fault_words.sentence(error)
            if isinstance(error, BrokenResource)
            else record_words.problem(error)
        )
        self._trouble.say(
            self.tr("The rules are as they were. What you wrote is still here."), told
        )
        self._trouble.reveal()

    def _say_overtaken(self, error: StaleRecord) -> None:
        """Other rules hold: what is tried was tried against those of before."""
        self._untried()
        told = self.tr("The rules that hold now are others. What you wrote is kept.")
        self._trouble.say(
            problems.who_was_first(error), told, button=self.tr("&Show what holds now")
        )
        self._trouble.reveal()

    def _read_anew(self) -> None:
        self.keep()
        self.catalogue_changed.emit()

    # --- the room ----------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Rules"))
        self._line.setText(
            self.tr(
                "A changed rule is tried on the clinic's own past cases before it holds. A signed "
                "decision keeps the rules of its day. EXC-3 may be stricter than the program's own "
                "limits, never looser. The medicine table, the listed diagnoses and the quoted "
                "lines are changed in a whole file, which is tried in the same way."
            )
        )
        self.which.setAccessibleName(self.tr("Which rules"))
        self.which.set_options(self._keys())
        self.which.set_value(f"{self._key[0]}:{self._key[1]}")
        held = self.services.catalogue.files[self._key]
        told = self.tr("In force: version {version}").format(version=held.version)
        if self._key[0] is FileKind.COURSE_CHECK:
            told += ". " + self.tr(
                "No source gives these limits: they are the clinic's choice, and shown as such. "
                "A recorded check keeps the limits of its day."
            )
        self._held.setText(told)
        for rule, head in self._cards.items():
            head.setText(_rule_name(rule, self.services.catalogue))
        for view in self._views:
            block = self._fields.get(view.figure)
            if block is None:
                continue
            block.set_label(say(_HERE, _NAMES[view.figure.name]))
            if view.shipped is not None:
                shipped = self.tr("The program's own: {figure}")
                block.set_help(shipped.format(figure=_written(view.shipped)))
        self.attempt.setText(self.tr("&Try on past cases"))
        self.again.setText(self.tr("Try the program's &own"))
        self.whole.setText(self.tr("Try a whole &file …"))
        self.again.setVisible(held.own)
        self.enforce.setText(self.tr("Put in force"))
        self.reason.set_label(self.tr("Why it is changed"))
        if self._trial is not None:
            self._show_trial()
        elif self._job is None:
            self._bar.say(self.tr("Try it first; then it can be put in force."))

    def focus_first(self) -> None:
        """The choice of rules."""
        self.which.setFocus()

    def keep(self) -> None:
        """Keep the figures as typed."""
        if self._draft is not None:
            self._draft.keep()


def _text(block: FieldBlock) -> str:
    assert isinstance(block.field, LineEdit)
    return block.field.text().strip()


def _written(value: float) -> str:
    return f"{value:g}".replace(".", QLocale().decimalPoint())


def _number(block: FieldBlock, figure: RuleFigure) -> float:
    """The figure as typed, with a decimal comma or point. Raises `InvalidValue`."""
    text = _text(block).replace(",", ".")
    if _FIGURE.fullmatch(text) is None:  # float() takes digits of other scripts, 1e9 and nan
        raise InvalidValue(figure.name, "not_a_number")
    return float(text)
