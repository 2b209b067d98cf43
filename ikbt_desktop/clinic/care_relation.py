"""When a person has a care relation to a patient, and what is asked of one who has none.

PDL 4:1 says that only those who take part in the care, or need the data for their work, may read
them. Which ties count and for how long is this house's choice, and stands in care_relation.toml.
The door, the log of readings and the monthly check all ask the same rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from ikbt_desktop import paths
from ikbt_desktop.clinic.reading import Table, read_file
from ikbt_desktop.clinic.roles import Permission, Role


class Tie(StrEnum):
    """What ties a person to a patient, the closest first."""

    TREATMENT = "treatment"
    FEEDBACK = "feedback"
    SUPERVISION = "supervision"
    SCREENING = "screening"
    COSIGNATURE = "cosignature"
    REFERRAL = "referral"
    VISIT = "visit"
    RISK_CASE = "risk_case"
    OPEN_RISK = "open_risk"
    NEW_REFERRAL = "new_referral"
    QUEUE = "queue"
    COORDINATION = "coordination"
    RECEPTION = "reception"


DUTIES = frozenset({Tie.COORDINATION, Tie.RECEPTION})
"""Ties that come with a role and rest on no record."""
SHARED: Mapping[Tie, Permission] = {
    Tie.OPEN_RISK: Permission.HANDLE_RISK,
    Tie.NEW_REFERRAL: Permission.SCREEN,
    Tie.QUEUE: Permission.ASSIGN_PROGRAM,
}
"""Ties to everybody who may do what waits: nobody in particular has it yet, or all must see it."""


class Why(StrEnum):
    """Why a record does not open without a reason."""

    BLOCKED = "blocked"
    NO_RELATION = "no_relation"
    PROTECTED = "protected"


class Ground(StrEnum):
    """The short list of reasons."""

    CARE = "care"
    OFFICE = "office"
    STAND_IN = "stand_in"
    ASKED = "asked"
    REVIEW = "review"
    CONSENT = "consent"
    EMERGENCY = "emergency"


@dataclass(frozen=True)
class Bond:
    """One tie as a record shows it: since when, and until when; None while it goes on."""

    tie: Tie
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Reason:
    """One line of the short list: which doors it opens, and whether it wants words besides."""

    ground: Ground
    doors: frozenset[Why]
    words: bool


@dataclass(frozen=True)
class RelationRules:
    """The house's choices, read from care_relation.toml."""

    version: str
    source: str
    visit_hours: int
    duties: Mapping[Role, Tie]
    days_after: Mapping[Tie, int]
    reasons: tuple[Reason, ...]

    @property
    def longest(self) -> int:
        """The most days that any tie lasts after its end."""
        return max(self.days_after.values())


def holds(bond: Bond, rules: RelationRules, *, on: date) -> bool:
    """Whether the tie stands on that day."""
    if on < bond.since:
        return False
    return bond.until is None or on <= bond.until + timedelta(days=rules.days_after[bond.tie])


def relations(
    role: Role, bonds: Iterable[Bond], rules: RelationRules, *, on: date
) -> tuple[Tie, ...]:
    """Every tie of a person in that role on that day, the closest first; none: no care relation."""
    found = {bond.tie for bond in bonds if holds(bond, rules, on=on)}
    duty = rules.duties.get(role)
    return tuple(tie for tie in Tie if tie in found or tie is duty)


def reasons_for(doors: Iterable[Why], rules: RelationRules) -> tuple[Reason, ...]:
    """What may be chosen before these doors: a reason that opens the firmest of them.

    A block is firmer than a missing relation, and that is firmer than a protection.
    """
    closed = set(doors)
    firmest = next(why for why in Why if why in closed)
    return tuple(reason for reason in rules.reasons if firmest in reason.doors)


# --- the file ----------------------------------------------------------------------------------


@cache
def rules() -> RelationRules:
    """The rules as shipped. Raises `BrokenResource`."""
    return load(paths.resources() / "criteria" / "care_relation.toml")


def load(path: Path) -> RelationRules:
    """The rules of a file. Raises `BrokenResource`."""
    table = read_file(path)
    found = RelationRules(
        version=table.text("version"),
        source=table.text("source"),
        visit_hours=table.integer("visit_hours"),
        duties={_role(row): _tie(row, "tie", DUTIES) for row in table.tables("duty")},
        days_after={_code(row): _days(row) for row in table.tables("tie")},
        reasons=tuple(_reason(row) for row in table.tables("ground")),
    )
    table.finish()
    if found.visit_hours < 1:
        table.refuse("visit_hours", "must not be below 1")
    missing = set(Tie) - DUTIES - set(found.days_after)
    if missing:
        table.refuse("tie", f"missing: {min(missing)}")
    for why in Why:
        if not any(why in reason.doors for reason in found.reasons):
            table.refuse("ground", f"none opens {why}")
    return found


def _role(row: Table) -> Role:
    name = row.text("role")
    if name not in set(Role):
        row.refuse("role", "unknown")
    return Role(name)


def _tie(row: Table, key: str, known: Iterable[Tie]) -> Tie:
    name = row.text(key)
    if name not in set(known):
        row.refuse(key, "unknown")
    row.finish()
    return Tie(name)


def _code(row: Table) -> Tie:
    row.integer("days_after")  # asked for below; here it is only known
    return _tie(row, "code", set(Tie) - DUTIES)


def _days(row: Table) -> int:
    days = row.integer("days_after")
    if days < 0:
        row.refuse("days_after", "must not be below 0")
    return days


def _reason(row: Table) -> Reason:
    code, doors = row.text("code"), row.texts("doors")
    if code not in set(Ground):
        row.refuse("code", "unknown")
    if not doors or not set(doors) <= set(Why):
        row.refuse("doors", "unknown")
    reason = Reason(Ground(code), frozenset(map(Why, doors)), row.flag("words"))
    row.finish()
    return reason
