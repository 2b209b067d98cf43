import re

import pytest

from ikbt_desktop import paths
from ikbt_desktop.clinic.criteria import RULES, Column, Outcome, read_criteria
from ikbt_desktop.clinic.reading import read_file, read_text
from ikbt_desktop.errors import BrokenResource

FILE = paths.resources() / "criteria" / "intake.toml"


def test_every_rule_has_its_line_and_its_source() -> None:
    criteria = read_criteria(read_file(FILE))
    assert tuple(criteria.by_id) == RULES
    assert {found.source.code for found in criteria.by_id.values()} == {"G", "D"}
    assert criteria.by_id["SEV-1"].source.code == "D"
    assert all(found.line and found.title for found in criteria.by_id.values())


def test_suggestions_are_told_from_the_literal_reading() -> None:
    rows = read_criteria(read_file(FILE)).medicine_rows
    literal = {(row.row, row.condition) for row in rows if not row.suggested}
    assert ("4a", "frequent") in literal
    [side_effects] = [row for row in rows if row.condition == "disturbs_sleep"]
    assert side_effects.suggested == {Column.EXPOSURE, Column.OTHER}
    assert side_effects.outcomes[Column.SLEEP] is Outcome.EXCLUDE


def test_every_hindrance_says_in_other_words_what_is_true_when_it_is_not_there() -> None:
    for found in read_criteria(read_file(FILE)).by_id.values():
        if found.kind == "inclusion":
            assert found.met_title == found.title
        else:
            assert found.met_title.split()[0] in {"Ingen", "Inget", "Inga", "Inte"}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("met_title =", "met_titles =", "criterion[8].met_title"),
        ('REVIEW = "bedöm"', 'REVIEWS = "bedöm"', "outcome_words.REVIEW"),
        ('z_drug = "', 'z = "', "kind_words.z_drug"),
        ('id = "INC-2"', 'id = "INC-9"', "criterion[2].id"),
        ('id = "INC-2"', 'id = "INC-3"', "criterion[2].notes"),
        ("madrs_item = 9", "madrs_item = 10", "thresholds.madrs_item"),
        ("madrs_above = 41", 'madrs_above = "41"', "thresholds.madrs_above"),
        ("madrs_item = 9", "madrs_item = 0", "thresholds.madrs_item"),
        # a limit that no answer reaches would switch its rule off
        ("madrs_above = 41", "madrs_above = 54", "thresholds.madrs_above"),
        ("madrs_item_at_least = 4", "madrs_item_at_least = 7", "thresholds.madrs_item_at_least"),
        ("madrs_item_at_least = 4", "madrs_item_at_least = 0", "thresholds.madrs_item_at_least"),
        ("audit_male = 8", "audit_male = 41", "thresholds.audit_male"),
        ("audit_female = 6", "audit_female = 0", "thresholds.audit_female"),
        ("audit_c_male = 6", "audit_c_male = 13", "thresholds.audit_c_male"),
        ("dudit_female = 2", "dudit_female = 45", "thresholds.dudit_female"),
        ("hours_at_least = 1", "hours_at_least = -1", "thresholds.hours_at_least"),
        ("hours_at_least = 1", "hours_at_least = nan", "thresholds.hours_at_least"),
        ("hours_noted_below = 3", "hours_noted_below = 0.5", "thresholds.hours_noted_below"),
        ("minutes_noted_below = 60", "minutes_noted_below = 29", "thresholds.minutes_noted_below"),
        ("minutes_at_least = 30", "minutes_at_least = 1441", "thresholds.minutes_at_least"),
        ("weeks_high = 9", "weeks_high = 5", "lengths.weeks_high"),
        ("sections_high = 10", "sections_high = 6", "lengths.sections_high"),
        ('row = "4b"', 'row = "4x"', "medicine_row"),
        ("phq-9 = 20", "phq-9 = true", "severe.phq-9"),
        ('exposure = "EXCLUDE"', 'exposure = "NO"', "medicine_row[1].exposure"),
        ('condition = "frequent"', 'condition = "daily"', "medicine_row[1].condition"),
        ('kinds = ["benzodiazepine"]', 'kinds = ["herb"]', "medicine_row[1].kinds"),
        ('kinds = ["benzodiazepine"]', "kinds = []", "medicine_row[1].kinds"),
        ("suggested = []", 'suggested = ["both"]', "medicine_row[1].suggested"),
        ("{hours} h i veckan.", "{hour} h.", "criterion[3].reasons.met"),
        ("{hours} h i veckan.", "{hours h.", "criterion[3].reasons.met"),
        ("phone_only =", "phone =", "criterion[6].reasons.phone_only"),
        ("updated = 2026-01-15", 'updated = "2026"', "source[1].updated"),
        ('code = "D"', 'code = "E"', "criterion[13].source"),
    ],
)
def test_a_broken_criteria_file_names_its_key(old: str, new: str, key: str) -> None:
    content = FILE.read_text(encoding="utf-8")
    assert old in content
    with pytest.raises(BrokenResource) as caught:
        read_criteria(read_text("intake.toml", content.replace(old, new, 1)))
    assert caught.value.key == key


def test_a_rule_may_not_stand_twice() -> None:
    content = FILE.read_text(encoding="utf-8")
    start, end = content.index('[[criterion]]\nid = "SEV-1"'), content.index("# The assignment")
    with pytest.raises(BrokenResource) as caught:
        read_criteria(read_text("intake.toml", content[:end] + content[start:]))
    assert caught.value.key == "criterion"


def test_a_rule_may_not_be_left_out() -> None:
    content = FILE.read_text(encoding="utf-8")
    start, end = content.index('[[criterion]]\nid = "SEV-1"'), content.index("# The assignment")
    with pytest.raises(BrokenResource) as caught:
        read_criteria(read_text("intake.toml", content[:start] + content[end:]))
    assert caught.value.key == "criterion"


# figure: the lowest and the highest that there can be
POSSIBLE = {
    "hours_at_least": (0, 168),
    "hours_noted_below": (1, 168),
    "minutes_at_least": (0, 1440),
    "minutes_noted_below": (30, 1440),
    "madrs_above": (0, 53),
    "madrs_item": (1, 9),
    "madrs_item_at_least": (1, 6),
    "audit_male": (1, 40),
    "audit_female": (1, 40),
    "audit_c_male": (1, 12),
    "audit_c_female": (1, 12),
    "dudit_male": (1, 44),
    "dudit_female": (1, 44),
}


@pytest.mark.parametrize("name", POSSIBLE)
def test_a_threshold_may_be_all_that_a_form_can_hold_and_no_more(name: str) -> None:
    def with_figure(figure: int) -> str:
        content = FILE.read_text(encoding="utf-8")
        if name in {"hours_at_least", "minutes_at_least"}:  # what is noted lies no lower
            noted = name.replace("at_least", "noted_below")
            highest = POSSIBLE[noted][1]
            content = re.sub(rf"(?m)^{noted} = \d+", f"{noted} = {highest}", content)
        return re.sub(rf"(?m)^{name} = \d+", f"{name} = {figure}", content)

    low, high = POSSIBLE[name]
    for figure in (low, high):
        found = read_criteria(read_text("intake.toml", with_figure(figure)))
        assert getattr(found.thresholds, name) == figure
    for figure in (low - 1, high + 1):
        with pytest.raises(BrokenResource) as caught:
            read_criteria(read_text("intake.toml", with_figure(figure)))
        assert caught.value.key == f"thresholds.{name}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weeks_high = 9", "weeks_high = 6"),
        ("sections_high = 10", "sections_high = 7"),
        ("suggested = []", 'suggested = ["exposure", "sleep", "other"]'),
    ],
)
def test_the_ends_of_what_is_allowed_are_allowed(old: str, new: str) -> None:
    content = FILE.read_text(encoding="utf-8")
    assert old in content
    read_criteria(read_text("intake.toml", content.replace(old, new, 1)))
