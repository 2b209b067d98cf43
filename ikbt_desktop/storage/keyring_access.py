"""The device code in the account's keyring: kept only by a backend that is known to be one.

A keyring may be missing, locked, hanging or lying. None of that stops anyone: without it the code
is typed from the paper (trust.md §3.6). The database's key never comes here.
"""

import importlib
import logging
import sys
import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

SERVICE = "ikbt-desktop"
ALLOWED = frozenset(
    {
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
    }
)
_PATIENCE_SECONDS = 10.0
_NOBODY = "is-anybody-there"
_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class KeyringBackend(Protocol):
    """What is asked of a backend of the keyring library."""

    def get_password(self, service: str, username: str) -> str | None:
        """The kept secret."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


class _Library(Protocol):
    """The keyring library, imported when it is asked for the first time: five megabytes."""

    def get_keyring(self) -> KeyringBackend: ...


def _name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


class DeviceCodes:
    """Device codes by clinic id, in this account's keyring, if it has a trustworthy one.

    A keyring that hangs is not asked again in this run: it would cost its wait at every sign-in.
    """

    def __init__(
        self, *, allowed: frozenset[str] = ALLOWED, patience: float = _PATIENCE_SECONDS
    ) -> None:
        self._allowed = allowed
        self._patience = patience
        self._is_hanging = False

    def read(self, clinic_id: str) -> str | None:
        """The kept code; None when there is none or no keyring."""
        return self._asked(lambda backend: backend.get_password(SERVICE, clinic_id))

    def keep(self, clinic_id: str, code: str) -> bool:
        """Keep the code and read it back; False when it will have to be typed again."""

        def _keep(backend: KeyringBackend) -> bool:
            _keep_on_this_machine(backend)
            backend.set_password(SERVICE, clinic_id, code)
            return backend.get_password(SERVICE, clinic_id) == code

        return self._asked(_keep) or False

    def forget(self, clinic_id: str) -> None:
        """Remove the code."""
        self._asked(lambda backend: backend.delete_password(SERVICE, clinic_id))

    def available(self) -> bool:
        """Whether a trustworthy keyring is there and answers when it is asked."""
        return bool(self.backend())

    def backend(self) -> str:
        """The class of the trusted keyring; "" when there is none or it does not answer."""

        def _answers(backend: KeyringBackend) -> str:
            backend.get_password(SERVICE, _NOBODY)
            return _name(backend)

        return self._asked(_answers) or ""

    def _trusted(self) -> KeyringBackend | None:
        chosen = cast("_Library", importlib.import_module("keyring")).get_keyring()
        members = getattr(chosen, "backends", None)  # a chainer asks several in turn
        candidates = [chosen] if members is None else list(members)
        return next((one for one in candidates if self._is_listed(one)), None)

    def _is_listed(self, backend: KeyringBackend) -> bool:
        """On the list by name, and truly that class: a name alone anybody can take."""
        kind = type(backend)
        home = sys.modules.get(kind.__module__)
        return _name(backend) in self._allowed and getattr(home, kind.__qualname__, None) is kind

    def _asked(self, question: Callable[[KeyringBackend], Answer]) -> Answer | None:
        """Ask on a thread of its own, so that a hanging keyring costs a wait and nothing more."""
        answers: list[Answer] = []

        def _ask() -> None:
            try:
                backend = self._trusted()
                if backend is not None:
                    answers.append(question(backend))
            except Exception as error:  # noqa: BLE001 - a keyring may raise anything at all
                _log.info("keyring refused", extra={"error": type(error).__name__})

        if self._is_hanging:
            return None
        thread = threading.Thread(target=_ask, name="keyring", daemon=True)
        thread.start()
        thread.join(self._patience)
        if thread.is_alive():
            self._is_hanging = True
            _log.warning("keyring does not answer; it is not asked again")
            return None
        return answers[0] if answers else None


def _keep_on_this_machine(backend: KeyringBackend) -> None:
    """Windows: do not let the secret roam with the account."""
    if _name(backend) == "keyring.backends.Windows.WinVaultKeyring":
        windows: Any = backend
        windows.persist = "local machine"
