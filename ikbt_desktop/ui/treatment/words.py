"""The words of the treatment room: days, figures, states, and why something is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from ikbt_desktop.clinic.closing import EndReason
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import FitRow
from ikbt_desktop.clinic.workdays import iso_week
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import IkbtError, Incomplete, InvalidValue, RuleRefused
from ikbt_desktop.ui.kit import figures, problems
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import RULE_STATES

figure = figures.figure
_HERE = "TreatmentWords"

_CELLS: Mapping[Outcome, str] = {
    Outcome.ACUTE: mark("TreatmentWords", "Acute"),
    Outcome.EXCLUDE: mark("TreatmentWords", "Hinders"),
    Outcome.NOT_MET: mark("TreatmentWords", "Does not fit"),
    Outcome.REVIEW: mark("TreatmentWords", "Judge"),
    Outcome.MISSING: mark("TreatmentWords", "Missing"),
    Outcome.OBS: mark("TreatmentWords", "Observe"),
    Outcome.OK: mark("TreatmentWords", "Fits"),
}
_ROWS: Mapping[FitRow, str] = {
    FitRow.TARGET: mark("TreatmentWords", "Target group"),
    FitRow.AGE: mark("TreatmentWords", "Age"),
    FitRow.TIME: mark("TreatmentWords", "Time"),
    FitRow.MEDICINES: mark("TreatmentWords", "Medicines"),
    FitRow.MEASURES: mark("TreatmentWords", "Measures"),
    FitRow.COMPETENCE: mark("TreatmentWords", "Competence"),
}
REASONS: Mapping[EndReason, str] = {
    EndReason.AS_PLANNED: mark("TreatmentWords", "Completed as planned"),
    EndReason.IMPROVED: mark("TreatmentWords", "Improved, needs no more"),
    EndReason.NO_TIME: mark("TreatmentWords", "No time"),
    EndReason.TECHNOLOGY: mark("TreatmentWords", "Technology"),
    EndReason.WORSE: mark("TreatmentWords", "Worse"),
    EndReason.OTHER_CARE: mark("TreatmentWords", "Other care"),
    EndReason.INACTIVE: mark("TreatmentWords", "Inactive"),
    EndReason.OTHER: mark("TreatmentWords", "Other reason"),
}
_NOTES: Mapping[str, str] = {
    "LEN-1": mark("TreatmentWords", "The plan has an unusual length: programs take 6 to 9 weeks."),
    "LEN-2": mark("TreatmentWords", "The number of sections is unusual: programs have 7 to 10."),
    "LEN-3": mark(
        "TreatmentWords",
        "The plan is longer than 9 weeks. Say in the decision why the patient needs the time.",
    ),
}
_MISSING: Mapping[str, str] = {
    "program": mark("TreatmentWords", "Choose a program"),
    "clinician": mark("TreatmentWords", "Choose a clinician"),
    "starts_on": mark("TreatmentWords", "Write the start date"),
    "sections": mark("TreatmentWords", "Write the number of sections"),
    "agreed": mark("TreatmentWords", "The patient's agreement is missing"),
    "agreed_on": mark("TreatmentWords", "Write when the patient agreed"),
    "fit_reason": mark("TreatmentWords", "Write why the program is chosen all the same"),
    "text": mark("TreatmentWords", "Write the feedback first"),
    "reason": mark("TreatmentWords", "Write the reason"),
    "result": mark("TreatmentWords", "Write the result"),
    "end_reason": mark("TreatmentWords", "Choose why the treatment ends"),
    "ended_on": mark("TreatmentWords", "Write the end date"),
    "follow_up_on": mark("TreatmentWords", "Correct the follow-up date"),
    "answers": mark("TreatmentWords", "No answer is entered yet"),
    "answered_on": mark("TreatmentWords", "Write the date of the form"),
    "instrument": mark("TreatmentWords", "Choose a questionnaire"),
    "minutes": mark("TreatmentWords", "Write minutes from 0 to 600"),
    "correction_reason": mark("TreatmentWords", "Write what was wrong"),
}


@dataclass(frozen=True)
class Refusal:
    """Why something cannot be done, what to do, and the way there: "screening", "risk" or ""."""

    lead: str
    sentence: str
    button: str = ""
    way: str = ""


_OPEN = mark("TreatmentWords", "Open the assessment")
_RISK = mark("TreatmentWords", "Open the risk case")
_RECORD = mark("TreatmentWords", "Open the patient")

# reason → (lead, what to do, button, way)
_REFUSED: Mapping[str, tuple[str, str, str, str]] = {
    "no_visit": (
        mark("TreatmentWords", "There is no assessment visit yet."),
        mark("TreatmentWords", "Record the visit in the assessment, decide and sign. Then assign."),
        _OPEN,
        "screening",
    ),
    "no_clinician": (
        mark("TreatmentWords", "The visit names no clinician."),
        mark("TreatmentWords", "Say in the assessment who met the patient."),
        _OPEN,
        "screening",
    ),
    "no_decision": (
        mark("TreatmentWords", "There is no signed decision yet."),
        mark("TreatmentWords", "Finish the assessment and sign the decision. Then assign."),
        _OPEN,
        "screening",
    ),
    "decision_before_visit": (
        mark("TreatmentWords", "The decision is dated before the visit."),
        mark("TreatmentWords", "Make a new assessment: decide on or after the day of the visit."),
        _OPEN,
        "screening",
    ),
    "not_suitable": (
        mark("TreatmentWords", "The decision was not to start treatment."),
        mark("TreatmentWords", "Make a new assessment if something has changed."),
        _OPEN,
        "screening",
    ),
    "risk_open": (
        mark("TreatmentWords", "There is an open risk."),
        mark("TreatmentWords", "Assess it and sign the assessment first. What you wrote is kept."),
        _RISK,
        "risk",
    ),
    "acute": (
        mark("TreatmentWords", "The last risk assessment was acute."),
        mark("TreatmentWords", "No program is started. A new assessment must say otherwise first."),
        _RECORD,
        "patient",
    ),
    "region_excluded": (
        mark(
            "TreatmentWords", "The clinic does not treat those registered in the patient's region."
        ),
        mark("TreatmentWords", "Refer to the home region's care, or correct the region."),
        _RECORD,
        "patient",
    ),
    "start_before_decision": (
        mark("TreatmentWords", "The start lies before the decision."),
        mark("TreatmentWords", "Choose the day of the decision or a later one."),
        "",
        "",
    ),
    "no_agreement": (
        mark("TreatmentWords", "The patient has not agreed to the program yet."),
        mark("TreatmentWords", "Tick the agreement and write its date."),
        "",
        "",
    ),
    "excluded": (
        mark("TreatmentWords", "Something hinders this program."),
        mark(
            "TreatmentWords",
            "Choose another program. To go against the rule, take a new decision for this program "
            "with your reason and a colleague's signature.",
        ),
        _OPEN,
        "screening",
    ),
    "no_basic_training": (
        mark("TreatmentWords", "The clinician lacks basic CBT training."),
        mark("TreatmentWords", "Choose another clinician, or record the training."),
        "",
        "",
    ),
    "not_a_clinician": (
        mark("TreatmentWords", "That person does not treat patients now."),
        mark("TreatmentWords", "Choose another clinician."),
        "",
        "",
    ),
    "referral_running": (
        mark("TreatmentWords", "The patient has a program already."),
        mark("TreatmentWords", "End or void it before another one is assigned."),
        _RECORD,
        "patient",
    ),
    "treatment_paused": (
        mark("TreatmentWords", "The treatment is paused."),
        mark("TreatmentWords", "Resume it on the patient's page. Your text is kept."),
        _RECORD,
        "patient",
    ),
    "treatment_ended": (
        mark("TreatmentWords", "The treatment is ended."),
        mark("TreatmentWords", "It can be read but not written in any more."),
        _RECORD,
        "patient",
    ),
    "treatment_voided": (
        mark("TreatmentWords", "The assignment is voided."),
        mark("TreatmentWords", "It can be read but not written in any more."),
        _RECORD,
        "patient",
    ),
    "treatment_planned": (
        mark("TreatmentWords", "The treatment has not started."),
        mark("TreatmentWords", "Feedback can be given from its first day."),
        _RECORD,
        "patient",
    ),
    "not_today": (
        mark("TreatmentWords", "It is too late to undo."),
        mark("TreatmentWords", "Void the assignment with a reason on the patient's page."),
        _RECORD,
        "patient",
    ),
}
_OTHER_STATE = (
    mark("TreatmentWords", "The referral does not wait for a program."),
    mark("TreatmentWords", "Open the referral to see where it stands."),
    _RECORD,
    "patient",
)
_VALUES: Mapping[tuple[str, str], str] = {
    ("answered_on", "already_measured"): mark(
        "TreatmentWords",
        "That form is already entered for the day. Correct it instead, or change the date.",
    ),
    ("answered_on", "before_birth"): mark(
        "TreatmentWords", "The date lies before the patient's birth. Check the year."
    ),
    ("ended_on", "range"): mark(
        "TreatmentWords", "The end lies between the last contact and today."
    ),
    ("follow_up_on", "not_future"): mark(
        "TreatmentWords", "The follow-up comes after the end. Choose a later date."
    ),
    ("reported_on", "future"): mark("TreatmentWords", "The date lies ahead. Check the year."),
    ("minutes", "range"): mark("TreatmentWords", "Write minutes from 0 to 600."),
}


# --- days and figures ------------------------------------------------------------------------


def written_in(locale: QLocale, day: date, pattern: str) -> str:
    """A day in the language of a locale."""
    return locale.toString(QDate(day.year, day.month, day.day), pattern)


def _written(day: date, pattern: str) -> str:
    return written_in(QLocale(), day, pattern)


def day_short(day: date) -> str:
    """``19 okt``."""
    return _written(day, "d MMM").replace(".", "")


def day_spoken(day: date) -> str:
    """``torsdag 15 oktober``."""
    return _written(day, "dddd d MMMM")


def day_full(day: date) -> str:
    """``torsdag 15 oktober 2026``."""
    return _written(day, "dddd d MMMM yyyy")


def weekday_short(day: date) -> str:
    """``tors``."""
    return _written(day, "ddd").replace(".", "")


def weekday_long(day: date) -> str:
    """``torsdag``."""
    return _written(day, "dddd")


def week_of(day: date) -> str:
    """``v. 43``."""
    return say("TreatmentWords", "wk {number}").format(number=iso_week(day).number)


def clock_of(moment: datetime) -> datetime:
    """The moment in Swedish time."""
    return moment.astimezone(LOCAL)


def code_name(name: str) -> str:
    """MADRS‑S never breaks at its hyphen."""
    return name.replace("-", "\N{NON-BREAKING HYPHEN}")


def signed(value: float) -> str:
    """A change with its sign: ``+2``, ``−3``, ``±0``."""
    if value == 0:
        return "±0"
    return f"+{figure(value)}" if value > 0 else figure(value)


def lower_first(text: str) -> str:
    """As it stands inside a sentence."""
    return text[:1].lower() + text[1:]


# --- states and refusals ---------------------------------------------------------------------


def cell(outcome: Outcome) -> PillValue:
    """A cell of the fit matrix: word, icon and tone."""
    return PillValue(say(_HERE, _CELLS[outcome]), RULE_STATES[outcome])


def row_name(criterion: str) -> str:
    """The name of a row of the matrix."""
    return say(_HERE, _ROWS[FitRow(criterion)])


def reason_name(reason: EndReason) -> str:
    """Why a treatment ends."""
    return say(_HERE, REASONS[reason])


def plan_note(rule: str) -> str:
    """What a LEN rule says about the plan."""
    return say(_HERE, _NOTES[rule])


def missing(word: str) -> str:
    """One gap, as the sentence beside the primary."""
    return say(_HERE, _MISSING[word]) if word in _MISSING else word


def refusal(reason: str) -> Refusal:
    """A refusal in words, with what to do."""
    lead, sentence, button, way = _REFUSED.get(reason, _OTHER_STATE)
    return Refusal(
        say(_HERE, lead), say(_HERE, sentence), say(_HERE, button) if button else "", way
    )


def for_readers(told: Refusal) -> Refusal:
    """The same for a person who writes in no assessment: the way leads to the patient."""
    if told.way != "screening":
        return told
    return replace(told, button=say(_HERE, _RECORD), way="patient")


def of_error(error: IkbtError) -> Refusal:
    """Any error in the words of this room, else in those of `problems`."""
    if isinstance(error, RuleRefused) and error.reason in _REFUSED:
        return refusal(error.reason)
    described = problems.describe(error)
    if isinstance(error, Incomplete):
        return Refusal(described.title, " ".join(f"{missing(word)}." for word in error.missing))
    return Refusal(described.title, _own_words(error) or described.sentence)


def sentence_of(error: IkbtError) -> str:
    """The sentence that stands at a field."""
    return _own_words(error) or problems.alone(error)


def _own_words(error: IkbtError) -> str:
    """This room's sentence for a value, or nothing."""
    if isinstance(error, InvalidValue) and (error.field, error.reason) in _VALUES:
        return say(_HERE, _VALUES[error.field, error.reason])
    return ""
