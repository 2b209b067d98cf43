"""Lets the n-th write or sync of SQLite itself fail, and looks what stands afterwards.

    strace … -e inject=CALL:error=E:when=2000 \\
        python -m tests.storage.refusing CALL TRIES STEP FOLDER

strace fails the 2000th call of each process. Each try is a process of its own that first makes some
calls on a file that does not matter, so that in the first try the first call of SQLite's fails, in
the second the second, and so on, without starting anything anew. test_refusing.py starts it.
"""

import json
import os
import sys
from functools import partial
from pathlib import Path

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.models import Patient
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import open_reading, open_work
from tests.storage.clinics import LOGIN, PASSWORD, add_patient
from tests.storage.killed import apart, numbers_in, workplace

COMMITS, NUMBER = 3, 2000


def _use_up(calls: int, call: str, root: Path) -> None:
    """Calls on a file of no matter; what is injected comes after them."""
    descriptor = os.open(root / "scratch", os.O_WRONLY | os.O_CREAT)
    for _ in range(calls):
        if call == "pwrite64":
            os.pwrite(descriptor, b"x", 0)
        else:
            os.fsync(descriptor)
    os.close(descriptor)


def _write(folder: DataFolder, keys: vault.ClinicKeys, calls: int, call: str, told: int) -> None:
    """Three commits; what failed is told in words, and tried no more."""
    _use_up(calls, call, folder.root.parent)
    try:
        database = Database.open(folder, keys)
        for n in range(COMMITS):
            with open_work(workplace(database), Permission.EDIT_PATIENT) as work:
                add_patient(work, digits=f"{os.getpid():08d}{n:04d}", name="x" * 3000)
                work.commit()
            os.write(told, b"1\n")
        database.dispose()
    except IkbtError:
        os.write(told, b"-1\n")


def _look(folder: DataFolder, keys: vault.ClinicKeys, found: int) -> None:
    database = Database.open(folder, keys)
    with open_reading(workplace(database), Permission.EDIT_PATIENT) as work:
        rows, chain = work.count(Patient), work.verify_log()
    assert chain.whole
    assert chain.entries == rows
    assert not database.damage()
    database.dispose()
    os.write(found, f"{rows}\n".encode())


def main(call: str, tries: int, step: int, root: Path) -> None:
    """One try for each call, or for each third or so."""
    folder = DataFolder(root / "clinic")
    new = vault.create(folder, login=LOGIN, password=PASSWORD, device=True, cost=vault.LIGHT_COST)
    apart(lambda: Database.create(folder, new.keys).dispose())
    seen, kept = {"tries": 0, "refused": 0, "written_not_told": 0}, 0
    for at in range(1, 1 + tries * step, step):
        out, into = os.pipe()
        apart(partial(_write, folder, new.keys, NUMBER - at, call, into))
        os.close(into)
        said = numbers_in(out)
        told, refused = said.count(1), -1 in said
        out, into = os.pipe()
        apart(partial(_look, folder, new.keys, into))
        os.close(into)
        rows = numbers_in(out)[0]
        assert kept + told <= rows <= kept + told + refused, (at, kept, told, rows)
        seen["tries"] += 1
        seen["refused"] += refused
        seen["written_not_told"] += rows - kept - told
        kept = rows
    sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
