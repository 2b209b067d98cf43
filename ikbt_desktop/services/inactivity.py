"""The inactivity ladder: the step that waits, its ready text, what came of it, and the closing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ikbt_desktop.clinic import inactivity
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.inactivity import LAST_STEP, NEEDS_NOTE, StepResult, Taken, Waiting
from ikbt_desktop.clinic.lifecycles import TreatmentState
from ikbt_desktop.clinic.programs import Audience, Program
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import InactivityStep, local_day
from ikbt_desktop.errors import Incomplete, InvalidValue, RuleRefused
from ikbt_desktop.exports.wording import shipped
from ikbt_desktop.models import ClinicProfile, InactivityRecord, Patient, Treatment, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import fields, following
from ikbt_desktop.services.course_checks import CourseChecks, CourseState
from ikbt_desktop.services.following import Followed
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

TEXTS = "inactivity_texts"
"""The key of the clinic's settings that holds its own texts, by step."""
FIELDS = frozenset(
    {"given_name", "program", "days", "clinician", "clinic", "clinic_phone", "crisis"}
)
_FIELD = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class StepRow:
    """A step of the ladder as it was taken and signed."""

    id: str
    step: str
    step_days: int
    done_on: date
    text: str
    result: StepResult
    note: str
    next_on: date | None
    by: str
    at: datetime


@dataclass(frozen=True)
class LadderState:
    """The ladder of one treatment. `waiting` is None while nothing is counted (`stopped` says why).

    stopped: "", "paused", "not_begun", "ended", "answered" (every section has its feedback),
    "guardian".
    """

    treatment_id: str
    patient_id: str
    steps: tuple[InactivityStep, ...]
    waiting: Waiting | None
    is_due: bool
    stopped: str
    text: str
    next_on: date | None
    rows: tuple[StepRow, ...]
    editable: bool


@dataclass(frozen=True)
class TakenStep:
    """What was done. `next_on` is the day of the next step; None where the ladder ends here."""

    step: str
    result: StepResult
    text: str = ""
    note: str = ""
    next_on: date | None = None


@dataclass(frozen=True)
class LadderText:
    """The ready text of one step: as shipped, and as the clinic has it."""

    step: str
    text: str
    shipped: str


# --- what waits ------------------------------------------------------------------------------


def steps_of(program: Program, catalogue: Catalogue) -> tuple[InactivityStep, ...]:
    """The program's own ladder, or the clinic's."""
    return program.inactivity or catalogue.limits.inactivity


def stopped(followed: Followed, *, today: date) -> str:
    """Why nothing is counted; empty when the ladder runs."""
    treatment = followed.treatment
    if followed.course.program.audience is Audience.GUARDIAN:
        return "guardian"
    if treatment.state == TreatmentState.PAUSED:
        return "paused"
    if treatment.state != TreatmentState.RUNNING:
        return "ended"
    if treatment.starts_on > today:
        return "not_begun"
    return "answered" if followed.is_answered else ""


def waiting(followed: Followed, catalogue: Catalogue, *, today: date) -> Waiting | None:
    """The step that comes next, or None while the ladder stands still."""
    if stopped(followed, today=today):
        return None
    return inactivity.waiting(
        steps_of(followed.course.program, catalogue),
        [_taken(row) for row in followed.steps],
        since=followed.heard_of(until=today),
        on=today,
        pauses=followed.course.paused,
    )


def _taken(row: InactivityRecord) -> Taken:
    return Taken(row.step, row.done_on, StepResult(row.result), row.next_on)


def confirm_closing(work: UnitOfWork, treatment: Treatment, catalogue: Catalogue) -> None:
    """Keep with the ladder that a clinician has closed the treatment as inactive (ACT-1)."""
    followed = following.of(work, treatment, catalogue)
    today = local_day(work.now())
    found = waiting(followed, catalogue, today=today)
    if found is None:
        return
    last = steps_of(followed.course.program, catalogue)[-1]
    _keep(work, treatment, found, TakenStep(last.code, StepResult.CLOSED), step=last, today=today)


def _keep(
    work: UnitOfWork,
    treatment: Treatment,
    found: Waiting,
    new: TakenStep,
    *,
    step: InactivityStep,
    today: date,
) -> InactivityRecord:
    actor = work.actor
    row = work.add(
        InactivityRecord(
            patient_id=treatment.patient_id,
            treatment_id=treatment.id,
            step=step.code,
            step_days=step.days,
            inactive_since=found.since,
            done_on=today,
            text=new.text,
            result=new.result.value,
            note=new.note,
            next_on=new.next_on,
            signed_at=work.now(),
            signed_by_id=actor.user_id,
            signed_by_name=actor.name,
            signed_role=actor.role.value,
        )
    )
    work.log(
        Action.SIGN,
        kind="inactivity_record",
        record_id=row.id,
        patient_id=row.patient_id,
        details={"step": step.code, "result": new.result.value},
    )
    return row


# --- the verbs -------------------------------------------------------------------------------


class Inactivity:
    """See the ladder, take its steps, and write the clinic's own texts."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    def state(self, treatment_id: str) -> LadderState:
        """The ladder of a treatment; logged."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            treatment = work.get(Treatment, treatment_id)
            work.log(
                Action.READ,
                kind="inactivity_record",
                record_id=treatment.id,
                patient_id=treatment.patient_id,
            )
            state = self._state(work, treatment)
            work.commit()
        return state

    def with_checks(self, treatment_id: str) -> tuple[CourseState, LadderState]:
        """The course checks and the ladder, read once for both; each reading is logged."""
        checks = CourseChecks(self._workplace, self._catalogue)
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            treatment = work.get(Treatment, treatment_id)
            for kind in ("course_check", "inactivity_record"):
                work.log(
                    Action.READ,
                    kind=kind,
                    record_id=treatment.id,
                    patient_id=treatment.patient_id,
                )
            followed = following.of(work, treatment, self._catalogue)
            both = (
                checks.seen(work, treatment, followed),
                self._seen(work, treatment, followed),
            )
            work.commit()
        return both

    def _state(self, work: UnitOfWork, treatment: Treatment) -> LadderState:
        return self._seen(work, treatment, following.of(work, treatment, self._catalogue))

    def _seen(self, work: UnitOfWork, treatment: Treatment, followed: Followed) -> LadderState:
        today = local_day(work.now())
        steps = steps_of(followed.course.program, self._catalogue)
        found = waiting(followed, self._catalogue, today=today)
        pauses = followed.course.paused
        return LadderState(
            treatment_id=treatment.id,
            patient_id=treatment.patient_id,
            steps=steps,
            waiting=found,
            is_due=found is not None and found.due_on <= today,
            stopped=stopped(followed, today=today),
            text="" if found is None else self._filled(work, treatment, found),
            next_on=None
            if found is None
            else inactivity.next_day(steps, found.step, since=found.since, on=today, pauses=pauses),
            rows=tuple(_row(row) for row in followed.steps),
            editable=self._workplace.actor.may(Permission.WRITE_FEEDBACK),
        )

    def _filled(self, work: UnitOfWork, treatment: Treatment, found: Waiting) -> str:
        """The step's text with what is known; a field without a fact keeps its braces."""
        clinic = work.first(ClinicProfile)
        facts = {
            "given_name": work.get(Patient, treatment.patient_id).given_name.split(" ")[0],
            "program": self._catalogue.program(treatment.program_code).name,
            "days": str(found.days),
            "clinician": work.get(User, treatment.clinician_id).name,
            "clinic": clinic.name if clinic else "",
            "clinic_phone": clinic.phone if clinic else "",
            "crisis": clinic.crisis_text if clinic else "",
        }
        template = _texts(clinic).get(found.step.code, "")
        return _FIELD.sub(lambda field: facts.get(field[1]) or field[0], template).strip()

    def take(self, treatment_id: str, new: TakenStep) -> LadderState:
        """Sign a step. Raises `Incomplete`, `InvalidValue`, `RuleRefused` (another step waits)."""
        words = TakenStep(
            step=new.step,
            result=new.result,
            text=fields.prose(new.text, "text", length=fields.QUESTION),
            note=fields.prose(new.note, "note"),
            next_on=new.next_on,
        )
        with open_work(self._workplace, Permission.WRITE_FEEDBACK) as work:
            treatment = work.get(Treatment, treatment_id)
            followed = following.of(work, treatment, self._catalogue)
            today = local_day(work.now())
            found = waiting(followed, self._catalogue, today=today)
            if found is None:
                raise RuleRefused("ACT-1", "no_step_waits")
            if found.step.code != new.step or found.due_on > today:
                raise RuleRefused("ACT-1", "step_not_due")
            _ensure_complete(words, is_last=found.is_last, today=today)
            _keep(work, treatment, found, words, step=found.step, today=today)
            state = self._state(work, treatment)
            work.commit()
        return state

    # --- texts -------------------------------------------------------------------------------

    def texts(self) -> tuple[LadderText, ...]:
        """The ready texts of the clinic's ladder."""
        with open_reading(self._workplace, Permission.SEE_WORKLIST) as work:
            own = _texts(work.first(ClinicProfile))
        plain = _shipped_texts()
        return tuple(LadderText(step, own[step], text) for step, text in plain.items())

    def keep_text(self, step: str, text: str, *, seen: str | None = None) -> None:
        """The clinic's own text of a step; an empty one brings the shipped one back.

        `seen` is the text that was read: nobody writes over another that was not. Raises
        `InvalidValue` "unknown_field" for braces that nothing fills, `StaleRecord`.
        """
        said = fields.prose(text, "text", length=fields.QUESTION)
        if step not in _shipped_texts():
            raise InvalidValue("step", "unknown_word")
        rest = _FIELD.sub("", said)
        if set(_FIELD.findall(said)) - FIELDS or "{" in rest or "}" in rest:
            raise InvalidValue("text", "unknown_field")
        with open_work(self._workplace, Permission.EDIT_CLINIC) as work:
            clinic = work.first(ClinicProfile)
            assert clinic is not None  # a clinic is founded with its profile
            if seen is not None and _texts(clinic)[step] != seen:
                raise work.stale("clinic", clinic.id)
            kept = {**clinic.settings.get(TEXTS, {})}
            kept.pop(step, None)
            if said:
                kept[step] = said
            clinic.settings = {**clinic.settings, TEXTS: kept}
            work.log(
                Action.CHANGE, kind="clinic", record_id=clinic.id, details={"inactivity_text": step}
            )
            work.commit()


def _ensure_complete(new: TakenStep, *, is_last: bool, today: date) -> None:
    if is_last != (new.result in LAST_STEP) and new.result is not StepResult.REACHED:
        raise InvalidValue("result", "unknown_word")
    if new.result is StepResult.CLOSED:  # closing is a form of its own, where risk is asked first
        raise RuleRefused("ACT-1", "not_confirmed")
    missing = []
    if new.result in NEEDS_NOTE and not new.note:
        missing.append("note")
    if new.result is not StepResult.REACHED and new.next_on is None:
        missing.append("next_on")
    if missing:
        raise Incomplete(tuple(missing))
    if new.next_on is not None and new.next_on <= today:
        raise InvalidValue("next_on", "not_future")


def _row(row: InactivityRecord) -> StepRow:
    assert row.signed_at is not None  # signed as it was written
    return StepRow(
        id=row.id,
        step=row.step,
        step_days=row.step_days,
        done_on=row.done_on,
        text=row.text,
        result=StepResult(row.result),
        note=row.note,
        next_on=row.next_on,
        by=row.signed_by_name or "",
        at=row.signed_at,
    )


def _shipped_texts() -> Mapping[str, str]:
    templates = shipped().of("inactivity").templates
    return {step: template.text.strip() for step, template in templates.items()}


def _texts(clinic: ClinicProfile | None) -> Mapping[str, str]:
    own = {} if clinic is None else clinic.settings.get(TEXTS, {})
    return {step: own.get(step) or text for step, text in _shipped_texts().items()}
