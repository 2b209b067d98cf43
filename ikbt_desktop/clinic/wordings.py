"""The printed questions of an instrument, kept by a clinic that holds the rights to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.reading import Table


@dataclass(frozen=True)
class Wording:
    """The words of every item of one instrument. Nothing is scored by them."""

    code: str
    version: str
    rights: str
    source: str
    items: Mapping[int, str]


def read_wording(table: Table) -> Wording:
    """The wording of a file. Raises `BrokenResource` naming file and key."""
    items: dict[int, str] = {}
    for place, row in enumerate(table.tables("item"), start=1):
        if row.integer("number") != place:
            row.refuse("number", f"must be {place}: items stand in order from 1")
        items[place] = row.text("wording")
        row.finish()
    wording = Wording(
        code=table.text("code"),
        version=table.text("version"),
        rights=table.text("rights"),
        source=table.text("source"),
        items=MappingProxyType(items),
    )
    table.finish()
    if not items:
        table.refuse("item", "missing")
    return wording


def ensure_fits(table: Table, wording: Wording, instrument: Instrument) -> None:
    """Refuse words of another form: each item of the instrument has its own, and no more."""
    if len(wording.items) != len(instrument.items):
        table.refuse("item", f"must be {len(instrument.items)} items, as the instrument has")
