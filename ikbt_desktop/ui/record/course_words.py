"""The words of the course check and of the inactivity ladder, as the screen says them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.course_check import (
    Action,
    CheckKind,
    Finding,
    Question,
    Sign,
    Since,
    Verdict,
    Worsening,
)
from ikbt_desktop.clinic.inactivity import StepResult
from ikbt_desktop.services.course_checks import CourseState, RecordedCheck, WeekCheck
from ikbt_desktop.services.inactivity import LadderState
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.kit.pill import PillValue
from ikbt_desktop.ui.kit.tokens import State
from ikbt_desktop.ui.record import words

_HERE = "CourseWords"
_ACTIONS: Mapping[Action, str] = {
    Action.CALL: mark("CourseWords", "Call the patient"),
    Action.SIMPLIFY: mark("CourseWords", "Simplify the plan"),
    Action.CHANGE_PROGRAM: mark("CourseWords", "Change the program"),
    Action.MEETING: mark("CourseWords", "Meet"),
    Action.END: mark("CourseWords", "End the treatment"),
    Action.NONE: mark("CourseWords", "No action, because …"),
}
_QUESTIONS: Mapping[Question, str] = {
    Question.HOMEWORK: mark("CourseWords", "Is the homework done?"),
    Question.ALLIANCE: mark("CourseWords", "Does the contact work?"),
    Question.LIFE_EVENT: mark("CourseWords", "Has something happened in life?"),
    Question.PROGRAM: mark("CourseWords", "Is it the right program?"),
}
_STEPS: Mapping[str, str] = {
    "reminder": mark("CourseWords", "Reminder"),
    "phone": mark("CourseWords", "Phone call"),
    "letter": mark("CourseWords", "Letter"),
    "proposal_to_close": mark("CourseWords", "Proposal to end"),
}
_RESULTS: Mapping[StepResult, str] = {
    StepResult.SENT: mark("CourseWords", "Sent"),
    StepResult.NO_ANSWER: mark("CourseWords", "No answer"),
    StepResult.REACHED: mark("CourseWords", "Reached, goes on"),
    StepResult.SKIPPED: mark("CourseWords", "Left out, because …"),
    StepResult.GOES_ON: mark("CourseWords", "Goes on, because …"),
    StepResult.CLOSED: mark("CourseWords", "Ended"),
}
_STOPPED: Mapping[str, str] = {
    "paused": mark("CourseWords", "The pause stops the ladder, never the risk rules."),
    "not_begun": mark("CourseWords", "Nothing is counted before the first day."),
    "ended": mark("CourseWords", "The treatment has ended."),
    "answered": mark("CourseWords", "Every section has its feedback: nothing is counted."),
    "guardian": mark("CourseWords", "A guardian's program has no ladder."),
}


def action(word: Action) -> str:
    """One action of the short list."""
    return say(_HERE, _ACTIONS[word])


def question(word: Question) -> str:
    """One question to think through."""
    return say(_HERE, _QUESTIONS[word])


def step(code: str) -> str:
    """One step of the ladder; the clinic's own is called by its code."""
    return say(_HERE, _STEPS[code]) if code in _STEPS else code


def result(word: StepResult) -> str:
    """What came of a step."""
    return say(_HERE, _RESULTS[word])


def stopped(word: str) -> str:
    """Why the ladder stands still."""
    return say(_HERE, _STOPPED[word]) if word in _STOPPED else ""


# --- findings --------------------------------------------------------------------------------


def verdict(word: Verdict) -> PillValue:
    """How one finding turned out."""
    match word:
        case Verdict.BELOW:
            return PillValue(say("CourseWords", "Below"), State.NOT_MET)
        case Verdict.AS_EXPECTED:
            return PillValue(say("CourseWords", "As expected"), State.OK)
        case Verdict.UNKNOWN:
            return PillValue(say("CourseWords", "Not known"), State.MISSING)


def week_pill(week: WeekCheck | None, day: date) -> PillValue:
    """The whole check in one word."""
    if week is None:
        return PillValue(words.written(day), State.NEUTRAL, "calendar")
    if week.is_below:
        return PillValue(say("CourseWords", "Below expectation"), State.NOT_MET)
    return PillValue(say("CourseWords", "As expected"), State.OK)


def finding_title(sign: Sign, measure: str) -> str:
    """What was looked at."""
    match sign:
        case Sign.CHANGE:
            title = say("CourseWords", "Change so far, {measure}")
            return title.format(measure=measure) if measure else say("CourseWords", "Change so far")
        case Sign.SECTIONS:
            return say("CourseWords", "Sections done")
        case Sign.CONTACT:
            return say("CourseWords", "Days since contact")


def finding_reason(found: Finding) -> str:
    """What was found, and what was wanted."""
    wanted = words.figure(found.wanted)
    if found.value is None:
        return say(
            "CourseWords", "No second total yet; at least {wanted} p better expected."
        ).format(wanted=wanted)
    value = words.figure(abs(found.value))
    match found.sign:
        case Sign.CHANGE if found.value > 0:
            text = say("CourseWords", "{value} p better since start; at least {wanted} p expected.")
        case Sign.CHANGE if found.value < 0:
            text = say(
                "CourseWords", "{value} p worse since start; at least {wanted} p better expected."
            )
        case Sign.CHANGE:
            text = say("CourseWords", "Unchanged since start; at least {wanted} p better expected.")
        case Sign.SECTIONS:
            text = say("CourseWords", "{value} done; at least {wanted} expected.")
        case Sign.CONTACT:
            days = round(found.value)
            text = say("CourseWords", "%n day(s); more than {wanted} counts as below.", days)
    return text.format(value=value, wanted=wanted)


def rule_text(state: CourseState) -> str:
    """The rule as it is printed: when a course is marked, and who chose the limits."""
    limits = state.rule.limits
    least = words.figure(limits[Sign.CHANGE].limit)
    behind = words.figure(limits[Sign.SECTIONS].limit)
    silent = words.figure(limits[Sign.CONTACT].limit)
    rule = say(
        "CourseWords",
        "Rule {version}: at week {week} a course is marked when the main measure is less than "
        "{least} p better, when it is more than {behind} behind one section a week, or when more "
        "than {silent} days have gone since contact. It marks, it stops nothing and foretells "
        "nothing.",
    ).format(
        version=state.rule.version,
        week=state.rule.week,
        least=least,
        behind=behind,
        silent=silent,
    )
    if any(one.clinic_choice for one in limits.values()):
        rule += " " + say(
            "CourseWords", "The limits are the clinic's choice: no source gives them."
        )
    return rule


def worsening(found: Worsening, catalogue: Catalogue) -> str:
    """What has become worse, by how much, and after which study or whose choice."""
    name = words.unbroken(catalogue.instrument(found.instrument).name)
    since = {
        Since.START: say("CourseWords", "{name}: {points} p worse than at the start ({day})."),
        Since.LAST: say("CourseWords", "{name}: {points} p worse than the last time ({day})."),
    }[found.since].format(name=name, points=words.figure(found.points), day=words.written(found.on))
    limit = say("CourseWords", "Limit {limit} p after {source}.")
    if found.clinic_choice:
        limit = say("CourseWords", "Limit {limit} p, the clinic's choice: {source}")
    return f"{since} " + limit.format(limit=words.figure(found.limit), source=found.source)


def check_title(check: RecordedCheck | CheckKind, week: int) -> str:
    """What a check is called."""
    kind = check if isinstance(check, CheckKind) else check.kind
    if kind is CheckKind.DETERIORATION:
        return say("CourseWords", "A measure has become worse")
    return say("CourseWords", "Course check, week {week}").format(week=week)


def kept_findings(facts: Mapping[str, Any], catalogue: Catalogue) -> list[str]:
    """The findings of a recorded check, as they were that day."""
    found = [
        worsening(
            Worsening(
                instrument=one["instrument"],
                on=date.fromisoformat(one["on"]),
                since=Since(one["since"]),
                points=one["points"],
                limit=one["limit"],
                source=one["source"],
                clinic_choice=one["clinic_choice"],
            ),
            catalogue,
        )
        for one in facts.get("worsenings", ())
    ]
    for one in facts.get("findings", ()):
        if one["verdict"] == Verdict.BELOW:
            value = words.figure(one["value"])
            title = finding_title(Sign(one["sign"]), "")
            found.append(
                say("CourseWords", "{title}: {value} (expected {wanted})").format(
                    title=title, value=value, wanted=words.figure(one["wanted"])
                )
            )
    return found


# --- the ladder ------------------------------------------------------------------------------


def ladder_pill(state: LadderState, *, today: date) -> PillValue:
    """How the ladder stands, in one word."""
    waiting = state.waiting
    if waiting is None:
        return PillValue(say("CourseWords", "Stands still"), State.MISSING, "pause")
    if not state.is_due:
        text = say("CourseWords", "Next step {day}").format(day=words.short(waiting.due_on))
        return PillValue(text, State.NEUTRAL, "calendar")
    late = (today - waiting.due_on).days
    if late > 0:
        return PillValue(say("CourseWords", "%n day(s) late", late), State.NOT_MET, "clock-alert")
    return PillValue(say("CourseWords", "Today"), State.REVIEW, "clock")


def silent(days: int) -> str:
    """How long the patient has not been heard of."""
    return say("CourseWords", "%n day(s) since the patient was heard of", days) + "."
