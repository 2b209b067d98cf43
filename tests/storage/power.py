"""Simulates power cuts: records what a run asks of the disk, and builds what a cut would leave.

    python -m tests.storage.power commits|passwords|backups|restores|careless IMAGES FOLDER

The run goes under strace, which notes every write, truncation, sync, rename and removal. A disk
keeps for certain what was synced; of everything since, an image keeps all, nothing, a random half,
or torn pieces of 512 bytes, and some first part of what happened to names. Each image is then
opened by the real program. It is a model of a disk that keeps its word: one that lies loses more.
`careless` commits without waiting for the disk, to show that the images tell the difference.
"""

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.models import Patient
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import backup, connection, restore, vault
from ikbt_desktop.storage.backup import Order
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import Workplace, open_reading, open_work
from ikbt_desktop.storage.vault import ClinicKeys, NewVault
from tests.storage import killed
from tests.storage.clinics import LOGIN, OTHER_PASSWORD, PASSWORD, add_patient

COMMITS, CHANGES, COPIES, ROWS = 60, 3, 2, 3
SECTOR = 512
AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
ANNA = Actor(user_id="0" * 32, name="Anna Ek", role=Role.CLINICIAN, title="")
_CALLS = (
    *("openat", "open", "creat", "write", "pwrite64", "writev", "pwritev", "pwritev2"),
    *("ftruncate", "truncate", "fallocate", "fsync", "fdatasync", "rename", "renameat"),
    *("renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "link", "linkat"),
    *("sendfile", "copy_file_range"),
)
_LINE = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)", re.DOTALL)
_NAMED = re.compile(r"<((?:\\x[0-9a-f]{2})*)>")
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


# --- the run that is recorded ----------------------------------------------------------------


def _workplace(database: Database) -> Workplace:
    return Workplace(database, ANNA, lambda: AT, "ws-1")


def _tell(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def _commit(folder: DataFolder, keys: ClinicKeys, _code: str) -> None:
    database = Database.open(folder, keys)
    for n in range(COMMITS):
        with open_work(_workplace(database), Permission.EDIT_PATIENT) as work:
            add_patient(work, digits=f"{n:012d}", name="x" * (n % 7 * 3000))
            work.commit()
        _tell(str(n + 1))
    database.dispose()
    _tell(str(COMMITS))


def _commit_carelessly(folder: DataFolder, keys: ClinicKeys, code: str) -> None:
    kept = [one for one in connection._SETTINGS if one[0] != "synchronous"]
    connection._SETTINGS = (("synchronous", "OFF", 0), *kept)
    _commit(folder, keys, code)


def _change_passwords(folder: DataFolder, _keys: ClinicKeys, code: str) -> None:
    old, new = PASSWORD, OTHER_PASSWORD
    for _ in range(CHANGES):
        vault.change_password(
            folder, login=LOGIN, old=old, new=new, device_code=code, cost=vault.LIGHT_COST
        )
        _tell(_sum(folder.keys))
        old, new = new, old


def _back_up(folder: DataFolder, keys: ClinicKeys, _code: str) -> None:
    place = folder.root.parent / "usb"
    for n in range(1, COPIES + 1):
        made = backup.make(folder, keys, Order(n, "Anna Ek", "ws-1", AT, "hand"))
        _tell(made.path.name)
        _tell(f"usb/{backup.copy_to(folder, made, place).name}")


def _bring_back(folder: DataFolder, keys: ClinicKeys, _code: str) -> None:
    killed.bring_back(folder, keys, backup.found_in(folder.root.parent / "usb")[0])
    _tell("restored")


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


_RUNS: dict[str, Callable[[DataFolder, ClinicKeys, str], None]] = {
    "commits": _commit,
    "careless": _commit_carelessly,
    "passwords": _change_passwords,
    "backups": _back_up,
    "restores": _bring_back,
}


def record(kind: str, root: Path, new: NewVault) -> str:
    """Do it under strace and give the trace."""
    trace = root.parent / "trace"
    done = subprocess.run(
        [
            *("strace", "-f", "-qq", "-y", "-xx", "-s", "4000000", "-o", str(trace)),
            *("-e", f"trace={','.join(_CALLS)}"),
            *(sys.executable, "-m", "tests.storage.power", kind, "--run", str(root)),
            *(new.recovery_key, str(new.device_code)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    return trace.read_text("ascii")


# --- what was asked of the disk --------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """One request: `verb`, the path, and what belongs to it."""

    verb: str
    path: str
    at: int = 0
    content: bytes = b""
    other: str = ""


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _whole_lines(trace: str) -> Iterator[str]:
    """Calls in the order in which they came back; one that was interrupted is put together."""
    begun: dict[str, str] = {}
    for line in trace.splitlines():
        pid, _, call = line.partition(" ")
        call = call.strip()
        if call.endswith("<unfinished ...>"):
            begun[pid] = call.removesuffix("<unfinished ...>").rstrip()
        elif call.startswith("<... "):
            yield begun.pop(pid) + call.partition("resumed>")[2]
        else:
            yield call


def acts_of(trace: str, root: Path) -> list[Act]:
    """The requests that concern the folder, and what was told on the way."""
    acts: list[Act] = []
    for line in _whole_lines(trace):
        match = _LINE.match(line)
        if match is None or int(match[3]) < 0:
            continue
        act = _act(match[1], match[2], int(match[3]))
        if act is not None and (act.verb == "told" or act.path.startswith(str(root))):
            acts.append(act)
    return acts


def _act(call: str, arguments: str, answer: int) -> Act | None:
    quoted = [_bytes(text) for text in _QUOTED.findall(arguments)]
    named = [_bytes(text).decode() for text in _NAMED.findall(arguments)]
    numbers = [int(text) for text in re.findall(r"(?<=, )\d+(?=,|$)", arguments)]
    if call in {"write", "writev"} and arguments.startswith("1<"):
        return Act("told", "", content=b"".join(quoted))
    match call:
        case "open" | "openat" | "creat":
            return _opening(arguments, quoted[0].decode(), named)
        case "pwrite64":
            return Act("write", named[0], at=numbers[-1], content=quoted[0][:answer])
        case "write" | "writev":
            return Act("append", named[0], content=b"".join(quoted)[:answer])
        case "ftruncate":
            return Act("truncate", named[0], at=numbers[-1])
        case "fsync" | "fdatasync":
            return Act("sync", named[0])
        case "rename" | "renameat" | "renameat2":
            return Act("rename", quoted[0].decode(), other=quoted[1].decode())
        case "unlink":
            return Act("remove", quoted[0].decode())
        case "unlinkat":
            start = named[0] if named else ""
            return Act("remove", str(Path(start) / quoted[0].decode()))
        case "mkdir" | "rmdir":
            return Act(call, quoted[0].decode())
        case _:
            raise RuntimeError(f"the model of the disk does not know {call}")


def _opening(arguments: str, path: str, named: list[str]) -> Act | None:
    if not path.startswith("/") and named:
        path = str(Path(named[0]) / path)
    if "O_CREAT" in arguments:
        return Act("create", path, other="empty" if "O_TRUNC" in arguments else "")
    if "O_TRUNC" in arguments:
        return Act("create", path, other="empty")
    return Act("position", path) if "O_WRONLY" in arguments or "O_RDWR" in arguments else None


# --- the disk --------------------------------------------------------------------------------


@dataclass
class File:
    """What is certain of a file, and what was asked for since its last sync."""

    synced: bytes = b""
    pending: list[Act] = field(default_factory=list)
    position: int = 0

    def sync(self) -> None:
        """From here on it is certain."""
        self.synced = _applied(self.synced, self.pending)
        self.pending = []

    def after(self, how: str, chance: random.Random) -> bytes:
        """What a cut leaves of it."""
        if how == "all":
            return _applied(self.synced, self.pending)
        if how == "none":
            return self.synced
        pieces = [piece for act in self.pending for piece in _pieces(act, torn=how == "torn")]
        return _applied(self.synced, [piece for piece in pieces if chance.random() < 0.5])


def _pieces(act: Act, *, torn: bool) -> Iterator[Act]:
    if not torn or act.verb == "truncate":
        yield act
        return
    for start in range(0, len(act.content), SECTOR):
        piece = act.content[start : start + SECTOR]
        yield Act("write", act.path, at=act.at + start, content=piece)


def _applied(content: bytes, acts: list[Act]) -> bytes:
    changed = bytearray(content)
    for act in acts:
        if act.verb == "truncate":
            del changed[act.at :]
            changed.extend(bytes(act.at - len(changed)))
        else:
            changed.extend(bytes(max(0, act.at - len(changed))))
            changed[act.at : act.at + len(act.content)] = act.content
    return bytes(changed)


class Disk:
    """The folder on a disk: names lead to files, and both may lag behind what was asked."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[int, File] = {}
        self._names: dict[str, int] = {}
        self._folders: set[str] = set()
        self._renamed: list[Act] = []
        self._certain: tuple[dict[str, int], set[str]] = ({}, set())
        self.told: list[str] = []
        for path in sorted(root.rglob("*")):
            if path.is_dir():
                self._folders.add(str(path))
            else:
                self._names[str(path)] = self._new(File(path.read_bytes()))
        self._settle()

    def _new(self, file: File) -> int:
        self._files[len(self._files)] = file
        return len(self._files) - 1

    def _settle(self) -> None:
        self._certain = (dict(self._names), set(self._folders))
        self._renamed = []

    def do(self, act: Act) -> None:
        """Take in one request."""
        if act.verb == "told":
            self.told += act.content.decode().split()
        elif act.verb == "sync":
            self._sync(act.path)
        elif act.verb in {"write", "append", "truncate", "position"}:
            self._change(act)
        else:
            self._rename(act)

    def _sync(self, path: str) -> None:
        if path in self._names:
            self._files[self._names[path]].sync()
        else:
            self._settle()  # a folder: the names are certain now

    def _change(self, act: Act) -> None:
        if act.path.endswith("-shm") or act.path not in self._names:
            return  # shared memory is made anew by whoever opens the file
        file = self._files[self._names[act.path]]
        if act.verb == "position":
            file.position = 0
        elif act.verb == "append":
            file.pending.append(Act("write", act.path, at=file.position, content=act.content))
            file.position += len(act.content)
        else:
            file.pending.append(act)

    def _rename(self, act: Act) -> None:
        if act.verb == "create" and act.path in self._names:
            file = self._files[self._names[act.path]]
            file.position = 0
            if act.other:
                file.pending.append(Act("truncate", act.path, at=0))
            return
        if act.verb == "create":
            act = Act("create", act.path, at=self._new(File()))
        elif act.verb == "remove" and act.path not in self._names:
            return
        self._renamed.append(act)
        _name(act, self._names, self._folders)

    def after_a_cut(self, chance: random.Random, into: Path) -> str:
        """Write what a cut now would leave; gives how it was chosen."""
        how = chance.choice(("all", "none", "half", "torn"))
        names, folders = dict(self._certain[0]), set(self._certain[1])
        kept = {"all": len(self._renamed), "none": 0}.get(how)
        if kept is None:
            kept = chance.randint(0, len(self._renamed))
        for act in self._renamed[:kept]:
            _name(act, names, folders)
        for folder in sorted(folders):
            (into / Path(folder).relative_to(self._root)).mkdir(parents=True, exist_ok=True)
        for path, number in names.items():
            if path.endswith("-shm"):
                continue
            target = into / Path(path).relative_to(self._root)
            with suppress(FileNotFoundError):  # its folder's own name was lost
                target.write_bytes(self._files[number].after(how, chance))
        return how


def _name(act: Act, names: dict[str, int], folders: set[str]) -> None:
    match act.verb:
        case "create":
            names[act.path] = act.at
        case "rename":
            if act.path in names:
                names[act.other] = names.pop(act.path)
        case "remove":
            names.pop(act.path, None)
        case "mkdir":
            folders.add(act.path)
        case _:
            folders.discard(act.path)


# --- what each image must be -----------------------------------------------------------------


@dataclass
class Seen:
    """What was found in the images."""

    images: int = 0
    complete: int = 0
    lost: int = 0
    corrupt: int = 0
    written_not_told: int = 0
    examples: list[str] = field(default_factory=list)

    def note(self, verdict: str, example: str) -> None:
        """Count one."""
        self.images += 1
        setattr(self, verdict, getattr(self, verdict) + 1)
        if verdict != "complete":
            self.examples.append(example)


@dataclass(frozen=True)
class Recorded:
    """What is known of the run: its keys, and the key files that it wrote one after the other."""

    new: NewVault
    key_files: tuple[str, ...]


def _judge_commits(disk: Disk, folder: DataFolder, run: Recorded, seen: Seen) -> str:
    told = int(disk.told[-1]) if disk.told else 0
    try:
        database = Database.open(folder, run.new.keys)
    except IkbtError:
        return "corrupt"
    try:
        if database.damage():
            return "corrupt"
        with open_reading(_workplace(database), Permission.EDIT_PATIENT) as work:
            numbers = sorted(int(one.identity_digits) for one in work.find(Patient))
            chain = work.verify_log()
    except IkbtError:
        return "corrupt"
    finally:
        database.dispose()
    if numbers != list(range(len(numbers))) or not chain.whole:
        return "corrupt"
    if chain.entries != len(numbers) or len(numbers) > told + 1:
        return "corrupt"
    seen.written_not_told += len(numbers) > told
    return "complete" if len(numbers) >= told else "lost"


def _judge_passwords(disk: Disk, folder: DataFolder, run: Recorded, seen: Seen) -> str:
    """The key file of the last change that was told, or the one being written: byte for byte."""
    told = len(disk.told)
    found = _sum(folder.keys) if folder.keys.exists() else ""
    if found not in run.key_files[told : told + 2]:
        return "lost" if found in run.key_files else "corrupt"
    seen.written_not_told += found != run.key_files[told]
    opened = vault.unlock_with_recovery(folder, run.new.recovery_key)
    return "complete" if opened.master == run.new.keys.master else "corrupt"


def _judge_backups(disk: Disk, folder: DataFolder, run: Recorded, seen: Seen) -> str:
    """What bears a backup's name is one, those that were told are there, the clinic is whole."""
    place = folder.root.parent / "usb"
    named = [*backup.found_in(folder.backups), *backup.found_in(place)]
    there = {path.name if path.parent != place else f"usb/{path.name}" for path in named}
    if set(disk.told) - there:
        return "lost"
    seen.written_not_told += len(there) - len(disk.told)
    try:
        for path in named:
            with backup.work_folder(folder) as work:
                backup.prove(path, run.new.keys, work / "proof.db")
        database = Database.open(folder, run.new.keys)
    except IkbtError:
        return "corrupt"
    damaged = database.damage()
    database.dispose()
    return "corrupt" if damaged else "complete"


def _judge_restores(disk: Disk, folder: DataFolder, run: Recorded, seen: Seen) -> str:
    """The next start finds the old clinic or the restored one, and the old one is kept aside."""
    try:
        restore.finish(folder)
        database = Database.open(folder, run.new.keys)
    except (IkbtError, OSError):
        return "corrupt"
    with open_reading(_workplace(database), Permission.EDIT_PATIENT) as work:
        rows, chain = work.count(Patient), work.verify_log()
    damaged = database.damage() or not chain.whole
    database.dispose()
    aside = [path for path in folder.root.glob("replaced-*") if (path / "clinic.db").exists()]
    if damaged or rows not in {ROWS, ROWS + 1} or bool(aside) != (rows == ROWS):
        return "corrupt"
    seen.written_not_told += rows == ROWS and not disk.told
    return "lost" if disk.told and rows != ROWS else "complete"


_JUDGES: dict[str, Callable[[Disk, DataFolder, Recorded, Seen], str]] = {
    "commits": _judge_commits,
    "careless": _judge_commits,
    "passwords": _judge_passwords,
    "backups": _judge_backups,
    "restores": _judge_restores,
}


def found_clinic(root: Path, *, rows: int) -> NewVault:
    """A small clinic to begin with, closed."""
    folder = DataFolder(root / "clinic")
    (root / "usb").mkdir(parents=True)
    new = vault.create(folder, login=LOGIN, password=PASSWORD, device=True, cost=vault.LIGHT_COST)
    Database.create(folder, new.keys).dispose()
    _add(folder, new.keys, range(rows))
    return new


def _add(folder: DataFolder, keys: ClinicKeys, numbers: range) -> None:
    database = Database.open(folder, keys)
    for n in numbers:
        with open_work(_workplace(database), Permission.EDIT_PATIENT) as work:
            add_patient(work, digits=f"{n:012d}")
            work.commit()
    database.dispose()


def _keep_one(folder: DataFolder, keys: ClinicKeys) -> None:
    """A backup to bring back, of a row less than there is."""
    made = backup.make(folder, keys, Order(1, "Anna Ek", "ws-1", AT, "hand"))
    backup.copy_to(folder, made, folder.root.parent / "usb")
    _add(folder, keys, range(ROWS, ROWS + 1))


def simulate(kind: str, images: int, root: Path) -> Seen:
    """Record one run, cut it at random places, and look at every image."""
    chance, base = random.Random(7), root / "recorded"
    new = found_clinic(base, rows=0 if kind in {"commits", "careless"} else ROWS)
    if kind == "restores":
        _keep_one(DataFolder(base / "clinic"), new.keys)
    first = _sum(DataFolder(base / "clinic").keys)
    disk = Disk(base)
    acts = acts_of(record(kind, base, new), base)
    told = [word for act in acts if act.verb == "told" for word in act.content.decode().split()]
    run = Recorded(new, (first, *told))
    cuts = sorted(chance.randrange(len(acts) + 1) for _ in range(images))
    seen, done = Seen(), 0
    for number, cut in enumerate(cuts):
        for act in acts[done:cut]:
            disk.do(act)
        done = cut
        image = root / "image"
        shutil.rmtree(image, ignore_errors=True)
        image.mkdir()
        how = disk.after_a_cut(chance, image)
        verdict = _JUDGES[kind](disk, DataFolder(image / "clinic"), run, seen)
        seen.note(verdict, f"image {number}: {how} after {cut} of {len(acts)}: {verdict}")
    return seen


def main(arguments: list[str]) -> None:
    """The run that is recorded, or a whole simulation."""
    if arguments[1] == "--run":
        folder = DataFolder(Path(arguments[2]) / "clinic")
        paper, code = arguments[3:]
        _RUNS[arguments[0]](folder, vault.unlock_with_recovery(folder, paper), code)
        return
    seen = simulate(arguments[0], int(arguments[1]), Path(arguments[2]))
    sys.stdout.write(json.dumps(seen.__dict__) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
