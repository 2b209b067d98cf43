"""A line that offers what was written before: the arrow down takes it, nothing takes it unasked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ikbt_desktop.ui.kit.edits import LineEdit

_MOST = 3


class KnownEdit(LineEdit):
    """`matched(names)` tells which known names hold what is typed; arrows step through them.

    Neither an editable list nor a pop-up: screen readers lose both.
    """

    matched = Signal(list)

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__()
        self._known = tuple(known)
        self._typed = ""
        self._place = -1
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._tell)

    def set_known(self, known: Sequence[str]) -> None:
        """What can be offered from now on."""
        self._known = tuple(known)

    @property
    def matches(self) -> tuple[str, ...]:
        """The known names that hold what was typed; all of them while nothing is."""
        words = self._typed.casefold().split()
        return tuple(name for name in self._known if all(word in name.casefold() for word in words))

    def _edited(self, text: str) -> None:
        self._typed, self._place = text, -1

    def _tell(self, text: str) -> None:
        self.matched.emit([name for name in self.matches[:_MOST] if text and name != text])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        found = self.matches
        if step is None or not found:
            super().keyPressEvent(event)
            return
        self._place = (self._place + step) % len(found) if self._place >= 0 or step > 0 else -1
        self.setText(found[self._place])
