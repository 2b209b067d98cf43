"""A message bus of the test's own, and a stand-in for logind and the desktop on it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

LOGIND, ROOT = "org.freedesktop.login1", "/org/freedesktop/login1"
OURS, THEIRS = f"{ROOT}/session/_31", f"{ROOT}/session/_32"
SESSION = f"{LOGIND}.Session"
SAVER = "org.freedesktop.ScreenSaver"
MUTTER = "org.gnome.Mutter.IdleMonitor"


@contextmanager
def bus() -> Iterator[str]:
    """Runs a daemon; gives its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


class System(QDBusVirtualObject):
    """Answers as logind, Mutter and a screen saver do, with what the test has set."""

    def __init__(self, connection: QDBusConnection) -> None:
        super().__init__()
        self._bus = connection
        self.properties: dict[str, dict[str, object]] = {OURS: {}, THEIRS: {}}
        self.counters: dict[str, int] = {}
        self.asked: list[str] = []
        self._brakes: list[int] = []

    def serve(self, *names: str) -> None:
        """Be there under these names."""
        for name, path in (
            (LOGIND, ROOT),
            (MUTTER, "/org/gnome/Mutter/IdleMonitor"),
            (SAVER, "/org/freedesktop/ScreenSaver"),
        ):
            if name in names:
                assert self._bus.registerService(name)
                place = QDBusConnection.VirtualObjectRegisterOption.SubPath
                assert self._bus.registerVirtualObject(path, self, place)

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append(message.member())
        answer = self._answer(message)
        if answer is None:
            return False
        reply = message.createReply()
        reply.setArguments([answer])
        connection.send(reply)
        return True

    def _answer(self, message: QDBusMessage) -> object:
        match message.member():
            case "Inhibit":
                held, given = os.pipe()
                self._brakes.append(held)
                answer = QDBusUnixFileDescriptor(given)
                os.close(given)
                return answer
            case "GetSession":
                return QDBusObjectPath(OURS)
            case "Get":
                found = self.properties[message.path()].get(message.arguments()[1])
                return None if found is None else QDBusVariant(found)
            case "GetIdletime":
                return self.counters.get(MUTTER)
            case "GetSessionIdleTime":
                return self.counters.get(SAVER)
        return None

    def tell(self, path: str, interface: str, name: str, *arguments: object) -> None:
        """Send a signal."""
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(arguments))
        assert self._bus.send(message)

    @property
    def waits_for_us(self) -> bool:
        """Whether a sleep would wait: the last brake that was given is still held."""
        if not self._brakes:
            return False
        os.set_blocking(self._brakes[-1], False)
        try:
            return os.read(self._brakes[-1], 1) != b""  # nothing and no error: all let go
        except BlockingIOError:
            return True
