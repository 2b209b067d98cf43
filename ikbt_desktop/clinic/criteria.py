"""The intake criteria as data: quoted lines, our sentences, thresholds and the medicine table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from string import Formatter
from types import MappingProxyType
from typing import TypeVar

from ikbt_desktop.clinic.programs import Lengths
from ikbt_desktop.clinic.reading import Table


class Outcome(StrEnum):
    """The words of rules.md, the strongest first."""

    ACUTE = "ACUTE"
    EXCLUDE = "EXCLUDE"
    NOT_MET = "NOT_MET"
    REVIEW = "REVIEW"
    MISSING = "MISSING"
    OBS = "OBS"
    OK = "OK"


class Column(StrEnum):
    """The columns of the medicine table: what kind of program it is."""

    EXPOSURE = "exposure"
    SLEEP = "sleep"
    OTHER = "other"


class MedicineKind(StrEnum):
    """What a medicine is, as the criteria need it."""

    BENZODIAZEPINE = "benzodiazepine"
    BLOOD_PRESSURE = "blood_pressure"
    ANXIOLYTIC = "anxiolytic"
    SLEEP = "sleep"
    Z_DRUG = "z_drug"
    OTHER = "other"


class Condition(StrEnum):
    """When a row of the medicine table applies."""

    ALWAYS = "always"
    FREQUENT = "frequent"
    OCCASIONAL = "occasional"
    FREQUENCY_UNKNOWN = "frequency_unknown"
    CONTRAINDICATED = "contraindicated"
    NOT_CONTRAINDICATED = "not_contraindicated"
    DISTURBS_SLEEP = "disturbs_sleep"
    SLEEP_EFFECT_UNKNOWN = "sleep_effect_unknown"


@dataclass(frozen=True)
class Source:
    """A source page."""

    code: str
    name: str
    updated: date


@dataclass(frozen=True)
class Criterion:
    """One rule: its line in the source, and our sentence for each reason that it can give.

    `met_title` is what is true when the rule is met: an exclusion's title names the hindrance.
    """

    id: str
    kind: str
    title: str
    met_title: str
    line: str
    related: str
    source: Source
    reasons: Mapping[str, str]
    notes: Mapping[str, str]


@dataclass(frozen=True)
class MedicineRow:
    """One row of the medicine table. `suggested` are the columns where the source is silent."""

    row: str
    kinds: frozenset[MedicineKind]
    condition: Condition
    outcomes: Mapping[Column, Outcome]
    suggested: frozenset[Column]
    text: str


@dataclass(frozen=True)
class Thresholds:
    """Every figure that the criteria compare with."""

    hours_at_least: float
    hours_noted_below: float
    minutes_at_least: float
    minutes_noted_below: float
    madrs_above: float
    madrs_item: int
    madrs_item_at_least: float
    audit_male: float
    audit_female: float
    audit_c_male: float
    audit_c_female: float
    dudit_male: float
    dudit_female: float


@dataclass(frozen=True)
class Criteria:
    """One version of the intake's criteria. A decision keeps the version it was taken with.

    `suggestion` is said wherever a row of the medicine table fills in for a silent source.
    """

    version: str
    listed_diagnoses: frozenset[str]
    sources: Mapping[str, Source]
    thresholds: Thresholds
    severe: Mapping[str, float]
    lengths: Lengths
    medicine_rows: tuple[MedicineRow, ...]
    by_id: Mapping[str, Criterion]
    fit: Mapping[str, str]
    outcome_words: Mapping[Outcome, str]
    kind_words: Mapping[MedicineKind, str]
    suggestion: str = ""


# The sentences that the rules ask for, with the facts that each may use.
_REASONS: Mapping[str, str] = {
    "INC-1": "met unanswered not_suitable no_program diagnosis_not_listed",
    "INC-2": "met investigated unanswered not_investigated",
    "INC-3": "met unanswered too_little",
    "INC-4": "met unanswered too_little",
    "INC-5": "met unanswered not_text not_speech",
    "INC-6": "met unanswered no_device no_connection phone_only",
    "INC-7": "met unanswered not_motivated unsure",
    "EXC-1": "met not_hindering unanswered hinders not_judged",
    "EXC-2": "met unanswered abuse raised",
    "EXC-3": "met assessed unanswered acute assessment_needed trigger_unknown",
    "EXC-4": "met unanswered program_first frequency_unknown exclude review obs",
    "EXC-5": "met not_disturbing unanswered disturbs not_judged",
    "SEV-1": "met unanswered severe severe_score",
}
_NOTES: Mapping[str, str] = {
    "INC-1": "gad outside_program",
    "INC-3": "publisher",
    "INC-4": "full_hour",
    "EXC-1": "record",
    "EXC-3": "record asked_otherwise",
    "EXC-5": "record",
}
_FIT = (
    "unanswered diagnosis_fits diagnosis_outside for_guardian age_fits age_fits_both too_young "
    "too_young_for_all too_old measured not_measured no_measure competent no_competence"
)
_Code = TypeVar("_Code", bound=StrEnum)
_FACTS = "diagnosis hours minutes least noted instruments rows age low high count"
_INCLUSION = "inclusion"
RULES = tuple(_REASONS)


def read_criteria(table: Table) -> Criteria:
    """The criteria of a file. Raises `BrokenResource` naming file and key."""
    sources = {source.code: source for source in map(_source, table.tables("source"))}
    criteria = Criteria(
        version=table.text("version"),
        listed_diagnoses=frozenset(table.texts("listed_diagnoses")),
        sources=sources,
        thresholds=_thresholds(table.table("thresholds")),
        severe=_severe(table.table("severe")),
        lengths=_lengths(table.table("lengths")),
        medicine_rows=_medicine_rows(table),
        by_id=_by_id(table, sources),
        fit=_sentences(table.table("fit"), _FIT),
        outcome_words=_words(table.table("outcome_words"), Outcome),
        kind_words=_words(table.table("kind_words"), MedicineKind),
        suggestion=table.text("suggestion"),
    )
    table.finish()
    return criteria


def _words(table: Table, codes: type[_Code]) -> Mapping[_Code, str]:
    """One word for each code, so that no code is ever shown."""
    found = {code: table.text(code) for code in codes}
    table.finish()
    return MappingProxyType(found)


def _by_id(table: Table, sources: Mapping[str, Source]) -> Mapping[str, Criterion]:
    """Every rule once, in the order of the rules."""
    rows = [_criterion(row, sources) for row in table.tables("criterion")]
    by_id = {row.id: row for row in rows}
    if len(rows) != len(RULES) or set(by_id) != set(RULES):
        table.refuse("criterion", f"must be {', '.join(RULES)}, each once")
    return MappingProxyType({rule: by_id[rule] for rule in RULES})


def _source(table: Table) -> Source:
    source = Source(table.text("code"), table.text("name"), table.day("updated"))
    table.finish()
    return source


def _thresholds(table: Table) -> Thresholds:
    names = [name for name in Thresholds.__dataclass_fields__ if name != "madrs_item"]
    figures = {name: table.number(name) for name in names}
    thresholds = Thresholds(madrs_item=table.integer("madrs_item"), **figures)
    table.finish()
    for name, (low, high) in _POSSIBLE.items():
        if not low <= getattr(thresholds, name) <= high:
            table.refuse(name, f"must be {low} to {high}")
    for noted, least in _NOTED_FROM:
        if figures[noted] < figures[least]:
            table.refuse(noted, f"must not be below {least}")
    return thresholds


_NOTED_FROM = (
    ("hours_noted_below", "hours_at_least"),
    ("minutes_noted_below", "minutes_at_least"),
)
# A limit that no answer can reach would switch its rule off without a word.
_POSSIBLE: Mapping[str, tuple[int, int]] = {
    "hours_at_least": (0, 168),
    "hours_noted_below": (0, 168),
    "minutes_at_least": (0, 1440),
    "minutes_noted_below": (0, 1440),
    "madrs_above": (0, 53),
    "madrs_item": (1, 9),
    "madrs_item_at_least": (1, 6),
    "audit_male": (1, 40),
    "audit_female": (1, 40),
    "audit_c_male": (1, 12),
    "audit_c_female": (1, 12),
    "dudit_male": (1, 44),
    "dudit_female": (1, 44),
}


def _severe(table: Table) -> Mapping[str, float]:
    return MappingProxyType({code: table.number(code) for code in table.values})


def _lengths(table: Table) -> Lengths:
    lengths = Lengths(**{name: table.integer(name) for name in Lengths.__dataclass_fields__})
    table.finish()
    if lengths.weeks_high < lengths.weeks_low:
        table.refuse("weeks_high", "must not be below weeks_low")
    if lengths.sections_high < lengths.sections_low:
        table.refuse("sections_high", "must not be below sections_low")
    return lengths


def _medicine_rows(table: Table) -> tuple[MedicineRow, ...]:
    """The rows of EXC-4; without one of them a medicine would pass unseen."""
    rows = tuple(map(_medicine_row, table.tables("medicine_row")))
    lacking = _MEDICINE_ROWS - {row.row for row in rows}
    if lacking:
        table.refuse("medicine_row", f"lacks the row {min(lacking)}")
    return rows


_MEDICINE_ROWS = frozenset({"4a", "4a'", "4b", "4c", "4d"})


def _medicine_row(table: Table) -> MedicineRow:
    kinds, suggested = table.texts("kinds"), table.texts("suggested")
    if not kinds or not set(kinds) <= set(MedicineKind):
        table.refuse("kinds", "must be kinds of medicine")
    if not set(suggested) <= set(Column):
        table.refuse("suggested", "must be columns")
    condition = table.text("condition")
    if condition not in set(Condition):
        table.refuse("condition", "is not a condition")
    row = MedicineRow(
        row=table.text("row"),
        kinds=frozenset(map(MedicineKind, kinds)),
        condition=Condition(condition),
        outcomes=MappingProxyType({column: _outcome(table, column) for column in Column}),
        suggested=frozenset(map(Column, suggested)),
        text=table.text("text"),
    )
    table.finish()
    return row


def _outcome(table: Table, column: Column) -> Outcome:
    word = table.text(column)
    if word not in set(Outcome):
        table.refuse(column, "is not an outcome")
    return Outcome(word)


def _criterion(table: Table, sources: Mapping[str, Source]) -> Criterion:
    rule, source = table.text("id"), table.text("source")
    if rule not in _REASONS:
        table.refuse("id", "is not a rule")
    if source not in sources:
        table.refuse("source", "is not a source of this file")
    notes = table.table("notes") if rule in _NOTES else Table(table.file, table.path, {})
    kind, title = table.text("kind"), table.text("title")
    criterion = Criterion(
        id=rule,
        kind=kind,
        title=title,
        met_title=title if kind == _INCLUSION else table.text("met_title"),
        line=table.text("line"),
        related=table.text("related", default=""),
        source=sources[source],
        reasons=_sentences(table.table("reasons"), _REASONS[rule]),
        notes=_sentences(notes, _NOTES.get(rule, "")),
    )
    table.finish()
    return criterion


def _sentences(table: Table, keys: str) -> Mapping[str, str]:
    """The sentences of exactly these keys, with no fact in braces that no rule gives."""
    found = {key: table.text(key) for key in keys.split()}
    table.finish()
    for key, sentence in found.items():
        try:
            facts = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        except ValueError:
            table.refuse(key, "has a brace that does not close")
        unknown = facts - set(_FACTS.split())
        if unknown:
            table.refuse(key, f"names an unknown fact: {', '.join(sorted(unknown))}")
    return MappingProxyType(found)
