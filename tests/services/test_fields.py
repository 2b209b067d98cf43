"""What people type and paste, checked before anything is kept."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.errors import InvalidValue
from ikbt_desktop.services import fields

TYPED = st.text(st.characters(), max_size=60)


def outcome(check: Callable[[str, str], str], text: str) -> str | None:
    """What is kept, or None when the text is refused for its signs."""
    try:
        return check(text, "field")
    except InvalidValue as refused:
        return None if refused.reason == "control_sign" else refused.reason


def deceives(text: str) -> bool:
    bidi = {"L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON"}
    return any(
        unicodedata.category(sign) == "Cs"
        or (unicodedata.category(sign) == "Cc" and sign not in "\n\t\r")
        or unicodedata.bidirectional(sign) not in bidi | {""}
        or sign in "\u200e\u200f\u061c"
        for sign in text.strip()
    )


@given(TYPED)
def test_a_line_is_refused_or_clean_and_stays_so(text: str) -> None:
    kept = outcome(fields.line, text)
    assert (kept is None) is deceives(text)
    if kept is not None:
        assert kept == outcome(fields.line, kept)
        assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs"} for sign in kept)


@given(TYPED)
def test_prose_is_refused_or_kept_word_for_word(text: str) -> None:
    unified = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    expected = None if deceives(text) else unicodedata.normalize("NFC", unified)
    assert outcome(fields.prose, text) == expected


def test_what_is_too_long_says_how_long_and_how_long_it_may_be() -> None:
    with pytest.raises(InvalidValue) as refused:
        fields.line("x" * 1_000_000, "name", length=100)
    assert refused.value.facts == {"length": 1_000_000, "limit": 100}


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\x00", "\x07", "\x1b", "\x85"])
def test_signs_that_make_a_text_show_other_than_it_says_are_refused(sign: str) -> None:
    for check in (fields.line, fields.prose):
        with pytest.raises(InvalidValue) as refused:
            check(f"Eva{sign}Ek", "name")
        assert refused.value.reason == "control_sign"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("f321", "F32.1"), ("F32", "F32"), (" f43.8a ", "F43.8A"), ("", None), (None, None)],
)
def test_a_diagnosis_code_is_kept_in_one_form(typed: str | None, kept: str | None) -> None:
    assert fields.diagnosis_code(typed) == kept


@pytest.mark.parametrize("typed", ["depression", "32", "F3", "F32.1.2", "Ｆ32"])
def test_what_is_no_diagnosis_code_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        fields.diagnosis_code(typed)
    assert refused.value.reason == "no_code"


@pytest.mark.parametrize(
    ("typed", "kept"), [("62157", "621 57"), ("621 57", "621 57"), ("0150", "0150"), ("", "")]
)
def test_a_postcode_is_kept_as_swedes_write_it(typed: str, kept: str) -> None:
    assert fields.postcode(typed) == kept
