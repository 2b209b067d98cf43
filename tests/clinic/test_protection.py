import pytest

from ikbt_desktop.clinic.protection import ADDRESS, Protection, ensure_no_address, is_milder
from ikbt_desktop.errors import InvalidValue

NONE, MARKED, POPULATION = Protection


@pytest.mark.parametrize(
    ("new", "old", "milder"),
    [
        (NONE, MARKED, True),
        (NONE, POPULATION, True),
        (MARKED, POPULATION, True),
        (MARKED, NONE, False),
        (POPULATION, NONE, False),
        (POPULATION, MARKED, False),
        (MARKED, MARKED, False),
    ],
)
def test_taking_protection_away_is_told_from_giving_it(
    new: Protection, old: Protection, *, milder: bool
) -> None:
    assert is_milder(new, old) is milder


@pytest.mark.parametrize("field", ADDRESS)
def test_where_a_person_in_protected_registration_lives_is_not_kept(field: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        ensure_no_address(POPULATION, **{field: "Hemliga gatan 1", "phone": "070"})
    assert (refused.value.field, refused.value.reason) == (field, "not_kept")


@pytest.mark.parametrize("kind", [NONE, MARKED])
def test_the_address_of_others_is_kept(kind: Protection) -> None:
    ensure_no_address(kind, address="Storgatan 1")


def test_a_phone_and_an_empty_address_are_kept_of_everybody() -> None:
    ensure_no_address(POPULATION, address="", phone="070-174 06 05")
