"""The chosen task to the right: who, why, the facts, and the one next button."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ikbt_desktop.clinic.roles import Actor, Permission
from ikbt_desktop.services.worklist import Task
from ikbt_desktop.ui.kit import language, person
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.card import Ground
from ikbt_desktop.ui.kit.keycap import KeyCap
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.layouts import Column, Flow, Line, Row, Scroll
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.reception.words import DOT, age_and_sex
from ikbt_desktop.ui.today import words
from ikbt_desktop.ui.today.steps import Step, next_step
from ikbt_desktop.ui.today.words import TaskWords


class TaskPane(Ground):
    """Shows one `Task`; the page does what is asked."""

    acted = Signal()
    """The next step is wanted."""
    patient_wanted = Signal()
    crisis_wanted = Signal()
    ticked = Signal()
    """The text or the reply has been sent."""
    outbox_wanted = Signal()
    closed = Signal()

    def __init__(self, actor: Actor) -> None:
        super().__init__("surface", lines="left")
        self._actor = actor
        self._name = Label("", "h2", wrap=True)
        self._who = Label("", "small", ink="muted", wrap=True)
        self._pills = QWidget()
        self._pill_flow = Flow(self._pills, gap=8)
        self._title = Label("", "h3", wrap=True)
        self._why = Label("", "body", wrap=True)
        self._facts = Column(gap=6)
        self.act = self._button("task_act", Kind.PRIMARY)
        self.act.set_hint("Enter")
        self.patient = self._button("task_patient", Kind.SECONDARY)
        self.tick = self._button("task_tick", Kind.SECONDARY)
        self.outbox = self._button("task_outbox", Kind.TEXT)
        self.crisis = Button("", Kind.TEXT, icon="phone", key="F9")
        self.crisis.setObjectName("task_crisis")
        for button, signal in (
            (self.act, self.acted),
            (self.patient, self.patient_wanted),
            (self.tick, self.ticked),
            (self.outbox, self.outbox_wanted),
            (self.crisis, self.crisis_wanted),
        ):
            button.clicked.connect(signal)
        self._build()
        language.follow(self, self.retranslate)

    def _button(self, name: str, kind: Kind) -> Button:
        button = Button("", kind)
        button.setObjectName(name)
        return button

    def _build(self) -> None:
        scroll = Scroll(gap=12, margins=(24, 20, 24, 12))
        body = scroll.body
        head = Column(gap=2)
        head.put(self._name, self._who)
        body.put(head, self._pills, Line(), self._title, self._why, self._facts)
        first, second = QWidget(), QWidget()
        for holder, buttons in (
            (first, (self.act, self.patient)),
            (second, (self.tick, self.outbox, self.crisis)),
        ):
            flow = Flow(holder, gap=8)
            for button in buttons:
                flow.addWidget(button)
        body.put(first, second)
        body.addStretch(1)
        whole = Column(self, gap=0, margins=(1, 0, 0, 0))
        whole.addWidget(scroll, 1)
        whole.addWidget(Line())
        whole.addWidget(self._keys())

    def _keys(self) -> QWidget:
        foot = QWidget()
        row = Row(foot, gap=8, margins=(24, 8, 24, 10))
        keys = QWidget()
        self._key_flow = Flow(keys, gap=8)
        row.addWidget(keys, 1)
        return foot

    def retranslate(self) -> None:
        """Set the standing texts in the language that now holds."""
        _empty(self._key_flow)
        for key, text in (
            ("↑ ↓", self.tr("choose")),
            ("Enter", self.tr("do it")),
            (self.tr("Space"), self.tr("details")),
        ):
            pair = QWidget()
            inner = Row(pair, gap=6)
            inner.put(KeyCap(key), Label(text, "cap", ink="muted"))
            self._key_flow.addWidget(pair)
        self.patient.setText(self.tr("&Open patient"))
        self.outbox.setText(self.tr("O&pen the outbox"))
        self.crisis.setText(self.tr("&Crisis"))

    def show_task(self, task: Task, told: TaskWords, *, today: date) -> None:
        """Show a task."""
        step = next_step(task, self._actor)
        self._name.setText(person.first_line(task))
        self._who.setText(
            DOT.join([person.second_line(task), *age_and_sex(task.identity, today=today)])
        )
        self._show_pills(task)
        self._title.setText(told.title)
        self._why.setText(told.why)
        self._show_facts(task, told, today)
        self._show_buttons(task, step)

    def _show_pills(self, task: Task) -> None:
        _empty(self._pill_flow)
        program = words.program_pill(task)
        if program is not None:
            self._pill_flow.addWidget(Pill(program.text, program.state, icon=program.icon))
        if task.kind == "risk":
            self._pill_flow.addWidget(Pill(self.tr("Needs contact today"), State.ACUTE))
        if task.kind == "risk_soft":
            self._pill_flow.addWidget(Pill(self.tr("To follow up today"), State.REVIEW))
        if task.protected:
            text = self.tr("Protected identity")
            self._pill_flow.addWidget(Pill(text, State.NEUTRAL, icon="shield-alert"))
        self._pills.setVisible(self._pill_flow.count() > 0)

    def _show_facts(self, task: Task, told: TaskWords, today: date) -> None:
        _empty(self._facts)
        lines = [
            (self.tr("Due"), words.due_line(task, today=today)),
            (self.tr("Owner"), task.owner or self.tr("nobody yet")),
            *told.facts,
        ]
        for place, (head, value) in enumerate(lines):
            holder = QWidget()
            row = Row(holder, gap=12)
            row.addWidget(
                Label(head, "small", ink="muted", wrap=True), 2, Qt.AlignmentFlag.AlignTop
            )
            weight = 600 if place == 0 else 400
            label = Label(value, "small", weight=weight, wrap=True)
            row.addWidget(label, 4, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(holder)

    def _show_buttons(self, task: Task, step: Step | None) -> None:
        self.act.setVisible(step is not None)
        self.patient.setVisible(bool(task.patient_id))
        self.crisis.setVisible(bool(task.patient_id))
        self.act.setText("" if step is None else step.verb)
        tick = self.tick_word(task)
        self.tick.setText(tick)
        self.tick.setVisible(bool(tick))
        self.outbox.setVisible(task.kind == "file_document")

    def tick_word(self, task: Task) -> str:
        """What can be ticked without going anywhere; empty for nothing."""
        if task.kind == "send_text" and self._actor.may(Permission.WRITE_FEEDBACK):
            return self.tr("Mark as &sent")
        if task.kind == "referral_answer" and self._actor.may(Permission.MOVE_REFERRAL):
            return self.tr("Reply is &sent")
        return ""

    def focus_first(self) -> None:
        """The next step."""
        (self.patient if self.act.isHidden() else self.act).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _empty(layout: Column | Flow) -> None:
    while layout.count():
        item = layout.takeAt(0)
        old = item.widget() if item is not None else None
        if old is not None:
            old.hide()
            old.deleteLater()
