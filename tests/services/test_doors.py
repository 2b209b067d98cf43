"""The door of a record: who passes, who is asked, what is logged, and what never waits."""

from datetime import timedelta

import pytest

from ikbt_desktop.clinic.care_relation import Ground, Tie, Why, rules
from ikbt_desktop.clinic.protection import Protection
from ikbt_desktop.errors import InvalidValue, NotFound, NotPermitted, ReasonNeeded
from ikbt_desktop.models import AuditEntry, Opening, Patient
from ikbt_desktop.services.administration import LogFilter
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.services.walk import RED, Walk

LONG = timedelta(days=rules().days_after[Tie.TREATMENT])


def readings(walk: Walk) -> list[AuditEntry]:
    """Every line about the patient, oldest first."""
    with UnitOfWork(walk.clinic.workplace("tore"), reading=True) as work:
        return work.find(AuditEntry, patient_id=walk.patient_id, order_by=("seq",))


def protect(walk: Walk) -> None:
    caseload = walk.clinic.coordinator.caseload
    version = caseload.details(walk.patient_id).version
    caseload.protect(walk.patient_id, Protection.MARKED, reason="Intyg.", version=version)


# --- who passes --------------------------------------------------------------------------------


def test_who_treats_reception_and_the_head_open_without_a_word(running: Walk) -> None:
    clinic = running.clinic
    for services, by in (
        (clinic.clinician, Tie.TREATMENT),
        (clinic.reception, Tie.RECEPTION),
        (clinic.coordinator, Tie.COORDINATION),
    ):
        assert services.doors.at(running.patient_id) is None
        services.caseload.banner(running.patient_id)
        assert readings(running)[-1].details["by"] == by
        assert services.doors.opened(running.patient_id) is None


def test_a_colleague_without_a_tie_is_asked_and_reads_nothing_before(running: Walk) -> None:
    colleague, patient = running.clinic.colleague, running.patient_id
    before = len(readings(running))
    for read in (
        lambda: colleague.caseload.banner(patient),
        lambda: colleague.caseload.details(patient),
        lambda: colleague.treatments.view(running.treatment_id),
        lambda: colleague.treatments.of_patient(patient),
        lambda: colleague.measurements.of_patient(patient),
        lambda: colleague.measurements.course(running.treatment_id),
        lambda: colleague.decisions.of_patient(patient),
        lambda: colleague.feedback_notes.desk(running.treatment_id),
        lambda: colleague.guardians.of_patient(patient),
    ):
        with pytest.raises(ReasonNeeded) as refused:
            read()
        assert refused.value.patient_id == patient
    assert len(readings(running)) == before
    door = colleague.doors.at(patient)
    assert door is not None
    assert door.why == {Why.NO_RELATION}
    assert Ground.EMERGENCY in {reason.ground for reason in door.reasons}


def test_a_reason_opens_for_some_hours_and_stands_in_the_log(running: Walk) -> None:
    clinic, patient = running.clinic, running.patient_id
    colleague = clinic.colleague
    colleague.doors.open(patient, Ground.STAND_IN, "Maria är sjuk i dag.")
    line = readings(running)[-1]
    assert (line.action, line.kind, line.reason) == ("read", "door", "Maria är sjuk i dag.")
    assert line.details == {"by": "stand_in"}
    colleague.caseload.banner(patient)
    assert readings(running)[-1].details == {"by": "stand_in"}
    opened = colleague.doors.opened(patient)
    assert opened is not None
    assert (opened.ground, opened.words) == (Ground.STAND_IN, "Maria är sjuk i dag.")
    assert opened.until == clinic.clock() + timedelta(hours=rules().visit_hours)
    clinic.clock.move(hours=rules().visit_hours)
    assert colleague.doors.opened(patient) is None
    with pytest.raises(ReasonNeeded):
        colleague.caseload.banner(patient)


def test_a_reason_and_its_line_stand_together_or_not_at_all(running: Walk) -> None:
    colleague = running.clinic.colleague
    before = len(readings(running))
    with pytest.raises(InvalidValue) as refused:
        colleague.doors.open(running.patient_id, Ground.EMERGENCY, "  ")
    assert (refused.value.field, refused.value.reason) == ("words", "empty")
    with pytest.raises(InvalidValue):
        colleague.doors.open(running.patient_id, Ground.OFFICE)
    with UnitOfWork(running.clinic.workplace("tore"), reading=True) as work:
        assert work.count(Opening) == 0
    assert len(readings(running)) == before


def test_who_is_not_asked_gives_no_reason(running: Walk) -> None:
    with pytest.raises(NotFound):
        running.clinic.clinician.doors.open(running.patient_id, Ground.EMERGENCY, "Nyfiken.")


def test_an_administrator_opens_no_door(running: Walk) -> None:
    doors = running.clinic.administrator.doors
    for attempt in (
        lambda: doors.at(running.patient_id),
        lambda: doors.opened(running.patient_id),
        lambda: doors.open(running.patient_id, Ground.EMERGENCY, "x"),
        lambda: doors.pass_block(running.patient_id, Ground.EMERGENCY, "x"),
        lambda: doors.behind("198406152382"),
    ):
        before = running.clinic.refusals()
        with pytest.raises(NotPermitted):
            attempt()
        assert running.clinic.refusals() == before + 1


# --- ties that come and go ---------------------------------------------------------------------


def test_a_new_referral_belongs_to_every_clinician_until_one_has_it(registered: Walk) -> None:
    clinic, patient = registered.clinic, registered.patient_id
    for services in (clinic.clinician, clinic.colleague):
        services.caseload.banner(patient)
        assert readings(registered)[-1].details["by"] == Tie.NEW_REFERRAL
    registered.screen()
    assert clinic.clinician.doors.at(patient) is None


def test_who_waits_for_a_program_is_read_by_whoever_may_assign_one(waiting: Walk) -> None:
    waiting.clinic.colleague.treatments.board(waiting.referral_id)
    assert readings(waiting)[-1].details["by"] == Tie.QUEUE


def test_a_treatment_ties_until_some_time_after_its_end(running: Walk) -> None:
    clinic, patient = running.clinic, running.patient_id
    running.close(follow_up_on=())
    clinic.clock.move(days=LONG.days)
    clinic.clinician.caseload.banner(patient)
    clinic.clock.move(days=1)
    with pytest.raises(ReasonNeeded):
        clinic.clinician.caseload.banner(patient)


def test_a_follow_up_that_waits_keeps_the_tie(running: Walk) -> None:
    running.close(follow_up_on=(running.today + timedelta(days=90),))
    running.clinic.clock.move(days=2000)
    running.clinic.clinician.caseload.banner(running.patient_id)
    assert readings(running)[-1].details["by"] == Tie.TREATMENT


def test_a_clock_set_back_shuts_nobody_out(running: Walk) -> None:
    running.clinic.clock.move(days=-400)
    running.clinic.clinician.caseload.banner(running.patient_id)


# --- what is never delayed ---------------------------------------------------------------------


def test_an_open_risk_case_opens_the_record_to_all_who_handle_risk(running: Walk) -> None:
    clinic, patient = running.clinic, running.patient_id
    running.clinic.clock.move(days=1)
    running.measure(*RED)
    protect(running)
    clinic.colleague.caseload.banner(patient)
    assert readings(running)[-1].details["by"] == Tie.OPEN_RISK
    case = clinic.colleague.risk_cases.of_patient(patient)
    assert case is not None
    clinic.colleague.measurements.of_patient(patient)
    assert clinic.clinician.doors.at(patient) is None
    assert clinic.reception.doors.at(patient) is not None


def test_crisis_numbers_and_risk_wait_for_no_reason(running: Walk) -> None:
    protect(running)
    colleague = running.clinic.colleague
    assert colleague.caseload.crisis_card(running.patient_id).protected
    assert readings(running)[-1].kind == "protected"
    assert colleague.risk_cases.of_patient(running.patient_id) is None


# --- the protected -----------------------------------------------------------------------------


def test_a_protected_person_is_opened_for_a_reason_by_everybody(running: Walk) -> None:
    protect(running)
    clinic, patient = running.clinic, running.patient_id
    for services, ground in (
        (clinic.clinician, Ground.CARE),
        (clinic.reception, Ground.OFFICE),
        (clinic.coordinator, Ground.CARE),
    ):
        with pytest.raises(ReasonNeeded):
            services.caseload.banner(patient)
        door = services.doors.at(patient)
        assert door is not None
        assert door.why == {Why.PROTECTED}
        assert running_name(running) not in repr(door)
        services.doors.open(patient, ground)
        assert services.caseload.banner(patient).protected
        assert readings(running)[-1].details["by"] == ground


def test_without_a_tie_the_protected_need_more_than_a_choice(running: Walk) -> None:
    protect(running)
    colleague = running.clinic.colleague
    door = colleague.doors.at(running.patient_id)
    assert door is not None
    assert door.why == {Why.PROTECTED, Why.NO_RELATION}
    with pytest.raises(InvalidValue):
        colleague.doors.open(running.patient_id, Ground.CARE)
    colleague.doors.open(running.patient_id, Ground.EMERGENCY, "Ringer och är i fara.")
    colleague.caseload.banner(running.patient_id)


def running_name(walk: Walk) -> str:
    with UnitOfWork(walk.clinic.workplace("tore"), reading=True) as work:
        return work.get(Patient, walk.patient_id).family_name


# --- the log -----------------------------------------------------------------------------------


def test_the_patients_log_tells_who_when_what_and_by_what_right(running: Walk) -> None:
    clinic, patient = running.clinic, running.patient_id
    clinic.clinician.caseload.banner(patient)
    clinic.colleague.doors.open(patient, Ground.EMERGENCY, "Ringer i kris.")
    clinic.colleague.caseload.banner(patient)
    log = clinic.coordinator.administration
    rows = log.patient_log(patient)
    told = [(row.who, row.kind, row.by) for row in rows[:3]]
    assert told == [
        ("Hanna Testmark", "patient", "emergency"),
        ("Hanna Testmark", "door", "emergency"),
        ("Maria Skenfors", "patient", "treatment"),
    ]
    assert readings(running)[-1].kind == "log"
    without = log.patient_log(patient, LogFilter(only="no_relation"))
    assert {row.who for row in without} == {"Hanna Testmark"}
    assert len(log.patient_log(patient, LogFilter(only="emergency"))) == 2
    assert log.patient_log(patient, LogFilter(only="protected")) == ()
    (door,) = log.patient_log(patient, LogFilter(text="kris"))
    assert door.reason == "Ringer i kris."
    with pytest.raises(InvalidValue):
        log.patient_log(patient, LogFilter(only="everything"))
    for services in (clinic.clinician, clinic.reception, clinic.administrator):
        with pytest.raises(NotPermitted):
            services.administration.patient_log(patient)


def test_the_log_is_searched_by_period_action_and_right(running: Walk) -> None:
    clinic, patient = running.clinic, running.patient_id
    protect(running)
    clinic.clinician.doors.open(patient, Ground.CARE)
    clinic.colleague.doors.open(patient, Ground.STAND_IN, "Vikarie.")
    log, today = clinic.administrator.administration, clinic.clock.today
    page = log.log_page(LogFilter(first=today, last=today, only="no_relation"))
    assert {row.by for row in page} == {"stand_in"}
    assert log.log_page(LogFilter(last=today - timedelta(days=1000))) == ()
    assert {row.action for row in log.log_page(LogFilter(action="sign"))} == {"sign"}
    assert len(log.log_page(LogFilter(only="protected"))) > 2


def test_a_month_that_nobody_has_checked_is_the_heads_task(running: Walk) -> None:
    clinic = running.clinic
    assert all(task.kind != "log_check" for task in clinic.coordinator.worklist.tasks())
    clinic.clock.move(days=31)
    (task,) = [one for one in clinic.coordinator.worklist.tasks() if one.kind == "log_check"]
    assert (task.subject_id, task.patient_id, task.facts) == (
        "2026-10",
        "",
        (("month", "2026-10"),),
    )
    for services in (clinic.clinician, clinic.reception, clinic.administrator):
        assert all(one.kind != "log_check" for one in services.worklist.tasks())
