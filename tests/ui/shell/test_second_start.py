"""Starting the program twice: the window that is there comes forward, and no second one stays."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop import running
from ikbt_desktop.errors import ClinicInUse
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.running import Running
from ikbt_desktop.storage.single_instance import ClinicLock
from ikbt_desktop.ui.doorbell import Doorbell
from ikbt_desktop.ui.kit import language, problems

_ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path / "clinic")
    made.root.mkdir()
    return made


@pytest.fixture
def first(folder: DataFolder) -> Iterator[Running]:
    begun = running.begin(folder)
    assert begun is not None
    yield begun
    begun.release()


def test_a_second_start_brings_the_window_forward(
    qtbot: QtBot, folder: DataFolder, first: Running
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    Doorbell(window, first)
    assert running.begin(folder) is None
    heard: list[bool] = []
    second = threading.Thread(target=lambda: heard.append(running.ring(folder)))
    second.start()
    qtbot.waitUntil(lambda: bool(heard), timeout=5_000)
    second.join()
    assert heard == [True]
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isActiveWindow()


def test_a_program_that_hangs_does_not_keep_a_second_one_from_starting(
    folder: DataFolder, first: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_PATIENCE_SECONDS", 0.2)
    assert not running.ring(folder)


def test_a_program_that_was_killed_leaves_its_place_free(folder: DataFolder) -> None:
    first = running.begin(folder)
    assert first is not None
    first.release()
    again = running.begin(folder)
    assert again is not None
    assert not again.was_rung()
    again.release()


@pytest.mark.parametrize("left", [b"", b"{", b"[]", b'{"account": 1}', bytes(5000)])
def test_what_stands_in_the_file_stops_nobody(folder: DataFolder, left: bytes) -> None:
    folder.running.write_bytes(left)
    assert not running.ring(folder)
    begun = running.begin(folder)
    assert begun is not None
    begun.release()


def test_before_the_first_clinic_nothing_is_made(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "none")
    assert running.begin(folder) is None
    assert not running.ring(folder)
    assert not folder.root.exists()


def test_another_account_is_named_and_not_rung(
    folder: DataFolder, first: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    language.install("sv")
    with ClinicLock(folder):
        monkeypatch.setattr(running, "account", lambda: "reception2")
        assert not running.ring(folder)
        with pytest.raises(ClinicInUse) as refused:
            ClinicLock(folder)
    said = problems.describe(refused.value).sentence
    assert f"kontot {refused.value.account} " in said
    language.install("en")


def test_two_starts_of_the_program_leave_one_window(folder: DataFolder, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "ikbt_desktop", "--data-dir", str(folder.root)]
    environment = {**os.environ, **home, "PYTHONPATH": str(_ROOT)}
    with subprocess.Popen(command, env=environment, cwd=tmp_path) as one:
        try:
            end = time.monotonic() + 30
            while not folder.running.exists() or not folder.running.read_bytes():
                assert time.monotonic() < end
                time.sleep(0.05)
            time.sleep(1.0)  # until the window hears
            two = subprocess.run(
                command, env=environment, cwd=tmp_path, timeout=30, check=False
            ).returncode
            assert two == 0
            assert one.poll() is None
        finally:
            one.kill()
