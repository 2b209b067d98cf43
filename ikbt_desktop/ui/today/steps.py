"""Where each kind of task leads, for whom, and the word on its button."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ikbt_desktop.clinic.lifecycles import NextAction
from ikbt_desktop.clinic.roles import Actor, Permission
from ikbt_desktop.services.worklist import Task
from ikbt_desktop.ui.kit.language import mark, say
from ikbt_desktop.ui.pages import Place, View


@dataclass(frozen=True)
class Step:
    """The one next step: its verb, and the place that it leads to; no place for a tick."""

    verb: str
    place: Place | None


@dataclass(frozen=True)
class _Way:
    """How a kind of task is done: who may, the verb, and where to."""

    verb: str
    needs: Permission
    lead: Callable[[Task], Place | None]


def _to(view: View) -> Callable[[Task], Place]:
    def lead(task: Task) -> Place:
        instrument = dict(task.facts).get("instrument")
        return Place(view, patient_id=task.patient_id, record_id=task.subject_id, detail=instrument)

    return lead


def _to_referral(task: Task) -> Place:
    return Place(View.REFERRALS, record_id=task.subject_id)


def _to_questions(task: Task) -> Place:
    """The screening, or a new one that takes the answers over from the decision to wait."""
    begun = dict(task.facts)["begun"]
    return Place(
        View.SCREENING,
        patient_id=task.patient_id,
        record_id=task.subject_id if begun else None,
        referral_id=None if begun else task.subject_id,
    )


def _to_assignment(task: Task) -> Place:
    return Place(
        View.ASSIGNMENT,
        patient_id=task.patient_id,
        record_id=task.subject_id,
        referral_id=task.subject_id,
    )


def _to_desk(task: Task) -> Place:
    treatment = dict(task.facts)["treatment"]
    return Place(View.FEEDBACK, patient_id=task.patient_id, record_id=treatment)


def _to_course(task: Task) -> Place:
    return Place(View.PATIENT, patient_id=task.patient_id, detail="course")


def _to_log_check(_task: Task) -> Place:
    return Place(View.ADMINISTRATION, detail="log_check")


def _nowhere(_task: Task) -> None:
    return None


_WAYS: Mapping[str, _Way] = {
    "risk": _Way(mark("TaskSteps", "&Follow up"), Permission.HANDLE_RISK, _to(View.RISK)),
    "risk_soft": _Way(mark("TaskSteps", "&Follow up"), Permission.HANDLE_RISK, _to(View.RISK)),
    "risk_contact": _Way(
        mark("TaskSteps", "&Note the contact"), Permission.HANDLE_RISK, _to(View.RISK)
    ),
    "feedback": _Way(
        mark("TaskSteps", "Write &feedback"), Permission.WRITE_FEEDBACK, _to(View.FEEDBACK)
    ),
    "measure": _Way(
        mark("TaskSteps", "Enter &measure"), Permission.RECORD_MEASUREMENT, _to(View.MEASURE)
    ),
    "screening": _Way(
        mark("TaskSteps", "&Continue assessment"), Permission.SCREEN, _to(View.SCREENING)
    ),
    "find_out": _Way(mark("TaskSteps", "&Answer it"), Permission.SCREEN, _to_questions),
    "referral_answer": _Way(
        mark("TaskSteps", "Open the &referral"), Permission.READ_REFERRAL, _to_referral
    ),
    "referral_step": _Way(
        mark("TaskSteps", "Open the &referral"), Permission.READ_REFERRAL, _to_referral
    ),
    "assign": _Way(mark("TaskSteps", "&Assign program"), Permission.ASSIGN_PROGRAM, _to_assignment),
    "file_document": _Way(mark("TaskSteps", "&Mark as filed"), Permission.FILE_DOCUMENT, _nowhere),
    "send_text": _Way(mark("TaskSteps", "Open &feedback"), Permission.READ_CLINICAL, _to_desk),
    "summary": _Way(
        mark("TaskSteps", "Write &summary"), Permission.CLOSE_TREATMENT, _to(View.CLOSING)
    ),
    "week_check": _Way(
        mark("TaskSteps", "Choose an &action"), Permission.WRITE_FEEDBACK, _to_course
    ),
    "deterioration_check": _Way(
        mark("TaskSteps", "Choose an &action"), Permission.WRITE_FEEDBACK, _to_course
    ),
    "check_result": _Way(
        mark("TaskSteps", "&Tell what came of it"), Permission.WRITE_FEEDBACK, _to_course
    ),
    "inactivity": _Way(mark("TaskSteps", "Take the &step"), Permission.WRITE_FEEDBACK, _to_course),
    "log_check": _Way(mark("TaskSteps", "Go through the &log"), Permission.READ_LOG, _to_log_check),
    "follow_up": _Way(
        mark("TaskSteps", "Enter &follow-up"), Permission.RECORD_MEASUREMENT, _to(View.MEASURE)
    ),
}


def next_step(task: Task, actor: Actor) -> Step | None:
    """The task's own step; None where this role can only open the patient."""
    facts = dict(task.facts)
    is_visit = task.kind == "referral_step" and facts.get("action") == NextAction.SCREEN
    if is_visit and actor.may(Permission.SCREEN):
        place = Place(View.SCREENING, patient_id=task.patient_id, referral_id=task.subject_id)
        return Step(say("TaskSteps", "&Begin assessment"), place)
    way = _WAYS.get(task.kind)
    if way is None or not actor.may(way.needs):
        return None
    return Step(say("TaskSteps", way.verb), way.lead(task))


def patient_place(task: Task) -> Place:
    """The patient's own page."""
    return Place(View.PATIENT, patient_id=task.patient_id)
