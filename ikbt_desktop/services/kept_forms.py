"""Keeps a filled-in form as a measurement with the score of its day, and runs the risk rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ikbt_desktop.clinic import risk
from ikbt_desktop.clinic.closing import meets
from ikbt_desktop.clinic.instruments import Instrument, Level
from ikbt_desktop.clinic.lifecycles import ScreeningState, TreatmentState
from ikbt_desktop.clinic.risk import Flag
from ikbt_desktop.errors import InvalidValue
from ikbt_desktop.models import Measurement, Patient, RiskCase, Screening, Treatment
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import risk_watch
from ikbt_desktop.services.risk_watch import Origin, Raised
from ikbt_desktop.storage import list_measurements
from ikbt_desktop.storage.unit_of_work import UnitOfWork

Answers = tuple[int | None, ...]


@dataclass(frozen=True)
class Place:
    """Where a form belongs."""

    screening_id: str | None = None
    treatment_id: str | None = None
    week: int | None = None


@dataclass(frozen=True)
class Digits:
    """What is keyed in of a form that is not finished, and the day it was filled in."""

    answers: Answers
    answered_on: date


def whole(total: float | None) -> int | float | None:
    """The total as it was scored: the column is wide enough for prorated ones."""
    return int(total) if total is not None and total == int(total) else total


def ensure_day(patient: Patient, day: date, *, today: date) -> None:
    """Raise `InvalidValue` for a day that has not come, or that lies before the patient's birth."""
    if day > today:
        raise InvalidValue("answered_on", "future")
    if patient.birth_date is not None and day < patient.birth_date:
        raise InvalidValue("answered_on", "before_birth")


def ensure_first_of_day(work: UnitOfWork, patient_id: str, instrument: str, day: date) -> None:
    """Raise `InvalidValue`: a second one of the same day can only be a correction."""
    if work.first(
        Measurement, patient_id=patient_id, instrument=instrument, answered_on=day, is_current=True
    ):
        raise InvalidValue("answered_on", "already_measured")


def answers_before(
    work: UnitOfWork,
    *,
    patient_id: str,
    instrument: Instrument,
    day: date,
    outside_screening: str | None = None,
) -> Answers | None:
    """What a rise is counted from: the answers of the measurement before the day.

    A risk item that was left out then has its last known answer, so that a rise over a gap is
    seen. None without a measurement of this length.
    """
    known: dict[int, int | None] = {}
    wanted = set(instrument.risk_items)
    latest: Answers | None = None
    while latest is None or wanted - known.keys():
        earlier = list_measurements.before(
            work,
            patient_id=patient_id,
            instrument=instrument.code,
            day=day,
            outside_screening=outside_screening,
        )
        if earlier is None or len(earlier.answers) != len(instrument.items):
            break
        day, answers = earlier.answered_on, tuple(earlier.answers)
        latest = latest or answers
        for number in wanted - known.keys():
            if answers[number - 1] is not None:
                known[number] = answers[number - 1]
    if latest is None:
        return None
    return tuple(known.get(number, answer) for number, answer in enumerate(latest, start=1))


def keep(
    work: UnitOfWork,
    *,
    patient: Patient,
    instrument: Instrument,
    answers: Answers,
    answered_on: date,
    place: Place,
    replaces: Measurement | None = None,
    reason: str = "",
) -> Measurement:
    """A new measurement row, logged. What it replaces stays to be read. Raises `InvalidAnswers`."""
    score = instrument.score(answers, sex=patient.legal_sex)
    if replaces is not None:
        replaces.is_current = False
        work.flush()  # what it replaces is not the form before it, whatever its day
    before = answers_before(work, patient_id=patient.id, instrument=instrument, day=answered_on)
    risen = {str(rule.flag) for rule in instrument.fired(answers, before)}
    kept = work.add(
        Measurement(
            patient_id=patient.id,
            screening_id=place.screening_id,
            treatment_id=place.treatment_id,
            instrument=instrument.code,
            instrument_version=instrument.version,
            answers=list(answers),
            total=score.total,
            subscales=dict(score.subscales),
            band=score.band.name if score.band else None,
            flags=sorted(score.flags | risen),
            answered_on=answered_on,
            week=place.week,
            entered_by_id=work.actor.user_id,
            entered_by_name=work.actor.name,
            replaces_id=replaces.id if replaces else None,
            correction_reason=reason,
        )
    )
    _meet_follow_ups(work, kept)
    work.log(
        Action.CORRECT if replaces else Action.CREATE,
        kind="measurement",
        record_id=kept.id,
        patient_id=patient.id,
        reason=reason or None,
        details={"instrument": instrument.code},
    )
    return kept


def _meet_follow_ups(work: UnitOfWork, kept: Measurement) -> None:
    """A form after the end is the follow-up's; when it is that of the last one, none is open."""
    for treatment in work.find(
        Treatment, patient_id=kept.patient_id, state=TreatmentState.ENDED.value
    ):
        last, ended_on = treatment.follow_up_until, treatment.ended_on
        if last is None or ended_on is None or kept.answered_on <= ended_on:
            continue
        if meets(kept.answered_on, last):
            treatment.follow_up_until = None


@dataclass(frozen=True)
class Watched:
    """What the risk rules said of a form, and of the forms after it that it made a rise of."""

    flags: tuple[Flag, ...]
    case: RiskCase | None
    """The open case that stands for a flag of the form, or for a rise of one after it."""
    risen_on: tuple[date, ...] = ()
    """The days of later forms that became a rise by it; the entered one may be calm itself."""

    @property
    def is_pressing(self) -> bool:
        """Whether a red flag of the form, or a rise that it made, stands in the case."""
        return self.case is not None and (
            bool(self.risen_on) or any(flag.level is Level.RED for flag in self.flags)
        )


def watch(work: UnitOfWork, instrument: Instrument, measurement: Measurement) -> Watched:
    """Run the risk rules on a measurement and on those after it whose rise it may change."""
    own = _watch_one(work, instrument, measurement)
    before, risen = _rise_count(work, measurement), []
    for form in _weighed_against(work, instrument, measurement):
        _watch_one(work, instrument, form)
        before, known = _rise_count(work, measurement), before
        risen += [form.answered_on] if before > known else []
    for digits in _watch_other_digits(work, instrument, measurement):
        before, known = _rise_count(work, measurement), before
        risen += [digits.answered_on] if before > known else []
    case = own.case
    if risen and case is None:
        case = risk_watch.open_case(work, measurement.patient_id)
    return Watched(own.flags, case, tuple(risen))


def _rise_count(work: UnitOfWork, measurement: Measurement) -> int:
    """How many rises the patient's open case has got so far; none where there is no case."""
    case = risk_watch.open_case(work, measurement.patient_id)
    if case is None:
        return 0
    return sum(flag.rule == "rise" for flag in risk_watch.flags_of(work, case))


def watch_digits(
    work: UnitOfWork,
    instrument: Instrument,
    screening: Screening,
    digits: Digits,
    finished: Measurement | None,
) -> None:
    """Run the rules on digits, and on the form that they correct until that is finished."""
    found = list(_raised_by_digits(work, instrument, screening, digits))
    if finished is not None:
        found += _raised_by_form(work, instrument, finished)[1]
    origin = risk_watch.origin_of_form(
        screening_id=screening.id, patient_id=screening.patient_id, instrument=instrument.code
    )
    risk_watch.watch(work, origin, found)


def _watch_other_digits(
    work: UnitOfWork, instrument: Instrument, measurement: Measurement
) -> Iterator[Digits]:
    """Digits that stand in a screening of the patient may have become a rise as well."""
    for screening in work.find(
        Screening, patient_id=measurement.patient_id, state=ScreeningState.OPEN
    ):
        digits = _pending(screening, instrument)
        if digits is None or screening.id == measurement.screening_id:
            continue
        finished = work.first(
            Measurement,
            screening_id=screening.id,
            instrument=instrument.code,
            is_current=True,
        )
        watch_digits(work, instrument, screening, digits, finished)
        yield digits


def _weighed_against(
    work: UnitOfWork, instrument: Instrument, measurement: Measurement
) -> tuple[Measurement, ...]:
    """The forms after it, until each risk item is answered again; also from its earlier day."""
    days = {measurement.answered_on}
    if measurement.replaces_id is not None:
        days.add(work.get(Measurement, measurement.replaces_id).answered_on)
    found: dict[str, Measurement] = {}
    for day in days:
        found |= {later.id: later for later in _until_answered(work, instrument, measurement, day)}
    return tuple(later for later in found.values() if later.id != measurement.id)


def _until_answered(
    work: UnitOfWork, instrument: Instrument, measurement: Measurement, day: date
) -> Iterator[Measurement]:
    open_items = set(instrument.risk_items)
    while True:
        later = list_measurements.after(
            work, patient_id=measurement.patient_id, instrument=instrument.code, day=day
        )
        if later is None or len(later.answers) != len(instrument.items):
            return
        yield later
        day = later.answered_on
        open_items -= {number for number in open_items if later.answers[number - 1] is not None}
        if not open_items:
            return


def _watch_one(work: UnitOfWork, instrument: Instrument, measurement: Measurement) -> Watched:
    flags, own = _raised_by_form(work, instrument, measurement)
    found = list(own)
    if measurement.screening_id is not None:
        # A correction under way in the wizard keeps its own flags until it is finished.
        screening = work.get(Screening, measurement.screening_id)
        digits = _pending(screening, instrument)
        if digits is not None:
            found += _raised_by_digits(work, instrument, screening, digits)
    case = risk_watch.watch(work, origin_of(work, measurement), found)
    return Watched(flags, case if own else None)


def _raised_by_form(
    work: UnitOfWork, instrument: Instrument, form: Measurement
) -> tuple[tuple[Flag, ...], tuple[Raised, ...]]:
    """Every flag of a form, as the rules say it and as a case keeps it."""
    before = answers_before(
        work, patient_id=form.patient_id, instrument=instrument, day=form.answered_on
    )
    flags = risk.find(instrument, tuple(form.answers), before)
    return flags, risk_watch.raised(
        instrument, flags, measured_on=form.answered_on, measurement_id=form.id
    )


def _raised_by_digits(
    work: UnitOfWork, instrument: Instrument, screening: Screening, digits: Digits
) -> tuple[Raised, ...]:
    before = answers_before(
        work,
        patient_id=screening.patient_id,
        instrument=instrument,
        day=digits.answered_on,
        outside_screening=screening.id,
    )
    flags = risk.find(instrument, digits.answers, before)
    return risk_watch.raised(instrument, flags, measured_on=digits.answered_on)


def _pending(screening: Screening, instrument: Instrument) -> Digits | None:
    """The digits of a form that stand in a screening, not yet finished."""
    form = screening.content.get("pending", {}).get(instrument.code)
    if form is None:
        return None
    return Digits(tuple(form["answers"]), date.fromisoformat(form["answered_on"]))


def origin_of(work: UnitOfWork, measurement: Measurement) -> Origin:
    """Where its flags come from: the first version of the form, so that corrections meet them."""
    root = measurement
    while root.replaces_id is not None:
        root = work.get(Measurement, root.replaces_id)
    if root.screening_id is not None:
        return risk_watch.origin_of_form(
            screening_id=root.screening_id,
            patient_id=root.patient_id,
            instrument=root.instrument,
        )
    return Origin(f"measurement:{root.id}", root.patient_id, treatment_id=measurement.treatment_id)
