"""The way in: first start, signing in, and what is shown before anybody is known."""

import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Literal, TypeVar

from ikbt_desktop import __version__
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.errors import (
    ClinicDamaged,
    ClinicMissing,
    DeviceCodeNeeded,
    DiskFull,
    IkbtError,
    MistypedKey,
    NotFound,
    UnsuitableFolder,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.models import ClinicProfile, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import utc_text
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services import (
    backup_places,
    fields,
    kept_files,
    kept_keys,
    papers,
    training,
)
from ikbt_desktop.services.administration import checked_clinic, contact_line
from ikbt_desktop.services.backups import Why
from ikbt_desktop.services.kept_keys import OtherKeys
from ikbt_desktop.services.key_copies import State, copy_keys, state_of, together
from ikbt_desktop.services.key_events import KeyEvent, log_key
from ikbt_desktop.services.keys import NewDeviceCode, ensure_typed
from ikbt_desktop.services.menu import Notices, Services
from ikbt_desktop.services.papers import Founded
from ikbt_desktop.services.password_rules import PasswordRules
from ikbt_desktop.services.rescue import Rescue
from ikbt_desktop.storage import (
    backup,
    ballast,
    durable,
    file_seal,
    key_file,
    list_log,
    passwords,
    restore,
    rotation,
    vault,
)
from ikbt_desktop.storage import cost as clinic_cost
from ikbt_desktop.storage.attempts import Anchor, AttemptsBook, Clocks, since_start
from ikbt_desktop.storage.audit_trail import Verification
from ikbt_desktop.storage.backup import Made, Order
from ikbt_desktop.storage.connection import PAGE
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.keyring_access import DeviceCodes
from ikbt_desktop.storage.location import PlaceFacts, ensure_suitable
from ikbt_desktop.storage.rotation import Turn
from ikbt_desktop.storage.single_instance import ClinicLock
from ikbt_desktop.storage.unit_of_work import (
    CLOCK_TOLERANCE,
    UnitOfWork,
    Workplace,
    open_reading,
    open_work,
)
from ikbt_desktop.storage.vault import ClinicKeys, CostProfile, Unlocked

__all__ = ["Clock", "Entry", "Founded", "NewClinic", "PersonChoice", "Protection"]

Clock = Callable[[], datetime]
Answer = TypeVar("Answer")


class Protection(StrEnum):
    """What a copied folder is worth without: a device code beside the password, or nothing more."""

    DEVICE_CODE = "device_code"
    ALONE = "password"


@dataclass(frozen=True)
class NewClinic:
    """The answers of the first-start wizard."""

    name: str
    address: str
    phone: str
    email: str
    crisis_unit: str
    crisis_phone: str
    crisis_text: str
    login: str
    person: str
    title: str
    password: str
    backup_place: str = ""  # a folder besides the clinic's own; nothing: chosen later
    protection: Protection | None = None  # None: as the account's keyring allows


@dataclass(frozen=True)
class PersonChoice:
    """A person of the training clinic to be, without a password."""

    login: str
    name: str
    role: str
    title: str


@dataclass(frozen=True)
class PaperView:
    """What the recovery key shows before anything is done with it: who works here."""

    people: tuple[PersonChoice, ...]
    device_code_lost: bool
    clinic: str
    contact: str


_PROGRAM = f"iKBT Desktop {__version__}"
_STAGING = "founding"
_CHECKED_ROWS = 1_000
# How far the clock may run ahead of the time that surely passed, and how long a clinic may stand
# unopened before that is asked about where nothing else tells how much time has passed.
_AHEAD, _LONG_UNOPENED = timedelta(hours=24), timedelta(days=31)
# Before anybody is known, only what everybody may do is asked for.
_STRANGER = Actor("", "", Role.RECEPTIONIST, "")
_ANYBODY = Permission.CHANGE_OWN_SIGN_IN
_PAPER = Actor("", "återställningsnyckel", Role.ADMINISTRATOR, "")


class Entry:
    """One data folder, before anybody is signed in."""

    def __init__(
        self,
        folder: DataFolder,
        *,
        demo: bool,
        clock: Clock,
        catalogue: Catalogue,
        workstation: str,
        device_codes: DeviceCodes | None = None,
        cost: CostProfile | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        reserve: int = ballast.SIZE,
        steady: Callable[[], float] = since_start,
    ) -> None:
        self.folder = folder
        self.demo = demo
        self._reserve = 0 if demo else reserve
        self._clock = clock
        self._catalogue = catalogue
        self._workstation = workstation
        self._codes = device_codes or DeviceCodes()
        self._cost = cost or (vault.LIGHT_COST if demo else vault.CLINIC_COST)
        self._calibrates = cost is None and not demo
        self._clocks = Clocks(now=clock, monotonic=monotonic)
        self._steady = steady
        self._seen: tuple[datetime, float] | None = None
        self._has_keyring: bool | None = None
        self._file_as_left = True
        self._code: str | None = None
        self._code_was_typed = False

    # --- what is there -----------------------------------------------------------------------

    def state(self) -> Literal["first_start", "untested_key", "ready"]:
        """What to show. Raises `ClinicMissing`, `ClinicDamaged`, `UnsuitableFolder`."""
        ensure_suitable(self.folder, demo=self.demo)
        if _staging(self.folder).root.exists():
            with ClinicLock(self.folder):
                _finish_founding(self.folder)
        if restore.is_under_way(self.folder):
            with ClinicLock(self.folder):
                restore.finish(self.folder)
        return self._state()

    def _state(self) -> Literal["first_start", "untested_key", "ready"]:
        keys, database = self.folder.keys.exists(), self.folder.database.exists()
        if not keys and not database:
            return "first_start"
        if not keys:
            raise ClinicMissing("keys")
        tested = vault.recovery_tested(self.folder)
        if not database:
            raise ClinicMissing("database")
        if self.folder.database.stat().st_size < PAGE:
            raise ClinicDamaged("database", "size")
        return "untested_key" if tested is None else "ready"

    def needs_device_code(self) -> bool:
        """True when the clinic uses a device code and this account's keyring lacks the right one.

        A keyring may take seconds to answer: ask off the screen's thread.
        """
        return vault.needs_device_code(self.folder) and self._kept_code() is None

    def uses_device_code(self) -> bool:
        """Whether the clinic has a device code at all, wherever it is kept."""
        return vault.needs_device_code(self.folder)

    def has_keyring(self) -> bool:
        """Whether this account has a keyring that may hold the code. May take seconds."""
        if self._has_keyring is None:
            self._has_keyring = not self.demo and self._codes.available()
        return self._has_keyring

    def password_minimum(self) -> int:
        """Characters that a password must have here (10 with a device code, else 15)."""
        if self.folder.keys.exists():
            with_device = vault.needs_device_code(self.folder)
        else:
            with_device = self.has_keyring()
        return passwords.MINIMUM_WITH_DEVICE_CODE if with_device else passwords.MINIMUM_ALONE

    def password_rules(
        self, protection: Protection | None = None, *, login: str = "", clinic_name: str = ""
    ) -> PasswordRules:
        """What a password must be: in a clinic to be, as `protection` says; else as the clinic."""
        if self.folder.keys.exists():
            with_device = self.uses_device_code()
        else:
            with_device = protection is Protection.DEVICE_CODE
        return PasswordRules(with_device=with_device, login=login, clinic_name=clinic_name)

    def _kept_code(self) -> str | None:
        """The code that was typed in this run, or the keyring's; None when it is not the clinic's.

        Without a keyring it is asked for once at each start, not at each unlocking.
        """
        if self.demo or not vault.needs_device_code(self.folder):
            return None
        for code in (self._code, self._codes.read(vault.identity_of(self.folder))):
            if code is not None and self._is_ours(code):
                self._code = code
                return code
        return None

    def _is_ours(self, code: str) -> bool:
        try:
            vault.try_device_code(self.folder, code)
        except (MistypedKey, WrongRecoveryKey):  # an old one, or what a keyring made up
            return False
        return True

    # --- first start -------------------------------------------------------------------------

    def found(self, new: NewClinic) -> Founded:
        """Make the clinic. Slow (Argon2id): run it off the screen's thread.

        In a training clinic the password is ignored and no key needs to be typed.

        Raises `WeakPassword`, `InvalidValue`, `FolderReadOnly`, `DiskFull`, `UnsuitableFolder`.
        """
        profile = ClinicProfile(
            is_demo=self.demo,
            settings={},
            **checked_clinic(
                name=new.name,
                address=new.address,
                phone=new.phone,
                email=new.email,
                crisis_unit=new.crisis_unit,
                crisis_phone=new.crisis_phone,
                crisis_text=new.crisis_text,
            ),
        )
        admin = User(
            login=vault.folded_login(fields.line(new.login, "login", length=64, required=True)),
            name=fields.line(new.person, "person", length=fields.NAME, required=True),
            title=fields.line(new.title, "title", length=fields.NAME),
            role=Role.ADMINISTRATOR,
        )
        protection = new.protection or self._fitting_protection()
        with ClinicLock(self.folder):
            ensure_suitable(self.folder, demo=self.demo)
            _finish_founding(self.folder)
            if self._state() != "first_start":
                raise FileExistsError(self.folder.root)
            place = backup_places.chosen(new.backup_place, self.folder)
            if place is not None:
                profile.settings = {backup_places.PLACES: [str(place.path)]}
            try:
                founded, keys = self._stage(profile, admin, new.password, protection)
            except BaseException:
                shutil.rmtree(_staging(self.folder).root, ignore_errors=True)
                if place is not None:
                    with suppress(OSError):
                        place.take_back()
                raise
            _finish_founding(self.folder)
        if founded.device_code is not None:
            self._code = founded.device_code
            self._codes.keep(keys.db_id, founded.device_code)
        return founded

    def proposed_backup_place(self, disks: Iterable[str]) -> str:
        """A folder for copies on another disk than the clinic's, or nothing."""
        return backup_places.proposed(disks, self.folder)

    def about_backup_place(self, written: str) -> PlaceFacts:
        """What may be said of a folder before it is chosen; a slow disk may take its time.

        Raises `InvalidValue`.
        """
        return backup_places.about(written, self.folder)

    def _fitting_protection(self) -> Protection:
        return Protection.DEVICE_CODE if self.has_keyring() else Protection.ALONE

    def _stage(
        self, profile: ClinicProfile, admin: User, password: str, protection: Protection
    ) -> tuple[Founded, ClinicKeys]:
        """Make the whole clinic in a folder of its own; it counts only when it has been moved."""
        staging = _staging(self.folder)
        made = vault.create(
            staging,
            login=admin.login,
            password=training.PASSWORD if self.demo else password,
            device=protection is Protection.DEVICE_CODE,
            cost=clinic_cost.calibrated(self._cost) if self._calibrates else self._cost,
            clinic_name=profile.name,
            demo=self.demo,
            clocks=self._clocks,
        )
        if self.demo:
            vault.mark_recovery_tested(staging, made.keys, clocks=self._clocks)
        founded = papers.printed(
            clinic_name=profile.name,
            contact=contact_line(profile),
            recovery_key=made.recovery_key,
            device_code=made.device_code,
            number=1,
            by=admin.name,
            at=self._clock(),
            demo=self.demo,
        )
        admin.slot_id = made.slot_id
        actor = Actor(admin.id, admin.name, Role.ADMINISTRATOR, admin.title)
        database = Database.create(staging, made.keys)
        try:
            workplace = self._workplace(database, actor, unit=profile.name)
            with open_work(workplace, Permission.EDIT_CLINIC) as work:
                work.add(profile)
                work.add(admin)
                work.log(Action.CREATE, kind="clinic_profile", record_id=profile.id)
                work.log(
                    Action.KEY,
                    kind="user",
                    record_id=admin.id,
                    details={"what": "founded"},
                )
                if protection is Protection.ALONE and not self.demo:
                    work.log(Action.KEY, kind="key_file", reason="password_only")
                copy_keys(work, workplace)
                work.commit()
        finally:
            database.dispose()
        _seal_staging(staging)
        return founded, made.keys

    def try_device_code(self, typed: str) -> None:
        """Test-typed from the paper. Raises `MistypedKey`, `WrongRecoveryKey`."""
        vault.try_device_code(self.folder, typed)
        self._code, self._code_was_typed = typed, True

    def confirm_recovery_key(self, typed: str) -> None:
        """Test-typed from the paper; where there is a device code, its paper is typed first.

        Raises `MistypedKey`, `WrongRecoveryKey`, `DeviceCodeNeeded`.
        """
        if self.uses_device_code() and not self._code_was_typed:
            raise DeviceCodeNeeded
        with ClinicLock(self.folder):
            keys = vault.unlock_with_recovery(self.folder, typed, demo=self.demo)
            database = self._open_database(keys, by=_PAPER.name)
            try:
                workplace = self._workplace(database, _PAPER)
                with open_work(workplace, Permission.MANAGE_USERS) as work:
                    as_kept = state_of(work, workplace) is State.KEPT
                    with together(workplace):
                        vault.mark_recovery_tested(self.folder, database.keys, clocks=self._clocks)
                        if self._code_was_typed:
                            log_key(work, KeyEvent.DEVICE_TESTED)
                        log_key(work, KeyEvent.PAPER_TESTED)
                        if as_kept:  # else the administrator is shown first what differs
                            copy_keys(work, workplace)
                        work.commit()
            finally:
                database.dispose()

    # --- signing in --------------------------------------------------------------------------

    def sign_in(self, login: str, password: str, *, device_code: str | None = None) -> Services:
        """Unlock. Slow (Argon2id): run it off the screen's thread.

        Raises `WrongCredentials`, `TooManyAttempts`, `DeviceCodeNeeded`, `ClinicDamaged`,
        `ClinicInUse`, `NewerClinic`, `UnsafeSetup`.
        """
        if self.state() == "first_start":
            raise ClinicMissing("keys")
        lock = ClinicLock(self.folder)
        try:
            durable.sweep(self.folder.root)
            person, services = self._with_reserve(
                lambda: self._come_in(login, password, device_code, lock)
            )
        except BaseException:
            lock.release()
            raise
        if services.notices.keys_as_kept:
            self._raise_cost(services, person, password)
        if self._reserve:
            with suppress(IkbtError):  # no reserve is no reason to keep anybody out
                ballast.ensure(self.folder, size=self._reserve)
        return services

    def _opened_to_look(self, person: Unlocked, lock: ClinicLock, *, login: str) -> Services:
        """Somebody touched the key file: only an administrator comes in, to look and to decide.

        Who it is tells the slot, which the password opened, and the key, which opens the file.
        """
        broken = ClinicDamaged("keys", vault.BROKEN_SEAL)
        if person.keys.coming is not None:
            raise broken
        services = self._opened(person, lock, login=login)
        if not services.actor.may(Permission.MANAGE_USERS):
            services.door.shut()
            raise broken
        return services

    def _come_in(
        self, login: str, password: str, device_code: str | None, lock: ClinicLock
    ) -> tuple[Unlocked, Services]:
        person = self._unlocked(login, password, device_code)
        if not person.sealed:
            return person, self._opened_to_look(person, lock, login=login)
        code = vault.device_code_of(person.keys)
        if device_code is not None and code is not None:
            self._code = code
            self._codes.keep(person.keys.db_id, code)
        return person, self._opened(person, lock, login=login)

    def _with_reserve(self, come_in: Callable[[], Answer]) -> Answer:
        """With no byte left even reading fails: then the reserve is given up, and tried once more.

        Nothing is lost by that: what people write has room again, and they are told.
        """
        try:
            return come_in()
        except DiskFull as full:
            if full.reason != "reserve" and not ballast.give_up(self.folder):
                raise
            return come_in()

    def _raise_cost(self, services: Services, person: Unlocked, password: str) -> None:
        """A way in of earlier days is made as dear as the clinic's others, now that it is open."""
        with suppress(IkbtError):  # the person is in; the next sign-in tries again
            if clinic_cost.raise_for(
                self.folder,
                services.workplace.database.keys,
                slot_id=person.slot_id,
                password=password,
                base=self._cost,
            ):
                with open_work(services.workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
                    work.log(Action.KEY, kind="slot", details={"what": "cost_raised"})
                    copy_keys(work, services.workplace)
                    work.commit()

    def _unlocked(self, login: str, password: str, device_code: str | None) -> Unlocked:
        """A code that the keyring kept and that is no longer the clinic's is asked for anew."""
        kept = None if device_code else self._kept_code()
        try:
            return vault.unlock(
                self.folder,
                login=login,
                password=password,
                device_code=device_code or kept,
                demo=self.demo,
                clocks=self._clocks,
                despite_seal=True,
            )
        except (WrongRecoveryKey, MistypedKey) as error:
            if kept is None:
                raise
            raise DeviceCodeNeeded from error

    # --- by the paper ------------------------------------------------------------------------

    def look_with_paper(self, recovery_key: str, *, device_code: str | None = None) -> PaperView:
        """Who works here, for whoever holds the recovery key; nothing is changed.

        Raises `MistypedKey`, `WrongRecoveryKey`, `ClinicMissing`, `ClinicDamaged`, `ClinicInUse`.
        """
        with ClinicLock(self.folder):
            keys = self._by_paper(recovery_key, device_code)
            database = self._open_database(keys, by=_PAPER.name)
            try:
                with open_reading(self._workplace(database, _PAPER), _ANYBODY) as work:
                    users = work.find(User, order_by=("name", "id"))
                    profile = work.first(ClinicProfile)
            finally:
                database.dispose()
        needs = vault.needs_device_code(self.folder)
        return PaperView(
            people=tuple(
                PersonChoice(user.login, user.name, user.role, user.title)
                for user in users
                if user.active
            ),
            device_code_lost=needs and keys.device is None,
            clinic="" if profile is None else profile.name,
            contact="" if profile is None else contact_line(profile),
        )

    def new_device_paper(self, view: PaperView) -> NewDeviceCode:
        """A new device code to print; it counts when `recover` has taken it."""
        code = vault.new_device_code()
        sheet = papers.device_sheet(
            clinic_name=view.clinic,
            contact=view.contact,
            device_code=code,
            number=1,
            by=_PAPER.name,
            at=self._clock(),
            demo=self.demo,
        )
        return NewDeviceCode(code, sheet)

    def test_device_paper(self, new: NewDeviceCode, typed: str) -> None:
        """Typed from the new sheet. Raises `MistypedKey`, `WrongRecoveryKey`."""
        ensure_typed(new, typed)

    def _by_paper(self, recovery_key: str, device_code: str | None) -> ClinicKeys:
        """A kept device code that no longer fits is as good as none."""
        kept = None if device_code else self._kept_code()
        try:
            return vault.unlock_with_recovery(
                self.folder, recovery_key, device_code=device_code or kept, demo=self.demo
            )
        except (WrongRecoveryKey, MistypedKey):
            if kept is None:
                raise
            return vault.unlock_with_recovery(self.folder, recovery_key, demo=self.demo)

    def recover(
        self,
        recovery_key: str,
        *,
        login: str,
        new_password: str,
        device_code: str | None = None,
        appointed: str | None = None,
        new_code: str | None = None,
    ) -> Services:
        """All ways in are lost but the paper: a new password for an administrator.

        With `appointed` the login's person becomes administrator, or, under that name, somebody
        new. With `new_code` (printed and typed before) the lost device code is replaced: all
        others then need a one-time password.

        Raises `MistypedKey`, `WrongRecoveryKey`, `WrongCredentials` (no such administrator),
        `WeakPassword`, `DeviceCodeNeeded`, `InvalidValue`.
        """
        if self.state() == "first_start":
            raise ClinicMissing("keys")
        with ClinicLock(self.folder):
            keys = self._by_paper(recovery_key, device_code)
            database = self._open_database(keys, by=_PAPER.name)
            try:
                code = self._give_way_in(database, login, new_password, appointed, new_code)
            finally:
                database.dispose()
        return self.sign_in(login, new_password, device_code=code)

    def _give_way_in(
        self,
        database: Database,
        login: str,
        password: str,
        appointed: str | None,
        new_code: str | None,
    ) -> str | None:
        keys, workplace = database.keys, self._workplace(database, _PAPER)
        with open_work(workplace, Permission.MANAGE_USERS) as work:
            profile = work.first(ClinicProfile)
            user = _administrator(work, login, appointed)
            as_kept = state_of(work, workplace) is State.KEPT
            passwords.ensure_good(
                password,
                login=user.login,
                clinic_name="" if profile is None else profile.name,
                with_device=vault.needs_device_code(self.folder),
            )
            with together(workplace):
                if keys.device is None and vault.needs_device_code(self.folder):
                    keys = self._with_new_code(work, keys, new_code)
                self._open_slot(keys, user, password)
                work.flush()
                log_key(work, KeyEvent.PAPER_USED, login=user.login)
                work.log(Action.KEY, kind="user", record_id=user.id, details={"what": "recovered"})
                if as_kept:  # else the administrator is shown first what differs
                    copy_keys(work, workplace)
                work.commit()
        return vault.device_code_of(keys)

    def _with_new_code(
        self, work: UnitOfWork, keys: ClinicKeys, new_code: str | None
    ) -> ClinicKeys:
        if new_code is None:
            raise DeviceCodeNeeded
        fresh = vault.start_device_anew(self.folder, keys, new_code, clocks=self._clocks)
        log_key(work, KeyEvent.DEVICE_RENEWED, lost=True)
        return fresh

    def _open_slot(self, keys: ClinicKeys, user: User, password: str) -> None:
        """The person's own password at once: nobody knows another in between."""
        try:
            vault.reissue(
                self.folder,
                keys,
                slot_id=user.slot_id,
                one_time_password=password,
                cost=clinic_cost.of_clinic(self.folder, self._cost),
                must_change=False,
                clocks=self._clocks,
            )
        except NotFound:
            user.slot_id = vault.add_slot(
                self.folder,
                keys,
                login=user.login,
                one_time_password=password,
                role_hint=Role.ADMINISTRATOR,
                cost=clinic_cost.of_clinic(self.folder, self._cost),
                must_change=False,
                clocks=self._clocks,
            )

    # --- the training clinic -----------------------------------------------------------------

    def demo_persons(self) -> tuple[PersonChoice, ...]:
        """Who one can be in the training clinic."""
        self._ensure_demo()
        there = {slot.login for slot in key_file.load(self.folder).slots.values()}
        return tuple(
            PersonChoice(person.login, person.name, person.role.value, person.title)
            for person in training.PEOPLE
            if person.login in there
        )

    def sign_in_demo(self, login: str) -> Services:
        """Be that person. Only in a training clinic."""
        self._ensure_demo()
        return self.sign_in(login, training.PASSWORD)

    def _ensure_demo(self) -> None:
        if not self.demo or not self.folder.demo_mark.exists():
            raise UnsuitableFolder("demo")

    # --- backups -----------------------------------------------------------------------------

    def lacks_keys(self) -> bool:
        """Whether only the key file is lost or cut: then a backup of all is not needed."""
        return kept_keys.is_needed(self.folder)

    def bring_keys_back(self) -> OtherKeys:
        """Put the newest other key file in its place; then one signs in.

        Raises `ClinicMissing` (there is none), `ClinicInUse`, `DiskFull`, `FolderReadOnly`.
        """
        return kept_keys.bring_back(self.folder)

    def rescue(self) -> Rescue:
        """The way back when the clinic's files are damaged or gone."""
        return Rescue(
            self.folder,
            demo=self.demo,
            clocks=self._clocks,
            workstation=self._workstation,
            device_codes=self._codes,
        )

    def _open_database(self, keys: ClinicKeys, *, by: str) -> Database:
        """Open, after a change of keys that was cut off is ended.

        With a backup of the file as it was before an older schema is carried over. A file that is
        not the one that was let go of keeps its old seal until that is logged.
        """
        made: list[Made] = []

        def _keep() -> None:
            n = backup.highest_number([self.folder.backups]) + 1
            order = Order(n, by, self._workstation, self._clock(), Why.MIGRATION.value)
            made.append(backup.make(self.folder, keys, order))

        book = self._book(keys)
        self._file_as_left = file_seal.is_as_left(self.folder, book)
        if self._file_as_left:
            book.file_is_opened()
        if keys.coming is not None:
            actor = Actor("", by, Role.ADMINISTRATOR, "")
            turn = Turn(actor, self._clock(), self._workstation, details={"resumed": True})
            keys = rotation.finish(self.folder, keys, turn)
        database = Database.open(self.folder, keys, before_migration=_keep)
        for one in made:
            with open_work(self._workplace(database, _STRANGER), _ANYBODY) as work:
                work.log(
                    Action.MIGRATE,
                    kind="backup",
                    details={"n": one.proof.header.n, "from": one.proof.manifest.schema},
                )
                work.commit()
        return database

    # --- opening -----------------------------------------------------------------------------

    def _workplace(self, database: Database, actor: Actor, *, unit: str = "") -> Workplace:
        return Workplace(database, actor, self._clock, self._workstation, unit)

    def _opened(self, person: Unlocked, lock: ClinicLock, *, login: str) -> Services:
        database = self._open_database(person.keys, by=login)
        try:
            book = self._book(person.keys)
            stranger = self._workplace(database, _STRANGER)
            with open_reading(stranger, Permission.CHANGE_OWN_SIGN_IN) as work:
                user = work.first(User, slot_id=person.slot_id)
                profile = work.first(ClinicProfile)
            if user is None or not user.active:
                self._note_shut_out(stranger, login=login)
                raise WrongCredentials
            actor = Actor(user.id, user.name, Role(user.role), user.title)
            unit = "" if profile is None else profile.name
            workplace = self._workplace(database, actor, unit=unit)
            notices = self._greet(workplace, book)
            return Services.of(
                workplace,
                self._catalogue,
                must_change_password=person.must_change,
                notices=notices,
                lock=lock,
                cost=self._cost,
                device_codes=self._codes,
            )
        except BaseException:
            database.dispose()
            raise

    def _book(self, keys: ClinicKeys) -> AttemptsBook:
        return vault.attempts_book(
            self.folder, db_id=keys.db_id, device=keys.device, clocks=self._clocks
        )

    def _note_shut_out(self, stranger: Workplace, *, login: str) -> None:
        with open_work(stranger, Permission.CHANGE_OWN_SIGN_IN) as work:
            details = {"login": vault.folded_login(login), "what": "inactive"}
            work.log(Action.FAILED_SIGN_IN, kind="sign_in", details=details)
            work.commit()

    def _greet(self, workplace: Workplace, book: AttemptsBook) -> Notices:
        """Check the log and the keys, bring failed sign-ins into the log, and log this one."""
        with open_work(workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            anchor = book.anchor()
            checked = work.verify_log(_CHECKED_ROWS, anchor=anchor)
            newest = list_log.newest_moment(work)
            notices = Notices(
                log_whole=checked.whole,
                tail_lost=_tail_lost(checked, anchor),
                file_as_left=self._file_as_left,
                file_sound=self._file_as_left or not workplace.database.damage(),
                key_file=state_of(work, workplace),
                clock=self._clock_fault(newest) or workplace.database.clock_fault,
            )
            workplace.database.clock_fault = notices.clock
            for failure in book.failures():
                work.log(
                    Action.FAILED_SIGN_IN,
                    kind="sign_in",
                    reason=failure.reason,
                    details={"login": failure.login, "at": utc_text(failure.utc)},
                )
            kept_files.keep_shipped(work, self._catalogue, program=_PROGRAM)
            work.log(Action.SIGN_IN, kind="sign_in", record_id=work.actor.user_id)
            _log_notices(work, notices)
            head = work.log_head()
            work.commit()
        if notices.log_whole and head is not None:
            book.keep_anchor(head)  # from here on a lost end of the file is noticed
        else:  # the old one stays to be compared with, as long as this session lasts
            book.file_is_opened()
        book.forget_failures()
        return notices

    def _clock_fault(self, newest: datetime | None) -> str:
        """Compare the clock with the log's newest row, and with the time that passed since.

        While the program runs, the computer's own ticks (sleep included) tell how much that was;
        else a weekend and a clock set ahead look alike, and only a very long time is doubted.
        """
        now, ticks = self._clock(), self._steady()
        before, self._seen = self._seen, (now, ticks)
        if newest is not None and newest - CLOCK_TOLERANCE > now:
            return "behind"
        if newest is None or self.demo:
            return ""
        if before is not None:
            passed = timedelta(seconds=ticks - before[1])
            return "ahead" if now - before[0] - passed > _AHEAD else ""
        return "ahead" if now - newest > _LONG_UNOPENED else ""


def _administrator(work: UnitOfWork, login: str, appointed: str | None) -> User:
    """The administrator with this login; whoever was not one becomes it, where that is wanted."""
    folded = vault.folded_login(fields.line(login, "login", length=64, required=True))
    user = work.first(User, login=folded)
    if user is not None and user.active and user.role == Role.ADMINISTRATOR:
        return user
    if appointed is None:
        raise WrongCredentials
    if user is None:
        name = fields.line(appointed, "name", length=fields.NAME, required=True)
        user = work.add(User(slot_id=f"-{folded}", login=folded, name=name, role=""))
    user.role, user.active = Role.ADMINISTRATOR.value, True
    work.flush()
    work.log(
        Action.ROLE,
        kind="user",
        record_id=user.id,
        version=user.version,
        details={"login": folded, "role": user.role, "active": True},
    )
    return user


def _tail_lost(checked: Verification, anchor: Anchor | None) -> int:
    """How many rows the log once had beyond its end, where all before them fits together."""
    if anchor is None or checked.broken_at is not None or checked.anchor_found:
        return 0
    return max(0, anchor.seq - (0 if checked.head is None else checked.head.seq))


def _log_notices(work: UnitOfWork, notices: Notices) -> None:
    """Nothing is repaired in silence: what was found out of order stands in the log."""
    if not notices.log_whole:
        details: dict[str, str | int | bool | None] = {"whole": False}
        if notices.tail_lost:
            details["lost"] = notices.tail_lost
        work.log(Action.VERIFY, kind="log", details=details)
    if not notices.file_as_left:
        found = {"as_left": False, "sound": notices.file_sound}
        work.log(Action.VERIFY, kind="database", details=found)
    if notices.clock == "ahead":  # that it is behind, every row says for itself
        work.log(Action.CLOCK, kind="clock", details={"what": "ahead"})
    if not notices.keys_as_kept:
        differs = {"what": "differs", "state": notices.key_file.value}
        work.log(Action.KEY, kind="key_file", details=differs)


# --- founding, whole or not at all -----------------------------------------------------------


def _staging(folder: DataFolder) -> DataFolder:
    return DataFolder(folder.root / _STAGING)


def _complete_mark(staging: DataFolder) -> Path:
    return staging.root / "COMPLETE"


def _seal_staging(staging: DataFolder) -> None:
    """From here on the staged clinic is whole: a crash finishes the move instead of undoing it."""
    durable.write(_complete_mark(staging), b"\n")


def _finish_founding(folder: DataFolder) -> None:
    """Move a whole staged clinic to its place, or take away a half one. Nothing live is touched."""
    staging = _staging(folder)
    if not staging.root.exists():
        return
    with durable.told_plainly():
        if _complete_mark(staging).exists() and not folder.database.exists():
            for source, target in (
                (staging.demo_mark, folder.demo_mark),
                (staging.keys, folder.keys),
                (staging.database, folder.database),  # last: with it the clinic is there
            ):
                if source.exists():
                    durable.replace(source, target)
        shutil.rmtree(staging.root)
