"""A clinic's own version never watches for risk less closely than the shipped one."""

import pytest

from ikbt_desktop.clinic import catalogue
from ikbt_desktop.clinic.criteria import read_criteria
from ikbt_desktop.clinic.data_files import FileKind
from ikbt_desktop.clinic.instrument_files import read_kept_instrument
from ikbt_desktop.clinic.reading import line_of, read_text
from ikbt_desktop.clinic.watchfulness import ensure_as_watchful, ensure_limits_as_low
from ikbt_desktop.errors import BrokenResource
from tests.clinic.test_catalogue import TRIAL

SHIPPED = catalogue.load()
INTAKE = SHIPPED.files[FileKind.CRITERIA, "intake"].text


def compare(own: str) -> None:
    shipped = read_kept_instrument(read_text("trial.toml", TRIAL))
    table = read_text("egen.toml", own)
    ensure_as_watchful(table, read_kept_instrument(table), shipped)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("more_than = 4", "more_than = 3"),
        ("more_than = 4", "at_least = 5"),
        ("item = 1\nat_least = 2", "item = 1\nat_least = 1"),
        ("rise = 2", "rise = 1"),
        ('level = "soft"', 'level = "red"'),
    ],
)
def test_a_closer_watch_is_welcome(old: str, new: str) -> None:
    compare(TRIAL)
    compare(TRIAL.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("more_than = 4", "more_than = 5", "total"),
        ("more_than = 4", "at_least = 6", "total"),
        ("more_than = 4", "rise = 1", "total"),
        ("item = 1\nat_least = 2", "item = 2\nat_least = 2", "item"),
        ("rise = 2", "rise = 3", "rise"),
        ("rise = 2", "at_least = 2", "rise"),
        ('deepened_assessment"\nlevel = "red"', 'deepened_assessment"\nlevel = "soft"', "total"),
    ],
)
def test_a_looser_rule_is_named(old: str, new: str, name: str) -> None:
    assert old in TRIAL
    with pytest.raises(BrokenResource) as caught:
        compare(TRIAL.replace(old, new, 1))
    assert caught.value.reason == f"the shipped rule {name} is missing or looser"


def test_a_form_of_another_length_is_not_the_shipped_form() -> None:
    with pytest.raises(BrokenResource) as caught:
        compare(TRIAL.replace("[[subscale]]", '[[item]]\nnumber = 4\ntopic = "Fyra"\n[[subscale]]'))
    assert caught.value.key == "item"


def judged(old: str, new: str) -> None:
    assert old in INTAKE
    table = read_text("intake.toml", INTAKE.replace(old, new, 1))
    own = read_criteria(table)
    ensure_limits_as_low(table, own, SHIPPED.criteria)


def test_the_limits_of_exc_3_may_be_lower() -> None:
    judged("madrs_above = 41", "madrs_above = 34")
    judged("madrs_item_at_least = 4", "madrs_item_at_least = 3")
    judged("hours_at_least = 1", "hours_at_least = 3")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("madrs_above = 41", "madrs_above = 42", "thresholds.madrs_above"),
        ("madrs_item_at_least = 4", "madrs_item_at_least = 5", "thresholds.madrs_item_at_least"),
        ("madrs_item = 9", "madrs_item = 8", "thresholds.madrs_item"),
    ],
)
def test_the_limits_of_exc_3_are_never_raised(old: str, new: str, key: str) -> None:
    with pytest.raises(BrokenResource) as caught:
        judged(old, new)
    assert caught.value.key == key
    assert caught.value.line == INTAKE.splitlines().index(old) + 1


# --- the line of a key -----------------------------------------------------------------------

LINES = """a = 1
# b = 2
[one]
b = 2
[[row]]
c = 3
[[row.inner]]
d = 4
[[row]]
"c" = 3
[[row.inner]]
d = 5
[[row.inner]]
d = 6
plain text
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("a", 1),
        ("b", None),
        ("one.b", 4),
        ("one.c", 3),
        ("row[1].c", 6),
        ("row[2].c", 10),
        ("row[1].inner[1].d", 8),
        ("row[2].inner[2].d", 14),
        ("row[3].c", None),
        ("", None),
    ],
)
def test_a_key_is_found_on_its_line(where: str, line: int | None) -> None:
    assert line_of(LINES, where) == line
