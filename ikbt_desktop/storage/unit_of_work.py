"""Work done in the clinic's file: permitted, all or nothing, and never unlogged."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ikbt_desktop.clinic import roles
from ikbt_desktop.clinic.roles import Actor, Permission, Role
from ikbt_desktop.errors import (
    DiskFull,
    FolderReadOnly,
    IkbtError,
    NotFound,
    NotPermitted,
    ShutOut,
    StaleRecord,
    UnloggedChange,
)
from ikbt_desktop.models import AuditEntry, Base, Draft, Patient, Unit, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import Discardable, Registry
from ikbt_desktop.storage import audit_trail, ballast, doors, hiding
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.audit_trail import Entry, Verification
from ikbt_desktop.storage.connection import plain_error, told_plainly
from ikbt_desktop.storage.database import Database

Record = TypeVar("Record", bound=Base)
Row = TypeVar("Row", bound=Registry)
_CHANGES = frozenset(
    {Action.CREATE, Action.CHANGE, Action.SIGN, Action.CORRECT, Action.VOID, Action.ROLE}
)
READINGS = frozenset({Action.READ, Action.PRINT, Action.EXPORT, Action.EXTRACT})


CLOCK_TOLERANCE = timedelta(minutes=2)
"""How far a clock may stand before the log's newest row: what a correction over the net does."""


@dataclass(frozen=True)
class Workplace:
    """Who works, in which file, at which machine, by which clock."""

    database: Database
    actor: Actor
    clock: Callable[[], datetime]
    workstation: str
    unit: str = ""


class UnitOfWork:
    """One use case in one transaction. Leaving without `commit` undoes everything."""

    def __init__(
        self,
        workplace: Workplace,
        *,
        reading: bool,
        permission: Permission | None = None,
        may_use_reserve: bool = True,
    ) -> None:
        self._workplace = workplace
        self._guards = permission in doors.RECORD
        # The log is looked through for the whole clinic, and no administrator sees a patient.
        self._hides = permission not in {None, Permission.READ_LOG} and (
            workplace.actor.role is not Role.ADMINISTRATOR
        )
        self._asks_who = permission is not None
        self._admitted: dict[str, str] = {}
        self._unit: str | None = None
        self._reading = reading
        self._may_use_reserve = may_use_reserve
        self._rows_before = 0
        self._entries = 0
        self._committed = False
        self.session: Session = workplace.database.session(reading=reading)

    @property
    def actor(self) -> Actor:
        """Who does this."""
        return self._workplace.actor

    @property
    def hidden(self) -> frozenset[str]:
        """The patients who are blocked for the actor: no query of this work finds them."""
        found: frozenset[str] = self.session.info.get(hiding.HIDDEN, frozenset())
        return found

    def now(self) -> datetime:
        """The workplace's clock."""
        return self._workplace.clock()

    def __enter__(self) -> "UnitOfWork":
        try:
            if self._asks_who and not self._is_still_in():
                self.session.close()
                _log_shut_out(self._workplace)
                raise ShutOut
            with told_plainly():
                self._rows_before = self._rows_written()
                if self._hides:
                    found = hiding.hidden_from(self.session, self.actor.user_id, now=self.now())
                    hiding.hide(self.session, found)
        except (DiskFull, FolderReadOnly) as error:
            self.session.close()
            raise self._looked_into(error) from error
        return self

    def _is_still_in(self) -> bool:
        """Whether the actor has a way in and this role, as the record says now.

        Somebody may have been removed since the door was opened.
        """
        actor = self.actor
        query = select(User.active, User.role).where(User.id == actor.user_id)
        with told_plainly():
            found = self.session.execute(query).one_or_none()
        return found is None or (found.active and found.role == actor.role.value)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.session.close()
        plain = None if error is None else plain_error(error)
        if isinstance(plain, DiskFull | FolderReadOnly):
            plain = self._looked_into(plain)
        if plain is not None and plain is not error:
            raise plain from error

    def _looked_into(self, refused: DiskFull | FolderReadOnly) -> IkbtError:
        """SQLite tells that a write failed, the folder why: no room, no right, no file any more."""
        database = self._workplace.database
        try:
            database.ensure_in_place()
        except IkbtError as gone:
            return gone
        if isinstance(refused, FolderReadOnly):
            return refused
        why = ballast.refusal(database.folder)
        if why is not None and not isinstance(why, DiskFull):
            return why
        return self._made_room(refused) if self._may_use_reserve else refused

    def _made_room(self, full: DiskFull) -> DiskFull:
        """What somebody writes is what the reserve is for: a next try finds room."""
        given_up = ballast.give_up(self._workplace.database.folder)
        return DiskFull("reserve") if given_up else full

    def _rows_written(self) -> int:
        """Rows that this connection has changed since it was opened, however it was done."""
        connection: Any = self.session.connection().connection.dbapi_connection
        return int(connection.total_changes)

    # --- reading -----------------------------------------------------------------------------

    def glance(self, model: type[Record], record_id: str) -> Record:
        """The record with this id as a line of a list needs it: that opens no patient's record.

        Raises `NotFound`.
        """
        with told_plainly():
            record = self.session.get(model, record_id)
        if record is None:
            raise NotFound(_kind(model))
        return record

    def get(self, model: type[Record], record_id: str, *, version: int | None = None) -> Record:
        """The record with this id.

        Raises:
            NotFound: there is none. StaleRecord: `version` is given and somebody saved since.
            ReasonNeeded: it is part of a patient's record, and that has not been opened.

        """
        record = self.glance(model, record_id)
        whose = record_id if model is Patient else getattr(record, "patient_id", None)
        if whose is not None:
            self.admit(whose)
        if version is not None and getattr(record, "version", version) != version:
            raise self.stale(_kind(model), record_id)
        return record

    def find(
        self,
        model: type[Row],
        *,
        order_by: tuple[str, ...] = (),
        limit: int | None = None,
        **equals: object,
    ) -> list[Row]:
        """The records whose columns equal the values; "-column" orders downwards."""
        if isinstance(whose := equals.get("patient_id"), str) and whose:
            self.admit(whose)
        query = select(model).filter_by(**equals)
        for name in order_by:
            column = getattr(model, name.removeprefix("-"))
            query = query.order_by(column.desc() if name.startswith("-") else column)
        with told_plainly():
            return list(self.session.scalars(query.limit(limit)))

    def first(
        self, model: type[Row], *, order_by: tuple[str, ...] = (), **equals: object
    ) -> Row | None:
        """The first of what `find` gives, or None."""
        return next(iter(self.find(model, order_by=order_by, limit=1, **equals)), None)

    def count(self, model: type[Registry], **equals: object) -> int:
        """How many records `find` would give."""
        query = select(func.count()).select_from(model).filter_by(**equals)
        with told_plainly():
            return self.session.scalar(query) or 0

    # --- writing -----------------------------------------------------------------------------

    def add(self, record: Record) -> Record:
        """Keep a new record; it is made now."""
        if record.created_at is None:
            record.created_at = self.now()
        self.session.add(record)
        return record

    def discard(self, record: Registry) -> None:
        """Remove a draft or the like; for any other record this is a bug."""
        if not isinstance(record, Discardable):
            raise TypeError(f"{type(record).__name__} is never removed")
        self.session.delete(record)

    def flush(self) -> None:
        """Send what is pending, so that the database can object now."""
        with told_plainly():
            self.session.flush()

    def keep_writing(self) -> None:
        """Send the next few words of a draft: only its beginning and its end stand in the log.

        For anything else than a draft this is a bug.
        """
        changed = [*self.session.dirty, *self.session.new, *self.session.deleted]
        if self.session.new or not all(isinstance(record, Draft) for record in changed):
            raise TypeError("only a draft that is known to the log is kept without a line in it")
        with told_plainly():
            before = self._rows_written()
            self.session.flush()
            self._rows_before += self._rows_written() - before

    def log(
        self,
        action: Action,
        *,
        kind: str,
        record_id: str | None = None,
        patient_id: str | None = None,
        version: int | None = None,
        reason: str | None = None,
        details: Mapping[str, str | int | bool | None] = {},
        waits: bool = True,
    ) -> None:
        """Write what was done; it stands if and only if the work is committed.

        Reading a patient's record asks at its door first (`admit`), and the line tells by what it
        was opened. What must never be delayed, such as the crisis numbers, does not wait.
        """
        if patient_id is not None and action in READINGS and waits:
            by = self.admit(patient_id)
            details = details if by is None else {**details, "by": by}
        workplace, actor = self._workplace, self._workplace.actor
        if action is not Action.CLOCK:
            self._compare_clock()
        entry = Entry(
            utc=self.now(),
            user_id=actor.user_id,
            user_name=actor.name,
            role=actor.role.value,
            unit=self._from_unit(),
            workstation=workplace.workstation,
            action=action,
            kind=kind,
            record_id=record_id,
            version=version,
            patient_id=patient_id,
            reason=reason,
            details=details,
        )
        with told_plainly():
            self.session.flush()
            workplace.database.trail.append(self.session, entry)
        self._entries += 1

    def _from_unit(self) -> str:
        """From where the actor works, by its name of today; the clinic where it is one unit."""
        if self._unit is None:
            query = (
                select(Unit.name)
                .join(User, User.unit_id == Unit.id)
                .where(User.id == self.actor.user_id)
            )
            with told_plainly():
                self._unit = self.session.scalar(query) or self._workplace.unit
        return self._unit

    def _compare_clock(self) -> None:
        """A clock before the newest row was set back: the log says so before it goes on.

        Once for each time: the next row is compared with this one.
        """
        with told_plainly():
            newest = audit_trail.newest_moment(self.session)
        if newest is not None and newest - CLOCK_TOLERANCE > self.now():
            self._workplace.database.clock_fault = "behind"
            self.log(Action.CLOCK, kind="clock", details={"what": "behind"})

    def admit(self, patient_id: str) -> str | None:
        """By what the record is open to the actor; None where it has no door.

        Raises `ReasonNeeded`, and `NotFound` of a blocked patient: nobody reads nothing of them,
        and stands in the log as if they had.
        """
        if patient_id in self.hidden:
            raise NotFound("patient")
        if not self._guards:
            return None
        if patient_id not in self._admitted:
            with told_plainly():
                self._admitted[patient_id] = doors.admitted(
                    self.session, self.actor, patient_id, now=self.now()
                )
        return self._admitted[patient_id]

    def commit(self) -> None:
        """Make everything stand.

        Raises:
            UnloggedChange: something changed and nothing was logged.
            DiskFull, FolderReadOnly, StaleRecord, AlreadySigned: and nothing changed.
            ClinicMissing: the file was moved or removed while it was open.

        """
        if self._committed:
            raise RuntimeError("one unit of work is one transaction")
        with told_plainly():
            self.session.flush()
            if not self._entries and self._rows_written() != self._rows_before:
                self.session.rollback()
                raise UnloggedChange
            if not self._reading:
                self._workplace.database.ensure_in_place()
            self.session.commit()
        self._committed = True

    # --- the log -----------------------------------------------------------------------------

    def log_head(self) -> Anchor | None:
        """The log's newest number and seal, to keep outside the file."""
        with told_plainly():
            return audit_trail.head(self.session)

    def verify_log(self, last: int | None = None, *, anchor: Anchor | None = None) -> Verification:
        """Check the log's chain, and the anchor that was kept outside."""
        with told_plainly():
            return audit_trail.verify(self.session, last, anchor=anchor)

    def stale(self, kind: str, record_id: str) -> StaleRecord:
        """That somebody saved since, with who it was and when, as the log has it."""
        query = (
            select(AuditEntry)
            .where(AuditEntry.record_id == record_id, AuditEntry.action.in_(_CHANGES))
            .order_by(AuditEntry.seq.desc())
            .limit(1)
        )
        with told_plainly():
            entry = self.session.scalar(query)
        if entry is None:
            return StaleRecord(kind)
        return StaleRecord(kind, changed_by=entry.user_name, changed_at=entry.utc)


def _kind(model: type[Base]) -> str:
    return str(model.__tablename__)


def _log_refusal(workplace: Workplace, permission: Permission) -> None:
    with UnitOfWork(workplace, reading=False) as work:
        work.log(Action.DENIED, kind="permission", details={"permission": permission.value})
        work.commit()


def _log_shut_out(workplace: Workplace) -> None:
    with UnitOfWork(workplace, reading=False) as work:
        work.log(
            Action.DENIED,
            kind="sign_in",
            record_id=work.actor.user_id,
            details={"what": "shut_out"},
        )
        work.commit()


def _required(workplace: Workplace, permission: Permission) -> None:
    try:
        roles.require(workplace.actor, permission)
    except NotPermitted:
        _log_refusal(workplace, permission)
        raise


def open_work(
    workplace: Workplace, permission: Permission, *, may_use_reserve: bool = True
) -> UnitOfWork:
    """Work that writes, for `with`. A refusal is logged, then raised as `NotPermitted`.

    On a full disk the program's reserve is given up for it, unless it can wait.
    """
    _required(workplace, permission)
    return UnitOfWork(
        workplace, reading=False, permission=permission, may_use_reserve=may_use_reserve
    )


def open_leaving(workplace: Workplace, *, reading: bool = False) -> UnitOfWork:
    """Work of somebody who goes, for `with`: whoever was removed meanwhile goes too."""
    return UnitOfWork(workplace, reading=reading)


def open_reading(workplace: Workplace, permission: Permission) -> UnitOfWork:
    """Work that only looks, for `with`; the database itself refuses a write."""
    _required(workplace, permission)
    return UnitOfWork(workplace, reading=True, permission=permission)
