"""REG-1: the regions of registration that the clinic leaves out; by default none."""

from collections.abc import Mapping
from typing import Any

from ikbt_desktop.clinic.programs import ensure_region
from ikbt_desktop.errors import InvalidValue, RuleRefused
from ikbt_desktop.models import ClinicProfile, Patient
from ikbt_desktop.services import fields
from ikbt_desktop.storage.unit_of_work import UnitOfWork

EXCLUDED = "excluded_regions"
_MOST = 30


def checked(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """The clinic's list as it is kept. Raises `InvalidValue`."""
    names = settings.get(EXCLUDED, ())
    if not isinstance(names, list | tuple) or len(names) > _MOST:
        raise InvalidValue(EXCLUDED, "format")
    return tuple(fields.line(name, EXCLUDED, length=fields.NAME, required=True) for name in names)


def ensure(work: UnitOfWork, patient: Patient) -> None:
    """Raise `RuleRefused` where the clinic leaves out the region of the patient's registration."""
    profile = work.first(ClinicProfile)
    names = profile.settings.get(EXCLUDED, ()) if profile is not None else ()
    ensure_region(patient.region, excluded=names)


def is_left_out(work: UnitOfWork, patient: Patient) -> bool:
    """Whether the patient could be given no program here, to say it before the work is done."""
    try:
        ensure(work, patient)
    except RuleRefused:
        return True
    return False
