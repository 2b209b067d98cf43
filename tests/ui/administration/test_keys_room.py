"""The room of the keys: what there is, a new device code, and the guide to a change of all."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.services.keys import RotationOrder
from ikbt_desktop.ui.administration.keys_room import KeysRoom
from ikbt_desktop.ui.kit.dialog import Dialog
from tests.clinics import PASSWORD, Clinic, Clock, entry
from tests.journeys.refusals import FAULTS, kept
from tests.services.test_paper import Coded, Drawer, clock, coded, coded_template, drawer
from tests.ui.administration.robot import Steward

__all__ = ["Drawer", "clock", "coded", "coded_template", "drawer"]


@pytest.fixture
def steward(qtbot: QtBot, clinic: Clinic) -> Steward:
    return Steward(qtbot, clinic.administrator, "keys")


@pytest.fixture
def with_code(qtbot: QtBot, coded: Coded) -> Steward:
    return Steward(qtbot, coded.way_in.sign_in("alva", PASSWORD), "keys")


def room_of(steward: Steward) -> KeysRoom:
    assert isinstance(steward.room, KeysRoom)
    return steward.room


def test_it_says_what_there_is_since_when_and_what_is_left(steward: Steward) -> None:
    told = steward.words()
    assert "Huvudnyckel nummer 1" in told
    assert "Alva Påhittsson" in told
    assert "har ett engångslösenord och har inte loggat in" in told
    assert "Kvar att göra" in told
    assert "lösenorden skyddar filerna ensamma" in told
    assert not room_of(steward).renew_device.isVisibleTo(steward.page), "there is no code"


def test_the_guide_asks_for_a_reason_and_an_own_password_where_it_was_exposed(
    steward: Steward,
) -> None:
    steward.press("rotate")
    pane = room_of(steward).pane
    asked: list[RotationOrder] = []
    pane.ordered.connect(asked.append)
    steward.press("rotate_now")
    assert pane._reason_block.error
    steward.write(rotate_reason="en dator är borta")
    assert not pane._own_block.isVisibleTo(pane)
    steward.choose("rotate_alva", "exposed")
    steward.press("rotate_now")
    assert pane._own_block.error
    steward.write(rotate_own_password="en alldeles ny fras 4", rotate_own_again="en annan")
    steward.press("rotate_now")
    assert pane._again_block.error
    steward.write(rotate_own_again="en alldeles ny fras 4")
    steward.choose("rotate_maria", "removed")
    steward.choose("rotate_rut", "exposed")
    steward.press("rotate_now")
    dialog = pane.findChild(Dialog)
    assert dialog is not None
    dialog.safe.press()
    QApplication.processEvents()
    assert asked == [], "the question was answered with not now"
    steward.press("rotate_now")
    pane.findChildren(Dialog)[-1].act.press()
    QApplication.processEvents()
    (order,) = asked
    assert isinstance(order, RotationOrder)
    users = {user.login: user.id for user in steward.services.administration.users()}
    assert order.reason == "en dator är borta"
    assert order.removed == (users["maria"],)
    assert set(order.exposed) == {users["alva"], users["rut"]}
    assert not order.device_exposed


def test_nobody_offers_to_shut_oneself_out(steward: Steward) -> None:
    steward.press("rotate")
    rows = {row.way.login: row for row in room_of(steward).pane._rows}
    assert rows["alva"].choice.findData("removed") < 0
    assert rows["maria"].choice.findData("removed") >= 0


def test_a_new_code_is_saved_printed_typed_and_then_holds(
    with_code: Steward, coded: Coded, tmp_path: Path
) -> None:
    before = coded.folder.keys.read_bytes()
    with_code.press("renew_device")
    room = room_of(with_code)
    code = room.card.code.text()
    assert len(code.split("-")) == 8
    target = tmp_path / "kod.pdf"
    room.card.save_as = lambda _parent, _name: str(target)
    with_code.press("device_save")
    assert target.read_bytes().startswith(b"%PDF")
    with_code.press("take_device")
    assert room.card.block.error
    with_code.write(device_typed="K7DMX")
    with_code.press("take_device")
    assert room.card.block.error
    assert coded.folder.keys.read_bytes() == before, "until it is typed the old one holds"
    with_code.write(device_typed=code.lower())
    with_code.press("take_device")
    assert coded.folder.keys.read_bytes() != before
    assert "nyckelring" in with_code.told[-1]
    assert room.card.code.text() == "", "it is shown once"
    with_code.services.close()
    coded.way_in.sign_in("maria", PASSWORD).close()


def test_a_folder_that_cannot_be_written_is_said_and_the_code_stays(
    with_code: Steward, tmp_path: Path
) -> None:
    with_code.press("renew_device")
    room = room_of(with_code)
    room.card.save_as = lambda _parent, _name: str(tmp_path / "nowhere" / "kod.pdf")
    with_code.press("device_save")
    assert "Välj en annan mapp" in room.card._saved.text()
    assert not room.card.is_saved
    code = room.card.code.text()
    with_code.press("leave_device")
    assert room.card.code.text() != code
    with_code.services.close()


@pytest.mark.parametrize("name", FAULTS)
def test_a_code_that_the_disk_does_not_take_stays_with_what_was_typed_and_holds_later(
    with_code: Steward, coded: Coded, name: str
) -> None:
    keys = with_code.services.workplace.database.keys
    with_code.press("renew_device")
    room = room_of(with_code)
    code = room.card.code.text()
    with_code.write(device_typed=code.lower())
    before = kept(coded.folder, keys)
    fault, words = FAULTS[name]
    with fault(coded.folder):
        with_code.press("take_device")
        assert room._device_trouble.isVisibleTo(with_code.page)
        assert any(word in room._device_trouble.accessibleName() for word in words)
        assert room.card.code.text() == code
        assert room.card.typed.text() == code.lower()
    assert kept(coded.folder, keys) == before
    with_code.press("take_device")
    assert kept(coded.folder, keys)["clinic.keys"] != before["clinic.keys"]
    with_code.services.close()
    coded.way_in.sign_in("maria", PASSWORD).close()


def test_without_a_keyring_the_new_code_is_asked_for_next_time(
    qtbot: QtBot, coded: Coded, clock: Clock
) -> None:
    alva = entry(coded.folder, clock).sign_in(
        "alva", PASSWORD, device_code=coded.founded.device_code
    )
    steward = Steward(qtbot, alva, "keys")
    steward.press("renew_device")
    steward.write(device_typed=room_of(steward).card.code.text())
    steward.press("take_device")
    assert "frågas efter" in steward.told[-1]
    alva.close()


def test_in_the_training_clinic_there_is_nothing_to_protect(steward: Steward) -> None:
    steward.press("rotate")
    pane = room_of(steward).pane
    pane.begin(replace(steward.services.keys.overview(), demo=True), me="")
    assert not pane.act.isEnabled()
    assert "övningskliniken" in pane._trouble.accessibleName()


def test_a_clinic_without_a_device_code_is_not_told_that_one_is_needed(
    qtbot: QtBot, clinic: Clinic
) -> None:
    steward = Steward(qtbot, clinic.administrator, "keys")
    assert "Varje medarbetares lösenord öppnar den, och det gör" in steward.words()
    assert "tillsammans med enhetskoden" not in steward.words()
