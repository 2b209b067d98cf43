"""Backups as people meet them: made by hand or by themselves, rehearsed, brought back."""

import importlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import (
    BackupUnusable,
    IkbtError,
    InvalidValue,
    NewerClinic,
    NotFound,
)
from ikbt_desktop.models import ClinicProfile, Destruction
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import utc_text
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services import backup_places, fields
from ikbt_desktop.services.backup_places import PLACES
from ikbt_desktop.services.key_copies import copy_keys
from ikbt_desktop.storage import (
    backup,
    ballast,
    durable,
    list_backups,
    list_log,
    location,
    restore,
    thinning,
)
from ikbt_desktop.storage.attempts import Anchor, Clocks
from ikbt_desktop.storage.audit_trail import EPOCH_BEGIN, Entry
from ikbt_desktop.storage.backup import KeyLine, Made, Order, Proof, Stored
from ikbt_desktop.storage.ballast import Room
from ikbt_desktop.storage.container import Told, untold
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.location import PlaceFacts
from ikbt_desktop.storage.register import Reapplied
from ikbt_desktop.storage.rotation import Turn
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work
from ikbt_desktop.storage.vault import ClinicKeys

__all__ = ["Backups", "PlaceFacts", "Proof", "Room", "Told"]

Details = dict[str, str | int | bool | None]
MOST_PLACES = 5
LOST_SHOWN = 200
KEEP_ASIDE_DAYS = 30
"""So long what a restore moved aside stays for certain."""
_DRILL_EVERY = timedelta(days=7)
_LATE_AFTER = timedelta(days=3)
# A lock comes each time somebody leaves the chair: then not oftener than this.
_LOCK_SPACING = timedelta(minutes=30)
_MADE, _FAILED, _DRILLED = "backup", "backup_failed", "backup_drill"
_ANYBODY = Permission.CHANGE_OWN_SIGN_IN
_WORKING = threading.Lock()


class Why(StrEnum):
    """What a backup was made for."""

    HAND = "hand"
    HOURS = "hours"
    LOCK = "lock"
    EXIT = "exit"
    MIGRATION = "migration"
    KEYS = "keys"
    DESTRUCTION = "destruction"


class State(StrEnum):
    """What may be said of a file in a place."""

    READABLE = "readable"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    OTHER_KEYS = "other_keys"
    """This clinic's, sealed with keys that the present ones do not know."""


@dataclass(frozen=True)
class CopyView:
    """One file in one place."""

    path: Path
    n: int
    state: State
    made_at: datetime | None
    why: str
    made_by: str
    size: int
    line: KeyLine | None = None
    """Which keys it needs, where it was made with others."""


@dataclass(frozen=True)
class PlaceView:
    """A folder that gets copies; the clinic's own comes first and stays."""

    path: Path
    own: bool
    facts: PlaceFacts
    copies: int
    newest_at: datetime | None

    @property
    def elsewhere(self) -> bool:
        """Whether it outlives the clinic's disk."""
        return self.facts.is_there and not self.facts.same_disk


@dataclass(frozen=True)
class AsideView:
    """What stood in the clinic's place before a restore; it stays until somebody removes it."""

    path: Path
    moved_at: datetime
    size: int
    may_go_on: date


@dataclass(frozen=True)
class Missed:
    """A place that got no copy, and why."""

    path: Path
    error: IkbtError


@dataclass(frozen=True)
class BackupMade:
    """What a backup came to."""

    n: int
    made_at: datetime
    patients: int
    signed_texts: int
    size: int
    placed: int
    missed: tuple[Missed, ...]


@dataclass(frozen=True)
class Drill:
    """The newest backup was read back and counted, or could not be."""

    at: datetime
    n: int
    whole: bool
    patients: int
    signed_texts: int


@dataclass(frozen=True)
class Standing:
    """How it stands, for the status row: `failed` names an error until a backup succeeds."""

    made_at: datetime | None
    failed: str | None
    failed_at: datetime | None
    late: bool
    drill: Drill | None
    drill_due: bool
    missed: int
    alone: bool = False
    """Nobody has chosen a place besides the clinic's own: a broken disk takes every copy along."""
    keys_newer: bool = False
    """The keys were changed since: only a new backup opens with them alone."""

    @property
    def trusted(self) -> bool:
        """Whether the newest backup was read back and nothing has gone wrong since."""
        drilled = self.drill is not None and self.drill.whole
        return drilled and self.failed is None and not self.late


@dataclass(frozen=True)
class Loss:
    """What a restore would bring, and what it would lose against the clinic as it stands."""

    path: Path
    n: int
    made_at: datetime
    made_by: str
    patients: int
    signed_texts: int
    same_chain: bool
    older_keys: bool
    """Sealed before the keys were changed: it is written anew under the present ones."""
    rows: int
    lines: tuple[list_backups.Line, ...]


def own_places(work: UnitOfWork) -> tuple[Path, ...]:
    """The folders that the clinic has chosen besides its own."""
    profile = work.first(ClinicProfile)
    kept = [] if profile is None else profile.settings.get(PLACES, [])
    return tuple(Path(str(path)) for path in kept)


@contextmanager
def working(told: Told) -> Iterator[None]:
    """One work on backups at a time; waiting for one's turn can be cancelled too."""
    while not _WORKING.acquire(timeout=0.1):
        told(0, 1000)
    try:
        yield
    finally:
        _WORKING.release()


class Backups:
    """The verbs. What goes by itself anybody's session may do; all else is the administrator's."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._folder = workplace.database.folder

    @property
    def _keys(self) -> ClinicKeys:
        return self._workplace.database.keys

    # --- how it stands -----------------------------------------------------------------------

    def standing(self) -> Standing:
        """For the status row of everybody. It asks the log alone: a share may be slow to answer."""
        with open_reading(self._workplace, _ANYBODY) as work:
            now = work.now()
            made, failed = (list_backups.newest(work, one) for one in (_MADE, _FAILED))
            drilled = list_backups.newest(work, _DRILLED)
            newest_failed = failed is not None and (made is None or failed.seq > made.seq)
            changed = list_backups.changed_since(work, _head_of(made))
            keys_newer = _keys_newer(work, made)
            alone = not self._keys.demo and not own_places(work)
        return Standing(
            made_at=None if made is None else made.utc,
            failed=str(failed.details.get("failed", "")) if newest_failed and failed else None,
            failed_at=failed.utc if newest_failed and failed else None,
            late=changed and made is not None and now - made.utc > _LATE_AFTER,
            drill=None if drilled is None else _drill_of(drilled),
            drill_due=made is not None
            and (drilled is None or not timedelta() <= now - drilled.utc < _DRILL_EVERY),
            missed=0 if made is None else int(made.details.get("missed", 0)),
            alone=alone,
            keys_newer=keys_newer,
        )

    def room(self) -> Room:
        """How much the clinic's disk still takes. Quick: it is this computer's own disk."""
        with durable.told_plainly():
            return ballast.room(self._folder)

    def keep_reserve(self) -> None:
        """Have the reserve for a full disk ready again, once there is room. A moment's writing."""
        if not self._keys.demo:
            ballast.ensure(self._folder)

    def is_due(self, why: Why) -> bool:
        """Whether a backup should be made now by itself: something changed since the last."""
        if self._keys.demo:
            return False
        with open_reading(self._workplace, _ANYBODY) as work:
            made = list_backups.newest(work, _MADE)
            if not list_backups.changed_since(work, _head_of(made)):
                return False
            if _keys_newer(work, made) or _destroyed_since(work, made):
                return True
            if why is not Why.LOCK or made is None:
                return True
            return not timedelta() <= work.now() - made.utc < _LOCK_SPACING

    # --- making ------------------------------------------------------------------------------

    def make(self, told: Told = untold, *, also_to: tuple[Path, ...] = ()) -> BackupMade:
        """By hand, this once in other places too. Slow: run it off the screen's thread.

        Raises `DiskFull`, `FolderReadOnly`, `ClinicDamaged`, `BackupUnusable`.
        """
        with open_reading(self._workplace, Permission.KEEP_BACKUPS):
            pass
        return self._make(Why.HAND, told, also_to)

    def make_by_itself(self, why: Why, told: Told = untold) -> BackupMade:
        """At lock or exit, or after hours of work, in whoever's session it is."""
        return self._make(why, told)

    def _make(self, why: Why, told: Told, also_to: tuple[Path, ...] = ()) -> BackupMade:
        with working(told):
            try:
                return self._made(why, told, also_to)
            except IkbtError as error:
                self._note_failure(why, error)
                raise

    def _made(self, why: Why, told: Told, also_to: tuple[Path, ...]) -> BackupMade:
        with open_reading(self._workplace, _ANYBODY) as work:
            others, last = (*own_places(work), *also_to), list_backups.newest(work, _MADE)
            at, log_head = work.now(), list_log.newest_moment(work) or work.now()
        used = backup.highest_number([self._folder.backups, *others])
        n = 1 + max(used, 0 if last is None else int(last.details.get("n", 0)))
        actor = self._workplace.actor
        order = Order(n, actor.name, self._workplace.workstation, at, why.value)
        share = 1000 if not others else 700
        made = backup.make(self._folder, self._keys, order, told=backup.Share(told, 0, share))
        missed = self._copy(made, others, told, share)
        head = made.proof.manifest.head
        with open_work(self._workplace, _ANYBODY) as work:
            work.log(
                Action.BACKUP,
                kind="backup",
                record_id=_MADE,
                details={
                    "n": n,
                    "why": why.value,
                    "bytes": made.proof.size,
                    "head": 0 if head is None else head.seq,
                    "places": 1 + len(others) - len(missed),
                    "missed": len(missed),
                },
            )
            work.commit()
        if not self._workplace.database.clock_fault:
            lasting = others[: len(others) - len(also_to)]
            self._thin_all((self._folder.backups, *lasting), at, log_head)
        told(1000, 1000)
        return BackupMade(
            n=n,
            made_at=at,
            patients=made.proof.patients,
            signed_texts=made.proof.signed_texts,
            size=made.proof.size,
            placed=1 + len(others) - len(missed),
            missed=missed,
        )

    def _copy(
        self, made: Made, others: tuple[Path, ...], told: Told, start: int
    ) -> tuple[Missed, ...]:
        missed = []
        for number, place in enumerate(others):
            at, room = start + (1000 - start) * number // len(others), (1000 - start) // len(others)
            try:
                part = backup.Share(told, at, at + room)
                backup.copy_to(self._folder, made, place, told=part)
            except IkbtError as error:  # a stick that is elsewhere holds up no other place
                missed.append(Missed(place, error))
        return tuple(missed)

    def _thin_all(self, places: tuple[Path, ...], now: datetime, log_head: datetime) -> None:
        for place in places:
            self._thin(place, now=now, log_head=log_head)

    def _thin(self, place: Path, *, now: datetime, log_head: datetime) -> None:
        """Only after the new one was proved, and only what is surely this clinic's."""
        known = {one.header.n: one for one in self._stored(place) if one.manifest is not None}
        copies = [
            thinning.Copy(n, one.manifest.made_at)
            for n, one in known.items()
            if one.manifest is not None
        ]
        for n in thinning.superfluous(copies, now=now, log_head=log_head):
            with suppress(OSError):  # what cannot be removed today goes next time
                known[n].path.unlink()

    def _note_failure(self, why: Why, error: IkbtError) -> None:
        noted = open_work(self._workplace, _ANYBODY, may_use_reserve=False)
        with suppress(IkbtError), noted as work:
            details = {"failed": type(error).__name__, "why": why.value}
            work.log(Action.BACKUP, kind="backup", record_id=_FAILED, details=details)
            work.commit()

    # --- places ------------------------------------------------------------------------------

    def places(self) -> tuple[PlaceView, ...]:
        """Where copies go, the clinic's own folder first."""
        with open_reading(self._workplace, Permission.KEEP_BACKUPS) as work:
            others = own_places(work)
        return tuple(
            self._place(path, own=path == self._folder.backups)
            for path in (self._folder.backups, *others)
        )

    def _place(self, path: Path, *, own: bool) -> PlaceView:
        stored = [one for one in self._stored(path) if one.manifest is not None]
        moments = [one.manifest.made_at for one in stored if one.manifest is not None]
        facts = location.about_place(self._folder.root if own else path, self._folder)
        return PlaceView(path, own, facts, len(stored), moments[0] if moments else None)

    def look_at(self, path: Path) -> PlaceFacts:
        """What may be said of a folder before it is chosen."""
        with open_reading(self._workplace, Permission.KEEP_BACKUPS):
            return location.about_place(path, self._folder)

    def add_place(self, path: Path) -> None:
        """Let a folder get a copy of every backup.

        Raises `InvalidValue`: "not_there", "read_only", "inside" (the clinic's own folder),
        "taken", "too_many".
        """
        real = backup_places.fit(path, self._folder)
        self._change_places(lambda kept: _with_place(kept, str(real)), str(real))

    def remove_place(self, path: Path) -> None:
        """No more copies go there; those that are there stay."""
        self._change_places(lambda kept: [one for one in kept if one != str(path)], str(path))

    def _change_places(self, change: Callable[[list[str]], list[str]], named: str) -> None:
        with open_work(self._workplace, Permission.KEEP_BACKUPS) as work:
            profile = work.first(ClinicProfile)
            if profile is None:
                raise NotFound("clinic_profile")
            kept = [str(path) for path in own_places(work)]
            profile.settings = {**profile.settings, PLACES: change(kept)}
            work.flush()
            work.log(
                Action.CHANGE,
                kind="backup_place",
                record_id=profile.id,
                version=profile.version,
                reason=named,
            )
            work.commit()

    # --- what there is -----------------------------------------------------------------------

    def copies(self) -> tuple[CopyView, ...]:
        """Every backup in every place, the newest first."""
        with open_reading(self._workplace, Permission.KEEP_BACKUPS) as work:
            others = own_places(work)
        found = [
            self._copy_view(path)
            for place in (self._folder.backups, *others)
            for path in backup.found_in(place)
        ]
        return tuple(sorted(found, key=lambda copy: copy.n, reverse=True))

    def _stored(self, place: Path) -> list[Stored]:
        found = []
        for path in backup.found_in(place):
            with suppress(BackupUnusable, NewerClinic, IkbtError):
                found.append(backup.peek(path, self._keys))
        return found

    def _copy_view(self, path: Path) -> CopyView:
        n = backup.number_of(path) or 0
        try:
            stored = backup.peek(path, self._keys)
        except IkbtError as error:
            state = _state_of(error)
            line = self._line_of(path) if state is State.OTHER_KEYS else None
            return CopyView(path, n, state, None, "", "", _size(path), line)
        manifest = stored.manifest
        assert manifest is not None
        return CopyView(
            path,
            n,
            State.READABLE,
            manifest.made_at,
            manifest.why,
            manifest.made_by,
            stored.size,
        )

    def _line_of(self, path: Path) -> KeyLine | None:
        try:
            return backup.line_of(path, self._folder)
        except IkbtError:
            return None

    # --- proving -----------------------------------------------------------------------------

    def check(self, path: Path, told: Told = untold) -> Proof:
        """Unpack, open and count one. Slow. Raises `BackupUnusable`, `NewerClinic`, `DiskFull`."""
        with open_reading(self._workplace, Permission.KEEP_BACKUPS):
            pass
        proof: Proof | None = None
        try:
            proof = self._proved(path, told)
            return proof
        finally:
            with open_work(self._workplace, Permission.KEEP_BACKUPS) as work:
                details = {"n": backup.number_of(path) or 0, "whole": proof is not None}
                work.log(Action.VERIFY, kind="backup", details=details)
                work.commit()

    def drill(self, told: Told = untold) -> Drill:
        """Read the newest backup back and count it, from the place that is farthest away.

        What is wrong with it is in the result and in the log. Raises `BackupUnusable` "missing"
        when there is none at all.
        """
        with open_reading(self._workplace, _ANYBODY) as work:
            others = own_places(work)
        path = self._newest_in(others)
        try:
            proof: Proof | None = self._proved(path, told)
        except (BackupUnusable, NewerClinic):
            proof = None
        with open_work(self._workplace, _ANYBODY) as work:
            details: Details = {
                "n": backup.number_of(path) or 0,
                "whole": proof is not None,
                "patients": 0 if proof is None else proof.patients,
                "texts": 0 if proof is None else proof.signed_texts,
            }
            work.log(Action.VERIFY, kind="backup_drill", record_id=_DRILLED, details=details)
            work.commit()
            at = work.now()
        return _drill_of(list_backups.Told(0, at, details))

    def _newest_in(self, others: tuple[Path, ...]) -> Path:
        found = [
            path for place in (*others, self._folder.backups) for path in backup.found_in(place)[:1]
        ]
        if not found:
            raise BackupUnusable("missing")
        return max(found, key=lambda path: backup.number_of(path) or 0)

    def _proved(self, path: Path, told: Told) -> Proof:
        with working(told), backup.work_folder(self._folder) as work:
            backup.ensure_room(self._folder.root, _size(path))
            return backup.prove(path, self._keys, work / "proof.db", told=told)

    # --- bringing back -----------------------------------------------------------------------

    def compare(self, path: Path, told: Told = untold) -> Loss:
        """What a backup holds, and what would be lost if it took the place of what stands now."""
        proof = self.check(path, told)
        manifest = proof.manifest
        seq = 0 if manifest.head is None else manifest.head.seq
        with open_reading(self._workplace, Permission.KEEP_BACKUPS) as work:
            linked = manifest.head is None or work.verify_log(1, anchor=manifest.head).anchor_found
            rows, lines = list_backups.written_since(work, seq, limit=LOST_SHOWN)
        return Loss(
            path=path,
            n=proof.header.n,
            made_at=manifest.made_at,
            made_by=manifest.made_by,
            patients=proof.patients,
            signed_texts=proof.signed_texts,
            same_chain=linked,
            older_keys=proof.header.epoch < self._keys.epoch,
            rows=rows,
            lines=lines,
        )

    # --- what stood here before a restore ----------------------------------------------------

    def set_aside(self) -> tuple[AsideView, ...]:
        """What restores moved aside, the newest first, and from which day each may go."""
        with open_reading(self._workplace, Permission.KEEP_BACKUPS):
            return tuple(
                AsideView(
                    path=one.path,
                    moved_at=one.moved_at,
                    size=one.size,
                    may_go_on=local_day(one.moved_at + timedelta(days=KEEP_ASIDE_DAYS)),
                )
                for one in restore.set_aside(self._folder)
            )

    def destroy_aside(self, path: Path, reason: str) -> None:
        """Remove one for good. It is never done by itself, and stands in the log before it is done.

        Raises `InvalidValue`: no reason, or "too_early" (with the days left as its limit);
        `NotFound`, `FolderReadOnly`, `DiskFailing`.
        """
        because = fields.line(reason, "destroy_reason", required=True)
        with open_work(self._workplace, Permission.KEEP_BACKUPS) as work:
            known = {one.path: one for one in restore.set_aside(self._folder)}
            if path not in known:
                raise NotFound("set_aside")
            _ensure_old_enough(
                known[path], min(work.now(), list_log.newest_moment(work) or work.now())
            )
            details: Details = {"n": known[path].n, "moved_at": utc_text(known[path].moved_at)}
            work.log(Action.DESTROY, kind="set_aside", reason=because, details=details)
            work.commit()
        restore.destroy_aside(known[path])

    def restore(self, path: Path, reason: str, told: Told = untold) -> None:
        """Make a backup ready to be the clinic; it is when these services are closed.

        The staged clinic is sealed when this returns: the next look at the folder moves it in.
        Raises `InvalidValue` (no reason), `BackupUnusable`, `NewerClinic`, `DiskFull`.
        """
        because = fields.line(reason, "restore_reason", required=True)
        with open_work(self._workplace, Permission.KEEP_BACKUPS) as work:
            live = work.log_head()
            details: Details = {"what": "begun", "n": backup.number_of(path) or 0}
            work.log(Action.RESTORE, kind="backup", reason=because, details=details)
            work.commit()
        with working(told):
            stage_and_seal(self._workplace, path, reason=because, live=live, told=told)


def _ensure_old_enough(aside: restore.Aside, now: datetime) -> None:
    left = KEEP_ASIDE_DAYS - (now - aside.moved_at).days
    if left > 0:
        raise InvalidValue("set_aside", "too_early", {"limit": left})


_FOREIGN = frozenset({"other_clinic", "demo"})
_OTHER_KEYS = frozenset({"older_keys", "other_keys"})


def _state_of(error: IkbtError) -> State:
    reason = error.reason if isinstance(error, BackupUnusable) else ""
    if reason in _OTHER_KEYS:
        return State.OTHER_KEYS
    return State.FOREIGN if reason in _FOREIGN else State.DAMAGED


def stage_and_seal(
    workplace: Workplace, path: Path, *, reason: str, live: Anchor | None, told: Told
) -> Proof:
    """Stage a backup, log in it that it was brought back and from where, and seal it.

    `workplace` is the person's; its database need not be readable, only its folder and keys count.
    """
    folder, keys = workplace.database.folder, workplace.database.keys
    clocks = Clocks(now=workplace.clock)
    turn = Turn(workplace.actor, workplace.clock(), workplace.workstation, workplace.unit)
    staged = restore.stage(folder, keys, path, turn=turn, told=told)
    keys = staged.keys
    try:
        leave_out_destroyed(workplace, staged, (path.parent, folder.backups), known_by=folder)
        head = staged.proof.manifest.head
        database = Database.open(staged.folder, keys)
        try:
            inside = Workplace(
                database, workplace.actor, workplace.clock, workplace.workstation, workplace.unit
            )
            with open_work(inside, Permission.KEEP_BACKUPS) as work:
                details: Details = {
                    "what": "restored",
                    "n": staged.proof.header.n,
                    "head": _written(head),
                    "before": _written(live),
                }
                work.log(Action.RESTORE, kind="backup", reason=reason, details=details)
                copy_keys(work, inside)
                work.commit()
            with open_reading(inside, Permission.KEEP_BACKUPS) as work:
                fresh = work.log_head()
        finally:
            database.dispose()
        if fresh is not None:
            restore.keep_anchor(staged, keys, fresh, clocks=clocks)
        restore.seal(staged, keys, at=workplace.clock())
    except BaseException:
        restore.forget(folder)
        raise
    return staged.proof


def leave_out_destroyed(
    workplace: Workplace, staged: restore.Ready, places: tuple[Path, ...], *, known_by: DataFolder
) -> None:
    """Records destroyed since the backup are not in what is moved in, whoever brings it back.

    `known_by` is the clinic whose own register is asked beside those of the backups.
    """
    erasure = importlib.import_module("ikbt_desktop.storage.erasure")
    keys, every = workplace.database.keys, (*places, *_places_inside(workplace, staged))
    known = erasure.known_register(known_by, keys, every)
    if staged.keys.epoch != keys.epoch:  # copies of either epoch may know more
        known = {**erasure.known_register(known_by, staged.keys, every), **known}
    erasure.reapply(staged.folder, staged.keys, known, lambda done: _reapplied(workplace, done))


def _places_inside(workplace: Workplace, staged: restore.Ready) -> tuple[Path, ...]:
    """Where the restored clinic sends its copies: there may be newer ones than here."""
    database = Database.open(staged.folder, staged.keys)
    try:
        with open_reading(replace(workplace, database=database), Permission.KEEP_BACKUPS) as work:
            return own_places(work)
    finally:
        database.dispose()


def _reapplied(workplace: Workplace, done: Reapplied) -> Entry:
    actor = workplace.actor
    return Entry(
        utc=workplace.clock(),
        user_id=actor.user_id,
        user_name=actor.name,
        role=actor.role.value,
        unit=workplace.unit,
        workstation=workplace.workstation,
        action=Action.DESTROY,
        kind="destruction_register",
        record_id=None,
        version=None,
        patient_id=None,
        reason=None,
        details={"what": "reapplied", "patients": done.patients, "lines": done.lines},
    )


def _written(head: Anchor | None) -> str:
    return "" if head is None else f"{head.seq} {head.mac[:20]}"


def _with_place(kept: list[str], path: str) -> list[str]:
    if path in kept:
        raise InvalidValue(backup_places.FIELD, "taken")
    if len(kept) >= MOST_PLACES:
        raise InvalidValue(backup_places.FIELD, "too_many", {"limit": MOST_PLACES})
    return [*kept, path]


def _keys_newer(work: UnitOfWork, made: list_backups.Told | None) -> bool:
    changed = list_backups.newest(work, EPOCH_BEGIN)
    return changed is not None and (made is None or changed.seq > made.seq)


def _destroyed_since(work: UnitOfWork, made: list_backups.Told | None) -> bool:
    """Whether the newest backup still holds a record that was destroyed."""
    newest = work.first(Destruction, order_by=("-log_seq",))
    return newest is not None and (made is None or newest.log_seq > made.seq)


def _head_of(made: list_backups.Told | None) -> int:
    return 0 if made is None else int(made.details.get("head", 0))


def _drill_of(told: list_backups.Told) -> Drill:
    return Drill(
        at=told.utc,
        n=int(told.details.get("n", 0)),
        whole=bool(told.details.get("whole")),
        patients=int(told.details.get("patients", 0)),
        signed_texts=int(told.details.get("texts", 0)),
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
