"""Finds what holds the window: the longest stretches in which it took no event.

    python tests/benchmarks/run.py blocked

drives the demo walk. A heartbeat on the window's thread ticks every few milliseconds; another
thread looks meanwhile at what the window's thread is doing, so that each gap between two ticks is
told with the place in the program that caused it. What the robot itself does for its pictures is
no person's waiting and is taken out. The modules are compiled beforehand, as pip and the installers
leave them: while Python compiles a room aside, it takes no event on any thread.
"""

import compileall
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import ikbt_desktop
from ikbt_desktop.demo import walk
from ikbt_desktop.ui.kit import background
from tests.benchmarks import screen
from tests.benchmarks.timing import Figure

ALLOWED_MS = 100.0
_TICK_MS = 5
_LOOK_SECONDS = 0.003
_ASK_SECONDS = 0.03  # how often the window is asked whether it says that it is at work
_TOLD = 5
_OURS = "ikbt_desktop"
_ROBOT = ("demo/robot.py", "demo/walk.py")
_PICTURES = frozenset({"picture", "picture_of", "looking", "index_page"})
_WAITING = "settle"


@dataclass(frozen=True)
class Block:
    """One stretch without events; `busy` says that the window showed that it was at work."""

    milliseconds: float
    where: str
    busy: bool


def _stack(frame: FrameType | None) -> list[tuple[str, str, int]]:
    """File, function and line, innermost first."""
    found = []
    while frame is not None:
        code = frame.f_code
        found.append((code.co_filename.replace("\\", "/"), code.co_name, frame.f_lineno))
        frame = frame.f_back
    return found


def _is_robot(file: str) -> bool:
    return file.endswith(_ROBOT)


def _place(frame: FrameType | None) -> str:
    """The innermost line of ours and the act that led there; empty while a picture is made."""
    lines: list[str] = []
    for file, function, line in _stack(frame):
        if _is_robot(file):
            if function in _PICTURES or (function == _WAITING and not lines):
                return ""
            break
        if f"/{_OURS}/" in file:
            lines.append(f"{file.rsplit(f'/{_OURS}/', 1)[1]}:{line} {function}")
    if not lines:
        return "Qt"
    return lines[0] if len(lines) == 1 else f"{lines[-1]} > {lines[0]}"


class Watchdog:
    """Use it with `with` on the window's thread; afterwards `blocks` tells the gaps."""

    def __init__(self, *, shortest: float = 30.0) -> None:
        self._shortest = shortest
        self._thread_id = threading.get_ident()
        self._stop = threading.Event()
        self._looks: list[tuple[float, str]] = []
        self._at = 0.0
        self._found: list[Block] = []
        self._was_busy, self._asked_at = False, 0.0
        self._is_seen = False
        self._beat = QTimer(interval=_TICK_MS)
        self._beat.timeout.connect(self._tick)
        self._looker = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watchdog":
        self._at = time.perf_counter()
        self._beat.start()
        self._looker.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._beat.stop()
        self._stop.set()
        self._looker.join()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The longest first."""
        return tuple(sorted(self._found, key=lambda block: -block.milliseconds))

    def _look(self) -> None:
        while not self._stop.wait(_LOOK_SECONDS):
            frame = sys._current_frames().get(self._thread_id)
            self._looks.append((time.perf_counter(), _place(frame)))

    def _tick(self) -> None:
        now, before = time.perf_counter(), self._at
        looks, self._looks = self._looks, []
        if self._is_seen and (now - before) * 1000 >= self._shortest:
            self._keep(before, now, looks, busy=self._was_busy)
        if now - self._asked_at > _ASK_SECONDS:
            self._was_busy, self._asked_at = _shows_work(), now
        # Before the first window nobody waits for one that does not hear: start_up measures that.
        self._is_seen = self._is_seen or QApplication.focusWindow() is not None
        self._at = time.perf_counter()

    def _keep(
        self, start: float, end: float, looks: Sequence[tuple[float, str]], *, busy: bool
    ) -> None:
        spent: Counter[str] = Counter()
        last = start
        for moment, place in [*looks, (end, looks[-1][1] if looks else "Qt")]:
            spent[place] += round((moment - last) * 1_000_000)
            last = moment
        idle = spent.pop("", 0) / 1000
        length = (end - start) * 1000 - idle
        if length >= self._shortest and spent:
            self._found.append(Block(length, spent.most_common(1)[0][0], busy))


def _shows_work() -> bool:
    """Whether the window says that it is at work: a job goes on aside, or the cursor waits.

    The widgets themselves are not asked: taking all of them up makes PySide lose some.
    """
    return background.is_busy() or QApplication.overrideCursor() is not None


def watched(act: Callable[[], object]) -> tuple[Block, ...]:
    """The gaps while `act` drives the windows."""
    with Watchdog() as watchdog:
        act()
    return watchdog.blocks


def figures(blocks: Sequence[Block]) -> tuple[Figure, ...]:
    """The longest gap that nobody was told of, then the five longest of all with their places."""
    longest = max((block.milliseconds for block in blocks if not block.busy), default=0.0)
    told = (
        Figure(
            f"   {block.where}",
            f"{block.milliseconds:.0f} ms",
            "busy sign" if block.busy else "",
            "",
            "",
        )
        for block in blocks[:_TOLD]
    )
    what = "window longest without taking an event, no busy sign"
    return (Figure(what, f"{longest:.0f} ms", "", "", f"{ALLOWED_MS:.0f} ms"), *told)


def measure() -> tuple[Figure, ...]:
    """The whole demo walk under the watchdog."""
    compileall.compile_dir(Path(ikbt_desktop.__file__).parent, quiet=2)
    screen.application()
    with tempfile.TemporaryDirectory() as folder:
        ended: list[int] = []
        blocks = watched(lambda: ended.append(walk.main(["--out", folder])))
    found = figures(blocks)
    return found if ended == [0] else (*found, Figure("the walk broke off", "", "", "", ""))
