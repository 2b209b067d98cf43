"""The clinic's care units: one until another is added, then each by its name with what it has."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.units import UnitRow
from ikbt_desktop.ui.administration.room import Room
from ikbt_desktop.ui.kit import meanwhile, problems
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.button import Kind as ButtonKind
from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.edits import LineEdit
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import say
from ikbt_desktop.ui.kit.layouts import Column, Flow, Row, Scroll, clear
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.record import words as record_words
from ikbt_desktop.ui.record.kept_form import Values
from ikbt_desktop.ui.record.signed_form import SignedForm

_NEW = "new"


class NameForm(SignedForm):
    """What a unit is called: a new one, or another name for one that is there. Esc leaves it."""

    left = Signal()

    def __init__(self, services: Services, unit: UnitRow | None) -> None:
        subject = _NEW if unit is None else unit.id
        super().__init__(services, name="unit_form", subject_id=subject, patient_id=None)
        self._unit = unit
        self.name = LineEdit(width=360)
        self.name.setObjectName("unit_name")
        self.blocks = {"name": FieldBlock("", self.name)}
        self.cancel = Button("")
        self.cancel.setObjectName("unit_form_cancel")
        self.fields.put(*self.blocks.values())
        self.add_button(self.cancel)
        self.name.setText("" if unit is None else unit.name)
        self.retranslate()
        self.begin()
        self.name.selectAll()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        is_new = self._unit is None
        self.blocks["name"].set_label(self.tr("Name of the unit"))
        self.blocks["name"].set_help(
            self.tr("It stands in the access log and in what a patient is given of it.")
            if is_new
            else self.tr("The log and the papers of earlier days keep the name of their day.")
        )
        self.save.setText(self.tr("Add the unit") if is_new else self.tr("Change the name"))
        self.cancel.setText(self.tr("&Cancel"))

    def values(self) -> Values:
        """What is typed."""
        return {"name": self.name.text()}

    def fill(self, kept: Values) -> None:
        """Show what was typed before."""
        self.name.setText(str(kept.get("name", "")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def catch_up(self) -> Sequence[str]:
        """The unit as a colleague left it, beside the name that is typed."""
        rows = self.services.units.rows()
        mine = self._unit
        self._unit = next((row for row in rows if mine is not None and row.id == mine.id), mine)
        if self._unit is None:
            return ()
        label = self.blocks["name"].label.text()
        return meanwhile.lines([(label, self._unit.name, self.name.text())])

    def act(self) -> str:
        """Add or rename it."""
        name, unit = self.name.text(), self._unit
        if unit is None:
            self.services.units.add(name)
            return self.tr("{name} is added. Give colleagues and patients to it.").format(
                name=name.strip()
            )
        self.services.units.rename(unit.id, name, version=unit.version)
        return self.tr("The unit is now called {name}.").format(name=name.strip())


class UnitsRoom(Room):
    """One card a unit; a form stands where it was asked for."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._rows: tuple[UnitRow, ...] = ()
        self._form: NameForm | None = None
        self._form_of: str | None = None
        self._title = Label("", "h1")
        self.add = Button("", icon="plus", key="Ctrl+N", small=True)
        self.add.setObjectName("add_unit")
        self._line = Label("", "small", ink="muted", wrap=True)
        self._trouble = InlineMessage(Tone.TROUBLE)
        self._trouble.setObjectName("units_trouble")
        self._trouble.hide()
        self._new_place = Column(gap=0)
        self._cards = Column(gap=12)
        scroll = Scroll(gap=12, margins=(24, 16, 24, 16))
        scroll.setObjectName("units_room_scroll")
        head = Row(gap=8)
        head.put(self._title, None, self.add)
        scroll.body.addLayout(head)
        scroll.body.put(self._line, self._trouble)
        scroll.body.addLayout(self._new_place)
        scroll.body.addLayout(self._cards)
        scroll.body.addStretch(1)
        self._scroll = scroll
        Column(self, gap=0).addWidget(scroll)
        self.add.clicked.connect(self.begin_new)
        self.retranslate()

    # --- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the units; a name that is being typed stays."""
        self._trouble.hide()
        try:
            self._rows = self.services.units.rows()
        except IkbtError as error:
            self._tell(error)
            return
        self._show()

    def retranslate(self) -> None:
        """Set every text in the language that now holds."""
        self._title.setText(self.tr("Units"))
        self.add.setText(self.tr("&Add a unit"))
        if self._form is not None:
            self._form.retranslate()
        self._show()

    def _show(self) -> None:
        form = self._form
        if form is not None:
            form.setParent(self)  # out of the cards that go
            form.hide()
        clear(self._new_place)
        clear(self._cards)
        is_one = all(not row.id for row in self._rows)
        self._line.setText(
            self.tr(
                "The clinic is one care unit. Add another only if a patient is to be able to block "
                "a record between them (PDL 4:4): then the clinic itself becomes a unit of its own "
                "name, with everybody and every patient, until you move them."
            )
            if is_one
            else self.tr(
                "A patient may block the record for the other units. Each colleague belongs to one "
                "unit, under Users; a patient's unit stands on the patient's page."
            )
        )
        self.add.setEnabled(self._form_of != _NEW)
        if form is not None and self._form_of == _NEW:
            card = Card(gap=8)
            card.body.addWidget(form)
            self._new_place.addWidget(card)
            form.show()
        for row in self._rows:
            self._cards.addWidget(self._card(row))

    def _card(self, row: UnitRow) -> QWidget:
        card = Card(gap=6)
        card.setObjectName(f"unit_{row.id}")
        head = Row(gap=8)
        head.addWidget(Label(row.name, "h3", wrap=True), 1)
        if row.retired_at is not None:
            head.addWidget(Pill(self.tr("Out of use"), State.NEUTRAL, icon="lock", height=22))
        card.body.addLayout(head)
        card.body.addWidget(Label(self._told(row), "body", wrap=True))
        for former in reversed(row.former_names):
            told = self.tr("Called {name} until {day}").format(
                name=former.name, day=former.until.isoformat()
            )
            card.body.addWidget(Label(told, "small", ink="muted", wrap=True))
        if row.retired_at is not None:
            day = record_words.written_day(row.retired_at)
            told = self.tr("Out of use since {day}; what it did stays under its name.")
            card.body.addWidget(Label(told.format(day=day), "small", ink="muted", wrap=True))
        if self._form is not None and self._form_of == row.id:
            card.body.addWidget(self._form)
            self._form.show()
        elif row.id:
            card.body.addWidget(self._verbs(row))
        return card

    def _told(self, row: UnitRow) -> str:
        parts = [
            say("UnitsRoom", "%n colleague(s)", row.colleagues),
            say("UnitsRoom", "%n patient(s)", row.patients),
        ]
        if row.patients:
            parts.append(say("UnitsRoom", "%n in care now", row.in_care))
        if row.blocked:
            parts.append(say("UnitsRoom", "%n blocked for other units", row.blocked))
        return "  ·  ".join(parts)

    def _verbs(self, row: UnitRow) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=8)
        rename = Button(self.tr("&Rename"), ButtonKind.TEXT, icon="pencil", small=True)
        rename.setObjectName(f"rename_{row.id[:8]}")
        rename.clicked.connect(lambda: self._begin(row))
        is_in_use = row.retired_at is None
        words = self.tr("&Take out of use") if is_in_use else self.tr("Take into &use again")
        icon = "lock" if is_in_use else "lock-open"
        turn = Button(words, ButtonKind.TEXT, icon=icon, small=True)
        turn.setObjectName(f"{'retire' if is_in_use else 'bring_back'}_{row.id[:8]}")
        turn.clicked.connect(lambda: self._turn(row))
        for button in (rename, turn):
            button.setAccessibleName(f"{button.text().replace('&', '')}: {row.name}")
            flow.addWidget(button)
        return holder

    # --- doing -------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """A form for another unit."""
        self._begin(None)

    def _begin(self, row: UnitRow | None) -> None:
        self.keep()
        self._close_form()
        self._trouble.hide()
        self._form = form = NameForm(self.services, row)
        self._form_of = _NEW if row is None else row.id
        form.done.connect(self._done)
        form.cancel.clicked.connect(self._throw_away)
        form.left.connect(self._leave)
        self._show()
        form.name.setFocus()
        self._scroll.ensureWidgetVisible(form)

    def _close_form(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
        self._form, self._form_of = None, None

    def _throw_away(self) -> None:
        if self._form is not None:
            self._form.forget()
        self._close_form()
        self._show()
        self.add.setFocus()

    def _leave(self) -> None:
        """The form goes, and what is typed stays for the next time."""
        self.keep()
        self._close_form()
        self._show()
        self.add.setFocus()

    def _done(self, said: str) -> None:
        self._close_form()
        self.refresh()
        self.add.setFocus()
        self.said.emit(said, None)
        self.changed.emit()

    def _turn(self, row: UnitRow) -> None:
        """Take the unit out of use, or into use again."""
        units = self.services.units
        turn = units.retire if row.retired_at is None else units.bring_back
        self._trouble.hide()
        try:
            turn(row.id, version=row.version)
        except IkbtError as error:
            self.refresh()
            self._tell(error)
            return
        self.refresh()
        self.add.setFocus()
        said = (
            self.tr("{name} is out of use.")
            if row.retired_at is None
            else self.tr("{name} is in use again.")
        )
        self.said.emit(said.format(name=row.name), None)
        self.changed.emit()

    def _tell(self, error: IkbtError) -> None:
        problem = problems.describe(error)
        self._trouble.say(problem.title, problem.sentence)
        self._trouble.reveal()

    # --- the room ----------------------------------------------------------------------------

    def focus_first(self) -> None:
        """The form when one is open."""
        if self._form is not None:
            self._form.name.setFocus()
        else:
            self.add.setFocus()

    def keep(self) -> None:
        """Keep what is typed."""
        if self._form is not None:
            self._form.keep()
