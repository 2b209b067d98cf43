"""Figures in the language of the screen."""

from PySide6.QtCore import QLocale

from ikbt_desktop.clinic import figures


def figure(value: float | None) -> str:
    """A total, as on paper but with the language's decimal sign; a dash where there is none."""
    return "–" if value is None else figures.written(value, QLocale().decimalPoint())
