"""The kept data files without their texts, and the texts of those that are wanted."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import func, select

from ikbt_desktop.models import FileOrder, KeptFile
from ikbt_desktop.storage.connection import told_plainly
from ikbt_desktop.storage.unit_of_work import UnitOfWork


class Kept(NamedTuple):
    """A kept version, without its text."""

    id: str
    kind: str
    code: str
    digest: str
    own: bool


def headings(work: UnitOfWork) -> tuple[Kept, ...]:
    """Every kept version, in the order in which they were kept."""
    query = select(
        KeptFile.id, KeptFile.kind, KeptFile.code, KeptFile.digest, KeptFile.own
    ).order_by(KeptFile.number)
    with told_plainly():
        return tuple(Kept(*row) for row in work.session.execute(query))


def with_texts(work: UnitOfWork, ids: Collection[str]) -> tuple[KeptFile, ...]:
    """These versions with their texts, in the order in which they were kept."""
    if not ids:
        return ()
    query = select(KeptFile).where(KeptFile.id.in_(ids)).order_by(KeptFile.number)
    with told_plainly():
        return tuple(work.session.scalars(query))


def last_numbers(work: UnitOfWork) -> tuple[int, int]:
    """The highest number of a kept file and of an order; 0 where there is none."""
    with told_plainly():
        file = work.session.scalar(select(func.max(KeptFile.number)))
        order = work.session.scalar(select(func.max(FileOrder.number)))
    return file or 0, order or 0
