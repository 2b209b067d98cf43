"""What is written as a data file reads back as it was."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic import catalogue
from ikbt_desktop.clinic.data_files import DataFile
from ikbt_desktop.clinic.writing import written

FILES = list(catalogue.load().files.values())
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_PLAIN = st.one_of(
    _TEXTS,
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(min_value=date(1900, 1, 1)),
)
_VALUES = st.recursive(
    st.one_of(_PLAIN, st.lists(_PLAIN, max_size=3)),
    lambda inner: st.one_of(
        st.dictionaries(_TEXTS.filter(bool), inner, max_size=3),
        st.lists(st.dictionaries(_TEXTS.filter(bool), inner, max_size=3), min_size=1, max_size=2),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.kind}-{file.code}")
def test_each_shipped_file_is_written_as_it_is_read(file: DataFile) -> None:
    values = tomllib.loads(file.text)
    assert tomllib.loads(written(values)) == values


@given(st.dictionaries(_TEXTS.filter(bool), _VALUES, max_size=4))
def test_any_values_are_read_back(values: dict[str, Any]) -> None:
    assert tomllib.loads(written(values)) == values


def test_nothing_is_left_out_of_the_file() -> None:
    assert written({"a": None, "b": {"c": None, "d": 1}, "e": [{"f": None}]}) == (
        "[b]\nd = 1\n\n[[e]]\n"
    )
