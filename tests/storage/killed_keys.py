"""Kills a change of keys or of a password at random moments, and looks who comes in afterwards.

    python -m tests.storage.killed_keys rotation|password ROUNDS FOLDER

The clinic goes on from kill to kill, as a real one would. Prints what was seen.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.errors import WrongCredentials
from ikbt_desktop.models import Patient
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, key_file, rotation, vault
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.backup import Order
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.rotation import Turn
from ikbt_desktop.storage.unit_of_work import open_reading, open_work
from ikbt_desktop.storage.vault import LIGHT_COST, ClinicKeys
from tests.storage.clinics import LOGIN, OTHER_PASSWORD, PASSWORD, add_patient
from tests.storage.killed import AT, apart, workplace

BO = "bo"
PASSWORDS = ("kaffekopp blå hatt", "regnrock i hallen")
TURN = Turn(Actor("1" * 32, "Alva Ek", Role.ADMINISTRATOR, ""), AT, "ws-1")


@dataclass(frozen=True)
class Scene:
    """One clinic, what was acknowledged of it, and a backup of its first day."""

    root: Path
    folder: DataFolder
    code: str
    paper: str
    kept: Path

    def tell(self, what: str) -> None:
        """Acknowledge, past any kill: one line, written at once."""
        with (self.root / "told").open("a", encoding="utf-8") as file:
            file.write(f"{what}\n")

    def told(self) -> list[str]:
        """What was acknowledged so far."""
        path = self.root / "told"
        return path.read_text("utf-8").splitlines() if path.exists() else []

    def unlock(self, login: str, password: str) -> ClinicKeys:
        """As a person comes in: a change of keys that was cut off is ended first."""
        person = vault.unlock(self.folder, login=login, password=password, device_code=self.code)
        if person.keys.coming is None:
            return person.keys
        return rotation.finish(self.folder, person.keys, TURN)


def save(scene: Scene, keys: ClinicKeys, number: int) -> None:
    """Somebody registers a patient; it is told after it was acknowledged."""
    database = Database.open(scene.folder, keys)
    with open_work(workplace(database), Permission.EDIT_PATIENT) as work:
        add_patient(work, digits=f"{number:012d}")
        work.commit()
        head = work.log_head()
    database.dispose()
    assert head is not None
    scene.tell(f"{number} {head.seq} {head.mac}")


def change_keys(scene: Scene, first: int) -> None:
    """Patients and changes of all keys, one after the other, until the end comes."""
    keys = scene.unlock(LOGIN, PASSWORD)
    for number in range(first, first + 3):
        save(scene, keys, number)
        vault.reissue(
            scene.folder,
            keys,
            slot_id=key_file.load(scene.folder).slot_of("exposed") or "",
            one_time_password=OTHER_PASSWORD,
            cost=LIGHT_COST,
        )
        keys = rotation.finish(scene.folder, vault.begin_epoch(scene.folder, keys), TURN)


def look(scene: Scene) -> None:
    """Nobody is locked out, nothing acknowledged is gone, and there is one epoch."""
    told = [line.split() for line in scene.told()]
    found = {}
    for login, password in ((LOGIN, PASSWORD), (BO, OTHER_PASSWORD), ("exposed", OTHER_PASSWORD)):
        found[login] = scene.unlock(login, password)
    paper = vault.unlock_with_recovery(scene.folder, scene.paper, device_code=scene.code)
    assert {keys.master for keys in found.values()} == {paper.master}
    file = key_file.load(scene.folder)
    assert not file.is_between_epochs
    names = {name for slot in file.slots.values() for name in slot.boxes} | set(file.recovery.boxes)
    assert names == {f"master/{file.epoch}"}
    database = Database.open(scene.folder, paper)
    with open_reading(workplace(database), Permission.EDIT_PATIENT) as work:
        numbers = {patient.identity_digits for patient in work.find(Patient)}
        for number, seq, mac in told:
            assert f"{int(number):012d}" in numbers, "an acknowledged patient is gone"
            found_link = work.verify_log(1, anchor=Anchor(int(seq), mac))
            assert found_link.anchor_found, "an acknowledged row of the log is gone"
        assert work.verify_log().whole
    assert not database.damage()
    with backup.work_folder(scene.folder) as room:
        proof = backup.prove(scene.kept, database.keys, room / "proof.db")
        assert (proof.header.epoch, proof.patients) == (1, 1)
    assert set(database.keys.past) == set(range(1, file.epoch))
    database.dispose()
    assert not list(scene.folder.root.glob("clinic.db.next*"))


def change_passwords(scene: Scene, first: int) -> None:
    """One password after the other; each is told when it holds."""
    held = int(scene.told()[-1])
    for number in range(max(first, held + 1), first + 1000):
        vault.change_password(
            scene.folder,
            login=LOGIN,
            old=_password(held),
            new=_password(number),
            device_code=scene.code,
            cost=LIGHT_COST,
        )
        scene.tell(str(number))
        held = number


def _password(number: int) -> str:
    return f"{PASSWORDS[number % 2]} {number}" if number else PASSWORD


def look_who_comes_in(scene: Scene) -> None:
    """The password that was acknowledged last, or the one that was being written; nobody else's."""
    held = int(scene.told()[-1])
    for number in (held, *range(held + 1, held + 3)):
        try:
            keys = scene.unlock(LOGIN, _password(number))
        except WrongCredentials:
            scene.folder.attempts.unlink()  # the waits are another test's
            continue
        scene.tell(str(number))
        break
    else:
        sys.exit("locked out")
    assert scene.unlock(BO, OTHER_PASSWORD).master == keys.master
    database = Database.open(scene.folder, keys)
    with open_reading(workplace(database), Permission.EDIT_PATIENT) as work:
        assert work.count(Patient) == 1
        assert work.verify_log().whole
    assert not database.damage()
    database.dispose()
    assert not key_file.load(scene.folder).is_between_epochs


def prepare(root: Path) -> Scene:
    """Three people, a patient and a backup of the first day."""
    folder = DataFolder(root / "clinic")
    new = vault.create(folder, login=LOGIN, password=PASSWORD, device=True, cost=LIGHT_COST)
    for login in (BO, "exposed"):
        vault.add_slot(
            folder,
            new.keys,
            login=login,
            one_time_password=OTHER_PASSWORD,
            role_hint="",
            cost=LIGHT_COST,
        )
    assert new.device_code is not None
    scene = Scene(root, folder, new.device_code, new.recovery_key, root / "kept.ikbtbackup")

    def _first_day() -> None:
        Database.create(folder, new.keys).dispose()
        save(scene, new.keys, 1)
        order = Order(1, "Alva Ek", "ws-1", AT, "hand")
        backup.make(folder, new.keys, order).path.rename(scene.kept)

    apart(_first_day)
    return scene


def main(kind: str, rounds: int, root: Path) -> None:
    """Run the loop and print what was seen."""
    chance, scene = random.Random(11), prepare(root)
    work: Callable[[Scene, int], None]
    work, verdict = {
        "rotation": (change_keys, look),
        "password": (change_passwords, look_who_comes_in),
    }[kind]
    if kind == "password":
        (scene.root / "told").write_text("0\n", "utf-8")
    started = time.monotonic()
    if kind == "rotation":
        apart(partial(change_keys, scene, 2))
    once = time.monotonic() - started if kind == "rotation" else 3.0
    seen = {"killed": 0, "finished": 0, "cut_off": 0}
    for one in range(1, rounds + 1):
        ended = apart(partial(work, scene, 1000 * one), kill_after=chance.uniform(0, once))
        seen["finished" if ended else "killed"] += 1
        seen["cut_off"] += key_file.load(scene.folder).is_between_epochs
        apart(partial(verdict, scene))
    seen["acknowledged"], seen["epoch"] = len(scene.told()), key_file.load(scene.folder).epoch
    sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
