"""What the tables for a spreadsheet are made from; kept apart from the writing, as all facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class FeeChangeLine:
    """A fee that was taken away or put back."""

    before: int
    after: int
    reason: str
    by: str
    on: date


@dataclass(frozen=True)
class FeeLine:
    """One contact of the month. A protected person has initials and no number."""

    on: date
    contact_id: str
    name: str
    identity: str
    protected: bool
    channel: str
    fee: int
    reason: str
    sum_after: int
    changes: tuple[FeeChangeLine, ...]


@dataclass(frozen=True)
class FeeBasisFacts:
    """Every contact of a month, charged or not."""

    lines: tuple[FeeLine, ...]


@dataclass(frozen=True)
class LogLineFacts:
    """One row of the access log; what the reader may not see is empty."""

    seq: int
    at: datetime
    who: str
    role: str
    unit: str
    action: str
    kind: str
    patient: str
    by: str
    reason: str
    workstation: str


@dataclass(frozen=True)
class LogTableFacts:
    """Rows of the log, newest first; without patients for whoever sees none.

    What a colleague wrote as a reason is for those who read clinical text (`with_text`).
    """

    lines: Iterable[LogLineFacts]
    with_patients: bool
    with_text: bool


@dataclass(frozen=True)
class Tables:
    """The file, and the second one that tells what each column means."""

    table: bytes
    columns: bytes
