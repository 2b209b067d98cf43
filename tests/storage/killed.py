"""Kills a work at random moments, as a crash would, and looks what is left.

    python -m tests.storage.killed commit|backup|restore|salvage|migration|together ROUNDS FOLDER

`together` kills nobody: four programs write into one clinic at the same time.

A child is forked for the work and another for the look, so that nothing is imported anew and no
process that has opened the file is ever forked. Prints how many were killed and what was found.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.models import Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, restore, revisions, salvage, vault
from ikbt_desktop.storage.attempts import SYSTEM, Anchor
from ikbt_desktop.storage.backup import Order
from ikbt_desktop.storage.connection import PAGE
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.rotation import Turn
from ikbt_desktop.storage.unit_of_work import Workplace, open_reading, open_work
from ikbt_desktop.storage.vault import ClinicKeys
from tests.storage.clinics import LOGIN, PASSWORD, add_patient
from tests.storage.old_files import laid_out

# Imported before anything is forked, so that each child does not do it anew.
REVISIONS = revisions.count()
AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
ANNA = Actor(user_id="0" * 32, name="Anna Ek", role=Role.CLINICIAN, title="")


def workplace(database: Database) -> Workplace:
    return Workplace(database, ANNA, lambda: datetime.now(UTC), "ws-1")


def apart(work: Callable[[], None], *, kill_after: float | None = None) -> bool:
    """Do it in a child; True when it came to its end."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except Exception:  # noqa: BLE001 - a child's edge: the parent sees its code
            traceback.print_exc()
        finally:
            os._exit(code)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    if status != 0:
        sys.exit("the child failed by itself")
    return True


def copy_again(folder: DataFolder, keys: ClinicKeys, place: Path, first: int) -> None:
    """Backups one after the other, in both places, until the end comes."""
    for n in range(first, first + 200):
        made = backup.make(folder, keys, Order(n, "Anna Ek", "ws-1", AT, "hand"))
        backup.copy_to(folder, made, place)


def prove_all(folder: DataFolder, keys: ClinicKeys, place: Path, patients: int) -> None:
    """Whatever bears a backup's name is one, the clinic was not touched, and the next one works."""
    backup.make(folder, keys, Order(999_999, "Anna Ek", "ws-1", AT, "hand"))
    for path in [*backup.found_in(folder.backups), *backup.found_in(place)]:
        with backup.work_folder(folder) as work:
            assert backup.prove(path, keys, work / "proof.db").patients == patients
        path.unlink()
    database = Database.open(folder, keys)
    assert not database.damage()
    database.dispose()
    assert not (folder.root / "backup-work").exists()


def bring_back(folder: DataFolder, keys: ClinicKeys, path: Path) -> None:
    """A whole restore, as the service does it."""
    restore.finish(folder)
    staged = restore.stage(folder, keys, path)
    database = Database.open(staged.folder, keys)
    with open_work(workplace(database), Permission.EDIT_PATIENT) as work:
        work.log(Action.RESTORE, kind="backup")
        work.commit()
    with open_reading(workplace(database), Permission.EDIT_PATIENT) as work:
        head = work.log_head()
    database.dispose()
    assert head is not None
    restore.keep_anchor(staged, keys, head, clocks=SYSTEM)
    restore.seal(staged, keys, at=AT)
    restore.finish(folder)


def save_what_can_be_read(folder: DataFolder, keys: ClinicKeys, path: Path) -> None:
    """As the service does it: read, made ready beside, logged, sealed, moved in."""
    restore.finish(folder)
    with backup.work_folder(folder) as room:
        older = salvage.unpack(path, keys, room)
        reading = salvage.read(folder, keys, older=older, anchor=None)
        turn = Turn(ANNA, AT, "ws-1")
        saved = salvage.stage(folder, reading, turn, key_text=folder.keys.read_bytes())
    database = Database.open(saved.folder, keys)
    with open_work(workplace(database), Permission.EDIT_PATIENT) as work:
        work.log(Action.RESTORE, kind="salvage")
        work.commit()
    with open_reading(workplace(database), Permission.EDIT_PATIENT) as work:
        head = work.log_head()
    database.dispose()
    assert head is not None
    restore.keep_anchor(saved, keys, head, clocks=SYSTEM)
    restore.seal(saved, keys, at=AT)
    restore.finish(folder)


def look_at_saved(folder: DataFolder, keys: ClinicKeys, damaged: bytes) -> None:
    """The damaged clinic as it lay, or the saved one whole; the damaged one is never gone."""
    restore.finish(folder)
    aside = list(folder.root.glob("replaced-*"))
    if not aside:
        assert hashlib.sha256(folder.database.read_bytes()).digest() == damaged
        return
    assert hashlib.sha256((aside[0] / "clinic.db").read_bytes()).digest() == damaged
    database = Database.open(folder, keys)
    with open_reading(workplace(database), Permission.EDIT_PATIENT) as work:
        assert work.count(Patient) == 2
        book = vault.attempts_book(folder, db_id=keys.db_id, device=keys.device)
        assert work.verify_log(anchor=book.anchor()).whole
    assert not database.damage()
    database.dispose()


def look(folder: DataFolder, keys: ClinicKeys, allowed: set[int]) -> None:
    """The old clinic or the new one, whole, with its keys; and the old one is never gone."""
    restore.finish(folder)
    vault.unlock(folder, login=LOGIN, password=PASSWORD, device_code=vault.device_code_of(keys))
    database = Database.open(folder, keys)
    with open_reading(workplace(database), Permission.EDIT_PATIENT) as work:
        count = len(work.find(Patient))
        book = vault.attempts_book(folder, db_id=keys.db_id, device=keys.device)
        assert work.verify_log(anchor=book.anchor()).whole
    assert not database.damage()
    database.dispose()
    assert count in allowed, count
    aside = list(folder.root.glob("replaced-*"))
    assert bool(aside) == (count == 1)
    for old in aside:
        assert (old / "clinic.db").exists()
        assert (old / "clinic.keys").exists()


# --- commits ---------------------------------------------------------------------------------


def go_on_writing(folder: DataFolder, keys: ClinicKeys, first: int, told: int) -> None:
    """One patient after the other, small and large, each told as saved once it is."""
    database = Database.open(folder, keys)
    for n in range(first, first + 100_000):
        with open_work(workplace(database), Permission.EDIT_PATIENT) as work:
            add_patient(work, digits=f"{n:012d}", name="x" * (n % 7 * 3000))
            work.commit()
        os.write(told, f"{n}\n".encode())


def look_at_rows(folder: DataFolder, keys: ClinicKeys, saved: int, found: int) -> None:
    """All that was told as saved, at most one that was not yet told, and the log to it."""
    database = Database.open(folder, keys)
    with open_reading(workplace(database), Permission.EDIT_PATIENT) as work:
        numbers = sorted(int(one.identity_digits) for one in work.find(Patient))
        chain = work.verify_log()
    assert numbers == list(range(len(numbers))), "no gap"
    assert saved <= len(numbers) <= saved + 1, (saved, len(numbers))
    assert chain.whole
    assert chain.entries == len(numbers)
    assert not database.damage()
    database.dispose()
    os.write(found, f"{len(numbers)}\n".encode())


def numbers_in(descriptor: int) -> list[int]:
    """What a child wrote before its end."""
    with os.fdopen(descriptor, "rb") as file:
        lines = file.read().split(b"\n")
    return [int(line) for line in lines[:-1]]


def kill_commits(rounds: int, root: Path) -> dict[str, int]:
    """Kill somebody who saves without pause."""
    chance = random.Random(7)
    folder = DataFolder(root / "clinic")
    new = vault.create(folder, login=LOGIN, password=PASSWORD, device=True, cost=vault.LIGHT_COST)
    apart(lambda: Database.create(folder, new.keys).dispose())
    seen = {"killed": 0, "finished": 0, "saved": 0, "written_not_told": 0}
    kept = 0
    for _ in range(rounds):
        out, into = os.pipe()
        finished = apart(
            partial(go_on_writing, folder, new.keys, kept, into),
            kill_after=chance.uniform(0.05, 0.4),
        )
        os.close(into)
        told = numbers_in(out)
        saved = told[-1] + 1 if told else kept
        out, into = os.pipe()
        apart(partial(look_at_rows, folder, new.keys, saved, into))
        os.close(into)
        kept = numbers_in(out)[-1]
        seen["finished" if finished else "killed"] += 1
        seen["written_not_told"] += kept - saved
    return seen | {"saved": kept}


# --- migrations ------------------------------------------------------------------------------


def carry_over(folder: DataFolder, keys: ClinicKeys) -> None:
    """Open an older clinic as the program does: a backup first."""

    def _keep() -> None:
        backup.make(folder, keys, Order(1, "Anna Ek", "ws-1", AT, "migration"))

    Database.open(folder, keys, before_migration=_keep).dispose()


def look_at_carried(folder: DataFolder, keys: ClinicKeys, facts: Mapping[str, Any]) -> None:
    """The old file or the new one, whole: the next start makes it new, and nothing is lost."""
    database = Database.open(folder, keys)
    with open_reading(workplace(database), Permission.EDIT_PATIENT) as work:
        chain = work.verify_log(anchor=Anchor(*facts["head"]))
        assert chain.whole
        assert chain.entries == facts["rows"]["audit_entry"]
        assert work.count(Patient) == facts["rows"]["patient"]
    assert not database.damage()
    database.dispose()
    for path in backup.found_in(folder.backups):
        with backup.work_folder(folder) as work:
            proof = backup.prove(path, keys, work / "proof.db")
        assert proof.manifest.schema == facts["revision"], "what has the name is whole"


def kill_migrations(rounds: int, root: Path) -> dict[str, int]:
    """Kill the opening of the oldest clinic that is kept."""
    chance = random.Random(7)
    old = laid_out("r0001", root)
    apart(lambda: carry_over(DataFolder(_copied(old.folder, root)), old.keys))
    started = time.monotonic()
    apart(lambda: carry_over(DataFolder(_copied(old.folder, root)), old.keys))
    once = time.monotonic() - started
    seen = {"killed": 0, "finished": 0, "revisions": REVISIONS - 1}
    for _ in range(rounds):
        again = DataFolder(_copied(old.folder, root))
        work = partial(carry_over, again, old.keys)
        finished = apart(work, kill_after=chance.uniform(0, once))
        seen["finished" if finished else "killed"] += 1
        apart(partial(look_at_carried, again, old.keys, old.facts))
    return seen


# --- four at a time --------------------------------------------------------------------------


def write_some(folder: DataFolder, keys: ClinicKeys, first: int, rounds: int) -> None:
    """Each with its own numbers; whoever comes second waits."""
    database = Database.open(folder, keys)
    for n in range(first, first + rounds):
        with open_work(workplace(database), Permission.EDIT_PATIENT) as work:
            add_patient(work, digits=f"{n:012d}")
            work.commit()
    database.dispose()


def write_together(rounds: int, root: Path) -> dict[str, int]:
    """Nothing is lost between four processes, and one chain holds all their lines."""
    folder = DataFolder(root / "clinic")
    new = vault.create(folder, login=LOGIN, password=PASSWORD, device=True, cost=vault.LIGHT_COST)
    apart(lambda: Database.create(folder, new.keys).dispose())
    children = []
    for one in range(4):
        child = os.fork()
        if child == 0:
            write_some(folder, new.keys, one * 10_000, rounds)
            os._exit(0)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0, 0, 0, 0], codes
    database = Database.open(folder, new.keys)
    with open_reading(workplace(database), Permission.EDIT_PATIENT) as work:
        chain, rows = work.verify_log(), work.count(Patient)
    assert chain.whole
    assert chain.entries == rows == 4 * rounds
    assert not database.damage()
    database.dispose()
    return {"rows": rows, "killed": rounds, "finished": 0}


# --- backups and restores --------------------------------------------------------------------


def kill_copies(kind: str, rounds: int, root: Path) -> dict[str, int]:
    """Kill backups, or restores."""
    chance = random.Random(7)
    folder, place = DataFolder(root / "clinic"), root / "usb"
    place.mkdir()
    new = vault.create(folder, login=LOGIN, password=PASSWORD, device=True, cost=vault.LIGHT_COST)
    keys = new.keys
    kept = root / "kept.ikbtbackup"

    def _prepare() -> None:
        database = Database.create(folder, keys)
        for n in (1, 2):
            with open_work(workplace(database), Permission.EDIT_PATIENT) as work:
                add_patient(work, digits=f"{n:012d}")
                work.commit()
            if n == 1:
                made = backup.make(folder, keys, Order(1, "Anna Ek", "ws-1", AT, "hand"))
                made.path.rename(kept)
        database.dispose()

    apart(_prepare)
    damaged = b""
    if kind == "salvage":
        content = bytearray(folder.database.read_bytes())
        content[30 * PAGE + 9] ^= 1
        folder.database.write_bytes(bytes(content))
        damaged = hashlib.sha256(content).digest()
    whole = save_what_can_be_read if kind == "salvage" else bring_back
    apart(lambda: whole(DataFolder(_copied(folder, root)), keys, kept))
    started = time.monotonic()
    apart(lambda: whole(DataFolder(_copied(folder, root)), keys, kept))
    once = time.monotonic() - started
    seen = {"killed": 0, "finished": 0}
    for one in range(1, rounds + 1):
        moment = chance.uniform(0, once)
        if kind == "backup":
            work = partial(copy_again, folder, keys, place, 1000 * one)
            verdict = partial(prove_all, folder, keys, place, 2)
        else:
            again = DataFolder(_copied(folder, root))
            work = partial(whole, again, keys, kept)
            verdict = partial(look, again, keys, {1, 2})
            if kind == "salvage":
                verdict = partial(look_at_saved, again, keys, damaged)
        seen["finished" if apart(work, kill_after=moment) else "killed"] += 1
        apart(verdict)
    return seen


def _copied(folder: DataFolder, root: Path) -> Path:
    """The clinic is closed: no process has it open."""
    target = root / "again"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder.root, target)
    return target


def main(kind: str, rounds: int, root: Path) -> None:
    """Run the loop and print what was seen."""
    loops = {"commit": kill_commits, "migration": kill_migrations, "together": write_together}
    seen = loops[kind](rounds, root) if kind in loops else kill_copies(kind, rounds, root)
    sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
