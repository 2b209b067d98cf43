from datetime import timedelta

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.treatment.closing_page import ClosingPage
from tests.ui.treatment.robot import Robot, clipped, unnamed
from tests.ui.treatment.ward import BETTER, RED, Ward


@pytest.fixture
def robot(qtbot: QtBot, treated: Ward) -> Robot:
    treated.measure(BETTER, week=2)
    return Robot(qtbot, treated, View.CLOSING)


def page(robot: Robot) -> ClosingPage:
    assert isinstance(robot.page, ClosingPage)
    return robot.page


def fill_in(robot: Robot) -> None:
    page(robot)._reason.set_value("improved")
    robot.type("Mår bättre och sover.", into="result")
    robot.type("Fortsätta gå ut.", into="plan")


def test_the_form_opens_with_the_question_and_the_follow_ups(robot: Robot) -> None:
    assert robot.focus == "end_reason"
    assert page(robot)._background.toPlainText() == "iKBT för depression?"
    assert [field.date for field in page(robot)._follow_fields] == [
        robot.ward.today.replace(year=2027, month=1),
        robot.ward.today.replace(year=2027, month=4),
    ]
    read = robot.reads()
    assert "27 → 24" in read
    assert "1 av 7 avsnitt klara." in read


def test_what_is_missing_is_said_at_its_field(robot: Robot) -> None:
    robot.key(Qt.Key.Key_Return, ctrl=True)
    read = robot.reads()
    assert "Välj varför behandlingen avslutas." in read
    assert "Skriv resultatet." in read
    assert "2 uppgifter saknas" in read
    assert robot.ward.treatment().state == "running"


def test_the_treatment_is_ended_and_its_summary_read_and_signed(robot: Robot) -> None:
    fill_in(robot)
    robot.key(Qt.Key.Key_Return, ctrl=True)
    view = robot.ward.treatment()
    assert (view.state, view.end_reason) == ("ended", "improved")
    assert "Behandlingen är avslutad." in robot.reads()
    robot.press("preview_summary")
    robot.qtbot.waitUntil(lambda: page(robot).paper.isVisibleTo(robot.page), timeout=10_000)
    robot.qtbot.waitUntil(lambda: page(robot).paper.page_count >= 1, timeout=10_000)
    robot.press("close_treatment")
    robot.qtbot.waitUntil(lambda: bool(robot.went), timeout=10_000)
    assert robot.went[-1] == Place(
        View.PATIENT, patient_id=robot.ward.patient_id, detail="documents"
    )
    kinds = [row.kind for row in robot.services.documents.of_patient(robot.ward.patient_id)]
    assert "treatment_summary" in kinds


def test_an_open_risk_refuses_the_closing_and_keeps_every_word(qtbot: QtBot, treated: Ward) -> None:
    treated.measure(RED, week=2)
    robot = Robot(qtbot, treated, View.CLOSING)
    fill_in(robot)
    page(robot).close_treatment()
    robot.settle()
    assert robot.ward.treatment().state == "running"
    assert "Det finns en öppen risk." in robot.reads()
    kept = robot.services.treatments.closing_draft(robot.ward.treatment_id)
    assert (kept.result, kept.plan) == ("Mår bättre och sover.", ("Fortsätta gå ut.",))
    robot.press_message()
    assert robot.went[0].view is View.RISK
    treated.assess_risk()
    page(robot).close_treatment()
    assert robot.ward.treatment().state == "ended"


def test_what_is_written_is_found_again_after_a_kill(robot: Robot) -> None:
    fill_in(robot)
    robot.qtbot.waitUntil(
        lambda: (
            robot.services.treatments.closing_draft(robot.ward.treatment_id).plan
            == ("Fortsätta gå ut.",)
        ),
        timeout=2_500,
    )
    again = robot.killed_and_opened_again()
    assert page(again)._result.toPlainText() == "Mår bättre och sover."
    assert page(again)._reason.value == "improved"


def test_an_end_that_has_not_come_is_refused_at_its_field(robot: Robot) -> None:
    fill_in(robot)
    robot.write_date("ended_on", robot.ward.today + timedelta(days=3))
    page(robot).close_treatment()
    robot.settle()
    assert robot.ward.treatment().state == "running"
    assert "Slutet ska ligga mellan den sista kontakten och idag." in robot.reads()


def test_the_proposed_follow_ups_move_with_the_end(robot: Robot) -> None:
    robot.write_date("ended_on", robot.ward.today - timedelta(days=5))
    days = [field.date for field in page(robot)._follow_fields]
    assert [day.isoformat() for day in days if day] == ["2027-01-14", "2027-04-14"]


def test_a_follow_up_before_the_end_is_refused(robot: Robot) -> None:
    fill_in(robot)
    robot.write_date("follow_up_1", robot.ward.today - timedelta(days=1))
    page(robot).close_treatment()
    robot.settle()
    assert "Uppföljningen kommer efter slutet." in robot.reads()
    robot.write_date("follow_up_1", "31/31")
    page(robot).close_treatment()
    robot.settle()
    assert "Rätta uppföljningsdatumet." in robot.reads()
    assert robot.ward.treatment().state == "running"


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
    robot = Robot(qtbot, treated, View.CLOSING, size=size)
    page(robot).close_treatment()
    robot.settle()
    assert (robot.page.width(), robot.page.height()) == size
    assert clipped(robot.page) == []
    assert unnamed(robot.page) == []


def texts_of(robot: Robot) -> str:
    """The words of the newest signed summary."""
    rows = robot.services.documents.of_patient(robot.ward.patient_id)
    newest = max(
        (row for row in rows if row.kind == "treatment_summary"), key=lambda row: row.version_number
    )
    with pypdfium2.PdfDocument(robot.services.documents.content(newest.id)) as pdf:
        return " ".join(each.get_textpage().get_text_bounded() for each in pdf)


def replace_text(robot: Robot, name: str, text: str) -> None:
    field = robot.widget(name)
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    field.setPlainText(text)
    robot.settle()


def signed(robot: Robot) -> None:
    robot.press("close_treatment")
    robot.qtbot.waitUntil(lambda: bool(robot.went), timeout=10_000)


def test_a_sign_that_cannot_be_printed_is_told_and_can_be_taken_away(robot: Robot) -> None:
    """The treatment is over; without its texts being open its summary would never be signed."""
    fill_in(robot)
    replace_text(robot, "result", "Mår bra 😀.")
    robot.press("close_treatment")
    robot.press("close_treatment")
    robot.qtbot.waitUntil(lambda: "😀" in page(robot).notice.text, timeout=10_000)
    assert robot.went == []
    replace_text(robot, "result", "Mår bra.")
    signed(robot)
    assert "Mår bra." in texts_of(robot)
    assert robot.services.treatments.closing_draft(robot.ward.treatment_id).result == "Mår bra."


def test_what_is_read_wrong_in_the_preview_is_changed_before_the_signature(robot: Robot) -> None:
    fill_in(robot)
    robot.press("close_treatment")
    replace_text(robot, "background", "Remitterad för nedstämdhet.")
    page(robot).keep()
    again = Robot(robot.qtbot, robot.ward, View.CLOSING)  # as after a kill: from what is kept
    signed(again)
    assert "Remitterad för nedstämdhet." in texts_of(again)


def test_a_signed_summary_gets_other_words_by_a_new_version_with_its_reason(robot: Robot) -> None:
    fill_in(robot)
    robot.press("close_treatment")
    signed(robot)
    before = texts_of(robot)
    again = Robot(robot.qtbot, robot.ward, View.CLOSING)
    button = again.widget("close_treatment")
    assert isinstance(button, QAbstractButton)
    assert button.text().replace("&", "") == "Signera version 2"
    replace_text(again, "result", "Förbättrad, rättad text.")
    again.press("close_treatment")
    assert "Skriv vad som var fel." in again.reads()
    assert again.focus == "correction_reason"
    kept = again.services.treatments.closing_draft(robot.ward.treatment_id).result
    assert kept not in {"", "Förbättrad, rättad text."}  # nothing changes but with a signature
    again.type("Fel resultat", into="correction_reason")
    signed(again)
    after = texts_of(again)
    assert "Förbättrad, rättad text." in after
    assert "rättelse av Fel resultat" in " ".join(after.split()) or "Fel resultat" in after
    rows = again.services.documents.of_patient(robot.ward.patient_id)
    summaries = [row for row in rows if row.kind == "treatment_summary"]
    assert sorted(row.version_number for row in summaries) == [1, 2]
    first = next(row for row in summaries if row.version_number == 1)
    with pypdfium2.PdfDocument(again.services.documents.content(first.id)) as pdf:
        assert " ".join(each.get_textpage().get_text_bounded() for each in pdf) == before
