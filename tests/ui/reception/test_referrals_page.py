"""The list of referrals, and one referral taken to its next step by whoever may."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.roles import Role
from ikbt_desktop.services.referrals import NewAttachment, NewVisit, ReferralRow
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.edits import ComboBox
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.pages import Place, View
from tests.clinics import Clinic
from tests.ui.reading_order import shared_mnemonics, steps_up, tab_chain
from tests.ui.reception.robot import Reception, register
from tests.ui.robots import in_sight, named

BIRTHDAYS = [date(1960, 1, 1) + timedelta(days=97 * step) for step in range(130)]


def reviewing(clinic: Clinic, row: ReferralRow) -> ReferralRow:
    return clinic.coordinator.referrals.move(row.id, "reviewing", version=row.version)


def booked(clinic: Clinic, row: ReferralRow) -> ReferralRow:
    visit = NewVisit(
        row.id, clinic.actor("maria").user_id, clinic.clock() + timedelta(days=2), "video"
    )
    return clinic.reception.referrals.book_visit(visit, version=reviewing(clinic, row).version)


def state(clinic: Clinic, row: ReferralRow) -> str:
    return clinic.coordinator.referrals.detail(row.id).row.state


def undo(robot: Reception) -> Callable[[], None]:
    taken_back = robot.said[-1][1]
    assert callable(taken_back)
    return taken_back


# --- the list --------------------------------------------------------------------------------


def test_the_list_says_what_is_left_who_what_next_and_from_whom(
    qtbot: QtBot, clinic: Clinic
) -> None:
    register(clinic, "Tänkmark", "Sofia", born=date(1995, 11, 23), days_ago=8)
    booked(clinic, register(clinic, "Dittberg", "Lo", born=date(2004, 4, 17)))
    row = register(clinic, "Låtsman", "Bo", born=date(1955, 9, 18), source="self_referral")
    clinic.reception.referrals.set_own_wait(
        row.id, until=date(2026, 11, 1), reason="Reser", version=row.version
    )
    rows = Reception(qtbot, clinic).rows()
    assert rows[0].startswith("5 dagar över | Tänkmark, Sofia, 19951123-2382 | Granska remissen")
    assert "Inkommen  ·  T. Fantasén  ·  30 sep" in rows[0]
    assert rows[0].endswith("2026-09-27, Vårdcentralen Ekliden")
    assert "Egen väntan | Låtsman, Bo" in rows[1]
    assert "Vill vänta till 1 nov" in rows[1]
    assert rows[1].endswith("Egenremiss")
    assert rows[2].startswith("89 dagar kvar | Dittberg, Lo")
    assert "Bedömning 7 okt 09:30, Bokad bedömning  ·  M. Skenfors" in rows[2]


def test_only_a_hundred_rows_are_read_until_one_scrolls(qtbot: QtBot, clinic: Clinic) -> None:
    for born in BIRTHDAYS:
        register(clinic, born=born)
    robot = Reception(qtbot, clinic)
    assert robot.page.table.rowCount() == 100
    robot.ctrl(Qt.Key.Key_End)
    QApplication.processEvents()
    assert robot.page.table.rowCount() == 130


def test_chips_count_and_choose(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    register(clinic, "Tänkmark", "Sofia", born=date(1995, 11, 23))
    clinic.coordinator.referrals.move(
        row.id, "redirected", version=row.version, note="Till psykiatrin"
    )
    robot = Reception(qtbot, clinic)
    assert named(robot.page, "chip_open").accessibleName() == "Öppna 1"
    assert named(robot.page, "chip_closed").accessibleName() == "Avslutade 1"
    robot.page.choose("closed")
    (shown,) = robot.rows()
    assert "Inget mer att göra, Hänvisad" in shown


@pytest.mark.parametrize(
    "text", ["%", '"', "%' OR 1=1 --", "_", "\\", "*", "prov\x00q", "x" * 5_000]
)
def test_odd_signs_in_the_search_find_nothing_and_break_nothing(
    qtbot: QtBot, clinic: Clinic, text: str
) -> None:
    register(clinic)
    robot = Reception(qtbot, clinic)
    robot.ctrl(Qt.Key.Key_F)
    robot.page.search.setText(text)
    assert robot.rows() == []
    assert "Inget matchar filtret" in robot.words()
    robot.page.search.setText("åsa prov")
    assert len(robot.rows()) == 1
    robot.press(Qt.Key.Key_Escape)
    assert robot.page.search.text() == ""
    assert robot.focused is robot.page.view


def test_an_empty_list_says_what_fills_it(qtbot: QtBot, clinic: Clinic) -> None:
    robot = Reception(qtbot, clinic)
    assert "Inga öppna remisser\nNär en remiss kommer in registrerar du den här." in robot.words()
    robot.click("first_referral")
    assert robot.form.isVisible()
    queue = Reception(qtbot, clinic, place=Place(View.QUEUE))
    assert "Kön är tom" in queue.words()


def test_the_page_comes_back_to_where_it_stood(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    robot = Reception(qtbot, clinic)
    robot.open(row)
    place = robot.page.place()
    assert place.record_id == row.id
    again = Reception(qtbot, clinic, place=place)
    assert "Provberg, Åsa" in again.words(again.page.pane)


# --- steps -----------------------------------------------------------------------------------


def test_the_coordinator_reviews_with_enter_twice_and_can_undo(
    qtbot: QtBot, clinic: Clinic
) -> None:
    row = register(clinic)
    robot = Reception(qtbot, clinic, who=Role.COORDINATOR)
    robot.open(row)
    assert robot.focused.objectName() == "step_review"
    robot.press(Qt.Key.Key_Return)
    assert state(clinic, row) == "reviewing"
    assert robot.said[-1][0] == "Remissen är flyttad till Granskas."
    undo(robot)()
    assert state(clinic, row) == "received"


def test_reception_books_the_visit_by_keyboard(qtbot: QtBot, clinic: Clinic) -> None:
    row = reviewing(clinic, register(clinic))
    robot = Reception(qtbot, clinic)
    robot.open(row)
    assert robot.focused.objectName() == "step_book"
    robot.press(Qt.Key.Key_Return)
    robot.type("+2")
    robot.fill("act_time", "9.30")
    robot.tab_to("act_clinician_id")
    choice = robot.focused
    assert isinstance(choice, ComboBox)
    robot.press(Qt.Key.Key_Down)
    robot.ctrl(Qt.Key.Key_Return)
    assert state(clinic, row) == "visit_booked"
    assert robot.said[-1][0] == "Bedömningen är bokad onsdag 7 oktober 09:30."
    detail = clinic.reception.referrals.detail(row.id)
    assert detail.row.visit_at is not None
    undo(robot)()
    assert state(clinic, row) == "reviewing"


@pytest.mark.parametrize(
    ("day", "time", "field"),
    [
        ("31/11", "9", "act_day"),
        ("igår", "9", "act_day"),
        ("", "9", "act_day"),
        ("+2", "25:00", "act_time"),
        ("+2", "", "act_time"),
        ("+2", "9", "act_clinician_id"),
    ],
)
def test_a_visit_that_cannot_be_booked_says_why_at_the_field(
    qtbot: QtBot, clinic: Clinic, day: str, time: str, field: str
) -> None:
    row = reviewing(clinic, register(clinic))
    robot = Reception(qtbot, clinic)
    robot.open(row)
    robot.click("step_book")
    robot.type(day)
    robot.fill("act_time", time)
    robot.ctrl(Qt.Key.Key_Return)
    assert robot.error(field)
    assert robot.text("act_time") == time
    assert state(clinic, row) == "reviewing"


def test_the_clinician_begins_the_assessment_and_others_book(qtbot: QtBot, clinic: Clinic) -> None:
    row = booked(clinic, register(clinic))
    clinician = Reception(qtbot, clinic, who=Role.CLINICIAN)
    clinician.open(row)
    clinician.press(Qt.Key.Key_Return)
    assert clinician.went == [Place(View.SCREENING, patient_id=row.patient_id, referral_id=row.id)]
    reception = Reception(qtbot, clinic)
    reception.open(row)
    assert reception.focused.objectName() == "step_book"
    assert "Påbörja bedömning" not in reception.words()


def test_a_redirection_needs_a_note_and_can_be_undone(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    robot = Reception(qtbot, clinic, who=Role.CLINICIAN)
    robot.open(row)
    robot.click("step_redirected")
    robot.ctrl(Qt.Key.Key_Return)
    assert robot.error("act_note") == "Skriv något här."
    robot.type("Till psykiatrin, svår depression.")
    robot.ctrl(Qt.Key.Key_Return)
    assert state(clinic, row) == "redirected"
    undo(robot)()
    assert state(clinic, row) == "received"


def test_what_a_step_was_given_is_kept_as_a_draft(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    robot = Reception(qtbot, clinic, who=Role.CLINICIAN)
    robot.open(row)
    robot.click("step_redirected")
    robot.type("Till psyk")
    robot.press(Qt.Key.Key_Escape)
    again = Reception(qtbot, clinic, who=Role.CLINICIAN)
    again.open(row)
    again.click("step_redirected")
    assert again.text("act_note") == "Till psyk"


def test_the_patients_own_wait_stops_the_clock(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    robot = Reception(qtbot, clinic)
    robot.open(row)
    robot.click("step_own_wait")
    robot.type("1/11")
    robot.fill("act_reason", "Reser bort")
    robot.ctrl(Qt.Key.Key_Return)
    assert robot.rows()[0].startswith("Egen väntan")
    assert "till 1 nov: Reser bort" in robot.words(robot.page.pane)
    undo(robot)()
    assert not robot.rows()[0].startswith("Egen väntan")


def test_a_colleague_is_given_the_next_step(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    robot = Reception(qtbot, clinic)
    robot.open(row)
    robot.click("step_delegate")
    choice = robot.focused
    assert isinstance(choice, ComboBox)
    choice.set_value(clinic.actor("hanna").user_id)
    robot.ctrl(Qt.Key.Key_Return)
    assert "H. Testmark" in robot.rows()[0]
    undo(robot)()
    assert "T. Fantasén" in robot.rows()[0]


def test_a_confirmation_becomes_a_letter_in_the_outbox(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    robot = Reception(qtbot, clinic)
    robot.open(row)
    robot.click("step_confirm")
    robot.wait_for_work()
    detail = clinic.reception.referrals.detail(row.id)
    assert detail.acknowledged_on == clinic.clock.today
    assert [paper.kind for paper in clinic.reception.documents.outbox()] == ["acknowledgement"]
    assert "Bekräftelse till remittent" not in robot.words(robot.page.pane)


def test_the_reply_is_ticked_when_the_case_is_decided(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    clinic.coordinator.referrals.move(
        row.id, "redirected", version=row.version, note="Till psykiatrin"
    )
    robot = Reception(qtbot, clinic)
    robot.page.choose("unanswered")
    robot.open(row)
    assert robot.focused.objectName() == "step_answered"
    robot.press(Qt.Key.Key_Return)
    assert clinic.reception.referrals.detail(row.id).answered_on == clinic.clock.today
    assert robot.rows() == []


def test_a_paper_is_attached_later(qtbot: QtBot, clinic: Clinic, tmp_path: Path) -> None:
    scan = tmp_path / "komplettering.pdf"
    scan.write_bytes(b"%PDF-1.7\n")
    row = register(clinic)
    robot = Reception(qtbot, clinic, file=scan)
    robot.open(row)
    robot.click("step_attach")
    assert "komplettering.pdf" in robot.words(robot.page.pane)


def test_a_clinician_reads_the_scan_and_reception_does_not(
    qtbot: QtBot, clinic: Clinic, tmp_path: Path
) -> None:
    row = register(clinic)
    clinic.reception.referrals.attach(row.id, NewAttachment("remiss.png", _png(tmp_path)))
    clinician = Reception(qtbot, clinic, who=Role.CLINICIAN)
    clinician.open(row)
    clinician.click("paper_0")
    clinician.wait_for_work()
    assert clinician.page.paper.isVisible()
    clinician.press(Qt.Key.Key_Escape)
    assert clinician.page.pane.isVisible()
    reception = Reception(qtbot, clinic)
    reception.open(row)
    assert "remiss.png" in reception.words(reception.page.pane)
    assert reception.page.findChild(Button, "paper_0") is None


def _png(folder: Path) -> bytes:
    image = QImage(40, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    file = folder / "remiss.png"
    assert image.save(str(file))
    return file.read_bytes()


# --- roles -----------------------------------------------------------------------------------


def test_reception_reads_no_clinical_text_and_no_risk(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    clinic.clinician.risk_cases.open_by_hand(row.patient_id, reason="Ringde och lät uppgiven")
    robot = Reception(qtbot, clinic)
    robot.open(row)
    words = robot.words() + "\n".join(robot.rows())
    assert "Önskar bedömning" not in words
    assert "Läses bara av behandlare och samordnare." in words
    assert "Behöver kontakt idag" not in words


def test_those_who_treat_see_who_needs_contact_today_in_neutral_words(
    qtbot: QtBot, clinic: Clinic
) -> None:
    row = register(clinic)
    clinic.clinician.risk_cases.open_by_hand(row.patient_id, reason="Ringde och lät uppgiven")
    robot = Reception(qtbot, clinic, who=Role.COORDINATOR)
    (shown,) = robot.rows()
    assert "Behöver kontakt idag, Granska remissen" in shown
    value = robot.page.table.row_value(0)
    assert value is not None
    assert value.flagged
    assert "uppgiven" not in shown


# --- two at once -----------------------------------------------------------------------------


def test_who_comes_second_is_told_sees_theirs_and_may_keep_ones_own(
    qtbot: QtBot, clinic: Clinic
) -> None:
    row = register(clinic)
    mine = Reception(qtbot, clinic)
    mine.open(row)
    mine.click("step_own_wait")
    mine.type("1/11")
    mine.fill("act_reason", "Reser bort")
    reviewing(clinic, row)
    mine.ctrl(Qt.Key.Key_Return)
    told = mine.trouble("referral_trouble")
    assert "Tore Fantasén ändrade" in told
    assert mine.text("act_reason") == "Reser bort"
    assert "Granskas" in [pill.value.text for pill in _pills(mine)]
    message = named(mine.page, "referral_trouble")
    keep = message.findChild(Button)
    assert keep is not None
    keep.click()
    detail = clinic.reception.referrals.detail(row.id)
    assert (detail.row.state, detail.own_wait_reason) == ("reviewing", "Reser bort")


def _pills(robot: Reception) -> list[Pill]:
    return [pill for pill in robot.page.pane.findChildren(Pill) if pill.isVisible()]


def test_a_step_that_somebody_took_first_is_told(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    robot = Reception(qtbot, clinic, who=Role.COORDINATOR)
    robot.open(row)
    clinic.coordinator.referrals.move(row.id, "withdrawn", version=row.version, note="Ångrade sig")
    robot.click("step_review")
    assert "Tore Fantasén ändrade" in robot.trouble("referral_trouble")
    assert state(clinic, row) == "withdrawn"


# --- size, language, keys --------------------------------------------------------------------


def test_small_windows_join_the_columns_and_the_chips(qtbot: QtBot, clinic: Clinic) -> None:
    register(clinic)
    wide = Reception(qtbot, clinic)
    assert wide.page.table.columnCount() == 4
    theme.current().choose(scale=2.0)
    small = Reception(qtbot, clinic, size=(1258, 617))
    assert small.page.table.columnCount() == 2
    assert "Provberg, Åsa  ·  Granska remissen" in small.rows()[0]
    assert small.page.filter.text() == "Filter: öppna 1"
    assert small.page.filter.isVisible()


def test_at_large_text_a_step_is_taken_by_buttons_that_stay_in_sight(
    qtbot: QtBot, clinic: Clinic
) -> None:
    row = reviewing(clinic, register(clinic))
    theme.current().choose(scale=2.0)
    robot = Reception(qtbot, clinic, size=(1258, 500))
    robot.open(row)
    robot.press(Qt.Key.Key_Return)
    for field in ("act_day", "act_clinician_id"):
        robot.tab_to(field)
        assert in_sight(named(robot.page, "act_go"))
        assert in_sight(named(robot.page, "act_cancel"))
    named(robot.page, "act_cancel").setFocus()
    robot.press(Qt.Key.Key_Escape)
    assert named(robot.page, "step_book").isVisible()
    assert not any(foot.isVisible() for foot in robot.page.findChildren(Button, "act_go"))


def test_every_word_is_there_in_english_too(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    language.install("en")
    robot = Reception(qtbot, clinic, who=Role.COORDINATOR)
    robot.open(row)
    assert "Referrals" in robot.words()
    assert "Review the referral" in robot.rows()[0]
    assert "2 days left" in robot.rows()[0]
    assert "Tore Fantasén has the next step, due " in robot.words(robot.page.pane)


def test_whatever_can_hold_the_focus_has_a_name(qtbot: QtBot, clinic: Clinic) -> None:
    row = register(clinic)
    robot = Reception(qtbot, clinic, place=Place(View.REFERRALS, detail="new"))
    robot.open(row)
    robot.click("step_delegate")
    nameless = [
        widget
        for widget in robot.page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
    ]
    assert nameless == []


def test_f1_lists_the_keys(qtbot: QtBot, clinic: Clinic) -> None:
    keys = [line.keys for line in Reception(qtbot, clinic).page.shortcuts()]
    assert {"Enter", "Ctrl+F", "Ctrl+Enter", "Esc"} <= set(keys)


def test_tab_goes_through_the_form_as_one_reads(qtbot: QtBot, clinic: Clinic) -> None:
    robot = Reception(qtbot, clinic, place=Place(View.REFERRALS, detail="new"))
    form = named(robot.page, "referral_form")
    chain = tab_chain(robot.page, named(form, "identity"))
    assert steps_up(chain, form) == []
    assert shared_mnemonics(robot.page) == {}
