"""The clinic's care units: made, renamed, retired, and which of them cares for a patient."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import InvalidValue, NotFound, RuleRefused
from ikbt_desktop.models import AccessBlock, ClinicProfile, Patient, Unit, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fields
from ikbt_desktop.storage import list_units
from ikbt_desktop.storage.list_units import Standing
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work


@dataclass(frozen=True)
class FormerName:
    """What a unit was called, and until which day."""

    name: str
    until: date


@dataclass(frozen=True)
class UnitRow:
    """One unit and what hangs on it. Without an id it is the clinic itself, as long as it is one.

    `in_care` are patients with an open referral, treatment or risk case; `blocked` are those whose
    record is blocked for other units.
    """

    id: str
    version: int
    name: str
    former_names: tuple[FormerName, ...] = ()
    retired_at: datetime | None = None
    colleagues: int = 0
    patients: int = 0
    in_care: int = 0
    blocked: int = 0


@dataclass(frozen=True)
class UnitName:
    """A unit to choose in a list."""

    id: str
    name: str


class Units:
    """A clinic is one unit, itself, until somebody adds another; then it has a name of its own.

    From then on every colleague and every patient belongs to one unit.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # --- reading -----------------------------------------------------------------------------

    def rows(self) -> tuple[UnitRow, ...]:
        """Every unit, those in use first; a clinic that is one unit has one row without an id."""
        with open_reading(self._workplace, Permission.EDIT_CLINIC) as work:
            return _rows(work)

    def names(self) -> tuple[UnitName, ...]:
        """The units to choose from; none in a clinic that is one unit. Everybody may know them."""
        with open_reading(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            return names(work)

    def own(self) -> str | None:
        """The unit of the signed-in person; None in a clinic that is one unit."""
        with open_reading(self._workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
            return work.get(User, work.actor.user_id).unit_id

    # --- the units themselves ----------------------------------------------------------------

    def add(self, name: str) -> tuple[UnitRow, ...]:
        """A new unit, still empty.

        With the first one the clinic itself becomes a unit of its own name, to which everybody and
        every patient belongs until they are moved. Raises `InvalidValue` ("name", "empty"/"taken").
        """
        wanted = fields.line(name, "name", length=fields.NAME, required=True)
        with open_work(self._workplace, Permission.EDIT_CLINIC) as work:
            if work.count(Unit) == 0:
                _become_a_unit(work, beside=wanted)
            _ensure_free(work, wanted)
            unit = work.add(Unit(name=wanted))
            work.flush()
            work.log(Action.CREATE, kind="unit", record_id=unit.id, details={"name": wanted})
            rows = _rows(work)
            work.commit()
            return rows

    def rename(self, unit_id: str, name: str, *, version: int) -> tuple[UnitRow, ...]:
        """Another name from now on; log and papers keep the name of their day.

        Raises `InvalidValue` ("name", "empty"/"taken"), `StaleRecord`, `NotFound`.
        """
        wanted = fields.line(name, "name", length=fields.NAME, required=True)
        with open_work(self._workplace, Permission.EDIT_CLINIC) as work:
            unit = work.get(Unit, unit_id, version=version)
            before = unit.name
            if wanted == before:
                return _rows(work)
            _ensure_free(work, wanted, but=unit.id)
            until = local_day(work.now()).isoformat()
            unit.former_names = [*unit.former_names, {"name": before, "until": until}]
            unit.name = wanted
            work.flush()
            work.log(
                Action.CHANGE,
                kind="unit",
                record_id=unit.id,
                version=unit.version,
                details={"from": before, "to": wanted},
            )
            rows = _rows(work)
            work.commit()
            return rows

    def retire(self, unit_id: str, *, version: int) -> tuple[UnitRow, ...]:
        """Take a unit out of use: nobody and nothing new comes to it.

        Raises:
            RuleRefused: "UNIT": "blocked", "in_care" or "colleagues" while such hang on it; "last"
                when no other is in use.
            StaleRecord, NotFound.

        """
        with open_work(self._workplace, Permission.EDIT_CLINIC) as work:
            unit = work.get(Unit, unit_id, version=version)
            if unit.retired_at is not None:
                return _rows(work)
            if work.count(Unit, retired_at=None) < 2:
                raise RuleRefused("UNIT", "last")
            hangs = list_units.standing(work).get(unit.id, Standing())
            if hangs.blocked:
                raise RuleRefused("UNIT", "blocked")
            if hangs.in_care:
                raise RuleRefused("UNIT", "in_care")
            if hangs.colleagues:
                raise RuleRefused("UNIT", "colleagues")
            return self._in_use(work, unit, since=work.now())

    def bring_back(self, unit_id: str, *, version: int) -> tuple[UnitRow, ...]:
        """Take a retired unit into use again. Raises `StaleRecord`, `NotFound`."""
        with open_work(self._workplace, Permission.EDIT_CLINIC) as work:
            unit = work.get(Unit, unit_id, version=version)
            return self._in_use(work, unit, since=None)

    def _in_use(
        self, work: UnitOfWork, unit: Unit, *, since: datetime | None
    ) -> tuple[UnitRow, ...]:
        unit.retired_at = since
        work.flush()
        work.log(
            Action.CHANGE,
            kind="unit",
            record_id=unit.id,
            version=unit.version,
            details={"name": unit.name, "in_use": since is None},
        )
        rows = _rows(work)
        work.commit()
        return rows

    # --- a patient's unit --------------------------------------------------------------------

    def move_patient(self, patient_id: str, unit_id: str, *, reason: str, version: int) -> None:
        """From now on that unit cares for the patient.

        A record that is blocked for other units is not moved to one of them: the block is lifted
        first, as the patient wishes, and made anew there.

        Raises:
            RuleRefused: "UNIT", "moved_blocked".
            InvalidValue: ("unit_id", "unknown"), ("reason", "empty").
            StaleRecord, NotFound.

        """
        words = fields.prose(reason, "reason", length=fields.LINE * 5, required=True)
        with open_work(self._workplace, Permission.EDIT_PATIENT) as work:
            patient = work.get(Patient, patient_id, version=version)
            before = patient.unit_id
            patient.unit_id = checked(work, unit_id)
            if patient.unit_id == before:
                return
            if work.first(AccessBlock, patient_id=patient.id, user_id=None, lifted_at=None):
                raise RuleRefused("UNIT", "moved_blocked")
            work.flush()
            work.log(
                Action.CHANGE,
                kind="patient_unit",
                record_id=patient.id,
                patient_id=patient.id,
                version=patient.version,
                reason=words,
                details={
                    "from": list_units.name_of(work, before),
                    "to": list_units.name_of(work, unit_id),
                },
            )
            work.commit()


def names(work: UnitOfWork) -> tuple[UnitName, ...]:
    """The units in use; none while the clinic is one unit."""
    found = work.find(Unit, retired_at=None, order_by=("name",))
    return tuple(UnitName(unit.id, unit.name) for unit in found)


def checked(work: UnitOfWork, unit_id: str | None) -> str | None:
    """The unit to belong to; where there is but one, that one; None while the clinic is one unit.

    Raises:
        InvalidValue: ("unit_id", "unknown") a unit that is none or retired; ("unit_id", "empty")
            none was chosen among several.

    """
    known = names(work)
    if unit_id is None:
        if len(known) > 1:
            raise InvalidValue("unit_id", "empty")
        return known[0].id if known else None
    if unit_id not in {unit.id for unit in known}:
        raise InvalidValue("unit_id", "unknown")
    return unit_id


def own_in_use(work: UnitOfWork) -> str | None:
    """The unit of the person at work, if new patients may come to it."""
    own = work.get(User, work.actor.user_id).unit_id
    return own if own in {unit.id for unit in names(work)} else None


def _ensure_free(work: UnitOfWork, name: str, *, but: str = "") -> None:
    taken = (unit for unit in work.find(Unit) if unit.id != but)
    if any(unit.name.casefold() == name.casefold() for unit in taken):
        raise InvalidValue("name", "taken")


def _become_a_unit(work: UnitOfWork, *, beside: str) -> None:
    """The clinic itself, with all that is in it, as the first unit."""
    profile = work.first(ClinicProfile)
    if profile is None:
        raise NotFound("clinic_profile")
    if profile.name.casefold() == beside.casefold():
        raise InvalidValue("name", "taken")
    unit = work.add(Unit(name=profile.name))
    work.flush()
    list_units.settle(work, unit.id)
    work.log(Action.CREATE, kind="unit", record_id=unit.id, details={"name": unit.name})


def _rows(work: UnitOfWork) -> tuple[UnitRow, ...]:
    standing = list_units.standing(work)
    found = work.find(Unit, order_by=("name",))
    if not found:
        profile = work.first(ClinicProfile)
        itself = UnitRow("", 0, "" if profile is None else profile.name)
        return (_counted(itself, standing.get(None, Standing())),)
    rows = [_counted(_row(unit), standing.get(unit.id, Standing())) for unit in found]
    return tuple(sorted(rows, key=lambda row: row.retired_at is not None))


def _row(unit: Unit) -> UnitRow:
    former = (
        FormerName(before["name"], date.fromisoformat(before["until"]))
        for before in unit.former_names
    )
    return UnitRow(unit.id, unit.version, unit.name, tuple(former), unit.retired_at)


def _counted(row: UnitRow, hangs: Standing) -> UnitRow:
    return replace(
        row,
        colleagues=hangs.colleagues,
        patients=hangs.patients,
        in_care=hangs.in_care,
        blocked=hangs.blocked,
    )
