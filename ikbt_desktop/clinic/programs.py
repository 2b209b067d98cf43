"""The treatment programs: what each is for and demands, its weeks, and the rules of a treatment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from ikbt_desktop.clinic.reading import Table
from ikbt_desktop.clinic.workdays import (
    SECTION_DAYS,
    InactivityStep,
    Week,
    iso_week,
    read_steps,
    red_day,
)
from ikbt_desktop.errors import InvalidValue, RuleRefused

MOST_SECTIONS = 30


class Audience(StrEnum):
    """Who works in the program: the patient, or a guardian, who is another person."""

    PATIENT = "patient"
    GUARDIAN = "guardian"


class Channel(StrEnum):
    """How feedback is given (FB-1)."""

    MESSAGE = "message"
    PHONE = "phone"


@dataclass(frozen=True)
class Section:
    """One part of a program. An established title, otherwise "Avsnitt n"."""

    number: int
    title: str


@dataclass(frozen=True)
class Statement:
    """A sentence about a program with where it comes from; `uncertain` is said on the screen."""

    text: str
    source: str
    uncertain: bool


class SupportHead(StrEnum):
    """The heads under which the source page sorts what supports the clinician."""

    SUPPORT_PAGE = "support_page"
    METHOD = "method"
    TRAINING = "training"
    ROUTINES = "routines"
    PATIENT = "patient_information"


@dataclass(frozen=True)
class Support:
    """Where a manual, a routine or a paper lies: words, and a link where the clinic has one."""

    head: SupportHead
    text: str
    link: str
    source: str


@dataclass(frozen=True)
class Program:
    """One program as the sources describe it. None means that no source gives the figure."""

    code: str
    order: int
    name: str
    version: str
    publisher: str
    source: str
    audience: Audience
    target: str
    min_age: int
    max_age: int | None
    sections: int | None
    weeks: int | None
    exposure: bool
    sleep_treatment: bool
    diagnoses: tuple[str, ...]
    primary: tuple[str, ...]
    primary_for: Mapping[str, tuple[str, ...]]
    secondary: tuple[str, ...]
    risk_measure: str | None
    interval_days: int
    minutes_low: int
    minutes_high: int
    competence: Statement
    facts: tuple[Statement, ...]
    cautions: tuple[Statement, ...]
    titles: Mapping[int, str] = field(default_factory=dict)
    inactivity: tuple[InactivityStep, ...] = ()
    """A ladder of its own; without one the clinic's holds."""
    support: tuple[Support, ...] = ()

    def section(self, number: int) -> Section:
        """The section with its established title, or "Avsnitt n"."""
        return Section(number, self.titles.get(number, f"Avsnitt {number}"))

    def is_for(self, diagnosis: str) -> bool:
        """Whether the diagnosis, or the code that it refines, is one of the program's."""
        return covers(self.diagnoses, diagnosis)

    def primary_measures(self, diagnosis: str | None) -> tuple[str, ...]:
        """The codes of the main measures; some programs choose them by the diagnosis."""
        return self.primary_for.get(diagnosis or "", self.primary)

    def battery(self, diagnosis: str | None) -> tuple[str, ...]:
        """The risk measure, the main measures and the others: codes, each once, in this order."""
        risk = () if self.risk_measure is None else (self.risk_measure,)
        return tuple(dict.fromkeys((*risk, *self.primary_measures(diagnosis), *self.secondary)))

    def measures(self) -> frozenset[str]:
        """Every instrument that the program may use, whatever the diagnosis."""
        return frozenset().union(*map(self.battery, (None, *self.primary_for)))

    def fits_age(self, age: int) -> bool:
        """Whether the age lies within the program's, both ends included."""
        return self.min_age <= age and (self.max_age is None or age <= self.max_age)


class AgeNote(StrEnum):
    """What a patient's age says of the programs as a whole (programs.md, age gaps)."""

    NONE_FITS = "none_fits"  # 12 and under
    TWO_FIT = "two_fit"  # 18-19: the young one's and the adults'


def age_note(programs: Mapping[str, Program], age: int | None) -> AgeNote | None:
    """Whether the age falls in a gap between the programs, or where two kinds overlap."""
    own = [one for one in programs.values() if one.audience is Audience.PATIENT]
    if age is None or not own:
        return None
    fitting = [one for one in own if one.fits_age(age)]
    if not fitting:
        return AgeNote.NONE_FITS
    both = len({one.max_age is None for one in fitting}) > 1
    return AgeNote.TWO_FIT if both else None


def companion(programs: Mapping[str, Program], code: str) -> Program | None:
    """The guardians' program beside a young patient's: its code begins with the other's."""
    guardians = (one for one in programs.values() if one.audience is Audience.GUARDIAN)
    return next((one for one in guardians if _stands_beside(programs, one) == code), None)


def _stands_beside(programs: Mapping[str, Program], guardians: Program) -> str | None:
    """The longest code that it begins with: Ångesthjälpen ung's is not Ångesthjälpen's."""
    begins = (
        one.code
        for one in programs.values()
        if one.audience is Audience.PATIENT and guardians.code.startswith(f"{one.code}-")
    )
    return max(begins, key=len, default=None)


def covers(codes: Collection[str], diagnosis: str) -> bool:
    """Whether a code is listed, itself or as the national refinement of one (F43.8A of F43.8)."""
    refined = "." in diagnosis and diagnosis[-1] in _REFINEMENTS
    return diagnosis in codes or (refined and diagnosis[:-1] in codes)


_REFINEMENTS = "ABCDEFGHWX"
"""The one letter with which ICD-10-SE refines a code of the international list."""


# --- reading ---------------------------------------------------------------------------------


def read_program(table: Table) -> Program:
    """The program of a file. Raises `BrokenResource` naming file and key."""
    program = Program(
        code=table.text("code"),
        order=table.integer("order"),
        name=table.text("name"),
        version=table.text("version"),
        publisher=table.text("publisher"),
        source=table.text("source"),
        audience=_audience(table),
        target=table.text("target"),
        min_age=table.integer("min_age"),
        max_age=_optional(table, "max_age"),
        sections=_optional(table, "sections"),
        weeks=_optional(table, "weeks"),
        exposure=table.flag("exposure"),
        sleep_treatment=table.flag("sleep_treatment"),
        diagnoses=table.texts("diagnoses"),
        primary=table.texts("primary"),
        primary_for=_primary_for(table),
        secondary=table.texts("secondary"),
        risk_measure=table.text("risk_measure") if table.has("risk_measure") else None,
        interval_days=table.integer("interval_days"),
        minutes_low=table.integer("minutes_low"),
        minutes_high=table.integer("minutes_high"),
        competence=_statement(table.table("competence")),
        facts=tuple(map(_statement, table.tables("fact"))),
        cautions=tuple(map(_statement, table.tables("caution"))),
        titles=_titles(table),
        inactivity=read_steps(table),
        support=tuple(map(_support, table.tables("support"))),
    )
    table.finish()
    _check(table, program)
    return program


def _optional(table: Table, key: str) -> int | None:
    return table.integer(key) if table.has(key) else None


def _audience(table: Table) -> Audience:
    word = table.text("audience")
    if word not in set(Audience):
        table.refuse("audience", "must be patient or guardian")
    return Audience(word)


def _statement(table: Table) -> Statement:
    statement = Statement(
        table.text("text"), table.text("source"), table.flag("uncertain", default=False)
    )
    table.finish()
    return statement


def _support(table: Table) -> Support:
    head, link = table.text("head"), table.text("link", "")
    if head not in set(SupportHead):
        table.refuse("head", f"must be one of {', '.join(SupportHead)}")
    if link and not is_link(link):
        table.refuse("link", "must begin with https:// or file:/// and hold no spaces")
    support = Support(SupportHead(head), table.text("text"), link, table.text("source", ""))
    table.finish()
    return support


def is_link(text: str) -> bool:
    """Whether it may be opened: a web page by https, or a file; nobody's name or password in it."""
    if not text.isprintable() or any(sign.isspace() for sign in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname) and parts.username is None and parts.password is None
    return parts.scheme == "file" and not parts.netloc and len(parts.path) > 1


def _primary_for(table: Table) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in table.tables("primary_for"):
        found |= dict.fromkeys(row.texts("diagnoses"), row.texts("instruments"))
        row.finish()
    return found


def _titles(table: Table) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for row in table.tables("section"):
        found[row.integer("number")] = row.text("title")
        row.finish()
    return found


def _check(table: Table, program: Program) -> None:
    """Refuse figures that contradict each other."""
    if program.max_age is not None and program.max_age < program.min_age:
        table.refuse("max_age", "must not be below min_age")
    if program.exposure and program.sleep_treatment:
        table.refuse("exposure", "a program has one column of the medicine table")
    if program.sections is not None and not 1 <= program.sections <= MOST_SECTIONS:
        table.refuse("sections", f"must be 1 to {MOST_SECTIONS}")
    if not 0 < program.minutes_low <= program.minutes_high:
        table.refuse("minutes_low", "must be above 0 and not above minutes_high")
    if program.interval_days < 1:
        table.refuse("interval_days", "must be 1 or more")
    if not set(program.primary_for) <= set(program.diagnoses):
        table.refuse("primary_for", "names a diagnosis that the program does not have")


# --- the plan --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lengths:
    """The usual length of a treatment; outside it there is a note, never a stop (LEN-1..3)."""

    weeks_low: int
    weeks_high: int
    sections_low: int
    sections_high: int


@dataclass(frozen=True)
class PlanWeek:
    """One section's week. `red_day` names a holiday on which the feedback would be due."""

    section: Section
    week: Week
    start: date
    feedback_due: date
    red_day: str | None


@dataclass(frozen=True)
class Plan:
    """The weeks of a treatment. `notes` are ids of rules that have something to say."""

    weeks: tuple[PlanWeek, ...]
    planned_end: date
    notes: tuple[str, ...]


def plan(program: Program, *, start: date, sections: int | None = None, lengths: Lengths) -> Plan:
    """One section every seven days; planned end = start + 7 x sections.

    `sections` is needed where the program's number is not established, and wins where it is given.
    Raises `InvalidValue` of "sections": "missing" or "range".
    """
    count = sections if sections is not None else program.sections
    if count is None:
        raise InvalidValue("sections", "missing")
    if not 1 <= count <= MOST_SECTIONS:
        raise InvalidValue("sections", "range", {"low": 1, "high": MOST_SECTIONS})
    weeks = tuple(_plan_week(program, number, start) for number in range(1, count + 1))
    return Plan(weeks, start + timedelta(days=SECTION_DAYS * count), length_notes(count, lengths))


def _plan_week(program: Program, number: int, start: date) -> PlanWeek:
    begins = start + timedelta(days=SECTION_DAYS * (number - 1))
    answered = begins + timedelta(days=SECTION_DAYS)
    return PlanWeek(program.section(number), iso_week(begins), begins, answered, red_day(answered))


def length_notes(sections: int, lengths: Lengths) -> tuple[str, ...]:
    """The rules LEN-1..3 that have something to say; one section a week makes weeks of them."""
    checks = {
        "LEN-1": not lengths.weeks_low <= sections <= lengths.weeks_high,
        "LEN-2": not lengths.sections_low <= sections <= lengths.sections_high,
        "LEN-3": sections > lengths.weeks_high,
    }
    return tuple(rule for rule, noted in checks.items() if noted)


# --- process rules (rules.md, part C) ---------------------------------------------------------


@dataclass(frozen=True)
class Visit:
    """An assessment meeting that has taken place; `clinician` is empty while nobody is recorded."""

    day: date
    clinician: str


@dataclass(frozen=True)
class Ruling:
    """The clinician's signed decision: whether the patient was found suitable, and when."""

    day: date
    suitable: bool


def ensure_may_start(visit: Visit | None, ruling: Ruling | None) -> None:
    """DEC-1: a meeting with date and clinician, and a decision on or after that date."""
    if visit is None:
        raise RuleRefused("DEC-1", "no_visit")
    if not visit.clinician.strip():
        raise RuleRefused("DEC-1", "no_clinician")
    if ruling is None:
        raise RuleRefused("DEC-1", "no_decision")
    if ruling.day < visit.day:
        raise RuleRefused("DEC-1", "decision_before_visit")
    if not ruling.suitable:
        raise RuleRefused("DEC-1", "not_suitable")


FAR_DAYS = 366
"""Further from today a start or an agreement is a slip of the pen: a year that was mistyped."""


def ensure_start_day(start: date, ruling: Ruling, *, today: date) -> None:
    """DEC-1: the program starts after the assessment and the decision, never before.

    Raises `InvalidValue` for a day more than a year ahead.
    """
    if start < ruling.day:
        raise RuleRefused("DEC-1", "start_before_decision")
    if (start - today).days > FAR_DAYS:
        raise InvalidValue("starts_on", "too_far")


def ensure_agreed(agreed_on: date | None, *, today: date) -> date:
    """DEC-2: the patient's agreement is recorded before a program is assigned, and has happened.

    Raises `InvalidValue` for a day that has not come, or more than a year back.
    """
    if agreed_on is None:
        raise RuleRefused("DEC-2", "no_agreement")
    if agreed_on > today:
        raise InvalidValue("agreed_on", "future")
    if (today - agreed_on).days > FAR_DAYS:
        raise InvalidValue("agreed_on", "too_old")
    return agreed_on


def ensure_feedback_recorded(channel: Channel, text: str) -> None:
    """FB-1: a message has a text, and a phone call is documented too. How often is not limited."""
    if not text.strip():
        reason = "phone_not_documented" if channel is Channel.PHONE else "no_text"
        raise RuleRefused("FB-1", reason)


def ensure_may_close_inactive(*, confirmed_by: str | None, open_risk: bool) -> None:
    """ACT-1: never silently, and risk first."""
    if open_risk:
        raise RuleRefused("ACT-1", "risk_open")
    if not (confirmed_by or "").strip():
        raise RuleRefused("ACT-1", "not_confirmed")


def ensure_region(region: str | None, *, excluded: Collection[str]) -> None:
    """REG-1: the region where the patient is registered is not one that the provider leaves out."""
    left_out = {name.casefold().removeprefix("region ").strip() for name in excluded}
    if region is not None and region.casefold().removeprefix("region ").strip() in left_out:
        raise RuleRefused("REG-1", "region_excluded")


@dataclass(frozen=True)
class Training:
    """What a clinician has recorded: basic CBT psychotherapy training, and program courses."""

    basic_cbt: bool
    courses: Mapping[str, date] = field(default_factory=dict)


def competence_gap(training: Training) -> str | None:
    """COMP-1: why the clinician may not be given a program; None when nothing is in the way.

    The page makes the same demand under each program.
    """
    return None if training.basic_cbt else "no_basic_training"


def lacks_course(training: Training, program: Program) -> bool:
    """Whether no course in this very program is recorded: a suggestion, not a demand (COMP-1)."""
    return program.code not in training.courses


def ensure_competent(training: Training) -> None:
    """COMP-1 as a refusal."""
    gap = competence_gap(training)
    if gap is not None:
        raise RuleRefused("COMP-1", gap)
