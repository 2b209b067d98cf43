"""The check before signing."""

import pytest

from ikbt_desktop.clinic import feedback_advice
from ikbt_desktop.clinic.feedback_advice import AdviceWords
from ikbt_desktop.clinic.reading import read_file, read_text
from ikbt_desktop.errors import BrokenResource
from ikbt_desktop.paths import resources

GOOD = (
    "Hej Åsa! Du gick ut två gånger trots att lusten saknades. "
    "Prova en tid i förväg. Vi hörs igen torsdag 15 oktober."
)


@pytest.fixture(scope="module")
def words() -> AdviceWords:
    return feedback_advice.read_words(read_file(resources() / "criteria" / "feedback_advice.toml"))


def _failed(text: str, words: AdviceWords, others: tuple[str, ...] = ("Karin",)) -> set[str]:
    advice = feedback_advice.check(text, words, given_name="Åsa", other_names=others)
    return {line.check for line in advice if not line.ok}


def test_a_good_text_gets_no_remark(words: AdviceWords) -> None:
    assert _failed(GOOD, words) == set()


def test_another_patients_name_is_noticed(words: AdviceWords) -> None:
    assert _failed(GOOD.replace("Åsa", "Karin"), words) == {"first_name", "other_name"}


def test_a_namesake_among_the_other_patients_is_no_mistake(words: AdviceWords) -> None:
    assert _failed(GOOD, words, others=("Åsa", "Karin")) == set()


def test_a_name_inside_another_word_is_no_name(words: AdviceWords) -> None:
    assert _failed(GOOD + " Handboken om ro.", words, others=("Bo",)) == set()


def test_an_empty_variable_is_named(words: AdviceWords) -> None:
    advice = feedback_advice.check(
        GOOD + " Vi hörs {nästa datum}.", words, given_name="Åsa", other_names=()
    )
    assert [line.facts for line in advice if not line.ok] == [("{nästa datum}",)]


@pytest.mark.parametrize("day", ["2026-10-15", "15/10", "15 oktober", "på torsdag", "imorgon"])
def test_any_written_day_counts_as_a_promised_date(words: AdviceWords, day: str) -> None:
    text = GOOD.replace("torsdag 15 oktober", day)
    assert "next_date" not in _failed(text, words)


def test_an_empty_text_is_told_what_it_lacks(words: AdviceWords) -> None:
    assert _failed("", words) == {"first_name", "praise", "next_step", "next_date"}


def test_an_empty_word_list_is_refused() -> None:
    with pytest.raises(BrokenResource) as refused:
        feedback_advice.read_words(
            read_text("advice.toml", 'version = "1"\nsource = "x"\npraise = ["bra"]')
        )
    assert refused.value.key == "next_step"
