"""The assignment panel: which program fits, in whose hands, from when, and that it is agreed."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.programs import Plan, Program
from ikbt_desktop.errors import IkbtError, InvalidValue
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.treatments import (
    ClinicianChoice,
    FitCell,
    NewAssignment,
    TreatmentView,
)
from ikbt_desktop.ui.kit import language, theme, turns
from ikbt_desktop.ui.kit.autosave import Autosave
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit, TextEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.icon_mark import IconMark
from ikbt_desktop.ui.kit.inline_message import Tone, announce
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Row
from ikbt_desktop.ui.pages import Place, Shortcut, View
from ikbt_desktop.ui.record import family_words
from ikbt_desktop.ui.treatment import words
from ikbt_desktop.ui.treatment.clinician_card import ClinicianCard
from ikbt_desktop.ui.treatment.fit_matrix import FitMatrix, is_possible, reason_of
from ikbt_desktop.ui.treatment.sheet import ROOMY, Sheet, clear
from ikbt_desktop.ui.treatment.week_strip import WeekStrip

DRAFT = "assignment"
_ASKS = frozenset({Outcome.EXCLUDE, Outcome.REVIEW, Outcome.NOT_MET, Outcome.MISSING})


class AssignmentPage(Sheet):
    """Nothing is chosen until the person chooses; what is chosen is kept until it is assigned."""

    side_width = 340
    needs = 700
    gap = 8

    def __init__(self, services: Services, place: Place) -> None:
        super().__init__(services, place)
        self.setObjectName("assignment_page")
        self._referral = place.record_id or place.referral_id or ""
        self._board = services.treatments.board(self._referral)
        self._program: str | None = None
        self._clinician: str | None = None
        self._cards: list[ClinicianCard] = []
        self._group = QButtonGroup(self)
        self._assigned: TreatmentView | None = None
        self._is_loading = True
        for build in (
            *(self._build_matrix, self._build_plan, self._build_side, self._build_bar),
            *(self._listen, lambda: language.follow(self, self.retranslate), self._restore),
            self._begin,
        ):
            turns.part(build)

    # --- building ----------------------------------------------------------------------------

    def _listen(self) -> None:
        self._saving = Autosave(
            self._reason, save=lambda _text: self._keep_now(), clock=self.now, text=lambda: ""
        )
        self._reason.textChanged.connect(self._say_gaps)
        self._fit_rows()

    def _begin(self) -> None:
        self._is_loading = False
        self._show_refusals()

    def _build_matrix(self) -> None:
        self._title = Label("", "h1")
        self._version = Label("", "small", ink="muted")
        self._possible = Button("", Kind.TEXT, icon="filter", small=True)
        self._possible.setObjectName("only_possible")
        self._possible.setCheckable(True)
        self._possible.toggled.connect(lambda _on: self._show_board())
        head = Row(gap=12)
        head.put(self._title, None, self._version, self._possible)
        self.matrix = FitMatrix()
        self.matrix.grid.cell_focused.connect(self._cell_focused)
        self.matrix.grid.column_chosen.connect(self._column_chosen)
        self._which = ComboBox()
        self._which.setObjectName("program_shown")
        self._which.currentIndexChanged.connect(self._shown_changed)
        self._cell_mark = IconMark("info", "muted")
        self._cell_words = Label("", "small", weight=500, wrap=True)
        self._cell_source = Label("", "small", ink="muted")
        self._choose = Button("", Kind.TEXT, small=True)
        self._choose.setObjectName("choose_program")
        self._choose.clicked.connect(self._choose_focused)
        foot = Row(gap=8)
        foot.addWidget(self._cell_mark)
        self._told = Row(gap=12)
        self._told.put(self._cell_words, stretch=1)
        self._told.addWidget(self._cell_source)
        foot.addLayout(self._told, 1)
        foot.addWidget(self._choose)
        card = Card(gap=4, margins=(14, 6, 12, 6))
        card.body.put(self._which, self.matrix, foot)
        self._young = Label("", "small", ink="review", weight=500, wrap=True)
        self._young.setObjectName("young_note")
        self.main.addLayout(head)
        self.main.put(self.notice, self._young, card)

    def _build_plan(self) -> None:
        self._plan_title = Label("", "h3")
        self._plan_words = Label("", "small", ink="muted", wrap=True)
        self._plan_words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._start = self.date_field("starts_on")
        self._start.date_changed.connect(self._plan_changed)
        self._start_block = FieldBlock("", self._start, beside=True)
        self._sections = LineEdit(width=64)
        self._sections.setObjectName("sections")
        self._sections.textEdited.connect(self._plan_changed)
        self._sections_block = FieldBlock("", self._sections)
        self.weeks = WeekStrip()
        self._notes = Label("", "small", ink="review", weight=500, wrap=True)
        self._notes.setObjectName("plan_notes")
        card = Card(gap=6, margins=(16, 6, 16, 8))
        title = Row(gap=12)
        title.addWidget(self._plan_title)
        title.addWidget(self._plan_words, 1)
        self._plan_head = Row(gap=12)
        self._plan_head.addLayout(title, 1)
        self._plan_head.addWidget(self._start_block)
        card.body.put(self._plan_head, self._sections_block)
        card.body.put(self.weeks, self._notes)
        self._reason = TextEdit(lines=2)
        self._reason.setObjectName("fit_reason")
        self._reason_block = FieldBlock("", self._reason)
        self.main.put(card, self._reason_block)

    def _build_side(self) -> None:
        self._who = Label("", "h2")
        self._who_words = Label("", "small", ink="muted", wrap=True)
        self._people = QWidget()
        self._people_column = Column(self._people, gap=8)
        self._agreed = CheckBox(wrap=True)
        self._agreed.setObjectName("agreed")
        self._agreed.toggled.connect(self._agreed_changed)
        self._agreed_on = self.date_field("agreed_on")
        self._agreed_on.date_changed.connect(self._changed_something)
        self._agreed_block = FieldBlock("", self._agreed_on, beside=True)
        self.side_body.put(
            self._who, self._who_words, self._people, self._agreed, self._agreed_block
        )

    def _build_bar(self) -> None:
        self._later = Button("", Kind.TEXT)
        self._later.setObjectName("later")
        self._later.clicked.connect(self._leave)
        self._assign = Button("", Kind.PRIMARY, key="Ctrl+Enter")
        self._assign.setObjectName("assign")
        self._assign.clicked.connect(self.assign)
        self.bar.add_left(self._later)
        self.bar.add_right(self._assign)
        self.primary = self._assign

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Assign program"))
        version = self.tr("Criteria version {version}")
        self._version.setText(version.format(version=self._board.criteria_version))
        self._possible.setText(self.tr("&Only possible"))
        board = self._board
        young = (
            family_words.age_note(self.services.catalogue.programs, board.age),
            family_words.agreement(board.family) if board.family else "",
            family_words.beside(self.services.catalogue.programs, board.age),
        )
        self._young.setText(" ".join(filter(None, young)))
        self._young.setVisible(any(young))
        self._which.setAccessibleName(self.tr("Program shown"))
        self._plan_title.setText(self.tr("Plan"))
        self._start_block.set_label(self.tr("&Start"))
        self._sections_block.set_label(self.tr("&Number of sections"))
        self._reason_block.set_label(self.tr("&Reason for the choice"))
        self._reason_block.set_help(
            self.tr("Asked for where a cell says Judge, Missing or Does not fit.")
        )
        self._who.setText(self.tr("Clinician"))
        self._agreed.setText(self.tr("The patient &agrees to the program"))
        self._agreed_block.set_label(self.tr("A&greed on"))
        self._later.setText(self.tr("Sa&ve and continue later"))
        self._assign.setText(self.tr("Assign &program"))
        self._show_board()
        self._show_clinicians()
        self._show_plan()
        self._say_gaps()
        if self._board.refusals and not self._is_loading:
            self._show_refusals()

    # --- the matrix --------------------------------------------------------------------------

    def _codes(self) -> list[str]:
        """The best fit first, the others in the fixed order of the catalogue."""
        codes = [program.code for program in self._board.programs]
        codes.sort(key=lambda code: code != self._board.best)
        if self._possible.isChecked():
            codes = [code for code in codes if is_possible(self._board, code)]
        return codes

    def _show_board(self) -> None:
        codes = self._codes()
        room = self.sheet.viewport().width() - theme.current().px(24 + 24 + 26)
        narrow = len(codes) > self.matrix.columns_that_fit(room)
        self._which.setVisible(narrow)
        if narrow:
            codes = self._one_of(codes)
        if not codes:
            codes = [program.code for program in self._board.programs]
        self.matrix.chosen = self._program
        self.matrix.show_board(self._board, codes)
        at = self.matrix.grid.currentIndex()
        self._cell_focused(max(0, at.row()), max(0, at.column() - 1))

    def _one_of(self, codes: list[str]) -> list[str]:
        """Where there is no room for all: the shown one, and a list of the others."""
        shown = self._which.value
        wanted = shown if shown in codes else (self._program or (codes[0] if codes else None))
        self._which.blockSignals(True)
        self._which.set_options([(code, self._listed(code)) for code in codes])
        self._which.set_value(wanted)
        self._which.blockSignals(False)
        return [str(wanted)] if wanted in codes else codes[:1]

    def _listed(self, code: str) -> str:
        name = self._named(code).name
        if code == self._board.best:
            return self.tr("{program}, best fit").format(program=name)
        return name

    def _shown_changed(self) -> None:
        self._show_board()

    def _named(self, code: str) -> Program:
        return next(program for program in self._board.programs if program.code == code)

    def _cell_focused(self, row: int, column: int) -> None:
        cell = self.matrix.cell_at(row, column)
        if cell is None:
            return
        pill = words.cell(cell.judgement.outcome)
        self._cell_mark.set_icon(pill.shown_icon, _ink(cell))
        sentence = self.tr("{program}, {criterion}: {reason}").format(
            program=self._named(cell.program).name,
            criterion=words.lower_first(words.row_name(cell.criterion)),
            reason=reason_of(cell),
        )
        if cell.judgement.outcome is Outcome.EXCLUDE and cell.program == self._board.overridden:
            signed = self.tr("The decision goes against it, co-signed by {name}.")
            sentence = f"{sentence} {signed.format(name=self._board.cosigner)}"
        self._cell_words.setText(sentence)
        source = self.tr("Source: {source}").format(source=cell.source) if cell.source else ""
        self._cell_source.setText(source)
        self._cell_source.setVisible(bool(source))
        self._choose.setText(self.tr("&Choose this program"))
        self._choose.setAccessibleName(
            self.tr("Choose {program}").format(program=self._named(cell.program).name)
        )
        self._choose.setVisible(cell.program != self._program)
        self._focused_program = cell.program

    def _choose_focused(self) -> None:
        self.choose_program(self._focused_program)

    def _column_chosen(self, column: int) -> None:
        self.choose_program(self.matrix.codes[column])

    def choose_program(self, code: str) -> None:
        """Take a program; the plan and the clinicians follow it."""
        self._program = code
        self.matrix.choose(code)
        self._choose.setVisible(self._focused_program != code)
        self._show_clinicians()
        if self._start.date is None and not self._start.text():
            self._start.set_date(self.today())
        self._show_plan()
        self._changed_something()
        announce(self, self.tr("{program} chosen").format(program=self._named(code).name))

    # --- the plan ----------------------------------------------------------------------------

    def _section_count(self) -> int | None:
        text = self._sections.text().strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else None

    def _plan_changed(self, *_: object) -> None:
        self._show_plan()
        self._changed_something()

    def _show_plan(self) -> None:
        self._sections_block.set_error("")
        program = self._named(self._program) if self._program else None
        asked = program is not None and program.sections is None
        self._sections_block.setVisible(asked)
        plan = None
        if program is None:
            self._plan_words.setText(self.tr("Choose a program above; its weeks are drawn here."))
        elif self._start.date is None:
            self._plan_words.setText(self.tr("Write the start date to see the weeks."))
        else:
            plan = self._planned(program, self._start.date, asked=asked)
        self.weeks.show_plan(plan)
        notes = plan.notes if plan is not None else ()
        said = ("LEN-3",) if "LEN-3" in notes else notes
        self._notes.setText("\n".join(map(words.plan_note, said)))
        self._notes.setVisible(bool(said))

    def _planned(self, program: Program, start: date, *, asked: bool) -> Plan | None:
        count = self._section_count() if asked else None
        if asked and count is None:
            self._plan_words.setText(
                self.tr("No source says how many sections the program has. Write the number.")
            )
            if self._sections.text().strip():
                self._sections_block.show_problem(InvalidValue("sections", "range"))
            return None
        try:
            plan = self.services.treatments.plan(program.code, start, count)
        except IkbtError as error:
            self._plan_words.setText("")
            self._sections_block.set_error(words.sentence_of(error))
            return None
        number = say("AssignmentPage", "%n section(s), one a week.", len(plan.weeks))
        end = self.tr("Planned end {day}.").format(day=words.day_spoken(plan.planned_end))
        self._plan_words.setText(f"{number} {end}")
        return plan

    # --- who ---------------------------------------------------------------------------------

    def _show_clinicians(self) -> None:
        for card in self._cards:
            self._group.removeButton(card.radio)
        clear(self._people_column)
        self._cards = []
        if self._program is None:
            self._who_words.setText(self.tr("Choose a program to see who may treat."))
            return
        name = self._named(self._program).name
        self._who_words.setText(self.tr("Authorised for {program} first").format(program=name))
        choices = self.services.treatments.clinicians(self._program, self._board.patient_id)
        for place, choice in enumerate(choices):
            self._add_card(choice, place)

    def _add_card(self, choice: ClinicianChoice, place: int) -> None:
        card = ClinicianCard(choice, place)
        self._group.addButton(card.radio)
        if choice.id == self._clinician and choice.refusal is None:
            card.radio.setChecked(True)
        card.chosen.connect(self._clinician_chosen)
        self._cards.append(card)
        self._people_column.addWidget(card)

    def _clinician_chosen(self, user_id: str) -> None:
        self._clinician = user_id
        self._changed_something()

    def _agreed_changed(self, on: bool) -> None:
        if on and not self._agreed_on.text():
            self._agreed_on.set_date(self.today())
        self._changed_something()

    # --- what is missing ---------------------------------------------------------------------

    @property
    def needs_reason(self) -> bool:
        """Whether the choice asks for a written reason: a cell, or a program that fits less."""
        if self._program is None:
            return False
        cells = [c for r in self._board.rows for c in r.cells if c.program == self._program]
        if any(cell.judgement.outcome in _ASKS for cell in cells):
            return True
        return self._board.best is not None and self._program != self._board.best

    def gaps(self) -> tuple[str, ...]:
        """What is missing before the program can be assigned, in screen order."""
        asked = self._program is not None and self._named(self._program).sections is None
        checks = (
            ("program", self._program is None),
            ("starts_on", self._program is not None and self._start.date is None),
            ("sections", asked and self._section_count() is None),
            ("fit_reason", self.needs_reason and not self._reason.toPlainText().strip()),
            ("clinician", self._chosen_card() is None),
            ("agreed", not self._agreed.isChecked()),
            ("agreed_on", self._agreed.isChecked() and self._agreed_on.date is None),
        )
        return tuple(word for word, missing in checks if missing)

    def _chosen_card(self) -> ClinicianCard | None:
        return next((card for card in self._cards if card.radio.isChecked()), None)

    def _say_gaps(self) -> None:
        self._reason_block.setVisible(self.needs_reason)
        gaps = self.gaps()
        if len(gaps) > 1:
            self.bar.say(say("AssignmentPage", "%n thing(s) missing", len(gaps)))
        elif gaps:
            self.bar.say(words.missing(gaps[0]))
        else:
            self.bar.say(self._summary(), icon="", ink="text")

    def _summary(self) -> str:
        card = self._chosen_card()
        if card is None or self._program is None or self._start.date is None or self.is_narrow:
            return ""
        start = words.day_short(self._start.date)
        return f"{self._named(self._program).name} · {card.choice.name} · {start}"

    def _focus_gap(self, word: str) -> None:
        first = next((card.radio for card in self._cards if card.radio.isEnabled()), None)
        places: dict[str, QWidget | None] = {
            "program": self.matrix.grid,
            "starts_on": self._start,
            "sections": self._sections,
            "fit_reason": self._reason,
            "clinician": first,
            "agreed": self._agreed,
            "agreed_on": self._agreed_on,
        }
        place = places[word]
        if place is not None:
            self.sheet.ensureWidgetVisible(place)
            self.beside_scroll.ensureWidgetVisible(place)
            place.setFocus()

    # --- assigning ---------------------------------------------------------------------------

    def assign(self) -> None:
        """Assign the program, or say what is missing and go there."""
        if self._board.refusals:
            self._show_refusals()
            return
        gaps = self.gaps()
        if gaps:
            sentence = ". ".join(words.missing(word) for word in gaps)
            self.notice.say(Tone.WARNING, self.tr("Before it can be assigned:"), f"{sentence}.")
            self._focus_gap(gaps[0])
            return
        card, start, agreed = self._chosen_card(), self._start.date, self._agreed_on.date
        assert self._program is not None
        assert card is not None
        assert start is not None
        assert agreed is not None
        asked = self._named(self._program).sections is None
        new = NewAssignment(
            referral_id=self._referral,
            program=self._program,
            clinician_id=card.choice.id,
            starts_on=start,
            agreed_on=agreed,
            sections=self._section_count() if asked else None,
            reason=self._reason.toPlainText().strip(),
        )
        try:
            view = self.services.treatments.assign(new)
        except InvalidValue as error:
            blocks = {"starts_on": self._start_block, "agreed_on": self._agreed_block}
            block = blocks.get(error.field)
            if block is None:
                self.tell(error)
                return
            block.set_error(words.sentence_of(error))
            block.field.setFocus()
            return
        except IkbtError as error:
            self.tell(error)
            return
        self._done(view, card.choice.name)

    def _done(self, view: TreatmentView, clinician: str) -> None:
        self._assigned = view
        self._saving.forget()
        self.services.drafts.discard(DRAFT, self._referral)
        sentence = self.tr("{program} is assigned to {clinician}.").format(
            program=view.program.name, clinician=clinician
        )
        services = self.services
        self.changed.emit()
        self.went.emit(Place(View.PATIENT, patient_id=view.patient_id))
        self.said.emit(sentence, lambda: services.treatments.undo(view.id, version=view.version))

    def _show_refusals(self) -> None:
        """What stops any assignment is said before the work is done, not after."""
        if not self._board.refusals:
            self.notice.silence()
            return
        self.show_refusal(words.refusal(self._board.refusals[0]))

    def patient_id(self) -> str | None:
        return self._board.patient_id

    def referral_id(self) -> str | None:
        return self._referral

    # --- kept --------------------------------------------------------------------------------

    def _changed_something(self, *_: object) -> None:
        self._say_gaps()
        if not self._is_loading:
            self._saving.changed()

    def _content(self) -> dict[str, Any]:
        return {
            "program": self._program,
            "clinician": self._clinician,
            "starts_on": self._start.text(),
            "sections": self._sections.text(),
            "reason": self._reason.toPlainText(),
            "agreed": self._agreed.isChecked(),
            "agreed_on": self._agreed_on.text(),
        }

    def _keep_now(self) -> None:
        self.services.drafts.keep(
            DRAFT, self._referral, json.dumps(self._content()), patient_id=self._board.patient_id
        )

    def _restore(self) -> None:
        draft = self.services.drafts.find(DRAFT, self._referral)
        if draft is None or not draft.text:
            return
        kept = json.loads(draft.text)
        self._clinician = kept["clinician"]
        self._start.setText(kept["starts_on"])
        self._sections.setText(kept["sections"])
        self._reason.setPlainText(kept["reason"])
        self._agreed_on.setText(kept["agreed_on"])
        self._agreed.setChecked(kept["agreed"])
        if kept["program"] in {program.code for program in self._board.programs}:
            self.choose_program(kept["program"])

    def keep(self) -> None:
        if self._assigned is None:
            self._saving.flush()

    def _leave(self) -> None:
        self.keep()
        self.returned.emit()

    # --- the page ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the board afresh; what is chosen and written stays."""
        if self._assigned is not None:
            return
        try:
            self._board = self.services.treatments.board(self._referral)
        except IkbtError as error:
            self.tell(error)
            return
        self._show_board()
        self._show_clinicians()
        self._show_refusals()
        self._say_gaps()

    def fit(self) -> None:
        """Lay out for the width there is."""
        super().fit()
        if hasattr(self, "_saving"):
            self._fit_rows()
            self._show_board()
            self._say_gaps()

    def _fit_rows(self) -> None:
        """One line where there is room for it, else two."""
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        roomy = self.effective_width >= ROOMY
        self._told.setDirection(right if roomy else down)
        self._told.setSpacing(theme.current().px(12 if roomy else 0))
        self._cell_source.setWordWrap(not roomy)
        self._plan_head.setDirection(down if self.is_narrow else right)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_board()

    def focus_first(self) -> None:
        self.matrix.grid.setFocus()

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (
            Shortcut(self.tr("Arrows"), self.tr("Read the cells: reason and source below")),
            Shortcut("Enter", self.tr("Choose the program of the focused cell")),
            Shortcut("Ctrl+Enter", self.tr("Assign program")),
        )

    def undo(self) -> Callable[[], None] | None:
        view = self._assigned
        if view is None:
            return None
        return lambda: self.services.treatments.undo(view.id, version=view.version)


def _ink(cell: FitCell) -> str:
    """The tone of a mark on a white ground: the solid ones use their fill."""
    state = words.cell(cell.judgement.outcome).state
    return f"{state}_bg" if state in {"exclude", "acute"} else str(state)
