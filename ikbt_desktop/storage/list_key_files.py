"""The copies of the key file that the database keeps, in the order in which they were written."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, literal_column, select

from ikbt_desktop.models import KeyFileCopy
from ikbt_desktop.storage.unit_of_work import UnitOfWork

# Rows are only ever added: this order needs no clock.
_ORDER: ColumnElement[int] = literal_column("key_file_copy.rowid")


@dataclass(frozen=True)
class Kept:
    """One copy."""

    content: str
    at: datetime


def newest(work: UnitOfWork) -> Kept | None:
    """What the program wrote last."""
    query = select(KeyFileCopy.content, KeyFileCopy.created_at).order_by(_ORDER.desc()).limit(1)
    row = work.session.execute(query).first()
    return None if row is None else Kept(row.content, row.created_at)


def holds(work: UnitOfWork, content: str) -> bool:
    """Whether the program wrote exactly this at any time."""
    query = select(func.count()).select_from(KeyFileCopy).where(KeyFileCopy.content == content)
    return bool(work.session.scalar(query))
