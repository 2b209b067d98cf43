"""One patient's record is destroyed by decision of IVO (PDL 8:4), by two persons, for good."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ikbt_desktop.clinic.lifecycles import RiskCaseState, TreatmentState
from ikbt_desktop.clinic.roles import GRANTS, Actor, Permission, Role
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import (
    BackupUnusable,
    IkbtError,
    InvalidIdentity,
    InvalidValue,
    NotFound,
    RuleRefused,
)
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.destruction_facts import DestructionFacts, OlderCopies
from ikbt_desktop.models import (
    ClinicProfile,
    DestructionPaper,
    Patient,
    RiskCase,
    Treatment,
    User,
    Visit,
)
from ikbt_desktop.models import Destruction as DestructionRecord
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import new_id
from ikbt_desktop.services import cosigning, fields, kept_documents, saved_files
from ikbt_desktop.services.backups import BackupMade, Backups, Why, own_places, working
from ikbt_desktop.services.log_papers import patient_of
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.risk_cases import follow_up_open
from ikbt_desktop.storage import (
    backup,
    erasure,
    file_seal,
    masked,
    register,
    restore,
    thinning,
    vault,
)
from ikbt_desktop.storage.attempts import Clocks
from ikbt_desktop.storage.audit_trail import Entry
from ikbt_desktop.storage.backup import Share, Stored
from ikbt_desktop.storage.container import Told, untold
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.erasure import Belongings
from ikbt_desktop.storage.list_referrals import BOOKED
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

RECORD, OLDER, PAPER = "record", "older_copies", "destruction_paper"
_LONGEST_NUMBER = 40
# A decision's number as it stands on the letter: nobody's name fits into it.
_NUMBER_SIGNS = frozenset("0123456789-./: ")
_FEWEST_DIGITS = 3


class Kind(StrEnum):
    """What a record consists of, as people count it."""

    REFERRALS = "referrals"
    VISITS = "visits"
    SCANS = "scans"
    ASSESSMENTS = "assessments"
    ANSWERS = "answers"
    TREATMENTS = "treatments"
    NOTES = "notes"
    WEEKS = "weeks"
    CHECKS = "checks"
    RISK_CASES = "risk_cases"
    SAFETY_PLANS = "safety_plans"
    CONTACTS = "contacts"
    FEES = "fees"
    GUARDIANS = "guardians"
    DOCUMENTS = "documents"
    DRAFTS = "drafts"
    BLOCKS = "blocks"
    OTHER = "other"


_TABLES: Mapping[str, Kind] = MappingProxyType(
    {
        "referral": Kind.REFERRALS,
        "visit": Kind.VISITS,
        "attachment": Kind.SCANS,
        "screening": Kind.ASSESSMENTS,
        "measurement": Kind.ANSWERS,
        "treatment": Kind.TREATMENTS,
        "feedback_note": Kind.NOTES,
        "week_report": Kind.WEEKS,
        "course_check": Kind.CHECKS,
        "course_check_result": Kind.CHECKS,
        "inactivity_record": Kind.CHECKS,
        "risk_case": Kind.RISK_CASES,
        "safety_plan": Kind.SAFETY_PLANS,
        "care_contact": Kind.CONTACTS,
        "fee_period": Kind.FEES,
        "fee_change": Kind.FEES,
        "guardian": Kind.GUARDIANS,
        "consent": Kind.GUARDIANS,
        "document": Kind.DOCUMENTS,
        "draft": Kind.DRAFTS,
        "access_block": Kind.BLOCKS,
        "opening": Kind.BLOCKS,
    }
)


class Blocker(StrEnum):
    """What must be dealt with first: somebody is still being cared for."""

    RISK = "open_risk"
    FOLLOW_UP = "promised_contact"
    TREATMENT = "treatment"
    VISIT = "visit"


@dataclass(frozen=True)
class Person:
    """Somebody who may confirm."""

    login: str
    name: str
    role: Role


@dataclass(frozen=True)
class Preview:
    """What would go, what would stay, and what stands in the way."""

    patient_id: str
    name: str
    identity: str
    counts: tuple[tuple[Kind, int], ...]
    rows: int
    blockers: tuple[Blocker, ...]
    log_rows: int
    log_reasons: int
    confirmers: tuple[Person, ...]


@dataclass(frozen=True, repr=False)
class DestructionOrder:
    """IVO's decision, the patient's number typed once more, and who confirms with a password."""

    patient_id: str
    number: str
    decision_number: str
    decided_on: date
    confirmer: str
    password: str | None = None


@dataclass(frozen=True, repr=False)
class Prepared:
    """Everything was asked and both persons are known. Nothing is destroyed yet."""

    patient_id: str
    decision_number: str
    decided_on: date
    confirmer: Actor


@dataclass(frozen=True)
class Destroyed:
    """What a destruction came to. `backup` is None where it failed: it is made later."""

    id: str
    record_id: str
    rows: int
    backup: BackupMade | None


@dataclass(frozen=True)
class Line:
    """One line of the register."""

    id: str
    record_id: str
    decision_number: str
    decided_on: date
    destroyed_at: datetime
    asked_by: str
    confirmed_by: str
    rows: int
    counts: tuple[tuple[Kind, int], ...]
    log_seq: int
    log_rows: int
    log_reasons: int


@dataclass(frozen=True)
class PlaceLeft:
    """One place of backups: how many there still hold the record, and until when.

    `has_new` tells that a copy of after the destruction lies there too.
    """

    path: Path
    own: bool
    is_there: bool
    copies: int
    unreadable: int
    until: date | None
    has_new: bool


@dataclass(frozen=True)
class Remaining:
    """Where a destroyed record can still be read, as far as the program knows."""

    places: tuple[PlaceLeft, ...]
    set_aside: int

    @property
    def copies(self) -> int:
        """How many files in all."""
        return self.set_aside + sum(place.copies for place in self.places)

    @property
    def removable(self) -> bool:
        """Whether any could be removed now without leaving a place without a backup."""
        return bool(self.set_aside) or any(one.copies and one.has_new for one in self.places)


@dataclass(frozen=True)
class Removed:
    """How many older copies were removed, and which places were left as they are, and why."""

    copies: int
    missed: tuple[tuple[Path, IkbtError], ...]


def kinds(rows: Mapping[str, Any]) -> tuple[tuple[Kind, int], ...]:
    """Rows by kind, in the order in which people think of them; nothing is left out."""
    found = dict.fromkeys(Kind, 0)
    for table, count in rows.items():
        found[_TABLES.get(table, Kind.OTHER)] += int(count)
    return tuple((kind, count) for kind, count in found.items() if count)


class Destruction:
    """The verbs. Two persons who may; what is left over in backups is the administrator's."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._folder = workplace.database.folder

    # --- before ------------------------------------------------------------------------------

    def preview(self, number: str) -> Preview:
        """Whose record it is, what would go, and what stands in the way; logged as a reading.

        Raises `InvalidIdentity`, `NotFound`: nobody here has the number.
        """
        with open_work(self._workplace, Permission.DESTROY_RECORD) as work:
            patient = patient_of(work, number)
            found = erasure.belongings_of(work, patient.id)
            preview = Preview(
                patient_id=patient.id,
                name=masked.listed_name(patient),
                identity=masked.listed_identity(patient),
                counts=kinds(found.rows),
                rows=sum(found.rows.values()),
                blockers=_blockers(work, patient.id),
                log_rows=found.log_rows,
                log_reasons=found.log_reasons,
                confirmers=_confirmers(work),
            )
            work.log(Action.READ, kind=RECORD, patient_id=patient.id)
            work.commit()
        return preview

    def prepare(self, order: DestructionOrder) -> Prepared:
        """Ask everything that can be asked while nothing has been done. Slow (Argon2id).

        Raises:
            InvalidValue: "typed_number" (not the patient's), "decision_number", "decided_on".
            RuleRefused: "open_risk", "promised_contact", "treatment", "visit": to be ended first;
            "same_person"; "one_time_password".
            WrongCredentials, TooManyAttempts, NotPermitted: of the one who confirms.

        """
        with open_reading(self._workplace, Permission.DESTROY_RECORD) as work:
            patient = work.get(Patient, order.patient_id)
            _ensure_same_number(work, patient, order.number)
            decision = _decision(order.decision_number, patient)
            if order.decided_on > local_day(work.now()):
                raise InvalidValue("decided_on", "future")
            _ensure_nobody_cares(work, patient.id)
            oneself = work.get(User, work.actor.user_id).login
        if vault.folded_login(order.confirmer) == oneself:
            raise RuleRefused("DESTROY", "same_person")
        confirmer = cosigning.proven(
            self._workplace,
            Permission.DESTROY_RECORD,
            order.confirmer,
            order.password,
            needed=Permission.DESTROY_RECORD,
        )
        if confirmer.user_id == self._workplace.actor.user_id:
            raise RuleRefused("DESTROY", "same_person")
        with open_work(self._workplace, Permission.DESTROY_RECORD) as work:
            work.log(
                Action.DESTROY,
                kind=RECORD,
                patient_id=patient.id,
                reason=decision,
                details={"what": "ordered", "confirmed_by": confirmer.user_id},
            )
            work.commit()
        return Prepared(patient.id, decision, order.decided_on, confirmer)

    # --- the act -----------------------------------------------------------------------------

    def carry_out(self, prepared: Prepared, told: Told = untold) -> Destroyed:
        """Write the clinic anew without the record. The clinic is closed by it. Slow.

        Killed at any moment, the file is the old one or the new one. A backup follows at once, and
        the receipt. Raises `RuleRefused`, `NotFound`, `ClinicInUse`, `DiskFull`, `ClinicDamaged`,
        `FolderReadOnly`: and the record stands as before.
        """
        workplace, folder = self._workplace, self._folder
        with open_reading(workplace, Permission.DESTROY_RECORD) as work:
            _ensure_nobody_cares(work, prepared.patient_id)
        keys, line_id = workplace.database.keys, new_id()
        workplace.database.dispose()
        line = self._line(prepared, line_id)
        found = erasure.destroy(
            folder,
            keys,
            line,
            lambda gone: self._entry(prepared, line_id, gone),
            told=Share(told, 0, 500),
        )
        database = Database.open(folder, keys)
        after = Destruction(replace(workplace, database=database))
        try:
            made = after._backed_up(Share(told, 500, 950))
            after._keep_paper(line_id)
            with open_reading(after._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
                head = work.log_head()
        finally:
            database.dispose()
        if head is not None:
            clocks = Clocks(now=workplace.clock)
            book = vault.attempts_book(folder, db_id=keys.db_id, device=keys.device, clocks=clocks)
            book.keep_anchor(head, file=file_seal.weigh(folder))
        told(1000, 1000)
        return Destroyed(line_id, prepared.patient_id, sum(found.rows.values()), made)

    def _entry(self, prepared: Prepared, line_id: str, gone: Belongings) -> Entry:
        """The row of the log, in the new file's first transaction."""
        workplace, asker = self._workplace, self._workplace.actor
        return Entry(
            utc=workplace.clock(),
            user_id=asker.user_id,
            user_name=asker.name,
            role=asker.role.value,
            unit=workplace.unit,
            workstation=workplace.workstation,
            action=Action.DESTROY,
            kind=RECORD,
            record_id=line_id,
            version=None,
            patient_id=prepared.patient_id,
            reason=prepared.decision_number,
            details={
                "what": "destroyed",
                "decided_on": prepared.decided_on.isoformat(),
                "confirmed_by": prepared.confirmer.user_id,
                "confirmer": prepared.confirmer.name,
                "rows": sum(gone.rows.values()),
            },
        )

    def _line(self, prepared: Prepared, line_id: str) -> DestructionRecord:
        """The line of the register; what was removed is entered as it goes."""
        asker, at = self._workplace.actor, self._workplace.clock()
        return DestructionRecord(
            id=line_id,
            created_at=at,
            destroyed_id=prepared.patient_id,
            decision_number=prepared.decision_number,
            decided_on=prepared.decided_on,
            asked_by_id=asker.user_id,
            asked_by_name=asker.name,
            asked_role=asker.role.value,
            signed_at=at,
            signed_by_id=prepared.confirmer.user_id,
            signed_by_name=prepared.confirmer.name,
            signed_role=prepared.confirmer.role.value,
        )

    def _backed_up(self, told: Told) -> BackupMade | None:
        """A backup that fails stands in the log, and is tried again when somebody works."""
        try:
            return Backups(self._workplace).make_by_itself(Why.DESTRUCTION, told)
        except IkbtError:
            return None

    # --- afterwards --------------------------------------------------------------------------

    def lines(self) -> tuple[Line, ...]:
        """The register, the newest first."""
        with open_reading(self._workplace, Permission.DESTROY_RECORD) as work:
            return tuple(map(_line, work.find(DestructionRecord, order_by=("-created_at", "id"))))

    def remaining(self, line_id: str) -> Remaining:
        """Which older copies still hold the record. It looks into every place: slow."""
        with open_reading(self._workplace, Permission.DESTROY_RECORD) as work:
            line = work.get(DestructionRecord, line_id)
            others, now = own_places(work), work.now()
        return self._remaining(line, others, now)

    def _remaining(
        self, line: DestructionRecord, others: tuple[Path, ...], now: datetime
    ) -> Remaining:
        places = tuple(
            self._left_in(place, line.destroyed_id, now=now, own=place == self._folder.backups)
            for place in (self._folder.backups, *others)
        )
        return Remaining(places, len(self._aside_before(line)))

    def _aside_before(self, line: DestructionRecord) -> tuple[restore.Aside, ...]:
        return tuple(
            one for one in restore.set_aside(self._folder) if one.moved_at <= line.created_at
        )

    def _left_in(self, place: Path, record_id: str, *, now: datetime, own: bool) -> PlaceLeft:
        stored, unreadable = self._stored(place)
        holding = [one.header.n for one in stored if not _is_after(one, record_id)]
        copies = [
            thinning.Copy(one.header.n, one.manifest.made_at)
            for one in stored
            if one.manifest is not None
        ]
        ends = thinning.foreseen(copies, now=now)
        days = [ends.get(n) for n in holding]
        known = [day for day in days if day is not None]
        return PlaceLeft(
            path=place,
            own=own,
            is_there=own or place.is_dir(),
            copies=len(holding),
            unreadable=unreadable,
            until=max(known) if known and len(known) == len(days) else None,
            has_new=len(holding) < len(stored),
        )

    def _stored(self, place: Path) -> tuple[list[Stored], int]:
        """This clinic's copies that can be read, and how many others bear such a name."""
        found, unreadable = list[Stored](), 0
        for path in backup.found_in(place):
            try:
                stored = backup.peek(path, self._workplace.database.keys)
            except BackupUnusable as error:
                unreadable += error.reason not in _FOREIGN
                continue
            except IkbtError:
                unreadable += 1
                continue
            found.append(stored)
        return found, unreadable

    def remove_older(self, line_id: str, told: Told = untold) -> Removed:
        """Remove now, and not when thinning would, whatever still holds the record.

        In each place only after a copy of after the destruction was unpacked there and proved: no
        place is left without a backup. What restores set aside goes too. Slow.
        """
        with open_reading(self._workplace, Permission.KEEP_BACKUPS) as work:
            line = work.get(DestructionRecord, line_id)
            others = own_places(work)
        going, missed = list[Path](), list[tuple[Path, IkbtError]]()
        with working(told):
            places = (self._folder.backups, *others)
            for number, place in enumerate(places):
                part = Share(told, 900 * number // len(places), 900 * (number + 1) // len(places))
                try:
                    going += self._proved_superfluous(place, line.destroyed_id, part)
                except IkbtError as error:
                    missed.append((place, error))
            aside = self._aside_before(line)
            with open_work(self._workplace, Permission.KEEP_BACKUPS) as work:
                work.log(
                    Action.DESTROY,
                    kind=OLDER,
                    record_id=line.id,
                    details={"copies": len(going), "set_aside": len(aside), "missed": len(missed)},
                )
                work.commit()
            removed = _unlinked(going, missed)
            for one in aside:
                restore.destroy_aside(one)
        self._keep_paper(line_id)
        told(1000, 1000)
        return Removed(removed + len(aside), tuple(missed))

    def _proved_superfluous(self, place: Path, record_id: str, told: Told) -> list[Path]:
        stored, _ = self._stored(place)
        after = [one for one in stored if _is_after(one, record_id)]
        older = [one.path for one in stored if not _is_after(one, record_id)]
        if not older:
            return []
        if not after:
            raise BackupUnusable("missing")
        with backup.work_folder(self._folder) as room:
            backup.ensure_room(self._folder.root, after[0].size)
            keys = self._workplace.database.keys
            backup.prove(after[0].path, keys, room / "proof.db", told=told)
        return older

    # --- the receipt -------------------------------------------------------------------------

    def save_paper(self, line_id: str, target: Path) -> Path:
        """Write the newest receipt to a file; one that a crash prevented is made now.

        Raises `DiskFull`, `FolderReadOnly`; then no file is left behind.
        """
        with open_work(self._workplace, Permission.DESTROY_RECORD) as work:
            line = work.get(DestructionRecord, line_id)
            kept = _newest_paper(work, line)
            if kept is not None:
                work.log(Action.EXPORT, kind=PAPER, record_id=kept.id)
                work.commit()
        content = self._keep_paper(line_id) if kept is None else kept.content
        saved_files.write(target, content)
        return target

    def _keep_paper(self, line_id: str) -> bytes:
        """A receipt of how it stands now; those before it stay."""
        left = self._all_remaining(line_id)
        with open_work(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            line, clinic = work.get(DestructionRecord, line_id), work.first(ClinicProfile)
            if clinic is None:
                raise NotFound("clinic_profile")
            before = _newest_paper(work, line)
            version = 1 if before is None else before.version_number + 1
            number = kept_documents.new_number()
            facts = _facts(work, line, clinic, left, number=number, version=version)
            content = printing.printed(facts)
            kept = work.add(
                DestructionPaper(
                    destruction_id=line.id,
                    number=number,
                    version_number=version,
                    sha256=hashlib.sha256(content).hexdigest(),
                    pages=printing.page_count(content),
                    content=content,
                    signed_at=work.now(),
                    signed_by_id=work.actor.user_id,
                    signed_by_name=work.actor.name,
                    signed_role=work.actor.role.value,
                )
            )
            work.flush()
            details = {"sha256": kept.sha256}
            work.log(Action.CREATE, kind=PAPER, record_id=kept.id, version=version, details=details)
            work.commit()
        return content

    def _all_remaining(self, line_id: str) -> Remaining:
        with open_reading(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            line = work.get(DestructionRecord, line_id)
            others, now = own_places(work), work.now()
        return self._remaining(line, others, now)


def destroy(services: Services, prepared: Prepared, told: Told = untold) -> Destroyed:
    """Destroy and let go of the clinic: everybody signs in anew. Slow.

    Whatever it raises, the record then stands as before.
    """
    services.door.say_goodbye(Action.SIGN_OUT)
    try:
        return Destruction(services.workplace).carry_out(prepared, told)
    finally:
        services.door.let_go()


_FOREIGN = frozenset({"other_clinic", "demo"})


def _is_after(stored: Stored, record_id: str) -> bool:
    """Whether the copy knows of the destruction: then the record is not in it."""
    manifest = stored.manifest
    return manifest is not None and any(register.of(one) == record_id for one in manifest.destroyed)


def _unlinked(paths: Iterable[Path], missed: list[tuple[Path, IkbtError]]) -> int:
    removed = 0
    for path in paths:
        try:
            backup.remove(path)
            removed += 1
        except IkbtError as error:
            missed.append((path, error))
    return removed


def _blockers(work: UnitOfWork, patient_id: str) -> tuple[Blocker, ...]:
    today = local_day(work.now())
    cases = work.find(RiskCase, patient_id=patient_id)
    going = {TreatmentState.PLANNED, TreatmentState.RUNNING, TreatmentState.PAUSED}
    asks: Mapping[Blocker, Callable[[], bool]] = {
        Blocker.RISK: lambda: any(case.state == RiskCaseState.OPEN for case in cases),
        Blocker.FOLLOW_UP: lambda: any(follow_up_open(work, case) for case in cases),
        Blocker.TREATMENT: lambda: any(
            one.state in going for one in work.find(Treatment, patient_id=patient_id)
        ),
        Blocker.VISIT: lambda: any(
            visit.state == BOOKED and local_day(visit.starts_at) >= today
            for visit in work.find(Visit, patient_id=patient_id)
        ),
    }
    return tuple(blocker for blocker, stands in asks.items() if stands())


def _ensure_nobody_cares(work: UnitOfWork, patient_id: str) -> None:
    """What stands in the way is asked again at the act: care may have begun meanwhile."""
    blockers = _blockers(work, patient_id)
    if Blocker.RISK in blockers:
        raise RuleRefused("DESTROY", "open_risk")
    if Blocker.FOLLOW_UP in blockers:
        raise RuleRefused("DESTROY", "promised_contact")
    if Blocker.TREATMENT in blockers:
        raise RuleRefused("DESTROY", "treatment")
    if Blocker.VISIT in blockers:
        raise RuleRefused("DESTROY", "visit")


def _confirmers(work: UnitOfWork) -> tuple[Person, ...]:
    """Everybody else here who may."""
    return tuple(
        Person(user.login, user.name, Role(user.role))
        for user in work.find(User, order_by=("name", "id"), active=True)
        if Permission.DESTROY_RECORD in GRANTS[Role(user.role)] and user.id != work.actor.user_id
    )


def _ensure_same_number(work: UnitOfWork, patient: Patient, typed: str) -> None:
    try:
        same = patient_of(work, typed).id == patient.id
    except (InvalidIdentity, NotFound):
        same = False
    if not same:
        raise InvalidValue("typed_number", "other_number")


def _decision(number: str, patient: Patient) -> str:
    """The decision's number; it must be one, and never the patient's own."""
    clean = fields.line(number, "decision_number", length=_LONGEST_NUMBER, required=True)
    digits = "".join(sign for sign in clean if sign.isdecimal())
    if len(digits) < _FEWEST_DIGITS or not set(clean) <= _NUMBER_SIGNS:
        raise InvalidValue("decision_number", "no_decision")
    if patient.identity_digits[2:] in digits:
        raise InvalidValue("decision_number", "no_decision")
    return clean


def _line(record: DestructionRecord) -> Line:
    return Line(
        id=record.id,
        record_id=record.destroyed_id,
        decision_number=record.decision_number,
        decided_on=record.decided_on,
        destroyed_at=record.created_at,
        asked_by=record.asked_by_name,
        confirmed_by=record.signed_by_name or "",
        rows=sum(record.removed.values()),
        counts=kinds(record.removed),
        log_seq=record.log_seq,
        log_rows=record.log_rows,
        log_reasons=record.log_reasons,
    )


def _newest_paper(work: UnitOfWork, line: DestructionRecord) -> DestructionPaper | None:
    return work.first(DestructionPaper, order_by=("-version_number",), destruction_id=line.id)


def _facts(
    work: UnitOfWork,
    line: DestructionRecord,
    clinic: ClinicProfile,
    left: Remaining,
    *,
    number: str,
    version: int,
) -> DestructionFacts:
    imprint = kept_documents.imprint(
        number,
        actor=work.actor,
        at=work.now(),
        signed=False,
        demo=clinic.is_demo,
        version=version,
    )
    return DestructionFacts(
        letterhead=kept_documents.letterhead(clinic),
        imprint=imprint,
        record_id=line.destroyed_id,
        decision_number=line.decision_number,
        decided_on=line.decided_on,
        destroyed_at=line.created_at,
        asked_by=line.asked_by_name,
        asked_role=line.asked_role,
        confirmed_by=line.signed_by_name or "",
        confirmed_role=line.signed_role or "",
        log_row=line.log_seq,
        removed=tuple((kind.value, count) for kind, count in kinds(line.removed)),
        log_rows=line.log_rows,
        log_reasons=line.log_reasons,
        older=tuple(
            OlderCopies("" if one.own else str(one.path), one.copies, one.unreadable, one.until)
            for one in left.places
            if one.copies or one.unreadable or not one.is_there
        ),
        set_aside=left.set_aside,
    )
