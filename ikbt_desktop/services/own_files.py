"""Data files of the clinic's own: checked, put in force, taken out of use, never lost."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ikbt_desktop.clinic import catalogue as catalogues
from ikbt_desktop.clinic import cutoff_choice, data_files, reading
from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.cutoff_choice import Choice
from ikbt_desktop.clinic.data_files import Content, DataFile, FileKind, Key
from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.clinic.rule_figures import TRIED
from ikbt_desktop.clinic.writing import written
from ikbt_desktop.errors import BrokenResource, Incomplete, NotFound, RuleRefused, StaleRecord
from ikbt_desktop.models import FileOrder, KeptFile
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import clean_text
from ikbt_desktop.services import fields
from ikbt_desktop.services.kept_files import IN_FORCE, OUT_OF_USE, SHIPPED
from ikbt_desktop.storage import list_kept_files
from ikbt_desktop.storage.unit_of_work import UnitOfWork, Workplace, open_reading, open_work

LARGEST = 200_000
"""Signs of a data file; the longest shipped one has less than a tenth of it."""
LONGEST_PART = 2_000
LONGEST_CODE = 40
_CODE = re.compile(r"[a-z0-9][a-z0-9-]*")
_HIDDEN = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Read:
    """A file that passed every check: its text, and what it says. Nothing is kept by reading."""

    file: DataFile
    content: Content
    replaces: str  # the version now in force, "" when the code is new


@dataclass(frozen=True)
class FileState:
    """One code and what holds for it. `shipped` and `in_force` are versions, None for none."""

    kind: FileKind
    code: str
    in_force: str | None
    own: bool
    shipped: str | None
    based_on: str  # the shipped version that the clinic's own was made from
    orders: int  # how many orders there are: to be given back when one is given

    @property
    def is_overtaken(self) -> bool:
        """Whether the program has come with a newer version than the clinic's was made from."""
        return self.own and bool(self.based_on) and self.based_on != self.shipped


@dataclass(frozen=True)
class FileEvent:
    """One order of the history: from then on this version held, or none, or the shipped one."""

    at: datetime
    by: str
    act: str
    version: str
    reason: str


class OwnFiles:
    """For the administrator. A version is written once; an order says which one holds."""

    def __init__(
        self,
        workplace: Workplace,
        catalogue: Catalogue,
        shipped: Catalogue,
        orders: Mapping[Key, int],
    ) -> None:
        self._orders = dict(orders)  # that the catalogue was read with, and one's own since
        self._workplace = workplace
        self._catalogue = catalogue
        self._shipped = shipped

    # --- reading -----------------------------------------------------------------------------

    def read_path(self, kind: FileKind, path: Path, *, code: str = "") -> Read:
        """As `read`, of a file on the disk; its own name stands in the refusal.

        With a `code` the file must be of that one.
        """
        try:
            too_long = path.stat().st_size > 4 * LARGEST
        except OSError as fault:
            raise BrokenResource(path.name, "", "cannot be read") from fault
        if too_long:
            raise BrokenResource(path.name, "", f"must not be longer than {LARGEST} signs")
        found = self.read(kind, reading.text_of(path), name=path.name)
        if code and found.file.code != code:
            _refuse(found.file, "code", f"must be {code}", path.name)
        return found

    def read(self, kind: FileKind, text: str, *, name: str = "") -> Read:
        """Check a text as a shipped file is checked. Keeps nothing.

        Raises `BrokenResource` naming file, key and line.
        """
        file = _plain_file(kind, text, name)
        content = self._checked(file, name or file.name)
        held = self._catalogue.files.get(file.key)
        if self._is_other_text(file):
            _refuse(file, "version", f"{file.version} is kept already with another content", name)
        return Read(file, content, "" if held is None else held.version)

    def states(self, kind: FileKind) -> tuple[FileState, ...]:
        """Every code of a kind that is known here, those out of use too, by code."""
        with open_reading(self._workplace, Permission.EDIT_CATALOGUE) as work:
            orders = [order for order in work.find(FileOrder) if order.kind == kind]
            based = {
                (record.code, record.file_version): record.based_on
                for record in work.find(KeptFile, kind=kind, own=True)
            }
        codes = {code for found, code in self._shipped.files if found is kind}
        codes |= {order.code for order in orders}
        return tuple(
            self._state(kind, code, based, sum(order.code == code for order in orders))
            for code in sorted(codes)
        )

    def state(self, kind: FileKind, code: str) -> FileState:
        """One of them. Raises `NotFound`."""
        for state in self.states(kind):
            if state.code == code:
                return state
        raise NotFound(kind)

    def history(self, kind: FileKind, code: str) -> tuple[FileEvent, ...]:
        """Who put what in force when, and why; newest first."""
        with open_reading(self._workplace, Permission.EDIT_CATALOGUE) as work:
            versions = {
                record.id: record.file_version
                for record in work.find(KeptFile, kind=kind, code=code, own=True)
            }
            return tuple(
                FileEvent(
                    at=order.created_at,
                    by=order.signed_by_name or "",
                    act=order.act,
                    version=versions.get(order.kept_file_id or "", ""),
                    reason=order.reason,
                )
                for order in work.find(FileOrder, kind=kind, code=code, order_by=("-number",))
            )

    def text_of(self, kind: FileKind, code: str, version: str) -> str:
        """A version word for word. Raises `NotFound`."""
        file = self._catalogue.file_of(kind, code, version)
        if file is None:
            raise NotFound(kind)
        return file.text

    def cutoffs(self, code: str) -> tuple[Choice, ...]:
        """The published cut-offs of a form in use that the clinic may choose among."""
        form = self._catalogue.instruments.get(code)
        return () if form is None else cutoff_choice.choices(form)

    def with_cutoff(self, code: str, choice: Choice) -> Read:
        """The form with other published limits in use, checked, under a version of the clinic's.

        Raises `NotFound`, `InvalidValue` ("cutoff", "unchanged").
        """
        held = self._catalogue.files.get((FileKind.INSTRUMENT, code))
        if held is None or choice not in self.cutoffs(code):
            raise NotFound(FileKind.INSTRUMENT)
        version = self.next_version(held.key)
        values = cutoff_choice.with_choice(tomllib.loads(held.text), choice, version=version)
        return self.read(FileKind.INSTRUMENT, written(values))

    def next_version(self, key: Key) -> str:
        """The shipped version with the number of the clinic's own: 2026-1-k3."""
        with open_reading(self._workplace, Permission.EDIT_CATALOGUE) as work:
            count = work.count(KeptFile, kind=key[0], code=key[1], own=True)
        shipped = self._shipped.files.get(key)
        return f"{shipped.version if shipped else '1'}-k{count + 1}"

    # --- ordering ----------------------------------------------------------------------------

    def put_in_force(
        self,
        read: Read,
        *,
        reason: str,
        orders: int | None = None,
        tried: DataFile | None = None,
    ) -> DataFile:
        """From now on this version holds. What was made before keeps the version of its day.

        `orders` is that of the `FileState` that was seen, without it what the catalogue was read
        with: an order that a colleague gave since is not overruled unseen. A file of rules must
        have been `tried`
        (`RuleTrials.put_in_force`). Raises `Incomplete` (reason), `BrokenResource`, `StaleRecord`,
        `RuleRefused` ("CATALOGUE", "untried").
        """
        _ensure_tried(read.file, tried)
        again = self.read(read.file.kind, read.file.text)
        with open_work(self._workplace, Permission.EDIT_CATALOGUE) as work:
            record = self._kept(work, again.file)
            self._order(work, again.file.key, IN_FORCE, reason, record=record, orders=orders)
            return again.file

    def put_back(
        self, kind: FileKind, code: str, version: str, *, reason: str, orders: int | None = None
    ) -> DataFile:
        """An earlier version of the clinic's holds again; it is checked anew. Not for rules."""
        file = self._catalogue.file_of(kind, code, version)
        if file is None or not file.own:
            raise NotFound(kind)
        return self.put_in_force(self.read(kind, file.text), reason=reason, orders=orders)

    def take_out_of_use(
        self, kind: FileKind, code: str, *, reason: str, orders: int | None = None
    ) -> None:
        """Nobody chooses it any more; nothing is deleted, and what uses it goes on.

        Raises `RuleRefused` ("CATALOGUE"): the rules need it ("needed_by_rules"), a program in
        force measures with it ("used_by_program"), or it is the last program ("last_program").
        """
        if (kind, code) not in self._catalogue.files:
            raise NotFound(kind)
        self._ensure_spared(kind, code)
        with open_work(self._workplace, Permission.EDIT_CATALOGUE) as work:
            self._order(work, (kind, code), OUT_OF_USE, reason, orders=orders)

    def use_shipped(
        self,
        kind: FileKind,
        code: str,
        *,
        reason: str,
        orders: int | None = None,
        tried: DataFile | None = None,
    ) -> None:
        """The version that comes with the program holds again; a file of rules when tried."""
        if (kind, code) not in self._shipped.files:
            raise NotFound(kind)
        _ensure_tried(self._shipped.files[kind, code], tried)
        with open_work(self._workplace, Permission.EDIT_CATALOGUE) as work:
            self._order(work, (kind, code), SHIPPED, reason, orders=orders)

    # --- inside ------------------------------------------------------------------------------

    def _checked(self, file: DataFile, name: str) -> Content:
        try:
            return catalogues.checked(file, self._catalogue, self._shipped)
        except BrokenResource as fault:
            raise BrokenResource(name, fault.key, fault.reason, fault.line) from fault

    def _is_other_text(self, file: DataFile) -> bool:
        kept = self._catalogue.file_of(file.kind, file.code, file.version)
        shipped = self._shipped.files.get(file.key)
        known = [one for one in (kept, shipped) if one is not None]
        return any(one.version == file.version and one.text != file.text for one in known)

    def _state(
        self, kind: FileKind, code: str, based: dict[tuple[str, str], str], orders: int
    ) -> FileState:
        held = self._catalogue.files.get((kind, code))
        shipped = self._shipped.files.get((kind, code))
        return FileState(
            kind=kind,
            code=code,
            in_force=None if held is None else held.version,
            own=held is not None and held.own,
            shipped=None if shipped is None else shipped.version,
            based_on="" if held is None else based.get((code, held.version), ""),
            orders=orders,
        )

    def _ensure_spared(self, kind: FileKind, code: str) -> None:
        if kind in data_files.ONE_FILE:
            raise RuleRefused("CATALOGUE", "needed_by_rules")
        if kind is FileKind.INSTRUMENT:
            if (kind, code) in self._shipped.files:
                raise RuleRefused("CATALOGUE", "needed_by_rules")
            if any(code in one.measures() for one in self._catalogue.programs.values()):
                raise RuleRefused("CATALOGUE", "used_by_program")
        if kind is FileKind.PROGRAM and len(self._catalogue.programs) < 2:
            raise RuleRefused("CATALOGUE", "last_program")

    def _kept(self, work: UnitOfWork, file: DataFile) -> KeptFile:
        """The record of the version: it is written once, however often it is put in force."""
        digest = file.digest
        known = work.first(
            KeptFile, kind=file.kind, code=file.code, file_version=file.version, digest=digest
        )
        if known is not None:
            return known
        shipped = self._shipped.files.get(file.key)
        record = work.add(
            KeptFile(
                kind=file.kind,
                code=file.code,
                file_version=file.version,
                text=file.text,
                digest=digest,
                own=True,
                based_on="" if shipped is None else shipped.version,
                number=list_kept_files.last_numbers(work)[0] + 1,
                signed_at=work.now(),
                signed_by_id=work.actor.user_id,
                signed_by_name=work.actor.name,
                signed_role=work.actor.role,
            )
        )
        work.flush()
        return record

    def _order(
        self,
        work: UnitOfWork,
        key: Key,
        act: str,
        reason: str,
        *,
        record: KeptFile | None = None,
        orders: int | None = None,
    ) -> None:
        words = fields.prose(reason, "reason")
        if not words:
            raise Incomplete(("reason",))
        kind, code = key
        given = work.count(FileOrder, kind=kind, code=code)
        known = self._orders.get(key, 0) if orders is None else orders
        if given != known:
            newest = work.first(FileOrder, kind=kind, code=code, order_by=("-number",))
            if newest is None:
                raise StaleRecord("data_file")
            raise StaleRecord("data_file", newest.signed_by_name, newest.signed_at)
        order = work.add(
            FileOrder(
                kind=kind,
                code=code,
                act=act,
                kept_file_id=None if record is None else record.id,
                reason=words,
                number=list_kept_files.last_numbers(work)[1] + 1,
                signed_at=work.now(),
                signed_by_id=work.actor.user_id,
                signed_by_name=work.actor.name,
                signed_role=work.actor.role,
            )
        )
        work.flush()
        version = "" if record is None else record.file_version
        work.log(
            Action.CHANGE,
            kind="data_file",
            record_id=order.id,
            reason=words,
            details={"kind": kind, "code": code, "act": act, "file_version": version},
        )
        work.commit()
        self._orders[key] = given + 1


def _ensure_tried(file: DataFile, tried: DataFile | None) -> None:
    if file.kind in TRIED and tried != file:
        raise RuleRefused("CATALOGUE", "untried")


def _plain_file(kind: FileKind, text: str, name: str) -> DataFile:
    """The file of a text without anything hidden in it. Raises `BrokenResource`."""
    shown = name or f"{kind}.toml"
    if len(text) > LARGEST:
        raise BrokenResource(shown, "", f"must not be longer than {LARGEST} signs")
    clean = clean_text(text.replace("\ufeff", ""), field="file") if "\x00" not in text else ""
    if not clean.strip():
        raise BrokenResource(shown, "", "cannot be read")
    file = data_files.described(kind, shown, clean, own=True)
    for part in _texts(reading.read_text(shown, clean).values):
        if len(part) > LONGEST_PART:
            raise BrokenResource(shown, "", f"has a text of more than {LONGEST_PART} signs")
        if any(sign in _HIDDEN or _is_control(sign) for sign in part):
            raise BrokenResource(shown, "", "has a hidden sign in a text")
    if not _is_code(file.code):
        _refuse(file, "code", "must be small letters a to z, digits and -", name)
    if not file.version.strip():
        _refuse(file, "version", "missing", name)
    return file


def _refuse(file: DataFile, key: str, reason: str, name: str) -> None:
    line = reading.line_of(file.text, key)
    raise BrokenResource(name or file.name, key, reason, line)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *_texts(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" and sign not in "\n\t"


def _is_code(code: str) -> bool:
    return len(code) <= LONGEST_CODE and _CODE.fullmatch(code) is not None
