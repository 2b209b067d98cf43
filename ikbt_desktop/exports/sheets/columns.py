"""Heads of a table and their meaning, from the words of its document."""

from collections.abc import Iterable, Sequence

from ikbt_desktop.exports.sheets.sheet import Cell, written
from ikbt_desktop.exports.table_facts import Tables
from ikbt_desktop.exports.wording import Labels


def tables(labels: Labels, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Tables:
    """The table, and the dictionary of its columns: in a file of its own.

    Lines above the heads would keep a spreadsheet from sorting and filtering by them.
    """
    meanings = [(labels(f"head_{key}"), labels(f"about_{key}")) for key in columns]
    meanings.append((labels("head_file"), labels("about_file")))
    return Tables(
        table=written([labels(f"head_{key}") for key in columns], rows),
        columns=written([labels("head_column"), labels("head_meaning")], meanings),
    )
