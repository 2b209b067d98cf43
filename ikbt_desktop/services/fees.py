"""Patient fees: what each contact cost and why, the twelve months, and a month as a list."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from ikbt_desktop.clinic import fees
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.fees import Ceiling, FeeProfile, Paid, Period, Reason
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import Incomplete, InvalidValue, RuleRefused
from ikbt_desktop.exports import printing
from ikbt_desktop.exports.table_facts import FeeBasisFacts, FeeChangeLine, FeeLine
from ikbt_desktop.models import CareContact, FeeChange, FeePeriod, Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fee_accounts, fields, saved_files, shown
from ikbt_desktop.services.saved_files import SavedTable
from ikbt_desktop.storage import list_fees, masked
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

_MOST_KRONOR = 100_000
_OLDEST_DAYS = 366 * 2
_LONGEST_CARD_DAYS = 366 * 2


@dataclass(frozen=True)
class FeeChangeRow:
    """A fee that was taken away, or put back: by whom, when and why."""

    before: int
    after: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class FeeRow:
    """One contact and what it cost. `sum_after` is the sum of its twelve months, opening included.

    channel: "message", "phone". reason: a word of `clinic.fees.Reason`.
    """

    contact_id: str
    patient_id: str
    name: str
    identity: str
    protected: bool
    on: date
    channel: str
    fee: int
    reason: str
    sum_after: int
    changes: tuple[FeeChangeRow, ...]

    @property
    def is_waived(self) -> bool:
        """Whether a person has decided that it is not charged."""
        return self.reason == Reason.WAIVED


@dataclass(frozen=True)
class PeriodView:
    """Twelve months as they stand. `over` has been paid beyond the ceiling."""

    id: str
    version: int
    starts_on: date
    last_day: date
    opening_sum: int
    free_card_until: date | None
    total: int
    ceiling: int | None
    over: int
    free_until: date | None
    is_now: bool


@dataclass(frozen=True)
class FeeAccount:
    """One patient's fees, newest first. `next_fee` is what one more contact today would cost."""

    patient_id: str
    profile: FeeProfile
    ceiling: Ceiling | None
    periods: tuple[PeriodView, ...]
    rows: tuple[FeeRow, ...]
    is_exempt: bool
    editable: bool


@dataclass(frozen=True)
class NewPeriod:
    """What the patient shows: since when the twelve months count, what is paid, and a free card.

    `period_id` and `version` name the period that is changed; without them a new one is kept.
    """

    starts_on: date
    opening_sum: int
    free_card_until: date | None = None
    period_id: str | None = None
    version: int = 0


@dataclass(frozen=True)
class FeeMonth:
    """The basis of a month: every contact, what is charged, and how many are not."""

    first: date
    rows: tuple[FeeRow, ...]
    total: int
    charged: int
    uncharged: int


class Fees:
    """See, enter, take away, and gather a month."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    # --- one patient -------------------------------------------------------------------------

    def account(self, patient_id: str) -> FeeAccount:
        """A patient's fees; logged."""
        with open_work(self._workplace, Permission.SEE_FEES) as work:
            patient = work.get(Patient, patient_id)
            work.log(Action.READ, kind="fee_account", patient_id=patient.id)
            account = self._account(work, patient)
            work.commit()
        return account

    def _account(self, work: UnitOfWork, patient: Patient) -> FeeAccount:
        profile = fee_accounts.profile(work, self._catalogue)
        today = local_day(work.now())
        contacts = list_fees.contacts_of(work, [patient.id])
        periods = list_fees.periods_of(work, [patient.id])
        age = shown.age(patient.birth_date, on=today)
        rows = _rows(work, [(contact, patient) for contact in contacts], contacts, periods)
        return FeeAccount(
            patient_id=patient.id,
            profile=profile,
            ceiling=profile.ceiling_row(today),
            periods=tuple(
                _period(profile, period, fee_accounts.history(contacts), today)
                for period in reversed(periods)
            ),
            rows=tuple(reversed(rows)),
            is_exempt=age is not None and age < profile.free_under_age,
            editable=self._workplace.actor.may(Permission.KEEP_FEES),
        )

    def keep_period(self, patient_id: str, new: NewPeriod) -> FeeAccount:
        """Keep the twelve months, the opening sum and a free card as the patient shows them.

        Raises `InvalidValue`, `StaleRecord`. What is charged already stays as it was.
        """
        today = local_day(self._workplace.clock())
        _ensure_possible(new, today=today)
        with open_work(self._workplace, Permission.KEEP_FEES) as work:
            patient = work.get(Patient, patient_id)
            periods = list_fees.periods_of(work, [patient.id])
            _ensure_apart(new, periods)
            if new.period_id is None:
                row = work.add(FeePeriod(patient_id=patient.id, starts_on=new.starts_on))
            else:
                row = work.get(FeePeriod, new.period_id, version=new.version)
                if row.patient_id != patient.id:
                    raise InvalidValue("period_id", "other_patient")
            row.starts_on, row.opening_sum = new.starts_on, new.opening_sum
            row.free_card_until = new.free_card_until
            work.log(
                Action.CREATE if new.period_id is None else Action.CHANGE,
                kind="fee_period",
                record_id=row.id,
                patient_id=patient.id,
                details={"opening_sum": new.opening_sum},
            )
            account = self._account(work, patient)
            work.commit()
        return account

    # --- "ej debiterad" ----------------------------------------------------------------------

    def waive(self, contact_id: str, reason: str) -> FeeAccount:
        """Take a fee away; who, why and what it was stay. Raises `Incomplete`, `RuleRefused`."""
        return self._change(contact_id, reason, waive=True)

    def charge_again(self, contact_id: str, reason: str) -> FeeAccount:
        """Put a fee back that was taken away by mistake. Raises as `waive`."""
        return self._change(contact_id, reason, waive=False)

    def _change(self, contact_id: str, reason: str, *, waive: bool) -> FeeAccount:
        why = fields.line(reason, "reason")
        if not why:
            raise Incomplete(("reason",))
        with open_work(self._workplace, Permission.KEEP_FEES) as work:
            contact = work.get(CareContact, contact_id)
            is_waived = contact.fee_reason == Reason.WAIVED
            if waive and not contact.fee:
                raise RuleRefused("FEE-1", "nothing_charged")
            if not waive and not is_waived:
                raise RuleRefused("FEE-1", "not_waived")
            before, after = contact.fee, 0
            word = Reason.WAIVED.value
            if not waive:
                newest = work.find(FeeChange, contact_id=contact.id, order_by=("-signed_at",))[0]
                after = newest.fee_before
                whole = after >= fee_accounts.profile(work, self._catalogue).amount
                word = (Reason.ORDINARY if whole else Reason.LAST_PART).value
            contact.fee, contact.fee_reason = after, word
            actor = work.actor
            change = work.add(
                FeeChange(
                    contact_id=contact.id,
                    patient_id=contact.patient_id,
                    fee_before=before,
                    fee_after=after,
                    reason=why,
                    signed_at=work.now(),
                    signed_by_id=actor.user_id,
                    signed_by_name=actor.name,
                    signed_role=actor.role.value,
                )
            )
            work.log(
                Action.CORRECT,
                kind="fee_change",
                record_id=change.id,
                patient_id=contact.patient_id,
                details={"before": before, "after": after},
            )
            account = self._account(work, work.get(Patient, contact.patient_id))
            work.commit()
        return account

    # --- the month ---------------------------------------------------------------------------

    def month(self, year: int, month: int) -> FeeMonth:
        """Every contact of a month with its fee; logged."""
        first = date(year, month, 1)
        with open_work(self._workplace, Permission.SEE_FEES) as work:
            rows = _month_rows(work, first)
            work.log(Action.READ, kind="fee_month", details={"month": first.strftime("%Y-%m")})
            work.commit()
        charged = sum(row.fee > 0 for row in rows)
        return FeeMonth(
            first=first,
            rows=tuple(rows),
            total=sum(row.fee for row in rows),
            charged=charged,
            uncharged=len(rows) - charged,
        )

    def save_month(self, year: int, month: int, target: Path) -> SavedTable:
        """Write the month's basis as a table, every contact of it; logged before it is written.

        Raises `DiskFull`, `FolderReadOnly`; then no file is left behind.
        """
        first = date(year, month, 1)
        with open_work(self._workplace, Permission.SEE_FEES) as work:
            rows = _month_rows(work, first)
            tables = printing.tabled(FeeBasisFacts(tuple(map(_line, rows))))
            work.log(
                Action.EXPORT,
                kind="fee_month",
                details={
                    "month": first.strftime("%Y-%m"),
                    "rows": len(rows),
                    "sha256": hashlib.sha256(tables.table).hexdigest(),
                },
            )
            work.commit()
        return saved_files.write_table(target, tables, rows=len(rows))

    def profile(self) -> FeeProfile:
        """The clinic's fee profile."""
        with open_reading(self._workplace, Permission.SEE_FEES) as work:
            return fee_accounts.profile(work, self._catalogue)


def _ensure_possible(new: NewPeriod, *, today: date) -> None:
    if not 0 <= new.opening_sum <= _MOST_KRONOR:
        raise InvalidValue("opening_sum", "range", {"low": 0, "high": _MOST_KRONOR})
    if new.starts_on > today:
        raise InvalidValue("starts_on", "future")
    if (today - new.starts_on).days > _OLDEST_DAYS:
        raise InvalidValue("starts_on", "too_old")
    card = new.free_card_until
    if card is not None and not new.starts_on <= card <= today + timedelta(_LONGEST_CARD_DAYS):
        raise InvalidValue("free_card_until", "card_range")


def _ensure_apart(new: NewPeriod, periods: Sequence[FeePeriod]) -> None:
    """Two periods of twelve months never share a day."""
    wanted = Period(new.starts_on)
    for row in periods:
        kept = Period(row.starts_on)
        shares = kept.starts_on <= wanted.last_day and wanted.starts_on <= kept.last_day
        if row.id != new.period_id and shares:
            raise InvalidValue("starts_on", "period_overlaps")


def _period(profile: FeeProfile, row: FeePeriod, paid: list[Paid], today: date) -> PeriodView:
    period = Period(row.starts_on, row.opening_sum, row.free_card_until)
    found = fees.standing(profile, period, paid, today)
    return PeriodView(
        id=row.id,
        version=row.version,
        starts_on=row.starts_on,
        last_day=period.last_day,
        opening_sum=row.opening_sum,
        free_card_until=row.free_card_until,
        total=found.total,
        ceiling=found.ceiling,
        over=found.over,
        free_until=found.free_until,
        is_now=period.covers(today),
    )


def _month_rows(work: UnitOfWork, first: date) -> list[FeeRow]:
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    pairs = list_fees.contacts_between(work, first, last)
    patients = {patient.id for _, patient in pairs}
    return _rows(
        work, pairs, list_fees.contacts_of(work, patients), list_fees.periods_of(work, patients)
    )


def _line(row: FeeRow) -> FeeLine:
    return FeeLine(
        on=row.on,
        contact_id=row.contact_id,
        name=row.name,
        identity=row.identity,
        protected=row.protected,
        channel=row.channel,
        fee=row.fee,
        reason=row.reason,
        sum_after=row.sum_after,
        changes=tuple(
            FeeChangeLine(one.before, one.after, one.reason, one.by, local_day(one.at))
            for one in row.changes
        ),
    )


def _rows(
    work: UnitOfWork,
    pairs: Sequence[tuple[CareContact, Patient]],
    contacts: Sequence[CareContact],
    periods: Sequence[FeePeriod],
) -> list[FeeRow]:
    sums = _sums(contacts, periods)
    return [
        FeeRow(
            contact_id=contact.id,
            patient_id=patient.id,
            name=masked.listed_name(patient),
            identity=masked.listed_identity(patient),
            protected=patient.protected_identity,
            on=contact.on,
            channel=contact.channel,
            fee=contact.fee,
            reason=contact.fee_reason,
            sum_after=sums[contact.id],
            changes=_changes(work, contact),
        )
        for contact, patient in pairs
    ]


def _changes(work: UnitOfWork, contact: CareContact) -> tuple[FeeChangeRow, ...]:
    rows = work.find(FeeChange, contact_id=contact.id, order_by=("signed_at",))
    return tuple(
        FeeChangeRow(
            row.fee_before, row.fee_after, row.reason, row.signed_by_name or "", row.created_at
        )
        for row in rows
    )


def _sums(contacts: Sequence[CareContact], periods: Sequence[FeePeriod]) -> Mapping[str, int]:
    """The sum of its twelve months after each contact."""
    totals: dict[str, int] = {row.id: row.opening_sum for row in periods}
    found: dict[str, int] = {}
    for contact in contacts:
        own = [
            row
            for row in periods
            if row.patient_id == contact.patient_id and Period(row.starts_on).covers(contact.on)
        ]
        if not own:
            found[contact.id] = contact.fee
            continue
        totals[own[-1].id] += contact.fee
        found[contact.id] = totals[own[-1].id]
    return found
