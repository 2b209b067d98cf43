"""The clinic's keys: made, opened by a person or by the printed paper, and given to new people.

The master key is random. Each person has a key pair; the private half lies under Argon2id of the
password, and that under the clinic's device code. The master key is sealed (HPKE) to each person
and to the recovery key. The database's key and all others are derived from the master key.
"""

import os
import secrets
import threading
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ikbt_desktop.errors import (
    ClinicDamaged,
    DeviceCodeNeeded,
    DiskFailing,
    DiskFull,
    FolderReadOnly,
    InvalidValue,
    NotFound,
    TooLittleMemory,
    WeakPassword,
    WrongCredentials,
    WrongRecoveryKey,
)
from ikbt_desktop.models.base import canonical_json, clean_text
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.storage import durable, key_file, passwords, printed_keys
from ikbt_desktop.storage.attempts import SYSTEM, AttemptsBook, Clocks
from ikbt_desktop.storage.key_file import Kdf, KeyFile, Recovery, Slot
from ikbt_desktop.storage.location import ensure_suitable

BROKEN_SEAL = "seal"
"""The detail of `ClinicDamaged` where the key file is readable and not as the program wrote it."""
RECOVERY_BYTES = 32
DEVICE_BYTES = 20
_NONCE = 12
_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_WRITING = threading.Lock()


@dataclass(frozen=True)
class CostProfile:
    """What one guess at a password costs: memory in KiB, passes, lanes."""

    m_kib: int
    t: int
    p: int


CLINIC_COST = CostProfile(m_kib=256 * 1024, t=3, p=4)
LIGHT_COST = CostProfile(m_kib=64 * 1024, t=3, p=4)  # the demo clinic and tests
_UNGUESSABLE = CostProfile(m_kib=64 * 1024, t=1, p=4)  # for what nobody typed and nobody knows
Boxes = dict[str, bytes]


@dataclass(frozen=True, repr=False)
class ClinicKeys:
    """The opened keys of one epoch. It has no repr: keys never reach a log."""

    db_id: str
    epoch: int
    demo: bool
    master: bytes
    database: bytes
    database_salt: bytes
    slots_mac: bytes
    audit_mac: bytes
    backup: bytes
    drafts: bytes
    device: bytes | None
    past: Mapping[int, bytes] = field(default_factory=dict)
    """The master keys of earlier epochs, as the opened database keeps them."""
    coming: "ClinicKeys | None" = None
    """The next epoch's keys, while a change of keys is under way."""


@dataclass(frozen=True, repr=False)
class NewVault:
    """What a first start gives: the keys, and the two papers to print."""

    keys: ClinicKeys
    slot_id: str
    recovery_key: str
    device_code: str | None


@dataclass(frozen=True, repr=False)
class Unlocked:
    """A person came in: the database's owner of `slot_id` is who it is, never the login."""

    keys: ClinicKeys
    slot_id: str
    must_change: bool
    sealed: bool = True


def _derived(secret: bytes, purpose: str, context: str) -> bytes:
    info = f"ikbt|{purpose}|{context}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)


def _keys_of(
    file: KeyFile, master: bytes, *, device: bytes | None, demo: bool, epoch: int | None = None
) -> ClinicKeys:
    return _keys_in(
        file.db_id,
        epoch or file.epoch,
        master,
        salt=file.db_salt,
        device=device,
        demo=demo,
        past={},
    )


def _keys_in(
    db_id: str,
    epoch: int,
    master: bytes,
    *,
    salt: bytes,
    device: bytes | None,
    demo: bool,
    past: Mapping[int, bytes],
) -> ClinicKeys:
    context = f"{db_id}|{epoch}"
    return ClinicKeys(
        db_id=db_id,
        epoch=epoch,
        demo=demo,
        master=master,
        database=_derived(master, "db", context),
        database_salt=salt,
        slots_mac=_derived(master, "slots-mac", context),
        audit_mac=_derived(master, "audit-mac", context),
        backup=_derived(master, "backup-manifest", context),
        drafts=_derived(master, "drafts/temp", context),
        device=device,
        past=past,
    )


def of_epoch(keys: ClinicKeys, epoch: int) -> ClinicKeys | None:
    """The keys of that epoch, where they are known: for older backups and older seals."""
    if keys.coming is not None and keys.coming.epoch == epoch:
        return keys.coming
    if epoch == keys.epoch:
        return keys
    master = keys.past.get(epoch)
    if master is None:
        return None
    return _keys_in(
        keys.db_id,
        epoch,
        master,
        salt=keys.database_salt,
        device=keys.device,
        demo=keys.demo,
        past={number: key for number, key in keys.past.items() if number < epoch},
    )


def audit_keys(keys: ClinicKeys) -> dict[int, bytes]:
    """The log's key of every epoch up to this one."""
    known = {epoch: of_epoch(keys, epoch) for epoch in (*keys.past, keys.epoch)}
    return {epoch: one.audit_mac for epoch, one in known.items() if one is not None}


def _box_info(db_id: str, owner: str, epoch: int) -> bytes:
    return f"ikbt|{db_id}|{owner}|{epoch}|master".encode()


def _sealed(master: bytes, public: bytes, info: bytes) -> bytes:
    return _SUITE.encrypt(master, X25519PublicKey.from_public_bytes(public), info=info)


def _opened(box: bytes | None, private: X25519PrivateKey, info: bytes) -> bytes:
    if box is None:
        raise ClinicDamaged("keys", "box")
    try:
        return _SUITE.decrypt(box, private, info=info)
    except InvalidTag as error:
        raise ClinicDamaged("keys", "box") from error


def _inner_context(db_id: str, slot_id: str, kdf: Kdf, needs_device: bool) -> bytes:
    cost = [kdf.m_kib, kdf.t, kdf.p, kdf.salt.hex()]
    return canonical_json([db_id, slot_id, cost, needs_device, key_file.VERSION]).encode()


def _stretched(password: str, kdf: Kdf) -> bytes:
    secret = passwords.normalised(password)
    try:
        return Argon2id(
            salt=kdf.salt, length=32, iterations=kdf.t, lanes=kdf.p, memory_cost=kdf.m_kib
        ).derive(secret)
    except MemoryError as error:
        raise TooLittleMemory(kdf.m_kib // 1024) from error


def spend(cost: CostProfile) -> None:
    """Make one guess at nothing, to see what it takes."""
    _stretched("", _fresh_kdf(cost))


def _layer(key: bytes, plain: bytes, context: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def _peeled(key: bytes, layer: bytes, context: bytes) -> bytes:
    return AESGCM(key).decrypt(layer[:_NONCE], layer[_NONCE:], context)


def _device_layer(device: bytes, db_id: str) -> bytes:
    return _derived(device, "device", db_id)


def _wrapped(
    private: X25519PrivateKey,
    password: str,
    *,
    db_id: str,
    slot_id: str,
    kdf: Kdf,
    device: bytes | None,
) -> bytes:
    context = _inner_context(db_id, slot_id, kdf, device is not None)
    inner = _layer(_stretched(password, kdf), private.private_bytes_raw(), context)
    if device is None:
        return inner
    return _layer(_device_layer(device, db_id), inner, slot_id.encode())


def _fresh_kdf(cost: CostProfile) -> Kdf:
    return Kdf(m_kib=cost.m_kib, t=cost.t, p=cost.p, salt=os.urandom(16))


def folded_login(login: str) -> str:
    """The one form in which a login is kept and compared."""
    clean = clean_text(login, field="login", length=64)
    folded = " ".join(unicodedata.normalize("NFKC", clean).casefold().split())
    if not folded:
        raise InvalidValue("login", "empty")
    return folded


def _new_slot(
    *,
    db_id: str,
    epoch: int,
    master: bytes,
    slot_id: str,
    login: str,
    role_hint: str,
    password: str,
    device: bytes | None,
    cost: CostProfile,
    must_change: bool,
    now: datetime,
    created: datetime | None = None,
    expires: datetime | None = None,
) -> Slot:
    private, kdf = X25519PrivateKey.generate(), _fresh_kdf(cost)
    public = private.public_key().public_bytes_raw()
    return Slot(
        login=login,
        role_hint=role_hint,
        pub=public,
        needs_device=device is not None,
        kdf=kdf,
        wrap=_wrapped(private, password, db_id=db_id, slot_id=slot_id, kdf=kdf, device=device),
        boxes={key_file.box_name(epoch): _sealed(master, public, _box_info(db_id, slot_id, epoch))},
        must_change=must_change,
        created=created or now,
        pw_changed=now,
        expires=expires,
    )


def _recovery_private(recovery: bytes, db_id: str) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(_derived(recovery, "recovery", db_id))


def _new_recovery(file_id: str, epoch: int, master: bytes) -> tuple[Recovery, str]:
    secret = os.urandom(RECOVERY_BYTES)
    public = _recovery_private(secret, file_id).public_key().public_bytes_raw()
    box = _sealed(master, public, _box_info(file_id, "recovery", epoch))
    recovery = Recovery(pub=public, boxes={key_file.box_name(epoch): box}, tested=None)
    return recovery, printed_keys.printed(secret)


def create(
    folder: DataFolder,
    *,
    login: str,
    password: str,
    device: bool,
    cost: CostProfile = CLINIC_COST,
    clinic_name: str = "",
    role_hint: str = "administrator",
    demo: bool = False,
    clocks: Clocks = SYSTEM,
) -> NewVault:
    """Make the keys of a new clinic and write its first key file.

    Raises:
        WeakPassword, UnsuitableFolder, DiskFull, FolderReadOnly: and nothing was left behind.
        FileExistsError: the folder already holds a clinic.

    """
    ensure_suitable(folder, demo=demo)
    if folder.keys.exists() or folder.database.exists():
        raise FileExistsError(folder.root)
    login = folded_login(login)
    if not demo:
        passwords.ensure_good(password, login=login, clinic_name=clinic_name, with_device=device)
    db_id, slot_id, master = os.urandom(16).hex(), uuid.uuid4().hex, os.urandom(32)
    code = os.urandom(DEVICE_BYTES) if device else None
    recovery, paper = _new_recovery(db_id, 1, master)
    slot = _new_slot(
        db_id=db_id,
        epoch=1,
        master=master,
        slot_id=slot_id,
        login=login,
        role_hint=role_hint,
        password=password,
        device=code,
        cost=cost,
        must_change=False,
        now=clocks.now(),
    )
    file = KeyFile(db_id, 1, os.urandom(16), {slot_id: slot}, recovery)
    keys = _keys_of(file, master, device=code, demo=demo)
    with durable.told_plainly():
        folder.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.root.chmod(0o700)
        if demo:
            folder.demo_mark.touch(mode=0o600)
    key_file.save(folder, file.sealed(keys.slots_mac))
    return NewVault(keys, slot_id, paper, None if code is None else printed_keys.printed(code))


def exists(folder: DataFolder) -> bool:
    """Whether the folder holds a clinic, whole or not."""
    return folder.keys.exists() or folder.database.exists()


def identity_of(folder: DataFolder) -> str:
    """The clinic's id, under which a keyring keeps the device code."""
    return key_file.load(folder).db_id


def needs_device_code(folder: DataFolder) -> bool:
    """Whether sign-in asks for the device code at all."""
    return any(slot.needs_device for slot in key_file.load(folder).slots.values())


def slot_login(folder: DataFolder, keys: ClinicKeys, slot_id: str) -> str:
    """The login that a slot carries."""
    return _slot(_checked(folder, keys), slot_id).login


def _typed_device(device_code: str | None) -> bytes | None:
    return None if device_code is None else printed_keys.typed(device_code, size=DEVICE_BYTES)


def attempts_book(
    folder: DataFolder, *, db_id: str, device: bytes | None, clocks: Clocks = SYSTEM
) -> AttemptsBook:
    """The clinic's book of failed sign-ins and its log anchor."""
    return AttemptsBook(folder, _attempts_key(device, db_id), clocks)


def _attempts_key(device: bytes | None, db_id: str) -> bytes:
    return _derived(device or b"\0", "attempts", db_id)


def _without_device_layer(file: KeyFile, slot_id: str, slot: Slot, device: bytes | None) -> bytes:
    if not slot.needs_device:
        return slot.wrap
    if device is None:
        raise DeviceCodeNeeded
    try:
        return _peeled(_device_layer(device, file.db_id), slot.wrap, slot_id.encode())
    except (InvalidTag, ValueError) as error:
        raise WrongRecoveryKey from error


def _private_of(
    file: KeyFile, slot_id: str, password: str, device: bytes | None
) -> X25519PrivateKey:
    """The slot's private key; the costly work is done whether the password is right or not."""
    slot = file.slots[slot_id]
    inner = _without_device_layer(file, slot_id, slot, device)
    context = _inner_context(file.db_id, slot_id, slot.kdf, slot.needs_device)
    try:
        stretched = _stretched(password, slot.kdf)
    except WeakPassword as error:
        raise WrongCredentials from error
    try:
        raw = _peeled(stretched, inner, context)
    except (InvalidTag, ValueError) as error:
        raise WrongCredentials from error
    return X25519PrivateKey.from_private_bytes(raw)


def _keys_from(
    folder: DataFolder,
    file: KeyFile,
    private: X25519PrivateKey,
    owner: str,
    device: bytes | None,
    *,
    despite_seal: bool = False,
) -> ClinicKeys:
    boxes = file.recovery.boxes if owner == "recovery" else file.slots[owner].boxes

    def _opened_keys(epoch: int) -> ClinicKeys:
        info = _box_info(file.db_id, owner, epoch)
        master = _opened(boxes.get(key_file.box_name(epoch)), private, info)
        demo = folder.demo_mark.exists()
        return _keys_of(file, master, device=device, demo=demo, epoch=epoch)

    keys = _opened_keys(file.epoch)
    if not despite_seal and not file.sealed_by(keys.slots_mac):
        raise ClinicDamaged("keys", BROKEN_SEAL)
    coming = file.coming_epoch
    return keys if coming is None else replace(keys, coming=_opened_keys(coming))


def _attempt(
    folder: DataFolder,
    *,
    login: str,
    password: str,
    device_code: str | None,
    demo: bool,
    clocks: Clocks,
    despite_seal: bool = False,
) -> tuple[KeyFile, Unlocked, X25519PrivateKey]:
    ensure_suitable(folder, demo=demo)
    file = key_file.load(folder)
    device = _typed_device(device_code)
    if not file.slots:
        raise ClinicDamaged("keys", "slots")
    try:
        name = folded_login(login)
    except InvalidValue:
        name = "?"
    found = file.slot_of(name)
    # An unknown login is tried against somebody's slot, so that it costs the same time.
    slot_id = found or min(file.slots)
    _without_device_layer(file, slot_id, file.slots[slot_id], device)
    book = attempts_book(folder, db_id=file.db_id, device=device, clocks=clocks)
    book.ensure_not_waiting(name)
    try:
        private = _private_of(file, slot_id, password, device)
        if found is None or _expired(file.slots[slot_id], clocks):
            raise WrongCredentials
    except WrongCredentials:
        book.failed(name, known=found is not None, reason="credentials")
        raise
    keys = _keys_from(folder, file, private, slot_id, device, despite_seal=despite_seal)
    book.succeeded(name)
    sealed = file.sealed_by(keys.slots_mac)
    return file, Unlocked(keys, slot_id, file.slots[slot_id].must_change, sealed), private


def _expired(slot: Slot, clocks: Clocks) -> bool:
    return slot.expires is not None and slot.expires < clocks.now()


def unlock(
    folder: DataFolder,
    *,
    login: str,
    password: str,
    device_code: str | None = None,
    demo: bool = False,
    clocks: Clocks = SYSTEM,
    despite_seal: bool = False,
    older: DataFolder | None = None,
) -> Unlocked:
    """Open the keys with a person's password; safe to call from any thread.

    `despite_seal` is for looking at a file that somebody touched, before nothing is done with it.
    `older` holds a key file of before the keys were changed: its master key comes along.

    Raises:
        WrongCredentials: unknown login or wrong password, at the same price.
        TooManyAttempts: too soon after failures. DeviceCodeNeeded, MistypedKey, WrongRecoveryKey:
        the device code is missing, mistyped, or another clinic's.
        ClinicMissing, ClinicDamaged, NewerClinic, UnsuitableFolder: the files.

    """
    _file, person, private = _attempt(
        folder,
        login=login,
        password=password,
        device_code=device_code,
        demo=demo,
        clocks=clocks,
        despite_seal=despite_seal,
    )
    return replace(person, keys=_knowing(person.keys, older, private, person.slot_id))


def _knowing(
    keys: ClinicKeys, older: DataFolder | None, private: X25519PrivateKey, owner: str
) -> ClinicKeys:
    """The keys with the master key of an older key file, where the same key pair opens its box."""
    if older is None:
        return keys
    file = key_file.load(older)
    if file.db_id != keys.db_id or file.epoch == keys.epoch:
        return keys
    if owner == "recovery":
        boxes = file.recovery.boxes
    elif owner in file.slots:
        boxes = file.slots[owner].boxes
    else:
        return keys
    info = _box_info(file.db_id, owner, file.epoch)
    try:
        master = _opened(boxes.get(key_file.box_name(file.epoch)), private, info)
    except ClinicDamaged:  # another pair by now, as after a one-time password
        return keys
    known = replace(keys, past={**keys.past, file.epoch: master})
    then = of_epoch(known, file.epoch)
    return known if then is not None and file.sealed_by(then.slots_mac) else keys


def _recovery_secret(file: KeyFile, recovery_key: str) -> X25519PrivateKey:
    secret = printed_keys.typed(recovery_key, size=RECOVERY_BYTES)
    private = _recovery_private(secret, file.db_id)
    if private.public_key().public_bytes_raw() != file.recovery.pub:
        raise WrongRecoveryKey
    return private


def unlock_with_recovery(
    folder: DataFolder,
    recovery_key: str,
    *,
    device_code: str | None = None,
    demo: bool = False,
    older: DataFolder | None = None,
) -> ClinicKeys:
    """Open the keys with the printed paper; a lost device code does not stop it.

    `older` holds a key file of before the keys were changed: its master key comes along.

    Raises:
        MistypedKey: the paper was copied wrongly. WrongRecoveryKey: it is not this clinic's, nor
        is the device code where one is given.

    """
    ensure_suitable(folder, demo=demo)
    file, device = key_file.load(folder), _typed_device(device_code)
    private = _recovery_secret(file, recovery_key)
    if device is not None:
        for slot_id, slot in file.slots.items():
            _without_device_layer(file, slot_id, slot, device)
    keys = _keys_from(folder, file, private, "recovery", device)
    return _knowing(keys, older, private, "recovery")


def try_device_code(folder: DataFolder, typed: str) -> None:
    """Raise `MistypedKey` or `WrongRecoveryKey` unless the code is the one over the ways in.

    Nobody's password is needed: the outer layer alone tells.
    """
    file, device = key_file.load(folder), _typed_device(typed)
    for slot_id, slot in file.slots.items():
        if slot.needs_device:
            _without_device_layer(file, slot_id, slot, device)
            return
    raise WrongRecoveryKey


def test_recovery_key(folder: DataFolder, typed: str) -> None:
    """Raise `MistypedKey` or `WrongRecoveryKey` unless the typed paper opens this clinic."""
    _recovery_secret(key_file.load(folder), typed)


def test_device_code(folder: DataFolder, keys: ClinicKeys, typed: str) -> None:
    """Raise `MistypedKey` or `WrongRecoveryKey` unless the typed paper is the device code."""
    if _checked(folder, keys).db_id != keys.db_id or _typed_device(typed) != keys.device:
        raise WrongRecoveryKey


def _checked(folder: DataFolder, keys: ClinicKeys) -> KeyFile:
    file = key_file.load(folder)
    if file.db_id != keys.db_id or not file.sealed_by(keys.slots_mac):
        raise ClinicDamaged("keys", BROKEN_SEAL)
    return file


def _change(folder: DataFolder, keys: ClinicKeys, change: Callable[[KeyFile], KeyFile]) -> None:
    with _WRITING:
        file = _checked(folder, keys)
        if file.is_between_epochs:
            raise RuntimeError("a change of keys is ended before anything else is changed")
        key_file.save(folder, change(file).sealed(keys.slots_mac))


def put_back(folder: DataFolder, content: bytes) -> None:
    """Let the key file be what it was; on a full disk by the one of before that lies beside it.

    Raises `DiskFull`, `FolderReadOnly`, `DiskFailing`: it stays as it is.
    """
    with _WRITING:
        if key_file.content_of(folder.keys) == content:
            return
        previous = key_file.previous_of(folder)
        try:
            durable.write(folder.keys, content, check=key_file.parsed)
        except (DiskFull, FolderReadOnly, DiskFailing):
            if not (previous.exists() and key_file.content_of(previous) == content):
                raise
            with durable.told_plainly():
                durable.replace(previous, folder.keys)


def _slot(file: KeyFile, slot_id: str) -> Slot:
    try:
        return file.slots[slot_id]
    except KeyError as error:
        raise NotFound("slot") from error


def _with_slot(file: KeyFile, slot_id: str, slot: Slot) -> KeyFile:
    return replace(file, slots={**file.slots, slot_id: slot})


def _device_for(file: KeyFile, keys: ClinicKeys) -> bytes | None:
    if keys.device is None and any(slot.needs_device for slot in file.slots.values()):
        raise DeviceCodeNeeded
    return keys.device


def add_slot(
    folder: DataFolder,
    keys: ClinicKeys,
    *,
    login: str,
    one_time_password: str,
    role_hint: str,
    cost: CostProfile = CLINIC_COST,
    expires: datetime | None = None,
    must_change: bool = True,
    clocks: Clocks = SYSTEM,
) -> str:
    """Give a new colleague a way in; the password must be changed at the first sign-in.

    Raises:
        InvalidValue: the login is taken. WeakPassword: the one-time password is too weak.

    """
    login, slot_id = folded_login(login), uuid.uuid4().hex
    if not keys.demo:
        passwords.ensure_good(one_time_password, login=login, with_device=keys.device is not None)

    def _add(file: KeyFile) -> KeyFile:
        if file.slot_of(login) is not None:
            raise InvalidValue("login", "taken")
        slot = _new_slot(
            db_id=keys.db_id,
            epoch=keys.epoch,
            master=keys.master,
            slot_id=slot_id,
            login=login,
            role_hint=role_hint,
            password=one_time_password,
            device=_device_for(file, keys),
            cost=cost,
            must_change=must_change,
            now=clocks.now(),
            expires=expires,
        )
        return _with_slot(file, slot_id, slot)

    _change(folder, keys, _add)
    return slot_id


def change_password(
    folder: DataFolder,
    *,
    login: str,
    old: str,
    new: str,
    device_code: str | None = None,
    clinic_name: str = "",
    cost: CostProfile = CLINIC_COST,
    demo: bool = False,
    clocks: Clocks = SYSTEM,
) -> Unlocked:
    """Rewrap the person's private key under the new password; the database is untouched.

    Raises:
        WeakPassword: also ("same") when the new one is the old. Otherwise as `unlock`.

    """
    _file, person, private = _attempt(
        folder, login=login, password=old, device_code=device_code, demo=demo, clocks=clocks
    )
    keys = person.keys
    passwords.ensure_good(
        new,
        login=folded_login(login),
        clinic_name=clinic_name,
        with_device=keys.device is not None,
    )
    if passwords.normalised(new) == passwords.normalised(old):
        raise WeakPassword("same", passwords.MINIMUM_ALONE)

    def _rewrap(file: KeyFile) -> KeyFile:
        slot, kdf = _slot(file, person.slot_id), _fresh_kdf(cost)
        wrap = _wrapped(
            private,
            new,
            db_id=keys.db_id,
            slot_id=person.slot_id,
            kdf=kdf,
            device=keys.device if slot.needs_device else None,
        )
        changed = replace(
            slot, kdf=kdf, wrap=wrap, must_change=False, pw_changed=clocks.now(), expires=None
        )
        return _with_slot(file, person.slot_id, changed)

    _change(folder, keys, _rewrap)
    return replace(person, must_change=False)


def rewrap(
    folder: DataFolder, keys: ClinicKeys, *, slot_id: str, password: str, cost: CostProfile
) -> None:
    """The same password at another cost. Nothing else of the slot changes, nor any key."""

    def _dearer(file: KeyFile) -> KeyFile:
        slot, kdf = _slot(file, slot_id), _fresh_kdf(cost)
        device = keys.device if slot.needs_device else None
        wrap = _wrapped(
            _private_of(file, slot_id, password, device),
            password,
            db_id=keys.db_id,
            slot_id=slot_id,
            kdf=kdf,
            device=device,
        )
        return _with_slot(file, slot_id, replace(slot, kdf=kdf, wrap=wrap))

    _change(folder, keys, _dearer)


def reissue(
    folder: DataFolder,
    keys: ClinicKeys,
    *,
    slot_id: str,
    one_time_password: str,
    cost: CostProfile = CLINIC_COST,
    expires: datetime | None = None,
    must_change: bool = True,
    clocks: Clocks = SYSTEM,
) -> None:
    """A forgotten password: a new key pair under a one-time password, to be changed at sign-in.

    Not to be changed where it is the person's own new one, because the old may be known.
    """
    login = slot_login(folder, keys, slot_id)
    passwords.ensure_good(one_time_password, login=login, with_device=keys.device is not None)

    def _renew(file: KeyFile) -> KeyFile:
        old = _slot(file, slot_id)
        slot = _new_slot(
            db_id=keys.db_id,
            epoch=keys.epoch,
            master=keys.master,
            slot_id=slot_id,
            login=old.login,
            role_hint=old.role_hint,
            password=one_time_password,
            device=_device_for(file, keys),
            cost=cost,
            must_change=must_change,
            now=clocks.now(),
            created=old.created,
            expires=expires,
        )
        return _with_slot(file, slot_id, slot)

    _change(folder, keys, _renew)


def remove_slot(folder: DataFolder, keys: ClinicKeys, *, slot_id: str) -> None:
    """Close a colleague's way in; a copy of the files made earlier still opens for them.

    Raises:
        InvalidValue: it is the last slot.

    """

    def _remove(file: KeyFile) -> KeyFile:
        _slot(file, slot_id)
        if len(file.slots) == 1:
            raise InvalidValue("slot", "last")
        kept = {key: slot for key, slot in file.slots.items() if key != slot_id}
        return replace(file, slots=kept)

    _change(folder, keys, _remove)


# --- a change of all keys ----------------------------------------------------------------------


def _with_boxes(
    file: KeyFile, boxes: Callable[[str, Mapping[str, bytes], bytes], Boxes]
) -> KeyFile:
    slots = {
        key: replace(slot, boxes=boxes(key, slot.boxes, slot.pub))
        for key, slot in file.slots.items()
    }
    paper = file.recovery
    recovery = replace(paper, boxes=boxes("recovery", paper.boxes, paper.pub))
    return replace(file, slots=slots, recovery=recovery)


def begin_epoch(folder: DataFolder, keys: ClinicKeys, *, above: int = 0) -> ClinicKeys:
    """Seal a new master key to everybody and to the paper, beside the present one.

    From here on the file holds two epochs: whoever comes in next ends the change (`rotation`).
    Nobody's password is needed. `above` is the greatest epoch that was ever seen: a number that
    another line of keys bears is never given twice.
    """
    epoch, master = max(keys.epoch, above) + 1, os.urandom(32)

    def _both(owner: str, boxes: Mapping[str, bytes], public: bytes) -> Boxes:
        box = _sealed(master, public, _box_info(keys.db_id, owner, epoch))
        return {**boxes, key_file.box_name(epoch): box}

    _change(folder, keys, lambda file: _with_boxes(file, _both))
    coming = _keys_in(
        keys.db_id,
        epoch,
        master,
        salt=keys.database_salt,
        device=keys.device,
        demo=keys.demo,
        past={**keys.past, keys.epoch: keys.master},
    )
    return replace(keys, coming=coming)


def ended(folder: DataFolder, keys: ClinicKeys) -> KeyFile:
    """The key file with the coming epoch alone: what `end_epoch` will write."""
    coming = keys.coming
    if coming is None:
        raise RuntimeError("no change of keys is under way")

    def _one(_owner: str, boxes: Mapping[str, bytes], _public: bytes) -> Boxes:
        name = key_file.box_name(coming.epoch)
        return {**key_file.of_other_keys(boxes), name: boxes[name]}

    file = replace(_with_boxes(_checked(folder, keys), _one), epoch=coming.epoch)
    return file.sealed(coming.slots_mac)


def end_epoch(folder: DataFolder, keys: ClinicKeys) -> None:
    """Drop the old boxes: from here on nothing but the new epoch opens the clinic."""
    with _WRITING:
        key_file.save(folder, ended(folder, keys))


# --- the device code ----------------------------------------------------------------------------


def new_device_code() -> str:
    """A code for the paper; it counts when `renew_device` has taken it."""
    return printed_keys.printed(os.urandom(DEVICE_BYTES))


def renew_device(
    folder: DataFolder, keys: ClinicKeys, code: str, *, clocks: Clocks = SYSTEM
) -> ClinicKeys:
    """Peel the old code off every way in and put the new one on. Nobody's password is needed.

    Raises:
        NotFound: the clinic has no device code. DeviceCodeNeeded: the old one is not known.

    """
    fresh = printed_keys.typed(code, size=DEVICE_BYTES)
    old = keys.device

    def _renew(file: KeyFile) -> KeyFile:
        if not any(slot.needs_device for slot in file.slots.values()):
            raise NotFound("device_code")
        slots = {
            key: replace(
                slot,
                wrap=_layer(
                    _device_layer(fresh, file.db_id),
                    _without_device_layer(file, key, slot, old),
                    key.encode(),
                ),
            )
            if slot.needs_device
            else slot
            for key, slot in file.slots.items()
        }
        return replace(file, slots=slots)

    with attempts_book(folder, db_id=keys.db_id, device=old, clocks=clocks).moved_under(
        _attempts_key(fresh, keys.db_id)
    ):
        _change(folder, keys, _renew)
    return replace(keys, device=fresh)


def start_device_anew(
    folder: DataFolder, keys: ClinicKeys, code: str, *, clocks: Clocks = SYSTEM
) -> ClinicKeys:
    """The device code is lost everywhere: nobody's password reaches its key any more.

    Everybody gets a new key pair under the new code, and under a password that nobody knows: a way
    in is then given to each as to somebody who forgot theirs (`reissue`).

    Raises:
        NotFound: the clinic has no device code.

    """
    fresh = printed_keys.typed(code, size=DEVICE_BYTES)

    def _anew(file: KeyFile) -> KeyFile:
        if not any(slot.needs_device for slot in file.slots.values()):
            raise NotFound("device_code")
        slots = {
            key: _new_slot(
                db_id=keys.db_id,
                epoch=keys.epoch,
                master=keys.master,
                slot_id=key,
                login=slot.login,
                role_hint=slot.role_hint,
                password=secrets.token_urlsafe(48),
                device=fresh,
                cost=_UNGUESSABLE,
                must_change=True,
                now=clocks.now(),
                created=slot.created,
            )
            for key, slot in file.slots.items()
        }
        return replace(file, slots=slots)

    _change(folder, keys, _anew)
    return replace(keys, device=fresh)


def mark_recovery_tested(folder: DataFolder, keys: ClinicKeys, *, clocks: Clocks = SYSTEM) -> None:
    """Remember that the recovery paper was typed and opened the clinic."""
    tested = clocks.now()
    _change(
        folder,
        keys,
        lambda file: replace(file, recovery=replace(file.recovery, tested=tested)),
    )


def recovery_tested(folder: DataFolder) -> datetime | None:
    """When the recovery paper was last typed rightly."""
    return key_file.load(folder).recovery.tested


def renew_recovery(folder: DataFolder, keys: ClinicKeys) -> str:
    """Print a new recovery paper; the old one opens nothing any more."""
    recovery, paper = _new_recovery(keys.db_id, keys.epoch, keys.master)
    _change(folder, keys, lambda file: replace(file, recovery=recovery))
    return paper


def device_code_of(keys: ClinicKeys) -> str | None:
    """The device code as it is printed, to keep in a keyring."""
    return None if keys.device is None else printed_keys.printed(keys.device)


def key_file_text(folder: DataFolder) -> str:
    """The key file as it lies, to copy into the database and into backups."""
    return key_file.content_of(folder.keys).decode()
