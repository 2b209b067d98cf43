"""The monthly check of the access log: drawn, judged row by row, signed, and its evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ikbt_desktop.clinic.log_checks import Month, Point, Verdict, draw
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import (
    AlreadySigned,
    Incomplete,
    InvalidValue,
    NotFound,
    RuleRefused,
)
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.facts import Imprint, Signature
from ikbt_desktop.exports.log_facts import CheckedLine, LogCheckFacts
from ikbt_desktop.models import AuditEntry, ClinicProfile, LogCheck, LogCheckRow, Unit, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fields, kept_documents, saved_files, shown
from ikbt_desktop.storage import list_log
from ikbt_desktop.storage.list_log import LogLine
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

KIND = "log_check"
_MONTHS = 24


@dataclass(frozen=True)
class MonthRow:
    """One month that is over: whether it was drawn, how far it is judged, who signed."""

    month: Month
    rows: int
    judged: int
    drawn: bool
    signed_at: datetime | None
    signed_by: str

    def late(self, today: date) -> bool:
        """Whether it should have been signed by now."""
        return self.signed_at is None and today > self.month.due


@dataclass(frozen=True)
class CheckRow:
    """One drawn row. `patient` is None for whoever may not list patients."""

    id: str
    seq: int
    at: datetime
    reader: str
    role: str
    unit: str
    action: str
    kind: str
    patient: str | None
    points: tuple[Point, ...]
    verdict: Verdict | None
    note: str
    judged_by: str
    own: bool
    version: int
    destroyed: str = ""
    """The id of a patient whose record was destroyed since."""


@dataclass(frozen=True)
class CheckView:
    """A month's check. `found` counts each point over all occasions of the month."""

    month: Month
    occasions: int
    found: Mapping[Point, int]
    head_seq: int
    drawn_at: datetime
    drawn_by: str
    rows: tuple[CheckRow, ...]
    conclusion: str
    signed_at: datetime | None
    signed_by: str
    version: int

    @property
    def unjudged(self) -> int:
        """How many rows still wait."""
        return sum(row.verdict is None for row in self.rows)


class LogChecks:
    """For the coordinator and the administrator; nobody judges their own readings."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def months(self) -> tuple[MonthRow, ...]:
        """The months that are over, newest first, back to where the log begins."""
        with open_reading(self._workplace, Permission.READ_LOG) as work:
            checks = {check.month: check for check in work.find(LogCheck)}
            return tuple(
                _month_row(work, month, checks.get(month.code)) for month in _months_over(work)
            )

    def waiting(self) -> int:
        """How many months that are over nobody has signed: the number beside the room."""
        with open_reading(self._workplace, Permission.READ_LOG) as work:
            return len(unsigned(work))

    def draw(self, month: Month) -> CheckView:
        """Draw the month's rows; a month that is drawn already is only opened.

        Raises:
            InvalidValue: "month", "not_over": its readings are not all there yet.

        """
        with open_work(self._workplace, Permission.READ_LOG) as work:
            check = work.first(LogCheck, month=month.code)
            if check is None:
                if local_day(work.now()) <= month.last_day:
                    raise InvalidValue("month", "not_over")
                check = self._drawn(work, month)
            return self._opened(work, check)

    def _drawn(self, work: UnitOfWork, month: Month) -> LogCheck:
        head = work.log_head()
        assert head is not None  # signing in is a row
        readings = list_log.readings(work, since=month.begins, until=month.ends)
        sample = draw(readings, seed=head.mac)
        check = work.add(
            LogCheck(
                month=month.code,
                occasions=sample.occasions,
                found={point.value: count for point, count in sample.found.items()},
                head_seq=head.seq,
                seed=head.mac,
                drawn_by_name=work.actor.name,
            )
        )
        work.flush()
        for one in sample.drawn:
            points = [point.value for point in one.points]
            work.add(LogCheckRow(log_check_id=check.id, seq=one.reading.seq, points=points))
        work.log(
            Action.CREATE,
            kind=KIND,
            record_id=check.id,
            details={"month": month.code, "rows": len(sample.drawn)},
        )
        return check

    def check(self, month: Month) -> CheckView:
        """The month's check as it stands. Raises `NotFound` before it is drawn."""
        with open_work(self._workplace, Permission.READ_LOG) as work:
            return self._opened(work, _found(work, month))

    def _opened(self, work: UnitOfWork, check: LogCheck) -> CheckView:
        work.log(Action.READ, kind=KIND, record_id=check.id, details={"month": check.month})
        view = _view(work, check)
        work.commit()
        return view

    def judge(self, row_id: str, verdict: Verdict, note: str, *, version: int) -> CheckView:
        """Write what was found.

        Raises:
            RuleRefused: "LOG", "own_reading": somebody else judges what one read oneself.
            InvalidValue: "note", "empty": what is explained or followed up says how.
            AlreadySigned, StaleRecord.

        """
        with open_work(self._workplace, Permission.READ_LOG) as work:
            row = work.get(LogCheckRow, row_id, version=version)
            check = work.get(LogCheck, row.log_check_id)
            if check.signed_at is not None:
                raise AlreadySigned(KIND)
            line = work.first(AuditEntry, seq=row.seq)
            assert line is not None  # the log loses no row
            if line.user_id == work.actor.user_id:
                raise RuleRefused("LOG", "own_reading")
            wanted = verdict is not Verdict.EXPECTED
            row.note = fields.prose(note, "note", length=fields.LINE * 5, required=wanted)
            row.verdict, row.judged_by_name = verdict.value, work.actor.name
            work.log(
                Action.CHANGE,
                kind=KIND,
                record_id=check.id,
                details={"row": row.seq, "verdict": verdict.value},
            )
            view = _view(work, check)
            work.commit()
            return view

    def sign(self, month: Month, conclusion: str, *, version: int) -> CheckView:
        """Sign the month; nothing of it changes afterwards.

        Raises:
            Incomplete: ("rows",) rows wait, ("conclusion",) what is followed up is not concluded.
            AlreadySigned, StaleRecord.

        """
        with open_work(self._workplace, Permission.READ_LOG) as work:
            check = _found(work, month)
            if check.signed_at is not None:
                raise AlreadySigned(KIND)
            rows = work.find(LogCheckRow, log_check_id=check.id)
            if _version(check, rows) != version:
                raise work.stale(KIND, check.id)
            check.conclusion = fields.prose(conclusion, "conclusion")
            follows = any(row.verdict == Verdict.FOLLOW_UP for row in rows)
            missing = (
                (any(row.verdict is None for row in rows), "rows"),
                (follows and not check.conclusion, "conclusion"),
            )
            if any(lacks for lacks, _ in missing):
                raise Incomplete(tuple(word for lacks, word in missing if lacks))
            check.signed_at = work.now()
            check.signed_by_id, check.signed_by_name = work.actor.user_id, work.actor.name
            check.signed_role = work.actor.role.value
            work.log(Action.SIGN, kind=KIND, record_id=check.id, details={"month": check.month})
            view = _view(work, check)
            work.commit()
            return view

    def save_evidence(self, month: Month, target: Path) -> Path:
        """Log, then write the PDF; unsigned it says so on each page.

        Raises `DiskFull`, `FolderReadOnly`, `UnprintableText`; then no file is left behind.
        """
        with open_work(self._workplace, Permission.READ_LOG) as work:
            check = _found(work, month)
            facts = _facts(work, check)
            work.log(Action.EXPORT, kind=KIND, record_id=check.id, details={"month": check.month})
            content = printing.printed(facts)
            work.commit()
        saved_files.write(target, content)
        return target


def _found(work: UnitOfWork, month: Month) -> LogCheck:
    check = work.first(LogCheck, month=month.code)
    if check is None:
        raise NotFound(KIND)
    return check


def _months_over(work: UnitOfWork) -> list[Month]:
    """Newest first, back to where the log begins; not more than one can look at."""
    begun = list_log.first_moment(work)
    if begun is None:
        return []
    first, month = Month.of(local_day(begun)), Month.of(local_day(work.now())).previous
    found: list[Month] = []
    while month >= first and len(found) < _MONTHS:
        found.append(month)
        month = month.previous
    return found


def unsigned(work: UnitOfWork) -> tuple[Month, ...]:
    """The months that are over and that nobody has signed, newest first."""
    signed = {check.month for check in work.find(LogCheck) if check.signed_at is not None}
    return tuple(month for month in _months_over(work) if month.code not in signed)


def _month_row(work: UnitOfWork, month: Month, check: LogCheck | None) -> MonthRow:
    if check is None:
        return MonthRow(month, 0, 0, drawn=False, signed_at=None, signed_by="")
    rows = work.count(LogCheckRow, log_check_id=check.id)
    waiting = work.count(LogCheckRow, log_check_id=check.id, verdict=None)
    return MonthRow(
        month,
        rows,
        rows - waiting,
        drawn=True,
        signed_at=check.signed_at,
        signed_by=check.signed_by_name or "",
    )


def _view(work: UnitOfWork, check: LogCheck) -> CheckView:
    rows = work.find(LogCheckRow, log_check_id=check.id, order_by=("seq",))
    lines = list_log.of_numbers(work, [row.seq for row in rows])
    return CheckView(
        month=Month.read(check.month),
        occasions=check.occasions,
        found={Point(point): count for point, count in check.found.items()},
        head_seq=check.head_seq,
        drawn_at=check.created_at,
        drawn_by=check.drawn_by_name,
        rows=tuple(_row(work, row, lines[row.seq]) for row in rows),
        conclusion=check.conclusion,
        signed_at=check.signed_at,
        signed_by=check.signed_by_name or "",
        version=_version(check, rows),
    )


def _version(check: LogCheck, rows: Sequence[LogCheckRow]) -> int:
    """Of the month with its verdicts: nobody signs one that was not seen."""
    return check.version + sum(row.version for row in rows)


def _row(work: UnitOfWork, row: LogCheckRow, line: LogLine) -> CheckRow:
    named = work.actor.may(Permission.LIST_PATIENTS)
    return CheckRow(
        id=row.id,
        seq=row.seq,
        at=line.utc,
        reader=line.user_name,
        role=line.role,
        # Nothing in a clinic that is one unit; else the name of that day.
        unit=line.unit if work.count(Unit) else "",
        action=line.action,
        kind=line.kind,
        patient=_patient(line) if named else None,
        destroyed=line.destroyed,
        points=tuple(map(Point, row.points)),
        verdict=None if row.verdict is None else Verdict(row.verdict),
        note=row.note,
        judged_by=row.judged_by_name or "",
        own=line.user_id == work.actor.user_id,
        version=row.version,
    )


def _patient(line: LogLine) -> str:
    return shown.listed_name(
        family_name=line.family_name or "", given_name=line.given_name or ""
    ).strip(", ")


def _facts(work: UnitOfWork, check: LogCheck) -> LogCheckFacts:
    clinic, view, month = work.first(ClinicProfile), _view(work, check), Month.read(check.month)
    assert clinic is not None  # a clinic is founded with its profile
    signature = None
    if check.signed_at is not None:
        signer = work.get(User, check.signed_by_id or "")
        signature = Signature(check.signed_by_name or "", signer.title, check.signed_at)
    return LogCheckFacts(
        letterhead=kept_documents.letterhead(clinic),
        imprint=Imprint(
            document_id=f"LK-{check.month}",
            version=1,
            printed_at=work.now(),
            printed_by=work.actor.name,
            signature=signature,
            demo=clinic.is_demo,
        ),
        first_day=month.first_day,
        last_day=month.last_day,
        occasions=check.occasions,
        found=tuple((point.value, count) for point, count in view.found.items()),
        head_seq=check.head_seq,
        drawn_at=check.created_at,
        drawn_by=check.drawn_by_name,
        lines=tuple(map(_checked_line, view.rows)),
        conclusion=check.conclusion,
    )


def _checked_line(row: CheckRow) -> CheckedLine:
    return CheckedLine(
        seq=row.seq,
        at=row.at,
        reader=row.reader,
        role=row.role,
        unit=row.unit,
        action=row.action,
        kind=row.kind,
        patient=row.patient or "–",
        destroyed=row.destroyed,
        points=tuple(point.value for point in row.points),
        verdict="" if row.verdict is None else row.verdict.value,
        note=row.note,
        judged_by=row.judged_by,
    )
