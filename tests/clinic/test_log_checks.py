"""The sample of a month: everybody's readings can be drawn, and nobody chooses which."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic import log_checks
from ikbt_desktop.clinic.log_checks import Month, Point, Reading, draw, occasions, points_of

NOON = datetime(2026, 10, 8, 10, 0, tzinfo=UTC)


def reading(seq: int = 1, **changes: Any) -> Reading:
    plain = Reading(
        seq=seq,
        at=NOON,
        user_id="u1",
        user_name="Maria Skenfors",
        patient_id=f"p{seq}",
        family_name="Testlund",
        given_name="Nils",
        protected=False,
        related=True,
    )
    return dataclasses.replace(plain, **changes)


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({}, ()),
        ({"related": False}, (Point.NO_RELATION,)),
        ({"related": False, "emergency": True}, (Point.NO_RELATION, Point.EMERGENCY)),
        ({"protected": True}, (Point.PROTECTED,)),
        ({"family_name": "Skenfors"}, (Point.SAME_NAME,)),
        ({"family_name": "Berg-Skenfors"}, (Point.SAME_NAME,)),
        ({"family_name": "Maria"}, ()),  # the reader's given name is no family name
        ({"family_name": "SKENFORS", "given_name": "Maria"}, (Point.OWN_RECORD,)),
        ({"family_name": "Skenfors", "given_name": "Anna Maria"}, (Point.OWN_RECORD,)),
        ({"user_name": ""}, ()),
        ({"at": datetime(2026, 10, 8, 19, 59, tzinfo=UTC)}, ()),  # 21:59 in Sweden
        ({"at": datetime(2026, 10, 8, 20, 0, tzinfo=UTC)}, (Point.NIGHT,)),
        ({"at": datetime(2026, 10, 8, 3, 59, tzinfo=UTC)}, (Point.NIGHT,)),
        ({"at": datetime(2026, 10, 8, 4, 0, tzinfo=UTC)}, ()),
        (
            {"protected": True, "related": False, "family_name": "Skenfors"},
            (Point.SAME_NAME, Point.PROTECTED, Point.NO_RELATION),
        ),
    ],
)
def test_a_reading_is_pointed_at_for_reasons_that_can_be_said(
    changes: dict[str, Any], points: tuple[Point, ...]
) -> None:
    assert points_of(reading(**changes)) == points


def test_leafing_to_and_fro_in_one_day_is_one_occasion() -> None:
    same = [reading(seq, patient_id="p", at=NOON + timedelta(hours=seq)) for seq in (1, 2, 3)]
    next_day = reading(4, patient_id="p", at=NOON + timedelta(days=1))
    other = reading(5, patient_id="p", user_id="u2")
    assert [one.seq for one in occasions([*same, next_day, other])] == [1, 4, 5]


def test_a_quiet_month_draws_nothing() -> None:
    sample = draw([], seed="s")
    assert (sample.drawn, sample.occasions) == ((), 0)
    assert set(sample.found.values()) == {0}


def test_the_sample_takes_some_of_each_point_and_some_by_chance() -> None:
    plain = [reading(seq) for seq in range(1, 101)]
    pointed = [reading(seq, protected=True) for seq in range(101, 121)]
    sample = draw([*plain, *pointed], seed="s")
    by_chance = [one for one in sample.drawn if Point.RANDOM in one.points]
    assert len(by_chance) == log_checks.RANDOM_ROWS
    assert sum(Point.RANDOM not in one.points for one in sample.drawn) == log_checks.POINTED_ROWS
    assert sample.found[Point.PROTECTED] == 20
    assert sample.occasions == 120


@given(
    seed=st.text(max_size=8),
    rows=st.lists(
        st.tuples(st.booleans(), st.booleans(), st.integers(0, 23)), min_size=0, max_size=60
    ),
)
def test_the_same_log_gives_the_same_sample_and_each_row_stands_once(
    seed: str, rows: list[tuple[bool, bool, int]]
) -> None:
    readings = [
        reading(seq, protected=protected, related=related, at=NOON + timedelta(hours=hour))
        for seq, (protected, related, hour) in enumerate(rows)
    ]
    sample = draw(readings, seed=seed)
    assert sample == draw(readings, seed=seed)
    seqs = [one.reading.seq for one in sample.drawn]
    assert seqs == sorted(set(seqs))
    for point, count in sample.found.items():
        drawn = sum(point in one.points for one in sample.drawn)
        assert drawn >= min(count, log_checks.POINTED_ROWS)
    assert all(one.points for one in sample.drawn)
    assert len(seqs) >= min(len(readings), log_checks.RANDOM_ROWS)


def test_another_head_of_the_log_draws_other_rows() -> None:
    readings = [reading(seq) for seq in range(1, 1001)]
    assert draw(readings, seed="a") != draw(readings, seed="b")


@pytest.mark.parametrize(
    ("code", "previous", "last", "due"),
    [
        ("2026-10", "2026-09", date(2026, 10, 31), date(2026, 11, 30)),
        ("2026-01", "2025-12", date(2026, 1, 31), date(2026, 2, 28)),
        ("2027-12", "2027-11", date(2027, 12, 31), date(2028, 1, 31)),
        ("2028-02", "2028-01", date(2028, 2, 29), date(2028, 3, 31)),
    ],
)
def test_a_month_knows_its_neighbours_and_its_days(
    code: str, previous: str, last: date, due: date
) -> None:
    month = Month.read(code)
    assert month.code == code
    assert month.previous.code == previous
    assert month.previous.following == month
    assert month.last_day == last
    assert month.due == due
    assert Month.of(last) == month


def test_a_month_begins_and_ends_at_midnight_in_sweden_also_when_the_clock_changes() -> None:
    march = Month.read("2027-03")
    assert march.begins.astimezone(UTC) == datetime(2027, 2, 28, 23, tzinfo=UTC)
    assert march.ends.astimezone(UTC) == datetime(2027, 3, 31, 22, tzinfo=UTC)
