"""Prints documents and writes tables: what does it is imported for the first, not at start."""

import importlib
from typing import Protocol, cast

from ikbt_desktop.exports.destruction_facts import DestructionFacts
from ikbt_desktop.exports.facts import (
    DecisionRecordFacts,
    DeviceSheetFacts,
    ForwardingFacts,
    LetterFacts,
    RecoverySheetFacts,
    RiskAssessmentFacts,
    SafetyPlanFacts,
    TreatmentSummaryFacts,
)
from ikbt_desktop.exports.log_facts import LogCheckFacts, LogExtractFacts, LogReceiptFacts
from ikbt_desktop.exports.table_facts import FeeBasisFacts, LogTableFacts, Tables

_PDF = "ikbt_desktop.exports.pdf"
_MODULES = {
    TreatmentSummaryFacts: "treatment_summary",
    LetterFacts: "letter",
    ForwardingFacts: "forwarding",
    SafetyPlanFacts: "safety_plan",
    RecoverySheetFacts: "recovery_sheet",
    DeviceSheetFacts: "device_sheet",
    RiskAssessmentFacts: "risk_assessment",
    LogCheckFacts: "log_check",
    LogExtractFacts: "log_extract",
    LogReceiptFacts: "log_receipt",
    DecisionRecordFacts: "decision_record",
    DestructionFacts: "destruction",
}
Facts = (
    TreatmentSummaryFacts
    | LetterFacts
    | ForwardingFacts
    | SafetyPlanFacts
    | RecoverySheetFacts
    | DeviceSheetFacts
    | RiskAssessmentFacts
    | LogCheckFacts
    | LogExtractFacts
    | LogReceiptFacts
    | DecisionRecordFacts
    | DestructionFacts
)

_SHEETS = "ikbt_desktop.exports.sheets"
_TABLES = {FeeBasisFacts: "fee_basis", LogTableFacts: "log_rows"}


class _Printer(Protocol):
    def render(self, facts: Facts) -> bytes: ...


class _Counter(Protocol):
    def page_count(self, content: bytes) -> int: ...


class _Writer(Protocol):
    def render(self, facts: FeeBasisFacts | LogTableFacts) -> Tables: ...


def printed(facts: Facts) -> bytes:
    """The document as PDF/A-1b. Raises `UnprintableText` and `DocumentTooLong`."""
    printer = cast("_Printer", importlib.import_module(f"{_PDF}.{_MODULES[type(facts)]}"))
    return printer.render(facts)


def page_count(content: bytes) -> int:
    """The number of pages of a PDF that we made."""
    return cast("_Counter", importlib.import_module(f"{_PDF}.counted")).page_count(content)


def tabled(facts: FeeBasisFacts | LogTableFacts) -> Tables:
    """The table for a spreadsheet, and the dictionary of its columns."""
    module = importlib.import_module(f"{_SHEETS}.{_TABLES[type(facts)]}")
    return cast("_Writer", module).render(facts)
