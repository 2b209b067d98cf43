"""What the papers of the access log are made from; kept apart from the printing, as all facts."""

from dataclasses import dataclass
from datetime import date, datetime

from ikbt_desktop.exports.facts import Imprint, Letterhead, PatientHead


@dataclass(frozen=True)
class ExtractLine:
    """One access; `action` and `kind` are the log's own words, said in plain Swedish on paper."""

    at: datetime
    unit: str
    role: str
    action: str
    kind: str


@dataclass(frozen=True)
class LogExtractFacts:
    """Who has been in the patient's data, for the patient (PDL 8:5), both days included.

    Of a destroyed record only `destroyed`, its id, is left: no name and no number.
    """

    letterhead: Letterhead
    patient: PatientHead | None
    imprint: Imprint
    first_day: date
    last_day: date
    lines: tuple[ExtractLine, ...]
    destroyed: str = ""


@dataclass(frozen=True)
class CheckedLine:
    """One drawn row of the log and what the reviewer found."""

    seq: int
    at: datetime
    reader: str
    role: str
    action: str
    kind: str
    patient: str
    points: tuple[str, ...]
    verdict: str
    note: str
    judged_by: str
    unit: str = ""
    destroyed: str = ""  # the id, where the patient's record was destroyed


@dataclass(frozen=True)
class LogCheckFacts:
    """The evidence of one month's check. `found` counts each point over all occasions."""

    letterhead: Letterhead
    imprint: Imprint
    first_day: date
    last_day: date
    occasions: int
    found: tuple[tuple[str, int], ...]
    head_seq: int
    drawn_at: datetime
    drawn_by: str
    lines: tuple[CheckedLine, ...]
    conclusion: str


@dataclass(frozen=True)
class LogReceiptFacts:
    """The log's head on paper: `groups` carry its number and the beginning of its seal."""

    letterhead: Letterhead
    imprint: Imprint
    taken_at: datetime
    rows: int
    groups: tuple[str, ...]
