import threading
import time
from collections.abc import Iterator
from typing import Any, ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import InitError

from ikbt_desktop.storage.keyring_access import ALLOWED, DeviceCodes


class MemoryKeyring(KeyringBackend):
    """A keyring of the test's own: honest unless told otherwise."""

    priority = 1

    answer: str | None = None
    hang: threading.Event | None = None
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.hang is not None:
            self.hang.wait(30)
        return self.answer or self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def told(
    backend: MemoryKeyring, *, answer: str | None = None, hang: threading.Event | None = None
) -> MemoryKeyring:
    backend.answer, backend.hang = answer, hang
    return backend


class RaisingKeyring(MemoryKeyring):
    """Locked, and nobody to ask."""

    def get_password(self, service: str, username: str) -> str | None:
        raise InitError("Prompt dismissed")


TRUSTED = frozenset(
    f"{kind.__module__}.{kind.__qualname__}" for kind in (MemoryKeyring, RaisingKeyring)
)


@pytest.fixture(autouse=True)
def _own_keyring_again() -> Iterator[None]:
    before = keyring.get_keyring()
    MemoryKeyring.kept.clear()
    yield
    keyring.set_keyring(before)


def test_a_code_is_kept_read_back_and_forgotten() -> None:
    honest: Any = MemoryKeyring
    keyring.set_keyring(honest())
    codes = DeviceCodes(allowed=TRUSTED)
    assert codes.available()
    assert codes.read("clinic") is None
    assert codes.keep("clinic", "ABCD")
    assert codes.read("clinic") == "ABCD"
    codes.forget("clinic")
    assert codes.read("clinic") is None


@pytest.mark.parametrize("kind", [NullKeyring, FailKeyring, MemoryKeyring])
def test_a_keyring_that_is_not_on_the_list_is_no_keyring(kind: Any) -> None:
    keyring.set_keyring(kind())
    codes = DeviceCodes()
    assert not codes.available()
    assert not codes.keep("clinic", "ABCD")
    assert codes.read("clinic") is None
    assert MemoryKeyring.kept == {}


def test_a_keyring_that_answers_something_else_has_not_kept_the_code() -> None:
    lying: Any = MemoryKeyring
    keyring.set_keyring(told(lying(), answer="an older code"))
    assert not DeviceCodes(allowed=TRUSTED).keep("clinic", "ABCD")


def test_a_keyring_that_raises_stops_nobody() -> None:
    locked: Any = RaisingKeyring
    keyring.set_keyring(locked())
    codes = DeviceCodes(allowed=TRUSTED)
    assert codes.read("clinic") is None
    assert not codes.keep("clinic", "ABCD")


def test_a_keyring_that_hangs_costs_only_the_wait() -> None:
    let_go = threading.Event()
    slow: Any = MemoryKeyring
    keyring.set_keyring(told(slow(), hang=let_go))
    began = time.monotonic()
    assert DeviceCodes(allowed=TRUSTED, patience=0.1).read("clinic") is None
    assert time.monotonic() - began < 5
    let_go.set()


def test_a_keyring_that_only_bears_a_listed_name_is_no_keyring() -> None:
    kind: Any = type(
        "Keyring", (MemoryKeyring,), {"__module__": "keyring.backends.SecretService", "kept": {}}
    )
    keyring.set_keyring(kind())
    codes = DeviceCodes()
    assert not codes.keep("clinic", "ABCD")
    assert kind.kept == {}


def test_a_keyring_that_hung_is_not_waited_for_again() -> None:
    let_go = threading.Event()
    slow: Any = MemoryKeyring
    keyring.set_keyring(told(slow(), hang=let_go))
    codes = DeviceCodes(allowed=TRUSTED, patience=0.2)
    assert codes.read("clinic") is None
    began = time.monotonic()
    assert [codes.read("clinic"), codes.available()] == [None, False]
    assert time.monotonic() - began < 0.1
    let_go.set()


def test_no_plaintext_file_is_on_the_list() -> None:
    assert not [name for name in ALLOWED if "alt" in name or "file" in name.lower()]
