"""Backups that nobody has to think of: after hours of work, at lock and exit, and a weekly drill.

All of it runs aside and can be cancelled; nobody's lock, way in or exit waits for more than that.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from ikbt_desktop.errors import IkbtError
from ikbt_desktop.services.backups import Why
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.background import Job, Reporter

_LOOK_MS = 60_000
_HOURS = 2 * 60 * 60.0
_PATIENCE_SECONDS = 30.0


class BackupKeeper(QObject):
    """Knows what is due; `told` when there is something new to say in the status row."""

    told = Signal()
    progressed = Signal(int, int)
    left = Signal()
    """The file was let go of after a last backup, made, failed or cancelled."""

    def __init__(self, parent: QObject, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._services: Services | None = None
        self._since = monotonic()
        self._is_at_work = False
        self._free = Event()
        self._free.set()
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self.look)

    # --- while somebody works ----------------------------------------------------------------

    def begin(self, services: Services) -> None:
        """Somebody signed in."""
        self._services = services
        self._clock.start()

    def look(self) -> None:
        """Once a minute: two hours of work, or a week since the last drill."""
        services = self._services
        if services is None or self._is_at_work or services.demo:
            return
        with suppress(IkbtError):  # what is wrong with the file, its pages say
            backups = services.backups
            backups.keep_reserve()
            if services.notices.log_whole:
                services.door.remember()
            if self._monotonic() - self._since >= _HOURS:
                self._since = self._monotonic()
                if backups.is_due(Why.HOURS):
                    self._do(lambda told: backups.make_by_itself(Why.HOURS, told.report))
                return
            standing = backups.standing()
            if standing.keys_newer:
                self._do(lambda told: backups.make_by_itself(Why.KEYS, told.report))
            elif standing.drill_due:
                self._do(lambda told: backups.drill(told.report))

    def _do(self, work: Callable[[Reporter], object]) -> None:
        self._is_at_work = True
        background.run(self, work, done=self._done, failed=self._done, aside=True)

    def _done(self, _outcome: object) -> None:
        self._is_at_work = False
        self.told.emit()

    # --- when somebody leaves ----------------------------------------------------------------

    @property
    def is_leaving(self) -> bool:
        """Whether a last backup is still being made."""
        return not self._free.is_set()

    def stand_down(self) -> tuple[Job, ...]:
        """Begin nothing more and end what can be ended; gives what still runs, to be waited for."""
        self._clock.stop()
        self._services, self._is_at_work = None, False
        background.cancel_aside()
        return background.abandon()

    def leave(self, services: Services, why: Why | None) -> bool:
        """Let go of the clinic, after a last backup where one is due.

        Gives True when that goes on aside (`left` tells when it is over), False when it is done.
        """
        self._clock.stop()
        self._services, self._is_at_work = None, False
        locking = why is Why.LOCK
        busy = background.cancel_aside()
        running = background.abandon()
        due = False
        if why is not None:
            with suppress(IkbtError):
                due = services.backups.is_due(why)
        if not busy and not due and not running:
            services.close(locking=locking)
            return False
        self._free.clear()
        background.run(
            self,
            lambda told: self._leave(
                services, why if due else None, told, locking=locking, running=running
            ),
            done=lambda _: None,
            failed=lambda _: None,
            progressed=self.progressed.emit,
            aside=True,
        )
        return True

    def _leave(
        self,
        services: Services,
        why: Why | None,
        told: Reporter,
        *,
        locking: bool,
        running: tuple[Job, ...],
    ) -> None:
        try:
            for job in running:  # a paper under way is finished: it would open the file anew
                job.wait(_PATIENCE_SECONDS)
            if why is None:
                services.close(locking=locking)
            else:
                self._since = self._monotonic()
                services.leave(
                    locking=locking,
                    last=lambda: services.backups.make_by_itself(why, told.report),
                )
        finally:
            self._free.set()
            with suppress(RuntimeError):  # the window went first: nobody is left to be told
                self.left.emit()

    def cancel(self) -> None:
        """No last backup after all; the file is let go of within moments."""
        background.cancel_aside()

    def wait(self) -> None:
        """Until the file was let go of. For other threads, or for the very end."""
        self._free.wait(_PATIENCE_SECONDS)
