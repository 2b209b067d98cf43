"""The way back from a backup when nobody can sign in: files damaged, gone, or on a new machine."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ikbt_desktop.clinic.roles import Actor, Permission, Role, require
from ikbt_desktop.errors import (
    BackupUnusable,
    ClinicDamaged,
    ClinicMissing,
    IkbtError,
    MistypedKey,
    NewerClinic,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services import fields
from ikbt_desktop.services.backups import stage_and_seal, working
from ikbt_desktop.storage import backup, key_file, restore, vault
from ikbt_desktop.storage.attempts import Anchor, Clocks
from ikbt_desktop.storage.container import Told, untold
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.keyring_access import DeviceCodes
from ikbt_desktop.storage.location import ensure_suitable
from ikbt_desktop.storage.single_instance import ClinicLock
from ikbt_desktop.storage.unit_of_work import Workplace
from ikbt_desktop.storage.vault import ClinicKeys


@dataclass(frozen=True)
class Candidate:
    """A file that looks like a backup; nothing of it is proved before somebody opens it."""

    path: Path
    n: int
    labelled: datetime
    size: int


@dataclass(frozen=True, repr=False)
class Credentials:
    """What somebody types: name and password, or the recovery key from its paper."""

    login: str = ""
    password: str = ""
    recovery_key: str = ""
    device_code: str = ""


@dataclass(frozen=True)
class Found:
    """A backup that was opened, proved and counted by somebody who may bring it back.

    `lost` is how many rows of the log are newer than it, None when nothing tells.
    """

    path: Path
    n: int
    made_at: datetime
    made_by: str
    patients: int
    signed_texts: int
    lost: int | None
    older_keys: bool
    """Sealed before the keys were changed: it is written anew under the present ones."""
    own_keys: bool
    """The live key file is gone: passwords and codes of the backup's day hold again."""
    keys: ClinicKeys = field(repr=False)
    actor: Actor = field(repr=False)
    live: Anchor | None = field(repr=False)


def is_of_training(path: Path) -> bool:
    """Whether a backup is one of a training clinic. Raises `BackupUnusable`, `NewerClinic`."""
    return backup.peek(path, None).header.demo


class Rescue:
    """One data folder, whole, damaged or empty, and the backups that may take its place."""

    def __init__(
        self,
        folder: DataFolder,
        *,
        demo: bool,
        clocks: Clocks,
        workstation: str,
        device_codes: DeviceCodes,
    ) -> None:
        self.folder, self.demo = folder, demo
        self.clocks, self.workstation, self._codes = clocks, workstation, device_codes

    def candidates(self, places: Sequence[Path] = ()) -> tuple[Candidate, ...]:
        """Backups in the clinic's own folder and in others, the newest first, each number once."""
        found: dict[int, Candidate] = {}
        for place in (self.folder.backups, *places):
            for path in backup.found_in(place):
                candidate = self._candidate(path)
                if candidate is not None:
                    found.setdefault(candidate.n, candidate)
        return tuple(found[n] for n in sorted(found, reverse=True))

    def _candidate(self, path: Path) -> Candidate | None:
        try:
            stored = backup.peek(path, None)
        except IkbtError:
            return None
        labelled = backup.label_of(path) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return Candidate(path, stored.header.n, labelled, stored.size)

    def open(self, path: Path, who: Credentials, told: Told = untold) -> Found:
        """Unlock a backup, prove it and see who asks. Slow (Argon2id, the whole file).

        Raises `BackupUnusable`, `NewerClinic`, `WrongCredentials`, `TooManyAttempts`,
        `DeviceCodeNeeded`, `MistypedKey`, `WrongRecoveryKey`, `NotPermitted` (no administrator),
        `ClinicInUse`, `UnsuitableFolder`, `DiskFull`.
        """
        ensure_suitable(self.folder, demo=self.demo)
        with ClinicLock(self.folder), working(told), backup.work_folder(self.folder) as room:
            header = backup.peek(path, None).header
            if header.demo != self.demo:
                raise BackupUnusable("demo")
            keys, slot_id = self.unlocked(path, room, who)
            keys = backup.knowing_live(self.folder, keys)
            proof = backup.prove(path, keys, room / "proof.db", told=told)
            actor = self._actor(room / "proof.db", backup.keys_for(proof.header, keys), slot_id)
            require(actor, Permission.KEEP_BACKUPS)
            live, manifest = self._live_head(keys), proof.manifest
            own_keys = not self._has_live_keys(header.db_id)
        head = 0 if manifest.head is None else manifest.head.seq
        return Found(
            path=path,
            n=header.n,
            made_at=manifest.made_at,
            made_by=manifest.made_by,
            patients=proof.patients,
            signed_texts=proof.signed_texts,
            lost=None if live is None else max(0, live.seq - head),
            older_keys=not own_keys and header.epoch < keys.epoch,
            own_keys=own_keys,
            keys=keys,
            actor=actor,
            live=live,
        )

    def restore(self, found: Found, reason: str, told: Told = untold) -> None:
        """Let the backup be the clinic; what was there is moved aside. Then one signs in.

        Raises `InvalidValue` (no reason), `DiskFull`, `FolderReadOnly`, `BackupUnusable`.
        """
        because = fields.line(reason, "restore_reason", required=True)
        with ClinicLock(self.folder), working(told):
            database = Database(self.folder, found.keys)  # its folder and keys; never opened
            workplace = Workplace(database, found.actor, self.clocks.now, self.workstation)
            stage_and_seal(workplace, found.path, reason=because, live=found.live, told=told)
            restore.finish(self.folder)
        self.keep_code(found.keys)

    def keep_code(self, keys: ClinicKeys) -> None:
        """On a new workstation it is typed once, not twice."""
        code = vault.device_code_of(keys)
        if code is not None:
            self._codes.keep(keys.db_id, code)

    # --- who asks ----------------------------------------------------------------------------

    def unlocked(
        self, path: Path | None, room: Path, who: Credentials
    ) -> tuple[ClinicKeys, str | None]:
        """The keys, and the person's slot; None for the paper.

        The live key file counts when it is whole: who was shut out since stays out. Without a
        backup it is the only one.
        """
        if path is None:
            return self._unlocked(self.folder, who, None)
        header = backup.peek(path, None).header
        with restore.keys_inside(path, room) as inside:
            folder = self.folder if self._has_live_keys(header.db_id) else inside
            return self._unlocked(folder, who, inside)

    def _unlocked(
        self, folder: DataFolder, who: Credentials, older: DataFolder | None
    ) -> tuple[ClinicKeys, str | None]:
        code = who.device_code or self._kept_code(folder, key_file.load(folder).db_id)
        if who.recovery_key:
            keys = vault.unlock_with_recovery(
                folder, who.recovery_key, device_code=code, demo=self.demo, older=older
            )
            return keys, None
        person = vault.unlock(
            folder,
            login=who.login,
            password=who.password,
            device_code=code,
            demo=self.demo,
            clocks=self.clocks,
            older=older,
        )
        return person.keys, person.slot_id

    def _kept_code(self, folder: DataFolder, db_id: str) -> str | None:
        """What this account's keyring holds, unless it is an old code or rubbish."""
        kept = None if self.demo else self._codes.read(db_id)
        try:
            if kept is not None:
                vault.try_device_code(folder, kept)
        except (MistypedKey, WrongRecoveryKey):
            return None
        return kept

    def _has_live_keys(self, db_id: str) -> bool:
        try:
            live = key_file.load(self.folder)
        except (ClinicMissing, ClinicDamaged, NewerClinic):
            return False
        if live.db_id != db_id:
            raise BackupUnusable("other_clinic")
        return True

    def _actor(self, unpacked: Path, keys: ClinicKeys, slot_id: str | None) -> Actor:
        if slot_id is None:
            return Actor("", "återställningsnyckel", Role.ADMINISTRATOR, "")
        person = backup.person_in(unpacked, keys, slot_id)
        if person is None:
            raise WrongCredentials
        return Actor(person.id, person.name, Role(person.role), person.title)

    def _live_head(self, keys: ClinicKeys) -> Anchor | None:
        """From the file itself, else from the anchor that was kept outside it."""
        head = backup.live_head(self.folder, keys)
        if head is not None:
            return head
        book = vault.attempts_book(
            self.folder, db_id=keys.db_id, device=keys.device, clocks=self.clocks
        )
        return book.anchor()
