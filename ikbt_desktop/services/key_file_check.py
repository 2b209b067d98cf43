"""The key file beside the clinic against the copy inside it: what differs, and what may be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ikbt_desktop.clinic.roles import Permission
from ikbt_desktop.errors import ClinicDamaged, NotFound
from ikbt_desktop.services import fields
from ikbt_desktop.services.key_copies import State, copy_keys, state_of, together
from ikbt_desktop.services.key_events import KeyEvent, log_key
from ikbt_desktop.storage import key_file, list_key_files, vault
from ikbt_desktop.storage.key_file import KeyFile, Slot
from ikbt_desktop.storage.unit_of_work import Workplace, open_reading, open_work


class What(StrEnum):
    """In what the two differ."""

    ADDED = "added"
    MISSING = "missing"
    LOGIN = "login"
    WRAP = "wrap"
    """The same person under another password, or another device code."""
    NEW_PAIR = "new_pair"
    CHEAPER = "cheaper"
    NO_DEVICE = "no_device"
    BOXES = "boxes"
    PAPER = "paper"
    PAPER_TESTED = "paper_tested"
    EPOCH = "epoch"
    OTHER = "other"


@dataclass(frozen=True)
class Difference:
    """One; `login` is whose, as the database's copy knows it, else as the file says."""

    what: What
    login: str = ""


@dataclass(frozen=True)
class Comparison:
    """The whole of it, for the administrator."""

    state: State
    kept_at: datetime | None
    differences: tuple[Difference, ...]
    may_put_back: bool
    may_accept: bool


def differences(kept: KeyFile, lying: KeyFile) -> tuple[Difference, ...]:
    """What the file has otherwise than the copy, one by one."""
    found = [
        *(
            Difference(What.MISSING, kept.slots[key].login)
            for key in kept.slots.keys() - lying.slots
        ),
        *(
            Difference(What.ADDED, lying.slots[key].login)
            for key in lying.slots.keys() - kept.slots
        ),
    ]
    for key in kept.slots.keys() & lying.slots.keys():
        login = kept.slots[key].login
        found += [Difference(what, login) for what in _of_slots(kept.slots[key], lying.slots[key])]
    found.sort(key=lambda one: (one.login, one.what))
    if kept.recovery.pub != lying.recovery.pub or kept.recovery.boxes != lying.recovery.boxes:
        found.append(Difference(What.PAPER))
    elif kept.recovery.tested != lying.recovery.tested:
        found.append(Difference(What.PAPER_TESTED))
    if kept.epoch != lying.epoch:
        found.append(Difference(What.EPOCH))
    return tuple(found) or (Difference(What.OTHER),)


def _of_slots(kept: Slot, lying: Slot) -> Iterator[What]:
    if kept.login != lying.login:
        yield What.LOGIN
    if kept.needs_device and not lying.needs_device:
        yield What.NO_DEVICE
    if lying.kdf.m_kib * lying.kdf.t < kept.kdf.m_kib * kept.kdf.t:
        yield What.CHEAPER
    if kept.pub != lying.pub:
        yield What.NEW_PAIR
    elif kept.wrap != lying.wrap:
        yield What.WRAP
    elif kept.boxes != lying.boxes:
        yield What.BOXES


class KeyFileCheck:
    """For the administrator. Nothing is repaired before somebody has said so, and why."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def compare(self) -> Comparison:
        """What differs, and what may be done about it."""
        with open_reading(self._workplace, Permission.MANAGE_USERS) as work:
            state, newest = state_of(work, self._workplace), list_key_files.newest(work)
        kept = None if newest is None else self._trusted(newest.content)
        lying = key_file.load(self._workplace.database.folder)
        return Comparison(
            state=state,
            kept_at=None if newest is None else newest.at,
            differences=() if kept is None or state is State.KEPT else differences(kept, lying),
            may_put_back=kept is not None and state is not State.KEPT,
            may_accept=state in {State.AHEAD, State.SET_BACK},
        )

    def _trusted(self, content: str) -> KeyFile | None:
        """The copy, where it is of these keys: one of before a change of keys brings nobody in."""
        keys = self._workplace.database.keys
        try:
            kept = key_file.parsed(content.encode())
        except ClinicDamaged:
            return None
        ours = (kept.db_id, kept.epoch) == (keys.db_id, keys.epoch)
        return kept if ours and kept.sealed_by(keys.slots_mac) else None

    def put_back(self, reason: str) -> None:
        """Write the database's copy over the file; what lay there is kept as the one before.

        Raises `InvalidValue` (no reason), `NotFound` (no copy of these keys), `FolderReadOnly`.
        """
        because = fields.line(reason, "key_reason", required=True)
        with open_work(self._workplace, Permission.MANAGE_USERS) as work:
            newest = list_key_files.newest(work)
            kept = None if newest is None else self._trusted(newest.content)
            if kept is None:
                raise NotFound("key_file")
            log_key(work, KeyEvent.FILE_PUT_BACK, reason=because)
            with together(self._workplace):
                key_file.save(self._workplace.database.folder, kept)
                work.commit()

    def accept(self, reason: str) -> None:
        """Let the file hold as it lies. Raises `InvalidValue`, `ClinicDamaged` (a broken seal)."""
        because = fields.line(reason, "key_reason", required=True)
        with open_work(self._workplace, Permission.MANAGE_USERS) as work:
            if state_of(work, self._workplace) is State.BROKEN_SEAL:
                raise ClinicDamaged("keys", vault.BROKEN_SEAL)
            log_key(work, KeyEvent.FILE_ACCEPTED, reason=because)
            copy_keys(work, self._workplace)
            work.commit()
