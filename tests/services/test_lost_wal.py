"""Somebody tidies `clinic.db-wal` away after a crash: what is left, and who is told."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.models import AuditEntry
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.unit_of_work import open_reading
from tests.clinics import NEW_CLINIC, PASSWORD, Clock, Template, entry
from tests.services.left_open import PHONE


@pytest.fixture
def killed(clinic_template: Template, tmp_path: Path) -> DataFolder:
    """A clinic whose program was killed after it had said that a change was saved."""
    folder = DataFolder(tmp_path / "clinic")
    shutil.copytree(clinic_template.folder.root, folder.root)
    entry(folder, Clock()).sign_in("alva", PASSWORD).close()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.services.left_open", str(folder.root)],
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "saved\n"
        program.kill()
    assert wal(folder).stat().st_size > 0, "the last commits lie in it"
    return folder


def wal(folder: DataFolder) -> Path:
    return folder.root / "clinic.db-wal"


def test_with_its_wal_the_killed_clinic_lacks_nothing(killed: DataFolder) -> None:
    alva = entry(killed, Clock()).sign_in("alva", PASSWORD)
    assert alva.administration.clinic().phone == PHONE
    assert alva.notices.log_whole
    assert alva.notices.tail_lost == 0
    alva.close()


def test_without_its_wal_the_file_is_whole_the_last_commits_are_gone_and_it_is_told(
    killed: DataFolder,
) -> None:
    wal(killed).unlink()
    (killed.root / "clinic.db-shm").unlink()
    alva = entry(killed, Clock()).sign_in("alva", PASSWORD)
    assert alva.administration.clinic().phone == NEW_CLINIC.phone, "saved, and gone"
    assert not alva.workplace.database.damage()
    assert alva.notices.file_sound
    assert not alva.notices.log_whole
    assert alva.notices.tail_lost >= 1
    with open_reading(alva.workplace, Permission.READ_LOG) as work:
        told = [row.details for row in work.find(AuditEntry, kind="log", action=Action.VERIFY)]
    assert told == [{"whole": False, "lost": alva.notices.tail_lost}]
    assert alva.administration.verify_log().broken_at is None, "what is there fits together"
    alva.close()
    again = entry(killed, Clock()).sign_in("alva", PASSWORD)
    assert again.notices.log_whole, "told once, and kept in the log"
    again.close()


def test_what_was_written_since_the_last_minute_is_counted_too(
    clinic_template: Template, tmp_path: Path
) -> None:
    """While somebody works the anchor follows once a minute: a checkpoint does not hide a loss."""
    folder = DataFolder(tmp_path / "clinic")
    shutil.copytree(clinic_template.folder.root, folder.root)
    alva = entry(folder, Clock()).sign_in("alva", PASSWORD)
    for language in ("en", "sv", "en"):
        alva.administration.set_preference("language", language)
    alva.door.remember()
    keys = alva.workplace.database.keys
    head = vault.attempts_book(folder, db_id=keys.db_id, device=keys.device).anchor()
    lying = tmp_path / "killed"
    shutil.copytree(folder.root, lying)
    alva.close()
    for name in ("clinic.db-wal", "clinic.db-shm"):
        (lying / name).unlink()
    back = entry(DataFolder(lying), Clock()).sign_in("alva", PASSWORD)
    assert head is not None
    assert back.notices.tail_lost >= 4
    back.close()
