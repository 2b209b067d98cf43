"""Kills the destruction of a record at random moments, and looks what is there afterwards.

    python -m tests.services.killed_destruction ROUNDS FOLDER

The clinic goes on from kill to kill: whatever patient is still there is destroyed next.
"""

import json
import random
import re
import sys
import time
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path

from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.destruction import Destruction, DestructionOrder, destroy
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.connection import connect
from tests.clinics import PASSWORD, Clock, entry, make_template
from tests.storage import belongings
from tests.storage.killed import apart

TORES = f"{PASSWORD} och en halv"
# The tax agency's test series has two numbers a day of birth; these are as many days.
YEAR = 1950
_WHO = re.compile(r"nr\d{3}x")


def number_of(number: int) -> str:
    """A valid number that is nobody's: the check digit is worked out."""
    digits = f"{YEAR + number // 300}{1 + number % 12:02d}{1 + number % 28:02d}{238 + number % 2}"
    total = 0
    for place, sign in enumerate(digits[2:]):
        product = int(sign) * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return f"{digits}{-total % 10}"


def _found(root: Path, patients: int) -> None:
    """A clinic with whole records, of which one after the other is going to be destroyed."""
    template = make_template(root)
    vault.change_password(
        template.folder,
        login="tore",
        old=PASSWORD,
        new=TORES,
        device_code=vault.device_code_of(template.keys),
        cost=vault.LIGHT_COST,
    )
    for number in range(patients):
        belongings.fill(
            template.folder, template.keys, f"nr{number:03d}x", digits=number_of(number)
        )
    bare = connect(template.folder.database, template.keys, walled=False)
    bare.execute("UPDATE risk_case SET state = 'closed_as_mistake'")
    bare.close()


def destroy_one(folder: DataFolder, told: Path, number: int) -> None:
    """Destroy one record; it is told after it was acknowledged."""
    alva = entry(folder, Clock()).sign_in("alva", PASSWORD)
    verbs = Destruction(alva.workplace)
    seen = verbs.preview(number_of(number))
    order = DestructionOrder(
        seen.patient_id, number_of(number), "3.4.2-1234", date(2026, 9, 1), "tore", TORES
    )
    destroy(alva, verbs.prepare(order))
    with told.open("a", encoding="utf-8") as file:
        file.write(f"{number}\n")


def look(folder: DataFolder, told: Path, patients: int, seen: Path) -> None:
    """Each record is whole or wholly gone, what was told is gone, and people come in."""
    alva = entry(folder, Clock()).sign_in("alva", PASSWORD)
    assert alva.notices.log_whole
    assert alva.administration.verify_log().whole
    assert not alva.workplace.database.damage()
    assert not list(folder.root.glob("clinic.db.tmp*"))
    keys = alva.workplace.database.keys
    gone = {line.record_id for line in Destruction(alva.workplace).lines()}
    alva.close()
    entry(folder, Clock()).sign_in("tore", TORES).close()
    rows = belongings.everything(folder, keys)
    acknowledged = set(map(int, told.read_text("utf-8").split())) if told.exists() else set()
    hanging = [table.name for table in belongings.hanging()]
    there = Counter(
        (table, who)
        for table in hanging
        for row in rows[table]
        for who in set(_WHO.findall(str(row)))
    )
    for number in range(patients):
        who = f"nr{number:03d}x"
        is_gone = any(who in one for one in gone)
        assert {there[table, who] for table in hanging} == ({0} if is_gone else {1}), who
        assert is_gone or number not in acknowledged
    seen.write_text(str(len(gone)), "utf-8")


def main(rounds: int, root: Path) -> None:
    """Run the loop and print what was seen."""
    chance, patients = random.Random(7), rounds + 1
    apart(partial(_found, root, patients))
    folder, told, seen = DataFolder(root / "clinic"), root / "told", root / "seen"
    started = time.monotonic()
    apart(partial(destroy_one, folder, told, 0))
    once, gone = time.monotonic() - started, 1
    found = {"killed": 0, "finished": 0, "whole": 0, "gone": 0}
    for _ in range(rounds):
        work = partial(destroy_one, folder, told, gone)
        ended = apart(work, kill_after=chance.uniform(0.1, 1.0) * once)
        found["finished" if ended else "killed"] += 1
        apart(partial(look, folder, told, patients, seen))
        before, gone = gone, int(seen.read_text("utf-8"))
        found["gone" if gone > before else "whole"] += 1
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
