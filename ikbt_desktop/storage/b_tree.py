"""Reads rows out of single pages of an SQLite file, so that a lost page costs only its own rows.

The form of pages, cells and records is documented and has not changed since 2004 (SQLite, "Database
File Format"). Pages come proved from `damaged_file`: what does not fit here is a page of another
kind, never a surprise of a stranger's making, and is passed over.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ikbt_desktop.storage.damaged_file import USABLE

Value = int | float | str | bytes | None
Values = tuple[Value, ...]

_INDEX_INNER, _TABLE_INNER, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13
_INNER = frozenset({_INDEX_INNER, _TABLE_INNER})
_FIRST_HEAD = 100  # the file's own head stands before the first page's
_LEAST = (USABLE - 12) * 32 // 255 - 23
_MOST_IN_TABLE = USABLE - 35
_MOST_IN_INDEX = (USABLE - 12) * 64 // 255 - 23
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL = 7


class NotReadable(Exception):
    """A page or a chain of pages that is not there, or is not what was looked for."""


@dataclass(frozen=True)
class Hole:
    """A page of a tree that is lost, and the numbers of the rows that lay under it."""

    page: int
    above: int | None
    up_to: int | None

    def covers(self, rowid: int) -> bool:
        """Whether a row of this number would lie there."""
        low = self.above is None or rowid > self.above
        return low and (self.up_to is None or rowid <= self.up_to)


@dataclass
class TableTree:
    """What of a table's tree was reached."""

    rows: dict[int, Values] = field(default_factory=dict)
    holes: list[Hole] = field(default_factory=list)
    cut: set[int] = field(default_factory=set)
    """Rows whose long text goes on in a page that is lost."""

    @property
    def whole(self) -> bool:
        """Whether every page of it was read."""
        return not self.holes and not self.cut


@dataclass
class IndexTree:
    """What of an index was reached: the indexed values, then the row's number."""

    entries: list[Values] = field(default_factory=list)
    whole: bool = True


@dataclass(frozen=True)
class Cell:
    """One row or entry as its page holds it."""

    size: int
    local: bytes
    overflow: int
    rowid: int = 0
    child: int = 0


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = page[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    value = value << 8 | page[at + 8]
    return value - (1 << 64) if value >= 1 << 63 else value, at + 9


def _number(page: bytes, at: int, size: int) -> int:
    return int.from_bytes(page[at : at + size], "big")


def kind_of(page: bytes, number: int) -> int:
    """The byte that says what a page is."""
    return page[_FIRST_HEAD if number == 1 else 0]


def is_table_leaf(page: bytes) -> bool:
    """Whether a page that nothing led to may hold rows."""
    return page[0] == _TABLE_LEAF


def _pointers(page: bytes, number: int) -> Iterator[int]:
    head = _FIRST_HEAD if number == 1 else 0
    start = head + (12 if page[head] in _INNER else 8)
    for place in range(_number(page, head + 3, 2)):
        yield _number(page, start + 2 * place, 2)


def _right(page: bytes, number: int) -> int:
    return _number(page, (_FIRST_HEAD if number == 1 else 0) + 8, 4)


def _payload(page: bytes, at: int, size: int, most: int) -> tuple[bytes, int]:
    """What of a row lies in its page, and the first page on which it goes on."""
    if size <= most:
        return page[at : at + size], 0
    here = _LEAST + (size - _LEAST) % (USABLE - 4)
    here = here if here <= most else _LEAST
    return page[at : at + here], _number(page, at + here, 4)


def cells(page: bytes, number: int) -> Iterator[Cell]:
    """The rows of a table's leaf."""
    for at in _pointers(page, number):
        size, at_rowid = _varint(page, at)
        rowid, begin = _varint(page, at_rowid)
        local, overflow = _payload(page, begin, size, _MOST_IN_TABLE)
        yield Cell(size, local, overflow, rowid=rowid)


def _index_cells(page: bytes, number: int) -> Iterator[Cell]:
    inner = kind_of(page, number) == _INDEX_INNER
    for pointer in _pointers(page, number):
        size, begin = _varint(page, pointer + 4 if inner else pointer)
        local, overflow = _payload(page, begin, size, _MOST_IN_INDEX)
        child = _number(page, pointer, 4) if inner else 0
        yield Cell(size, local, overflow, child=child)


def record(payload: bytes) -> Values:
    """The values of a row or of an index entry.

    Raises:
        NotReadable: it is none.

    """
    try:
        return tuple(_values(payload))
    except (IndexError, UnicodeDecodeError, struct.error) as error:
        raise NotReadable from error


def _values(payload: bytes) -> Iterator[Value]:
    end, at = _varint(payload, 0)
    begin = end
    while at < end:
        kind, at = _varint(payload, at)
        value, begin = _value(payload, kind, begin)
        yield value


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _WIDTHS:
        width = _WIDTHS[kind]
        _ensure(payload, at + width)
        return int.from_bytes(payload[at : at + width], "big", signed=True), at + width
    if kind == _REAL:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind < 12:
        raise NotReadable
    size = (kind - 12) // 2
    _ensure(payload, at + size)
    found = payload[at : at + size]
    return (found.decode("utf-8") if kind % 2 else found), at + size


def _ensure(payload: bytes, end: int) -> None:
    if end > len(payload):
        raise NotReadable


class Forest:
    """All trees of a file, page by page; remembers which pages belong to something."""

    def __init__(self, pages: Mapping[int, bytes], count: int) -> None:
        self._pages, self._count = pages, count
        self.used: set[int] = set()

    def page(self, number: int) -> bytes:
        """A page that proved true. Raises `NotReadable`."""
        if number not in self._pages:
            raise NotReadable
        return self._pages[number]

    def table(self, root: int) -> TableTree:
        """The rows of a table, wherever its pages still lead to them."""
        tree = TableTree()
        self._table(root, None, None, tree)
        return tree

    def _table(self, number: int, above: int | None, up_to: int | None, tree: TableTree) -> None:
        page = self._next(number, {_TABLE_LEAF, _TABLE_INNER})
        if page is None:
            tree.holes.append(Hole(number, above, up_to))
            return
        if kind_of(page, number) == _TABLE_LEAF:
            for cell in cells(page, number):
                self._take(cell, tree)
            return
        for at in _pointers(page, number):
            key, _ = _varint(page, at + 4)
            self._table(_number(page, at, 4), above, key, tree)
            above = key
        self._table(_right(page, number), above, up_to, tree)

    def _next(self, number: int, kinds: set[int]) -> bytes | None:
        """A page of a tree, met for the first time; None where it is lost."""
        if number in self.used:
            return None
        self.used.add(number)
        page = self._pages.get(number)
        return page if page is not None and kind_of(page, number) in kinds else None

    def _take(self, cell: Cell, tree: TableTree) -> None:
        try:
            tree.rows[cell.rowid] = record(self._whole(cell))
        except NotReadable:
            tree.cut.add(cell.rowid)

    def _whole(self, cell: Cell) -> bytes:
        here = [cell.local]
        for number in self.chain_of(cell):
            self.used.add(number)
            here.append(self.page(number)[4:USABLE])
        return b"".join(here)[: cell.size]

    def chain_of(self, cell: Cell) -> Iterator[int]:
        """The pages on which a long row goes on. Raises `NotReadable` behind one that is lost."""
        left, number = cell.size - len(cell.local), cell.overflow
        while left > 0:
            yield number
            left -= USABLE - 4
            number = _number(self.page(number), 0, 4)

    def index(self, root: int) -> IndexTree:
        """The entries of an index."""
        tree = IndexTree()
        self._index(root, tree)
        return tree

    def _index(self, number: int, tree: IndexTree) -> None:
        page = self._next(number, {_INDEX_LEAF, _INDEX_INNER})
        if page is None:
            tree.whole = False
            return
        for cell in _index_cells(page, number):
            if cell.child:
                self._index(cell.child, tree)
            try:
                tree.entries.append(record(self._whole(cell)))
            except NotReadable:
                tree.whole = False
        if kind_of(page, number) == _INDEX_INNER:
            self._index(_right(page, number), tree)

    def free_pages(self, first: int | None) -> frozenset[int] | None:
        """The pages that nothing uses; None where their list itself is damaged."""
        found: set[int] = set()
        while first != 0:
            if first is None or first in found or first not in self._pages:
                return None
            found.add(first)
            page = self._pages[first]
            count = _number(page, 4, 4)
            if count > USABLE // 4 - 2:
                return None
            found.update(_number(page, 8 + 4 * place, 4) for place in range(count))
            first = _number(page, 0, 4)
        return frozenset(found)

    def leaves(self) -> Iterator[TableTree]:
        """Every leaf of any table, whatever leads to it."""
        for number, page in self._pages.items():
            if number > 1 and is_table_leaf(page):
                yield self._alone(page)

    def _alone(self, page: bytes) -> TableTree:
        """The rows of one leaf; none where it is not what its first byte says."""
        tree = TableTree()
        try:
            for cell in cells(page, 0):
                self._take(cell, tree)
        except IndexError:
            return TableTree()
        return tree

    def strays(self, free: frozenset[int]) -> Iterator[tuple[int, TableTree]]:
        """Leaves with rows to which no page leads any more."""
        for number in sorted(set(self._pages) - self.used - free):
            page = self._pages[number]
            if number == 1 or not is_table_leaf(page):
                continue
            yield number, self._alone(page)
