"""Two lines of one clinic's keys: what a restore without the key file leaves, told as it is."""

from pathlib import Path

import pytest

from ikbt_desktop.errors import BackupUnusable
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.backups import State
from ikbt_desktop.services.keys import RotationOrder
from ikbt_desktop.services.rescue import Credentials
from ikbt_desktop.storage import backup, container, key_file
from ikbt_desktop.storage.container import Container
from tests.clinics import PASSWORD, Clinic, entry

ALVA = Credentials(login="alva", password=PASSWORD)


@pytest.fixture
def two_lines(clinic: Clinic) -> Clinic:
    """Backup 1 is of epoch 1, 2 and 3 of epoch 2; the clinic was lost and came back as in 1."""
    clinic.administrator.backups.make()
    clinic.close()
    first = backup.found_in(clinic.folder.backups)[0]
    way_in = entry(clinic.folder, clinic.clock)
    way_in.sign_in("alva", PASSWORD).change_keys(RotationOrder("Maria slutade"))
    for path in (clinic.folder.database, clinic.folder.keys):
        path.unlink()
    key_file.previous_of(clinic.folder).unlink()
    rescue = way_in.rescue()
    rescue.restore(rescue.open(first, ALVA), "allt är borta")
    return clinic


def by_number(folder: DataFolder, n: int) -> Path:
    return next(path for path in backup.found_in(folder.backups) if backup.number_of(path) == n)


def test_the_next_keys_bear_a_number_above_every_backup_that_was_ever_made(
    two_lines: Clinic,
) -> None:
    way_in = entry(two_lines.folder, two_lines.clock)
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.workplace.database.keys.epoch == 1
    rotated = alva.change_keys(RotationOrder("datorn är borta"))
    assert rotated.epoch == 3, "epoch 2 is the other line's"
    again = way_in.sign_in("alva", PASSWORD)
    assert again.notices.log_whole
    assert again.administration.verify_log().whole
    assert again.keys.overview().epoch == 3
    states = {copy.n: copy.state for copy in again.backups.copies()}
    again.close()
    epochs = {n: backup.peek(by_number(two_lines.folder, n), None).header.epoch for n in states}
    assert set(epochs.values()) == {1, 2, 3}
    for n, epoch in epochs.items():
        assert states[n] is (State.OTHER_KEYS if epoch == 2 else State.READABLE), n


def test_a_backup_of_the_line_that_was_left_opens_with_the_paper(two_lines: Clinic) -> None:
    """Nothing is lost with it: the same recovery key opens both lines."""
    way_in = entry(two_lines.folder, two_lines.clock)
    way_in.sign_in("alva", PASSWORD).change_keys(RotationOrder("datorn är borta"))
    abandoned = next(
        path
        for path in backup.found_in(two_lines.folder.backups)
        if backup.peek(path, None).header.epoch == 2
    )
    line = backup.line_of(abandoned, two_lines.folder)
    assert (line.epoch, line.same_paper) == (2, True)
    paper = Credentials(recovery_key=two_lines.template.founded.recovery_key)
    assert way_in.rescue().open(abandoned, paper).patients == 0


def reused(two_lines: Clinic, tmp_path: Path) -> Path:
    """What an earlier program made: a present epoch 2 beside backups of another epoch 2."""
    abandoned = next(
        path
        for path in backup.found_in(two_lines.folder.backups)
        if backup.peek(path, None).header.epoch == 2
    )
    kept = tmp_path / abandoned.name
    abandoned.rename(kept)
    for path in backup.found_in(two_lines.folder.backups):
        if backup.peek(path, None).header.epoch == 2:
            path.unlink()
    return kept


def test_a_backup_of_other_keys_with_the_same_number_is_never_called_damaged(
    two_lines: Clinic, tmp_path: Path
) -> None:
    kept = reused(two_lines, tmp_path)
    way_in = entry(two_lines.folder, two_lines.clock)
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.change_keys(RotationOrder("datorn är borta")).epoch == 2, "nothing tells of it"
    kept.rename(two_lines.folder.backups / kept.name)
    again = way_in.sign_in("alva", PASSWORD)
    copy = next(one for one in again.backups.copies() if one.path.name == kept.name)
    assert copy.state is State.OTHER_KEYS
    assert copy.line is not None
    assert copy.line.same_paper
    with pytest.raises(BackupUnusable) as refused:
        again.backups.check(copy.path)
    assert refused.value.reason == "other_keys"
    again.close()


def test_a_changed_seal_over_the_present_keys_stays_damage(clinic: Clinic, tmp_path: Path) -> None:
    clinic.administrator.backups.make()
    (path,) = backup.found_in(clinic.folder.backups)
    with Container(path) as opened:
        member = bytearray(opened.manifest)
    member[-1] ^= 1
    forged = tmp_path / path.name
    broken = tmp_path / "broken"
    broken.mkdir()
    with Container(path) as opened:
        opened.unpack_database(broken / "clinic.db")
        weighed = container.weigh(broken / "clinic.db")
        container.write(
            forged,
            header=opened.header,
            database=broken / "clinic.db",
            database_crc=weighed.crc,
            keys=opened.keys,
            manifest=bytes(member),
        )
    with pytest.raises(BackupUnusable) as refused:
        backup.peek(forged, clinic.template.keys)
    assert refused.value.reason == "damaged"
