"""The inactivity ladder: each step with text, result and day; a clinician confirms the end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ikbt_desktop.clinic.inactivity import StepResult
from ikbt_desktop.errors import AlreadySigned, Incomplete, InvalidValue, NotPermitted, RuleRefused
from ikbt_desktop.models import InactivityRecord
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.inactivity import LadderState, TakenStep
from tests.services.test_course_checks import printed
from tests.services.test_worklist import kinds, the
from tests.services.walk import MADRS, RED, Walk


def state(walk: Walk, login: str = "maria") -> LadderState:
    return walk.clinic.services(login).inactivity.state(walk.treatment_id)


def take(
    walk: Walk, step: str, result: StepResult = StepResult.SENT, **changes: Any
) -> LadderState:
    values: dict[str, Any] = {"next_on": walk.today + timedelta(days=1)}
    if result is StepResult.REACHED:
        values = {}
    new = TakenStep(step=step, result=result, **(values | changes))
    return walk.clinic.clinician.inactivity.take(walk.treatment_id, new)


def climb(walk: Walk) -> None:
    """Reminder, phone and letter on their days, then day 21."""
    for days, step in ((7, "reminder"), (3, "phone"), (4, "letter")):
        walk.clinic.clock.move(days=days)
        take(walk, step)
    walk.clinic.clock.move(days=7)


# --- the steps -------------------------------------------------------------------------------


def test_the_reminder_waits_on_the_seventh_day_with_its_text(running: Walk) -> None:
    running.clinic.clock.move(days=6)
    assert not state(running).is_due
    assert "inactivity" not in kinds(running)
    running.clinic.clock.move(days=1)
    found = state(running)
    assert found.is_due
    assert found.waiting is not None
    assert (found.waiting.step.code, found.waiting.days) == ("reminder", 7)
    assert found.text.startswith("Hej Åsa,")
    assert "Depressionshjälpen" in found.text
    assert "Ring 112" in found.text  # the clinic's crisis text
    assert "{" not in found.text
    task = the(running, "inactivity")
    assert dict(task.facts)["step"] == "reminder"
    assert task.due_on == running.today


def test_each_step_is_kept_with_text_result_and_next_day(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    proposed = state(running).next_on
    assert proposed == running.today + timedelta(days=3)
    after = take(running, "reminder", text="Hej Åsa, hur går det?", next_on=proposed)
    (row,) = after.rows
    assert (row.step, row.result, row.by) == ("reminder", StepResult.SENT, "Maria Skenfors")
    assert (row.text, row.next_on) == ("Hej Åsa, hur går det?", proposed)
    assert after.waiting is not None
    assert (after.waiting.step.code, after.waiting.due_on) == ("phone", proposed)
    assert "inactivity" not in kinds(running)
    with running.change() as work:
        work.get(InactivityRecord, row.id).result = "reached"
        with pytest.raises(AlreadySigned):
            work.log(Action.CHANGE, kind="inactivity_record")


@pytest.mark.parametrize("sign", ["form", "report", "call", "reached"])
def test_a_sign_of_the_patient_begins_a_new_silence(running: Walk, sign: str) -> None:
    running.clinic.clock.move(days=7)
    assert state(running).is_due
    if sign == "form":
        running.measure(*MADRS)
    elif sign == "report":
        running.report(1)
    elif sign == "call":
        running.sign(1, channel="phone")
    else:
        take(running, "reminder", StepResult.REACHED)
    found = state(running)
    assert not found.is_due
    assert found.waiting is not None
    assert found.waiting.since == running.today
    assert "inactivity" not in kinds(running)


def test_a_message_from_the_clinic_is_no_sign_of_the_patient(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    running.sign(1)
    assert state(running).is_due


def test_a_pause_stops_the_ladder_and_not_the_risk_rules(running: Walk) -> None:
    running.clinic.clock.move(days=5)
    treatments = running.clinic.clinician.treatments
    paused = treatments.pause(
        running.treatment_id,
        until=running.today + timedelta(days=30),
        reason="Resa",
        version=running.view().version,
    )
    running.clinic.clock.move(days=20)
    assert state(running).stopped == "paused"
    assert "inactivity" not in kinds(running)
    assert running.measure(*RED).risk_case_id is not None
    assert kinds(running)[0] == "risk"
    treatments.resume(paused.id, version=paused.version)
    found = state(running).waiting
    assert found is not None
    assert found.days == 0  # back today: counted from here


@pytest.mark.parametrize(
    ("result", "changes", "missing"),
    [
        (StepResult.SKIPPED, {}, ("note",)),
        (StepResult.SENT, {"next_on": None}, ("next_on",)),
    ],
)
def test_a_step_says_what_was_done_and_when_the_next_comes(
    running: Walk, result: StepResult, changes: dict[str, Any], missing: tuple[str, ...]
) -> None:
    running.clinic.clock.move(days=7)
    with pytest.raises(Incomplete) as caught:
        take(running, "reminder", result, **changes)
    assert caught.value.missing == missing
    with pytest.raises(InvalidValue):
        take(running, "reminder", next_on=running.today)


def test_no_step_is_taken_before_its_day_or_out_of_its_order(running: Walk) -> None:
    with pytest.raises(RuleRefused):
        take(running, "reminder")
    running.clinic.clock.move(days=30)
    with pytest.raises(RuleRefused):
        take(running, "proposal_to_close", StepResult.GOES_ON, note="Väntar")


# --- the closing -----------------------------------------------------------------------------


def test_the_proposal_to_close_is_confirmed_by_closing_never_by_a_tick(running: Walk) -> None:
    climb(running)
    found = state(running)
    assert found.waiting is not None
    assert found.waiting.is_last
    with pytest.raises(RuleRefused):
        take(running, "proposal_to_close", StepResult.CLOSED)
    with pytest.raises(InvalidValue):
        take(running, "proposal_to_close", StepResult.SENT)
    running.close(reason="inactive", follow_up_on=())
    assert [row.result for row in state(running).rows][-1] is StepResult.CLOSED
    assert state(running).stopped == "ended"
    assert any(
        "Inaktivitet sedan 2026-10-05: påminnelse 2026-10-12 (skickat); samtal 2026-10-15 (skickat)"
        in sentence
        and "förslag till avslut 2026-10-26 (avslutad)" in sentence
        for sentence in printed(running)
    )


def test_risk_answers_come_before_a_closing(running: Walk) -> None:
    climb(running)
    running.measure(*RED)
    with pytest.raises(RuleRefused) as caught:
        running.close(reason="inactive", follow_up_on=())
    assert (caught.value.rule, caught.value.reason) == ("ACT-1", "risk_open")
    assert all(row.result is not StepResult.CLOSED for row in state(running).rows)


def test_a_clinician_may_go_on_with_a_reason_and_a_day(running: Walk) -> None:
    climb(running)
    later = running.today + timedelta(days=14)
    with pytest.raises(Incomplete):
        take(running, "proposal_to_close", StepResult.GOES_ON, next_on=later)
    after = take(
        running, "proposal_to_close", StepResult.GOES_ON, note="Ringer i maj.", next_on=later
    )
    assert after.waiting is not None
    assert (after.waiting.step.code, after.waiting.due_on) == ("proposal_to_close", later)


def test_a_treatment_with_all_its_feedback_has_no_ladder(running: Walk) -> None:
    for number in range(1, 8):
        running.clinic.clock.move(days=7)
        running.sign(number)
    running.clinic.clock.move(days=30)
    assert state(running).stopped == "answered"
    with pytest.raises(RuleRefused):
        take(running, "reminder")


def test_closing_for_another_reason_leaves_the_ladder_alone(running: Walk) -> None:
    running.clinic.clock.move(days=8)
    running.close(reason="improved")
    assert state(running).rows == ()


# --- texts -----------------------------------------------------------------------------------


def test_the_clinic_writes_its_own_text_and_gets_ours_back(running: Walk) -> None:
    ladder = running.clinic.administrator.inactivity
    ladder.keep_text("reminder", "Hej {given_name}! Ring {clinic_phone}.")
    running.clinic.clock.move(days=7)
    assert state(running).text == "Hej Åsa! Ring 08-465 004 00."
    (own,) = [one for one in ladder.texts() if one.step == "reminder"]
    assert own.text != own.shipped
    ladder.keep_text("reminder", "")
    (own,) = [one for one in ladder.texts() if one.step == "reminder"]
    assert own.text == own.shipped


@pytest.mark.parametrize("text", ["Hej {name}", "Hej {given_name", "Hej }"])
def test_a_text_with_braces_that_nothing_fills_is_refused(running: Walk, text: str) -> None:
    with pytest.raises(InvalidValue):
        running.clinic.administrator.inactivity.keep_text("reminder", text)
    with pytest.raises(InvalidValue):
        running.clinic.administrator.inactivity.keep_text("pigeon", "Hej")


def test_who_may(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    new = TakenStep("reminder", StepResult.SENT, next_on=running.today + timedelta(days=3))
    tries: tuple[Callable[[], object], ...] = (
        lambda: running.clinic.reception.inactivity.state(running.treatment_id),
        lambda: running.clinic.reception.inactivity.take(running.treatment_id, new),
        lambda: running.clinic.coordinator.inactivity.take(running.treatment_id, new),
        lambda: running.clinic.clinician.inactivity.keep_text("reminder", "Hej"),
    )
    for act in tries:
        with pytest.raises(NotPermitted):
            act()
    assert running.clinic.refusals() == 4
    assert not state(running, "tore").editable


def test_checks_and_ladder_are_read_as_one_and_logged_as_two(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    services = running.clinic.services("maria")
    apart = (
        services.course_checks.state(running.treatment_id),
        services.inactivity.state(running.treatment_id),
    )
    before = len(running.clinic.log())
    assert services.inactivity.with_checks(running.treatment_id) == apart
    newest = running.clinic.log()[: len(running.clinic.log()) - before]
    assert {line.kind for line in newest} == {"course_check", "inactivity_record"}
    assert {line.action for line in newest} == {Action.READ}
    with pytest.raises(NotPermitted):
        running.clinic.services("rut").inactivity.with_checks(running.treatment_id)
