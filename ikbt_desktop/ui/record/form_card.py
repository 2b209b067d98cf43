"""A card with one form: it is made when it is asked for, and stands below what the card says."""

from abc import abstractmethod

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ikbt_desktop.ui.kit.card import Card
from ikbt_desktop.ui.kit.layouts import Column
from ikbt_desktop.ui.record.act_forms import ActForm


class FormCard(Card):
    """`said` what was done, `changed` when the patient is to be read anew.

    A card says itself anew in `show_anew`, and the focus goes back to its `verb`.
    """

    said = Signal(str)
    changed = Signal()

    def __init__(self, verb: QWidget) -> None:
        super().__init__(gap=8)
        self.form: ActForm | None = None
        self.form_place = Column(gap=0)
        self._verb = verb

    @abstractmethod
    def show_anew(self) -> None:
        """Say the facts again, with or without the form."""

    def read_anew(self) -> None:
        """Something was done: a card that reads for itself reads first."""
        self.show_anew()

    def begin(self, form: ActForm) -> None:
        """Show this form in the place of another."""
        self.close_form()
        self.form = form
        form.done.connect(self._done)
        form.closed.connect(self._closed)
        form.overtaken.connect(self.changed)
        self.form_place.addWidget(form)
        form.show()
        self.show_anew()
        form.first.setFocus()

    def close_form(self) -> None:
        """Take the form away; its draft stays until it is saved or thrown away."""
        self.keep()
        self._take_away()

    def keep(self) -> None:
        """Keep what is typed, at once."""
        if self.form is not None:
            self.form.keep()

    def _take_away(self) -> None:
        gone, self.form = self.form, None
        if gone is not None:
            gone.hide()
            gone.deleteLater()

    def _done(self, said: str) -> None:
        self._take_away()
        self.read_anew()
        self._verb.setFocus()
        self.said.emit(said)
        self.changed.emit()

    def _closed(self) -> None:
        self.close_form()
        self.show_anew()
        self._verb.setFocus()
