from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ikbt_desktop.clinic.lifecycles import TreatmentState
from ikbt_desktop.clinic.programs import plan
from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.errors import (
    Incomplete,
    InvalidValue,
    MoveRefused,
    NotPermitted,
    RuleRefused,
    StaleRecord,
)
from ikbt_desktop.models import Referral, Screening, Section, Treatment, User
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.administration import NewUser
from ikbt_desktop.services.caseload import PatientChanges
from ikbt_desktop.services.treatment_weeks import WeekReportView
from ikbt_desktop.services.treatments import SectionView
from tests.clinics import PASSWORD, Clinic
from tests.doors import let_in
from tests.services.walk import MADRS, PROGRAM, RED, Walk, register


def state_of(walk: Walk) -> str:
    with walk.records() as work:
        return work.get(Referral, walk.referral_id).state


def refusal(walk: Walk, **changes: object) -> tuple[str, str]:
    with pytest.raises(RuleRefused) as caught:
        walk.assign(**changes)
    with walk.records() as work:
        assert not work.count(Treatment)
        assert not work.count(Section)
    return caught.value.rule, caught.value.reason


def section(walk: Walk, number: int) -> SectionView:
    return walk.view().sections[number - 1]


# --- may it be assigned? ---------------------------------------------------------------------


def test_nothing_is_assigned_without_an_assessment_visit(registered: Walk) -> None:
    board = registered.clinic.clinician.treatments.board(registered.referral_id)
    assert board.refusals == ("no_visit",)
    assert board.visit_on is None
    assert refusal(registered) == ("DEC-1", "no_visit")


def test_a_decision_that_nobody_signed_is_no_decision(registered: Walk) -> None:
    registered.clinic.clinician.screenings.begin(registered.referral_id)
    assert refusal(registered) == ("DEC-1", "no_visit")


@pytest.mark.parametrize(
    ("visit_on", "clinician", "reason"),
    [
        (None, "Maria Skenfors", "no_visit"),
        ("2026-10-05", " ", "no_clinician"),
        ("2026-10-06", "Maria Skenfors", "decision_before_visit"),
    ],
)
def test_a_signed_decision_without_the_meeting_before_it_starts_nothing(
    registered: Walk, visit_on: str | None, clinician: str, reason: str
) -> None:
    """As another program, or an older version of this one, might have left it."""
    clinic = registered.clinic
    with registered.change() as work:
        work.add(
            Screening(
                referral_id=registered.referral_id,
                patient_id=registered.patient_id,
                clinician_id=clinic.actor("maria").user_id,
                state="signed",
                step="decision",
                content={"visit_on": visit_on, "visit_clinician": clinician},
                changed_at=work.now(),
                decision="suitable",
                signed_at=work.now(),
                signed_by_id=clinic.actor("maria").user_id,
                signed_by_name="Maria Skenfors",
                signed_role="clinician",
            )
        )
        work.get(Referral, registered.referral_id).state = "waiting"
        work.log(Action.SIGN, kind="screening", patient_id=registered.patient_id)
        work.commit()
    assert refusal(registered) == ("DEC-1", reason)
    board = clinic.clinician.treatments.board(registered.referral_id)
    assert board.refusals == (reason,)


def test_a_program_cannot_start_before_the_decision(waiting: Walk) -> None:
    yesterday = waiting.today - timedelta(days=1)
    assert refusal(waiting, starts_on=yesterday) == ("DEC-1", "start_before_decision")


@pytest.mark.parametrize("decision", ["not_suitable", "wait"])
def test_only_a_patient_found_suitable_is_given_a_program(registered: Walk, decision: str) -> None:
    registered.screen(decision=decision)
    assert refusal(registered) == ("DEC-1", "not_suitable")


def leave_out(walk: Walk, *names: str, region: str) -> None:
    """The clinic leaves regions out; the patient is registered in one."""
    administration = walk.clinic.administrator.administration
    profile = administration.clinic()
    settings = {**profile.settings, "excluded_regions": list(names)}
    administration.change_clinic(replace(profile, settings=settings))
    caseload = walk.clinic.reception.caseload
    details = caseload.details(walk.patient_id)
    changes = PatientChanges(details.family_name, details.given_name, region=region)
    caseload.change(walk.patient_id, changes, version=details.version)


def test_a_region_that_the_clinic_leaves_out_is_given_no_program(waiting: Walk) -> None:
    # rules.md, REG-1: Doktor.se's values are Skåne and Sörmland; the default is none.
    leave_out(waiting, "Skåne", "Sörmland", region="Region Skåne")
    assert waiting.clinic.reception.caseload.details(waiting.patient_id).region_left_out
    board = waiting.clinic.clinician.treatments.board(waiting.referral_id)
    assert board.refusals == ("region_excluded",)
    assert refusal(waiting) == ("REG-1", "region_excluded")


def test_who_is_registered_in_a_region_left_out_is_not_found_suitable(registered: Walk) -> None:
    leave_out(registered, "Sörmland", region="Sörmland")
    with pytest.raises(RuleRefused) as caught:
        registered.screen()
    assert (caught.value.rule, caught.value.reason) == ("REG-1", "region_excluded")


@pytest.mark.parametrize("region", ["", "Gotland"])
def test_another_region_or_an_unknown_one_stops_nothing(waiting: Walk, region: str) -> None:
    leave_out(waiting, "Skåne", region=region)
    assert waiting.assign().program.code == PROGRAM


def test_the_patient_must_have_agreed(waiting: Walk) -> None:
    assert refusal(waiting, agreed_on=None) == ("DEC-2", "no_agreement")


def test_an_agreement_lies_in_the_past_or_today(waiting: Walk) -> None:
    with pytest.raises(InvalidValue) as caught:
        waiting.assign(agreed_on=waiting.today + timedelta(days=1))
    assert (caught.value.field, caught.value.reason) == ("agreed_on", "future")


def test_a_clinician_without_basic_training_is_refused_and_listed_last(waiting: Walk) -> None:
    untrained = waiting.clinic.administrator.administration.add_user(
        NewUser(
            login="ivar",
            name="Ivar Provlind",
            role=Role.CLINICIAN,
            title="PTP-psykolog",
            one_time_password=PASSWORD,
        )
    )
    assert refusal(waiting, clinician_id=untrained.id) == ("COMP-1", "no_basic_training")
    cards = waiting.clinic.clinician.treatments.clinicians(PROGRAM, waiting.patient_id)
    assert [card.name for card in cards] == ["Maria Skenfors", "Hanna Testmark", "Ivar Provlind"]
    assert [card.refusal for card in cards] == [None, None, "no_basic_training"]
    assert [card.met_patient for card in cards] == [True, False, False]
    assert [card.lacks_course for card in cards] == [False, False, True]


def test_a_receptionist_is_not_a_clinician(waiting: Walk) -> None:
    rut = waiting.clinic.actor("rut").user_id
    assert refusal(waiting, clinician_id=rut) == ("COMP-1", "not_a_clinician")


def test_reception_assigns_nothing_and_the_try_is_logged(waiting: Walk) -> None:
    before = waiting.clinic.refusals()
    with pytest.raises(NotPermitted):
        waiting.clinic.reception.treatments.assign(waiting.new())
    assert waiting.clinic.refusals() == before + 1


def test_an_open_risk_case_locks_the_assignment(waiting: Walk) -> None:
    waiting.clinic.clock.move(days=1)
    waiting.measure(*RED)
    board = waiting.clinic.clinician.treatments.board(waiting.referral_id)
    assert board.refusals == ("risk_open",)
    assert refusal(waiting) == ("EXC-3", "risk_open")


def test_an_acute_risk_locks_the_assignment_after_it_is_closed(waiting: Walk) -> None:
    waiting.clinic.clock.move(days=1)
    waiting.measure(*RED)
    waiting.assess_risk("acute")
    assert refusal(waiting) == ("ACU-1", "acute")


def test_a_risk_assessed_as_low_opens_it_again(waiting: Walk) -> None:
    waiting.clinic.clock.move(days=1)
    waiting.measure(*RED)
    waiting.assess_risk("low")
    assert waiting.assign().state == TreatmentState.RUNNING


# --- fit -------------------------------------------------------------------------------------


def test_the_board_judges_every_program_and_preselects_none(waiting: Walk) -> None:
    board = waiting.clinic.clinician.treatments.board(waiting.referral_id)
    assert len(board.programs) == 6
    assert [row.criterion for row in board.rows] == [
        "target",
        "age",
        "time",
        "medicines",
        "measures",
        "competence",
    ]
    assert all(
        len(row.cells) == 6 and all(c.judgement.text for c in row.cells) for row in board.rows
    )
    assert board.best == board.best_first[0] == PROGRAM
    assert board.chosen_program == PROGRAM
    assert board.refusals == ()
    assert board.visit_on == board.decided_on == waiting.today
    known = {row.criterion: row.known for row in board.rows}
    assert known["age"] == "33 år"
    assert known["time"] == "2 h/vecka"
    assert known["medicines"] == "inga"
    assert known["target"].startswith("F32.1, ")
    assert known["measures"] == "MADRS‑S 22 p"


def test_opening_the_board_stands_in_the_log(waiting: Walk) -> None:
    waiting.clinic.clinician.treatments.board(waiting.referral_id)
    newest = waiting.clinic.log()[0]
    assert (newest.action, newest.kind) == (Action.READ, "assignment")
    assert (newest.family_name, newest.given_name) == ("Provberg", "Åsa")


def test_a_program_that_is_not_the_best_fit_needs_a_reason(waiting: Walk) -> None:
    with pytest.raises(Incomplete) as caught:
        waiting.assign(program="oroshjalpen")
    assert caught.value.missing == ("fit_reason",)
    given = waiting.assign(
        program="oroshjalpen", reason="Oron är det som patienten vill börja med."
    )
    with waiting.records() as work:
        assert work.get(Treatment, given.id).fit_reason.startswith("Oron är det")


def test_blank_signs_are_no_reason(waiting: Walk) -> None:
    with pytest.raises(Incomplete):
        waiting.assign(program="oroshjalpen", reason=" \n ")


DAILY = {"kind": "benzodiazepine", "name": "Sobril", "frequent": True, "disturbs_sleep": False}


def test_no_reason_alone_gets_past_an_excluding_medicine(registered: Walk) -> None:
    # A side effect on sleep excludes Sovhjälpen alone (rules.md, EXC-4, row 4d).
    registered.screen(
        medicines=[{"kind": "other", "name": "Påhittol", "disturbs_sleep": True}],
    )
    assert refusal(registered, program="sovhjalpen", reason="Ändå.") == ("EXC-4", "excluded")
    assert registered.assign(reason="Stör inte här.").program.code == PROGRAM


def test_an_exclusion_that_a_colleague_co_signed_is_assigned_with_its_reason(
    registered: Walk,
) -> None:
    # product.md, "Decisions taken": an EXCLUDE may be overridden with a reason and a second
    # clinician's co-signature. Daily Sobril excludes in every column (rules.md, EXC-4, row 4a).
    registered.screen(medicines=[DAILY], cosigner="hanna")
    board = registered.clinic.clinician.treatments.board(registered.referral_id)
    assert (board.overridden, board.cosigner) == (PROGRAM, "Hanna Testmark")
    with pytest.raises(Incomplete) as caught:
        registered.assign()
    assert caught.value.missing == ("fit_reason",)
    assert registered.assign(reason="Trappas ut enligt plan.").program.code == PROGRAM


def test_a_co_signature_holds_for_the_program_of_the_decision_alone(registered: Walk) -> None:
    registered.screen(medicines=[DAILY], cosigner="hanna")
    assert refusal(registered, program="oroshjalpen", reason="Ändå.") == ("EXC-4", "excluded")


def test_no_co_signature_gets_past_an_acute_risk(registered: Walk) -> None:
    registered.screen(medicines=[DAILY], cosigner="hanna")
    registered.clinic.clock.move(days=1)
    registered.measure(*RED)
    registered.assess_risk("acute")
    assert refusal(registered, reason="Trappas ut.") == ("ACU-1", "acute")


def test_a_program_of_unknown_length_asks_for_its_sections(waiting: Walk) -> None:
    with pytest.raises(InvalidValue) as caught:
        waiting.assign(program="stresshjalpen", reason="Utmattad.")
    assert (caught.value.field, caught.value.reason) == ("sections", "missing")
    given = waiting.assign(program="stresshjalpen", sections=9, reason="Utmattad.")
    assert given.section_count == len(given.sections) == 9


@pytest.mark.parametrize(("sections", "notes"), [(7, ()), (9, ()), (10, ("LEN-1", "LEN-3"))])
def test_the_plan_notes_what_is_longer_than_usual(
    waiting: Walk, sections: int, notes: tuple[str, ...]
) -> None:
    treatments = waiting.clinic.clinician.treatments
    drawn = treatments.plan("stresshjalpen", waiting.today, sections)
    assert drawn.notes == notes
    assert drawn.planned_end == waiting.today + timedelta(days=7 * sections)


# --- what assigning does ---------------------------------------------------------------------


def test_assigning_starts_the_treatment_and_moves_the_referral(waiting: Walk) -> None:
    given = waiting.assign(clinician_id=waiting.clinic.actor("hanna").user_id)
    assert given.clinician == "Hanna Testmark"
    assert given.week == 1
    assert given.next_feedback_on == waiting.today + timedelta(days=7)
    assert given.planned_end_on == waiting.today + timedelta(days=49)
    assert [row.state for row in given.sections] == ["open", *["locked"] * 6]
    assert given.sections[0].title == "Att känna sig deprimerad"
    assert given.sections[0].opened_on == waiting.today
    assert state_of(waiting) == "running"
    with waiting.records() as work:
        referral = work.get(Referral, waiting.referral_id)
        assert referral.owner_id == given.clinician_id
        assert referral.due_on == given.next_feedback_on


def test_a_referral_that_has_its_program_is_not_given_another(running: Walk) -> None:
    with pytest.raises(MoveRefused):
        running.clinic.clinician.treatments.assign(running.new())
    with running.records() as work:
        assert work.count(Treatment) == 1


def test_a_start_next_week_is_not_a_week_of_the_treatment_yet(waiting: Walk) -> None:
    given = waiting.assign(starts_on=waiting.today + timedelta(days=7))
    assert given.week is None
    with pytest.raises(RuleRefused) as caught:
        waiting.sign(1)
    assert caught.value.reason == "section_locked"


# --- taking back -----------------------------------------------------------------------------


def test_a_wrong_assignment_can_be_undone_the_same_day(running: Walk) -> None:
    view = running.view()
    assert view.can_undo
    running.clinic.clinician.treatments.undo(view.id, version=view.version)
    assert running.view().state == TreatmentState.VOIDED
    assert state_of(running) == "waiting"
    running.assign(program="oroshjalpen", reason="Rätt program.")
    assert state_of(running) == "running"


def test_it_cannot_be_undone_the_day_after(running: Walk) -> None:
    running.clinic.clock.move(days=1)
    view = running.view()
    assert not view.can_undo
    with pytest.raises(RuleRefused) as caught:
        running.clinic.clinician.treatments.undo(view.id, version=view.version)
    assert caught.value.rule == "UNDO"
    assert running.view().state == TreatmentState.RUNNING


@pytest.mark.parametrize("what", ["feedback", "measure", "report"])
def test_it_cannot_be_undone_once_something_is_given(running: Walk, what: str) -> None:
    if what == "feedback":
        running.sign(1)
    elif what == "measure":
        running.measure(3, 3, 3, 3, 3, 3, 3, 3, 3, instrument="phq-9")
    else:
        running.report(1)
    view = running.view()
    assert not view.can_undo
    with pytest.raises(RuleRefused):
        running.clinic.clinician.treatments.undo(view.id, version=view.version)


def test_voiding_later_needs_a_reason_and_keeps_everything(running: Walk) -> None:
    running.clinic.clock.move(days=8)
    running.sign(1)
    treatments, view = running.clinic.clinician.treatments, running.view()
    with pytest.raises(Incomplete):
        treatments.void(view.id, reason="  ", version=view.version)
    treatments.void(view.id, reason="Fel patient.", version=view.version)
    kept = treatments.of_patient(running.patient_id)[0]
    assert kept.state == TreatmentState.VOIDED
    assert kept.late_days is None
    assert state_of(running) == "waiting"
    with running.records() as work:
        assert work.get(Treatment, view.id).void_reason == "Fel patient."
    assert len(running.clinic.clinician.feedback_notes.history(view.id)) == 1
    assert [line.reason for line in running.clinic.log() if line.action == Action.VOID] == [
        "Fel patient."
    ]


def test_two_windows_do_not_void_over_each_other(running: Walk) -> None:
    seen = running.view()
    running.clinic.clock.move(days=1)
    running.sign(1)
    let_in(running.clinic.workplace("hanna"), running.patient_id)
    with pytest.raises(StaleRecord):
        running.clinic.colleague.treatments.void(seen.id, reason="Fel.", version=seen.version)
    assert running.view().state == TreatmentState.RUNNING


# --- weeks -----------------------------------------------------------------------------------


def test_the_weeks_show_what_is_done_late_and_locked(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    running.measure(*MADRS, week=1)
    running.report(1)
    running.sign(1, minutes=12)
    running.clinic.clock.move(days=9)
    first, second, third = running.view().sections[:3]
    assert (first.state, first.feedback_on, first.feedback_minutes) == (
        "done",
        date(2026, 10, 12),
        12,
    )
    assert first.report_on == date(2026, 10, 12)
    assert not first.measure_missing
    assert (second.state, second.late_days) == ("late", 2)
    assert third.state == "locked"
    assert [row.week for row in running.view().sections[:3]] == [41, 42, 43]
    assert running.view().week == 2  # the third began, but the second waits for its answer
    with running.records() as work:
        due_on = work.get(Referral, running.referral_id).due_on
    assert due_on == running.view().next_feedback_on
    assert running.view().late_days == 2


@pytest.mark.parametrize("day", [5, 7, 9])
def test_a_form_that_comes_a_day_or_two_off_still_counts_for_its_week(
    running: Walk, day: int
) -> None:
    running.clinic.clock.move(days=day)
    running.measure(*MADRS)
    running.clinic.clock.move(days=10 - day)
    running.sign(1)
    assert not section(running, 1).measure_missing


def test_a_week_without_its_form_says_so_and_a_half_filled_one_does_not_help(
    running: Walk,
) -> None:
    running.clinic.clock.move(days=7)
    running.measure(3, 3, 3, None, 2, 3, 2, 2, 2, week=1)
    running.sign(1)
    assert section(running, 1).measure_missing
    assert not section(running, 2).measure_missing  # it is not done yet


def test_nobody_elses_draft_is_counted(running: Walk) -> None:
    notes = running.clinic.clinician.feedback_notes
    notes.keep_draft(running.treatment_id, 1, "Hej Åsa, bra gjort", cursor=5)
    assert section(running, 1).draft_words == 4
    let_in(running.clinic.workplace("hanna"), running.patient_id)
    colleague = running.clinic.colleague.treatments.view(running.treatment_id)
    assert colleague.sections[0].draft_words is None


def test_what_the_patient_sent_in_is_kept_and_replaced_by_a_second_report(running: Walk) -> None:
    running.report(1)
    running.report(1, homework="partly", reflection="Svårare än väntat. <img src=x>")
    (kept,) = running.clinic.clinician.treatments.reports(running.treatment_id)
    assert (kept.homework, kept.reflection) == ("partly", "Svårare än väntat. <img src=x>")
    assert kept.agreed == (("Promenad måndag", False),)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"homework": "kanske"}, "homework"),
        ({"reported_on": date(2030, 1, 1)}, "reported_on"),
        ({"section": 8}, "section"),
        ({"section": 0}, "section"),
    ],
)
def test_a_report_that_cannot_be_is_refused(
    running: Walk, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        running.report(**{"section": 1, **changes})
    assert caught.value.field == field
    assert running.clinic.clinician.treatments.reports(running.treatment_id) == ()


def test_an_event_stands_under_the_curve(running: Walk) -> None:
    treatments = running.clinic.clinician.treatments
    treatments.add_event(
        running.treatment_id, on=running.today, kind="medicine", words="Sertralin 50 mg insatt"
    )
    with pytest.raises(InvalidValue):
        treatments.add_event(running.treatment_id, on=running.today, kind="end", words="Slut")
    with pytest.raises(InvalidValue):
        treatments.add_event(running.treatment_id, on=running.today, kind="other", words=" ")
    events = running.clinic.clinician.measurements.course(running.treatment_id).facts.events
    assert [event.words for event in events] == ["", "Sertralin 50 mg insatt"]


# --- pause and end ---------------------------------------------------------------------------


def test_a_pause_stops_the_clock_and_moves_the_end(running: Walk) -> None:
    treatments, view = running.clinic.clinician.treatments, running.view()
    running.clinic.clock.move(days=10)
    paused = treatments.pause(
        view.id,
        until=running.today + timedelta(days=14),
        reason="Semester",
        version=view.version,
    )
    assert paused.state == TreatmentState.PAUSED
    assert paused.late_days is None
    assert paused.next_feedback_on is None
    running.clinic.clock.move(days=14)
    resumed = treatments.resume(view.id, version=paused.version)
    assert resumed.next_feedback_on == running.today + timedelta(days=7)
    assert resumed.planned_end_on == view.planned_end_on + timedelta(days=14)


def test_the_weeks_after_a_pause_want_their_forms_again(running: Walk) -> None:
    treatments = running.clinic.clinician.treatments
    running.clinic.clock.move(days=7)
    running.measure(*MADRS, week=1)
    running.sign(1)
    paused = treatments.pause(
        running.treatment_id,
        until=running.today + timedelta(days=10),
        reason="Semester",
        version=running.view().version,
    )
    running.clinic.clock.move(days=10)
    treatments.resume(paused.id, version=paused.version)
    running.clinic.clock.move(days=15)
    course = running.clinic.clinician.measurements.course(running.treatment_id)
    assert course.facts.measures[0].missing == (3.0,)  # week 2 was paused
    due = running.clinic.clinician.measurements.due(running.treatment_id)
    assert [(one.instrument, one.week) for one in due if one.instrument == "madrs-s"] == [
        ("madrs-s", 4)
    ]


def test_no_week_of_an_earlier_pause_is_missing(running: Walk) -> None:
    """Each pause keeps its own days, however many there are."""
    treatments = running.clinic.clinician.treatments
    for days in (14, 7, 21):  # weeks 1-2, 4 and 6-8 of the calendar
        view = running.view()
        paused = treatments.pause(
            view.id,
            until=running.today + timedelta(days=days),
            reason="Bortrest",
            version=view.version,
        )
        running.clinic.clock.move(days=days)
        treatments.resume(paused.id, version=paused.version)
        running.measure(*MADRS)
        running.clinic.clock.move(days=7)
    course = running.clinic.clinician.measurements.course(running.treatment_id)
    assert course.facts.measures[0].missing == ()
    (madrs,) = [one for one in course.changes if one.instrument == "madrs-s"]
    assert [gap.week for gap in madrs.gaps if gap.week < 9] == []


def test_a_pause_takes_no_form_from_the_end_of_the_treatment(running: Walk) -> None:
    treatments = running.clinic.clinician.treatments
    paused = treatments.pause(
        running.treatment_id,
        until=running.today + timedelta(days=21),
        reason="Semester",
        version=running.view().version,
    )
    running.clinic.clock.move(days=21)
    treatments.resume(paused.id, version=paused.version)
    running.clinic.clock.move(days=49)  # seven sections in seven weeks, after three of pause
    due = running.clinic.clinician.measurements.due(running.treatment_id)
    assert [(one.week, one.due_on) for one in due if one.instrument == "madrs-s"] == [
        (10, running.today)
    ]


def test_a_treatment_with_every_section_answered_is_not_late_after_a_pause(running: Walk) -> None:
    for number in range(1, 8):
        running.clinic.clock.move(days=7)
        running.sign(number)
    treatments = running.clinic.clinician.treatments
    paused = treatments.pause(
        running.treatment_id,
        until=running.today + timedelta(days=7),
        reason="Semester",
        version=running.view().version,
    )
    running.clinic.clock.move(days=7)
    assert treatments.resume(paused.id, version=paused.version).next_feedback_on is None


@pytest.mark.parametrize("field", ["reflection", "homework_note"])
def test_a_pasted_book_is_no_reflection(running: Walk, field: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        running.report(1, **{field: "x" * 1_000_000})
    assert (caught.value.field, caught.value.reason) == (field, "too_long")
    assert running.clinic.clinician.treatments.reports(running.treatment_id) == ()


def test_a_closing_form_takes_no_hidden_signs(running: Walk) -> None:
    for text in ("a\x00b", "a\u202eb", "x" * 1_000_000):
        with pytest.raises(InvalidValue) as caught:
            running.close(result=text)
        assert caught.value.field == "result"
    assert running.view().state == TreatmentState.RUNNING


def test_risk_rules_run_during_a_pause(running: Walk) -> None:
    view = running.view()
    running.clinic.clinician.treatments.pause(
        view.id, until=running.today + timedelta(days=7), reason="Semester", version=view.version
    )
    running.clinic.clock.move(days=1)
    assert running.measure(*RED).risk_case_id is not None


def test_a_pause_needs_a_reason_and_a_coming_day(running: Walk) -> None:
    treatments, view = running.clinic.clinician.treatments, running.view()
    later = running.today + timedelta(days=7)
    with pytest.raises(Incomplete):
        treatments.pause(view.id, until=later, reason=" ", version=view.version)
    with pytest.raises(InvalidValue):
        treatments.pause(view.id, until=running.today, reason="Resa", version=view.version)


def test_the_closing_form_is_kept_while_it_is_written(running: Walk) -> None:
    treatments = running.clinic.clinician.treatments
    draft = treatments.closing_draft(running.treatment_id)
    assert draft.background == "iKBT för depression?"
    assert draft.follow_up_on == (date(2027, 1, 5), date(2027, 4, 5))
    written = type(draft)("", draft.ended_on, "Bakgrund", "Halvt skriven", ("A",), ())
    assert treatments.keep_closing(running.treatment_id, written, seen=draft) == written
    assert treatments.closing_draft(running.treatment_id) == written
    assert running.view().state == TreatmentState.RUNNING


def test_nobody_writes_over_a_closing_form_or_a_report_that_was_not_seen(running: Walk) -> None:
    treatments, who = running.clinic.clinician.treatments, running.treatment_id
    draft = treatments.closing_draft(who)
    mine = treatments.keep_closing(who, replace(draft, result="Först"), seen=draft)
    with pytest.raises(StaleRecord):
        treatments.keep_closing(who, replace(draft, result="Sedan"), seen=draft)
    assert treatments.closing_draft(who) == mine
    assert treatments.keep_closing(who, replace(draft, result="Nu"), seen=mine).result == "Nu"
    report = WeekReportView(1, running.today, "done", "", "Först", ())
    treatments.report_week(who, report)
    with pytest.raises(StaleRecord):
        treatments.report_week(who, replace(report, reflection="Sedan"))
    (kept,) = treatments.reports(who)
    assert kept.reflection == "Först"
    treatments.report_week(who, replace(kept, reflection="Nu"))
    assert treatments.reports(who)[0].reflection == "Nu"


def test_ending_closes_the_referral_and_the_form_says_what_is_missing(running: Walk) -> None:
    with pytest.raises(Incomplete) as caught:
        running.close(reason="", result=" ")
    assert caught.value.missing == ("reason", "result")
    with pytest.raises(InvalidValue):
        running.close(ended_on=running.today + timedelta(days=1))
    with pytest.raises(InvalidValue):
        running.close(reason="because")
    ended = running.close()
    assert (ended.state, ended.end_reason) == (TreatmentState.ENDED, "as_planned")
    assert ended.week is None
    assert state_of(running) == "closed"
    with pytest.raises(MoveRefused):
        running.close()


def test_a_treatment_does_not_end_before_its_last_contact(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    running.sign(1)
    with pytest.raises(InvalidValue) as caught:
        running.close(ended_on=running.today - timedelta(days=1))
    assert (caught.value.field, caught.value.reason) == ("ended_on", "range")
    assert running.close().ended_on == running.today


def test_an_open_risk_refuses_the_end(running: Walk) -> None:
    running.clinic.clock.move(days=1)
    running.measure(*RED)
    with pytest.raises(RuleRefused) as caught:
        running.close()
    assert (caught.value.rule, caught.value.reason) == ("ACT-1", "risk_open")
    running.assess_risk()
    assert running.close().state == TreatmentState.ENDED


def test_a_minor_gets_the_program_for_the_young(clinic: Clinic) -> None:
    walk = register(clinic, born=date(2011, 5, 4))
    walk.screen(
        programme="angesthjalpen-ung",
        diagnosis="F40.1",
        judged={"rcads-25": "Fylls i på papper vid start."},
    )
    board = clinic.clinician.treatments.board(walk.referral_id)
    ages = {c.program: c.judgement.outcome for c in board.rows[1].cells}
    assert ages["angesthjalpen-ung"] == "OK"
    assert ages[PROGRAM] == "NOT_MET"
    given = walk.assign(program="angesthjalpen-ung", reason="Formulären fylls i vid start.")
    assert given.section_count == 8


def test_the_plan_of_a_treatment_is_that_of_its_day(running: Walk) -> None:
    catalogue = running.clinic.catalogue
    drawn = plan(
        catalogue.programs[PROGRAM],
        start=running.today,
        lengths=catalogue.criteria.lengths,
    )
    assert running.view().planned_end_on == drawn.planned_end
    with running.records() as work:
        treatment = work.get(Treatment, running.treatment_id)
        assert treatment.program_version == catalogue.programs[PROGRAM].version
        assert work.get(User, treatment.assigned_by_id).name == "Maria Skenfors"
