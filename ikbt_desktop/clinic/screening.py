"""The screening's flow: its steps, where one may go, what is missing, and when it may be closed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from ikbt_desktop.clinic import eligibility
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import (
    AcuteAction,
    Assessment,
    Intake,
    Judgement,
    Trigger,
)
from ikbt_desktop.clinic.programs import Ruling, Visit, ensure_may_start
from ikbt_desktop.errors import (
    Incomplete,
    InvalidAnswers,
    InvalidValue,
    NotFound,
    RuleRefused,
)

MADRS = "madrs-s"
DRAFTS = ("record_text", "patient_letter", "referrer_reply")
"""The texts that the decision page writes; each is read before signing."""


class Step(StrEnum):
    """The steps of the wizard, in order. The decision page is also the review page."""

    VISIT = "visit"
    REASON = "reason"
    INCLUSION = "inclusion"
    EXCLUSION = "exclusion"
    MEDICINES = "medicines"
    QUESTIONNAIRES = "questionnaires"
    RISK = "risk"
    PROGRAM = "program"
    DECISION = "decision"


class AnswerSource(StrEnum):
    """Where an answer comes from: remiss, samtal, skala."""

    REFERRAL = "referral"
    TALK = "talk"
    SCALE = "scale"


class Decision(StrEnum):
    """What the clinician decides."""

    SUITABLE = "suitable"
    NOT_SUITABLE = "not_suitable"
    WAIT = "wait"


@dataclass(frozen=True)
class ScreeningState:
    """Everything that the clinician has entered, as plain values that JSON can hold.

    `answers` has the keys of `eligibility.Intake` but for the measures; `measurements` the answers
    by instrument code, None for an unanswered item. `judgements` are written texts by rule id, or
    by instrument code when a measure is left out. `acute_action` has who, when and what.
    """

    visit_on: str | None = None
    visit_clinician: str = ""
    visit_form: str = ""
    contact_reason: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    judgements: Mapping[str, str] = field(default_factory=dict)
    measurements: Mapping[str, Sequence[int | None]] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    acute_action: Mapping[str, str] = field(default_factory=dict)
    drafts_read: Sequence[str] = ()
    decision: str | None = None
    reason: str = ""

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "ScreeningState":
        """From a plain mapping. Raises `InvalidValue`, `InvalidAnswers` for what it cannot hold."""
        unknown = set(content) - {one.name for one in fields(cls)}
        if unknown:
            raise InvalidValue(min(unknown), "unknown_key")
        state = cls(**content)
        _check(state)
        return state

    def changed(self, changes: Mapping[str, Any]) -> "ScreeningState":
        """With some keys changed. Mappings are merged, and a None in one takes the key away."""
        merged = {key: _merged(getattr(self, key, None), value) for key, value in changes.items()}
        return ScreeningState.of({**self.plain(), **merged})

    def plain(self) -> dict[str, Any]:
        """The mapping that `of` reads."""
        return asdict(self)

    @property
    def visit(self) -> Visit | None:
        """The assessment meeting; None until its date is entered."""
        if self.visit_on is None:
            return None
        return Visit(date.fromisoformat(self.visit_on), self.visit_clinician)

    @property
    def acute_note(self) -> AcuteAction:
        """What has been done about an acute case."""
        when = self.acute_action.get("when")
        return AcuteAction(
            who=self.acute_action.get("who", ""),
            when=datetime.fromisoformat(when) if when else None,
            what=self.acute_action.get("what", ""),
        )


_MEASURED_KEYS = frozenset({"madrs_s", "audit", "audit_c", "dudit", "totals"})
UNCLEAR_NOTE = "unclear:"
"""Begins the key of the note that says that an answer has to be found out."""
_MAPPINGS = (
    *("answers", "sources", "notes", "judgements"),
    *("measurements", "versions", "acute_action"),
)
_MAPPED_TEXTS = ("sources", "notes", "judgements", "versions", "acute_action")
_TEXTS = ("visit_clinician", "visit_form", "contact_reason", "reason")


def _merged(old: Any, new: Any) -> Any:
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return new
    return {key: value for key, value in {**old, **new}.items() if value is not None}


def _check(state: ScreeningState) -> None:
    """Refuse what has the wrong shape, so that a kept screening can always be opened again."""
    for name in _MAPPINGS:
        if not isinstance(getattr(state, name), Mapping):
            raise InvalidValue(name, "not_a_mapping")
    for name in _TEXTS:
        if not isinstance(getattr(state, name), str):
            raise InvalidValue(name, "not_a_text")
    for name in _MAPPED_TEXTS:
        if not all(isinstance(text, str) for text in getattr(state, name).values()):
            raise InvalidValue(name, "not_a_text")
    if not isinstance(state.drafts_read, list | tuple):
        raise InvalidValue("drafts_read", "not_a_list")
    twice = _MEASURED_KEYS & set(state.answers)
    if twice:
        raise InvalidValue(min(twice), "is_a_measurement")
    Intake.of({**state.answers, "madrs_s": state.measurements.get(MADRS)})
    if not set(state.sources.values()) <= set(AnswerSource):
        raise InvalidValue("sources", "unknown_word")
    if state.decision is not None and state.decision not in list(Decision):
        raise InvalidValue("decision", "unknown_word")
    try:
        _ = state.visit, state.acute_note
    except (ValueError, TypeError) as fault:
        raise InvalidValue("visit_on", "not_a_date") from fault


# --- what the state says ---------------------------------------------------------------------

_TOTAL_KEYS = {"audit": "audit", "audit-c": "audit_c", "dudit": "dudit"}
_READING = "_reading"


class _Reading:
    """What one catalogue reads out of a state. A page asks for it dozens of times."""

    def __init__(self, state: ScreeningState, cat: Catalogue) -> None:
        self._entered = (state.answers, state.measurements, state.versions)
        self.cat = cat

    @cached_property
    def totals(self) -> dict[str, float | None]:
        found: dict[str, float | None] = {}
        _, measurements, versions = self._entered
        for code, answers in measurements.items():
            with suppress(NotFound, InvalidAnswers):
                form = self.cat.instrument(code, versions.get(code))
                found[code] = form.score(answers).total
        return found

    @cached_property
    def intake(self) -> Intake:
        entered, measurements, _ = self._entered
        answers: dict[str, Any] = dict(entered)
        answers["madrs_s"] = measurements.get(MADRS)
        answers |= {key: self.totals.get(code) for code, key in _TOTAL_KEYS.items()}
        answers["totals"] = dict(_judged_totals(self.totals, self.cat))
        return Intake.of(answers)

    @cached_property
    def assessment(self) -> Assessment:
        return eligibility.assess(self.intake, self.cat)


def _read(state: ScreeningState, cat: Catalogue) -> _Reading:
    """The reading lies with the state and ends with it: a state is never changed."""
    known: _Reading | None = state.__dict__.get(_READING)
    if known is None or known.cat is not cat:
        known = state.__dict__[_READING] = _Reading(state, cat)
    return known


def totals(state: ScreeningState, cat: Catalogue) -> Mapping[str, float | None]:
    """The total of each measurement by instrument code; None when it cannot be scored.

    Each is scored by the version that was filled in. A form that nobody knows has no total.
    """
    return _read(state, cat).totals


def intake(state: ScreeningState, cat: Catalogue) -> Intake:
    """The answers and the scored measurements together."""
    return _read(state, cat).intake


def _judged_totals(
    scored: Mapping[str, float | None], cat: Catalogue
) -> Iterator[tuple[str, float]]:
    """The totals that rules may look at: of forms in use, and no higher than these now reach.

    A form filled in by an earlier edition with a longer scale is above every limit that it was.
    """
    for code, total in scored.items():
        form = cat.instruments.get(code)
        if total is not None and form is not None and form.maximum is not None:
            yield code, min(total, form.maximum)


def assess(state: ScreeningState, cat: Catalogue) -> Assessment:
    """Every rule judged on what has been entered so far."""
    return _read(state, cat).assessment


def needed_measures(state: ScreeningState, cat: Catalogue) -> tuple[str, ...]:
    """The questionnaires of the program and the diagnosis; MADRS-S until a program is chosen."""
    read = intake(state, cat)
    program = eligibility.chosen_program(read, cat)
    if program is None:
        return (MADRS,)
    risk = () if program.risk_measure is None else (program.risk_measure,)
    return tuple(dict.fromkeys((*risk, *program.primary_measures(read.diagnosis))))


def risk_required(state: ScreeningState, cat: Catalogue, *, flag_open: bool = False) -> bool:
    """Whether nothing may go on before the risk page is done.

    `flag_open`: a red flag of this patient stands open, from whichever measurement.
    """
    if assess(state, cat).outcome is Outcome.ACUTE:
        return bool(_acute_gaps(state))
    if state.answers.get("deepened_assessment") is not None:
        return flag_open
    return flag_open or _trigger(state, cat) is Trigger.YES


def _trigger(state: ScreeningState, cat: Catalogue) -> Trigger:
    answers = state.measurements.get(MADRS)
    return Trigger.NO if answers is None else eligibility.madrs_trigger(answers, cat.criteria)


def is_contradicted(state: ScreeningState) -> bool:
    """Whether the talk says acutely suicidal and the signed assessment that it is not so.

    None of them wins by itself: the clinician changes the answer, or assesses anew.
    """
    said = state.answers.get("acutely_suicidal") is True
    return said and state.answers.get("deepened_assessment") == "not_acute"


def _acute_gaps(state: ScreeningState) -> tuple[str, ...]:
    if is_contradicted(state):
        return ("acute_answer",)
    try:
        eligibility.ensure_acute_noted(state.acute_note)
    except Incomplete as fault:
        return tuple(f"acute_{word}" for word in fault.missing)
    return ()


# --- where one may go ------------------------------------------------------------------------


def reachable_steps(
    state: ScreeningState, cat: Catalogue, *, flag_open: bool = False
) -> tuple[Step, ...]:
    """Every step that may be opened now. An open risk locks program and decision, ACUTE program."""
    locked: set[Step] = set()
    if assess(state, cat).outcome is Outcome.ACUTE:
        locked.add(Step.PROGRAM)
    if risk_required(state, cat, flag_open=flag_open):
        locked |= {Step.PROGRAM, Step.DECISION}
    return tuple(step for step in Step if step not in locked)


def next_step(
    state: ScreeningState, cat: Catalogue, step: Step, *, flag_open: bool = False
) -> Step:
    """The step after this one; the risk page as long as it must be done; the last stays."""
    if risk_required(state, cat, flag_open=flag_open):
        return Step.RISK
    return _beside(reachable_steps(state, cat), step, forward=True)


def previous_step(state: ScreeningState, cat: Catalogue, step: Step) -> Step:
    """The step before this one; the first stays."""
    return _beside(reachable_steps(state, cat), step, forward=False)


def _beside(reachable: tuple[Step, ...], step: Step, *, forward: bool) -> Step:
    order = list(Step)
    place = order.index(step)
    way = order[place + 1 :] if forward else order[:place][::-1]
    return next((other for other in way if other in reachable), step)


# --- what is missing -------------------------------------------------------------------------

# The keys of each criterion's page; a second key is asked for only when the first says yes.
_ASKED: Mapping[Step, Mapping[str, tuple[str, ...]]] = {
    Step.INCLUSION: {
        "INC-1": ("cbt_suitable",),
        "INC-2": ("somatic_suspicion",),
        "INC-3": ("hours_per_week",),
        "INC-4": ("concentration_minutes",),
        "INC-5": ("swedish_text", "swedish_speech"),
        "INC-6": ("device", "connection"),
        "INC-7": ("motivation",),
    },
    Step.EXCLUSION: {
        "EXC-1": ("hindering_condition",),
        "EXC-2": ("substance_abuse",),
        "EXC-3": ("acutely_suicidal",),
        "EXC-5": ("other_treatment",),
        "SEV-1": ("severe_complex_longstanding",),
    },
    Step.MEDICINES: {"EXC-4": ("medicines",)},
    Step.PROGRAM: {"programme": ("programme",)},
}
RULE_OF: Mapping[str, str] = {
    **{key: rule for rules in _ASKED.values() for rule, keys in rules.items() for key in keys},
    "somatic_investigated": "INC-2",
    "condition_hinders": "EXC-1",
    "other_disturbs": "EXC-5",
}
"""The rule that asks for each answer."""
# Where the written judgement of a rule is asked for.
_JUDGED: Mapping[Step, tuple[str, ...]] = {
    Step.INCLUSION: ("INC-1", "INC-2", "INC-3", "INC-4", "INC-5", "INC-6", "INC-7"),
    Step.EXCLUSION: ("EXC-1", "EXC-2", "EXC-5", "SEV-1"),
    Step.MEDICINES: ("EXC-4",),
    Step.RISK: ("EXC-3",),
}


def _unanswered(state: ScreeningState, step: Step) -> list[str]:
    answers = state.answers
    gaps = [
        rule
        for rule, keys in _ASKED.get(step, {}).items()
        if any(answers.get(key) is None for key in keys)
    ]
    suspected = answers.get("somatic_suspicion") is True
    if step is Step.INCLUSION and suspected and answers.get("somatic_investigated") is None:
        gaps.insert(gaps.index("INC-3") if "INC-3" in gaps else len(gaps), "INC-2")
    return gaps


# Met because a clinician judged so: the rules want that judgement recorded (EXC-1, EXC-5).
_RECORDED = frozenset({"not_hindering", "not_disturbing"})


def wants_words(said: Judgement) -> bool:
    """Whether the rule asks for a written judgement, to decide it or to stand behind it."""
    return said.outcome is Outcome.REVIEW or said.reason in _RECORDED


def _unjudged(state: ScreeningState, cat: Catalogue, step: Step) -> list[str]:
    by_rule = assess(state, cat).by_rule
    return [
        f"judgement:{rule}"
        for rule in _JUDGED.get(step, ())
        if wants_words(by_rule[rule]) and not _written(state, rule)
    ]


def _written(state: ScreeningState, key: str) -> bool:
    return bool(state.judgements.get(key, "").strip())


def _open_medicines(state: ScreeningState, cat: Catalogue) -> list[str]:
    """Medicines with an answer left that the program's column needs, by their number."""
    read = intake(state, cat)
    program = eligibility.chosen_program(read, cat)
    sleep = program is not None and program.sleep_treatment
    return [
        f"medicine:{number}"
        for number, medicine in enumerate(read.medicines or (), start=1)
        if (sleep and medicine.disturbs_sleep is None)
        or (medicine.kind in {"benzodiazepine", "z_drug"} and medicine.frequent is None)
    ]


def _unmeasured(state: ScreeningState, cat: Catalogue) -> list[str]:
    scored = totals(state, cat)
    return [
        code
        for code in needed_measures(state, cat)
        if scored.get(code) is None and not _written(state, code)
    ]


def _risk_gaps(state: ScreeningState, cat: Catalogue, *, flag_open: bool) -> list[str]:
    if assess(state, cat).outcome is Outcome.ACUTE:
        return list(_acute_gaps(state))
    if risk_required(state, cat, flag_open=flag_open):
        return ["deepened_assessment"]
    return []


def _visit_gaps(state: ScreeningState) -> list[str]:
    gaps = [] if state.visit_on else ["visit_on"]
    return gaps if state.visit_clinician.strip() else [*gaps, "visit_clinician"]


def _reason_gaps(state: ScreeningState) -> list[str]:
    gaps = [] if state.contact_reason.strip() else ["contact_reason"]
    return gaps if state.answers.get("diagnosis") else [*gaps, "diagnosis"]


def _decision_gaps(state: ScreeningState, drafts: Sequence[str]) -> list[str]:
    gaps = [] if state.decision else ["decision"]
    gaps += [] if state.reason.strip() else ["decision_reason"]
    return gaps + [f"draft:{name}" for name in drafts if name not in state.drafts_read]


def missing(
    state: ScreeningState,
    cat: Catalogue,
    *,
    flag_open: bool = False,
    drafts: Sequence[str] = DRAFTS,
) -> dict[Step, tuple[str, ...]]:
    """What each step still lacks before the patient can be found suitable, as short words.

    A rule id is an unanswered criterion, `judgement:` a text to write, `medicine:` a medicine by
    number, `draft:` a text to read; an instrument code is a questionnaire.
    """
    special: Mapping[Step, list[str]] = {
        Step.VISIT: _visit_gaps(state),
        Step.REASON: _reason_gaps(state),
        Step.MEDICINES: _open_medicines(state, cat),
        Step.QUESTIONNAIRES: _unmeasured(state, cat),
        Step.RISK: _risk_gaps(state, cat, flag_open=flag_open),
        Step.DECISION: _decision_gaps(state, drafts),
    }
    return {
        step: (
            *_unanswered(state, step),
            *special.get(step, []),
            *_unjudged(state, cat, step),
        )
        for step in Step
    }


class Progress(StrEnum):
    """How far a step has come."""

    UNTOUCHED = "untouched"
    BEGUN = "begun"
    DONE = "done"
    LOCKED = "locked"


@dataclass(frozen=True)
class StepLine:
    """One line of the rail. `answered` of `asked` is 0 of 0 where nothing is counted.

    `waiting`: rules that are answered here, but cannot be judged before another step is done.
    """

    step: Step
    progress: Progress
    answered: int
    asked: int
    missing: tuple[str, ...]
    waiting: tuple[str, ...] = ()


def step_lines(
    state: ScreeningState, cat: Catalogue, *, flag_open: bool = False
) -> tuple[StepLine, ...]:
    """The rail: each step, how far it has come, and what it lacks."""
    gaps = missing(state, cat, flag_open=flag_open)
    reachable = reachable_steps(state, cat, flag_open=flag_open)
    return tuple(_line(state, cat, step, gaps[step], step in reachable) for step in Step)


def _line(
    state: ScreeningState, cat: Catalogue, step: Step, gaps: tuple[str, ...], reachable: bool
) -> StepLine:
    if step is Step.QUESTIONNAIRES:
        needed = needed_measures(state, cat)
        answered, asked = len(needed) - len(_unmeasured(state, cat)), len(needed)
    else:
        asked = len(_ASKED.get(step, {}))
        answered = asked - len(set(_unanswered(state, step)))
    waiting = _waiting(state, cat, step)
    if not reachable:
        progress = Progress.LOCKED
    elif not gaps and not waiting:
        progress = Progress.DONE
    else:
        progress = Progress.BEGUN if answered or _touched(state, step) else Progress.UNTOUCHED
    return StepLine(step, progress, answered, asked, gaps, waiting)


def _waiting(state: ScreeningState, cat: Catalogue, step: Step) -> tuple[str, ...]:
    """The rules that are answered here and still wait for what another step has to say."""
    answered = _ASKED.get(step, {}).keys() - set(_unanswered(state, step))
    judged_here = _JUDGED.get(step, ())
    return tuple(
        rule
        for rule, said in assess(state, cat).by_rule.items()
        if rule in answered
        and (
            said.outcome is Outcome.MISSING
            or (said.outcome is Outcome.REVIEW and rule not in judged_here)
        )
        and not _written(state, rule)
    )


def _touched(state: ScreeningState, step: Step) -> bool:
    """Whether anything stands on a page whose answers are not counted."""
    written: Mapping[Step, object] = {
        Step.VISIT: state.visit_on or state.visit_clinician,
        Step.REASON: state.contact_reason or state.answers.get("diagnosis"),
        Step.QUESTIONNAIRES: state.measurements,
        Step.RISK: state.acute_action,
        Step.DECISION: state.decision or state.reason or state.drafts_read,
    }
    return bool(written.get(step))


# --- closing ---------------------------------------------------------------------------------


def ensure_closable(
    state: ScreeningState,
    cat: Catalogue,
    *,
    on: date,
    signer: str,
    cosigner: str | None = None,
    flag_open: bool = False,
    drafts: Sequence[str] = DRAFTS,
) -> None:
    """Raise unless the decision may be signed on that day by that person.

    `Incomplete` lists what is missing in screen order; `RuleRefused` names the rule that says no.
    An open risk stops every decision. A decision that is not "suitable" needs the meeting (but for
    "wait"), a reason and the texts read; not every criterion, since one exclusion is enough.
    """
    found = assess(state, cat)
    _ensure_risk_done(state, cat, found, flag_open=flag_open)
    gaps = missing(state, cat, flag_open=flag_open, drafts=drafts)
    if state.decision != Decision.SUITABLE:
        steps = (Step.DECISION,) if state.decision == Decision.WAIT else (Step.VISIT, Step.DECISION)
        _ensure_nothing(gaps, steps)
        return
    _ensure_nothing(gaps, tuple(Step))
    ensure_may_start(state.visit, Ruling(on, suitable=True))
    if state.answers.get("programme") == eligibility.NO_PROGRAM:
        raise RuleRefused("INC-1", "no_program")
    _ensure_cosigned(found, signer=signer, cosigner=cosigner)


def _ensure_risk_done(
    state: ScreeningState, cat: Catalogue, found: Assessment, *, flag_open: bool
) -> None:
    if found.outcome is Outcome.ACUTE:
        gaps = _acute_gaps(state)
        if gaps:
            raise Incomplete(gaps)
        if state.decision == Decision.SUITABLE:
            raise RuleRefused("ACU-1", "acute")
    elif risk_required(state, cat, flag_open=flag_open):
        raise RuleRefused("EXC-3", "assessment_needed")


def _ensure_nothing(gaps: Mapping[Step, tuple[str, ...]], steps: Sequence[Step]) -> None:
    words = tuple(word for step in steps for word in gaps[step])
    if words:
        raise Incomplete(words)


def overridden(found: Assessment) -> tuple[str, ...]:
    """The rules that a decision "suitable" goes against."""
    against = {Outcome.EXCLUDE, Outcome.NOT_MET}
    return tuple(rule for rule, said in found.by_rule.items() if said.outcome in against)


def _ensure_cosigned(found: Assessment, *, signer: str, cosigner: str | None) -> None:
    rules = overridden(found)
    if not rules:
        return
    if not cosigner:
        raise RuleRefused(rules[0], "cosigner_needed")
    if cosigner == signer:
        raise RuleRefused(rules[0], "same_person")
