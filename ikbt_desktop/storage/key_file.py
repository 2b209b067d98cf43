"""The key file `clinic.keys`: its strict form, read with bounds before any work is done.

Nothing in it is secret, but every field is under a seal that only an opened key can check. The
form is canonical JSON: what would not be written the same way again is refused.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from ikbt_desktop.errors import ClinicDamaged, ClinicMissing, InvalidValue, NewerClinic
from ikbt_desktop.models.base import canonical_json, utc_moment, utc_text
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import durable

FORMAT = "ikbt-keys"
VERSION = 1
LARGEST = 256 * 1024
_SUITE = {"kdf": "argon2id-19", "kem": "x25519", "hkdf": "sha256", "aead": "aes-256-gcm"}
_LONGEST_NUMBER = 12
_HEX = re.compile(r"(?:[0-9a-f]{2})*", re.ASCII)
# What a box may hold: the master key of an epoch; or, reserved and not yet used by any program, the
# key of clinical text. A box of that name is kept as it lies.
_BOX = re.compile(r"(master|clinical)/([1-9][0-9]{0,5})", re.ASCII)
_MASTER = "master"
_MOST_BOXES = 8
# An attacker who can write the file must not choose our work: neither none nor endless.
_MEMORY_KIB = range(64 * 1024, 1024 * 1024 + 1)
_PASSES = range(1, 11)
_LANES = range(1, 9)


def _refuse(detail: str) -> NoReturn:
    raise ClinicDamaged("keys", detail)


@dataclass(frozen=True)
class Kdf:
    """Argon2id's cost and salt: memory in KiB, passes, lanes."""

    m_kib: int
    t: int
    p: int
    salt: bytes


@dataclass(frozen=True)
class Slot:
    """One person's way in. `login` and `role_hint` are labels: the slot's id is what counts."""

    login: str
    role_hint: str
    pub: bytes
    needs_device: bool
    kdf: Kdf
    wrap: bytes
    boxes: Mapping[str, bytes]
    must_change: bool
    created: datetime
    pw_changed: datetime
    expires: datetime | None


@dataclass(frozen=True)
class Recovery:
    """The printed key's way in."""

    pub: bytes
    boxes: Mapping[str, bytes]
    tested: datetime | None


@dataclass(frozen=True)
class KeyFile:
    """The whole file as it was read; `mac` is "" before it is sealed."""

    db_id: str
    epoch: int
    db_salt: bytes
    slots: Mapping[str, Slot]
    recovery: Recovery
    mac: str = ""

    def slot_of(self, login: str) -> str | None:
        """The id of the slot that carries this login."""
        return next((key for key, slot in self.slots.items() if slot.login == login), None)

    @property
    def coming_epoch(self) -> int | None:
        """The epoch that a change of keys leads to, while it was begun and not ended."""
        coming = [epoch for epoch in master_epochs(self.recovery.boxes) if epoch > self.epoch]
        return max(coming, default=None)

    @property
    def is_between_epochs(self) -> bool:
        """Whether a change of keys was begun and not ended."""
        return self.coming_epoch is not None

    def sealed(self, key: bytes) -> "KeyFile":
        """The same file with its seal."""
        return replace(self, mac=_mac(_body(self), key))

    def sealed_by(self, key: bytes) -> bool:
        """Whether the seal is that of this key."""
        return hmac.compare_digest(self.mac, _mac(_body(self), key))

    def written(self) -> bytes:
        """The bytes of the file."""
        return canonical_json(_body(self) | {"mac": self.mac}).encode()


def box_name(epoch: int) -> str:
    """Under which name a box holds the master key of an epoch."""
    return f"{_MASTER}/{epoch}"


def master_epochs(boxes: Mapping[str, bytes]) -> tuple[int, ...]:
    """The epochs whose master key lies in these boxes."""
    found = [_BOX.fullmatch(name) for name in boxes]
    return tuple(int(match[2]) for match in found if match is not None and match[1] == _MASTER)


def of_other_keys(boxes: Mapping[str, bytes]) -> dict[str, bytes]:
    """The boxes that hold no master key: a change of the master keys leaves them as they lie."""
    masters = {box_name(epoch) for epoch in master_epochs(boxes)}
    return {name: box for name, box in boxes.items() if name not in masters}


def _mac(body: dict[str, Any], key: bytes) -> str:
    return hmac.new(key, canonical_json(body).encode(), hashlib.sha256).hexdigest()


def _boxes(boxes: Mapping[str, bytes]) -> dict[str, str]:
    return {name: box.hex() for name, box in boxes.items()}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else utc_text(moment)


def _slot(slot: Slot) -> dict[str, Any]:
    kdf = slot.kdf
    return {
        "login": slot.login,
        "role_hint": slot.role_hint,
        "pub": slot.pub.hex(),
        "needs_device": slot.needs_device,
        "kdf": {"m_kib": kdf.m_kib, "t": kdf.t, "p": kdf.p, "salt": kdf.salt.hex()},
        "wrap": slot.wrap.hex(),
        "boxes": _boxes(slot.boxes),
        "must_change": slot.must_change,
        "created": _moment(slot.created),
        "pw_changed": _moment(slot.pw_changed),
        "expires": _moment(slot.expires),
    }


def _body(file: KeyFile) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "db_id": file.db_id,
        "epoch": file.epoch,
        "db_salt": file.db_salt.hex(),
        "suite": _SUITE,
        "slots": {key: _slot(slot) for key, slot in file.slots.items()},
        "recovery": {
            "pub": file.recovery.pub.hex(),
            "boxes": _boxes(file.recovery.boxes),
            "tested": _moment(file.recovery.tested),
        },
    }


class _Fields:
    """One JSON object under strict reading: every key once, none unknown, none missing."""

    def __init__(self, value: Any, path: str, names: str) -> None:
        if not isinstance(value, dict) or set(value) != set(names.split()):
            _refuse(f"fields of {path}")
        self._values: dict[str, Any] = value
        self._path = path

    def value(self, name: str) -> Any:
        return self._values[name]

    def text(self, name: str) -> str:
        value = self._values[name]
        if not isinstance(value, str) or len(value) > 200:
            _refuse(f"{self._path}.{name}")
        return value

    def octets(self, name: str, *, size: int | None = None) -> bytes:
        value = self._values[name]
        return _octets(value, f"{self._path}.{name}", size)

    def whole(self, name: str, bounds: range) -> int:
        value = self._values[name]
        if type(value) is not int or value not in bounds:
            _refuse(f"{self._path}.{name}")
        return value

    def flag(self, name: str) -> bool:
        value = self._values[name]
        if not isinstance(value, bool):
            _refuse(f"{self._path}.{name}")
        return value

    def moment(self, name: str) -> datetime:
        try:
            return utc_moment(self.text(name))
        except ValueError as error:
            raise ClinicDamaged("keys", f"{self._path}.{name}") from error

    def moment_or_none(self, name: str) -> datetime | None:
        return None if self._values[name] is None else self.moment(name)

    def boxes(self, name: str) -> dict[str, bytes]:
        value = self._values[name]
        if not isinstance(value, dict) or len(value) > _MOST_BOXES:
            _refuse(f"{self._path}.{name}")
        if not all(_BOX.fullmatch(key) for key in value):
            _refuse(f"{self._path}.{name} names")
        return {key: _octets(box, f"{self._path}.{name}", 80) for key, box in value.items()}


def _octets(value: Any, where: str, size: int | None) -> bytes:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        _refuse(where)
    octets = bytes.fromhex(value)
    if (size is not None and len(octets) != size) or len(octets) > 1024:
        _refuse(where)
    return octets


def _read_kdf(value: Any, path: str) -> Kdf:
    fields = _Fields(value, path, "m_kib t p salt")
    return Kdf(
        m_kib=fields.whole("m_kib", _MEMORY_KIB),
        t=fields.whole("t", _PASSES),
        p=fields.whole("p", _LANES),
        salt=fields.octets("salt", size=16),
    )


def _read_slot(value: Any, path: str) -> Slot:
    fields = _Fields(
        value,
        path,
        "login role_hint pub needs_device kdf wrap boxes must_change created pw_changed expires",
    )
    return Slot(
        login=fields.text("login"),
        role_hint=fields.text("role_hint"),
        pub=fields.octets("pub", size=32),
        needs_device=fields.flag("needs_device"),
        kdf=_read_kdf(fields.value("kdf"), f"{path}.kdf"),
        wrap=fields.octets("wrap"),
        boxes=fields.boxes("boxes"),
        must_change=fields.flag("must_change"),
        created=fields.moment("created"),
        pw_changed=fields.moment("pw_changed"),
        expires=fields.moment_or_none("expires"),
    )


def _read_recovery(value: Any) -> Recovery:
    fields = _Fields(value, "recovery", "pub boxes tested")
    return Recovery(
        pub=fields.octets("pub", size=32),
        boxes=fields.boxes("boxes"),
        tested=fields.moment_or_none("tested"),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse("a key twice")
    return found


def _short_whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        _refuse("a number too long")
    return int(digits)


def _no_other_number(text: str) -> NoReturn:
    _refuse(f"a number {text[:20]}")


def _tree(content: bytes) -> Any:
    if len(content) > LARGEST:
        _refuse("too large")
    try:
        return json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_once,
            parse_int=_short_whole,
            parse_float=_no_other_number,
            parse_constant=_no_other_number,
        )
    except (ValueError, RecursionError) as error:
        raise ClinicDamaged("keys", "not JSON") from error


def parsed(content: bytes) -> KeyFile:
    """Read the bytes strictly.

    Raises:
        ClinicDamaged: not exactly what `KeyFile.written` writes, or bounds overstepped.
        NewerClinic: a version that this program does not know.

    """
    tree = _tree(content)
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        _refuse("format")
    version = tree.get("version")
    if type(version) is int and version > VERSION:
        raise NewerClinic
    fields = _Fields(tree, "file", "format version db_id epoch db_salt suite slots recovery mac")
    slots = fields.value("slots")
    if version != VERSION or fields.value("suite") != _SUITE:
        _refuse("version or suite")
    if not isinstance(slots, dict) or len(slots) > 500:
        _refuse("slots")
    file = KeyFile(
        db_id=fields.octets("db_id", size=16).hex(),
        epoch=fields.whole("epoch", range(1, 1_000_000)),
        db_salt=fields.octets("db_salt", size=16),
        slots={key: _read_slot(value, f"slots.{key[:40]}") for key, value in slots.items()},
        recovery=_read_recovery(fields.value("recovery")),
        mac=fields.octets("mac", size=32).hex(),
    )
    if len({slot.login for slot in file.slots.values()}) != len(file.slots):
        _refuse("a login twice")
    try:
        if file.written() != content:
            _refuse("not canonical")
    except InvalidValue as error:
        raise ClinicDamaged("keys", "not text") from error
    return file


def load(folder: DataFolder) -> KeyFile:
    """The clinic's key file.

    Raises:
        ClinicMissing: there is none. ClinicDamaged, NewerClinic: see `parsed`.

    """
    return parsed(content_of(folder.keys))


def content_of(path: Path) -> bytes:
    """The bytes of a key file, never more than one too many."""
    with durable.told_plainly():
        try:
            with path.open("rb") as file:
                return file.read(LARGEST + 1)
        except FileNotFoundError as error:
            raise ClinicMissing("keys") from error


def previous_of(folder: DataFolder) -> Path:
    """Where the file of one change ago lies."""
    return folder.keys.with_name(folder.keys.name + ".bak")


def save(folder: DataFolder, file: KeyFile) -> None:
    """Write the sealed file; a crash leaves the old or the new one."""
    durable.write(folder.keys, file.written(), check=parsed, previous=previous_of(folder))
