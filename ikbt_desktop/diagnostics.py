"""The program's own log and crash reports, neither of which can carry patient data.

A log line is the constant text of the call and the fields named here; arguments and values of
exceptions are left out, because nobody can promise what is in them.
"""

import ctypes
import itertools
import logging
import os
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from ikbt_desktop import __version__
from ikbt_desktop.errors import ClinicLocked

if sys.platform != "win32":
    import resource

_PACKAGE = Path(__file__).resolve().parent
_LARGEST = 1_000_000
_KEPT = 3
_LONGEST_FIELD = 120
# What may stand beside the text of a line: words and numbers of our own, never of a patient.
ALLOWED_FIELDS = (
    *("error", "where", "seconds", "count", "size", "kind", "action", "platform", "version"),
    *("backend", "file_system", "stage"),
)
# SEM_NOGPFAULTERRORBOX, WER_FAULT_REPORTING_FLAG_NOHEAP
_NO_FAULT_BOX, _NO_HEAP = 0x0002, 1
_IS_DUMPABLE, _NOT_DUMPABLE = 3, 4  # prctl(PR_GET_DUMPABLE), prctl(PR_SET_DUMPABLE)


def _one_line(value: object) -> str:
    """Escape what would begin a new line or hide one (ASVS 16.4.1)."""
    text = str(value)[:_LONGEST_FIELD]
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


class AllowListFormatter(logging.Formatter):
    """Writes time, level, logger, the constant text and the allowed fields; nothing else."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the record holds."""
        when = datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds")
        parts = [when, record.levelname, record.name, _one_line(record.msg)]
        parts += [
            f"{name}={_one_line(record.__dict__[name])}"
            for name in ALLOWED_FIELDS
            if name in record.__dict__
        ]
        if record.exc_info and record.exc_info[1] is not None:
            parts.append(_one_line_of(record.exc_info[1]))
        return " ".join(parts)


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    inside = path.is_relative_to(_PACKAGE)
    shown = path.relative_to(_PACKAGE.parent).as_posix() if inside else path.name
    return f"{shown}:{frame.lineno} {frame.name}"


def _frames(error: BaseException) -> list[str]:
    # lookup_lines=False: the report needs no source text, and no local is ever captured.
    walk = traceback.walk_tb(error.__traceback__)
    summary = traceback.StackSummary.extract(walk, lookup_lines=False, capture_locals=False)
    return [_place(frame) for frame in summary]


def _one_line_of(error: BaseException) -> str:
    frames = _frames(error)
    return f"error={type(error).__name__} where={frames[-1] if frames else '?'}"


def crash_report(error: BaseException) -> str:
    """A report to copy: types and places in the code, no messages and no values."""
    lines = [
        f"iKBT Desktop {__version__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
        datetime.now(UTC).isoformat(timespec="seconds"),
    ]
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        kind = type(current)
        lines += ["", f"{kind.__module__}.{kind.__qualname__}"]
        lines += [f"  {place}" for place in _frames(current)]
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


class _LogFile(logging.FileHandler):
    """A file that only this account can read; when full it is set aside, and three such are kept.

    The standard library's own brings sockets and pickles along, which delay the first window.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            if self.stream is not None and self.stream.tell() >= _LARGEST:
                self._set_aside(self.stream)
        except OSError:
            self.handleError(record)
        super().emit(record)

    def _set_aside(self, full: TextIO) -> None:
        full.close()
        path = Path(self.baseFilename)
        names = [path, *(path.with_name(f"{path.name}.{n}") for n in range(1, _KEPT + 1))]
        try:
            for newer, older in reversed(list(itertools.pairwise(names))):
                if newer.exists():
                    newer.replace(older)
        finally:
            path.touch(mode=0o600)
            self.stream = self._open()


def set_up_logging(folder: Path) -> Path:
    """Send every log line of the program to a file that only this account can read."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "ikbt-desktop.log"
    path.touch(mode=0o600)
    handler = _LogFile(path, encoding="utf-8")
    handler.setFormatter(AllowListFormatter())
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.raiseExceptions = False  # a log that cannot be written must not print the record
    return path


def install_hooks(report: Callable[[str], None]) -> None:
    """Let every exception that nobody caught become a crash report, on any thread."""
    log = logging.getLogger("ikbt_desktop.crash")

    def _tell(error: BaseException) -> None:
        if isinstance(error, ClinicLocked):  # asked by what was about to go, and answered by nobody
            log.info("asked behind a lock", exc_info=error)
            return
        log.error("uncaught", exc_info=error)
        report(crash_report(error))

    def _main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _tell(error)

    def _thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and not isinstance(arguments.exc_value, SystemExit):
            _tell(arguments.exc_value)

    sys.excepthook = _main
    threading.excepthook = _thread


def forbid_core_dumps() -> None:
    """Keep the memory, with its keys and texts, from being written to disk after a crash."""
    if sys.platform == "win32":
        silence_windows(ctypes.WinDLL("kernel32"))
        return
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_NOT_DUMPABLE, 0, 0, 0, 0)


def silence_windows(kernel32: Any) -> None:
    """Let a crash end the program with no dialog, and leave the heap out of what is reported."""
    kernel32.SetErrorMode(kernel32.SetErrorMode(0) | _NO_FAULT_BOX)
    kernel32.WerSetFlags(_NO_HEAP)


def keep_files_private() -> None:
    """Whatever the program writes from now on, this account alone can read."""
    os.umask(0o077)


def core_dumps_are_forbidden() -> bool:
    """Whether a crash leaves no picture of the memory, as the system itself tells it."""
    if sys.platform == "win32":  # written only where somebody asked Windows for it
        return True
    if resource.getrlimit(resource.RLIMIT_CORE)[0] != 0:
        return False
    return sys.platform != "linux" or not ctypes.CDLL(None).prctl(_IS_DUMPABLE, 0, 0, 0, 0)
