"""Figures on screen and paper: two decimals at most, never a power of ten."""

import pytest

from ikbt_desktop.clinic import figures


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (15, "15", "15"),
        (70 / 6, "11,67", "11.67"),
        (37 / 12, "3,08", "3.08"),
        (-3.5, "−3,5", "−3.5"),
        (11111, "11111", "11111"),  # EQ-5D-5L writes its five answers side by side
        (0.0, "0", "0"),
        (-0.001, "0", "0"),
        (2.999, "3", "3"),
    ],
)
def test_a_figure_is_written_the_same_on_screen_and_paper(
    value: float, swedish: str, english: str
) -> None:
    assert figures.written(value) == swedish
    assert figures.written(value, ".") == english


def test_a_change_has_its_sign_and_none_a_sign_of_its_own() -> None:
    assert [figures.signed(points) for points in (2, -10 / 3, 0, 0.001)] == [
        *("+2", "−3,33", "±0", "±0")
    ]
