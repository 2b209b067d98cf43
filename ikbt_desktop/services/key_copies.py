"""The key file beside the clinic and its copies inside: kept with each change, compared before."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum

from ikbt_desktop.errors import IkbtError, KeysInDoubt
from ikbt_desktop.models import KeyFileCopy
from ikbt_desktop.storage import key_file, list_key_files, vault
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace


class State(StrEnum):
    """How the file stands to what the database keeps."""

    KEPT = "kept"
    AHEAD = "ahead"
    """The program wrote it, and the database does not know of it: it was interrupted between."""
    SET_BACK = "set_back"
    """An older one of the program's own files lies in the place of the newest."""
    BROKEN_SEAL = "broken_seal"
    """Not as the program wrote it."""


def state_of(work: UnitOfWork, workplace: Workplace) -> State:
    """Compare the file as it lies with what was written last, and with all before."""
    database = workplace.database
    lying = vault.key_file_text(database.folder)
    newest = list_key_files.newest(work)
    if newest is not None and newest.content == lying:
        return State.KEPT
    if not key_file.parsed(lying.encode()).sealed_by(database.keys.slots_mac):
        return State.BROKEN_SEAL
    return State.SET_BACK if list_key_files.holds(work, lying) else State.AHEAD


def ensure_as_kept(work: UnitOfWork, workplace: Workplace) -> None:
    """Raise `KeysInDoubt` unless the file is the one that was written last.

    A change on top of a file that somebody put there would make it the clinic's own.
    """
    if state_of(work, workplace) is not State.KEPT:
        raise KeysInDoubt


@contextmanager
def together(workplace: Workplace) -> Iterator[None]:
    """Key file and database change together: when the rest is refused, the file is what it was.

    The last thing inside is the commit. Where nothing can be written any more the file stays, and
    the next sign-in says what differs.
    """
    database = workplace.database
    keys, before = database.keys, key_file.content_of(database.folder.keys)
    try:
        yield
    except BaseException:
        database.keys = keys
        with suppress(IkbtError, OSError):
            vault.put_back(database.folder, before)
        raise


def copy_keys(work: UnitOfWork, workplace: Workplace) -> None:
    """Keep the key file as it now lies inside the database, to compare with and to come back."""
    database = workplace.database
    work.add(KeyFileCopy(epoch=database.keys.epoch, content=vault.key_file_text(database.folder)))
