"""What saving gives, in words: how much is kept, what the backup gives, what is lost."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from PySide6.QtCore import QLocale

from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.services.salvage import Findings, Savable, TableFinding
from ikbt_desktop.ui.administration import log_words
from ikbt_desktop.ui.kit.language import mark, say

_HERE = "SalvageWords"
_NAMED = 6
_SHORT = 8

# What people call the rows of a table where the log has no word for it.
TABLES: Mapping[str, str] = MappingProxyType(
    {
        "access_block": mark("SalvageWords", "Blocked record"),
        "audit_entry": mark("SalvageWords", "Access log"),
        "competence": mark("SalvageWords", "Training of a clinician"),
        "destruction": mark("SalvageWords", "Register of destroyed records"),
        "destruction_paper": mark("SalvageWords", "Receipt of a destruction"),
        "file_order": mark("SalvageWords", "Which program, form or rules hold"),
        "kept_file": mark("SalvageWords", "Program, form or rules"),
        "key_file_copy": mark("SalvageWords", "Copy of the key file"),
        "log_check_row": mark("SalvageWords", "Row of a log check"),
        "opening": mark("SalvageWords", "Record opened for a reason"),
        "past_key": mark("SalvageWords", "Key of earlier backups"),
        "risk_flag": mark("SalvageWords", "Flag raised by a form"),
        "section": mark("SalvageWords", "Section of a treatment"),
        "treatment_pause": mark("SalvageWords", "Pause in a treatment"),
    }
)


def table_word(name: str) -> str:
    """What a row of it is to people."""
    return say(_HERE, TABLES[name]) if name in TABLES else log_words.kind_word(name)


def number(count: int) -> str:
    """Grouped as the language does."""
    return QLocale().toString(count)


def restoring(savable: Savable) -> tuple[str, str]:
    """The one way: the whole backup, and what it lacks."""
    made = savable.backup_made_at
    if made is None:
        return (
            say("SalvageWords", "There is no backup to restore"),
            say("SalvageWords", "Only what the damaged file still holds can be saved."),
        )
    when = f"{made.astimezone(LOCAL):%Y-%m-%d %H:%M}"
    title = say("SalvageWords", "Restoring: the clinic as it was {when}").format(when=when)
    if savable.lacking is None:
        return title, say("SalvageWords", "How much was written after it cannot be told.")
    lacking = say(
        "SalvageWords", "%n row(s) of the access log (is|are) newer and lost.", savable.lacking
    )
    return title, lacking + " " + say("SalvageWords", "Whole, and proved before it is used.")


def saving(savable: Savable) -> tuple[str, str]:
    """The other way: row by row, what can be read."""
    found = savable.findings
    every = found.whole + found.borrowed + found.lost
    title = say("SalvageWords", "Saving: {whole} of {every} rows are kept").format(
        whole=number(found.whole), every=number(every)
    )
    return title, " ".join(_about(found))


def _about(found: Findings) -> Iterator[str]:
    yield say("SalvageWords", "%n page(s) of the file (is|are) damaged.", found.lost_pages)
    if found.borrowed:
        yield say("SalvageWords", "%n row(s) (comes|come) from the backup.", found.borrowed)
    if found.lost:
        yield say("SalvageWords", "%n row(s) (is|are) lost.", found.lost)
    else:
        yield say("SalvageWords", "No row that is known of is lost.")
    if found.at_least:
        yield say("SalvageWords", "More may be lost: the file's own lists are damaged too.")
    if found.unplaced:
        yield say(
            "SalvageWords", "%n row(s) can be read but not placed, and stay aside.", found.unplaced
        )


def lines(found: Findings) -> list[str]:
    """Table by table, only where something is not as it was."""
    told = [text for table in found.tables for text in _line(table)]
    if found.gaps:
        ranges = ", ".join(
            f"{first}" if first == last else f"{first}–{last}"
            for first, last in found.gaps[:_NAMED]
        )
        told.append(
            say("SalvageWords", "The access log lacks {rows}. It says so itself.").format(
                rows=ranges + (" …" if len(found.gaps) > _NAMED else "")
            )
        )
    if found.carried:
        told.append(
            say(
                "SalvageWords",
                "%n row(s) of the log behind the gap (is|are) written anew, with the old number.",
                found.carried,
            )
        )
    return told


def _line(table: TableFinding) -> Iterator[str]:
    name = table_word(table.name)
    lost = () if table.name == "audit_entry" else table.lost  # the gaps are told by themselves
    for sentence, ids in (
        (mark("SalvageWords", "{name}: lost {ids}"), lost),
        (mark("SalvageWords", "{name}: left out, what it belongs to is lost: {ids}"), table.apart),
        (
            mark("SalvageWords", "{name}: kept, but a link to a lost row is gone: {ids}"),
            table.unlinked,
        ),
        (mark("SalvageWords", "{name}: from the backup {ids}"), table.borrowed),
    ):
        if ids:
            yield say(_HERE, sentence).format(name=name, ids=_named(ids))


def _named(ids: tuple[str, ...]) -> str:
    """The beginnings of the first few, and how many there are."""
    shown = ", ".join(one[:_SHORT] for one in ids[:_NAMED])
    more = "" if len(ids) <= _NAMED else " …"
    return f"{number(len(ids))} ({shown}{more})"
