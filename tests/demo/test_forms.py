import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.demo.forms import filled
from tests.clinics import shipped

EVEN = ("madrs-s", "phq-9", "gad-7", "isi", "pss-10", "keds")


@given(st.sampled_from(EVEN), st.integers(0, 54), st.integers(0, 3))
def test_the_answers_score_to_the_wanted_total(code: str, total: int, risk: int) -> None:
    form = shipped().instruments[code]
    try:
        answers = filled(form, total, risk=risk)
    except ValueError:
        return
    assert form.check(answers) == answers
    assert form.score(answers).total == total


def test_every_total_that_the_other_items_can_make_is_reached() -> None:
    form = shipped().instruments["madrs-s"]
    assert [form.score(filled(form, total)).total for total in range(49)] == list(range(49))


@pytest.mark.parametrize("total", [55, -1])
def test_a_total_that_no_answers_make_is_a_bug(total: int) -> None:
    with pytest.raises(ValueError, match=str(total)):
        filled(shipped().instruments["madrs-s"], total)


def test_the_item_about_risk_has_the_answer_that_was_asked_for() -> None:
    assert filled(shipped().instruments["madrs-s"], 31, risk=4)[8] == 4
