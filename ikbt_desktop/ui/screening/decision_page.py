"""Decision and signature: what speaks for, against, what is missing; the person decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from ikbt_desktop.clinic import screening
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.screening import DRAFTS, Decision, Step
from ikbt_desktop.errors import IkbtError, Incomplete, RuleRefused, StaleRecord, WrongCredentials
from ikbt_desktop.services.screenings import FinishedScreening, ScreeningView, SignedScreening
from ikbt_desktop.ui.kit import background, problems, theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.choices import RadioButton
from ikbt_desktop.ui.kit.edits import LineEdit, PasswordEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row, clear
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.screening import asks, words
from ikbt_desktop.ui.screening.desk import Desk, show_text
from ikbt_desktop.ui.screening.step_page import StepPage
from ikbt_desktop.ui.screening.text_editor import TextEditor

_STEP_OF: Mapping[str, Step] = {
    **dict.fromkeys(asks.ASKED[Step.INCLUSION], Step.INCLUSION),
    **dict.fromkeys(asks.ASKED[Step.EXCLUSION], Step.EXCLUSION),
    "EXC-3": Step.RISK,
    "EXC-4": Step.MEDICINES,
}
_COLUMNS_NEED = 720
_HINDERS_NOT = frozenset({Outcome.OK, Outcome.OBS})
_AGAINST = (Outcome.ACUTE, Outcome.EXCLUDE, Outcome.NOT_MET, Outcome.REVIEW, Outcome.OBS)


@dataclass(frozen=True)
class Point:
    """One line of a column; `step` is the page that it opens."""

    text: str
    detail: str
    step: Step
    word: str = ""


class PointColumn(Card):
    """Heading with its count, then lines that each open their page."""

    chosen = Signal(object)

    def __init__(self, name: str, icon: str, tone: str) -> None:
        super().__init__(gap=4, margins=(16, 10, 16, 10))
        self._name = name
        self._title = Label("", "h3", ink=tone)
        self._count = Label("", "h3", ink="muted", weight=400)
        head = Row(gap=8)
        head.put(IconMark(icon, tone, size=18), self._title, None, self._count)
        self._lines = Column(gap=2)
        self.body.addLayout(head)
        self.body.addWidget(Line())
        self.body.addLayout(self._lines)
        self.body.addStretch(1)
        self._shown: tuple[str, Sequence[Point]] = ("", ())

    def show_points(self, title: str, points: Sequence[Point]) -> None:
        """Show the lines; the same ones are left as they are, with their focus."""
        self._title.setText(title)
        self._count.setText(str(len(points)))
        if self._shown == (title, tuple(points)):
            return
        self._shown = (title, tuple(points))
        clear(self._lines)
        for place, point in enumerate(points):
            self._lines.addWidget(self._line(place, point))

    def _line(self, place: int, point: Point) -> QWidget:
        holder = QWidget()
        button = PointButton(point)
        button.setObjectName(f"{self._name}_{place}")
        button.clicked.connect(lambda: self.chosen.emit(point))
        column = Column(holder, gap=0)
        column.addWidget(button)
        if point.detail:
            column.addWidget(Label(point.detail, "cap", ink="muted", wrap=True))
        return holder


class PointButton(Button):
    """A line that opens its page; long words go on over several lines."""

    def __init__(self, point: Point) -> None:
        super().__init__("", Kind.TEXT, small=True)
        self.setAccessibleName(f"{point.text}. {point.detail}".strip())
        self._words = Label(point.text, "small", weight=600, wrap=True)
        column = Column(self, gap=0, margins=(0, 1, 0, 1))
        column.addWidget(self._words)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Ignored)
        policy.setVerticalPolicy(policy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._words.heightForWidth(width) + theme.current().px(4)

    def sizeHint(self) -> QSize:
        return QSize(self._words.sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._words.minimumSizeHint().height())


class DecisionPage(StepPage):
    """The last step and the review of all the others."""

    step = Step.DECISION
    signed = Signal(object)
    signing_changed = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, with_pane=False)
        self._signing = False
        self._title, self._met = Label("", "h1"), Label("", "small", ink="muted")
        head = Row(gap=8)
        head.put(self._title, None, self._met)
        self.proposal = InlineMessage(Tone.PROPOSAL)
        self.proposal.setObjectName("proposal")
        self.barrier = InlineMessage(Tone.ACUTE)
        self.trouble = InlineMessage(Tone.TROUBLE, icon="circle-alert")
        self.trouble.setObjectName("decision_trouble")
        self.done = InlineMessage(Tone.DONE)
        for message in (self.barrier, self.trouble, self.done):
            message.hide()
        self.columns = {
            "for": PointColumn("for", "circle-check", "ok"),
            "against": PointColumn("against", "pen-line", "review"),
            "missing": PointColumn("missing", "circle-dashed", "text"),
        }
        self._column_row = Row(gap=12)
        for column in self.columns.values():
            column.chosen.connect(self._open_point)
            self._column_row.addWidget(column, 1)
        self.texts = TextEditor(desk)
        self.texts.hide()
        self.texts.read.connect(self._mark_read)
        self.texts.closed.connect(self._close_text)
        self._own, self._papers = Card(gap=10), Card(gap=4)
        self._build_own()
        self._build_papers()
        self._own_row = Row(gap=12)
        self._own_row.addWidget(self._own, 9)
        self._own_row.addWidget(self._papers, 4)
        self.body.addLayout(head)
        self.body.put(self.proposal, self.barrier, self.trouble, self.done, self.texts)
        self.body.addLayout(self._column_row)
        self.body.addLayout(self._own_row)

    def _build_own(self) -> None:
        self._own_head = Label("", "h3")
        self._group = QButtonGroup(self)
        self.radios = {decision: RadioButton("") for decision in Decision}
        row = QWidget()
        flow = Flow(row, gap=16)
        for decision, radio in self.radios.items():
            radio.setObjectName(f"decision_{decision}")
            radio.clicked.connect(lambda _on=False, decision=decision: self._decide(decision))
            self._group.addButton(radio)
            flow.addWidget(radio)
        self.reason = TextEdit(lines=2)
        self.reason.setObjectName("decision_reason")
        self._saving = self.desk.follow_text(self.reason, lambda text: {"reason": text})
        self._reason_block = FieldBlock("", self.reason)
        self.cosign = QWidget()
        self._cosign_words = Label("", "small", wrap=True)
        self.cosign_login = LineEdit(width=210)
        self.cosign_login.setObjectName("cosign_login")
        self.cosign_password = PasswordEdit(width=210)
        self.cosign_password.setObjectName("cosign_password")
        self._login_block = FieldBlock("", self.cosign_login)
        self._password_block = FieldBlock("", self.cosign_password)
        fields = Row(gap=12)
        fields.put(self._login_block, self._password_block, None)
        whole = Column(self.cosign, gap=8)
        whole.addWidget(self._cosign_words)
        whole.addLayout(fields)
        self._own.body.put(self._own_head, row, self._reason_block, self.cosign)

    def _build_papers(self) -> None:
        self._papers_head = Label("", "h3", wrap=True)
        self._papers_hint = Label("", "small", ink="muted", wrap=True)
        self._papers.body.put(self._papers_head, self._papers_hint)
        self.open_text: dict[str, Button] = {}
        self._read_pills: dict[str, Pill] = {}
        self._text_rows: dict[str, QWidget] = {}
        for kind in DRAFTS:
            button = Button("", Kind.TEXT, icon="file-text", small=True)
            button.setObjectName(f"open_{kind}")
            button.clicked.connect(lambda _on=False, kind=kind: self._open_text(kind))
            pill = Pill("", height=22)
            holder = QWidget()
            Row(holder, gap=8).put(button, None, pill)
            self.open_text[kind], self._read_pills[kind] = button, pill
            self._text_rows[kind] = holder
            self._papers.body.addWidget(holder)
        self._papers.body.addStretch(1)

    # --- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Decision"))
        self._own_head.setText(self.tr("Your decision"))
        for decision, radio in self.radios.items():
            radio.setText(words.decision_word(decision))
        self._reason_block.set_label(self.tr("R&eason"))
        self._cosign_words.setText(
            self.tr(
                "You decide against a rule. A second clinician co-signs with name and password."
            )
        )
        self._login_block.set_label(self.tr("Co-signer's user name"))
        self._password_block.set_label(self.tr("Co-signer's password"))
        for kind, button in self.open_text.items():
            button.setText(words.text_name(kind))
        self.texts.retranslate()
        self.show_view(self.desk.view)

    # --- showing -----------------------------------------------------------------------------

    def show_view(self, view: ScreeningView) -> None:
        state = view.state
        name = words.short_name(state.visit_clinician)
        self._met.setText(
            self.tr("{name} met the patient {day}").format(name=name, day=state.visit_on)
            if state.visit_on
            else self.tr("No visit is recorded")
        )
        self._show_proposal(view)
        self._show_columns(view)
        for decision, radio in self.radios.items():
            radio.setChecked(state.decision == decision)
        if state.decision is None:
            self._uncheck()
        show_text(self.reason, self._saving, state.reason)
        overridden = screening.overridden(view.assessment)
        wanted = state.decision == Decision.SUITABLE and bool(overridden) and not view.acute
        self.cosign.setVisible(wanted and not self.desk.is_signed)
        self._show_papers(view)
        if self.texts.isVisibleTo(self):
            self.texts.refresh()
        self._show_signed(view)

    def _uncheck(self) -> None:
        self._group.setExclusive(False)
        for radio in self.radios.values():
            radio.setChecked(False)
        self._group.setExclusive(True)

    def _show_proposal(self, view: ScreeningView) -> None:
        found = view.assessment.outcome
        gaps = self._rule_gaps(view)
        lead = {
            Outcome.ACUTE: self.tr("Acute: no program can be assigned."),
            Outcome.EXCLUDE: self.tr("Proposal: not suitable."),
            Outcome.NOT_MET: self.tr("Proposal: not suitable."),
            Outcome.REVIEW: self.tr("Proposal: suitable, with a judgement."),
            Outcome.MISSING: self.tr("Proposal: wait, facts are missing."),
            Outcome.OBS: self.tr("Proposal: suitable, with a point to watch."),
            Outcome.OK: self.tr("Proposal: suitable."),
        }[found]
        if found is Outcome.REVIEW and gaps:
            lead = self.tr("Proposal: write the judgements first.")
        self.proposal.say(
            lead,
            self.tr(
                "The rules propose, you decide. They are kept as they are today, version {version}."
            ).format(version=view.assessment.version),
        )
        self.proposal.setVisible(view.signed_at is None)
        required = view.risk_required or view.acute
        self.barrier.setVisible(required and view.signed_at is None)
        if view.acute:
            self.barrier.say(
                self.tr("Danger to life: call 112"),
                self.tr("The patient is acutely suicidal. Assignment is locked."),
            )
        elif view.risk_required:
            self.barrier.say(
                self.tr("A flag stands open."), self.tr("The in-depth assessment comes first.")
            )

    def _rule_gaps(self, view: ScreeningView) -> list[str]:
        gaps = screening.missing(view.state, self.desk.cat, flag_open=view.risk_required)
        return [word for step in Step if step is not Step.DECISION for word in gaps[step]]

    def _needed_gaps(self, view: ScreeningView) -> list[tuple[Step, str]]:
        """What stands between here and a signature for the decision that is chosen."""
        drafts = tuple(view.texts) or DRAFTS
        gaps = screening.missing(
            view.state, self.desk.cat, flag_open=view.risk_required, drafts=drafts
        )
        steps: tuple[Step, ...] = tuple(Step)
        if view.state.decision == Decision.WAIT:
            steps = (Step.RISK, Step.DECISION)
        elif view.state.decision == Decision.NOT_SUITABLE:
            steps = (Step.VISIT, Step.RISK, Step.DECISION)
        return [(step, word) for step in steps for word in gaps[step]]

    def _show_columns(self, view: ScreeningView) -> None:
        points: dict[str, list[Point]] = {"for": [], "against": [], "missing": []}
        for rule, judgement in view.assessment.by_rule.items():
            criterion = self.desk.cat.criteria.by_id[rule]
            title = criterion.title
            written = view.state.judgements.get(rule, "").strip()
            detail = written or words.judged(judgement)
            point = Point(title, detail, _STEP_OF[rule], rule)
            if judgement.outcome in _AGAINST:
                word = words.outcome_word(judgement.outcome)
                points["against"].append(Point(title, f"{word}. {detail}", point.step, rule))
            elif judgement.outcome is Outcome.OK:
                # The title of an absent hindrance says so already; only the rest is told below.
                plain = criterion.met_title != title and judgement.reason == "met"
                told = written or judgement.note if plain else detail
                points["for"].append(Point(criterion.met_title, told, point.step, rule))
        order = {outcome: place for place, outcome in enumerate(words.ORDER)}
        by_rule = view.assessment.by_rule
        points["against"].sort(key=lambda point: order[by_rule[point.word].outcome])
        points["missing"] = self._missing_points(view)
        judged = {rule for rule in by_rule if by_rule[rule].outcome in _HINDERS_NOT}
        points["for"] = self._joined(points["for"], judged)
        titles = {
            "for": self.tr("Speaks for"),
            "against": self.tr("Speaks against"),
            "missing": self.tr("Missing"),
        }
        for name, column in self.columns.items():
            column.show_points(titles[name], points[name])

    def _joined(self, points: list[Point], judged: set[str]) -> list[Point]:
        """A whole page without remark on one line, so that what differs is seen.

        That no exclusion hinders is said of all five, medicines and risk too, or not at all.
        """
        joined: list[Point] = []
        heads = {
            Step.INCLUSION: self.tr("All seven inclusion criteria are met"),
            Step.EXCLUSION: self.tr("None of the exclusion criteria hinders"),
        }
        for step, head in heads.items():
            mine = [point for point in points if point.step is step]
            rules = [rule for rule in asks.ASKED[step] if _STEP_OF[rule] is step]
            elsewhere = {"EXC-3", "EXC-4"} if step is Step.EXCLUSION else set()
            if len(mine) < len(rules) or not elsewhere <= judged:
                joined += mine
                continue
            told = " ".join(point.detail for point in mine if point.word in {"INC-3", "INC-4"})
            joined.append(Point(head, told, step, rules[0]))
        return joined + [point for point in points if point.step not in heads]

    def _missing_points(self, view: ScreeningView) -> list[Point]:
        unclear = set(asks.unclear_rules(view.state.notes, view.state.answers))
        points = []
        for step, word in self._needed_gaps(view):
            text = words.missing_word(word, self.desk.cat)
            detail = words.step_name(step)
            if word.startswith("draft:"):
                name = words.text_name(word.removeprefix("draft:"))
                text = self.tr("{text} is not read").format(text=name)
                detail = self.tr("Open the text. Then you can sign.")
            if word in unclear:
                detail = self.tr("To find out. {page}").format(page=detail)
            points.append(Point(text[:1].upper() + text[1:], detail, step, word))
        return points

    def _show_papers(self, view: ScreeningView) -> None:
        kinds = tuple(view.texts)
        self._papers_head.setText(
            say("DecisionPage", "%n text(s) (is|are) written", len(kinds))
            if kinds
            else self.tr("The texts")
        )
        self._papers_hint.setText(
            "" if kinds else self.tr("They are written when you have chosen a decision.")
        )
        self._papers_hint.setVisible(not kinds)
        for kind, row in self._text_rows.items():
            row.setVisible(kind in kinds)
            is_read = kind in view.state.drafts_read
            pill = (
                PillValue(self.tr("Read"), State.OK)
                if is_read
                else PillValue(self.tr("To read"), State.REVIEW, "eye")
            )
            self._read_pills[kind].show_value(pill)
            name = f"{words.text_name(kind)}: {pill.text}"
            self.open_text[kind].setAccessibleName(name)

    def _show_signed(self, view: ScreeningView) -> None:
        signed = view.signed_at is not None
        self.done.setVisible(signed)
        self.reason.setReadOnly(signed)
        for radio in self.radios.values():
            radio.setEnabled(not signed)
        if view.signed_at is None:
            return
        when = words.moment(view.signed_at, today=self.desk.today())
        self.done.say(
            self.tr("The decision is signed {when}.").format(when=when),
            self.tr("The texts lie in the outbox until they are filed."),
        )

    # --- deciding ----------------------------------------------------------------------------

    def _decide(self, decision: Decision) -> None:
        self.desk.flush()
        if self.desk.change(decision=decision.value):
            self.texts.hide()

    def _open_point(self, point: object) -> None:
        if not isinstance(point, Point):
            return
        if point.step is Step.DECISION:
            self.focus_missing(point.word)
        else:
            self.gone.emit((point.step, point.word))

    def _open_text(self, kind: str) -> None:
        self.desk.flush()
        self.texts.open_text(kind)
        self.sheet.ensureWidgetVisible(self.texts)

    def _mark_read(self, kind: str, is_read: bool) -> None:
        others = [each for each in self.desk.view.state.drafts_read if each != kind]
        kept = [*others, kind] if is_read else others
        if self.desk.change(drafts_read=kept) and is_read:
            self._close_text()

    def _close_text(self) -> None:
        kind = self.texts.kind
        self.desk.flush()
        self.texts.hide()
        left = [
            each for each in self.desk.view.texts if each not in self.desk.view.state.drafts_read
        ]
        if left:
            self.open_text[left[0]].setFocus()
        elif kind:
            self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.texts.isVisibleTo(self):
            self._close_text()
            return
        super().keyPressEvent(event)

    # --- signing -----------------------------------------------------------------------------

    def gaps(self) -> tuple[str, ...]:
        return tuple(word for _, word in self._needed_gaps(self.desk.view))

    def primary(self) -> str:
        return "" if self.desk.is_signed else self.tr("Sign &decision")

    def press_primary(self) -> bool:
        if self._signing or self.desk.is_signed:
            return True
        if not self.desk.flush():
            return True
        gaps = self._needed_gaps(self.desk.view)
        if gaps:
            step, word = gaps[0]
            if step is Step.DECISION:
                self.focus_missing(word)
            else:
                self.gone.emit((step, word))
            return True
        if self.cosign.isVisibleTo(self) and not self._cosign_filled():
            return True
        self._sign()
        return True

    def _cosign_filled(self) -> bool:
        for block, field in (
            (self._login_block, self.cosign_login),
            (self._password_block, self.cosign_password),
        ):
            block.set_error("" if field.text() else self.tr("The co-signer fills this in."))
            if not field.text():
                field.setFocus()
                return False
        return True

    def _sign(self) -> None:
        view, services = self.desk.view, self.desk.services
        cosigned = self.cosign.isVisibleTo(self)
        finished = FinishedScreening(
            decision=view.state.decision or "",
            reason=view.state.reason,
            texts={},
            cosigner_login=self.cosign_login.text().strip() if cosigned else None,
            cosigner_password=self.cosign_password.text() if cosigned else None,
        )
        self.cosign_password.clear()
        self._set_signing(on=True)
        background.run(
            self,
            lambda _reporter: services.screenings.sign(view.id, finished, version=view.version),
            done=self._signed,
            failed=self._not_signed,
        )

    def _set_signing(self, *, on: bool) -> None:
        self._signing = on
        self.sheet.setEnabled(not on)
        self.signing_changed.emit(on)

    def _signed(self, result: SignedScreening) -> None:
        self._set_signing(on=False)
        self.trouble.hide()
        self.desk.reload()
        self.signed.emit(result)
        self.done.setFocus()

    def _not_signed(self, error: IkbtError) -> None:
        self._set_signing(on=False)
        if isinstance(error, StaleRecord):
            self.desk.report(error)
            return
        if isinstance(error, WrongCredentials):
            self._password_block.show_problem(error)
            self.cosign_password.setFocus()
            return
        problem = problems.describe(error)
        self.trouble.say(problem.title, self._why(error, problem.sentence))
        self.trouble.show()
        self.sheet.ensureWidgetVisible(self.trouble)
        (self.cosign_login if self.cosign.isVisibleTo(self) else self.reason).setFocus()

    def _why(self, error: IkbtError, sentence: str) -> str:
        if isinstance(error, Incomplete):
            return words.missing_line(error.missing, self.desk.cat)
        if isinstance(error, RuleRefused):
            said = {
                "cosigner_needed": self.tr("A second clinician has to co-sign."),
                "same_person": self.tr("The co-signer must be another person than you."),
                "acute": self.tr("On acute risk the decision cannot be suitable."),
                "assessment_needed": self.tr("The in-depth assessment comes first."),
                "one_time_password": self.tr(
                    "The co-signer has a one-time password. Sign in once and choose your own first."
                ),
                "no_program": self.tr("No program is chosen."),
            }
            return said.get(error.reason, sentence)
        return sentence

    # --- focus and width ---------------------------------------------------------------------

    def focus_first(self) -> None:
        if self.desk.is_signed:
            self.sheet.ensureWidgetVisible(self.done)
            return
        gap = next(
            (word for step, word in self._needed_gaps(self.desk.view) if step is Step.DECISION), ""
        )
        if not self.focus_missing(gap):
            self.reason.setFocus()

    def focus_missing(self, word: str) -> bool:
        kind, _, rest = word.partition(":")
        if word == "decision":
            checked = next((radio for radio in self.radios.values() if radio.isChecked()), None)
            (checked or self.radios[Decision.SUITABLE]).setFocus(Qt.FocusReason.TabFocusReason)
        elif word in {"decision_reason", "reason"}:
            self.reason.setFocus()
        elif kind == "draft" and rest in self.open_text:
            self.open_text[rest].setFocus()
        else:
            return False
        return True

    def fit_pane(self, width: int) -> None:
        """Three columns beside each other, or stacked: missing, against, for."""
        super().fit_pane(width)
        from_left = width >= theme.current().wide(_COLUMNS_NEED)
        order = ("for", "against", "missing") if from_left else ("missing", "against", "for")
        direction = (
            QBoxLayout.Direction.LeftToRight if from_left else QBoxLayout.Direction.TopToBottom
        )
        if self._column_row.direction() != direction:
            for name in order:
                self._column_row.removeWidget(self.columns[name])
                self._column_row.addWidget(self.columns[name], 1)
        self._column_row.setDirection(direction)
        self._own_row.setDirection(direction)
