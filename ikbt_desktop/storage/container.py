"""The container of a backup: a ZIP of four stored members in which every byte is accounted for.

Any ZIP program opens it. It is laid out here and not by a library, so that all that is not a member
follows from the members' names, sizes and check sums: what differs anywhere is damage.
"""

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from ikbt_desktop.errors import BackupUnusable, InvalidValue, NewerClinic
from ikbt_desktop.models.base import canonical_json
from ikbt_desktop.storage import durable
from ikbt_desktop.storage.digest import Sha256

FORMAT = "ikbt-backup"
VERSION = 1
HEADER, DATABASE, KEYS, MANIFEST = "header.json", "clinic.db", "clinic.keys", "manifest.bin"
_LARGEST_SMALL = 1024 * 1024
_CHUNK = 1024 * 1024
_ZIP64, _DATE = 45, 0x21  # version needed, and the first of January 1980
_WIDE = 0xFFFFFFFF
_LOCAL = struct.Struct("<IHHHHHIIIHHHHQQ")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_CENTRAL_MORE = struct.Struct("<HHQQQ")
_END64 = struct.Struct("<IQHHIIQQQQ")
_LOCATOR = struct.Struct("<IIQI")
_END = struct.Struct("<IHHHHIIH")

Told = Callable[[int, int], None]
"""Told how many of how many are done; whatever it raises ends the work."""


def untold(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


def _refuse(detail: str) -> NoReturn:
    raise BackupUnusable("damaged", detail)


@dataclass(frozen=True)
class Header:
    """What may be known without a key: which clinic's backup it is, and its number."""

    db_id: str
    epoch: int
    demo: bool
    n: int
    database_size: int
    database_sha256: str
    keys_size: int
    keys_sha256: str
    manifest_size: int

    def written(self) -> bytes:
        """The bytes of `header.json`."""
        return canonical_json(
            {
                "format": FORMAT,
                "version": VERSION,
                "db_id": self.db_id,
                "epoch": self.epoch,
                "demo": self.demo,
                "n": self.n,
                "members": {
                    DATABASE: {"size": self.database_size, "sha256": self.database_sha256},
                    KEYS: {"size": self.keys_size, "sha256": self.keys_sha256},
                    MANIFEST: {"size": self.manifest_size},
                },
            }
        ).encode()


def parsed(content: bytes) -> Header:
    """Read a header strictly.

    Raises:
        BackupUnusable: not exactly what `Header.written` writes. NewerClinic: a later version.

    """
    try:
        tree: Any = json.loads(content.decode("utf-8"))
        if tree["format"] != FORMAT:
            raise BackupUnusable("not_a_backup")
        if type(tree["version"]) is int and tree["version"] > VERSION:
            raise NewerClinic
        members = tree["members"]
        header = Header(
            db_id=bytes.fromhex(tree["db_id"]).hex(),
            epoch=int(tree["epoch"]),
            demo=bool(tree["demo"]),
            n=int(tree["n"]),
            database_size=int(members[DATABASE]["size"]),
            database_sha256=str(members[DATABASE]["sha256"]),
            keys_size=int(members[KEYS]["size"]),
            keys_sha256=str(members[KEYS]["sha256"]),
            manifest_size=int(members[MANIFEST]["size"]),
        )
        if header.written() != content or min(header.database_size, header.n) < 1:
            _refuse("header")
        if not 0 < header.manifest_size <= _LARGEST_SMALL:
            _refuse("header")
        if not 0 < header.keys_size <= _LARGEST_SMALL:
            _refuse("header")
    except (ValueError, KeyError, TypeError, RecursionError, InvalidValue, OverflowError) as error:
        raise BackupUnusable("damaged", "header") from error
    return header


# --- the layout of a ZIP ---------------------------------------------------------------------


@dataclass(frozen=True)
class _Member:
    name: str
    size: int
    crc: int


def _local(member: _Member) -> bytes:
    name = member.name.encode()
    fields = (0x04034B50, _ZIP64, 0, 0, 0, _DATE, member.crc, _WIDE, _WIDE, len(name), 20)
    packed = _LOCAL.pack(*fields, 1, 16, member.size, member.size)
    return packed[:30] + name + packed[30:]


def _central(member: _Member, offset: int) -> bytes:
    name = member.name.encode()
    fields = (0x02014B50, _ZIP64, _ZIP64, 0, 0, 0, _DATE, member.crc, _WIDE, _WIDE)
    head = _CENTRAL.pack(*fields, len(name), 28, 0, 0, 0, 0, _WIDE)
    return head + name + _CENTRAL_MORE.pack(1, 24, member.size, member.size, offset)


def _trailer(members: list[_Member]) -> bytes:
    offset, rows = 0, b""
    for member in members:
        rows += _central(member, offset)
        offset += len(_local(member)) + member.size
    count = len(members)
    end64 = _END64.pack(0x06064B50, 44, _ZIP64, _ZIP64, 0, 0, count, count, len(rows), offset)
    locator = _LOCATOR.pack(0x07064B50, 0, offset + len(rows), 1)
    end = _END.pack(0x06054B50, 0, 0, 0xFFFF, 0xFFFF, _WIDE, _WIDE, 0)
    return rows + end64 + locator + end


def _small(name: str, content: bytes) -> tuple[_Member, bytes]:
    return _Member(name, len(content), zlib.crc32(content)), content


def chunks(file: BinaryIO, size: int, told: Told) -> Iterator[bytes]:
    """The next `size` bytes piece by piece; a file that ends before is damaged."""
    done = 0
    while done < size:
        chunk = file.read(min(_CHUNK, size - done))
        if not chunk:
            _refuse("too short")
        done += len(chunk)
        yield chunk
        told(done, size)


# --- writing ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Weighed:
    """A file read once for its size and its check sums."""

    size: int
    sha256: str
    crc: int


def weigh(path: Path, told: Told = untold) -> Weighed:
    """Read a closed file. Never a database that is in use (trust.md D7)."""
    digest, crc, size = Sha256(), 0, path.stat().st_size
    with path.open("rb") as file:
        for chunk in chunks(file, size, told):
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
    return Weighed(size, digest.hexdigest(), crc)


def sha256_of(content: bytes) -> str:
    """The check sum of something small."""
    return hashlib.sha256(content).hexdigest()


def new_file(path: Path) -> BinaryIO:
    """A file that was not there before, for this account alone."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "w+b")


def write(
    target: Path,
    *,
    header: Header,
    database: Path,
    database_crc: int,
    keys: bytes,
    manifest: bytes,
    told: Told = untold,
) -> None:
    """Write a container that is on the disk when this returns."""
    head = _small(HEADER, header.written())
    tail = (_small(KEYS, keys), _small(MANIFEST, manifest))
    body = _Member(DATABASE, header.database_size, database_crc)
    with new_file(target) as file:
        file.write(_local(head[0]) + head[1] + _local(body))
        with database.open("rb") as source:
            for chunk in chunks(source, body.size, told):
                file.write(chunk)
        for member, content in tail:
            file.write(_local(member) + content)
        file.write(_trailer([head[0], body, *(member for member, _ in tail)]))
        file.flush()
        os.fsync(file.fileno())


# --- reading ---------------------------------------------------------------------------------


class Container:
    """An existing container, its layout and small members checked; use it with `with`."""

    def __init__(self, path: Path) -> None:
        with durable.told_plainly():
            try:
                self._file = path.open("rb")
                self.size = path.stat().st_size
            except FileNotFoundError as error:
                raise BackupUnusable("missing") from error
        try:
            self._read()
        except BaseException:
            self._file.close()
            raise

    def _read(self) -> None:
        start = self._file.read(4)
        if start != b"PK\x03\x04":
            raise BackupUnusable("not_a_backup")
        self._file.seek(0)
        first, content = self._small_member(HEADER, None)
        self.header = header = parsed(content)
        body = self._local_header(DATABASE)
        if body.size != header.database_size:
            _refuse("sizes")
        self._crc, self._database_at = body.crc, self._file.tell()
        self._file.seek(body.size, os.SEEK_CUR)
        keys, self.keys = self._small_member(KEYS, header.keys_size)
        sealed, self.manifest = self._small_member(MANIFEST, header.manifest_size)
        if sha256_of(self.keys) != header.keys_sha256:
            _refuse("keys")
        trailer = _trailer([first, body, keys, sealed])
        if self._file.read(len(trailer) + 1) != trailer:
            _refuse("trailer")

    def _local_header(self, name: str) -> _Member:
        at = self._file.tell()
        length = _LOCAL.size + len(name)
        found = self._file.read(length)
        if len(found) < length:
            _refuse("too short")
        size, crc = struct.unpack("<Q", found[-8:])[0], struct.unpack("<I", found[14:18])[0]
        member = _Member(name, size, crc)
        if found != _local(member):
            if at == 0:
                raise BackupUnusable("not_a_backup")
            _refuse(name)
        return member

    def _small_member(self, name: str, size: int | None) -> tuple[_Member, bytes]:
        member = self._local_header(name)
        if member.size > _LARGEST_SMALL or (size is not None and member.size != size):
            _refuse(name)
        content = self._file.read(member.size)
        if len(content) != member.size or zlib.crc32(content) != member.crc:
            _refuse(name)
        return member, content

    def unpack_database(self, target: Path, told: Told = untold) -> None:
        """Write the database beside the live one and prove that it is what was packed."""
        self._file.seek(self._database_at)
        digest, crc = Sha256(), 0
        with new_file(target) as out:
            for chunk in chunks(self._file, self.header.database_size, told):
                digest.update(chunk)
                crc = zlib.crc32(chunk, crc)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if digest.hexdigest() != self.header.database_sha256 or crc != self._crc:
            _refuse(DATABASE)

    def __enter__(self) -> "Container":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
