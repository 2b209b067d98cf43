"""Reads a finished document back, as the person who opens it would."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pypdfium2


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(content)
    try:
        yield document
    finally:
        document.close()


def pages(content: bytes) -> list[str]:
    """The selectable text of each page, its white space made even."""
    found = []
    with _opened(content) as document:
        for page in document:
            text = page.get_textpage()
            found.append(" ".join(text.get_text_bounded().split()))
            text.close()
            page.close()
    return found


def whole(content: bytes) -> str:
    """All text, page after page."""
    return " ".join(pages(content))


def letters(content: bytes) -> str:
    """All text without any white space: for words that were broken over lines."""
    return re.sub(r"\s", "", whole(content))


def fonts(content: bytes) -> dict[str, bool]:
    """Every font resource of the file: its name, and whether it is embedded."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
                descriptor = thing.get("/FontDescriptor")
                embedded = descriptor is not None and "/FontFile2" in descriptor
                found[str(thing.BaseFont)] = embedded
    return found


def images(content: bytes) -> int:
    """How many pictures lie in the file."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return sum(
            isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
            for thing in pdf.objects
        )


def links(content: bytes) -> int:
    """How many annotations the pages have."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return sum(len(page.get("/Annots", [])) for page in pdf.pages)
