import pytest

from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.verdict import Verdict, Why, in_order, why


@pytest.mark.parametrize(
    ("decision", "outcomes", "expected"),
    [
        ("suitable", {"INC-1": Outcome.OK, "EXC-4": Outcome.OBS}, Why(Verdict.PLAIN_YES, ())),
        (
            "suitable",
            {"INC-1": Outcome.OK, "SEV-1": Outcome.REVIEW, "EXC-4": Outcome.REVIEW},
            Why(Verdict.JUDGED_YES, ("EXC-4", "SEV-1")),
        ),
        (
            "suitable",
            {"EXC-2": Outcome.EXCLUDE, "INC-3": Outcome.NOT_MET, "SEV-1": Outcome.REVIEW},
            Why(Verdict.YES_AGAINST_RULE, ("INC-3", "EXC-2")),
        ),
        (
            "not_suitable",
            {"EXC-3": Outcome.ACUTE, "EXC-2": Outcome.EXCLUDE},
            Why(Verdict.ACUTE_NO, ("EXC-3",)),
        ),
        ("not_suitable", {"INC-5": Outcome.NOT_MET}, Why(Verdict.RULE_NO, ("INC-5",))),
        ("not_suitable", {"INC-5": Outcome.OK}, Why(Verdict.CLINICIANS_NO, ())),
        ("wait", {"EXC-4": Outcome.MISSING}, Why(Verdict.WAIT_FOR_FACTS, ("EXC-4",))),
        ("wait", {"INC-2": Outcome.NOT_MET}, Why(Verdict.WAIT_FOR_FACTS, ("INC-2",))),
        ("wait", {"INC-1": Outcome.OK}, Why(Verdict.WAIT, ())),
    ],
)
def test_each_decision_rests_on_the_rules_that_carried_it(
    decision: str, outcomes: dict[str, Outcome], expected: Why
) -> None:
    assert why(decision, outcomes) == expected


def test_a_rule_that_the_criteria_have_lost_since_is_told_last() -> None:
    assert in_order({"OLD-9": 1, "SEV-1": 1, "INC-1": 1}) == ("INC-1", "SEV-1", "OLD-9")
