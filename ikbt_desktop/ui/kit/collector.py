"""When Python looks for garbage: on the screen's thread, between two events, never within one.

By itself Python does so whenever it likes, on whatever thread: a tenth of a second in the midst of
a click, or a widget ended by the pool. What is loaded at the start is looked through no more.
"""

import gc

from PySide6.QtCore import QCoreApplication, QTimer
from shiboken6 import isValid

from ikbt_desktop.ui.kit import turns

_EVERY_MS = 1_000
_OLDEST, _ALL_EACH = 2, 8
_MOST_PUT_OFF = 5


class _Rounds(QTimer):
    """Goes round as long as the program; `rested` says that somebody was let in."""

    rested = False
    done = 0
    put_off = 0


_timers: list[_Rounds] = []


def is_begun() -> bool:
    """Whether the garbage is looked for here."""
    return bool(_timers) and isValid(_timers[0])


def begin() -> None:
    """Take over from Python until the program ends."""
    if is_begun():
        return
    gc.disable()
    timer = _Rounds(QCoreApplication.instance(), interval=_EVERY_MS)
    timer.timeout.connect(_collect)
    timer.start()
    _timers[:] = [timer]


def spare() -> None:
    """What lives now, modules and data files, lasts as long as the program: look past it."""
    if is_begun():
        gc.freeze()


def rest() -> None:
    """While a person waits to be let in: look through all that came and ended meanwhile.

    What lives then the first time, statements that were made and the like, is looked past too.
    """
    if not is_begun():
        return
    gc.collect()
    if not _timers[0].rested:
        _timers[0].rested = True
        gc.freeze()


def end() -> None:
    """Give it back to Python."""
    while _timers:
        timer = _timers.pop()
        if isValid(timer):
            timer.stop()
            timer.deleteLater()
        gc.unfreeze()
        gc.enable()


def _collect() -> None:
    """Soon and often: what is looked through is little, and no heap of ended pages gathers.

    While a page is made the window is busy enough: then a little later.
    """
    rounds = _timers[0]
    if not turns.are_done() and rounds.put_off < _MOST_PUT_OFF:
        rounds.put_off += 1
        return
    rounds.put_off = 0
    if gc.get_count()[0] > gc.get_threshold()[0]:
        rounds.done += 1
        gc.collect(_OLDEST if rounds.done % _ALL_EACH == 0 else _OLDEST - 1)
