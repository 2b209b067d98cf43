"""Kills the whole change of keys, as the administrator orders it, and signs in afterwards.

    python -m tests.services.killed_change ROUNDS FOLDER

From the backup before it to the one after it; the clinic goes on from kill to kill.
"""

import json
import random
import sys
import time
from functools import partial
from pathlib import Path

from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.key_copies import State
from ikbt_desktop.services.keys import RotationOrder
from ikbt_desktop.storage import key_file
from tests.clinics import PASSWORD, Clock, entry, make_template
from tests.storage.killed import apart


def _found(root: Path) -> None:
    make_template(root)


def change(folder: DataFolder, told: Path, number: int) -> None:
    """One thing is saved and told; then all keys are changed, with somebody exposed."""
    alva = entry(folder, Clock()).sign_in("alva", PASSWORD)
    alva.administration.set_preference("number", number)
    told.write_text(str(number), "utf-8")
    rut = next(user for user in alva.administration.users() if user.login == "rut")
    alva.change_keys(RotationOrder("prov", exposed=(rut.id,)))


def look(folder: DataFolder, told: Path) -> None:
    """Whoever was not exposed comes in, nothing told is lost, every backup opens."""
    way_in = entry(folder, Clock())
    way_in.sign_in("hanna", PASSWORD).close()
    alva = way_in.sign_in("alva", PASSWORD)
    if alva.notices.key_file is State.AHEAD:  # killed between the file and its copy inside
        alva.key_file.accept("avbrott")
    assert alva.key_file.compare().state is State.KEPT
    assert alva.notices.log_whole
    assert alva.administration.verify_log().whole
    if told.exists():
        assert alva.administration.preference("number") >= int(told.read_text("utf-8"))
    assert not key_file.load(folder).is_between_epochs
    copies = alva.backups.copies()
    for copy in {copy.n: copy for copy in (*copies[:1], *copies[-1:])}.values():
        alva.backups.check(copy.path)
    alva.close()


def main(rounds: int, root: Path) -> None:
    """Run the loop and print what was seen."""
    chance = random.Random(5)
    apart(partial(_found, root))
    folder, told = DataFolder(root / "clinic"), root / "told"
    started = time.monotonic()
    apart(partial(change, folder, told, 0))
    once = time.monotonic() - started
    seen = {"killed": 0, "finished": 0, "cut_off": 0}
    for number in range(1, rounds + 1):
        work = partial(change, folder, told, number)
        ended = apart(work, kill_after=chance.uniform(0.2, 1.0) * once)
        seen["finished" if ended else "killed"] += 1
        seen["cut_off"] += key_file.load(folder).is_between_epochs
        apart(partial(look, folder, told))
    seen["epoch"] = key_file.load(folder).epoch
    sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
