import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ikbt_desktop.clinic.criteria import Outcome
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.errors import (
    AlreadySigned,
    Incomplete,
    InvalidAnswers,
    InvalidValue,
    MoveRefused,
    NotPermitted,
    RuleRefused,
    StaleRecord,
    UnprintableText,
    WrongCredentials,
)
from ikbt_desktop.models import (
    Document,
    Draft,
    Filing,
    Measurement,
    Patient,
    Referral,
    RiskCase,
    Screening,
    User,
    Visit,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.measurements import NewMeasurement
from ikbt_desktop.services.risk_cases import RiskChanges
from ikbt_desktop.services.screenings import FinishedScreening, ScreeningView
from ikbt_desktop.storage import vault
from tests.doors import let_in
from tests.services.ward import (
    ACTORS,
    HANNA,
    PASSWORD,
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

CASE_1: Mapping[str, Any] = {
    "programme": "depressionshjalpen",
    "cbt_suitable": True,
    "diagnosis": "F32.1",
    "somatic_suspicion": False,
    "hours_per_week": 2,
    "concentration_minutes": 45,
    "swedish_text": True,
    "swedish_speech": True,
    "device": "computer",
    "connection": True,
    "motivation": "yes",
    "hindering_condition": False,
    "substance_abuse": False,
    "acutely_suicidal": False,
    "medicines": [],
    "other_treatment": False,
    "severe_complex_longstanding": False,
}
SUM_22 = (3, 3, 3, 2, 2, 3, 2, 2, 2)
SUM_42 = (6, 6, 6, 6, 6, 5, 4, 0, 3)
ITEM_9_IS_4 = (2, 2, 2, 2, 2, 2, 1, 1, 4)
NO_ITEM_9 = (3, 3, 3, 2, 2, 3, 2, 2, None)
SUITABLE = FinishedScreening("suitable", "Tydlig målgrupp, god motivation.", {})
KINDS = ("record_text", "patient_letter", "referrer_reply")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return found(tmp_path_factory.mktemp("template"))


@pytest.fixture
def ward(template: Template, tmp_path: Path) -> Iterator[Ward]:
    with opened(template, tmp_path) as ward:
        yield ward


class Robot:
    """Fills in the wizard as a clinician does."""

    def __init__(self, ward: Ward, login: str = HANNA) -> None:
        self.ward = ward
        self.screenings = ward.screenings(login)
        self.view = self.screenings.begin(REFERRAL)

    def save(self, step: Step = Step.INCLUSION, **changes: Any) -> ScreeningView:
        self.view = self.screenings.save(
            self.view.id, changes, step=step, version=self.view.version
        )
        return self.view

    def key_in(
        self, *answers: int | None, instrument: str = "madrs-s", on: date = TODAY
    ) -> ScreeningView:
        self.view = self.screenings.keep_answers(
            self.view.id, instrument, answers, answered_on=on, version=self.view.version
        )
        return self.view

    def finish(self, instrument: str = "madrs-s") -> ScreeningView:
        self.view = self.screenings.finish_form(self.view.id, instrument, version=self.view.version)
        return self.view

    def fill_in(
        self, *, madrs: tuple[int | None, ...] | None = SUM_22, **answers: Any
    ) -> ScreeningView:
        """Everything but the decision, as in the first worked case where nothing else is said."""
        self.save(
            Step.VISIT,
            visit_on=TODAY.isoformat(),
            visit_clinician="Hanna Testmark",
            visit_form="physical",
            contact_reason="Nedstämd sedan i våras.",
            answers={**CASE_1, **answers},
        )
        if madrs is not None:
            self.key_in(*madrs)
            self.finish()
        return self.view

    def decide(
        self, decision: str = "suitable", reason: str = "Tydlig målgrupp, god motivation."
    ) -> ScreeningView:
        self.save(Step.DECISION, decision=decision, reason=reason)
        return self.read(*self.view.texts)

    def read(self, *kinds: str) -> ScreeningView:
        return self.save(Step.DECISION, drafts_read=list(kinds))

    def sign(self, finished: FinishedScreening = SUITABLE) -> tuple[str, ...]:
        signed = self.screenings.sign(self.view.id, finished, version=self.view.version)
        return signed.document_ids

    def assess_risk(self, level: str, *, note: str = "") -> None:
        cases = self.ward.risk_cases()
        case = cases.of_patient(PATIENT)
        assert case is not None
        saved = cases.save(
            case.id,
            RiskChanges(
                assessment={
                    "questions": "Tankar ja, planer nej",
                    "risk_factors": ["loss"],
                    "protective_factors": ["hope"],
                    "scales": "MADRS-S",
                },
                level=level,
                plan="Telefon imorgon.",
                informed="Tore Fantasén",
                next_contact_at=self.ward.clock() + timedelta(days=1),
                action_note=note,
            ),
            version=case.version,
        )
        cases.close(case.id, version=saved.version)
        self.view = self.screenings.open(self.view.id)


@pytest.fixture
def robot(ward: Ward) -> Robot:
    return Robot(ward)


def records(ward: Ward, model: type[Any], **equals: Any) -> list[Any]:
    with ward.records() as work:
        found_records: list[Any] = work.find(model, **equals)
        return found_records


# --- begun, saved, resumed -------------------------------------------------------------------


def test_beginning_twice_opens_the_same_screening(ward: Ward) -> None:
    first = ward.screenings().begin(REFERRAL)
    let_in(ward.workplace(TORE), PATIENT)
    second = ward.screenings(TORE).begin(REFERRAL)
    assert second.id == first.id
    assert len(records(ward, Screening)) == 1


def test_the_view_knows_the_patient_the_referral_and_the_booked_visit(robot: Robot) -> None:
    view = robot.view
    assert (view.patient_age, view.patient_sex) == (33, "female")
    assert (view.referrer, view.referral_question) == (
        "Vårdcentralen Ekliden",
        "iKBT för depression?",
    )
    assert view.visit_at == robot.ward.clock()
    assert view.step is Step.VISIT
    assert view.assessment.outcome is Outcome.MISSING


def test_a_diagnosis_code_of_the_referral_is_taken_over_with_its_source(ward: Ward) -> None:
    with ward.change() as work:
        work.get(Referral, REFERRAL).diagnosis_code = "F32.1"
        work.log(Action.CHANGE, kind="referral")
        work.commit()
    view = ward.screenings().begin(REFERRAL)
    assert view.state.answers["diagnosis"] == "F32.1"
    assert view.state.sources["diagnosis"] == "referral"


def test_each_save_is_found_again_with_its_place(robot: Robot) -> None:
    robot.save(Step.EXCLUSION, answers={"motivation": "unsure"}, notes={"INC-7": "tvekar"})
    robot.save(Step.MEDICINES, answers={"hours_per_week": 2})
    let_in(robot.ward.workplace(TORE), PATIENT)
    again = robot.ward.screenings(TORE).begin(REFERRAL)
    assert again.step is Step.MEDICINES
    assert again.state.answers["motivation"] == "unsure"
    assert again.state.answers["hours_per_week"] == 2
    assert again.state.notes == {"INC-7": "tvekar"}
    assert again.assessment.by_rule["INC-7"].outcome is Outcome.REVIEW


def test_an_answer_can_be_taken_back(robot: Robot) -> None:
    robot.save(answers={"motivation": "yes"})
    view = robot.save(answers={"motivation": None})
    assert view.assessment.by_rule["INC-7"].outcome is Outcome.MISSING


def test_a_stale_save_is_refused_and_names_who_saved(ward: Ward) -> None:
    let_in(ward.workplace(TORE), PATIENT)
    mine, other = Robot(ward), Robot(ward, TORE)
    other.save(answers={"motivation": "yes"})
    with pytest.raises(StaleRecord) as caught:
        mine.save(answers={"motivation": "no"})
    assert caught.value.changed_by == "Tore Fantasén"
    assert ward.screenings().open(mine.view.id).state.answers["motivation"] == "yes"


@pytest.mark.parametrize(
    "changes",
    [
        {"weather": "rain"},
        {"answers": {"motivation": "perhaps"}},
        {"answers": {"programme": "hittepå"}},
        {"answers": {"hours_per_week": True}},
        {"answers": {"deepened_assessment": "not_acute"}},
        {"measurements": {"madrs-s": [0] * 9}},
        {"visit_on": "2026-13-01"},
        {"visit_on": (TODAY + timedelta(days=1)).isoformat()},
        {"texts": {"poem": "x"}},
        {"contact_reason": "x" * 30_000},
        {"contact_reason": "a\x00b"},
        {"notes": {"INC-1": "vänd \u202e om"}},
        {"decision": "maybe"},
    ],
)
def test_what_a_screening_cannot_hold_is_refused_and_nothing_is_kept(
    robot: Robot, changes: dict[str, Any]
) -> None:
    before = robot.view
    with pytest.raises(InvalidValue):
        robot.save(**changes)
    assert robot.screenings.open(before.id) == before


def test_a_referral_past_screening_is_not_screened(ward: Ward) -> None:
    with ward.change() as work:
        work.get(Referral, REFERRAL).state = "withdrawn"
        work.log(Action.CHANGE, kind="referral")
        work.commit()
    with pytest.raises(MoveRefused):
        ward.screenings().begin(REFERRAL)


def test_unfinished_screenings_are_listed_with_their_place(robot: Robot) -> None:
    robot.save(Step.MEDICINES, answers={"medicines": []})
    rows = robot.ward.screenings(SARA).unfinished()
    assert [(row.name, row.step, row.clinician) for row in rows] == [
        ("Skenström, Amira", "medicines", "Hanna Testmark")
    ]


def test_a_discontinued_screening_leaves_the_list_and_takes_no_more(robot: Robot) -> None:
    robot.screenings.discontinue(robot.view.id, reason="Återkallad.", version=robot.view.version)
    assert robot.screenings.unfinished() == ()
    with pytest.raises(MoveRefused):
        robot.save(answers={"motivation": "yes"})


_CHILD = """
import os, sys
from datetime import date
from pathlib import Path
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.database import Database
from tests.services.ward import HANNA, PASSWORD, REFERRAL, Clock, Ward, _catalogue

folder = DataFolder(Path(sys.argv[1]))
keys = vault.unlock(folder, login=HANNA, password=PASSWORD[HANNA]).keys
ward = Ward(folder, Database.open(folder, keys), Clock(), _catalogue())
screenings = ward.screenings()
view = screenings.begin(REFERRAL)
digits = [None] * 9
for item in range(9):
    digits[item] = 4
    view = screenings.keep_answers(
        view.id, "madrs-s", tuple(digits), answered_on=date(2026, 10, 8), version=view.version
    )
    print(item + 1, flush=True)
view = screenings.save(
    view.id, {"answers": {"motivation": "unsure"}}, step=Step.EXCLUSION, version=view.version
)
print("saved", flush=True)
while True:
    view = screenings.save(
        view.id, {"notes": {"INC-1": "x" * 2000}}, step=Step.EXCLUSION, version=view.version
    )
"""


@pytest.mark.parametrize("told", ["3", "9", "saved"])
def test_a_screening_is_found_again_after_a_kill_at_any_point(ward: Ward, told: str) -> None:
    ward.database.dispose()
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(ward.folder.root)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == told:
                child.kill()
                break
    view = ward.screenings().begin(REFERRAL)
    kept = sum(answer == 4 for answer in view.state.measurements["madrs-s"])
    if told == "saved":
        assert (kept, view.step) == (9, Step.EXCLUSION)
        assert view.state.answers["motivation"] == "unsure"
    else:
        assert kept >= int(told)
    assert (kept == 9) == (view.risk_case_id is not None)
    assert ward.database.damage() == ()


_SIGNER = """
import sys
from pathlib import Path
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.database import Database
from tests.services.test_screenings import Robot, SUM_22
from tests.services.ward import HANNA, PASSWORD, Clock, Ward, _catalogue

folder = DataFolder(Path(sys.argv[1]))
keys = vault.unlock(folder, login=HANNA, password=PASSWORD[HANNA]).keys
robot = Robot(Ward(folder, Database.open(folder, keys), Clock(), _catalogue()))
robot.fill_in(madrs=None)
robot.key_in(*SUM_22)
robot.decide()
print("signing", flush=True)
robot.sign()
print("signed", flush=True)
"""


@pytest.mark.parametrize("wait_ms", [0, 40, 80, 100, 120, 160])
def test_a_kill_while_signing_leaves_all_of_it_or_nothing(ward: Ward, wait_ms: int) -> None:
    ward.database.dispose()
    child = subprocess.Popen(
        [sys.executable, "-c", _SIGNER, str(ward.folder.root)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "signing"
        time.sleep(wait_ms / 1000)
        child.kill()
    (record,) = records(ward, Screening)
    signed = record.signed_at is not None
    assert len(records(ward, Document)) == len(records(ward, Filing)) == (3 if signed else 0)
    assert len(records(ward, Measurement)) == (1 if signed else 0)
    assert records(ward, Referral)[0].state == ("waiting" if signed else "visit_booked")
    assert ward.screenings().open(record.id).forms[0].answers == SUM_22
    assert ward.database.damage() == ()


# --- digits ----------------------------------------------------------------------------------


def test_digits_so_far_are_kept_and_make_no_measurement(robot: Robot) -> None:
    view = robot.key_in(3, 3, None, None, None, None, None, None, None)
    (form,) = view.forms
    assert form.measurement_id is None
    assert form.answers[:3] == (3, 3, None)
    assert form.total is None
    assert records(robot.ward, Measurement) == []


@pytest.mark.parametrize(
    "answers",
    [(1,) * 8, (1,) * 10, (7, *SUM_22[1:]), (-1, *SUM_22[1:]), (True, *SUM_22[1:])],
)
def test_digits_that_the_form_cannot_hold_are_refused_and_nothing_is_kept(
    robot: Robot, answers: tuple[int | None, ...]
) -> None:
    before = robot.view
    with pytest.raises(InvalidAnswers):
        robot.key_in(*answers)
    assert robot.screenings.open(before.id) == before


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(1993, 2, 11)])
def test_a_form_from_the_future_or_before_birth_is_refused(robot: Robot, day: date) -> None:
    with pytest.raises(InvalidValue):
        robot.key_in(*SUM_22, on=day)


def test_a_finished_form_is_a_measurement_with_the_version_of_the_day(robot: Robot) -> None:
    robot.key_in(*SUM_22)
    view = robot.finish()
    (kept,) = records(robot.ward, Measurement)
    assert view.forms[0].measurement_id == kept.id
    assert (view.forms[0].total, view.forms[0].band) == (22, "moderate")
    assert kept.instrument_version == robot.ward.catalogue.instruments["madrs-s"].version
    assert kept.screening_id == view.id


def test_finishing_a_form_without_digits_is_refused(robot: Robot) -> None:
    with pytest.raises(Incomplete):
        robot.finish()


def test_finishing_again_after_a_change_corrects_the_measurement(robot: Robot) -> None:
    robot.key_in(*SUM_22)
    robot.finish()
    view = robot.key_in(4, *SUM_22[1:])
    assert view.forms[0].measurement_id is None
    robot.finish()
    old, new = records(robot.ward, Measurement, order_by=("created_at", "total"))
    assert (old.is_current, new.is_current) == (False, True)
    assert new.replaces_id == old.id
    assert new.total == 23


def test_the_same_digits_again_leave_the_measurement_as_it_is(robot: Robot) -> None:
    robot.key_in(*SUM_22)
    robot.finish()
    view = robot.key_in(*SUM_22)
    assert view.forms[0].measurement_id is not None


def test_a_form_measured_elsewhere_on_the_day_is_refused(robot: Robot) -> None:
    robot.ward.measurements().record(NewMeasurement(PATIENT, "madrs-s", SUM_22, TODAY))
    robot.key_in(*SUM_22)
    with pytest.raises(InvalidValue) as caught:
        robot.finish()
    assert caught.value.reason == "already_measured"


def test_the_form_shows_what_was_answered_last_time(robot: Robot) -> None:
    last_month = TODAY - timedelta(days=21)
    robot.ward.measurements().record(NewMeasurement(PATIENT, "madrs-s", SUM_22, last_month))
    view = robot.key_in(3, *[None] * 8)
    assert view.forms[0].previous_answers == SUM_22
    assert (view.forms[0].previous_total, view.forms[0].previous_on) == (22, last_month)


# --- risk ------------------------------------------------------------------------------------


def test_a_flag_in_half_a_form_opens_the_case_at_once(robot: Robot) -> None:
    view = robot.key_in(*[None] * 8, 4)
    assert view.risk_required
    assert view.risk_case_id is not None
    assert Step.PROGRAM not in view.reachable
    assert Step.DECISION not in view.reachable
    assert robot.ward.risk_cases(TORE).view(view.risk_case_id).screening_id == view.id


def test_answered_items_that_already_pass_41_open_the_case(robot: Robot) -> None:
    assert robot.key_in(6, 6, 6, 6, 6, 6, 5, 0, None).risk_case_id is None
    assert robot.key_in(6, 6, 6, 6, 6, 6, 6, 0, None).risk_case_id is not None


def test_the_case_and_the_digit_stand_or_fall_together(robot: Robot) -> None:
    with pytest.raises(StaleRecord):
        robot.screenings.keep_answers(
            robot.view.id, "madrs-s", (*[None] * 8, 6), answered_on=TODAY, version=99
        )
    assert records(robot.ward, RiskCase) == []
    assert robot.screenings.open(robot.view.id).forms == ()


def test_more_flags_of_one_form_stay_one_case(robot: Robot) -> None:
    robot.key_in(*[None] * 8, 4)
    robot.key_in(6, 6, 6, 6, 6, 6, 6, 6, 4)
    robot.finish()
    assert len(records(robot.ward, RiskCase)) == 1


def test_a_corrected_digit_retracts_the_flag_and_never_the_case(robot: Robot) -> None:
    robot.key_in(*[None] * 8, 4)
    view = robot.key_in(*[None] * 8, 1)
    assert view.risk_required  # until somebody has signed that it was a mistake
    case = robot.ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert case.can_close_as_mistake
    robot.ward.risk_cases().close_as_mistake(case.id, reason="tangentfel", version=case.version)
    assert not robot.screenings.open(view.id).risk_required


def test_a_change_after_finishing_does_not_retract_before_it_is_finished(robot: Robot) -> None:
    robot.key_in(*ITEM_9_IS_4)
    robot.finish()
    robot.key_in(*ITEM_9_IS_4[:8], 1)
    case = robot.ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert not case.can_close_as_mistake
    robot.finish()
    case = robot.ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert case.can_close_as_mistake


def test_a_rise_of_two_on_item_9_also_demands_the_assessment(robot: Robot) -> None:
    last_week = TODAY - timedelta(days=7)
    robot.ward.measurements().record(NewMeasurement(PATIENT, "madrs-s", (1,) * 9, last_week))
    view = robot.key_in(*[None] * 8, 3)
    assert view.risk_required
    assert "deepened_assessment" in view.forms[0].flags


def test_acute_suicidality_said_in_talk_opens_the_case(robot: Robot) -> None:
    view = robot.save(Step.EXCLUSION, answers={"acutely_suicidal": True})
    assert view.acute
    assert view.risk_case_id is not None
    assert robot.ward.risk_cases().open_count() == 1


def test_acute_talk_is_no_mistake_while_the_answer_stands(robot: Robot) -> None:
    robot.save(Step.EXCLUSION, answers={"acutely_suicidal": True})
    case = robot.ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert not case.can_close_as_mistake
    robot.save(Step.EXCLUSION, answers={"acutely_suicidal": False})
    case = robot.ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert case.can_close_as_mistake


def test_acute_suicidality_said_again_after_it_was_assessed_opens_a_case_of_its_own(
    robot: Robot,
) -> None:
    robot.save(Step.EXCLUSION, answers={"acutely_suicidal": True})
    robot.assess_risk("low")
    robot.save(Step.EXCLUSION, notes={"EXC-3": "Frågad igen."})
    assert robot.ward.risk_cases().open_count() == 0
    view = robot.save(Step.EXCLUSION, answers={"acutely_suicidal": False})
    assert not view.risk_required
    view = robot.save(Step.EXCLUSION, answers={"acutely_suicidal": True})
    assert view.acute
    assert view.risk_required
    assert robot.ward.risk_cases().open_count() == 1


def test_an_acute_answer_that_the_signed_assessment_contradicts_decides_nothing(
    robot: Robot,
) -> None:
    robot.fill_in(acutely_suicidal=True)
    robot.assess_risk("low")
    robot.decide("not_suitable", "Akut.")
    with pytest.raises(Incomplete) as caught:
        robot.sign(FinishedScreening("not_suitable", "Akut.", {}))
    assert caught.value.missing == ("acute_answer",)
    robot.save(Step.EXCLUSION, answers={"acutely_suicidal": False})
    robot.decide()
    robot.sign()


def test_a_rise_is_counted_from_other_forms_than_the_one_under_way(robot: Robot) -> None:
    days = [TODAY - timedelta(days=back) for back in (14, 7)]
    robot.ward.measurements().record(NewMeasurement(PATIENT, "madrs-s", (1,) * 9, days[0]))
    robot.key_in(*[2] * 9, on=days[1])
    robot.finish()
    view = robot.key_in(*[2] * 8, 3)
    assert view.risk_required
    assert view.forms[0].previous_on == days[0]


def test_a_soft_flag_opens_a_case_and_locks_nothing(robot: Robot) -> None:
    robot.fill_in()
    robot.key_in(1, 0, 0, 0, 0, 0, 0, 0, 1, instrument="phq-9")
    view = robot.finish("phq-9")
    assert view.risk_case_id is not None
    assert not robot.ward.risk_cases(TORE).view(view.risk_case_id).is_pressing
    assert (view.risk_required, view.acute, set(view.reachable)) == (False, False, set(Step))
    robot.decide()
    robot.sign()
    assert robot.ward.risk_cases(TORE).view(view.risk_case_id).state == "open"


def test_a_red_form_raises_the_soft_case_and_locks_the_decision(robot: Robot) -> None:
    robot.fill_in()
    soft = robot.key_in(1, 0, 0, 0, 0, 0, 0, 0, 1, instrument="phq-9").risk_case_id
    view = robot.key_in(*ITEM_9_IS_4)
    assert (view.risk_case_id, view.risk_required) == (soft, True)
    assert Step.DECISION not in view.reachable


def test_a_soft_flag_after_a_signed_assessment_takes_nothing_from_it(robot: Robot) -> None:
    robot.fill_in(madrs=ITEM_9_IS_4)
    robot.assess_risk("medium")
    red = robot.view.risk_case_id
    view = robot.key_in(1, 0, 0, 0, 0, 0, 0, 0, 1, instrument="phq-9")
    assert view.state.answers["deepened_assessment"] == "not_acute"
    assert not view.risk_required
    assert view.risk_case_id != red
    robot.finish("phq-9")
    assert "Fördjupad bedömning 2026" in robot.decide().texts["record_text"]


def test_a_soft_case_that_is_judged_acute_locks_as_a_red_one_does(robot: Robot) -> None:
    robot.fill_in()
    view = robot.key_in(1, 0, 0, 0, 0, 0, 0, 0, 3, instrument="phq-9")
    assert view.risk_case_id is not None
    cases = robot.ward.risk_cases()
    case = cases.view(view.risk_case_id)
    assert cases.save(case.id, RiskChanges(level="acute"), version=case.version).is_pressing
    view = robot.screenings.open(view.id)
    assert (view.acute, view.risk_required) == (True, True)


def test_texts_cannot_be_read_before_there_is_a_decision(robot: Robot) -> None:
    assert robot.read("record_text").state.drafts_read == ()


def test_a_signed_assessment_answers_for_the_wizard(robot: Robot) -> None:
    robot.fill_in(madrs=ITEM_9_IS_4)
    robot.assess_risk("medium")
    assert robot.view.state.answers["deepened_assessment"] == "not_acute"
    assert not robot.view.risk_required
    assert not robot.view.acute


def test_an_assessed_digit_keyed_in_again_asks_for_nothing_new(robot: Robot) -> None:
    robot.fill_in(madrs=ITEM_9_IS_4)
    robot.assess_risk("low")
    robot.key_in(1, *ITEM_9_IS_4[1:])
    view = robot.finish()
    assert not view.risk_required
    assert len(records(robot.ward, RiskCase)) == 1


# --- the worked cases of clinical/rules.md ---------------------------------------------------


def _outcome(robot: Robot, **kwargs: Any) -> Outcome:
    return robot.fill_in(**kwargs).assessment.outcome


SLEEP_TABLET = {"kind": "sleep", "frequent": True, "contraindicated": False}
WORKED: tuple[tuple[int, Mapping[str, Any], Outcome], ...] = (
    (1, {}, Outcome.OK),
    (5, {"hindering_condition": True, "condition_hinders": False}, Outcome.OK),
    (6, {"hindering_condition": True}, Outcome.REVIEW),
    (
        7,
        {
            "programme": "angesthjalpen",
            "diagnosis": "F41.0",
            "medicines": [{"kind": "blood_pressure"}],
        },
        Outcome.REVIEW,
    ),
    (
        8,
        {
            "programme": "sovhjalpen",
            "diagnosis": "F51.0",
            "medicines": [{"kind": "blood_pressure", "disturbs_sleep": False}],
        },
        Outcome.OK,
    ),
    (
        9,
        {
            "programme": "sovhjalpen",
            "diagnosis": "F51.0",
            "medicines": [{**SLEEP_TABLET, "disturbs_sleep": False}],
        },
        Outcome.OBS,
    ),
    (
        10,
        {
            "programme": "sovhjalpen",
            "diagnosis": "F51.0",
            "medicines": [{"kind": "other", "disturbs_sleep": True}],
        },
        Outcome.EXCLUDE,
    ),
    (
        11,
        {
            "programme": "sovhjalpen",
            "diagnosis": "F51.0",
            "medicines": [{"kind": "benzodiazepine", "frequent": True}],
        },
        Outcome.EXCLUDE,
    ),
    (13, {"somatic_suspicion": True, "somatic_investigated": False}, Outcome.NOT_MET),
    (14, {"swedish_speech": False}, Outcome.NOT_MET),
    (15, {"hours_per_week": 0.75}, Outcome.NOT_MET),
    (16, {"madrs": NO_ITEM_9}, Outcome.REVIEW),
)


@pytest.mark.parametrize(("answers", "outcome"), [case[1:] for case in WORKED])
def test_a_worked_case_gets_its_outcome(
    robot: Robot, answers: dict[str, Any], outcome: Outcome
) -> None:
    assert _outcome(robot, **answers) is outcome


def test_case_2_stays_locked_until_the_assessment_is_done(robot: Robot) -> None:
    robot.fill_in(madrs=SUM_42)
    robot.decide()
    with pytest.raises(RuleRefused) as caught:
        robot.sign()
    assert caught.value.rule == "EXC-3"


def test_case_3_may_go_on_with_the_judgement_stored(robot: Robot) -> None:
    robot.fill_in(madrs=ITEM_9_IS_4)
    robot.assess_risk("medium")
    robot.decide()
    robot.sign()
    (record,) = records(robot.ward, Screening)
    assert record.judgements["EXC-3"]["reason"] == "assessed"


def test_case_4_is_acute(robot: Robot) -> None:
    robot.fill_in(madrs=ITEM_9_IS_4)
    robot.assess_risk("acute", note="Följd till psykakuten 10:40.")
    assert robot.view.assessment.outcome is Outcome.ACUTE
    assert robot.view.acute


def test_case_12_is_judged_again_when_the_program_changes(robot: Robot) -> None:
    tablet = {**SLEEP_TABLET, "disturbs_sleep": False}
    robot.fill_in(programme="sovhjalpen", diagnosis="F51.0", medicines=[tablet])
    assert robot.view.assessment.by_rule["EXC-4"].outcome is Outcome.OBS
    view = robot.save(Step.PROGRAM, answers={"programme": "angesthjalpen"})
    assert view.assessment.by_rule["EXC-4"].outcome is Outcome.REVIEW


def test_case_17_is_refused_without_a_meeting(robot: Robot) -> None:
    robot.fill_in()
    robot.save(visit_on=None)
    robot.decide()
    with pytest.raises(Incomplete) as caught:
        robot.sign()
    assert "visit_on" in caught.value.missing


# --- the texts -------------------------------------------------------------------------------


@pytest.mark.parametrize("decision", ["suitable", "not_suitable", "wait"])
def test_the_texts_can_be_drafted_at_any_time_without_a_hole(robot: Robot, decision: str) -> None:
    empty = robot.screenings.draft_texts(robot.view.id, decision=decision)
    robot.fill_in()
    for texts in (empty, robot.screenings.draft_texts(robot.view.id, decision=decision)):
        assert tuple(texts) == KINDS
        for text in texts.values():
            assert "{" not in text
            assert "None" not in text
            assert ".." not in text
            assert "  " not in text


def test_the_record_text_tells_what_was_found(robot: Robot) -> None:
    robot.fill_in(madrs=ITEM_9_IS_4)
    robot.assess_risk("medium")
    robot.save(Step.DECISION, decision="suitable", reason="Tydlig plan.")
    text = robot.view.texts["record_text"]
    assert "F32.1" in text
    assert "MADRS-S 18 p (2026-10-08), vägledande nivå lätt" in text
    assert "medelhög risk" in text
    assert "Depressionshjälpen" in text
    assert "Tydlig plan." in text


def test_a_reminder_to_the_writer_is_not_written_into_the_record(robot: Robot) -> None:
    robot.fill_in(madrs=ITEM_9_IS_4)
    robot.assess_risk("medium")
    robot.save(Step.DECISION, decision="suitable", reason="Tydlig plan.")
    assert robot.view.assessment.by_rule["EXC-3"].note.endswith("ska dokumenteras.")
    text = robot.view.texts["record_text"]
    assert "Inte akut suicidnära." in text
    assert "ska dokumenteras" not in text


def test_reading_the_drafted_texts_is_logged(robot: Robot) -> None:
    robot.fill_in()
    before = len(robot.ward.log())
    robot.screenings.draft_texts(robot.view.id, decision="wait")
    (row,) = robot.ward.log()[before:]
    assert (row.action, row.kind, row.patient_id) == ("read", "screening", PATIENT)


def test_an_edited_text_stays_with_its_decision(robot: Robot) -> None:
    robot.fill_in()
    robot.save(Step.DECISION, decision="suitable", reason="x")
    robot.save(Step.DECISION, texts={"patient_letter": "Hej Amira, välkommen."})
    robot.save(Step.DECISION, decision="wait")
    assert robot.view.texts["patient_letter"] != "Hej Amira, välkommen."
    robot.save(Step.DECISION, decision="suitable")
    assert robot.view.texts["patient_letter"] == "Hej Amira, välkommen."


def test_a_text_that_changes_after_reading_is_unread_again(robot: Robot) -> None:
    robot.fill_in()
    robot.decide()
    assert set(robot.view.state.drafts_read) == set(KINDS)
    robot.save(Step.PROGRAM, answers={"programme": "oroshjalpen"})
    assert set(robot.view.state.drafts_read) == set()


def test_without_a_referrer_there_is_no_reply(ward: Ward) -> None:
    with ward.change() as work:
        work.get(Referral, REFERRAL).referrer_id = None
        work.log(Action.CHANGE, kind="referral")
        work.commit()
    robot = Robot(ward)
    robot.fill_in()
    robot.decide()
    assert tuple(robot.view.texts) == KINDS[:2]
    assert len(robot.sign()) == 2


# --- signing ---------------------------------------------------------------------------------


def test_signing_does_everything_in_one_transaction(robot: Robot) -> None:
    robot.fill_in()
    robot.decide()
    ward = robot.ward
    with ward.change() as work:
        work.add(
            Draft(
                user_id=ACTORS[HANNA].user_id,
                kind="decision_reason",
                subject_id=robot.view.id,
                text="utkast",
                changed_at=work.now(),
            )
        )
        work.log(Action.CREATE, kind="draft")
        work.commit()
    ids = robot.sign()
    (record,) = records(ward, Screening)
    assert (record.state, record.decision, record.outcome) == ("signed", "suitable", "OK")
    assert record.criteria_version == ward.catalogue.criteria.version
    assert (record.program_code, record.signed_by_name) == (
        "depressionshjalpen",
        "Hanna Testmark",
    )
    (referral,) = records(ward, Referral)
    assert (referral.state, referral.owner_id) == ("waiting", ACTORS[SARA].user_id)
    assert referral.due_on == date(2026, 8, 17) + timedelta(days=90)
    documents = {document.id: document for document in records(ward, Document)}
    assert tuple(documents[one].kind for one in ids) == KINDS
    assert all(document.content.startswith(b"%PDF") for document in documents.values())
    assert all(document.signed_at for document in documents.values())
    assert [filing.state for filing in records(ward, Filing)] == ["made"] * 3
    assert records(ward, Draft) == []
    assert [visit.state for visit in records(ward, Visit)] == ["held"]
    signed = [row for row in ward.log() if row.action == "sign" and row.kind == "screening"]
    assert [row.patient_id for row in signed] == [PATIENT]


def test_digits_that_nobody_finished_become_a_measurement_at_signing(robot: Robot) -> None:
    robot.fill_in(madrs=None)
    robot.key_in(*SUM_22)
    robot.decide()
    robot.sign()
    (kept,) = records(robot.ward, Measurement)
    assert kept.total == 22


def test_a_correction_elsewhere_leaves_the_flag_of_digits_under_way(ward: Ward) -> None:
    robot = Robot(ward)
    robot.key_in(*SUM_22[:8], 1)
    kept = robot.finish().forms[0].measurement_id
    assert kept is not None
    robot.key_in(*SUM_22[:8], 5)
    ward.measurements(TORE).correct(kept, (*SUM_22[:7], 1, 1), reason="fråga 8 lästes fel")
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert [(flag.value, flag.retracted_at) for flag in case.flags if flag.rule == "item"] == [
        (5, None)
    ]
    assert not case.can_close_as_mistake


def test_a_form_that_is_given_a_later_day_is_not_weighed_against_itself(ward: Ward) -> None:
    robot = Robot(ward)
    robot.key_in(*SUM_22[:8], 1, on=TODAY - timedelta(days=7))
    robot.finish()
    robot.key_in(*SUM_22[:8], 3)
    kept = robot.finish().forms[0].measurement_id
    (row,) = [row for row in ward.measurements().of_patient(PATIENT) if row.id == kept]
    assert "deepened_assessment" not in row.flags


def test_a_form_that_is_moved_past_another_has_the_other_weighed_again(ward: Ward) -> None:
    early = NewMeasurement(
        PATIENT, "madrs-s", (*SUM_22[:8], 0), answered_on=TODAY - timedelta(days=14)
    )
    between = NewMeasurement(
        PATIENT, "madrs-s", (*SUM_22[:8], 2), answered_on=TODAY - timedelta(days=3)
    )
    robot = Robot(ward)
    robot.key_in(*SUM_22[:8], 1, on=TODAY - timedelta(days=7))
    robot.finish()
    ward.measurements().record(early)
    ward.measurements().record(between)
    assert ward.risk_cases().open_count() == 0
    robot.key_in(*SUM_22[:8], 1, on=TODAY)
    robot.finish()
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert [(flag.rule, flag.previous, flag.value) for flag in case.flags] == [("rise", 0, 2)]


def test_digits_of_a_broken_off_screening_stay_the_patients_and_are_weighed_later(
    ward: Ward,
) -> None:
    robot = Robot(ward)
    robot.key_in(*SUM_22[:8], 0, on=TODAY - timedelta(days=1))
    robot.screenings.discontinue(robot.view.id, reason="Ny tid", version=robot.view.version)
    (row,) = ward.measurements().of_patient(PATIENT)
    assert (row.total, row.answered_on) == (20, TODAY - timedelta(days=1))
    recorded = ward.measurements().record(
        NewMeasurement(PATIENT, "madrs-s", (*SUM_22[:8], 2), answered_on=TODAY)
    )
    assert [flag.previous for flag in recorded.flags] == [0]


def test_digits_under_way_are_weighed_again_when_an_earlier_form_is_entered(ward: Ward) -> None:
    robot = Robot(ward)
    robot.key_in(*SUM_22[:8], 2)
    assert ward.risk_cases().open_count() == 0
    earlier = NewMeasurement(
        PATIENT, "madrs-s", (*SUM_22[:8], 0), answered_on=TODAY - timedelta(days=3)
    )
    recorded = ward.measurements().record(earlier)
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert [(flag.rule, flag.previous, flag.value) for flag in case.flags] == [("rise", 0, 2)]
    assert case.flags[0].measurement_id is None
    assert (recorded.risk_case_id, recorded.risen_on) == (case.id, (TODAY,))
    robot.finish()
    (flag,) = ward.risk_cases().view(case.id).flags
    assert flag.measurement_id is not None


def test_a_form_that_is_corrected_to_another_day_keeps_the_flag_of_its_own_day(ward: Ward) -> None:
    ward.measurements().record(
        NewMeasurement(PATIENT, "madrs-s", (*SUM_22[:8], 0), answered_on=TODAY - timedelta(days=10))
    )
    robot = Robot(ward)
    robot.key_in(*SUM_22[:8], 2)
    robot.finish()
    assert ward.risk_cases().open_count() == 1
    robot.key_in(*SUM_22[:8], 2, on=TODAY - timedelta(days=20))
    case = ward.risk_cases().of_patient(PATIENT)
    assert case is not None
    assert [flag.retracted_at for flag in case.flags] == [None]
    assert not case.can_close_as_mistake


def test_digits_of_a_day_that_is_measured_elsewhere_do_not_hold_a_screening_open(
    ward: Ward,
) -> None:
    robot = Robot(ward)
    robot.key_in(*SUM_22)
    ward.measurements().record(NewMeasurement(PATIENT, "madrs-s", SUM_22, answered_on=TODAY))
    robot.screenings.discontinue(robot.view.id, reason="Ny tid", version=robot.view.version)
    assert len(ward.measurements().of_patient(PATIENT)) == 1


def test_a_signed_screening_reads_as_it_was_taken(robot: Robot) -> None:
    robot.fill_in()
    robot.decide()
    before = robot.view
    robot.sign()
    kept = records(robot.ward, Measurement)[0]
    robot.ward.measurements().correct(kept.id, SUM_42, reason="fel papper")
    after = robot.screenings.open(before.id)
    assert after.assessment == before.assessment
    assert after.forms == before.forms
    assert after.texts == before.texts
    assert after.state.answers == before.state.answers
    assert after.signed_at is not None


def test_a_signed_screening_takes_no_more(robot: Robot) -> None:
    robot.fill_in()
    robot.decide()
    robot.sign()
    robot.view = robot.screenings.open(robot.view.id)
    changes: tuple[Callable[[], object], ...] = (
        lambda: robot.save(answers={"motivation": "no"}),
        lambda: robot.key_in(*SUM_42),
        robot.finish,
        robot.sign,
    )
    for change in changes:
        with pytest.raises(AlreadySigned):
            change()


def test_the_database_itself_refuses_to_change_a_signed_screening(robot: Robot) -> None:
    robot.fill_in()
    robot.decide()
    robot.sign()
    with robot.ward.change() as work:
        work.get(Screening, robot.view.id).reason = "omskriven"
        with pytest.raises(AlreadySigned):
            work.flush()


def _unsigned(ward: Ward) -> bool:
    return (
        records(ward, Screening)[0].signed_at is None
        and records(ward, Document) == []
        and records(ward, Referral)[0].state == "visit_booked"
    )


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ({"motivation": None}, "INC-7"),
        ({"motivation": "unsure"}, "judgement:INC-7"),
        ({"hindering_condition": True}, "judgement:EXC-1"),
        ({"madrs": NO_ITEM_9}, "madrs-s"),
        ({"madrs": None}, "madrs-s"),
        ({"medicines": None}, "EXC-4"),
        ({"programme": None}, "programme"),
    ],
)
def test_nothing_is_signed_while_something_is_missing(
    robot: Robot, answers: dict[str, Any], word: str
) -> None:
    robot.fill_in(**answers)
    robot.decide()
    with pytest.raises(Incomplete) as caught:
        robot.sign()
    assert word in caught.value.missing
    assert _unsigned(robot.ward)


def test_a_written_judgement_lets_a_review_pass(robot: Robot) -> None:
    robot.fill_in(motivation="unsure")
    robot.save(judgements={"INC-7": "Vill prova fyra veckor."})
    robot.decide()
    robot.sign()
    (record,) = records(robot.ward, Screening)
    assert record.judgements["INC-7"]["written"] == "Vill prova fyra veckor."


def test_nothing_is_signed_with_an_unread_text(robot: Robot) -> None:
    robot.fill_in()
    robot.decide()
    robot.read("record_text", "patient_letter")
    with pytest.raises(Incomplete) as caught:
        robot.sign()
    assert caught.value.missing == ("draft:referrer_reply",)
    assert _unsigned(robot.ward)


def test_texts_read_for_one_decision_are_not_read_for_another(robot: Robot) -> None:
    robot.fill_in()
    robot.decide("suitable")
    with pytest.raises(Incomplete) as caught:
        robot.sign(FinishedScreening("not_suitable", "Ångrar mig.", {}))
    assert caught.value.missing == tuple(f"draft:{kind}" for kind in KINDS)


def test_nothing_is_signed_without_a_reason(robot: Robot) -> None:
    robot.fill_in()
    robot.decide()
    with pytest.raises(Incomplete) as caught:
        robot.sign(FinishedScreening("suitable", "  ", {}))
    assert caught.value.missing == ("decision_reason",)


def test_an_acute_patient_is_never_found_suitable(robot: Robot) -> None:
    robot.fill_in(madrs=ITEM_9_IS_4)
    robot.assess_risk("acute", note="Följd till psykakuten 10:40.")
    robot.decide()
    with pytest.raises(RuleRefused) as caught:
        robot.sign()
    assert caught.value.rule == "ACU-1"
    assert _unsigned(robot.ward)


def test_an_acute_judgement_from_before_the_screening_stands_until_a_lower_one_is_signed(
    ward: Ward,
) -> None:
    ward.risk_cases().open_by_hand(PATIENT, reason="Ringde, planer finns.")
    robot = Robot(ward)
    ward.screenings().discontinue(robot.view.id, reason="Ny tid", version=robot.view.version)
    robot.assess_risk("acute", note="Följde till akuten.")
    ward.clock.move(hours=1)
    robot = Robot(ward)
    robot.fill_in()
    robot.decide()
    with pytest.raises(RuleRefused) as caught:
        robot.sign()
    assert caught.value.rule == "ACU-1"
    ward.risk_cases().open_by_hand(PATIENT, reason="Ny bedömning.")
    robot.assess_risk("low")
    robot.read(*robot.screenings.open(robot.view.id).texts)
    assert robot.sign()


def test_an_acute_answer_without_a_note_of_action_signs_nothing(robot: Robot) -> None:
    robot.fill_in(acutely_suicidal=True)
    robot.decide("not_suitable", "Akut.")
    with pytest.raises(Incomplete) as caught:
        robot.sign(FinishedScreening("not_suitable", "Akut.", {}))
    assert caught.value.missing == ("acute_who", "acute_when", "acute_what")


def test_an_acute_patient_is_redirected_and_the_case_stays_open_for_the_unit(robot: Robot) -> None:
    robot.fill_in(acutely_suicidal=True)
    robot.save(
        Step.RISK,
        acute_action={
            "who": "Hanna Testmark",
            "when": robot.ward.clock().isoformat(),
            "what": "Ringde 112, väntade med patienten.",
        },
    )
    robot.decide("not_suitable", "Akut.")
    robot.sign(FinishedScreening("not_suitable", "Akut.", {}))
    assert robot.ward.risk_cases(TORE).open_count() == 1


def test_an_acute_patient_is_redirected_with_the_note_of_the_risk_case(robot: Robot) -> None:
    robot.fill_in(madrs=ITEM_9_IS_4)
    robot.assess_risk("acute", note="Följd till psykakuten 10:40.")
    robot.decide("not_suitable", "Akut suicidnära.")
    robot.sign(FinishedScreening("not_suitable", "Akut suicidnära.", {}))
    (referral,) = records(robot.ward, Referral)
    assert (referral.state, referral.closing_note) == ("redirected", "Akut suicidnära.")


EXCLUDED: dict[str, Any] = {"substance_abuse": True}


def test_an_exclusion_is_not_overridden_alone(robot: Robot) -> None:
    robot.fill_in(**EXCLUDED)
    robot.decide()
    with pytest.raises(RuleRefused) as caught:
        robot.sign()
    assert (caught.value.rule, caught.value.reason) == ("EXC-2", "cosigner_needed")
    assert _unsigned(robot.ward)


def test_one_does_not_cosign_oneself(robot: Robot) -> None:
    robot.fill_in(**EXCLUDED)
    robot.decide()
    with pytest.raises(RuleRefused) as caught:
        robot.sign(FinishedScreening("suitable", "Nykter.", {}, HANNA, PASSWORD[HANNA]))
    assert caught.value.reason == "same_person"
    assert _unsigned(robot.ward)


def test_a_wrong_password_cosigns_nothing_and_is_logged(robot: Robot) -> None:
    robot.fill_in(**EXCLUDED)
    robot.decide()
    with pytest.raises(WrongCredentials):
        robot.sign(FinishedScreening("suitable", "Nykter.", {}, TORE, "gissning på måfå"))
    assert _unsigned(robot.ward)
    assert [row.kind for row in robot.ward.log() if row.action == "denied"] == ["cosignature"]


def test_a_one_time_password_which_others_know_cosigns_nothing(robot: Robot) -> None:
    ward = robot.ward
    vault.reissue(
        ward.folder,
        ward.database.keys,
        slot_id=_slot(ward, TORE),
        one_time_password="engångslösen på lapp",
        cost=vault.LIGHT_COST,
    )
    robot.fill_in(**EXCLUDED)
    robot.decide()
    with pytest.raises(RuleRefused) as caught:
        robot.sign(FinishedScreening("suitable", "Nykter.", {}, TORE, "engångslösen på lapp"))
    assert caught.value.reason == "one_time_password"
    assert _unsigned(ward)


def test_a_colleague_who_has_left_cosigns_nothing(robot: Robot) -> None:
    with robot.ward.change() as work:
        work.get(User, ACTORS[TORE].user_id).active = False
        work.log(Action.CHANGE, kind="user")
        work.commit()
    robot.fill_in(**EXCLUDED)
    robot.decide()
    with pytest.raises(WrongCredentials):
        robot.sign(FinishedScreening("suitable", "Nykter.", {}, TORE, PASSWORD[TORE]))


def _slot(ward: Ward, login: str) -> str:
    with ward.records() as work:
        return work.get(User, ACTORS[login].user_id).slot_id


def test_a_colleague_cosigns_with_login_and_password(robot: Robot) -> None:
    robot.fill_in(**EXCLUDED)
    robot.decide()
    robot.sign(FinishedScreening("suitable", "Nykter sedan juni.", {}, TORE, PASSWORD[TORE]))
    (record,) = records(robot.ward, Screening)
    assert (record.outcome, record.decision) == ("EXCLUDE", "suitable")
    assert record.cosigner_name == "Tore Fantasén"


def test_not_suitable_sends_the_referral_back(robot: Robot) -> None:
    robot.fill_in(**EXCLUDED)
    robot.decide("not_suitable", "Pågående missbruk.")
    robot.sign(FinishedScreening("not_suitable", "Pågående missbruk.", {}))
    (referral,) = records(robot.ward, Referral)
    assert referral.state == "redirected"


def test_a_decision_to_wait_keeps_the_answers_for_the_next_screening(robot: Robot) -> None:
    robot.fill_in(somatic_suspicion=True, somatic_investigated=False)
    robot.decide("wait", "Inväntar TSH.")
    robot.sign(FinishedScreening("wait", "Inväntar TSH.", {}))
    (referral,) = records(robot.ward, Referral)
    assert referral.state == "assessed"
    assert referral.due_on is not None
    again = robot.ward.screenings().begin(REFERRAL)
    assert again.id != robot.view.id
    assert again.state.answers["hours_per_week"] == 2
    assert "acutely_suicidal" not in again.state.answers
    assert (again.state.decision, again.forms) == (None, ())


def test_an_unprintable_text_signs_nothing(robot: Robot) -> None:
    robot.fill_in()
    robot.decide()
    with pytest.raises(UnprintableText):
        robot.sign(FinishedScreening("suitable", "x", {"patient_letter": "Hej \U0001f600"}))
    assert _unsigned(robot.ward)


def test_an_edited_text_is_what_is_filed(robot: Robot) -> None:
    robot.fill_in()
    robot.decide()
    robot.sign(FinishedScreening("suitable", "x", {"patient_letter": "Hej Amira, välkommen."}))
    (letter,) = records(robot.ward, Document, kind="patient_letter")
    assert letter.text == "Hej Amira, välkommen."


def test_a_stale_screening_is_not_signed(ward: Ward) -> None:
    robot = Robot(ward)
    robot.fill_in()
    robot.decide()
    let_in(ward.workplace(TORE), PATIENT)
    Robot(ward, TORE).save(notes={"INC-1": "tillägg"})
    with pytest.raises(StaleRecord):
        robot.sign()
    assert _unsigned(ward)


def test_a_walk_in_passes_every_state_on_its_way_to_the_queue(ward: Ward) -> None:
    with ward.change() as work:
        work.get(Referral, REFERRAL).state = "received"
        work.log(Action.CHANGE, kind="referral")
        work.commit()
    robot = Robot(ward)
    robot.fill_in()
    robot.decide()
    robot.sign()
    assert records(ward, Referral)[0].state == "waiting"


# --- who may ---------------------------------------------------------------------------------


def test_reception_is_refused_every_verb_and_the_refusal_is_logged(robot: Robot) -> None:
    reception = robot.ward.screenings(RUT)
    screening_id = robot.view.id
    verbs: tuple[Callable[[], object], ...] = (
        lambda: reception.begin(REFERRAL),
        lambda: reception.open(screening_id),
        reception.unfinished,
        lambda: reception.save(screening_id, {}, step=Step.VISIT, version=1),
        lambda: reception.keep_answers(
            screening_id, "madrs-s", SUM_22, answered_on=TODAY, version=1
        ),
        lambda: reception.finish_form(screening_id, "madrs-s", version=1),
        lambda: reception.discontinue(screening_id, reason="x", version=1),
        lambda: reception.draft_texts(screening_id, decision="wait"),
        lambda: reception.sign(screening_id, SUITABLE, version=1),
        lambda: reception.sign(
            screening_id,
            FinishedScreening("suitable", "x", {}, TORE, PASSWORD[TORE]),
            version=1,
        ),
    )
    for verb in verbs:
        with pytest.raises(NotPermitted):
            verb()
    refused = [row for row in robot.ward.log() if row.action == "denied"]
    assert len(refused) == len(verbs)


def test_the_coordinator_reads_but_neither_writes_nor_signs(robot: Robot) -> None:
    coordinator = robot.ward.screenings(SARA)
    assert coordinator.open(robot.view.id).id == robot.view.id
    with pytest.raises(NotPermitted):
        coordinator.save(robot.view.id, {}, step=Step.VISIT, version=robot.view.version)
    with pytest.raises(NotPermitted):
        coordinator.sign(robot.view.id, SUITABLE, version=robot.view.version)


def test_opening_is_logged_with_the_patient_and_without_answers(robot: Robot) -> None:
    robot.fill_in()
    robot.screenings.open(robot.view.id)
    log = robot.ward.log()
    assert (log[-1].action, log[-1].kind, log[-1].patient_id) == ("read", "screening", PATIENT)
    assert "Nedstämd" not in str([row.details for row in log])


def test_a_protected_patient_has_no_address_in_the_letter(ward: Ward) -> None:
    with ward.change() as work:
        patient = work.get(Patient, PATIENT)
        patient.protected_identity, patient.address = True, "Hemliga gatan 1"
        work.log(Action.CHANGE, kind="patient")
        work.commit()
    let_in(ward.workplace(HANNA), PATIENT)
    robot = Robot(ward)
    robot.fill_in()
    robot.decide()
    robot.sign()
    for document in records(ward, Document):
        assert "Hemliga" not in document.text
