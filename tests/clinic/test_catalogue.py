"""A data file that does not agree with itself is refused, and the refusal names file and key."""

import shutil
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest

from ikbt_desktop import paths
from ikbt_desktop.clinic import catalogue
from ikbt_desktop.clinic.instrument_files import read_instrument
from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.reading import read_text
from ikbt_desktop.errors import BrokenResource

TRIAL = """
code = "trial"
name = "Prov"
full_name = "Ett litet prov"
version = "1"
source = "en källa"
rights = "fri"
minimum = 0
maximum = 2
total_minimum = 0
total_maximum = 6
lookback_days = 7
interval_days = 14
missing = "refuse"
band_source = "en källa"

[[item]]
number = 1
topic = "Ett"

[[item]]
number = 2
topic = "Två"
values = [0, 1, 2]

[[item]]
number = 3
topic = "Tre"
reverse = true

[[subscale]]
name = "pair"
word = "Par"
items = [1, 2]

[[band]]
name = "low"
low = 0
high = 2
word = "låg"

[[band]]
name = "high"
low = 3
high = 6
word = "hög"

[[cutoff]]
at_least = 3
chosen = true
source = "en studie"

[[risk]]
name = "item"
item = 1
at_least = 2
flag = "risk_item"
level = "soft"
source = "en studie"

[[risk]]
name = "total"
more_than = 4
flag = "deepened_assessment"
level = "red"
source = "en studie"

[[risk]]
name = "rise"
item = 2
rise = 2
flag = "risk_item"
level = "red"
source = "en studie"

[[reliable_change]]
value = 2.5
basis = "beräknad"
study = "en studie"
chosen = true

[recovery]
below = 3
source = "en studie"

[[example]] # 1
answers = [0, 0, 2]
total = 0
band = "low"
subscales = { pair = 0 }

[[example]] # 2
previous = [1, 0, 2]
answers = [1, 1, 2]
total = 2
band = "low"

[[example]] # 3
answers = [1, 1, 1]
total = 3
band = "high"
flags = ["above_cutoff"]

[[example]] # 4
previous = [1, 0, 1]
answers = [1, 2, 1]
total = 4
band = "high"
flags = ["risk_item", "above_cutoff"]

[[example]] # 5
answers = [1, 2, 0]
total = 5
band = "high"
flags = ["above_cutoff", "deepened_assessment"]

[[example]] # 6
answers = [2, 2, 0]
total = 6
band = "high"
flags = ["above_cutoff", "deepened_assessment", "risk_item"]

[[example]] # 7
answers = ["-", 1, 1]
unscored = true
flags = ["incomplete"]
"""


def read(content: str) -> Instrument:
    return read_instrument(read_text("trial.toml", content))


def without_example(number: int) -> str:
    """The trial file with one of its examples taken out."""
    start = TRIAL.index(f"[[example]] # {number}")
    end = TRIAL.find("[[example]]", start + 1)
    return TRIAL[:start] + (TRIAL[end:] if end > 0 else "")


def with_missing_rule(rule: str, *examples: str) -> str:
    """The trial file with another missing rule."""
    return TRIAL.replace('missing = "refuse"', f"missing = {rule}") + "\n".join(examples)


def test_the_trial_file_is_accepted_as_it_stands() -> None:
    found = read(TRIAL)
    assert (found.minimum, found.maximum) == (0, 6)
    assert (found.lookback_days, found.interval_days) == (7, 14)
    assert [rule.name for rule in found.risks] == ["item", "total", "rise"]


# what is changed, into what, the key that the refusal names, and a word of its reason
REFUSALS: list[tuple[str, str, str, str]] = [
    ('name = "Prov"\n', "", "name", "missing"),
    ('name = "Prov"', 'name = " "', "name", "empty"),
    ('name = "Prov"', 'name = "Prov"\nnmae = "Prov"', "nmae", "unknown key"),
    ('name = "Prov"', 'name = "Prov"\nscoring = "median"', "scoring", "one of"),
    ('name = "Prov"', 'name = "Prov"\nhigher_is = "odd"', "higher_is", "one of"),
    ("minimum = 0\nmaximum = 2\n", "minimum = 2\nmaximum = 2\n", "maximum", "above minimum"),
    ("minimum = 0\nmaximum = 2\n", "minimum = -1\nmaximum = 2\n", "maximum", "at least 0"),
    ("maximum = 2\n", "maximum = true\n", "maximum", "whole number"),
    ("total_minimum = 0", "total_minimum = 1", "total_minimum", "the items give 0"),
    ("total_maximum = 6", "total_maximum = 7", "total_maximum", "the items give 6"),
    ("total_maximum = 6\n", "", "total_maximum", "the items give 6"),
    ("total_minimum = 0", "total_minimum = false", "total_minimum", "the items give 0"),
    ("total_maximum = 6", "total_maximum = true", "total_maximum", "the items give 6"),
    ('name = "Prov"', 'name = "Prov"\nscoring = "profile"', "scoring", "as a subscale"),
    ("lookback_days = 7", "lookback_days = 0", "lookback_days", "1 or more"),
    ("interval_days = 14", "interval_days = -7", "interval_days", "1 or more"),
    ("number = 2", "number = 3", "item[2].number", "must be 2"),
    ("values = [0, 1, 2]", "values = [0, 2, 1]", "item[2].values", "rise"),
    ("values = [0, 1, 2]", "values = [0, 1, 1, 2]", "item[2].values", "rise"),
    ("values = [0, 1, 2]", "values = [-1, 1, 2]", "item[2].values", "rise"),
    ("values = [0, 1, 2]", 'wording = "x"', "item[2].wording", "unknown key"),
    ("items = [1, 2]", "items = [1, 4]", "subscale[1].items", "not there"),
    ("items = [1, 2]", "items = []", "subscale[1].items", "not there"),
    ("items = [1, 2]", "items = [1, 1]", "subscale[1].items", "twice"),
    ("items = [1, 2]", "items = [1, 2]\nmost_missing = 2", "subscale[1].most_missing", "leave"),
    ("high = 2\n", "high = 1\n", "band[2].low", "must be 2"),
    ("low = 3\n", "low = 2\n", "band[2].low", "must be 3"),
    ("low = 0\nhigh = 2\n", "low = 1\nhigh = 2\n", "band[1].low", "must be 0"),
    ("low = 0\nhigh = 2\n", "low = 0\nhigh = -1\n", "band[1].high", "below low"),
    ("high = 6\n", "high = 5\n", "band[2].high", "must be 6"),
    ('name = "high"', 'name = "low"', "band.name", "twice"),
    ('band_source = "en källa"\n', "", "band_source", "missing"),
    ('word = "låg"', 'word = "låg"\nuncertain = true', "doubts", "uncertain bands"),
    ("at_least = 3\n", "at_least = 7\n", "cutoff[1].at_least", "outside"),
    ("at_least = 3\n", "at_least = 0\n", "cutoff[1].at_least", "outside"),
    ("at_least = 3\n", "at_least = 3\nuncertain = true\n", "cutoff[1].note", "needs a note"),
    ("at_least = 3\n", 'at_least = 3\nsex = "x"\n', "cutoff[1].sex", "male or female"),
    (
        "[[cutoff]]",
        '[[cutoff]]\nat_least = 4\nsex = "male"\nchosen = true\nsource = "x"\n\n[[cutoff]]',
        "cutoff.chosen",
        "for each sex",
    ),
    ("item = 1\nat_least", "item = 4\nat_least", "risk[1].item", "names no item"),
    ("item = 1\nat_least", "item = 3\nat_least", "risk[1].item", "reversed"),
    ("item = 1\nat_least = 2", "item = 1", "risk[1].at_least", "exactly one"),
    ("at_least = 2", "at_least = 2\nmore_than = 1", "risk[1].at_least", "exactly one"),
    ('flag = "risk_item"\nlevel = "soft"', 'flag = "x"\nlevel = "soft"', "risk[1].flag", "one of"),
    ('level = "soft"', 'level = "blue"', "risk[1].level", "one of"),
    ('name = "total"', 'name = "item"', "risk.name", "twice"),
    ("value = 2.5", "value = 0", "reliable_change[1].value", "above 0"),
    ("value = 2.5", "value = nan", "reliable_change[1].value", "a number"),
    ("value = 2.5", "value = inf", "reliable_change[1].value", "a number"),
    ("at_least = 3\n", "at_least = nan\n", "cutoff[1].at_least", "a number"),
    ("rise = 2", "rise = 0", "risk[3].rise", "1 or more"),
    ("rise = 2", "rise = -1", "risk[3].rise", "1 or more"),
    ("previous = [1, 0, 1]", "previous = 4", "example[4].previous", "list"),
    ("previous = [1, 0, 1]", "previous = [1, 0]", "example[4].previous", "length"),
    ("previous = [1, 0, 1]", "previous = [1, 0, 3]", "example[4].previous", "item 3: range"),
    ("previous = [1, 0, 1]", "previous = [1, 1, 1]", "example[4].flags", "the rules give"),
    ("previous = [1, 0, 1]\n", "", "example[4].flags", "the rules give"),
    ("previous = [1, 0, 2]", 'previous = [1, "-", 2]', "example", "none at 1, just below"),
    ("value = 2.5", 'value = 2.5\nuncertain = true\nnote = "x"', "reliable_change[1].chosen", "in"),
    (
        "[recovery]",
        '[[reliable_change]]\nvalue = 3\nbasis = "x"\nstudy = "x"\nchosen = true\n[recovery]',
        "reliable_change.chosen",
        "at most one",
    ),
    ("below = 3", "below = 9", "recovery.below", "outside"),
    ("answers = [1, 2, 1]\ntotal = 4", "answers = [1, 2, 1]\ntotal = 3", "example[4].total", "4"),
    ('total = 0\nband = "low"', 'total = 0\nband = "high"', "example[1].band", "low"),
    ('flags = ["incomplete"]', 'flags = ["prorated"]', "example[7].flags", "incomplete"),
    ("pair = 0", "pair = 1", "example[1].subscales.pair", "another figure"),
    ("pair = 0", "trio = 0", "example[1].subscales.trio", "another figure"),
    ("subscales = { pair = 0 }\n", "", "example", "none works the subscale pair"),
    ("answers = [1, 2, 1]", "answers = [1, 2, 3]", "example[4].answers", "item 3: range"),
    ("answers = [1, 2, 1]", "answers = [1, 2]", "example[4].answers", "length"),
    ("answers = [1, 2, 1]", "answers = 4", "example[4].answers", "list"),
    ("answers = [1, 2, 1]\ntotal = 4", "answers = [1, 2, 1]", "example[4].total", "unscored"),
    ("unscored = true", "unscored = true\ntotal = 2", "example[7].total", "unscored"),
    ('missing = "refuse"', 'missing = "guess"', "missing", "a table"),
    ('missing = "refuse"\n', "", "missing", "missing"),
    ('missing = "refuse"', 'missing = { most = 3, source = "x" }', "missing.most", "leave"),
    ('missing = "refuse"', 'missing = { most = -1, source = "x" }', "missing.most", "leave"),
    (
        'missing = "refuse"',
        'missing = { most = 2, not_applicable = [1], source = "x" }',
        "missing.most",
        "leave",
    ),
    (
        'missing = "refuse"',
        'missing = { most = 1, not_applicable = [2, 3], source = "x" }',
        "missing.most",
        "leave",
    ),
    (
        'missing = "refuse"',
        'missing = { not_applicable = [1, 2, 3], source = "x" }',
        "missing.not_applicable",
        "concerns everybody",
    ),
    (
        'missing = "refuse"',
        'missing = { not_applicable = [2, 3], source = "x" }',
        "example",
        "leaves item 2",
    ),
    (
        'missing = "refuse"',
        'missing = { source = "x", skip = [{ zero = [], skipped = [2] }] }',
        "missing.skip[1].zero",
        "answered items",
    ),
    (
        'missing = "refuse"',
        'missing = { source = "x", skip = [{ zero = [1], skipped = [] }] }',
        "missing.skip[1].zero",
        "answered items",
    ),
    (
        'missing = "refuse"',
        'missing = { source = "x", skip = [{ zero = [1], skipped = [1, 2] }] }',
        "missing.skip[1].zero",
        "answered items",
    ),
    ('missing = "refuse"', "missing = { most = 1 }", "missing.source", "missing"),
    ('missing = "refuse"', 'missing = { not_applicable = [9], source = "x" }', "missing", "there"),
    (
        'missing = "refuse"',
        'missing = { source = "x", skip = [{ zero = [1], skipped = [9] }] }',
        "missing",
        "not there",
    ),
    (
        'missing = "refuse"',
        'missing = { source = "x", skip = [{ zero = [1], skipped = [2] }] }',
        "example",
        "skips the items [2]",
    ),
    (
        'missing = "refuse"',
        'missing = { source = "x", not_applicable = [2] }',
        "example",
        "leaves item 2",
    ),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), REFUSALS)
def test_a_slip_in_a_file_is_refused_by_file_and_key(
    old: str, new: str, key: str, reason: str
) -> None:
    assert old in TRIAL
    with pytest.raises(BrokenResource) as refused:
        read(TRIAL.replace(old, new, 1))
    assert refused.value.file == "trial.toml"
    assert refused.value.key == key
    assert reason in refused.value.reason


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (1, "none at 0, an edge of the band low"),
        (2, "none at 2, an edge of the band low"),
        (3, "none at 3, an edge of the band high"),
        (4, "none at 4, just below the rule total"),
        (5, "none at 5, where the rule total alone begins"),
        (6, "none at 6, an edge of the band high"),
        (7, "none with 1 unanswered, which the rule refuses"),
    ],
)
def test_no_example_can_be_taken_out(number: int, reason: str) -> None:
    content = without_example(number)
    if number == 1:  # it works the subscale as well: let another do so
        content = content.replace(
            "answers = [1, 1, 2]", "answers = [1, 1, 2]\nsubscales = { pair = 2 }"
        )
    with pytest.raises(BrokenResource) as refused:
        read(content)
    assert refused.value.key == "example"
    assert refused.value.reason == reason


def test_a_rule_that_begins_where_no_example_stands_is_refused() -> None:
    content = TRIAL.replace("at_least = 2\n", "at_least = 3\n", 1)
    content = content.replace(', "risk_item"]', "]")
    with pytest.raises(BrokenResource, match="none at 3, where the rule item alone begins"):
        read(content)


def test_a_limit_that_no_example_reaches_is_refused() -> None:
    content = TRIAL.replace("[[band]]", "[[xband]]")
    start, end = content.index("[[xband]]"), content.index("[[cutoff]]")
    content = content[:start] + content[end:]
    content = content.replace('band = "low"\n', "").replace('band = "high"\n', "")
    content = content.replace("at_least = 3\n", "at_least = 5\n", 1)
    content = content.replace('flags = ["above_cutoff"]\n', "")
    content = content.replace('"risk_item", "above_cutoff"', '"risk_item"')
    assert read(content).cutoff() == 5
    with pytest.raises(BrokenResource, match="none just under the limit 2"):
        read(
            content.replace("at_least = 5\n", "at_least = 2\n", 1)
            .replace("total = 2\n", 'total = 2\nflags = ["above_cutoff"]\n')
            .replace("total = 3\n", 'total = 3\nflags = ["above_cutoff"]\n')
            .replace('flags = ["risk_item"]', 'flags = ["risk_item", "above_cutoff"]')
        )
    for_women = content.replace("at_least = 5\n", 'at_least = 5\nsex = "female"\n', 1)
    with pytest.raises(BrokenResource, match="none reaches the limit 5"):
        read(for_women)


def test_a_reversed_item_without_a_pair_that_shows_it_is_refused() -> None:
    content = TRIAL.replace("answers = [1, 1, 1]\ntotal = 3", "answers = [0, 2, 1]\ntotal = 3")
    content = content.replace("answers = [1, 2, 0]\ntotal = 5", "answers = [2, 1, 0]\ntotal = 5")
    content = content.replace(
        'flags = ["above_cutoff", "deepened_assessment"]',
        'flags = ["above_cutoff", "deepened_assessment", "risk_item"]',
    )
    with pytest.raises(BrokenResource) as refused:
        read(content)
    assert refused.value.reason == "no pair shows that item 3 is reversed"


def test_a_pair_that_differs_only_where_it_is_unanswered_shows_nothing() -> None:
    content = TRIAL.replace('answers = ["-", 1, 1]', 'answers = [1, 1, "-"]')
    assert read(content).code == "trial"
    only = content.replace("answers = [1, 1, 1]\ntotal = 3", "answers = [0, 2, 1]\ntotal = 3")
    only = only.replace("answers = [1, 2, 0]\ntotal = 5", "answers = [2, 1, 0]\ntotal = 5")
    only = only.replace(
        'flags = ["above_cutoff", "deepened_assessment"]',
        'flags = ["above_cutoff", "deepened_assessment", "risk_item"]',
    )
    with pytest.raises(BrokenResource, match="no pair shows that item 3"):
        read(only)


def test_a_missing_rule_is_worked_at_the_most_it_allows_and_one_more() -> None:
    one_left = '[[example]]\nanswers = ["-", 1, 1]\ntotal = 3\nband = "high"\n'
    one_left += 'flags = ["above_cutoff", "prorated"]\n'
    two_left = '[[example]]\nanswers = ["-", "-", 1]\nunscored = true\nflags = ["incomplete"]\n'
    start = TRIAL.index("[[example]] # 7")
    rule = 'missing = { most = 1, source = "x" }'
    content = TRIAL[:start].replace('missing = "refuse"', rule)
    assert read(content + one_left + two_left).missing.most == 1
    with pytest.raises(BrokenResource, match="none with 2 unanswered"):
        read(content + one_left)
    with pytest.raises(BrokenResource, match="none with 1 unanswered"):
        read(content + two_left)


def test_skips_and_questions_that_do_not_concern_the_patient_are_worked_too() -> None:
    skipped = '[[example]]\nanswers = [0, "-", 2]\ntotal = 0\nband = "low"\n'
    rule = '{ source = "x", skip = [{ zero = [1], skipped = [2] }] }'
    assert read(with_missing_rule(rule, skipped)).missing.skips[0].skipped == (2,)
    left = '[[example]]\nanswers = [1, "-", 2]\ntotal = 1\nflags = ["reduced_range"]\n'
    rule = '{ source = "x", not_applicable = [2] }'
    assert read(with_missing_rule(rule, left)).missing.not_applicable == (2,)


def test_a_risk_rule_that_another_rule_hides_is_not_worked() -> None:
    """The example at the edge must come out otherwise when the rule is taken away."""
    hiding = """
[[risk]]
name = "other"
item = 3
at_least = 0
flag = "deepened_assessment"
level = "red"
source = "x"
"""
    content = TRIAL.replace("reverse = true", "reverse = false")
    content = content.replace("[[reliable_change]]", f"{hiding}\n[[reliable_change]]")
    start = content.index("[[example]] # 1")
    content = content[:start] + "\n".join(
        f'[[example]]\nanswers = {list(answers)}\ntotal = {sum(answers)}\nband = "{band}"\n'
        f"flags = {flags}\nsubscales = {{ pair = {sum(answers[:2])} }}"
        for answers, band, flags in (
            ((1, 0, 0), "low", ["deepened_assessment"]),
            ((2, 0, 0), "low", ["deepened_assessment", "risk_item"]),
            ((0, 0, 0), "low", ["deepened_assessment"]),
            ((1, 1, 1), "high", ["deepened_assessment", "above_cutoff"]),
            ((1, 1, 2), "high", ["deepened_assessment", "above_cutoff"]),
            ((1, 2, 2), "high", ["deepened_assessment", "above_cutoff"]),
            ((2, 2, 2), "high", ["deepened_assessment", "above_cutoff", "risk_item"]),
        )
    )
    with pytest.raises(BrokenResource, match="none at 5, where the rule total alone begins"):
        read(content)


def small(*, top: str = "", items: str = "", examples: str = "", maximum: int = 6) -> str:
    """A file of three items 0–2 with little in it."""
    shown = items or "".join(f'[[item]]\nnumber = {number}\ntopic = "x"\n' for number in (1, 2, 3))
    return f"""
code = "trial"
name = "Prov"
full_name = "Prov"
version = "1"
source = "x"
rights = "x"
minimum = 0
maximum = 2
total_minimum = 0
total_maximum = {maximum}
{top}
{shown}
{examples}
"""


def worked(answers: str, outcome: str) -> str:
    return f"[[example]]\nanswers = {answers}\n{outcome}\n"


WHOLE = worked("[1, 1, 1]", "total = 3")
ONE_LEFT = worked('[2, 2, "-"]', 'total = 6\nflags = ["prorated"]')
TWO_LEFT = worked('[1, "-", "-"]', 'unscored = true\nflags = ["incomplete"]')
UNEQUAL = """
[[item]]
number = 1
topic = "x"
[[item]]
number = 2
topic = "x"
[[item]]
number = 3
topic = "x"
values = [0, 1, 2, 3, 4]
"""


def test_a_missing_answer_is_made_up_for_only_by_items_of_the_same_range() -> None:
    """Otherwise a prorated total could leave its range: 4 × 2 items of 0–2 and one of 0–4."""
    rule = 'missing = { most = 1, source = "x" }'
    assert read(small(top=rule, examples=WHOLE + ONE_LEFT + TWO_LEFT)).missing.most == 1
    with pytest.raises(BrokenResource) as refused:
        read(small(top=rule, items=UNEQUAL, maximum=8, examples=WHOLE + ONE_LEFT + TWO_LEFT))
    assert (refused.value.key, "different ranges" in refused.value.reason) == ("missing.most", True)


def test_a_rule_that_rounds_is_worked_where_it_rounds() -> None:
    rule = 'missing = { most = 1, rounded = true, source = "x" }'
    with pytest.raises(BrokenResource, match="none shows that the total is rounded"):
        read(small(top=rule, examples=WHOLE + ONE_LEFT + TWO_LEFT))
    made_up = worked('[1, 1, "-"]', 'total = 3\nflags = ["prorated"]')  # 2 × 3 / 2 = 3
    with pytest.raises(BrokenResource, match="none shows that the total is rounded"):
        read(small(top=rule, examples=WHOLE + made_up + TWO_LEFT))
    halved = worked('[1, 2, "-"]', 'total = 5\nflags = ["prorated"]')  # 3 × 3 / 2 = 4.5
    assert read(small(top=rule, examples=WHOLE + ONE_LEFT + TWO_LEFT + halved)).missing.rounded


def test_a_band_may_be_a_single_total() -> None:
    middle = '[[band]]\nname = "middle"\nlow = 3\nhigh = 3\nword = "mellan"\n\n[[band]]\n'
    content = TRIAL.replace('[[band]]\nname = "high"\nlow = 3', f'{middle}name = "high"\nlow = 4')
    content = content.replace('total = 3\nband = "high"', 'total = 3\nband = "middle"')
    assert [band.low for band in read(content).bands] == [0, 3, 4]


def test_a_rule_on_the_total_is_worked_on_a_whole_form() -> None:
    rule = '[[risk]]\nname = "total"\nmore_than = 3\nflag = "risk_item"\nlevel = "red"\n'
    left = worked('[2, 2, "-"]', 'unscored = true\nflags = ["incomplete", "risk_item"]')
    content = small(top='missing = "refuse"', examples=f'{rule}source = "x"\n{WHOLE}{left}')
    with pytest.raises(BrokenResource, match="none at 4, where the rule total alone begins"):
        read(content)
    at_it = worked("[2, 2, 0]", 'total = 4\nflags = ["risk_item"]')
    assert read(content + at_it).risks[0].more_than == 3


def test_a_limit_is_worked_at_its_very_figure() -> None:
    limit = '[[cutoff]]\nat_least = 3\nchosen = true\nsource = "x"\n'
    below = worked("[1, 1, 0]", "total = 2")
    beyond = worked("[2, 2, 0]", 'total = 4\nflags = ["above_cutoff"]')
    left = worked('[1, 1, "-"]', 'unscored = true\nflags = ["incomplete"]')
    content = small(top='missing = "refuse"', examples=limit + below + beyond + left)
    with pytest.raises(BrokenResource, match="none reaches the limit 3"):
        read(content)
    at_it = worked("[1, 1, 1]", 'total = 3\nflags = ["above_cutoff"]')
    assert read(content + at_it).cutoff() == 3


SCALE = """
[[subscale]]
name = "all"
word = "Alla"
items = [1, 2, 3]
most_missing = 1
"""
SCALE_ONE_LEFT = worked(
    '[2, 2, "-"]', 'unscored = true\nflags = ["incomplete"]\nsubscales = { all = 6 }'
)


@pytest.mark.parametrize(
    ("examples", "reason"),
    [
        (
            worked("[1, 1, 1]", "total = 3\nsubscales = { all = 3 }")
            + worked('[1, 1, "-"]', 'unscored = true\nflags = ["incomplete"]'),
            "none with 1 of all unanswered",
        ),
        (WHOLE + SCALE_ONE_LEFT, "none with 2 of all unanswered"),
        (WHOLE + SCALE_ONE_LEFT + TWO_LEFT, ""),
    ],
)
def test_a_subscale_that_may_lack_an_answer_is_worked_at_its_limit(
    examples: str, reason: str
) -> None:
    content = small(top='missing = "refuse"', items="", examples=SCALE + examples)
    if not reason:
        assert read(content).subscales[0].most_missing == 1
        return
    with pytest.raises(BrokenResource) as refused:
        read(content)
    assert (refused.value.key, refused.value.reason) == ("example", reason)


def test_a_subscale_of_unequal_items_may_lack_no_answer() -> None:
    content = small(top='missing = "refuse"', items=UNEQUAL + SCALE, maximum=8, examples=WHOLE)
    with pytest.raises(BrokenResource) as refused:
        read(content)
    assert refused.value.key == "subscale[1].most_missing"


def test_a_profile_is_made_of_single_digits() -> None:
    """9 stands for an unanswered item, and 10 would move every digit before it."""
    wide = UNEQUAL.replace("values = [0, 1, 2, 3, 4]", f"values = {[*range(10)]}")
    scale = '[[subscale]]\nname = "p"\nword = "P"\nitems = [1, 3]\nscoring = "profile"\n'
    content = small(top='missing = "refuse"', items=wide + scale, maximum=13, examples=WHOLE)
    with pytest.raises(BrokenResource) as refused:
        read(content)
    assert refused.value.key == "subscale[1].scoring"


@pytest.mark.parametrize("scoring", ["mean", "none"])
def test_bands_and_rules_on_the_total_need_a_sum(scoring: str) -> None:
    top = "2" if scoring == "mean" else '"-"'
    content = TRIAL.replace('name = "Prov"', f'name = "Prov"\nscoring = "{scoring}"')
    if scoring == "mean":
        content = content.replace("total_maximum = 6", f"total_maximum = {top}")
    else:
        content = content.replace("total_minimum = 0\ntotal_maximum = 6\n", "")
    with pytest.raises(BrokenResource, match="needs a sum"):
        read(content)
    start, end = content.index('[[risk]]\nname = "total"'), content.index('[[risk]]\nname = "rise"')
    with pytest.raises(BrokenResource, match="bands need a sum"):
        read(content[:start] + content[end:])


def test_a_limit_on_a_form_without_a_total_is_refused() -> None:
    start = TRIAL.index("[[cutoff]]")
    content = TRIAL[: TRIAL.index("[[subscale]]")] + TRIAL[start : TRIAL.index("[[risk]]")]
    content = content.replace('name = "Prov"', 'name = "Prov"\nscoring = "none"')
    content = content.replace("total_minimum = 0\ntotal_maximum = 6\n", "")
    with pytest.raises(BrokenResource, match="outside the totals"):
        read(content)


def test_a_file_without_items_is_refused() -> None:
    content = TRIAL[: TRIAL.index("[[item]]")]
    with pytest.raises(BrokenResource) as refused:
        read(content)
    assert (refused.value.key, refused.value.reason) == ("item", "missing")


# --- the folder ---------------------------------------------------------------------------------


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy of the shipped files that a test may spoil."""
    shutil.copytree(paths.resources(), tmp_path / "resources")
    return tmp_path / "resources"


def test_the_shipped_files_are_read_without_being_told_where() -> None:
    assert "phq-9" in catalogue.load().instruments


def test_a_catalogue_cannot_be_changed() -> None:
    found: Any = catalogue.load()
    with pytest.raises(TypeError):
        found.instruments["phq-9"] = found.instruments["gad-7"]
    with pytest.raises(FrozenInstanceError):
        found.instruments = {}
    with pytest.raises(FrozenInstanceError):
        found.instruments["phq-9"].name = "x"


def test_a_syntax_fault_is_refused_with_its_file(resources: Path) -> None:
    (resources / "instruments" / "phq-9.toml").write_text('code = "phq-9"\nname = \n', "utf-8")
    with pytest.raises(BrokenResource) as refused:
        catalogue.load(resources)
    assert refused.value.file == "phq-9.toml"


def test_a_file_under_another_name_than_its_code_is_refused(resources: Path) -> None:
    folder = resources / "instruments"
    (folder / "phq-9.toml").rename(folder / "phq-8.toml")
    with pytest.raises(BrokenResource) as refused:
        catalogue.load(resources)
    assert (refused.value.file, refused.value.key) == ("phq-8.toml", "code")


def test_a_file_that_is_no_text_is_refused(resources: Path) -> None:
    (resources / "instruments" / "phq-9.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BrokenResource) as refused:
        catalogue.load(resources)
    assert refused.value == BrokenResource("phq-9.toml", "", "cannot be read")


def test_an_empty_folder_is_refused(resources: Path) -> None:
    for file in (resources / "instruments").iterdir():
        file.unlink()
    with pytest.raises(BrokenResource) as refused:
        catalogue.load(resources)
    assert refused.value == BrokenResource("instruments", "", "no files")


def test_a_program_that_measures_with_an_unknown_instrument_is_refused(resources: Path) -> None:
    (resources / "instruments" / "madrs-s.toml").unlink()
    with pytest.raises(BrokenResource) as refused:
        catalogue.load(resources)
    assert refused.value.file.endswith(".toml")
    assert refused.value.reason == "unknown: madrs-s"


@pytest.mark.parametrize(
    ("new", "key"),
    [
        ("phq9 = 20", "severe.phq9"),
        ("phq-9 = 28", "severe.phq-9"),
        ("phq-9 = 0", "severe.phq-9"),
        ("eq-5d-5l = 20", "severe.eq-5d-5l"),
    ],
)
def test_a_severe_limit_that_no_measure_reaches_is_refused(
    resources: Path, new: str, key: str
) -> None:
    file = resources / "criteria" / "intake.toml"
    content = file.read_text(encoding="utf-8")
    assert "phq-9 = 20" in content
    file.write_text(content.replace("phq-9 = 20", new), encoding="utf-8")
    with pytest.raises(BrokenResource) as refused:
        catalogue.load(resources)
    assert (refused.value.file, refused.value.key) == ("intake.toml", key)
