"""Reads a data file strictly: every fault names the file and the key, unknown keys are refused."""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from ikbt_desktop.errors import BrokenResource

MOST = 1_000_000_000
"""No count of a data file is beyond it, and no window can show one that is."""
_HEADER = re.compile(r"(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")
_STEP = re.compile(r"([^.\[]+)(?:\[([0-9]+)\])?")
_PLACE = re.compile(r"\(at line ([0-9]+), column [0-9]+\)")


@dataclass
class Table:
    """One TOML table under reading. Ask for each key by type, then call `finish`."""

    file: str
    path: str
    values: Mapping[str, Any]
    used: set[str] = field(default_factory=set)
    source: str = field(default="", repr=False)
    """The whole file as written, so that a fault can name its line."""

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Raise `BrokenResource` for `key` of this table, with the line where it stands."""
        where = f"{self.path}{key}"
        raise BrokenResource(self.file, where, reason, line_of(self.source, where))

    def has(self, key: str) -> bool:
        """Whether the file gives the key at all."""
        return key in self.values

    def _get(self, key: str, kind: type | tuple[type, ...], wanted: str) -> Any:
        self.used.add(key)
        if key not in self.values:
            self.refuse(key, "missing")
        value = self.values[key]
        if isinstance(value, bool) and kind is not bool:
            self.refuse(key, f"must be {wanted}")
        if not isinstance(value, kind):
            self.refuse(key, f"must be {wanted}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; `default` when the key is absent."""
        if default is not None and key not in self.values:
            self.used.add(key)
            return default
        value: str = self._get(key, str, "a text")
        if not value.strip():
            self.refuse(key, "must not be empty")
        return value.strip()

    def integer(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        if default is not None and key not in self.values:
            self.used.add(key)
            return default
        value: int = self._get(key, int, "a whole number")
        if abs(value) > MOST:
            self.refuse(key, "must be a whole number")
        return value

    def number(self, key: str) -> float:
        """A number, whole or not; "inf" and "nan", which TOML knows, are none."""
        value: int | float = self._get(key, (int, float), "a number")
        if isinstance(value, float) and not math.isfinite(value):
            self.refuse(key, "must be a number")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """true or false."""
        if default is not None and key not in self.values:
            self.used.add(key)
            return default
        value: bool = self._get(key, bool, "true or false")
        return value

    def day(self, key: str) -> date:
        """A date, written without quotation marks."""
        value: date = self._get(key, date, "a date")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; absent means none."""
        if key not in self.values:
            self.used.add(key)
            return ()
        values = self._get(key, list, "a list of texts")
        if not all(isinstance(value, str) for value in values):
            self.refuse(key, "must be a list of texts")
        return tuple(values)

    def integers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers; absent means none."""
        if key not in self.values:
            self.used.add(key)
            return ()
        values = self._get(key, list, "a list of whole numbers")
        if not all(isinstance(value, int) and not isinstance(value, bool) for value in values):
            self.refuse(key, "must be a list of whole numbers")
        return tuple(values)

    def raw(self, key: str, default: Any = None) -> Any:
        """Whatever stands there, unchecked; the caller checks."""
        self.used.add(key)
        return self.values.get(key, default)

    def table(self, key: str) -> "Table":
        """A table inside this one."""
        values = self._get(key, dict, "a table")
        return Table(self.file, f"{self.path}{key}.", values, source=self.source)

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of `[[key]]`, in order; absent means none."""
        self.used.add(key)
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(v, dict) for v in values):
            self.refuse(key, f"must be written as [[{key}]]")
        for number, value in enumerate(values, start=1):
            path = f"{self.path}{key}[{number}]."
            yield Table(self.file, path, value, source=self.source)

    def finish(self) -> None:
        """Refuse keys that nobody asked for: a misspelt key must not be silently ignored."""
        for key in self.values:
            if key not in self.used:
                self.refuse(key, "unknown key")


def line_of(source: str, where: str) -> int | None:
    """The line of a key as `Table` names it, e.g. "band[2].low"; None where it is not written.

    A key that is missing has the line of the table that should hold it, as far as that is there.
    """
    wanted = [(name, int(number or 1)) for name, number in _STEP.findall(where)]
    seen: dict[tuple[str, ...], int] = {}
    inside: list[tuple[str, int]] = []
    best, best_line = 0, None
    for number, line in enumerate(source.splitlines(), start=1):
        written = line.strip()
        header = _HEADER.fullmatch(written)
        if header is not None:
            names = [name.strip().strip("\"'") for name in header[2].split(".")]
            inside = _entered(names, seen, is_list=header[1] == "[[")
            reached = inside
        else:
            key = _KEY.match(written)
            if key is None:
                continue
            reached = [*inside, (key[1].strip("\"'"), 1)]
        depth = len(reached)
        if depth > best and reached == wanted[:depth]:
            best, best_line = depth, number
    return best_line


def _entered(
    names: list[str], seen: dict[tuple[str, ...], int], *, is_list: bool
) -> list[tuple[str, int]]:
    """The table that a header opens, each step with its number among those of its name."""
    whole = tuple(names)
    if is_list:
        seen[whole] = seen.get(whole, 0) + 1
        for deeper in [other for other in seen if other[: len(whole)] == whole != other]:
            del seen[deeper]  # a new table begins its own lists anew
    return [(name, seen.get(whole[: place + 1], 1)) for place, name in enumerate(names)]


def read_text(name: str, content: str) -> Table:
    """The file `name` with this content. Raises `BrokenResource`, with the line of a fault."""
    try:
        return Table(name, "", tomllib.loads(content), source=content)
    except tomllib.TOMLDecodeError as fault:
        place = _PLACE.search(str(fault))
        line = int(place[1]) if place else len(content.splitlines()) or None
        raise BrokenResource(name, "", f"not TOML: {fault}", line) from fault


def read_file(path: Path) -> Table:
    """The file at `path`. Raises `BrokenResource` when it is missing, not UTF-8 or not TOML."""
    return read_text(path.name, text_of(path))


def text_of(path: Path) -> str:
    """What stands in the file. Raises `BrokenResource` when it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BrokenResource(path.name, "", "cannot be read") from fault
