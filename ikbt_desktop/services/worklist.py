"""Att göra: computed from the whole clinic each time, never stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.closing import meets
from ikbt_desktop.clinic.course_check import CheckKind
from ikbt_desktop.clinic.instruments import Level
from ikbt_desktop.clinic.lifecycles import Lifecycle, TreatmentState, stage
from ikbt_desktop.clinic.log_checks import Month
from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.clinic.screening import RULE_OF
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.services import course_checks, following, inactivity, log_checks
from ikbt_desktop.services.following import Followed
from ikbt_desktop.storage import list_courses, list_tasks
from ikbt_desktop.storage.list_tasks import (
    EndedTreatment,
    OpenReferral,
    OpenRisk,
    OpenScreening,
    PromisedContact,
    RunningTreatment,
    UnansweredReferral,
    UnclearAnswers,
    UnfiledDocument,
    UnsentText,
    Whose,
    whose_is,
)
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading

# So long after its end every treatment is looked at; a summary that nobody has signed stays longer,
# and so does a follow-up that is open, until its form is entered or somebody gives it up.
_FOLLOWED_DAYS = 400
# A screening that nobody has touched for two days waits for its signature.
_SCREENING_DAYS = 2
# A reply to the referrer is expected within a week of the decision.
_REPLY_DAYS = 7
_FILING_DAYS = 1
_FOLLOW_UP_SHOWN_DAYS = 7


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `kind` says what and where Enter leads.

    kind: "risk", "risk_soft", "risk_contact", "feedback", "screening", "find_out",
    "referral_answer", "referral_step", "assign", "file_document", "measure", "send_text",
    "summary", "end_pause", "follow_up", "week_check", "deterioration_check", "check_result",
    "inactivity", "log_check" (of no patient).
    """

    kind: str
    subject_id: str
    patient_id: str
    name: str
    identity: str
    due_at: datetime | None
    due_on: date | None
    late_days: int  # below 0: days left; 0: today; above: late
    owner_id: str | None
    owner: str | None
    facts: tuple[tuple[str, str], ...]  # ("week", "3"), ("program", "Depressionshjälpen") …
    protected: bool


@dataclass(frozen=True)
class TaskCounts:
    """For the chips."""

    all: int
    mine: int
    late: int
    feedback: int
    unsigned: int
    to_file: int


RISK_KINDS = ("risk", "risk_soft")
"""Open risk cases, most urgent first: no filter hides them."""
_CLINICAL_KINDS = frozenset(
    {
        "check_result",
        "deterioration_check",
        "end_pause",
        "find_out",
        "feedback",
        "follow_up",
        "inactivity",
        "measure",
        "screening",
        "send_text",
        "summary",
        "week_check",
    }
)
_CHECKS = {
    CheckKind.WEEK: "week_check",
    CheckKind.DETERIORATION: "deterioration_check",
}


@dataclass(frozen=True)
class _Today:
    """The day and hour for which the list is computed."""

    now: datetime
    day: date


class Worklist:
    """What waits. Open risk cases come first, red ones before soft, and no filter hides them."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue
        self._known: tuple[object, tuple[Task, ...]] | None = None
        self._followed: tuple[object, tuple[Task, ...]] | None = None
        self._forgotten: tuple[object, frozenset[str]] | None = None

    def tasks(self, *, chosen: str = "all") -> tuple[Task, ...]:
        """Tasks by urgency: risk, late and today, this week, later.

        `chosen`: "all", "mine", "late", "feedback", "unsigned", "to_file". Reception sees
        neutral words and only its own kinds.
        """
        return tuple(task for task in self._all() if self._chosen(task, chosen))

    def counts(self) -> TaskCounts:
        """How many of each."""
        tasks = self._all()
        return TaskCounts(
            all=len(tasks),
            mine=self._count(tasks, "mine"),
            late=self._count(tasks, "late"),
            feedback=self._count(tasks, "feedback"),
            unsigned=self._count(tasks, "unsigned"),
            to_file=self._count(tasks, "to_file"),
        )

    def next_due(self) -> date | None:
        """When the next thing falls due, for the empty list."""
        days = [task.due_on for task in self._all() if task.due_on is not None]
        return min(days, default=None)

    def read_courses(self) -> None:
        """The heavier half of what `counts` reads, ahead of it: for a window that never rests."""
        today = self._today()
        with open_reading(self._workplace, Permission.SEE_WORKLIST) as work:
            self._of_courses(work, today)

    # --- choosing ----------------------------------------------------------------------------

    def _count(self, tasks: tuple[Task, ...], chosen: str) -> int:
        return sum(self._matches(task, chosen) for task in tasks)

    def _chosen(self, task: Task, chosen: str) -> bool:
        return task.kind in RISK_KINDS or self._matches(task, chosen)

    def _matches(self, task: Task, chosen: str) -> bool:
        match chosen:
            case "all":
                return True
            case "mine":
                return task.owner_id == self._workplace.actor.user_id
            case "late":
                return task.late_days > 0
            case "feedback":
                return task.kind == "feedback"
            case "unsigned":
                return task.kind in {"screening", "summary"}
            case "to_file":
                return task.kind in {"file_document", "send_text"}
        raise ValueError(chosen)

    # --- computing ---------------------------------------------------------------------------

    def _all(self) -> tuple[Task, ...]:
        today = self._today()
        with open_reading(self._workplace, Permission.SEE_WORKLIST) as work:
            # List, chips and status row ask one after the other: nothing changed meanwhile.
            state = _state(work, today)
            if self._known is None or self._known[0] != state:
                found = [task for task in self._gather(work, today) if self._may_see(task)]
                self._known = (state, tuple(sorted(found, key=_urgency)))
        return self._known[1]

    def _today(self) -> _Today:
        now = self._workplace.clock()
        return _Today(now, local_day(now))

    def _of_courses(self, work: UnitOfWork, today: _Today) -> tuple[Task, ...]:
        state = _state(work, today)
        if self._followed is None or self._followed[0] != state:
            self._followed = (state, tuple(self._courses(work, today)))
        return self._followed[1]

    def _gather(self, work: UnitOfWork, today: _Today) -> Iterator[Task]:
        yield from (self._risk(case, today) for case in list_tasks.open_risks(work))
        yield from (self._promised(row, today) for row in list_tasks.promised_contacts(work))
        for treatment in list_tasks.running_treatments(work):
            yield from self._treatment(treatment, today)
        yield from self._of_courses(work, today)
        begun = list_tasks.open_screenings(work)
        # A begun screening is the referral's next step itself: one line, not two.
        screened = {row.referral_id for row in begun}
        for referral in list_tasks.open_referrals(work):
            if referral.referral_id not in screened:
                yield from self._referral(referral, today)
        yield from (self._screening(row, today) for row in begun)
        yield from (self._find_out(row, today) for row in list_tasks.unclear_answers(work))
        yield from (self._answer(row, today) for row in list_tasks.unanswered_referrals(work))
        yield from (self._filing(row, today) for row in list_tasks.unfiled_documents(work))
        yield from (self._sending(row, today) for row in list_tasks.unsent_texts(work))
        since = today.day - timedelta(days=_FOLLOWED_DAYS)
        older = self._unsummed(work, since)
        for ended in list_tasks.ended_treatments(work, since=since, older=older):
            yield from self._ended(ended, today)
        if self._workplace.actor.may(Permission.READ_LOG):
            yield from (_log_check(month, today) for month in log_checks.unsigned(work))

    def _unsummed(self, work: UnitOfWork, before: date) -> frozenset[str]:
        """What ended long ago without a summary: looked for afresh when a day or an end comes."""
        state = (before, list_tasks.count_ended(work))
        if self._forgotten is None or self._forgotten[0] != state:
            self._forgotten = (state, list_tasks.unsummed_treatments(work, before=before))
        return self._forgotten[1]

    def _may_see(self, task: Task) -> bool:
        actor = self._workplace.actor
        if task.kind in {*RISK_KINDS, "risk_contact"}:
            return actor.may(Permission.SEE_RISK)
        clinical = actor.may(Permission.READ_CLINICAL)
        if task.kind in _CLINICAL_KINDS:
            return clinical
        if task.kind == "referral_step" and not clinical:
            return _is_for_reception(task) and actor.may(Permission.READ_REFERRAL)
        if task.kind == "assign":
            return actor.may(Permission.ASSIGN_PROGRAM)
        return actor.may(Permission.READ_REFERRAL)

    def _risk(self, case: OpenRisk, today: _Today) -> Task:
        return _task(
            "risk" if case.urgency == Level.RED else "risk_soft",
            case.case_id,
            case.whose,
            today,
            due_on=local_day(case.deadline_at),
            due_at=case.deadline_at,
            facts=(
                ("raised_at", case.opened_at.isoformat()),
                ("attempts", str(case.attempts)),
            ),
        )

    def _promised(self, row: PromisedContact, today: _Today) -> Task:
        return _task(
            "risk_contact",
            row.case_id,
            row.whose,
            today,
            due_on=local_day(row.next_contact_at),
            due_at=row.next_contact_at,
            facts=(("attempts", str(row.attempts)),),
        )

    def _treatment(self, row: RunningTreatment, today: _Today) -> Iterator[Task]:
        program = self._catalogue.program(row.program)
        week = str(row.open_section or 1)
        facts = (("week", week), ("program", program.name))
        if row.state == TreatmentState.PAUSED:
            if row.paused_until is not None and row.paused_until <= today.day:
                yield _task(
                    "end_pause",
                    row.treatment_id,
                    row.whose,
                    today,
                    due_on=row.paused_until,
                    facts=facts,
                )
            return
        if row.next_feedback_on is None:
            # Every section has its feedback: what is left is to end and to sum up.
            yield _task(
                "summary",
                row.treatment_id,
                row.whose,
                today,
                due_on=row.planned_end_on,
                facts=facts,
            )
            return
        if row.starts_on <= today.day:
            extra = []
            if row.report_on is not None:
                extra.append(("report_on", row.report_on.isoformat()))
            if row.draft_at is not None:
                extra.append(("draft_at", row.draft_at.isoformat()))
            yield _task(
                "feedback",
                row.treatment_id,
                row.whose,
                today,
                due_on=row.next_feedback_on,
                facts=(*facts, *extra),
            )
        yield from self._measures(row, today, facts)

    def _measures(
        self, row: RunningTreatment, today: _Today, facts: tuple[tuple[str, str], ...]
    ) -> Iterator[Task]:
        """The program's main measure is wanted once in every interval."""
        program = self._catalogue.program(row.program)
        code = program.risk_measure or next(iter(program.primary), None)
        if code is None or row.starts_on > today.day:
            return
        latest = dict(row.measures).get(code, row.starts_on)
        due_on = latest + timedelta(days=program.interval_days)
        if due_on < today.day:
            yield _task(
                "measure",
                row.treatment_id,
                row.whose,
                today,
                due_on=due_on,
                facts=(*facts, ("instrument", code)),
            )

    def _courses(self, work: UnitOfWork, today: _Today) -> Iterator[Task]:
        """The checks that wait for an action, what became of one, and the ladder's next step."""
        rows = {row[0].id: row for row in list_courses.going(work)}
        own = following.patients_own((row[0] for row in rows.values()), self._catalogue)
        for followed in following.of_all(work, own, self._catalogue):
            treatment, patient, clinician = rows[followed.treatment.id]
            whose = whose_is(patient, clinician)
            for kind, due_on, facts in self._of_course(followed, today.day):
                program = ("program", followed.course.program.name)
                yield _task(
                    kind, treatment.id, whose, today, due_on=due_on, facts=(program, *facts)
                )

    def _of_course(
        self, followed: Followed, today: date
    ) -> Iterator[tuple[str, date, tuple[tuple[str, str], ...]]]:
        rule = self._catalogue.course_check
        for check in course_checks.open_checks(rule, followed, today=today):
            yield _CHECKS[check.kind], check.noticed_on, (("check_week", str(rule.week)),)
        for told in course_checks.results_due(followed):
            if told.follow_up_on is not None and told.follow_up_on <= today:
                yield "check_result", told.follow_up_on, (("chosen", told.action),)
        waiting = inactivity.waiting(followed, self._catalogue, today=today)
        if waiting is not None and waiting.due_on <= today:
            facts = (("step", waiting.step.code), ("days", str(waiting.days)))
            yield "inactivity", waiting.due_on, facts

    def _referral(self, row: OpenReferral, today: _Today) -> Iterator[Task]:
        place = stage(Lifecycle.REFERRAL, row.state)
        action = place.next_action
        if action is None:
            return
        due_on: date | None = row.due_on or row.received_on
        if row.own_wait_until is not None and row.own_wait_until > today.day:
            due_on = row.own_wait_until
        if row.visit_day is not None and row.state == "visit_booked":
            due_on = self._visit_day(row, row.visit_day, today.day)
        facts = [("action", action.value), ("state", row.state)]
        if row.visit_at is not None:
            facts.append(("visit_at", row.visit_at.isoformat()))
        if row.referrer:
            facts.append(("referrer", row.referrer))
        kind = "assign" if row.state == "waiting" else "referral_step"
        yield _task(kind, row.referral_id, row.whose, today, due_on=due_on, facts=tuple(facts))

    def _visit_day(self, row: OpenReferral, day: date, today: date) -> date | None:
        """The day of the visit; a protected person's is told to whom it concerns, when it is due.

        That is whoever meets them, on the day; and everybody when it has passed without a word.
        """
        is_own = row.whose.owner_id == self._workplace.actor.user_id
        is_told = day < today or (is_own and day == today)
        return day if is_told or not row.whose.protected else None

    def _screening(self, row: OpenScreening, today: _Today) -> Task:
        due_on = local_day(row.changed_at) + timedelta(days=_SCREENING_DAYS)
        return _task(
            "screening",
            row.screening_id,
            row.whose,
            today,
            due_on=due_on,
            facts=(
                ("step", row.step),
                ("changed_at", row.changed_at.isoformat()),
                ("unclear", str(row.unclear)),
            ),
        )

    def _find_out(self, row: UnclearAnswers, today: _Today) -> Task:
        """An unclear answer is a thing to do, never the end of the way."""
        rules = dict.fromkeys(RULE_OF[key] for key in row.keys if key in RULE_OF)
        return _task(
            "find_out",
            row.screening_id or row.referral_id,
            row.whose,
            today,
            due_on=row.noted_on + timedelta(days=_SCREENING_DAYS),
            facts=(
                ("rules", ",".join(rules)),
                ("noted_on", row.noted_on.isoformat()),
                ("begun", "yes" if row.screening_id else ""),
            ),
        )

    def _answer(self, row: UnansweredReferral, today: _Today) -> Task:
        due_on = local_day(row.decided_at) + timedelta(days=_REPLY_DAYS)
        return _task(
            "referral_answer",
            row.referral_id,
            row.whose,
            today,
            due_on=due_on,
            facts=(("referrer", row.referrer), ("received_on", row.received_on.isoformat())),
        )

    def _filing(self, row: UnfiledDocument, today: _Today) -> Task:
        due_on = local_day(row.made_at) + timedelta(days=_FILING_DAYS)
        return _task(
            "file_document",
            row.document_id,
            row.whose,
            today,
            due_on=due_on,
            facts=(("document", row.kind), ("version", str(row.version_number))),
        )

    def _sending(self, row: UnsentText, today: _Today) -> Task:
        return _task(
            "send_text",
            row.contact_id,
            row.whose,
            today,
            due_on=row.on,
            facts=(("treatment", row.treatment_id),),
        )

    def _ended(self, row: EndedTreatment, today: _Today) -> Iterator[Task]:
        program = self._catalogue.program(row.program)
        facts = (("program", program.name),)
        if not row.has_summary:
            due_on = row.ended_on + timedelta(days=_SCREENING_DAYS)
            yield _task("summary", row.treatment_id, row.whose, today, due_on=due_on, facts=facts)
        for day in row.follow_up_on:
            # A follow-up shows a week before its day and stays until its form is entered.
            asked_for = day - timedelta(days=_FOLLOW_UP_SHOWN_DAYS) <= today.day
            entered = row.measured_on is not None and meets(row.measured_on, day)
            if asked_for and not entered:
                yield _task(
                    "follow_up", row.treatment_id, row.whose, today, due_on=day, facts=facts
                )


def _state(work: UnitOfWork, today: _Today) -> object:
    """What the list is computed from: the minute, and what stands in the file."""
    return (today.now.replace(second=0, microsecond=0), list_tasks.stamp(work))


def _task(
    kind: str,
    subject_id: str,
    whose: Whose,
    today: _Today,
    *,
    due_on: date | None,
    due_at: datetime | None = None,
    facts: tuple[tuple[str, str], ...],
) -> Task:
    return Task(
        kind=kind,
        subject_id=subject_id,
        patient_id=whose.patient_id,
        name=whose.name,
        identity=whose.identity,
        due_at=due_at,
        due_on=due_on,
        late_days=-1 if due_on is None else (today.day - due_on).days,
        owner_id=whose.owner_id,
        owner=whose.owner,
        facts=facts,
        protected=whose.protected,
    )


def _log_check(month: Month, today: _Today) -> Task:
    """A month whose readings nobody has looked through: the clinic's own task, no patient's."""
    whose = Whose("", "", "", protected=False, owner_id=None, owner=None)
    facts = (("month", month.code),)
    return _task("log_check", month.code, whose, today, due_on=month.due, facts=facts)


def _is_for_reception(task: Task) -> bool:
    """Whether the step is reception's own; the others' wait for somebody who judges."""
    state = dict(task.facts)["state"]
    return stage(Lifecycle.REFERRAL, state).owner is Role.RECEPTIONIST


def _urgency(task: Task) -> tuple[int, date, str, str, str]:
    place = RISK_KINDS.index(task.kind) if task.kind in RISK_KINDS else len(RISK_KINDS)
    return (place, task.due_on or date.max, task.kind, task.name, task.subject_id)
