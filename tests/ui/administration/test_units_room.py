"""The room of units, and where colleagues and patients are given to one, in the real windows."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.table_view import TableView
from tests.clinics import NEW_CLINIC, Clinic
from tests.ui.administration.robot import Steward

CLINIC = NEW_CLINIC.name


class Hands(Steward):
    """Hands that wait until what was taken away is gone."""

    def press(self, name: str) -> None:
        super().press(name)
        self.wait()

    def wait(self) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


@pytest.fixture
def admin(qtbot: QtBot, clinic: Clinic) -> Hands:
    return Hands(qtbot, clinic.administrator, "units")


def key(steward: Hands, name: str) -> str:
    return next(row.id for row in steward.services.units.rows() if row.name == name)[:8]


def add(steward: Hands, name: str) -> None:
    steward.press("add_unit")
    steward.write(unit_name=name)
    steward.press("unit_form_save")


def test_a_clinic_that_is_one_unit_says_so_and_what_another_is_good_for(admin: Hands) -> None:
    assert "Kliniken är en enda vårdenhet." in admin.words()
    assert f"{CLINIC}\n5 kollegor  ·  0 patienter" in admin.words()
    language.install("en")
    admin.page.retranslate()
    admin.wait()
    assert "The clinic is one care unit." in admin.words()
    assert "5 colleagues  ·  0 patients" in admin.words()


def test_a_unit_is_added_renamed_taken_out_of_use_and_back(admin: Hands) -> None:
    add(admin, "Södra")
    assert admin.told == ["Södra är tillagd. Låt kollegor och patienter höra till den."]
    assert "Södra\n0 kollegor  ·  0 patienter" in admin.words()
    admin.press(f"rename_{key(admin, 'Södra')}")
    assert admin.read("unit_name") == "Södra"
    admin.write(unit_name="Väster")
    admin.press("unit_form_save")
    assert "Hette Södra till 2026-10-05" in admin.words()
    admin.press(f"retire_{key(admin, 'Väster')}")
    assert "Ur bruk sedan 2026-10-05" in admin.words()
    admin.press(f"bring_back_{key(admin, 'Väster')}")
    assert "Ur bruk sedan" not in admin.words()
    assert admin.told[1:] == [
        "Enheten heter nu Väster.",
        "Väster är ur bruk.",
        "Väster är i bruk igen.",
    ]


def test_a_unit_with_colleagues_stays_and_the_room_says_what_to_do(admin: Hands) -> None:
    add(admin, "Södra")
    admin.press(f"retire_{key(admin, CLINIC)}")
    assert "Enheten behövs fortfarande" in admin.words()
    assert "Ge var och en av dem en annan enhet först, under Användare." in admin.words()


def test_a_name_that_is_taken_is_told_at_its_field_and_stays_typed(admin: Hands) -> None:
    add(admin, CLINIC)
    assert admin.read("unit_name") == CLINIC
    admin.press("unit_form_cancel")
    admin.press("add_unit")
    assert admin.read("unit_name") == ""


def test_a_half_typed_name_is_there_when_one_comes_back(admin: Hands, qtbot: QtBot) -> None:
    admin.press("add_unit")
    admin.write(unit_name="Södr")
    admin.page.keep()
    again = Hands(qtbot, admin.services, "units")
    again.press("add_unit")
    assert again.read("unit_name") == "Södr"


def choose(steward: Hands, login: str) -> None:
    users = {user.login: user.id for user in steward.services.administration.users()}
    table = steward.field("users")
    assert isinstance(table, TableView)
    assert table.select_key(users[login])


def test_a_colleague_is_given_a_unit_and_the_list_names_it(admin: Hands) -> None:
    admin.page.show_room("users")
    choose(admin, "hanna")
    box = admin.field("user_unit_id")
    assert isinstance(box, QComboBox)
    assert not box.isVisibleTo(admin.page)
    admin.page.show_room("units")
    add(admin, "Södra")
    admin.page.show_room("users")
    admin.settle()
    assert box.isVisibleTo(admin.page)
    assert box.currentText() == CLINIC
    south = next(row.id for row in admin.services.units.rows() if row.name == "Södra")
    admin.choose("user_unit_id", south)
    admin.press("save_user")
    hanna = next(u for u in admin.services.administration.users() if u.login == "hanna")
    assert hanna.unit_id == south
    assert admin.told[-1] == "Hanna Testmark är sparad."


def test_a_new_colleague_among_several_units_must_have_one(admin: Hands) -> None:
    add(admin, "Södra")
    admin.page.show_room("users")
    admin.press("add_user")
    admin.write(
        user_login="siv",
        user_name="Siv Exempelberg",
        user_password="fem blåa stolar i rad",
    )
    admin.press("save_user")
    assert "Skriv något här." in admin.words() or "Välj" in admin.words()
    assert "siv" not in {user.login for user in admin.services.administration.users()}


def test_the_log_names_the_unit_of_each_row_where_there_are_several(
    qtbot: QtBot, clinic: Clinic, admin: Hands
) -> None:
    assert {row.unit for row in clinic.coordinator.administration.log_page()} == {""}
    add(admin, "Södra")
    log = Steward(qtbot, clinic.coordinator, "log")
    rows = log.field("log_rows")
    assert isinstance(rows, TableView)
    assert clinic.coordinator.administration.log_page()[0].unit == CLINIC
    rows.setFocus()
    newest = clinic.coordinator.administration.log_page()[0]
    log.page.refresh()
    rows.select_key(newest.seq)
    assert f"coordinator, {CLINIC}" in log.words() or f"samordnare, {CLINIC}" in log.words()


def test_escape_leaves_the_form_and_keeps_the_words(admin: Hands) -> None:
    admin.press("add_unit")
    admin.write(unit_name="Södr")
    QTest.keyClick(admin.field("unit_name"), Qt.Key.Key_Escape)
    admin.wait()
    assert "Enhetens namn" not in admin.words()
    admin.press("add_unit")
    assert admin.read("unit_name") == "Södr"
