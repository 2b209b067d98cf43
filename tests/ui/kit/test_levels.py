"""The words of levels follow the language of the screen."""

from ikbt_desktop.clinic import catalogue
from ikbt_desktop.clinic.instruments import Band
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.levels import level_word


def test_a_level_is_called_by_the_word_of_the_language() -> None:
    bands = catalogue.load().instrument("madrs-s").bands
    language.install("sv")
    assert [level_word(band) for band in bands][:2] == ["ingen eller mycket lätt", "lätt"]
    language.install("en")
    assert [level_word(band) for band in bands] == [
        *("none or very mild", "mild", "moderate", "severe")
    ]
    assert level_word(Band("very_severe", 1, 2, "mycket svår")) == "very severe"
    language.install("sv")
    assert level_word(Band("own_level", 1, 2)) == "own level"
