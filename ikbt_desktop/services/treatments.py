"""Treatments: the fit of programs, the assignment, the weeks, the pause and the end."""

from dataclasses import dataclass
from datetime import date, timedelta

from ikbt_desktop.clinic import programs
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.chart import EventKind
from ikbt_desktop.clinic.closing import EndReason, follow_ups
from ikbt_desktop.clinic.lifecycles import (
    Lifecycle,
    ReferralState,
    RiskCaseState,
    TreatmentState,
    ensure_move,
)
from ikbt_desktop.clinic.programs import Plan, Program
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import Incomplete, InvalidValue, RuleRefused
from ikbt_desktop.models import (
    CareContact,
    Guardian,
    Referral,
    RiskCase,
    Section,
    Treatment,
    TreatmentPause,
    User,
    WeekReport,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import assignments, closings, fields, inactivity, treatment_weeks
from ikbt_desktop.services.assignments import (
    AssignmentBoard,
    ClinicianChoice,
    FitCell,
    FitLine,
    NewAssignment,
    NewSupport,
)
from ikbt_desktop.services.closings import Closing
from ikbt_desktop.services.treatment_weeks import SectionView, WeekReportView, report_view
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

__all__ = [
    "AssignmentBoard",
    "ClinicianChoice",
    "Closing",
    "FitCell",
    "FitLine",
    "NewAssignment",
    "NewSupport",
    "SectionView",
    "TreatmentView",
    "Treatments",
    "WeekReportView",
]

_HOMEWORK = frozenset({"done", "partly", "not_done"})
_EVENTS = frozenset({EventKind.MEDICINE, EventKind.OTHER})


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
    void_reason: str = ""
    guardian: str = ""  # who works in it, where it is a guardian's program
    follow_up_until: date | None = None  # the last planned follow-up, as long as one is open
    follow_up_end: str = ""  # why the follow-ups were given up


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
            board = assignments.board(work, referral, self._catalogue)
            work.log(
                Action.READ,
                kind="assignment",
                record_id=referral.id,
                patient_id=referral.patient_id,
            )
            work.commit()
        return board

    def clinicians(self, program: str, patient_id: str) -> tuple[ClinicianChoice, ...]:
        """Who could take it; the ones without competence come last, with the reason."""
        with open_reading(self._workplace, Permission.ASSIGN_PROGRAM) as work:
            return assignments.choices(work, self._catalogue.programs[program], patient_id)

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
            treatment = assignments.assign(work, referral, new, plan, self._catalogue)
            work.log(
                Action.CREATE,
                kind="treatment",
                record_id=treatment.id,
                patient_id=treatment.patient_id,
                details={"program": new.program, "sections": treatment.section_count},
            )
            work.commit()
            return self._view(work, treatment)

    def assign_support(self, new: NewSupport) -> TreatmentView:
        """Assign the guardians' program beside a young patient's treatment.

        Raises `RuleRefused` (MINOR, DEC-1, DEC-2, COMP-1, EXC-3, ACU-1), `InvalidValue`.
        """
        with open_work(self._workplace, Permission.ASSIGN_PROGRAM) as work:
            beside = work.get(Treatment, new.treatment_id)
            program = assignments.support_program(beside, self._catalogue)
            plan = self.plan(program.code, new.starts_on, new.sections)
            treatment = assignments.assign_support(work, beside, new, plan, self._catalogue)
            work.log(
                Action.CREATE,
                kind="treatment",
                record_id=treatment.id,
                patient_id=treatment.patient_id,
                details={"program": program.code, "sections": treatment.section_count},
            )
            work.commit()
            return self._view(work, treatment)

    def undo(self, treatment_id: str, *, version: int) -> None:
        """Take back an assignment made today."""
        with open_work(self._workplace, Permission.ASSIGN_PROGRAM) as work:
            treatment = work.get(Treatment, treatment_id, version=version)
            if not assignments.can_undo(work, treatment):
                raise RuleRefused("UNDO", "not_today")
            self._void(work, treatment, "ångrad samma dag")

    def void(self, treatment_id: str, *, reason: str, version: int) -> None:
        """Void a wrong assignment later; it stays in the history with its reason."""
        why = _written(reason)
        with open_work(self._workplace, Permission.ASSIGN_PROGRAM) as work:
            treatment = work.get(Treatment, treatment_id, version=version)
            self._void(work, treatment, why)

    def _void(self, work: UnitOfWork, treatment: Treatment, reason: str) -> None:
        assignments.void(work, treatment, reason)
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
        rows = treatment_weeks.sections(work, treatment, self._catalogue, today=today)
        return TreatmentView(
            id=treatment.id,
            version=treatment.version,
            patient_id=treatment.patient_id,
            referral_id=treatment.referral_id,
            program=self._catalogue.program(treatment.program_code, treatment.program_version),
            clinician_id=treatment.clinician_id,
            clinician=work.get(User, treatment.clinician_id).name,
            state=treatment.state,
            starts_on=treatment.starts_on,
            planned_end_on=treatment.planned_end_on,
            section_count=treatment.section_count,
            week=treatment_weeks.week_of(treatment, rows, today),
            next_feedback_on=treatment.next_feedback_on,
            late_days=treatment_weeks.late_days(treatment, today),
            sections=rows,
            paused_until=treatment.paused_until,
            ended_on=treatment.ended_on,
            end_reason=treatment.end_reason,
            can_undo=assignments.can_undo(work, treatment),
            void_reason=treatment.void_reason,
            guardian=_guardian(work, treatment),
            follow_up_until=treatment.follow_up_until,
            follow_up_end=str(treatment.follow_up_end.get("reason", "")),
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
        """Keep what the patient sent in for a section; a second report replaces the first's row.

        Raises `InvalidValue`, `StaleRecord` (somebody kept a report that was not seen).
        """
        if report.homework not in _HOMEWORK:
            raise InvalidValue("homework", "unknown_word")
        with open_work(self._workplace, Permission.RECORD_MEASUREMENT) as work:
            treatment = work.get(Treatment, treatment_id)
            if report.reported_on > local_day(work.now()):
                raise InvalidValue("reported_on", "future")
            if not 1 <= report.section <= treatment.section_count:
                raise InvalidValue("section", "range")
            row = work.first(WeekReport, treatment_id=treatment.id, section_number=report.section)
            if row is not None and row.version != report.version:
                raise work.stale("week_report", row.id)
            row = row or work.add(
                WeekReport(
                    treatment_id=treatment.id,
                    section_number=report.section,
                    reported_on=report.reported_on,
                    homework=report.homework,
                    entered_by_name=work.actor.name,
                )
            )
            row.reported_on, row.homework = report.reported_on, report.homework
            row.homework_note = fields.prose(report.homework_note, "homework_note")
            row.reflection = fields.prose(report.reflection, "reflection", length=fields.QUESTION)
            row.agreed = [
                {"what": fields.line(what, "agreed"), "done": done} for what, done in report.agreed
            ]
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
        said = fields.line(words, "words", required=True)
        with open_work(self._workplace, Permission.RECORD_MEASUREMENT) as work:
            treatment = work.get(Treatment, treatment_id)
            if on > local_day(work.now()):
                raise InvalidValue("on", "future")
            event = assignments.add_event(work, treatment, on=on, kind=EventKind(kind), words=said)
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
        why = _written(reason)
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            treatment = work.get(Treatment, treatment_id, version=version)
            today = local_day(work.now())
            if until <= today:
                raise InvalidValue("until", "not_future")
            ensure_move(Lifecycle.TREATMENT, treatment.state, TreatmentState.PAUSED)
            treatment.state = TreatmentState.PAUSED.value
            treatment.paused_from, treatment.paused_until = today, until
            treatment.pause_reason = why
            work.add(
                TreatmentPause(
                    treatment_id=treatment.id, first=today, planned_until=until, reason=why
                )
            )
            treatment.next_feedback_on = None
            assignments.add_event(work, treatment, on=today, kind=EventKind.PAUSE, words=why)
            treatment_weeks.set_next_step(work, treatment)
            return self._kept(work, treatment, "paused")

    def resume(self, treatment_id: str, *, version: int) -> TreatmentView:
        """Go on: the next feedback, if one is left to give, is due anew from today."""
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            treatment = work.get(Treatment, treatment_id, version=version)
            ensure_move(Lifecycle.TREATMENT, treatment.state, TreatmentState.RUNNING)
            today = local_day(work.now())
            if treatment.paused_from is not None:
                treatment.planned_end_on += today - treatment.paused_from
            treatment.state = TreatmentState.RUNNING.value
            treatment.paused_until = today
            _end_pause(work, treatment, today)  # so that the course knows which weeks were paused
            waiting = work.first(Section, treatment_id=treatment.id, done_on=None)
            days = self._catalogue.limits.feedback_days
            treatment.next_feedback_on = today + timedelta(days=days) if waiting else None
            treatment_weeks.set_next_step(work, treatment)
            return self._kept(work, treatment, "resumed")

    def end_follow_ups(self, treatment_id: str, *, reason: str, version: int) -> TreatmentView:
        """Give up the follow-ups that no form was entered for; until then they stay in Att göra.

        Raises `InvalidValue` (reason), `RuleRefused` ("ACT-1", "no_follow_up") where none is open.
        """
        why = _written(reason)
        with open_work(self._workplace, Permission.CLOSE_TREATMENT) as work:
            treatment = work.get(Treatment, treatment_id, version=version)
            if treatment.follow_up_until is None:
                raise RuleRefused("ACT-1", "no_follow_up")
            treatment.follow_up_until = None
            treatment.follow_up_end = {
                "on": local_day(work.now()).isoformat(),
                "by": work.actor.name,
                "reason": why,
            }
            return self._kept(work, treatment, "follow_ups_ended")

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

    def keep_closing(self, treatment_id: str, closing: Closing, *, seen: Closing) -> Closing:
        """Keep the closing form while it is written; give it back as kept.

        `seen` is the form that was last read or kept here. Raises `StaleRecord` if another one
        is kept: nobody writes over a text that was not seen.
        """
        with open_work(self._workplace, Permission.CLOSE_TREATMENT) as work:
            treatment = work.get(Treatment, treatment_id)
            if treatment.state in {TreatmentState.ENDED, TreatmentState.VOIDED}:
                raise RuleRefused("ACT-1", f"treatment_{treatment.state}")
            if treatment.closing and closings.read(treatment.closing) != seen:
                raise work.stale("closing", treatment.id)
            treatment.closing = closings.content(closing)
            self._kept(work, treatment, "closing_kept")
            return closings.read(treatment.closing)

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
                return closings.read(treatment.closing)
            today = local_day(work.now())
            referral = work.get(Referral, treatment.referral_id)
            return Closing(
                reason="",
                ended_on=today,
                background="" if treatment.guardian_id else referral.question,
                result="",
                plan=(),
                follow_up_on=follow_ups(today),
            )

    def close(
        self, treatment_id: str, closing: Closing, *, version: int, seen: Closing | None = None
    ) -> TreatmentView:
        """End the treatment; the summary can then be signed. Raises `Incomplete`, `RuleRefused`.

        An open risk case refuses the closing. `seen` is the form that was last read or kept here:
        `StaleRecord` where a colleague keeps another one.
        """
        with open_work(self._workplace, Permission.CLOSE_TREATMENT) as work:
            treatment = work.get(Treatment, treatment_id, version=version)
            if seen is not None and treatment.closing and closings.read(treatment.closing) != seen:
                raise work.stale("closing", treatment.id)
            open_risk = work.first(
                RiskCase, patient_id=treatment.patient_id, state=RiskCaseState.OPEN.value
            )
            programs.ensure_may_close_inactive(
                confirmed_by=work.actor.name, open_risk=open_risk is not None
            )
            contacts = work.find(CareContact, treatment_id=treatment.id, order_by=("-on",), limit=1)
            closings.ensure_complete(
                closing,
                earliest=max([treatment.starts_on, *(contact.on for contact in contacts)]),
                today=local_day(work.now()),
            )
            ensure_move(Lifecycle.TREATMENT, treatment.state, TreatmentState.ENDED)
            if closing.reason == EndReason.INACTIVE:
                inactivity.confirm_closing(work, treatment, self._catalogue)
            _end_pause(work, treatment, closing.ended_on)
            treatment.state = TreatmentState.ENDED.value
            treatment.ended_on, treatment.end_reason = closing.ended_on, closing.reason
            treatment.closing = closings.content(closing)
            treatment.follow_up_until = max(closing.follow_up_on, default=None)
            treatment.next_feedback_on = None
            referral = work.get(Referral, treatment.referral_id)
            if referral.state == ReferralState.RUNNING and treatment.guardian_id is None:
                assignments.move_referral(work, referral, ReferralState.CLOSED)
                referral.due_on = None
            assignments.add_event(
                work, treatment, on=closing.ended_on, kind=EventKind.END, words="Avslut"
            )
            return self._kept(work, treatment, "ended")


def _guardian(work: UnitOfWork, treatment: Treatment) -> str:
    if treatment.guardian_id is None:
        return ""
    person = work.get(Guardian, treatment.guardian_id)
    return f"{person.given_name} {person.family_name}"


def _written(reason: str) -> str:
    """The reason, which nobody may leave out."""
    why = fields.prose(reason, "reason")
    if not why:
        raise Incomplete(("reason",))
    return why


def _end_pause(work: UnitOfWork, treatment: Treatment, day: date) -> None:
    going = work.first(TreatmentPause, treatment_id=treatment.id, last=None)
    if going is not None:
        going.last = max(day, going.first)
