"""The open screening on the desk: what is changed is kept at once, and the fresh view is told."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import IkbtError, InvalidValue, StaleRecord
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.screenings import ScreeningView
from ikbt_desktop.ui.kit.autosave import Autosave

Digits = tuple[str, tuple[int | None, ...], date]
PLACE_KIND = "screening_place"
_REST_MS = 1_500


class Desk(QObject):
    """One screening being written. Pages change it through here and hear `shown` afterwards.

    What could not be kept stays in `refused`: after a change made elsewhere the person chooses
    between `keep_mine` and `take_theirs`. Nothing typed is dropped before that.
    """

    shown = Signal(object)
    """The fresh `ScreeningView`, after anything was kept."""
    failed = Signal(object)
    """An IkbtError: what was typed is still in its field."""
    stale = Signal(object, object)
    """Somebody else saved first: the StaleRecord, and their view."""
    kept = Signal(object)
    """When something was kept."""

    def __init__(self, services: Services, view: ScreeningView, parent: QObject) -> None:
        super().__init__(parent)
        self.services = services
        self.view = view
        self.step = view.step
        self.refused: dict[str, Any] = {}
        self._refused_digits: Digits | None = None
        self.refused_by: IkbtError | None = None
        """What was said last of something that could not be kept."""
        self._editors: list[Autosave] = []
        self._focus = ("", 0)
        self._kept_focus = ("", 0)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.keep_place)

    # --- what is known -----------------------------------------------------------------------

    @property
    def cat(self) -> Catalogue:
        """The rules and lists."""
        return self.services.catalogue

    @property
    def is_signed(self) -> bool:
        """Whether it can only be read."""
        return self.view.signed_at is not None

    def now(self) -> datetime:
        """The clinic's clock."""
        return self.services.workplace.clock()

    def today(self) -> date:
        """The Swedish date."""
        return local_day(self.now())

    # --- what is changed ---------------------------------------------------------------------

    def put(self, changes: Mapping[str, Any]) -> None:
        """Keep changes now. Raises what the service raises; they are then in `refused`."""
        wanted = _merged(self.refused, changes)
        try:
            view = self.services.screenings.save(
                self.view.id, wanted, step=self.step, version=self.view.version
            )
        except InvalidValue:
            raise  # the field keeps it; kept with other changes it would hold those up too
        except IkbtError as error:
            self.refused, self.refused_by = wanted, error
            raise
        self.refused = {}
        self._show(view)

    def change(self, **changes: Any) -> bool:
        """Keep changes now; what went wrong is told by `failed` or `stale`."""
        return self._done(lambda: self.put(changes))

    def answer(self, key: str, value: object) -> bool:
        """Keep one answer; None takes it back."""
        return self.change(answers={key: value})

    def keep_answers(self, code: str, answers: Sequence[int | None], *, answered_on: date) -> bool:
        """Keep the digits of a form so far; the risk rules run on them."""

        def act() -> None:
            view = self.services.screenings.keep_answers(
                self.view.id,
                code,
                tuple(answers),
                answered_on=answered_on,
                version=self.view.version,
            )
            self._refused_digits = None
            self._show(view)

        kept = self._done(act)
        if not kept:
            self._refused_digits = (code, tuple(answers), answered_on)
        return kept

    def finish_form(self, code: str) -> bool:
        """Make the digits a measurement."""

        def act() -> None:
            self._show(
                self.services.screenings.finish_form(self.view.id, code, version=self.view.version)
            )

        return self._done(act)

    def reload(self) -> None:
        """Read afresh, e.g. after the risk case changed."""
        self._done(lambda: self._show(self.services.screenings.open(self.view.id)))

    def move_to(self, step: Step) -> None:
        """Keep where the person stands."""
        self.step = step
        if not self.is_signed:
            self.change()

    # --- text that is being typed ------------------------------------------------------------

    def follow_text(self, editor: QWidget, wrap: Callable[[str], Mapping[str, Any]]) -> Autosave:
        """Keep an editor's text within two seconds and when it is left."""
        saving = Autosave(
            editor,
            save=lambda text: self.put(wrap(text)),
            clock=self.now,
            text=_reader(editor),
        )
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(saving.changed)
        saving.failed.connect(self.report)
        self._editors.append(saving)
        saving.destroyed.connect(lambda: self._forget(saving))
        return saving

    def _forget(self, saving: Autosave) -> None:
        self._editors = [each for each in self._editors if each is not saving]

    def flush(self) -> bool:
        """Keep every text that is being typed, now."""
        done = [saving.flush() for saving in tuple(self._editors)]
        return all(done)

    @property
    def is_kept(self) -> bool:
        """Whether everything that was written lies in the file."""
        typed = any(saving.trouble is not None for saving in self._editors)
        return not (typed or self.refused or self._refused_digits is not None)

    def all_kept(self) -> bool:
        """Keep what is typed, and try once more what was refused; False while something is not."""
        self.flush()
        digits = self._refused_digits
        stale = isinstance(self.refused_by, StaleRecord)  # then the person chooses
        if self.refused and not stale:
            self.change()
        if digits is not None and not stale:
            code, answers, day = digits
            self.keep_answers(code, answers, answered_on=day)
        return self.is_kept

    # --- changed elsewhere -------------------------------------------------------------------

    def keep_mine(self) -> None:
        """Keep my fields upon their version; what else they wrote stays theirs."""
        mine, digits = self.refused, self._refused_digits
        self.refused = {}
        self.reload()
        if mine:
            self.change(**mine)
        if digits is not None:
            code, answers, day = digits
            self.keep_answers(code, answers, answered_on=day)
        self.flush()

    def take_theirs(self) -> None:
        """Show what they wrote; mine is dropped on the person's own word."""
        self.refused = {}
        self._refused_digits = None
        for saving in self._editors:
            saving.forget()
        self.reload()

    # --- the place ---------------------------------------------------------------------------

    def note_focus(self, name: str, cursor: int) -> None:
        """The focus rests here; kept when it has rested a moment."""
        self._focus = (name, cursor)
        self._rest.start()

    def keep_place(self) -> None:
        """Keep where the cursor stands, so that a killed program comes back to it."""
        self._rest.stop()
        if self._focus == self._kept_focus or not self._focus[0] or self.is_signed:
            return
        name, cursor = self._focus
        self._kept_focus = self._focus
        try:
            self.services.drafts.keep(
                PLACE_KIND, self.view.id, name, cursor=cursor, patient_id=self.view.patient_id
            )
        except IkbtError as error:
            self.failed.emit(error)

    def kept_place(self) -> str:
        """The object name of the field that had the focus last."""
        draft = self.services.drafts.find(PLACE_KIND, self.view.id)
        return "" if draft is None else draft.text

    # --- inside ------------------------------------------------------------------------------

    def _show(self, view: ScreeningView) -> None:
        self.view = view
        self.kept.emit(self.now())
        self.shown.emit(view)

    def _done(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except IkbtError as error:
            self.report(error)
            return False
        return True

    def report(self, error: IkbtError) -> None:
        """Tell the wizard what went wrong."""
        self.refused_by = error
        if isinstance(error, StaleRecord):
            self.stale.emit(error, self.services.screenings.open(self.view.id))
        else:
            self.failed.emit(error)


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Both changes, the later one over the earlier, mappings key by key."""
    merged = dict(old)
    for key, value in new.items():
        before = merged.get(key)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        merged[key] = {**before, **value} if both and isinstance(before, Mapping) else value
    return merged


def _reader(editor: QWidget) -> Callable[[], str]:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText
    if isinstance(editor, QLineEdit):
        return editor.text
    raise TypeError("not an editor of text")


def show_text(editor: QWidget, saving: Autosave, text: str) -> None:
    """Show a kept text, unless the person is in the middle of another."""
    if saving.is_changed:
        return
    if isinstance(editor, QPlainTextEdit) and editor.toPlainText().strip() != text.strip():
        editor.blockSignals(True)
        editor.setPlainText(text)
        editor.blockSignals(False)
        saving.forget()
    elif isinstance(editor, QLineEdit) and editor.text().strip() != text.strip():
        editor.setText(text)
