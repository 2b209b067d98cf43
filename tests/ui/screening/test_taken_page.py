from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.services.decisions import Decisions
from ikbt_desktop.services.menu import Services
from ikbt_desktop.ui.kit import background, language, theme
from ikbt_desktop.ui.kit.label import Label
from ikbt_desktop.ui.pages import Place, View
from ikbt_desktop.ui.screening.taken_page import TakenPage
from tests.services.walk import Stages as WalkStages
from tests.services.walk import Walk, make_stages
from tests.ui.record.robot import Robot

DAILY = {"kind": "benzodiazepine", "name": "Sobril", "frequent": True, "disturbs_sleep": False}


@pytest.fixture(scope="session")
def walks(tmp_path_factory: pytest.TempPathFactory) -> WalkStages:
    return make_stages(tmp_path_factory.mktemp("walks"))


@pytest.fixture
def walk(walks: WalkStages, tmp_path: Path) -> Iterator[Walk]:
    """A patient whose referral has come, and no more."""
    language.install("sv")
    theme.current().choose(scheme=theme.Scheme.LIGHT, scale=1.0)
    opened = walks.open("registered", tmp_path)
    yield opened
    assert background.wait()
    opened.clinic.close()
    language.install("sv")
    theme.current().choose(scheme=theme.Scheme.LIGHT, scale=1.0)


class Reader:
    """Somebody who opens the decision and reads it."""

    def __init__(self, qtbot: QtBot, walk: Walk, services: Services | None = None) -> None:
        self.services = services or walk.clinic.clinician
        (line,) = self.services.decisions.of_patient(walk.patient_id)
        self.page = TakenPage(
            self.services,
            Place(View.DECISION, patient_id=walk.patient_id, record_id=line.screening_id),
        )
        self.went: list[Place] = []
        self.said: list[str] = []
        self.returned = 0
        self.page.went.connect(self.went.append)
        self.page.said.connect(lambda text, _undo: self.said.append(text))
        self.page.returned.connect(self._back)
        qtbot.addWidget(self.page)
        self.page.resize(1312, 571)
        self.page.show()
        self.page.focus_first()

    def _back(self) -> None:
        self.returned += 1

    @property
    def reads(self) -> str:
        QApplication.processEvents()  # what is written anew is shown with the next events
        return Robot.seen(self.page)


def test_the_intake_is_read_as_it_was_signed(walk: Walk, qtbot: QtBot) -> None:
    walk.screen()
    reads = Reader(qtbot, walk).reads
    for words in (
        "Beslut som det togs: Lämplig",
        "Ja: alla kriterier var uppfyllda och inget talade emot.",
        "Tydlig målgrupp, god motivation.",
        "Maria Skenfors, leg. psykolog",
        "2 h i veckan (källa ej angiven)",
        "inga läkemedel (samtal)",
        "”Patienten kan avsätta 1-3 timmar/vecka",
        "Källa: Region Gotland, Internetbaserad KBT, uppdaterad 2026-01-15",
        "22 p av 54, vägledande nivå måttlig",
        "version 2026-1",
        "Inte akut suicidnära vid bedömningen.",
        "Svar till remittenten",
        "Bara läsning",
    ):
        assert words in reads, words
    assert "Med dagens regler" not in reads


def test_an_override_stands_with_its_cosigner(walk: Walk, qtbot: QtBot) -> None:
    walk.screen(medicines=[DAILY], cosigner="hanna")
    reader = Reader(qtbot, walk)
    why = reader.page.findChild(Label, "why")
    assert why is not None
    assert why.text().startswith("Ja, trots att regeln sade nej (Läkemedel (EXC-4), hindrar)")
    assert "Beslutet gick emot regeln, medsignerat av Hanna Testmark." in reader.reads
    assert "Sobril (Bensodiazepin, frekvent) (samtal)" in reader.reads


def test_a_judgement_and_what_was_left_unclear_are_told(walk: Walk, qtbot: QtBot) -> None:
    walk.screen(motivation="unsure", decision="wait", somatic_suspicion=None)
    reads = Reader(qtbot, walk).reads
    assert "Vänta: det återstod att få besked om" in reads
    assert "Bedömt i samtal, hindrar inte." in reads
    assert "inte besvarat" in reads


def test_later_rules_are_shown_below_and_marked(walk: Walk, qtbot: QtBot) -> None:
    walk.screen()
    cat = walk.clinic.catalogue
    limits = replace(cat.criteria.thresholds, hours_at_least=3)
    later = replace(cat, criteria=replace(cat.criteria, version="2029-1", thresholds=limits))
    workplace = walk.clinic.workplace("maria")
    services = replace(walk.clinic.clinician, decisions=Decisions(workplace, later))
    reads = Reader(qtbot, walk, services).reads
    assert "Ja: alla kriterier var uppfyllda" in reads
    assert "Med dagens regler (hör inte till beslutet)" in reads
    assert "Kriterier version 2029-1 skulle bedöma svaren annorlunda." in reads
    assert "då uppfyllt, i dag inte uppfyllt." in reads


def test_the_pdf_is_made_once_and_then_shown_among_the_documents(walk: Walk, qtbot: QtBot) -> None:
    walk.screen()
    reader = Reader(qtbot, walk)
    reader.page.activateWindow()
    qtbot.waitUntil(reader.page.isActiveWindow)
    QTest.keyClick(
        reader.page.leaf,
        Qt.Key.Key_E,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(lambda: bool(reader.said))
    assert reader.said == ["Beslutet väntar i utkorgen som en PDF."]
    made = [row for row in reader.services.documents.outbox() if row.kind == "decision_record"]
    assert len(made) == 1
    reader.page.export.click()
    assert reader.went == [Place(View.PATIENT, patient_id=walk.patient_id, detail="documents")]


def test_escape_leads_back(walk: Walk, qtbot: QtBot) -> None:
    walk.screen()
    reader = Reader(qtbot, walk)
    QTest.keyClick(reader.page.leaf, Qt.Key.Key_Escape)
    assert reader.returned == 1


def test_a_coordinator_reads_and_makes_no_paper(walk: Walk, qtbot: QtBot) -> None:
    walk.screen()
    reader = Reader(qtbot, walk, walk.clinic.coordinator)
    assert "Beslut som det togs: Lämplig" in reader.reads
    assert not reader.page.export.isVisible()


def test_a_decision_that_is_not_there_says_so(walk: Walk, qtbot: QtBot) -> None:
    page = TakenPage(walk.clinic.clinician, Place(View.DECISION, record_id="x" * 32))
    qtbot.addWidget(page)
    page.show()
    assert Robot.find(page, "taken_trouble", QWidget).isVisible()


@pytest.mark.parametrize(("size", "scale"), [((1024, 521), 1.0), ((1366, 649), 2.0)])
def test_the_language_changes_and_nothing_is_wider_than_the_window(
    walk: Walk, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    walk.screen(medicines=[DAILY], cosigner="hanna")
    theme.current().choose(scale=scale)
    reader = Reader(qtbot, walk)
    reader.page.resize(*size)
    language.install("en")
    assert "Yes, although the rule said no" in reader.reads
    assert "Sobril (Benzodiazepine, frequently) (talk)" in reader.reads
    assert reader.page.leaf.horizontalScrollBar().maximum() == 0
