"""The account's keyring as the real library finds it: none, null, plaintext, real, locked, hanging.

Each case is a process of its own, since the library looks for keyrings once and for all.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import keyring
import pytest

from ikbt_desktop.storage.keyring_access import SERVICE, DeviceCodes
from tests.storage.keyring_alone import CLINIC, CODE

ROOT = Path(__file__).resolve().parents[2]
ALONE = [sys.executable, "-m", "tests.storage.keyring_alone"]
SECRET_SERVICE = "keyring.backends.SecretService.Keyring"
LACKING = [tool for tool in ("dbus-run-session", "gnome-keyring-daemon") if not shutil.which(tool)]
REAL = pytest.mark.skipif(
    bool(LACKING) or not sys.platform.startswith("linux"),
    reason=f"a real keyring needs {', '.join(LACKING) or 'Linux'}: apt install dbus gnome-keyring",
)


@pytest.fixture
def home(tmp_path: Path) -> Mapping[str, str]:
    """An account of its own: no keyring of this machine is seen, and no display."""
    unwanted = ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "GNOME_KEYRING_CONTROL")
    own = {name: value for name, value in os.environ.items() if name not in unwanted}
    for name in ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"):
        place = tmp_path / name.lower()
        place.mkdir(mode=0o700)
        own[name] = str(place)
    # No bus either, unless one is started: a session's bus may be found by other ways.
    return own | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus", "PYTHONPATH": str(ROOT)}


def told(environment: Mapping[str, str], verb: str = "keep", patience: float = 10.0) -> Any:
    done = subprocess.run(
        [*ALONE, verb, str(patience)],
        cwd=ROOT,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def nothing(found: Any) -> bool:
    return (found["trusted"], found["kept"], found["found"]) == ("", False, None)


# --- none, and those that are none --------------------------------------------------------------


@pytest.mark.parametrize("kind", ["fail", "null"])
def test_a_keyring_that_keeps_nothing_is_no_keyring(home: Mapping[str, str], kind: str) -> None:
    name = f"keyring.backends.{kind}.Keyring"
    found = told({**home, "PYTHON_KEYRING_BACKEND": name})
    assert found["chosen"] == name
    assert nothing(found)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is one")
def test_an_account_without_any_keyring_goes_on_without(home: Mapping[str, str]) -> None:
    found = told(home)
    assert found["chosen"] == "keyring.backends.fail.Keyring"
    assert nothing(found)


PLAINTEXT = '''
import base64
import pathlib

from keyring.backend import KeyringBackend


class PlaintextKeyring(KeyringBackend):
    """As the one of keyrings.alt: a file that anybody can read."""

    priority = 0.5
    file = pathlib.Path(__file__).with_name("secrets.txt")

    def get_password(self, service, username):
        return base64.b64decode(self.file.read_bytes()).decode() if self.file.exists() else None

    def set_password(self, service, username, password):
        self.file.write_bytes(base64.b64encode(password.encode()))

    def delete_password(self, service, username):
        self.file.unlink()
'''
POINTS = "[keyring.backends]\nfile = keyrings.alt.file\n"


@pytest.fixture
def plaintext(tmp_path: Path, home: Mapping[str, str]) -> Mapping[str, str]:
    """A package of the other keyrings' name, installed where the library finds it by itself."""
    place = tmp_path / "packages"
    code, label = place / "keyrings" / "alt", place / "keyrings.alt-5.0.dist-info"
    for folder in (code, label):
        folder.mkdir(parents=True)
    (code / "file.py").write_text(PLAINTEXT)
    (label / "entry_points.txt").write_text(POINTS)
    (label / "METADATA").write_text("Metadata-Version: 2.1\nName: keyrings.alt\nVersion: 5.0\n")
    return {**home, "PYTHONPATH": f"{place}:{ROOT}"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a better one is chosen")
def test_a_plaintext_file_that_the_library_silently_chooses_gets_nothing(
    plaintext: Mapping[str, str], tmp_path: Path
) -> None:
    found = told(plaintext)
    assert found["chosen"] == "keyrings.alt.file.PlaintextKeyring"
    assert nothing(found)
    assert not list(tmp_path.rglob("secrets.txt"))


# --- a real one ----------------------------------------------------------------------------------


def session(home: Mapping[str, str], script: str) -> str:
    """Run a script in a login session of its own, with a bus; the daemon ends with it."""
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script],
        cwd=ROOT,
        env={name: v for name, v in home.items() if name != "DBUS_SESSION_BUS_ADDRESS"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


UNLOCKED = "printf a-login-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null"


def run_alone(verb: str, patience: float = 10.0) -> str:
    return f"{sys.executable} -m tests.storage.keyring_alone {verb} {patience}; echo"


@REAL
def test_a_real_keyring_keeps_the_code_for_the_next_start_and_forgets_it(
    home: Mapping[str, str], tmp_path: Path
) -> None:
    lines = session(
        home,
        "\n".join([UNLOCKED, run_alone("keep"), run_alone("read"), run_alone("forget")]),
    ).splitlines()
    kept, read, forgotten = map(json.loads, lines)
    assert (kept["trusted"], kept["kept"], kept["found"]) == (SECRET_SERVICE, True, CODE)
    assert read["found"] == CODE  # in another process
    assert forgotten["found"] is None
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert CODE.encode() not in file.read_bytes()


@REAL
def test_a_real_keyring_is_taken_though_a_plaintext_one_is_installed_beside_it(
    plaintext: Mapping[str, str], tmp_path: Path
) -> None:
    """Two of them are chained by the library; only the member on the list is asked."""
    found = json.loads(session(plaintext, f"{UNLOCKED}\n{run_alone('keep')}"))
    assert found["chosen"] == "keyring.backends.chainer.ChainerBackend"
    assert (found["trusted"], found["kept"], found["found"]) == (SECRET_SERVICE, True, CODE)
    assert not list(tmp_path.rglob("secrets.txt"))


@REAL
def test_a_real_keyring_that_is_locked_stops_nobody(home: Mapping[str, str]) -> None:
    unlock_once = f"{UNLOCKED}\n{run_alone('keep')}"
    assert json.loads(session(home, unlock_once))["kept"]
    # Another session: the daemon runs, but nobody typed the login password, and none can be asked.
    locked = "gnome-keyring-daemon --start --components=secrets >/dev/null"
    found = json.loads(session(home, f"{locked}\n{run_alone('read')}"))
    assert found["found"] is None
    assert found["seconds"] < 30


@REAL
def test_a_real_keyring_that_hangs_costs_one_wait(home: Mapping[str, str]) -> None:
    owned = (
        "dbus-send --session --print-reply --dest=org.freedesktop.DBus / "
        "org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets"
    )
    script = "\n".join(
        [
            "printf x | gnome-keyring-daemon --foreground --unlock --components=secrets &",
            "DAEMON=$!",
            f"for i in $(seq 100); do {owned} | grep -q true && break; sleep 0.1; done",
            "kill -STOP $DAEMON",
            run_alone("keep", 1.5),
            "kill -KILL $DAEMON",
        ]
    )
    found = json.loads(session(home, script))
    assert nothing(found)
    assert 1.4 < found["seconds"] < 4


# --- Windows, with a stand-in for its calls ------------------------------------------------------


class Vault:
    """What Windows keeps; credentials as they were written."""

    CRED_TYPE_GENERIC = 1
    CRED_PERSIST_LOCAL_MACHINE, CRED_PERSIST_ENTERPRISE = 2, 3

    def __init__(self, refusal: type[Exception]) -> None:
        self.written: dict[str, dict[str, Any]] = {}
        self._refusal = refusal

    def CredWrite(self, credential: dict[str, Any], _flags: int) -> None:
        blob = credential["CredentialBlob"].encode("utf-16")
        self.written[credential["TargetName"]] = {**credential, "CredentialBlob": blob}

    def CredRead(self, **asked: Any) -> dict[str, Any]:
        name = self._named(**asked)
        if name not in self.written:
            raise self._refusal(1168, "CredRead")
        return self.written[name]

    def CredDelete(self, **asked: Any) -> None:
        del self.written[self._named(**asked)]

    def _named(self, **asked: Any) -> str:
        assert asked["Type"] == self.CRED_TYPE_GENERIC
        return str(asked["TargetName"])


class Refusal(Exception):
    """As pywin32 tells it."""

    def __init__(self, code: int, name: str) -> None:
        super().__init__(code, name)
        self.winerror, self.funcname = code, name


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[Vault]:
    """The library's own class for Windows, over a stand-in for the system's calls."""
    vault, types = Vault(Refusal), ModuleType("win32ctypes.pywin32.pywintypes")
    monkeypatch.setattr(types, "error", Refusal, raising=False)
    parent, package = ModuleType("win32ctypes"), ModuleType("win32ctypes.pywin32")
    monkeypatch.setattr(package, "pywintypes", types, raising=False)
    monkeypatch.setattr(package, "win32cred", vault, raising=False)
    monkeypatch.setitem(sys.modules, "win32ctypes", parent)
    monkeypatch.setitem(sys.modules, "win32ctypes.pywin32", package)
    monkeypatch.delitem(sys.modules, "keyring.backends.Windows", raising=False)
    before = keyring.get_keyring()
    from keyring.backends.Windows import WinVaultKeyring

    made: Any = WinVaultKeyring
    keyring.set_keyring(made())
    yield vault
    keyring.set_keyring(before)
    sys.modules.pop("keyring.backends.Windows", None)


def test_on_windows_the_code_stays_on_the_machine_and_does_not_roam(windows: Vault) -> None:
    codes = DeviceCodes()
    assert codes.backend() == "keyring.backends.Windows.WinVaultKeyring"
    assert codes.keep(CLINIC, CODE)
    assert codes.read(CLINIC) == CODE
    assert windows.written[SERVICE]["Persist"] == Vault.CRED_PERSIST_LOCAL_MACHINE
    assert codes.keep("another clinic", CODE)  # the first moves aside; it must not roam either
    assert {kept["Persist"] for kept in windows.written.values()} == {
        Vault.CRED_PERSIST_LOCAL_MACHINE
    }
    assert codes.read(CLINIC) == CODE
    codes.forget(CLINIC)
    assert codes.read(CLINIC) is None
