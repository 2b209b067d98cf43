import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.errors import MistypedKey
from ikbt_desktop.storage.printed_keys import printed, typed

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
keys = st.binary(min_size=20, max_size=20) | st.binary(min_size=32, max_size=32)


@given(keys)
def test_what_is_printed_is_what_is_typed_back(key: bytes) -> None:
    paper = printed(key)
    assert typed(paper, size=len(key)) == key
    assert typed(paper.lower().replace("-", "  "), size=len(key)) == key


def test_a_device_code_is_eight_groups_and_a_recovery_key_thirteen() -> None:
    assert len(printed(bytes(20)).split("-")) == 8
    assert len(printed(bytes(32)).split("-")) == 13


@given(keys, st.integers(0, 39), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_named_by_its_group(key: bytes, place: int, sign: str) -> None:
    signs = list(printed(key).replace("-", ""))
    if signs[place] == sign:
        return
    signs[place] = sign
    with pytest.raises(MistypedKey) as refused:
        typed("".join(signs), size=len(key))
    assert refused.value.group == place // 5 + 1


@given(keys, st.integers(0, 38))
def test_two_neighbours_swapped_are_noticed(key: bytes, place: int) -> None:
    signs = list(printed(key).replace("-", ""))
    if signs[place] == signs[place + 1]:
        return
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    with pytest.raises(MistypedKey):
        typed("".join(signs), size=len(key))


@given(keys, st.integers(0, 6))
def test_two_groups_swapped_are_noticed(key: bytes, place: int) -> None:
    groups = printed(key).split("-")
    if groups[place] == groups[place + 1]:
        return
    groups[place], groups[place + 1] = groups[place + 1], groups[place]
    with pytest.raises(MistypedKey):
        typed("-".join(groups), size=len(key))


@pytest.mark.parametrize(("text", "group"), [("", 1), ("00000", 1), ("ÅÄÖ¤%", 1)])
def test_too_little_or_foreign_signs_are_named(text: str, group: int) -> None:
    with pytest.raises(MistypedKey) as refused:
        typed(text, size=20)
    assert refused.value.group == group


def test_a_group_too_many_is_refused() -> None:
    paper = printed(bytes(range(20)))
    with pytest.raises(MistypedKey):
        typed(paper + "-" + paper[:5], size=20)


def test_look_alikes_are_read_as_what_was_printed() -> None:
    key = bytes(20)
    assert typed(printed(key).replace("0", "O"), size=20) == key
