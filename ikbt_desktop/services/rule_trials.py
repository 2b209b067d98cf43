"""A changed rule is tried on the clinic's own past cases before it is put in force."""

import dataclasses
import math
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from ikbt_desktop.clinic import course_check, fees, programs, screening, workdays
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.course_check import CheckRule
from ikbt_desktop.clinic.criteria import Criteria
from ikbt_desktop.clinic.data_files import DataFile, FileKind, Key
from ikbt_desktop.clinic.fees import FeeProfile, Paid, Period
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.rule_figures import (
    RuleFigure,
    figures_of,
    value_of,
    with_figures,
)
from ikbt_desktop.clinic.workdays import Limits, Span, counted_days, local_day
from ikbt_desktop.clinic.writing import written
from ikbt_desktop.errors import InvalidValue, NotFound, RuleRefused
from ikbt_desktop.models import (
    CareContact,
    FeePeriod,
    Measurement,
    Patient,
    Screening,
    Treatment,
    TreatmentPause,
    WeekReport,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import course_checks, following, shown
from ikbt_desktop.services.following import Followed
from ikbt_desktop.services.own_files import OwnFiles, Read
from ikbt_desktop.services.screening_content import Content
from ikbt_desktop.storage import list_cases
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

IN_TIME, LATE, NOTHING, NOTED = "in_time", "late", "nothing", "noted"
BELOW, EXPECTED, WORSE = "below", "as_expected", "worse"
"""Outcomes of rules that have no word of their own in rules.md."""
_AT_ONCE = 50

Report = Callable[[int, int], None]
Outcomes = Mapping[str, str]
_Case = Callable[[UnitOfWork, str], Iterator[tuple[Outcomes, Outcomes]]]


@dataclass(frozen=True)
class FigureView:
    """One figure as it holds, as it was shipped, and how far it may go."""

    figure: RuleFigure
    value: float | None
    shipped: float | None


@dataclass(frozen=True)
class Moved:
    """How many past cases a rule would judge otherwise."""

    rule: str
    before: str
    after: str
    count: int


@dataclass(frozen=True)
class Trial:
    """What came of trying a file on the past: counts alone, nobody's case. Nothing was changed."""

    read: Read
    cases: int
    moved: tuple[Moved, ...]
    cases_moved: int


class RuleTrials:
    """For the administrator: sees counts, never a case."""

    def __init__(
        self, workplace: Workplace, catalogue: Catalogue, shipped: Catalogue, files: OwnFiles
    ) -> None:
        self._workplace = workplace
        self._catalogue = catalogue
        self._shipped = shipped
        self._files = files

    # --- what is proposed --------------------------------------------------------------------

    def figures(self, key: Key) -> tuple[FigureView, ...]:
        """The figures of a rule file. Raises `NotFound`."""
        held, shipped = self._catalogue.files.get(key), self._shipped.files.get(key)
        if held is None:
            raise NotFound(key[0])
        now = tomllib.loads(held.text)
        before = {} if shipped is None else tomllib.loads(shipped.text)
        views = (
            FigureView(figure, value_of(now, figure), value_of(before, figure))
            for figure in figures_of(key)
        )
        return tuple(view for view in views if view.value is not None)

    def drafted(self, key: Key, changes: Mapping[RuleFigure, float]) -> Read:
        """The file with other figures, checked, under the next version of the clinic's own.

        Raises `InvalidValue` of the figure's name ("range", "unchanged" of "figures"),
        `BrokenResource` where figures contradict each other or EXC-3 would be loosened.
        """
        held = self._catalogue.files.get(key)
        if held is None:
            raise NotFound(key[0])
        values = tomllib.loads(held.text)
        real = {one: value for one, value in changes.items() if value_of(values, one) != value}
        if not real:
            raise InvalidValue("figures", "unchanged")
        for figure, value in real.items():
            if not figure.low <= value <= figure.high or (figure.whole and value != int(value)):
                facts = {"low": math.ceil(figure.low), "high": int(figure.high)}
                raise InvalidValue(figure.name, "range", facts)
        version = self.next_version(key)
        return self._files.read(key[0], written(with_figures(values, real, version=version)))

    def shipped_again(self, key: Key) -> Read:
        """The shipped file, to be tried like any other before it holds again."""
        file = self._shipped.files.get(key)
        if file is None:
            raise NotFound(key[0])
        contents: Mapping[FileKind, Any] = {
            FileKind.CRITERIA: self._shipped.criteria,
            FileKind.LIMITS: self._shipped.limits,
            FileKind.FEES: self._shipped.fees.get(key[1]),
            FileKind.COURSE_CHECK: self._shipped.course_check,
        }
        return Read(file, contents[key[0]], self._catalogue.files[key].version)

    def next_version(self, key: Key) -> str:
        """The version that a file of the clinic's own would get."""
        return self._files.next_version(key)

    # --- trying ------------------------------------------------------------------------------

    def run(self, read: Read, report: Report = lambda _done, _total: None) -> Trial:
        """Judge every past case by the rules in force and by the file, and count what differs.

        Slow: run it aside. `report` is told how far it is, and may raise to end it. Nothing is
        written but the log's line that cases were read.
        """
        judge, list_ids = self._ways(read)
        with open_reading(self._workplace, Permission.EDIT_CATALOGUE) as work:
            ids = list_ids(work)
        counted: Counter[tuple[str, str, str]] = Counter()
        moved = 0
        for start in range(0, len(ids), _AT_ONCE):
            report(start, len(ids))
            with open_reading(self._workplace, Permission.EDIT_CATALOGUE) as work:
                for case in ids[start : start + _AT_ONCE]:
                    found = list(_differences(judge(work, case)))
                    counted.update(found)
                    moved += bool(found)
        report(len(ids), len(ids))
        with open_work(self._workplace, Permission.EDIT_CATALOGUE) as work:
            work.log(
                Action.READ,
                kind="rule_trial",
                details={
                    "code": read.file.code,
                    "file_version": read.file.version,
                    "cases": len(ids),
                    "cases_moved": moved,
                },
            )
            work.commit()
        rows = tuple(Moved(*key, count) for key, count in sorted(counted.items()))
        return Trial(read, len(ids), rows, moved)

    def put_in_force(self, trial: Trial, *, reason: str, orders: int | None = None) -> DataFile:
        """From now on the tried file holds; earlier decisions keep the version of their day."""
        file = trial.read.file
        if file == self._shipped.files.get(file.key):
            self._files.use_shipped(*file.key, reason=reason, orders=orders, tried=file)
            return file
        return self._files.put_in_force(trial.read, reason=reason, orders=orders, tried=file)

    def _ways(self, read: Read) -> tuple[_Case, Callable[[UnitOfWork], tuple[str, ...]]]:
        content, known = read.content, self._catalogue
        today = local_day(self._workplace.clock())
        if isinstance(content, Criteria):
            later = dataclasses.replace(known, criteria=content)
            return _intakes(known, later), list_cases.signed_screenings
        if isinstance(content, Limits):
            return _courses(known.limits, content, today), list_cases.treatments
        if isinstance(content, FeeProfile):
            held = known.fee_profile(content.code)
            return _bills(held, content), list_cases.patients_with_contacts
        if isinstance(content, CheckRule):
            return _checks(known, content, today), list_cases.treatments
        raise RuleRefused("CATALOGUE", "no_rule")


def _differences(pairs: Iterator[tuple[Outcomes, Outcomes]]) -> Iterator[tuple[str, str, str]]:
    for before, after in pairs:
        for rule, outcome in before.items():
            if after[rule] != outcome:
                yield rule, outcome, after[rule]


# --- intakes ---------------------------------------------------------------------------------


def _intakes(known: Catalogue, later: Catalogue) -> _Case:
    """Each signed intake judged by both, with the program and the forms of its day."""

    def judge(work: UnitOfWork, screening_id: str) -> Iterator[tuple[Outcomes, Outcomes]]:
        record = work.get(Screening, screening_id)
        state = Content.of(record.content).state
        yield (
            _judged(state, _with_program(known, record)),
            _judged(state, _with_program(later, record)),
        )
        for treatment in work.find(Treatment, screening_id=screening_id):
            count = treatment.section_count
            yield _length(count, known.criteria), _length(count, later.criteria)

    return judge


def _with_program(known: Catalogue, record: Screening) -> Catalogue:
    code = record.program_code
    if code is None:
        return known
    then = known.program(code, record.program_version)
    return dataclasses.replace(known, programs={**known.programs, code: then})


def _judged(state: screening.ScreeningState, known: Catalogue) -> Outcomes:
    found = screening.assess(state, known)
    whole: dict[str, str] = {"": found.outcome.value}
    return whole | {rule: one.outcome for rule, one in found.by_rule.items()}


def _length(sections: int, criteria: Criteria) -> Outcomes:
    noted = programs.length_notes(sections, criteria.lengths)
    return {rule: NOTED if rule in noted else NOTHING for rule in ("LEN-1", "LEN-2", "LEN-3")}


# --- courses ---------------------------------------------------------------------------------


def _courses(before: Limits, after: Limits, today: date) -> _Case:
    """Each treatment: was every feedback in time, and how far did a silence reach the ladder."""

    def judge(work: UnitOfWork, treatment_id: str) -> Iterator[tuple[Outcomes, Outcomes]]:
        treatment = work.get(Treatment, treatment_id)
        contacts = sorted({one.on for one in work.find(CareContact, treatment_id=treatment_id)})
        for gap in _gaps([treatment.starts_on, *contacts]):
            yield _timely(before, gap), _timely(after, gap)
        heard = {one.reported_on for one in work.find(WeekReport, treatment_id=treatment_id)}
        heard |= {one.answered_on for one in work.find(Measurement, treatment_id=treatment_id)}
        until = treatment.ended_on or max(today, treatment.starts_on)
        paused = [Span(one.first, one.last) for one in _pauses(work, treatment_id)]
        days = sorted(day for day in {treatment.starts_on, *heard, until} if day <= until)
        longest = max(
            (counted_days(one, other, left_out=paused) for one, other in pairwise(days)), default=0
        )
        yield _step(before, longest), _step(after, longest)

    return judge


def _pauses(work: UnitOfWork, treatment_id: str) -> list[TreatmentPause]:
    return work.find(TreatmentPause, treatment_id=treatment_id, order_by=("first",))


def _gaps(days: list[date]) -> Iterator[int]:
    yield from ((later - earlier).days for earlier, later in pairwise(days))


def _timely(limits: Limits, gap: int) -> Outcomes:
    return {"FB-1": IN_TIME if gap <= limits.feedback_days else LATE}


def _step(limits: Limits, silence: int) -> Outcomes:
    reached = workdays.inactivity_step(limits, days=silence)
    return {"ACT-1": NOTHING if reached is None else reached.code}


# --- course checks ---------------------------------------------------------------------------


def _checks(known: Catalogue, after: CheckRule, today: date) -> _Case:
    """Each treatment: what the week's check would have found, and whether it counts as worse."""

    def judge(work: UnitOfWork, treatment_id: str) -> Iterator[tuple[Outcomes, Outcomes]]:
        treatment = work.get(Treatment, treatment_id)
        if not following.patients_own([treatment], known):
            return
        followed = following.of(work, treatment, known)
        last = min(today, treatment.ended_on or today)
        yield _checked(known.course_check, followed, last), _checked(after, followed, last)

    return judge


def _checked(rule: CheckRule, followed: Followed, last: date) -> Outcomes:
    week = course_checks.week_check(rule, followed, today=last)
    found = NOTHING if week is None else BELOW if week.is_below else EXPECTED
    worse = any(
        episode.begun_on >= followed.treatment.starts_on
        for measure in followed.course.measures
        for episode in course_check.episodes(rule, measure, followed.course.points(measure))
    )
    return {"CHECK": found, "CHECK-WORSE": WORSE if worse else NOTHING}


# --- fees ------------------------------------------------------------------------------------


def _bills(before: FeeProfile, after: FeeProfile) -> _Case:
    """Each patient's contacts charged once more by both, from the first to the last."""

    def judge(work: UnitOfWork, patient_id: str) -> Iterator[tuple[Outcomes, Outcomes]]:
        patient = work.get(Patient, patient_id)
        contacts = work.find(CareContact, patient_id=patient_id, order_by=("on", "created_at"))
        days = [one.on for one in contacts if one.fee_reason != fees.Reason.CORRECTION]
        begun = work.first(FeePeriod, patient_id=patient_id, order_by=("starts_on",))
        born = patient.birth_date
        yield from zip(
            _charged(before, days, born, begun), _charged(after, days, born, begun), strict=True
        )

    return judge


def _charged(
    profile: FeeProfile, days: list[date], born: date | None, begun: FeePeriod | None
) -> Iterator[Outcomes]:
    period: Period | None = None
    paid: list[Paid] = []
    if begun is not None:
        period = Period(begun.starts_on, begun.opening_sum, begun.free_card_until)
    for day in days:
        charge = fees.charge(profile, period, paid, day, age=shown.age(born, on=day))
        period = charge.period
        if charge.amount:
            paid.append(Paid(day, charge.amount))
        yield {"FEE-1": str(charge.amount)}
