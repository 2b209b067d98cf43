"""The in-depth assessment of one risk case, the same in the wizard and on its own page."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from ikbt_desktop.clinic import risk
from ikbt_desktop.clinic.risk import Choice, RiskLevel
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day, parse_clock, parse_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import (
    AlreadySigned,
    DocumentTooLong,
    IkbtError,
    Incomplete,
    InvalidValue,
    StaleRecord,
)
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.risk_cases import RiskCaseView, RiskChanges, RiskFlagView
from ikbt_desktop.ui.kit import background, problems, theme, tokens, turns
from ikbt_desktop.ui.kit.autosave import Autosave
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.edits import LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label, as_plain_tip
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, clear
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.screening import words
from ikbt_desktop.ui.screening.conflict import ConflictBox, Difference
from ikbt_desktop.ui.screening.contact_log import ContactLog
from ikbt_desktop.ui.screening.desk import show_text
from ikbt_desktop.ui.screening.folding import FoldingCard
from ikbt_desktop.ui.screening.safety_plan import SafetyPlanCard
from ikbt_desktop.ui.screening.step_page import TwoPanes, divider

PLAN_DRAFT = "safety_plan"
_HEADS = ("questions_asked", "risk_factors", "protective_factors", "scales", "judgement")
_GAPS_OF: Mapping[str, tuple[str, ...]] = {
    "questions_asked": ("questions_asked",),
    "risk_factors": ("risk_factors",),
    "protective_factors": ("protective_factors",),
    "scales": ("scales",),
    "judgement": ("level", "plan", "informed", "next_contact", "action_note"),
}
_HEAD_OF = {"questions": "questions_asked", "notes": "protective_factors"}
_NOTED = re.compile(
    r"(?P<who>[^,\n]*), (?P<when>\d{4}-\d\d-\d\d \d\d:\d\d): (?P<what>.*)", re.DOTALL
)
_FlagKey = tuple[object, ...]


def parse_moment(text: str, *, now: datetime) -> datetime:
    """``2026-10-09 10:00``, ``imorgon 10``. Raises `InvalidValue`."""
    day_words, _, clock_words = text.strip().rpartition(" ")
    if not day_words:
        raise InvalidValue("next_contact_at", "format")
    day = parse_day(day_words, today=local_day(now), field="next_contact_at")
    return datetime.combine(day, parse_clock(clock_words, field="next_contact_at"), LOCAL)


class FactorTicks(QWidget):
    """Factors to tick in columns; "gone through" tells none found from not looked at."""

    ticked = Signal(object)

    def __init__(self, name: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._codes = [choice.code for choice in choices]
        self._choices = choices
        self.boxes = {choice.code: CheckBox("") for choice in choices}
        for code, box in self.boxes.items():
            box.setObjectName(f"{name}_{code}")
            box.clicked.connect(self._changed)
        self.none = CheckBox("")
        self.none.setObjectName(f"{name}_none")
        self.none.clicked.connect(self._none)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        whole = Column(self, gap=4)
        whole.addLayout(self._grid)
        whole.addWidget(self.none)
        self._columns = 0
        self.arrange(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every word in the language that now holds."""
        for choice in self._choices:
            self.boxes[choice.code].setText(words.choice_word(choice))

    def arrange(self, columns: int) -> None:
        """Set the boxes in so many columns, read across."""
        if columns == self._columns:
            return
        self._columns = columns
        for box in self.boxes.values():
            self._grid.removeWidget(box)
        for place, box in enumerate(self.boxes.values()):
            self._grid.addWidget(box, place // columns, place % columns)
        self.updateGeometry()

    def widest(self) -> int:
        """The room that one column needs."""
        return max(box.sizeHint().width() for box in self.boxes.values()) + theme.current().px(12)

    def show_codes(self, codes: Sequence[str] | None) -> None:
        """Show what is ticked; None: nobody has gone through it."""
        for code, box in self.boxes.items():
            box.setChecked(codes is not None and code in codes)
        self.none.setChecked(codes is not None and not codes)

    def _changed(self) -> None:
        chosen = [code for code in self._codes if self.boxes[code].isChecked()]
        self.none.setChecked(False)
        self.ticked.emit(chosen or None)

    def _none(self) -> None:
        if self.none.isChecked():
            for box in self.boxes.values():
                box.setChecked(False)
            self.ticked.emit([])
        else:
            self.ticked.emit(None)


class RiskPanel(QObject):
    """Builds the headings into `panes.body` and the 112 pane into `panes.side`; keeps all writing.

    `changed(view)` after anything was kept, `signed(view)` when the case is closed, `went(place)`
    to read an earlier case. It is built in parts.
    """

    changed = Signal(object)
    signed = Signal(object)
    went = Signal(object)

    def __init__(self, services: Services, case: RiskCaseView, panes: TwoPanes) -> None:
        super().__init__(panes)
        self._services, self.case, self._panes = services, case, panes
        self._refused: RiskChanges | None = None
        self._opened = ""
        self._width = 0
        self._savings: list[Autosave] = []
        self._saving_of: dict[str, Autosave] = {}
        self._editable: list[QWidget] = []
        self._titles: dict[str, str] = {}
        self._title = Label("", "h1")
        self.deadline = Pill("", State.ACUTE)
        self._cause = Label("", "small", wrap=True)
        self._hours = Label("", "small", weight=500, wrap=True)
        self._retracted = Label("", "small", ink="muted", wrap=True)
        self.joined = InlineMessage(Tone.ACUTE)
        self.joined.setObjectName("joined")
        self.joined.hide()
        self._known: set[_FlagKey] | None = None
        self._unread = False
        self.trouble = InlineMessage(Tone.TROUBLE, icon="circle-alert")
        self.trouble.hide()
        self.conflict = ConflictBox()
        self.conflict.mine_chosen.connect(self._keep_mine)
        self.conflict.theirs_chosen.connect(self._take_theirs)
        self.acute = InlineMessage(Tone.ACUTE)
        self.acute.hide()
        self.done = InlineMessage(Tone.DONE)
        self.done.hide()
        self.heads = {key: FoldingCard(key) for key in _HEADS}
        self.print_case = Button("", icon="printer", small=True)
        self.print_case.setObjectName("print_assessment")
        self.print_case.clicked.connect(self._print_case)
        self._paper_state = Label("", "small", wrap=True)
        self._paper = QWidget()
        paper = Row(self._paper, gap=12)
        paper.addWidget(self.print_case)
        paper.put(self._paper_state, stretch=1)
        self._plan_made: SafetyPlanCard | None = None
        self._plan_saving: Autosave | None = None
        for build in (
            *(self._build_heads, self._build_judgement, self._build_main),
            *(self._build_pane, lambda: theme.current().changed.connect(self._arrange)),
        ):
            turns.part(build)

    # --- building ----------------------------------------------------------------------------

    def _build_main(self) -> None:
        head = Row(gap=8)
        head.put(self._title, None, self.deadline)
        body = self._panes.body
        body.addLayout(head)
        body.put(self._cause, self._hours, self._retracted, self.joined)
        body.put(self.trouble, self.conflict, self.acute, self.done, self._paper)
        for key, card in self.heads.items():
            card.opened.connect(lambda key=key: self._open(key))
            body.addWidget(card)

    def _text(self, name: str, wrap: Callable[[str], RiskChanges], *, lines: int = 2) -> TextEdit:
        editor = TextEdit(lines=lines)
        self._follow(editor, name, wrap)
        return editor

    def _line(self, name: str, wrap: Callable[[str], RiskChanges], width: int | None) -> LineEdit:
        editor = LineEdit(width=width)
        saving = self._follow(editor, name, wrap)
        editor.textEdited.connect(saving.changed)
        return editor

    def _follow(
        self, editor: QPlainTextEdit | QLineEdit, name: str, wrap: Callable[[str], RiskChanges]
    ) -> Autosave:
        editor.setObjectName(name)
        read = editor.toPlainText if isinstance(editor, QPlainTextEdit) else editor.text
        saving = Autosave(
            editor,
            save=lambda text: self._put(wrap(text)),
            clock=self._services.workplace.clock,
            text=read,
        )
        saving.failed.connect(self._report)
        self._savings.append(saving)
        self._editable.append(editor)
        self._saving_of[name] = saving
        return saving

    def _build_heads(self) -> None:
        lists = self._services.catalogue.risk
        assess = RiskChanges
        self.questions = self._text(
            "risk_questions", lambda text: assess(assessment={"questions": text}), lines=3
        )
        self._questions_block = FieldBlock("", self.questions)
        self.risk_factors = FactorTicks("risk_factor", lists.risk_factors)
        self.risk_factors.ticked.connect(
            lambda codes: self._change(RiskChanges(assessment={"risk_factors": codes}))
        )
        self.protective = FactorTicks("protective_factor", lists.protective_factors)
        self.protective.ticked.connect(
            lambda codes: self._change(RiskChanges(assessment={"protective_factors": codes}))
        )
        self.notes = self._text("risk_notes", lambda text: assess(assessment={"notes": text}))
        self._notes_block = FieldBlock("", self.notes, optional=True)
        self.scales = self._text("risk_scales", lambda text: assess(assessment={"scales": text}))
        self._scales_block = FieldBlock("", self.scales)
        self.propose = Button("", Kind.TEXT, small=True, icon="clipboard-copy")
        self.propose.setObjectName("risk_scales_propose")
        self.propose.clicked.connect(self._take_proposal)
        self.heads["questions_asked"].inside.addWidget(self._questions_block)
        self.heads["risk_factors"].inside.addWidget(self.risk_factors)
        self.heads["protective_factors"].inside.put(self.protective, self._notes_block)
        propose = Row()
        propose.put(self.propose, None)
        self.heads["scales"].inside.addWidget(self._scales_block)
        self.heads["scales"].inside.addLayout(propose)

    def _build_judgement(self) -> None:
        lists = self._services.catalogue.risk
        self.level = SegmentedAnswer(
            [(each.code, words.choice_word(each)) for each in lists.levels]
        )
        self.level.answered.connect(lambda level: self._change(RiskChanges(level=str(level or ""))))
        for each, part in zip(lists.levels, self._level_parts(), strict=True):
            part.setObjectName(f"risk_level_{each.code}")
        self._level_block = FieldBlock("", self.level)
        self.next_contact = LineEdit(width=160)
        self.next_contact.setObjectName("risk_next_contact")
        self.next_contact.editingFinished.connect(self._contact_typed)
        self._next_block = FieldBlock("", self.next_contact)
        self.informed = self._line("risk_informed", lambda text: RiskChanges(informed=text), 210)
        self._informed_block = FieldBlock("", self.informed)
        self.plan = self._text("risk_plan", lambda text: RiskChanges(plan=text))
        self._plan_block = FieldBlock("", self.plan)
        self.action = QWidget()
        self._build_action()
        line = QWidget()
        flow = Flow(line, gap=16)
        for block in (self._level_block, self._next_block, self._informed_block):
            flow.addWidget(block)
        self.heads["judgement"].inside.put(line, self._plan_block, self.action)
        self.code = CheckBox("")
        self.code.setObjectName("risk_kva")
        self.code.clicked.connect(self._code_ticked)
        self.heads["judgement"].inside.addWidget(self.code)
        self._editable.append(self.code)
        self._editable += [self.level, self.next_contact, self.risk_factors, self.protective]
        self._editable.append(self.propose)

    def _level_parts(self) -> list[QAbstractButton]:
        return list(self.level.findChildren(QAbstractButton))

    def _build_action(self) -> None:
        self._action_head = Label("", "small", weight=600)
        self.action_who = LineEdit(width=210)
        self.action_when = LineEdit(width=170)
        self.action_what = self._text("action_what", lambda _text: self._action_note())
        self.action_who.setObjectName("action_who")
        self.action_when.setObjectName("action_when")
        for field in (self.action_who, self.action_when):
            field.textEdited.connect(self._saving_of["action_what"].changed)
            field.editingFinished.connect(self._saving_of["action_what"].flush)
            self._editable.append(field)
        self._who_block = FieldBlock("", self.action_who)
        self._when_block = FieldBlock("", self.action_when)
        self._what_block = FieldBlock("", self.action_what)
        line = Row(gap=16)
        line.put(self._who_block, self._when_block, None)
        whole = Column(self.action, gap=8)
        whole.addWidget(self._action_head)
        whole.addLayout(line)
        whole.addWidget(self._what_block)

    def _build_pane(self) -> None:
        self.crisis = InlineMessage(Tone.ACUTE, icon="phone-call")
        self.contact = ContactLog(self._services, self.case)
        self.contact.told.connect(self._told)
        self.contact.failed.connect(self._report)
        self._plan_head = Label("", "small", ink="muted", weight=600)
        self._plan_state = Label("", "small", wrap=True)
        self._plan_mark = IconMark("circle-check", "ok")
        plan_line = Row(gap=8)
        plan_line.addWidget(self._plan_mark)
        plan_line.put(self._plan_state, stretch=1)
        self.open_plan = Button("", icon="file-text", small=True)
        self.open_plan.setObjectName("open_plan")
        self.open_plan.clicked.connect(self._open_plan)
        plan_row = Row()
        self.print_plan = Button("", Kind.TEXT, icon="printer", small=True)
        self.print_plan.setObjectName("print_plan")
        self.print_plan.clicked.connect(self._print_plan)
        plan_row.put(self.open_plan, self.print_plan, None)
        self._close_head = Label("", "small", ink="muted", weight=600)
        self._left = Column(gap=4)
        self._earlier_head = Label("", "small", ink="muted", weight=600)
        self._earlier = Column(gap=2)
        self.mistake = Button("", Kind.TEXT, small=True)
        self.mistake.setObjectName("mistake")
        self.mistake.clicked.connect(self._open_mistake)
        self._mistake_form = QWidget()
        self.mistake_reason = LineEdit()
        self.mistake_reason.setObjectName("mistake_reason")
        self._mistake_block = FieldBlock("", self.mistake_reason)
        self.mistake_close = Button("", Kind.DANGER, small=True)
        self.mistake_close.setObjectName("mistake_close")
        self.mistake_close.clicked.connect(self._close_as_mistake)
        Column(self._mistake_form, gap=6).put(self._mistake_block, self.mistake_close)
        self._mistake_form.hide()
        side = self._panes.side
        side.put(self.crisis, self.contact, divider(), self._plan_head)
        side.addLayout(plan_line)
        side.addLayout(plan_row)
        side.put(divider(), self._close_head)
        side.addLayout(self._left)
        side.put(self.mistake, self._mistake_form, self._earlier_head)
        side.addLayout(self._earlier)

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("In-depth assessment"))
        lists = self._services.catalogue.risk
        self._titles = {choice.code: words.choice_word(choice) for choice in lists.headings}
        for ticks in (self.risk_factors, self.protective):
            ticks.retranslate()
        self.level.set_texts([words.choice_word(choice) for choice in lists.levels])
        total = len(_HEADS)
        for place, (key, card) in enumerate(self.heads.items(), start=1):
            number = self.tr("{number} of {total}").format(number=place, total=total)
            card.set_words(self._titles[key], number)
        self._questions_block.set_label(self.tr("What was asked and answered"))
        self._questions_block.set_help(
            self.tr("Thoughts, wishes, plans, preparations, attempts, means at hand.")
        )
        self.risk_factors.none.setText(self.tr("Gone through, none applies"))
        self.protective.none.setText(self.tr("Gone through, none applies"))
        self._notes_block.set_label(self.tr("Note"))
        self._scales_block.set_label(self.tr("What the ratings say"))
        self.propose.setText(self.tr("Take over the answers that raised the flag"))
        self._level_block.set_label(self.tr("Suicide risk just now"))
        self._next_block.set_label(self.tr("Next contact"))
        self._informed_block.set_label(self.tr("Who is informed"))
        self._plan_block.set_label(self.tr("Plan"))
        self._action_head.setText(self.tr("What has been done now"))
        self._who_block.set_label(self.tr("Who"))
        self._when_block.set_label(self.tr("When"))
        self._what_block.set_label(self.tr("What"))
        self._earlier_head.setText(self.tr("Earlier cases"))
        self._plan_head.setText(self.tr("Safety plan"))
        self.print_case.setText(self.tr("Make PDF of the assessment"))
        self._close_head.setText(self.tr("To close"))
        self.print_plan.setText(self.tr("Make PDF"))
        proposed = self.tr("Record KVÅ {code} (proposed)").format(code=risk.KVA_CODE)
        self.code.setText(proposed)
        self.code.setToolTip(
            as_plain_tip(self._services.catalogue.measures.by_code[risk.KVA_CODE].shown)
        )
        self.mistake.setText(self.tr("Opened by a mistyped form …"))
        self._mistake_block.set_label(self.tr("What was mistyped?"))
        self.mistake_close.setText(self.tr("Close as a mistake"))
        if self._plan_made is not None:
            self._plan_made.retranslate()
        self.contact.retranslate()
        self.show_case(self.case)

    # --- showing -----------------------------------------------------------------------------

    def _today(self) -> datetime:
        return self._services.workplace.clock()

    def show_case(self, case: RiskCaseView) -> None:
        """Show what is kept; a text that is being typed is left alone."""
        self.case = case
        is_open = case.state == "open"
        today = local_day(self._today())
        overdue = case.deadline_at < self._today()
        told = self.tr("Was due {when}") if overdue else self.tr("Deadline {when}")
        when = words.moment(case.deadline_at, today=today)
        state = State.ACUTE if case.is_pressing else State.REVIEW
        self.deadline.show_value(PillValue(told.format(when=when), state))
        self.deadline.setVisible(is_open)
        self._cause.setText(self._cause_words())
        self._show_hours()
        self._show_retracted()
        self._note_joined()
        self.code.setChecked(risk.KVA_CODE in case.kva_codes)
        written = case.assessment
        self._show_texts(written)
        self.risk_factors.show_codes(written.get("risk_factors"))
        self.protective.show_codes(written.get("protective_factors"))
        if self.level.value != (case.level or None):
            self.level.set_value(case.level or None)
        if not self.next_contact.hasFocus() and not self._next_block.error:
            at = case.next_contact_at
            self.next_contact.setText(f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}" if at else "")
        self.propose.setVisible(
            not str(written.get("scales") or "").strip() and bool(self._proposal())
        )
        self._show_action()
        self._show_heads()
        self._show_pane(today)
        for field in self._editable:
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.setReadOnly(not is_open)  # a signed text can still be scrolled and copied
            else:
                field.setEnabled(is_open)
        self._show_closed()

    def _show_texts(self, written: Mapping[str, Any]) -> None:
        for editor, text in (
            (self.questions, written.get("questions")),
            (self.notes, written.get("notes")),
            (self.scales, written.get("scales")),
            (self.plan, self.case.plan),
            (self.informed, self.case.informed),
        ):
            show_text(editor, self._saving_of[editor.objectName()], str(text or ""))

    def _cause_words(self) -> str:
        told = [self._flag_words(flag) for flag in self.case.flags if flag.retracted_at is None]
        cause = " ".join(dict.fromkeys(told)) or self.tr(
            "Every answer behind the flag is corrected."
        )
        if self.case.state != "open":
            return cause
        rest = self.tr(
            "The flag stays open until level, plan, next contact and signature are there."
        )
        return f"{cause} {rest}"

    def _flag_words(self, flag: RiskFlagView) -> str:
        if flag.rule == "by_hand" or not flag.instrument:
            said = self.tr("Raised in talk, {when}.")
            when = words.moment(flag.raised_at, today=local_day(self._today()))
            return f"{said.format(when=when)} {flag.reason}".strip()
        text = self.tr("Raised by {form}: the total is {value}{before}.")
        if flag.rule == "rise":
            text = self.tr("Raised by {form}: item {item} has risen from {previous} to {value}.")
        elif flag.item is not None:
            text = self.tr("Raised by {form}: item {item} is {value}{before}.")
        return self._filled(text, flag)

    def _filled(self, text: str, flag: RiskFlagView) -> str:
        name = words.shown_code(self._services.catalogue.instrument(flag.instrument).name)
        day = (flag.measured_on or words.day_of(flag.raised_at)).isoformat()
        known = flag.previous is not None
        before = self.tr(" (was {previous})").format(previous=words.figure(flag.previous))
        return text.format(
            form=f"{name} {day}",
            item=flag.item,
            value=words.figure(flag.value),
            previous=words.figure(flag.previous),
            before=before if known else "",
        )

    def _corrected_words(self, flag: RiskFlagView) -> str:
        if not flag.instrument:
            return self.tr("the word that was raised in talk is taken back.")
        text = self.tr("{form}, the total was {value}.")
        if flag.item is not None:
            text = self.tr("{form}, item {item} was {value}.")
        return self._filled(text, flag)

    def _show_hours(self) -> None:
        """Say plainly that an evening or a red day gives no respite."""
        case = self.case
        lead = {
            risk.OffHours.EVENING: self.tr("The flag came after 16:00."),
            risk.OffHours.WEEKEND: self.tr("The flag came on a weekend."),
            risk.OffHours.HOLIDAY: self.tr("The flag came on a public holiday."),
        }
        rest = self.tr(
            "Contact is to be taken the same day all the same. Is the patient not reached: "
            "{unit} {phone}, or 112."
        ).format(unit=case.crisis_unit, phone=case.crisis_phone)
        shown = case.state == "open" and case.off_hours is not None
        self._hours.setVisible(shown)
        if case.off_hours is not None:
            self._hours.setText(f"{lead[case.off_hours]} {rest}")

    def _show_retracted(self) -> None:
        """A corrected answer stays to be read beside the one that holds now."""
        told = [
            self.tr("Corrected {when}: {flag}").format(
                when=words.moment(flag.retracted_at, today=local_day(self._today())),
                flag=self._corrected_words(flag),
            )
            for flag in self.case.flags
            if flag.retracted_at is not None
        ]
        self._retracted.setText("\n".join(told))
        self._retracted.setVisible(bool(told))

    def _note_joined(self) -> None:
        """Tell of a flag that came while the page was open; nobody signs it unseen."""
        standing = {_key(flag): flag for flag in self.case.flags if flag.retracted_at is None}
        known, self._known = self._known, set(standing)
        new = [flag for key, flag in standing.items() if known is not None and key not in known]
        if not new or self.case.state != "open":
            return
        self._unread = True
        self.joined.show()
        self.joined.say(
            self.tr("A new flag has joined the case."),
            " ".join(map(self._flag_words, new)),
        )

    def _show_action(self) -> None:
        acute = self.case.level == RiskLevel.ACUTE
        self.action.setVisible(acute)
        self.acute.setVisible(acute)
        if acute:
            self.acute.say(
                self.tr("Danger to life: call 112. {unit} {phone}").format(
                    unit=self.case.crisis_unit, phone=self.case.crisis_phone
                ),
                self.tr("No program can be assigned. Note who did what, and when."),
            )
        if self._saving_of["action_what"].is_changed:
            return
        found = _NOTED.fullmatch(self.case.action_note)
        kept = found.groupdict() if found else {"what": self.case.action_note}
        for field, key in ((self.action_who, "who"), (self.action_when, "when")):
            if not field.hasFocus():
                field.setText(kept.get(key) or field.text() or self._action_default(key))
        show_text(self.action_what, self._saving_of["action_what"], kept.get("what", ""))

    def _action_default(self, key: str) -> str:
        if key == "who":
            return self._services.actor.name
        return f"{self._today().astimezone(LOCAL):%Y-%m-%d %H:%M}"

    def _action_note(self) -> RiskChanges:
        what = self.action_what.toPlainText().strip()
        who, when = self.action_who.text().strip(), self.action_when.text().strip()
        note = f"{who}, {when}: {what}" if what else ""
        return RiskChanges(action_note=note)

    def _show_heads(self) -> None:
        missing = set(self.case.missing)
        undone = [key for key in _HEADS if missing & set(_GAPS_OF[key])]
        for key, card in self.heads.items():
            done = key not in undone
            focused = card.isAncestorOf(focus) if (focus := self._focus()) is not None else False
            locked = self.case.state != "open"
            shows = key == self._opened or (not locked and (not done or focused))
            card.show_state(done=done, summary=self._summary(key), is_open=shows, is_locked=locked)

    def _focus(self) -> QWidget | None:
        window = self._panes.window()
        return window.focusWidget()

    def _summary(self, key: str) -> str:
        written, lists = self.case.assessment, self._services.catalogue.risk
        match key:
            case "questions_asked":
                return " ".join(str(written.get("questions") or "").split())
            case "risk_factors":
                return self._ticks(written.get("risk_factors"), lists.risk_factors)
            case "protective_factors":
                return self._ticks(written.get("protective_factors"), lists.protective_factors)
            case "scales":
                return " ".join(str(written.get("scales") or "").split())
            case _:
                level = {choice.code: words.choice_word(choice) for choice in lists.levels}
                return f"{level.get(self.case.level, '')}. {' '.join(self.case.plan.split())}"

    def _ticks(self, codes: Sequence[str] | None, choices: Sequence[Choice]) -> str:
        if codes is None:
            return ""
        listed = ", ".join(
            words.choice_word(choice).lower() for choice in choices if choice.code in codes
        )
        if not listed:
            return self.tr("none applies")
        return self.tr("{count} of {total}: {listed}").format(
            count=len(codes), total=len(choices), listed=listed
        )

    def _show_pane(self, today: Any) -> None:
        case = self.case
        self._show_crisis()
        self.contact.show_case(case)
        self._show_plan_state(today)
        self._show_left()

    def _show_crisis(self) -> None:
        between = "\n" if self._panes.pane_is_beside else "  ·  "
        numbers = between.join((self.case.crisis_unit, self.case.crisis_phone))
        self.crisis.say(self.tr("Danger to life: call 112"), numbers)

    def _show_plan_state(self, today: Any) -> None:
        plan = self.case.safety_plan
        self._plan_mark.set_icon(
            "circle-check" if plan else "circle-dashed", "ok" if plan else "missing"
        )
        self._plan_state.setText(
            self.tr("Version {version}, written {when}").format(
                version=plan.version, when=words.moment(plan.written_at, today=today)
            )
            if plan
            else self.tr("Not written yet")
        )
        self.open_plan.setText(self.tr("&Open") if plan else self.tr("&Write"))
        self.print_plan.setVisible(plan is not None)
        self.open_plan.setAccessibleName(
            self.tr("Open the safety plan") if plan else self.tr("Write the safety plan")
        )

    def _show_paper(self) -> None:
        signed = self.case.state == "closed"
        may = self._services.actor.may(Permission.HANDLE_RISK)
        self._paper.setVisible(signed)
        self._paper_state.setText(
            self.tr("The PDF of the assessment lies in the outbox.")
            if self.case.is_printed
            else self.tr("The assessment is not a document yet.")
        )
        self.print_case.setVisible(signed and may and not self.case.is_printed)

    def _show_left(self) -> None:
        self._show_paper()
        clear(self._left)
        self._close_head.setVisible(self.case.state == "open")
        for word in self.case.missing:
            row = Row(gap=8)
            row.addWidget(IconMark("circle-dashed", "missing", size=14))
            text = words.missing_word(word, self._services.catalogue)
            row.addWidget(Label(text[:1].upper() + text[1:], "small", wrap=True), 1)
            row.addWidget(Label(self.tr("missing"), "small", ink="muted", weight=600))
            self._left.addLayout(row)
        self._show_earlier()
        self.mistake.setVisible(self.case.can_close_as_mistake)
        if not self.case.can_close_as_mistake:
            self._mistake_form.hide()

    def _show_earlier(self) -> None:
        clear(self._earlier)
        self._earlier_head.setVisible(bool(self.case.earlier))
        lists = self._services.catalogue.risk
        levels = {choice.code: words.choice_word(choice) for choice in lists.levels}
        for earlier in self.case.earlier:
            mistake = earlier.state == "closed_as_mistake"
            word = self.tr("mistake") if mistake else levels.get(earlier.level, "").lower()
            day = words.day_of(earlier.opened_at).isoformat()
            text = ", ".join(filter(None, (day, word, words.short_name(earlier.signed_by))))
            button = Button(text, Kind.TEXT, small=True)
            button.setObjectName(f"earlier_{earlier.id}")
            button.setAccessibleName(self.tr("Earlier case: {case}").format(case=text))
            place = Place(View.RISK, patient_id=self.case.patient_id, record_id=earlier.id)
            button.clicked.connect(lambda _on=False, place=place: self.went.emit(place))
            row = Row()
            row.put(button, None)
            self._earlier.addLayout(row)

    def _show_closed(self) -> None:
        case = self.case
        self.done.setVisible(case.state != "open")
        if case.signed_at is None or case.state == "open":
            return
        when = words.moment(case.signed_at, today=local_day(self._today()))
        if case.state == "closed":
            self.done.say(
                self.tr("The assessment is signed {when} by {name}.").format(
                    when=when, name=case.signed_by or ""
                ),
                self.tr("A signed assessment is never changed."),
            )
        else:
            self.done.say(
                self.tr("Closed as a mistake {when} by {name}.").format(
                    when=when, name=case.signed_by or ""
                ),
                case.mistake_reason,
            )

    def _arrange(self) -> None:
        look = theme.current()
        beside = look.wide(tokens.SIDE_PANE) if self._panes.pane_is_beside else 0
        width = self._width - beside - look.px(48 + 28) - look.icon_size(8)
        for ticks in (self.risk_factors, self.protective):
            ticks.arrange(max(1, min(3, width // max(1, ticks.widest()))))

    def fit(self, width: int) -> None:
        """Arrange the ticks for the width, and keep 112 on top where the pane is not beside."""
        self._width = width
        self._arrange()
        panes = self._panes
        if panes.pane_is_beside:
            panes.side.insertWidget(0, self.crisis)
        else:
            panes.top.addWidget(self.crisis)
        self._show_crisis()
        panes.above.setVisible(not panes.pane_is_beside)

    # --- keeping -----------------------------------------------------------------------------

    def _put(self, changes: RiskChanges) -> None:
        wanted = _both(self._refused, changes)
        try:
            case = self._kept(wanted)
        except InvalidValue:
            raise
        except IkbtError:
            self._refused = wanted
            raise
        self._refused = None
        self.trouble.hide()
        self._told(case)

    def _kept(self, wanted: RiskChanges) -> RiskCaseView:
        """Save; what another window changed elsewhere in the case is no conflict."""
        cases, known = self._services.risk_cases, self.case
        try:
            return cases.save(known.id, wanted, version=known.version)
        except StaleRecord:
            theirs = cases.view(known.id)
            if theirs.state != "open" or self._differences(theirs, wanted):
                raise
            return cases.save(known.id, wanted, version=theirs.version)

    def _told(self, case: RiskCaseView) -> None:
        self.show_case(case)
        self.changed.emit(case)

    def _change(self, changes: RiskChanges) -> bool:
        return self._done(lambda: self._put(changes))

    def _done(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except IkbtError as error:
            self._report(error)
            return False
        return True

    def _report(self, error: IkbtError) -> None:
        if isinstance(error, StaleRecord | AlreadySigned):
            theirs = self._services.risk_cases.view(self.case.id)
            differing = self._differences(theirs, self._refused or RiskChanges())
            if isinstance(error, StaleRecord) and differing:
                self.conflict.show_conflict(error, differing)
                return
            self._told(theirs)
            if isinstance(error, StaleRecord):
                return
        problem = problems.describe(error)
        self.trouble.say(problem.title, problem.sentence)
        self.trouble.show()

    def _differences(self, theirs: RiskCaseView, mine: RiskChanges) -> list[Difference]:
        """What both have written since this window last read; the rest goes together."""
        base = self.case
        triples = [
            (self.tr("plan"), mine.plan, theirs.plan, base.plan),
            (self.tr("informed"), mine.informed, theirs.informed, base.informed),
            (self.tr("level"), mine.level, theirs.level, base.level),
            (self.tr("action"), mine.action_note, theirs.action_note, base.action_note),
            (
                self.tr("next contact"),
                _clock_text(mine.next_contact_at),
                _clock_text(theirs.next_contact_at) or "",
                _clock_text(base.next_contact_at) or "",
            ),
        ]
        triples += [
            (
                self._titles.get(_HEAD_OF.get(key, key), key),
                self._shown(key, value),
                self._shown(key, theirs.assessment.get(key)),
                self._shown(key, base.assessment.get(key)),
            )
            for key, value in (mine.assessment or {}).items()
        ]
        return [
            Difference(name, written, other)
            for name, written, other, known in triples
            if written is not None and other not in {written, known}
        ]

    def _shown(self, key: str, value: Any) -> str:
        lists = self._services.catalogue.risk
        match key:
            case "risk_factors":
                return self._ticks(value, lists.risk_factors)
            case "protective_factors":
                return self._ticks(value, lists.protective_factors)
            case _:
                return str(value or "")

    def _keep_mine(self) -> None:
        mine, self._refused = self._refused, None
        self.conflict.hide()
        self.case = self._services.risk_cases.view(self.case.id)
        if mine is not None:
            self._change(mine)
        self.keep()

    def _take_theirs(self) -> None:
        self._refused = None
        self.conflict.hide()
        for saving in self._savings:
            saving.forget()
        self._told(self._services.risk_cases.view(self.case.id))

    def keep(self) -> None:
        """Keep every text that is being typed, now."""
        self._contact_typed()
        for saving in self._savings:
            saving.flush()
        if self._plan_saving is not None:
            self._plan_saving.flush()

    def _contact_typed(self) -> None:
        text = self.next_contact.text().strip()
        at = self.case.next_contact_at
        if not text or (at and text == f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}"):
            self._next_block.set_error("")
            return
        try:
            moment = parse_moment(text, now=self._today())
            self._next_block.set_error("")
            self._put(RiskChanges(next_contact_at=moment))
        except InvalidValue as error:
            said = problems.alone(error)
            if error.reason in {"format", "no_day", "no_time"}:
                said = self.tr("Write day and time, such as 2026-10-09 10:00.")
            elif error.reason == "past":
                said = self.tr("The time has passed. Write a time that lies ahead.")
            self._next_block.set_error(said)
        except IkbtError as error:
            self._report(error)

    def _proposal(self) -> str:
        lines = [
            self._flag_words(flag)
            for flag in self.case.flags
            if flag.retracted_at is None and flag.instrument
        ]
        return " ".join(dict.fromkeys(lines))

    def _take_proposal(self) -> None:
        if self._change(RiskChanges(assessment={"scales": self._proposal()})):
            self._open("scales")

    def _code_ticked(self) -> None:
        codes = (risk.KVA_CODE,) if self.code.isChecked() else ()
        self._change(RiskChanges(kva_codes=codes))

    # --- the safety plan ---------------------------------------------------------------------

    @property
    def plan_card(self) -> SafetyPlanCard:
        """The card of the plan, made when it is first opened."""
        if self._plan_made is None:
            card = self._plan_made = SafetyPlanCard()
            body = self._panes.body
            body.insertWidget(body.indexOf(self._paper) + 1, card)
            card.hide()
            card.retranslate()
            saving = self._plan_saving = Autosave(
                card,
                save=self._keep_plan_draft,
                clock=self._services.workplace.clock,
                text=lambda: json.dumps(card.content()),
            )
            card.typed.connect(saving.changed)
            card.written.connect(self._write_plan)
            card.closed.connect(self._close_plan)
        return self._plan_made

    def _open_plan(self) -> None:
        draft = self._services.drafts.find(PLAN_DRAFT, self.case.patient_id)
        self.plan_card.show_plans(self.case.plans)
        if draft is not None and draft.text:
            self.plan_card.show_content(json.loads(draft.text))
        self.plan_card.show()
        self.plan_card.focus_first()
        self._panes.sheet.ensureWidgetVisible(self.plan_card)

    def _print_plan(self) -> None:
        self._print(self.print_plan, self._services.risk_cases.print_safety_plan)

    def _print_case(self) -> None:
        self._print(self.print_case, self._services.risk_cases.print_assessment)

    def _print(self, button: Button, make: Callable[[str], str]) -> None:
        button.set_busy(self.tr("Making PDF …"))
        case_id = self.case.id
        background.run(
            self,
            lambda _reporter: make(case_id),
            done=lambda _document: self._printed(button),
            failed=lambda error: self._not_printed(button, error),
        )

    def _printed(self, button: Button) -> None:
        button.set_busy("")
        self._told(self._services.risk_cases.view(self.case.id))
        if button is self.print_plan:
            self._plan_state.setText(self.tr("The PDF of the plan lies in the outbox."))

    def _not_printed(self, button: Button, error: IkbtError) -> None:
        button.set_busy("")
        if isinstance(error, DocumentTooLong) and button is self.print_plan:
            self.trouble.say(
                self.tr("The plan does not fit on one A4."),
                self.tr("Shorten the longest heading, save a new version and try again."),
            )
            self.trouble.show()
            self._panes.sheet.ensureWidgetVisible(self.trouble)
            return
        self._report(error)

    def _keep_plan_draft(self, text: str) -> None:
        self._services.drafts.keep(
            PLAN_DRAFT, self.case.patient_id, text, patient_id=self.case.patient_id
        )

    def _write_plan(self, content: dict[str, str]) -> None:
        cases, seen = self._services.risk_cases, self.plan_card.newest
        try:
            case = cases.write_safety_plan(self.case.id, content, seen=seen)
        except StaleRecord as error:
            self.plan_card.say_overtaken(error, cases.view(self.case.id).plans)
            return
        except IkbtError as error:
            self.plan_card.say_problem(problems.alone(error))
            return
        if self._plan_saving is not None:
            self._plan_saving.forget()
        self._services.drafts.discard(PLAN_DRAFT, self.case.patient_id)
        self.plan_card.say_problem("")
        self.plan_card.hide()
        self._told(case)
        self.open_plan.setFocus()

    def _close_plan(self) -> None:
        if self._plan_saving is not None:
            self._plan_saving.flush()
        self.plan_card.hide()
        self.open_plan.setFocus()

    # --- closing -----------------------------------------------------------------------------

    def sign(self) -> bool:
        """Sign the assessment; goes to the first gap instead when there is one."""
        self.keep()
        if self._unread:  # what came meanwhile is read before anything is signed
            self._unread = False
            self._panes.sheet.ensureWidgetVisible(self.joined)
            return False
        gaps = [word for word in self.case.missing if word != "signature"]
        if gaps:
            self.focus_missing(gaps[0])
            return False
        try:
            case = self._services.risk_cases.close(self.case.id, version=self.case.version)
        except Incomplete as error:
            self.focus_missing(error.missing[0])
            return False
        except InvalidValue as error:
            self._next_block.show_problem(error)
            self._open("judgement")
            self.next_contact.setFocus()
            return False
        except IkbtError as error:
            self._report(error)
            self._unread = False  # refused already: the next press is made with it in sight
            return False
        self.joined.hide()
        self._opened = ""
        self._told(case)
        self.signed.emit(case)
        return True

    def _open_mistake(self) -> None:
        self._mistake_form.show()
        self.mistake_reason.setFocus()

    def _close_as_mistake(self) -> None:
        try:
            case = self._services.risk_cases.close_as_mistake(
                self.case.id, reason=self.mistake_reason.text(), version=self.case.version
            )
        except Incomplete:
            self._mistake_block.set_error(self.tr("Write what was mistyped."))
            self.mistake_reason.setFocus()
            return
        except IkbtError as error:
            self._report(error)
            return
        self._told(case)
        self.signed.emit(case)

    # --- focus -------------------------------------------------------------------------------

    def _open(self, key: str) -> None:
        if self.case.state != "open":
            self._opened = "" if key == self._opened else key
            self._show_heads()
            return
        self._opened = key
        self._show_heads()
        self._first_field(key).setFocus()

    def _first_field(self, key: str) -> QWidget:
        fields: Mapping[str, QWidget] = {
            "questions_asked": self.questions,
            "risk_factors": next(iter(self.risk_factors.boxes.values())),
            "protective_factors": next(iter(self.protective.boxes.values())),
            "scales": self.scales,
            "judgement": self.level,
        }
        return fields[key]

    def focus_first(self) -> None:
        """The first thing that is left before the case can be closed."""
        if self.case.state == "closed" and not self.print_case.isHidden():
            self.print_case.setFocus()
        elif self.case.follow_up_open:
            self.contact.focus_first()
        elif self.case.state != "open":
            self.open_plan.setFocus()
        elif not self.focus_missing(next(iter(self.case.missing), "")):
            self._open("judgement")

    def focus_missing(self, word: str) -> bool:
        """Put the focus where the gap is filled."""
        fields: Mapping[str, QWidget] = {
            "level": self.level,
            "plan": self.plan,
            "informed": self.informed,
            "next_contact": self.next_contact,
            "action_note": self.action_what,
        }
        key = next((key for key, gaps in _GAPS_OF.items() if word in gaps), "")
        if not key:
            return False
        self._open(key)
        if word in fields:
            fields[word].setFocus()
        return True


def _both(old: RiskChanges | None, new: RiskChanges) -> RiskChanges:
    """The later change over the one that could not be kept."""
    if old is None:
        return new
    assessment = {**(old.assessment or {}), **(new.assessment or {})}
    return RiskChanges(
        assessment=assessment or None,
        level=old.level if new.level is None else new.level,
        plan=old.plan if new.plan is None else new.plan,
        informed=old.informed if new.informed is None else new.informed,
        next_contact_at=new.next_contact_at or old.next_contact_at,
        action_note=old.action_note if new.action_note is None else new.action_note,
        kva_codes=old.kva_codes if new.kva_codes is None else new.kva_codes,
    )


def _key(flag: RiskFlagView) -> _FlagKey:
    return flag.raised_at, flag.instrument, flag.rule, flag.item, flag.value, flag.reason


def _clock_text(at: datetime | None) -> str | None:
    return None if at is None else f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}"
