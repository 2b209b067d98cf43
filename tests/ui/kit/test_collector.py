"""Garbage is looked for on the screen's thread, and what the start loaded is looked past."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import background, collector, ear
from ikbt_desktop.ui.kit.card import Ground


@pytest.fixture
def begun() -> Iterator[None]:
    collector.begin()
    yield
    collector.end()
    gc.disable()  # as the tests of windows have it


class _Ring:
    """Holds itself; `ended` gets the thread on which it went."""

    def __init__(self, ended: list[int]) -> None:
        self.me, self.ended = self, ended

    def __del__(self) -> None:
        self.ended.append(threading.get_ident())


@pytest.mark.usefixtures("begun")
def test_python_does_not_look_by_itself_while_the_program_runs() -> None:
    assert not gc.isenabled()


@pytest.mark.usefixtures("begun")
def test_what_a_job_leaves_behind_ends_on_the_screen_s_thread(qtbot: QtBot) -> None:
    ended: list[int] = []
    owner = Ground()
    qtbot.addWidget(owner)

    def litter(_: background.Reporter) -> None:
        for _ring in range(gc.get_threshold()[0] + 1):
            _Ring(ended)

    background.run(owner, litter, done=lambda _: None, failed=lambda _: None)
    qtbot.waitUntil(lambda: bool(ended), timeout=5_000)
    assert set(ended) == {threading.get_ident()}


@pytest.mark.usefixtures("begun")
def test_what_ended_before_is_looked_for_while_somebody_waits_to_be_let_in() -> None:
    ended: list[int] = []
    for _ring in range(10):
        _Ring(ended)
    collector.rest()
    assert len(ended) == 10


@pytest.mark.usefixtures("begun")
def test_only_what_lives_when_the_first_is_let_in_is_looked_past() -> None:
    ended: list[int] = []
    collector.rest()
    _Ring(ended)
    collector.let_in()
    known = gc.get_freeze_count()
    assert known > 0
    assert len(ended) == 1, "nothing that has ended is kept for good"
    later = [[place] for place in range(1_000)]
    collector.let_in()
    assert len(later) == 1_000
    assert gc.get_freeze_count() <= known


@pytest.mark.usefixtures("begun")
def test_a_round_on_the_heels_of_other_work_is_put_off_but_not_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(collector, "_LATE_MS", -10 * collector._EVERY_MS)
    for _ring in range(gc.get_threshold()[0] + 1):
        _Ring(ended)
    for _round in range(collector._MOST_PUT_OFF):
        collector._collect()
        assert ended == []
    collector._collect()
    assert len(ended) > gc.get_threshold()[0]


def test_nothing_is_done_before_the_program_has_begun() -> None:
    collector.spare()
    collector.rest()
    collector.let_in()
    assert gc.get_freeze_count() == 0


def test_at_the_end_python_looks_again() -> None:
    collector.begin()
    collector.spare()
    collector.end()
    try:
        assert gc.isenabled()
        assert gc.get_freeze_count() == 0
    finally:
        gc.disable()


@pytest.mark.usefixtures("begun")
def test_the_large_look_waits_until_the_hands_rest(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Ground()
    qtbot.addWidget(window)
    ear.attend(window)
    window.show()
    qtbot.waitExposed(window)
    monkeypatch.setattr(collector, "_QUIET_MS", 60_000)
    rounds = collector._timers[0]
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_A)
    busy = [rounds.oldest() for _round in range(collector._LONGEST_UNQUIET - 1)]
    assert set(busy) == {1}
    assert rounds.oldest() == 2, "a pause that never comes is not waited for for ever"


@pytest.mark.usefixtures("begun")
def test_when_nobody_does_anything_each_eighth_look_is_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collector, "_QUIET_MS", 0)
    rounds = collector._timers[0]
    assert [rounds.oldest() for _round in range(16)] == ([1] * 7 + [2]) * 2
