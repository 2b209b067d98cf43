"""The in-depth assessment: by hand, on its own page and inside the wizard."""

from datetime import timedelta

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.services.risk_cases import RiskCaseView, RiskChanges
from ikbt_desktop.ui.kit.inline_message import InlineMessage
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
    assert button.isVisible(), name
    button.click()  # type: ignore[attr-defined]  # a button, found by its name


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
