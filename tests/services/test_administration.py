"""The clinic's own affairs: people, profile, the log, and one's own settings."""

import contextlib
import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.errors import (
    InvalidValue,
    KeysInDoubt,
    MistypedKey,
    NotFound,
    NotPermitted,
    RuleRefused,
    StaleRecord,
    WeakPassword,
    WrongCredentials,
)
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.administration import (
    Administration,
    LogFilter,
    NewUser,
    UserChanges,
    UserView,
)
from ikbt_desktop.services.password_rules import Strength
from ikbt_desktop.services.referrals import NewReferral, Referrals
from ikbt_desktop.storage import key_file, vault
from tests.clinics import NEW_CLINIC, PASSWORD, Clinic, invented_number
from tests.services.walk import Walk

EVERYBODY = ("alva", "rut", "maria", "tore")


@pytest.fixture
def administration(clinic: Clinic) -> Administration:
    return of(clinic, "alva")


def of(clinic: Clinic, login: str) -> Administration:
    return Administration(clinic.workplace(login), clinic.catalogue, cost=vault.LIGHT_COST)


def named(administration: Administration, login: str) -> UserView:
    return next(user for user in administration.users() if user.login == login)


def changes(user: UserView, **changed: Any) -> UserChanges:
    kept = {field.name: getattr(user, field.name) for field in dataclasses.fields(UserChanges)}
    return UserChanges(**(kept | changed))


IVAR = NewUser(
    login="Ivar",
    name="Ivar  Provlind",
    role=Role.CLINICIAN,
    title="PTP-psykolog",
    one_time_password=PASSWORD,
    basic_cbt=True,
    ikbt_course_on=date(2025, 2, 3),
    weekly_minutes=300,
    programs=("sovhjalpen", "depressionshjalpen"),
)


# --- people ------------------------------------------------------------------------------------


def test_a_new_colleague_has_a_slot_a_role_and_training(
    clinic: Clinic, administration: Administration
) -> None:
    ivar = administration.add_user(IVAR)
    assert (ivar.login, ivar.name) == ("ivar", "Ivar Provlind")
    assert ivar.programs == ("depressionshjalpen", "sovhjalpen")
    assert named(administration, "ivar") == ivar
    slot = key_file.load(clinic.folder)
    assert slot.slot_of("ivar") is not None


@pytest.mark.parametrize(
    ("changed", "field", "reason"),
    [
        ({"login": "maria"}, "login", "taken"),
        ({"login": "MARIA "}, "login", "taken"),
        ({"login": "  "}, "login", "empty"),
        ({"login": "x" * 1_000_000}, "login", "too_long"),
        ({"name": ""}, "name", "empty"),
        ({"name": "x" * 1_000_000}, "name", "too_long"),
        ({"programs": ("finns-inte",)}, "programs", "unknown"),
        ({"weekly_minutes": -1}, "weekly_minutes", "range"),
    ],
)
def test_a_wrong_field_of_a_colleague_is_named_and_nobody_is_added(
    clinic: Clinic,
    administration: Administration,
    changed: dict[str, Any],
    field: str,
    reason: str,
) -> None:
    slots = set(key_file.load(clinic.folder).slots)
    with pytest.raises(InvalidValue) as refused:
        administration.add_user(dataclasses.replace(IVAR, **changed))
    assert (refused.value.field, refused.value.reason) == (field, reason)
    assert len(administration.users()) == 5
    assert set(key_file.load(clinic.folder).slots) == slots


@pytest.mark.parametrize(
    "weak", ["ivar", "Kvarnbackens psykologmottagning 1", "ivar ivar ivar ivar"]
)
def test_a_weak_one_time_password_adds_nobody_and_replaces_no_way_in(
    clinic: Clinic, administration: Administration, weak: str
) -> None:
    before = clinic.folder.keys.read_bytes()
    with pytest.raises(WeakPassword):
        administration.add_user(dataclasses.replace(IVAR, one_time_password=weak))
    assert len(administration.users()) == 5
    with pytest.raises(WeakPassword):
        administration.reissue(named(administration, "maria").id, weak.replace("ivar", "maria"))
    assert clinic.folder.keys.read_bytes() == before


def test_a_suggested_one_time_password_passes_every_rule_and_comes_once(
    administration: Administration,
) -> None:
    suggested = [administration.suggested_password() for _ in range(50)]
    assert len(set(suggested)) == 50
    rules = administration.password_rules(login="ivar")
    for one in suggested:
        assert rules.judged(one).strength in {Strength.FAIR, Strength.GOOD}


def test_a_slot_left_by_a_crash_does_not_block_the_login(
    clinic: Clinic, administration: Administration
) -> None:
    vault.add_slot(
        clinic.folder,
        clinic.template.keys,
        login="ivar",
        one_time_password=PASSWORD,
        role_hint="clinician",
        cost=vault.LIGHT_COST,
    )
    with pytest.raises(KeysInDoubt):
        administration.add_user(IVAR)
    clinic.administrator.key_file.accept("strömmen gick medan Ivar lades upp")
    assert administration.add_user(IVAR).login == "ivar"


def test_a_change_of_role_is_logged_as_one(clinic: Clinic, administration: Administration) -> None:
    maria = named(administration, "maria")
    changed = administration.change_user(
        maria.id, changes(maria, role=Role.COORDINATOR), version=maria.version
    )
    assert changed.role is Role.COORDINATOR
    assert clinic.log()[0].action == Action.ROLE


def test_training_is_added_and_taken_away(administration: Administration) -> None:
    maria = named(administration, "maria")
    changed = administration.change_user(
        maria.id, changes(maria, programs=("oroshjalpen",)), version=maria.version
    )
    assert changed.programs == ("oroshjalpen",)
    assert named(administration, "maria").programs == ("oroshjalpen",)


def test_two_administrators_cannot_overwrite_each_other(administration: Administration) -> None:
    maria = named(administration, "maria")
    administration.change_user(maria.id, changes(maria, title="a"), version=maria.version)
    with pytest.raises(StaleRecord) as stale:
        administration.change_user(maria.id, changes(maria, title="b"), version=maria.version)
    assert stale.value.changed_by == "Alva Påhittsson"
    assert named(administration, "maria").title == "a"


@pytest.mark.parametrize("changed", [{"active": False}, {"role": Role.COORDINATOR}])
def test_the_last_administrator_cannot_lock_everybody_out(
    administration: Administration, changed: dict[str, Any]
) -> None:
    alva = named(administration, "alva")
    with pytest.raises(RuleRefused) as refused:
        administration.change_user(alva.id, changes(alva, **changed), version=alva.version)
    assert refused.value.reason == "last_administrator"
    assert named(administration, "alva") == alva


def test_an_administrator_may_go_when_another_stays(administration: Administration) -> None:
    maria = named(administration, "maria")
    administration.change_user(
        maria.id, changes(maria, role=Role.ADMINISTRATOR, programs=()), version=maria.version
    )
    alva = named(administration, "alva")
    gone = administration.change_user(alva.id, changes(alva, active=False), version=alva.version)
    assert not gone.active


def test_whoever_left_loses_the_slot_and_gets_a_new_one_when_coming_back(
    clinic: Clinic, administration: Administration
) -> None:
    hanna = named(administration, "hanna")
    gone = administration.change_user(hanna.id, changes(hanna, active=False), version=hanna.version)
    assert key_file.load(clinic.folder).slot_of("hanna") is None
    assert administration.users()[-1].login == "hanna"
    with pytest.raises(InvalidValue):
        administration.reissue(hanna.id, PASSWORD)
    administration.change_user(hanna.id, changes(gone, active=True), version=gone.version)
    administration.reissue(hanna.id, PASSWORD)
    slot_id = key_file.load(clinic.folder).slot_of("hanna")
    assert slot_id is not None
    assert vault.unlock(clinic.folder, login="hanna", password=PASSWORD).slot_id == slot_id


def test_a_forgotten_password_is_replaced_by_one_that_must_be_changed(
    clinic: Clinic, administration: Administration
) -> None:
    rut = named(administration, "rut")
    administration.reissue(rut.id, "tio gula moln över havet")
    person = vault.unlock(clinic.folder, login="rut", password="tio gula moln över havet")
    assert person.must_change
    assert clinic.log()[0].action == Action.KEY


def test_the_log_names_the_administrator_and_the_person_whose_password_was_given_anew(
    clinic: Clinic, administration: Administration
) -> None:
    rut = named(administration, "rut")
    administration.reissue(rut.id, "tio gula moln över havet")
    row = administration.log_page()[0]
    assert (row.who, row.what, row.about) == (
        "Alva Påhittsson",
        "password_reissued",
        "Rut Låtsasdal",
    )
    # Whoever is gone, or called something else since, is still named as then.
    administration.change_user(
        rut.id, changes(rut, name="Rut Ek", active=False), version=rut.version
    )
    found = administration.log_page(LogFilter(text="Låtsasdal alva"))
    assert found[0].what == "password_reissued"
    assert {line.about for line in administration.log_page(LogFilter(text="Ek"))} == {"Rut Ek"}


def test_the_administrator_finds_no_patient_by_way_of_the_log(clinic: Clinic) -> None:
    """A name that is not shown must not be confirmed by searching for it either."""
    new = NewReferral(
        identity=invented_number(date(1984, 6, 15)),
        family_name="Ängman",
        given_name="Li",
        source="self_referral",
        received_on=clinic.clock.today,
    )
    Referrals(clinic.workplace("rut"), clinic.catalogue).register(new)
    by_name = LogFilter(text="Ängman")
    assert {row.patient for row in of(clinic, "tore").log_page(by_name)} == {"Ängman, Li"}
    assert of(clinic, "alva").log_page(by_name) == ()
    assert {row.patient for row in of(clinic, "alva").log_page()} == {None}


def test_a_change_of_the_own_password_stands_in_the_log_and_a_wrong_try_changes_nothing(
    clinic: Clinic,
) -> None:
    rut = of(clinic, "rut")
    with pytest.raises(WrongCredentials):
        rut.change_own_password("fel lösenord", "tio gula moln över havet")
    assert "password_changed" not in {row.what for row in of(clinic, "alva").log_page()}
    rut.change_own_password(PASSWORD, "tio gula moln över havet")
    (row,) = [row for row in of(clinic, "alva").log_page() if row.what == "password_changed"]
    assert (row.who, row.action, row.kind) == ("Rut Låtsasdal", Action.KEY, "user")
    assert "moln" not in str(clinic.log())


# --- the clinic --------------------------------------------------------------------------------


@pytest.mark.parametrize("login", EVERYBODY)
def test_everybody_reads_the_profile(clinic: Clinic, login: str) -> None:
    profile = of(clinic, login).clinic()
    assert profile.crisis_phone == NEW_CLINIC.crisis_phone
    assert not profile.is_demo


def test_the_profile_is_changed_and_kept(administration: Administration) -> None:
    profile = administration.clinic()
    changed = administration.change_clinic(
        dataclasses.replace(
            profile,
            name="Nya Kvarnbacken",
            escalation_text="Ring bakjouren.",
            escalation_after=3,
            settings={"waiting_days": {"first_assessment": 5}, "warn_days": 7},
        )
    )
    assert changed.version == profile.version + 1
    assert administration.clinic() == changed
    assert changed.settings["waiting_days"]["first_assessment"] == 5


@pytest.mark.parametrize(
    ("changed", "field", "reason"),
    [
        ({"crisis_phone": "  "}, "crisis_phone", "empty"),
        ({"crisis_phone": "akuten"}, "crisis_phone", "no_phone"),
        ({"crisis_text": ""}, "crisis_text", "empty"),
        ({"escalation_after": 0}, "escalation_after", "range"),
        ({"escalation_after": 10}, "escalation_after", "range"),
        ({"escalation_after": True}, "escalation_after", "range"),
        ({"name": ""}, "name", "empty"),
        ({"settings": {"waiting_days": {"first_assessment": 0}}}, "waiting_days", "range"),
        ({"settings": {"waiting_days": {"first_assessment": True}}}, "waiting_days", "range"),
        ({"settings": {"waiting_days": 3}}, "waiting_days", "format"),
        ({"settings": {"warn_days": "14"}}, "waiting_days", "range"),
        ({"settings": {"x": "y" * 30_000}}, "settings", "too_long"),
    ],
)
def test_a_profile_without_crisis_words_or_with_wrong_limits_is_refused(
    administration: Administration, changed: dict[str, Any], field: str, reason: str
) -> None:
    profile = administration.clinic()
    with pytest.raises(InvalidValue) as refused:
        administration.change_clinic(dataclasses.replace(profile, **changed))
    assert (refused.value.field, refused.value.reason) == (field, reason)
    assert administration.clinic() == profile


def test_an_older_profile_does_not_overwrite_a_newer(administration: Administration) -> None:
    profile = administration.clinic()
    administration.change_clinic(dataclasses.replace(profile, phone="08-1"))
    with pytest.raises(StaleRecord):
        administration.change_clinic(dataclasses.replace(profile, phone="08-2"))
    assert administration.clinic().phone == "08-1"


# --- the log -----------------------------------------------------------------------------------


def test_the_log_is_read_newest_first_and_its_reading_is_logged(
    clinic: Clinic, administration: Administration
) -> None:
    first = administration.log_page()
    assert [row.seq for row in first] == sorted((row.seq for row in first), reverse=True)
    second = administration.log_page()
    assert (second[0].action, second[0].kind) == (Action.READ, "log")
    assert second[1:] == first


def test_the_log_is_searched_by_person_and_by_day(
    clinic: Clinic, administration: Administration
) -> None:
    clinic.clock.move(days=2)
    of(clinic, "maria").set_preference("theme", "dark")
    clinic.clock.move(days=2)
    rows = administration.log_page(LogFilter(text="maria PREF"))
    assert [(row.who, row.kind) for row in rows] == [("Maria Skenfors", "preference")]
    assert administration.log_page(LogFilter(text='%"')) == ()
    day = rows[0].at.date()
    assert {row.who for row in administration.log_page(LogFilter(first=day, last=day))} == {
        "Maria Skenfors"
    }
    assert administration.log_page(LogFilter(last=date(2020, 1, 1))) == ()


def test_what_a_colleague_wrote_about_a_patient_is_not_the_administrators(
    running: Walk,
) -> None:
    view = running.view()
    running.clinic.clinician.treatments.void(
        view.id, reason="Hittepåskäl om hälsan", version=view.version
    )
    own = of(running.clinic, "alva")
    assert not any("Hittepåskäl" in row.reason for row in own.log_page())
    assert own.log_page(LogFilter(text="Hittepåskäl")) == ()
    (row,) = of(running.clinic, "tore").log_page(LogFilter(text="Hittepåskäl"))
    assert row.reason == "Hittepåskäl om hälsan"


def test_the_chain_is_whole_and_can_be_checked_in_part(administration: Administration) -> None:
    state = administration.verify_log()
    assert state.whole
    assert state.broken_at is None
    assert administration.verify_log(last=3).rows == state.rows + 1


# --- one's own settings ------------------------------------------------------------------------


@pytest.mark.parametrize("login", EVERYBODY)
def test_a_setting_belongs_to_one_person(clinic: Clinic, login: str) -> None:
    own = of(clinic, login)
    assert own.preference("theme", "light") == "light"
    own.set_preference("theme", "dark")
    own.set_preference("columns", {"name": 220})
    assert own.preference("theme") == "dark"
    assert own.preference("columns") == {"name": 220}
    others = [one for one in EVERYBODY if one != login]
    assert {of(clinic, other).preference("theme") for other in others} == {None}


def test_keeping_the_same_setting_again_writes_nothing(clinic: Clinic) -> None:
    own = of(clinic, "maria")
    own.set_preference("theme", "dark")
    before = len(clinic.log())
    own.set_preference("theme", "dark")
    assert len(clinic.log()) == before


def test_a_setting_of_a_megabyte_is_refused(administration: Administration) -> None:
    with pytest.raises(InvalidValue):
        administration.set_preference("theme", "x" * 1_000_000)


# --- who may what ------------------------------------------------------------------------------

Verb = Callable[[Administration], object]

VERBS: tuple[tuple[Verb, frozenset[str]], ...] = (
    (lambda one: one.users(), frozenset({"alva"})),
    (lambda one: one.add_user(IVAR), frozenset({"alva"})),
    (lambda one: one.reissue("0" * 32, PASSWORD), frozenset({"alva"})),
    (lambda one: one.renew_recovery_key(), frozenset({"alva"})),
    (lambda one: one.confirm_recovery_key(""), frozenset({"alva"})),
    (lambda one: one.change_clinic(one.clinic()), frozenset({"alva"})),
    (lambda one: one.log_page(), frozenset({"alva", "tore"})),
    (lambda one: one.verify_log(), frozenset({"alva", "tore"})),
    (lambda one: one.clinic(), frozenset(EVERYBODY)),
    (lambda one: one.preference("theme"), frozenset(EVERYBODY)),
    (lambda one: one.recovery_tested(), frozenset(EVERYBODY)),
)


@pytest.mark.parametrize("number", range(len(VERBS)))
@pytest.mark.parametrize("login", EVERYBODY)
def test_a_verb_is_refused_and_logged_for_whoever_may_not(
    clinic: Clinic, login: str, number: int
) -> None:
    verb, allowed = VERBS[number]
    if login in allowed:
        # Past the question of who may, the made-up record or paper is not there.
        with contextlib.suppress(NotFound, MistypedKey):
            verb(of(clinic, login))
        assert clinic.refusals() == 0
        return
    with pytest.raises(NotPermitted):
        verb(of(clinic, login))
    assert clinic.refusals() == 1
