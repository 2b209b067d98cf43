"""Which program to propose: what speaks for each and against, never one preselected."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup

from ikbt_desktop.clinic import eligibility, screening
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import NO_PROGRAM, Fit, FitRow, Judgement
from ikbt_desktop.clinic.programs import Audience, Program
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.services.screenings import ScreeningView
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.choices import RadioButton
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Row, clear
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.record import family_words
from ikbt_desktop.ui.screening import words
from ikbt_desktop.ui.screening.desk import Desk
from ikbt_desktop.ui.screening.step_page import StepPage

_SHOWN = (FitRow.TARGET, FitRow.AGE, FitRow.TIME, FitRow.MEDICINES, FitRow.MEASURES)
_ROWS = {
    FitRow.TARGET: mark("ProgramPage", "Target group"),
    FitRow.AGE: mark("ProgramPage", "Age"),
    FitRow.TIME: mark("ProgramPage", "Time"),
    FitRow.MEDICINES: mark("ProgramPage", "Medicines"),
    FitRow.MEASURES: mark("ProgramPage", "Main measure"),
}


class ProgramCard(Card):
    """One program with its fit in a word and the reasons below."""

    chosen = Signal(str)

    def __init__(self, code: str) -> None:
        super().__init__(gap=4, margins=(16, 10, 16, 10))
        self.code = code
        self.radio = RadioButton("")
        self.radio.setObjectName(f"program_{code}")
        self.radio.clicked.connect(lambda: self.chosen.emit(code))
        self.radio.installEventFilter(self)
        self._facts = Label("", "small", ink="muted")
        self.pill = Pill("", height=22)
        head = Row(gap=10)
        head.put(self.radio, None, self._facts, self.pill)
        self._target = Label("", "small", ink="muted", wrap=True)
        self._reasons = Column(gap=2)
        self.body.addLayout(head)
        self.body.addWidget(self._target)
        self.body.addLayout(self._reasons)

    def show_words(self, name: str, target: str, facts: str) -> None:
        """What the program is."""
        self.radio.setText(name)
        self._target.setText(target)
        self._target.setVisible(bool(target))
        self._facts.setText(facts)

    def show_fit(self, value: PillValue, reasons: tuple[str, ...], *, chosen: bool) -> None:
        """How well it fits, and every reason that is not plain yes."""
        self.pill.show_value(value)
        self.radio.setAccessibleName(f"{self.radio.text()}. {value.text}. {' '.join(reasons)}")
        clear(self._reasons)
        for reason in reasons:
            self._reasons.addWidget(Label(reason, "small", wrap=True))
        if self.radio.isChecked() != chosen:
            self.radio.setChecked(chosen)
        self.set_selected(selected=chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.radio.isEnabled():
            self.radio.click()
        event.accept()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return False


class ProgramPage(StepPage):
    """The programs in their fixed order; the best fit is marked by a word."""

    step = Step.PROGRAM

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._title, self._lead = Label("", "h1"), Label("", "body", ink="muted", wrap=True)
        self._young = Label("", "small", ink="review", weight=500, wrap=True)
        self._young.setObjectName("young_note")
        self.body.put(self._title, self._lead, self._young)
        self._family = desk.services.guardians.agreement(desk.view.patient_id)
        self._programs = {
            code: program
            for code, program in desk.cat.programs.items()
            if program.audience is Audience.PATIENT
        }
        self._group = QButtonGroup(self)
        self.cards = {code: ProgramCard(code) for code in (*self._programs, NO_PROGRAM)}
        for card in self.cards.values():
            card.chosen.connect(self._choose)
            self._group.addButton(card.radio)
            self.body.addWidget(card)
        self._about = Label("", "small", ink="muted", weight=600)
        self._name = Label("", "body", weight=600, wrap=True)
        self._medicines_head = Label("", "small", weight=600)
        self._medicines = Label("", "small", wrap=True)
        self._cautions = Label("", "small", ink="muted", wrap=True)
        self.side.put(self._about, self._name, self._medicines_head, self._medicines)
        self.side.put(self._cautions)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Program"))
        self._lead.setText(
            self.tr("Which program do you propose? The medicines are judged anew for the choice.")
        )
        for code, program in self._programs.items():
            self.cards[code].show_words(program.name, program.target, self._facts(program))
        self.cards[NO_PROGRAM].show_words(self.tr("No program fits"), "", "")
        self._about.setText(self.tr("About the choice"))
        self._medicines_head.setText(self.tr("Medicines with this choice"))
        self.show_view(self.desk.view)

    def _facts(self, program: Program) -> str:
        return (
            say("ProgramPage", "%n section(s)", program.sections)
            if program.sections is not None
            else self.tr("number of sections not stated")
        )

    def _fits(self, view: ScreeningView) -> dict[str, Fit]:
        read = screening.intake(view.state, self.desk.cat)
        scored = screening.totals(view.state, self.desk.cat)
        measured = [code for code, total in scored.items() if total is not None]
        return {
            code: eligibility.fit(
                read,
                program,
                self.desk.cat,
                age=view.patient_age,
                measured=measured,
                competent=1,
            )
            for code, program in self._programs.items()
        }

    def show_view(self, view: ScreeningView) -> None:
        chosen = view.state.answers.get("programme")
        young = (
            family_words.age_note(self.desk.cat.programs, view.patient_age),
            family_words.agreement(self._family),
        )
        self._young.setText(" ".join(filter(None, young)))
        self._young.setVisible(any(young))
        fits = self._fits(view)
        best = eligibility.best_fit(fits) if view.state.answers.get("diagnosis") else None
        for code, card in self.cards.items():
            if code == NO_PROGRAM:
                card.show_fit(
                    PillValue(self.tr("Not suitable"), State.NEUTRAL), (), chosen=chosen == code
                )
                continue
            rows = {row: fits[code][row] for row in _SHOWN}
            card.show_fit(
                self._pill(rows, best=code == best), self._reasons(rows), chosen=chosen == code
            )
        self._show_choice(view, str(chosen or ""))

    def _pill(self, rows: dict[FitRow, Judgement], *, best: bool) -> PillValue:
        outcome = eligibility.strongest(judgement.outcome for judgement in rows.values())
        if outcome is Outcome.OK:
            text = self.tr("Fits best") if best else self.tr("Fits")
            return PillValue(text, State.OK)
        value = words.outcome_pill(outcome)
        if outcome is Outcome.NOT_MET:
            return PillValue(self.tr("Does not fit"), State.NOT_MET)
        if best:
            return PillValue(self.tr("{word}, fits best").format(word=value.text), value.state)
        return value

    @staticmethod
    def _reasons(rows: dict[FitRow, Judgement]) -> tuple[str, ...]:
        return tuple(
            _headed(say("ProgramPage", _ROWS[row]), words.judged(judgement))
            for row, judgement in rows.items()
            if judgement.outcome is not Outcome.OK
        )

    def _show_choice(self, view: ScreeningView, code: str) -> None:
        program = self._programs.get(code)
        self._name.setText(
            program.name
            if program
            else (self.tr("No program fits") if code else self.tr("None chosen"))
        )
        judgement = view.assessment.by_rule["EXC-4"]
        for label in (self._medicines_head, self._medicines):
            label.setVisible(program is not None)
        word = words.outcome_word(judgement.outcome, barrier=True)
        self._medicines.setText(f"{word}. {words.judged(judgement)}")
        cautions = [caution.text for caution in program.cautions] if program else []
        self._cautions.setText("\n".join(cautions))

    def _choose(self, code: str) -> None:
        if code != self.desk.view.state.answers.get("programme"):
            self.desk.answer("programme", code)

    def focus_first(self) -> None:
        chosen = self.desk.view.state.answers.get("programme")
        code = str(chosen) if chosen in self.cards else next(iter(self.cards))
        self.cards[code].radio.setFocus()

    def focus_missing(self, word: str) -> bool:
        if word == "programme":
            self.focus_first()
        return word == "programme"


def _headed(head: str, text: str) -> str:
    """The reason under its head, unless it begins with that very word."""
    return text if text.lower().startswith(head.lower()) else f"{head}: {text}"
