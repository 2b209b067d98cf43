"""Blocks that a patient asked for: placed, seen by those who see the patient, lifted."""

from dataclasses import dataclass
from datetime import datetime

from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.errors import InvalidValue, RuleRefused
from ikbt_desktop.models import AccessBlock, Patient, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fields, units
from ikbt_desktop.storage import list_units
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

_CARES = (Role.CLINICIAN, Role.COORDINATOR)


@dataclass(frozen=True)
class BlockRow:
    """One block. `against` names a person; without one it is against other units."""

    id: str
    version: int
    against: str | None
    wish: str
    placed_at: datetime
    placed_by: str
    lifted_at: datetime | None
    lifted_by: str
    lift_reason: str


@dataclass(frozen=True)
class NewBlock:
    """What the patient asks for. `user_id`: one person; None: everybody of other units.

    `asked_by`: "patient" or "guardian"; a guardian cannot block a child's record.
    """

    asked_by: str
    wish: str
    user_id: str | None = None


class Blocks:
    """A block hides the whole record from those it is meant for; it is lifted, never removed."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def of_patient(self, patient_id: str) -> tuple[BlockRow, ...]:
        """The patient's blocks, those that stand first, then the newest."""
        with open_reading(self._workplace, Permission.KEEP_BLOCKS) as work:
            work.get(Patient, patient_id)
            return _rows(work, patient_id)

    def persons(self) -> tuple[tuple[str, str], ...]:
        """Whom a block may be meant for: id and name of those who see patients."""
        with open_reading(self._workplace, Permission.KEEP_BLOCKS) as work:
            users = work.find(User, active=True, order_by=("name",))
            return tuple((one.id, one.name) for one in users if one.role != Role.ADMINISTRATOR)

    def other_units(self, patient_id: str) -> tuple[str, ...]:
        """The units that a block between units would shut out; none where the clinic is one."""
        with open_reading(self._workplace, Permission.KEEP_BLOCKS) as work:
            own = work.get(Patient, patient_id).unit_id
            return tuple(unit.name for unit in units.names(work) if unit.id != own)

    def place(self, patient_id: str, new: NewBlock) -> tuple[BlockRow, ...]:
        """Block the record at once.

        Raises:
            RuleRefused: "BLOCK": "guardian"; "one_unit" when there is no other unit; "standing"
                when the same block stands; "nobody_left" when no clinician or coordinator would
                see the patient.
            InvalidValue: "wish" is empty, "asked_by" or "user_id" is unknown.

        """
        if new.asked_by not in {"patient", "guardian"}:
            raise InvalidValue("asked_by", "unknown")
        wish = fields.prose(new.wish, "wish", length=fields.LINE * 5, required=True)
        if new.asked_by == "guardian":
            raise RuleRefused("BLOCK", "guardian")
        with open_work(self._workplace, Permission.KEEP_BLOCKS) as work:
            patient = work.get(Patient, patient_id)
            _ensure_meant_for_somebody(work, new)
            if work.first(AccessBlock, patient_id=patient_id, user_id=new.user_id, lifted_at=None):
                raise RuleRefused("BLOCK", "standing")
            block = work.add(
                AccessBlock(
                    patient_id=patient_id,
                    user_id=new.user_id,
                    wish=wish,
                    placed_by_name=work.actor.name,
                )
            )
            work.flush()
            if not _is_seen(work, patient.unit_id, _standing(work)[patient_id]):
                raise RuleRefused("BLOCK", "nobody_left")
            work.log(
                Action.CREATE,
                kind="block",
                record_id=block.id,
                patient_id=patient_id,
                reason=wish,
                details={"against": new.user_id or "units"},
            )
            rows = _rows(work, patient_id)
            work.commit()
            return rows

    def lift(self, block_id: str, reason: str, *, version: int) -> tuple[BlockRow, ...]:
        """End the block because the patient wants it so. Raises `InvalidValue`, `StaleRecord`."""
        words = fields.prose(reason, "reason", length=fields.LINE * 5, required=True)
        with open_work(self._workplace, Permission.LIFT_BLOCK) as work:
            block = work.get(AccessBlock, block_id, version=version)
            work.get(Patient, block.patient_id)
            if block.lifted_at is not None:
                raise RuleRefused("BLOCK", "lifted")
            block.lifted_at, block.lifted_by_name = work.now(), work.actor.name
            block.lift_reason = words
            work.log(
                Action.CHANGE,
                kind="block",
                record_id=block.id,
                patient_id=block.patient_id,
                reason=words,
                details={"lifted": True},
            )
            rows = _rows(work, block.patient_id)
            work.commit()
            return rows


def _ensure_meant_for_somebody(work: UnitOfWork, new: NewBlock) -> None:
    if new.user_id is None:
        if len(units.names(work)) < 2:
            raise RuleRefused("BLOCK", "one_unit")
        return
    user = work.first(User, id=new.user_id)
    if user is None or user.role == Role.ADMINISTRATOR:
        raise InvalidValue("user_id", "unknown")


def unseen(work: UnitOfWork) -> frozenset[str]:
    """The blocked patients whom nobody who treats sees: a risk there would be left alone."""
    standing = _standing(work)
    whose = list_units.of_patients(work, standing)
    return frozenset(
        patient for patient, unit in whose.items() if not _is_seen(work, unit, standing[patient])
    )


def _standing(work: UnitOfWork) -> dict[str, set[str | None]]:
    """For whom each patient is blocked: persons, and None for everybody of other units."""
    found: dict[str, set[str | None]] = {}
    for block in work.find(AccessBlock, lifted_at=None):
        found.setdefault(block.patient_id, set()).add(block.user_id)
    return found


def _is_seen(work: UnitOfWork, unit_id: str | None, blocked: set[str | None]) -> bool:
    """Whether an active colleague who may lift a block is left of those who are not shut out."""
    return any(
        user.role in _CARES
        and user.id not in blocked
        and (None not in blocked or user.unit_id == unit_id)
        for user in work.find(User, active=True)
    )


def _rows(work: UnitOfWork, patient_id: str) -> tuple[BlockRow, ...]:
    found = work.find(AccessBlock, patient_id=patient_id, order_by=("-created_at",))
    rows = [_row(work, block) for block in found]
    return tuple(sorted(rows, key=lambda row: row.lifted_at is not None))


def _row(work: UnitOfWork, block: AccessBlock) -> BlockRow:
    return BlockRow(
        id=block.id,
        version=block.version,
        against=None if block.user_id is None else work.get(User, block.user_id).name,
        wish=block.wish,
        placed_at=block.created_at,
        placed_by=block.placed_by_name,
        lifted_at=block.lifted_at,
        lifted_by=block.lifted_by_name,
        lift_reason=block.lift_reason,
    )
