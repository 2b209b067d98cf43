"""What can still be proved of a damaged, closed database: its good pages, in memory alone.

SQLite stops at the first page that does not prove true. Here each page of the file, and of the WAL
that belongs to it, is proved and opened by itself, as `tools/read_backup.py` does it with a backup:
HMAC-SHA512 over the page and its number, AES-256-CBC. What is opened stays in this process.
"""

import hashlib
import hmac
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import durable
from ikbt_desktop.storage.connection import PAGE
from ikbt_desktop.storage.container import Told, untold
from ikbt_desktop.storage.vault import ClinicKeys

_SALT, _IV, _SEAL = 16, 16, 64
USABLE = PAGE - _IV - _SEAL
"""What of a page holds the database; the rest is the page's random start and its seal."""
_MAGIC = b"SQLite format 3\0"
_WAL_HEAD, _FRAME_HEAD = struct.Struct(">IIII8sII"), struct.Struct(">II8sII")
_WAL_MAGIC = frozenset({0x377F0682, 0x377F0683})
_TOLD_EACH = 256


@dataclass(frozen=True, repr=False)
class Proved:
    """The pages that proved true, by number, each as SQLite sees it. It has no repr: it is data."""

    pages: Mapping[int, bytes]
    count: int
    """How many pages the file had when it was whole, as far as anything tells."""

    @property
    def lost(self) -> tuple[int, ...]:
        """The numbers of the pages that cannot be read."""
        return tuple(number for number in range(1, self.count + 1) if number not in self.pages)

    def number_at(self, offset: int) -> int | None:
        """A number of the file's head, four bytes long; None where the first page is lost."""
        first = self.pages.get(1)
        return None if first is None else int.from_bytes(first[offset : offset + 4], "big")


def read(folder: DataFolder, keys: ClinicKeys, told: Told = untold) -> Proved:
    """Prove and open every page. The clinic must be closed and held by this program.

    The newest state of a page is the WAL's, as far as whole transactions reach; a page whose newest
    state is damaged is lost, since an older one beside newer pages would be neither.
    """
    content, journal = _contents(folder)
    opener = _Opener(keys)
    pages: dict[int, bytes] = {}
    whole = len(content) // PAGE
    for number in range(1, whole + 1):
        opened = opener.opened(number, content[(number - 1) * PAGE : number * PAGE])
        if opened is not None:
            pages[number] = opened
        if number % _TOLD_EACH == 0:
            told(number, whole)
    count = -(-len(content) // PAGE)
    newer, size = _in_wal(journal, opener)
    for number, page in newer.items():
        if page is None:
            pages.pop(number, None)
        else:
            pages[number] = page
    count = size or max(count, _said_count(pages))
    return Proved({number: page for number, page in pages.items() if number <= count}, count)


def _said_count(pages: Mapping[int, bytes]) -> int:
    """The size that the file's head names: a file that was cut is shorter than that."""
    return int.from_bytes(pages[1][28:32], "big") if 1 in pages else 0


def _contents(folder: DataFolder) -> tuple[bytes, bytes]:
    """The bytes of the closed file and of the WAL that a crash left; none where there is none."""
    journal = folder.database.with_name(folder.database.name + "-wal")
    with durable.told_plainly():
        content = folder.database.read_bytes() if folder.database.exists() else b""
        return content, journal.read_bytes() if journal.exists() else b""


def fingerprint(folder: DataFolder) -> str:
    """By which a file that has changed since somebody looked is known."""
    digest = hashlib.sha256()
    for content in _contents(folder):
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()


class _Opener:
    """Opens pages with the keys of one epoch."""

    def __init__(self, keys: ClinicKeys) -> None:
        self._key = keys.database
        salt = bytes(byte ^ 0x3A for byte in keys.database_salt)
        self._seal = hashlib.pbkdf2_hmac("sha512", keys.database, salt, 2, 32)

    def opened(self, number: int, page: bytes) -> bytes | None:
        """The page as SQLite sees it; None where its seal does not fit."""
        start = _SALT if number == 1 else 0
        sealed, mac = page[start : PAGE - _SEAL], page[PAGE - _SEAL :]
        found = hmac.digest(self._seal, sealed + number.to_bytes(4, "little"), "sha512")
        if not hmac.compare_digest(found, mac):
            return None
        cipher = Cipher(algorithms.AES(self._key), modes.CBC(sealed[-_IV:])).decryptor()
        plain = cipher.update(sealed[:-_IV]) + cipher.finalize()
        return (_MAGIC if number == 1 else b"") + plain


def _in_wal(journal: bytes, opener: _Opener) -> tuple[dict[int, bytes | None], int]:
    """The newest state of each page in whole transactions, and the file's size after the last.

    Frames of an earlier round of the WAL bear another salt. A frame whose head cannot be trusted
    ends it; one whose page does not prove true costs that page alone.
    """
    if len(journal) < _WAL_HEAD.size:
        return {}, 0
    magic, _version, page, _round, salt, _sum1, _sum2 = _WAL_HEAD.unpack_from(journal)
    if magic not in _WAL_MAGIC or page != PAGE:
        return {}, 0
    kept: dict[int, bytes | None] = {}
    pending: dict[int, bytes | None] = {}
    size = 0
    for at in range(_WAL_HEAD.size, len(journal) - _FRAME_HEAD.size - PAGE + 1, _FRAME):
        number, committed, its_salt, _sum1, _sum2 = _FRAME_HEAD.unpack_from(journal, at)
        if its_salt != salt or number < 1:
            break
        begin = at + _FRAME_HEAD.size
        pending[number] = opener.opened(number, journal[begin : begin + PAGE])
        if committed:
            kept |= pending
            size, pending = committed, {}
    return kept, size


_FRAME = _FRAME_HEAD.size + PAGE
