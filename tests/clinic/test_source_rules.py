"""Each table and worked case of rules.md, parts A–E, typed from the page and held to the program.

The id of every case begins with its place on the page.
"""

import dataclasses
import math
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic import catalogue, eligibility, fees, identity, programs, roles, workdays
from ikbt_desktop.clinic.criteria import Column, Outcome
from ikbt_desktop.clinic.eligibility import Intake, Judgement
from ikbt_desktop.clinic.fees import Paid, Period
from ikbt_desktop.clinic.programs import Channel, Ruling, Training, Visit
from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.errors import InvalidAnswers, InvalidIdentity, InvalidValue, RuleRefused

CAT = catalogue.load()

YES, NO = True, False

# C.1, case 1: all INC yes (2 h, 45 min), all EXC no, MADRS-S 22, item 9 = 2.
CASE_1: dict[str, Any] = {
    "programme": "depressionshjalpen",
    "cbt_suitable": YES,
    "diagnosis": "F32.1",
    "somatic_suspicion": NO,
    "hours_per_week": 2,
    "concentration_minutes": 45,
    "swedish_text": YES,
    "swedish_speech": YES,
    "device": "computer",
    "connection": YES,
    "motivation": "yes",
    "hindering_condition": NO,
    "substance_abuse": NO,
    "sex": "female",
    "madrs_s": [4, 4, 3, 3, 2, 2, 1, 1, 2],
    "acutely_suicidal": NO,
    "medicines": [],
    "other_treatment": NO,
    "severe_complex_longstanding": NO,
}


def assessed(changed: Mapping[str, Any]) -> eligibility.Assessment:
    return eligibility.assess(Intake.of({**CASE_1, **changed}), CAT)


def judged(rule: str, changed: Mapping[str, Any]) -> Judgement:
    return assessed(changed).by_rule[rule]


def cases(
    place: str, rows: Iterable[tuple[dict[str, Any], str]]
) -> list[Any]:  # pytest has no public name for what `param` gives
    return [
        pytest.param(
            place.split(maxsplit=1)[0],
            changed,
            outcome,
            id=f"{place}:{','.join(f'{k}={v}' for k, v in changed.items()) or 'case_1'}",
        )
        for changed, outcome in rows
    ]


def test_the_order_of_evaluation_is_that_of_the_page() -> None:
    """`ACUTE` > `EXCLUDE`/`NOT_MET` > `REVIEW` > `MISSING` > `OBS` > `OK`."""
    falling = [{"ACUTE"}, {"EXCLUDE", "NOT_MET"}, {"REVIEW"}, {"MISSING"}, {"OBS"}, {"OK"}]
    ranks = [{eligibility.rank(Outcome(word)) for word in words} for words in falling]
    assert [len(found) for found in ranks] == [1] * 6
    found = [rank for (rank,) in map(tuple, ranks)]
    assert found == sorted(set(found), reverse=True)


# --- A and B: the tables of the criteria ---------------------------------------------------------

TABLES = [
    *cases(
        "INC-1",
        [
            ({}, "OK"),
            ({"cbt_suitable": NO}, "NOT_MET"),
            ({"programme": "none"}, "NOT_MET"),
            ({"cbt_suitable": NO, "programme": "none"}, "NOT_MET"),
            ({"cbt_suitable": None}, "MISSING"),
            ({"programme": None}, "MISSING"),
            # "depression, paniksyndrom, stress, insomni, social fobi, ospecificerat ångest…"
            *(({"diagnosis": code}, "OK") for code in ("F32.0", "F32.1", "F33.0", "F33.1")),
            *(({"diagnosis": code}, "OK") for code in ("F41.0", "F43.2", "F43.9", "F43.8A")),
            *(({"diagnosis": code}, "OK") for code in ("G47.0", "F40.1", "F41.9")),
            # outside that list; GAD is the named one
            *(({"diagnosis": code}, "REVIEW") for code in ("F41.1", "F40.0", "F42.0", "F45.2")),
            *(({"diagnosis": code}, "REVIEW") for code in ("F31.4", "F90.0", "F43.1", "x")),
        ],
    ),
    *cases(
        "INC-2",
        [
            ({"somatic_suspicion": NO, "somatic_investigated": NO}, "OK"),
            ({"somatic_suspicion": NO, "somatic_investigated": YES}, "OK"),
            ({"somatic_suspicion": NO, "somatic_investigated": None}, "OK"),
            ({"somatic_suspicion": YES, "somatic_investigated": YES}, "OK"),
            ({"somatic_suspicion": YES, "somatic_investigated": NO}, "NOT_MET"),
            ({"somatic_suspicion": None, "somatic_investigated": NO}, "MISSING"),
            ({"somatic_suspicion": None, "somatic_investigated": YES}, "MISSING"),
            ({"somatic_suspicion": None, "somatic_investigated": None}, "MISSING"),
            ({"somatic_suspicion": YES, "somatic_investigated": None}, "MISSING"),
        ],
    ),
    *cases(
        "INC-3",
        [
            ({"hours_per_week": 0.5}, "NOT_MET"),
            ({"hours_per_week": 0.99}, "NOT_MET"),
            ({"hours_per_week": 1}, "OK"),
            ({"hours_per_week": 2.9}, "OK"),
            ({"hours_per_week": 3}, "OK"),
            ({"hours_per_week": 5}, "OK"),
            ({"hours_per_week": None}, "MISSING"),
        ],
    ),
    *cases(
        "INC-4",
        [
            ({"concentration_minutes": 29}, "NOT_MET"),
            ({"concentration_minutes": 30}, "OK"),
            ({"concentration_minutes": 59}, "OK"),
            ({"concentration_minutes": 60}, "OK"),
            ({"concentration_minutes": None}, "MISSING"),
        ],
    ),
    *cases(
        "INC-5",
        [
            ({"swedish_text": text, "swedish_speech": speech}, outcome)
            for text, speech, outcome in (
                (YES, YES, "OK"),
                (NO, YES, "NOT_MET"),
                (YES, NO, "NOT_MET"),
                (NO, NO, "NOT_MET"),
                (NO, None, "NOT_MET"),
                (None, NO, "NOT_MET"),
                (None, YES, "MISSING"),
                (YES, None, "MISSING"),
                (None, None, "MISSING"),
            )
        ],
    ),
    *cases(
        "INC-6",
        [
            ({"device": device, "connection": connection}, outcome)
            for device, connection, outcome in (
                ("computer", YES, "OK"),
                ("computer", NO, "NOT_MET"),
                ("phone", YES, "REVIEW"),  # the suggested reading
                ("phone", NO, "NOT_MET"),
                ("none", YES, "NOT_MET"),
                ("none", NO, "NOT_MET"),
                ("none", None, "NOT_MET"),
                (None, NO, "NOT_MET"),
                (None, YES, "MISSING"),
                ("computer", None, "MISSING"),
                ("phone", None, "MISSING"),
            )
        ],
    ),
    *cases(
        "INC-7",
        [
            ({"motivation": "yes"}, "OK"),
            ({"motivation": "no"}, "NOT_MET"),
            ({"motivation": "unsure"}, "REVIEW"),
            ({"motivation": None}, "MISSING"),
        ],
    ),
    *cases(
        "EXC-1",
        [
            ({"hindering_condition": NO}, "OK"),
            ({"hindering_condition": YES, "condition_hinders": NO}, "OK"),
            ({"hindering_condition": YES, "condition_hinders": YES}, "EXCLUDE"),
            ({"hindering_condition": YES, "condition_hinders": None}, "REVIEW"),
            ({"hindering_condition": None}, "MISSING"),
        ],
    ),
    *cases(
        "EXC-2",
        [
            ({"substance_abuse": YES}, "EXCLUDE"),
            ({"substance_abuse": NO}, "OK"),
            ({"substance_abuse": None}, "MISSING"),
            *(
                ({form: total, "sex": sex}, outcome)
                for form, sex, total, outcome in (
                    ("audit", "male", 7, "OK"),
                    ("audit", "male", 8, "REVIEW"),
                    ("audit", "female", 5, "OK"),
                    ("audit", "female", 6, "REVIEW"),
                    ("audit", None, 5, "OK"),
                    ("audit", None, 6, "REVIEW"),
                    ("audit_c", "male", 5, "OK"),  # 5/6, Folkhälsomyndigheten
                    ("audit_c", "male", 6, "REVIEW"),
                    ("audit_c", "female", 4, "OK"),
                    ("audit_c", "female", 5, "REVIEW"),
                    ("audit_c", None, 5, "REVIEW"),
                    ("dudit", "male", 5, "OK"),
                    ("dudit", "male", 6, "REVIEW"),
                    ("dudit", "female", 1, "OK"),
                    ("dudit", "female", 2, "REVIEW"),
                    ("dudit", None, 2, "REVIEW"),
                )
            ),
            ({"substance_abuse": YES, "audit": 0}, "EXCLUDE"),
            ({"substance_abuse": YES, "audit": 40}, "EXCLUDE"),
        ],
    ),
    *cases(
        "EXC-5",
        [
            ({"other_treatment": NO}, "OK"),
            ({"other_treatment": YES, "other_disturbs": YES}, "EXCLUDE"),
            ({"other_treatment": YES, "other_disturbs": NO}, "OK"),
            ({"other_treatment": YES, "other_disturbs": None}, "REVIEW"),
            ({"other_treatment": None}, "MISSING"),
        ],
    ),
    *cases(
        "SEV-1",
        [
            ({"severe_complex_longstanding": YES}, "REVIEW"),
            ({"severe_complex_longstanding": NO}, "OK"),
            ({"severe_complex_longstanding": None}, "MISSING"),
            ({"madrs_s": [6, 6, 6, 6, 6, 4, 0, 0, 0]}, "OK"),  # 34
            ({"madrs_s": [6, 6, 6, 6, 6, 5, 0, 0, 0]}, "REVIEW"),  # 35
            *(
                ({"totals": {code: limit + step}}, outcome)
                for code, limit in (("phq-9", 20), ("gad-7", 15), ("isi", 22))
                for step, outcome in ((-1, "OK"), (0, "REVIEW"))
            ),
        ],
    ),
]


@pytest.mark.parametrize(("rule", "changed", "outcome"), TABLES)
def test_the_tables_of_parts_a_and_b(rule: str, changed: dict[str, Any], outcome: str) -> None:
    found = assessed(changed)
    assert found.by_rule[rule].outcome == outcome
    others = [one.outcome for name, one in found.by_rule.items() if name != rule]
    assert found.outcome == eligibility.strongest([Outcome(outcome), *others])


@pytest.mark.parametrize(
    ("rule", "changed", "noted"),
    [
        ("INC-3", {"hours_per_week": 1}, True),
        ("INC-3", {"hours_per_week": 2.9}, True),
        ("INC-3", {"hours_per_week": 3}, False),
        ("INC-3", {"hours_per_week": 5}, False),
        ("INC-4", {"concentration_minutes": 30}, True),
        ("INC-4", {"concentration_minutes": 59}, True),
        ("INC-4", {"concentration_minutes": 60}, False),
        ("EXC-1", {"hindering_condition": YES, "condition_hinders": NO}, True),
        ("EXC-5", {"other_treatment": YES, "other_disturbs": NO}, True),
    ],
)
def test_a_note_stands_where_the_page_asks_for_one(
    rule: str, changed: dict[str, Any], noted: bool
) -> None:
    found = judged(rule, changed)
    assert (found.outcome, bool(found.note)) == (Outcome.OK, noted)


# --- EXC-3: the trigger and what follows ---------------------------------------------------------


def with_item_9(total: int, item_9: int) -> list[int]:
    left, answers = total - item_9, []
    for _ in range(8):
        answers.append(min(6, left))
        left -= answers[-1]
    assert left == 0
    return [*answers, item_9]


TRIGGERS = [
    pytest.param(with_item_9(41, 3), "OK", id="EXC-3:41/3"),
    pytest.param(with_item_9(42, 3), "REVIEW", id="EXC-3:42/3"),
    pytest.param(with_item_9(41, 4), "REVIEW", id="EXC-3:41/4"),
    pytest.param(with_item_9(10, 4), "REVIEW", id="EXC-3:10/4"),
    pytest.param(with_item_9(10, 3), "OK", id="EXC-3:10/3"),
    pytest.param(with_item_9(54, 6), "REVIEW", id="EXC-3:54/6"),
    pytest.param([None] * 8 + [4], "REVIEW", id="EXC-3:incomplete/4"),
    pytest.param([6, 6, 6, 6, 6, 6, 6, None, 0], "REVIEW", id="EXC-3:incomplete-42/0"),
    pytest.param([6, 6, 6, 6, 6, 6, None, 6, None], "REVIEW", id="EXC-3:incomplete-42/missing"),
    pytest.param([6, 6, 6, 6, 6, 6, 5, 0, None], "REVIEW", id="EXC-3:incomplete-41/missing"),
    pytest.param([None] * 9, "REVIEW", id="EXC-3:empty/missing"),
]
UNKNOWN = {"EXC-3:incomplete-41/missing", "EXC-3:empty/missing"}


@pytest.mark.parametrize(("answers", "outcome"), TRIGGERS)
def test_the_trigger_demands_the_deepened_assessment(
    answers: list[int | None], outcome: str, request: pytest.FixtureRequest
) -> None:
    quiet = {"severe_complex_longstanding": NO, "madrs_s": answers}
    found = judged("EXC-3", quiet)
    assert found.outcome == outcome
    unknown = request.node.callspec.id in UNKNOWN
    reasons = {"OK": "met", "REVIEW": "trigger_unknown" if unknown else "assessment_needed"}
    assert found.reason == reasons[outcome]


@pytest.mark.parametrize(("answers", "outcome"), TRIGGERS)
@pytest.mark.parametrize(
    ("assessment", "after"), [("acute", "ACUTE"), ("not_acute", "OK"), (None, "")]
)
def test_what_the_deepened_assessment_comes_to(
    answers: list[int | None], outcome: str, assessment: str | None, after: str
) -> None:
    """EXC-3: acute excludes; not acute goes on with its reason; not done stays locked."""
    found = judged("EXC-3", {"madrs_s": answers, "deepened_assessment": assessment})
    assert found.outcome == (after or outcome)
    assert bool(found.note) is (assessment == "not_acute")  # the reason is documented


@pytest.mark.parametrize("answers", [[0] * 9, with_item_9(41, 3), None])
@pytest.mark.parametrize("programme", ["depressionshjalpen", "angesthjalpen-ung", None, "none"])
def test_acute_suicidality_found_in_any_other_way_excludes(answers: Any, programme: Any) -> None:
    """EXC-3: "with normal scores too"."""
    found = assessed({"acutely_suicidal": YES, "madrs_s": answers, "programme": programme})
    assert found.outcome == Outcome.ACUTE


# --- EXC-4: the matrix ---------------------------------------------------------------------------

EXPOSURE = ("angesthjalpen", "angesthjalpen-ung")
SLEEP = ("sovhjalpen",)
OTHER = ("depressionshjalpen", "oroshjalpen", "stresshjalpen")
COLUMNS: dict[Column, tuple[str, ...]] = {
    Column.EXPOSURE: EXPOSURE,
    Column.SLEEP: SLEEP,
    Column.OTHER: OTHER,
}

# row, the medicine, and the cells as printed: exposure, sleep, other; * is a suggestion
MATRIX: list[tuple[str, dict[str, Any], tuple[str, str, str]]] = [
    ("4a", {"kind": "benzodiazepine", "frequent": YES}, ("EXCLUDE", "EXCLUDE", "EXCLUDE")),
    ("4a'", {"kind": "benzodiazepine", "frequent": NO}, ("REVIEW", "OBS*", "OBS*")),
    ("4b", {"kind": "blood_pressure"}, ("REVIEW", "OK*", "OK*")),
    ("4b", {"kind": "anxiolytic"}, ("REVIEW", "OK*", "OK*")),
    ("4c", {"kind": "sleep", "contraindicated": YES}, ("EXCLUDE", "OBS", "EXCLUDE")),
    ("4c", {"kind": "sleep", "contraindicated": NO}, ("REVIEW*", "OBS", "REVIEW*")),
    ("4d", {"kind": "other", "disturbs_sleep": YES}, ("OBS*", "EXCLUDE", "OBS*")),
    ("4e", {"kind": "other"}, ("OK", "OK", "OK")),
]
CELLS = [
    pytest.param(row, medicine, programme, cells[place], id=f"EXC-4:{row}:{programme}:{n}")
    for n, (row, medicine, cells) in enumerate(MATRIX)
    for place, column in enumerate(COLUMNS)
    for programme in COLUMNS[column]
]


@pytest.mark.parametrize(("row", "medicine", "programme", "cell"), CELLS)
def test_the_medicine_matrix_cell_by_cell(
    row: str, medicine: dict[str, Any], programme: str, cell: str
) -> None:
    asked = {"disturbs_sleep": NO} | medicine
    found = judged("EXC-4", {"programme": programme, "medicines": [asked]})
    assert found.outcome == cell.rstrip("*")
    assert [detail.reason for detail in found.details] == [row]
    column = eligibility.column_of(CAT.programs[programme])
    suggested = {
        column in one.suggested
        for one in CAT.criteria.medicine_rows
        if one.row == row
        and medicine["kind"] in one.kinds
        and one.outcomes[column] == cell.rstrip("*")
    }
    assert suggested == ({cell.endswith("*")} if row != "4e" else set())
    assert ("Förslag: källan säger inget" in found.details[0].text) is cell.endswith("*")


@pytest.mark.parametrize(
    ("programme", "outcome"),
    [*((one, "EXCLUDE") for one in (*EXPOSURE, *OTHER)), ("sovhjalpen", "REVIEW")],
)
def test_frequent_zolpidem_is_listed_as_a_benzodiazepine(programme: str, outcome: str) -> None:
    """EXC-4, product must decide 2: in a sleep programme 4a and 4c disagree, so REVIEW."""
    stilnoct = {"kind": "z_drug", "frequent": YES, "name": "Stilnoct"}
    assert judged("EXC-4", {"programme": programme, "medicines": [stilnoct]}).outcome == outcome


@pytest.mark.parametrize("programme", [*EXPOSURE, *SLEEP, *OTHER])
@given(chosen=st.lists(st.sampled_from([medicine for _, medicine, _ in MATRIX]), max_size=4))
def test_the_strongest_of_several_medicines_wins_and_each_is_listed(
    programme: str, chosen: list[dict[str, Any]]
) -> None:
    named = [{**medicine, "name": f"Medel {n}"} for n, medicine in enumerate(chosen)]
    alone = [judged("EXC-4", {"programme": programme, "medicines": [one]}).outcome for one in named]
    together = judged("EXC-4", {"programme": programme, "medicines": named})
    assert together.outcome == eligibility.strongest(alone)
    assert all(one["name"] in together.note for one in named)


# --- C.1: the worked intake examples -------------------------------------------------------------

BETA_BLOCKER = {"kind": "blood_pressure", "name": "Propranolol", "disturbs_sleep": NO}
TABLET = {"kind": "sleep", "name": "Tablett", "frequent": YES, "disturbs_sleep": NO}
SOV = {"programme": "sovhjalpen", "diagnosis": "G47.0"}
ANGEST = {"programme": "angesthjalpen", "diagnosis": "F41.0"}

WORKED: list[tuple[int, dict[str, Any], set[str], str, str]] = [
    (1, {}, {"OK"}, "INC-3", "OK"),
    (2, {"madrs_s": with_item_9(42, 2)}, {"REVIEW"}, "EXC-3", "REVIEW"),
    (
        3,
        {"madrs_s": with_item_9(18, 4), "deepened_assessment": "not_acute"},
        {"OK"},
        *("EXC-3", "OK"),
    ),
    (
        4,
        {"madrs_s": with_item_9(18, 4), "deepened_assessment": "acute"},
        {"ACUTE"},
        *("EXC-3", "ACUTE"),
    ),
    (5, {"hindering_condition": YES, "condition_hinders": NO}, {"OK"}, "EXC-1", "OK"),
    (6, {"hindering_condition": YES}, {"REVIEW"}, "EXC-1", "REVIEW"),
    (7, {**ANGEST, "medicines": [BETA_BLOCKER]}, {"REVIEW"}, "EXC-4", "REVIEW"),
    (8, {**SOV, "medicines": [BETA_BLOCKER]}, {"OK"}, "EXC-4", "OK"),
    (9, {**SOV, "medicines": [TABLET]}, {"OBS"}, "EXC-4", "OBS"),
    (
        10,
        {**SOV, "medicines": [{"kind": "other", "disturbs_sleep": YES}]},
        {"EXCLUDE"},
        *("EXC-4", "EXCLUDE"),
    ),
    (
        11,
        {**SOV, "medicines": [{"kind": "benzodiazepine", "frequent": YES, "name": "Sobril"}]},
        {"EXCLUDE"},
        *("EXC-4", "EXCLUDE"),
    ),
    (12, {**ANGEST, "medicines": [TABLET]}, {"REVIEW", "EXCLUDE"}, "EXC-4", "REVIEW"),
    (
        12,
        {**ANGEST, "medicines": [{**TABLET, "contraindicated": YES}]},
        {"REVIEW", "EXCLUDE"},
        *("EXC-4", "EXCLUDE"),
    ),
    (
        13,
        {"somatic_suspicion": YES, "somatic_investigated": NO},
        {"NOT_MET"},
        *("INC-2", "NOT_MET"),
    ),
    (14, {"swedish_text": YES, "swedish_speech": NO}, {"NOT_MET"}, "INC-5", "NOT_MET"),
    (15, {"hours_per_week": 0.75}, {"NOT_MET"}, "INC-3", "NOT_MET"),
    (16, {"madrs_s": [4, 4, 3, 3, 2, 2, 1, 1, None]}, {"REVIEW"}, "EXC-3", "REVIEW"),
    (17, {}, {"OK"}, "INC-1", "OK"),
]


@pytest.mark.parametrize(
    ("case", "changed", "outcomes", "rule", "judgement"),
    WORKED,
    ids=[f"C.1:{n}-{place}" for place, (n, *_) in enumerate(WORKED)],
)
def test_the_worked_intake_examples(
    case: int, changed: dict[str, Any], outcomes: set[str], rule: str, judgement: str
) -> None:
    found = assessed(changed)
    assert found.outcome in outcomes
    assert found.by_rule[rule].outcome == judgement
    if case == 1:
        assert sum(CASE_1["madrs_s"]) == 22
        assert "3 h i veckan" in found.by_rule["INC-3"].note
        assert "timmen" in found.by_rule["INC-4"].note
    if case == 3:
        assert found.by_rule["EXC-3"].note  # the judgement is stored
    if case == 16:
        assert sum(answer or 0 for answer in changed["madrs_s"]) == 20
    if case == 17:
        with pytest.raises(RuleRefused) as refused:
            programs.ensure_may_start(None, Ruling(date(2026, 10, 8), suitable=True))
        assert refused.value.rule == "DEC-1"


def test_every_worked_example_of_the_page_is_there() -> None:
    assert {case for case, *_ in WORKED} == set(range(1, 18))


# --- one figure, two files -----------------------------------------------------------------------


@pytest.mark.parametrize("sex", ["male", "female"])
@pytest.mark.parametrize("form", ["audit", "audit-c", "dudit"])
def test_exc_2_and_the_form_itself_have_the_same_limit(form: str, sex: str) -> None:
    limit = getattr(CAT.criteria.thresholds, f"{form.replace('-', '_')}_{sex}")
    assert CAT.instruments[form].cutoff(sex=sex) == limit


def test_exc_3_and_the_risk_rules_of_madrs_s_have_the_same_limits() -> None:
    limits, rules = CAT.criteria.thresholds, CAT.instruments["madrs-s"].risks
    assert {(rule.item, rule.at_least, rule.more_than) for rule in rules if rule.rise is None} == {
        (limits.madrs_item, limits.madrs_item_at_least, None),
        (None, None, limits.madrs_above),
    }


@pytest.mark.parametrize("form", ["madrs-s", "phq-9", "gad-7", "isi"])
def test_sev_1_begins_where_the_severe_band_does(form: str) -> None:
    (severe,) = [band for band in CAT.instruments[form].bands if band.name == "severe"]
    assert CAT.criteria.severe[form] == severe.low


# --- the door: nothing odd is ever a silent OK ---------------------------------------------------

PLAIN: list[Any] = ["yes", "", "ja", 0, 1, 2.5, [], {}, (), object(), math.nan, b"x", 10**400]
KEYS = {
    "cbt_suitable": "flag",
    "somatic_suspicion": "flag",
    "somatic_investigated": "flag",
    "swedish_text": "flag",
    "swedish_speech": "flag",
    "connection": "flag",
    "hindering_condition": "flag",
    "condition_hinders": "flag",
    "substance_abuse": "flag",
    "acutely_suicidal": "flag",
    "other_treatment": "flag",
    "other_disturbs": "flag",
    "severe_complex_longstanding": "flag",
    "hours_per_week": 168,
    "concentration_minutes": 1440,
    "audit": 40,
    "audit_c": 12,
    "dudit": 44,
    "device": "word",
    "motivation": "word",
    "deepened_assessment": "word",
    "sex": "word",
    "programme": "text",
    "diagnosis": "text",
    "medicines": "list",
    "madrs_s": "answers",
    "totals": "mapping",
}


@pytest.mark.parametrize("key", [key for key, kind in KEYS.items() if kind == "flag"])
@pytest.mark.parametrize("odd", PLAIN, ids=lambda odd: type(odd).__name__)
def test_a_yes_or_no_is_nothing_else(key: str, odd: Any) -> None:
    refused_as(key, odd, "not_yes_or_no")


def refused_as(key: str, odd: Any, *reasons: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        assessed({key: odd})
    assert refused.value.field == key
    assert refused.value.reason in reasons


@pytest.mark.parametrize(
    ("key", "highest"), [(key, kind) for key, kind in KEYS.items() if isinstance(kind, int)]
)
def test_a_figure_is_a_number_that_there_can_be(key: str, highest: int) -> None:
    others: list[Any] = ["2", True, [2], {}, object(), Decimal(2), Fraction(2), 1j, b"2"]
    for odd in others:
        refused_as(key, odd, "not_a_number")
    for odd in (-1, -0.01, highest + 0.01, highest + 1, math.nan, math.inf, -math.inf, 10**400):
        refused_as(key, odd, "range")
    for possible in (0, highest, highest / 2):
        assert assessed({key: possible}).outcome


@pytest.mark.parametrize("key", [key for key, kind in KEYS.items() if kind == "word"])
def test_a_word_is_one_of_the_words(key: str) -> None:
    for odd in ("YES", "Computer", "maybe", "acute!", "x" * 10_000, "yes\x00"):
        refused_as(key, odd, "unknown_word")
    others: list[Any] = [True, 1, ["yes"], {}, b"yes"]
    for odd in others:
        refused_as(key, odd, "not_a_text")
    assert assessed({key: "  "}) == assessed({key: None})


@pytest.mark.parametrize(
    "odd", ["kbt", "Depressionshjälpen", "DEPRESSIONSHJALPEN", "angesthjalpen-ung-foraldrastod"]
)
def test_a_programme_that_no_patient_can_have_is_refused(odd: str) -> None:
    refused_as("programme", odd, "unknown")


@pytest.mark.parametrize("key", ["programme", "diagnosis"])
@pytest.mark.parametrize(
    "odd", [1, True, ["F32.1"], {}, b"F32.1", object()], ids=lambda odd: type(odd).__name__
)
def test_a_text_is_a_text(key: str, odd: Any) -> None:
    refused_as(key, odd, "not_a_text")


@pytest.mark.parametrize("diagnosis", ["F32.1AA", "F32.1Z", "F32.1'; --", "F3", "F", ".", "åäö"])
def test_a_diagnosis_that_is_not_one_of_the_list_always_wants_a_judgement(diagnosis: str) -> None:
    assert judged("INC-1", {"diagnosis": diagnosis}).outcome == Outcome.REVIEW


@pytest.mark.parametrize(
    ("medicines", "reason"),
    [
        ("sobril", "not_a_list"),
        ({"kind": "sleep"}, "not_a_list"),
        ([["kind", "sleep"]], "not_a_list"),
        (7, "not_a_list"),
        ([{}], "kind"),
        ([{"kind": None}], "kind"),
        ([{"kind": "Sleep"}], "kind"),
        ([{"kind": ["sleep"]}], "kind"),
        ([{"kind": "sleep", "frequent": 1}], "not_yes_or_no"),
        ([{"kind": "sleep", "contraindicated": "no"}], "not_yes_or_no"),
        ([{"kind": "sleep", "disturbs_sleep": 0}], "not_yes_or_no"),
        ([{"kind": "sleep", "doses": 7}], "unknown_key"),
        ([{"kind": "sleep", 7: True}], "unknown_key"),
        ([{"kind": "sleep", "name": 7}], "not_a_text"),
        ([{"kind": "sleep"}, {"kind": "herb"}], "kind"),
    ],
)
def test_a_medicine_that_cannot_be_read_is_refused(medicines: Any, reason: str) -> None:
    refused_as("medicines", medicines, reason)


@pytest.mark.parametrize(
    ("totals", "reason"),
    [
        ([("phq-9", 27)], "not_a_mapping"),
        ({7: 7}, "not_a_mapping"),
        ({"phq-9": "27"}, "not_a_number"),
        ({"phq-9": True}, "not_a_number"),
        ({"phq-9": -1}, "range"),
        ({"phq-9": math.nan}, "range"),
        ({"phq-9": 28}, "range"),
        ({"phq-9": 10**400}, "range"),
        ({"eq-5d-5l": 11111}, "range"),
        ({"phq9": 27}, "unknown"),
        ({"PHQ-9": 27}, "unknown"),
    ],
)
def test_a_total_of_a_form_that_is_not_there_is_refused(totals: Any, reason: str) -> None:
    """A misspelt code would pass for a low score."""
    refused_as("totals", totals, reason)


def test_the_highest_total_of_a_form_can_be() -> None:
    assert judged("SEV-1", {"totals": {"phq-9": 27}}).outcome == Outcome.REVIEW


@pytest.mark.parametrize(
    ("answers", "item", "reason"),
    [
        ([0] * 8, None, "length"),
        ([0] * 10, None, "length"),
        ([], None, "length"),
        ("000000000", None, "length"),
        (dict.fromkeys(range(9), 0), None, "length"),
        (set(range(9)), None, "length"),
        (7, None, "length"),
        ([0] * 8 + [7], 9, "range"),
        ([-1] + [0] * 8, 1, "range"),
        ([0] * 4 + [10**400] + [0] * 4, 5, "range"),
        ([0, True] + [0] * 7, 2, "not_a_whole_number"),
        ([0, 0, 2.0] + [0] * 6, 3, "not_a_whole_number"),
        ([0, 0, 0, "4"] + [0] * 5, 4, "not_a_whole_number"),
        ([0] * 8 + [[4]], 9, "not_a_whole_number"),
        ([0] * 8 + [Decimal(4)], 9, "not_a_whole_number"),
        ([0] * 8 + [math.nan], 9, "not_a_whole_number"),
    ],
)
def test_madrs_s_answers_that_no_form_holds_are_refused(
    answers: Any, item: int | None, reason: str
) -> None:
    with pytest.raises(InvalidAnswers) as refused:
        assessed({"madrs_s": answers})
    assert refused.value == InvalidAnswers("madrs-s", item, reason)


@pytest.mark.parametrize(
    ("answers", "field", "reason"),
    [
        (None, "answers", "not_a_mapping"),
        ([], "answers", "not_a_mapping"),
        ("programme", "answers", "not_a_mapping"),
        ([("programme", "none")], "answers", "not_a_mapping"),
        ({"program": "x"}, "program", "unknown_key"),
        ({"Programme": "x"}, "Programme", "unknown_key"),
        ({1: 2, "x": 3, None: 4}, "1", "unknown_key"),
        ({"by_rule": 1}, "by_rule", "unknown_key"),
    ],
)
def test_an_intake_of_something_else_is_refused(answers: Any, field: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        Intake.of(answers)
    assert (refused.value.field, refused.value.reason) == (field, reason)


def test_every_key_of_the_intake_is_tried_with_odd_answers_above() -> None:
    assert set(KEYS) == {one.name for one in dataclasses.fields(Intake)}


NEEDED = sorted(set(CASE_1) - {"sex"})


@pytest.mark.parametrize("key", NEEDED)
def test_an_answer_left_out_is_never_ok(key: str) -> None:
    """ "a key left out = None = unanswered", and MISSING cannot be approved."""
    left_out = {name: value for name, value in CASE_1.items() if name != key}
    for answers in (left_out, {**left_out, key: None}):
        found = eligibility.assess(Intake.of(answers), CAT)
        assert found.outcome == Outcome.MISSING


# --- C: the process rules ------------------------------------------------------------------------

MET = Visit(date(2026, 10, 8), "Hanna Testmark")


@pytest.mark.parametrize(
    ("visit", "ruling", "refused"),
    [
        (MET, Ruling(date(2026, 10, 8), suitable=True), ""),
        (MET, Ruling(date(2026, 10, 9), suitable=True), ""),
        (MET, Ruling(date(2026, 10, 7), suitable=True), "decision_before_visit"),
        (MET, None, "no_decision"),
        (None, Ruling(date(2026, 10, 8), suitable=True), "no_visit"),
        (Visit(MET.day, ""), Ruling(date(2026, 10, 8), suitable=True), "no_clinician"),
        (MET, Ruling(date(2026, 10, 8), suitable=False), "not_suitable"),
    ],
    ids=lambda one: f"DEC-1:{one}" if isinstance(one, str) else None,
)
def test_no_programme_starts_without_a_meeting_and_a_later_decision(
    visit: Visit | None, ruling: Ruling | None, refused: str
) -> None:
    if not refused:
        programs.ensure_may_start(visit, ruling)
        return
    with pytest.raises(RuleRefused) as caught:
        programs.ensure_may_start(visit, ruling)
    assert (caught.value.rule, caught.value.reason) == ("DEC-1", refused)


def test_a_receptionist_can_do_neither_of_dec_1_nor_read_what_note_1_keeps_from_her() -> None:
    """DEC-1: "a receptionist can do neither"; NOTE-1: "not to reception"; H.1, 7."""
    refused = {
        *(Permission.SCREEN, Permission.DECIDE, Permission.ASSIGN_PROGRAM),
        *(Permission.READ_CLINICAL, Permission.RECORD_MEASUREMENT, Permission.WRITE_FEEDBACK),
        *(Permission.SEE_RISK, Permission.HANDLE_RISK),
    }
    assert not refused & roles.GRANTS[Role.RECEPTIONIST]


def test_the_agreement_of_dec_2_is_recorded_before_a_programme_is_assigned() -> None:
    programs.ensure_agreed(MET.day, today=MET.day)
    with pytest.raises(RuleRefused) as caught:
        programs.ensure_agreed(None, today=MET.day)
    assert caught.value.rule == "DEC-2"


@pytest.mark.parametrize(
    ("sections", "notes"),
    [
        pytest.param(5, {"LEN-1", "LEN-2"}, id="LEN:5"),
        pytest.param(6, {"LEN-2"}, id="LEN:6"),
        pytest.param(7, set(), id="LEN:7"),
        pytest.param(9, set(), id="LEN:9"),
        pytest.param(10, {"LEN-1", "LEN-3"}, id="LEN:10"),
        pytest.param(11, {"LEN-1", "LEN-2", "LEN-3"}, id="LEN:11"),
    ],
)
def test_the_usual_lengths_are_noted_and_never_stop(sections: int, notes: set[str]) -> None:
    """LEN-1: 6–9 weeks; LEN-2: 7–10 sections, one in 7 days; LEN-3: start + 7 × sections."""
    start = date(2026, 10, 19)
    found = programs.plan(
        CAT.programs["stresshjalpen"], start=start, sections=sections, lengths=CAT.criteria.lengths
    )
    assert set(found.notes) == notes
    assert found.planned_end == start + timedelta(days=7 * sections)
    assert [week.start for week in found.weeks] == [
        start + timedelta(days=7 * n) for n in range(sections)
    ]


@pytest.mark.parametrize(("day", "late"), [(6, False), (7, False), (8, True)])
def test_feedback_is_due_every_seven_days_and_then_late(day: int, late: bool) -> None:
    """FB-1: "late when no feedback for > 7 days"; FB-2: two in one week are allowed."""
    start = date(2026, 10, 19)
    for given_on in ([], [start - timedelta(days=1)], [start, start]):
        due = workdays.feedback_due(
            CAT.limits, start=start, given=given_on, on=start + timedelta(days=day)
        )
        assert (due.day, due.is_late) == (start + timedelta(days=7), late)
    assert set(Channel) == {"message", "phone"}


def test_the_days_of_act_1_are_the_suggested_ones() -> None:
    """ACT-1 suggests 7, 14 and 21; the ladder has the telephone on day 10 between them."""
    assert [step.days for step in CAT.limits.inactivity] == [7, 10, 14, 21]
    assert "förslag" in CAT.limits.source


@pytest.mark.parametrize(
    ("confirmed_by", "open_risk", "reason"),
    [("Hanna", NO, ""), (None, NO, "not_confirmed"), ("Hanna", YES, "risk_open")],
)
def test_act_1_never_closes_silently_and_looks_at_risk_first(
    confirmed_by: str | None, open_risk: bool, reason: str
) -> None:
    if not reason:
        programs.ensure_may_close_inactive(confirmed_by=confirmed_by, open_risk=open_risk)
        return
    with pytest.raises(RuleRefused) as caught:
        programs.ensure_may_close_inactive(confirmed_by=confirmed_by, open_risk=open_risk)
    assert (caught.value.rule, caught.value.reason) == ("ACT-1", reason)


@pytest.mark.parametrize(
    ("region", "excluded", "refused"),
    [
        ("Skåne", (), NO),  # default empty
        ("Skåne", ("Skåne", "Sörmland"), YES),
        ("Region Sörmland", ("Skåne", "Sörmland"), YES),
        ("Gotland", ("Skåne", "Sörmland"), NO),
    ],
)
def test_reg_1_refuses_the_regions_that_the_provider_leaves_out(
    region: str, excluded: tuple[str, ...], refused: bool
) -> None:
    if not refused:
        programs.ensure_region(region, excluded=excluded)
        return
    with pytest.raises(RuleRefused) as caught:
        programs.ensure_region(region, excluded=excluded)
    assert caught.value.rule == "REG-1"


def test_comp_1_asks_for_basic_training_and_suggests_the_programmes_own() -> None:
    programs.ensure_competent(Training(basic_cbt=True))
    assert programs.lacks_course(Training(basic_cbt=True), CAT.programs["sovhjalpen"])
    with pytest.raises(RuleRefused) as caught:
        programs.ensure_competent(Training(basic_cbt=False))
    assert caught.value.rule == "COMP-1"


# --- D: fees -------------------------------------------------------------------------------------

# FEE-2: year, prisbasbelopp, ceiling, and whether the page only computed it
CEILINGS = [
    (2019, 46_500, 1150, NO),
    (2022, 48_300, 1200, NO),
    (2024, 57_300, 1400, NO),
    (2025, 58_800, 1450, YES),
    (2026, 59_200, 1450, YES),
]


@pytest.mark.parametrize(
    ("year", "base", "ceiling", "computed"), CEILINGS, ids=[f"FEE-2:{row[0]}" for row in CEILINGS]
)
def test_the_ceiling_is_a_fortieth_of_the_base_amount_down_to_fifty(
    year: int, base: int, ceiling: int, computed: bool
) -> None:
    """FEE-2: 0.025 × prisbasbelopp, rounded down to a whole 50 kr."""
    assert base // 40 // 50 * 50 == ceiling
    profile = CAT.fees["per-feedback"]
    assert profile.ceiling_on(date(year, 6, 1)) == ceiling
    (row,) = [one for one in profile.ceilings if one.year == year]
    assert (row.amount, row.uncertain) == (ceiling, computed)
    assert ("ej läst" in row.source) is computed


FEEDBACKS = [
    pytest.param(0, 1450, [250, 250, 250, 250, 250, 200, 0], id="FEE-2:test"),
    pytest.param(300, 1450, [250, 250, 250, 250, 150, 0, 0], id="FEE-2:300-elsewhere"),
    pytest.param(0, 1400, [250, 250, 250, 250, 250, 150, 0], id="FEE-2:ceiling-1400"),
]


@pytest.mark.parametrize(("opening", "ceiling", "charged"), FEEDBACKS)
def test_the_fee_table(opening: int, ceiling: int, charged: list[int]) -> None:
    """FEE-1: 250 kr per feedback given; FEE-2: first visit 2026-02-02."""
    first = date(2026, 2, 2)
    shipped = CAT.fees["per-feedback"]
    profile = dataclasses.replace(
        shipped,
        ceilings=tuple(dataclasses.replace(one, amount=ceiling) for one in shipped.ceilings),
    )
    period, paid, amounts, sums = Period(first, opening), list[Paid](), [], []
    for week in range(7):
        on = first + timedelta(days=7 * week)
        found = fees.charge(profile, period, paid, on)
        paid.append(Paid(on, found.amount))
        amounts.append(found.amount)
        sums.append(found.sum_after)
    assert amounts == charged
    assert sums == [opening + sum(charged[: n + 1]) for n in range(7)]
    free = fees.charge(profile, period, paid, date(2027, 2, 1))
    assert (free.amount, free.period) == (0, period)
    again = fees.charge(profile, period, paid, date(2027, 2, 2))
    assert (again.amount, again.period.starts_on) == (250, date(2027, 2, 2))


def test_the_twelve_months_are_counted_from_the_first_visit() -> None:
    """FEE-2: "first visit 25 April → through 24 April next year"."""
    assert Period(date(2026, 4, 25)).last_day == date(2027, 4, 24)


def test_three_fee_regimes_are_there_and_one_takes_no_fee() -> None:
    regimes = {code: (one.amount, one.unit, one.least_per_week) for code, one in CAT.fees.items()}
    assert regimes == {
        "per-feedback": (250, "feedback", 0),
        "per-contact": (275, "contact", 275),
        "no-fee": (0, "feedback", 0),
    }


# --- E: identity ---------------------------------------------------------------------------------

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *(
            pytest.param(number, "personnummer", id=f"E.1:{number}")
            for number in (
                *("190905271474", "090527+1474", "200002292399", "195704289999"),
                *("194608239986", "190901219931", "200004059937"),
            )
        ),
        pytest.param("197302889931", "samordningsnummer", id="E.2:197302889931"),
        pytest.param("202107919967", "samordningsnummer", id="E.2:202107919967"),
    ],
)
def test_the_valid_numbers_of_the_page(written: str, kind: str) -> None:
    found = identity.parse(written, today=TODAY)
    assert found.kind == kind
    assert len(found.digits) == 12
    day = int(found.digits[6:8]) - (60 if kind == "samordningsnummer" else 0)
    assert found.birth_date == date(int(found.digits[:4]), int(found.digits[4:6]), day)
    assert found.legal_sex == ("male" if int(found.digits[10]) % 2 else "female")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        pytest.param("201509160006", "birth_number_000", id="E.1:201509160006"),
        pytest.param("197004289895", "check_digit", id="E.1:197004289895"),
        pytest.param("196004309886", "check_digit", id="E.1:196004309886"),
        pytest.param("194205669899", "check_digit", id="E.2:194205669899"),
        pytest.param("197210869924", "check_digit", id="E.2:197210869924"),
    ],
)
def test_the_invalid_numbers_of_the_page(written: str, reason: str) -> None:
    with pytest.raises(InvalidIdentity) as refused:
        identity.parse(written, today=TODAY)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("on", "separator"),
    [(date(2008, 12, 31), "-"), (date(2009, 1, 1), "+"), (date(2009, 5, 26), "+")],
    ids=["E.1:99", "E.1:100-by-year", "E.1:before-birthday"],
)
def test_the_separator_turns_in_the_year_of_the_hundredth_birthday(
    on: date, separator: str
) -> None:
    """E.1: "year difference ≥ 100, not from the birthday"."""
    assert identity.parse(f"090527{separator}1474", today=on).digits == "190905271474"


@pytest.mark.parametrize(
    "written", ["22950606-FH20", "25780404KHD5", "00342145-BZ31", "00749852BZK0"]
)
def test_the_reserve_numbers_of_the_page(written: str) -> None:
    """E.3: another kind, never a personnummer; 00 tells no birth date."""
    found = identity.parse(written, today=TODAY)
    assert (found.kind, found.digits) == ("nrid", written.replace("-", ""))
    assert (found.birth_date is None) is written.startswith("00")
