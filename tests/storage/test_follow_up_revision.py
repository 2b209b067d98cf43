from datetime import date

from ikbt_desktop.models import Treatment
from ikbt_desktop.storage.database import Database
from ikbt_desktop.storage.unit_of_work import UnitOfWork
from tests.storage.clinics import Clinic, StandingClock, at_work
from tests.storage.older import at_revision, insert

PATIENTS = {"met": "m" * 32, "unmet": "u" * 32, "early": "e" * 32}
FORMS = {"met": "2024-11-25", "early": "2024-11-10"}  # the follow-up was on 1 December 2024


def test_a_follow_up_without_its_form_is_open_again_after_years(
    clinic: Clinic, clock: StandingClock
) -> None:
    bare = at_revision(clinic, 11)
    bare.execute("PRAGMA foreign_keys = OFF")  # only what the revision asks about stands here
    insert(bare, "clinic_profile", name="Kvarnbacken", settings="{}")
    person = "s" * 32
    insert(bare, "user", id=person, slot_id="s", login="anna", preferences="{}")
    for name, patient in PATIENTS.items():
        insert(bare, "patient", id=patient, identity_digits=name)
        dates = {"ended_on": "2024-09-01", "follow_up_until": "2024-12-01"}
        insert(
            bare, "treatment", id=patient, patient_id=patient, state="ended", closing="{}", **dates
        )
        if name in FORMS:
            insert(
                bare,
                "measurement",
                id=patient,
                patient_id=patient,
                entered_by_id=person,
                answers="[]",
                flags="[]",
                subscales="{}",
                answered_on=FORMS[name],
            )
    bare.execute("PRAGMA foreign_keys = ON")
    bare.close()
    database = Database.open(clinic.folder, clinic.new.keys)
    with UnitOfWork(at_work(database, clock), reading=True) as work:
        found = {row.patient_id: row.follow_up_until for row in work.find(Treatment)}
        ends = {row.id: row.follow_up_end for row in work.find(Treatment)}
    planned = date(2024, 12, 1)
    assert [found[patient] for patient in PATIENTS.values()] == [None, planned, planned]
    assert set(map(str, ends.values())) == {"{}"}
    database.dispose()
