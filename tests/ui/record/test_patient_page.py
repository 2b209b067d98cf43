"""The patient's record: what each role sees, what stands in the tabs, what is done there."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.care_relation import Ground
from ikbt_desktop.clinic.change import Point, Reliability, course
from ikbt_desktop.clinic.protection import Protection
from ikbt_desktop.services.caseload import PatientChanges
from ikbt_desktop.services.closings import Closing
from ikbt_desktop.services.referrals import NewAttachment, NewReferral
from ikbt_desktop.services.treatments import NewAssignment
from ikbt_desktop.ui.kit import language, theme, turns
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.edits import ComboBox
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.record import words
from ikbt_desktop.ui.record.leaf import Struck
from ikbt_desktop.ui.record.overview_tab import OverviewTab
from ikbt_desktop.ui.record.patient_page import PatientPage
from ikbt_desktop.ui.record.referral_tab import ReferralTab
from tests.clinics import invented_number
from tests.doors import let_in
from tests.ui.reading_order import shared_mnemonics
from tests.ui.record.robot import Robot, picture
from tests.ui.treatment.ward import RED, Ward

CLINICAL = (
    "Nedstämd",
    "MADRS",
    "depression",
    "Depressionshjälpen",
    "Sobril",
    "F32",
    "Fint att du skrev",
    "Gick ut varje dag",
    "motivation",
)
TABS = (
    "overview",
    "referral",
    "assessment",
    "treatment",
    "feedback",
    "measures",
    "course",
    "documents",
    "fees",
)


def _overview(page: PatientPage) -> OverviewTab:
    tab = page.tab
    assert isinstance(tab, OverviewTab)
    return tab


# --- roles -----------------------------------------------------------------------------------


def test_reception_sees_its_own_tabs_and_nothing_clinical(robot: Robot) -> None:
    reception = robot.ward.clinic.reception
    page = robot.patient("measures", reception)
    assert page.tabs.current == "overview"
    for tab in ("overview", "referral", "documents", "fees"):
        page.show_tab(tab)
        seen = robot.seen(page)
        assert not [word for word in CLINICAL if word in seen]
    assert page.findChild(QWidget, "tab_measures") is None
    assert page.findChild(QWidget, "tab_assessment") is None
    assert robot.ward.clinic.refusals() == 0


def test_reception_knows_no_risk(robot: Robot) -> None:
    robot.ward.clinic.clock.move(days=1)
    robot.ward.measure(RED, week=2)
    assert "kontakt idag" not in robot.seen(robot.patient(services=robot.ward.clinic.reception))
    page = robot.patient()
    assert "Behöver kontakt idag." in robot.seen(page)
    banner = robot.ward.clinic.clinician.caseload.banner(robot.ward.patient_id)
    _overview(page)._risk.acted.emit()
    assert robot.went == [
        Place(View.RISK, patient_id=robot.ward.patient_id, record_id=banner.risk_case_id)
    ]


def test_a_coordinator_reads_and_does_not_write(robot: Robot) -> None:
    page = robot.patient(services=robot.ward.clinic.coordinator)
    assert "Avsnitt 2" in robot.seen(page)
    for name in ("write_feedback", "new_measurement", "pause_treatment", "close_treatment"):
        assert not robot.find(page, name, Button).isVisible()


# --- overview --------------------------------------------------------------------------------


def test_the_change_is_said_in_points_and_never_called_reliable_without_a_study(
    robot: Robot,
) -> None:
    seen = robot.seen(robot.patient())
    assert "−3\N{NO-BREAK SPACE}p sedan start" in seen
    assert "Säker förändring visas inte: underlag saknas för MADRS\N{NON-BREAKING HYPHEN}S." in seen
    assert "Nivåerna är vägledande." in seen


@pytest.mark.parametrize(
    ("points", "icon"),
    [(-3.0, "arrow-down-right"), (2.0, "arrow-up-right"), (0.0, "minus"), (None, "minus")],
)
def test_the_arrow_goes_as_the_points_went(points: float | None, icon: str) -> None:
    assert words.change_icon(Reliability.UNKNOWN, points)[0] == icon


def test_the_weeks_say_what_is_done_open_and_locked(robot: Robot) -> None:
    weeks = robot.find(robot.patient(), "weeks", QWidget).accessibleDescription().splitlines()
    assert weeks[0] == "1. Att känna sig deprimerad, v. 41, Klar"
    assert weeks[1] == "2. Avsnitt 2, v. 42, Öppet"
    assert weeks[2] == "3. Avsnitt 3, v. 43, Låst"


def test_late_feedback_is_counted_in_days(robot: Robot) -> None:
    robot.ward.clinic.clock.move(days=2)
    weeks = robot.find(robot.patient(), "weeks", QWidget).accessibleDescription()
    assert "2. Avsnitt 2, v. 42, 2 dagar sen" in weeks


def test_t_changes_between_chart_and_table(robot: Robot) -> None:
    page = robot.patient()
    chart = _overview(page).course.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_T)
    assert chart.is_table
    QTest.keyClick(chart.table, Qt.Key.Key_T)
    assert not chart.is_table


@pytest.mark.parametrize(
    ("button", "view"),
    [
        ("write_feedback", View.FEEDBACK),
        ("new_measurement", View.MEASURE),
        ("close_treatment", View.CLOSING),
    ],
)
def test_each_button_leads_to_its_work(robot: Robot, button: str, view: View) -> None:
    robot.press(robot.patient(), button)
    ward = robot.ward
    assert robot.went == [Place(view, patient_id=ward.patient_id, record_id=ward.treatment_id)]


def test_when_every_section_is_answered_what_is_left_is_to_end(robot: Robot) -> None:
    ward = robot.ward
    while ward.treatment().next_feedback_on is not None:
        number = next(s.number for s in ward.treatment().sections if s.done_on is None)
        ward.clinic.clock.move(days=7)
        ward.sign(number)
    page = robot.patient()
    assert not robot.find(page, "write_feedback", QPushButton).isVisible()
    assert page.focusWidget() is robot.find(page, "end_treatment", QPushButton)
    robot.press(page, "end_treatment")
    assert robot.went[-1].view is View.CLOSING


def test_an_event_stands_under_the_curve(robot: Robot) -> None:
    page = robot.patient()
    robot.press(page, "add_event")
    robot.type(page, "event_form_date", "2026-10-15")
    robot.type(page, "event_words", "Sertralin 50 mg")
    robot.press(page, "event_form_save")
    course = robot.ward.clinic.clinician.measurements.course(robot.ward.treatment_id)
    assert "Sertralin 50 mg" in [event.words for event in course.facts.events]
    assert robot.said[-1][0] == "Händelsen står under kurvan."
    assert robot.ward.clinic.clinician.drafts.all() == ()


def test_a_pause_needs_a_day_and_a_reason_and_says_so_at_the_field(robot: Robot) -> None:
    page = robot.patient()
    robot.press(page, "pause_treatment")
    robot.type(page, "pause_form_date", "igår")
    robot.type(page, "pause_reason", "Resa")
    robot.press(page, "pause_form_save")
    assert "Välj en dag efter idag." in robot.seen(page)
    robot.type(page, "pause_form_date", "2026-11-02")
    robot.press(page, "pause_form_save")
    view = robot.ward.treatment()
    assert view.state == "paused"
    assert "Pausad, åter 2026-11-02" in robot.seen(page)
    robot.press(page, "resume_treatment")
    assert robot.ward.treatment().state == "running"


def test_a_day_that_is_not_in_the_calendar_is_named_and_kept(robot: Robot) -> None:
    page = robot.patient()
    robot.press(page, "pause_treatment")
    robot.type(page, "pause_form_date", "31/11")
    robot.type(page, "pause_reason", "Resa")
    robot.press(page, "pause_form_save")
    assert "31 november finns inte, november har 30 dagar." in robot.seen(page)
    assert "31/11" in robot.seen(page)
    assert robot.ward.treatment().state == "running"


def test_a_form_left_half_written_is_there_again(robot: Robot) -> None:
    page = robot.patient()
    robot.press(page, "pause_treatment")
    robot.type(page, "pause_reason", "Ska resa bort")
    page.keep()
    again = robot.patient()
    robot.press(again, "pause_treatment")
    assert "Ska resa bort" in robot.seen(again)


# --- taking back -----------------------------------------------------------------------------


def _named_like(page: PatientPage, start: str) -> list[QPushButton]:
    QApplication.processEvents()  # what was just laid out is shown with the next event
    buttons = page.findChildren(QPushButton)
    return [one for one in buttons if one.objectName().startswith(start) and one.isVisible()]


def test_a_wrong_assignment_is_voided_with_a_reason_and_stays_in_the_history(
    robot: Robot,
) -> None:
    page = robot.patient("treatment")
    (void,) = _named_like(page, "void_")
    robot.press(page, void.objectName())
    robot.press(page, "void_form_save")
    assert robot.ward.treatment().state == "running"
    robot.type(page, "void_form_reason", "Fel patient.")
    page.refresh()  # somebody presses F5 in the middle of it
    assert "Fel patient." in robot.find(page, "void_form_reason", QPlainTextEdit).toPlainText()
    robot.press(page, "void_form_save")
    assert robot.ward.treatment().state == "voided"
    assert "Fel patient." in robot.seen(page)
    assert _named_like(page, "void_") == []
    assert "Tilldelningen är makulerad." in [said for said, _ in robot.said]


def test_an_assignment_of_today_is_undone_without_a_reason(assessed: Ward, qtbot: QtBot) -> None:
    clinic = assessed.clinic
    view = clinic.clinician.treatments.assign(
        NewAssignment(
            referral_id=assessed.referral_id,
            program="depressionshjalpen",
            clinician_id=clinic.actor("maria").user_id,
            starts_on=assessed.today,
            agreed_on=assessed.today,
        )
    )
    assessed.treatment_id = view.id
    robot = Robot(assessed, qtbot)
    seldom = robot.patient("treatment", clinic.reception)
    assert _named_like(seldom, "undo_assignment_") == []
    page = robot.patient("treatment")
    (undo,) = _named_like(page, "undo_assignment_")
    robot.press(page, undo.objectName())
    assert assessed.treatment().state == "voided"
    assert "Tilldelningen är ångrad." in [said for said, _ in robot.said]
    assert _named_like(page, "undo_assignment_") == []
    assert clinic.clinician.treatments.board(assessed.referral_id).refusals == ()


def test_an_assignment_of_yesterday_is_only_voided(robot: Robot) -> None:
    page = robot.patient("treatment")
    assert _named_like(page, "undo_assignment_") == []
    assert _named_like(page, "void_")


def test_the_reason_of_a_voiding_that_was_left_is_there_again(robot: Robot) -> None:
    page = robot.patient("treatment")
    robot.press(page, _named_like(page, "void_")[0].objectName())
    robot.type(page, "void_form_reason", "Fel program")
    page.keep()
    again = robot.patient("treatment")
    robot.press(again, _named_like(again, "void_")[0].objectName())
    assert "Fel program" in robot.find(again, "void_form_reason", QPlainTextEdit).toPlainText()
    robot.press(again, "void_form_cancel")
    assert robot.ward.treatment().state == "running"


def test_who_assigns_voids_and_nobody_else(robot: Robot) -> None:
    clinic = robot.ward.clinic
    assert _named_like(robot.patient("treatment", clinic.coordinator), "void_")


def test_an_assessment_is_broken_off_with_a_reason(robot: Robot) -> None:
    clinic, ward = robot.ward.clinic, robot.ward
    treatments = clinic.clinician.treatments
    treatments.void(ward.treatment_id, reason="Fel.", version=ward.treatment().version)
    clinic.clinician.screenings.begin(ward.referral_id)
    page = robot.patient("assessment")
    robot.press(page, "break_off_assessment")
    assert "Behåll bedömningen" in robot.seen(page)  # "Avbryt" would say two things here
    robot.type(page, "break_off_reason", "Patienten kom inte.")
    robot.press(page, "break_off_save")
    (ended,) = clinic.clinician.screenings.broken_off(ward.patient_id)
    assert ended.reason == "Patienten kom inte."
    assert "Patienten kom inte." in robot.seen(page)
    assert not _named_like(robot.patient("assessment", clinic.coordinator), "break_off")


def test_the_care_is_moved_to_another_unit_with_a_reason(robot: Robot) -> None:
    clinic, patient = robot.ward.clinic, robot.ward.patient_id
    clinic.administrator.units.add("Södra mottagningen")
    page = robot.patient()
    robot.press(page, "move_unit")
    robot.find(page, "unit_of_patient_form_choice", ComboBox).setCurrentIndex(0)
    robot.type(page, "unit_of_patient_form_reason", "Har flyttat.")
    robot.press(page, "unit_of_patient_form_save")
    moved = clinic.coordinator.caseload.details(patient).unit_id
    names = {unit.id: unit.name for unit in clinic.coordinator.units.names()}
    assert names[str(moved)] == "Södra mottagningen"


# --- contact ways ----------------------------------------------------------------------------


def test_contact_ways_are_changed_in_place(robot: Robot) -> None:
    reception = robot.ward.clinic.reception
    page = robot.patient(services=reception)
    robot.press(page, "edit_contact")
    robot.type(page, "contact_phone", "070-174 06 35")
    robot.press(page, "save_contact")
    assert reception.caseload.details(robot.ward.patient_id).phone == "070-174 06 35"
    assert "070-174 06 35" in robot.seen(page)


def test_a_wrong_phone_number_is_said_at_its_field_and_kept(robot: Robot) -> None:
    page = robot.patient(services=robot.ward.clinic.reception)
    robot.press(page, "edit_contact")
    robot.type(page, "contact_email", "ingen adress")
    robot.press(page, "save_contact")
    assert _overview(page).contact._fields["email"].error
    assert "ingen adress" in robot.seen(page)


def test_two_editors_are_compared_and_mine_can_be_kept(robot: Robot) -> None:
    clinic, patient_id = robot.ward.clinic, robot.ward.patient_id
    page = robot.patient(services=clinic.reception)
    robot.press(page, "edit_contact")
    robot.type(page, "contact_city", "Visby")
    other = clinic.clinician.caseload
    details = other.details(patient_id)
    changes = PatientChanges(details.family_name, details.given_name, city="Hemse")
    other.change(patient_id, changes, version=details.version)
    robot.press(page, "save_contact")
    assert "Ort: den andra har ”Hemse”, du har ”Visby”" in robot.seen(page)
    robot.press(page, "keep_mine")
    assert other.details(patient_id).city == "Visby"


def test_theirs_can_be_taken(robot: Robot) -> None:
    clinic, patient_id = robot.ward.clinic, robot.ward.patient_id
    page = robot.patient(services=clinic.reception)
    robot.press(page, "edit_contact")
    robot.type(page, "contact_city", "Visby")
    other = clinic.clinician.caseload
    details = other.details(patient_id)
    changes = PatientChanges(details.family_name, details.given_name, city="Hemse")
    other.change(patient_id, changes, version=details.version)
    robot.press(page, "save_contact")
    robot.press(page, "take_theirs")
    assert other.details(patient_id).city == "Hemse"
    assert "Hemse" in robot.seen(page)


def test_protected_contact_ways_are_masked_until_asked_for(robot: Robot) -> None:
    clinic, patient_id = robot.ward.clinic, robot.ward.patient_id
    caseload = clinic.reception.caseload
    details = caseload.details(patient_id)
    changes = PatientChanges(details.family_name, details.given_name, phone="070-174 06 35")
    details = caseload.change(patient_id, changes, version=details.version)
    caseload.protect(patient_id, Protection.MARKED, reason="Hot.", version=details.version)
    let_in(clinic.workplace("rut"), patient_id)
    page = robot.patient(services=clinic.reception)
    assert "070-174 06 35" not in robot.seen(page)
    assert "Skyddade personuppgifter" in robot.seen(page)
    assert not robot.find(page, "edit_contact", Button).isVisible()
    robot.press(page, "reveal_contact")
    assert "070-174 06 35" in robot.seen(page)
    assert clinic.log()[0].kind == "protected"


# --- the tabs that are read ------------------------------------------------------------------


def test_the_decision_stands_as_it_was_taken(robot: Robot) -> None:
    seen = robot.seen(robot.patient("assessment"))
    assert "Beslut: Lämplig" in seen
    assert "Tydlig målgrupp, god motivation." in seen
    assert "Inget hinder" in seen
    assert "EXC-4  Läkemedel" in seen
    assert "version 2026-1" in seen
    assert "Brev till patienten" in seen


def test_a_decision_leads_to_the_whole_intake_as_it_was_taken(robot: Robot) -> None:
    (line,) = robot.ward.clinic.clinician.decisions.of_patient(robot.ward.patient_id)
    robot.press(robot.patient("assessment"), f"replay_{line.screening_id[:8]}")
    assert robot.went == [
        Place(View.DECISION, patient_id=robot.ward.patient_id, record_id=line.screening_id)
    ]


def test_an_assessment_that_was_broken_off_is_not_under_way(robot: Robot) -> None:
    ward = robot.ward
    row = ward.clinic.reception.referrals.register(
        NewReferral(
            identity=invented_number(date(1993, 2, 12)),
            family_name="Provberg",
            given_name="Åsa",
            source="self_referral",
            received_on=ward.clinic.clock.today,
            patient_id=ward.patient_id,
        )
    )
    screenings = ward.clinic.clinician.screenings
    view = screenings.begin(row.id)
    page = robot.patient("assessment")
    assert "Påbörjad bedömning" in robot.seen(page)
    screenings.discontinue(view.id, reason="Remissen drogs tillbaka.", version=view.version)
    seen = robot.seen(robot.patient("assessment"))
    assert "Påbörjad bedömning" not in seen
    assert "Bedömningen avbruten" in seen
    assert "Remissen drogs tillbaka." in seen


def test_follow_ups_that_will_not_come_about_are_given_up_with_a_reason(robot: Robot) -> None:
    ward = robot.ward
    today = ward.clinic.clock.today
    treatments = ward.clinic.clinician.treatments
    (going,) = treatments.of_patient(ward.patient_id)
    done = Closing("as_planned", today, "", "Bättre.", (), (today + timedelta(days=90),))
    treatments.close(going.id, done, version=going.version)
    page = robot.patient()
    robot.press(page, "end_follow_ups")
    robot.press(page, "follow_up_end_save")
    assert "Skriv något här." in robot.seen(page)
    robot.find(page, "follow_up_end_reason", QPlainTextEdit).setPlainText("Vill inte svara mer.")
    robot.press(page, "follow_up_end_save")
    assert "Avsluta upp&följningen" not in robot.seen(page)
    (view,) = treatments.of_patient(ward.patient_id)
    assert (view.follow_up_until, view.follow_up_end) == (None, "Vill inte svara mer.")


def test_a_treatment_is_read_with_what_the_patient_sent_in(robot: Robot) -> None:
    seen = robot.seen(robot.patient("treatment"))
    assert "Gick ut varje dag." in seen
    assert "Gjord: Aktivitetsdagbok" in seen
    assert "Promenad måndag och torsdag (inte än)" in seen


def test_a_voided_treatment_stays_with_its_reason(robot: Robot) -> None:
    ward = robot.ward
    version = ward.treatment().version
    ward.clinic.clinician.treatments.void(
        ward.treatment_id, reason="fel person i listan", version=version
    )
    seen = robot.seen(robot.patient("treatment"))
    assert "Makulerad" in seen
    assert "fel person i listan" in seen


def test_a_paper_is_read_inside_the_program(robot: Robot, qtbot: QtBot) -> None:
    referrals = robot.ward.clinic.reception.referrals
    scan = referrals.attach(robot.ward.referral_id, NewAttachment("Remiss, inskannad", picture()))
    page = robot.patient("referral")
    tab = page.tab
    assert isinstance(tab, ReferralTab)
    with qtbot.waitSignal(tab.pages.shown, timeout=5_000):
        robot.press(page, f"open_paper_{scan.id[:8]}")
    assert "Remiss, inskannad" in robot.seen(page)
    robot.press(page, "paper_back")
    assert tab.pages.page_count == 0
    assert "iKBT för depression?" in robot.seen(page)


def test_corrected_feedback_is_struck_through_and_readable(robot: Robot) -> None:
    notes = robot.ward.clinic.clinician.feedback_notes
    first = notes.history(robot.ward.treatment_id)[0]
    notes.amend(first.id, "Hej Åsa! Bättre så.", reason="fel namn på uppgiften")
    page = robot.patient("feedback")
    assert "Hej Åsa! Bättre så." in robot.seen(page)
    struck = [label.text() for label in page.findChildren(Struck) if label.isVisibleTo(page)]
    assert struck == [first.text]
    assert "Rättelse: fel namn på uppgiften" in robot.seen(page)
    assert "av Maria Skenfors" in robot.seen(page)


def test_item_nine_stands_on_top_of_the_answers(robot: Robot) -> None:
    page = robot.patient("measures")
    heat = robot.find(page, "item_heat", QWidget)
    lines = heat.accessibleDescription().splitlines()
    assert lines[0] == "9. Livslust: 5 okt 2, 12 okt 2, 19 okt 1, Ändring −1"
    assert len(lines) == 9


def test_a_corrected_measurement_says_so_with_its_reason(robot: Robot) -> None:
    ward = robot.ward
    measurements = ward.clinic.clinician.measurements
    wrong = measurements.of_patient(ward.patient_id)[0]
    ward.clinic.clock.move(minutes=5)
    measurements.correct(wrong.id, (3, 3, 3, 3, 3, 3, 3, 3, 0), reason="fråga 9 lästes fel")
    page = robot.patient("measures")
    seen = robot.seen(page)
    assert "Rättad" in seen
    assert "fråga 9 lästes fel" in seen


def test_a_user_text_is_never_markup(robot: Robot) -> None:
    notes = robot.ward.clinic.clinician.feedback_notes
    first = notes.history(robot.ward.treatment_id)[0]
    notes.amend(first.id, "<img src=x> & <b>fet</b>", reason="<i>skäl</i>")
    page = robot.patient("feedback")
    labels = [one for one in page.findChildren(QLabel) if "<img" in one.text()]
    assert labels
    assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}


# --- keyboard, sizes, languages --------------------------------------------------------------


def test_control_tab_goes_through_the_tabs_and_round(robot: Robot) -> None:
    page = robot.patient()
    for tab in (*TABS[1:], TABS[0]):
        page.tabs.step(1)
        assert page.tabs.current == tab
    assert page.place().detail == "overview"


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize(
    "narrow",
    [((970, 522), 1.0, "sv"), ((1258, 500), 2.0, "sv"), ((1258, 500), 2.0, "en")],
    ids=["1024", "200", "200-en"],
)
def test_nothing_is_cut_at_small_sizes(
    robot: Robot, qtbot: QtBot, tab: str, narrow: tuple[tuple[int, int], float, str]
) -> None:
    size, scale, spoken = narrow
    language.install(spoken)
    theme.current().choose(scheme=theme.Scheme.LIGHT, scale=scale)
    page = robot.patient(tab)
    page.resize(*size)
    qtbot.wait(10)
    assert (page.width(), page.height()) == size
    for button in page.findChildren(Button):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            elided = getattr(label, "_elide", False)
            assert elided or label.width() >= label.sizeHint().width() - 1, label.text()


@pytest.mark.parametrize(
    ("size", "scale"), [((1312, 571), 1.0), ((970, 522), 1.0), ((1258, 500), 2.0)]
)
def test_the_chart_stands_whole_and_where_it_is_narrow_the_weeks_too(
    robot: Robot, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    theme.current().choose(scheme=theme.Scheme.LIGHT, scale=scale)
    page = robot.patient()
    page.resize(*size)
    overview = _overview(page)
    inner = list(overview.course.chart.findChildren(QScrollArea))
    if scale > 1:
        inner.append(overview.weeks.list)
    qtbot.waitUntil(lambda: not any(area.verticalScrollBar().maximum() for area in inner))


def test_the_language_changes_while_the_page_stands(robot: Robot) -> None:
    page = robot.patient()
    language.install("en")
    page.retranslate()
    assert "Write feedback" in robot.seen(page)
    assert "Skriv återkoppling" not in robot.seen(page)


def test_everything_that_takes_the_focus_has_a_name(robot: Robot) -> None:
    for tab in TABS:
        page = robot.patient(tab)
        for widget in page.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and widget.isVisible() and not widget.focusProxy():
                parent = widget.parentWidget()
                named = widget.objectName() or (parent.objectName() if parent else "")
                assert named, f"{tab}: {widget}"


def test_a_patient_who_waits_is_led_on(assessed: Ward, qtbot: QtBot) -> None:
    robot = Robot(assessed, qtbot)
    robot.press(robot.patient(), "next_step")
    place = Place(View.ASSIGNMENT, patient_id=assessed.patient_id, record_id=assessed.referral_id)
    assert robot.went == [place]


def test_question_by_question_has_its_missing_weeks_and_its_change(robot: Robot) -> None:
    robot.ward.clinic.clock.move(days=21)
    robot.ward.measure((1, 2, 2, 2, 1, 2, 2, 2, 1), week=5)
    page = robot.patient("measures")
    heat = robot.find(page, "item_heat", QWidget).accessibleDescription().splitlines()
    assert heat[0].startswith("9. Livslust: 5 okt 2, 12 okt 2, 19 okt 1, vecka 3 –, vecka 4 –,")
    assert heat[0].endswith("9 nov 1, Ändring −1")
    assert heat[1].endswith("Ändring −2")


def test_the_course_is_told_since_start_and_since_last_with_what_is_missing(robot: Robot) -> None:
    robot.ward.clinic.clock.move(days=21)
    robot.ward.measure((1, 2, 2, 2, 1, 2, 2, 2, 1), week=5)
    seen = robot.seen(robot.patient())
    assert "−12\N{NO-BREAK SPACE}p sedan start. Säker förändring visas inte" in seen
    assert "Sedan förra gången −9\N{NO-BREAK SPACE}p." in seen
    assert "2 veckor utan formulär." in seen


@pytest.mark.parametrize(
    ("totals", "told"),
    [
        ((16, 12, 4), "Återhämtad: under 10 och säkert bättre."),
        ((16, 12, 4), "Sedan förra gången −8\N{NO-BREAK SPACE}p, säkert bättre."),
        ((8, 9), "Under 10 redan vid start."),
        ((8, 4, 12), "Sedan förra gången +8\N{NO-BREAK SPACE}p, säkert sämre."),
        ((8, 4, 5), "ingen säker förändring."),
    ],
)
def test_recovery_and_the_newest_step_are_said_only_where_a_study_stands_behind(
    robot: Robot, totals: tuple[int, ...], told: str
) -> None:
    """PHQ-9: reliable from 6 points, recovery below 10 (IAPT manual)."""
    phq = robot.ward.clinic.catalogue.instruments["phq-9"]
    empty = (None,) * 9
    points = [Point(date(2026, 9, 1 + n), n, total, empty) for n, total in enumerate(totals)]
    assert told in words.change_sentences(course(phq, points), phq, guidance=False)


# --- protection ------------------------------------------------------------------------------


def test_reception_sets_a_protection_and_may_not_lift_it(robot: Robot) -> None:
    page = robot.patient(services=robot.ward.clinic.reception)
    assert "Inget skydd" in robot.seen(page)
    robot.press(page, "change_protection")
    assert robot.choices(page, "protection_form_choice") == [
        "Inget skydd",
        "Sekretessmarkering",
        "Skyddad folkbokföring",
    ]
    robot.choose(page, "protection_form_choice", "Sekretessmarkering")
    robot.press(page, "protection_form_save")
    assert not robot.said
    robot.type(page, "protection_form_reason", "Visade intyg i receptionen.")
    robot.press(page, "protection_form_save")
    let_in(robot.ward.clinic.workplace("rut"), robot.ward.patient_id)
    page = robot.patient(services=robot.ward.clinic.reception)
    assert "pröva varje gång om något lämnas ut" in robot.seen(page)
    robot.press(page, "change_protection")
    assert "Inget skydd" not in robot.choices(page, "protection_form_choice")


# --- blocks ----------------------------------------------------------------------------------


def test_a_block_is_placed_by_reception_and_lifted_by_a_clinician(robot: Robot) -> None:
    clinic = robot.ward.clinic
    page = robot.patient(services=clinic.reception)
    robot.press(page, "new_block")
    robot.choose(page, "block_form_choice", "Hanna Testmark")
    robot.type(page, "block_form_reason", "Hanna är min granne.")
    robot.choose(page, "block_form_asked", "En vårdnadshavare")
    robot.press(page, "block_form_save")
    assert "En vårdnadshavare kan inte spärra ett barns journal." in robot.seen(page)
    robot.choose(page, "block_form_asked", "Patienten")
    robot.press(page, "block_form_save")
    assert "Spärrad för Hanna Testmark" in robot.seen(page)
    assert "Häv spärren" not in robot.seen(page)
    assert clinic.colleague.caseload.count() == 0
    page = robot.patient()
    (block,) = clinic.clinician.blocks.of_patient(robot.ward.patient_id)
    robot.press(page, f"lift_{block.id[:8]}")
    robot.press(page, "lift_form_save")
    assert clinic.colleague.caseload.count() == 0
    robot.type(page, "lift_form_reason", "Säger i telefon att det inte behövs.")
    robot.press(page, "lift_form_save")
    assert "Säger i telefon att det inte behövs." in robot.seen(page)
    assert clinic.colleague.caseload.count() == 1


# --- the log ---------------------------------------------------------------------------------


def test_the_head_reads_who_has_opened_the_record_and_by_what_right(robot: Robot) -> None:
    clinic, patient = robot.ward.clinic, robot.ward.patient_id
    clinic.colleague.doors.open(patient, Ground.EMERGENCY, "Ringer i kris.")
    clinic.clinician.caseload.banner(patient)
    page = robot.patient("log", services=clinic.coordinator)
    seen = robot.seen(page)
    for told in ("Hanna Testmark", "nödåtkomst", "Ringer i kris.", "behandlar patienten"):
        assert told in seen, told
    robot.choose(page, "patient_log_only", "Utan vårdrelation")
    seen = robot.seen(page)
    assert "Hanna Testmark" in seen
    assert "behandlar patienten" not in seen
    for services in (clinic.clinician, clinic.reception):
        assert "log" not in robot.patient(services=services)._keys


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("who", ["reception", "clinician", "coordinator"])
def test_no_two_keys_of_the_overview_are_the_same(robot: Robot, who: str, code: str) -> None:
    language.install(code)
    page = robot.patient(services=getattr(robot.ward.clinic, who))
    turns.finish()
    assert shared_mnemonics(page) == {}


def test_with_large_text_chart_and_weeks_have_their_whole_height_from_the_start(
    robot: Robot, qtbot: QtBot
) -> None:
    theme.current().choose(scale=2.0)
    page = robot.patient()
    turns.finish()
    tab = page.findChild(OverviewTab)
    assert tab is not None

    def _is_whole() -> bool:
        inside = tab.course.layout()
        wanted = inside.minimumHeightForWidth(tab.course.width()) if inside is not None else 0
        return tab.course.height() >= wanted and tab.weeks.list.height() > tab.height() / 2

    qtbot.waitUntil(_is_whole, timeout=2_000)
