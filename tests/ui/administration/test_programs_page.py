"""The catalogue as a clinician reads it: nothing is missing and nothing is changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikbt_desktop.ui.administration.catalogue_pane import Shelf
from ikbt_desktop.ui.administration.programs_page import ProgramsPage
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.kit.pill import Pill
from ikbt_desktop.ui.pages import Place, View
from tests.clinics import Clinic, shipped


def read(page: ProgramsPage, shelf: Shelf) -> str:
    sheet = page.shelves[shelf].sheet
    QApplication.sendPostedEvents()
    return "\n".join(label.text() for label in sheet.findChildren(Label) if not label.isHidden())


@pytest.fixture
def page(qtbot: QtBot, clinic: Clinic) -> ProgramsPage:
    page = ProgramsPage(clinic.clinician, Place(View.PROGRAMS))
    qtbot.addWidget(page)
    page.resize(1312, 613)
    page.show()
    QApplication.processEvents()
    return page


def test_every_fact_of_every_program_stands_with_its_source(page: ProgramsPage) -> None:
    pane = page.shelves[Shelf.PROGRAMS]
    for code, program in shipped().programs.items():
        pane.open(code)
        words = read(page, Shelf.PROGRAMS)
        for told in (program.competence, *program.facts, *program.cautions):
            assert told.text in words
            assert f"Källa: {told.source}" in words
        assert program.target in words
        doubts = [told for told in (program.competence, *program.facts) if told.uncertain]
        marks = [pill.value.text for pill in pane.sheet.findChildren(Pill) if not pill.isHidden()]
        assert marks.count("Osäkert") >= len(doubts)


def test_a_figure_that_no_source_gives_is_said_to_be_unknown(page: ProgramsPage) -> None:
    page.shelves[Shelf.PROGRAMS].open("angesthjalpen-ung-foraldrastod")
    assert "Anges inte i någon källa" in read(page, Shelf.PROGRAMS)
    assert "Ingen källa nämner något mått för programmet." in read(page, Shelf.PROGRAMS)


def test_every_form_shows_its_rights_risk_rules_cautions_and_doubts(page: ProgramsPage) -> None:
    page.choose(Shelf.INSTRUMENTS)
    for code, form in shipped().instruments.items():
        page.shelves[Shelf.INSTRUMENTS].open(code)
        words = read(page, Shelf.INSTRUMENTS)
        sources = [rule.source for rule in form.risks] + [limit.source for limit in form.cutoffs]
        for text in (form.source, form.rights, form.version, *form.cautions, *form.doubts):
            assert text in words
        for source in filter(None, sources):
            assert f"Källa: {source}" in words
        for band in form.bands:
            assert (band.word or band.name) in words


def test_the_arrows_go_through_the_programs(page: ProgramsPage) -> None:
    page.focus_first()
    first = QApplication.focusWidget()
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert page.place().detail == list(shipped().programs)[1]
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, Qt.Key.Key_End)
    assert page.place().detail == list(shipped().programs)[-1]


def test_a_place_opens_the_very_form(qtbot: QtBot, clinic: Clinic) -> None:
    page = ProgramsPage(clinic.clinician, Place(View.PROGRAMS, detail="phq-9"))
    qtbot.addWidget(page)
    assert page.place().detail == "phq-9"
    assert "PHQ‑9" in read(page, Shelf.INSTRUMENTS)


def test_it_speaks_english_and_fits_at_double_size(page: ProgramsPage) -> None:
    theme.current().choose(scale=2.0)
    language.install("en")
    QApplication.processEvents()
    page.retranslate()
    assert "Source: " in read(page, Shelf.PROGRAMS)
    labels = [label for label in page.findChildren(Label) if label.isVisible()]
    for label in labels:
        assert label.wordWrap() or label.width() >= label.sizeHint().width() - 1, label.text()
