import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikbt_desktop.clinic import identity
from ikbt_desktop.clinic.identity import Kind, Problem, Sex
from ikbt_desktop.errors import InvalidIdentity

TODAY = date(2026, 11, 22)


def luhn(nine: str) -> int:
    """Written apart from the program: the rule of the tax agency, one digit at a time."""
    products = [int(digit) * weight for digit, weight in zip(nine, [2, 1] * 5, strict=False)]
    return -sum(product // 10 + product % 10 for product in products) % 10


def number(born: date, birth_number: int, *, add_to_day: int = 0) -> str:
    body = f"{born.year:04}{born.month:02}{born.day + add_to_day:02}{birth_number:03}"
    return body + str(luhn(body[2:]))


def problem(text: str) -> InvalidIdentity:
    with pytest.raises(InvalidIdentity) as caught:
        identity.parse(text, today=TODAY)
    return caught.value


valid_numbers = st.builds(
    number,
    st.dates(date(1880, 1, 1), TODAY),
    st.integers(1, 999),
    add_to_day=st.sampled_from([0, 60]),
)


@pytest.mark.parametrize(
    "digits",
    [
        "190905271474",
        "200002292399",
        "195704289999",
        "194608239986",
        "190901219931",
        "200004059937",
        "201212121212",
    ],
)
def test_published_valid_numbers_are_read(digits: str) -> None:
    read = identity.parse(digits, today=TODAY)
    assert read.kind == Kind.PERSONNUMMER
    assert read.digits == digits
    assert read.formatted == f"{digits[:8]}-{digits[8:]}"


@pytest.mark.parametrize("digits", ["197302889931", "202107919967"])
def test_a_day_above_sixty_is_a_samordningsnummer(digits: str) -> None:
    read = identity.parse(digits, today=TODAY)
    assert read.kind == Kind.SAMORDNINGSNUMMER
    assert read.birth_date == date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]) - 60)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("201509160006", Problem.BIRTH_NUMBER_000),
        ("197004289895", Problem.CHECK_DIGIT),
        ("196004309886", Problem.CHECK_DIGIT),
        ("194205669899", Problem.CHECK_DIGIT),
        ("197210869924", Problem.CHECK_DIGIT),
        ("", Problem.EMPTY),
        (" \u00a0\u200b\u202e\x00", Problem.EMPTY),
        ("١٩٤٦٠٨٢٣٩٩٨٦", Problem.FOREIGN_DIGITS),
        ("19460823998²", Problem.FOREIGN_DIGITS),
        ("１９４６０８２３９９８６", Problem.FOREIGN_DIGITS),
        ("19460823998x", Problem.LETTERS),
        ("Andersson", Problem.LETTERS),
        ("460823-998٦", Problem.FOREIGN_DIGITS),
        ("460823/9986", Problem.SIGNS),
        ("<img src=x>", Problem.SIGNS),
        ("4608-239986", Problem.SEPARATOR),
        ("460823--9986", Problem.SEPARATOR),
        ("-4608239986", Problem.SEPARATOR),
        ("460823998", Problem.TOO_SHORT),
        ("460823-998", Problem.TOO_SHORT),
        ("460823-", Problem.TOO_SHORT),
        ("460823-99861", Problem.TOO_LONG),
        ("1946082399861", Problem.TOO_LONG),
        ("1" * 1_000_000, Problem.TOO_LONG),
        ("46082399861", Problem.ELEVEN_DIGITS),
        ("174608239986", Problem.CENTURY),
        ("214608239986", Problem.CENTURY),
        ("000008239986", Problem.CENTURY),
        ("194613239986", Problem.MONTH),
        ("194600239986", Problem.MONTH),
        ("194608329986", Problem.DAY),
        ("194608009986", Problem.DAY),
        ("194608609986", Problem.DAY),
        ("194608929986", Problem.DAY),
        ("200102292399", Problem.DAY),
        ("202612240000", Problem.FUTURE),
        ("261224-1111", Problem.FUTURE),
        ("5560360793", Problem.ORGANISATION_NUMBER),
        ("165560360793", Problem.ORGANISATION_NUMBER),
        ("460823-T986", Problem.INTERIM_NUMBER),
        ("19460823T986", Problem.INTERIM_NUMBER),
    ],
)
def test_the_reason_says_which_part_is_wrong(text: str, reason: Problem) -> None:
    assert problem(text).reason == reason


def test_an_impossible_day_says_how_long_the_month_is() -> None:
    assert problem("20251131-1111").facts == {
        "day": 31,
        "month": 11,
        "year": 2025,
        "last_day": 30,
    }
    assert problem("20010289-1111").facts["day"] == 29


@pytest.mark.parametrize(
    "text",
    [
        "194608239986",
        "19460823-9986",
        "4608239986",
        "460823-9986",
        " 19460823 9986 ",
        "19460823\u00a09986\n",
        "\u200f460823\u20119986\u200b",
        "460823–9986",
        "460823 - 9986",
        "19460823+9986",
    ],
)
def test_every_written_form_gives_the_same_person(text: str) -> None:
    assert identity.parse(text, today=TODAY).digits == "194608239986"


def test_plus_means_a_hundred_years_and_counts_from_the_year_not_the_birthday() -> None:
    assert identity.parse("090527+1474", today=TODAY).digits == "190905271474"
    body = "261224" + "123"
    turning_hundred = f"{body[:6]}+{body[6:]}{luhn(body)}"
    read = identity.parse(turning_hundred, today=TODAY)
    assert read.birth_date == date(1926, 12, 24)
    assert read.age(on=TODAY) == 99


def test_plus_never_means_a_year_less_than_a_hundred_ago() -> None:
    body = "270101123"
    read = identity.parse(f"270101+123{luhn(body)}", today=TODAY)
    assert read.birth_date == date(1827, 1, 1)


def test_a_child_born_today_has_a_number() -> None:
    assert identity.parse("22950606-FH20", today=date(1995, 6, 6)).age(on=date(1995, 6, 6)) == 0
    with pytest.raises(InvalidIdentity):
        identity.parse("22950606-FH20", today=date(1995, 6, 5))


def test_without_separator_the_latest_date_that_is_not_to_come_is_meant() -> None:
    today_body, tomorrow_body = "261122123", "261123123"
    born_today = identity.parse(f"{today_body}{luhn(today_body)}", today=TODAY)
    born_tomorrow = identity.parse(f"{tomorrow_body}{luhn(tomorrow_body)}", today=TODAY)
    assert born_today.birth_date == TODAY
    assert born_tomorrow.birth_date == date(1926, 11, 23)


def test_without_separator_a_samordningsnummer_compares_its_true_day() -> None:
    body = "261182123"  # 22 November
    assert identity.parse(f"{body}{luhn(body)}", today=TODAY).birth_date == TODAY
    body = "261183123"
    assert identity.parse(f"{body}{luhn(body)}", today=TODAY).birth_date == date(1926, 11, 23)


@given(valid_numbers)
def test_any_valid_number_is_read_back_from_every_form(digits: str) -> None:
    written = identity.parse(digits, today=TODAY)
    assert written.digits == digits
    assert written.legal_sex == (Sex.MALE if int(digits[10]) % 2 else Sex.FEMALE)
    separator = "+" if TODAY.year - int(digits[:4]) >= 100 else "-"
    short = f"{digits[2:8]}{separator}{digits[8:]}"
    assert identity.parse(short, today=TODAY) == written
    assert identity.parse(written.formatted, today=TODAY) == written


@given(valid_numbers, st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_is_never_accepted(digits: str, place: int, step: int) -> None:
    other = str((int(digits[place]) + step) % 10)
    mistyped = digits[:place] + other + digits[place + 1 :]
    with pytest.raises(InvalidIdentity):
        identity.parse(mistyped, today=TODAY)
    assert identity.one_digit_off(digits, mistyped)
    assert digits in identity.neighbours(mistyped, today=TODAY)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_a_reason(text: str) -> None:
    reason = None
    try:
        read = identity.parse(text, today=TODAY)
    except InvalidIdentity as fault:
        reason = fault.reason
    assert reason in set(Problem) if reason else len(read.digits) == 12


@given(valid_numbers, st.integers(0, 100))
def test_age_changes_on_the_birthday(digits: str, years: int) -> None:
    read = identity.parse(digits, today=TODAY)
    born = read.birth_date
    assert born is not None
    year = born.year + years
    on_leap_day = (born.month, born.day) == (2, 29) and not calendar.isleap(year)
    birthday = date(year, 3, 1) if on_leap_day else born.replace(year=year)
    assert read.age(on=birthday) == years
    assert read.age(on=birthday - timedelta(days=1)) == years - 1


def test_the_repr_and_the_masked_form_keep_the_number_secret() -> None:
    read = identity.parse("19460823-9986", today=TODAY)
    assert "1946" not in repr(read)
    assert "9986" not in repr(read)
    assert read.masked == "19460823-••••"


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("194608239986", "194608239986", False),
        ("194608239986", "194608239976", True),
        ("194608239986", "194608239968", True),
        ("194608239986", "194608239869", False),
        ("194608239986", "204608239986", True),
        ("194608239986", "184608239986", True),
        ("194608239986", "194608239", False),
        ("194608239986", "194608230000", False),
        ("194608239986", "194609239968", False),
        ("194608239012", "194608239030", False),
    ],
)
def test_numbers_one_slip_apart_are_near(a: str, b: str, near: bool) -> None:
    assert identity.one_digit_off(a, b) is near
    assert identity.one_digit_off(b, a) is near


def test_neighbours_are_all_valid_and_near() -> None:
    found = identity.neighbours("194608239976", today=TODAY)
    assert "194608239986" in found
    for other in found:
        assert identity.parse(other, today=TODAY).digits == other
        assert identity.one_digit_off("194608239976", other)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("460823-9976", "194608239976"),
        ("20251131-1111", "202511311111"),
        ("460823", None),
        ("AB", None),
        ("", None),
    ],
)
def test_a_number_that_is_still_wrong_can_be_searched_for(text: str, digits: str | None) -> None:
    assert identity.typed_digits(text, today=TODAY) == digits


@pytest.mark.parametrize(
    ("text", "born", "sex"),
    [
        ("22950606-FH20", date(1995, 6, 6), Sex.FEMALE),
        ("25780404KHD5", date(1978, 4, 4), None),
        ("00342145-BZ31", None, Sex.MALE),
        ("00749852bzk0", None, None),
    ],
)
def test_national_reserve_numbers_are_read(text: str, born: date | None, sex: Sex | None) -> None:
    read = identity.parse(text, today=TODAY)
    assert read.kind == Kind.NRID
    assert (read.birth_date, read.legal_sex) == (born, sex)
    assert len(read.digits) == 12
    assert read.formatted[8] == "-"
    assert (read.age(on=TODAY) is None) == (born is None)
    assert identity.parse_reserve(text, today=TODAY) == read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("22950606-FH21", Problem.RESERVE_CHECK_DIGIT),
        ("22950606-IH20", Problem.RESERVE_LETTERS),
        ("21950606-FH20", Problem.RESERVE_CENTURY),
        ("22953206-FH20", Problem.RESERVE_DATE),
        ("00340145-BZ31", Problem.RESERVE_DATE),
        ("00342160-BZ31", Problem.RESERVE_DATE),
        ("23950606-FH20", Problem.FUTURE),
    ],
)
def test_a_wrong_national_reserve_number_says_why(text: str, reason: Problem) -> None:
    assert problem(text).reason == reason


def test_a_regional_reserve_number_is_kept_as_written_when_a_person_says_so() -> None:
    read = identity.parse_reserve(" 19460823-a98b ", today=TODAY)
    assert read.kind == Kind.RESERVNUMMER
    assert (read.digits, read.formatted) == ("19460823A98B", "19460823-A98B")
    assert read.birth_date is None
    assert read.legal_sex is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("460823-9986", Problem.ORDINARY_NUMBER),
        ("ABCDEFGH", Problem.RESERVE_FORMAT),
        ("A1", Problem.RESERVE_FORMAT),
        ("A1" * 11, Problem.RESERVE_FORMAT),
        ("", Problem.EMPTY),
    ],
)
def test_not_everything_is_a_reserve_number(text: str, reason: Problem) -> None:
    with pytest.raises(InvalidIdentity) as caught:
        identity.parse_reserve(text, today=TODAY)
    assert caught.value.reason == reason
