"""Words on paper: cleaned once, in one place."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import ikbt_desktop.exports
from ikbt_desktop.exports import cleaning
from ikbt_desktop.exports.pdf import words

_EXPORTS = Path(ikbt_desktop.exports.__file__).parent
_MAKES_PARAGRAPH = re.compile(r"\b(Paragraph|XPreformatted|Preformatted|PDFImage|Image)\(")


def test_only_one_module_makes_paragraphs() -> None:
    makers = {
        file.name
        for file in _EXPORTS.rglob("*.py")
        if _MAKES_PARAGRAPH.search(file.read_text(encoding="utf-8"))
    }
    assert makers == {"words.py"}


def test_every_table_names_its_font() -> None:
    for file in _EXPORTS.rglob("*.py"):
        content = file.read_text(encoding="utf-8")
        assert content.count("TableStyle(") == content.count("plain_cells()") - content.count(
            "def plain_cells()"
        )


@given(st.text())
def test_cleaning_twice_changes_nothing(written: str) -> None:
    once = cleaning.clean(written)
    assert cleaning.clean(once) == once


@given(st.text("abcåäöÅÄÖ éαβγЖя0123456789.,-–−±≥”’\n"))
def test_ordinary_writing_is_printable_and_untouched(written: str) -> None:
    assert cleaning.clean(written) == written
    assert words.unprintable(written) == ""


def test_line_breaks_of_every_system_are_the_same() -> None:
    assert cleaning.clean("a\r\nb\rc\u2028d\ve") == "a\nb\nc\nd\ne"


def test_unprintable_signs_come_once_and_in_order() -> None:
    assert words.unprintable("😀 hej 漢 😀") == "😀漢"
