"""Letters by way of the tax agency: the number it asks for, and nothing of where somebody lives."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from ikbt_desktop.clinic import identity
from ikbt_desktop.clinic.protection import MEDIATION, Protection
from ikbt_desktop.errors import FolderReadOnly, NotPermitted, ReasonNeeded, RuleRefused
from ikbt_desktop.models import Document
from ikbt_desktop.services.caseload import PatientChanges
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.clinics import Clinic
from tests.doors import let_in
from tests.exports import reading
from tests.services.walk import Walk

AGENCY = "Förmedlingen (påhittad)\nBox 0\n000 00 Exempelort"
HOME = {"address": "Hemliga gatan 1", "postcode": "62157", "city": "Gömstad"}
SECRETS = ("Hemliga", "Gömstad", "621", "Provberg", "Åsa", "070", "Lund", "Mona")


def written(clinic: Clinic, address: str = AGENCY) -> None:
    administration = clinic.administrator.administration
    now = administration.clinic()
    administration.change_clinic(replace(now, settings={**now.settings, MEDIATION: address}))


@pytest.fixture
def hidden(registered: Walk) -> Walk:
    """Åsa, protected, with an address, a phone and next of kin on her page."""
    caseload, patient = registered.clinic.coordinator.caseload, registered.patient_id
    contact = PatientChanges("Provberg", "Åsa", phone="070-174 06 05", kin_name="Mona Lund", **HOME)
    kept = caseload.change(patient, contact, version=caseload.details(patient).version)
    caseload.protect(patient, Protection.MARKED, reason="Beslut.", version=kept.version)
    written(registered.clinic)
    return registered


def enter(walk: Walk, login: str = "rut") -> None:
    let_in(walk.clinic.workplace(login), walk.patient_id)


def test_the_inner_sheet_has_the_number_and_the_outer_one_tells_of_nobody(hidden: Walk) -> None:
    enter(hidden)
    made = hidden.clinic.reception.documents.forwarding(hidden.patient_id)
    inner, outer = reading.pages(made.content)
    enter(hidden, "tore")
    shown = hidden.clinic.coordinator.caseload.details(hidden.patient_id).identity
    assert shown in inner
    assert shown not in outer
    assert shown[:8] not in outer
    for line in AGENCY.splitlines():
        assert line in outer
        assert line not in inner
    for sheet in (inner, outer):
        assert "Kvarnbackens psykologmottagning" in sheet
        assert [word for word in SECRETS if word in sheet] == []
    assert "Källa: Skatteverket" in outer
    assert "samordningsnummer" not in inner


def test_neither_the_file_name_nor_its_metadata_tell_who(hidden: Walk, tmp_path: Path) -> None:
    enter(hidden)
    documents = hidden.clinic.reception.documents
    made = documents.forwarding(hidden.patient_id)
    assert made.file_name == "Brev-via-formedling-2026-10-05-0930.pdf"
    path = documents.export_forwarding(hidden.patient_id, tmp_path / made.file_name)
    with pikepdf.open(path) as document:
        told = str(document.docinfo) + str(document.open_metadata())
    assert "1993" not in told
    assert "Provberg" not in told


def test_making_them_is_logged_and_nothing_is_kept(hidden: Walk, tmp_path: Path) -> None:
    enter(hidden)
    documents = hidden.clinic.reception.documents
    documents.forwarding(hidden.patient_id)
    documents.export_forwarding(hidden.patient_id, tmp_path / "blad.pdf")
    lines = [line for line in hidden.clinic.log() if line.kind == "forwarding"]
    assert [line.action for line in lines] == ["export", "read"]
    with UnitOfWork(hidden.clinic.workplace("alva"), reading=True) as work:
        assert work.count(Document) == 0


@pytest.mark.parametrize("login", ["rut", "maria", "tore"])
def test_a_reason_comes_before_as_at_every_opening(hidden: Walk, login: str) -> None:
    with pytest.raises(ReasonNeeded):
        hidden.clinic.services(login).documents.forwarding(hidden.patient_id)
    enter(hidden, login)
    assert hidden.clinic.services(login).documents.forwarding(hidden.patient_id).content


def test_an_administrator_makes_no_letter(hidden: Walk) -> None:
    with pytest.raises(NotPermitted):
        hidden.clinic.administrator.documents.forwarding(hidden.patient_id)


def test_without_the_agencys_address_or_a_protection_there_is_no_sheet(
    hidden: Walk, tmp_path: Path
) -> None:
    enter(hidden)
    documents = hidden.clinic.reception.documents

    def _why() -> str:
        with pytest.raises(RuleRefused) as refused:
            documents.export_forwarding(hidden.patient_id, tmp_path / "blad.pdf")
        assert refused.value.rule == "FORWARD"
        assert not (tmp_path / "blad.pdf").exists()
        return refused.value.reason

    written(hidden.clinic, " \n ")
    assert _why() == "no_address"
    written(hidden.clinic)
    caseload = hidden.clinic.coordinator.caseload
    enter(hidden, "tore")
    version = caseload.details(hidden.patient_id).version
    caseload.protect(hidden.patient_id, Protection.NONE, reason="Upphörd.", version=version)
    assert _why() == "not_protected"


def test_a_folder_that_takes_nothing_is_told(hidden: Walk, tmp_path: Path) -> None:
    enter(hidden)
    with pytest.raises(FolderReadOnly):
        hidden.clinic.reception.documents.export_forwarding(
            hidden.patient_id, tmp_path / "saknas" / "blad.pdf"
        )


@pytest.mark.parametrize(
    ("number", "kind"), [("19460823-A98B", "reserve"), ("19730288-9931", "coordination")]
)
def test_what_the_agency_does_not_say_is_refused_or_marked_as_uncertain(
    hidden: Walk, number: str, kind: str
) -> None:
    clinic = hidden.clinic
    parse = identity.parse_reserve if kind == "reserve" else identity.parse
    patient = clinic.reception.referrals.register(
        NewReferral(
            identity=parse(number, today=clinic.clock.today),
            family_name="Ek",
            given_name="Eva",
            source="self_referral",
            received_on=clinic.clock.today,
        )
    ).patient_id
    caseload, documents = clinic.coordinator.caseload, clinic.reception.documents
    version = caseload.details(patient).version
    caseload.protect(patient, Protection.MARKED, reason="Beslut.", version=version)
    let_in(clinic.workplace("rut"), patient)
    if kind == "reserve":
        with pytest.raises(RuleRefused) as refused:
            documents.forwarding(patient)
        assert refused.value.reason == "reserve"
    else:
        told = reading.pages(documents.forwarding(patient).content)[0]
        assert "Fråga Skatteverket innan ett brev skickas med samordningsnummer." in told
