from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikbt_desktop.clinic.change import Reliability
from ikbt_desktop.clinic.chart import EventKind
from ikbt_desktop.errors import (
    Incomplete,
    InvalidAnswers,
    InvalidValue,
    NotFound,
    NotPermitted,
    StaleRecord,
)
from ikbt_desktop.models import CourseEvent, Measurement, Patient, RiskCase, Screening, Treatment
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.measurements import NewMeasurement, Recorded
from tests.doors import let_in
from tests.services.ward import (
    ACTORS,
    HANNA,
    PATIENT,
    REFERRAL,
    RUT,
    SARA,
    TODAY,
    TORE,
    Template,
    Ward,
    found,
    opened,
)

TREATMENT, SCREENING = "t" * 32, "s" * 32
MADRS_22 = (3, 3, 3, 2, 2, 3, 2, 2, 2)
PHQ_16 = (2, 2, 2, 2, 2, 2, 2, 2, 0)
Answers = tuple[int | None, ...]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return found(tmp_path_factory.mktemp("template"))


@pytest.fixture
def ward(template: Template, tmp_path: Path) -> Iterator[Ward]:
    with opened(template, tmp_path) as ward:
        yield ward


def record(
    ward: Ward,
    answers: Answers = MADRS_22,
    *,
    instrument: str = "madrs-s",
    on: date = TODAY,
    treatment_id: str | None = None,
    week: int | None = None,
) -> Recorded:
    new = NewMeasurement(PATIENT, instrument, answers, on, treatment_id, week)
    return ward.measurements().record(new)


def madrs(total: int, *, item_9: int = 1) -> Answers:
    """Nine answers with this total."""
    left, answers = total - item_9, []
    for _ in range(8):
        answers.append(min(6, left))
        left -= answers[-1]
    return (*answers, item_9)


def treat(ward: Ward, *, weeks_ago: int = 5, **changed: Any) -> date:
    """A treatment that began so many weeks ago; gives the day."""
    start = TODAY - timedelta(weeks=weeks_ago)
    with ward.change() as work:
        work.add(
            Screening(
                id=SCREENING,
                referral_id=REFERRAL,
                patient_id=PATIENT,
                clinician_id=ACTORS[HANNA].user_id,
                state="signed",
                step="decision",
                content={"answers": {"diagnosis": "F32.1"}},
                changed_at=work.now(),
            )
        )
        work.flush()
        treatment = Treatment(
            id=TREATMENT,
            patient_id=PATIENT,
            referral_id=REFERRAL,
            screening_id=SCREENING,
            program_code="depressionshjalpen",
            program_version="2.0",
            clinician_id=ACTORS[HANNA].user_id,
            state="running",
            section_count=7,
            agreed_on=start,
            starts_on=start,
            planned_end_on=start + timedelta(weeks=7),
            assigned_by_id=ACTORS[HANNA].user_id,
            assigned_at=work.now(),
        )
        for name, value in changed.items():
            setattr(treatment, name, value)
        work.add(treatment)
        work.log(Action.CREATE, kind="treatment")
        work.commit()
    return start


# --- recording -------------------------------------------------------------------------------


def test_a_form_is_kept_with_score_band_and_version_of_its_day(ward: Ward) -> None:
    row = record(ward).row
    assert (row.total, row.band, row.entered_by) == (22, "moderate", "Hanna Testmark")
    assert isinstance(row.total, int)
    with ward.records() as work:
        kept = work.get(Measurement, row.id)
        assert kept.instrument_version == ward.catalogue.instruments["madrs-s"].version
        assert kept.answers == list(MADRS_22)


def test_a_missing_item_is_never_counted_as_zero(ward: Ward) -> None:
    row = record(ward, (*MADRS_22[:8], None)).row
    assert (row.total, row.band) == (None, None)
    assert "incomplete" in row.flags


@pytest.mark.parametrize(
    ("answers", "item", "reason"),
    [
        ((1,) * 8, None, "length"),
        ((1,) * 10, None, "length"),
        ((1, 1, 7, 1, 1, 1, 1, 1, 1), 3, "range"),
        ((1, -1, 1, 1, 1, 1, 1, 1, 1), 2, "range"),
        ((1, 1, 1, 1, 1, 1, 1, 1, True), 9, "not_a_whole_number"),
    ],
)
def test_answers_that_the_form_cannot_hold_are_refused_and_nothing_is_kept(
    ward: Ward, answers: Answers, item: int | None, reason: str
) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        record(ward, answers)
    assert (caught.value.item, caught.value.reason) == (item, reason)
    assert ward.measurements().of_patient(PATIENT) == ()


@pytest.mark.parametrize(
    ("day", "reason"),
    [(TODAY + timedelta(days=1), "future"), (date(1993, 2, 11), "before_birth")],
)
def test_a_day_that_cannot_be_is_refused(ward: Ward, day: date, reason: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        record(ward, on=day)
    assert (caught.value.field, caught.value.reason) == ("answered_on", reason)


@pytest.mark.parametrize("day", [TODAY, date(1993, 2, 12)])
def test_today_and_the_day_of_birth_are_days_that_can_be(ward: Ward, day: date) -> None:
    assert record(ward, on=day).row.answered_on == day


def test_a_clock_set_back_refuses_the_true_day_and_keeps_nothing_of_it(ward: Ward) -> None:
    record(ward, on=TODAY - timedelta(days=9))
    ward.clock.move(days=-3)
    with pytest.raises(InvalidValue) as caught:
        record(ward)
    assert (caught.value.field, caught.value.reason) == ("answered_on", "future")
    assert len(ward.measurements().of_patient(PATIENT)) == 1
    ward.clock.move(days=3)
    assert record(ward).row.answered_on == TODAY


def test_a_clock_set_back_hides_no_rise(ward: Ward) -> None:
    """The days on the forms decide, not the order in which the clock saw them."""
    record(ward, madrs(12, item_9=2))
    ward.clock.move(days=-3)
    earlier = record(ward, madrs(12, item_9=0), on=TODAY - timedelta(days=3))
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert case.flags[0].measured_on == TODAY
    assert earlier.previous is None
    ward.clock.move(days=3, hours=1)
    assert record(ward, on=TODAY - timedelta(days=1)).previous == earlier.row
    newest = ward.measurements().previous(PATIENT, "madrs-s")
    assert newest is not None
    assert newest.answered_on == TODAY


def test_a_correction_after_the_clock_was_set_back_is_still_the_one_that_counts(
    ward: Ward,
) -> None:
    kept = record(ward).row
    ward.clock.move(days=-3)
    corrected = ward.measurements().correct(kept.id, madrs(20), reason="läste fel rad").row
    assert corrected.entered_at < kept.entered_at
    rows = ward.measurements().of_patient(PATIENT)
    assert {row.id: row.corrected for row in rows} == {kept.id: True, corrected.id: False}
    newest = ward.measurements().previous(PATIENT, "madrs-s")
    assert newest is not None
    assert (newest.id, newest.answered_on) == (corrected.id, TODAY)


def test_the_day_is_the_swedish_one(ward: Ward) -> None:
    ward.clock.move(hours=14, minutes=30)  # 00:30 in Stockholm, still the 8th in UTC
    assert record(ward, on=TODAY + timedelta(days=1)).row.total == 22


def test_a_second_form_of_the_day_can_only_be_a_correction(ward: Ward) -> None:
    record(ward)
    with pytest.raises(InvalidValue) as caught:
        record(ward)
    assert caught.value.reason == "already_measured"
    assert len(ward.measurements().of_patient(PATIENT)) == 1


def test_an_empty_form_is_not_a_measurement(ward: Ward) -> None:
    with pytest.raises(Incomplete):
        record(ward, (None,) * 9)


@pytest.mark.parametrize("week", [-1, 1000])
def test_a_week_that_no_treatment_has_is_refused(ward: Ward, week: int) -> None:
    treat(ward)
    with pytest.raises(InvalidValue) as caught:
        record(ward, treatment_id=TREATMENT, week=week)
    assert (caught.value.field, caught.value.reason) == ("week", "range")
    assert ward.measurements().of_patient(PATIENT) == ()


def test_an_unknown_instrument_is_refused(ward: Ward) -> None:
    with pytest.raises(NotFound):
        record(ward, instrument="hittepå-9")


def test_recording_shows_what_was_there_before(ward: Ward) -> None:
    first = record(ward, on=TODAY - timedelta(days=7)).row
    assert record(ward, madrs(19)).previous == first


def test_a_form_of_another_patients_treatment_is_refused(ward: Ward) -> None:
    treat(ward)
    other = _other_patient(ward)
    with ward.change() as work:
        work.get(Treatment, TREATMENT).patient_id = other
        work.log(Action.CHANGE, kind="treatment")
        work.commit()
    with pytest.raises(InvalidValue):
        record(ward, treatment_id=TREATMENT)


def _other_patient(ward: Ward) -> str:
    with ward.change() as work:
        other = work.add(
            Patient(
                identity_kind="personnummer",
                identity_digits="198406152382",
                family_name="Exempelsson",
                given_name="Karin",
                search_key="x",
                sort_key="x",
            )
        )
        work.log(Action.CREATE, kind="patient")
        work.commit()
        return other.id


# --- risk ------------------------------------------------------------------------------------


def test_a_rise_of_two_since_the_measurement_before_is_red(ward: Ward) -> None:
    record(ward, madrs(12, item_9=1), on=TODAY - timedelta(days=7))
    recorded = record(ward, madrs(12, item_9=3))
    assert [flag.rule for flag in recorded.flags] == ["madrs-s-item-9-rise"]
    assert recorded.risk_case_id is not None
    assert "deepened_assessment" in recorded.row.flags


def test_a_rise_over_a_form_with_item_9_left_out_is_seen(ward: Ward) -> None:
    record(ward, madrs(12, item_9=0), on=TODAY - timedelta(days=14))
    record(ward, (*MADRS_22[:8], None), on=TODAY - timedelta(days=7))
    recorded = record(ward, madrs(12, item_9=2))
    assert [(flag.previous, flag.value) for flag in recorded.flags] == [(0, 2)]
    assert recorded.risk_case_id is not None


def test_a_soft_flag_opens_a_case_that_does_not_press(ward: Ward) -> None:
    recorded = record(ward, (*PHQ_16[:8], 1), instrument="phq-9")
    assert [str(flag.level) for flag in recorded.flags] == ["soft"]
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert (recorded.risk_case_id, recorded.is_pressing) == (case.id, False)
    assert (case.state, case.is_pressing, case.missing[-1]) == ("open", False, "signature")


def test_a_soft_flag_every_week_joins_the_open_case(ward: Ward) -> None:
    for weeks in (3, 2, 1, 0):
        record(ward, (*PHQ_16[:8], 1), instrument="phq-9", on=TODAY - timedelta(days=7 * weeks))
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert (ward.risk_cases().open_count(), case.number, len(case.flags)) == (1, 1, 4)


@pytest.mark.parametrize("red_first", [True, False])
def test_a_red_flag_raises_a_soft_case_and_nothing_lowers_it(ward: Ward, red_first: bool) -> None:
    forms = [(madrs(12, item_9=4), "madrs-s"), ((*PHQ_16[:8], 1), "phq-9")]
    kept = [
        record(ward, answers, instrument=code) for answers, code in forms[:: 1 if red_first else -1]
    ]
    seen = ward.risk_cases().of_patient(PATIENT)
    assert seen is not None
    assert {recorded.risk_case_id for recorded in kept} == {seen.id}
    assert seen.is_pressing
    red = kept[0] if red_first else kept[1]
    ward.measurements().correct(red.row.id, madrs(12, item_9=0), reason="läst fel")
    still = ward.risk_cases().of_patient(PATIENT)
    assert still is not None
    assert (still.state, still.is_pressing, still.can_close_as_mistake) == ("open", True, False)


def test_a_soft_flag_of_a_corrected_form_may_be_closed_as_a_mistake(ward: Ward) -> None:
    recorded = record(ward, (*PHQ_16[:8], 1), instrument="phq-9")
    ward.measurements().correct(recorded.row.id, (*PHQ_16[:8], 0), reason="läst fel")
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert case.can_close_as_mistake
    closed = ward.risk_cases().close_as_mistake(case.id, reason="Läst fel.", version=case.version)
    assert closed.state == "closed_as_mistake"


def test_a_form_entered_late_is_weighed_against_the_one_after_it(ward: Ward) -> None:
    record(ward, madrs(12, item_9=2))
    assert ward.risk_cases().open_count() == 0
    late = record(ward, madrs(12, item_9=0), on=TODAY - timedelta(days=3))
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert [(flag.rule, flag.previous, flag.value) for flag in case.flags] == [("rise", 0, 2)]
    assert case.flags[0].measured_on == TODAY
    assert (late.risk_case_id, late.flags, late.risen_on) == (case.id, (), (TODAY,))


def test_a_form_that_was_red_already_is_not_called_a_rise_of_a_late_one(ward: Ward) -> None:
    record(ward, madrs(14, item_9=4))
    late = record(ward, madrs(12, item_9=3), on=TODAY - timedelta(days=3))
    assert (late.flags, late.risk_case_id, late.risen_on) == ((), None, ())
    assert ward.risk_cases().open_count() == 1


def test_a_form_entered_late_is_weighed_past_a_form_that_left_item_9_out(ward: Ward) -> None:
    record(ward, (*MADRS_22[:8], None), on=TODAY - timedelta(days=7))
    record(ward, madrs(12, item_9=2))
    assert ward.risk_cases().open_count() == 0
    record(ward, madrs(12, item_9=0), on=TODAY - timedelta(days=14))
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert [(flag.rule, flag.previous, flag.value) for flag in case.flags] == [("rise", 0, 2)]


def test_a_correction_that_raises_a_flag_opens_the_case(ward: Ward) -> None:
    kept = record(ward).row
    corrected = ward.measurements().correct(kept.id, madrs(42), reason="räknade fel")
    assert corrected.risk_case_id is not None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.tuples(*[st.none() | st.integers(0, 6)] * 9), days=st.integers(0, 4000))
def test_every_red_form_has_a_case_whatever_is_left_out(
    ward: Ward, answers: Answers, days: int
) -> None:
    day = TODAY - timedelta(days=days)
    known = sum(answer or 0 for answer in answers)
    red = known > 41 or (answers[8] or 0) >= 4
    try:
        recorded = record(ward, answers, on=day)
    except (InvalidValue, Incomplete):
        return  # the same day again, or nothing answered
    assert not red or recorded.risk_case_id is not None
    if recorded.risk_case_id is not None:
        with ward.records() as work:
            assert work.get(RiskCase, recorded.risk_case_id).state == "open"


def test_two_red_forms_at_the_same_moment_open_one_case(ward: Ward) -> None:
    def enter(days: int) -> str | None:
        day = TODAY - timedelta(days=days)
        return record(ward, madrs(42 + days % 10), on=day).risk_case_id

    with ThreadPoolExecutor(6) as people:
        cases = set(people.map(enter, range(12)))
    assert len(cases) == 1
    assert ward.risk_cases().open_count() == 1


# --- correcting ------------------------------------------------------------------------------


def test_a_correction_keeps_both_and_says_why(ward: Ward) -> None:
    kept = record(ward).row
    ward.clock.move(minutes=5)
    let_in(ward.workplace(TORE), PATIENT)
    new = ward.measurements(TORE).correct(kept.id, madrs(19), reason="fråga 2 lästes fel").row
    rows = ward.measurements().of_patient(PATIENT)
    assert [(row.id, row.total, row.corrected) for row in rows] == [
        (new.id, 19, False),
        (kept.id, 22, True),
    ]
    assert (new.correction_reason, new.entered_by) == ("fråga 2 lästes fel", "Tore Fantasén")
    assert new.replaces_id == kept.id


def test_a_correction_wants_a_reason(ward: Ward) -> None:
    kept = record(ward).row
    with pytest.raises(Incomplete):
        ward.measurements().correct(kept.id, madrs(19), reason=" ")


def test_what_is_corrected_already_is_not_corrected_again(ward: Ward) -> None:
    kept = record(ward).row
    ward.measurements().correct(kept.id, madrs(19), reason="fel")
    let_in(ward.workplace(TORE), PATIENT)
    with pytest.raises(StaleRecord):
        ward.measurements(TORE).correct(kept.id, madrs(18), reason="fel")


def test_wrong_digits_in_a_correction_leave_the_old_form(ward: Ward) -> None:
    kept = record(ward).row
    with pytest.raises(InvalidAnswers):
        ward.measurements().correct(kept.id, (9,) * 9, reason="fel")
    assert ward.measurements().of_patient(PATIENT) == (kept,)


def test_the_latest_form_is_the_previous_one(ward: Ward) -> None:
    assert ward.measurements().previous(PATIENT, "madrs-s") is None
    late = record(ward).row
    record(ward, madrs(30), on=TODAY - timedelta(days=30))
    assert ward.measurements().previous(PATIENT, "madrs-s") == late


# --- the course ------------------------------------------------------------------------------


def course_of(ward: Ward, start: date) -> None:
    """MADRS-S in weeks 0, 1, 2 and 4, PHQ-9 in 0, 2 and 4, as in the picture."""
    for week, total, item_9 in ((0, 26, 2), (1, 25, 2), (2, 22, 1), (4, 19, 1)):
        day = start + timedelta(weeks=week)
        record(ward, madrs(total, item_9=item_9), on=day, treatment_id=TREATMENT, week=week)
    for week, answers in ((0, PHQ_16), (2, (2, 2, 2, 2, 2, 1, 1, 1, 0)), (4, (1,) * 8 + (0,))):
        day = start + timedelta(weeks=week)
        record(ward, answers, instrument="phq-9", on=day, treatment_id=TREATMENT, week=week)


def test_the_course_shows_points_gaps_and_item_9(ward: Ward) -> None:
    course_of(ward, treat(ward))
    facts = ward.measurements().course(TREATMENT).facts
    first, second = facts.measures
    assert (first.code, second.code) == ("madrs-s", "phq-9")
    assert [(point.week, point.value) for point in first.points] == [
        (0, 26),
        (1, 25),
        (2, 22),
        (4, 19),
    ]
    assert first.missing == (3.0,)
    assert first.guidance_only
    assert first.bands[0].word == "ingen eller mycket lätt"
    strip, soft = facts.strips
    assert (strip.item, strip.flag_from, strip.acute_from) == (9, 4, 4)
    assert strip.cells == ((0, 2), (1, 2), (2, 1), (3.0, None), (4, 1))
    assert (soft.item, soft.flag_from, soft.acute_from) == (9, 1, None)
    assert (strip.measure, soft.measure) == ("MADRS-S", "PHQ-9")  # two forms have an item 9
    assert (facts.last_week, facts.today) == (7, 5.0)


def test_a_second_form_of_the_week_never_hides_the_risk_answer_of_the_first(ward: Ward) -> None:
    start = treat(ward)
    for day, item_9 in ((13, 4), (14, 1)):
        on = start + timedelta(days=day)
        record(ward, madrs(22, item_9=item_9), on=on, treatment_id=TREATMENT, week=2)
    strip = ward.measurements().course(TREATMENT).facts.strips[0]
    assert [cell for cell in strip.cells if cell[0] == 2] == [(2.0, 4), (2.0, 1)]


def test_today_never_stands_before_what_is_already_measured(ward: Ward) -> None:
    """The form of week 1 may come on its fifth day; in the chart it lies in no future."""
    treat(ward, weeks_ago=0, starts_on=TODAY - timedelta(days=5))
    record(ward, madrs(22), on=TODAY, treatment_id=TREATMENT, week=1)
    facts = ward.measurements().course(TREATMENT).facts
    assert facts.measures[0].points[0].week == 1
    assert facts.today == 1


def test_reliable_change_is_told_only_where_a_study_stands_behind_it(ward: Ward) -> None:
    course_of(ward, treat(ward))
    by_code = {one.instrument: one for one in ward.measurements().course(TREATMENT).changes}
    phq, mad = by_code["phq-9"].since_start, by_code["madrs-s"].since_start
    assert phq is not None
    assert mad is not None
    assert (phq.points, phq.reliability) == (-8, Reliability.IMPROVEMENT)
    assert (mad.points, mad.reliability) == (-7, Reliability.UNKNOWN)


def test_the_screenings_form_is_the_start_of_the_course(ward: Ward) -> None:
    start = treat(ward)
    kept = record(ward, madrs(26), on=start - timedelta(days=20)).row
    with ward.change() as work:
        work.get(Measurement, kept.id).screening_id = SCREENING
        work.log(Action.CHANGE, kind="measurement")
        work.commit()
    facts = ward.measurements().course(TREATMENT).facts
    assert [(point.week, point.value) for point in facts.measures[0].points] == [(0.0, 26)]
    assert 0.0 not in facts.measures[0].missing


def test_events_stand_under_the_curve(ward: Ward) -> None:
    start = treat(ward, state="ended", ended_on=TODAY)
    with ward.change() as work:
        day = start + timedelta(days=17)
        event = CourseEvent(
            treatment_id=TREATMENT, on=day, kind="medicine", words="Sertralin 50 mg"
        )
        work.add(event)
        work.log(Action.CREATE, kind="course_event")
        work.commit()
    facts = ward.measurements().course(TREATMENT).facts
    assert [(event.kind, event.words) for event in facts.events] == [
        (EventKind.START, ""),
        (EventKind.MEDICINE, "Sertralin 50 mg"),
        (EventKind.END, ""),
    ]
    assert facts.today is None


def test_what_the_battery_wants_this_week_is_due(ward: Ward) -> None:
    start = treat(ward)
    course_of(ward, start)
    due = ward.measurements().due(TREATMENT)
    assert ("madrs-s", 5, start + timedelta(weeks=5), False) in [
        (one.instrument, one.week, one.due_on, one.late) for one in due
    ]
    assert "phq-9" not in [one.instrument for one in due]
    record(ward, madrs(15), treatment_id=TREATMENT, week=5)
    assert "madrs-s" not in [one.instrument for one in ward.measurements().due(TREATMENT)]


def test_a_form_is_late_the_day_after_it_was_due(ward: Ward) -> None:
    treat(ward)
    ward.clock.move(days=1)
    assert all(one.late for one in ward.measurements().due(TREATMENT))


def test_nothing_is_due_in_a_pause_but_the_risk_rules_run(ward: Ward) -> None:
    treat(ward, state="paused", paused_from=TODAY - timedelta(days=2))
    assert ward.measurements().due(TREATMENT) == ()
    assert record(ward, madrs(42), treatment_id=TREATMENT).risk_case_id is not None


def test_a_treatment_that_has_not_begun_has_no_gaps(ward: Ward) -> None:
    treat(ward, weeks_ago=-1)
    course = ward.measurements().course(TREATMENT)
    assert course.facts.measures == ()
    assert course.facts.today is None
    assert ward.measurements().due(TREATMENT) == ()


# --- who may ---------------------------------------------------------------------------------


def test_reception_is_refused_every_verb_and_the_refusal_is_logged(ward: Ward) -> None:
    treat(ward)
    kept = record(ward).row
    reception = ward.measurements(RUT)
    verbs: tuple[Callable[[], object], ...] = (
        lambda: reception.record(NewMeasurement(PATIENT, "madrs-s", MADRS_22, TODAY)),
        lambda: reception.correct(kept.id, MADRS_22, reason="x"),
        lambda: reception.previous(PATIENT, "madrs-s"),
        lambda: reception.due(TREATMENT),
        lambda: reception.course(TREATMENT),
        lambda: reception.of_patient(PATIENT),
    )
    for verb in verbs:
        with pytest.raises(NotPermitted):
            verb()
    assert sum(row.action == "denied" for row in ward.log()) == len(verbs)


def test_the_coordinator_reads_the_course_and_enters_nothing(ward: Ward) -> None:
    treat(ward)
    assert ward.measurements(SARA).course(TREATMENT).measurements == ()
    with pytest.raises(NotPermitted):
        ward.measurements(SARA).record(NewMeasurement(PATIENT, "madrs-s", MADRS_22, TODAY))


def test_reading_is_logged_with_the_patient(ward: Ward) -> None:
    treat(ward)
    reads: tuple[Callable[[], object], ...] = (
        lambda: ward.measurements().of_patient(PATIENT),
        lambda: ward.measurements().course(TREATMENT),
        lambda: ward.measurements().previous(PATIENT, "madrs-s"),
    )
    for read in reads:
        before = len(ward.log())
        read()
        (row,) = ward.log()[before:]
        assert (row.action, row.patient_id) == ("read", PATIENT)
