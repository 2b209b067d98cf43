"""The clinic's keys after the first day: how they stand, a new device code, and a change of all."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.errors import IkbtError, InvalidValue, NotFound, WrongRecoveryKey
from ikbt_desktop.models import AuditEntry, ClinicProfile, KeyFileCopy, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fields, key_events, papers
from ikbt_desktop.services.administration import contact_line
from ikbt_desktop.services.backups import BackupMade, Backups, Why, own_places
from ikbt_desktop.services.key_copies import copy_keys, ensure_as_kept, together
from ikbt_desktop.services.key_events import KeyEvent, log_key
from ikbt_desktop.services.papers import Founded
from ikbt_desktop.storage import (
    backup,
    file_seal,
    key_file,
    list_backups,
    passwords,
    printed_keys,
    restore,
    rotation,
    vault,
)
from ikbt_desktop.storage import cost as clinic_cost
from ikbt_desktop.storage.attempts import Clocks
from ikbt_desktop.storage.audit_trail import EPOCH_BEGIN
from ikbt_desktop.storage.backup import Share
from ikbt_desktop.storage.container import Told, untold
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.key_file import KeyFile
from ikbt_desktop.storage.keyring_access import DeviceCodes
from ikbt_desktop.storage.rotation import Turn
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work
from ikbt_desktop.storage.vault import CostProfile

_ONE_TIME_BYTES = 10


class Step(StrEnum):
    """What is still to be done about the keys, in this order."""

    RENEW_PAPER = "renew_paper"
    TEST_PAPER = "test_paper"
    RENEW_DEVICE = "renew_device"
    ONE_TIME = "one_time"
    BACK_UP = "back_up"


@dataclass(frozen=True)
class WayIn:
    """One colleague's."""

    user_id: str
    name: str
    login: str
    role: Role
    active: bool
    is_open: bool
    made_at: datetime | None
    password_at: datetime | None
    one_time: bool


@dataclass(frozen=True)
class KeysView:
    """What exists, since when, and what remains to be done."""

    epoch: int
    epoch_since: datetime
    older_epochs: int
    paper_since: datetime
    paper_tested: datetime | None
    has_device_code: bool
    device_since: datetime
    ways: tuple[WayIn, ...]
    todo: tuple[Step, ...]
    one_time: tuple[str, ...]
    demo: bool


@dataclass(frozen=True, repr=False)
class NewDeviceCode:
    """A code to print; it counts when it has been typed from the paper."""

    code: str
    sheet: bytes


@dataclass(frozen=True, repr=False)
class RotationOrder:
    """Why all keys are changed, and who and what was exposed."""

    reason: str
    removed: tuple[str, ...] = ()  # ids of users who lose their way in
    exposed: tuple[str, ...] = ()  # ids of users who stay, whose password may be known
    own_password: str = ""  # a new one, where oneself is among them
    device_exposed: bool = False
    paper_exposed: bool = False


@dataclass(frozen=True, repr=False)
class OneTime:
    """A password to tell in person; it is shown once."""

    name: str
    login: str
    password: str


@dataclass(frozen=True, repr=False)
class Prepared:
    """The exposed are out: now the keys can be changed. Of no use after a crash, and not needed."""

    order: RotationOrder
    removed: tuple[str, ...]
    one_time: tuple[OneTime, ...]
    paper: Founded | None


@dataclass(frozen=True, repr=False)
class Rotated:
    """What a change of all keys came to. `backup` is None where it failed: it is made later."""

    prepared: Prepared
    epoch: int
    backup: BackupMade | None


class Keys:
    """The verbs of the administrator."""

    def __init__(
        self,
        workplace: Workplace,
        *,
        cost: CostProfile | None = None,
        device_codes: DeviceCodes | None = None,
    ) -> None:
        self._workplace = workplace
        self._folder = workplace.database.folder
        self._base_cost = cost or vault.CLINIC_COST
        self._codes = device_codes
        self._clocks = Clocks(now=workplace.clock)

    # --- how it stands -----------------------------------------------------------------------

    def overview(self) -> KeysView:
        """Everything about the keys, nothing of the keys themselves."""
        file = key_file.load(self._folder)
        with open_reading(self._workplace, Permission.MANAGE_USERS) as work:
            profile = _profile(work)
            users = work.find(User, order_by=("-active", "name", "id"))
            began = list_backups.newest(work, EPOCH_BEGIN)
            paper = key_events.newest(work, KeyEvent.PAPER_RENEWED)
            device = key_events.newest(work, KeyEvent.DEVICE_RENEWED)
            todo = _todo(work, file, users)
        ways = tuple(_way_in(user, file) for user in users)
        return KeysView(
            epoch=file.epoch,
            epoch_since=profile.created_at if began is None else began.utc,
            older_epochs=len(self._workplace.database.keys.past),
            paper_since=profile.created_at if paper is None else paper.utc,
            paper_tested=file.recovery.tested,
            has_device_code=vault.needs_device_code(self._folder),
            device_since=profile.created_at if device is None else device.utc,
            ways=ways,
            todo=todo,
            one_time=tuple(way.name for way in ways if way.active and way.one_time),
            demo=self._workplace.database.keys.demo,
        )

    def own_login(self) -> str:
        """Under which name the signed-in person comes in."""
        with open_reading(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            return work.get(User, work.actor.user_id).login

    def must_renew_paper(self) -> bool:
        """Whether the recovery key was used, or was exposed, and no new one was made since."""
        with open_reading(self._workplace, Permission.MANAGE_USERS) as work:
            return _paper_is_due(work)

    # --- a new device code -------------------------------------------------------------------

    def new_device_code(self) -> NewDeviceCode:
        """A code to print. Nothing changes before `take_device_code`. Raises `NotFound`."""
        with open_reading(self._workplace, Permission.MANAGE_USERS) as work:
            profile = _profile(work)
            number = 2 + work.count(AuditEntry, record_id=KeyEvent.DEVICE_RENEWED.value)
            if not vault.needs_device_code(self._folder):
                raise NotFound("device_code")
            code = vault.new_device_code()
            sheet = papers.device_sheet(
                clinic_name=profile.name,
                contact=contact_line(profile),
                device_code=code,
                number=number,
                by=work.actor.name,
                at=work.now(),
                demo=profile.is_demo,
            )
        return NewDeviceCode(code, sheet)

    def take_device_code(self, new: NewDeviceCode, typed: str) -> bool:
        """Let the printed and typed code hold; the old one opens nothing any more.

        Nobody's password is needed. Gives whether this account's keyring has it; every other
        workstation and account asks for it once. Raises `MistypedKey`, `WrongRecoveryKey`.
        """
        ensure_typed(new, typed)
        database = self._workplace.database
        with open_work(self._workplace, Permission.MANAGE_USERS) as work:
            ensure_as_kept(work, self._workplace)
            with together(self._workplace):
                database.keys = vault.renew_device(
                    self._folder, database.keys, new.code, clocks=self._clocks
                )
                log_key(work, KeyEvent.DEVICE_RENEWED)
                copy_keys(work, self._workplace)
                work.commit()
        return self._codes is not None and self._codes.keep(database.keys.db_id, new.code)

    # --- a change of all keys ----------------------------------------------------------------

    def prepare(self, order: RotationOrder, told: Told = untold) -> Prepared:
        """A backup; then whoever was exposed goes out first, before there is a new key.

        Slow. Raises `InvalidValue` (no reason, oneself among the removed), `WeakPassword`,
        `KeysInDoubt`, `DiskFull`, `FolderReadOnly`: the keys are as before, the clinic stays open.
        """
        because = fields.line(order.reason, "key_reason", required=True)
        me = self._workplace.actor.user_id
        with open_reading(self._workplace, Permission.MANAGE_USERS) as work:
            removed = [work.get(User, user_id) for user_id in order.removed]
            exposed = [work.get(User, user_id) for user_id in order.exposed if user_id != me]
            own, profile = work.get(User, me), _profile(work)
            ensure_as_kept(work, self._workplace)
        if me in order.removed:
            raise InvalidValue("removed", "oneself")
        if me in order.exposed:
            passwords.ensure_good(
                order.own_password,
                login=own.login,
                clinic_name=profile.name,
                with_device=self._workplace.database.keys.device is not None,
            )
        Backups(self._workplace).make_by_itself(Why.KEYS, told)
        self._begin(order, because, removed)
        with together(self._workplace):
            one_time = tuple(
                OneTime(user.name, user.login, self._reissued(user))
                for user in exposed
                if user.active and not self._workplace.database.keys.demo
            )
            if me in order.exposed:
                self._reissue(own, order.own_password, must_change=False)
                exposed.append(own)
            paper = self._new_paper(profile) if order.paper_exposed else None
            self._note_changed(exposed, paper)
        return Prepared(order, tuple(user.name for user in removed), one_time, paper)

    def _begin(self, order: RotationOrder, because: str, removed: list[User]) -> None:
        with open_work(self._workplace, Permission.MANAGE_USERS) as work:
            log_key(
                work,
                KeyEvent.ROTATION_BEGUN,
                reason=because,
                removed=len(order.removed),
                exposed=len(order.exposed),
                device=order.device_exposed,
                paper=order.paper_exposed,
            )
            for one in removed:
                user = work.get(User, one.id)
                user.active = False
                work.flush()
                work.log(
                    Action.CHANGE,
                    kind="user",
                    record_id=user.id,
                    version=user.version,
                    details={"login": user.login, "role": user.role, "active": False},
                )
            with together(self._workplace):
                self._remove(work, removed)
                work.commit()

    def _remove(self, work: UnitOfWork, removed: list[User]) -> None:
        for one in removed:
            with suppress(NotFound):  # shut before
                vault.remove_slot(self._folder, self._workplace.database.keys, slot_id=one.slot_id)
            _log_way_in(work, one, "slot_removed")
        if removed:
            copy_keys(work, self._workplace)

    def _reissued(self, user: User) -> str:
        password = printed_keys.printed(secrets.token_bytes(_ONE_TIME_BYTES)).lower()
        self._reissue(user, password, must_change=True)
        return password

    def _reissue(self, user: User, password: str, *, must_change: bool) -> None:
        vault.reissue(
            self._folder,
            self._workplace.database.keys,
            slot_id=user.slot_id,
            one_time_password=password,
            cost=clinic_cost.of_clinic(self._folder, self._base_cost),
            must_change=must_change,
            clocks=self._clocks,
        )

    def _new_paper(self, profile: ClinicProfile) -> Founded:
        key = vault.renew_recovery(self._folder, self._workplace.database.keys)
        return papers.printed(
            clinic_name=profile.name,
            contact=contact_line(profile),
            recovery_key=key,
            device_code=None,
            number=self._workplace.database.keys.epoch + 1,
            by=self._workplace.actor.name,
            at=self._workplace.clock(),
            demo=profile.is_demo,
        )

    def _note_changed(self, exposed: list[User], paper: Founded | None) -> None:
        if not (exposed or paper):
            return
        with open_work(self._workplace, Permission.MANAGE_USERS) as work:
            for user in exposed:
                _log_way_in(work, user, "password_reissued")
            if paper is not None:
                log_key(work, KeyEvent.PAPER_RENEWED)
            copy_keys(work, self._workplace)
            work.commit()

    def carry_out(self, prepared: Prepared, told: Told = untold) -> Rotated:
        """Change the keys. The clinic is closed by it; whatever happens, a later start ends it.

        Slow. Raises `ClinicInUse`, `DiskFull`, `FolderReadOnly`, `ClinicDamaged`.
        """
        workplace, folder = self._workplace, self._folder
        with open_reading(workplace, Permission.MANAGE_USERS) as work:
            # Asked here too: what was prepared could be in anybody's hands.
            above = _newest_epoch_seen(work, workplace)
        workplace.database.dispose()
        begun = vault.begin_epoch(folder, workplace.database.keys, above=above)
        turn = Turn(workplace.actor, workplace.clock(), workplace.workstation, workplace.unit)
        steady = _unstoppable(told)
        keys = rotation.finish(folder, begun, turn, told=Share(steady, 0, 600))
        database = Database.open(folder, keys)
        try:
            after = Backups(replace(workplace, database=database))
            made = _made(after, Share(steady, 600, 1000))
            with open_reading(
                replace(workplace, database=database), Permission.CHANGE_OWN_SIGN_IN
            ) as work:
                head = work.log_head()
        finally:
            database.dispose()
        if head is not None:
            book = vault.attempts_book(
                folder, db_id=keys.db_id, device=keys.device, clocks=self._clocks
            )
            book.keep_anchor(head, file=file_seal.weigh(folder))
        return Rotated(prepared, keys.epoch, made)


def _log_way_in(work: UnitOfWork, user: User, what: str) -> None:
    work.log(
        Action.KEY,
        kind="user",
        record_id=user.id,
        details={"what": what, "login": user.login, "name": user.name},
    )


def ensure_typed(new: NewDeviceCode, typed: str) -> None:
    """Raise `MistypedKey` or `WrongRecoveryKey` unless it is the code from the new sheet."""
    size = vault.DEVICE_BYTES
    if printed_keys.typed(typed, size=size) != printed_keys.typed(new.code, size=size):
        raise WrongRecoveryKey


def _made(backups: Backups, told: Told) -> BackupMade | None:
    """A backup that fails stands in the log, and is tried again when somebody works."""
    try:
        return backups.make_by_itself(Why.KEYS, told)
    except IkbtError:
        return None


def _unstoppable(told: Told) -> Told:
    """Past this point no wish breaks it off: to end it is quicker than to resume it."""

    def _tell(done: int, total: int) -> None:
        try:
            told(done, total)
        except Exception:  # noqa: BLE001 - whatever the one who is told raises, the work goes on
            return

    return _tell


def _newest_epoch_seen(work: UnitOfWork, workplace: Workplace) -> int:
    """The greatest epoch that anything within reach bears.

    A clinic that came back without its key file is in an older epoch than some of its backups: its
    next keys must not bear a number that those were sealed under.
    """
    database = workplace.database
    places = [database.folder.backups, *own_places(work)]
    seen = {
        database.keys.epoch,
        *database.keys.past,
        *(copy.epoch for copy in work.find(KeyFileCopy)),
        *backup.epochs_in(places, database.keys.db_id),
        *restore.epochs_aside(database.folder),
    }
    return max(seen)


def _profile(work: UnitOfWork) -> ClinicProfile:
    profile = work.first(ClinicProfile)
    if profile is None:
        raise NotFound("clinic_profile")
    return profile


def _way_in(user: User, file: KeyFile) -> WayIn:
    slot = file.slots.get(user.slot_id)
    return WayIn(
        user_id=user.id,
        name=user.name,
        login=user.login,
        role=Role(user.role),
        active=user.active,
        is_open=slot is not None,
        made_at=None if slot is None else slot.created,
        password_at=None if slot is None else slot.pw_changed,
        one_time=slot is not None and slot.must_change,
    )


def _paper_is_due(work: UnitOfWork) -> bool:
    return key_events.is_due(
        work, key_events.newest(work, KeyEvent.PAPER_USED), KeyEvent.PAPER_RENEWED
    )


def _todo(work: UnitOfWork, file: KeyFile, users: list[User]) -> tuple[Step, ...]:
    begun = key_events.newest(work, KeyEvent.ROTATION_BEGUN)
    device = begun if begun is not None and begun.details.get("device") else None
    waiting = {user.slot_id for user in users if user.active}
    made = list_backups.newest(work, "backup")
    changed = list_backups.newest(work, EPOCH_BEGIN)
    asks: dict[Step, Callable[[], bool]] = {
        Step.RENEW_PAPER: lambda: _paper_is_due(work),
        Step.TEST_PAPER: lambda: file.recovery.tested is None,
        Step.RENEW_DEVICE: lambda: key_events.is_due(work, device, KeyEvent.DEVICE_RENEWED),
        Step.ONE_TIME: lambda: any(
            slot.must_change for key, slot in file.slots.items() if key in waiting
        ),
        Step.BACK_UP: lambda: changed is not None and (made is None or made.seq < changed.seq),
    }
    return tuple(step for step, is_due in asks.items() if is_due())
