"""How the backups stand, in words: for the status row, the page, and whoever must act."""

from datetime import datetime

from PySide6.QtCore import QLocale

from ikbt_desktop.clinic.zone import LOCAL
from ikbt_desktop.services.backups import Drill, Room, Standing
from ikbt_desktop.ui.kit.language import mark, say

_HERE = "BackupWords"

WHYS = {
    "hand": mark("BackupWords", "By hand"),
    "hours": mark("BackupWords", "After two hours of work"),
    "lock": mark("BackupWords", "At a lock"),
    "exit": mark("BackupWords", "At closing"),
    "migration": mark("BackupWords", "Before an upgrade"),
    "keys": mark("BackupWords", "At a change of keys"),
    "destruction": mark("BackupWords", "After a record was destroyed"),
}

_DAMAGED = "ClinicDamaged"
_FAILURES = {
    "DiskFull": mark("BackupWords", "There was no room on the disk."),
    "DiskFailing": mark("BackupWords", "The disk did not do what it was asked."),
    "FolderReadOnly": mark("BackupWords", "The folder could not be written."),
    _DAMAGED: mark("BackupWords", "The database could not be read whole."),
    "BackupUnusable": mark("BackupWords", "The copy did not pass its check."),
}


def why(code: str) -> str:
    """What a backup was made for."""
    return say(_HERE, WHYS[code]) if code in WHYS else code


def moment(at: datetime, *, today: datetime) -> str:
    """``14:32`` today, ``yesterday 18:02``, else the date and the time."""
    local = at.astimezone(LOCAL)
    days = (today.astimezone(LOCAL).date() - local.date()).days
    clock = f"{local:%H:%M}"
    if days == 0:
        return say("BackupWords", "today {time}").format(time=clock)
    if days == 1:
        return say("BackupWords", "yesterday {time}").format(time=clock)
    return f"{local:%Y-%m-%d} {clock}"


def day(at: datetime) -> str:
    """The date alone."""
    return f"{at.astimezone(LOCAL):%Y-%m-%d}"


def patients(count: int) -> str:
    """``212 patients``."""
    return say("BackupWords", "%n patient(s)", count)


def texts(count: int) -> str:
    """``4,806 signed texts``, grouped as the language does."""
    return say("BackupWords", "%n signed text(s)", count).replace(
        str(count), QLocale().toString(count)
    )


def copies(count: int) -> str:
    """``12 copies``."""
    return say("BackupWords", "%n cop(y|ies)", count)


def days_old(count: int) -> str:
    """``9 days old``."""
    return say("BackupWords", "%n day(s) old", count)


def rows_lost(count: int) -> str:
    """How much of the log is newer than a copy."""
    return say("BackupWords", "%n row(s) newer than the copy (is|are) lost", count)


def read_back(drill: Drill) -> str:
    """``Last read back 2026-10-05, 212 patients``."""
    return say("BackupWords", "Last read back {date}, {patients}").format(
        date=day(drill.at), patients=patients(drill.patients)
    )


def status(standing: Standing, *, today: datetime) -> str:
    """The few words of the status row."""
    if standing.failed is not None and standing.failed_at is not None:
        at = moment(standing.failed_at, today=today)
        return say("BackupWords", "The backup failed {when}").format(when=at)
    if standing.made_at is None:
        return say("BackupWords", "No backup yet")
    if standing.drill is not None and not standing.drill.whole:
        return say("BackupWords", "The backup could not be read back {date}").format(
            date=day(standing.drill.at)
        )
    if standing.late or standing.drill is None:
        at = moment(standing.made_at, today=today)
        return say("BackupWords", "Last backup {when}").format(when=at)
    return read_back(standing.drill)


def trouble(standing: Standing, *, today: datetime) -> tuple[str, str] | None:
    """What whoever keeps the backups must be told until it is over."""
    if standing.failed is not None:
        reason = _FAILURES.get(standing.failed, "")
        told = say(_HERE, reason) if reason else ""
        if standing.failed == _DAMAGED:
            way_out = say(
                "BackupWords",
                "Write nothing new. Open Administration, Backups, and restore the latest copy.",
            )
        else:
            way_out = say(
                "BackupWords", "Care can go on. Open Administration, Backups, and make one by hand."
            )
        return status(standing, today=today), f"{told} {way_out}".strip()
    if standing.drill is not None and not standing.drill.whole:
        return status(standing, today=today), say(
            "BackupWords", "Make a new backup now, on another disk if you can, and check it."
        )
    if standing.late:
        return (
            say("BackupWords", "There is no backup of the last days' work."),
            say("BackupWords", "Open Administration, Backups, and make one by hand."),
        )
    return None


def room_trouble(room: Room) -> tuple[str, str] | None:
    """What everybody must be told while the clinic's disk is nearly full."""
    if not room.low:
        return None
    left = QLocale().toString(room.free // (1024 * 1024))
    title = say("BackupWords", "The disk is nearly full: {megabytes} MB left.").format(
        megabytes=left
    )
    if room.reserve:
        return title, say(
            "BackupWords",
            "Move or remove files that are not the clinic's. Backups stop first, then nothing more "
            "can be saved.",
        )
    return title, say(
        "BackupWords",
        "The program's own reserve is used up. Move or remove files that are not the clinic's now, "
        "before you write anything long.",
    )
