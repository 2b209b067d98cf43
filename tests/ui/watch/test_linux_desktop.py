"""What a Linux desktop tells, over a real bus, from stand-ins for its services."""

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.watch.linux import LinuxDesktop
from tests.clinics import Clock
from tests.ui.watch.buses import LOGIND, MUTTER, OURS, ROOT, SAVER, SESSION, THEIRS, System, bus

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs a message bus"
)
_ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def system(qapp: object) -> Iterator[System]:
    with bus() as address:
        yield System(QDBusConnection.connectToBus(address, "system"))
        QDBusConnection.disconnectFromBus("system")


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desktop(
    system: System, heard: list[str], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LinuxDesktop]:
    monkeypatch.setenv("XDG_SESSION_ID", "1")
    shared = system._bus
    made = LinuxDesktop(None, session=shared, system=shared, monotonic=clock.monotonic)
    made.left.connect(heard.append)
    yield made
    made.end()


def test_a_session_that_is_told_to_lock_is_left(
    qtbot: QtBot, system: System, desktop: LinuxDesktop, heard: list[str]
) -> None:
    system.serve(LOGIND)
    system.properties[OURS]["Name"] = getpass.getuser()
    desktop.begin()
    system.tell(OURS, SESSION, "Lock")
    qtbot.waitUntil(lambda: heard == ["session"])


def test_a_screen_that_is_already_locked_tells_by_its_hint(
    qtbot: QtBot, system: System, desktop: LinuxDesktop, heard: list[str]
) -> None:
    system.serve(LOGIND)
    system.properties[OURS] |= {"Name": getpass.getuser(), "LockedHint": True}
    desktop.begin()
    system.tell(OURS, "org.freedesktop.DBus.Properties", "PropertiesChanged", SESSION, {}, [])
    qtbot.waitUntil(lambda: heard == ["session"])


def test_an_unlocked_hint_and_another_account_s_lock_disturb_nobody(
    qtbot: QtBot, system: System, desktop: LinuxDesktop, heard: list[str]
) -> None:
    system.serve(LOGIND)
    system.properties[OURS] |= {"Name": getpass.getuser(), "LockedHint": False}
    system.properties[THEIRS] |= {"Name": "somebody else", "LockedHint": True}
    desktop.begin()
    for session in (OURS, THEIRS):
        system.tell(
            session, "org.freedesktop.DBus.Properties", "PropertiesChanged", SESSION, {}, []
        )
    system.tell(THEIRS, SESSION, "Lock")
    system.tell(OURS, "org.freedesktop.DBus.Properties", "PropertiesChanged", f"{LOGIND}.Seat")
    qtbot.waitUntil(lambda: system.asked.count("Get") >= 4)
    qtbot.wait(50)
    assert heard == []


def test_who_cannot_be_asked_is_taken_for_us(
    qtbot: QtBot, system: System, desktop: LinuxDesktop, heard: list[str]
) -> None:
    system.serve(LOGIND)
    desktop.begin()
    system.tell(OURS, SESSION, "Lock")
    qtbot.waitUntil(lambda: heard == ["session"])


def test_a_sleep_waits_until_it_was_heard_of_and_the_next_one_too(
    qtbot: QtBot, system: System, desktop: LinuxDesktop, heard: list[str]
) -> None:
    system.serve(LOGIND)
    desktop.begin()
    qtbot.waitUntil(lambda: desktop._brake is not None)
    assert system.waits_for_us
    system.tell(ROOT, f"{LOGIND}.Manager", "PrepareForSleep", True)
    qtbot.waitUntil(lambda: heard == ["sleep"])
    assert not system.waits_for_us
    system.tell(ROOT, f"{LOGIND}.Manager", "PrepareForSleep", False)
    qtbot.waitUntil(lambda: desktop._brake is not None)
    assert system.waits_for_us
    desktop.end()
    assert not system.waits_for_us


@pytest.mark.parametrize("saver", [SAVER, "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver"])
def test_a_screen_saver_that_comes_on_tells_that_nobody_is_there(
    qtbot: QtBot, system: System, desktop: LinuxDesktop, heard: list[str], saver: str
) -> None:
    desktop.begin()
    system.tell("/ScreenSaver", saver, "ActiveChanged", False)
    system.tell("/ScreenSaver", saver, "ActiveChanged", True)
    qtbot.waitUntil(lambda: heard == ["session"])


def test_nothing_is_heard_once_nobody_is_in(
    qtbot: QtBot, system: System, desktop: LinuxDesktop, heard: list[str]
) -> None:
    desktop.begin()
    desktop.end()
    system.tell("/ScreenSaver", SAVER, "ActiveChanged", True)
    qtbot.wait(100)
    assert heard == []


@pytest.mark.parametrize("counter", [(MUTTER, 1000), (SAVER, 1000), (SAVER, 1)])
def test_a_counter_is_believed_once_it_counts(
    qtbot: QtBot, system: System, desktop: LinuxDesktop, clock: Clock, counter: tuple[str, int]
) -> None:
    service, unit = counter
    system.serve(service)
    desktop.begin()
    for idle, known in ((3, None), (8, 8.0), (13, 13.0)):
        system.counters[service] = idle * unit
        desktop.look()
        qtbot.wait(50)
        assert desktop.idle() == known
        clock.move(seconds=5)
    assert desktop.idle() == 18.0
    clock.move(seconds=11)
    assert desktop.idle() is None, "an old answer is none"


def test_a_counter_that_stands_still_is_never_believed(
    qtbot: QtBot, system: System, desktop: LinuxDesktop, clock: Clock
) -> None:
    system.serve(SAVER)
    system.counters[SAVER] = 0
    desktop.begin()
    for _ in range(4):
        desktop.look()
        qtbot.wait(20)
        clock.move(seconds=5)
    assert desktop.idle() is None


def test_logind_s_hint_counts_since_it_was_given(
    qtbot: QtBot, system: System, desktop: LinuxDesktop, clock: Clock
) -> None:
    system.serve(LOGIND)
    since = int((clock.ticks - 300) * 1_000_000)
    system.properties[OURS] |= {"IdleHint": True, "IdleSinceHintMonotonic": since}
    desktop.begin()
    qtbot.waitUntil(lambda: desktop._own_path == OURS)
    for _ in range(3):
        clock.move(seconds=5)
        desktop.look()
        qtbot.wait(50)
    assert desktop.idle() == pytest.approx(315, abs=1)
    system.properties[OURS]["IdleHint"] = False
    desktop.look()
    qtbot.waitUntil(lambda: desktop.idle() == 0)


def test_a_computer_without_a_bus_tells_nothing_and_breaks_nothing(qapp: object) -> None:
    nowhere = QDBusConnection("nowhere")
    desktop = LinuxDesktop(None, session=nowhere, system=nowhere)
    desktop.begin()
    desktop.look()
    assert desktop.idle() is None
    desktop.end()


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="needs an X server")
def test_an_x_server_counts_how_long_nobody_touched_it() -> None:
    code = (
        "import time\n"
        "from PySide6.QtWidgets import QApplication\n"
        "application = QApplication([])\n"
        "from ikbt_desktop.ui.watch.linux import x11_idle\n"
        "found = x11_idle()\n"
        "first = found.milliseconds()\n"
        "time.sleep(0.5)\n"
        "later = found.milliseconds()\n"
        "found.close()\n"
        "print(first is not None, 400 <= later - first <= 5000, found.milliseconds())\n"
    )
    told = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", code],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.split() == ["True", "True", "None"], told.stderr
