from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ikbt_desktop.errors import (
    AlreadySigned,
    Incomplete,
    InvalidValue,
    NotPermitted,
    RuleRefused,
    StaleRecord,
)
from ikbt_desktop.models import Document, Filing, RiskCase
from ikbt_desktop.services.measurements import NewMeasurement, Recorded
from ikbt_desktop.services.risk_cases import RiskCaseView, RiskChanges
from tests.services.ward import (
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
