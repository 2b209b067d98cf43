"""Opening a record as a colleague does who stands in: with a reason, which is logged."""

from ikbt_desktop.services.doors import Doors
from ikbt_desktop.storage.unit_of_work import Workplace


def let_in(workplace: Workplace, patient_id: str) -> None:
    """Give the first reason that is offered, if one is asked for at all."""
    doors = Doors(workplace)
    closed = doors.at(patient_id)
    if closed is not None:
        doors.open(patient_id, closed.reasons[0].ground, "Vikarierar i dag.")
