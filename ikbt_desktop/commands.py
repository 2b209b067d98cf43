"""The command line of the clinic's IT: backups made, verified, restored, and the self-check.

Passwords and keys are asked for at the prompt, never taken as arguments or from the environment.
"""

import argparse
import getpass
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path

from ikbt_desktop import diagnostics, errors
from ikbt_desktop.clinic import catalogue
from ikbt_desktop.errors import IkbtError
from ikbt_desktop.paths import DataFolder, default_data_folder
from ikbt_desktop.services import salvage, saved_files, self_check
from ikbt_desktop.services.rescue import Credentials, Found, Rescue, is_of_training
from ikbt_desktop.services.sign_in import Entry


class Code(IntEnum):
    """Exit codes; README.md lists them."""

    DONE = 0
    USAGE = 2
    REFUSED = 3
    BACKUP = 4
    CLINIC = 5
    DISK = 6
    IN_USE = 7
    CANCELLED = 130


_OUTCOMES: Mapping[type[IkbtError], tuple[Code, str]] = {
    errors.WrongCredentials: (Code.REFUSED, "the user name or the password is wrong"),
    errors.TooManyAttempts: (Code.REFUSED, "too many attempts; wait a few minutes"),
    errors.DeviceCodeNeeded: (Code.REFUSED, "the device code from the clinic's paper is needed"),
    errors.WrongRecoveryKey: (Code.REFUSED, "the key is not this clinic's"),
    errors.MistypedKey: (Code.REFUSED, "the key is mistyped; compare it group by group"),
    errors.NotPermitted: (Code.REFUSED, "only an administrator may do this"),
    errors.ShutOut: (Code.REFUSED, "the way in was taken away or the role changed meanwhile"),
    errors.BackupUnusable: (Code.BACKUP, "the backup cannot be used"),
    errors.NewerClinic: (Code.BACKUP, "it was made by a newer program; upgrade first"),
    errors.ClinicMissing: (Code.CLINIC, "there is no clinic in the data folder"),
    errors.ClinicDamaged: (Code.CLINIC, "the clinic's files are damaged; restore a backup"),
    errors.UnsafeSetup: (Code.CLINIC, "the computer did not pass the safety test"),
    errors.TooLittleMemory: (Code.CLINIC, "too little memory is free; close other programs"),
    errors.DiskFull: (Code.DISK, "there is no room on the disk; nothing half-made was left"),
    errors.DiskFailing: (Code.DISK, "the disk reported an error; nothing half-made was left"),
    errors.FolderReadOnly: (Code.DISK, "the folder cannot be written"),
    errors.UnsuitableFolder: (Code.DISK, "the folder is no place for a clinic"),
    errors.ClinicInUse: (Code.IN_USE, "the clinic is open in the program; lock or close it first"),
    errors.InvalidValue: (Code.USAGE, "a reason is needed"),
    errors.StaleRecord: (Code.CLINIC, "the files have changed meanwhile; look again"),
}


# Each fault of the self-test, and what to do about it.
_FAULTS: Mapping[str, str] = {
    "cipher": "SQLCipher is missing or too old; install the program again",
    "provider": "SQLCipher's cryptography is too old; install the newest version",
    "sqlite": "SQLite has a fault that can damage files; install the newest version",
    "settings": "the database did not take its safety settings; restart, then install again",
    "walls": "the database lets through what it must refuse; install the program again",
    "plaintext": "the clinic's file is not encrypted; restore the latest backup",
    "folder": "other accounts can read the data folder; let this account own it, mode 0700",
    "core_dumps": "the system would dump the memory after a crash; switch core dumps off",
}


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{100 * done // max(1, total):3d} % ")
        sys.stderr.flush()


def _now() -> datetime:
    return datetime.now(UTC)


def _entry(folder: DataFolder, *, demo: bool) -> Entry:
    return Entry(
        folder,
        demo=demo,
        clock=_now,
        catalogue=catalogue.load(),
        workstation=platform.node() or "workstation",
    )


def _folder(chosen: argparse.Namespace) -> DataFolder:
    if chosen.data_dir is None:
        return default_data_folder(demo=False)
    return DataFolder(chosen.data_dir.expanduser().resolve())


def _credentials(chosen: argparse.Namespace) -> Credentials:
    if chosen.recovery_key:
        return Credentials(recovery_key=getpass.getpass("Recovery key from its paper: "))
    login = chosen.login or input("User name: ")
    return Credentials(login=login, password=getpass.getpass("Password: "))


def _with_device_code(who: Credentials) -> Credentials:
    code = getpass.getpass("Device code from the clinic's paper: ")
    return Credentials(who.login, who.password, who.recovery_key, code)


def _opened(rescue: Rescue, path: Path, who: Credentials) -> Found:
    try:
        return rescue.open(path, who, _progress)
    except errors.DeviceCodeNeeded:
        return rescue.open(path, _with_device_code(who), _progress)


def _backup(chosen: argparse.Namespace) -> int:
    to = chosen.to.expanduser().resolve()
    if not to.is_dir():
        raise errors.FolderReadOnly
    entry = _entry(_folder(chosen), demo=False)
    entry.state()
    who = _credentials(chosen)
    code = None
    if entry.needs_device_code():
        code = _with_device_code(who).device_code
    services = entry.sign_in(who.login, who.password, device_code=code)
    try:
        made = services.backups.make(_progress, also_to=(to,))
    finally:
        services.close()
    for missed in made.missed:
        if missed.path == to:
            raise missed.error
        _tell(f"no copy in {missed.path}")
    _tell(
        f"backup {made.n}, {made.size} bytes, checked: "
        f"{made.patients} patients, {made.signed_texts} signed texts; copied to {to}"
    )
    return Code.DONE


def _verify(chosen: argparse.Namespace) -> int:
    path = chosen.file.expanduser().resolve()
    demo = is_of_training(path)
    with tempfile.TemporaryDirectory(prefix="ikbt-verify-") as room:
        rescue = _entry(DataFolder(Path(room) / "clinic"), demo=demo).rescue()
        found = _opened(rescue, path, _credentials(chosen))
    _tell(_about(found))
    return Code.DONE


def _restore(chosen: argparse.Namespace) -> int:
    path = chosen.file.expanduser().resolve()
    folder = DataFolder(chosen.to.expanduser().resolve())
    rescue = _entry(folder, demo=is_of_training(path)).rescue()
    found = _opened(rescue, path, _credentials(chosen))
    _tell(_about(found))
    if found.lost is None:
        _tell("nothing tells what was written after it")
    else:
        _tell(f"{found.lost} rows of the access log are newer than it and will be lost")
    reason = chosen.reason or input("Why is it restored? ")
    rescue.restore(found, reason, _progress)
    _tell(f"restored to {folder.root}; what was there is moved aside in the same folder")
    return Code.DONE


def _salvage(chosen: argparse.Namespace) -> int:
    folder = DataFolder(chosen.to.expanduser().resolve())
    rescue = _entry(folder, demo=folder.demo_mark.exists()).rescue()
    saving = salvage.Salvage(rescue)
    if not saving.is_possible():
        raise errors.ClinicMissing("database")
    path = chosen.backup
    if path is None and rescue.candidates():
        path = rescue.candidates()[0].path
    who = _credentials(chosen)
    try:
        savable = saving.look(who, path, _progress)
    except errors.DeviceCodeNeeded:
        savable = saving.look(_with_device_code(who), path, _progress)
    try:
        for line in _about_saving(savable, path):
            _tell(line)
        saving.save(savable, chosen.reason or input("Why is it saved so? "))
    except BaseException:
        saving.forget()
        raise
    _tell(f"saved in {folder.root}; the damaged files are moved aside in the same folder")
    return Code.DONE


def _about_saving(savable: salvage.Savable, path: Path | None) -> Iterator[str]:
    """Numbers, tables and row ids; no value of any row."""
    found = savable.findings
    if path is None:
        yield "there is no backup; only the damaged file is read"
    elif savable.lacking is not None:
        yield f"restoring {path.name} would lose {savable.lacking} newer rows of the access log"
    yield (
        f"saving: {found.lost_pages} of {found.pages} pages are damaged; {found.whole} rows are "
        f"whole, {found.borrowed} come from the backup, {found.lost} are lost"
        f"{', perhaps more' if found.at_least else ''}, {found.unplaced} cannot be placed"
    )
    for table in found.tables:
        for what, names in (
            ("lost", table.lost),
            ("left out, what they belong to is lost", table.apart),
            ("kept without a link", table.unlinked),
            ("from the backup", table.borrowed),
        ):
            if names:
                yield f"  {table.name}: {what}: {' '.join(names)}"


def _self_check(chosen: argparse.Namespace) -> int:
    lines = [f"{line.what}: {line.found}" for line in self_check.run()]
    lines.append("the safety test is passed")
    if chosen.to is not None:  # a packed program on Windows has nowhere to print
        saved_files.write(chosen.to.expanduser().resolve(), "\n".join([*lines, ""]).encode())
        return Code.DONE
    for line in lines:
        _tell(line)
    return Code.DONE


def _about(found: Found) -> str:
    return (
        f"backup {found.n} of {found.made_at:%Y-%m-%d %H:%M} UTC is whole: "
        f"{found.patients} patients, {found.signed_texts} signed texts"
    )


def arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Read the command line. Exits with 2 and a sentence when it is wrong."""
    parser = argparse.ArgumentParser(
        prog="ikbt-desktop", description="Backups of the clinic, without a window."
    )
    verbs = parser.add_subparsers(dest="command", required=True)
    backup = verbs.add_parser("backup", help="make a backup and copy it to a folder")
    backup.add_argument("--to", type=Path, required=True, metavar="DIR")
    backup.add_argument("--data-dir", type=Path, help="the folder where the clinic's data lie")
    verify = verbs.add_parser("verify", help="open and count a backup")
    restore = verbs.add_parser("restore", help="bring a backup back")
    restore.add_argument("--reason", help="why; it stands in the access log")
    restore.add_argument("--to", type=Path, required=True, metavar="DIR", help="the data folder")
    for verb in (verify, restore):
        verb.add_argument("file", type=Path, metavar="FILE")
        verb.add_argument(
            "--recovery-key", action="store_true", help="ask for the recovery key from its paper"
        )
    salvages = verbs.add_parser("salvage", help="save what can be read of a damaged clinic")
    salvages.add_argument("--to", type=Path, required=True, metavar="DIR", help="the data folder")
    salvages.add_argument(
        "--backup", type=Path, metavar="FILE", help="for lost rows; else the newest in the folder"
    )
    salvages.add_argument("--reason", help="why; it stands in the access log")
    salvages.add_argument(
        "--recovery-key", action="store_true", help="ask for the recovery key from its paper"
    )
    check = verbs.add_parser(
        "self-check", help="try encryption and safety here, and print the versions"
    )
    check.add_argument("--to", type=Path, metavar="FILE", help="write it there instead")
    backup.set_defaults(recovery_key=False)
    for verb in (backup, verify, restore, salvages):
        verb.add_argument("--login", help="the administrator's user name; else it is asked for")
    return parser.parse_args(argv)


_VERBS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "backup": _backup,
    "verify": _verify,
    "restore": _restore,
    "salvage": _salvage,
    "self-check": _self_check,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Do one command; gives the exit code."""
    chosen = arguments(sys.argv[1:] if argv is None else argv)
    diagnostics.keep_files_private()
    try:
        return _VERBS[chosen.command](chosen)
    except IkbtError as error:
        code, words = _OUTCOMES.get(type(error), (Code.CLINIC, type(error).__name__))
        told = isinstance(error, errors.BackupUnusable | errors.UnsafeSetup) and error.reason
        detail = f" ({_FAULTS.get(str(told), told)})" if told else ""
        sys.stderr.write(f"ikbt-desktop: {words}{detail}\n")
        return code
    except (KeyboardInterrupt, EOFError):
        sys.stderr.write("ikbt-desktop: cancelled; nothing half-made was left\n")
        return Code.CANCELLED
