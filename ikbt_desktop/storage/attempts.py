"""Failed sign-ins and the anchors of log and file, in `clinic.auth` beside the encrypted file.

A failure costs a delay, never a lock-out: nobody can shut a colleague out. Within a run the wait is
measured by the monotonic clock; after a start a clock that was set back shortens nothing. The file
is sealed with the device code. Whoever can delete it has the files anyway (trust.md A1).
"""

import hashlib
import hmac
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ikbt_desktop.errors import TooManyAttempts
from ikbt_desktop.models.base import canonical_json, utc_moment, utc_text
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import durable

_FORMAT = "ikbt-attempts"
_LONGEST_WAIT = 300
_KEPT_FAILURES = 500
_LARGEST = 256 * 1024
_MACHINE = "machine"
_FOLDED_IN = threading.Lock()
_last_in_this_run: dict[tuple[Path, str], float] = {}


def since_start() -> float:
    """Seconds since the computer started, its sleep included, whatever its date is set to."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":  # there `time.monotonic` stands still in a sleep
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


@dataclass(frozen=True)
class Clocks:
    """The two clocks that a wait needs; tests give their own."""

    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    monotonic: Callable[[], float] = time.monotonic


SYSTEM = Clocks()


@dataclass(frozen=True)
class Failure:
    """A sign-in that failed; `login` is "" when nobody has it (it may have been a password)."""

    login: str
    utc: datetime
    reason: str


@dataclass(frozen=True)
class Anchor:
    """The log's head as it was last seen, kept outside the encrypted file."""

    seq: int
    mac: str


@dataclass(frozen=True)
class _Counter:
    failures: int
    last: datetime


@dataclass(frozen=True)
class _Book:
    counters: Mapping[str, _Counter] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    anchor: Anchor | None = None
    file: str | None = None


def wait_after(failures: int) -> int:
    """Seconds to wait after the n-th failure: 0, 0, 1, 2, 4, 8 … at most 300."""
    if failures <= 2:
        return 0
    return min(_LONGEST_WAIT, 1 << min(failures - 3, 10))


def _mac(body: Mapping[str, Any], key: bytes) -> str:
    return hmac.new(key, canonical_json(body).encode(), hashlib.sha256).hexdigest()


def _body(book: _Book) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "version": 1,
        "counters": {
            name: {"failures": c.failures, "last": utc_text(c.last)}
            for name, c in book.counters.items()
        },
        "failures": [
            {"login": f.login, "utc": utc_text(f.utc), "reason": f.reason} for f in book.failures
        ],
        "anchor": None if book.anchor is None else {"seq": book.anchor.seq, "mac": book.anchor.mac},
        "file": book.file,
    }


def _parsed(content: bytes, key: bytes) -> _Book:
    tree = json.loads(content.decode("utf-8"))
    mac = tree.pop("mac")
    if not hmac.compare_digest(mac, _mac(tree, key)):
        raise ValueError("seal")
    anchor = tree["anchor"]
    return _Book(
        counters={
            name: _Counter(int(c["failures"]), utc_moment(c["last"]))
            for name, c in tree["counters"].items()
        },
        failures=tuple(
            Failure(f["login"], utc_moment(f["utc"]), f["reason"]) for f in tree["failures"]
        ),
        anchor=None if anchor is None else Anchor(int(anchor["seq"]), str(anchor["mac"])),
        file=None if tree.get("file") is None else str(tree["file"]),
    )


@dataclass(frozen=True, repr=False)
class AttemptsBook:
    """The clinic's `clinic.auth`, sealed with `key`."""

    folder: DataFolder
    key: bytes
    clocks: Clocks = SYSTEM

    def ensure_not_waiting(self, login: str) -> None:
        """Raise `TooManyAttempts` while a wait runs for this login or this machine."""
        book = self._load()
        left = max(self._left(book, name) for name in (_MACHINE, self._name(login)))
        if left > 0:
            raise TooManyAttempts(seconds=max(1, -int(-left // 1)))

    def failed(self, login: str, *, known: bool, reason: str) -> None:
        """Count a failure, remember it for the log, and start the wait."""
        with _FOLDED_IN:
            book, now = self._load(), self.clocks.now()
            counters = dict(book.counters)
            for name in (_MACHINE, self._name(login)):
                before = counters.get(name)
                counters[name] = _Counter(
                    failures=1 if before is None else before.failures + 1,
                    last=now if before is None else max(now, before.last),
                )
                _last_in_this_run[self.folder.attempts, name] = self.clocks.monotonic()
            failure = Failure(login if known else "", now, reason)
            failures = (*book.failures, failure)[-_KEPT_FAILURES:]
            self._save(replace(book, counters=counters, failures=failures))

    def succeeded(self, login: str) -> None:
        """Forget the waits of this login and of the machine."""
        with _FOLDED_IN:
            book = self._load()
            gone = {_MACHINE, self._name(login)}
            if gone & set(book.counters):
                kept = {name: c for name, c in book.counters.items() if name not in gone}
                self._save(replace(book, counters=kept))

    def failures(self) -> tuple[Failure, ...]:
        """What has not yet been brought into the log."""
        return self._load().failures

    def forget_failures(self) -> None:
        """They stand in the log now."""
        with _FOLDED_IN:
            self._save(replace(self._load(), failures=()))

    def anchor(self) -> Anchor | None:
        """The log's head at the last lock or exit."""
        return self._load().anchor

    def keep_anchor(self, anchor: Anchor, *, file: str | None = None) -> None:
        """Remember the log's head, and the seal of the file where it has been closed."""
        with _FOLDED_IN:
            self._save(replace(self._load(), anchor=anchor, file=file))

    def file_seal(self) -> str | None:
        """What the file weighed when it was let go of; None while it is open, or after a crash."""
        return self._load().file

    def file_is_opened(self) -> None:
        """From here on the file changes by our own hands."""
        with _FOLDED_IN:
            book = self._load()
            if book.file is not None:
                self._save(replace(book, file=None))

    @contextmanager
    def moved_under(self, key: bytes) -> Iterator[None]:
        """Seal the book with another key, together with what the block writes.

        The book under the new key lies beside the old one until the block is done; whichever key
        counts after a crash finds its own. Waits of single logins are named by the key and end.
        """
        with _FOLDED_IN:
            book = self._load()
            counters = {name: c for name, c in book.counters.items() if name == _MACHINE}
            _write(self._moving, replace(book, counters=counters), key)
            yield
            durable.replace(self._moving, self.folder.attempts)

    @property
    def _moving(self) -> Path:
        return self.folder.attempts.with_name(self.folder.attempts.name + ".next")

    def _name(self, login: str) -> str:
        return hmac.new(self.key, login.encode(), hashlib.sha256).hexdigest()[:16]

    def _left(self, book: _Book, name: str) -> float:
        counter = book.counters.get(name)
        if counter is None:
            return 0.0
        since = _last_in_this_run.get((self.folder.attempts, name))
        if since is not None:
            elapsed = self.clocks.monotonic() - since
        else:
            elapsed = max(0.0, (self.clocks.now() - counter.last).total_seconds())
        return wait_after(counter.failures) - elapsed

    def _load(self) -> _Book:
        content = _content(self.folder.attempts)
        if content is None:
            return _Book()
        for one in (content, _content(self._moving)):
            try:
                if one is not None:
                    return _parsed(one, self.key)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                continue
        # A stranger's hand or a torn disk: begin anew, and let the log tell of it.
        damaged = Failure("", self.clocks.now(), "attempts_file_damaged")
        return _Book(failures=(damaged,))

    def _save(self, book: _Book) -> None:
        _write(self.folder.attempts, book, self.key)
        with durable.told_plainly():
            self._moving.unlink(missing_ok=True)  # what a crash left; this one is newer


def _content(path: Path) -> bytes | None:
    with durable.told_plainly():
        try:
            with path.open("rb") as file:
                return file.read(_LARGEST)
        except FileNotFoundError:
            return None


def _write(path: Path, book: _Book, key: bytes) -> None:
    body = _body(book)
    durable.write(path, canonical_json(body | {"mac": _mac(body, key)}).encode())
