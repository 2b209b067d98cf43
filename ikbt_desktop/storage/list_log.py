"""Pages of the access log, newest first, and what its checks and extracts are made from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Text, and_, func, null, or_, select

from ikbt_desktop.clinic import care_relation
from ikbt_desktop.clinic.care_relation import Bond, Ground, Tie
from ikbt_desktop.clinic.log_checks import Reading
from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.models import AuditEntry, Destruction, Patient
from ikbt_desktop.storage import list_ties, masked
from ikbt_desktop.storage.collation import ESCAPE, like_literal
from ikbt_desktop.storage.unit_of_work import READINGS, UnitOfWork


@dataclass(frozen=True)
class LogLine:
    """One row of the log with the patient's name of today."""

    seq: int
    utc: datetime
    user_id: str
    user_name: str
    role: str
    action: str
    kind: str
    family_name: str | None
    given_name: str | None
    reason: str | None
    permission: str | None
    workstation: str
    by: str = ""
    """By what the record was open: a tie, or the ground that was given."""
    unit: str = ""
    what: str = ""
    """Which of several acts of the kind it was, such as "password_reissued"."""
    about: str = ""
    """The colleague to whom it was done, as the name was then."""
    destroyed: str = ""
    """The id of a patient who is no more here: the record was destroyed, the log was not."""


@dataclass(frozen=True)
class Wanted:
    """Which rows: `only` is "no_relation", "emergency", "protected" or nothing."""

    text: str = ""
    since: datetime | None = None
    until: datetime | None = None
    patient_id: str | None = None
    action: str = ""
    only: str = ""
    before: int | None = None  # the rows older than this one


_DESTROYED = select(Destruction.destroyed_id)
_GROUNDS = tuple(ground.value for ground in Ground)
_BY = func.json_extract(AuditEntry.details, "$.by", type_=Text())
_NOBODY = null().cast(Text())
_ABOUT = func.json_extract(AuditEntry.details, "$.name", type_=Text())


def _only(chosen: str) -> ColumnElement[bool]:
    protected = select(Patient.id).where(Patient.protected_identity)
    without = tuple(ground for ground in _GROUNDS if ground not in {Ground.CARE, Ground.OFFICE})
    wanted: dict[str, ColumnElement[bool]] = {
        "no_relation": _BY.in_(without),
        "emergency": _BY.in_((Ground.EMERGENCY.value,)),
        "protected": AuditEntry.patient_id.in_(protected),
    }
    return wanted[chosen]


def page(
    work: UnitOfWork,
    wanted: Wanted | None = None,
    *,
    offset: int = 0,
    limit: int = 100,
    with_reasons: bool = True,
    with_patients: bool = True,
) -> tuple[LogLine, ...]:
    """Rows whose person, patient, action or kind holds the text, within [since, until).

    Without `with_reasons`, what was written about a patient is neither given nor searched; without
    `with_patients`, neither is a patient's name.
    """
    names = (masked.family_name, masked.given_name) if with_patients else (_NOBODY, _NOBODY)
    query = (
        select(AuditEntry, *names)
        .outerjoin(Patient, Patient.id == AuditEntry.patient_id)
        .order_by(AuditEntry.seq.desc())
        .offset(offset)
        .limit(limit)
    )
    wanted = wanted or Wanted()
    if wanted.since is not None:
        query = query.where(AuditEntry.utc >= wanted.since)
    if wanted.until is not None:
        query = query.where(AuditEntry.utc < wanted.until)
    if wanted.before is not None:
        query = query.where(AuditEntry.seq < wanted.before)
    if wanted.patient_id is not None:
        query = query.where(AuditEntry.patient_id == wanted.patient_id)
    if wanted.action:
        query = query.where(AuditEntry.action == wanted.action)
    if wanted.only:
        query = query.where(_only(wanted.only))
    for word in wanted.text.split():
        pattern = f"%{like_literal(word)}%"
        searched = (AuditEntry.user_name, AuditEntry.action, AuditEntry.kind, _ABOUT)
        told = AuditEntry.reason.ilike(pattern, escape=ESCAPE)
        query = query.where(
            or_(
                *(column.ilike(pattern, escape=ESCAPE) for column in (*searched, *names)),
                and_(AuditEntry.patient_id == word, AuditEntry.patient_id.in_(_DESTROYED)),
                told if with_reasons else and_(told, AuditEntry.patient_id.is_(None)),
            )
        )
    return _lines(work, query, with_reasons=with_reasons)


def of_numbers(work: UnitOfWork, numbers: Iterable[int]) -> dict[int, LogLine]:
    """The rows with these numbers, without what was written about a patient."""
    query = (
        select(AuditEntry, masked.family_name, masked.given_name)
        .outerjoin(Patient, Patient.id == AuditEntry.patient_id)
        .where(AuditEntry.seq.in_(list(numbers)))
    )
    return {line.seq: line for line in _lines(work, query, with_reasons=False)}


def of_patient(
    work: UnitOfWork, patient_id: str, *, since: datetime, until: datetime
) -> tuple[AuditEntry, ...]:
    """Every row about the patient within [since, until), oldest first."""
    query = (
        select(AuditEntry)
        .where(AuditEntry.patient_id == patient_id, AuditEntry.utc >= since, AuditEntry.utc < until)
        .order_by(AuditEntry.seq)
    )
    return tuple(work.session.scalars(query))


def readings(work: UnitOfWork, *, since: datetime, until: datetime) -> tuple[Reading, ...]:
    """Who read, printed or saved what of a patient within [since, until), oldest first."""
    query = (
        select(
            AuditEntry.seq,
            AuditEntry.utc,
            AuditEntry.user_id,
            AuditEntry.user_name,
            AuditEntry.role,
            AuditEntry.details,
            AuditEntry.patient_id,
            func.coalesce(Patient.family_name, ""),
            func.coalesce(Patient.given_name, ""),
            func.coalesce(Patient.protected_identity, False),
        )
        .outerjoin(Patient, Patient.id == AuditEntry.patient_id)
        .where(or_(Patient.id.is_not(None), AuditEntry.patient_id.in_(_DESTROYED)))
        .where(AuditEntry.action.in_(READINGS), AuditEntry.utc >= since, AuditEntry.utc < until)
        .order_by(AuditEntry.seq)
    )
    rows = work.session.execute(query).all()
    destroyed = frozenset(work.session.scalars(_DESTROYED))
    bonds = list_ties.of_patients(work.session, {row[6] for row in rows})
    return tuple(
        Reading(
            seq=seq,
            at=at,
            user_id=user,
            user_name=name,
            patient_id=patient,
            family_name=family,
            given_name=given,
            protected=protected,
            related=details.get("by") in set(Tie)
            # The ties went with the record: what the row itself does not say is not held against.
            or (patient in destroyed and not details.get("by"))
            or _related(
                role, bonds.get((user, patient), []) + bonds.get((None, patient), []), on=at
            ),
            emergency=details.get("by") == Ground.EMERGENCY,
        )
        for seq, at, user, name, role, details, patient, family, given, protected in rows
    )


def _related(role: str, bonds: list[Bond], *, on: datetime) -> bool:
    """By the rule of the door, as the records stand today."""
    found = care_relation.relations(Role(role), bonds, care_relation.rules(), on=local_day(on))
    return bool(found)


def first_moment(work: UnitOfWork) -> datetime | None:
    """When the log begins."""
    return work.session.scalar(select(AuditEntry.utc).order_by(AuditEntry.seq).limit(1))


def _lines(
    work: UnitOfWork,
    query: Select[AuditEntry, str, str],
    *,
    with_reasons: bool,
) -> tuple[LogLine, ...]:
    destroyed = frozenset(work.session.scalars(_DESTROYED))
    return tuple(
        LogLine(
            seq=entry.seq,
            utc=entry.utc,
            user_id=entry.user_id,
            user_name=entry.user_name,
            role=entry.role,
            action=entry.action,
            kind=entry.kind,
            family_name=family_name,
            given_name=given_name,
            reason=entry.reason if with_reasons or entry.patient_id is None else None,
            permission=entry.details.get("permission"),
            workstation=entry.workstation,
            by=entry.details.get("by") or "",
            unit=entry.unit,
            what=entry.details.get("what") or "",
            about=entry.details.get("name") or "",
            destroyed=entry.patient_id or "" if entry.patient_id in destroyed else "",
        )
        for entry, family_name, given_name in work.session.execute(query)
    )


def newest_moment(work: UnitOfWork) -> datetime | None:
    """When the last row was written, by the clock of that time."""
    query = select(AuditEntry.utc).order_by(AuditEntry.seq.desc()).limit(1)
    return work.session.scalar(query)


def seal_of(work: UnitOfWork, seq: int) -> str | None:
    """The seal of the row with this number; None when the log is shorter."""
    return work.session.scalar(select(AuditEntry.mac).where(AuditEntry.seq == seq))
