"""Keeps what is being written: saved a moment after the last key, and when the field is left."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ikbt_desktop.errors import IkbtError
from ikbt_desktop.ui.kit.language import say

IDLE_MS = 1_000
LONGEST_MS = 2_000


class Autosave(QObject):
    """``Autosave(editor, save=drafts.keep, clock=now)``.

    A change is saved after one second of quiet, at most two seconds after it was made, when the
    focus leaves the editor, and by `flush()`. `saved(datetime)` tells when; `failed(error)` that
    an IkbtError came: the text then stays unsaved and is tried again at the next change.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        editor: QWidget,
        *,
        save: Callable[[str], None],
        clock: Callable[[], datetime],
        text: Callable[[], str] | None = None,
    ) -> None:
        super().__init__(editor)
        self._save, self._clock = save, clock
        self._text = text if text is not None else _text_of(editor)
        self._is_changed = False
        self.trouble: IkbtError | None = None
        """Why the last save did not go; None when it went, or nothing was to be saved."""
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._idle.timeout.connect(self.flush)
        self._longest.timeout.connect(self.flush)
        editor.installEventFilter(self)
        if isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(self.changed)

    @property
    def is_changed(self) -> bool:
        """Whether something is not saved yet."""
        return self._is_changed

    def changed(self) -> None:
        """The editor says that its text changed."""
        self._is_changed = True
        self._idle.start()
        if not self._longest.isActive():
            self._longest.start()

    def forget(self) -> None:
        """The text was signed or thrown away: there is nothing to save any more."""
        self._is_changed = False
        self.trouble = None
        self._stop()

    def flush(self) -> bool:
        """Save now if anything changed; False when it could not be saved."""
        self._stop()
        if not self._is_changed:
            return True
        try:
            self._save(self._text())
        except IkbtError as error:
            self.trouble = error
            self.failed.emit(error)
            return False
        self._is_changed = False
        self.trouble = None
        self.saved.emit(self._clock())
        return True

    def _stop(self) -> None:
        self._idle.stop()
        self._longest.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.flush()
        return False


def saved_words(at: datetime) -> str:
    """``Utkast sparat 14:32:08``."""
    return say("Autosave", "Draft saved {time}").format(time=at.strftime("%H:%M:%S"))


def _text_of(editor: QWidget) -> Callable[[], str]:
    if not isinstance(editor, QPlainTextEdit):
        raise TypeError("say how the text is read")
    return editor.toPlainText


def unsaved(page: QWidget) -> IkbtError | None:
    """Why something that is written on the page is not saved, or None when all of it is."""
    troubles = (saving.trouble for saving in page.findChildren(Autosave))
    return next((trouble for trouble in troubles if trouble is not None), None)
