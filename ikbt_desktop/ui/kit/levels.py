"""The word of a level in the language of the screen; the data file of the form names it in both."""

from ikbt_desktop.clinic.instruments import Band
from ikbt_desktop.ui.kit import language


def level_word(band: Band) -> str:
    """What the level is called."""
    if language.chosen() == "en":
        return band.english
    return band.word or band.english
