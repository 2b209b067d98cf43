"""Phone numbers as people write them, and as they are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic import phone
from ikbt_desktop.errors import InvalidValue


@pytest.mark.parametrize(
    ("written", "kept", "shown"),
    [
        ("070-174 06 05", "+46701740605", "070-174 06 05"),
        ("0701740605", "+46701740605", "070-174 06 05"),
        ("+46 (0)70 174 06 05", "+46701740605", "070-174 06 05"),
        ("0046701740605", "+46701740605", "070-174 06 05"),
        ("08-465 004 04", "+46846500404", "08-465 004 04"),
        ("031-390 06 05", "+46313900605", "031-390 06 05"),
        ("0498-00 00 00", "+46498000000", "0498-00 00 00"),
        ("+47 22 12 34 56", "+4722123456", "+4722123456"),
        ("  ", "", ""),
    ],
)
def test_a_number_is_kept_in_one_form_and_shown_as_people_write_it(
    written: str, kept: str, shown: str
) -> None:
    assert phone.stored(written, field="phone") == kept
    assert phone.shown(kept) == shown


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("ring inte", "no_phone"),
        ("٠٧٠-١٧٤٠٦٠٥", "no_phone"),
        ("070-174 06 05 eller 06", "no_phone"),
        ("174 06 05", "area_code"),
        ("112", "area_code"),
        ("0", "no_phone"),
        ("070" + "1" * 60, "no_phone"),
        ("+" * 100_000, "no_phone"),
    ],
)
def test_what_is_no_phone_number_is_refused_with_its_field(written: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        phone.stored(written, field="kin_phone")
    assert (refused.value.field, refused.value.reason) == ("kin_phone", reason)


@given(st.from_regex(r"0[1-9][0-9]{7,8}", fullmatch=True))
def test_what_is_shown_is_read_back_as_the_same_number(written: str) -> None:
    kept = phone.stored(written, field="phone")
    assert phone.stored(phone.shown(kept), field="phone") == kept
