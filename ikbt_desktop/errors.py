"""What a user can be told about; every other exception is a bug.

An error is a class and its facts. It carries no prose: `ikbt_desktop.ui.kit.problems` finds the
words in the user's language, so that one fact reads the same everywhere.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


class IkbtError(Exception):
    """The base of everything that a person can understand and act upon."""


# --- clinical data ---------------------------------------------------------------------------


@dataclass
class InvalidAnswers(IkbtError):
    """Answers that no form can hold. `item` is 1-based; None when the number of answers is wrong.

    `reason` is one of "length", "range", "not_a_whole_number".
    """

    instrument: str
    item: int | None
    reason: str


@dataclass
class InvalidIdentity(IkbtError):
    """An identity number that is not one. `reason` is a word of `clinic.identity.Problem`.

    `facts` are the figures of the sentence, e.g. day, month and last_day for "day".
    """

    reason: str
    facts: Mapping[str, int] = dataclasses.field(default_factory=dict)


@dataclass
class InvalidValue(IkbtError):
    """A field that cannot be kept as written. `field` names it, `reason` is a short word.

    `facts` are the figures of the sentence, e.g. day, month and last_day for "day_of_month".
    """

    field: str
    reason: str
    facts: Mapping[str, int] = dataclasses.field(default_factory=dict)


@dataclass
class BrokenResource(IkbtError):
    """A data file that the program refuses: which file, which key, what is wrong."""

    file: str
    key: str
    reason: str
    line: int | None = None


# --- what may be done ------------------------------------------------------------------------


@dataclass
class NotPermitted(IkbtError):
    """The signed-in role lacks the permission (a word of `clinic.roles.Permission`)."""

    permission: str


@dataclass
class ShutOut(IkbtError):
    """The way in was taken away, or the role changed, while the person was signed in."""


@dataclass
class ReasonNeeded(IkbtError):
    """The record opens for a reason only: no care relation, or a protected person."""

    patient_id: str


@dataclass
class MoveRefused(IkbtError):
    """A step that the life cycle does not have, e.g. ("referral", "closed", "waiting")."""

    lifecycle: str
    state: str
    wanted: str


@dataclass
class Incomplete(IkbtError):
    """Something must be there first; `missing` lists the facts as short words, in screen order."""

    missing: tuple[str, ...]


@dataclass
class RuleRefused(IkbtError):
    """A clinical process rule says no: `rule` is its id (e.g. "DEC-1"), `reason` a short word."""

    rule: str
    reason: str


@dataclass
class NotFound(IkbtError):
    """The record is not there (any more)."""

    kind: str


@dataclass
class StaleRecord(IkbtError):
    """Somebody else saved the same record first."""

    kind: str
    changed_by: str | None = None
    changed_at: datetime | None = None


@dataclass
class AlreadySigned(IkbtError):
    """A signed text is corrected by a new version, never changed."""

    kind: str


# --- keys and files --------------------------------------------------------------------------


class WrongCredentials(IkbtError):
    """Unknown login or wrong password: the same answer for both."""


@dataclass
class TooManyAttempts(IkbtError):
    """Wait before the next try; `seconds` is what is left."""

    seconds: int


@dataclass
class WeakPassword(IkbtError):
    """`reason`: "short" (fewer than `minimum` characters), "common", "too_long"."""

    reason: str
    minimum: int


@dataclass
class TooLittleMemory(IkbtError):
    """The computer has not `megabytes` free, which trying a password takes; never made cheaper."""

    megabytes: int


class DeviceCodeNeeded(IkbtError):
    """The workstation's keyring holds no device code: type it from the paper."""


class WrongRecoveryKey(IkbtError):
    """The typed recovery key or device code is not the clinic's."""


@dataclass
class MistypedKey(IkbtError):
    """A printed key whose check character does not fit; `group` is 1-based."""

    group: int


@dataclass
class ClinicMissing(IkbtError):
    """There are keys but no database, or a database but no keys: `what` is "database" or "keys".

    "vanished": the database was moved or removed while it was open; nothing more is saved in it.
    """

    what: str


@dataclass
class ClinicDamaged(IkbtError):
    """The database or the key file cannot be trusted: `what` is "database" or "keys"."""

    what: str
    detail: str = ""


class KeysInDoubt(IkbtError):
    """The key file is not the one that the program wrote last: an administrator decides first."""


class NewerClinic(IkbtError):
    """The file was written by a newer program."""


@dataclass
class ClinicInUse(IkbtError):
    """Another running program has the clinic open; `account` is whose, unless it is one's own."""

    account: str = ""


@dataclass
class DiskFull(IkbtError):
    """No room left; nothing was half-written.

    `reason` is "reserve" when the program's own reserve was given up for it: a next try finds room;
    "file" when it is the disk of a file that was to be saved somewhere.
    """

    reason: str = ""


class DiskFailing(IkbtError):
    """The disk did not do what it was asked; nothing was half-written."""


@dataclass
class FolderReadOnly(IkbtError):
    """The data folder cannot be written; with `reason` "file", the one chosen for a saved file."""

    reason: str = ""


@dataclass
class ClinicLocked(IkbtError):
    """The program was locked or left meanwhile: the file is let go of and opens for nobody."""


@dataclass
class UnsuitableFolder(IkbtError):
    """The folder is not a place for a live clinic: `reason` is "network", "synced" or "demo"."""

    reason: str


@dataclass
class BackupUnusable(IkbtError):
    """A file that is no backup to rely on.

    `reason`: "missing", "not_a_backup", "damaged", "other_clinic", "older_keys" (sealed before the
    clinic's keys were changed), "other_keys" (another line of this clinic's keys), "demo".
    """

    reason: str
    detail: str = ""


@dataclass
class UnsafeSetup(IkbtError):
    """The start-up self-test failed; the program refuses to open patient data.

    `reason`: "cipher", "provider", "sqlite" (the library is missing or too old), "settings",
    "walls" (a wall does not stand), "plaintext" (the file is not encrypted), "folder" (others can
    read it), "core_dumps", or "" for what only a broken installation can bring about.
    """

    reason: str = ""


@dataclass
class AttachmentRefused(IkbtError):
    """`reason`: "type", "size", "empty", "unreadable"."""

    reason: str


@dataclass
class UnprintableText(IkbtError):
    """Signs that the document font lacks, so that nothing is printed as a box."""

    signs: str


@dataclass
class DocumentTooLong(IkbtError):
    """A document that would run over `limit` pages; nothing was made."""

    limit: int


class UnloggedChange(Exception):
    """A unit of work changed something and logged nothing: a bug, refused at commit."""
