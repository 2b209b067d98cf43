"""The trust self-test on a clinic made for it and thrown away: for a release, and for the IT."""

import platform
import secrets
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ikbt_desktop import __version__
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.keyring_access import DeviceCodes

_PACKAGES = ("sqlcipher3", "cryptography", "SQLAlchemy", "keyring", "PySide6-Essentials")


@dataclass(frozen=True)
class Line:
    """One thing that was looked at, and what was found."""

    what: str
    found: str


def run(device_codes: DeviceCodes | None = None) -> tuple[Line, ...]:
    """Make a clinic, open it with every check, and tell what it was made with. About a second.

    Raises `UnsafeSetup` with the check that failed.
    """
    lines = [
        Line("iKBT Desktop", __version__),
        Line("Python", platform.python_version()),
        *(Line(name, _installed(name)) for name in _PACKAGES),
    ]
    with tempfile.TemporaryDirectory(prefix="ikbt-self-check-") as room:
        folder = DataFolder(Path(room) / "clinic")
        made = vault.create(
            folder,
            login="provare",
            password=secrets.token_urlsafe(24),
            device=True,
            cost=vault.LIGHT_COST,
        )
        database = Database.create(folder, made.keys)
        try:
            found = database.versions()
        finally:
            database.dispose()
    codes = device_codes or DeviceCodes()
    return (
        *lines,
        Line("SQLCipher", found.cipher),
        Line("SQLCipher's cryptography", found.provider),
        Line("SQLite", found.sqlite),
        Line("settings, walls, encryption", "read back"),
        Line("core dumps", "off"),
        Line("folder", "this account alone"),
        Line("keyring", codes.backend() or "none that may hold the device code"),
    )


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # a packed program brings the code without the label
        return "packed"
