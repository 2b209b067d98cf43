"""The whole table of damage, done to a real clinic: what the program notices, and when it tells."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ikbt_desktop.errors import ClinicDamaged
from ikbt_desktop.models.audit_entry import Action
from ikbt_desktop.paths import DataFolder
from ikbt_desktop.services.menu import Services
from ikbt_desktop.services.sign_in import Entry
from ikbt_desktop.storage import backup, connection, vault
from ikbt_desktop.storage.backup import Order
from ikbt_desktop.storage.connection import connect
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.vault import ClinicKeys
from tests import damage
from tests.clinics import PASSWORD, Clock, Template, entry, make_template
from tests.damage import Harm

FLIPS = 300
PHONE = "08-465 004 77"


@dataclass(frozen=True)
class Resting:
    """A clinic that was signed out of twice: its file then, its file now."""

    folder: DataFolder
    keys: ClinicKeys
    older: bytes
    now: bytes

    def harmed(self, harm: Harm) -> bytes:
        content = harm(self.now, self.older)
        self.folder.database.write_bytes(content)
        return content

    def as_it_is(self) -> Database:
        """Opened past all checks of the way in."""
        return Database(self.folder, self.keys)


@pytest.fixture(scope="module")
def rested(clinic_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Resting:
    folder = DataFolder(tmp_path_factory.mktemp("resting") / "clinic")
    shutil.copytree(clinic_template.folder.root, folder.root)
    way_in = entry(folder, Clock())
    way_in.sign_in("alva", PASSWORD).close()
    older = folder.database.read_bytes()
    alva = way_in.sign_in("alva", PASSWORD)
    clinic = alva.administration.clinic()
    alva.administration.change_clinic(replace(clinic, phone=PHONE))
    alva.close()
    return Resting(folder, clinic_template.keys, older, folder.database.read_bytes())


@pytest.fixture
def resting(rested: Resting, tmp_path: Path) -> Resting:
    folder = DataFolder(tmp_path / "clinic")
    shutil.copytree(rested.folder.root, folder.root)
    return Resting(folder, rested.keys, rested.older, rested.now)


@pytest.fixture
def way_in(resting: Resting) -> Entry:
    return entry(resting.folder, Clock())


def told(services: Services) -> list[str]:
    page = services.administration.log_page(limit=500)
    return [row.kind for row in page if row.action == Action.VERIFY]


# --- before anybody is let in ----------------------------------------------------------------


@pytest.mark.parametrize("harm", damage.REFUSED.values(), ids=damage.REFUSED)
def test_a_file_that_is_not_whole_is_refused_and_left_as_it_lies(
    resting: Resting, way_in: Entry, harm: Harm
) -> None:
    lying = resting.harmed(harm)
    for _ in range(2):
        with pytest.raises(ClinicDamaged) as refused:
            way_in.sign_in("alva", PASSWORD)
        assert refused.value.what == "database"
    assert resting.folder.database.read_bytes() == lying
    resting.folder.database.write_bytes(resting.now)
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.notices.file_as_left, "put back as it was, nothing is said against it"
    alva.close()


def test_a_file_of_another_clinic_is_refused_and_never_told_as_a_wrong_password(
    resting: Resting, way_in: Entry, tmp_path: Path
) -> None:
    """What a wrong key looks like: the key file is right, the database belongs to other keys."""
    other = make_template(tmp_path / "other")
    shutil.copy(other.folder.database, resting.folder.database)
    with pytest.raises(ClinicDamaged) as refused:
        way_in.sign_in("alva", PASSWORD)
    assert (refused.value.what, refused.value.detail) == ("database", "sqlite 26")


def test_the_lost_salt_costs_nothing_because_the_key_file_holds_it(
    resting: Resting, way_in: Entry
) -> None:
    resting.harmed(damage.lose_salt)
    alva = way_in.sign_in("alva", PASSWORD)
    assert not alva.notices.file_as_left
    assert alva.notices.file_sound
    assert alva.notices.log_whole
    assert alva.administration.clinic().phone == PHONE
    alva.close()


# --- at the door -----------------------------------------------------------------------------


@pytest.mark.parametrize("harm", damage.UNSOUND.values(), ids=damage.UNSOUND)
def test_a_damaged_page_is_told_at_the_door_before_anybody_reads_it(
    resting: Resting, way_in: Entry, harm: Harm
) -> None:
    resting.harmed(harm)
    try:
        alva = way_in.sign_in("alva", PASSWORD)
    except ClinicDamaged:
        return  # one of the pages that the way in itself needs, as those of the log
    assert not alva.notices.file_as_left
    assert not alva.notices.file_sound
    assert "database" in told(alva)
    alva.close()


def test_an_older_file_put_back_is_noticed_by_the_log_and_by_the_file(
    resting: Resting, way_in: Entry
) -> None:
    resting.harmed(damage.put_older_file_back)
    alva = way_in.sign_in("alva", PASSWORD)
    assert not alva.notices.log_whole
    assert not alva.notices.file_as_left
    assert alva.notices.file_sound
    assert set(told(alva)) == {"log", "database"}
    alva.close()


def silent_pages(resting: Resting) -> list[int]:
    """Pages whose older version neither SQLite, nor SQLCipher, nor the log's chain minds."""
    found = []
    for page in damage.changed_pages(resting.now, resting.older):
        resting.harmed(damage.put_page_back(page))
        database = resting.as_it_is()
        if not database.damage():
            bare = connect(resting.folder.database, resting.keys)
            phone = bare.execute("SELECT phone FROM clinic_profile").fetchone()[0]
            bare.close()
            if phone != PHONE:
                found.append(page)
        database.dispose()
    return found


def test_an_older_page_put_back_is_noticed_by_the_file_alone(
    resting: Resting, way_in: Entry
) -> None:
    """Every other check says ok: the row is simply the old one."""
    page = silent_pages(resting)[0]
    resting.harmed(damage.put_page_back(page))
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.administration.clinic().phone != PHONE
    assert alva.notices.log_whole
    assert alva.notices.file_sound
    assert not alva.notices.file_as_left
    assert "database" in told(alva)
    alva.close()
    again = way_in.sign_in("alva", PASSWORD)
    assert again.notices.file_as_left, "told once, and kept in the log"
    again.close()


def test_without_an_anchor_an_older_page_says_nothing(resting: Resting, way_in: Entry) -> None:
    """What is not promised: who can take clinic.auth away too goes unnoticed until a receipt."""
    page = silent_pages(resting)[0]
    resting.harmed(damage.put_page_back(page))
    resting.folder.attempts.unlink()
    alva = way_in.sign_in("alva", PASSWORD)
    assert alva.notices.file_as_left
    assert alva.notices.log_whole
    alva.close()


def test_a_crash_is_no_change_from_outside(resting: Resting, way_in: Entry) -> None:
    """The file of a killed program is finished by the next one; nothing is held against it."""
    alva = way_in.sign_in("alva", PASSWORD)
    place = resting.folder.root.parent / "killed"
    shutil.copytree(resting.folder.root, place)  # as the disk holds it while the program runs
    alva.close()
    again = entry(DataFolder(place), Clock())
    hers = again.sign_in("alva", PASSWORD)
    assert hers.notices.file_as_left
    assert hers.notices.log_whole
    hers.close()


def test_changes_by_the_program_itself_are_no_changes_from_outside(
    resting: Resting, way_in: Entry
) -> None:
    for _ in range(2):
        way_in.sign_in("alva", PASSWORD).close(locking=True)
        alva = way_in.sign_in("alva", PASSWORD)
        assert alva.notices.file_as_left
        alva.close()


# --- bits ------------------------------------------------------------------------------------


def test_one_turned_bit_anywhere_is_found(resting: Resting) -> None:
    """Three hundred: each stops the opening, or the look through the whole file finds it."""
    missed = []
    for bit in damage.random_flips(len(resting.now), FLIPS):
        resting.harmed(damage.flip(bit // 8 // damage.PAGE + 1, bit // 8 % damage.PAGE, bit % 8))
        if not found_in(resting):
            missed.append(bit)
    assert missed == []


def found_in(resting: Resting) -> bool:
    database = resting.as_it_is()
    try:
        return bool(database.damage())
    except dbapi2.DatabaseError as error:
        return isinstance(connection.plain_error(error), ClinicDamaged)
    finally:
        database.dispose()


@pytest.mark.parametrize("harm", damage.UNSOUND.values(), ids=damage.UNSOUND)
def test_a_page_damaged_while_people_work_stops_the_next_backup(
    resting: Resting, harm: Harm, tmp_path: Path
) -> None:
    """It reads every page: within two hours of work, or at the exit, somebody is told."""
    resting.harmed(harm)
    order = Order(1, "Alva", "ws-1", Clock()(), "hours")
    with pytest.raises(ClinicDamaged):
        backup.make(resting.folder, resting.keys, order)
    assert not list(resting.folder.root.glob("backups/*"))
    assert vault.exists(resting.folder)
