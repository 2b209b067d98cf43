"""Att göra: the most urgent first, one key does it, and nobody reads more than the role allows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.clinic.roles import Actor, Role
from ikbt_desktop.errors import DiskFull
from ikbt_desktop.services.documents import DocumentRow, Documents
from ikbt_desktop.services.measurements import NewMeasurement
from ikbt_desktop.services.worklist import Task
from ikbt_desktop.ui.crisis_card import CrisisDialog
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.button import Button
from ikbt_desktop.ui.kit.chip import Chip
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.today import steps, words
from tests.clinics import NEW_CLINIC, Clinic, shipped
from tests.services.walk import RED, Walk
from tests.ui.reception.robot import register
from tests.ui.robots import named
from tests.ui.today.robot import AtWork

SMALL = (1258, 617)  # at 200 %
TODAY = date(2026, 10, 5)


def red(walk: Walk) -> Walk:
    """A flag is raised and a day goes by."""
    walk.clinic.clock.move(days=1)
    walk.measure(*RED, week=1)
    return walk


# --- order -----------------------------------------------------------------------------------


def test_rows_stand_by_urgency_under_their_heads(qtbot: QtBot, running: Walk) -> None:
    clinic = red(running).clinic
    register(clinic, "Tänkmark", "Sofia", born=date(1995, 11, 23), days_ago=9)
    rows = AtWork(qtbot, clinic).rows()
    assert rows[0].startswith("Idag 16:00 | Provberg, Åsa")
    assert "Behöver kontakt idag, Noterat 09:30  ·  ingen har försökt än" in rows[0]
    heads = [row for row in rows if row.split("  ·  ")[0].isupper()]
    assert [head.split("  ·  ")[0] for head in heads] == [
        "FÖRSENAT OCH IDAG",
        "SENARE",
    ]
    late = rows[rows.index(heads[0]) + 1 : rows.index(heads[1])]
    assert heads[0] == f"FÖRSENAT OCH IDAG  ·  {len(late)}"
    assert all("dag" in row.split(" | ")[0] for row in late)
    assert all(row.startswith("Om 6 dagar | Provberg, Åsa") for row in rows[-2:])
    assert any("Skriv återkoppling, vecka 1" in row for row in rows[-2:])


def test_the_week_ends_on_sunday(qtbot: QtBot, running: Walk) -> None:
    running.clinic.clock.move(days=2)  # Wednesday; feedback is due on Monday
    assert "DEN HÄR VECKAN" not in "".join(AtWork(qtbot, running.clinic).rows())
    running.clinic.clock.move(days=-2)
    register(running.clinic, "Tänkmark", "Sofia", born=date(1995, 11, 23), days_ago=0)
    assert "DEN HÄR VECKAN" in "".join(AtWork(qtbot, running.clinic, "tore").rows())


def test_contact_today_is_marked_and_survives_every_filter(qtbot: QtBot, running: Walk) -> None:
    robot = AtWork(qtbot, red(running).clinic)
    for choice in ("all", "mine", "late", "feedback", "unsigned", "to_file"):
        robot.page.choose(choice)
        assert "Behöver kontakt idag" in robot.rows()[0]
        first = robot.page.table.row_value(0)
        assert first is not None
        assert first.flagged


def test_chips_count_what_they_show(qtbot: QtBot, waiting: Walk) -> None:
    robot = AtWork(qtbot, waiting.clinic)
    for choice in ("all", "mine", "late", "feedback", "unsigned", "to_file"):
        robot.page.choose(choice)
        shown = len([row for row in robot.rows() if " | " in row])
        chip = named(robot.page, f"chip_{choice}")
        assert chip.accessibleName().endswith(f" {shown}")


def test_a_filter_without_rows_says_so_and_leads_back(qtbot: QtBot, waiting: Walk) -> None:
    robot = AtWork(qtbot, waiting.clinic, place=Place(View.TODAY, detail="feedback"))
    assert "Inget matchar filtret" in robot.words()
    robot.click("show_all")
    assert robot.rows()


def test_an_empty_list_says_that_all_is_done(qtbot: QtBot, clinic: Clinic) -> None:
    robot = AtWork(qtbot, clinic)
    assert "Allt är gjort för idag" in robot.words()
    assert not robot.page.pane.isVisible()


def test_when_only_later_things_wait_the_head_says_when(qtbot: QtBot, clinic: Clinic) -> None:
    register(clinic, days_ago=0)
    assert "Allt är gjort för idag. Nästa sak: torsdag 8 oktober." in AtWork(qtbot, clinic).words()


# --- the pane --------------------------------------------------------------------------------


def test_the_pane_says_who_why_and_the_one_next_step(qtbot: QtBot, running: Walk) -> None:
    running.clinic.clock.move(days=9)
    running.report(1)
    running.clinic.clinician.feedback_notes.keep_draft(running.treatment_id, 1, "Hej", cursor=3)
    robot = AtWork(qtbot, running.clinic)
    robot.go_to("Skriv återkoppling")
    told = robot.words(robot.page.pane)
    for part in (
        "Provberg, Åsa",
        "19930212-2388  ·  33 år  ·  kvinna",
        "Depressionshjälpen, vecka 1",
        "Skriv återkoppling, vecka 1",
        "Veckan rapporterades idag. Det skulle ha varit klart måndag 12 oktober.",
        "Maria Skenfors",
        "Ändrat idag 09:30",
        "Signering öppnar nästa avsnitt",
        "Öppna patient",
        "Kris",
    ):
        assert part in told
    robot.press(Qt.Key.Key_Return)
    assert robot.went == [
        Place(View.FEEDBACK, patient_id=running.patient_id, record_id=running.treatment_id)
    ]


def test_looking_at_the_list_is_not_an_opening(qtbot: QtBot, running: Walk) -> None:
    before = len(running.clinic.log())
    robot = AtWork(qtbot, running.clinic)
    for _ in range(5):
        robot.press(Qt.Key.Key_Down)
    assert len(running.clinic.log()) == before


def test_a_risk_leads_to_its_case(qtbot: QtBot, running: Walk) -> None:
    robot = AtWork(qtbot, red(running).clinic)
    case = running.clinic.clinician.risk_cases.of_patient(running.patient_id)
    assert case is not None
    robot.press(Qt.Key.Key_Return)
    assert robot.went == [Place(View.RISK, patient_id=running.patient_id, record_id=case.id)]


def test_a_soft_case_stands_after_the_red_and_before_all_else(qtbot: QtBot, running: Walk) -> None:
    running.clinic.clinician.measurements.record(
        NewMeasurement(running.patient_id, "phq-9", (1,) * 9, running.clinic.clock.today)
    )
    robot = AtWork(qtbot, running.clinic)
    for chosen in ("all", "late", "to_file"):
        robot.page.choose(chosen)
        assert "Att följa upp idag" in robot.rows()[0]
        assert "Behöver kontakt idag" not in " ".join(robot.rows())


def test_a_patient_in_the_queue_leads_to_the_assignment(qtbot: QtBot, waiting: Walk) -> None:
    robot = AtWork(qtbot, waiting.clinic)
    robot.go_to("Tilldela program")
    robot.press(Qt.Key.Key_Return)
    assert robot.went == [
        Place(
            View.ASSIGNMENT,
            patient_id=waiting.patient_id,
            record_id=waiting.referral_id,
            referral_id=waiting.referral_id,
        )
    ]


def test_f9_shows_whom_to_call(qtbot: QtBot, running: Walk) -> None:
    robot = AtWork(qtbot, running.clinic)
    robot.press(Qt.Key.Key_F9)
    dialog = robot.page.findChild(CrisisDialog)
    assert dialog is not None
    assert NEW_CLINIC.crisis_phone in "".join(
        message.accessibleName() for message in dialog.findChildren(QWidget)
    )
    dialog.close()


# --- doing -----------------------------------------------------------------------------------


def test_a_paper_is_ticked_as_filed_with_enter_and_the_next_row_has_the_focus(
    qtbot: QtBot, waiting: Walk
) -> None:
    robot = AtWork(qtbot, waiting.clinic, "rut")
    robot.go_to("För in PDF i journalen")
    filed = robot.page.selected
    assert filed is not None
    robot.press(Qt.Key.Key_Return)
    assert len(waiting.clinic.reception.documents.outbox()) == 2
    assert robot.page.view.hasFocus()
    assert robot.page.selected is not None
    assert robot.page.selected.subject_id != filed.subject_id
    ((sentence, undo),) = robot.said
    assert sentence == "Dokumentet är markerat som infört i journalen."
    assert callable(undo)
    undo()
    assert len(waiting.clinic.reception.documents.outbox()) == 3
    assert sum("För in PDF" in row for row in robot.rows()) == 3


def test_the_reply_is_ticked_by_its_own_button_and_never_by_enter(
    qtbot: QtBot, waiting: Walk
) -> None:
    robot = AtWork(qtbot, waiting.clinic, "rut")
    robot.go_to("Svara remittenten")
    robot.press(Qt.Key.Key_Return)
    assert robot.went == [Place(View.REFERRALS, record_id=waiting.referral_id)]
    robot.click("task_tick")
    answered = waiting.clinic.reception.referrals.detail(waiting.referral_id).answered_on
    assert answered == waiting.today
    assert "Svara remittenten" not in "".join(robot.rows())


def test_a_signed_text_is_ticked_as_sent(qtbot: QtBot, running: Walk) -> None:
    running.sign(1)
    robot = AtWork(qtbot, running.clinic)
    robot.go_to("Skicka signerad återkoppling")
    robot.click("task_tick")
    assert robot.said == [("Texten är markerad som skickad.", None)]
    assert "Skicka signerad" not in "".join(robot.rows())


def test_what_a_colleague_did_first_is_told_and_the_list_is_fresh(
    qtbot: QtBot, waiting: Walk
) -> None:
    robot = AtWork(qtbot, waiting.clinic, "rut")
    robot.go_to("För in PDF i journalen")
    task = robot.page.selected
    assert task is not None
    waiting.clinic.clinician.documents.tick_filed(task.subject_id)
    robot.press(Qt.Key.Key_Return)
    assert "redan markerat som infört" in named(robot.page, "worklist_trouble").accessibleName()
    assert sum("För in PDF" in row for row in robot.rows()) == 2


def test_a_full_disk_is_told(qtbot: QtBot, waiting: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Documents, _document_id: str) -> DocumentRow:
        raise DiskFull

    monkeypatch.setattr(Documents, "tick_filed", refuse)
    robot = AtWork(qtbot, waiting.clinic, "rut")
    robot.go_to("För in PDF i journalen")
    robot.press(Qt.Key.Key_Return)
    assert "Disken är full" in named(robot.page, "worklist_trouble").accessibleName()
    assert sum("För in PDF" in row for row in robot.rows()) == 3


# --- roles -----------------------------------------------------------------------------------


def test_reception_sees_only_its_own_and_nothing_clinical(qtbot: QtBot, running: Walk) -> None:
    running.clinic.clock.move(days=9)
    red(running)
    robot = AtWork(qtbot, running.clinic, "rut")
    told = "".join(robot.rows()) + robot.words()
    assert "För in PDF i journalen" in told
    for clinical in ("Behöver kontakt idag", "återkoppling,", "MADRS", "mätning"):
        assert clinical not in told


def test_no_step_is_offered_that_the_role_may_not_take() -> None:
    for kind in set(words.KINDS) - {"log_check"}:  # which is an administrator's too
        task = _task(kind)
        actor = Actor("x", "X", Role.ADMINISTRATOR, "")
        assert steps.next_step(task, actor) is None


def test_only_who_writes_assessments_is_led_to_one() -> None:
    for role, verb in ((Role.CLINICIAN, "&Fortsätt bedömning"), (Role.COORDINATOR, None)):
        step = steps.next_step(_task("screening"), Actor("x", "X", role, ""))
        assert (step.verb if step is not None else None) == verb


# --- words -----------------------------------------------------------------------------------


def _task(kind: str) -> Task:
    facts = {
        "raised_at": "2026-10-08T06:12:00+00:00",
        "attempts": "1",
        "week": "3",
        "program": "Depressionshjälpen",
        "instrument": "madrs-s",
        "changed_at": "2026-10-04T10:00:00+00:00",
        "referrer": "Vårdcentralen Ekliden",
        "received_on": "2026-09-20",
        "action": "review_referral",
        "state": "received",
        "document": "record_text",
        "version": "1",
        "treatment": "t",
        "check_week": "4",
        "chosen": "call",
        "step": "reminder",
        "days": "8",
        "rules": "INC-2,EXC-5",
        "noted_on": "2026-10-03",
        "begun": "yes",
        "month": "2026-09",
    }
    return Task(
        kind=kind,
        subject_id="s",
        patient_id="p",
        name="Provberg, Åsa",
        identity="19930212-2388",
        due_at=None,
        due_on=TODAY - timedelta(days=1),
        late_days=1,
        owner_id=None,
        owner=None,
        facts=tuple(facts.items()),
        protected=False,
    )


@pytest.mark.parametrize("chosen", ["sv", "en"])
@pytest.mark.parametrize("kind", words.KINDS)
def test_every_kind_has_its_words_in_both_languages(kind: str, chosen: str) -> None:
    language.install(chosen)
    told = words.describe(_task(kind), today=TODAY, cat=shipped())
    assert told.title
    assert told.reason
    assert told.why.endswith(".")
    assert all(head and value for head, value in told.facts)
    assert "{" not in "".join([told.title, told.reason, told.why])


@pytest.mark.parametrize(
    ("late", "word"),
    [(2, "2 dagar sen"), (1, "1 dag sen"), (0, "Idag"), (-1, "Om 1 dag"), (-9, "Om 9 dagar")],
)
def test_what_is_due_is_said_in_a_word_and_an_icon(late: int, word: str) -> None:
    pill = words.due_pill(replace(_task("summary"), late_days=late), today=TODAY)
    assert pill.text == word
    assert pill.shown_icon in {"clock-alert", "clock", "calendar"}


# --- size and language -----------------------------------------------------------------------


def test_at_200_percent_there_is_one_pane_and_space_opens_the_detail(
    qtbot: QtBot, running: Walk
) -> None:
    theme.current().choose(scale=2.0)
    robot = AtWork(qtbot, red(running).clinic, size=SMALL)
    assert not robot.page.pane.isVisible()
    assert robot.page.table.columnCount() == 2
    assert "Provberg, Åsa  ·  Behöver kontakt idag" in robot.rows()[0]
    assert named(robot.page, "filter").isVisible()
    assert "Följ upp" in robot.words()
    assert "Detaljer: Blanksteg" in robot.words()
    robot.press(Qt.Key.Key_Space)
    assert robot.page.pane.isVisible()
    assert not robot.page.view.isVisible()
    assert robot.focused.objectName() == "task_act"
    robot.press(Qt.Key.Key_Escape)
    assert robot.page.view.hasFocus()


@pytest.mark.parametrize("chosen", ["sv", "en"])
@pytest.mark.parametrize(("size", "scale"), [((1182, 617), 1.0), ((970, 568), 1.0), (SMALL, 2.0)])
def test_no_word_is_clipped(
    qtbot: QtBot, running: Walk, size: tuple[int, int], scale: float, chosen: str
) -> None:
    theme.current().choose(scale=scale)
    language.install(chosen)
    robot = AtWork(qtbot, red(running).clinic, size=size)
    assert _too_small(robot.page) == []
    robot.press(Qt.Key.Key_Space)
    QApplication.processEvents()
    assert _too_small(robot.page) == []


def _too_small(root: QWidget) -> list[str]:
    small = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, Label | Button | Chip) and widget.isVisible() and widget.text():
            room, asked = widget.size(), widget.minimumSizeHint()
            wraps = isinstance(widget, Label) and widget.wordWrap()
            tall = widget.heightForWidth(widget.width()) if wraps else asked.height()
            if room.height() < tall or (not wraps and room.width() < asked.width()):
                small.append(widget.text())
    return small


def test_the_page_changes_language_where_it_stands(qtbot: QtBot, running: Walk) -> None:
    robot = AtWork(qtbot, red(running).clinic)
    language.install("en")
    QApplication.processEvents()
    assert "Needs contact today" in robot.rows()[0]
    assert "To do" in robot.words()


def test_the_page_comes_back_to_its_row(qtbot: QtBot, waiting: Walk) -> None:
    robot = AtWork(qtbot, waiting.clinic)
    robot.go_to("Svara remittenten")
    again = AtWork(qtbot, waiting.clinic, place=robot.page.place())
    assert again.page.selected == robot.page.selected
