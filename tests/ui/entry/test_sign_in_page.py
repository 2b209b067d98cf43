"""The sign-in page: what it asks, what it keeps and what it says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.errors import DeviceCodeNeeded, TooManyAttempts, WrongCredentials
from ikbt_desktop.services.password_rules import PasswordRules
from ikbt_desktop.ui.entry.demo_page import DemoPage
from ikbt_desktop.ui.entry.front import Front
from ikbt_desktop.ui.entry.lock_page import LockPage
from ikbt_desktop.ui.entry.new_password_page import NewPasswordPage
from ikbt_desktop.ui.entry.sign_in_page import LanguageButton, SignInPage
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.layouts import Column
from tests.ui.robots import in_sight, named, type_text


@pytest.fixture
def page(qtbot: QtBot) -> SignInPage:
    page = SignInPage(login="maria")
    qtbot.addWidget(page)
    page.resize(1366, 689)
    page.show()
    return page


def test_enter_in_the_password_asks_to_be_let_in(qtbot: QtBot, page: SignInPage) -> None:
    type_text(page.password, "sju gröna hattar")
    with qtbot.waitSignal(page.sign_in_asked) as asked:
        QTest.keyClick(page.password, Qt.Key.Key_Return)
    assert asked.args == ["maria", "sju gröna hattar", ""]


def test_an_empty_password_is_said_at_its_field_and_nothing_is_asked(
    qtbot: QtBot, page: SignInPage
) -> None:
    with qtbot.assertNotEmitted(page.sign_in_asked):
        page.submit()
    assert page._password_block.error == "Skriv ditt lösenord."


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(page: SignInPage) -> None:
    page.password.setText("fel")
    page.show_error(WrongCredentials())
    assert page.login.text() == "maria"
    assert "Kontrollera användarnamn och lösenord" in page._trouble.accessibleName()
    assert not page.password.isReadOnly()


def test_waiting_after_many_tries_is_said_in_seconds(page: SignInPage) -> None:
    page.show_error(TooManyAttempts(seconds=8))
    assert "8" in page._trouble.accessibleName()


def test_a_missing_device_code_opens_its_field(page: SignInPage) -> None:
    assert not page.device_code.isVisible()
    page.show_error(DeviceCodeNeeded())
    assert page.device_code.isVisible()


def test_a_capital_without_shift_is_told_as_caps_lock(page: SignInPage) -> None:
    type_text(page.password, "a")
    assert not page._caps.isVisible()
    type_text(page.password, "A")
    assert page._caps.isVisible()


def test_the_trust_half_goes_away_when_there_is_no_room(page: SignInPage) -> None:
    assert page.right.isVisible()
    theme.current().choose(scale=2.0)
    page.resize(1366, 689)
    assert not page.right.isVisible()


def test_the_training_clinic_offers_persons_and_begins_on_enter(qtbot: QtBot) -> None:
    front = Front(demo=True)
    qtbot.addWidget(front)
    front.show()
    page = front.sign_in
    assert isinstance(page, DemoPage)
    page.show_persons([("rut", "Rut Låtsasdal", "receptionist"), ("maria", "Maria", "clinician")])
    card = named(front, "person_rut")
    card.setFocus()
    with qtbot.waitSignal(page.person_chosen) as chosen:
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert chosen.args == ["rut"]
    assert "ÖVNING" in front.windowTitle()


def test_at_large_text_one_can_begin_whoever_is_scrolled_to(qtbot: QtBot) -> None:
    front = Front(demo=True)
    qtbot.addWidget(front)
    front.resize(1366, 689)
    front.show()
    page = front.sign_in
    assert isinstance(page, DemoPage)
    page.show_persons([(f"p{n}", f"Person {n}", "clinician") for n in range(4)])
    front.activateWindow()
    qtbot.waitUntil(front.isActiveWindow)
    page.button.setFocus()
    theme.current().choose(scale=2.0)
    qtbot.waitUntil(lambda: in_sight(page.button))
    assert QApplication.focusWidget() is page.button
    theme.current().choose(scale=1.0)
    foot = front.height() - 60
    qtbot.waitUntil(lambda: page.button.mapTo(front, page.button.rect().bottomLeft()).y() < foot)
    assert QApplication.focusWidget() is page.button


def test_a_sign_in_that_is_put_away_takes_no_focus_when_the_text_grows(qtbot: QtBot) -> None:
    window, page, field = QWidget(), DemoPage(), QLineEdit()
    qtbot.addWidget(window)
    window.resize(1366, 689)
    Column(window).put(page, field)
    window.show()
    page.show_persons([("maria", "Maria Skenfors", "clinician")])
    page.hide()
    field.setFocus()
    theme.current().choose(scale=2.0)
    QApplication.processEvents()
    assert QApplication.focusWidget() is field


def test_the_lock_shows_nothing_but_the_person_and_the_count(qtbot: QtBot) -> None:
    page = LockPage(
        person="Maria Skenfors",
        title="leg. psykolog",
        clinic="Kvarnbacken",
        saved_at="14:21",
        locked_at="14:22",
        contacts=1,
        training=False,
    )
    qtbot.addWidget(page)
    page.show()
    assert page._status.contact.text() == "1 ärende behöver kontakt idag"
    with qtbot.assertNotEmitted(page.unlock_asked):
        page.submit()
    page.password.setText("x")
    with qtbot.waitSignal(page.unlock_asked) as asked:
        page.submit()
    assert asked.args == ["x"]
    page.show_error(WrongCredentials())
    assert page._block.error


def test_the_lock_tells_caps_lock_and_shows_what_is_typed(qtbot: QtBot) -> None:
    page = LockPage(
        person="M", title="", clinic="K", saved_at="", locked_at="14:22", contacts=0, training=False
    )
    qtbot.addWidget(page)
    page.show()
    type_text(page.password, "A")
    assert page._block._note.text() == "Caps Lock är på"
    type_text(page.password, "b")
    assert not page._block._note.isVisible()
    eye = named(page, "show_password")
    assert isinstance(eye, QAbstractButton)
    eye.click()
    assert page.password.echoMode() == QLineEdit.EchoMode.Normal


def test_a_lock_that_could_not_save_says_so(qtbot: QtBot) -> None:
    page = LockPage(
        person="M", title="", clinic="K", saved_at="", locked_at="14:22", contacts=0, training=True
    )
    qtbot.addWidget(page)
    assert page._note.text() == "De sista orden gick inte att spara före låset."


def test_two_different_new_passwords_are_noticed(qtbot: QtBot) -> None:
    page = NewPasswordPage(PasswordRules(with_device=False), one_time=True)
    qtbot.addWidget(page)
    page.show()
    for name, text in (("proof", "engång"), ("new_password", "a" * 20), ("again", "b" * 20)):
        type_text(named(page, name), text)
    with qtbot.assertNotEmitted(page.chosen):
        page.submit()
    assert page._blocks["again"].error == "De två lösenorden är olika."


def test_the_seconds_are_counted_down_and_then_one_may_try_again(
    qtbot: QtBot, page: SignInPage
) -> None:
    page.show_error(TooManyAttempts(seconds=2))
    assert "Vänta 2 sekunder" in page._trouble.accessibleName()
    qtbot.waitUntil(lambda: "Vänta 1 sekund" in page._trouble.accessibleName(), timeout=3_000)
    qtbot.waitUntil(lambda: not page._trouble.isVisible(), timeout=3_000)


def test_what_is_said_at_the_door_changes_language_with_it(page: SignInPage) -> None:
    page.submit()
    language.install("en")
    QApplication.processEvents()
    assert page._password_block.error == "Write your password."
    page.show_error(WrongCredentials())
    language.install("sv")
    QApplication.processEvents()
    assert "Inloggningen gick inte" in page._trouble.accessibleName()
    page.offer_keys()
    language.install("en")
    QApplication.processEvents()
    assert "The key file is lost or damaged" in page._trouble.accessibleName()
    page.show_last("Maria Skenfors", "2026-10-05 09:30")
    page.show_restored("2026-10-05 09:30")
    language.install("sv")
    QApplication.processEvents()
    assert "är återställd" in page._restored.accessibleName()


def test_the_device_code_is_never_said_to_be_asked_for_once_alone(page: SignInPage) -> None:
    """Without a keyring it is asked for at each start, as the line under the field says."""
    page.show_error(DeviceCodeNeeded())
    assert "bara en gång" not in page._trouble.accessibleName()


@pytest.mark.parametrize("make", [SignInPage, DemoPage])
def test_with_large_text_the_other_language_is_still_within_reach(
    qtbot: QtBot, make: type[SignInPage | DemoPage]
) -> None:
    page = make()
    qtbot.addWidget(page)
    page.resize(1366, 689)
    page.show()
    for scale in (1.0, 2.0):
        theme.current().choose(scale=scale)
        QApplication.processEvents()
        shown = [one for one in page.findChildren(LanguageButton) if one.isVisible()]
        assert len(shown) == 1
    if isinstance(page, DemoPage):
        with qtbot.waitSignal(page.clinic_asked):
            page.clinic_below.click()
        assert not page.clinic.isVisible()


def test_at_the_lock_a_wrong_password_is_said_without_a_user_name(qtbot: QtBot) -> None:
    page = LockPage(
        person="Maria Skenfors",
        title="",
        clinic="Kvarnbacken",
        saved_at="14:21",
        locked_at="14:22",
        contacts=0,
        training=False,
    )
    qtbot.addWidget(page)
    page.show_error(WrongCredentials())
    assert page._block.error == "Lösenordet stämmer inte. Skriv det igen."
    page.show_error(TooManyAttempts(seconds=1))
    assert "Vänta 1 sekund" in page._block.error
    qtbot.waitUntil(lambda: not page._block.error, timeout=3_000)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_name_and_password_end_at_the_same_edge(page: SignInPage, scale: float) -> None:
    theme.current().choose(scale=scale)
    QApplication.processEvents()
    ends = [one.mapTo(page, one.rect().topRight()).x() for one in (page.login, page.show_password)]
    assert abs(ends[0] - ends[1]) <= 1
