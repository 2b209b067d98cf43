"""A data file by its kind, code and version, shipped or the clinic's own, and how it is read."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ikbt_desktop.clinic.course_check import CheckRule, read_rule
from ikbt_desktop.clinic.criteria import Criteria, read_criteria
from ikbt_desktop.clinic.fees import FeeProfile, read_profile
from ikbt_desktop.clinic.instrument_files import read_instrument, read_kept_instrument
from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.programs import Program, read_program
from ikbt_desktop.clinic.reading import Table, read_text
from ikbt_desktop.clinic.wordings import Wording, read_wording
from ikbt_desktop.clinic.workdays import Limits, read_limits


class FileKind(StrEnum):
    """What a data file may be that the clinic can keep a version of its own of."""

    INSTRUMENT = "instrument"
    WORDING = "wording"
    PROGRAM = "program"
    CRITERIA = "criteria"
    LIMITS = "limits"
    FEES = "fees"
    COURSE_CHECK = "course_check"


INTAKE, LIMITS, COURSE_CHECK = "intake", "limits", "course-check"
ONE_FILE: Mapping[FileKind, str] = MappingProxyType(
    {
        FileKind.CRITERIA: INTAKE,
        FileKind.LIMITS: LIMITS,
        FileKind.COURSE_CHECK: COURSE_CHECK,
    }
)
"""The codes of the kinds that have one file each."""

Content = Instrument | Wording | Program | Criteria | Limits | FeeProfile | CheckRule
Key = tuple[FileKind, str]


@dataclass(frozen=True)
class DataFile:
    """One version of a data file, word for word. `own`: the clinic's, not the program's."""

    kind: FileKind
    code: str
    version: str
    text: str = field(repr=False)
    own: bool = False

    @property
    def key(self) -> Key:
        """What it is a version of."""
        return self.kind, self.code

    @property
    def name(self) -> str:
        """How the file is called in a message."""
        return f"{self.code}.toml"

    @property
    def digest(self) -> str:
        """Tells two texts apart that bear the same version."""
        return hashlib.sha256(self.text.encode()).hexdigest()


_READERS: Mapping[FileKind, Callable[[Table], Content]] = MappingProxyType(
    {
        FileKind.INSTRUMENT: read_instrument,
        FileKind.WORDING: read_wording,
        FileKind.PROGRAM: read_program,
        FileKind.CRITERIA: read_criteria,
        FileKind.LIMITS: read_limits,
        FileKind.FEES: read_profile,
        FileKind.COURSE_CHECK: read_rule,
    }
)


def table_of(file: DataFile) -> Table:
    """The file under reading. Raises `BrokenResource` when it is not TOML."""
    return read_text(file.name, file.text)


def read_checked(file: DataFile) -> Content:
    """What the file says, checked as the shipped ones are. Raises `BrokenResource`."""
    return _READERS[file.kind](table_of(file))


@lru_cache(maxsize=128)
def read_kept(file: DataFile) -> Content:
    """What a file said that was in force once. Raises `BrokenResource`.

    It shows the past: an instrument is not worked again by checks that are newer than itself.
    """
    table = table_of(file)
    if file.kind is FileKind.INSTRUMENT:
        return read_kept_instrument(table)
    return _READERS[file.kind](table)


def described(kind: FileKind, name: str, text: str, *, own: bool) -> DataFile:
    """The file that a text is: its code and version stand in it. Raises `BrokenResource`."""
    table = read_text(name, text)
    return DataFile(kind, _code(kind, table), version_of(kind, table.values), text, own)


def _code(kind: FileKind, table: Table) -> str:
    return ONE_FILE.get(kind) or table.text("code")


def version_of(kind: FileKind, values: Mapping[str, Any]) -> str:
    """The version that stands in a file; a fee profile without one has its first day."""
    if kind is FileKind.FEES and "version" not in values:
        return str(values.get("valid_from", ""))
    return str(values.get("version", ""))
