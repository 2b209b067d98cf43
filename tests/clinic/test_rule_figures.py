"""The figures of the rules that a clinic may set: each stands in its file, within what can be."""

import tomllib

import pytest

from ikbt_desktop.clinic import catalogue, data_files, rule_figures
from ikbt_desktop.clinic.data_files import FileKind, Key
from ikbt_desktop.clinic.rule_figures import (
    OWN_CHOICE,
    RuleFigure,
    figures_of,
    value_of,
    with_figures,
)

SHIPPED = catalogue.load()
CRITERIA: Key = (FileKind.CRITERIA, "intake")
LIMITS: Key = (FileKind.LIMITS, "limits")
FEES: Key = (FileKind.FEES, "per-feedback")
CHECK: Key = (FileKind.COURSE_CHECK, "course-check")
EVERY = [
    pytest.param(key, figure, id=f"{figure.rule}-{figure.name}")
    for key in (CRITERIA, LIMITS, FEES, CHECK)
    for figure in figures_of(key)
]


@pytest.mark.parametrize(("key", "figure"), EVERY)
def test_the_shipped_figure_is_found_and_lies_within_its_ends(key: Key, figure: RuleFigure) -> None:
    value = value_of(data_files.table_of(SHIPPED.files[key]).values, figure)
    assert value is not None
    assert figure.low <= value <= figure.high


@pytest.mark.parametrize(("key", "figure"), EVERY)
def test_a_figure_that_is_set_is_the_only_one_that_differs(key: Key, figure: RuleFigure) -> None:
    values = data_files.table_of(SHIPPED.files[key]).values
    before = {one: value_of(values, one) for one in figures_of(key)}
    changed = with_figures(values, {figure: figure.low}, version="k1")
    after = {one: value_of(changed, one) for one in figures_of(key)}
    assert after == {**before, figure: figure.low}
    assert changed["version"] == "k1"
    assert {one: value_of(values, one) for one in figures_of(key)} == before


def test_a_part_of_a_unit_is_kept_where_the_rule_has_one() -> None:
    hours = next(one for one in figures_of(CRITERIA) if one.name == "hours_at_least")
    assert not hours.whole
    values = data_files.table_of(SHIPPED.files[CRITERIA]).values
    assert value_of(with_figures(values, {hours: 1.5}, version="k1"), hours) == 1.5
    whole = value_of(with_figures(values, {hours: 2.0}, version="k1"), hours)
    assert (whole, type(whole)) == (2, int)


@pytest.mark.parametrize("values", [{}, {"thresholds": {}}, {"thresholds": {"audit_male": True}}])
def test_a_file_that_lacks_a_figure_has_none(values: dict[str, object]) -> None:
    audit = next(one for one in figures_of(CRITERIA) if one.name == "audit_male")
    assert value_of(values, audit) is None
    assert value_of({"inactivity": []}, figures_of(LIMITS)[1]) is None


def test_files_of_other_kinds_have_no_figures_to_set() -> None:
    assert figures_of((FileKind.INSTRUMENT, "phq-9")) == ()
    assert {kind for kind in FileKind if figures_of((kind, "intake"))} <= rule_figures.TRIED


def test_a_limit_of_the_course_check_becomes_the_clinics_choice() -> None:
    values = tomllib.loads(SHIPPED.files[CHECK].text)
    figures = {figure.name: figure for figure in figures_of(CHECK)}
    changed = with_figures(values, {figures["check_worse"]: 7.0}, version="k1")
    assert changed["deterioration"][0]["limit"] == 7
    assert changed["deterioration"][0]["source"] == OWN_CHOICE
    assert changed["change"] == values["change"]
    assert values["deterioration"][0]["limit"] == 9
