"""The code lists that the clinic chooses from: ICD-10-SE diagnoses and KVÅ measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ikbt_desktop.clinic.reading import Table


@dataclass(frozen=True)
class Code:
    """One code with its Swedish name. `uncertain`: from general knowledge, said on the screen."""

    code: str
    name: str
    source: str
    uncertain: bool
    programs: tuple[str, ...] = ()
    note: str = ""

    @property
    def shown(self) -> str:
        """Code and name in one line."""
        return f"{self.code} {self.name}"


@dataclass(frozen=True)
class Codes:
    """A code list of one version, in the order of the file."""

    version: str
    by_code: Mapping[str, Code]

    def search(self, words: str) -> tuple[Code, ...]:
        """The codes whose code or name holds every word; all of them for no words."""
        wanted = words.casefold().split()
        return tuple(
            code
            for code in self.by_code.values()
            if all(word in code.shown.casefold() for word in wanted)
        )


def read_codes(table: Table) -> Codes:
    """The codes of a file. Raises `BrokenResource` naming file and key."""
    version = table.text("version")
    rows = [_code(row) for row in table.tables("code")]
    table.finish()
    by_code = {row.code: row for row in rows}
    if not rows or len(by_code) != len(rows):
        table.refuse("code", "must be there, each code once")
    return Codes(version, MappingProxyType(by_code))


def _code(table: Table) -> Code:
    code = Code(
        table.text("code"),
        table.text("name"),
        table.text("source"),
        table.flag("uncertain", default=False),
        table.texts("programs"),
        table.text("note", default=""),
    )
    table.finish()
    return code
