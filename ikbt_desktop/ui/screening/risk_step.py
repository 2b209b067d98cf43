"""The wizard's risk page: the in-depth assessment when a flag stands, else why there is none."""

from ikbt_desktop.clinic import screening
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.errors import IkbtError, Incomplete
from ikbt_desktop.services.risk_cases import BY_HAND_DRAFT, RiskCaseView
from ikbt_desktop.services.screenings import ScreeningView
from ikbt_desktop.ui.kit import turns
from ikbt_desktop.ui.kit.autosave import Autosave
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Row
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.screening import words
from ikbt_desktop.ui.screening.criteria_page import JudgementBox
from ikbt_desktop.ui.screening.desk import Desk
from ikbt_desktop.ui.screening.risk_panel import RiskPanel
from ikbt_desktop.ui.screening.step_page import StepPage, divider

RULE = "EXC-3"


class ByHand(Card):
    """What no form has shown: a case is opened with a word of why, kept while it is written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=10, margins=(20, 16, 20, 16))
        self._drafts, self._patient_id = desk.services.drafts, desk.view.patient_id
        self.why = LineEdit()
        self.why.setObjectName("open_case_reason")
        draft = self._drafts.find(BY_HAND_DRAFT, self._patient_id)
        self.why.setText("" if draft is None else draft.text)
        self.saving = Autosave(
            self.why, save=self._keep, clock=desk.services.workplace.clock, text=self.why.text
        )
        self.saving.failed.connect(desk.report)
        self.why.textChanged.connect(self.saving.changed)
        self._why_block = FieldBlock("", self.why)
        self.open_case = Button("", icon="siren")
        self.open_case.setObjectName("open_case")
        row = Row()
        row.put(self.open_case, None)
        self.body.addWidget(self._why_block)
        self.body.addLayout(row)

    def _keep(self, text: str) -> None:
        self._drafts.keep(BY_HAND_DRAFT, self._patient_id, text, patient_id=self._patient_id)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._why_block.set_label(self.tr("Has a risk been found in another way?"))
        self._why_block.set_help(
            self.tr("The case is then seen by every clinician until it is assessed and signed.")
        )
        self.open_case.setText(self.tr("&Open an in-depth assessment"))

    def say_reason_missing(self) -> None:
        """A case is never opened without a word of why."""
        self._why_block.set_error(self.tr("Write in a few words why."))
        self.why.setFocus()


class CalmRisk(StepPage):
    """No case is open: what the rule says, and the way to open one by hand."""

    step = Step.RISK

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._title = Label("", "h1")
        self._pill = Pill("")
        self._said = Label("", "body", wrap=True)
        head = Row(gap=8)
        head.put(self._title, None, self._pill)
        self.judgement = JudgementBox(desk)
        self.judgement.editor.setObjectName("judgement_risk")
        self.by_hand = ByHand(desk)
        card = Card(gap=10, margins=(20, 16, 20, 16))
        card.body.put(self._said, self.judgement.title, self.judgement.editor)
        self.body.addLayout(head)
        self.body.put(card, self.by_hand)
        self._line_head = Label("", "small", ink="muted", weight=600)
        self._line = Label("", "small", italic=True, wrap=True)
        self._advice = Label("", "small", italic=True, ink="muted", wrap=True)
        self.side.put(self._line_head, self._line, divider(), self._advice)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        criterion = self.desk.cat.criteria.by_id[RULE]
        self._title.setText(self.tr("Risk"))
        self.judgement.title.setText(self.tr("Your judgement"))
        self.judgement.editor.setAccessibleName(self.tr("Your judgement of the risk"))
        self.by_hand.retranslate()
        self._line_head.setText(self.tr("What the source says"))
        self._line.setText(f"”{criterion.line}”")
        self._advice.setText(f"”{criterion.related}”")

    def show_view(self, view: ScreeningView) -> None:
        judgement = view.assessment.by_rule[RULE]
        self._pill.show_value(words.outcome_pill(judgement.outcome, barrier=True))
        self._said.setText(words.judged(judgement))
        self.judgement.show_rule(RULE, wanted=judgement.outcome is Outcome.REVIEW)

    def keep_typed(self) -> None:
        self.by_hand.saving.flush()

    def keep(self) -> None:
        self.keep_typed()

    def focus_first(self) -> None:
        wanted = self.judgement.editor.isVisibleTo(self)
        target = self.judgement.editor if wanted else self.by_hand.why
        target.setFocus()

    def focus_missing(self, word: str) -> bool:
        if word != f"judgement:{RULE}":
            return False
        self.judgement.editor.setFocus()
        return True


class AssessedRisk(StepPage):
    """A case is there: its headings, and 112 first in the pane."""

    step = Step.RISK
    needs = 480
    pane_first = True

    def __init__(self, desk: Desk, case: RiskCaseView) -> None:
        super().__init__(desk)
        self.panel = RiskPanel(desk.services, case, self)
        # A soft case answers nothing for EXC-3 before it is signed: an incomplete form may want
        # its judgement meanwhile.
        self.judgement = JudgementBox(desk)
        self.judgement.editor.setObjectName("judgement_risk")
        self.contradiction = InlineMessage(Tone.WARNING)
        self.contradiction.setObjectName("contradiction")
        self.contradiction.acted.connect(lambda: self.focus_missing("acute_answer"))
        self.by_hand = ByHand(desk)
        self.by_hand.hide()
        turns.part(lambda: self.body.insertWidget(0, self.contradiction))
        turns.part(lambda: self.body.put(self.judgement.title, self.judgement.editor, self.by_hand))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self.panel.retranslate()
        self.by_hand.retranslate()
        self.judgement.title.setText(self.tr("Your judgement"))
        self.judgement.editor.setAccessibleName(self.tr("Your judgement of the risk"))

    def show_view(self, view: ScreeningView) -> None:
        wanted = view.assessment.by_rule[RULE].outcome is Outcome.REVIEW
        # A pressing case is answered by its assessment alone.
        self.judgement.show_rule(RULE, wanted=wanted and not self.panel.case.is_pressing)
        is_open = self.panel.case.state == "open"
        self.by_hand.setVisible(not is_open and not self.desk.is_signed)
        contradicted = screening.is_contradicted(view.state)
        self.contradiction.setVisible(contradicted)
        if contradicted:
            self.contradiction.say(
                self.tr("The answers contradict each other."),
                self.tr(
                    "The exclusion page says acutely suicidal: yes. The signed assessment says "
                    "otherwise. Change the answer, or open another assessment if it is acute now."
                ),
                button=self.tr("&Go to the question"),
            )

    def fit_pane(self, width: int) -> None:
        super().fit_pane(width)
        self.panel.fit(width)

    def keep_typed(self) -> None:
        self.by_hand.saving.flush()
        if self.panel.case.state == "open":
            self.panel.keep()

    def keep(self) -> None:
        self.keep_typed()

    def focus_first(self) -> None:
        self.panel.focus_first()

    def focus_missing(self, word: str) -> bool:
        if word == f"judgement:{RULE}":
            self.judgement.editor.setFocus()
            return True
        if word == "deepened_assessment":
            self.panel.focus_first()
            return True
        if word == "acute_answer":
            self.gone.emit((Step.EXCLUSION, RULE))
            return True
        if word.startswith("acute_"):
            acute = self.panel.case.level == "acute"
            return self.panel.focus_missing("action_note" if acute else "level")
        return self.panel.focus_missing(word)

    def primary(self) -> str:
        return self.tr("&Sign assessment") if self._signs() else ""

    def press_primary(self) -> bool:
        return self._signs() and not self.panel.sign()

    def _signs(self) -> bool:
        """A red case is signed before anything goes on; a soft one once everything is there."""
        case = self.panel.case
        return case.state == "open" and (case.is_pressing or case.missing == ("signature",))


def open_by_hand(desk: Desk, card: ByHand) -> bool:
    """Open a case for what no form has shown."""
    try:
        desk.services.risk_cases.open_by_hand(desk.view.patient_id, reason=card.why.text())
    except Incomplete:
        card.say_reason_missing()
        return False
    except IkbtError as error:
        desk.report(error)
        return False
    card.saving.forget()
    desk.reload()
    return True
