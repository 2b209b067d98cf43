"""Rows of the access log, for whoever reviews it."""

from collections.abc import Iterator
from datetime import UTC

from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.exports import log_wording
from ikbt_desktop.exports.log_wording import known
from ikbt_desktop.exports.sheets.columns import tables
from ikbt_desktop.exports.sheets.sheet import Cell
from ikbt_desktop.exports.table_facts import LogLineFacts, LogTableFacts, Tables
from ikbt_desktop.exports.wording import Labels, shipped

_BEFORE = ("row", "time", "utc", "who", "role", "unit", "what", "part")
_AFTER = ("by", "reason", "computer")


def render(facts: LogTableFacts) -> Tables:
    """The table and its dictionary."""
    labels = shipped().of("log-table")
    patient = ("patient",) if facts.with_patients else ()
    rows = (list(_cells(line, labels, facts)) for line in facts.lines)
    return tables(labels, (*_BEFORE, *patient, *_AFTER), rows)


def _cells(line: LogLineFacts, labels: Labels, facts: LogTableFacts) -> Iterator[Cell]:
    yield line.seq
    yield f"{line.at.astimezone(LOCAL):%Y-%m-%d %H:%M:%S}"
    yield f"{line.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    yield line.who
    yield log_wording.role(line.role)
    yield line.unit
    yield log_wording.action_word(line.action)
    yield log_wording.kind_word(line.kind)
    if facts.with_patients:
        yield line.patient
    yield known(labels, "by", line.by) or line.by
    yield _reason(line.reason, labels, with_text=facts.with_text)
    yield line.workstation


def _reason(reason: str, labels: Labels, *, with_text: bool) -> str:
    """A refusal names what the role lacks; the rest is what somebody wrote."""
    permission = known(labels, "permission", reason)
    if permission is not None:
        return labels("lacks", permission=permission)
    return known(labels, "reason", reason) or (reason if with_text else "")
