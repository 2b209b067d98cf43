"""The colours keep their contrast, and every state has a shape beside its tone."""

import re

import pytest

from ikbt_desktop import paths
from ikbt_desktop.ui.kit import tokens
from ikbt_desktop.ui.kit.tokens import DARK, LIGHT, STATE_ICONS, State, contrast

_TEXT = """
text canvas|text surface|text sunken|text nav|muted surface|muted canvas|muted sunken|muted nav
faint surface|link surface|link canvas|on_accent accent|on_accent accent_hover|sel_text sel
sel_text nav_sel|error surface|error error_bg|error sel|muted error_bg|text error_bg|text review_bg
muted review_bg|text notmet_bg|text obs_bg|text ok_bg|ok surface|review surface|review canvas
demo demo_bg|demo_text canvas|sel_text accent_soft
"""
_CONTROLS = """
line2 surface|line2 canvas|line2 sunken|line2 nav|focus surface|focus canvas|focus sel|focus nav
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    found = [pair.split() for pair in re.split(r"[|\n]", text.strip())]
    return [(front, ground) for front, ground in found]


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), _pairs(_TEXT))
def test_text_has_at_least_four_and_a_half(table: dict[str, str], front: str, ground: str) -> None:
    assert contrast(table[front], table[ground]) >= 4.5


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), _pairs(_CONTROLS))
def test_controls_and_focus_have_at_least_three(
    table: dict[str, str], front: str, ground: str
) -> None:
    assert contrast(table[front], table[ground]) >= 3.0


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("state", list(State))
def test_the_word_of_a_state_is_read_on_its_own_ground(table: dict[str, str], state: State) -> None:
    assert contrast(table[state], table[f"{state}_bg"]) >= 4.5


@pytest.mark.parametrize("measure", ["chart1", "chart2"])
@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
def test_a_measures_line_is_read_on_the_darkest_band(table: dict[str, str], measure: str) -> None:
    assert min(contrast(table[measure], table[f"band{step}"]) for step in range(1, 6)) >= 4.5


def test_the_published_ratio_of_black_on_white_is_found() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_both_tables_hold_the_same_names_and_real_colours() -> None:
    assert LIGHT.keys() == DARK.keys()
    for value in [*LIGHT.values(), *DARK.values()]:
        assert re.fullmatch(r"#[0-9A-F]{6}", value)


def test_every_state_has_an_icon_of_its_own() -> None:
    assert set(STATE_ICONS) == set(State)
    assert len(set(STATE_ICONS.values())) == len(STATE_ICONS)
    for icon in STATE_ICONS.values():
        assert (paths.resources() / "icons" / f"{icon}.svg").is_file()


def test_the_rule_words_stand_in_the_order_of_the_screen() -> None:
    assert list(tokens.RULE_STATES) == [
        "ACUTE", "EXCLUDE", "NOT_MET", "REVIEW", "MISSING", "OBS", "OK",
    ]  # fmt: skip
