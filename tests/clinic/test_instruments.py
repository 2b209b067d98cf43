"""Every instrument is scored as its source says, whatever is answered and whatever is left out.

The figures below are typed from the sources named in each file of resources/instruments, apart
from those files, so that a slip in one of the two shows.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikbt_desktop.clinic import catalogue
from ikbt_desktop.clinic.instruments import Band, Example, Instrument, Level, RiskRule, Scoring
from ikbt_desktop.errors import InvalidAnswers

INSTRUMENTS = catalogue.load().instruments
CODES = sorted(INSTRUMENTS)
EXAMPLES = [
    pytest.param(code, example, id=f"{code}-{place}")
    for code in CODES
    for place, example in enumerate(INSTRUMENTS[code].examples, start=1)
]
every_instrument = pytest.mark.parametrize("code", CODES)
tried = settings(max_examples=40, deadline=None)  # for each of the instruments

# code: items, lowest and highest answer, lowest and highest total, reversed items
SHAPES: dict[str, tuple[int, int, int, int | None, int | None, set[int]]] = {
    "madrs-s": (9, 0, 6, 0, 54, set()),
    "madrs-y": (12, 0, 6, 0, 72, set()),
    "phq-9": (9, 0, 3, 0, 27, set()),
    "gad-7": (7, 0, 3, 0, 21, set()),
    "isi": (7, 0, 4, 0, 28, set()),
    "pss-10": (10, 0, 4, 0, 40, {4, 5, 7, 8}),
    "pss-14": (14, 0, 4, 0, 56, {4, 5, 6, 7, 9, 10, 13}),
    "keds": (9, 0, 6, 0, 54, set()),
    "smbm-6": (6, 1, 7, 1, 7, set()),
    "smbm-12": (12, 1, 7, 1, 7, set()),
    "pdss-sr": (7, 0, 4, 0, 28, set()),
    "lsas-sr": (48, 0, 3, 0, 144, set()),
    "spin": (17, 0, 4, 0, 68, set()),
    "mini-spin": (3, 0, 4, 0, 12, set()),
    "pswq": (16, 1, 5, 16, 80, {1, 3, 8, 10, 11}),
    "audit": (10, 0, 4, 0, 40, set()),
    "audit-c": (3, 0, 4, 0, 12, set()),
    "dudit": (11, 0, 4, 0, 44, set()),
    "whodas-12": (12, 0, 4, 0, 48, set()),
    "eq-5d-5l": (6, 1, 5, None, None, set()),
    "wsas": (5, 0, 8, 0, 40, set()),
    "core-10": (10, 0, 4, 0, 40, {2, 3}),
    "rcads-47": (47, 0, 3, 0, 141, set()),
    "rcads-25": (25, 0, 3, 0, 75, set()),
    "nsesss": (9, 0, 4, 0, 36, set()),
    "csq-8": (8, 1, 4, 8, 32, set()),
}

# code: where each band begins, after the lowest one
BAND_STARTS: dict[str, list[int]] = {
    "madrs-s": [13, 20, 35],  # Medicinbasen; guidance only
    "phq-9": [5, 10, 15, 20],  # Kroenke 2001
    "gad-7": [5, 10, 15],
    "isi": [8, 15, 22],
    "pdss-sr": [4, 6, 10, 17, 22],  # Keough 2012
    "lsas-sr": [30, 50, 65, 80, 95],
    "spin": [21, 31, 41, 51],
    "audit": [8, 16, 20],  # the WHO zones
    "wsas": [10, 21],  # Mundt 2002
    "core-10": [6, 11, 15, 20, 25],
    "nsesss": [5, 14, 23, 32],  # where sum / 9 rounds to 1, 2, 3, 4
}

# code: limits in use for women and for men
CUTOFFS: dict[str, tuple[float, float]] = {
    "phq-9": (10, 10),
    "gad-7": (10, 10),
    "isi": (14, 14),  # Gagnon 2013
    "keds": (19, 19),  # Besèr 2014
    "smbm-6": (3.75, 3.75),  # Sundström 2025
    "pdss-sr": (9, 9),  # Roberge 2022
    "lsas-sr": (30, 30),  # Rytwinski 2009
    "spin": (19, 19),  # Connor 2000
    "mini-spin": (6, 6),  # Connor 2001
    "audit": (6, 8),
    "audit-c": (5, 6),  # Folkhälsomyndigheten
    "dudit": (2, 6),  # Berman 2003
    "wsas": (10, 10),
    "core-10": (11, 11),  # Barkham 2013
}

_PERFORMANCE = [1, 2, 3, 4, 6, 8, 9, 13, 14, 16, 17, 20, 21]  # the original key of LSAS
_SOCIAL = [5, 7, 10, 11, 12, 15, 18, 19, 22, 23, 24]
_RCADS_47 = {
    "social_phobia": [4, 7, 8, 12, 20, 30, 32, 38, 43],
    "panic": [3, 14, 24, 26, 28, 34, 36, 39, 41],
    "separation": [5, 9, 17, 18, 33, 45, 46],
    "generalised_anxiety": [1, 13, 22, 27, 35, 37],
    "obsessive_compulsive": [10, 16, 23, 31, 42, 44],
    "depression": [2, 6, 11, 15, 19, 21, 25, 29, 40, 47],
}

# code: the items of each subscale
SUBSCALES: dict[str, dict[str, list[int]]] = {
    "audit": {"consumption": [1, 2, 3], "dependence": [4, 5, 6], "harm": [7, 8, 9, 10]},
    "smbm-6": {"emotional_physical": [1, 2, 3], "mental": [4, 5, 6]},
    "smbm-12": {"emotional_physical": [*range(1, 7)], "mental": [*range(7, 13)]},
    "lsas-sr": {
        "fear": [*range(1, 25)],
        "avoidance": [*range(25, 49)],
        "performance_fear": _PERFORMANCE,
        "performance_avoidance": [24 + number for number in _PERFORMANCE],
        "social_fear": _SOCIAL,
        "social_avoidance": [24 + number for number in _SOCIAL],
    },
    "spin": {
        "fear": [1, 3, 5, 10, 14, 15],
        "avoidance": [4, 6, 8, 9, 11, 12, 16],
        "physiological": [2, 7, 13, 17],
    },  # Connor 2000
    "whodas-12": {
        "cognition": [3, 6],
        "mobility": [1, 7],
        "self_care": [8, 9],
        "getting_along": [10, 11],
        "life_activities": [2, 12],
        "participation": [4, 5],
    },
    "rcads-47": {
        **_RCADS_47,
        "anxiety": sorted(n for k, v in _RCADS_47.items() if k != "depression" for n in v),
    },
    "rcads-25": {
        "depression": [1, 4, 8, 10, 13, 15, 16, 19, 21, 24],
        "anxiety": [2, 3, 5, 6, 7, 9, 11, 12, 14, 17, 18, 20, 22, 23, 25],
    },
    "eq-5d-5l": {"profile": [1, 2, 3, 4, 5], "vas": [6]},
}


def complete(instrument: Instrument) -> st.SearchStrategy[list[int]]:
    return st.tuples(*[st.sampled_from(item.values) for item in instrument.items]).map(list)


def partial(instrument: Instrument) -> st.SearchStrategy[list[int | None]]:
    return st.tuples(*[st.none() | st.sampled_from(item.values) for item in instrument.items]).map(
        list
    )


def highest(instrument: Instrument) -> list[int | None]:
    return [item.low if item.reverse else item.high for item in instrument.items]


# --- the figures of the sources -----------------------------------------------------------------


def test_the_catalogue_holds_exactly_the_instruments_of_the_clinic() -> None:
    assert set(CODES) == set(SHAPES)


@every_instrument
def test_items_answers_totals_and_reversals_are_those_of_the_source(code: str) -> None:
    found = INSTRUMENTS[code]
    ordinary = found.items[0]
    assert SHAPES[code] == (
        len(found.items),
        ordinary.low,
        ordinary.high,
        found.minimum,
        found.maximum,
        {item.number for item in found.items if item.reverse},
    )


@every_instrument
def test_bands_begin_where_the_source_says(code: str) -> None:
    assert [band.low for band in INSTRUMENTS[code].bands][1:] == BAND_STARTS.get(code, [])


@every_instrument
def test_subscales_hold_the_items_of_the_published_key(code: str) -> None:
    found = {scale.name: list(scale.items) for scale in INSTRUMENTS[code].subscales}
    assert found == SUBSCALES.get(code, {})


@every_instrument
def test_the_limits_in_use_are_those_of_the_source(code: str) -> None:
    found = INSTRUMENTS[code]
    women, men = CUTOFFS.get(code, (None, None))
    assert (found.cutoff(sex="female"), found.cutoff(sex="male")) == (women, men)
    assert found.cutoff() == women  # the more careful one while the sex is not known


@every_instrument
def test_an_instrument_names_its_source_and_its_rights(code: str) -> None:
    found = INSTRUMENTS[code]
    assert found.source
    assert found.rights
    assert all(limit.source for limit in found.cutoffs)
    assert all(rule.source for rule in found.risks)
    assert all(figure.study for figure in found.changes)


@pytest.mark.parametrize(("code", "last_items"), [("audit", (9, 10)), ("dudit", (10, 11))])
def test_the_last_items_of_audit_and_dudit_take_only_0_2_and_4(
    code: str, last_items: tuple[int, ...]
) -> None:
    narrow = [item.number for item in INSTRUMENTS[code].items if item.values == (0, 2, 4)]
    assert tuple(narrow) == last_items


def test_madrs_s_bands_are_guidance_only() -> None:
    assert all(band.guidance_only for band in INSTRUMENTS["madrs-s"].bands)


@pytest.mark.parametrize(
    ("code", "points"),
    [("phq-9", 6), ("gad-7", 4), ("isi", 8), ("pdss-sr", 8), ("pswq", 10), ("core-10", 6)],
)
def test_reliable_change_begins_at_the_published_points(code: str, points: int) -> None:
    figure = INSTRUMENTS[code].change_figure
    assert figure is not None
    assert figure.points == points


@every_instrument
def test_no_uncertain_figure_decides_what_is_called_reliable(code: str) -> None:
    figure = INSTRUMENTS[code].change_figure
    assert figure is None or not figure.uncertain


@every_instrument
def test_an_instrument_without_a_figure_for_change_says_so(code: str) -> None:
    found = INSTRUMENTS[code]
    says = any(doubt.startswith("Säker förändring visas inte") for doubt in found.doubts)
    assert says is (found.change_figure is None and found.scoring is not Scoring.NONE)


# --- the worked examples ------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_an_example_worked_by_hand_comes_out(code: str, example: Example) -> None:
    score = INSTRUMENTS[code].score(example.answers, sex=example.sex)
    assert score.total == example.total
    assert (score.band.name if score.band else None) == example.band
    risen = INSTRUMENTS[code].fired(example.answers, example.previous)
    assert score.flags | {str(rule.flag) for rule in risen} == example.flags
    for name, figure in example.subscales.items():
        assert score.subscales[name] == figure


# --- properties of every instrument -------------------------------------------------------------


@every_instrument
@tried
@given(draw=st.data())
def test_the_total_never_leaves_its_range(code: str, draw: st.DataObject) -> None:
    found = INSTRUMENTS[code]
    score = found.score(draw.draw(partial(found)))
    if score.total is not None:
        assert score.low is not None
        assert score.high is not None
        assert score.low <= score.total <= score.high
        assert found.minimum is not None
        assert found.maximum is not None
        assert found.minimum <= score.low
        assert score.high <= found.maximum


@every_instrument
def test_reversing_twice_changes_nothing(code: str) -> None:
    for item in INSTRUMENTS[code].items:
        assert [item.value(item.value(answer)) for answer in item.values] == list(item.values)


@every_instrument
@tried
@given(draw=st.data())
def test_a_reversed_item_counts_max_plus_min_minus_the_answer(
    code: str, draw: st.DataObject
) -> None:
    found = INSTRUMENTS[code]
    answers = draw.draw(complete(found))
    by_hand = sum(
        item.values[0] + item.values[-1] - answer if item.number in SHAPES[code][5] else answer
        for item, answer in zip(found.items, answers, strict=True)
    )
    total = found.score(answers).total
    if found.scoring is Scoring.SUM:
        assert total == by_hand
    elif found.scoring is Scoring.MEAN:
        assert total == pytest.approx(by_hand / len(answers))
    else:
        assert total is None


@every_instrument
def test_a_missing_item_is_never_counted_as_zero(code: str) -> None:
    """With every other answer at its worst, a zero would lower the total; nothing may do that."""
    found = INSTRUMENTS[code]
    for item in found.items:
        answers = highest(found)
        answers[item.number - 1] = None
        score = found.score(answers)
        assert score.total in {None, score.high}
        if "reduced_range" in score.flags:
            assert score.high == (found.maximum or 0) - item.high
        else:
            assert score.missing_items == (item.number,)
            assert score.flags & {"incomplete", "prorated"}


@every_instrument
@tried
@given(draw=st.data())
def test_unanswered_items_are_counted_and_named(code: str, draw: st.DataObject) -> None:
    found = INSTRUMENTS[code]
    answers = draw.draw(partial(found))
    score = found.score(answers)
    assert score.answered == len(answers) - answers.count(None)
    assert all(answers[number - 1] is None for number in score.missing_items)
    assert ("prorated" in score.flags) is (score.total is not None and score.missing_items != ())
    if found.scoring is not Scoring.NONE:
        assert ("incomplete" in score.flags) is (score.total is None)


@every_instrument
def test_an_empty_form_has_no_total_and_no_alarm(code: str) -> None:
    found = INSTRUMENTS[code]
    score = found.score([None] * len(found.items))
    assert score.total is None
    assert score.band is None
    assert "incomplete" in score.flags
    assert not score.flags & {"risk_item", "deepened_assessment", "above_cutoff"}


@every_instrument
@tried
@given(draw=st.data())
def test_an_answer_that_the_form_lacks_is_refused_by_number(code: str, draw: st.DataObject) -> None:
    found = INSTRUMENTS[code]
    answers: list[Any] = list(draw.draw(partial(found)))
    number = draw.draw(st.integers(1, len(found.items)))
    wrong = draw.draw(st.integers().filter(lambda n: n not in found.items[number - 1].values))
    answers[number - 1] = wrong
    with pytest.raises(InvalidAnswers) as refused:
        found.score(answers)
    assert refused.value == InvalidAnswers(code, number, "range")


@every_instrument
@pytest.mark.parametrize("wrong", [True, False, 1.0, 0.5, "1", float("nan"), b"1", [1]])
def test_an_answer_that_is_no_whole_number_is_refused_by_number(code: str, wrong: Any) -> None:
    found = INSTRUMENTS[code]
    for number in (1, len(found.items)):
        answers: list[Any] = [item.low for item in found.items]
        answers[number - 1] = wrong
        with pytest.raises(InvalidAnswers) as refused:
            found.score(answers)
        assert refused.value == InvalidAnswers(code, number, "not_a_whole_number")


@every_instrument
@tried
@given(draw=st.data())
def test_a_list_of_the_wrong_length_is_refused(code: str, draw: st.DataObject) -> None:
    found = INSTRUMENTS[code]
    right = len(found.items)
    length = draw.draw(st.integers(0, 60).filter(lambda n: n != right))
    with pytest.raises(InvalidAnswers) as refused:
        found.score([found.items[0].low] * length)
    assert refused.value == InvalidAnswers(code, None, "length")


# --- single traps -------------------------------------------------------------------------------


def test_a_prorated_total_between_two_bands_has_not_reached_the_higher() -> None:
    score = INSTRUMENTS["gad-7"].score([3, 3, 2, 0, 0, 0, None])  # 8 × 7 / 6 = 9.33
    assert score.total == pytest.approx(9.3333, abs=0.001)
    assert score.band is not None
    assert score.band.name == "mild"
    assert "above_cutoff" not in score.flags


def test_a_half_is_rounded_up_where_the_source_rounds() -> None:
    score = INSTRUMENTS["nsesss"].score([4, 0, 0, 0, 0, 0, 0, 0, None])  # 4.5
    assert score.total == 5


def test_wsas_without_work_shows_another_range_and_no_band() -> None:
    score = INSTRUMENTS["wsas"].score([None, 4, 4, 4, 4])
    assert (score.total, score.low, score.high, score.band) == (16, 0, 32, None)
    assert score.missing_items == ()


def test_lsas_keeps_fear_and_avoidance_apart() -> None:
    fearful = INSTRUMENTS["lsas-sr"].score([3] * 24 + [0] * 24)
    assert fearful.subscales["fear"] == 72
    assert fearful.subscales["avoidance"] == 0


def test_an_answer_given_although_it_could_be_skipped_still_counts() -> None:
    score = INSTRUMENTS["audit"].score([0, None, None, 3, None, None, None, None, 0, 0])
    assert score.total == 3


def test_the_soft_question_of_phq_9_is_no_red_rule() -> None:
    (rule,) = INSTRUMENTS["phq-9"].risks
    assert (rule.item, rule.at_least, rule.level) == (9, 1, "soft")


def test_the_items_that_a_risk_rule_looks_at_are_known() -> None:
    watched = {code: found.risk_items for code, found in INSTRUMENTS.items() if found.risks}
    assert watched == {
        "madrs-s": (9,),
        "madrs-y": (11, 12),
        "phq-9": (9,),
        "core-10": (6,),
        "rcads-47": (37,),
        "rcads-25": (18,),
    }


def test_every_flag_of_every_rule_is_one_of_the_agreed_words() -> None:
    words = {
        "risk_item",
        "deepened_assessment",
        "incomplete",
        "prorated",
        "above_cutoff",
        "reduced_range",
    }
    rules: list[RiskRule] = [rule for found in INSTRUMENTS.values() for rule in found.risks]
    assert {str(rule.flag) for rule in rules} <= words
    assert {flag for found in INSTRUMENTS.values() for e in found.examples for flag in e.flags} == (
        words
    )


def test_an_unanswered_item_and_half_a_total_are_no_answer_to_a_risk_rule() -> None:
    form = catalogue.load().instrument("madrs-s")
    item, total, rise = form.risks
    nothing = [None] * 9
    assert [form.is_judged(rule, nothing, [1] * 9) for rule in form.risks] == [False] * 3
    assert form.is_judged(item, [None] * 8 + [1], None)
    assert not form.is_judged(total, [3] * 8 + [None], None)
    assert form.is_judged(total, [6] * 8 + [None], None)  # 48 already: no answer takes it back
    assert form.is_judged(total, [3] * 9, None)
    assert not form.is_judged(rise, [3] * 9, None)
    assert not form.is_judged(rise, [3] * 9, [1] * 8 + [None])
    assert form.is_judged(rise, [3] * 9, [1] * 9)
    assert form.limit(9, Level.RED) == 4
    assert form.limit(9, Level.SOFT) is None


def test_a_band_has_an_english_word_or_at_least_its_name() -> None:
    assert Band("above_limit", 8, 40, english_word="hazardous use").english == "hazardous use"
    assert Band("above_limit", 8, 40, word="riskbruk").english == "above limit"
