"""No answer that must not wait is missed, and no risk case closes with something left out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikbt_desktop.clinic import catalogue, risk
from ikbt_desktop.clinic.instruments import Level
from ikbt_desktop.clinic.reading import read_text
from ikbt_desktop.clinic.risk import (
    ACUTE,
    Assessment,
    OffHours,
    RiskLevel,
    deadline,
    missing_for_closing,
)
from ikbt_desktop.errors import BrokenResource, InvalidAnswers

CATALOGUE = catalogue.load()
MADRS = CATALOGUE.instruments["madrs-s"]
ANSWER = st.none() | st.integers(0, 6)
FORM = st.lists(ANSWER, min_size=9, max_size=9)
Answers: TypeAlias = Sequence[int | None]

# rules.md, EXC-3: total and item 9 of MADRS-S against the trigger of a deepened assessment.
EXC_3: list[tuple[list[int | None], int | None, bool]] = [
    ([6, 6, 6, 6, 6, 4, 4, 0, 3], 41, False),
    ([6, 6, 6, 6, 6, 5, 4, 0, 3], 42, True),
    ([6, 6, 6, 6, 6, 4, 3, 0, 4], 41, True),
    ([6, 0, 0, 0, 0, 0, 0, 0, 4], 10, True),
    ([6, 1, 0, 0, 0, 0, 0, 0, 3], 10, False),
    ([6, 6, 6, 6, 6, 6, 6, 6, 6], 54, True),
    ([None, None, None, None, None, None, None, None, 4], None, True),
    ([6, 6, 6, 6, 6, 6, 6, 0, None], None, True),
    ([None, 6, 6, 6, 6, 6, 6, 3, 3], None, True),
    ([6, 6, 6, 6, 6, 6, 5, 0, None], None, False),
    ([None, 6, 6, 6, 6, 6, 6, 2, 3], None, False),
]


def rules(answers: Answers, previous: Answers | None = None) -> list[str]:
    return [flag.rule for flag in risk.find(MADRS, answers, previous)]


# --- MADRS-S ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answers", "total", "triggers"), EXC_3)
def test_madrs_s_is_red_exactly_where_the_table_of_exc_3_says(
    answers: list[int | None], total: int | None, triggers: bool
) -> None:
    flags = risk.find(MADRS, answers)
    assert bool(flags) is triggers
    assert all(flag.level is Level.RED for flag in flags)
    assert all(flag.total == total for flag in flags)
    score = MADRS.score(answers)
    assert score.total == total
    assert ("deepened_assessment" in score.flags) is triggers
    assert ("incomplete" in score.flags) is (total is None)


def test_a_flag_carries_the_facts_behind_it() -> None:
    (high, rise) = risk.find(MADRS, [1] * 8 + [4], [1] * 8 + [2])
    assert (high.rule, high.instrument, high.item, high.value) == (
        "madrs-s-item-9",
        "madrs-s",
        9,
        4,
    )
    assert (high.total, high.level, high.uncertain) == (12, Level.RED, False)
    assert (rise.rule, rise.value, rise.previous) == ("madrs-s-item-9-rise", 4, 2)


def test_a_flag_on_the_total_names_no_item() -> None:
    (flag,) = risk.find(MADRS, [6] * 7 + [0, 0])
    assert (flag.rule, flag.item, flag.value, flag.total) == ("madrs-s-total", None, 42, 42)


def test_an_incomplete_form_says_how_far_it_has_come() -> None:
    (flag,) = risk.find(MADRS, [6] * 7 + [1, None])
    assert (flag.rule, flag.value, flag.total) == ("madrs-s-total", 43, None)


@pytest.mark.parametrize(
    ("before", "now", "rises"),
    [(0, 1, False), (0, 2, True), (1, 3, True), (2, 3, False), (3, 2, False), (3, 3, False)],
)
def test_a_rise_of_two_on_item_9_is_red_even_below_four(before: int, now: int, rises: bool) -> None:
    found = rules([*[0] * 8, now], [*[0] * 8, before])
    assert found == (["madrs-s-item-9-rise"] if rises else [])


@pytest.mark.parametrize(("before", "now"), [(None, 3), (0, None), (None, None)])
def test_a_rise_needs_both_answers(before: int | None, now: int | None) -> None:
    assert rules([*[0] * 8, now], [*[0] * 8, before]) == []


def test_without_a_previous_measurement_there_is_no_rise() -> None:
    assert rules([0] * 8 + [3]) == []


@settings(max_examples=200, deadline=None)
@given(answers=FORM, previous=st.none() | FORM)
def test_every_form_is_flagged_exactly_when_a_rule_says_so(
    answers: list[int | None], previous: list[int | None] | None
) -> None:
    """The three rules written once more, plainly."""
    last = answers[8]
    before = previous[8] if previous else None
    expected = set()
    if last is not None and last >= 4:
        expected.add("madrs-s-item-9")
    if sum(answer for answer in answers if answer is not None) > 41:
        expected.add("madrs-s-total")
    if last is not None and before is not None and last - before >= 2:
        expected.add("madrs-s-item-9-rise")
    assert set(rules(answers, previous)) == expected


@settings(max_examples=100, deadline=None)
@given(answers=FORM, place=st.integers(0, 8), answer=st.integers(0, 6))
def test_answering_one_more_question_never_takes_a_flag_away(
    answers: list[int | None], place: int, answer: int
) -> None:
    answers[place] = None
    more = [*answers[:place], answer, *answers[place + 1 :]]
    assert set(rules(answers)) <= set(rules(more))


def test_answers_that_no_form_can_hold_are_refused_now_and_before() -> None:
    with pytest.raises(InvalidAnswers):
        risk.find(MADRS, [7] + [0] * 8)
    with pytest.raises(InvalidAnswers):
        risk.find(MADRS, [0] * 9, [0] * 8 + [7])


# --- the other instruments ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "items", "item", "answer", "expected"),
    [
        ("phq-9", 9, 9, 0, []),
        ("phq-9", 9, 9, 1, [("phq-9-item-9", "soft", False)]),
        ("phq-9", 9, 9, 3, [("phq-9-item-9", "soft", False)]),
        ("core-10", 10, 6, 0, []),
        ("core-10", 10, 6, 1, [("core-10-item-6", "red", False)]),
        ("madrs-y", 12, 10, 6, []),
        ("madrs-y", 12, 11, 1, [("madrs-y-item-11", "soft", True)]),
        (
            "madrs-y",
            12,
            12,
            4,
            [("madrs-y-item-12-high", "red", True), ("madrs-y-item-12", "soft", True)],
        ),
        ("rcads-47", 47, 37, 0, []),
        ("rcads-47", 47, 37, 1, [("rcads-47-item-37", "soft", True)]),
        ("rcads-25", 25, 18, 1, [("rcads-25-item-18", "soft", True)]),
        ("gad-7", 7, 7, 3, []),
    ],
)
def test_a_single_answer_is_enough_whatever_else_is_left_out(
    code: str, items: int, item: int, answer: int, expected: list[tuple[str, str, bool]]
) -> None:
    answers: list[int | None] = [None] * items
    answers[item - 1] = answer
    found = risk.find(CATALOGUE.instruments[code], answers)
    assert [(flag.rule, flag.level, flag.uncertain) for flag in found] == expected


# --- the deadline -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raised", "until"),
    [
        # summer: Stockholm is two hours ahead of UTC, winter: one
        (datetime(2026, 10, 8, 7, 0, tzinfo=UTC), datetime(2026, 10, 8, 14, 0, tzinfo=UTC)),
        (datetime(2026, 10, 8, 13, 59, tzinfo=UTC), datetime(2026, 10, 8, 14, 0, tzinfo=UTC)),
        (datetime(2026, 10, 8, 14, 0, tzinfo=UTC), datetime(2026, 10, 8, 21, 59, tzinfo=UTC)),
        (datetime(2026, 12, 1, 15, 30, tzinfo=UTC), datetime(2026, 12, 1, 22, 59, tzinfo=UTC)),
        # a Saturday and Christmas Day wait no longer than any other day
        (datetime(2026, 10, 10, 8, 0, tzinfo=UTC), datetime(2026, 10, 10, 14, 0, tzinfo=UTC)),
        (datetime(2026, 12, 25, 8, 0, tzinfo=UTC), datetime(2026, 12, 25, 15, 0, tzinfo=UTC)),
        # late in the evening in UTC is already the next day in Stockholm
        (datetime(2026, 10, 8, 22, 30, tzinfo=UTC), datetime(2026, 10, 9, 14, 0, tzinfo=UTC)),
        # the morning after the clocks went back
        (datetime(2026, 10, 25, 10, 0, tzinfo=UTC), datetime(2026, 10, 25, 15, 0, tzinfo=UTC)),
    ],
)
def test_contact_is_due_the_same_day(raised: datetime, until: datetime) -> None:
    assert deadline(raised) == until
    assert deadline(raised).tzinfo is UTC


def test_a_time_without_a_zone_has_no_deadline() -> None:
    with pytest.raises(ValueError, match="zone"):
        deadline(datetime.fromisoformat("2026-10-08T09:00"))


# --- closing ------------------------------------------------------------------------------------

DONE = Assessment(
    questions_asked="Tankar ja, planer nej",
    risk_factors=("sleep_loss",),
    protective_factors=(),
    scales="MADRS-S 29",
    level=RiskLevel.MEDIUM,
    plan="Telefon imorgon",
    informed="Samordnaren",
    next_contact=datetime(2026, 10, 9, 8, 0, tzinfo=UTC),
    signed_by="h.testmark",
)


def test_a_complete_assessment_may_be_closed() -> None:
    assert missing_for_closing(DONE) == ()


def test_an_empty_assessment_lacks_everything_in_the_order_of_the_screen() -> None:
    assert missing_for_closing(Assessment()) == (
        "questions_asked",
        "risk_factors",
        "protective_factors",
        "scales",
        "level",
        "plan",
        "informed",
        "next_contact",
        "signature",
    )


@pytest.mark.parametrize(
    ("field", "empty", "word"),
    [
        ("questions_asked", " \n", "questions_asked"),
        ("risk_factors", None, "risk_factors"),
        ("protective_factors", None, "protective_factors"),
        ("scales", "", "scales"),
        ("level", None, "level"),
        ("plan", " ", "plan"),
        ("informed", "", "informed"),
        ("next_contact", None, "next_contact"),
        ("signed_by", "", "signature"),
    ],
)
def test_a_case_does_not_close_while_one_thing_is_missing(
    field: str, empty: Any, word: str
) -> None:
    changed: dict[str, Any] = {field: empty}
    assert missing_for_closing(replace(DONE, **changed)) == (word,)


def test_no_factor_found_is_an_answer_and_not_gone_through_is_none() -> None:
    assert missing_for_closing(replace(DONE, risk_factors=())) == ()


# --- the lists ----------------------------------------------------------------------------------


def test_the_lists_follow_the_headings_of_the_care_programme() -> None:
    lists = CATALOGUE.risk
    assert [heading.word for heading in lists.headings] == [
        "Frågor",
        "Riskfaktorer",
        "Skyddsfaktorer",
        "Skattningsskalor",
        "Riskbedömning",
    ]
    assert (len(lists.risk_factors), len(lists.protective_factors)) == (14, 6)
    assert [level.word for level in lists.levels] == ["Låg", "Medelhög", "Hög", "Akut"]
    shown = (lists.headings, lists.risk_factors, lists.protective_factors, lists.levels)
    assert all(choice.word_en for choices in shown for choice in choices)
    assert lists.levels[-1].code == ACUTE
    assert lists.source


LISTS = """
version = "1"
source = "x"
heading = [{ code = "a", word = "A" }]
risk_factor = [{ code = "a", word = "A" }]
protective_factor = [{ code = "a", word = "A" }]
level = [
  { code = "low", word = "A" }, { code = "medium", word = "B" },
  { code = "high", word = "C" }, { code = "acute", word = "D" },
]
"""


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('code = "high"', 'code = "great"', "level"),
        ('risk_factor = [{ code = "a", word = "A" }]', "risk_factor = []", "risk_factor"),
        (
            'heading = [{ code = "a", word = "A" }]',
            'heading = [{ code = "a", word = "A" }, { code = "a", word = "B" }]',
            "heading",
        ),
        ('version = "1"', 'version = "1"\nextra = 1', "extra"),
        ('{ code = "low", word = "A" }', '{ code = "low", word = "A", x = 1 }', "level[1].x"),
        ('source = "x"', "", "source"),
    ],
)
def test_a_broken_list_is_refused_by_file_and_key(old: str, new: str, key: str) -> None:
    assert risk.read_lists(read_text("risk.toml", LISTS)).version == "1"
    with pytest.raises(BrokenResource) as refused:
        risk.read_lists(read_text("risk.toml", LISTS.replace(old, new, 1)))
    assert (refused.value.file, refused.value.key) == ("risk.toml", key)


@pytest.mark.parametrize(
    ("raised", "why"),
    [
        (datetime(2026, 10, 8, 13, 59, tzinfo=UTC), None),  # 15:59 in Stockholm
        (datetime(2026, 10, 8, 14, 0, tzinfo=UTC), OffHours.EVENING),
        (datetime(2026, 10, 9, 10, 0, tzinfo=UTC), None),  # a Friday
        (datetime(2026, 10, 9, 22, 0, tzinfo=UTC), OffHours.WEEKEND),  # Saturday in Stockholm
        (datetime(2026, 12, 24, 9, 0, tzinfo=UTC), OffHours.HOLIDAY),
        (datetime(2026, 12, 26, 9, 0, tzinfo=UTC), OffHours.HOLIDAY),  # a Saturday too
    ],
)
def test_a_flag_outside_working_hours_says_why(raised: datetime, why: OffHours | None) -> None:
    assert risk.off_hours(raised) == why


def test_a_time_without_a_zone_is_no_time_of_a_flag() -> None:
    with pytest.raises(ValueError, match="zone"):
        risk.off_hours(datetime.fromisoformat("2026-10-08 12:00"))


@pytest.mark.parametrize(
    ("attempts", "count"),
    [
        ([], 0),
        (["no_answer"], 1),
        (["no_answer", "message", "no_answer"], 3),
        (["no_answer", "answered"], 0),
        (["no_answer", "answered", "message"], 1),
    ],
)
def test_tries_count_from_the_last_answer(attempts: list[str], count: int) -> None:
    assert risk.unreached(attempts) == count


def test_an_item_is_marked_by_its_gravest_flag_and_the_total_marks_none() -> None:
    form = CATALOGUE.instrument("madrs-y")
    both = risk.find(form, [0] * 10 + [4, 1])
    assert risk.by_item(both) == {11: Level.RED, 12: Level.SOFT}
    whole = CATALOGUE.instrument("madrs-s")
    assert risk.by_item(risk.find(whole, [5] * 8 + [3])) == {}
