"""The words of the screening: outcomes, steps, what is missing, and how moments are written."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import Judgement
from ikbt_desktop.clinic.risk import Choice
from ikbt_desktop.clinic.screening import AnswerSource, Decision, Step
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.ui.kit import figures, language
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import RULE_STATES

figure = figures.figure
_HERE = "ScreeningWords"

_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ACUTE: mark("ScreeningWords", "Acute"),
    Outcome.EXCLUDE: mark("ScreeningWords", "Hinders"),
    Outcome.NOT_MET: mark("ScreeningWords", "Not met"),
    Outcome.REVIEW: mark("ScreeningWords", "Judge"),
    Outcome.MISSING: mark("ScreeningWords", "Missing"),
    Outcome.OBS: mark("ScreeningWords", "Observe"),
    Outcome.OK: mark("ScreeningWords", "Met"),
}
ORDER = tuple(Outcome)
"""The order on the screen is that of the rules."""

_STEPS: Mapping[Step, str] = {
    Step.VISIT: mark("ScreeningWords", "Assessment visit"),
    Step.REASON: mark("ScreeningWords", "Reason and diagnosis"),
    Step.INCLUSION: mark("ScreeningWords", "Inclusion"),
    Step.EXCLUSION: mark("ScreeningWords", "Exclusion"),
    Step.MEDICINES: mark("ScreeningWords", "Medicines"),
    Step.QUESTIONNAIRES: mark("ScreeningWords", "Ratings"),
    Step.RISK: mark("ScreeningWords", "Risk"),
    Step.PROGRAM: mark("ScreeningWords", "Program"),
    Step.DECISION: mark("ScreeningWords", "Decision and signature"),
}
_SOURCES: Mapping[AnswerSource, str] = {
    AnswerSource.REFERRAL: mark("ScreeningWords", "Referral"),
    AnswerSource.TALK: mark("ScreeningWords", "Talk"),
    AnswerSource.SCALE: mark("ScreeningWords", "Rating"),
}
_DECISIONS: Mapping[Decision, str] = {
    Decision.SUITABLE: mark("ScreeningWords", "Suitable"),
    Decision.NOT_SUITABLE: mark("ScreeningWords", "Not suitable"),
    Decision.WAIT: mark("ScreeningWords", "Wait for facts"),
}
TEXTS: Mapping[str, str] = {
    "record_text": mark("ScreeningWords", "Record text"),
    "patient_letter": mark("ScreeningWords", "Letter to the patient"),
    "referrer_reply": mark("ScreeningWords", "Reply to the referrer"),
}
_MISSING: Mapping[str, str] = {
    "visit_on": mark("ScreeningWords", "the date of the visit"),
    "visit_clinician": mark("ScreeningWords", "who met the patient"),
    "contact_reason": mark("ScreeningWords", "the reason for contact"),
    "diagnosis": mark("ScreeningWords", "the diagnosis"),
    "programme": mark("ScreeningWords", "the program"),
    "decision": mark("ScreeningWords", "your decision"),
    "decision_reason": mark("ScreeningWords", "the reason of the decision"),
    "reason": mark("ScreeningWords", "the reason of the decision"),
    "deepened_assessment": mark("ScreeningWords", "the in-depth assessment"),
    "acute_answer": mark("ScreeningWords", "an answer that agrees with the assessment"),
    "acute_who": mark("ScreeningWords", "who has acted"),
    "acute_when": mark("ScreeningWords", "when it was done"),
    "acute_what": mark("ScreeningWords", "what has been done"),
    "who": mark("ScreeningWords", "who has acted"),
    "when": mark("ScreeningWords", "when it was done"),
    "what": mark("ScreeningWords", "what has been done"),
    "questions_asked": mark("ScreeningWords", "the questions"),
    "risk_factors": mark("ScreeningWords", "the risk factors"),
    "protective_factors": mark("ScreeningWords", "the protective factors"),
    "scales": mark("ScreeningWords", "the rating scales"),
    "level": mark("ScreeningWords", "the level"),
    "plan": mark("ScreeningWords", "the plan"),
    "informed": mark("ScreeningWords", "who is informed"),
    "next_contact": mark("ScreeningWords", "the next contact"),
    "signature": mark("ScreeningWords", "your signature"),
    "action_note": mark("ScreeningWords", "the note of what was done"),
    "safety_plan": mark("ScreeningWords", "something in the safety plan"),
}


def outcome_word(outcome: Outcome, *, barrier: bool = False) -> str:
    """The word of an outcome; where nothing hinders, an exclusion is "done" rather than "met"."""
    if barrier and outcome is Outcome.OK:
        return say("ScreeningWords", "No hindrance")
    return say(_HERE, _OUTCOMES[outcome])


def outcome_pill(outcome: Outcome, *, barrier: bool = False) -> PillValue:
    """The pill of an outcome: word, icon and tone."""
    return PillValue(outcome_word(outcome, barrier=barrier), RULE_STATES[outcome])


def judged(judgement: Judgement) -> str:
    """What a rule says and notes, each thing once."""
    noted = "" if judgement.note in judgement.text else judgement.note
    return f"{judgement.text} {noted}".strip()


def step_name(step: Step) -> str:
    """The step as the rail names it."""
    return say(_HERE, _STEPS[step])


def source_word(source: AnswerSource | str) -> str:
    """Where an answer comes from."""
    return say(_HERE, _SOURCES[AnswerSource(source)])


def decision_word(decision: Decision) -> str:
    """The decision as its radio button says it."""
    return say(_HERE, _DECISIONS[decision])


def text_name(kind: str) -> str:
    """The name of one of the three texts."""
    return say(_HERE, TEXTS[kind])


def missing_word(word: str, cat: Catalogue) -> str:
    """One gap in words that can stand in a sentence."""
    kind, _, rest = word.partition(":")
    if kind == "judgement":
        title = cat.criteria.by_id[rest].title
        return say("ScreeningWords", "a judgement: {title}").format(title=title)
    if kind == "medicine":
        return say("ScreeningWords", "an answer on medicine {number}").format(number=rest)
    if kind == "draft":
        return say("ScreeningWords", "{text}, to be read").format(text=text_name(rest))
    if word in cat.criteria.by_id:
        return cat.criteria.by_id[word].title
    if word in cat.instruments:
        return shown_code(cat.instrument(word).name)
    return say(_HERE, _MISSING[word]) if word in _MISSING else word


def missing_line(words: Sequence[str], cat: Catalogue) -> str:
    """What stands beside the primary: the one thing by name, more of them counted."""
    if not words:
        return ""
    if len(words) == 1:
        return say("ScreeningWords", "Missing: {what}").format(what=missing_word(words[0], cat))
    return missing_count(len(words))


def missing_count(count: int) -> str:
    """How many things are missing, where there is no room for their names."""
    return say("ScreeningWords", "%n thing(s) (is|are) missing", count)


def shown_code(name: str) -> str:
    """MADRS‑S never breaks at its hyphen."""
    return name.replace("-", "\N{NON-BREAKING HYPHEN}")


def signed(value: float) -> str:
    """A change with its sign."""
    return f"+{figure(value)}" if value > 0 else figure(value)


def moment(at: datetime, *, today: date) -> str:
    """``idag 16:00``, ``imorgon 10:00``, ``2026-10-09 10:00``."""
    local = at.astimezone(LOCAL)
    return f"{day_word(local.date(), today=today)} {local:%H:%M}"


def day_word(day: date, *, today: date) -> str:
    """``idag``, ``igår``, ``imorgon`` or the date."""
    words = {
        0: say("ScreeningWords", "today"),
        -1: say("ScreeningWords", "yesterday"),
        1: say("ScreeningWords", "tomorrow"),
    }
    return words.get((day - today).days, day.isoformat())


def clock_word(at: datetime) -> str:
    """Hours and minutes in Sweden."""
    return f"{at.astimezone(LOCAL):%H:%M}"


def day_of(at: datetime) -> date:
    """The Swedish day of a moment."""
    return local_day(at)


def spelled(day: date) -> str:
    """``torsdag 8 oktober 2026``."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")


def choice_word(choice: Choice) -> str:
    """A heading, factor or level in the screen's language, Swedish where it has no other."""
    return (choice.word_en if language.chosen() == "en" else "") or choice.word


def initials(name: str) -> str:
    """``HT`` of Hanna Testmark."""
    return "".join(part[0].upper() for part in name.split())


def short_name(name: str) -> str:
    """``H. Testmark``."""
    first, _, last = name.strip().rpartition(" ")
    return f"{first[0]}. {last}" if first else name
