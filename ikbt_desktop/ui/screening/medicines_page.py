"""The patient's medicines (EXC-4), each with the row of the table that it falls under."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton

from ikbt_desktop.clinic import eligibility, screening
from ikbt_desktop.clinic.criteria import Column as MedicineColumn
from ikbt_desktop.clinic.criteria import MedicineKind, Outcome
from ikbt_desktop.clinic.eligibility import Judgement, Medicine
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.services.screenings import ScreeningView
from ikbt_desktop.ui.kit import theme
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.choices import CheckBox
from ikbt_desktop.ui.kit.edits import ComboBox, LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Flow, Row
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.screening import words
from ikbt_desktop.ui.screening.criteria_page import JudgementBox
from ikbt_desktop.ui.screening.desk import Desk, show_text
from ikbt_desktop.ui.screening.step_page import OutcomeCounts, StepPage, divider

RULE = "EXC-4"
_HERE = "MedicinesPage"
_KINDS: Mapping[MedicineKind, str] = {
    MedicineKind.BENZODIAZEPINE: mark("MedicinesPage", "Benzodiazepine"),
    MedicineKind.Z_DRUG: mark("MedicinesPage", "Z-drug (zolpidem and the like)"),
    MedicineKind.SLEEP: mark("MedicinesPage", "Other sleep medicine"),
    MedicineKind.ANXIOLYTIC: mark("MedicinesPage", "Dampens anxiety"),
    MedicineKind.BLOOD_PRESSURE: mark("MedicinesPage", "Lowers blood pressure"),
    MedicineKind.OTHER: mark("MedicinesPage", "None of these"),
}
_KIND_WIDTH = 250
_FLAGS = ("frequent", "contraindicated", "disturbs_sleep")
_ASKED_OF: Mapping[str, frozenset[MedicineKind]] = {
    "frequent": frozenset({MedicineKind.BENZODIAZEPINE, MedicineKind.Z_DRUG}),
    "contraindicated": frozenset({MedicineKind.SLEEP, MedicineKind.Z_DRUG}),
    "disturbs_sleep": frozenset(MedicineKind),
}


def kind_word(kind: str) -> str:
    """What kind of medicine it is."""
    return say(_HERE, _KINDS[MedicineKind(kind)])


def column_of(view: ScreeningView, desk: Desk) -> MedicineColumn | None:
    """The column of the chosen program; None until one is chosen."""
    program = eligibility.chosen_program(screening.intake(view.state, desk.cat), desk.cat)
    return None if program is None else eligibility.column_of(program)


class MedicineCard(Card):
    """One medicine. The kind comes first: until it is chosen there is nothing to judge."""

    changed = Signal(dict)
    removed = Signal()

    def __init__(self, desk: Desk, place: int) -> None:
        super().__init__(gap=10, margins=(20, 14, 20, 14))
        self._desk, self.place = desk, place
        self._entry: dict[str, Any] = {}
        self._head = Label("", "h3")
        self.pill = Pill("", height=22)
        self.remove = Button("", Kind.TEXT, icon="trash-2", small=True)
        self.remove.setObjectName(f"medicine_{place}_remove")
        self.remove.clicked.connect(self.removed)
        head = Row(gap=8)
        head.put(self._head, None, self.pill, self.remove)
        self.kind = ComboBox(width=_KIND_WIDTH)
        self.kind.setObjectName(f"medicine_{place}_kind")
        self.kind.activated.connect(self._kind_chosen)
        self.name = LineEdit(width=210)
        self.name.setObjectName(f"medicine_{place}_name")
        self._saving = desk.follow_text(self.name, self._named)
        self._kind_block, self._name_block = FieldBlock("", self.kind), FieldBlock("", self.name)
        line = Row(gap=12)
        line.addWidget(self._kind_block)
        line.addWidget(self._name_block)
        line.addStretch(1)
        self.flags = {key: SegmentedAnswer([(True, "yes"), (False, "no")]) for key in _FLAGS}
        self._flag_blocks = {key: FieldBlock("", field) for key, field in self.flags.items()}
        flags = Flow(gap=12)
        for key, field in self.flags.items():
            field.answered.connect(lambda value, key=key: self._flagged(key, value))
            for number, part in enumerate(_parts(field)):
                part.setObjectName(f"medicine_{place}_{key}_{number}")
            flags.addWidget(self._flag_blocks[key])
        self._said = Label("", "small", ink="muted", wrap=True)
        self.body.addLayout(head)
        self.body.addLayout(line)
        self.body.addLayout(flags)
        self.body.addWidget(self._said)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """The second question stands under the second field."""
        self._flag_blocks["frequent"].setFixedWidth(theme.current().wide(_KIND_WIDTH))

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._head.setText(self.tr("Medicine {number}").format(number=self.place))
        self.remove.setText(self.tr("Remove"))
        self._kind_block.set_label(self.tr("Kind"))
        self._name_block.set_label(self.tr("Name"))
        self.kind.set_options([(kind, say(_HERE, text)) for kind, text in _KINDS.items()])
        self.kind.setPlaceholderText(self.tr("Choose"))
        labels = {
            "frequent": self.tr("Used frequently?"),
            "contraindicated": self.tr("Contraindicated to the treatment?"),
            "disturbs_sleep": self.tr("Clearly disturbs sleep?"),
        }
        for key, block in self._flag_blocks.items():
            self.flags[key].set_texts([self.tr("Yes"), self.tr("No")])
            block.set_label(labels[key])
        self._flag_blocks["frequent"].set_help(
            self.tr("No number is set. Daily use is the publisher's example.")
        )

    def show_entry(self, entry: Mapping[str, Any], judgement: Judgement | None) -> None:
        """Show a kept medicine and what the table says of it."""
        self._entry = dict(entry)
        kind = MedicineKind(entry["kind"]) if "kind" in entry else None
        if self.kind.value != kind:
            self.kind.set_value(kind)
        show_text(self.name, self._saving, str(entry.get("name") or ""))
        self._name_block.setVisible(kind is not None)
        for key, field in self.flags.items():
            if field.value != entry.get(key):
                field.set_value(entry.get(key))
            self._flag_blocks[key].setVisible(kind in _ASKED_OF[key])
        self.pill.setVisible(kind is not None)
        if kind is None:
            self._said.setText(self.tr("Choose the kind; the name and the questions follow."))
        elif judgement is None:
            self.pill.show_value(words.outcome_pill(Outcome.MISSING))
            self._said.setText(
                self.tr("The outcome differs between programs. Choose the program to see it.")
            )
        else:
            self.pill.show_value(words.outcome_pill(judgement.outcome, barrier=True))
            self._said.setText(
                self.tr("Row {row}: {text}").format(row=judgement.reason, text=judgement.text)
            )

    def _kind_chosen(self) -> None:
        self._entry["kind"] = str(self.kind.value)
        kept = {"kind", "name", *(key for key in _FLAGS if self.kind.value in _ASKED_OF[key])}
        self.changed.emit({key: value for key, value in self._entry.items() if key in kept})
        self.name.setFocus()

    def _flagged(self, key: str, value: object) -> None:
        entry = {**self._entry, key: value}
        self.changed.emit({each: known for each, known in entry.items() if known is not None})

    def _named(self, text: str) -> Mapping[str, Any]:
        medicines = [dict(one) for one in self._desk.view.state.answers.get("medicines") or ()]
        if 1 <= self.place <= len(medicines):
            medicines[self.place - 1]["name"] = text.strip()
        return {"answers": {"medicines": medicines}}

    def focus_first(self) -> None:
        """The first thing that is open."""
        if self.kind.value is None:
            self.kind.setFocus()
            return
        for key, field in self.flags.items():
            if self._flag_blocks[key].isVisibleTo(self) and field.value is None:
                field.setFocus()
                return
        self.name.setFocus()


def _parts(field: SegmentedAnswer) -> list[QAbstractButton]:
    return field.findChildren(QAbstractButton)


class MedicinesPage(StepPage):
    """None, or several; judged in the column of the program finally chosen."""

    step = Step.MEDICINES
    needs = 540

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._title = Label("", "h1")
        self._program = Label("", "small", ink="muted", wrap=True)
        self.none = CheckBox("")
        self.none.setObjectName("no_medicines")
        self.none.clicked.connect(self._none_ticked)
        self._trouble = Label("", "small", ink="error", weight=500, wrap=True)
        self._trouble.hide()
        self.add = Button("", icon="plus")
        self.add.setObjectName("add_medicine")
        self.add.clicked.connect(self._add)
        self._cards_box = Row(gap=0)
        self.cards: list[MedicineCard] = []
        buttons = Row(gap=8)
        buttons.put(self.add, None)
        self.body.put(self._title, self._program, self.none, self._trouble)
        self._first_card = self.body.count()
        self.body.addLayout(buttons)
        self._counts = OutcomeCounts()
        self._about = Label("", "small", ink="muted", weight=600)
        self._said = Label("", "small", wrap=True)
        self._line = Label("", "small", italic=True, wrap=True)
        self._line.setObjectName("source_line")
        self.judgement = JudgementBox(desk)
        self.judgement.editor.setObjectName("judgement_medicines")
        self.side.put(self._counts, divider(), self._said, self.judgement.title)
        self.side.put(self.judgement.editor, divider(), self._about, self._line)

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Medicines"))
        self.none.setText(self.tr("The patient takes &no medicines"))
        self.add.setText(self.tr("&Add a medicine"))
        self._about.setText(self.tr("What the source says"))
        self._line.setText(f"”{self.desk.cat.criteria.by_id[RULE].line}”")
        self.judgement.title.setText(self.tr("Your judgement"))
        self.judgement.editor.setPlaceholderText(self.tr("Write a few words …"))
        self.judgement.editor.setAccessibleName(self.tr("Your judgement of the medicines"))
        for card in self.cards:
            card.retranslate()

    def _kept(self) -> list[dict[str, Any]]:
        return [dict(one) for one in self.desk.view.state.answers.get("medicines") or ()]

    def show_view(self, view: ScreeningView) -> None:
        medicines = view.state.answers.get("medicines")
        kept = [dict(one) for one in medicines or ()]
        pending = bool(self.cards) and self.cards[-1].kind.value is None
        self._fit_cards(len(kept) + (1 if pending and len(self.cards) > len(kept) else 0))
        column = column_of(view, self.desk)
        outcomes: list[Outcome] = []
        for card, entry in zip(self.cards, kept, strict=False):
            judgement = self._judged(entry, column)
            outcomes.append(judgement.outcome if judgement else Outcome.MISSING)
            card.show_entry(entry, judgement)
        if len(self.cards) > len(kept):
            self.cards[-1].show_entry({}, None)
        self.none.setChecked(medicines is not None and not kept)
        self._show_words(view, column, Counter(outcomes))

    def _judged(self, entry: Mapping[str, Any], column: MedicineColumn | None) -> Judgement | None:
        """What the table says; without a program only where every column says the same."""
        medicine, criteria = Medicine.of(entry), self.desk.cat.criteria
        if column is not None:
            return eligibility.judge_medicine(medicine, column, criteria)
        every = [eligibility.judge_medicine(medicine, each, criteria) for each in MedicineColumn]
        return every[0] if len({each.outcome for each in every}) == 1 else None

    def _show_words(
        self, view: ScreeningView, column: MedicineColumn | None, outcomes: Counter[Outcome]
    ) -> None:
        names = {
            MedicineColumn.EXPOSURE: self.tr("Judged for an anxiety program with exposure."),
            MedicineColumn.SLEEP: self.tr("Judged for a sleep program."),
            MedicineColumn.OTHER: self.tr("Judged for a program without exposure or sleep."),
            None: self.tr("No program is chosen yet; the outcome follows the one finally chosen."),
        }
        self._program.setText(names[column])
        self._counts.show_counts(dict(outcomes), barrier=True)
        judgement = view.assessment.by_rule[RULE]
        self._said.setText(words.judged(judgement))
        self.judgement.show_rule(
            RULE, wanted=judgement.outcome in {Outcome.REVIEW, Outcome.EXCLUDE}
        )

    def _fit_cards(self, wanted: int) -> None:
        while len(self.cards) > wanted:
            card = self.cards.pop()
            self.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < wanted:
            card = MedicineCard(self.desk, len(self.cards) + 1)
            card.retranslate()
            card.changed.connect(lambda entry, card=card: self._changed(card, entry))
            card.removed.connect(lambda card=card: self._removed(card))
            self.body.insertWidget(self._first_card + len(self.cards), card)
            self.cards.append(card)

    def _add(self) -> None:
        if not self.cards or self.cards[-1].kind.value is not None:
            self._fit_cards(len(self.cards) + 1)
            self.cards[-1].show_entry({}, None)
        self.none.setChecked(False)
        self.cards[-1].focus_first()

    def _changed(self, card: MedicineCard, entry: dict[str, Any]) -> None:
        self.desk.flush()
        kept = self._kept()
        kept[card.place - 1 : card.place] = [entry]
        self.desk.change(
            answers={"medicines": kept}, sources={"medicines": screening.AnswerSource.TALK}
        )

    def _removed(self, card: MedicineCard) -> None:
        self.desk.flush()
        kept = self._kept()
        if card.place > len(kept):
            self._fit_cards(len(self.cards) - 1)
        else:
            del kept[card.place - 1]
            self.desk.change(answers={"medicines": kept or None})
        self.add.setFocus()

    def _none_ticked(self) -> None:
        if self._kept():
            self.none.setChecked(False)
            self._trouble.setText(self.tr("Remove the medicines first; nothing was changed."))
            self._trouble.show()
            return
        self._trouble.hide()
        self._fit_cards(0)
        self.desk.change(answers={"medicines": [] if self.none.isChecked() else None})
        if self.none.isChecked():
            self.finished.emit()

    def focus_first(self) -> None:
        gap = next(iter(self.gaps()), "")
        if not self.focus_missing(gap):
            self.none.setFocus()

    def focus_missing(self, word: str) -> bool:
        kind, _, rest = word.partition(":")
        if kind == "judgement" and rest == RULE:
            self.judgement.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif kind == "medicine" and int(rest) <= len(self.cards):
            self.cards[int(rest) - 1].focus_first()
        elif word == RULE:
            self.none.setFocus()
        else:
            return False
        return True
