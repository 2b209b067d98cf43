"""The room of course and fees: each limit with its source, each text the clinic's to change."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.administration.administration_page import AdministrationPage
from ikbt_desktop.ui.kit import language
from ikbt_desktop.ui.pages import Place, View
from tests.clinics import Clinic
from tests.ui.record.robot import Robot


@pytest.fixture
def page(clinic: Clinic, qtbot: QtBot) -> AdministrationPage:
    shown = AdministrationPage(clinic.administrator, Place(View.ADMINISTRATION, detail="course"))
    qtbot.addWidget(shown)
    shown.resize(1182, 640)
    shown.show()
    return shown


def write(page: AdministrationPage, text: str) -> None:
    field = page.findChildren(QPlainTextEdit, "ladder_text_reminder_field")[-1]
    field.setPlainText(text)
    page.findChildren(QAbstractButton, "ladder_text_reminder_save")[-1].click()


def test_what_is_computed_or_chosen_says_so(page: AdministrationPage) -> None:
    seen = Robot.seen(page)
    for words in (
        "Kurskontroll vecka 4, version 2026-1",
        "Klinikens val",
        "Beräknat, ej läst",
        "Tak från 2024: 1\N{NO-BREAK SPACE}400\N{NO-BREAK SPACE}kr",
        "dag 7 påminnelse, dag 10 telefonsamtal, dag 14 brev, dag 21 förslag till avslut",
        "minst 275\N{NO-BREAK SPACE}kr i en vecka med kontakt",
    ):
        assert words in seen
    language.install("en")
    page.retranslate()
    assert "Computed, not read" in Robot.seen(page)
    language.install("sv")


def test_the_clinic_changes_a_text_and_gets_ours_back(
    page: AdministrationPage, clinic: Clinic
) -> None:
    write(page, "Hej {given_name}! Ring oss.")
    texts = {one.step: one for one in clinic.administrator.inactivity.texts()}
    assert texts["reminder"].text == "Hej {given_name}! Ring oss."
    write(page, "")
    texts = {one.step: one for one in clinic.administrator.inactivity.texts()}
    assert texts["reminder"].text == texts["reminder"].shipped


def test_a_field_that_nothing_fills_is_said_at_the_text(page: AdministrationPage) -> None:
    write(page, "Hej {namn}")
    assert "klamrar som inget fyller" in Robot.seen(page)
    field = page.findChildren(QPlainTextEdit, "ladder_text_reminder_field")[-1]
    assert field.toPlainText() == "Hej {namn}"
