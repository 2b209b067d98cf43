import pytest

from ikbt_desktop.clinic.guardians import Agreement, Stance, agreement, is_minor

YES, NO, UNSURE = Stance.AGREES, Stance.DECLINES, Stance.UNDECIDED


@pytest.mark.parametrize(
    ("said", "together"),
    [
        ([], Agreement.NOBODY),
        ([YES], Agreement.AGREED),
        ([YES, YES], Agreement.AGREED),
        ([YES, NO], Agreement.DISAGREE),
        ([NO, None, YES], Agreement.DISAGREE),
        ([NO, NO], Agreement.DECLINED),
        ([YES, None], Agreement.INCOMPLETE),
        ([NO, UNSURE], Agreement.INCOMPLETE),
    ],
)
def test_what_guardians_say_together(said: list[Stance | None], together: Agreement) -> None:
    assert agreement(said) is together


@pytest.mark.parametrize(("age", "minor"), [(17, True), (18, False), (None, True), (12, True)])
def test_a_minor_is_under_eighteen(age: int | None, minor: bool) -> None:
    assert is_minor(age) is minor
