from ikbt_desktop.models import Unit
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.storage.clinics import Clinic, StandingClock, at_work
from tests.storage.older import at_revision, insert


def test_a_unit_of_revision_thirteen_is_in_use_and_has_had_no_other_name(
    clinic: Clinic, clock: StandingClock
) -> None:
    bare = at_revision(clinic, 13)
    insert(bare, "unit", id="n" * 32, name="Norra")
    bare.close()
    database = Database.open(clinic.folder, clinic.new.keys)
    with UnitOfWork(at_work(database, clock), reading=True) as work:
        (unit,) = work.find(Unit)
    assert (unit.name, unit.former_names, unit.retired_at) == ("Norra", [], None)
    assert database.damage() == ()
    database.dispose()
