"""How many pages a finished document has."""

import io

import pikepdf


def page_count(content: bytes) -> int:
    """The number of pages of a PDF that we made."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)
