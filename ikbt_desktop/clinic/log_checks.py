"""The monthly check of the access log: which readings are drawn, by plain rules that can be read.

HSLF-FS 2016:40, 4 kap. 9 § asks for systematic, recurring and documented checks of who has read
what. It gives no number: how many rows are drawn and what counts as night are this house's choices,
and stand here. Whether the reader had a care relation says `care_relation`, as at the door.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.clinic.zone import LOCAL

RANDOM_ROWS = 10
POINTED_ROWS = 5
NIGHT_BEGINS, NIGHT_ENDS = time(22), time(6)


class Point(StrEnum):
    """Why a reading was drawn. Each is a reason to look, never an accusation."""

    OWN_RECORD = "own_record"
    SAME_NAME = "same_name"
    PROTECTED = "protected"
    NIGHT = "night"
    NO_RELATION = "no_relation"
    EMERGENCY = "emergency"
    NO_OTHER_ACT = "no_other_act"
    RANDOM = "random"


DRAWN = tuple(point for point in Point if point not in {Point.NO_OTHER_ACT, Point.RANDOM})
"""What rows are drawn for; a check of before there were care relations has one word more."""


class Verdict(StrEnum):
    """What the reviewer found."""

    EXPECTED = "expected"
    EXPLAINED = "explained"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class Reading:
    """Somebody read, printed or saved something of a patient; `related`: with a care relation."""

    seq: int
    at: datetime
    user_id: str
    user_name: str
    patient_id: str
    family_name: str
    given_name: str
    protected: bool
    related: bool
    emergency: bool = False


@dataclass(frozen=True)
class Drawn:
    """A reading in the sample, and every point that speaks for looking at it."""

    reading: Reading
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Sample:
    """What was drawn, out of how many occasions; `found` counts each point over all of them."""

    drawn: tuple[Drawn, ...]
    occasions: int
    found: Mapping[Point, int]


def occasions(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """One reading for each person, patient and day: the first. Leafing to and fro counts once."""
    first: dict[tuple[str, str, date], Reading] = {}
    for reading in readings:
        first.setdefault((reading.user_id, reading.patient_id, local_day(reading.at)), reading)
    return tuple(first.values())


def points_of(reading: Reading) -> tuple[Point, ...]:
    """What the reading's own facts say; random is no fact of it.

    Who works here is known by name alone, so one's own record and a relative's are found by name:
    a namesake is drawn too, and a relative of another name is not.
    """
    reader = _words(reading.user_name)
    patient = _words(reading.given_name) + _words(reading.family_name)
    own = bool(reader) and set(reader) <= set(patient)
    same = bool(set(reader[1:]) & set(_words(reading.family_name)))
    hour = reading.at.astimezone(LOCAL).time()
    holds = (
        (own, Point.OWN_RECORD),
        (same and not own, Point.SAME_NAME),
        (reading.protected, Point.PROTECTED),
        (hour >= NIGHT_BEGINS or hour < NIGHT_ENDS, Point.NIGHT),
        (not reading.related, Point.NO_RELATION),
        (reading.emergency, Point.EMERGENCY),
    )
    return tuple(point for is_so, point in holds if is_so)


def draw(readings: Iterable[Reading], *, seed: str) -> Sample:
    """The month's sample: some of each point, and some at random among the rest.

    The seed is the seal of the log's head when the sample is drawn. So nobody chooses the rows,
    and the same log gives the same sample.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample that can be drawn again, no secret
    pool = occasions(readings)
    points = {reading.seq: points_of(reading) for reading in pool}
    chosen: set[int] = set()
    for point in DRAWN:
        rows = [one.seq for one in pool if point in points[one.seq] and one.seq not in chosen]
        chosen.update(_some(rows, POINTED_ROWS, chance))
    left = [one.seq for one in pool if one.seq not in chosen]
    by_chance = set(_some(left, RANDOM_ROWS, chance))
    found = Counter(point for told in points.values() for point in told)
    return Sample(
        drawn=tuple(
            Drawn(one, points[one.seq] + ((Point.RANDOM,) if one.seq in by_chance else ()))
            for one in pool
            if one.seq in chosen or one.seq in by_chance
        ),
        occasions=len(pool),
        found={point: found[point] for point in DRAWN},
    )


def _some(rows: Sequence[int], most: int, chance: random.Random) -> list[int]:
    return chance.sample(rows, min(most, len(rows)))


def _words(name: str) -> tuple[str, ...]:
    return tuple(name.replace("-", " ").replace(",", " ").casefold().split())


# --- months ----------------------------------------------------------------------------------


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, written 2026-10."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, code: str) -> "Month":
        """The month that `code` wrote."""
        year, _, number = code.partition("-")
        return cls(int(year), int(number))

    @property
    def code(self) -> str:
        """As it is kept and printed."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def previous(self) -> "Month":
        """The month before."""
        return Month.of(self.first_day - timedelta(days=1))

    @property
    def following(self) -> "Month":
        """The month after."""
        return Month.of(self.first_day + timedelta(days=31))

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.following.first_day - timedelta(days=1)

    @property
    def begins(self) -> datetime:
        """Its first moment, in Swedish time."""
        return datetime.combine(self.first_day, time(), tzinfo=LOCAL)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return self.following.begins

    @property
    def due(self) -> date:
        """When its check should be signed: the last day of the month after."""
        return self.following.last_day
