"""A clinician to choose: training, load and free minutes; greyed with the reason where not fit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ikbt_desktop.services.treatments import ClinicianChoice
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.choices import RadioButton
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Flow, Row
from ikbt_desktop.ui.kit.pill import Pill, PillValue
from ikbt_desktop.ui.kit.progress import Bar
from ikbt_desktop.ui.kit.tokens import State

_LEAST_MINUTES = 15


class ClinicianCard(Card):
    """The name is a radio button; the whole card may be clicked."""

    chosen = Signal(str)

    def __init__(self, choice: ClinicianChoice, place: int) -> None:
        super().__init__(gap=4, margins=(13, 10, 13, 10))
        self.choice = choice
        self.radio = RadioButton(choice.name)
        self.radio.setObjectName(f"clinician_{place}")
        self.radio.setEnabled(choice.refusal is None)
        self.radio.setAutoExclusive(False)
        self.radio.toggled.connect(self._toggled)
        state = Pill("", State.NEUTRAL, height=20)
        state.show_value(_room(choice))
        head = Flow(gap=8)
        head.addWidget(self.radio)
        holder = QWidget()
        holder.setMinimumHeight(self.radio.sizeHint().height())
        Row(holder, gap=0).addWidget(state)
        head.addWidget(holder)
        self.body.addLayout(head)
        lines = [_training(choice), _load(choice)]
        if choice.refusal is not None:
            lines = [
                ", ".join(filter(None, (choice.title,))),
                say(
                    "ClinicianCard",
                    "Cannot be chosen: no basic CBT psychotherapy training is recorded.",
                ),
            ]
        self.body.addWidget(Label(lines[0], "small", ink="muted", wrap=True))
        if choice.weekly_minutes and choice.refusal is None:
            self._put_minutes(choice)
        self.body.addWidget(Label(lines[1], "small", ink="muted", wrap=True))
        spoken = ". ".join((state.value.text, *lines))
        self.radio.setAccessibleName(choice.name)
        self.radio.setAccessibleDescription(spoken)

    def _put_minutes(self, choice: ClinicianChoice) -> None:
        bar = Bar(height=6)
        bar.set_share(choice.used_minutes / choice.weekly_minutes)
        free = max(0, choice.weekly_minutes - choice.used_minutes)
        words = say("ClinicianCard", "{free} of {all} min free").format(
            free=free, all=choice.weekly_minutes
        )
        row = Row(gap=10)
        row.addWidget(bar, 1)
        row.addWidget(Label(words, "small"))
        self.body.addLayout(row)

    def _toggled(self, on: bool) -> None:
        self.set_selected(selected=on)
        if on:
            self.chosen.emit(self.choice.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.radio.isEnabled() and event.button() == Qt.MouseButton.LeftButton:
            self.radio.setFocus()
            self.radio.setChecked(True)
        event.accept()


def _room(choice: ClinicianChoice) -> PillValue:
    if choice.refusal is not None:
        return PillValue(say("ClinicianCard", "Not authorised"), State.NOT_MET, "lock")
    if not choice.weekly_minutes:
        return PillValue(say("ClinicianCard", "No minutes recorded"), State.NEUTRAL, "clock")
    if choice.weekly_minutes - choice.used_minutes < _LEAST_MINUTES:
        return PillValue(say("ClinicianCard", "Full"), State.NOT_MET)
    return PillValue(say("ClinicianCard", "Has time"), State.OK)


def _training(choice: ClinicianChoice) -> str:
    parts = [choice.title] if choice.title else []
    if choice.basic_cbt:
        parts.append(say("ClinicianCard", "CBT"))
    if choice.course_year is not None:
        parts.append(say("ClinicianCard", "iCBT course {year}").format(year=choice.course_year))
    if choice.lacks_course:
        parts.append(say("ClinicianCard", "no course in this program recorded"))
    return ", ".join(parts)


def _load(choice: ClinicianChoice) -> str:
    parts = [say("ClinicianCard", "%n open case(s)", choice.open_cases)]
    if choice.late_feedback:
        parts.append(say("ClinicianCard", "%n late feedback(s)", choice.late_feedback))
    if choice.met_patient:
        parts.append(say("ClinicianCard", "met the patient"))
    return ", ".join(parts)
