"""What a treatment's checks and ladder rest on: read for one, or for all that are going."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.programs import Audience, Channel
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.models import (
    CareContact,
    CourseCheck,
    CourseCheckResult,
    InactivityRecord,
    Section,
    Treatment,
    TreatmentPause,
    WeekReport,
)
from ikbt_desktop.services import course_facts
from ikbt_desktop.services.course_facts import TreatmentCourse
from ikbt_desktop.storage import list_courses, list_measurements
from ikbt_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Followed:
    """One treatment with everything that tells how it goes."""

    course: TreatmentCourse
    sections: tuple[Section, ...]
    reports: tuple[WeekReport, ...]
    contacts: tuple[CareContact, ...]
    checks: tuple[CourseCheck, ...]
    results: tuple[CourseCheckResult, ...]
    steps: tuple[InactivityRecord, ...]
    answered: tuple[date, ...]

    @property
    def treatment(self) -> Treatment:
        """The record."""
        return self.course.treatment

    def heard_of(self, *, until: date) -> date:
        """The day on which the patient last gave a sign: a form, a report, a talk, a return."""
        treatment = self.treatment
        days = [
            *(report.reported_on for report in self.reports),
            *(
                kept.answered_on
                for kept in self.course.measurements
                if kept.treatment_id == treatment.id
            ),
            *(contact.on for contact in self.contacts if contact.channel == Channel.PHONE),
            *(step.done_on for step in self.steps if step.result == "reached"),
            *(last for _, last in self.course.pauses if last is not None),
            *self.answered,
        ]
        return max([treatment.starts_on, *(day for day in days if day <= until)])

    def sections_done(self, *, until: date) -> int:
        """Sections that have their feedback, or that the patient has reported."""
        reported = {report.section_number for report in self.reports if report.reported_on <= until}
        done = {row.number for row in self.sections if row.done_on and row.done_on <= until}
        return len(reported | done)

    @property
    def is_answered(self) -> bool:
        """Whether every section has its feedback: what is left is to sum up."""
        return bool(self.sections) and all(row.done_on is not None for row in self.sections)


def of(work: UnitOfWork, treatment: Treatment, catalogue: Catalogue) -> Followed:
    """One treatment."""
    (followed,) = of_all(work, [treatment], catalogue)
    return followed


def of_all(
    work: UnitOfWork, treatments: Sequence[Treatment], catalogue: Catalogue
) -> tuple[Followed, ...]:
    """Several treatments, with one query a kind."""
    ids = [treatment.id for treatment in treatments]
    patients = [treatment.patient_id for treatment in treatments]
    sections = list_courses.of_treatments(work, Section, ids, order_by="number")
    reports = list_courses.of_treatments(work, WeekReport, ids, order_by="reported_on")
    contacts = list_courses.of_treatments(work, CareContact, ids, order_by="on")
    pauses = list_courses.of_treatments(work, TreatmentPause, ids, order_by="first")
    checks = list_courses.of_treatments(work, CourseCheck, ids, order_by="noticed_on")
    results = list_courses.of_treatments(work, CourseCheckResult, ids, order_by="signed_at")
    steps = list_courses.of_treatments(work, InactivityRecord, ids, order_by="done_on")
    diagnoses = list_courses.diagnoses(work, [one.screening_id for one in treatments])
    forms = list_courses.measurements(work, patients)
    answered = list_courses.answered(work, patients)
    return tuple(
        Followed(
            course=course_facts.put_together(
                one,
                catalogue,
                diagnosis=diagnoses.get(one.screening_id),
                measurements=(
                    kept
                    for kept in forms.get(one.patient_id, ())
                    if list_measurements.is_of_course(kept, one)
                ),
                pauses=pauses.get(one.id, ()),
            ),
            sections=tuple(sections.get(one.id, ())),
            reports=tuple(reports.get(one.id, ())),
            contacts=tuple(contacts.get(one.id, ())),
            checks=tuple(checks.get(one.id, ())),
            results=tuple(results.get(one.id, ())),
            steps=tuple(steps.get(one.id, ())),
            answered=tuple(map(local_day, answered.get(one.patient_id, ()))),
        )
        for one in treatments
    )


def patients_own(treatments: Iterable[Treatment], catalogue: Catalogue) -> list[Treatment]:
    """Without the programs of guardians: they have no measures, and no silence to be closed for."""
    return [
        one
        for one in treatments
        if catalogue.program(one.program_code).audience is Audience.PATIENT
    ]
