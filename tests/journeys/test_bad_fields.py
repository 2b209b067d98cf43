"""What nobody should type, in each field of each window: said at its place, kept, not saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.field import FieldBlock
from ikbt_desktop.ui.pages import Place, View
from tests.journeys.forms import (
    DESK,
    FORMS,
    RISK,
    Do,
    Form,
    Hands,
    administration,
    click,
    of_task,
    patient_tab,
    referral_step,
    wizard,
)
from tests.journeys.refusals import kept
from tests.journeys.robot import settle
from tests.journeys.signing_forms import SIGNING, guardian
from tests.journeys.test_two_windows import MEETINGS

_IMPOSSIBLE = ("31/11", "2026-13-45", "٢٠٢٦-١٠-٠٨", "någon gång")
_UNSEEN = "osynligt styrtecken"
_BAD = {
    "ett\u202evt": _UNSEEN,
    "ett\x00två": _UNSEEN,
    "ett\x1b[31mtvå": _UNSEEN,
    "x" * 1_000_000: "längre än vad som går att spara",
}
_MADE_BY_THE_WAY = frozenset({"draft", "audit_entry"})

_CLOSING = of_task(View.CLOSING, "feedback", "Exempelsson")
_ASSIGNMENT = of_task(View.ASSIGNMENT, "assign", "Skenström, Amira")
DAYS: dict[str, tuple[str, Do]] = {
    "received_on": ("rut", lambda hands: hands.go(Place(View.REFERRALS, detail="new"))),
    "act_day": ("rut", referral_step("Hittepålund", "step_book")),
    "act_until": ("rut", referral_step("Hittepålund", "step_own_wait")),
    "fee_starts_on": ("rut", patient_tab("Exempelsson", "fees")),
    "fee_card_until": ("rut", patient_tab("Exempelsson", "fees")),
    "event_form_date": ("maria", patient_tab("Exempelsson", "overview", ("add_event", "!"))),
    "pause_form_date": ("maria", patient_tab("Exempelsson", "overview", ("pause_treatment", "!"))),
    "week_follow_up": ("maria", patient_tab("Skenström, Omar", "course")),
    "ladder_next": ("maria", patient_tab("Påhittsson, Örjan", "course")),
    "visit_on": ("maria", wizard(Step.VISIT)),
    "answered_on": ("maria", wizard(Step.QUESTIONNAIRES)),
    "starts_on": ("maria", _ASSIGNMENT),
    "agreed_on": ("maria", _ASSIGNMENT),
    "ended_on": ("maria", _CLOSING),
    "follow_up_1": ("maria", _CLOSING),
    "reported_on": ("maria", DESK(("open_report", "!"))),
    "log_day": ("tore", administration("log")),
    "log_last_day": ("tore", administration("log")),
    "extract_first": ("tore", administration("log_papers")),
    "extract_last": ("tore", administration("log_papers")),
    "consent_form_date": ("rut", guardian("consent")),
    "measure: answered_on": ("maria", of_task(View.MEASURE, "feedback", "Exempelsson")),
    "user_ikbt_course_on": ("alva", administration("users")),
}


def line(hands: Hands, name: str) -> QLineEdit:
    found = hands.find(name)
    assert isinstance(found, QLineEdit)
    return found


def error_at(widget: QWidget) -> str:
    """What the field's own block says is wrong."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, FieldBlock):
        above = above.parentWidget()
    return above.error if isinstance(above, FieldBlock) else ""


@pytest.mark.parametrize("name", DAYS)
def test_an_impossible_day_is_said_at_every_field_of_a_day_and_stays(
    hands: Hands, name: str
) -> None:
    login, opened = DAYS[name]
    name = name.rpartition(": ")[2]
    hands.tour.be(login)
    opened(hands)
    field = line(hands, name)
    for text in _IMPOSSIBLE:
        hands.type_into(name, text)
        QTest.keyClick(field, Qt.Key.Key_Tab)
        background.wait()
        settle()
        assert field.text() == text
        assert error_at(field) or "2026-10-08" in hands.told(), text
        assert hands.tour.application.window is not None


# --- signs that show other than they say, and a megabyte -----------------------------------------

_UNLIKE_FORMS: dict[str, Form] = {
    "guardian no longer": MEETINGS["guardian no longer"].form,
    "unit": MEETINGS["unit"].form,
    "block lifted": MEETINGS["block"].form,
    "assignment voided": MEETINGS["void"].form,
    "feedback corrected": MEETINGS["feedback corrected"].form,
    "measure corrected": MEETINGS["measure corrected"].form,
}
_FORMS = {**FORMS, **SIGNING, **_UNLIKE_FORMS}
TEXTS: dict[str, tuple[str, ...]] = {
    "referral form": ("family_name", "question", "referrer", "given_name"),
    "referral withdrawn": ("act_note",),
    "own wait": ("act_reason",),
    "contact card": (
        *("contact_family_name", "contact_given_name", "contact_address", "contact_city"),
        *("contact_kin_name", "contact_region"),
    ),
    "protection": ("protection_form_reason",),
    "block": ("block_form_reason",),
    "guardian": ("guardian_family_name", "guardian_given_name", "guardian_address"),
    "guardian no longer": ("guardian_end_reason",),
    "consent": ("consent_note",),
    "block lifted": ("lift_form_reason",),
    "fee taken away": ("fee_reason",),
    "event": ("event_words",),
    "pause": ("pause_reason",),
    "assignment voided": ("void_form_reason",),
    "course check": ("week_note",),
    "ladder": ("ladder_note",),
    "wizard, reason": ("contact_reason",),
    "risk case opened": ("open_case_reason",),
    "attempt to reach": ("attempt_note",),
    "safety plan": ("plan_people", "plan_care"),
    "what the patient sent": ("reflection", "homework_note", "agreed_lines"),
    "feedback signed": ("feedback_text",),
    "feedback corrected": ("amended_text", "amend_reason"),
    "measure corrected": ("correction_reason",),
    "phrase": ("phrase_text",),
    "closing": ("result", "background", "plan"),
    "summary corrected": ("correction_reason",),
    "clinic profile": ("clinic_name", "clinic_crisis_text", "clinic_escalation_text"),
    "colleague": ("user_title", "user_name"),
    "unit": ("unit_name",),
    "text of the ladder": ("ladder_text_reminder_field",),
    "log check, verdict": ("check_note",),
    "log check, signed": ("check_conclusion",),
    "rules in force": ("rule_reason",),
    "program out of use": ("knowledge_reason",),
}


def paste(hands: Hands, name: str, text: str) -> str:
    """Paste over what stands there; gives what the field then holds."""
    field = hands.find(name)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.setFocus()
    field.selectAll()
    QApplication.clipboard().setText(text)
    field.paste()
    hands.settle(0.02)
    return held(field)


def held(field: QWidget) -> str:
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize("name", TEXTS)
def test_what_shows_other_than_it_says_or_is_too_long_is_refused_and_stays(
    hands: Hands, name: str
) -> None:
    form = _FORMS[name]
    tour = hands.tour
    tour.be(form.login)
    form.fill(hands)
    form.last(hands)
    hands.page.keep()
    folder, keys = tour.application._entry.folder, tour.services.workplace.database.keys
    before = kept(folder, keys)
    for field in TEXTS[name]:
        well = held(hands.find(field))
        for text, said in _BAD.items():
            stood = paste(hands, field, text)
            if len(stood) < len(text):
                continue  # the field itself takes no more, and shows what it took
            form.save(hands)
            background.wait()
            settle()
            assert held(hands.find(field)) == stood, (field, text[:20])
            told = f"{error_at(hands.find(field))} {hands.told()}"
            assert said in told, (field, text[:20], told)
        now = kept(folder, keys)
        changed = {table for table in before if now[table] != before[table]}
        assert changed <= _MADE_BY_THE_WAY, field
        paste(hands, field, well)


# --- figures -------------------------------------------------------------------------------------

_NO_FIGURES = ("-1", "1e9", "٣", "NaN", "9" * 30, "1,2,3", "½")
_TRY = click("try_rules")
FIGURES: dict[str, tuple[str, Do, Do, tuple[str, ...]]] = {
    "time of a visit": (
        "rut",
        referral_step(
            "Hittepålund", "step_book", ("act_day", "+3"), ("act_clinician_id", "?Maria")
        ),
        click("act_go"),
        ("act_time",),
    ),
    "fee period": (
        "rut",
        patient_tab("Exempelsson", "fees"),
        click("fee_period_save"),
        ("fee_opening_sum",),
    ),
    "clinic profile": (
        "alva",
        administration("clinic"),
        click("save_clinic"),
        (
            *("clinic_warn_days", "clinic_first_assessment", "clinic_treatment_start"),
            *("clinic_lock_minutes", "clinic_escalation_after"),
        ),
    ),
    "colleague": ("alva", administration("users"), click("save_user"), ("user_weekly_minutes",)),
    "rules": (
        "alva",
        administration("rules"),
        _TRY,
        ("figure_hours_at_least", "figure_audit_male", "figure_weeks_low"),
    ),
    "program": (
        "alva",
        administration("knowledge", ("knowledge_edit_program", "!")),
        click("knowledge_look_over"),
        ("program_min_age", "program_sections", "program_interval_days", "program_inactivity"),
    ),
    "attempt to reach": ("maria", RISK(), click("attempt_no_answer"), ("attempt_at",)),
    "week of a measure": (
        "maria",
        FORMS["week measures"].fill,
        click("save_measure"),
        ("week",),
    ),
}


@pytest.mark.parametrize("name", FIGURES)
def test_what_is_no_figure_or_beyond_all_measure_is_said_at_its_field_and_stays(
    hands: Hands, name: str
) -> None:
    login, opened, save, fields = FIGURES[name]
    hands.tour.be(login)
    opened(hands)
    hands.page.keep()
    folder = hands.tour.application._entry.folder
    keys = hands.tour.services.workplace.database.keys
    before = kept(folder, keys)
    for field in fields:
        well = line(hands, field).text()
        for text in _NO_FIGURES:
            stood = paste(hands, field, text)
            if stood != text:
                continue  # the field itself takes no more, or no such sign
            save(hands)
            background.wait()
            settle()
            assert line(hands, field).text() == stood, (field, text)
            assert error_at(line(hands, field)), (field, text, hands.told())
        now = kept(folder, keys)
        changed = {table for table in before if now[table] != before[table]}
        assert changed <= _MADE_BY_THE_WAY, field
        paste(hands, field, well)
