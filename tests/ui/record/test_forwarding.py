"""The letter by way of the tax agency, from the protected person's documents."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.protection import MEDIATION, Protection
from ikbt_desktop.ui.kit import background, language
from ikbt_desktop.ui.record.documents_tab import DocumentsTab
from ikbt_desktop.ui.record.patient_page import PatientPage
from tests.doors import let_in
from tests.ui.record.robot import Robot

AGENCY = "Förmedlingen (påhittad)\nBox 0\n000 00 Exempelort"


def write_address(robot: Robot, address: str) -> None:
    administration = robot.ward.clinic.administrator.administration
    now = administration.clinic()
    administration.change_clinic(replace(now, settings={**now.settings, MEDIATION: address}))


def documents(robot: Robot, *, protected: bool = True) -> tuple[PatientPage, DocumentsTab]:
    clinic, patient = robot.ward.clinic, robot.ward.patient_id
    if protected:
        caseload = clinic.coordinator.caseload
        version = caseload.details(patient).version
        caseload.protect(patient, Protection.MARKED, reason="Beslut.", version=version)
        let_in(clinic.workplace("rut"), patient)
    page = robot.patient("documents", clinic.reception)
    tab = page.tab
    assert isinstance(tab, DocumentsTab)
    return page, tab


def draw(robot: Robot, page: PatientPage) -> None:
    robot.press(page, "forwarding")
    background.wait()


def test_the_sheets_are_shown_in_the_program_and_exported_without_a_number(
    robot: Robot, tmp_path: Path
) -> None:
    write_address(robot, AGENCY)
    page, tab = documents(robot)
    proposed: list[str] = []

    def where(_parent: object, name: str) -> str:
        proposed.append(name)
        return str(tmp_path / name)

    tab.pane.save_as = where
    draw(robot, page)
    seen = robot.seen(page)
    assert "Brev via förmedling" in seen
    assert "förstör filen efteråt" in seen
    assert not list(tmp_path.glob("*.pdf"))
    robot.press(page, "export_document")
    (name,) = proposed
    assert name.startswith("Brev-via-formedling-2026-")
    assert (tmp_path / name).read_bytes().startswith(b"%PDF")
    assert robot.said[-1][0] == f"Sparad som {name}."


def test_without_the_agencys_address_it_says_who_writes_it_where(robot: Robot) -> None:
    page, _tab = documents(robot)
    draw(robot, page)
    assert "Skatteverkets förmedlingsadress är inte inskriven" in robot.seen(page)


def test_nobody_else_gets_letters_that_way(robot: Robot) -> None:
    page, tab = documents(robot, protected=False)
    assert not tab.forwarding.isVisible()
    assert "förmedling" not in robot.seen(page)


def test_another_document_takes_the_place_of_the_sheets(robot: Robot, qtbot: QtBot) -> None:
    del qtbot
    write_address(robot, AGENCY)
    page, tab = documents(robot)
    draw(robot, page)
    tab.pane.show_row(None)
    assert not tab.pane.export.isVisible()
    language.install("en")
    page.retranslate()
    assert "Letter by the tax agency" in robot.seen(page)


def test_a_letter_from_before_the_protection_says_that_an_address_may_stand_on_it(
    robot: Robot,
) -> None:
    robot.ward.clinic.clock.move(hours=1)
    page, tab = documents(robot)
    letter = next(row for row in tab._rows if row.kind == "patient_letter")
    assert tab.list.select_key(letter.id)
    assert "Det kan stå en adress på brevet." in robot.seen(page)
    write_address(robot, AGENCY)
    draw(robot, page)
    assert "Det kan stå en adress på brevet." not in robot.seen(page)
