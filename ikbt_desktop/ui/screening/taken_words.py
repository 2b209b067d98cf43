"""The words of a decision as it was taken, in the language of the screen."""

from collections.abc import Iterator, Mapping
from typing import Any

from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.screening import UNCLEAR_NOTE, Step
from ikbt_desktop.clinic.verdict import Verdict
from ikbt_desktop.services.decisions import TakenDecision, TakenForm, TakenRule
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.screening import asks, medicines_page, words
from ikbt_desktop.ui.screening.asks import Ask, Kind

_HERE = "TakenWords"
_WHY: Mapping[Verdict, str] = {
    Verdict.PLAIN_YES: mark("TakenWords", "Yes: every criterion was met and nothing hindered."),
    Verdict.JUDGED_YES: mark(
        "TakenWords", "Yes: what asked for a judgement was judged not to hinder ({rules})."
    ),
    Verdict.YES_AGAINST_RULE: mark(
        "TakenWords",
        "Yes, although the rule said no ({rules}): the decision went against it with a reason and "
        "a co-signature.",
    ),
    Verdict.ACUTE_NO: mark("TakenWords", "No: acute ({rules})."),
    Verdict.RULE_NO: mark("TakenWords", "No: {rules}."),
    Verdict.CLINICIANS_NO: mark(
        "TakenWords",
        "No: no rule said no; the clinician judged that the treatment did not suit.",
    ),
    Verdict.WAIT_FOR_FACTS: mark("TakenWords", "Wait: facts were still missing about {rules}."),
    Verdict.WAIT: mark("TakenWords", "Wait: the clinician judged that the decision should wait."),
}
_DEEPENED = {
    "acute": mark("TakenWords", "acute"),
    "not_acute": mark("TakenWords", "not acute"),
}
_FLAGS: Mapping[str, Mapping[bool, str]] = {
    "frequent": {
        True: mark("TakenWords", "frequently"),
        False: mark("TakenWords", "now and then"),
    },
    "contraindicated": {True: mark("TakenWords", "contraindicated")},
    "disturbs_sleep": {True: mark("TakenWords", "disturbs sleep")},
}
_ASKS: Mapping[str, tuple[Ask, ...]] = {
    **asks.ASKED[Step.INCLUSION],
    **asks.ASKED[Step.EXCLUSION],
}


def why(taken: TakenDecision) -> str:
    """Why it was yes or no, in one sentence."""
    rules = "; ".join(named(taken.by_rule[rule]) for rule in taken.why.rules)
    return say(_HERE, _WHY[taken.why.verdict]).format(rules=rules)


def named(rule: TakenRule) -> str:
    """A rule inside a sentence, with how it came out."""
    return f"{rule.title or rule.rule} ({rule.rule}), {outcome(rule).lower()}"


def outcome(rule: TakenRule) -> str:
    """How the rule came out; what was judged is told as done."""
    if rule.judgement.outcome is Outcome.REVIEW and rule.written.strip():
        return say("TakenWords", "Judged")
    return words.outcome_word(rule.judgement.outcome, barrier=rule.kind == "exclusion")


def judged(rule: TakenRule) -> str:
    """What the rule itself said."""
    return words.judged(rule.judgement)


def answers(taken: TakenDecision, rule: str) -> Iterator[str]:
    """Each answer that the rule was asked with, and where it came from."""
    state = taken.state
    if rule == "INC-1":
        yield from _chosen(taken)
    for ask in _ASKS.get(rule, ()):
        value = state.answers.get(ask.key)
        since = state.notes.get(f"{UNCLEAR_NOTE}{ask.key}")
        if value is None and not ask.applies(state.answers):
            continue
        label = f"{ask.label}: " if ask.label else ""
        if value is not None:
            yield f"{label}{_value(ask, value)} ({source(taken, ask.key)})"
        elif since:
            yield label + say("TakenWords", "unclear, to find out since {day}").format(day=since)
        else:
            yield label + say("TakenWords", "not answered")
    if rule == "EXC-3" and "deepened_assessment" in state.answers:
        told = say(_HERE, _DEEPENED[state.answers["deepened_assessment"]])
        yield say("TakenWords", "In-depth assessment, signed: {level}").format(level=told)
    if rule == "EXC-4":
        yield _medicines(taken)


def _chosen(taken: TakenDecision) -> Iterator[str]:
    if taken.diagnosis:
        told = say("TakenWords", "Diagnosis: {diagnosis} ({source})")
        yield told.format(diagnosis=taken.diagnosis, source=source(taken, "diagnosis"))
    yield say("TakenWords", "Program: {program}").format(
        program=taken.program or say("TakenWords", "none")
    )


def source(taken: TakenDecision, key: str) -> str:
    """Where an answer came from."""
    word = taken.state.sources.get(key)
    return words.source_word(word).lower() if word else say("TakenWords", "source not given")


def _value(ask: Ask, value: Any) -> str:
    if ask.kind is Kind.HOURS:
        return say("TakenWords", "{figure} h a week").format(figure=words.figure(value))
    if ask.kind is Kind.MINUTES:
        return say("TakenWords", "{figure} min at a stretch").format(figure=words.figure(value))
    return dict(asks.choices(ask.kind)).get(value, str(value))


def _medicines(taken: TakenDecision) -> str:
    entered = taken.state.answers.get("medicines")
    if entered is None:
        return say("TakenWords", "not answered")
    told = "; ".join(map(_medicine, entered)) or say("TakenWords", "no medicines")
    return f"{told} ({source(taken, 'medicines')})"


def _medicine(entry: Mapping[str, Any]) -> str:
    parts = [medicines_page.kind_word(entry["kind"])] if "kind" in entry else []
    for flag, known in _FLAGS.items():
        answer = entry.get(flag)
        if isinstance(answer, bool) and answer in known:
            parts.append(say(_HERE, known[answer]))
    name = str(entry.get("name") or "").strip()
    inside = ", ".join(parts)
    return f"{name} ({inside})" if name else inside


def form_result(form: TakenForm) -> str:
    """Day, total and level of a questionnaire."""
    if form.total is None:
        parts = [say("TakenWords", "incomplete, no total")]
    elif form.highest is None:
        parts = [say("TakenWords", "{total} p").format(total=words.figure(form.total))]
    else:
        parts = [
            say("TakenWords", "{total} p of {highest}").format(
                total=words.figure(form.total), highest=words.figure(form.highest)
            )
        ]
    if form.band:
        level = (
            say("TakenWords", "guidance level {level}")
            if form.guidance
            else say("TakenWords", "level {level}")
        )
        parts.append(level.format(level=form.band))
    if form.previous_total is not None and form.previous_on is not None:
        before = say("TakenWords", "before that {total} p on {day}")
        parts.append(
            before.format(total=words.figure(form.previous_total), day=form.previous_on.isoformat())
        )
    return f"{form.answered_on.isoformat()}: {', '.join(parts)}"


def form_answers(form: TakenForm) -> str:
    """Every answer with its item; a dash where there was none."""
    topics = dict(form.topics)
    return "  ·  ".join(
        f"{number} {topics.get(number, '')}".strip()
        + f"\N{NO-BREAK SPACE}{'–' if answer is None else answer}"
        for number, answer in enumerate(form.answers, start=1)
    )
