"""When Python looks for garbage: on the screen's thread, between two events, never within one.

By itself Python does so whenever it likes, on whatever thread: a tenth of a second in the midst of
a click, or a widget ended by the pool. What is loaded at the start is looked through no more. The
young are looked through each second; all that lives, when the hands rest.
"""

import gc

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt, QTimer
from shiboken6 import isValid

from ikbt_desktop.ui.kit import ear, turns

_EVERY_MS = 1_000
_LATE_MS = 15  # by so much a round is late when the window was at work
_OLDEST, _ALL_EACH = 2, 8
_MOST_PUT_OFF = 5
_QUIET_MS = 1_500
_LONGEST_UNQUIET = 60  # rounds without a pause: nobody types for so long without one


class _Rounds(QTimer):
    """Goes round as long as the program; `rested` says that somebody was let in."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance(), interval=_EVERY_MS)
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self._last = QElapsedTimer()
        self._last.start()
        self.knows_the_work = False
        self.done = 0
        self.put_off = 0
        self._quiet = QElapsedTimer()
        self._quiet.start()

    def hear(self, event: QEvent) -> bool:
        """What hands do puts the large look off."""
        if event.type() in ear.DONE_BY_HANDS:
            self._quiet.restart()
        return False

    def comes_late(self) -> bool:
        """Whether the window was at work when this round was due; asked once a round."""
        return self._last.restart() > _EVERY_MS + _LATE_MS

    def oldest(self) -> int:
        """How far this round looks: at all that lives when it is due and the hands rest."""
        self.done += 1
        is_due = self.done >= _ALL_EACH
        if not is_due or (self._quiet.elapsed() < _QUIET_MS and self.done < _LONGEST_UNQUIET):
            return _OLDEST - 1
        self.done = 0
        return _OLDEST


_timers: list[_Rounds] = []


def is_begun() -> bool:
    """Whether the garbage is looked for here."""
    return bool(_timers) and isValid(_timers[0])


def begin() -> None:
    """Take over from Python until the program ends."""
    if is_begun():
        return
    gc.disable()
    timer = _Rounds()
    timer.timeout.connect(_collect)
    ear.listen(timer)
    timer.start()
    _timers[:] = [timer]


def spare() -> None:
    """What lives now, modules and data files, lasts as long as the program: look past it."""
    if is_begun():
        gc.freeze()


def rest() -> None:
    """While a person waits to be let in, aside: look through all that came and ended meanwhile."""
    if is_begun():
        gc.collect()


def let_in() -> None:
    """The wait is over: what lives the first time, statements that were made and the like, stays.

    It is looked past from now on; only what came during the wait is looked through for that.
    """
    if is_begun() and not _timers[0].knows_the_work:
        _timers[0].knows_the_work = True
        gc.collect(_OLDEST - 1)
        gc.freeze()


def end() -> None:
    """Give it back to Python."""
    while _timers:
        timer = _timers.pop()
        ear.leave(timer)
        if isValid(timer):
            timer.stop()
            timer.deleteLater()
        gc.unfreeze()
        gc.enable()


def _collect() -> None:
    """Soon and often: what is looked through is little, and no heap of ended pages gathers.

    While a page is made, or on the heels of other work, the window is busy enough: then later.
    """
    rounds = _timers[0]
    is_busy = rounds.comes_late() or not turns.are_done()
    if is_busy and rounds.put_off < _MOST_PUT_OFF:
        rounds.put_off += 1
        return
    rounds.put_off = 0
    if gc.get_count()[0] > gc.get_threshold()[0]:
        gc.collect(rounds.oldest())
