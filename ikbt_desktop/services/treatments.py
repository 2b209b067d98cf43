"""Treatments: the fit of programs, the assignment, the weeks, the pause and the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ikbt_desktop.clinic import eligibility, programs
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.chart import EventKind
from ikbt_desktop.clinic.closing import EndReason, follow_ups
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import Fit, Judgement
from ikbt_desktop.clinic.lifecycles import (
    Lifecycle,
    ReferralState,
    RiskCaseState,
    TreatmentState,
    ensure_move,
)
from ikbt_desktop.clinic.programs import Plan, Program, Ruling, Training, Visit
from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.clinic.workdays import SECTION_DAYS, iso_week, local_day
from ikbt_desktop.errors import Incomplete, InvalidValue, RuleRefused
from ikbt_desktop.models import (
    CareContact,
    Competence,
    CourseEvent,
    Draft,
    FeedbackNote,
    Measurement,
    Patient,
    Referral,
    RiskCase,
    Screening,
    Section,
    Treatment,
    User,
    WeekReport,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import screening_facts, shown
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

_HOMEWORK = frozenset({"done", "partly", "not_done"})
_EVENTS = frozenset({EventKind.MEDICINE, EventKind.OTHER})
_MINUTES_A_WEEK = 15
"""programs.md: 10-20 minutes per patient and week; the middle, until the clinic has its own."""


@dataclass(frozen=True)
class FitCell:
    """One cell of the matrix: a criterion judged for one program."""

    program: str
    criterion: str  # "target", "age", "time", "medicines", "measures", "competence"
    judgement: Judgement  # its `text` is the reason in Swedish
    source: str  # where the answer came from, and the rule id


@dataclass(frozen=True)
class FitLine:
    """One row: the criterion and what is known about the patient."""

    criterion: str
    known: str  # "F32.1, medelsvår depression", "33 år", "MADRS‑S 29 p"
    cells: tuple[FitCell, ...]


@dataclass(frozen=True)
class ClinicianChoice:
    """A card in the assignment panel. `refusal` is a COMP-1 reason, or None."""

    id: str
    name: str
    title: str
    basic_cbt: bool
    course_year: int | None
    lacks_course: bool
    open_cases: int
    late_feedback: int
    weekly_minutes: int
    used_minutes: int
    refusal: str | None
    met_patient: bool


@dataclass(frozen=True)
class AssignmentBoard:
    """Everything that the assignment panel shows for one patient."""

    patient_id: str
    referral_id: str
    screening_id: str | None
    decision: str | None
    decided_on: date | None
    visit_on: date | None
    criteria_version: str
    programs: tuple[Program, ...]
    best_first: tuple[str, ...]
    best: str | None  # marked by words; None when each has something against it
    rows: tuple[FitLine, ...]
    refusals: tuple[str, ...]  # rule words that stop any assignment: "no_visit", "no_decision" …
    chosen_program: str | None  # named in the decision; shown, never preselected


@dataclass(frozen=True)
class NewAssignment:
    """An assignment to make. `sections` is needed where the program's number is not known."""

    referral_id: str
    program: str
    clinician_id: str
    starts_on: date
    agreed_on: date
    sections: int | None = None
    reason: str = ""  # needed when a cell says "judge" or the choice is not the best fit


@dataclass(frozen=True)
class SectionView:
    """One week row. `state`: "done", "open", "late", "locked"."""

    number: int
    title: str
    week_label: str  # "v. 41"
    state: str
    opened_on: date | None
    done_on: date | None
    feedback_on: date | None
    feedback_minutes: int | None
    late_days: int | None
    report_on: date | None
    measure_missing: bool
    draft_words: int | None


@dataclass(frozen=True)
class TreatmentView:
    """One treatment as the patient page shows it."""

    id: str
    version: int
    patient_id: str
    referral_id: str
    program: Program
    clinician_id: str
    clinician: str
    state: str
    starts_on: date
    planned_end_on: date
    section_count: int
    week: int | None
    next_feedback_on: date | None
    late_days: int | None
    sections: tuple[SectionView, ...]
    paused_until: date | None
    ended_on: date | None
    end_reason: str
    can_undo: bool  # assigned today, nothing done yet


@dataclass(frozen=True)
class WeekReportView:
    """What the patient sent in for a section. `homework`: "done", "partly", "not_done"."""

    section: int
    reported_on: date
    homework: str
    homework_note: str
    reflection: str
    agreed: tuple[tuple[str, bool], ...]  # (what was agreed, done)


@dataclass(frozen=True)
class Closing:
    """The closing form. `reason` is a word of `clinic.closing.EndReason`."""

    reason: str
    ended_on: date
    background: str
    result: str
    plan: tuple[str, ...]
    follow_up_on: tuple[date, ...]


class Treatments:
    """Assign, follow, pause, undo, end."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    # --- the assignment panel ----------------------------------------------------------------

    def board(self, referral_id: str) -> AssignmentBoard:
        """The fit matrix for the referral's patient; logged."""
        with open_work(self._workplace, Permission.ASSIGN_PROGRAM) as work:
            referral = work.get(Referral, referral_id)
            board = self._board(work, referral)
            work.log(
                Action.READ,
                kind="assignment",
                record_id=referral.id,
                patient_id=referral.patient_id,
            )
            work.commit()
        return board

    def _board(self, work: UnitOfWork, referral: Referral) -> AssignmentBoard:
        patient = work.get(Patient, referral.patient_id)
        screening = _signed_screening(work, referral)
        age = shown.age(patient.birth_date, on=local_day(work.now()))
        facts = screening_facts.of(work, screening, patient, self._catalogue)
        fits = self._fits(work, facts.intake, age, measured=facts.totals)
        visit, ruling = facts.visit, facts.ruling
        best = eligibility.best_fit(fits)
        return AssignmentBoard(
            patient_id=patient.id,
            referral_id=referral.id,
            screening_id=screening.id if screening else None,
            decision=screening.decision if screening else None,
            decided_on=ruling.day if ruling else None,
            visit_on=visit.day if visit else None,
            criteria_version=self._catalogue.criteria.version,
            programs=self._programs(),
            best_first=eligibility.fit_order(fits),
            best=best,
            rows=tuple(
                FitLine(
                    criterion=row.value,
                    known=facts.known(row, age),
                    cells=tuple(
                        FitCell(code, row.value, fit[row], facts.source(row))
                        for code, fit in fits.items()
                    ),
                )
                for row in eligibility.FitRow
            ),
            refusals=_refusals(work, referral, visit, ruling),
            chosen_program=screening.program_code if screening else None,
        )

    def _programs(self) -> tuple[Program, ...]:
        return tuple(sorted(self._catalogue.programs.values(), key=lambda one: one.order))

    def _fits(
        self,
        work: UnitOfWork,
        intake: eligibility.Intake,
        age: int | None,
        *,
        measured: Mapping[str, float],
    ) -> Mapping[str, Fit]:
        competent = sum(
            programs.competence_gap(_training(work, user)) is None for user in _clinicians(work)
        )
        return {
            program.code: eligibility.fit(
                intake, program, self._catalogue, age=age, measured=measured, competent=competent
            )
            for program in self._programs()
        }

    def clinicians(self, program: str, patient_id: str) -> tuple[ClinicianChoice, ...]:
        """Who could take it; the ones without competence come last, with the reason."""
        chosen = self._catalogue.programs[program]
        with open_reading(self._workplace, Permission.ASSIGN_PROGRAM) as work:
            today = local_day(work.now())
            met = {row.clinician_id for row in work.find(Screening, patient_id=patient_id)}
            cards = [
                self._card(work, user, chosen, today, met=user.id in met)
                for user in _clinicians(work)
            ]
        return tuple(
            sorted(cards, key=lambda card: (card.refusal is not None, not card.met_patient))
        )

    def _card(
        self, work: UnitOfWork, user: User, program: Program, today: date, *, met: bool
    ) -> ClinicianChoice:
        running = [
            row
            for state in (TreatmentState.RUNNING, TreatmentState.PAUSED)
            for row in work.find(Treatment, clinician_id=user.id, state=state.value)
        ]
        training = _training(work, user)
        late = sum(bool(_late_days(row, today)) for row in running)
        return ClinicianChoice(
            id=user.id,
            name=user.name,
            title=user.title,
            basic_cbt=user.basic_cbt,
            course_year=user.ikbt_course_on.year if user.ikbt_course_on else None,
            lacks_course=programs.lacks_course(training, program),
            open_cases=len(running),
            late_feedback=late,
            weekly_minutes=user.weekly_minutes,
            used_minutes=_MINUTES_A_WEEK * len(running),
            refusal=programs.competence_gap(training),
            met_patient=met,
        )

    def plan(self, program: str, starts_on: date, sections: int | None = None) -> Plan:
        """The weeks drawn (LEN-1 to LEN-3)."""
        return programs.plan(
            self._catalogue.programs[program],
            start=starts_on,
            sections=sections,
            lengths=self._catalogue.criteria.lengths,
        )

    def assign(self, new: NewAssignment) -> TreatmentView:
        """Assign. Raises `RuleRefused` (DEC-1, DEC-2, COMP-1, ACU-1), `Incomplete`."""
        plan = self.plan(new.program, new.starts_on, new.sections)
        with open_work(self._workplace, Permission.ASSIGN_PROGRAM) as work:
            referral = work.get(Referral, new.referral_id)
            screening = self._ensure_assignable(work, referral, new)
            treatment = self._treatment(work, referral, screening, new, plan)
            ensure_move(Lifecycle.REFERRAL, referral.state, ReferralState.RUNNING)
            _move_referral(work, referral, ReferralState.RUNNING)
            referral.owner_id, referral.due_on = new.clinician_id, treatment.next_feedback_on
            work.log(
                Action.CREATE,
                kind="treatment",
                record_id=treatment.id,
                patient_id=treatment.patient_id,
                details={"program": new.program, "sections": treatment.section_count},
            )
            work.commit()
            return self._view(work, treatment)

    def _ensure_assignable(
        self, work: UnitOfWork, referral: Referral, new: NewAssignment
    ) -> Screening:
        patient = work.get(Patient, referral.patient_id)
        screening = _signed_screening(work, referral)
        facts = screening_facts.of(work, screening, patient, self._catalogue)
        programs.ensure_may_start(facts.visit, facts.ruling)
        assert screening is not None
        assert facts.ruling is not None
        programs.ensure_start_day(new.starts_on, facts.ruling)
        programs.ensure_agreed(new.agreed_on)
        _ensure_no_open_risk(work, patient.id)
        clinician = work.get(User, new.clinician_id)
        if not clinician.active or clinician.role != Role.CLINICIAN:
            raise RuleRefused("COMP-1", "not_a_clinician")
        programs.ensure_competent(_training(work, clinician))
        age = shown.age(patient.birth_date, on=local_day(work.now()))
        fits = self._fits(work, facts.intake, age, measured=facts.totals)
        _ensure_fit(fits, new)
        return screening

    def _treatment(
        self,
        work: UnitOfWork,
        referral: Referral,
        screening: Screening,
        new: NewAssignment,
        plan: Plan,
    ) -> Treatment:
        program = self._catalogue.programs[new.program]
        treatment = work.add(
            Treatment(
                patient_id=referral.patient_id,
                referral_id=referral.id,
                screening_id=screening.id,
                program_code=program.code,
                program_version=program.version,
                clinician_id=new.clinician_id,
                state=TreatmentState.RUNNING.value,
                section_count=len(plan.weeks),
                agreed_on=new.agreed_on,
                starts_on=new.starts_on,
                planned_end_on=plan.planned_end,
                next_feedback_on=new.starts_on + timedelta(days=SECTION_DAYS),
                assigned_by_id=work.actor.user_id,
                assigned_at=work.now(),
                fit_reason=new.reason.strip(),
            )
        )
        work.flush()
        for week in plan.weeks:
            work.add(
                Section(
                    treatment_id=treatment.id,
                    number=week.section.number,
                    title=week.section.title,
                    opened_on=new.starts_on if week.section.number == 1 else None,
                )
            )
        _event(work, treatment, on=new.starts_on, kind=EventKind.START, words="Start")
        return treatment

    def undo(self, treatment_id: str, *, version: int) -> None:
        """Take back an assignment made today."""
        with open_work(self._workplace, Permission.ASSIGN_PROGRAM) as work:
            treatment = work.get(Treatment, treatment_id, version=version)
            if not _can_undo(work, treatment):
                raise RuleRefused("UNDO", "not_today")
            self._void(work, treatment, "ångrad samma dag")

    def void(self, treatment_id: str, *, reason: str, version: int) -> None:
        """Void a wrong assignment later; it stays in the history with its reason."""
        if not reason.strip():
            raise Incomplete(("reason",))
        with open_work(self._workplace, Permission.ASSIGN_PROGRAM) as work:
            treatment = work.get(Treatment, treatment_id, version=version)
            self._void(work, treatment, reason.strip())

    def _void(self, work: UnitOfWork, treatment: Treatment, reason: str) -> None:
        ensure_move(Lifecycle.TREATMENT, treatment.state, TreatmentState.VOIDED)
        treatment.state = TreatmentState.VOIDED.value
        treatment.void_reason = reason
        treatment.next_feedback_on = None
        referral = work.get(Referral, treatment.referral_id)
        if referral.state == ReferralState.RUNNING:
            _move_referral(work, referral, ReferralState.WAITING)
            referral.due_on = local_day(work.now())
        work.log(
            Action.VOID,
            kind="treatment",
            record_id=treatment.id,
            patient_id=treatment.patient_id,
            reason=reason,
        )
        work.commit()

    # --- following ---------------------------------------------------------------------------

    def view(self, treatment_id: str) -> TreatmentView:
        """One treatment with its weeks."""
        with open_reading(self._workplace, Permission.READ_CLINICAL) as work:
            return self._view(work, work.get(Treatment, treatment_id))

    def of_patient(self, patient_id: str) -> tuple[TreatmentView, ...]:
        """All of a patient's treatments, newest first."""
        with open_reading(self._workplace, Permission.READ_CLINICAL) as work:
            rows = work.find(Treatment, patient_id=patient_id, order_by=("-assigned_at",))
            return tuple(self._view(work, row) for row in rows)

    def _view(self, work: UnitOfWork, treatment: Treatment) -> TreatmentView:
        today = local_day(work.now())
        return TreatmentView(
            id=treatment.id,
            version=treatment.version,
            patient_id=treatment.patient_id,
            referral_id=treatment.referral_id,
            program=self._catalogue.programs[treatment.program_code],
            clinician_id=treatment.clinician_id,
            clinician=work.get(User, treatment.clinician_id).name,
            state=treatment.state,
            starts_on=treatment.starts_on,
            planned_end_on=treatment.planned_end_on,
            section_count=treatment.section_count,
            week=week_of(treatment, today),
            next_feedback_on=treatment.next_feedback_on,
            late_days=_late_days(treatment, today),
            sections=self._sections(work, treatment, today),
            paused_until=treatment.paused_until,
            ended_on=treatment.ended_on,
            end_reason=treatment.end_reason,
            can_undo=_can_undo(work, treatment),
        )

    def _sections(
        self, work: UnitOfWork, treatment: Treatment, today: date
    ) -> tuple[SectionView, ...]:
        rows = work.find(Section, treatment_id=treatment.id, order_by=("number",))
        notes = {
            note.section_number: note
            for note in work.find(FeedbackNote, treatment_id=treatment.id, version_number=1)
        }
        reports = {
            report.section_number: report.reported_on
            for report in work.find(
                WeekReport, treatment_id=treatment.id, order_by=("reported_on",)
            )
        }
        measured = {
            row.week
            for row in work.find(Measurement, treatment_id=treatment.id, is_current=True)
            if row.total is not None
        }
        words = _draft_words(work, treatment)
        return tuple(
            SectionView(
                number=row.number,
                title=row.title,
                week_label=f"v. {iso_week(_week_start(treatment, row.number)).number}",
                state=_section_state(row, treatment, today),
                opened_on=row.opened_on,
                done_on=row.done_on,
                feedback_on=notes[row.number].written_on if row.number in notes else None,
                feedback_minutes=notes[row.number].minutes if row.number in notes else None,
                late_days=_late_days(treatment, today) if _is_open(row) else None,
                report_on=reports.get(row.number),
                measure_missing=row.done_on is not None and row.number not in measured,
                draft_words=words.get(row.number),
            )
            for row in rows
        )

    def reports(self, treatment_id: str) -> tuple[WeekReportView, ...]:
        """What the patient sent in, newest first; logged."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            treatment = work.get(Treatment, treatment_id)
            rows = work.find(WeekReport, treatment_id=treatment.id, order_by=("-section_number",))
            work.log(
                Action.READ,
                kind="week_report",
                record_id=treatment.id,
                patient_id=treatment.patient_id,
            )
            work.commit()
            return tuple(report_view(row) for row in rows)

    def report_week(self, treatment_id: str, report: WeekReportView) -> None:
        """Keep what the patient sent in for a section; a second report replaces the first's row."""
        if report.homework not in _HOMEWORK:
            raise InvalidValue("homework", "unknown_word")
        with open_work(self._workplace, Permission.RECORD_MEASUREMENT) as work:
            treatment = work.get(Treatment, treatment_id)
            if report.reported_on > local_day(work.now()):
                raise InvalidValue("reported_on", "future")
            if not 1 <= report.section <= treatment.section_count:
                raise InvalidValue("section", "range")
            row = work.first(
                WeekReport, treatment_id=treatment.id, section_number=report.section
            ) or work.add(
                WeekReport(
                    treatment_id=treatment.id,
                    section_number=report.section,
                    reported_on=report.reported_on,
                    homework=report.homework,
                    entered_by_name=work.actor.name,
                )
            )
            row.reported_on, row.homework = report.reported_on, report.homework
            row.homework_note, row.reflection = report.homework_note, report.reflection
            row.agreed = [{"what": what, "done": done} for what, done in report.agreed]
            row.entered_by_name = work.actor.name
            work.log(
                Action.CHANGE,
                kind="week_report",
                record_id=row.id,
                patient_id=treatment.patient_id,
                details={"section": report.section},
            )
            work.commit()

    def add_event(self, treatment_id: str, *, on: date, kind: str, words: str) -> None:
        """A mark under the curve: "medicine" or "other"."""
        if kind not in _EVENTS:
            raise InvalidValue("kind", "unknown_word")
        if not words.strip():
            raise InvalidValue("words", "missing")
        with open_work(self._workplace, Permission.RECORD_MEASUREMENT) as work:
            treatment = work.get(Treatment, treatment_id)
            if on > local_day(work.now()):
                raise InvalidValue("on", "future")
            event = _event(work, treatment, on=on, kind=EventKind(kind), words=words.strip())
            work.log(
                Action.CREATE,
                kind="course_event",
                record_id=event.id,
                patient_id=treatment.patient_id,
            )
            work.commit()

    # --- pause and end -----------------------------------------------------------------------

    def pause(self, treatment_id: str, *, until: date, reason: str, version: int) -> TreatmentView:
        """Stop clocks and reminders, never the risk rules."""
        if not reason.strip():
            raise Incomplete(("reason",))
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            treatment = work.get(Treatment, treatment_id, version=version)
            today = local_day(work.now())
            if until <= today:
                raise InvalidValue("until", "not_future")
            ensure_move(Lifecycle.TREATMENT, treatment.state, TreatmentState.PAUSED)
            treatment.state = TreatmentState.PAUSED.value
            treatment.paused_from, treatment.paused_until = today, until
            treatment.pause_reason = reason.strip()
            treatment.next_feedback_on = None
            _event(work, treatment, on=today, kind=EventKind.PAUSE, words=reason.strip())
            return self._kept(work, treatment, "paused")

    def resume(self, treatment_id: str, *, version: int) -> TreatmentView:
        """Go on: the next feedback is due a week from today."""
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            treatment = work.get(Treatment, treatment_id, version=version)
            ensure_move(Lifecycle.TREATMENT, treatment.state, TreatmentState.RUNNING)
            today = local_day(work.now())
            if treatment.paused_from is not None:
                treatment.planned_end_on += today - treatment.paused_from
            treatment.state = TreatmentState.RUNNING.value
            treatment.paused_until = None
            treatment.next_feedback_on = today + timedelta(days=SECTION_DAYS)
            return self._kept(work, treatment, "resumed")

    def _kept(self, work: UnitOfWork, treatment: Treatment, what: str) -> TreatmentView:
        work.log(
            Action.CHANGE,
            kind="treatment",
            record_id=treatment.id,
            patient_id=treatment.patient_id,
            details={"what": what},
        )
        work.commit()
        return self._view(work, treatment)

    def keep_closing(self, treatment_id: str, closing: Closing) -> None:
        """Keep the closing form while it is written."""
        with open_work(self._workplace, Permission.CLOSE_TREATMENT) as work:
            treatment = work.get(Treatment, treatment_id)
            if treatment.state in {TreatmentState.ENDED, TreatmentState.VOIDED}:
                raise RuleRefused("ACT-1", f"treatment_{treatment.state}")
            treatment.closing = _closing_content(closing)
            self._kept(work, treatment, "closing_kept")

    def closing_draft(self, treatment_id: str) -> Closing:
        """The form as kept, or filled in with what is known; logged."""
        with open_work(self._workplace, Permission.CLOSE_TREATMENT) as work:
            treatment = work.get(Treatment, treatment_id)
            work.log(
                Action.READ,
                kind="closing",
                record_id=treatment.id,
                patient_id=treatment.patient_id,
            )
            work.commit()
            if treatment.closing:
                return _closing(treatment.closing)
            today = local_day(work.now())
            referral = work.get(Referral, treatment.referral_id)
            return Closing(
                reason="",
                ended_on=today,
                background=referral.question,
                result="",
                plan=(),
                follow_up_on=follow_ups(today),
            )

    def close(self, treatment_id: str, closing: Closing, *, version: int) -> TreatmentView:
        """End the treatment; the summary can then be signed. Raises `Incomplete`, `RuleRefused`.

        An open risk case refuses the closing.
        """
        _ensure_closing(closing)
        with open_work(self._workplace, Permission.CLOSE_TREATMENT) as work:
            treatment = work.get(Treatment, treatment_id, version=version)
            open_risk = work.first(
                RiskCase, patient_id=treatment.patient_id, state=RiskCaseState.OPEN.value
            )
            programs.ensure_may_close_inactive(
                confirmed_by=work.actor.name, open_risk=open_risk is not None
            )
            today = local_day(work.now())
            if not treatment.starts_on <= closing.ended_on <= today:
                raise InvalidValue("ended_on", "range")
            ensure_move(Lifecycle.TREATMENT, treatment.state, TreatmentState.ENDED)
            treatment.state = TreatmentState.ENDED.value
            treatment.ended_on, treatment.end_reason = closing.ended_on, closing.reason
            treatment.closing = _closing_content(closing)
            treatment.next_feedback_on = None
            referral = work.get(Referral, treatment.referral_id)
            if referral.state == ReferralState.RUNNING:
                _move_referral(work, referral, ReferralState.CLOSED)
                referral.due_on = None
            _event(work, treatment, on=closing.ended_on, kind=EventKind.END, words="Avslut")
            return self._kept(work, treatment, "ended")


# --- small facts -----------------------------------------------------------------------------


def week_of(treatment: Treatment, today: date) -> int | None:
    """The week of the treatment on that day, from 1; None before the start and after the end."""
    if treatment.ended_on is not None or today < treatment.starts_on:
        return None
    return (today - treatment.starts_on).days // SECTION_DAYS + 1


def report_view(row: WeekReport) -> WeekReportView:
    """The report without its record."""
    return WeekReportView(
        section=row.section_number,
        reported_on=row.reported_on,
        homework=row.homework,
        homework_note=row.homework_note,
        reflection=row.reflection,
        agreed=tuple((goal["what"], bool(goal["done"])) for goal in row.agreed),
    )


def _signed_screening(work: UnitOfWork, referral: Referral) -> Screening | None:
    """The newest signed decision of the referral."""
    signed = [
        row
        for row in work.find(Screening, referral_id=referral.id, order_by=("-changed_at",))
        if row.signed_at is not None
    ]
    return max(signed, key=lambda row: row.signed_at or row.changed_at, default=None)


def _clinicians(work: UnitOfWork) -> list[User]:
    return work.find(User, role=Role.CLINICIAN.value, active=True, order_by=("name",))


def _training(work: UnitOfWork, user: User) -> Training:
    courses = {
        row.program_code: row.trained_on or date.min
        for row in work.find(Competence, user_id=user.id)
    }
    return Training(basic_cbt=user.basic_cbt, courses=courses)


def _refusals(
    work: UnitOfWork, referral: Referral, visit: Visit | None, ruling: Ruling | None
) -> tuple[str, ...]:
    """Why nothing can be assigned now, as words of the rules; empty when nothing is in the way."""
    found = []
    try:
        programs.ensure_may_start(visit, ruling)
    except RuleRefused as refused:
        found.append(refused.reason)
    try:
        _ensure_no_open_risk(work, referral.patient_id)
    except RuleRefused as refused:
        found.append(refused.reason)
    if not found and referral.state != ReferralState.WAITING:
        found.append(f"referral_{referral.state}")
    return tuple(found)


def _ensure_no_open_risk(work: UnitOfWork, patient_id: str) -> None:
    """EXC-3 and ACU-1: nothing is assigned while a case is open, or was closed as acute."""
    cases = work.find(RiskCase, patient_id=patient_id, order_by=("-opened_at",))
    if any(case.state == RiskCaseState.OPEN for case in cases):
        raise RuleRefused("EXC-3", "risk_open")
    latest = next((case for case in cases if case.state == RiskCaseState.CLOSED), None)
    if latest is not None and latest.level == "acute":
        raise RuleRefused("ACU-1", "acute")


def _ensure_fit(fits: Mapping[str, Fit], new: NewAssignment) -> None:
    """EXCLUDE stops; anything else that is not plainly fine asks for a written reason."""
    outcomes = {judgement.outcome for judgement in fits[new.program].values()}
    if Outcome.EXCLUDE in outcomes:
        raise RuleRefused("EXC-4", "excluded")
    needs_reason = bool(outcomes & {Outcome.REVIEW, Outcome.NOT_MET, Outcome.MISSING})
    if needs_reason and not new.reason.strip():
        raise Incomplete(("fit_reason",))


def _move_referral(work: UnitOfWork, referral: Referral, state: ReferralState) -> None:
    referral.state = state.value
    referral.state_since = work.now()


def _event(
    work: UnitOfWork, treatment: Treatment, *, on: date, kind: EventKind, words: str
) -> CourseEvent:
    return work.add(CourseEvent(treatment_id=treatment.id, on=on, kind=kind.value, words=words))


def _can_undo(work: UnitOfWork, treatment: Treatment) -> bool:
    """The same day, and before anything was given or measured."""
    if treatment.state != TreatmentState.RUNNING:
        return False
    if local_day(treatment.assigned_at) != local_day(work.now()):
        return False
    return not (
        work.count(FeedbackNote, treatment_id=treatment.id)
        or work.count(Measurement, treatment_id=treatment.id)
        or work.count(CareContact, treatment_id=treatment.id)
    )


def _is_open(row: Section) -> bool:
    return row.opened_on is not None and row.done_on is None


def _week_start(treatment: Treatment, number: int) -> date:
    return treatment.starts_on + timedelta(days=SECTION_DAYS * (number - 1))


def _late_days(treatment: Treatment, today: date) -> int | None:
    due = treatment.next_feedback_on
    if treatment.state != TreatmentState.RUNNING or due is None or due >= today:
        return None
    return (today - due).days


def _section_state(row: Section, treatment: Treatment, today: date) -> str:
    if row.done_on is not None:
        return "done"
    if row.opened_on is None:
        return "locked"
    return "late" if _late_days(treatment, today) else "open"


def _draft_words(work: UnitOfWork, treatment: Treatment) -> Mapping[int, int]:
    """Words in the signed-in person's feedback drafts, by section; nobody else's are looked at."""
    found: dict[int, int] = {}
    for draft in work.find(Draft, user_id=work.actor.user_id, kind="feedback"):
        treatment_id, _, number = draft.subject_id.partition("/")
        if treatment_id == treatment.id and draft.text.strip():
            found[int(number)] = len(draft.text.split())
    return found


def _ensure_closing(closing: Closing) -> None:
    missing = tuple(
        word
        for word, value in (("reason", closing.reason), ("result", closing.result.strip()))
        if not value
    )
    if missing:
        raise Incomplete(missing)
    if closing.reason not in set(EndReason):
        raise InvalidValue("reason", "unknown_word")
    if any(day <= closing.ended_on for day in closing.follow_up_on):
        raise InvalidValue("follow_up_on", "not_future")


def _closing_content(closing: Closing) -> dict[str, object]:
    return {
        "reason": closing.reason,
        "ended_on": closing.ended_on.isoformat(),
        "background": closing.background,
        "result": closing.result,
        "plan": list(closing.plan),
        "follow_up_on": [day.isoformat() for day in closing.follow_up_on],
    }


def _closing(content: Mapping[str, object]) -> Closing:
    days = content["follow_up_on"]
    plan = content["plan"]
    assert isinstance(days, list)
    assert isinstance(plan, list)
    return Closing(
        reason=str(content["reason"]),
        ended_on=date.fromisoformat(str(content["ended_on"])),
        background=str(content["background"]),
        result=str(content["result"]),
        plan=tuple(map(str, plan)),
        follow_up_on=tuple(date.fromisoformat(str(day)) for day in days),
    )
