"""When to lock by itself: nobody at the computer, too long away from here, or a sleep unnoticed.

The rule. Working in another program is work: what counts is how long nobody touched the *computer*.
Where it cannot tell, or tells less than the program itself has seen, the program's own keys count.
And the shorter limit protects: after an hour without one key here, it locks all the same.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ikbt_desktop.services.administration import LOCK_AFTER
from ikbt_desktop.ui.watch.computer import Computer

WARN_SECONDS = 60
_UNTOUCHED_SECONDS = 60 * 60
_LOOK_MS, _CLOSE_LOOK_MS = 5_000, 1_000
_GAP_SECONDS = 60.0


class IdleWatch(QObject):
    """Looks every few seconds while somebody is signed in."""

    due = Signal()
    """Lock now."""
    counted = Signal(int)
    """Seconds left until then."""

    def __init__(
        self,
        parent: QObject,
        computer: Computer,
        *,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        super().__init__(parent)
        self.computer, self._clock, self._monotonic = computer, clock, monotonic
        self.minutes = LOCK_AFTER
        self._touched_at = monotonic()
        self._looked_at = monotonic()
        self._looked_on = clock()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        computer.left.connect(self._left)

    @property
    def is_watching(self) -> bool:
        """Whether somebody is signed in."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Somebody was let in."""
        self.touched()
        self._remember()
        self.computer.begin()
        self._timer.start(_LOOK_MS)

    def end(self) -> None:
        """Nobody is in."""
        self._timer.stop()
        self.computer.end()

    def touched(self) -> None:
        """A key or a movement in the program."""
        self._touched_at = self._monotonic()

    def go_on(self) -> None:
        """The person says: I am here."""
        self.touched()
        self.look()

    def look(self) -> None:
        """See how long is left."""
        if not self.is_watching:
            return
        slept = self._has_slept()
        self._remember()
        self.computer.look()
        left = self.seconds_left()
        if slept or left <= 0:
            self.due.emit()
            return
        self._timer.setInterval(_LOOK_MS if left > WARN_SECONDS + 10 else _CLOSE_LOOK_MS)
        self.counted.emit(-int(-left // 1))

    def seconds_left(self) -> float:
        """Until it locks by itself, if nobody does anything."""
        own = self._monotonic() - self._touched_at
        said = self.computer.idle()
        idle = own if said is None else min(own, said)
        return min(self.minutes * 60 - idle, _UNTOUCHED_SECONDS - own)

    def _left(self, _why: str) -> None:
        if self.is_watching:
            self.due.emit()

    def _remember(self) -> None:
        self._looked_at, self._looked_on = self._monotonic(), self._clock()

    def _has_slept(self) -> bool:
        """Far more time went by since the last look than lies between two: nobody was awake.

        A clock set ahead looks the same, and locks once. One clock stands still in a sleep on some
        systems, the other may be set back: whichever went further counts.
        """
        walked = self._monotonic() - self._looked_at
        passed = (self._clock() - self._looked_on).total_seconds()
        return max(walked, passed) > _LOOK_MS / 1000 + _GAP_SECONDS
