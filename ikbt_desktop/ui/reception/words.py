"""The words of referrals: states, next steps, the care guarantee, and how days are written."""

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from ikbt_desktop.clinic import identity
from ikbt_desktop.clinic.lifecycles import NextAction, ReferralState
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import InvalidIdentity
from ikbt_desktop.services.referrals import ReferralRow
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import State

_HERE = "ReferralWords"
DOT = "  ·  "

_STATES: Mapping[str, str] = {
    ReferralState.RECEIVED: mark("ReferralWords", "Received"),
    ReferralState.REVIEWING: mark("ReferralWords", "Under review"),
    ReferralState.VISIT_BOOKED: mark("ReferralWords", "Assessment booked"),
    ReferralState.ASSESSED: mark("ReferralWords", "Assessed"),
    ReferralState.WAITING: mark("ReferralWords", "In the queue"),
    ReferralState.RUNNING: mark("ReferralWords", "Running"),
    ReferralState.CLOSED: mark("ReferralWords", "Closed"),
    ReferralState.REDIRECTED: mark("ReferralWords", "Redirected"),
    ReferralState.WITHDRAWN: mark("ReferralWords", "Withdrawn"),
}
_ACTIONS: Mapping[str, str] = {
    NextAction.REVIEW_REFERRAL: mark("ReferralWords", "Review the referral"),
    NextAction.BOOK_VISIT: mark("ReferralWords", "Book assessment"),
    NextAction.SCREEN: mark("ReferralWords", "Assessment"),
    NextAction.QUEUE_OR_REPLY: mark("ReferralWords", "Queue or reply"),
    NextAction.ASSIGN_PROGRAM: mark("ReferralWords", "Assign program"),
    NextAction.FOLLOW_TREATMENT: mark("ReferralWords", "Follow the treatment"),
}
_FORMS: Mapping[str, str] = {
    "physical": mark("ReferralWords", "At the clinic"),
    "video": mark("ReferralWords", "Video"),
    "phone": mark("ReferralWords", "Phone"),
}


def state_word(state: str) -> str:
    """The state as chips and rows name it."""
    return say(_HERE, _STATES[state])


def action_word(action: str) -> str:
    """What is to be done next."""
    return say(_HERE, _ACTIONS[action])


def visit_form_word(form: str) -> str:
    """How the patient and the clinician meet."""
    return say(_HERE, _FORMS[form])


def visit_forms() -> list[tuple[object, str]]:
    """The forms of visit, to choose from."""
    return [(form, visit_form_word(form)) for form in _FORMS]


def guarantee_pill(row: ReferralRow) -> PillValue | None:
    """What is left of the care guarantee; None where no limit counts."""
    left = row.guarantee_days_left or 0
    match row.guarantee_tone:
        case "own_wait":
            return PillValue(say("ReferralWords", "Own wait"), State.MISSING, icon="pause")
        case "over":
            return PillValue(
                say("ReferralWords", "%n day(s) over", -left), State.NOT_MET, icon="clock-alert"
            )
        case "soon":
            return PillValue(
                say("ReferralWords", "%n day(s) left", left), State.REVIEW, icon="clock"
            )
        case "calm":
            return PillValue(
                say("ReferralWords", "%n day(s) left", left), State.NEUTRAL, icon="calendar"
            )
    return None


def next_step(row: ReferralRow, *, today: date) -> str:
    """The first line of a row: what is done next, and when, if that is settled."""
    if row.guarantee_tone == "own_wait" and row.own_wait_until is not None:
        until = caption(row.own_wait_until, today=today)
        return say("ReferralWords", "Wants to wait until {day}").format(day=until)
    if not row.next_action:
        return say("ReferralWords", "Nothing more to do")
    if row.next_action == NextAction.SCREEN and row.visit_at is not None:
        when = visit_time(row.visit_at, today=today)
        return say("ReferralWords", "Assessment {when}").format(when=when)
    return action_word(row.next_action)


def standing(row: ReferralRow, *, today: date) -> str:
    """The second line: state, owner and due day."""
    parts = [state_word(row.state)]
    if row.owner:
        parts.append(short_name(row.owner))
    visit_says_it = row.visit_at is not None and row.next_action == NextAction.SCREEN
    if row.due_on is not None and not visit_says_it:
        parts.append(near_day(row.due_on, today=today))
    return DOT.join(parts)


def from_whom(row: ReferralRow) -> str:
    """The referrer, or that the patient asked."""
    return (
        say("ReferralWords", "Self-referral")
        if row.source == "self_referral"
        else row.referrer or ""
    )


def short_name(name: str) -> str:
    """``M. Skenfors``."""
    first, _, last = name.strip().rpartition(" ")
    return f"{first[0]}. {last}" if first else name


def age_and_sex(number: str, *, today: date) -> tuple[str, ...]:
    """``38 år`` and ``kvinna`` as the number itself tells them; nothing for a reserve number."""
    try:
        known = identity.parse(number, today=today)
    except InvalidIdentity:
        return ()
    age = known.age(on=today)
    if age is None or known.legal_sex is None:
        return ()
    is_woman = known.legal_sex is identity.Sex.FEMALE
    sex = say("ReferralWords", "woman") if is_woman else say("ReferralWords", "man")
    return (say("ReferralWords", "%n year(s) old", age), sex)


def near_day(day: date, *, today: date) -> str:
    """``idag``, ``imorgon``, ``igår``, else ``12 okt``."""
    words = {
        0: say("ReferralWords", "today"),
        1: say("ReferralWords", "tomorrow"),
        -1: say("ReferralWords", "yesterday"),
    }
    return words.get((day - today).days) or caption(day, today=today)


def caption(day: date, *, today: date) -> str:
    """``12 okt``; a day of another year in figures."""
    if day.year != today.year:
        return day.isoformat()
    return _in_words(day, "d MMM").rstrip(".")


def spoken(day: date) -> str:
    """``torsdag 8 oktober``."""
    return _in_words(day, "dddd d MMMM")


def _in_words(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def visit_time(at: datetime, *, today: date) -> str:
    """``14 okt 09:00`` in Swedish time."""
    local = at.astimezone(LOCAL)
    return f"{near_day(local.date(), today=today)} {local:%H:%M}"


def file_size(size: int) -> str:
    """``1,4 MB`` or ``230 kB``."""
    if size >= 1_000_000:
        return f"{QLocale().toString(size / 1_000_000, 'f', 1)} MB"
    return f"{max(1, round(size / 1_000))} kB"
