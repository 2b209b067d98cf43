"""The intake criteria judged: one outcome for each rule, the proposal, and what fits a program.

The rules and their sources stand in resources/criteria/intake.toml; here is only their logic. The
result is a proposal. The decision is a clinician's (DEC-1).
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.criteria import (
    Column,
    Condition,
    Criteria,
    MedicineKind,
    MedicineRow,
    Outcome,
)
from ikbt_desktop.clinic.identity import Sex
from ikbt_desktop.clinic.programs import Audience, Program, covers
from ikbt_desktop.errors import Incomplete, InvalidAnswers, InvalidValue

NO_PROGRAM = "none"
MADRS_ITEMS = 9
MADRS_HIGHEST = 6

# ACUTE > EXCLUDE/NOT_MET > REVIEW > MISSING > OBS > OK (rules.md).
_RANK: Mapping[Outcome, int] = {
    Outcome.OK: 0,
    Outcome.OBS: 1,
    Outcome.MISSING: 2,
    Outcome.REVIEW: 3,
    Outcome.NOT_MET: 4,
    Outcome.EXCLUDE: 4,
    Outcome.ACUTE: 5,
}


def rank(outcome: Outcome) -> int:
    """How strong the outcome is; EXCLUDE and NOT_MET are equal."""
    return _RANK[outcome]


def strongest(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome that decides; OK when there is none. EXCLUDE is named before NOT_MET."""
    found = set(outcomes)
    return min(found, key=lambda one: (-rank(one), one), default=Outcome.OK)


# A week and a day have no more hours and minutes, the forms no more points (instruments.md 1.1).
_HIGHEST: Mapping[str, float] = {
    "hours_per_week": 7 * 24,
    "concentration_minutes": 24 * 60,
    "audit": 40,
    "audit_c": 12,
    "dudit": 44,
}

# --- the answers -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Medicine:
    """One medicine. None means not answered; the kind is always known."""

    kind: MedicineKind
    frequent: bool | None = None
    contraindicated: bool | None = None
    disturbs_sleep: bool | None = None
    name: str = ""

    @classmethod
    def of(cls, answers: Mapping[str, Any]) -> "Medicine":
        """From a flat mapping. Raises `InvalidValue` of "medicines"."""
        kind = answers.get("kind")
        if kind not in list(MedicineKind):
            raise InvalidValue("medicines", "kind")
        if set(answers) - set(cls.__dataclass_fields__):
            raise InvalidValue("medicines", "unknown_key")
        flags = {
            key: _flag("medicines", answers.get(key))
            for key in ("frequent", "contraindicated", "disturbs_sleep")
        }
        name = _text("medicines", answers.get("name")) or ""
        return cls(MedicineKind(kind), name=name, **flags)


@dataclass(frozen=True)
class Intake:
    """The answers of an intake. None is unanswered."""

    programme: str | None = None
    cbt_suitable: bool | None = None
    diagnosis: str | None = None
    somatic_suspicion: bool | None = None
    somatic_investigated: bool | None = None
    hours_per_week: float | None = None
    concentration_minutes: float | None = None
    swedish_text: bool | None = None
    swedish_speech: bool | None = None
    device: str | None = None
    connection: bool | None = None
    motivation: str | None = None
    hindering_condition: bool | None = None
    condition_hinders: bool | None = None
    substance_abuse: bool | None = None
    sex: Sex | None = None
    audit: float | None = None
    audit_c: float | None = None
    dudit: float | None = None
    madrs_s: tuple[int | None, ...] | None = None
    acutely_suicidal: bool | None = None
    deepened_assessment: str | None = None
    medicines: tuple[Medicine, ...] | None = None
    other_treatment: bool | None = None
    other_disturbs: bool | None = None
    severe_complex_longstanding: bool | None = None
    totals: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, answers: Mapping[str, Any]) -> "Intake":
        """From a flat mapping with the keys of this class; a key left out is unanswered.

        `totals` holds other measures by instrument code. Raises `InvalidValue` naming the key,
        `InvalidAnswers` for MADRS-S: an answer is refused, never clipped or guessed.
        """
        if not isinstance(answers, Mapping):
            raise InvalidValue("answers", "not_a_mapping")
        unknown = {str(key) for key in answers if key not in _READERS}
        if unknown:
            raise InvalidValue(min(unknown), "unknown_key")
        return cls(**{key: _READERS[key](key, value) for key, value in answers.items()})


def _flag(key: str, value: Any) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise InvalidValue(key, "not_yes_or_no")
    return value


def _number(key: str, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidValue(key, "not_a_number")
    highest = _HIGHEST.get(key, math.inf)
    if not 0 <= value <= highest or value == math.inf:  # nan is not in any range
        raise InvalidValue(key, "range")
    return value


def _text(key: str, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise InvalidValue(key, "not_a_text")
    return value.strip() or None if value is not None else None


def _diagnosis(key: str, value: Any) -> str | None:
    """A code as ICD-10-SE prints it: capitals, a full stop after three signs."""
    text = _text(key, value)
    if text is None:
        return None
    code = text.upper().replace(".", "").replace(" ", "")
    return code if len(code) <= 3 else f"{code[:3]}.{code[3:]}"


_WORDS: Mapping[str, frozenset[str]] = {
    "device": frozenset({"computer", "phone", "none"}),
    "motivation": frozenset({"yes", "no", "unsure"}),
    "deepened_assessment": frozenset({"acute", "not_acute"}),
    "sex": frozenset(Sex),
}


def _word(key: str, value: Any) -> str | None:
    word = _text(key, value)
    if word is not None and word not in _WORDS[key]:
        raise InvalidValue(key, "unknown_word")
    return word


def _sex(key: str, value: Any) -> Sex | None:
    word = _word(key, value)
    return None if word is None else Sex(word)


def _madrs(key: str, value: Any) -> tuple[int | None, ...] | None:
    del key
    if value is None:
        return None
    if not isinstance(value, list | tuple) or len(value) != MADRS_ITEMS:
        raise InvalidAnswers("madrs-s", None, "length")
    for item, answer in enumerate(value, start=1):
        if answer is None:
            continue
        if type(answer) is not int:
            raise InvalidAnswers("madrs-s", item, "not_a_whole_number")
        if not 0 <= answer <= MADRS_HIGHEST:
            raise InvalidAnswers("madrs-s", item, "range")
    return tuple(value)


def _medicines(key: str, value: Any) -> tuple[Medicine, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list | tuple) or not all(isinstance(one, Mapping) for one in value):
        raise InvalidValue(key, "not_a_list")
    return tuple(map(Medicine.of, value))


def _totals(key: str, value: Any) -> Mapping[str, float]:
    if not isinstance(value, Mapping) or not all(isinstance(code, str) for code in value):
        raise InvalidValue(key, "not_a_mapping")
    read = {code: _number(key, total) for code, total in value.items()}
    return MappingProxyType({code: total for code, total in read.items() if total is not None})


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "programme": _text,
    "cbt_suitable": _flag,
    "diagnosis": _diagnosis,
    "somatic_suspicion": _flag,
    "somatic_investigated": _flag,
    "hours_per_week": _number,
    "concentration_minutes": _number,
    "swedish_text": _flag,
    "swedish_speech": _flag,
    "device": _word,
    "connection": _flag,
    "motivation": _word,
    "hindering_condition": _flag,
    "condition_hinders": _flag,
    "substance_abuse": _flag,
    "sex": _sex,
    "audit": _number,
    "audit_c": _number,
    "dudit": _number,
    "madrs_s": _madrs,
    "acutely_suicidal": _flag,
    "deepened_assessment": _word,
    "medicines": _medicines,
    "other_treatment": _flag,
    "other_disturbs": _flag,
    "severe_complex_longstanding": _flag,
    "totals": _totals,
}


# --- the judgements --------------------------------------------------------------------------


@dataclass(frozen=True)
class Judgement:
    """What a rule says. `reason` is a short word; `text` and `note` are Swedish, from the data.

    `details` are the judgements that it was put together from: one for each medicine and row.
    """

    outcome: Outcome
    reason: str
    note: str = ""
    text: str = ""
    details: tuple["Judgement", ...] = ()


@dataclass(frozen=True)
class Assessment:
    """The proposal: the strongest outcome, what each rule says, and the criteria's version."""

    outcome: Outcome
    by_rule: Mapping[str, Judgement]
    version: str


def assess(intake: Intake, cat: Catalogue) -> Assessment:
    """Judge every rule.

    Raises `InvalidValue` for a programme or a measure that the catalogue does not have, and for a
    total that the measure cannot reach: a slip there would pass for a low one.
    """
    program = chosen_program(intake, cat)
    _ensure_measured(intake, cat)
    by_rule = {rule: judge(intake, program, cat.criteria) for rule, judge in _RULES.items()}
    outcome = strongest(judgement.outcome for judgement in by_rule.values())
    return Assessment(outcome, MappingProxyType(by_rule), cat.criteria.version)


def chosen_program(intake: Intake, cat: Catalogue) -> Program | None:
    """The program of the intake; None when none is chosen or none fits."""
    if intake.programme in {None, NO_PROGRAM}:
        return None
    code = intake.programme or ""
    program = cat.programs.get(code)
    if program is None and cat.knows_program(code):
        return None  # taken out of use since it was chosen: one in use has to be chosen instead
    if program is None or program.audience is not Audience.PATIENT:
        raise InvalidValue("programme", "unknown")
    return program


def _ensure_measured(intake: Intake, cat: Catalogue) -> None:
    for code, total in intake.totals.items():
        form = cat.instruments.get(code)
        if form is None:
            raise InvalidValue("totals", "unknown")
        if form.maximum is None or total > form.maximum:
            raise InvalidValue("totals", "range")


class _Facts(dict[str, object]):
    """Figures for a sentence; a clinic's own sentence may ask for one that the rule lacks."""

    def __missing__(self, key: str) -> str:
        return "–"


def _filled(sentence: str, facts: Mapping[str, object]) -> str:
    words = {key: _figure(value) for key, value in facts.items()}
    return sentence.format_map(_Facts(words))


def _figure(value: object) -> object:
    return f"{value:g}".replace(".", ",") if isinstance(value, float | int) else value


def _say(
    criteria: Criteria, rule: str, outcome: Outcome, reason: str, *, note: str = "", **facts: object
) -> Judgement:
    criterion = criteria.by_id[rule]
    notes = _filled(criterion.notes[note], facts) if note else ""
    return Judgement(outcome, reason, notes, _filled(criterion.reasons[reason], facts))


def _inc_1(intake: Intake, program: Program | None, criteria: Criteria) -> Judgement:
    code = intake.diagnosis
    if intake.cbt_suitable is False:
        return _say(criteria, "INC-1", Outcome.NOT_MET, "not_suitable")
    if intake.programme == NO_PROGRAM:
        return _say(criteria, "INC-1", Outcome.NOT_MET, "no_program")
    if code is not None and not covers(criteria.listed_diagnoses, code):
        note = "gad" if code == "F41.1" and program is not None and program.is_for(code) else ""
        return _say(
            criteria, "INC-1", Outcome.REVIEW, "diagnosis_not_listed", note=note, diagnosis=code
        )
    if code is None or intake.cbt_suitable is None or program is None:
        return _say(criteria, "INC-1", Outcome.MISSING, "unanswered")
    note = "" if program.is_for(code) else "outside_program"
    return _say(criteria, "INC-1", Outcome.OK, "met", note=note, diagnosis=code)


def _inc_2(intake: Intake, _program: Program | None, criteria: Criteria) -> Judgement:
    if intake.somatic_suspicion is False:
        return _say(criteria, "INC-2", Outcome.OK, "met")
    if intake.somatic_suspicion is None or intake.somatic_investigated is None:
        return _say(criteria, "INC-2", Outcome.MISSING, "unanswered")
    if intake.somatic_investigated:
        return _say(criteria, "INC-2", Outcome.OK, "investigated")
    return _say(criteria, "INC-2", Outcome.NOT_MET, "not_investigated")


def _inc_3(intake: Intake, _program: Program | None, criteria: Criteria) -> Judgement:
    hours, limits = intake.hours_per_week, criteria.thresholds
    if hours is None:
        return _say(criteria, "INC-3", Outcome.MISSING, "unanswered")
    facts: dict[str, Any] = {"hours": hours, "least": limits.hours_at_least}
    if hours < limits.hours_at_least:
        return _say(criteria, "INC-3", Outcome.NOT_MET, "too_little", **facts)
    facts["noted"] = limits.hours_noted_below
    note = "publisher" if hours < limits.hours_noted_below else ""
    return _say(criteria, "INC-3", Outcome.OK, "met", note=note, **facts)


def _inc_4(intake: Intake, _program: Program | None, criteria: Criteria) -> Judgement:
    minutes, limits = intake.concentration_minutes, criteria.thresholds
    if minutes is None:
        return _say(criteria, "INC-4", Outcome.MISSING, "unanswered")
    facts: dict[str, Any] = {"minutes": minutes, "least": limits.minutes_at_least}
    if minutes < limits.minutes_at_least:
        return _say(criteria, "INC-4", Outcome.NOT_MET, "too_little", **facts)
    note = "full_hour" if minutes < limits.minutes_noted_below else ""
    return _say(criteria, "INC-4", Outcome.OK, "met", note=note, **facts)


def _inc_5(intake: Intake, _program: Program | None, criteria: Criteria) -> Judgement:
    if intake.swedish_text is False:
        return _say(criteria, "INC-5", Outcome.NOT_MET, "not_text")
    if intake.swedish_speech is False:
        return _say(criteria, "INC-5", Outcome.NOT_MET, "not_speech")
    if intake.swedish_text is None or intake.swedish_speech is None:
        return _say(criteria, "INC-5", Outcome.MISSING, "unanswered")
    return _say(criteria, "INC-5", Outcome.OK, "met")


def _inc_6(intake: Intake, _program: Program | None, criteria: Criteria) -> Judgement:
    if intake.device == "none":
        return _say(criteria, "INC-6", Outcome.NOT_MET, "no_device")
    if intake.connection is False:
        return _say(criteria, "INC-6", Outcome.NOT_MET, "no_connection")
    if intake.device is None or intake.connection is None:
        return _say(criteria, "INC-6", Outcome.MISSING, "unanswered")
    if intake.device == "phone":
        return _say(criteria, "INC-6", Outcome.REVIEW, "phone_only")
    return _say(criteria, "INC-6", Outcome.OK, "met")


_MOTIVATION = {
    None: (Outcome.MISSING, "unanswered"),
    "yes": (Outcome.OK, "met"),
    "no": (Outcome.NOT_MET, "not_motivated"),
    "unsure": (Outcome.REVIEW, "unsure"),
}


def _inc_7(intake: Intake, _program: Program | None, criteria: Criteria) -> Judgement:
    return _say(criteria, "INC-7", *_MOTIVATION[intake.motivation])


def _exc_1(intake: Intake, _program: Program | None, criteria: Criteria) -> Judgement:
    if intake.hindering_condition is None:
        return _say(criteria, "EXC-1", Outcome.MISSING, "unanswered")
    if not intake.hindering_condition:
        return _say(criteria, "EXC-1", Outcome.OK, "met")
    if intake.condition_hinders is None:
        return _say(criteria, "EXC-1", Outcome.REVIEW, "not_judged")
    if intake.condition_hinders:
        return _say(criteria, "EXC-1", Outcome.EXCLUDE, "hinders")
    return _say(criteria, "EXC-1", Outcome.OK, "not_hindering", note="record")


def _exc_2(intake: Intake, _program: Program | None, criteria: Criteria) -> Judgement:
    if intake.substance_abuse:
        return _say(criteria, "EXC-2", Outcome.EXCLUDE, "abuse")
    raised = ", ".join(_raised(intake, criteria))
    if raised:
        return _say(criteria, "EXC-2", Outcome.REVIEW, "raised", instruments=raised)
    if intake.substance_abuse is None:
        return _say(criteria, "EXC-2", Outcome.MISSING, "unanswered")
    return _say(criteria, "EXC-2", Outcome.OK, "met")


def _raised(intake: Intake, criteria: Criteria) -> list[str]:
    """The forms at or above their limit. With the sex unknown the lower limit is used."""
    limits, male = criteria.thresholds, intake.sex is Sex.MALE
    forms = (
        ("AUDIT", intake.audit, limits.audit_male if male else limits.audit_female),
        ("AUDIT-C", intake.audit_c, limits.audit_c_male if male else limits.audit_c_female),
        ("DUDIT", intake.dudit, limits.dudit_male if male else limits.dudit_female),
    )
    return [name for name, total, limit in forms if total is not None and total >= limit]


class Trigger(StrEnum):
    """Whether MADRS-S demands a deepened assessment. UNKNOWN: unanswered items could decide."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


def madrs_trigger(answers: Sequence[int | None], criteria: Criteria) -> Trigger:
    """Total above the limit, or the item at or above its own; partial answers count as they are."""
    limits = criteria.thresholds
    item = answers[limits.madrs_item - 1]
    answered = [answer for answer in answers if answer is not None]
    if sum(answered) > limits.madrs_above:
        return Trigger.YES
    if item is not None and item >= limits.madrs_item_at_least:
        return Trigger.YES
    open_points = MADRS_HIGHEST * (len(answers) - len(answered))
    if item is None or sum(answered) + open_points > limits.madrs_above:
        return Trigger.UNKNOWN
    return Trigger.NO


_OPEN_TRIGGER = {Trigger.YES: "assessment_needed", Trigger.UNKNOWN: "trigger_unknown"}


def _exc_3(intake: Intake, program: Program | None, criteria: Criteria) -> Judgement:
    if intake.acutely_suicidal or intake.deepened_assessment == "acute":
        return _say(criteria, "EXC-3", Outcome.ACUTE, "acute")
    trigger = Trigger.NO if intake.madrs_s is None else madrs_trigger(intake.madrs_s, criteria)
    if trigger in _OPEN_TRIGGER and intake.deepened_assessment is None:
        return _say(criteria, "EXC-3", Outcome.REVIEW, _OPEN_TRIGGER[trigger])
    measured_otherwise = program is not None and program.risk_measure is None
    if intake.acutely_suicidal is None and intake.deepened_assessment is None:
        return _say(criteria, "EXC-3", Outcome.MISSING, "unanswered")
    if intake.madrs_s is None and not measured_otherwise:
        return _say(criteria, "EXC-3", Outcome.MISSING, "unanswered")
    if intake.deepened_assessment is not None:
        return _say(criteria, "EXC-3", Outcome.OK, "assessed", note="record")
    note = "asked_otherwise" if intake.madrs_s is None else ""
    return _say(criteria, "EXC-3", Outcome.OK, "met", note=note)


# --- medicines -------------------------------------------------------------------------------


def column_of(program: Program) -> Column:
    """The column of the medicine table."""
    if program.exposure:
        return Column.EXPOSURE
    return Column.SLEEP if program.sleep_treatment else Column.OTHER


def _conditions(medicine: Medicine) -> frozenset[Condition]:
    """Every condition that the medicine meets."""
    frequency = {
        True: Condition.FREQUENT,
        False: Condition.OCCASIONAL,
        None: Condition.FREQUENCY_UNKNOWN,
    }[medicine.frequent]
    met = {Condition.ALWAYS, frequency}
    met.add(
        Condition.CONTRAINDICATED if medicine.contraindicated else Condition.NOT_CONTRAINDICATED
    )
    if medicine.disturbs_sleep:
        met.add(Condition.DISTURBS_SLEEP)
    if medicine.disturbs_sleep is None:
        met.add(Condition.SLEEP_EFFECT_UNKNOWN)
    return frozenset(met)


def judge_medicine(medicine: Medicine, column: Column, criteria: Criteria) -> Judgement:
    """The strongest of the rows that apply; 4e when none does. `reason` names the deciding row."""
    met = _conditions(medicine)
    rows = [
        Judgement(row.outcomes[column], row.row, text=_row_text(row, column, criteria))
        for row in criteria.medicine_rows
        if medicine.kind in row.kinds and row.condition in met and _matters(row, column)
    ]
    if not rows:
        return Judgement(Outcome.OK, "4e", text=criteria.by_id["EXC-4"].reasons["met"])
    first = max(rows, key=lambda row: rank(row.outcome))
    return Judgement(first.outcome, first.reason, text=first.text, details=tuple(rows))


def _matters(row: MedicineRow, column: Column) -> bool:
    """What nobody has asked yet is missing only where a column wants to know it."""
    unknown = row.condition is Condition.SLEEP_EFFECT_UNKNOWN
    return not unknown or row.outcomes[column] is not Outcome.OK


def _row_text(row: MedicineRow, column: Column, criteria: Criteria) -> str:
    """The row's sentence; where the source is silent it says that this is a suggestion."""
    return f"{row.text} {criteria.suggestion}" if column in row.suggested else row.text


_MEDICINE_REASONS = {
    Outcome.EXCLUDE: "exclude",
    Outcome.REVIEW: "review",
    Outcome.MISSING: "frequency_unknown",
    Outcome.OBS: "obs",
    Outcome.OK: "met",
}


def judge_medicines(
    medicines: Sequence[Medicine] | None, column: Column, criteria: Criteria
) -> Judgement:
    """EXC-4 in one column: the strongest medicine wins, and every medicine is listed."""
    if medicines is None:
        return _say(criteria, "EXC-4", Outcome.MISSING, "unanswered")
    details = tuple(judge_medicine(medicine, column, criteria) for medicine in medicines)
    outcome = strongest(detail.outcome for detail in details)
    listed = "; ".join(
        f"{medicine.name or criteria.kind_words[medicine.kind]} "
        f"({criteria.outcome_words[detail.outcome]}, rad {detail.reason})"
        for medicine, detail in zip(medicines, details, strict=True)
    )
    said = _say(criteria, "EXC-4", outcome, _MEDICINE_REASONS[outcome], rows=listed)
    return Judgement(said.outcome, said.reason, listed, said.text, details)


def _exc_4(intake: Intake, program: Program | None, criteria: Criteria) -> Judgement:
    if program is not None:
        return judge_medicines(intake.medicines, column_of(program), criteria)
    columns = [judge_medicines(intake.medicines, column, criteria) for column in Column]
    if len({judgement.outcome for judgement in columns}) == 1:
        return columns[0]
    return _say(criteria, "EXC-4", Outcome.MISSING, "program_first")


def _exc_5(intake: Intake, _program: Program | None, criteria: Criteria) -> Judgement:
    if intake.other_treatment is None:
        return _say(criteria, "EXC-5", Outcome.MISSING, "unanswered")
    if not intake.other_treatment:
        return _say(criteria, "EXC-5", Outcome.OK, "met")
    if intake.other_disturbs is None:
        return _say(criteria, "EXC-5", Outcome.REVIEW, "not_judged")
    if intake.other_disturbs:
        return _say(criteria, "EXC-5", Outcome.EXCLUDE, "disturbs")
    return _say(criteria, "EXC-5", Outcome.OK, "not_disturbing", note="record")


def _sev_1(intake: Intake, _program: Program | None, criteria: Criteria) -> Judgement:
    if intake.severe_complex_longstanding:
        return _say(criteria, "SEV-1", Outcome.REVIEW, "severe")
    severe = ", ".join(code.upper() for code in _severe_measures(intake, criteria))
    if severe:
        return _say(criteria, "SEV-1", Outcome.REVIEW, "severe_score", instruments=severe)
    if intake.severe_complex_longstanding is None:
        return _say(criteria, "SEV-1", Outcome.MISSING, "unanswered")
    return _say(criteria, "SEV-1", Outcome.OK, "met")


def _severe_measures(intake: Intake, criteria: Criteria) -> list[str]:
    """The measures in their severe band. Partial answers count: they can only grow."""
    totals = dict(intake.totals)
    if intake.madrs_s is not None:
        totals["madrs-s"] = sum(answer or 0 for answer in intake.madrs_s)
    return [code for code, limit in criteria.severe.items() if totals.get(code, 0) >= limit]


_RULES: Mapping[str, Callable[[Intake, Program | None, Criteria], Judgement]] = {
    "INC-1": _inc_1,
    "INC-2": _inc_2,
    "INC-3": _inc_3,
    "INC-4": _inc_4,
    "INC-5": _inc_5,
    "INC-6": _inc_6,
    "INC-7": _inc_7,
    "EXC-1": _exc_1,
    "EXC-2": _exc_2,
    "EXC-3": _exc_3,
    "EXC-4": _exc_4,
    "EXC-5": _exc_5,
    "SEV-1": _sev_1,
}


# --- acute: what has been done (ACU-1) --------------------------------------------------------


@dataclass(frozen=True)
class AcuteAction:
    """What was done on ACUTE: who did it, when, and what."""

    who: str = ""
    when: datetime | None = None
    what: str = ""


def ensure_acute_noted(action: AcuteAction) -> None:
    """ACU-1: raise `Incomplete` naming what the note of the action lacks."""
    parts = {"who": action.who.strip(), "when": action.when, "what": action.what.strip()}
    missing = tuple(name for name, value in parts.items() if not value)
    if missing:
        raise Incomplete(missing)


# --- the assignment panel --------------------------------------------------------------------


class FitRow(StrEnum):
    """The rows of the assignment panel, in their order."""

    TARGET = "target"
    AGE = "age"
    TIME = "time"
    MEDICINES = "medicines"
    MEASURES = "measures"
    COMPETENCE = "competence"


Fit = Mapping[FitRow, Judgement]


def fit(
    intake: Intake,
    program: Program,
    cat: Catalogue,
    *,
    age: int | None,
    measured: Iterable[str],
    competent: int,
) -> Fit:
    """One column of the panel. `measured`: codes of the instruments that have a total."""
    criteria = cat.criteria
    return MappingProxyType(
        {
            FitRow.TARGET: _fit_target(intake.diagnosis, program, criteria),
            FitRow.AGE: _fit_age(age, program, cat),
            FitRow.TIME: _inc_3(intake, program, criteria),
            FitRow.MEDICINES: judge_medicines(intake.medicines, column_of(program), criteria),
            FitRow.MEASURES: _fit_measures(intake.diagnosis, program, set(measured), criteria),
            FitRow.COMPETENCE: _fit_competence(competent, criteria),
        }
    )


def _fitting(criteria: Criteria, outcome: Outcome, reason: str, **facts: object) -> Judgement:
    return Judgement(outcome, reason, text=_filled(criteria.fit[reason], facts))


def _fit_target(diagnosis: str | None, program: Program, criteria: Criteria) -> Judgement:
    if program.audience is Audience.GUARDIAN:
        return _fitting(criteria, Outcome.OBS, "for_guardian")
    if diagnosis is None:
        return _fitting(criteria, Outcome.MISSING, "unanswered")
    if program.is_for(diagnosis):
        return _fitting(criteria, Outcome.OK, "diagnosis_fits", diagnosis=diagnosis)
    return _fitting(criteria, Outcome.REVIEW, "diagnosis_outside", diagnosis=diagnosis)


def _fit_age(age: int | None, program: Program, cat: Catalogue) -> Judgement:
    criteria = cat.criteria
    if age is None:
        return _fitting(criteria, Outcome.MISSING, "unanswered")
    facts = {"age": age, "low": program.min_age, "high": program.max_age}
    if age < min(other.min_age for other in cat.programs.values()):
        return _fitting(criteria, Outcome.NOT_MET, "too_young_for_all", **facts)
    if age < program.min_age:
        return _fitting(criteria, Outcome.NOT_MET, "too_young", **facts)
    if not program.fits_age(age):
        return _fitting(criteria, Outcome.NOT_MET, "too_old", **facts)
    fitting = [other for other in cat.programs.values() if other.fits_age(age)]
    both = len({other.max_age is None for other in fitting}) > 1
    return _fitting(criteria, Outcome.OK, "age_fits_both" if both else "age_fits", **facts)


def _fit_measures(
    diagnosis: str | None, program: Program, measured: set[str], criteria: Criteria
) -> Judgement:
    wanted = program.primary_measures(diagnosis)
    if not wanted:
        return _fitting(criteria, Outcome.OK, "no_measure")
    if measured & set(wanted):
        return _fitting(criteria, Outcome.OK, "measured")
    return _fitting(criteria, Outcome.MISSING, "not_measured")


def _fit_competence(count: int, criteria: Criteria) -> Judgement:
    if count < 1:
        return _fitting(criteria, Outcome.NOT_MET, "no_competence")
    return _fitting(criteria, Outcome.OK, "competent", count=count)


def fit_order(fits: Mapping[str, Fit]) -> tuple[str, ...]:
    """Program codes, the best fit first; equal ones keep the catalogue's order."""
    return tuple(sorted(fits, key=lambda code: _fit_key(fits[code])))


def _fit_key(rows: Fit) -> tuple[int, int, int]:
    ranks = [rank(judgement.outcome) for judgement in rows.values()]
    return max(ranks), rank(rows[FitRow.TARGET].outcome), sum(ranks)


def best_fit(fits: Mapping[str, Fit]) -> str | None:
    """The program to mark as best; None when each has something against it. Never a choice made."""
    order = fit_order(fits)
    if not order or _fit_key(fits[order[0]])[0] >= rank(Outcome.NOT_MET):
        return None
    return order[0]
