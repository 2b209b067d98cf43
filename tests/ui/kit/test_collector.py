"""Garbage is looked for on the screen's thread, and what the start loaded is looked past."""

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import background, collector
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
def test_whoever_is_let_in_waits_for_the_large_look_and_only_the_first_time_past_it() -> None:
    ended: list[int] = []
    collector.rest()
    known = gc.get_freeze_count()
    assert known > 0
    for _ring in range(10):
        _Ring(ended)
    collector.rest()
    assert len(ended) == 10
    assert gc.get_freeze_count() <= known


def test_nothing_is_done_before_the_program_has_begun() -> None:
    collector.spare()
    collector.rest()
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
