"""A changed rule is tried on past cases, says what it would move, and rewrites nothing."""

import tomllib
from typing import Any

import pytest

from ikbt_desktop.clinic.course_check import Sign
from ikbt_desktop.clinic.data_files import FileKind, Key
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.rule_figures import RuleFigure, figures_of, value_of
from ikbt_desktop.clinic.writing import written
from ikbt_desktop.errors import BrokenResource, InvalidValue, NotFound, NotPermitted, RuleRefused
from ikbt_desktop.models import Screening
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.rule_trials import Moved, Trial
from ikbt_desktop.storage.unit_of_work import open_reading
from tests.clinic.test_catalogue import TRIAL
from tests.clinics import Clinic, shipped
from tests.services.walk import Walk

INTAKE: Key = (FileKind.CRITERIA, "intake")
DAYS: Key = (FileKind.LIMITS, "limits")
CHECK: Key = (FileKind.COURSE_CHECK, "course-check")
FEE: Key = (FileKind.FEES, "per-feedback")


def figure(key: Key, name: str) -> RuleFigure:
    return next(one for one in figures_of(key) if one.name == name)


def tried(services: Services, key: Key, **changes: float) -> Trial:
    wanted = {figure(key, name): value for name, value in changes.items()}
    return services.rule_trials.run(services.rule_trials.drafted(key, wanted))


def steward(clinic: Clinic) -> Services:
    return clinic.services("alva")


# --- what is counted -------------------------------------------------------------------------


def test_an_intake_that_would_fall_out_is_counted_by_rule_and_outcome(waiting: Walk) -> None:
    """The patient gives two hours: with a limit of three they would not be suitable."""
    trial = tried(steward(waiting.clinic), INTAKE, hours_at_least=3, hours_noted_below=4)
    assert trial.cases == trial.cases_moved == 1
    assert trial.moved == (Moved("", "OK", "NOT_MET", 1), Moved("INC-3", "OK", "NOT_MET", 1))


def test_a_change_that_moves_nobody_says_so(waiting: Walk) -> None:
    trial = tried(steward(waiting.clinic), INTAKE, hours_at_least=2)
    assert (trial.cases, trial.cases_moved, trial.moved) == (1, 0, ())


def test_limits_of_the_course_check_are_tried_on_treatments(running: Walk) -> None:
    """Nobody has heard of the patient for five weeks, and no section is done."""
    running.clinic.clock.move(days=35)
    trial = tried(steward(running.clinic), CHECK, check_contact=60, check_sections=10)
    assert trial.moved == (Moved("CHECK", "below", "as_expected", 1),)


def test_what_counts_as_worse_is_tried_too(running: Walk) -> None:
    """MADRS-S from 22 to 27: five points, below the nine that hold."""
    running.clinic.clock.move(days=7)
    running.measure(*(3,) * 8, 3, week=1)
    trial = tried(steward(running.clinic), CHECK, check_worse=5)
    assert Moved("CHECK-WORSE", "nothing", "worse", 1) in trial.moved


def test_a_limit_that_the_clinic_sets_is_marked_as_its_choice_and_comes_back(
    running: Walk,
) -> None:
    services = steward(running.clinic)
    trial = tried(services, CHECK, check_worse=7)
    services.rule_trials.put_in_force(trial, reason="Vi vill se det tidigare.")
    later = steward(running.clinic)
    rule = later.catalogue.course_check
    held = rule.worse["madrs-s"]
    assert (held.limit, held.clinic_choice, held.source) == (7, True, "Klinikens eget val")
    assert rule.limits[Sign.CHANGE].source.startswith("Ingen källa anger en gräns")
    assert rule.version == "2026-1-k1"
    back = later.rule_trials.run(later.rule_trials.shipped_again(CHECK))
    later.rule_trials.put_in_force(back, reason="Tillbaka.")
    assert steward(running.clinic).catalogue.course_check.worse["madrs-s"].limit == 9


@pytest.mark.parametrize(
    ("name", "value"),
    [("check_week", 0), ("check_week", 53), ("check_contact", 0), ("check_worse", 55)],
)
def test_a_limit_of_the_course_check_stays_within_its_bounds(
    clinic: Clinic, name: str, value: float
) -> None:
    with pytest.raises(InvalidValue) as caught:
        tried(steward(clinic), CHECK, **{name: value})
    assert (caught.value.field, caught.value.reason) == (name, "range")


def test_a_changed_cell_of_the_medicine_table_is_tried_too(registered: Walk) -> None:
    """EXC-4, row 4c: a sleep tablet in another program that is not contraindicated."""
    tablet = {
        "kind": "sleep",
        "frequent": True,
        "contraindicated": False,
        "disturbs_sleep": False,
        "name": "Propavan",
    }
    registered.screen(medicines=[tablet])
    services = steward(registered.clinic)
    values = tomllib.loads(services.catalogue.files[INTAKE].text)
    values["version"] = "2026-1-egen"
    for row in values["medicine_row"]:
        if row["row"] == "4c":
            row["other"] = "OBS" if row["other"] == "REVIEW" else row["other"]
    read = services.own_files.read(FileKind.CRITERIA, written(values))
    trial = services.rule_trials.run(read)
    assert Moved("EXC-4", "REVIEW", "OBS", 1) in trial.moved


def test_a_lower_limit_of_exc_3_is_tried_too(waiting: Walk) -> None:
    """MADRS-S 22 p of the walk lies above 20."""
    trial = tried(steward(waiting.clinic), INTAKE, madrs_above=20)
    assert Moved("EXC-3", "OK", "REVIEW", 1) in trial.moved


def test_the_usual_length_is_tried_on_treatments(running: Walk) -> None:
    """Seven sections: below the usual, once the usual begins at eight."""
    trial = tried(steward(running.clinic), INTAKE, sections_low=8)
    assert trial.moved == (Moved("LEN-2", "nothing", "noted", 1),)


def test_days_are_tried_on_the_course_of_each_treatment(running: Walk) -> None:
    running.clinic.clock.move(days=9)
    trial = tried(steward(running.clinic), DAYS, reminder=6, phone=8)
    assert trial.moved == (Moved("ACT-1", "reminder", "phone", 1),)


def test_a_pause_is_no_silence(running: Walk) -> None:
    running.clinic.clock.move(days=2)
    view = running.view()
    until = running.today.replace(day=running.today.day + 6)
    services = running.clinic.services("maria")
    services.treatments.pause(view.id, until=until, reason="Resa", version=view.version)
    running.clinic.clock.move(days=6)
    trial = tried(steward(running.clinic), DAYS, reminder=6)
    assert trial.moved == ()


def test_a_feedback_that_came_late_by_the_new_days_is_counted(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    running.sign(1)
    trial = tried(steward(running.clinic), DAYS, feedback_days=5)
    assert trial.moved == (Moved("FB-1", "in_time", "late", 1),)


def test_a_fee_is_tried_on_every_contact(running: Walk) -> None:
    running.clinic.clock.move(days=7)
    running.sign(1)
    trial = tried(steward(running.clinic), FEE, amount=300)
    assert trial.moved == (Moved("FEE-1", "250", "300", 1),)


# --- nothing is written ----------------------------------------------------------------------


def kept_decision(clinic: Clinic) -> dict[str, Any]:
    with open_reading(clinic.workplace("maria"), Permission.READ_CLINICAL) as work:
        (record,) = work.find(Screening, state="signed")
        return {
            name: getattr(record, name)
            for name in ("content", "criteria_version", "outcome", "judgements", "version")
        }


def test_neither_a_trial_nor_a_new_rule_rewrites_a_decision(waiting: Walk) -> None:
    before = kept_decision(waiting.clinic)
    services = steward(waiting.clinic)
    trial = tried(services, INTAKE, hours_at_least=3, hours_noted_below=4)
    assert kept_decision(waiting.clinic) == before
    assert steward(waiting.clinic).catalogue.criteria.version == "2026-1"
    services.rule_trials.put_in_force(trial, reason="Utgivaren kräver tre timmar")
    assert kept_decision(waiting.clinic) == before
    known = waiting.clinic.services("maria").catalogue
    assert known.criteria.version == "2026-1-k1"
    assert known.criteria.thresholds.hours_at_least == 3
    assert known.criteria_of(before["criteria_version"]).thresholds.hours_at_least == 1


def test_progress_is_told_and_the_person_may_end_it(waiting: Walk) -> None:
    services = steward(waiting.clinic)
    read = services.rule_trials.drafted(INTAKE, {figure(INTAKE, "hours_at_least"): 2})
    told: list[tuple[int, int]] = []
    services.rule_trials.run(read, lambda done, total: told.append((done, total)))
    assert told == [(0, 1), (1, 1)]

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        services.rule_trials.run(read, stop)
    trials = [line for line in waiting.clinic.log() if line.kind == "rule_trial"]
    assert len(trials) == 1


# --- in force --------------------------------------------------------------------------------


def test_no_rule_holds_untried(clinic: Clinic) -> None:
    services = steward(clinic)
    read = services.rule_trials.drafted(INTAKE, {figure(INTAKE, "hours_at_least"): 2})
    other = tried(services, INTAKE, hours_at_least=3)
    for verb in (
        lambda: services.own_files.put_in_force(read, reason="Otålig"),
        lambda: services.own_files.put_in_force(read, reason="Otålig", tried=other.read.file),
        lambda: services.own_files.use_shipped(*INTAKE, reason="Otålig"),
    ):
        with pytest.raises(RuleRefused) as caught:
            verb()
        assert caught.value.reason == "untried"


def test_the_shipped_rules_hold_again_when_they_are_tried(clinic: Clinic) -> None:
    services = steward(clinic)
    services.rule_trials.put_in_force(tried(services, INTAKE, hours_at_least=2), reason="Prov")
    services = steward(clinic)
    back = services.rule_trials.run(services.rule_trials.shipped_again(INTAKE))
    services.rule_trials.put_in_force(back, reason="Tillbaka")
    known = steward(clinic).catalogue
    assert known.criteria == shipped().criteria
    assert steward(clinic).rule_trials.next_version(INTAKE) == "2026-1-k2"


def test_the_figures_show_what_holds_and_what_was_shipped(clinic: Clinic) -> None:
    services = steward(clinic)
    services.rule_trials.put_in_force(tried(services, INTAKE, hours_at_least=2), reason="Prov")
    views = {one.figure.name: one for one in steward(clinic).rule_trials.figures(INTAKE)}
    assert (views["hours_at_least"].value, views["hours_at_least"].shipped) == (2, 1)
    assert len(views) == len(figures_of(INTAKE))
    for key in (DAYS, FEE):
        assert len(services.rule_trials.figures(key)) == len(figures_of(key))
    with pytest.raises(NotFound):
        services.rule_trials.figures((FileKind.FEES, "okänd"))


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        (INTAKE, "hours_at_least", 0.25),
        (INTAKE, "minutes_at_least", 30.5),
        (INTAKE, "madrs_above", 42),
        (DAYS, "reminder", 0),
        (FEE, "amount", -1),
    ],
)
def test_a_figure_out_of_its_range_is_refused(
    clinic: Clinic, key: Key, name: str, value: float
) -> None:
    with pytest.raises(InvalidValue) as caught:
        tried(steward(clinic), key, **{name: value})
    assert (caught.value.field, caught.value.reason) == (name, "range")


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        (INTAKE, {"hours_at_least": 5}),
        (INTAKE, {"minutes_at_least": 90}),
        (INTAKE, {"weeks_low": 12}),
        (INTAKE, {"sections_high": 3}),
        (DAYS, {"reminder": 12}),
    ],
)
def test_figures_that_contradict_each_other_are_refused(
    clinic: Clinic, key: Key, changes: dict[str, float]
) -> None:
    with pytest.raises(BrokenResource):
        tried(steward(clinic), key, **changes)


def test_nothing_changed_is_nothing_to_try(clinic: Clinic) -> None:
    with pytest.raises(InvalidValue) as caught:
        tried(steward(clinic), INTAKE, hours_at_least=1)
    assert caught.value.reason == "unchanged"


def test_only_rules_are_tried(clinic: Clinic) -> None:
    services = steward(clinic)
    with pytest.raises(RuleRefused):
        services.rule_trials.run(services.own_files.read(FileKind.INSTRUMENT, TRIAL))
    unknown: Key = (FileKind.FEES, "okänd")
    with pytest.raises(NotFound):
        services.rule_trials.drafted(unknown, {})
    with pytest.raises(NotFound):
        services.rule_trials.shipped_again(unknown)


@pytest.mark.parametrize("login", ["rut", "maria", "tore"])
def test_only_the_administrator_tries(waiting: Walk, login: str) -> None:
    services = waiting.clinic.services(login)
    with pytest.raises(NotPermitted):
        tried(services, INTAKE, hours_at_least=2)
    read = services.rule_trials.shipped_again(INTAKE)
    with pytest.raises(NotPermitted):
        services.rule_trials.run(read)


def test_each_figure_stands_in_its_shipped_file() -> None:
    for key, file in shipped().files.items():
        values = tomllib.loads(file.text)
        for one in figures_of(key):
            value = value_of(values, one)
            assert value is not None
            assert one.low <= value <= one.high, one
    assert value_of({"a": [True]}, RuleFigure("", "", ("a", 0), 0, 1)) is None
    assert value_of({"a": []}, RuleFigure("", "", ("a", 0), 0, 1)) is None
