"""The facts of one treatment's course: which weeks wanted a measure, which got one, and events."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from ikbt_desktop.clinic import change
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.chart import (
    BandFact,
    CourseFacts,
    Event,
    EventKind,
    MeasureCourse,
    Point,
    RiskStrip,
)
from ikbt_desktop.clinic.instruments import Instrument, Level
from ikbt_desktop.clinic.programs import Program
from ikbt_desktop.clinic.workdays import SECTION_DAYS, Span
from ikbt_desktop.models import (
    CourseEvent,
    Measurement,
    Screening,
    Section,
    Treatment,
    TreatmentPause,
)
from ikbt_desktop.services.kept_forms import whole
from ikbt_desktop.services.screening_content import Content
from ikbt_desktop.storage import list_measurements
from ikbt_desktop.storage.unit_of_work import UnitOfWork

_MOST_MEASURES = 3
_EVENTS = {
    "start": EventKind.START,
    "end": EventKind.END,
    "medicine": EventKind.MEDICINE,
    "pause": EventKind.PAUSE,
}


class Pause(NamedTuple):
    """Days without clocks: the first is paused, `last` is the day that the treatment went on."""

    first: date
    last: date | None


@dataclass(frozen=True)
class TreatmentCourse:
    """One treatment with its measurements, read from records and never kept."""

    treatment: Treatment
    program: Program
    measures: tuple[Instrument, ...]
    main: tuple[str, ...]
    measurements: tuple[Measurement, ...]
    events: tuple[CourseEvent, ...]
    pauses: tuple[Pause, ...] = ()
    opened: tuple[tuple[int, date], ...] = ()
    """Each section that has been opened, and the day."""

    # --- weeks -------------------------------------------------------------------------------

    def week(self, kept: Measurement) -> float:
        """Weeks since the start; what was filled in just before it belongs to the start."""
        if kept.week is not None:
            return float(kept.week)
        days = (kept.answered_on - self.treatment.starts_on).days
        if days < 0 and kept.screening_id == self.treatment.screening_id:
            return 0.0
        return days / SECTION_DAYS

    def week_number(self, kept: Measurement) -> int:
        """The week that the form answers for: the nearest, as it may come a day early or late."""
        return max(round(self.week(kept)), 0)

    def planned_weeks(self, measure: Instrument) -> range:
        """The weeks in which the battery wants the measure, the start (0) included."""
        last = self._last_week
        main = measure.code in self.main or measure.code == self.program.risk_measure
        days = self.program.interval_days if main else measure.interval_days
        step = last if days is None else max(1, round(days / SECTION_DAYS))
        return range(0, last + 1, max(step, 1))

    @property
    def _last_week(self) -> int:
        """A pause moves the end, and the weeks go on until then."""
        planned = (self.treatment.planned_end_on - self.treatment.starts_on).days
        return max(self.treatment.section_count, round(planned / SECTION_DAYS))

    def section_of(self, kept: Measurement) -> int:
        """The section that the form answers for: the weeks of a pause have none."""
        return self._section(self.week_number(kept), kept.answered_on)

    def _section(self, week: int, day: date) -> int:
        return week - round(self._paused_before(day) / SECTION_DAYS)

    def _paused_before(self, day: date) -> int:
        """Days of the pauses that were over by the day: each of them has moved the end."""
        return sum((last - first).days for first, last in self.pauses if last and last <= day)

    def expected_weeks(self, measure: Instrument, *, today: date) -> tuple[int, ...]:
        """The planned weeks that are over or running, without those of a pause."""
        until = min(today, self.treatment.ended_on or today)
        return tuple(
            week
            for week in self.planned_weeks(measure)
            if self._day(week) <= until and not self._is_paused(self._day(week))
        )

    def due(self, measure: Instrument, *, today: date) -> Iterator[tuple[int, date]]:
        """The newest expected week of the measure, unless it is there; older ones are gaps."""
        expected = self.expected_weeks(measure, today=today)
        if expected and expected[-1] not in self._measured_weeks(measure):
            yield expected[-1], self._day(expected[-1])

    def unmeasured_sections(self, *, today: date) -> frozenset[int]:
        """The sections whose week has no total of the program's leading measure."""
        leading = self.program.risk_measure or next(iter(self.main), None)
        found = [measure for measure in self.measures if measure.code == leading]
        return frozenset(
            self._section(week, self._day(week))
            for measure in found
            for week in self._unscored(measure, today)
        )

    def _measured_weeks(self, measure: Instrument) -> set[int]:
        return {self.week_number(kept) for kept in self._of(measure)}

    def _day(self, week: int) -> date:
        return self.treatment.starts_on + timedelta(days=SECTION_DAYS * week)

    def _is_paused(self, day: date) -> bool:
        return any(first <= day and (last is None or day < last) for first, last in self.pauses)

    def _of(self, measure: Instrument) -> list[Measurement]:
        """Those of this length: another version of the form cannot be drawn beside it."""
        return [
            kept
            for kept in self.measurements
            if kept.instrument == measure.code and len(kept.answers) == len(measure.items)
        ]

    def until_the_end(self) -> "TreatmentCourse":
        """Without the forms of the follow-ups, which are answered long after the end."""
        ended = self.treatment.ended_on
        if ended is None:
            return self
        last = ended + list_measurements.END_WINDOW
        return replace(
            self,
            measurements=tuple(kept for kept in self.measurements if kept.answered_on <= last),
        )

    def follow_ups(self) -> tuple[Measurement, ...]:
        """The forms that were answered long after the end."""
        own = set(self.until_the_end().measurements)
        return tuple(kept for kept in self.measurements if kept not in own)

    # --- facts -------------------------------------------------------------------------------

    def changes(self, *, today: date) -> tuple[change.Course, ...]:
        """Change and reliable change of each measure that has a measurement."""
        return tuple(
            change.course(
                measure,
                [self._change_point(kept) for kept in self._of(measure)],
                expected_weeks=self.expected_weeks(measure, today=today),
            )
            for measure in self.measures
            if self._of(measure)
        )

    def points(self, measure: Instrument) -> tuple[change.Point, ...]:
        """The measurements of one measure, in order of day."""
        return tuple(self._change_point(kept) for kept in self._of(measure))

    @property
    def paused(self) -> tuple[Span, ...]:
        """What the pauses take from a count of days: those after the first, the last included."""
        return tuple(Span(first + timedelta(days=1), last) for first, last in self.pauses)

    def _change_point(self, kept: Measurement) -> change.Point:
        return change.Point(
            on=kept.answered_on,
            week=self.week_number(kept),
            total=whole(kept.total),
            items=tuple(kept.answers),
        )

    def facts(self, *, today: date) -> CourseFacts:
        """What the chart draws: at most three measures, the program's own first."""
        drawn = [m for m in self.measures if self._is_drawn(m, today)][:_MOST_MEASURES]
        running = self.treatment.ended_on is None and today >= self.treatment.starts_on
        days = (today - self.treatment.starts_on).days
        return CourseFacts(
            first_week=0,
            last_week=self._last_week,
            today=max(days / SECTION_DAYS, self._measured_until()) if running else None,
            measures=tuple(self._measure(m, today) for m in drawn),
            strips=tuple(
                strip for m in drawn for strip in self._strips(m, today, named=len(drawn) > 1)
            ),
            events=tuple(self._events()),
            sections=tuple(self._sections(today)),
        )

    def _measured_until(self) -> float:
        """The last week with a form, which may be filled in days before the week is full."""
        return max((self.week(kept) for m in self.measures for kept in self._of(m)), default=0.0)

    def _is_drawn(self, measure: Instrument, today: date) -> bool:
        if measure.minimum is None or measure.maximum is None:
            return False
        wanted = measure.code in self.main and self.expected_weeks(measure, today=today)
        return bool(wanted or self._of(measure))

    def _measure(self, measure: Instrument, today: date) -> MeasureCourse:
        assert measure.minimum is not None
        assert measure.maximum is not None
        return MeasureCourse(
            code=measure.code,
            name=measure.name,
            minimum=measure.minimum,
            maximum=measure.maximum,
            bands=tuple(
                BandFact(band.low, band.high, band.word or band.english, band.english)
                for band in measure.bands
            ),
            points=tuple(
                Point(self.week(kept), kept.total)
                for kept in self._of(measure)
                if kept.total is not None
            ),
            missing=self._missing(measure, today),
            guidance_only=any(band.guidance_only for band in measure.bands),
        )

    def _missing(self, measure: Instrument, today: date) -> tuple[float, ...]:
        """Weeks gone by without a total. The running week is not missing yet, only due."""
        return tuple(
            float(week) for week in self._unscored(measure, today) if self._day(week + 1) <= today
        )

    def _unscored(self, measure: Instrument, today: date) -> Iterator[int]:
        scored = {self.week_number(kept) for kept in self._of(measure) if kept.total is not None}
        yield from (
            week for week in self.expected_weeks(measure, today=today) if week not in scored
        )

    def _strips(self, measure: Instrument, today: date, *, named: bool) -> Iterator[RiskStrip]:
        """Each item with a risk rule, digit by digit; the soft ones ask, the red ones are acute."""
        for item in sorted({rule.item for rule in measure.risks if rule.item is not None}):
            red, soft = measure.limit(item, Level.RED), measure.limit(item, Level.SOFT)
            limits = [limit for limit in (red, soft) if limit is not None]
            # Every form has its own cell: a second one of the week never covers the first.
            answered = [(self.week(kept), kept.answers[item - 1]) for kept in self._of(measure)]
            weeks = {week for week, _ in answered}
            cells: list[tuple[float, int | None]] = [
                *((week, None) for week in self._missing(measure, today) if week not in weeks),
                *answered,
            ]
            if cells and limits:
                yield RiskStrip(
                    item,
                    tuple(sorted(cells, key=lambda cell: cell[0])),
                    flag_from=min(limits),
                    acute_from=red,
                    measure=measure.name if named else "",
                )

    def _sections(self, today: date) -> Iterator[tuple[float, int]]:
        for number, opened_on in self.opened:
            if opened_on <= today:
                yield self._weeks_to(opened_on), number

    def _events(self) -> Iterator[Event]:
        """Start and end are facts of the treatment; the rest is what somebody noted."""
        yield Event(0.0, EventKind.START)
        for event in self.events:
            kind = _EVENTS.get(event.kind, EventKind.OTHER)
            if kind not in {EventKind.START, EventKind.END}:
                yield Event(self._weeks_to(event.on), kind, event.words)
        if self.treatment.ended_on is not None:
            yield Event(self._weeks_to(self.treatment.ended_on), EventKind.END)

    def _weeks_to(self, day: date) -> float:
        return (day - self.treatment.starts_on).days / SECTION_DAYS


def of(work: UnitOfWork, treatment: Treatment, catalogue: Catalogue) -> TreatmentCourse:
    """The course of a treatment: its program's battery, its forms, its events."""
    screening = work.get(Screening, treatment.screening_id)
    return put_together(
        treatment,
        catalogue,
        diagnosis=Content.of(screening.content).state.answers.get("diagnosis"),
        # A guardian's program says nothing of the young patient's answers.
        measurements=(
            () if treatment.guardian_id else list_measurements.of_course(work, treatment)
        ),
        events=work.find(CourseEvent, treatment_id=treatment.id, order_by=("on",)),
        pauses=work.find(TreatmentPause, treatment_id=treatment.id, order_by=("first",)),
        sections=work.find(Section, treatment_id=treatment.id, order_by=("number",)),
    )


def put_together(
    treatment: Treatment,
    catalogue: Catalogue,
    *,
    diagnosis: str | None,
    measurements: Iterable[Measurement],
    events: Iterable[CourseEvent] = (),
    pauses: Iterable[TreatmentPause] = (),
    sections: Iterable[Section] = (),
) -> TreatmentCourse:
    """The course from records that are read already."""
    program = catalogue.program(treatment.program_code, treatment.program_version)
    held = tuple(measurements)
    # A curve has one set of levels: that of the form as it was last filled in here.
    versions = {kept.instrument: kept.instrument_version for kept in held}
    return TreatmentCourse(
        treatment=treatment,
        program=program,
        measures=tuple(
            catalogue.instrument(code, versions.get(code)) for code in program.battery(diagnosis)
        ),
        main=program.primary_measures(diagnosis),
        measurements=held,
        events=tuple(events),
        pauses=tuple(Pause(pause.first, pause.last) for pause in pauses),
        opened=tuple((one.number, one.opened_on) for one in sections if one.opened_on),
    )
