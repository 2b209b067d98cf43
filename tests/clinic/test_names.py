import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic import names
from ikbt_desktop.errors import InvalidValue


def test_swedish_letters_sort_last_and_accents_beside_their_letter() -> None:
    mixed = ["Öberg", "Zorn", "Åberg", "Andreas", "Ärlig", "André", "Abel"]
    wanted = ["Abel", "André", "Andreas", "Zorn", "Åberg", "Ärlig", "Öberg"]
    assert sorted(mixed, key=names.sort_key) == wanted


def test_a_name_typed_with_loose_marks_sorts_as_the_composed_one() -> None:
    assert names.sort_key("A\u030aberg") == names.sort_key("Åberg")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Åsa   Maria ", "Åsa Maria"),
        ("Å\u0000sa", "Åsa"),
        ("\u202eÅsa\u200b", "Åsa"),
        ("Åsa\tMaria\n", "Åsa Maria"),
        ("A\u030asa", "Åsa"),
        ("<img src=x>", "<img src=x>"),
        ("O'Hara-Öst", "O'Hara-Öst"),
    ],
)
def test_a_name_is_tidied_but_its_letters_are_kept(text: str, kept: str) -> None:
    assert names.tidy(text, field="last_name") == kept


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), ("\u200b \n", "empty"), ("a" * 101, "too_long"), (" " * 5000, "empty")],
)
def test_a_name_that_is_none_says_why(text: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        names.tidy(text, field="first_name")
    assert (caught.value.field, caught.value.reason) == ("first_name", reason)


def test_a_huge_paste_is_refused() -> None:
    with pytest.raises(InvalidValue) as caught:
        names.tidy("Åsa" + " " * 1_000_000, field="first_name")
    assert caught.value.reason == "too_long"


def test_a_name_is_shown_in_lists_and_in_sentences() -> None:
    assert names.in_lists(last="Andersson", first="Åsa") == "Andersson, Åsa"
    assert names.in_sentences(last="Andersson", first="Åsa") == "Åsa Andersson"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Anna-Karin", "anna karin", True),
        ("Åsa", "Asa", True),
        ("Søren", "Sören", True),
        ("Karin", "Carin", False),
    ],
)
def test_names_that_only_differ_in_writing_could_be_the_same(a: str, b: str, same: bool) -> None:
    assert names.could_be_same(a, b) is same


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = names.folded(text)
    assert names.folded(once) == names.folded(names.folded(once))
