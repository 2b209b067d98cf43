"""Reads resources/ once at start, and lays the clinic's own versions over it.

Everything in force is found by its code. What was in force once is found by code and version, so
that an old measurement, treatment or decision is shown by what held on its day.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

from ikbt_desktop import paths
from ikbt_desktop.clinic import data_files, watchfulness
from ikbt_desktop.clinic.course_check import CheckRule, read_rule
from ikbt_desktop.clinic.criteria import Criteria, read_criteria
from ikbt_desktop.clinic.data_files import (
    COURSE_CHECK,
    INTAKE,
    LIMITS,
    Content,
    DataFile,
    FileKind,
    Key,
)
from ikbt_desktop.clinic.diagnoses import Codes, read_codes
from ikbt_desktop.clinic.feedback_advice import AdviceWords, read_words
from ikbt_desktop.clinic.fees import FeeProfile, read_profile
from ikbt_desktop.clinic.instrument_files import read_instrument
from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.programs import Program, read_program
from ikbt_desktop.clinic.reading import Table, read_file
from ikbt_desktop.clinic.risk import RiskLists, read_lists
from ikbt_desktop.clinic.wordings import Wording, ensure_fits
from ikbt_desktop.clinic.workdays import Limits, read_limits
from ikbt_desktop.errors import BrokenResource, NotFound

_Kind = TypeVar("_Kind")


@dataclass(frozen=True)
class Standing:
    """What holds for one code of the clinic's own: versions to try in turn, newest first.

    `out_of_use`: nobody may choose it any more; what was made with it keeps it.
    """

    key: Key
    versions: tuple[DataFile, ...] = ()
    out_of_use: bool = False


@dataclass(frozen=True)
class Rejected:
    """A version of the clinic's that no longer passes, and what holds instead ("" for nothing)."""

    file: DataFile
    fault: BrokenResource
    instead: str


@dataclass(frozen=True)
class Catalogue:
    """All that the program knows as data. Nothing in it changes while it is in use.

    `files` is the text of everything in force that can have versions, `kept` every version that was
    in force before or is out of use.
    """

    instruments: Mapping[str, Instrument]
    risk: RiskLists
    advice: AdviceWords
    programs: Mapping[str, Program]
    criteria: Criteria
    limits: Limits
    diagnoses: Codes
    measures: Codes
    fees: Mapping[str, FeeProfile]
    course_check: CheckRule
    files: Mapping[Key, DataFile] = field(default_factory=dict, repr=False)
    kept: tuple[DataFile, ...] = field(default=(), repr=False)

    def instrument(self, code: str, version: str | None = None) -> Instrument:
        """The instrument of that version; else the one in use, else the last kept one.

        Raises `NotFound` for a code that was never known here.
        """
        known = self._known(FileKind.INSTRUMENT, code, version, self.instruments.get(code))
        return cast("Instrument", known)

    def program(self, code: str, version: str | None = None) -> Program:
        """The program of that version; else the one in use, else the last kept one."""
        known = self._known(FileKind.PROGRAM, code, version, self.programs.get(code))
        return cast("Program", known)

    def knows_program(self, code: str) -> bool:
        """Whether a program of this code is, or once was, in use here."""
        return code in self.programs or any(
            file.key == (FileKind.PROGRAM, code) for file in self.kept
        )

    def fee_profile(self, code: str) -> FeeProfile:
        """The profile in use, else the last kept one."""
        return cast("FeeProfile", self._known(FileKind.FEES, code, None, self.fees.get(code)))

    def criteria_of(self, version: str) -> Criteria:
        """The criteria of exactly this version. Raises `NotFound`."""
        return cast("Criteria", self._exactly(FileKind.CRITERIA, INTAKE, version))

    def limits_of(self, version: str) -> Limits:
        """The limits of exactly this version. Raises `NotFound`."""
        return cast("Limits", self._exactly(FileKind.LIMITS, LIMITS, version))

    def has(self, kind: FileKind, code: str, version: str) -> bool:
        """Whether this very version is in force or kept."""
        return self.file_of(kind, code, version) is not None

    def file_of(self, kind: FileKind, code: str, version: str) -> DataFile | None:
        """The text of this very version."""
        standing = self.files.get((kind, code))
        if standing is not None and standing.version == version:
            return standing
        known = (one for one in reversed(self.kept) if one.key == (kind, code))
        return next((one for one in known if one.version == version), None)

    def as_it_was(
        self,
        *,
        criteria: str,
        programs: Mapping[str, str] | None = None,
        instruments: Mapping[str, str] | None = None,
    ) -> "Catalogue":
        """The catalogue with these versions in force, to see a decision as it was taken.

        Raises `NotFound` of the kind whose version is not kept.
        """
        then = {
            code: cast("Program", self._exactly(FileKind.PROGRAM, code, version))
            for code, version in (programs or {}).items()
        }
        forms = {
            code: cast("Instrument", self._exactly(FileKind.INSTRUMENT, code, version))
            for code, version in (instruments or {}).items()
        }
        return dataclasses.replace(
            self,
            criteria=self.criteria_of(criteria),
            programs=MappingProxyType({**self.programs, **then}),
            instruments=MappingProxyType({**self.instruments, **forms}),
        )

    def _known(
        self, kind: FileKind, code: str, version: str | None, in_use: Content | None
    ) -> Content:
        if version is not None:
            file = self.file_of(kind, code, version)
            if file is not None and file != self.files.get((kind, code)):
                try:
                    return data_files.read_kept(file)
                except BrokenResource:  # its form is older than this program: show the next best
                    pass
        if in_use is not None:
            return in_use
        for file in reversed(self.kept):
            if file.key == (kind, code):
                return data_files.read_kept(file)
        raise NotFound(kind)

    def _exactly(self, kind: FileKind, code: str, version: str) -> Content:
        file = self.file_of(kind, code, version)
        if file is None:
            raise NotFound(kind)
        return data_files.read_kept(file)


# --- the shipped files ------------------------------------------------------------------------


def load(folder: Path | None = None) -> Catalogue:
    """The catalogue of `folder`, or of the shipped resources. Raises `BrokenResource`."""
    root = folder or paths.resources()
    files: dict[Key, DataFile] = {}
    instruments = _by_name(root / "instruments", read_instrument, FileKind.INSTRUMENT, files)
    found = _by_name(root / "programs", read_program, FileKind.PROGRAM, files)
    programs = _in_order(found, instruments)
    criteria = read_criteria(_noted(root / "criteria" / "intake.toml", FileKind.CRITERIA, files))
    ensure_severe_reached(criteria, instruments, "intake.toml")
    return Catalogue(
        instruments=instruments,
        risk=read_lists(read_file(root / "criteria" / "risk.toml")),
        advice=read_words(read_file(root / "criteria" / "feedback_advice.toml")),
        programs=programs,
        criteria=criteria,
        limits=read_limits(_noted(root / "criteria" / "limits.toml", FileKind.LIMITS, files)),
        diagnoses=read_codes(read_file(root / "codes" / "icd10se.toml")),
        measures=read_codes(read_file(root / "codes" / "kva.toml")),
        fees=_by_name(root / "fees", read_profile, FileKind.FEES, files),
        course_check=_course_check(root / "criteria" / "course_check.toml", instruments, files),
        files=MappingProxyType(files),
    )


def _course_check(
    path: Path, instruments: Mapping[str, Instrument], files: dict[Key, DataFile]
) -> CheckRule:
    table = _noted(path, FileKind.COURSE_CHECK, files)
    rule = read_rule(table)
    ensure_known(table, rule, instruments)
    return rule


def ensure_known(table: Table, rule: CheckRule, instruments: Mapping[str, Instrument]) -> None:
    """A limit in points is for an instrument that is in use."""
    for code in sorted(rule.worse.keys() - instruments.keys()):
        table.refuse("deterioration", f"no instrument is called {code}")


def _noted(path: Path, kind: FileKind, files: dict[Key, DataFile]) -> Table:
    """The file's table; its text is kept, so that a version can be shown when it is gone."""
    table = read_file(path)
    code = data_files.ONE_FILE.get(kind, path.stem)
    version = data_files.version_of(kind, table.values)
    files[kind, code] = DataFile(kind, code, version, table.source)
    return table


def _by_name(
    folder: Path,
    read: Callable[[Table], _Kind],
    kind: FileKind,
    files: dict[Key, DataFile],
) -> Mapping[str, _Kind]:
    """Every file of a folder under its name, which must be the code that stands in it."""
    tables = {path.stem: _noted(path, kind, files) for path in sorted(folder.glob("*.toml"))}
    if not tables:
        raise BrokenResource(folder.name, "", "no files")
    for name, table in tables.items():
        if table.text("code") != name:
            table.refuse("code", f"must be {name}, as the file is called")
    return MappingProxyType({name: read(table) for name, table in tables.items()})


def _in_order(
    programs: Mapping[str, Program], instruments: Mapping[str, Instrument]
) -> Mapping[str, Program]:
    """The programs in their fixed order on the screen; each measure must be an instrument."""
    found = sorted(programs.values(), key=lambda program: program.order)
    for program in found:
        ensure_measured(program, instruments, f"{program.code}.toml")
    return MappingProxyType({program.code: program for program in found})


def ensure_measured(program: Program, instruments: Mapping[str, Instrument], file: str) -> None:
    """Each measure of a program must be an instrument in use."""
    unknown = set(program.measures()) - set(instruments)
    if unknown:
        raise BrokenResource(file, "primary", f"unknown: {min(unknown)}")


def ensure_severe_reached(
    criteria: Criteria, instruments: Mapping[str, Instrument], file: str
) -> None:
    """SEV-1 finds measures by their code: each must be there and be able to reach its limit."""
    for code, limit in criteria.severe.items():
        form = instruments.get(code)
        if form is None:
            raise BrokenResource(file, f"severe.{code}", "names no instrument")
        if form.maximum is None or not 0 < limit <= form.maximum:
            raise BrokenResource(file, f"severe.{code}", "lies outside the totals")


# --- the clinic's own over them ---------------------------------------------------------------


def laid_over(
    shipped: Catalogue, standings: Sequence[Standing], kept: Sequence[DataFile]
) -> tuple[Catalogue, tuple[Rejected, ...]]:
    """The shipped catalogue with the clinic's versions in force, and those that do not pass.

    A version that is refused gives way to the one before it, at last to the shipped one.
    """
    laid = _Laying(shipped)
    # Instruments first: programs and wordings are checked against them.
    for kind in FileKind:
        for standing in standings:
            if standing.key[0] is kind:
                laid.lay(standing)
    return laid.catalogue(kept), tuple(laid.rejected)


class _Laying:
    """The catalogue while it is put together."""

    def __init__(self, shipped: Catalogue) -> None:
        self._shipped = shipped
        self._files = dict(shipped.files)
        self._contents: dict[FileKind, dict[str, Content]] = {
            FileKind.INSTRUMENT: dict(shipped.instruments),
            FileKind.WORDING: {},
            FileKind.PROGRAM: dict(shipped.programs),
            FileKind.CRITERIA: {INTAKE: shipped.criteria},
            FileKind.LIMITS: {LIMITS: shipped.limits},
            FileKind.FEES: dict(shipped.fees),
            FileKind.COURSE_CHECK: {COURSE_CHECK: shipped.course_check},
        }
        self.rejected: list[Rejected] = []

    def lay(self, standing: Standing) -> None:
        kind, code = standing.key
        if standing.out_of_use:
            self._contents[kind].pop(code, None)
            self._files.pop(standing.key, None)
            return
        refused: list[tuple[DataFile, BrokenResource]] = []
        for file in standing.versions:
            try:
                content = checked(file, self.catalogue(()), self._shipped)
            except BrokenResource as fault:
                refused.append((file, fault))
                continue
            self._contents[kind][code] = content
            self._files[standing.key] = file
            break
        held = self._files.get(standing.key)
        instead = "" if held is None else held.version
        self.rejected += [Rejected(file, fault, instead) for file, fault in refused[:1]]

    def catalogue(self, kept: Sequence[DataFile]) -> Catalogue:
        contents = self._contents
        worded = cast("Mapping[str, Wording]", contents[FileKind.WORDING])
        forms = cast("Mapping[str, Instrument]", contents[FileKind.INSTRUMENT])
        programs = cast("Mapping[str, Program]", contents[FileKind.PROGRAM])
        in_force = set(self._files.values())
        shipped = [file for file in self._shipped.files.values() if file not in in_force]
        return dataclasses.replace(
            self._shipped,
            instruments=MappingProxyType(
                {code: _worded(form, worded.get(code)) for code, form in forms.items()}
            ),
            programs=MappingProxyType(
                {one.code: one for one in sorted(programs.values(), key=lambda one: one.order)}
            ),
            criteria=cast("Criteria", contents[FileKind.CRITERIA][INTAKE]),
            limits=cast("Limits", contents[FileKind.LIMITS][LIMITS]),
            fees=MappingProxyType(cast("dict[str, FeeProfile]", contents[FileKind.FEES])),
            course_check=cast("CheckRule", contents[FileKind.COURSE_CHECK][COURSE_CHECK]),
            files=MappingProxyType(dict(self._files)),
            kept=(*shipped, *(file for file in kept if file not in in_force)),
        )


def checked(file: DataFile, known: Catalogue, shipped: Catalogue) -> Content:
    """What the file says, checked by itself and against what it names. Raises `BrokenResource`.

    No version of the clinic's may watch for risk less closely than the shipped one.
    """
    content = data_files.read_checked(file)
    if isinstance(content, Instrument) and file.code in shipped.instruments:
        watchfulness.ensure_as_watchful(
            data_files.table_of(file), content, shipped.instruments[file.code]
        )
    if isinstance(content, Criteria):
        watchfulness.ensure_limits_as_low(data_files.table_of(file), content, shipped.criteria)
        ensure_severe_reached(content, {**shipped.instruments, **known.instruments}, file.name)
    if isinstance(content, CheckRule):
        ensure_known(data_files.table_of(file), content, known.instruments)
    if isinstance(content, Program):
        ensure_measured(content, known.instruments, file.name)
    if isinstance(content, Wording):
        table = data_files.table_of(file)
        if content.code not in known.instruments:
            table.refuse("code", "is not an instrument in use")
        ensure_fits(table, content, known.instruments[content.code])
    return content


def _worded(form: Instrument, wording: Wording | None) -> Instrument:
    if wording is None or len(wording.items) != len(form.items):
        return form
    items = tuple(
        dataclasses.replace(item, wording=wording.items[item.number]) for item in form.items
    )
    return dataclasses.replace(form, items=items)
