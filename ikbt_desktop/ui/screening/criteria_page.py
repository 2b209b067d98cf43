"""The criteria of inclusion and of exclusion: rows to answer, and what the source says of each."""

from collections import Counter

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic import screening
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.services.screenings import ScreeningView
from ikbt_desktop.ui.kit import theme, tokens
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import TextEdit
from ikbt_desktop.ui.kit.keycap import KeyCap
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Row
from ikbt_desktop.ui.pages import Shortcut
from ikbt_desktop.ui.screening import asks, words
from ikbt_desktop.ui.screening.criterion_row import CriterionRow
from ikbt_desktop.ui.screening.desk import Desk, show_text
from ikbt_desktop.ui.screening.step_page import OutcomeCounts, StepPage, divider

_ROW_NEEDS = 600


class JudgementBox:
    """The written judgement of one rule, in the pane; it follows the rule that is looked at."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.rule = ""
        self.title = Label("", "small", weight=600)
        self.editor = TextEdit(lines=3)
        self.editor.setObjectName("judgement")
        self._saving = desk.follow_text(self.editor, lambda text: {"judgements": {self.rule: text}})

    def show_rule(self, rule: str, *, wanted: bool) -> None:
        """Show the text of another rule, after keeping the one before."""
        if rule != self.rule:
            self._saving.flush()
            self._saving.forget()
            self.rule = rule
        text = self._desk.view.state.judgements.get(rule, "")
        show_text(self.editor, self._saving, text)
        self.title.setVisible(wanted or bool(text))
        self.editor.setVisible(wanted or bool(text))


class CriteriaPage(StepPage):
    """Rows that are answered by J, N and O; the pane follows the row that has the focus."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rule = ""
        self._title = Label("", "h1")
        self._hint = Label("", "small", ink="muted")
        self._caps = [KeyCap(letter) for letter in ("J", "N", "O")]
        head = Row(gap=8)
        head.put(self._title, None, *self._caps, self._hint)
        self.body.addLayout(head)
        card = self._card = Card(gap=0, margins=(1, 1, 1, 1))
        self.rows = {
            rule: CriterionRow(rule, asked, desk) for rule, asked in asks.ASKED[self.step].items()
        }
        for row in self.rows.values():
            row.entered.connect(self._look_at)
            row.done.connect(self._go_on)
            card.body.addWidget(row)
        self.body.addWidget(card)
        self._origin = Label("", "cap", ink="muted", wrap=True)
        self.body.addWidget(self._origin)
        self._counts = OutcomeCounts()
        self._about = Label("", "small", ink="muted", weight=600)
        self._name = Label("", "body", weight=600, wrap=True)
        self._line = Label("", "small", italic=True, wrap=True)
        self._line.setObjectName("source_line")
        self._related = Label("", "small", italic=True, ink="muted", wrap=True)
        self._said = Label("", "small", wrap=True)
        self.judgement = JudgementBox(desk)
        self.more = Button("", Kind.TEXT, icon="chevron-down", small=True)
        self.more.setObjectName("source_more")
        self.more.clicked.connect(self._turn)
        more = Row()
        more.put(self.more, None)
        self._source_is_open = False
        self._beside_only = (self._counts, divider(), self._about, self._name, self._said)
        self.side.put(*self._beside_only[:4])
        self.side.addLayout(more)
        self.side.put(self._line, self._related, self._said)
        self.side.put(self.judgement.title, self.judgement.editor)
        self._below_row = QWidget()
        self._below = Column(self._below_row, gap=0, margins=(16, 0, 16, 8))
        self._below_row.hide()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(
            self.tr("Inclusion criteria")
            if self.step is Step.INCLUSION
            else self.tr("Exclusion criteria")
        )
        self._hint.setText(self.tr("answers the row"))
        criteria = self.desk.cat.criteria
        sources = dict.fromkeys(criteria.by_id[rule].source for rule in self.rows)
        names = (
            self.tr("{name}, updated {day}").format(name=one.name, day=one.updated.isoformat())
            for one in sources
        )
        self._origin.setText(
            self.tr("Source: {names}  ·  criteria version {version}").format(
                names="; ".join(names), version=criteria.version
            )
        )
        self.more.setText(self.tr("What the source says"))
        self._about.setText(self.tr("About the chosen criterion"))
        self.judgement.title.setText(self.tr("Your judgement"))
        self.judgement.editor.setPlaceholderText(self.tr("Write a few words …"))
        for row in self.rows.values():
            row.retranslate()

    def show_view(self, view: ScreeningView) -> None:
        by_rule = view.assessment.by_rule
        for rule, row in self.rows.items():
            row.show_state(view.state, by_rule[rule])
        counted = Counter(by_rule[rule].outcome for rule in self.rows)
        self._counts.show_counts(dict(counted), barrier=self.step is Step.EXCLUSION)
        self._look_at(self._rule or next(iter(self.rows)))

    def fit_pane(self, width: int) -> None:
        """The rows hear how much is left for them."""
        super().fit_pane(width)
        self._below_row.setVisible(not self.pane_is_beside)
        self._show_source()
        look = theme.current()
        left = width - (look.wide(tokens.SIDE_PANE) if self.pane_is_beside else 0) - look.px(48)
        for row in self.rows.values():
            row.set_narrow(narrow=left < look.wide(_ROW_NEEDS))

    def fold_pane(self) -> None:
        """Where there is no room beside, the pane stands under the row that it is about."""
        self._below.addWidget(self.pane)
        row = self.rows[self._rule or next(iter(self.rows))]
        self._card.body.removeWidget(self._below_row)
        self._card.body.insertWidget(self._card.body.indexOf(row) + 1, self._below_row)

    def _turn(self) -> None:
        self._source_is_open = not self._source_is_open
        self._show_source()

    def _show_source(self) -> None:
        beside = self.pane_is_beside
        for part in self._beside_only:
            part.setVisible(beside)
        self.more.setVisible(not beside)
        self.more.set_icon("chevron-up" if self._source_is_open else "chevron-down")
        shows = beside or self._source_is_open
        self._line.setVisible(shows)
        self._related.setVisible(shows and bool(self._related.text()))

    def _look_at(self, rule: str) -> None:
        if rule != self._rule:
            self._rule = rule
            self._source_is_open = False
            if not self._below_row.isHidden():
                self.fold_pane()
        criterion = self.desk.cat.criteria.by_id[rule]
        judgement = self.desk.view.assessment.by_rule[rule]
        self._name.setText(criterion.title)
        self._line.setText(f"”{criterion.line}”")
        self._related.setText(f"”{criterion.related}”" if criterion.related else "")
        self._show_source()
        self._said.setText(words.judged(judgement))
        self.judgement.editor.setAccessibleName(
            self.tr("Your judgement: {title}").format(title=criterion.title)
        )
        wanted = judgement.outcome in {Outcome.REVIEW, Outcome.EXCLUDE} or bool(judgement.note)
        self.judgement.show_rule(rule, wanted=wanted)

    def _go_on(self, rule: str) -> None:
        """After a row is done the focus goes to the next row with something to answer."""
        if screening.wants_words(self.desk.view.assessment.by_rule[rule]):
            written = self.desk.view.state.judgements.get(rule, "").strip()
            if not written:
                self._look_at(rule)
                QTimer.singleShot(0, self.judgement.editor.setFocus)
                return
        order = list(self.rows)
        for other in order[order.index(rule) + 1 :]:
            if not self.rows[other].is_folded:
                self.rows[other].focus_first()
                return
        self.finished.emit()

    def focus_first(self) -> None:
        for word in self.gaps():
            if self.focus_missing(word):
                return
        next(iter(self.rows.values())).focus_first()

    def focus_missing(self, word: str) -> bool:
        kind, _, rule = word.rpartition(":")
        if rule not in self.rows:
            return False
        if kind == "judgement":
            self._look_at(rule)
            self.judgement.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.rows[rule].focus_first()
        return True

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (
            Shortcut("J  N  O", self.tr("Answer yes, no or unclear on the row")),
            Shortcut("Tab", self.tr("Source, note and the next row")),
        )


class InclusionPage(CriteriaPage):
    """The seven criteria that must all be met."""

    step = Step.INCLUSION


class ExclusionPage(CriteriaPage):
    """The criteria of which one is enough."""

    step = Step.EXCLUSION
