import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ikbt_desktop import diagnostics
from ikbt_desktop.errors import ClinicLocked

SECRET = "191212121212 Tolvan Tolvansson"


def fail(name: str) -> None:
    raise ValueError(f"no such patient: {name}")


def fail_behind_another(name: str) -> None:
    try:
        fail(name)
    except ValueError as error:
        raise KeyError(name) from error


def caught() -> BaseException:
    try:
        fail_behind_another(SECRET)
    except KeyError as error:
        return error
    raise AssertionError


@pytest.fixture
def own_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, raising = list(root.handlers), root.level, logging.raiseExceptions
    root.handlers.clear()
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = raising


@pytest.fixture
def own_hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def test_a_crash_report_holds_types_and_places_but_no_values() -> None:
    report = diagnostics.crash_report(caught())
    assert "builtins.KeyError" in report
    assert "builtins.ValueError" in report
    assert "test_diagnostics.py:" in report
    assert "Tolvan" not in report
    assert "1912" not in report


@pytest.mark.usefixtures("own_logging")
def test_the_log_leaves_out_arguments_messages_and_unknown_fields(tmp_path: Path) -> None:
    path = diagnostics.set_up_logging(tmp_path / "log")
    log = logging.getLogger("ikbt_desktop.test")
    log.warning("saved %s", SECRET)
    log.warning("saved", extra={"patient": SECRET, "count": 3})
    log.error("failed", exc_info=caught())
    text = path.read_text("utf-8")
    assert "Tolvan" not in text
    assert "count=3" in text
    assert "error=KeyError where=" in text


@pytest.mark.usefixtures("own_logging")
def test_a_log_line_cannot_begin_another(tmp_path: Path) -> None:
    path = diagnostics.set_up_logging(tmp_path / "log")
    logging.getLogger("ikbt_desktop.test").info(
        "kept", extra={"kind": "a\n2026 ERROR forged\r\x1b[31m\u2028"}
    )
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) == 1
    assert "a\\n2026 ERROR forged\\r\\x1b[31m\\u2028" in lines[0]


@pytest.mark.usefixtures("own_logging")
def test_a_full_log_is_set_aside_and_three_such_are_kept(tmp_path: Path) -> None:
    path = diagnostics.set_up_logging(tmp_path / "log")
    log = logging.getLogger("ikbt_desktop.test")
    full = "." * 999_999 + "\n"
    for turn in range(6):
        path.write_text(f"turn {turn}\n{full}", "utf-8")
        diagnostics.set_up_logging(tmp_path / "log")
        log.info("kept", extra={"count": turn})
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "ikbt-desktop.log",
        *(f"ikbt-desktop.log.{n}" for n in (1, 2, 3)),
    ]
    assert path.read_text("utf-8").splitlines()[0].endswith("count=5")
    old = [path.with_name(f"{path.name}.{n}").read_text("utf-8")[:6] for n in (1, 2, 3)]
    assert old == ["turn 5", "turn 4", "turn 3"]


@pytest.mark.usefixtures("own_logging")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_a_fresh_log_can_be_read_by_this_account_alone(tmp_path: Path) -> None:
    path = diagnostics.set_up_logging(tmp_path / "log")
    path.write_text("." * 1_000_001, "utf-8")
    diagnostics.set_up_logging(tmp_path / "log")
    logging.getLogger("ikbt_desktop.test").info("kept")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.stat().st_size < 1_000


@pytest.mark.usefixtures("own_logging", "own_hooks")
def test_an_uncaught_exception_on_any_thread_becomes_a_report() -> None:
    reports: list[str] = []
    diagnostics.install_hooks(reports.append)
    thread = threading.Thread(target=fail, args=(SECRET,))
    thread.start()
    thread.join()
    error = caught()
    sys.excepthook(type(error), error, error.__traceback__)
    assert ["ValueError" in reports[0], "KeyError" in reports[1]] == [True, True]
    assert "Tolvan" not in "".join(reports)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no core files")
def test_no_core_file_is_written() -> None:
    code = (
        "import resource\nfrom ikbt_desktop import diagnostics\n"
        "diagnostics.forbid_core_dumps()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"


def test_windows_is_asked_for_no_dialog_and_no_heap() -> None:
    class Kernel32:
        mode, flags = 0x8000, 0

        def SetErrorMode(self, mode: int) -> int:
            before, self.mode = self.mode, mode
            return before

        def WerSetFlags(self, flags: int) -> None:
            self.flags = flags

    kernel32 = Kernel32()
    diagnostics.silence_windows(kernel32)
    assert (kernel32.mode, kernel32.flags) == (0x8002, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_what_the_program_writes_is_the_account_s_own(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        diagnostics.keep_files_private()
        (tmp_path / "made").touch()
        (tmp_path / "folder").mkdir()
    finally:
        os.umask(before)
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "folder").stat().st_mode & 0o777 == 0o700


def test_what_a_going_page_asked_behind_a_lock_is_no_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    told: list[str] = []
    diagnostics.install_hooks(told.append)
    for error in (ClinicLocked(), ValueError()):
        sys.excepthook(type(error), error, None)
    assert len(told) == 1
    assert "ValueError" in told[0]
