"""The clinic's own affairs: people, profile, and the log."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.protection import MEDIATION
from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import (
    DeviceCodeNeeded,
    InvalidValue,
    KeysInDoubt,
    NotFound,
    RuleRefused,
)
from ikbt_desktop.models import ClinicProfile, Competence, KeyFileCopy, Patient, Unit, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import canonical_json
from ikbt_desktop.services import (
    blocks,
    fields,
    key_events,
    papers,
    regions,
    shown,
    units,
    waiting,
)
from ikbt_desktop.services.key_copies import (
    State,
    copy_keys,
    ensure_as_kept,
    state_of,
    together,
)
from ikbt_desktop.services.key_events import KeyEvent, log_key
from ikbt_desktop.services.papers import Founded
from ikbt_desktop.services.password_rules import PasswordRules
from ikbt_desktop.storage import cost as clinic_cost
from ikbt_desktop.storage import key_file, list_log, list_units, passwords, vault
from ikbt_desktop.storage.attempts import Clocks
from ikbt_desktop.storage.unit_of_work import (
    UnitOfWork,
    Workplace,
    open_reading,
    open_work,
)
from ikbt_desktop.storage.vault import ClinicKeys, CostProfile

MOST_TRIES = 9
LOCK_MINUTES = "lock_minutes"
"""The clinic's setting: minutes that nobody touches the computer before the window locks."""
LOCK_AFTER, LOCK_SHORTEST, LOCK_LONGEST = 10, 1, 60
SCREEN_HIDDEN = "screen_hidden"
"""The clinic's setting: its windows are left out of screenshots, where the system can (True)."""
"""So many tries without an answer at the most before the clinic's own text is shown."""


@dataclass(frozen=True)
class UserView:
    """A colleague with a way in."""

    id: str
    version: int
    login: str
    name: str
    role: Role
    title: str
    active: bool
    basic_cbt: bool
    ikbt_course_on: date | None
    weekly_minutes: int
    programs: tuple[str, ...]  # codes with recorded training
    unit_id: str | None = None  # None in a clinic that is one unit

    @classmethod
    def of(cls, user: User, programs: tuple[str, ...]) -> "UserView":
        """The frozen form of a record and its training."""
        return cls(
            id=user.id,
            version=user.version,
            login=user.login,
            name=user.name,
            role=Role(user.role),
            title=user.title,
            active=user.active,
            basic_cbt=user.basic_cbt,
            ikbt_course_on=user.ikbt_course_on,
            weekly_minutes=user.weekly_minutes,
            programs=programs,
            unit_id=user.unit_id,
        )


@dataclass(frozen=True)
class NewUser:
    """A colleague to add; the one-time password is typed by the administrator."""

    login: str
    name: str
    role: Role
    title: str
    one_time_password: str
    basic_cbt: bool = False
    ikbt_course_on: date | None = None
    weekly_minutes: int = 0
    programs: tuple[str, ...] = ()
    unit_id: str | None = None


@dataclass(frozen=True)
class UserChanges:
    """What the administrator may change about a colleague."""

    name: str
    role: Role
    title: str
    active: bool
    basic_cbt: bool
    ikbt_course_on: date | None
    weekly_minutes: int
    programs: tuple[str, ...]
    unit_id: str | None = None
    """The unit that the person works at; None: as it is, or the only one for somebody new."""


@dataclass(frozen=True)
class ClinicView:
    """The clinic profile."""

    version: int
    name: str
    address: str
    phone: str
    email: str
    crisis_unit: str
    crisis_phone: str
    crisis_text: str
    escalation_text: str
    escalation_after: int  # tries without an answer before the text is shown
    settings: Mapping[str, Any]  # "waiting_days": {code of the limit: days}, "warn_days" …
    is_demo: bool

    @classmethod
    def of(cls, profile: ClinicProfile) -> "ClinicView":
        """The frozen form of the record."""
        return cls(
            version=profile.version,
            name=profile.name,
            address=profile.address,
            phone=profile.phone,
            email=profile.email,
            crisis_unit=profile.crisis_unit,
            crisis_phone=profile.crisis_phone,
            crisis_text=profile.crisis_text,
            escalation_text=profile.escalation_text,
            escalation_after=profile.escalation_after,
            settings=MappingProxyType(profile.settings),
            is_demo=profile.is_demo,
        )


@dataclass(frozen=True)
class LogRow:
    """One row of the access log."""

    seq: int
    at: datetime
    who: str
    role: str
    action: str
    kind: str
    patient: str | None
    reason: str
    workstation: str
    by: str = ""
    unit: str = ""  # from where, by its name of that day; nothing in a clinic that is one unit
    what: str = ""
    about: str = ""
    destroyed: str = ""
    """The id of a patient whose record was destroyed; nothing else is known of them."""


@dataclass(frozen=True)
class LogFilter:
    """Which rows of the log: days are included; `only`: "no_relation", "emergency", "protected"."""

    text: str = ""
    first: date | None = None
    last: date | None = None
    action: str = ""
    only: str = ""


@dataclass(frozen=True)
class LogState:
    """Whether the chain holds. `broken_at` is the first row that does not."""

    rows: int
    whole: bool
    broken_at: int | None
    checked_at: datetime


_MOST_MINUTES = 60 * 60
_SPOKEN = "abcdefghjkmnpqrstuvwxyz23"  # told by mouth: nothing to take for another sign
_LARGEST_SETTING = 20_000


class Administration:
    """For the administrator; the log also for the coordinator."""

    def __init__(
        self, workplace: Workplace, catalogue: Catalogue, *, cost: CostProfile | None = None
    ) -> None:
        keys = workplace.database.keys
        self._workplace = workplace
        self._catalogue = catalogue
        self._folder = workplace.database.folder
        self._base_cost = cost or (vault.LIGHT_COST if keys.demo else vault.CLINIC_COST)
        self._clocks = Clocks(now=workplace.clock)

    @property
    def _cost(self) -> CostProfile:
        return clinic_cost.of_clinic(self._folder, self._base_cost)

    @property
    def _keys(self) -> ClinicKeys:
        """As they are now: the device code may have been renewed since."""
        return self._workplace.database.keys

    # --- people ------------------------------------------------------------------------------

    def users(self) -> tuple[UserView, ...]:
        """Everybody, active ones first."""
        with open_reading(self._workplace, Permission.MANAGE_USERS) as work:
            users = work.find(User, order_by=("-active", "name", "id"))
            return tuple(UserView.of(user, _programs(work, user.id)) for user in users)

    def add_user(self, new: NewUser) -> UserView:
        """A new colleague with a one-time password. Raises `WeakPassword`, `InvalidValue`."""
        wanted = self._checked(
            UserChanges(
                name=new.name,
                role=new.role,
                title=new.title,
                active=True,
                basic_cbt=new.basic_cbt,
                ikbt_course_on=new.ikbt_course_on,
                weekly_minutes=new.weekly_minutes,
                programs=new.programs,
                unit_id=new.unit_id,
            )
        )
        login = vault.folded_login(fields.line(new.login, "login", length=64, required=True))
        with open_work(self._workplace, Permission.MANAGE_USERS) as work:
            if work.first(User, login=login) is not None:
                raise InvalidValue("login", "taken")
            self._ensure_good(work, login, new.one_time_password)
            unit_id = units.checked(work, wanted.unit_id)
            ensure_as_kept(work, self._workplace)
            with together(self._workplace):
                slot_id = self._new_slot(login, new.one_time_password, wanted.role)
                user = work.add(
                    User(slot_id=slot_id, login=login, name="", role="", unit_id=unit_id)
                )
                _write(work, user, wanted)
                _keep_programs(work, user, wanted.programs)
                work.log(
                    Action.CREATE,
                    kind="user",
                    record_id=user.id,
                    details={"login": login, "name": wanted.name, "role": wanted.role},
                )
                self._copy_keys(work)
                work.commit()
            return UserView.of(user, wanted.programs)

    def change_user(self, user_id: str, changes: UserChanges, *, version: int) -> UserView:
        """Change role, title, training, or shut the way in.

        Raises:
            RuleRefused: ("USERS", "last_administrator"): somebody must be able to come in;
                "blocked_for_all": a blocked record would have nobody left who sees it.
            InvalidValue, StaleRecord, NotFound.

        """
        wanted = self._checked(changes)
        with open_work(self._workplace, Permission.MANAGE_USERS) as work:
            user = work.get(User, user_id, version=version)
            if user.role == Role.ADMINISTRATOR and user.active:
                stays = wanted.active and wanted.role is Role.ADMINISTRATOR
                if not stays and work.count(User, role=Role.ADMINISTRATOR, active=True) < 2:
                    raise RuleRefused("USERS", "last_administrator")
            action = Action.CHANGE if user.role == wanted.role else Action.ROLE
            shut = user.active and not wanted.active
            if shut:
                ensure_as_kept(work, self._workplace)
            unseen = blocks.unseen(work)
            moved = wanted.unit_id not in {None, user.unit_id}
            if moved:
                user.unit_id = units.checked(work, wanted.unit_id)
            _write(work, user, wanted)
            _keep_programs(work, user, wanted.programs)
            work.flush()
            if blocks.unseen(work) - unseen:
                raise RuleRefused("USERS", "blocked_for_all")
            work.log(
                action,
                kind="user",
                record_id=user.id,
                version=user.version,
                details={
                    "login": user.login,
                    "name": wanted.name,
                    "role": wanted.role,
                    "active": wanted.active,
                    "unit": list_units.name_of(work, user.unit_id),
                },
            )
            with together(self._workplace):
                if shut:
                    self._shut(work, user)
                work.commit()
            return UserView.of(user, wanted.programs)

    def reissue(self, user_id: str, one_time_password: str) -> None:
        """A forgotten password: a new one-time password."""
        with open_work(self._workplace, Permission.MANAGE_USERS) as work:
            user = work.get(User, user_id)
            if not user.active:
                raise InvalidValue("user", "inactive")
            self._ensure_good(work, user.login, one_time_password)
            ensure_as_kept(work, self._workplace)
            with together(self._workplace):
                self._open_anew(user, one_time_password)
                work.log(
                    Action.KEY,
                    kind="user",
                    record_id=user.id,
                    details={"what": "password_reissued", "login": user.login, "name": user.name},
                )
                self._copy_keys(work)
                work.commit()

    def _open_anew(self, user: User, one_time_password: str) -> None:
        try:
            vault.reissue(
                self._folder,
                self._keys,
                slot_id=user.slot_id,
                one_time_password=one_time_password,
                cost=self._cost,
                clocks=self._clocks,
            )
        except NotFound:  # the way in was shut once and the person is back
            user.slot_id = self._new_slot(user.login, one_time_password, Role(user.role))

    def password_rules(self, *, login: str = "") -> PasswordRules:
        """What a password of this person must be."""
        with_device = vault.needs_device_code(self._folder)
        return PasswordRules(with_device=with_device, login=login, clinic_name=self._clinic_name())

    def suggested_password(self) -> str:
        """A one-time password that nobody guesses: four groups of four signs, 74 bits."""
        groups = ("".join(secrets.choice(_SPOKEN) for _ in range(4)) for _ in range(4))
        return "-".join(groups)

    def _clinic_name(self) -> str:
        with open_reading(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            profile = work.first(ClinicProfile)
        return "" if profile is None else profile.name

    def change_own_password(self, old: str, new: str) -> None:
        """The signed-in person's own. Raises `WrongCredentials`, `WeakPassword`, `KeysInDoubt`.

        On a file of the program's own that the database does not know of the work goes on; what
        differs stays to be seen by the administrator, this change too.
        """
        with open_reading(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            user = work.get(User, work.actor.user_id)
            state = state_of(work, self._workplace)
        if state not in {State.KEPT, State.AHEAD}:
            raise KeysInDoubt
        with together(self._workplace):
            vault.change_password(
                self._folder,
                login=user.login,
                old=old,
                new=new,
                device_code=vault.device_code_of(self._keys),
                clinic_name=self._clinic_name(),
                cost=self._cost,
                demo=self._keys.demo,
                clocks=self._clocks,
            )
            with open_work(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
                work.log(
                    Action.KEY,
                    kind="user",
                    record_id=user.id,
                    details={"what": "password_changed", "login": user.login},
                )
                if state is State.KEPT:
                    self._copy_keys(work)
                work.commit()

    def _ensure_good(self, work: UnitOfWork, login: str, password: str) -> None:
        """The rules of every password; in a training clinic there is nothing to protect."""
        if not self._keys.demo:
            passwords.ensure_good(
                password,
                login=login,
                clinic_name=_profile(work).name,
                with_device=vault.needs_device_code(self._folder),
            )

    def _new_slot(self, login: str, password: str, role: Role) -> str:
        """A way in. A slot that a crash left without a person is in nobody's way."""
        orphan = key_file.load(self._folder).slot_of(login)
        if orphan is not None:
            vault.remove_slot(self._folder, self._keys, slot_id=orphan)
        return vault.add_slot(
            self._folder,
            self._keys,
            login=login,
            one_time_password=password,
            role_hint=role,
            cost=self._cost,
            must_change=not self._keys.demo,
            clocks=self._clocks,
        )

    def _shut(self, work: UnitOfWork, user: User) -> None:
        """The record refuses the sign-in; no copy of the key file made later opens for them."""
        try:
            vault.remove_slot(self._folder, self._keys, slot_id=user.slot_id)
        except NotFound:
            return
        work.log(
            Action.KEY,
            kind="slot",
            record_id=user.slot_id,
            details={"what": "slot_removed", "name": user.name},
        )
        self._copy_keys(work)

    def _checked(self, changes: UserChanges) -> UserChanges:
        unknown = set(changes.programs) - set(self._catalogue.programs)
        if unknown:
            raise InvalidValue("programs", "unknown")
        if not 0 <= changes.weekly_minutes <= _MOST_MINUTES:
            raise InvalidValue("weekly_minutes", "range", {"limit": _MOST_MINUTES})
        return UserChanges(
            name=fields.line(changes.name, "name", length=fields.NAME, required=True),
            role=Role(changes.role),
            title=fields.line(changes.title, "title", length=fields.NAME),
            active=changes.active,
            basic_cbt=changes.basic_cbt,
            ikbt_course_on=changes.ikbt_course_on,
            weekly_minutes=changes.weekly_minutes,
            programs=tuple(sorted(set(changes.programs))),
            unit_id=changes.unit_id,
        )

    # --- keys --------------------------------------------------------------------------------

    def recovery_tested(self) -> bool:
        """Whether the recovery key has been test-typed; before that no patient is registered."""
        with open_reading(self._workplace, Permission.CHANGE_OWN_SIGN_IN):
            return vault.recovery_tested(self._folder) is not None

    def owes_device_test(self) -> bool:
        """Whether the device code's paper was never typed: the clinic is ready when both were."""
        with open_reading(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            return self._owes_device_test(work)

    def _owes_device_test(self, work: UnitOfWork) -> bool:
        typed = (KeyEvent.DEVICE_TESTED, KeyEvent.DEVICE_RENEWED)  # a renewed one was typed too
        return vault.needs_device_code(self._folder) and not any(
            key_events.newest(work, event) for event in typed
        )

    def try_device_code(self, typed: str) -> None:
        """Whether it is the code from the paper. Raises `MistypedKey`, `WrongRecoveryKey`."""
        with open_reading(self._workplace, Permission.MANAGE_USERS):
            vault.test_device_code(self._folder, self._keys, typed)

    def confirm_recovery_key(self, typed: str, *, device_code: str = "") -> None:
        """Test-type the paper while signed in; with it the device code's, where that never was.

        Raises `MistypedKey`, `WrongRecoveryKey`; `DeviceCodeNeeded`: that paper comes first.
        """
        with open_work(self._workplace, Permission.MANAGE_USERS) as work:
            if self._owes_device_test(work):
                if not device_code:
                    raise DeviceCodeNeeded
                vault.test_device_code(self._folder, self._keys, device_code)
                log_key(work, KeyEvent.DEVICE_TESTED)
            vault.test_recovery_key(self._folder, typed)
            ensure_as_kept(work, self._workplace)
            with together(self._workplace):
                vault.mark_recovery_tested(self._folder, self._keys, clocks=self._clocks)
                log_key(work, KeyEvent.PAPER_TESTED)
                self._copy_keys(work)
                work.commit()

    def renew_recovery_key(self) -> Founded:
        """A new recovery paper, to be test-typed anew; the old one opens nothing any more."""
        with open_work(self._workplace, Permission.MANAGE_USERS) as work:
            profile = _profile(work)
            number = work.count(KeyFileCopy) + 1
            ensure_as_kept(work, self._workplace)
            with together(self._workplace):
                recovery_key = vault.renew_recovery(self._folder, self._keys)
                founded = papers.printed(
                    clinic_name=profile.name,
                    contact=contact_line(profile),
                    recovery_key=recovery_key,
                    device_code=vault.device_code_of(self._keys),
                    number=number,
                    by=work.actor.name,
                    at=work.now(),
                    demo=profile.is_demo,
                )
                log_key(work, KeyEvent.PAPER_RENEWED)
                self._copy_keys(work)
                work.commit()
            return founded

    def _copy_keys(self, work: UnitOfWork) -> None:
        copy_keys(work, self._workplace)

    # --- the clinic --------------------------------------------------------------------------

    def clinic(self) -> ClinicView:
        """The profile; everybody may read it."""
        with open_reading(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            return ClinicView.of(_profile(work))

    def change_clinic(self, changed: ClinicView) -> ClinicView:
        """Save the profile; the crisis phone number may not be empty."""
        settings = _checked_settings(changed.settings)
        checked = checked_clinic(
            name=changed.name,
            address=changed.address,
            phone=changed.phone,
            email=changed.email,
            crisis_unit=changed.crisis_unit,
            crisis_phone=changed.crisis_phone,
            crisis_text=changed.crisis_text,
        )
        escalation = fields.prose(changed.escalation_text, "escalation_text")
        after = changed.escalation_after
        if type(after) is not int or not 1 <= after <= MOST_TRIES:
            raise InvalidValue("escalation_after", "range", {"limit": MOST_TRIES})
        with open_work(self._workplace, Permission.EDIT_CLINIC) as work:
            profile = _profile(work)
            if profile.version != changed.version:
                raise work.stale("clinic_profile", profile.id)
            for field, value in checked.items():
                setattr(profile, field, value)
            profile.escalation_text = escalation
            profile.escalation_after = after
            hidden = _is_screen_hidden(profile.settings)
            profile.settings = settings
            work.flush()
            if hidden != _is_screen_hidden(settings):
                kind = "screen_shown" if hidden else "screen_hidden"
                work.log(Action.CHANGE, kind=kind, record_id=profile.id, version=profile.version)
            work.log(
                Action.CHANGE,
                kind="clinic_profile",
                record_id=profile.id,
                version=profile.version,
            )
            work.commit()
            return ClinicView.of(profile)

    # --- the log -----------------------------------------------------------------------------

    def log_page(
        self, chosen: LogFilter | None = None, *, offset: int = 0, limit: int = 100
    ) -> tuple[LogRow, ...]:
        """Rows of the log, newest first. Opening it is logged too.

        What a colleague wrote about a patient is left out for whoever reads no clinical text, and
        the patient's name for whoever sees no patients: it cannot be searched for either.
        """
        with open_work(self._workplace, Permission.READ_LOG) as work:
            lines = list_log.page(
                work,
                wanted_rows(chosen or LogFilter()),
                offset=offset,
                limit=limit,
                with_reasons=work.actor.may(Permission.READ_CLINICAL),
                with_patients=work.actor.may(Permission.LIST_PATIENTS),
            )
            if offset == 0:
                work.log(Action.READ, kind="log")
                work.commit()
            return log_rows(work, lines)

    def patient_log(
        self,
        patient_id: str,
        chosen: LogFilter | None = None,
        *,
        offset: int = 0,
        limit: int = 100,
    ) -> tuple[LogRow, ...]:
        """The patient's rows of the log, newest first: who, when, what, by what right; logged.

        For those who read the log and may open the patient.
        """
        with open_work(self._workplace, Permission.READ_PATIENT_LOG) as work:
            work.get(Patient, patient_id)
            wanted = replace(wanted_rows(chosen or LogFilter()), patient_id=patient_id)
            lines = list_log.page(work, wanted, offset=offset, limit=limit)
            if offset == 0:
                work.log(Action.READ, kind="log", record_id=patient_id, patient_id=patient_id)
                work.commit()
            return log_rows(work, lines)

    def verify_log(self, *, last: int | None = None) -> LogState:
        """Check the chain: all, or the last n rows."""
        keys = self._keys
        book = vault.attempts_book(
            self._folder, db_id=keys.db_id, device=keys.device, clocks=self._clocks
        )
        with open_work(self._workplace, Permission.READ_LOG) as work:
            found = work.verify_log(last, anchor=book.anchor())
            work.log(Action.VERIFY, kind="log", details={"whole": found.whole})
            work.commit()
            return LogState(
                rows=0 if found.head is None else found.head.seq,
                whole=found.whole,
                broken_at=found.broken_at,
                checked_at=work.now(),
            )

    # --- one's own settings ------------------------------------------------------------------

    def preference(self, key: str, default: Any = None) -> Any:
        """A setting of this person (theme, language, text scale, column widths)."""
        with open_reading(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            return work.get(User, work.actor.user_id).preferences.get(key, default)

    def set_preference(self, key: str, value: Any) -> None:
        """Keep one."""
        if len(canonical_json({key: value})) > _LARGEST_SETTING:
            raise InvalidValue(key[: fields.NAME], "too_long")
        with open_work(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            user = work.get(User, work.actor.user_id)
            if key in user.preferences and user.preferences[key] == value:
                return
            user.preferences = {**user.preferences, key: value}
            work.log(
                Action.CHANGE,
                kind="preference",
                record_id=user.id,
                details={"key": key[: fields.NAME]},
            )
            work.commit()


def checked_clinic(
    *,
    name: str,
    address: str,
    phone: str,
    email: str,
    crisis_unit: str,
    crisis_phone: str,
    crisis_text: str,
) -> dict[str, str]:
    """The profile's texts as they are kept. The crisis words may not be missing (F31)."""
    checked = {
        "name": fields.line(name, "name", length=fields.NAME, required=True),
        "address": fields.prose(address, "address", length=500),
        "phone": fields.line(phone, "phone", length=fields.NAME),
        "email": fields.email(email),
        "crisis_unit": fields.line(crisis_unit, "crisis_unit", required=True),
        "crisis_phone": fields.line(crisis_phone, "crisis_phone", length=40, required=True),
        "crisis_text": fields.prose(crisis_text, "crisis_text", required=True),
    }
    if sum(sign.isascii() and sign.isdigit() for sign in checked["crisis_phone"]) < 3:
        raise InvalidValue("crisis_phone", "no_phone")
    return checked


def contact_line(profile: ClinicProfile) -> str:
    """Where the clinic is reached, for the head of its papers."""
    parts = (" ".join(profile.address.split()), profile.phone, profile.email)
    return " · ".join(part for part in parts if part)


def _profile(work: UnitOfWork) -> ClinicProfile:
    profile = work.first(ClinicProfile)
    if profile is None:
        raise NotFound("clinic_profile")
    return profile


def _is_screen_hidden(settings: Mapping[str, Any]) -> bool:
    return bool(settings.get(SCREEN_HIDDEN, True))


def _checked_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as they are kept; days of the waiting limits are whole numbers from 1."""
    plain = dict(settings)
    if len(canonical_json(plain)) > _LARGEST_SETTING:
        raise InvalidValue("settings", "too_long")
    if MEDIATION in plain:
        plain[MEDIATION] = fields.prose(str(plain[MEDIATION]), MEDIATION, length=fields.LINE * 2)
    if regions.EXCLUDED in plain:
        plain[regions.EXCLUDED] = list(regions.checked(plain))
    days = plain.get(waiting.WAITING_DAYS, {})
    if not isinstance(days, Mapping):
        raise InvalidValue(waiting.WAITING_DAYS, "format")
    numbers = [*days.values(), plain.get(waiting.WARN_DAYS, 1)]
    if not all(type(number) is int and 1 <= number <= 1000 for number in numbers):
        raise InvalidValue(waiting.WAITING_DAYS, "range", {"limit": 1000})
    minutes = plain.get(LOCK_MINUTES, LOCK_AFTER)
    if type(minutes) is not int or not LOCK_SHORTEST <= minutes <= LOCK_LONGEST:
        raise InvalidValue(LOCK_MINUTES, "range", {"limit": LOCK_LONGEST})
    if not isinstance(plain.get(SCREEN_HIDDEN, True), bool):
        raise InvalidValue(SCREEN_HIDDEN, "format")
    return plain


def _programs(work: UnitOfWork, user_id: str) -> tuple[str, ...]:
    return tuple(
        sorted({training.program_code for training in work.find(Competence, user_id=user_id)})
    )


def _write(work: UnitOfWork, user: User, wanted: UserChanges) -> None:
    user.name = wanted.name
    user.role = wanted.role
    user.title = wanted.title
    user.active = wanted.active
    user.basic_cbt = wanted.basic_cbt
    user.ikbt_course_on = wanted.ikbt_course_on
    user.weekly_minutes = wanted.weekly_minutes
    work.flush()


def _keep_programs(work: UnitOfWork, user: User, programs: tuple[str, ...]) -> None:
    known = {training.program_code: training for training in work.find(Competence, user_id=user.id)}
    for code in set(known) - set(programs):
        work.discard(known[code])
    for code in sorted(set(programs) - set(known)):
        work.add(Competence(user_id=user.id, program_code=code, trained_on=user.ikbt_course_on))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LOCAL)


def wanted_rows(chosen: LogFilter) -> list_log.Wanted:
    """The filter as the storage reads it. Raises `InvalidValue`."""
    if chosen.only not in {"", "no_relation", "emergency", "protected"}:
        raise InvalidValue("only", "unknown")
    return list_log.Wanted(
        text=fields.line(chosen.text, "text"),
        since=None if chosen.first is None else _midnight(chosen.first),
        until=None if chosen.last is None else _midnight(chosen.last + timedelta(days=1)),
        action=chosen.action,
        only=chosen.only,
    )


def log_rows(work: UnitOfWork, lines: Iterable[list_log.LogLine]) -> tuple[LogRow, ...]:
    """Rows as the screen reads them; in a clinic that is one unit none is named."""
    several = work.count(Unit) > 0
    return tuple(log_row(line, unit=line.unit if several else "") for line in lines)


def log_row(line: list_log.LogLine, *, unit: str = "") -> LogRow:
    """The row as the screen has it."""
    named = line.family_name is not None and line.given_name is not None
    return LogRow(
        seq=line.seq,
        at=line.utc,
        who=line.user_name,
        role=line.role,
        action=line.action,
        kind=line.kind,
        patient=shown.listed_name(
            family_name=line.family_name or "", given_name=line.given_name or ""
        )
        if named
        else None,
        reason=line.reason or line.permission or "",
        workstation=line.workstation,
        by=line.by,
        unit=unit,
        what=line.what,
        about=line.about,
        destroyed=line.destroyed,
    )
