"""The course check: what the rule finds, the one action that answers it, what became of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from ikbt_desktop.clinic import change, course_check
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.course_check import (
    NEEDS_NOTE,
    CheckKind,
    CheckRule,
    Finding,
    Question,
    Standing,
    Worsening,
)
from ikbt_desktop.clinic.course_check import Action as Chosen
from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.lifecycles import TreatmentState
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import SECTION_DAYS, counted_days, day_when, local_day
from ikbt_desktop.errors import Incomplete, InvalidValue, RuleRefused
from ikbt_desktop.models import CourseCheck, CourseCheckResult, Treatment
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fields, following
from ikbt_desktop.services.following import Followed
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_work

_GOING = frozenset({TreatmentState.RUNNING, TreatmentState.PAUSED})
_WITHOUT_FOLLOW_UP = frozenset({Chosen.END, Chosen.NONE})
_YES_NO = frozenset({"yes", "no"})


@dataclass(frozen=True)
class WeekCheck:
    """The check of the rule's week. `as_of` is the day it looks at: the week's last at the most."""

    day: date
    as_of: date
    measure: str
    measured_on: date | None
    findings: tuple[Finding, ...]
    is_below: bool


@dataclass(frozen=True)
class OpenCheck:
    """A check that waits for its action: the findings of the week, or what has become worse."""

    kind: CheckKind
    noticed_on: date
    findings: tuple[Finding, ...] = ()
    worsenings: tuple[Worsening, ...] = ()


@dataclass(frozen=True)
class ToldResult:
    """What became of an action, as somebody told and signed it."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class RecordedCheck:
    """A check with its action as it was signed. `facts` are the findings of that day."""

    id: str
    kind: CheckKind
    noticed_on: date
    action: Chosen
    note: str
    answers: Mapping[str, str]
    follow_up_on: date | None
    by: str
    at: datetime
    facts: Mapping[str, Any]
    results: tuple[ToldResult, ...]


@dataclass(frozen=True)
class CourseState:
    """Everything about the checks of one treatment. `week` is None until its day has come."""

    treatment_id: str
    patient_id: str
    rule: CheckRule
    week_day: date
    week: WeekCheck | None
    open: tuple[OpenCheck, ...]
    recorded: tuple[RecordedCheck, ...]
    editable: bool


@dataclass(frozen=True)
class NewCheck:
    """The action that is chosen. `answers` are the questions that were thought through."""

    kind: CheckKind
    action: Chosen
    note: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    follow_up_on: date | None = None


# --- what the rule finds ---------------------------------------------------------------------


def week_day(rule: CheckRule, followed: Followed) -> date:
    """The day of the check: so many weeks of treatment are over, pauses not counted."""
    course = followed.course
    days = SECTION_DAYS * rule.week
    return day_when(course.treatment.starts_on, days, left_out=course.paused)


def week_check(rule: CheckRule, followed: Followed, *, today: date) -> WeekCheck | None:
    """The week's check as the records tell it; it stands still when its week is over."""
    day = week_day(rule, followed)
    if day > today:
        return None
    as_of = min(today, day + timedelta(days=SECTION_DAYS - 1))
    course = followed.course
    measure = _leading(followed)
    moved = None if measure is None else _moved(followed, measure, as_of)
    silent = counted_days(followed.heard_of(until=as_of), as_of, left_out=course.paused)
    found = course_check.findings(
        rule,
        Standing(
            improvement=None if measure is None else course_check.improvement(moved, measure),
            sections_done=followed.sections_done(until=as_of),
            sections=course.treatment.section_count,
            days_silent=silent,
        ),
    )
    return WeekCheck(
        day=day,
        as_of=as_of,
        measure="" if measure is None else measure.code,
        measured_on=None if moved is None else moved.later.on,
        findings=found,
        is_below=course_check.is_below(found),
    )


def _leading(followed: Followed) -> Instrument | None:
    """The program's own main measure: what the treatment is there to change."""
    by_code = {measure.code: measure for measure in followed.course.measures}
    return next((by_code[code] for code in followed.course.main if code in by_code), None)


def _moved(followed: Followed, measure: Instrument, as_of: date) -> change.Change | None:
    points = [point for point in followed.course.points(measure) if point.on <= as_of]
    return change.course(measure, points).since_start


def open_checks(rule: CheckRule, followed: Followed, *, today: date) -> Iterator[OpenCheck]:
    """What waits for an action, the deterioration first."""
    if followed.treatment.state not in _GOING:
        return
    worse = tuple(_unanswered(rule, followed))
    if worse:
        noticed = min(one.on for one in worse)
        yield OpenCheck(CheckKind.DETERIORATION, noticed, worsenings=worse)
    week = week_check(rule, followed, today=today)
    answered = any(check.kind == CheckKind.WEEK for check in followed.checks)
    if week is not None and week.is_below and not answered:
        yield OpenCheck(CheckKind.WEEK, week.day, findings=week.findings)


def _unanswered(rule: CheckRule, followed: Followed) -> Iterator[Worsening]:
    """The newest total of each stretch that nobody has acted upon since it began."""
    acted: dict[str, date] = {}
    for check in followed.checks:
        for kept in check.facts.get("worsenings", ()):
            day = date.fromisoformat(kept["on"])
            acted[kept["instrument"]] = max(day, acted.get(kept["instrument"], day))
    for measure in followed.course.measures:
        for episode in course_check.episodes(rule, measure, followed.course.points(measure)):
            begun = episode.begun_on >= followed.treatment.starts_on
            if begun and acted.get(measure.code, date.min) < episode.begun_on:
                yield episode.newest


def results_due(followed: Followed) -> Iterator[CourseCheck]:
    """Recorded actions that were to be looked at again, and of which nothing is told yet."""
    told = {result.check_id for result in followed.results}
    if followed.treatment.state in _GOING:
        yield from (
            check
            for check in followed.checks
            if check.follow_up_on is not None and check.id not in told
        )


# --- the verbs -------------------------------------------------------------------------------


class CourseChecks:
    """See what the rule finds, record the action, tell what became of it."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    def state(self, treatment_id: str) -> CourseState:
        """The checks of a treatment; logged."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            treatment = work.get(Treatment, treatment_id)
            work.log(
                Action.READ,
                kind="course_check",
                record_id=treatment.id,
                patient_id=treatment.patient_id,
            )
            state = self._state(work, treatment)
            work.commit()
        return state

    def _state(self, work: UnitOfWork, treatment: Treatment) -> CourseState:
        return self.seen(work, treatment, following.of(work, treatment, self._catalogue))

    def seen(self, work: UnitOfWork, treatment: Treatment, followed: Followed) -> CourseState:
        """The checks within work that somebody has opened and logs."""
        rule = self._catalogue.course_check
        today = local_day(work.now())
        return CourseState(
            treatment_id=treatment.id,
            patient_id=treatment.patient_id,
            rule=rule,
            week_day=week_day(rule, followed),
            week=week_check(rule, followed, today=min(today, treatment.ended_on or today)),
            open=tuple(open_checks(rule, followed, today=today)),
            recorded=tuple(recorded(followed)),
            editable=self._workplace.actor.may(Permission.WRITE_FEEDBACK)
            and treatment.state in _GOING,
        )

    def record(self, treatment_id: str, new: NewCheck) -> CourseState:
        """Sign the action. Raises `Incomplete`, `InvalidValue`, `RuleRefused` (nothing waits)."""
        note = fields.prose(new.note, "note")
        _ensure_complete(new, note, today=local_day(self._workplace.clock()))
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            treatment = work.get(Treatment, treatment_id)
            followed = following.of(work, treatment, self._catalogue)
            rule = self._catalogue.course_check
            waiting = open_checks(rule, followed, today=local_day(work.now()))
            found = next((check for check in waiting if check.kind == new.kind), None)
            if found is None:
                raise RuleRefused("COURSE", "nothing_open")
            check = work.add(
                CourseCheck(
                    patient_id=treatment.patient_id,
                    treatment_id=treatment.id,
                    kind=new.kind.value,
                    noticed_on=found.noticed_on,
                    facts=_facts(rule, found),
                    answers=dict(new.answers),
                    action=new.action.value,
                    note=note,
                    follow_up_on=new.follow_up_on,
                    **_signature(work),
                )
            )
            work.log(
                Action.SIGN,
                kind="course_check",
                record_id=check.id,
                patient_id=check.patient_id,
                details={"kind": check.kind},
            )
            state = self._state(work, treatment)
            work.commit()
        return state

    def tell_result(self, check_id: str, text: str) -> CourseState:
        """Sign what became of an action. Raises `Incomplete`."""
        said = fields.prose(text, "result")
        if not said:
            raise Incomplete(("result",))
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            check = work.get(CourseCheck, check_id)
            result = work.add(
                CourseCheckResult(
                    check_id=check.id,
                    patient_id=check.patient_id,
                    treatment_id=check.treatment_id,
                    result=said,
                    **_signature(work),
                )
            )
            work.log(
                Action.SIGN,
                kind="course_check_result",
                record_id=result.id,
                patient_id=result.patient_id,
                details={"check": check.id},
            )
            state = self._state(work, work.get(Treatment, check.treatment_id))
            work.commit()
        return state


def _ensure_complete(new: NewCheck, note: str, *, today: date) -> None:
    missing = []
    if new.action in NEEDS_NOTE and not note:
        missing.append("note")
    if new.action not in _WITHOUT_FOLLOW_UP and new.follow_up_on is None:
        missing.append("follow_up_on")
    if missing:
        raise Incomplete(tuple(missing))
    if new.follow_up_on is not None and new.follow_up_on <= today:
        raise InvalidValue("follow_up_on", "not_future")
    known = set(Question)
    if not set(new.answers) <= known or not set(new.answers.values()) <= _YES_NO:
        raise InvalidValue("answers", "unknown_word")


def _facts(rule: CheckRule, found: OpenCheck) -> dict[str, Any]:
    """As the record keeps it: every figure of that day, and the rule it was judged by."""
    return {
        "version": rule.version,
        "week": rule.week,
        "findings": [
            {
                "sign": one.sign.value,
                "verdict": one.verdict.value,
                "value": one.value,
                "wanted": one.wanted,
                "limit": one.parameter.limit,
                "source": one.parameter.source,
                "clinic_choice": one.parameter.clinic_choice,
            }
            for one in found.findings
        ],
        "worsenings": [
            {
                "instrument": one.instrument,
                "on": one.on.isoformat(),
                "since": one.since.value,
                "points": one.points,
                "limit": one.limit,
                "source": one.source,
                "clinic_choice": one.clinic_choice,
            }
            for one in found.worsenings
        ],
    }


def _signature(work: UnitOfWork) -> dict[str, Any]:
    actor = work.actor
    return {
        "signed_at": work.now(),
        "signed_by_id": actor.user_id,
        "signed_by_name": actor.name,
        "signed_role": actor.role.value,
    }


def recorded(followed: Followed) -> Iterator[RecordedCheck]:
    """The signed checks, oldest first, each with what became of it."""
    for check in sorted(followed.checks, key=lambda one: one.created_at):
        assert check.signed_at is not None  # signed as it was written
        yield RecordedCheck(
            id=check.id,
            kind=CheckKind(check.kind),
            noticed_on=check.noticed_on,
            action=Chosen(check.action),
            note=check.note,
            answers=check.answers,
            follow_up_on=check.follow_up_on,
            by=check.signed_by_name or "",
            at=check.signed_at,
            facts=check.facts,
            results=tuple(
                ToldResult(result.result, result.signed_by_name or "", result.created_at)
                for result in followed.results
                if result.check_id == check.id
            ),
        )
