"""Units: the clinic is one until another is added; then everybody and every patient has one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ikbt_desktop.errors import InvalidValue, NotPermitted, RuleRefused, StaleRecord
from ikbt_desktop.models import AuditEntry
from ikbt_desktop.services.administration import NewUser, UserChanges, UserView
from ikbt_desktop.services.blocks import NewBlock
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.services.units import FormerName, UnitRow, Units
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.clinics import NEW_CLINIC, Clinic, invented_number
from tests.exports import reading
from tests.services.walk import Walk

CLINIC = NEW_CLINIC.name
WHY = "Flyttar till Södra."


def units_of(clinic: Clinic) -> Units:
    return clinic.administrator.units


def unit(clinic: Clinic, name: str) -> UnitRow:
    return next(row for row in units_of(clinic).rows() if row.name == name)


def two(clinic: Clinic) -> UnitRow:
    """The clinic itself, and Södra."""
    units_of(clinic).add("Södra")
    return unit(clinic, "Södra")


def changes(user: UserView) -> UserChanges:
    return UserChanges(
        name=user.name,
        role=user.role,
        title=user.title,
        active=user.active,
        basic_cbt=user.basic_cbt,
        ikbt_course_on=user.ikbt_course_on,
        weekly_minutes=user.weekly_minutes,
        programs=user.programs,
    )


def colleague(clinic: Clinic, login: str) -> UserView:
    users = clinic.administrator.administration.users()
    return next(user for user in users if user.login == login)


def put(clinic: Clinic, login: str, row: UnitRow) -> UserView:
    user = colleague(clinic, login)
    wanted = replace(changes(user), unit_id=row.id)
    change = clinic.administrator.administration.change_user
    return change(user.id, wanted, version=user.version)


def referral(clinic: Clinic, *, unit_id: str | None = None, patient_id: str | None = None) -> str:
    number = invented_number(date(1990, 1, 1))
    new = NewReferral(
        identity=number,
        family_name="Alm",
        given_name="Bo",
        source="self_referral",
        received_on=clinic.clock.today,
        unit_id=unit_id,
        patient_id=patient_id,
    )
    return clinic.reception.referrals.register(new).patient_id


def version_of(walk: Walk) -> int:
    return walk.clinic.coordinator.caseload.details(walk.patient_id).version


def logged_units(clinic: Clinic, login: str) -> list[str]:
    """From where the person's lines of the log were written, oldest first, each once."""
    with UnitOfWork(clinic.workplace("alva"), reading=True) as work:
        lines = work.find(AuditEntry, user_id=clinic.actor(login).user_id, order_by=("seq",))
    return list(dict.fromkeys(line.unit for line in lines))


def test_a_clinic_without_units_is_one_by_its_own_name(running: Walk) -> None:
    clinic = running.clinic
    (only,) = units_of(clinic).rows()
    assert (only.id, only.name, only.colleagues, only.patients) == ("", CLINIC, 5, 1)
    assert (only.in_care, only.blocked) == (1, 0)
    assert clinic.reception.units.names() == ()
    assert clinic.reception.units.own() is None
    details = clinic.coordinator.caseload.details(running.patient_id)
    assert (details.unit, details.unit_id) == ("", None)


def test_the_first_unit_that_is_added_leaves_everybody_where_they_were(running: Walk) -> None:
    clinic = running.clinic
    version = version_of(running)
    rows = units_of(clinic).add(" Södra ")
    assert [(row.name, row.colleagues, row.patients, row.in_care) for row in rows] == [
        (CLINIC, 5, 1, 1),
        ("Södra", 0, 0, 0),
    ]
    assert [one.name for one in clinic.reception.units.names()] == [CLINIC, "Södra"]
    assert clinic.reception.units.own() == unit(clinic, CLINIC).id
    details = clinic.coordinator.caseload.details(running.patient_id)
    assert (details.unit, details.version) == (CLINIC, version)
    told = [(line.action, line.kind) for line in clinic.log() if line.kind == "unit"]
    assert told == [("create", "unit"), ("create", "unit")]


@pytest.mark.parametrize("name", [CLINIC, CLINIC.upper()])
def test_no_unit_is_called_as_the_clinic_is(clinic: Clinic, name: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        units_of(clinic).add(name)
    assert (refused.value.field, refused.value.reason) == ("name", "taken")
    assert units_of(clinic).rows()[0].id == ""


def test_a_name_is_needed_and_taken_once(clinic: Clinic) -> None:
    row = two(clinic)
    for name, reason in (("", "empty"), ("södra", "taken")):
        with pytest.raises(InvalidValue) as refused:
            units_of(clinic).add(name)
        assert refused.value.reason == reason
    with pytest.raises(InvalidValue):
        units_of(clinic).rename(row.id, CLINIC, version=row.version)


def test_a_renamed_unit_keeps_its_earlier_names_and_the_log_those_of_their_day(
    clinic: Clinic,
) -> None:
    row = two(clinic)
    put(clinic, "hanna", row)
    clinic.colleague.administration.set_preference("theme", "dark")
    units_of(clinic).rename(row.id, "Väster", version=row.version)
    clinic.colleague.administration.set_preference("theme", "light")
    renamed = unit(clinic, "Väster")
    assert renamed.former_names == (FormerName("Södra", clinic.clock.today),)
    assert logged_units(clinic, "hanna") == ["Södra", "Väster"]
    shown = {row.unit for row in clinic.coordinator.administration.log_page(limit=500)}
    assert {CLINIC, "Södra", "Väster"} <= shown
    with pytest.raises(StaleRecord):
        units_of(clinic).rename(row.id, "Öster", version=row.version)
    before = len(clinic.log())
    units_of(clinic).rename(row.id, "Väster", version=renamed.version)
    assert len(clinic.log()) == before


def test_a_unit_is_retired_when_nothing_hangs_on_it(running: Walk) -> None:
    clinic = running.clinic
    row = two(clinic)

    def _refused() -> str:
        row = unit(clinic, "Södra")
        with pytest.raises(RuleRefused) as refused:
            units_of(clinic).retire(row.id, version=row.version)
        assert refused.value.rule == "UNIT"
        return refused.value.reason

    put(clinic, "hanna", row)
    assert _refused() == "colleagues"
    clinic.coordinator.units.move_patient(
        running.patient_id, row.id, reason=WHY, version=version_of(running)
    )
    put(clinic, "hanna", unit(clinic, CLINIC))
    assert _refused() == "in_care"
    clinic.coordinator.units.move_patient(
        running.patient_id, unit(clinic, CLINIC).id, reason="Åter.", version=version_of(running)
    )
    row = unit(clinic, "Södra")
    rows = units_of(clinic).retire(row.id, version=row.version)
    assert [(one.name, one.retired_at is None) for one in rows] == [
        (CLINIC, True),
        ("Södra", False),
    ]
    assert [one.name for one in clinic.reception.units.names()] == [CLINIC]
    last = unit(clinic, CLINIC)
    with pytest.raises(RuleRefused) as refused:
        units_of(clinic).retire(last.id, version=last.version)
    assert refused.value.reason == "last"
    retired = unit(clinic, "Södra")
    assert units_of(clinic).retire(retired.id, version=retired.version) == units_of(clinic).rows()
    units_of(clinic).bring_back(retired.id, version=retired.version)
    assert len(clinic.reception.units.names()) == 2


def test_a_unit_with_a_blocked_record_is_not_retired(running: Walk) -> None:
    clinic = running.clinic
    two(clinic)
    clinic.reception.blocks.place(running.patient_id, NewBlock("patient", "Vill inte."))
    first = unit(clinic, CLINIC)
    assert first.blocked == 1
    with pytest.raises(RuleRefused) as refused:
        units_of(clinic).retire(first.id, version=first.version)
    assert refused.value.reason == "blocked"


def test_nobody_is_moved_shut_out_or_given_another_role_who_alone_sees_a_blocked_record(
    running: Walk,
) -> None:
    clinic = running.clinic
    south = two(clinic)
    for login in ("hanna", "tore"):
        put(clinic, login, south)
    clinic.reception.blocks.place(running.patient_id, NewBlock("patient", "Vill inte."))
    maria = colleague(clinic, "maria")
    change = clinic.administrator.administration.change_user
    for wanted in (
        replace(changes(maria), unit_id=south.id),
        replace(changes(maria), active=False),
        replace(changes(maria), role=colleague(clinic, "rut").role),
    ):
        with pytest.raises(RuleRefused) as refused:
            change(maria.id, wanted, version=maria.version)
        assert (refused.value.rule, refused.value.reason) == ("USERS", "blocked_for_all")
    retitled = change(maria.id, replace(changes(maria), title="Psykolog"), version=maria.version)
    assert retitled.title == "Psykolog"
    put(clinic, "tore", unit(clinic, CLINIC))
    assert put(clinic, "maria", south).unit_id == south.id


def test_a_colleague_belongs_to_one_unit_and_a_new_one_must_have_it_chosen(clinic: Clinic) -> None:
    administration = clinic.administrator.administration
    new = NewUser("nils", "Nils Ny", colleague(clinic, "maria").role, "psykolog", "x" * 20)
    first = administration.add_user(replace(new, one_time_password="fyra blå båtar i hamn"))
    assert first.unit_id is None
    south = two(clinic)
    assert colleague(clinic, "nils").unit_id == unit(clinic, CLINIC).id
    second = replace(new, login="nora", name="Nora Ny", one_time_password="fem blå båtar i hamn")
    for unit_id, reason in ((None, "empty"), ("x", "unknown")):
        with pytest.raises(InvalidValue) as refused:
            administration.add_user(replace(second, unit_id=unit_id))
        assert (refused.value.field, refused.value.reason) == ("unit_id", reason)
    assert administration.add_user(replace(second, unit_id=south.id)).unit_id == south.id


def test_a_referral_comes_to_the_unit_of_who_registers_it_or_to_the_chosen_one(
    clinic: Clinic,
) -> None:
    south = two(clinic)
    patient = referral(clinic)
    seen = clinic.coordinator.caseload.details
    assert seen(patient).unit == CLINIC
    assert referral(clinic, unit_id=south.id, patient_id=patient) == patient
    assert seen(patient).unit == CLINIC, "the care stays where it is"
    with pytest.raises(InvalidValue):
        clinic.reception.referrals.register(
            NewReferral(
                identity=invented_number(date(1991, 1, 1)),
                family_name="Ek",
                given_name="Eva",
                source="self_referral",
                received_on=clinic.clock.today,
                unit_id="x",
            )
        )


def test_a_referral_of_somebody_whose_unit_is_out_of_use_comes_to_one_in_use(
    clinic: Clinic,
) -> None:
    south = two(clinic)
    patient = referral(clinic, unit_id=south.id)
    (row,) = clinic.reception.referrals.page()
    clinic.reception.referrals.move(row.id, "withdrawn", version=row.version, note="Ångrade sig.")
    south = unit(clinic, "Södra")
    units_of(clinic).retire(south.id, version=south.version)
    referral(clinic, patient_id=patient)
    assert clinic.coordinator.caseload.details(patient).unit == CLINIC


def test_the_care_of_a_patient_is_moved_with_a_reason(running: Walk) -> None:
    clinic = running.clinic
    south = two(clinic)
    move = clinic.reception.units.move_patient
    version = version_of(running)
    for unit_id, reason, field in ((south.id, " ", "reason"), ("x", WHY, "unit_id")):
        with pytest.raises(InvalidValue) as refused:
            move(running.patient_id, unit_id, reason=reason, version=version)
        assert refused.value.field == field
    with pytest.raises(StaleRecord):
        move(running.patient_id, south.id, reason=WHY, version=version - 1)
    move(running.patient_id, south.id, reason=WHY, version=version)
    line = next(line for line in clinic.log() if line.kind == "patient_unit")
    assert (line.reason, line.unit) == (WHY, CLINIC)
    assert clinic.coordinator.caseload.details(running.patient_id).unit == "Södra"
    before = len(clinic.log())
    move(running.patient_id, south.id, reason=WHY, version=version + 1)
    assert len(clinic.log()) == before


def test_a_record_that_is_blocked_between_units_is_not_moved_to_another(running: Walk) -> None:
    clinic = running.clinic
    south = two(clinic)
    clinic.reception.blocks.place(running.patient_id, NewBlock("patient", "Vill inte."))
    with pytest.raises(RuleRefused) as refused:
        clinic.reception.units.move_patient(
            running.patient_id, south.id, reason=WHY, version=version_of(running)
        )
    assert (refused.value.rule, refused.value.reason) == ("UNIT", "moved_blocked")


@pytest.mark.parametrize("login", ["rut", "maria", "tore"])
def test_the_units_are_for_the_administrator(clinic: Clinic, login: str) -> None:
    with pytest.raises(NotPermitted):
        clinic.services(login).units.add("Södra")


def test_the_patients_extract_tells_from_which_unit_by_the_name_of_that_day(
    running: Walk, tmp_path: Path
) -> None:
    clinic = running.clinic
    south = two(clinic)
    put(clinic, "rut", south)
    clinic.reception.caseload.banner(running.patient_id)
    units_of(clinic).rename(south.id, "Väster", version=unit(clinic, "Södra").version)
    clinic.clock.move(hours=1)
    clinic.reception.caseload.banner(running.patient_id)
    number = clinic.reception.caseload.details(running.patient_id).identity
    today, target = running.today, tmp_path / "utdrag.pdf"
    papers = clinic.coordinator.log_papers
    papers.save_extract(number, first_day=today, last_day=today, target=target)
    told = reading.whole(target.read_bytes())
    for name in (CLINIC, "Södra", "Väster"):
        assert name in told
