"""What the receipt of a destroyed record is made from: numbers and persons, no patient."""

from dataclasses import dataclass
from datetime import date, datetime

from ikbt_desktop.exports.facts import Imprint, Letterhead


@dataclass(frozen=True)
class OlderCopies:
    """One place that still has copies of before; `until` is None where nothing tells."""

    place: str
    copies: int
    unreadable: int
    until: date | None


@dataclass(frozen=True)
class DestructionFacts:
    """`removed` counts rows by kind; the kinds are words of `services.destruction.Kind`."""

    letterhead: Letterhead
    imprint: Imprint
    record_id: str
    decision_number: str
    decided_on: date
    destroyed_at: datetime
    asked_by: str
    asked_role: str
    confirmed_by: str
    confirmed_role: str
    log_row: int
    removed: tuple[tuple[str, int], ...]
    log_rows: int
    log_reasons: int
    older: tuple[OlderCopies, ...]
    set_aside: int
