"""The administration as its people meet it: users, profile, log and recovery key."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ikbt_desktop
from ikbt_desktop.clinic.roles import Permission, Role
from ikbt_desktop.errors import StaleRecord, WrongCredentials
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.ui.administration import log_words
from ikbt_desktop.ui.administration.log_room import LogRoom
from ikbt_desktop.ui.administration.recovery_room import RecoveryRoom
from ikbt_desktop.ui.administration.rules_room import RulesRoom
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.paged_table import PagedTable, said
from ikbt_desktop.ui.kit.table_view import TableView
from tests.clinics import PASSWORD, Clinic, entry
from tests.exports import table_reading
from tests.ui.administration.robot import Steward
from tests.ui.reading_order import shared_mnemonics


@pytest.fixture
def admin(qtbot: QtBot, clinic: Clinic) -> Steward:
    return Steward(qtbot, clinic.administrator, "users")


def choose_user(steward: Steward, login: str) -> str:
    users = {user.login: user.id for user in steward.services.administration.users()}
    table = steward.field("users")
    assert isinstance(table, TableView)
    assert table.select_key(users[login])
    QApplication.processEvents()
    return users[login]


def rows(table: PagedTable) -> list[str]:
    found = [table.row_value(place) for place in range(table.rowCount())]
    return [" | ".join(map(said, row.values)) for row in found if row is not None]


# --- who sees what ---------------------------------------------------------------------------


def test_a_room_is_made_in_turns_and_shown_whole(admin: Steward) -> None:
    before = admin.room
    item = admin.field("room_rules")
    assert isinstance(item, QPushButton)
    item.click()
    stack = before.parentWidget()
    assert isinstance(stack, QStackedWidget)
    seen = 0
    while stack.currentWidget() is before:
        QApplication.processEvents()
        seen += 1
    assert seen > 1
    room = admin.room
    assert isinstance(room, RulesRoom)
    assert stack.currentWidget() is room
    assert len(room.blocks) > 3


def test_each_role_is_shown_its_own_rooms_alone(qtbot: QtBot, clinic: Clinic) -> None:
    everything = Steward(qtbot, clinic.administrator, None)
    of_the_log = ["room_log", "room_log_check", "room_log_papers"]
    assert everything.rooms() == [
        "room_users",
        "room_units",
        "room_clinic",
        "room_course",
        *of_the_log,
        "room_backups",
        "room_knowledge",
        "room_rules",
        "room_recovery",
        "room_keys",
        "room_destruction",
    ]
    assert Steward(qtbot, clinic.coordinator, None).rooms() == [*of_the_log, "room_destruction"]
    asked_for_more = Steward(qtbot, clinic.coordinator, "users")
    assert isinstance(asked_for_more.room, LogRoom)
    assert clinic.refusals() == 0


# --- users -----------------------------------------------------------------------------------


def test_a_new_colleague_comes_in_with_the_one_time_password(
    admin: Steward, clinic: Clinic
) -> None:
    admin.press("add_user")
    admin.write(
        user_login="siv",
        user_name="Siv Exempelberg",
        user_title="leg. psykolog",
        user_weekly_minutes="300",
        user_password="fem blåa stolar i rad",
    )
    admin.choose("user_role", Role.CLINICIAN)
    admin.press("save_user")
    assert admin.told == ["Siv Exempelberg kan logga in med engångslösenordet."]
    clinic.close()
    services = entry(clinic.folder, clinic.clock).sign_in("siv", "fem blåa stolar i rad")
    assert services.must_change_password
    assert services.actor.role is Role.CLINICIAN
    services.close()


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(admin: Steward) -> None:
    admin.press("add_user")
    admin.write(user_login="maria", user_name="Mia Nordprov", user_password=PASSWORD)
    admin.press("save_user")
    assert "Det används redan. Välj något annat." in admin.words()
    assert admin.read("user_login") == "maria"
    admin.write(user_login="mia", user_password="kort")
    admin.press("save_user")
    assert "15" in admin.words()
    assert admin.read("user_name") == "Mia Nordprov"
    assert len(admin.services.administration.users()) == 5


def test_the_password_rule_stands_at_the_field(admin: Steward) -> None:
    admin.press("add_user")
    assert "Minst 15 tecken" in admin.words()


def test_the_last_administrator_stays_and_the_reason_is_said(admin: Steward) -> None:
    choose_user(admin, "alva")
    active = admin.field("user_active")
    assert isinstance(active, QCheckBox)
    active.click()
    admin.press("save_user")
    assert "Det här är den sista administratören." in admin.words()
    assert all(user.active for user in admin.services.administration.users())


def test_a_shut_way_in_opens_nothing_and_its_meaning_was_told(
    admin: Steward, clinic: Clinic
) -> None:
    choose_user(admin, "hanna")
    assert "stängs vägen in genast" in admin.read("shut_words")
    active = admin.field("user_active")
    assert isinstance(active, QCheckBox)
    active.click()
    admin.press("save_user")
    clinic.close()
    with pytest.raises(WrongCredentials):
        entry(clinic.folder, clinic.clock).sign_in("hanna", PASSWORD)


def test_a_forgotten_password_is_given_anew(admin: Steward, clinic: Clinic) -> None:
    choose_user(admin, "rut")
    admin.write(user_password="åtta tysta katter sover")
    admin.press("reissue_password")
    assert admin.told
    assert admin.read("user_password") == ""
    clinic.close()
    entry(clinic.folder, clinic.clock).sign_in("rut", "åtta tysta katter sover").close()


def test_the_log_tells_to_whom_a_new_password_was_given_and_by_whom(
    qtbot: QtBot, clinic: Clinic
) -> None:
    rut = clinic.actor("rut").user_id
    clinic.administrator.administration.reissue(rut, "åtta tysta katter sover")
    room = Steward(qtbot, clinic.coordinator, "log").room
    assert isinstance(room, LogRoom)
    told = next(str(row) for row in rows(room.table) if "engångslösenord" in str(row))
    assert "Alva Påhittsson" in told
    assert "nytt engångslösenord till Rut Låtsasdal" in told


def test_what_is_typed_of_a_colleague_is_found_again_without_the_password(
    admin: Steward, qtbot: QtBot, clinic: Clinic
) -> None:
    admin.press("add_user")
    admin.write(user_login="siv", user_name="Siv Exempelberg", user_password=PASSWORD)
    admin.page.keep()
    drafts = clinic.administrator.drafts.all()
    assert any("Siv Exempelberg" in draft.text for draft in drafts)
    assert not any(PASSWORD in draft.text for draft in drafts)
    again = Steward(qtbot, clinic.administrator, "users")
    again.press("add_user")
    assert again.read("user_name") == "Siv Exempelberg"


def test_what_is_typed_of_one_colleague_never_becomes_a_draft_of_another(
    admin: Steward, qtbot: QtBot, clinic: Clinic
) -> None:
    choose_user(admin, "maria")
    choose_user(admin, "hanna")
    admin.write(user_name="Hanna Testmark-Nytt")
    name = admin.field("user_name")
    assert isinstance(name, QLineEdit)
    name.editingFinished.emit()  # as when the field is left: everything that listens saves
    subjects = [draft.subject_id for draft in clinic.administrator.drafts.all()]
    assert subjects == [clinic.actor("hanna").user_id]
    again = Steward(qtbot, clinic.administrator, "users")
    choose_user(again, "maria")
    assert again.read("user_name") == "Maria Skenfors"


# --- the clinic ------------------------------------------------------------------------------


def test_the_crisis_number_may_not_be_emptied(qtbot: QtBot, clinic: Clinic) -> None:
    steward = Steward(qtbot, clinic.administrator, "clinic")
    steward.write(clinic_crisis_phone="")
    steward.press("save_clinic")
    assert "Skriv något här." in steward.words()
    assert clinic.administrator.administration.clinic().crisis_phone == "08-465 004 99"


def test_settings_are_kept_as_numbers_that_the_program_reads(qtbot: QtBot, clinic: Clinic) -> None:
    steward = Steward(qtbot, clinic.administrator, "clinic")
    steward.write(clinic_treatment_start="60", clinic_warn_days="10", clinic_lock_minutes="5")
    steward.choose("clinic_fee_profile", "per-feedback")
    steward.press("save_clinic")
    settings = clinic.administrator.administration.clinic().settings
    assert settings["waiting_days"]["treatment_start"] == 60
    assert (settings["warn_days"], settings["lock_minutes"]) == (10, 5)
    assert settings["fee_profile"] == "per-feedback"


def test_the_number_of_tries_before_the_clinic_acts_is_the_clinics_own(
    qtbot: QtBot, clinic: Clinic
) -> None:
    steward = Steward(qtbot, clinic.administrator, "clinic")
    assert steward.read("clinic_escalation_after") == "2"
    steward.write(clinic_escalation_after="0")
    steward.press("save_clinic")
    assert clinic.administrator.administration.clinic().escalation_after == 2
    steward.write(clinic_escalation_after="3", clinic_escalation_text="Ring bakjouren.")
    steward.press("save_clinic")
    profile = clinic.administrator.administration.clinic()
    assert (profile.escalation_after, profile.escalation_text) == (3, "Ring bakjouren.")


@pytest.mark.parametrize("minutes", ["0", "61", "1e9", "-1", "٣", ""])
def test_a_lock_outside_an_hour_is_refused_at_its_field(
    qtbot: QtBot, clinic: Clinic, minutes: str
) -> None:
    steward = Steward(qtbot, clinic.administrator, "clinic")
    steward.write(clinic_lock_minutes=minutes)
    steward.press("save_clinic")
    assert "lock_minutes" not in clinic.administrator.administration.clinic().settings
    assert steward.read("clinic_lock_minutes") == minutes


def test_windows_may_be_pictured_only_where_the_clinic_says_so_and_the_log_knows(
    qtbot: QtBot, clinic: Clinic
) -> None:
    steward = Steward(qtbot, clinic.administrator, "clinic")
    assert "Linux har ingen sådan spärr" in steward.words()
    for hidden, kind in ((False, "screen_shown"), (True, "screen_hidden")):
        steward.choose("clinic_screen_hidden", hidden)
        steward.press("save_clinic")
        settings = clinic.administrator.administration.clinic().settings
        assert settings["screen_hidden"] is hidden
        assert screen_rows(clinic)[0] == kind
    steward.write(clinic_lock_minutes="7")
    steward.press("save_clinic")
    assert screen_rows(clinic) == ["screen_hidden", "screen_shown"]


def screen_rows(clinic: Clinic) -> list[str]:
    return [row.kind for row in clinic.log() if row.kind.startswith("screen_")]


def test_a_profile_changed_elsewhere_is_compared_before_it_is_saved(
    qtbot: QtBot, clinic: Clinic
) -> None:
    steward = Steward(qtbot, clinic.administrator, "clinic")
    theirs = clinic.services("alva").administration
    view = theirs.clinic()
    changed = theirs.change_clinic(type(view)(**{**vars(view), "phone": "08-465 004 11"}))
    with pytest.raises(StaleRecord):
        theirs.change_clinic(view)
    steward.write(clinic_phone="08-465 004 22")
    steward.press("save_clinic")
    assert "08-465 004 11" in steward.words()
    assert theirs.clinic().phone == changed.phone
    steward.press("clinic_keep_mine")
    assert theirs.clinic().phone == "08-465 004 22"


# --- the log ---------------------------------------------------------------------------------


def test_the_whole_chain_is_checked_and_said_in_words(qtbot: QtBot, clinic: Clinic) -> None:
    steward = Steward(qtbot, clinic.coordinator, "log")
    steward.press("check_chain")
    qtbot.waitUntil(lambda: "Kedjan är hel" in steward.read("chain_state"), timeout=5_000)
    assert "kontrollerad 09:30" in steward.read("chain_state")
    assert "inte ens av en administratör" in steward.words()


def test_the_log_is_filtered_by_text_and_day(qtbot: QtBot, clinic: Clinic) -> None:
    steward = Steward(qtbot, clinic.coordinator, "log")
    room = steward.room
    assert isinstance(room, LogRoom)
    steward.write(log_filter="Alva")
    room.refresh()
    assert rows(room.table)
    assert all("Alva Påhittsson" in row for row in rows(room.table))
    steward.write(log_last_day="2020-01-01")
    room.refresh()
    assert not rows(room.table)
    assert "Inga rader stämmer" in steward.words()
    steward.press("log_clear")
    assert rows(room.table)


def test_every_row_stands_once_however_far_one_reads(qtbot: QtBot, clinic: Clinic) -> None:
    for _ in range(230):
        clinic.coordinator.administration.log_page(limit=1)
    steward = Steward(qtbot, clinic.coordinator, "log")
    room = steward.room
    assert isinstance(room, LogRoom)
    clinic.administrator.administration.log_page(limit=1)  # written between two pages
    while room.table.canFetchMore(room.table.index(-1, -1)):
        room.table.fetchMore(room.table.index(-1, -1))
    found = [room.table.row_value(place) for place in range(room.table.rowCount())]
    numbers = [row.key for row in found if row is not None]
    assert numbers == sorted(set(numbers), reverse=True)
    assert numbers[-1] == 1
    assert len(numbers) == numbers[0]


def test_an_administrator_is_shown_no_patient(qtbot: QtBot, clinic: Clinic) -> None:
    room = Steward(qtbot, clinic.administrator, "log").room
    assert isinstance(room, LogRoom)
    assert "patient" not in [column.key for column in room.table.columns]
    sees = Steward(qtbot, clinic.coordinator, "log").room
    assert isinstance(sees, LogRoom)
    assert "patient" in [column.key for column in sees.table.columns]


def test_every_action_kind_and_permission_of_the_log_has_words() -> None:
    assert set(log_words.ACTIONS) == {action.value for action in Action}
    assert set(log_words.PERMISSIONS) == set(Permission)
    root = Path(ikbt_desktop.__file__).parent
    found: set[str] = set()
    for folder in ("services", "storage"):
        for path in sorted((root / folder).glob("*.py")):
            calls = re.findall(r"\.log\((.*?)\n? *\)\n", path.read_text("utf-8"), re.DOTALL)
            found.update(*(re.findall(r'kind="(\w+)"', call) for call in calls))
            if any("kind=kind" in call for call in calls):
                chosen = re.findall(r'kind = "(\w+)" if .* else "(\w+)"', path.read_text("utf-8"))
                found.update(*chosen)
    assert {"protected", "contact_details", "crisis_card"} <= found
    assert len(found) > 20
    assert found <= set(log_words.KINDS)


# --- the recovery key ------------------------------------------------------------------------


def test_a_new_key_is_printed_test_typed_and_then_forgotten(
    qtbot: QtBot, clinic: Clinic, tmp_path: Path
) -> None:
    steward = Steward(qtbot, clinic.administrator, "recovery")
    room = steward.room
    assert isinstance(room, RecoveryRoom)
    room.save_as = lambda _parent, _name: str(tmp_path / "blad.pdf")
    steward.press("renew_key")
    steward.press("renew_act")
    qtbot.waitUntil(lambda: bool(steward.read("new_recovery_key")), timeout=5_000)
    assert not clinic.administrator.administration.recovery_tested()
    key = steward.read("new_recovery_key")
    steward.press("save_sheet")
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF")
    wrong = ("B" if key[0] != "B" else "C") + key[1:]
    steward.write(typed_key=wrong)
    steward.press("confirm_key")
    assert not clinic.administrator.administration.recovery_tested()
    assert steward.read("typed_key") == wrong
    steward.write(typed_key=key)
    steward.press("confirm_key")
    assert clinic.administrator.administration.recovery_tested()
    assert steward.read("new_recovery_key") == ""
    assert "Nyckeln är inskriven från papperet och fungerar." in steward.words()


# --- sizes and languages ---------------------------------------------------------------------


def _worded(page: QWidget) -> list[Label | Button]:
    found: list[Label | Button] = list(page.findChildren(Button))
    found += [label for label in page.findChildren(Label) if not label.wordWrap()]
    return [each for each in found if each.isVisible()]


@pytest.mark.parametrize(("size", "scale"), [((970, 564), 1.0), ((1312, 600), 2.0)])
@pytest.mark.parametrize("room", ["users", "clinic", "log", "knowledge", "rules", "recovery"])
def test_nothing_is_clipped_in_small_windows(
    qtbot: QtBot, clinic: Clinic, room: str, size: tuple[int, int], scale: float
) -> None:
    theme.current().choose(scale=scale)
    steward = Steward(qtbot, clinic.administrator, room)
    steward.page.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    for widget in _worded(steward.page):
        assert widget.width() >= widget.sizeHint().width() - 1, widget.text()


def test_the_rooms_speak_english_when_asked(qtbot: QtBot, clinic: Clinic) -> None:
    language.install("en")
    words = Steward(qtbot, clinic.administrator, "users").words()
    assert "One-time password" in words
    assert "Without the tick the way in is shut at once" in words


def test_the_chosen_rows_are_saved_as_a_table(qtbot: QtBot, clinic: Clinic, tmp_path: Path) -> None:
    steward = Steward(qtbot, clinic.administrator, "log")
    room, asked = steward.room, list[str]()
    assert isinstance(room, LogRoom)
    target = tmp_path / "logg.csv"

    def _ask(_parent: QWidget, name: str) -> str:
        asked.append(name)
        return str(target)

    room.save_as = _ask
    steward.choose("log_action", "create")
    steward.press("save_log_rows")
    assert asked == ["Åtkomstlogg 2026-10-05.csv"]
    lines = table_reading.columns(target.read_bytes())
    assert {line["Vad"] for line in lines} == {"Lade till"}
    assert steward.told == [f"Sparad som logg.csv, {len(lines)} rader. Ta bort filen efteråt."]


def test_rows_that_cannot_be_saved_say_so(qtbot: QtBot, clinic: Clinic, tmp_path: Path) -> None:
    steward = Steward(qtbot, clinic.coordinator, "log")
    room = steward.room
    assert isinstance(room, LogRoom)
    room.save_as = lambda *_: ""
    steward.press("save_log_rows")
    assert not room._trouble.isVisibleTo(steward.page)
    room.save_as = lambda *_: str(tmp_path / "gone" / "logg.csv")
    steward.press("save_log_rows")
    assert "Välj en annan mapp." in room._trouble.accessibleName()
    assert room._trouble.isVisibleTo(steward.page)
    assert room.save.isEnabled()
    assert list(tmp_path.glob("**/*.csv")) == []


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("login", ["alva", "tore"])
def test_no_two_keys_of_a_room_are_the_same(
    qtbot: QtBot, clinic: Clinic, login: str, code: str
) -> None:
    language.install(code)
    services = clinic.services(login)
    for name in Steward(qtbot, services, None).rooms():
        steward = Steward(qtbot, services, name.removeprefix("room_"))
        assert shared_mnemonics(steward.page) == {}, name


def test_with_large_text_the_log_folds_its_filter_and_shows_rows(
    qtbot: QtBot, clinic: Clinic
) -> None:
    theme.current().choose(scale=2.0)
    steward = Steward(qtbot, clinic.coordinator, "log")
    steward.page.resize(1250, 560)
    for _ in range(3):
        QApplication.processEvents()
    rows = steward.field("log_rows")
    assert isinstance(rows, TableView)
    seen = rows.viewport().height() // max(1, rows.rowHeight(0))
    assert seen >= 3
    assert not steward.field("log_filter").isVisible()
    button = steward.field("log_filters")
    assert isinstance(button, Button)
    assert button.text() == "&Filter: alla"
    button.click()
    assert steward.field("log_filter").isVisible()
    steward.write(log_filter="Alva")
    button.click()
    steward.room.refresh()
    assert button.text() == "&Filter: vissa rader", "folded, it still says that it holds"
    QApplication.processEvents()
    assert steward.page.minimumSizeHint().width() <= 1250, "no row of buttons widens the window"
