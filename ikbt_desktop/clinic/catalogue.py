"""Reads resources/ once at start; refuses what is wrong, naming file and key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from ikbt_desktop import paths
from ikbt_desktop.clinic.criteria import Criteria, read_criteria
from ikbt_desktop.clinic.diagnoses import Codes, read_codes
from ikbt_desktop.clinic.feedback_advice import AdviceWords, read_words
from ikbt_desktop.clinic.fees import FeeProfile, read_profile
from ikbt_desktop.clinic.instrument_files import read_instrument
from ikbt_desktop.clinic.instruments import Instrument
from ikbt_desktop.clinic.programs import Program, read_program
from ikbt_desktop.clinic.reading import Table, read_file
from ikbt_desktop.clinic.risk import RiskLists, read_lists
from ikbt_desktop.clinic.workdays import Limits, read_limits
from ikbt_desktop.errors import BrokenResource

_Kind = TypeVar("_Kind")


@dataclass(frozen=True)
class Catalogue:
    """All that the program knows as data. Nothing in it changes while the program runs."""

    instruments: Mapping[str, Instrument]
    risk: RiskLists
    advice: AdviceWords
    programs: Mapping[str, Program]
    criteria: Criteria
    limits: Limits
    diagnoses: Codes
    measures: Codes
    fees: Mapping[str, FeeProfile]


def load(folder: Path | None = None) -> Catalogue:
    """The catalogue of `folder`, or of the shipped resources. Raises `BrokenResource`."""
    root = folder or paths.resources()
    instruments = _by_name(root / "instruments", read_instrument)
    return Catalogue(
        instruments=instruments,
        risk=read_lists(read_file(root / "criteria" / "risk.toml")),
        advice=read_words(read_file(root / "criteria" / "feedback_advice.toml")),
        programs=_programs(root / "programs", instruments),
        criteria=read_criteria(read_file(root / "criteria" / "intake.toml")),
        limits=read_limits(read_file(root / "criteria" / "limits.toml")),
        diagnoses=read_codes(read_file(root / "codes" / "icd10se.toml")),
        measures=read_codes(read_file(root / "codes" / "kva.toml")),
        fees=_by_name(root / "fees", read_profile),
    )


def _programs(folder: Path, instruments: Mapping[str, Instrument]) -> Mapping[str, Program]:
    """The programs in their fixed order on the screen; each measure must be an instrument."""
    found = sorted(_by_name(folder, read_program).values(), key=lambda program: program.order)
    for program in found:
        unknown = set(program.measures()) - set(instruments)
        if unknown:
            raise BrokenResource(f"{program.code}.toml", "primary", f"unknown: {min(unknown)}")
    return MappingProxyType({program.code: program for program in found})


def _by_name(folder: Path, read: Callable[[Table], _Kind]) -> Mapping[str, _Kind]:
    """Every file of a folder under its name, which must be the code that stands in it."""
    tables = {path.stem: read_file(path) for path in sorted(folder.glob("*.toml"))}
    if not tables:
        raise BrokenResource(folder.name, "", "no files")
    for name, table in tables.items():
        if table.text("code") != name:
            table.refuse("code", f"must be {name}, as the file is called")
    return MappingProxyType({name: read(table) for name, table in tables.items()})
