"""Opens, joins and quiets risk cases as answers come in; shared by screenings and measurements.

A flag is kept with its origin (the form that it stands in) and is never removed. When the answer
behind it is corrected, it is marked as retracted; a case whose flags are all retracted can be
closed as a mistake, by signature, and not otherwise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ikbt_desktop.clinic import risk
from ikbt_desktop.clinic.instruments import Instrument, Level
from ikbt_desktop.clinic.lifecycles import RiskCaseState
from ikbt_desktop.models import RiskCase, RiskFlag
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import new_id
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


@dataclass(frozen=True)
class Raised:
    """One broken rule, told by the form that it stands in."""

    name: str
    rule: str  # "item", "total", "rise", "by_hand"
    instrument: str = ""
    item: int | None = None
    value: int | None = None
    previous: int | None = None
    reason: str = ""
    measured_on: date | None = None
    measurement_id: str | None = None
    level: Level = Level.RED

    @property
    def sign(self) -> tuple[object, ...]:
        """What tells one flag of a form from another: a rise from elsewhere is another rise."""
        return self.name, self.value, self.previous if self.rule == "rise" else None


def raised(
    instrument: Instrument,
    flags: Iterable[risk.Flag],
    *,
    measured_on: date,
    measurement_id: str | None = None,
) -> tuple[Raised, ...]:
    """The flags as a case keeps them, soft ones too: each opens the case or joins it."""
    rules = {rule.name: rule for rule in instrument.risks}
    return tuple(
        Raised(
            name=flag.rule,
            rule=_kind(rules[flag.rule].rise is not None, flag.item),
            instrument=flag.instrument,
            item=flag.item,
            value=flag.value,
            previous=flag.previous,
            measured_on=measured_on,
            measurement_id=measurement_id,
            level=flag.level,
        )
        for flag in flags
    )


def _kind(is_rise: bool, item: int | None) -> str:
    if is_rise:
        return "rise"
    return "total" if item is None else "item"


def flag_by_hand(reason: str) -> Raised:
    """Acute suicidality found in any other way than by a form."""
    return Raised(name=BY_HAND, rule=BY_HAND, reason=reason)


def open_case(work: UnitOfWork, patient_id: str) -> RiskCase | None:
    """The patient's open case; there is at most one."""
    return work.first(RiskCase, patient_id=patient_id, state=RiskCaseState.OPEN)


def is_pressing(case: RiskCase) -> bool:
    """Whether the case stops everything else; a soft one locks no page and no decision."""
    return case.urgency == Level.RED


def pressing_case(work: UnitOfWork, patient_id: str) -> RiskCase | None:
    """The patient's open case where it stops everything else."""
    case = open_case(work, patient_id)
    return case if case is not None and is_pressing(case) else None


def flags_of(work: UnitOfWork, case: RiskCase) -> list[RiskFlag]:
    """Every flag of the case, retracted ones too, in the order that they came."""
    return work.find(RiskFlag, risk_case_id=case.id, order_by=("number",))


def watch(
    work: UnitOfWork, origin: Origin, found: Iterable[Raised], *, is_new: bool = False
) -> RiskCase | None:
    """Bring the patient's risk case in line with what `origin` says now; gives the open case.

    New flags open a case or join the open one. Flags of this origin that no longer hold are
    retracted. A flag that a signed assessment has already met does not open a second case, unless
    a person says it anew (`is_new`): no figure tells such a word from the one that was met.
    """
    case = open_case(work, origin.patient_id)
    met = () if is_new else _met(work, origin)
    standing: dict[tuple[object, ...], Raised] = {}
    for flag in found:
        if not _is_met(flag, met):
            standing.setdefault(flag.sign, flag)
    if case is None:
        return _open(work, origin, standing.values()) if standing else None
    if _merge(work, case, origin, standing):
        case.screening_id = case.screening_id or origin.screening_id
        case.treatment_id = case.treatment_id or origin.treatment_id
        case.touch()
        _log(work, Action.CHANGE, case)
    return case


def may_be_mistake(flags: Iterable[RiskFlag]) -> bool:
    """Whether no answer stands behind the case any more; what a person raised, a person judges."""
    return all(flag.retracted_at is not None or flag.origin.startswith(_HAND) for flag in flags)


def origin_by_hand(patient_id: str, *, treatment_id: str | None) -> Origin:
    """A person's own word, each time anew."""
    return Origin(f"{_HAND}{new_id()}", patient_id, treatment_id=treatment_id)


def deepened_assessment(work: UnitOfWork, *, patient_id: str, screening_id: str) -> str | None:
    """What the in-depth assessment said, for EXC-3: "acute", "not_acute" or None (not done).

    An open case is not done yet, but the word "acute" counts from the moment that it is chosen.
    """
    case = pressing_case(work, patient_id)
    if case is not None:
        return "acute" if case.level == risk.ACUTE else None
    done = closed_for(work, patient_id=patient_id, screening_id=screening_id)
    if done is None:
        return None
    return "acute" if done.level == risk.ACUTE else "not_acute"


def stands_acute(work: UnitOfWork, patient_id: str) -> bool:
    """ACU-1: whether the patient's newest signed assessment, whatever it was for, says acute."""
    newest = work.first(
        RiskCase, patient_id=patient_id, state=RiskCaseState.CLOSED, order_by=("-number",)
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
        or any(flag.origin.startswith(mark) for flag in flags_of(work, case))
    ]
    return max(belonging, key=lambda case: case.number, default=None)


def _met(work: UnitOfWork, origin: Origin) -> tuple[RiskFlag, ...]:
    """The flags of this origin that a signed assessment has dealt with."""
    closed = work.find(RiskCase, patient_id=origin.patient_id, state=RiskCaseState.CLOSED)
    return tuple(
        flag
        for case in closed
        for flag in work.find(RiskFlag, risk_case_id=case.id, origin=origin.key)
        if flag.retracted_at is None
    )


def _is_met(flag: Raised, met: Iterable[RiskFlag]) -> bool:
    """Whether the same rule was assessed at this value or a worse one."""
    return any(old.name == flag.name and (old.value or 0) >= (flag.value or 0) for old in met)


def _open(work: UnitOfWork, origin: Origin, flags: Iterable[Raised]) -> RiskCase:
    case = work.add(
        RiskCase(
            patient_id=origin.patient_id,
            number=work.count(RiskCase, patient_id=origin.patient_id) + 1,
            screening_id=origin.screening_id,
            treatment_id=origin.treatment_id,
            state=RiskCaseState.OPEN,
            opened_at=work.now(),
            deadline_at=risk.deadline(work.now()),
            urgency=Level.SOFT,
        )
    )
    work.flush()
    for number, flag in enumerate(flags, start=1):
        _keep(work, case, origin, flag, number=number)
    _log(work, Action.CREATE, case)
    return case


def _merge(
    work: UnitOfWork,
    case: RiskCase,
    origin: Origin,
    standing: Mapping[tuple[object, ...], Raised],
) -> bool:
    """Bring the flags of this origin up to date; nothing is taken away. Whether any changed."""
    kept, wanted, changed = flags_of(work, case), dict(standing), False
    for old in kept:
        if old.origin != origin.key or old.retracted_at is not None:
            continue
        flag = wanted.pop(_sign(old), None)
        if flag is None:
            old.retracted_at = work.now()
            changed = True
        elif old.measurement_id is None and flag.measurement_id is not None:
            old.measurement_id, old.measured_on = flag.measurement_id, flag.measured_on
            changed = True
    for number, flag in enumerate(wanted.values(), start=len(kept) + 1):
        _keep(work, case, origin, flag, number=number)
    return changed or bool(wanted)


def _sign(kept: RiskFlag) -> tuple[object, ...]:
    return kept.name, kept.value, kept.previous if kept.rule == "rise" else None


def _keep(work: UnitOfWork, case: RiskCase, origin: Origin, flag: Raised, *, number: int) -> None:
    if flag.level is Level.RED:  # it raises a soft case, and nothing lowers it again
        case.urgency = Level.RED
    work.add(
        RiskFlag(
            risk_case_id=case.id,
            number=number,
            origin=origin.key,
            measurement_id=flag.measurement_id,
            measured_on=flag.measured_on,
            instrument=flag.instrument,
            name=flag.name,
            rule=flag.rule,
            urgency=flag.level,
            item=flag.item,
            value=flag.value,
            previous=flag.previous,
            reason=flag.reason,
            raised_at=work.now(),
        )
    )


def _log(work: UnitOfWork, action: Action, case: RiskCase) -> None:
    """The log names how many flags stand, never what was answered."""
    work.flush()
    work.log(
        action,
        kind="risk_case",
        record_id=case.id,
        patient_id=case.patient_id,
        details={"standing_flags": work.count(RiskFlag, risk_case_id=case.id, retracted_at=None)},
    )
