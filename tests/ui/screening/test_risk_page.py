"""The in-depth assessment: by hand, on its own page and inside the wizard."""

from datetime import timedelta

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.services.measurements import NewMeasurement
from ikbt_desktop.services.risk_cases import RiskCaseView, RiskChanges
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.kit.inline_message import InlineMessage
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.screening.risk_page import RiskPage
from tests.clinics import Clinic
from tests.ui.robots import named, type_text
from tests.ui.screening.robot import Referred, Wizard


def raised(clinic: Clinic, referred: Referred) -> RiskCaseView:
    screenings = clinic.clinician.screenings
    view = screenings.begin(referred.referral_id)
    screenings.keep_answers(
        view.id,
        "madrs-s",
        (2, 2, 2, 2, 2, 2, 2, 2, 4),
        answered_on=clinic.clock.today,
        version=view.version,
    )
    case = clinic.clinician.risk_cases.of_patient(referred.patient_id)
    assert case is not None
    return case


def assessed(clinic: Clinic) -> RiskChanges:
    return RiskChanges(
        assessment={
            "questions": "Tankar ja, planer nej.",
            "risk_factors": ["sleep_loss"],
            "protective_factors": [],
            "scales": "Fråga 9 är 4.",
        },
        level="medium",
        plan="Ringer imorgon.",
        informed="Tore Fantasén",
        next_contact_at=clinic.clock() + timedelta(days=1),
    )


def opened(qtbot: QtBot, clinic: Clinic, case: RiskCaseView) -> RiskPage:
    page = RiskPage(clinic.clinician, Place(View.RISK, record_id=case.id))
    qtbot.addWidget(page)
    page.resize(1366, 571)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.focus_first()
    return page


def fresh(clinic: Clinic, case: RiskCaseView) -> RiskCaseView:
    return clinic.colleague.risk_cases.view(case.id)


def write(page: QWidget, name: str, text: str) -> None:
    field = named(page, name)
    field.setFocus()
    type_text(field, text)


def click(page: QWidget, name: str) -> None:
    button = named(page, name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible(), name
    button.click()


def test_the_case_closes_only_when_all_five_headings_are_done_and_signed(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    page.sign.click()
    assert fresh(clinic, case).state == "open"
    write(page, "risk_questions", "Tankar ja, planer nej, försök nej")
    click(page, "risk_factor_sleep_loss")
    click(page, "protective_factor_none")
    click(page, "risk_scales_propose")
    click(page, "risk_level_medium")
    write(page, "risk_informed", "Tore Fantasén")
    write(page, "risk_plan", "Ringer imorgon.")
    write(page, "risk_next_contact", "imorgon 10:00")
    page.sign.click()
    done = fresh(clinic, case)
    assert done.state == "closed"
    assert done.signed_by == "Maria Skenfors"
    assert done.assessment["protective_factors"] == []
    assert "fråga 9 är 4" in done.assessment["scales"]
    assert not page.sign.isVisible()


def test_a_signed_assessment_is_shown_and_never_offered_for_change(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    cases = clinic.clinician.risk_cases
    cases.save(case.id, assessed(clinic), version=case.version)
    cases.close(case.id, version=fresh(clinic, case).version)
    page = opened(qtbot, clinic, case)
    button = named(page, "open_questions_asked")
    assert isinstance(button, QAbstractButton)
    assert button.text() == "Visa"
    click(page, "open_questions_asked")
    editor = named(page, "risk_questions")
    assert isinstance(editor, QPlainTextEdit)
    assert editor.isVisible()
    assert editor.isReadOnly()
    assert button.text() == "Dölj"
    click(page, "open_questions_asked")
    assert not editor.isVisible()


def test_signing_goes_to_the_first_thing_that_is_missing(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    page = opened(qtbot, clinic, raised(clinic, referred))
    page.sign.setFocus()
    page.sign.click()
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused.objectName() == "risk_questions"


def test_contact_attempts_are_kept_with_their_time(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    click(page, "attempt_no_answer")
    clinic.clock.move(minutes=25)
    click(page, "attempt_message")
    kept = [(attempt.kind, attempt.by) for attempt in fresh(clinic, case).attempts]
    assert kept == [("no_answer", "Maria Skenfors"), ("message", "Maria Skenfors")]


def test_acute_risk_shows_112_locks_the_assignment_and_asks_what_was_done(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.RISK)
    wizard.press("risk_level_acute")
    assert wizard.reads("ring 112")
    assert not wizard.may_go(Step.PROGRAM)
    assert "action_note" in fresh(clinic, case).missing
    wizard.focus_on("action_what")
    wizard.letters("Följde med till akutmottagningen.")
    wizard.page.keep()
    note = fresh(clinic, case).action_note
    assert note.startswith("Maria Skenfors, 2026-10-05 ")
    assert note.endswith(": Följde med till akutmottagningen.")
    assert wizard.may_go(Step.DECISION)
    assert not wizard.may_go(Step.PROGRAM)


def test_the_safety_plan_gets_a_new_version_and_its_draft_survives(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    click(page, "open_plan")
    write(page, "plan_warning_signs", "Sover dåligt")
    page.keep()
    page.deleteLater()
    again = opened(qtbot, clinic, case)
    click(again, "open_plan")
    click(again, "save_plan")
    plan = fresh(clinic, case).safety_plan
    assert plan is not None
    assert (plan.version, dict(plan.content)) == (1, {"warning_signs": "Sover dåligt"})


def test_the_safety_plan_becomes_a_pdf_in_the_outbox(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    clinic.clinician.risk_cases.write_safety_plan(case.id, {"own_ways": "Går ut med hunden"})
    page = opened(qtbot, clinic, fresh(clinic, case))
    click(page, "print_plan")
    documents = clinic.clinician.documents
    qtbot.waitUntil(lambda: len(documents.of_patient(referred.patient_id)) == 1, timeout=10_000)
    assert [row.kind for row in documents.of_patient(referred.patient_id)] == ["safety_plan"]


def test_an_empty_safety_plan_is_refused_in_words(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    click(page, "open_plan")
    click(page, "save_plan")
    assert fresh(clinic, case).safety_plan is None
    assert named(page, "plan_warning_signs").isVisible()


def test_a_next_contact_that_has_passed_is_said_at_the_field_with_the_input_kept(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    field = named(page, "risk_next_contact")
    assert isinstance(field, QLineEdit)
    write(page, "risk_next_contact", "igår 10:00")
    page.keep()
    assert fresh(clinic, case).next_contact_at is None
    assert field.text() == "igår 10:00"
    assert field.accessibleDescription() == "Tiden har passerat. Skriv en tid som ligger framåt."


def test_a_case_of_a_mistyped_digit_is_closed_as_a_mistake_with_its_reason(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    assert not named(page, "mistake").isVisible()
    screenings = clinic.clinician.screenings
    view = screenings.begin(referred.referral_id)
    screenings.keep_answers(
        view.id,
        "madrs-s",
        (2, 2, 2, 2, 2, 2, 2, 2, 1),
        answered_on=clinic.clock.today,
        version=view.version,
    )
    page.refresh()
    click(page, "mistake")
    click(page, "mistake_close")
    assert fresh(clinic, case).state == "open"
    write(page, "mistake_reason", "Fråga 9 var 1 på papperet")
    click(page, "mistake_close")
    closed = fresh(clinic, case)
    assert closed.state == "closed_as_mistake"
    assert closed.mistake_reason == "Fråga 9 var 1 på papperet"


def test_two_people_at_the_same_case_see_both_texts_and_choose(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    other = fresh(clinic, case)
    clinic.colleague.risk_cases.save(
        case.id, RiskChanges(plan="Hannas plan"), version=other.version
    )
    click(page, "open_judgement") if named(page, "open_judgement").isVisible() else None
    write(page, "risk_plan", "Min plan")
    page.keep()
    assert named(page, "conflict").isVisible()
    assert fresh(clinic, case).plan == "Hannas plan"
    click(page, "keep_mine")
    assert fresh(clinic, case).plan == "Min plan"


def test_a_talk_that_finds_acute_suicidality_opens_the_case_at_once(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.EXCLUSION)
    wizard.focus_on("acutely_suicidal_0")
    wizard.letters("j")
    assert wizard.outcome("EXC-3") == "Akut"
    assert clinic.coordinator.risk_cases.open_count() == 1
    wizard.page.go(Step.PROGRAM)
    assert wizard.step == Step.RISK


def test_the_deadline_says_when_it_has_passed(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    clinic.clock.move(days=1)
    page = opened(qtbot, clinic, case)
    assert page.panel is not None
    assert page.panel.deadline.value.text == "Tidsgräns igår 16:00 passerad"
    assert case.deadline_at < clinic.clock() - timedelta(hours=1)


def test_the_local_number_stands_first_beside_112(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    assert page.panel is not None
    said = page.panel.crisis
    assert isinstance(said, InlineMessage)
    assert "112" in said.accessibleName()
    assert case.crisis_phone in said.accessibleName()


# --- two windows, and what comes meanwhile -----------------------------------------------------


def test_two_people_who_write_in_different_places_lose_nothing_and_need_not_choose(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    clinic.colleague.risk_cases.save(
        case.id, RiskChanges(plan="Hannas plan"), version=fresh(clinic, case).version
    )
    write(page, "risk_questions", "Tankar ja, planer nej")
    page.keep()
    assert not named(page, "conflict").isVisible()
    kept = fresh(clinic, case)
    assert (kept.plan, kept.assessment["questions"]) == ("Hannas plan", "Tankar ja, planer nej")
    plan = named(page, "risk_plan")
    assert isinstance(plan, QPlainTextEdit)
    assert plan.toPlainText() == "Hannas plan"


def join(clinic: Clinic, referred: Referred) -> None:
    clinic.colleague.measurements.record(
        NewMeasurement(
            referred.patient_id,
            "madrs-s",
            (6, 6, 6, 6, 6, 6, 6, 1, 0),
            clinic.clock.today - timedelta(days=1),
        )
    )


def test_a_flag_that_comes_while_somebody_writes_is_read_before_anything_is_signed(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    cases = clinic.clinician.risk_cases
    cases.save(case.id, assessed(clinic), version=case.version)
    page = opened(qtbot, clinic, case)
    join(clinic, referred)
    page.sign.click()
    assert fresh(clinic, case).state == "open"
    joined = named(page, "joined")
    assert joined.isVisible()
    assert "summan är 43" in joined.accessibleName()
    page.sign.click()
    assert fresh(clinic, case).state == "closed"
    assert not joined.isVisible()


def test_a_flag_that_comes_before_a_word_is_kept_is_read_too(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    clinic.clinician.risk_cases.save(case.id, assessed(clinic), version=case.version)
    page = opened(qtbot, clinic, case)
    join(clinic, referred)
    assert page.panel is not None
    page.panel.focus_missing("plan")
    write(page, "risk_plan", " Ringer även i kväll.")
    page.sign.click()
    kept = fresh(clinic, case)
    assert kept.state == "open"
    assert "Ringer även i kväll." in kept.plan
    assert named(page, "joined").isVisible()


def test_what_a_colleague_signed_meanwhile_is_shown_and_the_words_stay_to_be_copied(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    cases = clinic.colleague.risk_cases
    saved = cases.save(case.id, assessed(clinic), version=fresh(clinic, case).version)
    cases.close(case.id, version=saved.version)
    write(page, "risk_questions", "Mina egna ord")
    page.keep()
    editor = named(page, "risk_questions")
    assert isinstance(editor, QPlainTextEdit)
    assert "Mina egna ord" in editor.toPlainText()
    assert page.panel is not None
    assert page.panel.case.state == "closed"
    assert page.panel.trouble.isVisible()


# --- contact, owner, escalation ----------------------------------------------------------------


def test_a_call_is_noted_with_its_words_and_its_own_time(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    clinic.clock.move(hours=1)
    write(page, "attempt_at", "25:00")
    click(page, "attempt_no_answer")
    assert fresh(clinic, case).attempts == ()
    at = named(page, "attempt_at")
    assert isinstance(at, QLineEdit)
    assert at.accessibleDescription() == "Skriv ett klockslag, till exempel 10:40."
    at.clear()
    called = (clinic.clock() - timedelta(minutes=20)).astimezone(LOCAL)
    write(page, "attempt_at", f"{called:%H:%M}")
    write(page, "attempt_note", "Mobilsvar")
    click(page, "attempt_no_answer")
    (attempt,) = fresh(clinic, case).attempts
    assert (f"{attempt.at.astimezone(LOCAL):%H:%M}", attempt.note) == (
        f"{called:%H:%M}",
        "Mobilsvar",
    )
    assert at.text() == ""


def test_the_clinics_own_text_shows_after_tries_without_an_answer(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    click(page, "attempt_no_answer")
    assert not named(page, "escalation").isVisible()
    click(page, "attempt_message")
    said = named(page, "escalation")
    assert said.isVisible()
    assert said.accessibleName().startswith("2 försök utan svar")
    click(page, "attempt_answered")
    assert not said.isVisible()


def test_a_case_is_given_to_a_colleague(qtbot: QtBot, clinic: Clinic, referred: Referred) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    owner = named(page, "risk_owner")
    assert isinstance(owner, QComboBox)
    assert owner.currentText() == "ingen än"
    owner.setCurrentText("Hanna Testmark")
    owner.activated.emit(owner.currentIndex())
    assert fresh(clinic, case).owner == "Hanna Testmark"


def test_the_promised_contact_is_noted_on_the_closed_case(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    cases = clinic.clinician.risk_cases
    saved = cases.save(case.id, assessed(clinic), version=case.version)
    cases.close(case.id, version=saved.version)
    page = opened(qtbot, clinic, case)
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused.objectName() == "print_assessment"
    click(page, "attempt_no_answer")
    assert fresh(clinic, case).follow_up_open
    click(page, "attempt_answered")
    assert not fresh(clinic, case).follow_up_open
    assert not named(page, "attempt_answered").isVisible()


def test_the_signed_assessment_becomes_a_pdf_in_the_outbox_by_one_key(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    clinic.clinician.risk_cases.save(case.id, assessed(clinic), version=case.version)
    page = opened(qtbot, clinic, case)
    assert not named(page, "print_assessment").isVisible()
    page.sign.click()
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused.objectName() == "print_assessment"
    click(page, "print_assessment")
    qtbot.waitUntil(lambda: fresh(clinic, case).is_printed, timeout=10_000)
    qtbot.waitUntil(lambda: not named(page, "print_assessment").isVisible(), timeout=10_000)
    documents = clinic.clinician.documents.of_patient(referred.patient_id)
    assert [row.kind for row in documents] == ["risk_assessment"]


def test_a_plan_that_no_page_holds_says_so_in_words(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    long = "\n".join(f"Rad {number}" for number in range(200))
    clinic.clinician.risk_cases.write_safety_plan(case.id, {"own_ways": long})
    page = opened(qtbot, clinic, fresh(clinic, case))
    click(page, "print_plan")
    assert page.panel is not None
    trouble = page.panel.trouble
    qtbot.waitUntil(trouble.isVisible, timeout=10_000)
    assert "får inte plats på ett A4" in trouble.accessibleName()
    assert clinic.clinician.documents.of_patient(referred.patient_id) == ()


# --- code, plan, earlier cases, hours ----------------------------------------------------------


def test_the_proposed_code_is_recorded_when_it_is_ticked(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    page = opened(qtbot, clinic, case)
    assert fresh(clinic, case).kva_codes == ()
    click(page, "risk_kva")
    assert fresh(clinic, case).kva_codes == ("AU118",)
    click(page, "risk_kva")
    assert fresh(clinic, case).kva_codes == ()


def test_an_older_version_of_the_plan_is_read_without_losing_the_draft(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    case = raised(clinic, referred)
    cases = clinic.clinician.risk_cases
    cases.write_safety_plan(case.id, {"people": "Syster Sana"})
    cases.write_safety_plan(case.id, {"people": "Grannen Bo"})
    page = opened(qtbot, clinic, case)
    click(page, "open_plan")
    field, versions = named(page, "plan_people"), named(page, "plan_versions")
    assert isinstance(field, QPlainTextEdit)
    assert isinstance(versions, QComboBox)
    assert field.toPlainText() == "Grannen Bo"
    field.selectAll()
    write(page, "plan_people", "Mamma")
    versions.setCurrentIndex(2)
    versions.activated.emit(2)
    assert (field.toPlainText(), field.isReadOnly()) == ("Syster Sana", True)
    page.keep()
    versions.setCurrentIndex(0)
    versions.activated.emit(0)
    assert (field.toPlainText(), field.isReadOnly()) == ("Mamma", False)
    click(page, "save_plan")
    assert [plan.content["people"] for plan in fresh(clinic, case).plans] == [
        "Mamma",
        "Grannen Bo",
        "Syster Sana",
    ]


def test_an_earlier_case_is_one_press_away(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    first = raised(clinic, referred)
    cases = clinic.clinician.risk_cases
    saved = cases.save(first.id, assessed(clinic), version=first.version)
    cases.close(first.id, version=saved.version)
    case = cases.open_by_hand(referred.patient_id, reason="Ringde.")
    page = opened(qtbot, clinic, case)
    went: list[Place] = []
    page.went.connect(went.append)
    click(page, f"earlier_{first.id}")
    assert [(place.view, place.record_id) for place in went] == [(View.RISK, first.id)]


def test_a_flag_in_the_evening_says_that_it_gives_no_respite(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    clinic.clock.move(hours=7)
    case = clinic.clinician.risk_cases.open_by_hand(referred.patient_id, reason="Ringde.")
    page = opened(qtbot, clinic, case)
    said = [label.text() for label in page.findChildren(Label) if label.isVisible()]
    (line,) = [text for text in said if text.startswith("Flaggan kom efter klockan 16.")]
    assert "Kontakt ska ändå tas samma dag." in line
    assert case.crisis_phone in line
    assert page.panel is not None
    assert page.panel.deadline.value.text == "Tidsgräns idag 23:59"


def test_both_values_of_a_corrected_answer_stand_on_the_page(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    measurements = clinic.clinician.measurements
    kept = measurements.record(
        NewMeasurement(
            referred.patient_id, "madrs-s", (1, 1, 1, 1, 1, 1, 1, 1, 5), clinic.clock.today
        )
    )
    measurements.correct(kept.row.id, (1, 1, 1, 1, 1, 1, 1, 1, 4), reason="läst fel")
    case = clinic.clinician.risk_cases.of_patient(referred.patient_id)
    assert case is not None
    page = opened(qtbot, clinic, case)
    said = " ".join(label.text() for label in page.findChildren(Label) if label.isVisible())
    assert "fråga 9 är 4" in said
    assert "fråga 9 var 5" in said


def test_headings_factors_and_levels_follow_the_language_of_the_screen(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    page = opened(qtbot, clinic, raised(clinic, referred))
    loss, high = named(page, "risk_factor_loss"), named(page, "risk_level_high")
    assert isinstance(loss, QAbstractButton)
    assert isinstance(high, QAbstractButton)
    assert (loss.text(), high.text()) == ("Förlust", "Hög")
    language.install("en")
    qtbot.waitUntil(lambda: loss.text() == "Loss")
    assert high.text() == "High"
    titles = [label.text() for label in page.findChildren(Label)]
    assert "Protective factors" in titles
    assert "Skyddsfaktorer" not in titles
