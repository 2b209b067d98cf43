"""The program as a whole: in, locked, back, out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.referrals import NewReferral
from ikbt_desktop.storage.database import Database
from ikbt_desktop.ui.entry.front import settings
from ikbt_desktop.ui.keys_dialog import KeysDialog
from ikbt_desktop.ui.kit import background, theme, turns
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.main_window import MainWindow
from ikbt_desktop.ui.pages import Place, View
from tests.clinics import PASSWORD, Clinic, Clock, Template, invented_number, open_copy
from tests.ui.robots import type_text
from tests.ui.shell.robot import Program


@pytest.fixture
def program(qtbot: QtBot, clinic_template: Template, tmp_path: Path) -> Iterator[Program]:
    copy = open_copy(clinic_template, tmp_path)
    copy.close()
    running = Program.start(qtbot, copy.folder, Clock())
    yield running
    background.wait()
    running.application.end()


def test_a_person_signs_in_and_meets_what_waits(program: Program) -> None:
    window = program.sign_in("maria")
    assert window.place.view is View.TODAY
    assert program.front.windowTitle() == "iKBT – Kvarnbackens psykologmottagning"
    assert str(settings().value("login")) == "maria"


@pytest.mark.parametrize(
    ("login", "rooms"),
    [
        ("rut", ["Remisser", "Kö", "Patienter", "Att göra", "Att föra in", "Avgifter"]),
        (
            "maria",
            ["Remisser", "Kö", "Patienter", "Att göra", "Att föra in", "Avgifter", "Program"],
        ),
        ("alva", ["Administration"]),
    ],
)
def test_what_a_role_may_not_do_is_not_offered(
    program: Program, login: str, rooms: list[str]
) -> None:
    program.sign_in(login)
    assert program.rooms() == rooms


def test_a_wrong_password_is_said_in_words_and_the_name_kept(program: Program) -> None:
    program.try_password("maria", "fel lösenord som är långt")
    assert not program.window_is_open
    assert program.sign_in_page.login.text() == "maria"
    assert "Inloggningen gick inte" in program.sign_in_page._trouble.accessibleName()


def test_ten_wrong_passwords_delay_but_never_lock_out(program: Program) -> None:
    for _ in range(10):
        program.try_password("maria", "fel lösenord som är långt")
        program.clock.move(seconds=301)
    assert not program.window_is_open
    program.sign_in("maria")
    assert program.window_is_open


def test_a_try_too_soon_is_told_how_long_to_wait(program: Program) -> None:
    for _ in range(6):
        program.try_password("maria", "fel lösenord som är långt")
    assert any(sign.isdigit() for sign in program.sign_in_page._trouble.accessibleName())


def test_ctrl_l_locks_over_an_open_dialog_and_returns_to_the_same_words(program: Program) -> None:
    program.sign_in("rut")
    program.window.new_referral()
    program.write("family_name", "Exempelsson")
    field = program.field("family_name")
    assert isinstance(field, QLineEdit)
    field.setCursorPosition(4)
    program.window.show_keys()
    program.press_lock()
    assert program.application.services is None
    assert not any(
        isinstance(top, KeysDialog) and top.isVisible() for top in QApplication.topLevelWidgets()
    )
    assert "Exempelsson" not in program.front.windowTitle()
    program.unlock()
    program.until(lambda: program.window_is_open)
    back = program.field("family_name")
    assert isinstance(back, QLineEdit)
    assert (back.text(), back.cursorPosition()) == ("Exempelsson", 4)


def test_a_wrong_password_at_the_lock_keeps_it_locked(program: Program) -> None:
    program.sign_in("maria")
    program.press_lock()
    program.unlock("fel lösenord som är långt")
    program.until(lambda: bool(program.lock_page._block.error))
    assert not program.window_is_open


def test_the_window_locks_itself_when_nobody_is_there(program: Program) -> None:
    program.sign_in("maria")
    program.wait(minutes=9, seconds=30)
    assert program.window_is_open
    program.wait(seconds=31)
    assert program.lock_page.isVisible()


def test_another_person_after_a_lock_begins_at_their_own_place(program: Program) -> None:
    program.sign_in("rut")
    program.go(View.PATIENTS)
    program.press_lock()
    program.lock_page.switch.click()
    program.sign_in("maria")
    assert program.window.place.view is View.TODAY


def test_lock_and_return_stand_in_the_log(
    program: Program, clinic_template: Template, tmp_path: Path
) -> None:
    program.sign_in("maria")
    program.press_lock()
    program.unlock()
    program.until(lambda: program.window_is_open)
    program.application.end()
    database = Clinic(
        program.application._entry.folder,
        clinic_template,
        _opened(program, clinic_template),
        program.application._entry._catalogue,
    )
    actions = [line.action for line in database.log()]
    database.close()
    ways = {Action.SIGN_IN, Action.SIGN_OUT, Action.LOCK}
    seen = [action for action in actions if action in ways]
    assert seen[:4] == [Action.SIGN_OUT, Action.SIGN_IN, Action.LOCK, Action.SIGN_IN]


def _opened(program: Program, template: Template) -> Database:
    return Database.open(program.application._entry.folder, template.keys)


def test_the_language_changes_in_the_running_program_and_stays(program: Program) -> None:
    program.sign_in("maria")
    program.window.language_asked.emit("en")
    program.until(lambda: "Referrals" in program.rooms())
    program.press_lock()
    program.unlock()
    program.until(lambda: program.window_is_open)
    assert "Referrals" in program.rooms()


@pytest.mark.parametrize(
    ("login", "view", "swedish", "english"),
    [
        ("alva", View.ADMINISTRATION, "Användare", "Users"),
        ("maria", View.PATIENTS, "Patienter", "Patients"),
        ("maria", View.OUTBOX, "Att föra in i journalen", "To file in the record"),
    ],
)
def test_the_page_that_is_shown_changes_its_language_too(
    program: Program, login: str, view: View, swedish: str, english: str
) -> None:
    window = program.sign_in(login)
    window.go(Place(view))

    def words() -> set[str]:
        assert window.page is not None
        return {label.text() for label in window.page.findChildren(Label)}

    program.until(lambda: swedish in words())
    window.language_asked.emit("en")
    program.until(lambda: english in words())
    assert swedish not in words()


def test_a_new_language_leaves_no_word_of_the_old_and_takes_no_word_of_the_writer(
    program: Program,
) -> None:
    window = program.sign_in("rut")
    window.new_referral()
    program.write("family_name", "Exempelsson")
    field = program.field("family_name")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.setCursorPosition(4)
    window.language_asked.emit("en")
    program.until(lambda: program.field("family_name") is not field)
    back = program.field("family_name")
    assert isinstance(back, QLineEdit)
    assert back is not field
    assert (back.text(), back.cursorPosition()) == ("Exempelsson", 4)
    assert QApplication.focusWidget() is back
    shown = " ".join(label.text() for label in window.findChildren(Label) if label.isVisible())
    assert "Efternamn" not in shown
    assert "Utkast" not in shown
    assert window._stack.count() == 1


def test_keys_typed_while_a_page_is_still_made_stand_on_that_page(program: Program) -> None:
    window = program.sign_in("rut")
    before = window._stack.currentWidget()
    window.new_referral()
    assert window._stack.currentWidget() is before
    for key in (Qt.Key.Key_1, Qt.Key.Key_9):
        QTest.keyClick(program.front.windowHandle(), key)
    written = program.field("identity")
    assert isinstance(written, QLineEdit)
    assert written.text() == "19"


def test_a_page_is_made_in_turns_between_which_the_window_hears(program: Program) -> None:
    window = program.sign_in("maria")
    patient = _patient_of(program)
    beats: list[int] = []
    beat = QTimer(window, interval=0)
    beat.timeout.connect(lambda: beats.append(1))
    beat.start()
    window.go(Place(View.PATIENT, patient_id=patient))
    program.until(turns.are_done)
    assert len(beats) >= 5
    assert window.place == Place(View.PATIENT, patient_id=patient, detail="overview")


def test_a_lock_while_a_page_is_still_made_returns_to_that_page(program: Program) -> None:
    window = program.sign_in("maria")
    patient = _patient_of(program)
    window.go(Place(View.PATIENT, patient_id=patient))
    program.application.lock()
    program.unlock()
    program.until(lambda: program.window_is_open)
    assert program.window.place.patient_id == patient


def test_what_is_said_at_leaving_stands_on_the_page_gone_to(program: Program) -> None:
    window = program.sign_in("maria")
    assert window.page is not None
    going, said = window.page.went, window.page.said
    going.emit(Place(View.PATIENTS))
    said.emit("Programmet är tilldelat.", None)
    assert window.place.view is View.PATIENTS
    assert window._toast.isVisible()
    assert "Programmet är tilldelat." in window._toast.accessibleName()


def test_a_page_that_is_refused_is_told_of_and_one_stays(program: Program) -> None:
    window = program.sign_in("maria")
    place = window.place
    window.go(Place(View.PATIENT, patient_id="nobody"))
    window.go(Place(View.FEEDBACK, patient_id="nobody", record_id="nothing"))
    program.until(turns.are_done)
    assert window.place.view is not View.FEEDBACK
    assert window._notice.isVisible()
    assert place.view is View.TODAY


def test_search_finds_a_view_by_its_words(program: Program) -> None:
    window = program.sign_in("maria")
    hits = window._palette.find("patienter")
    assert any(hit.text == "Patienter" for hit in hits)
    next(hit for hit in hits if hit.text == "Patienter").run()
    assert window.place.view is View.PATIENTS


def test_esc_in_the_search_returns_to_where_one_worked(program: Program) -> None:
    window = program.sign_in("rut")
    window.activateWindow()
    page = window.page
    assert page is not None
    worked: QWidget = page.focusWidget()
    program.until(worked.hasFocus)
    window.search.setFocus()
    type_text(window.search, "Pat")
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    assert QApplication.focusWidget() is worked


def test_a_percent_sign_in_the_search_is_a_percent_sign(program: Program) -> None:
    window = program.sign_in("maria")
    for text in ("%", '"', "'; DROP TABLE patient", "_", "\\"):
        assert isinstance(window._palette.find(text), tuple)


def test_two_patients_are_never_shown_at_once(program: Program) -> None:
    window = program.sign_in("maria")
    assert not window.banner.isVisible()
    window.go(Place(View.PATIENTS))
    assert not window.banner.isVisible()


def test_every_room_of_every_role_opens(program: Program) -> None:
    for login, role in (("rut", Role.RECEPTIONIST), ("tore", Role.COORDINATOR)):
        window = program.sign_in(login)
        assert isinstance(window, MainWindow)
        assert program.application.services is not None
        assert program.application.services.actor.role is role
        for room in window.rooms:
            window.go(Place(room.view))
            assert window.place.view is room.view
        program.application.switch_user()


def test_a_password_typed_wrong_never_reaches_the_settings(program: Program) -> None:
    program.try_password("maria", "ett hemligt lösenord")
    kept = {key: str(settings().value(key)) for key in settings().allKeys()}
    assert PASSWORD not in kept.values()
    assert "ett hemligt lösenord" not in kept.values()


def test_no_room_breaks_while_the_window_and_the_text_change_size(program: Program) -> None:
    window = program.sign_in("rut")
    for room in window.rooms:
        window.go(Place(room.view))
        for scale, size in (
            (1.0, (1366, 689)),
            (2.0, (1366, 689)),
            (1.0, (1024, 640)),
            (1.5, (1920, 900)),
            (1.25, (1024, 640)),
            (1.0, (1366, 689)),
        ):
            theme.current().choose(scale=scale)
            program.front.resize(*size)
            for _ in range(3):
                QApplication.processEvents()
    assert program.window_is_open


def notice(program: Program) -> str:
    shown = program.window._notice
    return shown.accessibleName() if shown.isVisibleTo(program.window) else ""


def test_a_clock_set_back_while_one_works_stands_over_every_deadline(program: Program) -> None:
    window = program.sign_in("maria")
    assert notice(program) == ""
    program.clock.move(hours=-1)
    _patient_of(program)
    window.look_again()
    assert "klocka går efter" in notice(program)
    window.go(Place(View.QUEUE))
    assert "klocka går efter" in notice(program)


def test_a_clock_that_went_far_ahead_is_doubted_with_its_date(program: Program) -> None:
    program.sign_in("maria")
    program.press_lock()
    program.clock.moment += timedelta(days=40)
    program.unlock()
    program.until(lambda: program.window_is_open)
    assert "2026-11-14" in notice(program)
    window = program.window
    window.language_asked.emit("en")
    program.until(lambda: "may be ahead" in notice(program))


# --- open risk ---------------------------------------------------------------------------------


def _patient_of(program: Program) -> str:
    services = program.window._services
    row = services.referrals.register(
        NewReferral(
            identity=invented_number(date(1993, 2, 12)),
            family_name="Provberg",
            given_name="Åsa",
            source="self_referral",
            received_on=program.clock.today,
        )
    )
    return row.patient_id


def test_what_another_person_flags_stands_on_banner_and_counter_without_a_restart(
    program: Program, clinic_template: Template
) -> None:
    window = program.sign_in("maria")
    patient_id = _patient_of(program)
    window.go(Place(View.PATIENT, patient_id=patient_id))
    assert "Behöver kontakt idag" not in _said(window)
    services = window._services
    colleague = Services.of(
        replace(services.workplace, actor=clinic_template.people["hanna"]), services.catalogue
    )
    colleague.risk_cases.open_by_hand(patient_id, reason="Ringde, orkar inte.")
    window.look_again()
    said = _said(window)
    assert "1 behöver kontakt idag" in said
    assert "Behöver kontakt idag" in said


def _said(window: MainWindow) -> list[str]:
    labels = [label.text() for label in window.findChildren(Label) if label.isVisible()]
    pills = [pill.value.text for pill in window.findChildren(Pill) if pill.isVisible()]
    buttons = [button.text() for button in window.findChildren(QAbstractButton)]
    return labels + pills + buttons


def test_a_lock_in_the_middle_of_an_assessment_loses_no_word(program: Program) -> None:
    window = program.sign_in("maria")
    patient_id = _patient_of(program)
    case = window._services.risk_cases.open_by_hand(patient_id, reason="Ringde.")
    window.go(Place(View.RISK, patient_id=patient_id, record_id=case.id))
    program.write("risk_questions", "Tankar ja, planer")
    program.press_lock()
    assert "Tankar" not in program.front.windowTitle()
    program.unlock()
    program.until(lambda: program.window_is_open)
    editor = program.field("risk_questions")
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == "Tankar ja, planer"
    kept = program.window._services.risk_cases.view(case.id)
    assert kept.assessment["questions"] == "Tankar ja, planer"
    assert kept.state == "open"


def test_a_case_is_assessed_and_signed_by_keys_alone(program: Program) -> None:
    window = program.sign_in("maria")
    patient_id = _patient_of(program)
    case = window._services.risk_cases.open_by_hand(patient_id, reason="Ringde.")
    window.go(Place(View.TODAY))
    window.refresh()
    program.key(Qt.Key.Key_Return)  # the case stands first in the list
    assert window.place.view is View.RISK
    program.typed("Tankar ja, planer nej")
    program.key(Qt.Key.Key_Return, ctrl=True)  # on to the first thing that is missing
    assert program.focus == "risk_factor_earlier_attempt"
    program.key(Qt.Key.Key_Space)
    program.key(Qt.Key.Key_Return, ctrl=True)
    assert program.focus == "protective_factor_relatives_friends"
    program.key(Qt.Key.Key_Space)
    program.key(Qt.Key.Key_Return, ctrl=True)
    assert program.focus == "risk_scales"
    program.typed("Inget formulär idag")
    program.key(Qt.Key.Key_Return, ctrl=True)
    assert program.focus == "risk_level_low"
    program.key(Qt.Key.Key_Right)
    program.key(Qt.Key.Key_Space)
    for field, text in (
        ("risk_plan", "Ringer imorgon."),
        ("risk_informed", "Tore Fantasén"),
        ("risk_next_contact", "imorgon 10:00"),
    ):
        program.key(Qt.Key.Key_Return, ctrl=True)
        assert program.focus == field
        program.typed(text)
    program.key(Qt.Key.Key_Return, ctrl=True)
    seen = window._services.risk_cases.view(case.id)
    assert (seen.state, seen.level, seen.signed_by) == ("closed", "medium", "Maria Skenfors")
    assert program.focus == "print_assessment"
