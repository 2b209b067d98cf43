"""The month's fee basis: every contact, what it cost and why."""

from collections.abc import Iterator

from ikbt_desktop.exports.log_wording import known
from ikbt_desktop.exports.sheets.columns import tables
from ikbt_desktop.exports.sheets.sheet import Cell
from ikbt_desktop.exports.table_facts import FeeBasisFacts, FeeChangeLine, FeeLine, Tables
from ikbt_desktop.exports.wording import Labels, shipped

_COLUMNS = (
    *("day", "contact", "patient", "identity", "protected", "kind"),
    *("fee", "charged", "reason", "sum", "changes"),
)


def render(facts: FeeBasisFacts) -> Tables:
    """The table and its dictionary."""
    labels = shipped().of("fee-basis")
    return tables(labels, _COLUMNS, (list(_cells(line, labels)) for line in facts.lines))


def _cells(line: FeeLine, labels: Labels) -> Iterator[Cell]:
    yield line.on
    yield line.contact_id
    yield line.name
    yield line.identity
    yield _yes_or_no(labels, line.protected)
    yield known(labels, "channel", line.channel) or line.channel
    yield line.fee
    yield _yes_or_no(labels, line.fee > 0)
    yield known(labels, "reason", line.reason) or line.reason
    yield line.sum_after
    yield " | ".join(_change(change, labels) for change in line.changes)


def _yes_or_no(labels: Labels, is_so: bool) -> str:
    return labels("yes" if is_so else "no")


def _change(change: FeeChangeLine, labels: Labels) -> str:
    return labels(
        "change",
        day=change.on.isoformat(),
        before=str(change.before),
        after=str(change.after),
        reason=change.reason,
        by=change.by or "–",
    )
