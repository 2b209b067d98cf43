import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic import catalogue, screening
from ikbt_desktop.clinic.screening import (
    DRAFTS,
    AnswerSource,
    Progress,
    ScreeningState,
    Step,
)
from ikbt_desktop.errors import Incomplete, InvalidAnswers, InvalidValue, RuleRefused

CAT = catalogue.load()
ON = date(2026, 10, 8)
CALM = [2, 2, 2, 2, 2, 2, 2, 2, 2]
RISKY = [2, 2, 2, 2, 2, 2, 2, 2, 4]
FINISHED: dict[str, Any] = {
    "visit_on": "2026-10-08",
    "visit_clinician": "Hanna Testmark",
    "visit_form": "physical",
    "contact_reason": "Nedstämd sedan våren",
    "answers": {
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
        "acutely_suicidal": False,
        "medicines": [],
        "other_treatment": False,
        "severe_complex_longstanding": False,
    },
    "sources": {"motivation": "talk"},
    "measurements": {"madrs-s": CALM},
    "drafts_read": list(DRAFTS),
    "decision": "suitable",
    "reason": "Lämplig.",
}
FINISHED_STATE = ScreeningState.of(FINISHED)
ACUTE_ACTION = {"who": "Hanna Testmark", "when": "2026-10-08T12:00:00+00:00", "what": "Ringde 112"}


def answered(**changed: Any) -> ScreeningState:
    return FINISHED_STATE.changed({"answers": changed})


def close(state: ScreeningState, **options: Any) -> None:
    screening.ensure_closable(state, CAT, on=ON, signer="hanna", **options)


def missing_words(state: ScreeningState, **options: Any) -> tuple[str, ...]:
    with pytest.raises(Incomplete) as caught:
        close(state, **options)
    return caught.value.missing


def refusal(state: ScreeningState, **options: Any) -> tuple[str, str]:
    with pytest.raises(RuleRefused) as caught:
        close(state, **options)
    return caught.value.rule, caught.value.reason


def test_a_finished_screening_may_be_closed() -> None:
    close(FINISHED_STATE)
    assert not any(screening.missing(FINISHED_STATE, CAT).values())
    lines = screening.step_lines(FINISHED_STATE, CAT)
    assert {line.progress for line in lines} == {Progress.DONE}


def test_the_state_survives_json() -> None:
    kept = json.loads(json.dumps(FINISHED_STATE.plain()))
    assert ScreeningState.of(kept).plain() == FINISHED_STATE.plain()


def test_a_change_merges_answers_and_none_takes_one_away() -> None:
    state = FINISHED_STATE.changed({"answers": {"motivation": "no", "device": None}, "reason": ""})
    assert state.answers["motivation"] == "no"
    assert "device" not in state.answers
    assert state.answers["programme"] == "depressionshjalpen"
    assert state.reason == ""


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ({"answer": {}}, "answer"),
        ({"answers": []}, "answers"),
        ({"answers": {"motivation": "maybe"}}, "motivation"),
        ({"answers": {"audit": 3}}, "audit"),
        ({"sources": {"motivation": "rumour"}}, "sources"),
        ({"decision": "perhaps"}, "decision"),
        ({"decision": ["suitable"]}, "decision"),
        ({"drafts_read": "record_text"}, "drafts_read"),
        ({"reason": None}, "reason"),
        ({"visit_clinician": 7}, "visit_clinician"),
        ({"judgements": {"EXC-1": 1}}, "judgements"),
        ({"sources": {"motivation": ["talk"]}}, "sources"),
        ({"visit_on": "8/10"}, "visit_on"),
        ({"acute_action": {"when": "now"}}, "visit_on"),
    ],
)
def test_a_state_that_is_none_is_refused(content: dict[str, Any], name: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        ScreeningState.of(content)
    assert caught.value.field == name


def test_answers_that_no_form_holds_are_refused() -> None:
    with pytest.raises(InvalidAnswers):
        FINISHED_STATE.changed({"measurements": {"madrs-s": [7] * 9}})


def test_without_a_flag_the_steps_come_in_order() -> None:
    step, walked = Step.VISIT, [Step.VISIT]
    while step is not Step.DECISION:
        step = screening.next_step(FINISHED_STATE, CAT, step)
        walked.append(step)
    assert walked == list(Step)
    assert screening.next_step(FINISHED_STATE, CAT, Step.DECISION) is Step.DECISION
    assert screening.previous_step(FINISHED_STATE, CAT, Step.PROGRAM) is Step.RISK
    assert screening.previous_step(FINISHED_STATE, CAT, Step.VISIT) is Step.VISIT


@pytest.mark.parametrize("step", list(Step))
def test_an_open_flag_leads_every_step_to_the_risk_page(step: Step) -> None:
    state = FINISHED_STATE.changed({"measurements": {"madrs-s": RISKY}})
    assert screening.risk_required(state, CAT)
    assert screening.next_step(state, CAT, step) is Step.RISK


@pytest.mark.parametrize("answers", [RISKY, [6] * 7 + [None, None], [None] * 8 + [4]])
def test_an_open_flag_locks_program_and_decision(answers: list[int | None]) -> None:
    state = FINISHED_STATE.changed({"measurements": {"madrs-s": answers}})
    reachable = screening.reachable_steps(state, CAT)
    assert Step.PROGRAM not in reachable
    assert Step.DECISION not in reachable
    assert Step.RISK in reachable
    locked = {line.step for line in screening.step_lines(state, CAT) if line.progress == "locked"}
    assert locked == {Step.PROGRAM, Step.DECISION}
    for decision in ("suitable", "not_suitable", "wait"):
        assert refusal(state.changed({"decision": decision})) == ("EXC-3", "assessment_needed")


def test_the_deepened_assessment_opens_the_way_again() -> None:
    state = answered(deepened_assessment="not_acute").changed({"measurements": {"madrs-s": RISKY}})
    assert not screening.risk_required(state, CAT)
    assert screening.reachable_steps(state, CAT) == tuple(Step)
    close(state)


def test_a_flag_from_another_measurement_counts_as_well() -> None:
    assert screening.risk_required(FINISHED_STATE, CAT, flag_open=True)
    assert refusal(FINISHED_STATE, flag_open=True) == ("EXC-3", "assessment_needed")
    assert screening.risk_required(answered(deepened_assessment="not_acute"), CAT, flag_open=True)
    gaps = screening.missing(FINISHED_STATE, CAT, flag_open=True)
    assert gaps[Step.RISK] == ("deepened_assessment",)


def test_acute_locks_the_assignment_and_asks_for_a_note_of_what_was_done() -> None:
    acute = answered(acutely_suicidal=True)
    assert screening.next_step(acute, CAT, Step.EXCLUSION) is Step.RISK
    assert missing_words(acute) == ("acute_who", "acute_when", "acute_what")
    noted = acute.changed({"acute_action": ACUTE_ACTION})
    assert Step.PROGRAM not in screening.reachable_steps(noted, CAT)
    assert screening.next_step(noted, CAT, Step.RISK) is Step.DECISION
    assert screening.previous_step(noted, CAT, Step.DECISION) is Step.RISK
    assert refusal(noted, cosigner="mona") == ("ACU-1", "acute")
    close(noted.changed({"decision": "not_suitable"}))


def test_an_incomplete_madrs_asks_for_a_judgement_or_an_assessment() -> None:
    state = FINISHED_STATE.changed({"measurements": {"madrs-s": [2] * 8 + [None]}})
    assert not screening.risk_required(state, CAT)
    assert missing_words(state) == ("madrs-s", "judgement:EXC-3")
    close(state.changed({"judgements": {"madrs-s": "Vill inte svara.", "EXC-3": "Frågat."}}))


def test_a_review_needs_a_written_judgement_for_that_very_rule() -> None:
    state = answered(device="phone")
    assert missing_words(state) == ("judgement:INC-6",)
    assert missing_words(state.changed({"judgements": {"INC-7": "Text"}})) == ("judgement:INC-6",)
    assert missing_words(state.changed({"judgements": {"INC-6": "  "}})) == ("judgement:INC-6",)
    close(state.changed({"judgements": {"INC-6": "Lånar dator av en granne."}}))


@pytest.mark.parametrize(
    ("changed", "rule"),
    [({"substance_abuse": True}, "EXC-2"), ({"hours_per_week": 0.5}, "INC-3")],
)
def test_going_against_a_rule_needs_a_second_person(changed: dict[str, Any], rule: str) -> None:
    state = answered(**changed)
    assert refusal(state) == (rule, "cosigner_needed")
    assert refusal(state, cosigner="hanna") == (rule, "same_person")
    close(state, cosigner="mona")
    assert screening.overridden(screening.assess(state, CAT)) == (rule,)
    assert missing_words(state.changed({"reason": " "}), cosigner="mona") == ("decision_reason",)


def test_a_decision_against_treatment_needs_only_its_own_words() -> None:
    state = ScreeningState.of(
        {key: FINISHED[key] for key in ("visit_on", "visit_clinician", "drafts_read", "reason")}
    ).changed({"decision": "not_suitable", "answers": {"substance_abuse": True}})
    close(state)
    assert missing_words(state.changed({"visit_on": None})) == ("visit_on",)
    close(state.changed({"visit_on": None, "decision": "wait"}))
    unread = state.changed({"drafts_read": ["record_text"]})
    assert missing_words(unread) == ("draft:patient_letter", "draft:referrer_reply")
    close(unread, drafts=("record_text",))


def test_the_decision_comes_on_or_after_the_meeting() -> None:
    assert refusal(FINISHED_STATE.changed({"visit_on": "2026-10-09"})) == (
        "DEC-1",
        "decision_before_visit",
    )


def test_no_program_is_never_suitable() -> None:
    assert refusal(answered(programme="none"), cosigner="mona") == ("INC-1", "no_program")


def test_an_empty_screening_lists_everything_in_screen_order() -> None:
    words = missing_words(ScreeningState.of({"decision": "suitable"}))
    assert words == (
        "visit_on",
        "visit_clinician",
        "contact_reason",
        "diagnosis",
        "INC-1",
        "INC-2",
        "INC-3",
        "INC-4",
        "INC-5",
        "INC-6",
        "INC-7",
        "EXC-1",
        "EXC-2",
        "EXC-3",
        "EXC-5",
        "SEV-1",
        "EXC-4",
        "madrs-s",
        "programme",
        "decision_reason",
        "draft:record_text",
        "draft:patient_letter",
        "draft:referrer_reply",
    )


def test_the_rail_says_how_far_each_step_has_come() -> None:
    state = ScreeningState.of(
        {"visit_on": "2026-10-08", "answers": {"cbt_suitable": True, "somatic_suspicion": True}}
    )
    lines = {line.step: line for line in screening.step_lines(state, CAT)}
    assert lines[Step.VISIT].progress is Progress.BEGUN
    assert lines[Step.REASON].progress is Progress.UNTOUCHED
    assert (lines[Step.INCLUSION].answered, lines[Step.INCLUSION].asked) == (1, 7)
    assert "INC-2" in lines[Step.INCLUSION].missing
    assert lines[Step.EXCLUSION].progress is Progress.UNTOUCHED
    assert lines[Step.RISK].progress is Progress.DONE
    assert (lines[Step.QUESTIONNAIRES].answered, lines[Step.QUESTIONNAIRES].asked) == (0, 1)


@pytest.mark.parametrize(
    ("changes", "step", "waiting"),
    [
        ({}, Step.INCLUSION, ()),
        ({}, Step.EXCLUSION, ()),
        ({"measurements": {"madrs-s": None}}, Step.EXCLUSION, ("EXC-3",)),
        ({"measurements": {"madrs-s": [*CALM[:8], 4]}}, Step.EXCLUSION, ("EXC-3",)),
        ({"measurements": {"madrs-s": [1] * 8 + [None]}}, Step.EXCLUSION, ("EXC-3",)),
        (
            {
                "measurements": {"madrs-s": [1] * 8 + [None]},
                "judgements": {"EXC-3": "Frågad i samtalet."},
            },
            Step.EXCLUSION,
            (),
        ),
        ({"answers": {"programme": None}}, Step.INCLUSION, ("INC-1",)),
        (
            {"answers": {"programme": None, "medicines": [{"kind": "sleep"}]}},
            Step.MEDICINES,
            ("EXC-4",),
        ),
        ({"answers": {"programme": None}}, Step.MEDICINES, ()),
    ],
)
def test_a_step_is_not_done_while_a_rule_of_it_waits_for_another_step(
    changes: dict[str, Any], step: Step, waiting: tuple[str, ...]
) -> None:
    state = FINISHED_STATE.changed(changes)
    line = next(line for line in screening.step_lines(state, CAT) if line.step is step)
    assert line.missing == ()
    assert line.waiting == waiting
    assert (line.progress is Progress.DONE) is (waiting == ())


@pytest.mark.parametrize(
    ("rule", "found", "judged"),
    [
        ("EXC-1", "hindering_condition", "condition_hinders"),
        ("EXC-5", "other_treatment", "other_disturbs"),
    ],
)
def test_what_is_judged_not_to_hinder_is_ok_and_the_judgement_is_recorded(
    rule: str, found: str, judged: str
) -> None:
    state = answered(**{found: True, judged: False})
    assert screening.assess(state, CAT).by_rule[rule].outcome == "OK"
    assert missing_words(state) == (f"judgement:{rule}",)
    close(state.changed({"judgements": {rule: "Klarar avsnitten med pauser."}}))


def test_a_somatic_suspicion_asks_for_the_investigation() -> None:
    state = answered(somatic_suspicion=True)
    assert missing_words(state) == ("INC-2",)
    close(answered(somatic_suspicion=True, somatic_investigated=True))
    early = answered(somatic_suspicion=True, hours_per_week=None)
    assert missing_words(early) == ("INC-2", "INC-3")


def test_a_medicine_is_fully_described_before_the_decision() -> None:
    unknown = answered(medicines=[{"kind": "other"}, {"kind": "benzodiazepine"}])
    assert missing_words(unknown)[:1] == ("medicine:2",)
    asleep = answered(
        programme="sovhjalpen", diagnosis="G47.0", medicines=[{"kind": "sleep"}]
    ).changed({"measurements": {"isi": [2] * 7}})
    assert missing_words(asleep) == ("medicine:1",)
    close(asleep.changed({"answers": {"medicines": [{"kind": "sleep", "disturbs_sleep": False}]}}))


def test_the_questionnaires_follow_the_program_and_the_diagnosis() -> None:
    def needed(**changed: Any) -> tuple[str, ...]:
        return screening.needed_measures(answered(**changed), CAT)

    assert needed() == ("madrs-s",)
    assert needed(programme=None) == ("madrs-s",)
    assert needed(programme="angesthjalpen", diagnosis="F40.1") == ("madrs-s", "lsas-sr")
    assert needed(programme="angesthjalpen", diagnosis="F41.0") == ("madrs-s", "pdss-sr")
    assert needed(programme="angesthjalpen", diagnosis="F41.9") == ("madrs-s", "gad-7")
    assert needed(programme="angesthjalpen-ung") == ("rcads-25",)


def test_a_form_that_left_the_catalogue_does_not_keep_a_screening_from_opening() -> None:
    state = FINISHED_STATE.changed({"measurements": {"own-form": [1, 2]}})
    assert "own-form" not in screening.totals(state, CAT)
    close(state)


def test_scores_reach_the_rules() -> None:
    state = FINISHED_STATE.changed({"measurements": {"phq-9": [3] * 9, "dudit": [1] * 9 + [0, 0]}})
    by_rule = screening.assess(state, CAT).by_rule
    assert by_rule["SEV-1"].reason == "severe_score"
    assert by_rule["EXC-2"].reason == "raised"


@given(
    st.lists(st.none() | st.integers(0, 6), min_size=9, max_size=9),
    st.sampled_from([None, "acute", "not_acute"]),
    st.sampled_from([None, True, False]),
    st.sampled_from(list(Step)),
)
def test_no_way_leads_past_an_open_risk(
    answers: list[int | None], assessed: str | None, acute: bool | None, step: Step
) -> None:
    state = answered(acutely_suicidal=acute, deepened_assessment=assessed).changed(
        {"measurements": {"madrs-s": answers}}
    )
    known = [answer for answer in answers if answer is not None]
    flagged = sum(known) > 41 or (answers[8] or 0) >= 4
    open_risk = (flagged and assessed is None) or bool(acute) or assessed == "acute"
    assert screening.risk_required(state, CAT) is open_risk
    if open_risk:
        assert screening.next_step(state, CAT, step) is Step.RISK
        assert Step.DECISION not in screening.reachable_steps(state, CAT)
        with pytest.raises((Incomplete, RuleRefused)):
            close(state, cosigner="mona")


@pytest.mark.parametrize(
    ("step", "content"),
    [
        (Step.REASON, {"contact_reason": "Nedstämd"}),
        (Step.REASON, {"answers": {"diagnosis": "F32.1"}}),
        (Step.DECISION, {"decision": "wait"}),
        (Step.DECISION, {"reason": "Väntar på svar"}),
        (Step.DECISION, {"drafts_read": [DRAFTS[0]]}),
    ],
)
def test_one_thing_written_on_a_page_begins_it(step: Step, content: dict[str, Any]) -> None:
    def progress(state: ScreeningState) -> Progress:
        lines = {line.step: line.progress for line in screening.step_lines(state, CAT)}
        return lines[step]

    assert progress(ScreeningState.of({})) is Progress.UNTOUCHED
    assert progress(ScreeningState.of(content)) is Progress.BEGUN


def test_every_source_of_an_answer_may_stand_beside_one() -> None:
    words = dict(zip(("motivation", "device", "diagnosis"), AnswerSource, strict=False))
    assert set(words.values()) == set(AnswerSource)
    assert ScreeningState.of({"sources": words}).sources == words


@pytest.mark.parametrize("wrong", ["yes", None, ["motivation"], 7])
def test_answers_are_never_replaced_by_something_else(wrong: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        FINISHED_STATE.changed({"answers": wrong})
    assert (caught.value.field, caught.value.reason) == ("answers", "not_a_mapping")
