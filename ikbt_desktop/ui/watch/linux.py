"""Linux: the desktop's idle counters, its screen saver and logind, over D-Bus and X11."""

import ctypes
import ctypes.util
import getpass
import os
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)
from PySide6.QtGui import QGuiApplication

from ikbt_desktop.ui.watch.computer import Computer, Counter

_NEWEST = 15.0
_PATIENCE_MS = 2_000
_LOGIND = "org.freedesktop.login1"
_MANAGER, _SESSION = f"{_LOGIND}.Manager", f"{_LOGIND}.Session"
# Its stub asks for bytes, PySide itself for the text that SLOT gives.
_SAVER_CHANGED = cast("bytes", SLOT("saver_changed(bool)"))
_SLEEP_COMES = cast("bytes", SLOT("sleep_comes(bool)"))
_SESSION_TOLD = cast("bytes", SLOT("session_told(QDBusMessage)"))
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = (
    *("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver"),
    *("org.mate.ScreenSaver", "org.xfce.ScreenSaver"),
)
# Service, path, interface, method: each gives one number, seconds or milliseconds.
_COUNTERS = (
    (
        "org.gnome.Mutter.IdleMonitor",
        "/org/gnome/Mutter/IdleMonitor/Core",
        "org.gnome.Mutter.IdleMonitor",
        "GetIdletime",
    ),
    (
        "org.freedesktop.ScreenSaver",
        "/org/freedesktop/ScreenSaver",
        "org.freedesktop.ScreenSaver",
        "GetSessionIdleTime",
    ),
)


class _ScreenSaverInfo(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("mask", ctypes.c_ulong),
    )


class X11Idle:
    """The X server's own counter, over a connection of its own."""

    def __init__(self, x11: Any, saver: Any) -> None:
        self._x11, self._saver = x11, saver
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
        x11.XDefaultRootWindow.restype = ctypes.c_ulong
        x11.XCloseDisplay.argtypes = (ctypes.c_void_p,)
        saver.XScreenSaverQueryExtension.argtypes = (ctypes.c_void_p,) * 3
        saver.XScreenSaverQueryInfo.argtypes = (
            *(ctypes.c_void_p, ctypes.c_ulong),
            ctypes.POINTER(_ScreenSaverInfo),
        )
        self._display: int | None = x11.XOpenDisplay(None)
        first, error = ctypes.c_int(), ctypes.c_int()
        if self._display is not None and not saver.XScreenSaverQueryExtension(
            self._display, ctypes.addressof(first), ctypes.addressof(error)
        ):
            self.close()

    def milliseconds(self) -> int | None:
        """Since anybody touched a key or the mouse; None when the server does not count it."""
        if self._display is None:
            return None
        info = _ScreenSaverInfo()
        root = self._x11.XDefaultRootWindow(self._display)
        known = self._saver.XScreenSaverQueryInfo(self._display, root, ctypes.byref(info))
        return int(info.idle) if known else None

    def close(self) -> None:
        """Let go of the server."""
        if self._display is not None:
            self._x11.XCloseDisplay(self._display)
        self._display = None


def x11_idle() -> X11Idle | None:
    """The counter of the X server that the window is shown by, where there is one."""
    names = [ctypes.util.find_library(name) for name in ("X11", "Xss")]
    if QGuiApplication.platformName() != "xcb" or None in names:
        return None
    with suppress(OSError, AttributeError):
        return X11Idle(*(ctypes.CDLL(name) for name in names))
    return None


class LinuxDesktop(Computer):
    """Asks whichever counters there are, and hears whoever says that the person went."""

    def __init__(
        self,
        parent: QObject | None,
        *,
        session: QDBusConnection,
        system: QDBusConnection,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session, self._system, self._monotonic = session, system, monotonic
        self._counters = [Counter() for _ in _COUNTERS]
        self._hint = Counter()
        self._x11_counter = Counter()
        self._x11: X11Idle | None = None
        self._own_path = ""
        self._brake: int | None = None
        self._is_heard = False

    # --- listening ---------------------------------------------------------------------------

    def begin(self) -> None:
        """Hear the session and the system, and ask for a moment before each sleep."""
        if self._is_heard:
            return
        self._is_heard = True
        self._x11 = x11_idle()
        for saver in _SAVERS:
            self._session.connect("", "", saver, "ActiveChanged", self, _SAVER_CHANGED)
        for path, interface, name, slot in self._heard_of_logind():
            self._system.connect(_LOGIND, path, interface, name, self, slot)
        self._find_session()
        self._take_brake()

    def _heard_of_logind(self) -> tuple[tuple[str, str, str, bytes], ...]:
        return (
            ("/org/freedesktop/login1", _MANAGER, "PrepareForSleep", _SLEEP_COMES),
            ("", _SESSION, "Lock", _SESSION_TOLD),
            ("", _PROPERTIES, "PropertiesChanged", _SESSION_TOLD),
        )

    def end(self) -> None:
        """Nobody is in: nothing is asked, and no sleep waits for us."""
        if not self._is_heard:
            return
        self._is_heard = False
        for saver in _SAVERS:
            self._session.disconnect("", "", saver, "ActiveChanged", self, _SAVER_CHANGED)
        for path, interface, name, slot in self._heard_of_logind():
            self._system.disconnect(_LOGIND, path, interface, name, self, slot)
        self._release_brake()
        if self._x11 is not None:
            self._x11.close()
            self._x11 = None

    @Slot(bool)
    def saver_changed(self, active: bool) -> None:
        """The screen was locked or blanked."""
        if active:
            self.left.emit("session")

    @Slot(bool)
    def sleep_comes(self, coming: bool) -> None:
        """The computer is about to sleep, and waits for us; or it has woken."""
        if coming:
            self.left.emit("sleep")
            self._release_brake()
        else:
            self._take_brake()

    @Slot(QDBusMessage)
    def session_told(self, message: QDBusMessage) -> None:
        """Some session is to lock, or something of it changed: is it ours, and is it locked?"""
        path, asked = message.path(), message.member() == "Lock"
        if not asked and (not message.arguments() or message.arguments()[0] != _SESSION):
            return

        def whose(name: object) -> None:
            # Who cannot be asked is taken for us: to lock once too often hurts nobody.
            if name not in {None, getpass.getuser()}:
                return
            if asked:
                self.left.emit("session")
            else:
                self._read(path, _SESSION, "LockedHint", locked)

        def locked(hint: object) -> None:
            if hint is True:
                self.left.emit("session")

        self._read(path, _SESSION, "Name", whose)

    # --- a moment before sleep ---------------------------------------------------------------

    def _take_brake(self) -> None:
        def hold(answer: object) -> None:
            if isinstance(answer, QDBusUnixFileDescriptor) and answer.isValid():
                self._release_brake()
                self._brake = os.dup(answer.fileDescriptor())
                if not self._is_heard:
                    self._release_brake()

        why = ["sleep", "iKBT", "Locks the clinic's record before sleep", "delay"]
        self._ask(
            self._system, (_LOGIND, "/org/freedesktop/login1", _MANAGER, "Inhibit"), hold, why
        )

    def _release_brake(self) -> None:
        if self._brake is not None:
            os.close(self._brake)
        self._brake = None

    # --- idle --------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask every counter; the answers come within milliseconds, or never."""
        for counter, call in zip(self._counters, _COUNTERS, strict=True):
            self._ask(self._session, call, self._teller(counter))
        if self._own_path:
            self._read(self._own_path, _SESSION, "IdleHint", self._hear_hint)
        if self._x11 is not None:
            found = self._x11.milliseconds()
            if found is not None:
                self._x11_counter.told(found, self._monotonic())

    def idle(self) -> float | None:
        """The least of what the believed counters say: one who saw a key is right."""
        now = self._monotonic()
        counters = (*self._counters, self._x11_counter, self._hint)
        said = [counter.idle(now, newest=_NEWEST) for counter in counters]
        return min((value for value in said if value is not None), default=None)

    def _teller(self, counter: Counter) -> Callable[[object], None]:
        def tell(answer: object) -> None:
            if isinstance(answer, int | float) and not isinstance(answer, bool):
                counter.told(float(answer), self._monotonic())

        return tell

    def _hear_hint(self, hint: object) -> None:
        """Logind knows only whether, and since when."""
        if hint is False:
            self._hint.told(0.0, self._monotonic())
        elif hint is True:
            self._read(self._own_path, _SESSION, "IdleSinceHintMonotonic", self._hear_since)

    def _hear_since(self, since: object) -> None:
        if isinstance(since, int) and since > 0:
            now = self._monotonic()
            self._hint.told(max(0.0, now - since / 1_000_000), now)

    def _find_session(self) -> None:
        session = os.environ.get("XDG_SESSION_ID")
        if not session:
            return

        def found(path: object) -> None:
            self._own_path = getattr(path, "path", lambda: "")()

        call = (_LOGIND, "/org/freedesktop/login1", _MANAGER, "GetSession")
        self._ask(self._system, call, found, [session])

    # --- asking ------------------------------------------------------------------------------

    def _read(self, path: str, interface: str, name: str, told: Callable[[object], None]) -> None:
        call = (_LOGIND, path, _PROPERTIES, "Get")
        self._ask(self._system, call, told, [interface, name], failed=told)

    def _ask(
        self,
        bus: QDBusConnection,
        call: tuple[str, str, str, str],
        told: Callable[[object], None],
        arguments: list[Any] | None = None,
        *,
        failed: Callable[[None], None] | None = None,
    ) -> None:
        """Ask without waiting: a desktop that hangs may not hang the window."""
        if not bus.isConnected():
            return
        message = QDBusMessage.createMethodCall(*call)
        message.setArguments(arguments or [])
        message.setAutoStartService(False)
        watcher = QDBusPendingCallWatcher(bus.asyncCall(message, _PATIENCE_MS), self)

        def finished(done: QDBusPendingCallWatcher) -> None:
            answer = done.reply()
            values = [] if done.isError() else answer.arguments()
            done.deleteLater()
            if values:
                first = values[0]
                told(first.variant() if isinstance(first, QDBusVariant) else first)
            elif failed is not None:
                failed(None)

        watcher.finished.connect(finished)


def computer(parent: QObject) -> Computer:
    """This computer."""
    return LinuxDesktop(
        parent, session=QDBusConnection.sessionBus(), system=QDBusConnection.systemBus()
    )
