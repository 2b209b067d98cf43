"""Counts down the seconds to wait after too many tries."""

from PySide6.QtCore import QObject, QTimer, Signal

_SECOND_MS = 1_000


class Waiting(QObject):
    """`left` says each second how many remain; 0 says that one may try again."""

    left = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.seconds = 0
        self._timer = QTimer(self, interval=_SECOND_MS)
        self._timer.timeout.connect(self._count)

    def begin(self, seconds: int) -> None:
        """Count from here; what was counted before is forgotten."""
        self.seconds = seconds
        self._timer.start()

    def stop(self) -> None:
        """Somebody tries again, or something else is said."""
        self._timer.stop()

    def _count(self) -> None:
        self.seconds -= 1
        if self.seconds <= 0:
            self._timer.stop()
        self.left.emit(max(0, self.seconds))
