"""A data file is read strictly: what stands there must be what was asked for."""

from datetime import date

import pytest

from ikbt_desktop.clinic.reading import Table, read_text
from ikbt_desktop.errors import BrokenResource

CONTENT = """
word = "ja"
empty = " "
whole = 7
half = 0.5
endless = inf
nothing = nan
huge = 1234567890123456789012345678901234567890
flag = true
day = 2026-11-22
words = ["a", "b"]
mixed = ["a", 1]
numbers = [1, 2]
flags = [1, true]
[inner]
key = 1
[[row]]
key = 1
"""


@pytest.fixture
def table() -> Table:
    return read_text("x.toml", CONTENT)


def test_each_kind_is_read_as_it_stands(table: Table) -> None:
    assert table.text("word") == "ja"
    assert (table.integer("whole"), table.number("half"), table.number("whole")) == (7, 0.5, 7)
    assert table.number("huge") > 1e38
    assert table.flag("flag") is True
    assert table.day("day") == date(2026, 11, 22)
    assert table.texts("words") == ("a", "b")
    assert table.integers("numbers") == (1, 2)
    assert table.table("inner").integer("key") == 1
    assert [row.integer("key") for row in table.tables("row")] == [1]


def test_what_is_absent_is_the_default_or_nothing(table: Table) -> None:
    assert (table.text("a", "b"), table.integer("a", 3), table.flag("a", default=False)) == (
        *("b", 3, False),
    )
    assert (table.texts("a"), table.integers("a"), list(table.tables("a"))) == ((), (), [])
    assert table.raw("a") is None


@pytest.mark.parametrize(
    ("ask", "key"),
    [
        *((Table.text, key) for key in ("absent", "empty", "whole", "words")),
        *((Table.integer, key) for key in ("absent", "half", "flag", "word", "huge")),
        *((Table.number, key) for key in ("absent", "endless", "nothing", "flag", "word")),
        *((Table.flag, key) for key in ("absent", "whole", "word")),
        *((Table.day, key) for key in ("absent", "word", "whole")),
        *((Table.texts, key) for key in ("mixed", "word", "numbers")),
        *((Table.integers, key) for key in ("mixed", "flags", "words", "whole")),
        *((Table.table, key) for key in ("absent", "word", "row")),
        *((lambda table, key: list(table.tables(key)), key) for key in ("inner", "word", "words")),
    ],
)
def test_anything_else_is_refused_by_its_key(table: Table, ask: object, key: str) -> None:
    assert callable(ask)
    with pytest.raises(BrokenResource) as refused:
        ask(table, key)
    assert (refused.value.file, refused.value.key) == ("x.toml", key)
