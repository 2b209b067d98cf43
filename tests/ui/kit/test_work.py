"""Drafts are saved in time, and work beside the window never calls on the dead."""

import threading
from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.errors import DiskFull, IkbtError
from ikbt_desktop.ui.kit import background, language
from ikbt_desktop.ui.kit.autosave import LONGEST_MS, Autosave, saved_words
from ikbt_desktop.ui.kit.edits import TextEdit

_NOW = datetime(2026, 10, 8, 14, 32, 8, tzinfo=UTC)


def _clock() -> datetime:
    return _NOW


def test_what_is_typed_is_saved_within_two_seconds(qtbot: QtBot) -> None:
    editor, kept = TextEdit(), list[str]()
    qtbot.addWidget(editor)
    autosave = Autosave(editor, save=kept.append, clock=_clock)
    with qtbot.waitSignal(autosave.saved, timeout=LONGEST_MS + 300):
        editor.setPlainText("Hej")
    assert kept == ["Hej"]
    assert not autosave.is_changed


def test_steady_typing_is_saved_all_the_same(qtbot: QtBot) -> None:
    editor, kept = TextEdit(), list[str]()
    qtbot.addWidget(editor)
    autosave = Autosave(editor, save=kept.append, clock=_clock)
    for _ in range(12):
        editor.insertPlainText("a")
        qtbot.wait(200)
    assert kept
    autosave.forget()


def test_leaving_the_field_saves_at_once(qtbot: QtBot) -> None:
    editor, other, kept = TextEdit(), TextEdit(), list[str]()
    qtbot.addWidget(editor)
    qtbot.addWidget(other)
    Autosave(editor, save=kept.append, clock=_clock)
    editor.show()
    editor.setPlainText("Hej")
    editor.hide()
    assert kept == ["Hej"]


def test_a_text_that_cannot_be_saved_stays_unsaved_and_says_so(qtbot: QtBot) -> None:
    editor = TextEdit()
    qtbot.addWidget(editor)

    def full(_text: str) -> None:
        raise DiskFull

    autosave = Autosave(editor, save=full, clock=_clock)
    editor.setPlainText("Hej")
    with qtbot.waitSignal(autosave.failed):
        assert not autosave.flush()
    assert autosave.is_changed
    assert editor.toPlainText() == "Hej"


def test_the_time_of_the_last_save_is_said_in_swedish(qapp: QApplication) -> None:
    language.install("sv")
    assert saved_words(_NOW) == "Utkast sparat 14:32:08"


def test_a_job_tells_its_result_on_the_screens_thread(qtbot: QtBot) -> None:
    owner, told = QObject(), list[tuple[object, bool]]()
    here = threading.get_ident()
    background.run(
        owner,
        lambda _reporter: 42,
        done=lambda result: told.append((result, threading.get_ident() == here)),
        failed=lambda error: pytest.fail(repr(error)),
    )
    qtbot.waitUntil(lambda: bool(told), timeout=3000)
    assert told == [(42, True)]


def test_a_known_error_is_told_as_such(qtbot: QtBot) -> None:
    owner, told = QObject(), list[IkbtError]()

    def job(_reporter: background.Reporter) -> None:
        raise DiskFull

    background.run(owner, job, done=lambda _: pytest.fail("done"), failed=told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=3000)
    assert isinstance(told[0], DiskFull)


def test_nobody_is_called_when_the_owner_died(qtbot: QtBot) -> None:
    import shiboken6

    owner, gate, told = QObject(), threading.Event(), list[object]()
    job = background.run(owner, lambda _: gate.wait(5), done=told.append, failed=told.append)
    shiboken6.delete(owner)
    gate.set()
    assert background.wait()
    qtbot.waitUntil(lambda: job not in background._running.values(), timeout=3000)
    assert told == []


def test_a_cancelled_job_ends_at_its_next_report(qtbot: QtBot) -> None:
    owner, started, told = QObject(), threading.Event(), list[object]()
    seen = list[int]()

    def work(reporter: background.Reporter) -> None:
        started.set()
        for step in range(100_000):
            seen.append(step)
            reporter.report(step, 100_000)
            threading.Event().wait(0.001)

    job = background.run(owner, work, done=told.append, failed=told.append)
    assert started.wait(3)
    job.cancel()
    assert background.wait()
    qtbot.wait(20)
    assert told == []
    assert len(seen) < 100_000


def _given(value: object, _reporter: background.Reporter) -> object:
    return value


def _seen(_result: object) -> None:
    return


def _unwanted(error: IkbtError) -> None:
    pytest.fail(repr(error))


def test_many_quick_jobs_one_after_the_other_never_end_the_program(qtbot: QtBot) -> None:
    owner, told = QObject(), list[object]()
    for number in range(600):
        background.run(owner, partial(_given, number), done=told.append, failed=_unwanted)
    qtbot.waitUntil(lambda: len(told) == 600, timeout=20_000)
    assert told == list(range(600))


def test_what_a_job_holds_is_let_go_of_on_the_screens_thread(qtbot: QtBot) -> None:
    ended = list[int]()

    class Held:
        def __del__(self) -> None:
            ended.append(threading.get_ident())

    owner = QObject()
    for _ in range(200):
        background.run(owner, partial(_given, Held()), done=_seen, failed=_unwanted)
    qtbot.waitUntil(lambda: len(ended) == 200, timeout=5_000)
    assert set(ended) == {threading.get_ident()}
