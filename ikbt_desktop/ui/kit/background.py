"""Work that would freeze the window: one job at a time, told while its owner lives."""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

from ikbt_desktop.errors import IkbtError


class Cancelled(Exception):
    """Raised inside a job by `Reporter.report` after the person cancelled; never shown."""


class _Courier(QObject):
    """Lives on the screen's thread; its signals carry the outcome over."""

    succeeded = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)


class Reporter:
    """What a job is given: it reports how far it is and hears that it was cancelled."""

    def __init__(self, courier: _Courier, stop: Event) -> None:
        self._courier, self._stop = courier, stop

    @property
    def is_cancelled(self) -> bool:
        """Whether the person wants it to end."""
        return self._stop.is_set()

    def report(self, done: int, total: int) -> None:
        """Tell how far it is; raises Cancelled when it should end."""
        if self.is_cancelled:
            raise Cancelled
        self._courier.progressed.emit(done, total)


class _Work(QRunnable):
    """Carries one job to the pool."""

    def __init__(self, job: Callable[[Reporter], Any], courier: _Courier, stop: Event) -> None:
        super().__init__()
        self._job, self._courier, self._stop = job, courier, stop

    def run(self) -> None:
        try:
            result = self._job(Reporter(self._courier, self._stop))
        except BaseException as error:  # noqa: BLE001 - an edge: carried over to the screen's thread
            self._courier.failed.emit(error)
        else:
            self._courier.succeeded.emit(result)


class Job(QObject):
    """One piece of work in flight; ends by itself."""

    def __init__(
        self,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[IkbtError], None],
        progressed: Callable[[int, int], None] | None,
    ) -> None:
        super().__init__()
        self._owner, self._done, self._failed = owner, done, failed
        self._progressed = progressed
        self.stop = Event()
        self.courier = _Courier()
        self.courier.succeeded.connect(self._succeed)
        self.courier.failed.connect(self._fail)
        self.courier.progressed.connect(self._progress)

    def cancel(self) -> None:
        """Ask the job to end; its outcome is not told."""
        self.stop.set()

    @property
    def _is_wanted(self) -> bool:
        return isValid(self._owner) and not self.stop.is_set()

    @Slot(object)
    def _succeed(self, result: object) -> None:
        _running.discard(self)
        if self._is_wanted:
            self._done(result)

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        _running.discard(self)
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, IkbtError):
            raise error  # a bug: the screen's own edge reports it
        if self._is_wanted:
            self._failed(error)

    @Slot(int, int)
    def _progress(self, done: int, total: int) -> None:
        if self._progressed is not None and self._is_wanted:
            self._progressed(done, total)


_running: set[Job] = set()
_pools: list[QThreadPool] = []


def _pool() -> QThreadPool:
    if not _pools or not isValid(_pools[0]):
        pool = QThreadPool()
        pool.setMaxThreadCount(1)
        _pools[:] = [pool]
    return _pools[0]


def run(
    owner: QObject,
    job: Callable[[Reporter], Any],
    *,
    done: Callable[[Any], None],
    failed: Callable[[IkbtError], None],
    progressed: Callable[[int, int], None] | None = None,
) -> Job:
    """Do `job(reporter)` away from the window; one at a time, in the order asked.

    `done(result)`, `failed(error)` and `progressed(done, total)` are called on the thread that
    asked, and only while `owner` lives and the job is not cancelled. An exception that is no
    IkbtError is a bug and is raised on the screen's thread.
    """
    flight = Job(owner, done, failed, progressed)
    _running.add(flight)
    _pool().start(_Work(job, flight.courier, flight.stop))
    return flight


def wait(milliseconds: int = 30_000) -> bool:
    """Wait for what is running, before the program ends."""
    return _pool().waitForDone(milliseconds)
