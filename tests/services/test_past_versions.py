"""What was made by an earlier version keeps it: scores, levels, programs, forms half filled in."""

from dataclasses import replace
from datetime import date

import pytest

from ikbt_desktop.clinic.data_files import FileKind
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.errors import InvalidAnswers, InvalidValue, NotFound
from ikbt_desktop.services.measurements import MeasurementRow, NewMeasurement
from ikbt_desktop.services.menu import Services
from tests.clinic.test_catalogue import TRIAL
from tests.clinics import Clinic, shipped
from tests.services.test_own_files import put, shipped_text
from tests.services.walk import PROGRAM, Walk

PROGRAMS = FileKind.PROGRAM
SECOND = (
    TRIAL.replace('version = "1"', 'version = "2"')
    .replace('topic = "Ett"', 'topic = "Nytt ämne"')
    .replace('word = "hög"', 'word = "mycket hög"')
)

# The same code with two questions, as another edition might have.
SHORTER = """
code = "trial"
name = "Prov"
full_name = "Ett kortare prov"
version = "2"
source = "en källa"
rights = "fri"
minimum = 0
maximum = 1
total_minimum = 0
total_maximum = 2
missing = "refuse"
item = [{ number = 1, topic = "Ett" }, { number = 2, topic = "Två" }]

[[example]]
answers = [0, 1]
total = 1

[[example]]
answers = [0, "-"]
unscored = true
flags = ["incomplete"]
"""


def clinician(clinic: Clinic) -> Services:
    """Maria, who has signed in anew."""
    return clinic.services("maria")


def filled_in(walk: Walk, answers: tuple[int | None, ...], *, on: date | None = None) -> str:
    recorded = clinician(walk.clinic).measurements.record(
        NewMeasurement(walk.patient_id, "trial", answers, on or walk.today)
    )
    return recorded.row.id


def rows(walk: Walk) -> dict[str, MeasurementRow]:
    found = clinician(walk.clinic).measurements.of_patient(walk.patient_id)
    return {row.id: row for row in found}


# --- measurements ----------------------------------------------------------------------------


def test_a_later_version_never_rescores_a_measurement(running: Walk) -> None:
    put(running.clinic, TRIAL)
    kept = filled_in(running, (1, 2, 1))
    before = rows(running)[kept]
    put(running.clinic, SECOND)
    after = rows(running)[kept]
    assert after == before
    assert (after.version, after.total, after.band) == ("1", 4, "high")
    known = clinician(running.clinic).catalogue
    assert known.instrument("trial", after.version).items[0].topic == "Ett"
    assert known.instruments["trial"].items[0].topic == "Nytt ämne"


def test_a_correction_is_scored_by_the_version_that_was_filled_in(running: Walk) -> None:
    put(running.clinic, TRIAL)
    kept = filled_in(running, (1, 1, 2))
    put(running.clinic, SHORTER)
    corrected = clinician(running.clinic).measurements.correct(kept, (1, 2, 1), reason="Felskrivet")
    assert (corrected.row.version, corrected.row.total) == ("1", 4)


def test_a_rule_of_the_clinics_own_form_opens_a_case_like_the_others(running: Walk) -> None:
    put(running.clinic, TRIAL)
    recorded = clinician(running.clinic).measurements.record(
        NewMeasurement(running.patient_id, "trial", (1, 2, 0), running.today)
    )
    assert recorded.risk_case_id is not None
    assert [flag.rule for flag in recorded.flags] == ["total"]
    assert clinician(running.clinic).risk_cases.open_count() == 1


def test_a_form_out_of_use_is_still_read_and_no_more_entered(running: Walk) -> None:
    put(running.clinic, TRIAL)
    kept = filled_in(running, (1, 1, 2))
    running.clinic.services("alva").own_files.take_out_of_use(
        FileKind.INSTRUMENT, "trial", reason="Används inte"
    )
    assert rows(running)[kept].band == "low"
    with pytest.raises(NotFound):
        filled_in(running, (1, 1, 2))


# --- treatments ------------------------------------------------------------------------------


def own_program(version: str, *changes: tuple[str, str]) -> str:
    return shipped_text(PROGRAMS, PROGRAM, ('version = "2.0"', f'version = "{version}"'), *changes)


def test_a_running_treatment_keeps_the_version_it_began_with(running: Walk) -> None:
    put(
        running.clinic,
        own_program(
            "k1", ("interval_days = 7", "interval_days = 14"), ("sections = 7", "sections = 9")
        ),
        PROGRAMS,
    )
    services = clinician(running.clinic)
    view = services.treatments.view(running.treatment_id)
    assert (view.program.version, view.program.interval_days) == ("2.0", 7)
    assert len(view.sections) == 7
    assert services.catalogue.programs[PROGRAM].sections == 9
    running.clinic.clock.move(days=7)
    assert [due.instrument for due in services.measurements.due(running.treatment_id)] != []


def test_a_new_treatment_begins_with_the_version_in_force(waiting: Walk) -> None:
    put(waiting.clinic, own_program("k1", ("sections = 7", "sections = 9")), PROGRAMS)
    view = clinician(waiting.clinic).treatments.assign(waiting.new())
    assert (view.program.version, len(view.sections)) == ("k1", 9)


def test_a_program_out_of_use_goes_on_where_it_runs(running: Walk) -> None:
    running.clinic.services("alva").own_files.take_out_of_use(
        PROGRAMS, PROGRAM, reason="Ges inte längre"
    )
    services = clinician(running.clinic)
    assert services.treatments.view(running.treatment_id).program.name == "Depressionshjälpen"
    assert services.caseload.banner(running.patient_id).program == "Depressionshjälpen"
    running.clinic.clock.move(days=8)
    assert services.worklist.counts().all > 0
    assert services.feedback_notes.desk(running.treatment_id).section_title
    assert PROGRAM not in services.catalogue.programs


# --- the wizard ------------------------------------------------------------------------------


def test_digits_under_way_stay_in_the_form_they_were_keyed_into(registered: Walk) -> None:
    put(registered.clinic, TRIAL)
    screenings = clinician(registered.clinic).screenings
    view = screenings.begin(registered.referral_id)
    view = screenings.keep_answers(
        view.id, "trial", (1, None, None), answered_on=registered.today, version=view.version
    )
    put(registered.clinic, SHORTER)
    screenings = clinician(registered.clinic).screenings
    view = screenings.open(view.id)
    (form,) = view.forms
    assert (form.version, form.answers) == ("1", (1, None, None))
    with pytest.raises(InvalidAnswers):
        screenings.keep_answers(
            view.id, "trial", (1, 1), answered_on=registered.today, version=view.version
        )
    view = screenings.keep_answers(
        view.id, "trial", (1, 1, 1), answered_on=registered.today, version=view.version
    )
    view = screenings.finish_form(view.id, "trial", version=view.version)
    assert [(one.version, one.total) for one in view.forms] == [("1", 3)]
    with pytest.raises(InvalidValue):
        screenings.save(
            view.id, {"versions": {"trial": "2"}}, step=Step.VISIT, version=view.version
        )


def test_a_measurement_without_its_version_is_read_by_the_one_in_use(running: Walk) -> None:
    row = replace(next(iter(rows(running).values())), version="1999-1")
    assert (
        shipped().instrument(row.instrument, row.version) == shipped().instruments[row.instrument]
    )


def test_a_program_out_of_use_must_be_chosen_anew_in_an_open_wizard(registered: Walk) -> None:
    screenings = clinician(registered.clinic).screenings
    view = screenings.begin(registered.referral_id)
    answers = {"programme": PROGRAM, "diagnosis": "F32.1", "cbt_suitable": True}
    view = screenings.save(view.id, {"answers": answers}, step=Step.PROGRAM, version=view.version)
    assert view.assessment.by_rule["INC-1"].outcome == "OK"
    registered.clinic.services("alva").own_files.take_out_of_use(
        PROGRAMS, PROGRAM, reason="Ges inte längre"
    )
    view = clinician(registered.clinic).screenings.open(view.id)
    assert view.assessment.by_rule["INC-1"].outcome == "MISSING"
    assert view.state.answers["programme"] == PROGRAM
    assert clinician(registered.clinic).catalogue.knows_program(PROGRAM)


def test_an_open_wizard_says_what_was_changed_and_judges_anew(registered: Walk) -> None:
    screenings = clinician(registered.clinic).screenings
    view = screenings.begin(registered.referral_id)
    answers = {"programme": PROGRAM, "diagnosis": "F32.1", "hours_per_week": 2}
    view = screenings.save(view.id, {"answers": answers}, step=Step.PROGRAM, version=view.version)
    assert view.newer == {}
    put(registered.clinic, own_program("k1", ("sections = 7", "sections = 9")), PROGRAMS)
    stricter = shipped_text(
        FileKind.CRITERIA,
        "intake",
        ('version = "2026-1"', 'version = "2026-1-k1"'),
        ("hours_at_least = 1", "hours_at_least = 2.5"),
    )
    put(registered.clinic, stricter, FileKind.CRITERIA)
    screenings = clinician(registered.clinic).screenings
    view = screenings.open(view.id)
    assert view.newer == {"criteria": "2026-1-k1", PROGRAM: "k1"}
    assert view.state.answers["hours_per_week"] == 2
    assert view.assessment.by_rule["INC-3"].outcome == "NOT_MET"
    assert view.assessment.version == "2026-1-k1"
    view = screenings.save(view.id, {"reason": "Läst"}, step=Step.PROGRAM, version=view.version)
    assert view.newer == {}
    registered.clinic.services("alva").own_files.take_out_of_use(
        PROGRAMS, PROGRAM, reason="Ges inte längre"
    )
    view = clinician(registered.clinic).screenings.open(view.id)
    assert view.newer == {PROGRAM: ""}
