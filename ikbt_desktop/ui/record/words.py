"""The words of the record: days, figures, states and kinds as the screen says them."""

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from ikbt_desktop.clinic import change
from ikbt_desktop.clinic.change import Course, Reliability
from ikbt_desktop.clinic.closing import EndReason
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.workdays import iso_week
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import IkbtError, Incomplete
from ikbt_desktop.ui.kit import figures, problems
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import RULE_STATES, State

figure = figures.figure
_HERE = "RecordWords"

_STATES: Mapping[str, str] = {
    "received": mark("RecordWords", "Received"),
    "reviewing": mark("RecordWords", "Under review"),
    "visit_booked": mark("RecordWords", "Assessment booked"),
    "assessed": mark("RecordWords", "Assessed"),
    "waiting": mark("RecordWords", "In queue"),
    "running": mark("RecordWords", "Running"),
    "closed": mark("RecordWords", "Closed"),
    "redirected": mark("RecordWords", "Redirected"),
    "withdrawn": mark("RecordWords", "Withdrawn"),
    "planned": mark("RecordWords", "Planned"),
    "paused": mark("RecordWords", "Paused"),
    "ended": mark("RecordWords", "Ended"),
    "voided": mark("RecordWords", "Voided"),
    "open": mark("RecordWords", "Begun"),
    "awaiting_cosignature": mark("RecordWords", "Waits for a second signature"),
    "signed": mark("RecordWords", "Signed"),
    "discontinued": mark("RecordWords", "Discontinued"),
}
_DOCUMENTS: Mapping[str, str] = {
    "treatment_summary": mark("RecordWords", "Treatment summary"),
    "record_text": mark("RecordWords", "Record text"),
    "patient_letter": mark("RecordWords", "Letter to the patient"),
    "referrer_reply": mark("RecordWords", "Reply to the referrer"),
    "acknowledgement": mark("RecordWords", "Acknowledgement of the referral"),
    "safety_plan": mark("RecordWords", "Safety plan"),
    "risk_assessment": mark("RecordWords", "In-depth assessment"),
    "decision_record": mark("RecordWords", "Decision as it was taken"),
}
_SOURCES: Mapping[str, str] = {
    "referral": mark("RecordWords", "Referral"),
    "self_referral": mark("RecordWords", "Self-referral"),
}
_HOMEWORK: Mapping[str, str] = {
    "done": mark("RecordWords", "Done"),
    "partly": mark("RecordWords", "Partly done"),
    "not_done": mark("RecordWords", "Not done"),
}
_CHANNELS: Mapping[str, str] = {
    "message": mark("RecordWords", "Message"),
    "phone": mark("RecordWords", "Phone call"),
}
_VISIT_FORMS: Mapping[str, str] = {
    "physical": mark("RecordWords", "at the clinic"),
    "video": mark("RecordWords", "by video"),
    "phone": mark("RecordWords", "by phone"),
}
_DECISIONS: Mapping[str, str] = {
    "suitable": mark("RecordWords", "Suitable"),
    "not_suitable": mark("RecordWords", "Not suitable"),
    "wait": mark("RecordWords", "Wait for facts"),
}
_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ACUTE: mark("RecordWords", "Acute"),
    Outcome.EXCLUDE: mark("RecordWords", "Hinders"),
    Outcome.NOT_MET: mark("RecordWords", "Not met"),
    Outcome.REVIEW: mark("RecordWords", "Judge"),
    Outcome.MISSING: mark("RecordWords", "Missing"),
    Outcome.OBS: mark("RecordWords", "Observe"),
    Outcome.OK: mark("RecordWords", "Met"),
}
_REASONS: Mapping[EndReason, str] = {
    EndReason.AS_PLANNED: mark("RecordWords", "Completed as planned"),
    EndReason.IMPROVED: mark("RecordWords", "Improved, needs no more"),
    EndReason.NO_TIME: mark("RecordWords", "No time"),
    EndReason.TECHNOLOGY: mark("RecordWords", "Technology"),
    EndReason.WORSE: mark("RecordWords", "Worse"),
    EndReason.OTHER_CARE: mark("RecordWords", "Other care"),
    EndReason.INACTIVE: mark("RecordWords", "Inactive"),
    EndReason.OTHER: mark("RecordWords", "Other reason"),
}
_RELIABLE: Mapping[Reliability, str] = {
    Reliability.IMPROVEMENT: mark(
        "RecordWords", "{name}: reliable improvement ({points}, limit ±{limit} after {study})."
    ),
    Reliability.DETERIORATION: mark(
        "RecordWords", "{name}: reliable deterioration ({points}, limit ±{limit} after {study})."
    ),
    Reliability.NONE: mark(
        "RecordWords", "{name}: no reliable change ({points}, limit ±{limit} after {study})."
    ),
}
CHANGE_ICONS: Mapping[Reliability, tuple[str, str]] = {
    Reliability.IMPROVEMENT: ("circle-check", "ok"),
    Reliability.DETERIORATION: ("trending-up", "notmet"),
    Reliability.NONE: ("minus", "muted"),
}


def change_icon(reliability: Reliability, points: float | None) -> tuple[str, str]:
    """Icon and tone of a change; where no study decides, the arrow goes as the points went."""
    if reliability in CHANGE_ICONS:
        return CHANGE_ICONS[reliability]
    if not points:
        return ("minus", "muted")
    return ("arrow-up-right" if points > 0 else "arrow-down-right", "muted")


def state(word: str | None) -> str:
    """The state of a referral, screening or treatment."""
    return "" if word is None else say(_HERE, _STATES[word])


def document(kind: str) -> str:
    """What a document is."""
    return say(_HERE, _DOCUMENTS[kind])


def source(word: str) -> str:
    """Referral or self-referral."""
    return say(_HERE, _SOURCES[word])


def homework(word: str) -> str:
    """Whether the homework was done."""
    return say(_HERE, _HOMEWORK[word])


def channel(word: str) -> str:
    """How feedback was given."""
    return say(_HERE, _CHANNELS[word])


def decision(word: str) -> str:
    """What the clinician decided."""
    return say(_HERE, _DECISIONS[word])


def visit_form(word: str) -> str:
    """How the visit was held; nothing where it was not noted."""
    return say(_HERE, _VISIT_FORMS[word]) if word in _VISIT_FORMS else ""


def outcome(word: Outcome, *, hinders: bool = False) -> PillValue:
    """How a rule came out; an exclusion that does not hinder says so."""
    if hinders and word is Outcome.OK:
        return PillValue(say("RecordWords", "No hindrance"), State.OK)
    return PillValue(say(_HERE, _OUTCOMES[word]), RULE_STATES[word])


def end_reason(word: str) -> str:
    """Why a treatment ended."""
    return say(_HERE, _REASONS[EndReason(word)]) if word in set(EndReason) else word


def treatment_pill(word: str) -> PillValue:
    """The state of a treatment or referral as a pill."""
    tone = {
        "running": (State.OK, "circle-check"),
        "paused": (State.MISSING, "pause"),
        "voided": (State.NOT_MET, "circle-minus"),
    }.get(word, (State.NEUTRAL, "info"))
    return PillValue(state(word), tone[0], tone[1])


def unbroken(name: str) -> str:
    """MADRS‑S never breaks at its hyphen."""
    return name.replace("-", "\N{NON-BREAKING HYPHEN}")


def signed(value: float) -> str:
    """A change with its sign and unit."""
    sign = "+" if value > 0 else ""
    return f"{sign}{figure(value)}\N{NO-BREAK SPACE}p"


def week(number: int) -> str:
    """``v. 43``."""
    return say("RecordWords", "wk {number}").format(number=number)


def written(day: date | None) -> str:
    """A day in data: 2026-10-08."""
    return "" if day is None else day.isoformat()


def moment(at: datetime | None) -> str:
    """A moment in data: 2026-10-08 14:32."""
    return "" if at is None else at.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")


def written_day(at: datetime) -> str:
    """The Swedish day of a moment."""
    return at.astimezone(LOCAL).date().isoformat()


def filed(*, filed: bool) -> str:
    """Whether a document is in the record."""
    return say("RecordWords", "Filed") if filed else say("RecordWords", "Not filed")


def short(day: date) -> str:
    """A day in a caption: 8 okt."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM").replace(".", "")


def spelled(day: date) -> str:
    """A day said out under its field: torsdag 8 oktober 2026, v. 41."""
    words = QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")
    week = say("RecordWords", "week {number}").format(number=iso_week(day).number)
    return f"{words}, {week}"


def change_sentences(course: Course, instrument: Instrument, *, guidance: bool) -> str:
    """What may be said of a measure's course, and what may not."""
    name = unbroken(instrument.name)
    found = course.since_start
    if found is None:
        words = say("RecordWords", "{name}: fewer than two totals, so no change is shown.").format(
            name=name
        )
    elif found.points is None:
        words = say(
            "RecordWords", "{name}: the totals have different ranges and are not compared."
        ).format(name=name)
    elif found.figure is None or found.reliability is Reliability.UNKNOWN:
        words = say(
            "RecordWords",
            "{name}: {points} since start. Reliable change is not shown: no figure is "
            "established for {name}.",
        ).format(name=name, points=signed(found.points))
    else:
        words = say(_HERE, _RELIABLE[found.reliability]).format(
            name=name,
            points=signed(found.points),
            limit=found.figure.points,
            study=found.figure.study,
        )
    parts = [words, *_since_last(course), *_recovery(found, instrument)]
    gaps = [gap for gap in course.gaps if gap.reason is change.GapReason.INCOMPLETE]
    if gaps:
        parts.append(
            say("RecordWords", "%n form(s) (is|are) incomplete and without total.", len(gaps))
        )
    missing = [gap for gap in course.gaps if gap.reason is change.GapReason.MISSING]
    if missing:
        parts.append(say("RecordWords", "%n week(s) without the form.", len(missing)))
    if guidance:
        parts.append(say("RecordWords", "The levels are guidance."))
    return " ".join(parts)


_SINCE_LAST: Mapping[Reliability, str] = {
    Reliability.IMPROVEMENT: mark("RecordWords", "Since last time {points}, reliably better."),
    Reliability.DETERIORATION: mark("RecordWords", "Since last time {points}, reliably worse."),
    Reliability.NONE: mark("RecordWords", "Since last time {points}, no reliable change."),
    Reliability.UNKNOWN: mark("RecordWords", "Since last time {points}."),
}


def _since_last(course: Course) -> list[str]:
    """The newest step; nothing where it is the whole course, or cannot be compared."""
    last = course.since_last
    if last is None or last.points is None or course.since_start is None:
        return []
    if last.earlier == course.since_start.earlier:
        return []
    text = say(_HERE, _SINCE_LAST[last.reliability])
    return [text.format(points=signed(last.points))]


def _recovery(found: change.Change | None, instrument: Instrument) -> list[str]:
    """Recovered, or below the limit from the start; nothing where no limit is known."""
    if found is None or instrument.recovery is None:
        return []
    below = instrument.recovery.below
    if found.outcome is change.Outcome.RECOVERED:
        text = say("RecordWords", "Recovered: below {below} and reliably better.")
        return [text.format(below=below)]
    if found.outcome is change.Outcome.BELOW_AT_START:
        return [say("RecordWords", "Below {below} already at the start.").format(below=below)]
    return []


def problem(error: IkbtError) -> str:
    """One sentence about what is wrong and what to do."""
    if isinstance(error, Incomplete):
        return say("RecordWords", "Fill in what is missing: nothing was changed.")
    return problems.alone(error)
