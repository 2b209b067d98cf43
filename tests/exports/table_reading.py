"""Reads a table back as another program would: Python's own reader, and the rule of the guard."""

import csv
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

BOM = b"\xef\xbb\xbf"


@contextmanager
def _any_length() -> Iterator[None]:
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def cells(content: bytes) -> list[list[str]]:
    """Every cell as it stands in the file."""
    assert content.startswith(BOM)
    text = io.StringIO(content.removeprefix(BOM).decode(), newline="")
    with _any_length():
        return list(csv.reader(text, delimiter=";", strict=True))


def texts(content: bytes) -> list[list[str]]:
    """Every text as it was before the guard."""
    return [[cell.removeprefix("'") for cell in row] for row in cells(content)]


def columns(content: bytes) -> list[dict[str, str]]:
    """The rows by their heads."""
    heads, *rows = texts(content)
    return [dict(zip(heads, row, strict=True)) for row in rows]
