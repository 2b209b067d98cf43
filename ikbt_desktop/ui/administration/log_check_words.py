"""The words of the log check: months, points, verdicts, and what a month's draw found."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from PySide6.QtCore import QLocale

from ikbt_desktop.clinic.log_checks import Month, Point, Verdict
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.services.log_checks import CheckView, MonthRow
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import State

_HERE = "LogCheckWords"

_POINTS: Mapping[Point, str] = MappingProxyType(
    {
        Point.OWN_RECORD: mark("LogCheckWords", "own name"),
        Point.SAME_NAME: mark("LogCheckWords", "same family name"),
        Point.PROTECTED: mark("LogCheckWords", "protected identity"),
        Point.NIGHT: mark("LogCheckWords", "night, 22–06"),
        Point.NO_RELATION: mark("LogCheckWords", "no care relation"),
        Point.EMERGENCY: mark("LogCheckWords", "emergency access"),
        Point.NO_OTHER_ACT: mark("LogCheckWords", "no act of their own on the patient"),
        Point.RANDOM: mark("LogCheckWords", "at random"),
    }
)
_VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.EXPECTED: mark("LogCheckWords", "Expected"),
        Verdict.EXPLAINED: mark("LogCheckWords", "Explained"),
        Verdict.FOLLOW_UP: mark("LogCheckWords", "Follow up"),
    }
)
_STATES: Mapping[Verdict, State] = MappingProxyType(
    {
        Verdict.EXPECTED: State.OK,
        Verdict.EXPLAINED: State.OBS,
        Verdict.FOLLOW_UP: State.REVIEW,
    }
)


def point(value: Point) -> str:
    """Why a row was drawn."""
    return say(_HERE, _POINTS[value])


def verdict(value: Verdict) -> str:
    """What was found."""
    return say(_HERE, _VERDICTS[value])


def verdict_pill(value: Verdict | None) -> PillValue:
    """What was found, or that nobody has judged it."""
    if value is None:
        return PillValue(say("LogCheckWords", "Not judged"), State.MISSING)
    return PillValue(verdict(value), _STATES[value])


def moment(at: datetime) -> str:
    """``2026-10-08 14:31``."""
    return f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}"


def month_name(month: Month) -> str:
    """``oktober 2026``."""
    locale = QLocale(language.chosen())
    return f"{locale.standaloneMonthName(month.number)} {month.year}"


def month_state(row: MonthRow, *, today: date) -> str:
    """The month and how far its check has come."""
    if row.signed_at is not None:
        state = say("LogCheckWords", "signed")
    elif not row.drawn:
        state = say("LogCheckWords", "not drawn")
    else:
        state = say("LogCheckWords", "{judged} of {rows} judged").format(
            judged=row.judged, rows=row.rows
        )
    late = say("LogCheckWords", "late") if row.late(today) else ""
    return ", ".join(filter(None, (month_name(row.month), state, late)))


def summary(view: CheckView) -> str:
    """How many occasions there were, how many rows were drawn, and what was found over all."""
    drawn = say(
        "LogCheckWords", "{occasions} occasions (one person, one patient, one day), {rows} drawn."
    ).format(occasions=QLocale().toString(view.occasions), rows=len(view.rows))
    found = ", ".join(f"{point(one)} {count}" for one, count in view.found.items() if count)
    among = say("LogCheckWords", "Among all: {found}.").format(found=found) if found else ""
    return " ".join(filter(None, (drawn, among)))
