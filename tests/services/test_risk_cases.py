from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ikbt_desktop.clinic.instruments import FlagWord, Level, RiskRule
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.errors import (
    AlreadySigned,
    Incomplete,
    InvalidValue,
    NotPermitted,
    RuleRefused,
    StaleRecord,
)
from ikbt_desktop.models import ClinicProfile, Document, Filing, RiskCase
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services import risk_watch
from ikbt_desktop.services.measurements import Measurements, NewMeasurement, Recorded
from ikbt_desktop.services.risk_cases import RiskCases, RiskCaseView, RiskChanges
from ikbt_desktop.services.worklist import Worklist
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import Workplace
from tests.exports import reading
from tests.services.ward import (
    ACTORS,
    ADA,
    HANNA,
    PATIENT,
    RUT,
    SARA,
    TODAY,
    TORE,
    Template,
    Ward,
    found,
    opened,
)

CALM = (1, 1, 1, 1, 1, 1, 1, 1, 1)
RED = (1, 1, 1, 1, 1, 1, 1, 1, 4)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return found(tmp_path_factory.mktemp("template"))


@pytest.fixture
def ward(template: Template, tmp_path: Path) -> Iterator[Ward]:
    with opened(template, tmp_path) as ward:
        yield ward


def measured(ward: Ward, answers: tuple[int | None, ...], *, days_ago: int = 0) -> Recorded:
    day = TODAY - timedelta(days=days_ago)
    return ward.measurements().record(NewMeasurement(PATIENT, "madrs-s", answers, day))


def opened_case(ward: Ward) -> RiskCaseView:
    case_id = measured(ward, RED).risk_case_id
    assert case_id is not None
    return ward.risk_cases().view(case_id)


def everything(ward: Ward, *, level: str = "medium") -> RiskChanges:
    return RiskChanges(
        assessment={
            "questions": "Tankar ja, planer nej, försök nej",
            "risk_factors": ["sleep_loss", "loss"],
            "protective_factors": [],
            "scales": "MADRS-S 12 p, fråga 9 = 4",
        },
        level=level,
        plan="Telefon imorgon 10:00.",
        informed="Tore Fantasén",
        next_contact_at=ward.clock() + timedelta(days=1),
    )


def test_a_flag_opens_a_case_with_a_deadline_the_same_day(ward: Ward) -> None:
    case = opened_case(ward)
    assert case.state == "open"
    assert case.deadline_at.astimezone().date() == TODAY
    assert [(flag.rule, flag.item, flag.value) for flag in case.flags] == [("item", 9, 4)]
    assert case.crisis_phone == "0498-00 00 00"


@pytest.mark.parametrize("login", [HANNA, TORE, SARA])
def test_every_clinician_and_the_coordinator_see_the_case(ward: Ward, login: str) -> None:
    case = opened_case(ward)
    assert ward.risk_cases(login).view(case.id).flags == case.flags


@pytest.mark.parametrize("login", [HANNA, TORE, SARA, RUT, ADA])
def test_everybody_may_know_how_many_need_contact(ward: Ward, login: str) -> None:
    assert ward.risk_cases(login).open_count() == 0
    opened_case(ward)
    assert ward.risk_cases(login).open_count() == 1


def test_a_new_flag_joins_the_open_case(ward: Ward) -> None:
    first = measured(ward, RED, days_ago=7)
    second = measured(ward, (6, 6, 6, 6, 6, 6, 6, 0, 0))
    assert second.risk_case_id == first.risk_case_id
    assert ward.risk_cases().open_count() == 1
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert [flag.rule for flag in case.flags] == ["item", "total"]


def test_taking_a_case_makes_its_owner(ward: Ward) -> None:
    case = opened_case(ward)
    taken = ward.risk_cases(SARA).take(case.id, version=case.version)
    assert taken.owner == "Sara Samordh"


def test_a_stale_version_is_refused_and_keeps_the_first_saved(ward: Ward) -> None:
    case = opened_case(ward)
    ward.risk_cases(SARA).take(case.id, version=case.version)
    with pytest.raises(StaleRecord) as caught:
        ward.risk_cases(TORE).save(case.id, RiskChanges(plan="annat"), version=case.version)
    assert caught.value.changed_by == "Sara Samordh"
    assert ward.risk_cases().view(case.id).plan == ""


def test_each_try_to_reach_the_patient_is_kept_with_its_time(ward: Ward) -> None:
    case = opened_case(ward)
    ward.risk_cases().attempt(case.id, "no_answer")
    ward.clock.move(minutes=25)
    seen = ward.risk_cases(TORE).attempt(case.id, "answered", note="samtal 25 min")
    assert [(try_.kind, try_.by) for try_ in seen.attempts] == [
        ("no_answer", "Hanna Testmark"),
        ("answered", "Tore Fantasén"),
    ]
    assert seen.attempts[1].at - seen.attempts[0].at == timedelta(minutes=25)


def test_an_unknown_kind_of_attempt_is_refused(ward: Ward) -> None:
    case = opened_case(ward)
    with pytest.raises(InvalidValue):
        ward.risk_cases().attempt(case.id, "shouted")
    assert ward.risk_cases().view(case.id).attempts == ()


def test_a_case_with_anything_missing_cannot_be_closed(ward: Ward) -> None:
    case = opened_case(ward)
    with pytest.raises(Incomplete) as caught:
        ward.risk_cases().close(case.id, version=case.version)
    assert caught.value.missing == (
        "questions_asked",
        "risk_factors",
        "protective_factors",
        "scales",
        "level",
        "plan",
        "informed",
        "next_contact",
    )
    assert ward.risk_cases().open_count() == 1


def test_only_the_signature_is_missing_when_all_is_written(ward: Ward) -> None:
    case = opened_case(ward)
    saved = ward.risk_cases().save(case.id, everything(ward), version=case.version)
    assert saved.missing == ("signature",)
    closed = ward.risk_cases().close(case.id, version=saved.version)
    assert (closed.state, closed.signed_by) == ("closed", "Hanna Testmark")
    assert closed.missing == ()
    assert ward.risk_cases().open_count() == 0


def test_an_acute_level_also_wants_a_note_of_action(ward: Ward) -> None:
    case = opened_case(ward)
    saved = ward.risk_cases().save(case.id, everything(ward, level="acute"), version=case.version)
    assert saved.missing == ("action_note", "signature")
    with pytest.raises(Incomplete):
        ward.risk_cases().close(case.id, version=saved.version)
    noted = ward.risk_cases().save(
        case.id,
        RiskChanges(action_note="H. Testmark följde till psykakuten 10:40."),
        version=saved.version,
    )
    assert ward.risk_cases().close(case.id, version=noted.version).level == "acute"


def test_a_signed_case_can_no_longer_be_changed(ward: Ward) -> None:
    case = opened_case(ward)
    saved = ward.risk_cases().save(case.id, everything(ward), version=case.version)
    closed = ward.risk_cases().close(case.id, version=saved.version)
    changes: tuple[Callable[[], object], ...] = (
        lambda: ward.risk_cases().save(case.id, RiskChanges(plan="x"), version=closed.version),
        lambda: ward.risk_cases().take(case.id, version=closed.version),
        lambda: ward.risk_cases().attempt(case.id, "answered"),
        lambda: ward.risk_cases().close(case.id, version=closed.version),
    )
    for change in changes:
        with pytest.raises(AlreadySigned):
            change()
    assert ward.risk_cases().view(case.id) == closed


def test_the_database_itself_refuses_to_change_a_signed_case(ward: Ward) -> None:
    case = opened_case(ward)
    saved = ward.risk_cases().save(case.id, everything(ward), version=case.version)
    ward.risk_cases().close(case.id, version=saved.version)
    with ward.change() as work:
        work.get(RiskCase, case.id).plan = "omskriven"
        with pytest.raises(AlreadySigned):
            work.flush()


def test_a_contact_in_the_past_is_refused(ward: Ward) -> None:
    case = opened_case(ward)
    late = RiskChanges(next_contact_at=ward.clock() - timedelta(minutes=1))
    with pytest.raises(InvalidValue):
        ward.risk_cases().save(case.id, late, version=case.version)


def test_a_contact_that_has_passed_while_writing_is_refused_at_closing(ward: Ward) -> None:
    case = opened_case(ward)
    saved = ward.risk_cases().save(case.id, everything(ward), version=case.version)
    ward.clock.move(days=2)
    with pytest.raises(InvalidValue):
        ward.risk_cases().close(case.id, version=saved.version)


@pytest.mark.parametrize(
    "assessment",
    [{"risk_factors": ["bad_luck"]}, {"weather": "rain"}, {"questions": 3}, {"level": "low"}],
)
def test_an_assessment_that_no_list_holds_is_refused(
    ward: Ward, assessment: dict[str, object]
) -> None:
    case = opened_case(ward)
    with pytest.raises(InvalidValue):
        ward.risk_cases().save(case.id, RiskChanges(assessment=assessment), version=case.version)
    assert ward.risk_cases().view(case.id).assessment == {}


def test_a_standing_flag_cannot_be_closed_as_a_mistake(ward: Ward) -> None:
    case = opened_case(ward)
    assert not case.can_close_as_mistake
    with pytest.raises(RuleRefused):
        ward.risk_cases().close_as_mistake(case.id, reason="fel", version=case.version)
    assert ward.risk_cases().open_count() == 1


def test_a_corrected_form_lets_its_case_be_closed_as_a_mistake(ward: Ward) -> None:
    kept = measured(ward, RED)
    ward.measurements().correct(kept.row.id, CALM, reason="siffran 1 lästes som 4")
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert case.state == "open"
    assert case.can_close_as_mistake
    assert case.flags[0].retracted_at is not None
    closed = ward.risk_cases().close_as_mistake(
        case.id, reason="siffran lästes fel", version=case.version
    )
    assert (closed.state, closed.signed_by) == ("closed_as_mistake", "Hanna Testmark")
    assert closed.flags == case.flags


def test_closing_as_a_mistake_wants_a_reason(ward: Ward) -> None:
    kept = measured(ward, RED)
    ward.measurements().correct(kept.row.id, CALM, reason="fel")
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    with pytest.raises(Incomplete):
        ward.risk_cases().close_as_mistake(case.id, reason="  ", version=case.version)


def test_a_form_corrected_the_wrong_way_raises_its_flag_again(ward: Ward) -> None:
    kept = measured(ward, RED)
    better = ward.measurements().correct(kept.row.id, CALM, reason="fel")
    ward.measurements().correct(better.row.id, RED, reason="nej, det var fyra")
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert not case.can_close_as_mistake
    assert [flag.retracted_at is None for flag in case.flags] == [False, True]


def test_an_assessed_answer_does_not_open_a_second_case_but_a_worse_one_does(ward: Ward) -> None:
    kept = measured(ward, RED)
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    saved = ward.risk_cases().save(case.id, everything(ward), version=case.version)
    ward.risk_cases().close(case.id, version=saved.version)
    same = ward.measurements().correct(kept.row.id, (2, *RED[1:]), reason="fråga 1")
    assert same.risk_case_id is None
    worse = ward.measurements().correct(same.row.id, (2, *RED[1:8], 5), reason="fråga 9")
    assert worse.risk_case_id not in {None, case.id}


def test_acute_suicidality_found_in_talk_opens_a_case_by_hand(ward: Ward) -> None:
    case = ward.risk_cases().open_by_hand(PATIENT, reason="Säger i telefon att hon har en plan.")
    assert [(flag.rule, flag.reason) for flag in case.flags] == [
        ("by_hand", "Säger i telefon att hon har en plan.")
    ]
    assert ward.risk_cases().open_count() == 1


def test_a_case_opened_by_hand_wants_a_reason(ward: Ward) -> None:
    with pytest.raises(Incomplete):
        ward.risk_cases().open_by_hand(PATIENT, reason=" ")
    assert ward.risk_cases().open_count() == 0


@pytest.mark.parametrize("words", ["x" * 1_000_000, "a\x00b", "vänd \u202e om"])
def test_a_text_that_cannot_be_kept_is_refused_and_nothing_changes(ward: Ward, words: str) -> None:
    case = opened_case(ward)
    cases = ward.risk_cases()
    verbs: tuple[Callable[[], object], ...] = (
        lambda: cases.save(case.id, RiskChanges(plan=words), version=case.version),
        lambda: cases.save(case.id, RiskChanges({"notes": words}), version=case.version),
        lambda: cases.attempt(case.id, "answered", note=words),
        lambda: cases.write_safety_plan(case.id, {"people": words}),
        lambda: cases.open_by_hand(PATIENT, reason=words),
    )
    for verb in verbs:
        with pytest.raises(InvalidValue):
            verb()
    assert cases.view(case.id) == case


def test_a_case_opened_by_hand_can_be_closed_as_a_mistake_with_a_reason(ward: Ward) -> None:
    case = ward.risk_cases().open_by_hand(PATIENT, reason="Fel patient i listan.")
    closed = ward.risk_cases().close_as_mistake(
        case.id, reason="Fel patient.", version=case.version
    )
    assert closed.state == "closed_as_mistake"


def test_an_acute_judgement_is_not_closed_as_a_mistake(ward: Ward) -> None:
    case = ward.risk_cases().open_by_hand(PATIENT, reason="Ringde, planer finns.")
    acute = ward.risk_cases().save(case.id, RiskChanges(level="acute"), version=case.version)
    assert not acute.can_close_as_mistake
    with pytest.raises(RuleRefused) as caught:
        ward.risk_cases().close_as_mistake(case.id, reason="Fel.", version=acute.version)
    assert caught.value.rule == "ACU-1"
    assert ward.risk_cases().view(case.id).state == "open"


def test_each_safety_plan_is_a_new_version_and_the_old_one_stays(ward: Ward) -> None:
    case = opened_case(ward)
    ward.risk_cases().write_safety_plan(case.id, {"warning_signs": "Sover inte"})
    ward.clock.move(days=1)
    seen = ward.risk_cases(TORE).write_safety_plan(
        case.id, {"warning_signs": "Sover inte, drar mig undan", "people": " "}
    )
    assert seen.safety_plan is not None
    assert (seen.safety_plan.version, seen.safety_plan.written_by) == (2, "Tore Fantasén")
    assert seen.safety_plan.content == {"warning_signs": "Sover inte, drar mig undan"}
    with pytest.raises(Incomplete):
        ward.risk_cases().write_safety_plan(case.id, {"people": " "})


def test_the_newest_safety_plan_becomes_one_document_of_the_outbox(ward: Ward) -> None:
    case = opened_case(ward)
    with pytest.raises(Incomplete):
        ward.risk_cases().print_safety_plan(case.id)
    ward.risk_cases().write_safety_plan(case.id, {"people": "Syster Sana\nGrannen Bo"})
    first = ward.risk_cases().print_safety_plan(case.id)
    assert ward.risk_cases(TORE).print_safety_plan(case.id) == first
    ward.risk_cases().write_safety_plan(case.id, {"people": "Syster Sana"})
    second = ward.risk_cases().print_safety_plan(case.id)
    with ward.records() as work:
        document = work.get(Document, second)
        assert (document.version_number, document.replaces_id) == (2, first)
        assert document.content.startswith(b"%PDF")
        assert work.count(Filing, document_id=second, state="made") == 1


def test_a_heading_that_the_plan_lacks_is_refused(ward: Ward) -> None:
    case = opened_case(ward)
    with pytest.raises(InvalidValue):
        ward.risk_cases().write_safety_plan(case.id, {"weather": "sol"})


def test_reception_is_refused_every_verb_and_the_refusal_is_logged(ward: Ward) -> None:
    case = opened_case(ward)
    reception = ward.risk_cases(RUT)
    verbs: tuple[Callable[[], object], ...] = (
        lambda: reception.of_patient(PATIENT),
        lambda: reception.view(case.id),
        lambda: reception.open_by_hand(PATIENT, reason="x"),
        lambda: reception.take(case.id, version=1),
        lambda: reception.attempt(case.id, "answered"),
        lambda: reception.save(case.id, RiskChanges(plan="x"), version=1),
        lambda: reception.write_safety_plan(case.id, {"people": "x"}),
        lambda: reception.print_safety_plan(case.id),
        lambda: reception.print_assessment(case.id),
        reception.owners,
        lambda: reception.give(case.id, ACTORS[HANNA].user_id, version=1),
        lambda: reception.follow_up(case.id, "answered"),
        lambda: reception.close(case.id, version=1),
        lambda: reception.close_as_mistake(case.id, reason="x", version=1),
    )
    for verb in verbs:
        with pytest.raises(NotPermitted):
            verb()
    refused = [row for row in ward.log() if row.action == "denied"]
    assert len(refused) == len(verbs)
    assert {row.user_name for row in refused} == {"Rut Påhitt"}


def test_opening_a_case_is_logged_with_its_patient_and_without_its_answers(ward: Ward) -> None:
    case = opened_case(ward)
    ward.risk_cases(TORE).view(case.id)
    last = ward.log()[-1]
    assert (last.action, last.kind, last.patient_id) == ("read", "risk_case", PATIENT)
    assert last.user_name == "Tore Fantasén"
    assert last.details == {}


# --- who owns it, and who tries ----------------------------------------------------------------


def test_who_tries_first_becomes_the_owner(ward: Ward) -> None:
    case = opened_case(ward)
    assert case.owner is None
    ward.risk_cases(TORE).attempt(case.id, "no_answer")
    seen = ward.risk_cases(SARA).attempt(case.id, "answered")
    assert seen.owner == "Tore Fantasén"


def test_a_case_is_given_only_to_somebody_who_may_handle_it(ward: Ward) -> None:
    case = opened_case(ward)
    names = [name for _, name in ward.risk_cases(SARA).owners()]
    assert names == ["Hanna Testmark", "Sara Samordh", "Tore Fantasén"]
    given = ward.risk_cases(SARA).give(case.id, ACTORS[TORE].user_id, version=case.version)
    assert given.owner == "Tore Fantasén"
    with pytest.raises(InvalidValue):
        ward.risk_cases(SARA).give(case.id, ACTORS[RUT].user_id, version=given.version)
    with pytest.raises(StaleRecord):
        ward.risk_cases().give(case.id, ACTORS[HANNA].user_id, version=case.version)


def test_a_try_may_be_noted_afterwards_with_its_own_time(ward: Ward) -> None:
    case = opened_case(ward)
    ward.clock.move(hours=2)
    called = ward.clock() - timedelta(minutes=40)
    seen = ward.risk_cases().attempt(case.id, "no_answer", at=called, note="Mobilsvar")
    assert [(each.at, each.note) for each in seen.attempts] == [(called, "Mobilsvar")]


@pytest.mark.parametrize(
    ("hours", "reason"), [(1 / 60, "future"), (24, "future"), (-24, "before_flag")]
)
def test_a_try_at_a_time_that_cannot_be_is_refused(ward: Ward, hours: float, reason: str) -> None:
    case = opened_case(ward)
    with pytest.raises(InvalidValue) as caught:
        ward.risk_cases().attempt(case.id, "answered", at=ward.clock() + timedelta(hours=hours))
    assert caught.value.reason == reason
    assert ward.risk_cases().view(case.id).attempts == ()


def test_the_clinics_own_text_comes_after_its_own_number_of_tries(ward: Ward) -> None:
    with ward.change() as work:
        (clinic,) = work.find(ClinicProfile)
        clinic.escalation_after = 3
        work.log(Action.CHANGE, kind="clinic_profile")
        work.commit()
    case = opened_case(ward)
    tries = ("no_answer", "message", "answered", "no_answer", "no_answer", "message", "answered")
    seen = [ward.risk_cases().attempt(case.id, kind) for kind in tries]
    assert [each.unreached for each in seen] == [1, 2, 0, 1, 2, 3, 0]
    assert [each.escalates for each in seen] == [False] * 5 + [True, False]


# --- closing -----------------------------------------------------------------------------------


def closed_case(ward: Ward) -> RiskCaseView:
    case = opened_case(ward)
    saved = ward.risk_cases().save(case.id, everything(ward), version=case.version)
    return ward.risk_cases().close(case.id, version=saved.version)


def test_the_code_is_recorded_only_when_it_is_accepted(ward: Ward) -> None:
    case = opened_case(ward)
    assert case.kva_codes == ()
    changes = replace(everything(ward), kva_codes=("AU118",))
    saved = ward.risk_cases().save(case.id, changes, version=case.version)
    assert ward.risk_cases().close(case.id, version=saved.version).kva_codes == ("AU118",)


def test_a_code_that_is_not_proposed_is_refused(ward: Ward) -> None:
    case = opened_case(ward)
    with pytest.raises(InvalidValue):
        ward.risk_cases().save(case.id, RiskChanges(kva_codes=("DU011",)), version=case.version)


def test_a_flag_that_joins_while_somebody_signs_is_never_signed_unseen(ward: Ward) -> None:
    case = opened_case(ward)
    saved = ward.risk_cases().save(case.id, everything(ward), version=case.version)
    measured(ward, (6, 6, 6, 6, 6, 6, 6, 0, 0), days_ago=1)
    with pytest.raises(StaleRecord):
        ward.risk_cases().close(case.id, version=saved.version)
    assert ward.risk_cases().open_count() == 1


def attempts_at_promised(worklist: Worklist) -> list[str]:
    tasks = worklist.tasks()
    return [dict(task.facts)["attempts"] for task in tasks if task.kind == "risk_contact"]


def test_the_promised_contact_stays_until_the_patient_has_answered(ward: Ward) -> None:
    closed = closed_case(ward)
    worklist = Worklist(ward.workplace(TORE), ward.catalogue)
    assert attempts_at_promised(worklist) == ["0"]
    ward.clock.move(days=1)
    tried = ward.risk_cases(TORE).follow_up(closed.id, "no_answer")
    assert tried.follow_up_open
    assert [(each.kind, each.follow_up) for each in tried.attempts] == [("no_answer", True)]
    assert attempts_at_promised(worklist) == ["1"]
    made = ward.risk_cases().follow_up(closed.id, "answered", note="Mår bättre.")
    assert not made.follow_up_open
    assert attempts_at_promised(worklist) == []
    with pytest.raises(RuleRefused):
        ward.risk_cases().follow_up(closed.id, "answered")


def test_reception_does_not_see_the_promised_contact(ward: Ward) -> None:
    closed = closed_case(ward)
    assert "risk_contact" not in {
        task.kind for task in Worklist(ward.workplace(RUT), ward.catalogue).tasks()
    }
    with pytest.raises(NotPermitted):
        ward.risk_cases(RUT).follow_up(closed.id, "answered")


def test_a_new_case_takes_over_the_promise_of_the_one_before(ward: Ward) -> None:
    closed = closed_case(ward)
    ward.risk_cases().open_by_hand(PATIENT, reason="Ringde själv.")
    assert not ward.risk_cases().view(closed.id).follow_up_open
    kinds = [task.kind for task in Worklist(ward.workplace(HANNA), ward.catalogue).tasks()]
    assert kinds[0] == "risk"
    assert "risk_contact" not in kinds


def test_an_earlier_assessment_stays_to_be_read_from_the_next_case(ward: Ward) -> None:
    closed = closed_case(ward)
    ward.clock.move(days=3)
    case = ward.risk_cases().open_by_hand(PATIENT, reason="Ringde själv.")
    assert [(each.id, each.level, each.signed_by) for each in case.earlier] == [
        (closed.id, "medium", "Hanna Testmark")
    ]
    assert (closed.number, case.number) == (1, 2)


def test_every_version_of_the_safety_plan_stays_to_be_read(ward: Ward) -> None:
    case = opened_case(ward)
    ward.risk_cases().write_safety_plan(case.id, {"warning_signs": "Sover inte"})
    seen = ward.risk_cases().write_safety_plan(case.id, {"warning_signs": "Drar mig undan"})
    assert [(plan.version, plan.content["warning_signs"]) for plan in seen.plans] == [
        (2, "Drar mig undan"),
        (1, "Sover inte"),
    ]


# --- the paper for the journal -----------------------------------------------------------------


def test_a_signed_assessment_becomes_one_document_of_the_outbox(ward: Ward) -> None:
    kept = measured(ward, (1, 1, 1, 1, 1, 1, 1, 1, 5))
    ward.measurements().correct(kept.row.id, RED, reason="läst fel")
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    ward.risk_cases().attempt(case.id, "no_answer", note="Mobilsvar")
    ward.risk_cases().write_safety_plan(case.id, {"people": "Syster Sana"})
    with pytest.raises(Incomplete):
        ward.risk_cases().print_assessment(case.id)
    changes = replace(everything(ward), kva_codes=("AU118",))
    saved = ward.risk_cases().save(case.id, changes, version=case.version + 1)
    ward.risk_cases().close(case.id, version=saved.version)
    assert not ward.risk_cases().view(case.id).is_printed
    first = ward.risk_cases(TORE).print_assessment(case.id)
    assert ward.risk_cases().print_assessment(case.id) == first
    assert ward.risk_cases().view(case.id).is_printed
    with ward.records() as work:
        document = work.get(Document, first)
        assert (document.kind, document.signed_by_name) == ("risk_assessment", "Hanna Testmark")
        assert work.count(Filing, document_id=first, state="made") == 1
        text = reading.whole(document.content)
    for words in (
        "Medelhög",
        "MADRS-S 2026-10-08: fråga 9 är 4",
        "fråga 9 är 5 (rättat",
        "samtal, inget svar (Hanna Testmark). Mobilsvar",
        "Tankar ja, planer nej, försök nej",
        "Sömnbrist",
        "Genomgånget, inget stämmer.",
        "Telefon imorgon 10:00.",
        "Version 1, skriven 2026-10-08",
        "AU118",
        "Tore Fantasén",
        "2026-10-09 10:00",
    ):
        assert words in text.replace("\n", " "), words


def test_an_acute_assessment_prints_what_was_done(ward: Ward) -> None:
    case = ward.risk_cases().open_by_hand(PATIENT, reason="Ringde, planer finns.")
    changes = replace(everything(ward, level="acute"), action_note="Följde till psykakuten.")
    saved = ward.risk_cases().save(case.id, changes, version=case.version)
    ward.risk_cases().close(case.id, version=saved.version)
    document_id = ward.risk_cases().print_assessment(case.id)
    with ward.records() as work:
        text = reading.whole(work.get(Document, document_id).content)
    assert "Följde till psykakuten." in text
    assert "Ringde, planer finns." in text


# --- the clock ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "word", "until"),
    [
        (datetime(2026, 10, 8, 8, tzinfo=UTC), None, "16:00"),
        (datetime(2026, 10, 8, 17, tzinfo=UTC), "evening", "23:59"),
        (datetime(2026, 10, 10, 8, tzinfo=UTC), "weekend", "16:00"),
        (datetime(2026, 12, 24, 8, tzinfo=UTC), "holiday", "16:00"),
    ],
)
def test_a_flag_outside_working_hours_has_its_deadline_the_same_day_and_says_so(
    ward: Ward, moment: datetime, word: str | None, until: str
) -> None:
    ward.clock.moment = moment
    case = ward.risk_cases().open_by_hand(PATIENT, reason="Ringde.")
    local = case.deadline_at.astimezone(LOCAL)
    assert (local.date(), f"{local:%H:%M}") == (moment.astimezone(LOCAL).date(), until)
    assert case.off_hours == word


def test_a_clock_set_back_does_not_make_an_older_assessment_the_newest(ward: Ward) -> None:
    ward.clock.move(days=30)
    first = closed_case(ward)
    ward.clock.move(days=-29)
    acute = ward.risk_cases().open_by_hand(PATIENT, reason="Ringde, planer finns.")
    changes = replace(everything(ward, level="acute"), action_note="Följde till psykakuten.")
    saved = ward.risk_cases().save(acute.id, changes, version=acute.version)
    ward.risk_cases().close(acute.id, version=saved.version)
    seen = ward.risk_cases().of_patient(PATIENT)
    assert seen is not None
    assert (seen.id, seen.number) == (acute.id, first.number + 1)
    with ward.records() as work:
        assert risk_watch.stands_acute(work, PATIENT)


def test_a_clock_set_back_never_hides_an_open_case(ward: Ward) -> None:
    case = opened_case(ward)
    ward.clock.move(days=-400)
    worklist = Worklist(ward.workplace(TORE), ward.catalogue)
    assert [(task.kind, task.subject_id) for task in worklist.tasks(chosen="late")] == [
        ("risk", case.id)
    ]
    tried = ward.risk_cases().attempt(case.id, "answered")
    assert [each.kind for each in tried.attempts] == ["answered"]


# --- a rule that the clinic adds ---------------------------------------------------------------


def test_a_rule_that_the_clinic_adds_opens_the_case(ward: Ward) -> None:
    shipped = ward.catalogue.instruments["isi"]
    rule = RiskRule(
        name="isi-item-7",
        item=7,
        at_least=4,
        more_than=None,
        rise=None,
        flag=FlagWord.DEEPENED_ASSESSMENT,
        level=Level.RED,
        uncertain=False,
        source="Klinikens egen regel",
        note="",
    )
    own = replace(shipped, risks=(rule,))
    added = replace(ward.catalogue, instruments={**ward.catalogue.instruments, "isi": own})
    entered = Measurements(ward.workplace(HANNA), added)
    calm = entered.record(NewMeasurement(PATIENT, "isi", (4,) * 6 + (3,), TODAY))
    assert calm.risk_case_id is None
    red = entered.record(
        NewMeasurement(PATIENT, "isi", (None,) * 6 + (4,), TODAY - timedelta(days=1))
    )
    assert red.risk_case_id is not None
    assert [flag.item for flag in ward.risk_cases().view(red.risk_case_id).flags] == [7]


# --- a kill ------------------------------------------------------------------------------------


def test_what_was_saved_is_there_after_a_kill(ward: Ward, template: Template) -> None:
    case = opened_case(ward)
    ward.risk_cases().save(case.id, everything(ward), version=case.version)
    ward.risk_cases().attempt(case.id, "no_answer")
    ward.database.dispose()  # nothing was closed or signed
    again = Database.open(ward.folder, template.keys)
    try:
        left = RiskCases(Workplace(again, ACTORS[TORE], ward.clock, "ws-2"), ward.catalogue)
        seen = left.view(case.id)
        assert (seen.state, seen.plan, len(seen.attempts)) == ("open", "Telefon imorgon 10:00.", 1)
        assert seen.missing == ("signature",)
    finally:
        again.dispose()
