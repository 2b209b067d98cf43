"""The figures of the rules that a clinic may set: where each stands, and how far it may go."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ikbt_desktop.clinic.data_files import COURSE_CHECK, INTAKE, LIMITS, FileKind, Key

Step = str | int


@dataclass(frozen=True)
class RuleFigure:
    """One figure of one rule. `path` leads to it in the file; `whole`: no part of a unit."""

    rule: str
    name: str
    path: tuple[Step, ...]
    low: float
    high: float
    whole: bool = True


def _threshold(rule: str, name: str, low: float, high: float, *, whole: bool = True) -> RuleFigure:
    return RuleFigure(rule, name, ("thresholds", name), low, high, whole)


# The upper ends are those of the forms (AUDIT 40, AUDIT-C 12, DUDIT 44) and of a day and a week.
# EXC-3 may only be lowered: what is above the shipped limit is refused by clinic.watchfulness.
CRITERIA_FIGURES = (
    _threshold("INC-3", "hours_at_least", 0.5, 40, whole=False),
    _threshold("INC-3", "hours_noted_below", 0.5, 40, whole=False),
    _threshold("INC-4", "minutes_at_least", 5, 240),
    _threshold("INC-4", "minutes_noted_below", 5, 240),
    _threshold("EXC-2", "audit_male", 1, 40),
    _threshold("EXC-2", "audit_female", 1, 40),
    _threshold("EXC-2", "audit_c_male", 1, 12),
    _threshold("EXC-2", "audit_c_female", 1, 12),
    _threshold("EXC-2", "dudit_male", 1, 44),
    _threshold("EXC-2", "dudit_female", 1, 44),
    _threshold("EXC-3", "madrs_above", 0, 41),
    _threshold("EXC-3", "madrs_item_at_least", 1, 4),
    RuleFigure("SEV-1", "madrs-s", ("severe", "madrs-s"), 1, 54),
    RuleFigure("SEV-1", "phq-9", ("severe", "phq-9"), 1, 27),
    RuleFigure("SEV-1", "gad-7", ("severe", "gad-7"), 1, 21),
    RuleFigure("SEV-1", "isi", ("severe", "isi"), 1, 28),
    RuleFigure("LEN-1", "weeks_low", ("lengths", "weeks_low"), 1, 30),
    RuleFigure("LEN-1", "weeks_high", ("lengths", "weeks_high"), 1, 30),
    RuleFigure("LEN-2", "sections_low", ("lengths", "sections_low"), 1, 30),
    RuleFigure("LEN-2", "sections_high", ("lengths", "sections_high"), 1, 30),
)
LIMIT_FIGURES = (
    RuleFigure("FB-1", "feedback_days", ("feedback_days",), 1, 60),
    *(
        RuleFigure("ACT-1", name, ("inactivity", place, "days"), 1, 365)
        for place, name in enumerate(("reminder", "phone", "letter", "proposal_to_close"))
    ),
)
FEE_FIGURES = (
    RuleFigure("FEE-1", "amount", ("amount",), 0, 5_000),
    RuleFigure("FEE-1", "least_per_week", ("least_per_week",), 0, 5_000),
    RuleFigure("FEE-1", "free_under_age", ("free_under_age",), 0, 150),
)
# No source gives these limits. The ends are this house's: a year of weeks, the highest MADRS-S.
CHECK_FIGURES = (
    RuleFigure("CHECK", "check_week", ("week",), 1, 52),
    RuleFigure("CHECK", "check_change", ("change", "limit"), 0, 54),
    RuleFigure("CHECK", "check_sections", ("sections", "limit"), 0, 30),
    RuleFigure("CHECK", "check_contact", ("contact", "limit"), 1, 365),
    RuleFigure("CHECK-WORSE", "check_worse", ("deterioration", 0, "limit"), 1, 54),
)
TRIED: frozenset[FileKind] = frozenset(
    {FileKind.CRITERIA, FileKind.LIMITS, FileKind.FEES, FileKind.COURSE_CHECK}
)
"""Kinds of file that hold rules: none is put in force before it is tried on past cases."""


OWN_CHOICE = "Klinikens eget val"
"""Where a limit comes from once the clinic has set it; the files are in Swedish."""


def figures_of(key: Key) -> tuple[RuleFigure, ...]:
    """The figures that the clinic may set in a file; none in a file of another kind."""
    kind, code = key
    if kind is FileKind.FEES:
        return FEE_FIGURES
    one = {
        (FileKind.CRITERIA, INTAKE): CRITERIA_FIGURES,
        (FileKind.LIMITS, LIMITS): LIMIT_FIGURES,
        (FileKind.COURSE_CHECK, COURSE_CHECK): CHECK_FIGURES,
    }
    return one.get((kind, code), ())


def value_of(values: Mapping[str, Any], figure: RuleFigure) -> float | None:
    """What stands there; None in a file that lacks it."""
    here: Any = values
    for step in figure.path:
        try:
            here = here[step]
        except (KeyError, IndexError):
            return None
    return here if isinstance(here, int | float) and not isinstance(here, bool) else None


def with_figures(
    values: Mapping[str, Any], changes: Mapping[RuleFigure, float], *, version: str
) -> dict[str, Any]:
    """The file's values with other figures and a version of its own."""
    changed = copy.deepcopy(dict(values))
    changed["version"] = version
    for figure, value in changes.items():
        here: Any = changed
        for step in figure.path[:-1]:
            here = here[step]
        here[figure.path[-1]] = int(value) if value == int(value) else value
        if "clinic_choice" in here:  # the figure is no longer what the source line speaks of
            here |= {"clinic_choice": True, "source": OWN_CHOICE}
    return changed
