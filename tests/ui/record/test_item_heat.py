"""The answers over the weeks: red is for contact today, a softer flag is yellow."""

from ikbt_desktop.ui.record.item_heat import HeatRow


def test_only_an_acute_answer_has_the_acute_tone() -> None:
    soft = HeatRow("9. Dödstankar", (0, 1, 3), high=3, flag_from=1)
    assert [soft.tones(answer) for answer in (0, 1, 3)] == [
        ("heat0", "text"),
        ("review_bg", "review"),
        ("review_bg", "review"),
    ]
    red = HeatRow("9. Livslust", (3, 4, 6), high=6, flag_from=4, acute_from=4)
    assert [red.tones(answer) for answer in (3, 4, 6)] == [
        ("heat2", "text"),
        ("heat4", "acute"),
        ("heat6", "acute"),
    ]
    both = HeatRow("11. Framtid", (1, 4), high=6, flag_from=1, acute_from=4)
    assert [both.tones(answer) for answer in (1, 4)] == [
        ("review_bg", "review"),
        ("heat4", "acute"),
    ]
    plain = HeatRow("1. Sömn", (6,), high=6)
    assert plain.tones(6) == ("heat3", "text")
    assert HeatRow("x", (0,), high=0).tones(0) == ("heat0", "text")
