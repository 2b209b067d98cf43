"""What the closed file was like when the program let go of it, so that a change outside is noticed.

SQLCipher proves each page by itself, but an older page or an older whole file is a good one too,
and SQLite says ok to both (trust.md §2.5). So the last one out weighs the closed file, and the
first one in compares before anything is opened. A file that is open is never touched: one open and
close by the program itself would drop SQLite's locks (D7).
"""

from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import durable
from ikbt_desktop.storage.attempts import AttemptsBook
from ikbt_desktop.storage.digest import Sha256

_CHUNK = 1024 * 1024


def weigh(folder: DataFolder) -> str | None:
    """The SHA-256 of the closed file; None while it is open somewhere, or was left by a crash."""
    journal = folder.database.with_name(folder.database.name + "-wal")
    if journal.exists():
        return None
    digest = Sha256()
    with durable.told_plainly(), folder.database.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def is_as_left(folder: DataFolder, book: AttemptsBook) -> bool:
    """Whether the file is the one that was let go of. To be asked before anything opens it.

    Where nothing was kept, as after a crash, nothing can be said against it.
    """
    kept = book.file_seal()
    return kept is None or weigh(folder) == kept
