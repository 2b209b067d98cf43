"""The access log: appended in the transaction of the act, each entry sealing the one before."""

import hashlib
import hmac
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from ikbt_desktop.models import AuditEntry, Base, PastKey
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.models.base import Signed, SignedWith, canonical_json, clean_text, utc_text
from ikbt_desktop.storage import vault
from ikbt_desktop.storage.attempts import Anchor
from ikbt_desktop.storage.vault import ClinicKeys

__all__ = ["Action", "Anchor", "AuditTrail", "Entry", "Verification", "verify", "walls"]

_ALGORITHM = "hmac-sha256"
_RUN = uuid.uuid4().hex  # within one run, monotonic_ms tells the order even if the clock jumps
_COLUMNS = tuple(AuditEntry.__table__.columns.keys())
_SEALED = tuple(name for name in _COLUMNS if name not in {"prev", "mac"})
LOG_MARK = "ikbt:log"
EPOCH_END, EPOCH_BEGIN = "epoch_end", "epoch_begin"
SIGNED_MARK = "ikbt:signed:"


@dataclass(frozen=True)
class Entry:
    """What is written of one act; `kind` names the record, `details` holds no clinical text."""

    utc: datetime
    user_id: str
    user_name: str
    role: str
    unit: str
    workstation: str
    action: Action
    kind: str
    record_id: str | None
    version: int | None
    patient_id: str | None
    reason: str | None
    details: Mapping[str, str | int | bool | None]


@dataclass(frozen=True)
class Verification:
    """The chain checked: `broken_at` is the first entry that does not fit, None when all do."""

    entries: int
    head: Anchor | None
    broken_at: int | None
    anchor_found: bool

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, removed, added or cut off."""
        return self.broken_at is None and self.anchor_found


def _sealing_form(values: Mapping[str, Any]) -> bytes:
    plain = {name: values[name] for name in _SEALED}
    return canonical_json(plain | {"utc": utc_text(values["utc"])}).encode()


@dataclass(frozen=True, repr=False)
class AuditTrail:
    """The chain of one clinic, under the log's own key of each epoch."""

    key: bytes
    db_id: str
    epoch: int
    earlier: Mapping[int, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, keys: ClinicKeys) -> "AuditTrail":
        """The chain that these keys seal."""
        return cls(keys.audit_mac, keys.db_id, keys.epoch, vault.audit_keys(keys))

    @property
    def beginning(self) -> str:
        """What the first entry seals: the clinic's own id."""
        return hashlib.sha256(f"ikbt|log|{self.db_id}".encode()).hexdigest()

    @property
    def name(self) -> str:
        """By which the last entry of an epoch names the key of the next one, without telling it."""
        return hashlib.sha256(b"ikbt|log key|" + self.key).hexdigest()

    def change_to(self, following: "AuditTrail") -> Mapping[str, str | int | bool | None]:
        """What the last entry of this epoch says of the next."""
        return {"epoch": following.epoch, "key": following.name}

    def seal(self, prev: str, values: Mapping[str, Any]) -> str:
        """The seal of an entry over its values and the seal before, with its own epoch's key."""
        key = self.key if values["epoch"] == self.epoch else self.earlier[values["epoch"]]
        content = bytes.fromhex(prev) + _sealing_form(values)
        return hmac.new(key, content, hashlib.sha256).hexdigest()

    def append(self, session: Session, entry: Entry) -> Anchor:
        """Write the entry in the session's transaction and give the new head."""
        last = head(session)
        number = 1 if last is None else last.seq + 1
        values = {
            "seq": number,
            "utc": entry.utc,
            "monotonic_ms": time.monotonic_ns() // 1_000_000,
            "boot_id": _RUN,
            "user_id": entry.user_id,
            "user_name": clean_text(entry.user_name, field="user_name"),
            "role": entry.role,
            "unit": clean_text(entry.unit, field="unit"),
            "action": entry.action.value,
            "kind": entry.kind,
            "record_id": entry.record_id,
            "version": entry.version,
            "patient_id": entry.patient_id,
            "reason": None if entry.reason is None else clean_text(entry.reason, field="reason"),
            "workstation": clean_text(entry.workstation, field="workstation"),
            "details": dict(entry.details),
            "epoch": self.epoch,
            "alg": _ALGORITHM,
        }
        prev = self.beginning if last is None else last.mac
        mac = self.seal(prev, values)
        session.execute(insert(AuditEntry), [values | {"prev": prev, "mac": mac}])
        return Anchor(seq=number, mac=mac)

    def verify(self, session: Session, last: int | None = None) -> Verification:
        """Check the whole chain, or its newest `last` entries; an anchor is compared apart."""
        columns = AuditEntry.__table__.columns
        newest = head(session)
        first = 1 if last is None or newest is None else max(1, newest.seq - last + 1)
        query = select(*columns).where(columns["seq"] >= first).order_by(columns["seq"])
        expected, prev, count = first, self.beginning if first == 1 else None, 0
        before: Mapping[str, Any] | None = None
        for row in session.execute(query).yield_per(1000):
            values = dict(zip(_COLUMNS, row, strict=True))
            if not self._fits(values, expected, prev) or not self._follows(values, before):
                return Verification(count, newest, expected, anchor_found=True)
            expected, prev, count, before = expected + 1, values["mac"], count + 1, values
        if before is not None and before["epoch"] != self.epoch:
            # Who knows an old key could write on under it: the end is always this epoch's.
            return Verification(count, newest, expected - 1, anchor_found=True)
        return Verification(count, newest, None, anchor_found=True)

    def fitting(self, rows: Iterable[Mapping[str, Any]]) -> int:
        """How many rows, from the clinic's first on, make one chain; the rest is behind a gap."""
        prev, count = self.beginning, 0
        before: Mapping[str, Any] | None = None
        for values in rows:
            if not self._fits(values, count + 1, prev) or not self._follows(values, before):
                break
            prev, count, before = values["mac"], count + 1, values
        return count

    def is_sealed(self, values: Mapping[str, Any]) -> bool:
        """Whether a row that stands alone was written so by the clinic."""
        return self._fits(values, values["seq"], None)

    def _fits(self, values: Mapping[str, Any], expected: int, prev: str | None) -> bool:
        if values["seq"] != expected or (prev is not None and values["prev"] != prev):
            return False
        try:
            return hmac.compare_digest(values["mac"], self.seal(values["prev"], values))
        except (ValueError, TypeError, KeyError):
            return False

    def _follows(self, values: Mapping[str, Any], before: Mapping[str, Any] | None) -> bool:
        """The same epoch as the entry before, or the one whose key that entry names."""
        if before is None or values["epoch"] == before["epoch"]:
            return True
        if (before["action"], before["kind"]) != (Action.KEY, EPOCH_END):
            return False
        key = self.key if values["epoch"] == self.epoch else self.earlier[values["epoch"]]
        following = AuditTrail(key, self.db_id, values["epoch"])
        named = {name: before["details"].get(name) for name in ("epoch", "key")}
        return values["epoch"] > before["epoch"] and named == self.change_to(following)

    def holds(self, session: Session, anchor: Anchor) -> bool:
        """Whether the anchored head is still a link: in a cut or older log it is not."""
        columns = AuditEntry.__table__.columns
        found = session.execute(select(columns["mac"]).where(columns["seq"] == anchor.seq)).scalar()
        return found == anchor.mac


def head(session: Session) -> Anchor | None:
    """The newest entry's number and seal; None in an empty log."""
    columns = AuditEntry.__table__.columns
    query = select(columns["seq"], columns["mac"]).order_by(columns["seq"].desc()).limit(1)
    row = session.execute(query).first()
    return None if row is None else Anchor(seq=row.seq, mac=row.mac)


def newest_moment(session: Session) -> datetime | None:
    """When the newest entry was written, by the clock of that time."""
    columns = AuditEntry.__table__.columns
    query = select(columns["utc"]).order_by(columns["seq"].desc()).limit(1)
    found: datetime | None = session.execute(query).scalar()
    return found


def verify(
    session: Session, last: int | None = None, *, anchor: Anchor | None = None
) -> Verification:
    """Check the chain of the session's clinic, and the anchor if one was kept outside."""
    trail: AuditTrail = session.info["trail"]
    found = trail.verify(session, last)
    if anchor is None or trail.holds(session, anchor):
        return found
    return Verification(found.entries, found.head, found.broken_at, anchor_found=False)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _signed_tables() -> list[tuple[Table, frozenset[str]]]:
    found = []
    for mapper in Base.registry.mappers:
        record = mapper.class_
        if issubclass(record, Signed) and isinstance(mapper.local_table, Table):
            found.append((mapper.local_table, record.open_after_signing))
    return sorted(found, key=lambda pair: pair[0].name)


def _signed_walls(table: Table, open_columns: frozenset[str]) -> dict[str, str]:
    name = table.name
    fixed = [c.name for c in table.columns if c.name not in open_columns]
    changed = " OR ".join(f"OLD.{_quoted(c)} IS NOT NEW.{_quoted(c)}" for c in fixed)
    if not open_columns:
        changed = "1"
    refuse = f"SELECT RAISE(ABORT, '{SIGNED_MARK}{name}')"
    return {
        f"wall_{name}_update": (
            f"CREATE TRIGGER wall_{name}_update BEFORE UPDATE ON {_quoted(name)} "
            f"WHEN OLD.signed_at IS NOT NULL AND ({changed}) BEGIN {refuse}; END"
        ),
        f"wall_{name}_delete": (
            f"CREATE TRIGGER wall_{name}_delete BEFORE DELETE ON {_quoted(name)} "
            f"WHEN OLD.signed_at IS NOT NULL BEGIN {refuse}; END"
        ),
    }


def _parts_of_signed() -> list[tuple[str, str]]:
    found = []
    for mapper in Base.registry.mappers:
        record = mapper.class_
        if issubclass(record, SignedWith) and isinstance(mapper.local_table, Table):
            found.append((mapper.local_table.name, record.signed_with))
    return sorted(found)


def _part_walls(name: str, whole: str) -> dict[str, str]:
    """The parts of a signed record stand as it does: none is added, changed or taken away."""
    refuse = f"SELECT RAISE(ABORT, '{SIGNED_MARK}{whole}')"
    walls = {}
    for verb, row in (("insert", "NEW"), ("update", "OLD"), ("delete", "OLD")):
        signed = (
            f"(SELECT signed_at FROM {_quoted(whole)} WHERE id = "  # noqa: S608 - our own names
            f"{row}.{_quoted(whole + '_id')}) IS NOT NULL"
        )
        walls[f"wall_{name}_{verb}"] = (
            f"CREATE TRIGGER wall_{name}_{verb} BEFORE {verb.upper()} ON {_quoted(name)} "
            f"WHEN {signed} BEGIN {refuse}; END"
        )
    return walls


def walls() -> dict[str, str]:
    """The triggers, by name, that refuse changes of the log, of kept keys and of signed rows."""
    found = {
        f"wall_{table}_{verb}": (
            f"CREATE TRIGGER wall_{table}_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{LOG_MARK}'); END"
        )
        for table in (AuditEntry.__tablename__, PastKey.__tablename__)
        for verb in ("update", "delete")
    }
    for table, open_columns in _signed_tables():
        found |= _signed_walls(table, open_columns)
    for name, whole in _parts_of_signed():
        found |= _part_walls(name, whole)
    return found
