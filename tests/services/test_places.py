"""Folders where no live clinic may lie: refused in words, before anything is made or touched."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ikbt_desktop.errors import UnsuitableFolder
from ikbt_desktop.paths import DataFolder
from tests.clinics import NEW_CLINIC, PASSWORD, Clock, Template, entry

Place = Callable[[Path], None]


@pytest.fixture
def share(monkeypatch: pytest.MonkeyPatch) -> Place:
    """The system says that a folder is mounted from a file server."""

    def _mounted(root: Path) -> None:
        real = Path.read_text

        def _read(self: Path, encoding: str | None = None, errors: str | None = None) -> str:
            text = real(self, encoding, errors)
            if self == Path("/proc/self/mountinfo"):
                text += f"999 1 0:99 / {root} rw,relatime - cifs //server/share rw\n"
            return text

        monkeypatch.setattr(Path, "read_text", _read)

    return _mounted


def cloud(root: Path) -> None:
    """A sync client has left its mark."""
    (root / ".stfolder").mkdir()


@pytest.fixture(params=["network", "synced"])
def spoiled(request: pytest.FixtureRequest, share: Place) -> tuple[str, Place]:
    return str(request.param), share if request.param == "network" else cloud


def test_a_clinic_is_never_founded_there(tmp_path: Path, spoiled: tuple[str, Place]) -> None:
    reason, spoil = spoiled
    spoil(tmp_path)
    folder = DataFolder(tmp_path / "clinic")
    with pytest.raises(UnsuitableFolder) as refused:
        entry(folder, Clock()).found(NEW_CLINIC)
    assert refused.value.reason == reason
    assert not folder.database.exists()
    assert not folder.keys.exists()


def test_a_clinic_that_was_moved_there_is_not_opened_and_not_touched(
    clinic_template: Template, tmp_path: Path, spoiled: tuple[str, Place]
) -> None:
    reason, spoil = spoiled
    folder = DataFolder(tmp_path / "clinic")
    shutil.copytree(clinic_template.folder.root, folder.root)
    before = {path.name: path.read_bytes() for path in folder.root.iterdir() if path.is_file()}
    spoil(tmp_path)
    way_in = entry(folder, Clock())
    for attempt in (way_in.state, lambda: way_in.sign_in("alva", PASSWORD)):
        with pytest.raises(UnsuitableFolder) as refused:
            attempt()
        assert refused.value.reason == reason
    after = {path.name: path.read_bytes() for path in folder.root.iterdir() if path.is_file()}
    assert after == before
