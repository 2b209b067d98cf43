"""The weeks of a treatment: what is done, open, late or locked, and what the patient sent in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.lifecycles import ReferralState, TreatmentState
from ikbt_desktop.clinic.workdays import SECTION_DAYS, iso_week
from ikbt_desktop.models import Draft, FeedbackNote, Referral, Section, Treatment, WeekReport
from ikbt_desktop.services import course_facts
from ikbt_desktop.storage.unit_of_work import UnitOfWork

DRAFT = "feedback"
"""The kind of a feedback draft; its subject is "treatment/section"."""


@dataclass(frozen=True)
class SectionView:
    """One week row. `state`: "done", "open", "late", "locked"."""

    number: int
    title: str
    week: int  # of the year
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
class WeekReportView:
    """What the patient sent in for a section. `homework`: "done", "partly", "not_done".

    `version` is that of the report as it was read; 0 where there was none.
    """

    section: int
    reported_on: date
    homework: str
    homework_note: str
    reflection: str
    agreed: tuple[tuple[str, bool], ...]  # (what was agreed, done)
    version: int = 0


def draft_subject(treatment_id: str, section: int) -> str:
    """What a feedback draft is about, as one key."""
    return f"{treatment_id}/{section}"


def week_of(treatment: Treatment, rows: Sequence[SectionView], today: date) -> int | None:
    """The newest opened section's number; None before the start and after the end."""
    if treatment.ended_on is not None or today < treatment.starts_on:
        return None
    return max((row.number for row in rows if row.opened_on is not None), default=1)


def set_next_step(work: UnitOfWork, treatment: Treatment) -> None:
    """Let the referral's row say by when something is to be done, whatever the treatment awaits."""
    referral = work.get(Referral, treatment.referral_id)
    if referral.state == ReferralState.RUNNING:
        referral.owner_id = treatment.clinician_id
        referral.due_on = (
            treatment.next_feedback_on or treatment.paused_until or treatment.planned_end_on
        )


def report_view(row: WeekReport) -> WeekReportView:
    """The report without its record."""
    return WeekReportView(
        section=row.section_number,
        reported_on=row.reported_on,
        homework=row.homework,
        homework_note=row.homework_note,
        reflection=row.reflection,
        agreed=tuple((goal["what"], bool(goal["done"])) for goal in row.agreed),
        version=row.version,
    )


def late_days(treatment: Treatment, today: date) -> int | None:
    """How many days the feedback is overdue; None while it is not, or while nobody waits."""
    due = treatment.next_feedback_on
    if treatment.state != TreatmentState.RUNNING or due is None or due >= today:
        return None
    return (today - due).days


def sections(
    work: UnitOfWork, treatment: Treatment, catalogue: Catalogue, *, today: date
) -> tuple[SectionView, ...]:
    """The rows of the weeks, first to last."""
    notes = {
        note.section_number: note
        for note in work.find(FeedbackNote, treatment_id=treatment.id, version_number=1)
    }
    reports = {
        report.section_number: report.reported_on
        for report in work.find(WeekReport, treatment_id=treatment.id, order_by=("reported_on",))
    }
    unmeasured = course_facts.of(work, treatment, catalogue).unmeasured_sections(today=today)
    words = _draft_words(work, treatment)
    rows = work.find(Section, treatment_id=treatment.id, order_by=("number",))
    return tuple(
        SectionView(
            number=row.number,
            title=row.title,
            week=iso_week(_week_start(treatment, row)).number,
            state=_state(row, treatment, today),
            opened_on=row.opened_on,
            done_on=row.done_on,
            feedback_on=notes[row.number].written_on if row.number in notes else None,
            feedback_minutes=notes[row.number].minutes if row.number in notes else None,
            late_days=late_days(treatment, today) if _is_open(row) else None,
            report_on=reports.get(row.number),
            measure_missing=row.done_on is not None and row.number in unmeasured,
            draft_words=words.get(row.number),
        )
        for row in rows
    )


def _is_open(row: Section) -> bool:
    return row.opened_on is not None and row.done_on is None


def _week_start(treatment: Treatment, row: Section) -> date:
    """The day it was opened; for a section to come the day that the plan has for it."""
    planned = treatment.starts_on + timedelta(days=SECTION_DAYS * (row.number - 1))
    return row.opened_on or planned


def _state(row: Section, treatment: Treatment, today: date) -> str:
    if row.done_on is not None:
        return "done"
    if row.opened_on is None:
        return "locked"
    return "late" if late_days(treatment, today) else "open"


def _draft_words(work: UnitOfWork, treatment: Treatment) -> Mapping[int, int]:
    """Words in the signed-in person's feedback drafts, by section; nobody else's are looked at."""
    found: dict[int, int] = {}
    for draft in work.find(Draft, user_id=work.actor.user_id, kind=DRAFT):
        treatment_id, _, number = draft.subject_id.partition("/")
        if treatment_id == treatment.id and draft.text.strip():
            found[int(number)] = len(draft.text.split())
    return found
