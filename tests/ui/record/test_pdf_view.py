"""Documents are shown inside the program, page by page, whole and on white."""

import io

import pikepdf
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ikbt_desktop.errors import AttachmentRefused
from ikbt_desktop.exports.facts import LetterFacts, LetterKind
from ikbt_desktop.exports.pdf import letter
from ikbt_desktop.ui.kit import language, theme
from ikbt_desktop.ui.record import pdf_pages
from ikbt_desktop.ui.record.pdf_view import PdfView, _Sheet
from tests.exports.invented import CLINIC, GORAN, IMPRINT
from tests.ui.record.robot import picture


def _letter(body: str = "Ett brev om Åsa.\n" + "En rad till.\n" * 90) -> bytes:
    facts = LetterFacts(CLINIC, GORAN, IMPRINT, LetterKind.PATIENT_LETTER, body, recipient="G")
    return letter.render(facts)


def _shown(qtbot: QtBot, content: bytes, media_type: str = "application/pdf") -> PdfView:
    language.install("sv")
    view = PdfView()
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    with qtbot.waitSignal(view.shown, timeout=5_000):
        view.show_content(content, media_type, name="Brev")
    return view


def test_the_pages_are_counted_and_named(qtbot: QtBot) -> None:
    content = _letter()
    view = _shown(qtbot, content)
    assert view.page_count == len(pikepdf.open(io.BytesIO(content)).pages) > 1
    assert view.page == 1
    desk = view.focusProxy()
    assert desk is not None
    assert desk.accessibleName() == f"Brev, Sida 1 av {view.page_count}"
    assert "Ett brev om Åsa." in desk.accessibleDescription()


def test_keys_step_through_the_pages_and_zoom(qtbot: QtBot) -> None:
    view = _shown(qtbot, _letter())
    desk = view.focusProxy()
    assert desk is not None
    QTest.keyClick(desk, Qt.Key.Key_PageDown)
    assert view.page == 2
    QTest.keyClick(desk, Qt.Key.Key_Home)
    assert view.page == 1
    QTest.keyClick(desk, Qt.Key.Key_End)
    assert view.page == view.page_count
    QTest.keyClick(desk, Qt.Key.Key_Plus)
    assert view.zoom == 1.25
    assert view.page == view.page_count
    QTest.keyClick(desk, Qt.Key.Key_0)
    assert view.zoom == 1.0


def test_paper_is_white_also_in_the_dark(qtbot: QtBot) -> None:
    look = theme.current()
    look.choose(scheme=theme.Scheme.DARK, scale=1.0)
    try:
        view = _shown(qtbot, _letter())
        image = view.grab().toImage()
        assert image.pixelColor(350, 90).name() == "#ffffff"
    finally:
        look.choose(scheme=theme.Scheme.LIGHT, scale=1.0)


def test_a_scanned_picture_is_one_page(qtbot: QtBot) -> None:
    view = _shown(qtbot, picture(), "image/png")
    assert view.page_count == 1
    assert view.grab().toImage().pixelColor(350, 300).name() == "#0000ff"


@pytest.mark.parametrize("width", range(500, 520))
def test_no_line_of_the_picture_is_lost_on_the_sheet(qtbot: QtBot, width: int) -> None:
    """PDFium rounds a height up; squeezed into the sheet, a row of small print lost its midst."""
    content = _letter()
    sheet = _Sheet(pdf_pages.papers(content)[0], parent := QWidget())
    qtbot.addWidget(parent)
    sheet.fit(width)
    rendered = pdf_pages.image(content, 0, width)
    sheet.show_image(rendered)
    drawn = sheet.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    inside = QRect(2, 2, width - 4, sheet.height() - 4)  # within the frame
    assert drawn.copy(inside) == rendered.copy(inside)


def test_what_is_no_document_is_said_and_not_raised(qtbot: QtBot) -> None:
    language.install("sv")
    view = PdfView()
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.failed, timeout=5_000) as told:
        view.show_pdf(b"%PDF-1.4 torn in half")
    assert isinstance(told.args[0], AttachmentRefused)
    assert view.page_count == 0


def test_another_document_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    view = _shown(qtbot, _letter())
    short = _letter("Kort.")
    view.show_pdf(_letter())
    with qtbot.waitSignal(view.shown, timeout=5_000):
        view.show_pdf(short)
    qtbot.waitUntil(lambda: view.page_count == 1)
