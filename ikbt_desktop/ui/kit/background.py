"""Work that would freeze the window: one job at a time, told while its owner lives."""

import atexit
import itertools
import sys
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

from ikbt_desktop.errors import IkbtError

_LAST_WAIT_MS = 30_000
_GIVE_WAY_SECONDS = 0.000_5


class Cancelled(Exception):
    """Raised inside a job by `Reporter.report` after the person cancelled; never shown."""


class _Courier(QObject):
    """Lives on the screen's thread as long as the pool; carries outcomes over by the job's key.

    There is one for all jobs: a sender that ended with its job could end while it still sends.
    """

    succeeded = Signal(int)
    failed = Signal(int)
    progressed = Signal(int, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.succeeded.connect(self._succeed)
        self.failed.connect(self._fail)
        self.progressed.connect(self._progress)

    @Slot(int)
    def _succeed(self, key: int) -> None:
        _running.pop(key).succeed()

    @Slot(int)
    def _fail(self, key: int) -> None:
        _running.pop(key).fail()

    @Slot(int, int, int)
    def _progress(self, key: int, done: int, total: int) -> None:
        if key in _running:
            _running[key].progress(done, total)


class Reporter:
    """What a job is given: it reports how far it is and hears that it was cancelled."""

    def __init__(self, courier: _Courier, key: int, stop: Event) -> None:
        self._courier, self._key, self._stop = courier, key, stop

    @property
    def is_cancelled(self) -> bool:
        """Whether the person wants it to end."""
        return self._stop.is_set()

    def report(self, done: int, total: int) -> None:
        """Tell how far it is; raises Cancelled when it should end."""
        if self.is_cancelled:
            raise Cancelled
        self._courier.progressed.emit(self._key, done, total)


class _Work(QRunnable):
    """Carries one job to the pool.

    It holds the job's key alone, and the outcome stays with the job: what they hold (a window,
    perhaps) is let go of on the screen's thread, never by the pool.
    """

    def __init__(self, courier: _Courier, key: int) -> None:
        super().__init__()
        self._courier, self._key = courier, key

    def run(self) -> None:
        try:
            _running[self._key].work(self._courier, self._key)
        except BaseException as error:  # noqa: BLE001 - an edge: carried over to the screen's thread
            _running[self._key].error = error
            failed = True
        else:
            failed = False
        (self._courier.failed if failed else self._courier.succeeded).emit(self._key)


class Job:
    """One piece of work in flight; ends by itself."""

    def __init__(
        self,
        owner: QObject,
        job: Callable[[Reporter], Any],
        done: Callable[[Any], None],
        failed: Callable[[IkbtError], None],
        progressed: Callable[[int, int], None] | None,
        *,
        aside: bool,
    ) -> None:
        self._owner, self._job, self._done, self._failed = owner, job, done, failed
        self._progressed, self.aside = progressed, aside
        self._stop, self._ended = Event(), Event()
        self._result: Any = None
        self.error: BaseException | None = None

    def cancel(self) -> None:
        """Ask the job to end; its outcome is not told."""
        self._stop.set()

    @property
    def _is_wanted(self) -> bool:
        return isValid(self._owner) and not self._stop.is_set()

    def work(self, courier: _Courier, key: int) -> None:
        """Do it; called on the pool's thread."""
        try:
            self._result = self._job(Reporter(courier, key, self._stop))
        finally:
            self._ended.set()

    def wait(self, seconds: float) -> bool:
        """Until it has ended, told or not; False when it goes on. For other threads."""
        return self._ended.wait(seconds)

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self._ended.is_set()

    def succeed(self) -> None:
        """Tell the result; called on the screen's thread, as the next two are."""
        if self._is_wanted:
            self._done(self._result)

    def fail(self) -> None:
        """Tell what went wrong."""
        error = self.error
        if error is None or isinstance(error, Cancelled):
            return
        if not isinstance(error, IkbtError):
            raise error  # a bug: the screen's own edge reports it
        if self._is_wanted:
            self._failed(error)

    def progress(self, done: int, total: int) -> None:
        """Tell how far it is."""
        if self._progressed is not None and self._is_wanted:
            self._progressed(done, total)


_keys = itertools.count()
_running: dict[int, Job] = {}
_couriers: list[_Courier] = []
_pools: list[QThreadPool] = []


def _pool(*, aside: bool = False) -> QThreadPool:
    if not _pools or not isValid(_pools[0]):
        _pools[:] = [QThreadPool(), QThreadPool()]
        _couriers[:] = [_Courier()]
        for pool in _pools:
            pool.setMaxThreadCount(1)
            atexit.register(pool.waitForDone, _LAST_WAIT_MS)  # a job outlives Python by crashing
    return _pools[int(aside)]


def give_way() -> None:
    """Let what goes on aside give Python back to the screen's thread soon after it asks.

    It asks at every statement of the database. By Python's own measure each would wait five
    milliseconds while a room is imported or a PDF is drawn.
    """
    sys.setswitchinterval(_GIVE_WAY_SECONDS)


def run(
    owner: QObject,
    job: Callable[[Reporter], Any],
    *,
    done: Callable[[Any], None],
    failed: Callable[[IkbtError], None],
    progressed: Callable[[int, int], None] | None = None,
    aside: bool = False,
) -> Job:
    """Do `job(reporter)` away from the window; one at a time, in the order asked.

    What takes long and is nobody's next step (backups) goes `aside`, in a row of its own, so that
    nobody's paper waits for it.

    `done(result)`, `failed(error)` and `progressed(done, total)` are called on the thread that
    asked, and only while `owner` lives and the job is not cancelled. An exception that is no
    IkbtError is a bug and is raised on the screen's thread.
    """
    pool, key = _pool(aside=aside), next(_keys)
    flight = _running[key] = Job(owner, job, done, failed, progressed, aside=aside)
    pool.start(_Work(_couriers[0], key))
    return flight


def wait(milliseconds: int = _LAST_WAIT_MS) -> bool:
    """Wait for what is running, before the program ends."""
    return _pool().waitForDone(milliseconds) and _pool(aside=True).waitForDone(milliseconds)


def cancel_aside() -> bool:
    """Ask all that goes on aside to end; True when something did go on."""
    found = [job for job in list(_running.values()) if job.aside]
    for job in found:
        job.cancel()
    return bool(found)


def abandon() -> tuple[Job, ...]:
    """Nobody is told what comes of what was asked for; gives what has not ended yet.

    What writes goes through or is undone, as it would without anybody waiting for it.
    """
    found = [job for job in list(_running.values()) if not job.aside]
    for job in found:
        job.cancel()
    return tuple(job for job in found if not job.is_over)


def is_busy() -> bool:
    """Whether a job goes on or its outcome is still to be told."""
    return bool(_running)
