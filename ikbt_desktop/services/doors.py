"""The door of a record: what is asked before it opens, and the reason that somebody gave."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ikbt_desktop.clinic import care_relation
from ikbt_desktop.clinic.care_relation import Ground, Reason, Why
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import InvalidValue, NotFound
from ikbt_desktop.models import Opening, Patient
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fields
from ikbt_desktop.storage import doors, list_patients, masked
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work


@dataclass(frozen=True)
class ClosedDoor:
    """What stands before a record. Of a blocked one nothing is told but that it is blocked."""

    patient_id: str
    name: str
    identity: str
    protected: bool
    why: frozenset[Why]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class OpenedDoor:
    """The reason that holds for this visit, to stand in the banner."""

    ground: Ground
    words: str
    until: datetime
    through_block: bool


class Doors:
    """Ask what is asked, give the reason, see that it is known."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def at(self, patient_id: str) -> ClosedDoor | None:
        """What stands before the record; None when it is open to this person. Opens nothing."""
        with open_reading(self._workplace, Permission.OPEN_PATIENT) as work:
            if patient_id in work.hidden:
                return _blocked(work, patient_id)
            patient = work.glance(Patient, patient_id)
            why = _closed(work, patient_id)
            if not why or _standing(work, patient_id) is not None:
                return None
            return _door(patient, why)

    def opened(self, patient_id: str) -> OpenedDoor | None:
        """The reason that this person gave and that still holds; None where none was asked for."""
        with open_reading(self._workplace, Permission.OPEN_PATIENT) as work:
            return opened(work, patient_id)

    def behind(self, text: str) -> ClosedDoor | None:
        """The blocked record of the person whose whole number was typed; None when there is none.

        That a block exists may be told (PDL 4:4); whose it is, the typed number says already. Who
        may not lift a block gets no reasons to choose among.
        """
        with open_reading(self._workplace, Permission.LIST_PATIENTS) as work:
            patient_id = list_patients.blocked(work, text)
            return None if patient_id is None else _blocked(work, patient_id)

    def open(self, patient_id: str, ground: Ground, words: str = "") -> None:
        """Give the reason; it is logged as a reading, and holds for a few hours.

        Raises `InvalidValue` ("ground" "unknown", "words" "empty"), `NotFound` when the record
        needs no reason.
        """
        with open_work(self._workplace, Permission.OPEN_PATIENT) as work:
            why = _closed(work, patient_id)
            if not why:
                raise NotFound("door")
            reason = next((one for one in _reasons(why) if one.ground is ground), None)
            if reason is None:
                raise InvalidValue("ground", "unknown")
            self._enter(work, patient_id, reason, words, through_block=False)

    def pass_block(self, patient_id: str, ground: Ground, words: str) -> None:
        """See a blocked record for a few hours: the patient consents, or it is an emergency.

        The block itself stands. Raises as `open`.
        """
        with open_work(self._workplace, Permission.LIFT_BLOCK) as work:
            if patient_id not in work.hidden:
                raise NotFound("block")
            found = _reasons(frozenset({Why.BLOCKED}))
            reason = next((one for one in found if one.ground is ground), None)
            if reason is None:
                raise InvalidValue("ground", "unknown")
            self._enter(work, patient_id, reason, words, through_block=True)

    def _enter(
        self, work: UnitOfWork, patient_id: str, reason: Reason, words: str, *, through_block: bool
    ) -> None:
        told = fields.prose(words, "words", length=fields.LINE * 5, required=reason.words)
        work.add(
            Opening(
                user_id=work.actor.user_id,
                patient_id=patient_id,
                until=work.now() + timedelta(hours=care_relation.rules().visit_hours),
                ground=reason.ground.value,
                words=told,
                through_block=through_block,
            )
        )
        work.log(
            Action.READ,
            kind="block" if through_block else "door",
            record_id=patient_id,
            patient_id=patient_id,
            reason=told or None,
            details={"by": reason.ground.value},
            waits=False,
        )
        work.commit()


def opened(work: UnitOfWork, patient_id: str) -> OpenedDoor | None:
    """The reason that the actor gave for this record and that still holds."""
    opening = _standing(work, patient_id)
    if opening is None:
        return None
    return OpenedDoor(Ground(opening.ground), opening.words, opening.until, opening.through_block)


def _blocked(work: UnitOfWork, patient_id: str) -> ClosedDoor:
    why = frozenset({Why.BLOCKED})
    found = _reasons(why) if work.actor.may(Permission.LIFT_BLOCK) else ()
    return ClosedDoor(patient_id, "", "", protected=False, why=why, reasons=found)


def _closed(work: UnitOfWork, patient_id: str) -> frozenset[Why]:
    ties = doors.ties_of(work.session, work.actor, patient_id, now=work.now())
    return doors.closed(work.session, patient_id, ties)


def _standing(work: UnitOfWork, patient_id: str) -> Opening | None:
    return doors.standing(work.session, work.actor, patient_id, now=work.now())


def _reasons(why: frozenset[Why]) -> tuple[Reason, ...]:
    return care_relation.reasons_for(why, care_relation.rules())


def _door(patient: Patient, why: frozenset[Why]) -> ClosedDoor:
    return ClosedDoor(
        patient.id,
        masked.listed_name(patient),
        masked.listed_identity(patient),
        patient.protected_identity,
        why,
        _reasons(why),
    )
