"""What can be wrong with an identity number; apart, so that saying it needs no register."""

from enum import StrEnum


class Problem(StrEnum):
    """Which part of a number is wrong."""

    EMPTY = "empty"
    FOREIGN_DIGITS = "foreign_digits"
    LETTERS = "letters"
    SIGNS = "signs"
    SEPARATOR = "separator"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    ELEVEN_DIGITS = "eleven_digits"
    CENTURY = "century"
    MONTH = "month"
    DAY = "day"
    BIRTH_NUMBER_000 = "birth_number_000"
    CHECK_DIGIT = "check_digit"
    FUTURE = "future"
    ORGANISATION_NUMBER = "organisation_number"
    INTERIM_NUMBER = "interim_number"
    RESERVE_LETTERS = "reserve_letters"
    RESERVE_CENTURY = "reserve_century"
    RESERVE_DATE = "reserve_date"
    RESERVE_CHECK_DIGIT = "reserve_check_digit"
    RESERVE_FORMAT = "reserve_format"
    ORDINARY_NUMBER = "ordinary_number"
