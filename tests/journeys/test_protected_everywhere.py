"""A protected person in every window: initials outside the record, and no way to find them."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from ikbt_desktop.clinic.protection import Protection
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.models import Patient
from ikbt_desktop.services.caseload import PatientChanges
from ikbt_desktop.services.referrals import NewVisit
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record.door_page import DoorPage
from tests.doors import let_in
from tests.journeys.robot import Tour, places, settle
from tests.ui.record.robot import Robot

HOME = {"address": "Gömslegränden 7", "postcode": "98765", "city": "Lönndomsby"}
PHONE, KIN_PHONE = "070-174 06 05", "070-174 06 35"
VISIT = datetime(2027, 2, 9, 7, 10, tzinfo=LOCAL)
WHERE = ("Gömslegränden", "987 65", "Lönndomsby", PHONE, KIN_PHONE, "Hemlighild")
WHEN = ("2027-02-09", "07:10", "9 feb", "9 Feb", "tis 9", "v. 6")


@dataclass(frozen=True)
class Hidden:
    """Who is protected: somebody in treatment, and somebody with a booked visit."""

    treated: str
    booked: str
    names: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, str]:
        return (self.treated, self.booked)


@pytest.fixture
def hidden(tour: Tour) -> Hidden:
    tour.be("tore")
    services = tour.services
    rows = services.caseload.page(limit=500)
    treated = next(row.id for row in rows if row.state == "running" and not row.protected)
    referral = next(
        row
        for row in services.referrals.page(limit=500)
        if row.state == "visit_booked" and not row.protected
    )
    clinician = services.referrals.clinicians()[0].id
    visit = NewVisit(referral.id, clinician, VISIT, "physical")
    services.referrals.book_visit(visit, version=referral.version)
    for patient in (treated, referral.patient_id):
        let_in(services.workplace, patient)
        now = services.caseload.details(patient)
        changes = PatientChanges(
            now.family_name,
            now.given_name,
            phone=PHONE,
            kin_name="Hemlighild Ek",
            kin_phone=KIN_PHONE,
            **HOME,
        )
        kept = services.caseload.change(patient, changes, version=now.version)
        services.caseload.protect(
            patient, Protection.MARKED, reason="Beslut.", version=kept.version
        )
    with UnitOfWork(services.workplace, reading=True) as work:
        found = [work.glance(Patient, one) for one in (treated, referral.patient_id)]
    names = [word for one in found for word in (one.name, f"{one.given_name} {one.family_name}")]
    numbers = [one.identity_shown for one in found]
    return Hidden(treated, referral.patient_id, (*names, *numbers))


def told(tour: Tour) -> str:
    settle()
    return "\n".join((Robot.seen(tour.front), tour.front.windowTitle()))


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("login", ["rut", "maria", "tore", "alva"])
def test_outside_the_record_nothing_tells_who_where_or_when(
    tour: Tour, hidden: Hidden, login: str, code: str
) -> None:
    tour.be(login)
    language.install(code)
    found: dict[str, set[str]] = {}
    for place in places(tour.services):
        if place.patient_id in hidden.ids:
            continue
        tour.go(place)
        text = told(tour)
        for word in (*WHERE, *WHEN, *hidden.names):
            if word in text:
                found.setdefault(word, set()).add(f"{place.view.value} {place.detail or ''}")
    assert found == {}


@pytest.mark.parametrize("login", ["rut", "maria", "tore"])
def test_in_the_record_the_address_stands_on_the_contact_card_alone(
    tour: Tour, hidden: Hidden, login: str
) -> None:
    tour.be(login)
    found: dict[str, set[str]] = {}
    for place in places(tour.services):
        overview = place.view is View.PATIENT and place.detail == "overview"
        if place.patient_id not in hidden.ids or overview:
            continue
        let_in(tour.services.workplace, place.patient_id)
        tour.go(place)
        assert not isinstance(tour.window.page, DoorPage)
        text = told(tour)
        for word in WHERE:
            if word in text:
                found.setdefault(word, set()).add(f"{place.view.value} {place.detail}")
    assert found == {}


@pytest.mark.parametrize("login", ["rut", "maria", "tore"])
def test_neither_title_nor_search_tells_of_them(tour: Tour, hidden: Hidden, login: str) -> None:
    window = tour.be(login)
    for patient in hidden.ids:
        let_in(tour.services.workplace, patient)
        tour.go(Place(View.PATIENT, patient_id=patient))
        assert not [word for word in hidden.names if word in tour.front.windowTitle()]
    tour.go(Place(View.PATIENTS))
    for word in hidden.names[::2]:
        family = word.partition(",")[0]
        hits = "\n".join(hit.text for hit in window._palette.find(family))
        assert not [name for name in hidden.names if name in hits]
