"""Works in a clinic on a disk of its own that turns read-only under the open file, and after.

    python -m tests.storage.turned FOLDER       (in a name space where FOLDER may be mounted)

The file system is told of an error and answers as it does on a failing disk: what is open stays
open and can be read, and nothing is written any more. Started by test_read_only_disk.py; each step
prints a word when it has gone as it should.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import FolderReadOnly
from ikbt_desktop.models import Phrase
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.sign_in import Entry
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.unit_of_work import Workplace, open_reading, open_work
from tests.clinics import NEW_CLINIC, NO_KEYRING, PASSWORD, Clock, shipped

_SIZE = 40 * 1024 * 1024


def _entry(folder: DataFolder, clock: Clock) -> Entry:
    return Entry(
        folder,
        demo=False,
        clock=clock,
        catalogue=shipped(),
        workstation="ws-1",
        device_codes=NO_KEYRING,
        cost=vault.LIGHT_COST,
        monotonic=clock.monotonic,
        reserve=1024 * 1024,
    )


def _turn(folder: DataFolder) -> None:
    disk = folder.root.parent
    found = subprocess.run(
        ["findmnt", "-no", "SOURCE", str(disk)], capture_output=True, text=True, check=True
    )
    device = Path(found.stdout.strip()).name
    Path(f"/sys/fs/ext4/{device}/trigger_fs_error").write_text("1", encoding="ascii")


def _write(workplace: Workplace, name: str) -> None:
    with open_work(workplace, Permission.MANAGE_USERS) as work:
        phrase = work.add(Phrase(name=name, text="Hej " * 500, owner_id=None))
        work.log(Action.CREATE, kind="phrase", record_id=phrase.id)
        work.commit()


def _read(workplace: Workplace) -> list[str]:
    with open_reading(workplace, Permission.MANAGE_USERS) as work:
        assert work.verify_log().whole
        return sorted(phrase.name for phrase in work.find(Phrase))


def _expect(fact: bool, step: str) -> None:
    if not fact:
        sys.exit(f"not as it should be: {step}")
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()


def _is_refused(workplace: Workplace) -> bool:
    try:
        _write(workplace, "refused")
    except FolderReadOnly:
        return True
    return False


def until_it_turns(disk: Path, turn: Callable[[DataFolder], object] = _turn) -> None:
    """Founded, written in, and refused once the disk has turned."""
    folder, clock = DataFolder(disk / "clinic"), Clock()
    way_in = _entry(folder, clock)
    way_in.confirm_recovery_key(way_in.found(NEW_CLINIC).recovery_key)
    workplace = way_in.sign_in("alva", PASSWORD).workplace
    _write(workplace, "before")
    turn(folder)
    _expect(_is_refused(workplace), "told-as-read-only")
    _expect(_is_refused(workplace), "told-again")
    _expect(_read(workplace) == ["before"], "still-read")
    workplace.database.shut()


def once_it_is_mended(disk: Path) -> None:
    """Nothing was half-written, and the same words are saved."""
    services = _entry(DataFolder(disk / "clinic"), Clock()).sign_in("alva", PASSWORD)
    workplace = services.workplace
    _expect(_read(workplace) == ["before"], "nothing-half-written")
    _write(workplace, "after")
    _expect(_read(workplace) == ["after", "before"], "saved-when-mended")
    _expect(workplace.database.damage() == (), "whole")
    services.close()


_PARTS = {"turns": until_it_turns, "mended": once_it_is_mended}


def main(disk: Path) -> None:
    """The whole story of one disk; each part in a process that lets go of it."""
    image = disk.with_name("image")
    with image.open("wb") as file:
        file.truncate(_SIZE)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
    for part in _PARTS:
        subprocess.run(["e2fsck", "-fp", str(image)], stdout=subprocess.DEVNULL, check=False)
        subprocess.run(["mount", "-o", "loop,errors=remount-ro", str(image), str(disk)], check=True)
        try:
            subprocess.run(
                [sys.executable, "-m", "tests.storage.turned", str(disk), part], check=True
            )
        finally:
            subprocess.run(["umount", str(disk)], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _PARTS[sys.argv[2]](Path(sys.argv[1]))
    else:
        main(Path(sys.argv[1]))
