"""Why treatments end, and when the patient is asked again."""

from datetime import date
from enum import StrEnum


class EndReason(StrEnum):
    """product.md, story 8: the reasons that the statistics count."""

    AS_PLANNED = "as_planned"
    IMPROVED = "improved"
    NO_TIME = "no_time"
    TECHNOLOGY = "technology"
    WORSE = "worse"
    OTHER_CARE = "other_care"
    INACTIVE = "inactive"
    OTHER = "other"


FOLLOW_UP_MONTHS = (3, 6)
"""product.md F38: follow-up tasks three and six months after the end."""

FOLLOW_UP_EARLY_DAYS = 14
"""A form filled in up to two weeks before the day is that follow-up's form."""

_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def months_later(day: date, months: int) -> date:
    """The same day of the month, or the last there is: 30 November + 3 months is 28 February."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    leap = month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return date(year, month, min(day.day, _LAST_DAYS[month - 1] + leap))


def meets(answered_on: date, follow_up_on: date) -> bool:
    """Whether a form of that day is the follow-up's, or a later one."""
    return (follow_up_on - answered_on).days <= FOLLOW_UP_EARLY_DAYS


def follow_ups(ended_on: date) -> tuple[date, ...]:
    """The days proposed for follow-up."""
    return tuple(months_later(ended_on, months) for months in FOLLOW_UP_MONTHS)
