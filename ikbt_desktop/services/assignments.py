"""Assigning a program: how well each fits, who could take it, and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ikbt_desktop.clinic import eligibility, programs
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.chart import EventKind
from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.eligibility import Fit, FitRow, Judgement, rank
from ikbt_desktop.clinic.guardians import is_minor
from ikbt_desktop.clinic.lifecycles import (
    Lifecycle,
    ReferralState,
    TreatmentState,
    ensure_move,
)
from ikbt_desktop.clinic.programs import Audience, Plan, Program, Ruling, Training, Visit
from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import Incomplete, InvalidValue, RuleRefused
from ikbt_desktop.models import (
    CareContact,
    Competence,
    CourseEvent,
    FeedbackNote,
    Guardian,
    Measurement,
    Patient,
    Referral,
    Screening,
    Section,
    Treatment,
    User,
    WeekReport,
)
from ikbt_desktop.services import (
    fields,
    regions,
    risk_watch,
    screening_facts,
    shown,
    treatment_weeks,
)
from ikbt_desktop.services.guardians import Family, family_of
from ikbt_desktop.services.screening_facts import ScreeningFacts
from ikbt_desktop.storage.unit_of_work import UnitOfWork

_MINUTES_A_WEEK = 15
"""programs.md: 10-20 minutes per patient and week; the middle, until the clinic has its own."""
_MEDICINE_RULE = "EXC-4"
"""The one rule of the panel that can exclude."""
_NEEDS_REASON = frozenset({Outcome.EXCLUDE, Outcome.REVIEW, Outcome.NOT_MET, Outcome.MISSING})


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
    overridden: str | None  # the program whose exclusion the decision overrides, co-signed
    cosigner: str  # who co-signed it
    age: int | None = None
    family: Family | None = None  # the guardians' words, for a minor


@dataclass(frozen=True)
class NewAssignment:
    """An assignment to make. `sections` is needed where the program's number is not known."""

    referral_id: str
    program: str
    clinician_id: str
    starts_on: date
    agreed_on: date | None  # None: nobody has agreed yet, and DEC-2 refuses
    sections: int | None = None
    reason: str = ""  # needed when a cell says "judge" or the choice is not the best fit


# --- the panel -------------------------------------------------------------------------------


def board(work: UnitOfWork, referral: Referral, catalogue: Catalogue) -> AssignmentBoard:
    """The fit matrix of the referral's patient."""
    known = _Known.of(work, referral, catalogue)
    facts, screening = known.facts, known.screening
    return AssignmentBoard(
        patient_id=known.patient.id,
        referral_id=referral.id,
        screening_id=screening.id if screening else None,
        decision=screening.decision if screening else None,
        decided_on=facts.ruling.day if facts.ruling else None,
        visit_on=facts.visit.day if facts.visit else None,
        criteria_version=catalogue.criteria.version,
        programs=_in_order(catalogue),
        best_first=eligibility.fit_order(known.fits),
        best=eligibility.best_fit(known.fits),
        rows=tuple(known.line(row) for row in FitRow),
        refusals=_refusals(work, referral, facts.visit, facts.ruling),
        chosen_program=screening.program_code if screening else None,
        overridden=known.overridden,
        cosigner=screening.cosigner_name if screening else "",
        age=known.age,
        family=family_of(work, known.patient) if is_minor(known.age) else None,
    )


@dataclass(frozen=True)
class _Known:
    """What an assignment rests on, read once."""

    patient: Patient
    age: int | None
    screening: Screening | None
    facts: ScreeningFacts
    fits: Mapping[str, Fit]

    @classmethod
    def of(cls, work: UnitOfWork, referral: Referral, catalogue: Catalogue) -> "_Known":
        """Everything about the referral's patient."""
        patient = work.get(Patient, referral.patient_id)
        age = shown.age(patient.birth_date, on=local_day(work.now()))
        screening = signed_screening(work, referral)
        facts = screening_facts.of(work, screening, patient, catalogue)
        competent = sum(
            programs.competence_gap(_training(work, user)) is None for user in _clinicians(work)
        )
        fits = {
            program.code: eligibility.fit(
                facts.intake,
                program,
                catalogue,
                age=age,
                measured=facts.totals,
                competent=competent,
            )
            for program in _in_order(catalogue)
        }
        return cls(patient, age, screening, facts, fits)

    @property
    def overridden(self) -> str | None:
        """The program whose exclusion by medicines a second clinician co-signed in the decision.

        The medicines are judged for the program, so that another one asks for a decision anew.
        """
        signed = self.screening
        if signed is None or not signed.cosigner_id:
            return None
        kept = signed.judgements.get(_MEDICINE_RULE, {})
        return signed.program_code if kept.get("outcome") == Outcome.EXCLUDE else None

    def line(self, row: FitRow) -> FitLine:
        """One criterion for every program."""
        source = self.facts.source(row)
        return FitLine(
            criterion=row.value,
            known=self.facts.known(row, self.age),
            cells=tuple(
                FitCell(code, row.value, fit[row], source) for code, fit in self.fits.items()
            ),
        )


def _in_order(catalogue: Catalogue) -> tuple[Program, ...]:
    """The patients' programs; a guardian's is assigned beside the young patient's treatment."""
    own = (one for one in catalogue.programs.values() if one.audience is Audience.PATIENT)
    return tuple(sorted(own, key=lambda one: one.order))


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
    try:
        regions.ensure(work, work.get(Patient, referral.patient_id))
    except RuleRefused as refused:
        found.append(refused.reason)
    if not found and referral.state != ReferralState.WAITING:
        found.append(f"referral_{referral.state}")
    return tuple(found)


# --- who could take it -----------------------------------------------------------------------


def choices(work: UnitOfWork, program: Program, patient_id: str) -> tuple[ClinicianChoice, ...]:
    """The clinicians; first who has met the patient, last who may not be given the program."""
    today = local_day(work.now())
    met = {
        row.clinician_id
        for row in work.find(Screening, patient_id=patient_id)
        if row.signed_at is not None
    }
    cards = [_card(work, user, program, today, met=user.id in met) for user in _clinicians(work)]
    return tuple(sorted(cards, key=lambda card: (card.refusal is not None, not card.met_patient)))


def _card(
    work: UnitOfWork, user: User, program: Program, today: date, *, met: bool
) -> ClinicianChoice:
    running = [
        row
        for state in (TreatmentState.RUNNING, TreatmentState.PAUSED)
        for row in work.find(Treatment, clinician_id=user.id, state=state.value)
    ]
    training = _training(work, user)
    late = sum(bool(treatment_weeks.late_days(row, today)) for row in running)
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


def _clinicians(work: UnitOfWork) -> list[User]:
    return work.find(User, role=Role.CLINICIAN.value, active=True, order_by=("name",))


def _training(work: UnitOfWork, user: User) -> Training:
    courses = {
        row.program_code: row.trained_on or date.min
        for row in work.find(Competence, user_id=user.id)
    }
    return Training(basic_cbt=user.basic_cbt, courses=courses)


# --- assigning -------------------------------------------------------------------------------


@dataclass(frozen=True)
class NewSupport:
    """A guardian's own program to assign, beside the young patient's treatment."""

    treatment_id: str  # the young patient's
    guardian_id: str
    clinician_id: str
    starts_on: date
    agreed_on: date | None
    sections: int | None = None


def support_program(treatment: Treatment, catalogue: Catalogue) -> Program:
    """The program for guardians beside the treatment. Raises `RuleRefused` where there is none."""
    found = programs.companion(catalogue.programs, treatment.program_code)
    if found is None:
        raise RuleRefused("MINOR", "no_support_program")
    return found


def assign_support(
    work: UnitOfWork, beside: Treatment, new: NewSupport, plan: Plan, catalogue: Catalogue
) -> Treatment:
    """An assignment of its own for a guardian; the young patient's referral is not moved by it."""
    program = support_program(beside, catalogue)
    guardian = work.get(Guardian, new.guardian_id)
    if guardian.patient_id != beside.patient_id:
        raise InvalidValue("guardian", "unknown_word")
    if guardian.ended_on is not None:
        raise RuleRefused("MINOR", "guardian_ended")
    if beside.state not in {TreatmentState.RUNNING, TreatmentState.PAUSED}:
        raise RuleRefused("MINOR", "no_treatment_beside")
    going = (TreatmentState.RUNNING, TreatmentState.PAUSED)
    if any(row.state in going for row in work.find(Treatment, guardian_id=guardian.id)):
        raise RuleRefused("MINOR", "already_supported")
    today = local_day(work.now())
    agreed_on = programs.ensure_agreed(new.agreed_on, today=today)
    since = Ruling(local_day(beside.assigned_at), suitable=True)
    programs.ensure_start_day(new.starts_on, since, today=today)
    _ensure_no_open_risk(work, beside.patient_id)
    clinician = work.get(User, new.clinician_id)
    if not clinician.active or clinician.role != Role.CLINICIAN:
        raise RuleRefused("COMP-1", "not_a_clinician")
    programs.ensure_competent(_training(work, clinician))
    referral, screening = (
        work.get(Referral, beside.referral_id),
        work.get(Screening, beside.screening_id),
    )
    treatment = _treatment(
        work,
        referral,
        screening,
        NewAssignment(
            referral_id=referral.id,
            program=program.code,
            clinician_id=new.clinician_id,
            starts_on=new.starts_on,
            agreed_on=agreed_on,
        ),
        plan,
        program=program,
        feedback_days=catalogue.limits.feedback_days,
        agreed_on=agreed_on,
    )
    treatment.guardian_id, treatment.beside_id = guardian.id, beside.id
    treatment_weeks.set_next_step(work, treatment)
    return treatment


def assign(
    work: UnitOfWork, referral: Referral, new: NewAssignment, plan: Plan, catalogue: Catalogue
) -> Treatment:
    """Make the treatment and move the referral along. Raises as `Treatments.assign` says."""
    screening, agreed_on = _ensure_assignable(work, referral, new, catalogue)
    ensure_move(Lifecycle.REFERRAL, referral.state, ReferralState.RUNNING)
    treatment = _treatment(
        work,
        referral,
        screening,
        new,
        plan,
        program=catalogue.programs[new.program],
        feedback_days=catalogue.limits.feedback_days,
        agreed_on=agreed_on,
    )
    move_referral(work, referral, ReferralState.RUNNING)
    treatment_weeks.set_next_step(work, treatment)
    return treatment


def _ensure_assignable(
    work: UnitOfWork, referral: Referral, new: NewAssignment, catalogue: Catalogue
) -> tuple[Screening, date]:
    if catalogue.programs[new.program].audience is Audience.GUARDIAN:
        raise RuleRefused("MINOR", "for_guardian")
    known = _Known.of(work, referral, catalogue)
    regions.ensure(work, known.patient)
    ruling = known.facts.ruling
    programs.ensure_may_start(known.facts.visit, ruling)
    assert known.screening is not None  # a ruling is that of a signed screening
    assert ruling is not None
    today = local_day(work.now())
    programs.ensure_start_day(new.starts_on, ruling, today=today)
    agreed_on = programs.ensure_agreed(new.agreed_on, today=today)
    _ensure_no_open_risk(work, known.patient.id)
    clinician = work.get(User, new.clinician_id)
    if not clinician.active or clinician.role != Role.CLINICIAN:
        raise RuleRefused("COMP-1", "not_a_clinician")
    programs.ensure_competent(_training(work, clinician))
    _ensure_fit(known.fits, new, overridden=known.overridden)
    return known.screening, agreed_on


def _ensure_no_open_risk(work: UnitOfWork, patient_id: str) -> None:
    """EXC-3 and ACU-1: nothing is assigned while a red case is open, or one was closed as acute."""
    if risk_watch.pressing_case(work, patient_id) is not None:
        raise RuleRefused("EXC-3", "risk_open")
    if risk_watch.stands_acute(work, patient_id):
        raise RuleRefused("ACU-1", "acute")


def _ensure_fit(fits: Mapping[str, Fit], new: NewAssignment, *, overridden: str | None) -> None:
    """EXCLUDE stops unless the decision overrides it for this program with a co-signature.

    What is not plainly fine, or not the best fit, asks for a written reason.
    """
    outcomes = {judgement.outcome for judgement in fits[new.program].values()}
    if Outcome.EXCLUDE in outcomes and new.program != overridden:
        raise RuleRefused(_MEDICINE_RULE, "excluded")
    best = eligibility.best_fit(fits)
    second = best is not None and _against(fits[new.program]) > _against(fits[best])
    if (second or outcomes & _NEEDS_REASON) and not new.reason.strip():
        raise Incomplete(("fit_reason",))


def _against(fit: Fit) -> tuple[int, int]:
    """How much speaks against a program: the strongest word, then that of its target."""
    return max(rank(row.outcome) for row in fit.values()), rank(fit[FitRow.TARGET].outcome)


def _treatment(
    work: UnitOfWork,
    referral: Referral,
    screening: Screening,
    new: NewAssignment,
    plan: Plan,
    *,
    program: Program,
    agreed_on: date,
    feedback_days: int,
) -> Treatment:
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
            agreed_on=agreed_on,
            starts_on=new.starts_on,
            planned_end_on=plan.planned_end,
            next_feedback_on=new.starts_on + timedelta(days=feedback_days),
            assigned_by_id=work.actor.user_id,
            assigned_at=work.now(),
            fit_reason=fields.prose(new.reason, "fit_reason"),
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
    add_event(work, treatment, on=new.starts_on, kind=EventKind.START, words="Start")
    return treatment


def can_undo(work: UnitOfWork, treatment: Treatment) -> bool:
    """The same day, and before anything was given, measured or reported."""
    if treatment.state != TreatmentState.RUNNING:
        return False
    if local_day(treatment.assigned_at) != local_day(work.now()):
        return False
    return not any(
        work.count(model, treatment_id=treatment.id)
        for model in (FeedbackNote, Measurement, CareContact, WeekReport)
    )


def void(work: UnitOfWork, treatment: Treatment, reason: str) -> None:
    """Take it out of use; it stays readable, and the referral goes back to the queue."""
    ensure_move(Lifecycle.TREATMENT, treatment.state, TreatmentState.VOIDED)
    treatment.state = TreatmentState.VOIDED.value
    treatment.void_reason = reason
    treatment.next_feedback_on = None
    referral = work.get(Referral, treatment.referral_id)
    if referral.state == ReferralState.RUNNING and treatment.guardian_id is None:
        move_referral(work, referral, ReferralState.WAITING)
        referral.due_on = local_day(work.now())


# --- small facts -----------------------------------------------------------------------------


def signed_screening(work: UnitOfWork, referral: Referral) -> Screening | None:
    """The newest signed decision of the referral."""
    signed = [
        row
        for row in work.find(Screening, referral_id=referral.id, order_by=("-changed_at",))
        if row.signed_at is not None
    ]
    return max(signed, key=lambda row: row.signed_at or row.changed_at, default=None)


def move_referral(work: UnitOfWork, referral: Referral, state: ReferralState) -> None:
    """Put the referral there, from now on."""
    referral.state = state.value
    referral.state_since = work.now()


def add_event(
    work: UnitOfWork, treatment: Treatment, *, on: date, kind: EventKind, words: str
) -> CourseEvent:
    """A mark under the curve."""
    return work.add(CourseEvent(treatment_id=treatment.id, on=on, kind=kind.value, words=words))
