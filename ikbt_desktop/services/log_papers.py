"""Papers of the access log: the receipt of its head, the patient's extract, rows as a table."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path

from ikbt_desktop.clinic import identity
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import InvalidIdentity, InvalidValue, NotFound
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.log_facts import ExtractLine, LogExtractFacts, LogReceiptFacts
from ikbt_desktop.exports.table_facts import LogLineFacts, LogTableFacts
from ikbt_desktop.models import AuditEntry, ClinicProfile, Destruction, Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import kept_documents, saved_files
from ikbt_desktop.services.administration import LogFilter, log_row, wanted_rows
from ikbt_desktop.services.caseload import same_number
from ikbt_desktop.services.saved_files import SavedTable
from ikbt_desktop.storage import list_log, printed_keys
from ikbt_desktop.storage.list_patients import FoundPatient
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

_NUMBER = 5  # bytes of the row's number, and of its seal
_CODE = 2 * _NUMBER
_AT_ONCE = 1000  # rows that are held while a table is written


@dataclass(frozen=True)
class Receipt:
    """The log's head: its number, when it was taken, and the code on the paper."""

    rows: int
    taken_at: datetime
    code: str


class Comparison(StrEnum):
    """What a receipt says of the log that lies here now."""

    HOLDS = "holds"
    SHORTER = "shorter"
    CHANGED = "changed"


@dataclass(frozen=True)
class Compared:
    """The receipt's row, how long the log is now, and whether they belong together."""

    found: Comparison
    row: int
    rows_now: int


@dataclass(frozen=True)
class Extracted:
    """An extract that was written: how many rows it tells."""

    path: Path
    rows: int


class LogPapers:
    """For the coordinator and the administrator."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # --- the receipt -------------------------------------------------------------------------

    def save_receipt(self, target: Path) -> Receipt:
        """Write the receipt of the log as it stands, its own making included.

        Raises `DiskFull`, `FolderReadOnly`; then no file is left behind.
        """
        with open_work(self._workplace, Permission.READ_LOG) as work:
            work.log(Action.PRINT, kind="log")
            head, clinic, at = work.log_head(), work.first(ClinicProfile), work.now()
            assert head is not None
            assert clinic is not None
            start = bytes.fromhex(head.mac)[:_NUMBER]
            code = printed_keys.printed(head.seq.to_bytes(_NUMBER, "big") + start)
            facts = LogReceiptFacts(
                letterhead=kept_documents.letterhead(clinic),
                imprint=kept_documents.imprint(
                    f"LOGG-{head.seq}", actor=work.actor, at=at, signed=False, demo=clinic.is_demo
                ),
                taken_at=at,
                rows=head.seq,
                groups=tuple(code.split("-")),
            )
            content = printing.printed(facts)
            work.commit()
        saved_files.write(target, content)
        return Receipt(head.seq, at, code)

    def compare(self, code: str) -> Compared:
        """Whether the log still holds the row that the receipt names, with the same seal.

        Raises:
            MistypedKey: naming the group that does not check.

        """
        with open_work(self._workplace, Permission.READ_LOG) as work:
            typed = printed_keys.typed(code, size=_CODE)
            row, start = int.from_bytes(typed[:_NUMBER], "big"), typed[_NUMBER:]
            head, seal = work.log_head(), list_log.seal_of(work, row)
            assert head is not None
            if seal is None:
                found = Comparison.SHORTER
            elif bytes.fromhex(seal)[:_NUMBER] == start:
                found = Comparison.HOLDS
            else:
                found = Comparison.CHANGED
            work.log(Action.VERIFY, kind="log", details={"row": row, "found": found.value})
            work.commit()
            return Compared(found, row, head.seq)

    # --- the patient's extract ---------------------------------------------------------------

    def save_extract(
        self, number: str, *, first_day: date, last_day: date, target: Path
    ) -> Extracted:
        """Write the patient's extract (PDL 8:5), both days included; the making is logged too.

        Of a destroyed record the id is asked for instead of the number, which nobody knows here.

        Raises:
            InvalidIdentity: the number is none. NotFound: nobody here has it.
            InvalidValue: "last_day", "before_first".
            DiskFull, FolderReadOnly: and no file is left behind.

        """
        if last_day < first_day:
            raise InvalidValue("last_day", "before_first")
        with open_work(self._workplace, Permission.READ_LOG) as work:
            clinic, destroyed = work.first(ClinicProfile), _destroyed(work, number)
            patient = None if destroyed else patient_of(work, number)
            whose = destroyed if patient is None else patient.id
            assert clinic is not None
            until = last_day + timedelta(days=1)
            rows = list_log.of_patient(
                work, whose, since=_midnight(first_day), until=_midnight(until)
            )
            at = work.now()
            head = (
                None if patient is None else kept_documents.patient_head(patient, on=local_day(at))
            )
            facts = LogExtractFacts(
                letterhead=kept_documents.letterhead(clinic),
                patient=head,
                imprint=kept_documents.imprint(
                    kept_documents.new_number(),
                    actor=work.actor,
                    at=at,
                    signed=False,
                    demo=clinic.is_demo,
                ),
                first_day=first_day,
                last_day=last_day,
                lines=tuple(map(_line, rows)),
                destroyed=destroyed,
            )
            work.log(
                Action.EXTRACT,
                kind="log",
                patient_id=whose,
                details={"first": first_day.isoformat(), "last": last_day.isoformat()},
            )
            content = printing.printed(facts)
            work.commit()
        saved_files.write(target, content)
        return Extracted(target, len(rows))

    # --- rows for a spreadsheet --------------------------------------------------------------

    def save_rows(self, chosen: LogFilter, target: Path) -> SavedTable:
        """Write the chosen rows as the log's page shows them to this person; logged first.

        The rows are read before anything is written to the log, so that nobody waits for a long
        log; the own line, with the table's SHA-256, stands after them.

        Raises `DiskFull`, `FolderReadOnly`; then no file is left behind.
        """
        may = self._workplace.actor.may
        sees_patients = may(Permission.LIST_PATIENTS)
        with open_reading(self._workplace, Permission.READ_LOG) as work:
            found = _Counted(_chosen_rows(work, chosen, sees_patients=sees_patients))
            facts = LogTableFacts(
                found, with_patients=sees_patients, with_text=may(Permission.READ_CLINICAL)
            )
            tables = printing.tabled(facts)
        with open_work(self._workplace, Permission.READ_LOG) as work:
            work.log(
                Action.EXPORT,
                kind="log",
                details={
                    "rows": found.count,
                    "first": _written(chosen.first),
                    "last": _written(chosen.last),
                    "action": chosen.action,
                    "only": chosen.only,
                    "searched": bool(chosen.text.strip()),
                    "sha256": hashlib.sha256(tables.table).hexdigest(),
                },
            )
            work.commit()
        return saved_files.write_table(target, tables, rows=found.count)


class _Counted:
    """Lines, counted as they go by."""

    def __init__(self, lines: Iterator[LogLineFacts]) -> None:
        self._lines = lines
        self.count = 0

    def __iter__(self) -> Iterator[LogLineFacts]:
        for line in self._lines:
            self.count += 1
            yield line


def _chosen_rows(
    work: UnitOfWork, chosen: LogFilter, *, sees_patients: bool
) -> Iterator[LogLineFacts]:
    wanted, with_reasons = wanted_rows(chosen), work.actor.may(Permission.READ_CLINICAL)
    while True:
        lines = list_log.page(
            work,
            wanted,
            limit=_AT_ONCE,
            with_reasons=with_reasons,
            with_patients=sees_patients,
        )
        for line in lines:
            row = log_row(line)
            yield LogLineFacts(
                seq=row.seq,
                at=row.at,
                who=row.who,
                role=row.role,
                unit=line.unit,
                action=row.action,
                kind=row.kind,
                patient=row.patient or "",
                by=row.by,
                reason=row.reason,
                workstation=row.workstation,
            )
        if len(lines) < _AT_ONCE:
            return
        wanted = replace(wanted, before=lines[-1].seq)


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LOCAL)


def _destroyed(work: UnitOfWork, typed: str) -> str:
    """The id, where it is that of a destroyed record; else nothing."""
    line = work.first(Destruction, destroyed_id=typed.strip().lower())
    return "" if line is None else line.destroyed_id


def patient_of(work: UnitOfWork, number: str) -> Patient:
    """Whose number this is, typed whole. Raises `InvalidIdentity`, `NotFound`."""
    today = local_day(work.now())
    try:
        found = same_number(work, identity.parse(number, today=today))
    except InvalidIdentity:
        found = _reserve(work, number, today=today)
        if not found:
            raise  # what is wrong with it says more than that nobody has it
    if not found:
        raise NotFound("patient")
    return work.get(Patient, found[0].id)


def _reserve(work: UnitOfWork, number: str, *, today: date) -> tuple[FoundPatient, ...]:
    try:
        return same_number(work, identity.parse_reserve(number, today=today))
    except InvalidIdentity:
        return ()


def _line(row: AuditEntry) -> ExtractLine:
    return ExtractLine(at=row.utc, unit=row.unit, role=row.role, action=row.action, kind=row.kind)
