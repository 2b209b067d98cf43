"""A protected person: by initials in every list, found by the whole number, lifted by the head."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from ikbt_desktop.clinic import identity
from ikbt_desktop.clinic.log_checks import Month
from ikbt_desktop.clinic.protection import Protection
from ikbt_desktop.errors import InvalidValue, NotPermitted, ReasonNeeded, StaleRecord
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.administration import LogFilter
from ikbt_desktop.services.caseload import PatientChanges, PatientDetails
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewReferral, NewVisit
from ikbt_desktop.services.worklist import Task
from tests.clinics import Clinic, invented_number
from tests.doors import let_in
from tests.exports import reading
from tests.services.walk import Walk

BORN = date(1984, 6, 15)
NUMBER = invented_number(BORN)
NAME, INITIALS = "Exempelsson", "K. E."


@pytest.fixture
def hidden(clinic: Clinic) -> str:
    """Karin Exempelsson, registered as protected; and somebody before and after her."""
    names = ((NAME, "Karin", NUMBER, True), ("Alm", "Bo", invented_number(date(1990, 1, 1)), False))
    ids = [
        clinic.reception.referrals.register(
            NewReferral(
                identity=number,
                family_name=family,
                given_name=given,
                source="self_referral",
                received_on=clinic.clock.today,
                protected=protected,
            )
        ).patient_id
        for family, given, number, protected in names
    ]
    return ids[0]


def details(clinic: Clinic, patient_id: str) -> PatientDetails:
    for login in ("rut", "maria", "tore"):
        let_in(clinic.workplace(login), patient_id)
    return clinic.coordinator.caseload.details(patient_id)


def test_every_list_has_the_initials_and_neither_name_nor_number(
    clinic: Clinic, hidden: str
) -> None:
    services = clinic.clinician
    rows = [
        *services.caseload.page(),
        *services.referrals.page(chosen="open"),
        *services.worklist.tasks(),
    ]
    del hidden
    told = "\n".join(map(repr, rows))
    assert "Alm, Bo" in told
    for secret in (NAME, "Karin", NUMBER.digits, NUMBER.formatted):
        assert secret not in told
    (row,) = [row for row in services.caseload.page() if row.protected]
    assert (row.name, row.identity, row.age) == (INITIALS, "", None)


def test_they_stand_last_wherever_their_name_would_be(clinic: Clinic, hidden: str) -> None:
    assert clinic.clinician.caseload.page()[-1].id == hidden


@pytest.mark.parametrize("text", ["k", "karin", "exempels", "1984", "19840615", "840615-23"])
def test_a_name_or_half_a_number_finds_nobody(clinic: Clinic, hidden: str, text: str) -> None:
    del hidden
    assert clinic.clinician.caseload.page(text=text) == ()
    assert clinic.clinician.caseload.count(text=text) == 0
    assert clinic.clinician.referrals.page(chosen="all", text=text) == ()


@pytest.mark.parametrize("text", [NUMBER.digits, NUMBER.formatted, NUMBER.digits[2:]])
def test_the_whole_number_finds_the_masked_row(clinic: Clinic, hidden: str, text: str) -> None:
    (row,) = clinic.clinician.caseload.page(text=text)
    assert (row.id, row.name) == (hidden, INITIALS)
    assert clinic.clinician.caseload.count(text=text) == 1
    (referral,) = clinic.clinician.referrals.page(chosen="all", text=text)
    assert referral.name == INITIALS


def test_a_number_one_digit_off_does_not_tell_of_them(clinic: Clinic, hidden: str) -> None:
    del hidden
    off = invented_number(BORN, serial=239)
    search = clinic.reception.caseload.duplicates
    assert search(identity=off, family_name=NAME, given_name="Karin") == ()
    (same,) = search(identity=NUMBER)
    assert (same.name, same.identity, same.protected) == (INITIALS, NUMBER.formatted, True)


def test_a_reserve_number_is_no_way_around_the_protection(clinic: Clinic) -> None:
    reserve = identity.parse_reserve("19460823-A98B", today=clinic.clock.today)
    with pytest.raises(InvalidValue) as refused:
        clinic.reception.referrals.register(
            NewReferral(
                identity=reserve,
                family_name=NAME,
                given_name="Karin",
                source="self_referral",
                received_on=clinic.clock.today,
                protected=True,
            )
        )
    assert (refused.value.field, refused.value.reason) == ("identity", "reserve_for_protected")


def test_reception_protects_and_the_head_of_unit_alone_lifts(clinic: Clinic, hidden: str) -> None:
    kept = details(clinic, hidden)
    assert kept.protection is Protection.MARKED
    for services in (clinic.reception, clinic.clinician):
        before = clinic.refusals()
        with pytest.raises(NotPermitted):
            services.caseload.protect(
                hidden, Protection.NONE, reason="Upphörd.", version=kept.version
            )
        assert clinic.refusals() == before + 1
    lifted = clinic.coordinator.caseload.protect(
        hidden, Protection.NONE, reason="Upphörd hos Skatteverket.", version=kept.version
    )
    assert not lifted.protected
    assert [row.name for row in clinic.clinician.caseload.page(text="exempels kar")] == [
        "Exempelsson, Karin"
    ]
    line = next(line for line in clinic.log() if line.kind == "protection")
    assert (line.action, line.reason) == (Action.CHANGE, "Upphörd hos Skatteverket.")
    again = clinic.reception.caseload.protect(
        hidden, Protection.MARKED, reason="Ny uppgift.", version=lifted.version
    )
    assert again.protected
    assert clinic.clinician.caseload.page(text="exempels kar") == ()


def test_a_protection_without_a_reason_or_over_anothers_save_is_refused(
    clinic: Clinic, hidden: str
) -> None:
    kept = details(clinic, hidden)
    protect = clinic.coordinator.caseload.protect
    with pytest.raises(InvalidValue):
        protect(hidden, Protection.POPULATION, reason=" ", version=kept.version)
    with pytest.raises(StaleRecord):
        protect(hidden, Protection.POPULATION, reason="Ny.", version=kept.version - 1)


def test_in_protected_population_registration_no_address_is_kept(
    clinic: Clinic, hidden: str
) -> None:
    caseload = clinic.coordinator.caseload
    kept = caseload.change(
        hidden,
        PatientChanges(NAME, "Karin", address="Hemliga gatan 1", postcode="62157", city="Visby"),
        version=details(clinic, hidden).version,
    )
    after = caseload.protect(hidden, Protection.POPULATION, reason="Beslut.", version=kept.version)
    assert (after.address, after.postcode, after.city) == ("", "", "")
    changes = PatientChanges(NAME, "Karin", phone="070-174 06 05", city="Visby")
    with pytest.raises(InvalidValue) as refused:
        caseload.change(hidden, changes, version=after.version)
    assert (refused.value.field, refused.value.reason) == ("city", "not_kept")
    renamed = caseload.change(
        hidden, PatientChanges("Nilsson", "Karin", phone="070-174 06 05"), version=after.version
    )
    assert renamed.phone == "070-174 06 05"
    assert caseload.page(text="nilsson") == ()


def booked(clinic: Clinic, patient: str, *, days: int) -> str:
    """A visit with Maria so many days from now; the referral's id."""
    (row,) = [
        row for row in clinic.reception.referrals.page(limit=500) if row.patient_id == patient
    ]
    row = clinic.reception.referrals.move(row.id, "reviewing", version=row.version)
    starts_at = clinic.clock() + timedelta(days=days)
    maria = clinic.actor("maria").user_id
    visit = NewVisit(row.id, maria, starts_at, "physical")
    clinic.reception.referrals.book_visit(visit, version=row.version)
    return row.id


def visit_task(services: Services, patient: str) -> Task:
    return next(task for task in services.worklist.tasks() if task.patient_id == patient)


def test_no_list_tells_when_they_are_booked_before_somebody_must_act(
    clinic: Clinic, hidden: str
) -> None:
    referral = booked(clinic, hidden, days=2)
    for services in (clinic.clinician, clinic.colleague, clinic.reception):
        (row,) = [row for row in services.referrals.page() if row.patient_id == hidden]
        assert (row.visit_at, row.due_on) == (None, None)
    (task, other) = (visit_task(one, hidden) for one in (clinic.clinician, clinic.colleague))
    assert (task.due_on, other.due_on, task.late_days) == (None, None, -1)
    assert "visit_at" not in dict(task.facts)
    clinic.clock.move(days=2)
    assert visit_task(clinic.clinician, hidden).late_days == 0
    assert visit_task(clinic.colleague, hidden).due_on is None
    clinic.clock.move(days=1)
    assert visit_task(clinic.colleague, hidden).late_days == 1
    with pytest.raises(ReasonNeeded):
        clinic.reception.referrals.booked_visit(referral)
    let_in(clinic.workplace("rut"), hidden)
    assert clinic.reception.referrals.booked_visit(referral) is not None


def test_whoever_is_not_protected_keeps_day_and_hour_in_the_lists(clinic: Clinic) -> None:
    new = NewReferral(
        identity=invented_number(date(1991, 1, 1)),
        family_name="Berg",
        given_name="Eva",
        source="self_referral",
        received_on=clinic.clock.today,
    )
    patient = clinic.reception.referrals.register(new).patient_id
    referral = booked(clinic, patient, days=2)
    (row,) = clinic.colleague.referrals.page()
    assert row.visit_at == clinic.clock() + timedelta(days=2)
    assert row.due_on == clinic.clock.today + timedelta(days=2)
    assert visit_task(clinic.colleague, patient).late_days == -2
    assert clinic.reception.referrals.booked_visit(referral) == row.visit_at


def test_no_table_and_no_evidence_tells_who_they_are(running: Walk, tmp_path: Path) -> None:
    clinic, patient = running.clinic, running.patient_id
    caseload = clinic.coordinator.caseload
    now = caseload.details(patient)
    contact = PatientChanges("Provberg", "Åsa", phone="070-174 06 05", city="Lönndomsby")
    now = caseload.change(patient, contact, version=now.version)
    for login in ("maria", "tore"):
        let_in(clinic.workplace(login), patient)
    running.report(1)
    running.sign(1)
    caseload.protect(patient, Protection.MARKED, reason="Beslut.", version=now.version)
    clinic.clock.move(days=40)
    fees = tmp_path / "avgifter.csv"
    clinic.reception.fees.save_month(running.today.year, 10, fees)
    rows = tmp_path / "logg.csv"
    clinic.coordinator.log_papers.save_rows(LogFilter(), rows)
    month = Month.read("2026-10")
    clinic.coordinator.log_checks.draw(month)
    evidence = tmp_path / "kontroll.pdf"
    clinic.coordinator.log_checks.save_evidence(month, evidence)
    texts = [fees.read_text("utf-8"), rows.read_text("utf-8"), reading.whole(evidence.read_bytes())]
    assert "Å. P." in texts[0]
    number = now.identity
    for text in texts:
        for secret in ("Provberg", number, number[:8], "070-174", "Lönndomsby"):
            assert secret not in text


def test_a_letter_that_is_older_than_the_protection_is_marked(running: Walk) -> None:
    clinic, patient = running.clinic, running.patient_id
    caseload = clinic.coordinator.caseload

    def _letters() -> list[bool]:
        rows = (
            *clinic.reception.documents.of_patient(patient),
            *clinic.reception.documents.outbox(),
        )
        return [row.may_hold_address for row in rows if row.kind == "patient_letter"]

    assert _letters() == [False, False]
    version = caseload.details(patient).version
    clinic.clock.move(hours=1)
    caseload.protect(patient, Protection.MARKED, reason="Beslut.", version=version)
    let_in(clinic.workplace("rut"), patient)
    assert _letters() == [True, True]
    others = [row for row in clinic.reception.documents.outbox() if row.kind != "patient_letter"]
    assert others
    assert not any(row.may_hold_address for row in others)


def test_protection_that_comes_with_a_new_referral_stands_in_the_log(clinic: Clinic) -> None:
    number = invented_number(date(1990, 1, 1))

    def _register(patient_id: str | None, *, protected: bool) -> str:
        new = NewReferral(
            identity=number,
            family_name="Alm",
            given_name="Bo",
            source="self_referral",
            received_on=clinic.clock.today,
            protected=protected,
            patient_id=patient_id,
        )
        return clinic.reception.referrals.register(new).patient_id

    _register(_register(None, protected=False), protected=True)
    assert [line.action for line in clinic.log() if line.kind == "protection"] == ["change"]
