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
    Do,
    Hands,
    administration,
    of_task,
    patient_tab,
    referral_step,
    wizard,
)
from tests.journeys.refusals import kept
from tests.journeys.robot import settle

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

TEXTS = {
    "referral form": ("family_name", "question", "referrer"),
    "referral withdrawn": ("act_note",),
    "own wait": ("act_reason",),
    "contact card": ("contact_family_name", "contact_address"),
    "protection": ("protection_form_reason",),
    "block": ("block_form_reason",),
    "guardian": ("guardian_family_name",),
    "fee taken away": ("fee_reason",),
    "event": ("event_words",),
    "pause": ("pause_reason",),
    "course check": ("week_note",),
    "ladder": ("ladder_note",),
    "risk case opened": ("open_case_reason",),
    "attempt to reach": ("attempt_note",),
    "safety plan": ("plan_people",),
    "what the patient sent": ("reflection",),
    "feedback signed": ("feedback_text",),
    "closing": ("result",),
    "clinic profile": ("clinic_name",),
    "colleague": ("user_title",),
    "text of the ladder": ("ladder_text_reminder_field",),
    "program out of use": ("knowledge_reason",),
}
_PLACES = [(form, field) for form, fields in TEXTS.items() for field in fields]


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


@pytest.mark.parametrize(("name", "field"), _PLACES)
def test_what_shows_other_than_it_says_or_is_too_long_is_refused_and_stays(
    hands: Hands, name: str, field: str
) -> None:
    form = FORMS[name]
    tour = hands.tour
    tour.be(form.login)
    form.fill(hands)
    hands.page.keep()
    folder, keys = tour.application._entry.folder, tour.services.workplace.database.keys
    before = kept(folder, keys)
    for text, said in _BAD.items():
        stood = paste(hands, field, text)
        if len(stood) < len(text):
            continue  # the field itself takes no more, and shows what it took
        form.save(hands)
        background.wait()
        settle()
        assert held(hands.find(field)) == stood, text[:20]
        assert said in f"{error_at(hands.find(field))} {hands.told()}", text[:20]
        now = kept(folder, keys)
        changed = {table for table in before if now[table] != before[table]}
        assert changed <= _MADE_BY_THE_WAY, text[:20]
