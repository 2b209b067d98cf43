"""When somebody has a care relation: each tie, its last day, and a file that cannot be."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from ikbt_desktop import paths
from ikbt_desktop.clinic import care_relation
from ikbt_desktop.clinic.care_relation import (
    DUTIES,
    SHARED,
    Bond,
    Ground,
    Tie,
    Why,
    holds,
    reasons_for,
    relations,
)
from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.errors import BrokenResource

RULES = care_relation.rules()
DAY = date(2026, 10, 8)
RESTING = [tie for tie in Tie if tie not in DUTIES]
FILE = paths.resources() / "criteria" / "care_relation.toml"


@pytest.mark.parametrize("tie", RESTING)
def test_a_tie_holds_from_its_first_day_to_its_last_and_not_a_day_longer(tie: Tie) -> None:
    ended = Bond(tie, since=DAY, until=DAY + timedelta(days=10))
    last = DAY + timedelta(days=10 + RULES.days_after[tie])
    assert not holds(ended, RULES, on=DAY - timedelta(days=1))
    assert holds(ended, RULES, on=DAY)
    assert holds(ended, RULES, on=last)
    assert not holds(ended, RULES, on=last + timedelta(days=1))
    assert holds(Bond(tie, since=DAY), RULES, on=DAY + timedelta(days=4_000))


@pytest.mark.parametrize(
    ("role", "tie"),
    [
        (Role.RECEPTIONIST, Tie.RECEPTION),
        (Role.COORDINATOR, Tie.COORDINATION),
        (Role.CLINICIAN, None),
        (Role.ADMINISTRATOR, None),
    ],
)
def test_reception_and_coordination_have_a_tie_by_duty_and_nobody_else(
    role: Role, tie: Tie | None
) -> None:
    assert relations(role, (), RULES, on=DAY) == (() if tie is None else (tie,))


def test_the_closest_tie_is_told_first() -> None:
    bonds = (Bond(Tie.VISIT, DAY, DAY), Bond(Tie.TREATMENT, DAY), Bond(Tie.REFERRAL, DAY))
    told = (Tie.TREATMENT, Tie.REFERRAL, Tie.VISIT)
    assert relations(Role.CLINICIAN, bonds, RULES, on=DAY) == told
    assert relations(Role.COORDINATOR, bonds[:1], RULES, on=DAY) == (Tie.VISIT, Tie.COORDINATION)


def test_a_tie_that_is_over_is_none() -> None:
    over = Bond(Tie.TREATMENT, DAY, DAY)
    late = DAY + timedelta(days=RULES.longest + 1)
    assert relations(Role.CLINICIAN, (over,), RULES, on=late) == ()


@pytest.mark.parametrize(
    ("doors", "grounds"),
    [
        ({Why.PROTECTED}, {Ground.CARE, Ground.OFFICE, Ground.EMERGENCY}),
        ({Why.NO_RELATION}, {Ground.STAND_IN, Ground.ASKED, Ground.REVIEW, Ground.EMERGENCY}),
        (
            {Why.NO_RELATION, Why.PROTECTED},
            {Ground.STAND_IN, Ground.ASKED, Ground.REVIEW, Ground.EMERGENCY},
        ),
        (set(Why), {Ground.CONSENT, Ground.EMERGENCY}),
    ],
)
def test_the_firmest_door_says_which_reasons_open(doors: set[Why], grounds: set[Ground]) -> None:
    assert {reason.ground for reason in reasons_for(doors, RULES)} == grounds


def test_an_emergency_opens_every_door_and_wants_words() -> None:
    (emergency,) = [one for one in RULES.reasons if one.ground is Ground.EMERGENCY]
    assert emergency.doors == set(Why)
    assert emergency.words


def test_every_shared_tie_is_known_to_the_file() -> None:
    assert set(SHARED) <= set(RULES.days_after)
    assert RULES.version
    assert RULES.source
    assert RULES.visit_hours >= 1


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("visit_hours = 4", "visit_hours = 0", "visit_hours"),
        ('role = "receptionist"', 'role = "porter"', "duty[1].role"),
        ('tie = "reception"', 'tie = "treatment"', "duty[1].tie"),
        ('code = "feedback"', 'code = "gossip"', "tie[2].code"),
        ("days_after = 30", "days_after = -1", "tie[2].days_after"),
        ('code = "office"', 'code = "curiosity"', "ground[2].code"),
        ('doors = ["protected"]', 'doors = ["kitchen"]', "ground[1].doors"),
        ('doors = ["protected"]', "doors = []", "ground[1].doors"),
        ('[[tie]]\ncode = "queue"\ndays_after = 0\n', "", "tie"),
        ('"blocked"]', '"protected"]', "ground"),
        ('version = "2026-1"', 'version = "2026-1"\nsurprise = 1', "surprise"),
        ('code = "queue"', 'code = "queue"\nsurprise = 1', "tie[10].surprise"),
        ('code = "asked"', 'code = "asked"\nsurprise = 1', "ground[4].surprise"),
    ],
)
def test_a_file_that_cannot_be_names_its_key(
    tmp_path: Path, before: str, after: str, key: str
) -> None:
    text = FILE.read_text(encoding="utf-8")
    count = 2 if before == '"blocked"]' else 1
    if count == 2:
        text = text.replace('doors = ["blocked"]', 'doors = ["protected"]')
    assert before in text
    broken = tmp_path / "care_relation.toml"
    broken.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BrokenResource) as refused:
        care_relation.load(broken)
    assert refused.value.key == key
