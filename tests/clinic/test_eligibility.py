import dataclasses
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic import catalogue, eligibility
from ikbt_desktop.clinic.criteria import RULES, Column, MedicineKind, Outcome
from ikbt_desktop.clinic.eligibility import AcuteAction, FitRow, Intake, Judgement
from ikbt_desktop.errors import Incomplete, InvalidAnswers, InvalidValue

CAT = catalogue.load()

# Case 1 of rules.md C.1; MADRS-S sum 22, item 9 = 2.
SUITABLE: dict[str, Any] = {
    "programme": "depressionshjalpen",
    "cbt_suitable": True,
    "diagnosis": "F32.1",
    "somatic_suspicion": False,
    "hours_per_week": 2,
    "concentration_minutes": 45,
    "swedish_text": True,
    "swedish_speech": True,
    "device": "computer",
    "connection": True,
    "motivation": "yes",
    "hindering_condition": False,
    "substance_abuse": False,
    "madrs_s": [3, 3, 3, 3, 2, 2, 2, 2, 2],
    "acutely_suicidal": False,
    "medicines": [],
    "other_treatment": False,
    "severe_complex_longstanding": False,
}
ASKED = {"disturbs_sleep": False}
SLEEP_TABLET = ASKED | {"kind": "sleep", "frequent": True, "contraindicated": False}
BETA_BLOCKER = {"kind": "blood_pressure", "frequent": True, "disturbs_sleep": False}


def assess(**changed: Any) -> eligibility.Assessment:
    return eligibility.assess(Intake.of({**SUITABLE, **changed}), CAT)


def judged(rule: str, **changed: Any) -> Judgement:
    return assess(**changed).by_rule[rule]


def madrs(total: int, item_9: int) -> list[int]:
    """Nine answers with this total and this last answer."""
    left, answers = total - item_9, []
    for _ in range(8):
        answers.append(min(6, left))
        left -= answers[-1]
    assert left == 0
    return [*answers, item_9]


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({}, "OK"),
        ({"madrs_s": madrs(42, 3)}, "REVIEW"),
        ({"madrs_s": madrs(18, 4), "deepened_assessment": "not_acute"}, "OK"),
        ({"madrs_s": madrs(18, 4), "deepened_assessment": "acute"}, "ACUTE"),
        ({"hindering_condition": True, "condition_hinders": False}, "OK"),
        ({"hindering_condition": True}, "REVIEW"),
        (
            {"programme": "angesthjalpen", "diagnosis": "F41.0", "medicines": [BETA_BLOCKER]},
            "REVIEW",
        ),
        ({"programme": "sovhjalpen", "diagnosis": "G47.0", "medicines": [BETA_BLOCKER]}, "OK"),
        ({"programme": "sovhjalpen", "diagnosis": "G47.0", "medicines": [SLEEP_TABLET]}, "OBS"),
        (
            {"programme": "sovhjalpen", "medicines": [{"kind": "other", "disturbs_sleep": True}]},
            "EXCLUDE",
        ),
        (
            {
                "programme": "sovhjalpen",
                "medicines": [{"kind": "benzodiazepine", "frequent": True}],
            },
            "EXCLUDE",
        ),
        ({"programme": "angesthjalpen", "medicines": [SLEEP_TABLET]}, "REVIEW"),
        (
            {"programme": "angesthjalpen", "medicines": [SLEEP_TABLET | {"contraindicated": True}]},
            "EXCLUDE",
        ),
        ({"somatic_suspicion": True, "somatic_investigated": False}, "NOT_MET"),
        ({"swedish_speech": False}, "NOT_MET"),
        ({"hours_per_week": 0.75}, "NOT_MET"),
        ({"madrs_s": [3, 3, 3, 3, 2, 2, 2, 2, None]}, "REVIEW"),
    ],
)
def test_the_worked_cases_of_the_rules(changed: dict[str, Any], outcome: str) -> None:
    assert assess(**changed).outcome == outcome


def test_the_first_case_carries_the_notes_on_three_hours_and_sixty_minutes() -> None:
    found = assess()
    assert "3 h" in found.by_rule["INC-3"].note
    assert "hela timmen" in found.by_rule["INC-4"].note
    assert found.version == CAT.criteria.version
    assert set(found.by_rule) == set(RULES)


ROWS: list[tuple[str, dict[str, Any], str, str]] = [
    ("INC-1", {}, "OK", "met"),
    ("INC-1", {"cbt_suitable": None}, "MISSING", "unanswered"),
    ("INC-1", {"programme": None}, "MISSING", "unanswered"),
    ("INC-1", {"diagnosis": None}, "MISSING", "unanswered"),
    ("INC-1", {"cbt_suitable": False}, "NOT_MET", "not_suitable"),
    ("INC-1", {"cbt_suitable": False, "programme": None}, "NOT_MET", "not_suitable"),
    ("INC-1", {"programme": "none"}, "NOT_MET", "no_program"),
    ("INC-1", {"diagnosis": "F41.1"}, "REVIEW", "diagnosis_not_listed"),
    ("INC-1", {"diagnosis": "F32.3"}, "REVIEW", "diagnosis_not_listed"),
    ("INC-1", {"diagnosis": "f321"}, "OK", "met"),
    ("INC-1", {"diagnosis": "F43.8A"}, "OK", "met"),
    ("INC-1", {"diagnosis": "F32"}, "OK", "met"),
    ("INC-2", {"somatic_suspicion": False}, "OK", "met"),
    ("INC-2", {"somatic_suspicion": False, "somatic_investigated": True}, "OK", "met"),
    ("INC-2", {"somatic_suspicion": False, "somatic_investigated": False}, "OK", "met"),
    (
        "INC-2",
        {"somatic_suspicion": True, "somatic_investigated": True},
        "OK",
        "investigated",
    ),
    (
        "INC-2",
        {"somatic_suspicion": True, "somatic_investigated": False},
        "NOT_MET",
        "not_investigated",
    ),
    ("INC-2", {"somatic_suspicion": None}, "MISSING", "unanswered"),
    (
        "INC-2",
        {"somatic_suspicion": None, "somatic_investigated": True},
        "MISSING",
        "unanswered",
    ),
    ("INC-2", {"somatic_suspicion": True}, "MISSING", "unanswered"),
    ("INC-3", {"hours_per_week": 0.5}, "NOT_MET", "too_little"),
    ("INC-3", {"hours_per_week": 0}, "NOT_MET", "too_little"),
    ("INC-3", {"hours_per_week": 1}, "OK", "met"),
    ("INC-3", {"hours_per_week": 2.9}, "OK", "met"),
    ("INC-3", {"hours_per_week": 3}, "OK", "met"),
    ("INC-3", {"hours_per_week": 5}, "OK", "met"),
    ("INC-3", {"hours_per_week": None}, "MISSING", "unanswered"),
    ("INC-4", {"concentration_minutes": 29}, "NOT_MET", "too_little"),
    ("INC-4", {"concentration_minutes": 30}, "OK", "met"),
    ("INC-4", {"concentration_minutes": 60}, "OK", "met"),
    ("INC-4", {"concentration_minutes": None}, "MISSING", "unanswered"),
    ("INC-5", {"swedish_text": False}, "NOT_MET", "not_text"),
    ("INC-5", {"swedish_speech": False, "swedish_text": None}, "NOT_MET", "not_speech"),
    ("INC-5", {"swedish_text": None}, "MISSING", "unanswered"),
    ("INC-5", {"swedish_speech": None}, "MISSING", "unanswered"),
    ("INC-6", {"connection": False}, "NOT_MET", "no_connection"),
    ("INC-6", {"device": "none"}, "NOT_MET", "no_device"),
    ("INC-6", {"device": "phone"}, "REVIEW", "phone_only"),
    ("INC-6", {"device": "phone", "connection": False}, "NOT_MET", "no_connection"),
    ("INC-6", {"device": None}, "MISSING", "unanswered"),
    ("INC-6", {"connection": None}, "MISSING", "unanswered"),
    ("INC-7", {"motivation": "no"}, "NOT_MET", "not_motivated"),
    ("INC-7", {"motivation": "unsure"}, "REVIEW", "unsure"),
    ("INC-7", {"motivation": None}, "MISSING", "unanswered"),
    ("EXC-1", {"hindering_condition": None}, "MISSING", "unanswered"),
    ("EXC-1", {"hindering_condition": False, "condition_hinders": True}, "OK", "met"),
    ("EXC-1", {"hindering_condition": True}, "REVIEW", "not_judged"),
    (
        "EXC-1",
        {"hindering_condition": True, "condition_hinders": False},
        "OK",
        "not_hindering",
    ),
    ("EXC-1", {"hindering_condition": True, "condition_hinders": True}, "EXCLUDE", "hinders"),
    ("EXC-2", {"substance_abuse": True}, "EXCLUDE", "abuse"),
    ("EXC-2", {"substance_abuse": None}, "MISSING", "unanswered"),
    ("EXC-2", {"audit": 7, "sex": "male"}, "OK", "met"),
    ("EXC-2", {"audit": 8, "sex": "male"}, "REVIEW", "raised"),
    ("EXC-2", {"audit": 5, "sex": "female"}, "OK", "met"),
    ("EXC-2", {"audit": 6, "sex": "female"}, "REVIEW", "raised"),
    ("EXC-2", {"audit": 6}, "REVIEW", "raised"),
    ("EXC-2", {"audit_c": 5, "sex": "male"}, "OK", "met"),
    ("EXC-2", {"audit_c": 6, "sex": "male"}, "REVIEW", "raised"),
    ("EXC-2", {"audit_c": 5, "sex": "female"}, "REVIEW", "raised"),
    ("EXC-2", {"dudit": 5, "sex": "male"}, "OK", "met"),
    ("EXC-2", {"dudit": 6, "sex": "male"}, "REVIEW", "raised"),
    ("EXC-2", {"dudit": 1, "sex": "female"}, "OK", "met"),
    ("EXC-2", {"dudit": 2, "sex": "female"}, "REVIEW", "raised"),
    ("EXC-2", {"dudit": 2, "substance_abuse": None}, "REVIEW", "raised"),
    ("EXC-3", {"madrs_s": madrs(41, 3)}, "OK", "met"),
    ("EXC-3", {"madrs_s": madrs(42, 3)}, "REVIEW", "assessment_needed"),
    ("EXC-3", {"madrs_s": madrs(41, 4)}, "REVIEW", "assessment_needed"),
    ("EXC-3", {"madrs_s": madrs(10, 4)}, "REVIEW", "assessment_needed"),
    ("EXC-3", {"madrs_s": madrs(10, 3)}, "OK", "met"),
    ("EXC-3", {"madrs_s": madrs(54, 6)}, "REVIEW", "assessment_needed"),
    ("EXC-3", {"madrs_s": [None] * 8 + [4]}, "REVIEW", "assessment_needed"),
    ("EXC-3", {"madrs_s": [6] * 7 + [None, None]}, "REVIEW", "assessment_needed"),
    ("EXC-3", {"madrs_s": [6] * 7 + [None, 0]}, "REVIEW", "assessment_needed"),
    ("EXC-3", {"madrs_s": [1] * 8 + [None]}, "REVIEW", "trigger_unknown"),
    ("EXC-3", {"madrs_s": [None] * 9}, "REVIEW", "trigger_unknown"),
    ("EXC-3", {"madrs_s": [6] * 6 + [2, None, 0]}, "REVIEW", "trigger_unknown"),
    ("EXC-3", {"madrs_s": [0] * 7 + [None, 3]}, "OK", "met"),
    ("EXC-3", {"madrs_s": None}, "MISSING", "unanswered"),
    ("EXC-3", {"acutely_suicidal": None}, "MISSING", "unanswered"),
    ("EXC-3", {"acutely_suicidal": True}, "ACUTE", "acute"),
    ("EXC-3", {"acutely_suicidal": True, "madrs_s": [0] * 9}, "ACUTE", "acute"),
    ("EXC-3", {"deepened_assessment": "acute"}, "ACUTE", "acute"),
    (
        "EXC-3",
        {"madrs_s": madrs(54, 6), "deepened_assessment": "not_acute"},
        "OK",
        "assessed",
    ),
    (
        "EXC-3",
        {"madrs_s": [1] * 8 + [None], "deepened_assessment": "not_acute"},
        "OK",
        "assessed",
    ),
    ("EXC-3", {"programme": "angesthjalpen-ung", "madrs_s": None}, "OK", "met"),
    ("EXC-4", {"medicines": []}, "OK", "met"),
    ("EXC-4", {"medicines": None}, "MISSING", "unanswered"),
    ("EXC-4", {"medicines": [SLEEP_TABLET], "programme": None}, "MISSING", "program_first"),
    ("EXC-4", {"medicines": [SLEEP_TABLET], "programme": "none"}, "MISSING", "program_first"),
    ("EXC-4", {"medicines": [], "programme": None}, "OK", "met"),
    (
        "EXC-4",
        {"medicines": [{"kind": "benzodiazepine", "frequent": True}], "programme": None},
        "EXCLUDE",
        "exclude",
    ),
    (
        "EXC-4",
        {"medicines": [{"kind": "benzodiazepine"}]},
        "MISSING",
        "frequency_unknown",
    ),
    ("EXC-5", {"other_treatment": None}, "MISSING", "unanswered"),
    ("EXC-5", {"other_treatment": False, "other_disturbs": True}, "OK", "met"),
    ("EXC-5", {"other_treatment": True}, "REVIEW", "not_judged"),
    ("EXC-5", {"other_treatment": True, "other_disturbs": True}, "EXCLUDE", "disturbs"),
    ("EXC-5", {"other_treatment": True, "other_disturbs": False}, "OK", "not_disturbing"),
    ("SEV-1", {"severe_complex_longstanding": True}, "REVIEW", "severe"),
    ("SEV-1", {"severe_complex_longstanding": None}, "MISSING", "unanswered"),
    ("SEV-1", {"madrs_s": madrs(34, 2)}, "OK", "met"),
    ("SEV-1", {"madrs_s": madrs(35, 2)}, "REVIEW", "severe_score"),
    ("SEV-1", {"totals": {"phq-9": 20}}, "REVIEW", "severe_score"),
    ("SEV-1", {"totals": {"phq-9": 19, "gad-7": 14, "isi": 21}}, "OK", "met"),
    ("SEV-1", {"totals": {"gad-7": 15}}, "REVIEW", "severe_score"),
    ("SEV-1", {"totals": {"isi": 22, "phq-9": None}}, "REVIEW", "severe_score"),
]


@pytest.mark.parametrize(("rule", "changed", "outcome", "reason"), ROWS)
def test_every_row_of_the_rules(
    rule: str, changed: dict[str, Any], outcome: str, reason: str
) -> None:
    found = judged(rule, **changed)
    assert (found.outcome, found.reason) == (outcome, reason)
    assert found.text


@pytest.mark.parametrize(("hours", "noted"), [(1, True), (2.9, True), (3, False), (5, False)])
def test_below_three_hours_there_is_a_note(hours: float, noted: bool) -> None:
    assert bool(judged("INC-3", hours_per_week=hours).note) is noted


@pytest.mark.parametrize(("minutes", "noted"), [(30, True), (59, True), (60, False)])
def test_below_sixty_minutes_there_is_a_note(minutes: float, noted: bool) -> None:
    assert bool(judged("INC-4", concentration_minutes=minutes).note) is noted


def test_figures_are_written_the_swedish_way() -> None:
    assert "0,75 h" in judged("INC-3", hours_per_week=0.75).text


def test_one_hour_and_one_minute_are_no_plurals() -> None:
    least = {"hours_per_week": 1, "concentration_minutes": 1}
    said = " ".join(judged(rule, **least).text for rule in ("INC-3", "INC-4"))
    assert not {"timmar", "minuter"} & set(said.replace(".", "").split())


def test_anxiety_with_the_worry_program_gets_a_note_that_says_why() -> None:
    assert "Oroshjälpen" in judged("INC-1", diagnosis="F41.1", programme="oroshjalpen").note
    assert judged("INC-1", diagnosis="F41.1", programme="sovhjalpen").note == ""


def test_a_diagnosis_outside_the_program_is_noted_without_stopping() -> None:
    found = judged("INC-1", diagnosis="G47.0")
    assert found.outcome == Outcome.OK
    assert "G47.0" in found.note


# kind, flags, and the outcome with exposure, sleep, other: the medicine table of rules.md.
MEDICINES: list[tuple[str, dict[str, bool], str, str, str]] = [
    ("benzodiazepine", {"frequent": True}, "EXCLUDE", "EXCLUDE", "EXCLUDE"),
    ("benzodiazepine", {"frequent": False}, "REVIEW", "OBS", "OBS"),
    ("benzodiazepine", {}, "MISSING", "MISSING", "MISSING"),
    ("blood_pressure", {"frequent": True}, "REVIEW", "OK", "OK"),
    ("anxiolytic", {"frequent": False}, "REVIEW", "OK", "OK"),
    ("sleep", {"contraindicated": True}, "EXCLUDE", "OBS", "EXCLUDE"),
    ("sleep", {"contraindicated": False}, "REVIEW", "OBS", "REVIEW"),
    ("sleep", {}, "REVIEW", "OBS", "REVIEW"),
    ("other", {"disturbs_sleep": True}, "OBS", "EXCLUDE", "OBS"),
    ("sleep", {"disturbs_sleep": True}, "REVIEW", "EXCLUDE", "REVIEW"),
    ("blood_pressure", {"disturbs_sleep": True}, "REVIEW", "EXCLUDE", "OBS"),
    ("other", {"frequent": True, "contraindicated": True}, "OK", "OK", "OK"),
    ("z_drug", {"frequent": True}, "EXCLUDE", "REVIEW", "EXCLUDE"),
    ("z_drug", {"frequent": True, "disturbs_sleep": True}, "EXCLUDE", "EXCLUDE", "EXCLUDE"),
    ("z_drug", {"frequent": False}, "REVIEW", "OBS", "REVIEW"),
    ("z_drug", {"frequent": False, "contraindicated": True}, "EXCLUDE", "OBS", "EXCLUDE"),
]
PROGRAMS = {
    "angesthjalpen": 0,
    "angesthjalpen-ung": 0,
    "sovhjalpen": 1,
    "depressionshjalpen": 2,
    "oroshjalpen": 2,
    "stresshjalpen": 2,
}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("row", MEDICINES)
def test_the_medicine_table(program: str, row: tuple[str, dict[str, bool], str, str, str]) -> None:
    kind, flags, *by_column = row
    found = judged("EXC-4", programme=program, medicines=[ASKED | {"kind": kind} | flags])
    assert found.outcome == by_column[PROGRAMS[program]]


@pytest.mark.parametrize(
    ("medicine", "without", "asleep"),
    [
        ({"kind": "other"}, "OK", "MISSING"),
        ({"kind": "sleep"}, "REVIEW", "MISSING"),
        ({"kind": "blood_pressure"}, "OK", "MISSING"),
        ({"kind": "benzodiazepine", "frequent": False}, "OBS", "MISSING"),
        ({"kind": "benzodiazepine", "frequent": True}, "EXCLUDE", "EXCLUDE"),
        ({"kind": "z_drug", "frequent": True}, "EXCLUDE", "REVIEW"),
    ],
)
def test_a_sleep_program_is_not_judged_before_it_is_known_whether_sleep_is_disturbed(
    medicine: dict[str, Any], without: str, asleep: str
) -> None:
    assert judged("EXC-4", programme="depressionshjalpen", medicines=[medicine]).outcome == without
    found = judged("EXC-4", programme="sovhjalpen", medicines=[medicine | {"name": "Påhittol"}])
    assert found.outcome == asleep
    assert "Påhittol" in found.text
    open_medicine = fits(medicines=[medicine])["sovhjalpen"][FitRow.MEDICINES]
    assert open_medicine.outcome == asleep


def test_the_strongest_medicine_wins_and_every_one_is_listed() -> None:
    medicines = [
        {"kind": "blood_pressure", "name": "Propranolol"},
        {"kind": "benzodiazepine", "frequent": True, "name": "Sobril"},
        {"kind": "other", "name": "Alvedon"},
    ]
    found = judged("EXC-4", programme="angesthjalpen", medicines=medicines)
    assert found.outcome == Outcome.EXCLUDE
    assert [detail.outcome for detail in found.details] == ["REVIEW", "EXCLUDE", "OK"]
    assert [detail.reason for detail in found.details] == ["4b", "4a", "4e"]
    for name in ("Propranolol", "Sobril", "Alvedon"):
        assert name in found.text
        assert name in found.note


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("row", MEDICINES)
def test_what_is_said_of_a_medicine_holds_no_code(
    program: str, row: tuple[str, dict[str, bool], str, str, str]
) -> None:
    kind, flags, *_ = row
    found = judged("EXC-4", programme=program, medicines=[ASKED | {"kind": kind} | flags])
    words = set(re.findall(r"\w+", f"{found.text} {found.note}"))
    assert not words & {*Outcome, *MedicineKind, "obs"}


def test_braces_in_a_medicine_name_are_only_signs() -> None:
    found = judged("EXC-4", medicines=[{"kind": "sleep", "name": "{hours} <b>"}])
    assert "{hours} <b>" in found.text


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("OK", "OBS"),
        ("OBS", "MISSING"),
        ("MISSING", "REVIEW"),
        ("REVIEW", "NOT_MET"),
        ("REVIEW", "EXCLUDE"),
        ("EXCLUDE", "ACUTE"),
        ("NOT_MET", "ACUTE"),
        ("NOT_MET", "EXCLUDE"),
    ],
)
def test_the_order_of_the_outcome_words(weaker: str, stronger: str) -> None:
    both = [Outcome(weaker), Outcome(stronger)]
    assert eligibility.strongest(both) == stronger
    assert eligibility.strongest(reversed(both)) == stronger


def test_a_clinics_own_sentence_may_ask_for_a_figure_that_the_rule_lacks() -> None:
    own = dataclasses.replace(
        CAT.criteria.by_id["INC-7"], reasons={"met": "Motiverad, {hours} h", "unanswered": "?"}
    )
    by_id = {**CAT.criteria.by_id, "INC-7": own}
    changed = dataclasses.replace(CAT, criteria=dataclasses.replace(CAT.criteria, by_id=by_id))
    found = eligibility.assess(Intake.of(SUITABLE), changed)
    assert found.by_rule["INC-7"].text == "Motiverad, – h"


def test_acute_is_stronger_than_everything_else_together() -> None:
    found = assess(
        acutely_suicidal=True, substance_abuse=True, hours_per_week=0, motivation="unsure"
    )
    assert found.outcome == Outcome.ACUTE


def test_an_empty_intake_is_missing_in_every_rule() -> None:
    found = eligibility.assess(Intake.of({}), CAT)
    assert found.outcome == Outcome.MISSING
    assert {judgement.outcome for judgement in found.by_rule.values()} == {Outcome.MISSING}


@pytest.mark.parametrize(
    ("answers", "field", "reason"),
    [
        ({"programm": "x"}, "programm", "unknown_key"),
        ({"cbt_suitable": "yes"}, "cbt_suitable", "not_yes_or_no"),
        ({"connection": 1}, "connection", "not_yes_or_no"),
        ({"hours_per_week": True}, "hours_per_week", "not_a_number"),
        ({"hours_per_week": "2"}, "hours_per_week", "not_a_number"),
        ({"hours_per_week": -1}, "hours_per_week", "range"),
        ({"audit": math.nan}, "audit", "range"),
        ({"concentration_minutes": math.inf}, "concentration_minutes", "range"),
        ({"diagnosis": 32}, "diagnosis", "not_a_text"),
        ({"device": "tablet"}, "device", "unknown_word"),
        ({"motivation": "maybe"}, "motivation", "unknown_word"),
        ({"sex": "x"}, "sex", "unknown_word"),
        ({"sex": ["male"]}, "sex", "not_a_text"),
        ({"medicines": [{"kind": ["sleep"]}]}, "medicines", "kind"),
        ({"deepened_assessment": "done"}, "deepened_assessment", "unknown_word"),
        ({"medicines": "sobril"}, "medicines", "not_a_list"),
        ({"medicines": ["sobril"]}, "medicines", "not_a_list"),
        ({"medicines": [{}]}, "medicines", "kind"),
        ({"medicines": [{"kind": "herb"}]}, "medicines", "kind"),
        ({"medicines": [{"kind": "sleep", "frequent": "daily"}]}, "medicines", "not_yes_or_no"),
        ({"medicines": [{"kind": "sleep", "often": True}]}, "medicines", "unknown_key"),
        ({"totals": [1]}, "totals", "not_a_mapping"),
        ({"totals": {"phq-9": "many"}}, "totals", "not_a_number"),
    ],
)
def test_an_answer_that_is_none_is_refused(
    answers: dict[str, Any], field: str, reason: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        Intake.of(answers)
    assert (caught.value.field, caught.value.reason) == (field, reason)


@pytest.mark.parametrize(
    ("answers", "item", "reason"),
    [
        ([0] * 8, None, "length"),
        ("000000000", None, "length"),
        ([0] * 8 + [7], 9, "range"),
        ([-1] + [0] * 8, 1, "range"),
        ([0, True] + [0] * 7, 2, "not_a_whole_number"),
        ([0, 0, 2.0] + [0] * 6, 3, "not_a_whole_number"),
    ],
)
def test_madrs_answers_are_refused_never_clipped(
    answers: object, item: int | None, reason: str
) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        Intake.of({"madrs_s": answers})
    assert (caught.value.item, caught.value.reason) == (item, reason)


@pytest.mark.parametrize("program", ["kbt", "angesthjalpen-ung-foraldrastod"])
def test_a_program_that_no_patient_can_have_is_refused(program: str) -> None:
    with pytest.raises(InvalidValue):
        assess(programme=program)


flag = st.none() | st.booleans()


def amount(most: int) -> st.SearchStrategy[float | None]:
    return st.none() | st.floats(0, most) | st.integers(0, most)


medicine = st.fixed_dictionaries(
    {"kind": st.sampled_from(list(MedicineKind))},
    optional={
        "frequent": flag,
        "contraindicated": flag,
        "disturbs_sleep": flag,
        "name": st.text(max_size=8),
    },
)
answers_of = st.fixed_dictionaries(
    {},
    optional={
        "programme": st.none() | st.sampled_from([*PROGRAMS, "none"]),
        "cbt_suitable": flag,
        "diagnosis": st.none() | st.sampled_from(["F32.1", "F41.1", "G47.0", "F84.5"]),
        "somatic_suspicion": flag,
        "somatic_investigated": flag,
        "hours_per_week": amount(168),
        "concentration_minutes": amount(1440),
        "swedish_text": flag,
        "swedish_speech": flag,
        "device": st.sampled_from([None, "computer", "phone", "none"]),
        "connection": flag,
        "motivation": st.sampled_from([None, "yes", "no", "unsure"]),
        "hindering_condition": flag,
        "condition_hinders": flag,
        "substance_abuse": flag,
        "sex": st.sampled_from([None, "male", "female"]),
        "audit": amount(40),
        "audit_c": amount(12),
        "dudit": amount(44),
        "madrs_s": st.none() | st.lists(st.none() | st.integers(0, 6), min_size=9, max_size=9),
        "acutely_suicidal": flag,
        "deepened_assessment": st.sampled_from([None, "acute", "not_acute"]),
        "medicines": st.none() | st.lists(medicine, max_size=3),
        "other_treatment": flag,
        "other_disturbs": flag,
        "severe_complex_longstanding": flag,
    },
)


@given(answers_of)
def test_the_outcome_is_always_that_of_the_strongest_rule(answers: Mapping[str, Any]) -> None:
    found = eligibility.assess(Intake.of(answers), CAT)
    ranks = [eligibility.rank(judgement.outcome) for judgement in found.by_rule.values()]
    assert eligibility.rank(found.outcome) == max(ranks)
    assert all(judgement.text for judgement in found.by_rule.values())


@given(answers_of)
def test_acute_suicidality_is_never_outvoted(answers: Mapping[str, Any]) -> None:
    found = eligibility.assess(Intake.of({**answers, "acutely_suicidal": True}), CAT)
    assert found.outcome == Outcome.ACUTE


@given(answers_of)
def test_an_intake_with_an_open_trigger_is_never_approved(answers: Mapping[str, Any]) -> None:
    risky = {**answers, "madrs_s": [0] * 8 + [4], "deepened_assessment": None}
    found = eligibility.assess(Intake.of(risky), CAT)
    assert eligibility.rank(found.outcome) >= eligibility.rank(Outcome.REVIEW)


def test_an_acute_case_needs_who_when_and_what() -> None:
    when = datetime(2026, 10, 8, 12, 0, tzinfo=UTC)
    eligibility.ensure_acute_noted(AcuteAction("Hanna Testmark", when, "Ringde 112"))
    with pytest.raises(Incomplete) as caught:
        eligibility.ensure_acute_noted(AcuteAction(who="  ", when=when))
    assert caught.value.missing == ("who", "what")
    with pytest.raises(Incomplete) as caught:
        eligibility.ensure_acute_noted(AcuteAction())
    assert caught.value.missing == ("who", "when", "what")


# --- the assignment panel --------------------------------------------------------------------


def fits(*, age: int | None = 33, competent: int = 3, **changed: Any) -> dict[str, eligibility.Fit]:
    intake = Intake.of({**SUITABLE, **changed})
    return {
        code: eligibility.fit(
            intake, program, CAT, age=age, measured=["madrs-s", "gad-7"], competent=competent
        )
        for code, program in CAT.programs.items()
    }


def outcomes(columns: Mapping[str, eligibility.Fit], row: FitRow) -> dict[str, str]:
    return {code: column[row].outcome.value for code, column in columns.items()}


def test_the_panel_of_the_picture() -> None:
    sobril = {"kind": "benzodiazepine", "frequent": False, "name": "Sobril"}
    found = fits(medicines=[sobril | {"disturbs_sleep": False}])
    adults = ["oroshjalpen", "stresshjalpen", "sovhjalpen", "angesthjalpen"]
    target = outcomes(found, FitRow.TARGET)
    assert target["depressionshjalpen"] == "OK"
    assert {target[code] for code in adults} == {"REVIEW"}
    assert outcomes(found, FitRow.AGE)["angesthjalpen-ung"] == "NOT_MET"
    medicines = outcomes(found, FitRow.MEDICINES)
    assert medicines["depressionshjalpen"] == medicines["sovhjalpen"] == "OBS"
    assert medicines["angesthjalpen"] == medicines["angesthjalpen-ung"] == "REVIEW"
    measures = outcomes(found, FitRow.MEASURES)
    assert measures["depressionshjalpen"] == measures["angesthjalpen"] == "OK"
    assert measures["stresshjalpen"] == measures["sovhjalpen"] == "MISSING"
    assert eligibility.best_fit(found) == "depressionshjalpen"
    assert eligibility.fit_order(found)[0] == "depressionshjalpen"
    assert all(judgement.text for column in found.values() for judgement in column.values())


def test_the_columns_stand_in_the_order_of_the_catalogue() -> None:
    assert list(CAT.programs) == [
        "depressionshjalpen",
        "oroshjalpen",
        "stresshjalpen",
        "sovhjalpen",
        "angesthjalpen",
        "angesthjalpen-ung",
        "angesthjalpen-ung-foraldrastod",
    ]


@pytest.mark.parametrize(
    ("age", "adult", "youth"),
    [
        (12, "too_young_for_all", "too_young_for_all"),
        (13, "too_young", "age_fits"),
        (17, "too_young", "age_fits"),
        (18, "age_fits_both", "age_fits_both"),
        (19, "age_fits_both", "age_fits_both"),
        (20, "age_fits", "too_old"),
        (None, "unanswered", "unanswered"),
    ],
)
def test_eighteen_and_nineteen_fit_both_and_twelve_fits_none(
    age: int | None, adult: str, youth: str
) -> None:
    found = fits(age=age)
    assert found["angesthjalpen"][FitRow.AGE].reason == adult
    assert found["angesthjalpen-ung"][FitRow.AGE].reason == youth


def test_a_program_that_nobody_may_give_fits_nobody() -> None:
    found = fits(competent=0)
    assert set(outcomes(found, FitRow.COMPETENCE).values()) == {"NOT_MET"}
    assert eligibility.best_fit(found) is None
    assert eligibility.best_fit({}) is None
    assert set(outcomes(fits(competent=1), FitRow.COMPETENCE).values()) == {"OK"}


def test_the_only_program_that_fits_is_the_best() -> None:
    found = fits(age=15, diagnosis="F41.9")
    two = {code: found[code] for code in ("sovhjalpen", "angesthjalpen-ung")}
    assert eligibility.fit_order(two) == ("angesthjalpen-ung", "sovhjalpen")
    assert eligibility.best_fit(two) == "angesthjalpen-ung"


def test_an_unknown_diagnosis_is_missing_and_the_guardians_program_is_told_apart() -> None:
    found = fits(diagnosis=None)
    assert found["sovhjalpen"][FitRow.TARGET].outcome == Outcome.MISSING
    guardians = found["angesthjalpen-ung-foraldrastod"]
    assert guardians[FitRow.TARGET].reason == "for_guardian"
    assert guardians[FitRow.MEASURES].reason == "no_measure"


def test_the_main_measure_of_the_anxiety_program_follows_the_diagnosis() -> None:
    assert fits(diagnosis="F40.1")["angesthjalpen"][FitRow.MEASURES].outcome == Outcome.MISSING
    assert fits(diagnosis="F41.9")["angesthjalpen"][FitRow.MEASURES].outcome == Outcome.OK


@given(st.sampled_from(list(Column)), st.booleans())
def test_no_medicines_is_ok_in_every_column(column: Column, none: bool) -> None:
    found = eligibility.judge_medicines(None if none else [], column, CAT.criteria)
    assert found.outcome == (Outcome.MISSING if none else Outcome.OK)
