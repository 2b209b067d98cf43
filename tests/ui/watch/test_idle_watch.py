"""When the program locks by itself: the rule, second by second."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.watch.computer import Computer, Counter
from ikbt_desktop.ui.watch.idle_watch import IdleWatch
from tests.clinics import Clock


class _Computer(Computer):
    def __init__(self) -> None:
        super().__init__()
        self.seconds: float | None = None

    def idle(self) -> float | None:
        return self.seconds


class _Hours:
    """A watch, its clocks, and what it said."""

    def __init__(self) -> None:
        self.parent = parent = QObject()
        self.clock, self.computer = Clock(), _Computer()
        self.watch = IdleWatch(
            parent, self.computer, clock=self.clock, monotonic=self.clock.monotonic
        )
        self.left: list[int] = []
        self.times = 0
        self.watch.counted.connect(self.left.append)
        self.watch.due.connect(self._lock)
        self.watch.begin()

    def _lock(self) -> None:
        self.times += 1
        self.watch.end()

    def go_by(self, *, minutes: float, elsewhere: bool = False) -> None:
        """Nobody touches the program; `elsewhere`: the computer is worked at all the while."""
        for _ in range(int(minutes * 12)):
            self.clock.move(seconds=5)
            if elsewhere:
                self.computer.seconds = 1.0
            elif self.computer.seconds is not None:
                self.computer.seconds += 5
            self.watch.look()


@pytest.fixture
def hours(qapp: QObject) -> Iterator[_Hours]:
    made = _Hours()
    yield made
    made.watch.end()


def test_nobody_at_the_computer_for_ten_minutes_locks(hours: _Hours) -> None:
    hours.computer.seconds = 0.0
    hours.go_by(minutes=9.9)
    assert hours.times < 1
    assert hours.left[-1] <= 10
    hours.go_by(minutes=0.2)
    assert hours.times == 1


def test_work_in_another_program_is_work(hours: _Hours) -> None:
    hours.go_by(minutes=30, elsewhere=True)
    assert hours.times < 1
    hours.go_by(minutes=9)
    assert hours.times < 1
    hours.go_by(minutes=1)
    assert hours.times == 1


def test_an_hour_without_a_key_here_locks_however_busy_the_computer_is(hours: _Hours) -> None:
    hours.go_by(minutes=59, elsewhere=True)
    assert hours.times < 1
    assert hours.left[-1] == 60
    hours.go_by(minutes=1, elsewhere=True)
    assert hours.times == 1


def test_where_the_computer_tells_nothing_the_program_s_own_keys_count(hours: _Hours) -> None:
    hours.go_by(minutes=9)
    hours.watch.touched()
    hours.go_by(minutes=9.9)
    assert hours.times < 1
    hours.go_by(minutes=0.2)
    assert hours.times == 1


def test_a_counter_that_missed_the_key_does_not_lock_under_the_hands(hours: _Hours) -> None:
    hours.computer.seconds = 10_000.0
    hours.watch.touched()
    hours.watch.look()
    assert hours.times < 1


def test_the_clinic_s_minutes_hold(hours: _Hours) -> None:
    hours.watch.minutes = 3
    hours.go_by(minutes=2.9)
    assert hours.times < 1
    hours.go_by(minutes=0.2)
    assert hours.times == 1


def test_in_the_last_minute_it_looks_every_second(hours: _Hours) -> None:
    assert hours.watch._timer.interval() == 5_000
    hours.go_by(minutes=9)
    assert hours.watch._timer.interval() == 1_000
    hours.watch.go_on()
    assert hours.watch._timer.interval() == 5_000
    assert hours.left[-1] == 600


def test_time_that_is_missing_is_a_sleep_and_locks(hours: _Hours) -> None:
    hours.clock.move(minutes=2)  # both clocks, and nobody looked meanwhile
    hours.watch.look()
    assert hours.times == 1


def test_a_sleep_is_noticed_also_where_the_steady_clock_slept_too(hours: _Hours) -> None:
    before = hours.clock.ticks
    hours.clock.move(hours=8)
    hours.clock.ticks = before + 5
    hours.watch.look()
    assert hours.times == 1


def test_a_clock_that_is_set_back_neither_locks_nor_gives_time(hours: _Hours) -> None:
    before = hours.clock.ticks
    hours.clock.move(hours=-3)
    hours.clock.ticks = before + 5
    hours.watch.look()
    assert hours.times < 1
    hours.go_by(minutes=9.8)
    assert hours.times < 1
    hours.go_by(minutes=0.2)
    assert hours.times == 1


def test_a_small_correction_of_the_clock_disturbs_nobody(hours: _Hours) -> None:
    hours.clock.move(seconds=50)
    hours.watch.look()
    assert hours.times < 1


def test_what_the_system_says_locks_at_once_and_only_while_somebody_is_in(hours: _Hours) -> None:
    hours.computer.left.emit("session")
    assert hours.times == 1
    hours.computer.left.emit("sleep")
    assert hours.times == 1


def test_the_timer_itself_looks(qtbot: QtBot, hours: _Hours) -> None:
    hours.go_by(minutes=9)
    said = len(hours.left)
    qtbot.waitUntil(lambda: len(hours.left) > said, timeout=3_000)


@pytest.mark.parametrize(
    ("values", "idle"),
    [
        ((0.0, 5.0), 5.0),
        ((1_000.0, 6_000.0), 6.0),
        ((7.0, 2.0, 7.0), 7.0),
        ((0.0, 0.0, 0.0), None),
        ((50.0, 51.0), None),  # counts a fifth as fast as the clock: not seconds
        ((4.0,), None),
    ],
)
def test_a_counter_proves_itself_by_counting(values: tuple[float, ...], idle: float | None) -> None:
    counter, at = Counter(), 100.0
    for value in values:
        counter.told(value, at)
        at += 5
    assert counter.idle(at - 5, newest=15) == idle
