"""Reads and renders pages of a PDF; used by the one thread of `background` alone."""

import pypdfium2
from PySide6.QtGui import QImage

from ikbt_desktop.errors import AttachmentRefused
from ikbt_desktop.ui.record.paper import Paper


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        raise AttachmentRefused("unreadable") from fault


def papers(content: bytes) -> list[Paper]:
    """Every page with its words. Raises `AttachmentRefused` for what is no PDF."""
    with _opened(content) as document:
        found = [_paper(document[number]) for number in range(len(document))]
    if not found:
        raise AttachmentRefused("unreadable")
    return found


def _paper(page: pypdfium2.PdfPage) -> Paper:
    width, height = page.get_size()
    text = page.get_textpage()
    words = text.get_text_bounded()
    text.close()
    page.close()
    return Paper(max(width, 1.0), max(height, 1.0), words)


def image(content: bytes, number: int, dots: int) -> QImage:
    """The page as wide as so many dots."""
    with _opened(content) as document:
        page = document[number]
        bitmap = page.render(dots / max(page.get_size()[0], 1.0), rev_byteorder=True)
        # The picture lies in PDFium's memory until it is copied.
        copied = QImage(
            bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB888
        ).copy()
        bitmap.close()
        page.close()
    return copied
