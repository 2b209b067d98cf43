"""The clinic's kept data files as one catalogue: what holds, what held once, what fell away."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ikbt_desktop.clinic import catalogue as catalogues
from ikbt_desktop.clinic.catalogue import Catalogue, Rejected, Standing
from ikbt_desktop.clinic.data_files import DataFile, FileKind, Key
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.models import FileOrder, KeptFile
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage import list_kept_files
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading

IN_FORCE, OUT_OF_USE, SHIPPED = "in_force", "out_of_use", "shipped"
"""What an order says: this version holds, none does, or the shipped one again."""


@dataclass(frozen=True)
class Knowledge:
    """The catalogue of one clinic, and its own versions that no longer pass the check.

    `orders` counts by file what had been ordered when it was read.
    """

    catalogue: Catalogue
    rejected: tuple[Rejected, ...] = ()
    orders: Mapping[Key, int] = field(default_factory=dict)


def of_clinic(workplace: Workplace, shipped: Catalogue) -> Knowledge:
    """The shipped catalogue with what the clinic has put in force, read from its file."""
    with open_reading(workplace, Permission.CHANGE_OWN_SIGN_IN) as work:
        return laid_over(work, shipped)


def laid_over(work: UnitOfWork, shipped: Catalogue) -> Knowledge:
    """As `of_clinic`, inside a unit of work."""
    known = {file.digest for file in shipped.files.values()}
    wanted = [
        kept.id
        for kept in list_kept_files.headings(work)
        if kept.own or kept.digest not in known  # what is shipped today need not be read again
    ]
    orders = work.find(FileOrder, order_by=("number",))
    if not wanted and not orders:
        return Knowledge(shipped)
    records = list_kept_files.with_texts(work, wanted)
    files = {record.id: file_of(record) for record in records}
    found, rejected = catalogues.laid_over(
        shipped, _standings(orders, files), tuple(files.values())
    )
    count = Counter((FileKind(order.kind), order.code) for order in orders)
    return Knowledge(found, rejected, count)


def file_of(record: KeptFile) -> DataFile:
    """The plain form of a kept version."""
    return DataFile(
        kind=FileKind(record.kind),
        code=record.code,
        version=record.file_version,
        text=record.text,
        own=record.own,
    )


def _standings(orders: list[FileOrder], files: dict[str, DataFile]) -> tuple[Standing, ...]:
    """The newest order of each code decides; before its version come those that it replaced."""
    by_key: dict[Key, list[FileOrder]] = {}
    for order in orders:
        by_key.setdefault((FileKind(order.kind), order.code), []).append(order)
    found = []
    for key, given in by_key.items():
        if given[-1].act == OUT_OF_USE:
            found.append(Standing(key, out_of_use=True))
        elif given[-1].act == IN_FORCE:
            put = [order.kept_file_id for order in reversed(given) if order.act == IN_FORCE]
            versions = dict.fromkeys(files[one] for one in put if one is not None)
            found.append(Standing(key, tuple(versions)))
    return tuple(found)


def keep_shipped(work: UnitOfWork, shipped: Catalogue, *, program: str) -> None:
    """Keep the shipped versions that the file does not know yet; logged when there are any."""
    known = {(kept.kind, kept.code, kept.digest) for kept in list_kept_files.headings(work)}
    new = [
        file
        for file in shipped.files.values()
        if (file.kind.value, file.code, file.digest) not in known
    ]
    if not new:
        return
    number = list_kept_files.last_numbers(work)[0]
    for step, file in enumerate(new, start=1):
        work.add(
            KeptFile(
                kind=file.kind,
                code=file.code,
                file_version=file.version,
                text=file.text,
                digest=file.digest,
                own=False,
                number=number + step,
                signed_at=work.now(),
                signed_by_name=program,
            )
        )
    work.flush()
    work.log(Action.CREATE, kind="shipped_files", details={"program": program, "count": len(new)})
