"""The table of docs/roles.md: who may ask for which verb, and which windows ask for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ikbt_desktop.clinic.roles import Role

PAGE = Path(__file__).resolve().parents[1] / "docs" / "roles.md"
LOGINS = {
    "rut": Role.RECEPTIONIST,
    "maria": Role.CLINICIAN,
    "tore": Role.COORDINATOR,
    "alva": Role.ADMINISTRATOR,
}
_ROW = re.compile(
    r"\| `([a-z_]+\.[a-z_]+)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|(?: ([^|]*) \|)?"
)
_CELLS = {"yes": True, "–": False}
_NAMED = re.compile(r"`([^`]*)`")
NO_WINDOW, NOT_BUILT = "no window: ", "not built yet"


@dataclass(frozen=True)
class Row:
    """One verb."""

    may: Mapping[Role, bool]
    windows: frozenset[str]
    """The parts of `ui` that ask for it; none where there is a reason why no window does."""
    control: str
    """The control that leads to it where not everybody may, as "view: object name"; or ""."""
    reason: str


@cache
def stated() -> Mapping[str, Row]:
    """The table as the page has it."""
    rows: dict[str, Row] = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        found = _ROW.fullmatch(line)
        if found is not None:
            verb, *words = ((part or "").strip() for part in found.groups())
            assert verb not in rows, f"{verb} stands twice"
            rows[verb] = _row(words[:-1], words[-1])
    return rows


def _row(cells: list[str], window: str) -> Row:
    may = {role: _CELLS[word] for role, word in zip(LOGINS.values(), cells, strict=True)}
    if window.startswith(NO_WINDOW) or not window:
        return Row(may, frozenset(), "", window.removeprefix(NO_WINDOW) or NOT_BUILT)
    windows, _, control = window.partition(" by ")
    found = _NAMED.findall(control)
    return Row(may, frozenset(_NAMED.findall(windows)), found[0] if found else "", "")


def faults(heard: Mapping[str, Iterable[str]]) -> list[str]:
    """Where the column of the windows is not as it was heard."""
    found = []
    for verb, row in stated().items():
        really = set(heard.get(verb, ()))
        if row.reason and really and not row.reason.startswith(NOT_BUILT):
            found.append(f"{verb}: {', '.join(sorted(really))} asks for it, and no window should")
        elif missing := sorted(row.windows - really):
            found.append(f"{verb}: {', '.join(missing)} never asked for it")
    return found
