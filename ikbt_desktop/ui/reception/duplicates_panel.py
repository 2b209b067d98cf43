"""Who the new patient may already be, under the number while it is typed."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.services.caseload import Duplicate
from ikbt_desktop.ui.kit import person
from ikbt_desktop.ui.kit.button import Button, Kind
from ikbt_desktop.ui.kit.inline_message import InlineMessage, Tone, announce
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.layouts import Column, Flow
from ikbt_desktop.ui.reception import words

_HERE = "DuplicatesPanel"
_REASONS: Mapping[str, str] = {
    "same_number": mark("DuplicatesPanel", "The same number."),
    "one_digit": mark("DuplicatesPanel", "One digit differs."),
    "same_name": mark("DuplicatesPanel", "The same name and birth date."),
    "name_only": mark("DuplicatesPanel", "The same name."),
}


class DuplicatesPanel(InlineMessage):
    """Each person with the reason; open the record, or say that it is the same person."""

    opened = Signal(str)
    """The record of a patient is wanted."""
    recognised = Signal(object)
    """It is this `Duplicate`; None takes it back."""

    def __init__(self, *, today: date) -> None:
        super().__init__(Tone.WARNING, icon="user-search")
        self.setObjectName("duplicates")
        self._today = today
        self._shown: tuple[Duplicate, ...] = ()
        self._chosen: str | None = None
        self._rows = Column(gap=8)
        self.body.addLayout(self._rows)
        self.hide()

    def show_duplicates(
        self, found: Sequence[Duplicate], *, chosen: str | None, name_only: bool
    ) -> None:
        """Show them; none hides the panel. `chosen` is the patient who was recognised."""
        if (tuple(found), chosen) == (self._shown, self._chosen) and self.isVisible():
            return
        self._shown, self._chosen = tuple(found), chosen
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, duplicate in enumerate(found):
            if chosen in {None, duplicate.patient_id}:
                self._rows.addWidget(self._row(place, duplicate, name_only=name_only))
        lead = self.tr("May be the same person as")
        if chosen is not None:
            lead = self.tr("The referral is added to")
        self.say(lead if found else "")
        self.setVisible(bool(found))
        if found:
            announce(self, " ".join([lead, *map(person.first_line, found)]))

    def _row(self, place: int, duplicate: Duplicate, *, name_only: bool) -> QWidget:
        row = QWidget()
        whole = Column(row, gap=0)
        who = QWidget()
        line = Flow(who, gap=8)
        line.addWidget(Label(person.first_line(duplicate), "small", weight=600))
        line.addWidget(Label(person.second_line(duplicate), "small"))
        whole.put(who, Label(self._why(duplicate, name_only=name_only), "cap", wrap=True))
        acts = QWidget()
        buttons = Flow(acts, gap=4)
        opener = Button(self.tr("Open"), Kind.TEXT, small=True)
        opener.setObjectName(f"duplicate_open_{place}")
        name = person.first_line(duplicate)
        opener.setAccessibleName(self.tr("Open {name}").format(name=name))
        opener.clicked.connect(lambda: self.opened.emit(duplicate.patient_id))
        same = Button(small=True, kind=Kind.TEXT)
        same.setObjectName(f"duplicate_same_{place}")
        if self._chosen == duplicate.patient_id:
            same.setText(self.tr("Not the same person"))
            same.clicked.connect(lambda: self.recognised.emit(None))
        else:
            same.setText(self.tr("Same person"))
            same.clicked.connect(lambda: self.recognised.emit(duplicate))
        same.setAccessibleName(f"{same.text()}: {name}")
        buttons.addWidget(opener)
        buttons.addWidget(same)
        whole.addWidget(acts)
        return row

    def _why(self, duplicate: Duplicate, *, name_only: bool) -> str:
        by_name = name_only and duplicate.reason == "same_name"
        reason = say(_HERE, _REASONS["name_only" if by_name else duplicate.reason])
        registered = self.tr("Registered {year}.").format(year=duplicate.registered_on.year)
        parts = [reason, registered]
        if duplicate.open_referral_since is not None:
            since = words.caption(duplicate.open_referral_since, today=self._today)
            parts.append(self.tr("Open referral since {day}.").format(day=since))
        return " ".join(parts)
