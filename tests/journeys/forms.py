"""Every form that saves: who opens it, how it is filled in by hand, and what saves it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ikbt_desktop.clinic.screening import Step
from ikbt_desktop.demo.robot import Robot
from ikbt_desktop.ui.kit import background
from ikbt_desktop.ui.kit.answer_grid import AnswerGrid
from ikbt_desktop.ui.pages import Page, Place, View
from tests.clinics import invented_number
from tests.doors import let_in
from tests.journeys.robot import Tour, settle

_RUNNING = frozenset({"minutes"})  # counts by itself while one writes


class Hands(Robot):
    """Robot's hands on the training clinic, and where its people are."""

    tour: Tour

    @property
    def page(self) -> Page:
        assert self.tour.window.page is not None
        return self.tour.window.page

    def patient(self, name: str) -> str:
        rows = self.tour.services.caseload.page(text=name, limit=5)
        return next(row.id for row in rows if row.name.startswith(name))

    def referral(self, name: str) -> str:
        rows = self.tour.services.referrals.page(limit=50)
        return next(row.id for row in rows if row.name.startswith(name))

    def task(self, kind: str, name: str = "") -> tuple[str, str]:
        """(patient, subject) of a line in Att göra."""
        tasks = self.tour.services.worklist.tasks()
        return next(
            (task.patient_id, task.subject_id)
            for task in tasks
            if task.kind == kind and task.name.startswith(name)
        )

    def go(self, place: Place) -> None:
        if place.patient_id is not None:
            let_in(self.tour.services.workplace, place.patient_id)
        self.tour.go(place)
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        background.wait()
        settle()

    def tab(self, name: str, tab: str) -> None:
        self.go(Place(View.PATIENT, patient_id=self.patient(name), detail=tab))

    def held(self) -> dict[str, object]:
        """What every named field and choice on the page holds."""
        found: dict[str, object] = {}
        for widget in self.page.findChildren(QWidget):
            name = widget.objectName()
            if not widget.isVisible() or not name or name.startswith("qt_") or name in _RUNNING:
                continue
            if isinstance(widget, QLineEdit):
                found[name] = widget.text()
            elif isinstance(widget, QPlainTextEdit):
                found[name] = widget.toPlainText()
            elif isinstance(widget, QComboBox):
                found[name] = widget.currentData()
            elif isinstance(widget, AnswerGrid):
                found[name] = dict(widget.answers)
            elif isinstance(widget, QAbstractButton) and widget.isCheckable():
                found[name] = widget.isChecked()
        return found

    def told(self) -> str:
        """Every word in sight: what is scrolled away tells nobody anything."""
        labels = self.tour.front.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if _in_sight(label))


def _in_sight(label: QLabel) -> bool:
    return label.isVisible() and not label.visibleRegion().isEmpty()


Do = Callable[[Hands], None]


@dataclass(frozen=True)
class Form:
    """Who opens it, how it is filled in, what saves it, and the table that then has changed."""

    login: str
    fill: Do
    save: Do
    table: str
    last: Do = lambda _: None
    """What is typed just before, where a page keeps what is typed by itself."""


def click(name: str) -> Do:
    return lambda hands: hands.click(name)


def new_referral(hands: Hands) -> None:
    hands.go(Place(View.REFERRALS, detail="new"))
    number = invented_number(hands.tour.clock.today.replace(year=1988)).formatted
    for name, text in (
        ("identity", number),
        ("family_name", "Pappersson"),
        ("given_name", "Karin"),
        ("referrer", "Vårdcentralen Ekliden"),
        ("received_on", "igår"),
        ("question", "Sover dåligt sedan i våras."),
    ):
        hands.type_into(name, text)


def referral_step(name: str, step: str, *fields: tuple[str, str]) -> Do:
    """A step of a referral and its little form.

    `?` before a text chooses a line that begins so, `#` a part of an answer by its place.
    """

    def _fill(hands: Hands) -> None:
        hands.go(Place(View.REFERRALS, record_id=hands.referral(name)))
        hands.click(step)
        fill_in(hands, fields)

    return _fill


def fill_in(hands: Hands, fields: tuple[tuple[str, str], ...]) -> None:
    for field, text in fields:
        if text.startswith("?"):
            hands.choose_words(field, text[1:])
        elif text.startswith("#"):
            hands.choose_first(field, int(text[1:]))
        elif text == "!":
            hands.click(field)
        else:
            hands.type_into(field, text)


def patient_tab(name: str, tab: str, *fields: tuple[str, str]) -> Do:
    def _fill(hands: Hands) -> None:
        hands.tab(name, tab)
        fill_in(hands, fields)

    return _fill


def wizard(step: Step, *fields: tuple[str, str]) -> Do:
    def _fill(hands: Hands) -> None:
        who, what = hands.task("screening")
        hands.go(Place(View.SCREENING, patient_id=who, record_id=what, detail=step))
        fill_in(hands, fields)

    return _fill


def of_task(view: View, kind: str, name: str, *fields: tuple[str, str]) -> Do:
    def _fill(hands: Hands) -> None:
        who, what = hands.task(kind, name)
        referral = what if view is View.ASSIGNMENT else None
        hands.go(Place(view, patient_id=who, record_id=what, referral_id=referral))
        fill_in(hands, fields)

    return _fill


def administration(room: str, *fields: tuple[str, str]) -> Do:
    def _fill(hands: Hands) -> None:
        hands.go(Place(View.ADMINISTRATION, detail=room))
        fill_in(hands, fields)

    return _fill


def _typed(name: str, text: str) -> Do:
    return lambda hands: hands.type_into(name, text)


def _digits(hands: Hands) -> None:
    hands.find("item_phq-9_1").setFocus()
    hands.digits("1")


_VISIT = (("act_day", "+3"), ("act_time", "10:00"), ("act_clinician_id", "?Maria"))
DESK = partial(of_task, View.FEEDBACK, "feedback", "Exempelsson")
RISK = partial(of_task, View.RISK, "risk", "")
_FAMILY = (
    ("guardian_relation", "?"),
    ("guardian_given_name", "Mona"),
    ("guardian_family_name", "Ek"),
)


def _in_room(name: str, login: str, room: str, *fields: tuple[str, str], table: str) -> Form:
    return Form(login, administration(room, *fields), click(name), table)


def _draw_month(hands: Hands) -> None:
    administration("log_check")(hands)
    hands.click("draw_rows")
    background.wait()
    settle()


def _fit(hands: Hands) -> None:
    of_task(View.ASSIGNMENT, "assign", "Skenström, Amira")(hands)
    hands.press(Qt.Key.Key_Home, on="fit_matrix")
    hands.press(Qt.Key.Key_Return, on="fit_matrix")
    hands.click("clinician_0")
    hands.click("agreed")


def _measure(hands: Hands) -> None:
    of_task(View.MEASURE, "feedback", "Exempelsson")(hands)
    hands.choose_words("instrument", "PHQ")
    hands.settle(0.3)
    for number, digit in enumerate("111111110", start=1):
        hands.keys(hands.find(f"item_{number}"), digit)


def _outbox(hands: Hands) -> None:
    hands.go(Place(View.OUTBOX))
    hands.go_to_row("outbox", "Behandlingssammanfattning")


FORMS = {
    # Reception
    "referral form": Form("rut", new_referral, click("register"), "referral"),
    "booking": Form(
        "rut", referral_step("Hittepålund", "step_book", *_VISIT), click("act_go"), "visit"
    ),
    "referral reviewed": Form(
        "rut",
        lambda hands: hands.go(Place(View.REFERRALS, record_id=hands.referral("Tolvberg"))),
        click("step_review"),
        "referral",
    ),
    "referral withdrawn": Form(
        "rut",
        referral_step("Hittepålund", "step_withdrawn", ("act_note", "Patienten flyttar.")),
        click("act_go"),
        "referral",
    ),
    "own wait": Form(
        "rut",
        referral_step("Hittepålund", "step_own_wait", ("act_until", "+20"), ("act_reason", "Resa")),
        click("act_go"),
        "referral",
    ),
    "handed over": Form(
        "rut",
        referral_step("Hittepålund", "step_delegate", ("act_clinician_id", "?Hanna")),
        click("act_go"),
        "referral",
    ),
    "reply ticked as sent": Form(
        "rut",
        lambda hands: hands.go(Place(View.REFERRALS, record_id=hands.referral("Tänkmark"))),
        click("step_answered"),
        "referral",
    ),
    # The record
    "contact card": Form(
        "rut",
        patient_tab(
            "Exempelsson", "overview", ("edit_contact", "!"), ("contact_phone", "070-123 45 67")
        ),
        click("save_contact"),
        "patient",
    ),
    "protection": Form(
        "rut",
        patient_tab(
            "Exempelsson",
            "overview",
            ("change_protection", "!"),
            ("protection_form_choice", "?Skydd"),
            ("protection_form_reason", "Beslut visat vid disken."),
        ),
        click("protection_form_save"),
        "patient",
    ),
    "block": Form(
        "rut",
        patient_tab(
            "Exempelsson",
            "overview",
            ("new_block", "!"),
            ("block_form_choice", "?Hanna"),
            ("block_form_reason", "Granne."),
        ),
        click("block_form_save"),
        "access_block",
    ),
    "guardian": Form(
        "rut",
        patient_tab("Sagolund", "overview", ("add_guardian", "!"), *_FAMILY),
        click("guardian_form_save"),
        "guardian",
    ),
    "fee period": Form(
        "rut",
        patient_tab("Exempelsson", "fees", ("fee_opening_sum", "450")),
        click("fee_period_save"),
        "fee_period",
    ),
    "fee taken away": Form(
        "rut",
        patient_tab("Exempelsson", "fees", ("fee_reason", "Samtalet bröts")),
        click("fee_waive_save"),
        "fee_change",
    ),
    "introduced in the journal": Form("rut", _outbox, click("tick_filed"), "filing"),
    "event": Form(
        "maria",
        patient_tab("Exempelsson", "overview", ("add_event", "!"), ("event_words", "Ny dos.")),
        click("event_form_save"),
        "course_event",
    ),
    "pause": Form(
        "maria",
        patient_tab(
            "Exempelsson",
            "overview",
            ("pause_treatment", "!"),
            ("pause_form_date", "+7"),
            ("pause_reason", "Semester"),
        ),
        click("pause_form_save"),
        "treatment",
    ),
    "course check": Form(
        "maria",
        patient_tab(
            "Skenström, Omar",
            "course",
            *((f"week_{one}_yes", "!") for one in ("homework", "alliance", "life_event")),
            ("week_program_yes", "!"),
            ("week_action", "?Ring"),
            ("week_note", "Ringer på torsdag."),
            ("week_follow_up", "+7"),
        ),
        click("week_check_save"),
        "course_check",
    ),
    "ladder": Form(
        "maria",
        patient_tab(
            "Påhittsson, Örjan",
            "course",
            ("ladder_result", "?"),
            ("ladder_note", "Skickad."),
            ("ladder_next", "+4"),
        ),
        click("ladder_step_save"),
        "inactivity_record",
    ),
    # Screening
    "wizard, visit": Form(
        "maria", wizard(Step.VISIT), click("next"), "screening", _typed("visit_on", "igår")
    ),
    "wizard, reason": Form(
        "maria", wizard(Step.REASON), click("next"), "screening", _typed("contact_reason", "Oro.")
    ),
    "wizard, inclusion": Form(
        "maria",
        wizard(Step.INCLUSION, ("fold_INC-2", "!")),
        click("next"),
        "screening",
        click("somatic_suspicion_2"),
    ),
    "wizard, exclusion": Form(
        "maria",
        wizard(Step.EXCLUSION, ("fold_EXC-1", "!")),
        click("next"),
        "screening",
        click("hindering_condition_1"),
    ),
    "wizard, medicines": Form(
        "maria",
        wizard(Step.MEDICINES, ("add_medicine", "!"), ("medicine_1_kind", "?Z")),
        click("next"),
        "screening",
        _typed("medicine_1_name", "Sobril"),
    ),
    "wizard, digits of a form": Form(
        "maria",
        wizard(Step.QUESTIONNAIRES, ("form_phq-9", "!")),
        click("next"),
        "screening",
        _digits,
    ),
    "wizard, program": Form(
        "maria", wizard(Step.PROGRAM), click("next"), "screening", click("program_sovhjalpen")
    ),
    "wizard, decision": Form(
        "maria",
        wizard(Step.DECISION),
        click("later"),
        "screening",
        _typed("decision_reason", "Ja."),
    ),
    "risk case opened": Form(
        "maria",
        wizard(Step.RISK, ("open_case_reason", "Sa något vid dörren.")),
        click("open_case"),
        "risk_case",
    ),
    # Risk
    "attempt to reach": Form(
        "maria",
        RISK(("attempt_note", "Ingen svarar.")),
        click("attempt_no_answer"),
        "contact_attempt",
    ),
    "risk assessment": Form(
        "maria",
        RISK(),
        click("back"),
        "risk_case",
        _typed("risk_questions", "Tankar, inga planer."),
    ),
    "safety plan": Form(
        "maria",
        RISK(("open_plan", "!"), ("plan_people", "Syster"), ("plan_care", "Vårdcentralen")),
        click("save_plan"),
        "safety_plan",
    ),
    # Treatment
    "assignment": Form("maria", _fit, click("assign"), "treatment"),
    "week measures": Form("maria", _measure, click("save_measure"), "measurement"),
    "what the patient sent": Form(
        "maria",
        DESK(("open_report", "!"), ("reflection", "Gick ut varje dag.")),
        click("save_report"),
        "week_report",
    ),
    "feedback signed": Form(
        "maria",
        DESK(("feedback_text", "Hej Karin! Du gick ut varje dag.")),
        click("sign_feedback"),
        "feedback_note",
    ),
    "feedback draft": Form(
        "maria", DESK(), click("keep_draft"), "draft", _typed("feedback_text", "Hej Karin!")
    ),
    "own phrase": Form(
        "maria",
        DESK(("own_phrases", "!"), ("phrase_name", "hej"), ("phrase_text", "Hej {förnamn}!")),
        click("save_phrase"),
        "phrase",
    ),
    "closing": Form(
        "maria",
        of_task(
            View.CLOSING,
            "feedback",
            "Exempelsson",
            ("end_reason", "?Slutförd"),
            ("result", "Förbättrad."),
            ("plan", "Ringer om sex månader."),
        ),
        click("close_treatment"),
        "treatment",
    ),
    # Administration
    "clinic profile": _in_room(
        "save_clinic", "alva", "clinic", ("clinic_phone", "08-465 004 77"), table="clinic_profile"
    ),
    "colleague": _in_room(
        "save_user", "alva", "users", ("user_title", "leg. psykolog"), table="user"
    ),
    "text of the ladder": _in_room(
        "ladder_text_reminder_save",
        "alva",
        "course",
        ("ladder_text_reminder_field", "Hej! Vi saknar dig."),
        table="clinic_profile",
    ),
    "log check drawn": _in_room("draw_rows", "tore", "log_check", table="log_check"),
    "program out of use": _in_room(
        "knowledge_out_of_use",
        "alva",
        "knowledge",
        ("knowledge_reason", "Avtalet är slut."),
        table="file_order",
    ),
}
