"""The whole program on a real message bus: the system locks or sleeps, and it is locked in time."""

import getpass
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from tests.journeys.test_kill_and_plaintext import SECRET, Desk, move_in
from tests.ui.treatment.ward import Stages
from tests.ui.watch.buses import LOGIND, OURS, ROOT, SAVER, SESSION, System, bus

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs a message bus"
)
_PROJECT = Path(__file__).resolve().parents[2]
_AT_MOST = 1.0


@dataclass
class Worker:
    """Somebody at work in another process, and what it has said."""

    child: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Hear it, on a thread of one's own."""
        assert self.child.stdout is not None
        for line in self.child.stdout:
            self.said.append(line.strip())


@contextmanager
def working(desk: Desk, treatment: str, address: str) -> Iterator[Worker]:
    """Maria writes feedback; the desktop's services are at this address."""
    environment = desk.environment() | {
        "DBUS_SESSION_BUS_ADDRESS": address,
        "DBUS_SYSTEM_BUS_ADDRESS": address,
        "XDG_SESSION_ID": "1",
    }
    arguments = [str(desk.folder.root), SECRET, "feedback", treatment, ""]
    with (
        (desk.home / "stderr").open("wb") as stderr,
        subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.typist", *arguments],
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=_PROJECT,
            env=environment,
            text=True,
        ) as child,
    ):
        worker = Worker(child)
        thread = threading.Thread(target=worker.listen)
        thread.start()
        try:
            yield worker
        finally:
            child.kill()
            thread.join()


def open_files(child: subprocess.Popen[str], folder: Path) -> list[str]:
    found = []
    for link in Path(f"/proc/{child.pid}/fd").iterdir():
        with suppress(OSError):  # closed meanwhile
            found.append(str(link.readlink()))
    return [name for name in found if name.startswith(str(folder)) and "clinic.db" in name]


@pytest.mark.parametrize("how", ["sleep", "session", "screen saver"])
def test_the_system_locks_or_sleeps_and_within_a_second_so_does_the_program(
    qtbot: QtBot, tmp_path: Path, stages: Stages, how: str
) -> None:
    desk = Desk(tmp_path)
    move_in(desk, stages.treated.folder)
    with bus() as address:
        system = System(QDBusConnection.connectToBus(address, "desk"))
        system.serve(LOGIND, SAVER)
        system.properties[OURS]["Name"] = getpass.getuser()
        with working(desk, stages.treatment_id, address) as worker:
            qtbot.waitUntil(lambda: bool(worker.said), timeout=60_000)
            assert worker.said[0].startswith("ready"), (desk.home / "stderr").read_text("utf-8")
            assert system.waits_for_us
            assert open_files(worker.child, desk.folder.root)
            begun = time.monotonic()
            match how:
                case "sleep":
                    system.tell(ROOT, f"{LOGIND}.Manager", "PrepareForSleep", True)
                case "session":
                    system.tell(OURS, SESSION, "Lock")
                case _:
                    system.tell("/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", True)
            qtbot.waitUntil(lambda: "locked" in worker.said, timeout=20_000)
            assert time.monotonic() - begun < _AT_MOST
            qtbot.waitUntil(lambda: not system.waits_for_us, timeout=20_000)
            qtbot.waitUntil(lambda: not open_files(worker.child, desk.folder.root), timeout=20_000)
        QDBusConnection.disconnectFromBus("desk")
