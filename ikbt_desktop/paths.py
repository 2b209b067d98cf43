"""Where data, logs and resources lie, installed or in a checkout."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

_CHECKOUT = Path(__file__).resolve().parent.parent / "resources"
_INSTALLED = Path(__file__).resolve().parent / "resources"


def resources() -> Path:
    """The folder of shipped data files: inside the package when installed, else beside it."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


@dataclass(frozen=True)
class DataFolder:
    """One clinic's folder. Everything of the clinic lies in it and nowhere else."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted file. Only SQLite opens it (trust.md D7)."""
        return self.root / "clinic.db"

    @property
    def keys(self) -> Path:
        """The slot file."""
        return self.root / "clinic.keys"

    @property
    def attempts(self) -> Path:
        """Failed sign-ins and log anchors, kept outside the encrypted file."""
        return self.root / "clinic.auth"

    @property
    def lock(self) -> Path:
        """Held by the kernel for the life of the program."""
        return self.root / "clinic.lock"

    @property
    def running(self) -> Path:
        """By this a second start finds the program that runs already."""
        return self.root / "clinic.running"

    @property
    def ballast(self) -> Path:
        """Room held ready for the day when the disk is full."""
        return self.root / "clinic.ballast"

    @property
    def backups(self) -> Path:
        """The first place of backups."""
        return self.root / "backups"

    @property
    def demo_mark(self) -> Path:
        """Present in a training clinic, which never opens as a real one, nor the reverse."""
        return self.root / "DEMO"


def default_data_folder(*, demo: bool) -> DataFolder:
    """The clinic of this OS account, or its training clinic beside it."""
    base = platformdirs.user_data_path("ikbt-desktop", appauthor=False)
    return DataFolder(base / ("demo" if demo else "clinic"))


def log_folder() -> Path:
    """Where the program's own log lies (never patient data)."""
    return platformdirs.user_log_path("ikbt-desktop", appauthor=False)
