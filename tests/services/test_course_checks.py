"""The check marks and asks for one action; what was done and what became of it are kept."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ikbt_desktop.clinic.course_check import Action as Chosen
from ikbt_desktop.clinic.course_check import CheckKind, Sign, Verdict
from ikbt_desktop.errors import AlreadySigned, Incomplete, InvalidValue, NotPermitted, RuleRefused
from ikbt_desktop.exports.facts import Imprint
from ikbt_desktop.models import CourseCheck, Treatment
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import summary_facts
from ikbt_desktop.services.course_checks import CourseState, NewCheck
from tests.services.test_worklist import kinds, the
from tests.services.walk import MADRS, Walk

PHQ_10 = (1, 1, 1, 1, 1, 1, 1, 1, 2)  # 10 p


def state(walk: Walk, login: str = "maria") -> CourseState:
    return walk.clinic.services(login).course_checks.state(walk.treatment_id)


def go(walk: Walk, *, to_day: int) -> None:
    """Move the clock to a day of the treatment (0 is the start)."""
    walk.clinic.clock.move(days=to_day - (walk.today - walk.view().starts_on).days)


def new(walk: Walk, **changes: Any) -> NewCheck:
    values: dict[str, Any] = {
        "kind": CheckKind.WEEK,
        "action": Chosen.CALL,
        "follow_up_on": walk.today + timedelta(days=7),
    }
    return NewCheck(**(values | changes))


def record(walk: Walk, **changes: Any) -> CourseState:
    checks = walk.clinic.clinician.course_checks
    return checks.record(walk.treatment_id, new(walk, **changes))


def printed(walk: Walk) -> tuple[str, ...]:
    with walk.records() as work:
        imprint = Imprint("X", 1, walk.clinic.clock(), "Maria", None)
        treatment = work.get(Treatment, walk.treatment_id)
        return summary_facts.gather(work, treatment, walk.clinic.catalogue, imprint).checks


def keep_up(walk: Walk, *totals: int) -> None:
    """Weeks as planned: the form, the report and the feedback, the totals going down."""
    for week, item in enumerate(totals, start=1):
        go(walk, to_day=7 * week)
        walk.measure(item, *MADRS[1:])
        walk.report(week)
        walk.sign(week)


# --- the week's check ------------------------------------------------------------------------


def test_nothing_is_checked_before_the_day(running: Walk) -> None:
    go(running, to_day=27)
    assert state(running).week is None
    assert state(running).week_day == running.view().starts_on + timedelta(days=28)
    assert "week_check" not in kinds(running)


def test_a_course_as_planned_waits_for_nothing(running: Walk) -> None:
    keep_up(running, 2, 1, 1, 0)
    week = state(running).week
    assert week is not None
    assert not week.is_below
    assert {one.sign: one.verdict for one in week.findings} == dict.fromkeys(
        Sign, Verdict.AS_EXPECTED
    )
    assert (week.measure, week.measured_on) == ("madrs-s", running.today)
    assert "week_check" not in kinds(running)
    assert printed(running) == ("Kurskontroll vecka 4, 2026-11-02: som förväntat.",)


def test_a_course_below_what_is_expected_stays_in_the_list_until_an_action_is_recorded(
    running: Walk,
) -> None:
    go(running, to_day=40)
    week = state(running).week
    assert week is not None
    assert week.as_of == running.view().starts_on + timedelta(days=34)  # the week's last day
    assert {one.sign: (one.verdict, one.value) for one in week.findings} == {
        Sign.CHANGE: (Verdict.UNKNOWN, None),
        Sign.SECTIONS: (Verdict.BELOW, 0),
        Sign.CONTACT: (Verdict.BELOW, 34),
    }
    task = the(running, "week_check")
    assert (task.subject_id, task.due_on) == (running.treatment_id, week.day)
    assert task.late_days == 12
    after = record(running)
    assert after.open == ()
    assert "week_check" not in kinds(running)


def test_what_happens_after_the_week_changes_neither_the_finding_nor_the_past(
    running: Walk,
) -> None:
    go(running, to_day=36)
    before = state(running).week
    running.measure(0, *MADRS[1:])
    running.sign(1)
    assert state(running).week == before


def test_days_of_a_pause_move_the_check(running: Walk) -> None:
    treatments = running.clinic.clinician.treatments
    paused = treatments.pause(
        running.treatment_id,
        until=running.today + timedelta(days=10),
        reason="Resa",
        version=running.view().version,
    )
    running.clinic.clock.move(days=10)
    treatments.resume(paused.id, version=paused.version)
    assert state(running).week_day == paused.starts_on + timedelta(days=38)


def test_an_ended_treatment_waits_for_no_action(running: Walk) -> None:
    go(running, to_day=40)
    running.close()
    assert state(running).open == ()
    assert not state(running).editable
    assert "week_check" not in kinds(running)
    (sentence,) = printed(running)
    assert "Ingen åtgärd är noterad." in sentence


# --- the one action --------------------------------------------------------------------------


def test_the_action_is_signed_with_the_figures_of_the_day_and_cannot_be_changed(
    running: Walk,
) -> None:
    go(running, to_day=30)
    (kept,) = record(running, note="Ringer på tisdag.", answers={"homework": "no"}).recorded
    assert (kept.action, kept.by, kept.note) == (Chosen.CALL, "Maria Skenfors", "Ringer på tisdag.")
    assert kept.answers == {"homework": "no"}
    assert kept.facts["version"] == running.clinic.catalogue.course_check.version
    assert [one["sign"] for one in kept.facts["findings"]] == ["change", "sections", "contact"]
    with running.change() as work:
        work.get(CourseCheck, kept.id).action = "end"
        with pytest.raises(AlreadySigned):
            work.log(Action.CHANGE, kind="course_check")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"action": Chosen.NONE, "follow_up_on": None}, Incomplete(("note",))),
        ({"follow_up_on": None}, Incomplete(("follow_up_on",))),
        ({"follow_up_on": date(2026, 10, 6)}, InvalidValue("follow_up_on", "not_future")),
        ({"answers": {"weather": "yes"}}, InvalidValue("answers", "unknown_word")),
        ({"answers": {"homework": "maybe"}}, InvalidValue("answers", "unknown_word")),
    ],
)
def test_an_action_that_says_too_little_is_not_kept(
    running: Walk, changes: dict[str, Any], error: Exception
) -> None:
    go(running, to_day=30)
    with pytest.raises(type(error)) as caught:
        record(running, **changes)
    assert str(caught.value.args) == str(error.args)
    assert "week_check" in kinds(running)


def test_nothing_is_recorded_where_nothing_waits(running: Walk) -> None:
    with pytest.raises(RuleRefused):
        record(running)
    go(running, to_day=30)
    record(running, action=Chosen.NONE, note="Patienten är på resa.", follow_up_on=None)
    with pytest.raises(RuleRefused):  # a colleague was quicker
        record(running)


def test_what_became_of_it_is_asked_for_on_its_day_and_printed(running: Walk) -> None:
    go(running, to_day=30)
    (kept,) = record(running).recorded
    assert "check_result" not in kinds(running)
    running.clinic.clock.move(days=7)
    assert dict(the(running, "check_result").facts)["chosen"] == "call"
    checks = running.clinic.clinician.course_checks
    with pytest.raises(Incomplete):
        checks.tell_result(kept.id, "  ")
    (told,) = checks.tell_result(kept.id, "Pratade om hemuppgiften.").recorded[0].results
    assert (told.text, told.by) == ("Pratade om hemuppgiften.", "Maria Skenfors")
    assert "check_result" not in kinds(running)
    (sentence,) = printed(running)
    for words in (
        "Kurskontroll vecka 4, 2026-11-02: under förväntan (0 avsnitt gjorda, minst 3 väntade,",
        "30 dagar sedan kontakt).",
        "Regel 2026-1: under förväntan när",
        "klinikens val",
        "Åtgärd 2026-11-04: samtal, Maria Skenfors.",
        "Utfall 2026-11-11: Pratade om hemuppgiften.",
    ):
        assert words in sentence
    for word in ("prognos", "förutsäg", "predik"):
        assert word not in sentence.lower()


# --- deterioration ---------------------------------------------------------------------------


def test_a_reliable_deterioration_opens_the_same_short_list_once(running: Walk) -> None:
    running.measure(*PHQ_10, instrument="phq-9")
    go(running, to_day=7)
    running.measure(2, 2, 2, 2, 2, 2, 2, 2, 0, instrument="phq-9")  # 16 p: +6
    (waiting,) = state(running).open
    assert waiting.kind is CheckKind.DETERIORATION
    (worse,) = waiting.worsenings
    assert (worse.instrument, worse.points, worse.limit) == ("phq-9", 6, 6)
    assert the(running, "deterioration_check").due_on == running.today
    record(running, kind=CheckKind.DETERIORATION, action=Chosen.MEETING)
    go(running, to_day=14)
    running.measure(3, 2, 2, 2, 2, 2, 2, 2, 0, instrument="phq-9")  # still worse: no second list
    assert state(running).open == ()
    (sentence,) = printed(running)
    assert "PHQ\N{NON-BREAKING HYPHEN}9 6 p sämre än vid start, gräns 6:" in sentence
    assert "IAPT" in sentence


def test_a_deterioration_nobody_answered_waits_even_when_the_next_form_is_better(
    running: Walk,
) -> None:
    running.measure(*PHQ_10, instrument="phq-9")
    go(running, to_day=7)
    running.measure(2, 2, 2, 2, 2, 2, 2, 2, 0, instrument="phq-9")
    go(running, to_day=14)
    running.measure(*PHQ_10, instrument="phq-9")
    assert [check.kind for check in state(running).open] == [CheckKind.DETERIORATION]


def test_without_an_established_change_the_clinics_own_limit_is_named_as_such(
    running: Walk,
) -> None:
    go(running, to_day=7)
    running.measure(4, 4, 4, 4, 4, 4, 3, 2, 2)  # 31 p after 22
    (waiting,) = state(running).open
    assert waiting.worsenings[0].clinic_choice
    assert waiting.worsenings[0].limit == 9


def test_two_checks_at_once_are_two_tasks(running: Walk) -> None:
    go(running, to_day=28)
    running.measure(4, 4, 4, 4, 4, 4, 3, 2, 2)
    assert {"week_check", "deterioration_check"} <= set(kinds(running))


# --- who may ---------------------------------------------------------------------------------


def test_reception_neither_sees_nor_records(running: Walk) -> None:
    go(running, to_day=30)
    checks = running.clinic.reception.course_checks
    before = running.clinic.refusals()
    tries: tuple[Callable[[], object], ...] = (
        lambda: checks.state(running.treatment_id),
        lambda: checks.record(running.treatment_id, new(running)),
        lambda: checks.tell_result("x", "y"),
    )
    for act in tries:
        with pytest.raises(NotPermitted):
            act()
    assert running.clinic.refusals() == before + 3
    assert not {"week_check", "inactivity"} & set(kinds(running, "rut"))


def test_the_coordinator_reads_and_records_nothing(running: Walk) -> None:
    go(running, to_day=30)
    assert state(running, "tore").open
    assert not state(running, "tore").editable
    with pytest.raises(NotPermitted):
        running.clinic.coordinator.course_checks.record(running.treatment_id, new(running))


def test_reading_stands_in_the_log(running: Walk) -> None:
    state(running)
    assert running.clinic.log()[0].action == Action.READ
    assert running.clinic.log()[0].kind == "course_check"
