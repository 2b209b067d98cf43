"""What happens to the clinic's keys, as the log names it: the newest of each is how it stands."""

from enum import StrEnum

from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.storage import list_backups
from ikbt_desktop.storage.list_backups import Told
from ikbt_desktop.storage.unit_of_work import UnitOfWork


class KeyEvent(StrEnum):
    """The subjects of the log's rows about keys."""

    PAPER_TESTED = "paper_tested"
    PAPER_RENEWED = "paper_renewed"
    PAPER_USED = "paper_used"
    DEVICE_TESTED = "device_tested"
    DEVICE_RENEWED = "device_renewed"
    ROTATION_BEGUN = "rotation_begun"
    FILE_ACCEPTED = "key_file_accepted"
    FILE_PUT_BACK = "key_file_put_back"


_KINDS = {
    KeyEvent.PAPER_TESTED: "recovery_key",
    KeyEvent.PAPER_RENEWED: "recovery_key",
    KeyEvent.PAPER_USED: "recovery_key",
    KeyEvent.DEVICE_TESTED: "device_code",
    KeyEvent.DEVICE_RENEWED: "device_code",
    KeyEvent.ROTATION_BEGUN: "rotation",
    KeyEvent.FILE_ACCEPTED: "key_file",
    KeyEvent.FILE_PUT_BACK: "key_file",
}


def log_key(
    work: UnitOfWork, event: KeyEvent, *, reason: str | None = None, **details: str | int | bool
) -> None:
    """Write what was done with a key."""
    work.log(
        Action.KEY,
        kind=_KINDS[event],
        record_id=event.value,
        reason=reason,
        details={"what": event.value, **details},
    )


def newest(work: UnitOfWork, event: KeyEvent) -> Told | None:
    """The last time that it was done."""
    return list_backups.newest(work, event.value)


def is_due(work: UnitOfWork, cause: Told | None, remedy: KeyEvent) -> bool:
    """Whether something asks for a step that was not taken since."""
    done = newest(work, remedy)
    return cause is not None and (done is None or done.seq < cause.seq)
