"""The room where a record is destroyed: the source, the numbers, two persons, and what is left."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.services.destruction import Destruction, DestructionOrder
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.administration.destruction_room import DestructionRoom
from ikbt_desktop.ui.administration.destruction_row import DestroyedRow
from ikbt_desktop.ui.administration.log_papers_room import LogPapersRoom
from ikbt_desktop.ui.administration.log_room import LogRoom
from ikbt_desktop.ui.kit.dialog import Dialog
from tests.clinics import PASSWORD as ALVAS
from tests.clinics import Clinic, Clock, entry, invented_number
from tests.exports import reading
from tests.services.walk import Walk, register
from tests.ui.administration.robot import Steward

ASA = invented_number(date(1993, 2, 12))
TORES = f"{ALVAS} och en halv"


@pytest.fixture
def walk(clinic: Clinic) -> Walk:
    clinic.own_password("tore")
    return register(clinic)


@pytest.fixture
def steward(qtbot: QtBot, walk: Walk) -> Steward:
    return Steward(qtbot, walk.clinic.administrator, "destruction")


def room_of(steward: Steward) -> DestructionRoom:
    assert isinstance(steward.room, DestructionRoom)
    return steward.room


def answered(steward: Steward, *, yes: bool) -> None:
    dialog = next(one for one in steward.page.findChildren(Dialog) if one.isVisible())
    assert dialog.safe.isDefault()
    assert not dialog.act.isDefault()
    (dialog.act if yes else dialog.safe).press()
    for _ in range(3):
        QApplication.processEvents()


def fill(steward: Steward, **changes: str) -> None:
    steward.write(
        **{
            "destruction_decision": "3.4.2-12345/2026",
            "destruction_decided": "2026-09-30",
            "destruction_again": ASA.digits,
            "destruction_password": TORES,
            **changes,
        }
    )


def test_the_source_stands_there_and_nothing_can_be_destroyed_before_a_number_is_typed(
    steward: Steward,
) -> None:
    told = steward.words()
    assert "Patientdatalagen (PDL 2008:355) 8 kap. 4 §" in told
    assert "Inga hittills." in told
    assert not room_of(steward).act.isVisibleTo(steward.page)
    steward.press("destruction_look")
    assert room_of(steward)._number_block.error
    steward.write(destruction_number=invented_number(date(1950, 1, 1)).digits)
    steward.press("destruction_look")
    assert "Ingen här har det numret" in room_of(steward)._number_block.error


def test_it_shows_what_would_go_and_what_stays(steward: Steward) -> None:
    steward.write(destruction_number=ASA.digits)
    steward.press("destruction_look")
    told = steward.words()
    assert "Provberg, Åsa" in told
    assert "Remisser 1" in told
    assert "rader i åtkomstloggen" in told
    assert room_of(steward).act.isVisibleTo(steward.page)
    steward.write(destruction_number="1")
    assert not room_of(steward).act.isVisibleTo(steward.page), "another number, another person"


def test_every_field_is_asked_for_in_its_order(steward: Steward) -> None:
    room = room_of(steward)
    steward.write(destruction_number=ASA.digits)
    steward.press("destruction_look")
    for field, block, words in (
        ("destruction_decision", room._decision_block, "3.4.2-12345/2026"),
        ("destruction_decided", room._decided_block, "2026-09-30"),
        ("destruction_again", room._again_block, ASA.digits),
        ("destruction_password", room._password_block, TORES),
    ):
        steward.press("destroy_record")
        assert block.error
        assert not steward.page.findChildren(Dialog)
        steward.write(**{field: words})
    steward.press("destroy_record")
    answered(steward, yes=False)
    assert Destruction(steward.services.workplace).lines() == ()
    assert steward.read("destruction_decision") == "3.4.2-12345/2026", "what was typed stays"


@pytest.mark.parametrize(
    ("changes", "block"),
    [
        ({"destruction_again": "19850701-2384"}, "_again_block"),
        ({"destruction_decision": "muntligt"}, "_decision_block"),
        ({"destruction_password": "något helt annat här"}, "_password_block"),
    ],
)
def test_what_is_refused_stands_at_its_field_and_the_password_is_typed_anew(
    steward: Steward, changes: dict[str, str], block: str
) -> None:
    asked: list[object] = []
    steward.page.destruction_asked.connect(asked.append)
    steward.write(destruction_number=ASA.digits)
    steward.press("destruction_look")
    fill(steward, **changes)
    steward.press("destroy_record")
    answered(steward, yes=True)
    steward.qtbot.waitUntil(lambda: bool(getattr(room_of(steward), block).error), timeout=5000)
    assert asked == []
    assert steward.read("destruction_password") == ""


def test_an_open_risk_case_leaves_no_button_and_says_who_must_close_it(
    qtbot: QtBot, walk: Walk
) -> None:
    walk.clinic.clinician.risk_cases.open_by_hand(walk.patient_id, reason="Sms från patienten.")
    steward = Steward(qtbot, walk.clinic.administrator, "destruction")
    steward.write(destruction_number=ASA.digits)
    steward.press("destruction_look")
    assert "en behandlare bedömer och stänger det först" in steward.words()
    assert not room_of(steward).act.isVisibleTo(steward.page)


@pytest.mark.parametrize(("login", "there"), [("tore", True), ("alva", True), ("maria", False)])
def test_head_of_unit_and_administrator_have_the_room(
    qtbot: QtBot, clinic: Clinic, login: str, there: bool
) -> None:
    steward = Steward(qtbot, clinic.services(login), None)
    assert ("room_destruction" in steward.rooms()) is there


# --- afterwards ----------------------------------------------------------------------------------


def destroyed(walk: Walk, *, login: str = "alva") -> Services:
    """Åsa's record is destroyed after a backup; the person signs in again."""
    clinic = walk.clinic
    clinic.administrator.backups.make()
    verbs = Destruction(clinic.workplace("alva"))
    order = DestructionOrder(
        walk.patient_id, ASA.digits, "3.4.2-12345/2026", date(2026, 9, 30), "tore", TORES
    )
    verbs.carry_out(verbs.prepare(order))
    return entry(clinic.folder, Clock()).sign_in(login, ALVAS if login == "alva" else TORES)


def test_a_destroyed_record_has_its_receipt_and_tells_where_it_still_lies(
    qtbot: QtBot, walk: Walk, tmp_path: Path
) -> None:
    services = destroyed(walk)
    steward = Steward(qtbot, services, "destruction")
    room = room_of(steward)
    assert "3.4.2-12345/2026" in steward.words()
    assert "bekräftad av Tore Fantasén" in steward.words()
    assert walk.patient_id in steward.words()
    room.save_as = lambda *_: str(tmp_path / "kvitto.pdf")
    steward.press("destruction_receipt_0")
    assert "Kvitto på förstöring" in reading.whole((tmp_path / "kvitto.pdf").read_bytes())
    steward.press("destruction_look_0")
    assert "1 äldre säkerhetskopia innehåller journalen." in steward.words()
    steward.press("destruction_remove_0")
    answered(steward, yes=False)
    assert len(services.backups.copies()) == 2
    steward.press("destruction_remove_0")
    answered(steward, yes=True)
    steward.qtbot.waitUntil(lambda: len(services.backups.copies()) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: "äldre kopia är borttagen" in steward.words(), timeout=20_000)
    services.close()


def test_the_head_of_unit_sees_where_it_lies_and_leaves_the_backups_to_the_administrator(
    qtbot: QtBot, walk: Walk
) -> None:
    services = destroyed(walk, login="tore")
    steward = Steward(qtbot, services, "destruction")
    steward.press("destruction_look_0")
    row = steward.page.findChild(DestroyedRow)
    assert row is not None
    assert not row.remove.isVisibleTo(row)
    assert "En administratör kan ta bort dem här nu." in steward.words()
    services.close()


def test_the_log_names_the_destroyed_record_by_its_id(qtbot: QtBot, walk: Walk) -> None:
    services = destroyed(walk, login="tore")
    rows = services.administration.log_page()
    assert walk.patient_id in {row.destroyed for row in rows}
    steward = Steward(qtbot, services, "log")
    room = steward.room
    assert isinstance(room, LogRoom)
    shown = [str(room.table.row_value(place)) for place in range(room.table.rowCount())]
    assert any(f"förstörd journal (id {walk.patient_id})" in row for row in shown)
    steward.write(log_filter=walk.patient_id)
    qtbot.waitUntil(lambda: 0 < room.table.rowCount() < 40, timeout=5000)
    services.close()


def test_the_extract_is_made_by_the_id_when_the_number_is_gone(
    qtbot: QtBot, walk: Walk, tmp_path: Path
) -> None:
    services = destroyed(walk, login="tore")
    steward = Steward(qtbot, services, "log_papers")
    room = steward.room
    assert isinstance(room, LogPapersRoom)
    room.save_as = lambda *_: str(tmp_path / "utdrag.pdf")
    steward.write(extract_number=ASA.digits)
    steward.press("save_extract")
    assert "Ingen här har det" in room._number_block.error
    steward.write(extract_number=walk.patient_id)
    steward.press("save_extract")
    words = reading.whole((tmp_path / "utdrag.pdf").read_bytes())
    assert f"journalens id {walk.patient_id}" in words
    assert "Förstörde enligt beslut: hela journalen" in words
    assert "Provberg" not in words
    services.close()
