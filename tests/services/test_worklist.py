"""Att göra: computed from what lies in the clinic, risk before everything else."""

from datetime import timedelta
from typing import Any

import pytest

from ikbt_desktop.errors import Incomplete, NotPermitted, RuleRefused
from ikbt_desktop.services.measurements import NewMeasurement
from ikbt_desktop.services.worklist import Task, Worklist
from tests.services.walk import MADRS, RED, Walk, register

CHOSEN = ("all", "mine", "late", "feedback", "unsigned", "to_file")


def worklist(walk: Walk, login: str = "maria") -> Worklist:
    return walk.clinic.services(login).worklist


def tasks(walk: Walk, login: str = "maria", **how: Any) -> list[Task]:
    return list(worklist(walk, login).tasks(**how))


def kinds(walk: Walk, login: str = "maria", **how: Any) -> list[str]:
    return [task.kind for task in tasks(walk, login, **how)]


def the(walk: Walk, kind: str, login: str = "maria") -> Task:
    (found,) = [task for task in tasks(walk, login) if task.kind == kind]
    return found


# --- each kind -------------------------------------------------------------------------------


def test_a_referral_that_came_waits_for_its_next_step(registered: Walk) -> None:
    task = the(registered, "referral_step", "tore")
    assert task.subject_id == registered.referral_id
    assert dict(task.facts)["action"] == "review_referral"
    assert (task.name, task.identity) == ("Provberg, Åsa", "19930212-2388")
    assert task.owner == "Tore Fantasén"


def test_a_begun_screening_tells_how_much_there_is_to_find_out(registered: Walk) -> None:
    screenings = registered.clinic.clinician.screenings
    begun = screenings.begin(registered.referral_id)
    noted = {"unclear:motivation": "2026-10-05", "unclear:device": "2026-10-05", "INC-3": "Ring"}
    changes = {"notes": noted, "answers": {"device": "computer"}}
    screenings.save(begun.id, changes, step=begun.step, version=begun.version)
    assert dict(the(registered, "screening").facts)["unclear"] == "1"


def test_an_unclear_answer_is_a_task_until_it_is_answered(registered: Walk) -> None:
    screenings = registered.clinic.clinician.screenings
    begun = screenings.begin(registered.referral_id)
    noted = {"unclear:condition_hinders": "2026-10-05", "unclear:motivation": "2026-10-04"}
    begun = screenings.save(begun.id, {"notes": noted}, step=begun.step, version=begun.version)
    task = the(registered, "find_out")
    facts = dict(task.facts)
    assert facts["rules"] == "EXC-1,INC-7"
    assert (task.subject_id, task.owner, task.late_days) == (begun.id, "Maria Skenfors", -1)
    assert "find_out" not in kinds(registered, "rut")
    answers = {"condition_hinders": False, "motivation": "yes"}
    screenings.save(begun.id, {"answers": answers}, step=begun.step, version=begun.version)
    assert "find_out" not in kinds(registered)


def test_a_decision_to_wait_leaves_no_dead_end(registered: Walk) -> None:
    screenings = registered.clinic.clinician.screenings
    begun = screenings.begin(registered.referral_id)
    noted = {"unclear:somatic_suspicion": "2026-10-05"}
    screenings.save(begun.id, {"notes": noted}, step=begun.step, version=begun.version)
    registered.screen(decision="wait", somatic_suspicion=None)
    task = the(registered, "find_out")
    assert task.subject_id == registered.referral_id  # a new screening is begun from it
    assert dict(task.facts) == {"rules": "INC-2", "noted_on": "2026-10-05", "begun": ""}
    again = screenings.begin(registered.referral_id)
    assert the(registered, "find_out").subject_id == again.id
    changes = {"answers": {"somatic_suspicion": False}}
    screenings.save(again.id, changes, step=again.step, version=again.version)
    assert "find_out" not in kinds(registered)


def test_a_begun_screening_waits_for_its_signature(registered: Walk) -> None:
    begun = registered.clinic.clinician.screenings.begin(registered.referral_id)
    assert kinds(registered) == ["screening"]
    task = the(registered, "screening")
    assert (task.subject_id, dict(task.facts)["step"]) == (begun.id, "visit")
    assert task.late_days == -2
    registered.clinic.clock.move(days=5)
    assert the(registered, "screening").late_days == 3


def test_a_patient_found_suitable_waits_for_a_program_and_the_referrer_for_a_reply(
    waiting: Walk,
) -> None:
    assert the(waiting, "assign").subject_id == waiting.referral_id
    answer = the(waiting, "referral_answer")
    assert dict(answer.facts)["referrer"] == "Vårdcentralen Ekliden"
    assert answer.late_days == -7  # a week from the decision
    waiting.clinic.reception.referrals.tick_answered(
        waiting.referral_id,
        version=waiting.clinic.reception.referrals.detail(waiting.referral_id).row.version,
    )
    assert "referral_answer" not in kinds(waiting)


def test_signed_papers_wait_to_be_filed(waiting: Walk) -> None:
    waiting_papers = [task for task in tasks(waiting) if task.kind == "file_document"]
    assert {dict(task.facts)["document"] for task in waiting_papers} == {
        "record_text",
        "patient_letter",
        "referrer_reply",
    }
    waiting.clinic.reception.documents.tick_filed(waiting_papers[0].subject_id)
    assert kinds(waiting).count("file_document") == 2


def test_the_weekly_feedback_is_due_then_late(running: Walk) -> None:
    task = the(running, "feedback")
    assert task.late_days == -7
    assert dict(task.facts) == {"week": "1", "program": "Depressionshjälpen"}
    running.clinic.clock.move(days=9)
    running.report(1)
    running.clinic.clinician.feedback_notes.keep_draft(running.treatment_id, 1, "Hej", cursor=3)
    task = the(running, "feedback")
    assert task.late_days == 2
    assert {"report_on", "draft_at"} <= dict(task.facts).keys()


def test_the_measure_that_did_not_come_is_asked_for(running: Walk) -> None:
    assert "measure" not in kinds(running)
    running.clinic.clock.move(days=8)
    task = the(running, "measure")
    assert (dict(task.facts)["instrument"], task.late_days) == ("madrs-s", 1)
    running.measure(*MADRS, week=1)
    assert "measure" not in kinds(running)


def test_a_signed_message_waits_to_be_pasted_and_a_call_does_not(running: Walk) -> None:
    contact = running.sign(1).contact_id
    assert the(running, "send_text").subject_id == contact
    running.clinic.clinician.feedback_notes.tick_sent(contact)
    assert "send_text" not in kinds(running)
    running.sign(2, channel="phone")
    assert "send_text" not in kinds(running)


def test_a_pause_that_is_over_is_told(running: Walk) -> None:
    running.clinic.clinician.treatments.pause(
        running.treatment_id,
        until=running.today + timedelta(days=7),
        reason="Semester",
        version=running.view().version,
    )
    assert not {"feedback", "measure", "end_pause"} & set(kinds(running))
    running.clinic.clock.move(days=8)
    assert the(running, "end_pause").late_days == 1


def test_after_the_last_feedback_the_treatment_waits_to_be_ended(running: Walk) -> None:
    """No treatment may lie without a next step."""
    for number in range(1, 8):
        running.clinic.clock.move(days=7)
        running.sign(number)
    task = the(running, "summary")
    assert (task.subject_id, task.late_days) == (running.treatment_id, 0)


def test_an_ended_treatment_waits_for_its_summary_and_its_follow_up(running: Walk) -> None:
    running.close()
    assert the(running, "summary").subject_id == running.treatment_id
    running.clinic.clinician.documents.sign_summary(running.treatment_id)
    assert "summary" not in kinds(running)
    assert "follow_up" not in kinds(running)
    running.clinic.clock.move(days=84)
    assert the(running, "follow_up").late_days == -6


def test_a_summary_that_nobody_signed_waits_for_years_and_never_leaves_silently(
    running: Walk,
) -> None:
    running.close()
    running.clinic.clock.move(days=1000)
    task = the(running, "summary")
    assert (task.subject_id, task.late_days) == (running.treatment_id, 998)
    assert [one.subject_id for one in tasks(running, chosen="unsigned")] == [running.treatment_id]
    running.clinic.clinician.documents.sign_summary(running.treatment_id)
    assert "summary" not in kinds(running)


def test_a_follow_up_is_late_until_its_form_is_entered(running: Walk) -> None:
    running.close()
    running.clinic.clock.move(days=75)
    running.measure(*MADRS)  # more than two weeks before the day: somebody else's form
    running.clinic.clock.move(days=20)
    assert the(running, "follow_up").late_days == 5
    running.measure(*MADRS)
    assert "follow_up" not in kinds(running)


def test_a_follow_up_two_years_ahead_is_not_forgotten(running: Walk) -> None:
    day = running.today + timedelta(days=700)
    running.close(follow_up_on=(day,))
    assert "follow_up" not in kinds(running)
    running.clinic.clock.move(days=695)
    assert the(running, "follow_up").due_on == day


def test_a_follow_up_waits_for_years_until_somebody_gives_it_up(running: Walk) -> None:
    running.close(follow_up_on=(running.today + timedelta(days=90),))
    running.clinic.clock.move(days=90 + 1000)
    assert the(running, "follow_up").late_days == 1000
    services = running.clinic.clinician
    view = services.treatments.view(running.treatment_id)
    with pytest.raises(Incomplete):
        services.treatments.end_follow_ups(view.id, reason=" ", version=view.version)
    given_up = services.treatments.end_follow_ups(
        view.id, reason="Flyttat utomlands.", version=view.version
    )
    assert (given_up.follow_up_until, given_up.follow_up_end) == (None, "Flyttat utomlands.")
    assert "follow_up" not in kinds(running)
    with pytest.raises(RuleRefused):
        services.treatments.end_follow_ups(view.id, reason="Igen.", version=given_up.version)


def test_only_the_last_follow_ups_form_ends_the_wait(running: Walk) -> None:
    running.close(follow_up_on=tuple(running.today + timedelta(days=each) for each in (90, 180)))
    running.clinic.clock.move(days=95)
    running.measure(*MADRS)
    assert "follow_up" not in kinds(running)
    running.clinic.clock.move(days=600)
    assert the(running, "follow_up").late_days == 515
    running.measure(*MADRS)
    running.clinic.clock.move(days=600)
    assert "follow_up" not in kinds(running)


def test_a_form_two_weeks_before_the_day_is_the_follow_up(running: Walk) -> None:
    running.close()
    running.clinic.clock.move(days=77)
    running.measure(*MADRS)
    running.clinic.clock.move(days=20)
    assert "follow_up" not in kinds(running)


# --- order and filters -----------------------------------------------------------------------


def at_risk(walk: Walk) -> None:
    """Another patient's form turns red, long before its case is late."""
    other = register(walk.clinic, born=walk.today.replace(year=1988))
    walk.clinic.clinician.measurements.record(
        NewMeasurement(
            patient_id=other.patient_id,
            instrument="madrs-s",
            answers=RED,
            answered_on=walk.today,
        )
    )


def test_an_open_risk_comes_first_and_survives_every_filter(running: Walk) -> None:
    running.clinic.clock.move(days=30)
    at_risk(running)
    for chosen in CHOSEN:
        found = tasks(running, chosen=chosen)
        assert found[0].kind == "risk", chosen
        assert found[0].due_at is not None
    late = tasks(running)[1:]
    assert [task.due_on for task in late] == sorted(task.due_on for task in late if task.due_on)


def test_an_assessed_risk_is_no_task_any_more(running: Walk) -> None:
    running.clinic.clock.move(days=1)
    running.measure(*RED)
    assert "risk" in kinds(running)
    running.assess_risk()
    assert "risk" not in kinds(running)


def test_the_filters_and_their_counts_agree(running: Walk) -> None:
    running.clinic.clock.move(days=9)
    running.sign(1)
    register(running.clinic, born=running.today.replace(year=1970))
    counts = worklist(running).counts()
    for chosen in CHOSEN:
        assert getattr(counts, chosen) == len(tasks(running, chosen=chosen)), chosen
    assert counts.to_file == 4  # three papers of the decision, one text to paste
    assert counts.mine < counts.all


def test_an_unknown_filter_is_a_bug(running: Walk) -> None:
    with pytest.raises(ValueError, match="everything"):
        worklist(running).tasks(chosen="everything")


def test_what_was_read_ahead_counts_only_as_long_as_nothing_has_changed(running: Walk) -> None:
    running.clinic.clock.move(days=40)
    ahead, plain = worklist(running), worklist(running)
    ahead.read_courses()
    assert ahead.tasks() == plain.tasks()
    assert "inactivity" in {task.kind for task in ahead.tasks()}
    ahead.read_courses()
    running.clinic.clock.move(days=20)
    later = worklist(running).tasks()
    assert ahead.tasks() == later


# --- roles -----------------------------------------------------------------------------------


def test_reception_sees_its_own_kinds_in_neutral_words(running: Walk) -> None:
    running.clinic.clock.move(days=9)
    at_risk(running)
    running.clinic.clinician.screenings.begin(
        register(running.clinic, born=running.today.replace(year=1970)).referral_id
    )
    seen = tasks(running, "rut")
    assert {task.kind for task in seen} <= {"file_document", "referral_answer", "referral_step"}
    assert "risk" not in kinds(running, "rut", chosen="all")
    words = " ".join(value for task in seen for _, value in task.facts).casefold()
    for clinical in ("madrs", "risk", "suicid", "depressionshjälpen"):
        assert clinical not in words


def test_reception_books_and_does_not_judge(registered: Walk) -> None:
    referrals = registered.clinic.coordinator.referrals
    assert "referral_step" not in kinds(registered, "rut")
    row = referrals.detail(registered.referral_id).row
    referrals.move(row.id, "reviewing", version=row.version)
    task = the(registered, "referral_step", "rut")
    assert dict(task.facts)["action"] == "book_visit"


def test_every_clinician_and_the_coordinator_see_a_risk(running: Walk) -> None:
    at_risk(running)
    for login in ("maria", "hanna", "tore"):
        assert "risk" in kinds(running, login)


def test_an_administrator_has_no_patients_to_follow(running: Walk) -> None:
    at_risk(running)
    assert tasks(running, "alva") == []


def test_the_empty_list_knows_when_the_next_thing_is_due(running: Walk) -> None:
    assert worklist(running).next_due() is not None


def test_looking_changes_and_logs_nothing(running: Walk) -> None:
    before = running.clinic.log()[0].seq
    worklist(running).tasks()
    worklist(running).counts()
    assert running.clinic.log()[0].seq == before
    with pytest.raises(NotPermitted):
        running.clinic.reception.feedback_notes.desk(running.treatment_id)
