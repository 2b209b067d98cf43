from pathlib import Path

import pytest

from ikbt_desktop.errors import UnsuitableFolder
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage.location import ensure_suitable, file_system_of

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:50 / /mnt/share rw,relatime - cifs //server/share rw
41 22 0:51 / /mnt/my\\040disk rw,relatime - nfs4 server:/x rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/anna", "ext4"),
        ("/mnt/share", "cifs"),
        ("/mnt/share/ikbt/clinic", "cifs"),
        ("/mnt/shared", "ext4"),
        ("/mnt/my disk/x", "nfs4"),
    ],
)
def test_the_nearest_mount_tells_the_file_system(path: str, kind: str) -> None:
    assert file_system_of(Path(path), MOUNTS) == kind


@pytest.mark.parametrize(
    "name", ["OneDrive", "OneDrive - Region Norr", "Dropbox (Klinik)", "iCloud Drive", "Nextcloud"]
)
def test_a_folder_under_a_sync_client_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsuitableFolder) as refused:
        ensure_suitable(DataFolder(tmp_path / name / "clinic"), demo=False)
    assert refused.value.reason == "synced"


def test_a_sync_clients_mark_is_seen(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(UnsuitableFolder):
        ensure_suitable(DataFolder(tmp_path / "clinic"), demo=False)


def test_an_ordinary_folder_is_fine(tmp_path: Path) -> None:
    ensure_suitable(DataFolder(tmp_path / "clinic"), demo=False)
    ensure_suitable(DataFolder(tmp_path / "demo"), demo=True)
