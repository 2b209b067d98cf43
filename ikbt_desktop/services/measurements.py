"""Measures: entered in seconds, scored, watched for risk, and followed over the weeks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from ikbt_desktop.clinic import change
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.chart import CourseFacts
from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.lifecycles import TreatmentState
from ikbt_desktop.clinic.risk import Flag
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.workdays import local_day
from ikbt_desktop.errors import Incomplete, InvalidValue, NotFound, RuleRefused, StaleRecord
from ikbt_desktop.models import Measurement, Patient, Treatment
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import course_facts, fields, kept_forms
from ikbt_desktop.services.kept_forms import Answers, Place
from ikbt_desktop.storage import list_measurements
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

_MOST_WEEKS = 104
"""Longer than the longest program with its pauses: beyond it the week is a slip of the hand."""


@dataclass(frozen=True)
class NewMeasurement:
    """One paper form. `week` is the treatment's week, or None at start and follow-up."""

    patient_id: str
    instrument: str
    answers: tuple[int | None, ...]
    answered_on: date
    treatment_id: str | None = None
    week: int | None = None


@dataclass(frozen=True)
class MeasurementRow:
    """One measurement as it was scored on its day."""

    id: str
    instrument: str
    answers: tuple[int | None, ...]
    answered_on: date
    entered_at: datetime
    entered_by: str
    week: int | None
    total: float | None
    band: str | None
    flags: frozenset[str]
    corrected: bool  # a newer version of it exists
    correction_reason: str
    subscales: Mapping[str, float] = field(default_factory=dict)
    screening_id: str | None = None
    treatment_id: str | None = None
    replaces_id: str | None = None
    version: str = ""  # of the instrument, on the day that it was scored

    @classmethod
    def of(cls, kept: Measurement) -> "MeasurementRow":
        """The row of a kept measurement."""
        return cls(
            id=kept.id,
            instrument=kept.instrument,
            answers=tuple(kept.answers),
            answered_on=kept.answered_on,
            entered_at=kept.created_at,
            entered_by=kept.entered_by_name,
            week=kept.week,
            total=kept_forms.whole(kept.total),
            band=kept.band,
            flags=frozenset(kept.flags),
            corrected=not kept.is_current,
            correction_reason=kept.correction_reason,
            subscales=MappingProxyType(dict(kept.subscales)),
            screening_id=kept.screening_id,
            treatment_id=kept.treatment_id,
            replaces_id=kept.replaces_id,
            version=kept.instrument_version,
        )


@dataclass(frozen=True)
class Recorded:
    """What came of entering a form.

    `risk_case_id`: the open case of a flag, of this form or of a later one that it made a rise
    of; `risen_on` names the days of those. `is_pressing`: one of them is red, so that contact is
    to be taken today; a soft flag is to be followed up.
    """

    row: MeasurementRow
    previous: MeasurementRow | None
    flags: tuple[Flag, ...]
    risk_case_id: str | None
    risen_on: tuple[date, ...] = ()
    is_pressing: bool = False


@dataclass(frozen=True)
class DueMeasure:
    """A form that the battery wants now."""

    instrument: str
    week: int | None
    due_on: date
    late: bool


@dataclass(frozen=True)
class Course:
    """One patient's course: the picture and its sentences, the same for screen and paper."""

    facts: CourseFacts
    changes: tuple[change.Course, ...]  # one a measure, in the order of the chart
    measurements: tuple[MeasurementRow, ...]


class Measurements:
    """Enter, correct and follow."""

    def __init__(self, workplace: Workplace, catalogue: Catalogue) -> None:
        self._workplace = workplace
        self._catalogue = catalogue

    # --- writing -----------------------------------------------------------------------------

    def record(self, new: NewMeasurement) -> Recorded:
        """Keep and score a form; risk rules run in the same transaction, on partial answers too.

        Raises `InvalidAnswers`, `InvalidValue` (date in the future or before birth, or a second
        one of the day; a week that no treatment has), `Incomplete` (no answer at all), `NotFound`
        (instrument).
        """
        instrument = self._instrument(new.instrument)
        answers = instrument.check(new.answers)
        if all(answer is None for answer in answers):
            raise Incomplete(("answers",))
        if new.week is not None and not 0 <= new.week <= _MOST_WEEKS:
            raise InvalidValue("week", "range", {"low": 0, "high": _MOST_WEEKS})
        with open_work(self._workplace, Permission.RECORD_MEASUREMENT) as work:
            patient = work.get(Patient, new.patient_id)
            kept_forms.ensure_day(patient, new.answered_on, today=local_day(work.now()))
            kept_forms.ensure_first_of_day(work, patient.id, instrument.code, new.answered_on)
            if new.treatment_id is not None:
                treatment = work.get(Treatment, new.treatment_id)
                _ensure_of_patient(treatment, patient)
                if treatment.guardian_id is not None:
                    raise RuleRefused("MINOR", "guardians_program")
            kept = kept_forms.keep(
                work,
                patient=patient,
                instrument=instrument,
                answers=answers,
                answered_on=new.answered_on,
                place=Place(treatment_id=new.treatment_id, week=new.week),
            )
            return self._watched(work, instrument, kept)

    def correct(self, measurement_id: str, answers: Answers, *, reason: str) -> Recorded:
        """A mistyped form: a new row replaces the old; both stay, rules are run again.

        Raises `InvalidAnswers`, `Incomplete` (reason), `StaleRecord` (it is corrected already).
        """
        words = fields.prose(reason, "reason")
        if not words:
            raise Incomplete(("reason",))
        with open_work(self._workplace, Permission.RECORD_MEASUREMENT) as work:
            old = work.get(Measurement, measurement_id)
            if not old.is_current:
                newer = work.first(Measurement, replaces_id=old.id)
                by = (newer.entered_by_name, newer.created_at) if newer is not None else ()
                raise StaleRecord("measurement", *by)
            # The version that was filled in: a later one never rescores it.
            instrument = self._catalogue.instrument(old.instrument, old.instrument_version)
            kept = kept_forms.keep(
                work,
                patient=work.get(Patient, old.patient_id),
                instrument=instrument,
                answers=instrument.check(answers),
                answered_on=old.answered_on,
                place=Place(old.screening_id, old.treatment_id, old.week),
                replaces=old,
                reason=words,
            )
            return self._watched(work, instrument, kept)

    # --- reading -----------------------------------------------------------------------------

    def previous(self, patient_id: str, instrument: str) -> MeasurementRow | None:
        """The latest one of that instrument."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            latest = work.first(
                Measurement,
                patient_id=patient_id,
                instrument=instrument,
                is_current=True,
                order_by=("-answered_on", "-created_at"),
            )
            work.log(
                Action.READ,
                kind="measurement",
                record_id=latest.id if latest else None,
                patient_id=patient_id,
            )
            row = None if latest is None else MeasurementRow.of(latest)
            work.commit()
            return row

    def due(self, treatment_id: str) -> tuple[DueMeasure, ...]:
        """What the program's battery asks for this week and has not got."""
        with open_reading(self._workplace, Permission.READ_CLINICAL) as work:
            treatment = work.get(Treatment, treatment_id)
            if treatment.state != TreatmentState.RUNNING:
                return ()
            course = course_facts.of(work, treatment, self._catalogue)
            today = local_day(work.now())
        found = [
            DueMeasure(measure.code, week, on, late=on < today)
            for measure in course.measures
            for week, on in course.due(measure, today=today)
        ]
        return tuple(sorted(found, key=lambda due: due.due_on))

    def course(self, treatment_id: str) -> Course:
        """The course of one treatment, with gaps where a week is missing; logged."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            treatment = work.get(Treatment, treatment_id)
            work.log(
                Action.READ,
                kind="course",
                record_id=treatment.id,
                patient_id=treatment.patient_id,
            )
            course = course_facts.of(work, treatment, self._catalogue)
            today = local_day(work.now())
            work.commit()
        return Course(
            facts=course.facts(today=today),
            changes=course.changes(today=today),
            measurements=tuple(map(MeasurementRow.of, course.measurements)),
        )

    def of_patient(self, patient_id: str) -> tuple[MeasurementRow, ...]:
        """All measurements, newest first; logged. Corrected ones are there and say so."""
        with open_work(self._workplace, Permission.READ_CLINICAL) as work:
            work.get(Patient, patient_id)
            kept = work.find(
                Measurement, patient_id=patient_id, order_by=("-answered_on", "-created_at")
            )
            work.log(Action.READ, kind="measurement", patient_id=patient_id)
            rows = tuple(map(MeasurementRow.of, kept))
            work.commit()
            return rows

    # --- inside ------------------------------------------------------------------------------

    def _instrument(self, code: str) -> Instrument:
        if code not in self._catalogue.instruments:
            raise NotFound("instrument")
        return self._catalogue.instruments[code]

    def _watched(self, work: UnitOfWork, instrument: Instrument, kept: Measurement) -> Recorded:
        watched = kept_forms.watch(work, instrument, kept)
        earlier = list_measurements.before(
            work,
            patient_id=kept.patient_id,
            instrument=kept.instrument,
            day=kept.answered_on,
        )
        recorded = Recorded(
            row=MeasurementRow.of(kept),
            previous=None if earlier is None else MeasurementRow.of(earlier),
            flags=watched.flags,
            risk_case_id=None if watched.case is None else watched.case.id,
            risen_on=watched.risen_on,
            is_pressing=watched.is_pressing,
        )
        work.commit()
        return recorded


def _ensure_of_patient(treatment: Treatment, patient: Patient) -> None:
    if treatment.patient_id != patient.id:
        raise InvalidValue("treatment_id", "other_patient")
