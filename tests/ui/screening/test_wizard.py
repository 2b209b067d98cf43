"""The wizard in a clinician's hands: by keys alone, over a real clinic."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.data_files import FileKind
from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.services.risk_cases import BY_HAND_DRAFT, RiskChanges
from ikbt_desktop.ui.kit import language, theme, turns
from ikbt_desktop.ui.kit.autosave import LONGEST_MS
from ikbt_desktop.ui.kit.inline_message import InlineMessage
from ikbt_desktop.ui.kit.keycap import KeyCap
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.screening.decision_page import PointColumn
from ikbt_desktop.ui.screening.questionnaires_page import QuestionnairesPage
from ikbt_desktop.ui.screening.risk_step import AssessedRisk
from ikbt_desktop.ui.screening.visit_page import VisitPage
from ikbt_desktop.ui.screening.wizard import ScreeningWizard
from tests.clinics import PASSWORD, Clinic
from tests.doors import let_in
from tests.ui.reading_order import shared_mnemonics, steps_up, tab_chain
from tests.ui.robots import in_sight, named
from tests.ui.screening.robot import Referred, Wizard, refer

Key = Qt.Key
CALM = "333223222"
RED = "222222214"


def answered(clinic: Clinic, referred: Referred, **changes: object) -> None:
    """Everything of the first pages, as if it had been answered an hour ago."""
    screenings = clinic.clinician.screenings
    view = screenings.begin(referred.referral_id)
    answers = {
        "programme": "depressionshjalpen",
        "cbt_suitable": True,
        "diagnosis": "F32.1",
        "somatic_suspicion": False,
        "hours_per_week": 3,
        "concentration_minutes": 60,
        "swedish_text": True,
        "swedish_speech": True,
        "device": "computer",
        "connection": True,
        "motivation": "yes",
        "hindering_condition": False,
        "substance_abuse": False,
        "acutely_suicidal": False,
        "medicines": [],
        "other_treatment": False,
        "severe_complex_longstanding": False,
    } | changes
    screenings.save(
        view.id,
        {
            "visit_on": clinic.clock.today.isoformat(),
            "visit_clinician": "Maria Skenfors",
            "visit_form": "physical",
            "contact_reason": "Nedstämd sedan i våras.",
            "answers": {key: value for key, value in answers.items() if value is not None},
        },
        step=Step.QUESTIONNAIRES,
        version=view.version,
    )


def measured(clinic: Clinic, referred: Referred, digits: str) -> None:
    screenings = clinic.clinician.screenings
    view = screenings.begin(referred.referral_id)
    screenings.keep_answers(
        view.id,
        "madrs-s",
        tuple(map(int, digits)),
        answered_on=clinic.clock.today,
        version=view.version,
    )


def assess_risk(clinic: Clinic, referred: Referred) -> None:
    """Hanna's signed in-depth assessment: low."""
    let_in(clinic.workplace("hanna"), referred.patient_id)
    cases = clinic.colleague.risk_cases
    case = cases.of_patient(referred.patient_id)
    assert case is not None
    changes = RiskChanges(
        assessment={
            "questions": "Tankar ja, planer nej",
            "risk_factors": ["loss"],
            "protective_factors": ["hope"],
            "scales": "MADRS-S",
        },
        level="low",
        plan="Telefon imorgon.",
        informed="Maria Skenfors",
        next_contact_at=clinic.clock() + timedelta(days=1),
    )
    cases.close(case.id, version=cases.save(case.id, changes, version=case.version).version)


def test_the_whole_screening_is_walked_by_keys_alone(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id)
    assert wizard.step == Step.VISIT
    wizard.letters(clinic.clock.today.isoformat())
    assert wizard.view.state.visit_clinician == "Maria Skenfors"
    wizard.on()

    assert wizard.step == Step.REASON
    assert wizard.focus == "contact_reason"
    wizard.letters("Nedstämd sedan i våras, orkar inte åka till jobbet.")
    wizard.key(Key.Key_Tab)
    wizard.letters("medelsvår depr")
    wizard.key(Key.Key_Return)
    assert wizard.view.state.answers["diagnosis"] == "F32.1"
    wizard.on()

    assert wizard.step == Step.INCLUSION
    wizard.letters("j")  # CBT suitable
    wizard.letters("n")  # no somatic suspicion
    wizard.letters("3")
    wizard.key(Key.Key_Tab)
    wizard.focus_on("concentration_minutes")
    wizard.letters("60")
    wizard.key(Key.Key_Tab)
    wizard.focus_on("swedish_text_0")
    wizard.letters("jj")  # text, then speech
    wizard.letters("jj")  # computer, connection
    wizard.letters("j")  # motivated
    assert wizard.outcome("INC-7") == "Uppfyllt"
    assert wizard.rail_line(Step.INCLUSION) == "6 av 7 klara"  # INC-1 waits for the program
    wizard.on()

    assert wizard.step == Step.EXCLUSION
    wizard.letters("nnnnn")
    assert wizard.rail_line(Step.EXCLUSION) == "4 av 5 klara"  # EXC-3 waits for MADRS-S
    wizard.on()

    assert wizard.step == Step.MEDICINES
    wizard.key(Key.Key_Space)
    assert wizard.view.state.answers["medicines"] == []
    wizard.on()

    assert wizard.step == Step.QUESTIONNAIRES
    wizard.digits(CALM)
    assert [form.total for form in wizard.view.forms] == [22]
    assert wizard.rail_line(Step.EXCLUSION) == "5 av 5 klara"
    wizard.on()
    wizard.on()  # nothing is asked on the risk page: no flag

    assert wizard.step == Step.PROGRAM
    wizard.key(Key.Key_Space)
    assert wizard.view.state.answers["programme"] == "depressionshjalpen"
    assert wizard.rail_line(Step.INCLUSION) == "7 av 7 klara"
    wizard.on()

    assert wizard.step == Step.DECISION
    assert "lämplig" in wizard.message("proposal")
    wizard.key(Key.Key_Space)
    wizard.focus_on("decision_reason")
    wizard.letters("Tydlig målgrupp, god motivation.")
    for kind in ("record_text", "patient_letter", "referrer_reply"):
        wizard.press(f"open_{kind}")
        wizard.press("text_read")
    pills = [pill.value.text for pill in wizard.page.findChildren(Pill) if pill.isVisible()]
    assert pills.count("Läst") == 3
    wizard.on()
    wizard.wait(lambda: wizard.page.desk is not None and wizard.page.desk.is_signed)
    wizard.on()
    assert [(place.view, place.record_id) for place in wizard.went] == [
        (View.ASSIGNMENT, referred.referral_id)
    ]


def test_a_flag_at_the_ninth_item_makes_the_risk_page_the_only_way_on(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    wizard.digits(RED)
    assert "Fråga 9 är 4." in wizard.message("flag")
    assert wizard.rail_line(Step.RISK).startswith("Krävs, idag")
    assert wizard.rail_line(Step.EXCLUSION) == "4 av 5 klara"
    assert wizard.rail_line(Step.PROGRAM) == "Låst tills risk är bedömd"
    assert not wizard.may_go(Step.PROGRAM)
    assert not wizard.may_go(Step.DECISION)
    for step in (Step.DECISION, Step.PROGRAM):
        wizard.page.go(step)
        assert wizard.step == Step.RISK
    for step in (Step.VISIT, Step.INCLUSION, Step.QUESTIONNAIRES):
        wizard.page.go(step)
        wizard.on()
        assert wizard.step == Step.RISK, step
    assert clinic.colleague.risk_cases.open_count() == 1


def test_at_large_text_a_flag_is_brought_into_sight_from_the_last_row(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    theme.current().choose(scale=2.0)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    wizard.digits(RED)
    wizard.wait(lambda: in_sight(named(wizard.page, "flag")))


def test_a_soft_flag_is_told_and_the_wizard_goes_on(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    wizard.press("form_phq-9")
    wizard.digits("100000001")
    assert "Fråga 9 är 1. Att följa upp idag." in wizard.message("soft_flag")
    assert wizard.rail_line(Step.RISK).startswith("Att följa upp, idag")
    assert wizard.may_go(Step.DECISION)
    wizard.page.go(Step.RISK)
    assert wizard.page.next.text() == "&Nästa"
    wizard.on()
    assert wizard.step == Step.PROGRAM
    case = clinic.colleague.risk_cases.of_patient(wizard.view.patient_id)
    assert case is not None
    assert (case.state, case.is_pressing) == ("open", False)
    # Once everything is there the same page signs it.
    changes = RiskChanges(
        assessment={
            "questions": "Tankar ja, planer nej",
            "risk_factors": ["loss"],
            "protective_factors": [],
            "scales": "PHQ-9",
        },
        level="low",
        plan="Frågar igen nästa vecka.",
        informed="Ingen annan",
        next_contact_at=clinic.clock() + timedelta(days=7),
    )
    clinic.colleague.risk_cases.save(case.id, changes, version=case.version)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.RISK)
    assert wizard.page.next.text() == "Si&gnera bedömning"
    wizard.on()
    wizard.wait(lambda: clinic.colleague.risk_cases.open_count() == 0)


def test_a_red_case_asks_no_judgement_beside_its_assessment(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    wizard.digits(RED)
    wizard.page.go(Step.RISK)
    page = wizard.page.page
    assert isinstance(page, AssessedRisk)
    assert not page.judgement.editor.isVisibleTo(page)


def test_a_soft_case_still_asks_the_judgement_that_its_form_wants(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    wizard.digits("2222")
    wizard.press("form_phq-9")
    wizard.digits("100000001")
    wizard.page.go(Step.RISK)
    page = wizard.page.page
    assert isinstance(page, AssessedRisk)
    page.judgement.editor.setFocus()
    assert page.judgement.editor.isVisibleTo(page)
    wizard.letters("fragat")
    wizard.page.keep()
    assert wizard.view.state.judgements["EXC-3"] == "fragat"
    page.show_view(wizard.view)
    whole = page.panel.heads["judgement"]
    assert whole.mapTo(page, QPoint(0, 0)).y() < page.judgement.editor.mapTo(page, QPoint(0, 0)).y()


def test_a_partial_form_raises_the_flag_too_and_taking_the_digit_back_retracts_it(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    wizard.digits("        4")
    assert "Fråga 9 är 4." in wizard.message("flag")
    form = wizard.view.forms[0]
    assert form.answers == (None,) * 8 + (4,)
    assert form.total is None


def test_the_window_hears_of_a_flag_at_once_and_of_its_end(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    wizard.page._tell.setInterval(3_600_000)  # whatever waits is never told in this test
    told: list[int] = []
    wizard.page.changed.connect(lambda: told.append(clinic.colleague.risk_cases.open_count()))
    wizard.digits("33423323")
    assert told == []
    wizard.digits("4")
    wizard.wait(lambda: told == [1])


def test_the_pane_names_the_digits_of_the_form_at_hand(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    assert wizard.page.page.shortcuts()[0].keys == "0–6"
    caps = [
        cap.accessibleName() for cap in wizard.page.page.findChildren(KeyCap) if cap.isVisible()
    ]
    assert "0–6" in caps


def test_empty_is_not_zero_and_a_digit_that_the_form_lacks_changes_nothing(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    wizard.digits("3 07")
    assert wizard.view.forms[0].answers == (3, None, 0, None, None, None, None, None, None)
    assert wizard.reads("7 svar saknas")


def test_a_form_that_no_battery_holds_is_keyed_in_and_judged(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    measured(clinic, referred, CALM)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    assert named(wizard.page, "add_form").isVisible()
    page = wizard.page.page
    assert isinstance(page, QuestionnairesPage)
    menu = page.other_forms()
    offered = {action.text(): action for action in menu.actions()}
    assert {"AUDIT", "DUDIT", "ISI", "LSAS‑SR"} <= offered.keys()
    assert not {"MADRS‑S", "PHQ‑9"} & offered.keys()
    offered["AUDIT"].trigger()
    menu.close()
    assert wizard.focus == "item_audit_1"
    wizard.digits("4444444444")
    assert {form.instrument: form.total for form in wizard.view.forms} == {
        "madrs-s": 22,
        "audit": 40,
    }
    assert wizard.view.assessment.by_rule["EXC-2"].outcome == "REVIEW"
    assert wizard.rail_line(Step.EXCLUSION) == "5 av 5, bedöm"
    again = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    again.press("form_audit")
    assert again.reads("40")


def test_a_killed_wizard_opens_on_the_same_page_with_the_focus_on_the_next_item(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    wizard.digits("3322")
    # The first window is told nothing more, as when its process is killed.
    again = Wizard(qtbot, clinic.clinician, referred.referral_id)
    assert again.step == Step.QUESTIONNAIRES
    assert again.focus == "item_madrs-s_5"
    again.digits("23222")
    assert again.view.forms[0].total == 21


def test_text_that_was_being_written_is_found_again_with_the_cursor_in_it(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.REASON)
    wizard.letters("Ångest på bussen")
    wizard.page.keep()  # what the lock asks for
    again = Wizard(qtbot, clinic.clinician, referred.referral_id)
    assert again.step == Step.REASON
    assert again.focus == "contact_reason"
    editor = named(again.page, "contact_reason")
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == "Ångest på bussen"


def test_typed_text_is_kept_within_two_seconds_without_leaving_the_field(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.REASON)
    wizard.letters("Sover dåligt")
    qtbot.waitUntil(
        lambda: wizard.view.state.contact_reason == "Sover dåligt",
        timeout=2_000,
    )


def test_unclear_is_noted_as_something_to_find_out_and_never_stops_the_way(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred, substance_abuse=None)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.EXCLUSION)
    wizard.focus_on("substance_abuse_0")
    wizard.letters("o")
    view = wizard.view
    assert "substance_abuse" not in view.state.answers
    assert view.state.notes["unclear:substance_abuse"] == clinic.clock.today.isoformat()
    assert wizard.outcome("EXC-2") == "Saknas"
    wizard.on()
    assert wizard.step == Step.MEDICINES
    wizard.page.go(Step.DECISION)
    assert wizard.reads("Att ta reda på. Exklusion")


def test_a_review_asks_for_a_text_before_one_goes_on(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred, device="phone")
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.INCLUSION)
    assert wizard.outcome("INC-6") == "Bedöm"
    wizard.on()
    assert wizard.step == Step.INCLUSION
    assert wizard.focus == "judgement"
    wizard.letters("Har stor surfplatta med tangentbord.")
    wizard.on()
    assert wizard.step == Step.EXCLUSION
    assert wizard.view.state.judgements["INC-6"] == "Har stor surfplatta med tangentbord."


def test_each_page_of_criteria_names_every_source_that_its_lines_come_from(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.INCLUSION)
    assert wizard.reads("Källa: Region Gotland, Internetbaserad KBT, uppdaterad 2026-01-15  ·")
    wizard.page.go(Step.EXCLUSION)
    assert wizard.reads("uppdaterad 2026-01-15; Doktor.se, IKBT, uppdaterad 2022-10-11  ·")


def test_what_is_judged_not_to_hinder_asks_for_the_judgement_before_it_folds(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred, hindering_condition=None)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.EXCLUSION)
    wizard.letters("jn")
    wizard.wait(lambda: wizard.focus == "judgement")
    assert wizard.outcome("EXC-1") == "Inget hinder"
    assert not wizard.is_folded("EXC-1")
    assert wizard.rail_line(Step.EXCLUSION) == "5 av 5, bedöm"
    wizard.letters("ADHD sedan barndomen. Klarar avsnitten med pauser.")
    wizard.page.keep()
    assert wizard.view.state.judgements["EXC-1"].endswith("med pauser.")
    assert wizard.is_folded("EXC-1")
    assert wizard.rail_line(Step.EXCLUSION) == "4 av 5 klara"  # EXC-3 waits for MADRS-S


def test_an_unread_text_refuses_the_signature_and_takes_the_focus(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    measured(clinic, referred, CALM)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.DECISION)
    wizard.press("decision_suitable")
    wizard.focus_on("decision_reason")
    wizard.letters("Passar.")
    for kind in ("record_text", "patient_letter"):
        wizard.press(f"open_{kind}")
        wizard.press("text_read")
    wizard.on()
    assert wizard.focus == "open_referrer_reply"
    assert wizard.view.signed_at is None
    assert wizard.reads("Svar till remittenten är inte läst")


def test_a_text_that_changes_after_it_was_read_is_unread_again(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    measured(clinic, referred, CALM)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.DECISION)
    wizard.press("decision_suitable")
    wizard.press("open_patient_letter")
    wizard.press("text_read")
    assert tuple(wizard.view.state.drafts_read) == ("patient_letter",)
    wizard.press("open_patient_letter")
    wizard.focus_on("decision_text")
    wizard.letters("Hej! ")
    wizard.press("close_text")
    assert "patient_letter" not in wizard.view.state.drafts_read
    assert wizard.view.texts["patient_letter"].startswith("Hej! ")


def test_going_against_a_rule_needs_a_second_clinician(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred, other_treatment=True, other_disturbs=True)
    measured(clinic, referred, CALM)
    own = "tolv blå koppar i skåp"
    clinic.colleague.administration.change_own_password(PASSWORD, own)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.DECISION)
    wizard.press("decision_suitable")
    wizard.focus_on("decision_reason")
    wizard.letters("Samtalen avslutas före start.")
    for kind in ("record_text", "patient_letter", "referrer_reply"):
        wizard.press(f"open_{kind}")
        wizard.press("text_read")
    wizard.on()
    assert wizard.focus == "cosign_login"
    wizard.letters("hanna")
    wizard.focus_on("cosign_password")
    wizard.letters("fel lösenord")
    wizard.on()
    wizard.wait(lambda: wizard.reads("Kontrollera användarnamn och lösenord."))
    assert wizard.view.signed_at is None
    wizard.focus_on("cosign_password")
    wizard.letters(own)
    wizard.on()
    wizard.wait(lambda: wizard.page.desk is not None and wizard.page.desk.is_signed)


def test_what_speaks_for_never_names_the_hindrance_that_is_not_there(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    measured(clinic, referred, CALM)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.DECISION)
    names = [
        button.accessibleName()
        for button in wizard.page.page.findChildren(QAbstractButton)
        if button.objectName().startswith("for_")
    ]
    assert any(name.startswith("Inte akut suicidnära") for name in names)
    assert not any(name.startswith("Akut suicidnära") for name in names)


@pytest.mark.parametrize(
    ("digits", "medicines", "said"),
    [
        (CALM, [], True),
        (CALM, [{"kind": "benzodiazepine", "name": "Sobril", "frequent": False}], True),
        ("", [], False),
        (CALM, None, False),
        (CALM, [{"kind": "sleep", "name": "Propavan"}], False),
    ],
)
def test_no_exclusion_hinders_is_said_once_risk_and_medicines_are_judged_too(
    qtbot: QtBot,
    clinic: Clinic,
    referred: Referred,
    *,
    digits: str,
    medicines: list[dict[str, object]] | None,
    said: bool,
) -> None:
    answered(clinic, referred, medicines=medicines)
    if digits:
        measured(clinic, referred, digits)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.DECISION)
    turns.finish()
    names = [
        button.accessibleName()
        for button in wizard.page.page.findChildren(QAbstractButton)
        if button.objectName().startswith("for_")
    ]
    assert any("Inget exklusionskriterium hindrar" in name for name in names) is said
    assert any("Inget pågående missbruk" in name for name in names) is not said


def test_the_medicine_outcome_follows_the_program_that_is_finally_chosen(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    medicines = [{"kind": "sleep", "name": "Propavan", "disturbs_sleep": False}]
    answered(clinic, referred, medicines=medicines)
    measured(clinic, referred, CALM)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.PROGRAM)
    assert wizard.rail_line(Step.MEDICINES) == "Propavan: Bedöm"
    wizard.press("program_sovhjalpen")
    assert wizard.rail_line(Step.MEDICINES) == "Propavan: Obs"


def test_the_same_screening_in_two_windows_shows_both_texts_and_lets_one_choose(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.REASON)
    let_in(clinic.workplace("hanna"), referred.patient_id)
    view = clinic.colleague.screenings.begin(referred.referral_id)
    clinic.colleague.screenings.save(
        view.id, {"contact_reason": "Hannas ord"}, step=Step.REASON, version=view.version
    )
    wizard.focus_on("contact_reason")
    wizard.key(Key.Key_End)
    wizard.letters(" Mina ord.")
    wizard.page.keep()
    assert wizard.reads("Deras, sökorsak: Hannas ord")
    wizard.press("keep_mine")
    assert wizard.view.state.contact_reason == "Nedstämd sedan i våras. Mina ord."


def test_digits_keyed_in_while_a_colleague_saved_are_never_lost(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.QUESTIONNAIRES)
    wizard.digits("33")
    let_in(clinic.workplace("hanna"), referred.patient_id)
    view = clinic.colleague.screenings.begin(referred.referral_id)
    clinic.colleague.screenings.save(
        view.id, {"notes": {"INC-1": "Hej"}}, step=Step.INCLUSION, version=view.version
    )
    wizard.digits("222")
    wizard.press("keep_mine")
    assert wizard.view.forms[0].answers[:5] == (3, 3, 2, 2, 2)


def test_the_booked_visit_is_taken_over_with_its_form_and_whom_it_was_with(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    let_in(clinic.workplace("hanna"), referred.patient_id)
    wizard = Wizard(qtbot, clinic.services("hanna"), referred.referral_id)
    booked = wizard.page.findChild(VisitPage)
    assert booked is not None
    booked.booked.acted.emit()
    state = wizard.view.state
    assert (state.visit_clinician, state.visit_form) == ("Maria Skenfors", "physical")
    assert state.visit_on == clinic.clock.today.isoformat()


def test_save_and_continue_later_says_so_and_leaves(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id)
    with qtbot.waitSignals([wizard.page.said, wizard.page.returned]):
        wizard.press("later")
    assert [row.id for row in clinic.clinician.screenings.unfinished()] == [wizard.view.id]


def test_a_figure_that_is_none_is_said_and_changes_nothing(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.INCLUSION)
    for wrong in ("två", "٣", "-1", "nan", "1e999"):
        field = wizard.focus_on("hours_per_week")
        assert isinstance(field, QLineEdit)
        field.clear()
        wizard.letters(wrong)
        wizard.key(Key.Key_Tab)
        assert "hours_per_week" not in wizard.view.state.answers, wrong
        assert wizard.reads("Skriv en siffra")


def test_a_visit_that_lies_ahead_is_refused_with_the_input_kept(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id)
    wizard.letters("2027-01-01")
    assert wizard.view.state.visit_on is None
    assert wizard.reads("Besöket ligger framåt.")


def test_a_visit_before_the_referral_asks_whether_the_year_is_right(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id)
    wizard.letters("2025-10-05")
    wizard.key(Key.Key_Tab)
    assert wizard.reads("söndag 5 oktober 2025. Det ligger före remissens inkomst. Stämmer året?")
    assert wizard.view.state.visit_on == "2025-10-05"
    wizard.focus_on("visit_on")
    wizard.letters("idag")
    wizard.key(Key.Key_Tab)
    assert not wizard.reads("Stämmer året?")


@pytest.mark.parametrize("words", ["sv", "en"])
@pytest.mark.parametrize("look", [(1366, 571, 1.0), (1024, 522, 1.0), (1366, 530, 2.0)])
def test_no_word_is_clipped_on_any_page(
    qtbot: QtBot, clinic: Clinic, referred: Referred, look: tuple[int, int, float], words: str
) -> None:
    width, height, scale = look
    size = (width, height)
    language.install(words)
    theme.current().choose(scale=scale)
    answered(
        clinic,
        referred,
        device="phone",
        medicines=[{"kind": "benzodiazepine", "name": "Sobril"}, {"kind": "sleep"}],
    )
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, size=size)
    for step in (*Step, Step.RISK):
        if wizard.step == Step.DECISION:
            measured(clinic, referred, RED)
            wizard.page.refresh()
        wizard.page.go(step)
        QApplication.processEvents()
        QApplication.processEvents()
        _assert_whole(wizard, f"{step} {size} {scale} {words}")
        assert wizard.page.width() <= size[0] + 1, step


def _assert_whole(wizard: Wizard, where: str) -> None:
    for label in wizard.page.findChildren(Label):
        if label.isVisible() and label.text():
            wraps = label.wordWrap()
            needed = label.heightForWidth(label.width()) if wraps else label.sizeHint().height()
            assert label.height() >= needed, (where, label.text())
            elides = label.minimumSizeHint().width() == 0
            fits = label.width() >= label.sizeHint().width()
            assert wraps or elides or fits, (where, label.text())
    for button in wizard.page.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and not wizard.page.rail.isAncestorOf(button):
            assert button.height() >= button.sizeHint().height(), (where, button.text())
            assert button.width() >= button.sizeHint().width(), (where, button.text())
    sheet = wizard.page.page.sheet
    assert sheet.body.geometry().width() <= sheet.viewport().width(), where
    for pill in wizard.page.findChildren(Pill):
        if pill.isVisible():
            assert pill.width() >= pill.sizeHint().width(), (where, pill.value.text)


def test_everything_that_can_hold_the_focus_has_a_name_for_eyes_and_ears(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred, medicines=[{"kind": "benzodiazepine", "name": "Sobril"}])
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id)
    for step in Step:
        wizard.page.go(step)
        for part in wizard.page.page.findChildren(QAbstractButton):
            if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert part.accessibleName() or part.text(), (step, part.objectName())
                assert part.objectName(), (step, part.text(), part.accessibleName())


@pytest.mark.parametrize("scales", [(1.0,), (2.0,), (2.0, 1.0)])
@pytest.mark.parametrize("step", list(Step))
def test_tab_goes_as_one_reads(
    qtbot: QtBot, clinic: Clinic, referred: Referred, step: Step, scales: tuple[float, ...]
) -> None:
    medicines = [{"kind": "sleep", "name": "Propavan"}, {"kind": "other", "name": "Alvedon"}]
    answered(clinic, referred, motivation=None, other_treatment=None, medicines=medicines)
    measured(clinic, referred, RED if step is Step.RISK else CALM)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=step)
    for scale in scales:
        theme.current().choose(scale=scale)
        qtbot.wait(90)
    page = wizard.page.page
    wizard.page.back.setEnabled(True)
    chain = tab_chain(wizard.page, wizard.page.back)
    parts: list[QWidget] = [part for part in (page.sheet, page.beside) if part.isVisible()]
    if (
        step is Step.DECISION and scales[-1] == 1.0
    ):  # three columns beside each other, read one by one
        parts = [column for column in page.findChildren(PointColumn) if column.isVisible()]
    assert chain[:3] == [wizard.page.back, wizard.page.later, wizard.page.next]
    for part in parts:
        assert steps_up(chain, part) == []
    in_pane = [widget for widget in chain if page.beside.isAncestorOf(widget)]
    assert in_pane == [] or in_pane == chain[-len(in_pane) :]


def test_the_row_that_one_is_at_stays_in_sight_when_the_text_grows(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred, motivation=None)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.INCLUSION)
    assert wizard.focus == "motivation_0"
    theme.current().choose(scale=2.0)
    wizard.wait(lambda: not named(wizard.page, "motivation_0").visibleRegion().isEmpty())
    assert wizard.focus == "motivation_0"


def test_at_large_text_the_source_folds_in_under_the_row_that_has_the_focus(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    unanswered = {"swedish_text": None, "swedish_speech": None, "motivation": None}
    answered(clinic, referred, **unanswered)
    theme.current().choose(scale=2.0)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.INCLUSION)
    page = wizard.page.page
    for rule, part in (("INC-5", "swedish_text_0"), ("INC-7", "motivation_0")):
        wizard.focus_on(part)
        qtbot.wait(5)
        row = named(page, f"row_{rule}")
        bottom = row.mapTo(page, row.rect().bottomLeft()).y()
        more = named(page, "source_more")
        assert 0 <= more.mapTo(page, more.rect().topLeft()).y() - bottom < 40
        line = named(page, "source_line")
        assert not line.isVisible()
        wizard.press("source_more")
        assert line.isVisible()
    theme.current().choose(scale=1.0)
    qtbot.wait(5)
    assert not named(page, "source_more").isVisible()
    assert named(page, "outcome_counts").isVisible()


@pytest.mark.parametrize("step", list(Step))
def test_no_two_parts_of_a_page_take_the_same_letter(
    qtbot: QtBot, clinic: Clinic, referred: Referred, step: Step
) -> None:
    answered(clinic, referred, motivation=None, medicines=[{"kind": "sleep", "name": "Propavan"}])
    measured(clinic, referred, RED if step is Step.RISK else CALM)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=step)
    assert shared_mnemonics(wizard.page) == {}


def test_a_program_changed_meanwhile_is_said_and_the_answers_are_kept(
    qtbot: QtBot, clinic: Clinic
) -> None:
    referred = refer(clinic)
    screenings = clinic.services("maria").screenings
    view = screenings.begin(referred.referral_id)
    answers = {"programme": "sovhjalpen", "hours_per_week": 2}
    screenings.save(view.id, {"answers": answers}, step=Step.PROGRAM, version=view.version)
    services = clinic.services("alva")
    text = services.catalogue.files[FileKind.PROGRAM, "sovhjalpen"].text
    changed = text.replace('version = "okänd"', 'version = "k1"', 1)
    assert changed != text
    services.own_files.put_in_force(
        services.own_files.read(FileKind.PROGRAM, changed), reason="Ny utgåva"
    )
    services = clinic.services("maria")
    wizard = ScreeningWizard(services, Place(View.SCREENING, record_id=view.id))
    qtbot.addWidget(wizard)
    wizard.resize(1366, 689)
    wizard.show()
    message = wizard.findChild(InlineMessage, "judged_anew")
    assert message is not None
    qtbot.waitUntil(message.isVisible, timeout=2_000)
    words = "\n".join(label.text() for label in message.findChildren(Label))
    assert "Svaren är kvar och bedömda på nytt." in words
    assert "Sovhjälpen: version k1." in words
    assert services.screenings.open(view.id).state.answers["hours_per_week"] == 2


def test_a_coordinator_reads_whose_work_it_is_and_writes_nothing(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    view = clinic.clinician.screenings.begin(referred.referral_id)
    place = Place(View.SCREENING, patient_id=referred.patient_id, record_id=view.id)
    wizard = ScreeningWizard(clinic.coordinator, place)
    qtbot.addWidget(wizard)
    went: list[Place] = []
    wizard.went.connect(went.append)
    wizard.show()
    words = "\n".join(label.text() for label in wizard.findChildren(Label))
    assert "Bedömningen pågår." in words
    (button,) = wizard.findChildren(QAbstractButton)
    button.click()
    assert went == [Place(View.PATIENT, patient_id=referred.patient_id, detail="assessment")]
    wizard.keep()
    wizard.refresh()
    assert clinic.refusals() == 0


def test_a_risk_that_no_form_has_shown_is_opened_by_hand_with_a_word_of_why(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.RISK)
    button = named(wizard.page, "open_case")
    assert isinstance(button, QAbstractButton)
    button.click()
    assert clinic.clinician.risk_cases.of_patient(referred.patient_id) is None
    why = named(wizard.page, "open_case_reason")
    assert isinstance(why, QLineEdit)
    why.setText("Berättade det i telefon.")
    button.click()
    case = clinic.clinician.risk_cases.of_patient(referred.patient_id)
    assert case is not None
    assert case.state == "open"


def test_the_word_of_why_is_found_again_after_a_kill_until_its_case_is_opened(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    killed = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.RISK)
    why = named(killed.page, "open_case_reason")
    assert isinstance(why, QLineEdit)
    why.setText("Sade det till sin syster.")
    qtbot.waitUntil(
        lambda: clinic.clinician.drafts.find(BY_HAND_DRAFT, referred.patient_id) is not None,
        timeout=LONGEST_MS + 1_000,
    )
    found = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.RISK)
    why, button = named(found.page, "open_case_reason"), named(found.page, "open_case")
    assert isinstance(why, QLineEdit)
    assert isinstance(button, QAbstractButton)
    assert why.text() == "Sade det till sin syster."
    button.click()
    case = clinic.clinician.risk_cases.of_patient(referred.patient_id)
    assert case is not None
    assert clinic.clinician.drafts.find(BY_HAND_DRAFT, referred.patient_id) is None


def test_an_assessed_risk_can_be_assessed_anew(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    measured(clinic, referred, RED)
    assess_risk(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.RISK)
    wizard.focus_on("open_case_reason")
    wizard.letters("Ringde, har en plan.")
    wizard.press("open_case")
    case = clinic.colleague.risk_cases.of_patient(referred.patient_id)
    assert case is not None
    assert (case.state, case.is_pressing) == ("open", True)
    assert not named(wizard.page.page, "open_case").isVisible()
    assert wizard.rail_line(Step.PROGRAM) == "Låst tills risk är bedömd"


def test_an_acute_answer_that_the_signed_assessment_contradicts_is_no_dead_end(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred, acutely_suicidal=True)
    measured(clinic, referred, CALM)
    assess_risk(clinic, referred)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.VISIT)
    assert "Den signerade bedömningen säger något annat." in wizard.message_above("open_flag")
    wizard.on()
    assert wizard.step == Step.RISK
    assert wizard.rail_line(Step.RISK) == "Motsägs av ett svar"
    assert "Svaren säger emot varandra." in wizard.message("contradiction")
    assert wizard.reads("Saknas: ett svar som stämmer med bedömningen")
    wizard.on()
    assert (wizard.step, wizard.focus) == (Step.EXCLUSION, "acutely_suicidal_0")
    wizard.letters("n")
    assert wizard.rail_line(Step.RISK) == "Låg, plan finns"
    assert wizard.may_go(Step.DECISION)
    wizard.page.go(Step.RISK)
    assert wizard.message("contradiction") == ""


def test_what_a_colleague_signed_meanwhile_stands_in_the_wizard_when_it_reads_afresh(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred)
    measured(clinic, referred, RED)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.RISK)
    assert wizard.page.next.text() == "Si&gnera bedömning"
    assess_risk(clinic, referred)
    wizard.page.refresh()
    assert wizard.rail_line(Step.RISK) == "Låg, plan finns"
    assert wizard.page.next.text() == "&Nästa"
    wizard.on()
    assert wizard.step == Step.PROGRAM


def test_an_acute_case_shows_112_and_the_clinics_own_number_on_every_page(
    qtbot: QtBot, clinic: Clinic, referred: Referred
) -> None:
    answered(clinic, referred, acutely_suicidal=None)
    measured(clinic, referred, CALM)
    wizard = Wizard(qtbot, clinic.clinician, referred.referral_id, step=Step.EXCLUSION)
    wizard.focus_on("acutely_suicidal_0")
    wizard.letters("j")
    told = "Akut fara för liv: ring 112 Psykiatriska akutmottagningen, 08-465 004 99"
    for step in (Step.EXCLUSION, Step.VISIT, Step.QUESTIONNAIRES):
        wizard.page.go(step)
        assert wizard.step == step
        assert wizard.message_above("open_flag") == told
    wizard.page.go(Step.RISK)
    assert wizard.message_above("open_flag") == ""
    assert wizard.reads("Psykiatriska akutmottagningen")
    wizard.page.go(Step.EXCLUSION)
    wizard.focus_on("acutely_suicidal_1")
    wizard.letters("n")
    assert "Fördjupad bedömning krävs" in wizard.message_above("open_flag")
