"""Opens, joins and quiets risk cases as answers come in; shared by screenings and measurements.

A flag is kept with its origin (the form that it stands in) and is never removed. When the answer
behind it is corrected, it is marked as retracted; a case whose flags are all retracted can be
closed as a mistake, by signature, and not otherwise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ikbt_desktop.clinic import risk
from ikbt_desktop.clinic.instruments import Instrument, Level
from ikbt_desktop.clinic.lifecycles import RiskCaseState
from ikbt_desktop.models import RiskCase
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import new_id, utc_text
from ikbt_desktop.storage.unit_of_work import UnitOfWork

BY_HAND = "by_hand"
"""The rule word of a flag that a person raised, without a form."""
_HAND = "hand:"


@dataclass(frozen=True)
class Origin:
    """The place that flags come from; `key` tells one form from another."""

    key: str
    patient_id: str
    screening_id: str | None = None
    treatment_id: str | None = None


def origin_of_form(*, screening_id: str, patient_id: str, instrument: str) -> Origin:
    """A questionnaire inside a screening, from its first digit to its measurement."""
    return Origin(f"screening:{screening_id}:{instrument}", patient_id, screening_id=screening_id)


def red_flags(instrument: Instrument, flags: Iterable[risk.Flag]) -> tuple[dict[str, Any], ...]:
    """The red flags as a case keeps them. Soft ones ask the clinician and open no case."""
    rules = {rule.name: rule for rule in instrument.risks}
    return tuple(
        {
            "instrument": flag.instrument,
            "name": flag.rule,
            "rule": _kind(rules[flag.rule].rise is not None, flag.item),
            "item": flag.item,
            "value": flag.value,
            "previous": flag.previous,
        }
        for flag in flags
        if flag.level is Level.RED
    )


def _kind(is_rise: bool, item: int | None) -> str:
    if is_rise:
        return "rise"
    return "total" if item is None else "item"


def flag_by_hand(reason: str) -> dict[str, Any]:
    """Acute suicidality found in any other way than by a form."""
    return {
        "instrument": "",
        "name": BY_HAND,
        "rule": BY_HAND,
        "item": None,
        "value": None,
        "previous": None,
        "reason": reason,
    }


def open_case(work: UnitOfWork, patient_id: str) -> RiskCase | None:
    """The patient's open case; there is at most one."""
    return work.first(RiskCase, patient_id=patient_id, state=RiskCaseState.OPEN)


def watch(work: UnitOfWork, origin: Origin, found: Iterable[Mapping[str, Any]]) -> RiskCase | None:
    """Bring the patient's risk case in line with what `origin` says now; gives the open case.

    New flags open a case or join the open one. Flags of this origin that no longer hold are
    retracted. A flag that a signed assessment has already met does not open a second case.
    """
    case = open_case(work, origin.patient_id)
    met = _met(work, origin)
    standing = [flag for flag in found if not _is_met(flag, met)]
    if case is None:
        return _open(work, origin, standing) if standing else None
    flags = _merged(case.flags, origin, standing, utc_text(work.now()))
    if flags != case.flags:
        case.flags = flags
        case.screening_id = case.screening_id or origin.screening_id
        case.treatment_id = case.treatment_id or origin.treatment_id
        _log(work, Action.CHANGE, case)
    return case


def may_be_mistake(case: RiskCase) -> bool:
    """Whether no answer stands behind the case any more; what a person raised, a person judges."""
    return all(
        flag["retracted_at"] is not None or flag["origin"].startswith(_HAND) for flag in case.flags
    )


def origin_by_hand(patient_id: str, *, treatment_id: str | None) -> Origin:
    """A person's own word, each time anew."""
    return Origin(f"{_HAND}{new_id()}", patient_id, treatment_id=treatment_id)


def deepened_assessment(work: UnitOfWork, *, patient_id: str, screening_id: str) -> str | None:
    """What the in-depth assessment said, for EXC-3: "acute", "not_acute" or None (not done).

    An open case is not done yet, but the word "acute" counts from the moment that it is chosen.
    """
    case = open_case(work, patient_id)
    if case is not None:
        return "acute" if case.level == risk.ACUTE else None
    done = closed_for(work, patient_id=patient_id, screening_id=screening_id)
    if done is None:
        return None
    return "acute" if done.level == risk.ACUTE else "not_acute"


def stands_acute(work: UnitOfWork, patient_id: str) -> bool:
    """ACU-1: whether the patient's newest signed assessment, whatever it was for, says acute."""
    newest = work.first(
        RiskCase, patient_id=patient_id, state=RiskCaseState.CLOSED, order_by=("-signed_at",)
    )
    return newest is not None and newest.level == risk.ACUTE


def closed_for(work: UnitOfWork, *, patient_id: str, screening_id: str) -> RiskCase | None:
    """The last signed assessment that belongs to this screening, by opening or by a flag."""
    mark = f"screening:{screening_id}:"
    closed = work.find(RiskCase, patient_id=patient_id, state=RiskCaseState.CLOSED)
    belonging = [
        case
        for case in closed
        if case.screening_id == screening_id
        or any(flag["origin"].startswith(mark) for flag in case.flags)
    ]
    return max(belonging, key=lambda case: case.signed_at or case.opened_at, default=None)


def _met(work: UnitOfWork, origin: Origin) -> tuple[Mapping[str, Any], ...]:
    """The flags of this origin that a signed assessment has dealt with."""
    closed = work.find(RiskCase, patient_id=origin.patient_id, state=RiskCaseState.CLOSED)
    return tuple(
        flag
        for case in closed
        for flag in case.flags
        if flag["origin"] == origin.key and flag["retracted_at"] is None
    )


def _is_met(flag: Mapping[str, Any], met: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the same rule was assessed at this value or a worse one."""
    return any(
        old["name"] == flag["name"] and (old["value"] or 0) >= (flag["value"] or 0) for old in met
    )


def _open(work: UnitOfWork, origin: Origin, flags: Iterable[Mapping[str, Any]]) -> RiskCase:
    raised = utc_text(work.now())
    case = work.add(
        RiskCase(
            patient_id=origin.patient_id,
            screening_id=origin.screening_id,
            treatment_id=origin.treatment_id,
            state=RiskCaseState.OPEN,
            opened_at=work.now(),
            deadline_at=risk.deadline(work.now()),
            flags=[_kept(flag, origin, raised) for flag in flags],
        )
    )
    _log(work, Action.CREATE, case)
    return case


def _merged(
    kept: Iterable[Mapping[str, Any]],
    origin: Origin,
    standing: Iterable[Mapping[str, Any]],
    now: str,
) -> list[dict[str, Any]]:
    """The kept flags with those of this origin brought up to date; nothing is taken away."""
    wanted = {_sign(flag): flag for flag in standing}
    merged = []
    for flag in kept:
        mine = flag["origin"] == origin.key and flag["retracted_at"] is None
        if mine and wanted.pop(_sign(flag), None) is None:
            merged.append({**flag, "retracted_at": now})
        else:
            merged.append(dict(flag))
    return merged + [_kept(flag, origin, now) for flag in wanted.values()]


def _sign(flag: Mapping[str, Any]) -> tuple[str, Any]:
    return flag["name"], flag["value"]


def _kept(flag: Mapping[str, Any], origin: Origin, now: str) -> dict[str, Any]:
    return {**flag, "origin": origin.key, "raised_at": now, "retracted_at": None}


def _log(work: UnitOfWork, action: Action, case: RiskCase) -> None:
    """The log names how many flags stand, never what was answered."""
    count = sum(flag["retracted_at"] is None for flag in case.flags)
    work.log(
        action,
        kind="risk_case",
        record_id=case.id,
        patient_id=case.patient_id,
        details={"standing_flags": count},
    )
