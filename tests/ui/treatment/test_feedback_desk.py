from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ikbt_desktop.services.measurements import NewMeasurement
from ikbt_desktop.services.treatments import WeekReportView
from ikbt_desktop.ui import panes
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.segmented_answer import SegmentedAnswer
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.treatment.feedback_desk import FeedbackDesk
from ikbt_desktop.ui.treatment.history_pane import REASON_DRAFT
from ikbt_desktop.ui.treatment.passing_copy import PassingCopy
from tests.doors import let_in
from tests.ui.robots import in_sight
from tests.ui.treatment.robot import Robot, clipped, unnamed
from tests.ui.treatment.ward import BETTER, RED, Ward

TEXT = "Hej Åsa! Du klarade två promenader. Prova nästa avsnitt."


@pytest.fixture
def robot(qtbot: QtBot, treated: Ward) -> Robot:
    return Robot(qtbot, treated, View.FEEDBACK)


def desk(robot: Robot) -> FeedbackDesk:
    assert isinstance(robot.page, FeedbackDesk)
    return robot.page


def history(robot: Robot) -> tuple[Any, ...]:
    return robot.services.feedback_notes.history(robot.ward.treatment_id)


def test_the_editor_has_the_focus_when_the_desk_opens(robot: Robot) -> None:
    assert robot.focus == "feedback_text"


def test_the_left_half_tells_what_is_new(qtbot: QtBot, treated: Ward) -> None:
    treated.measure(BETTER, week=2)
    treated.clinic.clinician.treatments.report_week(
        treated.treatment_id,
        WeekReportView(2, treated.today, "partly", "Dagbok", "Gick ut två gånger.", ()),
    )
    read = Robot(qtbot, treated, View.FEEDBACK).reads()
    assert "27 → 24" in read
    assert "Mest ändrat: Oroskänslor +1, Sömn −1, Initiativförmåga −1" in read
    assert "Dagbok, avsnitt 2. Inskickat måndag 19 oktober." in read
    assert "Gick ut två gånger." in read
    assert "Promenad måndag och torsdag" in read
    assert "Förra återkopplingen, vecka 1" in read


def test_a_form_that_the_last_feedback_had_seen_is_not_new_and_the_next_is_missed(
    robot: Robot,
) -> None:
    assert "27 → 27" not in robot.reads()
    robot.press("enter_measure")
    place = robot.went[0]
    assert (place.view, place.detail) == (View.MEASURE, "madrs-s")


def test_at_large_text_f6_changes_between_what_is_new_and_the_letter(
    qtbot: QtBot, treated: Ward
) -> None:
    theme.current().choose(scale=2.0)
    page = desk(Robot(qtbot, treated, View.FEEDBACK))
    for seen, hidden in ((page.new, page.writing), (page.writing, page.new)):
        panes.go_round(page.panes(), 1, page.bring_pane)
        assert seen.isVisible()
        assert not hidden.isVisible()
        focused = page.window().focusWidget()
        assert focused is not None
        assert seen.isAncestorOf(focused)


def test_signing_says_beforehand_what_it_does(robot: Robot) -> None:
    assert desk(robot).consequences() == (
        "Signering låser texten, öppnar avsnitt 3, bokar svar 26 okt, registrerar kontakt och "
        "avgift (250\N{NO-BREAK SPACE}kr) och kopierar texten."
    )
    desk(robot).channel.answer("phone")
    assert "kopierar" not in desk(robot).consequences()


def test_ctrl_enter_signs_copies_and_opens_the_next_section(robot: Robot) -> None:
    robot.type(TEXT)
    robot.key(Qt.Key.Key_Return, ctrl=True)
    assert history(robot)[0].text == TEXT
    assert robot.clipboard() == TEXT
    read = robot.reads()
    assert "Signerad. Klistra in i Stöd och behandling." in read
    assert "Avsnitt 3 är öppet." in read
    assert [s.state for s in robot.ward.treatment().sections][:4] == [
        "done",
        "done",
        "open",
        "locked",
    ]
    assert robot.focus == "sent"
    robot.key(Qt.Key.Key_Space)
    assert robot.clipboard() == ""
    assert not robot.widget("sent").isEnabled()


def test_signing_twice_is_not_possible(robot: Robot) -> None:
    robot.type(TEXT)
    desk(robot).sign()
    desk(robot).sign()
    assert sum(note.section == 2 for note in history(robot)) == 1


def test_the_copy_leaves_the_clipboard_unless_it_is_somebody_elses(qtbot: QtBot) -> None:
    copy = PassingCopy(kept_ms=40)
    copy.copy("Hej Åsa")
    assert QGuiApplication.clipboard().text() == "Hej Åsa"
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "", timeout=1_000)
    copy.copy("Hej igen")
    QGuiApplication.clipboard().setText("något annat")
    qtbot.wait(80)
    assert QGuiApplication.clipboard().text() == "något annat"
    QGuiApplication.clipboard().clear()


def test_an_empty_text_is_not_signed(robot: Robot) -> None:
    robot.type("   ")
    robot.key(Qt.Key.Key_Return, ctrl=True)
    assert len(history(robot)) == 1
    assert "Skriv återkopplingen först" in robot.reads()


@pytest.mark.parametrize("minutes", ["", "601", "x"])
def test_minutes_that_cannot_be_keep_the_text_unsigned(robot: Robot, minutes: str) -> None:
    robot.type(TEXT)
    robot.write_date("minutes", minutes)
    if not minutes:
        robot.key(Qt.Key.Key_Delete)
    desk(robot).sign()
    assert len(history(robot)) == 1
    assert "Skriv minuter från 0 till 600" in robot.reads()
    assert desk(robot).editor.toPlainText() == TEXT


def test_the_timer_runs_while_the_editor_has_the_focus_and_can_be_set(robot: Robot) -> None:
    robot.type(TEXT)
    for _ in range(61):
        desk(robot).editor.tick()
    assert desk(robot).minutes.text() == "2"
    robot.write_date("minutes", "12")
    desk(robot).sign()
    assert history(robot)[0].minutes == 12


def test_the_draft_and_its_cursor_are_found_again_after_a_kill(robot: Robot) -> None:
    robot.type(TEXT)
    robot.key(Qt.Key.Key_Home)
    notes, treatment = robot.services.feedback_notes, robot.ward.treatment_id
    robot.qtbot.waitUntil(lambda: notes.desk(treatment).draft_text == TEXT, timeout=2_500)
    again = robot.killed_and_opened_again()
    assert desk(again).editor.toPlainText() == TEXT
    assert desk(again).editor.textCursor().position() == 0
    assert "Utkast sparat" in again.reads()


def test_esc_keeps_the_draft_and_leaves(robot: Robot) -> None:
    robot.type(TEXT)
    robot.key(Qt.Key.Key_Escape)
    assert robot.returned == 1
    assert robot.services.feedback_notes.desk(robot.ward.treatment_id).draft_text == TEXT


def test_a_phrase_is_found_by_its_beginning_and_inserted_as_one_undo_step(robot: Robot) -> None:
    robot.type("Hej. ;bo")
    popup = desk(robot).editor.popup
    assert popup.isVisible()
    assert [phrase.name for phrase in popup.phrases] == ["bokad", "boosta"]
    robot.key(Qt.Key.Key_Down)
    robot.key(Qt.Key.Key_Tab)
    assert desk(robot).editor.toPlainText() == "Hej. Du har redan visat att du kan, Åsa."
    assert robot.focus == "feedback_text"
    desk(robot).editor.undo()
    assert desk(robot).editor.toPlainText() == "Hej. ;bo"


def test_esc_closes_the_phrases_first_and_tab_then_leaves_the_editor(robot: Robot) -> None:
    robot.type(";bo")
    robot.key(Qt.Key.Key_Escape)
    assert not desk(robot).editor.popup.isVisible()
    assert robot.returned == 0
    robot.key(Qt.Key.Key_Tab)
    assert desk(robot).editor.toPlainText() == ";bo"
    assert robot.focus != "feedback_text"


def test_a_semicolon_inside_a_word_opens_nothing(robot: Robot) -> None:
    robot.type("i morgon;bo")
    assert not desk(robot).editor.popup.isVisible()


def test_advice_that_comes_when_the_clinic_was_just_locked_says_nothing(robot: Robot) -> None:
    robot.type("Hej! Bra jobbat.")
    desk(robot).services.door.let_go()
    desk(robot).show_advice()
    assert desk(robot).editor.toPlainText() == "Hej! Bra jobbat."


def test_the_advice_names_what_is_missing_and_adds_the_date(robot: Robot) -> None:
    robot.type("Hej! Fint. Prova nästa avsnitt. {mål}")
    desk(robot).show_advice()
    robot.settle()
    read = robot.reads()
    assert "Namnet Åsa står inte i texten" in read
    assert "{mål} är inte ifyllt" in read
    assert "Inget datum för nästa kontakt." in read
    robot.press("add_next_date")
    assert desk(robot).editor.toPlainText().endswith("Vi hörs igen måndag 26 oktober.")
    desk(robot).show_advice()
    robot.settle()
    assert "Inget datum för nästa kontakt." not in robot.reads()


def test_a_paused_treatment_is_read_only_in_words(qtbot: QtBot, treated: Ward) -> None:
    view = treated.treatment()
    until = treated.today.replace(day=30)
    treated.clinic.clinician.treatments.pause(
        view.id, until=until, reason="Resa", version=view.version
    )
    robot = Robot(qtbot, treated, View.FEEDBACK)
    assert desk(robot).editor.isReadOnly()
    assert "Behandlingen är pausad." in robot.reads()
    assert not robot.widget("sign_feedback").isVisibleTo(robot.page)


def test_a_pause_made_meanwhile_refuses_the_signature_and_keeps_the_text(robot: Robot) -> None:
    robot.type(TEXT)
    view = robot.ward.treatment()
    until = robot.ward.today.replace(day=30)
    let_in(robot.ward.clinic.workplace("hanna"), robot.ward.patient_id)
    robot.ward.clinic.colleague.treatments.pause(
        view.id, until=until, reason="Resa", version=view.version
    )
    desk(robot).sign()
    assert "Behandlingen är pausad." in robot.reads()
    assert desk(robot).editor.toPlainText() == TEXT
    assert robot.services.feedback_notes.desk(robot.ward.treatment_id).draft_text == TEXT


def test_a_text_that_a_colleague_signed_meanwhile_is_shown_and_mine_kept(robot: Robot) -> None:
    robot.type(TEXT)
    let_in(robot.ward.clinic.workplace("hanna"), robot.ward.patient_id)
    robot.ward.clinic.colleague.feedback_notes.sign(
        robot.ward.treatment_id, 2, "Kollegans text.", channel="message", minutes=5
    )
    desk(robot).sign()
    assert "Återkopplingen är signerad." in robot.reads()
    assert sum(note.section == 2 for note in history(robot)) == 1
    mine = robot.services.feedback_notes.desk(robot.ward.treatment_id, section=2)
    assert mine.draft_text == TEXT
    robot.press("copy_again")
    assert robot.clipboard() == TEXT


def test_an_open_risk_stands_above_the_editor_and_leads_to_the_case(
    qtbot: QtBot, treated: Ward
) -> None:
    treated.measure(RED, week=2)
    robot = Robot(qtbot, treated, View.FEEDBACK)
    assert "Behöver kontakt idag." in robot.reads()
    robot.press_message()
    assert robot.went[0].view is View.RISK


def test_a_signed_text_is_corrected_by_a_new_version_and_both_are_read(
    qtbot: QtBot, treated: Ward
) -> None:
    robot = Robot(qtbot, treated, View.FEEDBACK, detail="1")
    assert desk(robot).editor.isReadOnly()
    robot.press_message()
    robot.press("sign_amendment")
    assert "Skriv vad som var fel." in robot.reads()
    robot.widget("amended_text").setFocus()
    desk(robot).history.form._text.setPlainText("Hej Åsa! Rättad.")
    robot.type("Fel dag", into="amend_reason")
    robot.press("sign_amendment")
    new, old = history(robot)
    assert (new.text, new.correction_reason, old.replaced) == ("Hej Åsa! Rättad.", "Fel dag", True)
    read = robot.reads()
    assert "Hej Åsa! Rättad." in read
    assert "Fint att du skrev ned vad som hände före." in read
    assert "Ersatt" in read


def test_what_the_patient_sent_in_is_written_down_and_ticked(robot: Robot) -> None:
    robot.press("open_report")
    desk(robot).new.form.save()
    robot.settle()
    assert "Ange om hemuppgiften är gjord." in robot.reads()
    desk(robot).new.form._homework.answer("done")
    robot.type("Gick varje dag.", into="reflection")
    robot.press("save_report")
    assert "Gick varje dag." in robot.reads()
    robot.press("agreed_0")
    reports = robot.services.treatments.reports(robot.ward.treatment_id)
    assert [report.section for report in reports] == [2, 1]
    assert reports[0].reflection == "Gick varje dag."
    assert reports[1].agreed == (
        ("Promenad måndag och torsdag", True),
        ("Ringa min bror", False),
    )


def test_a_half_written_report_is_found_again(robot: Robot) -> None:
    robot.press("open_report")
    robot.type("Gick varje dag.", into="reflection")
    robot.page.keep()
    again = robot.killed_and_opened_again()
    assert desk(again).new.form._reflection.toPlainText() == "Gick varje dag."
    assert again.widget("report_form").isVisibleTo(again.page)


def test_a_coordinator_reads_and_writes_nothing(qtbot: QtBot, treated: Ward) -> None:
    robot = Robot(qtbot, treated, View.FEEDBACK, services=treated.clinic.coordinator)
    assert desk(robot).editor.isReadOnly()
    assert "Återkoppling skrivs av behandlare." in robot.reads()


def test_a_desk_that_is_only_looked_at_keeps_no_report(robot: Robot) -> None:
    robot.page.keep()
    assert robot.services.drafts.all() == ()
    again = robot.killed_and_opened_again()
    assert not again.widget("report_form").isVisibleTo(again.page)


def test_a_half_written_report_is_offered_to_nobody_who_may_not_keep_it(
    qtbot: QtBot, treated: Ward
) -> None:
    services = treated.clinic.coordinator
    services.drafts.keep("week_report", f"{treated.treatment_id}/2", "{}")
    robot = Robot(qtbot, treated, View.FEEDBACK, services=services)
    assert not robot.widget("report_form").isVisibleTo(robot.page)


def test_refresh_never_touches_the_text(robot: Robot) -> None:
    robot.type(TEXT)
    robot.page.refresh()
    assert desk(robot).editor.toPlainText() == TEXT
    desk(robot).editor.moveCursor(QTextCursor.MoveOperation.End)
    assert robot.page.place() == Place(
        View.FEEDBACK,
        patient_id=robot.ward.patient_id,
        record_id=robot.ward.treatment_id,
        detail="2",
    )


@pytest.mark.parametrize(
    ("size", "scale"), [((1312, 571), 1.0), ((970, 522), 1.0), ((1293, 440), 2.0)]
)
@pytest.mark.parametrize("chosen", ["sv", "en"])
def test_nothing_is_clipped_and_everything_has_a_name(
    qtbot: QtBot, treated: Ward, size: tuple[int, int], scale: float, chosen: str
) -> None:
    language.install(chosen)
    theme.current().choose(scale=scale)
    treated.measure(BETTER, week=2)
    robot = Robot(qtbot, treated, View.FEEDBACK, size=size)
    robot.type(TEXT)
    desk(robot).show_advice()
    robot.page.keep()
    robot.settle()
    assert (robot.page.width(), robot.page.height()) == size
    assert clipped(robot.page) == []
    assert unnamed(robot.page) == []
    desk(robot).tabs.answer("new")
    desk(robot).new.open_form()
    robot.settle()
    assert clipped(robot.page) == []
    if chosen == "en":
        assert "Signera" not in robot.reads()


def test_a_call_stays_a_call_after_a_kill_and_at_the_signature(robot: Robot) -> None:
    channel = robot.widget("channel")
    assert isinstance(channel, SegmentedAnswer)
    channel.answer("phone")
    robot.type("Ringde. Går bra.")
    robot.press("keep_draft")
    again = robot.killed_and_opened_again()
    restored = again.widget("channel")
    assert isinstance(restored, SegmentedAnswer)
    assert restored.value == "phone"
    assert "kopierar" not in desk(again).consequences()
    desk(again).sign()
    assert history(again)[0].channel == "phone"


def test_the_cursor_stands_where_it_stood_behind_signs_that_count_twice(robot: Robot) -> None:
    robot.type("Hej ")
    desk(robot).editor.insertPlainText("😀😀😀 slut")
    robot.press("keep_draft")
    again = robot.killed_and_opened_again()
    assert desk(again).editor.textCursor().atEnd()


def test_the_reason_of_a_correction_is_kept_with_its_text(robot: Robot) -> None:
    robot.type(TEXT)
    desk(robot).sign()
    robot.press("done")
    again = robot.killed_and_opened_again()
    again = Robot(again.qtbot, again.ward, View.FEEDBACK, detail="2")
    again.press_message()
    again.type(" Rättat.", into="amended_text")
    again.type("Fel dag", into="amend_reason")
    again.page.keep()
    once_more = Robot(again.qtbot, again.ward, View.FEEDBACK, detail="2")
    once_more.press_message()
    reason = once_more.widget("amend_reason")
    assert isinstance(reason, QLineEdit)
    assert reason.text() == "Fel dag"
    once_more.press("sign_amendment")
    assert history(once_more)[0].correction_reason == "Fel dag"
    assert once_more.services.drafts.find(REASON_DRAFT, history(once_more)[1].id) is None


def test_a_prorated_total_says_so_beside_the_feedback(qtbot: QtBot, treated: Ward) -> None:
    treated.clinic.clinician.measurements.record(
        NewMeasurement(
            patient_id=treated.patient_id,
            instrument="gad-7",
            answers=(2, 2, 2, 2, 2, 1, None),
            answered_on=treated.today,
            treatment_id=treated.treatment_id,
            week=2,
        )
    )
    read = Robot(qtbot, treated, View.FEEDBACK).reads()
    assert "12,83" in read
    assert "1 svar saknas, summan är uppräknad." in read


def test_at_large_text_the_page_follows_the_line_that_is_written(
    qtbot: QtBot, treated: Ward
) -> None:
    theme.current().choose(scale=2.0)
    robot = Robot(qtbot, treated, View.FEEDBACK, size=(1260, 380))
    editor = desk(robot).editor
    for _line in range(9):
        robot.type("Du gick ut igen.")
        robot.key(Qt.Key.Key_Return)
        line = editor.cursorRect()
        assert editor.viewport().visibleRegion().contains(line.center())


def test_at_large_text_what_follows_a_signature_stands_whole_above_the_foot(
    qtbot: QtBot, treated: Ward
) -> None:
    theme.current().choose(scale=2.0)
    robot = Robot(qtbot, treated, View.FEEDBACK, size=(1260, 380))
    robot.type(TEXT)
    robot.key(Qt.Key.Key_Return, ctrl=True)
    assert robot.focus == "sent"
    assert in_sight(robot.widget("sent"))
