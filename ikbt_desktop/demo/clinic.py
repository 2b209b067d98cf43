"""The training clinic: made whole or not at all, and made anew when somebody asks for it."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ikbt_desktop.clinic.catalogue import Catalogue
from ikbt_desktop.clinic.protection import MEDIATION
from ikbt_desktop.demo import knowledge, people, texts
from ikbt_desktop.demo.staff import Staff, hire
from ikbt_desktop.demo.story import Cast
from ikbt_desktop.demo.timeline import MovedClock, Timeline
from ikbt_desktop.errors import UnsuitableFolder
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services import training
from ikbt_desktop.services.fee_accounts import PROFILE
from ikbt_desktop.services.sign_in import Clock, Entry, NewClinic
from ikbt_desktop.storage import durable, vault
from ikbt_desktop.storage.single_instance import ClinicLock

WORKSTATION = "övningsdator"
_FIRST_DAY = timedelta(days=130)
_STAGING = "making"
_AGENCY = "Skatteverkets postförmedling (påhittad adress)\nBox 0\n000 00 Exempelstad"
_CLINIC = NewClinic(
    name="Kvarnbackens psykologmottagning",
    address=f"{people.STREET}, {people.POSTCODE} {people.CITY}",
    phone="08-465 004 00",
    email="mottagningen@exempel.example",
    crisis_unit="Psykiatriska akutmottagningen (påhittad)",
    crisis_phone="08-465 004 99",
    crisis_text="Ring 112 vid fara för livet. Psykiatriska akutmottagningen tar emot dygnet runt.",
    login=training.ADMINISTRATOR.login,
    person=training.ADMINISTRATOR.name,
    title=training.ADMINISTRATOR.title,
    password=training.PASSWORD,
)


def is_made(folder: DataFolder) -> bool:
    """Whether a whole training clinic lies in the folder."""
    return all(file.exists() for file in (folder.demo_mark, folder.keys, folder.database))


def ensure(folder: DataFolder, clock: Clock, catalogue: Catalogue, *, afresh: bool) -> None:
    """Make it unless it is there; `afresh` throws the old one away first. Raises as `make`."""
    if afresh:
        reset(folder, clock=clock, catalogue=catalogue)
    elif not is_made(folder):
        make(folder, clock=clock, catalogue=catalogue)


def make(folder: DataFolder, *, clock: Clock, catalogue: Catalogue) -> None:
    """Make the training clinic, with all that has happened in it up to now.

    Takes some seconds: run it off the screen's thread. What an interrupted making left is cleared
    first. Raises `UnsuitableFolder` for a folder that holds a real clinic, `ClinicInUse`,
    `DiskFull`, `FolderReadOnly`.
    """
    with ClinicLock(folder):
        if is_made(folder):
            raise FileExistsError(folder.root)
        _clear(folder)
        staging = DataFolder(folder.root / _STAGING)
        _fill(staging, clock=clock, catalogue=catalogue)
        _move(staging, folder)


def reset(folder: DataFolder, *, clock: Clock, catalogue: Catalogue) -> None:
    """Throw the training clinic away and make it anew, unless it is open. Raises as `make`."""
    with ClinicLock(folder):
        _clear(folder)
    make(folder, clock=clock, catalogue=catalogue)


def _clear(folder: DataFolder) -> None:
    """Remove a training clinic, whole or half. A folder without the mark is never touched."""
    real = (folder.keys, folder.database)
    if any(file.exists() for file in real) and not folder.demo_mark.exists():
        raise UnsuitableFolder("demo")
    with durable.told_plainly():
        for file in _files(folder):
            file.unlink(missing_ok=True)
        for room in (folder.root / _STAGING, folder.backups):
            if room.exists():
                shutil.rmtree(room)


def _files(folder: DataFolder) -> tuple[Path, ...]:
    """The files of a clinic, in the order in which they go: the mark is the last to be removed."""
    database = folder.database
    beside = tuple(database.with_name(f"{database.name}-{end}") for end in ("wal", "shm"))
    return (database, *beside, folder.keys, folder.attempts, folder.demo_mark)


def _move(staging: DataFolder, folder: DataFolder) -> None:
    """The mark first, the database last: with it the clinic is there."""
    with durable.told_plainly():
        for source, target in (
            (staging.demo_mark, folder.demo_mark),
            (staging.attempts, folder.attempts),
            (staging.keys, folder.keys),
            (staging.database, folder.database),
        ):
            durable.replace(source, target)
        shutil.rmtree(staging.root)


def _fill(staging: DataFolder, *, clock: Clock, catalogue: Catalogue) -> None:
    now = clock()
    moved = MovedClock(now - _FIRST_DAY)
    entry = Entry(
        staging,
        demo=True,
        clock=moved,
        catalogue=catalogue,
        workstation=WORKSTATION,
        cost=vault.LIGHT_COST,
    )
    entry.found(_CLINIC)
    first = entry.sign_in_demo(training.ADMINISTRATOR.login)
    try:
        staff = hire(first)
        _furnish(staff)
        line = Timeline(now)
        Cast(line, staff).put()
        line.run(moved)
        knowledge.put(staff[training.ADMINISTRATOR.login])
    finally:
        first.close()


def _furnish(staff: Staff) -> None:
    """What the clinic has decided: its fees, its escalation, its phrases."""
    administration = staff[training.ADMINISTRATOR.login].administration
    clinic = administration.clinic()
    administration.change_clinic(
        replace(
            clinic,
            escalation_text="Ring samordnaren efter två försök utan svar, därefter 112.",
            settings={**clinic.settings, PROFILE: "per-feedback", MEDIATION: _AGENCY},
        )
    )
    notes = staff[training.CLINICIAN.login].feedback_notes
    for name, text in texts.PHRASES.items():
        notes.save_phrase(name=name, text=text, own=False)
