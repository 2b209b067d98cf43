"""Blocked patients: they are not there for whom the block is meant, in any query whatever.

Which patients that are is asked once a unit of work; nearly always there are none, and then no
query is any different. Else each query that names a record of a patient leaves those out, be it a
list, a count, a chart or a single record (PDL 4:4, rules.md H.1).
"""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, event, or_
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from ikbt_desktop.models import AccessBlock, AuditEntry, Opening, Patient
from ikbt_desktop.models.base import Registry, utc_text

HIDDEN = "hidden"
# A block does not hide itself, nor the reason that was given, nor the log.
_OPEN: tuple[type[Registry], ...] = (AccessBlock, AuditEntry, Opening)
_BLOCKED = """
SELECT blocked.patient_id FROM access_block AS blocked
JOIN patient ON patient.id = blocked.patient_id
WHERE blocked.lifted_at IS NULL
  AND (blocked.user_id = :user OR blocked.user_id IS NULL
       AND patient.unit_id IS NOT (SELECT unit_id FROM "user" WHERE id = :user))
  AND NOT EXISTS (
    SELECT 1 FROM opening WHERE opening.user_id = :user AND opening.through_block
      AND opening.patient_id = blocked.patient_id AND opening.until > :now)
"""


def hidden_from(session: Session, user_id: str, *, now: datetime) -> frozenset[str]:
    """The patients who are blocked for this person and whom no given reason has opened."""
    connection: Any = session.connection().connection.dbapi_connection
    values = {"user": user_id, "now": utc_text(now)}
    return frozenset(patient for (patient,) in connection.execute(_BLOCKED, values))


def hide(session: Session, patients: frozenset[str]) -> None:
    """Have every query of the session leave these patients out from now on."""
    session.info[HIDDEN] = patients


@cache
def _named() -> tuple[type[Registry], ...]:
    """Each record that tells whose it is."""
    records = [mapper.class_ for mapper in Registry.registry.mappers]
    return tuple(one for one in records if hasattr(one, "patient_id") and one not in _OPEN)


@event.listens_for(Session, "do_orm_execute")
def _leave_out(state: ORMExecuteState) -> None:
    hidden = state.session.info.get(HIDDEN)
    if not hidden or not state.is_select:
        return
    ids = sorted(hidden)

    def _is_theirs(record: Any) -> ColumnElement[bool]:
        return or_(record.patient_id.is_(None), record.patient_id.not_in(ids))

    def _is_patient(record: Any) -> ColumnElement[bool]:
        seen: ColumnElement[bool] = record.id.not_in(ids)
        return seen

    state.statement = state.statement.options(
        with_loader_criteria(Patient, _is_patient, include_aliases=True),
        *(with_loader_criteria(one, _is_theirs, include_aliases=True) for one in _named()),
    )
