"""Saving what can be read of a damaged clinic: shown beside a restore, before anybody chooses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ikbt_desktop.clinic.roles import Actor, Permission, Role, require
from ikbt_desktop.errors import (
    BackupUnusable,
    ClinicDamaged,
    ClinicMissing,
    NewerClinic,
    StaleRecord,
    WrongCredentials,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fields
from ikbt_desktop.services.backups import Details, leave_out_destroyed, working
from ikbt_desktop.services.key_copies import copy_keys
from ikbt_desktop.services.rescue import Credentials, Rescue
from ikbt_desktop.storage import backup, damaged_file, key_file, restore, salvage, vault
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.backup import Share
from ikbt_desktop.storage.connection import PAGE
from ikbt_desktop.storage.container import Container, Told, untold
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.location import ensure_suitable
from ikbt_desktop.storage.rotation import Turn
from ikbt_desktop.storage.salvage import Findings, Reading, Saved, TableFinding, Unpacked
from ikbt_desktop.storage.single_instance import ClinicLock
from ikbt_desktop.storage.unit_of_work import Workplace, open_reading, open_work
from ikbt_desktop.storage.vault import ClinicKeys

__all__ = ["Findings", "Salvage", "Savable", "TableFinding"]

KIND = "salvage"
MOST_NAMED = 500
"""So many rows of each fate stand in the log by their ids; the numbers of all always do."""


@dataclass(frozen=True)
class Savable:
    """What saving would give, made ready beside the damaged files; nothing counts yet."""

    findings: Findings
    backup_made_at: datetime | None
    """Of the backup that gave rows; None without one."""
    lacking: int | None
    """Rows of the log that a restore of that backup would lose; None where nothing tells."""
    saved: Saved = field(repr=False)
    actor: Actor = field(repr=False)
    live: Anchor | None = field(repr=False)
    places: tuple[Path, ...] = ()
    """Where the backup lies: others there tell of destroyed records too."""


class Salvage:
    """The expert's way behind restoring: for an administrator, or whoever holds the paper."""

    def __init__(self, rescue: Rescue) -> None:
        self._rescue = rescue
        self._folder = rescue.folder

    def is_possible(self) -> bool:
        """Whether there is a file of which a page may be left."""
        database = self._folder.database
        return database.exists() and database.stat().st_size >= PAGE

    def look(self, who: Credentials, path: Path | None, told: Told = untold) -> Savable:
        """Read both, and make a clinic of them ready beside the damaged one. Slow.

        `path` is the backup whose rows stand in for lost ones. Raises as `Rescue.open` does, and
        `ClinicMissing`, `ClinicDamaged` where not a page is left that these keys open.
        """
        rescue, folder = self._rescue, self._folder
        ensure_suitable(folder, demo=rescue.demo)
        with ClinicLock(folder), working(told), backup.work_folder(folder) as room:
            keys, slot_id = rescue.unlocked(path, room, who)
            anchor = vault.attempts_book(
                folder, db_id=keys.db_id, device=keys.device, clocks=rescue.clocks
            ).anchor()
            older = self._unpacked(path, keys, room, Share(told, 0, 250))
            reading = salvage.read(
                folder, keys, older=older, anchor=anchor, told=Share(told, 250, 500)
            )
            actor = _actor(reading, older, slot_id)
            require(actor, Permission.KEEP_BACKUPS)
            turn = Turn(actor, rescue.clocks.now(), rescue.workstation)
            text = self._key_text(keys, path)
            saved = salvage.stage(folder, reading, turn, key_text=text, told=Share(told, 500, 1000))
        live = _newer(reading.head, anchor)
        return Savable(
            findings=saved.findings,
            backup_made_at=None if older is None else older.proof.manifest.made_at,
            lacking=_lacking(older, live),
            saved=saved,
            actor=actor,
            live=live,
            places=() if path is None else (path.parent,),
        )

    def _unpacked(
        self, path: Path | None, keys: ClinicKeys, room: Path, told: Told
    ) -> Unpacked | None:
        """A backup of before the keys were changed opens with what the damaged file keeps."""
        if path is None:
            return None
        try:
            return salvage.unpack(path, keys, room, told)
        except BackupUnusable as error:
            if error.reason != "older_keys":
                raise
        known = salvage.read(self._folder, keys, older=None, anchor=None).keys
        return salvage.unpack(path, known, room, told)

    def _key_text(self, keys: ClinicKeys, path: Path | None) -> bytes:
        """The live key file, a change of keys ended; else that of the backup."""
        try:
            live = key_file.load(self._folder)
            if live.db_id == keys.db_id and live.sealed_by(keys.slots_mac):
                ended = keys.coming is not None
                return (vault.ended(self._folder, keys) if ended else live).written()
        except (ClinicMissing, ClinicDamaged, NewerClinic):
            pass
        if path is None:
            raise ClinicMissing("keys")
        with Container(path) as opened:
            return opened.keys

    def forget(self) -> None:
        """Take away what was made ready; the clinic stands as it was."""
        restore.forget(self._folder)

    def save(self, savable: Savable, reason: str) -> None:
        """Let what was made ready be the clinic; the damaged files are moved aside.

        Raises `InvalidValue` (no reason), `StaleRecord` (the files have changed since they were
        looked at), `DiskFull`, `FolderReadOnly`, `ClinicInUse`.
        """
        because = fields.line(reason, "restore_reason", required=True)
        rescue, folder, saved = self._rescue, self._folder, savable.saved
        with ClinicLock(folder):
            fresh = damaged_file.fingerprint(folder) == saved.fingerprint
            if not (fresh and saved.folder.database.exists()):
                restore.forget(folder)
                raise StaleRecord("clinic")
            try:
                self._leave_out_destroyed(savable)
                head = self._log(savable, because)
                if head is not None:
                    restore.keep_anchor(saved, saved.keys, head, clocks=rescue.clocks)
                restore.seal(saved, saved.keys, at=rescue.clocks.now())
            except BaseException:
                restore.forget(folder)
                raise
            restore.finish(folder)
        rescue.keep_code(saved.keys)

    def _leave_out_destroyed(self, savable: Savable) -> None:
        """A backup's row of a destroyed record does not come back; the damaged file stays shut."""
        rescue, saved = self._rescue, savable.saved
        database = Database(saved.folder, saved.keys)
        workplace = Workplace(database, savable.actor, rescue.clocks.now, rescue.workstation)
        places = (self._folder.backups, *savable.places)
        leave_out_destroyed(workplace, saved, places, known_by=saved.folder)

    def _log(self, savable: Savable, reason: str) -> Anchor | None:
        """Both heads and every row's fate stand in the log, in one transaction."""
        rescue, saved = self._rescue, savable.saved
        database = Database.open(saved.folder, saved.keys)
        try:
            workplace = Workplace(database, savable.actor, rescue.clocks.now, rescue.workstation)
            with open_work(workplace, Permission.KEEP_BACKUPS) as work:
                head = work.log_head()
                work.log(
                    Action.RESTORE,
                    kind=KIND,
                    record_id="saved",
                    reason=reason,
                    details=_told_details(savable, head),
                )
                for fate, table, name in _fates(saved.findings):
                    details: Details = {"what": fate, "table": table}
                    work.log(Action.RESTORE, kind=KIND, record_id=name[:64], details=details)
                copy_keys(work, workplace)
                work.commit()
            with open_reading(workplace, Permission.KEEP_BACKUPS) as work:
                return work.log_head()
        finally:
            database.dispose()


def _told_details(savable: Savable, head: Anchor | None) -> Details:
    found, proof = savable.findings, savable.saved.proof
    return {
        "what": "saved",
        "n": 0 if proof is None else proof.header.n,
        "head": _written(head),
        "before": _written(savable.live),
        "pages": found.pages,
        "lost_pages": found.lost_pages,
        "whole": found.whole,
        "borrowed": found.borrowed,
        "lost": found.lost,
        "at_least": found.at_least,
        "unplaced": found.unplaced,
    }


def _written(head: Anchor | None) -> str:
    return "" if head is None else f"{head.seq} {head.mac[:20]}"


def _fates(found: Findings) -> Iterator[tuple[str, str, str]]:
    """Row by row what became of it, as far as there is room in the log."""
    for table in found.tables:
        for fate, names in (
            ("lost", table.lost),
            ("apart", table.apart),
            ("unlinked", table.unlinked),
            ("borrowed", table.borrowed),
        ):
            if table.name != salvage.LOG:  # its own gaps stand in it already
                yield from ((fate, table.name, name) for name in names[:MOST_NAMED])


def _actor(reading: Reading, older: Unpacked | None, slot_id: str | None) -> Actor:
    if slot_id is None:
        return Actor("", "återställningsnyckel", Role.ADMINISTRATOR, "")
    person = reading.person(slot_id)
    if person is None and older is not None:
        person = backup.person_in(older.path, older.keys, slot_id)
    if person is None:
        raise WrongCredentials
    return Actor(person.id, person.name, Role(person.role), person.title)


def _newer(head: Anchor | None, anchor: Anchor | None) -> Anchor | None:
    known = [one for one in (head, anchor) if one is not None]
    return max(known, key=lambda one: one.seq, default=None)


def _lacking(older: Unpacked | None, live: Anchor | None) -> int | None:
    if older is None or live is None:
        return None
    head = older.proof.manifest.head
    return max(0, live.seq - (0 if head is None else head.seq))
